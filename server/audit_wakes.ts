import pg from 'pg';
import type { Log } from './log.ts';

/** Says when there may be new sealed events. */
export type AuditWakes = {
  /** Counts up each time. */
  count(): number;
  /** Resolves when the count is higher than `seen`, or the signal is given. */
  after(seen: number, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  /** Login whose connection listens. */
  connectionString: string;
  log: Log;
  /** Milliseconds after which there may be something new although nobody said so; also how soon a lost right is noticed. */
  every?: number;
};

const channel = 'tenet_audit';
/** Anybody who can run SQL can notify: nobody is woken more often than this, in milliseconds. */
const leastApart = 100;
const longestWait = 10_000;

/**
 * Listens to the sealing of events on one connection for the whole process. A notification carries nothing and decides nothing: it
 * wakes those who then look for themselves. Without one, and while the connection is lost, they are woken by the clock.
 */
export function auditWakes({ connectionString, log, every = 2500 }: Options): AuditWakes {
  let count = 0;
  let last = 0;
  let later: NodeJS.Timeout | undefined;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;
  const waiting = new Set<() => void>();
  const clock = setInterval(wake, every);
  clock.unref();

  function wake(): void {
    if (later !== undefined) return;
    const wait = last + leastApart - Date.now();
    if (wait > 0) {
      later = setTimeout(wakeNow, wait);
      later.unref();
    } else wakeNow();
  }

  function wakeNow(): void {
    clearTimeout(later);
    later = undefined;
    last = Date.now();
    count += 1;
    for (const resolve of [...waiting]) resolve();
  }

  async function listen(failures: number): Promise<void> {
    if (stopped) return;
    const mine = new pg.Client({ connectionString, application_name: 'tenet audit feed', keepAlive: true, connectionTimeoutMillis: 5000 });
    client = mine;
    let lost = false;
    const lose = (error?: Error) => {
      if (lost || stopped) return;
      lost = true;
      log.warn({ reason: error?.message }, 'the connection that listens to the audit trail was lost');
      mine.end().catch(() => undefined);
      retry = setTimeout(() => void listen(failures + 1), Math.min(longestWait, 250 * 2 ** failures));
      retry.unref();
    };
    mine.on('error', lose);
    mine.on('end', lose);
    mine.on('notification', wake);
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      failures = 0;
      wake();   // what was sealed in between was not heard
    } catch (error) {
      lose(error as Error);
    }
  }
  void listen(0);

  return {
    count: () => count,
    after(seen, signal) {
      if (count > seen || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal.addEventListener('abort', done);
      });
    },
    async stop() {
      stopped = true;
      clearInterval(clock);
      clearTimeout(later);
      clearTimeout(retry);
      wakeNow();
      await client?.end().catch(() => undefined);
    },
  };
}
