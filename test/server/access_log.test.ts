import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { createAccessLog, type Actor } from '../../server/access_log.ts';
import { clientAddress } from '../../server/client_address.ts';
import { createLog } from '../../server/log.ts';
import { createMetrics } from '../../server/metrics.ts';
import { repeats } from '../../server/repeats.ts';
import { useServer } from './running_server.ts';

const under = await useServer({ sql: "select tenet.classify('app.contacts', 'email', 'sensitive')" });
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' };
const create = 'mutation Make($name: String!) { createCompany(input: { company: { name: $name, industry: "Test" } }) { company { id name } } }';

type Event = { id: string; at: Date; action: string; severity: string; category: string; actor_id: string; actor_name: string; request_id: string; object_id: string | null; payload: any; tenant_id: string; workspace_id: string };

/** The events of a request, once there are as many as there should be. */
async function eventsOf(requestId: string, count = 1): Promise<Event[]> {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await under.admin.query<Event>('select * from tenet.audit_events where request_id = $1 order by number', [requestId]);
    if (rows.length >= count || tries >= 60) return rows;
    await wait(50);
  }
}

const requestIdOf = (reply: { headers: Headers }) => reply.headers.get('x-request-id') as string;
const read = async (who: typeof elif, query: string, variables?: Record<string, unknown>) => {
  const reply = await under.ask(who, query, variables);
  const events = await eventsOf(requestIdOf(reply));
  return { reply, events, payload: events[0]?.payload };
};

describe('whoever reads', () => {
  test('is recorded with tables, columns and rows, who they are and where they came from, and with no value of a row', async () => {
    const query = 'query Overview { companies(first: 3, orderBy: [NAME_ASC]) { totalCount nodes { id name contacts(first: 2) { nodes { name } } } } }';
    const { reply, events } = await read(elif, query);
    const nodes = reply.body.data.companies.nodes as { name: string; contacts: { nodes: { name: string }[] } }[];
    expect(nodes).toHaveLength(3);
    const contacts = nodes.flatMap((node) => node.contacts.nodes);
    expect(events).toMatchObject([{ action: 'data_access.read', category: 'data_access', severity: 'info', actor_name: 'member', payload: { operation: 'Overview', kind: 'query', ip: '127.0.0.1', user_agent: 'node' } }]);
    expect(events[0]?.payload.relations).toEqual({
      'api.companies': { columns: ['id', 'name'], compared: ['name'], rows: 3, masked: [], counted: true },
      'api.contacts': { columns: ['name'], compared: [], rows: contacts.length, masked: [] },
    });
    const text = JSON.stringify(events);
    for (const { name } of [...nodes, ...contacts]) expect(text).not.toContain(name);
  });

  test('is recorded where nothing was found, by the columns they looked for it with, related tables included', async () => {
    const filter = { and: [{ name: { startsWith: 'no such company' } }, { contacts: { some: { name: { equalTo: 'nobody' } } } }, { tasksExist: true }] };
    const { payload } = await read(elif, 'query ($filter: CompanyFilter) { companies(first: 5, filter: $filter) { nodes { city } } }', { filter });
    expect(payload.relations).toMatchObject({
      'api.companies': { columns: ['city'], compared: ['name'], rows: 0 },
      'api.contacts': { columns: [], compared: ['name'], rows: 0 },
      'api.tasks': { columns: [], compared: [], rows: 0 },
    });
    expect(JSON.stringify(payload)).not.toContain('no such company');
  });

  test('is recorded for what the answer holds, not for what a variable left out; a default counts as given', async () => {
    const query = 'query ($withCity: Boolean = true, $without: Boolean!) { companies(first: 1) { nodes { name ...F headcount @skip(if: $without) } } } fragment F on Company { city @include(if: $withCity) }';
    expect((await read(elif, query, { without: true })).payload.relations['api.companies'].columns).toEqual(['city', 'name']);
    expect((await read(elif, query, { without: false, withCity: false })).payload.relations['api.companies'].columns).toEqual(['headcount', 'name']);
  });

  test('anything by its global id is recorded by what it turned out to be, and their answer holds nothing they did not ask for', async () => {
    const { nodes } = (await under.ask(elif, '{ companies(first: 1) { nodes { nodeId name } } }')).body.data.companies;
    const { reply, payload } = await read(elif, 'query ($id: ID!) { node(nodeId: $id) { nodeId ... on Company { name } ... on Contact { phone } } }', { id: nodes[0].nodeId });
    expect(reply.body.data).toEqual({ node: nodes[0] });
    expect(payload.relations).toEqual({ 'api.companies': { columns: ['name'], compared: [], rows: 1, masked: [] } });
  });

  test('what a change gives back is recorded as read', async () => {
    const reply = await under.ask(elif, create, { name: 'read after write' });
    const events = await eventsOf(requestIdOf(reply), 2);
    expect(events.map(({ action }) => action).sort()).toEqual(['company.created', 'data_access.read']);
    expect(events.find(({ action }) => action === 'data_access.read')?.payload).toMatchObject({ operation: 'Make', kind: 'mutation', relations: { 'api.companies': { columns: ['id', 'name'], rows: 1 } } });
  });

  test('a classified column is recorded with the keys of its rows, which the answer does not show; other columns without', async () => {
    const query = (columns: string) => `{ companies(first: 5) { nodes { name contacts(first: 2) { nodes { ${columns} } } } } }`;
    const sensitive = await read(elif, query('email'));
    expect(sensitive.events[0]?.severity).toBe('notice');
    const contacts = sensitive.reply.body.data.companies.nodes.flatMap((node: any) => node.contacts.nodes);
    for (const contact of contacts) expect(Object.keys(contact)).toEqual(['email']);
    const { keys, key_count, key_digest } = sensitive.payload.relations['api.contacts'];
    const { rows } = await under.admin.query('select count(*)::integer as n from app.contacts where id = any ($1::uuid[]) and email = any ($2)', [keys, contacts.map(({ email }: { email: string }) => email)]);
    expect([keys.length, key_count, rows[0].n]).toEqual([contacts.length, contacts.length, contacts.length]);
    expect(contacts.length).toBeGreaterThan(3);
    expect(key_digest).toMatch(/^[0-9a-f]{64}$/);

    const harmless = await read(elif, query('name'));
    expect(harmless.events[0]?.severity).toBe('info');
    expect(harmless.payload.relations['api.contacts'].keys).toBeUndefined();
  });

  test('as support is recorded with the keys of every row, whatever its columns are', async () => {
    const paula = { email: 'paula@northwind.example', workspace: 'northwind/sports' };
    // no role of theirs any more, but a grant, as if they had changed sides
    const toSupport = async () => {
      await under.admin.query('delete from tenet.memberships m using tenet.users u where u.id = m.user_id and u.email = $1', [paula.email]);
      await under.admin.query('select tests.let_support_in($1, u.id) from tenet.users u where u.email = $2', [paula.workspace, paula.email]);
    };
    const query = '{ companies(first: 2) { nodes { name } } }';
    expect((await read(paula, query)).payload.relations['api.companies'].keys).toBeUndefined();
    // a request that began as another role was prepared for less, so it is asked for again
    const headers = { authorization: `Bearer ${await under.issuer.token(paula.email)}`, 'x-workspace': paula.workspace };
    await under.ask({ headers }, query);
    await toSupport();
    expect((await under.ask({ headers }, query)).body.errors?.[0]?.extensions).toMatchObject({ code: 'RETRY', retryable: true });
    const { reply, payload, events } = await read(paula, query);
    expect(reply.body.data.companies.nodes.map((node: object) => Object.keys(node))).toEqual([['name'], ['name']]);
    expect(payload.relations['api.companies']).toMatchObject({ rows: 2, key_count: 2, keys: [expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)] });
    expect(events[0]).toMatchObject({ actor_kind: 'support', actor_name: paula.email, credential_id: expect.stringMatching(/^[0-9a-f-]{36}$/), severity: 'notice' });
  });

  test('the schema or nothing at all leaves no event', async () => {
    const replies = [await under.ask(elif, '{ __typename }'), await under.ask(elif, '{ __schema { queryType { name } } }'), await under.ask(elif, '{ nonsense }')];
    const marker = await under.ask(elif, '{ companies(first: 1) { nodes { id } } }');
    expect(await eventsOf(requestIdOf(marker))).toHaveLength(1);
    for (const reply of replies) expect(await under.admin.query('select from tenet.audit_events where request_id = $1', [requestIdOf(reply)])).toMatchObject({ rowCount: 0 });
  });
});

describe('whoever is denied something', () => {
  test('is recorded with what they tried: a role that may not, a row that is not theirs to change', async () => {
    const forbidden = await under.ask(ines, create, { name: 'not allowed' });
    expect(forbidden.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await eventsOf(requestIdOf(forbidden))).toMatchObject([{ action: 'data_access.denied', severity: 'warning', actor_name: 'viewer', payload: { codes: ['FORBIDDEN'], operation: 'Make', kind: 'mutation', fields: ['createCompany'] } }]);

    const { rows } = await under.admin.query("select c.id from app.companies c join tenet.tenants t on t.id = c.tenant_id where t.slug = 'kestrel' limit 1");
    const foreign = await under.ask(elif, 'mutation ($id: UUID!) { updateCompany(input: { id: $id, patch: { city: "Oslo" } }) { company { id } } }', { id: rows[0].id });
    expect(foreign.body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await eventsOf(requestIdOf(foreign))).toMatchObject([{ action: 'data_access.denied', object_id: rows[0].id, payload: { codes: ['NOT_FOUND'], fields: ['updateCompany'] } }]);
    expect(JSON.stringify(await eventsOf(requestIdOf(forbidden)))).not.toContain('not allowed');
  });

  test('entry is recorded in the trail of the operator, and no token with it', async () => {
    const token = await under.issuer.token(elif.email);
    const refused = await under.ask({ headers: { authorization: `Bearer ${token}x`, 'user-agent': 'a thief' } }, '{ __typename }');
    const elsewhere = await under.ask({ email: elif.email, workspace: 'kestrel/studio' }, '{ __typename }');
    expect([refused.status, elsewhere.status]).toEqual([401, 403]);
    const [first] = await eventsOf(requestIdOf(refused));
    expect(first).toMatchObject({ action: 'session.refused', category: 'authentication', actor_id: null, tenant_id: '00000000-0000-0000-0000-000000000000', payload: { ip: '127.0.0.1', user_agent: 'a thief' } });
    const { rows } = await under.admin.query('select id from tenet.users where email = $1', [elif.email]);
    expect(await eventsOf(requestIdOf(elsewhere))).toMatchObject([{ action: 'workspace.refused', actor_id: rows[0].id, object_id: 'kestrel/studio' }]);
    expect(JSON.stringify(await eventsOf(requestIdOf(refused)))).not.toContain(token.slice(-20));
  });

  test('again and again is recorded a few times and then counted', () => {
    let time = 0;
    const told: [string, number][] = [];
    const { count, sweep, end } = repeats({ now: () => time });
    for (let i = 0; i < 100; i += 1) count('flood', (more) => told.push(['flood', more]));
    count('other', (more) => told.push(['other', more]));
    expect(told).toEqual([...Array(5).fill(['flood', 0]), ['other', 0]]);
    time += 59_999;
    sweep();
    expect(told).toHaveLength(6);
    time += 1;
    sweep();
    expect(told.slice(6)).toEqual([['flood', 95]]);
    count('flood', (more) => told.push(['flood', more]));
    expect(told.slice(7)).toEqual([['flood', 0]]);
    for (let i = 0; i < 6; i += 1) count('flood', (more) => told.push(['flood', more]));
    end();
    expect(told.at(-1)).toEqual(['flood', 2]);
  });
});

describe('the address and the user agent of an event', () => {
  const change = async (headers: Record<string, string>) => {
    const reply = await under.post(JSON.stringify({ query: create, variables: { name: 'from somewhere' } }), headers);
    const events = await eventsOf(requestIdOf(reply), 2);
    return events.find(({ action }) => action === 'company.created') as Event;
  };

  test('are those of its request, also where one token is used from two places', async () => {
    const headers = { authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace };
    const sessions = async () => (await under.admin.query("select count(*)::integer as n from tenet_private.sessions where user_agent in ('desk', 'phone')")).rows[0].n as number;
    const agents = [];
    for (const agent of ['desk', 'phone', 'desk', 'phone']) agents.push((await change({ ...headers, 'user-agent': agent })).payload.user_agent);
    expect(agents).toEqual(['desk', 'phone', 'desk', 'phone']);
    expect(await sessions()).toBe(2);
  });

  test('can not be forged by what the request sets or sends', async () => {
    const headers = { authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace };
    expect((await change({ ...headers, 'x-forwarded-for': '6.6.6.6', 'user-agent': 'honest' })).payload).toMatchObject({ ip: '127.0.0.1', user_agent: 'honest' });
    const { pool, settings } = await sessionOf(elif);
    await pool.query('begin');
    for (const [name, value] of Object.entries({ 'tenet.ip': '6.6.6.6', 'tenet.user_agent': 'forged', 'tenet.request_id': 'forged-request', ...settings })) await pool.query('select set_config($1, $2, true)', [name, value]);
    await pool.query("insert into api.companies (name, industry) values ('forged', 'Test')");
    await pool.query('commit');
    const [event] = await eventsOf('forged-request');
    expect(event?.payload).toMatchObject({ ip: '10.9.8.7', user_agent: 'the session says so' });
  });

  test('is found behind proxies as Express finds it', () => {
    const from = (chain: string | undefined, trusted: number) =>
      clientAddress({ headersDistinct: chain === undefined ? {} : { 'x-forwarded-for': [chain] }, socket: { remoteAddress: '10.0.0.1' } } as never, trusted);
    expect([from('1.1.1.1, 9.9.9.9', 0), from('1.1.1.1, 9.9.9.9', 1), from('1.1.1.1, 9.9.9.9', 2), from('8.8.8.8', 3), from(undefined, 1)]).toEqual(['10.0.0.1', '9.9.9.9', '1.1.1.1', '8.8.8.8', '10.0.0.1']);
  });
});

const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));
async function sessionOf({ email, workspace }: typeof elif) {
  const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
  const pool = new pg.Pool({ connectionString: under.urls.authenticator, max: 1 });
  pools.push(gateway, pool);
  const claims = { issuer: under.issuer.issuer, subject: email, expires_at: Math.floor(Date.now() / 1000) + 300, tenant: null };
  const { rows } = await gateway.query('select * from tenet_private.open_session($1, $2, $3, $4)', [JSON.stringify(claims), workspace, '10.9.8.7', 'the session says so']);
  const session = { handle: rows[0].handle, expiresAt: rows[0].expires_at, tenantId: rows[0].tenant_id, workspaceId: rows[0].workspace_id, userId: rows[0].user_id, role: rows[0].role, apiKeyId: null, supportGrantId: null, actorName: rows[0].actor_name };
  return { pool, session, settings: { 'tenet.session': session.handle, role: 'tenet_visitor' } };
}

describe('events that can not be written yet', async () => {
  const { session } = await sessionOf(elif);
  const actor = (requestId: string): Actor => ({ session, ip: '10.9.8.7', userAgent: null, requestId });
  const event = { action: 'data_access.read', severity: 'info', payload: { relations: {} } } as const;
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));

  /** A log over a gateway that can be cut off from the database and let back, as by a failing network. */
  function logOver(options: { most?: number; patience?: number } = {}) {
    const pool = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
    pools.push(pool);
    const state = { away: false, sent: 0, answerLost: false };
    const gateway = {
      async query(...args: [never]) {
        state.sent += 1;
        if (state.away) throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
        const result = await pool.query(...args);
        if (!state.answerLost) return result;
        state.answerLost = false;
        throw Object.assign(new Error('the answer was lost'), { code: 'ECONNRESET' });
      },
    } as unknown as pg.Pool;
    return { state, accessLog: createAccessLog({ gateway, log, metrics: createMetrics({}), now: Date.now, every: 10, ...options }) };
  }

  test('are kept while the database is away, and recorded once when it is back', async () => {
    const { state, accessLog } = logOver();
    state.away = true;
    for (let i = 0; i < 700; i += 1) accessLog.admit()(actor('while-away'), event);
    while (state.sent === 0) await wait(5);
    expect(await eventsOf('while-away', 0)).toHaveLength(0);
    state.away = false;
    state.answerLost = true;
    await accessLog.stop();
    expect(await eventsOf('while-away', 700)).toHaveLength(700);
    expect(state.answerLost).toBe(false);
  });

  test('fill up and then refuse what could not be recorded, until there is room again', async () => {
    const { state, accessLog } = logOver({ most: 3 });
    state.away = true;
    const running = accessLog.admit();
    for (let i = 0; i < 2; i += 1) accessLog.admit()(actor('when-full'), event);
    expect(() => accessLog.admit()).toThrow(expect.objectContaining({ publicCode: 'RETRY' }));
    running(actor('when-full'), null);
    accessLog.admit()(actor('when-full'), event);
    expect(() => accessLog.admit()).toThrow(expect.objectContaining({ publicCode: 'RETRY' }));
    state.away = false;
    expect(await eventsOf('when-full', 3)).toHaveLength(3);
    expect(() => accessLog.admit()(null, null)).not.toThrow();
    await accessLog.stop();
    expect(() => accessLog.admit()).toThrow(expect.objectContaining({ publicCode: 'RETRY' }));
  });

  test('do not wait for one that the database will never take: it is in the log, the others are recorded', async () => {
    const { accessLog } = logOver();
    for (let i = 0; i < 20; i += 1) accessLog.admit()({ ...actor('beside-a-bad-one'), ip: i === 7 ? 'nowhere' : null }, event);
    await accessLog.stop();
    expect(await eventsOf('beside-a-bad-one', 19)).toHaveLength(19);
    expect(lines.filter((line) => line.includes('beside-a-bad-one') && line.includes('could not be recorded'))).toHaveLength(1);
  });

  test('are in the log when the server stops before the database is back', async () => {
    const { state, accessLog } = logOver({ patience: 100 });
    state.away = true;
    accessLog.admit()(actor('lost-at-the-end'), event);
    await accessLog.stop();
    expect(lines.filter((line) => line.includes('lost-at-the-end') && line.includes('could not be recorded'))).toHaveLength(1);
  });
});

test('everybody whom a server answered before it stopped is in the trail', async () => {
  const other = await useServer();
  const replies = await Promise.all(Array.from({ length: 40 }, () => other.ask(elif, '{ companies(first: 1) { nodes { id } } }')));
  await other.server.stop();
  const { rows } = await other.admin.query('select request_id from tenet.audit_events where request_id = any ($1)', [replies.map(requestIdOf)]);
  expect(rows).toHaveLength(40);
});
