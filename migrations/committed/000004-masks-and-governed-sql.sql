--! Previous: sha1:0bf19e55ae54521538b70fa44784ce910582c70f
--! Hash: sha1:49231bcada2b1a8291082cefa5e666061882452d
--! Message: Masks and governed SQL

-- Masks: columns that are shown to some as they are, and to others as something else.

create table if not exists tenet.label_masks (
  label text not null references tenet.column_labels (name),
  mask text not null,
  argument text,
  unless text references tenet.permissions (name),
  reveal text references tenet.permissions (name),
  step_up boolean not null default false,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (label)
);
create index if not exists label_masks_by_permission on tenet.label_masks (unless);
create index if not exists label_masks_by_reveal on tenet.label_masks (reveal);

create table if not exists tenet.masks (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  column_name name not null,
  mask text not null,
  argument text,
  unless text references tenet.permissions (name),
  or_when text,
  label text,
  write text references tenet.permissions (name),
  reveal text references tenet.permissions (name),
  step_up boolean not null default false,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation, column_name)
);
create index if not exists masks_by_permission on tenet.masks (unless);
create index if not exists masks_by_write on tenet.masks (write);
create index if not exists masks_by_reveal on tenet.masks (reveal);

create table if not exists tenet_private.mask_keys (
  tenant_id uuid not null references tenet.tenants (id) on delete cascade,
  inner_key bytea not null,
  outer_key bytea not null,
  primary key (tenant_id),
  constraint keys_are_blocks_of_hmac check (length(inner_key) = 64 and length(outer_key) = 64)
);

-- How often each person had values revealed, and when they signed in.
create table if not exists tenet_private.reveals (
  tenant_id uuid not null references tenet.tenants (id) on delete cascade,
  user_id uuid not null references tenet.users (id) on delete cascade,
  hour timestamptz not null,
  count integer not null,
  primary key (tenant_id, user_id)
);
create index if not exists reveals_by_user on tenet_private.reveals (user_id);
alter table tenet_private.sessions add column if not exists authenticated_at timestamptz;

--! Included all.sql
-- Table of contents of everything that can be created again, in the order in which it depends on each other.
-- Running it twice changes nothing. Tables, columns, indexes and data are history: migrations/committed.

--! Included schemas.sql
-- The four schemas and who may use them. They are created by hardening.sql, because only an administrator can give them owners.

comment on schema app is 'The product''s own tables. Nobody uses it directly: the api views are the only way in.';
comment on schema tenet is 'Governance: tenants, members, rights, the declaring verbs, and the catalogue that DBAs read.';
comment on schema tenet_private is 'Sessions and internals. Functions only.';
comment on schema tenet_query is 'Where the text of a query becomes a parsed one that is never kept: see tenet_query.read_statement().';

grant usage on schema app to tenet_views;
grant usage on schema tenet to tenet_views, tenet_resolver, tenet_auditor;
grant usage on schema tenet_private to tenet_resolver, tenet_gateway, tenet_worker, tenet_auditor;

-- The resolver's functions are made by fixtures that `set local role tenet_resolver`. It cannot log in, and none of its functions
-- runs dynamic SQL, so the right to create is of no use to a request.
grant create on schema tenet, tenet_private to tenet_resolver;

-- The parser makes a function of a text, looks at it, and undoes that; no request may use this schema.
grant usage, create on schema tenet_query to tenet_parser;

set local role tenet_views;
comment on schema api is 'What the world sees: one view a table, and functions for actions.';
grant usage on schema api to tenet_visitor, tenet_anonymous, tenet_auditor, tenet_parser;   -- the parser: names alone
grant create, usage on schema api to tenet_resolver;
reset role;
--! EndIncluded schemas.sql

--! Included functions/membership.sql
-- Memberships: who has access to what, and how it ends in the same second.
--
-- Every change of rights first updates the tenant's authz_version (a row lock that orders such changes among themselves and against
-- open_session), then deletes the tenant's sessions. A session that is still wanted is opened again on demand, from the new rights.

set local role tenet_resolver;

create or replace function tenet_private.workspaces_of(
  issuer text,
  subject text,
  out user_id uuid,
  out tenant_id uuid,
  out tenant_slug text,
  out tenant_name text,
  out workspace_id uuid,
  out workspace_slug text,
  out workspace_name text,
  out membership_id uuid,
  out role text,
  out tenant_wide boolean
)
  returns setof record
  language sql
  stable
  set search_path = ''
as $$
  select u.id, t.id, t.slug, t.name, w.id, w.slug, w.name, m.id, m.role, m.workspace_id is null
    from tenet.identities i
    join tenet.users u
      on u.id = i.user_id
     and u.status = 'active'
    join tenet.memberships m
      on m.user_id = u.id
    join tenet.tenants t
      on t.id = m.tenant_id
     and t.status = 'active'
    join tenet.workspaces w
      on w.tenant_id = m.tenant_id
     and w.id = coalesce(m.workspace_id, w.id)
     and w.status = 'active'
   where i.issuer = workspaces_of.issuer
     and i.subject = workspaces_of.subject
$$;
comment on function tenet_private.workspaces_of(text, text) is
  'The workspaces that a person known by (issuer, subject) may enter now, one row a membership that lets them in. The one place that says whose access is live: user, tenant and workspace active, membership present.';

create or replace function tenet_private.tg_rights_changed()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  changed uuid[] := array[
    case when tg_op <> 'INSERT' then old.tenant_id end,
    case when tg_op <> 'DELETE' then new.tenant_id end
  ];
begin
  update tenet.tenants t
     set authz_version = t.authz_version + 1
   where t.id = any (changed);
  delete from tenet_private.sessions s
   where s.tenant_id = any (changed);
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function tenet_private.tg_rights_changed() is
  'On a table with tenant_id that holds rights: moves the tenant''s authz_version, then ends its sessions.';
grant execute on function tenet_private.tg_rights_changed() to tenet_owner;   -- who creates the triggers

create or replace function tenet_private.tg_tenant_status_changed()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  new.authz_version := old.authz_version + 1;
  delete from tenet_private.sessions s
   where s.tenant_id = new.id;
  return new;
end
$$;
comment on function tenet_private.tg_tenant_status_changed() is
  'On tenet.tenants: suspending or restoring a tenant ends its sessions.';
grant execute on function tenet_private.tg_tenant_status_changed() to tenet_owner;   -- who creates the triggers

create or replace function tenet_private.tg_user_rights_changed()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  person uuid;
begin
  if tg_table_name = 'users' then
    person := old.id;
  else
    person := old.user_id;
  end if;
  update tenet.tenants t
     set authz_version = t.authz_version + 1
   where t.id in (select m.tenant_id from tenet.memberships m where m.user_id = person);
  delete from tenet_private.sessions s
   where s.user_id = person;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
comment on function tenet_private.tg_user_rights_changed() is
  'On tenet.users and tenet.identities: moves the authz_version of all tenants of the person, then ends the person''s sessions.';
grant execute on function tenet_private.tg_user_rights_changed() to tenet_owner;   -- who creates the triggers

create or replace function tenet_private.tg_everybodys_rights_changed()
  returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  update tenet.tenants set authz_version = authz_version + 1;
  update tenet.roles set position = position;   -- open_session() holds one of them: also for a tenant that is being created
  delete from tenet_private.sessions;
  return null;
end
$$;
comment on function tenet_private.tg_everybodys_rights_changed() is
  'On tables that all tenants share (tenet.role_permissions, tenet.identity_providers): ends every session.';
grant execute on function tenet_private.tg_everybodys_rights_changed() to tenet_owner;   -- who creates the triggers

create or replace function tenet.create_tenant(slug text, name text)
  returns uuid
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.tenants (slug, name)
  values (create_tenant.slug, create_tenant.name)
  returning id
$$;
comment on function tenet.create_tenant(text, text) is
  'Creates a tenant and returns its id. The slug is one lower-case word (digits and hyphens inside), unique.';
revoke execute on function tenet.create_tenant(text, text) from public;
grant execute on function tenet.create_tenant(text, text) to tenet_owner;

create or replace function tenet.create_workspace(tenant uuid, slug text, name text)
  returns uuid
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.workspaces (tenant_id, slug, name)
  values (create_workspace.tenant, create_workspace.slug, create_workspace.name)
  returning id
$$;
comment on function tenet.create_workspace(uuid, text, text) is
  'Creates a workspace of a tenant and returns its id. The slug is unique in its tenant.';
revoke execute on function tenet.create_workspace(uuid, text, text) from public;
grant execute on function tenet.create_workspace(uuid, text, text) to tenet_owner;

create or replace function tenet.create_user(email text, display_name text)
  returns uuid
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.users (email, display_name)
  values (create_user.email, create_user.display_name)
  returning id
$$;
comment on function tenet.create_user(text, text) is
  'Creates a person and returns their id. The e-mail address is for display: a person is known by (issuer, subject), see link_identity.';
revoke execute on function tenet.create_user(text, text) from public;
grant execute on function tenet.create_user(text, text) to tenet_owner;

create or replace function tenet.link_identity(user_id uuid, issuer text, subject text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.identities (issuer, subject, user_id)
  values (link_identity.issuer, link_identity.subject, link_identity.user_id)
$$;
comment on function tenet.link_identity(uuid, text, text) is
  'Says that tokens of this issuer with this subject are this person''s. Raises 23505 when they are somebody''s already.';
revoke execute on function tenet.link_identity(uuid, text, text) from public;
grant execute on function tenet.link_identity(uuid, text, text) to tenet_owner;

create or replace function tenet.add_member(tenant uuid, user_id uuid, role text, workspace uuid default null)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  membership uuid;
begin
  insert into tenet.members (tenant_id, id, display_name, email)
  select add_member.tenant, u.id, u.display_name, u.email
    from tenet.users u
   where u.id = add_member.user_id
  on conflict do nothing;
  insert into tenet.memberships (tenant_id, user_id, workspace_id, role)
  values (add_member.tenant, add_member.user_id, add_member.workspace, add_member.role)
  returning id into membership;
  return membership;
end
$$;
comment on function tenet.add_member(uuid, uuid, text, uuid) is
  'Gives a person a role in a workspace, or (workspace null) in all of a tenant; returns the membership''s id. Raises 23505 when they have one there, 23503 for an unknown person, role or workspace.';
revoke execute on function tenet.add_member(uuid, uuid, text, uuid) from public;
grant execute on function tenet.add_member(uuid, uuid, text, uuid) to tenet_owner;

create or replace function tenet.remove_member(membership uuid)
  returns boolean
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with removed as (
    delete from tenet.memberships m
     where m.id = remove_member.membership
     returning m.id
  )
  select exists (select from removed)
$$;
comment on function tenet.remove_member(uuid) is
  'Takes a membership away; false when there was none. The person stays known to the tenant (tenet.members) for the rows that name them. Their next statement is refused, also in an open transaction.';
revoke execute on function tenet.remove_member(uuid) from public;
grant execute on function tenet.remove_member(uuid) to tenet_owner;

reset role;
--! EndIncluded functions/membership.sql
--! Included functions/session.sql
-- Sessions: how a verified identity reaches a policy.
--
-- A handle is 256 random bits. The server holds it in memory and puts it in the setting tenet.session for one transaction; the
-- database keeps its SHA-256. Nothing that a client can write into a setting decides anything by its value alone: a handle is
-- looked up, or it is worth nothing.
--
-- The view tenet.current_session is the one place that says what a live session is. Policies read it in an uncorrelated sub-select,
-- so it is evaluated once a table and statement, by primary key; a function in its place measured 6 to 12 % slower. An unknown or
-- expired handle, or one of another login, raises TN401; a session outside of read committed, where a revoked right would stay
-- visible, raises TN400. Time is clock_timestamp(), so a long transaction cannot outlive a right.

set local role tenet_resolver;

create or replace function tenet_private.refuse_session()
  returns boolean
  language plpgsql
  volatile
  parallel safe
  set search_path = ''
as $$
begin
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a session works in read committed only' using errcode = 'TN400';
  end if;
  raise exception 'session ended' using errcode = 'TN401';
end
$$;
comment on function tenet_private.refuse_session() is
  'Raises TN400 outside of read committed, else TN401: called by tenet.current_session for a handle that is not a live session''s.';
revoke execute on function tenet_private.refuse_session() from public;
grant execute on function tenet_private.refuse_session() to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

-- offset 0 keeps the planner from pulling the view up: a condition on s.permissions would turn the left join into an inner one,
-- and an ended session would be no row instead of an error.
create or replace view tenet.current_session as
  select s.tenant_id, s.workspace_id, s.user_id, s.role, s.permissions, s.expires_at, s.purpose, s.tenant_wide, s.ip, s.user_agent
    from (select) as always
    left join tenet_private.sessions s
      on s.handle_hash = sha256(convert_to(current_setting('tenet.session', true), 'UTF8'))
     and s.login = session_user
     and s.expires_at > clock_timestamp()
     and current_setting('transaction_isolation') = 'read committed'
   where case
           when s.handle_hash is not null then true
           when coalesce(current_setting('tenet.session', true), '') = '' then false   -- anonymous
           else tenet_private.refuse_session()
         end
  offset 0;
comment on view tenet.current_session is
  'The session of this transaction: one row, or none without a handle. Raises TN401 when the session has ended, TN400 outside of read committed. What every policy reads.';
comment on column tenet.current_session.tenant_id is 'The tenant it acts in.';
comment on column tenet.current_session.workspace_id is 'The workspace it acts in.';
comment on column tenet.current_session.user_id is 'The person; in a job''s session the one it acts for, mostly null.';
comment on column tenet.current_session.role is 'The person''s role; null in a job''s session.';
comment on column tenet.current_session.permissions is 'What it may do, as <resource>:<action>.';
comment on column tenet.current_session.expires_at is 'When it ends by itself.';
comment on column tenet.current_session.purpose is 'What the job is for; null in a person''s session.';
comment on column tenet.current_session.tenant_wide is 'Whether the person''s membership is one of the whole tenant.';
comment on column tenet.current_session.ip is 'Address the session was opened from; the server opens another one for another address.';
comment on column tenet.current_session.user_agent is 'The client''s name of itself.';
-- to the roles that policies are evaluated for; a request's own role reads it only through views and functions
grant select on tenet.current_session to tenet_views, tenet_owner;

create or replace function tenet.may(permission text)
  returns boolean
  language sql
  stable
  parallel safe
  security definer
  set search_path = ''
as $$
  select exists (select from tenet.current_session s where may.permission = any (s.permissions))
$$;
comment on function tenet.may(text) is
  'Whether this transaction''s session holds a permission (<resource>:<action>); false without a session. For row rules: write (select tenet.may(…)), so that it is called once a statement.';
revoke execute on function tenet.may(text) from public;
grant execute on function tenet.may(text) to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

create or replace function tenet_private.new_handle()
  returns text
  language sql
  volatile
  set search_path = ''
as $$
  select pg_catalog.encode(pg_catalog.sha256(
    pg_catalog.uuid_send(pg_catalog.gen_random_uuid()) || pg_catalog.uuid_send(pg_catalog.gen_random_uuid()) || pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
  ), 'hex')
$$;
comment on function tenet_private.new_handle() is
  '64 hexadecimal digits from three random uuids (366 random bits, hashed to 256).';

create or replace function tenet_private.hold_rights(tenant uuid, person uuid default null)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  update tenet.users u
     set status = u.status
   where u.id = hold_rights.person;
  update tenet.tenants t
     set authz_version = t.authz_version
   where t.id = hold_rights.tenant
$$;
comment on function tenet_private.hold_rights(uuid, uuid) is
  'Lets nobody change the rights of a tenant, or suspend a person, until the end of this transaction. Updates although nothing changes: a change of rights at repeatable read whose snapshot is older cannot see, and so not end, the session that is opened now; these make it fail instead. The person first, as a suspension takes them.';

create or replace function tenet_private.open_session(
  claims jsonb,
  workspace text,
  ip inet,
  user_agent text,
  out handle text,
  out expires_at timestamptz,
  out tenant_id uuid,
  out workspace_id uuid,
  out user_id uuid,
  out role text
)
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  -- The server accepts a token this long after its end, for clocks that differ; a session ends with it.
  leeway constant interval := '30 seconds';
  longest constant interval := '1 hour';
  only_tenant uuid;
  choices integer;
  membership uuid;
  wide boolean;
  elsewhere uuid;
begin
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'a session is opened in read committed only' using errcode = 'TN400';
  end if;

  if claims ->> 'expires_at' is null then
    raise exception 'no access' using errcode = 'TN403';   -- a session never outlives its token
  end if;

  if claims ->> 'tenant' is not null then
    select e.tenant_id
      into only_tenant
      from tenet.external_tenants e
     where e.issuer = claims ->> 'issuer'
       and e.external_id = claims ->> 'tenant';
    if only_tenant is null then
      raise exception 'no access' using errcode = 'TN403';
    end if;
  end if;

  -- Which workspace is meant: among the caller's own only, so that the answer for somebody else's is the answer for none.
  select pg_catalog.count(*), (pg_catalog.array_agg(c.tenant_id))[1], (pg_catalog.array_agg(c.workspace_id))[1], (pg_catalog.array_agg(c.user_id))[1]
    into choices, tenant_id, workspace_id, user_id
    from (select distinct w.tenant_id, w.workspace_id, w.user_id
            from tenet_private.workspaces_of(claims ->> 'issuer', claims ->> 'subject') w
           where (only_tenant is null or w.tenant_id = only_tenant)
             and (workspace is null
               or workspace = w.workspace_slug
               or workspace = w.tenant_slug || '/' || w.workspace_slug
               or pg_catalog.lower(workspace) = w.workspace_id::text)) c;
  if choices = 0 then
    raise exception 'no access' using errcode = 'TN403';
  end if;
  if choices > 1 then
    raise exception 'several workspaces are meant by this request'
      using errcode = 'TN422', hint = 'Name one in the header x-workspace: its slug, <tenant slug>/<workspace slug>, or its id.';
  end if;

  -- From here on nobody changes the rights of this tenant or person: whoever does updates these rows first. Read them after.
  perform tenet_private.hold_rights(open_session.tenant_id, open_session.user_id);
  select w.user_id, w.membership_id, w.role, w.tenant_wide
    into user_id, membership, role, wide
    from tenet_private.workspaces_of(claims ->> 'issuer', claims ->> 'subject') w
   where w.tenant_id = open_session.tenant_id
     and w.workspace_id = open_session.workspace_id
   order by w.tenant_wide   -- a membership of this very workspace comes before one of the whole tenant
   limit 1;
  if membership is null then
    raise exception 'no access' using errcode = 'TN403';
  end if;
  perform from tenet.roles r where r.name = open_session.role for share;   -- and nobody what the role may do

  handle := tenet_private.new_handle();
  expires_at := least(
    pg_catalog.to_timestamp((claims ->> 'expires_at')::double precision) + leeway,
    pg_catalog.clock_timestamp() + longest
  );
  insert into tenet_private.sessions
    (handle_hash, login, tenant_id, workspace_id, user_id, membership_id, role, permissions, expires_at, ip, user_agent, tenant_wide, authenticated_at)
  values (
    pg_catalog.sha256(pg_catalog.convert_to(handle, 'UTF8')),
    'tenet_authenticator',
    open_session.tenant_id,
    open_session.workspace_id,
    open_session.user_id,
    membership,
    open_session.role,
    array(select p.permission from tenet.role_permissions p where p.role = open_session.role and p.allowed order by p.permission),
    open_session.expires_at,
    open_session.ip,
    pg_catalog.left(open_session.user_agent, 400),
    wide,
    case when claims ->> 'auth_time' ~ '^\d{1,12}$' then pg_catalog.to_timestamp((claims ->> 'auth_time')::double precision) end
  );

  -- Whoever is in another workspace still, crosses over: an event of its own, because customers ask for it by name.
  select s.workspace_id
    into elsewhere
    from tenet_private.sessions s
   where s.user_id = open_session.user_id
     and s.workspace_id <> open_session.workspace_id
     and s.expires_at > pg_catalog.clock_timestamp()
   order by s.opened_at desc
   limit 1;
  perform tenet_private.record_event(
    tenant => open_session.tenant_id,
    workspace => open_session.workspace_id,
    action => case when elsewhere is null then 'session.opened' else 'workspace.crossed' end,
    category => 'authentication',
    severity => case when elsewhere is null then 'info' else 'notice' end,
    actor_kind => case open_session.role when 'support' then 'support' else 'member' end,
    actor_id => open_session.user_id,
    actor_name => open_session.role,
    object_type => 'workspaces',
    object_id => open_session.workspace_id::text,
    payload => pg_catalog.jsonb_build_object('issuer', claims ->> 'issuer', 'from_workspace', elsewhere, 'ip', ip, 'user_agent', pg_catalog.left(user_agent, 400))
  );
end
$$;
comment on function tenet_private.open_session(jsonb, text, inet, text) is
  'Opens a session for verified claims {issuer, subject, expires_at (unix seconds), tenant (the issuer''s own id of it, or null), auth_time (unix seconds, or null)} in a workspace: slug, tenant/slug, uuid, or null where there is only one. Ends with the token, after an hour at most. Raises TN403 for everybody without access, whatever the reason; TN422 when several workspaces are meant.';
revoke execute on function tenet_private.open_session(jsonb, text, inet, text) from public;
grant execute on function tenet_private.open_session(jsonb, text, inet, text) to tenet_gateway;

create or replace function tenet_private.close_session(handle text)
  returns boolean
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with closed as (
    delete from tenet_private.sessions s
     where s.handle_hash = pg_catalog.sha256(pg_catalog.convert_to(close_session.handle, 'UTF8'))
     returning s.handle_hash
  )
  select exists (select from closed)
$$;
comment on function tenet_private.close_session(text) is
  'Ends one session; false when there was none. Its next statement is refused, also in a transaction that is already open.';
revoke execute on function tenet_private.close_session(text) from public;
grant execute on function tenet_private.close_session(text) to tenet_gateway, tenet_worker;

create or replace function tenet_private.open_job_session(tenant uuid, workspace uuid, purpose text, on_behalf_of uuid default null)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  handle text := tenet_private.new_handle();
begin
  perform tenet_private.hold_rights(tenant);
  if on_behalf_of is not null and not exists (select from tenet.users u where u.id = on_behalf_of) then
    raise exception 'no such user'
      using errcode = 'TN404', hint = 'A job acts for a person of tenet.users, or for nobody.';
  end if;
  insert into tenet_private.sessions (handle_hash, login, tenant_id, workspace_id, user_id, purpose, permissions, expires_at)
  select pg_catalog.sha256(pg_catalog.convert_to(handle, 'UTF8')), 'tenet_worker', w.tenant_id, w.id, open_job_session.on_behalf_of, j.name,
         array(
           select p.name
             from tenet.permissions p
            where (p.action = any (j.actions) and p.resource <> 'pii')   -- what is masked is masked for a job, too
               or (p.action = 'read_all' and 'read' = any (j.actions))   -- no personal row is its own
               or exists (   -- what a row rule asks for instead of the usual permission
                    select
                      from tenet.row_rules r
                     where r.permission = p.name
                       and case r.command when 'select' then 'read' when 'insert' then 'create' else r.command end = any (j.actions)
                  )
            order by p.name
         ),
         pg_catalog.clock_timestamp() + interval '10 minutes'
    from tenet.workspaces w
    join tenet.tenants t
      on t.id = w.tenant_id
   cross join tenet.job_purposes j
   where w.tenant_id = open_job_session.tenant
     and w.id = open_job_session.workspace
     and j.name = open_job_session.purpose
     and (j.name <> 'canary' or t.slug = 'tenet-canary');   -- rows are planted among Tenet's own alone
  if not found then
    raise exception 'no such workspace or purpose: %, %, %', tenant, workspace, purpose
      using errcode = 'TN404', hint = 'Purposes are the rows of tenet.job_purposes.';
  end if;
  return handle;
end
$$;
comment on function tenet_private.open_job_session(uuid, uuid, text, uuid) is
  'Opens a session of ten minutes for a job in one workspace, with the actions of its purpose; valid on the worker''s login only. on_behalf_of: the user whose personal rows it is to change. Raises TN404 for an unknown workspace, purpose or user.';
revoke execute on function tenet_private.open_job_session(uuid, uuid, text, uuid) from public;
grant execute on function tenet_private.open_job_session(uuid, uuid, text, uuid) to tenet_worker;

create or replace function tenet_private.check_job_session(tenant uuid, workspace uuid, purpose text)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  if not exists (
    select
      from tenet.current_session s
     where s.tenant_id = check_job_session.tenant
       and s.workspace_id = check_job_session.workspace
       and s.purpose = check_job_session.purpose
  ) then
    raise exception 'the job has no session for this workspace' using errcode = 'TN401';
  end if;
end
$$;
comment on function tenet_private.check_job_session(uuid, uuid, text) is
  'Raises TN401 unless this transaction has the job session that it is meant to have: without one every table is empty, and a job that sees nothing would seem to have nothing to do.';
revoke execute on function tenet_private.check_job_session(uuid, uuid, text) from public;
grant execute on function tenet_private.check_job_session(uuid, uuid, text) to tenet_worker;

create or replace function tenet_private.expire_sessions(batch_limit integer default 1000)
  returns integer
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with expired as (
    delete from tenet_private.sessions s
     where s.handle_hash in (
             select x.handle_hash
               from tenet_private.sessions x
              where x.expires_at < pg_catalog.clock_timestamp()
              order by x.expires_at
              limit batch_limit
                for update skip locked
           )
     returning s.handle_hash
  )
  select pg_catalog.count(*)::integer from expired
$$;
comment on function tenet_private.expire_sessions(integer) is
  'Deletes sessions that have ended, at most batch_limit of them; returns how many. Housekeeping only: an ended session is refused whether or not this ran.';
revoke execute on function tenet_private.expire_sessions(integer) from public;
grant execute on function tenet_private.expire_sessions(integer) to tenet_worker;

-- What column defaults call: a default cannot hold a sub-select.
create or replace function tenet.current_tenant_id()
  returns uuid
  language sql
  stable
  parallel safe
  security definer
  set search_path = ''
as $$
  select s.tenant_id from tenet.current_session s
$$;
comment on function tenet.current_tenant_id() is 'The session''s tenant; null without a session. Raises TN401 when the session has ended.';
revoke execute on function tenet.current_tenant_id() from public;
grant execute on function tenet.current_tenant_id() to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

create or replace function tenet.current_workspace_id()
  returns uuid
  language sql
  stable
  parallel safe
  security definer
  set search_path = ''
as $$
  select s.workspace_id from tenet.current_session s
$$;
comment on function tenet.current_workspace_id() is 'The session''s workspace; null without a session. Raises TN401 when the session has ended.';
revoke execute on function tenet.current_workspace_id() from public;
grant execute on function tenet.current_workspace_id() to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

create or replace function tenet.current_user_id()
  returns uuid
  language sql
  stable
  parallel safe
  security definer
  set search_path = ''
as $$
  select s.user_id from tenet.current_session s
$$;
comment on function tenet.current_user_id() is 'The session''s user; null without a session and in a job''s that acts for nobody. Raises TN401 when the session has ended.';
revoke execute on function tenet.current_user_id() from public;
grant execute on function tenet.current_user_id() to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

reset role;
--! EndIncluded functions/session.sql
--! Included functions/mask.sql
-- Masks: what stands in the place of a value for whoever may not see it.
--
-- A mask keeps the type of its value. Null stays null, except that `hidden` is always null. A masked text holds the sign • (U+2022),
-- and masking it again changes nothing: by that a value that a client sends back is known for what it is. Malformed, unicode and
-- very long input has an answer like every other and never an error, because an error would be one more thing to learn from.
-- All are immutable expressions that the planner puts in line, the usual case first: a masked page costs what its characters cost.

create or replace function tenet.mask_email(value text)
  returns text
  language sql
  immutable
  parallel safe
  return case
    when pg_catalog.strpos(value, '@') > 4 and pg_catalog.octet_length(value) <= 200 then overlay(value placing '•••' from 2 for pg_catalog.strpos(value, '@') - 2)
    when pg_catalog.strpos(value, '@') > 4 then pg_catalog.left(overlay(value placing '•••' from 2 for pg_catalog.strpos(value, '@') - 2), 204)
    when pg_catalog.strpos(value, '@') > 1 then pg_catalog.left('•••' || pg_catalog.substr(value, pg_catalog.strpos(value, '@')), 203)
    when value = '' then ''
    when value is not null then '•••'
  end;
comment on function tenet.mask_email(text) is
  'ada@example.com → •••@example.com, lovelace@example.com → l•••@example.com. The domain stays, up to 200 characters; without a name before an @ all goes.';

create or replace function tenet.mask_phone(value text)
  returns text
  language sql
  immutable
  parallel safe
  return case
    when pg_catalog.length(value) >= 8 then '•••' || pg_catalog.right(value, 2)
    when pg_catalog.left(value, 3) = '•••' and pg_catalog.length(value) <= 5 then value
    when value = '' then ''
    when value is not null then '•••'
  end;
comment on function tenet.mask_phone(text) is '+44 20 7946 0018 → •••18. Of fewer than eight characters nothing stays.';

create or replace function tenet.mask_last4(value text)
  returns text
  language sql
  immutable
  parallel safe
  return case
    when pg_catalog.length(value) >= 12 then '•••' || pg_catalog.right(value, 4)
    when pg_catalog.left(value, 3) = '•••' and pg_catalog.length(value) <= 7 then value
    when value = '' then ''
    when value is not null then '•••'
  end;
comment on function tenet.mask_last4(text) is 'GB33BUKB20201555555555 → •••5555. Of fewer than twelve characters nothing stays.';

create or replace function tenet.mask_name(value text)
  returns text
  language sql
  immutable
  parallel safe
  return case
    when pg_catalog.octet_length(value) > 4 and pg_catalog.left(value, 1) <> '•' then pg_catalog.left(value, 1) || '•••'   -- of more than four bytes are two characters or more
    when pg_catalog.length(value) > 1 and pg_catalog.left(value, 1) <> '•' then pg_catalog.left(value, 1) || '•••'
    when value = '' then ''
    when value is not null then '•••'
  end;
comment on function tenet.mask_name(text) is 'Ada Lovelace → A•••. Of a single character nothing stays.';

create or replace function tenet.mask_year(value date)
  returns date
  language sql
  immutable
  parallel safe
  return case
    when pg_catalog.isfinite(value) then pg_catalog.make_date(greatest(extract(year from value), -4712)::integer, 1, 1)   -- 4713 BC begins before dates do
    else value
  end;
comment on function tenet.mask_year(date) is '1815-12-10 → 1815-01-01. Infinity stays.';

create or replace function tenet.mask_year(value timestamp)
  returns timestamp
  language sql
  immutable
  parallel safe
  return pg_catalog.date_trunc('year', case when pg_catalog.isfinite(value) then greatest(value, '4712-01-01 00:00:00 BC'::timestamp) else value end);   -- 4713 BC begins before timestamps do
comment on function tenet.mask_year(timestamp) is '1815-12-10 08:30 → 1815-01-01 00:00. Infinity stays.';

create or replace function tenet.mask_year(value timestamptz)
  returns timestamptz
  language sql
  immutable
  parallel safe
  return tenet.mask_year(value at time zone 'UTC') at time zone 'UTC';
comment on function tenet.mask_year(timestamptz) is '1815-12-10 08:30Z → 1815-01-01 00:00Z: of the year in UTC. Infinity stays.';

create or replace function tenet.mask_bucket(value numeric, size numeric)
  returns numeric
  language sql
  immutable
  parallel safe
  return case when pg_catalog.abs(value) < 1e1000 then pg_catalog.floor(value / size) * size else pg_catalog.sign(value) * 'Infinity' end;   -- no overflow
comment on function tenet.mask_bucket(numeric, numeric) is '61,250 in buckets of 10,000 → 60,000: the lower end of the bucket.';

create or replace function tenet.mask_bucket(value bigint, size bigint)
  returns bigint
  language sql
  immutable
  parallel safe
  return case when value is not null then greatest(pg_catalog.floor(value::numeric / size) * size, -9223372036854775808)::bigint end;
comment on function tenet.mask_bucket(bigint, bigint) is '61,250 in buckets of 10,000 → 60,000: the lower end of the bucket, or of what the type holds.';

create or replace function tenet.mask_bucket(value integer, size integer)
  returns integer
  language sql
  immutable
  parallel safe
  return case when value is not null then greatest(pg_catalog.floor(value::numeric / size) * size, -2147483648)::integer end;
comment on function tenet.mask_bucket(integer, integer) is '61,250 in buckets of 10,000 → 60,000: the lower end of the bucket, or of what the type holds.';

create or replace function tenet.mask_bucket(value smallint, size smallint)
  returns smallint
  language sql
  immutable
  parallel safe
  return case when value is not null then greatest(pg_catalog.floor(value::numeric / size) * size, -32768)::smallint end;
comment on function tenet.mask_bucket(smallint, smallint) is '612 in buckets of 100 → 600: the lower end of the bucket, or of what the type holds.';

create or replace function tenet.mask_bucket(value double precision, size double precision)
  returns double precision
  language sql
  immutable
  parallel safe
  return case when pg_catalog.abs(value) < 1e200 then pg_catalog.floor(value / size) * size else pg_catalog.sign(value) * 'Infinity' end;   -- no overflow
comment on function tenet.mask_bucket(double precision, double precision) is '61.25 in buckets of 10 → 60: the lower end of the bucket.';

-- Tokens ----------------------------------------------------------------------------------------------------------------------

create or replace function tenet_private.token(value text, inner_key bytea, outer_key bytea)
  returns text
  language sql
  stable   -- as convert_to is: only then is this inlined
  parallel safe
  return 'tok_' || pg_catalog.left(pg_catalog.encode(
    pg_catalog.sha256(outer_key || pg_catalog.sha256(inner_key || pg_catalog.convert_to(value, 'UTF8'))), 'hex'), 32);
comment on function tenet_private.token(text, bytea, bytea) is
  'HMAC-SHA-256 of a value, 128 bits of it, under a key that is given as its two padded blocks: the same value has the same token in a tenant, and in no other. Linkable: whoever sees tokens can tell which rows have the same value.';

create or replace function tenet_private.padded_key(key bytea, pad integer)
  returns bytea
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  block bytea := key || pg_catalog.decode(pg_catalog.repeat('00', 64 - pg_catalog.length(key)), 'hex');
begin
  for i in 0..63 loop
    block := pg_catalog.set_byte(block, i, pg_catalog.get_byte(block, i) # pad);
  end loop;
  return block;
end
$$;
comment on function tenet_private.padded_key(bytea, integer) is 'A key of at most 64 bytes as a block of HMAC (RFC 2104): pad is 54 for the inner one, 92 for the outer.';

revoke execute on function tenet.mask_email(text), tenet.mask_phone(text), tenet.mask_last4(text), tenet.mask_name(text), tenet.mask_year(date),
  tenet.mask_year(timestamp), tenet.mask_year(timestamptz), tenet.mask_bucket(numeric, numeric), tenet.mask_bucket(bigint, bigint),
  tenet.mask_bucket(integer, integer), tenet.mask_bucket(smallint, smallint), tenet.mask_bucket(double precision, double precision),
  tenet_private.token(text, bytea, bytea), tenet_private.padded_key(bytea, integer) from public;
-- a view's functions are called as its reader; what they compute is no secret without a key
grant execute on function tenet.mask_email(text), tenet.mask_phone(text), tenet.mask_last4(text), tenet.mask_name(text), tenet.mask_year(date),
  tenet.mask_year(timestamp), tenet.mask_year(timestamptz), tenet.mask_bucket(numeric, numeric), tenet.mask_bucket(bigint, bigint),
  tenet.mask_bucket(integer, integer), tenet.mask_bucket(smallint, smallint), tenet.mask_bucket(double precision, double precision),
  tenet_private.token(text, bytea, bytea) to tenet_visitor, tenet_anonymous, tenet_views, tenet_resolver;
grant execute on function tenet_private.padded_key(bytea, integer) to tenet_resolver;

-- Keys ------------------------------------------------------------------------------------------------------------------------

set local role tenet_resolver;

create or replace function tenet_private.make_mask_key(tenant uuid)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  insert into tenet_private.mask_keys (tenant_id, inner_key, outer_key)
  select make_mask_key.tenant, tenet_private.padded_key(k.key, 54), tenet_private.padded_key(k.key, 92)
    from (select pg_catalog.decode(tenet_private.new_handle(), 'hex') as key offset 0) k
  on conflict do nothing
$$;
comment on function tenet_private.make_mask_key(uuid) is 'Makes the key of a tenant''s tokens, unless there is one.';
revoke execute on function tenet_private.make_mask_key(uuid) from public;
grant execute on function tenet_private.make_mask_key(uuid) to tenet_owner;

create or replace function tenet_private.tg_make_mask_key()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  perform tenet_private.make_mask_key(new.id);
  return null;
end
$$;
comment on function tenet_private.tg_make_mask_key() is 'Gives a new tenant the key of its tokens.';
revoke execute on function tenet_private.tg_make_mask_key() from public;
grant execute on function tenet_private.tg_make_mask_key() to tenet_owner;

reset role;

create or replace trigger _200_mask_key
  after insert on tenet.tenants
  for each row
  execute function tenet_private.tg_make_mask_key();
comment on trigger _200_mask_key on tenet.tenants is 'Every tenant has a key of its own for the tokens of its masks.';
--! EndIncluded functions/mask.sql
--! Included functions/audit.sql
-- Recording: how a change, an action or a read becomes an event of the audit trail (tenet.audit_events).
--
-- An event is written in the transaction of what it tells, so neither exists without the other. Writers hold no lock against each
-- other: nothing here looks at what others wrote. Order and proof come later, from sealing (audit_seal.sql).
--
-- Only the functions of this file insert, as tenet_resolver; nobody else has a grant or a policy to.

set local role tenet_resolver;

create or replace function tenet_private.no_uuid()
  returns uuid
  language sql
  immutable
  parallel safe
  return '00000000-0000-0000-0000-000000000000'::uuid;
comment on function tenet_private.no_uuid() is
  'The nil uuid. In the trail, as a tenant: the operator''s own; as a workspace: the whole tenant.';
revoke execute on function tenet_private.no_uuid() from public;
grant execute on function tenet_private.no_uuid() to tenet_views, tenet_owner, tenet_worker, tenet_auditor;

create or replace function tenet_private.current_actor(
  out kind text,
  out id uuid,
  out name text,
  out behalf_of uuid,
  out tenant_id uuid,
  out workspace_id uuid,
  out request_id text,
  out context jsonb
)
  language plpgsql
  volatile
as $$
begin
  -- Every recorded statement asks this: so in plpgsql, which keeps the plan, and under the path of its callers, who all pin it.
  select case
           when s.tenant_id is null then 'operator'
           when s.purpose is not null then 'job'
           when s.role = 'support' then 'support'
           else 'member'
         end,
         case when s.purpose is null then s.user_id end,
         coalesce(s.purpose, s.role, session_user::text),
         case when s.purpose is not null then s.user_id end,
         s.tenant_id,
         s.workspace_id,
         pg_catalog.left(nullif(pg_catalog.current_setting('tenet.request_id', true), ''), 64),
         pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
           'ip', s.ip,
           'user_agent', s.user_agent,
           'reason', pg_catalog.left(nullif(pg_catalog.current_setting('tenet.reason', true), ''), 2000)))
    into strict kind, id, name, behalf_of, tenant_id, workspace_id, request_id, context
    from (select) as always
    left join tenet.current_session s
      on true;
end
$$;
comment on function tenet_private.current_actor() is
  'Who acts in this transaction, from the session alone: a member or support (id and role), a job (its purpose, and the person on whose behalf), or without a session the operator (the database login). context holds address, user agent and reason. Raises TN401 when the session has ended.';
revoke execute on function tenet_private.current_actor() from public;

create or replace function tenet_private.object_key(row_document jsonb, key text[])
  returns text
  language sql
  immutable
  parallel safe
  return (select pg_catalog.string_agg(row_document ->> k.name, ',' order by k.position) from pg_catalog.unnest(key) with ordinality as k (name, position));
comment on function tenet_private.object_key(jsonb, text[]) is
  'What names a row in its scope when its key has several columns: their values, with commas between.';
revoke execute on function tenet_private.object_key(jsonb, text[]) from public;

create or replace function tenet_private.recorded(row_document jsonb, concealed text[])
  returns jsonb
  language sql
  immutable
  parallel safe
  return row_document - concealed;
comment on function tenet_private.recorded(jsonb, text[]) is
  'What the trail may hold of a row: the one place that decides it. Scope columns stand in the event itself, secret ones nowhere.';
revoke execute on function tenet_private.recorded(jsonb, text[]) from public;

create or replace function tenet_private.masked_in_trail(mask jsonb, value text)
  returns jsonb
  language sql
  immutable
  parallel safe
  return case mask ->> 'mask'
    when 'email' then pg_catalog.to_jsonb(tenet.mask_email(value))
    when 'phone' then pg_catalog.to_jsonb(tenet.mask_phone(value))
    when 'last4' then pg_catalog.to_jsonb(tenet.mask_last4(value))
    when 'name' then pg_catalog.to_jsonb(tenet.mask_name(value))
    when 'year' then pg_catalog.to_jsonb((pg_catalog.regexp_match(value, '^-?\d+'))[1])
    when 'bucket' then pg_catalog.to_jsonb(tenet.mask_bucket(value::numeric, (mask ->> 'argument')::numeric))
    when 'constant' then mask -> 'argument'
  end;
comment on function tenet_private.masked_in_trail(jsonb, text) is
  'What the trail shows of a masked value: its mask; null for masks that show nothing, for tokens and for functions of the product.';
revoke execute on function tenet_private.masked_in_trail(jsonb, text) from public;

create or replace function tenet_private.masked_document(row_document jsonb, masks jsonb, nonce uuid)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select masked_document.row_document || coalesce(pg_catalog.jsonb_object_agg(m.key, pg_catalog.jsonb_build_object(
           'masked', tenet_private.masked_in_trail(m.value, row_document ->> m.key),
           'hash', pg_catalog.substr(tenet_private.token(pg_catalog.concat_ws(' ', 'audit', nonce, m.key, row_document ->> m.key), k.inner_key, k.outer_key), 5))), '{}')
    from pg_catalog.jsonb_each(masks) m
    left join tenet_private.mask_keys k
      on k.tenant_id = (row_document ->> 'tenant_id')::uuid
   where row_document ->> m.key is not null
$$;
comment on function tenet_private.masked_document(jsonb, jsonb, uuid) is
  'A row as the trail may hold it: each masked value as {"masked": …, "hash": …} and never as it is. The hash is keyed, and of this statement alone, by its nonce: it tells that a value changed, and whoever holds the key can prove which it was; but nobody who reads the trail can write a guess and find its hash again.';
revoke execute on function tenet_private.masked_document(jsonb, jsonb, uuid) from public;

create or replace function tenet_private.shortened(row_document jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select pg_catalog.jsonb_object_agg(c.key, case
           when pg_catalog.length(c.value::text) <= 4000 then c.value
           else pg_catalog.jsonb_build_object('shortened', pg_catalog.left(c.value::text, 1000), 'length', pg_catalog.length(c.value::text),
                  'sha256', pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(c.value::text, 'UTF8')), 'hex'))
         end)
    from pg_catalog.jsonb_each(row_document) c
$$;
comment on function tenet_private.shortened(jsonb) is
  'A large row with its long values cut: their beginning, their length, and the hash of all of it. An event is a record, and no copy of a document.';
revoke execute on function tenet_private.shortened(jsonb) from public;

create or replace function tenet_private.tg_audit()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  actor record;
  object constant text := tg_argv[0];
  key constant text[] := tg_argv[1];
  concealed constant text[] := tg_argv[2];
  secret constant text[] := tg_argv[3];
  masks constant jsonb := tg_argv[4];   -- null without any
  nonce constant uuid := case when masks is not null then pg_catalog.gen_random_uuid() end;
  -- Rows above this many bytes are recorded with their long values cut: a line of an export has an end.
  large constant integer := 100000;
  -- The key of nearly every table is one column, and then nothing needs to be called for a row.
  only_key constant text := case when pg_catalog.cardinality(key) = 1 then key[1] end;
  forgets boolean;
begin
  actor := tenet_private.current_actor();
  -- What retention or erasure takes away must not live on in the record of its going: that it went, and which columns, is recorded.
  forgets := actor.kind = 'job' and actor.name in ('retention', 'erasure');
  if masks is not null then
    actor.context := actor.context || pg_catalog.jsonb_build_object('nonce', nonce);
  end if;

  -- A secret or masked column that has another name now would be recorded under it: nothing is written until tenet.protect knows.
  if masks is not null or pg_catalog.cardinality(secret) > 0 then   -- by itself, so that other tables do not pay for the question
    if not secret || array(select k from pg_catalog.jsonb_object_keys(masks) k) <@ array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped) then
      raise exception 'a column of %.% that is secret or masked is not there any more', tg_table_schema, tg_table_name
        using errcode = 'TN409', hint = 'Declare it in one migration: tenet.declassify or tenet.unmask with the old name, tenet.classify or tenet.mask with the new one.';
    end if;
  end if;

  -- Somebody who injects SQL could have rounded what is recorded.
  if pg_catalog.current_setting('extra_float_digits')::integer < 1 then
    raise exception 'numbers are recorded as they are' using errcode = 'TN409', hint = 'reset extra_float_digits;';
  end if;

  -- offset 0 keeps the sub-selects apart: pulled up, a row would become jsonb anew at every mention of it.
  if tg_op = 'INSERT' then
    insert into tenet.audit_events
      (tenant_id, workspace_id, action, category, severity, actor_kind, actor_id, actor_name, behalf_of, object_type, object_id, request_id, payload)
    select coalesce((r.doc ->> 'tenant_id')::uuid, tenet_private.no_uuid()),
           coalesce((r.doc ->> 'workspace_id')::uuid, tenet_private.no_uuid()),
           object || '.created', 'data_change', 'info', actor.kind, actor.id, actor.name, actor.behalf_of,
           tg_table_name, case when only_key is not null then r.doc ->> only_key else tenet_private.object_key(r.doc, key) end, actor.request_id,
           actor.context || pg_catalog.jsonb_build_object('after', tenet_private.recorded(r.doc, concealed))
      from (select case when pg_catalog.pg_column_size(x.doc) > large then tenet_private.shortened(x.doc) else x.doc end as doc
              from (select case when masks is null then pg_catalog.to_jsonb(n) else tenet_private.masked_document(pg_catalog.to_jsonb(n), masks, nonce) end as doc from new_rows n offset 0) x offset 0) r;

  elsif tg_op = 'DELETE' then
    insert into tenet.audit_events
      (tenant_id, workspace_id, action, category, severity, actor_kind, actor_id, actor_name, behalf_of, object_type, object_id, request_id, payload)
    select coalesce((r.doc ->> 'tenant_id')::uuid, tenet_private.no_uuid()),
           coalesce((r.doc ->> 'workspace_id')::uuid, tenet_private.no_uuid()),
           object || '.deleted', 'deletion', 'notice', actor.kind, actor.id, actor.name, actor.behalf_of,
           tg_table_name, case when only_key is not null then r.doc ->> only_key else tenet_private.object_key(r.doc, key) end, actor.request_id,
           actor.context || case when forgets then '{}' else pg_catalog.jsonb_build_object('before', tenet_private.recorded(r.doc, concealed)) end
      from (select case when pg_catalog.pg_column_size(x.doc) > large then tenet_private.shortened(x.doc) else x.doc end as doc
              from (select case when masks is null then pg_catalog.to_jsonb(o) else tenet_private.masked_document(pg_catalog.to_jsonb(o), masks, nonce) end as doc from old_rows o offset 0) x offset 0) r;

  else
    -- A row whose key was changed has no partner: one end of it was deleted, another created.
    insert into tenet.audit_events
      (tenant_id, workspace_id, action, category, severity, actor_kind, actor_id, actor_name, behalf_of, object_type, object_id, request_id, payload)
    select coalesce((r.doc ->> 'tenant_id')::uuid, tenet_private.no_uuid()),
           coalesce((r.doc ->> 'workspace_id')::uuid, tenet_private.no_uuid()),
           object || case when r.before is null then '.created' when r.after is null then '.deleted' else '.updated' end,
           case when r.after is null then 'deletion' else 'data_change' end,
           case when r.after is null then 'notice' else 'info' end,
           actor.kind, actor.id, actor.name, actor.behalf_of,
           tg_table_name, case when only_key is not null then r.doc ->> only_key else tenet_private.object_key(r.doc, key) end, actor.request_id,
           actor.context || case
             when r.before is null then pg_catalog.jsonb_build_object('after', tenet_private.recorded(r.after, concealed))
             when r.after is null then pg_catalog.jsonb_build_object('before', tenet_private.recorded(r.before, concealed))
             else difference.found
           end
      from (
             select o.doc as before, n.doc as after, coalesce(n.doc, o.doc) as doc
               from (select case when pg_catalog.pg_column_size(x.doc) > large then tenet_private.shortened(x.doc) else x.doc end as doc
                       from (select case when masks is null then pg_catalog.to_jsonb(y) else tenet_private.masked_document(pg_catalog.to_jsonb(y), masks, nonce) end as doc from old_rows y offset 0) x offset 0) o
               full join (select case when pg_catalog.pg_column_size(x.doc) > large then tenet_private.shortened(x.doc) else x.doc end as doc
                            from (select case when masks is null then pg_catalog.to_jsonb(y) else tenet_private.masked_document(pg_catalog.to_jsonb(y), masks, nonce) end as doc from new_rows y offset 0) x offset 0) n
                 on case when only_key is not null then n.doc ->> only_key else tenet_private.object_key(n.doc, key) end
                  = case when only_key is not null then o.doc ->> only_key else tenet_private.object_key(o.doc, key) end
                and coalesce(n.doc ->> 'tenant_id', '') = coalesce(o.doc ->> 'tenant_id', '')
                and coalesce(n.doc ->> 'workspace_id', '') = coalesce(o.doc ->> 'workspace_id', '')
           ) r
     cross join lateral (
             select pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('concealed', pg_catalog.jsonb_agg(c.key order by c.key) filter (where forgets or c.key = any (concealed))))
                 || pg_catalog.jsonb_build_object(
                      'before', coalesce(pg_catalog.jsonb_object_agg(c.key, r.before -> c.key) filter (where not forgets and c.key <> all (concealed)), '{}'),
                      'after', coalesce(pg_catalog.jsonb_object_agg(c.key, c.value) filter (where not forgets and c.key <> all (concealed)), '{}')) as found
               from pg_catalog.jsonb_each(r.after) as c
              where c.value is distinct from r.before -> c.key
           ) difference;
  end if;
  return null;
end
$$;
comment on function tenet_private.tg_audit() is
  'Records each row of a statement as an event: what was inserted or deleted, of an update the columns that changed. Arguments: the object''s name in actions, its key columns, the columns that the trail does not hold (of those that changed an update keeps the names), which of those are secret, and its masks, if it has any. Of what retention or erasure does, no value is held. A failure fails the statement.';
revoke execute on function tenet_private.tg_audit() from public;
grant execute on function tenet_private.tg_audit() to tenet_owner;   -- who creates the triggers

create or replace function tenet_private.tg_refuse_truncate()
  returns trigger
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  raise exception 'truncate would leave no trace in the audit trail'
    using errcode = '42501', hint = 'Delete the rows instead.';
end
$$;
comment on function tenet_private.tg_refuse_truncate() is 'Refuses to truncate a table whose changes are recorded, whoever tries.';
revoke execute on function tenet_private.tg_refuse_truncate() from public;
grant execute on function tenet_private.tg_refuse_truncate() to tenet_owner;

create or replace function tenet_private.tg_refuse_alteration()
  returns trigger
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  raise exception 'events of the audit trail are never changed or deleted'
    using errcode = '42501', hint = 'They are forgotten at the end of their window, and that they are is an event.';
end
$$;
comment on function tenet_private.tg_refuse_alteration() is 'Refuses to change or delete events, whoever tries but the functions that forget. Its trigger fires when that is tried.';
revoke execute on function tenet_private.tg_refuse_alteration() from public;
grant execute on function tenet_private.tg_refuse_alteration() to tenet_owner;

create or replace function tenet_private.record_event(
  tenant uuid,
  workspace uuid,
  action text,
  category text,
  severity text,
  actor_kind text,
  actor_id uuid default null,
  actor_name text default null,
  behalf_of uuid default null,
  object_type text default null,
  object_id text default null,
  payload jsonb default '{}',
  request_id text default null
)
  returns uuid
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  event_id uuid;
begin
  if record_event.action is null or record_event.action !~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$' or pg_catalog.length(record_event.action) > 200 then
    raise exception '"%" is not the name of an action', record_event.action
      using errcode = 'TN422', hint = 'Write <what>.<what was done to it>, for example automation.started.';
  end if;
  if record_event.category is null or record_event.category not in (
    'authentication', 'membership', 'role', 'api_key', 'integration', 'support_access', 'data_change', 'data_access', 'export',
    'deletion', 'billing', 'ai_usage', 'policy') then
    raise exception 'there is no category "%"', record_event.category
      using errcode = 'TN422',
            hint = 'Categories: authentication, membership, role, api_key, integration, support_access, data_change, data_access, export, deletion, billing, ai_usage, policy.';
  end if;
  if record_event.severity is null or record_event.severity not in ('info', 'notice', 'warning', 'critical') then
    raise exception 'there is no severity "%"', record_event.severity
      using errcode = 'TN422', hint = 'Severities: info, notice, warning, critical.';
  end if;
  if pg_catalog.pg_column_size(record_event.payload) > 1000000 then
    raise exception 'the payload of an event has at most a million bytes' using errcode = 'TN422', hint = 'Say where the document is, and not what it says.';
  end if;
  -- The number of an event is drawn under a transaction id, never before there is one: sealing relies on it.
  perform pg_catalog.pg_current_xact_id();
  insert into tenet.audit_events
    (tenant_id, workspace_id, action, category, severity, actor_kind, actor_id, actor_name, behalf_of, object_type, object_id, request_id, payload)
  values (
    coalesce(tenant, tenet_private.no_uuid()), coalesce(workspace, tenet_private.no_uuid()),
    record_event.action, record_event.category, record_event.severity, record_event.actor_kind, record_event.actor_id,
    record_event.actor_name, record_event.behalf_of, record_event.object_type, record_event.object_id,
    coalesce(record_event.request_id, pg_catalog.left(nullif(pg_catalog.current_setting('tenet.request_id', true), ''), 64)),
    pg_catalog.jsonb_strip_nulls(coalesce(record_event.payload, '{}'))
  )
  returning id into event_id;
  return event_id;
end
$$;
comment on function tenet_private.record_event(uuid, uuid, text, text, text, text, uuid, text, uuid, text, text, jsonb, text) is
  'Writes one event with the actor that is given: for definer functions that know who acts before there is a session. Returns its id. Null tenant: the operator''s trail; null workspace: the whole tenant. Raises TN422 for a malformed action, category or severity; the table itself has no such checks, which would cost every recorded statement a third of its price.';
revoke execute on function tenet_private.record_event(uuid, uuid, text, text, text, text, uuid, text, uuid, text, text, jsonb, text) from public;

create or replace function tenet.record(
  action text,
  object_type text default null,
  object_id text default null,
  category text default 'data_access',
  severity text default 'info',
  payload jsonb default '{}',
  reason text default null
)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  actor record;
begin
  if record.action like 'audit.%' then
    raise exception 'actions of audit are recorded by the trail itself' using errcode = 'TN422', hint = 'Begin with what it was done to.';
  end if;
  actor := tenet_private.current_actor();
  return tenet_private.record_event(
    tenant => actor.tenant_id,
    workspace => actor.workspace_id,
    action => record.action,
    category => record.category,
    severity => record.severity,
    actor_kind => actor.kind,
    actor_id => actor.id,
    actor_name => actor.name,
    behalf_of => actor.behalf_of,
    object_type => record.object_type,
    object_id => record.object_id,
    payload => coalesce(record.payload, '{}') || actor.context || pg_catalog.jsonb_build_object('reason', coalesce(record.reason, actor.context ->> 'reason')),
    request_id => actor.request_id
  );
end
$$;
comment on function tenet.record(text, text, text, text, text, jsonb, text) is
  'Writes an event for an action that is not a change of rows, such as automation.started; who and where come from the session. Returns its id. Rolls back with the transaction. Raises TN422 for a malformed action, category or severity.';
revoke execute on function tenet.record(text, text, text, text, text, jsonb, text) from public;
grant execute on function tenet.record(text, text, text, text, text, jsonb, text) to tenet_owner, tenet_views, tenet_worker;

create or replace function tenet_private.record_access(events jsonb)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  written integer;
begin
  perform pg_catalog.pg_current_xact_id();
  insert into tenet.audit_events
    (tenant_id, workspace_id, at, id, action, category, severity, actor_kind, actor_id, actor_name, object_type, object_id, request_id, payload)
  select e.tenant_id, e.workspace_id,
         case when e.at between pg_catalog.clock_timestamp() - interval '7 days' and pg_catalog.clock_timestamp() + interval '1 minute' then e.at else pg_catalog.now() end,
         e.id, e.action, 'data_access', e.severity,
         case e.role when 'support' then 'support' else 'member' end, e.user_id, e.role,
         e.object_type, e.object_id, pg_catalog.left(e.request_id, 64),
         pg_catalog.jsonb_strip_nulls(tenet_private.with_masks(e.payload, e.role) || pg_catalog.jsonb_build_object('ip', e.ip, 'user_agent', pg_catalog.left(e.user_agent, 400)))
    from pg_catalog.jsonb_to_recordset(events) as e (
           id uuid, at timestamptz, tenant_id uuid, workspace_id uuid, user_id uuid, role text, ip inet, user_agent text,
           request_id text, action text, severity text, object_type text, object_id text, payload jsonb)
    join tenet.workspaces w   -- an event of a place that is not there would be found by nobody
      on w.tenant_id = e.tenant_id
     and w.id = e.workspace_id
  on conflict do nothing;   -- a batch that is sent again, because its answer was lost
  get diagnostics written = row_count;
  return written;
end
$$;
comment on function tenet_private.record_access(jsonb) is
  'Writes what the server saw operations read, or refuse: an array of {id, at, tenant_id, workspace_id, user_id, role, ip, user_agent, request_id, action, severity, object_type, object_id, payload}. An id that is there already, at the same time, is left alone. Returns how many were new.';
revoke execute on function tenet_private.record_access(jsonb) from public;
grant execute on function tenet_private.record_access(jsonb) to tenet_gateway;

create or replace function tenet_private.record_refusal(claims jsonb, workspace text, ip inet, user_agent text, request_id text, reason text)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  person uuid;
begin
  select i.user_id
    into person
    from tenet.identities i
   where i.issuer = claims ->> 'issuer'
     and i.subject = claims ->> 'subject';
  -- In the operator's trail: somebody who is not let in has no trail of a customer to write to.
  perform tenet_private.record_event(
    tenant => null,
    workspace => null,
    action => case when claims is null then 'session.refused' else 'workspace.refused' end,
    category => 'authentication',
    severity => 'warning',
    actor_kind => case when person is null then 'unknown' else 'member' end,
    actor_id => person,
    object_type => case when workspace is not null then 'workspaces' end,
    object_id => pg_catalog.left(workspace, 200),
    payload => pg_catalog.jsonb_build_object('issuer', claims ->> 'issuer', 'ip', ip, 'user_agent', pg_catalog.left(user_agent, 400), 'reason', pg_catalog.left(reason, 400)),
    request_id => pg_catalog.left(record_refusal.request_id, 64)
  );
end
$$;
comment on function tenet_private.record_refusal(jsonb, text, inet, text, text, text) is
  'Writes into the operator''s trail that a token was refused (claims null) or that its holder may not enter the workspace they named.';
revoke execute on function tenet_private.record_refusal(jsonb, text, inet, text, text, text) from public;
grant execute on function tenet_private.record_refusal(jsonb, text, inet, text, text, text) to tenet_gateway;

create or replace function tenet_private.recent_refusals(since interval)
  returns table (action text, address inet, refusals bigint)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select e.action, (e.payload ->> 'ip')::inet, pg_catalog.count(*)
    from tenet.audit_events e
   where e.tenant_id = tenet_private.no_uuid()
     and e.workspace_id = tenet_private.no_uuid()
     and e.at > pg_catalog.clock_timestamp() - since
     and e.action in ('session.refused', 'workspace.refused')
   group by 1, 2
$$;
comment on function tenet_private.recent_refusals(interval) is
  'How often tokens (session.refused) and workspaces (workspace.refused) were refused lately, by address: what alerts are made of.';
revoke execute on function tenet_private.recent_refusals(interval) from public;
grant execute on function tenet_private.recent_refusals(interval) to tenet_worker;

reset role;
--! EndIncluded functions/audit.sql
--! Included functions/audit_rights.sql
-- What changes rights, and how sessions end, as events of the trail. These tables have their own triggers, because what they mean is
-- more than which columns changed.

set local role tenet_resolver;

create or replace function tenet_private.record_change_of_rights(
  tenant uuid, workspace uuid, action text, category text, severity text, object_type text, object_id text, payload jsonb
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  actor record;
begin
  actor := tenet_private.current_actor();
  perform tenet_private.record_event(tenant, workspace, action, category, severity, actor.kind, actor.id, actor.name, actor.behalf_of,
    object_type, object_id, payload || actor.context, actor.request_id);
end
$$;
comment on function tenet_private.record_change_of_rights(uuid, uuid, text, text, text, text, text, jsonb) is 'What the triggers of this file share: an event by whoever acts in this transaction.';
revoke execute on function tenet_private.record_change_of_rights(uuid, uuid, text, text, text, text, text, jsonb) from public;

create or replace function tenet_private.tg_audit_membership()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  perform tenet_private.record_change_of_rights(
    tenant => coalesce(new.tenant_id, old.tenant_id),
    workspace => coalesce(new.workspace_id, old.workspace_id),
    action => case tg_op when 'INSERT' then 'member.added' when 'UPDATE' then 'member.role_changed' else 'member.removed' end,
    category => 'membership',
    severity => 'notice',
    object_type => 'members',
    object_id => coalesce(new.user_id, old.user_id)::text,
    payload => pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
      'before', case when tg_op <> 'INSERT' then pg_catalog.jsonb_build_object('role', old.role) end,
      'after', case when tg_op <> 'DELETE' then pg_catalog.jsonb_build_object('role', new.role) end)));
  return null;
end
$$;
comment on function tenet_private.tg_audit_membership() is 'Records that a member was added, removed, or got another role.';
revoke execute on function tenet_private.tg_audit_membership() from public;
grant execute on function tenet_private.tg_audit_membership() to tenet_owner;

create or replace function tenet_private.tg_audit_status()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  place record;
begin
  -- A person's status matters to each tenant that knows them; a workspace's and a tenant's to its own.
  for place in
    select m.tenant_id, null::uuid as workspace_id from tenet.members m where tg_table_name = 'users' and m.id = new.id
    union all
    select (pg_catalog.to_jsonb(new) ->> 'tenant_id')::uuid, new.id where tg_table_name = 'workspaces'
    union all
    select new.id, null where tg_table_name = 'tenants'
  loop
    perform tenet_private.record_change_of_rights(
      tenant => place.tenant_id,
      workspace => place.workspace_id,
      action => case tg_table_name when 'users' then 'member' when 'workspaces' then 'workspace' else 'tenant' end
             || case new.status when 'active' then '.restored' else '.' || new.status end,
      category => 'membership',
      severity => 'warning',
      object_type => case tg_table_name when 'users' then 'members' else tg_table_name end,
      object_id => new.id::text,
      payload => pg_catalog.jsonb_build_object('before', pg_catalog.jsonb_build_object('status', old.status), 'after', pg_catalog.jsonb_build_object('status', new.status)));
  end loop;
  return null;
end
$$;
comment on function tenet_private.tg_audit_status() is 'Records that a person, a workspace or a tenant was suspended, archived or restored.';
revoke execute on function tenet_private.tg_audit_status() from public;
grant execute on function tenet_private.tg_audit_status() to tenet_owner;

create or replace function tenet_private.tg_audit_role_permission()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  -- All tenants share these: the operator's trail.
  perform tenet_private.record_change_of_rights(
    tenant => null,
    workspace => null,
    action => 'role.permission_changed',
    category => 'role',
    severity => 'notice',
    object_type => 'roles',
    object_id => coalesce(new.role, old.role),
    payload => pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
      'permission', coalesce(new.permission, old.permission),
      'before', case when tg_op <> 'INSERT' then pg_catalog.jsonb_build_object('allowed', old.allowed) end,
      'after', case when tg_op <> 'DELETE' then pg_catalog.jsonb_build_object('allowed', new.allowed) end)));
  return null;
end
$$;
comment on function tenet_private.tg_audit_role_permission() is 'Records in the operator''s trail that a role was given or refused a permission.';
revoke execute on function tenet_private.tg_audit_role_permission() from public;
grant execute on function tenet_private.tg_audit_role_permission() to tenet_owner;

create or replace function tenet_private.tg_audit_declaration()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  perform tenet_private.record_change_of_rights(
    tenant => null,
    workspace => null,
    action => case tg_table_name when 'declarations' then 'policy.declared' else 'issuer.trusted' end,
    category => 'policy',
    severity => 'notice',
    object_type => tg_table_name,
    object_id => coalesce(pg_catalog.to_jsonb(new) ->> 'relation', pg_catalog.to_jsonb(new) ->> 'issuer'),
    payload => pg_catalog.jsonb_build_object('after', pg_catalog.to_jsonb(new) - 'jwks'));
  return null;
end
$$;
comment on function tenet_private.tg_audit_declaration() is 'Records in the operator''s trail what a verb changed, and which issuer is believed.';
revoke execute on function tenet_private.tg_audit_declaration() from public;
grant execute on function tenet_private.tg_audit_declaration() to tenet_owner;

create or replace function tenet_private.tg_audit_session_end()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  insert into tenet.audit_events
    (tenant_id, workspace_id, action, category, severity, actor_kind, actor_id, actor_name, object_type, object_id, payload)
  select s.tenant_id, s.workspace_id,
         case when s.expires_at <= pg_catalog.clock_timestamp() then 'session.expired' else 'session.ended' end,
         'authentication', 'info',
         case s.role when 'support' then 'support' else 'member' end, s.user_id, s.role, 'workspaces', s.workspace_id::text,
         pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('opened_at', s.opened_at, 'ip', s.ip, 'user_agent', s.user_agent))
    from old_rows s
   where s.purpose is null;
  return null;
end
$$;
comment on function tenet_private.tg_audit_session_end() is 'Records that people''s sessions ended: closed, ended by a change of rights, or expired. Jobs'' sessions are not told: what a job did is.';
revoke execute on function tenet_private.tg_audit_session_end() from public;
grant execute on function tenet_private.tg_audit_session_end() to tenet_owner;

reset role;
--! EndIncluded functions/audit_rights.sql
--! Included functions/audit_seal.sql
-- Sealing: how events that are committed become a batch of their tenant's trail that nobody can alter unseen.
--
-- The format (headers, leaves, trees, batches) is told in docs/audit_trail.md, is verified offline by cli/audit_verify.mjs, and
-- never changes for version 1: a function of this file that computes bytes is only ever replaced by one that computes the same.
--
-- Membership. An event draws a number from one sequence, under a transaction id. A batch of a tenant is its events with numbers in
-- (after_number, through_number], so sealing touches no event and writers never meet it.
--
-- Settling. A number below the newest may belong to a transaction that is still open. So sealing has two steps: a mark notes the
-- newest number and then a transaction id drawn after it; once every transaction older than that id has ended, whatever has a
-- number up to the mark is there or never will be. Long readers do not hold this up; a long writer does.

set local role tenet_resolver;

create or replace function tenet_private.json_string(value text)
  returns text
  language sql
  stable   -- as to_json is: only then is this inlined
  parallel safe
  return coalesce(pg_catalog.to_json(value)::text, 'null');
comment on function tenet_private.json_string(text) is 'A text as a JSON string, null as null; escaped as RFC 8785 asks.';
revoke execute on function tenet_private.json_string(text) from public;

create or replace function tenet_private.json_time(value timestamptz)
  returns text
  language sql
  stable
  parallel safe
  return '"' || pg_catalog.to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"';
comment on function tenet_private.json_time(timestamptz) is 'A time as a JSON string in UTC, with six decimals.';
revoke execute on function tenet_private.json_time(timestamptz) from public;

create or replace function tenet_private.audit_header(event tenet.audit_events)
  returns text
  language sql
  stable
  parallel safe
  return '{"action":' || tenet_private.json_string((event).action)
      || ',"actor_id":' || tenet_private.json_string((event).actor_id::text)
      || ',"actor_kind":' || tenet_private.json_string((event).actor_kind)
      || ',"actor_name":' || tenet_private.json_string((event).actor_name)
      || ',"at":' || tenet_private.json_time((event).at)
      || ',"behalf_of":' || tenet_private.json_string((event).behalf_of::text)
      || ',"category":' || tenet_private.json_string((event).category)
      || ',"credential_id":' || tenet_private.json_string((event).credential_id::text)
      || ',"id":"' || (event).id
      || '","object_id":' || tenet_private.json_string((event).object_id)
      || ',"object_type":' || tenet_private.json_string((event).object_type)
      || ',"request_id":' || tenet_private.json_string((event).request_id)
      || ',"severity":' || tenet_private.json_string((event).severity)
      || ',"tenant_id":"' || (event).tenant_id
      || '","v":"1","workspace_id":"' || (event).workspace_id
      || '"}';
comment on function tenet_private.audit_header(tenet.audit_events) is
  'The header of an event: canonical JSON (RFC 8785) of all that is not forgotten with its payload. Version 1; never changes.';
revoke execute on function tenet_private.audit_header(tenet.audit_events) from public;

create or replace function tenet_private.audit_commitment(event tenet.audit_events)
  returns bytea
  language sql
  stable
  parallel safe
  return coalesce(
    (event).commitment,
    pg_catalog.sha256(pg_catalog.uuid_send((event).salt) || pg_catalog.convert_to((event).payload::text, 'UTF8')));
comment on function tenet_private.audit_commitment(tenet.audit_events) is
  'What the leaf holds of the payload: SHA-256 of salt and payload, which says nothing once the salt is forgotten.';
revoke execute on function tenet_private.audit_commitment(tenet.audit_events) from public;

create or replace function tenet_private.audit_leaf(event tenet.audit_events)
  returns bytea
  language sql
  stable
  parallel safe
  return pg_catalog.sha256('\x00'::bytea || pg_catalog.convert_to(tenet_private.audit_header(event), 'UTF8') || tenet_private.audit_commitment(event));
comment on function tenet_private.audit_leaf(tenet.audit_events) is 'The leaf of an event, as RFC 9162 hashes leaves.';
revoke execute on function tenet_private.audit_leaf(tenet.audit_events) from public;

create or replace function tenet_private.merkle_root(leaves bytea)
  returns bytea
  language plpgsql
  immutable
  parallel safe
  set search_path = ''
as $$
declare
  level bytea := leaves;
  nodes integer := pg_catalog.length(leaves) / 32;
begin
  -- From the leaves up, a last node without a sibling moving up as it is: the tree of RFC 9162, section 2.1.1.
  while nodes > 1 loop
    level := (
      select pg_catalog.string_agg(pg_catalog.sha256('\x01'::bytea || pg_catalog.substr(level, i * 64 + 1, 64)), ''::bytea order by i)
        from pg_catalog.generate_series(0, nodes / 2 - 1) i
    ) || case when nodes % 2 = 1 then pg_catalog.substr(level, (nodes - 1) * 32 + 1, 32) else ''::bytea end;
    nodes := (nodes + 1) / 2;
  end loop;
  return nullif(level, ''::bytea);
end
$$;
comment on function tenet_private.merkle_root(bytea) is 'The root of the tree of RFC 9162 over leaf hashes, which are given one after the other in one value of 32 bytes each; null for none.';
revoke execute on function tenet_private.merkle_root(bytea) from public;

create or replace function tenet_private.batch_header(batch tenet.audit_batches)
  returns text
  language sql
  stable
  parallel safe
  return '{"count":"' || (batch).count
      || '","first":"' || (batch).first
      || '","number":"' || (batch).number
      || '","previous":"' || pg_catalog.encode((batch).previous, 'hex')
      || '","root":"' || pg_catalog.encode((batch).root, 'hex')
      || '","sealed_at":' || tenet_private.json_time((batch).sealed_at)
      || ',"tenant_id":"' || (batch).tenant_id
      || '","v":"1"}';
comment on function tenet_private.batch_header(tenet.audit_batches) is 'What the hash of a batch is made of: canonical JSON. Version 1; never changes.';
revoke execute on function tenet_private.batch_header(tenet.audit_batches) from public;

create or replace function tenet_private.seal_audit(batch_limit integer default 100000)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  state tenet_private.audit_seals;
  newest bigint;
  transaction_id xid8;
  through bigint;
  sealed integer := 0;
begin
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' or pg_catalog.pg_current_xact_id_if_assigned() is not null then
    raise exception 'the trail is sealed in a transaction of its own, at read committed'
      using errcode = 'TN400', hint = 'Call tenet_private.seal_audit() first in its transaction.';
  end if;

  -- In this order: whoever drew a number up to the newest has an older transaction id than this one.
  select s.last_value into newest from tenet_private.audit_numbers s where s.is_called;
  if not exists (select from tenet_private.audit_seals s where s.sealed_through < newest) then
    return 0;
  end if;
  transaction_id := pg_catalog.pg_current_xact_id();

  select * into state from tenet_private.audit_seals s for update skip locked;
  if not found then
    return 0;   -- somebody else is at it
  end if;

  -- A database that was restored into another cluster counts its transactions anew, and would wait for ever.
  if state.pending_before > transaction_id then
    state.pending_through := null;
  end if;

  if state.pending_through is not null and state.pending_before <= pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()) then
    through := least(state.pending_through, state.sealed_through + greatest(batch_limit, 1));   -- never backwards
    with leaves as materialized (   -- before they are sorted: the rows themselves are wide
      select e.tenant_id, e.number, e.at, tenet_private.audit_leaf(e) as leaf
        from tenet.audit_events e
       where e.number > state.sealed_through
         and e.number <= through
    ), fresh as (
      select l.tenant_id, pg_catalog.count(*) as count, pg_catalog.min(l.at) as first_at, pg_catalog.max(l.at) as last_at,
             tenet_private.merkle_root(pg_catalog.string_agg(l.leaf, ''::bytea order by l.number)) as root
        from leaves l
       group by l.tenant_id
    ), batches as (
      select (row(f.tenant_id, coalesce(last.number, 0) + 1, coalesce(last.first + last.count, 0), f.count,
                  state.sealed_through, through, f.first_at, f.last_at, pg_catalog.clock_timestamp(),
                  f.root, coalesce(last.hash, pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex')), null)::tenet.audit_batches) as b
        from fresh f
        left join lateral (
               select l.number, l.first, l.count, l.hash
                 from tenet.audit_batches l
                where l.tenant_id = f.tenant_id
                order by l.number desc
                limit 1
             ) last
          on true
    ), written as (
      insert into tenet.audit_batches
        (tenant_id, number, first, count, after_number, through_number, first_at, last_at, sealed_at, root, previous, hash)
      select (b).tenant_id, (b).number, (b).first, (b).count, (b).after_number, (b).through_number, (b).first_at, (b).last_at,
             (b).sealed_at, (b).root, (b).previous,
             pg_catalog.sha256('\x02'::bytea || pg_catalog.convert_to(tenet_private.batch_header(b), 'UTF8'))
        from batches
      returning count
    )
    select coalesce(pg_catalog.sum(w.count), 0) into sealed from written w;
    state.sealed_through := through;
    if through = state.pending_through then
      state.pending_through := null;
    end if;
  end if;

  if state.pending_through is null then
    state.pending_through := nullif(greatest(newest, state.sealed_through), state.sealed_through);
    state.pending_before := case when state.pending_through is not null then transaction_id end;
  end if;

  update tenet_private.audit_seals s
     set sealed_through = state.sealed_through,
         pending_through = state.pending_through,
         pending_before = state.pending_before
   where row(s.sealed_through, s.pending_through, s.pending_before) is distinct from row(state.sealed_through, state.pending_through, state.pending_before);
  if sealed > 0 then
    perform pg_catalog.pg_notify('tenet_audit', pg_catalog.replace(pg_catalog.gen_random_uuid()::text, '-', ''));
  end if;
  return sealed;
end
$$;
comment on function tenet_private.seal_audit(integer) is
  'Seals what was marked by an earlier call and has settled since, numbers of at most batch_limit events at a time, one batch a tenant; then marks what came after. Returns how many events it sealed. One at a time: a second caller returns 0. Listeners of the channel tenet_audit hear that there is something, and nothing else.';
revoke execute on function tenet_private.seal_audit(integer) from public;
grant execute on function tenet_private.seal_audit(integer) to tenet_worker;

create or replace function tenet_private.sealed_through()
  returns bigint
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select s.sealed_through from tenet_private.audit_seals s
$$;
comment on function tenet_private.sealed_through() is 'Number of the last event that is sealed.';
revoke execute on function tenet_private.sealed_through() from public;
grant execute on function tenet_private.sealed_through() to tenet_views, tenet_visitor;   -- a view's functions are called as its reader

create or replace function tenet_private.sealing_lag()
  returns interval
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select coalesce(pg_catalog.clock_timestamp() - pg_catalog.min(e.at), interval '0')
    from tenet.audit_events e
   where e.number > (select s.sealed_through from tenet_private.audit_seals s)
$$;
comment on function tenet_private.sealing_lag() is 'Age of the oldest event that is not sealed yet: the time within which the trail could still be altered unseen.';
revoke execute on function tenet_private.sealing_lag() from public;
grant execute on function tenet_private.sealing_lag() to tenet_worker, tenet_auditor;

-- Events of batches ---------------------------------------------------------------------------------------------------------

create or replace function tenet_private.batch_events(tenant uuid, after_batch bigint, through_batch bigint)
  returns table (batch bigint, "position" bigint, event tenet.audit_events)
  language sql
  stable
  set search_path = ''
as $$
  select b.number,
         b.first + pg_catalog.row_number() over (partition by b.number order by e.number) - 1,
         e.event
    from tenet.audit_batches b
   cross join lateral (
           -- by workspace, as the primary key goes
           select x as event, x.number
             from (select w.id from tenet.workspaces w where w.tenant_id = b.tenant_id union all select tenet_private.no_uuid()) place
             join tenet.audit_events x
               on x.tenant_id = b.tenant_id
              and x.workspace_id = place.id
              and x.at between b.first_at and b.last_at
              and x.number > b.after_number
              and x.number <= b.through_number
         ) as e
   where b.tenant_id = batch_events.tenant
     and b.number > after_batch
     and b.number <= through_batch
   order by b.number, e.number
$$;
comment on function tenet_private.batch_events(uuid, bigint, bigint) is
  'The events of a tenant''s batches (after_batch, through_batch], in the order of the trail, with their positions.';
revoke execute on function tenet_private.batch_events(uuid, bigint, bigint) from public;

-- Checkpoints: what the sealing process signs and keeps outside of the database ----------------------------------------------

create or replace function tenet_private.sealed_tenants()
  returns setof uuid
  language sql
  stable
  set search_path = ''
as $$
  with recursive tenants as (   -- a loose index scan: one step a tenant
    (select b.tenant_id from tenet.audit_batches b order by b.tenant_id limit 1)
    union all
    select (select b.tenant_id from tenet.audit_batches b where b.tenant_id > t.tenant_id order by b.tenant_id limit 1)
      from tenants t
     where t.tenant_id is not null
  )
  select t.tenant_id from tenants t where t.tenant_id is not null
$$;
comment on function tenet_private.sealed_tenants() is 'The tenants whose trail has a batch; the nil uuid: the operator''s own.';
revoke execute on function tenet_private.sealed_tenants() from public;

create or replace function tenet_private.due_checkpoints(max_age interval, max_events bigint)
  returns table (tenant_id uuid, batch bigint, size bigint, hash bytea, signed_size bigint, signed_hash bytea)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select t.tenant_id, newest.number, newest.first + newest.count, newest.hash, signed.size, signed.hash
    from tenet_private.sealed_tenants() t (tenant_id)
   cross join lateral (
           select b.number, b.first, b.count, b.hash
             from tenet.audit_batches b
            where b.tenant_id = t.tenant_id
            order by b.number desc
            limit 1
         ) newest
    left join lateral (
           select c.batch, c.size, c.signed_at, b.hash
             from tenet.audit_checkpoints c
             left join tenet.audit_batches b   -- gone, if somebody cut the trail off: then the sealer shall see it and refuse
               on b.tenant_id = c.tenant_id
              and b.number = c.batch
            where c.tenant_id = t.tenant_id
            order by c.batch desc
            limit 1
         ) signed
      on true
   where newest.number < signed.batch
      or (newest.number > coalesce(signed.batch, 0)
        and (newest.first + newest.count - coalesce(signed.size, 0) >= max_events
          or (select b.sealed_at from tenet.audit_batches b where b.tenant_id = t.tenant_id and b.number = coalesce(signed.batch, 0) + 1)
             <= pg_catalog.clock_timestamp() - max_age))
$$;
comment on function tenet_private.due_checkpoints(interval, bigint) is
  'The tenants whose newest batch is to be signed: because the oldest unsigned one is max_age old, or max_events were sealed since. signed_size and signed_hash: what was signed last; null for nothing yet.';
revoke execute on function tenet_private.due_checkpoints(interval, bigint) from public;
grant execute on function tenet_private.due_checkpoints(interval, bigint) to tenet_worker;

create or replace function tenet_private.batch_hash(tenant uuid, size bigint)
  returns bytea
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select b.hash
    from (
           select x.hash, x.first + x.count as ends
             from tenet.audit_batches x
            where x.tenant_id = batch_hash.tenant
              and x.first < batch_hash.size
            order by x.first desc
            limit 1
         ) b
   where b.ends = batch_hash.size
$$;
comment on function tenet_private.batch_hash(uuid, bigint) is 'The hash of the batch that ends at this size of a tenant''s trail; null when none does.';
revoke execute on function tenet_private.batch_hash(uuid, bigint) from public;
grant execute on function tenet_private.batch_hash(uuid, bigint) to tenet_worker;

create or replace function tenet_private.leaves_of(tenant uuid, from_position bigint, to_position bigint)
  returns setof bytea
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select tenet_private.audit_leaf(e.event)
    from (select pg_catalog.min(b.number) - 1 as after_batch, pg_catalog.max(b.number) as through_batch
            from tenet.audit_batches b
           where b.tenant_id = leaves_of.tenant
             and b.first < leaves_of.to_position
             and b.first >= coalesce((select pg_catalog.max(x.first) from tenet.audit_batches x where x.tenant_id = leaves_of.tenant and x.first <= leaves_of.from_position), 0)) range
   cross join lateral tenet_private.batch_events(leaves_of.tenant, range.after_batch, range.through_batch) e
   where e."position" >= leaves_of.from_position
     and e."position" < leaves_of.to_position
   order by e."position"
$$;
comment on function tenet_private.leaves_of(uuid, bigint, bigint) is 'Leaf hashes of a tenant''s trail, from one position up to but not including another.';
revoke execute on function tenet_private.leaves_of(uuid, bigint, bigint) from public;
grant execute on function tenet_private.leaves_of(uuid, bigint, bigint) to tenet_worker;

create or replace function tenet_private.record_checkpoint(tenant uuid, batch bigint, size bigint, note text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.audit_checkpoints (tenant_id, batch, size, note)
  select b.tenant_id, b.number, b.first + b.count, record_checkpoint.note
    from tenet.audit_batches b
   where b.tenant_id = record_checkpoint.tenant
     and b.number = record_checkpoint.batch
     and b.first + b.count = record_checkpoint.size
     and note like '%/' || b.tenant_id || E'\n' || (b.first + b.count) || E'\n' || pg_catalog.encode(b.hash, 'base64') || E'\nbatch ' || b.number || E'\n\n— %'
  on conflict do nothing
$$;
comment on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) is 'Keeps a signed checkpoint for the tenant to take away; one that is kept already stays, and one that does not speak of this batch is not kept.';
revoke execute on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) from public;
grant execute on function tenet_private.record_checkpoint(uuid, bigint, bigint, text) to tenet_worker;

create or replace function tenet_private.register_sealing_key(vkey text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.audit_keys (verification_key) values (vkey) on conflict do nothing
$$;
comment on function tenet_private.register_sealing_key(text) is 'Makes a verification key known, so that tenants can be told which keys ever signed. The signing key is never in the database.';
revoke execute on function tenet_private.register_sealing_key(text) from public;
grant execute on function tenet_private.register_sealing_key(text) to tenet_worker;

-- The same events as log lines ------------------------------------------------------------------------------------------------

create or replace function tenet_private.read_audit_log(batch_limit integer)
  returns table (number bigint, header text, leaf bytea)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select e.number, tenet_private.audit_header(e), tenet_private.audit_leaf(e)
    from tenet.audit_events e
   cross join tenet_private.audit_seals s
   where e.number > s.logged_through
     and e.number <= s.sealed_through
   order by e.number
   limit batch_limit
$$;
comment on function tenet_private.read_audit_log(integer) is 'Sealed events that were not yet written as log lines, oldest first, with the hash that the trail has of them.';
revoke execute on function tenet_private.read_audit_log(integer) from public;
grant execute on function tenet_private.read_audit_log(integer) to tenet_worker;

create or replace function tenet_private.advance_audit_log(through bigint)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  update tenet_private.audit_seals s
     set logged_through = through
   where s.logged_through < through
     and through <= s.sealed_through
$$;
comment on function tenet_private.advance_audit_log(bigint) is 'Notes that events up to this number were written as log lines. A process that dies before it says so writes some lines again.';
revoke execute on function tenet_private.advance_audit_log(bigint) from public;
grant execute on function tenet_private.advance_audit_log(bigint) to tenet_worker;

reset role;
--! EndIncluded functions/audit_seal.sql
--! Included functions/audit_partitions.sql
-- The partitions of the trail, one a calendar month (UTC).
--
-- Only the owner of a table can make or drop its partitions, and their names depend on the month. So these two functions run as
-- tenet_owner and put names together, with format('%I'), out of months alone; nothing else of Tenet does either.

create or replace function tenet_private.create_audit_partitions(months_ahead integer default 3)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  month date := pg_catalog.date_trunc('month', pg_catalog.now() at time zone 'UTC')::date;
  made integer := 0;
  part text;
begin
  for i in 0..least(months_ahead, 120) loop
    part := pg_catalog.format('tenet.%I', 'audit_events_' || pg_catalog.to_char(month, 'YYYY_MM'));
    if pg_catalog.to_regclass(part) is null
      and not exists (   -- what came before its month was prepared stays where it is, and the month with it
        select from tenet.audit_events_other o where o.at >= month::timestamp at time zone 'UTC' and o.at < (month + interval '1 month') at time zone 'UTC') then
      -- Made beside the trail and then attached: that lets writers go on.
      execute pg_catalog.format('create table %s (like tenet.audit_events including all)', part);
      execute pg_catalog.format('alter table %s enable row level security, force row level security', part);
      execute pg_catalog.format(
        'create trigger _900_trail_is_not_truncated before truncate on %s for each statement execute function tenet_private.tg_refuse_truncate()', part);
      execute pg_catalog.format('alter table tenet.audit_events attach partition %s for values from (%L) to (%L)', part,
        month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      made := made + 1;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end
$$;
comment on function tenet_private.create_audit_partitions(integer) is
  'Makes the partitions of this and the coming months where they are missing; returns how many. Events of a month without one go into audit_events_other.';
revoke execute on function tenet_private.create_audit_partitions(integer) from public;
grant execute on function tenet_private.create_audit_partitions(integer) to tenet_resolver, tenet_worker;

create or replace function tenet_private.drop_audit_partition(month date)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  if month > pg_catalog.now() - interval '1 month' then
    raise exception 'the month of % is not over', month using errcode = 'TN422';
  end if;
  -- Whoever waits for this lock holds up every writer behind it: rather try again at the next run.
  perform pg_catalog.set_config('lock_timeout', '1s', true);
  execute pg_catalog.format('drop table tenet.%I', 'audit_events_' || pg_catalog.to_char(month, 'YYYY_MM'));
end
$$;
comment on function tenet_private.drop_audit_partition(date) is
  'Drops the partition of a month that is over, for apply_audit_removals(), which has made sure that nobody keeps an event of it. Raises 55P03 when the trail is busy.';
revoke execute on function tenet_private.drop_audit_partition(date) from public;
grant execute on function tenet_private.drop_audit_partition(date) to tenet_resolver;
--! EndIncluded functions/audit_partitions.sql
--! Included functions/account.sql
-- What a signed-in person can ask about themselves.

drop function if exists api.current_session();
drop function if exists api.my_workspaces();
drop type if exists api.session;
drop type if exists api.workspace_choice;

set local role tenet_views;

create type api.session as (
  user_id uuid,
  display_name text,
  email text,
  tenant_name text,
  tenant_slug text,
  workspace_id uuid,
  workspace_name text,
  workspace_slug text,
  role text,
  permissions text[],
  expires_at timestamptz
);
comment on type api.session is 'Who asks, where they are, and what they may do there.';
comment on column api.session.user_id is E'@notNull\nThe person; the id of their row in members.';
comment on column api.session.display_name is E'@notNull\nName to show.';
comment on column api.session.email is E'@notNull\nE-mail address to show.';
comment on column api.session.tenant_name is E'@notNull\nName of the tenant.';
comment on column api.session.tenant_slug is E'@notNull\nShort name of the tenant, as in x-workspace.';
comment on column api.session.workspace_id is E'@notNull\nThe workspace that this request acts in.';
comment on column api.session.workspace_name is E'@notNull\nName of the workspace.';
comment on column api.session.workspace_slug is E'@notNull\nShort name of the workspace, as in x-workspace.';
comment on column api.session.role is E'@notNull\nRole in this workspace.';
comment on column api.session.permissions is E'@notNull\nPermissions of the role, as <resource>:<action>.';
comment on column api.session.expires_at is E'@notNull\nWhen the session ends by itself.';

create type api.workspace_choice as (
  id uuid,
  name text,
  slug text,
  tenant_name text,
  tenant_slug text,
  role text
);
comment on type api.workspace_choice is 'A workspace that the caller may enter.';
comment on column api.workspace_choice.id is E'@notNull\nId of the workspace, for the header x-workspace.';
comment on column api.workspace_choice.name is E'@notNull\nName of the workspace.';
comment on column api.workspace_choice.slug is E'@notNull\nShort name, unique in its tenant.';
comment on column api.workspace_choice.tenant_name is E'@notNull\nName of the tenant.';
comment on column api.workspace_choice.tenant_slug is E'@notNull\nShort name of the tenant.';
comment on column api.workspace_choice.role is E'@notNull\nThe caller''s role there.';

reset role;
set local role tenet_resolver;

create function api.current_session()
  returns api.session
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select m.id, m.display_name, m.email, t.name, t.slug, w.id, w.name, w.slug, c.role, c.permissions, c.expires_at
    from tenet.current_session c
    join tenet.tenants t
      on t.id = c.tenant_id
    join tenet.workspaces w
      on w.tenant_id = c.tenant_id
     and w.id = c.workspace_id
    join tenet.members m
      on m.tenant_id = c.tenant_id
     and m.id = c.user_id
$$;
comment on function api.current_session() is 'Who asks, where they are, and what they may do there; null without a session.';
revoke execute on function api.current_session() from public;
grant execute on function api.current_session() to tenet_visitor;

create function api.my_workspaces()
  returns setof api.workspace_choice
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select distinct on (c.tenant_slug, c.workspace_slug)
         c.workspace_id, c.workspace_name, c.workspace_slug, c.tenant_name, c.tenant_slug, c.role
    from tenet.identities i
   cross join tenet_private.workspaces_of(i.issuer, i.subject) c
   where i.user_id = (select s.user_id from tenet.current_session s)
   order by c.tenant_slug, c.workspace_slug, c.tenant_wide
$$;
comment on function api.my_workspaces() is 'The workspaces that the caller may enter, of every tenant they are a member of, in the order of their short names.';
revoke execute on function api.my_workspaces() from public;
grant execute on function api.my_workspaces() to tenet_visitor;

reset role;
--! EndIncluded functions/account.sql
--! Included functions/identity.sql
-- Identity providers: whose tokens are believed, and where in them the claims are. Paths are data: {realm_access,roles} reads
-- token.realm_access.roles; a claim whose name has dots is one element.

insert into tenet.claim_presets as p
  (name, tenant_path, workspace_path, groups_path, amr_path, auth_time_path, audience_claim, algorithms, token_types, max_token_lifetime, note)
values
  ('plain',    '{tenant}',               '{workspace}', '{groups}', '{amr}', '{auth_time}', 'aud', '{EdDSA,ES256,RS256}', '{at+jwt}',     '15 minutes', 'RFC 9068 access tokens.'),
  ('auth0',    '{org_id}',               null,          null,       '{amr}', '{auth_time}', 'aud', '{RS256}',             '{at+jwt,JWT}', '24 hours',   'Choose the RFC 9068 token profile for at+jwt; the default dialect says JWT. Roles only as namespaced claims.'),
  ('clerk',    '{o,id}',                 null,          null,       '{fva}', '{iat}',       'azp', '{RS256}',             '{JWT}',        '15 minutes', 'Session tokens (v2) carry azp, the address of the front end, and usually no aud.'),
  ('keycloak', null,                     null,          '{groups}', '{amr}', '{auth_time}', 'aud', '{RS256,ES256,EdDSA}', '{JWT}',        '1 hour',     'Add an audience mapper: without one aud is "account".'),
  ('supabase', '{app_metadata,tenant}',  null,          null,       '{amr}', '{iat}',       'aud', '{ES256,RS256,EdDSA}', '{JWT}',        '1 hour',     'Asymmetric signing keys only. Never read user_metadata: its user can edit it.')
on conflict (name) do update
  set tenant_path = excluded.tenant_path,
      workspace_path = excluded.workspace_path,
      groups_path = excluded.groups_path,
      amr_path = excluded.amr_path,
      auth_time_path = excluded.auth_time_path,
      audience_claim = excluded.audience_claim,
      algorithms = excluded.algorithms,
      token_types = excluded.token_types,
      max_token_lifetime = excluded.max_token_lifetime,
      note = excluded.note
where row(p.*) is distinct from row(excluded.*);

create or replace function tenet.trust_issuer(
  issuer text,
  audiences text[],
  preset text default 'plain',
  jwks_uri text default null,
  jwks jsonb default null,
  tenant_path text[] default null,
  workspace_path text[] default null,
  groups_path text[] default null,
  max_token_lifetime interval default null
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  chosen tenet.claim_presets;
begin
  select * into chosen from tenet.claim_presets p where p.name = trust_issuer.preset;
  if not found then
    raise exception 'there is no preset "%"', preset
      using errcode = 'TN422', hint = 'Presets: ' || (select pg_catalog.string_agg(p.name, ', ' order by p.name) from tenet.claim_presets p) || '.';
  end if;
  if (jwks_uri is null) = (jwks is null) then
    raise exception 'say where the issuer''s keys are: jwks_uri or jwks, one of them'
      using errcode = 'TN422', hint = 'For example jwks_uri => ''https://example.com/.well-known/jwks.json''.';
  end if;
  insert into tenet.identity_providers as i
    (issuer, preset, jwks_uri, jwks, audiences, audience_claim, algorithms, token_types, max_token_lifetime,
     subject_path, email_path, name_path, tenant_path, workspace_path, groups_path, acr_path, amr_path, auth_time_path)
  values
    (trust_issuer.issuer, chosen.name, trust_issuer.jwks_uri, trust_issuer.jwks, trust_issuer.audiences, chosen.audience_claim,
     chosen.algorithms, chosen.token_types, coalesce(trust_issuer.max_token_lifetime, chosen.max_token_lifetime),
     chosen.subject_path, chosen.email_path, chosen.name_path,
     coalesce(trust_issuer.tenant_path, chosen.tenant_path),
     coalesce(trust_issuer.workspace_path, chosen.workspace_path),
     coalesce(trust_issuer.groups_path, chosen.groups_path),
     chosen.acr_path, chosen.amr_path, chosen.auth_time_path)
  on conflict on constraint identity_providers_pkey do update   -- the column has the name of a parameter
    set preset = excluded.preset,
        jwks_uri = excluded.jwks_uri,
        jwks = excluded.jwks,
        audiences = excluded.audiences,
        audience_claim = excluded.audience_claim,
        algorithms = excluded.algorithms,
        token_types = excluded.token_types,
        max_token_lifetime = excluded.max_token_lifetime,
        subject_path = excluded.subject_path,
        email_path = excluded.email_path,
        name_path = excluded.name_path,
        tenant_path = excluded.tenant_path,
        workspace_path = excluded.workspace_path,
        groups_path = excluded.groups_path,
        acr_path = excluded.acr_path,
        amr_path = excluded.amr_path,
        auth_time_path = excluded.auth_time_path
  where row(i.*) is distinct from row(excluded.*);
end
$$;
comment on function tenet.trust_issuer(text, text[], text, text, jsonb, text[], text[], text[], interval) is
  'Believes the tokens of an OpenID issuer: exact issuer, audiences of which a token must name one, keys by jwks_uri or inline, claim paths from a preset. Calling it again replaces what was said. Raises TN422 for an unknown preset or keys in no or two places.';

set local role tenet_resolver;

create or replace function tenet_private.identity_providers()
  returns table (
    issuer text, jwks_uri text, jwks jsonb, audiences text[], audience_claim text, algorithms text[], token_types text[],
    max_token_lifetime interval, subject_path text[], email_path text[], name_path text[], tenant_path text[], workspace_path text[],
    groups_path text[], acr_path text[], amr_path text[], auth_time_path text[], mode text
  )
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select p.issuer, p.jwks_uri, p.jwks, p.audiences, p.audience_claim, p.algorithms, p.token_types,
         p.max_token_lifetime, p.subject_path, p.email_path, p.name_path, p.tenant_path, p.workspace_path,
         p.groups_path, p.acr_path, p.amr_path, p.auth_time_path, p.mode
    from tenet.identity_providers p
$$;
comment on function tenet_private.identity_providers() is 'What the server needs to verify tokens: one row a trusted issuer.';
revoke execute on function tenet_private.identity_providers() from public;
grant execute on function tenet_private.identity_providers() to tenet_gateway;

reset role;
--! EndIncluded functions/identity.sql
--! Included functions/permission.sql
-- Roles and permissions are data. A preset role holds a bundle of actions on every resource; a permission may then be granted to a
-- role, or withheld from it, by name.

insert into tenet.roles as r (name, position, description) values
  ('owner',        1, 'Owns the tenant; the only one who manages billing.'),
  ('admin',        2, 'Manages members, settings and support access; sees the audit trail.'),
  ('manager',      3, 'Works in several workspaces of the tenant.'),
  ('member',       4, 'Normal work in a workspace.'),
  ('editor',       5, 'Writes content; deletes nothing, manages nobody.'),
  ('operator',     6, 'Runs what exists: reads and updates.'),
  ('viewer',       7, 'Reads.'),
  ('board_viewer', 8, 'Reads; no export and no snapshot of the organisation.'),
  ('support',      9, 'Staff who were let in by the customer for a while: reads.')
on conflict (name) do update
  set position = excluded.position,
      description = excluded.description
where row(r.*) is distinct from row(excluded.*);

insert into tenet.role_actions (role, action)
select b.role, a.action
  from (values
         ('owner', '{read,create,update,delete}'),
         ('admin', '{read,create,update,delete}'),
         ('manager', '{read,create,update,delete}'),
         ('member', '{read,create,update,delete}'),
         ('editor', '{read,create,update}'),
         ('operator', '{read,update}'),
         ('viewer', '{read}'),
         ('board_viewer', '{read}'),
         ('support', '{read}')
       ) as b (role, actions),
       unnest(b.actions::text[]) as a (action)
on conflict do nothing;

-- Rights to the audit trail are no bundle's: whoever may read everything else need not see who did what.
insert into tenet.permissions as p (name, description) values
  ('audit:inspect',   'Read the audit trail of the workspace, and take its proofs away.'),
  ('audit:export',    'Export the audit trail of the workspace.'),
  ('audit:configure', 'Set for how long the audit trail of the workspace is kept.')
on conflict (name) do update
  set description = excluded.description
where p.description <> excluded.description;

do $$
begin
  -- Only when something is new: a change of role_permissions ends every session there is.
  if not exists (select from tenet.role_permissions g where g.permission = 'audit:configure') then
    insert into tenet.role_permissions (role, permission, allowed)
    select r.name, p.name, true
      from unnest('{owner,admin}'::text[]) as r (name)
     cross join unnest('{audit:inspect,audit:export,audit:configure}'::text[]) as p (name)
    on conflict do nothing;
  end if;
end
$$;

-- Nor is a query of one's own: it reads as much as an export does, within the rights of whoever asks. Staff who were let in, and those
-- who shall not export, get it by tenet.grant_permission alone.
insert into tenet.permissions as p (name, description) values
  ('query:run', 'Run a query of one''s own, in SQL, over what one may read.')
on conflict (name) do update
  set description = excluded.description
where p.description <> excluded.description;

do $$
begin
  if not exists (select from tenet.role_permissions g where g.permission = 'query:run') then
    insert into tenet.role_permissions (role, permission, allowed)
    select r.name, 'query:run', true
      from unnest('{owner,admin,manager}'::text[]) as r (name)
    on conflict do nothing;
  end if;
end
$$;

insert into tenet.job_purposes as j (name, actions, description) values
  ('retention', '{read,update,delete}', 'Deletes or anonymises rows that are past their window.'),
  ('canary',    '{read,create,update,delete}', 'Plants the rows, in a tenant of Tenet''s own, that retention must make disappear.'),
  ('export',    '{read}',               'Reads rows to hand them out to their tenant.')
on conflict (name) do update
  set actions = excluded.actions,
      description = excluded.description
where row(j.*) is distinct from row(excluded.*);

create or replace function tenet_private.record_declaration(verb text, relation regclass, arguments jsonb)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  insert into tenet.declarations (verb, relation, arguments)
  values (record_declaration.verb, record_declaration.relation::text, pg_catalog.jsonb_strip_nulls(record_declaration.arguments))
$$;
comment on function tenet_private.record_declaration(text, regclass, jsonb) is
  'Writes into tenet.declarations what a verb changed: who (session_user), when, and with which arguments.';

create or replace function tenet_private.register_permission(permission text, description text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  insert into tenet.permissions as p (name, description)
  values (register_permission.permission, register_permission.description)
  on conflict (name) do update
    set description = excluded.description
  where p.description <> excluded.description;

  -- Only when something is new: a change of role_permissions ends every session there is.
  if exists (select
               from tenet.role_actions b
              where b.action = pg_catalog.split_part(permission, ':', 2)
                and not exists (select from tenet.role_permissions g where g.role = b.role and g.permission = register_permission.permission)) then
    insert into tenet.role_permissions (role, permission, allowed)
    select b.role, register_permission.permission, true
      from tenet.role_actions b
     where b.action = pg_catalog.split_part(register_permission.permission, ':', 2)
    on conflict do nothing;
  end if;
end
$$;
comment on function tenet_private.register_permission(text, text) is
  'Makes a permission known and gives it to the roles whose bundle holds its action; what was granted or withheld by name stays.';

create or replace function tenet_private.decide_permission(verb text, role text, permission text, allowed boolean)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if not exists (select from tenet.roles r where r.name = decide_permission.role) then
    raise exception 'there is no role "%"', role
      using errcode = 'TN422', hint = 'Roles: ' || (select pg_catalog.string_agg(r.name, ', ' order by r.position) from tenet.roles r) || '.';
  end if;
  if not exists (select from tenet.permissions p where p.name = decide_permission.permission) then
    raise exception 'there is no permission "%"', permission
      using errcode = 'TN422',
            hint = 'A permission is <resource>:<action>, for example contact:update; tenet.protect registers those of a table, and tenet.permissions lists them.';
  end if;
  if exists (select
               from tenet.role_permissions g
              where g.role = decide_permission.role
                and g.permission = decide_permission.permission
                and g.allowed = decide_permission.allowed) then
    return;
  end if;
  insert into tenet.role_permissions (role, permission, allowed)
  values (decide_permission.role, decide_permission.permission, decide_permission.allowed)
  on conflict on constraint role_permissions_pkey do update   -- the columns have the names of parameters
    set allowed = excluded.allowed;
  perform tenet_private.record_declaration(verb, null, pg_catalog.jsonb_build_object('role', role, 'permission', permission));
end
$$;
comment on function tenet_private.decide_permission(text, text, text, boolean) is
  'What grant_permission and withhold_permission share. Raises TN422 for an unknown role or permission.';

create or replace function tenet.grant_permission(role text, permission text)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  select tenet_private.decide_permission('grant_permission', grant_permission.role, grant_permission.permission, true)
$$;
comment on function tenet.grant_permission(text, text) is
  'Gives a role a permission beyond its bundle. Ends every session. Raises TN422 for an unknown role or permission.';

create or replace function tenet.withhold_permission(role text, permission text)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  select tenet_private.decide_permission('withhold_permission', withhold_permission.role, withhold_permission.permission, false)
$$;
comment on function tenet.withhold_permission(text, text) is
  'Takes a permission of its bundle from a role. Ends every session. Raises TN422 for an unknown role or permission.';
--! EndIncluded functions/permission.sql
--! Included functions/job.sql
-- The ledger of jobs: every run of a cron line is a row, whether it worked or not.

set local role tenet_resolver;

create or replace function tenet_private.begin_job_run(job text, scheduled_at timestamptz)
  returns uuid
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  insert into tenet.job_runs (job, scheduled_at)
  values (begin_job_run.job, begin_job_run.scheduled_at)
  returning id
$$;
comment on function tenet_private.begin_job_run(text, timestamptz) is
  'Writes down that a job starts, and returns the run''s id. A run that never finishes stays visible with finished_at null.';
revoke execute on function tenet_private.begin_job_run(text, timestamptz) from public;
grant execute on function tenet_private.begin_job_run(text, timestamptz) to tenet_worker;

create or replace function tenet_private.finish_job_run(run uuid, done bigint, error text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  update tenet.job_runs r
     set finished_at = pg_catalog.clock_timestamp(),
         done = finish_job_run.done,
         error = finish_job_run.error
   where r.id = finish_job_run.run
     and r.finished_at is null
$$;
comment on function tenet_private.finish_job_run(uuid, bigint, text) is
  'Writes down how a run ended: rows done, and the error if there was one. A finished run is not written again.';
revoke execute on function tenet_private.finish_job_run(uuid, bigint, text) from public;
grant execute on function tenet_private.finish_job_run(uuid, bigint, text) to tenet_worker;

create or replace function tenet_private.register_job_schedules(schedules jsonb)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  delete from tenet.job_schedules s
   where s.job not in (select w.job from pg_catalog.jsonb_to_recordset(schedules) as w (job text));
  insert into tenet.job_schedules as s (job, cron, longest_gap)
  select w.job, w.cron, pg_catalog.make_interval(mins => w.longest_gap_minutes)
    from pg_catalog.jsonb_to_recordset(schedules) as w (job text, cron text, longest_gap_minutes integer)
   order by w.job
  on conflict (job)
  do update
        set cron = excluded.cron,
            longest_gap = excluded.longest_gap,
            registered_at = pg_catalog.clock_timestamp()
      where (s.cron, s.longest_gap) is distinct from (excluded.cron, excluded.longest_gap)
$$;
comment on function tenet_private.register_job_schedules(jsonb) is
  'Writes down the crontab as the worker reads it at its start, [{job, cron, longest_gap_minutes}]. A job whose times are the same keeps the moment since which it is expected, so that a worker that starts again and again hides nothing.';
revoke execute on function tenet_private.register_job_schedules(jsonb) from public;
grant execute on function tenet_private.register_job_schedules(jsonb) to tenet_worker;

create or replace function tenet_private.add_eligible(run uuid, rows bigint)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  update tenet.job_runs r
     set eligible = coalesce(r.eligible, 0) + add_eligible.rows
   where r.id = add_eligible.run
     and r.finished_at is null
$$;
comment on function tenet_private.add_eligible(uuid, bigint) is
  'Adds to the rows that a run found due. A job knows its run from the setting tenet.job_run, which lives as long as its batch.';
revoke execute on function tenet_private.add_eligible(uuid, bigint) from public;
grant execute on function tenet_private.add_eligible(uuid, bigint) to tenet_worker;

reset role;
--! EndIncluded functions/job.sql
--! Included functions/alert.sql
-- Alerts: raised in the transaction that found the reason, delivered by the worker afterwards.
--
-- tenet.alerts is the outbox as well: an alert brings one row of tenet_private.alert_deliveries a channel, which the worker claims
-- for a minute, tries, and settles. Whoever dies in between is made up for when the minute is over, so a receiver can see an alert
-- twice, under the same id.

set local role tenet_resolver;

create or replace function tenet_private.raise_alert(rule text, tenant uuid, key text, detail jsonb)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
#variable_conflict use_column
declare
  owner constant uuid := coalesce(tenant, '00000000-0000-0000-0000-000000000000');
  -- Nothing about a person belongs in an alert. An address that slips in, say with the text of an error, is taken out again.
  -- Not from within an escape of the JSON text.
  address constant text := '(?<!\\|\\u[0-9a-f]{0,3})[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+';
  plain_key constant text := pg_catalog.left(pg_catalog.regexp_replace(coalesce(key, ''), address, '[email]', 'g'), 200);
  plain_detail constant jsonb := pg_catalog.regexp_replace(coalesce(detail, '{}')::text, address, '[email]', 'g')::jsonb;
  found_rule tenet.alert_rules;
  raised uuid;
  times bigint;
begin
  select *
    into found_rule
    from tenet.alert_rules r
   where r.name = raise_alert.rule;
  if not found then
    raise exception 'there is no alert rule %', rule using errcode = 'TN422', hint = 'Rules are the rows of tenet.alert_rules.';
  end if;
  if not found_rule.enabled then
    return null;
  end if;

  -- Whoever raises the same at the same time waits here for the other, or below at the unique index.
  update tenet.alerts a
     set occurrences = a.occurrences + 1,
         last_at = pg_catalog.clock_timestamp()
   where a.tenant_id = owner
     and a.rule = raise_alert.rule
     and a.key = plain_key
     and a.is_newest
     and a.raised_at > pg_catalog.clock_timestamp() - found_rule.cooldown;
  if found then
    return null;
  end if;
  update tenet.alerts a
     set is_newest = false
   where a.tenant_id = owner
     and a.rule = raise_alert.rule
     and a.key = plain_key
     and a.is_newest
     and a.raised_at <= pg_catalog.clock_timestamp() - found_rule.cooldown;

  insert into tenet.alerts as a (tenant_id, rule, key, severity, detail)
  values (owner, raise_alert.rule, plain_key, found_rule.severity, plain_detail)
  on conflict (tenant_id, rule, key) where is_newest
  do update
        set occurrences = a.occurrences + 1,
            last_at = pg_catalog.clock_timestamp()
  returning a.id, a.occurrences
       into raised, times;
  if times > 1 then
    return null;
  end if;
  insert into tenet_private.alert_deliveries (tenant_id, alert_id, channel)
  select owner, raised, c.channel
    from pg_catalog.unnest('{log,webhook,email}'::text[]) as c (channel);
  return raised;
end
$$;
comment on function tenet_private.raise_alert(text, uuid, text, jsonb) is
  'Raises an alert of a rule for a tenant (null: the operator), and returns its id. Within the rule''s cool-down after an alert of the same rule, tenant and key it only counts, and returns null; also for a rule that is switched off. The detail holds ids and numbers, nothing about a person. Raises TN422 for an unknown rule.';
revoke execute on function tenet_private.raise_alert(text, uuid, text, jsonb) from public;
grant execute on function tenet_private.raise_alert(text, uuid, text, jsonb) to tenet_worker, tenet_owner;

create or replace function tenet_private.skip_alert_deliveries(channels text[])
  returns integer
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with skipped as (
    update tenet_private.alert_deliveries d
       set state = 'skipped',
           settled_at = pg_catalog.clock_timestamp()
     where d.state = 'waiting'
       and d.channel <> all (channels)
    returning d.alert_id
  )
  select pg_catalog.count(*)::integer from skipped
$$;
comment on function tenet_private.skip_alert_deliveries(text[]) is
  'Settles what waits for other channels than these, so that a channel that is set up later does not begin with the past; returns how many. Every worker of an installation has the same channels.';
revoke execute on function tenet_private.skip_alert_deliveries(text[]) from public;
grant execute on function tenet_private.skip_alert_deliveries(text[]) to tenet_worker;

create or replace function tenet_private.claim_alert_deliveries(channels text[], batch_limit integer)
  returns table (
    tenant_id uuid,
    alert_id uuid,
    channel text,
    lease uuid,
    attempt integer,
    rule text,
    severity text,
    description text,
    key text,
    detail jsonb,
    raised_at timestamptz,
    occurrences bigint
  )
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with claimed as (
    update tenet_private.alert_deliveries d
       set lease = pg_catalog.gen_random_uuid(),
           attempts = d.attempts + 1,
           next_attempt_at = pg_catalog.clock_timestamp() + interval '1 minute'
     where (d.tenant_id, d.alert_id, d.channel) in (
             select w.tenant_id, w.alert_id, w.channel
               from tenet_private.alert_deliveries w
              where w.state = 'waiting'
                and w.channel = any (channels)
                and w.next_attempt_at <= pg_catalog.clock_timestamp()
              order by w.next_attempt_at
              limit batch_limit
                for update skip locked
           )
    returning d.tenant_id, d.alert_id, d.channel, d.lease, d.attempts
  )
  select c.tenant_id, c.alert_id, c.channel, c.lease, c.attempts, a.rule, a.severity, r.description, a.key, a.detail, a.raised_at, a.occurrences
    from claimed c
    join tenet.alerts a
      on a.tenant_id = c.tenant_id
     and a.id = c.alert_id
    join tenet.alert_rules r
      on r.name = a.rule
   order by a.raised_at
$$;
comment on function tenet_private.claim_alert_deliveries(text[], integer) is
  'Hands out what is due on these channels, at most batch_limit of them, for one minute: who has not settled by then loses it to the next who asks.';
revoke execute on function tenet_private.claim_alert_deliveries(text[], integer) from public;
grant execute on function tenet_private.claim_alert_deliveries(text[], integer) to tenet_worker;

create or replace function tenet_private.settle_alert_delivery(tenant uuid, alert uuid, channel text, lease uuid, error text)
  returns boolean
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with settled as (
    update tenet_private.alert_deliveries d
       set state = o.state,
           settled_at = case when o.state <> 'waiting' then pg_catalog.clock_timestamp() end,
           next_attempt_at = pg_catalog.clock_timestamp() + least(interval '10 seconds' * pg_catalog.power(2, least(d.attempts, 20) - 1), interval '1 hour'),
           lease = null,
           error = pg_catalog.left(settle_alert_delivery.error, 500)
      from tenet.alerts a
     cross join lateral (
             select case
                      when settle_alert_delivery.error is null then 'delivered'
                      when a.raised_at < pg_catalog.clock_timestamp() - interval '3 days' then 'failed'
                      else 'waiting'
                    end as state
           ) o
     where d.tenant_id = settle_alert_delivery.tenant
       and d.alert_id = settle_alert_delivery.alert
       and d.channel = settle_alert_delivery.channel
       and d.lease = settle_alert_delivery.lease
       and d.state = 'waiting'
       and a.tenant_id = d.tenant_id
       and a.id = d.alert_id
    returning d.alert_id
  )
  select exists (select from settled)
$$;
comment on function tenet_private.settle_alert_delivery(uuid, uuid, text, uuid, text) is
  'Writes down how an attempt went: delivered, or why not, and then it is tried again after 10 seconds, 20, 40 and so on, an hour at most, for three days. False when the minute of the lease was over and somebody else has it.';
revoke execute on function tenet_private.settle_alert_delivery(uuid, uuid, text, uuid, text) from public;
grant execute on function tenet_private.settle_alert_delivery(uuid, uuid, text, uuid, text) to tenet_worker;

reset role;
--! EndIncluded functions/alert.sql
--! Included functions/overdue_jobs.sql
-- What watches over the rest: raises an alert for work that should have happened, and for what should not have.

set local role tenet_resolver;

create or replace function tenet_private.detect_overdue_jobs(batch_limit integer)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  slowest_sealing constant interval := '30 seconds';
  recent constant interval := '5 minutes';
  many_refusals constant bigint := 20;
  many_crossings constant bigint := 10;
  raised integer;
begin
  select pg_catalog.count(tenet_private.raise_alert(f.rule, null, f.key, f.detail))
    into raised
    from (
      select 'job_overdue' as rule, j.job as key,
             pg_catalog.jsonb_build_object('job', j.job, 'why', 'it has not run', 'since', j.overdue_since) as detail
        from tenet.jobs j
       where j.is_overdue
      union all
      select 'job_overdue', j.job || ' failed',
             pg_catalog.jsonb_build_object('job', j.job, 'why', 'its last run failed', 'since', j.finished_at)
        from tenet.jobs j
       where j.error is not null
      union all
      select 'job_overdue', 'sealing',
             pg_catalog.jsonb_build_object('job', 'sealing', 'why', 'events wait to be sealed', 'seconds', pg_catalog.round(extract(epoch from l.lag)))
        from (select tenet_private.sealing_lag() as lag) l
       where l.lag > slowest_sealing
      union all
      select 'retention_stalled', j.job,
             pg_catalog.jsonb_build_object('job', j.job, 'eligible', j.eligible, 'done', j.done, 'finished_at', j.finished_at)
        from tenet.jobs j
       where j.eligible > 0
         and j.done = 0
      union all
      select 'policy_drift', d.relation::text,
             pg_catalog.jsonb_build_object('relation', d.relation::text, 'objects', pg_catalog.count(*))
        from tenet.drift d
       group by d.relation
      union all
      select b.rule, coalesce(b.network::text, 'unknown'),
             pg_catalog.jsonb_build_object('network', b.network, 'refusals', pg_catalog.sum(b.refusals), 'minutes', extract(minute from recent))
        from (
          -- A single address can be a person's; the network it is in says enough to look for it in the trail.
          select case r.action when 'workspace.refused' then 'cross_tenant_denied_burst' else 'login_failures' end as rule,
                 pg_catalog.network(pg_catalog.set_masklen(r.address, case pg_catalog.family(r.address) when 4 then 24 else 48 end)) as network,
                 r.refusals
            from tenet_private.recent_refusals(since => recent) r
        ) b
       group by b.rule, b.network
      having pg_catalog.sum(b.refusals) >= case b.rule when 'login_failures' then many_refusals else many_crossings end
       limit batch_limit
    ) f;
  return raised;
end
$$;
comment on function tenet_private.detect_overdue_jobs(integer) is
  'Raises job_overdue, retention_stalled, policy_drift, login_failures and cross_tenant_denied_burst where there is reason to; returns how many alerts that were, without those within a cool-down.';
revoke execute on function tenet_private.detect_overdue_jobs(integer) from public;
grant execute on function tenet_private.detect_overdue_jobs(integer) to tenet_worker;

reset role;
--! EndIncluded functions/overdue_jobs.sql
--! Included functions/protection_checks.sql
-- What the verbs check before they change anything. Every check raises TN422 with a hint that says what to write.

create or replace function tenet_private.singular(plural text)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select case
           when plural ~ '[^aeiou]ies$' then pg_catalog.regexp_replace(plural, 'ies$', 'y')
           when plural ~ '(ss|x|ch|sh)es$' then pg_catalog.regexp_replace(plural, 'es$', '')
           when plural ~ '[^s]s$' then pg_catalog.regexp_replace(plural, 's$', '')
           else plural
         end
$$;
comment on function tenet_private.singular(text) is
  'companies → company, boxes → box, contacts → contact. Where it is wrong, tenet.protect takes resource and parent_key.';

create or replace function tenet_private.scope_columns(scope text)
  returns name[]
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select case scope
           when 'personal' then '{tenant_id,workspace_id,user_id}'::name[]
           when 'workspace' then '{tenant_id,workspace_id}'::name[]
           when 'tenant' then '{tenant_id}'::name[]
           else '{}'::name[]
         end
$$;
comment on function tenet_private.scope_columns(text) is
  'The columns that say whose a row is, outermost first; every key and index of the table starts with them.';

create or replace function tenet_private.column_names(relation regclass, attnums smallint[])
  returns name[]
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.array_agg(a.attname order by k.position)
    from pg_catalog.unnest(attnums) with ordinality as k (attnum, position)
    left join pg_catalog.pg_attribute a
      on a.attrelid = relation
     and a.attnum = k.attnum
$$;
comment on function tenet_private.column_names(regclass, smallint[]) is
  'Names of columns given by number, in that order, as keys and indexes list them; null in place of an expression.';

create or replace function tenet_private.primary_key(relation regclass)
  returns name[]
  language sql
  stable
  set search_path = ''
as $$
  select tenet_private.column_names(c.conrelid, c.conkey)
    from pg_catalog.pg_constraint c
   where c.conrelid = relation
     and c.contype = 'p'
$$;
comment on function tenet_private.primary_key(regclass) is 'Columns of the primary key in their order; null without one.';

create or replace function tenet_private.row_key(relation regclass, scope text)
  returns name[]
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.array_agg(k.column_name order by k.position)
    from pg_catalog.unnest(tenet_private.primary_key(relation)) with ordinality as k (column_name, position)
   where k.column_name <> all (tenet_private.scope_columns(scope))
$$;
comment on function tenet_private.row_key(regclass, text) is
  'Columns of the primary key without the scope: what identifies a row in its workspace, and in the API.';

create or replace function tenet_private.column_list(columns name[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.string_agg(pg_catalog.quote_ident(c.name), ', ' order by c.position)
    from pg_catalog.unnest(columns) with ordinality as c (name, position)
$$;
comment on function tenet_private.column_list(name[]) is 'Column names, quoted where needed, with commas between; null for none.';

create or replace function tenet_private.find_table(relation text)
  returns regclass
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  named pg_catalog.pg_class;
begin
  begin
    select * into named from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(find_table.relation);
  exception when invalid_name or syntax_error then
    null;   -- not the name of anything
  end;
  if named.oid is null or named.relnamespace <> 'app'::regnamespace then
    raise exception 'there is no table "%" in schema app', relation
      using errcode = 'TN422',
            hint = pg_catalog.format('Write the name with its schema, as app.%s, and create the table first.', pg_catalog.split_part(relation, '.', -1));
  end if;
  if named.relkind not in ('r', 'p') then
    raise exception '"%" is not a table', relation
      using errcode = 'TN422', hint = 'Protect the tables that it reads; a view over them belongs in schema api.';
  end if;
  if named.relispartition then
    raise exception '"%" is a partition', relation
      using errcode = 'TN422', hint = 'Protect the partitioned table: its partitions are closed with it.';
  end if;
  if named.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where named.oid in (i.inhrelid, i.inhparent)) then
    raise exception 'table "%" inherits, or is inherited from', relation
      using errcode = 'TN422', hint = 'The policies of a parent alone decide for its heirs, so there is no inheritance here; use partitions, or tables of their own.';
  end if;
  if named.relowner <> 'tenet_owner'::regrole then
    raise exception 'table "%" belongs to %, not to tenet_owner', relation, pg_catalog.pg_get_userbyid(named.relowner)
      using errcode = 'TN422',
            hint = pg_catalog.format('alter table %s owner to tenet_owner;  and make tables as tenet_migrator, or after set role tenet_owner', named.oid::regclass);
  end if;
  return named.oid::regclass;
end
$$;
comment on function tenet_private.find_table(text) is 'The table of schema app that a verb was given by name. Raises TN422.';

create or replace function tenet_private.find_protected(relation text)
  returns tenet.protected_tables
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  declared tenet.protected_tables;
begin
  select * into declared from tenet.protected_tables p where p.relation = tenet_private.find_table(find_protected.relation);
  if not found then
    raise exception 'table "%" is not protected yet', relation
      using errcode = 'TN422', hint = pg_catalog.format('Write this first: select tenet.protect(%L);', relation);
  end if;
  return declared;
end
$$;
comment on function tenet_private.find_protected(text) is 'The declaration of a protected table, by the table''s name. Raises TN422.';

create or replace function tenet_private.check_column(relation regclass, column_name name, column_type regtype, must_be_not_null boolean, purpose text)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  actual pg_catalog.pg_attribute;
begin
  select *
    into actual
    from pg_catalog.pg_attribute a
   where a.attrelid = check_column.relation
     and a.attname = check_column.column_name
     and a.attnum > 0
     and not a.attisdropped;
  if actual.attname is null then
    raise exception 'table % has no column %: %', relation, column_name, purpose
      using errcode = 'TN422',
            hint = pg_catalog.format('alter table %s add column %I %s%s;', relation, column_name, column_type, case when must_be_not_null then ' not null' else '' end);
  end if;
  if actual.atttypid <> column_type then
    raise exception 'column % of % is of type %, not %: %', column_name, relation, actual.atttypid::regtype, column_type, purpose
      using errcode = 'TN422',
            hint = pg_catalog.format('alter table %s alter column %I type %s using %2$I::text::%3$s;', relation, column_name, column_type);
  end if;
  if must_be_not_null and not actual.attnotnull then
    raise exception 'column % of % may be null: %', column_name, relation, purpose
      using errcode = 'TN422', hint = pg_catalog.format('alter table %s alter column %I set not null;', relation, column_name);
  end if;
end
$$;
comment on function tenet_private.check_column(regclass, name, regtype, boolean, text) is
  'Raises TN422 when a column is missing, of another type, or nullable where it must not be.';

create or replace function tenet_private.is_made_by_default(relation regclass, columns name[])
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.bool_and(a.atttypid = 'uuid'::regtype and (a.atthasdef or a.attname = 'id'))   -- build_columns() gives an id its default
    from pg_catalog.pg_attribute a
   where a.attrelid = relation
     and a.attname = any (columns)
$$;
comment on function tenet_private.is_made_by_default(regclass, name[]) is
  'Whether all of these columns are uuids that a default makes, so that the API never gives them.';

create or replace function tenet_private.check_keys(relation regclass, scope text)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  scope_columns name[] := tenet_private.scope_columns(scope);
  key name[] := tenet_private.primary_key(relation);
  wrong record;
begin
  if key is null then
    raise exception 'table % has no primary key', relation
      using errcode = 'TN422',
            hint = pg_catalog.format('alter table %s add primary key (%s);', relation, case when scope = 'shared' then 'id' else 'tenant_id, id' end);
  end if;
  if scope = 'shared' then
    return;
  end if;
  if key[1] is distinct from 'tenant_id' or tenet_private.row_key(relation, scope) is null then
    raise exception 'the primary key of % is (%): it must start with tenant_id and go on to the row''s own id', relation, tenet_private.column_list(key)
      using errcode = 'TN422',
            hint = (
              select pg_catalog.format('alter table %s drop constraint %I, add primary key (tenant_id, id);', relation, c.conname)
                from pg_catalog.pg_constraint c
               where c.conrelid = relation
                 and c.contype = 'p'
            );
  end if;

  -- A key that does not start with the whole scope tells one workspace, by a conflict, what another has. A primary key may start
  -- with the tenant alone where the rest of it is a uuid that its default makes: nobody chooses or guesses it.
  select i.indexrelid::regclass as name, i.indisprimary as is_primary, c.columns
    into wrong
    from pg_catalog.pg_index i
   cross join lateral (select (tenet_private.column_names(i.indrelid, i.indkey::smallint[]))[1:i.indnkeyatts]) as c (columns)
   where i.indrelid = relation
     and (i.indisunique or i.indisexclusion)
     and not (i.indisprimary and tenet_private.is_made_by_default(relation, tenet_private.row_key(relation, scope)))
     and not (c.columns[1:pg_catalog.cardinality(scope_columns)] @> scope_columns)
   limit 1;
  if found then
    raise exception 'the unique key % of % does not start with the scope (%): a conflict would tell one scope what another has',
        wrong.name, relation, tenet_private.column_list(scope_columns)
      using errcode = 'TN422',
            hint = pg_catalog.format('Make it %s (%s).', case when wrong.is_primary then 'the primary key' else 'unique' end, tenet_private.column_list(scope_columns || (
              select pg_catalog.array_agg(c) from pg_catalog.unnest(wrong.columns) as c where c <> all (scope_columns))));
  end if;

  -- Postgres checks foreign keys behind the back of row level security.
  select c.conname as name, c.confrelid::regclass as target,
         (tenet_private.column_names(c.conrelid, c.conkey))[pg_catalog.cardinality(c.conkey)] as column_name
    into wrong
    from pg_catalog.pg_constraint c
   where c.conrelid = relation
     and c.contype = 'f'
     and c.confrelid <> 'tenet.tenants'::regclass
     and exists (   -- some column of the target's scope is not compared with its own; a target that is not protected counts as a tenant's
           select
             from pg_catalog.unnest(tenet_private.scope_columns(coalesce(
                    (select p.scope from tenet.protected_tables p where p.relation = c.confrelid), 'tenant'))) as s (column_name)
            where not exists (
                    select
                      from unnest(tenet_private.column_names(c.conrelid, c.conkey), tenet_private.column_names(c.confrelid, c.confkey)) as k (own, target)
                     where k.own = s.column_name   -- (with a schema before it, unnest would take one array only)
                       and k.target = s.column_name
                  )
         )
   limit 1;
  if found then
    raise exception 'the foreign key % of % does not carry the scope of %: it would tell one scope which ids another has', wrong.name, relation, wrong.target
      using errcode = 'TN422',
            hint = pg_catalog.format('alter table %s drop constraint %I;  and after tenet.protect:  select tenet.refer(%L, %L, %L);',
              relation, wrong.name, relation, wrong.column_name, case wrong.target when 'tenet.users'::regclass then 'tenet.members'::regclass else wrong.target end);
  end if;
end
$$;
comment on function tenet_private.check_keys(regclass, text) is
  'Raises TN422 when the primary key, a unique key or a foreign key of a table would cross its scope.';

-- What legal holds and retention ask of a table as definer functions.
grant execute on function tenet_private.singular(text), tenet_private.scope_columns(text), tenet_private.column_names(regclass, smallint[]), tenet_private.primary_key(regclass), tenet_private.row_key(regclass, text)
  to tenet_resolver;
--! EndIncluded functions/protection_checks.sql
--! Included functions/drift.sql
-- Drift: what the verbs made, against what the catalogue holds now.

create or replace function tenet_private.table_objects(relation regclass)
  returns table (kind text, name text, definition text)
  language sql
  stable
  set search_path = ''
as $$
  with objects as (
    select 'table' as class, table_objects.relation as oid
    union all
    select 'view', v.oid
      from pg_catalog.pg_class c
      join pg_catalog.pg_class v
        on v.relname = c.relname
       and v.relnamespace = 'api'::regnamespace
     where c.oid = table_objects.relation
  )
  select 'row level security', p.relid::regclass::text,
         case when c.relrowsecurity then 'enabled' else 'disabled' end || ', ' || case when c.relforcerowsecurity then 'forced' else 'not forced' end
    from (select relation as relid union select t.relid from pg_catalog.pg_partition_tree(relation) t) p
    join pg_catalog.pg_class c
      on c.oid = p.relid
  union all
  select o.class || ' owner', o.oid::regclass::text, pg_catalog.pg_get_userbyid(c.relowner)
    from objects o
    join pg_catalog.pg_class c on c.oid = o.oid
  union all
  select 'column', a.attname,
         pg_catalog.format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
      || coalesce(' default ' || pg_catalog.pg_get_expr(f.adbin, f.adrelid), '')
    from pg_catalog.pg_attribute a
    left join pg_catalog.pg_attrdef f
      on f.adrelid = a.attrelid
     and f.adnum = a.attnum
   where a.attrelid = relation
     and a.attnum > 0
     and not a.attisdropped
  union all
  select 'policy', p.polname,
         case when p.polpermissive then 'permissive' else 'restrictive' end
      || ' for ' || case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end
      || ' to ' || (
           select pg_catalog.string_agg(case when r = 0 then 'public' else pg_catalog.pg_get_userbyid(r)::text end, ', ' order by pg_catalog.pg_get_userbyid(r))
             from pg_catalog.unnest(p.polroles) r
         )
      || coalesce(' using ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
      || coalesce(' with check ' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
    from pg_catalog.pg_policy p
   where p.polrelid = relation
  union all
  select 'rule', r.rulename, pg_catalog.pg_get_ruledef(r.oid)
    from objects o
    join pg_catalog.pg_rewrite r
      on r.ev_class = o.oid
     and r.rulename <> '_RETURN'
  union all
  select 'key', c.conname, pg_catalog.pg_get_constraintdef(c.oid)
    from pg_catalog.pg_constraint c
   where c.conrelid = relation
     and c.contype in ('p', 'f', 'u')
  union all
  select 'statistics', s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid)
    from pg_catalog.pg_statistic_ext s
   where s.stxrelid = relation
  union all
  select 'trigger', t.tgname, pg_catalog.pg_get_triggerdef(t.oid) || case t.tgenabled when 'O' then '' else ', not enabled' end
    from objects o
    join pg_catalog.pg_trigger t
      on t.tgrelid = o.oid
   where not t.tgisinternal
     and t.tgname ~ '^_\d{3}_'
  union all
  select 'function', p.oid::regprocedure::text, pg_catalog.pg_get_functiondef(p.oid) || ' owner ' || pg_catalog.pg_get_userbyid(p.proowner)
    from objects o
    join pg_catalog.pg_trigger t
      on t.tgrelid = o.oid
    join pg_catalog.pg_proc p
      on p.oid = t.tgfoid
   where o.class = 'view'
  union all
  select o.class || ' grant', coalesce(g.grantee::regrole::text, 'public') || ' ' || pg_catalog.lower(g.privilege_type),
         case when g.is_grantable then 'with grant option' else '' end
    from objects o
    join pg_catalog.pg_class c
      on c.oid = o.oid
   cross join pg_catalog.aclexplode(c.relacl) g
   where g.grantee <> c.relowner
  union all
  select o.class || ' column grant', coalesce(g.grantee::regrole::text, 'public') || ' ' || pg_catalog.lower(g.privilege_type),
         pg_catalog.string_agg(a.attname, ', ' order by a.attnum)
    from objects o
    join pg_catalog.pg_attribute a
      on a.attrelid = o.oid
   cross join pg_catalog.aclexplode(a.attacl) g
   group by 1, 2
  union all
  select 'view', o.oid::regclass::text, pg_catalog.pg_get_viewdef(o.oid) || coalesce(' with (' || pg_catalog.array_to_string(c.reloptions, ', ') || ')', '')
    from objects o
    join pg_catalog.pg_class c
      on c.oid = o.oid
   where o.class = 'view'
  union all
  select 'view comment', o.oid::regclass::text, pg_catalog.obj_description(o.oid, 'pg_class')
    from objects o
   where o.class = 'view'
     and pg_catalog.obj_description(o.oid, 'pg_class') is not null
$$;
comment on function tenet_private.table_objects(regclass) is
  'What protects a table, as the catalogue holds it now: one row an object, with names in full whatever the caller''s search_path.';
grant execute on function tenet_private.table_objects(regclass) to tenet_auditor, tenet_resolver;

create or replace function tenet_private.is_made_by_verbs(kind text, name text)
  returns boolean
  language sql
  immutable
  set search_path = ''
as $$
  select case kind
           when 'policy' then name in (
             'select_permitted', 'insert_permitted', 'update_permitted', 'delete_permitted',
             'insert_rule', 'update_rule', 'delete_rule', 'select_visible', 'update_visible', 'delete_visible',
             'all_rows', 'select_own', 'select_everybody', 'all_owner')
           else kind <> 'rule'
         end
$$;
comment on function tenet_private.is_made_by_verbs(text, text) is
  'Whether an object of a protected table is the verbs'' own, by its name; others were added by hand.';

create or replace function tenet_private.remember_objects(relation regclass)
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  delete from tenet.declared_objects d
   where d.relation = remember_objects.relation;
  insert into tenet.declared_objects (relation, kind, name, definition)
  select remember_objects.relation, o.kind, o.name, o.definition
    from tenet_private.table_objects(remember_objects.relation) o
   where tenet_private.is_made_by_verbs(o.kind, o.name)
$$;
comment on function tenet_private.remember_objects(regclass) is 'Last step of build_table: keeps what was made, for tenet.drift.';
--! EndIncluded functions/drift.sql
--! Included functions/masking.sql
-- The verbs mask, unmask and mask_label: declare which column is shown as what, and to whom as it is.
--
-- A mask is a part of the api view (protection_exposure.sql): the visitor reaches a table through its view alone, so filters, orders,
-- groups, aggregates, relations and `returning` all see what the view shows. What else could tell a value is refused here: keys,
-- checks and generated columns over it, and writes by those who may not see it where their outcome would be an answer.

-- Whoever holds these sees masked columns; no bundle has them, and no job but those that must reach the value.
insert into tenet.permissions as p (name, description) values
  ('pii:read',   'See masked personal data as it is.'),
  ('pii:reveal', 'See one masked value, for a reason that is recorded.')
on conflict (name) do update
  set description = excluded.description
where p.description <> excluded.description;

do $$
begin
  -- Only when something is new: a change of role_permissions ends every session there is.
  if not exists (select from tenet.role_permissions g where g.permission = 'pii:reveal') then
    insert into tenet.role_permissions (role, permission, allowed)
    values ('owner', 'pii:read', true), ('admin', 'pii:read', true),
           ('owner', 'pii:reveal', true), ('admin', 'pii:reveal', true), ('manager', 'pii:reveal', true)
    on conflict do nothing;
  end if;
end
$$;

-- A credential is shown to nobody, whatever else is declared; what the others are is for the product to say.
insert into tenet.label_masks (label, mask)
select 'secret', 'hidden'
 where not exists (select from tenet.label_masks m where m.label = 'secret');

create or replace function tenet_private.mask_strictness(mask text)
  returns integer
  language sql
  immutable
  parallel safe
  return case mask when 'hide' then 5 when 'hidden' then 4 when 'constant' then 3 when 'hash' then 2 else 1 end;
comment on function tenet_private.mask_strictness(text) is
  'How much a mask takes away, compared with others: hide, hidden, constant, hash, and then those that leave a part.';
grant execute on function tenet_private.mask_strictness(text) to tenet_auditor;

create or replace function tenet_private.column_masks(relation regclass default null)
  returns setof tenet.masks
  language sql
  stable
  set search_path = ''
as $$
  select m.*
    from tenet.masks m
   where column_masks.relation is null
      or m.relation = column_masks.relation
  union all
  select c.relation, c.column_name, l.mask, l.argument, l.unless, null, c.label, null, l.reveal, l.step_up, l.version, l.declared_at, l.declared_by
    from tenet.classified_columns c
    join tenet.label_masks l
      on l.label = c.label
   where (column_masks.relation is null or c.relation = column_masks.relation)
     and not exists (
           select
             from tenet.masks m
            where m.relation = c.relation
              and m.column_name = c.column_name)
$$;
comment on function tenet_private.column_masks(regclass) is
  'The masks in force, of one table or of all: those that columns were given, and for other classified columns that of their label (label says so).';
grant execute on function tenet_private.column_masks(regclass) to tenet_auditor, tenet_resolver;

create or replace function tenet_private.shown_columns(relation regclass)
  returns setof pg_catalog.pg_attribute
  language sql
  stable
  set search_path = ''
as $$
  select a.*
    from pg_catalog.pg_attribute a
   where a.attrelid = shown_columns.relation
     and a.attnum > 0
     and not a.attisdropped
     and a.attname not in ('tenant_id', 'workspace_id')
     and not exists (
           select
             from tenet_private.column_masks(shown_columns.relation) m
            where m.column_name = a.attname
              and m.mask = 'hide')
   order by a.attnum
$$;
comment on function tenet_private.shown_columns(regclass) is 'The columns of a table that its api view has: not its scope, and not what is masked with hide.';

create or replace function tenet_private.sight(permission text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select coalesce('sees_' || pg_catalog.replace(permission, ':', '_'), 'sees_all')
$$;
comment on function tenet_private.sight(text) is 'Name, in an api view, of whether its reader holds a permission; of none: whether it is a job that forgets.';

create or replace function tenet_private.mask_condition(mask tenet.masks)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.concat_ws(' or ', 'reader.' || tenet_private.sight(mask.unless), '(' || mask.or_when || ')')
$$;
comment on function tenet_private.mask_condition(tenet.masks) is
  'Who sees the value, as an api view says it: whoever holds the permission, and everybody in a row for which or_when holds.';

create or replace function tenet_private.masked_value(mask tenet.masks, value text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  attribute pg_catalog.pg_attribute;
  kind "char";
  column_type text;
begin
  select a.* into strict attribute from pg_catalog.pg_attribute a where a.attrelid = mask.relation and a.attname = mask.column_name and not a.attisdropped;
  select t.typcategory into strict kind from pg_catalog.pg_type t where t.oid = attribute.atttypid;
  -- a number's precision is left out: the lower end of a bucket may have one digit more
  column_type := pg_catalog.format_type(attribute.atttypid, case when kind <> 'N' then attribute.atttypmod end);
  return case
    when mask.mask = 'hidden' then pg_catalog.format('null::%s', column_type)
    when mask.mask = 'constant' then pg_catalog.format('case when %s is not null then %L::%s end', value, mask.argument, column_type)
    when mask.mask = 'hash' then pg_catalog.format('tenet_private.token(%s::text, reader.inner_key, reader.outer_key)::%s', value, column_type)
    when mask.mask in ('email', 'phone', 'last4', 'name') then pg_catalog.format('tenet.mask_%s(%s::text)::%s', mask.mask, value, column_type)
    when mask.mask = 'year' then pg_catalog.format('tenet.mask_year(%s)', value)
    when mask.mask = 'bucket' then pg_catalog.format('tenet.mask_bucket(%s, %L::%s)', value, mask.argument, pg_catalog.format_type(attribute.atttypid, null))
    else pg_catalog.format('%s(%s)::%s', mask.mask, value, column_type)
  end;
end
$$;
comment on function tenet_private.masked_value(tenet.masks, text) is 'What a mask makes of an expression of its column''s type, as SQL of the same type.';

create or replace function tenet_private.check_mask(declared tenet.protected_tables, wanted tenet.masks)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  attribute pg_catalog.pg_attribute;
  kind "char";
  is_domain boolean;
  wrong text;
  custom pg_catalog.pg_proc;
begin
  select a.*
    into attribute
    from pg_catalog.pg_attribute a
   where a.attrelid = declared.relation
     and a.attname = wanted.column_name
     and a.attnum > 0
     and not a.attisdropped;
  if attribute.attname is null then
    raise exception 'table % has no column "%"', declared.relation, wanted.column_name
      using errcode = 'TN422', hint = 'Name a column of the table.';
  end if;
  if declared.scope = 'shared' then
    raise exception 'a shared table is reference data that everybody reads' using errcode = 'TN422', hint = 'Keep what must be masked in a table of its own.';
  end if;
  if wanted.column_name = any (tenet_private.scope_columns(declared.scope) || tenet_private.primary_key(declared.relation) || declared.parent_key) then
    raise exception 'column % of % says which row it is or whose, and cannot be masked', wanted.column_name, declared.relation
      using errcode = 'TN422', hint = 'Keep the value that must be masked in a column of its own.';
  end if;
  if wanted.mask <> 'hide' and exists (
    select
      from pg_catalog.pg_constraint c
     where c.conrelid = declared.relation and c.contype = 'f' and attribute.attnum = any (c.conkey)) then
    raise exception 'column % of % refers to another table: masked, it would refer to nothing', wanted.column_name, declared.relation
      using errcode = 'TN422', hint = 'with_ => ''hide'' leaves it out of the API; or mask what is in the other table.';
  end if;
  select t.typcategory, t.typtype = 'd' into kind, is_domain from pg_catalog.pg_type t where t.oid = attribute.atttypid;

  -- What the mask can be made of.
  if wanted.mask in ('email', 'phone', 'last4', 'name', 'hash') and kind <> 'S' then
    raise exception 'the mask % is for text, and % is %', wanted.mask, wanted.column_name, pg_catalog.format_type(attribute.atttypid, attribute.atttypmod)
      using errcode = 'TN422', hint = 'For other types: hidden, constant, year (dates), bucket (numbers), or a function of your own.';
  elsif wanted.mask in ('email', 'phone', 'last4', 'name', 'hash') and is_domain then
    raise exception 'column % is of a domain, whose checks a masked value might not pass', wanted.column_name
      using errcode = 'TN422', hint = 'with_ => ''hidden'', or a constant that passes.';
  elsif wanted.mask = 'year' and attribute.atttypid <> all ('{date,timestamp,timestamptz}'::regtype[]) then
    raise exception 'the mask year is for dates, and % is %', wanted.column_name, pg_catalog.format_type(attribute.atttypid, attribute.atttypmod)
      using errcode = 'TN422', hint = 'For other types: hidden, constant, bucket (numbers).';
  elsif wanted.mask = 'bucket' and attribute.atttypid <> all ('{smallint,integer,bigint,numeric,double precision}'::regtype[]) then
    raise exception 'the mask bucket is for numbers, and % is %', wanted.column_name, pg_catalog.format_type(attribute.atttypid, attribute.atttypmod)
      using errcode = 'TN422', hint = 'For other types: hidden, constant, year (dates).';
  elsif wanted.mask in ('constant', 'bucket') and wanted.argument is null then
    raise exception 'the mask % needs an argument', wanted.mask
      using errcode = 'TN422', hint = case wanted.mask when 'bucket' then 'argument => ''1000'' is how wide a bucket is.' else 'argument => ''…'' is what is shown.' end;
  elsif wanted.mask not in ('constant', 'bucket') and wanted.argument is not null then
    raise exception 'the mask % takes no argument', wanted.mask using errcode = 'TN422', hint = 'Leave argument out.';
  elsif wanted.mask not in ('hide', 'hidden', 'constant', 'email', 'phone', 'last4', 'name', 'hash', 'year', 'bucket') then
    begin
      select p.*
        into custom
        from pg_catalog.pg_proc p
       where p.oid = pg_catalog.to_regprocedure(pg_catalog.format('%s(%s)', wanted.mask, attribute.atttypid::regtype));
    exception when invalid_name or syntax_error or invalid_text_representation then
      null;   -- not the name of anything
    end;
    if custom.oid is null then
      raise exception 'there is no mask "%", and no function of that name for %', wanted.mask, pg_catalog.format_type(attribute.atttypid, null)
        using errcode = 'TN422',
              hint = 'Masks: hide, hidden, constant, email, phone, last4, name, hash, year, bucket; or the name of a function, with its schema, that takes and returns the column''s type.';
    elsif custom.provolatile <> 'i' or custom.prorettype <> attribute.atttypid or custom.proretset or custom.prokind <> 'f' or custom.prosecdef then
      raise exception 'the function % cannot be a mask', wanted.mask
        using errcode = 'TN422', hint = pg_catalog.format('It must be immutable, not security definer, and return %s.', pg_catalog.format_type(attribute.atttypid, null));
    elsif not pg_catalog.has_function_privilege('tenet_visitor', custom.oid, 'execute') then
      raise exception 'the readers of the view could not call %', wanted.mask
        using errcode = 'TN422', hint = pg_catalog.format('grant execute on function %s to tenet_visitor, tenet_views;', custom.oid::regprocedure);
    end if;
  end if;
  if wanted.mask in ('constant', 'bucket') then
    begin
      execute pg_catalog.format('select %L::%s', wanted.argument, pg_catalog.format_type(attribute.atttypid, attribute.atttypmod));
      if wanted.mask = 'bucket' and wanted.argument::numeric <= 0 then
        raise data_exception;
      end if;
    exception when data_exception or integrity_constraint_violation then
      raise exception '"%" is no argument for the mask % of a column of type %', wanted.argument, wanted.mask, pg_catalog.format_type(attribute.atttypid, attribute.atttypmod)
        using errcode = 'TN422', hint = case wanted.mask when 'bucket' then 'How wide a bucket is: more than 0.' else 'A value of the column''s type.' end;
    end;
  end if;
  if wanted.mask = 'hide' and attribute.attnotnull and not attribute.atthasdef and attribute.attgenerated = '' and attribute.attidentity = '' then
    raise exception 'column % of % has to have a value, which the API could not give', wanted.column_name, declared.relation
      using errcode = 'TN422', hint = pg_catalog.format('alter table %s alter column %I set default …;  or with_ => ''hidden''', declared.relation, wanted.column_name);
  end if;
  if wanted.mask = 'hide' and pg_catalog.num_nonnulls(wanted.unless, wanted.or_when, wanted.write) > 0 then
    raise exception 'what is left out of the API is left out for everybody' using errcode = 'TN422', hint = 'Leave unless, or_when and write out.';
  end if;

  -- What would tell the value by another way: whoever writes beside it, and sees that it is refused, learns something of it.
  select case
           when i.indexrelid is not null then pg_catalog.format('the unique key %s', i.indexrelid::regclass)
           when c.contype = 'c' then pg_catalog.format('the check %s', c.conname)
           when c.contype = 'x' then pg_catalog.format('the exclusion constraint %s', c.conname)
           when g.attname is not null then pg_catalog.format('the generated column %s', g.attname)
         end
    into wrong
    from pg_catalog.pg_depend d
    left join pg_catalog.pg_constraint c
      on d.classid = 'pg_catalog.pg_constraint'::regclass
     and c.oid = d.objid
    left join pg_catalog.pg_index i
      on i.indexrelid = case when d.classid = 'pg_catalog.pg_class'::regclass then d.objid else c.conindid end
     and i.indrelid = declared.relation
     and (i.indisunique or i.indisexclusion)
    left join pg_catalog.pg_attrdef f
      on d.classid = 'pg_catalog.pg_attrdef'::regclass
     and f.oid = d.objid
    left join pg_catalog.pg_attribute g
      on g.attrelid = f.adrelid
     and g.attnum = f.adnum
     and g.attgenerated <> ''
     and g.attnum <> attribute.attnum
   where d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.refobjid = declared.relation
     and d.refobjsubid = attribute.attnum
     and case
           -- who writes what is refused, sees it
           when i.indexrelid is not null then wanted.mask <> 'hide' and (wanted.write is null or wanted.write is distinct from wanted.unless)
           when c.contype = 'c' then pg_catalog.cardinality(c.conkey) > 1
           when g.attname is not null then not exists (
             select
               from tenet_private.column_masks(declared.relation) m
              where m.column_name = g.attname
                and tenet_private.mask_strictness(m.mask) >= tenet_private.mask_strictness(wanted.mask)
                and (m.mask = 'hide' or m.unless is not distinct from wanted.unless)
                and m.or_when is not distinct from wanted.or_when)
           else false
         end
   limit 1;
  if wrong is not null then
    raise exception 'column % of % cannot be masked: % would tell its value', wanted.column_name, declared.relation, wrong
      using errcode = 'TN422',
            hint = case
              when wrong like 'the unique key %' or wrong like 'the exclusion %' then 'Let only those write it who see it: write => the same permission as unless; or leave it out of the API: with_ => ''hide''.'
              when wrong like 'the generated %' then 'Mask that column in the same way, before this one.'
              else 'A check over several columns answers questions about each: split it, or drop it.'
            end;
  end if;
  if wanted.mask = 'hash' and (wanted.write is null or wanted.write is distinct from wanted.unless) then
    raise exception 'whoever writes a column and sees its tokens, finds out by trying which value a token stands for'
      using errcode = 'TN422', hint = 'Let only those write it who see it: write => the same permission as unless.';
  end if;
end
$$;
comment on function tenet_private.check_mask(tenet.protected_tables, tenet.masks) is
  'Raises TN422 when a mask does not fit its column, or when something else would tell the value that it hides.';

create or replace function tenet_private.check_mask_permission(permission text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if permission is null or exists (select from tenet.permissions p where p.name = check_mask_permission.permission) then
    return;
  end if;
  if permission !~ '^pii:[a-z][a-z0-9_]*$' then
    raise exception 'there is no permission "%"', permission
      using errcode = 'TN422', hint = 'tenet.permissions lists them. One of the form pii:… is made when it is first named; give it to roles with tenet.grant_permission.';
  end if;
  insert into tenet.permissions (name, description)
  values (permission, 'See what is masked for others.');
end
$$;
comment on function tenet_private.check_mask_permission(text) is
  'Raises TN422 for an unknown permission; one of the form pii:… becomes known, and is nobody''s until it is granted.';

create or replace function tenet.mask(
  relation text,
  column_name text,
  with_ text default 'hidden',
  unless text default null,
  argument text default null,
  or_when text default null,
  write text default null,
  reveal text default 'pii:reveal',
  step_up boolean default false
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $function$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
  before tenet.masks;
  of_label tenet.label_masks;
  wanted tenet.masks;
  attempt refcursor;
begin
  wanted.relation := declared.relation;
  wanted.column_name := mask.column_name;
  wanted.mask := coalesce(with_, 'hidden');
  wanted.argument := argument;
  wanted.unless := unless;
  wanted.or_when := nullif(pg_catalog.btrim(or_when), '');
  wanted.write := write;
  wanted.reveal := case when wanted.mask <> 'hide' then reveal end;
  wanted.step_up := coalesce(step_up, false);

  perform tenet_private.check_mask_permission(p) from pg_catalog.unnest(array[wanted.unless, wanted.write, wanted.reveal]) p;
  perform tenet_private.check_mask(declared, wanted);
  if wanted.or_when is not null then
    begin
      -- A cursor takes one statement: no text can end this one and begin another.
      open attempt for execute pg_catalog.format('select from %s where %s', declared.relation, wanted.or_when);
      close attempt;
    exception
      when syntax_error or undefined_column or undefined_function or datatype_mismatch or wrong_object_type
        or feature_not_supported or invalid_text_representation or undefined_table or undefined_object or invalid_schema_name
        or grouping_error or windowing_error or invalid_cursor_definition then
        raise exception 'the condition cannot be used: %', sqlerrm
          using errcode = 'TN422', hint = 'Write a condition over the columns of the row, for example $$ created_by = (select tenet.current_user_id()) $$.';
    end;
  end if;

  -- What a label asks for holds for every column that has it; one that asks for more may.
  select l.*
    into of_label
    from tenet.classified_columns c
    join tenet.label_masks l
      on l.label = c.label
   where c.relation = declared.relation
     and c.column_name = mask.column_name;
  if of_label.label is not null and (
    tenet_private.mask_strictness(wanted.mask) < tenet_private.mask_strictness(of_label.mask)
    or (wanted.mask <> 'hide' and (wanted.unless is distinct from of_label.unless and wanted.unless is not null or wanted.or_when is not null))) then
    raise exception 'column % is classified as %, which has the mask %', column_name, of_label.label, of_label.mask || coalesce(' unless ' || of_label.unless, '')
      using errcode = 'TN422', hint = 'A column may be masked more strictly than its label asks for, not less: classify it otherwise, or change tenet.mask_label.';
  end if;

  select * into before from tenet.masks m where m.relation = declared.relation and m.column_name = mask.column_name;
  if not found then
    insert into tenet.masks (relation, column_name, mask, argument, unless, or_when, write, reveal, step_up)
    values (wanted.relation, wanted.column_name, wanted.mask, wanted.argument, wanted.unless, wanted.or_when, wanted.write, wanted.reveal, wanted.step_up);
  elsif row(before.mask, before.argument, before.unless, before.or_when, before.write, before.reveal, before.step_up)
    is distinct from row(wanted.mask, wanted.argument, wanted.unless, wanted.or_when, wanted.write, wanted.reveal, wanted.step_up) then
    update tenet.masks m
       set mask = wanted.mask,
           argument = wanted.argument,
           unless = wanted.unless,
           or_when = wanted.or_when,
           write = wanted.write,
           reveal = wanted.reveal,
           step_up = wanted.step_up,
           version = m.version + 1,
           declared_at = pg_catalog.now(),
           declared_by = session_user
     where m.relation = declared.relation
       and m.column_name = mask.column_name;
  else
    perform tenet_private.build_table(declared.relation);
    return;
  end if;
  perform tenet_private.record_declaration('mask', declared.relation, pg_catalog.to_jsonb(wanted) - '{relation,label,version,declared_at,declared_by}'::text[]);
  perform tenet_private.build_table(declared.relation);
end
$function$;
comment on function tenet.mask(text, text, text, text, text, text, text, text, boolean) is
  'Shows a column masked to whoever may not see it. with_: hidden (null; the default), hide (left out of the API), constant (argument), email, phone, last4, name, hash (a token, the same for the same value of a tenant), year, bucket (argument: its width), or an immutable function of the column''s type. unless: the permission whose holders see the value; null: nobody. or_when: a condition over the row under which everybody sees it, such as one''s own. write: the permission that writing the column takes besides the row''s; null: none besides. reveal: the permission to see one value with api.reveal(); null: nobody; step_up: for which one must have signed in just now. Raises TN422 with a hint, also where a key, a check or a generated column would tell the value.';

create or replace function tenet.unmask(relation text, column_name text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  delete from tenet.masks m
   where m.relation = declared.relation
     and m.column_name = unmask.column_name;
  if not found then
    raise exception 'column "%" of % has no mask of its own', column_name, relation
      using errcode = 'TN422', hint = 'tenet.masked_columns lists those that have one; what a label asks for goes with tenet.declassify or tenet.mask_label.';
  end if;
  perform tenet_private.record_declaration('unmask', declared.relation, pg_catalog.jsonb_build_object('column_name', column_name));
  perform tenet_private.build_table(declared.relation);
end
$$;
comment on function tenet.unmask(text, text) is
  'Takes back what tenet.mask said of a column; the mask of its label, if there is one, is in force then. Raises TN422 for a column without a mask of its own.';

create or replace function tenet.mask_label(
  label text,
  with_ text,
  unless text default null,
  argument text default null,
  reveal text default 'pii:reveal',
  step_up boolean default false
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  conflict tenet.masks;
  concerned record;
begin
  if not exists (select from tenet.column_labels l where l.name = mask_label.label) then
    raise exception 'there is no label "%"', label
      using errcode = 'TN422', hint = 'Labels: ' || (select pg_catalog.string_agg(l.name, ', ' order by l.name) from tenet.column_labels l) || '.';
  end if;
  perform tenet_private.check_mask_permission(p) from pg_catalog.unnest(array[unless, reveal]) p;
  if with_ is null then
    delete from tenet.label_masks m where m.label = mask_label.label;
  else
    insert into tenet.label_masks (label, mask, argument, unless, reveal, step_up)
    values (mask_label.label, with_, mask_label.argument, mask_label.unless, case when with_ <> 'hide' then mask_label.reveal end, coalesce(mask_label.step_up, false))
    on conflict on constraint label_masks_pkey do update   -- the columns have the names of parameters
      set mask = excluded.mask,
          argument = excluded.argument,
          unless = excluded.unless,
          reveal = excluded.reveal,
          step_up = excluded.step_up,
          version = tenet.label_masks.version + 1,
          declared_at = pg_catalog.now(),
          declared_by = session_user;
    select m.*
      into conflict
      from tenet.masks m
      join tenet.classified_columns c
        on c.relation = m.relation
       and c.column_name = m.column_name
     where c.label = mask_label.label
       and m.mask <> 'hide'
       and (tenet_private.mask_strictness(m.mask) < tenet_private.mask_strictness(with_)
         or (m.unless is not null and m.unless is distinct from mask_label.unless)
         or m.or_when is not null)
     limit 1;
    if found then
      raise exception 'column % of %, classified as %, has the mask %, which shows more', conflict.column_name, conflict.relation, label, conflict.mask
        using errcode = 'TN422', hint = pg_catalog.format('select tenet.unmask(%L, %L);  and then this again', conflict.relation, conflict.column_name);
    end if;
  end if;
  perform tenet_private.record_declaration('mask_label', null,
    pg_catalog.jsonb_build_object('label', label, 'mask', with_, 'argument', argument, 'unless', unless, 'reveal', reveal, 'step_up', step_up));
  for concerned in
    select p as declared, c.column_name
      from tenet.classified_columns c
      join tenet.protected_tables p
        on p.relation = c.relation
     where c.label = mask_label.label
  loop
    perform tenet_private.check_mask(concerned.declared, m)
       from tenet_private.column_masks((concerned.declared).relation) m
      where m.column_name = concerned.column_name;
    perform tenet_private.build_table((concerned.declared).relation);
  end loop;
end
$$;
comment on function tenet.mask_label(text, text, text, text, text, boolean) is
  'Says how every column of a label is shown, now and later, unless it has a stricter mask of its own; with_ null: not masked by the label any more. Arguments as of tenet.mask. Raises TN422 for a column that has a weaker mask, or that the mask does not fit.';

set local role tenet_resolver;

create or replace function tenet_private.with_masks(payload jsonb, role text)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select case when pg_catalog.jsonb_typeof(payload -> 'relations') = 'object' then payload || pg_catalog.jsonb_build_object('relations', coalesce((
           select pg_catalog.jsonb_object_agg(r.key, r.value || pg_catalog.jsonb_build_object('masked', coalesce((
                    select pg_catalog.jsonb_agg(m.column_name order by m.column_name)
                      from tenet_private.column_masks() m
                      join pg_catalog.pg_class k
                        on k.oid = m.relation
                       and 'api.' || k.relname = r.key
                     where r.value -> 'columns' ? m.column_name::text
                       and not exists (select from tenet.role_permissions p where p.role = with_masks.role and p.permission = m.unless and p.allowed)), '[]')))
             from pg_catalog.jsonb_each(payload -> 'relations') r), '{}'))
           else payload
         end
$$;
comment on function tenet_private.with_masks(jsonb, text) is
  'What was read of relations, with which of its columns this role is shown masked.';
revoke execute on function tenet_private.with_masks(jsonb, text) from public;

reset role;
--! EndIncluded functions/masking.sql
--! Included functions/protection_masks.sql
-- Steps of tenet_private.build_table() for a table with masks: what its view shows, and the triggers by which the view is written.

create or replace function tenet_private.check_masked_columns(declared tenet.protected_tables)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  gone name := (
    select m.column_name
      from tenet.masks m
     where m.relation = declared.relation
       and not exists (select from pg_catalog.pg_attribute a where a.attrelid = m.relation and a.attname = m.column_name and a.attnum > 0 and not a.attisdropped)
     limit 1);
begin
  if gone is not null then
    raise exception 'column % of % is masked, and not there any more', gone, declared.relation
      using errcode = 'TN422',
            hint = pg_catalog.format('select tenet.unmask(%L, %L);  and, in the same migration, tenet.mask() with its new name if it was renamed', declared.relation, gone);
  end if;
  -- Keys, checks and generated columns that were made since the mask was declared.
  perform tenet_private.check_mask(declared, m) from tenet_private.column_masks(declared.relation) m;
end
$$;
comment on function tenet_private.check_masked_columns(tenet.protected_tables) is
  'Step of build_table: raises TN422 when a masked column has gone, for under another name it would be shown, or when something tells its value now.';

create or replace function tenet_private.check_masked_rules(declared tenet.protected_tables)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  wrong record;
begin
  select m.column_name, pg_catalog.format('the policy %s of %s', p.polname, p.polrelid::regclass) as teller
    into wrong
    from tenet_private.column_masks(declared.relation) m
    join pg_catalog.pg_attribute a
      on a.attrelid = m.relation
     and a.attname = m.column_name
    join pg_catalog.pg_depend d
      on d.classid = 'pg_catalog.pg_policy'::regclass
     and d.refclassid = 'pg_catalog.pg_class'::regclass
     and d.refobjid = m.relation
     and d.refobjsubid = a.attnum
    join pg_catalog.pg_policy p
      on p.oid = d.objid
   limit 1;
  if not found then
    select m.column_name, pg_catalog.format('or_when of the mask of %s', o.column_name) as teller
      into wrong
      from tenet_private.column_masks(declared.relation) m
      join tenet_private.column_masks(declared.relation) o
        on pg_catalog.strpos(pg_catalog.lower(o.or_when), pg_catalog.lower(m.column_name)) > 0   -- rather once too often
     limit 1;
  end if;
  if found then
    raise exception 'column % of % cannot be masked: % asks for its value, and shows by its answer what that is', wrong.column_name, declared.relation, wrong.teller
      using errcode = 'TN422', hint = 'Ask for a column that is not masked.';
  end if;
end
$$;
comment on function tenet_private.check_masked_rules(tenet.protected_tables) is
  'Step of build_table: raises TN422 when a row rule, or the condition of a mask, is over a masked column: which rows it holds for can be seen.';

create or replace function tenet_private.view_text(declared tenet.protected_tables)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  with columns as (
    select a.attnum, a.attname, m as mask, m.relation is not null as is_masked
      from tenet_private.shown_columns(declared.relation) a
      left join tenet_private.column_masks(declared.relation) m
        on m.column_name = a.attname
  )
  select pg_catalog.format('select %s%s from %s t%s',
           (select pg_catalog.string_agg(case
                     when not c.is_masked then pg_catalog.format('t.%I', c.attname)
                     else pg_catalog.format('case when %s then t.%2$I else %s end as %2$I', tenet_private.mask_condition(c.mask), c.attname,
                            tenet_private.masked_value(c.mask, pg_catalog.format('t.%I', c.attname)))
                   end, ', ' order by c.attnum)
              from columns c),
           -- one array a condition, whichever columns share it
           (select ', ' || pg_catalog.string_agg(pg_catalog.format('case when %s then ''{}''::text[] else %L::text[] end', g.condition, g.names), ' || ' order by g.names) || ' as masked_fields'
              from (
                     select tenet_private.mask_condition(c.mask) as condition, pg_catalog.array_agg(c.attname::text order by c.attnum) as names
                       from columns c
                      where c.is_masked
                      group by 1
                   ) g),
           declared.relation,
           -- One row, joined and not asked for by each column: a sub-select in each would look the session up as often. Postgres
           -- scans the table in the order that is wanted, and finds the reader beside each row. Without offset 0 each row would
           -- search the permissions anew.
           (select pg_catalog.format(' cross join (select %s from tenet.current_session s%s offset 0) as reader',
                     pg_catalog.concat_ws(', ',
                       pg_catalog.string_agg(distinct pg_catalog.format('coalesce(%s, false) as %I', pg_catalog.concat_ws(' or ',
                         pg_catalog.format('%L = any (s.permissions)', (c.mask).unless), 's.purpose in (''retention'', ''erasure'', ''canary'')'),
                         tenet_private.sight((c.mask).unless)), ', '),
                       case when pg_catalog.bool_or((c.mask).mask = 'hash') then 'k.inner_key, k.outer_key' end),
                     case when pg_catalog.bool_or((c.mask).mask = 'hash') then ' left join tenet_private.mask_keys k on k.tenant_id = s.tenant_id' else '' end)
              from columns c
             where c.is_masked
            having pg_catalog.count(*) > 0))
$$;
comment on function tenet_private.view_text(tenet.protected_tables) is
  'The query of an api view: the columns as they are, masked ones as what the reader may see, and with them masked_fields, which names those that are masked for this reader in this row.';

create or replace function tenet_private.is_distinct(relation regclass, column_name name)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  -- some types cannot be compared
  select pg_catalog.format(
           case when pg_catalog.format_type(a.atttypid, null) ~ '^(json|xml|point|line|lseg|box|path|polygon|circle)\M'
             then 'new.%I::text is distinct from old.%1$I::text'
             else 'new.%I is distinct from old.%1$I'
           end, a.attname)
    from pg_catalog.pg_attribute a
   where a.attrelid = is_distinct.relation
     and a.attname = is_distinct.column_name
$$;
comment on function tenet_private.is_distinct(regclass, name) is 'The condition that an update of a view changed this column.';

create or replace function tenet_private.write_guards(declared tenet.protected_tables, written name[])
  returns text
  language sql
  stable
  set search_path = ''
as $function$
  select pg_catalog.string_agg(pg_catalog.format($guard$
  if (tg_op = 'INSERT' and new.%I is not null or tg_op = 'UPDATE' and %s)
    and (select %L = any (s.permissions) or s.purpose in ('retention', 'erasure', 'canary') from tenet.current_session s) is not true then
    raise exception 'column %1$s is written by whoever holds %4$s' using errcode = 'TN403';
  end if;$guard$,
           m.column_name, tenet_private.is_distinct(declared.relation, m.column_name), m.write, m.write), '' order by m.column_name)
    from tenet_private.column_masks(declared.relation) m
   where m.write is not null
     and m.column_name = any (write_guards.written)
$function$;
comment on function tenet_private.write_guards(tenet.protected_tables, name[]) is
  'Statements that refuse to write a column whose mask names a permission for that, before anything else could answer.';

create or replace function tenet_private.mask_guards(declared tenet.protected_tables, written name[])
  returns text
  language sql
  stable
  set search_path = ''
as $function$
  select pg_catalog.string_agg(pg_catalog.format($guard$
  if %L = any (masked) and %s then
    raise exception 'column %s was given what is shown in the place of its value'
      using errcode = 'TN409', hint = 'Leave it out, or read the row again: somebody else has changed it.';
  end if;$guard$,
           m.column_name,
           pg_catalog.format(
             case
               -- every first of January is a value, too
               when m.mask in ('year', 'bucket') then $$tg_op = 'UPDATE' and given.%1$I is distinct from old.%1$I and given.%1$I = %2$s$$
               when m.mask = 'hash' then $$(tg_op = 'INSERT' or given.%1$I is distinct from old.%1$I) and given.%1$I::text ~ '^tok_[0-9a-f]{32}$'$$
               else $$(tg_op = 'INSERT' or given.%1$I::text is distinct from old.%1$I::text) and given.%1$I::text = (%2$s)::text and given.%1$I::text <> ''$$
             end,
             m.column_name, tenet_private.masked_value(m, pg_catalog.format('given.%I', m.column_name))),
           m.column_name), '' order by m.column_name)
    from tenet_private.column_masks(declared.relation) m
   where m.mask not in ('hide', 'hidden')
     and m.column_name = any (mask_guards.written)
$function$;
comment on function tenet_private.mask_guards(tenet.protected_tables, name[]) is
  'Statements that refuse a mask as a value from whoever sees the mask: what an old form sends back after the value has changed, or a copy of a masked row.';

create or replace function tenet_private.prefixed(prefix text, columns name[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.string_agg(pg_catalog.format('%s.%I', prefix, c.name), ', ' order by c.position)
    from pg_catalog.unnest(columns) with ordinality as c (name, position)
$$;
comment on function tenet_private.prefixed(text, name[]) is 'Column names, each behind the alias of its table, with commas between.';

create or replace function tenet_private.build_mask_triggers(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $build$
declare
  table_name name := (select c.relname from pg_catalog.pg_class c where c.oid = declared.relation);
  view_name text := pg_catalog.format('api.%I', table_name);
  function_name text := pg_catalog.format('tenet_private.%I', 'tg_write_' || table_name);
  key name[] := tenet_private.row_key(declared.relation, declared.scope);
  insertable name[] := coalesce(tenet_private.writable_columns(declared, 'insert'), '{}');
  updatable name[] := coalesce(tenet_private.writable_columns(declared, 'update'), '{}');
  unused record;
begin
  if exists (select from tenet_private.column_masks(declared.relation) m where m.mask <> 'hide') and pg_catalog.cardinality(insertable) > 0 then
    execute pg_catalog.format($function$
create or replace function %s()
  returns trigger
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $body$
declare
  given record := new;   -- null in a delete
  masked text[];
  written %s;
begin
  if tg_op = 'DELETE' then
    delete from %2$s as t where %7$s;
    return case when found then old end;
  end if;%3$s
  if tg_op = 'INSERT' then
    insert into %2$s as t (%4$s)
    values (%5$s)
    returning t.* into written;
  else
    -- only what was changed: of the rest, what somebody else has written meanwhile stays
    update %2$s as t
       set %6$s
     where %7$s
    returning t.* into written;
  end if;
  if not found then
    return null;
  end if;
  select v.* into new from %8$s v where (%9$s) = (%10$s);   -- what the writer may see of it
  masked := case tg_op when 'INSERT' then new.masked_fields else old.masked_fields end;%11$s
  return new;
end
$body$
$function$,
      function_name,
      declared.relation,
      coalesce(tenet_private.write_guards(declared, insertable || updatable), ''),
      tenet_private.column_list(insertable),
      tenet_private.prefixed('new', insertable),
      coalesce(
        (select pg_catalog.string_agg(pg_catalog.format('%I = case when %s then new.%1$I else t.%1$I end', c.name, tenet_private.is_distinct(declared.relation, c.name)), E',\n           ' order by c.position)
           from pg_catalog.unnest(updatable) with ordinality c (name, position)),
        pg_catalog.format('%I = t.%1$I', insertable[1])),
      (select pg_catalog.string_agg(pg_catalog.format('t.%I = old.%1$I', k.name), ' and ' order by k.position) from pg_catalog.unnest(key) with ordinality k (name, position)),
      view_name,
      tenet_private.prefixed('v', key),
      tenet_private.prefixed('written', key),
      coalesce(tenet_private.mask_guards(declared, insertable || updatable), ''));
    execute pg_catalog.format('comment on function %s() is %L', function_name,
      'Writes the rows of the view: only what was changed, so that no mask overwrites a value, and answers with what the writer may see.');
    -- tenet_views writes the table, under its policies; to be given a function it needs the right to create for a moment
    grant create on schema tenet_private to tenet_views;
    execute pg_catalog.format('alter function %s() owner to tenet_views', function_name);
    revoke create on schema tenet_private from tenet_views;
    execute pg_catalog.format('revoke execute on function %s() from public', function_name);
    execute pg_catalog.format('create or replace trigger _100_write instead of insert or update or delete on %s for each row execute function %s()', view_name, function_name);
    execute pg_catalog.format('comment on trigger _100_write on %s is %L', view_name, 'Masked columns are written through it.');
  else
    execute pg_catalog.format('drop trigger if exists _100_write on %s', view_name);
  end if;

  for unused in   -- of this table without masks, or under a former name
    select p.oid::regprocedure as name
      from pg_catalog.pg_proc p
     where p.pronamespace = 'tenet_private'::regnamespace
       and p.proname ~ '^tg_write_'
       and p.prorettype = 'trigger'::regtype
       and not exists (select from pg_catalog.pg_trigger t where t.tgfoid = p.oid)
  loop
    execute pg_catalog.format('drop function %s', unused.name);
  end loop;
end
$build$;
comment on function tenet_private.build_mask_triggers(tenet.protected_tables) is
  'Step of build_table: the function by which a view with masked columns is written; none where nothing is masked, for such a view is updatable by itself.';
--! EndIncluded functions/protection_masks.sql
--! Included functions/protection_exposure.sql
-- Steps of tenet_private.build_table() that open a protected table to the world: grants, and the api view with its comments.

create or replace function tenet_private.writable_columns(declared tenet.protected_tables, command text)
  returns name[]
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.array_agg(a.attname order by a.attnum)
    from pg_catalog.pg_attribute a
   where a.attrelid = declared.relation
     and a.attnum > 0
     and not a.attisdropped
     and a.attgenerated = ''
     and a.attidentity <> 'a'
     and a.attname <> all (tenet_private.scope_columns(declared.scope))
     and a.attname <> all (declared.read_only)
     and declared.scope <> 'shared'
     and a.attname in (select s.attname from tenet_private.shown_columns(declared.relation) s)
     -- An id is made by its default. A key without one is the client's to give, once.
     and (a.attname <> all (tenet_private.primary_key(declared.relation)) or (command = 'insert' and not a.atthasdef and a.attidentity = ''))
     and (command = 'insert' or a.attname is distinct from declared.parent_key)
$$;
comment on function tenet_private.writable_columns(tenet.protected_tables, text) is
  'The columns that the API may give on insert or update; null for none.';

create or replace function tenet_private.revoke_all(relation regclass)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  holder record;
begin
  for holder in
    select g.grantee
      from pg_catalog.pg_class c
     cross join pg_catalog.aclexplode(c.relacl) g
     where c.oid = relation
       and g.grantee <> c.relowner
    union
    select g.grantee
      from pg_catalog.pg_attribute a
     cross join pg_catalog.aclexplode(a.attacl) g
     where a.attrelid = relation
  loop
    execute pg_catalog.format('revoke all on %s from %s', relation,
      case when holder.grantee = 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(holder.grantee)) end);
  end loop;
end
$$;
comment on function tenet_private.revoke_all(regclass) is 'Takes every privilege on a relation and its columns from everybody but its owner.';

create or replace function tenet_private.build_grants(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform tenet_private.revoke_all(declared.relation);
  execute pg_catalog.format('grant select on %s to tenet_views', declared.relation);
  if declared.scope <> 'shared' then
    execute pg_catalog.format('grant delete on %s to tenet_views', declared.relation);
    perform tenet_private.grant_columns('insert', declared.relation, tenet_private.writable_columns(declared, 'insert'), 'tenet_views');
    perform tenet_private.grant_columns('update', declared.relation, tenet_private.writable_columns(declared, 'update'), 'tenet_views');
    -- A canary of retention is planted past its window: see tenet_private.plant_row(). The api view does not give this on.
    perform tenet_private.grant_columns('insert', declared.relation, array[r.measured_from], 'tenet_views')
       from tenet.retention_rules r
      where r.relation = declared.relation
        and r.canary is not null;
  end if;
end
$$;
comment on function tenet_private.build_grants(tenet.protected_tables) is
  'Step of build_table: only tenet_views reaches the table, and writes the writable columns; whatever else was granted goes.';

create or replace function tenet_private.grant_columns(command text, relation regclass, columns name[], grantee name)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if pg_catalog.cardinality(columns) > 0 then
    execute pg_catalog.format('grant %s (%s) on %s to %I', command, tenet_private.column_list(columns), relation, grantee);
  end if;
end
$$;
comment on function tenet_private.grant_columns(text, regclass, name[], name) is 'Grants insert or update of the listed columns; nothing for an empty list.';

create or replace function tenet_private.is_indexed(declared tenet.protected_tables, attnum smallint)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select
      from pg_catalog.pg_index i
     cross join lateral (
             select pg_catalog.min(k.position) as first_other
               from pg_catalog.unnest(tenet_private.column_names(i.indrelid, i.indkey::smallint[])) with ordinality as k (name, position)
              where k.name is null
                 or k.name <> all (tenet_private.scope_columns(declared.scope))
           ) as f
     where i.indrelid = declared.relation
       and i.indpred is null
       and i.indkey[f.first_other - 1] = is_indexed.attnum   -- an int2vector counts from 0
  )
$$;
comment on function tenet_private.is_indexed(tenet.protected_tables, smallint) is
  'Whether some index has this column right after the scope, so that filtering and ordering by it stay fast.';

create or replace function tenet_private.camel_case(name text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.lower(pg_catalog.left(name, 1)) || pg_catalog.substr(pg_catalog.replace(pg_catalog.initcap(pg_catalog.replace(name, '_', ' ')), ' ', ''), 2)
$$;
comment on function tenet_private.camel_case(text) is 'billing_country → billingCountry.';
grant execute on function tenet_private.camel_case(text) to tenet_resolver;

create or replace function tenet_private.view_comment(declared tenet.protected_tables)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.concat_ws(E'\n',
           '@primaryKey ' || pg_catalog.array_to_string(tenet_private.row_key(declared.relation, declared.scope), ','),
           (select pg_catalog.string_agg(
                     pg_catalog.format('@foreignKey (%s) references api.%s (%s)', r.column_name, c.relname,
                       (tenet_private.row_key(r.target, coalesce(t.scope, 'tenant')))[1])
                     -- GraphQL takes off _id by itself
                  || case when r.column_name ~ '_code$' then '|@fieldName ' || tenet_private.camel_case(pg_catalog.regexp_replace(r.column_name, '_code$', '')) else '' end,
                     E'\n' order by r.column_name)
              from tenet.table_references r
              join pg_catalog.pg_class c
                on c.oid = r.target
              left join tenet.protected_tables t
                on t.relation = r.target
             where r.relation = declared.relation
               and r.column_name in (select s.attname from tenet_private.shown_columns(declared.relation) s)),
           pg_catalog.obj_description(declared.relation, 'pg_class'))
$$;
comment on function tenet_private.view_comment(tenet.protected_tables) is
  'Comment of an api view: smart tags for the key and the references, then the table''s own comment.';

create or replace function tenet_private.column_comment(declared tenet.protected_tables, exposed pg_catalog.pg_attribute)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.concat_ws(E'\n',
           case when exposed.attnotnull and m.mask is distinct from 'hidden' then '@notNull' end,
           -- a masked value finds nothing, and its order would be of use to those alone who see it
           case when m.mask is null and tenet_private.is_indexed(declared, exposed.attnum) then '@behavior +filterBy +orderBy' else '@behavior -filterBy -orderBy' end,
           pg_catalog.col_description(declared.relation, exposed.attnum))
    from (select) as always
    left join tenet_private.column_masks(declared.relation) m
      on m.column_name = exposed.attname
$$;
comment on function tenet_private.column_comment(tenet.protected_tables, pg_catalog.pg_attribute) is
  'Comment of a column of an api view: smart tags, then the column''s own comment. Filters and orders exist for indexed columns only.';

create or replace function tenet_private.build_view(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  table_name name := (select c.relname from pg_catalog.pg_class c where c.oid = declared.relation);
  view_name text := pg_catalog.format('api.%I', table_name);
  existing pg_catalog.pg_class;
  definition text;
  exposed record;
begin
  select * into existing from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(view_name);
  if existing.oid is not null and not exists (
    select
      from pg_catalog.pg_depend d
      join pg_catalog.pg_rewrite w on w.oid = d.objid and d.classid = 'pg_catalog.pg_rewrite'::regclass
     where w.ev_class = existing.oid
       and d.refobjid = declared.relation
       and existing.relowner = 'tenet_views'::regrole) then
    raise exception 'there is something else named % already', view_name
      using errcode = 'TN422', hint = 'Rename it: the view of a protected table has the name of the table.';
  end if;

  if exists (select from pg_catalog.pg_attribute a where a.attrelid = declared.relation and a.attname = 'masked_fields' and not a.attisdropped) then
    raise exception 'column masked_fields of % has the name of what a view with masks says of itself', declared.relation
      using errcode = 'TN422', hint = 'Rename the column.';
  end if;
  definition := tenet_private.view_text(declared);

  begin
    execute pg_catalog.format('create or replace view %s as %s', view_name, definition);
  exception when invalid_table_definition then   -- columns went, or changed their order or type
    begin
      execute pg_catalog.format('drop view %s', view_name);
    exception when dependent_objects_still_exist then
      raise exception 'the columns of % changed, and something else is made from it: %', view_name, sqlerrm
        using errcode = 'TN422', hint = 'Drop what depends on the view before tenet.protect, and create it again after.';
    end;
    execute pg_catalog.format('create view %s as %s', view_name, definition);
  end;
  execute pg_catalog.format('alter view %s owner to tenet_views', view_name);
  execute pg_catalog.format('comment on view %s is %L', view_name, tenet_private.view_comment(declared));

  for exposed in
    select d.name from tenet.declared_objects d where d.relation = declared.relation and d.kind = 'view' and pg_catalog.to_regclass(d.name) <> view_name::regclass
  loop
    execute pg_catalog.format('drop view %s', exposed.name);   -- the table had another name
  end loop;

  perform tenet_private.revoke_all(view_name::regclass);
  execute pg_catalog.format('grant select on %s to tenet_visitor', view_name);
  if declared.scope <> 'shared' then
    execute pg_catalog.format('grant delete on %s to tenet_visitor', view_name);
    perform tenet_private.grant_columns('insert', view_name::regclass, tenet_private.writable_columns(declared, 'insert'), 'tenet_visitor');
    perform tenet_private.grant_columns('update', view_name::regclass, tenet_private.writable_columns(declared, 'update'), 'tenet_visitor');
  end if;

  for exposed in
    select a.attname as name,
           a.attname = any (coalesce(tenet_private.writable_columns(declared, 'insert'), '{}')) as insertable,
           pg_catalog.pg_get_expr(f.adbin, f.adrelid) as default_expression,
           tenet_private.column_comment(declared, a) as description
      from tenet_private.shown_columns(declared.relation) a
      left join pg_catalog.pg_attrdef f
        on f.adrelid = a.attrelid
       and f.adnum = a.attnum
  loop
    -- Only where the API may give a value does the view need to say that it can be left out.
    if exposed.insertable and exposed.default_expression is not null then
      execute pg_catalog.format('alter view %s alter column %I set default %s', view_name, exposed.name, exposed.default_expression);
    else
      execute pg_catalog.format('alter view %s alter column %I drop default', view_name, exposed.name);
    end if;
    execute pg_catalog.format('comment on column %s.%I is %L', view_name, exposed.name, exposed.description);
  end loop;
  if exists (select from tenet_private.column_masks(declared.relation) m where m.mask <> 'hide') then
    execute pg_catalog.format('comment on column %s.masked_fields is %L', view_name,
      E'@notNull\n@behavior -filterBy -orderBy -insert -update\nThe fields of this row that are masked for whoever reads it.');
  end if;
end
$$;
comment on function tenet_private.build_view(tenet.protected_tables) is
  'Step of build_table: the api view (plain, auto-updatable, owned by tenet_views), its grants, defaults, and the comments by which GraphQL knows keys, relations and what cannot be null.';
--! EndIncluded functions/protection_exposure.sql
--! Included functions/protection_policies.sql
-- Step of tenet_private.build_table() that says who may do what: which permission a command needs, and the policies of a table.

create or replace function tenet_private.command_permission(declared tenet.protected_tables, command text)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  by_rule text := (select r.permission from tenet.row_rules r where r.relation = declared.relation and r.command = command_permission.command);
  parent tenet.protected_tables;
begin
  if by_rule is not null then
    return by_rule;
  end if;
  if declared.parent is not null then
    -- A child is part of its parent: whoever may read that reads it, whoever may update that writes it.
    select * into strict parent from tenet.protected_tables p where p.relation = declared.parent;
    return tenet_private.command_permission(parent, case command when 'select' then 'select' else 'update' end);
  end if;
  return declared.resource || ':' || case command when 'select' then 'read' when 'insert' then 'create' else command end;
end
$$;
comment on function tenet_private.command_permission(tenet.protected_tables, text) is
  'The permission that a command on a protected table needs.';
grant execute on function tenet_private.command_permission(tenet.protected_tables, text) to tenet_auditor, tenet_resolver;   -- tenet.policy_matrix; what the trail may show

create or replace function tenet_private.floor_condition(scope_columns name[], permission text)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.format(
           case when pg_catalog.cardinality(scope_columns) > 1 then '(%s)' else '%s' end || ' = (select %s from tenet.current_session s where %L = any (s.permissions))',
           pg_catalog.array_to_string(scope_columns, ', '),
           's.' || pg_catalog.array_to_string(scope_columns, ', s.'),
           permission)
$$;
comment on function tenet_private.floor_condition(name[], text) is
  'The floor of a table: the row has the session''s tenant, workspace and so on, and the session holds the permission. One sub-select, evaluated once a statement, whose columns are index conditions; without the permission it has no row, and equals nothing.';

create or replace function tenet_private.visible_condition(declared tenet.protected_tables)
  returns text
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  by_rule text := (select r.condition from tenet.row_rules r where r.relation = declared.relation and r.command = 'select');
  key name[] := tenet_private.scope_columns(declared.scope);
  by_parent text;
begin
  -- What a rule hides, it hides with its children: a look-up by key for each row, only where there is such a rule.
  if exists (select from tenet.row_rules r where r.relation = declared.parent and r.command = 'select' and r.condition is not null) then
    select pg_catalog.format('exists (select from %s parent where (parent.%s) = (%s))',
             declared.parent,
             pg_catalog.array_to_string(key || tenet_private.row_key(declared.parent, declared.scope), ', parent.'),
             pg_catalog.quote_ident(c.relname) || '.' || pg_catalog.array_to_string(key || declared.parent_key, ', ' || pg_catalog.quote_ident(c.relname) || '.'))
      into by_parent
      from pg_catalog.pg_class c
     where c.oid = declared.relation;
  end if;
  return pg_catalog.concat_ws(' and ', '(' || by_rule || ')', by_parent);
end
$$;
comment on function tenet_private.visible_condition(tenet.protected_tables) is
  'What a row must satisfy to be seen, beyond the floor: the table''s rule on reading, and that its parent is visible where that has one. Empty for most tables.';

create or replace function tenet_private.rule_condition(condition text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.format(
    '(select s.purpose in (''retention'', ''erasure'', ''canary'') from tenet.current_session s) or (%s)',
    rule_condition.condition)
$$;
comment on function tenet_private.rule_condition(text) is
  'A row rule as a policy says it. Rules bind people: what must be forgotten by law is not kept by a rule of the product, so sessions of these jobs pass. The sub-select is evaluated once a statement, and null for people; it stands only where there is a rule.';

create or replace function tenet_private.build_policies(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  made record;
  one_command text;
  wanted text;
  rule tenet.row_rules;
  scope_columns name[];
  place text := case declared.scope when 'tenant' then 'tenant' else 'workspace' end;
  visible text := tenet_private.visible_condition(declared);
begin
  for made in
    select p.polname
      from pg_catalog.pg_policy p
     where p.polrelid = declared.relation
       and tenet_private.is_made_by_verbs('policy', p.polname)
  loop
    execute pg_catalog.format('drop policy %I on %s', made.polname, declared.relation);
  end loop;

  if declared.scope = 'shared' then
    perform tenet_private.build_policy(declared.relation, 'select_everybody', 'for select to tenet_views using (true)',
      'Reference data: every tenant reads it.');
    perform tenet_private.build_policy(declared.relation, 'all_owner', 'for all to tenet_owner using (true) with check (true)',
      'Migrations write it.');
    return;
  end if;

  perform tenet_private.build_policy(declared.relation, 'all_rows', 'for all to tenet_views using (true)',
    'The restrictive policies decide; row level security wants one that permits.');

  foreach one_command in array '{select,insert,update,delete}'::text[] loop
    -- Others may read a personal row, so reading has the floor of the workspace and a policy of its own.
    scope_columns := tenet_private.scope_columns(case when one_command = 'select' and declared.scope = 'personal' then 'workspace' else declared.scope end);
    wanted := tenet_private.floor_condition(scope_columns, tenet_private.command_permission(declared, one_command));
    perform tenet_private.build_policy(
      declared.relation,
      one_command || '_permitted',
      pg_catalog.format('as restrictive for %s %s', one_command, case one_command
        when 'insert' then pg_catalog.format('with check (%s)', wanted)
        when 'update' then pg_catalog.format('using (%s) with check (%1$s)', wanted)
        else pg_catalog.format('using (%s)', wanted)
      end),
      pg_catalog.format('Whoever holds %s, in their own %s%s.', tenet_private.command_permission(declared, one_command), place,
        case when 'user_id' = any (scope_columns) then ', for their own rows' end));

    -- A rule is a policy of its own, so that whatever its text says, it narrows.
    select * into rule from tenet.row_rules r where r.relation = declared.relation and r.command = one_command and r.command <> 'select';
    if pg_catalog.num_nonnulls(rule.condition, rule.check_condition) > 0 then
      perform tenet_private.build_policy(
        declared.relation,
        one_command || '_rule',
        pg_catalog.format('as restrictive for %s %s', one_command, case one_command
          when 'insert' then pg_catalog.format('with check (%s)', tenet_private.rule_condition(coalesce(rule.check_condition, rule.condition)))
          when 'update' then pg_catalog.format('using (%s) with check (%s)',
            tenet_private.rule_condition(coalesce(rule.condition, 'true')), tenet_private.rule_condition(coalesce(rule.check_condition, rule.condition)))
          else pg_catalog.format('using (%s)', tenet_private.rule_condition(rule.condition))
        end),
        coalesce(rule.reason, 'A row rule of this table.'));
    end if;

    -- Postgres asks an update or delete for the policies on reading only when it reads a column.
    if one_command <> 'insert' and visible <> '' then
      perform tenet_private.build_policy(declared.relation, one_command || '_visible',
        pg_catalog.format('as restrictive for %s using (%s)%s', one_command, tenet_private.rule_condition(visible), case one_command when 'update' then ' with check (true)' end),
        'What the rule on reading hides, here or in the parent, is not there for any command.');
    end if;
  end loop;

  if declared.scope = 'personal' then
    perform tenet_private.build_policy(declared.relation, 'select_own',
      pg_catalog.format('as restrictive for select using (user_id = (select s.user_id from tenet.current_session s) or (select %L = any (s.permissions) from tenet.current_session s))',
        declared.resource || ':read_all'),
      pg_catalog.format('A row is its own user''s; whoever also holds %s:read_all sees those of others.', declared.resource));
  end if;
end
$$;
comment on function tenet_private.build_policies(tenet.protected_tables) is
  'Step of build_table: for each command one restrictive policy that is its floor (tenant, workspace, permission) and one for a row rule, over a permissive one that means every row. A policy that is added by hand can narrow, never widen.';

create or replace function tenet_private.build_policy(relation regclass, policy name, body text, description text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute pg_catalog.format('create policy %I on %s %s', policy, relation, body);
  execute pg_catalog.format('comment on policy %I on %s is %L', policy, relation, description);
end
$$;
comment on function tenet_private.build_policy(regclass, name, text, text) is 'Creates one policy with its comment.';
--! EndIncluded functions/protection_policies.sql
--! Included functions/protection_audit.sql
-- Step of tenet_private.build_table() by which every change of a protected table is recorded, and the verb that says which columns
-- the trail must not hold.

insert into tenet.column_labels as l (name, recorded, receipt_by_key, description) values
  ('secret',    false, true,  'A credential or key: never in the audit trail.'),
  ('sensitive', true,  true,  'Special categories of personal data, identity numbers, money accounts: whoever reads it is recorded with the rows that were read.'),
  ('personal',  true,  false, 'Tells who a person is or how to reach them.')
on conflict (name) do update
  set recorded = excluded.recorded,
      receipt_by_key = excluded.receipt_by_key,
      description = excluded.description
where row(l.*) is distinct from row(excluded.*);

create or replace function tenet.classify(relation text, column_name text, label text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  if not exists (
    select
      from pg_catalog.pg_attribute a
     where a.attrelid = declared.relation
       and a.attname = classify.column_name
       and a.attnum > 0
       and not a.attisdropped
       and a.attname <> all (tenet_private.scope_columns(declared.scope) || tenet_private.primary_key(declared.relation))) then
    raise exception 'table % has no column "%" that could be classified', relation, column_name
      using errcode = 'TN422', hint = 'Name a column of the table; its scope and its primary key are in the trail as what they are.';
  end if;
  if not exists (select from tenet.column_labels l where l.name = classify.label) then
    raise exception 'there is no label "%"', label
      using errcode = 'TN422', hint = 'Labels: ' || (select pg_catalog.string_agg(l.name, ', ' order by l.name) from tenet.column_labels l) || '.';
  end if;
  if not exists (
    select
      from tenet.classified_columns c
     where c.relation = declared.relation
       and c.column_name = classify.column_name
       and c.label = classify.label) then
    insert into tenet.classified_columns (relation, column_name, label)
    values (declared.relation, classify.column_name, classify.label)
    on conflict on constraint classified_columns_pkey do update   -- the columns have the names of parameters
      set label = excluded.label,
          version = tenet.classified_columns.version + 1,
          declared_at = pg_catalog.now(),
          declared_by = session_user;
    perform tenet_private.record_declaration('classify', declared.relation, pg_catalog.jsonb_build_object('column_name', column_name, 'label', label));
  end if;
  perform tenet_private.build_table(declared.relation);
end
$$;
comment on function tenet.classify(text, text, text) is
  'Says what kind of data a column holds: secret (never in the audit trail), sensitive (who reads it is recorded by row), personal. Replaces an earlier label. Raises TN422 for an unknown column or label.';

create or replace function tenet.declassify(relation text, column_name text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  delete from tenet.classified_columns c
   where c.relation = declared.relation
     and c.column_name = declassify.column_name;
  if not found then
    raise exception 'column "%" of % is not classified', column_name, relation
      using errcode = 'TN422', hint = 'tenet.classified_columns lists those that are.';
  end if;
  perform tenet_private.record_declaration('declassify', declared.relation, pg_catalog.jsonb_build_object('column_name', column_name));
  perform tenet_private.build_table(declared.relation);
end
$$;
comment on function tenet.declassify(text, text) is
  'Takes back what tenet.classify said of a column: one that holds something else now, or is not there any more. Raises TN422 for a column that is not classified.';

create or replace function tenet_private.build_audit(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  secret name[] := array(
    select c.column_name
      from tenet.classified_columns c
      join tenet.column_labels l
        on l.name = c.label
     where c.relation = declared.relation
       and not l.recorded
     order by c.column_name);
  masks jsonb := (
    select pg_catalog.jsonb_object_agg(m.column_name, pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('mask', m.mask, 'argument', m.argument)) order by m.column_name)
      from tenet_private.column_masks(declared.relation) m
     where m.column_name <> all (secret));
  arguments text := pg_catalog.format('%L, %L, %L, %L',
    tenet_private.singular((select c.relname from pg_catalog.pg_class c where c.oid = declared.relation)),
    tenet_private.row_key(declared.relation, declared.scope),
    '{tenant_id,workspace_id}'::name[] || secret,
    secret) || case when masks is null then '' else pg_catalog.format(', %L', masks) end;
  gone name := (
    select c.column_name
      from tenet.classified_columns c
     where c.relation = declared.relation
       and not exists (select from pg_catalog.pg_attribute a where a.attrelid = c.relation and a.attname = c.column_name and a.attnum > 0 and not a.attisdropped)
     limit 1);
  one record;
begin
  if gone is not null then
    raise exception 'column % of % is classified, and not there any more', gone, declared.relation
      using errcode = 'TN422',
            hint = pg_catalog.format('select tenet.declassify(%L, %L);  and, in the same migration, tenet.classify() with its new name if it was renamed', declared.relation, gone);
  end if;
  for one in
    select *
      from (values
             ('_500_audit_insert', 'insert', 'new table as new_rows'),
             ('_500_audit_update', 'update', 'old table as old_rows new table as new_rows'),
             ('_500_audit_delete', 'delete', 'old table as old_rows')
           ) as t (name, command, transition)
  loop
    execute pg_catalog.format(
      'create or replace trigger %I after %s on %s referencing %s for each statement execute function tenet_private.tg_audit(%s)',
      one.name, one.command, declared.relation, one.transition, arguments);
    execute pg_catalog.format('comment on trigger %I on %s is %L', one.name, declared.relation, 'Every change is an event of the audit trail.');
  end loop;
  for one in   -- partitions too, which can be truncated by themselves
    select declared.relation as relation
    union
    select t.relid from pg_catalog.pg_partition_tree(declared.relation) t
  loop
    execute pg_catalog.format(
      'create or replace trigger _500_audit_truncate before truncate on %s for each statement execute function tenet_private.tg_refuse_truncate()', one.relation);
    execute pg_catalog.format('comment on trigger _500_audit_truncate on %s is %L', one.relation, 'No row goes without an event.');
  end loop;
end
$$;
comment on function tenet_private.build_audit(tenet.protected_tables) is
  'Step of build_table: statement triggers that record each row, without the columns whose label keeps them out, and with the masks of those that have one.';

create or replace function tenet.audit(relation text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  perform tenet_private.build_audit(declared);
  perform tenet_private.remember_objects(declared.relation);
end
$$;
comment on function tenet.audit(text) is
  'Makes the triggers by which every change of a protected table is recorded, as tenet.protect does by itself: again, where somebody dropped or disabled them. Raises TN422 for a table that is not protected.';

set local role tenet_resolver;

create or replace function tenet_private.unreadable_objects()
  returns text[]
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select (
  select coalesce(pg_catalog.array_agg(k.relname::text), '{}')
    from tenet.protected_tables p
    join pg_catalog.pg_class k
      on k.oid = p.relation
   where p.scope <> 'shared'
     and not exists (
           select
             from tenet.current_session s
            where tenet_private.command_permission(p, 'select') = any (s.permissions)
              and (p.scope <> 'personal' or p.resource || ':read_all' = any (s.permissions)))
  ) || (
  select coalesce(pg_catalog.array_agg(k.relname || '.' || m.column_name), '{}')
    from tenet_private.column_masks() m
    join pg_catalog.pg_class k
      on k.oid = m.relation
   where not exists (select from tenet.current_session s where m.unless = any (s.permissions))
  )
$$;
comment on function tenet_private.unreadable_objects() is
  'The protected tables whose rows the session may not read all of, by the permission that reading them takes: what the trail tells of them is told without their values. Rows of a person''s own, unless the session may read everybody''s. And the masked columns whose values it may not see, as <table>.<column>.';
revoke execute on function tenet_private.unreadable_objects() from public;
grant execute on function tenet_private.unreadable_objects() to tenet_views, tenet_visitor;   -- a view's functions are called as its reader

create or replace function tenet_private.is_withheld(object_type text, payload jsonb, unreadable text[])
  returns boolean
  language sql
  stable
  parallel safe
  set search_path = ''
as $$
  select coalesce(object_type = any (unreadable), false) or exists (
    select
      from pg_catalog.unnest(array[payload -> 'before', payload -> 'after']) as d (doc)
     cross join lateral pg_catalog.jsonb_each(case pg_catalog.jsonb_typeof(d.doc) when 'object' then d.doc else '{}' end) c
     where object_type || '.' || c.key = any (unreadable)
       and c.value <> 'null'
       and case pg_catalog.jsonb_typeof(c.value) when 'object' then c.value - '{masked,hash}'::text[] <> '{}' or not c.value ? 'hash' else true end)   -- before it was masked
$$;
comment on function tenet_private.is_withheld(text, jsonb, text[]) is
  'Whether the payload of an event is kept from a reader, given unreadable_objects(): rows of a table that they may not read, or a value that was recorded before its column was masked.';
revoke execute on function tenet_private.is_withheld(text, jsonb, text[]) from public;
grant execute on function tenet_private.is_withheld(text, jsonb, text[]) to tenet_views, tenet_visitor;   -- a view's functions are called as its reader

create or replace function tenet_private.classified_columns()
  returns table (relation text, column_name text, label text, receipt_by_key boolean)
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select k.relname::text, c.column_name::text, c.label, l.receipt_by_key
    from tenet.classified_columns c
    join tenet.column_labels l
      on l.name = c.label
    join pg_catalog.pg_class k
      on k.oid = c.relation
   order by 1, 2
$$;
comment on function tenet_private.classified_columns() is 'Which columns of which api views are classified, for the server''s receipts of what was read.';
revoke execute on function tenet_private.classified_columns() from public;
grant execute on function tenet_private.classified_columns() to tenet_gateway;

reset role;
--! EndIncluded functions/protection_audit.sql
--! Included functions/protection_build.sql
-- What the verbs make out of a declaration: plain Postgres objects that \d, pg_policies and \sf show as they are.
-- tenet_private.build_table() is the table of contents; each step can be run again.

create or replace function tenet_private.build_table(relation regclass)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables;
begin
  select * into strict declared from tenet.protected_tables p where p.relation = build_table.relation;
  perform tenet_private.check_keys(declared.relation, declared.scope);   -- also those that were made since by hand
  perform tenet_private.check_masked_columns(declared);
  perform tenet_private.build_security(declared);
  perform tenet_private.build_columns(declared);
  perform tenet_private.build_keys(declared);
  perform tenet_private.build_retention(declared);
  perform tenet_private.build_policies(declared);
  perform tenet_private.check_masked_rules(declared);
  perform tenet_private.build_triggers(declared);
  perform tenet_private.build_grants(declared);
  perform tenet_private.build_view(declared);
  perform tenet_private.build_mask_triggers(declared);
  perform tenet_private.remember_objects(declared.relation);
end
$$;
comment on function tenet_private.build_table(regclass) is
  'Makes everything that protects one table from its declaration, and remembers it for tenet.drift.';

create or replace function tenet_private.forget_dropped_tables()
  returns void
  language sql
  volatile
  set search_path = ''
as $$
  delete from tenet.protected_tables p
   where not exists (select from pg_catalog.pg_class c where c.oid = p.relation)
$$;
comment on function tenet_private.forget_dropped_tables() is
  'Drops the declarations of tables that are gone. tenet.declarations keeps that they were.';

create or replace function tenet_private.build_security(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  part regclass;
begin
  -- Partitions too: they hold no policy and no grant, so that nobody reaches a row around its parent.
  for part in
    select declared.relation
    union
    select t.relid from pg_catalog.pg_partition_tree(declared.relation) t
  loop
    execute pg_catalog.format('alter table %s enable row level security, force row level security', part);
  end loop;
end
$$;
comment on function tenet_private.build_security(tenet.protected_tables) is
  'Step of build_table: row level security, enabled and forced, on the table and its partitions.';

create or replace function tenet_private.build_columns(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  wanted record;
begin
  for wanted in
    select d.column_name, d.expression
      from (values
             ('tenant_id', 'tenet.current_tenant_id()', 'tenant_id' = any (tenet_private.scope_columns(declared.scope))),
             ('workspace_id', 'tenet.current_workspace_id()', 'workspace_id' = any (tenet_private.scope_columns(declared.scope))),
             ('user_id', 'tenet.current_user_id()', declared.scope = 'personal'),
             ('created_by', 'tenet.current_user_id()', declared.scope <> 'shared'),
             ('id', 'pg_catalog.gen_random_uuid()', declared.scope <> 'shared')
           ) as d (column_name, expression, applies)
      join pg_catalog.pg_attribute a
        on a.attrelid = declared.relation
       and a.attname = d.column_name
       and a.atttypid = 'uuid'::regtype
       and not a.attisdropped
      left join pg_catalog.pg_attrdef f
        on f.adrelid = a.attrelid
       and f.adnum = a.attnum
     where d.applies
       and (f.oid is null
         or (d.column_name <> 'id' and pg_catalog.pg_get_expr(f.adbin, f.adrelid) <> d.expression))
  loop
    execute pg_catalog.format('alter table %s alter column %I set default %s', declared.relation, wanted.column_name, wanted.expression);
  end loop;

  for wanted in
    select d.column_name, d.description
      from (values
             ('tenant_id', 'The tenant whose row it is; from the session, never given.'),
             ('workspace_id', 'The workspace whose row it is; from the session, never given.'),
             ('user_id', 'The user whose row it is; from the session, never given.'),
             ('id', 'Identifies the row.'),
             ('created_at', 'When the row was made.'),
             ('created_by', 'The user who made it; null when a job or an import did.'),
             ('updated_at', 'When the row was last changed.')
           ) as d (column_name, description)
      join pg_catalog.pg_attribute a
        on a.attrelid = declared.relation
       and a.attname = d.column_name
       and not a.attisdropped
     where pg_catalog.col_description(a.attrelid, a.attnum) is null
       and (d.column_name <> 'user_id' or declared.scope = 'personal')
  loop
    execute pg_catalog.format('comment on column %s.%I is %L', declared.relation, wanted.column_name, wanted.description);
  end loop;
end
$$;
comment on function tenet_private.build_columns(tenet.protected_tables) is
  'Step of build_table: scope columns and created_by come from the session, an id without a default is a random uuid, and the columns that most tables have say what they are unless the table says it.';

create or replace function tenet_private.build_keys(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  scope_columns name[] := tenet_private.scope_columns(declared.scope);
  table_name name := (select c.relname from pg_catalog.pg_class c where c.oid = declared.relation);
  key name[] := scope_columns || tenet_private.row_key(declared.relation, declared.scope);
  reference record;
  wanted text;
  existing record;
begin
  -- The whole key, scope first: what composite foreign keys point to, and an index of the scope.
  if not exists (
    select
      from pg_catalog.pg_constraint c
     where c.conrelid = declared.relation
       and c.contype in ('p', 'u')
       and tenet_private.column_names(c.conrelid, c.conkey) = key
  ) then
    execute pg_catalog.format('alter table %s add constraint %I unique (%s)', declared.relation, table_name || '_scope_key', tenet_private.column_list(key));
  end if;

  -- A workspace belongs to one tenant. Without this the planner multiplies both selectivities, fetches the workspace and sorts it.
  if pg_catalog.cardinality(scope_columns) > 1
    and not exists (select from pg_catalog.pg_statistic_ext s where s.stxrelid = declared.relation and s.stxname = (table_name || '_scope')::name) then   -- the cast cuts as Postgres does
    execute pg_catalog.format('create statistics app.%I (dependencies) on %s from %s',
      table_name || '_scope', tenet_private.column_list(scope_columns), declared.relation);
    execute pg_catalog.format('comment on statistics app.%I is %L', table_name || '_scope',
      'The scope columns depend on each other: keeps ordered pages on their index.');
  end if;

  for reference in
    select r.column_name, r.target, r.on_delete,
           tenet_private.scope_columns(coalesce(t.scope, 'tenant')) as target_scope,
           tenet_private.row_key(r.target, coalesce(t.scope, 'tenant')) as target_key
      from tenet.table_references r
      left join tenet.protected_tables t
        on t.relation = r.target
     where r.relation = declared.relation
  loop
    wanted := pg_catalog.format('FOREIGN KEY (%s) REFERENCES %s(%s)%s',
      tenet_private.column_list(reference.target_scope || reference.column_name),
      reference.target,
      tenet_private.column_list(reference.target_scope || reference.target_key),
      case reference.on_delete
        when 'cascade' then ' ON DELETE CASCADE'
        when 'set null' then pg_catalog.format(' ON DELETE SET NULL (%I)', reference.column_name)
        else ' ON DELETE RESTRICT'
      end);
    select c.conname, pg_catalog.pg_get_constraintdef(c.oid) as definition
      into existing
      from pg_catalog.pg_constraint c
     where c.conrelid = declared.relation
       and c.contype = 'f'
       and c.conname = (table_name || '_' || reference.column_name || '_fkey')::name;   -- the cast cuts as Postgres does
    if existing.definition is distinct from wanted then
      if existing.conname is not null then
        execute pg_catalog.format('alter table %s drop constraint %I', declared.relation, existing.conname);
      end if;
      execute pg_catalog.format('alter table %s add constraint %I %s', declared.relation, table_name || '_' || reference.column_name || '_fkey', wanted);
    end if;

    -- Unless some index starts with the scope and this column already.
    if not exists (
      select
        from pg_catalog.pg_index i
       where i.indrelid = declared.relation
         and i.indpred is null
         and (tenet_private.column_names(i.indrelid, i.indkey::smallint[]))[1:pg_catalog.cardinality(scope_columns) + 1] = scope_columns || reference.column_name
    ) then
      execute pg_catalog.format('create index on %s (%s)', declared.relation, tenet_private.column_list(scope_columns || reference.column_name));
    end if;
  end loop;
end
$$;
comment on function tenet_private.build_keys(tenet.protected_tables) is
  'Step of build_table: the scope key, the statistics of the scope, and composite foreign keys with their indexes.';

create or replace function tenet_private.tg_scope_is_immutable()
  returns trigger
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  raise exception 'a row never changes its tenant, workspace or user'
    using errcode = '42501';
end
$$;
comment on function tenet_private.tg_scope_is_immutable() is
  'Refuses an update that moves a row to another scope, whoever makes it. Its trigger fires when that is tried.';

create or replace function tenet_private.tg_touch()
  returns trigger
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  new.updated_at := pg_catalog.now();
  return new;
end
$$;
comment on function tenet_private.tg_touch() is 'Sets updated_at to the time of the transaction.';

create or replace function tenet_private.build_triggers(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  moved text := (
    select pg_catalog.string_agg(pg_catalog.format('old.%I is distinct from new.%1$I', c.name), ' or ' order by c.position)
      from pg_catalog.unnest(tenet_private.scope_columns(declared.scope)) with ordinality as c (name, position)
  );
begin
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = declared.relation and a.attname = 'updated_at' and not a.attisdropped) then
    execute pg_catalog.format(
      'create or replace trigger _100_touch before update on %s for each row execute function tenet_private.tg_touch()', declared.relation);
    execute pg_catalog.format('comment on trigger _100_touch on %s is %L', declared.relation, 'Keeps updated_at.');
  end if;
  if moved is not null then
    execute pg_catalog.format(
      'create or replace trigger _900_scope_is_immutable before update on %s for each row when (%s) execute function tenet_private.tg_scope_is_immutable()',
      declared.relation, moved);
    execute pg_catalog.format('comment on trigger _900_scope_is_immutable on %s is %L', declared.relation, 'No row moves to another scope.');
  end if;
  perform tenet_private.build_audit(declared);
end
$$;
comment on function tenet_private.build_triggers(tenet.protected_tables) is
  'Step of build_table: updated_at is kept, the scope of a row never changes, and every change is recorded.';
--! EndIncluded functions/protection_build.sql
--! Included functions/protection.sql
-- The verbs protect, refer and allow: declare once, in SQL, how a table is protected.
--
-- A verb checks its arguments, stores what was declared, and has tenet_private.build_table() make plain Postgres objects from it.
-- They run as tenet_owner, in a migration; all are idempotent, and an error leaves nothing behind.

create or replace function tenet.protect(
  relation text,
  scope text default null,
  parent text default null,
  parent_key text default null,
  resource text default null,
  read_only text[] default null,
  reason text default null
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  governed regclass := tenet_private.find_table(relation);
  declared tenet.protected_tables;
  elder tenet.protected_tables;
  wanted tenet.protected_tables;
  column_name name;
begin
  perform tenet_private.forget_dropped_tables();

  if parent is not null then
    elder := tenet_private.find_protected(parent);
    if elder.scope = 'shared' or scope <> elder.scope then
      raise exception 'a child has the scope of its parent, and % has the scope %', parent, elder.scope
        using errcode = 'TN422', hint = 'Leave scope out for a child; a shared table has no children.';
    end if;
    if exists (
      with recursive elders as (
        select elder.relation as relation, elder.parent as parent
         union all
        select p.relation, p.parent
          from elders e
          join tenet.protected_tables p
            on p.relation = e.parent
      )
      select from elders e where e.relation = governed
    ) then
      raise exception '% cannot be a child of %, which is itself or one of its own children', relation, parent
        using errcode = 'TN422', hint = 'Refer to the same table with tenet.refer instead.';
    end if;
  elsif parent_key is not null then
    raise exception 'parent_key without a parent'
      using errcode = 'TN422', hint = pg_catalog.format('select tenet.protect(%L, parent => ''app.…'', parent_key => %L);', relation, parent_key);
  end if;

  wanted.relation := governed;
  wanted.scope := coalesce(scope, elder.scope, 'workspace');
  wanted.parent := elder.relation;
  wanted.parent_key := case when parent is not null then coalesce(parent_key, tenet_private.singular(pg_catalog.split_part(elder.relation::text, '.', 2)) || '_id') end;
  wanted.resource := coalesce(resource, elder.resource, tenet_private.singular(
    (select c.relname from pg_catalog.pg_class c where c.oid = governed)));
  wanted.reason := reason;

  if wanted.scope not in ('workspace', 'tenant', 'personal', 'shared') then
    raise exception 'there is no scope "%"', scope
      using errcode = 'TN422',
            hint = 'Scopes: workspace (the default), tenant (all workspaces of a tenant), personal (its own user), shared (reference data; needs a reason).';
  end if;
  if wanted.scope = 'shared' and coalesce(reason, '') = '' then
    raise exception 'a shared table is readable by every tenant, and needs a reason'
      using errcode = 'TN422', hint = pg_catalog.format('select tenet.protect(%L, ''shared'', reason => ''…'');', relation);
  end if;
  if wanted.resource !~ '^[a-z][a-z0-9_]*$' then
    raise exception '"%" cannot be the name of a resource', wanted.resource
      using errcode = 'TN422', hint = pg_catalog.format('Give one in lower case: select tenet.protect(%L, resource => ''…'');', relation);
  end if;

  if wanted.parent is null and (wanted.resource = 'member' or exists (
    select from tenet.protected_tables p where p.resource = wanted.resource and p.parent is null and p.scope <> 'shared' and p.relation <> governed)) then
    raise exception 'another table has the resource "%" already', wanted.resource
      using errcode = 'TN422', hint = pg_catalog.format('Its permissions would be theirs as well. Give another: select tenet.protect(%L, resource => ''…'');', relation);
  end if;

  foreach column_name in array tenet_private.scope_columns(wanted.scope) loop
    perform tenet_private.check_column(governed, column_name, 'uuid', true, pg_catalog.format('the scope %s needs it', wanted.scope));
  end loop;
  foreach column_name in array '{tenant_id,workspace_id}'::name[] loop
    if column_name <> all (tenet_private.scope_columns(wanted.scope))
      and exists (select from pg_catalog.pg_attribute a where a.attrelid = governed and a.attname = column_name and not a.attisdropped) then
      raise exception 'table % has a column %, which the scope % does not use', governed, column_name, wanted.scope
        using errcode = 'TN422', hint = 'Choose the scope that fits, or drop the column.';
    end if;
  end loop;
  if parent is not null then
    perform tenet_private.check_column(governed, wanted.parent_key, 'uuid', true, pg_catalog.format('it names the parent in %s', parent));
  end if;

  foreach column_name in array coalesce(read_only, '{}') loop
    if not exists (select from pg_catalog.pg_attribute a where a.attrelid = governed and a.attname = column_name and a.attnum > 0 and not a.attisdropped) then
      raise exception 'table % has no column %, which read_only names', governed, column_name
        using errcode = 'TN422', hint = 'read_only lists columns of the table that the API never writes.';
    end if;
  end loop;
  wanted.read_only := array(
    select distinct r.name
      from pg_catalog.unnest(coalesce(read_only, '{}')::name[] || '{created_at,created_by,updated_at}'::name[]) as r (name)
      join pg_catalog.pg_attribute a on a.attrelid = governed and a.attname = r.name and not a.attisdropped
     order by r.name);

  if wanted.scope <> 'shared' and parent is null then
    perform tenet_private.register_permission(
      pg_catalog.format('%s:%s', wanted.resource, p.action),
      pg_catalog.format('%s rows of %s.', pg_catalog.initcap(p.verb), governed))
      from (values ('read', 'read'), ('create', 'create'), ('update', 'update'), ('delete', 'delete')) as p (action, verb);
    if wanted.scope = 'personal' then
      perform tenet_private.register_permission(
        wanted.resource || ':read_all', pg_catalog.format('Read rows of %s that belong to other users, besides one''s own.', governed));
    end if;
  end if;

  select * into declared from tenet.protected_tables p where p.relation = governed;
  if not found then
    insert into tenet.protected_tables (relation, scope, parent, parent_key, resource, read_only, reason)
    values (wanted.relation, wanted.scope, wanted.parent, wanted.parent_key, wanted.resource, wanted.read_only, wanted.reason);
  elsif row(declared.scope, declared.parent, declared.parent_key, declared.resource, declared.read_only, declared.reason)
    is distinct from row(wanted.scope, wanted.parent, wanted.parent_key, wanted.resource, wanted.read_only, wanted.reason) then
    update tenet.protected_tables p
       set scope = wanted.scope,
           parent = wanted.parent,
           parent_key = wanted.parent_key,
           resource = wanted.resource,
           read_only = wanted.read_only,
           reason = wanted.reason,
           version = p.version + 1,
           declared_at = pg_catalog.now(),
           declared_by = session_user
     where p.relation = governed;
  else
    perform tenet_private.build_table(governed);
    return;
  end if;

  perform tenet_private.record_declaration('protect', governed, pg_catalog.to_jsonb(wanted) - '{relation,version,declared_at,declared_by}'::text[]);
  perform tenet_private.build_table(governed);
  if parent is not null then
    perform tenet.refer(relation, wanted.parent_key, parent, on_delete => 'cascade');
  end if;

  -- What children have from their parent, they have anew.
  perform tenet.protect(c.relation::text, parent => protect.relation, parent_key => c.parent_key, read_only => c.read_only::text[], reason => c.reason)
     from tenet.protected_tables c
    where c.parent = governed;
  -- And what refers to the table, refers to its scope.
  perform tenet.refer(r.relation::text, r.column_name::text, protect.relation, r.on_delete)
     from tenet.table_references r
    where r.target = governed
      and r.relation <> governed;
end
$$;
comment on function tenet.protect(text, text, text, text, text, text[], text) is
  'Declares a table of schema app as governed, and makes its row level security, policies, grants, triggers and api view. scope: workspace (default), tenant, personal, shared; or parent => ''app.…'' for a child that shares its parent''s rights. read_only: columns the API never writes, besides created_at, created_by, updated_at. Call it again after a change of columns. Raises TN422, with a hint that says what to write, and then changes nothing.';

create or replace function tenet.refer(relation text, column_name text, target text, on_delete text default 'restrict')
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
  before tenet.table_references;
  target_table regclass;
  target_scope text;
  target_key name[];
begin
  if target = 'tenet.members' then
    target_table := 'tenet.members'::regclass;
    target_scope := 'tenant';
  else
    select p.relation, p.scope into target_table, target_scope from tenet_private.find_protected(target) as p;
  end if;
  target_key := tenet_private.row_key(target_table, target_scope);

  if pg_catalog.cardinality(target_key) <> 1 then
    raise exception 'table % is identified by (%), not by one column', target, tenet_private.column_list(target_key)
      using errcode = 'TN422', hint = 'Refer to a table whose primary key is its scope and one id.';
  end if;
  perform tenet_private.check_column(
    declared.relation, column_name,
    (select a.atttypid::regtype from pg_catalog.pg_attribute a where a.attrelid = target_table and a.attname = target_key[1]),
    false, pg_catalog.format('it refers to %s', target));
  if not tenet_private.scope_columns(declared.scope) @> tenet_private.scope_columns(target_scope) then
    raise exception 'a row of the scope % cannot refer to one of the narrower scope %', declared.scope, target_scope
      using errcode = 'TN422', hint = 'Refer the other way round, or give both tables the same scope.';
  end if;
  if coalesce(on_delete, '') not in ('restrict', 'cascade', 'set null') then
    raise exception 'on_delete is "%"', on_delete
      using errcode = 'TN422', hint = 'on_delete => ''restrict'' (the default), ''cascade'', or ''set null'' (of this column alone).';
  end if;
  if on_delete <> 'restrict' and target <> 'tenet.members' and tenet_private.scope_columns(declared.scope) <> tenet_private.scope_columns(target_scope) then
    raise exception 'deleting a row of % would reach rows of % in workspaces that whoever deletes it may not enter', target, relation
      using errcode = 'TN422', hint = 'Foreign keys act behind the back of row level security: across scopes use on_delete => ''restrict''.';
  end if;
  if on_delete = 'set null' and exists (
    select from pg_catalog.pg_attribute a where a.attrelid = declared.relation and a.attname = refer.column_name and a.attnotnull) then
    raise exception 'column % of % cannot be null, so it cannot be set null', column_name, relation
      using errcode = 'TN422', hint = pg_catalog.format('alter table %s alter column %I drop not null;  or another on_delete', relation, column_name);
  end if;

  select * into before from tenet.table_references r where r.relation = declared.relation and r.column_name = refer.column_name;
  if not found then
    insert into tenet.table_references (relation, column_name, target, on_delete)
    values (declared.relation, refer.column_name, target_table, refer.on_delete);
  elsif row(before.target, before.on_delete) is distinct from row(target_table, refer.on_delete) then
    update tenet.table_references r
       set target = target_table,
           on_delete = refer.on_delete,
           version = r.version + 1,
           declared_at = pg_catalog.now(),
           declared_by = session_user
     where r.relation = declared.relation
       and r.column_name = refer.column_name;
  else
    perform tenet_private.build_table(declared.relation);
    return;
  end if;

  perform tenet_private.record_declaration('refer', declared.relation,
    pg_catalog.jsonb_build_object('column_name', column_name, 'target', target, 'on_delete', on_delete));
  perform tenet_private.build_table(declared.relation);
end
$$;
comment on function tenet.refer(text, text, text, text) is
  'Makes a column refer to a row of another protected table (or of tenet.members): a foreign key that carries the scope on both sides, its index, and the relation in GraphQL both ways. Raises TN422 with a hint.';

create or replace function tenet.allow(
  relation text,
  command text,
  when_ text default null,
  check_ text default null,
  permission text default null,
  reason text default null
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $function$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
  before tenet.row_rules;
  condition text;
  attempt refcursor;
begin
  when_ := pg_catalog.btrim(when_);
  check_ := pg_catalog.btrim(check_);
  if coalesce(command, '') not in ('select', 'insert', 'update', 'delete') then
    raise exception 'there is no command "%"', command
      using errcode = 'TN422', hint = 'Commands: select, insert, update, delete.';
  end if;
  if declared.scope = 'shared' then
    raise exception 'a shared table has no row rules: everybody reads it, and migrations write it'
      using errcode = 'TN422', hint = 'Give the table another scope.';
  end if;
  if pg_catalog.num_nonnulls(when_, check_, permission) = 0 then
    raise exception 'the rule says nothing'
      using errcode = 'TN422', hint = pg_catalog.format('select tenet.allow(%L, %L, when_ => $$ status <> ''archived'' $$);', relation, command);
  end if;
  if command in ('select', 'delete') and check_ is not null then
    raise exception '% writes no row that check_ could look at', command
      using errcode = 'TN422', hint = 'Say it in when_.';
  end if;
  if permission is not null and not exists (select from tenet.permissions p where p.name = allow.permission) then
    raise exception 'there is no permission "%"', permission
      using errcode = 'TN422',
            hint = pg_catalog.format('Those of this table are %s:read, %1$s:create, %1$s:update and %1$s:delete; tenet.permissions lists all.', declared.resource);
  end if;

  select * into before from tenet.row_rules r where r.relation = declared.relation and r.command = allow.command;
  if not found then
    insert into tenet.row_rules (relation, command, permission, condition, check_condition, reason)
    values (declared.relation, allow.command, allow.permission, allow.when_, allow.check_, allow.reason);
  elsif row(before.permission, before.condition, before.check_condition, before.reason)
    is distinct from row(allow.permission, allow.when_, allow.check_, allow.reason) then
    update tenet.row_rules r
       set permission = allow.permission,
           condition = allow.when_,
           check_condition = allow.check_,
           reason = allow.reason,
           version = r.version + 1,
           declared_at = pg_catalog.now(),
           declared_by = session_user
     where r.relation = declared.relation
       and r.command = allow.command;
  end if;

  begin
    foreach condition in array pg_catalog.array_remove(array[when_, check_], null) loop
      -- A cursor takes one statement: no text can end this one and begin another.
      open attempt for execute pg_catalog.format('select from %s where %s', declared.relation, condition);
      close attempt;
    end loop;
    perform tenet_private.build_table(declared.relation);
  exception
    when syntax_error or undefined_column or undefined_function or datatype_mismatch or wrong_object_type
      or feature_not_supported or invalid_text_representation or undefined_table or undefined_object or invalid_schema_name
      or grouping_error or windowing_error or invalid_cursor_definition then
      raise exception 'the condition cannot be used: %', sqlerrm
        using errcode = 'TN422', hint = 'Write a condition over the columns of the row alone, for example $$ status <> ''archived'' $$.';
  end;
  perform tenet_private.build_table(c.relation) from tenet.protected_tables c where c.parent = declared.relation;
  if row(before.permission, before.condition, before.check_condition, before.reason)
    is distinct from row(allow.permission, allow.when_, allow.check_, allow.reason) then
    perform tenet_private.record_declaration('allow', declared.relation,
      pg_catalog.jsonb_build_object('command', command, 'when_', when_, 'check_', check_, 'permission', permission, 'reason', reason));
  end if;
end
$function$;
comment on function tenet.allow(text, text, text, text, text, text) is
  'Adds a row rule to one command of a protected table, beyond the role''s permission: when_ must hold for the row before, check_ (when_, if left out) for the row after; permission replaces the usual one. Replaces the former rule of the command. Raises TN422 with a hint.';

create or replace function tenet.rebuild(relation text default null)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  only_table regclass := case when relation is not null then (tenet_private.find_protected(relation)).relation end;
  declared record;
  rebuilt integer := 0;
begin
  perform tenet_private.forget_dropped_tables();
  for declared in
    select p.relation
      from tenet.protected_tables p
     where only_table is null
        or p.relation = only_table
     order by p.parent is not null, p.relation::text
  loop
    perform tenet_private.build_table(declared.relation);
    rebuilt := rebuilt + 1;
  end loop;
  return rebuilt;
end
$$;
comment on function tenet.rebuild(text) is
  'Makes the objects of one protected table, or of all, from their declarations again: the cure for what tenet.drift shows as missing or changed. Returns how many tables. What was added by hand stays, and stays in tenet.drift.';
--! EndIncluded functions/protection.sql
--! Included functions/legal_hold.sql
-- Legal holds: what a court or a regulator wants kept is kept, whatever a retention window says, until the hold is released.
--
-- A hold is placed under the tenant's row lock, which a retention batch also holds from before it looks at the holds until it ends:
-- a hold that is there is seen, and one that comes later waits for the batch and stops the next.

set local role tenet_resolver;

create or replace function tenet.place_hold(tenant uuid, reason text, workspace uuid default null, relation text default null, row_key text default null)
  returns uuid
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  held_table regclass;
  hold uuid;
begin
  if coalesce(pg_catalog.btrim(reason), '') = '' then
    raise exception 'a legal hold needs a reason'
      using errcode = 'TN422', hint = 'Say which matter it is for: tenet.place_hold(tenant, reason => ''…'').';
  end if;
  if row_key is not null and relation is null then
    raise exception 'a row key without a table'
      using errcode = 'TN422', hint = 'Say in which table: relation => ''app.…'', row_key => ''<id>''.';
  end if;
  if relation is not null then
    select p.relation
      into held_table
      from tenet.protected_tables p
      join pg_catalog.pg_class c
        on c.oid = p.relation
     where c.relnamespace = 'app'::regnamespace
       and place_hold.relation in ('app.' || c.relname, 'app.' || pg_catalog.quote_ident(c.relname))
       and p.scope <> 'shared';
    if held_table is null then
      raise exception 'no row of a tenant is in a table "%"', relation
        using errcode = 'TN422', hint = 'Name a protected table as app.<table>; leave relation out to hold everything.';
    end if;
  end if;
  perform tenet_private.hold_rights(tenant);
  if not exists (select from tenet.tenants t where t.id = place_hold.tenant)
    or (workspace is not null
        and not exists (select from tenet.workspaces w where w.tenant_id = place_hold.tenant and w.id = place_hold.workspace)) then
    raise exception 'there is no such tenant or workspace: %, %', tenant, workspace
      using errcode = 'TN404', hint = 'Give the ids of tenet.tenants and tenet.workspaces.';
  end if;
  insert into tenet.legal_holds (tenant_id, workspace_id, relation, row_key, reason)
  values (place_hold.tenant, place_hold.workspace, held_table, place_hold.row_key, place_hold.reason)
  returning id into hold;
  perform tenet_private.record_event(
    tenant => place_hold.tenant,
    workspace => place_hold.workspace,
    action => 'legal_hold.placed',
    category => 'policy',
    severity => 'notice',
    actor_kind => 'operator',
    actor_name => session_user,
    object_type => 'legal_holds',
    object_id => hold::text,
    payload => pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('relation', held_table::text, 'row_key', row_key, 'reason', reason)));
  return hold;
end
$$;
comment on function tenet.place_hold(uuid, text, uuid, text, text) is
  'Keeps rows whatever their retention says, until release_hold: all of a tenant, of one of its workspaces, of a table, or one row (row_key: the id; several key columns joined by commas). Waits for a batch that is running. An event of the tenant''s trail. Returns the hold''s id. Raises TN422 without a reason or for an unknown table, TN404 for an unknown tenant or workspace.';
revoke execute on function tenet.place_hold(uuid, text, uuid, text, text) from public;
grant execute on function tenet.place_hold(uuid, text, uuid, text, text) to tenet_owner;

create or replace function tenet.release_hold(hold uuid, reason text)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  released tenet.legal_holds;
begin
  if coalesce(pg_catalog.btrim(reason), '') = '' then
    raise exception 'releasing a legal hold needs a reason'
      using errcode = 'TN422', hint = 'Say who decided it: tenet.release_hold(hold, reason => ''…'').';
  end if;
  update tenet.legal_holds h
     set released_at = pg_catalog.clock_timestamp(),
         released_by = session_user,
         release_reason = release_hold.reason
   where h.id = release_hold.hold
     and h.released_at is null
  returning * into released;
  if not found then
    raise exception 'there is no hold % that could be released', hold
      using errcode = 'TN404', hint = 'It was released before, or never placed.';
  end if;
  perform tenet_private.record_event(
    tenant => released.tenant_id,
    workspace => released.workspace_id,
    action => 'legal_hold.released',
    category => 'policy',
    severity => 'notice',
    actor_kind => 'operator',
    actor_name => session_user,
    object_type => 'legal_holds',
    object_id => released.id::text,
    payload => pg_catalog.jsonb_build_object('reason', reason));
end
$$;
comment on function tenet.release_hold(uuid, text) is
  'Ends a legal hold; the row stays, with who released it, when and why, and so does an event in the tenant''s trail. Raises TN404 when there is none, TN422 without a reason.';
revoke execute on function tenet.release_hold(uuid, text) from public;
grant execute on function tenet.release_hold(uuid, text) to tenet_owner;

create or replace function tenet_private.is_held(tenant uuid, workspace uuid)
  returns boolean
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select exists (
    select
      from tenet.legal_holds h
     where h.tenant_id = is_held.tenant
       and (h.workspace_id is null or is_held.workspace is null or h.workspace_id = is_held.workspace)
       and h.relation is null
       and h.released_at is null
  )
$$;
comment on function tenet_private.is_held(uuid, uuid) is
  'Whether everything in this workspace is held. workspace null is for what belongs to the whole tenant: held as soon as any of its workspaces is.';
revoke execute on function tenet_private.is_held(uuid, uuid) from public;
grant execute on function tenet_private.is_held(uuid, uuid) to tenet_worker, tenet_owner;

create or replace function tenet_private.has_holds(relation regclass, tenant uuid, workspace uuid, deleting boolean)
  returns boolean
  language sql
  stable
  security definer
  set search_path = ''
as $$
  with recursive reached as (
    select has_holds.relation as relation, has_holds.deleting as goes
     union
    select c.conrelid::regclass, c.confdeltype = 'c'
      from reached r
      join pg_catalog.pg_constraint c
        on c.confrelid = r.relation
       and c.contype = 'f'
       and c.confdeltype in ('c', 'n', 'd')
     where r.goes
  )
  select exists (
    select
      from reached r
      join tenet.legal_holds h
        on h.relation = r.relation
     where h.tenant_id = has_holds.tenant
       and (h.workspace_id is null or has_holds.workspace is null or h.workspace_id = has_holds.workspace)
       and h.released_at is null
  )
$$;
comment on function tenet_private.has_holds(regclass, uuid, uuid, boolean) is
  'Whether a hold names this table, or one whose rows go or change when its rows are deleted.';
revoke execute on function tenet_private.has_holds(regclass, uuid, uuid, boolean) from public;

create or replace function tenet_private.hold_condition(
  relation regclass,
  tenant uuid,
  workspace uuid,
  alias text,
  deleting boolean,
  path regclass[] default '{}'
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path = ''
as $$
declare
  key text[] := (
    select pg_catalog.array_agg(pg_catalog.format('%I.%I', hold_condition.alias, k.name) order by k.position)
      from tenet.protected_tables p
     cross join pg_catalog.unnest(tenet_private.row_key(p.relation, p.scope)) with ordinality as k (name, position)
     where p.relation = hold_condition.relation
  );
  conditions text[] := '{}';
  is_whole boolean;
  held_rows text[];
  child record;
  child_alias text := 'held_' || (pg_catalog.cardinality(path) + 1);
  by_child text;
begin
  if deleting and relation = any (path) then
    return 'true';   -- deleting goes round in a circle, so nobody can say where it ends
  end if;
  select pg_catalog.bool_or(h.row_key is null),
         pg_catalog.array_agg(h.row_key) filter (where h.row_key is not null)
    into is_whole, held_rows
    from tenet.legal_holds h
   where h.tenant_id = hold_condition.tenant
     and (h.workspace_id is null or hold_condition.workspace is null or h.workspace_id = hold_condition.workspace)
     and (h.relation is null or h.relation = hold_condition.relation)
     and h.released_at is null;
  if is_whole then
    return 'true';
  end if;
  if held_rows is not null then
    conditions := conditions || pg_catalog.format('%s = any (%L::text[])',
      case when pg_catalog.cardinality(key) = 1 then key[1] || '::text'
           else pg_catalog.format('concat_ws('','', %s)', pg_catalog.array_to_string(key, ', ')) end,
      held_rows);
  end if;

  -- Deleting a row also deletes, or changes, the rows that refer to it: a hold on those keeps it as well.
  if deleting then
    for child in
      select c.conrelid::regclass as relation,
             t.relname as table_name,
             c.confdeltype = 'c' as goes_with_it,
             pg_catalog.array_agg(pg_catalog.format('%I.%I = %I.%I', child_alias, f.name, hold_condition.alias, r.name)) as pairs
        from pg_catalog.pg_constraint c
        join pg_catalog.pg_class t
          on t.oid = c.conrelid
        join tenet.protected_tables p
          on p.relation = c.conrelid
       cross join unnest(tenet_private.column_names(c.conrelid, c.conkey), tenet_private.column_names(c.confrelid, c.confkey)) as f (name, target)
       cross join lateral (select f.target as name) r
       where c.confrelid = hold_condition.relation
         and c.contype = 'f'
         and c.confdeltype in ('c', 'n', 'd')
         and f.name not in ('tenant_id', 'workspace_id')
       group by c.oid, c.conrelid, t.relname, c.confdeltype
    loop
      if tenet_private.has_holds(child.relation, tenant, workspace, child.goes_with_it) then
        by_child := tenet_private.hold_condition(child.relation, tenant, workspace, child_alias, child.goes_with_it, path || relation);
        if by_child is not null then
          conditions := conditions || pg_catalog.format('exists (select from api.%I %I where %s and (%s))',
            child.table_name, child_alias, pg_catalog.array_to_string(child.pairs, ' and '), by_child);
        end if;
      end if;
    end loop;
  end if;
  return nullif(pg_catalog.array_to_string(conditions, ' or '), '');
end
$$;
comment on function tenet_private.hold_condition(regclass, uuid, uuid, text, boolean, regclass[]) is
  'Which rows of a table, known to the query as alias, legal holds keep in a workspace (null: in the whole tenant): a condition over its api view; null when there is no hold. deleting: a hold on a row that would go or change with it counts as well.';
revoke execute on function tenet_private.hold_condition(regclass, uuid, uuid, text, boolean, regclass[]) from public;
grant execute on function tenet_private.hold_condition(regclass, uuid, uuid, text, boolean, regclass[]) to tenet_worker;

reset role;
--! EndIncluded functions/legal_hold.sql
--! Included functions/audit_forget.sql
-- Forgetting: how payloads, and at the end whole batches, leave the trail without breaking its proof.
--
-- A removal is announced by an event of the trail, and done only once that event is sealed and a checkpoint of it is signed. So every
-- gap that a verification can meet was already accounted for, outside of the database, before it was made; and a gap without such an
-- event is tampering. Crashes in between leave an announcement that is worked off later.
--
-- Payloads go one by one: their commitment stays, so every leaf and root above it stays what it was. Headers go only with their whole
-- batch, oldest batches first; the row of the batch stays as the anchor of the chain.

set local role tenet_resolver;

create or replace function tenet_private.is_removal_notice(action text)
  returns boolean
  language sql
  immutable
  parallel safe
  return action in ('audit.payloads_forgotten', 'audit.events_pruned');
comment on function tenet_private.is_removal_notice(text) is 'Whether an event announces a removal: its own payload is never forgotten, and every export discloses it.';
revoke execute on function tenet_private.is_removal_notice(text) from public;

create or replace function tenet_private.is_window(keep_for interval)
  returns boolean
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  -- '-100 years 36030 days' compares as 30 days, and reaches a year into the future when it is taken from a date.
  select least(extract(year from keep_for), extract(month from keep_for), extract(day from keep_for),
               extract(hour from keep_for), extract(minute from keep_for), extract(second from keep_for)) >= 0
     and extract(year from keep_for) <= 1000
     and extract(day from keep_for) <= 400000
$$;
comment on function tenet_private.is_window(interval) is 'Whether an interval is a plain length of time, up to a thousand years: no part of it negative. Null for null.';
revoke execute on function tenet_private.is_window(interval) from public;
grant execute on function tenet_private.is_window(interval) to tenet_owner;

create or replace function tenet_private.audit_window(tenant uuid, workspace uuid)
  returns interval
  language sql
  stable
  set search_path = ''
as $$
  select case
           when tenet_private.is_held(audit_window.tenant, audit_window.workspace) then null
           when chosen.tenant_id is null then l.standard
           when l.longest is null then greatest(chosen.keep_for, case when chosen.keep_for is not null then l.shortest end)
           else least(greatest(chosen.keep_for, l.shortest), l.longest)
         end
    from tenet.audit_limits l
    left join tenet.audit_windows chosen
      on chosen.tenant_id = audit_window.tenant
     and chosen.workspace_id = audit_window.workspace
$$;
comment on function tenet_private.audit_window(uuid, uuid) is
  'For how long the trail of a workspace is kept: what its owner chose, within the operator''s limits of today, or the operator''s standard. Null: for ever, also while a legal hold lasts.';
revoke execute on function tenet_private.audit_window(uuid, uuid) from public;

create or replace function tenet_private.longest_audit_window(tenant uuid)
  returns interval
  language sql
  stable
  set search_path = ''
as $$
  select case
           when pg_catalog.bool_or(places.keep_for is null) then null
           else pg_catalog.max(places.keep_for)
         end
    from (
           select tenet_private.audit_window(w.tenant_id, w.id) as keep_for from tenet.workspaces w where w.tenant_id = longest_audit_window.tenant
            union all
           select l.standard from tenet.audit_limits l
            where not exists (select from tenet.workspaces w where w.tenant_id = longest_audit_window.tenant)
         ) places
$$;
comment on function tenet_private.longest_audit_window(uuid) is
  'The longest window among a tenant''s workspaces, which is that of what concerns the tenant as a whole and of headers; null when one keeps for ever.';
revoke execute on function tenet_private.longest_audit_window(uuid) from public;

create or replace function tenet_private.audit_positions(tenant uuid, numbers bigint[])
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  with wanted as (
    select distinct b.number as batch
      from pg_catalog.unnest(numbers) as n (number)
     cross join lateral (
             select x.number
               from tenet.audit_batches x
              where x.tenant_id = audit_positions.tenant
                and x.through_number >= n.number
              order by x.through_number
              limit 1
           ) b
  ), found as (
    select pg_catalog.range_agg(pg_catalog.int8range(e."position", e."position", '[]')) as positions
      from wanted w
     cross join lateral tenet_private.batch_events(audit_positions.tenant, w.batch - 1, w.batch) e
     where (e.event).number = any (numbers)
  )
  select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(pg_catalog.lower(r), pg_catalog.upper(r) - 1) order by r)
    from found, pg_catalog.unnest(found.positions) r
$$;
comment on function tenet_private.audit_positions(uuid, bigint[]) is 'Where sealed events stand in a tenant''s trail, as ranges [[from, to], …].';
revoke execute on function tenet_private.audit_positions(uuid, bigint[]) from public;

create or replace function tenet_private.announce_forgetting(tenant uuid, workspace uuid, numbers bigint[], reason text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform tenet_private.record_event(
    tenant => announce_forgetting.tenant,
    workspace => announce_forgetting.workspace,
    action => 'audit.payloads_forgotten',
    category => 'deletion',
    severity => 'notice',
    actor_kind => 'job',
    actor_name => 'retention',
    object_type => 'audit_events',
    payload => pg_catalog.jsonb_build_object(
      'positions', tenet_private.audit_positions(announce_forgetting.tenant, numbers),
      'events', pg_catalog.cardinality(numbers),
      'reason', reason));
  insert into tenet_private.audit_removals (tenant_id, event_number, workspace_id, event_numbers)
  values (announce_forgetting.tenant, pg_catalog.currval('tenet_private.audit_numbers'), announce_forgetting.workspace, numbers);
end
$$;
comment on function tenet_private.announce_forgetting(uuid, uuid, bigint[], text) is 'Announces that the payloads of these sealed events go.';
revoke execute on function tenet_private.announce_forgetting(uuid, uuid, bigint[], text) from public;

create or replace function tenet_private.forget_payloads(
  tenant uuid,
  object_type text default null,
  object_ids text[] default '{}',
  person uuid default null,
  reason text default 'erasure',
  out announced bigint,
  out waiting bigint
)
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  group_of record;
begin
  if reason is null or reason = '' then
    raise exception 'forgetting needs a reason' using errcode = 'TN422', hint = 'It is kept in the trail: for example the number of the erasure.';
  end if;
  announced := 0;
  for group_of in
    with concerned as (
      select e.workspace_id, e.number
        from tenet.audit_events e
       where e.tenant_id = forget_payloads.tenant
         and e.object_id = any (forget_payloads.object_ids)
         and e.object_type is not distinct from coalesce(forget_payloads.object_type, e.object_type)
         and e.payload is not null
         and not tenet_private.is_removal_notice(e.action)
      union
      select e.workspace_id, e.number
        from tenet.audit_events e
       where e.tenant_id = forget_payloads.tenant
         and forget_payloads.person in (e.actor_id, e.behalf_of)
         and e.payload is not null
         and not tenet_private.is_removal_notice(e.action)
    ), unannounced as (
      select c.*, c.number > (select s.sealed_through from tenet_private.audit_seals s) as unsealed
        from concerned c
       where not exists (
               select
                 from tenet_private.audit_removals r
                where r.tenant_id = forget_payloads.tenant
                  and r.done_at is null
                  and c.number = any (r.event_numbers))
    ), numbered as (
      select u.*, pg_catalog.row_number() over (partition by u.workspace_id, u.unsealed order by u.number) as place
        from unannounced u
    )
    select n.workspace_id, n.unsealed, pg_catalog.array_agg(n.number order by n.number) as numbers
      from numbered n
     group by n.workspace_id, n.unsealed, (n.place - 1) / 1000
     order by n.unsealed, n.workspace_id
  loop
    if group_of.unsealed or tenet_private.is_held(forget_payloads.tenant, nullif(group_of.workspace_id, tenet_private.no_uuid())) then
      waiting := coalesce(waiting, 0) + pg_catalog.cardinality(group_of.numbers);
    else
      perform tenet_private.announce_forgetting(forget_payloads.tenant, group_of.workspace_id, group_of.numbers, reason);
      announced := announced + pg_catalog.cardinality(group_of.numbers);
    end if;
  end loop;
  waiting := coalesce(waiting, 0);
end
$$;
comment on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) is
  'Forgets what a tenant''s trail says about some objects, and what one person did: announces it, and apply_audit_removals() does it once the announcement is sealed and signed. Returns how many payloads were announced now, and how many wait, to be sealed first or for the end of a legal hold: call again until both are 0. Headers stay: they hold no personal data but ids. Raises TN422 without a reason.';
revoke execute on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) from public;
grant execute on function tenet_private.forget_payloads(uuid, text, text[], uuid, text) to tenet_worker;

-- Retention of the trail ------------------------------------------------------------------------------------------------------

create or replace function tenet_private.pruned_through(tenant uuid)
  returns bigint
  language sql
  stable
  return coalesce(
    (select pg_catalog.max(r.pruned_through) from tenet_private.audit_removals r where r.tenant_id = pruned_through.tenant and r.pruned_through > 0), 0);
comment on function tenet_private.pruned_through(uuid) is 'The last batch of a tenant whose events are gone; 0 when all are there.';
revoke execute on function tenet_private.pruned_through(uuid) from public;

create or replace function tenet_private.outdated_batches()
  returns table (tenant_id uuid, through_batch bigint, events bigint)
  language sql
  stable
  set search_path = ''
as $$
  select t.tenant_id, oldest.number, oldest.first + oldest.count
    from tenet_private.sealed_tenants() t (tenant_id)
   cross join lateral (
           select tenet_private.pruned_through(t.tenant_id) as pruned, tenet_private.longest_audit_window(t.tenant_id) as keep_for
            offset 0
         ) kept
   cross join lateral (
           -- Months are dropped, single events are deleted. So a trail that is kept for long leaves by whole months; and with a month
           -- what was sealed together with the end of it, up to an hour into the next, lest a few events keep all the others there.
           select case
                    when kept.keep_for < interval '6 months' then pg_catalog.clock_timestamp() - kept.keep_for
                    else pg_catalog.date_trunc('month', pg_catalog.clock_timestamp() - kept.keep_for - interval '1 hour', 'UTC')
                  end as before,
                  case when kept.keep_for < interval '6 months' then interval '0' else interval '1 hour' end as beyond
         ) goes
   cross join lateral (
           select b.number, b.first, b.count
             from tenet.audit_batches b
            where b.tenant_id = t.tenant_id
              and b.number > kept.pruned
              and b.number < coalesce(
                    (select x.number
                       from tenet.audit_batches x
                      where x.tenant_id = t.tenant_id and x.number > kept.pruned and x.last_at >= goes.before + goes.beyond
                      order by x.number
                      limit 1),
                    9223372036854775807)
              and b.first_at < goes.before
            order by b.number desc
            limit 1
         ) oldest
   where not exists (
           select
             from tenet_private.audit_removals r
            where r.tenant_id = t.tenant_id
              and r.done_at is null
              and r.through_batch >= oldest.number)
$$;
comment on function tenet_private.outdated_batches() is
  'The tenants whose oldest batches are past the longest window of the tenant, and not announced as going yet: through which batch, and how many events the trail had by then.';
revoke execute on function tenet_private.outdated_batches() from public;

create or replace function tenet_private.announce_audit_retention(batch_limit integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  sealed bigint := (select s.sealed_through from tenet_private.audit_seals s);
  place record;
  progress tenet_private.audit_progress;
  looked record;
  announced integer := 0;
begin
  perform tenet_private.create_audit_partitions();

  for place in select * from tenet_private.outdated_batches() loop
    perform tenet_private.record_event(
      tenant => place.tenant_id,
      workspace => null,
      action => 'audit.events_pruned',
      category => 'deletion',
      severity => 'notice',
      actor_kind => 'job',
      actor_name => 'retention',
      object_type => 'audit_batches',
      payload => pg_catalog.jsonb_build_object(
        'batches', pg_catalog.jsonb_build_array(1, place.through_batch), 'events', place.events, 'reason', 'retention'));
    insert into tenet_private.audit_removals (tenant_id, event_number, through_batch, pruned_through)
    values (place.tenant_id, pg_catalog.currval('tenet_private.audit_numbers'), place.through_batch, 0);
    announced := announced + 1;
  end loop;

  -- Payloads of workspaces with a shorter window than others of their tenant.
  for place in
    select w.tenant_id, w.id as workspace_id, pg_catalog.clock_timestamp() - w.keep_for as cutoff
      from (select x.tenant_id, x.id, tenet_private.audit_window(x.tenant_id, x.id) as keep_for, tenet_private.longest_audit_window(x.tenant_id) as longest
              from tenet.workspaces x) w
     where w.keep_for is not null
       and (w.longest is null or w.keep_for < w.longest)
  loop
    select * into progress from tenet_private.audit_progress p where p.tenant_id = place.tenant_id and p.workspace_id = place.workspace_id;
    select pg_catalog.array_agg(e.number order by e.number) filter (where e.payload is not null and not tenet_private.is_removal_notice(e.action)) as numbers,
           pg_catalog.max(e.at) as last_at,
           (pg_catalog.array_agg(e.id order by e.at desc, e.id desc))[1] as last_id
      into looked
      from (
             select x.number, x.at, x.id, x.payload, x.action
               from tenet.audit_events x
              where x.tenant_id = place.tenant_id
                and x.workspace_id = place.workspace_id
                and x.at < place.cutoff
                and (x.at, x.id) > (coalesce(progress.forgotten_at, '-infinity'), coalesce(progress.forgotten_id, tenet_private.no_uuid()))
                and x.number <= sealed
              order by x.at, x.id
              limit batch_limit
           ) e;
    continue when looked.last_at is null;
    insert into tenet_private.audit_progress (tenant_id, workspace_id, forgotten_at, forgotten_id)
    values (place.tenant_id, place.workspace_id, looked.last_at, looked.last_id)
    on conflict (tenant_id, workspace_id) do update
      set forgotten_at = excluded.forgotten_at,
          forgotten_id = excluded.forgotten_id;
    if pg_catalog.cardinality(looked.numbers) > 0 then
      perform tenet_private.announce_forgetting(place.tenant_id, place.workspace_id, looked.numbers, 'retention');
    end if;
    announced := announced + 1;
  end loop;
  return announced;
end
$$;
comment on function tenet_private.announce_audit_retention(integer) is
  'Announces what is past its window in the trails: whole batches, and payloads of workspaces with a shorter window than their tenant''s longest (at most batch_limit a workspace and call). Returns how many tenants and workspaces had something. Also makes the partitions of the coming months.';
revoke execute on function tenet_private.announce_audit_retention(integer) from public;
grant execute on function tenet_private.announce_audit_retention(integer) to tenet_worker;

create or replace function tenet_private.is_removal_due(tenant uuid, event_number bigint)
  returns boolean
  language sql
  stable
  return exists (
    select
      from tenet.audit_checkpoints c
     where c.tenant_id = is_removal_due.tenant
       and c.batch >= (
             select b.number
               from tenet.audit_batches b
              where b.tenant_id = is_removal_due.tenant
                and b.through_number >= is_removal_due.event_number
              order by b.through_number
              limit 1));
comment on function tenet_private.is_removal_due(uuid, bigint) is 'Whether the event that announces a removal is sealed, and signed for.';
revoke execute on function tenet_private.is_removal_due(uuid, bigint) from public;

create or replace function tenet_private.due_prunings()
  returns table (event_number bigint, tenant_id uuid, after_batch bigint, through_batch bigint, events bigint)
  language sql
  stable
  set search_path = ''
as $$
  select r.event_number, r.tenant_id, done.through_batch, r.through_batch,
         newest.first + newest.count - coalesce((select b.first + b.count from tenet.audit_batches b where b.tenant_id = r.tenant_id and b.number = done.through_batch), 0)
    from tenet_private.audit_removals r
   cross join lateral (select tenet_private.pruned_through(r.tenant_id) as through_batch offset 0) done
    join tenet.audit_batches newest
      on newest.tenant_id = r.tenant_id
     and newest.number = r.through_batch
   where r.done_at is null
     and r.through_batch is not null
     and tenet_private.is_removal_due(r.tenant_id, r.event_number)
     and not tenet_private.is_held(r.tenant_id, null)   -- a hold that came after the announcement
$$;
comment on function tenet_private.due_prunings() is
  'The removals of batches whose announcement is sealed and signed: the events of which batches (after_batch, through_batch] go, and how many they were.';
revoke execute on function tenet_private.due_prunings() from public;

create or replace function tenet_private.has_events(tenant uuid, after_batch bigint, through_batch bigint)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select
      from (
             select pg_catalog.min(b.first_at) as first_at, pg_catalog.max(b.last_at) as last_at,
                    pg_catalog.min(b.after_number) as after_number, pg_catalog.max(b.through_number) as through_number
               from tenet.audit_batches b
              where b.tenant_id = has_events.tenant
                and b.number > has_events.after_batch
                and b.number <= has_events.through_batch
           ) span
     cross join (select w.id from tenet.workspaces w where w.tenant_id = has_events.tenant union all select tenet_private.no_uuid()) place   -- as the primary key goes
      join tenet.audit_events e
        on e.tenant_id = has_events.tenant
       and e.workspace_id = place.id
       and e.at between span.first_at and span.last_at
       and e.number > span.after_number
       and e.number <= span.through_number)
$$;
comment on function tenet_private.has_events(uuid, bigint, bigint) is 'Whether an event of a tenant''s batches (after_batch, through_batch] is there still.';
revoke execute on function tenet_private.has_events(uuid, bigint, bigint) from public;

create or replace function tenet_private.drop_pruned_partitions()
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  gone_months date[];
  month date;
begin
  with months as (
    select m.month, m.month::timestamp at time zone 'UTC' as starts, (m.month + interval '1 month') at time zone 'UTC' as ends
      from (
             select pg_catalog.to_date(pg_catalog.substr(c.relname, 14), 'YYYY_MM') as month
               from pg_catalog.pg_inherits i
               join pg_catalog.pg_class c
                 on c.oid = i.inhrelid
              where i.inhparent = 'tenet.audit_events'::pg_catalog.regclass
                and c.relname ~ '^audit_events_\d{4}_\d{2}$'
           ) m
     where m.month + interval '1 month' < (pg_catalog.now() - interval '1 day') at time zone 'UTC'
  ), gone as materialized (
    select t.tenant_id, greatest(tenet_private.pruned_through(t.tenant_id), pg_catalog.max(d.through_batch)) as through_batch
      from tenet_private.sealed_tenants() t (tenant_id)
      left join tenet_private.due_prunings() d
        on d.tenant_id = t.tenant_id
     group by t.tenant_id
  )
  select pg_catalog.array_agg(m.month order by m.month)
    into gone_months
    from months m
   where not exists (   -- a batch that stays, and has an event in this month
           select
             from tenet.audit_batches b
             join gone g
               on g.tenant_id = b.tenant_id
              and g.through_batch < b.number
            where pg_catalog.tstzrange(b.first_at, b.last_at, '[]') && pg_catalog.tstzrange(m.starts, m.ends)
              and (b.first_at >= m.starts
                or b.last_at < m.ends
                or exists (   -- it reaches over all of the month
                     select
                       from (select w.id from tenet.workspaces w where w.tenant_id = b.tenant_id union all select tenet_private.no_uuid()) place
                       join tenet.audit_events e
                         on e.tenant_id = b.tenant_id
                        and e.workspace_id = place.id
                        and e.at >= m.starts
                        and e.at < m.ends
                        and e.number > b.after_number
                        and e.number <= b.through_number)))
     and not exists (   -- an event that is in no batch yet
           select
             from tenet.audit_events e
            where e.number > (select s.sealed_through from tenet_private.audit_seals s)
              and e.at >= m.starts
              and e.at < m.ends);
  foreach month in array coalesce(gone_months, '{}') loop
    perform tenet_private.drop_audit_partition(month);
  end loop;
exception when lock_not_available then
  null;   -- the trail is busy: what would have gone with the partition is deleted, or goes at the next run
end
$$;
comment on function tenet_private.drop_pruned_partitions() is
  'Drops the months of the trail of which every event goes now, whoever''s it is: a thousandth of the work of deleting them.';
revoke execute on function tenet_private.drop_pruned_partitions() from public;

create or replace function tenet_private.prune_audit_batches(batch_limit integer)
  returns bigint
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  removed bigint;
  pruning record;
  going record;
begin
  -- Those that were announced together go together, with their months: one by one they would be deleted for the sake of the next.
  if exists (
    select
      from tenet_private.audit_removals r
     where r.done_at is null
       and r.through_batch is not null
       and r.announced_at > pg_catalog.clock_timestamp() - interval '1 hour'
       and not tenet_private.is_removal_due(r.tenant_id, r.event_number)) then
    return 0;
  end if;
  if not exists (select from tenet_private.audit_removals r where r.done_at is null and r.through_batch is not null) then
    return 0;
  end if;
  perform tenet_private.drop_pruned_partitions();

  with gone as (
    select d.* from tenet_private.due_prunings() d where not tenet_private.has_events(d.tenant_id, d.after_batch, d.through_batch)
  ), done as (
    update tenet_private.audit_removals r
       set pruned_through = g.through_batch,
           done_at = pg_catalog.clock_timestamp()
      from gone g
     where r.tenant_id = g.tenant_id
       and r.event_number = g.event_number
  )
  select pg_catalog.sum(g.events) into removed from (select pg_catalog.max(x.events) as events from gone x group by x.tenant_id) g;
  if removed > 0 then
    return removed;
  end if;

  -- What lies in a month that somebody keeps: from the first batch that has an event on.
  select * into pruning from tenet_private.due_prunings() d order by d.event_number limit 1;
  if not found then
    return 0;
  end if;
  select pg_catalog.min(b.first_at) as first_at, pg_catalog.max(b.last_at) as last_at,
         pg_catalog.min(b.after_number) as after_number, pg_catalog.max(b.through_number) as through_number,
         pg_catalog.max(b.number) as through_batch, pg_catalog.sum(b.count) as events
    into going
    from tenet.audit_batches b,
         (
           select x.first
             from tenet.audit_batches x
            where x.tenant_id = pruning.tenant_id
              and x.number > pruning.after_batch
              and tenet_private.has_events(x.tenant_id, x.number - 1, x.number)
            order by x.number
            limit 1
         ) oldest
   where b.tenant_id = pruning.tenant_id
     and b.number <= pruning.through_batch
     and b.first >= oldest.first
     and b.first < oldest.first + greatest(batch_limit, 1);
  delete from tenet.audit_events e
   using (select w.id from tenet.workspaces w where w.tenant_id = pruning.tenant_id union all select tenet_private.no_uuid()) place
   where e.tenant_id = pruning.tenant_id
     and e.workspace_id = place.id
     and e.at between going.first_at and going.last_at
     and e.number > going.after_number
     and e.number <= going.through_number;
  update tenet_private.audit_removals r
     set pruned_through = going.through_batch,
         done_at = case when going.through_batch = r.through_batch then pg_catalog.clock_timestamp() end
   where r.tenant_id = pruning.tenant_id
     and r.event_number = pruning.event_number;
  return going.events;
end
$$;
comment on function tenet_private.prune_audit_batches(integer) is
  'Removes the events of batches that are due to go: all that are alone in their months at once, with these, or else those of about batch_limit events of one tenant. Returns how many events went; 0 when nothing is due.';
revoke execute on function tenet_private.prune_audit_batches(integer) from public;

create or replace function tenet_private.apply_audit_removals(batch_limit integer default 1000)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  removal tenet_private.audit_removals;
  removed bigint;
begin
  perform from tenet_private.audit_removals r where r.done_at is null order by r.announced_at, r.event_number limit 1 for update;   -- one at a time
  removed := tenet_private.prune_audit_batches(batch_limit);
  if removed > 0 then
    return removed;
  end if;

  select r.*
    into removal
    from tenet_private.audit_removals r
   where r.done_at is null
     and r.through_batch is null
     and tenet_private.is_removal_due(r.tenant_id, r.event_number)
     and not tenet_private.is_held(r.tenant_id, nullif(r.workspace_id, tenet_private.no_uuid()))   -- a hold that came after the announcement
   order by r.announced_at
   limit 1;
  if not found then
    return 0;
  end if;
  update tenet.audit_events e
     set payload = null,
         salt = null,
         commitment = tenet_private.audit_commitment(e)
   where e.tenant_id = removal.tenant_id
     and e.number = any (removal.event_numbers)
     and e.payload is not null;
  get diagnostics removed = row_count;
  update tenet_private.audit_removals r
     set done_at = pg_catalog.clock_timestamp()
   where r.tenant_id = removal.tenant_id
     and r.event_number = removal.event_number;
  return removed;
end
$$;
comment on function tenet_private.apply_audit_removals(integer) is
  'Does what was announced and whose announcement is sealed and signed: batches, see prune_audit_batches(), then the payloads that one removal names. Returns how many payloads or events went; 0 when nothing is due. One call at a time: others wait.';
revoke execute on function tenet_private.apply_audit_removals(integer) from public;
grant execute on function tenet_private.apply_audit_removals(integer) to tenet_worker;

reset role;

create or replace function tenet.limit_audit_retention(standard interval, shortest interval default '30 days', longest interval default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  if not tenet_private.is_window(shortest) or not tenet_private.is_window(standard) or not tenet_private.is_window(longest) then
    raise exception 'a window is a plain length of time of at most a thousand years'
      using errcode = 'TN422', hint = 'For example interval ''24 months''.';
  end if;
  if shortest is null or shortest < interval '1 day' or standard < shortest or longest < shortest or standard > longest or (standard is null and longest is not null) then
    raise exception 'shortest % <= standard % <= longest % does not hold', shortest, standard, longest
      using errcode = 'TN422', hint = 'shortest is a day or more; null as standard keeps trails whose workspace set nothing, and goes with null as longest.';
  end if;
  update tenet.audit_limits l
     set standard = limit_audit_retention.standard,
         shortest = limit_audit_retention.shortest,
         longest = limit_audit_retention.longest;
  perform tenet_private.record_declaration('limit_audit_retention', null,
    pg_catalog.jsonb_build_object('standard', standard, 'shortest', shortest, 'longest', longest));
end
$$;
comment on function tenet.limit_audit_retention(interval, interval, interval) is
  'Says for how long audit trails are kept: standard where a workspace set nothing (null: for ever), and between which limits its owners may choose. Raises TN422 when the three contradict each other.';
--! EndIncluded functions/audit_forget.sql
--! Included functions/retention_canary.sql
-- Canaries of retention: a row in every retained table, in a tenant of Tenet's own, that is past its window and must disappear.
--
-- Nothing else proves that retention runs: a job that sees no row, or whose deletes are never committed, does nothing and reports
-- nothing. A canary goes the way of every other row, so when it goes, the others can, and when it stays, somebody is told.
-- tenet.retain() works out once how a row is made, tries it, and keeps the recipe; the job plants the row anew after each run.

set local role tenet_resolver;

create or replace function tenet_private.canary_place(out tenant uuid, out workspace uuid, out person uuid)
  returns record
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
begin
  insert into tenet.tenants (slug, name)
  values ('tenet-canary', 'Tenet''s own: rows that retention must make disappear')
  on conflict do nothing;
  select t.id into tenant from tenet.tenants t where t.slug = 'tenet-canary';
  insert into tenet.workspaces (tenant_id, slug, name)
  values (tenant, 'canary', 'Canaries of retention')
  on conflict do nothing;
  select w.id into workspace from tenet.workspaces w where w.tenant_id = tenant and w.slug = 'canary';
  select m.id into person from tenet.members m where m.tenant_id = tenant;
  if person is null then
    insert into tenet.users (email, display_name)
    values ('canary@tenet.invalid', 'Canary of retention')
    returning id into person;
    insert into tenet.members (tenant_id, id, display_name, email)
    values (tenant, person, 'Canary of retention', 'canary@tenet.invalid');
  end if;
end
$$;
comment on function tenet_private.canary_place() is
  'The tenant, the workspace and the user of the canaries, made when the first is planted. The user has no membership and no identity: nobody signs in there.';
revoke execute on function tenet_private.canary_place() from public;
grant execute on function tenet_private.canary_place() to tenet_owner, tenet_worker;

reset role;

create or replace function tenet_private.guess_value(relation regclass, attribute pg_catalog.pg_attribute)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $function$
  select coalesce(
           -- the first of the values that a check on this column alone lists
           (select pg_catalog.to_jsonb(pg_catalog.replace((pg_catalog.regexp_match(d.definition, $$'((?:[^']|'')*)'::text$$))[1], '''''', ''''))
              from pg_catalog.pg_constraint c
             cross join lateral (select pg_catalog.pg_get_constraintdef(c.oid) as definition) d
             where c.conrelid = guess_value.relation
               and c.contype = 'c'
               and c.conkey = array[attribute.attnum]
               and d.definition ~ ' = (ANY \(\(?ARRAY\[)?''[^'']*''::text'
             limit 1),
           (select pg_catalog.to_jsonb(e.enumlabel) from pg_catalog.pg_enum e where e.enumtypid = attribute.atttypid order by e.enumsortorder limit 1),
           case
             when k.is_unique and t.typcategory = 'S' then '"@text"'::jsonb
             when k.is_unique and t.oid = 'uuid'::regtype then '"@uuid"'
             when t.typcategory = 'S' then '"canary"'
             when t.typcategory = 'N' then '1'
             when t.typcategory = 'B' then 'false'
             when t.typcategory = 'D' then '"now"'
             when t.typcategory = 'T' then '"1 day"'
             when t.typcategory = 'I' then '"192.0.2.1"'
             when t.typcategory = 'A' then '[]'
             when t.oid in ('json'::regtype, 'jsonb'::regtype) then '{}'
             when t.oid = 'bytea'::regtype then '"\\x00"'
             when t.oid = 'uuid'::regtype then '"00000000-0000-4000-8000-000000000000"'
           end)
    from pg_catalog.pg_type t
   cross join lateral (
           select exists (
             select from pg_catalog.pg_index i
              where i.indrelid = guess_value.relation and i.indisunique and attribute.attnum = any (i.indkey::smallint[])) as is_unique
         ) k
   where t.oid = attribute.atttypid
$function$;
comment on function tenet_private.guess_value(regclass, pg_catalog.pg_attribute) is
  'A value that a column probably takes, by its checks and its type; null when there is none to guess.';

create or replace function tenet_private.canary_recipe(declared tenet.protected_tables, given jsonb, measured_from name default null, path regclass[] default '{}')
  returns jsonb
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  attribute pg_catalog.pg_attribute;
  target record;
  value jsonb;
  filled jsonb := '{}';
  parents jsonb := '[]';
begin
  for attribute in
    select a.*
      from pg_catalog.pg_attribute a
     where a.attrelid = declared.relation
       and a.attnum > 0
       and not a.attisdropped
       and a.attgenerated = ''
       and a.attidentity = ''
       and a.attname <> all (tenet_private.scope_columns(declared.scope))
       and a.attname is distinct from measured_from
       and (given ? a.attname::text or (a.attnotnull and not a.atthasdef))
     order by a.attnum
  loop
    value := given -> attribute.attname::text;
    select c.confrelid::regclass as relation,
           p.scope,
           tenet_private.row_key(c.confrelid, coalesce(p.scope, 'tenant')) as key
      into target
      from pg_catalog.pg_constraint c
      left join tenet.protected_tables p
        on p.relation = c.confrelid
     where c.conrelid = declared.relation
       and c.contype = 'f'
       and attribute.attnum = any (c.conkey)
     limit 1;
    if value is not null and (target.relation is null or pg_catalog.jsonb_typeof(value) <> 'object') then
      null;   -- as given
    elsif target.relation is null then
      value := tenet_private.guess_value(declared.relation, attribute);
    elsif target.relation = 'tenet.members'::regclass then
      value := pg_catalog.to_jsonb('@person'::text);
    elsif target.scope = 'shared' then
      execute pg_catalog.format('select to_jsonb(t.%I) from %s t order by 1 limit 1', target.key[1], target.relation) into value;
    elsif target.scope is not null and pg_catalog.cardinality(target.key) = 1 and target.relation <> all (path || declared.relation) then
      parents := parents || pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_object(
        'column', attribute.attname,
        'key', target.key[1],
        'recipe', tenet_private.canary_recipe(
          (select p from tenet.protected_tables p where p.relation = target.relation), coalesce(value, '{}'), null, path || declared.relation)));
      continue;
    else
      value := null;
    end if;
    if value is null then
      raise exception 'no canary can be made for %: column % of % has a value that cannot be guessed',
          coalesce(path[1], declared.relation), attribute.attname, declared.relation
        using errcode = 'TN422',
              hint = pg_catalog.format('Say one: canary => ''{"%s": …}''; or do without proof: canary => null.', attribute.attname);
    end if;
    filled := filled || pg_catalog.jsonb_build_object(attribute.attname, value);
  end loop;
  return pg_catalog.jsonb_build_object(
    'relation', declared.relation::text,
    'view', (select c.relname from pg_catalog.pg_class c where c.oid = declared.relation),
    'values', filled,
    'parents', parents);
end
$$;
comment on function tenet_private.canary_recipe(tenet.protected_tables, jsonb, name, regclass[]) is
  'How a row of a table is made: values for the columns that need one (@person stands for the user of the canaries, @text and @uuid for one that is new each time), and recipes for the rows that it must refer to. Raises TN422 for a column that nobody can guess.';

create or replace function tenet_private.fill_in(planted jsonb, person text)
  returns jsonb
  language sql
  volatile
  set search_path = ''
as $$
  select coalesce(
           pg_catalog.jsonb_object_agg(v.key, case v.value
             when '"@person"' then pg_catalog.to_jsonb(person)
             when '"@text"' then pg_catalog.to_jsonb('canary-' || pg_catalog.left(pg_catalog.gen_random_uuid()::text, 8))
             when '"@uuid"' then pg_catalog.to_jsonb(pg_catalog.gen_random_uuid())
             else v.value
           end),
           '{}')
    from pg_catalog.jsonb_each(planted) v
$$;
comment on function tenet_private.fill_in(jsonb, text) is
  'The values of a recipe with the user of the canaries in the place of @person, and new values in the places of @text and @uuid.';
grant execute on function tenet_private.fill_in(jsonb, text) to tenet_worker;

create or replace function tenet_private.make_row(recipe jsonb, scope_values jsonb, more jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  made_in regclass := (recipe ->> 'relation')::regclass;
  planted jsonb;
  parent jsonb;
  columns name[];
  made jsonb;
begin
  planted := tenet_private.fill_in(recipe -> 'values', scope_values ->> 'user_id') || more || (
    select pg_catalog.jsonb_object_agg(s.name, scope_values -> s.name::text)
      from tenet.protected_tables p
     cross join pg_catalog.unnest(tenet_private.scope_columns(p.scope)) as s (name)
     where p.relation = made_in
  );
  for parent in select p from pg_catalog.jsonb_array_elements(recipe -> 'parents') p loop
    made := tenet_private.make_row(parent -> 'recipe', scope_values, '{}');
    planted := planted || pg_catalog.jsonb_build_object(parent ->> 'column', made -> (parent ->> 'key'));
  end loop;
  columns := array(
    select a.attname from pg_catalog.pg_attribute a
     where a.attrelid = made_in and a.attnum > 0 and not a.attisdropped and planted ? a.attname::text);
  execute pg_catalog.format('alter table %s no force row level security', made_in);
  execute pg_catalog.format('insert into %s as t (%s) select %2$s from jsonb_populate_record(null::%1$s, $1) returning to_jsonb(t)',
      made_in, tenet_private.column_list(columns))
    into made using planted;
  return made;
end
$$;
comment on function tenet_private.make_row(jsonb, jsonb, jsonb) is
  'Makes a row by its recipe as the owner of the table, with row level security off: for an attempt that is rolled back.';

create or replace function tenet_private.try_canary(rule tenet.retention_rules, declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  place record;
  made jsonb;
  culprit text;
begin
  if rule.recipe is null then
    return;
  end if;
  begin
    select * into place from tenet_private.canary_place();
    made := tenet_private.make_row(
      rule.recipe,
      pg_catalog.jsonb_build_object('tenant_id', place.tenant, 'workspace_id', place.workspace, 'user_id', place.person),
      pg_catalog.jsonb_build_object(rule.measured_from, pg_catalog.now() - rule.keep_for - interval '2 days'));
    if rule.action = 'anonymise' then
      execute pg_catalog.format('update %s t set %s where to_jsonb(t) = $1', declared.relation, tenet_private.anonymised_columns(declared.relation, rule.columns))
        using made;
    end if;
    set constraints all immediate;
    raise exception using errcode = 'TN200';   -- undo it
  exception
    when sqlstate 'TN200' then
      null;
    when foreign_key_violation then
      get stacked diagnostics culprit = constraint_name;
      -- Reference data may come later, with the seed; anything else will never fit.
      if not exists (
        select
          from pg_catalog.pg_constraint c
          join tenet.protected_tables p on p.relation = c.confrelid and p.scope = 'shared'
         where c.conname = culprit
           and c.contype = 'f') then
        raise exception 'no canary can be made for %: %', declared.relation, sqlerrm
          using errcode = 'TN422', hint = 'Give a value that exists: canary => ''{"column": value}''; or do without proof: canary => null.';
      end if;
    when others then
      raise exception 'no canary can be made for %: %', declared.relation, sqlerrm
        using errcode = 'TN422',
              hint = 'Give values that fit: canary => ''{"column": value}''; or do without proof that retention runs: canary => null.';
  end;
end
$$;
comment on function tenet_private.try_canary(tenet.retention_rules, tenet.protected_tables) is
  'Makes the canary of a rule, and anonymises it where that is the action, then undoes it. Raises TN422 when it does not fit the table.';

create or replace function tenet_private.anonymised_columns(relation regclass, columns name[])
  returns text
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.string_agg(pg_catalog.format('%I = %s', a.attname, case when a.attnotnull then '''[anonymised]''' else 'null' end), ', ' order by a.attnum)
    from pg_catalog.pg_attribute a
   where a.attrelid = anonymised_columns.relation
     and a.attname = any (columns)
$$;
comment on function tenet_private.anonymised_columns(regclass, name[]) is
  'What an update sets to anonymise these columns: null where that may be, else ''[anonymised]''.';
grant execute on function tenet_private.anonymised_columns(regclass, name[]) to tenet_resolver;

-- The column from which a window is measured is mostly one that the API never writes. Here, and nowhere else, a row gets a value
-- for it: tenet_views holds the insert of that column on the table, this function is its only use, and what it inserts stands under
-- the policies of the session at hand, which for making rows is one of the canary tenant (open_job_session). Its names come from
-- the catalogue; it is the one definer function with dynamic SQL, because there is no other role that could insert.
grant create, usage on schema tenet_private to tenet_views;
set local role tenet_views;

create or replace function tenet_private.plant_row(table_name name, planted jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  planted_in oid := (select c.oid from pg_catalog.pg_class c where c.relnamespace = 'app'::regnamespace and c.relname = plant_row.table_name);
  columns text := (
    select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a
     where a.attrelid = planted_in and a.attnum > 0 and not a.attisdropped and planted ? a.attname::text
  );
  made jsonb;
begin
  execute pg_catalog.format('insert into app.%I as t (%s) select %2$s from pg_catalog.jsonb_populate_record(null::app.%1$I, $1) returning pg_catalog.to_jsonb(t)', table_name, columns)
    into made using planted;
  return made;
end
$$;
comment on function tenet_private.plant_row(name, jsonb) is
  'Inserts a canary and returns it, as the owner of the views: within the policies of the session, with the column from which retention is measured.';
revoke execute on function tenet_private.plant_row(name, jsonb) from public;
grant execute on function tenet_private.plant_row(name, jsonb) to tenet_worker;

reset role;
revoke create, usage on schema tenet_private from tenet_views;
--! EndIncluded functions/retention_canary.sql
--! Included functions/retention.sql
-- The verbs of retention: how long the rows of a table are kept, and what happens to them then.
--
-- They run as tenet_owner, in a migration; all are idempotent, and an error leaves nothing behind. What they declare is carried out
-- by the job apply_retention, hourly, one tenant's session at a time.

create or replace function tenet_private.check_retention(rule tenet.retention_rules, declared tenet.protected_tables)
  returns void
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  measured pg_catalog.pg_attribute;
  column_name name;
  named pg_catalog.pg_attribute;
begin
  if declared.scope = 'shared' then
    raise exception 'table % is shared: its rows belong to no tenant, and no job reaches them', declared.relation
      using errcode = 'TN422', hint = 'Delete reference data in a migration, or give the table another scope.';
  end if;
  select * into measured
    from pg_catalog.pg_attribute a
   where a.attrelid = declared.relation and a.attname = rule.measured_from and a.attnum > 0 and not a.attisdropped;
  if measured.attname is null then
    raise exception 'table % has no column %, from which its retention is measured', declared.relation, rule.measured_from
      using errcode = 'TN422',
            hint = pg_catalog.format('Measure it from another column with tenet.retain, or end it: select tenet.retain_forever(%L, reason => ''…'');', declared.relation);
  end if;
  if measured.atttypid not in ('timestamptz'::regtype, 'date'::regtype) then
    raise exception 'column % of % is of type %: retention is measured from a timestamptz or a date', measured.attname, declared.relation, measured.atttypid::regtype
      using errcode = 'TN422', hint = pg_catalog.format('alter table %s alter column %I type timestamptz;', declared.relation, measured.attname);
  end if;
  if measured.attgenerated <> '' then
    raise exception 'column % of % is generated', measured.attname, declared.relation
      using errcode = 'TN422', hint = 'Measure retention from a column that is stored by itself.';
  end if;

  foreach column_name in array coalesce(rule.columns, '{}') loop
    select * into named
      from pg_catalog.pg_attribute a
     where a.attrelid = declared.relation and a.attname = column_name and a.attnum > 0 and not a.attisdropped;
    if named.attname is null then
      raise exception 'table % has no column %, which is to be anonymised', declared.relation, column_name
        using errcode = 'TN422', hint = 'columns lists columns of the table.';
    end if;
    if column_name <> all (coalesce(tenet_private.writable_columns(declared, 'update'), '{}')) then
      raise exception 'column % of % cannot be anonymised: it is of the key or the scope, or nothing writes it through the API', column_name, declared.relation
        using errcode = 'TN422', hint = 'The job goes through the api view like everybody else; choose columns that an update may name.';
    end if;
    if named.attnotnull and named.atttypid not in ('text'::regtype, 'varchar'::regtype) then
      raise exception 'column % of % can be neither null nor text', column_name, declared.relation
        using errcode = 'TN422', hint = pg_catalog.format('alter table %s alter column %I drop not null;', declared.relation, column_name);
    end if;
    if named.attnotnull and exists (
      select from pg_catalog.pg_index i where i.indrelid = declared.relation and i.indisunique and named.attnum = any (i.indkey::smallint[])) then
      raise exception 'column % of % is in a unique key: two anonymised rows would be equal', column_name, declared.relation
        using errcode = 'TN422', hint = pg_catalog.format('Let it become null: alter table %s alter column %I drop not null;', declared.relation, column_name);
    end if;
  end loop;
end
$$;
comment on function tenet_private.check_retention(tenet.retention_rules, tenet.protected_tables) is
  'Raises TN422 when a table cannot be retained as declared: checked by the verb, and again whenever the table is built.';

create or replace function tenet_private.build_retention(declared tenet.protected_tables)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  rule tenet.retention_rules;
  wanted name[];
begin
  select * into rule from tenet.retention_rules r where r.relation = declared.relation;
  if not found then
    return;
  end if;
  perform tenet_private.check_retention(rule, declared);
  wanted := tenet_private.scope_columns(case declared.scope when 'personal' then 'workspace' else declared.scope end) || rule.measured_from;
  if not exists (
    select
      from pg_catalog.pg_index i
     where i.indrelid = declared.relation
       and i.indpred is null
       and (tenet_private.column_names(i.indrelid, i.indkey::smallint[]))[1:pg_catalog.cardinality(wanted)] = wanted
  ) then
    execute pg_catalog.format('create index on %s (%s)', declared.relation,
      tenet_private.column_list(wanted || tenet_private.row_key(declared.relation, declared.scope)));
  end if;
end
$$;
comment on function tenet_private.build_retention(tenet.protected_tables) is
  'Step of build_table: the retention of the table still fits it, and an index finds the rows that are due in a workspace, oldest first.';

create or replace function tenet.retain(
  relation text,
  keep_for interval,
  measured_from text,
  action text default 'delete',
  columns text[] default null,
  brake numeric default 0.2,
  canary jsonb default '{}',
  reason text default null
)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
  before tenet.retention_rules;
  wanted tenet.retention_rules;
  is_new boolean;
begin
  if keep_for is null or pg_catalog.date_part('epoch', keep_for) not between 86400 and 315576000 then
    raise exception 'a retention window of % is not between one day and ten years', coalesce(keep_for::text, 'null')
      using errcode = 'TN422',
            hint = pg_catalog.format('For example: select tenet.retain(%L, ''24 months'', measured_from => %L); without a window rows stay: tenet.retain_forever.', relation, measured_from);
  end if;
  if measured_from is null then
    raise exception 'nothing says from when on the window is measured'
      using errcode = 'TN422', hint = pg_catalog.format('Name a column: select tenet.retain(%L, %L, measured_from => ''created_at'');', relation, keep_for);
  end if;
  if coalesce(action, '') not in ('delete', 'anonymise') then
    raise exception 'there is no action "%"', action
      using errcode = 'TN422', hint = 'action => ''delete'' (the default), or ''anonymise'' with columns => ''{…}''.';
  end if;
  if action = 'anonymise' and (coalesce(pg_catalog.cardinality(columns), 0) = 0 or pg_catalog.array_position(columns, null) is not null) then
    raise exception 'nothing says which columns are anonymised'
      using errcode = 'TN422', hint = 'columns => ''{name,email}'': what may be null becomes null, other text becomes ''[anonymised]''.';
  end if;
  if action = 'delete' and columns is not null then
    raise exception 'a row that is deleted goes with all its columns'
      using errcode = 'TN422', hint = 'Leave columns out, or write action => ''anonymise''.';
  end if;
  if brake is null or brake <= 0 or brake > 1 or brake = 'NaN' then
    raise exception 'a brake of % is no share of the table', coalesce(brake::text, 'null')
      using errcode = 'TN422', hint = 'brake => 0.2 (the default) lets no more than 20 % of a table go in one run; 1 lets everything go.';
  end if;
  if canary is not null and pg_catalog.jsonb_typeof(canary) <> 'object' then
    raise exception 'canary is no object'
      using errcode = 'TN422', hint = 'canary => ''{"column": value}'' for columns whose value cannot be guessed; null for no canary.';
  end if;

  wanted.relation := declared.relation;
  wanted.keep_for := keep_for;
  wanted.measured_from := measured_from;
  wanted.action := action;
  wanted.columns := array(select distinct c::name from pg_catalog.unnest(columns) c order by 1);
  if wanted.columns = '{}' then
    wanted.columns := null;
  end if;
  wanted.brake := brake;
  wanted.canary := canary;
  wanted.reason := reason;
  perform tenet_private.check_retention(wanted, declared);
  wanted.recipe := case when canary is not null then tenet_private.canary_recipe(declared, canary, wanted.measured_from) end;
  perform tenet_private.try_canary(wanted, declared);

  select * into before from tenet.retention_rules r where r.relation = declared.relation;
  is_new := not found;
  if is_new then
    insert into tenet.retention_rules (relation, keep_for, measured_from, action, columns, brake, canary, recipe, reason)
    values (wanted.relation, wanted.keep_for, wanted.measured_from, wanted.action, wanted.columns, wanted.brake, wanted.canary, wanted.recipe, wanted.reason);
  elsif row(before.keep_for::text, before.measured_from, before.action, before.columns, before.brake, before.canary, before.recipe, before.reason)
    is distinct from row(wanted.keep_for::text, wanted.measured_from, wanted.action, wanted.columns, wanted.brake, wanted.canary, wanted.recipe, wanted.reason) then
    update tenet.retention_rules r
       set keep_for = wanted.keep_for,
           measured_from = wanted.measured_from,
           action = wanted.action,
           columns = wanted.columns,
           brake = wanted.brake,
           canary = wanted.canary,
           recipe = wanted.recipe,
           reason = wanted.reason,
           brake_released_at = null,
           brake_released_by = null,
           brake_release_reason = null,
           version = r.version + 1,
           declared_at = pg_catalog.now(),
           declared_by = session_user
     where r.relation = declared.relation;
    -- The canary of the former rule proves nothing about this one.
    delete from tenet.retention_canaries c where c.relation = declared.relation;
  else
    perform tenet_private.build_table(declared.relation);
    return;
  end if;
  perform tenet_private.record_declaration('retain', declared.relation,
    pg_catalog.to_jsonb(wanted) - '{relation,recipe,version,declared_at,declared_by}'::text[]);
  perform tenet_private.build_table(declared.relation);
end
$$;
comment on function tenet.retain(text, interval, text, text, text[], numeric, jsonb, text) is
  'Says how long rows of a protected table are kept: keep_for (one day to ten years) from the timestamptz or date in measured_from; a row in which that is null is never due. action: delete, or anonymise the listed columns (null where they may be null, else ''[anonymised]''). brake: share of the table above which a run stops and alerts. canary: values for the row of Tenet''s own that must disappear each run, where they cannot be guessed (an object for a column that refers to another table fills the row there); null for none. Replaces the former retention of the table. Raises TN422 with a hint.';

create or replace function tenet.retain_forever(relation text, reason text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  if coalesce(pg_catalog.btrim(reason), '') = '' then
    raise exception 'keeping rows for ever needs a reason'
      using errcode = 'TN422', hint = pg_catalog.format('select tenet.retain_forever(%L, reason => ''…'');', relation);
  end if;
  delete from tenet.retention_rules r where r.relation = declared.relation;
  if found then
    perform tenet_private.record_declaration('retain_forever', declared.relation, pg_catalog.jsonb_build_object('reason', reason));
    perform tenet_private.build_table(declared.relation);
  end if;
end
$$;
comment on function tenet.retain_forever(text, text) is
  'Takes the retention of a table back: its rows stay until somebody deletes them. A run that is under way ends with the batch it is in. Needs a reason.';

create or replace function tenet.release_brake(relation text, reason text)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  declared tenet.protected_tables := tenet_private.find_protected(relation);
begin
  if coalesce(pg_catalog.btrim(reason), '') = '' then
    raise exception 'releasing the brake needs a reason'
      using errcode = 'TN422', hint = 'Look at tenet.retention first: eligible is how many rows would go. Then say why that is right.';
  end if;
  update tenet.retention_rules r
     set brake_released_at = pg_catalog.clock_timestamp(),
         brake_released_by = session_user,
         brake_release_reason = release_brake.reason
   where r.relation = declared.relation;
  if not found then
    raise exception 'table % has no retention', relation
      using errcode = 'TN422', hint = pg_catalog.format('select tenet.retain(%L, ''24 months'', measured_from => ''…'');', relation);
  end if;
  perform tenet_private.record_declaration('release_brake', declared.relation, pg_catalog.jsonb_build_object('reason', reason));
end
$$;
comment on function tenet.release_brake(text, text) is
  'Lets the next run of a table''s retention through, however much of the table it takes; the one after that is under the brake again. Needs a reason. Raises TN422.';
--! EndIncluded functions/retention.sql
--! Included functions/retention_ledger.sql
-- What the job apply_retention knows and remembers: which tables are due for a run, what was counted in which workspace, how far
-- each of them is. Everything here is one step of a call, in its transaction; a call that dies leaves the step undone.
--
-- A run goes through one table: it counts (state counting), decides whether that is too much (braked), then works through the
-- workspaces that have something due (working). Its cut-off is fixed when it begins, so that what goes is what was counted.

set local role tenet_resolver;

create or replace function tenet_private.begin_retention(run uuid)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  this_tick timestamptz;
begin
  select j.scheduled_at into this_tick from tenet.job_runs j where j.id = run and j.finished_at is null;
  if not found then
    raise exception 'apply_retention does not know which run of the job it is'
      using errcode = 'TN422', hint = 'The worker calls it, and says so in the setting tenet.job_run.';
  end if;

  -- Another declaration, another run: what was counted for the former is not what would go now.
  update tenet.retention_runs r
     set state = 'abandoned',
         error = 'the declaration changed meanwhile',
         finished_at = pg_catalog.clock_timestamp()
   where r.id in (
           select o.id
             from tenet.retention_runs o
            where o.finished_at is null
              and not exists (select from tenet.retention_rules d where d.relation = o.relation and d.version = o.version)
              for update skip locked
         );
  delete from tenet.retention_runs r
   where r.finished_at < pg_catalog.clock_timestamp() - interval '90 days'
     and exists (select from tenet.retention_runs n where n.relation = r.relation and n.started_at > r.started_at);

  -- What a run of the job found and did not live to tell (its time was up, or it died), this one tells.
  update tenet.retention_runs r
     set job_run = run
   where r.state in ('braked', 'failed')
     and r.finished_at > pg_catalog.clock_timestamp() - interval '2 days'
     and exists (
           select
             from tenet.job_runs j
            where j.id = r.job_run
              and j.id <> run
              and case when j.finished_at is not null then j.error is null
                       else j.started_at < pg_catalog.clock_timestamp() - interval '10 minutes' end
         );

  insert into tenet.retention_runs (relation, version, tick, job_run, cutoff)
  select d.relation, d.version, this_tick, run, pg_catalog.clock_timestamp() - d.keep_for
    from tenet.retention_rules d
   where not exists (
           select
             from tenet.retention_runs r
            where r.relation = d.relation
              and (r.finished_at is null or r.tick >= this_tick)
         )
  on conflict do nothing;   -- another worker was faster
end
$$;
comment on function tenet_private.begin_retention(uuid) is
  'Begins a run for every retained table that has none open and none for this tick yet: however often a tick comes, it has one effect. Forgets runs after 90 days. Raises TN422 outside of a run of the job.';
revoke execute on function tenet_private.begin_retention(uuid) from public;
grant execute on function tenet_private.begin_retention(uuid) to tenet_worker;

create or replace function tenet_private.retention_details(relation regclass)
  returns jsonb
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.jsonb_build_object(
           'relation', c.oid,
           'view', c.relname,
           'scope', p.scope,
           'key', k.names,
           'key_types', (select pg_catalog.array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by n.position)
                           from pg_catalog.unnest(k.names) with ordinality as n (name, position)
                           join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = n.name),
           'measured_from', d.measured_from,
           'measured_type', (select a.atttypid::regtype::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = d.measured_from and not a.attisdropped),
           'keep_for', d.keep_for,
           'action', d.action,
           'anonymised', tenet_private.anonymised_columns(c.oid, d.columns),
           'personal_data_left', (
             select pg_catalog.string_agg(pg_catalog.format(case when a.attnotnull then 'v.%I <> ''[anonymised]''' else 'v.%I is not null' end, a.attname), ' or ' order by a.attnum)
               from pg_catalog.pg_attribute a
              where a.attrelid = c.oid
                and a.attname = any (d.columns)),
           'recipe', d.recipe)
    from pg_catalog.pg_class c
    join tenet.protected_tables p
      on p.relation = c.oid
   cross join lateral (select tenet_private.row_key(c.oid, p.scope) as names) k
    left join tenet.retention_rules d
      on d.relation = c.oid
   where c.oid = retention_details.relation
$$;
comment on function tenet_private.retention_details(regclass) is
  'What the job must know of a table to write its statements: the view, the key, the declaration and what anonymising sets.';
revoke execute on function tenet_private.retention_details(regclass) from public;

create or replace function tenet_private.retention_of_table(table_name name)
  returns jsonb
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select tenet_private.retention_details(p.relation)
    from tenet.protected_tables p
    join pg_catalog.pg_class c
      on c.oid = p.relation
     and c.relnamespace = 'app'::regnamespace
   where c.relname = retention_of_table.table_name
$$;
comment on function tenet_private.retention_of_table(name) is
  'The same for a table that a canary refers to, by its name in schema app.';
revoke execute on function tenet_private.retention_of_table(name) from public;
grant execute on function tenet_private.retention_of_table(name) to tenet_worker;

create or replace function tenet_private.next_retention_places(run uuid, out retention_run uuid, out cutoff timestamptz, out details jsonb, out places jsonb)
  returns record
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  counting tenet.retention_runs;
begin
  loop
    select * into counting
      from tenet.retention_runs r
     where r.state = 'counting'
     order by r.started_at, r.id
     limit 1
       for update skip locked;
    if not found then
      retention_run := null;
      return;
    end if;
    perform from tenet.retention_rules d where d.relation = counting.relation and d.version = counting.version for share;
    if not found then
      update tenet.retention_runs r
         set state = 'abandoned', error = 'the declaration changed meanwhile', finished_at = pg_catalog.clock_timestamp()
       where r.id = counting.id;
      continue;
    end if;

    retention_run := counting.id;
    cutoff := counting.cutoff;
    details := tenet_private.retention_details(counting.relation);
    -- What belongs to a whole tenant is reached from any one of its workspaces.
    select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('tenant', w.tenant_id, 'workspace', w.id) order by w.tenant_id, w.id)
      into places
      from (select w.tenant_id, w.id
              from tenet.workspaces w
             where (counting.counted_tenant is null or (w.tenant_id, w.id) > (counting.counted_tenant, counting.counted_workspace))
               and (details ->> 'scope' <> 'tenant'
                 or not exists (select from tenet.workspaces e where e.tenant_id = w.tenant_id and e.id < w.id))
             order by w.tenant_id, w.id
             limit 100) w;
    if places is not null then
      return;
    end if;
    perform tenet_private.decide_retention(run, counting.id);
  end loop;
end
$$;
comment on function tenet_private.next_retention_places(uuid) is
  'The workspaces to count next, at most 100, of a run that is counting; null when none is. Locks the run for this transaction; another worker passes by.';
revoke execute on function tenet_private.next_retention_places(uuid) from public;
grant execute on function tenet_private.next_retention_places(uuid) to tenet_worker;

create or replace function tenet_private.note_counts(retention_run uuid, counts jsonb)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  with counted as (
    select c.*
      from pg_catalog.jsonb_to_recordset(note_counts.counts)
        as c (tenant uuid, workspace uuid, total bigint, eligible bigint, held bigint, error text)
  ), tasks as (
    insert into tenet_private.retention_tasks (retention_run, tenant_id, workspace_id, eligible, held, state, error)
    select note_counts.retention_run, c.tenant, c.workspace, c.eligible, c.held,
           case when c.error is not null then 'failed' when c.eligible > 0 then 'waiting' else 'done' end,
           c.error
      from counted c
     where c.eligible > 0
        or c.held > 0
        or c.error is not null
  )
  update tenet.retention_runs r
     set total = r.total + s.total,
         eligible = r.eligible + s.eligible,
         held = r.held + s.held,
         counted_tenant = s.last_tenant,
         counted_workspace = s.last_workspace
    from (select pg_catalog.sum(c.total) as total, pg_catalog.sum(c.eligible) as eligible, pg_catalog.sum(c.held) as held,
                 (pg_catalog.array_agg(c.tenant order by c.tenant desc, c.workspace desc))[1] as last_tenant,
                 (pg_catalog.array_agg(c.workspace order by c.tenant desc, c.workspace desc))[1] as last_workspace
            from counted c
          having pg_catalog.count(*) > 0) s
   where r.id = note_counts.retention_run
$$;
comment on function tenet_private.note_counts(uuid, jsonb) is
  'Writes down what was counted in some workspaces: rows in all, rows due, rows due but held, or why counting failed.';
revoke execute on function tenet_private.note_counts(uuid, jsonb) from public;
grant execute on function tenet_private.note_counts(uuid, jsonb) to tenet_worker;

create or replace function tenet_private.decide_retention(run uuid, retention_run uuid)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  counted tenet.retention_runs;
  rule tenet.retention_rules;
  canaries bigint;
begin
  select * into strict counted from tenet.retention_runs r where r.id = decide_retention.retention_run;
  select * into strict rule from tenet.retention_rules d where d.relation = counted.relation;
  perform tenet_private.add_eligible(run, counted.eligible);
  -- A canary is no row of anybody's.
  select coalesce(pg_catalog.sum(t.eligible + t.held), 0)
    into canaries
    from tenet_private.retention_tasks t
    join tenet.tenants n
      on n.id = t.tenant_id
     and n.slug = 'tenet-canary'
   where t.retention_run = counted.id;

  if counted.eligible - canaries > rule.brake * (counted.total - canaries) and rule.brake_released_at is null then
    update tenet_private.retention_tasks t
       set state = 'braked'
     where t.retention_run = counted.id
       and t.state = 'waiting';
    update tenet.retention_runs r
       set state = 'braked',
           job_run = run,
           error = pg_catalog.format('braked: %s of %s rows would go, more than %s %%; look why, then tenet.release_brake(%L, reason => ''…'')',
             counted.eligible - canaries, counted.total - canaries, (rule.brake * 100)::real, counted.relation::text),
           finished_at = pg_catalog.clock_timestamp()
     where r.id = counted.id;
    perform tenet_private.raise_alert('retention_stalled', null, counted.relation::text,
      pg_catalog.jsonb_build_object('why', 'braked', 'eligible', counted.eligible - canaries, 'total', counted.total - canaries, 'brake', rule.brake));
    return;
  end if;
  update tenet.retention_runs r
     set state = 'working',
         job_run = run
   where r.id = counted.id;
  update tenet.retention_rules d
     set brake_released_at = null,
         brake_released_by = null,
         brake_release_reason = null
   where d.relation = counted.relation
     and d.brake_released_at is not null;
end
$$;
comment on function tenet_private.decide_retention(uuid, uuid) is
  'After counting: when more than the brake''s share of the table would go, nothing of it goes, and an alert is raised; a brake that was released lets this one run through.';
revoke execute on function tenet_private.decide_retention(uuid, uuid) from public;

create or replace function tenet_private.claim_retention_task(
  run uuid,
  wanted_state text,
  batch_limit integer default 1,
  out retention_run uuid,
  out tenant uuid,
  out workspace uuid,
  out most integer,
  out skipped bigint,
  out passed_at timestamptz,
  out passed_key jsonb,
  out cutoff timestamptz,
  out details jsonb
)
  returns record
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  working tenet.retention_runs;
begin
  select t.retention_run, t.tenant_id, t.workspace_id, least(batch_limit, t.eligible - t.done - t.skipped), t.skipped, t.passed_at, t.passed_key
    into retention_run, tenant, workspace, most, skipped, passed_at, passed_key
    from tenet_private.retention_tasks t
    join tenet.retention_runs r
      on r.id = t.retention_run
     and r.state = 'working'
   where t.state = wanted_state
   order by r.started_at, r.id, t.tenant_id, t.workspace_id
   limit 1
     for update of t skip locked;
  if not found then
    retention_run := null;
    return;
  end if;
  select * into working from tenet.retention_runs r where r.id = claim_retention_task.retention_run;
  -- Nobody changes the declaration while a batch goes by it.
  perform from tenet.retention_rules d where d.relation = working.relation and d.version = working.version for share;
  if not found then
    retention_run := null;   -- begin_retention() abandons it at the next call
    return;
  end if;
  -- A run of the job that goes on with the work of one that died, or ran out of time, counts what is left as its own.
  if working.job_run <> run
    and not exists (
      select
        from tenet.job_runs j
       where j.id = working.job_run
         and j.finished_at is null
         and j.started_at > pg_catalog.clock_timestamp() - interval '10 minutes') then
    perform tenet_private.add_eligible(run, (
      select coalesce(pg_catalog.sum(t.eligible - t.done - t.skipped), 0)::bigint
        from tenet_private.retention_tasks t
       where t.retention_run = working.id
         and t.state = 'waiting'));
    update tenet.retention_runs r set job_run = run where r.id = working.id;
  end if;
  cutoff := working.cutoff;
  details := tenet_private.retention_details(working.relation);
end
$$;
comment on function tenet_private.claim_retention_task(uuid, text, integer) is
  'The next workspace of a run that is working, in the wanted state: where it is, how many rows may go at most, how far it is. Null when there is none. Locks it for this transaction; another worker passes by.';
revoke execute on function tenet_private.claim_retention_task(uuid, text, integer) from public;
grant execute on function tenet_private.claim_retention_task(uuid, text, integer) to tenet_worker;

create or replace function tenet_private.note_batch(
  retention_run uuid, tenant uuid, workspace uuid, done bigint, skipped bigint, is_last boolean, passed_at timestamptz, passed_key jsonb, error text)
  returns void
  language sql
  volatile
  security definer
  set search_path = ''
as $$
  update tenet_private.retention_tasks t
     set done = t.done + note_batch.done,
         skipped = t.skipped + note_batch.skipped,
         passed_at = coalesce(note_batch.passed_at, t.passed_at),
         passed_key = coalesce(note_batch.passed_key, t.passed_key),
         error = note_batch.error,
         -- When everything that was counted has been tried, the table is looked at again, in a transaction that sees what was committed.
         state = case
                   when note_batch.error is not null then 'verifying'
                   when note_batch.is_last or t.done + note_batch.done + t.skipped + note_batch.skipped >= t.eligible then 'verifying'
                   else t.state
                 end
   where t.retention_run = note_batch.retention_run
     and t.tenant_id = note_batch.tenant
     and t.workspace_id = note_batch.workspace
$$;
comment on function tenet_private.note_batch(uuid, uuid, uuid, bigint, bigint, boolean, timestamptz, jsonb, text) is
  'Writes down a batch in its own transaction: rows that went, rows that could not, the last row that was tried, or why the batch was undone.';
revoke execute on function tenet_private.note_batch(uuid, uuid, uuid, bigint, bigint, boolean, timestamptz, jsonb, text) from public;
grant execute on function tenet_private.note_batch(uuid, uuid, uuid, bigint, bigint, boolean, timestamptz, jsonb, text) to tenet_worker;

create or replace function tenet_private.note_verified(run uuid, retention_run uuid, tenant uuid, workspace uuid, remaining bigint, error text)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  task tenet_private.retention_tasks;
  fault text;
begin
  select * into strict task
    from tenet_private.retention_tasks t
   where t.retention_run = note_verified.retention_run
     and t.tenant_id = note_verified.tenant
     and t.workspace_id = note_verified.workspace;
  fault := case
    when task.error is not null then task.error
    when error is not null then error
    when remaining > task.skipped and task.done + task.skipped >= task.eligible
      then pg_catalog.format('%s rows more are due than the %s that were counted: stopped there', remaining - task.skipped, task.eligible)
    when remaining > task.skipped then pg_catalog.format('%s of %s rows are still there', remaining, task.eligible)
    when task.skipped > 0 then pg_catalog.format('%s of %s rows cannot go: other rows refer to them%s', task.skipped, task.eligible,
      (select ', or their user is unknown'
         from tenet.retention_runs r
         join tenet.protected_tables p
           on p.relation = r.relation
          and p.scope = 'personal'
        where r.id = task.retention_run))
  end;
  update tenet_private.retention_tasks t
     set state = case when fault is null then 'done' else 'failed' end,
         error = fault
   where t.retention_run = task.retention_run
     and t.tenant_id = task.tenant_id
     and t.workspace_id = task.workspace_id;
  -- Also when each row by itself had a reason: nothing goes where something is due.
  if fault is not null and (task.done = 0 or task.done + task.skipped >= task.eligible and remaining > task.skipped) then
    perform tenet_private.raise_alert('retention_stalled', tenant,
      (select r.relation::text from tenet.retention_runs r where r.id = task.retention_run),
      pg_catalog.jsonb_build_object('why', fault, 'workspace', workspace, 'eligible', task.eligible, 'done', task.done));
  end if;
end
$$;
comment on function tenet_private.note_verified(uuid, uuid, uuid, uuid, bigint, text) is
  'Ends the work in one workspace by what is still due there after everything was committed: done, or failed with the reason. Raises the alert retention_stalled when rows are due and none went, or when more came than were counted.';
revoke execute on function tenet_private.note_verified(uuid, uuid, uuid, uuid, bigint, text) from public;
grant execute on function tenet_private.note_verified(uuid, uuid, uuid, uuid, bigint, text) to tenet_worker;

create or replace function tenet_private.next_canary(
  run uuid,
  out retention_run uuid,
  out cutoff timestamptz,
  out details jsonb,
  out row_key jsonb
)
  returns record
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  working tenet.retention_runs;
begin
  select * into working
    from tenet.retention_runs r
   where r.state = 'working'
     and not exists (select from tenet_private.retention_tasks t where t.retention_run = r.id and t.state in ('waiting', 'verifying'))
     and exists (select from tenet.retention_rules d where d.relation = r.relation and d.version = r.version)
   order by r.started_at, r.id
   limit 1
     for update skip locked;
  if not found then
    retention_run := null;
    return;
  end if;
  perform from tenet.retention_rules d where d.relation = working.relation for share;
  retention_run := working.id;
  cutoff := working.cutoff;
  details := tenet_private.retention_details(working.relation);
  select c.row_key into row_key from tenet.retention_canaries c where c.relation = working.relation;
end
$$;
comment on function tenet_private.next_canary(uuid) is
  'A run whose workspaces are all done, so that its canary can be looked at: the canary''s key, null when none was planted. Null when there is no such run. Locks the run for this transaction.';
revoke execute on function tenet_private.next_canary(uuid) from public;
grant execute on function tenet_private.next_canary(uuid) to tenet_worker;

create or replace function tenet_private.finish_retention(run uuid, retention_run uuid, fate text, planted_key jsonb, fault text)
  returns void
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  finished tenet.retention_runs;
  failed bigint;
  faults text[];
begin
  select * into strict finished from tenet.retention_runs r where r.id = finish_retention.retention_run;
  if fate <> 'opted out' then
    insert into tenet.retention_canaries as c (relation, row_key, planted_at, error)
    values (finished.relation, planted_key, case when planted_key is not null then pg_catalog.clock_timestamp() end, fault)
    on conflict on constraint retention_canaries_pkey do update
      set row_key = case when fate = 'stays' then c.row_key else excluded.row_key end,
          planted_at = case when fate = 'stays' then c.planted_at else excluded.planted_at end,
          gone_at = case when fate = 'gone' then pg_catalog.clock_timestamp() else c.gone_at end,
          stays_since = case when fate = 'stays' then coalesce(c.stays_since, pg_catalog.clock_timestamp()) end,
          error = fault;
  end if;
  if fate in ('stays', 'not planted') then
    perform tenet_private.raise_alert('retention_stalled', null, 'canary of ' || finished.relation::text,
      pg_catalog.jsonb_build_object('why', case fate when 'stays' then 'the canary is still there' else 'the canary could not be planted: ' || fault end));
  end if;

  select pg_catalog.count(*) into failed
    from tenet_private.retention_tasks t
   where t.retention_run = finished.id
     and t.state = 'failed';
  faults := array(
    select pg_catalog.format('in %s workspace%s: %s', pg_catalog.count(*), case when pg_catalog.count(*) > 1 then 's' end, t.error)
      from tenet_private.retention_tasks t
     where t.retention_run = finished.id
       and t.state = 'failed'
     group by t.error
     order by pg_catalog.count(*) desc, t.error
     limit 3);
  if pg_catalog.cardinality(faults) = 3 then
    faults := faults || pg_catalog.format('%s workspaces in all', failed);
  end if;
  if fate = 'stays' then
    faults := faults || 'the canary is still there'::text;
  elsif fate = 'not planted' then
    faults := faults || ('the canary could not be planted: ' || fault);
  end if;
  if exists (
    select from tenet_private.retention_tasks t where t.retention_run = finished.id and t.state = 'failed' and t.eligible = 0) then
    perform tenet_private.raise_alert('retention_stalled', null, finished.relation::text,
      pg_catalog.jsonb_build_object('why', 'rows could not be counted'));
  end if;
  update tenet.retention_runs r
     set state = case when pg_catalog.cardinality(faults) > 0 then 'failed' else 'done' end,
         job_run = run,
         canary = fate,
         done = s.done,
         skipped = s.skipped,
         error = nullif(pg_catalog.array_to_string(faults, '; '), ''),
         finished_at = pg_catalog.clock_timestamp()
    from (select coalesce(pg_catalog.sum(t.done), 0) as done, coalesce(pg_catalog.sum(t.skipped), 0) as skipped
            from tenet_private.retention_tasks t
           where t.retention_run = finished.id) s
   where r.id = finished.id;
end
$$;
comment on function tenet_private.finish_retention(uuid, uuid, text, jsonb, text) is
  'Ends a run: what became of its canary (planted: the first; gone; stays; not planted; opted out), the sums over its workspaces, and its faults in words without a row of a tenant.';
revoke execute on function tenet_private.finish_retention(uuid, uuid, text, jsonb, text) from public;
grant execute on function tenet_private.finish_retention(uuid, uuid, text, jsonb, text) to tenet_worker;

create or replace function tenet_private.retention_faults(run uuid)
  returns text
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select pg_catalog.string_agg(pg_catalog.format('%s: %s', r.relation, r.error), E'\n' order by r.relation::text)
    from tenet.retention_runs r
   where r.job_run = retention_faults.run
     and r.state in ('braked', 'failed')
$$;
comment on function tenet_private.retention_faults(uuid) is
  'What went wrong in the tables whose runs this run of the job has ended; null when nothing did.';
revoke execute on function tenet_private.retention_faults(uuid) from public;
grant execute on function tenet_private.retention_faults(uuid) to tenet_worker;

reset role;
--! EndIncluded functions/retention_ledger.sql
--! Included functions/apply_retention.sql
-- The job apply_retention: deletes or anonymises what is past its window.
--
-- It runs as its caller, the worker's login, and bypasses nothing: it opens a session in one workspace, becomes tenet_visitor and
-- goes through the api view, all in the transaction that does the work. Dynamic SQL is here, in functions that have no right of their
-- own, and names come through %I. A session holds its tenant's row until the transaction ends, so counting undoes its sessions one
-- by one (a block with an exception lets go), and a call works in one workspace at most.

create or replace function tenet_private.due_condition(details jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select pg_catalog.format('v.%I < $1%s', details ->> 'measured_from', case details ->> 'measured_type' when 'date' then '::date' end)
      || coalesce(' and (' || (details ->> 'personal_data_left') || ')', '')
$$;
comment on function tenet_private.due_condition(jsonb) is
  'Which rows v of a table are due: older than the cut-off $1 (a day is over when its last second is), and not anonymised yet.';
revoke execute on function tenet_private.due_condition(jsonb) from public;
grant execute on function tenet_private.due_condition(jsonb) to tenet_worker;

create or replace function tenet_private.fault_text(state text, message text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case when state ~ '^(23|25|40|42|53|55|57|TN)' then pg_catalog.format('%s (SQLSTATE %s)', message, state) else 'SQLSTATE ' || state end
$$;
comment on function tenet_private.fault_text(text, text) is
  'An error for the ledger, which no row of a tenant may enter: the messages of constraints, rights and locks name objects alone; others may quote a value, and only their SQLSTATE is kept.';
revoke execute on function tenet_private.fault_text(text, text) from public;
grant execute on function tenet_private.fault_text(text, text) to tenet_worker;

create or replace function tenet_private.enter_workspace(tenant uuid, workspace uuid, purpose text, on_behalf_of uuid default null)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform pg_catalog.set_config('tenet.session', tenet_private.open_job_session(tenant, workspace, purpose, on_behalf_of), true);
  perform tenet_private.check_job_session(tenant, workspace, purpose);
end
$$;
comment on function tenet_private.enter_workspace(uuid, uuid, text, uuid) is
  'Opens a job session and makes it this transaction''s. Raises TN401 when there is none after all: without a session every table is empty.';
revoke execute on function tenet_private.enter_workspace(uuid, uuid, text, uuid) from public;
grant execute on function tenet_private.enter_workspace(uuid, uuid, text, uuid) to tenet_worker;

create or replace function tenet_private.leave_workspace()
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  perform tenet_private.close_session(pg_catalog.current_setting('tenet.session'));
  perform pg_catalog.set_config('tenet.session', '', true);
end
$$;
comment on function tenet_private.leave_workspace() is 'Ends the job session of this transaction. The caller is the worker''s login again.';
revoke execute on function tenet_private.leave_workspace() from public;
grant execute on function tenet_private.leave_workspace() to tenet_worker;

create or replace function tenet_private.count_due_rows(
  details jsonb,
  cutoff timestamptz,
  tenant uuid,
  workspace uuid,
  with_total boolean,
  out total bigint,
  out eligible bigint,
  out held bigint,
  out error text
)
  returns record
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  due text := tenet_private.due_condition(details);
  hold text;
begin
  perform tenet_private.enter_workspace(tenant, workspace, 'retention');
  hold := coalesce(tenet_private.hold_condition(
    (details ->> 'relation')::oid, tenant, case when details ->> 'scope' <> 'tenant' then workspace end, 'v', details ->> 'action' = 'delete'), 'false');
  perform pg_catalog.set_config('role', 'tenet_visitor', true);
  execute pg_catalog.format(
      'select %s, count(*) filter (where %s and (%s) is not true), count(*) filter (where %2$s and (%3$s)) from api.%I v %s',
      case when with_total then 'count(*)' else '0' end,
      due, hold, details ->> 'view',
      case when not with_total then 'where ' || due end)
    into total, eligible, held
    using cutoff;
  raise exception using errcode = 'TN200';   -- nothing was written, and the tenant is let go (TN000 would be the whole class)
exception
  when sqlstate 'TN200' then
    null;
  when query_canceled or others then
    total := 0;
    eligible := 0;
    held := 0;
    error := tenet_private.fault_text(sqlstate, sqlerrm);
end
$$;
comment on function tenet_private.count_due_rows(jsonb, timestamptz, uuid, uuid, boolean) is
  'Counts the rows of a table in one workspace: all (0 unless with_total), due, due but held; or says why it could not. Leaves no session and no lock.';
revoke execute on function tenet_private.count_due_rows(jsonb, timestamptz, uuid, uuid, boolean) from public;
grant execute on function tenet_private.count_due_rows(jsonb, timestamptz, uuid, uuid, boolean) to tenet_worker;

create or replace function tenet_private.count_retention(run uuid, until timestamptz)
  returns boolean
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  part record;
  place record;
  found_there record;
  counts jsonb;
begin
  loop
    select * into part from tenet_private.next_retention_places(run);
    if part.retention_run is null then
      return true;
    end if;
    counts := '[]';
    for place in select * from pg_catalog.jsonb_to_recordset(part.places) as p (tenant uuid, workspace uuid) loop
      select * into found_there from tenet_private.count_due_rows(part.details, part.cutoff, place.tenant, place.workspace, true);
      counts := counts || pg_catalog.jsonb_build_array(pg_catalog.to_jsonb(found_there) || pg_catalog.to_jsonb(place));
      exit when pg_catalog.clock_timestamp() > until;
    end loop;
    perform tenet_private.note_counts(part.retention_run, counts);
    if pg_catalog.clock_timestamp() > until then
      return false;
    end if;
  end loop;
end
$$;
comment on function tenet_private.count_retention(uuid, timestamptz) is
  'First phase: counts in every workspace, for every table, what would go, before anything goes. Stops at a time, and says whether it was through.';
revoke execute on function tenet_private.count_retention(uuid, timestamptz) from public;
grant execute on function tenet_private.count_retention(uuid, timestamptz) to tenet_worker;

create or replace function tenet_private.verify_retention(run uuid, until timestamptz)
  returns boolean
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  task record;
  left_there record;
begin
  loop
    select * into task from tenet_private.claim_retention_task(run, 'verifying');
    if task.retention_run is null then
      return true;
    end if;
    select * into left_there from tenet_private.count_due_rows(task.details, task.cutoff, task.tenant, task.workspace, false);
    perform tenet_private.note_verified(run, task.retention_run, task.tenant, task.workspace, left_there.eligible, left_there.error);
    if pg_catalog.clock_timestamp() > until then
      return false;
    end if;
  end loop;
end
$$;
comment on function tenet_private.verify_retention(uuid, timestamptz) is
  'Third phase: counts again in the workspaces that are done, in a later transaction than the work: what was not committed is due still. Stops at a time, and says whether it was through.';
revoke execute on function tenet_private.verify_retention(uuid, timestamptz) from public;
grant execute on function tenet_private.verify_retention(uuid, timestamptz) to tenet_worker;

create or replace function tenet_private.apply_retention_batch(run uuid, batch_limit integer)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  task record;
  details jsonb;
  hold text;
  wanted text;
  statement text;
  key_columns text;
  key_values text;
  batch jsonb;
  part record;
  one jsonb;
  touched bigint;
  done bigint := 0;
  skipped bigint := 0;
  fault text;
begin
  select * into task from tenet_private.claim_retention_task(run, 'waiting', batch_limit);
  if task.retention_run is null then
    return null;
  end if;
  details := task.details;
  select pg_catalog.string_agg(pg_catalog.format('v.%I', k.name), ', ' order by k.position),
         pg_catalog.string_agg(pg_catalog.format('(%%1$s->>%s)::%s', k.position - 1, details -> 'key_types' ->> (k.position - 1)::integer), ', ' order by k.position)
    into key_columns, key_values
    from pg_catalog.jsonb_array_elements_text(details -> 'key') with ordinality as k (name, position);

  begin
    perform tenet_private.enter_workspace(task.tenant, task.workspace, 'retention');
    -- Read after the session holds the tenant: a hold that is placed from now on waits for this transaction.
    hold := coalesce(tenet_private.hold_condition(
      (details ->> 'relation')::oid, task.tenant, case when details ->> 'scope' <> 'tenant' then task.workspace end, 'v', details ->> 'action' = 'delete'), 'false');
    wanted := pg_catalog.format('%s and (%s) is not true', tenet_private.due_condition(details), hold);

    perform pg_catalog.set_config('role', 'tenet_visitor', true);
    execute pg_catalog.format(
        'select coalesce(jsonb_agg(to_jsonb(b) order by b.at, b.number), %1$L)'
          ' from (select %2$s as person, jsonb_build_array(%3$s) as key, v.%4$I::timestamptz as at, row_number() over (order by v.%4$I, %3$s) as number'
          ' from api.%5$I v where %6$s %7$s order by v.%4$I, %3$s limit $2) b',
        '[]', case when details ->> 'scope' = 'personal' then 'v.user_id' else 'null' end, key_columns, details ->> 'measured_from', details ->> 'view', wanted,
        case when task.passed_at is not null
             then pg_catalog.format('and (v.%I, %s) > ($3%s, %s)', details ->> 'measured_from', key_columns,
                    case details ->> 'measured_type' when 'date' then '::date' end, pg_catalog.format(key_values, '$4')) end)
      into batch
      using task.cutoff, task.most, task.passed_at, task.passed_key;

    -- Due and not held is asked again of each row when it goes: it may have been seen again since.
    statement := pg_catalog.format('%s where (%s) in (select %s from jsonb_array_elements($2) k) and %s',
      case details ->> 'action'
        when 'delete' then pg_catalog.format('delete from api.%I v', details ->> 'view')
        else pg_catalog.format('update api.%I v set %s', details ->> 'view', details ->> 'anonymised')
      end,
      key_columns, pg_catalog.format(key_values, 'k'), wanted);

    for part in
      select b ->> 'person' as person, pg_catalog.jsonb_agg(b -> 'key') as keys
        from pg_catalog.jsonb_array_elements(batch) b
       group by 1
       order by 1
    loop
      if part.person is not null then   -- a personal row is its user's to change, so the job acts for them
        set local role none;
        begin
          perform tenet_private.leave_workspace();
          perform tenet_private.enter_workspace(task.tenant, task.workspace, 'retention', part.person::uuid);
        exception when sqlstate 'TN404' then
          skipped := skipped + pg_catalog.jsonb_array_length(part.keys);   -- a user whom nobody knows; the others' rows go
          continue;
        end;
        perform pg_catalog.set_config('role', 'tenet_visitor', true);
      end if;
      touched := null;
      begin
        execute statement using task.cutoff, part.keys;
        get diagnostics touched = row_count;
        set constraints all immediate;   -- what was put off to the end still belongs to this session
        done := done + touched;
      exception when foreign_key_violation or restrict_violation then
        for one in select k from pg_catalog.jsonb_array_elements(part.keys) k loop
          begin
            execute statement using task.cutoff, pg_catalog.jsonb_build_array(one);
            get diagnostics touched = row_count;
            set constraints all immediate;
            done := done + touched;
          exception when foreign_key_violation or restrict_violation then
            skipped := skipped + 1;   -- other rows refer to it; the rest goes
          end;
        end loop;
      end;
    end loop;

    set local role none;
    perform tenet_private.leave_workspace();
  exception when query_canceled or others then
    done := 0;
    skipped := 0;
    fault := tenet_private.fault_text(sqlstate, sqlerrm);
  end;

  perform tenet_private.note_batch(
    task.retention_run, task.tenant, task.workspace, done, skipped,
    is_last => coalesce(pg_catalog.jsonb_array_length(batch), 0) < task.most,
    passed_at => case when fault is null then (batch -> -1 ->> 'at')::timestamptz end,
    passed_key => case when fault is null then batch -> -1 -> 'key' end,
    error => fault);
  return done;
end
$$;
comment on function tenet_private.apply_retention_batch(uuid, integer) is
  'Second phase: the next rows of one workspace go, the oldest first, at most batch_limit and never more than were counted. Rows that others refer to, and personal ones of a user whom nobody knows, are passed over, so that each call gets further. Returns how many went; null when there is no workspace left.';
revoke execute on function tenet_private.apply_retention_batch(uuid, integer) from public;
grant execute on function tenet_private.apply_retention_batch(uuid, integer) to tenet_worker;

create or replace function tenet_private.plant_canary(recipe jsonb, more jsonb, place jsonb)
  returns jsonb
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  planted jsonb := tenet_private.fill_in(recipe -> 'values', place ->> 'person') || more;
  parent jsonb;
  details jsonb;
  key jsonb;
begin
  for parent in select p from pg_catalog.jsonb_array_elements(recipe -> 'parents') p loop
    -- One that is not due itself for a day, so that the canary stays until its own window makes it go.
    details := tenet_private.retention_of_table(parent -> 'recipe' ->> 'view');
    perform pg_catalog.set_config('role', 'tenet_visitor', true);
    execute pg_catalog.format('select to_jsonb(v.%I) from api.%I v %s limit 1', parent ->> 'key', parent -> 'recipe' ->> 'view',
        case when details ->> 'measured_from' is not null
             then pg_catalog.format('where v.%I > now() - %L::interval + interval %L', details ->> 'measured_from', details ->> 'keep_for', '1 day') end)
      into key;
    set local role none;
    if key is null then
      key := tenet_private.plant_canary(parent -> 'recipe', '{}', place) -> (parent ->> 'key');
    end if;
    planted := planted || pg_catalog.jsonb_build_object(parent ->> 'column', key);
  end loop;
  return tenet_private.plant_row(recipe ->> 'view', planted);
end
$$;
comment on function tenet_private.plant_canary(jsonb, jsonb, jsonb) is
  'Makes a row by its recipe in the session of the canaries, with more values besides, and first, where they are missing, the rows that it refers to. Returns the row.';
revoke execute on function tenet_private.plant_canary(jsonb, jsonb, jsonb) from public;
grant execute on function tenet_private.plant_canary(jsonb, jsonb, jsonb) to tenet_worker;

create or replace function tenet_private.check_canaries(run uuid)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  canary record;
  place record;
  details jsonb;
  due text;
  matches text;
  is_there boolean;
  is_due boolean;
  fate text;
  key jsonb;
  made jsonb;
  fault text;
  finished integer := 0;
begin
  loop
    select * into canary from tenet_private.next_canary(run);
    if canary.retention_run is null then
      return finished;
    end if;
    details := canary.details;
    due := tenet_private.due_condition(details);
    key := null;
    fault := null;
    if details ->> 'recipe' is null then
      fate := 'opted out';
    else
      fate := 'planted';
      begin
        select * into place from tenet_private.canary_place();
        perform tenet_private.enter_workspace(place.tenant, place.workspace, 'canary', place.person);
        matches := pg_catalog.format('(%s) = (%s)',
          (select pg_catalog.string_agg(pg_catalog.format('v.%I', k), ', ') from pg_catalog.jsonb_array_elements_text(details -> 'key') k),
          (select pg_catalog.string_agg(pg_catalog.format('($2->>%s)::%s', k.position - 1, k.type), ', ' order by k.position)
             from pg_catalog.jsonb_array_elements_text(details -> 'key_types') with ordinality as k (type, position)));
        if canary.row_key is not null then
          perform pg_catalog.set_config('role', 'tenet_visitor', true);
          execute pg_catalog.format('select count(*) > 0, coalesce(bool_or(%s), false) from api.%I v where %s', due, details ->> 'view', matches)
            into is_there, is_due
            using canary.cutoff, canary.row_key;
          fate := case when is_due then 'stays' else 'gone' end;
          if is_there and not is_due then   -- it was anonymised: it has done its duty
            execute pg_catalog.format('delete from api.%I v where %s', details ->> 'view', pg_catalog.replace(matches, '$2', '$1')) using canary.row_key;
          end if;
          set local role none;
        end if;
        if fate <> 'stays' then
          made := tenet_private.plant_canary(
            details -> 'recipe' || pg_catalog.jsonb_build_object('view', details -> 'view'),   -- also when the table has another name now
            pg_catalog.jsonb_build_object(details ->> 'measured_from', pg_catalog.now() - (details ->> 'keep_for')::interval - interval '2 days'),
            pg_catalog.to_jsonb(place));
          key := (select pg_catalog.jsonb_agg(made -> k.name order by k.position)
                    from pg_catalog.jsonb_array_elements_text(details -> 'key') with ordinality as k (name, position));
        end if;
        perform tenet_private.leave_workspace();
      exception when query_canceled or others then
        fate := 'not planted';
        key := null;
        fault := tenet_private.fault_text(sqlstate, sqlerrm);
      end;
    end if;
    perform tenet_private.finish_retention(run, canary.retention_run, fate, key, fault);
    finished := finished + 1;
  end loop;
end
$$;
comment on function tenet_private.check_canaries(uuid) is
  'Last phase: in each table that is through, the canary that was planted after the run before must be gone; then the next one is planted, two days past its window. One that is there still is left alone, and an alert is raised. Returns how many tables it ended.';
revoke execute on function tenet_private.check_canaries(uuid) from public;
grant execute on function tenet_private.check_canaries(uuid) to tenet_worker;

create or replace function tenet_private.apply_retention(batch_limit integer)
  returns integer
  language plpgsql
  volatile
  set search_path = ''
as $$
declare
  run uuid := nullif(pg_catalog.current_setting('tenet.job_run', true), '')::uuid;
  until timestamptz := pg_catalog.clock_timestamp() + interval '10 seconds';
  done integer;
  faults_before text;
  faults text;
begin
  perform tenet_private.begin_retention(run);
  faults_before := tenet_private.retention_faults(run);
  if tenet_private.count_retention(run, until) and tenet_private.verify_retention(run, until) then
    done := tenet_private.apply_retention_batch(run, batch_limit);
    if done is null and tenet_private.check_canaries(run) = 0 then
      faults := tenet_private.retention_faults(run);
      if faults is null then
        return 0;
      end if;
      if faults = faults_before then   -- an error undoes the call that raises it, so it is raised by one that did nothing
        raise exception '%', faults;
      end if;
    end if;
  end if;
  perform pg_catalog.set_config('tenet.job_goes_on', 'true', true);
  return coalesce(done, 0);
end
$$;
comment on function tenet_private.apply_retention(integer) is
  'Deletes or anonymises what is past its window, as tenet.retain declared: counts first, stops at the brake, then at most batch_limit rows of one workspace a call, and goes on where the call before it stopped. Returns how many rows went; sets tenet.job_goes_on while there is more to do. Raises, at the very end, what went wrong in single tables or workspaces, and TN422 outside of a run of the job.';
revoke execute on function tenet_private.apply_retention(integer) from public;
grant execute on function tenet_private.apply_retention(integer) to tenet_worker;
--! EndIncluded functions/apply_retention.sql
--! Included functions/pii_values.sql
-- What a single value looks like: one test a kind of personal data. tenet_private.pii_rules() says which kind asks which.
--
-- All of them are total: null, the empty string, any Unicode and any length have an answer, and the answer is true or false. They
-- look at nothing longer than what they could recognise, so a megabyte costs as much as a word.
-- Letters beyond ASCII are named by their range: classes such as [:alpha:] know them in some locales of a database only.

create or replace function tenet_private.is_email(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or position('@' in value) = 0 or length(value) > 320 then false
    else value ~ '^[^[:space:]@<>()\[\],:;"\\/]+@([[:alnum:]À-￿-]+\.)+[[:alpha:]À-￿][[:alnum:]À-￿-]+$'
     and value !~* '@\dx\.|\.(png|jpe?g|gif|svg|webp|css|js|ts|map|pdf)$'   -- icon@2x.png
  end;
comment on function tenet_private.is_email(text) is
  'Whether a value is an e-mail address, also one with letters of any script: name@domain.tld. False for null, for more than 320 characters, and for names of files.';

create or replace function tenet_private.is_phone(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 8 and 32 then false
    else value ~ '^\+[1-9][0-9 ()./-]+[0-9]$' and length(regexp_replace(value, '[^0-9]', '', 'g')) between 8 and 15              -- E.164, as people write it
      or value ~ '^00 ?[1-9][0-9]{0,2}[ ()./-][0-9 ()./-]+[0-9]$' and length(regexp_replace(value, '[^0-9]', '', 'g')) between 10 and 17
      or value ~ '^(1[ .-])?(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-])[2-9][0-9]{2}[ .-][0-9]{4}( ?(x|ext\.?) ?[0-9]{1,6})?$'     -- North America
      or value ~ '^(\(0[0-9]{1,4}\)|0[0-9]{1,4})[ /-][0-9][0-9 /-]+[0-9]$' and length(regexp_replace(value, '[^0-9]', '', 'g')) between 9 and 12
  end;
comment on function tenet_private.is_phone(text) is
  'Whether a value is a telephone number by its own form: international with + or 00, North American, or national with a leading 0 and a separator. Bare digits are not: they could be anything.';

create or replace function tenet_private.is_ssn(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return coalesce(value ~ '^(?!000|666)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}$', false);
comment on function tenet_private.is_ssn(text) is
  'Whether a value has the form of a social security or individual tax number of the United States: 123-45-6789, no group all zeros.';

create or replace function tenet_private.is_national_id(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 9 and 21 then false
    when tenet_private.is_ssn(value) then true
    when value ~ '^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]$' then true         -- United Kingdom: national insurance
    when value ~ '^[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]$' then true                           -- Italy: codice fiscale
    when value ~ '^[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}$' then true                                            -- Brazil: CPF
    when value ~ '^[0-9]{8}-?[A-Z]$'                                                                            -- Spain: DNI, with its letter
      then substr('TRWAGMYFPDXBNJZSQVHLCKE', 1 + left(value, 8)::integer % 23, 1) = right(value, 1)
    when value ~ '^[12] ?[0-9]{2} ?(0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}$'                    -- France: NIR, with its key
      then 97 - left(replace(value, ' ', ''), 13)::bigint % 97 = right(value, 2)::integer
    else false
  end;
comment on function tenet_private.is_national_id(text) is
  'Whether a value is a number that a state gives a person: tenet_private.is_ssn, or the form, and where there is one the check digit, of the British, Italian, Brazilian, Spanish or French number.';

create or replace function tenet_private.has_iban_check_digits(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  -- ISO 13616: the first four characters go to the end, letters count from A = 10, and the number leaves 1 when divided by 97.
  return (
    select string_agg(case when c.letter ~ '[0-9]' then c.letter else (ascii(c.letter) - 55)::text end, '' order by c.place)::numeric % 97 = 1
      from regexp_split_to_table(substr(value, 5) || left(value, 4), '') with ordinality as c (letter, place)
  );
comment on function tenet_private.has_iban_check_digits(text) is 'Whether the check digits of an IBAN are right; only for capital letters and digits, see tenet_private.is_iban().';

create or replace function tenet_private.is_iban(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 15 and 42 or value !~ '^[A-Za-z]{2} ?[0-9]' then false
    when upper(replace(value, ' ', '')) !~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' then false
    else tenet_private.has_iban_check_digits(upper(replace(value, ' ', '')))
  end;
comment on function tenet_private.is_iban(text) is
  'Whether a value is an IBAN with right check digits (ISO 13616, mod 97), with or without spaces, in either case.';

create or replace function tenet_private.passes_luhn(digits text)
  returns boolean
  language sql
  immutable
  parallel safe
  return (
    select sum(case when d.place % 2 = 1 then d.digit::integer when d.digit::integer > 4 then d.digit::integer * 2 - 9 else d.digit::integer * 2 end) % 10 = 0
      from regexp_split_to_table(reverse(digits), '') with ordinality as d (digit, place)
  );
comment on function tenet_private.passes_luhn(text) is 'Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1); only for digits, see tenet_private.is_card_number().';

create or replace function tenet_private.is_card_number(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 14 and 23 or value !~ '^[2-6][0-9]' then false
    -- Lengths and first digits of the brands: an IMEI passes Luhn as well, and one in ten of all article numbers.
    when replace(replace(value, ' ', ''), '-', '') !~ '^(4([0-9]{15}|[0-9]{18})|(5[1-5]|2[2-7]|35|6[0-9])[0-9]{14}|3[47][0-9]{13}|3[068][0-9]{12})$' then false
    else tenet_private.passes_luhn(replace(replace(value, ' ', ''), '-', ''))
  end;
comment on function tenet_private.is_card_number(text) is
  'Whether a value is the number of a payment card: first digits and length of a brand, and the check digit. Spaces and hyphens may be between the digits.';

create or replace function tenet_private.is_ip_address(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 3 and 49 then false
    else value ~ '^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(/32)?$'
      or value ~* '^(?=.*[0-9a-f])([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(/128)?$'
      or value ~* '^(?=.*[0-9a-f])([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6})?::([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,6})?(/128)?$'
  end;
comment on function tenet_private.is_ip_address(text) is 'Whether a value is one IPv4 or IPv6 address; a network is not.';

create or replace function tenet_private.is_birth_date(value text)
  returns boolean
  language sql
  stable
  parallel safe
  return case
    when value is null or length(value) not between 8 and 32 then false
    when value ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])($|[ T])'
      then left(value, 4)::integer between 1900 and extract(year from current_date)::integer - 16
    when value ~ '^[0-3]?[0-9][./][0-3]?[0-9][./](19|20)[0-9]{2}$'
      then right(value, 4)::integer between 1900 and extract(year from current_date)::integer - 16
    else false
  end;
comment on function tenet_private.is_birth_date(text) is
  'Whether a value is a day, 1999-12-31, 31.12.1999 or 12/31/1999, on which somebody can have been born who is 16 by now. Says little by itself: only in a table of people, and when nearly all values do.';

create or replace function tenet_private.given_names()
  returns text
  language sql
  immutable
  parallel safe
  -- Common ones of many countries, without accents; none that is as often a place, a colour, a month or a company.
  return ' aaron abdul adam adrian agnes agnieszka ahmed aisha alan albert alejandro aleksandra alessandro alex alexander alexandra alfred ali alice alicia alina'
    || ' amanda amelia amina amir amy ana andre andrea andreas andrew andrzej angela anika anita anja ann anna anne annette antoine anton antonio arthur astrid axel'
    || ' barbara beata beatrice ben benjamin bernard bernd bernhard bianca birgit boris brian brigitte bruno bryan camila camille carla carlos carmen carol carolina'
    || ' caroline catherine cecilia cedric celine chantal charles chloe chris christian christina christine christoph christophe christopher cindy claire clara claudia'
    || ' clement cristina damien daniel daniela danielle david deborah denis dennis diana diego dieter dirk dmitri dominik donald donna dorothy dylan eduardo edward elena eleni eli'
    || ' elif elisa elisabeth elizabeth ella ellen elsa emil emilia emilie emily emma emre enrique eric erik erika esther ethan eva evelyn fabian fatima federico felix'
    || ' fernando filip fiona florian francesca francesco francisco francois frank franz freya friedrich gabriel gabriela george georg gerard gerhard gianni gilles'
    || ' giovanni giulia giuseppe gloria grzegorz guillaume gunther gustav hannah hans harald hassan heather heidi heiko heinrich helen helena helga henri henrik henry'
    || ' hiroshi hugo ian ibrahim igor ines ingrid irene isaac isabel isabella isabelle ivan jack jacob jacqueline jacques jakob jakub james jamie jan jana jane janet'
    || ' jason javier jean jeff jeffrey jennifer jens jeremy jessica joachim joan joanna joao johan johanna johannes john jonas jonathan jordi jorge jose josef joseph'
    || ' joshua juan juergen julia julian julie julien jurgen justin jutta kaito karen karim karin karl karsten katarzyna kate katharina katherine kathleen katja katrin'
    || ' keiko keith kelly kenji kenneth kevin khalid kim klaus krzysztof lara larissa lars laura laurent layla lea lena leo leon leonardo leonie leyla liam lin linda lisa'
    || ' lorenzo louis louise luca lucas lucia lucie ludwig luis luisa lukas luke luz maciej magdalena malgorzata manfred manuel manuela marc marcel marco marcos marek margaret'
    || ' margarita maria mariam marie marina mario marion markus marta martha martin martina mary mateo mathieu matteo matthew matthias maurice max maximilian maya megan'
    || ' mehmet melanie melissa mia michael michal michel michele michelle miguel mike mikhail mila milan miriam mohamed mohammad mohammed monica monika muhammad mustafa nadia'
    || ' nadine nancy natalia natalie natasha nathan nicholas nicolas nicole nikolai nils nina noah noemi nora oleg olga oliver olivia olivier omar oscar oskar pablo paola pascal'
    || ' patricia patrick paul paula pauline pavel pedro peter petra philip philipp philippe pierre pilar piotr priya rachel rafael rahul raj ralf raquel raul rebecca'
    || ' reinhard renate ricardo richard robert roberta roberto roger roland roman ronald rosa ruth ryan sabine salma sam samantha samir samuel sandra sara sarah sasha scott'
    || ' sean sebastian sergei sergio sharon shirley simon simone sofia sofie sonia sonja sophia sophie stefan stefanie stefano stella stephan stephane stephanie stephen steven'
    || ' susan susana susanne svenja sven sylvia sylvie takeshi tamara tanja tatiana teresa theo theresa thomas tim timothy tina tobias tom tomas tomasz tony ulrich'
    || ' ulrike ursula uwe valentina valerie vanessa vera veronica viktor vincent virginie vladimir walter wei werner wiebke wilhelm william wolfgang xavier yan yara yasmin yuki yusuf yves zoe zofia ';
comment on function tenet_private.given_names() is 'Common given names, lower case, without accents, a space before and after each.';

create or replace function tenet_private.has_given_name(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return (
    select coalesce(bool_or(position(' ' || w.word || ' ' in tenet_private.given_names()) > 0), false)
      from (
             select translate(lower(m.word[1]), 'áàâäãåéèêëíìîïóòôöõøúùûüñçýčšžłęąńśćżźėő', 'aaaaaaeeeeiiiioooooouuuuncycszleanscezzeo') as word
               from regexp_matches(value, '\m[[:upper:]À-Þ][[:alpha:]À-ɏ]+\M', 'g') as m (word)
           ) w
  );
comment on function tenet_private.has_given_name(text) is 'Whether one of the capitalised words of a text is a common given name; see tenet_private.is_person_name() and names_somebody().';

create or replace function tenet_private.is_person_name(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 3 and 80 then false
    when value ~ '^(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Mme|Mlle|Monsieur|Madame|Sr|Sra|Srta|Señora?|Don|Doña|Sig|Dott|Mevrouw|Meneer)\.? [[:upper:]À-Þ][[:alpha:]À-ɏ''’-]+( [[:upper:]À-Þ][[:alpha:]À-ɏ''’-]+){0,2}$' then true
    -- one to four words, each with a capital, perhaps with a title before them or the family name and a comma first
    when value !~ '^([[:upper:]À-Þ][[:lower:]]{1,3}\.? )?[[:upper:]À-Þ][[:alpha:]À-ɏ''’.-]*(,? ([[:lower:]]{2,3} ){0,2}[[:upper:]À-Þ][[:alpha:]À-ɏ''’.-]*){0,3}$' then false
    else tenet_private.has_given_name(value)
  end;
comment on function tenet_private.is_person_name(text) is
  'Whether a value looks like the name of a person: one to four capitalised words, one of them a common given name, or after a form of address. No list has all names: ask for a share of the values, not for all of them.';

create or replace function tenet_private.is_postal_address(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 6 and 300 or value !~ '[0-9]' then false
    else value ~* '\m[0-9]{1,5}[a-z]?,? ([[:alpha:]''’.-]+ ){1,4}(street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|square|terrace|close|row|walk|crescent|parkway|alley)\M'
      or value ~* '\m(street|road|avenue|lane|walk|row|square|close|alley|view|gardens?) [0-9]{1,4}[a-z]?\M'
      or value ~* '(stra(ß|ss)e|str\.|weg|gasse|allee|platz|ufer|damm|straat|laan|gatan|vej|veien) ?[0-9]{1,4} ?[a-z]?\M'
      or value ~* '\m[0-9]{1,4}( ?(bis|ter))?,? (rue|avenue|boulevard|place|chemin|allée|impasse|quai) '
      or value ~* '\m(calle|avenida|plaza|paseo|via|viale|piazza|corso|rua|ul\.|ulica) .*[0-9]'
  end;
comment on function tenet_private.is_postal_address(text) is
  'Whether a value holds a street with a number, as English, German, French, Spanish, Italian, Dutch or Nordic addresses write it.';

create or replace function tenet_private.is_secret(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) < 16 then false
    else left(value, 40) ~ '^(sk|pk|rk)_(live|test)_|^gh[pousr]_[A-Za-z0-9]{20}|^github_pat_|^glpat-|^xox[abprs]-|^AKIA[A-Z0-9]{12}|^AIza[A-Za-z0-9_-]{20}|^SG\.[A-Za-z0-9_-]{16}|^whsec_|^npm_[A-Za-z0-9]{20}'
      or left(value, 60) ~ '^eyJ[A-Za-z0-9_-]{10,}\.?'                                           -- JSON Web Token
      or left(value, 40) ~ '^\$(2[abxy]?|5|6|argon2(id?|d)|pbkdf2[a-z0-9-]*|scrypt|y)\$|^(SCRAM-SHA-256|pbkdf2_sha[0-9]+)\$|^\{S?SHA[0-9]*\}'
      or left(value, 60) ~ '-----BEGIN [A-Z ]*PRIVATE KEY'
      or left(value, 300) ~* '^[a-z][a-z0-9+]+://[^/:@[:space:]]+:[^/@[:space:]]+@'                -- an address with a password in it
  end;
comment on function tenet_private.is_secret(text) is
  'Whether a value has the form of a credential: a vendor''s API key, a JSON Web Token, a password hash, a private key, an address with a password in it.';

create or replace function tenet_private.is_geolocation(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) not between 9 and 64 then false
    else value ~ '^(POINT ?)?\(?-?[1-8]?[0-9]\.[0-9]{3,},? ?-?1?[0-9]{1,2}\.[0-9]{3,}\)?$'
  end;
comment on function tenet_private.is_geolocation(text) is
  'Whether a value is a place on earth to at least three decimals: 52.5200,13.4050, also in brackets or as well-known text.';

create or replace function tenet_private.is_user_agent(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return coalesce(left(value, 400) ~ '^(Mozilla|Opera|Dalvik|okhttp|curl|[[:alpha:]]+)/[0-9][0-9.]* ?\([^)]+\)', false);
comment on function tenet_private.is_user_agent(text) is 'Whether a value is what a browser says of itself: product/version (system …).';

create or replace function tenet_private.names_somebody(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    -- a sentence, not a name: at least one word in lower case
    when value is null or length(value) < 12 or left(value, 500) !~ '\m[[:lower:]]{2,}\M' or left(value, 500) !~ '\m[[:upper:]À-Þ][[:lower:]]+\M' then false
    when left(value, 500) ~ '\m(Mr|Mrs|Ms|Herrn?|Frau|Mme|Señora?)\.? [[:upper:]À-Þ][[:alpha:]À-ɏ]+' then true
    else tenet_private.has_given_name(left(value, 500))
  end;
comment on function tenet_private.names_somebody(text) is
  'Whether a sentence has a common given name in it, or a form of address with a name, within its first 500 characters.';

create or replace function tenet_private.is_health_text(value text)
  returns boolean
  language sql
  immutable
  parallel safe
  return case
    when value is null or length(value) < 3 then false
    else left(value, 500) ~* ('\m(diabet|asthma|asthme|asma\M|cancer|c[aá]ncer|krebs|tumou?r|carcinom|leuk[aä]?emi|an[ae]?emi|hepatiti|h[eé]patite|hiv\M|aids\M|epilep|migr[aä]ine|depress(ion|iv)|anxiety|panic attack|psych(o|iatr)|schizo|bipolar|adhd|adhs|tdah|autis|dysle|dementia|demenz|alzheimer|parkinson|stroke\M|schlaganfall'
      || '|insulin|penicill|antibioti|chemother|radiother|physiother|rehab\M|surger|chirurg|operation am|biops|prescri|rezept f|dialys|transplant|pregnan|schwanger|enceinte|embaraz|miscarr|thyro|schilddr|cholest|hypert(ens|onie)|blood (pressure|sugar|test)|blutdruck|fracture|fraktur|infecti|infekt|pneumoni|bronchit|arthrit|rheuma|allerg|alerg'
      || '|gluten|lactos|laktos|arachid|peanut|nut allergy|coeliac|celiac|wheelchair|rollstuhl|fauteuil roulant|deaf\M|malentendant|blind\M|malvoyant|disab|behindert|addict|alcoholi|symptom|diagnos|chronic|chronisch|persistent cough|fever\M|fieber|fi[eè]vre|fiebre|rash\M|eczema|ekzem|ulcer|seizure|urolog|cardio|kardio|oncolog|onkolog|gyn[aä]?e?col|dermat|gastro)')
  end;
comment on function tenet_private.is_health_text(text) is
  'Whether a text speaks of illness, treatment, disability or intolerance, in English, German, French or Spanish words, within its first 500 characters. Catalogues of products do that at times: ask for a share of the values.';

create or replace function tenet_private.pii_fragments(value text)
  returns setof text
  language sql
  immutable
  parallel safe
begin atomic
  -- What stands inside of a longer text and could be an e-mail address, telephone, account, card or social security number.
  select f.fragment[1]
    from regexp_matches(value, '[^[:space:]@<>()\[\],:;"\\/]+@[[:alnum:].-]+[[:alnum:]]', 'g') as f (fragment)
   where value like '%_@_%.%'
  union all
  select rtrim(f.fragment[1])
    from regexp_matches(value, '(?:\+[1-9]|\m[A-Za-z]{2}[0-9]{2}(?=[ 0-9A-Z])|\m[0-9])[0-9A-Z ()./-]{6,40}[0-9]\M', 'g') as f (fragment)
   where value ~ '[0-9]{3}'
  union all
  select f.fragment[1]
    from regexp_matches(value, '\m(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9](?:[ -]?[0-9]){12,18}|[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\M', 'g') as f (fragment)
   where value ~ '[0-9]{3}';
end;
comment on function tenet_private.pii_fragments(text) is
  'What inside of a longer text could be an e-mail address, a telephone, account, card or social security number; the tests say whether it is.';

revoke execute on function
  tenet_private.is_email(text), tenet_private.is_phone(text), tenet_private.is_ssn(text), tenet_private.is_national_id(text),
  tenet_private.is_iban(text), tenet_private.is_card_number(text), tenet_private.is_ip_address(text), tenet_private.is_birth_date(text),
  tenet_private.is_person_name(text), tenet_private.given_names(), tenet_private.is_postal_address(text), tenet_private.is_secret(text),
  tenet_private.is_geolocation(text), tenet_private.is_user_agent(text), tenet_private.names_somebody(text), tenet_private.has_given_name(text),
  tenet_private.has_iban_check_digits(text), tenet_private.passes_luhn(text), tenet_private.is_health_text(text),
  tenet_private.pii_fragments(text)
  from public;
grant execute on function
  tenet_private.is_email(text), tenet_private.is_phone(text), tenet_private.is_ssn(text), tenet_private.is_national_id(text),
  tenet_private.is_iban(text), tenet_private.is_card_number(text), tenet_private.is_ip_address(text), tenet_private.is_birth_date(text),
  tenet_private.is_person_name(text), tenet_private.given_names(), tenet_private.is_postal_address(text), tenet_private.is_secret(text),
  tenet_private.is_geolocation(text), tenet_private.is_user_agent(text), tenet_private.names_somebody(text), tenet_private.has_given_name(text),
  tenet_private.has_iban_check_digits(text), tenet_private.passes_luhn(text), tenet_private.is_health_text(text),
  tenet_private.pii_fragments(text)
  to tenet_auditor, tenet_owner;
--! EndIncluded functions/pii_values.sql
--! Included functions/pii_rules.sql
-- What is taken for personal data, as one list: add a line and tenet.pii_candidates() and tenet.unclassified_pii know it.
--
--   kind        what it is
--   label       what tenet.classify() would be told
--   names       pattern of the column's name, in words (homePhone2 and home_phone_2 are both "home phone"); see pii_name_matches()
--   confidence  that a column of such a name and such a type holds it
--   types       where it can be: text (also text[]), json, enum, boolean, integer (2 and 4 bytes), number, date, time, inet, geo, bytea
--   only_in     pattern of the table's name, in words; null: any table
--   not_in      pattern of tables that are about no person
--   test        what a value of it looks like; null: nothing tells it from another text
--   share       of the values that must pass before they speak without a name
--
-- A name is read like a compound: what it ends with says what it is. A work_email is an e-mail address, an email_count is a count. That
-- is why there is no list of exceptions. A line without names asks the values alone.

create or replace function tenet_private.pii_rules()
  returns table (kind text, label text, names text, confidence numeric, types text[], only_in text, not_in text, test regprocedure, share numeric)
  language sql
  stable
  set search_path = ''
as $$
  with words as materialized (
    select '(people|persons?|contacts?|users?|customers?|clients?|employees?|staff|workers?|members?|patients?|students?|pupils?|teachers?|tutors?|instructors?|trainers?'
           || '|guests?|visitors?|attendees?|participants?|registrants?|applicants?|candidates?|authors?|writers?|drivers?|riders?|doctors?|physicians?|nurses?|practitioners?|therapists?'
           || '|clinicians?|residents?|occupants?|donors?|volunteers?|subscribers?|passengers?|travell?ers?|owners?|agents?|beneficiar(y|ies)|dependents?|dependants?|child(ren)?|parents?'
           || '|guardians?|relatives?|spouses?|witness(es)?|players?|athletes?|coach(es)?|artists?|speakers?|reviewers?|recipients?|senders?|signator(y|ies)|signers?|buyers?|sellers?'
           || '|borrowers?|lenders?|debtors?|landlords?|lessees?|renters?|profiles?|prospects?|leads?|card ?holders?|policy ?holders?|account ?holders?|claimants?|insured|payees?|payers?'
           || '|supervisors?|managers?|couriers?|technicians?|freelancers?|contractors?|consultants?|referees?|winners?|adults?|minors?|alumni|professors?|faculty|heirs?|admins?'
           || '|personen|kund(e|en|in|innen)|mitarbeiter|benutzer|nutzer|patienten|kontakte?|mitglied(er)?|angestellte|bewerber|schue?ler(in|innen)?|lehrer|gae?ste?'
           || '|utilisateurs?|employes?|salaries|abonnes?|adherents?|eleves?|personnes?|contactos?|clientes?|empleados?|usuarios?|pacientes?|personas?|alumnos?|tutor(es|as|a)?|profesor(es|as|a)?|docentes?|padres|madres|professeurs?|parents d eleves|salariees?|utenti|dipendenti|pazienti|persone'
           || '|pessoas?|funcionarios?|klanten|medewerkers?|gebruikers?|personer|ansatte|brukere?|klienci|pracownicy)' as person,
           '(compan(y|ies)|organi[sz]ations?|corporations?|firm(a|en|s)?|business(es)?|vendors?|suppliers?|manufacturers?|merchants?|brands?|stores?|shops?|warehouses?|depots?|hubs?|offices?'
           || '|branch(es)?|venues?|cit(y|ies)|countr(y|ies)|regions?|sites?|facilit(y|ies)|hotels?|restaurants?|airports?|stations?|stops?|hospitals?|clinics?|pharmac(y|ies)|schools?'
           || '|universit(y|ies)|banks?|departments?|hq|headquarters?|institutions?|authorit(y|ies)|carriers?|entreprises?|societes?|empresas?|aziende|filialen|standorte|lager)' as organisation
  )
  select r.kind,
         r.label,
         pg_catalog.replace(r.names, '<person>', w.person),
         r.confidence,
         r.types::text[],
         pg_catalog.replace(r.only_in, '<person>', w.person),
         pg_catalog.replace(r.not_in, '<organisation>', w.organisation),
         r.test::regprocedure,
         r.share
    from words w
   cross join (values
     ('email', 'personal', 'e ?mails?|[a-z]*email|(e ?)?mail ?(address|adresse|addr|id)|e ?mail ?adressen?|correo( electronico)?|courriel|mel|posta elettronica|reply to|bcc|(to|from) (addr|address)',
       0.95, '{text,json}', null, null, 'tenet_private.is_email(text)', 0.6),
     ('email', 'personal', 'mail|recipients?|sender', 0.65, '{text,json}', null, null, null, null),
     ('phone', 'personal', '(tele|home|work|cell|mobile|day|evening)? ?phones?|[a-z]*telefon[oe]?|tele?fono?|ph|tel|mobile?|mobil(e|nummer|telefon)?|handy|cell ?(phone|number|no)|fax|telefax|movil|celular|cellulare|portable|gsm|whats ?app|msisdn|rufnummer|telefoon|mobiel|puhelin',
       0.9, '{text,number,json}', null, null, 'tenet_private.is_phone(text)', 0.6),
     ('date_of_birth', 'personal', 'dob|date (of )?birth|birth ?(date|day|dt|year|month)?|born( on| at)?|year of birth|geburts ?(datum|tag|jahr)|geb ?(dat|datum)|geboren( am)?|(date |jour )?(de )?naissance|ne le|(fecha )?(de )?nacimiento|(data )?(di )?nascita|(data )?(de )?nascimento|geboorte ?datum|fodsels ?(dato|dag)|fodelse ?(datum|dag)|data urodzenia|dogum tarihi|syntymaaika',
       0.95, '{date,time,text,integer,json}', null, null, null, null),
     ('date_of_birth', 'personal', null, null, '{date,text}', '<person>', null, 'tenet_private.is_birth_date(text)', 0.9),
     ('age', 'personal', 'age|alter|edad|eta|idade|leeftijd|age (years|in years)', 0.6, '{integer,number,text}', '<person>', null, null, null),
     ('date_of_death', 'personal', 'date of death|death ?date|deceased( on| at)|died( on| at)', 0.7, '{date,time,text}', null, null, null, null),
     ('place_of_birth', 'personal', 'birth ?(place|city|town|country|location)|(place|city|town|country) of birth|geburts ?(ort|land)|lieu (de )?naissance|lugar (de )?nacimiento|luogo (di )?nascita|naturalidade',
       0.9, '{text,json}', null, null, null, null),
     ('person_name', 'personal', '(first|last|middle|given|family|fore|maiden|nick|full|preferred|legal first|legal last|christian|birth) ?names?|sur ?names?|f ?name|l ?name|m ?name|middle initial|initials|patronymic|next of kin|emergency (contact|person)'
           || '|vor ?namen?|nach ?namen?|zu ?name|familien ?name|geburts ?name|ruf ?name|ansprech ?partner(in)?|konto ?inhaber|prenoms?|nom (de )?(famille|naissance|usage|complet|jeune fille)|nombres? (completo|de pila)|primer nombre|apellidos?( paterno| materno)?'
           || '|nome completo|cognome|sobrenome|apelidos?|voor ?naam|achter ?naam|tussenvoegsel|for ?navn|etter ?navn|efter ?navn|for ?namn|efter ?namn|imie|nazwisko|soyad|etunimi|sukunimi',
       0.9, '{text,json}', null, null, 'tenet_private.is_person_name(text)', 0.4),
     ('person_name', 'personal', '(contact|reporter|requester|approver|assignee|emergency|billing contact|mother|father|husband|wife|sibling|bearer|debtor|creditor|cust|emp|pat|shipping|billing|ship|bill|(ship|bill) to|consignee|signed by|<person>) (full |first |last |given |family |maiden )?(names?|nm)|(name|nom|nombre|nome) (of|des|der|du|de la|del|de|do|da) <person>|(nom|nombre|nome) <person>|(kunden|mitarbeiter|patienten|benutzer) ?name'
           || '|(card|account|policy) ?holder|payee|contact ?person|kontakt ?person|persona (de )?contacto|personne (a|de) contact|mother s maiden( name)?',
       0.85, '{text,json}', null, null, null, null),
     ('person_name', 'personal', '(author|doctor|physician|patient|employee|supervisor|instructor|teacher|driver|witness|guardian|spouse|father|mother|guarantor|beneficiary|attendees?|guests?|signatory|signer)(?! (number|no|nr|num|nummer|url|uri|path|file|image|data|amount))|(?<!\m(order|sort|group|power|follow|trigger|cause|cod|index|lock|replac|supersed|own)ed )(?<=\m[a-z]{2,12}(ed|en) )by',
       0.55, '{text,json}', null, null, null, null),
     ('person_name', 'personal', '^(name|display ?name|real ?name|legal ?name|first|last|nom|nombre|nome|naam|navn|namn|isim|ad)', 0.8, '{text}', '<person>', null, null, null),
     ('username', 'personal', 'user ?name|[a-z]* ?login( ?name| ?id)?|screen ?name|(user|social|x)? ?handle|benutzer ?name|nutzer ?name|(nom|nombre) (de |d )?(utilisateur|usuario)|usuario|gebruikersnaam|(twitter|instagram|linked ?in|facebook|telegram|skype|tik ?tok|discord|github|snapchat|mastodon)( (handle|user|profile|account|username))?|social (profiles?|links|media)',
       0.75, '{text,json}', null, '<organisation>', null, null),
     ('postal_address', 'personal', '(?<!\m(ip|ipv|e|mail|email|mac|web|http|url|wallet|contract|memory|network|bind|listen|peer|client|remote|bus|bitcoin|btc|eth|ethereum|crypto|to|from|reply) )address(es)?|(home|street|mailing|billing|shipping)address|(?<!\m(remote|client|peer|ip|mac) )addr|address ?(line|lines|street)|street( address| name| line| no)?|strasse|house ?(number|no|nr)|haus ?(nummer|nr)|anschrift|(wohn|liefer|rechnungs|post|heimat)?adresse( (postale|postal))?|direccion( postal)?|domicilio|indirizzo|endereco|rue|calle|adres|osoite'
           || '|plz|postleitzahl|postal ?code|post ?code|zip( ?code)?|postal|code postal|(codigo|cod) postal|cap|cep|apartment|apt|p ?o ?box|place of residence|residence|wohn ?ort|home ?town|[a-z]* ?(home|residential) location',
       0.85, '{text,integer,number,json}', null, '<organisation>', 'tenet_private.is_postal_address(text)', 0.6),
     ('postal_address', 'personal', '(home|billing|shipping|delivery|mailing|residence|residential|private|postal|invoice|pickup|recipient|ship|bill|(ship|bill) to) (city|town|state|province|county|region|country)', 0.7, '{text}', null, '<organisation>', null, null),
     ('postal_address', 'personal', '(city|town|village)( (town|village))?|county|(state )?province|(county )?district|suburb|neighbou?rhood|ort|stadt|ville|ciudad|citta|cidade|stad|location', 0.65, '{text}', '(<person>|address(es)?|adressen?|adresses|direcciones)', null, null, null),
     ('postal_address', 'personal', 'state|region|country|line|recipient', 0.55, '{text}', '(address(es)?|adressen?|adresses|direcciones)', null, null, null),
     ('geolocation', 'personal', '(?<!\m(store|shop|venue|site|office|warehouse|branch|depot|hub) )(lat|latitude|lng|lon|long|longitude|breitengrad|lae?ngengrad|latitud|longitud|geo ?(location|loc|point|position|hash|coordinates|data)?|gps( (position|coordinates?|location|track|data))?|coordinates?|coords|(last|last known|current|home|live) (location|position))',
       0.75, '{number,text,json,geo}', null, '<organisation>', 'tenet_private.is_geolocation(text)', 0.6),
     ('geolocation', 'personal', 'location|position|geom|geometry|point', 0.6, '{geo}', null, '<organisation>', null, null),
     ('ip_address', 'personal', '(last|client|remote|user|login|signup)?ipv?s?( ?(address|addr|adresse)(es)?)?|(remote|client|peer) ?addr(ess)?|direccion ip|adresse ip',
       0.9, '{text,inet,json,number}', null, '(servers?|hosts?|nodes?|networks?|subnets?|routers?|switches|firewalls?|datacenters?)', 'tenet_private.is_ip_address(text)', 0.6),
     ('device', 'personal', 'mac ?addr(ess)?|imei|imsi|iccid|idfa|idfv|gaid|aaid|udid|advertising id|(device|browser|client) ?(id|identifier|fingerprint)|visitor id|cookie id|user ?agent', 0.65, '{text,json,inet,number}', null, '(servers?|hosts?|nodes?|routers?|switches)', 'tenet_private.is_user_agent(text)', 0.6),
     ('vehicle', 'personal', '(licen[cs]e|number|registration) ?plates?|plate ?(number|no)|licen[cs]e plate( number)?|plate|vehicle registration( number)?|vin|kfz ?kennzeichen|kennzeichen|matricula|targa|plaque( immatriculation)?|immatriculation', 0.7, '{text}', null, null, null, null),
     ('national_id', 'sensitive', 'ssn|social ?(security|insurance)( (number|no|nr|num|id))?|sin|nino?|national ?(id|insurance|identity|identification|identifier)( (number|no|card))?|identity ?(card|document|number|no)|id ?(card|document|number)( (number|no))?|(personal|citizen|government|gov|state|foreigner|resident) ?(id|identity|identification)( (number|no|code))?|itin'
           || '|steuer ?(id|identifikations? ?nummer|identnummer)|(sozial|renten) ?versicherungs ?(nummer|nr)|svnr|sv ?nummer|(pass|personal ?ausweis|ausweis|fue?hrerschein|reisepass) ?(nummer|nr)?|passport( (no|number|id|num))?|pasaporte|passaporto|passeport|visa (number|no)|(driver|drivers|driver s|driving) ?licen[cs]e( (number|no|id))?|dl (number|no)|permis (de )?conduire|residence permit( (number|no))?'
           || '|cpf|rg|curp|dni|nie|cedula( de identidad)?|codice ?fiscale|(numero )?(de )?securite sociale|(numero|num) (de )?(secu|securite sociale|passeport|pasaporte|dni)|nss|insee|bsn|burger ?service ?nummer|pesel|person ?nummer|personal ?nummer|fodselsnummer|cpr( ?nummer)?|hetu|henkilotunnus|ahv( ?nummer)?|aadhaa?r( (number|no))?|voter id|alien (number|registration number)',
       0.95, '{text,integer,number,bytea,json}', null, null, 'tenet_private.is_national_id(text)', 0.6),
     ('national_id', 'sensitive', 'tax ?(id|number|no|identifier|identification|payer id|file number|code|reference)( (number|no))?|taxpayer ?(id|identification)?( number)?|tin|steuer ?(nummer|nr)|nif|numero fiscal|nip|licen[cs]e (number|no)|fiscal code', 0.75, '{text,integer,number,bytea,json}', null, '<organisation>', null, null),
     ('person_number', 'personal', '(student|pupil|patient|member|employee|personnel|staff|insurance|policy|enrol?lment|matriculation|beneficiary|subscriber|loyalty|frequent flyer)( card)? (number|no|nr)|matrikel ?(nummer|nr)|(versicherten|versicherungs|mitglieds|personal|schue?ler) ?(nummer|nr)|(numero|num) (d )?(etudiant|eleve|ine|patient|adherent|assure|socio|alumno|poliza|afiliado)|ine',
       0.6, '{text,integer,number}', null, null, null, null),
     ('bank_account', 'sensitive', 'iban|bank ?account( (number|no|id))?|account ?(number|no|nr|num)|acct( (number|no|num))?|konto ?(nummer|nr)|bank ?konto|(numero|num) (de )?(cuenta|compte|conto)( bancaria?| bancaire)?|cuenta( bancaria)?|compte bancaire|clabe|bank ?(details|verbindung|info)|(wallet|bitcoin|btc|eth|ethereum|crypto) ?address|pay ?pal( (email|account|id))?',
       0.9, '{text,number,bytea,json}', null, null, 'tenet_private.is_iban(text)', 0.6),
     ('bank_account', 'sensitive', 'routing ?(number|no)|bank ?sort ?code|bic|swift( code)?|bic swift|swift bic|blz|bankleitzahl', 0.55, '{text,integer,number}', null, '(banks?)', null, null),
     ('card_number', 'sensitive', '(?<!\m(gift|sim|score|punch|time) )card ?(number|no|nr|num|pan)|(credit|debit|payment|bank) ?cards?|cc ?(number|no|num)|ccn|pan|kredit ?karte(n ?nummer)?|carte (bancaire|bleue|(de )?credit)|tarjeta( (de )?credito)?|(numero )?(de )?tarjeta|card (last|four|digits)|last ?(four|digits)',
       0.85, '{text,number,bytea,json}', null, null, 'tenet_private.is_card_number(text)', 0.6),
     ('health', 'sensitive', 'diagnos[ie]s( (code|text|notes?))?|diagnose(n|s)?( ?code)?|diagnostic[oi]?s?|icd( code)?|medical ?(record|records|history|conditions?|notes?|data|info|information|status|record (number|no)|alerts?|insurance( number)?)|mrn|health ?(conditions?|data|info|information|history|issues|notes?|insurance( (number|no|id))?|records?|card( number)?|number)|medications?|medicines?|medikamente?|prescriptions?|allerg(y|ies|ien|ie|ia|ias|ens?|enes)'
           || '|blood ?(type|group|pressure|sugar)|blut ?(gruppe|druck)|groupe sanguin|grupo sanguineo|krankheit(en)?|kranken ?(kasse|versicherung|versicherungs ?nummer)|(vor)?erkrankung(en)?|befund|disabilit(y|ies)|is disabled person|(has )?disability|(schwer)?behinderung|handicap|vaccin(e|es|ation|ations|ated)( status)?|impf(status|ung|ungen)|pregnan(t|cy)|schwanger|symptom(s|e|es|as)?|treatments?( notes)?|therap(y|ies|ie)|hiv( (status|positive))?|covid( status)?'
           || '|mental ?health( (notes?|status|history))?|genetic ?(data|test|profile)|dna|genome|chronic (conditions?|illness(es)?)|surger(y|ies)|antecedents( medicaux)?|maladies?|enfermedad(es)?|malattia|sick ?(leave|note)( reason)?|illness(es)?|injur(y|ies)|smoker|lab ?results?|test results?|dietary ?(restrictions|requirements|needs)|clinical ?(notes?|data)|heart ?rate|glucose|bmi|insurance ?(member )?(number|no|id)|nhs ?(number|no)|carte vitale|medicare( (number|no))?|patient ?(notes?|history|number|no)|cause of death|todesursache',
       0.85, '{text,enum,boolean,json,integer,number,bytea,date}', null, '(servers?|hosts?|nodes?|services?)', null, null),
     -- Here the topic itself is sensitive, whatever is said of it: an allergy_severity as much as an allergy.
     ('health', 'sensitive', '(disabilit|allerg|diagnos|medication|pregnan|vaccin|immuni[sz]ation|symptom|prescription|behinderung|krankheit|erkrankung|schwanger|impf|handicap|maladie|enfermedad|discapacidad|malattia|alergia)[a-z]*( [a-z]+)*?(?<! (count|url|id|at))',
       0.75, '{text,enum,boolean,json,integer,number,bytea,date}', null, '(servers?|hosts?|nodes?|services?)', 'tenet_private.is_health_text(text)', 0.3),
     ('special_category', 'sensitive', '(religio|ethnic|konfession|biometric|sexual orientation)[a-z]*( [a-z]+)*?(?<! (count|url|id|at))|(kirchen ?steuer|church tax)[a-z ]*', 0.75, '{text,enum,boolean,json,integer,bytea}', null, null, null, null),
     ('health', 'sensitive', '(body )?(weight|height)( (kg|cm|lbs?|grams|in))?|health status|conditions?|temperature|pulse', 0.6, '{integer,number,text}', '(patients?|athletes?|members?|persons?|people|vitals|(health|medical|clinical|vital) [a-z]+)', null, null, null),
     ('special_category', 'sensitive', 'religio(n|us)( (affiliation|belief|beliefs|denomination|preference))?|religious [a-z]+|faith|denomination|konfession|ethnic(ity| origin| group| background)?|ethnie|etnia|ethnische herkunft|race|racial origin|raza|sexual(ity| orientation| preference| identity)|orientation sexuelle|orientacion sexual|sexuelle orientierung|politic(s|al (views?|opinions?|party|affiliation|leaning))|party (affiliation|membership)|(trade ?)?union (member|membership|name)|is union member|gewerkschaft(s ?(mitglied|zugehoe?rigkeit))?|syndicat|philosophical beliefs?|beliefs'
           || '|criminal ?(record|records|history|convictions?|background)|convictions?|vorstrafen?|arrests?|caste|biometrics?( (data|template|hash|id))?|face ?(id|embedding|encoding|template|print|vector)|finger ?prints?( (template|data|hash|scan))?|retina( scan)?|iris( scan)?|voice ?print|immigration status|veteran( status)?',
       0.85, '{text,enum,boolean,json,integer,bytea}', null, null, null, null),
     ('demographic', 'personal', '(legal )?gender( identity)?|sex|geschlecht|sexe|sexo|sesso|genero|genere|kon|pronouns?|anrede|civilite|(is )?married|marital ?(status)?|familien ?stand|civil status|(etat|estado|stato) civile?|nationality|nationalitae?t|citizenships?|staats ?(angehoe?rigkeit|bue?rgerschaft)|nationalite|nacionalidad|nacionalidade|nazionalita|cittadinanza|country of citizenship|mother ?tongue|native language|number of children|household size|demographics?',
       0.7, '{text,enum,boolean,json,integer}', null, null, null, null),
     ('income', 'sensitive', '(?<!\m(net|operating|gross|other|total) )income|(annual|monthly|household|personal|gross|net|base|yearly|current|desired|expected|hourly)? ?(salary|salaries|wages?)|(annual|monthly|household) income|gehalt|lohn|einkommen|jahres ?gehalt|(brutto|netto)(gehalt|lohn)|salaire|sueldo|salario|stipendio|remuneration|compensation|base pay|pay ?(rate|grade)|net worth|credit ?(score|rating)|fico( score)?|schufa( score)?',
       0.75, '{number,integer,text,json,bytea}', null, '<organisation>', null, null),
     ('portrait', 'personal', 'avatar|selfie|head ?shot|portrait|profile ?(photo|picture|image|pic|img)|(?<!\m(product|cover|logo|brand|item) )(face|id|passport|user|member|patient|employee) (photo|picture|image|scan)|passbild|lichtbild|signature (image|data|svg|png|scan|file)|unterschrift|voice (sample|recording)', 0.7, '{text,bytea,json}', null, '<organisation>', null, null),
     ('portrait', 'personal', 'photos?|picture|image|foto', 0.6, '{text,bytea}', '<person>', null, null, null),
     ('secret', 'secret', 'pass ?words?|passwd|pwd|pw|pass ?(phrase|code)|pass ?wort|kenn ?wort|mot (de )?passe|mdp|contrasena|clave( de acceso| secreta)?|senha|wachtwoord|lozinka|haslo|sifre|pin( code)?|(user )?pin|([a-z]+ )?secrets?( (key|token|value|access key))?|(api|access|private|secret|signing|encryption|auth|master|ssh|service|consumer|activation|recovery|reset|webhook) ?keys?|(?<!\m(page|next page|cursor|csrf|sync|idempotency|continuation) )tokens?|[a-z]+token|credentials?|otp( (secret|code|seed))?|t?otp ?(secret|seed|key)|(mfa|tfa|fa|two factor|twofactor) ?(secret|seed|key|code)'
           || '|(recovery|backup|verification|reset|activation|access|door|gate|alarm) ?codes?|(security|secret) ?(answers?|question|code)|cvv|cvc|csc|(password ?)?salt|session ?(token|key|cookie|id)|cookie|jwt|bearer|connection ?string|database ?ur[il]|dsn|(key|certificate) pem|hashed ?pass(word)?|encrypted ?pass(word)?',
       0.9, '{text,bytea,json}', null, null, 'tenet_private.is_secret(text)', 0.5),
     ('secret', 'secret', 'pin( code)?|cvv|cvc|otp', 0.7, '{integer}', null, null, null, null),
     ('secret', 'secret', '^(key|value|hash|digest|key (hash|digest|value)|code)', 0.75, '{text,bytea}', '((api|access|ssh|signing|encryption|service) keys?|(api|access|refresh|reset|auth|login|session) tokens?|secrets?|credentials?|passwords?)', null, null, null),
     ('personal_data', 'personal', '[a-z]*contact ?(info|information|details?|data|channels?)|kontakt ?daten|personal ?(info|information|details|data)|personen ?daten|(customer|user|patient|employee|guest|applicant|member|passenger|recipient|subscriber) ?(info|information|details?|data|profile|snapshot)|pii', 0.7, '{text,json}', null, null, null, null),
     ('free_text', 'personal', 'bio|biography|about me|cv|resume( text)?|curriculum( vitae)?|lebenslauf|cover letter', 0.65, '{text,json,bytea}', null, null, null, null),
     ('free_text', 'personal', null, null, '{text,json}', null, null, 'tenet_private.names_somebody(text)', 0.2),
     ('free_text', 'personal', 'notes?|remarks?|bemerkung(en)?|notizen|about|observaciones|remarques', 0.5, '{text}', '<person>', null, null, null)
   ) as r (kind, label, names, confidence, types, only_in, not_in, test, share);
$$;
comment on function tenet_private.pii_rules() is
  'What is taken for personal data: one row a way to recognise it, by the name of a column (names, types, only_in, not_in) and by its values (test, share).';

create or replace function tenet_private.name_words(name text)
  returns text
  language sql
  immutable
  parallel safe
  return btrim(regexp_replace(
    translate(
      replace(replace(lower(regexp_replace(regexp_replace(name, '([[:lower:][:digit:]])([[:upper:]])', '\1 \2', 'g'), '([[:upper:]])([[:upper:]][[:lower:]])', '\1 \2', 'g')), 'ß', 'ss'), 'æ', 'ae'),
      'áàâäãåéèêëíìîïóòôöõøúùûüñçýčšžłęąńśćżźėőı', 'aaaaaaeeeeiiiioooooouuuuncycszleanscezzeoi'),
    '[^[:alpha:]]+', ' ', 'g'));
comment on function tenet_private.name_words(text) is
  'The words of a name, lower case, without accents and digits, a space between: homePhone2, home_phone_2 and HOME-PHONE are "home phone". Null for null.';

create or replace function tenet_private.pii_name_matches(words text, names text)
  returns boolean
  language sql
  immutable
  parallel safe
  return
    -- The name ends with what the rule looks for, but for words that say only which one, how it is kept, or whose it is.
    words ~ ('\m(' || names || ')( ?(numbers?|nummer|hash|hashed|encrypted|url|uri))?'   -- also written together: phonenumber
      || '( (number|numbers|nummer|no|nr|num|numero|value|raw|plain|clear|formatted|normali[sz]ed|canonical|encrypted|encr?|cipher|ciphertext|hash|hashed|digest|sha|md|lower|masked|tokeni[sz]ed'
      || '|primary|secondary|main|home|work|private|privat|privee?|personal|professionn?el(le)?|geschae?ftlich|business|mobile|mobil|fixe|alt|alternate|alternative|old|new|previous|current|backup|billing|shipping|delivery|emergency|line|e|col|field|json|s'
      || '|last|four|digits|amount|minor|cents?|eur|usd|gbp|chf|annual|monthly|yearly|url|uri|path|file|image|blob|data))*'
      || '( (of|for|des|der|du|del|von|do|da) .+)?$')
    -- A count or a setting holds nothing.
    and words !~ '^(num|count|total|nb|anzahl|max|min|avg|default|allow|show|hide|send|use|enable|require|requires|needs|can) ';
comment on function tenet_private.pii_name_matches(text, text) is
  'Whether the words of a column''s name end with a pattern of tenet_private.pii_rules(), and are not those of a count or a setting.';

create or replace function tenet_private.is_of_company(words text, names text)
  returns boolean
  language sql
  immutable
  parallel safe
  return words ~ ('\m(compan(y|ies)|organi[sz]ation|corporate|firm|firma|firmen|vendor|supplier|brand|product|store|shop|merchant|warehouse|venue|employer|school|hotel|hospital|clinic|branch|office|hq|headquarters?'
    || '|server|system|app|application|file|event|project|campaign|template|table|domain|host|gateway|node|dns|bind|listen|cluster|proxy|broker|upstream|bus|category|department|group|support|info|sales|press|no ?reply|noreply|public|sample|example) (' || names || ')\M');
comment on function tenet_private.is_of_company(text, text) is
  'Whether the words say that what a pattern names belongs to a company or to a machine: company_phone, server_ip.';

create or replace function tenet_private.is_table_of(words text, names text)
  returns boolean
  language sql
  immutable
  parallel safe
  return words ~ ('\m' || names || '$');
comment on function tenet_private.is_table_of(text, text) is 'Whether the words of a table''s name end with a pattern: a table of contact_lists holds lists.';

create or replace function tenet_private.plain_type(type oid)
  returns oid
  language sql
  stable
  set search_path = ''
as $$
  with recursive steps as (
    select plain_type.type as type, 1 as depth
     union all
    select case t.typtype when 'd' then t.typbasetype else t.typelem end, s.depth + 1
      from steps s
      join pg_catalog.pg_type t
        on t.oid = s.type
     where t.typtype = 'd'
        or t.typcategory = 'A'
  )
  select s.type
    from steps s
   order by s.depth desc
   limit 1;
$$;
comment on function tenet_private.plain_type(oid) is 'The type below domains and arrays.';

create or replace function tenet_private.pii_columns(of_table regclass default null)
  returns table (relation regclass, place integer, column_name name, type text, is_list boolean, words text, table_words text)
  language sql
  stable
  set search_path = ''
as $$
  select p.relation,
         a.attnum::integer,
         a.attname,
         case
           when t.typtype = 'e' then 'enum'
           when t.typname = 'jsonb' then 'json'
           when t.typname in ('int2', 'int4') then 'integer'
           when t.typname = 'date' then 'date'
           when t.typname = 'bytea' then 'bytea'
           when t.typname in ('citext', 'json', 'xml', 'hstore') then 'text'
           when t.typname in ('geometry', 'geography') then 'geo'
           when t.typname like 'macaddr%' then 'inet'
           else case t.typcategory when 'S' then 'text' when 'N' then 'number' when 'D' then 'time' when 'B' then 'boolean' when 'I' then 'inet' when 'G' then 'geo' else t.typname end
         end,
         a.attndims > 0 or exists (select from pg_catalog.pg_type l where l.oid = a.atttypid and l.typcategory = 'A'),
         tenet_private.name_words(a.attname),
         tenet_private.name_words(c.relname)
    from tenet.protected_tables p
    join pg_catalog.pg_class c
      on c.oid = p.relation
    join pg_catalog.pg_attribute a
      on a.attrelid = p.relation
     and a.attnum > 0
     and not a.attisdropped
    join pg_catalog.pg_type t
      on t.oid = tenet_private.plain_type(a.atttypid)
   where t.typname <> 'uuid'
     and (of_table is null or p.relation = of_table)
     -- tenet.classify() takes neither scope nor primary key; a reference that is no text is an id.
     and a.attname <> all (tenet_private.scope_columns(p.scope))
     and not exists (
           select
             from pg_catalog.pg_constraint k
            where k.conrelid = p.relation
              and (k.contype = 'p' or (k.contype = 'f' and t.typcategory <> 'S'))
              and a.attnum = any (k.conkey));
$$;
comment on function tenet_private.pii_columns(regclass) is
  'The columns of protected tables (of one, or of all: null) that could hold personal data, with the type as tenet_private.pii_rules() calls it and names in words. Ids, keys, scopes and references are not among them.';

create or replace function tenet_private.pii_names()
  returns table (relation regclass, column_name name, kind text, label text, confidence numeric, of_people boolean)
  language sql
  stable
  set search_path = ''
as $$
  with columns as materialized (
    select * from tenet_private.pii_columns()
  )
  select distinct on (c.relation, c.column_name, r.kind)
         c.relation,
         c.column_name,
         r.kind,
         r.label,
         r.confidence,
         m.of_people
    from tenet_private.pii_rules() r
   -- Rule by rule (offset 0 keeps the planner from turning it round): a pattern is compiled once, and not once a column.
   cross join lateral (
           select k.*
             from columns k
            where k.type = any (r.types)
              and tenet_private.pii_name_matches(k.words, r.names)
           offset 0
         ) c
   cross join lateral (
           select r.label = 'secret'
               or r.kind = 'person_name'
               or (not tenet_private.is_of_company(c.words, r.names)
                   and (r.not_in is null or not tenet_private.is_table_of(c.table_words, r.not_in))) as of_people
         ) m
   where r.only_in is null
      or tenet_private.is_table_of(c.table_words, r.only_in)
   order by c.relation, c.column_name, r.kind, m.of_people desc, r.confidence desc;
$$;
comment on function tenet_private.pii_names() is
  'What the names of columns say, by tenet_private.pii_rules(), the most confident rule of a kind. of_people is false for what belongs to a company or a machine: it is not personal data, and its values are no sign of any. Reads no row.';

revoke execute on function
  tenet_private.pii_rules(), tenet_private.name_words(text), tenet_private.pii_name_matches(text, text), tenet_private.is_of_company(text, text),
  tenet_private.is_table_of(text, text), tenet_private.plain_type(oid), tenet_private.pii_columns(regclass), tenet_private.pii_names()
  from public;
grant execute on function
  tenet_private.pii_rules(), tenet_private.name_words(text), tenet_private.pii_name_matches(text, text), tenet_private.is_of_company(text, text),
  tenet_private.is_table_of(text, text), tenet_private.plain_type(oid), tenet_private.pii_columns(regclass), tenet_private.pii_names()
  to tenet_auditor, tenet_owner;
grant execute on function tenet_private.scope_columns(text) to tenet_auditor;   -- tenet.unclassified_pii
--! EndIncluded functions/pii_rules.sql
--! Included functions/pii_candidates.sql
-- tenet.pii_candidates(): which columns likely hold personal data, by their names and by a sample of their values. It proposes; nothing
-- but a tenet.classify() that somebody pastes changes anything.
--
-- It reads with the rights of whoever calls it. Under forced row level security the owner of a table sees none of its rows: then names
-- alone speak. Run it as an administrator, or in CI on a seeded database, and values speak as well. No value leaves it, also not in an
-- error: the rows of a sample stay inside of the query that counts them.

create or replace function tenet_private.pii_texts(document jsonb)
  returns table (key text, value text)
  language sql
  immutable
  parallel safe
begin atomic
  select m.member ->> 'key', m.member ->> 'value'
    from jsonb_path_query(document, 'strict $.** ? (@.type() == "object").keyvalue()') as m (member)
   where jsonb_typeof(m.member -> 'value') in ('string', 'number')
  union all
  select null, e.element #>> '{}'
    from jsonb_path_query(document, 'strict $.** ? (@.type() == "array")[*]') as e (element)
   where jsonb_typeof(e.element) in ('string', 'number')
  union all
  select null, document #>> '{}'
   where jsonb_typeof(document) in ('string', 'number');
end;
comment on function tenet_private.pii_texts(jsonb) is 'The texts and numbers of a document, however deep, with the key each stands under; no key for elements of a list.';

create or replace function tenet_private.pii_sample_query(relation regclass, sample integer)
  returns text
  language sql
  stable
  set search_path = ''
as $$
  with columns as (
    select c.place, c.column_name, c.type, c.is_list
      from tenet_private.pii_columns(relation) c
     where c.type in ('text', 'json', 'number', 'date', 'inet')
  )
  select pg_catalog.format(
$query$with sampled as materialized (
  select %1$s
    from %2$s%3$s
   limit %4$s
), numbered as (
  select pg_catalog.row_number() over () as row, *
    from sampled
), wholes as materialized (
  select n.row, t.place, t.key, pg_catalog.btrim(pg_catalog.left(t.value, 2000)) as value, t.is_part
    from numbered n
   cross join lateral (%5$s) as t (place, key, value, is_part)
   where t.value <> ''
), cells as materialized (
  select * from wholes
   union all
  select w.row, w.place, null, f, true
    from wholes w
   cross join lateral tenet_private.pii_fragments(w.value) f
   where f <> w.value
), texts as materialized (
  select distinct c.value from cells c
), tested as materialized (
  %6$s
), looked_at as (
  select w.place, pg_catalog.count(distinct w.row) as rows, pg_catalog.count(distinct w.value) as different
    from wholes w
   group by w.place
), hits as (
  select c.place, t.kind, pg_catalog.count(distinct c.row) filter (where not c.is_part) as whole, pg_catalog.count(distinct c.row) filter (where c.is_part) as part,
         pg_catalog.count(distinct c.value) as different
    from cells c
    join tested t
      on t.value = c.value
   group by c.place, t.kind
), keys as (
  select distinct w.place, w.key
    from wholes w
   where w.key is not null
)
select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
         'place', l.place, 'rows', l.rows, 'different', l.different,
         'hits', (select coalesce(pg_catalog.jsonb_agg(h), '[]') from hits h where h.place = l.place),
         'keys', (select coalesce(pg_catalog.jsonb_agg(k.key), '[]') from (select k.key from keys k where k.place = l.place order by 1 limit 200) k)))
  from looked_at l$query$,
           (select pg_catalog.string_agg(pg_catalog.quote_ident(c.column_name), ', ' order by c.place) from columns c),
           relation,
           case
             when t.reltuples > 10 * sample
             then pg_catalog.format(' tablesample system (%s) repeatable (0)', pg_catalog.round((300.0 * sample / t.reltuples)::numeric, 6))
           end,
           sample,
           (select pg_catalog.string_agg(
                     case
                       when c.is_list or c.type = 'json' then
                         pg_catalog.format('select %1$s, key, value, true from tenet_private.pii_texts(pg_catalog.to_jsonb(n.%2$I)) where pg_catalog.pg_column_size(n.%2$I) < 1000000', c.place, c.column_name)
                       when c.type = 'date' then
                         pg_catalog.format('select %s, null, pg_catalog.to_char(n.%I, ''YYYY-MM-DD''), false', c.place, c.column_name)
                       else
                         pg_catalog.format('select %s, null, n.%I::text, false', c.place, c.column_name)
                     end, ' union all ' order by c.place)
              from (select c.place, c.column_name, c.type, c.is_list from columns c) c),
           -- test by test, not text by text: the patterns of one test are compiled once, those of all are more than Postgres keeps
           (select pg_catalog.string_agg(pg_catalog.format('select t.value, %L as kind from texts t where %s(t.value)', r.kind, r.test::regproc), ' union all ' order by r.kind)
              from (select distinct r.kind, r.test from tenet_private.pii_rules() r where r.test is not null) r))
    from pg_catalog.pg_class t
   where t.oid = relation
     and exists (select from columns);
$$;
comment on function tenet_private.pii_sample_query(regclass, integer) is
  'The one query that reads a table for tenet.pii_candidates(): it samples rows, and answers how many values of each column passed each test. Rows come from pages all over a large table (tablesample system, the same at every call), so that old and new ones and several tenants are among them; a small table is read from its start. Documents above 1 MB and what follows the 2000th character of a text are not looked at. Null when no column has a type with values to look at.';

create or replace function tenet.pii_candidates(sample integer default 500)
  returns table (relation regclass, column_name name, kind text, label text, confidence numeric, found_by text, sampled integer, is_classified boolean, declaration text)
  language plpgsql
  stable
  set search_path = ''
as $$
#variable_conflict use_column
declare
  protected regclass;
  question text;
  seen jsonb;
  evidence jsonb := '[]';
  state text;
begin
  if sample is null or sample not between 0 and 100000 then
    raise exception 'a sample has 0 to 100000 rows a table'
      using errcode = 'TN422', hint = 'tenet.pii_candidates() looks at 500; tenet.pii_candidates(0) at names alone.';
  end if;
  if sample > 0 then
    for protected in
      select p.relation
        from tenet.protected_tables p
       where pg_catalog.has_table_privilege(p.relation, 'select')
         and pg_catalog.has_schema_privilege((select c.relnamespace from pg_catalog.pg_class c where c.oid = p.relation), 'usage')
       order by p.relation::text
    loop
      seen := null;
      question := tenet_private.pii_sample_query(protected, sample);
      continue when question is null;
      begin
        execute question into seen;
      exception
        when others then   -- whatever it was, its message could hold a value
          get stacked diagnostics state = returned_sqlstate;
          raise exception 'the rows of % could not be sampled', protected
            using errcode = state, hint = 'tenet.pii_candidates(0) reads no row and judges by names alone.';
      end;
      evidence := evidence || coalesce(
        (select pg_catalog.jsonb_agg(e || pg_catalog.jsonb_build_object('relation', protected::oid::bigint)) from pg_catalog.jsonb_array_elements(seen) e), '[]');
    end loop;
  end if;

  return query
  with rules as materialized (
    select * from tenet_private.pii_rules()
  ), columns as materialized (
    select * from tenet_private.pii_columns()
  ), names as materialized (
    select * from tenet_private.pii_names()
  ), seen as materialized (
    select c.relation, c.column_name, c.type, c.words, c.table_words, (e ->> 'rows')::integer as rows, (e ->> 'different')::integer as different, e -> 'hits' as hits, e -> 'keys' as keys
      from pg_catalog.jsonb_array_elements(evidence) e
      join columns c
        on c.relation = (e ->> 'relation')::oid
       and c.place = (e ->> 'place')::integer
  ), keys as materialized (
    select s.relation, s.column_name, s.rows, tenet_private.name_words(k.key) as words
      from seen s
     cross join lateral pg_catalog.jsonb_array_elements_text(s.keys) as k (key)
  ), found as (
    -- Whole values speak by their share, and the more of them the louder; what stands inside of a longer text or of a document speaks
    -- when it is there more than once.
    select s.relation, s.column_name, r.kind, r.label, s.rows,
           pg_catalog.max(case
             when h.whole >= r.share * s.rows then 0.5 + 0.45 * h.whole / s.rows * h.whole / (h.whole + 2)
             when h.part >= 0.5 * s.rows or h.part >= 0.02 * s.rows and h.different >= 2 and r.share >= 0.5 then 0.5 + 0.3 * h.part / s.rows
           end) as confidence
      from seen s
     cross join lateral pg_catalog.jsonb_to_recordset(s.hits) as h (kind text, whole numeric, part numeric, different integer)
      join rules r
        on r.kind = h.kind
       and r.test is not null
       and (r.only_in is null or tenet_private.is_table_of(s.table_words, r.only_in))
       and (r.not_in is null or not tenet_private.is_table_of(s.table_words, r.not_in))
     where h.different > 0
     group by s.relation, s.column_name, r.kind, r.label, s.rows
  ), told as (
    -- Keys of a document are names.
    select s.relation, s.column_name, r.kind, r.label, s.rows, pg_catalog.max(r.confidence) * 0.9 as confidence
      from rules r
     cross join lateral (
             select *
               from keys k
              where tenet_private.pii_name_matches(k.words, r.names)
                and not tenet_private.is_of_company(k.words, r.names)
             offset 0   -- rule by rule, see pii_names()
           ) s
     where r.only_in is null
       and r.types && '{text,number}'
       and r.confidence >= 0.65
     group by s.relation, s.column_name, r.kind, r.label, s.rows
  ), shown as (
    select relation, column_name, kind, label, pg_catalog.max(confidence) as confidence
      from (select * from found union all select * from told) v
     where confidence is not null
     group by relation, column_name, kind, label
  ), judged as (
    select c.relation, c.column_name, c.place, coalesce(n.kind, v.kind) as kind, coalesce(n.label, v.label) as label,
           case
             when n.kind is not null and v.kind is not null then 1 - (1 - n.confidence) * (1 - v.confidence)
             when v.kind is not null then v.confidence
             -- Twenty values, and none is what the name promises; or the same few again and again: a choice from a list.
             when n.kind in ('email', 'ip_address') and s.rows >= 20 and c.words !~ '\m(enc|encr|encrypted|cipher|hash|hashed|digest|token)' and s.type <> 'json' then n.confidence * 0.5
             when s.rows >= 50 and s.different <= 5 and n.kind in ('phone', 'person_name', 'username', 'national_id', 'bank_account', 'card_number', 'secret', 'free_text') and s.type <> 'json' then n.confidence * 0.5
             else n.confidence
           end as confidence,
           case when n.kind is not null and v.kind is not null then 'name and values' when v.kind is not null then 'values' else 'name' end as found_by,
           coalesce(s.rows, 0) as sampled
      from columns c
      join (
             select n.relation, n.column_name, n.kind from names n where n.of_people
              union
             select v.relation, v.column_name, v.kind from shown v
           ) k
        on k.relation = c.relation
       and k.column_name = c.column_name
      left join names n
        on n.relation = c.relation
       and n.column_name = c.column_name
       and n.kind = k.kind
       and n.of_people
      left join shown v
        on v.relation = c.relation
       and v.column_name = c.column_name
       and v.kind = k.kind
      left join seen s
        on s.relation = c.relation
       and s.column_name = c.column_name
     -- company_phone: its name says what its values are, and that they are nobody's.
     where not exists (
             select
               from names o
              where o.relation = c.relation
                and o.column_name = c.column_name
                and o.kind = k.kind
                and not o.of_people)
  ), best as (
    select distinct on (j.relation, j.column_name) j.*
      from judged j
     where j.confidence >= 0.5
     order by j.relation, j.column_name, j.confidence desc, pg_catalog.array_position('{secret,sensitive,personal}', j.label), j.kind
  )
  select b.relation,
         b.column_name,
         b.kind,
         b.label,
         pg_catalog.round(least(b.confidence, 0.99), 2),
         b.found_by,
         b.sampled,
         exists (select from tenet.classified_columns k where k.relation = b.relation and k.column_name = b.column_name),
         pg_catalog.format('select tenet.classify(%L, %L, %L);', b.relation, b.column_name, b.label)
    from best b
   order by b.relation::text, b.place;
end
$$;
comment on function tenet.pii_candidates(integer) is
  'Columns of protected tables that likely hold personal data, by name and by the values of up to that many rows a table: what kind, the label to give it, and a declaration to paste. It changes nothing and shows no value. confidence is 0 to 1, and not below 0.5; found_by is name, values, or name and values; sampled counts the values that were looked at, 0 when the caller sees no row. Reads with the caller''s own rights. Raises TN422 for a sample that is not 0 to 100000.';
revoke execute on function tenet_private.pii_texts(jsonb), tenet_private.pii_sample_query(regclass, integer), tenet.pii_candidates(integer) from public;
grant execute on function tenet_private.pii_texts(jsonb), tenet_private.pii_sample_query(regclass, integer), tenet.pii_candidates(integer) to tenet_auditor, tenet_owner;
--! EndIncluded functions/pii_candidates.sql

--! Included policies/sessions.sql
-- sessions: one row a live session. Deleting it ends the session at its next statement.
--   everybody    nothing; the definer functions of session.sql look a handle up by its hash

comment on table tenet_private.sessions is 'Live sessions: what an identity may do in one workspace, looked up once and valid while the row exists and has not expired.';
comment on column tenet_private.sessions.handle_hash is 'SHA-256 of the handle; the handle itself is never stored.';
comment on column tenet_private.sessions.login is 'The database login it is valid on: the API''s or the worker''s.';
comment on column tenet_private.sessions.tenant_id is 'The tenant it acts in.';
comment on column tenet_private.sessions.workspace_id is 'The workspace it acts in.';
comment on column tenet_private.sessions.user_id is 'The person; in a job''s session the one it acts for, mostly null.';
comment on column tenet_private.sessions.membership_id is 'The membership it rests on; null in a job''s session.';
comment on column tenet_private.sessions.role is 'The role at the time of opening; null in a job''s session.';
comment on column tenet_private.sessions.purpose is 'What the job is for; null in a person''s session.';
comment on column tenet_private.sessions.permissions is 'What it may do.';
comment on column tenet_private.sessions.opened_at is 'When it was opened.';
comment on column tenet_private.sessions.expires_at is 'When it ends by itself: with the token, after an hour at most.';
comment on column tenet_private.sessions.ip is 'Address the request came from.';
comment on column tenet_private.sessions.tenant_wide is 'Whether the membership is one of the whole tenant.';
comment on column tenet_private.sessions.authenticated_at is 'When the person signed in, as their provider says (auth_time); null when it does not.';
comment on column tenet_private.sessions.user_agent is 'The client''s name of itself, at most 400 characters.';

alter table tenet_private.sessions enable row level security;
alter table tenet_private.sessions force row level security;

drop policy if exists all_resolver on tenet_private.sessions;
create policy all_resolver on tenet_private.sessions
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.sessions is 'Definer functions open, look up and end sessions.';

grant select, insert, delete on tenet_private.sessions to tenet_resolver;
grant update (expires_at) on tenet_private.sessions to tenet_resolver;   -- for update skip locked in expire_sessions(); nothing updates it

create or replace trigger _500_audit
  after delete on tenet_private.sessions
  referencing old table as old_rows
  for each statement
  execute function tenet_private.tg_audit_session_end();
comment on trigger _500_audit on tenet_private.sessions is 'That a person''s session ended is an event of the trail.';
--! EndIncluded policies/sessions.sql
--! Included policies/tenants.sql
-- tenants: the customers. The row of a tenant is also the lock that orders changes of its rights (authz_version).
--   requests     nothing, but name and slug through api.current_session() and api.my_workspaces()
--   migrator     creates with tenet.create_tenant()

comment on table tenet.tenants is 'Customers: the outermost boundary. No request ever sees two of them.';
comment on column tenet.tenants.id is 'Identifies the tenant everywhere (tenant_id).';
comment on column tenet.tenants.slug is 'Short name in addresses and in x-workspace; one lower-case word.';
comment on column tenet.tenants.name is 'Name to show.';
comment on column tenet.tenants.status is 'active, or suspended: nobody opens a session, and open ones end.';
comment on column tenet.tenants.authz_version is 'Moves with every change of rights; its row lock orders such changes.';
comment on column tenet.tenants.created_at is 'When the tenant was created.';

alter table tenet.tenants enable row level security;
alter table tenet.tenants force row level security;

drop policy if exists tenant_floor on tenet.tenants;
create policy tenant_floor on tenet.tenants
  as restrictive
  for all
  to tenet_views
  using (id = (select s.tenant_id from tenet.current_session s))
  with check (id = (select s.tenant_id from tenet.current_session s));
comment on policy tenant_floor on tenet.tenants is 'No row leaves its tenant.';

drop policy if exists all_resolver on tenet.tenants;
create policy all_resolver on tenet.tenants
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.tenants is 'Definer functions create tenants, lock them and move their version.';

grant select, insert (slug, name), update (authz_version) on tenet.tenants to tenet_resolver;
-- update of name and status: an administrator, in SQL
-- delete: nobody; a tenant is erased, not deleted

create or replace trigger _100_tenant_status_changed
  before update of status on tenet.tenants
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_tenant_status_changed();
comment on trigger _100_tenant_status_changed on tenet.tenants is 'Suspending or restoring a tenant ends its sessions.';

create or replace trigger _500_audit
  after update of status on tenet.tenants
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_audit_status();
comment on trigger _500_audit on tenet.tenants is 'Suspending or restoring a tenant is an event of its trail.';
--! EndIncluded policies/tenants.sql
--! Included policies/workspaces.sql
-- workspaces: parts of a tenant; a request acts in exactly one.
--   requests     nothing, but their own through api.my_workspaces()
--   migrator     creates with tenet.create_workspace()

comment on table tenet.workspaces is 'Parts of a tenant (a team, a client, a brand). A request acts in exactly one.';
comment on column tenet.workspaces.tenant_id is 'The tenant it belongs to.';
comment on column tenet.workspaces.id is 'Identifies the workspace in its tenant (workspace_id).';
comment on column tenet.workspaces.slug is 'Short name in x-workspace; unique in its tenant.';
comment on column tenet.workspaces.name is 'Name to show.';
comment on column tenet.workspaces.status is 'active, or archived: nobody opens a session in it, and open ones end.';
comment on column tenet.workspaces.created_at is 'When the workspace was created.';

alter table tenet.workspaces enable row level security;
alter table tenet.workspaces force row level security;

drop policy if exists tenant_floor on tenet.workspaces;
create policy tenant_floor on tenet.workspaces
  as restrictive
  for all
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s))
  with check (tenant_id = (select s.tenant_id from tenet.current_session s));
comment on policy tenant_floor on tenet.workspaces is 'No row leaves its tenant.';

drop policy if exists all_resolver on tenet.workspaces;
create policy all_resolver on tenet.workspaces
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.workspaces is 'Definer functions create workspaces and find those a person may enter.';

grant select, insert (tenant_id, slug, name) on tenet.workspaces to tenet_resolver;
-- update: an administrator, in SQL
-- delete: nobody

create or replace trigger _100_rights_changed
  before update of status on tenet.workspaces
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_rights_changed();
comment on trigger _100_rights_changed on tenet.workspaces is 'Archiving or restoring a workspace ends the sessions of its tenant.';

create or replace trigger _500_audit
  after update of status on tenet.workspaces
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_audit_status();
comment on trigger _500_audit on tenet.workspaces is 'Archiving or restoring a workspace is an event of its trail.';
--! EndIncluded policies/workspaces.sql
--! Included policies/users.sql
-- users: people, across all tenants. What a tenant knows of a person is in tenet.members.
--   requests     nothing
--   migrator     creates with tenet.create_user()

comment on table tenet.users is 'People, known by (issuer, subject) in tenet.identities. They belong to no tenant; tenet.members says which tenants know them.';
comment on column tenet.users.id is 'Identifies the person everywhere (user_id).';
comment on column tenet.users.email is 'Address to show and to write to; never a key to an account.';
comment on column tenet.users.display_name is 'Name to show.';
comment on column tenet.users.status is 'active, or suspended: opens no session anywhere, and open ones end.';
comment on column tenet.users.created_at is 'When the person became known.';

alter table tenet.users enable row level security;
alter table tenet.users force row level security;

drop policy if exists all_resolver on tenet.users;
create policy all_resolver on tenet.users
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.users is 'Definer functions create people and look them up.';

grant select, insert (email, display_name), update (status) on tenet.users to tenet_resolver;   -- update: to hold the row, see hold_rights()
-- any other update: an administrator, in SQL
-- delete: nobody; a person is erased, not deleted

create or replace trigger _100_user_rights_changed
  before update of status on tenet.users
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_user_rights_changed();
comment on trigger _100_user_rights_changed on tenet.users is 'Suspending or restoring a person ends their sessions.';

create or replace trigger _500_audit
  after update of status on tenet.users
  for each row
  when (old.status is distinct from new.status)
  execute function tenet_private.tg_audit_status();
comment on trigger _500_audit on tenet.users is 'Suspending or restoring a person is an event of the trail of each tenant that knows them.';
--! EndIncluded policies/users.sql
--! Included policies/identities.sql
-- identities: by which tokens a person is known.
--   requests     nothing
--   migrator     writes with tenet.link_identity()

comment on table tenet.identities is 'The (issuer, subject) pairs by which a person is known. An e-mail address never is such a key.';
comment on column tenet.identities.issuer is 'The token''s iss, exactly.';
comment on column tenet.identities.subject is 'The token''s sub (or what the provider''s subject_path reads).';
comment on column tenet.identities.user_id is 'The person.';
comment on column tenet.identities.created_at is 'When the identity was linked.';

alter table tenet.identities enable row level security;
alter table tenet.identities force row level security;

drop policy if exists all_resolver on tenet.identities;
create policy all_resolver on tenet.identities
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.identities is 'Definer functions link identities and look them up.';

grant select, insert (issuer, subject, user_id) on tenet.identities to tenet_resolver;
-- update, delete: an administrator, in SQL

create or replace trigger _100_user_rights_changed
  before update or delete on tenet.identities
  for each row
  execute function tenet_private.tg_user_rights_changed();
comment on trigger _100_user_rights_changed on tenet.identities is 'Unlinking an identity ends the person''s sessions.';
--! EndIncluded policies/identities.sql
--! Included policies/external_tenants.sql
-- external_tenants: how an issuer calls a tenant.
--   requests     nothing
--   migrator     writes

comment on table tenet.external_tenants is 'Maps the organisation that a token names to a tenant. A token that names an unknown one is refused.';
comment on column tenet.external_tenants.issuer is 'The provider whose tokens name it.';
comment on column tenet.external_tenants.external_id is 'The provider''s own id of the organisation.';
comment on column tenet.external_tenants.tenant_id is 'The tenant that is meant.';
comment on column tenet.external_tenants.created_at is 'When the mapping was made.';

alter table tenet.external_tenants enable row level security;
alter table tenet.external_tenants force row level security;

drop policy if exists select_resolver on tenet.external_tenants;
create policy select_resolver on tenet.external_tenants
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.external_tenants is 'The definer functions that look up sessions and rights read every row.';

drop policy if exists all_owner on tenet.external_tenants;
create policy all_owner on tenet.external_tenants
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.external_tenants is 'Migrations and the verbs write here.';

grant select on tenet.external_tenants to tenet_resolver;
-- insert, update, delete: migrations

create or replace trigger _100_rights_changed
  before update or delete on tenet.external_tenants
  for each row
  execute function tenet_private.tg_rights_changed();
comment on trigger _100_rights_changed on tenet.external_tenants is 'What a token of the issuer may enter has changed: ends the sessions of the tenant.';
--! EndIncluded policies/external_tenants.sql
--! Included policies/roles.sql
-- roles: what a member can be. Shared by all tenants.
--   auditor      reads
--   migrator     writes

comment on table tenet.roles is 'Roles that a membership can give. Data, not database roles; shared by all tenants.';
comment on column tenet.roles.name is 'Name in memberships and sessions.';
comment on column tenet.roles.position is 'Order in which roles are listed, 1 first.';
comment on column tenet.roles.description is 'What the role is for.';

alter table tenet.roles enable row level security;
alter table tenet.roles force row level security;

drop policy if exists all_resolver on tenet.roles;
create policy all_resolver on tenet.roles
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.roles is 'The definer functions read every row, and hold one while a session is opened with it.';

drop policy if exists all_owner on tenet.roles;
create policy all_owner on tenet.roles
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.roles is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.roles;
create policy select_auditor on tenet.roles
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.roles is 'DBAs read the catalogue.';

grant select, update (position) on tenet.roles to tenet_resolver;   -- update: to hold a row, see open_session()
grant select on tenet.roles to tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/roles.sql
--! Included policies/role_actions.sql
-- role_actions: the bundle of actions that a role holds on every resource.
--   auditor      reads
--   migrator     writes

comment on table tenet.role_actions is 'The actions that a role holds on every resource, now and when a table is protected later.';
comment on column tenet.role_actions.role is 'The role.';
comment on column tenet.role_actions.action is 'read, create, update or delete.';

alter table tenet.role_actions enable row level security;
alter table tenet.role_actions force row level security;

drop policy if exists all_owner on tenet.role_actions;
create policy all_owner on tenet.role_actions
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.role_actions is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.role_actions;
create policy select_auditor on tenet.role_actions
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.role_actions is 'DBAs read the catalogue.';

grant select on tenet.role_actions to tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/role_actions.sql
--! Included policies/permissions.sql
-- permissions: what can be allowed.
--   auditor      reads
--   migrator     writes with tenet.protect()

comment on table tenet.permissions is 'What can be allowed: <resource>:<action>. Registered by tenet.protect().';
comment on column tenet.permissions.name is '<resource>:<action>, for example contact:update.';
comment on column tenet.permissions.resource is 'The part before the colon.';
comment on column tenet.permissions.action is 'The part after the colon.';
comment on column tenet.permissions.description is 'What holding it allows.';

alter table tenet.permissions enable row level security;
alter table tenet.permissions force row level security;

drop policy if exists select_resolver on tenet.permissions;
create policy select_resolver on tenet.permissions
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.permissions is 'The definer functions that look up sessions and rights read every row.';

drop policy if exists all_owner on tenet.permissions;
create policy all_owner on tenet.permissions
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.permissions is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.permissions;
create policy select_auditor on tenet.permissions
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.permissions is 'DBAs read the catalogue.';

grant select on tenet.permissions to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/permissions.sql
--! Included policies/role_permissions.sql
-- role_permissions: what each role may do. A change ends every session.
--   auditor      reads
--   migrator     writes with tenet.protect(), tenet.grant_permission() and tenet.withhold_permission()

comment on table tenet.role_permissions is 'What each role may do: from its bundle, or granted or withheld by name.';
comment on column tenet.role_permissions.role is 'The role.';
comment on column tenet.role_permissions.permission is 'The permission.';
comment on column tenet.role_permissions.allowed is 'Whether the role holds it; false where it was withheld by name, so that protecting the table again does not bring it back.';

alter table tenet.role_permissions enable row level security;
alter table tenet.role_permissions force row level security;

drop policy if exists select_resolver on tenet.role_permissions;
create policy select_resolver on tenet.role_permissions
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.role_permissions is 'The definer functions that look up sessions and rights read every row.';

drop policy if exists all_owner on tenet.role_permissions;
create policy all_owner on tenet.role_permissions
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.role_permissions is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.role_permissions;
create policy select_auditor on tenet.role_permissions
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.role_permissions is 'DBAs read the catalogue.';

grant select on tenet.role_permissions to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations

create or replace trigger _100_everybodys_rights_changed
  after insert or update or delete on tenet.role_permissions
  for each statement
  execute function tenet_private.tg_everybodys_rights_changed();
comment on trigger _100_everybodys_rights_changed on tenet.role_permissions is 'A change of what roles may do ends every session.';

create or replace trigger _500_audit
  after insert or update or delete on tenet.role_permissions
  for each row
  execute function tenet_private.tg_audit_role_permission();
comment on trigger _500_audit on tenet.role_permissions is 'What a role may do is an event of the operator''s trail.';
--! EndIncluded policies/role_permissions.sql
--! Included policies/members.sql
-- members: the people a tenant knows. Rows of the product refer to them (author, assignee), so they stay when a membership ends.
--   member:read  sees those of their own tenant, through api.members
--   others       nothing
--   Written by tenet.add_member() only.

comment on table tenet.members is 'The people a tenant knows: what its rows may refer to. Having a row here gives no right; tenet.memberships does.';
comment on column tenet.members.tenant_id is 'The tenant that knows the person.';
comment on column tenet.members.id is 'The person: tenet.users.id.';
comment on column tenet.members.display_name is 'Name to show in this tenant.';
comment on column tenet.members.email is 'E-mail address to show in this tenant.';
comment on column tenet.members.joined_at is 'When the person first became a member.';

alter table tenet.members enable row level security;
alter table tenet.members force row level security;

drop policy if exists select_permitted on tenet.members;
create policy select_permitted on tenet.members
  as restrictive
  for select
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s where 'member:read' = any (s.permissions)));
comment on policy select_permitted on tenet.members is 'Whoever holds member:read sees the people of their own tenant.';

drop policy if exists select_rows on tenet.members;
create policy select_rows on tenet.members
  for select
  to tenet_views
  using (true);
comment on policy select_rows on tenet.members is 'The restrictive policy decides; row level security wants one that permits.';

drop policy if exists all_resolver on tenet.members;
create policy all_resolver on tenet.members
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.members is 'Definer functions write members with their memberships.';

grant select on tenet.members to tenet_views;
grant select, insert (tenant_id, id, display_name, email) on tenet.members to tenet_resolver;
-- update, delete: an administrator, in SQL

select tenet_private.register_permission('member:read', 'See the people of the tenant.');
--! EndIncluded policies/members.sql
--! Included policies/memberships.sql
-- memberships: who has which role where.
--   requests     nothing directly
--   migrator     writes with tenet.add_member() and tenet.remove_member()

comment on table tenet.memberships is 'Who has which role, in one workspace or in all of a tenant. The only source of a person''s rights.';
comment on column tenet.memberships.tenant_id is 'The tenant.';
comment on column tenet.memberships.id is 'Identifies the membership.';
comment on column tenet.memberships.user_id is 'The person: tenet.members.id.';
comment on column tenet.memberships.workspace_id is 'The workspace; null means every workspace of the tenant, present and future.';
comment on column tenet.memberships.role is 'What they may do there.';
comment on column tenet.memberships.created_at is 'When the membership was given.';

alter table tenet.memberships enable row level security;
alter table tenet.memberships force row level security;

drop policy if exists tenant_floor on tenet.memberships;
create policy tenant_floor on tenet.memberships
  as restrictive
  for all
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s))
  with check (tenant_id = (select s.tenant_id from tenet.current_session s));
comment on policy tenant_floor on tenet.memberships is 'No row leaves its tenant.';

drop policy if exists all_resolver on tenet.memberships;
create policy all_resolver on tenet.memberships
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.memberships is 'Definer functions write memberships and look them up.';

grant select, insert (tenant_id, user_id, workspace_id, role), update (role), delete on tenet.memberships to tenet_resolver;

create or replace trigger _100_rights_changed
  before insert or update or delete on tenet.memberships
  for each row
  execute function tenet_private.tg_rights_changed();
comment on trigger _100_rights_changed on tenet.memberships is 'A change of memberships ends the sessions of the tenant.';

create or replace trigger _500_audit
  after insert or update or delete on tenet.memberships
  for each row
  execute function tenet_private.tg_audit_membership();
comment on trigger _500_audit on tenet.memberships is 'Who has which role is an event of the tenant''s trail.';
--! EndIncluded policies/memberships.sql
--! Included policies/claim_presets.sql
-- claim_presets: where known identity providers keep their claims.
--   auditor      reads
--   migrator     writes

comment on table tenet.claim_presets is 'Claim paths and rules of known identity providers: what tenet.trust_issuer(preset => …) starts from.';
comment on column tenet.claim_presets.name is 'Name of the preset.';
comment on column tenet.claim_presets.subject_path is 'Path of the person''s id.';
comment on column tenet.claim_presets.email_path is 'Path of the e-mail address.';
comment on column tenet.claim_presets.name_path is 'Path of the name.';
comment on column tenet.claim_presets.tenant_path is 'Path of the organisation; null: not read.';
comment on column tenet.claim_presets.workspace_path is 'Path of the workspace; null: not read.';
comment on column tenet.claim_presets.groups_path is 'Path of the groups; null: not read.';
comment on column tenet.claim_presets.acr_path is 'Path of the authentication context class.';
comment on column tenet.claim_presets.amr_path is 'Path of the authentication methods.';
comment on column tenet.claim_presets.auth_time_path is 'Path of the time of authentication.';
comment on column tenet.claim_presets.audience_claim is 'The claim that says whom the token is for: aud or azp.';
comment on column tenet.claim_presets.algorithms is 'Signature algorithms that are accepted.';
comment on column tenet.claim_presets.token_types is 'Values of the header typ that are accepted.';
comment on column tenet.claim_presets.max_token_lifetime is 'Longest exp - iat that is accepted.';
comment on column tenet.claim_presets.note is 'What to know of this provider.';

alter table tenet.claim_presets enable row level security;
alter table tenet.claim_presets force row level security;

drop policy if exists all_owner on tenet.claim_presets;
create policy all_owner on tenet.claim_presets
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.claim_presets is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.claim_presets;
create policy select_auditor on tenet.claim_presets
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.claim_presets is 'DBAs read the catalogue.';

grant select on tenet.claim_presets to tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/claim_presets.sql
--! Included policies/identity_providers.sql
-- identity_providers: whose tokens are believed.
--   gateway      reads through tenet_private.identity_providers()
--   auditor      reads
--   migrator     writes with tenet.trust_issuer()

comment on table tenet.identity_providers is 'Issuers whose tokens are believed, with their keys, audiences and claim paths. See tenet.trust_issuer().';
comment on column tenet.identity_providers.issuer is 'The token''s iss, exactly.';
comment on column tenet.identity_providers.preset is 'The preset it started from.';
comment on column tenet.identity_providers.jwks_uri is 'Where the keys are fetched; null when they are inline.';
comment on column tenet.identity_providers.jwks is 'The keys themselves; null when they are fetched.';
comment on column tenet.identity_providers.audiences is 'A token must name one of them.';
comment on column tenet.identity_providers.audience_claim is 'The claim that says whom the token is for: aud or azp.';
comment on column tenet.identity_providers.algorithms is 'Signature algorithms that are accepted.';
comment on column tenet.identity_providers.token_types is 'Values of the header typ that are accepted.';
comment on column tenet.identity_providers.max_token_lifetime is 'Longest exp - iat that is accepted.';
comment on column tenet.identity_providers.subject_path is 'Path of the person''s id.';
comment on column tenet.identity_providers.email_path is 'Path of the e-mail address.';
comment on column tenet.identity_providers.name_path is 'Path of the name.';
comment on column tenet.identity_providers.tenant_path is 'Path of the organisation; null: not read.';
comment on column tenet.identity_providers.workspace_path is 'Path of the workspace; null: not read.';
comment on column tenet.identity_providers.groups_path is 'Path of the groups; null: not read.';
comment on column tenet.identity_providers.acr_path is 'Path of the authentication context class.';
comment on column tenet.identity_providers.amr_path is 'Path of the authentication methods.';
comment on column tenet.identity_providers.auth_time_path is 'Path of the time of authentication.';
comment on column tenet.identity_providers.mode is 'What happens to a person nobody knows: off refuses them; there is no other mode yet.';
comment on column tenet.identity_providers.created_at is 'When the issuer was first trusted.';

alter table tenet.identity_providers enable row level security;
alter table tenet.identity_providers force row level security;

drop policy if exists select_resolver on tenet.identity_providers;
create policy select_resolver on tenet.identity_providers
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.identity_providers is 'The definer functions that look up sessions and rights read every row.';

drop policy if exists all_owner on tenet.identity_providers;
create policy all_owner on tenet.identity_providers
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.identity_providers is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.identity_providers;
create policy select_auditor on tenet.identity_providers
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.identity_providers is 'DBAs read the catalogue.';

grant select on tenet.identity_providers to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations

create or replace trigger _100_everybodys_rights_changed
  after update or delete on tenet.identity_providers
  for each row
  execute function tenet_private.tg_everybodys_rights_changed();
comment on trigger _100_everybodys_rights_changed on tenet.identity_providers is 'An issuer is trusted otherwise, or no more: ends every session.';

create or replace trigger _500_audit
  after insert or update on tenet.identity_providers
  for each row
  execute function tenet_private.tg_audit_declaration();
comment on trigger _500_audit on tenet.identity_providers is 'Whose tokens are believed is an event of the operator''s trail.';
--! EndIncluded policies/identity_providers.sql
--! Included policies/job_purposes.sql
-- job_purposes: what a job may be for, and which actions that takes.
--   auditor      reads
--   migrator     writes

comment on table tenet.job_purposes is 'What a job session may be for, and the actions it holds on every resource meanwhile.';
comment on column tenet.job_purposes.name is 'The purpose, as given to open_job_session().';
comment on column tenet.job_purposes.actions is 'read, create, update, delete: those it needs.';
comment on column tenet.job_purposes.description is 'What such a job does.';

alter table tenet.job_purposes enable row level security;
alter table tenet.job_purposes force row level security;

drop policy if exists select_resolver on tenet.job_purposes;
create policy select_resolver on tenet.job_purposes
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.job_purposes is 'The definer functions that look up sessions and rights read every row.';

drop policy if exists all_owner on tenet.job_purposes;
create policy all_owner on tenet.job_purposes
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.job_purposes is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.job_purposes;
create policy select_auditor on tenet.job_purposes
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.job_purposes is 'DBAs read the catalogue.';

grant select on tenet.job_purposes to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/job_purposes.sql
--! Included policies/protected_tables.sql
-- protected_tables: what tenet.protect() was told.
--   auditor      reads
--   migrator     writes with the verbs

comment on table tenet.protected_tables is 'Declared tables: what tenet.protect() was told, and from which policies, grants, triggers and the api view are made.';
comment on column tenet.protected_tables.relation is 'The table.';
comment on column tenet.protected_tables.scope is 'workspace, tenant, personal or shared: who shares a row.';
comment on column tenet.protected_tables.parent is 'The table whose rights a child shares; null for others.';
comment on column tenet.protected_tables.parent_key is 'The child''s column with the parent''s id; null for others.';
comment on column tenet.protected_tables.resource is 'First part of the permissions that its rows need.';
comment on column tenet.protected_tables.read_only is 'Columns that the API never writes.';
comment on column tenet.protected_tables.reason is 'Why it is declared so; required for shared tables.';
comment on column tenet.protected_tables.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.protected_tables.declared_at is 'When it was last changed.';
comment on column tenet.protected_tables.declared_by is 'Login that last changed it.';

alter table tenet.protected_tables enable row level security;
alter table tenet.protected_tables force row level security;

drop policy if exists all_owner on tenet.protected_tables;
create policy all_owner on tenet.protected_tables
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.protected_tables is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.protected_tables;
create policy select_auditor on tenet.protected_tables
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.protected_tables is 'DBAs read the catalogue.';

drop policy if exists select_resolver on tenet.protected_tables;
create policy select_resolver on tenet.protected_tables
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.protected_tables is 'Legal holds and retention look tables up.';

grant select on tenet.protected_tables to tenet_auditor, tenet_resolver;
-- insert, update, delete: the verbs
--! EndIncluded policies/protected_tables.sql
--! Included policies/table_references.sql
-- table_references: what tenet.refer() was told.
--   auditor      reads
--   migrator     writes with the verbs

comment on table tenet.table_references is 'Declared references: what tenet.refer() was told, and from which composite foreign keys and their indexes are made.';
comment on column tenet.table_references.relation is 'The table that refers.';
comment on column tenet.table_references.column_name is 'Its column.';
comment on column tenet.table_references.target is 'The table referred to.';
comment on column tenet.table_references.on_delete is 'What happens when the target goes: restrict, cascade or set null (of this column alone).';
comment on column tenet.table_references.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.table_references.declared_at is 'When it was last changed.';
comment on column tenet.table_references.declared_by is 'Login that last changed it.';

alter table tenet.table_references enable row level security;
alter table tenet.table_references force row level security;

drop policy if exists all_owner on tenet.table_references;
create policy all_owner on tenet.table_references
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.table_references is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.table_references;
create policy select_auditor on tenet.table_references
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.table_references is 'DBAs read the catalogue.';

grant select on tenet.table_references to tenet_auditor;
-- insert, update, delete: the verbs
--! EndIncluded policies/table_references.sql
--! Included policies/row_rules.sql
-- row_rules: what tenet.allow() was told.
--   auditor      reads
--   migrator     writes with the verbs

comment on table tenet.row_rules is 'Declared row rules: what tenet.allow() was told beyond a role''s permission.';
comment on column tenet.row_rules.relation is 'The table.';
comment on column tenet.row_rules.command is 'select, insert, update or delete.';
comment on column tenet.row_rules.permission is 'The permission it needs instead of the usual one; null: the usual one.';
comment on column tenet.row_rules.condition is 'What a row must satisfy before the command; null: nothing.';
comment on column tenet.row_rules.check_condition is 'What a row must satisfy after the command; null: the condition.';
comment on column tenet.row_rules.reason is 'Why.';
comment on column tenet.row_rules.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.row_rules.declared_at is 'When it was last changed.';
comment on column tenet.row_rules.declared_by is 'Login that last changed it.';

alter table tenet.row_rules enable row level security;
alter table tenet.row_rules force row level security;

drop policy if exists all_owner on tenet.row_rules;
create policy all_owner on tenet.row_rules
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.row_rules is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.row_rules;
create policy select_auditor on tenet.row_rules
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.row_rules is 'DBAs read the catalogue.';

drop policy if exists select_resolver on tenet.row_rules;
create policy select_resolver on tenet.row_rules
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.row_rules is 'A job''s session holds the permissions that rules ask for.';

grant select on tenet.row_rules to tenet_auditor, tenet_resolver;
-- insert, update, delete: the verbs
--! EndIncluded policies/row_rules.sql
--! Included policies/declarations.sql
-- declarations: every change that a verb made: who, when, with which arguments.
--   auditor      reads
--   migrator     appends with the verbs

comment on table tenet.declarations is 'History of the declarations, oldest first: one row a verb that changed something.';
comment on column tenet.declarations.id is 'Order in which it happened.';
comment on column tenet.declarations.declared_at is 'When.';
comment on column tenet.declarations.declared_by is 'The login.';
comment on column tenet.declarations.verb is 'protect, refer, allow, retain, retain_forever, release_brake, grant_permission or withhold_permission.';
comment on column tenet.declarations.relation is 'The table, by its name at the time; null for verbs about roles.';
comment on column tenet.declarations.arguments is 'What the verb was told.';

alter table tenet.declarations enable row level security;
alter table tenet.declarations force row level security;

drop policy if exists insert_owner on tenet.declarations;
create policy insert_owner on tenet.declarations
  for insert
  to tenet_owner
  with check (true);
comment on policy insert_owner on tenet.declarations is 'The verbs append here; nobody changes what was written.';

drop policy if exists select_owner on tenet.declarations;
create policy select_owner on tenet.declarations
  for select
  to tenet_owner
  using (true);
comment on policy select_owner on tenet.declarations is 'The verbs and the catalogue read it.';

drop policy if exists select_auditor on tenet.declarations;
create policy select_auditor on tenet.declarations
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.declarations is 'DBAs read the catalogue.';

grant select on tenet.declarations to tenet_auditor;
-- update, delete: nobody

create or replace trigger _500_audit
  after insert on tenet.declarations
  for each row
  execute function tenet_private.tg_audit_declaration();
comment on trigger _500_audit on tenet.declarations is 'What a verb changed is an event of the operator''s trail.';
--! EndIncluded policies/declarations.sql
--! Included policies/declared_objects.sql
-- declared_objects: what the verbs made, as the catalogue showed it then.
--   auditor      reads
--   migrator     writes with the verbs

comment on table tenet.declared_objects is 'The policies, grants, triggers, views and comments that the verbs made, as the catalogue showed them right then: what tenet.drift compares with now.';
comment on column tenet.declared_objects.relation is 'The table they protect.';
comment on column tenet.declared_objects.kind is 'Kind of object: policy, table grant, trigger, view …';
comment on column tenet.declared_objects.name is 'Its name within the kind.';
comment on column tenet.declared_objects.definition is 'Its text.';

alter table tenet.declared_objects enable row level security;
alter table tenet.declared_objects force row level security;

drop policy if exists all_owner on tenet.declared_objects;
create policy all_owner on tenet.declared_objects
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.declared_objects is 'Migrations and the verbs write here.';

drop policy if exists select_auditor on tenet.declared_objects;
create policy select_auditor on tenet.declared_objects
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.declared_objects is 'DBAs read the catalogue.';

grant select on tenet.declared_objects to tenet_auditor;
-- insert, update, delete: the verbs
--! EndIncluded policies/declared_objects.sql
--! Included policies/job_runs.sql
-- job_runs: every run of a cron line.
--   auditor      reads
--   worker       writes with tenet_private.begin_job_run() and finish_job_run()

comment on table tenet.job_runs is 'The ledger of jobs: every run, whether it worked or not.';
comment on column tenet.job_runs.id is 'Identifies the run.';
comment on column tenet.job_runs.job is 'Name of the job: its task file, its function.';
comment on column tenet.job_runs.scheduled_at is 'When cron meant it to run.';
comment on column tenet.job_runs.started_at is 'When it began.';
comment on column tenet.job_runs.finished_at is 'When it ended; null while it runs, or when its process died.';
comment on column tenet.job_runs.eligible is 'Rows that were due; null when the job does not count them.';
comment on column tenet.job_runs.done is 'Rows it did.';
comment on column tenet.job_runs.error is 'Why it failed; null when it did not.';

alter table tenet.job_runs enable row level security;
alter table tenet.job_runs force row level security;

drop policy if exists all_resolver on tenet.job_runs;
create policy all_resolver on tenet.job_runs
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.job_runs is 'Definer functions write the ledger.';

drop policy if exists select_auditor on tenet.job_runs;
create policy select_auditor on tenet.job_runs
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.job_runs is 'DBAs read the catalogue.';

grant select, insert (job, scheduled_at), update (finished_at, eligible, done, error) on tenet.job_runs to tenet_resolver;
grant select on tenet.job_runs to tenet_auditor;
-- delete: nobody
--! EndIncluded policies/job_runs.sql
--! Included policies/job_schedules.sql
-- job_schedules: when each job should run.
--   auditor      reads
--   worker       writes with tenet_private.register_job_schedules()

comment on table tenet.job_schedules is 'The crontab as the worker read it last: what has to run, and how long nothing may happen.';
comment on column tenet.job_schedules.job is 'Name of the job: its task file, its function.';
comment on column tenet.job_schedules.cron is 'Minute, hour, day, month and weekday, in UTC; several lines are separated by semicolons.';
comment on column tenet.job_schedules.longest_gap is 'The longest time between two ticks.';
comment on column tenet.job_schedules.registered_at is 'Since when it is expected at these times.';

alter table tenet.job_schedules enable row level security;
alter table tenet.job_schedules force row level security;

drop policy if exists all_resolver on tenet.job_schedules;
create policy all_resolver on tenet.job_schedules
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.job_schedules is 'Definer functions write the crontab down and look for what is overdue.';

drop policy if exists select_auditor on tenet.job_schedules;
create policy select_auditor on tenet.job_schedules
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.job_schedules is 'DBAs read the catalogue.';

grant select, insert (job, cron, longest_gap), update (cron, longest_gap, registered_at), delete on tenet.job_schedules to tenet_resolver;
grant select on tenet.job_schedules to tenet_auditor;
--! EndIncluded policies/job_schedules.sql
--! Included policies/alert_rules.sql
-- alert_rules: what an alert can be about.
--   auditor      reads
--   migrator     writes: cool-downs, and which rules are on

comment on table tenet.alert_rules is 'What an alert can be about, how grave it is, and how long the same is not told again.';
comment on column tenet.alert_rules.name is 'Name of the rule, as given to raise_alert().';
comment on column tenet.alert_rules.severity is 'info, notice, warning or critical.';
comment on column tenet.alert_rules.description is 'What has happened, for whoever gets the alert.';
comment on column tenet.alert_rules.cooldown is 'How long after an alert the same rule, tenant and key is only counted.';
comment on column tenet.alert_rules.enabled is 'False: nothing is raised.';

alter table tenet.alert_rules enable row level security;
alter table tenet.alert_rules force row level security;

drop policy if exists select_resolver on tenet.alert_rules;
create policy select_resolver on tenet.alert_rules
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.alert_rules is 'Definer functions look a rule up.';

drop policy if exists all_owner on tenet.alert_rules;
create policy all_owner on tenet.alert_rules
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.alert_rules is 'Migrations write here.';

drop policy if exists select_auditor on tenet.alert_rules;
create policy select_auditor on tenet.alert_rules
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.alert_rules is 'DBAs read the catalogue.';

grant select on tenet.alert_rules to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations
--! EndIncluded policies/alert_rules.sql
--! Included policies/alerts.sql
-- alerts: what was raised.
--   auditor      reads
--   worker       raises with tenet_private.raise_alert()
--   members      nothing: an alert is for the operator

comment on table tenet.alerts is 'What was raised, with how often it happened within the cool-down. Ids and numbers alone: nothing about a person.';
comment on column tenet.alerts.tenant_id is 'The tenant it is about; 00000000-0000-0000-0000-000000000000: the operator''s own.';
comment on column tenet.alerts.id is 'Identifies the alert, on every channel.';
comment on column tenet.alerts.rule is 'The rule.';
comment on column tenet.alerts.key is 'What the cool-down is counted by, within rule and tenant: a job, a relation, a network.';
comment on column tenet.alerts.severity is 'Severity of the rule at that time.';
comment on column tenet.alerts.detail is 'What was found.';
comment on column tenet.alerts.raised_at is 'When it was raised.';
comment on column tenet.alerts.last_at is 'When it happened last within the cool-down.';
comment on column tenet.alerts.occurrences is 'How often it happened within the cool-down, with the first time.';
comment on column tenet.alerts.is_newest is 'True for the last one of its rule, tenant and key: the one that counts.';

alter table tenet.alerts enable row level security;
alter table tenet.alerts force row level security;

drop policy if exists all_resolver on tenet.alerts;
create policy all_resolver on tenet.alerts
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.alerts is 'Definer functions raise alerts and hand them out.';

drop policy if exists select_auditor on tenet.alerts;
create policy select_auditor on tenet.alerts
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.alerts is 'DBAs read what was raised and delivered; it holds ids and numbers.';

grant select, insert (tenant_id, rule, key, severity, detail), update (occurrences, last_at, is_newest) on tenet.alerts to tenet_resolver;
grant select on tenet.alerts to tenet_auditor;
-- delete: nobody
--! EndIncluded policies/alerts.sql
--! Included policies/alert_deliveries.sql
-- alert_deliveries: what happens with each alert on each channel.
--   auditor      reads
--   worker       claims and settles with the functions of functions/alert.sql

comment on table tenet_private.alert_deliveries is 'One row an alert and channel: whether it was delivered, and when it is tried next.';
comment on column tenet_private.alert_deliveries.tenant_id is 'Tenant of the alert.';
comment on column tenet_private.alert_deliveries.alert_id is 'The alert.';
comment on column tenet_private.alert_deliveries.channel is 'log, webhook or email.';
comment on column tenet_private.alert_deliveries.state is 'waiting, delivered, skipped (no such channel was set up) or failed (given up after three days).';
comment on column tenet_private.alert_deliveries.attempts is 'How often it was tried.';
comment on column tenet_private.alert_deliveries.next_attempt_at is 'When it may be claimed next: after the lease of who has it now, or after the pause that follows a failure.';
comment on column tenet_private.alert_deliveries.lease is 'Who has it now; null: nobody.';
comment on column tenet_private.alert_deliveries.settled_at is 'When it was delivered, skipped or given up; null while it waits.';
comment on column tenet_private.alert_deliveries.error is 'Why the last attempt failed; null when it did not.';

alter table tenet_private.alert_deliveries enable row level security;
alter table tenet_private.alert_deliveries force row level security;

drop policy if exists all_resolver on tenet_private.alert_deliveries;
create policy all_resolver on tenet_private.alert_deliveries
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.alert_deliveries is 'Definer functions hand deliveries out and settle them.';

drop policy if exists select_auditor on tenet_private.alert_deliveries;
create policy select_auditor on tenet_private.alert_deliveries
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet_private.alert_deliveries is 'DBAs read what was raised and delivered; it holds ids and numbers.';

grant select, insert (tenant_id, alert_id, channel), update (state, attempts, next_attempt_at, lease, settled_at, error) on tenet_private.alert_deliveries to tenet_resolver;
grant select on tenet_private.alert_deliveries to tenet_auditor;
-- delete: with its alert alone
--! EndIncluded policies/alert_deliveries.sql
--! Included policies/column_labels.sql
-- column_labels: what kinds of data there are.
--   auditor      reads
--   migrator     writes

comment on table tenet.column_labels is 'Kinds of data that a column can be classified as, and what follows from each.';
comment on column tenet.column_labels.name is 'The label, as given to tenet.classify().';
comment on column tenet.column_labels.recorded is 'Whether the audit trail holds the values of such a column.';
comment on column tenet.column_labels.receipt_by_key is 'Whether the receipt of a read names the rows whose column was read.';
comment on column tenet.column_labels.description is 'What such data is.';

alter table tenet.column_labels enable row level security;
alter table tenet.column_labels force row level security;

drop policy if exists all_owner on tenet.column_labels;
create policy all_owner on tenet.column_labels
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.column_labels is 'Migrations and the verbs write here.';

drop policy if exists select_resolver on tenet.column_labels;
create policy select_resolver on tenet.column_labels
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.column_labels is 'The server is told by a definer function.';

drop policy if exists select_auditor on tenet.column_labels;
create policy select_auditor on tenet.column_labels
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.column_labels is 'DBAs read the catalogue.';

grant select on tenet.column_labels to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations and the verbs
--! EndIncluded policies/column_labels.sql
--! Included policies/classified_columns.sql
-- classified_columns: what tenet.classify() was told.
--   auditor      reads
--   migrator     writes with the verb

comment on table tenet.classified_columns is 'Columns whose kind of data was declared.';
comment on column tenet.classified_columns.relation is 'The table.';
comment on column tenet.classified_columns.column_name is 'The column.';
comment on column tenet.classified_columns.label is 'What kind of data it holds.';
comment on column tenet.classified_columns.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.classified_columns.declared_at is 'When it was last changed.';
comment on column tenet.classified_columns.declared_by is 'Login that last changed it.';

alter table tenet.classified_columns enable row level security;
alter table tenet.classified_columns force row level security;

drop policy if exists all_owner on tenet.classified_columns;
create policy all_owner on tenet.classified_columns
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.classified_columns is 'Migrations and the verbs write here.';

drop policy if exists select_resolver on tenet.classified_columns;
create policy select_resolver on tenet.classified_columns
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.classified_columns is 'The server is told by a definer function.';

drop policy if exists select_auditor on tenet.classified_columns;
create policy select_auditor on tenet.classified_columns
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.classified_columns is 'DBAs read the catalogue.';

grant select on tenet.classified_columns to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations and the verbs
--! EndIncluded policies/classified_columns.sql
--! Included policies/label_masks.sql
-- label_masks: what tenet.mask_label() was told.
--   auditor      reads
--   migrator     writes with the verb

comment on table tenet.label_masks is 'How the columns of a label are shown, unless one has a stricter mask of its own.';
comment on column tenet.label_masks.label is 'The label.';
comment on column tenet.label_masks.mask is 'hide, hidden, constant, email, phone, last4, name, hash, year, bucket, or the name of a function.';
comment on column tenet.label_masks.argument is 'What constant shows, or how wide a bucket is; null for other masks.';
comment on column tenet.label_masks.unless is 'The permission whose holders see the value; null: nobody.';
comment on column tenet.label_masks.reveal is 'The permission to see one value for a reason; null: nobody.';
comment on column tenet.label_masks.step_up is 'Whether revealing takes that one has signed in just now.';
comment on column tenet.label_masks.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.label_masks.declared_at is 'When it was last changed.';
comment on column tenet.label_masks.declared_by is 'Login that last changed it.';

alter table tenet.label_masks enable row level security;
alter table tenet.label_masks force row level security;

drop policy if exists all_owner on tenet.label_masks;
create policy all_owner on tenet.label_masks
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.label_masks is 'Migrations and the verbs write here.';

drop policy if exists select_resolver on tenet.label_masks;
create policy select_resolver on tenet.label_masks
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.label_masks is 'Definer functions look up what is masked.';

drop policy if exists select_auditor on tenet.label_masks;
create policy select_auditor on tenet.label_masks
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.label_masks is 'DBAs read the catalogue.';

grant select on tenet.label_masks to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations and the verbs
--! EndIncluded policies/label_masks.sql
--! Included policies/masks.sql
-- masks: what tenet.mask() was told. tenet.masked_columns shows what is in force, the masks of labels with it.
--   auditor      reads
--   migrator     writes with the verb

comment on table tenet.masks is 'How columns are shown to whoever may not see them, as they were declared one by one.';
comment on column tenet.masks.relation is 'The table.';
comment on column tenet.masks.column_name is 'The column.';
comment on column tenet.masks.mask is 'hide, hidden, constant, email, phone, last4, name, hash, year, bucket, or the name of a function.';
comment on column tenet.masks.argument is 'What constant shows, or how wide a bucket is; null for other masks.';
comment on column tenet.masks.unless is 'The permission whose holders see the value; null: nobody.';
comment on column tenet.masks.or_when is 'A condition over the row under which everybody sees it; null: none.';
comment on column tenet.masks.label is 'Null here; in tenet_private.column_masks() the label whose mask it is.';
comment on column tenet.masks.write is 'The permission that writing the column takes besides that of the row; null: none.';
comment on column tenet.masks.reveal is 'The permission to see one value for a reason; null: nobody.';
comment on column tenet.masks.step_up is 'Whether revealing takes that one has signed in just now.';
comment on column tenet.masks.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.masks.declared_at is 'When it was last changed.';
comment on column tenet.masks.declared_by is 'Login that last changed it.';

alter table tenet.masks enable row level security;
alter table tenet.masks force row level security;

drop policy if exists all_owner on tenet.masks;
create policy all_owner on tenet.masks
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.masks is 'Migrations and the verbs write here.';

drop policy if exists select_resolver on tenet.masks;
create policy select_resolver on tenet.masks
  for select
  to tenet_resolver
  using (true);
comment on policy select_resolver on tenet.masks is 'Definer functions look up what is masked.';

drop policy if exists select_auditor on tenet.masks;
create policy select_auditor on tenet.masks
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.masks is 'DBAs read the catalogue.';

grant select on tenet.masks to tenet_resolver, tenet_auditor;
-- insert, update, delete: migrations and the verbs
--! EndIncluded policies/masks.sql
--! Included policies/mask_keys.sql
-- mask_keys: the key of each tenant's tokens. Made with the tenant; without it a token says nothing more.
--   views        reads that of the session's tenant, in the views alone

comment on table tenet_private.mask_keys is 'The key by which the mask hash makes tokens of values, one a tenant, as the two padded blocks of HMAC-SHA-256.';
comment on column tenet_private.mask_keys.tenant_id is 'The tenant.';
comment on column tenet_private.mask_keys.inner_key is 'The key, xor 0x36.';
comment on column tenet_private.mask_keys.outer_key is 'The key, xor 0x5c.';

alter table tenet_private.mask_keys enable row level security;
alter table tenet_private.mask_keys force row level security;

drop policy if exists select_views on tenet_private.mask_keys;
create policy select_views on tenet_private.mask_keys
  for select
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s));
comment on policy select_views on tenet_private.mask_keys is 'The tokens of the session''s tenant; no view shows the key.';

drop policy if exists all_resolver on tenet_private.mask_keys;
create policy all_resolver on tenet_private.mask_keys
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.mask_keys is 'Definer functions make keys, and record the tokens of what changes.';

grant select on tenet_private.mask_keys to tenet_views;
grant select, insert on tenet_private.mask_keys to tenet_resolver;
-- update, delete: nobody
--! EndIncluded policies/mask_keys.sql
--! Included policies/reveals.sql
-- reveals: how many masked values each person had revealed in the hour that is counted. Housekeeping of a limit; the events tell which.
--   everybody    nothing; api.reveal() counts through a definer function

comment on table tenet_private.reveals is 'How many masked values a person had revealed within an hour, in one tenant.';
comment on column tenet_private.reveals.tenant_id is 'The tenant.';
comment on column tenet_private.reveals.user_id is 'The person.';
comment on column tenet_private.reveals.hour is 'The hour that is counted.';
comment on column tenet_private.reveals.count is 'How many values, in that hour.';

alter table tenet_private.reveals enable row level security;
alter table tenet_private.reveals force row level security;

drop policy if exists all_resolver on tenet_private.reveals;
create policy all_resolver on tenet_private.reveals
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.reveals is 'A definer function counts.';

grant select, insert, update (hour, count) on tenet_private.reveals to tenet_resolver;
-- delete: nobody; a row goes with its tenant or person
--! EndIncluded policies/reveals.sql
--! Included policies/audit_events.sql
-- audit_events: the trail. One row an event, written in the transaction of what it tells.
--   audit:inspect   sees the events of the session's workspace, through api.audit_events; whoever is a member of the whole tenant also
--                   those that concern it as a whole, through api.tenant_audit_events
--   auditor         sees the operator's own trail, of no tenant
--   others          nothing
-- Written by the functions of functions/audit.sql; forgotten by those of functions/audit_forget.sql. Nobody else changes a row, the
-- owner included: a trigger refuses it, and that somebody disabled the trigger shows offline, when the trail is verified.

comment on table tenet.audit_events is 'The audit trail: one row an event. Sealed in batches (tenet.audit_batches); the payload can be forgotten, the header cannot.';
comment on column tenet.audit_events.tenant_id is 'The tenant whose trail it is in; the nil uuid: the operator''s own.';
comment on column tenet.audit_events.workspace_id is 'The workspace it happened in; the nil uuid: it concerns the whole tenant.';
comment on column tenet.audit_events.at is 'When it happened: the database''s clock at that moment, also inside a long transaction.';
comment on column tenet.audit_events.id is 'Identifies the event.';
comment on column tenet.audit_events.number is 'Order of writing over all tenants, with gaps; never shown to a tenant.';
comment on column tenet.audit_events.action is 'What was done to what, such as contact.updated.';
comment on column tenet.audit_events.category is 'One of thirteen: authentication, membership, role, api_key, integration, support_access, data_change, data_access, export, deletion, billing, ai_usage, policy.';
comment on column tenet.audit_events.severity is 'info, notice, warning or critical.';
comment on column tenet.audit_events.actor_kind is 'member, support, api_key, job, operator (a database login without a session), or unknown.';
comment on column tenet.audit_events.actor_id is 'The person; null for jobs, operators and the unknown.';
comment on column tenet.audit_events.actor_name is 'The person''s role, the job''s purpose, or the operator''s login. Never a name.';
comment on column tenet.audit_events.behalf_of is 'The person on whose behalf a job acted; null when it was nobody''s.';
comment on column tenet.audit_events.credential_id is 'The key or grant it was done with; null when it was a token.';
comment on column tenet.audit_events.object_type is 'What kind of thing it was done to: a table, for rows.';
comment on column tenet.audit_events.object_id is 'Which one: the row''s key, for rows.';
comment on column tenet.audit_events.request_id is 'The request, as in the server''s log and in its answer.';
comment on column tenet.audit_events.payload is 'before and after of the changed columns, ip, user_agent, reason, and what else the action says. Null once it is forgotten.';
comment on column tenet.audit_events.salt is '122 random bits that keep a forgotten payload from being guessed from its commitment. Null once it is forgotten.';
comment on column tenet.audit_events.commitment is 'SHA-256 of salt and payload, in their place once they are forgotten; null before.';

alter table tenet.audit_events enable row level security;
alter table tenet.audit_events force row level security;
alter table tenet.audit_events_other enable row level security;   -- as create_audit_partitions() does for the others
alter table tenet.audit_events_other force row level security;

drop policy if exists tenant_floor on tenet.audit_events;
create policy tenant_floor on tenet.audit_events
  as restrictive
  for all
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s where 'audit:inspect' = any (s.permissions)))
  with check (false);
comment on policy tenant_floor on tenet.audit_events is 'Whoever holds audit:inspect, in their own tenant; nobody writes through a view.';

drop policy if exists select_inspectors on tenet.audit_events;
create policy select_inspectors on tenet.audit_events
  for select
  to tenet_views
  using (
    -- a case, and not an or: that would become a condition of the index, which would then have no order to read a page in
    case
      when workspace_id = '00000000-0000-0000-0000-000000000000' then (select s.tenant_wide from tenet.current_session s)
      else workspace_id = (select s.workspace_id from tenet.current_session s)
    end
  );
comment on policy select_inspectors on tenet.audit_events is 'The session''s workspace, and for members of the whole tenant what concerns it as a whole.';

drop policy if exists select_auditor on tenet.audit_events;
create policy select_auditor on tenet.audit_events
  for select
  to tenet_auditor
  using (tenant_id = '00000000-0000-0000-0000-000000000000');
comment on policy select_auditor on tenet.audit_events is 'DBAs read the operator''s own trail, and no tenant''s.';

drop policy if exists all_resolver on tenet.audit_events;
create policy all_resolver on tenet.audit_events
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_events is 'Definer functions record, seal and forget.';

grant select on tenet.audit_events to tenet_views, tenet_auditor;
grant select, insert, update (payload, salt, commitment), delete on tenet.audit_events to tenet_resolver;
grant usage, select on sequence tenet_private.audit_numbers to tenet_resolver;
-- update of headers: nobody

create or replace trigger _900_trail_is_immutable
  before update or delete on tenet.audit_events
  for each row
  when (current_user <> 'tenet_resolver')
  execute function tenet_private.tg_refuse_alteration();
comment on trigger _900_trail_is_immutable on tenet.audit_events is 'Events are forgotten by functions that say so in the trail, and changed by nobody.';

create or replace trigger _900_trail_is_not_truncated
  before truncate on tenet.audit_events
  for each statement
  execute function tenet_private.tg_refuse_truncate();
comment on trigger _900_trail_is_not_truncated on tenet.audit_events is 'The trail is never truncated.';
--! EndIncluded policies/audit_events.sql
--! Included policies/audit_batches.sql
-- audit_batches: the seals of the trail.
--   audit:inspect   takes them away with the evidence, through api.audit_evidence()
--   auditor         reads: how many events whose trail has, when they were sealed, and no event
--   worker          seals with tenet_private.seal_audit()

comment on table tenet.audit_batches is 'Sealed batches: of each a tree over its events'' leaves, chained to the batch before. They stay as anchors when their events are pruned.';
comment on column tenet.audit_batches.tenant_id is 'The tenant whose trail it is in; the nil uuid: the operator''s own.';
comment on column tenet.audit_batches.number is 'Counts the batches of the tenant, from 1.';
comment on column tenet.audit_batches.first is 'Position of its first event in the tenant''s trail, from 0.';
comment on column tenet.audit_batches.count is 'How many events it seals.';
comment on column tenet.audit_batches.after_number is 'Its events have higher numbers than this.';
comment on column tenet.audit_batches.through_number is 'And none higher than this.';
comment on column tenet.audit_batches.first_at is 'Time of its earliest event.';
comment on column tenet.audit_batches.last_at is 'Time of its latest event.';
comment on column tenet.audit_batches.sealed_at is 'When it was sealed.';
comment on column tenet.audit_batches.root is 'Root of the tree of RFC 9162 over its leaves, in the order of their numbers.';
comment on column tenet.audit_batches.previous is 'Hash of the batch before; 32 zero bytes for the first.';
comment on column tenet.audit_batches.hash is 'SHA-256 of all of the above that is not internal: the head of the trail as of this batch.';

alter table tenet.audit_batches enable row level security;
alter table tenet.audit_batches force row level security;

drop policy if exists all_resolver on tenet.audit_batches;
create policy all_resolver on tenet.audit_batches
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_batches is 'Definer functions seal and prove.';

drop policy if exists select_auditor on tenet.audit_batches;
create policy select_auditor on tenet.audit_batches
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.audit_batches is 'DBAs see how the trail grows and that it is sealed.';

grant select, insert on tenet.audit_batches to tenet_resolver;
grant select on tenet.audit_batches to tenet_auditor;
-- update, delete: nobody
--! EndIncluded policies/audit_batches.sql
--! Included policies/audit_checkpoints.sql
-- audit_checkpoints: what the sealing process signed.
--   audit:inspect   takes its own tenant's away, through api.audit_checkpoints
--   auditor         reads
--   worker          writes with tenet_private.record_checkpoint()

comment on table tenet.audit_checkpoints is 'Signed checkpoints, as they are also kept outside of the database: whoever keeps one can tell later whether the trail is still the one it was.';
comment on column tenet.audit_checkpoints.tenant_id is 'The tenant whose trail it is of; the nil uuid: the operator''s own.';
comment on column tenet.audit_checkpoints.batch is 'The batch that it signs, and by the chain all before.';
comment on column tenet.audit_checkpoints.size is 'How many events the trail had then.';
comment on column tenet.audit_checkpoints.note is 'The checkpoint as a signed note (C2SP), to be kept as it is.';
comment on column tenet.audit_checkpoints.signed_at is 'When it was noted here.';

alter table tenet.audit_checkpoints enable row level security;
alter table tenet.audit_checkpoints force row level security;

drop policy if exists all_resolver on tenet.audit_checkpoints;
create policy all_resolver on tenet.audit_checkpoints
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_checkpoints is 'Definer functions keep checkpoints and hand them out.';

drop policy if exists tenant_floor on tenet.audit_checkpoints;
create policy tenant_floor on tenet.audit_checkpoints
  as restrictive
  for all
  to tenet_views
  using (tenant_id = (select s.tenant_id from tenet.current_session s where 'audit:inspect' = any (s.permissions)))
  with check (false);
comment on policy tenant_floor on tenet.audit_checkpoints is 'Whoever holds audit:inspect, in their own tenant; nobody writes through a view.';

drop policy if exists select_inspectors on tenet.audit_checkpoints;
create policy select_inspectors on tenet.audit_checkpoints
  for select
  to tenet_views
  using (true);
comment on policy select_inspectors on tenet.audit_checkpoints is 'The restrictive policy decides; row level security wants one that permits.';

drop policy if exists select_auditor on tenet.audit_checkpoints;
create policy select_auditor on tenet.audit_checkpoints
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.audit_checkpoints is 'DBAs see that the trail is signed.';

grant select, insert (tenant_id, batch, size, note) on tenet.audit_checkpoints to tenet_resolver;
grant select on tenet.audit_checkpoints to tenet_views, tenet_auditor;
-- update, delete: nobody
--! EndIncluded policies/audit_checkpoints.sql
--! Included policies/audit_keys.sql
-- audit_keys: the keys that ever signed a checkpoint.
--   everybody       may know them: they are public
--   worker          writes with tenet_private.register_sealing_key()

comment on table tenet.audit_keys is 'Public keys that ever signed checkpoints. The signing keys are never in the database.';
comment on column tenet.audit_keys.verification_key is 'Name, id and Ed25519 key, in the form of C2SP: what an offline verification is given.';
comment on column tenet.audit_keys.first_used_at is 'When the sealing process first started with it.';

alter table tenet.audit_keys enable row level security;
alter table tenet.audit_keys force row level security;

drop policy if exists all_resolver on tenet.audit_keys;
create policy all_resolver on tenet.audit_keys
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_keys is 'Definer functions register keys.';

drop policy if exists select_everybody on tenet.audit_keys;
create policy select_everybody on tenet.audit_keys
  for select
  to tenet_views, tenet_auditor
  using (true);
comment on policy select_everybody on tenet.audit_keys is 'A verification key is public.';

grant select, insert (verification_key) on tenet.audit_keys to tenet_resolver;
grant select on tenet.audit_keys to tenet_views, tenet_auditor;
-- update, delete: nobody
--! EndIncluded policies/audit_keys.sql
--! Included policies/audit_seals.sql
-- audit_seals: how far the trail is sealed. One row; its lock makes sealing the work of one process at a time.
--   worker          moves it with tenet_private.seal_audit() and advance_audit_log()

comment on table tenet_private.audit_seals is 'How far the trail is marked, sealed, and written as log lines.';
comment on column tenet_private.audit_seals.one is 'There is one row.';
comment on column tenet_private.audit_seals.sealed_through is 'Number of the last event that is in a batch.';
comment on column tenet_private.audit_seals.pending_through is 'The mark: events up to this number are sealed next; null when there is none.';
comment on column tenet_private.audit_seals.pending_before is 'Once every transaction older than this has ended.';
comment on column tenet_private.audit_seals.logged_through is 'Number of the last event that was written as a log line.';

alter table tenet_private.audit_seals enable row level security;
alter table tenet_private.audit_seals force row level security;

drop policy if exists all_resolver on tenet_private.audit_seals;
create policy all_resolver on tenet_private.audit_seals
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.audit_seals is 'Sealing is a definer function.';

grant select, insert (one), update on tenet_private.audit_seals to tenet_resolver;
-- delete: nobody

set local role tenet_resolver;
insert into tenet_private.audit_seals (one) values (true) on conflict do nothing;
reset role;
--! EndIncluded policies/audit_seals.sql
--! Included policies/audit_limits.sql
-- audit_limits: for how long trails are kept, as the operator allows. One row.
--   auditor         reads
--   migrator        writes with tenet.limit_audit_retention()

comment on table tenet.audit_limits is 'For how long the trail of a workspace is kept when nobody set it, and between which limits its owners may set it.';
comment on column tenet.audit_limits.one is 'There is one row.';
comment on column tenet.audit_limits.standard is 'The window of a workspace that has set none; null: its trail is kept.';
comment on column tenet.audit_limits.shortest is 'The shortest window a workspace may choose.';
comment on column tenet.audit_limits.longest is 'The longest one; null: as long as it likes, and for ever.';

alter table tenet.audit_limits enable row level security;
alter table tenet.audit_limits force row level security;

drop policy if exists all_resolver on tenet.audit_limits;
create policy all_resolver on tenet.audit_limits
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_limits is 'Definer functions look the limits up.';

drop policy if exists all_owner on tenet.audit_limits;
create policy all_owner on tenet.audit_limits
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.audit_limits is 'Migrations write here.';

drop policy if exists select_auditor on tenet.audit_limits;
create policy select_auditor on tenet.audit_limits
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.audit_limits is 'DBAs read the catalogue.';

grant select on tenet.audit_limits to tenet_resolver, tenet_auditor;
-- insert, delete: nobody; update: tenet.limit_audit_retention()
--! EndIncluded policies/audit_limits.sql
--! Included policies/audit_windows.sql
-- audit_windows: for how long the trail of a workspace is kept, where somebody chose.
--   audit:inspect     reads its own workspace's through api.audit_retention()
--   audit:configure   sets it with api.set_audit_retention()

comment on table tenet.audit_windows is 'For how long the trail of a workspace is kept, as its owner or admin set it; a workspace without a row has the operator''s standard.';
comment on column tenet.audit_windows.tenant_id is 'The tenant.';
comment on column tenet.audit_windows.workspace_id is 'The workspace.';
comment on column tenet.audit_windows.keep_for is 'The window; null: for ever.';
comment on column tenet.audit_windows.set_by is 'Who set it.';
comment on column tenet.audit_windows.set_at is 'When.';

alter table tenet.audit_windows enable row level security;
alter table tenet.audit_windows force row level security;

drop policy if exists all_resolver on tenet.audit_windows;
create policy all_resolver on tenet.audit_windows
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.audit_windows is 'Definer functions set windows and look them up.';

grant select, insert, update on tenet.audit_windows to tenet_resolver;
-- delete: nobody; a window of null keeps for ever
--! EndIncluded policies/audit_windows.sql
--! Included policies/audit_progress.sql
-- audit_progress: how far the payloads of a workspace's trail are forgotten by retention.
--   worker          moves it with tenet_private.apply_audit_retention()

comment on table tenet_private.audit_progress is 'Up to which event the payloads of a workspace were forgotten at the end of their window, so that no run looks at them again.';
comment on column tenet_private.audit_progress.tenant_id is 'The tenant.';
comment on column tenet_private.audit_progress.workspace_id is 'The workspace, or the nil uuid.';
comment on column tenet_private.audit_progress.forgotten_at is 'Time of the last event that was looked at.';
comment on column tenet_private.audit_progress.forgotten_id is 'Its id.';

alter table tenet_private.audit_progress enable row level security;
alter table tenet_private.audit_progress force row level security;

drop policy if exists all_resolver on tenet_private.audit_progress;
create policy all_resolver on tenet_private.audit_progress
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.audit_progress is 'Retention is a definer function.';

grant select, insert, update on tenet_private.audit_progress to tenet_resolver;
--! EndIncluded policies/audit_progress.sql
--! Included policies/audit_removals.sql
-- audit_removals: what is announced in the trail as going, and goes once the announcement is sealed and signed.
--   worker          works it off with tenet_private.apply_audit_removals()

comment on table tenet_private.audit_removals is 'Removals that an event of the trail announces: done only when that event is sealed and a checkpoint of it is signed, so that no verification ever meets a gap without its reason.';
comment on column tenet_private.audit_removals.tenant_id is 'The tenant whose trail it is.';
comment on column tenet_private.audit_removals.event_number is 'Number of the event that announces it.';
comment on column tenet_private.audit_removals.workspace_id is 'The workspace whose payloads go, or the nil uuid; null for batches.';
comment on column tenet_private.audit_removals.through_batch is 'All events of batches up to this number go; null for payloads.';
comment on column tenet_private.audit_removals.pruned_through is 'And those of batches up to this number are gone: 0 before, through_batch when it is done; null for payloads.';
comment on column tenet_private.audit_removals.event_numbers is 'Numbers of the events whose payload goes; null for batches.';
comment on column tenet_private.audit_removals.announced_at is 'When it was announced.';
comment on column tenet_private.audit_removals.done_at is 'When it was done; null before.';

alter table tenet_private.audit_removals enable row level security;
alter table tenet_private.audit_removals force row level security;

drop policy if exists all_resolver on tenet_private.audit_removals;
create policy all_resolver on tenet_private.audit_removals
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.audit_removals is 'Forgetting is done by definer functions.';

grant select, insert (tenant_id, event_number, workspace_id, through_batch, pruned_through, event_numbers), update (pruned_through, done_at) on tenet_private.audit_removals to tenet_resolver;
--! EndIncluded policies/audit_removals.sql
--! Included policies/retention_rules.sql
-- retention_rules: what tenet.retain() was told.
--   auditor      reads
--   migrator     writes with the verbs
--   job          reads, holds a row while a batch goes by it, and takes a released brake back

comment on table tenet.retention_rules is 'Declared retention: how long the rows of a table are kept, and what happens to them then.';
comment on column tenet.retention_rules.relation is 'The table.';
comment on column tenet.retention_rules.keep_for is 'How long a row is kept; one day to ten years.';
comment on column tenet.retention_rules.measured_from is 'The column from which that is measured, a timestamptz or a date; a row in which it is null is never due.';
comment on column tenet.retention_rules.action is 'delete, or anonymise.';
comment on column tenet.retention_rules.columns is 'What anonymise takes away; null for delete.';
comment on column tenet.retention_rules.brake is 'Share of the table, 0 to 1, above which a run lets nothing go.';
comment on column tenet.retention_rules.canary is 'Values that were given for the canary; null: there is none.';
comment on column tenet.retention_rules.recipe is 'How the canary is made, as worked out when it was declared; null: there is none.';
comment on column tenet.retention_rules.reason is 'Why.';
comment on column tenet.retention_rules.brake_released_at is 'When tenet.release_brake() let the next run through; null: the brake is on.';
comment on column tenet.retention_rules.brake_released_by is 'Login that released it.';
comment on column tenet.retention_rules.brake_release_reason is 'Why it was released.';
comment on column tenet.retention_rules.version is 'Counts the changes of this declaration, from 1.';
comment on column tenet.retention_rules.declared_at is 'When it was last changed.';
comment on column tenet.retention_rules.declared_by is 'Login that last changed it.';

alter table tenet.retention_rules enable row level security;
alter table tenet.retention_rules force row level security;

drop policy if exists all_owner on tenet.retention_rules;
create policy all_owner on tenet.retention_rules
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.retention_rules is 'Migrations and the verbs write here.';

drop policy if exists all_resolver on tenet.retention_rules;
create policy all_resolver on tenet.retention_rules
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.retention_rules is 'The job goes by it.';

drop policy if exists select_auditor on tenet.retention_rules;
create policy select_auditor on tenet.retention_rules
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.retention_rules is 'DBAs read the catalogue.';

grant select on tenet.retention_rules to tenet_auditor;
grant select, update (brake_released_at, brake_released_by, brake_release_reason) on tenet.retention_rules to tenet_resolver;
-- insert, update, delete: the verbs
--! EndIncluded policies/retention_rules.sql
--! Included policies/retention_runs.sql
-- retention_runs: how retention went, by table; no row of a tenant.
--   auditor      reads tenet.retention
--   job          writes

comment on table tenet.retention_runs is 'How retention went: one row a table and tick of the job, first counted, then done; the newest of each table and those of the last 90 days.';
comment on column tenet.retention_runs.id is 'Identifies the run.';
comment on column tenet.retention_runs.relation is 'The table.';
comment on column tenet.retention_runs.version is 'Version of the declaration it goes by.';
comment on column tenet.retention_runs.tick is 'When cron meant the job to run that began it.';
comment on column tenet.retention_runs.job_run is 'The run of the job that last worked on it (tenet.job_runs.id).';
comment on column tenet.retention_runs.cutoff is 'What was measured before this is due; fixed when the run begins.';
comment on column tenet.retention_runs.state is 'counting, then working, then done or failed; braked: too much would have gone; abandoned: the declaration changed meanwhile.';
comment on column tenet.retention_runs.counted_tenant is 'How far counting is: the last tenant; null before the first.';
comment on column tenet.retention_runs.counted_workspace is 'How far counting is: the last workspace.';
comment on column tenet.retention_runs.total is 'Rows of the table in all workspaces.';
comment on column tenet.retention_runs.eligible is 'Rows that were due and not held, the canary included.';
comment on column tenet.retention_runs.held is 'Rows that were due and that a legal hold keeps.';
comment on column tenet.retention_runs.done is 'Rows that went.';
comment on column tenet.retention_runs.skipped is 'Rows that could not go because others refer to them.';
comment on column tenet.retention_runs.canary is 'What became of the canary: planted (the first), gone, stays, not planted, or opted out; null before that is known.';
comment on column tenet.retention_runs.error is 'What went wrong, in objects and numbers; null when nothing did.';
comment on column tenet.retention_runs.started_at is 'When it began.';
comment on column tenet.retention_runs.finished_at is 'When it ended; null while it goes on, also over several runs of the job.';

alter table tenet.retention_runs enable row level security;
alter table tenet.retention_runs force row level security;

drop policy if exists all_resolver on tenet.retention_runs;
create policy all_resolver on tenet.retention_runs
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.retention_runs is 'Definer functions of the job write it.';

drop policy if exists select_owner on tenet.retention_runs;
create policy select_owner on tenet.retention_runs
  for select
  to tenet_owner
  using (true);
comment on policy select_owner on tenet.retention_runs is 'The catalogue reads it.';

grant select, insert, update, delete on tenet.retention_runs to tenet_resolver;
-- select: tenet.retention shows it without tenants
--! EndIncluded policies/retention_runs.sql
--! Included policies/retention_tasks.sql
-- retention_tasks: how retention goes, by workspace.
--   everybody    nothing; the job writes

comment on table tenet_private.retention_tasks is 'Work of a retention run in one workspace, where something was due: what was counted there, and how far it is.';
comment on column tenet_private.retention_tasks.retention_run is 'The run.';
comment on column tenet_private.retention_tasks.tenant_id is 'The tenant.';
comment on column tenet_private.retention_tasks.workspace_id is 'The workspace; for what belongs to a whole tenant, the one it is reached from.';
comment on column tenet_private.retention_tasks.eligible is 'Rows that were due and not held: the dry run. No more go.';
comment on column tenet_private.retention_tasks.held is 'Rows that were due and that a legal hold keeps.';
comment on column tenet_private.retention_tasks.done is 'Rows that went.';
comment on column tenet_private.retention_tasks.skipped is 'Rows that could not go because others refer to them.';
comment on column tenet_private.retention_tasks.passed_at is 'How far it is, the oldest first: what the last row that was tried is measured from; null before the first.';
comment on column tenet_private.retention_tasks.passed_key is 'And its key.';
comment on column tenet_private.retention_tasks.state is 'waiting; verifying: everything was tried, and is counted again; done; failed; braked.';
comment on column tenet_private.retention_tasks.error is 'What went wrong; null when nothing did.';

alter table tenet_private.retention_tasks enable row level security;
alter table tenet_private.retention_tasks force row level security;

drop policy if exists all_resolver on tenet_private.retention_tasks;
create policy all_resolver on tenet_private.retention_tasks
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet_private.retention_tasks is 'Definer functions of the job write it.';

grant select, insert, update, delete on tenet_private.retention_tasks to tenet_resolver;
--! EndIncluded policies/retention_tasks.sql
--! Included policies/retention_canaries.sql
-- retention_canaries: the row in each retained table that must disappear.
--   auditor      reads
--   job          writes

comment on table tenet.retention_canaries is 'The canary of each retained table: a row in a tenant of Tenet''s own, past its window, that the next run must make disappear.';
comment on column tenet.retention_canaries.relation is 'The table.';
comment on column tenet.retention_canaries.row_key is 'Its key; null when none is planted.';
comment on column tenet.retention_canaries.planted_at is 'When it was planted.';
comment on column tenet.retention_canaries.gone_at is 'When one was last seen to be gone; null before the first.';
comment on column tenet.retention_canaries.stays_since is 'Since when one is there that should have gone; null when there is none.';
comment on column tenet.retention_canaries.error is 'Why none could be planted; null when one was.';

alter table tenet.retention_canaries enable row level security;
alter table tenet.retention_canaries force row level security;

drop policy if exists all_owner on tenet.retention_canaries;
create policy all_owner on tenet.retention_canaries
  for all
  to tenet_owner
  using (true)
  with check (true);
comment on policy all_owner on tenet.retention_canaries is 'A canary goes with the declaration it belongs to.';

drop policy if exists all_resolver on tenet.retention_canaries;
create policy all_resolver on tenet.retention_canaries
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.retention_canaries is 'Definer functions of the job write it.';

drop policy if exists select_auditor on tenet.retention_canaries;
create policy select_auditor on tenet.retention_canaries
  for select
  to tenet_auditor
  using (true);
comment on policy select_auditor on tenet.retention_canaries is 'DBAs read the catalogue.';

grant select on tenet.retention_canaries to tenet_auditor;
grant select, insert, update on tenet.retention_canaries to tenet_resolver;
--! EndIncluded policies/retention_canaries.sql
--! Included policies/legal_holds.sql
-- legal_holds: what is kept whatever its retention says.
--   requests     nothing
--   migrator     writes with tenet.place_hold() and tenet.release_hold()
--   job          reads through tenet_private.hold_condition() and is_held()

comment on table tenet.legal_holds is 'Legal holds: rows that are kept whatever their retention says, until somebody releases them.';
comment on column tenet.legal_holds.tenant_id is 'The tenant whose rows they are.';
comment on column tenet.legal_holds.id is 'Identifies the hold.';
comment on column tenet.legal_holds.workspace_id is 'The workspace; null: all of the tenant.';
comment on column tenet.legal_holds.relation is 'The table; null: all of them, and the audit trail.';
comment on column tenet.legal_holds.row_key is 'The row: its id, or its key columns joined by commas; null: all of the table.';
comment on column tenet.legal_holds.reason is 'Which matter it is for.';
comment on column tenet.legal_holds.placed_at is 'When it was placed.';
comment on column tenet.legal_holds.placed_by is 'Login that placed it.';
comment on column tenet.legal_holds.released_at is 'When it ended; null while it holds.';
comment on column tenet.legal_holds.released_by is 'Login that released it.';
comment on column tenet.legal_holds.release_reason is 'Why.';

alter table tenet.legal_holds enable row level security;
alter table tenet.legal_holds force row level security;

drop policy if exists all_resolver on tenet.legal_holds;
create policy all_resolver on tenet.legal_holds
  for all
  to tenet_resolver
  using (true)
  with check (true);
comment on policy all_resolver on tenet.legal_holds is 'Definer functions place, release and look up holds.';

grant select, insert (tenant_id, workspace_id, relation, row_key, reason), update (released_at, released_by, release_reason) on tenet.legal_holds to tenet_resolver;
-- delete: nobody; a hold that was released stays
--! EndIncluded policies/legal_holds.sql

--! Included views/members.sql
-- members: the people of the tenant, for names beside what they wrote or were given.

create or replace view api.members as
  select id, display_name, email, joined_at
    from tenet.members;
alter view api.members owner to tenet_views;

comment on view api.members is E'@primaryKey id\nThe people of the tenant: what authors and assignees refer to.';
comment on column api.members.id is E'@notNull\nIdentifies the person.';
comment on column api.members.display_name is E'@notNull\n@behavior +filterBy +orderBy\nName to show.';
comment on column api.members.email is E'@notNull\n@behavior -filterBy -orderBy\nE-mail address to show.';
comment on column api.members.joined_at is E'@notNull\n@behavior -filterBy -orderBy\nWhen the person first became a member.';

grant select on api.members to tenet_visitor;
-- no insert, update, delete: tenet.add_member() writes members
--! EndIncluded views/members.sql
--! Included views/audit_events.sql
-- audit_events: the trail of a workspace as its owners and admins read it. Row level security decides who sees what; the condition
-- here is for the index, which then gives pages in the order of time. tenant_audit_events is its twin for the whole tenant.

create or replace view api.audit_events as
  select e.id, e.at, e.action, e.category, e.severity, e.actor_kind, e.actor_id, e.actor_name, e.behalf_of, e.credential_id,
         e.object_type, e.object_id, e.request_id,
         case when tenet_private.is_withheld(e.object_type, e.payload, (select tenet_private.unreadable_objects())) then null else e.payload end as payload,
         e.payload is null as forgotten, e.workspace_id = '00000000-0000-0000-0000-000000000000' as whole_tenant,
         e.number <= (select tenet_private.sealed_through()) as sealed
    from tenet.audit_events e
   where e.workspace_id = (select tenet.current_workspace_id());
alter view api.audit_events owner to tenet_views;

comment on view api.audit_events is E'@primaryKey at,id\nThe audit trail of this workspace: what was done, read, refused, by whom. For its owners and admins.';
comment on column api.audit_events.id is E'@notNull\n@behavior +filterBy -orderBy\nIdentifies the event, also in the server''s log and in an export.';
comment on column api.audit_events.at is E'@notNull\n@behavior +filterBy +orderBy\nWhen it happened.';
comment on column api.audit_events.action is E'@notNull\n@behavior +filterBy -orderBy\nWhat was done to what, such as contact.updated.';
comment on column api.audit_events.category is E'@notNull\n@behavior +filterBy -orderBy\nauthentication, membership, role, api_key, integration, support_access, data_change, data_access, export, deletion, billing, ai_usage or policy.';
comment on column api.audit_events.severity is E'@notNull\n@behavior +filterBy -orderBy\ninfo, notice, warning or critical.';
comment on column api.audit_events.actor_kind is E'@notNull\n@behavior +filterBy -orderBy\nmember, support, api_key, job, operator or unknown.';
comment on column api.audit_events.actor_id is E'@behavior +filterBy -orderBy\nThe person; the id of their row in members. Null for jobs and operators.';
comment on column api.audit_events.actor_name is E'@behavior +filterBy -orderBy\nThe person''s role then, the job''s purpose, or the operator''s login.';
comment on column api.audit_events.behalf_of is E'@behavior +filterBy -orderBy\nThe person on whose behalf a job acted.';
comment on column api.audit_events.credential_id is E'@behavior +filterBy -orderBy\nThe key or grant it was done with.';
comment on column api.audit_events.object_type is E'@behavior +filterBy -orderBy\nWhat kind of thing it was done to: a table, for rows.';
comment on column api.audit_events.object_id is E'@behavior +filterBy -orderBy\nWhich one: the id of the row.';
comment on column api.audit_events.request_id is E'@behavior +filterBy -orderBy\nThe request, as in its answer.';
comment on column api.audit_events.payload is E'@behavior -filterBy -orderBy\nbefore and after of the changed columns, ip, user_agent, reason and what else belongs to the action. Null once it is forgotten, and for rows of tables that the reader may not read.';
comment on column api.audit_events.forgotten is E'@notNull\n@behavior -filterBy -orderBy\nWhether the payload was forgotten: at the end of its window, or by an erasure.';
comment on column api.audit_events.whole_tenant is E'@notNull\n@behavior -filterBy -orderBy\nWhether it concerns the whole tenant, and not this workspace alone.';
comment on column api.audit_events.sealed is E'@notNull\n@behavior -filterBy -orderBy\nWhether it is sealed: since then nobody can alter it unseen.';

grant select on api.audit_events to tenet_visitor;
-- no insert, update, delete: events are recorded, and forgotten, never written
--! EndIncluded views/audit_events.sql
--! Included views/tenant_audit_events.sql
-- tenant_audit_events: what concerns a tenant as a whole (its members, its status, rows of all its workspaces), for those who own or
-- administer all of it.

create or replace view api.tenant_audit_events as
  select e.id, e.at, e.action, e.category, e.severity, e.actor_kind, e.actor_id, e.actor_name, e.behalf_of, e.credential_id,
         e.object_type, e.object_id, e.request_id,
         case when tenet_private.is_withheld(e.object_type, e.payload, (select tenet_private.unreadable_objects())) then null else e.payload end as payload,
         e.payload is null as forgotten, e.workspace_id = '00000000-0000-0000-0000-000000000000' as whole_tenant,
         e.number <= (select tenet_private.sealed_through()) as sealed
    from tenet.audit_events e
   where e.workspace_id = '00000000-0000-0000-0000-000000000000';
alter view api.tenant_audit_events owner to tenet_views;

comment on view api.tenant_audit_events is E'@primaryKey at,id\nWhat concerns the whole tenant in its audit trail: members, status, rows that all workspaces share. For owners and admins of the whole tenant.';
comment on column api.tenant_audit_events.id is E'@notNull\n@behavior +filterBy -orderBy\nIdentifies the event, also in the server''s log and in an export.';
comment on column api.tenant_audit_events.at is E'@notNull\n@behavior +filterBy +orderBy\nWhen it happened.';
comment on column api.tenant_audit_events.action is E'@notNull\n@behavior +filterBy -orderBy\nWhat was done to what, such as contact.updated.';
comment on column api.tenant_audit_events.category is E'@notNull\n@behavior +filterBy -orderBy\nauthentication, membership, role, api_key, integration, support_access, data_change, data_access, export, deletion, billing, ai_usage or policy.';
comment on column api.tenant_audit_events.severity is E'@notNull\n@behavior +filterBy -orderBy\ninfo, notice, warning or critical.';
comment on column api.tenant_audit_events.actor_kind is E'@notNull\n@behavior +filterBy -orderBy\nmember, support, api_key, job, operator or unknown.';
comment on column api.tenant_audit_events.actor_id is E'@behavior +filterBy -orderBy\nThe person; the id of their row in members. Null for jobs and operators.';
comment on column api.tenant_audit_events.actor_name is E'@behavior +filterBy -orderBy\nThe person''s role then, the job''s purpose, or the operator''s login.';
comment on column api.tenant_audit_events.behalf_of is E'@behavior +filterBy -orderBy\nThe person on whose behalf a job acted.';
comment on column api.tenant_audit_events.credential_id is E'@behavior +filterBy -orderBy\nThe key or grant it was done with.';
comment on column api.tenant_audit_events.object_type is E'@behavior +filterBy -orderBy\nWhat kind of thing it was done to: a table, for rows.';
comment on column api.tenant_audit_events.object_id is E'@behavior +filterBy -orderBy\nWhich one: the id of the row.';
comment on column api.tenant_audit_events.request_id is E'@behavior +filterBy -orderBy\nThe request, as in its answer.';
comment on column api.tenant_audit_events.payload is E'@behavior -filterBy -orderBy\nbefore and after of the changed columns, ip, user_agent, reason and what else belongs to the action. Null once it is forgotten, and for rows of tables that the reader may not read.';
comment on column api.tenant_audit_events.forgotten is E'@notNull\n@behavior -filterBy -orderBy\nWhether the payload was forgotten: at the end of its window, or by an erasure.';
comment on column api.tenant_audit_events.whole_tenant is E'@notNull\n@behavior -filterBy -orderBy\nWhether it concerns the whole tenant, and not this workspace alone.';
comment on column api.tenant_audit_events.sealed is E'@notNull\n@behavior -filterBy -orderBy\nWhether it is sealed: since then nobody can alter it unseen.';

grant select on api.tenant_audit_events to tenet_visitor;
-- no insert, update, delete: events are recorded, and forgotten, never written
--! EndIncluded views/tenant_audit_events.sql
--! Included views/audit_checkpoints.sql
-- audit_checkpoints: signed checkpoints for a tenant to keep outside, and the keys that sign them.

create or replace view api.audit_checkpoints as
  select c.batch, c.size, c.note, c.signed_at
    from tenet.audit_checkpoints c
   where c.tenant_id = tenet.current_tenant_id();
alter view api.audit_checkpoints owner to tenet_views;

comment on view api.audit_checkpoints is E'@primaryKey batch\nSigned checkpoints of the tenant''s audit trail. Keep one, and you can tell later whether the trail is still the one it was.';
comment on column api.audit_checkpoints.batch is E'@notNull\n@behavior +filterBy +orderBy\nThe batch that it signs, and with it all before.';
comment on column api.audit_checkpoints.size is E'@notNull\n@behavior -filterBy -orderBy\nHow many events the trail had.';
comment on column api.audit_checkpoints.note is E'@notNull\n@behavior -filterBy -orderBy\nThe signed note (C2SP), to be kept as it is, byte for byte.';
comment on column api.audit_checkpoints.signed_at is E'@notNull\n@behavior -filterBy -orderBy\nWhen it was signed.';

grant select on api.audit_checkpoints to tenet_visitor;
-- no insert, update, delete: the sealing process alone signs
--! EndIncluded views/audit_checkpoints.sql
--! Included views/audit_keys.sql
-- audit_keys: the keys by which checkpoints are verified.

create or replace view api.audit_keys as
  select k.verification_key, k.first_used_at
    from tenet.audit_keys k;
alter view api.audit_keys owner to tenet_views;

comment on view api.audit_keys is E'@primaryKey verification_key\nThe keys that ever signed checkpoints. Compare them with what you were given by another way.';
comment on column api.audit_keys.verification_key is E'@notNull\n@behavior -filterBy +orderBy\nName, id and public key (C2SP), as `tenet audit verify --key` takes it.';
comment on column api.audit_keys.first_used_at is E'@notNull\n@behavior -filterBy -orderBy\nWhen it first signed.';

grant select on api.audit_keys to tenet_visitor;
-- no insert, update, delete: the sealing process registers its key
--! EndIncluded views/audit_keys.sql
--! Included functions/audit_reading.sql
-- What owners and admins do with their trail beside reading api.audit_events: follow it, export it, keep proofs of it, and say for how
-- long it is kept. These run as tenet_resolver, past the policies, so each begins with what the session may see.

set local role tenet_resolver;

create or replace function tenet_private.require_permission(permission text)
  returns tenet.current_session
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  session tenet.current_session;
begin
  select * into session from tenet.current_session s where require_permission.permission = any (s.permissions);
  if session.tenant_id is null then
    raise exception 'this takes the permission %', permission using errcode = 'TN403';
  end if;
  return session;
end
$$;
comment on function tenet_private.require_permission(text) is 'The session, if it holds the permission. Raises TN403 without, TN401 when it has ended.';
revoke execute on function tenet_private.require_permission(text) from public;

create or replace function tenet_private.places_of(session tenet.current_session, permission text)
  returns uuid[]
  language sql
  stable
  set search_path = ''
as $$
  select pg_catalog.array_agg(w.workspace_id) || case when (session).tenant_wide then array[tenet_private.no_uuid()] else '{}' end
    from (
           -- a membership of the workspace itself comes before one of the whole tenant, as when a session is opened there
           select distinct on (w.id) w.id as workspace_id, m.role
             from tenet.workspaces w
             join tenet.memberships m
               on m.tenant_id = w.tenant_id
              and m.user_id = (session).user_id
              and coalesce(m.workspace_id, w.id) = w.id
            where w.tenant_id = (session).tenant_id
              and w.status = 'active'
            order by w.id, m.workspace_id is null
         ) w
    join tenet.role_permissions p
      on p.role = w.role
     and p.permission = places_of.permission
     and p.allowed
$$;
comment on function tenet_private.places_of(tenet.current_session, text) is
  'The workspaces of the session''s tenant in which its person holds a permission, as they could enter each of them; and the nil uuid for a member of the whole tenant.';
revoke execute on function tenet_private.places_of(tenet.current_session, text) from public;

create or replace function tenet_private.is_disclosed(places uuid[], unreadable text[], event tenet.audit_events)
  returns boolean
  language sql
  stable
  parallel safe
  return ((event).workspace_id = any (places) and not tenet_private.is_withheld((event).object_type, (event).payload, unreadable))
      or ((event).workspace_id = tenet_private.no_uuid() and tenet_private.is_removal_notice((event).action));
comment on function tenet_private.is_disclosed(uuid[], text[], tenet.audit_events) is
  'Whether an event of one''s own tenant may be seen whole by whoever may see these places of its trail, and not the rows of these tables; what announces removals always may, because without it no export could be verified.';
revoke execute on function tenet_private.is_disclosed(uuid[], text[], tenet.audit_events) from public;

-- Following --------------------------------------------------------------------------------------------------------------------

create or replace function api.audit_head()
  returns bigint
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select coalesce(pg_catalog.max(b.number), 0)
    from tenet.audit_batches b
   where b.tenant_id = (select s.tenant_id from tenet_private.require_permission('audit:inspect') s)
$$;
comment on function api.audit_head() is E'@behavior -*\nNumber of the newest sealed batch of the session''s tenant; 0 before the first. Raises TN403 without audit:inspect.';
revoke execute on function api.audit_head() from public;
grant execute on function api.audit_head() to tenet_visitor;

create or replace function api.sealed_audit_events(after_batch bigint, batch_limit integer default 100)
  returns setof api.audit_events
  language sql
  stable
  security definer
  rows 100
  set search_path = ''
as $$
  with session as materialized (
    select * from tenet_private.require_permission('audit:inspect')
  )
  select (e.event).id, (e.event).at, (e.event).action, (e.event).category, (e.event).severity, (e.event).actor_kind, (e.event).actor_id,
         (e.event).actor_name, (e.event).behalf_of, (e.event).credential_id, (e.event).object_type, (e.event).object_id,
         (e.event).request_id,
         case when tenet_private.is_withheld((e.event).object_type, (e.event).payload, (select tenet_private.unreadable_objects())) then null else (e.event).payload end, (e.event).payload is null, (e.event).workspace_id = tenet_private.no_uuid(), true
    from session s
   cross join lateral tenet_private.batch_events(s.tenant_id, after_batch, after_batch + least(batch_limit, 1000)) e
   where (e.event).workspace_id = s.workspace_id
      or ((e.event).workspace_id = tenet_private.no_uuid() and s.tenant_wide)
   order by e."position"
$$;
comment on function api.sealed_audit_events(bigint, integer) is
  E'@behavior -*\nThe session''s events in the batches after this one, at most batch_limit batches, in the order of the trail. Raises TN403 without audit:inspect.';
revoke execute on function api.sealed_audit_events(bigint, integer) from public;
grant execute on function api.sealed_audit_events(bigint, integer) to tenet_visitor;

-- Exporting ----------------------------------------------------------------------------------------------------------------------

create or replace function api.begin_audit_export(format text)
  returns bigint
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  session tenet.current_session := tenet_private.require_permission('audit:export');
  actor record := tenet_private.current_actor();
  through bigint;
begin
  if format is null or format not in ('jsonl', 'csv') then
    raise exception 'there is no format "%"', format
      using errcode = 'TN422', hint = 'jsonl can be verified offline; csv is for spreadsheets.';
  end if;
  select pg_catalog.max(c.batch) into through from tenet.audit_checkpoints c where c.tenant_id = session.tenant_id;
  if format = 'jsonl' and through is null then
    raise exception 'nothing of this trail is signed yet'
      using errcode = 'TN409', hint = 'The first checkpoint is signed within a minute or so of the first event: try again.';
  end if;
  -- In each place that it discloses, so that whoever looks after one of them sees it.
  perform tenet_private.record_event(session.tenant_id, place.id, 'audit.exported', 'export', 'notice', actor.kind, actor.id, actor.name,
    object_type => 'audit_events', payload => actor.context || pg_catalog.jsonb_build_object('format', format, 'through_batch', through), request_id => actor.request_id)
     from pg_catalog.unnest(case format when 'jsonl' then tenet_private.places_of(session, 'audit:export') else array[session.workspace_id] end) as place (id);
  if exists (   -- as much as nobody takes away by the way
    select from tenet.audit_batches b where b.tenant_id = session.tenant_id and b.number = through and b.first + b.count > 100000) then
    perform tenet_private.raise_alert('bulk_export', session.tenant_id, session.workspace_id::text,
      pg_catalog.jsonb_build_object('what', 'audit_events', 'format', format, 'through_batch', through));
  end if;
  return coalesce(through, 0);
end
$$;
comment on function api.begin_audit_export(text) is
  E'@behavior -*\nNotes in the trail that it is exported, as jsonl (evidence that can be verified offline) or csv; returns the batch through which evidence goes. Raises TN403 without audit:export, TN409 before the first checkpoint, TN422 for another format.';
revoke execute on function api.begin_audit_export(text) from public;
grant execute on function api.begin_audit_export(text) to tenet_visitor;

create or replace function api.audit_evidence(after_batch bigint, line_limit integer default 1000)
  returns table (batch bigint, line text, is_last boolean)
  language plpgsql
  stable
  security definer
  set search_path = ''
as $$
declare
  session tenet.current_session := tenet_private.require_permission('audit:export');
  places uuid[] := tenet_private.places_of(session, 'audit:export');
  unreadable text[] := tenet_private.unreadable_objects();
  -- The newest checkpoint of now, at each call: what was removed meanwhile was announced before it, so the export goes on until then.
  through bigint := (select pg_catalog.max(c.batch) from tenet.audit_checkpoints c where c.tenant_id = session.tenant_id);
  last_batch bigint;
begin
  -- Whole batches, the first in any case.
  select coalesce(pg_catalog.max(x.number) filter (where x.before < line_limit), after_batch)
    into last_batch
    from (
           select b.number, pg_catalog.sum(b.count + 1) over (order by b.number) - b.count - 1 as before
             from tenet.audit_batches b
            where b.tenant_id = session.tenant_id
              and b.number > after_batch
              and b.number <= least(through, after_batch + line_limit)
         ) x;

  if after_batch = 0 then
    return query select 0::bigint, '{"tenant_id":"' || session.tenant_id || '","trail":"tenet-audit-1"}', false;
  end if;

  return query
    select l.batch, l.line, false
      from (
             select b.number as batch, -1::bigint as "position",
                    '{"batch":' || tenet_private.json_string(tenet_private.batch_header(b)) || ',"hash":"' || pg_catalog.encode(b.hash, 'hex') || '"}' as line
               from tenet.audit_batches b
              where b.tenant_id = session.tenant_id
                and b.number > after_batch
                and b.number <= last_batch
              union all
             select e.batch, e."position",
                    case
                      when tenet_private.is_disclosed(places, unreadable, e.event) is not true then
                        '{"leaf":"' || pg_catalog.encode(tenet_private.audit_leaf(e.event), 'hex') || '"}'
                      when (e.event).payload is null then
                        '{"commitment":"' || pg_catalog.encode((e.event).commitment, 'hex') || '","header":' || tenet_private.json_string(tenet_private.audit_header(e.event)) || '}'
                      else
                        '{"header":' || tenet_private.json_string(tenet_private.audit_header(e.event))
                     || ',"payload":' || tenet_private.json_string((e.event).payload::text)
                     || ',"salt":"' || pg_catalog.encode(pg_catalog.uuid_send((e.event).salt), 'hex') || '"}'
                    end
               from tenet_private.batch_events(session.tenant_id, after_batch, last_batch) e
           ) l
     order by l.batch, l."position";

  if last_batch = through then
    return query
      select c.batch, '{"checkpoint":' || tenet_private.json_string(c.note) || '}', true
        from tenet.audit_checkpoints c
       where c.tenant_id = session.tenant_id
         and c.batch = last_batch;
  end if;
end
$$;
comment on function api.audit_evidence(bigint, integer) is
  E'@behavior -*\nEvidence of the trail, as lines of JSON whose form docs/audit_trail.md tells: whole batches after after_batch, about line_limit lines at a time; call it with the batch of the last line until one is_last, the checkpoint. Events of workspaces in which the person may not export, and of tables they may not read, are there as their leaf alone. Raises TN403 without audit:export.';
revoke execute on function api.audit_evidence(bigint, integer) from public;
grant execute on function api.audit_evidence(bigint, integer) to tenet_visitor;

create or replace function api.audit_rows(after_at timestamptz, after_id uuid, row_limit integer default 1000)
  returns setof api.audit_events
  language plpgsql
  stable
  security definer
  rows 1000
  set search_path = ''
as $$
declare
  session tenet.current_session := tenet_private.require_permission('audit:export');
  unreadable text[] := tenet_private.unreadable_objects();
begin
  return query
    select e.id, e.at, e.action, e.category, e.severity, e.actor_kind, e.actor_id, e.actor_name, e.behalf_of, e.credential_id,
           e.object_type, e.object_id, e.request_id, case when tenet_private.is_withheld(e.object_type, e.payload, unreadable) then null else e.payload end, e.payload is null,
           e.workspace_id = tenet_private.no_uuid(), e.number <= tenet_private.sealed_through()
      from (
             (select x.* from tenet.audit_events x
               where x.tenant_id = session.tenant_id
                 and x.workspace_id = session.workspace_id
                 and (x.at, x.id) > (coalesce(after_at, '-infinity'), coalesce(after_id, tenet_private.no_uuid()))
               order by x.at, x.id
               limit least(row_limit, 10000))
             union all
             (select x.* from tenet.audit_events x
               where session.tenant_wide
                 and x.tenant_id = session.tenant_id
                 and x.workspace_id = tenet_private.no_uuid()
                 and (x.at, x.id) > (coalesce(after_at, '-infinity'), coalesce(after_id, tenet_private.no_uuid()))
               order by x.at, x.id
               limit least(row_limit, 10000))
           ) e
     order by e.at, e.id
     limit least(row_limit, 10000);
end
$$;
comment on function api.audit_rows(timestamptz, uuid, integer) is
  E'@behavior -*\nThe session''s events after one of them (null for the first), oldest first: what a CSV export pages through. Raises TN403 without audit:export.';
revoke execute on function api.audit_rows(timestamptz, uuid, integer) from public;
grant execute on function api.audit_rows(timestamptz, uuid, integer) to tenet_visitor;

reset role;

-- For how long -------------------------------------------------------------------------------------------------------------------

drop function if exists api.audit_retention();
drop function if exists api.set_audit_retention(interval);
drop type if exists api.audit_retention_setting;

set local role tenet_views;
create type api.audit_retention_setting as (
  keep_for interval,
  is_standard boolean,
  shortest interval,
  longest interval
);
comment on type api.audit_retention_setting is 'For how long the audit trail of a workspace is kept.';
comment on column api.audit_retention_setting.keep_for is 'The window; null: for ever.';
comment on column api.audit_retention_setting.is_standard is E'@notNull\nWhether it is the operator''s standard, because nobody set one.';
comment on column api.audit_retention_setting.shortest is E'@notNull\nThe shortest window that may be set.';
comment on column api.audit_retention_setting.longest is 'The longest one; null: any, and for ever.';
reset role;

set local role tenet_resolver;

create function api.audit_retention()
  returns api.audit_retention_setting
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select tenet_private.audit_window(s.tenant_id, s.workspace_id),
         not exists (select from tenet.audit_windows w where w.tenant_id = s.tenant_id and w.workspace_id = s.workspace_id),
         l.shortest,
         l.longest
    from tenet_private.require_permission('audit:inspect') s
   cross join tenet.audit_limits l
$$;
comment on function api.audit_retention() is 'For how long the audit trail of this workspace is kept, and between which limits that may be set.';
revoke execute on function api.audit_retention() from public;
grant execute on function api.audit_retention() to tenet_visitor;

create function api.set_audit_retention(keep_for interval)
  returns api.audit_retention_setting
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  session tenet.current_session := tenet_private.require_permission('audit:configure');
  limits tenet.audit_limits;
  before interval := tenet_private.audit_window(session.tenant_id, session.workspace_id);
begin
  select * into limits from tenet.audit_limits;
  if not tenet_private.is_window(keep_for) then
    raise exception 'a window is a plain length of time of at most a thousand years'
      using errcode = 'TN422', hint = 'For example 24 months, without negative parts.';
  end if;
  if keep_for < limits.shortest or keep_for > limits.longest or (keep_for is null and limits.longest is not null) then
    raise exception 'the audit trail is kept for % to %', limits.shortest, coalesce(limits.longest::text, 'ever')
      using errcode = 'TN422', hint = case when limits.longest is null then 'Null keeps it for ever.' else 'Choose a window between the two.' end;
  end if;
  insert into tenet.audit_windows (tenant_id, workspace_id, keep_for, set_by)
  values (session.tenant_id, session.workspace_id, set_audit_retention.keep_for, session.user_id)
  on conflict (tenant_id, workspace_id) do update
    set keep_for = excluded.keep_for,
        set_by = excluded.set_by,
        set_at = pg_catalog.clock_timestamp();
  perform tenet_private.record_change_of_rights(session.tenant_id, session.workspace_id, 'audit.retention_changed', 'policy', 'notice', 'workspaces', session.workspace_id::text,
    pg_catalog.jsonb_build_object('before', pg_catalog.jsonb_build_object('keep_for', before), 'after', pg_catalog.jsonb_build_object('keep_for', keep_for)));
  return row(tenet_private.audit_window(session.tenant_id, session.workspace_id), false, limits.shortest, limits.longest)::api.audit_retention_setting;
end
$$;
comment on function api.set_audit_retention(interval) is
  'Sets for how long the audit trail of this workspace is kept; null: for ever. What is older goes at the next run of retention. Raises TN422 outside of the operator''s limits.';
revoke execute on function api.set_audit_retention(interval) from public;
grant execute on function api.set_audit_retention(interval) to tenet_visitor;

reset role;
--! EndIncluded functions/audit_reading.sql
--! Included functions/reveal.sql
-- Revealing: one masked value, seen by one person for a reason, and recorded before it is read.

set local role tenet_resolver;

create or replace function tenet.begin_reveal(table_name text, row_id text, column_name text, reason text)
  returns tenet.masks
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  most_an_hour constant integer := 60;
  session tenet.current_session;
  mask tenet.masks;
  so_many integer;
begin
  select * into session from tenet.current_session s;
  if session.tenant_id is null then
    raise exception 'no access' using errcode = 'TN403';
  end if;
  if coalesce(pg_catalog.length(pg_catalog.btrim(reason)), 0) not between 3 and 500 then
    raise exception 'revealing a value takes a reason'
      using errcode = 'TN422', hint = 'Say in 3 to 500 characters what it is needed for: whoever looks after the data reads it.';
  end if;
  select m.*
    into mask
    from tenet_private.column_masks() m
    join pg_catalog.pg_class k
      on k.oid = m.relation
   where m.mask <> 'hide'
     and begin_reveal.table_name in (k.relname, tenet_private.camel_case(k.relname))
     and begin_reveal.column_name in (m.column_name, tenet_private.camel_case(m.column_name::text));
  if mask.relation is null then
    raise exception 'there is no masked column "%" in "%"', column_name, table_name
      using errcode = 'TN422', hint = 'Name the table and the field as they are in the API: masked_fields lists those that are masked.';
  end if;
  if mask.reveal is null or not mask.reveal = any (session.permissions) then
    raise exception 'revealing this takes the permission %', coalesce(mask.reveal, 'that nobody has') using errcode = 'TN403';
  end if;
  if mask.step_up and not exists (
    select
      from tenet_private.sessions s
     where s.handle_hash = pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.current_setting('tenet.session', true), 'UTF8'))
       and s.authenticated_at > pg_catalog.clock_timestamp() - interval '5 minutes') then
    raise exception 'sign in again to see this value' using errcode = 'TN428', hint = 'A token whose auth_time is at most five minutes ago.';
  end if;

  -- Of one person in one tenant, whatever their sessions: the row is the lock of its count.
  insert into tenet_private.reveals as r (tenant_id, user_id, hour, count)
  values (session.tenant_id, session.user_id, pg_catalog.date_trunc('hour', pg_catalog.clock_timestamp()), 1)
  on conflict (tenant_id, user_id) do update
    set count = case when r.hour = excluded.hour then r.count + 1 else 1 end,
        hour = excluded.hour
  returning r.count into so_many;
  if so_many > most_an_hour then
    raise exception 'more than % values were revealed within the hour', most_an_hour
      using errcode = 'TN429', hint = 'Wait for the next hour; whoever needs many values needs the permission to see them.';
  end if;

  perform tenet.record(
    action => tenet_private.singular((select k.relname from pg_catalog.pg_class k where k.oid = mask.relation)) || '.revealed',
    object_type => (select k.relname from pg_catalog.pg_class k where k.oid = mask.relation),
    object_id => row_id,
    category => 'data_access',
    severity => 'notice',
    payload => pg_catalog.jsonb_build_object('column', mask.column_name),
    reason => pg_catalog.btrim(reason));
  -- A transaction that is rolled back takes its event with it, and this not.
  raise log 'tenet: % of % % is revealed to user % of tenant %', mask.column_name, mask.relation, row_id, session.user_id, session.tenant_id;
  return mask;
end
$$;
comment on function tenet.begin_reveal(text, text, text, text) is
  'Checks that the session may reveal a value of this column, counts it and records it. Raises TN403 without the permission, TN422 without a reason or for a column that is not masked, TN428 where one must have signed in within five minutes, TN429 after sixty values an hour.';
revoke execute on function tenet.begin_reveal(text, text, text, text) from public;
grant execute on function tenet.begin_reveal(text, text, text, text) to tenet_views;

reset role;

set local role tenet_views;

create or replace function api.reveal(table_name text, row_id text, column_name text, reason text)
  returns text
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  mask tenet.masks := tenet.begin_reveal(table_name, row_id, column_name, reason);
  key name;
  key_type regtype;
  value text;
begin
  -- The id of a row is the last column of its key.
  select a.attname, a.atttypid::regtype
    into key, key_type
    from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a
      on a.attrelid = c.conrelid
     and a.attnum = c.conkey[pg_catalog.cardinality(c.conkey)]
   where c.conrelid = mask.relation
     and c.contype = 'p';
  begin
    -- Within the policies of the session, as every view of it.
    execute pg_catalog.format('select t.%I::text from %s t where t.%I = $1::%s', mask.column_name, mask.relation, key, key_type)
      into strict value using row_id;
  exception when no_data_found or data_exception then
    raise exception 'no such row' using errcode = 'TN404';
  end;
  return value;
end
$$;
comment on function api.reveal(text, text, text, text) is
  'Shows one value of a masked field, for a reason that whoever reads the audit trail sees: table and field as in the API, and the row''s id. Needs the permission that the field names for it, mostly pii:reveal; some need that one has signed in within five minutes. At most sixty an hour.';
revoke execute on function api.reveal(text, text, text, text) from public;
grant execute on function api.reveal(text, text, text, text) to tenet_visitor;

reset role;
--! EndIncluded functions/reveal.sql
--! Included functions/visible_columns.sql
-- What a session may read, as a prompt or a screen needs it: the api views with their columns, comments and references. The same answer
-- decides which views a query may name (query_statement.sql), so that neither knows of a table that the other denies.

create or replace function tenet_private.is_masked(view regclass, column_name name, permissions text[])
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select
      from pg_catalog.pg_class v
      join pg_catalog.pg_class k
        on k.relname = v.relname
       and k.relnamespace = 'app'::regnamespace
     cross join lateral tenet_private.column_masks(k.oid) m
     where v.oid = is_masked.view
       and m.column_name = is_masked.column_name
       and m.mask <> 'hide'
       and (m.unless = any (is_masked.permissions)) is not true)
$$;
comment on function tenet_private.is_masked(regclass, name, text[]) is
  'Whether a column of an api view shows masks to whoever has these permissions: in every row, or in all but those for which the mask names a condition.';
revoke execute on function tenet_private.is_masked(regclass, name, text[]) from public;
grant execute on function tenet_private.is_masked(regclass, name, text[]) to tenet_resolver, tenet_auditor;

set local role tenet_resolver;

create or replace function tenet_private.readable_views(permissions text[], tenant_wide boolean)
  returns table (view oid, name text)
  language sql
  stable
  rows 30
  set search_path = ''
as $$
  with behind as materialized (   -- the tables that a view is made from
    select distinct w.ev_class as view, d.refobjid as relation
      from pg_catalog.pg_rewrite w
      join pg_catalog.pg_depend d
        on d.classid = 'pg_catalog.pg_rewrite'::regclass
       and d.objid = w.oid
       and d.refclassid = 'pg_catalog.pg_class'::regclass
       and d.refobjid <> w.ev_class
  )
  select c.oid, c.relname::text
    from pg_catalog.pg_class c
   where c.relnamespace = 'api'::regnamespace
     and c.relkind = 'v'
     and pg_catalog.has_any_column_privilege('tenet_visitor', c.oid, 'select')
     and not exists (
           select
             from behind b
             join tenet.protected_tables p
               on p.relation = b.relation
            where b.view = c.oid
              and p.scope <> 'shared'
              and (tenet_private.command_permission(p, 'select') = any (readable_views.permissions)) is not true)
     and case
           when c.relname in ('audit_events', 'audit_checkpoints') then 'audit:inspect' = any (readable_views.permissions)
           when c.relname = 'tenant_audit_events' then 'audit:inspect' = any (readable_views.permissions) and readable_views.tenant_wide
           else true
         end
$$;
comment on function tenet_private.readable_views(text[], boolean) is
  'The api views that somebody with these permissions may read: all but those that are made from a protected table they may not read, and the trail without audit:inspect.';
revoke execute on function tenet_private.readable_views(text[], boolean) from public;
grant execute on function tenet_private.readable_views(text[], boolean) to tenet_auditor, tenet_owner;

create or replace function tenet_private.without_tags(description text)
  returns text
  language sql
  immutable
  parallel safe
  set search_path = ''
  set standard_conforming_strings = on
as $$
  select nullif(pg_catalog.regexp_replace(description, '^(@[^\n]*(\n|$))+', ''), '')
$$;
comment on function tenet_private.without_tags(text) is 'A comment without the smart tags for GraphQL that it begins with; null when nothing else was said.';
revoke execute on function tenet_private.without_tags(text) from public;
grant execute on function tenet_private.without_tags(text) to tenet_auditor, tenet_owner;

create or replace function tenet_private.describe_views(permissions text[], tenant_wide boolean, only_table text)
  returns jsonb
  language sql
  stable
  set search_path = ''
  set standard_conforming_strings = on
as $$
  with readable as materialized (
    select r.view, r.name, pg_catalog.obj_description(r.view, 'pg_class') as description
      from tenet_private.readable_views(describe_views.permissions, describe_views.tenant_wide) r
  )
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
           'table', v.name,
           'comment', tenet_private.without_tags(v.description),
           'columns', (
             select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                      'name', a.attname,
                      'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                      'comment', tenet_private.without_tags(pg_catalog.col_description(v.view, a.attnum)),
                      'nullable', coalesce(pg_catalog.col_description(v.view, a.attnum), '') !~ '(^|\n)@notNull(\n|$)',
                      'masked', tenet_private.is_masked(v.view, a.attname, permissions)) order by a.attnum), '[]')
               from pg_catalog.pg_attribute a
              where a.attrelid = v.view
                and a.attnum > 0
                and not a.attisdropped
                and pg_catalog.has_column_privilege('tenet_visitor', v.view, a.attnum, 'select')),
           'references', (
             select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                      'columns', pg_catalog.string_to_array(t.parts[1], ','),
                      'table', t.parts[2],
                      'target_columns', pg_catalog.string_to_array(t.parts[3], ',')) order by t.parts[1]), '[]')
               from pg_catalog.regexp_matches(v.description, '(?:^|\n)@foreignKey \(([a-z0-9_, ]+)\) references api\.([a-z0-9_]+) \(([a-z0-9_, ]+)\)', 'g') as t (parts)
              where t.parts[2] in (select r.name from readable r)))
           order by v.name), '[]')
    from readable v
   where describe_views.only_table is null
      or v.name = describe_views.only_table
$$;
comment on function tenet_private.describe_views(text[], boolean, text) is 'What tenet.visible_columns() and api.visible_columns() say, for these permissions.';
revoke execute on function tenet_private.describe_views(text[], boolean, text) from public;
grant execute on function tenet_private.describe_views(text[], boolean, text) to tenet_auditor, tenet_owner;

create or replace function tenet.visible_columns(role text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = ''
as $$
begin
  if not exists (select from tenet.roles r where r.name = visible_columns.role) then
    raise exception 'there is no role "%"', role
      using errcode = 'TN422', hint = 'Roles: ' || (select pg_catalog.string_agg(r.name, ', ' order by r.position) from tenet.roles r) || '.';
  end if;
  return tenet_private.describe_views(
    array(select p.permission from tenet.role_permissions p where p.role = visible_columns.role and p.allowed), true, null);
end
$$;
comment on function tenet.visible_columns(text) is
  'What a member of the whole tenant with this role may read, for DBAs: see api.visible_columns(). Raises TN422 for an unknown role.';
revoke execute on function tenet.visible_columns(text) from public;
grant execute on function tenet.visible_columns(text) to tenet_owner, tenet_auditor;

create or replace function api.visible_columns(only_table text default null)
  returns jsonb
  language sql
  stable
  security definer
  set search_path = ''
as $$
  select coalesce(
           (select tenet_private.describe_views(s.permissions, s.tenant_wide, visible_columns.only_table) from tenet.current_session s where s.tenant_id is not null),
           '[]')
$$;
comment on function api.visible_columns(text) is
  'The tables and columns that this session may read, for a prompt or for whoever writes a query: [{table, comment, columns: [{name, type, comment, nullable, masked}], references: [{columns, table, target_columns}]}]; of one table when it is named, [] when there is nothing to see.';
revoke execute on function api.visible_columns(text) from public;
grant execute on function api.visible_columns(text) to tenet_visitor;

reset role;
--! EndIncluded functions/visible_columns.sql
--! Included functions/query_statement.sql
-- What a query of somebody's own is made of: decided on the parsed query, never on its text, and by lists of what is allowed.
--
-- Postgres itself parses. The text becomes the body of a function that is made, looked at and undone within one call, so nothing of it
-- is kept; its tree (pg_proc.prosqlbody) names every table, function, operator and type by oid, as they are after names were resolved
-- and before the api views are opened up, so what those call is not the query's. The function never runs. Its body is not planned
-- either: planning would evaluate what is constant.
--
-- It takes the right to make a function, and dynamic SQL in a definer function, which nothing else here has: so it belongs to
-- tenet_parser, which can use the names of the schema api and can read and run nothing. No request can name this function: only
-- api.run_query() holds it, by its oid.
--
-- The tree's form is one of each major of Postgres. An unknown node is refused, and so is a major that nobody has looked at.

set local role tenet_parser;

create or replace function tenet_query.allowed_functions()
  returns name[]
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select '{
    count, sum, avg, min, max, bool_and, bool_or, every, bit_and, bit_or, any_value, mode, percentile_cont, percentile_disc,
    string_agg, array_agg, json_agg, jsonb_agg, json_object_agg, jsonb_object_agg,
    stddev, stddev_pop, stddev_samp, variance, var_pop, var_samp, corr, covar_pop, covar_samp,
    regr_avgx, regr_avgy, regr_count, regr_intercept, regr_r2, regr_slope, regr_sxx, regr_sxy, regr_syy,
    row_number, rank, dense_rank, percent_rank, cume_dist, ntile, lag, lead, first_value, last_value, nth_value, in_range,
    abs, ceil, ceiling, floor, round, trunc, sign, sqrt, cbrt, exp, ln, log, log10, power, pow, mod, div, gcd, lcm, degrees, radians, pi,
    random, width_bucket, sin, cos, tan, asin, acos, atan, atan2, scale, min_scale, trim_scale,
    lower, upper, initcap, length, char_length, character_length, octet_length, btrim, ltrim, rtrim, substring, substr, left, right,
    position, strpos, overlay, replace, translate, reverse, split_part, starts_with, concat, concat_ws, ascii, chr, md5, sha256, encode,
    normalize, like_escape, similar_to_escape, regexp_match, regexp_matches, regexp_replace, regexp_split_to_array, regexp_split_to_table,
    regexp_count, regexp_instr, regexp_like, regexp_substr, string_to_array, string_to_table, array_to_string,
    to_char, to_number, to_date, to_timestamp, now, transaction_timestamp, statement_timestamp, date_part, extract, date_trunc, date_bin,
    date_add, date_subtract, age, make_date, make_time, make_timestamp, make_timestamptz, make_interval, justify_days, justify_hours,
    justify_interval, isfinite, timezone, overlaps, generate_series, generate_subscripts,
    to_json, to_jsonb, row_to_json, json_build_object, jsonb_build_object, json_build_array, jsonb_build_array, json_object, jsonb_object,
    json_array_length, jsonb_array_length, json_array_elements, jsonb_array_elements, json_array_elements_text,
    jsonb_array_elements_text, json_each, jsonb_each, json_each_text, jsonb_each_text, json_object_keys, jsonb_object_keys,
    json_extract_path, jsonb_extract_path, json_extract_path_text, jsonb_extract_path_text, json_typeof, jsonb_typeof,
    json_strip_nulls, jsonb_strip_nulls, jsonb_pretty, jsonb_set, json_to_record, jsonb_to_record, json_to_recordset,
    jsonb_to_recordset, jsonb_path_exists, jsonb_path_match, jsonb_path_query, jsonb_path_query_array, jsonb_path_query_first,
    cardinality, array_length, array_upper, array_lower, array_ndims, array_position, array_positions, array_append, array_prepend,
    array_cat, array_remove, array_replace, unnest, num_nulls, num_nonnulls,
    isempty, lower_inc, upper_inc, lower_inf, upper_inf, range_merge, int4range, int8range, numrange, daterange, tsrange, tstzrange,
    host, family, masklen, network
  }'::name[]
$$;
comment on function tenet_query.allowed_functions() is
  'The functions of pg_catalog that a query may call by name. None reads anything but its arguments, makes a value much larger than those (repeat, lpad, format), or runs text as SQL.';
revoke execute on function tenet_query.allowed_functions() from public;

create or replace function tenet_query.is_allowed_function(function oid)
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  select exists (
    select
      from pg_catalog.pg_proc p
     where p.oid = is_allowed_function.function
       and p.pronamespace = 'pg_catalog'::regnamespace
       and not p.prosecdef
       and (p.proname = any (tenet_query.allowed_functions())
         or exists (select from pg_catalog.pg_cast c where c.castfunc = p.oid)   -- the types are looked at, too
         or (p.provolatile in ('i', 's')
           and exists (select from pg_catalog.pg_operator o where o.oprcode = p.oid and o.oprnamespace = 'pg_catalog'::regnamespace)))
  )
$$;
comment on function tenet_query.is_allowed_function(oid) is
  'Whether a query may call a function: one of pg_catalog that is listed, converts types, or is an operator that changes nothing.';
revoke execute on function tenet_query.is_allowed_function(oid) from public;

create or replace function tenet_query.is_allowed_type(type oid, views oid[])
  returns boolean
  language sql
  stable
  set search_path = ''
as $$
  with recursive inside (type, depth) as (   -- what an array holds, and what a domain is made from
    select is_allowed_type.type, 0
    union all
    select case when t.typtype = 'd' then t.typbasetype else t.typelem end, i.depth + 1
      from inside i
      join pg_catalog.pg_type t
        on t.oid = i.type
     where (t.typtype = 'd' or t.typcategory = 'A')
       and i.depth < 5
  )
  select coalesce(
           (select case t.typtype
                     when 'e' then true
                     when 'c' then t.typrelid = any (is_allowed_type.views)
                     when 'd' then false
                     when 'p' then t.oid in ('record'::regtype, 'record[]'::regtype, 'unknown'::regtype)
                     else t.typnamespace = 'pg_catalog'::regnamespace
                      and t.typname = any ('{
                            bool, int2, int4, int8, numeric, float4, float8, text, varchar, bpchar, char, name, uuid, bytea,
                            date, time, timetz, timestamp, timestamptz, interval, json, jsonb, jsonpath, inet, cidr, bit, varbit,
                            int4range, int8range, numrange, daterange, tsrange, tstzrange,
                            int4multirange, int8multirange, nummultirange, datemultirange, tsmultirange, tstzmultirange
                          }'::name[])
                   end
              from (select i.type from inside i order by i.depth desc limit 1) innermost
              join pg_catalog.pg_type t
                on t.oid = innermost.type
             where t.typcategory <> 'A' or t.typtype = 'd' or t.typelem = 0),
           false)
$$;
comment on function tenet_query.is_allowed_type(oid, oid[]) is
  'Whether a query may have values of a type: plain ones, enums, the rows of these views, and arrays and domains of those. Not the types that look names up, such as regclass and regrole.';
revoke execute on function tenet_query.is_allowed_type(oid, oid[]) from public;

create or replace function tenet_query.find_fault(tree text, views oid[])
  returns text
  language plpgsql
  stable
  set search_path = ''
  set standard_conforming_strings = on   -- what a session has set is not how the patterns below are read, now and as long as their plan is kept
as $$
declare
  found text;
begin
  -- In a tree the blanks and brackets of names are escaped, so nothing that a query says looks like a node or a field of one.
  if tree ~ ':commandType (?!1 )|:utilityStmt (?!<> )|:hasModifyingCTE (?!false )|:resultRelation (?!0 )|:rowMarks (?!<> )|:hasForUpdate (?!false )' then
    return 'a query only reads, and locks nothing';
  end if;
  select n.label[1]
    into found
    from pg_catalog.regexp_matches(tree, '\{([A-Z_]+)', 'g') as n (label)
   where n.label[1] <> all ('{
           QUERY, RANGETBLENTRY, RTEPERMISSIONINFO, RANGETBLFUNCTION, RANGETBLREF, FROMEXPR, JOINEXPR, ALIAS, TARGETENTRY,
           COMMONTABLEEXPR, CTESEARCHCLAUSE, CTECYCLECLAUSE, SETOPERATIONSTMT, SORTGROUPCLAUSE, GROUPINGSET, WINDOWCLAUSE,
           VAR, CONST, PARAM, AGGREF, GROUPINGFUNC, WINDOWFUNC, SUBSCRIPTINGREF, FUNCEXPR, NAMEDARGEXPR, OPEXPR, DISTINCTEXPR,
           NULLIFEXPR, SCALARARRAYOPEXPR, BOOLEXPR, SUBLINK, FIELDSELECT, RELABELTYPE, COERCEVIAIO, ARRAYCOERCEEXPR, COLLATEEXPR,
           CASEEXPR, CASEWHEN, CASETESTEXPR, ARRAYEXPR, ROWEXPR, ROWCOMPAREEXPR, COALESCEEXPR, MINMAXEXPR, SQLVALUEFUNCTION,
           NULLTEST, BOOLEANTEST
         }'::text[])
   limit 1;
  if found is not null then
    return pg_catalog.format('%s is not possible in a query', pg_catalog.lower(found));
  end if;

  if tree ~ ':paramkind (?!2 )' then
    return 'a query has no parameters';
  end if;
  if tree ~ '\{SQLVALUEFUNCTION :op (?![0-9] |1[01] )' then   -- times and dates, current_role, current_user, user
    return 'the names of the login, the database and the schema are not for queries';
  end if;

  -- Tables: what stands in the range table, and 0 for what is no table.
  select pg_catalog.quote_ident(c.relname)
    into found
    from (select distinct r.oid[1]::oid as oid from pg_catalog.regexp_matches(tree, ':relid (\d+)', 'g') as r (oid)) r
    left join pg_catalog.pg_class c
      on c.oid = r.oid
   where r.oid <> 0
     and r.oid <> all (views)
   limit 1;
  if found is not null then
    return pg_catalog.format('there is no table %s that this session may read', found);
  end if;

  select pg_catalog.format('%s()', p.proname)
    into found
    from (
           select f.oid[1]::oid as oid
             from pg_catalog.regexp_matches(tree, ':(?:funcid|opfuncid|aggfnoid|winfnoid|startInRangeFunc|endInRangeFunc|hashfuncid|negfuncid) (\d+)', 'g') as f (oid)
            union
           select o.oprcode::oid
             from pg_catalog.regexp_matches(tree, ':(?:opno|eqop|sortop|cycle_mark_neop) (\d+)', 'g') as f (oid)
             left join pg_catalog.pg_operator o
               on o.oid = f.oid[1]::oid
            where f.oid[1] <> '0'
            union
           select o.oprcode::oid
             from pg_catalog.regexp_matches(tree, ':opnos \(o ([0-9 ]+)\)', 'g') as f (oids)
            cross join pg_catalog.string_to_table(f.oids[1], ' ') as one (oid)
             left join pg_catalog.pg_operator o
               on o.oid = one.oid::oid
         ) f
    left join pg_catalog.pg_proc p
      on p.oid = f.oid
   where f.oid is distinct from 0
     and tenet_query.is_allowed_function(f.oid) is not true
   limit 1;
  if found is not null then
    return pg_catalog.format('the function %s is not for queries', found);
  end if;

  select pg_catalog.format_type(t.oid, null)
    into found
    from (
           select f.oid[1]::oid as oid
             from pg_catalog.regexp_matches(tree,
                    ':(?:vartype|consttype|paramtype|aggtype|wintype|refcontainertype|refelemtype|refrestype|funcresulttype|opresulttype'
                 || '|resulttype|casetype|typeId|array_typeid|element_typeid|row_typeid|coalescetype|minmaxtype|type|cycle_mark_type) (\d+)', 'g') as f (oid)
            union
           select one.oid::oid
             from pg_catalog.regexp_matches(tree, ':(?:aggargtypes|colTypes|coltypes|ctecoltypes|funccoltypes) \(o ([0-9 ]+)\)', 'g') as f (oids)
            cross join pg_catalog.string_to_table(f.oids[1], ' ') as one (oid)
         ) t
   where t.oid <> 0
     and tenet_query.is_allowed_type(t.oid, views) is not true
   limit 1;
  if found is not null then
    return pg_catalog.format('the type %s is not for queries', found);
  end if;
  return null;
end
$$;
comment on function tenet_query.find_fault(text, oid[]) is
  'What in a parsed query is not on the lists, in words for whoever wrote it; null when it is made of what is allowed and reads these views alone.';
revoke execute on function tenet_query.find_fault(text, oid[]) from public;

create or replace function tenet_query.read_statement(state jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer
  set search_path = ''
  set check_function_bodies = off
  set standard_conforming_strings = on
as $$
declare
  -- Whoever asks at the same time makes a function of another name, and waits for nobody.
  scratch constant name := 'parsed_' || pg_catalog.pg_backend_pid();
  views constant oid[] := array(select (v.view)::oid from pg_catalog.jsonb_array_elements_text(state -> 'views') as v (view));
  statement constant text := pg_catalog.rtrim(state ->> 'sql', E' \t\r\n;');
  body constant text := pg_catalog.format(E'select * from (\n%s\n) as "query"', statement);
  parsed oid;
  tree text;
  fault text;
  columns jsonb;
  reads jsonb;
  code text;
  words text;
  advice text;
  probe refcursor;
  refused constant jsonb := '{"code": "FORBIDDEN", "sqlstate": "TN403", "message": "the query uses what is not for queries", "hint": "Ask for tables that api.visible_columns() lists, with plain functions."}';
begin
  if state ? 'error' then
    return state;
  end if;
  if pg_catalog.current_setting('server_version_num')::integer / 10000 not between 15 and 18 then
    raise exception 'queries were not looked at on this major of Postgres' using errcode = 'TN409', hint = 'Tenet knows 15 to 18.';
  end if;

  begin
    -- Names of the schema api may be written without it. What a literal means does not depend on the session.
    set local search_path = api, pg_temp;

    -- Whether the text is one whole statement: a cursor can not be opened for several, and of explain it runs nothing before the
    -- first row is fetched. After this no semicolon and no bracket of the text can end anything but what the text itself began.
    open probe for execute 'explain ' || statement;
    close probe;

    -- As a sub-select it can be nothing but a select, values or table.
    execute pg_catalog.format(E'create function tenet_query.%I() returns void language sql begin atomic %s\n; end', scratch, body);

    select p.oid, p.prosqlbody::text
      into strict parsed, tree
      from pg_catalog.pg_proc p
     where p.pronamespace = 'tenet_query'::regnamespace
       and p.proname = scratch;

    fault := tenet_query.find_fault(tree, views);

    -- What Postgres says the function depends on, of all that does not come with the server: a second look, by another way.
    if fault is null then
      select 'the query uses what is not for queries'
        into fault
        from pg_catalog.pg_depend d
       where d.classid = 'pg_catalog.pg_proc'::regclass
         and d.objid = parsed
         and case d.refclassid
               when 'pg_catalog.pg_namespace'::regclass then d.refobjid = 'tenet_query'::regnamespace
               when 'pg_catalog.pg_class'::regclass then d.refobjid = any (views)
               when 'pg_catalog.pg_type'::regclass then tenet_query.is_allowed_type(d.refobjid, views)
               else d.refclassid = 'pg_catalog.pg_collation'::regclass
             end is not true
       limit 1;
    end if;

    if fault is null then
      select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
               'name', pg_catalog.regexp_replace(c.parts[2], '\\(.)', '\1', 'g'),
               'type', pg_catalog.format_type(c.parts[1]::oid, null)) order by c.position), '[]')
        into columns
        from pg_catalog.regexp_matches(
               -- the outermost list of columns is the last
               pg_catalog.substring(tree, '.*:targetList (.*)$'),
               '\{TARGETENTRY :expr \{VAR [^{}]*?:vartype (\d+) [^{}]*\} :resno \d+ :resname ((?:\\.|[^\s\\])+) ', 'g') with ordinality as c (parts, position);

      select coalesce(pg_catalog.jsonb_object_agg(r.name, r.columns), '{}')
        into reads
        from (select c.relname as name,
                     coalesce(pg_catalog.jsonb_agg(a.attname order by a.attnum) filter (where a.attnum is not null), '[]') as columns
                from (select d.refobjid as view, pg_catalog.array_agg(d.refobjsubid) as positions
                        from pg_catalog.pg_depend d
                       where d.classid = 'pg_catalog.pg_proc'::regclass
                         and d.objid = parsed
                         and d.refclassid = 'pg_catalog.pg_class'::regclass
                       group by d.refobjid) v
                join pg_catalog.pg_class c
                  on c.oid = v.view
                left join pg_catalog.pg_attribute a
                  on a.attrelid = c.oid
                 and a.attnum > 0
                 and not a.attisdropped
                 -- one by one, or a whole row
                 and (a.attnum = any (v.positions) or pg_catalog.strpos(tree, ':varattno 0 :vartype ' || c.reltype || ' ') > 0)
               group by c.relname) r;
    end if;

    raise exception 'undone' using errcode = 'TN999';   -- TN000 would stand for all of the class
  exception
    when sqlstate 'TN999' then
      null;   -- the function is gone, and so are the settings
    when query_canceled then
      code := sqlstate;
      words := 'the query took too long to read';
    when others then
      get stacked diagnostics code = returned_sqlstate, words = message_text, advice = pg_exception_hint;
  end;

  if code is null and fault is null then
    return state || pg_catalog.jsonb_build_object('body', body, 'columns', columns, 'reads', reads);
  end if;
  return state || pg_catalog.jsonb_build_object('error', case
    -- Literals of some types are looked up among roles and schemas while the text is read. What is said of a text that could reach
    -- such a type is always the same, or a guess at a name would be confirmed. This decides how much is said, and nothing else.
    when pg_catalog.lower(statement) ~ 'acl|regrole|regnamespace|pg_|u&"' then refused
    when code is null then refused || pg_catalog.jsonb_build_object('message', fault)
    when code in ('42501', '42704', '3F000', '0A000') then refused
    -- A table of another schema may be there or not; of one without a schema only those of api are meant.
    when code = '42P01' then
      refused || pg_catalog.jsonb_build_object('message', coalesce(
        'there is no table ' || pg_catalog.substring(words, '^relation "([^".]+)" does not exist$') || ' that this session may read', refused ->> 'message'))
    when code = '42P11' then
      pg_catalog.jsonb_build_object('code', 'BAD_INPUT', 'sqlstate', code, 'message', 'a query is one statement', 'hint', 'Send one at a time.')
    when code like '54%' then
      pg_catalog.jsonb_build_object('code', 'BAD_INPUT', 'sqlstate', code, 'message', 'the query is nested too deeply or too large', 'hint', 'Ask for less at a time.')
    else
      pg_catalog.jsonb_build_object('sqlstate', code, 'message', pg_catalog.left(words, 1000),
        'hint', coalesce(nullif(advice, ''), case when code = '42601' then 'A query is one select, with … select, values or table, over what api.visible_columns() lists.' end))
    end);
end
$$;
comment on function tenet_query.read_statement(jsonb) is
  'Step of api.run_query: adds to the state {sql, views (oids)} the body to run, its columns ({name, type}) and what it reads ({view: [column]}), or an error {code, sqlstate, message, hint}. Runs nothing of the text.';
revoke execute on function tenet_query.read_statement(jsonb) from public;
grant execute on function tenet_query.read_statement(jsonb) to tenet_owner, tenet_visitor;   -- who cannot name it: the schema is closed to requests

reset role;
--! EndIncluded functions/query_statement.sql
--! Included functions/query.sql
-- api.run_query(): a query in somebody's own words, with the rights of their session and nothing more.
--
-- Four steps, each given what the one before found: admit (may this session?), read (is the parsed query made of what is allowed? see
-- query_statement.sql), run, record. The first, second and last are definer functions; the third is not, and is the only one that runs
-- the text: as the visitor, whose rows and columns row level security and the views decide as ever. It runs in a block that is always
-- undone, read only, so neither a setting nor anything else outlives it.
--
-- A refusal is an answer and no exception, because an exception would take its event in the audit trail with it. Only a session that is
-- none (TN401, TN403) and a caller who did not limit the time of the statement (TN409) are exceptions: the one has no trail to write to,
-- the other has done nothing yet.
--
-- The steps are in schemas that no request may use; run_query holds them by their oid, so they can be called by nothing else.

set local role tenet_resolver;

create or replace function tenet_private.admit_query(statement text)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = ''
  set standard_conforming_strings = on
as $$
declare
  -- Characters: a person or a model writes hundreds; parsing takes time and memory that grow faster than the text.
  longest constant integer := 20000;
  session tenet.current_session;
  allotted constant integer := (select s.setting from pg_catalog.pg_settings s where s.name = 'statement_timeout');
  state jsonb := pg_catalog.jsonb_build_object('length', pg_catalog.length(statement), 'began', pg_catalog.clock_timestamp());
begin
  select * into session from tenet.current_session;
  if session.tenant_id is null then
    raise exception 'a query takes a session' using errcode = 'TN403';
  end if;
  if allotted not between 1 and 5000 then
    raise exception 'a query runs under a statement_timeout of at most 5 s'
      using errcode = 'TN409', hint = 'set local statement_timeout = ''5s''; before. A limit that is set inside of a statement would not be one.';
  end if;
  if ('query:run' = any (session.permissions)) is not true then
    return state || pg_catalog.jsonb_build_object('error',
      pg_catalog.jsonb_build_object('code', 'FORBIDDEN', 'sqlstate', 'TN403', 'message', 'this takes the permission query:run'));
  end if;
  if coalesce(statement, '') !~ '\S' then
    return state || pg_catalog.jsonb_build_object('error',
      pg_catalog.jsonb_build_object('code', 'BAD_INPUT', 'sqlstate', 'TN422', 'message', 'there is no query', 'hint', 'For example: select * from members'));
  end if;
  if pg_catalog.length(statement) > longest then
    return state || pg_catalog.jsonb_build_object('error',
      pg_catalog.jsonb_build_object('code', 'BAD_INPUT', 'sqlstate', 'TN422', 'message', pg_catalog.format('a query has at most %s characters', longest)));
  end if;
  return state || pg_catalog.jsonb_build_object('sql', statement,
    'views', (select coalesce(pg_catalog.jsonb_agg(v.view::bigint), '[]') from tenet_private.readable_views(session.permissions, session.tenant_wide) v));
end
$$;
comment on function tenet_private.admit_query(text) is
  'Step of api.run_query: the state {sql, views, length, began}, or an error in it. Raises TN401 and TN403 without a session, TN409 unless statement_timeout is at most 5 s.';
revoke execute on function tenet_private.admit_query(text) from public;
grant execute on function tenet_private.admit_query(text) to tenet_owner, tenet_visitor;   -- who cannot name it

create or replace function tenet_private.record_query(statement text, state jsonb)
  returns jsonb
  language plpgsql
  volatile
  security definer
  set search_path = ''
as $$
declare
  actor record := tenet_private.current_actor();
  error constant jsonb := state -> 'error';
  -- A query shows no keys, so what is read of columns that ask for them is told by column.
  classified constant jsonb := (
    select pg_catalog.jsonb_agg(c.relation || '.' || c.column_name)
      from tenet_private.classified_columns() c
     where c.receipt_by_key
       and state -> 'reads' -> c.relation ? c.column_name);
begin
  perform tenet_private.record_event(
    tenant => actor.tenant_id,
    workspace => actor.workspace_id,
    action => case when error is null then 'query.run' when error ->> 'code' = 'FORBIDDEN' then 'query.refused' else 'query.failed' end,
    category => 'data_access',
    severity => case when error ->> 'code' = 'FORBIDDEN' then 'warning' when classified is not null then 'notice' else 'info' end,
    actor_kind => actor.kind,
    actor_id => actor.id,
    actor_name => actor.name,
    behalf_of => actor.behalf_of,
    object_type => 'queries',
    payload => actor.context || pg_catalog.jsonb_build_object(
      'statement', pg_catalog.left(statement, 4000),
      'length', pg_catalog.length(statement),
      'sha256', pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(statement, 'UTF8')), 'hex'),
      'reads', state -> 'reads',
      'classified', classified,
      'rows', pg_catalog.jsonb_array_length(state -> 'rows'),
      'bytes', state -> 'bytes',
      'truncated', state -> 'truncated',
      'milliseconds', pg_catalog.round(1000 * extract(epoch from pg_catalog.clock_timestamp() - (state ->> 'began')::timestamptz)),
      'code', error -> 'code',
      'sqlstate', error -> 'sqlstate'),   -- and not its words: those can hold a value
    request_id => actor.request_id);
  return state;
end
$$;
comment on function tenet_private.record_query(text, jsonb) is
  'Step of api.run_query: writes the event query.run, query.refused (what is not allowed) or query.failed (what does not work), with the first 4000 characters of the text and the hash of all of it; a notice when columns were read whose label asks for receipts by row. Returns the state.';
revoke execute on function tenet_private.record_query(text, jsonb) from public;
grant execute on function tenet_private.record_query(text, jsonb) to tenet_owner, tenet_visitor;   -- who cannot name it

reset role;

create or replace function tenet_private.execute_query(state jsonb)
  returns jsonb
  language plpgsql
  volatile
  security invoker
  set search_path = ''
  set standard_conforming_strings = on
as $$
declare
  most_rows constant integer := 1000;
  most_bytes constant integer := 1048576;
  one record;
  line jsonb;
  lines jsonb[] := '{}';
  bytes integer := 0;
  truncated boolean := false;
  code text;
  words text;
  advice text;
begin
  if state ? 'error' then
    return state;
  end if;

  begin
    -- as when it was read
    set local search_path = api, pg_temp;
    set local transaction_read_only = on;
    for one in execute state ->> 'body' loop
      truncated := pg_catalog.cardinality(lines) = most_rows;
      exit when truncated;
      if pg_catalog.pg_column_size(one) > most_bytes then
        raise exception 'a row of the answer is larger than a megabyte' using errcode = 'TN422', hint = 'Ask for less in a row.';
      end if;
      -- by way of json, which keeps the order of columns, and two of one name
      line := (select coalesce(pg_catalog.jsonb_agg(c.value order by c.position), '[]')
                 from pg_catalog.json_each(pg_catalog.row_to_json(one)) with ordinality as c (key, value, position));
      if line operator(pg_catalog.@?) 'lax $.**{100}' then   -- what reads the answer calls itself for each level
        raise exception 'a value of the answer is nested too deeply' using errcode = 'TN422', hint = 'Ask for a part of it.';
      end if;
      truncated := bytes + pg_catalog.octet_length(line::text) > most_bytes;
      exit when truncated;
      bytes := bytes + pg_catalog.octet_length(line::text);
      lines := lines || line;
    end loop;
    raise exception 'undone' using errcode = 'TN999';   -- TN000 would stand for all of the class
  exception
    when sqlstate 'TN999' then
      null;
    when query_canceled then
      code := sqlstate;
    when others then
      get stacked diagnostics code = returned_sqlstate, words = message_text, advice = pg_exception_hint;
  end;

  if code is null then
    return state || pg_catalog.jsonb_build_object('rows', pg_catalog.to_jsonb(lines), 'bytes', bytes, 'truncated', truncated);
  end if;
  return state || pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_build_object('sqlstate', code, 'message', pg_catalog.left(words, 1000), 'hint', nullif(advice, '')));
end
$$;
comment on function tenet_private.execute_query(jsonb) is
  'Step of api.run_query: runs the body that was read, as the caller, read only, in a block that is undone; at most 1000 rows and a megabyte of them. Adds rows, bytes and truncated to the state, or an error.';
revoke execute on function tenet_private.execute_query(jsonb) from public;
grant execute on function tenet_private.execute_query(jsonb) to tenet_visitor;   -- who cannot name it

create or replace function tenet_private.explain_error(state jsonb)
  returns jsonb
  language sql
  immutable
  parallel safe
  set search_path = ''
as $$
  select case
    when not state ? 'error' then state
    else state || pg_catalog.jsonb_build_object('error', pg_catalog.jsonb_strip_nulls(state -> 'error' || case
      when state -> 'error' ? 'code' then '{}'
      when e.sqlstate = '57014' then '{"code": "TIMEOUT", "message": "the query took too long", "hint": "Ask for less: fewer rows, a narrower condition."}'
      when e.sqlstate in ('40001', '40P01', '55P03', '57P01') then '{"code": "RETRY", "message": "not possible at this moment"}'
      when e.sqlstate like '53%' or e.sqlstate like '54%' then '{"code": "BAD_INPUT", "message": "the query needs more memory, nesting or space than there is", "hint": "Ask for less at a time."}'
      when e.sqlstate in ('42501', '25006', '0A000') then '{"code": "FORBIDDEN", "sqlstate": "TN403", "message": "the query uses what is not for queries"}'
      when e.sqlstate like '22%' or e.sqlstate like '42%' or e.sqlstate like '21%' or e.sqlstate like 'TN%' then '{"code": "BAD_INPUT"}'
      else '{"code": "INTERNAL", "message": "something went wrong", "hint": null}'
    end::jsonb))
  end
  from (select state #>> '{error,sqlstate}' as sqlstate) e
$$;
comment on function tenet_private.explain_error(jsonb) is
  'Gives an error of Postgres the code of the API, and keeps its words where they are about the query: what is wrong with it, and a value that could not be converted, which the query could have shown as well.';
revoke execute on function tenet_private.explain_error(jsonb) from public;
grant execute on function tenet_private.explain_error(jsonb) to tenet_visitor;   -- who cannot name it

drop function if exists api.run_query(text);
drop type if exists api.query_result;

set local role tenet_views;
create type api.query_result as (
  columns jsonb,
  rows jsonb,
  row_count integer,
  truncated boolean,
  error jsonb
);
comment on type api.query_result is 'What a query of one''s own gave, or why it gave nothing.';
comment on column api.query_result.columns is E'@notNull\n[{name, type}], in the order of the values of a row.';
comment on column api.query_result.rows is E'@notNull\n[[value]]: rows of values; at most 1000, and a megabyte.';
comment on column api.query_result.row_count is E'@notNull\nHow many rows are here.';
comment on column api.query_result.truncated is E'@notNull\nWhether there are more than these.';
comment on column api.query_result.error is '{code, sqlstate, message, hint}: FORBIDDEN, BAD_INPUT, TIMEOUT, RETRY or INTERNAL, what Postgres calls it, and what to do; null when the query ran.';
reset role;

-- The steps are found when this is made, by whoever makes it; the caller may run them and can not name them.
create function api.run_query(sql text)
  returns api.query_result
  language sql
  volatile
  security invoker
  set search_path = ''
begin atomic
  select coalesce(case when state ? 'error' then '[]'::jsonb end, state -> 'columns', '[]'::jsonb),
         coalesce(state -> 'rows', '[]'::jsonb),
         coalesce(pg_catalog.jsonb_array_length(state -> 'rows'), 0),
         coalesce((state ->> 'truncated')::boolean, false),
         state -> 'error'
    from (
           select tenet_private.record_query(run_query.sql,
                    tenet_private.explain_error(
                      tenet_private.execute_query(
                        tenet_query.read_statement(
                          tenet_private.admit_query(run_query.sql))))) as state
           offset 0   -- once, and not anew for each mention of it
         ) as done;
end;
comment on function api.run_query(text) is
  E'@resultFieldName result\nRuns one query over the tables that api.visible_columns() lists, with the rights of the session, and records it: a select (or with … select, values, table) of plain functions, read only, at most 1000 rows, a megabyte and five seconds. What it refuses is in error. Takes the permission query:run. Raises TN401 when the session has ended, TN403 without one, TN409 when statement_timeout is longer than 5 s or none.';
revoke execute on function api.run_query(text) from public;
grant execute on function api.run_query(text) to tenet_visitor;
--! EndIncluded functions/query.sql

--! Included catalogue/masked_columns.sql
-- tenet.masked_columns: what is masked, how, and who sees it.

create or replace view tenet.masked_columns as
  select m.relation,
         m.column_name,
         c.label,
         m.mask,
         m.argument,
         m.unless,
         m.or_when,
         array(
           select g.role
             from tenet.role_permissions g
             join tenet.roles r
               on r.name = g.role
            where g.permission = m.unless
              and g.allowed
            order by r.position
         ) as seen_by,
         m.write,
         m.reveal,
         m.step_up,
         m.mask = 'hash' as is_linkable,
         m.label is not null as by_label
    from tenet_private.column_masks() m
    left join tenet.classified_columns c
      on c.relation = m.relation
     and c.column_name = m.column_name
   order by m.relation::text, m.column_name;

comment on view tenet.masked_columns is 'Every masked column, and who sees its values. The text of the view api.<table> is what is in force.';
comment on column tenet.masked_columns.relation is 'The table.';
comment on column tenet.masked_columns.column_name is 'The column.';
comment on column tenet.masked_columns.label is 'What kind of data it holds, as classified; null when it was not.';
comment on column tenet.masked_columns.mask is 'hide, hidden, constant, email, phone, last4, name, hash, year, bucket, or the name of a function.';
comment on column tenet.masked_columns.argument is 'What constant shows, or how wide a bucket is.';
comment on column tenet.masked_columns.unless is 'The permission whose holders see the value; null: nobody.';
comment on column tenet.masked_columns.or_when is 'A condition over the row under which everybody sees it.';
comment on column tenet.masked_columns.seen_by is 'The roles that hold that permission.';
comment on column tenet.masked_columns.write is 'The permission that writing it takes besides that of the row; null: none.';
comment on column tenet.masked_columns.reveal is 'The permission to see one value for a reason; null: nobody.';
comment on column tenet.masked_columns.step_up is 'Whether revealing takes that one has signed in just now.';
comment on column tenet.masked_columns.is_linkable is 'Whether the mask tells which rows have the same value.';
comment on column tenet.masked_columns.by_label is 'Whether it is the mask of the label, and not one of its own.';
grant select on tenet.masked_columns to tenet_auditor;
--! EndIncluded catalogue/masked_columns.sql
--! Included catalogue/policies.sql
-- tenet.policies: every policy there is, with its text.

create or replace view tenet.policies as
  select p.polrelid::regclass as relation,
         p.polname as policy,
         case when p.polpermissive then 'permissive' else 'restrictive' end as kind,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
         array(
           select case when r = 0 then 'public' else pg_get_userbyid(r)::text end
             from unnest(p.polroles) r
            order by 1
         ) as roles,
         pg_get_expr(p.polqual, p.polrelid) as using_condition,
         pg_get_expr(p.polwithcheck, p.polrelid) as check_condition,
         obj_description(p.oid, 'pg_policy') as description
    from pg_policy p
    join pg_class c
      on c.oid = p.polrelid
   where c.relnamespace in ('app'::regnamespace, 'tenet'::regnamespace, 'tenet_private'::regnamespace)
   order by c.relnamespace::regnamespace::text, c.relname, p.polpermissive, p.polname;

comment on view tenet.policies is 'Every policy of the product''s and of Tenet''s own tables, with its text: restrictive ones all hold, of the permissive ones one must.';
comment on column tenet.policies.relation is 'The table.';
comment on column tenet.policies.policy is 'Name of the policy.';
comment on column tenet.policies.kind is 'restrictive: must hold; permissive: one of them must hold.';
comment on column tenet.policies.command is 'select, insert, update, delete or all.';
comment on column tenet.policies.roles is 'Database roles it applies to.';
comment on column tenet.policies.using_condition is 'What a row that is read, changed or deleted must satisfy.';
comment on column tenet.policies.check_condition is 'What a row that is written must satisfy; null: the same.';
comment on column tenet.policies.description is 'The policy in a sentence.';
grant select on tenet.policies to tenet_auditor;
--! EndIncluded catalogue/policies.sql
--! Included catalogue/policy_matrix.sql
-- tenet.policy_matrix: who may do what, as declared. test/isolation tries every cell of it.

create or replace view tenet.policy_matrix as
  select r.name as role,
         p.relation,
         c.command,
         case
           when p.scope = 'shared' then case when c.command = 'select' then 'allowed' else 'denied' end
           when not coalesce(g.allowed, false) then 'denied'
           when k.condition is null or (coalesce(reads_all.allowed, false) and rule.condition is null) then 'allowed'
           else 'conditional'
         end as decision,
         case when p.scope <> 'shared' and coalesce(g.allowed, false) then k.condition end as condition,
         case when p.scope <> 'shared' then n.permission end as permission,
         case when c.command = 'select' then array(
           select m.column_name::text
             from tenet_private.column_masks(p.relation) m
            where not exists (select from tenet.role_permissions s where s.role = r.name and s.permission = m.unless and s.allowed)
            order by m.column_name
         ) end as masked
    from tenet.roles r
   cross join tenet.protected_tables p
   cross join (values (1, 'select'), (2, 'insert'), (3, 'update'), (4, 'delete')) as c (position, command)
   cross join lateral (select tenet_private.command_permission(p, c.command) as permission) as n
    left join tenet.role_permissions g
      on g.role = r.name
     and g.permission = n.permission
    left join tenet.role_permissions reads_all
      on p.scope = 'personal'
     and c.command = 'select'
     and reads_all.role = r.name
     and reads_all.permission = p.resource || ':read_all'
    left join tenet.row_rules rule
      on rule.relation = p.relation
     and rule.command = c.command
   cross join lateral (
           select nullif(concat_ws(' and ',
                    case when p.scope = 'personal' then 'the row is their own' end,
                    case when c.command <> 'insert' then rule.condition end,
                    case
                      when c.command = 'insert' or (c.command = 'update' and rule.check_condition <> 'true')
                      then 'the new row: ' || coalesce(rule.check_condition, rule.condition)
                    end
                  ), '') as condition
         ) as k
   order by p.relation::text, r.position, c.position;

comment on view tenet.policy_matrix is 'Who may do what, as declared: one row a role, table and command. Always within the tenant and workspace of the session.';
comment on column tenet.policy_matrix.role is 'Role of a member, from tenet.roles.';
comment on column tenet.policy_matrix.relation is 'The protected table.';
comment on column tenet.policy_matrix.command is 'select, insert, update or delete.';
comment on column tenet.policy_matrix.decision is 'allowed, conditional (see condition), or denied.';
comment on column tenet.policy_matrix.condition is 'What else must hold for the row; null: nothing.';
comment on column tenet.policy_matrix.permission is 'The permission that the command needs; null for shared tables.';
comment on column tenet.policy_matrix.masked is 'Columns that the role is shown masked, or not at all, but in rows for which tenet.masked_columns names a condition; null for commands that read nothing.';
grant select on tenet.policy_matrix to tenet_auditor;
--! EndIncluded catalogue/policy_matrix.sql
--! Included catalogue/drift.sql
-- tenet.drift: where the catalogue differs from what was declared. Empty is good.

create or replace view tenet.drift as
  select coalesce(d.relation, a.relation) as relation,
         coalesce(d.kind, a.kind) as kind,
         coalesce(d.name, a.name) as name,
         case
           when a.kind is null then 'missing'
           when d.kind is null then 'added'
           else 'changed'
         end as difference,
         d.definition as declared,
         a.definition as actual
    from tenet.declared_objects d
    full join (
           select p.relation, o.kind, o.name, o.definition
             from tenet.protected_tables p
            cross join lateral tenet_private.table_objects(p.relation) o
         ) a
      on a.relation = d.relation
     and a.kind = d.kind
     and a.name = d.name
   where a.definition is distinct from d.definition
   order by coalesce(d.relation, a.relation)::text, 2, 3;

comment on view tenet.drift is 'Where the catalogue differs from what the verbs made. Empty is good; tenet.rebuild() mends what is missing or changed.';
comment on column tenet.drift.relation is 'The protected table.';
comment on column tenet.drift.kind is 'Kind of object: policy, table grant, view, trigger, column …';
comment on column tenet.drift.name is 'Its name within the kind.';
comment on column tenet.drift.difference is 'missing, added or changed.';
comment on column tenet.drift.declared is 'What the verbs made; null when it was added by hand.';
comment on column tenet.drift.actual is 'What the catalogue holds now; null when it is gone.';
grant select on tenet.drift to tenet_auditor, tenet_resolver;   -- the resolver raises policy_drift
--! EndIncluded catalogue/drift.sql
--! Included catalogue/coverage.sql
-- tenet.coverage: what is protected, and what is not. An UNDECLARED relation is closed: nobody was granted anything.

create or replace view tenet.coverage as
  select c.oid::regclass as relation,
         case
           when p.relation is null then 'UNDECLARED'
           when exists (select from tenet.drift d where d.relation = c.oid::regclass) then 'DRIFTED'
           when p.scope = 'shared' then 'SHARED'
           else 'ACTIVE'
         end as status,
         p.scope,
         p.parent,
         p.resource,
         p.reason
    from pg_class c
    left join tenet.protected_tables p
      on p.relation = c.oid::regclass
   where c.relnamespace = 'app'::regnamespace
     and c.relkind in ('r', 'p', 'v', 'm', 'f')
     and not c.relispartition
   order by c.relname;

comment on view tenet.coverage is 'Every relation of schema app: ACTIVE (protected as declared), SHARED (reference data, as declared), DRIFTED (see tenet.drift) or UNDECLARED (closed to everybody).';
comment on column tenet.coverage.relation is 'The relation.';
comment on column tenet.coverage.status is 'ACTIVE, SHARED, DRIFTED or UNDECLARED.';
comment on column tenet.coverage.scope is 'workspace, tenant, personal or shared; null when undeclared.';
comment on column tenet.coverage.parent is 'The table whose rights a child shares.';
comment on column tenet.coverage.resource is 'First part of the permissions that its rows need.';
comment on column tenet.coverage.reason is 'Why it is declared so.';
grant select on tenet.coverage to tenet_auditor;
--! EndIncluded catalogue/coverage.sql
--! Included catalogue/jobs.sql
-- tenet.jobs: what runs by itself, when it last did, and what is overdue.

create or replace view tenet.jobs with (security_invoker = true) as
  select s.job,
         s.cron,
         s.longest_gap,
         r.scheduled_at,
         r.started_at,
         r.finished_at,
         r.eligible,
         r.done,
         r.error,
         running.since as running_since,
         due.at < clock_timestamp() as is_overdue,
         case when due.at < clock_timestamp() then due.at end as overdue_since
    from tenet.job_schedules s
    left join lateral (
           select x.scheduled_at, x.started_at, x.finished_at, x.eligible, x.done, x.error
             from tenet.job_runs x
            where x.job = s.job
              and x.finished_at is not null
            order by x.scheduled_at desc, x.finished_at desc
            limit 1
         ) r
      on true
   -- the lease of a job: what is not finished by then belongs to a worker that died
   cross join lateral (
           select max(x.started_at) as since
             from tenet.job_runs x
            where x.job = s.job
              and x.finished_at is null
              and x.scheduled_at > coalesce(r.scheduled_at, '-infinity')
              and x.started_at > clock_timestamp() - interval '5 minutes'
         ) running
   cross join lateral (
           select greatest(r.scheduled_at, s.registered_at) + s.longest_gap + interval '5 minutes' as at
         ) due
   order by s.job;

comment on view tenet.jobs is 'Each job of the crontab: when it should run, how its last finished run went, and whether one is overdue. Every run is a row of tenet.job_runs.';
comment on column tenet.jobs.job is 'Name of the job: its task file, its function.';
comment on column tenet.jobs.cron is 'Minute, hour, day, month and weekday, in UTC.';
comment on column tenet.jobs.longest_gap is 'The longest time between two ticks.';
comment on column tenet.jobs.scheduled_at is 'The tick of the last run that finished; null: none has.';
comment on column tenet.jobs.started_at is 'When that run began.';
comment on column tenet.jobs.finished_at is 'When it ended.';
comment on column tenet.jobs.eligible is 'Rows that were due; null when the job does not count them.';
comment on column tenet.jobs.done is 'Rows it did.';
comment on column tenet.jobs.error is 'Why it failed; null when it did not.';
comment on column tenet.jobs.running_since is 'When the run began that is under way; null: none is.';
comment on column tenet.jobs.is_overdue is 'Whether nothing has finished for the longest gap and five minutes more, the lease of a worker that died.';
comment on column tenet.jobs.overdue_since is 'When it became overdue; null: it is not.';
grant select on tenet.jobs to tenet_auditor, tenet_resolver;   -- the resolver raises job_overdue
--! EndIncluded catalogue/jobs.sql
--! Included catalogue/retention.sql
-- tenet.retention: how long each table is kept, and whether that happens. No row of a tenant, and no tenant, is in it.

create or replace view tenet.retention as
  select d.relation,
         d.keep_for,
         d.measured_from,
         d.action,
         d.columns,
         d.brake,
         d.brake_released_at is not null as brake_released,
         case
           when d.canary is null then 'opted out'
           when c.relation is null then 'not planted yet'
           when c.stays_since is not null then 'stays'
           when c.error is not null then 'not planted'
           when c.gone_at is null then 'planted'
           else 'gone'
         end as canary,
         c.gone_at as canary_gone_at,
         r.state as last_run,
         r.started_at as last_run_at,
         r.total,
         r.eligible,
         r.done,
         r.held,
         r.skipped,
         coalesce(r.state = 'braked', false) as braked,
         concat_ws('; ', r.error, case when c.stays_since is not null and r.canary is distinct from 'stays' then 'the canary is still there' end) as error
    from tenet.retention_rules d
    left join tenet.retention_canaries c
      on c.relation = d.relation
    left join lateral (
           select *
             from tenet.retention_runs n
            where n.relation = d.relation
            order by n.started_at desc
            limit 1
         ) r
      on true
   order by d.relation::text;

comment on view tenet.retention is 'How long each table is kept, what the last run of retention did to it, and whether its canary disappears.';
comment on column tenet.retention.relation is 'The table.';
comment on column tenet.retention.keep_for is 'How long a row is kept.';
comment on column tenet.retention.measured_from is 'The column from which that is measured.';
comment on column tenet.retention.action is 'delete or anonymise.';
comment on column tenet.retention.columns is 'What anonymise takes away; null for delete.';
comment on column tenet.retention.brake is 'Share of the table, 0 to 1, above which a run lets nothing go.';
comment on column tenet.retention.brake_released is 'Whether the next run passes the brake.';
comment on column tenet.retention.canary is 'gone: the last one disappeared, as it must, and the next is planted. planted: the first one waits for its run. stays: it should have gone. not planted: see error. not planted yet: no run was through. opted out: nothing proves that rows go.';
comment on column tenet.retention.canary_gone_at is 'When a canary last disappeared; null before the first.';
comment on column tenet.retention.last_run is 'counting, working, done, failed, braked or abandoned; null before the first run.';
comment on column tenet.retention.last_run_at is 'When the last run began.';
comment on column tenet.retention.total is 'Rows of the table that it counted.';
comment on column tenet.retention.eligible is 'Rows that were due and not held: what was to go.';
comment on column tenet.retention.done is 'Rows that went, once the run has ended.';
comment on column tenet.retention.held is 'Rows that were due and that a legal hold keeps.';
comment on column tenet.retention.skipped is 'Rows that could not go because others refer to them.';
comment on column tenet.retention.braked is 'Whether the last run stopped because too much would have gone.';
comment on column tenet.retention.error is 'What went wrong in the last run; empty when nothing did.';
grant select on tenet.retention to tenet_auditor;
--! EndIncluded catalogue/retention.sql
--! Included catalogue/unclassified_pii.sql
-- tenet.unclassified_pii: columns whose names say personal data, and that nobody masked or classified. Empty is good. Reads no row of any table.

create or replace view tenet.unclassified_pii as
  select distinct on (n.relation, n.column_name)
         n.relation,
         n.column_name,
         n.kind,
         n.label,
         n.confidence,
         format('select tenet.classify(%L, %L, %L);', n.relation, n.column_name, n.label) as declaration
    from tenet_private.pii_names() n
   where n.of_people
     and n.confidence >= 0.6
     and not exists (
           select
             from tenet.classified_columns c
            where c.relation = n.relation
              and c.column_name = n.column_name)
     and not exists (
           select
             from tenet.masks m
            where m.relation = n.relation
              and m.column_name = n.column_name)
   order by n.relation, n.column_name, n.confidence desc, n.kind;

comment on view tenet.unclassified_pii is
  'Columns whose names say that they hold personal data, and that nobody masked or classified: everybody who reads the table sees them. Put the declaration of each into a migration, with the label you find right, or tenet.mask(); a column that holds none is better called something else. tenet.pii_candidates() looks at values, too.';
comment on column tenet.unclassified_pii.relation is 'The protected table.';
comment on column tenet.unclassified_pii.column_name is 'The column.';
comment on column tenet.unclassified_pii.kind is 'What its name says: email, phone, person_name …';
comment on column tenet.unclassified_pii.label is 'The label that it would get, of tenet.column_labels.';
comment on column tenet.unclassified_pii.confidence is 'How much the name says so, 0.6 to 1.';
comment on column tenet.unclassified_pii.declaration is 'What to paste.';
grant select on tenet.unclassified_pii to tenet_auditor;
--! EndIncluded catalogue/unclassified_pii.sql

select tenet.rebuild();
--! EndIncluded all.sql

do $$
begin
  set local role tenet_resolver;
  perform tenet_private.make_mask_key(t.id) from tenet.tenants t;
  reset role;
end
$$;
