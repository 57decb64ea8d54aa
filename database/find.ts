/** Finds a Postgres to install Tenet in: the one that is given, else the embedded one, else (when asked for) a container. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { isProduction } from '../server/mode.ts';
import { type Cluster, startPostgres } from './server.ts';
import { stateFolder } from './state.ts';
import { judgeVersion } from './supported_versions.ts';
import { withDatabase } from './urls.ts';

export type FindOptions = {
  /** A login that may install; named, it is the server. */
  DATABASE_URL?: string | undefined;
  /** `container` asks for testcontainers, which needs a container engine. */
  TENET_POSTGRES?: string | undefined;
  /** Left out, it is production, as everywhere. */
  NODE_ENV?: string | undefined;
};

/**
 * Returns a running server that Tenet can be installed in. What is found but not ideal is told through `log`.
 *
 * @throws one sentence that names the fix, when the server is too old, cannot be reached, or its login may not install.
 */
export async function findPostgres(options: FindOptions, log: (line: string) => void = console.log): Promise<Cluster> {
  const inProduction = isProduction(options);
  const isEmbedded = !options.DATABASE_URL && options.TENET_POSTGRES !== 'container';
  if (isEmbedded && inProduction) throw new Error('DATABASE_URL is missing: the embedded Postgres is for development alone.');
  const cluster = isEmbedded
    ? await startPostgres({ dataFolder: join(stateFolder, 'postgres'), log })
    : options.DATABASE_URL
      ? await givenPostgres(options.DATABASE_URL)
      : await startContainer();
  const judgement = judgeVersion(cluster.version, inProduction);
  if (judgement.verdict === 'refuse') {
    await cluster.stop();
    throw new Error(judgement.sentence);
  }
  // Nobody can update the embedded server, and nobody else can reach it.
  if (judgement.verdict === 'warn' && !isEmbedded) log(judgement.sentence);
  return cluster;
}

async function givenPostgres(adminUrl: string): Promise<Cluster> {
  if (!URL.canParse(adminUrl)) throw new Error('DATABASE_URL is not an address: write postgres://login:password@host:port/database.');
  const client = await reach(adminUrl);
  try {
    const { rows } = await client.query(`
      select current_setting('server_version_num')::integer as version,
             quote_ident(current_user) as login,
             rolsuper or rolcreaterole as creates_roles,
             rolsuper or rolcreatedb or has_database_privilege(current_database(), 'create') as creates_objects
        from pg_roles
       where rolname = current_user`);
    const { version, login, creates_roles, creates_objects } = rows[0];
    if (!creates_roles || !creates_objects) {
      throw new Error(
        `The login ${login} of DATABASE_URL may not ${creates_roles ? 'create databases' : 'create roles'}, which installing needs: ` +
          `give the URL of an administrator, or let one run: alter role ${login} createrole createdb;`,
      );
    }
    const { hostname, port } = new URL(adminUrl);
    return { host: hostname, port: Number(port || 5432), adminUrl, version, async stop() {} };
  } finally {
    await client.end();
  }
}

/** Connects to the database that the URL names or, when it is not made yet, to `postgres`. */
async function reach(adminUrl: string): Promise<pg.Client> {
  try {
    return await open(adminUrl).catch((error) => {
      if (error.code !== '3D000') throw error;
      return open(withDatabase(adminUrl, 'postgres'));
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const { host } = new URL(adminUrl);
    throw new Error(`DATABASE_URL leads to no Postgres that lets us in (${host}: ${message || code}): check host, port, login and password.`, { cause: error });
  }
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

async function startContainer(): Promise<Cluster> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const password = randomBytes(24).toString('hex');
  const container = await new GenericContainer('postgres:18')
    .withEnvironment({ POSTGRES_PASSWORD: password })
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start()
    .catch((error: Error) => {
      throw new Error(`TENET_POSTGRES=container needs a running container engine (${error.message}): start one, or leave the variable out.`, { cause: error });
    });
  const adminUrl = `postgres://postgres:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`;
  const cluster = await givenPostgres(adminUrl);
  return { ...cluster, async stop() { await container.stop(); } };
}
