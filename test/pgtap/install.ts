import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';

const schemaOfTests = new URL('../tests_schema.sql', import.meta.url);
const sampleValues = new URL('../sample_values.sql', import.meta.url);

/**
 * Loads pgTAP into schema `tap` and our own functions into schema `tests` of one database. Meant for test databases only: a production
 * check looks for the absence of both.
 *
 * `adminUrl` is a superuser's connection string of that database. Throws when the schemas exist already.
 */
export async function installPgTap(adminUrl: string): Promise<void> {
  const connection = new pg.Client({ connectionString: adminUrl });
  await connection.connect();
  try {
    await connection.query(`begin; create schema tap; set local search_path = tap; ${await pgTap()}; commit`);
    await connection.query(`begin; ${await readFile(schemaOfTests, 'utf8')}; ${await readFile(sampleValues, 'utf8')}; commit`);
  } finally {
    await connection.end();
  }
}

/** The text of pgTAP, taken out of the archive inside its npm package. */
async function pgTap(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite-pgtap');
  const archive = gunzipSync(await readFile(join(dirname(entry), 'pgtap.tar.gz')));
  return fileInTar(archive, 'share/postgresql/extension/pgtap--1.3.5.sql').toString('utf8');
}

/** One file of a tar archive: 512-byte headers (name at 0, size in octal at 124), each followed by the padded content. */
function fileInTar(archive: Buffer, name: string): Buffer {
  for (let at = 0; at < archive.length; ) {
    const entry = archive.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(archive.toString('utf8', at + 124, at + 136), 8) || 0;
    if (entry === name) {
      return archive.subarray(at + 512, at + 512 + size);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${name} is not in the archive`);
}
