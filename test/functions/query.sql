-- Who parses the text of a query owns nothing else, reads nothing, and is nobody; what its list allows is harmless.

begin;
set local search_path = tap, tests, public;
select plan(19);
select tests.create_world();
select tests.create_tables();

select is((select (r.rolcanlogin, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolinherit)::text from pg_roles r where r.rolname = 'tenet_parser'), '(f,f,f,f,f,f)', 'tenet_parser cannot log in and stands above nothing');
select results_eq(
  $$select m.member::regrole::text from pg_auth_members m where m.roleid = 'tenet_parser'::regrole and not (select r.rolsuper from pg_roles r where r.oid = m.member) order by 1$$,
  $$values ('tenet_migrator')$$, 'only migrations may become it');
select is_empty($$select from pg_auth_members m where m.member = 'tenet_parser'::regrole$$, 'and it may become nobody');
select is_empty($$
  select c.oid::regclass
    from pg_class c
   where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private', 'graphile_worker')
     and c.relkind in ('r', 'p', 'v', 'm', 'f')
     and has_any_column_privilege('tenet_parser', c.oid, 'select, insert, update, references')
$$, 'it reads no table and no view');
select is_empty($$
  select p.oid::regprocedure
    from pg_proc p
   where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
     and has_function_privilege('tenet_parser', p.oid, 'execute')
$$, 'and runs no function of ours but its own');
select set_eq($$select n.nspname::text from pg_namespace n where has_schema_privilege('tenet_parser', n.oid, 'usage') and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'tap', 'tests') and n.nspname !~ '^pg_temp'$$,
  $$values ('api'), ('tenet_query')$$, 'it knows the names of api');
select is_empty($$select n.nspname from pg_namespace n where n.nspname <> 'tenet_query' and n.nspname !~ '^pg_temp' and has_schema_privilege('tenet_parser', n.oid, 'create')$$, 'it creates nowhere but in the schema of its own');
select is_empty($$select r.rolname from pg_roles r where r.rolname ~ '^tenet_(visitor|anonymous|authenticator|gateway|worker|auditor|views|resolver)$' and has_schema_privilege(r.oid, 'tenet_query', 'usage, create')$$,
  'which nobody else may use');
select ok(not has_database_privilege('tenet_parser', current_database(), 'temporary, create'), 'it makes no temporary table');

select is_empty($$
  select p.oid::regprocedure
    from pg_proc p
   where p.pronamespace = 'tenet_query'::regnamespace
     and (p.proowner <> 'tenet_parser'::regrole or 'search_path=""' <> all (p.proconfig) or obj_description(p.oid, 'pg_proc') is null
       or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))
$$, 'its functions have an empty path, a comment, and are not for everybody');
select set_eq($$select p.proname::text from pg_proc p where p.pronamespace = 'tenet_query'::regnamespace and (p.prosecdef or p.prosrc collate "C" ~* '\mexecute\M')$$, $$values ('read_statement')$$,
  'one of them is a definer with dynamic SQL: read_statement');
select is(
  (select string_agg(p.proname collate "C", ' ') from pg_proc p where p.pronamespace = 'api'::regnamespace and strpos(p.prosqlbody::text collate "C", format(':funcid %s ', 'tenet_query.read_statement(jsonb)'::regprocedure::oid)) > 0),
  'run_query', 'which api.run_query alone calls');
select ok(not (select p.prosecdef from pg_proc p where p.oid = 'tenet_private.execute_query(jsonb)'::regprocedure) and not (select p.prosecdef from pg_proc p where p.oid = 'api.run_query(text)'::regprocedure),
  'the text is run as who asks, and as nobody else');

-- The list ------------------------------------------------------------------------------------------------------------------------

select is_empty($$
  select p.oid::regprocedure, p.provolatile
    from pg_proc p
   where tenet_query.is_allowed_function(p.oid)
     and (p.provolatile = 'v' and p.proname <> 'random'
       or p.prosecdef
       or p.proname ~ '^(pg_(?!lsn_)|lo_|has_|current_setting|set_config|query_|cursor_|table_|database_|schema_|ts_stat|dblink|txid|nextval|setval|currval|lastval|inet_(client|server)|to_reg|reg[a-z]+(in|send)$)'
       or p.prorettype in ('xml'::regtype, 'trigger'::regtype, 'event_trigger'::regtype, 'refcursor'::regtype))
     and p.prorettype <> 'xml'::regtype   -- a conversion, whose type is refused
$$, 'nothing that a query may call changes anything, or looks beyond its arguments');
select is_empty($$
  select t.oid::regtype
    from pg_type t
   where tenet_query.is_allowed_type(t.oid, '{}')
     and (t.typname ~ '^_?reg|acl|^_?oid|^_?xid|^_?tid|^_?cid|xml|cursor|pg_|snapshot|cstring|internal' or t.typname in ('void', 'trigger'))
     and t.typname not in ('_cidr', 'cidr')
$$, 'no type that it may have looks up a name');

-- For DBAs -----------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
set local role tenet_auditor;
select ok(tenet.visible_columns('viewer') @> '[{"table": "sample_people", "references": [{"columns": ["firm_id"], "table": "sample_firms", "target_columns": ["id"]}]}]', 'a DBA sees what a viewer may read');
select is(jsonb_path_query_array(tenet.visible_columns('viewer'), '$[*].table ? (@ starts with "audit_" || @ like_regex "^tenant_audit")') - 'audit_keys', '[]', 'which is not the trail');
set local role none;
select tenet.withhold_permission('viewer', 'member:read');
set local role tenet_auditor;
select is(jsonb_path_query_array(tenet.visible_columns('viewer'), '$[*].table ? (@ == "shares" || @ == "memberships" || @ == "groups")'), '["shares"]', 'who may not see the people of the tenant sees what is shared with them all the same');
select throws_ok($$select tenet.visible_columns('nobody')$$, 'TN422', null, 'a role that is not there is an error');

select * from finish();
rollback;
