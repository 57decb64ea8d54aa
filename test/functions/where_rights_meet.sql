-- What one part of the rights gives, another one does not stretch: roles that keys and invitations name, groups, shares, claims, leaving. (F-11 to F-20)

begin;
set local search_path = tap, tests, public;
select plan(32);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
set local role tenet_owner;
select tenet.shareable('app.sample_firms');
reset role;
select tenet.trust_issuer('https://idp.tests', '{tenet}', jwks => '{"keys": []}', mode => 'invite_only');
update tenet.identity_providers set tenant_path = null where issuer = 'https://idp.tests';   -- whose tokens name no tenant
select tenet.link_identity(tests.person(p || '@alpha-tests'), 'https://idp.tests', p) from unnest('{admin,owner,manager,member,viewer,support}'::text[]) p;

create function pg_temp.claims(subject text, groups jsonb)
  returns jsonb
  language sql
as $$
  select jsonb_build_object('issuer', 'https://idp.tests', 'subject', subject, 'email', subject || '@alpha-tests', 'email_verified', true,
           'auth_time', extract(epoch from clock_timestamp())::bigint, 'amr', '["pwd", "mfa"]'::jsonb,
           'issued_at', extract(epoch from clock_timestamp())::bigint, 'expires_at', extract(epoch from clock_timestamp())::bigint + 600, 'groups', groups)
$$;
create function pg_temp.enter(subject text, workspace text, groups jsonb default '[]')
  returns text
  language plpgsql
as $$
declare
  opened record;
begin
  perform tests.as_admin();
  for attempt in 1 .. 2 loop   -- when the groups changed anything, the server asks again
    execute 'set local session authorization tenet_gateway';
    select * into opened from tenet_private.open_session(pg_temp.claims(subject, groups), workspace, '127.0.0.1', 'tests');
    perform tests.as_admin();
    if opened.handle is not null then
      perform tests.use_session(opened.handle);
      return opened.role;
    end if;
  end loop;
  return 'ask again';
exception when others then
  perform tests.as_admin();
  return sqlstate;
end
$$;
create function pg_temp.call(subject text, call text, workspace text default 'one')
  returns text
  language plpgsql
as $$
declare
  answer text;
begin
  perform pg_temp.enter(subject, workspace);
  execute 'select ' || call into answer;
  perform tests.as_admin();
  return answer;
exception when others then
  perform tests.as_admin();
  return concat_ws(' ', sqlstate, sqlerrm);
end
$$;

-- A role that an invitation or a key gives elsewhere ------------------------------------------------------------------------------

-- The owner of all of the tenant has a role for readers of both workspaces; the admin is one of the first workspace alone.
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'owner');
select pg_temp.call('owner', $$api.create_role('reader', 'Reads firms', '{sample_firm:read}')$$);
create temporary table invited as
  select pg_temp.call('owner', $$(api.invite_member('new@example.com', 'reader', 'alpha-tests/two')).token$$) as token;
select is(left(pg_temp.call('admin', $$api.change_role_permissions('reader', '{sample_firm:read,sample_firm:delete}')$$), 5), 'TN403', 'who holds nothing in a workspace does not change what an invitation to it gives');
select pg_temp.call('owner', $$api.revoke_invitation((select id from api.invitations where status = 'open'))$$, 'two');
select is(left(pg_temp.call('admin', $$api.change_role_permissions('reader', '{sample_firm:read,sample_firm:delete}')$$), 7), '(reader', 'when it is not open any more they do');
select pg_temp.call('owner', $$api.change_role_permissions('reader', '{sample_firm:read}')$$);
create temporary table keys (id text);
insert into keys select pg_temp.call('owner', format($$(api.create_api_key('k', 'reader', '{%s}')).id$$, tests.workspace('alpha-tests/two')));
select tests.as_admin();
select is(left(pg_temp.call('admin', $$api.change_role_permissions('reader', '{sample_firm:read,sample_firm:delete}')$$), 5), 'TN403', 'nor what a key may do there');
select tests.as_admin();
select pg_temp.call('owner', format('api.revoke_api_key(%L)', k.id)) from keys k;
select is(left(pg_temp.call('admin', $$api.change_role_permissions('reader', '{sample_firm:read,sample_firm:delete}')$$), 7), '(reader', 'when it has ended they do');
select pg_temp.call('owner', $$api.change_role_permissions('reader', '{sample_firm:read}')$$);
select tests.as_admin();
delete from keys;
insert into keys select pg_temp.call('owner', $$(api.create_api_key('k', 'reader')).id$$);
select tests.as_admin();
select is(left(pg_temp.call('admin', $$api.change_role_permissions('reader', '{sample_firm:read,sample_firm:delete}')$$), 5), 'TN403', 'a key that acts wherever its maker may acts there');
select tests.as_admin();
select pg_temp.call('owner', format('api.revoke_api_key(%L)', k.id)) from keys k;

-- Groups are of the whole tenant --------------------------------------------------------------------------------------------------

select pg_temp.call('owner', $$api.create_group('board')$$);
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), 'board_viewer', tests.workspace('alpha-tests/two'));
select is(left(pg_temp.call('admin', format($$api.add_to_group('board', %L)$$, tests.person('viewer@alpha-tests'))), 5), 'TN403', 'who manages groups in one workspace puts nobody into one who is in another workspace, too');
select is(left(pg_temp.call('admin', format($$api.set_member_attribute(%L, 'region', 'north')$$, tests.person('viewer@alpha-tests'))), 5), 'TN403', 'nor sets what rules there ask of them');
select is(left(pg_temp.call('admin', format($$api.add_to_group('board', %L)$$, tests.person('manager@alpha-tests'))), 7), '(board,', 'somebody who is in theirs alone they do');
select is(left(pg_temp.call('owner', format($$api.add_to_group('board', %L)$$, tests.person('viewer@alpha-tests'))), 7), '(board,', 'and the owner of all everybody');
select is(left(pg_temp.call('admin', format($$api.remove_from_group('board', %L)$$, tests.person('viewer@alpha-tests'))), 5), 'TN403', 'nor takes them out, which a rule may show rows for');
select is(left(pg_temp.call('admin', $$api.delete_group('board')$$), 5), 'TN403', 'nor all of them at once');

-- Mapping as a way around "nobody for themselves"
select is(left(pg_temp.call('admin', $$api.map_group('https://idp.tests', 'everybody', 'board')$$), 5), 'TN403', 'an admin of a workspace maps a group of a token to no group');

-- What is shared in another workspace with a group or a role that nobody has
select tests.as_admin();
create temporary table firm_of_two as select id from app.sample_firms where workspace_id = tests.workspace('alpha-tests/two') order by id limit 1;
grant select on firm_of_two to public;
select pg_temp.call('owner', $$api.create_group('fans')$$);
select pg_temp.call('owner', $$api.create_role('fan', 'Likes firms', '{}')$$);
select is(pg_temp.call('owner', format($$(api.share('sample_firms', %L, 'read', group_name => 'fans')).action || (api.share('sample_firms', %1$L, 'read', role => 'fan')).action$$, id), 'two'), 'readread', 'a row of the second workspace is shared with a group and a role') from firm_of_two;
select is(left(pg_temp.call('admin', $$api.delete_group('fans')$$), 5) || left(pg_temp.call('admin', $$api.delete_role('fan')$$), 5), 'TN403TN403', 'who manages them in the first one alone does not end that by deleting them');
select is(pg_temp.call('owner', $$api.delete_group('fans')$$) || pg_temp.call('owner', $$api.delete_role('fan')$$), 'truetrue', 'the owner of all does');
-- Who left and comes back
select tests.as_admin();
select pg_temp.call('owner', format($$api.add_to_group('board', %L)$$, tests.person('editor@alpha-tests')));
select pg_temp.call('owner', format($$api.set_member_attribute(%L, 'region', 'north')$$, tests.person('editor@alpha-tests')));
select pg_temp.call('owner', format($$api.remove_member(%L)$$, tests.person('editor@alpha-tests')));
select tests.as_admin();
set constraints all immediate;
set constraints all deferred;
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('editor@alpha-tests'), 'viewer', tests.workspace('alpha-tests/one'));
select is((select count(*) from tenet.group_members where user_id = tests.person('editor@alpha-tests')) + (select count(*) from tenet.member_attributes where user_id = tests.person('editor@alpha-tests')), 0::bigint, 'whoever left the tenant is in no group when they come back');

-- Shares --------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
insert into tenet.tenant_roles (tenant_id, name, description) values (tests.tenant('alpha-tests'), 'sharer', 'Shares'), (tests.tenant('alpha-tests'), 'nothing', 'Nothing');
insert into tenet.tenant_role_permissions select tests.tenant('alpha-tests'), 'sharer', p from unnest('{sample_firm:share,member:read}'::text[]) p;
update tenet.memberships set role = 'sharer' where user_id = tests.person('editor@alpha-tests');
select tenet.link_identity(tests.person('editor@alpha-tests'), 'https://idp.tests', 'editor');
select tests.as_admin();
create temporary table firm as select id from app.sample_firms where workspace_id = tests.workspace('alpha-tests/one') order by id limit 1;
grant select on firm to public;
select is(left(pg_temp.call('owner', format($$(api.share('sample_firms', %L, 'update', user_id => %L, ends_at => now() + interval '1 hour')).action$$, firm.id, tests.person('editor@alpha-tests'))), 60), 'update', 'the owner shares for an hour') from firm;
select pg_temp.call('editor', '(select count(*) from api.sample_firms)');
select is(pg_temp.call('editor', format($$(api.share('sample_firms', %L, 'update', role => 'sharer')).action$$, firm.id)), 'TN403 nobody shares what they may not do themselves', 'who has a row by a share does not share it on, with their own role and for ever') from firm;

-- A role that holds nothing itself, and with which a row is shared.
select tests.as_admin();
select tenet.withhold_permission('admin', 'sample_firm:update');
select is(left(pg_temp.call('admin', $$(api.invite_member('first@example.com', 'nothing')).role$$), 60), 'nothing', 'anybody who invites gives a role that holds nothing');
select is(pg_temp.call('owner', format($$(api.share('sample_firms', %L, 'update', role => 'nothing')).action$$, firm.id)), 'update', 'until a row is shared with it') from firm;
select is(left(pg_temp.call('admin', $$(api.invite_member('second@example.com', 'nothing')).role$$), 5), 'TN403', 'then who may not change such rows themselves does not');
select is(left(pg_temp.call('admin', format($$api.change_role(%L, 'nothing')$$, tests.person('viewer@alpha-tests'))), 5), 'TN403', 'neither way');
select is(left(pg_temp.call('admin', format($$api.map_group('https://idp.tests', 'all', role => 'nothing', workspace_id => %L)$$, tests.workspace('alpha-tests/one'))), 5), 'TN403', 'nor by the groups of a token');
select is(left(pg_temp.call('owner', $$(api.invite_member('second@example.com', 'nothing')).role$$), 60), 'nothing', 'who shares does');

-- Grants --------------------------------------------------------------------------------------------------------------------------

-- Whoever opened it is gone: what they allowed is allowed by nobody.
select tests.as_admin();
select is(pg_temp.enter('support', 'one'), 'support', 'a grant lets support in');
select tests.as_admin();
update tenet.memberships set role = 'viewer'
 where user_id = (select g.opened_by from tenet.support_grants g where g.tenant_id = tests.tenant('alpha-tests')) and role = 'owner';
select is(pg_temp.enter('support', 'one'), 'TN403', 'and no more when whoever gave it could not give it now');
select tests.as_admin();
update tenet.memberships set role = 'owner'
 where user_id = (select g.opened_by from tenet.support_grants g where g.tenant_id = tests.tenant('alpha-tests')) and role = 'viewer';

-- Claims --------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
delete from tenet.memberships where user_id = tests.person('owner@alpha-tests') and workspace_id is not null;
select is(pg_temp.enter('owner', 'one'), 'owner', 'the owner of all is one here');
select tests.as_admin();
select pg_temp.call('admin', format($$api.map_group('https://idp.tests', 'everybody', role => 'viewer', workspace_id => %L)$$, tests.workspace('alpha-tests/one')));
select is(pg_temp.enter('owner', 'one', '["everybody"]'), 'owner', 'and stays it, whatever an admin of the workspace maps');
select tests.as_admin();
select is(pg_temp.enter('support', 'one'), 'support', 'staff who were let in come in');
select tests.as_admin();
select is(pg_temp.enter('support', 'one', '["everybody"]'), 'support', 'and their token makes no members of them');
select tests.as_admin();
select is((select count(*) from tenet.memberships where user_id = tests.person('support@alpha-tests')), 0::bigint, 'at all');

-- Leaving -------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('member@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('member@alpha-tests'), 'manager');
select is(left(pg_temp.call('member', 'api.leave_workspace()', 'two'), 5), 'TN409', 'who leaves the workspace where they are less is not more there');

select * from finish();
rollback;
