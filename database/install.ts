/** Makes a Tenet database, or brings one up to date: roles, hardening, migrations, the worker's own schema. */
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { connected } from './connected.ts';
import { migrateDatabase } from './migrate.ts';
import { runScript } from './scripts.ts';
import { type DatabaseUrls, LOGINS, type Passwords, scramVerifier, urlsOf, withDatabase } from './urls.ts';

export type InstallOptions = {
  /** A login that may create roles and databases. */
  adminUrl: string;
  /** Made when it is absent. */
  database: string;
  /** What the four logins get. */
  passwords: Passwords;
  /** Whether to run the migration that is being written as well; never in production. */
  current?: boolean;
};

/**
 * Installs Tenet; doing it again changes nothing and takes a fraction of a second. Returns the URL of each login.
 *
 * @throws the database's own error, when a script or a migration fails.
 */
export async function installDatabase({ adminUrl, database, passwords, current = true }: InstallOptions): Promise<DatabaseUrls> {
  const urls = urlsOf(adminUrl, database, passwords);
  await createDatabase(adminUrl, database);
  await connected(urls.admin, async (client) => {
    await runScript(client, 'roles.sql');
    for (const login of LOGINS) {
      await client.query(`alter role tenet_${login} password ${client.escapeLiteral(scramVerifier(passwords[login]))}`);
    }
    await asMemberOfOwners(client, async () => {
      await runScript(client, 'database_rights.sql');
      await runScript(client, 'hardening.sql');
      await installWorkerSchema(urls.admin);
    });
  });
  await migrateDatabase(urls.migrator, { current });
  return urls;
}

/** A superuser may give objects to anybody; the administrator of a managed server only to roles that it is a member of. */
async function asMemberOfOwners(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean }>('select rolsuper from pg_roles where rolname = current_user');
  if (rows[0]!.rolsuper) return work();
  await client.query('grant tenet_owner, tenet_views, tenet_resolver, tenet_worker to current_user');
  try {
    await work();
  } finally {
    await client.query('revoke tenet_owner, tenet_views, tenet_resolver, tenet_worker from current_user');
  }
}

async function createDatabase(adminUrl: string, database: string): Promise<void> {
  const isThere = await connected(withDatabase(adminUrl, database), async () => true).catch((error) => {
    if (error.code === '3D000') return false;
    throw error;
  });
  if (isThere) return;
  const maintenanceUrl = withDatabase(adminUrl, 'postgres');
  await connected(maintenanceUrl, (client) => client.query(`create database ${client.escapeIdentifier(database)}`));
}

/**
 * graphile-worker's schema belongs to tenet_worker, so that the worker can bring it up to date by itself; the right to make a
 * schema exists only inside the one transaction that makes it.
 */
async function installWorkerSchema(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  url.searchParams.set('options', '-c role=tenet_worker');
  const bootstrap: GraphileConfig.Plugin = {
    name: 'TenetWorkerSchemaPlugin',
    version: '1.0.0',
    worker: {
      middleware: {
        async bootstrap(next, { client }) {
          const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
          const database = rows[0]!.name;
          await client.query(`begin; set local role none; grant create on database ${database} to tenet_worker; set local role tenet_worker`);
          await next();
          await client.query(`set local role none; revoke create on database ${database} from tenet_worker; commit`);
        },
      },
    },
  };
  await runMigrations({ connectionString: url.href, preset: { plugins: [bootstrap] }, logger: new Logger(() => () => {}) });
}
