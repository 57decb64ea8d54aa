-- Principals: a tenant's own roles, invitations, API keys, support grants, groups, attributes, shares, step-up and billing.

-- Roles ---------------------------------------------------------------------------------------------------------------------

alter table tenet.permissions
  add column if not exists reserved_for text,
  add constraint a_permission_is_reserved_for_people_or_owners check (reserved_for in ('people', 'owner'));

create table tenet.tenant_roles (
  tenant_id uuid not null references tenet.tenants (id),
  name text not null,
  preset text references tenet.roles (name),
  description text not null,
  created_by uuid,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, name),
  foreign key (tenant_id, created_by) references tenet.members (tenant_id, id),
  constraint a_preset_keeps_its_name check (preset = name),
  constraint a_role_name_is_a_lower_case_word check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint a_role_says_what_it_is_for check (length(description) between 1 and 500)
);
create index on tenet.tenant_roles (tenant_id, created_by);
create index on tenet.tenant_roles (preset);

create table tenet.tenant_role_permissions (
  tenant_id uuid not null,
  role text not null,
  permission text not null references tenet.permissions (name),
  primary key (tenant_id, role, permission),
  foreign key (tenant_id, role) references tenet.tenant_roles (tenant_id, name) on delete cascade
);
create index on tenet.tenant_role_permissions (permission);

-- Presets are every tenant's: functions/role.sql. Before the foreign key below refers to them.
alter table tenet.tenants no force row level security;
alter table tenet.roles no force row level security;
insert into tenet.tenant_roles (tenant_id, name, preset, description)
select t.id, r.name, r.name, r.description
  from tenet.tenants t
 cross join tenet.roles r;
alter table tenet.roles force row level security;
alter table tenet.tenants force row level security;

-- Memberships ---------------------------------------------------------------------------------------------------------------

-- A member of staff has no membership: a grant lets them in, or nothing does.
alter table tenet.memberships no force row level security;
delete from tenet.memberships where role = 'support';
alter table tenet.memberships force row level security;

alter table tenet.memberships
  add column if not exists issuer text references tenet.identity_providers (issuer) on delete cascade,
  add column if not exists at_first_sight boolean not null default false,
  add constraint only_a_token_lets_in_at_first_sight check (issuer is not null or not at_first_sight),
  drop constraint memberships_role_fkey,
  add foreign key (tenant_id, role) references tenet.tenant_roles (tenant_id, name),
  add constraint support_is_let_in_by_a_grant check (role <> 'support');
create index on tenet.memberships (tenant_id, role);
create index on tenet.memberships (issuer);
drop index tenet.memberships_role_idx;

-- Invitations ---------------------------------------------------------------------------------------------------------------

create table tenet.invitations (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  email text not null,
  role text not null,
  workspace_id uuid,
  invited_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '24 hours',
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  -- role has no foreign key: an invitation stays as what was done when its role is gone
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  foreign key (tenant_id, invited_by) references tenet.members (tenant_id, id),
  foreign key (tenant_id, accepted_by) references tenet.members (tenant_id, id),
  foreign key (tenant_id, revoked_by) references tenet.members (tenant_id, id),
  constraint an_email_address_has_an_at check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  constraint an_invitation_lives_for_a_day_at_most check (expires_at <= created_at + interval '24 hours 1 second'),
  constraint staff_are_not_invited check (role <> 'support'),
  constraint an_invitation_is_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
  constraint an_invitation_is_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);
create index on tenet.invitations (tenant_id, role) where accepted_at is null and revoked_at is null;
create index on tenet.invitations (tenant_id, workspace_id);
create index on tenet.invitations (tenant_id, invited_by);
create index on tenet.invitations (tenant_id, accepted_by);
create index on tenet.invitations (tenant_id, revoked_by);
create index on tenet.invitations (tenant_id, created_at desc, id desc);

create table tenet_private.invitation_tokens (
  token_hash bytea not null,
  tenant_id uuid not null,
  invitation_id uuid not null,
  primary key (token_hash),
  foreign key (tenant_id, invitation_id) references tenet.invitations (tenant_id, id) on delete cascade,
  constraint only_the_hash_of_a_token_is_kept check (length(token_hash) = 32)
);
create index on tenet_private.invitation_tokens (tenant_id, invitation_id);

-- API keys ------------------------------------------------------------------------------------------------------------------

create table tenet.api_keys (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  public_id text not null,
  environment text not null,
  name text not null,
  role text not null,
  limited boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null default clock_timestamp() + interval '90 days',
  last_used_at timestamptz,
  rotated_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, public_id),
  foreign key (tenant_id, role) references tenet.tenant_roles (tenant_id, name),
  foreign key (tenant_id, created_by) references tenet.members (tenant_id, id),
  foreign key (tenant_id, revoked_by) references tenet.members (tenant_id, id),
  constraint a_key_has_a_name check (length(name) between 1 and 200),
  constraint a_public_id_has_ten_characters check (public_id ~ '^[0-9A-Za-z]{10}$'),
  constraint an_environment_is_a_lower_case_word check (environment ~ '^[a-z]{2,12}$'),
  constraint a_key_lives_for_a_year_at_most check (expires_at <= created_at + interval '365 days 1 second'),
  constraint a_key_is_revoked_by_somebody check (revoked_by is null or revoked_at is not null)
);
create index on tenet.api_keys (tenant_id, role);
create index on tenet.api_keys (tenant_id, created_by);
create index on tenet.api_keys (tenant_id, revoked_by);
create index on tenet.api_keys (tenant_id, created_at desc, id desc);

create table tenet.api_key_workspaces (
  tenant_id uuid not null,
  api_key_id uuid not null,
  workspace_id uuid not null,
  primary key (tenant_id, api_key_id, workspace_id),
  foreign key (tenant_id, api_key_id) references tenet.api_keys (tenant_id, id) on delete cascade,
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id)
);
create index on tenet.api_key_workspaces (tenant_id, workspace_id);

create table tenet_private.api_key_secrets (
  public_id text not null,
  tenant_id uuid not null,
  api_key_id uuid not null,
  secret_hash bytea not null,
  previous_hash bytea,
  previous_until timestamptz,
  primary key (public_id),
  unique (tenant_id, api_key_id),
  foreign key (tenant_id, api_key_id) references tenet.api_keys (tenant_id, id) on delete cascade,
  constraint only_the_hash_of_a_secret_is_kept check (length(secret_hash) = 32 and length(previous_hash) = 32),
  constraint a_previous_secret_has_an_end check ((previous_hash is null) = (previous_until is null))
);

create table tenet.key_settings (
  one boolean not null default true,
  environment text not null default 'dev',
  primary key (one),
  constraint there_is_one_row check (one),
  constraint an_environment_is_a_lower_case_word check (environment ~ '^[a-z]{2,12}$')
);
insert into tenet.key_settings default values;

-- Support grants ------------------------------------------------------------------------------------------------------------

create table tenet.staff (
  user_id uuid not null references tenet.users (id),
  email text not null,
  added_at timestamptz not null default clock_timestamp(),
  added_by name not null default session_user,
  primary key (user_id),
  unique (email),
  constraint an_email_address_has_an_at check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  constraint an_email_address_is_lower_case check (email = lower(email))
);

create table tenet.support_limits (
  one boolean not null default true,
  longest interval not null default '8 hours',
  primary key (one),
  constraint there_is_one_row check (one),
  constraint support_is_let_in_for_a_while check (longest between interval '1 minute' and interval '24 hours')
);
insert into tenet.support_limits default values;

create table tenet.support_settings (
  tenant_id uuid not null references tenet.tenants (id),
  enabled boolean not null default false,
  longest interval,
  approvals integer not null default 1,
  primary key (tenant_id),
  constraint support_is_let_in_for_a_while check (longest between interval '1 minute' and interval '24 hours'),
  constraint one_or_two_approve check (approvals in (1, 2))
);

create table tenet.support_grants (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  grantee_email text not null,
  grantee_id uuid not null references tenet.users (id),
  reason text not null,
  may_write boolean not null default false,
  may_unmask boolean not null default false,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  needed_approvals integer not null,
  opened_by uuid not null,
  opened_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz,
  revoked_by uuid,
  closed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, opened_by) references tenet.members (tenant_id, id),
  foreign key (tenant_id, revoked_by) references tenet.members (tenant_id, id),
  constraint a_grant_says_why check (length(btrim(reason)) between 3 and 500),
  constraint a_grant_ends_after_it_starts check (ends_at > starts_at),
  constraint a_grant_ends_within_a_day check (ends_at <= starts_at + interval '24 hours'),
  constraint one_or_two_approve check (needed_approvals in (1, 2)),
  constraint nobody_lets_themselves_in check (opened_by <> grantee_id),
  constraint a_grant_is_revoked_by_somebody check (revoked_by is null or revoked_at is not null)
);
create index on tenet.support_grants (grantee_id);
create index on tenet.support_grants (tenant_id, opened_by);
create index on tenet.support_grants (tenant_id, revoked_by);
create index on tenet.support_grants (tenant_id, opened_at desc, id desc);
create index on tenet.support_grants (ends_at) where closed_at is null;

create table tenet.support_grant_workspaces (
  tenant_id uuid not null,
  grant_id uuid not null,
  workspace_id uuid not null,
  primary key (tenant_id, grant_id, workspace_id),
  foreign key (tenant_id, grant_id) references tenet.support_grants (tenant_id, id) on delete cascade,
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id)
);
create index on tenet.support_grant_workspaces (tenant_id, workspace_id);

create table tenet.support_grant_approvals (
  tenant_id uuid not null,
  grant_id uuid not null,
  user_id uuid not null,
  approved_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, grant_id, user_id),
  foreign key (tenant_id, grant_id) references tenet.support_grants (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references tenet.members (tenant_id, id)
);
create index on tenet.support_grant_approvals (tenant_id, user_id);

-- What was done under a grant, for its receipt; events of everybody else pay nothing for it.
create index if not exists audit_events_of_support on tenet.audit_events (tenant_id, credential_id, at) where actor_kind = 'support';

-- Groups and attributes -----------------------------------------------------------------------------------------------------

create table tenet.groups (
  tenant_id uuid not null references tenet.tenants (id),
  name text not null,
  description text not null default '',
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, name),
  constraint a_group_name_is_a_lower_case_word check (name ~ '^[a-z][a-z0-9_-]{0,62}$')
);

create table tenet.group_members (
  tenant_id uuid not null,
  group_name text not null,
  user_id uuid not null,
  issuer text references tenet.identity_providers (issuer) on delete cascade,
  added_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, group_name, user_id),
  foreign key (tenant_id, group_name) references tenet.groups (tenant_id, name) on delete cascade,
  foreign key (tenant_id, user_id) references tenet.members (tenant_id, id)
);
create index on tenet.group_members (tenant_id, user_id);
create index on tenet.group_members (issuer);

create table tenet.member_attributes (
  tenant_id uuid not null,
  user_id uuid not null,
  name text not null,
  value text not null,
  primary key (tenant_id, user_id, name),
  foreign key (tenant_id, user_id) references tenet.members (tenant_id, id),
  constraint an_attribute_name_is_a_lower_case_word check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  constraint an_attribute_is_short check (length(value) <= 1000)
);

alter table tenet.identity_providers
  drop constraint newcomers_are_not_let_in_by_a_token_alone,
  add column if not exists newcomer_role text not null default 'viewer' references tenet.roles (name),
  add column if not exists second_factor_acr text[] not null default '{}',
  alter column auth_time_path drop not null,
  add constraint newcomers_are_refused_invited_or_let_in check (mode in ('off', 'invite_only', 'jit')),
  add constraint newcomers_do_not_govern check (newcomer_role not in ('owner', 'admin', 'support'));
create index on tenet.identity_providers (newcomer_role);

-- Of these providers iat is when the token was made, again and again, and not when somebody signed in: functions/step_up.sql.
alter table tenet.claim_presets
  alter column auth_time_path drop not null;
update tenet.identity_providers
   set auth_time_path = null,
       acr_path = case preset when 'supabase' then '{aal}' else acr_path end
 where preset in ('clerk', 'supabase');

-- The time of the newest token whose groups were read: an older one gives nothing back.
alter table tenet.identities
  add column if not exists claims_issued_at timestamptz;

create table tenet.group_mappings (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  issuer text not null references tenet.identity_providers (issuer) on delete cascade,
  claimed_group text not null,
  group_name text,
  role text,
  workspace_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, issuer, claimed_group, group_name, role, workspace_id),
  foreign key (tenant_id, group_name) references tenet.groups (tenant_id, name) on delete cascade,
  foreign key (tenant_id, role) references tenet.tenant_roles (tenant_id, name),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  constraint a_claimed_group_gives_something check (num_nonnulls(group_name, role) > 0),
  constraint a_workspace_is_of_the_role check (workspace_id is null or role is not null),
  constraint a_claim_makes_no_owner_and_no_staff check (role not in ('owner', 'support')),
  constraint a_claimed_group_is_named check (length(claimed_group) between 1 and 300)
);
create index on tenet.group_mappings (tenant_id, group_name);
create index on tenet.group_mappings (tenant_id, role);
create index on tenet.group_mappings (tenant_id, workspace_id);
create index on tenet.group_mappings (issuer, claimed_group);

-- Shares --------------------------------------------------------------------------------------------------------------------

alter table tenet.role_actions
  drop constraint a_bundled_action_is_one_of_four,
  add constraint a_bundled_action_is_one_of_five check (action in ('read', 'create', 'update', 'delete', 'share'));

alter table tenet.protected_tables
  add column if not exists shareable boolean not null default false;

create table tenet.shares (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  row_id uuid not null,
  action text not null,
  user_id uuid,
  role text,
  group_name text,
  grantee text not null generated always as (coalesce('user:' || user_id::text, 'role:' || role, 'group:' || group_name)) stored,
  ends_at timestamptz,
  shared_by uuid,
  shared_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, relation, action, grantee, row_id),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  foreign key (tenant_id, user_id) references tenet.members (tenant_id, id),
  foreign key (tenant_id, role) references tenet.tenant_roles (tenant_id, name) on delete cascade,
  foreign key (tenant_id, group_name) references tenet.groups (tenant_id, name) on delete cascade,
  foreign key (tenant_id, shared_by) references tenet.members (tenant_id, id),
  constraint a_share_is_with_one check (num_nonnulls(user_id, role, group_name) = 1),
  constraint a_share_allows_one_of_three check (action in ('read', 'update', 'delete'))
);
create index on tenet.shares (relation);
create index on tenet.shares (tenant_id, user_id);
create index on tenet.shares (tenant_id, role);
create index on tenet.shares (tenant_id, group_name);
create index on tenet.shares (tenant_id, shared_by);
create index on tenet.shares (tenant_id, relation, row_id);

-- Step-up and billing -------------------------------------------------------------------------------------------------------

create table tenet.step_up_rules (
  action text not null,
  factor text not null,
  within interval not null,
  primary key (action),
  constraint a_factor_is_any_or_a_second check (factor in ('any', 'mfa')),
  constraint a_factor_is_fresh_for_a_while check (within between interval '1 minute' and interval '24 hours'),
  constraint an_action_is_what_dot_done check (action ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$')
);
insert into tenet.step_up_rules (action, factor, within)
select a.name, 'mfa', interval '15 minutes'
  from unnest('{support_grant.opened,support_grant.approved,api_key.created,api_key.rotated,ownership.transferred,billing.portal_opened,billing.payment_method_saved,support.configured}'::text[]) as a (name);

create table tenet.billing_accounts (
  tenant_id uuid not null references tenet.tenants (id),
  customer_id text not null,
  payment_method_saved_at timestamptz,
  primary key (tenant_id),
  constraint a_customer_id_is_the_providers check (length(customer_id) between 1 and 200)
);

-- Sessions ------------------------------------------------------------------------------------------------------------------

-- Sessions are opened again on demand: none is carried over.
alter table tenet_private.sessions no force row level security;
delete from tenet_private.sessions;
alter table tenet_private.sessions force row level security;
alter table tenet_private.sessions
  alter column tenant_id drop not null,
  alter column workspace_id drop not null,
  add column if not exists api_key_id uuid,
  add column if not exists support_grant_id uuid,
  add column if not exists actor_name text,
  add column if not exists groups text[] not null default '{}',
  add column if not exists attributes jsonb not null default '{}',
  add column if not exists second_factor_at timestamptz,
  add column if not exists identity jsonb,
  drop constraint a_session_is_a_members_or_a_jobs,
  -- Checked at commit, when tg_last_session_ends has ended it: whoever leaves is recorded in the session that they leave with.
  drop constraint sessions_tenant_id_membership_id_fkey,
  add foreign key (tenant_id, membership_id) references tenet.memberships (tenant_id, id) deferrable initially deferred,
  add foreign key (tenant_id, api_key_id) references tenet.api_keys (tenant_id, id) on delete cascade,
  add foreign key (tenant_id, support_grant_id) references tenet.support_grants (tenant_id, id) on delete cascade,
  add constraint a_session_rests_on_one_thing check (
    num_nonnulls(membership_id, api_key_id, support_grant_id, purpose, identity) = 1
    and case
          when purpose is not null then role is null
          when identity is not null then num_nonnulls(tenant_id, workspace_id, user_id, role) = 0 and permissions = '{}'
          else login = 'tenet_authenticator' and num_nonnulls(tenant_id, workspace_id, user_id, role) = 4
        end);
create index on tenet_private.sessions (tenant_id, api_key_id);
create index on tenet_private.sessions (tenant_id, support_grant_id);

-- Functions -----------------------------------------------------------------------------------------------------------------

-- These take or return something else than before.
drop function if exists tenet_private.current_actor();
drop function if exists tenet_private.record_event(uuid, uuid, text, text, text, text, uuid, text, uuid, text, text, jsonb, text);
drop function if exists tenet_private.with_masks(jsonb, text);
drop function if exists tenet_private.open_session(jsonb, text, inet, text);
drop function if exists tenet_private.workspaces_of(text, text);
drop function if exists tenet_private.pii_columns(regclass);

--! include all.sql
