-- Tenet's own tables: who is a tenant, a member, a session. A request reaches none of them, tenet_views sees what is the
-- session's tenant's own, an auditor reads what was declared and no row of a tenant. (T2, T12 for the tables of tenet and tenet_private)

begin;
set local search_path = tap, tests, public;

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table own_tables as
  select c.oid::regclass as relation,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') or c.relname in ('tenants', 'users', 'identities', 'sessions') as holds_tenants,
         c.relname as name
    from pg_class c
   where c.relnamespace in ('tenet'::regnamespace, 'tenet_private'::regnamespace)
     and c.relkind in ('r', 'p')
   order by 1::text;
grant select on own_tables to public;

select plan((select 12 + 5 * count(*)::integer + count(*) filter (where holds_tenants)::integer from own_tables));

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('select from %s', t.relation)), '42501', format('an owner cannot read %s', t.relation)) from own_tables t;
select is(string_agg(tests.effect(s), ' '), '42501 42501 42501', format('nor write %s', t.relation))
  from own_tables t
 cross join lateral unnest(array[format('insert into %s default values', t.relation), format('delete from %s', t.relation), format('truncate %s', t.relation)]) as s
 group by t.relation
 order by t.relation::text;
select tests.as_anonymous();
select is(tests.effect(format('select from %s', t.relation)), '42501', format('an anonymous request cannot read %s', t.relation)) from own_tables t;

-- The owner of the tables is under row level security itself.
select tests.as_admin();
set local role tenet_owner;
select is(tests.effect(format('select from %s', t.relation)), '0', format('the owner of %s sees no row of a tenant in it', t.relation))
  from own_tables t
 where t.holds_tenants
   and t.name <> 'external_tenants';   -- what an issuer calls a tenant is declared by migrations

-- The owner of the views, with every privilege: the floor.
select tests.as_admin();
do $$
declare
  relation regclass;
begin
  for relation in select t.relation from own_tables t loop
    execute format('grant all on %s to tenet_views', relation);
  end loop;
end
$$;
select tests.as_admin();
create temporary table own_events as
  select count(*) as events
    from tenet.audit_events e
   where e.tenant_id = tests.tenant('alpha-tests')
     and e.workspace_id = tests.workspace('alpha-tests/one');
grant select on own_events to public;
-- What a view over a table may show the owner: their own tenant's rows, where the views may read it at all.
create temporary table own_rows as
  select t.relation,
         (xpath('/row/count/text()', query_to_xml(format('select count(*) from %s where tenant_id = %L', t.relation, tests.tenant('alpha-tests')), false, true, '')))[1]::text as rows
    from own_tables t
   where t.relation::text like 'tenet.%'
     and exists (select from pg_policy p where p.polrelid = t.relation and p.polpermissive and 'tenet_views'::regrole = any (p.polroles))
     and exists (select from pg_attribute a where a.attrelid = t.relation and a.attname = 'tenant_id')
     and t.name <> 'audit_events';
grant select on own_rows to public;
select tests.use_session(s.handle) from (select tests.open_session('owner@alpha-tests', 'alpha-tests/one') as handle) s;
select matches(tests.effect_as_views(format('select from %s', t.relation)),
          case when t.name = 'audit_events' then format('^%s$', (select events + 1 from own_events)) when o.rows is not null then format('^%s$', o.rows) else '^(0|42501)$' end,
          format('whoever makes a mistake in a view over %s shows an owner %s', t.relation,
            case when t.name = 'audit_events' then 'the trail of the own workspace' when o.rows is not null then format('what is the own tenant''s (%s rows)', o.rows) else 'nothing' end))
  from own_tables t
  left join own_rows o
    using (relation);
select is(string_agg(tests.effect_as_views(s), ' ' order by s) ~ '^(0|42501|23502) (0|42501|23502)$', true, format('and changes nothing in %s', t.relation))
  from own_tables t
 cross join lateral unnest(array[
         format('delete from %s', t.relation),
         format('update %s set %I = %2$I', t.relation, (select a.attname from pg_attribute a where a.attrelid = t.relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '' limit 1))]) as s
 group by t.relation
 order by t.relation::text;

select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.members), 8::bigint, 'a viewer sees the people of the own tenant');
select is((select count(*) from api.members where email like '%@beta-tests'), 0::bigint, 'and nobody of another');
select is(tests.effect($$update api.members set display_name = 'x'$$) || tests.effect('delete from api.members'), '4250142501', 'and changes nobody');
select is((select count(*) from api.current_session()), 1::bigint, 'a viewer asks who they are');
select is((select tenant_slug || '/' || workspace_slug || ' ' || role from api.current_session()), 'alpha-tests/one viewer', 'and is told');
select results_eq('select tenant_slug, slug from api.my_workspaces()', $$values ('alpha-tests', 'one')$$, 'and which workspaces are theirs');
select tests.as_admin();
select tenet.withhold_permission('viewer', 'member:read');
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.members), 0::bigint, 'without member:read a viewer sees nobody');

-- The auditor.
select tests.as_admin();
set local role tenet_auditor;
select isnt_empty('select * from tenet.policies', 'an auditor reads the policies');
select isnt_empty('select * from tenet.policy_matrix', 'and the matrix');
select isnt_empty('select * from tenet.coverage', 'and the coverage');
select is_empty('select * from tenet.drift', 'and that nothing has drifted');
select is((select string_agg(distinct tests.effect(format('select from %s', r)), ' ')
             from unnest('{app.sample_firms,api.sample_firms,tenet.tenants,tenet.users,tenet.members,tenet.memberships,tenet_private.sessions}'::text[]) as r), '42501',
          'and no row of a tenant');
select is(tests.effect($$insert into tenet.declarations (verb, arguments) values ('x', '{}')$$) || tests.effect('delete from tenet.declarations'), '4250142501', 'and writes nothing');

select * from finish();
rollback;
