-- What is told of support: in the customer's own trail as it happens, counted before, and in a receipt afterwards. (F-63, F-64, L8)

begin;
set local search_path = tap, tests, public;
select plan(64);

do $$
begin
  execute format('grant temporary on database %I to public', current_database());   -- to keep what was answered
end
$$;
select tests.create_world();
select tests.create_tables();
select tests.create_rows();
delete from tenet.support_grants;
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('head@alpha-tests', 'Head of alpha'), 'owner');
select tenet.add_staff(tenet.create_user('help@personal.invalid', 'Help'), 'help@support.invalid');
set local role tenet_owner;
select tenet.mask('app.sample_people', 'name', with_ => 'name', unless => 'pii:read');
select tenet.mask('app.sample_letters', 'body', with_ => 'hidden', unless => 'pii:read', or_when => 'sample_people_id is null');
select tenet.classify('app.sample_people', 'name', 'personal');
select tenet.classify('app.sample_firms', 'details', 'sensitive');
select tenet.allow('app.sample_firms', 'select', when_ => 'amount <> 2', reason => 'Twos are nobody''s business');
set local role none;

create function pg_temp.does(email text, workspace text, statement text)
  returns text
  language plpgsql
as $$
declare
  result text;
begin
  perform tests.authenticate_as(email, workspace);
  execute statement into result;
  perform tests.as_admin();
  return result;
exception
  when others then
    return sqlstate;
end
$$;
create function pg_temp.events(actions text, kind text default null)
  returns text
  language sql
as $$
  select string_agg(concat_ws(' ', e.action, e.category, e.severity, e.actor_kind, coalesce(e.actor_name, '-'), e.object_type, case e.credential_id when g.id then 'by the grant' end,
           case e.workspace_id when tests.workspace('alpha-tests/one') then 'one' when tests.workspace('alpha-tests/two') then 'two' when tenet_private.no_uuid() then 'all' else '?' end), '; ' order by e.number)
    from tenet.audit_events e
    left join tenet.support_grants g
      on g.id = e.credential_id
   where e.tenant_id = tests.tenant('alpha-tests')
     and e.action ~ events.actions
     and (kind is null or e.actor_kind = kind)
$$;

-- Before --------------------------------------------------------------------------------------------------------------------------

create temporary table before as select count(*) as events, (select count(*) from tenet.users) as users, (select count(*) from tenet.support_grants) as grants, (select count(*) from tenet_private.sessions) as sessions from tenet.audit_events;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
create temporary table exposure as select * from api.support_blast_radius();
select results_eq($$select table_name, rows, subjects, shown_columns, partly_masked_columns, masked_columns, worst_label, worst_shown_label, commands, suggestion from exposure where table_name like 'sample%' or table_name = 'members' order by 1$$,
  format($$values ('members', %1$s::bigint, %1$s::bigint, '{id,display_name,email,joined_at}'::text[], '{}'::text[], '{}'::text[], null, null, '{select}'::text[], null),
    ('sample_brands', 6, null, '{id,name}', '{}', '{}', null, null, '{select}', null),
    ('sample_diaries', 0, 0, '{user_id,id,body}', '{}', '{}', null, null, '{select}', null),
    ('sample_firms', 2, 2, '{id,name,amount,details,parent_id,created_at}', '{}', '{}', 'sensitive', 'sensitive', '{select}', null),
    ('sample_letters', 3, null, '{id,sample_people_id}', '{body}', '{}', null, null, '{select}', null),
    ('sample_people', 3, 3, '{id,firm_id,mentor_id}', '{}', '{name}', 'personal', null, '{select}', null)$$, (select count(*) from api.members)),
  'before a grant is opened it is told which rows, columns and commands it would reach: through the policies and rules, and masked');
select is(tests.effect('select from api.sample_firms'), '2', 'and whoever asked is who they were');
select is((select s.role from api.current_session() s), 'owner', 'in the session that they had');
select is(tests.effect('select api.support_blast_radius(array[tests.workspace(''alpha-tests/two'')])'), 'TN404', 'who counts no workspace where somebody else decides');
select is(tests.effect('select api.support_blast_radius(array[tests.workspace(''beta-tests/one'')])'), 'TN404', 'and no other tenant''s');
select is(tests.effect('select api.support_blast_radius(array[gen_random_uuid()])'), 'TN404', 'in the words of one that is not there');
select is(tests.effect('select api.support_blast_radius(may_write => null)'), 'TN422', 'nor what is no grant');
create temporary table writing as select * from api.support_blast_radius(may_write => true, may_unmask => true);
select results_eq($$select table_name, shown_columns, masked_columns, commands, suggestion from writing where table_name in ('sample_people', 'sample_firms', 'members') order by 1$$,
  $$values ('members', '{id,display_name,email,joined_at}'::text[], '{}'::text[], '{select}'::text[], null),
    ('sample_firms', '{id,name,amount,details,parent_id,created_at}', '{}', '{select,insert,update,delete}', 'Without may_write, it can only be read.'),
    ('sample_people', '{id,firm_id,mentor_id,name}', '{}', '{select,insert,update,delete}', 'Without may_unmask, masks are shown of name. Without may_write, it can only be read.')$$,
  'a wider one reaches more, and a narrower one is suggested');
select tests.as_admin();
select is((select count(*) from tenet.audit_events), events + 1, 'nothing of all that is left in the trail, but that the owner came in') from before;
select is((select (count(*), (select count(*) from tenet.support_grants))::text from tenet.users), (users, grants)::text, 'no person and no grant') from before;
select is((select count(*) from tenet_private.sessions), sessions + 1, 'and no session but the owner''s') from before;

select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is(tests.effect('select api.support_blast_radius()'), 'TN403', 'who lets nobody in is told nothing');
select is(tests.effect($$select tenet_private.count_in_session('x', '[]')$$), '42501', 'and counts nothing');
select tests.as_admin();
select is((select string_agg(a.grantee::regrole::text, ' ') from pg_proc p cross join aclexplode(p.proacl) a where p.proname = 'count_in_session' and a.grantee <> p.proowner), 'tenet_resolver', 'what counts in a session is for the resolver alone');
select is(pg_temp.does('head@alpha-tests', 'alpha-tests/one', $$select string_agg(concat_ws(' ', b.table_name, b.rows, (select string_agg(v.value, '+' order by v.value) from jsonb_each_text(b.rows_by_workspace) v)), '; ' order by b.table_name)
  from api.support_blast_radius(array[tests.workspace('alpha-tests/one'), tests.workspace('alpha-tests/two')]) b where b.table_name in ('sample_firms', 'sample_brands')$$),
  'sample_brands 6 6+6; sample_firms 4 2+2', 'rows of several workspaces are added, and those that all of them share are not');
delete from app.sample_letters where workspace_id = tests.workspace('alpha-tests/two');
select is(pg_temp.does('head@alpha-tests', 'alpha-tests/one', $$select b.suggestion from api.support_blast_radius(array[tests.workspace('alpha-tests/one'), tests.workspace('alpha-tests/two')]) b where b.table_name = 'sample_letters'$$),
  'All of its rows are in one: other workspaces are not needed for it.', 'a workspace that is not needed is named');

-- Whose rows they are: people of the tenant's own once each, in however many workspaces; of others each row is somebody.
create function pg_temp.subjects(workspaces text, name text default 'sample_people')
  returns text
  language sql
as $$
  select pg_temp.does('head@alpha-tests', 'alpha-tests/one', format('select concat_ws('' '', b.rows, coalesce(b.subjects, -1)) from api.support_blast_radius((select array_agg(tests.workspace(''alpha-tests/'' || w)) from unnest(%L::text[]) w)) b where b.table_name = %L', workspaces, name))
$$;
select is(pg_temp.subjects('{one}') || ', ' || pg_temp.subjects('{one,two}'), '3 3, 6 6', 'a row with a column that is classified as personal is a person');
select tests.as_admin();
update app.sample_people set mentor_id = tests.person('viewer@alpha-tests') where tenant_id = tests.tenant('alpha-tests') and name like '%_person_1';
update app.sample_people set mentor_id = tests.person('editor@alpha-tests') where tenant_id = tests.tenant('alpha-tests') and name = 'OWN_person_2';
select is(pg_temp.subjects('{one}') || ', ' || pg_temp.subjects('{two}') || ', ' || pg_temp.subjects('{one,two}'), '3 5, 3 4, 6 8', 'and whom a column of theirs names is one more, counted once');
select tests.as_admin();
delete from tenet.classified_columns where relation = 'app.sample_people'::regclass;
select is(pg_temp.subjects('{one}') || ', ' || pg_temp.subjects('{one,two}'), '3 2, 6 2', 'where nothing is classified there are those alone');
select tests.as_admin();
set local role tenet_owner;
select tenet.mask('app.sample_people', 'mentor_id', with_ => 'hide');
set local role none;
select is(pg_temp.subjects('{one}'), '3 -1', 'whom nobody is shown is not counted');
select is(pg_temp.subjects('{one}', 'sample_brands'), '6 -1', 'nor guessed where nothing is declared');
select tests.as_admin();
set local role tenet_owner;
select tenet.unmask('app.sample_people', 'mentor_id');
select tenet.classify('app.sample_people', 'name', 'personal');
set local role none;
update app.sample_people set mentor_id = null;

-- It agrees with what support sees.
create temporary table made as select pg_temp.does('owner@alpha-tests', 'alpha-tests/one', $$select id from api.open_support_grant('help@support.invalid', 'To look into it', clock_timestamp() + interval '2 hours', may_write => true)$$)::uuid as grant_id;
create temporary table counted as select pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select jsonb_object_agg(b.table_name, b.rows) from api.support_blast_radius_of_grant(%L) b', grant_id))::jsonb as counts from made;
grant select on made, counted to public;
create function pg_temp.disagreements()
  returns text
  language plpgsql
as $$
declare
  one record;
  found text := '';
begin
  for one in select c.key, c.value from counted, jsonb_each_text(counts) c loop
    if tests.effect(format('select from api.%I', one.key)) <> one.value and one.key <> 'members' then
      found := found || ' ' || one.key;
    end if;
  end loop;
  return found;
end
$$;
select cmp_ok((select count(*) from counted, jsonb_object_keys(counts)), '>=', 6::bigint, 'a grant is measured table by table');
select tests.use_session(tests.open_session('help@personal.invalid', 'alpha-tests/one'));
select is(pg_temp.disagreements(), '', 'and support finds as many rows as was said, in every table');
select is(tests.effect($$insert into api.sample_firms (name, amount) values ('x', 3)$$), '1', 'and may do what was said');

-- In the trail --------------------------------------------------------------------------------------------------------------------

insert into api.sample_firms (name, amount) values ('By support', 3);
update api.sample_firms set amount = 4 where name = 'By support';
delete from api.sample_firms where name = 'By support';
select tests.as_admin();
select is(pg_temp.events('^support_grant'), 'support_grant.opened support_access notice member owner support_grants one', 'that a grant was opened is in the customer''s trail');
select is((select e.payload ->> 'grantee' || ' ' || (e.payload ->> 'reason') from tenet.audit_events e where e.action = 'support_grant.opened' and e.object_id = (select grant_id::text from made)), 'help@support.invalid To look into it', 'with whom it lets in, and why');
select is((select count(*) from tenet.alerts a where a.rule = 'support_grant_opened' and a.tenant_id = tests.tenant('alpha-tests') and a.key = (select grant_id::text from made)), 1::bigint, 'and raises an alert');
select is(pg_temp.events('^sample_firm', 'support'), 'sample_firm.created data_change info support help@support.invalid sample_firms by the grant one; sample_firm.updated data_change info support help@support.invalid sample_firms by the grant one; sample_firm.deleted deletion notice support help@support.invalid sample_firms by the grant one',
  'what support changed is there with their address and the grant');
select is((select string_agg(distinct concat_ws(' ', e.action, e.category, e.severity, e.actor_name), '; ') from tenet.audit_events e where e.credential_id = (select grant_id from made) and e.object_type = 'workspaces' and e.action <> 'session.ended'),
  'session.opened support_access notice help@support.invalid', 'that they came in is, too');
select ok(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select count(*) from api.audit_events e where e.credential_id = %L', grant_id))::integer >= 4, 'and their customer reads it') from made;

-- Afterwards ----------------------------------------------------------------------------------------------------------------------

-- as the server writes it
select tenet_private.record_access(jsonb_build_array(
  e.fixed || jsonb_build_object('id', gen_random_uuid(), 'payload', '{"relations": {"api.sample_people": {"rows": 3, "columns": ["id", "name"], "keys": ["a", "b", "c"], "key_count": 3}}}'::jsonb),
  e.fixed || jsonb_build_object('id', gen_random_uuid(), 'payload', '{"relations": {"api.sample_people": {"rows": 2, "columns": ["firm_id"], "keys": ["b", "d"], "key_count": 2}, "api.sample_brands": {"rows": 1, "columns": ["id"], "keys": ["x"], "key_count": 1}}}'::jsonb)))
  from (select jsonb_build_object('at', clock_timestamp(), 'tenant_id', tests.tenant('alpha-tests'), 'workspace_id', tests.workspace('alpha-tests/one'), 'user_id', tests.person('help@personal.invalid'), 'role', 'support',
          'support_grant_id', grant_id, 'actor_name', 'help@support.invalid', 'ip', '203.0.113.9', 'action', 'data_access.read', 'severity', 'notice') as fixed from made) e;
select is(pg_temp.events('^data_access'), 'data_access.read data_access notice support help@support.invalid by the grant one; data_access.read data_access notice support help@support.invalid by the grant one', 'what they read is in the trail with their address and the grant');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
create temporary table receipt as select r.* from made, api.support_receipt(grant_id) r;
select results_eq($$select table_name, reads, rows_read, keys_read, rows_readable, columns_read, masked_columns_read, created, updated, deleted, revealed, addresses, commands_allowed from receipt where table_name like 'sample%' order by 1$$,
  $$values ('sample_brands', 1::bigint, 1::bigint, 1::bigint, 6::bigint, '{id}'::text[], '{}'::text[], 0::bigint, 0::bigint, 0::bigint, 0::bigint, '{203.0.113.9}'::text[], '{select,insert,update,delete}'::text[]),
    ('sample_diaries', 0, null, null, null, '{}', '{}', null, null, null, null, '{}', '{select,insert,update,delete}'),
    ('sample_firms', 0, 0, 0, 2, '{}', '{}', 1, 1, 1, 0, '{127.0.0.1}', '{select,insert,update,delete}'),
    ('sample_letters', 0, 0, 0, 3, '{}', '{}', 0, 0, 0, 0, '{}', '{select,insert,update,delete}'),
    ('sample_people', 2, 5, 4, 3, '{firm_id,id,name}', '{name}', 0, 0, 0, 0, '{203.0.113.9}', '{select,insert,update,delete}')$$,
  'the receipt says what was touched, and beside it what could have been');
select ok((select first_at <= last_at and last_at <= clock_timestamp() from receipt where table_name = 'sample_people') and (select first_at is null from receipt where table_name = 'sample_letters'), 'and when');
select is((select columns_readable from receipt where table_name = 'sample_people'), '{id,firm_id,mentor_id}'::text[], 'and which columns were open');
select results_eq(format('select ip, actor_name, workspace_id from api.support_visits(%L)', grant_id), $$values ('127.0.0.1', 'help@support.invalid', tests.workspace('alpha-tests/one'))$$, 'the visits are listed with their address') from made;
select tests.as_admin();
-- What the owner may not read, the receipt does not count for them: rows of other people's own here, and then those of a table.
create function pg_temp.receipt_of(name text)
  returns text
  language sql
as $$
  select pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format(
    'select concat_ws('' '', withheld, reads, coalesce(rows_read, -1), coalesce(keys_read, -1), coalesce(rows_readable, -1), coalesce(created, -1), coalesce(updated, -1), coalesce(deleted, -1), coalesce(revealed, -1), addresses)
       from api.support_receipt(%L) where table_name = %L', grant_id, receipt_of.name)) from made
$$;
select is(pg_temp.receipt_of('sample_people'), 'f 2 5 4 3 0 0 0 0 {203.0.113.9}', 'what the reader may read is counted');
select is(pg_temp.receipt_of('sample_firms'), 'f 0 0 0 2 1 1 1 0 {127.0.0.1}', 'and its changes are');
select tests.as_admin();
select tenet.withhold_permission('owner', p) from unnest('{sample_people:read,sample_firm:read,member:read}'::text[]) p;
select is(pg_temp.receipt_of('sample_people'), 't 2 -1 -1 -1 -1 -1 -1 -1 {203.0.113.9}', 'of a table that they may not read any more they are told that it was, and not how many rows');
select is(pg_temp.receipt_of('sample_firms'), 't 0 -1 -1 -1 -1 -1 -1 -1 {127.0.0.1}', 'nor how many were changed');
select is(pg_temp.receipt_of('members'), 't 0 -1 -1 -1 -1 -1 -1 -1 {}', 'nor how many people there are');
select is(pg_temp.receipt_of('sample_diaries') || ', ' || pg_temp.receipt_of('sample_brands'), 't 0 -1 -1 -1 -1 -1 -1 -1 {}, f 1 1 1 6 0 0 0 0 {203.0.113.9}', 'nor what is other people''s own; the others are counted as before');
select tests.as_admin();
select tenet.grant_permission('owner', p) from unnest('{sample_people:read,sample_firm:read,member:read}'::text[]) p;
select is(pg_temp.does('manager@alpha-tests', 'alpha-tests/one', format('select api.support_receipt(%L)', grant_id)), 'TN403', 'a receipt is for those who let support in') from made;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select state from api.revoke_support_grant(%L)', grant_id)), 'revoked', 'and it can be had of a grant that is over') from made;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select sum(reads) from api.support_receipt(%L)', grant_id)), '3', 'the same one') from made;

-- Of every workspace that a grant is for
select tests.as_admin();
create temporary table wide as select pg_temp.does('head@alpha-tests', 'alpha-tests/one', $$select id from api.open_support_grant('help@support.invalid', 'To look', clock_timestamp() + interval '1 hour', array[tests.workspace('alpha-tests/one'), tests.workspace('alpha-tests/two')])$$)::uuid as grant_id;
grant select on wide to public;
select tests.open_session('help@personal.invalid', 'alpha-tests/two');
select is((select string_agg(w.slug, ' ' order by w.slug) from tenet.audit_events e join tenet.workspaces w on w.id = e.workspace_id where e.action = 'support_grant.opened' and e.object_id = (select grant_id::text from wide)), 'one two', 'a grant for several is told in each of their trails');
select tenet_private.record_access(jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'at', clock_timestamp(), 'tenant_id', tests.tenant('alpha-tests'), 'workspace_id', tests.workspace('alpha-tests/one'),
  'user_id', tests.person('help@personal.invalid'), 'role', 'support', 'support_grant_id', grant_id, 'actor_name', 'help@support.invalid', 'action', 'data_access.read', 'severity', 'notice', 'payload', '{"relations": {"api.sample_people": {"rows": 1}}}'::jsonb))) from made;
select is(pg_temp.does('head@alpha-tests', 'alpha-tests/one', format('select sum(reads) from api.support_receipt(%L)', grant_id)), '0', 'what is done under one grant is on the receipt of no other') from wide;
select is(pg_temp.does('head@alpha-tests', 'alpha-tests/one', format('select count(*) from api.support_visits(%L)', grant_id)), '1', 'who owns the tenant sees the visits to all of them') from wide;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select count(*) from api.support_visits(%L)', grant_id)), '0', 'who owns one workspace sees none to another') from wide;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select workspace_ids from api.support_grants where id = %L', grant_id)), array[tests.workspace('alpha-tests/one')]::text, 'nor that it is for another') from wide;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select api.support_blast_radius_of_grant(%L)', grant_id)), 'TN404', 'nor counts its rows') from wide;
select is(pg_temp.does('owner@alpha-tests', 'alpha-tests/one', format('select state from api.revoke_support_grant(%L)', grant_id)), 'revoked', 'but may take it back') from wide;

-- What the operator does is told to the customer.
select pg_temp.does('owner@alpha-tests', 'alpha-tests/one', $$select id from api.open_support_grant('help@support.invalid', 'To look', clock_timestamp() + interval '1 hour')$$);
select ok(tenet.remove_staff(tests.person('help@personal.invalid')), 'a member of staff is removed');
select is(tenet.remove_staff(tests.person('help@personal.invalid')), false, 'once');
select ok((select e.actor_kind = 'operator' and e.workspace_id = tests.workspace('alpha-tests/one') and e.payload ->> 'revoked_because' <> '' from tenet.audit_events e where e.action = 'support_grant.revoked' order by e.number desc limit 1), 'which takes their grant back, and the customer''s trail says so');
select is((select string_agg(e.action, ' ' order by e.number) from tenet.audit_events e where e.object_type = 'staff' and e.object_id = tests.person('help@personal.invalid')::text), 'staff.added staff.removed', 'and the operator''s, who is staff');

-- Closed ----------------------------------------------------------------------------------------------------------------------------

select is(tenet_private.expire_support_grants(10), 0, 'nothing is closed before its time');
select tenet.add_staff(tests.person('help@personal.invalid'), 'help@support.invalid');
insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
select tests.tenant('alpha-tests'), 'help@support.invalid', tests.person('help@personal.invalid'), r.reason, clock_timestamp() - r.ago, clock_timestamp() - r.ago + interval '1 hour', 1, tests.person('owner@alpha-tests')
  from (values ('over', interval '61 minutes'), ('long over', interval '3 hours'), ('still on', interval '59 minutes')) r (reason, ago);
insert into tenet.support_grant_workspaces select g.tenant_id, g.id, tests.workspace('alpha-tests/one') from tenet.support_grants g where g.reason in ('over', 'long over', 'still on');
insert into tenet.support_grant_approvals select g.tenant_id, g.id, g.opened_by from tenet.support_grants g where g.reason in ('over', 'long over', 'still on');
select ok(tenet_private.detect_overdue_jobs(1000) is not null, 'what watches over the rest looks');
select is((select string_agg(g.reason, ' ') from tenet.alerts a join tenet.support_grants g on g.id::text = a.key where a.rule = 'support_grant_overdue' and a.tenant_id = g.tenant_id), 'long over', 'and raises an alert for a grant that ended a while ago and is not closed');
select is(tenet_private.expire_support_grants(1), 1, 'grants that have ended are closed, some at a time');
select is((select string_agg(g.reason, ' ') from tenet.support_grants g where g.closed_at is not null and g.revoked_at is null), 'long over', 'the oldest first');
select is(tenet_private.expire_support_grants(10), 1, 'until all are');
select is(tenet_private.expire_support_grants(10), 0, 'and none twice');
select is(pg_temp.events('^support_grant.expired'), 'support_grant.expired support_access info job expire_support_grants support_grants one; support_grant.expired support_access info job expire_support_grants support_grants one', 'each with one event in the trail of its workspace');
select is((select count(*) from tenet.support_grants g where g.reason = 'still on' and g.closed_at is null), 1::bigint, 'one that goes on is not');

select * from finish();
rollback;
