import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { describeConfiguration, readConfig } from '../../server/config.ts';
import { checkLogin, checkVersion } from '../../server/startup_checks.ts';
import { useDatabase } from '../database.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });

type Ended = { code: number | null; output: string };

/** Runs the server as a process of its own until it ends, or until it says that it serves. */
function startProcess(environment: Record<string, string>): { ended: Promise<Ended>; serving: Promise<number>; signal(name: NodeJS.Signals): void } {
  const child = spawn(process.execPath, ['server/index.ts'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', TENET_LOG_LEVEL: 'info', TENET_DATABASE_URL_AUTHENTICATOR: urls.authenticator, TENET_DATABASE_URL_GATEWAY: urls.gateway, ...environment },
  });
  afterAll(() => void child.kill('SIGKILL'));
  let output = '';
  const serving = new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk);
      const port = /"port":(\d+)/.exec(output)?.[1];
      if (port) resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', () => reject(new Error(`ended before it served: ${output}`)));
  });
  serving.catch(() => undefined);
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output })));
  return { ended, serving, signal: (name) => void child.kill(name) };
}

describe('a server whose login', () => {
  const cases: [string, (role: string) => string, string][] = [
    ['is a superuser', (role) => `alter role ${role} superuser`, 'superuser'],
    ['bypasses row level security', (role) => `alter role ${role} bypassrls`, 'bypasses row level security'],
    ['owns a governed table', (role) => `create table app.of_${role} (id integer); alter table app.of_${role} owner to ${role}`, 'owns app.of_'],
    ['inherits', (role) => `alter role ${role} inherit; grant tenet_visitor to ${role}`, 'inherits'],
    ['can become more than it needs', (role) => `grant tenet_auditor to ${role}`, 'can become tenet_auditor'],
    ['can become an owner by way of another role', (role) => `grant tenet_migrator to ${role}`, 'owns '],
  ];
  test.each(cases)('%s refuses to serve, and says why', { timeout: 60_000 }, async (_name, make, why) => {
    const role = `test_${randomBytes(5).toString('hex')}`;
    const database = new URL(urls.admin).pathname.slice(1);
    await admin.query(`create role ${role} login noinherit password 'x'; grant connect on database ${database} to ${role}; ${make(role)}`);
    afterAll(() => admin.query(`drop owned by ${role} cascade; drop role ${role}`));
    const url = new URL(urls.authenticator);
    url.username = role;
    url.password = 'x';
    const { ended } = startProcess({ NODE_ENV: 'development', TENET_DATABASE_URL_AUTHENTICATOR: url.href });
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toContain(why);
    expect(output).not.toContain(':x@');
  });

  test('is the one it should be, serves, finishes what it was asked when told to stop, and ends in order', { timeout: 60_000 }, async () => {
    for (const purpose of ['authenticator', 'gateway', 'worker'] as const) {
      const pool = new pg.Pool({ connectionString: urls[purpose], max: 1 });
      expect(await checkLogin(pool, purpose)).toEqual([]);
      await pool.end();
    }
    const server = startProcess({ NODE_ENV: 'development' });
    const port = await server.serving;
    const kept = new URL(`http://127.0.0.1:${port}/readyz`);
    expect((await fetch(kept)).status).toBe(200);

    // the gateway is busy, so this request is under way until the lock is released
    const blocker = new pg.Client({ connectionString: urls.admin });
    await blocker.connect();
    await blocker.query('begin; lock table tenet.identity_providers in access exclusive mode');
    const token = [{ alg: 'EdDSA', kid: 'k', typ: 'at+jwt' }, { iss: 'https://issuer.test' }, 'sig'].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const running = fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: '{"query":"{ __typename }"}' });
    await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_gateway' and wait_event_type = 'Lock'")).rowCount).toBe(1);
    server.signal('SIGTERM');
    await expect.poll(() => fetch(kept).then(() => 'answers', () => 'refused')).toBe('refused');
    await blocker.query('commit');
    await blocker.end();
    expect((await running).status).toBe(401);
    const { code, output } = await server.ended;
    expect(code).toBe(0);
    expect(output).toContain('stopped');
    expect((await admin.query("select from pg_stat_activity where application_name like 'tenet %' and datname = current_database()")).rowCount).toBe(0);
  });

  test('is told of a new schema while it still starts, serves all the same', { timeout: 60_000 }, async () => {
    const server = startProcess({ NODE_ENV: 'development' });
    await expect.poll(async () => (await admin.query("select from pg_stat_activity where application_name = 'tenet api' and datname = current_database()")).rowCount, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
    server.signal('SIGHUP');
    const port = await server.serving;
    await expect.poll(() => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status)).toBe(200);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  test('is on a release without the security fixes refuses to serve in production', async () => {
    const pool = new pg.Pool({ connectionString: urls.authenticator, max: 1 });
    const { verdict } = await checkVersion(pool, true);
    await pool.end();
    const server = startProcess({ NODE_ENV: 'production' });
    if (verdict === 'fine') {
      await server.serving;
      return;
    }
    const { code, output } = await server.ended;
    expect(code).toBe(1);
    expect(output).toContain('lacks security fixes');
  });
});

describe('a configuration', () => {
  const right = { TENET_DATABASE_URL_AUTHENTICATOR: 'postgres://a:secret-1@h/d', TENET_DATABASE_URL_GATEWAY: 'postgres://g:secret-2@h/d' };

  test('that is wrong is refused with all faults at once and none of its values', async () => {
    const wrong = { TENET_DATABASE_URL_AUTHENTICATOR: 'mysql://secret-1', PORT: 'secret-3', TENET_ALLOWED_ORIGINS: '*', TENET_METRICS_TOKEN: 'secret-4', TENET_TRUSTED_PROXIES: '-1' };
    expect(() => readConfig(wrong)).toThrow(/AUTHENTICATOR.*GATEWAY.*PORT.*ORIGINS.*PROXIES.*METRICS/s);
    expect(() => readConfig(wrong)).not.toThrow(/secret-/);
    const { code, output } = await startProcess({ TENET_DATABASE_URL_GATEWAY: '', PORT: 'x' }).ended;
    expect([code, output.includes('TENET_DATABASE_URL_GATEWAY is required'), output.includes('PORT')]).toEqual([1, true, true]);
    expect(readConfig(right).PORT).toBe(5678);
  });

  test('that names no environment is production, with its doors closed', () => {
    for (const NODE_ENV of [undefined, '', 'staging', 'Development']) {
      expect(readConfig({ ...right, NODE_ENV })).toMatchObject({ mode: 'production', TENET_INTROSPECTION: false, TENET_ALLOW_ANONYMOUS: false, TENET_RATE_PER_PRINCIPAL: 100 });
    }
    expect(readConfig({ ...right, NODE_ENV: 'development' })).toMatchObject({ mode: 'development', TENET_INTROSPECTION: true });
  });

  test('is described variable by variable', () => {
    const rows = describeConfiguration();
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['NODE_ENV', 'PORT', 'TENET_ALLOWED_ORIGINS']));
    for (const { name, what } of rows) expect(what.length, name).toBeGreaterThan(20);
  });
});
