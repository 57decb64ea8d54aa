-- The groups of a token give roles and groups, for as long as it names them, to nobody else and nowhere else. (F-18, promise 95)

begin;
set local search_path = tap, tests, public;
select plan(89);

select tests.create_world();
select tenet.trust_issuer('https://idp.tests', '{tenet}', jwks => '{"keys": []}', tenant_path => '{org}', mode => 'invite_only');
insert into tenet.external_tenants (issuer, external_id, tenant_id)
values ('https://idp.tests', 'org-alpha', tests.tenant('alpha-tests')), ('https://idp.tests', 'org-beta', tests.tenant('beta-tests'));
insert into tenet.groups (tenant_id, name) values (tests.tenant('alpha-tests'), 'finance'), (tests.tenant('alpha-tests'), 'board'), (tests.tenant('beta-tests'), 'finance');
insert into tenet.tenant_roles (tenant_id, name, description) values (tests.tenant('alpha-tests'), 'clerk', 'A role of the tenant''s own.');
create temporary sequence moments;

-- Kim is known to alpha-tests and has nothing there by hand; Lou is known to nobody.
select tenet.link_identity(tenet.create_user('kim@example.com', 'Kim'), 'https://idp.tests', 'kim');
insert into tenet.members (tenant_id, id, display_name, email) values (tests.tenant('alpha-tests'), tests.person('kim@example.com'), 'Kim', 'kim@example.com');

create function pg_temp.claims(subject text, groups jsonb, more jsonb default '{}')
  returns jsonb
  language sql
as $$
  select jsonb_build_object('issuer', 'https://idp.tests', 'subject', subject, 'tenant', 'org-alpha', 'email', subject || '@example.com', 'email_verified', true, 'name', initcap(subject),
           'issued_at', extract(epoch from clock_timestamp())::bigint + nextval('moments'), 'expires_at', extract(epoch from clock_timestamp())::bigint + 600, 'groups', groups) || more
$$;

-- What the server would be told: the role of the session, why there is none, or that it is to ask again.
create function pg_temp.ask(claims jsonb, workspace text default 'one')
  returns text
  language plpgsql
as $$
declare
  opened record;
begin
  perform tests.as_admin();
  execute 'set local session authorization tenet_gateway';
  begin
    select * into opened from tenet_private.open_session(claims, workspace, '127.0.0.1', 'tests');
  exception when others then
    perform tests.as_admin();
    return sqlstate;
  end;
  perform tests.as_admin();
  return coalesce(case when opened.handle is not null then opened.role end, 'ask again');
end
$$;
create function pg_temp.enter(claims jsonb, workspace text default 'one')
  returns text
  language plpgsql
as $$
declare
  answer text := pg_temp.ask(claims, workspace);
begin
  return case when answer = 'ask again' then pg_temp.ask(claims, workspace) else answer end;
end
$$;
create function pg_temp.held(email text)
  returns text
  language sql
as $$
  select concat_ws(' | ',
           (select string_agg(t.slug || coalesce('/' || w.slug, '') || ' ' || m.role || case when m.issuer is null then ' by hand' else '' end, ', ' order by t.slug, w.slug nulls first)
              from tenet.memberships m
              join tenet.tenants t on t.id = m.tenant_id
              left join tenet.workspaces w on w.id = m.workspace_id
             where m.user_id = tests.person(held.email)),
           (select string_agg(g.group_name, ', ' order by g.group_name) from tenet.group_members g where g.user_id = tests.person(held.email)))
$$;
create function pg_temp.versions()
  returns text
  language sql
as $$
  select string_agg(t.authz_version::text, ' ' order by t.slug) from tenet.tenants t where t.slug like '%-tests'
$$;

-- A group gives, and takes with it ------------------------------------------------------------------------------------------------

select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')), 'TN403', 'a group that nobody mapped gives nothing');
select isnt(tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'eng', role => 'member', workspace => tests.workspace('alpha-tests/one')), null, 'the migrator maps it');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')), 'member', 'and it gives a role');
select is(pg_temp.held('kim@example.com'), 'alpha-tests/one member', 'in that workspace');
select is(pg_temp.ask(pg_temp.claims('kim', '["eng"]'), 'two'), 'TN403', 'and in no other');
select is(tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'fin', 'finance', 'viewer') is not null, true, 'a group may give a group and a role at once');
select is(pg_temp.enter(pg_temp.claims('kim', '["fin", "eng", "other"]'), 'two'), 'viewer', 'in all of the tenant');
select is(pg_temp.held('kim@example.com'), 'alpha-tests viewer, alpha-tests/one member | finance', 'each in its place');
select tests.as_admin();
select is((select s.groups from tenet_private.sessions s where s.user_id = tests.person('kim@example.com') order by s.opened_at desc limit 1), '{finance}', 'the session knows of the group');
select is(pg_temp.enter(pg_temp.claims('kim', '["ENG", "eng ", " eng", "en", "engine", "fin"]')), 'viewer', 'names are compared exactly');
select is(pg_temp.held('kim@example.com'), 'alpha-tests viewer | finance', 'and a vanished group takes the role with it');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')), 'member', 'as it does');
select is(pg_temp.held('kim@example.com'), 'alpha-tests/one member', 'with the group');

select is(tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'brd', 'board') is not null, true, 'a group may give a group alone');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng", "brd"]')) || ' ' || pg_temp.held('kim@example.com'), 'member alpha-tests/one member | board', 'which comes');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')) || ' ' || pg_temp.held('kim@example.com'), 'member alpha-tests/one member', 'and goes');

-- No groups -----------------------------------------------------------------------------------------------------------------------

select pg_temp.enter(pg_temp.claims('kim', '["eng", "fin"]'));
create temporary table live as select tests.tenant('alpha-tests') as tenant, count(*) as sessions from tenet_private.sessions s where s.user_id = tests.person('kim@example.com');
select is((select sessions > 0 from live), true, 'somebody who is in');
select is(pg_temp.ask(pg_temp.claims('kim', 'null')), 'ask again', 'comes with a token without groups, and it is taken from them although there is no session to be had');
select is(pg_temp.held('kim@example.com'), '', 'all of it');
select is((select count(*) from tenet_private.sessions s where s.user_id = tests.person('kim@example.com')), 0::bigint, 'with the sessions that they had');
select is(pg_temp.ask(pg_temp.claims('kim', '[]')), 'TN403', 'and asked again, they are told');
select is(pg_temp.enter(pg_temp.claims('kim', groups::jsonb)), 'TN403', format('groups of the form %s are none', left(groups, 20)))
  from unnest(array['{"eng": true}', '"eng"', '[1, 2]', '[["eng"]]', '[{"name": "eng"}]', '7', 'true', (select jsonb_agg('g' || n)::text from generate_series(1, 10000) n), jsonb_build_array(repeat('eng', 2000))::text]) groups;
select is(pg_temp.enter(pg_temp.claims('kim', '["eng", 1, null, {"a": 1}]')), 'member', 'while a name among other things is a name');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]', '{"groups_overflow": true}')), 'TN403', 'a token whose groups overflowed gives none');
select is(pg_temp.held('kim@example.com'), '', 'and what they gave before is gone');
select is((select count(*) from tenet.audit_events e where e.action = 'member.groups_overflowed' and e.tenant_id = tests.tenant('alpha-tests') and e.severity = 'warning'), 1::bigint, 'which is an event');

-- What the tenant gave ------------------------------------------------------------------------------------------------------------

select tenet.add_member(tests.tenant('alpha-tests'), tests.person('kim@example.com'), 'viewer', tests.workspace('alpha-tests/one')) is not null as by_hand;
insert into tenet.group_members (tenant_id, group_name, user_id) values (tests.tenant('alpha-tests'), 'finance', tests.person('kim@example.com'));
select is(pg_temp.enter(pg_temp.claims('kim', '["eng", "fin"]')), 'viewer', 'a role given by hand in the same place wins');
select is(pg_temp.held('kim@example.com'), 'alpha-tests viewer, alpha-tests/one viewer by hand | finance', 'beside what groups give elsewhere');
select is(pg_temp.enter(pg_temp.claims('kim', '[]')), 'viewer', 'and stays');
select is(pg_temp.held('kim@example.com'), 'alpha-tests/one viewer by hand | finance', 'when the groups are gone, and so does a group');
delete from tenet.memberships where user_id = tests.person('kim@example.com');
delete from tenet.group_members where user_id = tests.person('kim@example.com');

-- Several groups for one place ----------------------------------------------------------------------------------------------------

select tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', name, role => role) is not null as mapped
  from (values ('lead', 'manager'), ('eng2', 'member'), ('desk', 'clerk'), ('watch', 'viewer')) as m (name, role);
select is(pg_temp.enter(pg_temp.claims('kim', '["watch", "lead", "desk", "eng2"]'), 'two'), 'manager', 'of several roles for one place it is the one that holds most');
select is(pg_temp.enter(pg_temp.claims('kim', '["desk", "watch"]'), 'two'), 'viewer', 'also among the tenant''s own');
select is(pg_temp.enter(pg_temp.claims('kim', '["desk"]'), 'two'), 'clerk', 'which groups give as well');
select is((select count(*) from tenet.audit_events e where e.action = 'member.role_changed' and e.object_id = tests.person('kim@example.com')::text and e.payload ->> 'issuer' = 'https://idp.tests'), 2::bigint,
          'each change is an event that names the issuer');

-- An unchanged token changes nothing ----------------------------------------------------------------------------------------------

select pg_temp.enter(pg_temp.claims('kim', '["lead", "fin", "eng"]'));
create temporary table before as
  select pg_temp.versions() as versions, pg_temp.held('kim@example.com') as held,
         tests.open_session('owner@alpha-tests', 'alpha-tests/one') as owner,
         (select count(*) from tenet.audit_events e where e.category = 'membership') as events;
select is(pg_temp.enter(pg_temp.claims('kim', '["eng", "fin", "lead", "unknown"]')), 'member', 'the same groups in another order');
select is(pg_temp.versions() || pg_temp.held('kim@example.com'), versions || held, 'move nothing') from before;
select is((select count(*) from tenet_private.sessions s where s.handle_hash = sha256(convert_to(owner, 'UTF8'))), 1::bigint, 'end nobody''s session') from before;
select is((select count(*) from tenet.audit_events e where e.category = 'membership'), events, 'and are no event') from before;
select pg_temp.enter(pg_temp.claims('kim', '["eng", "fin"]'));
select is((select count(*) from tenet_private.sessions s where s.handle_hash = sha256(convert_to(owner, 'UTF8'))), 0::bigint, 'while a change ends those of the tenant') from before;

-- Which token speaks --------------------------------------------------------------------------------------------------------------

create temporary table tokens as select pg_temp.claims('kim', '["eng"]') as older, pg_temp.claims('kim', '[]') as newer;
select is(pg_temp.enter(older), 'member', 'while a token with the group is the newest, it gives') from tokens;
select is(pg_temp.enter(newer), 'TN403', 'a newer one without it takes') from tokens;
select is(pg_temp.enter(older), 'TN403', 'and the older one, valid still, gives nothing back') from tokens;
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')), 'member', 'but the next one does');
create temporary table valid as select pg_temp.claims('kim', '["eng"]', jsonb_build_object('issued_at', extract(epoch from clock_timestamp())::bigint - 1)) as token;
update tenet.identities set claims_issued_at = clock_timestamp() - interval '1 second' where subject = 'kim';
select is(pg_temp.enter(token), 'member', 'a token of somebody who is in the group') from valid;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('select api.remove_member(%L)', tests.person('kim@example.com'))), '1', 'whom the tenant removes');
select api.remove_member(tests.person('kim@example.com'));
select tests.as_admin();
select is(pg_temp.enter(token) || ' ' || pg_temp.held('kim@example.com'), 'TN403 ', 'does not bring them back, though it is valid still') from valid;
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]')), 'member', 'the next one does, while their provider says that they are in it');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]', '{"tenant": null}')), 'TN403', 'a token that names no tenant, where its issuer names tenants, does not enter by groups');
select is(pg_temp.held('kim@example.com'), 'alpha-tests/one member', 'and takes nothing away');
select tenet.map_group(tests.tenant('beta-tests'), 'https://idp.tests', 'eng', role => 'member') is not null as beta;
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]', '{"tenant": "org-beta"}'), null), 'TN403', 'in a tenant that does not know them, groups give nothing where people are invited');
select is(pg_temp.held('kim@example.com'), 'alpha-tests/one member', 'and what another tenant''s gave is not touched by a token for this one');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]', '{"tenant": "org-unknown"}'), null), 'TN403', 'a tenant that nobody mapped is none');
select is(pg_temp.enter(pg_temp.claims('lou', '["eng"]')), 'TN403', 'somebody unknown is refused where people are invited');
select is(tests.person('lou@example.com'), null, 'and stays unknown');
select is(pg_temp.enter(pg_temp.claims('kim', '["eng"]', '{"issuer": "https://other.tests"}')), 'TN403', 'another issuer''s token is another person''s');

-- Just in time ----------------------------------------------------------------------------------------------------------------------

select tenet.trust_issuer('https://idp.tests', '{tenet}', jwks => '{"keys": []}', tenant_path => '{org}', mode => 'jit', newcomer_role => 'board_viewer');
select is(pg_temp.enter(pg_temp.claims('lou', '["eng"]', more::jsonb)), 'TN403', format('a newcomer with %s is refused', more))
  from unnest(array['{"email_verified": false}', '{"email_verified": null}', '{"email_verified": "true"}', '{"email": null}', '{"email": "nobody"}', '{"tenant": null}', '{"tenant": "org-unknown"}']) more;
select is((select count(*) from tenet.users u where u.display_name = 'Lou'), 0::bigint, 'and nobody comes to be');
select is(pg_temp.enter(pg_temp.claims('lou', '["nothing"]')), 'board_viewer', 'one with a verified address becomes a member, with the least role where groups give none');
select is(pg_temp.held('lou@example.com'), 'alpha-tests board_viewer', 'of the tenant that the token names');
select is(pg_temp.enter(pg_temp.claims('lou', 'null'), 'two'), 'board_viewer', 'which they keep: no group gave it, so none takes it');
select is(pg_temp.ask(pg_temp.claims('lou', 'null'), 'nowhere'), 'TN403', 'and is nothing that a token changes');
select is(pg_temp.enter(pg_temp.claims('lou', '["eng"]')), 'member', 'a group gives them more in one place');
select is(pg_temp.enter(pg_temp.claims('lou', '[]')), 'board_viewer', 'and leaves them what they had elsewhere');
select is(pg_temp.enter(pg_temp.claims('lou', '["lead"]')), 'manager', 'a group of the same place lifts them');
select is(pg_temp.enter(pg_temp.claims('lou', '[]')), 'TN403', 'and then they live by their groups');
select is(pg_temp.enter(pg_temp.claims('mia', '["eng"]')), 'member', 'a newcomer with a mapped group has its role');
select is(pg_temp.held('mia@example.com'), 'alpha-tests/one member', 'and nothing else');
select is(pg_temp.enter(pg_temp.claims('eve', '["lead"]', '{"email": "owner@alpha-tests"}')), 'manager', 'a newcomer with the address of an owner');
select is((select count(distinct u.id) from tenet.users u where u.email = 'owner@alpha-tests'), 2::bigint, 'is somebody else');
select is(pg_temp.enter(pg_temp.claims('kim', '[]', '{"tenant": "org-beta"}'), null), 'board_viewer', 'somebody known elsewhere is a newcomer in the tenant that their token names');

update tenet.tenants set status = 'suspended' where slug = 'beta-tests';
select is(pg_temp.enter(pg_temp.claims('zoe', '["eng"]', '{"tenant": "org-beta"}'), null), 'TN403', 'nobody comes to a tenant that is suspended');
select is(tests.person('zoe@example.com'), null, 'nor comes to be');

-- Turning it off ----------------------------------------------------------------------------------------------------------------------

select tenet.trust_issuer('https://idp.tests', '{tenet}', jwks => '{"keys": []}', tenant_path => '{org}');
select is((select count(*) from tenet.memberships m where m.issuer is not null) + (select count(*) from tenet.group_members g where g.issuer is not null), 0::bigint, 'mode off takes away what tokens gave');
select is(pg_temp.enter(pg_temp.claims('mia', '["eng"]')), 'TN403', 'and groups are not read any more');
select is((select count(*) from tenet.memberships m where m.tenant_id = tests.tenant('alpha-tests') and m.role = 'owner'), 1::bigint, 'the owner is there as before');

select * from finish();
rollback;
