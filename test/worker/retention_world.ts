/** A database for one test of retention: two tenants, retained tables, and the job as the worker calls it. */
import pg from 'pg';
import { afterAll, inject, onTestFinished } from 'vitest';
import { connected } from '../../database/connected.ts';
import { type Copy, copyTemplate } from '../scratch.ts';

export type Tick = {
  /** What ended in the ledger. */
  done: number;
  eligible: number | null;
  error: string | null;
  /** How often the function was called. */
  calls: number;
};

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** A fresh database with the sample tables of test/tests_schema.sql. They are made once a file, and copied for each world. */
export async function makeWorld() {
  const { urls, drop } = await copyTemplate(inject('scratch'), await (template ??= makeTemplate()));
  onTestFinished(drop);
  const admin = new pg.Pool({ connectionString: urls.admin, max: 3 });
  admin.on('error', () => {});
  onTestFinished(() => admin.end());

  const declare = (sql: string) => admin.query(`begin; set local role tenet_owner; ${sql}; commit`);
  const value = async (sql: string, parameters: unknown[] = []) => Object.values((await admin.query(sql, parameters)).rows[0] ?? {})[0];
  let ticks = 0;

  /** A run of the job at the next tick (or again at the same one), of `most` calls with `batch` rows; `between` is called after each. */
  async function tick({ batch = 1000, most = Infinity, same = false, between }: { batch?: number; most?: number; same?: boolean; between?: (client: pg.Client, call: number) => Promise<void> } = {}): Promise<Tick> {
    if (!same) ticks += 1;
    const client = new pg.Client({ connectionString: urls.worker });
    client.on('error', () => {});
    await client.connect();
    const run = (await client.query<{ run: string }>("select tenet_private.begin_job_run('apply_retention', timestamptz '2026-01-01' + $1 * interval '1 hour') as run", [ticks])).rows[0]!.run;
    let [done, calls, error] = [0, 0, null as string | null];
    try {
      for (let goesOn = true; goesOn && calls < most; calls += 1) {
        if (calls > 500) throw new Error('it never ends');
        ({ rows: done, goesOn } = await callJob(client, run, batch).then(({ rows, goesOn }) => ({ rows: done + rows, goesOn })));
        await between?.(client, calls);
      }
    } catch (failure) {
      error = (failure as Error).message;
    }
    await admin.query('select tenet_private.finish_job_run($1, $2, $3)', [run, done, error]);
    await client.end().catch(() => {});
    const eligible = (await value('select eligible from tenet.job_runs where id = $1', [run])) as string | null;
    return { done, calls, error, eligible: eligible === null ? null : Number(eligible) };
  }

  const retentionOf = async (table: string) => (await admin.query('select * from tenet.retention where relation = $1::regclass', [table])).rows[0];
  /** One a time that it was raised, although the same is told once an hour. */
  const alerts = async () =>
    (await admin.query<{ key: string; why: string }>("select rule || ' ' || key as key, detail ->> 'why' as why from tenet.alerts cross join generate_series(1, occurrences) order by raised_at")).rows;
  return { urls, admin, declare, value, tick, retentionOf, alerts };
}

let template: Promise<Copy> | undefined;
afterAll(async () => (await template)?.drop());

async function makeTemplate(): Promise<Copy> {
  const copy = await copyTemplate(inject('scratch'), 'tenet_template');
  await connected(copy.urls.admin, (client) => client.query('begin; select tests.create_world(); select tests.create_tables(); select tests.create_rows(); commit'));
  return copy;
}

/** One call, in its transaction, as worker/run_job.ts makes it. */
export async function callJob(client: pg.Client, run: string, batch: number): Promise<{ rows: number; goesOn: boolean }> {
  await client.query('begin isolation level read committed');
  try {
    await client.query("select set_config('tenet.job_run', $1, true), set_config('tenet.job_goes_on', '', true)", [run]);
    const { rows } = await client.query<{ n: number; more: string }>('select tenet_private.apply_retention(batch_limit => $1) as n', [batch]);
    const more = await client.query<{ more: boolean }>("select current_setting('tenet.job_goes_on') = 'true' as more");
    await client.query('commit');
    return { rows: rows[0]!.n, goesOn: rows[0]!.n > 0 || more.rows[0]!.more };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
