import { Logger } from 'graphile-worker';
import pg from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkJobs, listJobs } from '../../worker/check_jobs.ts';
import preset from '../../worker/graphile.config.ts';
import { readStatement } from '../../worker/load_sql_tasks.ts';
import { startWorker } from '../../worker/worker.ts';
import { useDatabase } from '../database.ts';
import { makeJobFolder } from './job_folder.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const logger = new Logger(() => () => {});
const ours = { taskDirectory: preset.worker!.taskDirectory!, crontabFile: preset.worker!.crontabFile! };

async function run(options: GraphileConfig.WorkerOptions = {}) {
  const worker = await startWorker({ databaseUrl: urls.worker, logger, preset: options });
  onTestFinished(() => worker.stop());
  return worker;
}

/** A job whose function runs `body`, which ends with the count to return. */
async function createJob(name: string, body: string) {
  await admin.query(`create function tenet_private.${name}(batch_limit integer) returns integer language plpgsql security definer as $$ begin ${body} end $$;
    grant execute on function tenet_private.${name}(integer) to tenet_worker`);
  onTestFinished(() => void admin.query(`drop function tenet_private.${name}`));
}

async function ledgerOf(job: string) {
  const { rows } = await admin.query('select done, error, finished_at from tenet.job_runs where job = $1 order by started_at', [job]);
  return rows;
}

describe('names agree', () => {
  test('the crontab names only jobs that have a task file, and the worker can call every task’s function', async () => {
    const { tasks, scheduled } = await listJobs(ours);
    expect(tasks).toContain('expire_sessions');
    expect(scheduled.filter((name) => !tasks.includes(name))).toEqual([]);
    const pool = new pg.Pool({ connectionString: urls.worker });
    onTestFinished(() => pool.end());
    expect(await checkJobs(pool, ours)).toEqual([]);
  });

  test('a worker does not start with a crontab line without a task, or a task without a function; with both it starts', async () => {
    const lost = await makeJobFolder({ jobs: ['expire_sessions'], crontab: '* * * * * expire_grants' });
    await expect(run(lost)).rejects.toThrow('the crontab names expire_grants, and there is no tasks/expire_grants.sql');
    const empty = await makeJobFolder({ jobs: ['expire_sessions', 'expire_grants'] });
    await expect(run(empty)).rejects.toThrow('cannot call tenet_private.expire_grants(integer)');
    await run(ours);
  });

  test('a task file that does anything but call the function of its name is refused', () => {
    expect(readStatement('expire_sessions', '-- Why.\nselect tenet_private.expire_sessions(batch_limit => $1);\n')).toBe(
      'select tenet_private.expire_sessions(batch_limit => $1);',
    );
    expect(() => readStatement('expire_sessions', 'select tenet_private.expire_grants(batch_limit => $1);')).toThrow('tasks/expire_sessions.sql');
    expect(() => readStatement('expire_sessions', 'delete from tenet_private.sessions;')).toThrow('tasks/expire_sessions.sql');
  });
});

describe('the ledger', () => {
  test('a job repeats until nothing is left, each batch a transaction, and writes down how many rows it did', async () => {
    await admin.query('create table tenet_private.heap as select generate_series(1, 2500) as n; create table tenet_private.batches (transaction xid8, rows integer)');
    await createJob(
      'clear_heap',
      `with gone as (delete from tenet_private.heap where n in (select n from tenet_private.heap limit batch_limit) returning n)
       insert into tenet_private.batches select pg_current_xact_id(), count(*) from gone;
       return (select b.rows from tenet_private.batches b where b.transaction = pg_current_xact_id());`,
    );
    await run(await makeJobFolder({ jobs: ['clear_heap'] }));
    await admin.query("select graphile_worker.add_job('clear_heap')");
    await vi.waitFor(async () => expect(await ledgerOf('clear_heap')).toMatchObject([{ done: '2500', error: null, finished_at: expect.any(Date) }]), 10_000);
    const { rows } = await admin.query('select rows from tenet_private.batches');
    expect(rows.map((batch) => batch.rows)).toEqual([1000, 1000, 500, 0]);
  });

  test('a job knows its run, and is called again as long as it says that there is more, also when it has done no row', async () => {
    await admin.query('create table tenet_private.calls (n integer generated always as identity, run uuid)');
    await createJob(
      'plod',
      `insert into tenet_private.calls (run) values (current_setting('tenet.job_run')::uuid);
       perform tenet_private.add_eligible(current_setting('tenet.job_run')::uuid, 2);
       perform set_config('tenet.job_goes_on', ((select count(*) from tenet_private.calls) < 3)::text, true);
       return 0;`,
    );
    await run(await makeJobFolder({ jobs: ['plod'] }));
    await admin.query("select graphile_worker.add_job('plod')");
    await vi.waitFor(async () => expect(await ledgerOf('plod')).toMatchObject([{ done: '0', error: null, finished_at: expect.any(Date) }]), 10_000);
    const { rows } = await admin.query("select count(*)::int as calls, count(distinct c.run)::int as runs, min(r.eligible)::int as eligible from tenet_private.calls c join tenet.job_runs r on r.id = c.run and r.job = 'plod'");
    expect(rows).toEqual([{ calls: 3, runs: 1, eligible: 6 }]);
  });

  test('a job that fails leaves its error and what it had done in the ledger, and graphile-worker counts it as failed', async () => {
    await admin.query('create sequence tenet_private.attempts');
    await createJob('stumble', "if nextval('tenet_private.attempts') > 1 then raise exception 'the disk is full'; end if; return 7;");
    await run(await makeJobFolder({ jobs: ['stumble'] }));
    await admin.query("select graphile_worker.add_job('stumble', max_attempts => 1)");
    await vi.waitFor(async () => expect(await ledgerOf('stumble')).toMatchObject([{ done: '7', error: 'the disk is full', finished_at: expect.any(Date) }]), 10_000);
    await vi.waitFor(async () => {
      const { rows } = await admin.query("select attempts, last_error from graphile_worker.jobs where task_identifier = 'stumble'");
      expect(rows).toEqual([{ attempts: 1, last_error: 'the disk is full' }]);
    });
  });

  test('a job whose function does not say how many rows it did is an error, and is not repeated for ever', async () => {
    await createJob('mumble', 'return null;');
    await run(await makeJobFolder({ jobs: ['mumble'] }));
    await admin.query("select graphile_worker.add_job('mumble', max_attempts => 1)");
    await vi.waitFor(async () => expect(await ledgerOf('mumble')).toMatchObject([{ done: '0', error: 'mumble must return how many rows it did, and returned null' }]), 10_000);
  });
});

test('two workers make one run of each tick of the same crontab', async () => {
  await createJob('tick', 'return 0;');
  const folder = await makeJobFolder({ jobs: ['tick'], crontab: '* * * * * tick ?fill=5m' });
  // Both were down for an hour: each makes up for the last five minutes.
  await admin.query("insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution) values ('tick', now() - interval '1 hour', now() - interval '1 hour')");
  await Promise.all([run(folder), run(folder)]);
  await vi.waitFor(async () => {
    const { rows } = await admin.query("select count(*)::int as runs, count(distinct scheduled_at)::int as ticks, (select count(*)::int from graphile_worker.jobs where task_identifier = 'tick') as waiting from tenet.job_runs where job = 'tick' and finished_at is not null");
    expect(rows[0].waiting).toBe(0);
    expect(rows[0].ticks).toBeGreaterThanOrEqual(4);
    expect(rows[0].runs).toBe(rows[0].ticks);
  }, 10_000);
});

test('a worker does not start on a login that could pass row level security; on its own it does', async () => {
  await expect(startWorker({ databaseUrl: urls.admin, logger })).rejects.toThrow('is a superuser');
  await expect(startWorker({ databaseUrl: urls.migrator, logger })).rejects.toThrow('can become tenet_owner');
  await run();
});
