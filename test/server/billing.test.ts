// Billing is the owner's alone: whoever else asks is refused before the provider hears of it, and what was asked is in the trail. (F-17, promise 23)
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { useServer, type Reply } from './running_server.ts';

type Call = { path: string; authorization: string | undefined; idempotencyKey: string | undefined; type: string | undefined; form: Record<string, string> };

const key = 'sk_test_SENTINEL_KEY';
const calls: Call[] = [];
let answer: (call: Call) => { status?: number; headers?: Record<string, string>; body: unknown } | 'hang' = portal;
function portal({ path }: Call) {
  return { body: path === '/v1/billing_portal/sessions' ? { id: 'bps_1', url: 'https://billing.example.com/session/SENTINEL_PORTAL' } : { id: 'ok' } };
}

const stub = createServer(async (request, response) => {
  const call = await callOf(request);
  calls.push(call);
  const given = answer(call);
  if (given === 'hang') return;
  response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers }).end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
}).listen(0, '127.0.0.1');
await new Promise((resolve) => stub.once('listening', resolve));
const url = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
afterAll(() => {
  stub.closeAllConnections();
  stub.close();
});

async function callOf(request: IncomingMessage): Promise<Call> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  const { authorization, 'content-type': type } = request.headers;
  return { path: request.url ?? '', authorization, idempotencyKey: request.headers['idempotency-key'] as string | undefined, type, form: Object.fromEntries(new URLSearchParams(text)) };
}

const app = 'https://app.northwind.example';
const under = await useServer({ environment: { TENET_BILLING_URL: url, TENET_BILLING_KEY: key, TENET_ALLOWED_ORIGINS: app } });
const { admin, issuer } = under;
await admin.query("select tenet.set_billing_customer(id, 'cus_northwind') from tenet.tenants where slug = 'northwind'");

beforeEach(() => {
  calls.length = 0;
  answer = portal;
});

const open = 'mutation Open($url: String!) { openBillingPortal(input: { returnUrl: $url, clientMutationId: "mine" }) { url clientMutationId } }';
const save = 'mutation Save($id: String!) { savePaymentMethod(input: { paymentMethod: $id }) { isSaved } }';

async function as(email: string, query: string, variables: Record<string, unknown>, claims: Record<string, unknown> = { amr: ['pwd', 'mfa'], auth_time: Math.floor(Date.now() / 1000) }, workspace = 'northwind/retail'): Promise<Reply> {
  return under.ask({ headers: { authorization: `Bearer ${await issuer.token(email, { claims })}`, 'x-workspace': workspace } }, query, variables);
}
const codeOf = ({ body }: Reply) => body.errors?.[0]?.extensions.code;
async function events(): Promise<string[]> {
  const { rows } = await admin.query<{ told: string }>("select concat_ws(' ', action, actor_kind, actor_name, object_id, payload ->> 'failure') as told from tenet.audit_events where category = 'billing' and actor_kind = 'member' order by at, id");
  return rows.map(({ told }) => told);
}
async function newEvents<T>(run: () => Promise<T>): Promise<{ result: T; told: string[] }> {
  const before = await events();
  const result = await run();
  return { result, told: (await events()).slice(before.length) };
}

describe('an owner who has just proved a second factor', () => {
  test('opens the portal of their own tenant, and comes back to the product', async () => {
    const { result, told } = await newEvents(() => as('ada@northwind.example', open, { url: `${app}/settings?tab=billing` }));
    expect(result.body).toEqual({ data: { openBillingPortal: { url: 'https://billing.example.com/session/SENTINEL_PORTAL', clientMutationId: 'mine' } } });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ path: '/v1/billing_portal/sessions', authorization: `Bearer ${key}`, type: 'application/x-www-form-urlencoded', form: { customer: 'cus_northwind', return_url: `${app}/settings?tab=billing` } });
    expect(calls[0]?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(told.sort()).toEqual(['billing.portal_opened member owner cus_northwind', 'billing.portal_requested member owner cus_northwind']);
  });

  test('saves a payment method, which is the one that is used from then on', async () => {
    const { result, told } = await newEvents(() => as('ada@northwind.example', save, { id: 'pm_1SENTINEL' }));
    expect(result.body).toEqual({ data: { savePaymentMethod: { isSaved: true } } });
    expect(calls.map(({ path, form }) => [path, form])).toEqual([
      ['/v1/payment_methods/pm_1SENTINEL/attach', { customer: 'cus_northwind' }],
      ['/v1/customers/cus_northwind', { 'invoice_settings[default_payment_method]': 'pm_1SENTINEL' }],
    ]);
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(told.sort()).toEqual(['billing.payment_method_requested member owner cus_northwind', 'billing.payment_method_saved member owner cus_northwind']);
    const { rows } = await admin.query("select payment_method_saved_at is not null as saved from tenet.billing_accounts where customer_id = 'cus_northwind'");
    expect(rows).toEqual([{ saved: true }]);
  });

  test('of a tenant that is no customer is told so', async () => {
    const { rows } = await admin.query("select u.email, t.slug || '/' || w.slug as workspace from tenet.memberships m join tenet.users u on u.id = m.user_id join tenet.tenants t on t.id = m.tenant_id join tenet.workspaces w on w.tenant_id = t.id where m.role = 'owner' and t.slug <> 'northwind' limit 1");
    const { body } = await as(rows[0].email, open, { url: app }, undefined, rows[0].workspace);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', hint: expect.stringContaining('set_billing_customer') });
    expect(calls).toEqual([]);
  });

  test.each(['https://evil.example/', `${app}.evil.example/`, `https://app.northwind.example@evil.example/`, 'https://me:you@app.northwind.example/', 'http://app.northwind.example/', 'javascript:alert(1)', '//evil.example', ''])('does not come back to "%s"', async (address) => {
    expect(codeOf(await as('ada@northwind.example', open, { url: address }))).toBe('BAD_INPUT');
    expect(calls).toEqual([]);
    expect(codeOf(await as('ada@northwind.example', open, { url: app }))).toBeUndefined();
  });

  test('comes back to the address as it was judged, whatever others would read in it', async () => {
    await as('ada@northwind.example', open, { url: `${app}\\@evil.example/` });
    expect(calls.map(({ form }) => form['return_url'])).toEqual([`${app}/@evil.example/`]);
  });

  test.each(['../customers/cus_other', 'pm_1/attach?x=', 'pm 1', 'x', '4242 4242 4242 4242', 'p'.repeat(201)])('names no payment method by "%s"', async (id) => {
    expect(codeOf(await as('ada@northwind.example', save, { id }))).toBe('BAD_INPUT');
    expect(calls).toEqual([]);
  });
});

describe('nobody else', () => {
  test.each(['bruno@northwind.example', 'carla@northwind.example', 'elif@northwind.example', 'ines@northwind.example'])('is let near it: %s', async (email) => {
    const { result, told } = await newEvents(async () => [await as(email, open, { url: app }), await as(email, save, { id: 'pm_1' })]);
    expect(result.map(codeOf)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect([calls, told]).toEqual([[], []]);
  });

  test('holds it by name: the permission is not for granting', async () => {
    await expect(admin.query("select tenet.grant_permission('admin', 'billing:manage')")).rejects.toMatchObject({ code: 'TN422' });
    await expect(
      admin.query("insert into tenet.tenant_roles (tenant_id, name, description) select id, 'cashier', 'Pays.' from tenet.tenants where slug = 'northwind'").then(() =>
        admin.query("insert into tenet.tenant_role_permissions (tenant_id, role, permission) select id, 'cashier', 'billing:manage' from tenet.tenants where slug = 'northwind'"),
      ),
    ).rejects.toMatchObject({ code: 'TN422' });
  });

  test('acts for an owner, though their session held it: an API key, support, a job', async () => {
    const { rows } = await admin.query<{ tenant_id: string; workspace_id: string; user_id: string; membership_id: string }>(
      "select m.tenant_id, w.id as workspace_id, m.user_id, m.id as membership_id from tenet.memberships m join tenet.users u on u.id = m.user_id join tenet.tenants t on t.id = m.tenant_id join tenet.workspaces w on w.tenant_id = t.id and w.slug = 'retail' where u.email = 'ada@northwind.example' and t.slug = 'northwind'",
    );
    const ada = rows[0] as (typeof rows)[0];
    const client = await admin.connect();
    const attempt = async (rests: Record<string, string>) => {
      const row = { tenant_id: ada.tenant_id, workspace_id: ada.workspace_id, user_id: ada.user_id, role: 'owner', actor_name: 'owner', permissions: ['billing:manage'], expires_at: new Date(Date.now() + 60_000), second_factor_at: new Date(), ...rests };
      const { rows: begun } = await client.query('select tenet_private.begin_session(jsonb_populate_record(null::tenet_private.sessions, $1)) as handle', [JSON.stringify(row)]);
      await client.query('savepoint before');
      await client.query('select tests_login($1)', [begun[0].handle]);
      const effect = await client.query("select * from api.open_billing_portal('https://app.example.com/')").then(({ rowCount }) => rowCount, (error: { code: string }) => error.code);
      await client.query('rollback to savepoint before');
      return effect;
    };
    try {
      await client.query('begin');
      await client.query("create function pg_temp.nothing() returns void language sql as 'select'");
      await client.query(`create function public.tests_login(handle text) returns void language plpgsql as $$
        begin
          set local session authorization tenet_authenticator;
          perform set_config('tenet.session', handle, true);
          set local role tenet_visitor;
        end $$`);
      const { rows: keys } = await client.query<{ id: string }>("insert into tenet.api_keys (tenant_id, public_id, environment, name, role, created_by) values ($1, 'AAAAAAAAAA', 'test', 'k', 'owner', $2) returning id", [ada.tenant_id, ada.user_id]);
      const { rows: people } = await client.query<{ id: string }>("insert into tenet.users (email, display_name) values ('staff@operator.example', 'Staff') returning id");
      const { rows: grants } = await client.query<{ id: string }>(
        "insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by) values ($1, 'staff@operator.example', $3, 'To look into it', now(), now() + interval '1 hour', 1, $2) returning id",
        [ada.tenant_id, ada.user_id, people[0]?.id],
      );
      expect(await attempt({ membership_id: ada.membership_id })).toBe(1);
      expect(await attempt({ api_key_id: keys[0]?.id as string })).toBe('TN403');
      expect(await attempt({ support_grant_id: grants[0]?.id as string })).toBe('TN403');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('without a fresh second factor does it, not even an owner, who is told which to get', async () => {
    const seconds = Math.floor(Date.now() / 1000);
    for (const claims of [{}, { amr: ['pwd'], auth_time: seconds }, { amr: ['pwd', 'mfa'], auth_time: seconds - 16 * 60 }, { amr: ['pwd', 'mfa'], auth_time: seconds + 3600 }]) {
      const { body } = await as('ada@northwind.example', open, { url: app }, claims);
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'STEP_UP_REQUIRED', stepUp: { factor: 'mfa', maxAge: 900 }, hint: expect.stringContaining('at most 15 minutes old') });
      expect(codeOf(await as('ada@northwind.example', save, { id: 'pm_1' }, claims))).toBe('STEP_UP_REQUIRED');
    }
    expect(calls).toEqual([]);
  });

  test('asks the functions in SQL by GraphQL a second time', async () => {
    const { body } = await as('ada@northwind.example', '{ __schema { mutationType { fields { name } } } }', {});
    const names = body.data.__schema.mutationType.fields.map(({ name }: { name: string }) => name).filter((name: string) => /billing|payment/i.test(name));
    expect(names.sort()).toEqual(['openBillingPortal', 'savePaymentMethod']);
  });
});

describe('a provider that', () => {
  const failures: [string, typeof answer, string][] = [
    ['refuses', () => ({ status: 402, body: { error: { code: 'card_declined', message: 'SENTINEL_MESSAGE' } } }), 'answered 402 card_declined'],
    ['fails', () => ({ status: 500, body: 'SENTINEL_MESSAGE' }), 'answered 500'],
    ['sends us elsewhere', () => ({ status: 307, headers: { location: `${url}/v1/elsewhere` }, body: {} }), 'answered 307'],
    ['answers with no JSON', () => ({ body: 'SENTINEL_MESSAGE' }), 'an unreadable answer'],
    ['answers at great length', () => ({ body: 'SENTINEL_MESSAGE'.repeat(100_000) }), 'too long an answer'],
  ];
  test.each(failures)('%s is told of to the owner, the log and the trail', async (_what, how, words) => {
    answer = how;
    const { result, told } = await newEvents(() => as('ada@northwind.example', save, { id: 'pm_1' }));
    expect(result.body.errors?.[0]).toMatchObject({ message: `The billing provider did not do it: ${words}.`, extensions: { code: 'PROVIDER_FAILED' } });
    expect(told.sort()).toEqual([`billing.payment_method_failed member owner cus_northwind ${words}`, 'billing.payment_method_requested member owner cus_northwind']);
    expect(calls.map(({ path }) => path)).toEqual(['/v1/payment_methods/pm_1/attach']);
    expect(under.logged()).toContain(words);
  });

  test('gives the address of a portal that is not encrypted gives none', async () => {
    answer = () => ({ body: { url: 'http://billing.example.com/session' } });
    expect(codeOf(await as('ada@northwind.example', open, { url: app }))).toBe('PROVIDER_FAILED');
  });

  test('does not answer is not waited for longer than ten seconds', async () => {
    answer = () => 'hang';
    const before = Date.now();
    const { body } = await as('ada@northwind.example', open, { url: app });
    expect(body.errors?.[0]?.message).toBe('The billing provider did not do it: no answer in time.');
    expect(Date.now() - before).toBeLessThan(14_000);
  });
});

test('the log holds neither the key, nor the address of a portal, nor what the provider said', () => {
  expect(under.logged()).not.toMatch(/SENTINEL/);
  expect(under.logged()).toContain('request');
});

test('the trail holds no address of a portal and no whole payment method', async () => {
  const { rows } = await admin.query("select string_agg(e::text, ' ') as trail from tenet.audit_events e where category = 'billing'");
  expect(rows[0].trail).toContain('billing.portal_opened');
  expect(rows[0].trail).not.toMatch(/SENTINEL_|pm_1SENTINEL|tab=billing/);
});

test('an installation without a key for a provider says so, and one with an unencrypted address does not start', () => {
  const environment = { NODE_ENV: 'production', TENET_DATABASE_URL_AUTHENTICATOR: 'postgres://a', TENET_DATABASE_URL_GATEWAY: 'postgres://a' };
  expect(readConfig(environment).TENET_BILLING_KEY).toBeNull();
  expect(readConfig({ ...environment, TENET_BILLING_KEY: key, TENET_BILLING_URL: 'https://billing.example.com' }).TENET_BILLING_URL).toBe('https://billing.example.com');
  expect(() => readConfig({ ...environment, TENET_BILLING_URL: 'http://billing.example.com' })).toThrow('TENET_BILLING_URL');
  expect(() => readConfig({ ...environment, TENET_BILLING_KEY: 'two\nlines of text' })).toThrow(/^(?!.*two).*TENET_BILLING_KEY/s);
});
