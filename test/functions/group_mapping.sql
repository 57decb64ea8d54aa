-- Who says what the groups of tokens give: nobody gives by them what they could not give by hand. (F-18)

begin;
set local search_path = tap, tests, public;
select plan(62);

select tests.create_world();
select tenet.trust_issuer('https://idp.tests', '{tenet}', jwks => '{"keys": []}', mode => 'invite_only');
select tenet.trust_issuer('https://others.tests', '{tenet}', jwks => '{"keys": []}', mode => 'invite_only');
insert into tenet.groups (tenant_id, name) values (tests.tenant('alpha-tests'), 'finance'), (tests.tenant('beta-tests'), 'finance'), (tests.tenant('beta-tests'), 'theirs');
select tenet.link_identity(tests.person('viewer@alpha-tests'), 'https://idp.tests', 'v');

-- The migrator --------------------------------------------------------------------------------------------------------------------

create temporary table mapped as
  select tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'eng', 'finance', 'member', tests.workspace('alpha-tests/one')) as id;
grant select on mapped to public;
create temporary table version as select t.authz_version as before from tenet.tenants t where t.id = tests.tenant('alpha-tests');
select is(tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'eng', 'finance', 'member', tests.workspace('alpha-tests/one')), id, 'mapping the same again is the same mapping') from mapped;
select is((select t.authz_version from tenet.tenants t where t.id = tests.tenant('alpha-tests')), before, 'and ends no session') from version;
select is(tests.effect(format('select tenet.map_group(%L, %s)', tests.tenant('alpha-tests'), arguments)), 'TN422', format('map_group(…, %s) is refused', left(arguments, 60)))
  from unnest(array[
         $$'https://idp.tests', 'eng', role => 'owner'$$, $$'https://idp.tests', 'eng', role => 'support'$$, $$'https://idp.tests', 'eng', role => 'nobody'$$,
         $$'https://idp.tests', 'eng'$$, $$'https://idp.tests', '', role => 'viewer'$$, $$'https://idp.tests', repeat('x', 301), role => 'viewer'$$, $$'https://idp.tests', null, role => 'viewer'$$,
         $$'https://unknown.tests', 'eng', role => 'viewer'$$, $$'https://idp.tests', 'eng', group_name => 'theirs'$$,
         $$'https://idp.tests', 'eng', 'finance', workspace => tests.workspace('alpha-tests/one')$$, $$'https://idp.tests', 'eng', role => 'viewer', workspace => tests.workspace('beta-tests/one')$$]) arguments;
select is(tests.effect(format($$insert into tenet.group_mappings (tenant_id, issuer, claimed_group, role) values (%L, 'https://idp.tests', 'eng', %L)$$, tests.tenant('alpha-tests'), role)), expected,
          format('and straight SQL maps %s to %s', role, expected))
  from (values ('owner', '23514'), ('support', '23514'), ('viewer', '1')) as r (role, expected);

-- What was given goes with the mapping.
insert into tenet.memberships (tenant_id, user_id, workspace_id, role, issuer)
values (tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), null, 'member', 'https://idp.tests');
insert into tenet.group_members (tenant_id, group_name, user_id, issuer) values (tests.tenant('alpha-tests'), 'finance', tests.person('viewer@alpha-tests'), 'https://idp.tests');
create temporary table wide as select tenet.map_group(tests.tenant('alpha-tests'), 'https://idp.tests', 'eng', role => 'member') as id;
select is(tenet.unmap_group(id), true, 'the migrator takes a mapping back') from wide;
select is((select count(*) from tenet.memberships m where m.issuer is not null), 0::bigint, 'with the role that it gave');
select is((select count(*) from tenet.group_members g), 1::bigint, 'and not with what another mapping gave');
select is(tenet.unmap_group(id), false, 'once') from wide;
select is((select string_agg(e.action, ' ' order by e.action) from tenet.audit_events e where e.tenant_id = tests.tenant('alpha-tests') and e.action like 'group.%'), 'group.mapped group.mapped group.unmapped', 'each is an event of the tenant');
select is((select count(*) from tenet.memberships m where m.user_id = tests.person('viewer@alpha-tests') and m.issuer is null), 1::bigint, 'what was given by hand stays');

-- The tenant's own people ---------------------------------------------------------------------------------------------------------

create function pg_temp.try(arguments text)
  returns text
  language sql
as $$
  select tests.effect(format('select api.map_group(%s)', arguments))
$$;
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'viewer', workspace_id => %L$$, tests.workspace('alpha-tests/one'))), '1', 'an admin maps a role in their workspace');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), 'TN403', 'but no group, which is one of the whole tenant');
select is(pg_temp.try($$'https://idp.tests', 'staff', role => 'viewer'$$), 'TN403', 'but who is in one workspace alone maps no role for all of the tenant');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'viewer', workspace_id => %L$$, tests.workspace('alpha-tests/two'))), 'TN403', 'nor for another workspace');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'owner', workspace_id => %L$$, tests.workspace('alpha-tests/one'))), 'TN403', 'nobody maps what holds more than they do');
select is((select string_agg(m.claimed_group || ' ' || m.group_name || ' ' || m.role, ', ') from api.group_mappings m), 'eng finance member', 'an admin sees the mappings');
select is(tests.effect('delete from api.group_mappings'), '42501', 'and changes them by the functions alone');
select is(tests.effect(format('select api.unmap_group(%L)', gen_random_uuid())), 'TN404', 'one that is not there');
select is(tests.effect(format('select api.unmap_group(%L)', id)), 'TN403', 'or is one of a group') from mapped;

-- Elsewhere: where they may give the role by hand, too.
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('admin@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'viewer', workspace_id => %L$$, tests.workspace('alpha-tests/two'))), 'TN403', 'nor for one in which they only look');
select tests.as_admin();
update tenet.memberships set role = 'admin' where user_id = tests.person('admin@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'viewer', workspace_id => %L$$, tests.workspace('alpha-tests/two'))), '1', 'for one that they administer they do, as they invite to it');
select is(pg_temp.try($$'https://idp.tests', 'staff', role => 'viewer'$$), 'TN403', 'but not for all there are and will be');
select is(pg_temp.try(format($$'https://idp.tests', 'staff', role => 'nobody', workspace_id => %L$$, tests.workspace('alpha-tests/one'))), 'TN404', 'nor a role that is not there');
select tests.as_admin();
delete from tenet.memberships where user_id = tests.person('admin@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');

-- Of the whole tenant: an admin for whoever has tokens of another issuer than they, an owner for all.
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('admin@alpha-tests'), 'admin');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/two');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), '1', 'who manages all of the tenant maps a group');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'theirs'$$), 'TN422', 'a group of another tenant is none');
select is(pg_temp.try($$'https://others.tests', 'staff', 'finance'$$), 'TN422', 'an issuer by which nobody here is known');
select is(pg_temp.try($$'https://unknown.tests', 'staff', 'finance'$$), 'TN422', 'is answered like one that does not exist');
select is(tests.effect(format('select api.unmap_group(%L)', id)), '1', 'and takes it back') from mapped;
select tests.as_admin();
select tenet.link_identity(tests.person('admin@alpha-tests'), 'https://idp.tests', 'admin');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/two');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), 'TN403', 'but none that their own token could name');
select is(tests.effect(format('select api.unmap_group(%L)', id)), 'TN403', 'nor takes it back') from mapped;
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'owner');
select tenet.link_identity(tests.person('owner@alpha-tests'), 'https://idp.tests', 'owner');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/two');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), '1', 'an owner does');

select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.group_mappings), 0::bigint, 'a manager sees none');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), 'TN403', 'maps nothing');
select is(tests.effect(format('select api.unmap_group(%L)', id)), 'TN403', 'and takes nothing back') from mapped;
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.group_mappings), 0::bigint, 'a viewer sees none');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), 'TN403', 'maps nothing');
select is(tests.effect(format('select api.unmap_group(%L)', id)), 'TN403', 'and takes nothing back') from mapped;
select tests.authenticate_as('support@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.group_mappings), 0::bigint, 'support sees none');
select is(pg_temp.try($$'https://idp.tests', 'staff', 'finance'$$), 'TN403', 'maps nothing');
select is(tests.effect(format('select api.unmap_group(%L)', id)), 'TN403', 'and takes nothing back') from mapped;
select tests.authenticate_as('admin@beta-tests', 'beta-tests/one');
select is((select count(*) from api.group_mappings), 0::bigint, 'an admin of another tenant sees none');
select is(tests.effect(format('select api.unmap_group(%L)', (select id from mapped))), 'TN404', 'and finds none');

-- Trust ---------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select is(tests.effect(format($$select tenet.trust_issuer('https://new.tests', '{tenet}', jwks => '{"keys": []}', %s)$$, arguments)), expected, format('an issuer with %s: %s', arguments, expected))
  from (values ($$mode => 'anything'$$, 'TN422'), ($$preset => 'keycloak', mode => 'jit'$$, 'TN422'), ($$mode => 'jit', tenant_path => '{org}'$$, '1'), ($$newcomer_role => 'admin'$$, 'TN422'), ($$newcomer_role => 'owner'$$, 'TN422'),
               ($$newcomer_role => 'nobody'$$, 'TN422'), ($$groups_path => '{user_metadata,groups}'$$, 'TN422'), ($$groups_path => '{app_metadata,groups}'$$, '1')) as a (arguments, expected);

select * from finish();
rollback;
