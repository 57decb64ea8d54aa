import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { migrationsFolder } from './migrate.ts';

/** Runs one of the scripts that come before the migrations and are safe to run again; an error names the file. */
export async function runScript(client: pg.Client, name: 'roles.sql' | 'database_rights.sql' | 'hardening.sql'): Promise<void> {
  const text = await readFile(join(migrationsFolder, name), 'utf8');
  try {
    await client.query(text);
  } catch (error) {
    throw new Error(`migrations/${name}: ${(error as Error).message}`, { cause: error });
  }
}
