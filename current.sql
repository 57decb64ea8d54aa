-- Retention of tables ---------------------------------------------------------------------------------------------------------

alter table tenet_private.sessions
  drop constraint if exists a_session_is_a_members_or_a_jobs,
  add constraint a_session_is_a_members_or_a_jobs check (
    (login = 'tenet_authenticator' and user_id is not null and membership_id is not null and role is not null and purpose is null)
    or (login = 'tenet_worker' and membership_id is null and role is null and purpose is not null)
  );
set local role tenet_resolver;
drop function if exists tenet_private.open_job_session(uuid, uuid, text);   -- takes a fourth argument now
reset role;

create table if not exists tenet.retention_rules (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  keep_for interval not null,
  measured_from name not null,
  action text not null,
  columns name[],
  brake numeric not null,
  canary jsonb,
  recipe jsonb,
  reason text,
  brake_released_at timestamptz,
  brake_released_by name,
  brake_release_reason text,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation),
  constraint a_window_is_a_day_to_ten_years check (extract(epoch from keep_for) between 86400 and 315576000),
  constraint a_row_is_deleted_or_anonymised check (action in ('delete', 'anonymise')),
  constraint only_anonymising_names_columns check ((action = 'anonymise') = (cardinality(columns) > 0 and columns is not null)),
  constraint a_brake_is_a_share check (brake > 0 and brake <= 1),
  constraint a_canary_is_made_by_a_recipe check ((canary is null) = (recipe is null)),
  constraint a_release_says_who_and_why check (num_nonnulls(brake_released_at, brake_released_by, brake_release_reason) in (0, 3))
);

create table if not exists tenet.retention_runs (
  id uuid not null default gen_random_uuid(),
  relation regclass not null,
  version integer not null,
  tick timestamptz not null,
  job_run uuid not null,
  cutoff timestamptz not null,
  state text not null default 'counting',
  counted_tenant uuid,
  counted_workspace uuid,
  total bigint not null default 0,
  eligible bigint not null default 0,
  held bigint not null default 0,
  done bigint not null default 0,
  skipped bigint not null default 0,
  canary text,
  error text,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (id),
  unique (relation, tick),
  constraint a_run_has_a_state check (state in ('counting', 'working', 'braked', 'done', 'failed', 'abandoned')),
  constraint a_finished_run_has_an_end check ((state in ('counting', 'working')) = (finished_at is null)),
  constraint a_canary_has_a_fate check (canary in ('planted', 'gone', 'stays', 'not planted', 'opted out'))
);
create unique index if not exists retention_runs_open on tenet.retention_runs (relation) where finished_at is null;
create index if not exists retention_runs_newest on tenet.retention_runs (relation, started_at desc);

create table if not exists tenet_private.retention_tasks (
  retention_run uuid not null references tenet.retention_runs (id) on delete cascade,
  tenant_id uuid not null,
  workspace_id uuid not null,
  eligible bigint not null,
  held bigint not null,
  done bigint not null default 0,
  skipped bigint not null default 0,
  passed_at timestamptz,
  passed_key jsonb,
  state text not null,
  error text,
  primary key (retention_run, tenant_id, workspace_id),
  constraint a_task_has_a_state check (state in ('waiting', 'verifying', 'braked', 'done', 'failed')),
  constraint no_more_is_done_than_was_counted check (done + skipped <= eligible)
);
create index if not exists retention_tasks_open on tenet_private.retention_tasks (retention_run) where state in ('waiting', 'verifying');

create table if not exists tenet.retention_canaries (
  relation regclass not null references tenet.retention_rules (relation) on delete cascade,
  row_key jsonb,
  planted_at timestamptz,
  gone_at timestamptz,
  stays_since timestamptz,
  error text,
  primary key (relation)
);

create table if not exists tenet.legal_holds (
  tenant_id uuid not null references tenet.tenants (id),
  id uuid not null default gen_random_uuid(),
  workspace_id uuid,
  relation regclass,
  row_key text,
  reason text not null,
  placed_at timestamptz not null default clock_timestamp(),
  placed_by name not null default session_user,
  released_at timestamptz,
  released_by name,
  release_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  constraint a_row_is_held_in_a_table check (row_key is null or relation is not null),
  constraint a_hold_has_a_reason check (length(reason) > 0),
  constraint a_release_says_who_and_why check (num_nonnulls(released_at, released_by, release_reason) in (0, 3))
);
create index if not exists legal_holds_of_workspace on tenet.legal_holds (tenant_id, workspace_id);

--! include all.sql
