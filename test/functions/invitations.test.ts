// An invitation is good for once, also for two who come at the same time, and not any more for whoever comes while its maker loses the
// right to give what it gives. (F-20)
import { afterAll, expect, test } from 'vitest';
import pg from 'pg';
import { useDatabase } from '../database.ts';
import { begin, connected, openSession, sqlstate } from '../isolation/request.ts';

const database = await useDatabase({ template: 'tenet_template' });
const { admin, urls } = database;
await admin.query("begin; select tests.create_world(); select tests.trust_issuer('invite_only'); commit");
const gateway = new pg.Pool({ connectionString: urls.gateway, max: 2 });
afterAll(() => gateway.end());

async function openNewcomer(email: string, subject: string): Promise<string> {
  const claims = { issuer: 'https://tests.invalid', subject, email, email_verified: true, name: subject, expires_at: Math.floor(Date.now() / 1000) + 300 };
  return (await gateway.query<{ handle: string }>("select handle from tenet_private.open_newcomer_session($1, '127.0.0.1', 'tests')", [JSON.stringify(claims)])).rows[0]?.handle ?? '';
}

async function invite(email: string, role: string): Promise<string> {
  return connected(urls.authenticator, async (client) => {
    await begin(client, await openSession(database, 'admin@alpha-tests', 'alpha-tests/one'));
    const { rows } = await client.query<{ token: string }>('select token from api.invite_member($1, $2)', [email, role]);
    await client.query('commit');
    return rows[0]?.token ?? '';
  });
}

const acceptance = (token: string) => ({ text: 'select api.accept_invitation($1)', values: [token] });

test('of two who accept one invitation at the same time one is let in', { timeout: 60_000 }, async () => {
  await connected(urls.authenticator, (one) =>
    connected(urls.authenticator, async (other) => {
      for (let round = 0; round < 20; round += 1) {
        const email = `guest-${round}@example.com`;
        const token = await invite(email, 'member');
        const clients = [one, other];
        const handles = [await openNewcomer(email, `first-${round}`), await openNewcomer(email, `second-${round}`)];
        await Promise.all(clients.map((client, side) => begin(client, handles[side] as string)));
        const outcomes = await Promise.all(clients.map((client) => sqlstate(client.query(acceptance(token)).finally(() => client.query('commit')))));
        expect(outcomes.sort()).toEqual(['TN404', undefined]);
        expect((await admin.query("select from tenet.memberships m join tenet.users u on u.id = m.user_id where u.email = $1", [email])).rowCount).toBe(1);
      }
    }),
  );
});

test('who accepts while the one who invited them is made a viewer waits, and is not let in', async () => {
  const token = await invite('late@example.com', 'member');
  const handle = await openNewcomer('late@example.com', 'late');
  await connected(urls.admin, (operator) =>
    connected(urls.authenticator, async (newcomer) => {
      await operator.query("begin; update tenet.memberships set role = 'viewer' where user_id = tests.person('admin@alpha-tests')");
      await begin(newcomer, handle);
      const accepting = sqlstate(newcomer.query(acceptance(token)));
      await expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = 'tenet_authenticator' and wait_event_type = 'Lock'")).rowCount).toBe(1);
      await operator.query('commit');
      expect(await accepting).toBe('TN409');
      await newcomer.query('rollback');
      await operator.query("update tenet.memberships set role = 'admin' where user_id = tests.person('admin@alpha-tests')");
      await begin(newcomer, handle);
      expect(await sqlstate(newcomer.query(acceptance(token)))).toBeUndefined();
      await newcomer.query('commit');
    }),
  );
});
