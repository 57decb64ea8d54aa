/** Runs the migrations: graphile-migrate over migrations/committed, then over the one that is being written. */
import { fileURLToPath } from 'node:url';
import { Logger, migrate, watch } from 'graphile-migrate';
import { clearAllPools } from 'graphile-migrate/dist/pgReal.js';
import type pg from 'pg';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** SQLSTATEs of a schema, table, column, function or other object that is there already. */
const ALREADY_EXISTS = new Set(['42P06', '42P07', '42701', '42723', '42710']);
const ADVICE =
  'current.sql runs again after each change, so write it to be safe when run twice (create table if not exists …, or drop … if exists before)';

/**
 * Brings a database up to date as tenet_migrator. `current` also runs current.sql when it differs from what ran last.
 *
 * @throws the database's error; where in which file it happened is printed before.
 */
export async function migrateDatabase(migratorUrl: string, { current }: { current: boolean }): Promise<void> {
  const settings = { connectionString: migratorUrl, migrationsFolder, logger };
  try {
    await (current ? watch(settings, true) : migrate(settings));
  } catch (error) {
    throw ALREADY_EXISTS.has((error as pg.DatabaseError).code ?? '') && current ? new Error(`${(error as Error).message}: ${ADVICE}`, { cause: error }) : error;
  } finally {
    clearAllPools(); // they would linger, and end the process when their database is dropped meanwhile
  }
}

/** graphile-migrate tells its steps, which nobody asked for, and shows the line of a faulty migration, which everybody needs. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(message);
});
