import { expect, inject, test } from 'vitest';
import type { Major } from '../../database/binaries.ts';
import { connected } from '../../database/connected.ts';
import { describeSchema } from '../../database/describe_schema.ts';
import { installDatabase } from '../../database/install.ts';
import { LOGINS, withDatabase } from '../../database/urls.ts';
import { useDatabase } from '../database.ts';
import { startTemporary } from '../scratch.ts';

const { adminUrl, version, passwords } = inject('scratch');
const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const database = new URL(urls.admin).pathname.slice(1);

test('installing a second time changes nothing', async () => {
  const before = await connected(urls.admin, describeSchema);
  expect(await installDatabase({ adminUrl, database, passwords })).toEqual(urls);
  expect(await connected(urls.admin, describeSchema)).toBe(before);
});

test('each login enters with its own password, and with no other', async () => {
  for (const login of LOGINS) {
    const name = await connected(urls[login], async (client) => (await client.query('select session_user as name')).rows[0].name);
    expect(name).toBe(`tenet_${login}`);
    const wrong = new URL(urls[login]);
    wrong.password = passwords[login === 'worker' ? 'gateway' : 'worker'];
    await expect(connected(wrong.href, async () => {})).rejects.toThrow(/password authentication failed/);
  }
});

test('the administrator of a managed server, who is no superuser, can install, and is above no policy afterwards', async () => {
  const { adminUrl, stop } = await startTemporary(Math.floor(version / 10_000) as Major);
  try {
    await connected(adminUrl, (client) => client.query("create role manager login createrole createdb password 'secret'"));
    const manager = withDatabase(adminUrl, 'postgres', 'manager', 'secret');
    for (const _ of ['first', 'again']) await installDatabase({ adminUrl: manager, database: 'managed', passwords });
    const text = await connected(withDatabase(adminUrl, 'managed'), describeSchema);
    expect(text).toBe(await connected(urls.admin, describeSchema));
    const { rows } = await connected(adminUrl, (client) =>
      client.query("select count(*)::integer as n from pg_roles where rolname ~ '^tenet_' and pg_has_role('manager', oid, 'usage')"),
    );
    expect(rows).toEqual([{ n: 0 }]);
  } finally {
    await stop();
  }
});

test('the worker owns its schema and can make no other', async () => {
  const { rows } = await admin.query(`
    select nspowner::regrole::text as owner,
           has_database_privilege('tenet_worker', current_database(), 'create') as can_create
      from pg_namespace
     where nspname = 'graphile_worker'`);
  expect(rows).toEqual([{ owner: 'tenet_worker', can_create: false }]);
  await expect(connected(urls.worker, (client) => client.query('create schema another'))).rejects.toThrow(/permission denied/);
});
