-- holdout data for measuring a detector of personal data. every value is invented.
-- run once, as a superuser, on a database where the schema app exists and is empty.

-- helpers live in pg_temp and go away with the session.
create function pg_temp.h(i int, salt text) returns bigint language sql immutable as
$$ select ('x' || substr(md5(i::text || ':' || salt), 1, 8))::bit(32)::bigint & 2147483647 $$;

create function pg_temp.pick(i int, salt text, variadic a text[]) returns text language sql immutable as
$$ select a[1 + (pg_temp.h(i, salt) % array_length(a, 1))::int] $$;

create function pg_temp.num(i int, salt text, lo int, hi int) returns int language sql immutable as
$$ select (lo + pg_temp.h(i, salt) % (hi - lo + 1))::int $$;

create function pg_temp.dig(i int, salt text, n int) returns text language sql immutable as
$$ select string_agg((case when k = 1 then 1 + pg_temp.h(i, salt || k) % 9 else pg_temp.h(i, salt || k) % 10 end)::text, '' order by k) from generate_series(1, n) k $$;

create function pg_temp.caps(i int, salt text, n int) returns text language sql immutable as
$$ select string_agg(chr((65 + pg_temp.h(i, salt || k) % 26)::int), '' order by k) from generate_series(1, n) k $$;

create function pg_temp.hex(i int, salt text, n int) returns text language sql immutable as
$$ select substr(encode(sha256((i::text || salt)::bytea), 'hex'), 1, n) $$;

-- about one row in ten has no value, about one in twenty an empty string
create function pg_temp.gap(i int, salt text, v text) returns text language sql immutable as
$$ select case when pg_temp.h(i, 'gap' || salt) % 20 < 2 then null when pg_temp.h(i, 'gap' || salt) % 20 = 2 then '' else v end $$;

create function pg_temp.maybe(i int, salt text, pct int, v anyelement) returns anyelement language sql immutable as
$$ select case when pg_temp.h(i, 'may' || salt) % 100 < pct then v end $$;

create function pg_temp.given(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'gn' || salt, 'Anna', 'Marek', 'Priya', 'Thomas', 'Yuki', 'Fatima', 'Oliver', 'Chloé', 'Jürgen', 'Lucía', 'Kwame', 'Ingrid', 'Pavel', 'Grace', 'Hamid', 'Noor', 'Sofia', 'Dieter', 'Mei', 'Callum', 'Rosa', 'Ibrahim', 'Elin', 'Patrick', 'Zofia', 'Mateo', 'Siobhán', 'Arjun', 'Camille', 'Viktor') $$;

create function pg_temp.family(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'fn' || salt, 'Schneider', 'O''Connor', 'Nowak', 'Patel', 'Tanaka', 'Bennett', 'Moreau', 'García', 'Mensah', 'Lindqvist', 'Novák', 'Okafor', 'Haddad', 'van den Berg', 'Rossi', 'Kaufmann', 'Chen', 'MacLeod', 'Jiménez', 'Demir', 'Hughes', 'Dubois', 'Kowalczyk', 'Iyer', 'Petrov', 'Baker', 'Lefèvre', 'Santos', 'Weiß', 'Young') $$;

create function pg_temp.person(i int, salt text) returns text language sql immutable as
$$ select pg_temp.given(i, salt) || ' ' || pg_temp.family(i, salt) $$;

create function pg_temp.ascii(v text) returns text language sql immutable as
$$ select regexp_replace(translate(lower(v), 'éüíáèñßó', 'euiaenso'), '[^a-z]', '', 'g') $$;

create function pg_temp.mailbox(i int, salt text) returns text language sql immutable as
$$ select case pg_temp.h(i, 'mf' || salt) % 4
  when 0 then pg_temp.ascii(pg_temp.given(i, salt)) || '.' || pg_temp.ascii(pg_temp.family(i, salt))
  when 1 then substr(pg_temp.ascii(pg_temp.given(i, salt)), 1, 1) || pg_temp.ascii(pg_temp.family(i, salt)) || pg_temp.num(i, 'mn' || salt, 1, 99)
  when 2 then pg_temp.ascii(pg_temp.family(i, salt)) || '+' || pg_temp.pick(i, 'mt' || salt, 'news', 'shop', 'work', 'kids')
  else pg_temp.ascii(pg_temp.given(i, salt)) || '_' || pg_temp.num(i, 'my' || salt, 60, 99) end
  || '@' || pg_temp.pick(i, 'md' || salt, 'example.com', 'example.org', 'example.com', 'mail.example.org') $$;

create function pg_temp.tel(i int, salt text) returns text language sql immutable as
$$ select case pg_temp.h(i, 'tf' || salt) % 7
  when 0 then '+1 (' || pg_temp.num(i, 'ta' || salt, 201, 989) || ') 555-01' || lpad(pg_temp.num(i, 'tb' || salt, 0, 99)::text, 2, '0')
  when 1 then '+49 30 ' || pg_temp.dig(i, 'tc' || salt, 7)
  when 2 then '07700 900' || lpad(pg_temp.num(i, 'td' || salt, 0, 999)::text, 3, '0')
  when 3 then '+33 6 ' || regexp_replace(pg_temp.dig(i, 'te' || salt, 8), '(..)(..)(..)(..)', '\1 \2 \3 \4')
  when 4 then '0' || pg_temp.num(i, 'tg' || salt, 151, 179) || '/' || pg_temp.dig(i, 'th' || salt, 7)
  when 5 then pg_temp.num(i, 'ti' || salt, 201, 989) || '-555-01' || lpad(pg_temp.num(i, 'tj' || salt, 0, 99)::text, 2, '0')
  else '+346' || pg_temp.dig(i, 'tk' || salt, 8) end $$;

create function pg_temp.born(i int, salt text, y0 int, y1 int) returns date language sql immutable as
$$ select make_date(pg_temp.num(i, 'by' || salt, y0, y1), 1, 1) + pg_temp.num(i, 'bd' || salt, 0, 364) $$;

create function pg_temp.ts(i int, salt text) returns timestamptz language sql immutable as
$$ select timestamptz '2024-01-08 07:30:00+00' + pg_temp.num(i, 'ts' || salt, 0, 60000000) * interval '1 second' $$;

create function pg_temp.ip4(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'ipn' || salt, '203.0.113.', '198.51.100.', '192.0.2.') || pg_temp.num(i, 'ip' || salt, 1, 254) $$;

create function pg_temp.browser(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'ua' || salt, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/') || pg_temp.num(i, 'uv' || salt, 90, 130) || '.0' $$;

create function pg_temp.road(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'rd' || salt, 'Maple Avenue', 'Lindenstraße', 'Church Lane', 'Rue des Tilleuls', 'Calle Mayor', 'Station Road', 'Gartenweg', 'Old Mill Drive', 'Bahnhofstraße', 'Avenue Foch', 'Elm Street', 'Harbour View') $$;

create function pg_temp.town(i int, salt text) returns text language sql immutable as
$$ select pg_temp.pick(i, 'tw' || salt, 'Leipzig', 'Bristol', 'Lyon', 'Valencia', 'Portland', 'Graz', 'Leeds', 'Nantes', 'Sevilla', 'Freiburg', 'Austin', 'Cork') $$;

-- an iban with right check digits: bban and country to digits, 98 - mod 97
create function pg_temp.iban(i int, salt text) returns text language sql immutable as
$$
  with b as (
    select cc, case cc when 'DE' then pg_temp.dig(i, 'ib' || salt, 18) when 'AT' then pg_temp.dig(i, 'ib' || salt, 16)
      when 'ES' then pg_temp.dig(i, 'ib' || salt, 20) when 'GB' then 'NWBK' || pg_temp.dig(i, 'ib' || salt, 14)
      else 'ABNA' || pg_temp.dig(i, 'ib' || salt, 10) end as bban
    from (select pg_temp.pick(i, 'ic' || salt, 'DE', 'DE', 'AT', 'ES', 'GB', 'NL') as cc) c
  ), d as (
    select cc, bban, (select string_agg(case when ch ~ '[A-Z]' then (ascii(ch) - 55)::text else ch end, '' order by n)
      from regexp_split_to_table(bban || cc || '00', '') with ordinality t(ch, n)) as digits from b
  )
  select cc || lpad((98 - mod(digits::numeric, 97))::text, 2, '0') || bban from d
$$;

create function pg_temp.luhn(body text) returns text language sql immutable as
$$
  select body || ((10 - sum(case when (length(body) - n) % 2 = 0 then (case when d * 2 > 9 then d * 2 - 9 else d * 2 end) else d end) % 10) % 10)::text
  from (select n::int, ch::int as d from regexp_split_to_table(body, '') with ordinality t(ch, n)) s
$$;

create function pg_temp.pan(i int, salt text) returns text language sql immutable as
$$ select case when pg_temp.h(i, 'pf' || salt) % 5 = 0 then pg_temp.luhn('37' || pg_temp.dig(i, 'pn' || salt, 12))
  else pg_temp.luhn(pg_temp.pick(i, 'pb' || salt, '411111', '424242', '555555', '510510', '601111') || pg_temp.dig(i, 'pn' || salt, 9)) end $$;

-- sixteen digits whose last is one off the luhn digit
create function pg_temp.serial16(i int, salt text) returns text language sql immutable as
$$ select left(v, 15) || ((right(v, 1)::int + 1 + pg_temp.h(i, 's' || salt) % 8) % 10)::text from (select pg_temp.luhn('20' || pg_temp.dig(i, 'sn' || salt, 13)) as v) s $$;

-- a spanish id card number: eight digits and their check letter
create function pg_temp.dni(i int) returns text language sql immutable as
$$ select d || substr('TRWAGMYFPDXBNJZSQVHLCKE', 1 + d::int % 23, 1) from (select pg_temp.dig(i, 'dni', 8) as d) s $$;

-- clinic

create table app.patients (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  first_name text,
  last_name text,
  dob date,
  sex char(1),
  blood_type text,
  phone_mobile text,
  email text,
  mrn text,
  insurance_member_no text,
  emergency_contact text,
  emergency_tel text,
  allergies text,
  language_code text,
  registered_at timestamptz,
  is_active boolean,
  record_version int
);

insert into app.patients (first_name, last_name, dob, sex, blood_type, phone_mobile, email, mrn, insurance_member_no, emergency_contact, emergency_tel, allergies, language_code, registered_at, is_active, record_version)
select
  pg_temp.given(g, 'pat'),
  pg_temp.family(g, 'pat'),
  pg_temp.maybe(g, 'pdob', 94, pg_temp.born(g, 'pat', 1931, 2019)),
  pg_temp.pick(g, 'sex', 'f', 'm', 'x', 'f', 'm'),
  pg_temp.maybe(g, 'bt', 80, pg_temp.pick(g, 'bt', 'A+', 'O+', 'B-', 'AB+', '0-', 'A-')),
  pg_temp.gap(g, 'pm', pg_temp.tel(g, 'pat')),
  pg_temp.gap(g, 'pe', pg_temp.mailbox(g, 'pat')),
  'MRN-' || pg_temp.dig(g, 'mrn', 7),
  pg_temp.gap(g, 'imn', pg_temp.caps(g, 'imn', 1) || pg_temp.dig(g, 'imn', 9)),
  pg_temp.gap(g, 'ec', pg_temp.person(g, 'ec') || pg_temp.pick(g, 'ecr', ' (mother)', ' (spouse)', '', ' - brother')),
  pg_temp.gap(g, 'et', pg_temp.tel(g, 'ec')),
  pg_temp.gap(g, 'al', pg_temp.pick(g, 'al', 'penicillin', 'latex', 'none known', 'peanuts, tree nuts', 'iodine contrast', 'pollen')),
  pg_temp.pick(g, 'lc', 'en', 'de', 'fr', 'es', 'pl'),
  pg_temp.ts(g, 'preg'),
  pg_temp.num(g, 'pact', 0, 9) > 0,
  pg_temp.num(g, 'prv', 1, 14)
from generate_series(1, 52) g;

create table app.practitioners (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  full_name text,
  license_no text,
  e_mail_address text,
  direct_tel text,
  fax text,
  specialty text,
  room_no text,
  slot_minutes int,
  accepts_new boolean,
  calendar_color text
);

insert into app.practitioners (full_name, license_no, e_mail_address, direct_tel, fax, specialty, room_no, slot_minutes, accepts_new, calendar_color)
select
  pg_temp.pick(g, 'drt', 'Dr. ', 'Prof. ', '', 'Dr. ') || pg_temp.person(g, 'doc'),
  'LIC' || pg_temp.dig(g, 'lic', 6) || pg_temp.caps(g, 'lic', 1),
  pg_temp.mailbox(g, 'doc'),
  pg_temp.gap(g, 'dt', pg_temp.tel(g, 'doc')),
  pg_temp.gap(g, 'df', '+49 30 ' || pg_temp.dig(g, 'fax', 4) || '-' || pg_temp.dig(g, 'fx2', 3)),
  pg_temp.pick(g, 'spe', 'cardiology', 'dermatology', 'general practice', 'paediatrics', 'orthopaedics'),
  pg_temp.pick(g, 'rm', 'A', 'B', 'C') || pg_temp.num(g, 'rm', 101, 324),
  pg_temp.num(g, 'slot', 2, 6) * 5,
  pg_temp.num(g, 'anew', 0, 1) = 1,
  '#' || pg_temp.hex(g, 'ccol', 6)
from generate_series(1, 40) g;

create table app.clinic_sites (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  site_name text,
  site_street text,
  front_desk_phone text,
  timezone text,
  opening_hours jsonb,
  beds_count int,
  parking_spaces int,
  wheelchair_access boolean,
  floor_plan_file_name text
);

insert into app.clinic_sites (site_name, site_street, front_desk_phone, timezone, opening_hours, beds_count, parking_spaces, wheelchair_access, floor_plan_file_name)
select
  pg_temp.pick(g, 'sn', 'North', 'Riverside', 'Central', 'Hill', 'Market', 'Harbour') || ' ' || pg_temp.pick(g, 'sn2', 'Clinic', 'Health Centre', 'Day Surgery', 'Practice'),
  pg_temp.road(g, 'site') || ' ' || pg_temp.num(g, 'site', 1, 180),
  pg_temp.tel(g, 'site'),
  pg_temp.pick(g, 'tz', 'Europe/Berlin', 'Europe/London', 'America/Chicago', 'Europe/Madrid'),
  jsonb_build_object('mon', '08:00-18:00', 'fri', '08:00-1' || pg_temp.num(g, 'oh', 2, 7) || ':00', 'sun', null),
  pg_temp.num(g, 'beds', 0, 60),
  pg_temp.num(g, 'park', 0, 120),
  pg_temp.num(g, 'wa', 0, 3) > 0,
  'floor_' || pg_temp.num(g, 'fl', 0, 6) || '_v' || pg_temp.num(g, 'fv', 1, 9) || '.pdf'
from generate_series(1, 40) g;

create table app.appointments (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  patient_id uuid references app.patients (id),
  practitioner_id uuid references app.practitioners (id),
  site_id uuid references app.clinic_sites (id),
  starts_at timestamptz,
  ends_at timestamptz,
  status text,
  visit_reason text,
  front_desk_note text,
  reminder_channel text,
  reminder_template_id uuid,
  fee_amount numeric(10,2)
);

insert into app.appointments (patient_id, practitioner_id, site_id, starts_at, ends_at, status, visit_reason, front_desk_note, reminder_channel, reminder_template_id, fee_amount)
select
  (select id from app.patients order by id offset g * 3 % 52 limit 1),
  (select id from app.practitioners order by id offset g * 7 % 40 limit 1),
  (select id from app.clinic_sites order by id offset g * 11 % 40 limit 1),
  date_trunc('hour', pg_temp.ts(g, 'appt')),
  date_trunc('hour', pg_temp.ts(g, 'appt')) + interval '25 minutes',
  pg_temp.pick(g, 'ast', 'booked', 'checked_in', 'done', 'no_show', 'cancelled'),
  pg_temp.gap(g, 'vr', pg_temp.pick(g, 'vr', 'persistent cough for three weeks', 'follow-up after knee surgery', 'panic attacks at night', 'pregnancy check, week 22', 'repeat insulin prescription', 'mole on left shoulder')),
  pg_temp.gap(g, 'fdn', pg_temp.pick(g, 'fdn', 'please call back on ' || pg_temp.tel(g, 'fdn'), 'daughter ' || pg_temp.given(g, 'fdn') || ' will bring her', 'send the form to ' || pg_temp.mailbox(g, 'fdn'), 'came late', 'moved from Tuesday')),
  pg_temp.pick(g, 'rch', 'sms', 'email', 'none'),
  gen_random_uuid(),
  pg_temp.num(g, 'fee', 2000, 24000) / 100.0
from generate_series(1, 60) g;

create table app.diagnoses (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  patient_id uuid references app.patients (id),
  diagnosis text,
  icd10 text,
  onset_date date,
  code_system_version text,
  is_confirmed boolean,
  coded_by uuid references app.practitioners (id),
  sort_position smallint,
  created_at timestamptz
);

insert into app.diagnoses (patient_id, diagnosis, icd10, onset_date, code_system_version, is_confirmed, coded_by, sort_position, created_at)
select
  (select id from app.patients order by id offset g * 3 % 52 limit 1),
  pg_temp.pick(g, 'dx', 'Type 2 diabetes mellitus', 'Essential hypertension', 'Major depressive disorder', 'Asthma, mild intermittent', 'HIV infection', 'Migraine with aura', 'Osteoarthritis of knee'),
  pg_temp.pick(g, 'dx', 'E11.9', 'I10', 'F32.1', 'J45.2', 'B20', 'G43.1', 'M17.1'),
  pg_temp.maybe(g, 'ons', 70, pg_temp.born(g, 'ons', 2005, 2024)),
  pg_temp.pick(g, 'csv', '2022', '2023', '2024'),
  pg_temp.num(g, 'conf', 0, 2) > 0,
  (select id from app.practitioners order by id offset g * 11 % 40 limit 1),
  pg_temp.num(g, 'sp', 1, 6),
  pg_temp.ts(g, 'dxc')
from generate_series(1, 55) g;

create table app.lab_results (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  patient_id uuid references app.patients (id),
  analyte text,
  result_value numeric,
  interpretation text,
  unit text,
  reference_range text,
  specimen_barcode text,
  analyzer_model text,
  reported_at timestamptz
);

insert into app.lab_results (patient_id, analyte, result_value, interpretation, unit, reference_range, specimen_barcode, analyzer_model, reported_at)
select
  (select id from app.patients order by id offset g * 3 % 52 limit 1),
  pg_temp.pick(g, 'an', 'HbA1c', 'TSH', 'Ferritin', 'CRP', 'LDL'),
  pg_temp.num(g, 'lv', 10, 2400) / 10.0,
  pg_temp.gap(g, 'lin', pg_temp.pick(g, 'lin', 'raised sugar, consistent with poorly controlled diabetes', 'anaemia likely, repeat in 6 weeks', 'hepatitis C antibodies found', 'no sign of thyroid disease', 'elevated PSA, refer to urology')),
  pg_temp.pick(g, 'un', 'mmol/L', 'mU/L', 'ug/L', '%', 'mg/L'),
  pg_temp.num(g, 'rr', 1, 9) || ' - ' || pg_temp.num(g, 'rr2', 10, 90),
  pg_temp.dig(g, 'bar', 12),
  pg_temp.pick(g, 'anm', 'Cobra 600', 'Atlas X2', 'Sysline 1000i'),
  pg_temp.ts(g, 'lr')
from generate_series(1, 60) g;

create table app.insurance_policies (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  patient_id uuid references app.patients (id),
  insurer_name text,
  policy_number text,
  holder_surname text,
  holder_given_name text,
  holder_birthday date,
  plan_code text,
  valid_from date,
  valid_to date,
  copay_cents int,
  coverage_tier int
);

insert into app.insurance_policies (patient_id, insurer_name, policy_number, holder_surname, holder_given_name, holder_birthday, plan_code, valid_from, valid_to, copay_cents, coverage_tier)
select
  (select id from app.patients order by id offset g * 3 % 52 limit 1),
  pg_temp.pick(g, 'ins', 'Meridian Health', 'Nordstern Kranken', 'Blue Harbour Mutual', 'Assura Vie'),
  pg_temp.caps(g, 'pol', 2) || '-' || pg_temp.dig(g, 'pol', 8),
  pg_temp.family(g, 'pat'),
  pg_temp.given(g, 'hol'),
  pg_temp.maybe(g, 'hb', 90, pg_temp.born(g, 'hol', 1938, 1999)),
  pg_temp.pick(g, 'plc', 'BASIC', 'PLUS', 'PREMIUM') || '-' || pg_temp.num(g, 'plc', 10, 99),
  date '2023-01-01' + pg_temp.num(g, 'vf', 0, 360),
  date '2025-01-01' + pg_temp.num(g, 'vt', 0, 700),
  pg_temp.num(g, 'cop', 0, 40) * 250,
  pg_temp.num(g, 'cov', 1, 4)
from generate_series(1, 48) g;

-- payroll and hr

create table app.departments (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  department_name text,
  cost_center text,
  head_count int,
  budget_amount numeric(14,2),
  budget_currency char(3),
  parent_department_id uuid,
  slack_channel text
);

insert into app.departments (department_name, cost_center, head_count, budget_amount, budget_currency, parent_department_id, slack_channel)
select
  pg_temp.pick(g, 'dep', 'Finance', 'People Operations', 'Platform Engineering', 'Customer Success', 'Facilities', 'Legal', 'Field Sales'),
  'CC' || pg_temp.dig(g, 'cc', 4),
  pg_temp.num(g, 'hc', 2, 140),
  pg_temp.num(g, 'bud', 100, 9000) * 1000.00,
  pg_temp.pick(g, 'bcur', 'EUR', 'USD', 'GBP'),
  null::uuid,
  '#' || pg_temp.pick(g, 'slk', 'fin', 'people', 'eng', 'cs', 'legal') || '-' || pg_temp.pick(g, 'slk2', 'general', 'alerts', 'help')
from generate_series(1, 40) g;

create table app.employees (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  employee_no text,
  department_id uuid references app.departments (id),
  given_name text,
  surname text,
  birth_name text,
  born_on date,
  gender text,
  nationality text,
  work_mail text,
  private_email text,
  mobile text,
  ssn text,
  passport_no text,
  religion text,
  union_member boolean,
  disability_degree smallint,
  job_title text,
  contract_type text,
  weekly_hours numeric(4,1),
  onboarding_step text
);

insert into app.employees (employee_no, department_id, given_name, surname, birth_name, born_on, gender, nationality, work_mail, private_email, mobile, ssn, passport_no, religion, union_member, disability_degree, job_title, contract_type, weekly_hours, onboarding_step)
select
  'E' || lpad(g::text, 5, '0'),
  (select id from app.departments order by id offset g * 7 % 40 limit 1),
  pg_temp.given(g, 'emp'),
  pg_temp.family(g, 'emp'),
  pg_temp.maybe(g, 'bn', 25, pg_temp.family(g, 'empb')),
  pg_temp.born(g, 'emp', 1956, 2005),
  pg_temp.pick(g, 'gen', 'female', 'male', 'non-binary', 'female', 'male', 'undisclosed'),
  pg_temp.pick(g, 'nat', 'German', 'Polish', 'British', 'Indian', 'Spanish', 'Turkish'),
  pg_temp.ascii(pg_temp.given(g, 'emp')) || '.' || pg_temp.ascii(pg_temp.family(g, 'emp')) || '@staff.example.com',
  pg_temp.gap(g, 'pre', pg_temp.mailbox(g, 'emp')),
  pg_temp.gap(g, 'emob', pg_temp.tel(g, 'emp')),
  pg_temp.gap(g, 'ssn', pg_temp.num(g, 'ss1', 100, 665) || '-' || lpad(pg_temp.num(g, 'ss2', 1, 99)::text, 2, '0') || '-' || lpad(pg_temp.num(g, 'ss3', 1, 9999)::text, 4, '0')),
  pg_temp.gap(g, 'ppn', 'C' || pg_temp.caps(g, 'ppn', 1) || pg_temp.dig(g, 'ppn', 7)),
  pg_temp.maybe(g, 'rel', 60, pg_temp.pick(g, 'rel', 'catholic', 'protestant', 'none', 'muslim', 'jewish', 'hindu')),
  pg_temp.maybe(g, 'um', 85, pg_temp.num(g, 'um', 0, 3) = 0),
  pg_temp.maybe(g, 'dis', 15, pg_temp.num(g, 'dis', 3, 9) * 10),
  pg_temp.pick(g, 'job', 'Accountant', 'Backend Engineer', 'Payroll Clerk', 'Account Executive', 'Office Manager'),
  pg_temp.pick(g, 'ctr', 'permanent', 'fixed_term', 'intern', 'contractor'),
  pg_temp.num(g, 'wh', 20, 40),
  pg_temp.pick(g, 'onb', 'docs', 'hardware', 'complete')
from generate_series(1, 50) g;

create table app.payroll_accounts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  employee_id uuid references app.employees (id),
  iban text,
  bic text,
  bank_name text,
  account_holder text,
  tax_id text,
  national_insurance_no text,
  sozialversicherungsnummer text,
  kirchensteuer boolean,
  steuerklasse smallint,
  base_salary_cents bigint,
  currency char(3),
  pay_frequency text,
  effective_from date
);

insert into app.payroll_accounts (employee_id, iban, bic, bank_name, account_holder, tax_id, national_insurance_no, sozialversicherungsnummer, kirchensteuer, steuerklasse, base_salary_cents, currency, pay_frequency, effective_from)
select
  (select id from app.employees order by id offset g * 3 % 50 limit 1),
  pg_temp.iban(g, 'pay'),
  pg_temp.pick(g, 'bic', 'DEUTDEFF', 'COBADEFFXXX', 'NWBKGB2L', 'ABNANL2A', 'BBVAESMM'),
  pg_temp.pick(g, 'bnk', 'Stadtsparkasse', 'Harbour Bank', 'Caja Norte', 'First Union'),
  pg_temp.person(g, 'emp'),
  pg_temp.gap(g, 'tax', pg_temp.dig(g, 'tax', 11)),
  pg_temp.maybe(g, 'nin', 60, 'Q' || pg_temp.pick(g, 'nin', 'Q', 'R', 'S') || pg_temp.dig(g, 'nin', 6) || pg_temp.pick(g, 'ni2', 'A', 'B', 'C', 'D')),
  pg_temp.maybe(g, 'svn', 55, lpad(pg_temp.num(g, 'sv1', 2, 89)::text, 2, '0') || to_char(pg_temp.born(g, 'emp', 1956, 2005), 'DDMMYY') || pg_temp.caps(g, 'svn', 1) || pg_temp.dig(g, 'svn', 3)),
  pg_temp.num(g, 'kst', 0, 2) = 0,
  pg_temp.num(g, 'stk', 1, 6),
  pg_temp.num(g, 'sal', 2400, 9800) * 100,
  pg_temp.pick(g, 'pcur', 'EUR', 'EUR', 'GBP', 'USD'),
  pg_temp.pick(g, 'pfr', 'monthly', 'biweekly'),
  date '2022-01-01' + pg_temp.num(g, 'eff', 0, 900)
from generate_series(1, 50) g;

create table app.leave_requests (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  employee_id uuid references app.employees (id),
  starts_on date,
  day_count numeric(4,1),
  leave_type text,
  reason_text text,
  covered_by text,
  approval_state text,
  approved_at timestamptz,
  balance_after numeric(5,1),
  attachment_mime text
);

insert into app.leave_requests (employee_id, starts_on, day_count, leave_type, reason_text, covered_by, approval_state, approved_at, balance_after, attachment_mime)
select
  (select id from app.employees order by id offset g * 3 % 50 limit 1),
  date '2024-02-01' + pg_temp.num(g, 'lv1', 0, 500),
  pg_temp.num(g, 'lvd', 1, 30) / 2.0,
  pg_temp.pick(g, 'lvt', 'vacation', 'sick', 'parental', 'unpaid'),
  pg_temp.gap(g, 'lvr', pg_temp.pick(g, 'lvr', 'back surgery, then rehab', 'wedding of my sister ' || pg_temp.given(g, 'lvr'), 'burn-out, sick note follows', 'flu', 'chemotherapy on Thursdays')),
  pg_temp.gap(g, 'cvb', pg_temp.person(g, 'cvb')),
  pg_temp.pick(g, 'apr', 'pending', 'approved', 'rejected'),
  pg_temp.maybe(g, 'apa', 70, pg_temp.ts(g, 'apa')),
  pg_temp.num(g, 'bal', 0, 60) / 2.0,
  pg_temp.maybe(g, 'ami', 40, pg_temp.pick(g, 'ami', 'application/pdf', 'image/jpeg'))
from generate_series(1, 45) g;

create table app.bewerbungen (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  vorname text,
  nachname text,
  geburtsdatum text,
  e_mail text,
  telefon text,
  anschrift text,
  plz text,
  wohnort text,
  staatsangehoerigkeit text,
  lebenslauf_text text,
  stellenbezeichnung text,
  eingegangen_am date,
  quelle text,
  gehaltsband text
);

insert into app.bewerbungen (vorname, nachname, geburtsdatum, e_mail, telefon, anschrift, plz, wohnort, staatsangehoerigkeit, lebenslauf_text, stellenbezeichnung, eingegangen_am, quelle, gehaltsband)
select
  pg_temp.given(g, 'bew'),
  pg_temp.family(g, 'bew'),
  pg_temp.gap(g, 'bgd', to_char(pg_temp.born(g, 'bew', 1965, 2004), 'DD.MM.YYYY')),
  pg_temp.mailbox(g, 'bew'),
  pg_temp.gap(g, 'btl', pg_temp.tel(g, 'bew')),
  pg_temp.gap(g, 'ban', pg_temp.road(g, 'bew') || ' ' || pg_temp.num(g, 'ban', 1, 140)),
  pg_temp.dig(g, 'plz', 5),
  pg_temp.town(g, 'bew'),
  pg_temp.pick(g, 'bst', 'deutsch', 'polnisch', 'syrisch', 'italienisch'),
  pg_temp.gap(g, 'blt', pg_temp.person(g, 'bew') || ', geboren ' || pg_temp.num(g, 'blt', 1965, 2004) || ', erreichbar unter ' || pg_temp.mailbox(g, 'bew') || '. Ausbildung, dann ' || pg_temp.num(g, 'blx', 2, 20) || ' Jahre im Vertrieb.'),
  pg_temp.pick(g, 'bsb', 'Sachbearbeitung (m/w/d)', 'Werkstudium IT', 'Leitung Einkauf'),
  date '2024-01-02' + pg_temp.num(g, 'bea', 0, 500),
  pg_temp.pick(g, 'bqu', 'Jobbörse', 'Webseite', 'Empfehlung'),
  pg_temp.pick(g, 'bgb', 'E9', 'E10', 'E12')
from generate_series(1, 42) g;

-- web shop

create table app.customers (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  display_name text,
  mail text,
  whatsapp_no text,
  company_name text,
  vat_id text,
  password_hash text,
  signup_ip inet,
  marketing_opt_in boolean,
  loyalty_points int,
  customer_tier text,
  default_currency char(3),
  referral_campaign text,
  phone_calls_count int
);

insert into app.customers (display_name, mail, whatsapp_no, company_name, vat_id, password_hash, signup_ip, marketing_opt_in, loyalty_points, customer_tier, default_currency, referral_campaign, phone_calls_count)
select
  pg_temp.person(g, 'cus'),
  pg_temp.mailbox(g, 'cus'),
  pg_temp.gap(g, 'wno', pg_temp.tel(g, 'cus')),
  pg_temp.gap(g, 'con', pg_temp.pick(g, 'con', 'Northwind Tools', 'Bluefin Studio', 'Kiosk 24', 'Acorn Print Works')),
  pg_temp.maybe(g, 'vat', 40, 'DE' || pg_temp.dig(g, 'vat', 9)),
  '$2b$12$' || pg_temp.hex(g, 'cpw', 53),
  pg_temp.maybe(g, 'sip', 90, pg_temp.ip4(g, 'cus')::inet),
  pg_temp.num(g, 'moi', 0, 1) = 1,
  pg_temp.num(g, 'loy', 0, 4800),
  pg_temp.pick(g, 'ctr', 'bronze', 'silver', 'gold'),
  pg_temp.pick(g, 'dcr', 'EUR', 'USD', 'CHF'),
  pg_temp.gap(g, 'rfc', pg_temp.pick(g, 'rfc', 'spring24', 'bf-2024', 'partner-a')),
  pg_temp.num(g, 'pcc', 0, 22)
from generate_series(1, 50) g;

create table app.customer_addresses (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  customer_id uuid references app.customers (id),
  address_book_id uuid,
  recipient text,
  street text,
  house_no text,
  zip text,
  city text,
  country_code char(2),
  lat numeric(9,6),
  lng numeric(9,6),
  delivery_hint text,
  address_kind text,
  is_default boolean
);

insert into app.customer_addresses (customer_id, address_book_id, recipient, street, house_no, zip, city, country_code, lat, lng, delivery_hint, address_kind, is_default)
select
  (select id from app.customers order by id offset g * 3 % 50 limit 1),
  gen_random_uuid(),
  pg_temp.person(g, 'cad'),
  pg_temp.road(g, 'cad'),
  pg_temp.num(g, 'hno', 1, 210) || pg_temp.pick(g, 'hno', '', '', 'a', ' b'),
  pg_temp.gap(g, 'zip', pg_temp.dig(g, 'zip', 5)),
  pg_temp.town(g, 'cad'),
  pg_temp.pick(g, 'cco', 'DE', 'GB', 'FR', 'ES', 'US'),
  pg_temp.maybe(g, 'lat', 75, 36 + pg_temp.num(g, 'lat', 0, 20000000) / 1000000.0),
  pg_temp.maybe(g, 'lat', 75, pg_temp.num(g, 'lng', -9000000, 16000000) / 1000000.0),
  pg_temp.gap(g, 'dhi', pg_temp.pick(g, 'dhi', 'leave with neighbour ' || pg_temp.family(g, 'dhi'), 'ring twice, code 4711', 'call ' || pg_temp.tel(g, 'dhi') || ' at the gate', 'back door')),
  pg_temp.pick(g, 'adk', 'shipping', 'billing'),
  pg_temp.num(g, 'adf', 0, 1) = 1
from generate_series(1, 55) g;

create table app.products (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  product_name text,
  sku text,
  ean text,
  brand_name text,
  description text,
  card_color text,
  price_cents int,
  weight_g int,
  image_url text,
  size_label text,
  origin_country_name text,
  hs_code text,
  discontinued_on date
);

insert into app.products (product_name, sku, ean, brand_name, description, card_color, price_cents, weight_g, image_url, size_label, origin_country_name, hs_code, discontinued_on)
select
  pg_temp.pick(g, 'prn', 'Trail Backpack', 'Desk Lamp', 'Ceramic Mug', 'Rain Jacket', 'Wireless Mouse', 'Gift Card') || ' ' || pg_temp.pick(g, 'prm', 'Aurora', 'Victoria', 'Jackson', 'Mk II', 'Classic', 'Charlotte'),
  pg_temp.caps(g, 'sku', 3) || '-' || pg_temp.dig(g, 'sku', 5),
  '40' || pg_temp.dig(g, 'ean', 11),
  pg_temp.pick(g, 'brn', 'Nordhus', 'Anderson & Co', 'Stella', 'Quercus'),
  pg_temp.pick(g, 'pds', 'Light, strong and made to last.', 'Ships in 2 to 4 days. Two years warranty.', 'Hand wash only; do not iron.', 'Now in three colours.'),
  pg_temp.gap(g, 'cdc', pg_temp.pick(g, 'cdc', 'ivory', 'midnight', 'rose', 'sand')),
  pg_temp.num(g, 'prc', 490, 24900),
  pg_temp.num(g, 'wgt', 40, 9000),
  'https://cdn.example.com/p/' || pg_temp.hex(g, 'img', 12) || '.webp',
  pg_temp.pick(g, 'siz', 'S', 'M', 'L', 'one size'),
  pg_temp.pick(g, 'ocn', 'Portugal', 'Vietnam', 'Germany', 'Jordan'),
  pg_temp.dig(g, 'hs', 8),
  pg_temp.maybe(g, 'dco', 15, date '2024-06-01' + pg_temp.num(g, 'dco', 0, 300))
from generate_series(1, 60) g;

create table app.orders (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  order_no text,
  customer_id uuid references app.customers (id),
  placed_at timestamptz,
  order_status text,
  total_amount numeric(10,2),
  currency char(3),
  contact_phone text,
  guest_email text,
  gift_note text,
  tracking_code text,
  carrier_name text,
  coupon_code text,
  item_count smallint
);

insert into app.orders (order_no, customer_id, placed_at, order_status, total_amount, currency, contact_phone, guest_email, gift_note, tracking_code, carrier_name, coupon_code, item_count)
select
  pg_temp.serial16(g, 'ord'),
  (select id from app.customers order by id offset g * 7 % 50 limit 1),
  pg_temp.ts(g, 'opl'),
  pg_temp.pick(g, 'ost', 'open', 'paid', 'shipped', 'returned'),
  pg_temp.num(g, 'ota', 900, 60000) / 100.0,
  pg_temp.pick(g, 'ocu', 'EUR', 'USD', 'GBP'),
  pg_temp.gap(g, 'ocp', pg_temp.tel(g, 'ord')),
  pg_temp.maybe(g, 'oge', 45, pg_temp.mailbox(g, 'ord')),
  pg_temp.maybe(g, 'ogn', 40, 'Happy birthday ' || pg_temp.given(g, 'ogn') || '! Love, ' || pg_temp.given(g, 'og2')),
  pg_temp.gap(g, 'otc', '1Z' || pg_temp.caps(g, 'otc', 3) || pg_temp.dig(g, 'otc', 13)),
  pg_temp.pick(g, 'ocn', 'Swift Parcel', 'PostExpress', 'Hermine'),
  pg_temp.maybe(g, 'occ', 30, pg_temp.pick(g, 'occ', 'SUMMER10', 'WELCOME5', 'VIP20')),
  pg_temp.num(g, 'oic', 1, 9)
from generate_series(1, 60) g;

create table app.payments (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  order_id uuid references app.orders (id),
  card_pan text,
  card_holder text,
  card_expiry text,
  card_brand text,
  sepa_iban text,
  payer_ip text,
  amount_minor bigint,
  auth_code text,
  psp_reference text,
  failure_code text,
  captured_at timestamptz,
  three_d_secure boolean
);

insert into app.payments (order_id, card_pan, card_holder, card_expiry, card_brand, sepa_iban, payer_ip, amount_minor, auth_code, psp_reference, failure_code, captured_at, three_d_secure)
select
  (select id from app.orders order by id offset g * 3 % 60 limit 1),
  pg_temp.maybe(g, 'pan', 80, pg_temp.pan(g, 'pay')),
  upper(pg_temp.person(g, 'pay')),
  lpad(pg_temp.num(g, 'cxm', 1, 12)::text, 2, '0') || '/' || pg_temp.num(g, 'cxy', 25, 31),
  pg_temp.pick(g, 'cbr', 'visa', 'mastercard', 'amex', 'discover'),
  pg_temp.maybe(g, 'spi', 40, rtrim(regexp_replace(pg_temp.iban(g, 'spi'), '(.{4})', '\1 ', 'g'))),
  pg_temp.gap(g, 'pip', pg_temp.ip4(g, 'pip')),
  pg_temp.num(g, 'pam', 900, 60000),
  pg_temp.dig(g, 'pac', 6),
  '88' || pg_temp.dig(g, 'psp', 14),
  pg_temp.maybe(g, 'pfc', 15, pg_temp.pick(g, 'pfc', 'insufficient_funds', 'expired_card', 'do_not_honor')),
  pg_temp.ts(g, 'pca'),
  pg_temp.num(g, 'p3d', 0, 1) = 1
from generate_series(1, 58) g;

create table app.refunds (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  payment_id uuid references app.payments (id),
  beneficiary text,
  account_no text,
  sort_code text,
  refund_amount numeric(10,2),
  reason_code text,
  agent_memo text,
  batch_number int,
  value_date date
);

insert into app.refunds (payment_id, beneficiary, account_no, sort_code, refund_amount, reason_code, agent_memo, batch_number, value_date)
select
  (select id from app.payments order by id offset g * 3 % 58 limit 1),
  pg_temp.person(g, 'ref'),
  pg_temp.dig(g, 'acn', 8),
  pg_temp.dig(g, 'sc1', 2) || '-' || pg_temp.dig(g, 'sc2', 2) || '-' || pg_temp.dig(g, 'sc3', 2),
  pg_temp.num(g, 'rfa', 500, 20000) / 100.0,
  pg_temp.pick(g, 'rfr', 'damaged', 'late', 'wrong_item', 'goodwill'),
  pg_temp.gap(g, 'rfm', pg_temp.pick(g, 'rfm', 'confirmed by ' || pg_temp.mailbox(g, 'rfm'), pg_temp.person(g, 'rfm') || ' called from ' || pg_temp.tel(g, 'rfm'), 'photo received', 'second refund this year')),
  pg_temp.num(g, 'rfb', 1000, 9999),
  date '2024-03-01' + pg_temp.num(g, 'rfv', 0, 400)
from generate_series(1, 40) g;

create table app.suppliers (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  supplier_name text,
  contact_person text,
  contact_tel text,
  website_url text,
  order_inbox text,
  lead_time_days int,
  incoterm text,
  minimum_order_value numeric(10,2),
  rating numeric(2,1)
);

insert into app.suppliers (supplier_name, contact_person, contact_tel, website_url, order_inbox, lead_time_days, incoterm, minimum_order_value, rating)
select
  pg_temp.pick(g, 'sup', 'Baltic Packaging', 'Delta Textile', 'Marlowe Ceramics', 'Sunrise Imports') || pg_temp.pick(g, 'su2', ' GmbH', ' Ltd', ' SARL', ' Inc.'),
  pg_temp.gap(g, 'scp', pg_temp.person(g, 'sup')),
  pg_temp.gap(g, 'sct', pg_temp.tel(g, 'sup')),
  'https://www.' || pg_temp.pick(g, 'swu', 'baltic', 'delta', 'marlowe', 'sunrise') || pg_temp.num(g, 'swu', 1, 99) || '.example.com',
  pg_temp.pick(g, 'soi', 'orders', 'sales', 'info') || '@' || pg_temp.pick(g, 'so2', 'baltic', 'delta', 'marlowe') || '.example.com',
  pg_temp.num(g, 'slt', 2, 90),
  pg_temp.pick(g, 'sin', 'EXW', 'FOB', 'DAP', 'DDP'),
  pg_temp.num(g, 'smo', 1, 50) * 100,
  pg_temp.num(g, 'sra', 20, 50) / 10.0
from generate_series(1, 40) g;

-- community

create table app.members (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  username text,
  fname text,
  lname text,
  birthday date,
  about_me text,
  hometown text,
  political_views text,
  sexual_orientation text,
  avatar_url text,
  last_login_ip text,
  email_verified boolean,
  reputation int,
  badge_names text[],
  theme_name text,
  account_status text,
  digest_frequency text
);

insert into app.members (username, fname, lname, birthday, about_me, hometown, political_views, sexual_orientation, avatar_url, last_login_ip, email_verified, reputation, badge_names, theme_name, account_status, digest_frequency)
select
  pg_temp.ascii(pg_temp.given(g, 'mem')) || pg_temp.pick(g, 'mun', '_', '.', '') || pg_temp.num(g, 'mun', 7, 2005),
  pg_temp.gap(g, 'mfn', pg_temp.given(g, 'mem')),
  pg_temp.gap(g, 'mln', pg_temp.family(g, 'mem')),
  pg_temp.maybe(g, 'mbd', 65, pg_temp.born(g, 'mem', 1948, 2009)),
  pg_temp.gap(g, 'mam', pg_temp.pick(g, 'mam', 'Dad of two from ' || pg_temp.town(g, 'mem') || ', I fix old radios.', 'Nurse, runner. Write me: ' || pg_temp.mailbox(g, 'mem'), 'Retired teacher living in ' || pg_temp.town(g, 'mem') || '.', 'find me as @' || pg_temp.ascii(pg_temp.given(g, 'mem')) || ' on the other site')),
  pg_temp.gap(g, 'mht', pg_temp.town(g, 'mem')),
  pg_temp.maybe(g, 'mpv', 30, pg_temp.pick(g, 'mpv', 'green', 'conservative', 'socialist', 'liberal', 'none of them')),
  pg_temp.maybe(g, 'mso', 25, pg_temp.pick(g, 'mso', 'straight', 'gay', 'bisexual', 'prefer not to say')),
  'https://img.example.org/a/' || pg_temp.hex(g, 'mav', 16) || '.png',
  pg_temp.gap(g, 'mip', pg_temp.ip4(g, 'mem')),
  pg_temp.num(g, 'mev', 0, 3) > 0,
  pg_temp.num(g, 'mre', 0, 12000),
  array[pg_temp.pick(g, 'mb1', 'early bird', 'editor', 'helper'), pg_temp.pick(g, 'mb2', 'gold', 'silver')],
  pg_temp.pick(g, 'mth', 'dark', 'light', 'solarized'),
  pg_temp.pick(g, 'mas', 'active', 'muted', 'banned'),
  pg_temp.pick(g, 'mdf', 'daily', 'weekly', 'never')
from generate_series(1, 54) g;

create table app.threads (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  author_id uuid references app.members (id),
  title text,
  slug text,
  category_name text,
  view_count int,
  is_pinned boolean,
  last_activity_at timestamptz,
  locked_reason text
);

insert into app.threads (author_id, title, slug, category_name, view_count, is_pinned, last_activity_at, locked_reason)
select
  (select id from app.members order by id offset g * 3 % 54 limit 1),
  pg_temp.pick(g, 'tht', 'Which soldering iron for a beginner?', 'Release 4.2 breaks dark mode', 'Show us your workbench', 'Best paint for steel', 'Weekly off-topic'),
  pg_temp.pick(g, 'tht', 'which-soldering-iron', 'release-4-2-dark-mode', 'show-your-workbench', 'paint-for-steel', 'weekly-off-topic') || '-' || g,
  pg_temp.pick(g, 'thc', 'Tools', 'Support', 'Showcase', 'Lounge'),
  pg_temp.num(g, 'thv', 3, 40000),
  pg_temp.num(g, 'thp', 0, 9) = 0,
  pg_temp.ts(g, 'tha'),
  pg_temp.maybe(g, 'thl', 15, pg_temp.pick(g, 'thl', 'off topic', 'resolved', 'duplicate'))
from generate_series(1, 48) g;

create table app.posts (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  thread_id uuid references app.threads (id),
  author_id uuid references app.members (id),
  body_md text,
  posted_from inet,
  upvotes int,
  content_sha1 text,
  renderer_version text,
  edited_at timestamptz,
  spam_score real
);

insert into app.posts (thread_id, author_id, body_md, posted_from, upvotes, content_sha1, renderer_version, edited_at, spam_score)
select
  (select id from app.threads order by id offset g * 3 % 48 limit 1),
  (select id from app.members order by id offset g * 7 % 54 limit 1),
  pg_temp.pick(g, 'pbd', 'I sell mine, mail me at ' || pg_temp.mailbox(g, 'pbd'), 'Thanks **' || pg_temp.given(g, 'pbd') || '**, that worked.', 'Same here. My number is ' || pg_temp.tel(g, 'pbd'), 'Try 350 degrees and a clean tip.', '@' || pg_temp.ascii(pg_temp.given(g, 'pbe')) || ' lives near me in ' || pg_temp.town(g, 'pbe') || ', we could meet.'),
  pg_temp.maybe(g, 'ppf', 85, pg_temp.ip4(g, 'ppf')::inet),
  pg_temp.num(g, 'pup', 0, 340),
  pg_temp.hex(g, 'psh', 40),
  pg_temp.num(g, 'prv', 1, 3) || '.' || pg_temp.num(g, 'pr2', 0, 20) || '.0',
  pg_temp.maybe(g, 'ped', 30, pg_temp.ts(g, 'ped')),
  pg_temp.num(g, 'pss', 0, 100) / 100.0
from generate_series(1, 60) g;

create table app.newsletter_signups (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  "emailAddress" text,
  "firstName" text,
  "optInToken" text,
  "ipAddress" text,
  "userAgent" text,
  "listName" text,
  "sourceUrl" text,
  "emailsSentCount" int,
  "formVersion" text,
  "confirmedAt" timestamptz
);

insert into app.newsletter_signups ("emailAddress", "firstName", "optInToken", "ipAddress", "userAgent", "listName", "sourceUrl", "emailsSentCount", "formVersion", "confirmedAt")
select
  pg_temp.mailbox(g, 'nls'),
  pg_temp.gap(g, 'nfn', pg_temp.given(g, 'nls')),
  pg_temp.hex(g, 'not', 32),
  pg_temp.gap(g, 'nip', case when g % 6 = 0 then '2001:db8:' || pg_temp.hex(g, 'ni6', 4) || '::' || pg_temp.hex(g, 'ni7', 3) else pg_temp.ip4(g, 'nls') end),
  pg_temp.gap(g, 'nua', pg_temp.browser(g, 'nls')),
  pg_temp.pick(g, 'nln', 'Product news', 'Monthly digest', 'Black Friday'),
  'https://www.example.com/' || pg_temp.pick(g, 'nsu', 'blog', 'pricing', 'lp/spring') || '?utm_source=' || pg_temp.pick(g, 'ns2', 'ads', 'forum'),
  pg_temp.num(g, 'nec', 0, 80),
  'v' || pg_temp.num(g, 'nfv', 1, 6),
  pg_temp.maybe(g, 'nca', 70, pg_temp.ts(g, 'nca'))
from generate_series(1, 46) g;

-- school

create table app.eleves (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  prenom text,
  nom_de_famille text,
  date_naissance date,
  lieu_naissance text,
  numero_ine text,
  courriel_parent text,
  telephone_domicile text,
  adresse text,
  code_postal text,
  ville text,
  allergies_alimentaires text,
  besoins_particuliers text,
  classe text,
  annee_scolaire text,
  option_langue text,
  casier_numero int
);

insert into app.eleves (prenom, nom_de_famille, date_naissance, lieu_naissance, numero_ine, courriel_parent, telephone_domicile, adresse, code_postal, ville, allergies_alimentaires, besoins_particuliers, classe, annee_scolaire, option_langue, casier_numero)
select
  pg_temp.given(g, 'ele'),
  pg_temp.family(g, 'ele'),
  pg_temp.born(g, 'ele', 2006, 2018),
  pg_temp.gap(g, 'eln', pg_temp.town(g, 'ele')),
  pg_temp.dig(g, 'ine', 9) || pg_temp.caps(g, 'ine', 2),
  pg_temp.gap(g, 'ecp', pg_temp.mailbox(g, 'elp')),
  pg_temp.gap(g, 'etd', '0' || pg_temp.num(g, 'et1', 1, 5) || ' ' || regexp_replace(pg_temp.dig(g, 'et2', 8), '(..)(..)(..)(..)', '\1 \2 \3 \4')),
  pg_temp.num(g, 'ead', 1, 120) || ' ' || pg_temp.pick(g, 'ead', 'rue des Lilas', 'avenue Foch', 'chemin du Moulin', 'place de la Mairie'),
  pg_temp.dig(g, 'ecd', 5),
  pg_temp.pick(g, 'evi', 'Nantes', 'Lyon', 'Rennes', 'Lille', 'Pau'),
  pg_temp.maybe(g, 'eal', 35, pg_temp.pick(g, 'eal', 'arachides', 'gluten', 'lactose', 'aucune')),
  pg_temp.maybe(g, 'ebp', 30, pg_temp.pick(g, 'ebp', 'dyslexie, tiers temps', 'fauteuil roulant', 'TDAH', 'malentendant')),
  pg_temp.num(g, 'ecl', 3, 6) || 'e' || pg_temp.pick(g, 'ecl', 'A', 'B', 'C'),
  pg_temp.pick(g, 'eas', '2023-2024', '2024-2025'),
  pg_temp.pick(g, 'eol', 'allemand', 'espagnol', 'latin'),
  pg_temp.num(g, 'eca', 1, 400)
from generate_series(1, 50) g;

create table app.tutores (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  nombre text,
  apellidos text,
  dni text,
  correo_electronico text,
  movil text,
  domicilio text,
  ciudad text,
  parentesco text,
  idioma_preferido text,
  autoriza_fotos boolean,
  fecha_alta date,
  eleve_id uuid references app.eleves (id)
);

insert into app.tutores (nombre, apellidos, dni, correo_electronico, movil, domicilio, ciudad, parentesco, idioma_preferido, autoriza_fotos, fecha_alta, eleve_id)
select
  pg_temp.given(g, 'tut'),
  pg_temp.family(g, 'tut') || ' ' || pg_temp.family(g, 'tu2'),
  pg_temp.dni(g),
  pg_temp.gap(g, 'tce', pg_temp.mailbox(g, 'tut')),
  pg_temp.gap(g, 'tmo', pg_temp.pick(g, 'tmo', '+34 ', '', '0034') || '6' || pg_temp.dig(g, 'tmo', 8)),
  pg_temp.gap(g, 'tdo', pg_temp.pick(g, 'tdo', 'Calle Mayor', 'Avda. de la Paz', 'Plaza España', 'C/ Olmo') || ' ' || pg_temp.num(g, 'tdo', 1, 90) || ', ' || pg_temp.num(g, 'td2', 1, 6) || 'º ' || pg_temp.pick(g, 'td3', 'A', 'B', 'izq.')),
  pg_temp.pick(g, 'tci', 'Valencia', 'Sevilla', 'Burgos', 'Cádiz'),
  pg_temp.pick(g, 'tpa', 'madre', 'padre', 'abuela', 'tutor legal'),
  pg_temp.pick(g, 'tid', 'es', 'ca', 'en'),
  pg_temp.num(g, 'taf', 0, 1) = 1,
  date '2021-09-01' + pg_temp.num(g, 'tfa', 0, 1000),
  (select id from app.eleves order by id offset g * 13 % 50 limit 1)
from generate_series(1, 44) g;

create table app.school_grades (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  eleve_id uuid references app.eleves (id),
  subject_name text,
  score numeric(4,1),
  term_label text,
  teacher_remark text,
  marked_by text,
  exam_paper_version text,
  coefficient numeric(3,1),
  graded_on date
);

insert into app.school_grades (eleve_id, subject_name, score, term_label, teacher_remark, marked_by, exam_paper_version, coefficient, graded_on)
select
  (select id from app.eleves order by id offset g * 3 % 50 limit 1),
  pg_temp.pick(g, 'gsn', 'Mathematics', 'History', 'Religion', 'Biology', 'French'),
  pg_temp.num(g, 'gsc', 0, 40) / 2.0,
  pg_temp.pick(g, 'gtl', 'autumn', 'spring', 'summer'),
  pg_temp.gap(g, 'gtr', pg_temp.given(g, 'ele') || pg_temp.pick(g, 'gtr', ' talks a lot but does well', ' was ill for three weeks, see the file', ' needs help with fractions', ' is a joy to teach')),
  pg_temp.pick(g, 'gmt', 'Mr ', 'Mrs ', 'Ms ') || pg_temp.family(g, 'gmb'),
  'P' || pg_temp.num(g, 'gpv', 1, 4) || '-' || pg_temp.pick(g, 'gpv', 'A', 'B'),
  pg_temp.num(g, 'gco', 1, 6) / 2.0,
  date '2024-09-10' + pg_temp.num(g, 'ggo', 0, 250)
from generate_series(1, 60) g;

create table app.countries (
  id uuid primary key default gen_random_uuid(),
  country_name text,
  iso3 char(3),
  dialing_prefix text,
  capital_city text,
  birth_rate numeric(4,1),
  median_age numeric(4,1),
  population bigint,
  postcode_regex text,
  passport_rank int,
  phone_penetration_pct numeric(5,2),
  main_religion_share numeric(4,3)
);

insert into app.countries (country_name, iso3, dialing_prefix, capital_city, birth_rate, median_age, population, postcode_regex, passport_rank, phone_penetration_pct, main_religion_share)
select
  (array['Albania', 'Austria', 'Belgium', 'Brazil', 'Canada', 'Chad', 'Chile', 'China', 'Cuba', 'Cyprus', 'Denmark', 'Egypt', 'Estonia', 'Finland', 'France', 'Georgia', 'Germany', 'Ghana', 'Greece', 'Haiti', 'Hungary', 'Iceland', 'India', 'Ireland', 'Italy', 'Japan', 'Jordan', 'Kenya', 'Latvia', 'Mali', 'Malta', 'Mexico', 'Nepal', 'Norway', 'Oman', 'Peru', 'Poland', 'Portugal', 'Qatar', 'Romania', 'Spain', 'Sweden', 'Togo', 'Turkey', 'Ukraine'])[g],
  pg_temp.caps(g, 'iso', 3),
  '+' || pg_temp.num(g, 'dpx', 20, 998),
  pg_temp.pick(g, 'cap', 'Tirana', 'Vienna', 'Brussels', 'Lima', 'Oslo', 'Warsaw'),
  pg_temp.num(g, 'bir', 70, 380) / 10.0,
  pg_temp.num(g, 'mag', 180, 480) / 10.0,
  pg_temp.num(g, 'pop', 400, 90000) * 1000,
  pg_temp.pick(g, 'pcr', '^[0-9]{5}$', '^[0-9]{4}$', '^[A-Z]{1,2}[0-9]'),
  pg_temp.num(g, 'prk', 1, 110),
  pg_temp.num(g, 'php', 3000, 9900) / 100.0,
  pg_temp.num(g, 'mrs', 100, 980) / 1000.0
from generate_series(1, 45) g;

-- iot and telemetry

create table app.devices (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  hostname text,
  serial_no text,
  mac_model text,
  mac_address macaddr,
  owner_name text,
  home_latitude double precision,
  home_longitude double precision,
  wifi_password text,
  api_token text,
  bus_address text,
  orientation text,
  firmware_version text,
  battery_pct smallint,
  sim_plan_name text,
  last_seen_at timestamptz
);

insert into app.devices (hostname, serial_no, mac_model, mac_address, owner_name, home_latitude, home_longitude, wifi_password, api_token, bus_address, orientation, firmware_version, battery_pct, sim_plan_name, last_seen_at)
select
  pg_temp.pick(g, 'dhn', 'gw', 'node', 'edge') || '-' || lpad(pg_temp.num(g, 'dhn', 1, 999)::text, 3, '0') || '.iot.internal',
  pg_temp.caps(g, 'dsn', 2) || pg_temp.dig(g, 'dsn', 10),
  pg_temp.pick(g, 'dmm', 'MAC-200', 'MAC-350', 'MAC-400LR'),
  ('02:' || regexp_replace(pg_temp.hex(g, 'dma', 10), '(..)(..)(..)(..)(..)', '\1:\2:\3:\4:\5'))::macaddr,
  pg_temp.gap(g, 'don', pg_temp.person(g, 'dev')),
  pg_temp.maybe(g, 'dla', 70, 40 + pg_temp.num(g, 'dla', 0, 1400000) / 100000.0),
  pg_temp.maybe(g, 'dla', 70, pg_temp.num(g, 'dlo', -400000, 1500000) / 100000.0),
  pg_temp.gap(g, 'dwp', pg_temp.pick(g, 'dwp', 'Sunny', 'kitchen', 'Rex', 'hunter') || pg_temp.dig(g, 'dwp', 4) || pg_temp.pick(g, 'dw2', '!', '#', '')),
  'dvt_' || pg_temp.hex(g, 'dat', 36),
  '0x' || pg_temp.hex(g, 'dba', 2),
  pg_temp.pick(g, 'dor', 'landscape', 'portrait'),
  pg_temp.num(g, 'dfv', 1, 4) || '.' || pg_temp.num(g, 'df2', 0, 20) || '.' || pg_temp.num(g, 'df3', 0, 9),
  pg_temp.num(g, 'dbp', 1, 100),
  pg_temp.pick(g, 'dsp', 'M2M 50MB', 'M2M 1GB', 'none'),
  pg_temp.ts(g, 'dls')
from generate_series(1, 56) g;

create table app.telemetry_events (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  device_id uuid references app.devices (id),
  event_name text,
  metric_name text,
  metric_value double precision,
  payload jsonb,
  seq_no bigint,
  recorded_at timestamptz,
  ingest_lag_ms int,
  broker_ip inet,
  topic text
);

insert into app.telemetry_events (device_id, event_name, metric_name, metric_value, payload, seq_no, recorded_at, ingest_lag_ms, broker_ip, topic)
select
  (select id from app.devices order by id offset g * 3 % 56 limit 1),
  pg_temp.pick(g, 'ten', 'boot', 'door_opened', 'temp_sample', 'low_battery', 'contact_lost'),
  pg_temp.pick(g, 'tmn', 'temperature', 'humidity', 'rssi', 'heap_free'),
  pg_temp.num(g, 'tmv', -400, 9000) / 10.0,
  jsonb_build_object('rssi', pg_temp.num(g, 'tp1', -90, -30), 'fw', '2.' || pg_temp.num(g, 'tp2', 0, 9) || '.1', 'channel', pg_temp.num(g, 'tp3', 1, 13)),
  1700000000 + g * 37,
  pg_temp.ts(g, 'tra'),
  pg_temp.num(g, 'til', 3, 9000),
  ('10.20.' || pg_temp.num(g, 'tbi', 0, 3) || '.' || pg_temp.num(g, 'tb2', 2, 250))::inet,
  'site/' || pg_temp.num(g, 'tto', 1, 9) || '/sensor/' || pg_temp.num(g, 'tt2', 1, 99)
from generate_series(1, 60) g;

create table app.vehicle_trips (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  driver text,
  driver_licence_no text,
  licence_plate text,
  start_lat numeric(8,5),
  start_lon numeric(8,5),
  vin text,
  distance_km numeric(7,1),
  route_name text,
  odometer_km int,
  departed_at timestamptz,
  fuel_type text
);

insert into app.vehicle_trips (driver, driver_licence_no, licence_plate, start_lat, start_lon, vin, distance_km, route_name, odometer_km, departed_at, fuel_type)
select
  pg_temp.person(g, 'drv'),
  pg_temp.gap(g, 'dln', pg_temp.caps(g, 'dln', 1) || pg_temp.dig(g, 'dln', 10)),
  pg_temp.pick(g, 'lpl', 'B', 'M', 'HH', 'K') || '-' || pg_temp.caps(g, 'lpl', 2) || ' ' || pg_temp.num(g, 'lpl', 10, 9999),
  47 + pg_temp.num(g, 'vla', 0, 700000) / 100000.0,
  6 + pg_temp.num(g, 'vlo', 0, 800000) / 100000.0,
  'WVW' || pg_temp.caps(g, 'vin', 5) || pg_temp.dig(g, 'vin', 9),
  pg_temp.num(g, 'vdk', 5, 6000) / 10.0,
  pg_temp.pick(g, 'vrn', 'Depot North', 'Ring line', 'Airport run'),
  pg_temp.num(g, 'vod', 900, 240000),
  pg_temp.ts(g, 'vda'),
  pg_temp.pick(g, 'vft', 'diesel', 'electric', 'hybrid')
from generate_series(1, 48) g;

create table app.weather_stations (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  station_name text,
  station_code text,
  lat numeric(8,5),
  lon numeric(8,5),
  elevation_m int,
  operator_name text,
  nearest_city text,
  street_light_count int,
  calibrated_on date
);

insert into app.weather_stations (station_name, station_code, lat, lon, elevation_m, operator_name, nearest_city, street_light_count, calibrated_on)
select
  pg_temp.pick(g, 'wsn', 'Airfield', 'Lake', 'Summit', 'Harbour', 'Saint Martin') || ' ' || pg_temp.num(g, 'wsn', 1, 40),
  pg_temp.dig(g, 'wsc', 5),
  46 + pg_temp.num(g, 'wla', 0, 800000) / 100000.0,
  6 + pg_temp.num(g, 'wlo', 0, 800000) / 100000.0,
  pg_temp.num(g, 'wel', 0, 2900),
  pg_temp.pick(g, 'wop', 'State Met Office', 'Alpine Research Trust', 'Port Authority'),
  pg_temp.town(g, 'wst'),
  pg_temp.num(g, 'wsl', 0, 60),
  date '2023-05-01' + pg_temp.num(g, 'wco', 0, 600)
from generate_series(1, 40) g;

-- the application's own tables

create table app.app_users (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  login text,
  pwd_digest text,
  totp_secret text,
  recovery_codes text[],
  phone text,
  phone_verified boolean,
  role_name text,
  password_policy text,
  password_changed_at timestamptz,
  failed_login_count smallint,
  ui_locale text,
  invited_by uuid
);

insert into app.app_users (login, pwd_digest, totp_secret, recovery_codes, phone, phone_verified, role_name, password_policy, password_changed_at, failed_login_count, ui_locale, invited_by)
select
  case when g % 3 = 0 then pg_temp.mailbox(g, 'usr') else pg_temp.ascii(pg_temp.given(g, 'usr')) || '.' || substr(pg_temp.ascii(pg_temp.family(g, 'usr')), 1, 1) end,
  '$argon2id$v=19$m=65536,t=3,p=4$' || pg_temp.hex(g, 'upw', 22) || '$' || pg_temp.hex(g, 'up2', 43),
  pg_temp.maybe(g, 'uts', 55, translate(upper(pg_temp.hex(g, 'uts', 32)), '0189', 'GHJK')),
  array[pg_temp.hex(g, 'ur1', 8), pg_temp.hex(g, 'ur2', 8), pg_temp.hex(g, 'ur3', 8)],
  pg_temp.gap(g, 'uph', pg_temp.tel(g, 'usr')),
  pg_temp.num(g, 'upv', 0, 1) = 1,
  pg_temp.pick(g, 'urn', 'owner', 'admin', 'editor', 'viewer'),
  pg_temp.pick(g, 'upp', 'default', 'strict', 'legacy'),
  pg_temp.ts(g, 'upc'),
  pg_temp.num(g, 'ufl', 0, 6),
  pg_temp.pick(g, 'uil', 'en-GB', 'de-DE', 'fr-FR'),
  gen_random_uuid()
from generate_series(1, 50) g;

create table app.user_sessions (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  user_id uuid references app.app_users (id),
  session_token text,
  refresh_token_hash bytea,
  ip inet,
  user_agent text,
  device_label text,
  auth_method text,
  token_type text,
  expires_at timestamptz,
  revoked boolean,
  app_version text
);

insert into app.user_sessions (user_id, session_token, refresh_token_hash, ip, user_agent, device_label, auth_method, token_type, expires_at, revoked, app_version)
select
  (select id from app.app_users order by id offset g * 3 % 50 limit 1),
  pg_temp.hex(g, 'ust', 64),
  sha256(('r' || g)::bytea),
  pg_temp.ip4(g, 'ses')::inet,
  pg_temp.browser(g, 'ses'),
  pg_temp.gap(g, 'usd', pg_temp.given(g, 'usr') || pg_temp.pick(g, 'usd', '''s iPhone', '''s MacBook', ' Work Laptop', '-PC')),
  pg_temp.pick(g, 'uam', 'password', 'sso', 'passkey'),
  pg_temp.pick(g, 'utt', 'cookie', 'bearer'),
  pg_temp.ts(g, 'uex') + interval '30 days',
  pg_temp.num(g, 'urv', 0, 4) = 0,
  '2024.' || pg_temp.num(g, 'uav', 1, 52)
from generate_series(1, 55) g;

create table app.jobs (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  queue_name text,
  job_class text,
  args jsonb,
  attempts smallint,
  locked_by text,
  last_error text,
  run_at timestamptz,
  dedupe_key text,
  priority int,
  cron_expression text
);

insert into app.jobs (queue_name, job_class, args, attempts, locked_by, last_error, run_at, dedupe_key, priority, cron_expression)
select
  pg_temp.pick(g, 'jqn', 'default', 'mailers', 'exports', 'billing'),
  pg_temp.pick(g, 'jcl', 'SendWelcomeMail', 'ExportPatients', 'CloseInvoice', 'SyncContacts'),
  jsonb_build_object('to', pg_temp.mailbox(g, 'job'), 'name', pg_temp.person(g, 'job'), 'attempt', pg_temp.num(g, 'jar', 1, 5)),
  pg_temp.num(g, 'jat', 0, 9),
  pg_temp.maybe(g, 'jlb', 30, 'worker-' || pg_temp.num(g, 'jlb', 1, 12) || ':' || pg_temp.num(g, 'jl2', 100, 9999)),
  pg_temp.maybe(g, 'jle', 25, pg_temp.pick(g, 'jle', 'timeout after 30000 ms', 'connection refused', 'deadlock detected', 'HTTP 502 from upstream')),
  pg_temp.ts(g, 'jra'),
  md5('job' || g),
  pg_temp.num(g, 'jpr', -10, 10),
  pg_temp.maybe(g, 'jce', 30, pg_temp.pick(g, 'jce', '0 3 * * *', '*/5 * * * *', '15 6 * * 1'))
from generate_series(1, 60) g;

create table app.feature_flags (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  flag_name text,
  description text,
  rollout_pct smallint,
  owner_team text,
  rules jsonb,
  email_template_id uuid,
  enabled boolean,
  expires_on date
);

insert into app.feature_flags (flag_name, description, rollout_pct, owner_team, rules, email_template_id, enabled, expires_on)
select
  pg_temp.pick(g, 'ffn', 'new_checkout', 'patient_portal', 'email_digest', 'sms_reminders', 'dark_mode') || '_' || g,
  pg_temp.pick(g, 'ffd', 'Shows the new checkout to a share of users', 'Kill switch for SMS', 'Keeps the old address form', 'Temporary, remove after launch'),
  pg_temp.num(g, 'ffr', 0, 20) * 5,
  pg_temp.pick(g, 'ffo', 'growth', 'platform', 'clinic', 'identity'),
  jsonb_build_object('plan', pg_temp.pick(g, 'ffp', 'pro', 'free'), 'country', pg_temp.pick(g, 'ffc', 'DE', 'GB'), 'min_version', '3.' || pg_temp.num(g, 'ffm', 0, 9)),
  gen_random_uuid(),
  pg_temp.num(g, 'ffe', 0, 1) = 1,
  pg_temp.maybe(g, 'ffx', 50, date '2025-01-01' + pg_temp.num(g, 'ffx', 0, 400))
from generate_series(1, 40) g;

create table app.invoices (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  invoice_no text,
  bill_to text,
  billing_email text,
  billing_address text,
  net_amount numeric(12,2),
  vat_rate numeric(4,2),
  currency char(3),
  due_on date,
  pdf_url text,
  dunning_level smallint,
  po_reference text,
  line_items jsonb
);

insert into app.invoices (invoice_no, bill_to, billing_email, billing_address, net_amount, vat_rate, currency, due_on, pdf_url, dunning_level, po_reference, line_items)
select
  'INV-2024-' || lpad((g * 13)::text, 6, '0'),
  pg_temp.person(g, 'inv'),
  pg_temp.mailbox(g, 'inv'),
  pg_temp.gap(g, 'iba', pg_temp.num(g, 'iba', 1, 180) || ' ' || pg_temp.road(g, 'inv') || E'\n' || pg_temp.dig(g, 'ib2', 5) || ' ' || pg_temp.town(g, 'inv')),
  pg_temp.num(g, 'ina', 1000, 900000) / 100.0,
  pg_temp.pick(g, 'ivr', '19.00', '7.00', '20.00', '0.00')::numeric,
  pg_temp.pick(g, 'icu', 'EUR', 'GBP', 'USD'),
  date '2024-02-01' + pg_temp.num(g, 'idu', 0, 400),
  'https://files.example.com/invoices/' || pg_temp.hex(g, 'ipd', 20) || '.pdf',
  pg_temp.num(g, 'idl', 0, 3),
  pg_temp.gap(g, 'ipo', 'PO' || pg_temp.dig(g, 'ipo', 10)),
  jsonb_build_array(jsonb_build_object('item', pg_temp.pick(g, 'ili', 'Seat licence', 'Support plan', 'Storage'), 'qty', pg_temp.num(g, 'ilq', 1, 40), 'unit_cents', pg_temp.num(g, 'ilu', 100, 9900)))
from generate_series(1, 52) g;

create table app.webhook_endpoints (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  endpoint_label text,
  target_url text,
  webhook_secret text,
  basic_auth_pw text,
  event_types text[],
  signing_algorithm text,
  last_response_code int,
  api_version text,
  failure_streak int
);

insert into app.webhook_endpoints (endpoint_label, target_url, webhook_secret, basic_auth_pw, event_types, signing_algorithm, last_response_code, api_version, failure_streak)
select
  pg_temp.pick(g, 'wel', 'CRM sync', 'Warehouse', 'Chat alerts', 'Accounting'),
  'https://hooks.' || pg_temp.pick(g, 'wtu', 'crm', 'wms', 'books') || '.example.com/in/' || pg_temp.num(g, 'wtu', 1, 900),
  'whsec_' || pg_temp.hex(g, 'wse', 40),
  pg_temp.maybe(g, 'wba', 30, pg_temp.hex(g, 'wba', 14)),
  array[pg_temp.pick(g, 'we1', 'order.paid', 'patient.created'), pg_temp.pick(g, 'we2', 'invoice.sent', 'user.deleted')],
  pg_temp.pick(g, 'wsa', 'hmac-sha256', 'ed25519'),
  pg_temp.pick(g, 'wlr', '200', '200', '204', '410', '500')::int,
  pg_temp.pick(g, 'wav', '2023-10-16', '2024-06-20'),
  pg_temp.num(g, 'wfs', 0, 30)
from generate_series(1, 40) g;

create table app.api_keys (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  key_name text,
  key_hash text,
  created_by_mail text,
  last_used_from text,
  scopes text[],
  rate_limit_per_min int,
  token_count bigint,
  expires_on date
);

insert into app.api_keys (key_name, key_hash, created_by_mail, last_used_from, scopes, rate_limit_per_min, token_count, expires_on)
select
  pg_temp.pick(g, 'akn', 'ci', 'zapier', 'reporting', 'mobile app'),
  pg_temp.hex(g, 'akh', 64),
  pg_temp.mailbox(g, 'akm'),
  pg_temp.gap(g, 'aku', pg_temp.ip4(g, 'aku')),
  array['read:' || pg_temp.pick(g, 'aks', 'orders', 'patients', 'users'), 'write:' || pg_temp.pick(g, 'ak2', 'hooks', 'files')],
  pg_temp.num(g, 'akr', 1, 20) * 60,
  pg_temp.num(g, 'akt', 0, 900000),
  pg_temp.maybe(g, 'ake', 60, date '2025-03-01' + pg_temp.num(g, 'ake', 0, 500))
from generate_series(1, 42) g;

create table app.audit_log (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  actor text,
  action text,
  table_name text,
  row_pk uuid,
  remote_addr text,
  client text,
  old_row jsonb,
  request_id text,
  occurred_at timestamptz,
  http_method text,
  endpoint_path text
);

insert into app.audit_log (actor, action, table_name, row_pk, remote_addr, client, old_row, request_id, occurred_at, http_method, endpoint_path)
select
  case when g % 5 = 0 then 'system' else pg_temp.mailbox(g, 'usr') end,
  pg_temp.pick(g, 'aac', 'insert', 'update', 'delete', 'login', 'export'),
  pg_temp.pick(g, 'atn', 'patients', 'orders', 'employees', 'app_users'),
  gen_random_uuid(),
  pg_temp.gap(g, 'ara', pg_temp.ip4(g, 'aud')),
  pg_temp.browser(g, 'aud'),
  pg_temp.maybe(g, 'aor', 70, jsonb_build_object('email', pg_temp.mailbox(g, 'aor'), 'last_name', pg_temp.family(g, 'aor'), 'version', pg_temp.num(g, 'aov', 1, 9))),
  'req_' || pg_temp.hex(g, 'arq', 20),
  pg_temp.ts(g, 'aoc'),
  pg_temp.pick(g, 'ahm', 'POST', 'PATCH', 'DELETE'),
  '/api/v2/' || pg_temp.pick(g, 'aep', 'patients', 'users/email', 'orders', 'address-books')
from generate_series(1, 60) g;

create table app.email_log (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  sent_to text,
  cc_list text[],
  body_preview text,
  subject_line text,
  template_name text,
  provider_message_id text,
  smtp_host text,
  opened_count int,
  bounce_type text,
  queued_at timestamptz
);

insert into app.email_log (sent_to, cc_list, body_preview, subject_line, template_name, provider_message_id, smtp_host, opened_count, bounce_type, queued_at)
select
  pg_temp.mailbox(g, 'eml'),
  pg_temp.maybe(g, 'ecc', 35, array[pg_temp.mailbox(g, 'ec1'), pg_temp.mailbox(g, 'ec2')]),
  'Hello ' || pg_temp.person(g, 'eml') || ', ' || pg_temp.pick(g, 'ebo', 'your appointment is tomorrow at 9.', 'your parcel to ' || pg_temp.road(g, 'eml') || ' is on its way.', 'here is your pay slip.'),
  pg_temp.pick(g, 'esu', 'Your appointment', 'Your parcel is on its way', 'Reset your password', 'Pay slip ready'),
  pg_temp.pick(g, 'etn', 'appointment_reminder', 'parcel_sent', 'password_reset', 'payslip_ready'),
  pg_temp.hex(g, 'epm', 24),
  pg_temp.pick(g, 'esh', 'smtp-1.mail.internal', 'smtp-2.mail.internal'),
  pg_temp.num(g, 'eoc', 0, 9),
  pg_temp.maybe(g, 'ebt', 12, pg_temp.pick(g, 'ebt', 'hard', 'soft')),
  pg_temp.ts(g, 'equ')
from generate_series(1, 58) g;

create table app.support_tickets (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  ticket_no text,
  requester text,
  callback_number text,
  notes text,
  custom_fields jsonb,
  subject text,
  priority text,
  channel text,
  sla_minutes int,
  csat_score smallint,
  product_version text,
  first_reply_at timestamptz
);

insert into app.support_tickets (ticket_no, requester, callback_number, notes, custom_fields, subject, priority, channel, sla_minutes, csat_score, product_version, first_reply_at)
select
  'T-' || (40000 + g * 7),
  pg_temp.person(g, 'sup2'),
  pg_temp.gap(g, 'scn', pg_temp.tel(g, 'sup2')),
  pg_temp.gap(g, 'sno', pg_temp.pick(g, 'sno', 'wrote from ' || pg_temp.mailbox(g, 'sno') || ' and asked to change the address', 'spoke with ' || pg_temp.person(g, 'sno') || ', will call ' || pg_temp.tel(g, 'sno'), 'cannot open the PDF', 'asked for a copy of all data, send to ' || pg_temp.mailbox(g, 'sn2'))),
  jsonb_build_object('plan', pg_temp.pick(g, 'scf', 'pro', 'free'), 'contact', jsonb_build_object('mail', pg_temp.mailbox(g, 'scf'), 'mobile', pg_temp.tel(g, 'scf'))),
  pg_temp.pick(g, 'ssu', 'Login does not work', 'Invoice is wrong', 'Question about export', 'App is slow'),
  pg_temp.pick(g, 'spr', 'low', 'normal', 'urgent'),
  pg_temp.pick(g, 'sch', 'email', 'phone', 'chat'),
  pg_temp.num(g, 'ssl', 1, 48) * 30,
  pg_temp.maybe(g, 'scs', 50, pg_temp.num(g, 'scs', 1, 5)),
  '5.' || pg_temp.num(g, 'spv', 0, 14),
  pg_temp.ts(g, 'sfr')
from generate_series(1, 50) g;

create table app.assistant_usage (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default '00000000-0000-0000-0000-000000000001',
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  model_name text,
  prompt_tokens int,
  completion_tokens int,
  finish_reason text,
  cache_key text,
  cost_usd numeric(10,6),
  prompt_version text,
  trace_id text,
  named_entity_count int
);

insert into app.assistant_usage (model_name, prompt_tokens, completion_tokens, finish_reason, cache_key, cost_usd, prompt_version, trace_id, named_entity_count)
select
  pg_temp.pick(g, 'lmn', 'small-1', 'large-2', 'claudette', 'embed-3'),
  pg_temp.num(g, 'lpt', 20, 9000),
  pg_temp.num(g, 'lct', 5, 3000),
  pg_temp.pick(g, 'lfr', 'stop', 'length', 'tool'),
  md5('k' || g),
  pg_temp.num(g, 'lco', 10, 90000) / 1000000.0,
  'p' || pg_temp.num(g, 'lpv', 1, 30),
  pg_temp.hex(g, 'ltr', 32),
  pg_temp.num(g, 'lne', 0, 40)
from generate_series(1, 44) g;
