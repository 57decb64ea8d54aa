// Full SQL injection on the API's own connection: any statement, as tenet_visitor with a live session of alpha-tests/one, after any
// attempt to become somebody else. Everything that comes back (rows, notices, errors, notifications) is searched for the sentinel
// words and the ids of other tenants and workspaces; the rows of others are compared before and after.
// The next request on the same connection, of another tenant, must be served right or refused.
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { begin, checksums, connected, createWorld, openSession, sqlstate } from './request.ts';

const database = await useDatabase({ template: 'tenet_template' });
await createWorld(database);

const own = await openSession(database, 'owner@alpha-tests');
const other = await openSession(database, 'owner@beta-tests');
const { rows: foreignIds } = await database.admin.query<{ id: string }>(`
  select id::text from app.sample_firms where name ~ '^SENTINEL_B'
  union all select id::text from app.sample_people where name ~ '^SENTINEL_B'
  union all select tests.tenant('beta-tests')::text
  union all select tests.workspace(w)::text from unnest('{alpha-tests/two,beta-tests/one}'::text[]) as w
  union all select tests.person('owner@beta-tests')::text`);
const { rows: [known] } = await database.admin.query<Record<'firm' | 'tenant' | 'workspace' | 'sibling', string>>(`
  select tests.firm('SENTINEL_B_tenant_firm_1') as firm, tests.tenant('beta-tests') as tenant,
         tests.workspace('beta-tests/one') as workspace, tests.workspace('alpha-tests/two') as sibling`);
const { firm, tenant, workspace, sibling } = known as Record<'firm' | 'tenant' | 'workspace' | 'sibling', string>;

/** What an attacker says first, to be somebody else from then on. */
const disguises = [
  'select 1',
  'reset role',
  'set role none',
  'set local role tenet_authenticator',
  'set role tenet_visitor',
  'set role tenet_anonymous',
  'set role tenet_views',
  'set role tenet_owner',
  'set role tenet_resolver',
  'set role tenet_auditor',
  'set role postgres',
  'set session authorization tenet_owner',
  'set session authorization tenet_worker',
  'set session authorization default',
  'reset session authorization',
  "select set_config('role', 'none', true)",
  "select set_config('role', 'tenet_views', false)",
  "select set_config('tenet.session', '', false)",
  "set tenet.session = ''",
  `set local tenet.session = '${tenant}'`,
  `set tenet.session = '${workspace}'`,
  "set tenet.session = 'beta-tests/one'",
  'set local tenet.session to default',
  'reset tenet.session',
  'reset all',
  'discard plans',
  `set tenet.tenant_id = '${tenant}'; set app.tenant_id = '${tenant}'; set jwt.claims.tenant_id = '${tenant}'; set request.jwt.claims = '{"tenant_id":"${tenant}"}'`,
  'set row_security = off',
  'set search_path = app, tenet, tenet_private, api, pg_temp',
  "set session_replication_role = 'replica'",
  'set local statement_timeout = 0; set local lock_timeout = 0',
  'set transaction isolation level repeatable read',
  "set default_transaction_isolation = 'serializable'",
  'set plan_cache_mode = force_generic_plan',
  'set enable_seqscan = off; set enable_indexscan = off; set enable_bitmapscan = off',
  'set debug_parallel_query = on; set parallel_setup_cost = 0; set parallel_tuple_cost = 0; set min_parallel_table_scan_size = 0',
  'set xmloption = document; set client_min_messages = debug5',
  'commit',
  'rollback',
  'commit; begin; reset role',
  `commit; set role tenet_visitor; begin`,
  'savepoint s; rollback to s',
  'commit; begin isolation level serializable; set local role tenet_visitor',
];

/** What they then try to read, count, change, keep or have told to them. */
const views = ['sample_firms', 'sample_diaries', 'members'];
const attempts = [
  ...views.flatMap((view) => [
    `select * from api.${view}`,
    `select count(*), min(v::text), max(v::text) from api.${view} v`,
    `select tableoid::regclass, ctid, xmin, * from api.${view}`,
    `select * from api.${view} for update`,
    `table app.${view}`,
    `select * from tenet.${view}`,
    `copy (select * from api.${view}) to stdout`,
    `copy app.${view} to stdout`,
    `explain (analyze, verbose, buffers) select * from api.${view}`,
    `declare c cursor for select * from api.${view}; fetch all from c; close c`,
    `declare c scroll cursor with hold for select * from api.${view}; fetch all from c; close c`,
    `prepare hostile as select * from api.${view}; execute hostile; deallocate hostile`,
    `do $$ begin raise notice '%', (select string_agg(v::text, ',') from api.${view} v); end $$`,
    `do $$ begin raise exception '%', (select string_agg(v::text, ',') from api.${view} v); end $$`,
    `create temporary table kept as select * from api.${view}`,
    `select * into temporary kept from api.${view}`,
    `create temporary view kept as select * from app.${view}; select * from kept`,
    `delete from api.${view}`,
    `delete from app.${view}`,
    `truncate app.${view}`,
    `with recursive r as (select v::text as t from api.${view} v union select t from r) select * from r`,
    `with gone as (delete from api.${view} returning *) select * from gone`,
  ]),
  "select * from app.sample_firms where name like 'SENT' || 'INEL%'",
  "select * from api.sample_firms where name like 'SENT' || 'INEL%'",
  `select * from api.sample_firms where id = '${firm}'`,
  `select exists (select from api.sample_firms where id = '${firm}')`,
  "select name::integer from api.sample_firms",
  "select name::integer from app.sample_firms",
  "select 1 / (amount - 1) from api.sample_firms",
  "select 1 / (amount - 2) from api.sample_firms where name like 'SENT' || 'INEL%'",
  "select (select name from api.sample_firms)",
  "select array_agg(name)::integer[] from api.sample_firms",
  "update api.sample_firms set amount = 77",
  "update api.sample_firms set amount = 77 where name like 'SENT' || 'INEL%' returning *",
  `update api.sample_firms set id = '${firm}'`,
  "update app.sample_firms set amount = 77",
  `update app.sample_firms set tenant_id = '${tenant}'`,
  `insert into api.sample_firms (id, name) values ('${firm}', 'x') on conflict do nothing`,
  `insert into app.sample_firms (tenant_id, workspace_id, name) values ('${tenant}', '${workspace}', 'planted')`,
  `insert into app.sample_firms (tenant_id, workspace_id, name) select t.id, '${sibling}', 'planted' from tenet.tenants t`,
  `insert into api.sample_people (firm_id, name) values ('${firm}', 'planted')`,
  `merge into api.sample_firms f using (select 1) s on f.id = '${firm}' when matched then update set amount = 77 when not matched then do nothing`,
  'merge into app.sample_firms f using (select 1) s on true when matched then delete',
  'select * from tenet.tenants',
  'select * from tenet.workspaces',
  'select * from tenet.users',
  'select * from tenet.memberships',
  'select * from tenet.identities',
  'select * from tenet.declarations',
  'select * from tenet_private.sessions',
  'select api.current_session()',
  'select api.my_workspaces()',
  'select * from tenet.current_session',
  "select tenet.may('sample_firm:read')",
  "select tenet_private.open_session('{\"issuer\":\"https://tests.invalid\",\"subject\":\"x\",\"expires_at\":9999999999}', null, null, null)",
  "select tenet_private.open_job_session(null, null, 'export')",
  "select tests.firm('x')",
  'select * from pg_stats',
  'select * from pg_statistic',
  'select * from pg_stat_activity',
  'select * from pg_stat_user_tables',
  'select * from pg_stat_statements',
  'select * from pg_prepared_statements',
  'select * from pg_cursors',
  'select * from pg_locks',
  'select * from pg_authid',
  'select * from pg_user_mappings',
  'select * from pg_settings',
  'select * from pg_file_settings',
  'select * from pg_hba_file_rules',
  'select * from pg_largeobject',
  'select * from information_schema.tables',
  'select * from information_schema.columns',
  "select pg_relation_size('app.sample_firms'), pg_table_size('app.sample_firms'), pg_database_size(current_database())",
  "select pg_read_file('postgresql.conf')",
  "select lo_from_bytea(0, (select string_agg(name, ',')::bytea from api.sample_firms))",
  'select lo_get(1)',
  "select query_to_xml('select * from api.sample_firms', true, true, '')",
  'select pg_advisory_lock(1)',
  'lock table app.sample_firms',
  "listen hostile; notify hostile, 'x'",
  "select pg_notify('hostile', 'x')",
  "create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', $1; return true; end $$; select * from api.sample_firms where pg_temp.leak(name)",
  "create function api.leak(text) returns boolean language plpgsql as $$ begin raise notice '%', $1; return true; end $$",
  'create extension dblink',
  "select dblink('dbname=postgres', 'select 1')",
  "load 'auto_explain'",
  'create table api.kept as select * from api.sample_firms',
  'grant select on app.sample_firms to tenet_visitor',
  'alter table app.sample_firms disable row level security',
  'drop policy select_permitted on app.sample_firms',
  'vacuum app.sample_firms',
  "alter role tenet_authenticator set tenet.session = 'x'",
  'alter role tenet_authenticator superuser',
  'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()',
  'set role tenet_views; select * from api.sample_firms',
  'reset role; select * from api.sample_firms',
  'reset role; select * from app.sample_firms; set role tenet_visitor',
  "set local tenet.session = ''; select * from api.sample_firms",
];

/** Everything that a connection says, as one text. */
function listen(client: pg.Client): { said: string[] } {
  const said: string[] = [];
  client.on('notice', (notice) => said.push(describeMessage(notice)));
  client.on('notification', (notification) => said.push(JSON.stringify(notification)));
  return { said };
}

function describeMessage(message: object): string {
  const { message: text, detail, hint, where, constraint, internalQuery, code } = message as pg.DatabaseError;
  return JSON.stringify({ text, detail, hint, where, constraint, internalQuery, code });
}

/** Runs a text of several statements; what came back, or what was complained of. */
async function say(client: pg.Client, text: string): Promise<string> {
  try {
    return JSON.stringify([await client.query(text)].flat().map((result) => ({ rows: result.rows, count: result.rowCount })));
  } catch (error) {
    return error instanceof Error ? describeMessage(error) : String(error);
  }
}

/** What must never be in an answer: the words planted in other tenants' rows, and their ids (but for those that the attempt names). */
function leaks(answer: string, attempt: string): string[] {
  return [...(answer.match(/SENTINEL_B\w*/g) ?? []), ...foreignIds.map(({ id }) => id).filter((id) => answer.includes(id) && !attempt.includes(id))];
}

describe('whoever injects SQL into the API with a session of one workspace', () => {
  let before: Record<string, string>;
  const heard: string[] = [];
  beforeAll(async () => {
    before = await checksums(database.admin);
  });

  test.each(disguises)('and first says %j, reads, counts and changes nothing of anybody else', async (disguise) => {
    await connected(database.urls.authenticator, async (client) => {
      const { said } = listen(client);
      for (const attempt of attempts) {
        await begin(client, own);
        const refused = await sqlstate(client.query(disguise));
        const answers = await say(client, attempt);
        await client.query('rollback');
        if (refused) {
          expect(answers).toContain('25P02'); // it has changed nothing but ended the transaction; every attempt that follows would hear this
          break;
        }
        expect(leaks(answers, disguise + attempt), `${disguise}; ${attempt}`).toEqual([]);
        heard.push(answers);
      }
      // what stays on the connection is not pretended away: it goes on as the pool would hand it out
      await begin(client, other);
      const next = await sqlstate(client.query('select name from api.sample_firms').then(({ rows }) => {
        expect(rows.map(({ name }) => name as string).sort()).toEqual(['SENTINEL_B_tenant_firm_1', 'SENTINEL_B_tenant_firm_2', 'SENTINEL_B_tenant_firm_3']);
      }));
      expect([undefined, 'TN400', '42501', '25006']).toContain(next);
      await client.query('rollback');
      await begin(client, '');
      expect(await sqlstate(client.query('select name from api.sample_firms'))).toBe('42501');
      await client.query('rollback');
      expect(said.flatMap((text) => leaks(text, ''))).toEqual([]);
    });
    const after = await checksums(database.admin);
    expect({ ...after, 'alpha-tests/one': '' }).toEqual({ ...before, 'alpha-tests/one': '' });
  });

  test('did reach the own rows, and a search as the administrator finds the words', async () => {
    expect(heard.filter((answer) => answer.includes('OWN_firm_1')).length).toBeGreaterThan(100);
    expect(heard.filter((answer) => answer.includes('"42501"')).length).toBeGreaterThan(1000);
    const { rows } = await database.admin.query('select name, id from app.sample_firms');
    expect(leaks(JSON.stringify(rows), '').length).toBeGreaterThanOrEqual(12);
  });

  test('cannot tell a row of somebody else from one that does not exist', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    const probes = [
      'select * from api.sample_firms where id = $1',
      'select count(*) from api.sample_firms where id = $1',
      'update api.sample_firms set amount = 3 where id = $1',
      'delete from api.sample_firms where id = $1 returning *',
      "insert into api.sample_people (firm_id, name) values ($1, 'x')",
      'update api.sample_people set firm_id = $1',
      'update api.sample_firms set parent_id = $1',
      "insert into api.sample_firms (id, name) values ($1, 'x')",
      'select * from api.sample_people where firm_id = $1',
      'select * from api.sample_diaries where user_id = $1',
      "insert into api.sample_people (firm_id, mentor_id, name) select id, $1, 'x' from api.sample_firms limit 1",
    ];
    await connected(database.urls.authenticator, async (client) => {
      for (const probe of probes) {
        const answers: string[] = [];
        for (const id of [firm, nobody]) {
          await begin(client, own);
          answers.push((await say(client, probe.replace('$1', `'${id}'`))).replaceAll(id, '<id>'));
          await client.query('rollback');
        }
        expect(answers[0], probe).toBe(answers[1]);
      }
      await begin(client, own);
      expect(await say(client, 'select count(*)::integer as own from api.sample_firms')).toContain('"own":3');
      await client.query('rollback');
    });
  });
});
