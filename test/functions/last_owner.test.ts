// A tenant that has an owner keeps one, whoever races whom: owners who remove and demote each other, who leave while the other one is
// suspended, or both leave; through the API, and in an administrator's SQL at every isolation level. (T89, T98, T99)
import { afterAll, expect, test } from 'vitest';
import pg from 'pg';
import { useDatabase } from '../database.ts';
import { begin, connected, sqlstate } from '../isolation/request.ts';

const database = await useDatabase({ template: 'tenet_template' });
const { admin, urls } = database;
await admin.query(`
  begin;
  select tests.create_world();
  select tests.create_tables();
  select tests.create_rows();
  select tenet.create_workspace(tenet.create_tenant('races', 'Races'), 'only', 'Only');
  select tenet.add_member(tests.tenant('races'), tenet.create_user(n || '@races', n), 'owner') from unnest('{anna,bert,carl,dora,ed,fay}'::text[]) as n;
  commit`);

// A few connections open all sessions: a new one for each would take most of the time.
const gateway = new pg.Pool({ connectionString: urls.gateway, max: 4 });
afterAll(() => gateway.end());
async function openSession(email: string, workspace: string): Promise<string> {
  const { rows } = await admin.query<{ claims: unknown }>('select tests.claims($1) as claims', [email]);
  const opened = await gateway.query<{ handle: string }>("select handle from tenet_private.open_session($1, $2, '127.0.0.1', 'tests')", [JSON.stringify(rows[0]?.claims), workspace]);
  return opened.rows[0]?.handle ?? '';
}

const rounds = 200;
const anna = 'anna@races';
const bert = 'bert@races';
const membership = (email: string) => `tenant_id = tests.tenant('races') and user_id = tests.person('${email}')`;
const remove = (email: string) => `delete from tenet.memberships where ${membership(email)}`;
const demote = (email: string) => `update tenet.memberships set role = 'admin' where ${membership(email)}`;
const suspend = (email: string) => `update tenet.users set status = 'suspended' where email = '${email}'`;

/** Anna and Bert own the tenant, and nobody else does. */
async function twoOwners(): Promise<void> {
  await admin.query(`
    begin;
    update tenet.users set status = 'active' where email like '%@races' and status <> 'active';
    insert into tenet.memberships (tenant_id, user_id, role) values (tests.tenant('races'), tests.person('${anna}'), 'owner'), (tests.tenant('races'), tests.person('${bert}'), 'owner')
    on conflict (tenant_id, user_id, workspace_id) do update set role = 'owner';
    delete from tenet.memberships where tenant_id = tests.tenant('races') and user_id not in (tests.person('${anna}'), tests.person('${bert}'));
    commit`);
}

async function owners(): Promise<number> {
  const { rows } = await admin.query<{ owners: number }>(`
    select count(*)::integer as owners from tenet.memberships m join tenet.users u on u.id = m.user_id
     where m.tenant_id = tests.tenant('races') and m.role = 'owner' and u.status = 'active'`);
  return rows[0]?.owners ?? -1;
}

/** The two statements at once, each in a transaction that was open before. Returns what each raised. */
async function race(clients: [pg.Client, pg.Client], work: [string, string], start: (client: pg.Client, side: 0 | 1) => Promise<unknown>): Promise<(string | undefined)[]> {
  await Promise.all(clients.map((client, side) => start(client, side as 0 | 1)));
  return Promise.all(
    clients.map((client, side) =>
      sqlstate(
        client.query(work[side] as string).then(
          () => client.query('commit'),
          async (error: unknown) => {
            await client.query('rollback');
            throw error;
          },
        ),
      ),
    ),
  );
}

const duels: [title: string, work: [string, string]][] = [
  ['remove each other', [remove(bert), remove(anna)]],
  ['demote each other', [demote(bert), demote(anna)]],
  ['are one who leaves and one who is suspended', [remove(anna), suspend(bert)]],
  ['both leave', [remove(anna), remove(bert)]],
  ['are both suspended', [suspend(anna), suspend(bert)]],
];

test.each(['read committed', 'repeatable read', 'serializable'])(
  'of two owners whom an administrator removes, demotes and suspends at once, one stays, at %s',
  { timeout: 120_000 },
  async (level) => {
    await connected(urls.admin, (one) =>
      connected(urls.admin, async (other) => {
        for (let round = 0; round < rounds; round += 1) {
          const [title, work] = duels[round % duels.length] as (typeof duels)[number];
          await twoOwners();
          // with a snapshot of both owners in hand
          const outcomes = await race([one, other], work, (client) => client.query(`begin isolation level ${level}; select from tenet.memberships; select from tenet.tenants`));
          expect([title, await owners()]).toEqual([title, 1]);
          expect([title, outcomes.filter((outcome) => outcome === undefined).length]).toEqual([title, 1]);
          expect(level === 'read committed' ? ['TN409'] : ['TN409', '40001']).toContain(outcomes.find((outcome) => outcome !== undefined));
        }
      }),
    );
  },
);

const person = (email: string) => `tests.person('${email}')`;
const apiDuels: [title: string, work: [string, string]][] = [
  ['remove each other', [`select api.remove_member(${person(bert)}, whole_tenant => true)`, `select api.remove_member(${person(anna)}, whole_tenant => true)`]],
  ['demote each other', [`select api.change_role(${person(bert)}, 'admin', whole_tenant => true)`, `select api.change_role(${person(anna)}, 'admin', whole_tenant => true)`]],
  ['are one who leaves and one who is suspended', ['select api.leave_tenant()', suspend(bert)]],
  ['both leave', ['select api.leave_tenant()', 'select api.leave_tenant()']],
  ['are one who leaves and one who removes them', ['select api.leave_tenant()', `select api.remove_member(${person(anna)}, whole_tenant => true)`]],
];

test('of two owners who remove, demote and outwait each other through the API, one stays', { timeout: 120_000 }, async () => {
  await connected(urls.authenticator, (one) =>
    connected(urls.authenticator, (two) =>
      connected(urls.admin, async (operator) => {
        for (let round = 0; round < rounds; round += 1) {
          const [title, work] = apiDuels[round % apiDuels.length] as (typeof apiDuels)[number];
          await twoOwners();
          const handles = [await openSession(anna, 'races/only'), await openSession(bert, 'races/only')] as const;
          const byOperator = work[1].startsWith('update');
          const outcomes = await race([one, byOperator ? operator : two], work, (client, side) => (client === operator ? client.query('begin') : begin(client, handles[side])));
          expect([title, await owners()]).toEqual([title, 1]);
          expect([title, outcomes.filter((outcome) => outcome === undefined).length]).toEqual([title, 1]);
          // whoever was removed or demoted has no session any more; whoever would have been the last may not go
          expect(['TN401', 'TN409']).toContain(outcomes.find((outcome) => outcome !== undefined));
        }
      }),
    ),
  );
});

test('somebody who becomes an owner while they are being suspended does not stay the only one', { timeout: 60_000 }, async () => {
  for (const level of ['read committed', 'repeatable read', 'serializable']) {
    for (const first of ['suspension', 'ownership']) {
      await twoOwners();
      await admin.query(`begin; ${remove(bert)}; commit`);
      await connected(urls.admin, (operator) =>
        connected(urls.admin, async (giver) => {
          for (const client of [operator, giver]) await client.query(`begin isolation level ${level}; select from tenet.memberships; select from tenet.users`);
          const give = () => sqlstate(giver.query(`insert into tenet.memberships (tenant_id, user_id, role) values (tests.tenant('races'), ${person(bert)}, 'owner'); ${remove(anna)}; commit`));
          const take = () => sqlstate(operator.query(`${suspend(bert)}; commit`));
          if (first === 'suspension') {
            await operator.query(suspend(bert)); // before anybody can see that bert is of this tenant at all
            const giving = give();
            await expect.poll(async () => (await admin.query("select from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into tenet.memberships%'")).rowCount).toBe(1);
            expect(await sqlstate(operator.query('commit'))).toBeUndefined();
            expect(['TN409', '40001']).toContain(await giving);
          } else {
            expect(await give()).toBeUndefined();
            expect(['TN409', '40001']).toContain(await take());
          }
          for (const client of [operator, giver]) await client.query('rollback');
        }),
      );
      expect([level, first, await owners()]).toEqual([level, first, 1]);
    }
  }
});

test('sixteen people who give, take, hand over and leave at random never leave a state without an owner, and the version only grows', { timeout: 90_000 }, async () => {
  await twoOwners();
  // What each transaction leaves behind, as it commits: it holds the row of the tenant until it has.
  await admin.query(`
    create table tests.history (id bigserial primary key, transaction xid8 not null, version bigint not null, owners bigint not null);
    create function tests.tg_history() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      insert into tests.history (transaction, version, owners)
      select pg_current_xact_id(), new.authz_version, count(*) from tenet.memberships m join tenet.users u on u.id = m.user_id and u.status = 'active' where m.tenant_id = new.id and m.role = 'owner';
      return null;
    end $$;
    grant usage on schema tests to public;
    create constraint trigger _999_history after update of authz_version on tenet.tenants deferrable initially deferred for each row
      when (old.authz_version is distinct from new.authz_version) execute function tests.tg_history()`);
  const people = ['anna', 'bert', 'carl', 'dora', 'ed', 'fay'].map((name) => `${name}@races`);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  await admin.query(`insert into tenet.memberships (tenant_id, user_id, role) select tests.tenant('races'), u.id, 'owner' from tenet.users u where u.email like '%@races' on conflict do nothing`);
  const until = Date.now() + 45_000;
  const done: Record<string, number> = { assigns: 0, removes: 0, 'hands over': 0, leaves: 0, 'comes back': 0 };
  const isEnough = () => Object.values(done).every((times) => times > 0) && Object.values(done).reduce((sum, times) => sum + times) >= 60;
  const raised: Record<string, number> = {};
  const client = async (): Promise<void> => {
    await connected(urls.authenticator, async (visitor) => {
      while (Date.now() < until && !isEnough()) {
        const [who, whom, role] = [pick(people), person(pick(people)), pick(['owner', 'owner', 'admin', 'viewer'])];
        const [what, statement] = pick([
          ['assigns', `select api.change_role(${whom}, '${role}', whole_tenant => true)`],
          ['removes', `select api.remove_member(${whom}, whole_tenant => true)`],
          ['hands over', `select api.transfer_ownership(${whom})`],
          ['leaves', 'select api.leave_tenant()'],
          ['comes back', ''],
          ['comes back', ''],
        ] as const);
        const outcome = await sqlstate(
          (async () => {
            if (statement === '') return admin.query(`select tenet.add_member(tests.tenant('races'), tests.person('${who}'), '${role}')`);
            await begin(visitor, await openSession(who, 'races/only'));
            await visitor.query(statement);
            return visitor.query('commit');
          })(),
        );
        await visitor.query('rollback');
        if (outcome === undefined) done[what] = (done[what] ?? 0) + 1;
        else raised[outcome] = (raised[outcome] ?? 0) + 1;
      }
    });
  };
  await Promise.all(Array.from({ length: 16 }, client));
  const { rows } = await admin.query<{ version: string; owners: string }>('select distinct on (transaction) id, version, owners from tests.history order by transaction, id desc');
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(rows.filter((row) => Number(row.owners) < 1)).toEqual([]);
  const versions = (await admin.query<{ version: string }>('select version from tests.history order by id')).rows.map((row) => Number(row.version));
  expect(versions.every((version, index) => index === 0 || version > (versions[index - 1] as number))).toBe(true);
  expect(await owners()).toBeGreaterThanOrEqual(1);
  expect([done, isEnough()]).toEqual([done, true]);
  expect(Object.keys(raised).filter((code) => !['TN401', 'TN403', 'TN404', 'TN409', '23505'].includes(code))).toEqual([]);
  await admin.query('drop trigger _999_history on tenet.tenants');
});

test('a member whom a colleague demotes between two statements of their transaction gets the second refused and the first undone', async () => {
  const count = async () => (await admin.query("select from app.sample_firms where name like '% of two'")).rowCount;
  await connected(urls.authenticator, (member) =>
    connected(urls.authenticator, async (colleague) => {
      await begin(member, await openSession('member@alpha-tests', 'alpha-tests/one'));
      await member.query("insert into api.sample_firms (name) values ('first of two')");
      await begin(colleague, await openSession('admin@alpha-tests', 'alpha-tests/one'));
      await colleague.query(`select api.change_role(${person('member@alpha-tests')}, 'viewer')`);
      await colleague.query('commit');
      expect(await sqlstate(member.query("insert into api.sample_firms (name) values ('second of two')"))).toBe('TN401');
      await member.query('commit'); // which rolls back
      expect(await count()).toBe(0);
      await begin(member, await openSession('manager@alpha-tests', 'alpha-tests/one'));
      await member.query("insert into api.sample_firms (name) values ('first of two'), ('second of two')");
      await member.query('commit');
      expect(await count()).toBe(2);
    }),
  );
});
