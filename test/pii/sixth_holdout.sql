-- Blind hold-out: a mixed schema of eleven made-up products, for measuring suggestions of personal columns.
-- All data is fictitious: reserved example domains, documentation IP ranges, invented persons and firms.
--
-- Definitions the truth file judges by (surrogate ids, foreign keys and tenant columns are not judged):
-- PERSONAL: what tells who a natural person is, how to reach or find them, or special categories about them:
--   names of persons (also in role-like columns when the values are names), usernames/handles/logins, e-mail,
--   phone/fax/messenger of a person, postal address parts of a person, national ids, passport, driving licence,
--   tax ids of persons, bank account/card of persons, date/place of birth, gender, nationality, religion, health
--   and dietary information, disability, marital status, photo url of a person, coordinates of a person's home or
--   device track, IP addresses of persons, plates of private persons, next of kin.
-- NOT PERSONAL: firms, places, animals, machines, products and their names, registration numbers, switchboards,
--   shared mailboxes, addresses of firms and venues; server host names, MAC/IP of infrastructure; codes, statuses,
--   amounts, times of events, counts, titles of things, plates of a company fleet.
-- AMBIGUOUS (counted for nothing): free texts/notes, salary/grades/dates of a job, user agent, secrets and tokens,
--   codes that stand for a person (employee number, member number), settings, job titles.

begin;
set local client_min_messages = warning;
set local timezone = 'UTC';
create schema if not exists app;

-- deterministic pickers -------------------------------------------------------------------------------------------
create or replace function pg_temp.h(s text, i int) returns int language sql immutable as
$$ select ('x' || substr(md5(s || '#' || i), 1, 7))::bit(28)::int $$;
create or replace function pg_temp.n(s text, i int, lo int, hi int) returns int language sql immutable as
$$ select lo + pg_temp.h(s, i) % (hi - lo + 1) $$;
create or replace function pg_temp.c(s text, i int, pct int) returns boolean language sql immutable as
$$ select pg_temp.h('c' || s, i) % 100 < pct $$;
create or replace function pg_temp.p(s text, i int, l text) returns text language sql immutable as
$$ select (string_to_array(l, '|'))[1 + pg_temp.h(s, i) % cardinality(string_to_array(l, '|'))] $$;
create or replace function pg_temp.d(s text, i int, a date, b date) returns date language sql immutable as
$$ select a + pg_temp.h(s, i) % (b - a + 1) $$;
create or replace function pg_temp.t(s text, i int, a date, b date) returns timestamptz language sql stable as
$$ select (a + pg_temp.h(s, i) % (b - a + 1))::timestamptz + make_interval(secs => 21600 + pg_temp.h('t' || s, i) % 50400) $$;
create or replace function pg_temp.hx(s text, i int, k int) returns text language sql immutable as
$$ select substr(md5(s || '~' || i) || md5(i || '~' || s), 1, k) $$;
-- pattern: # digit, @ capital letter
create or replace function pg_temp.f(s text, i int, pat text) returns text language sql immutable as
$$ select string_agg(case ch when '#' then (pg_temp.h(s || o, i) % 10)::text
     when '@' then substr('ABCDEFGHJKLMNPRSTVWXYZ', 1 + pg_temp.h(s || o, i) % 22, 1) else ch end, '' order by o)
   from unnest(string_to_array(pat, null)) with ordinality u(ch, o) $$;
create or replace function pg_temp.fn(s text, i int, loc text) returns text language sql immutable as
$$ select pg_temp.p('f' || s, i, case loc
  when 'de' then 'Anke|Jürgen|Sabine|Holger|Ayşe|Matthias|Ute|Dieter|Swetlana|Björn|Katrin|Mehmet|Lieselotte|Timo|Heike|Rainer|Agnieszka|Volker|Jasmin|Ernst|Birgit|Florian|Nadine|Wolfgang|Zeynep|Kai-Uwe|Friederike|Goran'
  when 'fr' then 'Élodie|Jean-Luc|Fatoumata|Thierry|Manon|Karim|Geneviève|Bastien|Aïcha|Gwenaëlle|Marcel|Chloé|Yann|Odile|Rachid|Capucine|Hervé|Solène|Mamadou|Brigitte|Théo|Inès|Loïc|Ghislaine|Noémie|Patrice'
  when 'nl' then 'Sanne|Joost|Fleur|Hendrik|Anouk|Daan|Wilhelmina|Youssef|Marieke|Sjoerd|Esra|Bram|Liesbeth|Ruben|Tjitske|Gerrit|Femke|Niels|Roos|Jurgen'
  else 'Amara|Declan|Priya|Tomasz|Siobhan|Kwame|Hannah|Rhys|Mei Ling|Oluwaseun|Isla|Mateusz|Farah|Callum|Zainab|Gareth|Ngoc Anh|Beatrice|Imran|Lucía|Stuart|Aoife|Dmitri|Chidinma|Harriet|Kenji|Rosalind|Yusuf|Elif|Bronwen|Samir|Ewan|Giulia|Tariq|Niamh|Patrick|Leila|Duncan|Marta|Hiroko' end) $$;
create or replace function pg_temp.ln(s text, i int, loc text) returns text language sql immutable as
$$ select pg_temp.p('l' || s, i, case loc
  when 'de' then 'Kowalke|Brüggemann|Yıldız|Steinbach|Hoffmeister|Öztürk|Lindner|Petersen|Grünwald|Schäfer|Marković|Wegner|Zimmermann|Kästner|Bauer|Nowak|Freytag|von Rehden|Ahlers|Meißner|Ivanova|Dombrowski|Thiel|Haase-Lutz'
  when 'fr' then 'Le Goff|Dupuis|Benali|Marchand|Traoré|Chevallier|Lefèvre|Guérin|Diallo|Rousselot|Kerbrat|Haddad|Perrin|Da Silva|Moreau-Petit|Bouchet|Nguyen|Cousin|Delaunay|Tanguy|Mercier|Belkacem'
  when 'nl' then 'Vries|Bakker|Hoekstra|Dijk|Jansen|Yilmaz|Berg|Mulder|Postma|Smit|Heuvel|Brouwer|Bouazza|Veenstra|Kuipers|Leeuwen|Terpstra|Meer|Schouten|Wal'
  else 'Okafor|Hartley|Raghunathan|Wiśniewski|O''Sullivan|Mensah|Pemberton|Llewellyn|Tan|Adeyemi|MacLeod|Nowicka|Haddad|Fitzgerald|Begum|Whitcombe|Nguyen|Castellano|Qureshi|Ortega|Ferguson|Byrne|Volkov|Eze|Ashworth|Tanaka|Prentice|Demir|Kaya|Griffiths|Nasser|Drummond|Rossi|Mahmood|Gallagher|Osei|Sandhu|Buchanan|Zielińska|Marchetti|Oyelaran|Thwaite' end) $$;
create or replace function pg_temp.sl(x text) returns text language sql immutable as
$$ select regexp_replace(translate(lower(replace(replace(x, 'ß', 'ss'), 'ş', 's')), 'äöüéèêëïîçàâôûñćśńłıżóíÄÖÜÉÈÎÇŁÓÍ', 'aoueeeeiicaaouncsnlizoiaoueeicloi'), '[^a-z]', '', 'g') $$;
create or replace function pg_temp.em(a text, b text, dom text) returns text language sql immutable as
$$ select pg_temp.sl(a) || '.' || pg_temp.sl(b) || '@' || dom $$;
create or replace function pg_temp.iban(cc text, bban text) returns text language plpgsql immutable as
$$ declare r text := ''; ch text; begin
  foreach ch in array string_to_array(bban || cc || '00', null) loop
    r := r || case when ch ~ '[A-Z]' then (ascii(ch) - 55)::text else ch end;
  end loop;
  return cc || lpad((98 - (r::numeric % 97))::text, 2, '0') || bban; end $$;

-- 1. HR platform ----------------------------------------------------------------------------------------------------
create table app.offices (
  id bigserial primary key, name text not null, address_line1 text, city text, postcode text, country char(2),
  phone text, reception_email text, lat numeric(9,6), lng numeric(9,6));
insert into app.offices (name, address_line1, city, postcode, country, phone, reception_email, lat, lng)
select city || pg_temp.p('on', i, ' Hub| HQ| Quayside| Annex| North'), pg_temp.n('oa', i, 1, 220) || pg_temp.p('os', i, ' Canal Street| Foundry Lane| St James Court| Harbour Road| Merchant Way'),
  city, case cc when 'GB' then pg_temp.f('op', i, '@@# #@@') when 'IE' then pg_temp.f('op', i, 'D## @#@#') else pg_temp.f('op', i, '##-###') end, cc,
  case cc when 'GB' then pg_temp.f('of', i, '+44 20 7946 0###') when 'IE' then pg_temp.f('of', i, '+353 1 555 01##') else pg_temp.f('of', i, '+48 22 555 01 ##') end,
  'reception.' || lower(city) || i || '@northlight.example',
  50 + pg_temp.n('ol', i, 0, 5000000) / 1e6, -6 + pg_temp.n('og', i, 0, 9000000) / 1e6
from generate_series(1, 60) i, lateral (select pg_temp.p('oy', i, 'London|Leeds|Dublin|Cork|Warszawa|Bristol|Glasgow') city) a,
  lateral (select case when city in ('Dublin', 'Cork') then 'IE' when city = 'Warszawa' then 'PL' else 'GB' end cc) b;

create table app.employees (
  id bigserial primary key, employee_no varchar(12) unique, legal_first_name text not null, legal_last_name text not null, preferred_name text,
  work_email text not null, personal_email text, mobile varchar(32), date_of_birth date, gender varchar(20), nationality char(2), marital_status text,
  ni_number varchar(13), disability_status text, home_address text, home_postcode varchar(10), job_title text, department text, employment_type text,
  hired_on date, terminated_on date, annual_salary numeric(10,2), currency char(3), manager_id bigint references app.employees,
  office_id bigint references app.offices, is_active boolean, created_at timestamptz, updated_at timestamptz);
insert into app.employees (employee_no, legal_first_name, legal_last_name, preferred_name, work_email, personal_email, mobile, date_of_birth, gender, nationality,
  marital_status, ni_number, disability_status, home_address, home_postcode, job_title, department, employment_type, hired_on, terminated_on, annual_salary, currency,
  manager_id, office_id, is_active, created_at, updated_at)
select 'E' || lpad((1000 + i)::text, 6, '0'), f, l, case when pg_temp.c('pn', i, 20) then pg_temp.p('pn2', i, 'Tom|Bea|Kit|Mo|Ellie|Sam|Ollie|Rosie|Dec|Zee|AJ|Nat') end,
  pg_temp.em(f, l, 'northlight.example'), case when pg_temp.c('pe', i, 75) then pg_temp.sl(f) || pg_temp.n('pe2', i, 1, 99) || '@' || pg_temp.p('pd', i, 'example.com|example.org|mailbox.example') end,
  case when pg_temp.c('pm', i, 92) then pg_temp.f('pm', i, pg_temp.p('pm2', i, '+44 7700 900###|07700 900###|07700900###|+353 85 555 01##')) end,
  pg_temp.d('dob', i, '1958-01-01', '2004-12-31'), pg_temp.p('ge', i, 'female|male|female|male|non-binary|undisclosed'), pg_temp.p('na', i, 'GB|GB|GB|IE|PL|IN|NG|FR|IT'),
  case when pg_temp.c('ms', i, 70) then pg_temp.p('ms', i, 'single|married|civil_partnership|divorced|widowed') end,
  case when pg_temp.c('ni', i, 88) then pg_temp.f('ni', i, 'QQ ## ## ## ') || pg_temp.p('nj', i, 'A|B|C|D') end,
  case when pg_temp.c('di', i, 60) then pg_temp.p('di', i, 'none|none|none|none|hearing impairment|mobility|prefer not to say|dyslexia') end,
  pg_temp.n('ha', i, 1, 180) || pg_temp.p('hs', i, ' Elm Grove, Leeds| Park View, Bristol| Rowan Close, Reading| Station Road, Hove| Flat 2, Mill Lane, Glasgow| Church Street, York'),
  pg_temp.f('hp', i, '@@## #@@'), pg_temp.p('jt', i, 'Software Engineer|Account Executive|People Partner|Warehouse Lead|Finance Analyst|Support Specialist|Head of Product'),
  pg_temp.p('dp', i, 'Engineering|Sales|People|Operations|Finance|Support'), pg_temp.p('et', i, 'permanent|permanent|fixed_term|contractor|intern'),
  h, case when pg_temp.c('tm', i, 15) then h + pg_temp.n('tm', i, 90, 1200) end, pg_temp.n('sa', i, 240, 1100) * 100, pg_temp.p('cu', i, 'GBP|GBP|EUR'),
  case when i > 8 then pg_temp.n('mg', i, 1, 8) end, pg_temp.n('of', i, 1, 60), not pg_temp.c('tm', i, 15), h::timestamptz - interval '9 days', pg_temp.t('eu', i, '2024-06-01', '2025-05-31')
from generate_series(1, 180) i, lateral (select pg_temp.fn('emp', i, 'x') f, pg_temp.ln('emp', i, 'x') l, pg_temp.d('hi', i, '2012-01-01', '2024-05-31') h) a;

create table app.emergency_contacts (
  id bigserial primary key, employee_id bigint not null references app.employees, contact_name text not null, relationship text, primary_phone text, alternate_phone text,
  lives_at_same_address boolean, priority smallint, created_at timestamptz);
insert into app.emergency_contacts (employee_id, contact_name, relationship, primary_phone, alternate_phone, lives_at_same_address, priority, created_at)
select pg_temp.n('ec', i, 1, 180), pg_temp.p('ecm', i, '|||Mrs |Mr ') || pg_temp.fn('ec', i, 'x') || ' ' || pg_temp.ln('ec', i, 'x'), pg_temp.p('er', i, 'spouse|mother|father|partner|sister|friend|Husband|son'),
  pg_temp.f('ep', i, pg_temp.p('ep2', i, '07700 900###|+44 7700 900###|0113 496 0###')), case when pg_temp.c('ea', i, 25) then pg_temp.f('ea', i, '01632 960###') end,
  pg_temp.c('es', i, 55), pg_temp.n('epr', i, 1, 2), pg_temp.t('ecr', i, '2020-01-01', '2025-03-31')
from generate_series(1, 140) i;

create table app.candidates (
  id bigserial primary key, requisition_code varchar(10), full_name text, email text, phone text, linkedin_url text, based_in text, current_employer text, source text, stage text,
  expected_salary int, interview_score numeric(3,1), referred_by text, recruiter_notes text, applied_at timestamptz, rejected_at timestamptz);
insert into app.candidates (requisition_code, full_name, email, phone, linkedin_url, based_in, current_employer, source, stage, expected_salary, interview_score, referred_by, recruiter_notes, applied_at, rejected_at)
select 'REQ-' || pg_temp.n('rq', i, 101, 160), case when pg_temp.c('up', i, 6) then upper(f || ' ' || l) else f || ' ' || l end, pg_temp.em(f, l, pg_temp.p('cd', i, 'example.com|example.net|post.example')),
  case when pg_temp.c('cp', i, 80) then pg_temp.f('cp', i, pg_temp.p('cp2', i, '07700900###|+44 7700 900###|+1 212 555 01##|+353 85 555 01##')) end,
  case when pg_temp.c('cl', i, 60) then 'https://linkedin.example/in/' || pg_temp.sl(f) || '-' || pg_temp.sl(l) || '-' || pg_temp.hx('cl', i, 5) end,
  pg_temp.p('cb', i, 'Leeds|Manchester, UK|Dublin|Remote (Cardiff)|Kraków|Bristol|Croydon'), case when pg_temp.c('ce', i, 70) then pg_temp.p('ce', i, 'Brightwave Ltd|Oakham Foods|Tidewater Logistics|Kestrel Bank|Moorgate Studios') end,
  pg_temp.p('cs', i, 'careers_page|referral|job_board|agency|linkedin'), pg_temp.p('cg', i, 'applied|screen|interview|offer|hired|rejected|rejected'), pg_temp.n('cx', i, 28, 95) * 1000,
  case when pg_temp.c('ci', i, 50) then pg_temp.n('ci', i, 10, 50) / 10.0 end,
  case when pg_temp.c('cr', i, 22) then pg_temp.fn('emp', pg_temp.n('cr', i, 1, 180), 'x') || ' ' || pg_temp.ln('emp', pg_temp.n('cr', i, 1, 180), 'x') end,
  case when pg_temp.c('cq', i, 40) then pg_temp.p('cq', i, 'Strong on SQL, notice period 3 months.|Prefers four days a week.|Call back after Easter|Good culture add, salary high') end,
  pg_temp.t('ca', i, '2023-01-01', '2025-04-30'), case when pg_temp.c('cj', i, 30) then pg_temp.t('cj', i, '2025-05-01', '2025-06-10') end
from generate_series(1, 150) i, lateral (select pg_temp.fn('cand', i, 'x') f, pg_temp.ln('cand', i, 'x') l) a;

create table app.payroll_accounts (
  id bigserial primary key, employee_id bigint references app.employees, account_holder text, bank_name text, sort_code varchar(8), account_number varchar(10), iban varchar(34),
  pay_frequency text, split_percent smallint, verified_by text, verified_at timestamptz, superseded boolean default false);
insert into app.payroll_accounts (employee_id, account_holder, bank_name, sort_code, account_number, iban, pay_frequency, split_percent, verified_by, verified_at, superseded)
select i, pg_temp.p('pa', i, 'MR |MS ||') || upper(left(pg_temp.fn('emp', i, 'x'), 1) || ' ' || pg_temp.ln('emp', i, 'x')), pg_temp.p('pb', i, 'Kestrel Bank|First Mutual|Harbour Building Society|Banc Cymru'),
  case when gb then pg_temp.f('ps', i, '##-##-##') end, case when gb then pg_temp.f('pc', i, '########') end, case when not gb then pg_temp.iban('IE', 'EXMP' || pg_temp.f('pi', i, '##############')) end,
  pg_temp.p('pf', i, 'monthly|monthly|weekly'), case when pg_temp.c('psp', i, 90) then 100 else 50 end, case when pg_temp.c('pv', i, 80) then pg_temp.p('pv', i, 'hbyrne|p.sandhu|mkaya|svc-payroll|l.drummond') end, pg_temp.t('pv', i, '2022-01-01', '2025-05-31'), pg_temp.c('px', i, 8)
from generate_series(1, 160) i, lateral (select pg_temp.c('gb', i, 82) gb) a;

-- 2. Online shop (Prisma) ---------------------------------------------------------------------------------------------
create type app."OrderStatus" as enum ('PENDING', 'PAID', 'SHIPPED', 'DELIVERED', 'REFUNDED', 'CANCELLED');
create table app."Supplier" (
  id text primary key, "companyName" text not null, "contactPerson" text, "contactEmail" text, "ordersEmail" text, phone text, street text, city text, zip text, "countryCode" text,
  "vatId" text, iban text, "createdAt" timestamp(3) not null, "updatedAt" timestamp(3) not null);
insert into app."Supplier"
select 'c' || pg_temp.hx('sup', i, 24), co, f || ' ' || l, case when pg_temp.c('se', i, 75) then pg_temp.em(f, l, dom) end, pg_temp.p('so', i, 'orders@|sales@|bestellung@|info@') || dom,
  pg_temp.f('sp', i, pg_temp.p('sp2', i, '+49 30 23125 ###|+44 20 7946 0###|+31 20 555 01##')), pg_temp.p('ss', i, 'Industriestr. |Trading Estate Unit |Havenweg ') || pg_temp.n('ss', i, 1, 99),
  pg_temp.p('sc', i, 'Leipzig|Coventry|Rotterdam|Lyon|Brno'), pg_temp.f('sz', i, '#####'), pg_temp.p('sk', i, 'DE|GB|NL|FR|CZ'), pg_temp.f('sv', i, 'DE#########'),
  pg_temp.iban('DE', pg_temp.f('si', i, '##################')), pg_temp.t('sa', i, '2019-01-01', '2023-12-31'), pg_temp.t('su', i, '2024-01-01', '2025-05-31')
from generate_series(1, 60) i, lateral (select pg_temp.fn('sup', i, 'x') f, pg_temp.ln('sup', i, 'x') l, pg_temp.p('sn', i, 'Alder|Nordwerk|Hadley|Brückner|Maison Vert|Juniper') || pg_temp.p('sn2', i, ' Textiles| Keramik| Home| & Sons| Trading| Leather') || pg_temp.p('sn3', i, ' GmbH| Ltd| BV| SAS|') co) a, lateral (select pg_temp.sl(co) || '.example' dom) b;

create table app."Product" (
  id text primary key, sku text unique not null, name text not null, slug text not null, description text, "brandName" text, "targetGender" text, "ageGroup" text, ean text, price numeric(10,2),
  "stockOnHand" int, "supplierId" text references app."Supplier", "imageUrl" text, "isActive" boolean, "createdAt" timestamp(3));
insert into app."Product"
select 'c' || pg_temp.hx('prd', i, 24), pg_temp.f('ps', i, '@@-####-') || i, nm, replace(lower(nm), ' ', '-') || '-' || i, pg_temp.p('pde', i, 'Soft cotton blend, machine washable.|Hand-finished in small batches|Our bestseller since 2018.|'),
  pg_temp.p('pb', i, 'Stella & Finch|Jack Harper|Maison Odette|Nordlicht|Emil'), pg_temp.p('pg', i, 'women|men|unisex|kids'), pg_temp.p('pa', i, 'adult|adult|teen|child|baby'), pg_temp.f('pe', i, '40#########') || pg_temp.n('pe', i, 0, 99), pg_temp.n('pp', i, 5, 199) + 0.95,
  pg_temp.n('pk', i, 0, 300), 'c' || pg_temp.hx('sup', pg_temp.n('pz', i, 1, 60), 24), 'https://cdn.shop.example/p/' || pg_temp.hx('pi', i, 12) || '.webp', pg_temp.c('pac', i, 88), pg_temp.t('pc', i, '2021-01-01', '2025-04-30')
from generate_series(1, 130) i, lateral (select pg_temp.p('pn', i, 'Charlotte|Oscar|Willow|Henry|Riverside|Madeleine|Hugo') || pg_temp.p('pn2', i, ' Wrap Dress| Desk Lamp| Tote| Linen Shirt| Mug| Rug| Boots') nm) a;

create table app."Customer" (
  id text primary key, email text unique not null, "passwordHash" text, "firstName" text, "lastName" text, phone text, "birthDate" date, "avatarUrl" text, "companyName" text, locale text, "marketingOptIn" boolean,
  "emailVerified" timestamp(3), "stripeCustomerId" text, "loyaltyTier" text, "lifetimeValue" numeric(12,2), "ordersCount" int, "lastLoginIp" text, "referralCode" text, "createdAt" timestamp(3), "lastOrderAt" timestamp(3));
insert into app."Customer"
select 'c' || pg_temp.hx('cus', i, 24), replace(pg_temp.em(f, l, pg_temp.p('cd', i, 'example.com|example.org|post.example|mailbox.example')), '@', i || '@'), '$2b$10$' || pg_temp.hx('cp', i, 53), case when pg_temp.c('clw', i, 8) then lower(f) else f end, l,
  case when pg_temp.c('cph', i, 60) then pg_temp.f('cph', i, pg_temp.p('cph2', i, '+49 171 39200##|0171/39200##|+44 7700 900###|+33 6 39 98 ## ##')) end, case when pg_temp.c('cb', i, 35) then pg_temp.d('cb', i, '1950-01-01', '2006-12-31') end,
  case when pg_temp.c('cav', i, 25) then 'https://cdn.shop.example/avatars/' || pg_temp.hx('cav', i, 16) || '.jpg' end, case when pg_temp.c('cco', i, 8) then pg_temp.p('cco', i, 'Atelier Nord GmbH|Bean & Leaf Café|Studio Kite Ltd') end,
  pg_temp.p('clo', i, 'de-DE|en-GB|fr-FR'), pg_temp.c('cm', i, 45), case when pg_temp.c('cv', i, 70) then pg_temp.t('cv', i, '2022-01-01', '2025-05-01') end, case when pg_temp.c('cst', i, 80) then 'cus_' || pg_temp.hx('cst', i, 14) end,
  pg_temp.p('ct', i, 'BRONZE|BRONZE|SILVER|GOLD'), pg_temp.n('cl', i, 0, 300000) / 100.0, pg_temp.n('coc', i, 0, 25), case when pg_temp.c('cip', i, 75) then pg_temp.p('cip', i, '203.0.113.|198.51.100.|192.0.2.') || pg_temp.n('cip', i, 1, 254) end, pg_temp.f('crc', i, '@@@@##'),
  pg_temp.t('cc', i, '2020-01-01', '2024-12-31'), case when pg_temp.c('co', i, 80) then pg_temp.t('co', i, '2025-01-01', '2025-06-10') end
from generate_series(1, 170) i, lateral (select pg_temp.fn('cus', i, pg_temp.p('cl', i, 'x|de|fr')) f, pg_temp.ln('cus', i, pg_temp.p('cl', i, 'x|de|fr')) l) a;

create table app."Order" (
  id text primary key, "orderNumber" text unique, "customerId" text references app."Customer", "guestEmail" text, status app."OrderStatus", currency text, "grandTotal" numeric(10,2), "couponCode" text,
  recipient text, "shipLine1" text, "shipLine2" text, "shipPostalCode" text, "shipCity" text, "billingSnapshot" jsonb, "deliveryInstructions" text, carrier text, "trackingNumber" text, "paymentMethod" text, "placedAt" timestamp(3), "shippedAt" timestamp(3));
insert into app."Order"
select 'c' || pg_temp.hx('ord', i, 24), 'SO-' || (240000 + i * 7), case when not g then 'c' || pg_temp.hx('cus', k, 24) end, case when g then pg_temp.em(f, l, 'example.net') end, pg_temp.p('os', i, 'PENDING|PAID|SHIPPED|DELIVERED|DELIVERED|DELIVERED|REFUNDED|CANCELLED')::app."OrderStatus", 'EUR', s,
  case when pg_temp.c('oc', i, 20) then pg_temp.p('oc', i, 'WELCOME10|SUMMER25|EMMA15|FREESHIP') end, f || ' ' || l, st, case when pg_temp.c('o2', i, 20) then pg_temp.p('o2', i, 'c/o Lindner|Hinterhaus, 2. OG|Apt 4B|Bât. C') end, z, ci,
  jsonb_build_object('name', f || ' ' || l, 'street', st, 'postalCode', z, 'city', ci, 'country', 'DE'), case when pg_temp.c('od', i, 25) then pg_temp.p('od', i, 'Bitte beim Nachbarn abgeben|Leave in porch|ring twice|Packstation') end,
  pg_temp.p('ok', i, 'DHL|DPD|UPS|Hermes'), case when pg_temp.c('ot', i, 70) then pg_temp.f('ot', i, '00340434############') end, pg_temp.p('op', i, 'card|paypal|klarna|invoice'), pg_temp.t('oa', i, '2024-01-01', '2025-05-30'), case when pg_temp.c('ot', i, 70) then pg_temp.t('oa', i, '2024-01-01', '2025-05-30') + interval '2 days' end
from generate_series(1, 200) i, lateral (select pg_temp.n('ou', i, 1, 170) k, pg_temp.c('og', i, 18) g, pg_temp.n('om', i, 900, 45000) / 100.0 s) x, lateral (select pg_temp.fn('cus', k, pg_temp.p('cl', k, 'x|de|fr')) f, pg_temp.ln('cus', k, pg_temp.p('cl', k, 'x|de|fr')) l,
  pg_temp.p('ost', k, 'Lindenallee |Am Markt |Gartenweg |Karl-Marx-Str. |Mühlgasse ') || pg_temp.n('osn', k, 1, 140) st, pg_temp.f('oz', k, '#####') z, pg_temp.p('oy', k, 'Berlin|Köln|Dresden|Freiburg|Hamburg|Ulm') ci) a;

create table app."ProductReview" (
  id text primary key, "productId" text references app."Product", "customerId" text references app."Customer", "displayName" text, rating int, headline text, body text, "verifiedPurchase" boolean, "helpfulCount" int, status text, "moderatedBy" text, "createdAt" timestamp(3));
insert into app."ProductReview"
select 'c' || pg_temp.hx('rev', i, 24), 'c' || pg_temp.hx('prd', pg_temp.n('rp', i, 1, 130), 24), 'c' || pg_temp.hx('cus', pg_temp.n('rc', i, 1, 170), 24),
  case pg_temp.n('rd', i, 1, 3) when 1 then pg_temp.fn('rv', i, 'de') || ' ' || left(pg_temp.ln('rv', i, 'de'), 1) || '.' when 2 then lower(pg_temp.fn('rv', i, 'x')) || pg_temp.n('rd2', i, 60, 99) else pg_temp.fn('rv', i, 'fr') end,
  pg_temp.n('rr', i, 1, 5), pg_temp.p('rh', i, 'Love it|Too small|Great value|Schöne Farbe|ok'), pg_temp.p('rb', i, 'Fits perfectly and arrived quickly.|The seam came loose after a week|Würde ich wieder kaufen!|Size up.'), pg_temp.c('rv', i, 80), pg_temp.n('rf', i, 0, 40), pg_temp.p('rs', i, 'PUBLISHED|PUBLISHED|HIDDEN|PENDING'),
  case when pg_temp.c('rm', i, 60) then pg_temp.p('rm', i, 'nadine.w|j.petersen|tomasz|lucia.o') end, pg_temp.t('ra', i, '2023-01-01', '2025-06-01')
from generate_series(1, 150) i;

-- 3. Clinic -----------------------------------------------------------------------------------------------------------
create table app.patients (
  id bigserial primary key, mrn varchar(12) unique, title varchar(8), given_name text, family_name text, dob date, sex char(1), nhs_number varchar(12), address_1 text, address_2 text, town text, post_code text,
  home_tel text, mobile_tel text, email text, ethnicity text, religion text, blood_group varchar(4), allergies text, smoking_status text, next_of_kin text, nok_tel text, registered_gp_practice text,
  insurer text, policy_no text, registered_on date, last_seen_at timestamptz);
insert into app.patients (mrn, title, given_name, family_name, dob, sex, nhs_number, address_1, address_2, town, post_code, home_tel, mobile_tel, email, ethnicity, religion, blood_group, allergies, smoking_status, next_of_kin, nok_tel, registered_gp_practice, insurer, policy_no, registered_on, last_seen_at)
select 'M' || (700000 + i * 13), pg_temp.p('pt', i, 'Mr|Mrs|Ms|Miss|Dr|'), f, case when pg_temp.c('pu', i, 10) then upper(l) else l end, pg_temp.d('pd', i, '1931-01-01', '2023-12-31'), pg_temp.p('px', i, 'F|M|F|M|U'), pg_temp.f('pn', i, '999 ### ####'),
  pg_temp.n('pa', i, 1, 190) || pg_temp.p('pa', i, ' Beech Road| Victoria Terrace| Orchard Way| Queens Avenue| The Crescent'), case when pg_temp.c('pa2', i, 20) then pg_temp.p('pa2', i, 'Flat 3|Top Floor|Rose Cottage') end, pg_temp.p('pto', i, 'Exeter|Taunton|Crediton|Tiverton|Honiton'), pg_temp.f('pp', i, 'EX# #@@'),
  case when pg_temp.c('ph', i, 50) then pg_temp.f('ph', i, '01632 960###') end, case when pg_temp.c('pm', i, 88) then pg_temp.f('pm', i, pg_temp.p('pm2', i, '07700 900###|07700900###|+447700900###')) end, case when pg_temp.c('pe', i, 65) then pg_temp.em(f, l, pg_temp.p('pe', i, 'example.com|example.org')) end,
  case when pg_temp.c('pet', i, 60) then pg_temp.p('pet', i, 'White British|Black African|Indian|Pakistani|Mixed|Chinese|Not stated') end, case when pg_temp.c('pr', i, 40) then pg_temp.p('pr', i, 'None|Christian|Muslim|Hindu|Jewish|Sikh') end, case when pg_temp.c('pbg', i, 55) then pg_temp.p('pbg', i, 'O+|A+|B+|AB-|O-|A-') end,
  case when pg_temp.c('pal', i, 45) then pg_temp.p('pal', i, 'NKDA|Penicillin|Latex|Peanuts; bee stings|ibuprofen (rash)') end, pg_temp.p('psm', i, 'never|ex|current|never'), case when pg_temp.c('pk', i, 70) then pg_temp.fn('nok', i, 'x') || ' ' || l || pg_temp.p('pk', i, '| (partner)|') end, case when pg_temp.c('pk', i, 65) then pg_temp.f('pkt', i, '07700 900###') end,
  pg_temp.p('pg', i, 'St Thomas Surgery|Riverside Medical Practice|Mount Pleasant Health Centre'), case when pg_temp.c('pin', i, 30) then pg_temp.p('pin', i, 'Axbridge Health|Meridian Care') end, case when pg_temp.c('pin', i, 30) then pg_temp.f('ppo', i, '@@####/##') end, pg_temp.d('pre', i, '2009-01-01', '2025-01-31'), pg_temp.t('pls', i, '2023-01-01', '2025-06-01')
from generate_series(1, 160) i, lateral (select pg_temp.fn('pat', i, 'x') f, pg_temp.ln('pat', i, 'x') l) a;

create table app.encounters (
  id bigserial primary key, patient_id bigint references app.patients, seen_by text, encounter_type text, room text, started_at timestamptz, ended_at timestamptz, presenting_complaint text, icd10 varchar(8), diagnosis text,
  bp_systolic int, bp_diastolic int, weight_kg numeric(5,1), clinical_note text, outcome text, follow_up_on date, fee numeric(8,2));
insert into app.encounters (patient_id, seen_by, encounter_type, room, started_at, ended_at, presenting_complaint, icd10, diagnosis, bp_systolic, bp_diastolic, weight_kg, clinical_note, outcome, follow_up_on, fee)
select pg_temp.n('ep', i, 1, 160), pg_temp.p('es', i, 'Dr Anjali Raghunathan|Dr P. Llewellyn|Sr Bernadette Eze|Dr Hugh Ashworth|Nurse K. Osei'), pg_temp.p('et', i, 'new|review|telephone|procedure'), pg_temp.p('er', i, 'Room 1|Room 2|Treatment A|'), st, st + interval '20 minutes',
  pg_temp.p('ec', i, 'Lower back pain|Persistent cough|Migraine|Knee swelling|Rash on arms|Low mood'), split_part(dx, '/', 1), split_part(dx, '/', 2), case when pg_temp.c('eb', i, 60) then pg_temp.n('eb', i, 98, 172) end, case when pg_temp.c('eb', i, 60) then pg_temp.n('eb2', i, 58, 104) end, case when pg_temp.c('ew', i, 50) then pg_temp.n('ew', i, 420, 1290) / 10.0 end,
  case when pg_temp.c('en', i, 70) then pg_temp.p('en', i, 'Advised rest and fluids. Safety-netted.|Refer physio. Review 6/52.|Bloods requested, pt anxious about results') end, pg_temp.p('eo', i, 'discharged|follow_up|referred|dna'), case when pg_temp.c('ef', i, 35) then st::date + 42 end, pg_temp.n('efe', i, 6, 30) * 10
from generate_series(1, 200) i, lateral (select pg_temp.t('est', i, '2023-06-01', '2025-05-31') st, pg_temp.p('edx', i, 'M54.5/Low back pain|J20.9/Acute bronchitis|G43.9/Migraine|L30.9/Dermatitis|F32.0/Mild depressive episode|E11.9/Type 2 diabetes') dx) a;

create table app.prescriptions (
  id bigserial primary key, encounter_id bigint references app.encounters, patient_id bigint references app.patients, drug_name text, dose text, quantity int, repeats int, prescriber text, pharmacy_name text, pharmacy_phone text, status text, prescribed_on date, dispensed_at timestamptz);
insert into app.prescriptions (encounter_id, patient_id, drug_name, dose, quantity, repeats, prescriber, pharmacy_name, pharmacy_phone, status, prescribed_on, dispensed_at)
select e.id, e.patient_id, pg_temp.p('rxd', i, 'Amoxicillin 500mg|Naproxen 250mg|Sertraline 50mg|Metformin 500mg|Sumatriptan 50mg'), pg_temp.p('rxo', i, '1 tds|1 bd pc|1 od|2 prn'), pg_temp.n('rxq', i, 1, 8) * 7, pg_temp.n('rxr', i, 0, 5), e.seen_by, pg_temp.p('rxp', i, 'Cathedral Green Pharmacy|Well Street Chemist|Day Lewis & Co'), pg_temp.f('rxt', i, '01632 960#00'),
  pg_temp.p('rxs', i, 'issued|dispensed|dispensed|cancelled'), e.started_at::date, case when pg_temp.c('rxx', i, 60) then e.started_at + interval '1 day' end
from generate_series(1, 120) i join app.encounters e on e.id = i;

-- 4. Hausverwaltung (German) ------------------------------------------------------------------------------------------
create table app.liegenschaften (
  id bigserial primary key, objekt_nr text unique, bezeichnung text, strasse text, hausnummer text, plz varchar(5), ort text, baujahr int, grundbuchblatt text, heizungsart text, hausmeister text, hausmeister_handy text, anzahl_einheiten int);
insert into app.liegenschaften (objekt_nr, bezeichnung, strasse, hausnummer, plz, ort, baujahr, grundbuchblatt, heizungsart, hausmeister, hausmeister_handy, anzahl_einheiten)
select 'OBJ' || lpad(i::text, 4, '0'), 'WEG ' || st || ' ' || pg_temp.n('lh', i, 1, 120), st, pg_temp.n('lh', i, 1, 120)::text || pg_temp.p('lhz', i, '|||a|b'), pg_temp.f('lp', i, '5####'), pg_temp.p('lo', i, 'Köln|Bonn|Leverkusen|Siegburg'), pg_temp.n('lb', i, 1898, 2021), 'Bl. ' || pg_temp.f('lg', i, '####'),
  pg_temp.p('lhe', i, 'Gas-Zentralheizung|Fernwärme|Wärmepumpe|Öl'), case when pg_temp.c('lm', i, 85) then left(pg_temp.fn('hm', i % 14, 'de'), 1) || '. ' || pg_temp.ln('hm', i % 14, 'de') else 'Fa. Blitzblank' end, case when pg_temp.c('lm', i, 85) then pg_temp.f('hmt', i % 14, '0171 39200##') end, pg_temp.n('le', i, 4, 48)
from generate_series(1, 70) i, lateral (select pg_temp.p('ls', i, 'Goethestraße|Rheinallee|Am Stadtwald|Clara-Schumann-Weg|Bismarckstraße|Kirchplatz') st) a;

create table app.wohneinheiten (
  id bigserial primary key, liegenschaft_id bigint references app.liegenschaften, we_nr text, lage text, wohnflaeche numeric(6,2), kaltmiete numeric(8,2), klingelschild text, stromzaehler_nr text, zaehlerstand numeric(10,1), abgelesen_am date, status text);
insert into app.wohneinheiten (liegenschaft_id, we_nr, lage, wohnflaeche, kaltmiete, klingelschild, stromzaehler_nr, zaehlerstand, abgelesen_am, status)
select pg_temp.n('wl', i, 1, 70), 'WE' || lpad(pg_temp.n('ww', i, 1, 48)::text, 2, '0'), pg_temp.p('wg', i, 'EG links|EG rechts|1. OG links|2. OG mitte|DG'), pg_temp.n('wf', i, 280, 1400) / 10.0, pg_temp.n('wk', i, 320, 1650),
  case when pg_temp.c('ws', i, 90) then pg_temp.ln('mie', i, 'de') || case when pg_temp.c('wsk', i, 25) then ' / ' || pg_temp.ln('wsk', i, 'de') else '' end end, pg_temp.f('wst', i, '1EMH00########'), pg_temp.n('wza', i, 1000, 900000) / 10.0, pg_temp.d('wa', i, '2024-11-01', '2025-01-31'), pg_temp.p('wsa', i, 'vermietet|vermietet|vermietet|leer|Sanierung')
from generate_series(1, 150) i;

create table app.mieter (
  id bigserial primary key, wohneinheit_id bigint references app.wohneinheiten, mieter_nr text, anrede text, vorname text, nachname text, geburtsdatum date, familienstand text, telefon_privat text, handy text, email text, vorherige_anschrift text, kontoinhaber text, iban text, kfz_kennzeichen text, beruf text,
  einzug_am date, auszug_am date, kaution numeric(8,2), mahnstufe int, bemerkung text);
insert into app.mieter (wohneinheit_id, mieter_nr, anrede, vorname, nachname, geburtsdatum, familienstand, telefon_privat, handy, email, vorherige_anschrift, kontoinhaber, iban, kfz_kennzeichen, beruf, einzug_am, auszug_am, kaution, mahnstufe, bemerkung)
select i, 'M-' || (20000 + i * 3), pg_temp.p('ma', i, 'Herr|Frau|Frau|Herr|'), f, l, pg_temp.d('mg', i, '1938-01-01', '2004-12-31'), case when pg_temp.c('mf', i, 60) then pg_temp.p('mf', i, 'ledig|verheiratet|geschieden|verwitwet') end, case when pg_temp.c('mt', i, 55) then pg_temp.f('mt', i, pg_temp.p('mt2', i, '0221 4710 ###|0221/4710###|+49 228 555 ###')) end,
  case when pg_temp.c('mh', i, 85) then pg_temp.f('mh', i, pg_temp.p('mh2', i, '0171 39200##|+49 171 39200##|017139200##')) end, case when pg_temp.c('me', i, 70) then pg_temp.em(f, l, pg_temp.p('me', i, 'post.example|mailbox.example|example.net')) end,
  case when pg_temp.c('mv', i, 50) then pg_temp.p('mv', i, 'Hauptstr. |Ringstraße |Zum Acker ') || pg_temp.n('mv', i, 1, 90) || pg_temp.p('mv3', i, ', 50667 Köln|, 53111 Bonn|, 40213 Düsseldorf') end, f || ' ' || l, pg_temp.iban('DE', pg_temp.f('mi', i, '##################')), case when pg_temp.c('mk', i, 40) then pg_temp.f('mk', i, pg_temp.p('mk2', i, 'K-@@ ####|BN-@@ ###|SU @ ####')) end,
  case when pg_temp.c('mb', i, 60) then pg_temp.p('mb', i, 'Erzieherin|Elektriker|Rentner|Studentin|Angestellter') end, e, case when pg_temp.c('mx', i, 12) then e + 900 end, pg_temp.n('mka', i, 600, 4200), pg_temp.p('mm', i, '0|0|0|0|1|2')::int, case when pg_temp.c('mbe', i, 20) then pg_temp.p('mbe', i, 'zahlt immer pünktlich|Hund genehmigt|Ratenzahlung vereinbart bis 12/24') end
from generate_series(1, 140) i, lateral (select pg_temp.fn('mie', i, 'de') f, pg_temp.ln('mie', i, 'de') l, pg_temp.d('mez', i, '2006-01-01', '2022-12-31') e) a;

create table app.handwerksbetriebe (
  id bigserial primary key, firma text, gewerk text, ansprechpartner text, telefon text, notdienst_nr text, email text, strasse text, plz varchar(5), ort text, ust_id text, iban text, stundensatz numeric(6,2), rahmenvertrag boolean);
insert into app.handwerksbetriebe (firma, gewerk, ansprechpartner, telefon, notdienst_nr, email, strasse, plz, ort, ust_id, iban, stundensatz, rahmenvertrag)
select co, g, case when pg_temp.c('ha', i, 75) then pg_temp.p('ha', i, 'Herr |Frau |Hr. ') || pg_temp.ln('hw', i, 'de') end, pg_temp.f('ht', i, pg_temp.p('ht2', i, '0221 4710-0##|02202 555-0')), case when pg_temp.c('hn', i, 40) then pg_temp.f('hn', i, '0800 555 0###') end, pg_temp.p('hee', i, 'info|buero|auftrag') || '@' || pg_temp.sl(co) || '.example',
  pg_temp.p('hs', i, 'Gewerbepark |Werkstr. |Im Feldchen ') || pg_temp.n('hs', i, 1, 60), pg_temp.f('hp', i, '51###'), pg_temp.p('ho', i, 'Köln|Bergisch Gladbach|Hürth'), pg_temp.f('hu', i, 'DE#########'), pg_temp.iban('DE', pg_temp.f('hi', i, '##################')), pg_temp.n('hst', i, 42, 98), pg_temp.c('hr', i, 30)
from generate_series(1, 60) i, lateral (select pg_temp.p('hg', i, 'Sanitär|Elektro|Maler|Dachdecker|Schlüsseldienst') g) b, lateral (select pg_temp.p('hf', i, 'Wegner|Thiel & Sohn|Rheinland|Ahlers|Domstadt') || ' ' || g || pg_temp.p('hf2', i, ' GmbH| KG| e.K.') co) a;

-- 5. Helpdesk SaaS ----------------------------------------------------------------------------------------------------
create table app.organizations (
  id bigserial primary key, name text, domain text, main_phone text, billing_email text, hq_address text, plan text, seats int, mrr_cents int, account_owner text, external_crm_code text, health_score int, created_at timestamptz);
insert into app.organizations (name, domain, main_phone, billing_email, hq_address, plan, seats, mrr_cents, account_owner, external_crm_code, health_score, created_at)
select nm, dom, pg_temp.f('hop', i, pg_temp.p('hop2', i, '+1 (312) 555-01##|+44 20 7946 0###|+1-415-555-0100')), pg_temp.p('hob', i, 'accounts-payable@|billing@|invoices@|finance@') || dom, pg_temp.n('hoa', i, 10, 4000) || pg_temp.p('hoa', i, ' Market St, San Francisco, CA 94103| W Wacker Dr, Chicago, IL 60606| King William St, London EC4N 7TW'),
  pg_temp.p('hopl', i, 'starter|growth|growth|enterprise'), pg_temp.n('hos', i, 3, 250), pg_temp.n('hom', i, 20, 900) * 1000, pg_temp.p('hoo', i, 'Bronwen Griffiths|Samir Nasser|Lucía Ortega|unassigned'), pg_temp.f('hoc', i, 'ACC-######'), pg_temp.n('hoh', i, 20, 100), pg_temp.t('hocr', i, '2018-01-01', '2025-01-31')
from generate_series(1, 80) i, lateral (select pg_temp.p('hon', i, 'Bluefin|Walter Reed|Copperline|Hazel|Summit Ridge|Delgado') || pg_temp.p('hon2', i, ' Analytics| Foods| Robotics| Partners| Dental Group') nm) a, lateral (select pg_temp.sl(nm) || i || '.example' dom) b;

create table app.agents (
  id bigserial primary key, login text unique, full_name text, email text, direct_dial text, avatar_url text, role text, team text, ui_settings jsonb, signature text, api_token text, mfa_enabled boolean, failed_logins int, last_ip inet, last_seen_at timestamptz, is_active boolean);
insert into app.agents (login, full_name, email, direct_dial, avatar_url, role, team, ui_settings, signature, api_token, mfa_enabled, failed_logins, last_ip, last_seen_at, is_active)
select pg_temp.sl(left(f, 1)) || pg_temp.sl(l) || i, f || ' ' || l, pg_temp.em(f, l, 'deskly.example'), case when pg_temp.c('ad', i, 60) then pg_temp.f('ad', i, '+1 312 555 01## x') || pg_temp.n('adx', i, 100, 499) end, case when pg_temp.c('aa', i, 70) then '/uploads/avatars/' || pg_temp.hx('aa', i, 20) || '.png' end,
  pg_temp.p('ar', i, 'agent|agent|agent|lead|admin'), pg_temp.p('at', i, 'Tier 1|Tier 2|Billing|Onboarding'), jsonb_build_object('theme', pg_temp.p('au', i, 'dark|light'), 'density', 'compact'), 'Best, ' || split_part(f, ' ', 1) || E'\nDeskly Support', 'dk_live_' || pg_temp.hx('ak', i, 32), pg_temp.c('am', i, 70), pg_temp.p('af', i, '0|0|0|1|4')::int,
  ('198.51.100.' || pg_temp.n('ai', i, 1, 254))::inet, pg_temp.t('as', i, '2025-01-01', '2025-06-10'), pg_temp.c('aac', i, 88)
from generate_series(1, 60) i, lateral (select pg_temp.fn('agt', i, 'x') f, pg_temp.ln('agt', i, 'x') l) a;

create table app.requesters (
  id bigserial primary key, organization_id bigint references app.organizations, name text, primary_email text, phone text, whatsapp text, x_handle text, locale text, external_ref text, job_title text, suspended boolean, tickets_count int, internal_notes text, created_at timestamptz, updated_at timestamptz);
insert into app.requesters (organization_id, name, primary_email, phone, whatsapp, x_handle, locale, external_ref, job_title, suspended, tickets_count, internal_notes, created_at, updated_at)
select k, case when pg_temp.c('rn', i, 12) then pg_temp.sl(f) else f || ' ' || l end, pg_temp.em(f, l, (select domain from app.organizations where id = k)), case when pg_temp.c('rp', i, 45) then pg_temp.f('rp', i, pg_temp.p('rp2', i, '+1 (646) 555-01##|6465550###|+44 7700 900###')) end, case when pg_temp.c('rw', i, 15) then pg_temp.f('rw', i, '+447700900###') end,
  case when pg_temp.c('rx', i, 12) then '@' || pg_temp.sl(f) || pg_temp.p('rx', i, '_|.|x') || pg_temp.n('rx', i, 1, 99) end, pg_temp.p('rl', i, 'en-US|en-GB|es'), case when pg_temp.c('re', i, 40) then 'usr_' || pg_temp.hx('re', i, 10) end, case when pg_temp.c('rj', i, 40) then pg_temp.p('rj', i, 'Office Manager|CTO|Ops Analyst') end, pg_temp.c('rs', i, 3), pg_temp.n('rt', i, 1, 60),
  case when pg_temp.c('ri', i, 10) then pg_temp.p('ri', i, 'VIP - escalate|Prone to duplicate tickets|Prefers Spanish') end, pg_temp.t('rcr', i, '2021-01-01', '2024-12-31'), pg_temp.t('ru', i, '2025-01-01', '2025-06-01')
from generate_series(1, 180) i, lateral (select pg_temp.n('ro', i, 1, 80) k, pg_temp.fn('req', i, 'x') f, pg_temp.ln('req', i, 'x') l) a;

create table app.mailboxes (
  id bigserial primary key, address text unique, display_name text, imap_host text, imap_port int, imap_user text, imap_password text, default_team text, auto_reply boolean, last_polled_at timestamptz, last_error text);
insert into app.mailboxes (address, display_name, imap_host, imap_port, imap_user, imap_password, default_team, auto_reply, last_polled_at, last_error)
select ad, initcap(replace(bx, '-', ' ')) || ' Team', 'imap' || pg_temp.n('mbh', i, 1, 3) || '.mail.example', 993, ad, 'enc:' || pg_temp.hx('mbp', i, 40), pg_temp.p('mbt', i, 'Tier 1|Tier 2|Billing'), pg_temp.c('mba', i, 60), pg_temp.t('mbl', i, '2025-06-01', '2025-06-10'), case when pg_temp.c('mbe', i, 12) then pg_temp.p('mbe', i, 'AUTHENTICATIONFAILED|timeout after 30s') end
from generate_series(1, 60) i, lateral (select pg_temp.p('mbb', i, 'support|billing|help|security|returns-desk|press') bx) a, lateral (select bx || '@' || pg_temp.p('mbd', i, 'bluefin|copperline|hazel|summitridge') || i || '.example' ad) b;

create table app.tickets (
  id bigserial primary key, ticket_number int unique, requester_id bigint references app.requesters, assignee_id bigint references app.agents, mailbox_id bigint references app.mailboxes, subject text, description text, priority text, status text, channel text, from_address text, cc text[], source_ip inet, user_agent text,
  csat smallint, tags text[], first_reply_at timestamptz, solved_at timestamptz, created_at timestamptz);
insert into app.tickets (ticket_number, requester_id, assignee_id, mailbox_id, subject, description, priority, status, channel, from_address, cc, source_ip, user_agent, csat, tags, first_reply_at, solved_at, created_at)
select 48000 + i, r.id, case when pg_temp.c('ta', i, 90) then pg_temp.n('ta', i, 1, 60) end, pg_temp.n('tm', i, 1, 60), pg_temp.p('ts', i, 'Cannot log in|Invoice 2291 wrong|Feature request: dark mode|RE: export stuck|Refund pls'), pg_temp.p('td', i, 'Hi team, since this morning we get a 500 when exporting.|Please resend the invoice to our AP team, thanks|Is there an ETA?'),
  pg_temp.p('tp', i, 'low|normal|normal|high|urgent'), pg_temp.p('tst', i, 'open|pending|solved|closed'), ch, case when ch = 'email' then r.primary_email end, case when pg_temp.c('tc', i, 20) then array[pg_temp.em(pg_temp.fn('tc', i, 'x'), pg_temp.ln('tc', i, 'x'), 'example.com')] else '{}' end,
  case when ch <> 'email' then ('203.0.113.' || pg_temp.n('ti', i, 1, 254))::inet end, case when ch <> 'email' then pg_temp.p('tu', i, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0|Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)') end, case when pg_temp.c('tcs', i, 30) then pg_temp.n('tcs', i, 1, 5) end, array[pg_temp.p('tt', i, 'bug|billing|how-to|vip')], cr + interval '40 minutes', case when pg_temp.c('tso', i, 60) then cr + interval '2 days' end, cr
from generate_series(1, 200) i join app.requesters r on r.id = pg_temp.n('tr', i, 1, 180), lateral (select pg_temp.p('tch', i, 'email|email|web|chat') ch, pg_temp.t('tcr', i, '2024-06-01', '2025-06-01') cr) a;

-- 6. Gym chain --------------------------------------------------------------------------------------------------------
create table app.clubs (
  id bigserial primary key, club_name text, street_address text, zip text, front_desk_phone text, contact_email text, general_manager text, wifi_ssid text, router_ip inet, opens_at time);
insert into app.clubs (club_name, street_address, zip, front_desk_phone, contact_email, general_manager, wifi_ssid, router_ip, opens_at)
select 'Ironleaf ' || pg_temp.p('gc', i, 'Downtown|Harbor|Eastside|Jefferson|Lakeview') || ' ' || i, pg_temp.n('ga', i, 10, 4900) || pg_temp.p('ga', i, ' Pine St| Martin Luther King Blvd| Lincoln Ave| Commerce Dr'), pg_temp.f('gz', i, '9####'), pg_temp.f('gp', i, '(503) 555-01##'), 'club' || i || '@ironleaf.example',
  pg_temp.fn('gm', i, 'x') || ' ' || pg_temp.ln('gm', i, 'x'), 'IRONLEAF-GUEST-' || i, ('10.8.' || i || '.1')::inet, pg_temp.p('go', i, '05:00|05:30|06:00')::time
from generate_series(1, 60) i;

create table app.members (
  id bigserial primary key, member_no text, full_name text, email text, mobile text, gender text, birthdate date, photo text, street text, city text, zip_code text, height_cm int, par_q_conditions text, dietary_preference text, ice_name text, ice_phone text, card_last4 char(4),
  home_club_id bigint references app.clubs, membership_plan text, monthly_fee numeric(6,2), joined_on date, cancelled_on date);
insert into app.members (member_no, full_name, email, mobile, gender, birthdate, photo, street, city, zip_code, height_cm, par_q_conditions, dietary_preference, ice_name, ice_phone, card_last4, home_club_id, membership_plan, monthly_fee, joined_on, cancelled_on)
select 'IL' || (300000 + i * 11), case when pg_temp.c('mu', i, 10) then l || ', ' || f else f || ' ' || l end, pg_temp.sl(f) || pg_temp.sl(l) || pg_temp.n('gme', i, 1, 99) || '@' || pg_temp.p('gmd', i, 'example.com|example.net|example.org'), pg_temp.f('gmm', i, pg_temp.p('gmm2', i, '(503) 555-01##|503-555-01##|+15035550###|5035550###')),
  case when pg_temp.c('gmg', i, 90) then pg_temp.p('gmg', i, 'F|M|F|M|X|female') end, pg_temp.d('gmb', i, '1950-01-01', '2008-12-31'), case when pg_temp.c('gmp', i, 65) then 'members/' || pg_temp.hx('gmp', i, 18) || '.jpg' end, pg_temp.n('gms', i, 100, 9900) || pg_temp.p('gms', i, ' SE Oak St| NW 23rd Ave Apt 12| N Alberta Ct| SW Maple Dr #4'), pg_temp.p('gmc', i, 'Portland|Beaverton|Gresham|portland'), pg_temp.f('gmz', i, '972##'),
  case when pg_temp.c('gmh', i, 50) then pg_temp.n('gmh', i, 150, 202) end, case when pg_temp.c('gmq', i, 30) then pg_temp.p('gmq', i, 'asthma|high blood pressure|pregnant (2nd trimester)|ACL repair 2021|type 1 diabetes') end, case when pg_temp.c('gmf', i, 35) then pg_temp.p('gmf', i, 'vegan|halal|gluten free|none|keto') end,
  case when pg_temp.c('gmi', i, 75) then pg_temp.fn('ice', i, 'x') || ' ' || l end, case when pg_temp.c('gmi', i, 75) then pg_temp.f('gmi', i, '(971) 555-01##') end, pg_temp.f('gml', i, '####'), pg_temp.n('gmk', i, 1, 60), pg_temp.p('gmpl', i, 'basic|plus|plus|family|student'), pg_temp.p('gmfe', i, '29.00|49.00|79.00')::numeric, j, case when pg_temp.c('gmx', i, 20) then j + 400 end
from generate_series(1, 170) i, lateral (select pg_temp.fn('gmn', i, 'x') f, pg_temp.ln('gmn', i, 'x') l, pg_temp.d('gmj', i, '2015-01-01', '2024-04-30') j) a;

create table app.class_sessions (
  id bigserial primary key, club_id bigint references app.clubs, class_title text, coach text, substitute_for text, studio text, starts_at timestamptz, duration_min int, capacity int, booked int);
insert into app.class_sessions (club_id, class_title, coach, substitute_for, studio, starts_at, duration_min, capacity, booked)
select pg_temp.n('sk', i, 1, 60), pg_temp.p('st', i, 'Morning Flow Yoga|HIIT 45|Pilates with Reformer|Zumba|Barbell Basics'), split_part(pg_temp.fn('gco', i % 17, 'x'), ' ', 1) || pg_temp.p('scl', i % 17, '| ' || left(pg_temp.ln('gco', i % 17, 'x'), 1) || '.'), case when pg_temp.c('ss', i, 12) then split_part(pg_temp.fn('gco', (i + 5) % 17, 'x'), ' ', 1) end,
  pg_temp.p('sst', i, 'Studio A|Studio B|Pool|Spin Room'), pg_temp.t('sta', i, '2025-03-01', '2025-06-30'), pg_temp.p('sd', i, '30|45|60')::int, pg_temp.n('scp', i, 10, 30), pg_temp.n('sb', i, 0, 10)
from generate_series(1, 140) i;

-- 7. Logistics firm (legacy names) ------------------------------------------------------------------------------------
create table app.cust_mst (
  cust_id serial primary key, cust_nm varchar(40), cust_typ char(1), bill_adr1 varchar(40), bill_cty varchar(24), bill_zip varchar(10), phn_no varchar(20), fax_no varchar(20), attn_nm varchar(40), attn_eml varchar(60), tax_no varchar(16), crd_lmt numeric(10,2), pmt_trm varchar(4), act_flg char(1), cr_usr varchar(10), cr_ts timestamp);
insert into app.cust_mst (cust_nm, cust_typ, bill_adr1, bill_cty, bill_zip, phn_no, fax_no, attn_nm, attn_eml, tax_no, crd_lmt, pmt_trm, act_flg, cr_usr, cr_ts)
select upper(co), pg_temp.p('kt', i, 'S|C|B'), upper(pg_temp.n('ka', i, 1, 9900) || pg_temp.p('ka', i, ' Industrial Pkwy| Dock Rd| Commerce Ln')), upper(pg_temp.p('kc', i, 'Toledo|Akron|Gary|Joliet|Dayton')), pg_temp.f('kz', i, '4####'), pg_temp.f('kp', i, '419-555-01##'), case when pg_temp.c('kf', i, 45) then pg_temp.f('kf', i, '419-555-01##') end,
  case when pg_temp.c('kn', i, 80) then upper(f || ' ' || l) end, case when pg_temp.c('kn', i, 60) then lower(left(pg_temp.sl(f), 1)) || pg_temp.sl(l) || '@' || pg_temp.sl(co) || '.example' end, pg_temp.f('kx', i, '##-#######'), pg_temp.n('kl', i, 1, 50) * 1000, pg_temp.p('km', i, 'N30|N45|COD|N60'), pg_temp.p('kg', i, 'Y|Y|Y|N'), pg_temp.p('ku', i, 'JKOWALS|DPRICE|MRUIZ|BATCH'), pg_temp.t('kr', i, '2003-01-01', '2024-12-31')::timestamp
from generate_series(1, 90) i, lateral (select pg_temp.p('kco', i, 'Baker|Midstate|Great Lakes|Harrison|Keystone') || pg_temp.p('kco2', i, ' Steel Inc| Paper Co| Foods| Auto Parts| Chemical') co, pg_temp.fn('cst', i, 'x') f, pg_temp.ln('cst', i, 'x') l) a;

create table app.drv_mst (
  drv_id serial primary key, drv_nm varchar(40), dob date, cdl_no varchar(20), cdl_exp_dt date, ssn varchar(11), tel_1 varchar(20), tel_2 varchar(20), adr_ln1 varchar(40), cty varchar(24), zip_cd varchar(10), hire_dt date, pay_rt numeric(6,3), med_rstr_cd varchar(20), usr_def1 varchar(40), upd_usr varchar(10), upd_ts timestamp);
insert into app.drv_mst (drv_nm, dob, cdl_no, cdl_exp_dt, ssn, tel_1, tel_2, adr_ln1, cty, zip_cd, hire_dt, pay_rt, med_rstr_cd, usr_def1, upd_usr, upd_ts)
select upper(l || ', ' || f), pg_temp.d('vd', i, '1955-01-01', '2001-12-31'), pg_temp.f('vl', i, '@@######'), pg_temp.d('ve', i, '2025-07-01', '2029-12-31'), pg_temp.f('vn', i, '9##-##-####'), pg_temp.f('vt', i, pg_temp.p('vt2', i, '419-555-01##|(419)555-01##|41955501##')), case when pg_temp.c('vt3', i, 30) then pg_temp.f('vt3', i, '216-555-01##') end,
  upper(pg_temp.n('va', i, 1, 2900) || pg_temp.p('va', i, ' Walnut St| County Rd 12| Maumee Ave| E 4th St Apt 9')), upper(pg_temp.p('vc', i, 'Toledo|Perrysburg|Oregon|Maumee')), pg_temp.f('vz', i, '436##'), pg_temp.d('vh', i, '1998-01-01', '2024-12-31'), pg_temp.n('vp', i, 480, 720) / 1000.0, case when pg_temp.c('vm', i, 25) then pg_temp.p('vm', i, 'CORR LENSES|HEARING AID|INSULIN|SLEEP APNEA') end,
  case when pg_temp.c('vu', i, 55) then pg_temp.p('vu', i, 'WIFE |MOM |') || pg_temp.p('vun', i, 'LEILA|MARTA|PRIYA|DONNA|ROSALIND|NIAMH|ELIF|HARRIET') || pg_temp.f('vu', i, ' 419-555-01##') end, pg_temp.p('vw', i, 'JKOWALS|DPRICE|MRUIZ|TBELL'), pg_temp.t('vx', i, '2022-01-01', '2025-06-01')::timestamp
from generate_series(1, 110) i, lateral (select pg_temp.fn('drv', i, 'x') f, pg_temp.ln('drv', i, 'x') l) a;

create table app.veh_mst (
  veh_id serial primary key, unit_no varchar(8), plt_no varchar(10), plt_st char(2), vin varchar(17), mk varchar(16), mdl_yr int, odo_mi int, eld_mac varchar(17), lse_co varchar(30), svc_due_dt date);
insert into app.veh_mst (unit_no, plt_no, plt_st, vin, mk, mdl_yr, odo_mi, eld_mac, lse_co, svc_due_dt)
select 'T' || (1000 + i), pg_temp.f('ep', i, 'P@@####'), pg_temp.p('es', i, 'OH|IN'), '1X' || upper(pg_temp.hx('ev', i, 15)), pg_temp.p('em', i, 'FRHT|PTRB|KW|VOLV'), pg_temp.n('ey', i, 2008, 2024), pg_temp.n('eo', i, 9000, 880000), regexp_replace(pg_temp.hx('emac', i, 12), '(..)(?!$)', '\1:', 'g'), case when pg_temp.c('el', i, 50) then pg_temp.p('el', i, 'RYDELL LSG|PENSKOW') end, pg_temp.d('ed', i, '2025-06-01', '2026-05-31')
from generate_series(1, 80) i;

create table app.shp_hdr (
  shp_id serial primary key, pro_no varchar(12), cust_id int references app.cust_mst, drv_id int references app.drv_mst, veh_id int references app.veh_mst, orig_whse varchar(20), orig_adr varchar(40), cons_nm varchar(40), cons_adr varchar(40), cons_cty varchar(24), cons_zip varchar(10), cons_tel varchar(20), pcs int, wgt_lb int, frt_amt numeric(9,2), sts_cd char(2), pod_sgn varchar(30), spc_inst varchar(60), pu_dt date, dlv_ts timestamp);
insert into app.shp_hdr (pro_no, cust_id, drv_id, veh_id, orig_whse, orig_adr, cons_nm, cons_adr, cons_cty, cons_zip, cons_tel, pcs, wgt_lb, frt_amt, sts_cd, pod_sgn, spc_inst, pu_dt, dlv_ts)
select pg_temp.f('hp', i, '7########'), pg_temp.n('hc', i, 1, 90), pg_temp.n('hd', i, 1, 110), pg_temp.n('hv', i, 1, 80), pg_temp.p('ho', i, 'TOL-01|GARY DC|DAYTON XDOCK'), pg_temp.p('ho', i, '2200 DOCK RD|18 MILL PKWY|905 AIRWAY DR'), upper(f || ' ' || l), upper(pg_temp.n('ha', i, 1, 8800) || pg_temp.p('ha', i, ' Birch Ln| Sycamore Dr| State Rt 53| N Main St')), upper(pg_temp.p('hy', i, 'Fremont|Lima|Kokomo|Elkhart')), pg_temp.f('hz', i, '4####'),
  case when pg_temp.c('ht', i, 85) then pg_temp.f('ht', i, pg_temp.p('ht2', i, '567-555-01##|567 555 01##|N/A')) end, pg_temp.n('hn', i, 1, 6), pg_temp.n('hw', i, 20, 900), pg_temp.n('hf', i, 60, 900), pg_temp.p('hs', i, 'DL|DL|OD|PU|EX'), case when pg_temp.c('hg', i, 65) then pg_temp.p('hg', i, upper(left(f, 1) || ' ' || l) || '|' || upper(l) || '|' || upper(f)) end, case when pg_temp.c('hi', i, 20) then pg_temp.p('hi', i, 'CALL BEFORE DLV|LIFTGATE REQ|DOG IN YARD') end, du, case when pg_temp.c('hg', i, 65) then du + interval '3 days 10 hours' end
from generate_series(1, 200) i, lateral (select pg_temp.fn('cns', i, 'x') f, pg_temp.ln('cns', i, 'x') l, pg_temp.d('hu', i, '2024-06-01', '2025-05-31') du) a;

create table app.drv_pos (
  pos_id bigserial primary key, drv_id int references app.drv_mst, ts timestamp, lat_dd numeric(9,6), lon_dd numeric(9,6), spd_mph int, src_cd char(1));
insert into app.drv_pos (drv_id, ts, lat_dd, lon_dd, spd_mph, src_cd)
select pg_temp.n('jd', i, 1, 110), '2025-05-20 06:00'::timestamp + i * interval '4 minutes', 41 + pg_temp.n('jl', i, 0, 800000) / 1e6, -84 + pg_temp.n('jo', i, 0, 900000) / 1e6, pg_temp.n('js', i, 0, 68), pg_temp.p('jc', i, 'G|G|C')
from generate_series(1, 200) i;

-- 8. Law firm ---------------------------------------------------------------------------------------------------------
create table app.courts (
  id bigserial primary key, name text, address text, dx_number text, switchboard text, listing_email text);
insert into app.courts (name, address, dx_number, switchboard, listing_email)
select tn || pg_temp.p('ck', i, ' County Court| Crown Court| Magistrates'' Court| Employment Tribunal'), 'The Law Courts, ' || pg_temp.p('ca', i, 'Castle Street|Queen Elizabeth Square|Quay Road') || ', ' || tn, 'DX ' || pg_temp.f('cd', i, '#####'), pg_temp.f('cs', i, '01632 960###'), 'listing.' || lower(tn) || i || '@courts.example'
from generate_series(1, 60) i, lateral (select pg_temp.p('ct', i, 'Norwich|Exeter|Carlisle|Swansea|Lincoln|Preston') tn) a;

create table app.matters (
  id bigserial primary key, matter_ref text unique, title text, practice_area text, responsible_partner text, judge text, court_id bigint references app.courts, opposing_firm text, estimated_value numeric(12,2), status text, opened_on date);
insert into app.matters (matter_ref, title, practice_area, responsible_partner, judge, court_id, opposing_firm, estimated_value, status, opened_on)
select 'PW/' || pg_temp.n('ay', i, 19, 25) || '/' || lpad(i::text, 4, '0'), pg_temp.p('at', i, 'Share purchase: Bluefin Ltd|Lease renewal, Unit 7|Unfair dismissal claim|Boundary dispute|Debt recovery (Harcourt Plc)'), pg_temp.p('aa', i, 'corporate|property|employment|litigation'), pg_temp.p('ap', i, 'Rosalind Pemberton|Tariq Mahmood|G. Whitcombe|Aoife Gallagher'),
  case when pg_temp.c('aj', i, 30) then pg_temp.p('aj', i, 'HHJ Fitzgerald|DJ Sandhu|EJ Buchanan') end, case when pg_temp.c('ac', i, 40) then pg_temp.n('ac', i, 1, 60) end, case when pg_temp.c('ao', i, 50) then pg_temp.p('ao', i, 'Thwaite Prentice LLP|Castle & Drummond|Ellis Marlow Solicitors') end, pg_temp.n('av', i, 2, 900) * 1000, pg_temp.p('as', i, 'open|open|on_hold|closed'), pg_temp.d('ad', i, '2019-01-01', '2025-05-31')
from generate_series(1, 120) i;

create table app.matter_parties (
  id bigserial primary key, matter_id bigint references app.matters, capacity text, party_name text, birth_date date, place_of_birth text, citizenship text, passport_number text, residential_address text, correspondence_email text, telephone text, company_number text, is_pep boolean, kyc_status text, remarks text);
insert into app.matter_parties (matter_id, capacity, party_name, birth_date, place_of_birth, citizenship, passport_number, residential_address, correspondence_email, telephone, company_number, is_pep, kyc_status, remarks)
select pg_temp.n('bm', i, 1, 120), pg_temp.p('bc', i, 'client|client|opponent|witness|guarantor'), case when ind then f || ' ' || l else pg_temp.p('bn', i, 'Harcourt Plc|Bluefin Ltd|Old Mill Estates Ltd') end, case when ind then pg_temp.d('bb', i, '1940-01-01', '2003-12-31') end, case when ind then pg_temp.p('bp', i, 'Lagos|Cardiff|Gdańsk|Karachi|Leicester|Turin') end,
  case when ind then pg_temp.p('bz', i, 'British|Nigerian|Polish|Italian|Irish') end, case when ind and pg_temp.c('bpp', i, 60) then pg_temp.f('bpp', i, pg_temp.p('bpp2', i, '#########|@@#######')) end, case when ind then pg_temp.n('ba', i, 1, 150) || pg_temp.p('ba', i, ' Cedar Drive, Norwich NR2| The Old Rectory, Hingham| Harbour Flats, Swansea| Mile End Road, London E1') end,
  case when ind then pg_temp.em(f, l, pg_temp.p('be', i, 'example.com|example.org')) else 'legal@corporate' || i || '.example' end, pg_temp.f('bt', i, pg_temp.p('bt2', i, '07700 900###|01632 960###|+44 7700 900###')), case when not ind then pg_temp.f('bco', i, '0#######') end, pg_temp.c('bpe', i, 3), pg_temp.p('bk', i, 'passed|passed|pending|refer'), case when pg_temp.c('br', i, 15) then pg_temp.p('br', i, 'Prefers post|Interpreter needed|Do not contact before trial') end
from generate_series(1, 160) i, lateral (select pg_temp.fn('pty', i, 'x') f, pg_temp.ln('pty', i, 'x') l, pg_temp.c('bi', i, 80) ind) a;

-- 9. Mairie (French) --------------------------------------------------------------------------------------------------
create table app.usagers (
  id bigserial primary key, civilite text, nom_naissance text, nom_usage text, prenoms text, date_naissance date, commune_naissance text, nationalite text, num_secu varchar(21), adresse text, code_postal varchar(5), ville text, tel_portable text, courriel text, situation_familiale text, quotient_familial int, cree_le timestamptz);
insert into app.usagers (civilite, nom_naissance, nom_usage, prenoms, date_naissance, commune_naissance, nationalite, num_secu, adresse, code_postal, ville, tel_portable, courriel, situation_familiale, quotient_familial, cree_le)
select case when fem then 'Mme' else 'M.' end, case when pg_temp.c('uu', i, 50) then upper(l) else l end, case when fem and pg_temp.c('un', i, 40) then pg_temp.ln('un', i, 'fr') end, f || case when pg_temp.c('up', i, 30) then ', ' || pg_temp.fn('up', i, 'fr') else '' end, b, pg_temp.p('ub', i, 'Rennes|Brest|Alger|Dakar|Lille|Vannes|Porto'), pg_temp.p('una', i, 'Française|Française|Française|Algérienne|Portugaise'),
  case when pg_temp.c('us', i, 55) then ns || lpad((97 - ns::bigint % 97)::text, 2, '0') end, pg_temp.n('ua', i, 1, 130) || pg_temp.p('ua', i, ' rue des Lilas| avenue Jean Jaurès| bis, chemin du Moulin| place de l''Église| impasse des Roses'), '35' || pg_temp.f('uc', i, '##0'), pg_temp.p('uv', i, 'Saint-Aubin|SAINT AUBIN|Montreuil-le-Gast'), case when pg_temp.c('ut', i, 85) then pg_temp.f('ut', i, pg_temp.p('ut2', i, '06 39 98 ## ##|06.39.98.##.##|+33639980###|063998####')) end,
  case when pg_temp.c('ue', i, 75) then pg_temp.em(f, l, pg_temp.p('ue', i, 'courrier.example|example.org')) end, case when pg_temp.c('usf', i, 65) then pg_temp.p('usf', i, 'célibataire|marié(e)|pacsé(e)|divorcé(e)|veuf/veuve') end, case when pg_temp.c('uq', i, 50) then pg_temp.n('uq', i, 200, 2400) end, pg_temp.t('ucr', i, '2017-01-01', '2025-05-31')
from generate_series(1, 150) i, lateral (select pg_temp.fn('usa', i, 'fr') f, pg_temp.ln('usa', i, 'fr') l, pg_temp.d('uda', i, '1935-01-01', '2004-12-31') b, pg_temp.c('uf', i, 52) fem) a, lateral (select (case when fem then '2' else '1' end) || to_char(b, 'YYMM') || '35' || pg_temp.f('uns', i, '2##1##') ns) n;

create table app.cantine_inscriptions (
  id bigserial primary key, usager_id bigint references app.usagers, enfant text, ne_le date, ecole text, niveau text, regime text, pai_allergie text, personne_autorisee text, jours text, tarif numeric(5,2), etat text);
insert into app.cantine_inscriptions (usager_id, enfant, ne_le, ecole, niveau, regime, pai_allergie, personne_autorisee, jours, tarif, etat)
select k, pg_temp.fn('enf', i, 'fr') || ' ' || pg_temp.ln('usa', k, 'fr'), pg_temp.d('cn', i, '2014-01-01', '2021-12-31'), pg_temp.p('ce', i, 'École Jules Ferry|École Marie Curie|Maternelle Jacques Prévert'), pg_temp.p('cv', i, 'PS|GS|CP|CE1|CM2'), pg_temp.p('cr', i, 'standard|sans porc|végétarien|sans viande|standard'), case when pg_temp.c('cp', i, 18) then pg_temp.p('cp', i, 'arachide|gluten|lait de vache|œuf') end,
  case when pg_temp.c('ca', i, 60) then pg_temp.p('ca', i, 'Mme |M. |mamie ') || pg_temp.ln('ca', i, 'fr') end, pg_temp.p('cj', i, 'LMJV|LJ|MV|L'), pg_temp.p('ct', i, '1.00|3.20|4.85')::numeric, pg_temp.p('cet', i, 'validée|validée|en attente|annulée')
from generate_series(1, 130) i, lateral (select pg_temp.n('cu', i, 1, 150) k) a;

create table app.stationnement_residents (
  id bigserial primary key, usager_id bigint references app.usagers, immatriculation varchar(12), marque text, zone char(1), valable_du date, valable_au date, montant numeric(6,2));
insert into app.stationnement_residents (usager_id, immatriculation, marque, zone, valable_du, valable_au, montant)
select pg_temp.n('su', i, 1, 150), pg_temp.f('si', i, pg_temp.p('si2', i, '@@-###-@@|@@###@@|@@-###-@@')), pg_temp.p('sm', i, 'Renault|Peugeot|Dacia|Mégane'), pg_temp.p('sz', i, 'A|B|C'), v, v + 365, pg_temp.p('sp', i, '45|90|120')::numeric
from generate_series(1, 90) i, lateral (select pg_temp.d('sv', i, '2023-01-01', '2025-05-31') v) a;

create table app.associations (
  id bigserial primary key, nom text, siret varchar(14), siege text, telephone text, courriel text, president text, tresorier text, subvention numeric(9,2), site_web text);
insert into app.associations (nom, siret, siege, telephone, courriel, president, tresorier, subvention, site_web)
select nm, pg_temp.f('as', i, '##############'), 'Maison des associations, ' || pg_temp.n('asi', i, 1, 40) || ' rue Victor Hugo', pg_temp.f('at', i, '02 99 00 ## ##'), 'contact@' || dom, f || ' ' || upper(l), case when pg_temp.c('atr', i, 80) then pg_temp.fn('atr', i, 'fr') || ' ' || upper(pg_temp.ln('atr', i, 'fr')) end, pg_temp.n('asu', i, 0, 60) * 100, 'https://www.' || dom
from generate_series(1, 70) i, lateral (select pg_temp.fn('aso', i, 'fr') f, pg_temp.ln('aso', i, 'fr') l, pg_temp.p('an', i, 'Amicale laïque|Les Amis de Jean Moulin|Club de judo|Chorale Sainte-Cécile|Union cycliste') || ' ' || i nm) a, lateral (select pg_temp.sl(nm) || i || '.example' dom) b;

-- 10. Analytics service -----------------------------------------------------------------------------------------------
create table app.workspaces (
  id uuid primary key, name text, slug text, owner text, invoice_recipient text, plan text, region text, settings jsonb, trial_ends_at timestamptz);
insert into app.workspaces
select md5('wsp' || i)::uuid, nm, replace(lower(nm), ' ', '-') || '-' || i, pg_temp.em(f, l, pg_temp.sl(nm) || '.example'), case when pg_temp.c('wi', i, 85) then f || ' ' || l end, pg_temp.p('wp', i, 'free|pro|pro|scale'), pg_temp.p('wr', i, 'eu-central|us-east'), jsonb_build_object('retention_days', 180, 'anonymize_ip', pg_temp.c('wa', i, 40)), case when pg_temp.c('wt', i, 30) then pg_temp.t('wt', i, '2025-05-01', '2025-07-31') end
from generate_series(1, 60) i, lateral (select pg_temp.fn('wsp', i, 'x') f, pg_temp.ln('wsp', i, 'x') l, pg_temp.p('wn', i, 'Fern|Pixel|Madison|Orchard|Cobalt') || pg_temp.p('wn2', i, ' Media| Health| Labs| Travel') nm) a;

create table app.visitors (
  id uuid primary key, workspace_id uuid references app.workspaces, fingerprint text, identified_as text, last_remote_addr text, geo_city text, user_agent text, browser text, device_type text, utm_source text, pageviews int, first_seen timestamptz, last_seen timestamptz);
insert into app.visitors
select md5('vis' || i)::uuid, md5('wsp' || pg_temp.n('xw', i, 1, 60))::uuid, pg_temp.hx('xf', i, 32), case when pg_temp.c('xi', i, 30) then pg_temp.em(pg_temp.fn('xi', i, 'x'), pg_temp.ln('xi', i, 'x'), pg_temp.p('xi', i, 'example.com|example.org')) end, case when pg_temp.c('xr', i, 80) then '203.0.113.' || pg_temp.n('xr', i, 1, 254) else '2001:db8:' || pg_temp.hx('xr', i, 4) || '::' || pg_temp.hx('xr2', i, 3) end,
  pg_temp.p('xg', i, 'Berlin|Madrid|Austin|Leeds|'), pg_temp.p('xu', i, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15|Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/125.0'), pg_temp.p('xb', i, 'Safari|Chrome|Firefox'), pg_temp.p('xd', i, 'desktop|mobile|tablet'), pg_temp.p('xs', i, 'google|newsletter|linkedin|'), pg_temp.n('xp', i, 1, 90), t, t + interval '11 days'
from generate_series(1, 200) i, lateral (select pg_temp.t('xt', i, '2025-01-01', '2025-05-20') t) a;

create table app.servers (
  id serial primary key, hostname text unique, private_ip inet, public_ip inet, mac macaddr, ssh_user text, role text, datacenter text, on_call text, patched_at timestamptz);
insert into app.servers (hostname, private_ip, public_ip, mac, ssh_user, role, datacenter, on_call, patched_at)
select pg_temp.p('zh', i, 'athena|julia|marvin|ingest|ch') || '-' || lpad(i::text, 2, '0') || '.fra.stats.example', ('10.60.4.' || i)::inet, case when pg_temp.c('zp', i, 40) then ('192.0.2.' || i)::inet end, ('02:00:00' || regexp_replace(pg_temp.hx('zm', i, 6), '(..)', ':\1', 'g'))::macaddr, pg_temp.p('zs', i, 'deploy|ubuntu|root'), pg_temp.p('zr', i, 'ingest|clickhouse|web|queue'), pg_temp.p('zd', i, 'FRA1|NBG1|IAD2'),
  pg_temp.p('zo', i, '@dmitri.volkov|@elif_k|@ewan|@hiroko-t'), pg_temp.t('zt', i, '2025-01-01', '2025-06-01')
from generate_series(1, 60) i;

-- 11. Dierenkliniek (Dutch) -------------------------------------------------------------------------------------------
create table app.eigenaren (
  id bigserial primary key, klantnr text, voorletters text, tussenvoegsel text, achternaam text, straat text, huisnr text, postcode varchar(7), woonplaats text, tel1 text, e_mail text, rekeningnr text, opmerking text, klant_sinds date);
insert into app.eigenaren (klantnr, voorletters, tussenvoegsel, achternaam, straat, huisnr, postcode, woonplaats, tel1, e_mail, rekeningnr, opmerking, klant_sinds)
select 'K' || (5000 + i), left(f, 1) || '.' || pg_temp.p('nv', i, '|J.|M.C.|'), case when pg_temp.c('nt', i, 30) then pg_temp.p('nt', i, 'van|de|van der|ter') end, l, pg_temp.p('ns', i, 'Dorpsstraat|Wilhelminalaan|Kerkweg|Prins Hendrikkade|Esdoornhof'), pg_temp.n('nh', i, 1, 180) || pg_temp.p('nh', i, '||||A|-2'), pg_temp.f('np', i, '3### @@'), pg_temp.p('nw', i, 'Amersfoort|Soest|Baarn|Leusden|SOEST'),
  pg_temp.f('ntl', i, pg_temp.p('ntl2', i, '06-555501##|06 5555 01##|033-555 01##|+316555501##')), case when pg_temp.c('ne', i, 80) then pg_temp.sl(left(f, 1)) || '.' || pg_temp.sl(l) || i || '@' || pg_temp.p('ne', i, 'post.example|example.net') end, case when pg_temp.c('nr', i, 45) then pg_temp.iban('NL', 'EXMP' || pg_temp.f('nr', i, '0#########')) end, case when pg_temp.c('no', i, 15) then pg_temp.p('no', i, 'Belt altijd na 17u|betaalt contant|hond bijt!') end, pg_temp.d('nk', i, '2008-01-01', '2025-03-31')
from generate_series(1, 130) i, lateral (select pg_temp.fn('eig', i, 'nl') f, pg_temp.ln('eig', i, 'nl') l) a;

create table app.dieren (
  id bigserial primary key, eigenaar_id bigint references app.eigenaren, naam text, soort text, ras text, geslacht char(1), geboortedatum date, chipnummer varchar(15), gewicht_kg numeric(5,2), allergie text);
insert into app.dieren (eigenaar_id, naam, soort, ras, geslacht, geboortedatum, chipnummer, gewicht_kg, allergie)
select pg_temp.n('de', i, 1, 130), pg_temp.p('dn', i, 'Max|Luna|Sjors|Bella|Guus|Saar|Pip|Moos|Noor|Simba'), s, case s when 'hond' then pg_temp.p('dr', i, 'Labrador|Teckel|kruising|Beagle') when 'kat' then pg_temp.p('dr', i, 'Europese korthaar|Maine Coon|') else '' end, pg_temp.p('dg', i, 'M|V|V|M|?'), pg_temp.d('db', i, '2009-01-01', '2025-01-31'), case when pg_temp.c('dc', i, 80) then pg_temp.f('dc', i, '528############') end, pg_temp.n('dw', i, 20, 420) / 10.0, case when pg_temp.c('da', i, 15) then pg_temp.p('da', i, 'kip|graan|vlooien|penicilline') end
from generate_series(1, 180) i, lateral (select pg_temp.p('ds', i, 'hond|hond|kat|kat|konijn') s) a;

create table app.consulten (
  id bigserial primary key, dier_id bigint references app.dieren, behandelaar text, diagnose text, verslag text, bedrag numeric(8,2), betaalwijze text, datum timestamptz);
insert into app.consulten (dier_id, behandelaar, diagnose, verslag, bedrag, betaalwijze, datum)
select pg_temp.n('kd', i, 1, 180), pg_temp.p('kb', i, 'drs. M. Terpstra|drs. Y. Bouazza|dr. F. Hoekstra'), pg_temp.p('kg', i, 'otitis externa|gebitsreiniging|vaccinatie|kreupel LV|diarree'), case when pg_temp.c('kv', i, 60) then pg_temp.p('kv', i, 'Temp 38,6. Controle over 10 dagen.|Zalf 2dd meegegeven|eigenaar belt voor uitslag') end, pg_temp.n('kp', i, 35, 420), pg_temp.p('kw', i, 'pin|pin|rekening|contant'), pg_temp.t('kt', i, '2023-01-01', '2025-05-31')
from generate_series(1, 170) i;

commit;
