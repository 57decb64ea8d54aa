-- Brands of a tenant; companies, contacts and leads of a workspace. A larger weight means more of each.

insert into app.brands (tenant_id, id, name, tagline, website, primary_color, status, created_at, updated_at)
select t.id,
       pg_temp.row_id('brand/' || t.slug || '/' || n),
       b.name,
       case when n % 3 > 0 then 'Made for ' || pg_temp.pick(pg_temp.topics(), 'tagline/' || t.slug || n) end,
       case when n % 5 > 0 then 'https://www.' || lower(b.name) || '.example' end,
       pg_temp.pick('{#1f2937,#0f766e,#b45309,#7c3aed,#be123c,#1d4ed8,#15803d,#a16207}', 'color/' || t.slug || n),
       case when n % 9 = 0 then 'retired' when n % 7 = 0 then 'paused' else 'active' end,
       c.at,
       c.at
  from tenet.tenants t
 cross join generate_series(1, 18) n
 cross join lateral (select (pg_temp.company_roots())[1 + (n * 7 + pg_temp.dice(t.slug, 60)) % cardinality(pg_temp.company_roots())] as name) b
 cross join lateral (select t.created_at + n * interval '11 days' as at) c
 where n <= case t.slug when 'northwind' then 18 when 'harbour-pine' then 8 else 4 end;

insert into app.companies
  (tenant_id, workspace_id, id, name, domain, industry, headcount, status, city, country_code, account_manager_id, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       k.name,
       case when n % 12 > 0 then replace(lower(k.name), ' ', '-') || '.example' end,
       c.industry,
       case when n % 8 > 0 then 4 + pg_temp.dice(k.key || '/headcount', 60) * pg_temp.dice(k.key || '/size', 40) end,
       case when n % 10 < 6 then 'client' when n % 10 < 9 then 'prospect' else 'former' end,
       split_part(k.place, ':', 1),
       split_part(k.place, ':', 2),
       case when n % 6 > 0 then c.people[1 + pg_temp.dice(k.key || '/manager', cardinality(c.people))] end,
       k.at,
       c.people[1 + pg_temp.dice(k.key || '/by', cardinality(c.people))],
       k.at
  from crews c
 cross join lateral generate_series(1, 20 * c.weight) n
 cross join lateral (
   -- 131 shares no factor with the number of pairs, so that no pair of words comes twice in a workspace.
   select 'company/' || c.key || '/' || n as key,
          (n * 131 + pg_temp.dice(c.key, 480)) % (cardinality(pg_temp.company_roots()) * cardinality(c.company_kinds)) as pair
 ) p
 cross join lateral (
   select p.key,
          (pg_temp.company_roots())[1 + p.pair / cardinality(c.company_kinds)] || ' ' || c.company_kinds[1 + p.pair % cardinality(c.company_kinds)] as name,
          pg_temp.pick(pg_temp.places(), p.key || '/place') as place,
          pg_temp.today() - n * interval '19 hours' - pg_temp.dice(p.key, 600) * interval '1 minute' as at
 ) k;

insert into app.contacts
  (tenant_id, workspace_id, id, company_id, name, job_title, email, phone, national_id, date_of_birth, street, postal_code, city, country_code,
   marketing_consent, status, last_seen_at, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       o.id,
       k.given || ' ' || k.family,
       case when n % 11 > 0 then pg_temp.pick(pg_temp.job_titles(), k.key || '/job') end,
       case when n % 14 > 0 then lower(k.given || '.' || k.family) || '@' || coalesce(o.domain, 'post.example') end,
       case when n % 4 > 0 then k.phone || lpad(pg_temp.dice(k.key || '/number', case when k.phone like '+44%' then 1000 else 100 end)::text, case when k.phone like '+44%' then 3 else 2 end, '0') end,
       -- 9xx with a middle group below 50 was never given out, neither as a social security number nor as a tax number.
       case when n % 9 = 0 then format('9%s-%s-%s', lpad(pg_temp.dice(k.key || '/a', 100)::text, 2, '0'), 10 + pg_temp.dice(k.key || '/b', 40), 1000 + pg_temp.dice(k.key || '/c', 9000)) end,
       case when n % 3 = 0 then date '1958-03-01' + pg_temp.dice(k.key || '/born', 16000) end,
       case when n % 5 > 0 then pg_temp.pick(pg_temp.streets(), k.key || '/street') || ' ' || 1 + pg_temp.dice(k.key || '/house', 120) end,
       case when n % 5 > 0 then split_part(k.place, ':', 3) end,
       split_part(k.place, ':', 1),
       split_part(k.place, ':', 2),
       pg_temp.dice(k.key || '/consent', 10) < 4,
       case when n % 17 = 0 then 'archived' else 'active' end,
       least(pg_temp.today(), k.at + pg_temp.dice(k.key || '/seen', 2000) * interval '1 hour'),
       k.at,
       c.people[1 + pg_temp.dice(k.key || '/by', cardinality(c.people))],
       k.at
  from crews c
 cross join lateral generate_series(1, 120 * c.weight) n
 cross join lateral (select 'contact/' || c.key || '/' || n as key) p
 cross join lateral (
   select p.key,
          pg_temp.pick(pg_temp.given_names(), p.key || '/given') as given,
          pg_temp.pick(pg_temp.family_names(), p.key || '/family') as family,
          pg_temp.pick(pg_temp.phone_starts(), p.key || '/phone') as phone,
          pg_temp.pick(pg_temp.places(), p.key || '/place') as place,
          pg_temp.row_id('company/' || c.key || '/' || 1 + pg_temp.dice(p.key || '/company', 20 * c.weight)) as company_id,
          -- The last sixth is two years older than the rest, so that there is something for retention to find.
          pg_temp.today() - n * interval '161 minutes' - pg_temp.dice(p.key, 120) * interval '1 minute'
            - case when n > 100 * c.weight then interval '26 months' else interval '0' end as at
 ) k
  left join app.companies o
    on o.tenant_id = c.tenant_id
   and o.id = k.company_id
   and n % 20 > 0;

insert into app.leads
  (tenant_id, workspace_id, id, company_id, contact_id, title, source, stage, value_minor, currency_code, probability, owner_id,
   expected_close_on, closed_at, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       pg_temp.row_id('company/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/company', 20 * c.weight)),
       case when n % 4 > 0 then pg_temp.row_id('contact/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/contact', 120 * c.weight)) end,
       pg_temp.pick(pg_temp.offers(), k.key || '/offer'),
       pg_temp.pick('{referral,website,event,outbound,partner}', k.key || '/source'),
       k.stage,
       (8 + pg_temp.dice(k.key || '/value', 400)) * 25000::bigint,
       pg_temp.pick('{EUR,EUR,EUR,GBP,CHF,DKK,SEK,USD}', k.key || '/currency'),
       case k.stage when 'new' then 10 when 'qualified' then 30 when 'proposal' then 60 when 'won' then 100 else 0 end,
       case when n % 7 > 0 then c.people[1 + pg_temp.dice(k.key || '/owner', cardinality(c.people))] end,
       (k.at + (30 + pg_temp.dice(k.key || '/close', 90)) * interval '1 day')::date,
       case when k.stage in ('won', 'lost') then least(pg_temp.today(), k.at + (10 + pg_temp.dice(k.key || '/closed', 60)) * interval '1 day') end,
       k.at,
       c.people[1 + pg_temp.dice(k.key || '/by', cardinality(c.people))],
       k.at
  from crews c
 cross join lateral generate_series(1, 40 * c.weight) n
 cross join lateral (
   select 'lead/' || c.key || '/' || n as key,
          (array['new', 'qualified', 'proposal', 'won', 'lost', 'won'])[1 + pg_temp.dice('stage/' || c.key || n, case when n <= 10 * c.weight then 3 else 6 end)] as stage,
          pg_temp.today() - n * interval '11 hours' - pg_temp.dice('lead/' || c.key || n, 500) * interval '1 minute' as at
 ) k;
