import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { developmentIssuer, signDevelopmentToken, trustDevelopmentIssuer } from '../../server/development_issuer.ts';
import { identityProviders } from '../../server/identity_providers.ts';
import { useServer } from './running_server.ts';

const folder = await mkdtemp(join(tmpdir(), 'tenet-issuer-'));
afterAll(() => rm(folder, { recursive: true }));
const under = await useServer({ developmentFolder: folder, environment: { TENET_HOST: '0.0.0.0' } });
const trust = () => trustDevelopmentIssuer({ folder, migratorUrl: under.urls.migrator, adminUrl: under.urls.admin });
await trust();
const url = under.server.url.replace('0.0.0.0', '127.0.0.1');
const fromPage = { 'x-tenet-development': 'true', 'content-type': 'application/json' };
const who = '{ currentSession { email workspaceSlug } }';

test('a developer picks a member, gets a token, and is that member', async () => {
  const members = (await (await fetch(`${url}/development/members`, { headers: fromPage })).json()) as { email: string; tenant: string; workspace: string; role: string }[];
  expect(members).toContainEqual({ email: 'ines@northwind.example', name: 'Ines Castillo', tenant: 'northwind', workspace: 'retail', role: 'viewer' });
  const answer = await fetch(`${url}/development/token`, { method: 'POST', headers: fromPage, body: JSON.stringify({ email: 'ines@northwind.example', workspace: 'northwind/retail' }) });
  const { token } = (await answer.json()) as { token: string };
  const { body } = await under.ask({ headers: { authorization: `Bearer ${token}` } }, who);
  expect(body.data.currentSession).toEqual({ email: 'ines@northwind.example', workspaceSlug: 'retail' });
});

test('a page of another site, or one that borrows our address under its own name, gets no token', async () => {
  const ask = (headers: Record<string, string>) => fetch(`${url}/development/token`, { method: 'POST', headers, body: JSON.stringify({ email: 'ines@northwind.example', workspace: 'northwind/retail' }) });
  expect((await ask({ 'content-type': 'text/plain' })).status).toBe(403);
  expect((await ask(fromPage)).status).toBe(200);
  const { request } = await import('node:http');
  const status = (host: string) =>
    new Promise((resolve) => {
      const sent = request(`${url}/development/members`, { headers: { ...fromPage, host } }, (response) => resolve(response.resume().statusCode));
      sent.end();
    });
  expect(await status('rebound.evil.example')).toBe(403);
  expect(await status('localhost:1')).toBe(200);
});

const membersStatus = async (host: string, headers: Record<string, string> = {}) => {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const sent = request({ host, port: new URL(url).port, path: '/development/members', headers: { ...fromPage, host: 'localhost', ...headers } }, (response) => resolve(response.resume().statusCode));
    sent.on('error', reject).end();
  });
};

test('whoever comes through a proxy or tunnel of this machine gets no token, whatever name it gives us', async () => {
  expect(await membersStatus('127.0.0.1')).toBe(200);
  for (const name of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']) expect(await membersStatus('127.0.0.1', { [name]: '127.0.0.1' })).toBe(403);
});

test('whoever comes over the network gets no token, whatever name they give us', async ({ skip }) => {
  const [outside] = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
  if (outside === undefined) return skip('this machine has no address but loopback');
  expect(await membersStatus('127.0.0.1')).toBe(200);
  expect(await membersStatus(outside.address)).toBe(403);
});

test('a server that is not of development believes no token of development, though its database does', async () => {
  const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
  const providers = (production: boolean) => identityProviders({ gateway, production, now: Date.now });
  expect((await providers(false).find(developmentIssuer))?.issuer).toBe(developmentIssuer);
  expect(await providers(true).find(developmentIssuer)).toBeUndefined();
  expect((await providers(true).find(under.issuer.issuer))?.issuer).toBe(under.issuer.issuer);
  await gateway.end();
});

test('the key of development is kept for its user alone and survives a second start, and an older token with it', async () => {
  const file = join(folder, 'development_issuer.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const before = await readFile(file, 'utf8');
  const token = await signDevelopmentToken(folder, { email: 'ines@northwind.example' });
  await trust();
  expect(await readFile(file, 'utf8')).toBe(before);
  await under.server.reload();
  expect((await under.ask({ headers: { authorization: `Bearer ${token}` } }, who)).status).toBe(200);
  await writeFile(file, '{}');
  await trust();
  await under.server.reload();
  expect((await under.ask({ headers: { authorization: `Bearer ${token}` } }, who)).status).toBe(401);
});

test('a token of development has a fresh second factor, unless it is asked for without', async () => {
  const said = async (options: { secondFactor?: boolean }) => {
    const [, payload = ''] = (await signDevelopmentToken(folder, { email: 'ines@northwind.example', ...options })).split('.');
    const { amr, auth_time: at } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { amr: string[]; auth_time: number };
    return { amr, isNow: Math.abs(at - Date.now() / 1000) < 30 };
  };
  expect(await said({})).toEqual({ amr: ['pwd', 'mfa'], isNow: true });
  expect(await said({ secondFactor: false })).toEqual({ amr: ['pwd'], isNow: true });
});

test('nobody signs tokens in production', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  await expect(signDevelopmentToken(folder, { email: 'ada@northwind.example' })).rejects.toThrow('development issuer');
  await expect(trust()).rejects.toThrow('development issuer');
  vi.stubEnv('NODE_ENV', undefined);
  await expect(trust()).rejects.toThrow('development issuer');
  vi.unstubAllEnvs();
  await expect(trust()).resolves.toBeUndefined();
});

test('GraphiQL is a page with its own policy, and every other answer keeps the strict one', async () => {
  const page = await fetch(`${url}/`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).toContain('/development/bar.js');
  for (const file of ['/development/bar.js', '/development/bar.css', '/ruru-static/ruru.js', '/ruru-static/ruru.css']) expect((await fetch(url + file)).status).toBe(200);
  const answer = await under.ask({ email: 'ines@northwind.example', workspace: 'northwind/retail' }, '{ __schema { queryType { name } } }');
  expect(answer.body.data.__schema.queryType.name).toBe('Query');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
