/** Puts the agency example into a database that has Tenet installed: its tables and declarations, then rows for three tenants. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { isProduction } from '../../server/mode.ts';

/** In the order in which they depend on each other. */
const schemaFiles = ['reference', 'clients', 'support', 'work', 'content', 'insight'];
const seedFiles = ['vocabulary', 'tenancy', 'clients', 'support', 'work', 'content', 'insight'];

export type LoadOptions = {
  /** URL of an administrator of the database: seed rows belong to tenants, and row level security holds for everybody else. */
  admin: string;
  /** Takes one line a step: what it was, rows, seconds. */
  log: (line: string) => void;
};

/**
 * Loads the example, all of it or nothing: what was interrupted starts afresh. A database that has it is left as it is, also when
 * the example's text has changed since; the log then says so.
 *
 * @throws in production, and when the database already has tables of the same names.
 */
export async function loadExample({ admin, log }: LoadOptions): Promise<void> {
  if (isProduction()) {
    throw new Error('The example is for development and tests: a production database never gets it.');
  }
  const schema = await read('schema', schemaFiles);
  const seed = await read('seed', seedFiles);
  const hash = createHash('sha256').update(schema.concat(seed).map(({ text }) => text).join('\n')).digest('hex');

  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    const loaded = await findLoaded(client);
    if (loaded !== undefined) {
      if (loaded !== hash) log('The example has changed since this database got it; it stays as it is until you make a new database.');
      return;
    }
    await client.query('begin');
    await client.query('set local role tenet_owner');
    for (const file of schema) await runStep(client, `tables: ${file.name}`, file.text, log);
    await client.query('set local role none');
    for (const file of seed) await runStep(client, `rows: ${file.name}`, file.text, log);
    await client.query(`create schema example; comment on schema example is 'The agency example was loaded here. Text: ${hash}'`);
    await client.query('commit');
    await runStep(client, 'statistics', 'vacuum (analyze)', log);
  } finally {
    // Ends an open transaction, too.
    await client.end();
  }
}

type SqlFile = { name: string; text: string };

async function read(folder: string, names: string[]): Promise<SqlFile[]> {
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(import.meta.dirname, folder, `${name}.sql`), 'utf8') })));
}

/** The digest of the text that was loaded; undefined when none was. */
async function findLoaded(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ hash: string }>(
    "select substring(obj_description(oid, 'pg_namespace') from '[0-9a-f]{64}') as hash from pg_namespace where nspname = 'example'",
  );
  return rows[0]?.hash;
}

async function runStep(client: pg.Client, name: string, text: string, log: (line: string) => void): Promise<void> {
  const start = performance.now();
  // Several statements give an array of results, which the types of pg do not know.
  const results = [await client.query(text)].flat() as pg.QueryResult[];
  const rows = results.filter(({ command }) => command === 'INSERT').reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
  log(`${name.padEnd(20)} ${rows.toLocaleString('en').padStart(8)} rows ${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s`);
}
