import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { socketLimits } from '../../server/websocket.ts';
import { useServer } from '../server/running_server.ts';

const under = await useServer({ environment: { TENET_ALLOWED_ORIGINS: 'https://app.example.com' } });
const address = `${under.server.url.replace('http', 'ws')}/graphql`;
const bruno = { email: 'bruno@northwind.example', workspace: 'northwind/retail' };
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const hana = { email: 'hana@northwind.example', workspace: 'northwind/food' };
const yara = { email: 'yara@kestrel.example', workspace: 'kestrel/studio' };
const follow = 'subscription Follow { auditEventRecorded { id action actorName payload } }';
const create = 'mutation ($name: String!) { createCompany(input: { company: { name: $name, industry: "Test" } }) { company { id } } }';

type Who = { email: string; workspace: string };
type Recorded = { id: string; action: string; actorName: string | null; payload: string | null };

/** Seals everything that is committed: what is marked by one call is sealed by a later one. */
async function seal(): Promise<void> {
  const newest = (await under.admin.query('select max(number) as n from tenet.audit_events')).rows[0].n;
  for (let tries = 0; tries < 1500; tries += 1) { // other databases of the server hold transactions open, too
    await under.admin.query('select tenet_private.seal_audit()');
    const { rows } = await under.admin.query('select sealed_through >= $1 as done from tenet_private.audit_seals', [newest]);
    if (rows[0].done) return;
    await wait(20);
  }
  throw new Error('sealing waits for a transaction that does not end');
}

// what the example brought along is a batch before anybody follows
await seal();

async function until(holds: () => boolean, most = 5000): Promise<boolean> {
  for (const end = Date.now() + most; Date.now() < end; await wait(20)) if (holds()) return true;
  return holds();
}

const closers: (() => unknown)[] = [];
afterAll(() => Promise.all(closers.map((close) => close())));

type Open = { token?: string; params?: Record<string, unknown>; query?: string; variables?: Record<string, unknown>; extensions?: Record<string, unknown> };

/** Subscribes as somebody and keeps what they get. */
async function subscribe(who: Who, { token, params, query = follow, variables, extensions }: Open = {}) {
  const seen = { events: [] as Recorded[], errors: [] as any[], closed: null as number | null, connected: false, complete: false };
  const client = createClient({
    url: address,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: params ?? { authorization: `Bearer ${token ?? (await under.issuer.token(who.email))}`, 'x-workspace': who.workspace },
    on: { connected: () => (seen.connected = true), closed: (event) => (seen.closed = (event as { code: number }).code) },
  });
  closers.push(() => client.dispose());
  client.subscribe<{ auditEventRecorded: Recorded | null }>(
    { query, variables, extensions },
    {
      next: ({ data, errors }) => void (errors ? seen.errors.push(...errors) : seen.events.push(data?.auditEventRecorded as Recorded)),
      error: (error) => void (Array.isArray(error) && seen.errors.push(...error)),
      complete: () => (seen.complete = true),
    },
  );
  await until(() => seen.connected || seen.closed !== null);
  return { seen, client, stop: () => client.dispose() };
}

/** As `subscribe`, and the subscription has begun: the trail says so. */
async function following(who: Who, open: Open = {}) {
  const began = async () => (await under.admin.query("select count(*)::integer as n from tenet.audit_events where payload ->> 'began' = 'true'")).rows[0].n as number;
  const before = await began();
  const subscription = await subscribe(who, open);
  for (let tries = 0; tries < 100 && (await began()) === before; tries += 1) await wait(30);
  expect(subscription.seen.errors).toEqual([]);
  return subscription;
}

const names = ({ seen }: { seen: { events: Recorded[] } }) => seen.events.flatMap(({ payload }) => (payload === null ? [] : [JSON.stringify(payload)])).join(' ');
const membershipOf = async (email: string) => (await under.admin.query('select m.* from tenet.memberships m join tenet.users u on u.id = m.user_id where u.email = $1', [email])).rows[0]!;

describe('an admin who follows the trail', () => {
  test('is given each event of their workspace as soon as it is sealed, and nothing of another workspace or tenant', async () => {
    const [mine, theirs] = [await following(bruno), await following(yara)];
    await under.ask(elif, create, { name: 'in retail' });
    await under.ask(hana, create, { name: 'in food' });
    await wait(200);
    expect(names(mine)).not.toContain('in retail');
    await seal();
    expect(await until(() => names(mine).includes('in retail'), 1000)).toBe(true);
    expect(names(mine)).not.toContain('in food');
    await under.ask(yara, create, { name: 'in the studio' });
    await seal();
    expect(await until(() => names(theirs).includes('in the studio'), 1000)).toBe(true);
    expect(names(theirs)).not.toContain('in retail');
    expect(names(mine)).not.toContain('in the studio');
    const ids = mine.seen.events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const { rows } = await under.admin.query("select distinct w.slug from tenet.audit_events e left join tenet.workspaces w on w.id = e.workspace_id where e.id = any ($1) and w.slug is not null", [ids]);
    expect(rows).toEqual([{ slug: 'retail' }]);
    mine.stop();
    theirs.stop();
  });

  test('chooses what to be given by action, category and severity', async () => {
    const filtered = await following(bruno, { query: 'subscription ($filter: AuditEventRecordedFilter) { auditEventRecorded(filter: $filter) { id action } }', variables: { filter: { actions: ['company.created'], categories: ['data_change'], severities: ['info'] } } });
    const nothing = await following(bruno, { query: 'subscription { auditEventRecorded(filter: { severities: ["critical"] }) { id action } }' });
    await under.ask(elif, create, { name: 'wanted' });
    await under.ask(elif, '{ companies(first: 1) { nodes { id } } }');
    await wait(1100);
    await seal();
    expect(await until(() => filtered.seen.events.length > 0, 1000)).toBe(true);
    expect(filtered.seen.events.map(({ action }) => action)).toEqual(['company.created']);
    expect(nothing.seen.events).toEqual([]);
    filtered.stop();
    nothing.stop();
  });

  test('can not choose a topic: what they send along is not read, and there is no argument for it', async () => {
    const stranger = await under.admin.query("select t.id, w.id as workspace from tenet.tenants t join tenet.workspaces w on w.tenant_id = t.id where t.slug = 'kestrel' limit 1");
    const topic = { topic: `audit:${stranger.rows[0].id}`, tenant_id: stranger.rows[0].id, workspace_id: stranger.rows[0].workspace, channel: '*' };
    const mine = await following(bruno, { params: { authorization: `Bearer ${await under.issuer.token(bruno.email)}`, 'x-workspace': bruno.workspace, ...topic }, variables: topic, extensions: topic });
    await under.ask(yara, create, { name: 'not for bruno' });
    await under.ask(elif, create, { name: 'for bruno' });
    await seal();
    expect(await until(() => names(mine).includes('for bruno'))).toBe(true);
    expect(names(mine)).not.toContain('not for bruno');
    mine.stop();
    for (const argument of ['topic: "x"', 'tenantId: "x"', 'workspaceId: "x"']) {
      const refused = await subscribe(bruno, { query: `subscription { auditEventRecorded(${argument}) { id } }` });
      expect(await until(() => refused.seen.errors.length > 0)).toBe(true);
      expect(refused.seen.errors[0].extensions.code).toBe('BAD_INPUT');
      await refused.client.dispose();
    }
  });

  test('goes on when the session ends and the right does not', async () => {
    const mine = await following(bruno);
    await under.admin.query('delete from tenet_private.sessions');
    await under.ask(elif, create, { name: 'after the session' });
    await seal();
    expect(await until(() => names(mine).includes('after the session'))).toBe(true);
    expect(mine.seen.closed).toBeNull();
    mine.stop();
  });

  test('goes on when the connection that listens is lost', async () => {
    const mine = await following(bruno);
    await under.admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenet audit feed' and datname = current_database()");
    await under.ask(elif, create, { name: 'unheard' });
    await seal();
    expect(await until(() => names(mine).includes('unheard'))).toBe(true);
    mine.stop();
  });

  test('leaves one event when they begin and one when they end, with how many events they were given, not one for each', async () => {
    const reads = async () => (await under.admin.query("select payload from tenet.audit_events where payload ->> 'operation' = 'Counted' order by number")).rows.map(({ payload }) => payload);
    const mine = await following(bruno, { query: follow.replace('Follow', 'Counted') });
    for (const name of ['counted once', 'counted twice']) {
      await under.ask(elif, create, { name });
      await seal();
      expect(await until(() => names(mine).includes(name))).toBe(true);
    }
    const count = mine.seen.events.length;
    mine.stop();
    for (let tries = 0; tries < 100 && (await reads()).length < 2; tries += 1) await wait(30);
    expect(await reads()).toMatchObject([
      { kind: 'subscription', began: true, fields: ['auditEventRecorded'] },
      { kind: 'subscription', relations: { 'api.audit_events': { columns: ['action', 'actor_name', 'id', 'payload'], rows: count } } },
    ]);
    expect(count).toBeGreaterThan(1);
  });
});

describe('whoever may not read the trail any more', () => {
  /** Takes the right away, then lets something happen; returns what arrived after that, and how the connection ended. */
  async function afterLosing(who: Who, { token, takeAway }: { token?: string; takeAway(): Promise<unknown> }) {
    const { seen } = await following(who, token === undefined ? {} : { token });
    const doer = who.workspace === yara.workspace ? yara : elif;
    const doing = await under.ask(doer, create, { name: 'before' });
    expect(doing.status).toBe(200);
    await seal();
    expect(await until(() => names({ seen }).includes('before'))).toBe(true);
    const count = seen.events.length;
    await takeAway();
    const start = Date.now();
    await under.admin.query("insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) select tenant_id, id, 'company.created', 'data_change', 'info', 'operator', '{\"after\": {\"name\": \"too late\"}}' from tenet.workspaces where slug = $1 and tenant_id = (select id from tenet.tenants where slug = $2)", who.workspace.split('/').reverse());
    await seal();
    expect(await until(() => seen.closed !== null)).toBe(true);
    expect(Date.now() - start).toBeLessThan(5000);
    await wait(200);
    return { code: seen.closed, later: JSON.stringify(seen.events.slice(count)) };
  }

  test('is cut off when their membership is removed', { timeout: 20_000 }, async () => {
    const { tenant_id, id } = await membershipOf(bruno.email);
    const { rows } = await under.admin.query('select * from tenet.memberships where (tenant_id, id) = ($1, $2)', [tenant_id, id]);
    const { code, later } = await afterLosing(bruno, { takeAway: () => under.admin.query('delete from tenet.memberships where (tenant_id, id) = ($1, $2)', [tenant_id, id]) });
    expect(code).toBe(4403);
    expect(later).not.toContain('too late');
    await under.admin.query('insert into tenet.memberships select (jsonb_populate_record(null::tenet.memberships, $1::jsonb)).*', [JSON.stringify(rows[0])]);
  });

  test('is cut off when their role becomes one that may not', { timeout: 20_000 }, async () => {
    const { tenant_id, id, role } = await membershipOf(bruno.email);
    const to = (name: string) => under.admin.query('update tenet.memberships set role = $3 where (tenant_id, id) = ($1, $2)', [tenant_id, id, name]);
    const { code, later } = await afterLosing(bruno, { takeAway: () => to('viewer') });
    expect(code).toBe(4403);
    expect(later).not.toContain('too late');
    await to(role);
  });

  test('is cut off when they are let in elsewhere instead: a subscription that named no workspace does not go on in another', { timeout: 20_000 }, async () => {
    const { tenant_id, id } = await membershipOf(yara.email);
    const { rows } = await under.admin.query('select * from tenet.memberships where (tenant_id, id) = ($1, $2)', [tenant_id, id]);
    const params = { authorization: `Bearer ${await under.issuer.token(yara.email)}` };
    const mine = await following(yara, { params });
    await under.ask(yara, create, { name: 'still here' });
    await seal();
    expect(await until(() => names(mine).includes('still here'))).toBe(true);
    // a tenant keeps an owner
    await under.admin.query(`begin; select tenet.add_member('${tenant_id}', tests.person('elif@northwind.example'), 'owner'); delete from tenet.memberships where user_id = '${rows[0].user_id}';
      select tenet.add_member(tests.tenant('northwind'), '${rows[0].user_id}', 'admin', tests.workspace('northwind/retail')); commit`);
    expect((await under.ask({ headers: params }, '{ currentSession { workspaceSlug } }')).body.data.currentSession.workspaceSlug).toBe('retail');
    await under.ask({ email: elif.email, workspace: elif.workspace }, create, { name: 'of another tenant' });
    await seal();
    expect(await until(() => mine.seen.closed !== null)).toBe(true);
    expect([1013, 4403]).toContain(mine.seen.closed); // found out by a statement, or before one
    expect(names(mine)).not.toContain('of another tenant');
    await under.admin.query(`begin; delete from tenet.memberships where user_id = '${rows[0].user_id}'; insert into tenet.memberships select (jsonb_populate_record(null::tenet.memberships, '${JSON.stringify(rows[0])}'::jsonb)).*;
      delete from tenet.memberships where tenant_id = '${tenant_id}' and user_id = tests.person('elif@northwind.example'); commit`);
  });

  test('is cut off when their tenant is suspended', { timeout: 20_000 }, async () => {
    const to = (status: string) => under.admin.query("update tenet.tenants set status = $1 where slug = 'kestrel'", [status]);
    const { code, later } = await afterLosing(yara, { takeAway: () => to('suspended') });
    expect(code).toBe(4403);
    expect(later).not.toContain('too late');
    await to('active');
  });

  test('is cut off when their token ends', { timeout: 20_000 }, async () => {
    // accepted for 30 seconds more, for clocks that differ
    const seconds = Math.floor(Date.now() / 1000);
    const token = await under.issuer.token(bruno.email, { claims: { iat: seconds - 60, exp: seconds - 25 } });
    const ends = (seconds + 5) * 1000;
    const { code, later } = await afterLosing(bruno, { token, takeAway: () => wait(Math.max(0, ends - Date.now())) });
    expect(code).toBe(4401);
    expect(later).not.toContain('too late');
  });

  test('is cut off in the middle of many events that were sealed at once: each is looked for anew', { timeout: 30_000 }, async () => {
    const { seen } = await following(yara);
    await under.admin.query("insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) select w.tenant_id, w.id, 'company.created', 'data_change', 'info', 'operator', '{}' from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id, generate_series(1, 3000) where (t.slug, w.slug) = ('kestrel', 'studio')");
    await seal();
    expect(await until(() => seen.events.length > 20)).toBe(true);
    const { tenant_id, id, role } = await membershipOf(yara.email);
    const to = (name: string) => under.admin.query('update tenet.memberships set role = $3 where (tenant_id, id) = ($1, $2)', [tenant_id, id, name]);
    // a tenant keeps an owner
    await under.admin.query("select tenet.add_member($1, (select u.id from tenet.users u where u.email = 'zeno@kestrel.example'), 'owner')", [tenant_id]);
    await to('viewer');
    // what was on its way when the change was committed
    await wait(50);
    const count = seen.events.length;
    expect(await until(() => seen.closed !== null)).toBe(true);
    expect(seen.closed).toBe(4403);
    expect(seen.events.length - count).toBeLessThanOrEqual(1);
    expect(count).toBeLessThan(3000);
    await to(role);
  });

  test('is support: what a customer follows is not for whom they let in, also in the first second of a grant that may do everything', async () => {
    await under.admin.query("select tests.let_support_in('northwind/retail', (select id from tenet.users where email = 'sam@support.example'), true, true)");
    const { seen } = await subscribe({ email: 'sam@support.example', workspace: 'northwind/retail' });
    expect(await until(() => seen.errors.length > 0)).toBe(true);
    expect(seen.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(seen.events).toEqual([]);
  });

  test('was never let in: a viewer is told so, and it is recorded', async () => {
    const { seen } = await subscribe({ email: 'ines@northwind.example', workspace: 'northwind/retail' });
    expect(await until(() => seen.errors.length > 0)).toBe(true);
    expect(seen.errors[0].extensions.code).toBe('FORBIDDEN');
    let denied = 0;
    for (let tries = 0; tries < 100 && denied === 0; tries += 1) {
      await wait(30);
      denied = (await under.admin.query("select from tenet.audit_events where action = 'data_access.denied' and payload ->> 'kind' = 'subscription' and actor_name = 'viewer'")).rowCount ?? 0;
    }
    expect(denied).toBe(1);
  });
});

describe('a connection', () => {
  const open = (headers: Record<string, string>, path = '', protocols: string[] = ['graphql-transport-ws']) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(address.replace('/graphql', path || '/graphql'), protocols, { headers });
      socket.on('open', () => (socket.terminate(), resolve(101)));
      socket.on('unexpected-response', (_request, response) => (socket.terminate(), resolve(response.statusCode ?? 0)));
      socket.on('error', () => resolve(0));
    });

  test('of a page of another site is refused; one of ours, or of no page, is let in', async () => {
    expect([await open({ origin: 'https://evil.example' }), await open({ origin: 'null' }), await open({ origin: 'https://app.example.com.evil.example' })]).toEqual([403, 403, 403]);
    expect([await open({ origin: 'https://app.example.com' }), await open({})]).toEqual([101, 101]);
    expect([await open({}, '/'), await open({}, '/graphql/x')]).toEqual([404, 404]);
  });

  test('without a token in its first message, or with a wrong one, is closed; a header or cookie does not count', async () => {
    const token = `Bearer ${await under.issuer.token(bruno.email)}`;
    for (const [params, code] of [[{}, 4401], [{ 'x-workspace': bruno.workspace }, 4401], [{ authorization: `${token}x`, 'x-workspace': bruno.workspace }, 4401], [{ authorization: [token], 'x-workspace': bruno.workspace }, 4401], [{ authorization: token, 'x-workspace': 'kestrel/studio' }, 4403]] as const) {
      const { seen } = await subscribe(bruno, { params });
      expect(await until(() => seen.closed !== null)).toBe(true);
      expect([seen.closed, seen.connected]).toEqual([code, false]);
    }
    const closed = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`${address}?access_token=${token.slice(7)}`, ['graphql-transport-ws'], { headers: { authorization: token, cookie: `token=${token.slice(7)}`, 'x-workspace': bruno.workspace } });
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.on('close', resolve);
    });
    expect(closed).toBe(4401);
  });

  test('is closed when it says nothing, or what nobody understands, or too much', async () => {
    const ends = (begin: (socket: WebSocket) => void) =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(address, ['graphql-transport-ws']);
        socket.on('open', () => begin(socket));
        socket.on('close', resolve);
      });
    const codes = await Promise.all([
      ends(() => undefined),
      ends((socket) => socket.send('not JSON')),
      ends((socket) => socket.send(Buffer.from([1, 2, 3]))),
      ends((socket) => socket.send(JSON.stringify({ type: 'connection_init', payload: { filler: 'x'.repeat(200_000) } }))),
      ends((socket) => socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: follow } }))),
      ends((socket) => {
        for (let i = 0; i <= socketLimits.messagesPerMinute; i += 1) socket.send(JSON.stringify({ type: 'ping' }));
      }),
    ]);
    expect(codes).toEqual([4408, 4400, 4400, 1009, 4401, 4429]);
  });

  test('serves subscriptions of one field, within the limits of every document, and nothing else', async () => {
    const { client } = await following(bruno);
    const ask = (query: string, variables?: Record<string, unknown>) =>
      new Promise<any>((resolve) => {
        client.subscribe({ query, variables }, { next: (data) => resolve(data), error: (errors) => resolve((errors as any[])[0]), complete: () => resolve('complete') });
      });
    const refused = [
      await ask('{ companies(first: 1) { nodes { id } } }'),
      await ask(create, { name: 'x' }),
      await ask('subscription { a: auditEventRecorded { id } b: auditEventRecorded { id } }'),
      await ask(`subscription { auditEventRecorded { ${Array.from({ length: 16 }, (_, i) => `a${i}: id`).join(' ')} } }`),
      await ask('subscription { nothing { id } }'),
      await ask('subscription ($filter: AuditEventRecordedFilter) { auditEventRecorded(filter: $filter) { id } }', { filter: { topic: 'x' } }),
      await ask('subscription ('),
    ];
    expect(refused.map((error) => error.extensions?.code)).toEqual(Array(7).fill('BAD_INPUT'));
    for (let i = 1; i < socketLimits.subscriptionsPerConnection; i += 1) void ask(follow);
    await wait(300);
    expect((await ask(follow)).extensions.code).toBe('RATE_LIMITED');
    await client.dispose();
    expect((await under.ask(bruno, follow)).body.errors?.[0]).toMatchObject({ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_INPUT' } });
  });

  test('is one of a few of its user, and of its address', async () => {
    const agnes = { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' };
    const mine: Awaited<ReturnType<typeof subscribe>>[] = [];
    for (let i = 0; i < socketLimits.perUser; i += 1) mine.push(await subscribe(agnes));
    const one = await subscribe(agnes);
    expect(await until(() => one.seen.closed !== null)).toBe(true);
    expect(one.seen.closed).toBe(4429);
    const others = [];
    for (let i = mine.length; i < socketLimits.perAddress; i += 1) others.push(new WebSocket(address, ['graphql-transport-ws']).on('error', () => undefined));
    await wait(200);
    expect(await open({})).toBe(429);
    for (const socket of others) socket.terminate();
    await Promise.all(mine.map(({ client }) => client.dispose()));
    expect(await until(() => mine.every(({ seen }) => seen.closed !== null))).toBe(true);
    await wait(100);
    expect(await open({})).toBe(101);
  });

  test('that broke off while it was let in does not count as one of its user', async () => {
    const yaraToken = await under.issuer.token(yara.email);
    const authorization = `Bearer ${yaraToken}`;
    for (let i = 0; i < socketLimits.perUser + 5; i += 1) {
      const socket = new WebSocket(address, ['graphql-transport-ws'], { headers: { 'user-agent': `broken ${i}` } }).on('error', () => undefined);
      await new Promise((resolve) => socket.once('open', resolve));
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization, 'x-workspace': yara.workspace } }));
      await wait(i % 3);
      socket.terminate();
      await new Promise((resolve) => socket.once('close', resolve));
    }
    await wait(300);
    const { seen, client } = await subscribe(yara);
    expect(await until(() => seen.closed !== null, 500)).toBe(false);
    await client.dispose();
  });

  test('is closed in order when the server builds its schema again, and when it stops', async () => {
    const first = await following(bruno);
    await under.server.reload();
    expect(await until(() => first.seen.closed !== null)).toBe(true);
    expect(first.seen.closed).toBe(1001);
    const second = await following(bruno);
    await under.server.stop();
    expect(await until(() => second.seen.closed !== null)).toBe(true);
    expect(second.seen.closed).toBe(1001);
  });
});
