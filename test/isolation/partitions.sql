-- A partition is closed: its rows are reached through the parent, whose policies it does not have. (T32)

begin;
set local search_path = tap, tests, public;
select plan(12);

select tests.create_world();
set local role tenet_owner;
create table app.sample_events (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  body text not null,
  primary key (tenant_id, id)
) partition by hash (tenant_id);
create table app.sample_events_0 partition of app.sample_events for values with (modulus 2, remainder 0);
create table app.sample_events_1 partition of app.sample_events for values with (modulus 2, remainder 1);
select tenet.protect('app.sample_events');
select tests.as_admin();
insert into app.sample_events (tenant_id, workspace_id, body)
values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'OWN'),
       (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), 'SENTINEL_B_workspace'),
       (tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), 'SENTINEL_B_tenant');

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select results_eq('select body from api.sample_events', array['OWN'], 'the owner of a workspace sees its rows through a partitioned table');
select is(tests.effect('update api.sample_events set body = body'), '1', 'and updates them');
select is(tests.effect('delete from api.sample_events'), '1', 'and deletes them');
select is(tests.effect('select from app.sample_events_0') || tests.effect('select from app.sample_events_1'), '4250142501', 'a request cannot name a partition');
select is(tests.effect_as_views('select from app.sample_events_0') || tests.effect_as_views('select from app.sample_events_1'), '4250142501',
          'and neither can the owner of the views');
select is(tests.effect_as_views('select from app.sample_events'), '1', 'who sees the own row through the parent');

-- A partition that is made later, by hand.
select tests.as_admin();
set local role tenet_owner;
create table app.sample_events_late (like app.sample_events including all);
select is((select c.status from tenet.coverage c where c.relation = 'app.sample_events_late'::regclass), 'UNDECLARED', 'a table that is to be a partition shows as undeclared');
alter table app.sample_events detach partition app.sample_events_1;
alter table app.sample_events attach partition app.sample_events_late for values with (modulus 2, remainder 1);
select is(tests.effect_as_views('select from app.sample_events_late'), '42501', 'a partition that is attached later is closed as well');
select is((select c.status from tenet.coverage c where c.relation = 'app.sample_events'::regclass), 'DRIFTED', 'and its table shows as drifted, for row level security is off there');
select tenet.rebuild('app.sample_events');
select is((select c.status from tenet.coverage c where c.relation = 'app.sample_events'::regclass), 'ACTIVE', 'until it is built again');
select ok((select c.relrowsecurity and c.relforcerowsecurity from pg_class c where c.oid = 'app.sample_events_late'::regclass), 'which enables and forces it on the new partition');
select is(tests.effect_as_views('select from app.sample_events_late'), '42501', 'that stays closed');

select * from finish();
rollback;
