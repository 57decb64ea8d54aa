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

-- Whatever no month was prepared for: an event is never refused for want of a partition.
create table if not exists tenet.audit_events_other partition of tenet.audit_events default;

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
  foreign key (tenant_id, workspace_id) references tenet.workspaces (tenant_id, id)
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

--! include all.sql

select tenet_private.create_audit_partitions();
