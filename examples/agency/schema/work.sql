-- What is to be done: tasks, what runs by itself, and each member's own saved views.

create table app.tasks (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  title text not null check (length(title) between 1 and 200),
  description text,
  status text not null default 'todo' check (status in ('todo', 'doing', 'review', 'done')),
  priority smallint not null default 3 check (priority between 1 and 4),
  assignee_id uuid,
  company_id uuid,
  ticket_id uuid,
  due_on date,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint completed_when_done check ((status = 'done') = (completed_at is not null))
);
create index tasks_newest on app.tasks (tenant_id, workspace_id, created_at desc, id desc);
create index tasks_by_status on app.tasks (tenant_id, workspace_id, status, created_at desc, id desc);
create index tasks_by_priority on app.tasks (tenant_id, workspace_id, priority, id);
comment on table app.tasks is 'Something that one member is to do.';
comment on column app.tasks.title is 'What is to be done, starting with a verb.';
comment on column app.tasks.description is 'More about it, as Markdown; null when the title says enough.';
comment on column app.tasks.status is 'todo, doing, review, done.';
comment on column app.tasks.priority is '1 urgent, 2 high, 3 normal, 4 low.';
comment on column app.tasks.assignee_id is 'The member who is to do it; null when nobody took it yet.';
comment on column app.tasks.company_id is 'The company it is done for; null for work of the agency itself.';
comment on column app.tasks.ticket_id is 'The ticket that asked for it; null when none did.';
comment on column app.tasks.due_on is 'The day by which it is to be done; null when any day will do.';
comment on column app.tasks.completed_at is 'When it was done; null while it is not.';

select tenet.protect('app.tasks');
select tenet.refer('app.tasks', 'assignee_id', 'tenet.members');
select tenet.refer('app.tasks', 'company_id', 'app.companies', on_delete => 'set null');
select tenet.refer('app.tasks', 'ticket_id', 'app.tickets', on_delete => 'set null');

create table app.automations (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  description text,
  event text not null check (event in ('lead_won', 'ticket_opened', 'ticket_overdue', 'contact_added', 'content_published')),
  action text not null check (action in ('send_email', 'create_task', 'assign_owner', 'refresh_dataset')),
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index automations_newest on app.automations (tenant_id, workspace_id, created_at desc, id desc);
comment on table app.automations is 'When something happens, do something.';
comment on column app.automations.name is 'As the list of automations shows it.';
comment on column app.automations.description is 'Why it exists; null when the name says enough.';
comment on column app.automations.event is 'What starts it: lead_won, ticket_opened, ticket_overdue, contact_added or content_published.';
comment on column app.automations.action is 'What it does: send_email, create_task, assign_owner or refresh_dataset.';
comment on column app.automations.enabled is 'Whether it runs at all.';

select tenet.protect('app.automations');

create table app.automation_runs (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  automation_id uuid not null,
  status text not null check (status in ('running', 'succeeded', 'failed')),
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  error text,
  primary key (tenant_id, id),
  constraint finished_when_not_running check ((status = 'running') = (finished_at is null)),
  constraint error_when_failed check ((status = 'failed') = (error is not null))
);
create index automation_runs_newest on app.automation_runs (tenant_id, workspace_id, started_at desc, id desc);
create index automation_runs_of_automation on app.automation_runs (tenant_id, workspace_id, automation_id, started_at desc, id desc);
comment on table app.automation_runs is 'One run of an automation.';
comment on column app.automation_runs.automation_id is 'What ran; its runs go with it.';
comment on column app.automation_runs.status is 'running, then succeeded or failed.';
comment on column app.automation_runs.started_at is 'When it began.';
comment on column app.automation_runs.finished_at is 'When it ended; null while it is running.';
comment on column app.automation_runs.error is 'Why it failed, in words for a member; null unless it failed.';

select tenet.protect('app.automation_runs', parent => 'app.automations');

create table app.saved_views (
  tenant_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 80),
  list text not null check (list in ('companies', 'contacts', 'leads', 'tickets', 'tasks', 'content_items')),
  filter jsonb not null default '{}' check (jsonb_typeof(filter) = 'object'),
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index saved_views_in_order on app.saved_views (tenant_id, workspace_id, user_id, position, id);
comment on table app.saved_views is 'A filtered list that one member keeps. Nobody else sees it.';
comment on column app.saved_views.user_id is 'Whose it is.';
comment on column app.saved_views.name is 'As the member called it.';
comment on column app.saved_views.list is 'Which list it shows: companies, contacts, leads, tickets, tasks or content_items.';
comment on column app.saved_views.filter is 'The filter argument of that list, as GraphQL takes it.';
comment on column app.saved_views.position is 'Place in the member''s own list, smallest first.';

select tenet.protect('app.saved_views', scope => 'personal');
select tenet.retain('app.saved_views', '5 years', measured_from => 'updated_at',
  reason => 'A list that its member has not touched for years names people who are gone from the lists themselves.');
