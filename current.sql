-- An audit trail that is complete, sealed, and able to forget.

-- The trail -----------------------------------------------------------------------------------------------------------------

create sequence if not exists tenet_private.audit_numbers;

create table if not exists tenet.audit_events (
  tenant_id uuid not null,
  workspace_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  id uuid not null default gen_random_uuid(),
  number bigint not null default nextval('tenet_private.audit_numbers'),
  action text not null,
  category text not null,
  severity text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  behalf_of uuid,
  credential_id uuid,
  object_type text,
  object_id text,
  request_id text,
  payload jsonb,
  salt uuid default gen_random_uuid(),
  commitment bytea,
  primary key (tenant_id, workspace_id, at, id)
) partition by range (at);
create index if not exists audit_events_by_number on tenet.audit_events (number);
create index if not exists audit_events_by_object on tenet.audit_events (tenant_id, object_id, at) where object_id is not null;

-- What is not info is rare, and looked for: of the others, this index has nothing.
create index if not exists audit_events_by_severity on tenet.audit_events (tenant_id, workspace_id, severity, at, id) where severity <> 'info';

-- A workspace belongs to one tenant: without this the planner multiplies both selectivities, fetches the workspace and sorts it.
create statistics if not exists tenet.audit_events_scope (dependencies) on tenant_id, workspace_id from tenet.audit_events;

-- Whatever no month was prepared for: an event is never refused for want of a partition.
create table if not exists tenet.audit_events_other partition of tenet.audit_events default;
create statistics if not exists tenet.audit_events_other_scope (dependencies) on tenant_id, workspace_id from tenet.audit_events_other;

create table if not exists tenet.audit_batches (
  tenant_id uuid not null,
  number bigint not null,
  first bigint not null,
  count bigint not null,
  after_number bigint not null,
  through_number bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  sealed_at timestamptz not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  pruned_at timestamptz,
  primary key (tenant_id, number),
  unique (tenant_id, through_number),
  unique (tenant_id, first),
  constraint batches_count_from_one check (number >= 1 and first >= 0 and count >= 1 and after_number < through_number),
  constraint hashes_are_sha256 check (length(root) = 32 and length(previous) = 32 and length(hash) = 32)
);
create index if not exists audit_batches_by_time on tenet.audit_batches (last_at) where pruned_at is null;

create table if not exists tenet.audit_checkpoints (
  tenant_id uuid not null,
  batch bigint not null,
  size bigint not null,
  note text not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, batch),
  foreign key (tenant_id, batch) references tenet.audit_batches (tenant_id, number)
);

create table if not exists tenet.audit_keys (
  verification_key text not null,
  first_used_at timestamptz not null default clock_timestamp(),
  primary key (verification_key),
  constraint a_verification_key_has_name_id_and_key check (verification_key ~ '^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$')
);

-- How far the trail is settled, sealed and written as log lines: one row, whose lock makes sealing the work of one at a time.
create table if not exists tenet_private.audit_seals (
  one boolean not null default true,
  sealed_through bigint not null default 0,
  pending_through bigint,
  pending_before xid8,
  logged_through bigint not null default 0,
  primary key (one),
  constraint there_is_one_row check (one),
  constraint a_mark_has_a_number_and_a_transaction check ((pending_through is null) = (pending_before is null))
);

-- Forgetting ----------------------------------------------------------------------------------------------------------------

create table if not exists tenet.audit_limits (
  one boolean not null default true,
  standard interval default '24 months',
  shortest interval not null default '30 days',
  longest interval,
  primary key (one),
  constraint there_is_one_row check (one),
  constraint a_window_is_a_day_or_more check (shortest >= interval '1 day' and standard >= shortest and longest >= shortest and standard <= longest)
);
insert into tenet.audit_limits default values on conflict do nothing;

create table if not exists tenet.audit_windows (
  tenant_id uuid not null,
  workspace_id uuid not null,
  keep_for interval,
  set_by uuid,
  set_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, workspace_id),
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id),
  constraint a_window_has_no_negative_part check (
    least(extract(year from keep_for), extract(month from keep_for), extract(day from keep_for), extract(hour from keep_for), extract(minute from keep_for), extract(second from keep_for)) >= 0
    and extract(year from keep_for) <= 1000
    and extract(day from keep_for) <= 400000)
);

create table if not exists tenet_private.audit_progress (
  tenant_id uuid not null,
  workspace_id uuid not null,
  forgotten_at timestamptz not null,
  forgotten_id uuid not null,
  primary key (tenant_id, workspace_id)
);

create table if not exists tenet_private.audit_removals (
  tenant_id uuid not null,
  event_number bigint not null,
  workspace_id uuid,
  through_batch bigint,
  event_numbers bigint[],
  announced_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  primary key (tenant_id, event_number),
  constraint a_removal_is_of_batches_or_of_payloads check ((through_batch is null) <> (event_numbers is null))
);
create index if not exists audit_removals_to_do on tenet_private.audit_removals (announced_at) where done_at is null;

-- What a session tells the trail --------------------------------------------------------------------------------------------

alter table tenet_private.sessions add column if not exists tenant_wide boolean not null default false;

-- Classified columns --------------------------------------------------------------------------------------------------------

create table if not exists tenet.column_labels (
  name text not null,
  recorded boolean not null,
  receipt_by_key boolean not null,
  description text not null,
  primary key (name),
  constraint a_label_is_a_lower_case_word check (name ~ '^[a-z][a-z0-9_]{0,62}$')
);

create table if not exists tenet.classified_columns (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  column_name name not null,
  label text not null references tenet.column_labels (name),
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation, column_name)
);
create index if not exists classified_columns_by_label on tenet.classified_columns (label);

-- Alerts, and the schedules of jobs ------------------------------------------------------------------------------------------

create table if not exists tenet.alert_rules (
  name text not null,
  severity text not null,
  description text not null,
  cooldown interval not null,
  enabled boolean not null default true,
  primary key (name),
  constraint a_rule_has_one_of_four_severities check (severity in ('info', 'notice', 'warning', 'critical')),
  constraint a_rule_rests_for_a_minute_at_least check (cooldown >= interval '1 minute')
);

insert into tenet.alert_rules (name, severity, description, cooldown)
values
  ('budget_80', 'notice', 'Four fifths of a budget are spent.', '1 day'),
  ('budget_exhausted', 'warning', 'A budget is spent; what it pays for is refused.', '1 day'),
  ('login_failures', 'warning', 'Many sessions were refused to callers of one network within five minutes.', '15 minutes'),
  ('cross_tenant_denied_burst', 'critical', 'Many requests for what belongs to somebody else came from one network within five minutes.', '15 minutes'),
  ('support_grant_opened', 'notice', 'A customer has let a member of staff in.', '1 hour'),
  ('support_grant_overdue', 'warning', 'A support grant is past its end and was not closed.', '1 day'),
  ('retention_stalled', 'warning', 'A job had rows to do and did none.', '6 hours'),
  ('audit_chain_broken', 'critical', 'The audit trail in the database contradicts a checkpoint that was signed. It is not signed any more: compare both, and find out who changed what.', '1 hour'),
  ('bulk_export', 'warning', 'One export took an unusual number of rows.', '1 hour'),
  ('erasure_sla_at_risk', 'critical', 'An erasure will not be done by its date.', '1 day'),
  ('policy_drift', 'critical', 'A protected table is not what was declared: select * from tenet.drift.', '6 hours'),
  ('job_overdue', 'warning', 'Work that runs by itself has not run, or fails: select * from tenet.jobs.', '1 hour')
on conflict (name) do nothing;

create table if not exists tenet.alerts (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  rule text not null references tenet.alert_rules (name),
  key text not null,
  severity text not null,
  detail jsonb not null,
  raised_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  occurrences bigint not null default 1,
  is_newest boolean not null default true,
  primary key (tenant_id, id),
  constraint a_detail_is_an_object check (jsonb_typeof(detail) = 'object')
);
create unique index if not exists alerts_newest on tenet.alerts (tenant_id, rule, key) where is_newest;
create index if not exists alerts_by_rule on tenet.alerts (rule, raised_at desc);

create table if not exists tenet_private.alert_deliveries (
  tenant_id uuid not null,
  alert_id uuid not null,
  channel text not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  lease uuid,
  settled_at timestamptz,
  error text,
  primary key (tenant_id, alert_id, channel),
  foreign key (tenant_id, alert_id) references tenet.alerts (tenant_id, id) on delete cascade,
  constraint a_channel_is_one_of_three check (channel in ('log', 'webhook', 'email')),
  constraint a_delivery_waits_or_is_settled check (state in ('waiting', 'delivered', 'skipped', 'failed') and (state = 'waiting') = (settled_at is null))
);
create index if not exists alert_deliveries_waiting on tenet_private.alert_deliveries (next_attempt_at) where state = 'waiting';

create table if not exists tenet.job_schedules (
  job text not null,
  cron text not null,
  longest_gap interval not null,
  registered_at timestamptz not null default clock_timestamp(),
  primary key (job)
);

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

select tenet_private.create_audit_partitions();
