-- What clients ask for: tickets and the messages in them.

create table app.tickets (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  company_id uuid not null,
  contact_id uuid,
  subject text not null check (length(subject) between 1 and 200),
  status text not null default 'open' check (status in ('open', 'waiting', 'closed')),
  priority smallint not null default 3 check (priority between 1 and 4),
  channel text not null default 'email' check (channel in ('email', 'phone', 'chat', 'portal')),
  assignee_id uuid,
  due_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint closed_when_status_says_so check ((status = 'closed') = (closed_at is not null))
);
create index tickets_newest on app.tickets (tenant_id, workspace_id, created_at desc, id desc);
create index tickets_by_status on app.tickets (tenant_id, workspace_id, status, created_at desc, id desc);
create index tickets_by_priority on app.tickets (tenant_id, workspace_id, priority, id);
comment on table app.tickets is 'A request of a client, from the first message to its end.';
comment on column app.tickets.company_id is 'Whose request it is.';
comment on column app.tickets.contact_id is 'Who wrote; null when it came in without a name.';
comment on column app.tickets.subject is 'What it is about, in one line.';
comment on column app.tickets.status is 'open: the agency''s turn. waiting: the client''s turn. closed: settled.';
comment on column app.tickets.priority is '1 urgent, 2 high, 3 normal, 4 low.';
comment on column app.tickets.channel is 'How it came in: email, phone, chat or portal.';
comment on column app.tickets.assignee_id is 'The member who works on it; null when nobody does.';
comment on column app.tickets.due_at is 'When an answer was promised for; null when nothing was promised.';
comment on column app.tickets.closed_at is 'When it was settled; null while it is not.';

select tenet.protect('app.tickets');
select tenet.refer('app.tickets', 'company_id', 'app.companies');
select tenet.refer('app.tickets', 'contact_id', 'app.contacts', on_delete => 'set null');
select tenet.refer('app.tickets', 'assignee_id', 'tenet.members');

create table app.ticket_messages (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  ticket_id uuid not null,
  direction text not null check (direction in ('inbound', 'outbound', 'internal')),
  author_id uuid,
  body text not null check (length(body) between 1 and 20000),
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index ticket_messages_newest on app.ticket_messages (tenant_id, workspace_id, created_at desc, id desc);
create index ticket_messages_of_ticket on app.ticket_messages (tenant_id, workspace_id, ticket_id, created_at desc, id desc);
comment on table app.ticket_messages is 'One message of a ticket. Who may read or answer the ticket may read or write its messages.';
comment on column app.ticket_messages.ticket_id is 'The ticket that it belongs to; its messages go with it.';
comment on column app.ticket_messages.direction is 'inbound: from the client. outbound: to the client. internal: a note that the client never sees.';
comment on column app.ticket_messages.author_id is 'The member who wrote it; null when the client did.';
comment on column app.ticket_messages.body is 'Plain text.';

select tenet.protect('app.ticket_messages', parent => 'app.tickets');
select tenet.refer('app.ticket_messages', 'author_id', 'tenet.members');
select tenet.allow('app.ticket_messages', 'insert',
  check_ => $$ exists (select from app.tickets t where t.tenant_id = ticket_messages.tenant_id and t.id = ticket_messages.ticket_id and t.status <> 'closed') $$,
  reason => 'A closed ticket gets no messages: open it again first.');
select tenet.retain('app.tickets', '6 years', measured_from => 'closed_at', action => 'anonymise', columns => '{subject,contact_id}',
  canary => '{"status": "closed"}',
  reason => 'How many requests there were and how fast they were settled stays; who asked, and what, does not.');
