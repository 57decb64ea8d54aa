-- API keys: never more than whoever made them, never what is for people, gone at once. (T92, T93, T94 in the database, T95; promises 19 to 22)

begin;
set local search_path = tap, tests, public;
select plan(145);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'admin', tests.workspace('alpha-tests/two'));

create temporary table keys (name text primary key, id uuid, key text, previous_until timestamptz);
create temporary table handles (name text primary key, handle text);
create temporary table snapshot (document jsonb);
grant all on keys, handles, snapshot to public;

-- Makes a key as a person would, or says why not.
create function pg_temp.makes(email text, name text, role text, workspaces uuid[] default null, expires_at timestamptz default null)
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, 'one');
  insert into keys
  select k.name, k.id, k.key
    from api.create_api_key(makes.name, makes.role, makes.workspaces, makes.expires_at) k;
  return 'a key';
exception
  when others then
    return sqlstate;
end
$$;

create function pg_temp.rotates(email text, name text, overlap interval default '24 hours')
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, 'one');
  insert into keys
  select rotates.name || ', new', r.id, r.key, r.previous_until
    from keys k
   cross join api.rotate_api_key(k.id, rotates.overlap) r
   where k.name = rotates.name;
  return 'a new secret';
exception
  when others then
    return sqlstate;
end
$$;

create function pg_temp.revokes(email text, name text)
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, 'one');
  return (select api.revoke_api_key(k.id) from keys k where k.name = revokes.name)::text;
exception
  when others then
    return sqlstate;
end
$$;

-- Opens a session as the server would, whatever the key, and says how that ends.
create function pg_temp.opens_with(key text, workspace text default 'one')
  returns text
  language plpgsql
as $$
declare
  opened text;
  message text;
  detail text;
  hint text;
begin
  perform tests.use_session('', 'tenet_gateway', 'none');
  select o.handle
    into opened
    from tenet_private.open_key_session(split_part(opens_with.key, '_', 3), sha256(convert_to(split_part(opens_with.key, '_', 4), 'UTF8')), opens_with.workspace, '127.0.0.1', 'tests') o;
  perform tests.as_admin();
  return opened;
exception
  when others then
    get stacked diagnostics message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return concat_ws(' ', sqlstate, message, nullif(detail, ''), nullif(hint, ''));
end
$$;

create function pg_temp.opens(name text, workspace text default 'one')
  returns text
  language plpgsql
as $$
declare
  opened text := pg_temp.opens_with((select k.key from keys k where k.name = opens.name), opens.workspace);
begin
  if opened like 'TN%' then
    return opened;
  end if;
  perform tests.as_admin();
  insert into handles values (opens.name, opened) on conflict on constraint handles_pkey do update set handle = excluded.handle;
  return 'a session';
end
$$;

-- From here on the transaction is a request with this key's session.
create function pg_temp.act(name text)
  returns void
  language plpgsql
as $$
begin
  perform tests.use_session((select h.handle from handles h where h.name = act.name));
end
$$;

create function pg_temp.permissions(name text)
  returns text[]
  language sql
  security definer
as $$
  select s.permissions from tenet_private.sessions s join handles h on s.handle_hash = sha256(convert_to(h.handle, 'UTF8')) where h.name = permissions.name
$$;

-- A key and what is kept of it ---------------------------------------------------------------------------------------------------

select is(tenet_private.crc32('123456789'), x'cbf43926'::bigint, 'the check sum is the CRC-32 that everybody knows');
select is(tenet_private.base62(4294967295, 6), '4gfFC3', 'in base 62');
select cmp_ok((select count(*) from generate_series(1, 1000) as n, regexp_matches(tenet_private.random_word(42 + n / n), '[0-7]', 'g')), '<', 6100::bigint,
              'no digit comes up more often than another: of 43,000 about 5,550 are among the first eight, and 6,700 would be if bytes were simply divided');
select is(pg_temp.makes('owner@alpha-tests', 'nightly', 'member'), 'a key', 'an owner makes a key');
select tests.as_admin();
select ok(k.key ~ '^tenet_dev_[0-9A-Za-z]{10}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$', 'it has the form of one') from keys k;
select is(right(k.key, 6), tenet_private.base62(tenet_private.crc32(left(k.key, -7)), 6), 'with its check sum') from keys k;
select is(s.secret_hash, sha256(convert_to(split_part(k.key, '_', 4), 'UTF8')), 'what is kept is the hash of its secret')
  from keys k join tenet_private.api_key_secrets s on s.api_key_id = k.id;
select is(array(select 'keys' from tenet.api_keys t where t::text like '%' || x.secret || '%'
                union all select 'secrets' from tenet_private.api_key_secrets t where t::text like '%' || x.secret || '%'
                union all select 'events' from tenet.audit_events t where t::text like '%' || x.secret || '%'
                union all select 'statements' from pg_stat_activity t where t.query like '%' || x.secret || '%'),
          '{}', 'the secret is nowhere')
  from (select split_part(k.key, '_', 4) as secret from keys k) x;
select is((select count(*)::integer from tenet.audit_events e, keys k where e.payload::text like '%' || split_part(k.key, '_', 3) || '%'), 1, 'where its public part is found');
select is((select e.action || ' ' || e.category || ' ' || e.actor_kind || ' ' || (e.payload ->> 'role') from tenet.audit_events e join keys k on e.object_id = k.id::text),
          'api_key.created api_key member member', 'that it was made is an event');
select ok(t.expires_at between clock_timestamp() + interval '89 days 23 hours' and clock_timestamp() + interval '90 days', 'it ends in 90 days') from tenet.api_keys t;

-- Who makes which ----------------------------------------------------------------------------------------------------------------

select is(pg_temp.makes('manager@alpha-tests', 'x', 'viewer'), 'TN403', 'who may not manage keys makes none');
select is(pg_temp.makes('admin@alpha-tests', 'of an admin', 'admin'), 'a key', 'an admin does');
select is(pg_temp.makes('admin@alpha-tests', 'x', 'owner'), 'TN422', 'but none that is an owner');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'owner'), 'TN422', 'nor does an owner');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'emperor'), 'TN422', 'nor of a role that is not there');
select is(pg_temp.makes('owner@alpha-tests', ' ', 'viewer'), 'TN422', 'nor without a name');
select is(pg_temp.makes('owner@alpha-tests', E'a\nb', 'viewer'), 'TN422', 'nor with one of two lines');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer', expires_at => clock_timestamp() + interval '365 days 1 minute'), 'TN422', 'nor for longer than a year');
select is(pg_temp.makes('owner@alpha-tests', 'a year', 'viewer', expires_at => clock_timestamp() + interval '365 days'), 'a key', 'for a year it is made');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer', expires_at => clock_timestamp() - interval '1 second'), 'TN422', 'in the past it is not');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer', '{}'), 'TN422', 'nor for no place at all');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer', array[tests.workspace('beta-tests/one')]), 'TN404', 'nor for a workspace of another tenant');
select is(pg_temp.makes('admin@alpha-tests', 'x', 'viewer', array[tests.workspace('alpha-tests/two')]), 'TN404', 'nor for one that its maker may not enter');
select is(pg_temp.makes('owner@alpha-tests', 'for two', 'viewer', array[tests.workspace('alpha-tests/two')]), 'a key', 'for one where they manage keys, too, it is');
select tests.as_admin();
select tenet.withhold_permission('admin', 'sample_firm:delete');
select is(pg_temp.makes('admin@alpha-tests', 'x', 'member'), 'TN403', 'a key of a role that may what its maker may not is refused');
select is(pg_temp.makes('admin@alpha-tests', 'of an editor', 'editor'), 'a key', 'one of a role that may nothing more is not');
select tests.as_admin();
select tenet.grant_permission('admin', 'sample_firm:delete');
select tests.authenticate_as('owner@alpha-tests', 'one');
select is(tests.effect($$select api.create_api_key('x', 'viewer')$$), '1', 'who has just proved a second factor makes one');
select tests.as_admin();
insert into handles values ('stale', tests.open_session('owner@alpha-tests', 'one'));
update tenet_private.sessions s set second_factor_at = clock_timestamp() - interval '16 minutes' from handles h where h.name = 'stale' and s.handle_hash = sha256(convert_to(h.handle, 'UTF8'));
select pg_temp.act('stale');
select is(tests.effect($$select api.create_api_key('x', 'viewer')$$), 'TN428', 'whose second factor is sixteen minutes old is asked for it again');
select is(tests.effect(format('select api.rotate_api_key(%L)', k.id)), 'TN428', 'to rotate one, too') from keys k where k.name = 'nightly';

-- What a key may -----------------------------------------------------------------------------------------------------------------

select is(pg_temp.opens('nightly'), 'a session', 'a key opens a session');
select pg_temp.act('nightly');
select is(tests.effect('select from api.sample_firms'), '3', 'and reads');
select is(tests.effect($$insert into api.sample_firms (name) values ('x')$$), '1', 'and writes, as its role may');
insert into api.sample_firms (name) values ('by a key');
select is((select s.role || ' ' || s.workspace_slug from api.current_session() s), 'member one', 'as a member of the workspace');
select tests.as_admin();
select is((select e.actor_kind || ' ' || e.actor_name || ' ' || (e.actor_id = k.id and e.credential_id = k.id)::text || ' ' || (e.behalf_of = tests.person('owner@alpha-tests'))::text
             from tenet.audit_events e, keys k
            where e.action = 'sample_firm.created' and e.actor_kind <> 'operator' and k.name = 'nightly'),
          'api_key nightly true true', 'its changes are recorded as its own, on behalf of whoever made it');
select is((select count(*)::integer from tenet.audit_events e, keys k where e.action = 'session.opened' and e.actor_kind = 'api_key' and e.actor_id = k.id and k.name = 'nightly'), 1,
          'and so is that it came in');

select is(pg_temp.opens('of an admin'), 'a session', 'a key of role admin opens one');
select tests.as_admin();
select is(array(select p.name from tenet.permissions p where p.reserved_for is not null and p.name = any (pg_temp.permissions('of an admin'))), '{}',
          'and holds nothing that is reserved');
select ok((select count(*) >= 5 from tenet.permissions p where p.reserved_for is not null and p.name = any (tenet_private.permissions_of(tests.tenant('alpha-tests'), 'admin'))),
          'of which its role has a lot');
select pg_temp.act('of an admin');
select is(tests.effect('select api.organization_snapshot()'), 'TN403', 'made by the admin of one workspace, it does not read the whole organization');
select tests.as_admin();
update tenet.memberships set workspace_id = null where user_id = tests.person('admin@alpha-tests');
select is(pg_temp.opens('of an admin'), 'a session', 'whoever made it administers all of the tenant now');
select pg_temp.act('of an admin');
select is(tests.effect('delete from api.sample_firms'), '4', 'it deletes');
select is(tests.effect($$select api.create_api_key('x', 'viewer')$$), 'TN403', 'and makes no key');
select is(tests.effect(format('select api.rotate_api_key(%L)', k.id)), 'TN403', 'and rotates none, not even itself') from keys k where k.name = 'of an admin';
select is(tests.effect(format('select api.revoke_api_key(%L)', k.id)), 'TN403', 'and revokes none') from keys k where k.name = 'nightly';
select is(tests.effect($$select api.set_audit_retention('30 days')$$), 'TN403', 'and changes no setting of the trail');
select is(tests.effect('select from api.api_keys'), '0', 'and sees no keys');
select is(tests.effect($$select api.begin_audit_export('csv')$$), '1', 'it exports the trail, as its role may');
select is(tests.effect('select api.organization_snapshot()'), '1', 'and reads the organization');
select tests.authenticate_as('admin@alpha-tests', 'one');
select is(tests.effect($$select api.create_api_key('x', 'viewer')$$) || tests.effect($$select api.set_audit_retention('30 days')$$), '11', 'whoever made it does all of that');

-- support and board_viewer, whatever these roles were given by name
select tests.as_admin();
select tenet.grant_permission(r.role, p.permission)
  from unnest('{support,board_viewer}'::text[]) as r (role),
       unnest('{sample_firm:create,sample_firm:update,sample_firm:delete,sample_diary:read_all,audit:inspect,audit:export,query:run,organization:snapshot}'::text[]) as p (permission);
select is(pg_temp.makes('owner@alpha-tests', r.role, r.role) || ', ' || pg_temp.opens(r.role), 'a key, a session', format('a key of role %s is made, and opens', r.role))
  from unnest('{support,board_viewer}'::text[]) as r (role);
set local statement_timeout = '5s';   -- as on the login of the API: queries in one's own words ask for it
create function pg_temp.tries(name text)
  returns text
  language plpgsql
as $$
begin
  perform pg_temp.act(name);
  return concat_ws(' ',
    tests.effect('select from api.sample_firms'), tests.effect('select from api.members where email is not null limit 1'),
    tests.effect($s$insert into api.sample_firms (name) values ('x')$s$), tests.effect('update api.sample_firms set amount = 2'), tests.effect('delete from api.sample_firms'),
    tests.effect($s$select api.begin_audit_export('csv')$s$), tests.effect('select from api.audit_events'), tests.effect('select api.organization_snapshot()'),
    tests.effect($s$select from (select api.run_query('select 1') as answer) q where to_jsonb(q.answer)::text !~ 'FORBIDDEN'$s$));
end
$$;
select is(pg_temp.tries(r.role), '4 1 42501 0 0 TN403 0 TN403 0', format('it reads, and neither writes nor exports nor looks into the trail nor reads the organization: %s', r.role))
  from unnest('{support,board_viewer}'::text[]) as r (role);
select is(pg_temp.opens('of an admin'), 'a session', 'while one of an admin');
select ok(pg_temp.tries('of an admin') ~ '^4 1 1 4 4 1 [1-9][0-9]* 1 1$', 'does all of it');
select tests.as_admin();
select is(array(select p from unnest(pg_temp.permissions('board_viewer')) as p where p <> all (array(select t.resource || ':read' from tenet.protected_tables t) || 'member:read'::text)), '{}', 'it holds nothing but reading rows');
select tests.authenticate_as('board_viewer@alpha-tests', 'one');
select is(tests.effect('delete from api.sample_firms') || ' ' || tests.effect('select api.organization_snapshot()'), '4 TN403', 'a person of that role has what it was given, but never the snapshot');

-- The organization at once
select tests.authenticate_as('owner@alpha-tests', 'one');
select throws_ok('select api.organization_snapshot()', 'TN403', 'this takes the permission organization:snapshot in the whole tenant', 'the owner of one workspace does not take it, for it tells of all of them');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'viewer');
select tests.authenticate_as('owner@alpha-tests', 'one');
select is(tests.effect('select api.organization_snapshot()'), 'TN403', 'nor who may only look at the others');
select tests.as_admin();
update tenet.memberships set role = 'admin' where user_id = tests.person('owner@alpha-tests') and workspace_id is null;
select tests.authenticate_as('owner@alpha-tests', 'one');
select is(tests.effect('select api.organization_snapshot()'), '1', 'who administers the others does');
select tests.as_admin();
delete from tenet.memberships where user_id = tests.person('owner@alpha-tests') and workspace_id is null;
select tests.authenticate_as('admin@alpha-tests', 'one');
insert into snapshot select api.organization_snapshot();
select tests.as_admin();
select is((select array_agg(k || ' ' || jsonb_array_length(v) order by k) from snapshot s, jsonb_each(s.document) as e (k, v) where jsonb_typeof(v) = 'array'),
          array['api_keys ' || (select count(*) from tenet.api_keys), 'groups 0', 'people 8', 'roles 9', 'support_grants 1', 'workspaces 2'], 'a snapshot holds workspaces, people, roles, groups, keys and grants');
select is((select p ->> 'email' || (p -> 'memberships' -> 0 ->> 'role') from snapshot s, jsonb_array_elements(s.document -> 'people') p where p ->> 'id' = tests.person('viewer@alpha-tests')::text), 'viewer@alpha-testsviewer',
          'people with what they are');
select ok(document::text not like '%beta-tests%' and document::text not like '%' || tests.tenant('beta-tests') || '%', 'nothing of another tenant') from snapshot;
select is((select count(*)::integer from snapshot s, tenet_private.api_key_secrets x, keys k where s.document::text like '%' || encode(x.secret_hash, 'hex') || '%' or s.document::text like '%' || split_part(k.key, '_', 4) || '%'), 0,
          'and neither a secret nor a hash of one');
select is((select category || ' ' || (payload ->> 'people') from tenet.audit_events where action = 'organization.snapshot_taken' and actor_kind = 'member'), 'data_access 8', 'that it was taken is recorded');
select is(string_agg(r.role || ' ' || tests.effect('select api.organization_snapshot()'), ', '), 'admin 1, manager TN403, member TN403, editor TN403, operator TN403, viewer TN403', 'an admin takes one, others do not')
  from unnest('{admin,manager,member,editor,operator,viewer}'::text[]) as r (role)
 cross join lateral (select tests.authenticate_as(r.role || '@alpha-tests', 'one')) a;

-- Whoever made it changes ----------------------------------------------------------------------------------------------------------

select is(pg_temp.opens('of an admin'), 'a session', 'a key of an admin');
select pg_temp.act('of an admin');
select is(tests.effect('delete from api.sample_firms'), '4', 'deletes');
select tests.as_admin();
update tenet.memberships set role = 'viewer' where user_id = tests.person('admin@alpha-tests');
select pg_temp.act('of an admin');
select is(tests.effect('delete from api.sample_firms'), 'TN401', 'and is out when its maker becomes a viewer');
select is(pg_temp.opens('of an admin'), 'a session', 'it opens again');
select pg_temp.act('of an admin');
select is(tests.effect('delete from api.sample_firms') || ' ' || tests.effect('select from api.sample_firms'), '0 4', 'and reads, as they do, and deletes no more');
select tests.as_admin();
select tenet.remove_member(m.id) from tenet.memberships m where m.user_id = tests.person('admin@alpha-tests');
select pg_temp.act('of an admin');
select is(tests.effect('select from api.sample_firms'), 'TN401', 'it is out when its maker is removed');
select is(pg_temp.opens('of an admin'), 'TN403 no access', 'and stays out');
select tests.as_admin();
select tests.let_support_in('alpha-tests/one', tests.person('admin@alpha-tests'), may_write => true) is not null as is_let_in;
select is(pg_temp.opens('of an admin'), 'TN403 no access', 'also when they are let in to support');
select tests.authenticate_as('owner@alpha-tests', 'one');
select is((select k.is_live from api.api_keys k where k.name = 'of an admin'), false, 'the list says that it opens nothing');
select tests.as_admin();
update tenet.support_grants set revoked_at = clock_timestamp() where grantee_id = tests.person('admin@alpha-tests');
select tests.as_admin();
select is(tenet_private.key_permissions(tests.tenant('alpha-tests'), k.id, tests.workspace('alpha-tests/one')), '{}', 'with no permission at all') from keys k where k.name = 'of an admin';
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('admin@alpha-tests'), 'admin', tests.workspace('alpha-tests/one')) is not null as is_back;
select is(pg_temp.opens('of an admin'), 'a session', 'it is back when they are');
select tests.authenticate_as('owner@alpha-tests', 'one');
select is((select k.is_live from api.api_keys k where k.name = 'of an admin'), true, 'which the list says, too');
select tests.as_admin();
update tenet.users set status = 'suspended' where id = tests.person('admin@alpha-tests');
select is(pg_temp.opens('of an admin'), 'TN403 no access', 'a key of somebody who is suspended opens nothing');
select tests.as_admin();
update tenet.users set status = 'active' where id = tests.person('admin@alpha-tests');
create temporary table gone as select * from tenet.identities where user_id = tests.person('admin@alpha-tests');
delete from tenet.identities where user_id = tests.person('admin@alpha-tests');
select is(pg_temp.opens('of an admin'), 'TN403 no access', 'nor one of somebody who cannot sign in any more');
select tests.as_admin();
insert into tenet.identities select * from gone;
update tenet.tenants set status = 'suspended' where id = tests.tenant('alpha-tests');
select is(pg_temp.opens('of an admin'), 'TN403 no access', 'nor one of a tenant that is suspended');
select tests.as_admin();
update tenet.tenants set status = 'active' where id = tests.tenant('alpha-tests');
select is(pg_temp.opens('of an admin'), 'a session', 'each of which opens when that is over');

-- A role may be given more than whoever made the key has.
select tests.as_admin();
select tenet.grant_permission('member', 'audit:inspect');
select tenet.withhold_permission('owner', 'audit:inspect');
select is(pg_temp.opens('nightly'), 'a session', 'a key of a role that was given more');
select tests.as_admin();
select ok('audit:inspect' <> all (pg_temp.permissions('nightly')) and 'sample_firm:read' = any (pg_temp.permissions('nightly')), 'has no more than whoever made it');
select tests.as_admin();
select tenet.grant_permission('owner', 'audit:inspect');

-- Groups and attributes are those of whoever made it: a rule that shuts them out shuts out their key.
select tests.as_admin();
insert into tenet.groups (tenant_id, name) values (tests.tenant('alpha-tests'), 'contractors');
insert into tenet.group_members (tenant_id, group_name, user_id) values (tests.tenant('alpha-tests'), 'contractors', tests.person('owner@alpha-tests'));
insert into tenet.member_attributes (tenant_id, user_id, name, value) values (tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'region', 'north');
select is(pg_temp.opens('nightly'), 'a session', 'a key of somebody who is in a group');
select tests.as_admin();
select is((select s.groups::text || ' ' || s.attributes::text from tenet_private.sessions s join handles h on s.handle_hash = sha256(convert_to(h.handle, 'UTF8')) where h.name = 'nightly'),
          '{contractors} {"region": "north"}', 'is in it, too');

-- Where ----------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
update tenet.memberships set role = 'viewer' where user_id = tests.person('owner@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer', array[tests.workspace('alpha-tests/two')]), 'TN403', 'no key is made for a workspace that its maker may enter, and manages no keys in');
select is(pg_temp.makes('owner@alpha-tests', 'x', 'viewer'), 'TN403', 'nor one for all that they may enter');
select is(pg_temp.makes('owner@alpha-tests', 'for one', 'viewer', array[tests.workspace('alpha-tests/one')]), 'a key', 'for the one where they do it is');
select is(pg_temp.rotates('owner@alpha-tests', 'for two') || ' ' || pg_temp.rotates('owner@alpha-tests', 'nightly') || ' ' || pg_temp.rotates('owner@alpha-tests', 'for one'), 'TN403 TN403 a new secret', 'and they rotate what acts there alone');
select is(pg_temp.revokes('admin@alpha-tests', 'for two') || ' ' || pg_temp.revokes('admin@alpha-tests', 'nightly'), 'TN403 TN403', 'who manages keys in one workspace revokes none of another one, nor one that acts there, too');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('manager@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));
update tenet.memberships set role = 'admin' where user_id = tests.person('manager@alpha-tests') and workspace_id = tests.workspace('alpha-tests/one');
select is(pg_temp.revokes('manager@alpha-tests', 'for two') || ' ' || pg_temp.revokes('manager@alpha-tests', 'nightly'), 'TN403 TN403', 'also when they may enter that one');
select is(pg_temp.revokes('manager@alpha-tests', 'for one'), 'true', 'one of their own they do');
select is(pg_temp.makes('manager@alpha-tests', 'of a manager', 'viewer', array[tests.workspace('alpha-tests/one')]), 'a key', 'a key of somebody');
select tests.as_admin();
update tenet.memberships set role = 'viewer' where user_id = tests.person('manager@alpha-tests') and workspace_id = tests.workspace('alpha-tests/one');
update tenet.memberships set role = 'admin' where user_id = tests.person('manager@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
create function pg_temp.revokes_from_two(email text, name text)
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, 'two');
  return (select api.revoke_api_key(k.id) from keys k where k.name = revokes_from_two.name)::text;
exception
  when others then
    return sqlstate;
end
$$;
select is(pg_temp.revokes_from_two('manager@alpha-tests', 'of an editor') || ' ' || pg_temp.revokes_from_two('manager@alpha-tests', 'of a manager'), 'TN403 true', 'where they manage keys no more, they end their own alone');
select tests.as_admin();
update tenet.memberships set role = 'manager' where user_id = tests.person('manager@alpha-tests') and workspace_id = tests.workspace('alpha-tests/one');
delete from tenet.memberships where user_id = tests.person('manager@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');

select is(pg_temp.opens('for two'), 'TN403 no access', 'a key for one workspace does not open another one');
select is(pg_temp.opens('for two', 'alpha-tests/two') || ' ' || pg_temp.opens('for two', null), 'a session a session', 'but its own, also when none is named');
select pg_temp.act('for two');
select is((select string_agg(w.slug, ' ') from api.my_workspaces() w), 'two', 'it knows of that one alone');
select is(pg_temp.opens('nightly', null), 'TN422 several workspaces are meant by this request Name one in the header x-workspace: its slug, <tenant slug>/<workspace slug>, or its id.',
          'a key that may act in two is asked for one');
select is(pg_temp.opens('nightly', 'two') || ' ' || tests.effect('select'), 'a session 1', 'of which it takes both');
select pg_temp.act('nightly');
select is((select string_agg(w.slug, ' ') from api.my_workspaces() w) || ' ' || tests.effect($$insert into api.sample_firms (name) values ('x')$$), 'one two 42501',
          'and may there what whoever made it may there');
select is(pg_temp.opens('nightly', 'beta-tests/one'), pg_temp.opens('nightly', 'no-such/place'), 'a workspace of somebody else is like one that is not there');
select tests.as_admin();
delete from tenet.memberships where user_id = tests.person('owner@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('owner@alpha-tests'), 'owner') is not null as is_everywhere;
select is(pg_temp.opens('nightly') || ' ' || pg_temp.opens('for two', 'two'), 'a session a session', 'keys of somebody who is everywhere');
select tests.as_admin();
select is((select string_agg(s.tenant_wide::text, ' ' order by h.name) from tenet_private.sessions s join handles h on s.handle_hash = sha256(convert_to(h.handle, 'UTF8')) where h.name in ('nightly', 'for two')),
          'false false', 'are tenant-wide neither when they are limited, nor where a membership of that very workspace comes first');

-- Wrong keys -------------------------------------------------------------------------------------------------------------------------

create function pg_temp.with_parts(key text, public_id text default null, secret text default null)
  returns text
  language sql
as $$
  select concat_ws('_', 'tenet', 'dev', coalesce(with_parts.public_id, split_part(key, '_', 3)), coalesce(with_parts.secret, split_part(key, '_', 4)), '000000')
$$;
select is(pg_temp.opens_with(pg_temp.with_parts(k.key)) ~ '^[0-9a-f]{64}$', true, 'a key of the right parts opens; its check sum is for the server') from keys k where k.name = 'nightly';
select is(pg_temp.opens_with(pg_temp.with_parts(k.key, public_id => 'zzzzzzzzzz')), 'TN401 no such key', 'one with another id is unknown') from keys k where k.name = 'nightly';
select is(pg_temp.opens_with(pg_temp.with_parts(k.key, secret => repeat('z', 43))), 'TN401 no such key', 'a wrong secret is answered the same') from keys k where k.name = 'nightly';
select is(pg_temp.opens_with(pg_temp.with_parts(n.key, secret => split_part(a.key, '_', 4))), 'TN401 no such key', 'so is that of another key')
  from keys n, keys a where n.name = 'nightly' and a.name = 'of an admin';
select tests.use_session('', 'tenet_gateway', 'none');
select is(tests.effect($$select tenet_private.open_key_session('zzzzzzzzzz', decode(repeat('00', 32), 'hex'), null, null, null)$$)
          || tests.effect(format('select tenet_private.open_key_session(%L, null, null, null, null)', split_part(k.key, '_', 3)))
          || tests.effect('select tenet_private.open_key_session(null, null, null, null, null)'), 'TN401TN401TN401', 'and a hash of nothing, and none')
  from keys k where k.name = 'nightly';
select tests.use_session('');
select is(tests.effect($$select tenet_private.open_key_session('zzzzzzzzzz', '\x', null, null, null)$$), '42501', 'nobody but the gateway opens sessions with keys');

-- Last use ---------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
update tenet.api_keys set last_used_at = clock_timestamp() - interval '59 minutes';
select is(pg_temp.opens('nightly'), 'a session', 'a key that is used within the hour');
select tests.as_admin();
select ok(k.last_used_at < clock_timestamp() - interval '58 minutes', 'is not written again') from tenet.api_keys k where k.name = 'nightly';
update tenet.api_keys set last_used_at = clock_timestamp() - interval '61 minutes';
select is(pg_temp.opens_with(k.key) ~ '^[0-9a-f]{64}$', true, 'one that is used after it') from keys k where k.name = 'nightly';
select tests.as_admin();
select ok(k.last_used_at > clock_timestamp() - interval '1 minute', 'is') from tenet.api_keys k where k.name = 'nightly';
select pg_temp.act('nightly');
select is(tests.effect('select from api.sample_firms'), '4', 'which ends no session');

-- Rotation ---------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.rotates('admin@alpha-tests', 'nightly'), 'TN403', 'nobody but its maker gets a new secret of a key');
select is(pg_temp.rotates('owner@alpha-tests', 'nightly', '7 days 1 second') || pg_temp.rotates('owner@alpha-tests', 'nightly', '-1 second') || pg_temp.rotates('owner@alpha-tests', 'nightly', null) || pg_temp.rotates('owner@alpha-tests', 'nightly', '1200 months -35993 days'), 'TN422TN422TN422TN422',
          'the old one is taken for a week at most');
select is(pg_temp.rotates('owner@alpha-tests', 'nightly'), 'a new secret', 'its maker does');
select tests.as_admin();
select ok(o.id = n.id and split_part(o.key, '_', 3) = split_part(n.key, '_', 3) and o.key <> n.key, 'it is the same key with another secret') from keys o, keys n where o.name = 'nightly' and n.name = 'nightly, new';
select is(pg_temp.opens('nightly') || ' ' || pg_temp.opens('nightly, new'), 'a session a session', 'both open');
select tests.as_admin();
update tenet_private.api_key_secrets s set previous_until = clock_timestamp() + interval '30 minutes' from keys k where s.api_key_id = k.id and k.name = 'nightly';
select is(pg_temp.opens('nightly') || ' ' || pg_temp.opens('nightly, new'), 'a session a session', 'half an hour before the end of the old one');
select tests.as_admin();
select is((select string_agg((s.expires_at < clock_timestamp() + interval '31 minutes')::text, ' ' order by h.name) from tenet_private.sessions s join handles h on s.handle_hash = sha256(convert_to(h.handle, 'UTF8')) where h.name like 'nightly%'),
          'true false', 'sessions of the old one end with it');
update tenet_private.api_key_secrets s set previous_until = clock_timestamp() - interval '1 second' from keys k where s.api_key_id = k.id and k.name = 'nightly';
select is(pg_temp.opens('nightly') || ', ' || pg_temp.opens('nightly, new'), 'TN401 no such key, a session', 'after it only the new one opens');
select pg_temp.rotates('owner@alpha-tests', 'nightly, new', '0');
select is(pg_temp.opens('nightly, new') || ', ' || pg_temp.opens('nightly, new, new'), 'TN401 no such key, a session', 'without an overlap the old one ends at once');
select is(pg_temp.rotates('owner@alpha-tests', 'nightly, new, new') || ', ' || pg_temp.rotates('owner@alpha-tests', 'nightly, new, new, new') || ', ' || pg_temp.opens('nightly, new, new'),
          'a new secret, a new secret, TN401 no such key', 'and a third one ends the first');
select tests.as_admin();
select is((select string_agg(e.action, ' ' order by e.at) from tenet.audit_events e join keys k on e.object_id = k.id::text where k.name = 'nightly' and e.category = 'api_key'),
          'api_key.created api_key.rotated api_key.rotated api_key.rotated api_key.rotated', 'its history goes on');

-- Ends -------------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.opens('of an editor'), 'a session', 'a key that somebody else made');
select is(pg_temp.revokes('viewer@alpha-tests', 'of an editor') || ' ' || pg_temp.revokes('owner@beta-tests', 'of an editor') || ' ' || pg_temp.revokes('owner@alpha-tests', 'of an editor'), 'TN403 TN404 true',
          'is revoked by whoever manages keys where it acts');
select pg_temp.act('of an editor');
select is(tests.effect('select from api.sample_firms'), 'TN401', 'its next statement is refused');
select is(pg_temp.opens('of an editor') || ' ' || pg_temp.revokes('owner@alpha-tests', 'of an editor') || ' ' || pg_temp.rotates('admin@alpha-tests', 'of an editor'), 'TN401 no such key false TN409',
          'it opens nothing, like one that is not there, and is neither revoked again nor rotated');
select tests.as_admin();
update tenet.api_keys set expires_at = clock_timestamp() + interval '10 minutes' where name = 'of an admin';
select is(pg_temp.opens('of an admin'), 'a session', 'a key that ends in ten minutes opens');
select tests.as_admin();
select ok(s.expires_at <= clock_timestamp() + interval '10 minutes', 'a session that ends with it') from tenet_private.sessions s join handles h on s.handle_hash = sha256(convert_to(h.handle, 'UTF8')) where h.name = 'of an admin';
update tenet.api_keys set expires_at = clock_timestamp() - interval '1 second' where name = 'of an admin';
select is(pg_temp.opens('of an admin'), 'TN401 no such key', 'after its end it opens nothing');
select is(pg_temp.opens('board_viewer'), 'a session', 'a session of a key');
select tests.use_session('', 'tenet_gateway', 'none');
select is(tenet_private.close_session(h.handle), true, 'is closed') from handles h where h.name = 'board_viewer';
select pg_temp.act('board_viewer');
select is(tests.effect('select from api.sample_firms'), 'TN401', 'and its next statement refused');

-- The list ---------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('owner@alpha-tests', 'one');
select is((select string_agg(k.name || case when k.is_live then '' else ' (ended)' end, ', ' order by k.name) from api.api_keys k),
          'a year, board_viewer, for one (ended), for two, nightly, of a manager (ended), of an admin (ended), of an editor (ended), support', 'an owner sees the keys of their tenant, and which of them still open');
select is((select string_agg(k.name, ', ') from api.api_keys k where k.workspace_ids = array[tests.workspace('alpha-tests/two')]), 'for two', 'and where');
select tests.authenticate_as('viewer@alpha-tests', 'one');
select is(tests.effect('select from api.api_keys'), '0', 'a viewer sees none');
select tests.authenticate_as('owner@beta-tests');
select is(tests.effect('select from api.api_keys'), '0', 'nor does an owner of another tenant');

-- Environments -----------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select throws_ok($$select tenet.name_key_environment('Live 1')$$, 'TN422', null, 'an environment is called by small letters');
select tenet.name_key_environment('staging');
select is(pg_temp.opens('board_viewer'), 'TN401 no such key', 'a database that is called another name takes no key of the name before, as of the one it is a copy of');
select is(pg_temp.makes('owner@alpha-tests', 'of staging', 'viewer') || ', ' || pg_temp.opens('of staging'), 'a key, a session', 'but its own');
select matches(k.key, '^tenet_staging_', 'which say so') from keys k where k.name = 'of staging';

select * from finish();
rollback;
