// Governed SQL: api.run_query() as a request calls it, a visitor with a session on the API's own login. Whatever the text says, the answer
// is governed rows or an error with a code. Each list of what is refused has what is allowed beside it.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { begin, checksums, connected, createWorld, openSession, request, sqlstate } from '../isolation/request.ts';

type Result = {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  row_count: number;
  truncated: boolean;
  error: { code: string; sqlstate: string; message: string; hint?: string } | null;
};
type Event = { action: string; category: string; severity: string; actor_id: string; payload: Record<string, unknown> };

const database = await useDatabase({ template: 'tenet_template' });
const { admin } = database;
await createWorld(database);
const own = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
const client = new pg.Client({ connectionString: database.urls.authenticator });
await client.connect();
afterAll(() => client.end());

async function runQuery(sql: string, handle = own, connection: pg.Client = client): Promise<Result> {
  return request(connection, handle, async () => (await connection.query<Result>('select * from api.run_query($1)', [sql])).rows[0]!);
}

async function lastEvents(count: number): Promise<Event[]> {
  const { rows } = await admin.query<Event>(
    "select action, category, severity, actor_id, payload from tenet.audit_events where action like 'query.%' order by number desc limit $1", [count]);
  return rows;
}

/** What the text of a query gets: the code of its error, or its rows. */
const outcome = ({ error, rows }: Result) => error?.code ?? rows;

describe('an owner', () => {
  test('reads their own rows, with names and types of the columns in their order', async () => {
    const result = await runQuery('select name, amount, created_at, details, name from sample_firms order by name');
    expect(result.error).toBeNull();
    expect(result.columns).toEqual([
      { name: 'name', type: 'text' },
      { name: 'amount', type: 'integer' },
      { name: 'created_at', type: 'timestamp with time zone' },
      { name: 'details', type: 'jsonb' },
      { name: 'name', type: 'text' },
    ]);
    expect(result.rows.map(([name]) => name)).toEqual(['OWN_firm_1', 'OWN_firm_2', 'OWN_firm_3']);
    expect(result.rows[0]![4]).toBe('OWN_firm_1');
    expect(result).toMatchObject({ row_count: 3, truncated: false });
  });

  test.each<[string, unknown[][]]>([
    ['select 1', [[1]]],
    ['select 1;', [[1]]],
    ['select 1 -- said by the way;', [[1]]],
    ['/* ; */ select \';\', $$;$$, $tag$ $$ ; $tag$, E\'\\\';\', U&\'\\0061\'', [[';', ';', ' $$ ; ', "';", 'a']]],
    ["values (1, 'a'), (2, null)", [[1, 'a'], [2, null]]],
    ['select', [[]]],
    ['select 1 where false', []],
    ['(select 1) union all (select 2) order by 1 desc', [[2], [1]]],
    ['table api.sample_firms limit 0', []],
    ['select count(*), sum(amount) filter (where amount > 0), string_agg(name, \',\' order by name desc) from api.sample_firms', [[3, 6, 'OWN_firm_3,OWN_firm_2,OWN_firm_1']]],
    ['select f.name, count(p.*) from sample_firms f left join sample_people p on p.firm_id = f.id group by f.name having count(*) > 100', []],
    ['with recursive a (n) as (select 1 union all select n + 1 from a where n < 3) select n from a', [[1], [2], [3]]],
    ['with recursive a (n) as (select 1 union all select n % 2 + 1 from a) cycle n set seen using path select n, seen from a', [[1, false], [2, false], [1, true]]],
    ['select rank() over w, lag(n) over w, sum(n) over (order by n range between 1 preceding and current row) from generate_series(1, 2) n window w as (order by n)', [[1, null, 1], [2, 1, 3]]],
    ['select n, grouping(n), percentile_cont(0.5) within group (order by n) from (values (1), (2)) v (n) group by rollup (n) order by 1', [[1, 0, 1], [2, 0, 2], [null, 1, 1.5]]],
    ["select case 1 when 1 then 'a' end, coalesce(null, 2), nullif(1, 1), greatest(1, 2), 1 in (1, 2), 1 = any (array[1]), (array[1, 2])[1:1], row(1, 2) < row(1, 3), 1 is distinct from 2, null is null, (1 = 1) is true", [['a', 2, null, 2, true, true, [1], true, true, true, true]]],
    ["select '1'::text::integer + 1, 1::text || 'a', array[1, 2]::text[], 'b' collate \"C\" > 'a', '{\"a\": [1]}'::jsonb #>> '{a,0}', ('{\"a\": 1}'::jsonb)['a']", [[2, '1a', ['1', '2'], true, '1', 1]]],
    ["select date_trunc('month', date '2026-05-17')::date, date '2026-05-17' + interval '1 day' > now(), extract(year from date '2026-05-17'), to_char(date '2026-05-17', 'YYYY-MM'), make_interval(days => 1) = '1 day', current_date > '2000-01-01', (timestamptz '2026-05-17 00:00Z' at time zone 'Asia/Tokyo')::text", [['2026-05-01', false, 2026, '2026-05', true, true, '2026-05-17 09:00:00']].map((row) => row.map((value, index) => (index === 1 ? expect.any(Boolean) : value)))],
    ["select upper('a'), 'abc' like 'a%', 'abc' ~* 'B', regexp_replace('abc', 'b', 'x'), substring('abc' from 2 for 1), split_part('a-b', '-', 2), length('abc'), trim('  a '), concat_ws(',', 1, null, 'b')", [['A', true, true, 'axc', 'b', 'b', 3, 'a', '1,b']]],
    ['select x.* from (values (1, 2)) x (a, b), lateral (select a + 1) y (c), unnest(array[5], array[6]) with ordinality z (d, e, f)', [[1, 2]]],
    ["select a, b from jsonb_to_recordset('[{\"a\": 1, \"b\": \"x\"}]') as t (a integer, b text)", [[1, 'x']]],
    ['select (f).name from sample_firms f order by 1 limit 1', [['OWN_firm_1']]],
    ['select exists (select from sample_firms), array(select amount from sample_firms order by amount), (select max(amount) from sample_firms)', [[true, [1, 2, 3], 3]]],
    ['select current_user', [['tenet_visitor']]],
    ['select 1 as "a :relid 1259 b", 2 as "{QUERY :commandType 2 ", 3 as "})) :targetList ({"', [[1, 2, 3]]],
    ['with pg_class as (select 1) select * from pg_class', [[1]]],
    ["select jsonb_agg(to_jsonb(f) ->> 'name' order by name) from sample_firms f", [[['OWN_firm_1', 'OWN_firm_2', 'OWN_firm_3']]]],
    ['select distinct on (amount > 0) amount > 0 from sample_firms', [[true]]],
  ])('asks %j', async (sql, rows) => {
    expect(outcome(await runQuery(sql))).toEqual(rows);
  });

  test('and the owner of another tenant ask the same and get each their own', async () => {
    const other = await openSession(database, 'owner@beta-tests');
    const sql = 'select name from sample_firms order by name';
    expect((await runQuery(sql)).rows.flat()).toEqual(['OWN_firm_1', 'OWN_firm_2', 'OWN_firm_3']);
    expect((await runQuery(sql, other)).rows.flat()).toEqual(['SENTINEL_B_tenant_firm_1', 'SENTINEL_B_tenant_firm_2', 'SENTINEL_B_tenant_firm_3']);
    const { rows: foreign } = await admin.query<{ id: string }>("select id from app.sample_firms where name ~ '^SENTINEL_B'");
    const probe = `select count(*) from sample_firms where id = any ('{${foreign.map(({ id }) => id).join(',')}}'::uuid[]) or name like 'SENT%'`;
    expect((await runQuery(probe)).rows).toEqual([[0]]);
    expect((await runQuery(probe, other)).rows).toEqual([[3]]);
  });
});

const refused = {
  'says something else than a query': [
    'set role tenet_owner', 'reset role', 'set session authorization postgres', "set local tenet.session = ''", 'set statement_timeout = 0', 'set row_security = off',
    'reset all', 'discard all', 'do $$ begin end $$', 'copy sample_firms to stdout', "copy (select 1) to program 'true'", 'explain select 1', 'explain analyze select 1',
    'analyze select 1', 'analyze', '(verbose) select 1', '(analyze) table sample_firms', 'listen x', "notify x, 'y'", 'lock table sample_firms', 'declare c cursor for select 1',
    'declare c cursor with hold for select 1', 'fetch all from c', 'move c', 'close c', 'prepare p as select 1', 'execute p', 'deallocate all', 'call x()', 'vacuum', 'show all',
    'begin', 'commit', 'rollback', 'savepoint s', 'create view v as select 1', 'create temporary table t (a integer)', 'create table t as select 1', 'drop view api.sample_firms',
    "create function f() returns integer language sql as 'select 1'", "insert into sample_firms (name) values ('x')", 'update sample_firms set amount = 0', 'delete from sample_firms returning *',
    'truncate app.sample_firms', 'grant select on app.sample_firms to public', "load 'x'", 'checkpoint',
    'select 1 into t', 'select 1 as a into temporary t', 'refresh materialized view v', "comment on view sample_firms is 'x'", 'alter role tenet_visitor superuser', 'import foreign schema x from server y into z',
  ],
  'says several things': [
    'select 1; select 2', 'select 1;; select 2', 'select 1; drop view api.sample_firms', 'select 1; reset role; select 2', 'select 1; end; select 2',
    'select 1) as q; reset role; select * from (select 2', 'select 1) as q, (select 2', 'select 1) q union select * from (select 2', 'select 1\n) as "query"; end; drop view api.sample_firms; --',
    'select 1; -- and a word', '', ' ', ';', '--', '/* */', '\\! true', '\ufeffselect 1', "select 1 /* open", "select 'open", 'select $a$ open', 'select (1', 'select 1)',
  ],
};
const bad = [
  'select 1 as', 'select nothing from sample_firms', 'select name::integer from sample_firms', 'select (select name from sample_firms)', 'select 1 / 0', 'select $1', 'select tableoid from sample_firms',
  'select ctid, xmin from sample_firms', 'select no_function(1)', 'select name from sample_firms group by amount', "select '[' :: jsonb", "select 'x' ~ '('",
  "select dblink('dbname=postgres', 'select 1')", 'select 9223372036854775807 + 1', 'select count(count(*))',
];
const forbidden = {
  'writes or locks': [
    'select * from sample_firms for update', 'select * from sample_firms tablesample system (10)', 'select 1 where generate_series(1, 2) > 1', 'merge into nothing using (select 1) s on true when matched then delete', 'select * from (select * from sample_firms for share) x', 'with x as (select * from sample_firms for key share) select * from x',
    "with x as (insert into sample_firms (name) values ('x') returning *) select * from x", 'with x as (delete from sample_firms returning *) select * from x',
    'with x as (update sample_firms set amount = 0 returning *) select 1', "select api.set_audit_retention('1 month')", "select set_audit_retention('1 month')", "select * from api.run_query('select 1')",
    "select run_query('select 1')", "select api.begin_audit_export('csv')", "select tenet.record('a.b')", "select tenet_private.record_query('a', '{}')", "select tenet_private.execute_query('{\"body\": \"select 1\"}')",
    "select tenet_query.read_statement('{}')", "select tenet.protect('app.sample_firms')", "select nextval('app.x')", "select setval('app.x', 1)", "select lo_from_bytea(0, 'x')", 'select lo_create(0)', 'select lo_get(1)', "select lo_import('/etc/passwd')",
    'select txid_current()', 'select pg_current_xact_id()', "select pg_logical_emit_message(true, 'a', 'b')", 'select setseed(0.5)',
  ],
  'sets or reads settings': [
    "select set_config('tenet.session', '', true)", "select set_config('role', 'none', true)", "select set_config('statement_timeout', '0', true)", "select set_config('row_security', 'off', true)",
    "select current_setting('tenet.session')", "select current_setting('tenet.session', true)", "select pg_catalog.current_setting('tenet.session')", "select * from current_setting('tenet.session')",
    'select * from pg_settings', 'select current_database()', 'select current_catalog', 'select current_schema', 'select session_user', 'select version()', 'select inet_server_addr()', 'select current_query()', 'select pg_backend_pid()',
    'select pg_export_snapshot()', 'select pg_conf_load_time()', "select current_schemas(true)", 'select pg_postmaster_start_time()',
  ],
  'runs text, reads files, waits or signals': [
    "select query_to_xml('select 1', true, true, '')", "select table_to_xml('api.sample_firms', true, true, '')", "select database_to_xml(true, true, '')", "select schema_to_xml('api', true, true, '')",
    "select cursor_to_xml('c', 1, true, true, '')", "select query_to_xmlschema('select 1', true, true, '')", "select * from ts_stat('select 1')", "select ts_rewrite('a'::tsquery, 'select 1')",
    "select pg_read_file('/etc/passwd')", "select pg_read_binary_file('/etc/passwd')", "select pg_ls_dir('.')", "select pg_stat_file('PG_VERSION')", 'select * from pg_ls_logdir()', 'select pg_sleep(1)',
    "select pg_sleep_for('1 s')", "select pg_sleep_until('tomorrow')", 'select pg_advisory_lock(1)', 'select pg_try_advisory_xact_lock(1)', "select pg_notify('a', 'b')", 'select pg_terminate_backend(1)', 'select pg_cancel_backend(1)', 'select pg_reload_conf()',
    'select * from pg_cursor()', 'select * from pg_prepared_statement()', 'select xmlelement(name a)', "select * from xmltable('/a' passing '<a/>' columns x text path '.')", "select '<a/>'::xml", "select xpath('/a', '<a/>')",
    "select repeat('x', 1000000000)", "select lpad('x', 1000000000)", "select rpad('x', 1000000000)", "select format('%1000000000s', 'x')", "select array_fill(1, array[100000000])",
  ],
  'reads what is behind the api or about the database': [
    'select * from app.sample_firms', 'table app.sample_firms', 'select * from app.nothing', 'select * from tenet.tenants', 'select * from tenet.current_session', 'select * from tenet_private.sessions', 'select * from tenet.audit_events',
    'select * from pg_class', 'select * from pg_catalog.pg_authid', 'select * from pg_shadow', 'select * from pg_stat_activity', 'select * from pg_stat_user_tables', 'select * from pg_stats', 'select * from pg_statistic',
    'select * from pg_locks', 'select * from pg_proc', 'select * from information_schema.tables', 'select * from information_schema.columns', 'select * from nothing', 'select * from nowhere.nothing', 'select * from pg_temp.nothing',
    'select 1 where exists (select from pg_roles)', 'select 1 order by (select count(*) from pg_class)', 'with x as materialized (select pg_backend_pid()) select 1', 'select 1 limit (select pg_backend_pid())', 'select 1 offset (select count(*) from pg_class)',
    'select count(*) filter (where pg_backend_pid() > 0)', 'select sum(1) over (order by pg_backend_pid() rows pg_backend_pid() preceding)', 'select 1 from sample_firms f join sample_people p on pg_backend_pid() = 1', 'select row(pg_backend_pid())',
    'select array[pg_backend_pid()]', 'select case when pg_backend_pid() > 1 then 1 end', 'select coalesce(pg_backend_pid(), 1)', 'select greatest(pg_backend_pid(), 1)', 'select pg_backend_pid() in (1, 2)', 'select 1 group by pg_backend_pid()', 'select 1 having pg_backend_pid() > 0',
    'values (pg_backend_pid())', 'select distinct on (pg_backend_pid()) 1', 'select (array[1])[pg_backend_pid()]', 'select pg_backend_pid()::text', "select string_agg('a', pg_backend_pid()::text)", 'select * from generate_series(1, pg_backend_pid())', 'select 1 union select pg_backend_pid()',
    "select 'app.sample_firms'::regclass", "select 'sample_firms'::regclass", "select 'sample_firms'::text::regclass", 'select 1259::regclass', 'select 1::oid', "select 'tenet_owner'::regrole", "select 'nobody'::regrole", "select 'app'::regnamespace", "select 'nowhere'::regnamespace",
    "select regclass('pg_class')", "select '{pg_class}'::regclass[]", "select '=r/tenet_owner'::aclitem", "select 'now'::regproc", "select to_regclass('app.sample_firms')", "select to_regrole('tenet_owner')", 'select pg_typeof(1)', 'select null::app.sample_firms', 'select null::tenet.tenants', 'select null::pg_class', 'select null::pg_authid[]',
    "select * from json_to_record('{\"a\": \"pg_class\"}') as t (a regclass)", "select * from json_to_recordset('[{\"a\": [\"pg_class\"]}]') as t (a regclass[])", "select 'x'::information_schema.sql_identifier",
    "select has_table_privilege('app.sample_firms', 'select')", "select pg_has_role('tenet_owner', 'member')", 'select obj_description(1)', "select pg_get_viewdef('sample_firms'::regclass)", "select pg_relation_size('sample_firms')", "select pg_table_is_visible('sample_firms'::regclass)",
    'select pg_get_userbyid(10)', "select jsonb_populate_record(null::pg_class, '{}')", "select * from aclexplode('{=r/tenet_owner}')", "select format_type(23, null)", "select '(0,1)'::tid", "select pg_describe_object(1259, 1259, 0)", 'select * from pg_timezone_names',
  ],
};

describe('whatever a text says, the answer is governed rows or a clear error: one that', () => {
  let before: Record<string, string>;
  let audited: number;
  const asked: string[] = [];
  const countEvents = async () => Number((await admin.query("select count(*) from tenet.audit_events where action like 'query.%'")).rows[0].count);
  beforeAll(async () => {
    before = await checksums(admin);
    audited = await countEvents();
  });

  async function expectAll(texts: readonly string[], code: string): Promise<void> {
    const outcomes: [string, unknown][] = [];
    for (const text of texts) {
      const result = await runQuery(text);
      expect(JSON.stringify(result), text).not.toMatch(/SENTINEL_B/);
      expect(JSON.stringify(result), text).not.toContain(own);
      outcomes.push([text, outcome(result)]);
      asked.push(text);
    }
    expect(outcomes).toEqual(texts.map((text) => [text, code]));
    expect(outcome(await runQuery('select count(*) from sample_firms'))).toEqual([[3]]);
    asked.push('');
  }

  test.each(Object.entries(refused))('%s is bad input', (_title, texts) => expectAll(texts, 'BAD_INPUT'));
  test('is not right is bad input', () => expectAll(bad, 'BAD_INPUT'));
  test.each(Object.entries(forbidden))('%s is forbidden', (_title, texts) => expectAll(texts, 'FORBIDDEN'));

  test('and of all that nothing was changed, nothing stayed, and each was recorded', async () => {
    expect(asked.length).toBeGreaterThan(240);
    expect(await checksums(admin)).toEqual(before);
    expect((await countEvents()) - audited).toBe(asked.length);
    expect((await admin.query("select proname from pg_proc where pronamespace = 'tenet_query'::regnamespace and proname like 'parsed%'")).rows).toEqual([]);
    expect((await admin.query("select relname from pg_class where relowner = 'tenet_visitor'::regrole or relowner = 'tenet_parser'::regrole")).rows).toEqual([]);
    expect((await admin.query("select from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and d.datname = current_database()")).rowCount).toBe(0);
    const { rows } = await client.query("select current_user, current_setting('tenet.session', true) as session, current_setting('search_path') as path, current_setting('transaction_read_only') as read_only, current_setting('statement_timeout') as timeout");
    expect(rows).toEqual([{ current_user: 'tenet_authenticator', session: '', path: '""', read_only: 'off', timeout: '5s' }]);
  });

  test('guesses the name of a role, a schema or a table hears the same whether it is there or not', async () => {
    const pairs: [string, string, string][] = [
      ["select '?'::regrole", 'tenet_owner', 'nobody_at_all'],
      ["select '?'::regnamespace", 'tenet_private', 'no_schema'],
      ["select '=r/?'::aclitem", 'tenet_owner', 'nobody_at_all'],
      ["select '=r/?'::aclitem, nothing", 'tenet_owner', 'nobody_at_all'],
      ["select '?'::u&\"regrol\\0065\", nothing", 'tenet_owner', 'nobody_at_all'],
      ["select from pg_class where relacl = '{=r/?}', nothing", 'tenet_owner', 'nobody_at_all'],
      ["select from pg_class where relacl = '{=r/?}'", 'tenet_owner', 'nobody_at_all'],
      ["select * from aclexplode('{=r/?}'), nothing", 'tenet_owner', 'nobody_at_all'],
      ["select 'app.?'::regclass", 'sample_firms', 'nothing'],
      ['select * from app.?', 'sample_firms', 'nothing'],
      ['select * from ?.nothing', 'app', 'no_schema'],
      ['select ?.nothing()', 'app', 'no_schema'],
      ['select null::?.nothing', 'app', 'no_schema'],
    ];
    for (const [text, there, absent] of pairs) {
      expect(outcome(await runQuery(text.replace('?', there))), text).toBe('FORBIDDEN');
      expect((await runQuery(text.replace('?', there))).error, text).toEqual((await runQuery(text.replace('?', absent))).error);
    }
  });

  test('is huge or deep ends as an error, and the connection serves on', async () => {
    const texts: [string, unknown][] = [
      ['x'.repeat(10_000_000), 'BAD_INPUT'],
      ['('.repeat(10_000_000), 'BAD_INPUT'],
      [`select ${'('.repeat(19_990)}`, 'BAD_INPUT'],
      [`select ${'1+'.repeat(9_900)}1`, 'BAD_INPUT'],
      [`select '${'['.repeat(19_000)}'::jsonb`, 'BAD_INPUT'],
      [`select * from ${Array.from({ length: 1_500 }, (_, index) => `members a${index}`).join(',').slice(0, 19_900)}`, 'BAD_INPUT'],
      [`select ${'('.repeat(4_000)}1${')'.repeat(4_000)}`, [[1]]],
      [`select 1 in (${'1,'.repeat(5_000)}1)`, [[true]]],
      ["select sum(length(regexp_replace(v, '(a|a|a)*b\\1*', 'x'))) from (select string_agg('a', '') from generate_series(1, 20000)) x (v)", [[20_000]]],
    ];
    for (const [text, expected] of texts) expect(outcome(await runQuery(text)), text.slice(0, 40)).toEqual(expected);
    expect(outcome(await runQuery('select 1'))).toEqual([[1]]);
  });
});

describe('the answer to a query', () => {
  test('has a thousand rows at most, and says that there are more', async () => {
    expect(await runQuery('select n from generate_series(1, 1000) n')).toMatchObject({ row_count: 1000, truncated: false, error: null });
    const more = await runQuery('select n from generate_series(1, 1001) n');
    expect([more.row_count, more.truncated, more.rows.at(-1)]).toEqual([1000, true, [1000]]);
  });

  test('has a megabyte at most; a single row that is larger is an error', async () => {
    const wide = await runQuery("select n, (select string_agg(md5(i::text), '') from generate_series(1, 3200) i) from generate_series(1, 50) n");
    expect(wide).toMatchObject({ row_count: 10, truncated: true, error: null });
    expect((await lastEvents(1))[0]!.payload).toMatchObject({ rows: 10, truncated: true });
    expect(outcome(await runQuery("select string_agg(md5(i::text), '') from generate_series(1, 40000) i"))).toBe('BAD_INPUT');
  });

  test('has values of a hundred levels at most, and an error is short', async () => {
    const nested = (depth: number) => `select '${'['.repeat(depth)}${']'.repeat(depth)}'::jsonb, '${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}'::json`;
    expect(outcome(await runQuery(nested(90)))).toHaveLength(1);
    for (const depth of [101, 1000, 3000]) expect(outcome(await runQuery(nested(depth))), String(depth)).toBe('BAD_INPUT');
    const { error } = await runQuery("select string_agg('x', '')::integer from generate_series(1, 1000000)");
    expect(error).toMatchObject({ code: 'BAD_INPUT', sqlstate: '22P02' });
    expect(error!.message).toHaveLength(1000);
  });

  test.each([
    'with recursive a as (select 1 as n union all select n + 1 from a) select max(n) from a',
    'select count(*) from generate_series(1, 1000000000000)',
    'select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b',
    "select count(*) from generate_series(1, 100000000) n where n::text ~ '(x+x+)+y'",
  ])('is an error when it takes too long: %j', async (sql) => {
    await begin(client, own);
    await client.query("set local statement_timeout = '300ms'");
    const result = (await client.query<Result>('select * from api.run_query($1)', [sql])).rows[0]!;
    await client.query('commit');
    expect(result).toMatchObject({ rows: [], row_count: 0, error: { code: 'TIMEOUT' } });
    expect((await lastEvents(1))[0]).toMatchObject({ action: 'query.failed', payload: { statement: sql, code: 'TIMEOUT' } });
    expect(outcome(await runQuery('select 1'))).toEqual([[1]]);
  });

  test('is none where the time of the statement is not limited', async () => {
    for (const [timeout, code] of [['0', 'TN409'], ['6s', 'TN409'], ['5s', undefined]] as const) {
      await begin(client, own);
      await client.query(`set local statement_timeout = '${timeout}'`);
      expect(await sqlstate(client.query("select * from api.run_query('select 1')")), timeout).toBe(code);
      await client.query('rollback');
    }
  });
});

describe('the right to ask', () => {
  test('is the permission query:run, which owners, admins and managers have', async () => {
    const { rows } = await admin.query<{ name: string }>('select name from tenet.roles order by position');
    const may: string[] = [];
    for (const { name } of rows) {
      const result = await runQuery('select count(*) from members', await openSession(database, `${name}@alpha-tests`, 'alpha-tests/one'));
      if (result.error === null) may.push(name);
      else expect([name, result.error.code, result.error.message]).toEqual([name, 'FORBIDDEN', 'this takes the permission query:run']);
    }
    expect(may).toEqual(['owner', 'admin', 'manager']);
  });

  test('needs a live session', async () => {
    await begin(client, '');
    expect(await sqlstate(client.query("select * from api.run_query('select 1')"))).toBe('42501');
    await client.query('rollback');
    await begin(client, 'f'.repeat(64));
    expect(await sqlstate(client.query("select * from api.run_query('select 1')"))).toBe('TN401');
    await client.query('rollback');
    expect(outcome(await runQuery('select 1'))).toEqual([[1]]);
  });

  test('reaches as far as the role reads: a table it may not read is neither shown nor asked', async () => {
    const visible = async (handle: string) => request(client, handle, async () => (await client.query<{ tables: { table: string; references: unknown[] }[] }>('select api.visible_columns() as tables')).rows[0]!.tables);
    await admin.query("begin; set local role tenet_owner; select tenet.withhold_permission('manager', 'sample_firm:read'); select tenet.withhold_permission('manager', 'audit:inspect'); commit");
    const [owner, manager] = [await openSession(database, 'owner@alpha-tests', 'alpha-tests/one'), await openSession(database, 'manager@alpha-tests', 'alpha-tests/one')];
    const names = async (handle: string) => (await visible(handle)).map(({ table }) => table);
    expect(await names(owner)).toEqual(expect.arrayContaining(['audit_events', 'members', 'sample_firms', 'sample_letters', 'sample_people']));
    expect(await names(manager)).toEqual(expect.arrayContaining(['members', 'sample_letters', 'sample_people']));
    for (const unseen of ['sample_firms', 'audit_events', 'audit_checkpoints', 'tenant_audit_events']) expect(await names(manager)).not.toContain(unseen);
    expect((await visible(owner)).find(({ table }) => table === 'sample_people')!.references).toContainEqual({ columns: ['firm_id'], table: 'sample_firms', target_columns: ['id'] });
    expect((await visible(manager)).find(({ table }) => table === 'sample_people')!.references).not.toContainEqual(expect.objectContaining({ table: 'sample_firms' }));

    // exactly what is shown is what may be asked
    const { rows } = await admin.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'api'::regnamespace and relkind = 'v'");
    for (const handle of [owner, manager]) {
      const shown = await names(handle);
      for (const { name } of rows) expect([name, (await runQuery(`select count(*) from ${name}`, handle)).error?.code ?? 'read']).toEqual([name, shown.includes(name) ? 'read' : 'FORBIDDEN']);
    }
    const { error: unread } = await runQuery('select * from sample_firms', manager);
    const { error: absent } = await runQuery('select * from sample_nothings', manager);
    expect(unread!.message.replace('sample_firms', 'sample_nothings')).toBe(absent!.message);
    await admin.query("begin; set local role tenet_owner; select tenet.grant_permission('manager', 'sample_firm:read'); commit");
  });

  test('is of the whole way alone: no step of it can be called', async () => {
    const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
    for (const step of [
      "tenet_private.admit_query('select 1')", "tenet_query.read_statement('{\"sql\": \"select 1\"}')", "tenet_private.execute_query('{\"body\": \"select 1\"}')",
      "tenet_private.record_query('planted', '{}')", "tenet_private.explain_error('{}')", "tenet_query.find_fault('', '{}')", 'tenet_query.allowed_functions()',
    ]) {
      await begin(client, handle);
      expect(await sqlstate(client.query(`select ${step}`)), step).toBe('42501');
      await client.query('rollback');
    }
    await begin(client, handle);
    expect(await sqlstate(client.query('create function tenet_query.planted() returns integer language sql as $$ select 1 $$'))).toBe('42501');
    await client.query('rollback');
    expect(outcome(await runQuery('select 1', handle))).toEqual([[1]]);
  });

  test('ends with the session, also while it is used', async () => {
    const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
    expect(outcome(await runQuery('select 1', handle))).toEqual([[1]]);
    await admin.query('delete from tenet_private.sessions where handle_hash = sha256(convert_to($1, $2))', [handle, 'UTF8']);
    expect(await sqlstate(runQuery('select 1', handle))).toBe('TN401');
  });
});

describe('the audit trail', () => {
  test('holds who asked what, with what came of it, whether it ran, failed or was refused', async () => {
    const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
    const person = (await admin.query<{ id: string }>("select tests.person('owner@alpha-tests') as id")).rows[0]!.id;
    await runQuery('select name, amount from sample_firms where amount > 1', handle);
    await runQuery("select name::integer from sample_firms where name = 'OWN_firm_1'", handle);
    await runQuery('select * from pg_authid', handle);
    await runQuery(`select '${'long '.repeat(1000)}'`, handle);
    await runQuery('y'.repeat(100_000), handle);
    const [oversize, long, refusal, failure, done] = await lastEvents(5);
    for (const event of [oversize, long, refusal, failure, done]) {
      expect(event).toMatchObject({ category: 'data_access', actor_id: person, payload: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), milliseconds: expect.any(Number) } });
    }
    expect(done).toMatchObject({ action: 'query.run', severity: 'info', payload: { statement: 'select name, amount from sample_firms where amount > 1', rows: 2, truncated: false, bytes: expect.any(Number), reads: { sample_firms: ['name', 'amount'] } } });
    expect(failure).toMatchObject({ action: 'query.failed', severity: 'info', payload: { code: 'BAD_INPUT', sqlstate: '22P02' } });
    expect(refusal).toMatchObject({ action: 'query.refused', severity: 'warning', payload: { statement: 'select * from pg_authid', code: 'FORBIDDEN' } });
    expect(long!.payload).toMatchObject({ length: 5009, rows: 1 });
    expect(long!.payload.statement).toHaveLength(4000);
    expect(oversize!.payload).toMatchObject({ length: 100_000, code: 'BAD_INPUT' });
    expect(JSON.stringify(failure)).not.toContain('invalid input'); // an error's words can hold a value
  });
});

test('of columns that are classified, the trail says that they were read, also as a part of a whole row', async () => {
  await admin.query("begin; set local role tenet_owner; select tenet.classify('app.sample_people', 'name', 'sensitive'); commit");
  const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
  for (const [sql, severity, classified, columns] of [
    ['select p from sample_people p', 'notice', ['sample_people.name'], ['id', 'firm_id', 'mentor_id', 'name']],
    ['select to_jsonb(x) from (select name from sample_people) x', 'notice', ['sample_people.name'], ['name']],
    ["select 1 from sample_people where name like 'a%'", 'notice', ['sample_people.name'], ['name']],
    ['select id from sample_people', 'info', undefined, ['id']],
    ['select count(*) from sample_people', 'info', undefined, []],
  ] as const) {
    expect((await runQuery(sql, handle)).error).toBeNull();
    const [event] = await lastEvents(1);
    expect([sql, event!.severity, event!.payload.classified, event!.payload.reads]).toEqual([sql, severity, classified, { sample_people: columns }]);
  }
});

test('a transaction that may not write gets no answer that would not be recorded', async () => {
  const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
  await begin(client, handle);
  await client.query('set transaction read only');
  expect(await sqlstate(client.query("select * from api.run_query('select 1')"))).toBe('25006');
  await client.query('rollback');
  expect(outcome(await runQuery('select 1', handle))).toEqual([[1]]);
});

test('settings by which a connection was prepared for it change nothing, then and later', async () => {
  const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
  for (const setting of [
    'standard_conforming_strings = off', 'search_path = app, tenet, pg_catalog', 'check_function_bodies = on', 'plpgsql.variable_conflict = use_column', 'transform_null_equals = on', 'array_nulls = off', 'quote_all_identifiers = on',
    "datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'", 'bytea_output = escape', 'extra_float_digits = -15', 'plan_cache_mode = force_generic_plan', "timezone = 'Asia/Tokyo'", 'debug_print_parse = on', 'client_min_messages = debug1',
  ]) {
    await connected(database.urls.authenticator, async (connection) => {
      const answers: unknown[] = [];
      for (const prepare of [`set local ${setting}`, 'select 1']) {
        await begin(connection, handle);
        await connection.query(prepare);
        for (const sql of ['select * from pg_class', 'select pg_sleep(1)', "select 'a\\b'", 'select count(*) from sample_firms', "select 'pg_class'::regclass", 'select * from sample_firms for update', "select 'x\\', 1 --'"]) {
          answers.push(outcome((await connection.query<Result>('select * from api.run_query($1)', [sql])).rows[0]!));
        }
        await connection.query('commit');
      }
      const expected = ['FORBIDDEN', 'FORBIDDEN', [['a\\b']], [[3]], 'FORBIDDEN', 'FORBIDDEN', [['x\\', 1]]];
      expect(answers, setting).toEqual([...expected, ...expected]);
    });
  }
});

test('whoever asks at the same time waits for nobody', async () => {
  const handle = await openSession(database, 'owner@alpha-tests', 'alpha-tests/one');
  await begin(client, handle);
  await client.query("select * from api.run_query('select name from sample_firms')");
  // the first transaction is still open
  const results = await Promise.all(Array.from({ length: 4 }, () => connected(database.urls.authenticator, (connection) => runQuery('select count(*) from sample_firms', handle, connection))));
  await client.query('commit');
  expect(results.map(outcome)).toEqual(Array.from({ length: 4 }, () => [[3]]));
});
