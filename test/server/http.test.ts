import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { readiness } from '../../server/health.ts';
import { addressKey } from '../../server/rate_limits.ts';
import { scrub } from '../../server/log.ts';
import { useServer } from './running_server.ts';

// As in production where that makes a difference, except for the patch floor of the embedded Postgres.
const under = await useServer({
  environment: { TENET_INTROSPECTION: 'false', TENET_ALLOWED_ORIGINS: 'https://app.example.com', TENET_METRICS_TOKEN: 'metrics-token-of-a-test', TENET_RATE_PER_PRINCIPAL: '30', TENET_RATE_PER_ADDRESS: '100000' },
});
const { server } = under;
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const query = '{ currentSession { role } }';
const asElif = async () => ({ authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace });

test('whoever is curious about the schema learns nothing where introspection is off', async () => {
  for (const question of ['{ __schema { types { name } } }', '{ __type(name: "Contact") { name } }', '{ contacts(first: 1) { nodes { ...F } } } fragment F on Contact { id } query B { __schema { queryType { name } } }']) {
    expect((await under.ask(elif, question)).status).toBe(400);
  }
  const { body } = await under.ask(elif, '{ contacts(first: 1) { nodes { nam } } }');
  expect(body.errors?.[0]?.message).toBe('Cannot query field "nam" on type "Contact".');
  expect((await under.ask(elif, 'query ($o: [ContactOrderBy!]) { contacts(first: 1, orderBy: $o) { nodes { id } } }', { o: ['NAME_ASK'] })).text).not.toContain('NAME_ASC');
  for (const path of ['/', '/ruru-static/ruru.js', '/graphiql', '/development/members', '/development/token', '/graphql/stream']) expect((await fetch(server.url + path)).status).toBe(404);
  expect((await under.ask(elif, '{ __typename }')).body.data.__typename).toBe('Query');
});

describe('a page of another site', () => {
  const send = (init: RequestInit) => fetch(`${server.url}/graphql`, init);

  test('can not ask without the browser asking first, and is not given the answer', async () => {
    const headers = await asElif();
    const body = JSON.stringify({ query });
    expect((await send({ method: 'GET', headers })).status).toBe(405);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/jsonx']) {
      expect((await send({ method: 'POST', headers: { ...headers, 'content-type': type }, body })).status).toBe(415);
    }
    expect((await send({ method: 'POST', headers, body: Buffer.from(body) })).status).toBe(415);
    const evil = await send({ method: 'POST', headers: { ...headers, 'content-type': 'application/json', origin: 'https://evil.example' }, body });
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
    const ours = await send({ method: 'POST', headers: { ...headers, 'content-type': 'application/json', origin: 'https://app.example.com' }, body });
    expect(ours.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('is not approved when its browser asks first; ours is', async () => {
    const preflight = (origin: string) => send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight('null')).headers.get('access-control-allow-origin')).toBeNull();
    const ours = await preflight('https://app.example.com');
    expect([ours.headers.get('access-control-allow-origin'), ours.headers.get('access-control-allow-methods')]).toEqual(['https://app.example.com', 'POST']);
  });
});

test('every answer forbids caches, frames, scripts and features, and names its request', async () => {
  for (const path of ['/healthz', '/readyz', '/nowhere', '/graphql']) {
    const { headers } = await fetch(server.url + path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  const named = await under.post('{}', { 'x-request-id': 'from-our-proxy-1' });
  expect([named.headers.get('x-request-id'), named.body.errors?.[0]?.extensions.requestId]).toEqual(['from-our-proxy-1', 'from-our-proxy-1']);
  expect((await under.post('{}', { 'x-request-id': 'x"y' })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a reason that a request gives is told in the events of what it changed, and one that is no line of text is refused', async () => {
  const who = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
  const headers = async (reason: string) => ({ authorization: `Bearer ${await under.issuer.token(who.email)}`, 'x-workspace': who.workspace, 'x-reason': reason });
  const create = 'mutation { createCompany(input: { company: { name: "With a reason", industry: "Test" } }) { company { id } } }';
  const reply = await under.ask({ headers: await headers(encodeURIComponent('Zoë asked — ticket 7')) }, create);
  const { id } = reply.body.data.createCompany.company;
  const { rows } = await under.admin.query("select payload ->> 'reason' as reason, request_id from tenet.audit_events where object_id = $1", [id]);
  expect(rows).toEqual([{ reason: 'Zoë asked — ticket 7', request_id: reply.headers.get('x-request-id') }]);
  for (const wrong of ['%', '%0Aforged', 'x'.repeat(501)]) {
    expect((await under.ask({ headers: await headers(wrong) }, create)).body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  }
  expect((await under.admin.query("select count(*)::int as made from app.companies where name = 'With a reason'")).rows).toEqual([{ made: 1 }]);
});

test('whoever asks after health is told that much and no more, and counters are for those who hold the token', async () => {
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ alive: true });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ready: true, checks: { database: true, migrated: true, logins: true } });
  for (const authorization of ['', 'Bearer wrong', 'metrics-token-of-a-test']) expect((await fetch(`${server.url}/metrics`, { headers: { authorization } })).status).toBe(403);
  await under.ask(elif, query);
  const counters = await (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer metrics-token-of-a-test' } })).text();
  expect(counters).toMatch(/tenet_http_request_seconds_count\{route="\/graphql",status="200"\} [1-9]/);
  expect(counters).toMatch(/tenet_sessions_opened_total [1-9]/);
  expect(counters).not.toContain('northwind');
});

test('a server is not ready once its login is a danger', async () => {
  // a login of this test alone: the roles of Tenet belong to all databases of the cluster
  const role = `test_${randomBytes(5).toString('hex')}`;
  const url = new URL(under.urls.authenticator);
  await under.admin.query(`create role ${role} login noinherit password 'x'; grant connect on database ${url.pathname.slice(1)} to ${role}`);
  [url.username, url.password] = [role, 'x'];
  const pools = { api: new pg.Pool({ connectionString: url.href, max: 1 }), gateway: new pg.Pool({ connectionString: under.urls.gateway, max: 1 }) };
  let now = 0;
  const ready = readiness({ ...pools, now: () => now });
  expect(await ready()).toEqual({ ready: true, checks: { database: true, migrated: true, logins: true } });
  await under.admin.query(`grant tenet_auditor to ${role}`);
  now += 6000;
  expect(await ready()).toEqual({ ready: false, checks: { database: true, migrated: true, logins: false } });
  await Promise.all([pools.api.end(), pools.gateway.end()]);
  await under.admin.query(`drop owned by ${role}; drop role ${role}`);
});

test('one person who asks too often is told when to come back, and others are not disturbed', async () => {
  const hugo = { email: 'hugo@northwind.example', workspace: 'northwind/retail' };
  const replies = [];
  for (let i = 0; i < 31; i += 1) replies.push(await under.ask(hugo, query));
  expect(replies.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(200));
  const refused = replies[30];
  expect(refused?.status).toBe(429);
  expect(refused?.body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect([refused?.headers.get('ratelimit-limit'), refused?.headers.get('ratelimit-remaining')]).toEqual(['30', '0']);
  expect((await under.ask({ ...hugo, workspace: 'northwind/finance' }, query)).status).toBe(200);
  expect((await under.ask(elif, query)).status).toBe(200);
});

test('an address is what the network says, whatever a client writes into a header', async () => {
  const limited = await useServer({ environment: { TENET_RATE_PER_ADDRESS: '5' } });
  const spoofed = async (i: number) => (await limited.post('{}', { 'x-forwarded-for': `10.0.0.${i}`, forwarded: `for=10.0.0.${i}`, 'x-real-ip': `10.0.0.${i}` })).status;
  const statuses = [];
  for (let i = 0; i < 6; i += 1) statuses.push(await spoofed(i));
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);

  const behindOne = await useServer({ environment: { TENET_RATE_PER_ADDRESS: '2', TENET_TRUSTED_PROXIES: '1' } });
  const from = async (chain: string) => (await behindOne.post('{}', { 'x-forwarded-for': chain })).status;
  expect([await from('1.1.1.1, 9.9.9.9'), await from('2.2.2.2, 9.9.9.9'), await from('3.3.3.3, 9.9.9.9'), await from('8.8.8.8')]).toEqual([401, 401, 429, 401]);
  expect([addressKey('2001:db8:1:2:3:4:5:6'), addressKey('2001:db8:1:2::9'), addressKey('::ffff:1.2.3.4'), addressKey('::1')]).toEqual(['2001:db8:1:2::/64', '2001:db8:1:2::/64', '1.2.3.4', '0:0:0:0::/64']);
});

test('the log holds no token, session, address of a person or value of a row', async () => {
  const headers = await asElif();
  const { body } = await under.ask({ headers }, '{ contacts(first: 5) { nodes { name email phone } } }');
  await under.ask({ headers }, 'query ($id: UUID!) { contact(id: $id) { id } }', { id: 'SENTINEL not a uuid' });
  await under.ask({ headers: { ...headers, authorization: `${headers.authorization}x` } }, query);
  await under.post('{}', headers, `/graphql?access_token=${headers.authorization.slice(7)}`);
  const log = under.logged();
  expect(log.split('\n').length).toBeGreaterThan(10);
  for (const secret of [headers.authorization.slice(7), elif.email, 'SENTINEL', 'tenet.session']) expect(log.includes(secret)).toBe(false);
  for (const { name, email, phone } of body.data.contacts.nodes) for (const value of [name, email, phone]) if (value) expect(log.includes(value)).toBe(false);
  const { rows } = await under.admin.query("select encode(handle_hash, 'hex') as hash from tenet_private.sessions");
  for (const { hash } of rows) expect(log.includes(hash)).toBe(false);
  expect(scrub('Bearer abc eyJhbGciOiJ.eyJpc3M.sig ada@example.com postgres://u:pw@h/d')).toBe('Bearer [secret] [token] [email] postgres://u:[secret]@h/d');
  expect(process.env['DEBUG']).toBeUndefined();
});

test('a person without a token is nobody, where the operator lets nobody in, and sees no row', async () => {
  const open = await useServer({ environment: { TENET_ALLOW_ANONYMOUS: 'true' } });
  const nobody = { headers: {} };
  expect((await open.ask(nobody, '{ __typename }')).status).toBe(200);
  const { body } = await open.ask(nobody, '{ companies(first: 5) { nodes { id } } }');
  expect(body.data?.companies?.nodes ?? []).toEqual([]);
  expect((await open.ask({ headers: { authorization: 'Bearer nonsense' } }, '{ __typename }')).status).toBe(401);
  expect((await open.ask(elif, '{ companies(first: 5) { nodes { id } } }')).body.data.companies.nodes).toHaveLength(5);
});

test('a client that goes away in the middle costs nobody their connection', async () => {
  const headers = await asElif();
  const { port } = new URL(server.url);
  const body = JSON.stringify({ query: '{ contacts(first: 100) { nodes { id company { id } } } }' });
  for (let i = 0; i < 20; i += 1) {
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.authorization}\r\nX-Workspace: ${headers['x-workspace']}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${i % 2 ? body : body.slice(0, 10)}`);
    setImmediate(() => socket.destroy());
  }
  expect((await under.ask({ headers }, '{ contacts(first: 100) { nodes { id } } }')).status).not.toBe(500);
  await expect.poll(async () => (await under.admin.query("select from pg_stat_activity where usename = 'tenet_authenticator' and datname = current_database() and state <> 'idle'")).rowCount).toBe(0);
});
