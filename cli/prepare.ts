/** What `npm start` and `npm run dev` do first: a Postgres, Tenet installed in it, the example loaded, somebody to sign in as. */
import { findPostgres } from '../database/find.ts';
import { freePort } from '../database/free_port.ts';
import { installDatabase } from '../database/install.ts';
import type { Cluster } from '../database/server.ts';
import { passwordsFor, stateFolder } from '../database/state.ts';
import { type DatabaseUrls, databaseToInstall } from '../database/urls.ts';
import { loadExample } from '../examples/agency/load.ts';
import { trustDevelopmentIssuer } from '../server/development_issuer.ts';

export type Prepared = { urls: DatabaseUrls; cluster: Cluster };

/**
 * Makes a database to develop with: in the server of DATABASE_URL when it is given, otherwise in the embedded one, which also gets
 * the example. Never called in production, where the product does not install itself.
 */
export async function prepareDatabase(log: (line: string) => void): Promise<Prepared> {
  const { DATABASE_URL } = process.env;
  const cluster = await findPostgres(process.env, log);
  try {
    const { adminUrl } = cluster;
    const passwords = await passwordsFor(adminUrl);
    const urls = await installDatabase({ adminUrl, database: databaseToInstall(DATABASE_URL), passwords });
    if (!DATABASE_URL) await loadExample({ admin: urls.admin, log });
    await trustDevelopmentIssuer({ folder: stateFolder, migratorUrl: urls.migrator, adminUrl: urls.admin });
    return { urls, cluster };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** The environment of server and worker in development. The port is the one of PORT, 5678 when it is free, or any. */
export async function environmentFor(urls: DatabaseUrls): Promise<Record<string, string>> {
  const { PORT, TENET_HOST = '127.0.0.1', TENET_LOG_LEVEL = 'warn' } = process.env;
  return {
    TENET_DATABASE_URL_AUTHENTICATOR: urls.authenticator,
    TENET_DATABASE_URL_GATEWAY: urls.gateway,
    TENET_DATABASE_URL_WORKER: urls.worker,
    TENET_HOST,
    TENET_LOG_LEVEL,
    PORT: Number(PORT) > 0 ? PORT! : String(await freePort(TENET_HOST, PORT === '0' ? 0 : 5678)),
  };
}
