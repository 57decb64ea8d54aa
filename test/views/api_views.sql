-- What the world sees: every view of api belongs to tenet_views, shows exactly the rows of the session, and no column of the scope.
-- (T33, T34, T47, T59, T79)

begin;
set local search_path = tap, tests, public;

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table governed as
  select p.relation, p.scope, format('api.%I', c.relname)::regclass as view,
         exists (select from tenet.row_rules r where r.relation = p.relation and r.command = 'select') as has_rule,
         case when p.scope = 'shared' then null else tests.sample_row(p.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person('owner@alpha-tests')) end as own
    from tenet.protected_tables p
    join pg_class c on c.oid = p.relation;
grant select on governed to public;

select plan((select 8 + 4 * count(*)::integer from governed));

create function pg_temp.rows_of_session(relation regclass, scope text)
  returns bigint
  language plpgsql
  security definer
as $$
declare
  counted bigint;
begin
  execute format('select count(*) from %s t where %s', relation, case scope
    when 'shared' then 'true'
    when 'tenant' then 'tenant_id = tests.tenant(''alpha-tests'')'
    when 'personal' then 'workspace_id = tests.workspace(''alpha-tests/one'') and user_id = tests.person(''owner@alpha-tests'')'
    else 'workspace_id = tests.workspace(''alpha-tests/one'')' end)
    into counted;
  return counted;
end
$$;

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select case
         when g.has_rule then pass(format('%s has a rule on reading; every_table.sql tries it', g.view))
         else is(tests.effect(format('select from %s', g.view)), pg_temp.rows_of_session(g.relation, g.scope)::text,
                 format('an owner sees through %s as many rows as the auditor counts in their workspace', g.view))
       end
  from governed g;
select tests.as_admin();

select ok(not exists (select from pg_attribute a where a.attrelid = g.view and a.attname in ('tenant_id', 'workspace_id')), format('%s shows no tenant and no workspace id', g.view)) from governed g;
select is((select string_agg(a.attname, ', ')
             from pg_attribute a
            where a.attrelid = g.view
              and a.attname in ('id', 'user_id', 'created_by', 'created_at', 'updated_at')
              and (has_column_privilege('tenet_visitor', g.view, a.attnum, 'insert') or has_column_privilege('tenet_visitor', g.view, a.attnum, 'update'))), null,
          format('nobody writes id, user, author or times through %s', g.view)) from governed g;
select is((select format('%s %s', pg_get_userbyid(c.relowner), coalesce(array_to_string(c.reloptions, ' '), 'plain')) from pg_class c where c.oid = g.view),
          'tenet_views plain', format('%s belongs to tenet_views, and runs as it', g.view)) from governed g;

select is_empty($$select c.oid::regclass, c.relowner::regrole from pg_class c where c.relnamespace = 'api'::regnamespace and c.relkind = 'v' and c.relowner <> 'tenet_views'::regrole$$,
                'every view of api belongs to tenet_views');
select is_empty($$select r.rolname from pg_roles r where r.rolname = 'tenet_views' and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)$$, 'which cannot log in, and is under every policy');
select is_empty($$select c.oid::regclass from pg_class c where c.relowner = 'tenet_views'::regrole and c.relkind in ('r', 'p')$$, 'and owns no table');
select is_empty($$select c.oid::regclass from pg_class c where c.relnamespace = 'api'::regnamespace and c.relkind not in ('v', 'c')$$, 'api holds nothing but views and types');
select is_empty($$
  select c.oid::regclass
    from pg_class c
   where c.relnamespace in ('app'::regnamespace, 'api'::regnamespace)
     and c.relkind = 'S'
     and (has_sequence_privilege('tenet_visitor', c.oid, 'select') or has_sequence_privilege('tenet_visitor', c.oid, 'usage'))
$$, 'no sequence tells a request how much there is');
select is_empty($$select p.oid::regprocedure from pg_proc p where p.pronamespace = 'api'::regnamespace and p.prosecdef and p.proowner <> 'tenet_resolver'::regrole and p.oid not in ('api.reveal(text, text, text, text)'::regprocedure, 'api.share(text, uuid, text, uuid, text, text, timestamptz)'::regprocedure)$$,
                'every definer function of api belongs to tenet_resolver, but for those that read a masked value, and whether a row is seen, as the views do');

-- Ids tell nothing and cannot be counted through.
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
insert into api.sample_firms (name) select 'made ' || n from generate_series(1, 100000) n;
select is(
  (select count(distinct f.id) from api.sample_firms f where f.name like 'made %' and f.id::text ~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'),
  100000::bigint, 'a hundred thousand rows that are made through a view have random uuids of version 4, all different');
select tests.as_admin();
select is_empty($$
  select g.relation
    from governed g
    join pg_attribute a on a.attrelid = g.relation and a.attname = 'id' and a.atttypid = 'uuid'::regtype
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where g.scope <> 'shared'
     and coalesce(pg_get_expr(d.adbin, d.adrelid), '') !~ '(gen_random_uuid|uuidv7|uuidv4)\(\)'
$$, 'and every governed table makes its ids so');

select * from finish();
rollback;
