-- Support comes in by a grant of the customer and by nothing else: for one person, some workspaces, a while, and what was said.
-- (F-61 to F-64, L8, T102, T103 in the database, promises 13 to 15, 25, 39, 40)

begin;
set local search_path = tap, tests, public;
select plan(204);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
delete from tenet.support_grants;
delete from tenet.support_settings;
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('head@alpha-tests', 'Head of alpha'), 'owner');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('deputy@alpha-tests', 'Deputy of alpha'), 'admin');
select tenet.add_member(tests.tenant('beta-tests'), tenet.create_user('head@beta-tests', 'Head of beta'), 'owner');
select tenet.add_staff(tenet.create_user('help@personal.invalid', 'Help'), 'Help@Support.invalid');
set local role tenet_owner;
select tenet.mask('app.sample_people', 'name', with_ => 'name', unless => 'pii:read', or_when => 'mentor_id is not null');
select tenet.classify('app.sample_people', 'name', 'personal');
select tenet.classify('app.sample_firms', 'details', 'sensitive');
set local role none;

create temporary table grants (name text primary key, id uuid);
grant all on grants to public;
create function pg_temp.id(name text) returns uuid language sql security definer as $$select g.id from grants g where g.name = id.name$$;

-- What somebody gets for a statement, which is undone.
create function pg_temp.gets(email text, workspace text, statement text)
  returns text
  language plpgsql
as $$
declare
  result text;
begin
  perform tests.authenticate_as(email, 'alpha-tests/' || workspace);
  result := tests.effect(statement);
  perform tests.as_admin();
  return result;
end
$$;

-- What somebody does, and stays done: its first value.
create function pg_temp.does(email text, workspace text, statement text)
  returns text
  language plpgsql
as $$
declare
  result text;
begin
  perform tests.authenticate_as(email, case when workspace like '%/%' then workspace else 'alpha-tests/' || workspace end);
  execute statement into result;
  perform tests.as_admin();
  return result;
end
$$;

-- Opens a grant that stays, under a name.
create function pg_temp.opens(name text, email text, workspace text, arguments text)
  returns void
  language plpgsql
as $$
begin
  insert into grants
  select opens.name, pg_temp.does(email, workspace,
    format('select id from api.open_support_grant(''help@support.invalid'', ''To look into it'', %s)', arguments))::uuid;
end
$$;

-- What support gets for a statement: a session first, or why there is none.
create function pg_temp.support(statement text, workspace text default 'alpha-tests/one', email text default 'help@personal.invalid')
  returns text
  language plpgsql
as $$
declare
  result text;
begin
  perform tests.use_session(tests.open_session(email, workspace));
  result := tests.effect(statement);
  perform tests.as_admin();
  return result;
exception
  when others then
    return 'not let in: ' || sqlstate;
end
$$;
create function pg_temp.sees(workspace text default 'alpha-tests/one')
  returns text
  language sql
as $$select pg_temp.support('select from api.sample_firms', workspace)$$;

-- Off by default ------------------------------------------------------------------------------------------------------------------

select is(pg_temp.sees(), 'not let in: TN403', 'a member of staff is not let in by being staff');
select is(pg_temp.does('owner@alpha-tests', 'one', 'select row(s.*)::text from api.support_settings() s'), '(f,08:00:00,08:00:00,1)', 'a tenant that never said lets nobody in');
select is(pg_temp.gets('owner@alpha-tests', 'one', $$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour')$$), 'TN409',
          'and no grant can be opened before it is enabled');
select is(pg_temp.gets(r || '@alpha-tests', 'one', 'select api.configure_support(true)'), 'TN403', format('a %s does not enable it', r))
  from unnest('{manager,member,viewer}'::text[]) r;
select is(pg_temp.gets('admin@alpha-tests', 'one', 'select api.configure_support(true)'), 'TN403', 'nor does who administers one workspace alone');
select is(pg_temp.gets(e, 'one', 'select api.configure_support(true)'), '1', format('%s does', e)) from unnest('{head@alpha-tests,deputy@alpha-tests,owner@alpha-tests}'::text[]) e;
select is(pg_temp.does('head@alpha-tests', 'one', $$select row(s.*)::text from api.configure_support(true) s$$), '(t,08:00:00,08:00:00,1)', 'who owns the tenant enables it');
select is(pg_temp.does('head@beta-tests', 'beta-tests/one', 'select s.enabled from api.support_settings() s'), 'false', 'which is not another tenant''s');
select is(pg_temp.gets('head@alpha-tests', 'one', format('select api.configure_support(true, %s)', a)), e, format('configured with %s it is %s', a, e))
  from (values ($$'9 hours'$$, 'TN422'), ($$'8 hours 1 second'$$, 'TN422'), ($$'8 hours'$$, '1'), ($$'1 hour'$$, '1'), ($$'59 seconds'$$, 'TN422'), ($$'-1 hour'$$, 'TN422'), ('null, 3', 'TN422'), ('null, 0', 'TN422'), ('null, null', 'TN422'), ('null, 2', '1')) t (a, e);

-- Opening -------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.gets('owner@alpha-tests', 'one', format('select api.open_support_grant(%s)', a)), e, format('an owner who opens (%s) gets %s', a, e))
  from (values
    ($$'help@support.invalid', 'To look', now() + interval '1 hour'$$, '1'),
    ($$' HELP@support.invalid ', 'To look', now() + interval '1 hour'$$, '1'),
    ($$'help@personal.invalid', 'To look', now() + interval '1 hour'$$, 'TN422'),
    ($$'viewer@alpha-tests', 'To look', now() + interval '1 hour'$$, 'TN422'),
    ($$'nobody@support.invalid', 'To look', now() + interval '1 hour'$$, 'TN422'),
    ($$null, 'To look', now() + interval '1 hour'$$, 'TN422'),
    ($$'help@support.invalid', null, now() + interval '1 hour'$$, 'TN422'),
    ($$'help@support.invalid', '  x  ', now() + interval '1 hour'$$, 'TN422'),
    ($$'help@support.invalid', repeat('x', 501), now() + interval '1 hour'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() - interval '1 second'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', null$$, 'TN422'),
    ($$'help@support.invalid', 'To look', 'infinity'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '9 hours', starts_at => '-infinity'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '9 hours', starts_at => now() + interval '1 hour'$$, '1'),
    ($$'help@support.invalid', 'To look', now() + interval '9 hours 1 second', starts_at => now() + interval '1 hour'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', clock_timestamp() + interval '8 hours 1 second'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', starts_at => now() - interval '1 day'$$, '1'),
    ($$'help@support.invalid', 'To look', now() + interval '30 days 1 hour', starts_at => now() + interval '30 days'$$, '1'),
    ($$'help@support.invalid', 'To look', now() + interval '30 days 2 hours', starts_at => now() + interval '30 days 1 hour'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', may_write => null$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', workspace_ids => '{}'$$, 'TN422'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', workspace_ids => array[tests.workspace('alpha-tests/one')]$$, '1'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', workspace_ids => array[tests.workspace('alpha-tests/two')]$$, 'TN404'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', workspace_ids => array[tests.workspace('alpha-tests/one'), tests.workspace('beta-tests/one')]$$, 'TN404'),
    ($$'help@support.invalid', 'To look', now() + interval '1 hour', workspace_ids => array[gen_random_uuid()]$$, 'TN404')) t (a, e);
select is(pg_temp.gets('head@alpha-tests', 'one', $$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour', array[tests.workspace('alpha-tests/one'), tests.workspace('alpha-tests/two')])$$), '1',
          'who owns all of the tenant opens one for several workspaces');
select is(pg_temp.gets('head@alpha-tests', 'one', $$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour', array[tests.workspace('beta-tests/one')])$$), 'TN404',
          'and none for another tenant''s');
select is(pg_temp.gets(r || '@alpha-tests', 'one', $$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour')$$), e, format('a %s who opens one gets %s', r, e))
  from (values ('admin', '1'), ('manager', 'TN403'), ('member', 'TN403'), ('viewer', 'TN403')) t (r, e);
select is(pg_temp.support($$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour')$$, 'alpha-tests/one'), 'not let in: TN403', 'and staff none');

-- Without a fresh second factor
create function pg_temp.with_old_factor(statement text)
  returns text
  language plpgsql
as $$
declare
  handle text := tests.open_session('owner@alpha-tests', 'alpha-tests/one');
begin
  perform tests.as_admin();
  update tenet_private.sessions s set second_factor_at = clock_timestamp() - interval '16 minutes' where s.handle_hash = sha256(convert_to(handle, 'UTF8'));
  perform tests.use_session(handle);
  statement := tests.effect(statement);
  perform tests.as_admin();
  return statement;
end
$$;
select is(pg_temp.with_old_factor($$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour')$$), 'TN428', 'who proved a second factor a quarter of an hour ago proves it again');

-- What one does not hold oneself, one does not let support do
select tests.as_admin();
set local role tenet_owner;
select tenet.withhold_permission('admin', 'pii:read');
select tenet.withhold_permission('admin', 'sample_firm:delete');
set local role none;
select is(pg_temp.gets('admin@alpha-tests', 'one', format('select api.open_support_grant(''help@support.invalid'', ''To look'', now() + interval ''1 hour'', %s)', a)), e, format('an admin without pii:read and a delete who opens one with %s gets %s', a, e))
  from (values ('may_unmask => false', '1'), ('may_unmask => true', 'TN403'), ('may_write => true', 'TN403')) t (a, e);
select is(pg_temp.gets('owner@alpha-tests', 'one', $$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour', may_write => true, may_unmask => true)$$), '1', 'an owner, who holds both, opens one');

-- Nobody lets themselves in
select tests.as_admin();
select is(tests.effect(format('select tenet.add_staff(%L, %L)', person, 'nobody@support.invalid')), 'TN404', 'nobody is made staff who is not there')
  from unnest(array[gen_random_uuid(), null]) person;
select tenet.add_staff(tests.person('owner@alpha-tests'), 'owner@support.invalid');
select is(pg_temp.gets('owner@alpha-tests', 'one', $$select api.open_support_grant('owner@support.invalid', 'To look', now() + interval '1 hour')$$), 'TN403', 'an owner who is staff does not let themselves in under their other address');
select is(pg_temp.gets('admin@alpha-tests', 'one', $$select api.open_support_grant('owner@support.invalid', 'To look', now() + interval '1 hour')$$), '1', 'a colleague does');
select tests.as_admin();
select tenet.remove_staff(tests.person('owner@alpha-tests'));
insert into tenet.users (email, display_name) values ('Owner@Alpha-Tests', 'A second account');
select tenet.add_staff((select u.id from tenet.users u where u.email = 'Owner@Alpha-Tests'), 'second@support.invalid');
select is(pg_temp.gets('owner@alpha-tests', 'one', $$select api.open_support_grant('second@support.invalid', 'To look', now() + interval '1 hour')$$), 'TN403', 'nor under a second account with the same address');
select tests.as_admin();
select throws_ok(format($$insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
  values (%L, 'x@y', %L, 'To look', now(), now() + interval '1 hour', 1, %2$L)$$, tests.tenant('alpha-tests'), tests.person('owner@alpha-tests')), '23514', null, 'nor by a row in SQL');

-- Within a grant --------------------------------------------------------------------------------------------------------------------

select pg_temp.opens('reading', 'owner@alpha-tests', 'one', $$now() + interval '2 hours'$$);
select is(pg_temp.sees(), '3', 'support that was let in sees the firms of the workspace');
select is(pg_temp.support($$select from api.sample_firms where name like '%SENTINEL%'$$), '0', 'and of no other');
select is(pg_temp.sees('alpha-tests/two'), 'not let in: TN403', 'is not let into another workspace');
select is(pg_temp.sees('beta-tests/one'), 'not let in: TN403', 'nor into another tenant');
select is(pg_temp.support(s), e, format('%s: %s', s, e))
  from (values
    ($$insert into api.sample_firms (name) values ('x')$$, '42501'),
    ('update api.sample_firms set amount = 7', '0'),
    ('delete from api.sample_firms', '0'),
    ('select from api.sample_people where name ~ ''•''', '3'),
    ('select from api.sample_people where name ~ ''OWN''', '0'),
    ('select from api.audit_events', '0'),
    ('select from api.support_grants', '0'),
    ('select api.support_settings()', 'TN403'),
    ('select api.support_blast_radius()', 'TN403'),
    ('select api.configure_support(false)', 'TN403'),
    (format('select api.approve_support_grant(%L)', pg_temp.id('reading')), 'TN403'),
    (format('select api.revoke_support_grant(%L)', pg_temp.id('reading')), 'TN403'),
    (format('select api.support_receipt(%L)', pg_temp.id('reading')), 'TN403'),
    ($$select api.reveal('sampleFirms', 'x', 'details', 'To look')$$, 'TN422')) t (s, e);
select is(pg_temp.support('select from tenet.support_grants'), '42501', 'nothing of the tables is support''s');
-- Two statements: one alone would not see the session that it opens, and compare with the one before.
create temporary table visiting as select pg_temp.does('help@personal.invalid', 'one', 'select (s.role, s.expires_at)::text from api.current_session() s') as session;
select is((select session from visiting), (select format('(support,"%s")', least(g.ends_at, x.expires_at)) from tenet.support_grants g join tenet_private.sessions x on x.support_grant_id = g.id where g.id = pg_temp.id('reading') order by x.opened_at desc limit 1), 'a session of support is over with its grant, or before');

-- The newest of several is the customer's last word.
select pg_temp.opens('writing', 'owner@alpha-tests', 'one', $$now() + interval '2 hours', may_write => true$$);
select is(pg_temp.support($$insert into api.sample_firms (name) values ('x')$$), '1', 'support that may write writes');
select is(pg_temp.support('select from api.sample_people where name ~ ''OWN'''), '0', 'and sees masks still');
select is(pg_temp.support('update api.sample_people set firm_id = firm_id'), '3', 'also in a table with masks');
select is(pg_temp.support(format('insert into api.sample_diaries (body) values (%L)', 'mine')), '1', 'and own rows');
select is(pg_temp.support('select from api.sample_diaries'), '0', 'nobody''s personal ones');
select pg_temp.opens('unmasking', 'owner@alpha-tests', 'one', $$now() + interval '2 hours', may_unmask => true$$);
select is(pg_temp.support('select from api.sample_people where name ~ ''OWN'''), '3', 'support that may see values sees them');
select is(pg_temp.support($$update api.sample_firms set amount = 7$$), '0', 'and writes nothing');

-- What unmasks and what writes can be one permission: it takes both.
select tests.as_admin();
set local role tenet_owner;
select tenet.mask('app.sample_firms', 'amount', with_ => 'bucket', argument => '1000', unless => 'sample_firm:update');
select tenet.mask('app.sample_letters', 'body', with_ => 'hidden', unless => 'audit:inspect');
select tenet.mask('app.sample_firms', 'details', with_ => 'hidden', unless => 'member:manage');
select tenet.mask('app.sample_diaries', 'body', with_ => 'hidden', unless => 'pii:reveal');
select tenet.allow('app.sample_diaries', 'delete', permission => 'pii:reveal');
set local role none;
select is(pg_temp.support($$update api.sample_firms set parent_id = parent_id$$), '0', 'a permission that unmasks and writes is not given for unmasking alone');
select is(pg_temp.support('select from api.audit_events'), '0', 'and one that governs is not given at all');
select tests.as_admin();
select ok(not tenet_private.permissions_for_support(tests.tenant('alpha-tests'), true, true) && '{member:manage}', 'nor one that is reserved for the customer''s own people');
select ok(not tenet_private.permissions_for_support(tests.tenant('alpha-tests'), false, true) && '{pii:reveal}', 'nor, without writing, one that a rule asks for to write');
select ok(tenet_private.permissions_for_support(tests.tenant('alpha-tests'), true, true) && '{pii:reveal}', 'which it is with both');
select ok(not '{sample_firm:update}' <@ tenet_private.permissions_for_support(tests.tenant('alpha-tests'), true, false), 'nor for writing alone');
select ok('{sample_firm:update,sample_firm:create,pii:read}' <@ tenet_private.permissions_for_support(tests.tenant('alpha-tests'), true, true), 'but for both');
select ok(not tenet_private.permissions_for_support(tests.tenant('alpha-tests'), true, true) && array(select p.name from tenet.permissions p where p.reserved_for is not null or p.action in ('run', 'export', 'configure', 'inspect', 'snapshot', 'read_all')), 'nothing that governs, exports or is for people is ever in it');
set local role tenet_owner;
select tenet.unmask('app.sample_firms', 'amount');
select tenet.unmask('app.sample_letters', 'body');
select tenet.unmask('app.sample_firms', 'details');
select tenet.unmask('app.sample_diaries', 'body');
set local role none;

-- What is not a live grant --------------------------------------------------------------------------------------------------------

select is(pg_temp.does('owner@alpha-tests', 'one', format('select state from api.revoke_support_grant(%L)', g.id)), 'revoked', format('the grant for %s is taken back', g.name)) from grants g order by g.name;
select is(pg_temp.sees(), 'not let in: TN403', 'and then nobody is in');
select is(pg_temp.gets('owner@alpha-tests', 'one', format('select api.revoke_support_grant(%L)', pg_temp.id('reading'))), 'TN409', 'nothing is taken back twice');

create function pg_temp.plant(name text, starts_in interval, lasts interval, approved boolean default true, needed integer default 1)
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  with made as (
    insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
    values (tests.tenant('alpha-tests'), 'help@support.invalid', tests.person('help@personal.invalid'), 'Planted', clock_timestamp() + starts_in, clock_timestamp() + starts_in + lasts, needed, tests.person('owner@alpha-tests'))
    returning id
  )
  insert into grants select plant.name, m.id from made m;
  insert into tenet.support_grant_workspaces values (tests.tenant('alpha-tests'), pg_temp.id(plant.name), tests.workspace('alpha-tests/one'));
  if approved then
    insert into tenet.support_grant_approvals values (tests.tenant('alpha-tests'), pg_temp.id(plant.name), tests.person('owner@alpha-tests'));
  end if;
end
$$;
select pg_temp.plant('ended', '-2 hours', '2 hours');
select is(pg_temp.sees(), 'not let in: TN403', 'an ended grant lets nobody in, though no job has closed it');
select pg_temp.plant('scheduled', '1 hour', '1 hour');
select is(pg_temp.sees(), 'not let in: TN403', 'nor does one that begins later');
select pg_temp.plant('unapproved', '-1 minute', '1 hour', approved => false);
select is(pg_temp.sees(), 'not let in: TN403', 'nor one that nobody approved');
select pg_temp.plant('half', '-1 minute', '1 hour', needed => 2);
select is(pg_temp.sees(), 'not let in: TN403', 'nor one that takes two and has one');
select is(pg_temp.does('owner@alpha-tests', 'one', format('select state from api.support_grants where id = %L', g.id)), e, format('a grant that is %s is said to be %s', g.name, e))
  from grants g join (values ('ended', 'ended'), ('scheduled', 'scheduled'), ('unapproved', 'pending'), ('half', 'pending'), ('reading', 'revoked')) t (name, e) using (name);
select tests.as_admin();
insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
values (tests.tenant('alpha-tests'), 'former@support.invalid', tests.person('help@personal.invalid'), 'Planted', clock_timestamp(), clock_timestamp() + interval '1 hour', 1, tests.person('owner@alpha-tests'));
insert into tenet.support_grant_workspaces select g.tenant_id, g.id, tests.workspace('alpha-tests/one') from tenet.support_grants g where g.grantee_email = 'former@support.invalid';
insert into tenet.support_grant_approvals select g.tenant_id, g.id, g.opened_by from tenet.support_grants g where g.grantee_email = 'former@support.invalid';
select is(pg_temp.sees(), 'not let in: TN403', 'nor one for an address that is not the person''s any more');
update tenet.support_grants set revoked_at = clock_timestamp() where grantee_email = 'former@support.invalid';
select pg_temp.plant('live', '-1 minute', '1 hour');
select is(pg_temp.sees(), '3', 'a live one does');
select is(pg_temp.does('owner@alpha-tests', 'one', $$select string_agg(id::text, ' ') from api.support_grants where state = 'active'$$), pg_temp.id('live')::text, 'and is the one that is listed as active');

-- Fixed, also for who writes SQL
select throws_ok(format('update tenet.support_grants set %s where id = %L', s, pg_temp.id('live')), 'TN409', 'a support grant is not changed', format('a grant is not changed by %s', s))
  from unnest(array[$$ends_at = ends_at + interval '1 hour'$$, $$starts_at = starts_at - interval '1 hour'$$, 'may_write = true', 'may_unmask = true', 'needed_approvals = 2', $$grantee_email = 'x@y'$$, format('grantee_id = %L', tests.person('viewer@alpha-tests')), $$reason = 'Another one'$$]) s;
select throws_ok(format('update tenet.support_grants set revoked_at = null, revoked_by = null where id = %L', pg_temp.id('reading')), 'TN409', 'a support grant is not changed', 'nor given back');
select lives_ok(format('update tenet.support_grants set closed_at = clock_timestamp() where id = %L', pg_temp.id('ended')), 'but closed');
select throws_ok(format('insert into tenet.support_grant_workspaces values (%L, %L, %L)', tests.tenant('alpha-tests'), pg_temp.id('live'), tests.workspace('alpha-tests/two')), 'TN409', null, 'it gets no other workspace');
select throws_ok(format('update tenet.support_grant_workspaces set workspace_id = %L where grant_id = %L', tests.workspace('alpha-tests/two'), pg_temp.id('live')), 'TN409', null, 'in no way');
select pg_temp.support('select 1');   -- knows them from now on
select tests.as_admin();
select throws_ok(format('insert into tenet.support_grant_approvals values (%L, %L, %L)', tests.tenant('alpha-tests'), pg_temp.id('half'), tests.person('help@personal.invalid')), 'TN403', null, 'nobody approves for themselves, also in SQL');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('HELP@support.invalid', 'Help, too'), 'viewer');
select throws_ok(format('insert into tenet.support_grant_approvals values (%L, %L, %L)', tests.tenant('alpha-tests'), pg_temp.id('half'), tests.person('HELP@support.invalid')), 'TN403', null, 'nor by another account with their address');
delete from tenet.memberships where user_id = tests.person('HELP@support.invalid');
select throws_ok(format('update tenet.support_grant_approvals set user_id = %L where grant_id = %L', tests.person('admin@alpha-tests'), pg_temp.id('half')), 'TN409', null, 'and no approval becomes somebody else''s');

-- At once: revoked, staff removed, address changed, support switched off, in a session that is open
create function pg_temp.after(statement text)
  returns text
  language plpgsql
as $$
declare
  handle text := tests.open_session('help@personal.invalid', 'alpha-tests/one');
  answer text;
begin
  perform tests.use_session(handle);
  answer := tests.effect('select from api.sample_firms');
  perform tests.as_admin();
  execute statement;
  perform tests.use_session(handle);
  answer := answer || ' ' || tests.effect('select from api.sample_firms');
  perform tests.as_admin();
  raise exception using errcode = 'TS001', message = answer || ' ' || pg_temp.sees();
exception
  when sqlstate 'TS001' then
    return sqlerrm;
end
$$;
select is(pg_temp.after('select 1'), '3 3 3', 'a session of support goes on');
select is(pg_temp.after(format('update tenet.support_grants set revoked_at = clock_timestamp() where id = %L', pg_temp.id('live'))), '3 TN401 not let in: TN403', 'and ends at the next statement when its grant is taken back');
select is(pg_temp.after($$select tenet.remove_staff(tests.person('help@personal.invalid'))$$), '3 TN401 not let in: TN403', 'or its person is no member of staff any more');
select is(pg_temp.after($$delete from tenet.staff where email = 'help@support.invalid'$$), '3 TN401 not let in: TN403', 'by whatever way');
select is(pg_temp.after($$update tenet.staff set email = 'other@support.invalid' where email = 'help@support.invalid'$$), '3 TN401 not let in: TN403', 'or has another address');
select is(pg_temp.after($$update tenet.support_settings set enabled = false$$), '3 TN401 not let in: TN403', 'or the tenant lets no support in any more');
select is(pg_temp.after(format('delete from tenet.support_grant_workspaces where grant_id = %L', pg_temp.id('live'))), '3 TN401 not let in: TN403', 'or the grant is for no workspace any more');
select is(pg_temp.after(format('delete from tenet.support_grant_approvals where grant_id = %L', pg_temp.id('live'))), '3 TN401 not let in: TN403', 'or has no approval any more');
select is(pg_temp.after($$update tenet.users set status = 'suspended' where email = 'help@personal.invalid'$$), '3 TN401 not let in: TN403', 'or the person is suspended');
select is(pg_temp.after($$update tenet_private.sessions set expires_at = clock_timestamp() - interval '1 microsecond' where support_grant_id is not null; update tenet.support_settings set enabled = true where false$$), '3 TN401 3', 'a session whose second has come is over; while its grant lives another one is opened');

-- Back for good: what was taken back does not come to life again
select tests.as_admin();
select is(pg_temp.after($$select pg_temp.does('head@alpha-tests', 'one', 'select api.configure_support(false)'), pg_temp.does('head@alpha-tests', 'one', 'select api.configure_support(true)')$$), '3 TN401 not let in: TN403', 'support that is switched off and on again begins with no grant');
select is(pg_temp.after($$select tenet.remove_staff(tests.person('help@personal.invalid')), tenet.add_staff(tests.person('help@personal.invalid'), 'help@support.invalid')$$), '3 TN401 not let in: TN403', 'and so does who is removed and added again');

-- One session is one workspace of one tenant ------------------------------------------------------------------------------------------

select tests.as_admin();
select tests.let_support_in('beta-tests/one', tests.person('help@personal.invalid'));
select tests.use_session(tests.open_session('help@personal.invalid', 'beta-tests/one'));
select is(tests.effect('select from api.sample_firms'), '3', 'staff of two tenants see the firms of the one they are in');
select is(tests.effect($$select from api.sample_firms where name like 'OWN%'$$), '0', 'and none of the other');
select is(tests.effect('select api.current_session()'), '1', 'one session is one workspace');
select is(pg_temp.support('select 1', null), 'not let in: TN422', 'which they name');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('support@beta-tests'), 'viewer', tests.workspace('alpha-tests/two'));
select tests.let_support_in('beta-tests/one', tests.person('support@beta-tests'));
select tests.authenticate_as('support@beta-tests', 'alpha-tests/two');
select is((select (s.role, s.tenant_slug)::text from api.current_session() s), '(viewer,alpha-tests)', 'a member of one tenant who is staff is a member there');
select is(tests.effect($$select from api.sample_firms where name not like 'SENTINEL_B_workspace%'$$), '0', 'who sees their own workspace');
select tests.authenticate_as('support@beta-tests', 'beta-tests/one');
select is((select (s.role, s.tenant_slug)::text from api.current_session() s), '(support,beta-tests)', 'and support where they were let in');
select is(tests.effect($$select from api.sample_firms where name not like 'SENTINEL_B_tenant%'$$), '0', 'who sees that one');
select tests.as_admin();
select tenet.remove_staff(tests.person('support@beta-tests'));
select is(pg_temp.support('select 1', 'beta-tests/one', 'support@beta-tests'), 'not let in: TN403', 'no member of staff any more, they are out there');
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two', 'support@beta-tests'), '3', 'and a member still here');

-- Two approvals -------------------------------------------------------------------------------------------------------------------

select is(pg_temp.does('head@alpha-tests', 'one', 'select approvals from api.configure_support(true, null, 2)'), '2', 'a tenant wants two to approve');
select pg_temp.does('owner@alpha-tests', 'one', format('select state from api.revoke_support_grant(%L)', pg_temp.id('live')));
select pg_temp.opens('of two', 'owner@alpha-tests', 'one', $$now() + interval '1 hour', may_unmask => true$$);
select is(pg_temp.sees(), 'not let in: TN403', 'opening it is the first');
select is(pg_temp.does('owner@alpha-tests', 'one', format('select (state, approvals)::text from api.support_grants where id = %L', pg_temp.id('of two'))), '(pending,1)', 'and it waits');
select is(pg_temp.gets(e, 'one', format('select api.approve_support_grant(%L)', pg_temp.id('of two'))), x, format('%s who approves it gets %s', e, x))
  from (values ('owner@alpha-tests', 'TN409'), ('admin@alpha-tests', 'TN403'), ('member@alpha-tests', 'TN403'), ('head@alpha-tests', '1')) t (e, x);
select is(pg_temp.does('head@alpha-tests', 'one', 'select approvals from api.configure_support(true, null, 1)'), '2', 'when one shall be enough again, it is so from the next day on');
select is(pg_temp.does('head@alpha-tests', 'one', 'select approvals from api.configure_support(true, ''2 hours'', 1)'), '2', 'also when something else is changed meanwhile');
select pg_temp.opens('at once', 'head@alpha-tests', 'one', $$now() + interval '1 hour'$$);
select is(pg_temp.does('head@alpha-tests', 'one', format('select needed_approvals from api.support_grants where id = %L', pg_temp.id('at once'))), '2', 'so nobody lowers it for a grant of their own');
select pg_temp.does('head@alpha-tests', 'one', format('select state from api.revoke_support_grant(%L)', pg_temp.id('at once')));
select tests.as_admin();
update tenet.support_settings set fewer_from = fewer_from - interval '24 hours' where tenant_id = tests.tenant('alpha-tests');
select pg_temp.opens('next day', 'head@alpha-tests', 'one', $$now() + interval '1 hour'$$);
select is(pg_temp.does('head@alpha-tests', 'one', format('select needed_approvals from api.support_grants where id = %L', pg_temp.id('next day'))), '1', 'and on that day one is enough');
select pg_temp.does('head@alpha-tests', 'one', format('select state from api.revoke_support_grant(%L)', pg_temp.id('next day')));
select is(pg_temp.does('head@alpha-tests', 'one', 'select approvals from api.configure_support(true, null, 1)'), '1', 'and stays enough');
select is(pg_temp.sees(), 'not let in: TN403', 'what waits for two still does');
select is(pg_temp.does('head@alpha-tests', 'one', format('select (state, approvals)::text from api.approve_support_grant(%L)', pg_temp.id('of two'))), '(active,2)', 'until the second approves');
select is(pg_temp.sees(), '3', 'and lets in');
select pg_temp.plant('half and ended', '-2 hours', '1 hour', needed => 2);
select pg_temp.plant('half and revoked', '-1 minute', '1 hour', needed => 2);
update tenet.support_grants set revoked_at = clock_timestamp() where id = pg_temp.id('half and revoked');
select is(pg_temp.gets('deputy@alpha-tests', 'one', format('select api.approve_support_grant(%L)', pg_temp.id(n))), x, format('approving one that is %s: %s', n, x))
  from (values ('of two', 'TN409'), ('half and ended', 'TN409'), ('half and revoked', 'TN409'), ('half', '1')) t (n, x);
select tests.authenticate_as('head@beta-tests', 'beta-tests/one');
select is(tests.effect(format('select api.%s(%L)', f, pg_temp.id('half'))), 'TN404', format('for another tenant there is no such grant to %s', f))
  from unnest('{approve_support_grant,revoke_support_grant,support_receipt,support_visits,support_blast_radius_of_grant}'::text[]) f;
select is(tests.effect('select from api.support_grants'), '2', 'which lists its own');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('admin2@alpha-tests', 'Admin of two'), 'admin', tests.workspace('alpha-tests/two'));
select is(pg_temp.gets('admin2@alpha-tests', 'two', format('select api.revoke_support_grant(%L)', pg_temp.id('half'))), 'TN404', 'nor for who administers another workspace');
select is(pg_temp.gets('admin2@alpha-tests', 'two', 'select from api.support_grants'), '0', 'who lists none of it');
select cmp_ok(pg_temp.gets('head@alpha-tests', 'two', 'select from api.support_grants')::integer, '>', 3, 'as who owns all of the tenant does');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('admin2@alpha-tests'), 'admin', tests.workspace('alpha-tests/one'));
select is(pg_temp.gets('admin2@alpha-tests', 'two', format($$select api.open_support_grant('help@support.invalid', 'To look', now() + interval '1 hour', array[%L::uuid])$$, tests.workspace('alpha-tests/' || w))), e, format('who administers two workspaces, each by itself, and is in one of them opens a grant for workspace %s: %s', w, e))
  from (values ('two', '1'), ('one', 'TN404')) t (w, e);
-- An approval counts where whoever gave it could give it now, and nowhere else.
select pg_temp.opens('in two', 'admin2@alpha-tests', 'two', $$now() + interval '1 hour'$$);
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), '3', 'who administers a workspace lets support into it');
select tests.as_admin();
update tenet.memberships set role = 'viewer' where user_id = tests.person('admin2@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), 'not let in: TN403', 'which ends when they administer it no more, whatever they are in another one');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('admin2@alpha-tests'), 'admin');
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), 'not let in: TN403', 'and in all of the tenant: what they are in this workspace comes first');
select is(pg_temp.does('head@alpha-tests', 'two', format('select state from api.support_grants where id = %L', pg_temp.id('in two'))), 'pending', 'the grant waits for somebody who may');
select is(pg_temp.does('head@alpha-tests', 'two', format('select (state, approvals)::text from api.approve_support_grant(%L)', pg_temp.id('in two'))), '(active,2)', 'who is not told that it is approved already');
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), '3', 'and lets in');
select pg_temp.does('head@alpha-tests', 'two', format('select state from api.revoke_support_grant(%L)', pg_temp.id('in two')));
select pg_temp.opens('in both', 'deputy@alpha-tests', 'one', $$now() + interval '1 hour', array[tests.workspace('alpha-tests/one'), tests.workspace('alpha-tests/two')]$$);
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), '3', 'who administers all of the tenant lets into several workspaces');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('deputy@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two') || ', ' || pg_temp.support('select from api.sample_firms', 'alpha-tests/one'), 'not let in: TN403, 3', 'and no more into one where they are less by now');
select is(pg_temp.does('head@alpha-tests', 'two', format('select (state, approvals)::text from api.support_grants where id = %L', pg_temp.id('in both'))), '(active,1)', 'the grant lets in still');
select is(pg_temp.does('head@alpha-tests', 'two', format('select (state, approvals)::text from api.approve_support_grant(%L)', pg_temp.id('in both'))), '(active,2)', 'and somebody else approves it for that one, too');
select is(pg_temp.support('select from api.sample_firms', 'alpha-tests/two'), '3', 'which counts');
select pg_temp.does('head@alpha-tests', 'two', format('select state from api.revoke_support_grant(%L)', pg_temp.id('in both')));
select tests.as_admin();
delete from tenet.memberships where user_id = tests.person('deputy@alpha-tests') and workspace_id is not null;
delete from tenet.memberships where user_id = tests.person('admin2@alpha-tests') and workspace_id is null;
update tenet.memberships set role = 'admin' where user_id = tests.person('admin2@alpha-tests') and workspace_id = tests.workspace('alpha-tests/two');
-- The grantee among the approvers
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('help@personal.invalid'), 'admin', tests.workspace('alpha-tests/two'));
select pg_temp.does('head@alpha-tests', 'one', 'select approvals from api.configure_support(true, null, 2)');
select pg_temp.opens('own', 'head@alpha-tests', 'two', $$now() + interval '1 hour'$$);
select is(pg_temp.gets('help@personal.invalid', 'two', format('select api.approve_support_grant(%L)', pg_temp.id('own'))), 'TN403', 'whom a grant lets in does not approve it, whatever they are besides');
select is(pg_temp.gets('admin2@alpha-tests', 'two', format('select api.approve_support_grant(%L)', pg_temp.id('own'))), '1', 'a colleague does');

-- The operator's ceiling
select tests.as_admin();
select throws_ok('select tenet.limit_support(''25 hours'')', 'TN422', null, 'an operator allows a day at most');
select lives_ok('select tenet.limit_support(''2 hours'')', 'and may allow less');
select is(pg_temp.gets('owner@alpha-tests', 'one', format('select api.open_support_grant(''help@support.invalid'', ''To look'', clock_timestamp() + %L::interval)', l)), e, format('then a grant of %s gets %s', l, e))
  from (values ('2 hours', '1'), ('2 hours 1 second', 'TN422')) t (l, e);
select is(pg_temp.does('head@alpha-tests', 'one', $$select longest from api.configure_support(true, '1 hour')$$), '01:00:00', 'a tenant allows less than the operator');
select is(pg_temp.gets('owner@alpha-tests', 'one', format('select api.open_support_grant(''help@support.invalid'', ''To look'', clock_timestamp() + %L::interval)', l)), e, format('and then one of %s gets %s', l, e))
  from (values ('1 hour', '1'), ('1 hour 1 second', 'TN422')) t (l, e);

select * from finish();
rollback;
