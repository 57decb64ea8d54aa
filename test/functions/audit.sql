-- Every change, session and change of rights is an event of the trail, in the transaction of what it tells: who, where, what before
-- and after. Nobody writes, changes or removes an event by another way. (F-51, F-52, T104, T114)

begin;
set local search_path = tap, tests, public;
select plan(90);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
set local role tenet_owner;
alter table app.sample_firms add column api_token text not null default 'none';
select tenet.protect('app.sample_firms');
select tenet.classify('app.sample_firms', 'api_token', 'secret');
select tests.as_admin();
create temporary table marks (at bigint);
create temporary table job (handle text);
create temporary table receipt (events jsonb);
grant all on marks, job, receipt to public;

create function pg_temp.mark()
  returns void
  language sql
  security definer
as $$
  delete from pg_temp.marks;
  insert into pg_temp.marks select last_value from tenet_private.audit_numbers;
$$;
create function pg_temp.events()
  returns setof tenet.audit_events
  language sql
  security definer
as $$
  select e.* from tenet.audit_events e where e.number > (select at from pg_temp.marks) order by e.number
$$;
grant execute on all functions in schema pg_temp to public;

-- Changes of rows -------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select pg_temp.mark();
insert into api.sample_firms (name, amount) values ('Fresh', 7), ('Fresh too', 8);
select is((select count(*) from pg_temp.events()), 2::bigint, 'an editor who inserts two rows in one statement makes two events');
select is((select string_agg(distinct action || ' ' || category || ' ' || severity || ' ' || object_type, ', ') from pg_temp.events()),
          'sample_firm.created data_change info sample_firms', 'which say what was done to what');
select is((select string_agg(distinct actor_kind || ' ' || actor_name || ' ' || actor_id, ', ') from pg_temp.events()),
          'member editor ' || tests.person('editor@alpha-tests'), 'and by whom, in which role');
select is((select string_agg(distinct tenant_id || ' ' || workspace_id, ', ') from pg_temp.events()),
          tests.tenant('alpha-tests') || ' ' || tests.workspace('alpha-tests/one'), 'in which tenant and workspace');
select is((select payload -> 'after' ->> 'name' from pg_temp.events() limit 1), 'Fresh', 'with the row as it is after');
select is((select payload ->> 'ip' || ' ' || (payload ->> 'user_agent') from pg_temp.events() limit 1), '127.0.0.1 tests', 'and from where');
select is((select object_id from pg_temp.events() limit 1), (select id::text from api.sample_firms where name = 'Fresh'), 'and which row it is');
select is((select payload -> 'after' ? 'tenant_id' from pg_temp.events() limit 1), false, 'whose scope is told once');
select is((select bool_and(salt is not null and commitment is null) from pg_temp.events()), true, 'and each has a salt of its own');
select is((select count(distinct salt) from pg_temp.events()), 2::bigint, 'which no other has');

select pg_temp.mark();
update api.sample_firms set amount = amount + 1 where name like 'Fresh%';
select is((select string_agg(action || ' ' || (payload -> 'before') || ' ' || (payload -> 'after'), ', ' order by payload -> 'before' ->> 'amount') from pg_temp.events()),
          'sample_firm.updated {"amount": 7} {"amount": 8}, sample_firm.updated {"amount": 8} {"amount": 9}', 'an update tells what changed, before and after, and nothing else');
select pg_temp.mark();
update api.sample_firms set amount = amount where name = 'Fresh';
select is((select payload -> 'before' || (payload -> 'after') from pg_temp.events()), '{}'::jsonb, 'an update that changes nothing is an event without a change');
select pg_temp.mark();
update api.sample_firms set name = 'Fresh', details = '{"deep": [1, {"x": null}]}' where name = 'Fresh';
select is((select payload -> 'after' from pg_temp.events()), '{"details": {"deep": [1, {"x": null}]}}'::jsonb, 'nulls inside a document are kept');
select pg_temp.mark();
select is(tests.effect($$update api.sample_firms set amount = 1 where name = 'nobody'$$), '0', 'an update that reaches no row');
select is((select count(*) from pg_temp.events()), 0::bigint, 'is no event');

select pg_temp.mark();
select is(tests.effect($$insert into api.sample_firms (name) values ('Undone')$$), '1', 'a change that is rolled back');
select is((select count(*) from pg_temp.events()), 0::bigint, 'leaves no event');
select is(tests.effect($$delete from api.sample_firms where name = 'Fresh'$$), '0', 'what an editor may not delete');
select is((select count(*) from pg_temp.events()), 0::bigint, 'is no deletion');

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select pg_temp.mark();
delete from api.sample_firms where name = 'OWN_firm_1';
select results_eq('select action, severity, payload -> ''before'' ->> ''name'' from pg_temp.events()',
          $$values ('sample_firm.deleted', 'notice', 'OWN_firm_1'), ('sample_people.deleted', 'notice', 'OWN_person_1'), ('sample_letter.deleted', 'notice', null)$$,
          'a deletion tells the row as it was, and those that went with it');

-- Secrets ----------------------------------------------------------------------------------------------------------------------

select pg_temp.mark();
insert into api.sample_firms (name, api_token) values ('Secretive', 'SENTINEL_SECRET');
update api.sample_firms set api_token = 'SENTINEL_SECRET_2' where name = 'Secretive';
delete from api.sample_firms where name = 'Secretive';
select is((select count(*) from pg_temp.events()), 3::bigint, 'changes of a row with a secret column are recorded');
select is((select count(*) from pg_temp.events() e where e::text ~ 'SENTINEL_SECRET'), 0::bigint, 'without the secret');
select is((select payload -> 'concealed' from pg_temp.events() where action = 'sample_firm.updated'), '["api_token"]'::jsonb, 'that it changed is told by name');
select tests.as_admin();
select throws_ok($$select tenet.classify('app.sample_firms', 'nothing', 'secret')$$, 'TN422', null, 'a column that is not there cannot be classified');
select throws_ok($$select tenet.classify('app.sample_firms', 'name', 'whispered')$$, 'TN422', null, 'nor as something unknown');
select throws_ok($$select tenet.classify('app.sample_firms', 'id', 'secret')$$, 'TN422', null, 'nor can a key, which the trail is found by');

-- What cannot be recorded cannot be done ---------------------------------------------------------------------------------------

select tests.as_admin();
alter table tenet.audit_events add constraint full_disk check (action <> 'sample_brand.created') not valid;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$insert into api.sample_brands (name) values ('Unrecorded')$$), '23514', 'a change whose recording fails, fails');
select is(tests.effect($$insert into api.sample_firms (name) values ('Recorded')$$), '1', 'while another is done');
select tests.as_admin();
alter table tenet.audit_events drop constraint full_disk;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$insert into api.sample_brands (name) values ('Recorded')$$), '1', 'and so is that one, once it can be recorded');
select pg_temp.mark();
insert into api.sample_brands (name) values ('Brand');
select is((select workspace_id from pg_temp.events()), '00000000-0000-0000-0000-000000000000'::uuid, 'a row of the whole tenant is filed there');
select tests.as_admin();
set local role tenet_owner;
select is(tests.effect('truncate app.sample_firms cascade'), '42501', 'not even the owner of a table truncates it past the trail');

select tests.as_admin();
set local role tenet_owner;
alter table app.sample_firms disable trigger _500_audit_insert;
drop trigger _500_audit_update on app.sample_firms;
select results_eq($$select name, difference from tenet.drift where relation = 'app.sample_firms'::regclass$$, $$values ('_500_audit_insert', 'changed'), ('_500_audit_update', 'missing')$$,
          'triggers that somebody disabled or dropped are drift');
select tenet.audit('app.sample_firms');
select is_empty($$select name, difference from tenet.drift where relation = 'app.sample_firms'::regclass$$, 'until they are made again');

-- Each table has a function of its own, which the verbs write -----------------------------------------------------------------------

select tests.as_admin();
create or replace function tenet_private.tg_record_sample_firms() returns trigger language plpgsql security definer set search_path = '' as 'begin return null; end';
select results_eq($$select name, difference from tenet.drift where relation = 'app.sample_firms'::regclass$$, $$values ('tenet_private.tg_record_sample_firms()', 'changed')$$,
          'a function that was changed by hand, and records nothing, is drift');
set local role tenet_owner;
select tenet.audit('app.sample_firms');
select is_empty($$select name, difference from tenet.drift where relation = 'app.sample_firms'::regclass$$, 'until it is written again');
select is(tests.effect('create or replace function tenet_private.tg_record_sample_firms() returns trigger language plpgsql as $body$ begin return null; end $body$'), '42501',
          'whoever declares tables cannot write it');
create table app.sample_measurements_of_the_length_of_names_in_catalogue_a (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), "odd ' %s $body$ \ key" text, primary key (tenant_id, id));
create table app.sample_measurements_of_the_length_of_names_in_catalogue_b (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), "odd ' %s $body$ \ key" text, primary key (tenant_id, id));
select tenet.protect('app.sample_measurements_of_the_length_of_names_in_catalogue_a');
select tenet.protect('app.sample_measurements_of_the_length_of_names_in_catalogue_b');
select tenet.classify('app.sample_measurements_of_the_length_of_names_in_catalogue_b', 'odd '' %s $body$ \ key', 'secret');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select pg_temp.mark();
insert into api.sample_measurements_of_the_length_of_names_in_catalogue_a ("odd ' %s $body$ \ key") values ('seen');
select is((select payload -> 'after' ->> 'odd '' %s $body$ \ key' from pg_temp.events()), 'seen', 'names that share all but their last letter are two functions, and odd ones are quoted');
select pg_temp.mark();
insert into api.sample_measurements_of_the_length_of_names_in_catalogue_b ("odd ' %s $body$ \ key") values ('secret');
select is((select action || ' ' || array_to_string(array(select jsonb_object_keys(payload -> 'after')), ' ') from pg_temp.events()), 'sample_measurements_of_the_length_of_names_in_catalogue_b.created id', 'and each conceals what is secret in its own table');
select tests.as_admin();
set local role tenet_owner;
alter table app.sample_brands rename to sample_labels;
select tests.as_admin();
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select pg_temp.mark();
insert into api.sample_brands (name) values ('Renamed');
select is((select action || ' ' || object_type from pg_temp.events()), 'sample_brand.created sample_labels', 'a table that was renamed is recorded by the name it has');
select tests.as_admin();
set local role tenet_owner;
alter table app.sample_labels rename to sample_brands;
create table app.sample_going (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), primary key (tenant_id, id));
select tenet.protect('app.sample_going');
select has_function('tenet_private', 'tg_record_sample_going', 'a protected table has such a function');
drop table app.sample_going cascade;
select tenet.audit('app.sample_firms');
select hasnt_function('tenet_private', 'tg_record_sample_going', 'which goes when there is no table any more, at the next declaration');

-- Jobs and operators -------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select pg_temp.mark();
insert into app.sample_firms (tenant_id, workspace_id, name) values (tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), 'By hand');
select is((select actor_kind || ' ' || actor_name || ' ' || coalesce(actor_id::text, '–') from pg_temp.events()), 'operator ' || session_user || ' –',
          'what somebody does in SQL is recorded with their login, in the trail of the tenant whose row it is');
select tests.use_session('', 'tenet_worker', 'none');
insert into job select tenet_private.open_job_session(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'retention');
select tests.use_session(handle, 'tenet_worker') from job;
select pg_temp.mark();
delete from api.sample_firms where name = 'OWN_firm_2';
select is((select actor_kind || ' ' || actor_name from pg_temp.events() where action = 'sample_firm.deleted'), 'job retention', 'what a job does is recorded with its purpose');

-- Actions ------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$select tenet.record('automation.started')$$), '42501', 'a visitor cannot name the function that records actions');
select tests.as_admin();
create function api.start_automation(name text) returns uuid language sql volatile security definer set search_path = ''
  as $$ select tenet.record('automation.started', 'automations', name, 'data_access', 'notice', '{"actor_id": "somebody else", "planned": true}', 'the customer asked') $$;
alter function api.start_automation(text) owner to tenet_views;
grant execute on function api.start_automation(text) to tenet_visitor;
select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select pg_temp.mark();
select api.start_automation('a-1');
select is((select action || ' ' || actor_kind || ' ' || actor_id || ' ' || object_id || ' ' || (payload ->> 'reason') from pg_temp.events()),
          'automation.started member ' || tests.person('editor@alpha-tests') || ' a-1 the customer asked', 'a function of the product records an action of whoever called it, whatever its payload says');
select tests.as_admin();
select throws_ok($$select tenet.record('No Action')$$, 'TN422', null, 'an action has the form <what>.<what was done>');
select throws_ok($$select tenet.record('a.done', category => 'gossip')$$, 'TN422', null, 'its category is one of thirteen');
select throws_ok($$select tenet.record('a.done', severity => 'loud')$$, 'TN422', null, 'its severity one of four');
select lives_ok($$select tenet.record('a.done', category => c) from unnest('{authentication,membership,role,api_key,integration,support_access,data_change,data_access,export,deletion,billing,ai_usage,policy}'::text[]) c$$, 'each of which there is');

-- Sessions and rights -------------------------------------------------------------------------------------------------------------

select tests.as_admin();
delete from tenet_private.sessions;
select pg_temp.mark();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), 'member', tests.workspace('alpha-tests/two'));
select is((select action || ' ' || category || ' ' || (payload -> 'after' ->> 'role') || ' ' || object_id from pg_temp.events()),
          'member.added membership member ' || tests.person('viewer@alpha-tests'), 'a membership that is given is an event');
select is((select workspace_id from pg_temp.events()), tests.workspace('alpha-tests/two'), 'of its workspace');
select pg_temp.mark();
select tests.open_session('viewer@alpha-tests', 'alpha-tests/one');
select is((select action || ' ' || category || ' ' || actor_name from pg_temp.events()), 'session.opened authentication viewer', 'a session that is opened is an event');
select pg_temp.mark();
select tests.open_session('viewer@alpha-tests', 'alpha-tests/two');
select is((select action || ' ' || severity || ' ' || (payload ->> 'from_workspace') from pg_temp.events()),
          'workspace.crossed notice ' || tests.workspace('alpha-tests/one'), 'whoever goes on into another workspace crosses over, which is an event of that workspace');
select pg_temp.mark();
update tenet.memberships set role = 'admin' where user_id = tests.person('viewer@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select is((select (payload -> 'before' ->> 'role') || ' ' || (payload -> 'after' ->> 'role') from pg_temp.events() where action = 'member.role_changed'), 'member admin', 'a change of role is an event');
select is((select count(*) from pg_temp.events() where action = 'session.ended'), 2::bigint, 'and so is the end of each session that it ends');
select pg_temp.mark();
delete from tenet.memberships where user_id = tests.person('viewer@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select is((select action from pg_temp.events()), 'member.removed', 'a membership that is taken away is an event');
select pg_temp.mark();
update tenet.users set status = 'suspended' where id = tests.person('viewer@alpha-tests');
select is((select action || ' ' || tenant_id from pg_temp.events()), 'member.suspended ' || tests.tenant('alpha-tests'), 'a person who is suspended is an event of every tenant that knows them');
select pg_temp.mark();
update tenet.tenants set status = 'suspended' where id = tests.tenant('beta-tests');
select is((select action || ' ' || workspace_id from pg_temp.events()), 'tenant.suspended ' || '00000000-0000-0000-0000-000000000000'::uuid, 'and a tenant that is suspended, one of the whole tenant');
update tenet.tenants set status = 'active' where id = tests.tenant('beta-tests');
select pg_temp.mark();
set local role tenet_owner;
select tenet.grant_permission('editor', 'sample_firm:delete');
select tests.as_admin();
select is((select string_agg(action || ' ' || tenant_id, ', ' order by number) from pg_temp.events() where action !~ '^session'),
          'role.permission_changed ' || '00000000-0000-0000-0000-000000000000'::uuid || ', policy.declared ' || '00000000-0000-0000-0000-000000000000'::uuid, 'what a role may do is told in the operator''s trail, and that a verb said so');
select pg_temp.mark();
select tests.use_session('', 'tenet_gateway', 'none');
select tenet_private.record_refusal(null, null, '203.0.113.9', 'curl', 'request-1', 'expired');
select tenet_private.record_refusal('{"issuer": "https://tests.invalid", "subject": "stranger"}', 'beta-tests/one', '203.0.113.9', 'curl', 'request-2', 'no access');
select tests.as_admin();
select results_eq('select action, tenant_id, actor_kind, object_id, request_id from pg_temp.events()',
          format($$values ('session.refused', %1$L::uuid, 'unknown', null, 'request-1'), ('workspace.refused', %1$L::uuid, 'unknown', 'beta-tests/one', 'request-2')$$, '00000000-0000-0000-0000-000000000000'::uuid),
          'a token and a workspace that are refused are events of the operator''s trail');
select is((select sum(refusals) from tenet_private.recent_refusals('1 minute')), 2::numeric, 'and are counted, to raise alerts');

-- Receipts of reads ---------------------------------------------------------------------------------------------------------------

select pg_temp.mark();
insert into receipt select jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'at', now(), 'tenant_id', tests.tenant('alpha-tests'), 'workspace_id', tests.workspace('alpha-tests/one'),
  'user_id', tests.person('owner@alpha-tests'), 'role', 'owner', 'ip', '203.0.113.9', 'user_agent', 'tests', 'request_id', 'request-3', 'action', 'data.read', 'severity', 'info', 'payload', '{"tables": {"contacts": {"rows": 3}}}'::jsonb));
select tests.use_session('', 'tenet_gateway', 'none');
select is((select tenet_private.record_access(events) from receipt), 1, 'the gateway records what an operation read');
select is((select tenet_private.record_access(events) from receipt), 0, 'once, also when it says so twice');
select tests.as_admin();
select is((select category || ' ' || actor_name || ' ' || (payload ->> 'ip') from pg_temp.events()), 'data_access owner 203.0.113.9', 'as a read of that person');

-- Reading -------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('viewer@beta-tests', 'beta-tests/one');
select is((select count(*) from api.audit_events) + (select count(*) from api.tenant_audit_events), 0::bigint, 'a viewer sees nothing of the trail');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select cmp_ok((select count(*) from api.audit_events), '>', 10::bigint, 'an owner of the workspace sees it');
select is((select count(*) from api.audit_events where payload::text ~ 'SENTINEL_B'), 0::bigint, 'and no event of another workspace or tenant');
select is((select count(*) from api.tenant_audit_events), 0::bigint, 'nor what concerns the whole tenant, being a member of one workspace');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'owner');
delete from tenet.memberships where user_id = tests.person('owner@alpha-tests') and workspace_id is not null;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select cmp_ok((select count(*) from api.tenant_audit_events), '>', 0::bigint, 'which a member of the whole tenant does');
select is((select count(*) from api.audit_events where payload::text ~ 'OWN_firm'), 0::bigint, 'while the other workspace stays the other''s');
select tests.as_admin();
set local role tenet_auditor;
select cmp_ok((select count(*) from tenet.audit_events), '>', 0::bigint, 'an auditor reads the operator''s trail');
select is((select count(*) from tenet.audit_events where tenant_id <> '00000000-0000-0000-0000-000000000000'), 0::bigint, 'and no tenant''s');

-- Who may not read a row does not read it in the trail either.
select tests.as_admin();
select tenet.withhold_permission('owner', 'sample_people:read');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
insert into api.sample_diaries (body) values ('SENTINEL_DIARY');
select tests.as_admin();
insert into app.sample_firms (tenant_id, workspace_id, name) values (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), 'SENTINEL_FIRM');
insert into app.sample_people (tenant_id, workspace_id, firm_id, name) select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), f.id, 'SENTINEL_PERSON' from app.sample_firms f where f.name = 'SENTINEL_FIRM';
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select is((select string_agg(object_type, ' ' order by object_type) from api.audit_events where payload::text ~ 'SENTINEL_(DIARY|FIRM|PERSON)'), 'sample_firms',
          'values of a table that one may not read, and of other people''s rows, are not told by the trail; those of others are');
select is((select count(*) from api.audit_events where object_type in ('sample_diaries', 'sample_people') and payload is null and not forgotten and action ~ 'created'), 8::bigint, 'that they were written is, of each');
select is((select count(*) from api.audit_rows(null, null, 10000) r where r.payload::text ~ 'SENTINEL_(DIARY|PERSON)'), 0::bigint, 'nor by an export of it');

-- Large rows, other numbers, and columns with another name.
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
set local extra_float_digits = -15;
select is(tests.effect($$insert into api.sample_firms (name) values ('Rounded')$$), 'TN409', 'nothing is written while numbers would be recorded rounded');
set local extra_float_digits = 1;
select is(tests.effect($$insert into api.sample_firms (name) values ('Rounded')$$), '1', 'and everything when they would not');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select pg_temp.mark();
insert into api.sample_firms (name, details) values (repeat('x', 3000), jsonb_build_object('text', repeat('y', 3000000)));
select is((select (payload -> 'after' -> 'details' ->> 'length')::int > 3000000 and length(payload::text) < 20000 and length(payload -> 'after' ->> 'name') = 3000 from pg_temp.events()), true,
          'of a large row the long values are recorded by their beginning, length and hash');
select tests.as_admin();
set local role tenet_owner;
alter table app.sample_firms rename column api_token to api_secret;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select is(tests.effect('delete from api.sample_firms'), 'TN409', 'a table whose secret column was renamed takes no change');
select tests.as_admin();
set local role tenet_owner;
select throws_ok($$select tenet.protect('app.sample_firms')$$, 'TN422', null, 'nor a declaration');
select tenet.declassify('app.sample_firms', 'api_token');
select tenet.classify('app.sample_firms', 'api_secret', 'secret');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select pg_temp.mark();
insert into api.sample_firms (name, api_secret) values ('Renamed', 'SENTINEL_SECRET');
select is((select count(*) from pg_temp.events() e where e::text ~ 'SENTINEL_SECRET'), 0::bigint, 'until its new name is classified');
select tests.as_admin();
select throws_ok($$select tenet.record('audit.payloads_forgotten', category => 'deletion')$$, 'TN422', null, 'nobody announces removals but the trail itself');

-- Nobody else writes ----------------------------------------------------------------------------------------------------------------

select tests.as_admin();
create function pg_temp.attempts(who name)
  returns text
  language plpgsql
as $$
declare
  found text;
begin
  execute format('set local role %I', who);
  select string_agg(tests.effect(s), ' ') into found
    from unnest(array[
      $s$insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) values (gen_random_uuid(), gen_random_uuid(), 'a.b', 'policy', 'info', 'member', '{}')$s$,
      'update tenet.audit_events set action = ''a.b''', 'delete from tenet.audit_events', 'truncate tenet.audit_events', 'delete from tenet.audit_batches', 'update tenet_private.audit_seals set sealed_through = 0']) s;
  execute 'set local role none';
  return found;
end
$$;
select is(pg_temp.attempts(r), '42501 42501 42501 42501 42501 42501', format('%s writes, changes, deletes and truncates nothing of the trail', r))
  from unnest('{tenet_visitor,tenet_anonymous,tenet_views,tenet_authenticator,tenet_gateway,tenet_worker}'::name[]) r;
select is(pg_temp.attempts('tenet_owner'), '42501 0 0 42501 0 0', 'the owner of its tables reaches no row, and does not truncate');
alter table tenet.audit_events no force row level security;
select is(pg_temp.attempts('tenet_owner'), '1 42501 42501 42501 0 0', 'nor alters one when row level security is lifted');

select * from finish();
rollback;
