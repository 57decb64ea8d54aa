import { expect, inject, test } from 'vitest';
import { connected } from '../../database/connected.ts';
import { describeSchema } from '../../database/describe_schema.ts';
import { installDatabase } from '../../database/install.ts';
import { LOGINS } from '../../database/urls.ts';
import { useDatabase } from '../database.ts';

const { adminUrl, passwords } = inject('cluster');
const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const database = new URL(urls.admin).pathname.slice(1);

test('installing a second time changes nothing and takes less than a second', async () => {
  const before = await connected(urls.admin, describeSchema);
  const start = performance.now();
  expect(await installDatabase({ adminUrl, database, passwords })).toEqual(urls);
  expect(performance.now() - start).toBeLessThan(1_000);
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

test('the worker owns its schema and can make no other', async () => {
  const { rows } = await admin.query(`
    select nspowner::regrole::text as owner,
           has_database_privilege('tenet_worker', current_database(), 'create') as can_create
      from pg_namespace
     where nspname = 'graphile_worker'`);
  expect(rows).toEqual([{ owner: 'tenet_worker', can_create: false }]);
  await expect(connected(urls.worker, (client) => client.query('create schema another'))).rejects.toThrow(/permission denied/);
});
