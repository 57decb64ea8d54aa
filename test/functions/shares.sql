-- Shares: one row for one member, role or group, no more, no longer, and only what whoever shares it holds; tables that are not
-- shareable are as they were. (F-12)

begin;
set local search_path = tap, tests, public;
select plan(101);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
do $$ begin execute format('grant temporary on database %I to tenet_owner', current_database()); end $$;

-- Declaring ---------------------------------------------------------------------------------------------------------------------

create temporary view policy_texts as
  select p.relation::text collate "default" as relation, p.policy::text collate "default" as policy,
         concat_ws(E'\n', p.command, p.using_condition, p.check_condition, p.description) collate "default" as text
    from tenet.policies p
   where p.relation::text ~ '^app\.sample_(firms|people|letters|diaries|brands)$';
create temporary table unshared as select * from policy_texts;
grant select on policy_texts, unshared to public;
select is((select text from unshared where relation = 'app.sample_firms' and policy = 'select_permitted'),
  E'select\n((tenant_id, workspace_id) = ( SELECT s.tenant_id,\n    s.workspace_id\n   FROM tenet.current_session s\n  WHERE (''sample_firm:read''::text = ANY (s.permissions))))\nWhoever holds sample_firm:read, in their own workspace.',
  'the policies of a table that is not shareable say nothing of shares');

set local role tenet_owner;
create table app.sample_pairs (tenant_id uuid not null, workspace_id uuid not null, left_id uuid not null, right_id uuid not null, primary key (tenant_id, workspace_id, left_id, right_id));
create table app.sample_numbers (tenant_id uuid not null, workspace_id uuid not null, number bigint not null generated always as identity, primary key (tenant_id, workspace_id, number));
create table app.sample_codes (code text primary key);
select tenet.protect('app.sample_pairs');
select tenet.protect('app.sample_numbers');
select tenet.protect('app.sample_codes', 'shared', reason => 'Codes');
create function pg_temp.complaint(call text)
  returns text
  language plpgsql
as $$
declare
  hint text;
begin
  execute call;
  return 'no complaint';
exception
  when others then
    get stacked diagnostics hint = pg_exception_hint;
    return sqlstate || ': ' || hint;
end
$$;
select matches(pg_temp.complaint(format('select tenet.shareable(%L)', w.relation)), '^TN422: ' || w.hint, format('%s are not shareable, and the hint says what to do', w.what))
  from (values ('app.sample_diaries', 'A personal row', 'personal rows'),
               ('app.sample_brands', 'Rows of a whole tenant', 'rows of a whole tenant'),
               ('app.sample_codes', 'Everybody reads it', 'shared tables'),
               ('app.sample_letters', 'select tenet.shareable\(''app.sample_people''\)', 'children'),
               ('app.sample_pairs', 'Give the table a primary key', 'rows with a key of two columns'),
               ('app.sample_numbers', 'Give the table a primary key', 'rows with a number for their key'),
               ('app.nothing', 'Write the name', 'tables that are not there')) w (relation, hint, what);
select is((select count(*) from tenet.declarations where verb = 'shareable' and relation ~ 'sample'), 0::bigint, 'what was refused is not declared');

select lives_ok($$select tenet.shareable('app.sample_firms')$$, 'a table is made shareable');
select lives_ok($$select tenet.shareable('app.sample_people')$$, 'and another, with its children');
select is((select count(*) from tenet.declarations where verb = 'shareable' and relation ~ 'sample'), 2::bigint, 'which is written down');
select lives_ok($$select tenet.shareable('app.sample_firms')$$, 'once more changes nothing');
select is((select count(*) from tenet.declarations where verb = 'shareable' and relation ~ 'sample'), 2::bigint, 'and is not written down again');
select is_empty('select * from tenet.drift', 'nothing has drifted');
select policies_are('app', 'sample_firms', '{all_rows,select_permitted,insert_permitted,update_permitted,delete_permitted,select_shared,update_shared,delete_shared}'::name[], 'it has one more policy a command, but not for insert');
select policies_are('app', 'sample_letters', '{all_rows,select_permitted,insert_permitted,update_permitted,delete_permitted,select_shared,insert_shared,update_shared,delete_shared}'::name[], 'a child has it for insert, too');
select results_eq(
  $$select * from policy_texts where relation in ('app.sample_diaries', 'app.sample_brands') or (relation = 'app.sample_firms' and policy = 'insert_permitted') order by 1, 2$$,
  $$select * from unshared where relation in ('app.sample_diaries', 'app.sample_brands') or (relation = 'app.sample_firms' and policy = 'insert_permitted') order by 1, 2$$,
  'policies of other tables, and that for insert, are the same to the letter');
select set_eq($$select role from tenet.role_permissions where permission = 'sample_firm:share' and allowed$$, '{owner,admin,manager,member}'::text[], 'owners, admins, managers and members may share');
select is((select reserved_for from tenet.permissions where name = 'sample_firm:share'), 'people', 'no API key does');
select is((select string_agg(role || ' ' || command || ' ' || decision, ', ' order by role, command) from tenet.policy_matrix where relation = 'app.sample_firms'::regclass and role in ('viewer', 'support', 'member') and command in ('delete', 'insert')),
          'member delete allowed, member insert allowed, support delete denied, support insert denied, viewer delete shared, viewer insert denied', 'the matrix says who has what is shared alone');
select throws_ok($$select tenet.protect('app.sample_firms', 'tenant')$$, 'TN422', null, 'a shareable table keeps a scope in which rows can be shared');

-- Sharing -----------------------------------------------------------------------------------------------------------------------

-- Nobody but owners and members reads or writes firms here, so that whatever others see is shared with them.
select tests.as_admin();
select tenet.withhold_permission(r, p) from unnest('{viewer,board_viewer,editor,operator}'::text[]) r, unnest('{sample_firm:read,sample_firm:update,sample_people:read,sample_people:update}'::text[]) p;

create temporary table handles (email text primary key, handle text);
grant all on handles to public;
create function pg_temp.handle(email text)
  returns text
  language plpgsql
as $$
begin
  perform tests.as_admin();
  insert into handles select handle.email, tests.open_session(handle.email, case when handle.email ~ '@alpha' then 'alpha-tests/one' end) where not exists (select from handles h where h.email = handle.email);
  return (select h.handle from handles h where h.email = handle.email);
end
$$;
create function pg_temp.act_as(email text)   -- in one session, which no share ends
  returns void
  language sql
as $$
  select tests.use_session(pg_temp.handle(email))
$$;
create function pg_temp.sees(email text, relation text default 'sample_firms')
  returns text
  language plpgsql
as $$
begin
  perform pg_temp.act_as(email);
  return tests.effect(format('select from api.%I', relation));
end
$$;
create function pg_temp.share(email text, firm uuid, arguments text)
  returns text
  language plpgsql
as $$
declare
  hint text;
begin
  perform pg_temp.act_as(email);
  execute format('select api.share(''sample_firms'', %L, %s)', firm, arguments);
  return 'shared';
exception
  when others then
    get stacked diagnostics hint = pg_exception_hint;
    return concat_ws(' ', sqlstate, sqlerrm, nullif(hint, ''));
end
$$;
create function pg_temp.share_state(email text, firm uuid, arguments text)
  returns text
  language sql
as $$
  select left(pg_temp.share(email, firm, arguments), 6)
$$;
create function pg_temp.unshare_all()
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  delete from tenet.shares;
end
$$;
create function pg_temp.with_person(email text)
  returns text
  language sql
as $$
  select format('user_id => %L', tests.person(email))
$$;

select is(pg_temp.sees('viewer@alpha-tests'), '0', 'a viewer without the permission sees no firm');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''read'', ' || pg_temp.with_person('viewer@alpha-tests')), 'shared', 'a member shares one with them');
select is(pg_temp.sees('viewer@alpha-tests'), '1', 'who sees it at the next statement of the same session');
select is(pg_temp.sees('member@alpha-tests'), '3', 'as does whoever shared it, in the same session');
select pg_temp.act_as('viewer@alpha-tests');
select is((select name from api.sample_firms), 'OWN_firm_1', 'it is that one');
select is(tests.effect('update api.sample_firms set amount = 5') || tests.effect('delete from api.sample_firms') || tests.effect($$insert into api.sample_firms (name) values ('x')$$), '0042501', 'and does nothing else to any');
select is(pg_temp.sees('board_viewer@alpha-tests'), '0', 'others still see none');
select is(pg_temp.sees('owner@beta-tests'), '3', 'another tenant has what it had');
select pg_temp.act_as('viewer@alpha-tests');
select is((select string_agg(format('%s %s %s', table_name, action, is_mine), ',') from api.shares), 'sample_firms read t', 'the viewer finds what is shared with them in api.shares');
select pg_temp.act_as('board_viewer@alpha-tests');
select is((select count(*) from api.shares), 0::bigint, 'whom it does not concern finds nothing there');
select pg_temp.act_as('owner@alpha-tests');
select is((select shared_by from api.shares), tests.person('member@alpha-tests'), 'an owner finds who shared it');
select pg_temp.act_as('owner@beta-tests');
select is((select count(*) from api.shares), 0::bigint, 'an owner of another tenant nothing');
select tests.as_admin();
select is((select string_agg(concat_ws('|', e.action, e.category, e.object_type, e.object_id, e.actor_id, e.payload ->> 'with', e.payload ->> 'action'), ',') from tenet.audit_events e where e.action ~ 'shared$' and e.tenant_id = tests.tenant('alpha-tests')),
          concat_ws('|', 'sample_firm.shared', 'membership', 'sample_firms', tests.firm('OWN_firm_1'), tests.person('member@alpha-tests'), 'user:' || tests.person('viewer@alpha-tests'), 'read'), 'the trail tells who shared what with whom');
set local role tenet_auditor;
select is((select string_agg(format('%s %s %s', relation, action, is_live), ',') from tenet.shared_rows), 'app.sample_firms read t', 'a DBA finds it in tenet.shared_rows');
select hasnt_column('tenet', 'shared_rows', 'email', 'which names nobody');

-- Update and delete
select pg_temp.unshare_all();
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''update'', ' || pg_temp.with_person('viewer@alpha-tests'));
select is(pg_temp.sees('viewer@alpha-tests'), '1', 'who may update a row sees it');
select is(tests.effect('update api.sample_firms set amount = 5 returning id') || tests.effect('delete from api.sample_firms'), '10', 'and updates it, but deletes nothing');
select is(tests.effect(format('update api.sample_firms set amount = 5 where id = %L', tests.firm('OWN_firm_2'))), '0', 'and updates no other row');
select pg_temp.unshare_all();
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''delete'', ' || pg_temp.with_person('viewer@alpha-tests'));
select is(pg_temp.sees('viewer@alpha-tests') || tests.effect('update api.sample_firms set amount = 5') || tests.effect('delete from api.sample_firms'), '101', 'who may delete a row sees and deletes it, but does not update it');

-- Roles and groups
select pg_temp.unshare_all();
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''read'', role => ''board_viewer''');
select is(pg_temp.sees('board_viewer@alpha-tests') || pg_temp.sees('viewer@alpha-tests'), '10', 'what is shared with a role is seen by whoever has it, and by nobody else');
select tests.as_admin();
insert into tenet.groups (tenant_id, name) select tests.tenant(t), 'friends' from unnest('{alpha-tests,beta-tests}'::text[]) t;
insert into tenet.group_members (tenant_id, group_name, user_id) values (tests.tenant('alpha-tests'), 'friends', tests.person('editor@alpha-tests'));
truncate handles;
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''read'', group_name => ''friends''');
select is(pg_temp.sees('editor@alpha-tests') || pg_temp.sees('viewer@alpha-tests'), '10', 'what is shared with a group is seen by whoever is in it, and by nobody else');
select tests.as_admin();
delete from tenet.group_members;
truncate handles;
select is(pg_temp.sees('editor@alpha-tests'), '0', 'and not any more by whoever left it');

-- Children
select pg_temp.unshare_all();
create temporary table persons as select id, name from app.sample_people;
grant select on persons to public;
select is(pg_temp.sees('viewer@alpha-tests', 'sample_letters'), '0', 'a viewer without the permission of the parent sees no child');
select pg_temp.act_as('member@alpha-tests');
select api.share('sample_people', (select id from persons where name = 'OWN_person_1'), 'read', user_id => tests.person('viewer@alpha-tests'));
select is(pg_temp.sees('viewer@alpha-tests', 'sample_letters'), '1', 'and those of a parent that is shared');
select is(tests.effect($$update api.sample_letters set body = 'x'$$) || tests.effect('delete from api.sample_letters')
       || tests.effect(format($$insert into api.sample_letters (sample_people_id, body) values (%L, 'x')$$, (select id from persons where name = 'OWN_person_1'))), '0042501', 'which they do not change');
select pg_temp.act_as('member@alpha-tests');
select api.share('samplePeople', (select id from persons where name = 'OWN_person_1'), 'update', user_id => tests.person('viewer@alpha-tests'));
select pg_temp.act_as('viewer@alpha-tests');
select is(tests.effect($$update api.sample_letters set body = 'x'$$) || tests.effect('delete from api.sample_letters')
       || tests.effect(format($$insert into api.sample_letters (sample_people_id, body) values (%L, 'x')$$, (select id from persons where name = 'OWN_person_1'))), '111', 'unless the parent is shared for update');
select is(tests.effect(format($$insert into api.sample_letters (sample_people_id, body) values (%L, 'x')$$, (select id from persons where name = 'OWN_person_2'))), '42501', 'and then no children of another');
select tests.as_admin();
set local role tenet_owner;
select tenet.allow('app.sample_letters', 'insert', permission => 'sample_firm:create');
select pg_temp.act_as('viewer@alpha-tests');
select is(tests.effect(format($$insert into api.sample_letters (sample_people_id, body) values (%L, 'x')$$, (select id from persons where name = 'OWN_person_1'))) || tests.effect($$update api.sample_letters set body = 'x'$$), '425011', 'a command with a permission of its own does not come with the parent');
select tests.as_admin();
select is((select string_agg(command || ' ' || decision, ', ' order by command) from tenet.policy_matrix where relation = 'app.sample_letters'::regclass and role = 'viewer'), 'delete shared, insert denied, select shared, update shared', 'as the matrix says');

-- The end -----------------------------------------------------------------------------------------------------------------------

select pg_temp.unshare_all();
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), format('''read'', %s, ends_at => clock_timestamp() + interval ''3 seconds''', pg_temp.with_person('viewer@alpha-tests')));
select is(pg_temp.sees('viewer@alpha-tests'), '1', 'a share with an end holds until then');
select tests.as_admin();
select pg_sleep(3.1);
select is(pg_temp.sees('viewer@alpha-tests'), '0', 'and not after, in the same transaction and session, whatever ran meanwhile');
select is((select count(*) from api.shares), 0::bigint, 'whom it was for does not find it any more');
select pg_temp.act_as('member@alpha-tests');
select is((select count(*) from api.shares where ends_at < clock_timestamp()), 1::bigint, 'whoever shared it does');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), format('''read'', %s', pg_temp.with_person('viewer@alpha-tests'))), 'shared', 'it is shared again');
select is(pg_temp.sees('viewer@alpha-tests'), '1', 'and holds');
select pg_temp.act_as('member@alpha-tests');
select is((select count(*) from api.shares), 1::bigint, 'in the place of the first');
select is(api.unshare((select id from api.shares)), true, 'whoever shared it takes it back');
select is(pg_temp.sees('viewer@alpha-tests'), '0', 'and it is seen no more, in the same session');
select is(pg_temp.sees('member@alpha-tests'), '3', 'while whoever took it back is where they were');

select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_1'), '''read'', role => ''viewer''');
select pg_temp.act_as('viewer@alpha-tests');
select is(tests.effect(format('select api.unshare(%L)', (select id from api.shares))), 'TN404', 'whom it is for does not take it back from the others');
select pg_temp.act_as('owner@beta-tests');
select is(tests.effect(format('select api.unshare(%L)', gen_random_uuid())), 'TN404', 'nor does anybody what is not there');
select tests.as_admin();
create temporary table one_share as select id from tenet.shares;
grant select on one_share to public;
select pg_temp.act_as('owner@beta-tests');
select is(tests.effect(format('select api.unshare(%L)', (select id from one_share))), 'TN404', 'nor an owner of another tenant, in the same words');
select pg_temp.act_as('owner@alpha-tests');
select is(tests.effect(format('select api.unshare(%L)', (select id from one_share))), '1', 'whoever may share rows of the table takes back what others shared');

select pg_temp.act_as('member@alpha-tests');
select is(tests.effect(format('delete from api.sample_firms where id = %L', tests.firm('OWN_firm_1'))), '1', 'a row that is shared can be deleted');
delete from api.sample_firms where id = tests.firm('OWN_firm_1');
select tests.as_admin();
select is((select count(*) from tenet.shares), 0::bigint, 'and its shares are gone with it');
select isnt((select count(*) from tenet.audit_events where action = 'sample_firm.shared'), 0::bigint, 'the trail keeps that they were');

-- Somebody who leaves
select pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('viewer@alpha-tests'));
select tests.as_admin();
update tenet.memberships set role = 'board_viewer' where user_id = tests.person('viewer@alpha-tests');
set constraints all immediate;
set constraints all deferred;
select is((select count(*) from tenet.shares), 1::bigint, 'a share with a person stays when their role changes');
delete from tenet.memberships where user_id = tests.person('viewer@alpha-tests');
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), 'viewer', tests.workspace('alpha-tests/one'));
set constraints all immediate;
set constraints all deferred;
select is((select count(*) from tenet.shares), 1::bigint, 'and when their membership is written anew at once');
delete from tenet.memberships where user_id = tests.person('viewer@alpha-tests');
set constraints all immediate;
set constraints all deferred;
select is((select count(*) from tenet.shares), 0::bigint, 'but not when they leave');
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), 'viewer', tests.workspace('alpha-tests/one'));
truncate handles;
select is(pg_temp.sees('viewer@alpha-tests'), '0', 'so that they come back to nothing');

-- Nobody gives what they do not hold --------------------------------------------------------------------------------------------

select is(pg_temp.share('editor@alpha-tests', tests.firm('OWN_firm_2'), '''read'', role => ''viewer'''), 'TN403 this takes the permission sample_firm:share', 'without the permission to share nobody shares');
select tests.as_admin();
select tenet.grant_permission('viewer', 'sample_firm:share');
truncate handles;
select is(pg_temp.share('viewer@alpha-tests', tests.firm('OWN_firm_2'), '''read'', role => ''editor'''), 'TN404 no such row', 'with it, but without sight of the row, it is not there');
select is(pg_temp.share('viewer@alpha-tests', tests.firm('OWN_firm_2'), '''read'', role => ''editor'''), pg_temp.share('viewer@alpha-tests', gen_random_uuid(), '''read'', role => ''editor'''), 'in the words for a row that is nowhere');
select is(pg_temp.share('owner@alpha-tests', tests.firm('SENTINEL_B_workspace_firm_1'), '''read'', role => ''viewer'''), 'TN404 no such row', 'nor does an owner share a row of another workspace');
select is(pg_temp.share('owner@alpha-tests', tests.firm('SENTINEL_B_tenant_firm_1'), '''read'', role => ''viewer'''), 'TN404 no such row', 'or of another tenant');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('viewer@alpha-tests')), 'shared', 'a row is shared for reading');
select is(string_agg(distinct pg_temp.share('viewer@alpha-tests', tests.firm('OWN_firm_2'), format('%L, role => ''editor''', a)), ', '), 'TN403 nobody shares what they may not do themselves', 'what one has by a share is not passed on: it would outlive that')
  from unnest('{read,update,delete}'::text[]) a;
select tests.as_admin();
select tenet.grant_permission('viewer', 'sample_firm:read');
truncate handles;
select is(pg_temp.share('viewer@alpha-tests', tests.firm('OWN_firm_2'), '''read'', role => ''editor'''), 'shared', 'what one has by one''s role is');
select tests.as_admin();
select tenet.withhold_permission('viewer', 'sample_firm:read');
truncate handles;
select is(pg_temp.share_state('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('member@alpha-tests')), 'TN422 ', 'nobody shares with themselves');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('owner@beta-tests')), pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', user_id => gen_random_uuid()'), 'somebody of another tenant is nobody');
select matches(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('owner@beta-tests')), '^TN422 nobody', 'with whom nothing is shared');
select is(pg_temp.share_state('member@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('support@alpha-tests')), 'TN422 ', 'nor with staff');
select is(string_agg(pg_temp.share_state('member@alpha-tests', tests.firm('OWN_firm_2'), a), ''), 'TN422 TN422 TN422 TN422 TN422 TN422 TN422 TN422 ', 'what makes no sense is refused')
  from unnest(array['''read'', role => ''support''', '''read'', role => ''nobody''', '''read'', group_name => ''strangers''', '''read''', '''read'', role => ''viewer'', group_name => ''friends''', '''create'', role => ''viewer''', 'null, role => ''viewer''',
                    '''read'', role => ''viewer'', ends_at => clock_timestamp() - interval ''1 second''']) a;
select pg_temp.act_as('member@alpha-tests');
select is(tests.effect($$select api.share('sample_diaries', gen_random_uuid(), 'read', role => 'viewer')$$), 'TN422', 'nor is a row of a table that is not shareable shared');

-- The rule of a command binds whoever shares, too.
select tests.as_admin();
set local role tenet_owner;
select tenet.allow('app.sample_firms', 'delete', when_ => 'amount <> 2');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_2'), '''delete'', role => ''editor'''), 'TN403 nobody shares what they may not do themselves', 'a row that nobody may delete is not shared for it');
select is(pg_temp.share('member@alpha-tests', tests.firm('OWN_firm_3'), '''delete'', role => ''editor'''), 'shared', 'another is');

-- After a demotion what was shared stays shared, and listed.
select pg_temp.unshare_all();
select pg_temp.share('manager@alpha-tests', tests.firm('OWN_firm_2'), '''read'', ' || pg_temp.with_person('editor@alpha-tests'));
select tests.as_admin();
update tenet.memberships set role = 'board_viewer' where user_id = tests.person('manager@alpha-tests');
truncate handles;
select is(pg_temp.sees('manager@alpha-tests') || pg_temp.sees('editor@alpha-tests'), '01', 'whoever shared a row may lose it, and it stays shared');
select pg_temp.act_as('owner@alpha-tests');
select is((select count(*) from api.shares where shared_by = tests.person('manager@alpha-tests')), 1::bigint, 'where an owner finds it');

-- Rules and masks hold on what is shared ----------------------------------------------------------------------------------------

select pg_temp.unshare_all();
set local role tenet_owner;
select tenet.allow('app.sample_firms', 'select', when_ => 'amount <> 3');
select tenet.allow('app.sample_firms', 'update', when_ => 'amount <> 2');
select tenet.mask('app.sample_firms', 'details', unless => 'pii:read');
select tests.as_admin();
insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, role)
select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'app.sample_firms', f.id, a, 'editor' from app.sample_firms f, unnest('{update,delete}'::text[]) a;
select is(pg_temp.sees('editor@alpha-tests'), '1', 'of all firms of all places, shared as nobody could, one sees those of the own workspace, but for what a rule hides');
select is(tests.effect('update api.sample_firms set amount = 7') || tests.effect('delete from api.sample_firms'), '00', 'and changes nothing that a rule forbids');
select is((select details is null and masked_fields = '{details}' from api.sample_firms), true, 'what is masked is masked');
select pg_temp.act_as('member@alpha-tests');
select is((select count(*) from api.sample_firms), 1::bigint, 'as for everybody');

-- Who has no shares -------------------------------------------------------------------------------------------------------------

select tests.as_admin();
set local role tenet_owner;
select tenet.withhold_permission('support', 'sample_firm:read');
select tests.as_admin();
insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, role)
select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'app.sample_firms', f.id, 'read', 'support' from app.sample_firms f;
truncate handles;
select is(pg_temp.sees('support@alpha-tests'), '0', 'support sees nothing by a share');
select tests.as_admin();
insert into tenet.api_keys (tenant_id, id, public_id, environment, name, role, created_by)
values (tests.tenant('alpha-tests'), gen_random_uuid(), 'abcdefghij', 'test', 'Key', 'editor', tests.person('editor@alpha-tests'));
-- The same session, but for what it rests on.
insert into handles
select what, tenet_private.begin_session(jsonb_populate_record(s, jsonb_build_object('support_grant_id', null, 'user_id', m.user_id, what, case what when 'api_key_id' then k.id else m.id end)))
  from unnest('{membership_id,api_key_id}'::text[]) as w (what)
  join tenet_private.sessions s on s.handle_hash = sha256(convert_to((select handle from handles where email = 'support@alpha-tests'), 'UTF8'))
  join tenet.memberships m on m.user_id = tests.person('editor@alpha-tests')
  join tenet.api_keys k on k.public_id = 'abcdefghij';
select is(pg_temp.sees('membership_id'), '1', 'the same session, were it a member''s, does');
select is(pg_temp.sees('api_key_id'), '0', 'and an API key''s does not');
select is(tests.effect(format('select api.share(''sample_firms'', %L, ''read'', role => ''viewer'')', tests.firm('OWN_firm_2'))), 'TN403', 'nor share anything');

-- Not shareable any more --------------------------------------------------------------------------------------------------------

select tests.as_admin();
set local role tenet_owner;
select tenet.shareable('app.sample_firms', false);
select tests.as_admin();
select is((select count(*) from tenet.shares where relation = 'app.sample_firms'::regclass), 0::bigint, 'when a table is not shareable any more its shares are gone');
set local role tenet_owner;
select results_eq(
  $$select * from policy_texts where relation = 'app.sample_firms' and policy ~ '_permitted$' order by 2$$,
  $$select * from unshared where relation = 'app.sample_firms' and policy ~ '_permitted$' order by 2$$,
  'and its policies are what they were, to the letter');
select is_empty($$select * from tenet.drift$$, 'nothing is left over');

select * from finish();
rollback;
