-- A unique key answers whether a value exists. It may say so about the own workspace only. (T17, T22)

begin;
set local search_path = tap, tests, public;
select plan(13);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');

select throws_ok($$insert into api.sample_firms (name) values ('OWN_firm_1')$$, '23505', null, 'a name of the own workspace is taken');
select lives_ok($$insert into api.sample_firms (name) values ('SENTINEL_B_tenant_firm_1')$$, 'a name that another tenant has is free');
select lives_ok($$insert into api.sample_firms (name) values ('SENTINEL_B_workspace_firm_1')$$, 'a name that another workspace has is free');
select is(tests.effect($$insert into api.sample_firms (name) values ('SENTINEL_B_tenant_firm_2') on conflict do nothing$$), '1', 'on conflict does not see another tenant');
select is(tests.effect($$insert into api.sample_firms (name) values ('nobody has this') on conflict do nothing$$), '1', 'nor anything else where there is nothing');
select is(tests.effect($$insert into api.sample_firms (name) values ('OWN_firm_1') on conflict do nothing$$), '0', 'and sees the own workspace');
select is(tests.effect($$update api.sample_firms set name = 'SENTINEL_B_tenant_firm_3' where name = 'OWN_firm_3'$$), '1', 'a rename to a name of another tenant succeeds');
select is(tests.effect($$insert into api.sample_brands (name) values ('SENTINEL_B_tenant_brand_1')$$), '1', 'a brand that another tenant has is free');
select is(tests.effect($$insert into api.sample_brands (name) values ('OWN_second_brand_1')$$), '23505', 'one of the own tenant is taken');
select throws_ok($$insert into api.sample_firms (id, name) values (gen_random_uuid(), 'x')$$, '42501', null, 'nobody tries ids: an id is never an input');

-- With every right, as tenet_views: an upsert of another tenant's key makes an own row.
select tests.as_admin();
grant all on app.sample_firms to tenet_views;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect_as_views($$
  insert into app.sample_firms (name) values ('SENTINEL_B_tenant_firm_2')
  on conflict (tenant_id, workspace_id, name) do update set amount = 99 where sample_firms.amount >= 0
  returning 1 / (case when amount = 1 then 1 else 0 end)$$), '1', 'an upsert with the name of another tenant makes a new row');
select is(tests.effect_as_views(format($$
  insert into app.sample_firms (tenant_id, workspace_id, name) values (%L, %L, 'SENTINEL_B_tenant_firm_2')
  on conflict (tenant_id, workspace_id, name) do update set amount = 99$$, tests.tenant('beta-tests'), tests.workspace('beta-tests/one'))), '42501',
  'an upsert onto the very row of another tenant is refused');
select is(tests.effect_as_views(format($$
  insert into app.sample_firms (tenant_id, workspace_id, name) values (%L, %L, 'nobody has this')
  on conflict (tenant_id, workspace_id, name) do nothing$$, tests.tenant('beta-tests'), tests.workspace('beta-tests/one'))), '42501',
  'and so is one where that tenant has nothing');

select * from finish();
rollback;
