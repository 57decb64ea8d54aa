import { randomBytes } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { createGraphql, type GovernedRequest } from '../../server/graphql.ts';
import { anonymous, pgSettingsOf, type PgSettings } from '../../server/principal.ts';
import { createSessions } from '../../server/session.ts';
import type { VerifiedToken } from '../../server/token.ts';
import { useDatabase } from '../database.ts';
import { useServer } from '../server/running_server.ts';

describe('settings of a request', () => {
  const session = { expiresAt: new Date(), tenantId: 't', workspaceId: 'w', userId: 'u', role: 'owner', apiKeyId: null, supportGrantId: null, actorName: 'owner' };

  test('are frozen, begin with the role, and hold no value that could be dropped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), fc.stringMatching(/^[A-Za-z0-9_.-]{0,64}$/), (handle, requestId) => {
        const settings = pgSettingsOf({ session: { ...session, handle } }, requestId);
        expect(Object.keys(settings)).toEqual(['role', 'tenet.session', 'tenet.request_id', 'tenet.reason']);
        expect(settings).toEqual({ role: 'tenet_visitor', 'tenet.session': handle, 'tenet.request_id': requestId, 'tenet.reason': '' });
        expect(Object.isFrozen(settings)).toBe(true);
      }),
    );
    expect(pgSettingsOf(anonymous, 'some-request')).toEqual({ role: 'tenet_anonymous', 'tenet.session': '', 'tenet.request_id': 'some-request', 'tenet.reason': '' });
    expect(Object.isFrozen(pgSettingsOf(anonymous))).toBe(true);
    expect(Object.values(pgSettingsOf({ session: { ...session, handle: 'a'.repeat(64) } }))).toEqual(['tenet_visitor', 'a'.repeat(64), '', '']);
  });

  test('are not made for nobody', () => {
    for (const nobody of [undefined, null, {}, { session: undefined }]) expect(() => pgSettingsOf(nobody as never)).toThrow('principal');
    for (const handle of ['', undefined, null, 'short', 'with space'.padEnd(64), 7]) expect(() => pgSettingsOf({ session: { ...session, handle: handle as string } })).toThrow('handle');
  });

  test('do not carry as the id of a request what is none', () => {
    const principal = { session: { ...session, handle: 'a'.repeat(64) } };
    for (const requestId of [null, 7, 'with space', "'", 'x'.repeat(65), 'a\0b']) for (const who of [principal, anonymous]) expect(() => pgSettingsOf(who, requestId as string)).toThrow('id of a request');
  });

  test('are those of one request alone: of two with one session each carries its own id, and both can be renewed and forgotten', async () => {
    const opened: string[] = [];
    const row = () => ({ handle: randomBytes(32).toString('hex'), expires_at: new Date(Date.now() + 60_000), tenant_id: 't', workspace_id: 'w', user_id: 'u', role: 'owner' });
    const gateway = { query: async ({ values }: { values: string[] }) => (opened.push(String(values[3])), { rows: [row()] }) } as unknown as pg.Pool;
    const sessions = createSessions({ gateway, size: 10, now: Date.now, onOpen: () => undefined });
    const credential = { text: 'a token', token: { expiresAt: Date.now() / 1000 + 60, claims: {} } as VerifiedToken };
    const from = (requestId: string, userAgent: string | null = 'desk', ip = '10.0.0.1') => sessions.open(credential, { workspace: 'w', ip, userAgent, requestId });
    const [first, second] = await Promise.all([from('one'), from('two')]);
    expect(first.settings['tenet.session']).toBe(second.settings['tenet.session']);
    expect([first.settings['tenet.request_id'], second.settings['tenet.request_id']]).toEqual(['one', 'two']);
    expect(opened).toHaveLength(1);
    const renewed = await Promise.all([sessions.renew(first.settings), sessions.renew(second.settings)]);
    expect(renewed.map((settings) => settings['tenet.request_id'])).toEqual(['one', 'two']);
    expect(new Set(renewed.map((settings) => settings['tenet.session'])).size).toBe(1);
    expect(renewed[0]?.['tenet.session']).not.toBe(first.settings['tenet.session']);
    expect(opened).toHaveLength(2);
    expect(sessions.userOf(renewed[0] as PgSettings)).toBe('u');
    sessions.forget(renewed[1] as PgSettings);
    await from('three');
    expect(opened).toHaveLength(3);
    await Promise.all([from('four', 'phone'), from('five', 'desk', '10.0.0.2'), from('six', null)]);
    expect(opened).toEqual(['desk', 'desk', 'desk', 'phone', 'desk', 'null']);
    expect(sessions.userOf({ ...first.settings })).toBeUndefined();
  });

  test('are renewed for the same workspace and access alone: one answer is not of two workspaces, and is recorded where it was read', async () => {
    let place = { tenant_id: 't', workspace_id: 'w', support_grant_id: null as string | null };
    const gateway = { query: async () => ({ rows: [{ handle: randomBytes(32).toString('hex'), expires_at: new Date(Date.now() + 60_000), user_id: 'u', role: 'owner', ...place }] }) } as unknown as pg.Pool;
    const sessions = createSessions({ gateway, size: 10, now: Date.now, onOpen: () => undefined });
    const credential = { text: 'a token', token: { expiresAt: Date.now() / 1000 + 60, claims: {} } as VerifiedToken };
    const open = (ip: string) => sessions.open(credential, { workspace: null, ip, userAgent: null, requestId: 'one' });
    for (const [number, elsewhere] of [{ workspace_id: 'x' }, { tenant_id: 'u', workspace_id: 'x' }, { support_grant_id: 'g' }].entries()) {
      place = { tenant_id: 't', workspace_id: 'w', support_grant_id: null };
      const { settings, current } = await open(`10.0.0.${number}`);
      const renewed = await sessions.renew(settings);
      expect(current()?.handle).toBe(renewed['tenet.session']);
      place = { ...place, ...elsewhere };
      await expect(sessions.renew(renewed)).rejects.toMatchObject({ publicCode: 'RETRY' });
      expect(current()).toMatchObject({ tenantId: 't', workspaceId: 'w', supportGrantId: null });
    }
  });
});

describe('a statement without the settings of a principal', async () => {
  const { urls } = await useDatabase({ template: 'agency_template' });
  const pool = new pg.Pool({ connectionString: urls.authenticator, max: 2 });
  afterAll(() => pool.end());
  const statements: string[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      statements.push(String((args[0] as { text?: string }).text ?? args[0]));
      return query(...args);
    }) as typeof client.query;
  });

  test.each([false, true])('does not reach the database (stock adaptor: %s)', async (stock) => {
    const never = async () => {
      throw new Error('no session');
    };
    const service = governedService({ pool, renew: never, forget: () => undefined, prepared: true, stock });
    const graphql = await createGraphql({ service, introspection: false, graphiql: null });
    const ask = async (settings: unknown) => {
      const request: GovernedRequest = { id: 'test', settings: settings as PgSettings, codes: new Set(), onError: () => undefined };
      return JSON.parse((await graphql.run({ query: '{ companies(first: 1) { nodes { id } } }' }, undefined, request)).body.toString());
    };
    statements.length = 0;
    for (const settings of [undefined, null, {}, { role: undefined }, { role: null }, { role: '' }, { role: 'tenet_owner' }, { 'tenet.session': '' }, { 'tenet.session': 'x', role: 'tenet_visitor' }, { role: 'tenet_visitor', 'tenet.session': null }]) {
      const body = await ask(settings);
      expect(body.data?.companies ?? null).toBeNull();
      expect(body.errors[0].extensions.code).toBe('INTERNAL');
    }
    expect(statements).toEqual([]);
    expect((await ask(pgSettingsOf(anonymous))).errors?.[0]?.extensions.code ?? 'none').not.toBe('INTERNAL');
    expect(statements.length).toBeGreaterThan(0);
    await graphql.release();
  });
});

test('two people who ask at the same moment share no row, and a change is seen by the read after it', async () => {
  const under = await useServer();
  const [elif, agnes] = [{ email: 'elif@northwind.example', workspace: 'northwind/retail' }, { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' }];
  const read = '{ currentSession { email } companies(first: 50) { nodes { id } } }';
  const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => under.ask(i % 2 ? elif : agnes, read)));
  const [ours, theirs] = [0, 1].map((odd) => new Set(replies.filter((_, i) => i % 2 === odd).flatMap(({ body }) => body.data.companies.nodes.map(({ id }: { id: string }) => id))));
  replies.forEach(({ body }, i) => expect(body.data.currentSession.email).toBe((i % 2 ? elif : agnes).email));
  expect([...(ours as Set<string>)].filter((id) => theirs?.has(id))).toEqual([]);

  const id = [...(theirs as Set<string>)][0];
  const rename = 'mutation ($id: UUID!, $city: String) { updateCompany(input: { id: $id, patch: { city: $city } }) { company { city } query { company(id: $id) { city } } } }';
  for (const city of ['Porto', 'Oslo']) {
    const { body } = await under.ask(elif, rename, { id, city });
    expect(body.data.updateCompany).toEqual({ company: { city }, query: { company: { city } } });
  }
});

test('nothing in the code takes a shortcut around the settings', async () => {
  const forbidden = [/lazy-?jwt/i, /dangerouslyAllowAllCORSRequests/, /set_config\([^)]*,\s*false\s*\)/, /jwt\.claims/];
  const files = ['server', 'worker', 'database', 'cli', 'examples', 'migrations'];
  const found: string[] = [];
  for await (const file of glob(`{${files.join(',')}}/**/*.{ts,sql,js}`)) {
    const text = await readFile(file, 'utf8');
    for (const pattern of forbidden) if (pattern.test(text)) found.push(`${file}: ${pattern}`);
  }
  expect(found).toEqual([]);
});
