--! Previous: -
--! Hash: sha1:0645825bf15011e9a3adad60e34f7ffcba1f0ab7
--! Message: The foundation

-- The foundation: tenancy, identity, rights, sessions, declarations and the job ledger.

-- Tenancy -------------------------------------------------------------------------------------------------------------------

create table tenet.tenants (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  status text not null default 'active',
  authz_version bigint not null default 1,
  created_at timestamptz not null default now(),
  primary key (id),
  unique (slug),
  constraint a_slug_is_lower_case_words check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  constraint a_tenant_has_a_name check (length(name) between 1 and 200),
  constraint a_tenant_is_active_or_suspended check (status in ('active', 'suspended'))
);

create table tenet.workspaces (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  constraint a_slug_is_lower_case_words check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  constraint a_workspace_has_a_name check (length(name) between 1 and 200),
  constraint a_workspace_is_active_or_archived check (status in ('active', 'archived'))
);

-- Identity ------------------------------------------------------------------------------------------------------------------

create table tenet.claim_presets (
  name text not null,
  subject_path text[] not null default '{sub}',
  email_path text[] not null default '{email}',
  name_path text[] not null default '{name}',
  tenant_path text[],
  workspace_path text[],
  groups_path text[],
  acr_path text[] not null default '{acr}',
  amr_path text[] not null default '{amr}',
  auth_time_path text[] not null default '{auth_time}',
  audience_claim text not null default 'aud',
  algorithms text[] not null,
  token_types text[] not null,
  max_token_lifetime interval not null,
  note text not null,
  primary key (name),
  constraint an_audience_is_read_from_aud_or_azp check (audience_claim in ('aud', 'azp')),
  constraint algorithms_are_asymmetric check (algorithms <@ '{EdDSA,ES256,RS256}' and cardinality(algorithms) > 0)
);

create table tenet.identity_providers (
  issuer text not null,
  preset text not null references tenet.claim_presets (name),
  jwks_uri text,
  jwks jsonb,
  audiences text[] not null,
  audience_claim text not null,
  algorithms text[] not null,
  token_types text[] not null,
  max_token_lifetime interval not null,
  subject_path text[] not null,
  email_path text[] not null,
  name_path text[] not null,
  tenant_path text[],
  workspace_path text[],
  groups_path text[],
  acr_path text[] not null,
  amr_path text[] not null,
  auth_time_path text[] not null,
  mode text not null default 'off',
  created_at timestamptz not null default now(),
  primary key (issuer),
  constraint keys_come_from_one_place check ((jwks_uri is null) <> (jwks is null)),
  constraint keys_are_fetched_over_https check (jwks_uri ~ '^https://' or jwks_uri ~ '^http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?/'),
  constraint a_token_is_meant_for_somebody check (cardinality(audiences) > 0 and array_position(audiences, null) is null),
  constraint an_audience_is_read_from_aud_or_azp check (audience_claim in ('aud', 'azp')),
  constraint algorithms_are_asymmetric check (algorithms <@ '{EdDSA,ES256,RS256}' and cardinality(algorithms) > 0),
  constraint newcomers_are_not_let_in_by_a_token_alone check (mode = 'off')
);
create index on tenet.identity_providers (preset);

create table tenet.external_tenants (
  issuer text not null references tenet.identity_providers (issuer) on delete cascade,
  external_id text not null,
  tenant_id uuid not null references tenet.tenants (id),
  created_at timestamptz not null default now(),
  primary key (issuer, external_id)
);
create index on tenet.external_tenants (tenant_id);

create table tenet.users (
  id uuid not null default gen_random_uuid(),
  email text not null,
  display_name text not null,
  status text not null default 'active',
  created_at timestamptz not null default now(),
  primary key (id),
  constraint an_email_address_has_an_at check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  constraint a_user_is_active_or_suspended check (status in ('active', 'suspended'))
);

create table tenet.identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references tenet.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (issuer, subject),
  constraint a_subject_is_not_empty check (length(subject) between 1 and 255)
);
create index on tenet.identities (user_id);

-- Rights --------------------------------------------------------------------------------------------------------------------

create table tenet.roles (
  name text not null,
  position integer not null,
  description text not null,
  primary key (name),
  unique (position),
  constraint a_role_name_is_a_lower_case_word check (name ~ '^[a-z][a-z0-9_]{0,62}$')
);

create table tenet.role_actions (
  role text not null references tenet.roles (name),
  action text not null,
  primary key (role, action),
  constraint a_bundled_action_is_one_of_four check (action in ('read', 'create', 'update', 'delete'))
);

create table tenet.permissions (
  name text not null,
  resource text not null generated always as (split_part(name, ':', 1)) stored,
  action text not null generated always as (split_part(name, ':', 2)) stored,
  description text not null,
  primary key (name),
  constraint a_permission_is_resource_colon_action check (name ~ '^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$')
);

create table tenet.role_permissions (
  role text not null references tenet.roles (name),
  permission text not null references tenet.permissions (name),
  allowed boolean not null,
  primary key (role, permission)
);
create index on tenet.role_permissions (permission);

create table tenet.members (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null references tenet.users (id),
  display_name text not null,
  email text not null,
  joined_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index on tenet.members (id);
create index on tenet.members (tenant_id, display_name, id);

create table tenet.memberships (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  workspace_id uuid,
  role text not null references tenet.roles (name),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, user_id, workspace_id),
  foreign key (tenant_id, user_id) references tenet.members (tenant_id, id),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id)
);
create index on tenet.memberships (tenant_id, workspace_id);
create index on tenet.memberships (user_id);
create index on tenet.memberships (role);

-- Sessions ------------------------------------------------------------------------------------------------------------------

create table tenet_private.sessions (
  handle_hash bytea not null,
  login name not null,
  tenant_id uuid not null references tenet.tenants (id),
  workspace_id uuid not null,
  user_id uuid references tenet.users (id),
  membership_id uuid,
  role text,
  purpose text,
  permissions text[] not null,
  opened_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ip inet,
  user_agent text,
  primary key (handle_hash),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  foreign key (tenant_id, membership_id) references tenet.memberships (tenant_id, id) on delete cascade,
  constraint only_the_hash_of_a_handle_is_kept check (length(handle_hash) = 32),
  constraint a_session_is_a_members_or_a_jobs check (
    (login = 'tenet_authenticator' and user_id is not null and membership_id is not null and role is not null and purpose is null)
    or (login = 'tenet_worker' and user_id is null and membership_id is null and role is null and purpose is not null)
  )
);
create index on tenet_private.sessions (tenant_id, workspace_id);
create index on tenet_private.sessions (tenant_id, membership_id);
create index on tenet_private.sessions (user_id);
create index on tenet_private.sessions (expires_at);

create table tenet.job_purposes (
  name text not null,
  actions text[] not null,
  description text not null,
  primary key (name),
  constraint a_job_acts_in_four_ways check (actions <@ '{read,create,update,delete}')
);
alter table tenet_private.sessions add foreign key (purpose) references tenet.job_purposes (name);
create index on tenet_private.sessions (purpose);

-- Declarations --------------------------------------------------------------------------------------------------------------

create table tenet.protected_tables (
  relation regclass not null,
  scope text not null,
  parent regclass references tenet.protected_tables (relation) on delete cascade,
  parent_key name,
  resource text not null,
  read_only name[] not null,
  reason text,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation),
  constraint a_scope_is_one_of_four check (scope in ('workspace', 'tenant', 'personal', 'shared')),
  constraint a_child_names_its_parent_and_the_key_to_it check ((parent is null) = (parent_key is null)),
  constraint a_shared_table_has_a_reason check (scope <> 'shared' or length(reason) > 0)
);
create index on tenet.protected_tables (parent);

create table tenet.table_references (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  column_name name not null,
  target regclass not null,
  on_delete text not null,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation, column_name),
  constraint on_delete_is_one_of_three check (on_delete in ('restrict', 'cascade', 'set null'))
);

create table tenet.row_rules (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  command text not null,
  permission text references tenet.permissions (name),
  condition text,
  check_condition text,
  reason text,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation, command),
  constraint a_command_is_one_of_four check (command in ('select', 'insert', 'update', 'delete')),
  constraint a_rule_says_something check (num_nonnulls(permission, condition, check_condition) > 0)
);
create index on tenet.row_rules (permission);

create table tenet.declarations (
  id bigint not null generated always as identity,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  verb text not null,
  relation text,
  arguments jsonb not null,
  primary key (id)
);

create table tenet.declared_objects (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  kind text not null,
  name text not null,
  definition text not null,
  primary key (relation, kind, name)
);

-- Jobs ----------------------------------------------------------------------------------------------------------------------

create table tenet.job_runs (
  id uuid not null default gen_random_uuid(),
  job text not null,
  scheduled_at timestamptz not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  eligible bigint,
  done bigint,
  error text,
  primary key (id),
  constraint a_run_does_not_end_before_it_starts check (finished_at >= started_at)
);
create index on tenet.job_runs (job, scheduled_at desc);

--! Included all.sql
-- Table of contents of everything that can be created again, in the order in which it depends on each other.
-- Running it twice changes nothing. Tables, columns, indexes and data are history: migrations/committed.

--! Included schemas.sql
-- The four schemas and who may use them. They are created by hardening.sql, because only an administrator can give them owners.

comment on schema app is 'The product''s own tables. Nobody uses it directly: the api views are the only way in.';
comment on schema tenet is 'Governance: tenants, members, rights, the declaring verbs, and the catalogue that DBAs read.';
comment on schema tenet_private is 'Sessions and internals. Functions only.';

grant usage on schema app to tenet_views;
grant usage on schema tenet to tenet_views, tenet_resolver, tenet_auditor;
grant usage on schema tenet_private to tenet_resolver, tenet_gateway, tenet_worker, tenet_auditor;

-- The resolver's functions are made by fixtures that `set local role tenet_resolver`. It cannot log in, and none of its functions
-- runs dynamic SQL, so the right to create is of no use to a request.
grant create on schema tenet, tenet_private to tenet_resolver;

set local role tenet_views;
comment on schema api is 'What the world sees: one view a table, and functions for actions.';
grant usage on schema api to tenet_visitor, tenet_anonymous, tenet_auditor;
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
  select s.tenant_id, s.workspace_id, s.user_id, s.role, s.permissions, s.expires_at
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
comment on column tenet.current_session.user_id is 'The person; null in a job''s session.';
comment on column tenet.current_session.role is 'The person''s role; null in a job''s session.';
comment on column tenet.current_session.permissions is 'What it may do, as <resource>:<action>.';
comment on column tenet.current_session.expires_at is 'When it ends by itself.';
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
  select w.user_id, w.membership_id, w.role
    into user_id, membership, role
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
    (handle_hash, login, tenant_id, workspace_id, user_id, membership_id, role, permissions, expires_at, ip, user_agent)
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
    pg_catalog.left(open_session.user_agent, 400)
  );
end
$$;
comment on function tenet_private.open_session(jsonb, text, inet, text) is
  'Opens a session for verified claims {issuer, subject, expires_at (unix seconds), tenant (the issuer''s own id of it, or null)} in a workspace: slug, tenant/slug, uuid, or null where there is only one. Ends with the token, after an hour at most. Raises TN403 for everybody without access, whatever the reason; TN422 when several workspaces are meant.';
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

create or replace function tenet_private.open_job_session(tenant uuid, workspace uuid, purpose text)
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
  insert into tenet_private.sessions (handle_hash, login, tenant_id, workspace_id, purpose, permissions, expires_at)
  select pg_catalog.sha256(pg_catalog.convert_to(handle, 'UTF8')), 'tenet_worker', w.tenant_id, w.id, j.name,
         array(
           select p.name
             from tenet.permissions p
            where p.action = any (j.actions)
               or (p.action = 'read_all' and 'read' = any (j.actions))   -- no personal row is its own
            order by p.name
         ),
         pg_catalog.clock_timestamp() + interval '10 minutes'
    from tenet.workspaces w
   cross join tenet.job_purposes j
   where w.tenant_id = open_job_session.tenant
     and w.id = open_job_session.workspace
     and j.name = open_job_session.purpose;
  if not found then
    raise exception 'no such workspace or purpose: %, %, %', tenant, workspace, purpose
      using errcode = 'TN404', hint = 'Purposes are the rows of tenet.job_purposes.';
  end if;
  return handle;
end
$$;
comment on function tenet_private.open_job_session(uuid, uuid, text) is
  'Opens a session of ten minutes for a job in one workspace, with the actions of its purpose; valid on the worker''s login only. Raises TN404 for an unknown workspace or purpose.';
revoke execute on function tenet_private.open_job_session(uuid, uuid, text) from public;
grant execute on function tenet_private.open_job_session(uuid, uuid, text) to tenet_worker;

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
comment on function tenet.current_user_id() is 'The session''s user; null without a session and in a job''s. Raises TN401 when the session has ended.';
revoke execute on function tenet.current_user_id() from public;
grant execute on function tenet.current_user_id() to tenet_visitor, tenet_anonymous, tenet_views, tenet_owner;

reset role;
--! EndIncluded functions/session.sql
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

insert into tenet.job_purposes as j (name, actions, description) values
  ('retention', '{read,update,delete}', 'Deletes or anonymises rows that are past their window.'),
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

reset role;
--! EndIncluded functions/job.sql
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
    from pg_catalog.pg_trigger t
   where t.tgrelid = relation
     and not t.tgisinternal
     and t.tgname ~ '^_\d{3}_'
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
grant execute on function tenet_private.table_objects(regclass) to tenet_auditor;

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
             where r.relation = declared.relation),
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
           case when exposed.attnotnull then '@notNull' end,
           case when tenet_private.is_indexed(declared, exposed.attnum) then '@behavior +filterBy +orderBy' else '@behavior -filterBy -orderBy' end,
           pg_catalog.col_description(declared.relation, exposed.attnum))
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

  select pg_catalog.format('select %s from %s', pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum), declared.relation)
    into definition
    from pg_catalog.pg_attribute a
   where a.attrelid = declared.relation
     and a.attnum > 0
     and not a.attisdropped
     and a.attname not in ('tenant_id', 'workspace_id');

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
      from pg_catalog.pg_attribute a
      left join pg_catalog.pg_attrdef f
        on f.adrelid = a.attrelid
       and f.adnum = a.attnum
     where a.attrelid = declared.relation
       and a.attnum > 0
       and not a.attisdropped
       and a.attname not in ('tenant_id', 'workspace_id')
  loop
    -- Only where the API may give a value does the view need to say that it can be left out.
    if exposed.insertable and exposed.default_expression is not null then
      execute pg_catalog.format('alter view %s alter column %I set default %s', view_name, exposed.name, exposed.default_expression);
    else
      execute pg_catalog.format('alter view %s alter column %I drop default', view_name, exposed.name);
    end if;
    execute pg_catalog.format('comment on column %s.%I is %L', view_name, exposed.name, exposed.description);
  end loop;
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
grant execute on function tenet_private.command_permission(tenet.protected_tables, text) to tenet_auditor;   -- tenet.policy_matrix

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
          when 'insert' then pg_catalog.format('with check (%s)', coalesce(rule.check_condition, rule.condition))
          when 'update' then pg_catalog.format('using (%s) with check (%s)', coalesce(rule.condition, 'true'), coalesce(rule.check_condition, rule.condition))
          else pg_catalog.format('using (%s)', rule.condition)
        end),
        coalesce(rule.reason, 'A row rule of this table.'));
    end if;

    -- Postgres asks an update or delete for the policies on reading only when it reads a column.
    if one_command <> 'insert' and visible <> '' then
      perform tenet_private.build_policy(declared.relation, one_command || '_visible',
        pg_catalog.format('as restrictive for %s using (%s)%s', one_command, visible, case one_command when 'update' then ' with check (true)' end),
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
  perform tenet_private.build_security(declared);
  perform tenet_private.build_columns(declared);
  perform tenet_private.build_keys(declared);
  perform tenet_private.build_policies(declared);
  perform tenet_private.build_triggers(declared);
  perform tenet_private.build_grants(declared);
  perform tenet_private.build_view(declared);
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
end
$$;
comment on function tenet_private.build_triggers(tenet.protected_tables) is
  'Step of build_table: updated_at is kept, and the scope of a row never changes.';
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

--! Included policies/sessions.sql
-- sessions: one row a live session. Deleting it ends the session at its next statement.
--   everybody    nothing; the definer functions of session.sql look a handle up by its hash

comment on table tenet_private.sessions is 'Live sessions: what an identity may do in one workspace, looked up once and valid while the row exists and has not expired.';
comment on column tenet_private.sessions.handle_hash is 'SHA-256 of the handle; the handle itself is never stored.';
comment on column tenet_private.sessions.login is 'The database login it is valid on: the API''s or the worker''s.';
comment on column tenet_private.sessions.tenant_id is 'The tenant it acts in.';
comment on column tenet_private.sessions.workspace_id is 'The workspace it acts in.';
comment on column tenet_private.sessions.user_id is 'The person; null in a job''s session.';
comment on column tenet_private.sessions.membership_id is 'The membership it rests on; null in a job''s session.';
comment on column tenet_private.sessions.role is 'The role at the time of opening; null in a job''s session.';
comment on column tenet_private.sessions.purpose is 'What the job is for; null in a person''s session.';
comment on column tenet_private.sessions.permissions is 'What it may do.';
comment on column tenet_private.sessions.opened_at is 'When it was opened.';
comment on column tenet_private.sessions.expires_at is 'When it ends by itself: with the token, after an hour at most.';
comment on column tenet_private.sessions.ip is 'Address the request came from.';
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

grant select on tenet.protected_tables to tenet_auditor;
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

grant select on tenet.row_rules to tenet_auditor;
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
comment on column tenet.declarations.verb is 'protect, refer, allow, grant_permission or withhold_permission.';
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

grant select, insert (job, scheduled_at), update (finished_at, done, error) on tenet.job_runs to tenet_resolver;
grant select on tenet.job_runs to tenet_auditor;
-- delete: nobody
--! EndIncluded policies/job_runs.sql

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
         case when p.scope <> 'shared' then n.permission end as permission
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
grant select on tenet.drift to tenet_auditor;
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

select tenet.rebuild();
--! EndIncluded all.sql
