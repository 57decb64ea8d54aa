import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { releaseDeadLocks } from '../../worker/dead_locks.ts';
import { useDatabase } from '../database.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const program = fileURLToPath(new URL('../../worker/index.ts', import.meta.url));

function startWorker(databaseUrl = urls.worker): ChildProcess {
  const worker = spawn(process.execPath, [program], { env: { ...process.env, TENET_DATABASE_URL_WORKER: databaseUrl, TENET_LOG_LEVEL: 'info' }, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void worker.kill('SIGKILL'));
  return worker;
}

/** The runs of jobs that a test added; cron's own, should a minute begin meanwhile, are scheduled for the whole minute. */
async function ledger() {
  const { rows } = await admin.query<{ finished: boolean; done: string | null; error: string | null }>(
    `select finished_at is not null as finished, done, error
       from tenet.job_runs
      where scheduled_at <> date_trunc('minute', scheduled_at)
      order by started_at`,
  );
  return rows;
}

/** Starts the worker's own job and holds it in the middle of its statement, until the returned function is called. */
async function holdJob(worker: ChildProcess): Promise<() => Promise<void>> {
  await admin.query('truncate tenet.job_runs');
  await admin.query(
    `insert into tenet_private.sessions (handle_hash, login, tenant_id, workspace_id, purpose, permissions, expires_at)
     select sha256(w.id::text::bytea), 'tenet_worker', w.tenant_id, w.id, 'export', '{}', now() - interval '1 hour' from tenet.workspaces w`,
  );
  const lock = await admin.connect();
  await lock.query('begin; lock table tenet_private.sessions in access exclusive mode');
  await admin.query("select graphile_worker.add_job('expire_sessions', job_key => 'held')");
  await vi.waitFor(async () => expect(await ledger()).toEqual([{ finished: false, done: null, error: null }]), 10_000);
  expect(worker.exitCode).toBe(null);
  return async () => {
    await lock.query('commit');
    lock.release();
  };
}

await admin.query("select tenet.create_workspace(tenet.create_tenant('acme', 'Acme'), 'main', 'Main')");

test('a worker that gets SIGTERM finishes the job it is in, leaves nothing locked, and ends with 0', async () => {
  const worker = startWorker();
  const letGo = await holdJob(worker);
  worker.kill('SIGTERM');
  for await (const line of createInterface({ input: worker.stdout! })) if (line.includes('SIGTERM')) break;
  expect(worker.exitCode).toBe(null);
  await letGo();
  const [code] = await once(worker, 'exit');
  expect(code).toBe(0);
  expect(await ledger()).toEqual([{ finished: true, done: '1', error: null }]);
  expect((await admin.query('select from graphile_worker.jobs where locked_by is not null')).rowCount).toBe(0);
});

test('a worker killed in the middle of a job leaves an unfinished run, and the next one does the job once its lease is over', async () => {
  const first = startWorker();
  const letGo = await holdJob(first);
  first.kill('SIGKILL');
  await once(first, 'exit');
  await letGo();
  expect(await ledger()).toEqual([{ finished: false, done: null, error: null }]);

  await releaseDeadLocks(admin);
  expect((await admin.query('select from graphile_worker.jobs where locked_by is not null')).rowCount).toBe(1);
  await admin.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '6 minutes'");
  const second = startWorker();
  await vi.waitFor(async () => {
    expect((await ledger())[1]).toMatchObject({ finished: true, error: null });
    const { rows } = await admin.query('select (select count(*)::int from graphile_worker.jobs) as jobs, (select count(*)::int from tenet_private.sessions) as sessions');
    expect(rows).toEqual([{ jobs: 0, sessions: 0 }]);
  }, 15_000);
  expect((await ledger())[0]).toEqual({ finished: false, done: null, error: null });
  expect(second.exitCode).toBe(null);
});
