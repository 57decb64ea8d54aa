import { randomUUID, timingSafeEqual, createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cors from 'cors';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { AccessLog } from './access_log.ts';
import { exportAudit } from './audit_export.ts';
import type { Authenticate } from './authentication.ts';
import type { Config } from './config.ts';
import type { DevelopmentPages } from './development_pages.ts';
import { ClientError, codeOfSqlstate, describeError, publicCodes, publicFailure, sqlstateOf } from './errors.ts';
import type { Graphql } from './graphql.ts';
import { securityHeaders } from './headers.ts';
import type { Readiness } from './health.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import { isLoopback } from './loopback.ts';
import type { Metrics } from './metrics.ts';
import { addressKey, rateLimit } from './rate_limits.ts';
import { serveGraphql } from './serve_graphql.ts';
import type { VisitorQuery } from './visitor_query.ts';

type Options = {
  config: Config;
  log: Log;
  metrics: Metrics;
  /** The GraphQL that serves now; another one after the schema was reloaded. */
  graphql(): Graphql;
  authenticate: Authenticate;
  accessLog: AccessLog;
  /** Runs the statements of an export. */
  query: VisitorQuery;
  ready(): Promise<Readiness>;
  /** True once the process is asked to stop. */
  isStopping(): boolean;
  /** Null in production. */
  development: DevelopmentPages | null;
};

type Locals = { requestId: string; route: string };
/** An answer whose request has an id. */
export type Answering = Response<unknown, Locals>;

/** Longest request id that is taken over from a proxy. */
const requestIdPattern = /^[A-Za-z0-9_.-]{8,64}$/;

/**
 * The HTTP surface, in this order: request id and log, security headers, CORS, limit by address, body limit, authentication, limit
 * by principal, their turn, GraphQL or the export of the audit trail. Whatever is refused is answered in the form of a GraphQL error with a stable code.
 */
export function createApp(options: Options): Express {
  const { config, log, metrics, development } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.TENET_TRUSTED_PROXIES);
  app.set('query parser', false);

  app.use(withRequestLog(options));
  app.use(securityHeaders);
  app.get('/healthz', (_request, response) => void response.json({ alive: true }));
  app.get('/readyz', async (_request, response) => {
    const { ready, checks } = await options.ready();
    response.status(ready && !options.isStopping() ? 200 : 503).json({ ready: ready && !options.isStopping(), checks });
  });
  app.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, config)) throw publicFailure('FORBIDDEN');
    response.type(metrics.contentType).send(await metrics.print());
  });

  const addressLimit = byAddress(config);
  const onError = (error: unknown, given: ClientError) => logFailure(log, metrics, error, given);
  app.use('/graphql', crossOrigin(config, 'POST'), addressLimit);
  app
    .route('/graphql')
    .post(express.json({ limit: limits.bodyBytes, inflate: false, strict: true, type: isJson }), serveGraphql({ ...options, onError }))
    .all((_request, response) => {
      response.setHeader('Allow', 'POST');
      throw Object.assign(publicFailure('BAD_INPUT', 'GraphQL is asked with POST.'), { status: 405 });
    });

  app.use('/audit/export', crossOrigin(config, 'GET'), addressLimit);
  const refuseOtherMethods = (_request: Request, response: Response) => {
    response.setHeader('Allow', 'GET');
    throw Object.assign(publicFailure('BAD_INPUT', 'An export is asked for with GET.'), { status: 405 });
  };
  // not what Express makes of it: an export whose body is thrown away
  app.route('/audit/export').head(refuseOtherMethods).get(exportAudit(options)).all(refuseOtherMethods);

  if (development !== null) development.addTo(app);
  app.use(() => {
    throw Object.assign(publicFailure('NOT_FOUND'), { status: 404 });
  });
  app.use(answerFailure(options));
  return app;
}

function withRequestLog({ log, metrics, isStopping }: Options) {
  return (request: Request, response: Answering, next: NextFunction) => {
    const start = process.hrtime.bigint();
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    response.locals.requestId = id;
    response.locals.route = routes.has(request.path) ? request.path : 'other';
    response.setHeader('X-Request-Id', id);
    if (isStopping()) response.setHeader('Connection', 'close');
    response.on('close', () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const { route } = response.locals;
      metrics.answered(route, response.statusCode, seconds);
      // without the query string: whatever somebody put there does not belong into a log
      log.info({ requestId: id, method: request.method, path: request.path.slice(0, 200), status: response.statusCode, ms: Math.round(seconds * 1000), finished: response.writableFinished }, 'request');
    });
    next();
  };
}

const routes = new Set(['/', '/graphql', '/audit/export', '/healthz', '/readyz', '/metrics']);

function crossOrigin(config: Config, method: 'GET' | 'POST') {
  return cors({
    origin: config.TENET_ALLOWED_ORIGINS,
    methods: [method],
    allowedHeaders: ['authorization', 'content-type', 'x-workspace', 'x-newcomer', 'x-request-id', 'x-reason'],
    exposedHeaders: ['content-disposition', 'x-request-id', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'],
    credentials: false,
    maxAge: 600,
  });
}

function byAddress(config: Config) {
  const limit = rateLimit(config.TENET_RATE_PER_ADDRESS);
  return (request: Request, response: Response, next: NextFunction) => {
    limit(addressKey(request.ip), response).then(() => next(), next);
  };
}

/** Only JSON is read. A form or plain text can be sent by any web page without asking (security.md, C11). */
function isJson(request: IncomingMessage): boolean {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw Object.assign(publicFailure('BAD_INPUT', 'The content type must be application/json.'), { status: 415 });
  return true;
}

function answerFailure({ log, metrics }: Options) {
  // Express tells a handler of errors by its four parameters.
  return (error: unknown, request: Request, response: Answering, _next: NextFunction) => {
    const read = describeRead(error);
    const given = new ClientError(read ?? describeError(error), response.locals.requestId);
    logFailure(log, metrics, error, given);
    // reset and not closed: where the end of an answer is the end of the connection, that would look complete
    if (response.headersSent) return void request.socket.resetAndDestroy();
    if (given.code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer');
    if (given.code === 'RATE_LIMITED' && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', 1);
    const status = read?.status ?? (error as { status?: number }).status ?? publicCodes[given.code].status;
    response.status(status).json({ errors: [given.toJSON()] });
  };
}

/** What a body that could not be read is answered; null when it was something else that failed. */
function describeRead(error: unknown): { code: 'BAD_INPUT'; message: string; status: number } | null {
  const type = (error as { type?: string }).type;
  if (type === 'entity.too.large') return { code: 'BAD_INPUT', message: `The body has more than ${limits.bodyBytes} bytes.`, status: 413 };
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return { code: 'BAD_INPUT', message: 'The body must be plain UTF-8, not compressed.', status: 415 };
  if (type?.startsWith('entity.') || type?.startsWith('request.')) return { code: 'BAD_INPUT', message: 'The body is not JSON.', status: 400 };
  return null;
}

/**
 * Writes an error to the log, as far as it can not hold values of rows: of an error of the database its codes and names, of the
 * rest its message and stack when it is a fault of ours.
 */
export function logFailure(log: Log, metrics: Metrics, error: unknown, given: ClientError): void {
  metrics.error(given.code);
  const { id, requestId } = given.extensions;
  const sqlstate = sqlstateOf(error);
  if (sqlstate !== undefined) {
    const { schema, table, column, constraint, routine } = error as Record<string, unknown>;
    log[codeOfSqlstate(sqlstate) === 'INTERNAL' ? 'error' : 'info']({ id, requestId, code: given.code, sqlstate, schema, table, column, constraint, routine }, 'database error');
  } else if (given.code === 'INTERNAL') {
    log.error({ id, requestId, code: given.code, stack: error instanceof Error ? error.stack : undefined }, 'internal error');
  } else {
    log.debug({ id, requestId, code: given.code }, 'refused');
  }
}

function mayReadMetrics(request: Request, config: Config): boolean {
  const token = config.TENET_METRICS_TOKEN;
  if (token !== null) return sameSecret(request.headers.authorization ?? '', `Bearer ${token}`);
  // behind a proxy everybody comes from this machine
  return config.TENET_TRUSTED_PROXIES === 0 && isLoopback(request.socket.remoteAddress);
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
