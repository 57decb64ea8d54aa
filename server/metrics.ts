import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = {
  /** Counts one answered request; duration in seconds. */
  answered(route: string, status: number, seconds: number): void;
  /** Counts one error that a client was given. */
  error(code: string): void;
  /** Counts one session opened. */
  sessionOpened(): void;
  /** What becomes of the events that the server writes to the audit trail. */
  accessEvents: {
    /** How many wait to be written. */
    waiting(count: number): void;
    recorded(count: number): void;
    failed(count: number): void;
  };
  /** Counts subscriptions that begin, and with -1 one that ends. */
  subscriptions(change: 1 | -1): void;
  /** By how many seconds the server's clock is ahead of the database's. */
  clockAhead(seconds: number): void;
  contentType: string;
  /** Everything counted so far, as Prometheus reads it. */
  print(): Promise<string>;
};

/** Counters of one server. Labels take few values: never an id, a path with parameters, or anything a client makes up. */
export function createMetrics(pools: Readonly<Record<string, Pool>>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'tenet_http_request_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const errors = new Counter({ name: 'tenet_graphql_errors_total', help: 'Errors given to clients.', labelNames: ['code'], registers });
  const sessions = new Counter({ name: 'tenet_sessions_opened_total', help: 'Sessions opened in the database.', registers });
  const accessEvents = new Counter({ name: 'tenet_access_events_total', help: 'Events of the audit trail that the server had to write.', labelNames: ['outcome'], registers });
  const subscriptions = new Gauge({ name: 'tenet_subscriptions', help: 'Subscriptions that are being served.', registers });
  const accessEventsWaiting = new Gauge({ name: 'tenet_access_events_waiting', help: 'Events of the audit trail that wait to be written.', registers });
  const clockAhead = new Gauge({ name: 'tenet_clock_ahead_seconds', help: "By how much the server's clock is ahead of the database's.", registers });
  new Gauge({
    name: 'tenet_pool_connections',
    help: 'Connections to Postgres, and requests waiting for one.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [name, pool] of Object.entries(pools)) {
        this.set({ pool: name, state: 'open' }, pool.totalCount);
        this.set({ pool: name, state: 'idle' }, pool.idleCount);
        this.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
  return {
    answered: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    error: (code) => errors.inc({ code }),
    sessionOpened: () => sessions.inc(),
    accessEvents: {
      waiting: (count) => accessEventsWaiting.set(count),
      recorded: (count) => accessEvents.inc({ outcome: 'recorded' }, count),
      failed: (count) => accessEvents.inc({ outcome: 'failed' }, count),
    },
    subscriptions: (change) => subscriptions.inc(change),
    clockAhead: (seconds) => clockAhead.set(seconds),
    contentType: registry.contentType,
    print: () => registry.metrics(),
  };
}
