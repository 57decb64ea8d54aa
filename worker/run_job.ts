/** One run of a job: batches in transactions of their own until none is left, and a row of tenet.job_runs that says how it went. */
import type { JobHelpers } from 'graphile-worker';

/** Rows a batch, at most: what one transaction may lock, and what one crash may undo. */
const BATCH_ROWS = 1000;
/** A run ends after this many milliseconds, and the next tick goes on; well below the lease of a lock (dead_locks.ts). */
const LONGEST_RUN = 180_000;

type Run = {
  job: string;
  /** Takes the number of rows to do at most as $1, returns how many it did. */
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
      const rows = await runBatch(job, statement, helpers);
      done += rows;
      if (rows === 0 || performance.now() > deadline || helpers.abortSignal.aborted) break;
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

async function runBatch(job: string, statement: string, helpers: JobHelpers): Promise<number> {
  const { rows } = await helpers.withPgClient((client) => client.query<[unknown]>({ text: statement, values: [BATCH_ROWS], rowMode: 'array' }));
  const count = Number(rows[0]?.[0] ?? NaN);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${job} must return how many rows it did, and returned ${rows[0]?.[0]}`);
  return count;
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
