import { randomBytes } from 'node:crypto';
import { afterAll, expect, inject, test } from 'vitest';
import { connected } from '../../database/connected.ts';
import { findPostgres } from '../../database/find.ts';
import { judgeVersion } from '../../database/supported_versions.ts';
import { withDatabase } from '../../database/urls.ts';

const { adminUrl, version } = inject('scratch');
const login = `installer_${randomBytes(4).toString('hex')}`;
afterAll(() => connected(adminUrl, (client) => client.query(`drop role if exists ${login}`)));

test.each([
  [140_024, 'refuse', 'refuse'],
  [150_019, 'warn', 'refuse'],
  [150_020, 'fine', 'fine'],
  [160_014, 'warn', 'refuse'],
  [160_015, 'fine', 'fine'],
  [170_010, 'warn', 'refuse'],
  [170_011, 'fine', 'fine'],
  [180_004, 'warn', 'refuse'],
  [180_006, 'fine', 'fine'],
  [190_000, 'fine', 'fine'],
])('a server of version %i is judged "%s" in development and "%s" in production', (version, development, production) => {
  expect(judgeVersion(version, false).verdict).toBe(development);
  expect(judgeVersion(version, true).verdict).toBe(production);
});

test('a refused server is told its version and the one to have', () => {
  expect(judgeVersion(140_024, false)).toHaveProperty('sentence', expect.stringContaining('Postgres 14: Tenet needs 15 or newer'));
  expect(judgeVersion(180_004, true)).toHaveProperty('sentence', expect.stringContaining('18.4, which lacks security fixes'));
});

test('a word of NODE_ENV that nobody knows is production, where the embedded Postgres is refused', async () => {
  for (const NODE_ENV of [undefined, '', 'prod', 'Development']) {
    await expect(findPostgres({ NODE_ENV }, () => {})).rejects.toThrow('the embedded Postgres is for development alone');
  }
});

test('an administrator is let in, also when the database of the URL is not there yet', async () => {
  const cluster = await findPostgres({ DATABASE_URL: withDatabase(adminUrl, 'not_there_yet'), NODE_ENV: 'test' }, () => {});
  expect(cluster.version).toBe(version);
  await cluster.stop();
});

test('a login that may not create roles is refused in one sentence that names the fix, and let in after the fix', async () => {
  await connected(adminUrl, (client) => client.query(`create role ${login} login password 'secret'`));
  const url = withDatabase(adminUrl, 'postgres', login, 'secret');
  await expect(findPostgres({ DATABASE_URL: url, NODE_ENV: 'test' }, () => {})).rejects.toThrow(
    `The login ${login} of DATABASE_URL may not create roles, which installing needs: give the URL of an administrator, ` +
      `or let one run: alter role ${login} createrole createdb;`,
  );
  await connected(adminUrl, (client) => client.query(`alter role ${login} createrole`));
  await expect(findPostgres({ DATABASE_URL: url, NODE_ENV: 'test' }, () => {})).rejects.toThrow('may not create databases');
  await connected(adminUrl, (client) => client.query(`alter role ${login} createdb`));
  await expect(findPostgres({ DATABASE_URL: url, NODE_ENV: 'test' }, () => {})).resolves.toHaveProperty('version', version);
});

test('an address where no Postgres answers is told in one sentence without the password', async () => {
  const failure = await findPostgres({ DATABASE_URL: 'postgres://somebody:hidden@127.0.0.1:1/tenet', NODE_ENV: 'test' }, () => {}).catch((error: Error) => error);
  expect(failure).toHaveProperty('message', expect.stringMatching(/^DATABASE_URL leads to no Postgres that lets us in \(127\.0\.0\.1:1: .*ECONNREFUSED/));
  expect(failure).toHaveProperty('message', expect.not.stringContaining('hidden'));
});

test('a container is asked for by name, and its absence told in one sentence', async () => {
  const found = await findPostgres({ TENET_POSTGRES: 'container', NODE_ENV: 'test' }, () => {}).catch((error: Error) => error);
  if (found instanceof Error) expect(found.message).toMatch(/^TENET_POSTGRES=container needs a running container engine/);
  else await found.stop();
});
