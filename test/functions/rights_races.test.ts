// Two at the same time, of whom one gives what the other takes away: in the order in which they commit, nothing stays that the later
// one would have refused. (F-12, F-14, T89)
import { afterAll, expect, test } from 'vitest';
import pg from 'pg';
import { useDatabase } from '../database.ts';
import { begin, connected, createWorld, openSession, request, sqlstate } from '../isolation/request.ts';

const database = await useDatabase({ template: 'tenet_template' });
await createWorld(database);
const { admin, urls } = database;
const gateway = new pg.Pool({ connectionString: urls.gateway, max: 2 });
afterAll(() => gateway.end());

/** Resolves when so many of a login's statements wait for somebody else's transaction. */
const waiting = (login: string, many = 1) =>
  expect.poll(async () => (await admin.query("select from pg_stat_activity where usename = $1 and wait_event_type = 'Lock' and datname = current_database()", [login])).rowCount, { timeout: 5000 }).toBe(many);

test('what is shared with somebody while they are being removed is not theirs when they come back', async () => {
  await admin.query(`begin; set local role tenet_owner;
    select tenet.shareable('app.sample_firms'); select tenet.withhold_permission('viewer', 'sample_firm:read');
    commit`);
  const viewer = 'viewer@alpha-tests';
  const share = "select api.share('sample_firms', tests.firm('OWN_firm_1'), 'read', user_id => tests.person('viewer@alpha-tests'))";
  const remove = "select api.remove_member(tests.person('viewer@alpha-tests'))";
  const comeBack = `select tenet.add_member(tests.tenant('alpha-tests'), tests.person('${viewer}'), 'viewer', tests.workspace('alpha-tests/one'))`;
  const firms = async () => {
    const handle = await openSession(database, viewer);
    return connected(urls.authenticator, (client) => request(client, handle, async () => (await client.query('select from api.sample_firms')).rowCount));
  };

  await connected(urls.authenticator, (member) =>
    connected(urls.authenticator, async (owner) => {
      await request(member, await openSession(database, 'member@alpha-tests'), () => member.query(share));
      expect(await firms()).toBe(1);
      // first the share: whoever removes them waits, and takes it with them
      await admin.query('delete from tenet.shares');
      await begin(member, await openSession(database, 'member@alpha-tests'));
      await begin(owner, await openSession(database, 'owner@alpha-tests'));
      await member.query(share);
      const removing = sqlstate(owner.query(remove));
      await waiting('tenet_authenticator');
      await member.query('commit');
      expect(await removing).toBeUndefined();
      await owner.query('commit');
      await admin.query(comeBack);
      expect(await firms()).toBe(0);

      // first they are removed: whoever shares waits, and shares nothing
      await begin(member, await openSession(database, 'member@alpha-tests'));
      await begin(owner, await openSession(database, 'owner@alpha-tests'));
      await owner.query(remove);
      const sharing = sqlstate(member.query(share));
      await waiting('tenet_authenticator');
      await owner.query('commit');
      expect(await sharing).toBe('TN401');
      await member.query('rollback');
      await admin.query(comeBack);
      expect(await firms()).toBe(0);
    }),
  );
});

test('an older token that waits for a newer one gives nothing back that the newer one does not name', async () => {
  await admin.query("begin; select tests.trust_issuer('invite_only'); insert into tenet.external_tenants (issuer, external_id, tenant_id) values ('https://tests.invalid', 'alpha', tests.tenant('alpha-tests')); commit");
  const { rows } = await admin.query<{ claims: object }>("select tests.claims('editor@alpha-tests') as claims");
  const now = Math.floor(Date.now() / 1000);
  const older = { ...rows[0]!.claims, tenant: 'alpha', issued_at: now - 60, groups: ['managers'] };
  const newer = { ...older, issued_at: now, groups: [] };
  const open = (client: pg.ClientBase | pg.Pool, claims: object, workspace: string) => client.query("select handle from tenet_private.open_session($1, $2, '127.0.0.1', 'tests')", [JSON.stringify(claims), workspace]);
  const managers = "select from tenet.memberships where role = 'manager' and user_id = tests.person('editor@alpha-tests')";
  await open(gateway, older, 'one'); // when the group gives nothing yet
  await admin.query("begin; select tests.as_admin(); select tenet.map_group(tests.tenant('alpha-tests'), 'https://tests.invalid', 'managers', role => 'manager', workspace => tests.workspace('alpha-tests/two')); commit");

  await connected(urls.gateway, async (later) => {
    await later.query('begin');
    await open(later, newer, 'one');
    const opening = sqlstate(open(gateway, older, 'two'));
    await waiting('tenet_gateway');
    await later.query('commit');
    expect(await opening).toBe('TN403');
  });
  expect((await admin.query(managers)).rowCount).toBe(0);
  // the group does give it, to whoever is in it
  await open(gateway, { ...newer, issued_at: now + 1, groups: ['managers'] }, 'two');
  expect((await admin.query(managers)).rowCount).toBe(1);
});
