/** The pools of what runs beside the jobs. */
import pg from 'pg';
import type { Log } from '../server/log.ts';

type PoolOptions = {
  /** Whose it is, for the log and for pg_stat_activity. */
  part: 'sealer' | 'alerts';
  max: number;
  log: Log;
};

/** A pool on the login tenet_worker that outlives lost connections and never waits for ever. */
export function poolBeside(databaseUrl: string, { part, max, log }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, connectionTimeoutMillis: 10_000, query_timeout: 90_000, keepAlive: true, application_name: `tenet ${part}` });
  pool.on('error', (error) => log.warn({ part, reason: error.message }, 'an idle connection was lost'));
  // one that breaks while it is in use says so to its user, too
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
