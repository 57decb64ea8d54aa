/** Fails when a committed migration is not what was committed: its text against its hash, and the hashes against each other. */
import { Logger } from 'graphile-migrate';
import { calculateHash } from 'graphile-migrate/dist/hash.js';
import { getAllMigrations } from 'graphile-migrate/dist/migration.js';
import { parseSettings } from 'graphile-migrate/dist/settings.js';
import { migrationsFolder } from '../database/migrate.ts';

const nowhere = 'postgres://nobody@127.0.0.1/none'; // the settings ask for a database; reading files needs none
const settings = await parseSettings({ connectionString: nowhere, migrationsFolder, logger: new Logger(() => () => {}) });
try {
  for (const [index, { realFilename, body, hash, previousHash }] of (await getAllMigrations(settings)).entries()) {
    if (Number.parseInt(realFilename, 10) !== index + 1) throw new Error(`${realFilename} is number ${index + 1} in line`);
    const actual = calculateHash(body, previousHash);
    if (actual !== hash) throw new Error(`${realFilename} was changed after it was committed (${actual} instead of ${hash}): undo that, and write a new migration`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
