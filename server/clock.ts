import type { Pool } from 'pg';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

type Options = {
  gateway: Pool;
  log: Log;
  metrics: Pick<Metrics, 'clockAhead'>;
  /** Milliseconds since the epoch. */
  now(): number;
};

/** Milliseconds between two looks at the database's clock. */
const every = 60_000;
/** Milliseconds by which two clocks may differ, beside what asking takes. */
const tolerated = 2000;

/**
 * Compares the server's clock with the database's, now and every minute, and says so in the log when they differ by more than two
 * seconds. Nobody's rights depend on it: what ends at a second is decided by the database. But tokens are verified by the server's
 * clock, and a server that is wrong refuses good ones.
 */
export async function watchClock({ gateway, log, metrics, now }: Options): Promise<{ stop(): Promise<void> }> {
  async function look(): Promise<void> {
    const before = now();
    const { rows } = await gateway.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at');
    const after = now();
    const database = Number(rows[0]?.at);
    metrics.clockAhead(((before + after) / 2 - database) / 1000);
    const apart = Math.max(before - database, database - after, 0);
    if (apart > tolerated) log.error({ seconds: Math.round(apart / 1000), ahead: before > database }, 'the clock differs from that of the database');
  }
  const logged = () => look().catch((error: Error) => log.warn({ reason: error.message }, 'the clock could not be compared with that of the database'));

  let looking = logged();
  await looking;
  const timer = setInterval(() => {
    looking = logged();
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
