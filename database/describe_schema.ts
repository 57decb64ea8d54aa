import { readFile } from 'node:fs/promises';
import type pg from 'pg';

const query = new URL('describe_schema.sql', import.meta.url);

/**
 * The database as it is, as readable SQL in a fixed order: two databases with the same objects, rights and comments give the same
 * text. Needs a connection that may read the catalogue; see the .sql file for what is left out. The text of expressions is what
 * the server makes of them, so it can differ between majors.
 */
export async function describeSchema(client: pg.Client): Promise<string> {
  await client.query("begin; set local search_path = ''");
  try {
    const { rows } = await client.query<{ text: string }>(await readFile(query, 'utf8'));
    return `${rows.map((row) => row.text).join('\n').trim()}\n`;
  } finally {
    await client.query('rollback');
  }
}
