// That a grant has ended is written down by a job. Nothing waits for it: support_expiry.test.ts runs without a worker. (promise 15)
import { Logger } from 'graphile-worker';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { startWorker } from '../../worker/worker.ts';
import { useDatabase } from '../database.ts';
import { createWorld } from '../isolation/request.ts';

const database = await useDatabase({ template: 'tenet_template' });
await createWorld(database);
const { admin, urls } = database;
const pools = [1, 2].map(() => new pg.Pool({ connectionString: urls.worker, max: 1 }));
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

/** Grants that ended a minute ago, and their ids. */
async function ended(count: number): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    `with opened as (
       insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
       select tests.tenant('alpha-tests'), 'support@alpha-tests', tests.person('support@alpha-tests'), 'Planted', clock_timestamp() - interval '1 hour', clock_timestamp() - interval '1 minute', 1, tests.person('owner@alpha-tests')
         from generate_series(1, $1)
       returning tenant_id, id
     )
     insert into tenet.support_grant_workspaces
     select tenant_id, id, tests.workspace('alpha-tests/one') from opened
     returning grant_id as id`,
    [count],
  );
  return rows.map(({ id }) => id);
}

const closed = async (ids: string[]) => (await admin.query('select from tenet.support_grants where id = any ($1) and closed_at is not null', [ids])).rowCount;
const told = async (ids: string[]) =>
  (await admin.query<{ object_id: string }>("select object_id, actor_kind, actor_name, workspace_id from tenet.audit_events where action = 'support_grant.expired' and object_id = any ($1)", [ids])).rows;
const expire = async (pool: pg.Pool, most: number) => (await pool.query<{ done: number }>('select tenet_private.expire_support_grants($1) as done', [most])).rows[0]?.done ?? -1;

test('two workers at the same tick close each grant once, with one event', async () => {
  const ids = await ended(40);
  const [first, second] = pools.map((pool) => async () => {
    let done = 0;
    for (let batch = -1; batch !== 0; done += batch) batch = await expire(pool, 3);
    return done;
  }) as [() => Promise<number>, () => Promise<number>];
  const done = await Promise.all([first(), second()]);
  expect(done[0] + done[1]).toBe(40);
  expect(await closed(ids)).toBe(40);
  expect((await told(ids)).map(({ object_id }) => object_id).sort()).toEqual([...ids].sort());
});

test('one worker does not wait for what another one is closing', async () => {
  const ids = await ended(2);
  const holder = await (pools[0] as pg.Pool).connect();
  await holder.query('begin');
  expect((await holder.query('select tenet_private.expire_support_grants(1) as done')).rows).toEqual([{ done: 1 }]);
  expect(await expire(pools[1] as pg.Pool, 10)).toBe(1);
  await holder.query('rollback');
  holder.release();
  expect(await closed(ids)).toBe(1);
  expect(await told(ids)).toHaveLength(1);
  expect(await expire(pools[1] as pg.Pool, 10)).toBe(1);
  expect(await told(ids)).toHaveLength(2);
});

test('the job is in the crontab, and closes what has ended and nothing else', async () => {
  const ids = await ended(2);
  const worker = await startWorker({ databaseUrl: urls.worker, logger: new Logger(() => () => {}) });
  onTestFinished(() => worker.stop());
  await admin.query("select graphile_worker.add_job('expire_support_grants', job_key => 'test expiry')");
  await vi.waitFor(async () => expect(await closed(ids)).toBe(2), { timeout: 20_000, interval: 200 });
  expect(await told(ids)).toEqual(ids.map(() => expect.objectContaining({ actor_kind: 'job', actor_name: 'expire_support_grants' })));
  expect((await admin.query("select from tenet.job_schedules where job = 'expire_support_grants' and longest_gap = interval '1 minute'")).rowCount).toBe(1);
  // those that the world opened go on
  expect((await admin.query('select from tenet.support_grants where ends_at > clock_timestamp() and closed_at is null')).rowCount).toBe(2);
});
