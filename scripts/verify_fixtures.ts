/**
 * Fails when migrations/fixtures is not the present: a file that all.sql does not list exactly once, or an object that is not the
 * same after all.sql has run again on a migrated database.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, run } from 'graphile-migrate';
import { clearAllPools } from 'graphile-migrate/dist/pgReal.js';
import { connected } from '../database/connected.ts';
import { describeSchema } from '../database/describe_schema.ts';
import { migrationsFolder } from '../database/migrate.ts';
import { withTenetDatabase } from './scratch_database.ts';

const listing = await listFaults();
const faults = listing.length > 0 ? listing : await reproductionFaults(); // what runs is what is listed
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

async function listFaults(): Promise<string[]> {
  const fixtures = join(migrationsFolder, 'fixtures');
  const listed = [...(await readFile(join(fixtures, 'all.sql'), 'utf8')).matchAll(/^--!\s*include\s+(\S+)\s*$/gm)].map((match) => match[1]!);
  const present = (await readdir(fixtures, { recursive: true })).filter((name) => name.endsWith('.sql') && name !== 'all.sql');
  return [
    ...present.filter((name) => !listed.includes(name)).map((name) => `migrations/fixtures/all.sql misses ${name}`),
    ...listed.filter((name) => !present.includes(name)).map((name) => `migrations/fixtures/all.sql lists ${name}, which is not there`),
    ...listed.filter((name, index) => listed.indexOf(name) !== index).map((name) => `migrations/fixtures/all.sql lists ${name} twice`),
  ];
}

async function reproductionFaults(): Promise<string[]> {
  return withTenetDatabase(async ({ admin, migrator }) => {
    const migrated = await connected(admin, describeSchema);
    const settings = { connectionString: migrator, migrationsFolder, logger: new Logger(() => () => {}) };
    try {
      await run(settings, '--! include all.sql', 'verify_fixtures');
    } catch (error) {
      return [`migrations/fixtures/all.sql does not run again on a migrated database: ${(error as Error).message}`];
    } finally {
      clearAllPools();
    }
    const again = (await connected(admin, describeSchema)).split('\n');
    const before = migrated.split('\n');
    const line = again.findIndex((text, index) => text !== before[index]);
    return again.join('\n') === migrated ? [] : [`a migrated database changes when migrations/fixtures/all.sql runs on it: "${before[line] ?? ''}" becomes "${again[line] ?? ''}"; let current.sql include all.sql`];
  });
}
