import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createAccessLog } from './access_log.ts';
import { governedService } from './adaptor.ts';
import { createApp, logFailure } from './app.ts';
import { recordedEvents } from './audit_feed.ts';
import { auditWakes } from './audit_wakes.ts';
import { authentication } from './authentication.ts';
import { watchClock } from './clock.ts';
import { classifiedColumns } from './classified_columns.ts';
import { createBilling } from './billing.ts';
import { connectionsOfOneUser, type Config } from './config.ts';
import { developmentPages, graphiqlPreset } from './development_pages.ts';
import { fairService } from './fair_service.ts';
import { createGraphql, type Graphql } from './graphql.ts';
import { readiness } from './health.ts';
import { identityProviders } from './identity_providers.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createNewcomers } from './newcomer.ts';
import { createSessions } from './session.ts';
import { checkLogin, checkVersion } from './startup_checks.ts';
import { createTurns } from './turns.ts';
import { visitorQuery } from './visitor_query.ts';
import { serveSubscriptions } from './websocket.ts';

export type RunningServer = {
  /** Address that the server answers on, without a slash at its end. */
  url: string;
  /** Builds the GraphQL schema again from the database, and distrusts. Requests that run finish on the old schema. */
  reload(): Promise<void>;
  /** Forgets the issuers, their keys, and the tokens that were verified: each is checked again when it comes next. */
  distrust(): void;
  /** Takes no new connection, lets running requests finish for as long as the configuration says, writes down what they read, then closes both pools. */
  stop(): Promise<void>;
};

type Options = {
  config: Config;
  log: Log;
  /** Folder of the development issuer; without one, or in production, there is neither GraphiQL nor a token to be had. */
  developmentFolder?: string;
  /** Milliseconds since the epoch; tests move it. */
  now?: () => number;
};

/**
 * Starts the server. Rejects, and leaves nothing open, when a login is not as harmless as it has to be, the database is older than
 * it may be in production, the schema can not be built, or the port is taken.
 */
export async function startServer({ config, log, developmentFolder, now = Date.now }: Options): Promise<RunningServer> {
  const api = new pg.Pool({ connectionString: config.TENET_DATABASE_URL_AUTHENTICATOR, max: config.TENET_POOL_SIZE, connectionTimeoutMillis: 5000, application_name: 'tenet api' });
  const gateway = new pg.Pool({ connectionString: config.TENET_DATABASE_URL_GATEWAY, max: config.TENET_GATEWAY_POOL_SIZE, connectionTimeoutMillis: 5000, application_name: 'tenet gateway' });
  for (const pool of [api, gateway]) pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle connection was lost'));
  try {
    await checkStart(config, log, api, gateway);
    return await serve({ config, log, now, api, gateway, developmentFolder: config.mode === 'production' ? undefined : developmentFolder });
  } catch (error) {
    await Promise.all([api.end(), gateway.end()]);
    throw error;
  }
}

async function checkStart(config: Config, log: Log, api: pg.Pool, gateway: pg.Pool): Promise<void> {
  const faults = (await Promise.all([checkLogin(api, 'authenticator'), checkLogin(gateway, 'gateway')])).flat();
  const version = await checkVersion(api, config.mode === 'production');
  if (version.verdict === 'refuse') faults.push(version.sentence);
  if (version.verdict === 'warn') log.info({ reason: version.sentence }, 'production would refuse this server');
  if (faults.length > 0) throw new Error(`Refusing to serve:\n  ${faults.join('\n  ')}`);
}

/** What API keys of this database say they are for: those that say something else are refused unasked. */
async function keyEnvironment(gateway: pg.Pool): Promise<string> {
  const { rows } = await gateway.query<{ environment: string }>('select tenet_private.key_environment() as environment');
  return (rows[0] as { environment: string }).environment;
}

type Parts = Required<Omit<Options, 'developmentFolder'>> & { api: pg.Pool; gateway: pg.Pool; developmentFolder: string | undefined };

async function serve({ config, log, now, api, gateway, developmentFolder }: Parts): Promise<RunningServer> {
  const metrics = createMetrics({ api, gateway });
  const providers = identityProviders({ gateway, production: config.mode === 'production', now });
  const sessions = createSessions({ gateway, size: config.TENET_SESSION_CACHE_SIZE, now, onOpen: metrics.sessionOpened });
  const turns = createTurns({ most: connectionsOfOneUser(config), patience: null });
  const service = fairService(
    governedService({ pool: api, renew: sessions.renew, forget: sessions.forget, remaining: sessions.remaining, prepared: config.TENET_PREPARED_STATEMENTS, stock: config.TENET_ADAPTOR === 'stock' }),
    turns,
    sessions.userOf,
  );
  const query = visitorQuery(service);
  const billing = createBilling({ config, query, gateway, log });
  const build = async () =>
    createGraphql({ service, introspection: config.TENET_INTROSPECTION, graphiql: developmentFolder === undefined ? null : graphiqlPreset, classified: await classifiedColumns(gateway), billing });

  let graphql: Graphql = await build();
  const accessLog = createAccessLog({ gateway, log, metrics, now });
  const authenticate = authentication({
    providers,
    sessions,
    newcomers: createNewcomers({ gateway, now, onOpen: metrics.sessionOpened }),
    keyEnvironment: await keyEnvironment(gateway),
    allowAnonymous: config.TENET_ALLOW_ANONYMOUS,
    now,
    onRefused(refusal) {
      log.info({ requestId: refusal.requestId, reason: refusal.reason }, 'not let in');
      if (!refusal.mistyped) accessLog.refuse(refusal);
    },
  });
  const clock = await watchClock({ gateway, log, metrics, now });
  let stopping = false;
  const app = createApp({
    config,
    log,
    metrics,
    authenticate,
    accessLog,
    query,
    graphql: () => graphql,
    ready: readiness({ api, gateway, now }),
    isStopping: () => stopping,
    development: developmentFolder === undefined ? null : developmentPages({ folder: developmentFolder, graphql: () => graphql }),
  });
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.TENET_HOST, () => resolve());
  }).catch(async (error: unknown) => {
    await Promise.all([accessLog.stop(), clock.stop()]);
    throw error;
  });
  const wakes = auditWakes({ connectionString: config.TENET_DATABASE_URL_AUTHENTICATOR, log });
  const subscriptions = serveSubscriptions(server, {
    config,
    log,
    metrics,
    authenticate,
    accessLog,
    graphql: () => graphql,
    feed: (subscription) => recordedEvents({ query, wakes, ...subscription }),
    onError: (error, given) => logFailure(log, metrics, error, given),
  });
  const { port } = server.address() as AddressInfo;
  const host = config.TENET_HOST.includes(':') ? `[${config.TENET_HOST}]` : config.TENET_HOST;
  log.info({ port }, 'serving');

  const distrust = () => {
    providers.reload();
    sessions.distrust();
  };
  return {
    url: `http://${host}:${port}`,
    distrust,
    async reload() {
      distrust();
      const before = graphql;
      graphql = await build();
      subscriptions.closeAll();
      await before.release();
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      const impatience = setTimeout(() => server.closeAllConnections(), config.TENET_DRAIN_SECONDS * 1000);
      // a connection that is in use now becomes idle, and would be kept for the client's next request
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await Promise.all([new Promise((resolve) => server.close(resolve)), subscriptions.stop()]);
      clearInterval(sweep);
      clearTimeout(impatience);
      await Promise.all([graphql.release(), wakes.stop(), clock.stop()]);
      await accessLog.stop();
      await Promise.all([api.end(), gateway.end()]);
      log.info('stopped');
    },
  };
}
