import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import type { GraphQLError } from 'grafast/graphql';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AccessLog } from './access_log.ts';
import { authenticateAgain, originOf, type Authenticate, type Carried } from './authentication.ts';
import { clientAddress } from './client_address.ts';
import type { Config } from './config.ts';
import { ClientError, describeError, publicFailure, type PublicCode } from './errors.ts';
import type { Graphql, GraphqlBody } from './graphql.ts';
import { limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { addressKey, rateLimit } from './rate_limits.ts';
import { bodySchema } from './serve_graphql.ts';
import type { Opened } from './session.ts';
import { liveSubscription, type Live } from './subscription.ts';

type Options = {
  config: Config;
  log: Log;
  metrics: Metrics;
  graphql(): Graphql;
  authenticate: Authenticate;
  accessLog: AccessLog;
  /** Starts what delivers the events of one subscription. */
  feed: Parameters<typeof liveSubscription>[0]['feed'];
  onError(error: unknown, given: ClientError): void;
};

export type Subscriptions = {
  /** Closes every connection, so that clients connect again. */
  closeAll(): void;
  /** Takes no new connection and closes all others. */
  stop(): Promise<void>;
};

/** What a connection may take of the server. */
export const socketLimits = Object.freeze({
  perAddress: 20,
  perUser: 10,
  subscriptionsPerConnection: 5,
  messagesPerMinute: 120,
  /** Milliseconds from the connection to its first message, between two signs of life, and for the last words. */
  initialisation: 3000,
  keepAlive: 12_000,
  closing: 1000,
});

/** How a connection ends, as the protocol numbers it. */
const closings: Partial<Record<PublicCode, [number, string]>> = { UNAUTHENTICATED: [4401, 'Unauthorized'], FORBIDDEN: [4403, 'Forbidden'], RATE_LIMITED: [4429, 'Too many requests'], RETRY: [1013, 'Try again later'], TIMEOUT: [1013, 'Try again later'], INTERNAL: [4500, 'Internal server error'] };
const goingAway = [1001, 'Going away'] as const;

type Extra = { carried: Carried; opened: Opened | null; again(): Promise<Opened>; close(code: PublicCode): void; live: Set<Live>; starting: number; isClosed: boolean };

/**
 * Serves subscriptions over WebSockets on `/graphql`. Nobody is let in by a cookie or an address: the first message brings the token
 * and the workspace, as the headers of a request would, and an origin that may not call the API is refused before.
 */
export function serveSubscriptions(server: Server, { config, log, metrics, graphql, authenticate, accessLog, feed, onError }: Options): Subscriptions {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes, perMessageDeflate: false, handleProtocols: (protocols) => handleProtocols(protocols) });
  const limit = rateLimit(config.TENET_RATE_PER_ADDRESS);
  const ofAddress = counter();
  const ofUser = counter();
  let stopping = false;

  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: socketLimits.initialisation,
    async onConnect({ connectionParams = {}, extra }) {
      const texts = (name: string) => (typeof connectionParams[name] === 'string' ? [connectionParams[name]] : []);
      extra.carried = { ...extra.carried, authorization: texts('authorization'), workspace: texts('x-workspace') };
      extra.again = authenticateAgain(authenticate, extra.carried);
      const opened = await extra.again();
      if (opened.principal.session === null) throw publicFailure('UNAUTHENTICATED');
      if (extra.isClosed) throw publicFailure('UNAUTHENTICATED'); // nobody would take it off the count again
      if (ofUser.of(opened.principal.session.userId) >= socketLimits.perUser) throw publicFailure('RATE_LIMITED');
      ofUser.add(opened.principal.session.userId, 1);
      extra.opened = opened;
    },
    async onSubscribe({ extra }, _id, payload) {
      const { session } = (extra.opened as Opened).principal;
      if (session === null) throw publicFailure('UNAUTHENTICATED');
      const refuse = (message: string, code: PublicCode = 'BAD_INPUT') => [new ClientError({ code, message }, extra.carried.requestId)] as GraphQLError[];
      if (extra.live.size + extra.starting >= socketLimits.subscriptionsPerConnection) return refuse(`A connection has ${socketLimits.subscriptionsPerConnection} subscriptions at most.`, 'RATE_LIMITED');
      const body = bodySchema.safeParse(payload);
      if (!body.success) return refuse('The payload must be one object with a query, and with variables and operationName where they are needed.');
      const served = graphql(); // one for both below: a change of the schema in between would part them
      extra.starting += 1;
      const started = await liveSubscription({ body: body.data as GraphqlBody, carried: extra.carried, session, graphql: served, subscriber: extra.again, accessLog, feed, log, onError }).finally(() => (extra.starting -= 1));
      if ('errors' in started) return started.errors;
      extra.live.add(started);
      metrics.subscriptions(1);
      void started.ended.then((code) => {
        extra.live.delete(started);
        metrics.subscriptions(-1);
        if (code !== null) extra.close(code);
      });
      // the client may have gone while this was being made
      if (extra.isClosed) started.end();
      return { document: started.document, schema: served.schema, operationName: body.data.operationName, contextValue: started } as never;
    },
    subscribe: ({ contextValue }) => (contextValue as Live).answers,
  });

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage, address: string | undefined) => {
    const carried: Carried = { authorization: [], workspace: [], misplaced: new URL(request.url ?? '', 'http://x').search !== '', newcomer: false, ...originOf(request, address), requestId: randomUUID() };
    const end = (code: PublicCode) => socket.close(...(closings[code] ?? [4400, 'Bad request']));
    const extra: Extra = { carried, opened: null, again: () => Promise.reject(publicFailure('UNAUTHENTICATED')), close: end, live: new Set(), starting: 0, isClosed: false };
    const fail = (error: unknown) => {
      const given = new ClientError(describeError(error), carried.requestId);
      onError(error, given);
      end(given.code);
    };
    log.info({ requestId: carried.requestId }, 'socket opened');

    let messages = 0;
    let alive = true;
    const expiry = watchExpiry(extra, fail);
    const eachMinute = setInterval(() => (messages = 0), 60_000);
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, socketLimits.keepAlive);
    socket.on('pong', () => (alive = true));
    socket.on('error', () => socket.terminate());

    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => new Promise<void>((resolve, reject) => (socket.readyState === socket.OPEN ? socket.send(text, (error) => (error ? reject(error) : resolve())) : resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data, isBinary) => {
            messages += 1;
            if (isBinary) return end('BAD_INPUT');
            if (messages > socketLimits.messagesPerMinute) return end('RATE_LIMITED');
            receive(String(data)).catch(fail);
          }),
      },
      extra,
    );
    socket.on('close', (code, reason) => {
      clearInterval(eachMinute);
      clearInterval(heartbeat);
      expiry.stop();
      const userId = extra.opened?.principal.session?.userId;
      if (userId !== undefined) ofUser.add(userId, -1);
      extra.isClosed = true;
      for (const live of extra.live) live.end();
      closed(code, String(reason)).catch(fail);
      log.info({ requestId: carried.requestId, closed: code }, 'socket closed');
    });
  });

  server.on('upgrade', async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const address = clientAddress(request, config.TENET_TRUSTED_PROXIES);
    const key = addressKey(address);
    const refusal = await (async () => {
      if (stopping) return '503 Service Unavailable';
      if (request.url?.split('?', 1)[0] !== '/graphql') return '404 Not Found';
      if (!mayConnect(request, config)) return '403 Forbidden';
      if (ofAddress.of(key) >= socketLimits.perAddress) return '429 Too Many Requests';
      ofAddress.add(key, 1);
      socket.once('close', () => ofAddress.add(key, -1));
      return limit(key).then(() => null, () => '429 Too Many Requests');
    })();
    if (refusal !== null) return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (opened) => void sockets.emit('connection', opened, request, address));
  });

  return {
    closeAll() {
      for (const socket of sockets.clients) socket.close(...goingAway);
    },
    async stop() {
      stopping = true;
      for (const socket of sockets.clients) socket.close(...goingAway);
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, socketLimits.closing);
      await new Promise((resolve) => sockets.close(resolve));
      clearTimeout(impatience);
    },
  };
}

/** A browser says which site asks; only those that may call the API are let in, and in development the server's own pages. */
function mayConnect(request: IncomingMessage, config: Config): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return config.TENET_ALLOWED_ORIGINS.includes(origin) || (config.mode !== 'production' && origin === `http://${host}`);
}

/** Closes a connection when its token ends. A session may end before, and is opened again then. */
function watchExpiry(extra: Extra, fail: (error: unknown) => void): { stop(): void } {
  const timer = setInterval(() => {
    if (extra.opened === null || extra.opened.principal.session === null) return;
    if (extra.opened.principal.session.expiresAt.getTime() > Date.now()) return;
    extra.again().then((opened) => {
      extra.opened = opened;
    }, fail);
  }, 1000);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function counter(): { of(key: string): number; add(key: string, by: number): void } {
  const counts = new Map<string, number>();
  return {
    of: (key) => counts.get(key) ?? 0,
    add(key, by) {
      const count = (counts.get(key) ?? 0) + by;
      if (count > 0) counts.set(key, count);
      else counts.delete(key);
    },
  };
}
