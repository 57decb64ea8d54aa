-- Rights are looked up, not carried: whatever changes them ends the sessions that rest on them, at once, and nobody else's.
-- (T88, F-14, R7, R8)

begin;
set local search_path = tap, tests, public;
select plan(30);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table handles (email text, handle text);
grant all on handles to public;

-- Opens everybody's session anew, so that each story begins with live ones.
create function pg_temp.open_all()
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  delete from handles;
  insert into handles
  select e.email, tests.open_session(e.email)
    from unnest('{owner@alpha-tests,admin@alpha-tests,viewer@alpha-tests,owner@beta-tests}'::text[]) as e (email);
end
$$;

create function pg_temp.sees(email text)
  returns text
  language plpgsql
as $$
begin
  perform tests.as_admin();
  perform tests.use_session(h.handle) from handles h where h.email = sees.email;
  return tests.effect('select from api.sample_firms');
end
$$;

create function pg_temp.opens(email text)
  returns text
  language plpgsql
as $$
begin
  perform tests.open_session(email);
  return 'a session';
exception
  when others then
    return sqlstate;
end
$$;

create function pg_temp.membership(email text)
  returns uuid
  language sql
  security definer
as $$
  select m.id from tenet.memberships m where m.user_id = tests.person(email)
$$;

-- Removal
select pg_temp.open_all();
select is(pg_temp.sees('viewer@alpha-tests'), '3', 'a viewer sees the firms');
select tests.as_admin();
select ok(tenet.remove_member(pg_temp.membership('viewer@alpha-tests')), 'and is removed');
select is(pg_temp.sees('viewer@alpha-tests'), 'TN401', 'the next statement of the same handle is refused');
select tests.as_admin();
select is(pg_temp.opens('viewer@alpha-tests'), 'TN403', 'and a token that is still valid opens nothing');
select is(pg_temp.sees('owner@beta-tests'), '3', 'nobody of another tenant has noticed');
select tests.as_admin();
select isnt(tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@alpha-tests'), 'viewer', tests.workspace('alpha-tests/one')), null, 'who comes back');
select is(pg_temp.opens('viewer@alpha-tests'), 'a session', 'opens a new session');

-- Demotion
select pg_temp.open_all();
select tests.use_session(h.handle) from handles h where h.email = 'admin@alpha-tests';
select is(tests.effect('delete from api.sample_firms'), '3', 'an admin deletes');
select tests.as_admin();
update tenet.memberships set role = 'viewer' where id = pg_temp.membership('admin@alpha-tests');
select is(pg_temp.sees('admin@alpha-tests'), 'TN401', 'a session does not survive a demotion');
select tests.authenticate_as('admin@alpha-tests');
select is(tests.effect('delete from api.sample_firms'), '0', 'the next one of the same person deletes nothing');
select is(tests.effect('select from api.sample_firms'), '3', 'and reads');

-- Suspension of a person, a tenant, a workspace
select pg_temp.open_all();
update tenet.users set status = 'suspended' where email = 'viewer@alpha-tests';
select is(pg_temp.sees('viewer@alpha-tests'), 'TN401', 'a suspended person is out at once');
select is(pg_temp.opens('viewer@alpha-tests'), 'TN403', 'and stays out');
select is(pg_temp.sees('owner@alpha-tests'), '3', 'colleagues are not');
select tests.as_admin();
update tenet.users set status = 'active' where email = 'viewer@alpha-tests';
select pg_temp.open_all();
update tenet.tenants set status = 'suspended' where slug = 'alpha-tests';
select is(pg_temp.sees('owner@alpha-tests'), 'TN401', 'the owner of a suspended tenant is out at once');
select is(pg_temp.opens('owner@alpha-tests'), 'TN403', 'and stays out');
select is(pg_temp.sees('owner@beta-tests'), '3', 'another tenant is not');
select tests.as_admin();
update tenet.tenants set status = 'active' where slug = 'alpha-tests';
select pg_temp.open_all();
update tenet.workspaces set status = 'archived' where id = tests.workspace('alpha-tests/one');
select is(pg_temp.sees('owner@alpha-tests'), 'TN401', 'a session in an archived workspace is over');
select is(pg_temp.opens('owner@alpha-tests'), 'TN403', 'and none begins');
select tests.as_admin();
update tenet.workspaces set status = 'active' where id = tests.workspace('alpha-tests/one');

-- Permissions and identities
select pg_temp.open_all();
select tests.use_session(h.handle) from handles h where h.email = 'viewer@alpha-tests';
select is(tests.effect('delete from api.sample_firms'), '0', 'a viewer deletes nothing');
select tests.as_admin();
select tenet.grant_permission('viewer', 'sample_firm:delete');
select is(pg_temp.sees('viewer@alpha-tests'), 'TN401', 'when a role gains a permission its sessions are opened anew');
select tests.authenticate_as('viewer@alpha-tests');
select is(tests.effect('delete from api.sample_firms'), '3', 'with it');
select tests.as_admin();
select tenet.withhold_permission('viewer', 'sample_firm:delete');
select tests.authenticate_as('viewer@alpha-tests');
select is(tests.effect('delete from api.sample_firms'), '0', 'and without it when it is withheld');
select pg_temp.open_all();
delete from tenet.identities where user_id = tests.person('viewer@alpha-tests');
select is(pg_temp.sees('viewer@alpha-tests'), 'TN401', 'a session does not survive the identity that it was opened with');

-- Each refusal is the same, whatever its reason.
select tests.as_admin();
create function pg_temp.refusal(claims jsonb, workspace text)
  returns text
  language plpgsql
as $$
declare
  message text;
  detail text;
  hint text;
begin
  perform tests.use_session('', 'tenet_gateway', 'none');
  perform tenet_private.open_session(claims, workspace, null, null);
  return 'opened';
exception
  when others then
    get stacked diagnostics message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return concat_ws('|', sqlstate, message, detail, hint);
end
$$;
create function pg_temp.claims(email text)
  returns jsonb
  language plpgsql
as $$
begin
  perform tests.as_admin();
  return tests.claims(email);
end
$$;
select tests.as_admin();
select is(pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'one'), 'opened', 'a member enters the own workspace');
select is(pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'beta-tests/one'), pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'nobody/nothing'),
          'a workspace of another tenant is refused like one that does not exist');
select is(pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), tests.workspace('beta-tests/one')::text), pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), gen_random_uuid()::text),
          'by its id too');
select is(pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'two'), pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'three'),
          'a workspace of the own tenant without a membership is refused like one that does not exist');
select is(pg_temp.refusal('{"issuer": "https://tests.invalid", "subject": "nobody", "expires_at": 4102444800}', 'one'),
          pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'nobody/nothing'), 'an unknown person is refused in the same words');
select is(pg_temp.refusal(pg_temp.claims('owner@alpha-tests') || '{"tenant": "unknown"}', 'one'),
          pg_temp.refusal(pg_temp.claims('owner@alpha-tests'), 'nobody/nothing'), 'and so is an organisation that nobody has mapped');

select * from finish();
rollback;
