import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import preset from '../../worker/graphile.config.ts';
import { readSchedules, registerSchedules } from '../../worker/schedules.ts';
import { startWorker } from '../../worker/worker.ts';
import { useDatabase } from '../database.ts';
import { makeJobFolder } from './job_folder.ts';
import { isBehind, writeEvents } from './trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const pool = new pg.Pool({ connectionString: urls.worker, max: 4 });
afterAll(() => pool.end());
// what the installation recorded of itself
while (await isBehind(admin)) {
  await pool.query('select tenet_private.seal_audit()');
  await wait(20);
}
beforeEach(() => admin.query('delete from tenet.alerts; delete from tenet.job_runs; delete from tenet.job_schedules'));

type Job = { job: string; cron: string; is_overdue: boolean; overdue_since: Date | null; running_since: Date | null; done: string | null; eligible: string | null; error: string | null };
const jobs = async () => (await admin.query<Job>('select * from tenet.jobs')).rows;
const register = (...schedules: [job: string, cron: string, gap: number][]) =>
  pool.query('select tenet_private.register_job_schedules($1)', [JSON.stringify(schedules.map(([job, cron, longest_gap_minutes]) => ({ job, cron, longest_gap_minutes })))]);
/** A run that was due, began and ended so many minutes ago; null: it did not end. */
const ran = (job: string, minutesAgo: number, { ended = true, eligible = null, done = 0, error = null }: { ended?: boolean; eligible?: number | null; done?: number; error?: string | null } = {}) =>
  admin.query(
    `insert into tenet.job_runs (job, scheduled_at, started_at, finished_at, eligible, done, error)
     select $1, t, t, case when $3 then t + interval '1 second' end, $4, $5, $6 from (select clock_timestamp() - make_interval(mins => $2) as t) ago`,
    [job, minutesAgo, ended, eligible, done, error],
  );
const expectedSince = (minutesAgo: number) => admin.query('update tenet.job_schedules set registered_at = clock_timestamp() - make_interval(mins => $1)', [minutesAgo]);
const detect = async () => Number((await pool.query('select tenet_private.detect_overdue_jobs(1000) as raised')).rows[0].raised);
const alerts = async () => (await admin.query<{ rule: string; key: string; detail: Record<string, unknown> }>('select rule, key, detail from tenet.alerts order by rule, key')).rows;

describe('a schedule', () => {
  test('knows the longest time between two ticks, also over nights, weekends and leap years', () => {
    const gaps = (crontab: string) => Object.fromEntries(readSchedules(crontab).map(({ job, longest_gap_minutes }) => [job, longest_gap_minutes]));
    expect(
      gaps(`# a comment
        * * * * * each_minute ?jobKey=x&max=3
        */15 * * * * quarters
        0 4 * * * nightly
        0 9-17 * * 1-5 office_hours
        0 4 1 * * monthly
        0 0 29 2 * leap_days {"payload": true}
      `),
    ).toEqual({ each_minute: 1, quarters: 15, nightly: 1440, office_hours: 64 * 60, monthly: 31 * 1440, leap_days: (4 * 365 + 1) * 1440 });
  });

  test('of several lines has the gap of the most frequent one, and one that never ticks is an error', () => {
    expect(readSchedules('0 0 * * * a\n*/5 * * * * a\n')).toEqual([{ job: 'a', cron: '0 0 * * *; */5 * * * *', longest_gap_minutes: 5 }]);
    expect(() => readSchedules('0 0 31 2 * never')).toThrow('crontab: never never runs, because no day is "0 0 31 2 *"');
  });

  test('is written down when a worker starts, for every line of the crontab, and a job that is gone goes', async () => {
    await register(['of_old', '* * * * *', 1]);
    const worker = await startWorker({ databaseUrl: urls.worker, logger: new Logger(() => () => {}) });
    onTestFinished(() => worker.stop());
    const wanted = readSchedules(await readFile(preset.worker!.crontabFile!, 'utf8')).map(({ job }) => job);
    expect(wanted).toEqual(expect.arrayContaining(['seal_audit', 'detect_overdue_jobs', 'expire_sessions']));
    expect((await jobs()).map(({ job }) => job)).toEqual(wanted.sort());
  });

  test('that is registered again keeps the moment since which it is expected; with other times it begins anew', async () => {
    const since = async () => (await admin.query('select job, registered_at from tenet.job_schedules order by job')).rows.map(({ registered_at }) => registered_at.getTime());
    await register(['a', '* * * * *', 1], ['b', '0 * * * *', 60]);
    await expectedSince(60);
    const [a, b] = await since();
    await register(['a', '* * * * *', 1], ['b', '30 * * * *', 60]);
    const [sameA, newB] = await since();
    expect(sameA).toBe(a);
    expect(newB).toBeGreaterThan(b! + 3_000_000);
    const { crontabFile } = await makeJobFolder({ jobs: [], crontab: '* * * * * a' });
    await registerSchedules(pool, crontabFile);
    expect(await since()).toEqual([a]);
  });
});

describe('the view of jobs', () => {
  test('shows the last run that finished, and the one that is under way', async () => {
    await register(['tidy', '0 * * * *', 60]);
    expect(await jobs()).toMatchObject([{ job: 'tidy', cron: '0 * * * *', is_overdue: false, running_since: null, done: null }]);
    await ran('tidy', 30, { eligible: 9, done: 8 });
    await ran('tidy', 90, { error: 'an old one' });
    await ran('tidy', 1, { ended: false });
    expect(await jobs()).toMatchObject([{ eligible: '9', done: '8', error: null, is_overdue: false, overdue_since: null, running_since: expect.any(Date) }]);
  });

  test('does not take a run whose process died for one that is under way', async () => {
    await register(['tidy', '0 * * * *', 60]);
    await ran('tidy', 6, { ended: false });
    expect(await jobs()).toMatchObject([{ running_since: null }]);
  });

  test('says that a job is overdue once nothing has finished for its longest gap and the lease of a dead worker, and since when', async () => {
    await register(['tidy', '0 * * * *', 60]);
    await expectedSince(64);
    expect(await jobs()).toMatchObject([{ is_overdue: false, overdue_since: null }]);
    await expectedSince(66);
    const [job] = await jobs();
    expect(job).toMatchObject({ is_overdue: true });
    expect((Date.now() - job!.overdue_since!.getTime()) / 60_000).toBeCloseTo(1, 0);
    await ran('tidy', 64);
    expect(await jobs()).toMatchObject([{ is_overdue: false }]);
    await admin.query("update tenet.job_runs set scheduled_at = scheduled_at - interval '2 minutes'");
    expect(await jobs()).toMatchObject([{ is_overdue: true }]);
    await ran('tidy', 0, { ended: false });
    expect(await jobs()).toMatchObject([{ is_overdue: true }]);
  });

  test('is read by an auditor and the worker’s own functions, and by nobody else', async () => {
    await register(['tidy', '0 * * * *', 60]);
    const client = await admin.connect();
    try {
      await client.query('begin; set local role tenet_auditor');
      expect((await client.query('select job from tenet.jobs')).rows).toEqual([{ job: 'tidy' }]);
      expect((await client.query('select from tenet.alert_rules')).rowCount).toBe(12);
      expect((await client.query('select from tenet.alerts, tenet_private.alert_deliveries')).rowCount).toBe(0);
      await expect(client.query('delete from tenet.job_schedules')).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback');
    } finally {
      client.release();
    }
    for (const url of [urls.worker, urls.authenticator, urls.gateway]) {
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      await expect(other.query('select * from tenet.jobs')).rejects.toMatchObject({ code: '42501' });
      await other.end();
    }
  });
});

describe('detection', () => {
  test('finds a job that is overdue or has failed, raises one alert each, and is quiet about those that ran', async () => {
    await register(['late', '* * * * *', 1], ['broken', '* * * * *', 1], ['fine', '* * * * *', 1], ['mended', '* * * * *', 1]);
    await expectedSince(10);
    await ran('broken', 0, { error: 'key (email)=(ada@example.com) exists' });
    await ran('mended', 1, { error: 'once' });
    await ran('mended', 0);
    await ran('fine', 0);
    expect(await detect()).toBe(2);
    expect(await alerts()).toMatchObject([
      { rule: 'job_overdue', key: 'broken failed', detail: { job: 'broken', why: 'its last run failed' } },
      { rule: 'job_overdue', key: 'late', detail: { job: 'late', why: 'it has not run', since: expect.any(String) } },
    ]);
    expect(JSON.stringify(await alerts())).not.toContain('ada');
    expect(await detect()).toBe(0);
  });

  test('finds retention that had rows to do and did none; without rows, or with some done, it is quiet', async () => {
    await register(['stalled', '* * * * *', 1], ['idle', '* * * * *', 1], ['busy', '* * * * *', 1], ['uncounted', '* * * * *', 1]);
    await ran('stalled', 0, { eligible: 5, done: 0 });
    await ran('idle', 0, { eligible: 0, done: 0 });
    await ran('busy', 0, { eligible: 5, done: 1 });
    await ran('uncounted', 0, { done: 0 });
    expect(await detect()).toBe(1);
    expect(await alerts()).toMatchObject([{ rule: 'retention_stalled', key: 'stalled', detail: { job: 'stalled', eligible: 5, done: 0 } }]);
  });

  test('finds sealing that lags for more than half a minute', async () => {
    const { rows } = await admin.query("select tenet.create_tenant('slow', 'Slow') as id");
    await writeEvents(admin, rows[0].id, 1);
    expect(await detect()).toBe(0);
    const setBack = async (seconds: number) => {
      const client = await admin.connect();
      await client.query('begin; set local session_replication_role = replica');
      await client.query("update tenet.audit_events set at = clock_timestamp() - make_interval(secs => $1) where action = 'test.happened'", [seconds]);
      await client.query('commit');
      client.release();
    };
    await setBack(31);
    expect(await detect()).toBe(1);
    expect(await alerts()).toMatchObject([{ rule: 'job_overdue', key: 'sealing', detail: { why: 'events wait to be sealed', seconds: expect.any(Number) } }]);
    await vi.waitFor(async () => {
      await pool.query('select tenet_private.seal_audit(1000)');
      expect((await admin.query("select tenet_private.sealing_lag() = interval '0' as sealed")).rows[0].sealed).toBe(true);
    }, 20_000);
    await admin.query('delete from tenet.alerts');
    expect(await detect()).toBe(0);
  });

  test('finds a table that is not what was declared, and is quiet after it is mended', async () => {
    await admin.query(`
      set role tenet_owner;
      create table app.notes (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), body text, primary key (tenant_id, id));
      select tenet.protect('app.notes');
      reset role`);
    expect(await detect()).toBe(0);
    await admin.query('create policy widened on app.notes using (true); alter table app.notes no force row level security');
    expect(await detect()).toBe(1);
    expect(await alerts()).toMatchObject([{ rule: 'policy_drift', key: 'app.notes', detail: { relation: 'app.notes', objects: 2 } }]);
    await admin.query("drop policy widened on app.notes; alter table app.notes force row level security; delete from tenet.alerts");
    expect(await detect()).toBe(0);
  });

  test('finds bursts of refusals by the network they come from, and names no address', async () => {
    const refuse = (address: string | null, count: number, claims: object | null = null) =>
      admin.query(
        "select tenet_private.record_refusal($1, $2, $3, 'curl', null, 'a test') from generate_series(1, $4)",
        [claims && JSON.stringify(claims), claims && 'somebody/else', address, count],
      );
    await refuse('192.0.2.7', 12);
    await refuse('192.0.2.99', 7);
    await refuse('198.51.100.1', 19);
    await refuse('2001:db8:1:2::3', 9, { issuer: 'i', subject: 's' });
    expect(await detect()).toBe(0);
    await refuse('192.0.2.200', 1);
    await refuse('2001:db8:1:ffff::9', 1, { issuer: 'i', subject: 's' });
    expect(await detect()).toBe(2);
    expect(await alerts()).toEqual([
      { rule: 'cross_tenant_denied_burst', key: '2001:db8:1::/48', detail: { network: '2001:db8:1::/48', refusals: 10, minutes: 5 } },
      { rule: 'login_failures', key: '192.0.2.0/24', detail: { network: '192.0.2.0/24', refusals: 20, minutes: 5 } },
    ]);
    await refuse(null, 20);
    expect(await detect()).toBe(1);
    expect(await alerts()).toContainEqual({ rule: 'login_failures', key: 'unknown', detail: { network: null, refusals: 20, minutes: 5 } });
  });

  test('runs as a job, beside the one that seals when no sealer does', async () => {
    const { rows } = await admin.query("select tenet.create_tenant('jobs', 'Jobs') as id");
    await writeEvents(admin, rows[0].id, 3);
    const worker = await startWorker({ databaseUrl: urls.worker, logger: new Logger(() => () => {}) });
    onTestFinished(() => worker.stop());
    await vi.waitFor(async () => {
      await admin.query("select graphile_worker.add_job('seal_audit', job_key => 'test seal'), graphile_worker.add_job('detect_overdue_jobs', job_key => 'test detect')");
      expect((await admin.query('select coalesce(sum(count), 0)::int as sealed from tenet.audit_batches where tenant_id = $1', [rows[0].id])).rows).toEqual([{ sealed: 3 }]);
      const runs = await admin.query("select job, bool_and(error is null) as fine from tenet.job_runs where finished_at is not null group by job order by job");
      expect(runs.rows).toEqual(expect.arrayContaining([{ job: 'detect_overdue_jobs', fine: true }, { job: 'seal_audit', fine: true }]));
    }, { timeout: 25_000, interval: 300 });
  });
});
