// A right that is taken away is gone at the next statement, on every connection, also inside a transaction that is open, and what
// that transaction has done so far is undone. Two connections at a time, with the logins of the running system.
// (T28, T29, T45, T89, T98 in part; issue "Removing a membership stops a token that is still valid")
import { beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { useDatabase } from '../database.ts';
import { begin, connected, createWorld, openSession, request, sqlstate } from '../isolation/request.ts';

const database = await useDatabase({ template: 'tenet_template' });
await createWorld(database);
const { admin, urls } = database;
// the only other workspace keeps an owner while this one is archived
await admin.query("select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'owner', tests.workspace('alpha-tests/two'))");

const email = 'member@alpha-tests';
const countFirms = 'select count(*)::integer as firms from api.sample_firms';

async function firms(client: pg.ClientBase): Promise<number> {
  return (await client.query<{ firms: number }>(countFirms)).rows[0]?.firms ?? -1;
}

/** The ways to take rights away, each with its way back. */
const revocations: Record<string, [take: string, giveBack: string]> = {
  'is removed from the workspace': [
    `select tenet.remove_member(m.id) from tenet.memberships m where m.user_id = tests.person('${email}')`,
    `select tenet.add_member(tests.tenant('alpha-tests'), tests.person('${email}'), 'member', tests.workspace('alpha-tests/one'))`,
  ],
  'becomes a viewer': [
    `update tenet.memberships set role = 'viewer' where user_id = tests.person('${email}')`,
    `update tenet.memberships set role = 'member' where user_id = tests.person('${email}')`,
  ],
  'is suspended': [
    `update tenet.users set status = 'suspended' where email = '${email}'`,
    `update tenet.users set status = 'active' where email = '${email}'`,
  ],
  'has their tenant suspended': [
    `update tenet.tenants set status = 'suspended' where slug = 'alpha-tests'`,
    `update tenet.tenants set status = 'active' where slug = 'alpha-tests'`,
  ],
  'has their workspace archived': [
    `update tenet.workspaces set status = 'archived' where id = tests.workspace('alpha-tests/one')`,
    `update tenet.workspaces set status = 'active' where id = tests.workspace('alpha-tests/one')`,
  ],
  'loses a permission of their role': [
    `select tenet.withhold_permission('member', 'sample_firm:update')`,
    `select tenet.grant_permission('member', 'sample_firm:update')`,
  ],
};

describe('a member who', () => {
  test.each(Object.entries(revocations))('%s is refused at the next statement of an open transaction, which leaves nothing behind', async (_title, [take, giveBack]) => {
    const handle = await openSession(database, email);
    await connected(urls.authenticator, async (client) => {
      await begin(client, handle);
      expect(await firms(client)).toBe(3);
      await client.query("insert into api.sample_firms (name) values ('half of a change')");
      await admin.query(take);
      expect(await sqlstate(client.query("update api.sample_firms set amount = 5 where name = 'half of a change'"))).toBe('TN401');
      expect(await sqlstate(client.query('commit'))).toBeUndefined(); // a failed transaction: commit rolls it back
      expect((await admin.query("select from app.sample_firms where name = 'half of a change'")).rowCount).toBe(0);
    });
    await admin.query(giveBack);
    const again = await openSession(database, email);
    await connected(urls.authenticator, async (client) => expect(await request(client, again, () => firms(client))).toBe(3));
  });

  test.each(Object.entries(revocations))('%s is refused when a prepared statement runs again', async (_title, [take, giveBack]) => {
    const handle = await openSession(database, email);
    const prepared = { name: 'firms', text: countFirms };
    await connected(urls.authenticator, async (client) => {
      for (let run = 0; run < 7; run += 1) {
        expect((await request(client, handle, () => client.query(prepared))).rows[0].firms).toBe(3); // past the custom plans
      }
      await admin.query(take);
      expect(await sqlstate(request(client, handle, () => client.query(prepared)))).toBe('TN401');
      await admin.query(giveBack);
      expect(await sqlstate(request(client, handle, () => client.query(prepared)))).toBe('TN401');
      const again = await openSession(database, email);
      expect((await request(client, again, () => client.query(prepared))).rows[0].firms).toBe(3);
    });
  });
});

describe('a session', () => {
  let handle: string;
  beforeEach(async () => {
    handle = await openSession(database, email);
  });

  test('that is opened while its membership is being removed waits, and is refused', async () => {
    await connected(urls.admin, async (remover) => {
      await remover.query('begin');
      await remover.query(revocations['is removed from the workspace']?.[0] ?? '');
      const opening = sqlstate(openSession(database, email));
      await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_gateway' and wait_event_type = 'Lock'")).rowCount).toBe(1);
      await remover.query('commit');
      expect(await opening).toBe('TN403');
    });
    await admin.query(revocations['is removed from the workspace']?.[1] ?? '');
    expect(await sqlstate(openSession(database, email))).toBeUndefined();
  });

  test('that is opened while its person is being suspended waits, and is refused, also where the membership is newer than the suspension', async () => {
    await connected(urls.admin, async (operator) => {
      await operator.query('begin');
      await operator.query(revocations['is suspended']?.[0] ?? '');
      await admin.query(`select tenet.add_member(tests.tenant('beta-tests'), tests.person('${email}'), 'member')`); // which the suspension cannot see
      const opening = sqlstate(openSession(database, email, 'beta-tests/one'));
      await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_gateway' and wait_event_type = 'Lock'")).rowCount).toBe(1);
      await operator.query('commit');
      expect(await opening).toBe('TN403');
    });
    await admin.query(revocations['is suspended']?.[1] ?? '');
    expect(await sqlstate(openSession(database, email, 'beta-tests/one'))).toBeUndefined();
    await admin.query(`delete from tenet.memberships where user_id = tests.person('${email}') and tenant_id = tests.tenant('beta-tests')`);
  });

  test('that is opened with a role whose permissions are being withheld waits, and has the new ones', async () => {
    await connected(urls.admin, async (operator) => {
      await operator.query('begin');
      await operator.query(revocations['loses a permission of their role']?.[0] ?? '');
      const opening = openSession(database, email);
      await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_gateway' and wait_event_type = 'Lock'")).rowCount).toBe(1);
      await operator.query('commit');
      const young = await opening;
      await connected(urls.authenticator, async (client) => {
        expect(await request(client, young, async () => (await client.query("update api.sample_firms set amount = 5")).rowCount)).toBe(0);
        expect(await request(client, young, () => firms(client))).toBe(3);
      });
    });
    await admin.query(revocations['loses a permission of their role']?.[1] ?? '');
  });

  test.each(['repeatable read', 'serializable'])('is not survived by its rights when they change at %s after a look at the past', async (level) => {
    await connected(urls.admin, async (changer) => {
      await changer.query(`begin isolation level ${level}`);
      await changer.query('select 1 from tenet.tenants'); // its snapshot
      const young = await openSession(database, email);
      const refused = await sqlstate(changer.query(`update tenet.memberships set role = 'viewer' where user_id = tests.person('${email}')`));
      await changer.query(refused ? 'rollback' : 'commit');
      const role = (await admin.query(`select role from tenet.memberships where user_id = tests.person('${email}')`)).rows[0].role;
      await connected(urls.authenticator, async (client) => {
        const outcome = await sqlstate(request(client, young, () => firms(client)));
        expect([role, outcome]).toEqual(refused ? ['member', undefined] : ['viewer', 'TN401']);
      });
    });
    await admin.query(`update tenet.memberships set role = 'member' where user_id = tests.person('${email}')`);
  });

  test.each(['repeatable read', 'serializable'])('is worth nothing at %s, where what is revoked would stay visible', async (level) => {
    await connected(urls.authenticator, async (client) => {
      await client.query(`begin isolation level ${level}`);
      await client.query("select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", [handle]);
      expect(await sqlstate(client.query(countFirms))).toBe('TN400');
      await client.query('rollback');
      expect(await request(client, handle, () => firms(client))).toBe(3);
    });
  });

  test('is worth nothing on any other login', async () => {
    for (const url of [urls.gateway, urls.migrator]) {
      await connected(url, async (client) => {
        await client.query("select set_config('tenet.session', $1, false)", [handle]);
        expect(['42501', 'TN401']).toContain(await sqlstate(client.query(countFirms)));
      });
    }
    await connected(urls.worker, async (client) => {
      await begin(client, handle);
      expect(await sqlstate(client.query(countFirms))).toBe('TN401');
    });
    await connected(urls.authenticator, async (client) => expect(await request(client, handle, () => firms(client))).toBe(3));
  });

  test('of the API cannot be exchanged for the session of a job, nor the reverse', async () => {
    await admin.query("insert into tenet.job_purposes (name, actions, description) values ('reading', '{read}', 'For this test.') on conflict do nothing");
    await connected(urls.worker, async (worker) => {
      const { rows } = await worker.query<{ handle: string }>(
        "select tenet_private.open_job_session($1, $2, 'reading') as handle",
        Object.values((await admin.query("select tests.tenant('alpha-tests') as tenant, tests.workspace('alpha-tests/one') as workspace")).rows[0]),
      );
      const job = rows[0]?.handle ?? '';
      await begin(worker, job);
      expect(await firms(worker)).toBe(3);
      await worker.query('rollback');
      await connected(urls.authenticator, async (client) => {
        await begin(client, job);
        expect(await sqlstate(client.query(countFirms))).toBe('TN401');
      });
    });
  });
});
