-- A table with every kind of mask over every kind of value, so that the attack meets also those that no product table here has.
-- Its values are for managers alone: owners and admins, who read the audit trail and may write nearly everything, must not see them.

create function app.initial(value text)
  returns text
  language sql
  immutable
  return pg_catalog.left(value, 1) || '…';
comment on function app.initial(text) is 'A mask of the product''s own: the first character.';
grant execute on function app.initial(text) to tenet_visitor, tenet_views;

create table app.attacked_files (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  title text not null check (length(title) > 0),
  email text,
  phone varchar(40),
  account text,
  surname text,
  born date,
  seen timestamptz,
  salary numeric(12,2),
  visits integer,
  total bigint,
  badge text,
  diagnosis text,
  code varchar(40),
  details jsonb,
  reference uuid,
  tags text[],
  letter text,
  own_note text,
  passport text,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
comment on table app.attacked_files is 'Rows for the attack on masks: a column for each mask.';
select tenet.protect('app.attacked_files');

create table app.attacked_notes (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  file_id uuid,
  body text not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id)
);
comment on table app.attacked_notes is 'Children of attacked files, from which one could ask about their parent.';
create index attacked_notes_by_file on app.attacked_notes (tenant_id, workspace_id, file_id);
select tenet.protect('app.attacked_notes');
select tenet.refer('app.attacked_notes', 'file_id', 'app.attacked_files', on_delete => 'set null');

select tenet.mask('app.attacked_files', 'email', with_ => 'email', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'phone', with_ => 'phone', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'account', with_ => 'last4', unless => 'pii:attacked', write => 'pii:attacked');
select tenet.mask('app.attacked_files', 'surname', with_ => 'name', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'born', with_ => 'year', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'seen', with_ => 'year', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'salary', with_ => 'bucket', argument => '100000', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'visits', with_ => 'bucket', argument => '100000', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'total', with_ => 'bucket', argument => '1000000', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'badge', with_ => 'hash', unless => 'pii:attacked', write => 'pii:attacked');
select tenet.mask('app.attacked_files', 'diagnosis', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'code', with_ => 'constant', argument => 'withheld', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'details');
select tenet.mask('app.attacked_files', 'reference', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'tags', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'letter', with_ => 'app.initial', unless => 'pii:attacked');
select tenet.mask('app.attacked_files', 'own_note', unless => 'pii:attacked', or_when => 'created_by = (select tenet.current_user_id())');
select tenet.mask('app.attacked_files', 'passport', with_ => 'hide');
select tenet.grant_permission('manager', 'pii:attacked');
