// API keys over HTTP: a program comes in with one as a bearer token and nothing else, and does what its maker may. (T92 to T95, F-16)
import { createHash, randomInt } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { checkSum, KeyRefused, readKey } from '../../server/api_key.ts';
import { useServer, withoutIds, type Reply } from './running_server.ts';

const under = await useServer();
const { admin, clock, issuer, logged } = under;
const ada = 'ada@northwind.example';
const retail = 'northwind/retail';
const who = '{ currentSession { userId role workspaceSlug permissions } }';

type Made = { id: string; key: string; publicId: string };

/** Asks as a person who has just proved a second factor. */
async function askAs(email: string, query: string, variables: Record<string, unknown> = {}): Promise<Reply> {
  const token = await issuer.token(email, { claims: { amr: ['pwd', 'mfa'], auth_time: Math.floor((Date.now() + clock.ahead) / 1000) } });
  return under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': retail } }, query, variables);
}

async function make(role = 'member', more: Record<string, unknown> = {}): Promise<Made> {
  const { body } = await askAs(ada, 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { result { id key publicId } } }', { input: { name: `of ${role}`, role, ...more } });
  expect(body.errors).toBeUndefined();
  return body.data.createApiKey.result;
}

async function rotate(id: string, overlap?: Record<string, number>): Promise<string> {
  const { body } = await askAs(ada, 'mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { result { key } } }', { input: { id, ...(overlap ? { overlap } : {}) } });
  expect(body.errors).toBeUndefined();
  return body.data.rotateApiKey.result.key;
}

/** Asks with a key, in the workspace retail unless said otherwise. */
function askWith(key: string, query = who, headers: Record<string, string> = {}): Promise<Reply> {
  return under.ask({ headers: { authorization: `Bearer ${key}`, 'x-workspace': retail, ...headers } }, query);
}

const parts = (key: string) => key.split('_') as [string, string, string, string, string];
/** A key of these parts, with the check sum that belongs to them. */
const composed = (environment: string, publicId: string, secret: string) => {
  const summed = `tenet_${environment}_${publicId}_${secret}`;
  return `${summed}_${checkSum(summed)}`;
};
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomWord = (length: number) => Array.from({ length }, () => digits[randomInt(62)]).join('');

/** The statements that reach the database while something runs, but for what is recorded in the background. */
async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await run();
    const texts = spy.mock.calls.map(([query]) => (typeof query === 'string' ? query : String((query as { text?: string }).text)));
    return texts.filter((text) => !/record_access|record_refusal/.test(text));
  } finally {
    spy.mockRestore();
  }
}

test('a program with a key acts with it, in the workspace it names, on behalf of whoever made it, and is recorded so', async () => {
  const { id, key, publicId } = await make('member');
  expect(key).toMatch(/^tenet_dev_[0-9A-Za-z]{10}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  expect(parts(key)[2]).toBe(publicId);
  const { body } = await askWith(key);
  const { rows } = await admin.query("select id from tenet.users where email = $1", [ada]);
  expect(body.data.currentSession).toMatchObject({ userId: rows[0].id, role: 'member', workspaceSlug: 'retail' });
  expect(body.data.currentSession.permissions).not.toContain('api_key:manage');

  const { body: made } = await askWith(key, 'mutation { createCompany(input: { company: { name: "Made by a program", industry: "software" } }) { company { id } } }');
  expect(made.errors).toBeUndefined();
  const { body: read } = await askWith(key, '{ companies(first: 1) { nodes { id name } } }');
  expect(read.data.companies.nodes).toHaveLength(1);
  const recorded = 'select action, actor_name, behalf_of, credential_id from tenet.audit_events where actor_kind = $1 and actor_id = $2 and action = any ($3) order by action';
  await expect.poll(async () => (await admin.query(recorded, ['api_key', id, ['company.created', 'data_access.read', 'session.opened']])).rows.map(({ action }) => action), { timeout: 5000 })
    .toEqual(expect.arrayContaining(['company.created', 'data_access.read', 'session.opened']));
  for (const event of (await admin.query(recorded, ['api_key', id, ['company.created', 'data_access.read']])).rows) {
    expect(event).toMatchObject({ actor_name: 'of member', behalf_of: rows[0].id, credential_id: id });
  }
});

test('the secret of a key is where it was shown and nowhere else', async () => {
  const { id, key } = await make('viewer');
  const [, , , secret, sum] = parts(key);
  await askWith(key);
  await askWith(`${key}x`);
  await under.post('{}', { authorization: `Basic ${key}` }, `/graphql/${key}?api_key=${key}`);
  const { rows } = await admin.query('select secret_hash from tenet_private.api_key_secrets where api_key_id = $1', [id]);
  expect(rows[0].secret_hash).toEqual(createHash('sha256').update(secret).digest());
  expect((await admin.query("select from pg_stat_activity where position($1 in query) > 0 and pid <> pg_backend_pid()", [secret])).rowCount).toBe(0);
  expect((await admin.query("select from tenet.audit_events e where position($1 in e::text) > 0", [secret])).rowCount).toBe(0);
  expect(logged()).not.toContain(secret);
  expect(logged()).not.toContain(sum);
  expect(logged()).toContain(`/graphql/tenet_dev_${parts(key)[2]}_[secret]`);
});

describe('a key', () => {
  test('is taken as a bearer token alone', async () => {
    const { key } = await make('viewer');
    const body = JSON.stringify({ query: who });
    for (const name of ['api_key', 'access_token', 'key', 'token', 'authorization']) {
      expect((await under.post(body, { 'x-workspace': retail }, `/graphql?${name}=${key}`)).status).toBe(401);
    }
    const others: Record<string, string>[] = [{ 'x-api-key': key }, { cookie: `token=${key}` }, { authorization: `Basic ${key}` }, { authorization: `Basic ${btoa(`${key}:`)}` }, { authorization: key }];
    for (const headers of others) {
      expect((await under.post(body, { 'x-workspace': retail, ...headers })).status).toBe(401);
    }
    expect((await under.post(JSON.stringify({ query: who, variables: { key }, extensions: { authorization: `Bearer ${key}` } }), { 'x-workspace': retail })).status).toBe(401);
    expect((await askWith(key)).status).toBe(200);
  });

  test('with a wrong check sum, of a wrong form or of another environment is refused without a word to the database', async () => {
    const { key } = await make('viewer');
    const [, , publicId, secret, sum] = parts(key);
    const wrong = [
      key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'),
      `tenet_dev_${publicId}_${secret.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))}_${sum}`,
      `${key}0`,
      key.slice(0, -1),
      key.replace('tenet_dev_', 'tenet_DEV_'),
      'tenet_',
      `tenet_dev_${'a'.repeat(100_00)}`,
      composed('live', publicId, secret),
    ];
    let statuses: number[] = [];
    expect(await statementsOf(async () => (statuses = await Promise.all(wrong.map(async (text) => (await askWith(text)).status))))).toEqual([]);
    expect(statuses).toEqual(wrong.map(() => 401));
    // one that could be a key is looked up
    let unknown: Reply | undefined;
    expect(await statementsOf(async () => (unknown = await askWith(composed('dev', randomWord(10), randomWord(43)))))).toEqual([expect.stringContaining('open_key_session')]);
    expect(unknown?.status).toBe(401);
    expect((await askWith(key)).status).toBe(200);
    // a guess is told in the operator's trail, what was mistyped is not
    await expect.poll(async () => (await admin.query("select from tenet.audit_events where action = 'session.refused' and payload ->> 'reason' = 'no valid API key'")).rowCount, { timeout: 5000 }).toBeGreaterThan(0);
    expect((await admin.query("select from tenet.audit_events where action = 'session.refused' and payload ->> 'reason' ~ 'check sum|form|environment'")).rowCount).toBe(0);
    expect(logged()).toContain('an API key with a wrong check sum');
  });

  test('that is unknown, has a wrong secret, was revoked, or is at its end is answered the same', async () => {
    const [good, revoked, ended] = [await make('viewer'), await make('viewer'), await make('viewer')];
    await askAs(ada, 'mutation ($id: UUID!) { revokeApiKey(input: { id: $id }) { result } }', { id: revoked.id });
    await admin.query("update tenet.api_keys set expires_at = clock_timestamp() - interval '1 second' where id = $1", [ended.id]);
    const answers = await Promise.all([
      askWith(composed('dev', randomWord(10), parts(good.key)[3])),
      askWith(composed('dev', good.publicId, randomWord(43))),
      askWith(revoked.key),
      askWith(ended.key),
      askWith(`${good.key}x`),
    ]);
    for (const { status, text, headers } of answers) {
      expect([status, withoutIds(text), headers.get('www-authenticate')]).toEqual([401, withoutIds(answers[0].text), 'Bearer']);
    }
    expect((await askWith(good.key)).status).toBe(200);
  });

  test('that is unknown takes as long as one with a wrong secret', async () => {
    const { publicId } = await make('viewer');
    const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
    const timed = async (id: string) => {
      const start = performance.now();
      await expect(gateway.query('select tenet_private.open_key_session($1, $2, $3, null, null)', [id, createHash('sha256').update(randomWord(43)).digest(), retail])).rejects.toThrow('no such key');
      return performance.now() - start;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
    // other work on this machine may fall on one side for a while; what the database does falls on it every time
    const ratios: number[] = [];
    do {
      const [unknown, wrong]: [number[], number[]] = [[], []];
      for (let round = 0; round < 80; round += 1) {
        unknown.push(await timed(randomWord(10)));
        wrong.push(await timed(publicId));
      }
      ratios.push(median(unknown) / median(wrong));
    } while (ratios.length < 5 && Math.abs(Math.log(ratios.at(-1) as number)) > Math.log(1.2));
    await gateway.end();
    expect(Math.abs(Math.log(ratios.at(-1) as number)), `ratios of medians: ${ratios.join(', ')}`).toBeLessThan(Math.log(1.2));
  }, 120_000);

  test('that is revoked dies at its next statement, on a server that knows its session', async () => {
    const { id, key } = await make('viewer');
    expect((await askWith(key)).status).toBe(200);
    expect((await askAs(ada, 'mutation ($id: UUID!) { revokeApiKey(input: { id: $id }) { result } }', { id })).body.data.revokeApiKey.result).toBe(true);
    const { body, status } = await askWith(key);
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(body.data?.currentSession ?? null).toBeNull();
    expect(status).toBeLessThan(500);
    expect((await askWith(key)).status).toBe(401);
  });

  // a tenant keeps an owner: somebody beside the one who is suspended here
  beforeAll(async () => {
    await admin.query("select tenet.add_member(t.id, u.id, 'owner') from tenet.tenants t, tenet.users u where t.slug = 'northwind' and u.email = 'carla@northwind.example'");
  });

  const changes: [what: string, change: string, answer: string][] = [
    ['is being revoked', 'update tenet.api_keys set revoked_at = clock_timestamp() where id = $1', 'no such key'],
    ['is being given another secret', "with secret as (update tenet_private.api_key_secrets set secret_hash = sha256('another') where api_key_id = $1) update tenet.api_keys set rotated_at = clock_timestamp() where id = $1", 'no such key'],
    ['is losing its maker', "update tenet.users set status = 'suspended' where id = (select created_by from tenet.api_keys where id = $1)", 'no access'],
  ];
  test.each(changes)('that %s while it opens a session waits, and is refused', async (_what, change, answer) => {
    const { id, key, publicId } = await make('viewer');
    const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
    const open = () => gateway.query('select tenet_private.open_key_session($1, $2, $3, null, null)', [publicId, createHash('sha256').update(parts(key)[3]).digest(), retail]);
    await open();
    const client = await admin.connect();
    try {
      await client.query('begin');
      await client.query(change, [id]);
      const refused = expect(open()).rejects.toThrow(answer);
      await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_gateway' and wait_event_type = 'Lock' and datname = current_database()")).rowCount, { timeout: 5000 }).toBe(1);
      await client.query('commit');
      await refused;
      await admin.query("update tenet.users set status = 'active' where email = $1", [ada]);
    } finally {
      client.release();
      await gateway.end();
    }
  });

  test('whose session is closed is opened another one, and dies with the creator who made it', async () => {
    const { key } = await make('viewer');
    expect((await askWith(key)).status).toBe(200);
    await admin.query('delete from tenet_private.sessions where api_key_id is not null');
    expect((await askWith(key)).body.data.currentSession.role).toBe('viewer');
    await admin.query('update tenet.users set status = $1 where email = $2', ['suspended', ada]);
    expect((await askWith(key)).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await admin.query('update tenet.users set status = $1 where email = $2', ['active', ada]);
    expect((await askWith(key)).status).toBe(200);
  });

  test('opens the workspaces it is for, and any other like one that is not there', async () => {
    const { rows } = await admin.query("select w.id from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where t.slug || '/' || w.slug = $1", [retail]);
    const { key } = await make('viewer', { workspaceIds: [rows[0].id] });
    expect((await under.ask({ headers: { authorization: `Bearer ${key}` } }, who)).body.data.currentSession.workspaceSlug).toBe('retail');
    expect((await askWith(key, who, { 'x-workspace': rows[0].id.toUpperCase() })).status).toBe(200);
    const nowhere = await askWith(key, who, { 'x-workspace': 'northwind/nowhere' });
    expect(nowhere.status).toBe(403);
    const { rows: others } = await admin.query("select t.slug || '/' || w.slug as name from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where w.id <> $1", [rows[0].id]);
    expect(others.length).toBeGreaterThan(1);
    for (const { name } of others) expect(withoutIds((await askWith(key, who, { 'x-workspace': name })).text)).toBe(withoutIds(nowhere.text));
    const { body } = await askWith(key, '{ myWorkspaces(first: 10) { nodes { slug role } } }');
    expect(body.data.myWorkspaces.nodes).toEqual([{ slug: 'retail', role: 'viewer' }]);
    // who was refused is known by then
    await expect.poll(async () => (await admin.query("select from tenet.audit_events where action = 'workspace.refused' and actor_kind = 'api_key' and actor_id is not null")).rowCount, { timeout: 5000 }).toBeGreaterThan(0);
  });

  test('says when it was last used, to the hour', async () => {
    const { id, key } = await make('viewer');
    const lastUse = async () => (await admin.query('select last_used_at from tenet.api_keys where id = $1', [id])).rows[0].last_used_at as Date | null;
    expect(await lastUse()).toBeNull();
    await askWith(key);
    const first = await lastUse();
    expect(first).not.toBeNull();
    await askWith(key, who, { 'user-agent': 'another, so another session' });
    expect(await lastUse()).toEqual(first);
    await admin.query("update tenet.api_keys set last_used_at = last_used_at - interval '61 minutes' where id = $1", [id]);
    await askWith(key, who, { 'user-agent': 'a third' });
    expect((await lastUse())!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
  });

  test('has a limit of requests of its own', async () => {
    const { key } = await make('viewer');
    await askAs(ada, who);
    const { headers } = await askWith(key);
    expect(Number(headers.get('ratelimit-remaining'))).toBe(Number(headers.get('ratelimit-limit')) - 1);
    expect(Number((await askWith(key)).headers.get('ratelimit-remaining'))).toBe(Number(headers.get('ratelimit-limit')) - 2);
  });

  test('makes, rotates and revokes no key, whatever its role, while whoever made it does', async () => {
    const { id, key } = await make('admin');
    for (const [query, variables] of [
      ['mutation { createApiKey(input: { name: "x", role: "viewer" }) { result { key } } }', {}],
      ['mutation ($id: UUID!) { rotateApiKey(input: { id: $id }) { result { key } } }', { id }],
      ['mutation ($id: UUID!) { revokeApiKey(input: { id: $id }) { result } }', { id }],
    ] as const) {
      const { body } = await under.ask({ headers: { authorization: `Bearer ${key}`, 'x-workspace': retail } }, query, variables);
      expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await askWith(key, '{ apiKeys(first: 10) { totalCount } }')).body.data.apiKeys.totalCount).toBe(0);
    expect((await askAs(ada, '{ apiKeys(first: 10, filter: { name: { equalTo: "of admin" } }) { nodes { isLive role } } }')).body.data.apiKeys.nodes).toContainEqual({ isLive: true, role: 'admin' });
    await rotate(id);
  });
});

describe('whoever makes a key', () => {
  test('has proved a second factor', async () => {
    const { body } = await under.ask({ email: ada, workspace: retail }, 'mutation { createApiKey(input: { name: "x", role: "viewer" }) { result { key } } }');
    expect(body.errors?.[0]?.extensions.code).toBe('STEP_UP_REQUIRED');
    await make('viewer');
  });

  test('may rotate it: both secrets are taken until the overlap ends, then the new one', async () => {
    const { id, key, publicId } = await make('viewer');
    expect((await askWith(key)).status).toBe(200);
    const second = await rotate(id, { hours: 2 });
    expect(parts(second)[2]).toBe(publicId);
    expect([(await askWith(key)).status, (await askWith(second)).status]).toEqual([200, 200]);
    // two hours on, as the database sees it
    await admin.query("update tenet_private.api_key_secrets set previous_until = previous_until - interval '2 hours 1 second' where api_key_id = $1", [id]);
    await admin.query("update tenet_private.sessions set expires_at = expires_at - interval '2 hours 1 second' where api_key_id = $1", [id]);
    expect((await askWith(key)).body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect([(await askWith(key)).status, (await askWith(second)).status]).toEqual([401, 200]);
    // without an overlap, at once
    const third = await rotate(id, { hours: 0 });
    expect((await askWith(second)).body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await askWith(third)).status).toBe(200);
  });
});

test('a session of a key ends with the key, also where the server remembers it', async () => {
  const { id, key } = await make('viewer', { expiresAt: new Date(Date.now() + 600_000).toISOString() });
  expect((await askWith(key)).status).toBe(200);
  await admin.query("update tenet.api_keys set expires_at = clock_timestamp() - interval '1 second' where id = $1", [id]);
  clock.ahead = 601_000;
  try {
    expect((await askWith(key)).status).toBe(401);
  } finally {
    clock.ahead = 0;
  }
});

describe('readKey', () => {
  test('takes a key apart, and hands on no secret', () => {
    const secret = randomWord(43);
    const key = readKey(composed('live', 'AbCdEf0123', secret), 'live');
    expect(key).toEqual({ publicId: 'AbCdEf0123', secretHash: createHash('sha256').update(secret).digest() });
    expect(JSON.stringify(key)).not.toContain(secret);
    expect(() => readKey(composed('live', 'AbCdEf0123', secret), 'dev')).toThrow(KeyRefused);
  });

  test('finds every change of one letter', () => {
    const key = composed('live', randomWord(10), randomWord(43));
    for (let place = 0; place < key.length; place += 1) {
      const changed = key.slice(0, place) + (key[place] === 'x' ? 'y' : 'x') + key.slice(place + 1);
      expect(() => readKey(changed, 'live')).toThrow(KeyRefused);
    }
    expect(() => readKey(key, 'live')).not.toThrow();
  });
});
