/** One run of a job: batches in transactions of their own until none is left, and a row of tenet.job_runs that says how it went. */
import type { JobHelpers } from 'graphile-worker';

/** Rows a batch, at most: what one transaction may lock, and what one crash may undo. */
const BATCH_ROWS = 1000;
/** A run ends after this many milliseconds, and the next tick goes on; well below the lease of a lock (dead_locks.ts). */
const LONGEST_RUN = 180_000;

type Run = {
  job: string;
  /**
   * Takes the number of rows to do at most as $1, returns how many it did. It finds its row of the ledger in the setting tenet.job_run,
   * and sets tenet.job_goes_on to `true` when there is more to do although it has done no row.
   */
  statement: string;
  payload: unknown;
  helpers: JobHelpers;
};

/**
 * Runs a job's statement again and again until it has done nothing more, time is up, or the worker is asked to stop.
 *
 * @throws what the statement threw, after writing it down. A run whose process dies stays in the ledger, unfinished.
 */
export async function runJob({ job, statement, payload, helpers }: Run): Promise<void> {
  const run = await begin(job, scheduledAt(payload, helpers), helpers);
  const deadline = performance.now() + LONGEST_RUN;
  let done = 0;
  try {
    for (;;) {
      const { rows, goesOn } = await runBatch(job, run, statement, helpers);
      done += rows;
      if (!goesOn || performance.now() > deadline || helpers.abortSignal.aborted) break;
    }
  } catch (error) {
    await finish(run, done, error, helpers);
    throw error;
  }
  await finish(run, done, null, helpers);
}

/** A tick's own time when cron made the job, else the time for which it was added. */
function scheduledAt(payload: unknown, helpers: JobHelpers): Date {
  const tick = (payload as { _cron?: { ts?: string } } | null)?._cron?.ts;
  return tick === undefined ? helpers.job.run_at : new Date(tick);
}

/** A transaction of its own, in which the function can read which run it belongs to. */
async function runBatch(job: string, run: string, statement: string, helpers: JobHelpers): Promise<{ rows: number; goesOn: boolean }> {
  return helpers.withPgClient(async (client) => {
    await client.query('begin isolation level read committed');
    try {
      await client.query("select set_config('tenet.job_run', $1, true), set_config('tenet.job_goes_on', '', true)", [run]);
      const { rows: returned } = await client.query<[unknown]>({ text: statement, values: [BATCH_ROWS], rowMode: 'array' });
      const rows = Number(returned[0]?.[0] ?? NaN);
      if (!Number.isSafeInteger(rows) || rows < 0) throw new Error(`${job} must return how many rows it did, and returned ${returned[0]?.[0]}`);
      const { rows: settings } = await client.query<{ goesOn: boolean }>(`select current_setting('tenet.job_goes_on') = 'true' as "goesOn"`);
      await client.query('commit');
      return { rows, goesOn: rows > 0 || settings[0]!.goesOn };
    } catch (error) {
      await client.query('rollback').catch(() => {}); // a connection that is lost has rolled back; the error says why
      throw error;
    }
  });
}

async function begin(job: string, scheduled: Date, helpers: JobHelpers): Promise<string> {
  const { rows } = await helpers.query<{ run: string }>('select tenet_private.begin_job_run(job => $1, scheduled_at => $2) as run', [job, scheduled]);
  return rows[0]!.run;
}

async function finish(run: string, done: number, error: unknown, helpers: JobHelpers): Promise<void> {
  const message = error === null ? null : error instanceof Error ? error.message : String(error);
  try {
    await helpers.query('select tenet_private.finish_job_run(run => $1, done => $2, error => $3)', [run, done, message]);
  } catch (failure) {
    throw error === null ? failure : new AggregateError([error, failure], `${message}; and the ledger of jobs could not be written`);
  }
}
