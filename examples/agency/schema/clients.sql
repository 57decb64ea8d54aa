-- Who the agency works for: brands, companies, contacts, leads.

-- brands: tenant-wide, because several workspaces work for the same brand.
create table app.brands (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  tagline text,
  website text,
  primary_color text not null default '#1f2937' check (primary_color ~ '^#[0-9a-f]{6}$'),
  status text not null default 'active' check (status in ('active', 'paused', 'retired')),
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index brands_by_name on app.brands (tenant_id, name, id);
comment on table app.brands is 'A client''s brand. It belongs to the tenant, and all its workspaces see it.';
comment on column app.brands.name is 'As the client writes it.';
comment on column app.brands.tagline is 'One line under the name; null when the brand has none.';
comment on column app.brands.website is 'Address with scheme; null when there is none yet.';
comment on column app.brands.primary_color is 'RGB as #rrggbb, lower case.';
comment on column app.brands.status is 'active: work goes on. paused: nothing new. retired: kept for its assets.';

select tenet.protect('app.brands', scope => 'tenant');
-- Whoever is a member of one workspace must not take a brand away from the others.
select tenet.withhold_permission('member', 'brand:delete');

create table app.companies (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  domain text,
  industry text not null,
  headcount integer check (headcount > 0),
  status text not null default 'prospect' check (status in ('prospect', 'client', 'former')),
  city text,
  country_code text,
  account_manager_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index companies_newest on app.companies (tenant_id, workspace_id, created_at desc, id desc);
create index companies_by_name on app.companies (tenant_id, workspace_id, name, id);
create index companies_by_status on app.companies (tenant_id, workspace_id, status, created_at desc, id desc);
comment on table app.companies is 'A company that the agency works for, wants to work for, or used to.';
comment on column app.companies.name is 'As the company writes it, without its legal form.';
comment on column app.companies.domain is 'Mail and web domain, lower case; null when unknown.';
comment on column app.companies.industry is 'In the agency''s own words, for example "Retail".';
comment on column app.companies.headcount is 'People employed; null when unknown.';
comment on column app.companies.status is 'prospect: not yet a client. client: there is a contract. former: there was one.';
comment on column app.companies.city is 'City of the head office; null when unknown.';
comment on column app.companies.country_code is 'Country of the head office; null when unknown.';
comment on column app.companies.account_manager_id is 'The member who looks after the company; null when nobody does.';

select tenet.protect('app.companies');
select tenet.refer('app.companies', 'country_code', 'app.countries');
select tenet.refer('app.companies', 'account_manager_id', 'tenet.members');

create table app.contacts (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  company_id uuid,
  name text not null check (length(name) between 1 and 200),
  job_title text,
  email text,
  phone text,
  national_id text,
  date_of_birth date,
  street text,
  postal_code text,
  city text,
  country_code text,
  marketing_consent boolean not null default false,
  status text not null default 'active' check (status in ('active', 'archived')),
  last_seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index contacts_newest on app.contacts (tenant_id, workspace_id, created_at desc, id desc);
create index contacts_by_name on app.contacts (tenant_id, workspace_id, name, id);
create index contacts_by_status on app.contacts (tenant_id, workspace_id, status, created_at desc, id desc);
create index contacts_last_seen on app.contacts (tenant_id, workspace_id, last_seen_at desc, id desc);
comment on table app.contacts is 'A person at a company, with personal data.';
comment on column app.contacts.company_id is 'Where the person works; null for a private person.';
comment on column app.contacts.name is 'Full name, in the order the person uses.';
comment on column app.contacts.job_title is 'Null when unknown.';
comment on column app.contacts.email is 'Personal data. Null when unknown.';
comment on column app.contacts.phone is 'Personal data, in international form with a leading +. Null when unknown.';
comment on column app.contacts.national_id is 'Personal data: tax or social security number, for contracts with freelancers. Null for all others.';
comment on column app.contacts.date_of_birth is 'Personal data. Null when unknown.';
comment on column app.contacts.street is 'Personal data: street and number. Null when unknown.';
comment on column app.contacts.postal_code is 'Personal data. Null when unknown.';
comment on column app.contacts.city is 'Null when unknown.';
comment on column app.contacts.country_code is 'Null when unknown.';
comment on column app.contacts.marketing_consent is 'Whether the person agreed to receive newsletters.';
comment on column app.contacts.status is 'active, or archived: kept, but changed no more.';
comment on column app.contacts.last_seen_at is 'When the person last wrote, called or opened something; retention counts from here.';

select tenet.protect('app.contacts');
select tenet.refer('app.contacts', 'company_id', 'app.companies', on_delete => 'set null');
select tenet.refer('app.contacts', 'country_code', 'app.countries');
select tenet.allow('app.contacts', 'update', when_ => $$ status <> 'archived' $$, check_ => 'true',
  reason => 'An archived contact waits for its retention to end; what is known of it stays as it was.');
select tenet.classify('app.contacts', c, 'personal') from unnest('{name,email,phone,date_of_birth,street,postal_code,city}'::text[]) c;
select tenet.classify('app.contacts', 'national_id', 'sensitive');
-- Whoever works with contacts sees how to reach them; who they are before the law, owners and admins alone.
select tenet.grant_permission(role, 'pii:read') from unnest('{manager,member}'::text[]) role;
select tenet.mask('app.contacts', 'email', with_ => 'email', unless => 'pii:read');
select tenet.mask('app.contacts', 'phone', with_ => 'phone', unless => 'pii:read');
select tenet.mask('app.contacts', 'street', unless => 'pii:read');
select tenet.mask('app.contacts', 'postal_code', unless => 'pii:read');
select tenet.mask('app.contacts', 'national_id', with_ => 'last4', unless => 'pii:identity', write => 'pii:identity', step_up => true);
select tenet.mask('app.contacts', 'date_of_birth', with_ => 'year', unless => 'pii:identity');
select tenet.grant_permission(role, 'pii:identity') from unnest('{owner,admin}'::text[]) role;
select tenet.retain('app.contacts', '24 months', measured_from => 'last_seen_at',
  reason => 'Nobody is kept in an address book who has not been heard of for two years.');

create table app.leads (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  company_id uuid not null,
  contact_id uuid,
  title text not null check (length(title) between 1 and 200),
  source text not null check (source in ('referral', 'website', 'event', 'outbound', 'partner')),
  stage text not null default 'new' check (stage in ('new', 'qualified', 'proposal', 'won', 'lost')),
  value_minor bigint not null default 0 check (value_minor >= 0),
  currency_code text not null default 'EUR',
  probability smallint not null default 10 check (probability between 0 and 100),
  owner_id uuid,
  expected_close_on date not null,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint closed_when_won_or_lost check ((stage in ('won', 'lost')) = (closed_at is not null))
);
create index leads_newest on app.leads (tenant_id, workspace_id, created_at desc, id desc);
create index leads_by_stage on app.leads (tenant_id, workspace_id, stage, created_at desc, id desc);
create index leads_by_expected_close on app.leads (tenant_id, workspace_id, expected_close_on, id);
comment on table app.leads is 'Work that may be sold.';
comment on column app.leads.company_id is 'Who would buy.';
comment on column app.leads.contact_id is 'Who decides there; null when not known yet.';
comment on column app.leads.title is 'What would be sold, in a few words.';
comment on column app.leads.source is 'How the agency heard of it: referral, website, event, outbound or partner.';
comment on column app.leads.stage is 'new, qualified, proposal, then won or lost.';
comment on column app.leads.value_minor is 'Expected total, in minor units of currency_code (cents).';
comment on column app.leads.currency_code is 'Currency of value_minor.';
comment on column app.leads.probability is 'Chance of winning, in percent.';
comment on column app.leads.owner_id is 'The member who pursues it; null when nobody does.';
comment on column app.leads.expected_close_on is 'The day on which a decision is expected.';
comment on column app.leads.closed_at is 'When it was won or lost; null while it is open.';

select tenet.protect('app.leads');
select tenet.refer('app.leads', 'company_id', 'app.companies');
select tenet.refer('app.leads', 'contact_id', 'app.contacts', on_delete => 'set null');
select tenet.refer('app.leads', 'currency_code', 'app.currencies');
select tenet.refer('app.leads', 'owner_id', 'tenet.members');
