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

--! include all.sql
