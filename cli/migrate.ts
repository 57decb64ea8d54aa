/**
 * `npm run migrate`: brings a database up to date, its own step before a new version of server and worker is started.
 *
 *   DATABASE_URL (an administrator)        everything: database, roles, passwords, hardening, migrations, the worker's schema.
 *                                          The logins get the passwords of the four TENET_DATABASE_URL_… in production,
 *                                          and outside of it those that .tenet/state.json keeps.
 *   TENET_DATABASE_URL_MIGRATOR, without   the migrations alone
 *   neither, outside of production         everything, in the embedded Postgres
 *   commit <message>                       makes current.sql a committed migration; touches no database but a temporary one
 */
import { commitMigration } from '../database/commit_migration.ts';
import { findPostgres } from '../database/find.ts';
import { installDatabase } from '../database/install.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { passwordsFor } from '../database/state.ts';
import { LOGINS, type Passwords, databaseOf } from '../database/urls.ts';
import { failWith } from './fail.ts';
import { databaseToInstall } from './prepare.ts';

const isProduction = process.env.NODE_ENV === 'production';
