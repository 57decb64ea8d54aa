-- Roles of a tenant's own: never more than whoever makes or changes them holds, wherever somebody has the role. (T96, T97; F-11, F-13)

begin;
set local search_path = tap, tests, public;
select plan(58);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('chief@alpha-tests', 'chief'), 'owner');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('deputy@alpha-tests', 'deputy'), 'admin');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('there@alpha-tests', 'there'), 'viewer', tests.workspace('alpha-tests/two'));
-- An admin of one who is a viewer of two.
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('double@alpha-tests', 'double'), 'admin', tests.workspace('alpha-tests/one'));
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('double@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));

create function pg_temp.tries(email text, statement text, workspace text default 'alpha-tests/one')
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, workspace);
  return tests.effect(statement);
end
$$;
create function pg_temp.make(name text, permissions text)
  returns text
  language sql
as $$
  select format('select api.create_role(%L, %L, %L)', name, 'For this test.', permissions)
$$;
create function pg_temp.change(name text, permissions text)
  returns text
  language sql
as $$
  select format('select api.change_role_permissions(%L, %L)', name, permissions)
$$;

-- Making -------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{sample_firm:read,sample_firm:create}')), '1', 'an admin makes a role');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{member:invite,role:manage}')), '1', 'also one that governs, as they do');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{}')), '1', 'also one that may nothing yet');
select is(string_agg(pg_temp.tries(r.name || '@alpha-tests', pg_temp.make('clerk', '{sample_firm:read}')), ' '), 'TN403 TN403 TN403 TN403 TN403 TN403 TN403',
          'nobody else does')
  from unnest('{manager,member,editor,operator,viewer,board_viewer,support}'::text[]) as r (name);
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{sample_firm:read,billing:manage}')), 'TN422', 'what is the owner''s alone is in no role');
select is(pg_temp.tries('owner@alpha-tests', pg_temp.make('clerk', '{ownership:transfer}')), 'TN422', 'whoever makes it');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{sample_firm:conquer}')), 'TN422', 'nor is what does not exist');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{sample_firm:read,null}')), 'TN422', 'nor nothing');
select is(pg_temp.tries('admin@alpha-tests', $$select api.create_role('clerk', 'x', null)$$), 'TN422', 'in any form');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('Clerk', '{}')), 'TN422', 'a name is a lower-case word');
select is(pg_temp.tries('admin@alpha-tests', $$select api.create_role('clerk', '', '{}')$$), 'TN422', 'a role says what it is for');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('viewer', '{}')), 'TN409', 'a preset''s name is taken');
select tests.as_admin();
select tenet.withhold_permission('admin', 'sample_brand:delete');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{sample_brand:delete}')), 'TN403', 'what an admin does not hold they put into no role');
select is(pg_temp.tries('owner@alpha-tests', pg_temp.make('clerk', '{sample_brand:delete}')), '1', 'and an owner who holds it does');

select tests.authenticate_as('admin@alpha-tests');
select results_eq($$select name, description, permissions from api.create_role('clerk', 'Writes firms.', '{sample_firm:update,sample_firm:read,sample_firm:read}')$$,
                  $$values ('clerk', 'Writes firms.', '{sample_firm:read,sample_firm:update}'::text[])$$, 'who makes a role is told what it is');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.make('clerk', '{}')), 'TN409', 'and its name is taken then');
select tests.as_admin();
select is((select format('%s %s %s', e.action, e.category, e.payload -> 'after' -> 'permissions') from tenet.audit_events e where e.action = 'role.created' and e.actor_id = tests.person('admin@alpha-tests')),
          'role.created role ["sample_firm:read", "sample_firm:update"]', 'it is in the trail');
select is(pg_temp.tries('owner@beta-tests', pg_temp.make('clerk', '{}'), 'beta-tests/one'), '1', 'another tenant has names of its own');

-- Giving -------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('admin@alpha-tests');
select is((select role from api.change_role(tests.person('viewer@alpha-tests'), 'clerk')), 'clerk', 'a viewer becomes a clerk');
select is(pg_temp.tries('viewer@alpha-tests', 'update api.sample_firms set amount = 2'), '3', 'and updates firms');
select is(pg_temp.tries('viewer@alpha-tests', 'delete from api.sample_firms'), '0', 'and deletes none');
select is(pg_temp.tries('viewer@alpha-tests', 'select from api.sample_people'), '0', 'and reads nothing that a viewer read');
select is(pg_temp.tries('owner@beta-tests', $$select api.change_role(tests.person('viewer@beta-tests'), 'clerk')$$, 'beta-tests/one'), 'TN404', 'in another tenant there is no such role');
select tests.authenticate_as('owner@alpha-tests');
select isnt(api.create_role('gardener', 'Deletes brands.', '{sample_brand:delete}'), null, 'an owner makes a role that holds what no admin does');
select is(pg_temp.tries('admin@alpha-tests', $$select api.change_role(tests.person('member@alpha-tests'), 'gardener')$$), 'TN403', 'which an admin gives to nobody');
select is(pg_temp.tries('owner@alpha-tests', $$select api.change_role(tests.person('member@alpha-tests'), 'gardener')$$), '1', 'and an owner does');

-- Changing -----------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
create temporary table handles as select tests.open_session('viewer@alpha-tests') as clerk;
grant select on handles to public;
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('gardener', '{sample_firm:read}')), 'TN403', 'an admin changes no role that holds more than they do');
select is(pg_temp.tries('admin@alpha-tests', $$select api.delete_role('gardener')$$), 'TN403', 'nor deletes it');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('clerk', '{sample_brand:delete}')), 'TN403', 'nor makes one hold more');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('clerk', '{billing:manage}')), 'TN422', 'nor what is the owner''s');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('editor', '{sample_firm:read}')), 'TN409', 'nor a preset');
select is(pg_temp.tries('admin@alpha-tests', $$select api.delete_role('owner')$$), 'TN409', 'which nobody deletes either');
select is(pg_temp.tries('admin@alpha-tests', pg_temp.change('nobody', '{}')), 'TN404', 'nor one that is not there');
select is(pg_temp.tries('owner@beta-tests', pg_temp.change('clerk', '{}'), 'beta-tests/one'), 'TN404', 'or another tenant''s');
select tests.authenticate_as('admin@alpha-tests');
select is((select permissions from api.change_role_permissions('clerk', '{sample_firm:read,sample_people:read,role:manage}')), '{role:manage,sample_firm:read,sample_people:read}', 'an admin changes a role within what they hold');
select tests.use_session(clerk) from handles;
select is(tests.effect('select from api.sample_firms'), 'TN401', 'and the session of a clerk is over');
select is(pg_temp.tries('viewer@alpha-tests', 'update api.sample_firms set amount = 2') || pg_temp.tries('viewer@alpha-tests', 'select from api.sample_firms'), '03', 'the next one has what the role has now');
select is(pg_temp.tries('viewer@alpha-tests', pg_temp.change('clerk', '{sample_firm:read}')), 'TN403', 'a clerk who may manage roles changes their own neither up nor down');
select is(pg_temp.tries('viewer@alpha-tests', pg_temp.make('second', '{sample_people:read}')), '1', 'and makes others within what they hold');

-- Where somebody has the role counts: a viewer of two makes nobody there more.
select tests.authenticate_as('chief@alpha-tests', 'alpha-tests/one');
select isnt(api.create_role('porter', 'Reads firms.', '{sample_firm:read}'), null, 'a role');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{sample_firm:read,sample_firm:delete}')), '1', 'is changed by an admin of one while nobody has it');
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/one');
select isnt(api.change_role(tests.person('there@alpha-tests'), 'porter', 'two'), null, 'once somebody in another workspace has it');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{sample_firm:read,sample_firm:delete}')), 'TN403', 'it is not, by who is but a viewer there');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{}')), 'TN403', 'nor made less');
select is(pg_temp.tries('deputy@alpha-tests', pg_temp.change('porter', '{sample_firm:read,sample_firm:delete}')), '1', 'and is, by an admin of both');
select tests.as_admin();
insert into tenet.tenant_roles (tenant_id, name, description) values (tests.tenant('alpha-tests'), 'keeper', 'Keeps roles.');
insert into tenet.tenant_role_permissions (tenant_id, role, permission) select tests.tenant('alpha-tests'), 'keeper', p from unnest('{role:manage,sample_firm:read}'::text[]) p;
update tenet.memberships set role = 'keeper' where user_id = tests.person('double@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{}')), '1', 'and made less by who manages roles in both');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{sample_firm:read,sample_firm:delete}')), 'TN403', 'but not more than they hold in each');
select is(pg_temp.tries('double@alpha-tests', pg_temp.change('porter', '{sample_firm:read,role:manage}')), '1', 'only that');

-- Deleting -----------------------------------------------------------------------------------------------------------------------

select is(pg_temp.tries('deputy@alpha-tests', $$select api.delete_role('porter')$$), 'TN409', 'a role that somebody has is not deleted');
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/two');
select isnt(api.change_role(tests.person('there@alpha-tests'), 'viewer'), null, 'when nobody has it');
select tests.as_admin();
create temporary table porters (id uuid, name text);
grant all on porters to public;
create function pg_temp.deletes() returns text language plpgsql as $$
begin
  perform tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/two');
  return api.delete_role('porter');
exception when others then
  return sqlstate || ' ' || sqlerrm;
end $$;
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/two');
select isnt(api.invite_member('new@example.com', 'porter'), null, 'but somebody is invited to it');
insert into porters select k.id, k.name from unnest('{revoked,ended,live}'::text[]) n cross join lateral api.create_api_key(n, 'porter', expires_at => clock_timestamp() + interval '1 day') k;
select is(pg_temp.deletes(), 'TN409 the role "porter" is in use (open invitations: 1, API keys: 3)', 'it is told what has it');
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/two');
select api.revoke_invitation(i.id) from api.invitations i where i.status = 'open';
select api.revoke_api_key(k.id) from porters k where k.name = 'revoked';
select tests.as_admin();
update tenet.api_keys k set expires_at = clock_timestamp() - interval '1 second' from porters p where p.id = k.id and p.name = 'ended';
select is(pg_temp.deletes(), 'TN409 the role "porter" is in use (API keys: 1)', 'what is over counts no more, and what is live does');
select tests.authenticate_as('deputy@alpha-tests', 'alpha-tests/two');
select api.revoke_api_key(k.id) from porters k where k.name = 'live';
select is(pg_temp.deletes(), 'true', 'and when there is no such thing any more it is deleted');
select is((select string_agg(k.name || ' ' || k.role, ', ' order by k.name) from api.api_keys k), 'ended porter, live porter, revoked porter', 'and of keys that are over it is told what they were');
select is((select count(*)::integer from api.roles r where r.name = 'porter'), 0, 'it is gone');
select tests.as_admin();
select is(tenet_private.key_caps(tests.tenant('alpha-tests'), 'porter'), '{}', 'and a key of it could do nothing, if one were left');
select tests.as_admin();
select is((select string_agg(distinct e.action, ' ' order by e.action) from tenet.audit_events e where e.category = 'role' and e.tenant_id = tests.tenant('alpha-tests')), 'role.changed role.created role.deleted', 'and the trail tells of roles what was kept');

select * from finish();
rollback;
