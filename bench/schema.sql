-- Two governed tables with one relation, as a product would declare them. Run as tenet_migrator in a freshly installed database.

create table app.companies (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null,
  city text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
select tenet.protect('app.companies');

create table app.contacts (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  company_id uuid not null,
  name text not null,
  email text not null,
  phone text not null,
  notes text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index on app.contacts (tenant_id, workspace_id, created_at desc, id desc);
select tenet.protect('app.contacts');
select tenet.refer('app.contacts', 'company_id', 'app.companies');
