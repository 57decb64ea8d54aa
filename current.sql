-- Masks: columns that are shown to some as they are, and to others as something else.

create table if not exists tenet.label_masks (
  label text not null references tenet.column_labels (name),
  mask text not null,
  argument text,
  unless text references tenet.permissions (name),
  reveal text references tenet.permissions (name),
  step_up boolean not null default false,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (label)
);
create index if not exists label_masks_by_permission on tenet.label_masks (unless);
create index if not exists label_masks_by_reveal on tenet.label_masks (reveal);

create table if not exists tenet.masks (
  relation regclass not null references tenet.protected_tables (relation) on delete cascade,
  column_name name not null,
  mask text not null,
  argument text,
  unless text references tenet.permissions (name),
  or_when text,
  label text,
  write text references tenet.permissions (name),
  reveal text references tenet.permissions (name),
  step_up boolean not null default false,
  version integer not null default 1,
  declared_at timestamptz not null default now(),
  declared_by name not null default session_user,
  primary key (relation, column_name)
);
create index if not exists masks_by_permission on tenet.masks (unless);
create index if not exists masks_by_write on tenet.masks (write);
create index if not exists masks_by_reveal on tenet.masks (reveal);

create table if not exists tenet_private.mask_keys (
  tenant_id uuid not null references tenet.tenants (id) on delete cascade,
  inner_key bytea not null,
  outer_key bytea not null,
  primary key (tenant_id),
  constraint keys_are_blocks_of_hmac check (length(inner_key) = 64 and length(outer_key) = 64)
);

-- How often each person had values revealed, and when they signed in.
create table if not exists tenet_private.reveals (
  tenant_id uuid not null references tenet.tenants (id) on delete cascade,
  user_id uuid not null references tenet.users (id) on delete cascade,
  hour timestamptz not null,
  count integer not null,
  primary key (tenant_id, user_id)
);
create index if not exists reveals_by_user on tenet_private.reveals (user_id);
alter table tenet_private.sessions add column if not exists authenticated_at timestamptz;

--! include all.sql

do $$
begin
  set local role tenet_resolver;
  perform tenet_private.make_mask_key(t.id) from tenet.tenants t;
  reset role;
end
$$;
