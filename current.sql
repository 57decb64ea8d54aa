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

--! include all.sql
