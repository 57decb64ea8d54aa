-- Tenants, workspaces, people and their roles. A product calls tenet.create_tenant() and its sisters; the seed writes the rows
-- itself, because it gives them ids of its own.

insert into tenet.tenants (id, slug, name, created_at) values
  (pg_temp.row_id('northwind'),    'northwind',    'Northwind Agency',    '2025-01-06 09:00:00+00'),
  (pg_temp.row_id('harbour-pine'), 'harbour-pine', 'Harbour & Pine',      '2025-04-14 09:00:00+00'),
  (pg_temp.row_id('kestrel'),      'kestrel',      'Kestrel Communications', '2025-09-01 09:00:00+00');

insert into tenet.workspaces (tenant_id, id, slug, name, created_at)
select pg_temp.row_id(p.tenant), pg_temp.row_id(p.tenant || '/' || p.workspace), p.workspace, p.name, t.created_at
  from places p
  join tenet.tenants t
    on t.slug = p.tenant;

-- Whoever is listed twice belongs to two tenants, or has different roles in different workspaces. No workspace means all of the
-- tenant. Whoever is support there is staff of the operator, let in by a grant below.
create temporary table people (email, name, tenant, workspaces, role) as values
  ('ada@northwind.example',      'Ada Lindqvist',     'northwind', null::text[], 'owner'),
  ('bruno@northwind.example',    'Bruno Halvorsen',   'northwind', null, 'admin'),
  ('carla@northwind.example',    'Carla Mendes',      'northwind', '{retail,food,health}', 'manager'),
  ('dmitri@northwind.example',   'Dmitri Volkov',     'northwind', '{finance,travel,education,energy}', 'manager'),
  ('elif@northwind.example',     'Elif Arslan',       'northwind', '{retail}', 'member'),
  ('felix@northwind.example',    'Felix Baumann',     'northwind', '{retail,food}', 'member'),
  ('hana@northwind.example',     'Hana Novak',        'northwind', '{food}', 'member'),
  ('imran@northwind.example',    'Imran Siddiqui',    'northwind', '{health}', 'member'),
  ('katya@northwind.example',    'Katya Marin',       'northwind', '{finance}', 'member'),
  ('liam@northwind.example',     'Liam Doherty',    'northwind', '{travel}', 'member'),
  ('nora@northwind.example',     'Nora Sandvik',      'northwind', '{education,culture}', 'member'),
  ('oscar@northwind.example',    'Oscar Delgado',     'northwind', '{energy,public-sector}', 'member'),
  ('paula@northwind.example',    'Paula Ferreira',    'northwind', '{culture,sports}', 'member'),
  ('quentin@northwind.example',  'Quentin Marchand',  'northwind', '{sports}', 'manager'),
  ('rita@northwind.example',     'Rita Kovacs',       'northwind', '{public-sector}', 'member'),
  ('greta@northwind.example',    'Greta Holm',        'northwind', '{retail,health,culture}', 'editor'),
  ('hugo@northwind.example',     'Hugo Tremblay',     'northwind', '{retail,finance}', 'operator'),
  ('ines@northwind.example',     'Ines Castillo',     'northwind', '{retail}', 'viewer'),
  ('tomasz@northwind.example',   'Tomasz Wrona',      'northwind', '{travel,energy}', 'viewer'),
  ('jonas@northwind.example',    'Jonas Berg',        'northwind', null, 'board_viewer'),
  ('sam@support.example',        'Sam Okafor',        'northwind', '{retail}', 'support'),
  ('agnes@harbourpine.example',  'Agnes Whitlock',    'harbour-pine', null, 'owner'),
  ('basil@harbourpine.example',  'Basil Thornton',    'harbour-pine', null, 'admin'),
  ('chloe@harbourpine.example',  'Chloe Bennett',     'harbour-pine', '{studio,digital}', 'manager'),
  ('declan@harbourpine.example', 'Declan Moore',      'harbour-pine', '{studio}', 'member'),
  ('esme@harbourpine.example',   'Esme Clarke',       'harbour-pine', '{digital}', 'member'),
  ('fergus@harbourpine.example', 'Fergus Reid',       'harbour-pine', '{press}', 'member'),
  ('gwen@harbourpine.example',   'Gwen Parry',        'harbour-pine', '{press}', 'editor'),
  ('harriet@harbourpine.example','Harriet Cole',      'harbour-pine', '{studio}', 'viewer'),
  ('sam@support.example',        'Sam Okafor',        'harbour-pine', '{digital}', 'support'),
  ('yara@kestrel.example',       'Yara Haddad',       'kestrel', null, 'owner'),
  ('zeno@kestrel.example',       'Zeno Marchetti',    'kestrel', '{studio}', 'manager'),
  ('wanda@kestrel.example',      'Wanda Lis',         'kestrel', '{studio}', 'member'),
  ('viktor@kestrel.example',     'Viktor Sorensen',   'kestrel', '{studio}', 'operator'),
  ('ursula@kestrel.example',     'Ursula Brandt',     'kestrel', '{studio}', 'viewer'),
  -- Freelancers, each in two tenants.
  ('mara@freelance.example',     'Mara Quist',        'northwind', '{retail}', 'editor'),
  ('mara@freelance.example',     'Mara Quist',        'harbour-pine', '{studio}', 'member'),
  ('noor@freelance.example',     'Noor Rahman',       'harbour-pine', '{studio}', 'editor'),
  ('noor@freelance.example',     'Noor Rahman',       'kestrel', '{studio}', 'member');

insert into tenet.users (id, email, display_name, created_at)
select distinct pg_temp.row_id(email), email, name, timestamptz '2025-01-06 09:00:00+00'
  from people;

-- The issuer that development mints its own tokens with; its subject is the e-mail address.
insert into tenet.identities (issuer, subject, user_id, created_at)
select distinct 'urn:tenet:development', email, pg_temp.row_id(email), timestamptz '2025-01-06 09:00:00+00'
  from people;

insert into tenet.members (tenant_id, id, display_name, email, joined_at)
select distinct t.id, pg_temp.row_id(p.email), p.name, p.email, t.created_at + pg_temp.dice(p.email || t.slug, 400) * interval '1 day'
  from people p
  join tenet.tenants t
    on t.slug = p.tenant;

insert into tenet.memberships (tenant_id, id, user_id, workspace_id, role, created_at)
select t.id,
       pg_temp.row_id('membership/' || p.email || '/' || p.tenant || '/' || coalesce(w.slug, '')),
       pg_temp.row_id(p.email),
       pg_temp.row_id(p.tenant || '/' || w.slug),
       p.role,
       t.created_at + pg_temp.dice(p.email || t.slug, 400) * interval '1 day'
  from people p
  join tenet.tenants t
    on t.slug = p.tenant
  left join lateral unnest(p.workspaces) as w (slug)
    on true
 where p.role <> 'support';

-- Each tenant's owner let Sam in when the example was loaded, for as long as the operator allows at most.
insert into tenet.staff (user_id, email)
select distinct pg_temp.row_id(p.email), p.email
  from people p
 where p.role = 'support';

insert into tenet.support_settings (tenant_id, enabled)
select t.id, true
  from tenet.tenants t
 where t.slug in (select p.tenant from people p where p.role = 'support');

insert into tenet.support_grants (tenant_id, id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
select t.id, pg_temp.row_id('grant/' || p.email || '/' || p.tenant), p.email, pg_temp.row_id(p.email),
       'Numbers of a report that do not add up', now(), now() + interval '8 hours', 1, m.user_id
  from people p
  join tenet.tenants t
    on t.slug = p.tenant
  join tenet.memberships m
    on m.tenant_id = t.id
   and m.role = 'owner'
 where p.role = 'support';

insert into tenet.support_grant_workspaces (tenant_id, grant_id, workspace_id)
select pg_temp.row_id(p.tenant), pg_temp.row_id('grant/' || p.email || '/' || p.tenant), pg_temp.row_id(p.tenant || '/' || w.slug)
  from people p
 cross join lateral unnest(p.workspaces) as w (slug)
 where p.role = 'support';

insert into tenet.support_grant_approvals (tenant_id, grant_id, user_id)
select g.tenant_id, g.id, g.opened_by
  from tenet.support_grants g;

-- Per workspace, who does the work there: everybody whose role lets them change rows.
create temporary table crews as
select p.tenant || '/' || p.workspace as key,
       pg_temp.row_id(p.tenant) as tenant_id,
       pg_temp.row_id(p.tenant || '/' || p.workspace) as workspace_id,
       p.tenant,
       p.weight,
       p.industry,
       p.company_kinds,
       array(select m.user_id
               from tenet.memberships m
              where m.tenant_id = pg_temp.row_id(p.tenant)
                and m.workspace_id is not distinct from pg_temp.row_id(p.tenant || '/' || p.workspace)
                and m.role in ('manager', 'member', 'editor', 'operator')
              order by m.user_id) as people
  from places p;
