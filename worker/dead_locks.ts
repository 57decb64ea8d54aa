/** Frees the jobs of workers that died. */
import type { Pool } from 'pg';

/** A lock older than this many minutes belongs to a dead worker: runs end sooner (run_job.ts). graphile-worker itself waits four hours. */
const LEASE_MINUTES = 5;

/** Unlocks what workers that died had locked, so that it runs again. */
export async function releaseDeadLocks(pool: Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
       from graphile_worker.jobs
      where locked_at < now() - make_interval(mins => $1)
     having count(*) > 0`,
    [LEASE_MINUTES],
  );
}
