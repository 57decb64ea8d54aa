-- Definer functions run as somebody else, so nobody but their author may say what a name in them means. (T35, T36)

begin;
set local search_path = tap, tests, public;
select plan(18);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

select is_empty($$
  select p.oid::regprocedure, p.proconfig
    from pg_proc p
   where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
     and p.prosecdef
     and 'search_path=""' <> all (coalesce(p.proconfig, '{}'))
$$, 'every definer function has an empty path');
select is_empty($$
  select p.oid::regprocedure, p.proowner::regrole
    from pg_proc p
   where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
     and p.prosecdef
     and p.proowner::regrole::text not in ('tenet_resolver', 'tenet_views')
     and p.oid <> all (array['tenet_private.create_audit_partitions(integer)', 'tenet_private.drop_audit_partition(date)']::regprocedure[])
$$, 'and belongs to a role that is under row level security and cannot log in, but for two: only the owner of a table makes and drops its partitions');
select is_empty($$
  select p.oid::regprocedure
    from pg_proc p
   where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
     and p.prosecdef
     and p.prosrc ~* '\mexecute\M'
     and p.oid <> all (array['tenet_private.create_audit_partitions(integer)', 'tenet_private.drop_audit_partition(date)']::regprocedure[])
     -- Plants the canaries of retention: inserts into any retained table, as the owner of the views and under the policies of the
     -- worker's session. A static function for each table would be made by the verb, with dynamic SQL; names come by %I.
     and p.oid <> 'tenet_private.plant_row(name, jsonb)'::regprocedure
     -- Reads one masked value under the policies of its caller's session; its names are those of a declared mask and of a key.
     and p.oid <> 'api.reveal(text, text, text, text)'::regprocedure
     -- Asks under the same policies whether a row is seen, and its declared rule holds; its names are those of a declared table and its key.
     and p.oid <> 'api.share(text, uuid, text, uuid, text, text, timestamptz)'::regprocedure
     -- Counts the rows that support would see: select count(*) from views of the API that are found in the catalogue, as the owner of
     -- the views and under the policies of a session that is undone with it. Only tenet_private.count_for_support() may call it.
     and p.oid <> 'tenet_private.count_in_session(text, jsonb)'::regprocedure
     -- Writes the function that records the changes of a table: its text is here, its names and literals come by %I and %L.
     and p.oid <> 'tenet_private.build_record_function(regclass, text, name[], name[], jsonb)'::regprocedure
$$, 'none of them runs dynamic SQL, but for those two, whose names are made of months, the one that plants canaries, the one that reveals, the one that shares, the one that counts for support, and the one that writes what records a table');
select is(
  (select string_agg(distinct coalesce(nullif(a.grantee, 0)::regrole::text, 'public'), ' ')
     from pg_proc p
    cross join aclexplode(p.proacl) a
    where p.oid = any (array['tenet_private.create_audit_partitions(integer)', 'tenet_private.drop_audit_partition(date)']::regprocedure[])
      and a.grantee <> p.proowner),
  'tenet_resolver tenet_worker', 'which no request reaches');
select ok(
  (select array_agg(a.grantee::regrole::text order by a.grantee::regrole::text) = '{tenet_views,tenet_worker}'
     from pg_proc p, aclexplode(p.proacl) a
    where p.oid = 'tenet_private.plant_row(name, jsonb)'::regprocedure),
  'and only the worker may call that');

select is(
  (select string_agg(a.grantee::regrole::text, ' ')
     from pg_proc p, aclexplode(p.proacl) a
    where p.oid = 'tenet_private.build_record_function(regclass, text, name[], name[], jsonb)'::regprocedure
      and a.grantee <> p.proowner),
  'tenet_owner', 'and only who declares tables may call this last one');

-- A connection of the pool keeps the plan of a function, and how a backslash was read in it: whoever injects SQL could have said how.
select is_empty($$
  select p.oid::regprocedure
    from pg_proc p
   where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
     and p.proowner::regrole::text in ('tenet_resolver', 'tenet_views')
     and p.prosqlbody is null
     and regexp_replace(p.prosrc, '\mE''[^'']*''', '', 'g') ~ '''[^'']*\\'
     and 'standard_conforming_strings=on' <> all (coalesce(p.proconfig, '{}'))
$$, 'what a literal with a backslash means is not for the session to say, in none of them');

-- New functions are closed, whoever makes them.
create function pg_temp.new_function_is_closed(author name, place text)
  returns boolean
  language plpgsql
as $$
declare
  closed boolean;
begin
  execute format('set local role %I', author);
  execute format('create function %s.planted() returns integer language sql as %L', place, 'select 1');
  execute 'set local role none';
  select not exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)
    into closed
    from pg_proc p
   where p.oid = format('%s.planted()', place)::regprocedure;
  return closed;
end
$$;
select ok(pg_temp.new_function_is_closed('tenet_owner', 'app'), 'a function that tenet_owner makes in app is not for everybody');
select ok(pg_temp.new_function_is_closed('tenet_owner', 'tenet'), 'nor one in tenet');
select ok(pg_temp.new_function_is_closed('tenet_owner', 'tenet_private'), 'nor one in tenet_private');
select ok(pg_temp.new_function_is_closed('tenet_views', 'api'), 'nor one that tenet_views makes in api');
set local role tenet_owner;
create table app.planted (tenant_id uuid);
set local role none;
select ok(not has_table_privilege('tenet_visitor', 'app.planted', 'select') and not has_table_privilege('tenet_views', 'app.planted', 'select'),
          'a new table is nobody''s until it is declared');

-- The attack: a schema in front of the path, and temporary objects, named like everything that a careless function would call.
create schema planted;
grant usage, create on schema planted to public;
do $$
begin
  execute format('grant temporary on database %I to public', current_database());
end
$$;
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
set local search_path = planted, pg_temp, tap, tests, pg_catalog;
create function planted.current_setting(text, boolean) returns text language sql as $$select 'planted'$$;
create function planted.sha256(bytea) returns bytea language sql as $$select '\x00'::bytea$$;
create function planted.convert_to(text, name) returns bytea language sql as $$select '\x00'::bytea$$;
create function planted.clock_timestamp() returns timestamptz language sql as $$select '-infinity'::timestamptz$$;
create function planted.count(text) returns bigint language sql as $$select 0::bigint$$;
create function planted.same(uuid, uuid) returns boolean language sql as $$select true$$;
create function planted.same(text, text) returns boolean language sql as $$select true$$;
create operator planted.= (leftarg = uuid, rightarg = uuid, function = planted.same);
create operator planted.= (leftarg = text, rightarg = text, function = planted.same);
create temporary table sessions (handle_hash bytea, login name, tenant_id uuid, workspace_id uuid, user_id uuid, permissions text[], expires_at timestamptz);
create temporary table memberships (tenant_id uuid, id uuid, user_id uuid, role text);
create temporary table tenants (id uuid, status text);
create temporary table answers as
  select (select string_agg(name, ' ' order by name) from api.sample_firms) as firms,
         (select s.role from api.current_session() s) as role,
         (select string_agg(w.slug, ' ') from api.my_workspaces() w) as workspaces;
set local search_path = tap, tests, public;   -- pgTAP would fall for the same names
select is((select firms from answers), 'OWN_firm_1 OWN_firm_2 OWN_firm_3', 'a viewer with names planted in front of the path sees the same rows as before');
select is((select role from answers), 'viewer', 'and is still a viewer');
select is((select workspaces from answers), 'one', 'of one workspace');
select is(tests.effect($$insert into api.sample_firms (name) values ('x')$$), '42501', 'who inserts nothing');
select is(tests.effect(format('delete from api.sample_firms where id operator(planted.=) %L::uuid', gen_random_uuid())), '0', 'an operator of one''s own reaches own rights alone');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('delete from api.sample_firms where id operator(planted.=) %L::uuid', gen_random_uuid())), '3', 'which are those of an owner for an owner');

select * from finish();
rollback;
