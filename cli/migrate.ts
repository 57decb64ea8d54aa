/**
 * `npm run migrate`: brings a database up to date; in production the step before a new version of server and worker is started.
 *
 *   DATABASE_URL, an administrator        everything: database, roles, their passwords, hardening, migrations, the worker's schema.
 *                                         In production the four logins get the passwords in TENET_DATABASE_URL_…
 *   TENET_DATABASE_URL_MIGRATOR without   the migrations alone; the rest is left to an administrator
 *   neither, outside of production        everything, in the embedded Postgres
 *
 * Whoever names a database and no NODE_ENV means production: outside of it the four logins get passwords that this clone makes up,
 * and current.sql runs as well.
 */
import { findPostgres } from '../database/find.ts';
import { installDatabase } from '../database/install.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { passwordsFor } from '../database/state.ts';
import { databaseToInstall, LOGINS, type Passwords } from '../database/urls.ts';
import { isProduction } from '../server/mode.ts';
import { failWith } from './fail.ts';

await migrate().catch(failWith);

async function migrate(): Promise<void> {
  const { DATABASE_URL, TENET_DATABASE_URL_MIGRATOR } = process.env;
  process.env.NODE_ENV ??= DATABASE_URL || TENET_DATABASE_URL_MIGRATOR ? 'production' : 'development';
  const current = !isProduction();
  if (!DATABASE_URL && TENET_DATABASE_URL_MIGRATOR) {
    await migrateDatabase(TENET_DATABASE_URL_MIGRATOR, { current });
    return console.log('The migrations are up to date.');
  }
  const cluster = await findPostgres(process.env);
  try {
    const { adminUrl } = cluster;
    const passwords = isProduction() ? passwordsGiven() : await passwordsFor(adminUrl);
    const database = databaseToInstall(DATABASE_URL);
    await installDatabase({ adminUrl, database, passwords, current });
    console.log(`The database ${database} is up to date.`);
  } finally {
    await cluster.stop();
  }
}

/** The passwords that server, worker and migrations will come with, read out of their URLs. */
function passwordsGiven(): Passwords {
  const given = LOGINS.map((login) => {
    const name = `TENET_DATABASE_URL_${login.toUpperCase()}`;
    const url = URL.parse(process.env[name] ?? '');
    return { login, name, password: decodeURIComponent(url?.password ?? ''), isRight: url?.username === `tenet_${login}` && url.password !== '' };
  });
  const wrong = given.filter(({ isRight }) => !isRight).map(({ name, login }) => `${name} (postgres://tenet_${login}:<password>@…)`);
  if (wrong.length > 0) throw new Error(`Give each login its URL with a password, so that it can be set: ${wrong.join(', ')}.`);
  return Object.fromEntries(given.map(({ login, password }) => [login, password])) as Passwords;
}
