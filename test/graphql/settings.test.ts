import { glob, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { createGraphql, type GovernedRequest } from '../../server/graphql.ts';
import { anonymous, pgSettingsOf, type PgSettings } from '../../server/principal.ts';
import { useDatabase } from '../database.ts';
import { useServer } from '../server/running_server.ts';

describe('settings of a request', () => {
  const session = { expiresAt: new Date(), tenantId: 't', workspaceId: 'w', userId: 'u', role: 'owner' };

  test('are frozen, begin with the role, and hold no value that could be dropped', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (handle) => {
        const settings = pgSettingsOf({ session: { ...session, handle } });
        expect(Object.keys(settings)).toEqual(['role', 'tenet.session']);
        expect(settings).toEqual({ role: 'tenet_visitor', 'tenet.session': handle });
        expect(Object.isFrozen(settings)).toBe(true);
      }),
    );
    expect(pgSettingsOf(anonymous)).toEqual({ role: 'tenet_anonymous', 'tenet.session': '' });
  });

  test('are not made for nobody', () => {
    for (const nobody of [undefined, null, {}, { session: undefined }]) expect(() => pgSettingsOf(nobody as never)).toThrow('principal');
    for (const handle of ['', undefined, null, 'short', 'with space'.padEnd(64), 7]) expect(() => pgSettingsOf({ session: { ...session, handle: handle as string } })).toThrow('handle');
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
