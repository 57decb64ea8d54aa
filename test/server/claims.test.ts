// What the groups of real tokens give over HTTP, and what a token says of a second factor. (F-18, F-19, promise 95)
import { beforeAll, describe, expect, test } from 'vitest';
import { audience, type Key } from './issuer.ts';
import { useServer, type Reply } from './running_server.ts';

const under = await useServer();
const { issuer, admin, migrator, server, clock } = under;
const who = '{ currentSession { email role workspaceSlug } }';

async function trust(mode: string, changes = ''): Promise<void> {
  const jwks = JSON.stringify({ keys: issuer.keys.map(({ publicJwk }) => publicJwk) });
  await migrator.query(`select tenet.trust_issuer($1, audiences => $2, jwks => $3, mode => $4 ${changes})`, [issuer.issuer, [audience], jwks, mode]);
  server.distrust();
}

/** Each token is a second newer than the one before: of two, the newer one speaks. */
async function ask(subject: string, claims: Record<string, unknown>, workspace = 'northwind/retail', query = who): Promise<Reply> {
  clock.ahead += 1000;
  return under.ask({ headers: { authorization: `Bearer ${await issuer.token(subject, { claims: { tenant: 'org-northwind', ...claims } })}`, 'x-workspace': workspace } }, query);
}
const outcome = ({ body }: Reply) => body.errors?.[0]?.extensions.code ?? body.data.currentSession.role;

async function newcomer(subject: string): Promise<{ users: number; held: string }> {
  const { rows } = await admin.query<{ users: number; held: string }>(
    `select count(distinct i.user_id)::integer as users, coalesce(string_agg(m.role, ' '), '') as held
       from tenet.identities i left join tenet.memberships m on m.user_id = i.user_id
      where i.subject = $1`,
    [subject],
  );
  return rows[0] as { users: number; held: string };
}

beforeAll(async () => {
  await admin.query("insert into tenet.external_tenants (issuer, external_id, tenant_id) select $1, 'org-northwind', id from tenet.tenants where slug = 'northwind'", [issuer.issuer]);
  await admin.query("select tenet.map_group(t.id, $1, 'northwind-staff', role => 'member') from tenet.tenants t where t.slug = 'northwind'", [issuer.issuer]);
});

const verified = (email: string) => ({ email, email_verified: true, name: 'Somebody New' });

describe('somebody whom nobody knows', () => {
  test('is refused while the issuer says nothing of them, and where people are invited', async () => {
    for (const mode of ['off', 'invite_only']) {
      await trust(mode);
      expect(outcome(await ask('new-1', { ...verified('new-1@example.com'), groups: ['northwind-staff'] }))).toBe('FORBIDDEN');
      expect(await newcomer('new-1')).toEqual({ users: 0, held: '' });
    }
    expect(outcome(await ask('ada@northwind.example', {}))).toBe('owner');
  });

  test('becomes a member just in time, with what their groups give or else the least', async () => {
    await trust('jit');
    expect(outcome(await ask('new-2', { ...verified('new-2@example.com'), groups: ['northwind-staff'] }))).toBe('member');
    expect(outcome(await ask('new-3', { ...verified('new-3@example.com'), groups: ['others'] }))).toBe('viewer');
    expect(outcome(await ask('new-4', { ...verified('new-4@example.com'), email_verified: false, groups: ['northwind-staff'] }))).toBe('FORBIDDEN');
    expect(outcome(await ask('new-5', { email: 'new-5@example.com', groups: ['northwind-staff'] }))).toBe('FORBIDDEN');
    expect(outcome(await ask('new-6', { ...verified('new-6@example.com'), tenant: 'org-unknown', groups: ['northwind-staff'] }))).toBe('FORBIDDEN');
    for (const subject of ['new-4', 'new-5', 'new-6']) expect((await newcomer(subject)).users).toBe(0);
  });

  test('is not the person who has their address', async () => {
    await trust('jit');
    const { body } = await ask('impostor', { ...verified('ada@northwind.example'), groups: [] });
    expect(body.data.currentSession).toMatchObject({ email: 'ada@northwind.example', role: 'viewer' });
    const { rows } = await admin.query("select count(*)::integer as people from tenet.users where email = 'ada@northwind.example'");
    expect(rows[0].people).toBe(2);
  });

  test('is one person, however many of their requests are the first', async () => {
    await trust('jit');
    for (let round = 0; round < 10; round += 1) {
      const subject = `twins-${round}`;
      clock.ahead += 1000;
      const token = () => issuer.token(subject, { claims: { tenant: 'org-northwind', ...verified(`${subject}@example.com`), groups: ['northwind-staff'], jti: Math.random() } });
      const tokens = await Promise.all(Array.from({ length: 6 }, token));
      const replies = await Promise.all(tokens.map((text) => under.ask({ headers: { authorization: `Bearer ${text}`, 'x-workspace': 'northwind/retail' } }, who)));
      expect(replies.map(outcome)).toEqual(Array.from({ length: 6 }, () => 'member'));
      expect(await newcomer(subject)).toEqual({ users: 1, held: 'member' });
      const { rows } = await admin.query('select count(*)::integer as people from tenet.users where email = $1', [`${subject}@example.com`]);
      expect(rows[0].people).toBe(1);
    }
  });
});

describe('somebody whom a group lets in', () => {
  test('is out with the next token that does not name it, also with the one before', async () => {
    await trust('jit');
    clock.ahead += 1000;
    const before = await issuer.token('leaver', { claims: { tenant: 'org-northwind', ...verified('leaver@example.com'), groups: ['northwind-staff'] } });
    const enter = async () => outcome(await under.ask({ headers: { authorization: `Bearer ${before}`, 'x-workspace': 'northwind/retail' } }, who));
    expect(await enter()).toBe('member');
    expect(outcome(await ask('leaver', { groups: [] }))).toBe('FORBIDDEN');
    expect(await enter()).toBe('FORBIDDEN');
    expect(await newcomer('leaver')).toEqual({ users: 1, held: '' });
    expect(outcome(await ask('leaver', { groups: ['northwind-staff'] }))).toBe('member');
  });

  test.each<[string, Record<string, unknown>]>([
    ['without groups', {}],
    ['whose groups are elsewhere', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example.com' } } }],
    ['whose groups are too many', { hasgroups: true }],
    ['whose groups are too many, and which names some', { hasgroups: true, groups: ['northwind-staff'] }],
  ])('is out with a token %s', async (_what, claims) => {
    await trust('jit');
    const subject = `over-${JSON.stringify(claims).length}`;
    expect(outcome(await ask(subject, { ...verified(`${subject}@example.com`), groups: ['northwind-staff'] }))).toBe('member');
    expect(outcome(await ask(subject, claims))).toBe('FORBIDDEN');
    expect((await newcomer(subject)).held).toBe('');
  });

  test('keeps everybody else’s session where nothing changes', async () => {
    await trust('jit');
    await ask('steady', { ...verified('steady@example.com'), groups: ['northwind-staff'] });
    const version = async () => (await admin.query("select authz_version from tenet.tenants where slug = 'northwind'")).rows[0].authz_version;
    const before = await version();
    for (let round = 0; round < 3; round += 1) expect(outcome(await ask('steady', { groups: ['northwind-staff', `other-${round}`] }))).toBe('member');
    expect(await version()).toBe(before);
    expect(outcome(await ask('steady', { groups: [] }))).toBe('FORBIDDEN');
    expect(await version()).not.toBe(before);
  });
});

describe('a token whose groups can not be read', () => {
  test.each<[string, unknown, string]>([
    ['an object', { 'northwind-staff': true }, 'not a list'],
    ['a text', 'northwind-staff', 'not a list'],
    ['more than a thousand', Array.from({ length: 1001 }, (_, n) => `${n}`), 'not a list'],
    ['numbers', [1, 2], 'not the name of a group'],
    ['lists', [['northwind-staff']], 'not the name of a group'],
    ['names of five thousand letters', ['x'.repeat(5000)], 'not the name of a group'],
    ['a null character', ['northwind-staff\0'], 'not text'],
    ['half a letter', ['\ud800'], 'not text'],
  ])('because they are %s is refused, and the log says why', async (_what, groups, reason) => {
    await trust('invite_only');
    const reply = await ask('ada@northwind.example', { groups });
    expect([reply.status, outcome(reply)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(under.logged().trimEnd().split('\n').slice(-6).join('\n')).toContain(reason);
    expect(outcome(await ask('ada@northwind.example', { groups: ['any'] }))).toBe('owner');
  });

  test('is as good as any where groups are not read', async () => {
    await trust('off');
    expect(outcome(await ask('ada@northwind.example', { groups: { 'northwind-staff': true } }))).toBe('owner');
  });

  test('of ten thousand groups is no token at all', async () => {
    await trust('invite_only');
    expect((await ask('ada@northwind.example', { groups: Array.from({ length: 10_000 }, (_, n) => `group-${n}`) })).status).toBe(431);
  });
});

describe('a second factor', () => {
  const query = `{ currentSession { role } }`;
  const seconds = () => Math.floor((Date.now() + clock.ahead) / 1000);
  const at = async (subject: string) => {
    const { rows } = await admin.query(
      `select extract(epoch from s.second_factor_at)::integer as mfa, extract(epoch from s.authenticated_at)::integer as any
         from tenet_private.sessions s join tenet.identities i on i.user_id = s.user_id
        where i.subject = $1 order by s.opened_at desc limit 1`,
      [subject],
    );
    return rows[0] as { mfa: number | null; any: number | null };
  };

  test('is what the provider says, in its own way', async () => {
    clock.ahead = 0;
    const now = seconds();
    await trust('off');
    await ask('ada@northwind.example', { amr: ['pwd', 'otp'], auth_time: now - 100 }, undefined, query);
    expect(await at('ada@northwind.example')).toEqual({ mfa: now - 100, any: now - 100 });
    await ask('ada@northwind.example', { amr: ['pwd'], auth_time: now - 100 }, undefined, query);
    expect(await at('ada@northwind.example')).toEqual({ mfa: null, any: now - 100 });
    await ask('ada@northwind.example', { acr: 'gold', auth_time: now - 50 }, undefined, query);
    expect(await at('ada@northwind.example')).toEqual({ mfa: null, any: now - 50 });
    await trust('off', ", second_factor_acr => '{gold}'");
    await ask('ada@northwind.example', { acr: 'gold', auth_time: now - 50 }, undefined, query);
    expect(await at('ada@northwind.example')).toEqual({ mfa: now - 50, any: now - 50 });
    await ask('ada@northwind.example', { acr: 'gold', auth_time: now + 5000 }, undefined, query);
    expect(await at('ada@northwind.example')).toEqual({ mfa: null, any: null });
  });

  test('of Clerk has an age, and of Supabase a time, and the issue of a token is no sign-in', async () => {
    clock.ahead = 0;
    const now = seconds();
    const jwks = JSON.stringify({ keys: issuer.keys.map(({ publicJwk }) => publicJwk) });
    const header = { typ: 'JWT' };
    const enter = async (name: string, preset: string, claims: Record<string, unknown>) => {
      await migrator.query('select tenet.trust_issuer($1, audiences => $2, jwks => $3, preset => $4)', [name, [audience], jwks, preset]);
      await admin.query("insert into tenet.identities (issuer, subject, user_id) select $1, $2, id from tenet.users where email = 'bruno@northwind.example' on conflict do nothing", [name, `bruno-${preset}`]);
      server.distrust();
      const token = await issuer.token(`bruno-${preset}`, { header, key: issuer.keys[2] as Key, claims: { iss: name, azp: audience, iat: now, exp: now + 300, ...claims } });
      const reply = await under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': 'northwind/retail' } }, query);
      expect(reply.status).toBe(200);
      return at(`bruno-${preset}`);
    };
    expect(await enter('https://clerk.test', 'clerk', { fva: [10, 3] })).toEqual({ mfa: now - 180, any: now - 600 });
    expect(await enter('https://clerk.test', 'clerk', { fva: [10, -1] })).toEqual({ mfa: null, any: now - 600 });
    expect(await enter('https://clerk.test', 'clerk', {})).toEqual({ mfa: null, any: null });
    const amr = [{ method: 'totp', timestamp: now - 30 }, { method: 'password', timestamp: now - 90 }];
    expect(await enter('https://supabase.test', 'supabase', { aal: 'aal2', amr })).toEqual({ mfa: now - 30, any: now - 30 });
    expect(await enter('https://supabase.test', 'supabase', { aal: 'aal1', amr })).toEqual({ mfa: null, any: now - 30 });
    expect(await enter('https://supabase.test', 'supabase', { aal: 'aal1', amr: amr.slice(1), user_metadata: { aal: 'aal2', amr } })).toEqual({ mfa: null, any: now - 90 });
    expect(await enter('https://supabase.test', 'supabase', {})).toEqual({ mfa: null, any: null });
  }, 120_000);
});

test('a session without a handle says that rights changed, and the next answer why there is none', async () => {
  // asked by hand, as the server does: once for the change, once for the reason
  await trust('jit');
  clock.ahead += 1000;
  const claims = (groups: string[], issuedAt: number) => JSON.stringify({ issuer: issuer.issuer, subject: 'by-hand', tenant: 'org-northwind', ...verified('by-hand@example.com'), groups, issued_at: issuedAt, expires_at: Math.floor(Date.now() / 1000) + 300 });
  const open = async (groups: string[], issuedAt: number) => (await admin.query("select handle from tenet_private.open_session($1, 'northwind/retail', null, null)", [claims(groups, issuedAt)])).rows[0].handle as string | null;
  expect(await open(['northwind-staff'], 1000)).toMatch(/^[0-9a-f]{64}$/);
  expect(await open([], 1001)).toBeNull();
  await expect(open([], 1001)).rejects.toMatchObject({ code: 'TN403' });
});
