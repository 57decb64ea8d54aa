import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { releaseDeadLocks } from '../../worker/dead_locks.ts';
import { newSealingKey, readSealingKeys } from '../../worker/sealing_key.ts';
import { useDatabase } from '../database.ts';
import { expectAgreement, writeEvents } from './trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const program = fileURLToPath(new URL('../../worker/index.ts', import.meta.url));

const key = newSealingKey();
const checkpoints = await mkdtemp(join(tmpdir(), 'tenet-checkpoints-'));
afterAll(() => rm(checkpoints, { recursive: true }));

function startWorker(environment: Record<string, string | undefined> = {}): ChildProcess {
  const worker = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      TENET_DATABASE_URL_WORKER: urls.worker,
      TENET_LOG_LEVEL: 'info',
      TENET_SEALING_KEY: key.replaceAll('\n', '\\n'),
      TENET_CHECKPOINTS: checkpoints,
      TENET_CHECKPOINT_SECONDS: '1',
      TENET_CHECKPOINT_EVENTS: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void worker.kill('SIGKILL'));
  return worker;
}

/** Collects the ids of the events whose lines a worker writes. */
function listen(worker: ChildProcess, lines: Set<string>): void {
  worker.stderr!.resume();
  createInterface({ input: worker.stdout! }).on('line', (line) => {
    if (line.includes('"part":"audit"')) lines.add(JSON.parse(line).id);
  });
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

test('workers that are killed at any moment, while somebody writes, leave a trail that the next one completes: sealed once, signed once, and every event has its line', { timeout: 300_000 }, async () => {
  const tenant = (await admin.query('select id from tenet.tenants')).rows[0].id;
  let isWriting = true;
  const ids: string[] = [];
  const writing = (async () => {
    while (isWriting) ids.push(...(await writeEvents(admin, tenant, 1)));
  })();
  onTestFinished(() => {
    isWriting = false;
    return writing;
  });
  const lines = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const before = lines.size;
    const worker = startWorker();
    listen(worker, lines);
    await vi.waitFor(() => expect(lines.size).toBeGreaterThan(before), { timeout: 60_000, interval: 10 });
    // within the two seconds of a round
    await wait(Math.random() * 2_100);
    worker.kill('SIGKILL');
    await once(worker, 'close');
  }
  isWriting = false;
  await writing;
  const last = startWorker();
  listen(last, lines);
  await vi.waitFor(() => expect(lines.has(ids.at(-1)!)).toBe(true), 60_000);
  last.kill('SIGTERM');
  expect((await once(last, 'close'))[0]).toBe(0);
  await expectAgreement(admin, checkpoints, [readSealingKeys(key, 'tenet')[0]!.vkey]);
  expect(ids.filter((id) => !lines.has(id))).toEqual([]);
  expect((await admin.query("select from tenet.alerts where rule = 'audit_chain_broken'")).rowCount).toBe(0);
  expect((await readdir(join(checkpoints, tenant))).filter((name) => name.startsWith('.')).length).toBeLessThanOrEqual(4);
});

test('lines that nobody has taken yet when a worker is killed are written again by the next one', { timeout: 120_000 }, async () => {
  const tenant = (await admin.query('select id from tenet.tenants')).rows[0].id;
  const ids = await writeEvents(admin, tenant, 4_000); // more than pipes and sockets hold
  const lines = new Set<string>();
  const first = startWorker();
  // It seals them all, and has the time to log them, while nobody reads.
  await vi.waitFor(async () => expect((await admin.query('select from tenet.audit_events e, tenet_private.audit_seals s where e.id = $1 and e.number <= s.sealed_through', [ids.at(-1)])).rowCount).toBe(1), 60_000);
  await wait(3_000);
  first.kill('SIGKILL');
  await once(first, 'exit');
  listen(first, lines);
  await once(first, 'close');
  const taken = ids.filter((id) => lines.has(id)).length;
  expect(taken).toBeLessThan(ids.length);
  listen(startWorker(), lines);
  await vi.waitFor(() => expect(lines.has(ids.at(-1)!)).toBe(true), 60_000);
  expect(ids.filter((id) => !lines.has(id))).toEqual([]);
});

test('a worker does not start in production without a key, and says so in a sentence; with one it does, and a signal while it starts ends it in order', async () => {
  const without = startWorker({ NODE_ENV: 'production', TENET_SEALING_KEY: undefined });
  let said = '';
  without.stderr!.on('data', (chunk) => (said += String(chunk)));
  expect((await once(without, 'close'))[0]).toBe(1);
  expect(said).toMatch(/TENET_SEALING_KEY or TENET_SEALING_KEY_FILE is required/);
  const worker = startWorker({ NODE_ENV: 'production' });
  await vi.waitFor(async () => expect((await admin.query("select from pg_stat_activity where application_name = 'tenet worker' and datname = current_database()")).rowCount).toBeGreaterThan(0), { timeout: 20_000, interval: 5 });
  worker.kill('SIGTERM');
  expect((await once(worker, 'exit'))[0]).toBe(0);
});
