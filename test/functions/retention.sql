-- The verbs of retention and of legal holds: what is wrong is refused with a hint and changes nothing, what is right makes what it
-- needs, once; and what retention may do that people may not. (T119; F-71; the job itself: test/worker/retention.test.ts)

begin;
set local search_path = tap, tests, public;
select plan(92);

select tests.create_world();
set local role tenet_owner;
create table app.sample_visits (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
  who text not null, badge text not null, email text, floor_number integer not null default 1, kind text not null check (kind in ('guest', 'staff')),
  seen_at timestamptz not null default now(), left_on date, planned timestamp, created_by uuid, created_at timestamptz not null default now(),
  primary key (tenant_id, id), unique (tenant_id, workspace_id, badge)
);
create table app.sample_rooms (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), name text not null, primary key (tenant_id, id));
create table app.sample_bookings (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), sample_room_id uuid not null,
  booked_at timestamptz not null default now(), primary key (tenant_id, id)
);
create table app.sample_vouchers (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
  code text not null check (code ~ '^V-\d{4}$'), used_at timestamptz, primary key (tenant_id, id)
);
create table app.sample_codes (code text primary key, at timestamptz not null default now());
create table app.sample_bare (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), at timestamptz not null default now(), primary key (tenant_id, id));
select tenet.protect('app.sample_visits');
select tenet.protect('app.sample_rooms');
select tenet.protect('app.sample_bookings', parent => 'app.sample_rooms');
select tenet.protect('app.sample_vouchers');
select tenet.protect('app.sample_codes', 'shared', reason => 'Of this test.');

-- What is wrong ---------------------------------------------------------------------------------------------------------------

select tests.as_admin();
create temporary table wrong (position integer generated always as identity, call text, hint text);
insert into wrong (call, hint) values
  ($$select tenet.retain('app.nothing', '1 year', 'seen_at')$$, '%app.nothing%'),
  ($$select tenet.retain('app.sample_bare', '1 year', 'at')$$, '%tenet.protect(''app.sample_bare'')%'),
  ($$select tenet.retain('app.sample_codes', '1 year', 'at')$$, '%another scope%'),
  ($$select tenet.retain('app.sample_visits', null, 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '0', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '-1 year', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '1 second', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '23:59:59', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '1000000000 days', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '1 year -400 days', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '10 years 1 day', 'seen_at')$$, '%24 months%'),
  ($$select tenet.retain('app.sample_visits', '1 year', null)$$, '%created_at%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'nothing')$$, '%another column%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'who')$$, '%type timestamptz%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'planned')$$, '%type timestamptz%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'burn')$$, '%delete%anonymise%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise')$$, '%columns%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{}')$$, '%columns%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', columns => '{email}')$$, '%anonymise%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{nothing}')$$, '%columns of the table%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{id}')$$, '%update may name%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{workspace_id}')$$, '%update may name%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{created_by}')$$, '%update may name%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{floor_number}')$$, '%drop not null%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{badge}')$$, '%drop not null%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', action => 'anonymise', columns => '{kind}')$$, '%canary%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', brake => 0)$$, '%0.2%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', brake => 1.1)$$, '%0.2%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', brake => 'NaN')$$, '%0.2%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', brake => null)$$, '%0.2%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', canary => '[]')$$, '%canary%'),
  ($$select tenet.retain('app.sample_visits', '1 year', 'seen_at', canary => '{"kind": "ghost"}')$$, '%canary%'),
  ($$select tenet.retain('app.sample_vouchers', '1 year', 'used_at')$$, '%canary => null%'),
  ($$select tenet.retain_forever('app.sample_visits', reason => ' ')$$, '%reason%'),
  ($$select tenet.release_brake('app.sample_visits', reason => 'x')$$, '%tenet.retain(''app.sample_visits''%'),
  ($$select tenet.place_hold(tests.tenant('alpha-tests'), reason => '')$$, '%which matter%'),
  ($$select tenet.place_hold(tests.tenant('alpha-tests'), reason => 'x', row_key => 'x')$$, '%relation%'),
  ($$select tenet.place_hold(tests.tenant('alpha-tests'), reason => 'x', relation => 'app.nothing')$$, '%app.<table>%'),
  ($$select tenet.place_hold(tests.tenant('alpha-tests'), reason => 'x', relation => 'app.sample_codes')$$, '%app.<table>%');
grant select on wrong to public;
create function pg_temp.complaint(call text)
  returns text[]
  language plpgsql
as $$
declare
  hint text;
begin
  execute call;
  return array['no complaint', ''];
exception
  when others then
    get stacked diagnostics hint = pg_exception_hint;
    return array[sqlstate, hint];
end
$$;
create temporary table before_all as
  select (select count(*) from tenet.retention_rules) as rules, (select count(*) from tenet.declarations) as declarations, (select count(*) from tenet.legal_holds) as holds,
         (select count(*) from tenet.tenants) as tenants, (select count(*) from pg_index) as indexes, (select bool_and(c.relforcerowsecurity) from tenet.protected_tables p join pg_class c on c.oid = p.relation) as forced;
set local role tenet_owner;
select ok((pg_temp.complaint(w.call))[1] = 'TN422' and (pg_temp.complaint(w.call))[2] like w.hint, format('%s raises TN422 and says what to write: %s', w.call, (pg_temp.complaint(w.call))[2]))
  from wrong w
 order by w.position;
select tests.as_admin();
select results_eq($$
  select (select count(*) from tenet.retention_rules), (select count(*) from tenet.declarations), (select count(*) from tenet.legal_holds),
         (select count(*) from tenet.tenants), (select count(*) from pg_index), (select bool_and(c.relforcerowsecurity) from tenet.protected_tables p join pg_class c on c.oid = p.relation)
$$, 'select * from before_all', 'and none of these calls has changed anything');

-- What is right ---------------------------------------------------------------------------------------------------------------

set local role tenet_owner;
select lives_ok($$select tenet.retain('app.sample_visits', '24 months', measured_from => 'seen_at')$$, 'a table is retained by a window and a column');
select is((select d.canary from tenet.retention d where d.relation = 'app.sample_visits'::regclass), 'not planted yet', 'which the catalogue shows, with a canary to come');
select ok(exists (select from pg_index i where i.indrelid = 'app.sample_visits'::regclass and pg_get_indexdef(i.indexrelid) like '%(tenant_id, workspace_id, seen_at, id)'), 'an index finds what is due');
select is_empty('select * from tenet.drift', 'nothing has drifted');
select ok(has_column_privilege('tenet_views', 'app.sample_visits', 'seen_at', 'insert') and not has_column_privilege('tenet_views', 'app.sample_visits', 'created_at', 'insert'), 'the measured column may be planted, other read-only ones not');
select lives_ok($$select tenet.retain('app.sample_visits', '24 months', measured_from => 'seen_at')$$, 'retaining it again is fine');
select is((select (version, (select count(*) from tenet.declarations where verb = 'retain' and relation = 'app.sample_visits'), (select count(*) from pg_index i where i.indrelid = 'app.sample_visits'::regclass))::text
             from tenet.retention_rules where relation = 'app.sample_visits'::regclass), '(1,1,4)', 'and changes nothing');
select lives_ok($$select tenet.retain('app.sample_visits', '1 day', measured_from => 'left_on', action => 'anonymise', columns => '{who,email}', reason => 'Shorter.')$$, 'a date does, and anonymising, and the shortest window');
select is((select (version, (select count(*) from tenet.declarations where verb = 'retain' and relation = 'app.sample_visits'))::text from tenet.retention_rules where relation = 'app.sample_visits'::regclass), '(2,2)', 'which is another version, and history');
select lives_ok($$select tenet.retain('app.sample_visits', '3652 days', measured_from => 'created_at')$$, 'and ten years, from a column that the API never writes');
select ok(has_column_privilege('tenet_views', 'app.sample_visits', 'created_at', 'insert') and not has_column_privilege('tenet_visitor', 'api.sample_visits', 'created_at', 'insert'), 'which stays closed to the API');
select lives_ok($$select tenet.retain('app.sample_bookings', '30 days', measured_from => 'booked_at')$$, 'a child, whose canary needs a parent');
select is((select recipe -> 'parents' -> 0 -> 'recipe' -> 'values' from tenet.retention_rules where relation = 'app.sample_bookings'::regclass), '{"name": "canary"}', 'gets one');
select tests.as_admin();
select is((select count(*) from app.sample_rooms) + (select count(*) from app.sample_bookings) + (select count(*) from tenet.tenants where slug = 'tenet-canary'), 0::bigint, 'but for trying alone: nothing is left of it');
select ok((select bool_and(c.relforcerowsecurity) from tenet.protected_tables p join pg_class c on c.oid = p.relation), 'least of all a table without row level security');
set local role tenet_owner;
select lives_ok($$select tenet.retain('app.sample_vouchers', '1 year', measured_from => 'used_at', canary => '{"code": "V-0001"}')$$, 'what nobody can guess is given');
select lives_ok($$select tenet.retain('app.sample_vouchers', '1 year', measured_from => 'used_at', canary => null)$$, 'or there is no canary');
select is((select canary from tenet.retention where relation = 'app.sample_vouchers'::regclass), 'opted out', 'and that shows');
select ok(not has_column_privilege('tenet_views', 'app.sample_bare', 'at', 'insert'), 'a table without retention grants nothing');

drop index app.sample_bookings_tenant_id_workspace_id_booked_at_id_idx;
select lives_ok($$select tenet.rebuild('app.sample_bookings')$$, 'rebuilding a table');
select isnt(to_regclass('app.sample_bookings_tenant_id_workspace_id_booked_at_id_idx'), null, 'makes the index again');
alter table app.sample_bookings rename booked_at to reserved_at;
select is((pg_temp.complaint($$select tenet.protect('app.sample_bookings', parent => 'app.sample_rooms')$$))[1], 'TN422', 'a column from which retention is measured cannot go unnoticed');
select lives_ok($$select tenet.retain('app.sample_bookings', '30 days', measured_from => 'reserved_at')$$, 'until it is measured from another');
select is((pg_temp.complaint($$select tenet.protect('app.sample_bookings', 'shared', reason => 'x')$$))[1], 'TN422', 'nor does a retained table become shared');

select lives_ok($$select tenet.release_brake('app.sample_visits', reason => 'Counted by hand.')$$, 'a brake is released');
select is((select brake_released from tenet.retention where relation = 'app.sample_visits'::regclass), true, 'which shows');
select lives_ok($$select tenet.retain('app.sample_visits', '9 years', measured_from => 'created_at')$$, 'declaring something else');
select is((select brake_released from tenet.retention where relation = 'app.sample_visits'::regclass), false, 'puts it on again');
select lives_ok($$select tenet.retain_forever('app.sample_visits', reason => 'For this test.')$$, 'and retention is taken back');
select is_empty($$select from tenet.retention where relation = 'app.sample_visits'::regclass$$, 'altogether');
select ok(not has_column_privilege('tenet_views', 'app.sample_visits', 'created_at', 'insert'), 'with the right to plant');
select is((select string_agg(verb, ' ' order by id) from tenet.declarations where relation = 'app.sample_visits' and verb like 're%'), 'retain retain retain release_brake retain retain_forever', 'the history has it all');
select lives_ok($$select tenet.retain_forever('app.sample_visits', reason => 'Again.')$$, 'again is fine');

set local role none;
set local role tenet_auditor;
select isnt_empty('select * from tenet.retention', 'an auditor reads what is retained');
select is(tests.effect('select from tenet.retention_runs') || tests.effect('select from tenet_private.retention_tasks') || tests.effect('select from tenet.legal_holds'), '425014250142501', 'and nothing in which a tenant is named');

-- Sessions of these jobs --------------------------------------------------------------------------------------------------------

select tests.as_admin();
set local session authorization tenet_worker;
select is((pg_temp.complaint(format($$select tenet_private.open_job_session(%L, %L, 'canary')$$, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'))))[1], 'TN404', 'rows are planted in no tenant but Tenet''s own');
select lives_ok($$select c.* from tenet_private.canary_place() p cross join tenet_private.open_job_session(p.tenant, p.workspace, 'canary', p.person) c$$, 'and there they are');
select is((pg_temp.complaint(format($$select tenet_private.open_job_session(%L, %L, 'retention', gen_random_uuid())$$, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'))))[1], 'TN404', 'a job acts for nobody who does not exist');
select is((pg_temp.complaint(format($$select tenet_private.open_job_session(%L, %L, 'retention', %L)$$, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person('owner@alpha-tests'))))[1], 'no complaint', 'and for a person who does');
select is((pg_temp.complaint('select tenet_private.apply_retention(1)'))[1], 'TN422', 'the job does nothing outside of a run');
select is((pg_temp.complaint(format($$select tenet_private.check_job_session(%L, %L, 'retention')$$, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'))))[1], 'TN401', 'nor without the session it means to have');

-- Rules bind people, not retention ----------------------------------------------------------------------------------------------

select tests.as_admin();
set local role tenet_owner;
select tenet.allow('app.sample_visits', 'select', when_ => $$ kind = 'guest' $$);
select tenet.allow('app.sample_visits', 'delete', when_ => $$ who <> 'kept' $$);
select tests.as_admin();
insert into app.sample_visits (tenant_id, workspace_id, who, badge, kind)
select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), v.who, v.badge, v.kind from (values ('kept', '1', 'guest'), ('free', '2', 'guest'), ('kept', '3', 'staff')) v (who, badge, kind);
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect('select from api.sample_visits') || tests.effect('delete from api.sample_visits'), '21', 'an owner sees and deletes what the rules let through');
select tests.as_admin();
create function pg_temp.as_job(purpose text)
  returns void
  language plpgsql
as $$
declare
  handle text;
begin
  perform tests.as_admin();
  set local session authorization tenet_worker;
  handle := tenet_private.open_job_session(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), purpose);
  perform tests.use_session(handle, 'tenet_worker');
end
$$;
select pg_temp.as_job('retention');
select is(tests.effect('select from api.sample_visits') || tests.effect('delete from api.sample_visits'), '33', 'retention sees and deletes all of the workspace');
select pg_temp.as_job('export');
select is(tests.effect('select from api.sample_visits') || tests.effect('delete from api.sample_visits'), '20', 'an export sees what people see, and deletes nothing');

-- Holds -------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
create function pg_temp.held() returns text language sql as $$
  select concat_ws(' ', tenet_private.is_held(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one')), tenet_private.is_held(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two')),
    tenet_private.is_held(tests.tenant('alpha-tests'), null), tenet_private.is_held(tests.tenant('beta-tests'), tests.workspace('beta-tests/one')))
$$;
select is(pg_temp.held(), 'f f f f', 'nothing is held at first');
create temporary table holds as select tenet.place_hold(tests.tenant('alpha-tests'), 'Case 1', relation => 'app.sample_visits') as id;
select is(pg_temp.held(), 'f f f f', 'a hold on one table does not hold the rest');
insert into holds select tenet.place_hold(tests.tenant('alpha-tests'), 'Case 2', workspace => tests.workspace('alpha-tests/one'));
select is(pg_temp.held(), 't f t f', 'one on a workspace holds it, and what the whole tenant shares, and no other workspace');
insert into holds select tenet.place_hold(tests.tenant('alpha-tests'), 'Case 3');
select is(pg_temp.held(), 't t t f', 'one on a tenant holds all of it, and no other tenant');
select lives_ok($$select tenet.release_hold(id, 'Settled.') from holds$$, 'holds are released');
select is(pg_temp.held(), 'f f f f', 'and hold no more');
select is((pg_temp.complaint($$select tenet.release_hold(id, 'Again.') from holds limit 1$$))[1], 'TN404', 'once');
select is((select string_agg(reason || ': ' || release_reason, ', ' order by reason) from tenet.legal_holds where released_by = session_user), 'Case 1: Settled., Case 2: Settled., Case 3: Settled.', 'what was held and why stays written down');

select * from finish();
rollback;
