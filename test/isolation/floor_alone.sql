-- The floor holds when everything else is open: every privilege granted to tenet_views, a permissive policy for everybody on every
-- table, as somebody in a hurry might add, and no trigger that keeps a row where it is. Run as tenet_views, in a session of
-- alpha-tests/one. (T2, T13 to T16, T18)

begin;
set local search_path = tap, tests, public;

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table governed as
  select p.relation,
         p.scope,
         tests.sample_row(p.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person('owner@alpha-tests')) as own,
         tests.sample_row(p.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), tests.person('owner@alpha-tests')) as other_workspace,
         tests.sample_row(p.relation, tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), tests.person('owner@beta-tests')) as other_tenant,
         tests.sample_input(p.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person('owner@alpha-tests')) as input,
         tests.sample_input(p.relation, tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), tests.person('owner@beta-tests')) as foreign_input
    from tenet.protected_tables p
   where p.scope <> 'shared'
   order by p.relation::text;
grant select on governed to public;

create temporary table moved_by_admin as
  select tests.effect(format('update app.sample_firms set tenant_id = %L', tests.tenant('beta-tests'))) as to_tenant,
         tests.effect(format('update app.sample_firms set workspace_id = %L', tests.workspace('alpha-tests/two'))) as to_workspace,
         tests.effect(format('update app.sample_diaries set user_id = %L', tests.person('viewer@alpha-tests'))) as to_person;

do $$
declare
  relation regclass;
begin
  for relation in select g.relation from governed g loop
    execute format('grant all on %s to tenet_views', relation);
    execute format('create policy all_oops on %s for all using (true) with check (true)', relation);
    execute format('drop trigger _900_scope_is_immutable on %s', relation);
  end loop;
end
$$;

create temporary table before_all as
  select tests.checksum(tests.tenant('beta-tests')) as other_tenant,
         tests.checksum(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two')) as other_workspace;

select plan((select 11 + 8 * count(*)::integer from governed));

create function pg_temp.insertion(relation regclass, target jsonb)
  returns text
  language sql
  security definer
as $$
  select format('insert into %s (%s) select %2$s from jsonb_populate_record(null::%1$s, %3$L)', relation, string_agg(quote_ident(a.attname), ', '), target)
    from pg_attribute a
   where a.attrelid = relation
     and a.attnum > 0
     and not a.attisdropped
     and a.attgenerated = ''
     and a.attidentity <> 'a'
$$;

-- Runs a statement as tenet_views and keeps what it does.
create function pg_temp.run_as_views(statement text)
  returns text
  language plpgsql
  security definer
as $$
declare
  touched bigint;
begin
  execute statement;
  get diagnostics touched = row_count;
  return touched::text;
exception
  when others then
    return sqlstate;
end
$$;
alter function pg_temp.run_as_views(text) owner to tenet_views;

select results_eq('select * from moved_by_admin', $$values ('42501', '42501', '42501')$$,
  'while the trigger is there, not even an administrator moves a row to another tenant, workspace or person');

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');

select x.line
  from governed g
 cross join lateral (select format('where to_jsonb(t) = %L', g.own) as own, format('where to_jsonb(t) in (%L, %L)',
          g.other_tenant, case when g.scope = 'tenant' then g.other_tenant else g.other_workspace end) as foreign) as w
 cross join lateral (
         values
           (is(effect_as_views(format('select from %s t %s', g.relation, w.own)) || effect_as_views(format('select from %s t %s', g.relation, w.foreign)),
               '10', format('whoever reads %s with every right sees the own row and no other', g.relation))),
           (is(effect_as_views(format('update %s t set id = id %s', g.relation, w.own)) || effect_as_views(format('update %s t set id = id %s', g.relation, w.foreign)),
               '10', format('whoever updates %s with every right changes the own row and no other', g.relation))),
           (is(effect_as_views(format('delete from %s t %s', g.relation, w.own)) || effect_as_views(format('delete from %s t %s', g.relation, w.foreign)),
               '10', format('whoever deletes from %s with every right deletes the own row and no other', g.relation))),
           (is(effect_as_views(pg_temp.insertion(g.relation, g.input)) || ' ' || effect_as_views(pg_temp.insertion(g.relation, g.foreign_input)),
               '1 42501', format('whoever inserts into %s with every right cannot plant a row in the other tenant', g.relation))),
           (is(effect_as_views(pg_temp.insertion(g.relation, g.input) || ' returning id') || ' ' ||
               effect_as_views(format('with planted as (%s returning id) select from planted', pg_temp.insertion(g.relation, g.foreign_input))),
               '1 42501', format('nor by returning what was planted in %s', g.relation))),
           (is(effect_as_views(format('update %s set tenant_id = %L', g.relation, tests.tenant('beta-tests'))),
               '42501', format('an update of the whole of %s, without where, moves no row to the other tenant', g.relation))),
           (is(effect_as_views(format('merge into %s t using (select 1) s on t.tenant_id = %L when matched then delete', g.relation, tests.tenant('beta-tests'))),
               '0', format('a merge deletes no row of the other tenant from %s', g.relation))),
           (is(effect_as_views(format('merge into %s t using (select 1) s on true when matched then update set id = id', g.relation)),
               effect_as_views(format('select from %s', g.relation)), format('a merge into %s matches what a select sees', g.relation)))
       ) as x (line);

-- What the rows are, and not only how many.
select alike(tests.answer('select name from api.sample_firms'), '%OWN_firm_1%', 'the owner of alpha-tests/one sees its own firms');
select unalike(
  tests.answer('select f.*, p.* from api.sample_firms f full join api.sample_people p on p.firm_id = f.id') || tests.answer('select * from api.sample_letters')
    || tests.answer('select * from api.sample_diaries') || tests.answer('select * from api.sample_brands'),
  '%SENTINEL_B%', 'and none of any other workspace or tenant, with a permissive policy for everybody on each table');
select is(
  pg_temp.run_as_views($$insert into app.sample_brands (name) values ('OWN_new')$$) || pg_temp.run_as_views($$delete from app.sample_brands where name = 'OWN_new'$$), '11',
  'what is done with every right is done in the own tenant');
select is(pg_temp.run_as_views($$update app.sample_firms set amount = 99$$), pg_temp.run_as_views($$select from app.sample_firms$$),
          'an update without where changes as many rows as a select sees');
select is(pg_temp.run_as_views($$update app.sample_firms set tenant_id = tenant_id, workspace_id = workspace_id$$),
          pg_temp.run_as_views($$select from app.sample_firms$$), 'an update that keeps the scope is not refused');
select tests.as_admin();

select is(tests.checksum(tests.tenant('beta-tests')), (select other_tenant from before_all), 'nothing of the other tenant has changed');
select is(tests.checksum(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two')), (select other_workspace from before_all),
          'nothing of the other workspace has changed');
select is((select count(*) from app.sample_firms where amount = 99 and workspace_id <> tests.workspace('alpha-tests/one')), 0::bigint,
          'an update without where touched the own workspace alone');
select cmp_ok((select count(*) from app.sample_firms where amount = 99), '>=', 3::bigint, 'and did touch that');

-- The owner of the tables, without a session: forced row level security is for owners too.
set local role tenet_owner;
select is((select string_agg(tests.effect(format('select from %s', g.relation)), '' order by g.relation::text) from governed g),
          (select string_agg('0', '') from governed), 'the owner of the tables sees no row of any of them without a session');
select tests.as_admin();

select * from finish();
rollback;
