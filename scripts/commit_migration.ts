/**
 * `npm run migrate:commit -- "what it does"`: makes current.sql the next committed migration and leaves current.sql blank. It is
 * tried on a temporary server first, from nothing; when it fails there, nothing is changed.
 */
import { commit } from 'graphile-migrate';
import { clearAllPools } from 'graphile-migrate/dist/pgReal.js';
import { failWith } from '../cli/fail.ts';
import { installDatabase } from '../database/install.ts';
import { migrationsFolder } from '../database/migrate.ts';
import { randomPasswords, withDatabase } from '../database/urls.ts';
import { startTemporary } from '../test/scratch.ts';

await commitCurrent(process.argv.slice(2).join(' ') || undefined).catch(failWith);

async function commitCurrent(message: string | undefined): Promise<void> {
  const { adminUrl, stop } = await startTemporary(18);
  try {
    const { migrator } = await installDatabase({ adminUrl, database: 'tenet', passwords: randomPasswords(), current: false });
    await commit(
      {
        connectionString: migrator,
        shadowConnectionString: withDatabase(migrator, 'tenet_shadow'),
        rootConnectionString: adminUrl,
        afterReset: ['!database_rights.sql', '!hardening.sql'],
        migrationsFolder,
      },
      message,
    );
  } finally {
    clearAllPools();
    await stop();
  }
}
