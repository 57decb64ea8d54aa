/** Runs the migrations: graphile-migrate over migrations/committed, then over the one that is being written. */
import { fileURLToPath } from 'node:url';
import { Logger, migrate, watch } from 'graphile-migrate';
import { clearAllPools } from 'graphile-migrate/dist/pgReal.js';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Brings a database up to date as tenet_migrator. `current` also runs current.sql when it differs from what ran last.
 *
 * @throws the database's error; where in which file it happened is printed before.
 */
export async function migrateDatabase(migratorUrl: string, { current }: { current: boolean }): Promise<void> {
  const settings = { connectionString: migratorUrl, migrationsFolder, logger };
  try {
    await (current ? watch(settings, true) : migrate(settings));
  } finally {
    clearAllPools(); // they would linger, and end the process when their database is dropped meanwhile
  }
}

/** graphile-migrate tells its steps, which nobody asked for, and shows the line of a faulty migration, which everybody needs. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(message);
});
