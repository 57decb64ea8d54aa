import pg from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });

test('the worker owns its schema and can make no other', async () => {
  const { rows } = await admin.query(`
    select nspowner::regrole::text as owner,
           has_database_privilege('tenet_worker', current_database(), 'create') as can_create
      from pg_namespace
     where nspname = 'graphile_worker'`);
  expect(rows).toEqual([{ owner: 'tenet_worker', can_create: false }]);
});
