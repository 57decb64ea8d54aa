-- What else Postgres lets a role do that has a connection: each of these doors is closed to the roles of a request, and what is
-- refused to them is shown to work for somebody. (T10, T11, T30, T31, T34, T37 to T42)

begin;
set local search_path = tap, tests, public;

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table doors (position integer generated always as identity, statement text, meant text);
grant select on doors to public;
insert into doors (statement, meant) values
  ($$select set_config('tenet.session', 'x', true)$$, 'changes a setting through a function'),
  ($$select set_config('role', 'none', true)$$, 'changes its role through a function'),
  ('set local role tenet_views', 'becomes the owner of the views'),
  ('set local role tenet_owner', 'becomes the owner of the tables'),
  ('set local role tenet_resolver', 'becomes the resolver'),
  ('set local role tenet_gateway', 'becomes the gateway'),
  ('set local role tenet_worker', 'becomes the worker'),
  ('set local role tenet_migrator', 'becomes the migrator'),
  ('set local role tenet_auditor', 'becomes the auditor'),
  ('truncate app.sample_firms', 'truncates a table'),
  ($$copy app.sample_firms from '/dev/null'$$, 'copies a file into a table'),
  ($$copy (select 1) to '/tmp/leak'$$, 'copies rows into a file'),
  ($$copy (select 1) to program 'cat'$$, 'runs a program'),
  ('create index on app.sample_firms (name)', 'creates an index'),
  ('alter table app.sample_firms disable row level security', 'switches row level security off'),
  ('alter table app.sample_firms no force row level security', 'takes its force away'),
  ('create policy oops on app.sample_firms using (true)', 'adds a policy'),
  ('drop policy select_permitted on app.sample_firms', 'drops a policy'),
  ('alter view api.sample_firms owner to tenet_visitor', 'takes a view'),
  ('create view api.oops as select * from app.sample_firms', 'creates a view'),
  ('create materialized view api.oops as select 1', 'creates a materialised view'),
  ('create table app.oops (id integer)', 'creates a table'),
  ('create temporary table oops (id integer)', 'creates a temporary table'),
  ('create function api.oops() returns integer language sql as $f$select 1$f$', 'creates a function'),
  ('create function pg_temp.oops() returns integer language sql as $f$select 1$f$', 'creates a temporary function'),
  ('create schema oops', 'creates a schema'),
  ('create type api.oops as (id integer)', 'creates a type'),
  ('create operator api.=== (leftarg = text, rightarg = text, function = texteq)', 'creates an operator'),
  ('create trigger oops before insert on app.sample_firms for each row execute function suppress_redundant_updates_trigger()', 'creates a trigger'),
  ('create rule oops as on insert to api.sample_firms do instead nothing', 'creates a rule'),
  ('create event trigger oops on ddl_command_start execute function pg_catalog.suppress_redundant_updates_trigger()', 'creates an event trigger'),
  ('create extension pgcrypto', 'creates an extension'),
  ('create extension dblink', 'installs a way to another connection'),
  ('create language plperlu', 'creates a language'),
  ('create publication oops for all tables', 'publishes every table'),
  ('create foreign data wrapper oops', 'creates a way to foreign servers'),
  ($$select pg_create_logical_replication_slot('oops', 'pgoutput')$$, 'creates a replication slot'),
  ('select lo_create(0)', 'creates a large object'),
  ($$select lo_from_bytea(0, '\x00')$$, 'writes a large object'),
  ('select lo_get(1)', 'reads a large object'),
  ($$select lo_import('/etc/passwd')$$, 'imports a file as a large object'),
  ('lock table app.sample_firms in access exclusive mode', 'locks a table'),
  ('lock table tenet.tenants in share mode', 'locks the tenants'),
  ('select pg_advisory_lock(1)', 'takes an advisory lock'),
  ('select pg_try_advisory_xact_lock_shared(1)', 'tries an advisory lock'),
  ($$select pg_notify('anything', 'SENTINEL_B')$$, 'notifies through a function'),
  ('select pg_sleep(0)', 'sleeps'),
  ('select pg_terminate_backend(pg_backend_pid() + 1)', 'ends a connection'),
  ('select pg_cancel_backend(pg_backend_pid() + 1)', 'cancels a statement'),
  ($$select query_to_xml('select 1', true, true, '')$$, 'runs text as SQL through xml'),
  ($$select table_to_xml('api.sample_firms', true, true, '')$$, 'reads a table through xml'),
  ($$select database_to_xml(true, true, '')$$, 'reads the database through xml'),
  ($$select * from ts_stat('select to_tsvector(name) from app.sample_firms')$$, 'runs text as SQL through text search'),
  ($$select pg_read_file('postgresql.conf')$$, 'reads a file'),
  ($$select pg_ls_dir('.')$$, 'lists a folder'),
  ('select pg_stat_get_live_tuples(1)', 'counts the rows of all tenants'),
  ($$select pg_relation_size('app.sample_firms')$$, 'measures a table'),
  ('select * from pg_authid', 'reads passwords'),
  ('select * from pg_statistic', 'reads statistics of values'),
  ('select * from tenet.tenants', 'reads the tenants'),
  ('select * from tenet.users', 'reads the users'),
  ('select * from tenet.memberships', 'reads memberships'),
  ('select * from tenet_private.sessions', 'reads sessions'),
  ('select * from tenet.declarations', 'reads declarations'),
  ($$select tenet.add_member(null, null, 'owner')$$, 'adds a member'),
  ($$select tenet.protect('app.sample_firms')$$, 'calls a verb'),
  ($$select tenet.grant_permission('viewer', 'sample_firm:delete')$$, 'grants a permission'),
  ('select tenet_private.expire_sessions(1)', 'calls a job'),
  ('select tenet_private.identity_providers()', 'reads the identity providers'),
  ($$select tenet_private.open_job_session(null, null, 'export')$$, 'opens the session of a job'),
  ('alter role tenet_visitor superuser', 'becomes a superuser'),
  ('alter role tenet_authenticator bypassrls', 'gives its login bypassrls'),
  ('grant tenet_owner to tenet_visitor', 'grants itself a role'),
  ('create role oops', 'creates a role'),
  ($$set log_statement = 'all'$$, 'logs what others say'),
  ('set session_replication_role = replica', 'switches triggers off'),
  ($$load 'auto_explain'$$, 'loads a library'),
  ($$comment on table app.sample_firms is 'x'$$, 'comments a table'),
  ('checkpoint', 'forces a checkpoint');

select plan((select 2 * count(*) + 12 from doors)::integer);

create function pg_temp.is_closed(statement text)
  returns boolean
  language sql
as $$
  select tests.effect(statement) = '42501'
$$;

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select ok(pg_temp.is_closed(d.statement), format('nobody in a request %s%s', d.meant, case when not pg_temp.is_closed(d.statement) then ': ' || tests.effect(d.statement) end))
  from doors d
 order by d.position;
select tests.as_anonymous();
select ok(pg_temp.is_closed(d.statement), format('nobody without a token %s', d.meant)) from doors d order by d.position;

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
set local row_security = off;
select is(tests.effect('select from api.sample_firms'), '42501', 'row_security = off is an error, not rows');
set local row_security = on;
select is(tests.effect('select from api.sample_firms'), '3', 'and with it on there are the own rows');
select is(tests.effect('select query from pg_stat_activity'), '42501', 'a request does not see what others run');
select tests.as_admin();
select is_empty($$select rolname from pg_roles where rolname like 'tenet\_%' and (rolsuper or rolbypassrls or rolreplication)$$, 'no role of ours stands above row level security');
select is_empty($$
  select c.oid::regclass from pg_class c where c.relnamespace = 'api'::regnamespace and c.relkind not in ('v', 'c')
$$, 'api holds views and types, and nothing without policies');
select is_empty($$
  select c.oid::regclass
    from pg_class c
   where c.relkind = 'm'
     and (has_table_privilege('tenet_visitor', c.oid, 'select') or has_table_privilege('tenet_anonymous', c.oid, 'select'))
$$, 'no materialised view can be read by a request');
select is_empty($$
  select c.oid::regclass
    from pg_class c
   where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
     and c.relnamespace::regnamespace::text not in ('api', 'pg_catalog', 'information_schema', 'tap', 'tests')
     and c.relnamespace::regnamespace::text !~ '^pg_'
     and case c.relkind when 'S' then has_sequence_privilege('tenet_visitor', c.oid, 'usage, select, update') or has_sequence_privilege('tenet_anonymous', c.oid, 'usage, select, update')
              else has_table_privilege('tenet_visitor', c.oid, 'select, insert, update, delete, truncate, references, trigger')
                or has_table_privilege('tenet_anonymous', c.oid, 'select, insert, update, delete, truncate, references, trigger') end
$$, 'a request holds a privilege on nothing outside of api');
select is_empty($$
  select p.oid::regprocedure
    from pg_proc p
   where p.pronamespace::regnamespace::text not in ('api', 'pg_catalog', 'information_schema', 'tap', 'tests')
     and p.pronamespace::regnamespace::text !~ '^pg_'
     and has_schema_privilege('tenet_visitor', p.pronamespace, 'usage')
     and has_function_privilege('tenet_visitor', p.oid, 'execute')
$$, 'a request may call nothing outside of api');
select isnt_empty($$select from pg_class c where c.relnamespace = 'api'::regnamespace and has_table_privilege('tenet_visitor', c.oid, 'select')$$,
                  'while it may read the views');
select is_empty($$select * from pg_publication where puballtables$$, 'nothing is published whole');


-- What fails for a superuser as well inside a transaction, so that trying says nothing.
select ok(has_parameter_privilege(current_user, 'log_statement', 'alter system')
      and not has_parameter_privilege('tenet_visitor', 'log_statement', 'alter system')
      and not has_parameter_privilege('tenet_anonymous', 'log_statement', 'alter system'), 'a superuser changes the server, and nobody in a request does');
select ok(pg_has_role('tenet_migrator', c.relowner, 'member')
      and not pg_has_role('tenet_visitor', c.relowner, 'member')
      and not pg_has_role('tenet_anonymous', c.relowner, 'member'), 'a migration vacuums a table as its owner, and nobody in a request is that')
  from pg_class c
 where c.oid = 'app.sample_firms'::regclass;

select * from finish();
rollback;
