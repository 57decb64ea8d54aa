-- Members: who may give which role where. Nobody gives or takes what they do not hold, nobody changes their own, and a tenant that has
-- an owner keeps one. (T88, T96, T97, T100; F-13, F-15)

begin;
set local search_path = tap, tests, public;
select plan(81);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

-- chief owns all of alpha-tests; deputy administers all of it; others are of workspace one alone. double is an admin of one and a
-- viewer of two.
create function pg_temp.join(email text, role text, workspace text default null)
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  perform tenet.add_member(tests.tenant('alpha-tests'), coalesce(tests.person(email), tenet.create_user(email, split_part(email, '@', 1))), role,
                           case when workspace is not null then tests.workspace(workspace) end);
end
$$;
select pg_temp.join('chief@alpha-tests', 'owner');
select pg_temp.join('deputy@alpha-tests', 'admin');
select pg_temp.join('double@alpha-tests', 'admin', 'alpha-tests/one');
select pg_temp.join('double@alpha-tests', 'viewer', 'alpha-tests/two');
select pg_temp.join('there@alpha-tests', 'viewer', 'alpha-tests/two');
select pg_temp.join('everywhere@alpha-tests', 'viewer');

-- What one statement of one person's next session does, undone.
create function pg_temp.tries(email text, statement text, workspace text default 'alpha-tests/one')
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, workspace);
  return tests.effect(statement);
end
$$;
create function pg_temp.change(who text, role text, place text default '')
  returns text
  language sql
as $$
  select format('select api.change_role(tests.person(%L), %L%s)', who, role, place)
$$;

-- Changing a role ----------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('viewer@alpha-tests', 'member')), '1', 'an admin makes a viewer a member');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('member@alpha-tests', 'admin')), '1', 'and a member an admin, like themselves');
select is(pg_temp.tries('owner@alpha-tests', pg_temp.change('member@alpha-tests', 'owner')), '1', 'an owner makes a member an owner of the same workspace');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('member@alpha-tests', 'owner')), 'TN403', 'an admin makes nobody an owner');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('owner@alpha-tests', 'viewer')), 'TN403', 'and takes no owner''s role away');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('admin@alpha-tests', 'owner')), 'TN403', 'nobody makes themselves an owner');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('admin@alpha-tests', 'viewer')), 'TN403', 'nor changes their own role at all');
select is(pg_temp.tries('owner@alpha-tests', pg_temp.change('owner@alpha-tests', 'admin')), 'TN403', 'an owner neither');
select is(string_agg(pg_temp.tries(r.name || '@alpha-tests', pg_temp.change('viewer@alpha-tests', 'viewer')), ' '), 'TN403 TN403 TN403 TN403 TN403 TN403',
          'manager, member, editor, operator, board_viewer and staff change no role, not even to what it is')
  from unnest('{manager,member,editor,operator,board_viewer,support}'::text[]) as r (name);
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('viewer@alpha-tests', 'support')), 'TN422', 'support is nobody''s membership');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('viewer@alpha-tests', 'emperor')), 'TN404', 'a role that is not there is not found');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('viewer@beta-tests', 'member')), 'TN404', 'nor somebody of another tenant');
select is(pg_temp.tries('admin@alpha-tests', $$select api.change_role(gen_random_uuid(), 'member')$$), 'TN404', 'as if they did not exist');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('viewer@alpha-tests', 'member', ', ''beta-tests/one''')), 'TN404', 'nor a workspace of another tenant');

-- Each place is for itself.
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('there@alpha-tests', 'viewer', ', ''two''')), 'TN404', 'an admin of one workspace does not find another one');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('there@alpha-tests', 'viewer', ', ''two''')), 'TN403', 'who is a viewer there changes nobody there');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('viewer@alpha-tests', 'member')), '1', 'and somebody here, where they are an admin');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('everywhere@alpha-tests', 'member', ', whole_tenant => true')), 'TN403', 'an admin of a workspace gives nobody a role in the whole tenant');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('everywhere@alpha-tests', 'member', ', whole_tenant => true')), '1', 'who an admin of the whole tenant does');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('there@alpha-tests', 'member', ', ''alpha-tests/two''')), '1', 'and in every workspace of it');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('there@alpha-tests', 'member', format(', %L', tests.workspace('alpha-tests/two')))), '1', 'named by its id, too');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('everywhere@alpha-tests', 'member')), 'TN404', 'a role in the whole tenant is not changed as one of a workspace');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('there@alpha-tests', 'member', ', ''two'', true')), 'TN422', 'and no role is of both');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('chief@alpha-tests', 'admin', ', whole_tenant => true')), 'TN403', 'an admin of the whole tenant takes no owner''s role away');
select is(pg_temp.tries('chief@alpha-tests', pg_temp.change('deputy@alpha-tests', 'owner', ', whole_tenant => true')), '1', 'an owner makes an owner');

-- What it does.
select tests.authenticate_as('admin@alpha-tests');
select results_eq($$select role, workspace, whole_tenant, user_id = tests.person('viewer@alpha-tests') from api.change_role(tests.person('viewer@alpha-tests'), 'member')$$,
                  $$values ('member', 'one', false, true)$$, 'who changes a role is told what it is now');
select is(tests.effect('select from api.sample_firms'), '3', 'and acts on until the end of their transaction');
select tests.as_admin();
select is((select format('%s %s %s %s', e.action, e.category, e.payload -> 'before' ->> 'role', e.payload -> 'after' ->> 'role')
             from tenet.audit_events e where e.action like 'member.role%' and e.actor_id = tests.person('admin@alpha-tests') and e.workspace_id = tests.workspace('alpha-tests/one')),
          'member.role_changed membership viewer member', 'it is in the trail of the workspace, by whom');
select is((select issuer from tenet.memberships where user_id = tests.person('viewer@alpha-tests')), null, 'and it is the tenant''s own decision');
select tests.use_session(tests.open_session('viewer@alpha-tests'));
select is(tests.effect('delete from api.sample_firms'), '3', 'who was a viewer deletes now');

-- Demotion and removal reach a session that is open (T88).
select tests.as_admin();
create temporary table handles as select tests.open_session('member@alpha-tests') as member;
grant select on handles to public;
select tests.use_session(member) from handles;
select is(tests.effect('delete from api.sample_firms'), '3', 'a member deletes');
select tests.authenticate_as('admin@alpha-tests');
select isnt(api.change_role(tests.person('member@alpha-tests'), 'viewer'), null, 'is made a viewer');
select tests.use_session(member) from handles;
select is(tests.effect('select from api.sample_firms'), 'TN401', 'their session is over');
select is(pg_temp.tries('member@alpha-tests', 'delete from api.sample_firms'), '0', 'in the next one they delete nothing');
select is(pg_temp.tries('member@alpha-tests', 'select from api.sample_firms'), '3', 'and read');

-- Removing -----------------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('admin@alpha-tests', $$select api.remove_member(tests.person('operator@alpha-tests'))$$), '1', 'an admin removes an operator');
select is(pg_temp.tries('admin@alpha-tests', $$select api.remove_member(tests.person('owner@alpha-tests'))$$), 'TN403', 'and no owner');
select is(pg_temp.tries('manager@alpha-tests', $$select api.remove_member(tests.person('viewer@alpha-tests'))$$), 'TN403', 'a manager removes nobody');
select is(pg_temp.tries('admin@alpha-tests', $$select api.remove_member(tests.person('viewer@beta-tests'))$$), 'TN404', 'nobody of another tenant is found');
select is(pg_temp.tries('admin@alpha-tests', $$select api.remove_member(tests.person('admin@alpha-tests'))$$), 'TN409', 'who wants to go leaves');
select is(pg_temp.tries('admin@alpha-tests', $$select api.remove_member(tests.person('double@alpha-tests'), whole_tenant => true)$$), 'TN403', 'an admin of one workspace removes nobody from another one');
select is(pg_temp.tries('double@alpha-tests', $$select api.remove_member(tests.person('there@alpha-tests'), 'two')$$), 'TN403', 'nor does who is but a viewer there');
select is(pg_temp.tries('deputy@alpha-tests', $$select api.remove_member(tests.person('there@alpha-tests'), 'two')$$), '1', 'while an admin of the whole tenant does');
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/one');
select is(api.remove_member(tests.person('double@alpha-tests'), whole_tenant => true), 2, 'an admin of the whole tenant removes somebody from all of it');
select tests.as_admin();
select is((select count(*) from tenet.members where id = tests.person('double@alpha-tests')), 1::bigint, 'and the tenant still knows their name');
select is((select count(*) from tenet.audit_events e where e.action = 'member.removed' and e.object_id = tests.person('double@alpha-tests')::text and e.actor_id = tests.person('deputy@alpha-tests')), 2::bigint,
          'both are in the trail');

-- Leaving ------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('everywhere@alpha-tests', 'select api.leave_workspace()'), 'TN409', 'who has a role in the whole tenant leaves no single workspace');
select tests.authenticate_as('editor@alpha-tests');
select is(api.leave_workspace(), 1, 'an editor leaves');
select tests.as_admin();
select is((select e.actor_id from tenet.audit_events e where e.action = 'member.removed' and e.object_id = tests.person('editor@alpha-tests')::text), tests.person('editor@alpha-tests'),
          'which is recorded as theirs');
select is(pg_temp.tries('support@alpha-tests', 'select api.leave_tenant()'), 'TN403', 'staff have nothing to leave');

-- The last owner -----------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('owner@beta-tests', 'select api.leave_workspace()', 'beta-tests/one'), 'TN409', 'the only owner of a tenant does not leave');
select is(pg_temp.tries('owner@beta-tests', 'select api.leave_tenant()', 'beta-tests/one'), 'TN409', 'in no way');
select is(pg_temp.tries('owner@alpha-tests', 'select api.leave_workspace()'), '1', 'one of two owners does');
select is(pg_temp.tries('chief@alpha-tests', pg_temp.change('owner@alpha-tests', 'viewer')), '1', 'one of two makes a viewer of the other');
select tests.as_admin();
-- A statement of an administrator, with what a commit would check, undone.
create function pg_temp.commits(statement text)
  returns text
  language plpgsql
as $$
begin
  set constraints all deferred;
  execute statement;
  set constraints all immediate;
  raise exception using errcode = 'TS000';
exception
  when others then
    set constraints all deferred;
    return case sqlstate when 'TS000' then 'done' else sqlstate end;
end
$$;
create function pg_temp.of_owner(statement text)
  returns text
  language sql
as $$
  select replace(replace(statement, '$o', quote_literal(tests.person('owner@beta-tests'))), '$t', quote_literal(tests.tenant('beta-tests')))
$$;
set constraints all immediate;
select is(pg_temp.commits(pg_temp.of_owner(s.statement)), 'TN409', format('not even an administrator: %s', s.statement))
  from (values ('delete from tenet.memberships where user_id = $o'),
               ('update tenet.memberships set role = ''admin'' where user_id = $o'),
               ('update tenet.users set status = ''suspended'' where id = $o'),
               ('update tenet.workspaces set status = ''archived'' where tenant_id = $t'),
               ('with gone as (delete from tenet.memberships where user_id = $o) update tenet.users set status = ''suspended'' where id = $o'),
               ('delete from tenet.memberships where tenant_id = $t'),
               ('select tenet.remove_member(m.id) from tenet.memberships m where m.user_id = $o')) as s (statement);
select is(pg_temp.commits('truncate tenet.memberships cascade'), '42501', 'nor by emptying the table');
select is(pg_temp.commits(pg_temp.of_owner('update tenet.memberships set role = ''owner'' where user_id = tests.person(''admin@beta-tests''); ' || s.statement)), 'done', format('but after somebody else became one: %s', s.statement))
  from (values ('delete from tenet.memberships where user_id = $o'),
               ('update tenet.users set status = ''suspended'' where id = $o')) as s (statement);
select is(pg_temp.commits('update tenet.memberships set role = ''owner'' where user_id = tests.person(''admin@beta-tests''); update tenet.users set status = ''suspended'' where id = tests.person(''owner@beta-tests''); update tenet.memberships set role = ''viewer'' where user_id = tests.person(''admin@beta-tests'')'),
          'TN409', 'who is suspended does not count as the one who stays');

-- Handing over -------------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('deputy@alpha-tests', $$select api.transfer_ownership(tests.person('member@alpha-tests'))$$), 'TN403', 'an admin hands no tenant over');
select is(pg_temp.tries('owner@alpha-tests', $$select api.transfer_ownership(tests.person('member@alpha-tests'))$$), 'TN403', 'nor does the owner of a single workspace');
select is(pg_temp.tries('chief@alpha-tests', $$select api.transfer_ownership(tests.person('member@beta-tests'))$$), 'TN404', 'it is handed to no stranger');
select is(pg_temp.tries('chief@alpha-tests', $$select api.transfer_ownership(tests.person('chief@alpha-tests'))$$), 'TN409', 'nor to oneself');
select is(pg_temp.tries('chief@alpha-tests', $$select api.transfer_ownership(tests.person('member@alpha-tests'))$$), '1', 'an owner of the whole tenant hands it over');
select tests.as_admin();
create temporary table stale as select tests.open_session('chief@alpha-tests', 'alpha-tests/one') as handle;
grant select on stale to public;
update tenet_private.sessions set second_factor_at = clock_timestamp() - interval '16 minutes' where user_id = tests.person('chief@alpha-tests');
select tests.use_session(handle) from stale;
select is(tests.effect($$select api.transfer_ownership(tests.person('member@alpha-tests'))$$), 'TN428', 'with a second factor of the last quarter of an hour');
select is(tests.effect(pg_temp.change('deputy@alpha-tests', 'owner', ', whole_tenant => true')) || tests.effect($$select api.invite_member('new@example.com', 'owner')$$) || tests.effect(pg_temp.change('deputy@alpha-tests', 'viewer', ', whole_tenant => true')), 'TN428TN4281',
          'nor is anybody else made an owner without one, who could take it all the same');
select tests.authenticate_as('chief@alpha-tests', 'alpha-tests/one');
select results_eq($$select role, whole_tenant from api.transfer_ownership(tests.person('member@alpha-tests'))$$, $$values ('owner', true)$$, 'and is told');
select tests.as_admin();
select results_eq($$select m.role, m.workspace_id from tenet.memberships m where m.user_id = tests.person('member@alpha-tests')$$, $$values ('owner', null::uuid)$$, 'the new one owns all of it');
select is((select m.role from tenet.memberships m where m.user_id = tests.person('chief@alpha-tests')), 'admin', 'the old one is an admin');
select is((select e.actor_id from tenet.audit_events e where e.action = 'ownership.transferred'), tests.person('chief@alpha-tests'), 'and the trail says who did it');

-- Who sees whom ------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('viewer@alpha-tests');
select is((select count(*) filter (where workspace = 'two') || ' ' || (count(*) filter (where workspace = 'one') > 3) || ' ' || (count(*) filter (where whole_tenant) > 2) from api.memberships), '0 true true',
          'a viewer of a workspace sees who has which role there and in the whole tenant, and nobody of another workspace');
select is(pg_temp.tries('deputy@alpha-tests', $$select from api.memberships where workspace = 'two'$$), '1', 'which an admin of the whole tenant does');
select tests.authenticate_as('viewer@alpha-tests');
select is((select count(*) from api.memberships m join api.members p on p.id = m.user_id where p.email like '%@beta-tests'), 0::bigint, 'nor of another tenant');
select is((select string_agg(name, ' ' order by name) from api.roles where is_preset), 'admin board_viewer editor manager member operator owner support viewer', 'and the roles of the tenant');
select is((select permissions from api.roles where name = 'board_viewer') @> '{sample_firm:read}' and not (select permissions from api.roles where name = 'board_viewer') @> '{sample_firm:update}', true, 'with what they may do');

select * from finish();
rollback;
