-- Invitations: within what whoever invites holds, when it is made and when it is accepted; for one address, for a day, for once; and
-- whoever has no valid token learns nothing. (T96; F-18, F-20)

begin;
set local search_path = tap, tests, public;
select plan(82);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
select tests.trust_issuer('invite_only');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('chief@alpha-tests', 'chief'), 'owner');
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('deputy@alpha-tests', 'deputy'), 'admin');

-- A manager of one who is a viewer of two.
select tenet.add_member(tests.tenant('alpha-tests'), tenet.create_user('double@alpha-tests', 'double'), 'manager', tests.workspace('alpha-tests/one'));
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('double@alpha-tests'), 'viewer', tests.workspace('alpha-tests/two'));

create temporary table kept (name text primary key, token text, id uuid);
grant all on kept to public;

create function pg_temp.tries(email text, statement text, workspace text default 'alpha-tests/one')
  returns text
  language plpgsql
as $$
declare
  outcome text;
begin
  perform tests.authenticate_as(email, workspace);
  outcome := tests.effect(statement);
  perform tests.as_admin();
  return outcome;
end
$$;
create function pg_temp.invites(email text, whom text, role text, more text default '', workspace text default 'alpha-tests/one')
  returns text
  language sql
as $$
  select pg_temp.tries(email, format('select api.invite_member(%L, %L%s)', whom, role, more), workspace)
$$;
-- Invites, and keeps the token under a name.
create function pg_temp.invite(called text, email text, whom text, role text, more text default '')
  returns void
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, 'alpha-tests/one');
  execute format('insert into kept select %L, i.token, i.id from api.invite_member(%L, %L%s) i on conflict (name) do update set token = excluded.token, id = excluded.id', called, whom, role, more);
  perform tests.as_admin();
end
$$;
create function pg_temp.accept(called text)
  returns text
  language sql
as $$
  select format('select api.accept_invitation(%L)', k.token) from kept k where k.name = called
$$;
create function pg_temp.newcomer(email text, statement text, subject text default null)
  returns text
  language plpgsql
as $$
declare
  outcome text;
begin
  perform tests.use_session(tests.open_newcomer_session(email, subject));
  outcome := tests.effect(statement);
  perform tests.as_admin();
  return outcome;
end
$$;
-- Message, hint and the rest of an error.
create function pg_temp.refusal(email text, token text)
  returns text
  language plpgsql
as $$
declare
  message text;
  detail text;
  hint text;
begin
  perform tests.use_session(tests.open_newcomer_session(email));
  perform api.accept_invitation(token);
  return 'accepted';
exception
  when others then
    get stacked diagnostics message = message_text, detail = pg_exception_detail, hint = pg_exception_hint;
    return concat_ws('|', sqlstate, message, detail, hint);
end
$$;

-- Inviting -----------------------------------------------------------------------------------------------------------------------

select is(string_agg(pg_temp.invites(r.name || '@alpha-tests', 'new@example.com', 'viewer'), ' '), '1 1 1', 'owners, admins and managers invite')
  from unnest('{owner,admin,manager}'::text[]) as r (name);
select is(string_agg(pg_temp.invites(r.name || '@alpha-tests', 'new@example.com', 'viewer'), ' '), 'TN403 TN403 TN403 TN403 TN403 TN403', 'nobody else does')
  from unnest('{member,editor,operator,viewer,board_viewer,support}'::text[]) as r (name);
select is(pg_temp.invites('manager@alpha-tests', 'new@example.com', 'manager'), '1', 'a manager invites to what they are');
select is(pg_temp.invites('manager@alpha-tests', 'new@example.com', 'admin'), 'TN403', 'and not to more');
select is(pg_temp.invites('admin@alpha-tests', 'new@example.com', 'owner'), 'TN403', 'an admin to no owner');
select is(pg_temp.invites('owner@alpha-tests', 'new@example.com', 'owner'), '1', 'who an owner may invite');
select is(pg_temp.invites('owner@alpha-tests', 'new@example.com', 'support'), 'TN422', 'staff are not invited');
select is(pg_temp.invites('owner@alpha-tests', 'new@example.com', 'emperor'), 'TN404', 'a role that is not there is not found');
select is(pg_temp.invites('admin@alpha-tests', 'new@example.com', 'viewer', ', whole_tenant => true'), 'TN403', 'an admin of a workspace invites nobody to the whole tenant');
select is(pg_temp.invites('deputy@alpha-tests', 'new@example.com', 'viewer', ', whole_tenant => true'), '1', 'an admin of the whole tenant does');
select is(pg_temp.invites('admin@alpha-tests', 'new@example.com', 'viewer', ', ''two'''), 'TN404', 'nor to a workspace where they are nobody');
select is(pg_temp.invites('double@alpha-tests', 'new@example.com', 'viewer', ', ''two'''), 'TN403', 'nor does a manager to another one where they are a viewer');
select is(pg_temp.invites('double@alpha-tests', 'new@example.com', 'viewer'), '1', 'but to their own');
select is(pg_temp.invites('deputy@alpha-tests', 'new@example.com', 'viewer', ', ''two'''), '1', 'who of the whole tenant does');
select is(pg_temp.invites('deputy@alpha-tests', 'new@example.com', 'viewer', ', ''beta-tests/one'''), 'TN404', 'and to none of another tenant');
select is(pg_temp.invites('owner@alpha-tests', w.address, 'viewer'), 'TN422', format('"%s" is no address', w.address)) from (values ('nobody'), ('a b@example.com'), ('')) as w (address);
select is(pg_temp.invites('owner@alpha-tests', 'Viewer@Alpha-Tests', 'member'), 'TN409', 'who has a role there is not invited');
select is(pg_temp.invites('owner@alpha-tests', 'viewer@beta-tests', 'member'), '1', 'who has one in another tenant is');

select tests.as_admin();
select pg_temp.invite('first', 'manager@alpha-tests', ' New@Example.com ', 'member');
select matches(token, '^tenet_invite_[0-9a-f]{64}$', 'the token is 256 random bits under a name of their own') from kept;
select is((select count(*) from tenet_private.invitation_tokens t, kept k where t.token_hash = sha256(convert_to(k.token, 'UTF8'))), 1::bigint, 'of which the hash is kept');
select is_empty(format('select from tenet.invitations i where i::text like %L union all select from tenet.audit_events e where e::text like %1$L', '%' || left(token, 40) || '%'), 'and nothing else, anywhere') from kept;
select is((select i.email || ' ' || (i.expires_at - i.created_at between interval '23 hours 59 minutes' and interval '24 hours 1 second') from tenet.invitations i where i.id = (select id from kept)), 'new@example.com true', 'it is for an address, and for a day');
select is((select format('%s %s %s', e.action, e.category, e.payload -> 'after') from tenet.audit_events e where e.object_id = (select id::text from kept) and e.actor_id = tests.person('manager@alpha-tests')),
          'member.invited membership {"role": "member", "email": "•••@example.com"}', 'that somebody was invited is in the trail');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select results_eq($$select email, role, workspace, status from api.invitations$$, $$values ('new@example.com', 'member', 'one', 'open')$$, 'who may invite sees it');
select is(pg_temp.tries('viewer@alpha-tests', 'select from api.invitations') || pg_temp.tries('owner@beta-tests', 'select from api.invitations', 'beta-tests/one'), '00', 'and nobody else');

-- Coming in ----------------------------------------------------------------------------------------------------------------------

select is(pg_temp.newcomer('new@example.com', pg_temp.accept('first')), '1', 'somebody new with the token and the address comes in');
select is(pg_temp.newcomer('NEW@example.COM', pg_temp.accept('first')), '1', 'however it is written');
select is(pg_temp.newcomer('other@example.com', pg_temp.accept('first')), 'TN409', 'somebody with another address does not');
select is(pg_temp.newcomer(null, pg_temp.accept('first'), 'nameless'), 'TN422', 'nor somebody without one');
select is(pg_temp.tries('viewer@beta-tests', pg_temp.accept('first'), 'beta-tests/one'), 'TN409', 'nor a member of another tenant who is somebody else');
select is(pg_temp.tries('support@alpha-tests', pg_temp.accept('first')), 'TN403', 'nor staff who are let in for a while');
select tests.as_anonymous();
select is(tests.effect($$select api.accept_invitation('x')$$), '42501', 'nor nobody');
select tests.use_session('');
select is(tests.effect($$select api.accept_invitation('x')$$), 'TN403', 'in no way');

-- What a newcomer is.
select tests.as_admin();
create temporary table newcomer as select tests.open_newcomer_session('new@example.com', name => 'Nina New') as handle;
grant select on newcomer to public;
select is((select least(expires_at - clock_timestamp(), interval '10 minutes') > interval '9 minutes' and expires_at <= clock_timestamp() + interval '10 minutes' from tenet_private.sessions where identity is not null and tenant_id is null order by opened_at desc limit 1), true,
          'a newcomer''s session lives for ten minutes');
select tests.use_session(handle) from newcomer;
select is((select count(*) from api.sample_firms) || ' ' || (select count(*) from api.members) || ' ' || (select count(*) from api.memberships) || ' ' || (select count(*) from api.roles) || ' ' || (select count(*) from api.my_workspaces()), '0 0 0 0 0', 'it sees nothing');
select is((select to_jsonb(s)::text from api.current_session() s where s.user_id is not null), null, 'is nobody');
select is(tests.effect($$insert into api.sample_firms (name) values ('x')$$), '42501', 'writes nothing');
select is(string_agg(tests.effect(s.statement), ' '), 'TN403 TN403 TN403 TN403 TN403 TN403', 'and governs nothing')
  from unnest(array['select api.leave_tenant()', 'select api.leave_workspace()', $$select api.invite_member('x@example.com', 'viewer')$$, $$select api.create_role('x', 'x', '{}')$$,
                    format('select api.transfer_ownership(%L)', gen_random_uuid()), format('select api.remove_member(%L)', gen_random_uuid())]) as s (statement);
select results_eq(format('select tenant_slug, workspace, role from api.accept_invitation(%L)', token), $$values ('alpha-tests', 'one', 'member')$$, 'but it accepts, and is told where it is now') from kept where name = 'first';
select tests.as_admin();
select is((select display_name || ' ' || email from tenet.users where email = 'new@example.com'), 'Nina New new@example.com', 'the person has the name and the address of their token');
select is((select format('%s %s %s', e.actor_kind, e.actor_id = tests.person('new@example.com'), e.actor_name) from tenet.audit_events e where e.action = 'member.added' and e.object_id = tests.person('new@example.com')::text), 'member t newcomer',
          'that they came in is in the trail, as their own doing');
select is(pg_temp.tries('new@example.com', 'select from api.sample_firms'), '3', 'a token like that opens a session of the workspace now');
select tests.as_admin();
select is((select status from tenet.invitations i, lateral (select case when i.accepted_by = tests.person('new@example.com') then 'theirs' end as status) s where i.id = (select id from kept where name = 'first')), 'theirs', 'and the invitation says who accepted it');

-- Whoever has no valid token learns nothing.
select tests.as_admin();
select pg_temp.invite('old', 'admin@alpha-tests', 'second@example.com', 'member');
update tenet.invitations set created_at = created_at - interval '25 hours', expires_at = expires_at - interval '25 hours' where id = (select id from kept where name = 'old');
select pg_temp.invite('revoked', 'admin@alpha-tests', 'third@example.com', 'member');
select tests.authenticate_as('admin@alpha-tests');
select ok(api.revoke_invitation(id), 'an invitation is taken back') from kept where name = 'revoked';
select tests.as_admin();
select is(pg_temp.refusal('second@example.com', 'tenet_invite_' || repeat('0', 64)), 'TN404|there is no such invitation||An invitation is good for a day, and for once: ask for another one.', 'a token that never was is not found');
select tests.as_admin();
select is(pg_temp.refusal(r.email, k.token), pg_temp.refusal('second@example.com', 'tenet_invite_' || repeat('0', 64)), format('one that is %s is refused in the same words', r.name))
  from (values ('first', 'new@example.com'), ('first', 'other@example.com'), ('old', 'second@example.com'), ('revoked', 'third@example.com')) as r (name, email)
  join kept k using (name);
select tests.as_admin();
select pg_temp.invite('second', 'admin@alpha-tests', 'second@example.com', 'viewer');
select pg_temp.invite('second again', 'admin@alpha-tests', 'second@example.com', 'editor');
select is(pg_temp.newcomer('second@example.com', pg_temp.accept('second')), 'TN404', 'a new invitation takes the place of the old one');
select is(pg_temp.newcomer('second@example.com', pg_temp.accept('second again')), '1', 'and holds');
select is((select count(*) from tenet.audit_events e where e.action = 'invitation.revoked' and e.object_id = (select id::text from kept where name = 'second')), 1::bigint, 'which is in the trail');

-- Taking back.
select is(pg_temp.tries('viewer@alpha-tests', format('select api.revoke_invitation(%L)', id)), 'TN403', 'a viewer takes none back') from kept where name = 'second again';
select is(pg_temp.tries('owner@beta-tests', format('select api.revoke_invitation(%L)', id), 'beta-tests/one'), 'TN404', 'in another tenant there is none') from kept where name = 'second again';
select is(pg_temp.tries('manager@alpha-tests', format('select api.revoke_invitation(%L)', id)), '1', 'a manager takes back what a manager could have given') from kept where name = 'second again';
select is(pg_temp.tries('owner@alpha-tests', format('select api.revoke_invitation(%L)', id)), 'TN409', 'nobody takes back what was accepted') from kept where name = 'first';
select tests.as_admin();
select pg_temp.invite('admins', 'admin@alpha-tests', 'fourth@example.com', 'admin');
select is(pg_temp.tries('manager@alpha-tests', format('select api.revoke_invitation(%L)', id)), 'TN403', 'and a manager none to an admin') from kept where name = 'admins';

-- Somebody who is removed.
select tests.as_admin();
select pg_temp.invite('elsewhere', 'deputy@alpha-tests', 'editor@alpha-tests', 'viewer', ', ''two''');
select pg_temp.invite('other', 'deputy@alpha-tests', 'operator@alpha-tests', 'viewer', ', ''two''');
select is(pg_temp.tries('editor@alpha-tests', pg_temp.accept('elsewhere')), '1', 'a member accepts an invitation to another workspace');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(api.remove_member(tests.person('editor@alpha-tests')), 1, 'an admin of one removes them there');
select is(pg_temp.newcomer('editor@alpha-tests', pg_temp.accept('elsewhere')), '1', 'which takes nothing back that is for two');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('editor@alpha-tests'), 'editor', tests.workspace('alpha-tests/one')) is not null as back;
select tests.authenticate_as('chief@alpha-tests', 'alpha-tests/one');
select api.remove_member(tests.person('editor@alpha-tests'), whole_tenant => true);
select is(pg_temp.newcomer('editor@alpha-tests', pg_temp.accept('elsewhere')), 'TN404', 'removed from the whole tenant, they do not come back by what was open');
select is(pg_temp.tries('operator@alpha-tests', pg_temp.accept('other')), '1', 'while somebody else''s stays');

-- What may not be given any more was not given.
select tests.as_admin();
select pg_temp.invite('shared', 'manager@alpha-tests', 'fifth@example.com', 'viewer');
select is(pg_temp.newcomer('fifth@example.com', pg_temp.accept('shared')), '1', 'a manager''s invitation holds');
set local role tenet_owner;
select tenet.shareable('app.sample_firms');
select tenet.withhold_permission('manager', 'sample_firm:delete');
select tests.authenticate_as('admin@alpha-tests');
select api.share('sample_firms', tests.firm('OWN_firm_1'), 'delete', role => 'viewer');
select is(pg_temp.newcomer('fifth@example.com', pg_temp.accept('shared')), 'TN409', 'not after more is shared with the role than they hold');
select tests.as_admin();
select is(pg_temp.newcomer('fourth@example.com', pg_temp.accept('admins')), '1', 'an admin''s invitation holds');
select tests.as_admin();
update tenet.memberships set role = 'manager' where user_id = tests.person('admin@alpha-tests');
select is(pg_temp.newcomer('fourth@example.com', pg_temp.accept('admins')), 'TN409', 'not after they are made a manager');
select is(pg_temp.newcomer('second@example.com', pg_temp.accept('second again')), '1', 'while one to what a manager may give still does');
select tests.as_admin();
update tenet.users set status = 'suspended' where id = tests.person('admin@alpha-tests');
select is(pg_temp.newcomer('second@example.com', pg_temp.accept('second again')), 'TN409', 'until they are suspended');
select tests.as_admin();
update tenet.users set status = 'active' where id = tests.person('admin@alpha-tests');
delete from tenet.memberships where user_id = tests.person('admin@alpha-tests');
select is(pg_temp.newcomer('second@example.com', pg_temp.accept('second again')), 'TN409', 'or gone');

-- Whom Tenet knows, and whom it does not.
select tests.as_admin();
select pg_temp.invite('member', 'deputy@alpha-tests', 'viewer@beta-tests', 'viewer', ', ''two''');
select is(pg_temp.tries('viewer@beta-tests', pg_temp.accept('member'), 'beta-tests/one'), '1', 'a member of another tenant accepts in a session of theirs');
select tests.as_admin();
select tenet.add_member(tests.tenant('alpha-tests'), tests.person('viewer@beta-tests'), 'viewer', tests.workspace('alpha-tests/two'));
select is(pg_temp.tries('viewer@beta-tests', pg_temp.accept('member'), 'beta-tests/one'), 'TN409', 'unless they have a role there by now');
delete from tenet.memberships where user_id = tests.person('viewer@beta-tests') and tenant_id = tests.tenant('alpha-tests');
select is(pg_temp.tries('chief@alpha-tests', format('select api.accept_invitation(%L)', 'tenet_invite_')), 'TN404', 'a member learns no more than a newcomer');
select is(pg_temp.tries('double@alpha-tests', format('select api.revoke_invitation(%L)', id)), 'TN404', 'who may not invite there sees no invitation to take back') from kept where name = 'member';
select tests.trust_issuer('off');
select is(pg_temp.tries('viewer@beta-tests', pg_temp.accept('member'), 'beta-tests/one'), '1', 'also where newcomers are refused');
create function pg_temp.opens(email text)
  returns text
  language plpgsql
as $$
begin
  perform tests.open_newcomer_session(email, coalesce(tests.person(email)::text, email));
  return 'a session';
exception
  when others then
    return sqlstate;
end
$$;
select tests.as_admin();
select is(pg_temp.opens('stranger@example.com'), 'TN403', 'where newcomers are refused a stranger gets no session');
select is(pg_temp.opens('viewer@beta-tests'), 'a session', 'and somebody known does');
update tenet.users set status = 'suspended' where id = tests.person('viewer@beta-tests');
select is(pg_temp.opens('viewer@beta-tests'), 'TN403', 'unless they are suspended');
select tests.trust_issuer('jit');
select is(pg_temp.opens('stranger@example.com'), 'a session', 'in mode jit a stranger gets one');
select is(pg_temp.opens('viewer@beta-tests'), 'TN403', 'and who is suspended does not');
delete from tenet.identity_providers where issuer = 'https://tests.invalid';
select is(pg_temp.opens('stranger@example.com'), 'TN403', 'nor anybody of an issuer that is not trusted');

select * from finish();
rollback;
