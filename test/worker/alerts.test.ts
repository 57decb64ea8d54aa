import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../database/free_port.ts';
import { createLog } from '../../server/log.ts';
import { raiseAlert } from '../../worker/alert.ts';
import { type AlertChannel, type AlertMessage, startAlertDelivery } from '../../worker/alert_delivery.ts';
import { alertEmail } from '../../worker/alert_email.ts';
import { alertLog } from '../../worker/alert_log.ts';
import { alertWebhook } from '../../worker/alert_webhook.ts';
import { useDatabase } from '../database.ts';
import { startMailServer, startReceiver } from '../peers/alert_receivers.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const pool = new pg.Pool({ connectionString: urls.worker, max: 20 });
afterAll(() => pool.end());
beforeEach(() => admin.query('delete from tenet.alerts'));

const operator = '00000000-0000-0000-0000-000000000000';
const tenant = '6f1f6f62-8a43-4a0c-9b4e-0f6c2f1d7a11';
const secret = `whsec_${randomBytes(32).toString('base64')}`;

const raise = (rule: string, { key = 'k', about = null, detail = {} }: { key?: string; about?: string | null; detail?: Record<string, unknown> } = {}) =>
  raiseAlert(pool, { rule, tenant: about, key, detail });
const rowsOf = async <Row extends pg.QueryResultRow>(query: string, values: unknown[] = []) => (await admin.query<Row>(query, values)).rows;
/** Moves alerts, and what is waiting, into the past. */
const later = (interval: string) =>
  admin.query(`update tenet.alerts set raised_at = raised_at - '${interval}'::interval; update tenet_private.alert_deliveries set next_attempt_at = next_attempt_at - '${interval}'::interval`);

/** Delivers until the test is done; what is logged is collected. */
function deliver(channels: readonly AlertChannel[]) {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const delivery = startAlertDelivery(urls.worker, { channels: [alertLog(log), ...channels], log, every: 20 });
  const stop = vi.fn(() => delivery.stop());
  onTestFinished(async () => void (stop.mock.calls.length || (await stop())));
  return { stop, logged: () => lines.join('') };
}

const deliveries = (channel: string) =>
  rowsOf<{ state: string; attempts: number; error: string | null; due_in: number | null }>(
    `select state, attempts, error, case when state = 'waiting' then round(extract(epoch from next_attempt_at - clock_timestamp()))::int end as due_in
       from tenet_private.alert_deliveries where channel = $1 order by next_attempt_at`,
    [channel],
  );

describe('an alert', () => {
  test('has one of twelve rules, whose name, severity and cool-down are rows', async () => {
    const rules = await rowsOf<{ name: string }>('select name from tenet.alert_rules order by name');
    expect(rules.map(({ name }) => name)).toEqual([
      'audit_chain_broken', 'budget_80', 'budget_exhausted', 'bulk_export', 'cross_tenant_denied_burst', 'erasure_sla_at_risk',
      'job_overdue', 'login_failures', 'policy_drift', 'retention_stalled', 'support_grant_opened', 'support_grant_overdue',
    ]);
    await expect(raise('budget_81')).rejects.toMatchObject({ code: 'TN422', message: 'there is no alert rule budget_81' });
    expect(await raise('budget_80')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is only counted within the cool-down, and raised again after it', async () => {
    const first = await raise('job_overdue');
    expect(await raise('job_overdue')).toBe(null);
    expect(await raise('job_overdue')).toBe(null);
    expect(await rowsOf('select id, occurrences from tenet.alerts')).toEqual([{ id: first, occurrences: '3' }]);
    await later('59 minutes');
    expect(await raise('job_overdue')).toBe(null);
    await later('2 minutes');
    const second = await raise('job_overdue');
    expect(second).not.toBe(null);
    expect(await rowsOf('select id, occurrences, is_newest from tenet.alerts order by raised_at')).toEqual([
      { id: first, occurrences: '4', is_newest: false },
      { id: second, occurrences: '1', is_newest: true },
    ]);
    expect((await rowsOf('select from tenet_private.alert_deliveries')).length).toBe(6);
  });

  test('of another key, tenant or rule has a cool-down of its own', async () => {
    expect(await raise('job_overdue', { key: 'a' })).not.toBe(null);
    expect(await raise('job_overdue', { key: 'b' })).not.toBe(null);
    expect(await raise('job_overdue', { key: 'a', about: tenant })).not.toBe(null);
    expect(await raise('retention_stalled', { key: 'a' })).not.toBe(null);
    expect(await raise('job_overdue', { key: 'a' })).toBe(null);
  });

  test('that many raise at the same time is one alert, also when a cool-down has just ended', async () => {
    for (const round of [1, 2]) {
      const ids = await Promise.all(Array.from({ length: 20 }, () => raise('policy_drift')));
      expect(ids.filter((id) => id !== null).length).toBe(1);
      const rows = await rowsOf('select occurrences from tenet.alerts where is_newest');
      expect(rows).toEqual([{ occurrences: '20' }]);
      expect((await rowsOf('select from tenet.alerts')).length).toBe(round);
      await later('7 hours');
    }
  });

  test('of a rule that is switched off is not raised; switched on again it is', async () => {
    await admin.query("update tenet.alert_rules set enabled = false where name = 'bulk_export'");
    onTestFinished(() => void admin.query("update tenet.alert_rules set enabled = true where name = 'bulk_export'"));
    expect(await raise('bulk_export')).toBe(null);
    expect(await rowsOf('select from tenet.alerts')).toEqual([]);
    await admin.query("update tenet.alert_rules set enabled = true where name = 'bulk_export'");
    expect(await raise('bulk_export')).not.toBe(null);
  });

  test('loses an address of a person that slipped into it, and nothing else', async () => {
    const detail = { plain: 'of ada@example.com, and bob@mail.example.org', escaped: 'tab\tcy@example.com "dee@example.com" \u0001eve@example.com', path: 'C:\\new@example.com', number: 3 };
    await raise('job_overdue', { key: 'for ada@example.com', detail });
    const [row] = await rowsOf<{ key: string; detail: typeof detail }>('select key, detail from tenet.alerts');
    expect(row!.key).toBe('for [email]');
    expect(JSON.stringify(row!.detail)).not.toMatch(/\w@/);
    expect(row!.detail.plain).toBe('of [email], and [email]');
    expect(row!.detail.number).toBe(3);
  });

  test('is raised and delivered by the worker alone', async () => {
    await raise('job_overdue');
    for (const url of [urls.authenticator, urls.gateway]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      onTestFinished(() => client.end());
      for (const statement of [
        "select tenet_private.raise_alert('job_overdue', null, 'k', '{}')",
        "select * from tenet_private.claim_alert_deliveries('{log}', 10)",
        "select tenet_private.skip_alert_deliveries('{}')",
        'select * from tenet.alerts',
      ]) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    }
    expect((await pool.query("select from tenet_private.claim_alert_deliveries('{log}', 10)")).rowCount).toBe(1);
  });
});

describe('a delivery', () => {
  const claim = async (channels = ['webhook']) => (await pool.query('select * from tenet_private.claim_alert_deliveries($1, 10)', [channels])).rows;
  const settle = async (row: { tenant_id: string; alert_id: string; channel: string; lease: string }, error: string | null) =>
    (await pool.query('select tenet_private.settle_alert_delivery($1, $2, $3, $4, $5) as settled', [row.tenant_id, row.alert_id, row.channel, row.lease, error])).rows[0].settled;

  test('belongs for a minute to who claimed it, and then to the next; who is late settles nothing', async () => {
    await raise('job_overdue');
    const [first] = await claim();
    expect(await claim()).toEqual([]);
    await later('61 seconds');
    const [second] = await claim();
    expect(second).toMatchObject({ alert_id: first.alert_id, attempt: 2 });
    expect(await settle(first, null)).toBe(false);
    expect(await deliveries('webhook')).toMatchObject([{ state: 'waiting' }]);
    expect(await settle(second, null)).toBe(true);
    expect(await deliveries('webhook')).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    expect(await settle(second, 'too late')).toBe(false);
  });

  test('that fails is due again after a pause that doubles up to an hour, and is given up after three days', async () => {
    await raise('job_overdue');
    for (const pause of [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]) {
      const [row] = await claim();
      expect(await settle(row, 'no')).toBe(true);
      expect(await deliveries('webhook')).toMatchObject([{ state: 'waiting', error: 'no', due_in: expect.closeTo(pause, -0.6) }]);
      expect(await claim()).toEqual([]);
      await later('3601 seconds');
    }
    await later('3 days');
    const [row] = await claim();
    expect(await settle(row, 'never')).toBe(true);
    expect(await deliveries('webhook')).toMatchObject([{ state: 'failed', error: 'never' }]);
    await later('1 day');
    expect(await claim()).toEqual([]);
  });

  test('on a channel that is not set up is skipped, and stays so when the channel comes later', async () => {
    await raise('job_overdue');
    await pool.query("select tenet_private.skip_alert_deliveries('{log}')");
    expect(await claim(['webhook', 'email'])).toEqual([]);
    expect(await claim(['log'])).toHaveLength(1);
    await raise('job_overdue', { key: 'new' });
    expect(await claim(['webhook', 'email'])).toHaveLength(2);
  });
});

describe('the log', () => {
  test('gets each alert as one line, as grave as its severity', async () => {
    const { logged } = deliver([]);
    const id = await raise('audit_chain_broken', { about: tenant, key: 'checkpoint', detail: { why: 'a test' } });
    await raise('budget_80', { detail: { budget: 'b' } });
    await vi.waitFor(() => expect(logged().match(/"part":"alert"/g)?.length).toBe(2), 10_000);
    const lines = logged().trim().split('\n').map((line) => JSON.parse(line));
    expect(lines.find((line) => line.id === id)).toMatchObject({ level: 60, rule: 'audit_chain_broken', severity: 'critical', tenant, key: 'checkpoint', detail: { why: 'a test' } });
    expect(lines.find((line) => line.rule === 'budget_80')).toMatchObject({ level: 30, tenant: null });
    await vi.waitFor(async () => expect((await deliveries('log')).map(({ state }) => state)).toEqual(['delivered', 'delivered']), 10_000);
    await vi.waitFor(async () => expect((await deliveries('email')).map(({ state }) => state)).toEqual(['skipped', 'skipped']), 10_000);
  });
});

describe('a webhook', () => {
  test('gets an alert once, with a signature that only its secret makes', async () => {
    const { url, received } = await startReceiver();
    const { stop } = deliver([alertWebhook({ url, secrets: [secret] })]);
    const id = await raise('job_overdue', { about: tenant, key: 'expire_sessions', detail: { job: 'expire_sessions' } });
    await vi.waitFor(async () => expect(await deliveries('webhook')).toMatchObject([{ state: 'delivered', attempts: 1, error: null }]), 10_000);
    await stop();
    const [{ headers, body }] = received as [(typeof received)[0]];
    expect(received.length).toBe(1);
    expect(headers['webhook-id']).toBe(id);
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'alert.job_overdue',
      data: { id, rule: 'job_overdue', severity: 'warning', tenant_id: tenant, key: 'expire_sessions', detail: { job: 'expire_sessions' } },
    });
    expect(() => new Webhook(secret).verify(body.replace('warning', 'info'), headers)).toThrow();
    expect(() => new Webhook(`whsec_${randomBytes(32).toString('base64')}`).verify(body, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': operator })).toThrow();
  });

  test('whose secret is being changed is signed for with both, and whoever knows one of them verifies', async () => {
    const { url, received } = await startReceiver();
    const next = `whsec_${randomBytes(32).toString('base64')}`;
    deliver([alertWebhook({ url, secrets: [next, secret] })]);
    await raise('job_overdue');
    await vi.waitFor(() => expect(received.length).toBe(1), 10_000);
    for (const known of [next, secret]) expect(new Webhook(known).verify(received[0]!.body, received[0]!.headers)).toMatchObject({ type: 'alert.job_overdue' });
    expect(() => new Webhook(`whsec_${randomBytes(32).toString('base64')}`).verify(received[0]!.body, received[0]!.headers)).toThrow();
  });

  test('that fails gets the alert again, under the same id and with a signature of that moment', async () => {
    const { url, received } = await startReceiver((_request, count) => (count < 3 ? 500 : 200));
    const { logged } = deliver([alertWebhook({ url, secrets: [secret] })]);
    const id = await raise('job_overdue');
    for (const attempts of [1, 2]) {
      await vi.waitFor(async () => {
        const [delivery] = await deliveries('webhook');
        expect(delivery).toMatchObject({ state: 'waiting', attempts, error: 'the answer was 500' });
        expect(delivery!.due_in).toBeLessThanOrEqual(20); // while it is attempted it is leased for a minute, with the error of before
      }, 10_000);
      expect(received.length).toBe(attempts);
      await later('1 minute');
    }
    await vi.waitFor(async () => expect(await deliveries('webhook')).toMatchObject([{ state: 'delivered', attempts: 3, error: null }]), 10_000);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id, id]);
    for (const { headers, body } of received) new Webhook(secret).verify(body, headers);
    expect(logged()).toContain('the answer was 500');
    expect(logged()).not.toContain('hidden');
  });

  test('that answers with a redirect is not followed, and one that does not answer is given up soon', async () => {
    const { url, received } = await startReceiver(({ body }) => (body.includes('redirect') ? 302 : null));
    deliver([alertWebhook({ url, secrets: [secret], patience: 200 })]);
    await raise('job_overdue', { key: 'redirect' });
    await raise('job_overdue', { key: 'silence' });
    await vi.waitFor(async () => {
      const errors = (await deliveries('webhook')).map(({ error }) => error);
      expect(errors.sort()).toEqual(['no answer within 0.2 s', 'the answer was 302']);
    }, 10_000);
    expect(received.map(({ path }) => path)).not.toContain('/elsewhere');
  });

  test('that is down does not keep the log from its alerts, and is left alone after a few failures', async () => {
    const { url, received } = await startReceiver(() => 503);
    deliver([alertWebhook({ url, secrets: [secret] })]);
    for (let count = 0; count < 20; count++) await raise('job_overdue', { key: `job ${count}` });
    await vi.waitFor(async () => expect((await deliveries('log')).filter(({ state }) => state === 'delivered').length).toBe(20), 10_000);
    await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(5), 10_000);
    const untouched = (await deliveries('webhook')).filter(({ attempts }) => attempts === 0);
    expect(untouched.length).toBeGreaterThanOrEqual(13);
  });

  test('that cannot be reached is told in words without its address', async () => {
    deliver([alertWebhook({ url: `http://127.0.0.1:${await freePort('127.0.0.1', 0)}/?token=hidden`, secrets: [secret] })]);
    await raise('job_overdue');
    await vi.waitFor(async () => expect(await deliveries('webhook')).toMatchObject([{ error: expect.stringMatching(/ECONNREFUSED/) }]), 10_000);
    expect((await deliveries('webhook'))[0]!.error).not.toContain('hidden');
  });
});

describe('a mailbox', () => {
  test('gets an alert through SMTP, with a message id that is the same for every attempt', async () => {
    const { url, mails, attempts } = await startMailServer((count) => count === 1);
    deliver([alertEmail({ url, from: 'tenet@example.com', to: ['ops@example.com', 'owner@example.org'] })]);
    const id = await raise('policy_drift', { about: tenant, key: 'app.notes', detail: { relation: 'app.notes', objects: 2 } });
    await vi.waitFor(async () => expect(await deliveries('email')).toMatchObject([{ state: 'waiting', attempts: 1, error: expect.stringContaining('451') }]), 10_000);
    expect(mails).toEqual([]);
    await later('1 minute');
    await vi.waitFor(async () => expect(await deliveries('email')).toMatchObject([{ state: 'delivered', attempts: 2 }]), 10_000);
    expect(attempts()).toBe(2);
    expect(mails).toMatchObject([{ from: 'tenet@example.com', to: ['ops@example.com', 'owner@example.org'], login: 'alerts' }]);
    const { text } = mails[0]!;
    expect(text).toMatch(/^Subject: Tenet, critical: policy_drift\r$/m);
    expect(text.toLowerCase()).toContain(`message-id: <${id}@example.com>`);
    for (const said of ['app.notes', tenant, 'select * from tenet.drift']) expect(text).toContain(said);
  });

  test('is not written to over a connection that others can read: a server elsewhere must offer TLS', async () => {
    const { url, mails } = await startMailServer();
    const elsewhere = new URL(url);
    elsewhere.hostname = '0.0.0.0'; // this machine under a name that does not say so
    const message: AlertMessage = { id: operator, rule: 'job_overdue', severity: 'warning', description: 'd', tenant: null, key: 'k', detail: {}, raisedAt: new Date(), occurrences: 1 };
    const plain = alertEmail({ url: elsewhere.href, from: 'tenet@example.com', to: ['ops@example.com'] });
    await expect(plain.send(message)).rejects.toThrow(/STARTTLS/);
    expect(mails).toEqual([]);
    await alertEmail({ url, from: 'tenet@example.com', to: ['ops@example.com'] }).send(message);
    expect(mails.length).toBe(1);
  });
});

test('two workers deliver each alert once between them', async () => {
  const { url, received } = await startReceiver();
  const both = [deliver([alertWebhook({ url, secrets: [secret] })]), deliver([alertWebhook({ url, secrets: [secret] })])];
  const ids = await Promise.all(Array.from({ length: 30 }, (_, job) => raise('job_overdue', { key: `job ${job}` })));
  await vi.waitFor(async () => expect((await deliveries('webhook')).every(({ state }) => state === 'delivered')).toBe(true), 15_000);
  await Promise.all(both.map(({ stop }) => stop()));
  expect(received.map(({ headers }) => headers['webhook-id']).sort()).toEqual([...ids].sort());
  expect(both.map(({ logged }) => logged().match(/"part":"alert"/g)?.length ?? 0).reduce((sum, lines) => sum + lines)).toBe(30);
});

test('a worker that stops delivers what was raised meanwhile', async () => {
  const { url, received } = await startReceiver();
  const delivery = startAlertDelivery(urls.worker, { channels: [alertWebhook({ url, secrets: [secret] })], log: createLog('silent'), every: 60_000 });
  await vi.waitFor(async () => expect((await admin.query("select from pg_stat_activity where application_name = 'tenet alerts' and datname = current_database()")).rowCount).toBeGreaterThan(0), 5_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await raise('job_overdue');
  await delivery.stop();
  expect(received.length).toBe(1);
});
