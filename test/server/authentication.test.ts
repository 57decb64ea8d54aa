import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { audience, newKey, sign, signAsIs, tokensOf, type Key } from './issuer.ts';
import { replyOf, useServer, withoutIds } from './running_server.ts';

const under = await useServer();
const { issuer, server } = under;
const ada = { email: 'ada@northwind.example', workspace: 'northwind/retail' };
const who = '{ currentSession { email role workspaceSlug } }';

async function statusOf(token: string, headers: Record<string, string> = {}): Promise<number> {
  const { status, body } = await under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': ada.workspace, ...headers } }, who);
  if (status === 401) expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  if (status === 200) expect(body.data.currentSession.email).toBe(ada.email);
  return status;
}

const base64url = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor((Date.now() + under.clock.ahead) / 1000);
const rightClaims = () => ({ iss: issuer.issuer, aud: audience, sub: ada.email, iat: seconds(), exp: seconds() + 300 });

test('a person with a token of a trusted issuer is who the token says, in the workspace they name', async () => {
  const { body } = await under.ask(ada, who);
  expect(body.data.currentSession).toEqual({ email: ada.email, role: 'owner', workspaceSlug: 'retail' });
});

test('a person without a token is told that they have none, and how to bring one', async () => {
  const reply = await under.post(JSON.stringify({ query: who }));
  expect(reply.status).toBe(401);
  expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  expect(reply.body.data).toBeUndefined();
});

describe('a forger', () => {
  test.each(['none', 'None', 'NONE', ''])('is refused with algorithm "%s"', async (alg) => {
    const unsigned = `${base64url({ alg, typ: 'at+jwt', kid: 'key-1' })}.${base64url(rightClaims())}.`;
    expect(await statusOf(unsigned)).toBe(401);
    expect(await statusOf(`${unsigned}${base64url('x')}`)).toBe(401);
    expect(await statusOf(await issuer.token(ada.email))).toBe(200);
  });

  test('is refused when they use a public key as the secret of HS256', async () => {
    for (const { kid, publicJwk } of issuer.keys) {
      const pem = await exportSPKI((await importJWK(publicJwk, publicJwk.alg, { extractable: true })) as CryptoKey);
      for (const secret of [pem, JSON.stringify(publicJwk), Buffer.from(publicJwk.x ?? publicJwk.n ?? '', 'base64url')]) {
        const signed = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid })}.${base64url(rightClaims())}`;
        expect(await statusOf(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)).toBe(401);
      }
    }
  });

  test('is refused when key and key id, or key and algorithm, do not belong together', async () => {
    const [first, second, third] = issuer.keys as [Key, Key, Key];
    const stranger = await newKey('key-1');
    expect(await statusOf(await issuer.token(ada.email, { key: stranger }))).toBe(401);
    expect(await statusOf(await sign(first, rightClaims(), { kid: second.kid }))).toBe(401);
    expect(await statusOf(await sign(third, rightClaims(), { kid: second.kid }))).toBe(401);
    for (const key of [first, second, third]) expect(await statusOf(await issuer.token(ada.email, { key }))).toBe(200);
  });

  test('is refused with any header that names a key elsewhere or changes the signature, and nothing is fetched', async () => {
    const fetched: string[] = [];
    const trap = createServer((request, response) => {
      fetched.push(request.url ?? '');
      response.end('{"keys":[]}');
    }).listen(0, '127.0.0.1');
    afterAll(() => void trap.close());
    await new Promise((resolve) => trap.once('listening', resolve));
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
    const key = issuer.keys[0] as Key;
    const right = { alg: 'EdDSA', typ: 'at+jwt', kid: key.kid };
    for (const header of [{ jku: url }, { x5u: url }, { jwk: key.publicJwk }, { x5c: ['AAAA'] }, { crit: ['exp'], exp: 1 }, { b64: true }, { b64: false }]) {
      expect(await statusOf(await signAsIs(key, { ...right, ...header }, rightClaims()))).toBe(401);
    }
    for (const kid of ['../../x', "' or 1=1--", 'k'.repeat(10_000), ['key-1'], 7, undefined, null, 'unknown']) {
      expect(await statusOf(await signAsIs(key, { ...right, kid }, rightClaims()))).toBe(401);
    }
    expect(await statusOf(await signAsIs(key, right, rightClaims()))).toBe(200);
    const [, payload, signature] = (await issuer.token(ada.email, { claims: { iss: url } })).split('.');
    expect(await statusOf(`${base64url({ alg: 'EdDSA', typ: 'at+jwt', kid: 'key-1' })}.${payload}.${signature}`)).toBe(401);
    expect(fetched).toEqual([]);
    expect(await statusOf(await issuer.token(ada.email))).toBe(200);
  });

  test('is refused when the payload or the signature was changed', async () => {
    const [header, payload, signature = ''] = (await issuer.token('ines@northwind.example')).split('.');
    expect(await statusOf(`${header}.${base64url(rightClaims())}.${signature}`)).toBe(401);
    const flipped = (signature[0] === 'A' ? 'B' : 'A') + signature.slice(1);
    expect(await statusOf(`${header}.${payload}.${flipped}`)).toBe(401);
  });
});

describe('a token', () => {
  const times: [string, unknown][] = [
    ['missing', undefined],
    ['a string', '1900000000'],
    ['a fraction', 1900000000.5],
    ['not a number', null],
    ['negative', -1],
    ['beyond all time', 1e18],
  ];
  test.each(times)('whose times are %s is refused', async (_what, value) => {
    for (const name of ['exp', 'iat']) expect(await statusOf(await issuer.token(ada.email, { claims: { [name]: value } }))).toBe(401);
    if (value !== undefined) expect(await statusOf(await issuer.token(ada.email, { claims: { nbf: value } }))).toBe(401);
    expect(await statusOf(await issuer.token(ada.email, { claims: { nbf: seconds() - 5 } }))).toBe(200);
  });

  test('is accepted 29 seconds after its end and refused after 31; the same before its beginning', async () => {
    expect(await statusOf(await issuer.token(ada.email, { claims: { iat: seconds() - 300, exp: seconds() - 28 } }))).toBe(200);
    expect(await statusOf(await issuer.token(ada.email, { claims: { iat: seconds() - 300, exp: seconds() - 31 } }))).toBe(401);
    expect(await statusOf(await issuer.token(ada.email, { claims: { nbf: seconds() + 28 } }))).toBe(200);
    expect(await statusOf(await issuer.token(ada.email, { claims: { nbf: seconds() + 35 } }))).toBe(401);
    expect(await statusOf(await issuer.token(ada.email, { claims: { iat: seconds() + 35 } }))).toBe(401);
  });

  test('may live for 900 seconds and not for 901, and not end before it was issued', async () => {
    expect(await statusOf(await issuer.token(ada.email, { claims: { exp: seconds() + 900, iat: seconds() } }))).toBe(200);
    expect(await statusOf(await issuer.token(ada.email, { claims: { exp: seconds() + 901, iat: seconds() } }))).toBe(401);
    expect(await statusOf(await issuer.token(ada.email, { claims: { exp: seconds() + 10, iat: seconds() + 20 } }))).toBe(401);
  });

  const audiences: [string, unknown, number][] = [
    ['us', audience, 200],
    ['us among others', ['https://other.test', audience], 200],
    ['nobody', undefined, 401],
    ['the empty string', '', 401],
    ['an empty list', [], 401],
    ['others', ['https://other.test'], 401],
    ['us and a number', [audience, 7], 401],
    ['another service', 'https://other.test', 401],
    ['us with a slash', `${audience}/`, 401],
  ];
  test.each(audiences)('for %s is treated accordingly', async (_what, aud, status) => {
    expect(await statusOf(await issuer.token(ada.email, { claims: { aud } }))).toBe(status);
  });

  test('of an issuer that is written differently, or of another type, is refused', async () => {
    for (const iss of [`${issuer.issuer}/`, issuer.issuer.toUpperCase(), 'https://other.test', undefined, [issuer.issuer]]) {
      expect(await statusOf(await issuer.token(ada.email, { claims: { iss } }))).toBe(401);
    }
    for (const typ of ['JWT', 'id+jwt', 'logout+jwt', undefined, 7]) {
      expect(await statusOf(await issuer.token(ada.email, { header: { typ } }))).toBe(401);
    }
    for (const sub of [undefined, '', 7, [ada.email]]) expect(await statusOf(await issuer.token(ada.email, { claims: { sub } }))).toBe(401);
    expect(await statusOf(await issuer.token(ada.email, { header: { typ: 'application/at+jwt' } }))).toBe(200);
  });

  test('counts in the bearer header alone', async () => {
    const token = await issuer.token(ada.email);
    const body = JSON.stringify({ query: who, access_token: token });
    const workspace = { 'x-workspace': ada.workspace };
    expect((await under.post(body, { ...workspace, cookie: `access_token=${token}; session=${token}` })).status).toBe(401);
    expect((await under.post(body, { ...workspace, 'x-access-token': token })).status).toBe(401);
    expect((await under.post(body, workspace, `/graphql?access_token=${token}`)).status).toBe(401);
    expect((await under.post(body, { ...workspace, authorization: `Basic ${token}` })).status).toBe(401);
    expect((await under.post(body, { ...workspace, authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe('a claim that limits a token', () => {
  test.each([['tenant', 'northwind'], ['workspace', 'northwind/retail']])('names one %s, or refuses the token: it never counts as absent because it can not be read', async (name, value) => {
    await under.admin.query(`update tenet.identity_providers set ${name}_path = '{limit,${name}}' where issuer = $1`, [issuer.issuer]);
    server.distrust();
    const status = async (limit: unknown) => statusOf(await issuer.token(ada.email, { claims: { limit } }));
    for (const limit of [undefined, null, {}, { [name]: null }]) expect(await status(limit), JSON.stringify(limit)).toBe(200);
    for (const limit of [value, [value], 7, true]) expect(await status(limit), JSON.stringify(limit)).toBe(401);
    for (const unreadable of [[value, 'kestrel'], [], [7], [[value]], {}, { [value]: {}, kestrel: {} }, 7, true]) {
      expect(await status({ [name]: unreadable }), JSON.stringify(unreadable)).toBe(401);
    }
    const readable = [value, [value], { [value]: {} }];
    const answers = await Promise.all(readable.map((one) => status({ [name]: one })));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toBe(401);
    await under.admin.query(`update tenet.identity_providers set ${name}_path = null where issuer = $1`, [issuer.issuer]);
    server.distrust();
  });
});

describe('a workspace', () => {
  const asEsme = async (headers: [string, string][], path = '/graphql') => {
    const token = await issuer.token('esme@harbourpine.example');
    return replyOf(
      await fetch(server.url + path, { method: 'POST', headers: [['content-type', 'application/json'], ['authorization', `Bearer ${token}`], ...headers], body: JSON.stringify({ query: who }) }),
    );
  };

  test('of others is answered like one that does not exist, whoever names it and however', async () => {
    const nowhere = await asEsme([['x-workspace', 'nowhere']]);
    expect(nowhere.status).toBe(403);
    await under.admin.query("update tenet.tenants set status = 'suspended' where slug = 'kestrel'");
    const others = [
      await asEsme([['x-workspace', 'northwind/retail']]),
      await asEsme([['x-workspace', 'kestrel/studio']]),
      await asEsme([['x-workspace', 'press']]),
      await asEsme([['x-workspace', '00000000-0000-4000-8000-000000000000']]),
      await asEsme([['x-workspace', "x' or true --"]]),
      await asEsme([['x-workspace', 'a'.repeat(5000)]]),
      await asEsme([], '/graphql?workspace=northwind/retail'),
      await asEsme([], '/graphql?x-workspace=digital'),
    ];
    for (const other of others) {
      expect(other.status).toBe(403);
      expect(withoutIds(other.text)).toBe(withoutIds(nowhere.text));
    }
    await under.admin.query("update tenet.tenants set status = 'active' where slug = 'kestrel'");
    expect((await asEsme([['x-workspace', 'digital']])).body.data.currentSession.workspaceSlug).toBe('digital');
    expect((await asEsme([])).body.data.currentSession.workspaceSlug).toBe('digital');
  });

  test('that is named twice is answered like one that does not exist', async () => {
    const { request } = await import('node:http');
    const token = await issuer.token('esme@harbourpine.example');
    const send = (headers: string[]) =>
      new Promise<number>((resolve, reject) => {
        const sent = request(`${server.url}/graphql`, { method: 'POST', headers: ['Host', 'localhost', 'Content-Type', 'application/json', 'Authorization', `Bearer ${token}`, ...headers] }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.end(JSON.stringify({ query: who }));
      });
    expect(await send(['X-Workspace', 'digital', 'X-Workspace', 'digital'])).toBe(403);
    expect(await send(['X-Workspace', 'digital', 'Authorization', `Bearer ${token}`])).toBe(401);
    expect(await send(['X-Workspace', 'digital'])).toBe(200);
  });

  test('is one session for a token, however its id or slug is spelt', async () => {
    const token = await issuer.token('esme@harbourpine.example');
    const { rows } = await under.admin.query("select id from tenet.workspaces where slug = 'digital' and tenant_id = (select id from tenet.tenants where slug = 'harbour-pine')");
    const opened = async () => (await under.admin.query('select count(*)::integer as n from tenet_private.sessions')).rows[0].n as number;
    const named = async (workspace: string) => (await under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': workspace } }, who)).body.data.currentSession.workspaceSlug;
    for (const workspace of [rows[0].id as string, 'harbour-pine/digital']) {
      const before = await opened();
      expect(await named(workspace)).toBe('digital');
      expect(await opened()).toBe(before + 1);
      for (const spelling of [workspace.toUpperCase(), workspace.replace(/[a-f]/, (letter) => letter.toUpperCase())]) expect(await named(spelling)).toBe('digital');
      expect(await opened()).toBe(before + 1);
    }
  });

  test('must be named by whoever has several', async () => {
    const { status, body } = await under.ask({ email: ada.email }, who);
    expect(status).toBe(422);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', hint: expect.stringContaining('x-workspace') });
    expect(await statusOf(await issuer.token(ada.email, { claims: { workspace: 'northwind/food' } }))).toBe(200);
  });
});

describe('the keys of an issuer', () => {
  const keysPeer = async () => {
    const state = { keys: [] as object[], fetched: 0, down: false };
    const peer = createServer((_request, response) => {
      state.fetched += 1;
      response.statusCode = state.down ? 500 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: state.keys }));
    });
    await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
    afterAll(() => void peer.close());
    const issuerUrl = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`;
    await under.migrator.query("select tenet.trust_issuer($1, preset => 'plain', audiences => $2, jwks_uri => $3)", [issuerUrl, [audience], `${issuerUrl}/keys`]);
    await under.admin.query('insert into tenet.identities (issuer, subject, user_id) select $1, email, id from tenet.users', [issuerUrl]);
    server.distrust();
    return { state, issuerUrl };
  };

  test('may be exchanged with an overlap, and one that was removed is refused at the next reload', async () => {
    const { state, issuerUrl } = await keysPeer();
    const [older, newer] = [await newKey('older'), await newKey('newer', 'ES256')];
    state.keys = [older.publicJwk];
    const olderToken = await tokensOf(issuerUrl, older)(ada.email);
    expect(await statusOf(olderToken)).toBe(200);

    state.keys = [older.publicJwk, newer.publicJwk];
    await server.reload();
    const newerToken = await tokensOf(issuerUrl, newer)(ada.email);
    expect(await statusOf(newerToken)).toBe(200);
    expect(await statusOf(olderToken)).toBe(200);

    state.keys = [newer.publicJwk];
    await server.reload();
    expect(await statusOf(olderToken)).toBe(401);
    expect(await statusOf(newerToken)).toBe(200);
  });

  test('that were removed are refused within ten minutes, although nobody said so', async () => {
    const { state, issuerUrl } = await keysPeer();
    const [removed, other] = [await newKey('removed'), await newKey('other')];
    state.keys = [removed.publicJwk, other.publicJwk];
    const token = await tokensOf(issuerUrl, removed)(ada.email, { claims: { exp: seconds() + 890 } });
    expect(await statusOf(token)).toBe(200);
    state.keys = [other.publicJwk];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
    try {
      expect(await statusOf(token)).toBe(401);
      expect(await statusOf(await tokensOf(issuerUrl, other)(ada.email))).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are fetched at most once in 30 seconds however many unknown key ids arrive', async () => {
    const { state, issuerUrl } = await keysPeer();
    const key = await newKey('known');
    state.keys = [key.publicJwk];
    expect(await statusOf(await tokensOf(issuerUrl, key)(ada.email))).toBe(200);
    const before = state.fetched;
    const statuses = await Promise.all(Array.from({ length: 300 }, async (_, i) => statusOf(await tokensOf(issuerUrl, key)(ada.email, { header: { kid: `unknown-${i}` } }))));
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(state.fetched - before).toBeLessThanOrEqual(1);
  });

  test('that can not be fetched let nobody in', async () => {
    const { state, issuerUrl } = await keysPeer();
    const key = await newKey('unreachable');
    state.keys = [key.publicJwk];
    state.down = true;
    const token = await tokensOf(issuerUrl, key)(ada.email);
    expect(await statusOf(token)).toBe(401);
    state.down = false;
    server.distrust();
    expect(await statusOf(token)).toBe(200);
  });
});
