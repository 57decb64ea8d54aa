-- Postgres checks foreign keys behind the back of row level security, so a key is safe only by what it holds: the scope on both
-- sides. A row that is not the caller's and one that does not exist must look the same. (T21, T23, T24)

begin;
set local search_path = tap, tests, public;
select plan(15);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

-- The same ids in both tenants, as an attacker would have them.
insert into app.sample_firms (tenant_id, workspace_id, id, name)
values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), '00000000-0000-4000-8000-000000000001', 'OWN_twin'),
       (tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), '00000000-0000-4000-8000-000000000001', 'SENTINEL_B_twin');
insert into app.sample_people (tenant_id, workspace_id, id, firm_id, name)
values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'OWN_child'),
       (tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), '00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'SENTINEL_B_child');
insert into app.sample_firms (tenant_id, workspace_id, id, name, parent_id)
values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), '00000000-0000-4000-8000-000000000003', 'OWN_branch', '00000000-0000-4000-8000-000000000001');

create function pg_temp.complaint(statement text)
  returns text
  language plpgsql
as $$
declare
  message text;
  detail text;
  hint text;
begin
  execute statement;
  return 'no complaint';
exception
  when others then
    get stacked diagnostics message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return regexp_replace(concat_ws('|', sqlstate, message, detail, hint), '[0-9a-f]{8}-[0-9a-f-]{27}', '<id>', 'g');
end
$$;

create temporary table ids as
  select tests.firm('OWN_firm_1') as own, tests.firm('SENTINEL_B_workspace_firm_1') as other_workspace, tests.firm('SENTINEL_B_tenant_firm_1') as other_tenant,
         gen_random_uuid() as nobody;
grant select on ids to public;

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');

select lives_ok(format('insert into api.sample_people (firm_id, name) values (%L, %L)', own, 'x'), 'a row may point at one of its own workspace') from ids;
select is(pg_temp.complaint(format('insert into api.sample_people (firm_id, name) values (%L, %L)', other_tenant, 'x')),
          pg_temp.complaint(format('insert into api.sample_people (firm_id, name) values (%L, %L)', nobody, 'x')),
          'pointing at a row of another tenant is answered like pointing at nothing') from ids;
select is(pg_temp.complaint(format('insert into api.sample_people (firm_id, name) values (%L, %L)', other_workspace, 'x')),
          pg_temp.complaint(format('insert into api.sample_people (firm_id, name) values (%L, %L)', nobody, 'x')),
          'and so is pointing at a row of another workspace') from ids;
select alike(pg_temp.complaint(format('insert into api.sample_people (firm_id, name) values (%L, %L)', other_tenant, 'x')), '23503|%', 'which is refused') from ids;
select is(pg_temp.complaint(format('update api.sample_people set firm_id = %L', other_tenant)),
          pg_temp.complaint(format('update api.sample_people set firm_id = %L', nobody)), 'an update cannot tell them apart either') from ids;
select throws_ok($$insert into api.sample_people (firm_id, name) values (null, 'x')$$, '23502', null, 'half a key is refused');
select is(pg_temp.complaint(format('insert into api.sample_people (firm_id, mentor_id, name) values (%L, %L, %L)', own, tests.person('owner@beta-tests'), 'x')),
          pg_temp.complaint(format('insert into api.sample_people (firm_id, mentor_id, name) values (%L, %L, %L)', own, nobody, 'x')),
          'a person of another tenant is answered like nobody') from ids;
select lives_ok(format('insert into api.sample_people (firm_id, mentor_id, name) values (%L, %L, %L)', own, tests.person('viewer@alpha-tests'), 'x'),
                'while a person of the own tenant may be named') from ids;

-- What happens to the children when a parent goes.
select is(tests.effect($$delete from api.sample_firms where id = '00000000-0000-4000-8000-000000000001'$$), '1', 'an owner deletes a firm whose id another tenant uses too');
delete from api.sample_firms where id = '00000000-0000-4000-8000-000000000001';
select is((select count(*) from api.sample_people where name = 'OWN_child'), 0::bigint, 'its own children go with it');
select tests.as_admin();
select is((select count(*) from app.sample_people where name = 'SENTINEL_B_child'), 1::bigint, 'the child of the other tenant, with the same ids, stays');
select is((select count(*) from app.sample_firms where name = 'SENTINEL_B_twin'), 1::bigint, 'and so does its parent');
select results_eq($$select tenant_id, workspace_id, parent_id from app.sample_firms where name = 'OWN_branch'$$,
                  $$select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), null::uuid$$,
                  'a row that loses what it points at keeps its tenant and workspace');

-- The catalogue, for every governed table.
select is_empty($$
  select c.conrelid::regclass, c.conname
    from pg_constraint c
    join tenet.protected_tables p on p.relation = c.conrelid
    join tenet.protected_tables t on t.relation = c.confrelid
   where c.contype = 'f'
     and t.scope <> 'shared'
     and not (select array_agg(a.attname::name) from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey))
         @> (tenet_private.scope_columns(case t.scope when 'personal' then 'workspace' else t.scope end))
$$, 'every foreign key between governed tables carries the whole scope of its target');
select throws_ok($$
  alter table app.sample_people add column rival_id uuid, add foreign key (tenant_id, rival_id) references app.sample_firms (tenant_id, id);
  select tenet.protect('app.sample_people');
$$, 'TN422', null, 'a key within the tenant that leaves its workspace is refused by protect');

select * from finish();
rollback;
