-- the back offices of eleven products, written by as many teams, in one schema; all rows are made up
-- Personal is what tells who a person is, how to reach or find them, and what is said of their body, health, faith or family; staff, too.
-- Not personal: firms, places, animals, machines and things, with their own names, numbers, switchboards and shared mailboxes; and events.
-- Ambiguous: texts that seldom name anybody, dates and grades of a job or course, secrets, settings, and codes that stand for a person.
set client_encoding = 'utf8';
set standard_conforming_strings = on;
begin;

-- Helpers of this session only: every value follows from its column and the number of its row, so each load gives the same rows.
create function pg_temp.h(s text, i int) returns bigint language sql immutable as
$$ select ('x' || substr(md5(s || ':' || i), 1, 8))::bit(32)::bigint $$;
create function pg_temp.n(s text, i int, lo bigint, hi bigint) returns bigint language sql immutable as
$$ select lo + pg_temp.h(s, i) % (hi - lo + 1) $$;
create function pg_temp.f(s text, i int, lo numeric, hi numeric, digits int) returns numeric language sql immutable as
$$ select round(lo + (hi - lo) * pg_temp.h(s, i) / 4294967295.0, digits) $$;
create function pg_temp.pick(s text, i int, variadic a text[]) returns text language sql immutable as
$$ select a[1 + pg_temp.h(s, i) % cardinality(a)] $$;
create function pg_temp.chance(s text, i int, percent int) returns boolean language sql immutable as
$$ select pg_temp.h(s || '?', i) % 100 < percent $$;
create function pg_temp.d(s text, i int, lo date, hi date) returns date language sql immutable as
$$ select lo + (pg_temp.h(s, i) % (hi - lo + 1))::int $$;
create function pg_temp.ts(s text, i int, lo date, hi date) returns timestamptz language sql stable as
$$ select (lo::timestamp + pg_temp.h(s, i) % ((hi - lo) * 86400) * interval '1 second') at time zone 'utc' $$;
create function pg_temp.dig(s text, i int, len int) returns text language sql immutable as
$$ select string_agg((pg_temp.h(s || k, i) % 10)::text, '' order by k) from generate_series(1, len) k $$;
create function pg_temp.abc(s text, i int, len int) returns text language sql immutable as
$$ select string_agg(substr('ABCDEFGHJKLMNPRSTUVWXYZ', 1 + (pg_temp.h(s || 'l' || k, i) % 23)::int, 1), '' order by k) from generate_series(1, len) k $$;
create function pg_temp.hex(s text, i int, len int) returns text language sql immutable as
$$ select substr(md5(s || '#' || i) || md5(s || '##' || i), 1, len) $$;
create function pg_temp.uid(s text, i int) returns uuid language sql immutable as
$$ select md5(s || '=' || i)::uuid $$;
create function pg_temp.mac(s text, i int) returns text language sql immutable as
$$ select '00:1b:' || regexp_replace(pg_temp.hex(s, i, 8), '(..)(..)(..)(..)', '\1:\2:\3:\4') $$;
create function pg_temp.plain(t text) returns text language sql immutable as
$$ select translate(replace(replace(replace(replace(lower(t), 'ß', 'ss'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ąćęłńóśźżéèêçáíñøãş'' ', 'acelnoszzeeecainoas') $$;
create function pg_temp.luhn(t text) returns text language sql immutable as
$$ select t || (10 - sum(case when k % 2 = 1 then v else v * 2 / 10 + v * 2 % 10 end) % 10) % 10
     from (select k, substr(reverse(t), k + 1, 1)::int as v from generate_series(0, length(t) - 1) k) x $$;
create function pg_temp.iban(country text, bban text) returns text language sql immutable as
$$ select country || lpad((98 - string_agg(case when c between '0' and '9' then c else (ascii(c) - 55)::text end, '' order by k)::numeric % 97)::text, 2, '0') || bban
     from string_to_table(bban || country || '00', null) with ordinality x(c, k) $$;
create function pg_temp.weighted(t text, weights int[]) returns int language sql immutable as
$$ select sum(substr(t, k, 1)::int * weights[k])::int from generate_series(1, length(t)) k $$;
create function pg_temp.pesel(s text, i int, born date) returns text language sql immutable as
$$ select t || (10 - pg_temp.weighted(t, '{1,3,7,9,1,3,7,9,1,3}') % 10) % 10
     from (select to_char(born, 'YY') || lpad((extract(month from born) + case when born >= '2000-01-01' then 20 else 0 end)::text, 2, '0') || to_char(born, 'DD') || pg_temp.dig(s, i, 4)) x(t) $$;
create function pg_temp.nhs(s text, i int) returns text language sql immutable as
$$ select substr(t, 1, 3) || ' ' || substr(t, 4, 3) || ' ' || substr(t, 7, 3) || (11 - w % 11) % 11
     from generate_series(1, 20) k,
          lateral (select '4' || pg_temp.dig(s || k, i, 8) as t) x,
          lateral (select pg_temp.weighted(t, '{10,9,8,7,6,5,4,3,2}') as w) y
    where w % 11 <> 1
    order by k
    limit 1 $$;
create function pg_temp.steuer_id(t text) returns text language plpgsql immutable as
$$ declare product int := 10; total int;
begin
  for k in 1..10 loop
    total := (substr(t, k, 1)::int + product) % 10;
    product := (case when total = 0 then 10 else total end) * 2 % 11;
  end loop;
  return t || (11 - product) % 10;
end $$;
create function pg_temp.sv_nummer(t text) returns text language sql immutable as
$$ select substr(t, 1, 2) || ' ' || substr(t, 3, 6) || ' ' || substr(t, 9, 1) || ' ' || substr(t, 10) || sum(v / 10 + v % 10) % 10
     from generate_series(1, 12) k,
          lateral (select substr(substr(t, 1, 8) || lpad((ascii(substr(t, 9, 1)) - 64)::text, 2, '0') || substr(t, 10), k, 1)::int * ('{2,1,2,5,7,1,2,1,2,1,2,1}'::int[])[k] as v) x
    group by t $$;
create function pg_temp.upn(t text) returns text language sql immutable as
$$ select substr('ABCDEFGHJKLMNPQRTUVWXYZ', 1 + pg_temp.weighted(t, '{2,3,4,5,6,7,8,9,10,11,12,13}') % 23, 1) || t $$;
create function pg_temp.dowod(letters text, digits text) returns text language sql immutable as
$$ select letters || ' ' || ((ascii(letters) - 55) * 7 + (ascii(substr(letters, 2)) - 55) * 3 + ascii(substr(letters, 3)) - 55 + pg_temp.weighted(digits, '{7,3,1,7,3}')) % 10 || digits $$;
create function pg_temp.nip(s text, i int) returns text language sql immutable as
$$ select t || w % 11
     from generate_series(1, 20) k,
          lateral (select '7' || pg_temp.dig(s || k, i, 8) as t) x,
          lateral (select pg_temp.weighted(t, '{6,5,7,2,3,4,5,6,7}') as w) y
    where w % 11 <> 10
    order by k
    limit 1 $$;
create function pg_temp.regon(t text) returns text language sql immutable as
$$ select t || pg_temp.weighted(t, '{8,9,2,3,4,5,6,7}') % 11 % 10 $$;
create function pg_temp.isbn(t text) returns text language sql immutable as
$$ select t || '-' || (10 - pg_temp.weighted(replace(t, '-', ''), '{1,3,1,3,1,3,1,3,1,3,1,3}') % 10) % 10 $$;
create function pg_temp.gn(loc text, s text, i int) returns text language sql immutable as
$$ select case loc
     when 'de' then pg_temp.pick(s || 'g', i, 'Annika', 'Jürgen', 'Katharina', 'Matthias', 'Sabine', 'Torsten', 'Ulrike', 'Holger', 'Lena', 'Florian', 'Heike', 'Sebastian', 'Birgit', 'Jonas', 'Silke', 'Dirk', 'Petra', 'Markus', 'Friederike', 'Stefan', 'Gudrun', 'Moritz', 'Ayşe', 'Mehmet', 'Zoran', 'Olga', 'Ines', 'Ralf', 'Tanja', 'Bernd', 'Nele', 'Kai-Uwe')
     when 'pl' then pg_temp.pick(s || 'g', i, 'Agnieszka', 'Tomasz', 'Małgorzata', 'Krzysztof', 'Katarzyna', 'Paweł', 'Joanna', 'Grzegorz', 'Magdalena', 'Łukasz', 'Beata', 'Zbigniew', 'Ewa', 'Wojciech', 'Halina', 'Marcin', 'Dorota', 'Stanisław', 'Iwona', 'Rafał', 'Zofia', 'Jacek', 'Bożena', 'Mateusz', 'Danuta', 'Sławomir', 'Oksana', 'Kamil')
     when 'eu' then pg_temp.pick(s || 'g', i, 'Camille', 'Giulia', 'Lorenzo', 'Ingrid', 'Søren', 'Mateo', 'Claire', 'Hiroshi', 'Yuki', 'Pierre', 'Amélie', 'Marta', 'Diego', 'Astrid', 'Wei', 'Chiara', 'Nikolai', 'Fatima', 'Omar', 'Elena', 'Bruno', 'Hannah', 'Gareth', 'Megan', 'Thijs', 'Sanne', 'João', 'Beatriz', 'Aditi', 'Rohan', 'Marcus', 'Deborah')
     when 'us' then pg_temp.pick(s || 'g', i, 'Dwayne', 'Curtis', 'Maribel', 'Travis', 'Denise', 'Hector', 'Loretta', 'Cody', 'Tamika', 'Randall', 'Guadalupe', 'Earl', 'Shannon', 'Wade', 'Monique', 'Jesus', 'Brandi', 'Clifford', 'Yolanda', 'Dale', 'Terrence', 'Rosa', 'Kyle', 'Latoya', 'Vernon', 'Misty', 'Gilbert', 'Harjit', 'Dmitri', 'Opal')
     else pg_temp.pick(s || 'g', i, 'Amelia', 'Oliver', 'Priyanka', 'Callum', 'Freya', 'Mohammed', 'Isla', 'Harry', 'Zainab', 'Ewan', 'Poppy', 'Jack', 'Chidi', 'Niamh', 'George', 'Harriet', 'Tariq', 'Bethan', 'Rhys', 'Sienna', 'Alfie', 'Maryam', 'Dominic', 'Elspeth', 'Theo', 'Grace', 'Kieran', 'Aoife', 'Samuel', 'Jasmine', 'Toby', 'Margaret', 'Ronald', 'Doreen', 'Leon', 'Abigail') end $$;
create function pg_temp.sn(loc text, s text, i int) returns text language sql immutable as
$$ select case loc
     when 'de' then pg_temp.pick(s || 's', i, 'Brinkmann', 'Köhler', 'Schäfer', 'Vogt', 'Lindemann', 'Özdemir', 'Hofmeister', 'Kranz', 'Wiesner', 'Baumgärtner', 'Petersen', 'Stahl', 'Reinhardt', 'Jovanović', 'Thiele', 'Grote', 'Ahrens', 'Engelhardt', 'Zimmer', 'Kuhlmann', 'Böttcher', 'Nguyen', 'Seidel', 'Hagedorn', 'Pohl', 'Löffler', 'Westphal', 'Krüger', 'von Thun', 'Mertens')
     when 'pl' then pg_temp.pick(s || 's', i, 'Nowak', 'Wójcik', 'Mazur', 'Krawczyk', 'Kaczmarek', 'Zając', 'Wieczorek', 'Stępień', 'Dudek', 'Pawlak', 'Walczak', 'Sikora', 'Baran', 'Szewczyk', 'Ostrowska', 'Gajewski', 'Lis', 'Kubiak', 'Czarnecka', 'Sobczak', 'Głowacki', 'Bąk', 'Chmielewska', 'Włodarczyk', 'Sadowska', 'Kołodziej', 'Zielińska', 'Hryniewicz')
     when 'eu' then pg_temp.pick(s || 's', i, 'Moreau', 'Bianchi', 'Lindqvist', 'Fernández', 'Tanaka', 'Van den Berg', 'Dupont', 'Rossi', 'Nielsen', 'Okonkwo', 'Silva', 'Haddad', 'Conti', 'Lefèvre', 'Petrov', 'Chen', 'Kapoor', 'Weber', 'Marchetti', 'Garnier', 'Berglund', 'Ortega', 'Hughes', 'Caldwell', 'De Vries', 'Costa', 'Yamamoto', 'Romano', 'Novák', 'Ionescu')
     when 'us' then pg_temp.pick(s || 's', i, 'Hollis', 'Ramirez', 'McAllister', 'Boudreaux', 'Tibbs', 'Gutierrez', 'Sandhu', 'Pruitt', 'Kowalski', 'Stringer', 'Vance', 'Delgado', 'Whitfield', 'Ledbetter', 'Okafor', 'Shaw', 'Castellanos', 'Burch', 'Yoder', 'Ivanov', 'Mosley', 'Trujillo', 'Haney', 'Cobb', 'Rasmussen', 'Fontenot', 'Gill', 'Peeples')
     else pg_temp.pick(s || 's', i, 'Ashworth', 'Patel', 'Llewellyn', 'Campbell', 'Okoye', 'Hussain', 'Bradshaw', 'Sinclair', 'O''Connor', 'Whittaker', 'Begum', 'Hargreave', 'Mistry', 'Armitage', 'Fletcher', 'Adeyemi', 'Pritchard', 'McKenzie', 'Holloway', 'Barker', 'Choudhury', 'Ellison', 'Tennant', 'Rowe', 'Kaminski', 'Shepherd', 'Beaumont', 'Dunne', 'Rafferty', 'Iqbal', 'Gough', 'Wainwright') end $$;
create function pg_temp.mail(s text, i int, g text, f text) returns text language sql immutable as
$$ select case pg_temp.h(s || 'm', i) % 5
     when 0 then pg_temp.plain(g) || '.' || pg_temp.plain(f)
     when 1 then left(pg_temp.plain(g), 1) || pg_temp.plain(f) || pg_temp.n(s || 'y', i, 61, 99)
     when 2 then pg_temp.plain(f) || '.' || left(pg_temp.plain(g), 1)
     when 3 then pg_temp.plain(g) || pg_temp.plain(f)
     else pg_temp.plain(g) || '_' || pg_temp.n(s || 'y', i, 1, 999) end
     || '@' || pg_temp.pick(s || 'p', i, 'gmail.com', 'outlook.com', 'icloud.com', 'yahoo.com', 'proton.me', 'hotmail.co.uk', 'gmx.net', 'posteo.de', 'live.com') $$;


-- St Bede's hospital trust: tidy English
create table app.patients (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  given_name text not null,
  family_name text not null,
  date_of_birth date not null,
  sex text,
  nhs_number text,
  address_line_1 text,
  town text,
  postcode text,
  mobile_phone text,
  email text,
  ethnicity text,
  blood_group text,
  known_allergies text,
  interpreter_language text,
  record_version int not null default 1,
  registered_at timestamptz
);
insert into app.patients (id, given_name, family_name, date_of_birth, sex, nhs_number, address_line_1, town, postcode, mobile_phone, email, ethnicity, blood_group, known_allergies, interpreter_language, record_version, registered_at)
select pg_temp.uid('patients', i),
       g,
       f,
       pg_temp.d('patients.date_of_birth', i, '1931-02-03', '2021-11-20'),
       pg_temp.pick('patients.sex', i, 'female', 'male', 'female', 'male', 'not stated'),
       pg_temp.nhs('patients.nhs_number', i),
       pg_temp.n('patients.address_line_1', i, 1, 148) || ' ' || pg_temp.pick('patients.address_line_1', i, 'Wharf Street', 'Birchwood Drive', 'St Cuthbert''s Way', 'Heron Close', 'Lower Mill Lane', 'Queensferry Road', 'Priory Crescent', 'Cavendish Terrace', 'Paddock View'),
       pg_temp.pick('patients.town', i, 'Durham', 'Sunderland', 'Consett', 'Bishop Auckland', 'Gateshead', 'Chester-le-Street', 'Seaham'),
       pg_temp.pick('patients.postcode.a', i, 'DH', 'SR', 'NE', 'DL') || pg_temp.n('patients.postcode.b', i, 1, 16) || ' ' || pg_temp.n('patients.postcode.c', i, 1, 9) || pg_temp.abc('patients.postcode', i, 2),
       case when pg_temp.chance('patients.mobile_phone', i, 85) then '07' || pg_temp.dig('patients.mobile_phone', i, 3) || ' ' || pg_temp.dig('patients.mobile_phone.b', i, 6) end,
       case when pg_temp.chance('patients.email', i, 70) then pg_temp.mail('patients.email', i, g, f) end,
       pg_temp.pick('patients.ethnicity', i, 'A', 'B', 'C', 'G', 'H', 'J', 'L', 'M', 'N', 'Z'),
       pg_temp.pick('patients.blood_group', i, 'O+', 'A+', 'B+', 'O-', 'A-', 'AB+', 'B-'),
       pg_temp.pick('patients.known_allergies', i, 'penicillin (rash)', 'none known', 'latex', 'NSAIDs - wheeze', 'none known', 'trimethoprim', 'peanuts, carries adrenaline pen', null),
       pg_temp.pick('patients.interpreter_language', i, null, null, null, 'Polish', 'Bengali', 'Arabic', 'Farsi', 'BSL'),
       pg_temp.n('patients.record_version', i, 1, 44),
       pg_temp.ts('patients.registered_at', i, '2014-01-01', '2025-06-01')
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('en', 'patients', i) as g, pg_temp.sn('en', 'patients', i) as f) who;

create table app.admissions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  patient_id uuid,
  admission_number text,
  ward text,
  bed_label text,
  admitted_at timestamptz,
  expected_discharge_on date,
  presenting_complaint text,
  responsible_consultant text,
  discharge_destination text,
  tariff_code text
);
insert into app.admissions (id, patient_id, admission_number, ward, bed_label, admitted_at, expected_discharge_on, presenting_complaint, responsible_consultant, discharge_destination, tariff_code)
select pg_temp.uid('admissions', i),
       pg_temp.uid('patients', (pg_temp.n('admissions.patient_id', i, 1, 36))::int),
       'ADM-' || pg_temp.n('admissions.admission_number.y', i, 2022, 2025) || '-' || pg_temp.dig('admissions.admission_number', i, 6),
       pg_temp.pick('admissions.ward', i, 'Acute Medical Unit', 'Ward 7 Orthopaedics', 'Ward 12', 'Paediatric Assessment', 'Surgical High Dependency', 'Maternity Delivery Suite'),
       pg_temp.pick('admissions.bed_label.a', i, 'A', 'B', 'C', 'SR') || pg_temp.n('admissions.bed_label', i, 1, 18),
       pg_temp.ts('admissions.admitted_at', i, '2024-01-01', '2025-05-01'),
       pg_temp.d('admissions.expected_discharge_on', i, '2025-05-02', '2025-07-30'),
       pg_temp.pick('admissions.presenting_complaint', i, 'central chest pain since breakfast', 'fall from ladder, left wrist deformity', 'worsening breathlessness', 'abdominal pain and vomiting', 'new confusion, ?UTI', 'planned hip replacement', 'reduced fetal movements', 'seizure witnessed by husband') || pg_temp.pick('admissions.presenting_complaint.b', i, '', ', known diabetic', ', brought by ambulance', ', third visit this month', ''),
       pg_temp.pick('admissions.responsible_consultant.t', i, 'Dr ', 'Mr ', 'Miss ', 'Dr ') || left(g, 1) || ' ' || f,
       pg_temp.pick('admissions.discharge_destination', i, 'usual residence', 'care home', null, 'usual residence', 'other hospital'),
       pg_temp.pick('admissions.tariff_code.a', i, 'EB', 'DZ', 'HN', 'FD') || pg_temp.dig('admissions.tariff_code', i, 2) || pg_temp.pick('admissions.tariff_code.b', i, 'A', 'B', 'C', 'Z')
  from generate_series(1, 38) i,
       lateral (select pg_temp.gn('en', 'admissions', i) as g, pg_temp.sn('en', 'admissions', i) as f) who;

create table app.lab_results (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  admission_id uuid,
  accession_number text,
  analyte text,
  result_value numeric,
  unit text,
  reference_range text,
  analyser_serial text,
  authorised_by text,
  reported_at timestamptz
);
insert into app.lab_results (id, admission_id, accession_number, analyte, result_value, unit, reference_range, analyser_serial, authorised_by, reported_at)
select pg_temp.uid('lab_results', i),
       pg_temp.uid('admissions', (pg_temp.n('lab_results.admission_id', i, 1, 38))::int),
       to_char(pg_temp.d('lab_results.accession_number.d', i, '2024-01-01', '2025-05-01'), 'YYMMDD') || '-' || pg_temp.abc('lab_results.accession_number', i, 1) || pg_temp.dig('lab_results.accession_number', i, 5),
       pg_temp.pick('lab_results.analyte', i, 'Haemoglobin', 'Potassium', 'CRP', 'Troponin T', 'Creatinine', 'HbA1c', 'White cell count', 'TSH'),
       pg_temp.f('lab_results.result_value', i, 0.3, 160, 1),
       pg_temp.pick('lab_results.unit', i, 'g/L', 'mmol/L', 'mg/L', 'ng/L', 'umol/L', 'mmol/mol'),
       pg_temp.n('lab_results.reference_range.a', i, 1, 40) || ' - ' || pg_temp.n('lab_results.reference_range.b', i, 41, 170),
       'CX' || pg_temp.dig('lab_results.analyser_serial', i, 4) || '-' || pg_temp.abc('lab_results.analyser_serial', i, 2),
       g || ' ' || f,
       pg_temp.ts('lab_results.reported_at', i, '2024-01-01', '2025-05-02')
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('en', 'lab_results', i) as g, pg_temp.sn('en', 'lab_results', i) as f) who;

create table app.infusion_pumps (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  asset_tag text,
  manufacturer text,
  model_name text,
  serial_number text,
  firmware_version text,
  mac_address text,
  last_calibrated_on date,
  home_location text,
  supplier_hotline text,
  battery_health_pct smallint
);
insert into app.infusion_pumps (id, asset_tag, manufacturer, model_name, serial_number, firmware_version, mac_address, last_calibrated_on, home_location, supplier_hotline, battery_health_pct)
select pg_temp.uid('infusion_pumps', i),
       'MEQ' || pg_temp.dig('infusion_pumps.asset_tag', i, 5),
       pg_temp.pick('infusion_pumps.manufacturer', i, 'B. Braun', 'Becton Dickinson', 'Fresenius Kabi', 'Smiths Medical', 'Baxter'),
       pg_temp.pick('infusion_pumps.model_name', i, 'Agilia VP', 'Alaris GH Plus', 'Perfusor Space', 'CADD-Solis', 'Sigma Spectrum') || pg_temp.pick('infusion_pumps.model_name.b', i, '', ' MC', ' WiFi'),
       pg_temp.dig('infusion_pumps.serial_number', i, 8),
       pg_temp.n('infusion_pumps.firmware_version.a', i, 2, 9) || '.' || pg_temp.n('infusion_pumps.firmware_version.b', i, 0, 12) || '.' || pg_temp.n('infusion_pumps.firmware_version.c', i, 0, 30),
       pg_temp.mac('infusion_pumps.mac_address', i),
       pg_temp.d('infusion_pumps.last_calibrated_on', i, '2024-03-01', '2025-05-20'),
       pg_temp.pick('infusion_pumps.home_location', i, 'Equipment library', 'Theatre 3 store', 'ED resus', 'Ward 7 clean utility', 'ITU bay 2'),
       pg_temp.pick('infusion_pumps.supplier_hotline', i, '0114 225 9000', '0800 917 8776', '01928 533 533', '0118 960 9000', '01235 774 300'),
       pg_temp.n('infusion_pumps.battery_health_pct', i, 41, 100)
  from generate_series(1, 28) i,
       lateral (select pg_temp.gn('en', 'infusion_pumps', i) as g, pg_temp.sn('en', 'infusion_pumps', i) as f) who;

create table app.incident_reports (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  reporter_name text,
  reporter_email text,
  severity text,
  occurred_at timestamptz,
  witness_names text,
  description text,
  root_cause_category text,
  closed_on date
);

-- Tri-Rivers Motor Freight: an old AS/400 schema, brought over column by column
create table app.drv_mst (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  trm_cd char(3),
  drv_nm varchar(40),
  cdl_no varchar(16),
  cdl_st char(2),
  cdl_exp_dt date,
  dob_dt date,
  ssn_l4 char(4),
  cell_ph varchar(12),
  hm_addr varchar(40),
  hm_csz varchar(40),
  emrg_cntct varchar(60),
  hire_dt date,
  pay_grp char(2)
);
insert into app.drv_mst (id, trm_cd, drv_nm, cdl_no, cdl_st, cdl_exp_dt, dob_dt, ssn_l4, cell_ph, hm_addr, hm_csz, emrg_cntct, hire_dt, pay_grp)
select pg_temp.uid('drv_mst', i),
       pg_temp.pick('drv_mst.trm_cd', i, 'MEM', 'TUL', 'OKC', 'LIT', 'JXN', 'SHV'),
       upper(f || ', ' || g) || pg_temp.pick('drv_mst.drv_nm', i, ' J', ' R', '', '', ' L', ' W'),
       pg_temp.pick('drv_mst.cdl_no.a', i, '', 'H', '9', 'K') || pg_temp.dig('drv_mst.cdl_no', i, 8),
       pg_temp.pick('drv_mst.cdl_st', i, 'TN', 'OK', 'AR', 'MS', 'LA', 'TX'),
       pg_temp.d('drv_mst.cdl_exp_dt', i, '2025-07-01', '2031-04-30'),
       pg_temp.d('drv_mst.dob_dt', i, '1957-01-10', '2001-09-30'),
       pg_temp.dig('drv_mst.ssn_l4', i, 4),
       pg_temp.pick('drv_mst.cell_ph.a', i, '901', '918', '405', '501', '601', '318') || pg_temp.n('drv_mst.cell_ph.c', i, 201, 989) || pg_temp.dig('drv_mst.cell_ph', i, 4),
       upper(pg_temp.n('drv_mst.hm_addr', i, 101, 9877) || ' ' || pg_temp.pick('drv_mst.hm_addr.b', i, 'Old Hickory Rd', 'County Road 214', 'Pecan Grove Dr', 'S Yale Ave', 'Lot 14 Shady Acres', 'Magnolia St', 'Hwy 64 W')),
       pg_temp.pick('drv_mst.hm_csz', i, 'BARTLETT TN 381', 'BROKEN ARROW OK 740', 'CONWAY AR 720', 'PEARL MS 392', 'BOSSIER CITY LA 711', 'MOORE OK 731') || pg_temp.dig('drv_mst.hm_csz', i, 2),
       upper(pg_temp.pick('drv_mst.emrg_cntct.r', i, 'wife ', 'husband ', 'mother ', 'son ', 'sister ') || pg_temp.gn('us', 'drv_mst.emrg_cntct', i)) || ' ' || pg_temp.n('drv_mst.emrg_cntct.c', i, 201, 989) || '-' || pg_temp.n('drv_mst.emrg_cntct.d', i, 201, 989) || '-' || pg_temp.dig('drv_mst.emrg_cntct', i, 4),
       pg_temp.d('drv_mst.hire_dt', i, '1996-03-01', '2025-03-15'),
       pg_temp.pick('drv_mst.pay_grp', i, 'LH', 'PD', 'RG', 'CS')
  from generate_series(1, 34) i,
       lateral (select pg_temp.gn('us', 'drv_mst', i) as g, pg_temp.sn('us', 'drv_mst', i) as f) who;

create table app.shpmt_hdr (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  pro_no varchar(10),
  bol_no varchar(14),
  shp_nm varchar(35),
  shp_cty varchar(25),
  cons_nm varchar(35),
  cons_addr varchar(40),
  wgt_lb int,
  pcs_ct smallint,
  frt_cls varchar(5),
  rcvd_by varchar(30),
  pu_dt date,
  dlv_ts timestamp
);
insert into app.shpmt_hdr (id, pro_no, bol_no, shp_nm, shp_cty, cons_nm, cons_addr, wgt_lb, pcs_ct, frt_cls, rcvd_by, pu_dt, dlv_ts)
select pg_temp.uid('shpmt_hdr', i),
       pg_temp.n('shpmt_hdr.pro_no', i, 201, 899) || '-' || pg_temp.dig('shpmt_hdr.pro_no', i, 6),
       pg_temp.pick('shpmt_hdr.bol_no.a', i, 'TR', 'BL', '') || pg_temp.dig('shpmt_hdr.bol_no', i, 9),
       pg_temp.pick('shpmt_hdr.shp_nm', i, 'ARKOMA VALVE & FITTING', 'DELTA PAPER CONVERTERS INC', 'HALVERSON SEED CO', 'GULF STATES TILE', 'PINNACLE PET FOODS LLC', 'MIDSOUTH BATTERY', 'OZARK FURNITURE MFG'),
       pg_temp.pick('shpmt_hdr.shp_cty', i, 'FORT SMITH', 'GREENVILLE', 'JONESBORO', 'MOBILE', 'JOPLIN', 'TUPELO', 'MUSKOGEE'),
       pg_temp.pick('shpmt_hdr.cons_nm', i, 'BIG RIVER HARDWARE #14', 'LOWERY SUPPLY', 'TEXARKANA DC 0633', 'CENTRAL STATES ELEC', 'PARISH SCHOOL BOARD WHSE', 'A-1 MEDICAL DISTRIBUTORS'),
       pg_temp.n('shpmt_hdr.cons_addr', i, 100, 9900) || ' ' || pg_temp.pick('shpmt_hdr.cons_addr.b', i, 'INDUSTRIAL PKWY', 'W COMMERCE ST DOCK 4', 'AIRPORT RD STE B', 'PORT RD', 'DISTRIBUTION DR'),
       pg_temp.n('shpmt_hdr.wgt_lb', i, 120, 21800),
       pg_temp.n('shpmt_hdr.pcs_ct', i, 1, 26),
       pg_temp.pick('shpmt_hdr.frt_cls', i, '50', '55', '60', '70', '77.5', '85', '92.5', '125'),
       case when pg_temp.chance('shpmt_hdr.rcvd_by', i, 80) then upper(pg_temp.pick('shpmt_hdr.rcvd_by', i, left(g, 1) || ' ' || f, f, g || ' ' || left(f, 1), left(g, 1) || '.' || f)) end,
       pg_temp.d('shpmt_hdr.pu_dt', i, '2025-01-02', '2025-05-16'),
       pg_temp.ts('shpmt_hdr.dlv_ts', i, '2025-01-04', '2025-05-20')
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('us', 'shpmt_hdr', i) as g, pg_temp.sn('us', 'shpmt_hdr', i) as f) who;

create table app.veh_mst (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  unit_no varchar(6),
  vin char(17),
  plate_no varchar(8),
  mk varchar(12),
  mdl varchar(12),
  mdl_yr smallint,
  odo_mi int,
  lst_pm_dt date,
  eld_sn varchar(14),
  nick_nm varchar(20)
);
insert into app.veh_mst (id, unit_no, vin, plate_no, mk, mdl, mdl_yr, odo_mi, lst_pm_dt, eld_sn, nick_nm)
select pg_temp.uid('veh_mst', i),
       pg_temp.n('veh_mst.unit_no', i, 1001, 4890)::text,
       pg_temp.pick('veh_mst.vin.a', i, '1FUJGLDR', '1XKYD49X', '3AKJHHDR', '4V4NC9EH') || pg_temp.n('veh_mst.vin.b', i, 1, 9) || pg_temp.abc('veh_mst.vin.c', i, 2) || pg_temp.dig('veh_mst.vin', i, 6),
       pg_temp.pick('veh_mst.plate_no.a', i, 'P', 'H', 'T') || pg_temp.dig('veh_mst.plate_no', i, 4) || pg_temp.abc('veh_mst.plate_no', i, 2),
       pg_temp.pick('veh_mst.mk', i, 'FRTLNR', 'KW', 'VOLVO', 'PTRBLT', 'INTL'),
       pg_temp.pick('veh_mst.mdl', i, 'CASCADIA', 'T680', 'VNL760', '579', 'LT625'),
       pg_temp.n('veh_mst.mdl_yr', i, 2012, 2025),
       pg_temp.n('veh_mst.odo_mi', i, 8200, 981000),
       pg_temp.d('veh_mst.lst_pm_dt', i, '2024-10-01', '2025-05-15'),
       'GO9-' || upper(pg_temp.hex('veh_mst.eld_sn', i, 8)),
       pg_temp.pick('veh_mst.nick_nm', i, 'BIG BERTHA', 'ROADRUNNER', 'OLD SMOKY', 'DOLLY', 'BLUE MULE', 'LUCILLE', 'SHORT STACK', null)
  from generate_series(1, 30) i,
       lateral (select pg_temp.gn('us', 'veh_mst', i) as g, pg_temp.sn('us', 'veh_mst', i) as f) who;

create table app.whs_loc (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  whs_cd char(4),
  whs_nm varchar(30),
  addr_ln1 varchar(40),
  zip_cd varchar(10),
  lat numeric(9,6),
  lon numeric(9,6),
  sw_ph varchar(12),
  grp_eml varchar(50),
  mgr_nm varchar(40),
  mgr_cell varchar(12),
  dock_ct smallint
);
insert into app.whs_loc (id, whs_cd, whs_nm, addr_ln1, zip_cd, lat, lon, sw_ph, grp_eml, mgr_nm, mgr_cell, dock_ct)
select pg_temp.uid('whs_loc', i),
       pg_temp.abc('whs_loc.whs_cd', i, 3) || pg_temp.n('whs_loc.whs_cd', i, 1, 4),
       pg_temp.pick('whs_loc.whs_nm', i, 'MEMPHIS', 'TULSA', 'LITTLE ROCK', 'JACKSON', 'SHREVEPORT', 'SPRINGFIELD') || pg_temp.pick('whs_loc.whs_nm.b', i, ' XDOCK', ' TERMINAL', ' COLD STG', ' RELAY YD', ' NORTH'),
       pg_temp.n('whs_loc.addr_ln1', i, 100, 8800) || ' ' || pg_temp.pick('whs_loc.addr_ln1.b', i, 'LAMAR AVE', 'N MINGO RD', 'I-30 FRONTAGE RD', 'TERMINAL DR', 'HEARNE AVE'),
       pg_temp.pick('whs_loc.zip_cd.a', i, '381', '741', '722', '392', '711') || pg_temp.dig('whs_loc.zip_cd', i, 2),
       pg_temp.f('whs_loc.lat', i, 32.1, 36.4, 6),
       pg_temp.f('whs_loc.lon', i, -96.2, -89.7, 6),
       pg_temp.pick('whs_loc.sw_ph.a', i, '901', '918', '501') || '555' || pg_temp.dig('whs_loc.sw_ph', i, 4),
       pg_temp.pick('whs_loc.grp_eml.a', i, 'dispatch.', 'dock.', 'osd.') || lower(pg_temp.abc('whs_loc.grp_eml', i, 3)) || '@tririversfreight.com',
       upper(g || ' ' || f),
       pg_temp.pick('whs_loc.mgr_cell.a', i, '901', '918', '501') || pg_temp.n('whs_loc.mgr_cell.c', i, 201, 989) || pg_temp.dig('whs_loc.mgr_cell', i, 4),
       pg_temp.n('whs_loc.dock_ct', i, 4, 88)
  from generate_series(1, 24) i,
       lateral (select pg_temp.gn('us', 'whs_loc', i) as g, pg_temp.sn('us', 'whs_loc', i) as f) who;

create table app.clm_hdr (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  clm_no varchar(10),
  pro_no varchar(10),
  clm_typ char(1),
  clmt_nm varchar(40),
  clmt_ph varchar(12),
  clm_amt numeric(9,2),
  paid_dt date,
  adj_usr varchar(10)
);

-- Maison Auberge: hotel chain
create table app.hotels (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  display_name text,
  brand text,
  street_address text,
  city text,
  country_code char(2),
  front_desk_phone text,
  reservations_email text,
  general_manager text,
  location point,
  star_rating smallint,
  vat_number text,
  opened_on date
);
insert into app.hotels (id, display_name, brand, street_address, city, country_code, front_desk_phone, reservations_email, general_manager, location, star_rating, vat_number, opened_on)
select pg_temp.uid('hotels', i),
       pg_temp.pick('hotels.display_name', i, 'Auberge ', 'Hôtel ', 'The ', 'Casa ') || pg_temp.pick('hotels.display_name.b', i, 'Saint-Clément', 'Belvédère', 'Old Customs House', 'Miramar', 'Grand Quai', 'Wellington', 'Sant Jordi', 'Lindenhof'),
       pg_temp.pick('hotels.brand', i, 'Collection', 'Essentials', 'Residences'),
       pg_temp.pick('hotels.street_address', i, 'Rue de la République ', 'Via Garibaldi ', 'Quai des Bergues ', 'Calle Mayor ', 'Harbour Parade ') || pg_temp.n('hotels.street_address.b', i, 1, 120),
       pg_temp.pick('hotels.city', i, 'Lyon', 'Genoa', 'Geneva', 'Zaragoza', 'Ostend', 'Bristol', 'Trieste'),
       pg_temp.pick('hotels.country_code', i, 'FR', 'IT', 'CH', 'ES', 'BE', 'GB'),
       pg_temp.pick('hotels.front_desk_phone.a', i, '+33 4 72 ', '+39 010 55 ', '+41 22 906 ', '+34 976 20 ') || pg_temp.n('hotels.front_desk_phone.b', i, 10, 99) || ' ' || pg_temp.n('hotels.front_desk_phone.c', i, 10, 99),
       'reservations.' || pg_temp.plain(pg_temp.pick('hotels.reservations_email', i, 'Lyon', 'Genoa', 'Geneva', 'Zaragoza', 'Ostend', 'Bristol')) || pg_temp.n('hotels.reservations_email.b', i, 1, 4) || '@maisonauberge.example',
       g || ' ' || f,
       point(pg_temp.f('hotels.location.a', i, 39, 54, 5), pg_temp.f('hotels.location.b', i, -4, 14, 5)),
       pg_temp.n('hotels.star_rating', i, 3, 5),
       pg_temp.pick('hotels.vat_number.a', i, 'FR' || pg_temp.dig('hotels.vat_number', i, 11), 'IT0' || pg_temp.dig('hotels.vat_number', i, 10), 'ESB' || pg_temp.dig('hotels.vat_number', i, 8), 'BE0' || pg_temp.dig('hotels.vat_number', i, 9)),
       pg_temp.d('hotels.opened_on', i, '1911-04-01', '2023-06-15')
  from generate_series(1, 22) i,
       lateral (select pg_temp.gn('eu', 'hotels', i) as g, pg_temp.sn('eu', 'hotels', i) as f) who;

create table app.guests (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  title text,
  first_name text,
  last_name text,
  email text,
  phone text,
  nationality char(2),
  passport_number text,
  date_of_birth date,
  home_address jsonb,
  dietary_notes text,
  car_registration text,
  preferred_language text,
  marketing_opt_in boolean,
  profile_source text
);
insert into app.guests (id, title, first_name, last_name, email, phone, nationality, passport_number, date_of_birth, home_address, dietary_notes, car_registration, preferred_language, marketing_opt_in, profile_source)
select pg_temp.uid('guests', i),
       pg_temp.pick('guests.title', i, 'Mr', 'Ms', 'Mrs', 'Dr', 'Mr', null),
       g,
       f,
       pg_temp.mail('guests.email', i, g, f),
       pg_temp.pick('guests.phone.a', i, '+33 6 ' || pg_temp.dig('guests.phone.b', i, 2) || ' ' || pg_temp.dig('guests.phone.c', i, 2) || ' ' || pg_temp.dig('guests.phone.d', i, 2) || ' ' || pg_temp.dig('guests.phone.e', i, 2), '+44 7' || pg_temp.n('guests.phone', i, 300, 999) || ' ' || pg_temp.dig('guests.phone.d', i, 6), '+39 34' || pg_temp.n('guests.phone', i, 0, 9) || ' ' || pg_temp.dig('guests.phone.d', i, 7), '+81 90 ' || pg_temp.dig('guests.phone.b', i, 4) || ' ' || pg_temp.dig('guests.phone.c', i, 4), '+49 17' || pg_temp.n('guests.phone', i, 0, 9) || ' ' || pg_temp.dig('guests.phone.d', i, 7), '+1 415 ' || pg_temp.n('guests.phone', i, 201, 899) || ' ' || pg_temp.dig('guests.phone.d', i, 4)),
       pg_temp.pick('guests.nationality', i, 'FR', 'IT', 'JP', 'GB', 'NL', 'DK', 'BR', 'IN', 'DE', 'US', 'ES'),
       case when pg_temp.chance('guests.passport_number', i, 75) then pg_temp.abc('guests.passport_number', i, 2) || pg_temp.dig('guests.passport_number', i, 7) end,
       pg_temp.d('guests.date_of_birth', i, '1941-01-01', '2005-12-01'),
       jsonb_build_object('line1', pg_temp.n('guests.home_address.a', i, 1, 240) || ' ' || pg_temp.pick('guests.home_address.b', i, 'rue Oberkampf', 'Via Cavour', 'Prinsengracht', 'Station Road', 'Gran Vía', 'Lindenstraße'), 'city', pg_temp.pick('guests.home_address.c', i, 'Paris', 'Torino', 'Amsterdam', 'Leeds', 'Bilbao', 'Köln'), 'postal_code', pg_temp.dig('guests.home_address', i, 5)),
       pg_temp.pick('guests.dietary_notes', i, null, 'vegetarian', 'coeliac - gluten free breakfast', 'halal', 'no shellfish (allergy)', null, 'kosher if possible'),
       case when pg_temp.chance('guests.car_registration', i, 45) then pg_temp.abc('guests.car_registration.a', i, 2) || '-' || pg_temp.dig('guests.car_registration', i, 3) || '-' || pg_temp.abc('guests.car_registration.b', i, 2) end,
       pg_temp.pick('guests.preferred_language', i, 'fr', 'en', 'it', 'de', 'ja', 'nl', 'es'),
       pg_temp.chance('guests.marketing_opt_in', i, 40),
       pg_temp.pick('guests.profile_source', i, 'front desk', 'web', 'booking partner', 'import 2019')
  from generate_series(1, 38) i,
       lateral (select pg_temp.gn('eu', 'guests', i) as g, pg_temp.sn('eu', 'guests', i) as f) who;

create table app.reservations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  guest_id uuid,
  confirmation_code text,
  arrival date,
  nights smallint,
  room_type text,
  rate_plan text,
  channel text,
  booked_by text,
  contact_email text,
  special_requests text,
  total_amount numeric(10,2),
  currency char(3),
  cancelled_at timestamptz
);
insert into app.reservations (id, guest_id, confirmation_code, arrival, nights, room_type, rate_plan, channel, booked_by, contact_email, special_requests, total_amount, currency, cancelled_at)
select pg_temp.uid('reservations', i),
       pg_temp.uid('guests', (pg_temp.n('reservations.guest_id', i, 1, 38))::int),
       pg_temp.abc('reservations.confirmation_code', i, 2) || pg_temp.dig('reservations.confirmation_code', i, 4) || pg_temp.abc('reservations.confirmation_code.b', i, 2),
       pg_temp.d('reservations.arrival', i, '2025-02-01', '2025-09-30'),
       pg_temp.n('reservations.nights', i, 1, 12),
       pg_temp.pick('reservations.room_type', i, 'Double Superior', 'Twin', 'Junior Suite', 'Single', 'Family Loft'),
       pg_temp.pick('reservations.rate_plan', i, 'BAR-FLEX', 'ADV21', 'CORP-NEG', 'PKG-SPA', 'OTA-NR'),
       pg_temp.pick('reservations.channel', i, 'direct', 'booking.com', 'expedia', 'phone', 'travel agent'),
       g || ' ' || f,
       pg_temp.mail('reservations.contact_email', i, g, f),
       pg_temp.pick('reservations.special_requests', i, null, 'Late arrival, flight lands 23:10', 'Baby cot please', 'Celebrating our 20th anniversary', 'Ground floor, my mother uses a wheelchair', 'Extra pillows', 'Quiet room away from the lift'),
       pg_temp.f('reservations.total_amount', i, 92, 3140, 2),
       pg_temp.pick('reservations.currency', i, 'EUR', 'CHF', 'GBP'),
       case when pg_temp.chance('reservations.cancelled_at', i, 20) then pg_temp.ts('reservations.cancelled_at', i, '2025-01-15', '2025-05-30') end
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('eu', 'reservations', i) as g, pg_temp.sn('eu', 'reservations', i) as f) who;


-- Fernbrook Academy: school information system
create table app.pupils (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  forename text,
  surname text,
  preferred_name text,
  upn char(13),
  dob date,
  form text,
  house text,
  sen_status char(1),
  medical_notes text,
  religion text,
  photo_file text,
  free_meals boolean,
  locker_no smallint
);
insert into app.pupils (id, forename, surname, preferred_name, upn, dob, form, house, sen_status, medical_notes, religion, photo_file, free_meals, locker_no)
select pg_temp.uid('pupils', i),
       g,
       f,
       case when pg_temp.chance('pupils.preferred_name', i, 35) then pg_temp.pick('pupils.preferred_name', i, left(g, 3), left(g, 4), pg_temp.gn('en', 'pupils.preferred_name', i)) end,
       pg_temp.upn('8' || pg_temp.dig('pupils.upn', i, 11)),
       pg_temp.d('pupils.dob', i, '2007-09-01', '2014-08-31'),
       pg_temp.n('pupils.form', i, 7, 11) || pg_temp.pick('pupils.form.b', i, 'A', 'B', 'F', 'K', 'R'),
       pg_temp.pick('pupils.house', i, 'Brontë', 'Turing', 'Seacole', 'Brunel'),
       pg_temp.pick('pupils.sen_status', i, 'N', 'N', 'N', 'K', 'E', 'N'),
       pg_temp.pick('pupils.medical_notes', i, null, null, 'asthma - blue inhaler in office', 'type 1 diabetes, see care plan', 'epilepsy, last seizure March', 'hay fever', 'wears hearing aid (L)'),
       pg_temp.pick('pupils.religion', i, 'Christian', 'No religion', 'Muslim', 'Hindu', 'Sikh', 'Refused', 'Jewish'),
       'photos/2024/' || pg_temp.plain(f) || '_' || pg_temp.plain(left(g, 1)) || pg_temp.n('pupils.photo_file', i, 1, 9) || '.jpg',
       pg_temp.chance('pupils.free_meals', i, 24),
       pg_temp.n('pupils.locker_no', i, 1, 640)
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('en', 'pupils', i) as g, pg_temp.sn('en', 'pupils', i) as f) who;

create table app.carers (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  pupil_id uuid,
  name text,
  relation text,
  email text,
  home_tel text,
  work_tel text,
  address text,
  contact_order smallint,
  portal_activated_at timestamptz
);
insert into app.carers (id, pupil_id, name, relation, email, home_tel, work_tel, address, contact_order, portal_activated_at)
select pg_temp.uid('carers', i),
       pg_temp.uid('pupils', (pg_temp.n('carers.pupil_id', i, 1, 36))::int),
       pg_temp.pick('carers.name.t', i, 'Mrs ' || f, 'Mr ' || f, 'Ms ' || left(g, 1) || ' ' || f, g || ' ' || f, 'Mr & Mrs ' || f, g || ' ' || f),
       pg_temp.pick('carers.relation', i, 'mother', 'father', 'grandmother', 'foster carer', 'stepfather', 'aunt'),
       pg_temp.mail('carers.email', i, g, f),
       pg_temp.pick('carers.home_tel', i, '01902 ', '01952 ', '01785 ') || pg_temp.n('carers.home_tel.b', i, 201000, 899999),
       case when pg_temp.chance('carers.work_tel', i, 60) then pg_temp.pick('carers.work_tel.a', i, '0121 4' || pg_temp.dig('carers.work_tel.b', i, 2) || ' ' || pg_temp.dig('carers.work_tel', i, 4), '01902 ' || pg_temp.n('carers.work_tel.c', i, 201000, 899999), '07' || pg_temp.n('carers.work_tel.d', i, 300, 999) || ' ' || pg_temp.dig('carers.work_tel.e', i, 6)) end,
       pg_temp.n('carers.address', i, 1, 99) || ' ' || pg_temp.pick('carers.address.b', i, 'Compton Road', 'Mill Bank', 'Hawthorn Rise', 'The Spinney', 'Tettenhall Avenue') || ', ' || pg_temp.pick('carers.address.c', i, 'Wolverhampton', 'Telford', 'Stafford', 'Codsall') || ' ' || pg_temp.pick('carers.address.d', i, 'WV', 'TF', 'ST') || pg_temp.n('carers.address.e', i, 1, 20) || ' ' || pg_temp.n('carers.address.f', i, 1, 9) || pg_temp.abc('carers.address', i, 2),
       pg_temp.n('carers.contact_order', i, 1, 4),
       pg_temp.ts('carers.portal_activated_at', i, '2022-09-01', '2025-04-30')
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('en', 'carers', i) as g, pg_temp.sn('en', 'carers', i) as f) who;

create table app.exam_entries (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  pupil_id uuid,
  board text,
  paper_code text,
  series text,
  candidate_no char(4),
  seat_label text,
  access_arrangements text,
  grade text,
  invigilator text,
  sat_on date
);
insert into app.exam_entries (id, pupil_id, board, paper_code, series, candidate_no, seat_label, access_arrangements, grade, invigilator, sat_on)
select pg_temp.uid('exam_entries', i),
       pg_temp.uid('pupils', (pg_temp.n('exam_entries.pupil_id', i, 1, 36))::int),
       pg_temp.pick('exam_entries.board', i, 'AQA', 'OCR', 'Pearson Edexcel', 'WJEC'),
       pg_temp.n('exam_entries.paper_code', i, 7000, 8700) || '/' || pg_temp.n('exam_entries.paper_code.b', i, 1, 3) || pg_temp.pick('exam_entries.paper_code.c', i, 'H', 'F', ''),
       pg_temp.pick('exam_entries.series', i, 'Jun 2024', 'Nov 2024', 'Jun 2025'),
       pg_temp.dig('exam_entries.candidate_no', i, 4),
       pg_temp.pick('exam_entries.seat_label.a', i, 'A', 'B', 'C', 'D', 'E', 'F') || pg_temp.n('exam_entries.seat_label', i, 1, 22),
       pg_temp.pick('exam_entries.access_arrangements', i, null, null, '25% extra time', 'scribe', 'coloured overlay (dyslexia)', 'separate room - anxiety', 'rest breaks'),
       pg_temp.pick('exam_entries.grade', i, '4', '5', '6', '7', '8', '9', '3', 'U'),
       pg_temp.pick('exam_entries.invigilator.t', i, 'Mrs ', 'Mr ', 'Miss ') || f,
       pg_temp.d('exam_entries.sat_on', i, '2024-05-10', '2025-06-20')
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('en', 'exam_entries', i) as g, pg_temp.sn('en', 'exam_entries', i) as f) who;

create table app.library_titles (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  title text,
  author text,
  isbn text,
  publisher text,
  shelfmark text,
  copies smallint,
  reading_age numeric(3,1),
  acquired_on date,
  barcode text
);
insert into app.library_titles (id, title, author, isbn, publisher, shelfmark, copies, reading_age, acquired_on, barcode)
select pg_temp.uid('library_titles', i),
       pg_temp.pick('library_titles.title', i, 'The Clockmaker''s', 'A Short History of', 'Beyond the', 'Understanding', 'The Last', 'Murder at the', 'Essential') || ' ' || pg_temp.pick('library_titles.title.b', i, 'Daughter', 'Chemistry', 'Frozen Sea', 'Algebra', 'Viaduct', 'Volcanoes', 'Lighthouse', 'Tudors'),
       g || ' ' || f,
       pg_temp.isbn(pg_temp.pick('library_titles.isbn.a', i, '978-0-14-' || pg_temp.dig('library_titles.isbn', i, 6), '978-1-4088-' || pg_temp.dig('library_titles.isbn', i, 4), '978-0-571-' || pg_temp.dig('library_titles.isbn', i, 5), '978-0-19-' || pg_temp.dig('library_titles.isbn', i, 6))),
       pg_temp.pick('library_titles.publisher', i, 'Penguin', 'Bloomsbury', 'Faber & Faber', 'Oxford University Press', 'Walker Books', 'CGP'),
       pg_temp.n('library_titles.shelfmark', i, 1, 990) || '.' || pg_temp.n('library_titles.shelfmark.b', i, 1, 99) || ' ' || pg_temp.abc('library_titles.shelfmark', i, 3),
       pg_temp.n('library_titles.copies', i, 1, 32),
       pg_temp.f('library_titles.reading_age', i, 7, 16, 1),
       pg_temp.d('library_titles.acquired_on', i, '2011-09-01', '2025-03-31'),
       '3' || pg_temp.dig('library_titles.barcode', i, 13)
  from generate_series(1, 34) i,
       lateral (select pg_temp.gn('en', 'library_titles', i) as g, pg_temp.sn('en', 'library_titles', i) as f) who;


-- Lohnwerk: payroll, German
create table app.mitarbeiter (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  personalnummer text,
  vorname text,
  nachname text,
  geburtsname text,
  geburtsdatum date,
  strasse text,
  plz char(5),
  wohnort text,
  steuer_id char(11),
  sv_nummer text,
  bankverbindung text,
  familienstand text,
  konfession text,
  gdb smallint,
  handy_privat text,
  steuerklasse char(1),
  eintritt date,
  zeitmodell text
);
insert into app.mitarbeiter (id, personalnummer, vorname, nachname, geburtsname, geburtsdatum, strasse, plz, wohnort, steuer_id, sv_nummer, bankverbindung, familienstand, konfession, gdb, handy_privat, steuerklasse, eintritt, zeitmodell)
select pg_temp.uid('mitarbeiter', i),
       lpad(pg_temp.n('mitarbeiter.personalnummer', i, 104, 99310)::text, 6, '0'),
       g,
       f,
       case when pg_temp.chance('mitarbeiter.geburtsname', i, 30) then pg_temp.sn('de', 'mitarbeiter.geburtsname', i) end,
       pg_temp.d('mitarbeiter.geburtsdatum', i, '1959-05-01', '2006-08-15'),
       pg_temp.pick('mitarbeiter.strasse', i, 'Goethestraße', 'Am Mühlbach', 'Bahnhofstr.', 'Kastanienallee', 'Im Wiesengrund', 'Schillerplatz', 'Lange Reihe', 'Hinterm Dorf') || ' ' || pg_temp.n('mitarbeiter.strasse.b', i, 1, 131) || pg_temp.pick('mitarbeiter.strasse.c', i, '', '', 'a', 'b'),
       pg_temp.pick('mitarbeiter.plz', i, '38', '30', '31', '29', '37') || pg_temp.dig('mitarbeiter.plz', i, 3),
       pg_temp.pick('mitarbeiter.wohnort', i, 'Braunschweig', 'Hannover', 'Hildesheim', 'Celle', 'Göttingen', 'Wolfenbüttel', 'Peine', 'Gifhorn'),
       pg_temp.steuer_id(pg_temp.n('mitarbeiter.steuer_id', i, 1, 9) || pg_temp.dig('mitarbeiter.steuer_id', i, 9)),
       pg_temp.sv_nummer(pg_temp.pick('mitarbeiter.sv_nummer.a', i, '29', '10', '65', '04') || to_char(pg_temp.d('mitarbeiter.geburtsdatum', i, '1959-05-01', '2006-08-15'), 'DDMMYY') || left(upper(pg_temp.plain(f)), 1) || pg_temp.dig('mitarbeiter.sv_nummer', i, 2)),
       pg_temp.iban('DE', pg_temp.pick('mitarbeiter.bankverbindung.a', i, '25050180', '27090900', '25990011', '37040044') || pg_temp.dig('mitarbeiter.bankverbindung', i, 10)),
       pg_temp.pick('mitarbeiter.familienstand', i, 'ledig', 'verheiratet', 'geschieden', 'verheiratet', 'verwitwet', 'eingetr. Lebenspartnerschaft'),
       pg_temp.pick('mitarbeiter.konfession', i, 'ev', 'rk', '--', 'ev', '--', 'is'),
       case when pg_temp.chance('mitarbeiter.gdb', i, 18) then pg_temp.n('mitarbeiter.gdb', i, 2, 10) * 10 end,
       pg_temp.pick('mitarbeiter.handy_privat.a', i, '0151', '0160', '0172', '0177') || '/' || pg_temp.dig('mitarbeiter.handy_privat', i, 7),
       pg_temp.pick('mitarbeiter.steuerklasse', i, '1', '3', '4', '4', '5', '1', '2'),
       pg_temp.d('mitarbeiter.eintritt', i, '1991-04-01', '2025-04-01'),
       pg_temp.pick('mitarbeiter.zeitmodell', i, 'GLZ-39', 'Schicht 3', 'TZ-20', 'VAZ')
  from generate_series(1, 38) i,
       lateral (select pg_temp.gn('de', 'mitarbeiter', i) as g, pg_temp.sn('de', 'mitarbeiter', i) as f) who;

create table app.lohnlaeufe (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  lauf_nr text,
  abrechnungsmonat date,
  mandant text,
  anzahl_abrechnungen int,
  summe_brutto numeric(12,2),
  gestartet_am timestamptz,
  pruefsumme char(64),
  programmversion text,
  freigegeben_von text,
  bemerkung text
);
insert into app.lohnlaeufe (id, lauf_nr, abrechnungsmonat, mandant, anzahl_abrechnungen, summe_brutto, gestartet_am, pruefsumme, programmversion, freigegeben_von, bemerkung)
select pg_temp.uid('lohnlaeufe', i),
       'LL' || pg_temp.n('lohnlaeufe.lauf_nr.y', i, 2021, 2025) || lpad(pg_temp.n('lohnlaeufe.lauf_nr', i, 1, 980)::text, 4, '0'),
       date_trunc('month', pg_temp.d('lohnlaeufe.abrechnungsmonat', i, '2021-01-01', '2025-05-01'))::date,
       pg_temp.pick('lohnlaeufe.mandant', i, 'Nordharz Guss GmbH', 'Kliniken Okertal gGmbH', 'Stadtbäckerei Rühen', 'Elektro Heidmann KG', 'Leine Logistik SE'),
       pg_temp.n('lohnlaeufe.anzahl_abrechnungen', i, 11, 1840),
       pg_temp.f('lohnlaeufe.summe_brutto', i, 31000, 5200000, 2),
       pg_temp.ts('lohnlaeufe.gestartet_am', i, '2021-01-20', '2025-05-20'),
       pg_temp.hex('lohnlaeufe.pruefsumme', i, 64),
       pg_temp.n('lohnlaeufe.programmversion.a', i, 21, 25) || '.' || pg_temp.n('lohnlaeufe.programmversion.b', i, 1, 4) || pg_temp.pick('lohnlaeufe.programmversion.c', i, '', 'a', '-hf1', '-hf2'),
       g || ' ' || f,
       pg_temp.pick('lohnlaeufe.bemerkung', i, null, 'Nachberechnung Tarif', 'Korrektur Umlage U1', 'Einmalzahlung enthalten', 'Probelauf, nicht gemeldet', 'Jahreswechsel')
  from generate_series(1, 28) i,
       lateral (select pg_temp.gn('de', 'lohnlaeufe', i) as g, pg_temp.sn('de', 'lohnlaeufe', i) as f) who;

create table app.krankmeldungen (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  mitarbeiter_id uuid,
  krank_von date,
  krank_bis date,
  diagnose text,
  behandelnder_arzt text,
  eingang_am timestamptz,
  uebermittlungsweg text,
  folgebescheinigung boolean
);
insert into app.krankmeldungen (id, mitarbeiter_id, krank_von, krank_bis, diagnose, behandelnder_arzt, eingang_am, uebermittlungsweg, folgebescheinigung)
select pg_temp.uid('krankmeldungen', i),
       pg_temp.uid('mitarbeiter', (pg_temp.n('krankmeldungen.mitarbeiter_id', i, 1, 38))::int),
       pg_temp.d('krankmeldungen.krank_von', i, '2024-01-02', '2025-05-01'),
       pg_temp.d('krankmeldungen.krank_bis', i, '2025-05-02', '2025-06-20'),
       pg_temp.pick('krankmeldungen.diagnose', i, 'J06.9', 'M54.5', 'F32.1', 'A09.9', 'S93.4', 'G43.9', 'K29.7', 'U07.1'),
       pg_temp.pick('krankmeldungen.behandelnder_arzt.t', i, 'Dr. med. ', 'Dr. ', 'Praxis Dr. ', 'Prof. Dr. ') || f,
       pg_temp.ts('krankmeldungen.eingang_am', i, '2024-01-02', '2025-05-20'),
       pg_temp.pick('krankmeldungen.uebermittlungsweg', i, 'eAU-Abruf', 'Papier', 'Fax', 'Portal'),
       pg_temp.chance('krankmeldungen.folgebescheinigung', i, 30)
  from generate_series(1, 30) i,
       lateral (select pg_temp.gn('de', 'krankmeldungen', i) as g, pg_temp.sn('de', 'krankmeldungen', i) as f) who;

create table app.krankenkassen (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  kassenname text,
  betriebsnummer char(8),
  anschrift text,
  zentrale text,
  postfach_mail text,
  zusatzbeitrag numeric(4,2),
  ansprechpartner text,
  durchwahl text,
  gueltig_ab date
);
insert into app.krankenkassen (id, kassenname, betriebsnummer, anschrift, zentrale, postfach_mail, zusatzbeitrag, ansprechpartner, durchwahl, gueltig_ab)
select pg_temp.uid('krankenkassen', i),
       pg_temp.pick('krankenkassen.kassenname', i, 'BKK ', 'IKK ', 'AOK ', 'Die ') || pg_temp.pick('krankenkassen.kassenname.b', i, 'Nordwest', 'Salzgitter', 'classic', 'Firmus', 'Mobil', 'Niedersachsen', 'Gesundplus'),
       pg_temp.dig('krankenkassen.betriebsnummer', i, 8),
       pg_temp.pick('krankenkassen.anschrift', i, 'Thiestr.', 'Hildesheimer Str.', 'Postfach', 'Europaplatz') || ' ' || pg_temp.n('krankenkassen.anschrift.b', i, 1, 299) || ', ' || pg_temp.n('krankenkassen.anschrift.c', i, 30001, 38999) || ' ' || pg_temp.pick('krankenkassen.anschrift.d', i, 'Hannover', 'Salzgitter', 'Celle', 'Magdeburg'),
       '0' || pg_temp.n('krankenkassen.zentrale.a', i, 511, 5399) || ' ' || pg_temp.n('krankenkassen.zentrale', i, 20, 98) || '-0',
       pg_temp.pick('krankenkassen.postfach_mail', i, 'arbeitgeber', 'meldungen', 'firmenservice') || '@' || pg_temp.pick('krankenkassen.postfach_mail.b', i, 'bkk-nordwest', 'ikk-classic', 'aok-nds', 'firmus') || '.example',
       pg_temp.f('krankenkassen.zusatzbeitrag', i, 1.1, 3.9, 2),
       pg_temp.pick('krankenkassen.ansprechpartner.t', i, 'Frau ' || f, 'Herr ' || f, g || ' ' || f),
       '-' || pg_temp.n('krankenkassen.durchwahl', i, 110, 989),
       pg_temp.d('krankenkassen.gueltig_ab', i, '2022-01-01', '2025-01-01')
  from generate_series(1, 24) i,
       lateral (select pg_temp.gn('de', 'krankenkassen', i) as g, pg_temp.sn('de', 'krankenkassen', i) as f) who;

create table app.pfaendungen (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  mitarbeiter_id uuid,
  aktenzeichen text,
  glaeubiger text,
  schuldneranschrift text,
  forderung numeric(10,2),
  rangfolge smallint,
  unterhaltsberechtigte text,
  zugestellt_am date
);

-- Kestrel Mobile: telecom, abbreviated
create table app.subscr (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  msisdn varchar(15),
  imsi char(15),
  iccid varchar(20),
  cust_nm varchar(60),
  bill_addr varchar(120),
  bill_pcd varchar(8),
  eml varchar(80),
  id_doc_no varchar(20),
  id_doc_typ char(2),
  cr_scr smallint,
  trf_cd varchar(8),
  actv_dt date,
  puk char(8)
);
insert into app.subscr (id, msisdn, imsi, iccid, cust_nm, bill_addr, bill_pcd, eml, id_doc_no, id_doc_typ, cr_scr, trf_cd, actv_dt, puk)
select pg_temp.uid('subscr', i),
       '447' || pg_temp.dig('subscr.msisdn', i, 9),
       '23430' || pg_temp.dig('subscr.imsi', i, 10),
       pg_temp.luhn('894430' || pg_temp.dig('subscr.iccid', i, 12)),
       upper(pg_temp.pick('subscr.cust_nm.t', i, 'MR ' || left(g, 1) || ' ', 'MRS ' || left(g, 1) || ' ', g || ' ', g || ' ') || f),
       pg_temp.n('subscr.bill_addr', i, 1, 210) || ' ' || pg_temp.pick('subscr.bill_addr.b', i, 'ALBION ST', 'FERRY RD', 'GRANGE GDNS', 'NEW CUT', 'LODGE AVE') || ', ' || pg_temp.pick('subscr.bill_addr.c', i, 'READING', 'HULL', 'LUTON', 'EXETER'),
       pg_temp.pick('subscr.bill_pcd.a', i, 'RG', 'HU', 'LU', 'EX') || pg_temp.n('subscr.bill_pcd.b', i, 1, 17) || pg_temp.n('subscr.bill_pcd.c', i, 1, 9) || pg_temp.abc('subscr.bill_pcd', i, 2),
       case when pg_temp.chance('subscr.eml', i, 80) then pg_temp.mail('subscr.eml', i, g, f) end,
       pg_temp.pick('subscr.id_doc_no.a', i, '5', '1', '8') || pg_temp.dig('subscr.id_doc_no', i, 8),
       pg_temp.pick('subscr.id_doc_typ', i, 'PP', 'DL', 'RP'),
       pg_temp.n('subscr.cr_scr', i, 310, 998),
       pg_temp.pick('subscr.trf_cd', i, 'SIMO12', 'FAM4', 'PAYG-B', 'UNL5G', 'BIZ20'),
       pg_temp.d('subscr.actv_dt', i, '2012-06-01', '2025-05-10'),
       pg_temp.dig('subscr.puk', i, 8)
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('en', 'subscr', i) as g, pg_temp.sn('en', 'subscr', i) as f) who;

create table app.cdr (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  cdr_seq bigint,
  a_num varchar(18),
  b_num varchar(18),
  imei char(15),
  call_st timestamp,
  dur_s int,
  trk_grp varchar(6),
  cell_id varchar(12),
  rel_cause smallint,
  chg_amt numeric(8,4)
);
insert into app.cdr (id, cdr_seq, a_num, b_num, imei, call_st, dur_s, trk_grp, cell_id, rel_cause, chg_amt)
select pg_temp.uid('cdr', i),
       pg_temp.n('cdr.cdr_seq', i, 882000000, 882999999),
       '447' || pg_temp.dig('cdr.a_num', i, 9),
       pg_temp.pick('cdr.b_num.a', i, '447' || pg_temp.dig('cdr.b_num', i, 9), '44207' || pg_temp.dig('cdr.b_num', i, 7), '441614' || pg_temp.dig('cdr.b_num', i, 6), '35387' || pg_temp.dig('cdr.b_num', i, 7)),
       pg_temp.luhn(pg_temp.pick('cdr.imei.a', i, '35694', '35328', '86075') || pg_temp.dig('cdr.imei', i, 9)),
       pg_temp.ts('cdr.call_st', i, '2025-05-01', '2025-05-08'),
       pg_temp.n('cdr.dur_s', i, 0, 4210),
       'T' || pg_temp.n('cdr.trk_grp', i, 101, 188),
       pg_temp.n('cdr.cell_id', i, 1200, 8999) || '-' || pg_temp.n('cdr.cell_id.b', i, 1, 3),
       pg_temp.pick('cdr.rel_cause', i, '16', '17', '31', '16', '127')::smallint,
       pg_temp.f('cdr.chg_amt', i, 0, 6.2, 4)
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('en', 'cdr', i) as g, pg_temp.sn('en', 'cdr', i) as f) who;

create table app.cell_sites (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  site_cd varchar(8),
  site_nm varchar(40),
  lat numeric(8,5),
  lng numeric(8,5),
  azim smallint,
  tech varchar(4),
  vndr varchar(12),
  sw_ver varchar(16),
  mgmt_ip inet,
  lndlrd_nm varchar(40),
  lndlrd_tel varchar(15),
  lease_end date
);
insert into app.cell_sites (id, site_cd, site_nm, lat, lng, azim, tech, vndr, sw_ver, mgmt_ip, lndlrd_nm, lndlrd_tel, lease_end)
select pg_temp.uid('cell_sites', i),
       pg_temp.pick('cell_sites.site_cd.a', i, 'RDG', 'HUL', 'LUT', 'EXE') || pg_temp.dig('cell_sites.site_cd', i, 4),
       pg_temp.pick('cell_sites.site_nm', i, 'CHURCH HILL', 'ASDA ROOF', 'M4 J11 MAST', 'ST MARYS TOWER', 'VICTORIA DOCK', 'NELSON HOUSE', 'WATER TWR FARM LN'),
       pg_temp.f('cell_sites.lat', i, 50.7, 53.8, 5),
       pg_temp.f('cell_sites.lng', i, -3.6, -0.3, 5),
       pg_temp.n('cell_sites.azim', i, 0, 359),
       pg_temp.pick('cell_sites.tech', i, 'LTE', 'NR', 'UMTS'),
       pg_temp.pick('cell_sites.vndr', i, 'ERICSSON', 'NOKIA', 'SAMSUNG'),
       pg_temp.pick('cell_sites.sw_ver.a', i, '22.Q', '23.Q', '24.Q') || pg_temp.n('cell_sites.sw_ver.b', i, 1, 4) || '-CP' || pg_temp.n('cell_sites.sw_ver', i, 1, 19),
       ('10.' || pg_temp.n('cell_sites.mgmt_ip.a', i, 12, 60) || '.' || pg_temp.n('cell_sites.mgmt_ip.b', i, 0, 255) || '.' || pg_temp.n('cell_sites.mgmt_ip', i, 2, 254))::inet,
       pg_temp.pick('cell_sites.lndlrd_nm.t', i, 'MR ', 'MRS ', 'MESSRS ') || upper(left(g, 1) || ' ' || f),
       pg_temp.pick('cell_sites.lndlrd_tel.a', i, '01189', '01482', '01582', '07' || pg_temp.n('cell_sites.lndlrd_tel.b', i, 300, 999)) || pg_temp.n('cell_sites.lndlrd_tel', i, 201000, 899999),
       pg_temp.d('cell_sites.lease_end', i, '2026-01-01', '2041-12-31')
  from generate_series(1, 28) i,
       lateral (select pg_temp.gn('en', 'cell_sites', i) as g, pg_temp.sn('en', 'cell_sites', i) as f) who;

create table app.trbl_tkt (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  tkt_no varchar(12),
  opnd_ts timestamp,
  sev char(2),
  net_elem varchar(16),
  rptd_by varchar(40),
  cb_num varchar(15),
  prob_txt text,
  asgn_usr varchar(12),
  clsd_ts timestamp,
  sla_mins int
);
insert into app.trbl_tkt (id, tkt_no, opnd_ts, sev, net_elem, rptd_by, cb_num, prob_txt, asgn_usr, clsd_ts, sla_mins)
select pg_temp.uid('trbl_tkt', i),
       'INC' || lpad(pg_temp.n('trbl_tkt.tkt_no', i, 40000, 99999)::text, 8, '0'),
       pg_temp.ts('trbl_tkt.opnd_ts', i, '2025-02-01', '2025-05-20'),
       pg_temp.pick('trbl_tkt.sev', i, 'P1', 'P2', 'P3', 'P4'),
       pg_temp.pick('trbl_tkt.net_elem', i, 'HLR-', 'MSC-', 'SGW-', 'ENB-') || pg_temp.abc('trbl_tkt.net_elem', i, 3) || pg_temp.n('trbl_tkt.net_elem.b', i, 1, 9),
       g || ' ' || f,
       '07' || pg_temp.dig('trbl_tkt.cb_num', i, 9),
       pg_temp.pick('trbl_tkt.prob_txt', i, 'no data since upgrade', 'dropped calls indoors', 'cannot roam in Spain', 'voicemail not delivering', 'SMS delay > 2h') || pg_temp.pick('trbl_tkt.prob_txt.b', i, '', ', restarted handset', ' - escalated', ', 3rd report'),
       left(pg_temp.plain(pg_temp.gn('en', 'trbl_tkt.asgn_usr.g', i)), 1) || pg_temp.plain(pg_temp.sn('en', 'trbl_tkt.asgn_usr', i)),
       case when pg_temp.chance('trbl_tkt.clsd_ts', i, 70) then pg_temp.ts('trbl_tkt.clsd_ts', i, '2025-05-20', '2025-06-01') end,
       pg_temp.n('trbl_tkt.sla_mins', i, 2, 48) * 30
  from generate_series(1, 34) i,
       lateral (select pg_temp.gn('en', 'trbl_tkt', i) as g, pg_temp.sn('en', 'trbl_tkt', i) as f) who;

create table app.web_sess (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  login_nm varchar(40),
  ip_addr varchar(45),
  ua text,
  tok_hash char(64),
  srv_node varchar(20),
  strt_ts timestamp,
  pg_cnt smallint,
  ref_path text
);
insert into app.web_sess (id, login_nm, ip_addr, ua, tok_hash, srv_node, strt_ts, pg_cnt, ref_path)
select pg_temp.uid('web_sess', i),
       pg_temp.pick('web_sess.login_nm', i, pg_temp.plain(g) || pg_temp.n('web_sess.login_nm.b', i, 1, 99), pg_temp.plain(left(g, 1) || f), pg_temp.plain(g) || '.' || pg_temp.plain(f), pg_temp.plain(f) || pg_temp.n('web_sess.login_nm.c', i, 1950, 2004)),
       pg_temp.n('web_sess.ip_addr.a', i, 34, 120) || '.' || pg_temp.n('web_sess.ip_addr.b', i, 1, 254) || '.' || pg_temp.n('web_sess.ip_addr.c', i, 0, 255) || '.' || pg_temp.n('web_sess.ip_addr', i, 1, 254),
       pg_temp.pick('web_sess.ua', i, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Mozilla/5.0 (Linux; Android 14; SM-S911B)', 'KestrelApp/6.') || pg_temp.pick('web_sess.ua.b', i, ' Safari/604.1', ' Chrome/124.0', ''),
       pg_temp.hex('web_sess.tok_hash', i, 64),
       pg_temp.pick('web_sess.srv_node', i, 'web-lon-', 'web-man-') || pg_temp.n('web_sess.srv_node.b', i, 1, 12),
       pg_temp.ts('web_sess.strt_ts', i, '2025-05-01', '2025-05-15'),
       pg_temp.n('web_sess.pg_cnt', i, 1, 64),
       pg_temp.pick('web_sess.ref_path', i, '/bills', '/roaming/eu', '/upgrade', '/help/contact', '/sim/activate') || pg_temp.pick('web_sess.ref_path.b', i, '', '?src=sms', '?src=app')
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('en', 'web_sess', i) as g, pg_temp.sn('en', 'web_sess', i) as f) who;


-- Kindling: crowd-funding, made by an object mapper
create table app."Campaign" (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  title text,
  slug text,
  tagline text,
  "goalAmount" int,
  currency char(3),
  category text,
  "creatorName" text,
  "coverImageUrl" text,
  "launchedAt" timestamptz
);
insert into app."Campaign" (id, title, slug, tagline, "goalAmount", currency, category, "creatorName", "coverImageUrl", "launchedAt")
select pg_temp.uid('Campaign', i),
       pg_temp.pick('Campaign.title', i, 'Luna', 'Tabletop', 'Pocket', 'The Florence', 'Mighty', 'Oskar', 'Wildwood') || ' ' || pg_temp.pick('Campaign.title.b', i, 'Lantern', 'Synth', 'Planner', 'Cargo Bike', 'Card Game', 'Film Camera', 'Soup Kitchen'),
       pg_temp.pick('Campaign.slug', i, 'luna', 'tabletop', 'pocket', 'florence', 'mighty', 'oskar') || '-' || pg_temp.pick('Campaign.slug.b', i, 'lantern', 'synth', 'planner', 'cargo', 'game') || '-' || pg_temp.n('Campaign.slug', i, 2, 99),
       pg_temp.pick('Campaign.tagline', i, 'Light that follows you', 'Made by hand in Bristol', 'Your whole week on one page', 'No batteries, no fuss', 'Built to be repaired') || pg_temp.pick('Campaign.tagline.b', i, '.', ', back us today', '!', ' - stretch goals open'),
       pg_temp.n('Campaign.goalAmount', i, 2, 180) * 500,
       pg_temp.pick('Campaign.currency', i, 'GBP', 'EUR', 'USD'),
       pg_temp.pick('Campaign.category', i, 'Design', 'Games', 'Music', 'Community', 'Film'),
       g || ' ' || f,
       'https://cdn.kindling.example/c/' || pg_temp.hex('Campaign.coverImageUrl', i, 12) || '.webp',
       pg_temp.ts('Campaign.launchedAt', i, '2023-02-01', '2025-05-01')
  from generate_series(1, 28) i,
       lateral (select pg_temp.gn('en', 'Campaign', i) as g, pg_temp.sn('en', 'Campaign', i) as f) who;

create table app."Backer" (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  "displayName" text,
  email text,
  "shippingName" text,
  "shippingStreet" text,
  "shippingCity" text,
  "shippingZip" text,
  "shippingCountry" char(2),
  "lastLoginIp" inet,
  "avatarUrl" text,
  "twitterHandle" text,
  "passwordHash" text,
  "notificationLevel" text,
  "createdAt" timestamptz
);
insert into app."Backer" (id, "displayName", email, "shippingName", "shippingStreet", "shippingCity", "shippingZip", "shippingCountry", "lastLoginIp", "avatarUrl", "twitterHandle", "passwordHash", "notificationLevel", "createdAt")
select pg_temp.uid('Backer', i),
       pg_temp.pick('Backer.displayName', i, g || ' ' || left(f, 1) || '.', g, pg_temp.plain(g) || pg_temp.n('Backer.displayName.b', i, 1, 99), g || ' ' || f),
       pg_temp.mail('Backer.email', i, g, f),
       g || ' ' || f,
       pg_temp.n('Backer.shippingStreet', i, 1, 300) || ' ' || pg_temp.pick('Backer.shippingStreet.b', i, 'Elm St Apt 4', 'rue des Lilas', 'Queen Street', 'Via Dante', 'Kungsgatan', 'Rua Augusta'),
       pg_temp.pick('Backer.shippingCity', i, 'Portland', 'Nantes', 'Cardiff', 'Bologna', 'Malmö', 'Porto', 'Utrecht', 'Austin', 'Rennes', 'Lund', 'Swansea', 'Parma', 'Braga', 'Haarlem', 'Denver', 'Angers'),
       pg_temp.pick('Backer.shippingZip', i, '9720' || pg_temp.n('Backer.shippingZip.b', i, 1, 9), '44' || pg_temp.dig('Backer.shippingZip', i, 3), 'CF' || pg_temp.n('Backer.shippingZip.c', i, 5, 24) || ' 3AB', '4012' || pg_temp.n('Backer.shippingZip.d', i, 1, 9), '211 ' || pg_temp.n('Backer.shippingZip.e', i, 10, 49)),
       pg_temp.pick('Backer.shippingCountry', i, 'US', 'FR', 'GB', 'IT', 'SE', 'PT', 'NL'),
       (pg_temp.n('Backer.lastLoginIp.a', i, 34, 120) || '.' || pg_temp.n('Backer.lastLoginIp.b', i, 1, 254) || '.' || pg_temp.n('Backer.lastLoginIp.c', i, 0, 255) || '.' || pg_temp.n('Backer.lastLoginIp', i, 1, 254))::inet,
       'https://cdn.kindling.example/u/' || pg_temp.hex('Backer.avatarUrl', i, 16) || '.jpg',
       case when pg_temp.chance('Backer.twitterHandle', i, 40) then '@' || pg_temp.plain(g) || pg_temp.pick('Backer.twitterHandle', i, '_makes', '_x', '') || pg_temp.n('Backer.twitterHandle.b', i, 1, 99) end,
       '$2b$12$' || left(translate(encode(decode(pg_temp.hex('Backer.passwordHash', i, 64), 'hex'), 'base64') || encode(decode(pg_temp.hex('Backer.passwordHash.b', i, 64), 'hex'), 'base64'), '+=', '.'), 53),
       pg_temp.pick('Backer.notificationLevel', i, 'all', 'mentions', 'none'),
       pg_temp.ts('Backer.createdAt', i, '2021-02-01', '2025-05-01')
  from generate_series(1, 38) i,
       lateral (select pg_temp.gn('eu', 'Backer', i) as g, pg_temp.sn('eu', 'Backer', i) as f) who;

create table app."Pledge" (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  "backerId" uuid,
  "campaignId" uuid,
  "pledgeCode" text,
  "amountCents" int,
  status text,
  "rewardName" text,
  "giftRecipient" text,
  message text,
  "isAnonymous" boolean,
  "chargedAt" timestamptz,
  "stripeChargeId" text
);
insert into app."Pledge" (id, "backerId", "campaignId", "pledgeCode", "amountCents", status, "rewardName", "giftRecipient", message, "isAnonymous", "chargedAt", "stripeChargeId")
select pg_temp.uid('Pledge', i),
       pg_temp.uid('Backer', (pg_temp.n('Pledge.backerId', i, 1, 38))::int),
       pg_temp.uid('Campaign', (pg_temp.n('Pledge.campaignId', i, 1, 28))::int),
       'PL-' || upper(pg_temp.hex('Pledge.pledgeCode', i, 8)),
       pg_temp.n('Pledge.amountCents', i, 5, 480) * 100,
       pg_temp.pick('Pledge.status', i, 'collected', 'pending', 'errored', 'refunded', 'collected'),
       pg_temp.pick('Pledge.rewardName', i, 'Early Bird', 'Signed Edition', 'Twin Pack', 'Just a Thank You', 'Retailer Six'),
       case when pg_temp.chance('Pledge.giftRecipient', i, 50) then g || pg_temp.pick('Pledge.giftRecipient', i, '', ' ' || f, ' & ' || pg_temp.gn('eu', 'Pledge.giftRecipient', i)) end,
       pg_temp.pick('Pledge.message', i, null, 'Good luck!', 'Can''t wait for this', 'Backed your last one too', 'Please ship before Christmas') || pg_temp.pick('Pledge.message.b', i, '', ' :)', ' x'),
       pg_temp.chance('Pledge.isAnonymous', i, 15),
       pg_temp.ts('Pledge.chargedAt', i, '2023-03-01', '2025-05-10'),
       'ch_3' || pg_temp.abc('Pledge.stripeChargeId', i, 2) || pg_temp.hex('Pledge.stripeChargeId', i, 20)
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('eu', 'Pledge', i) as g, pg_temp.sn('eu', 'Pledge', i) as f) who;

create table app."PayoutAccount" (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  "campaignId" uuid,
  "holderName" text,
  iban text,
  "bankName" text,
  "taxReference" text,
  "holderBirthDate" date,
  "verifiedAt" timestamptz,
  "verificationProvider" text
);
insert into app."PayoutAccount" (id, "campaignId", "holderName", iban, "bankName", "taxReference", "holderBirthDate", "verifiedAt", "verificationProvider")
select pg_temp.uid('PayoutAccount', i),
       pg_temp.uid('Campaign', (pg_temp.n('PayoutAccount.campaignId', i, 1, 28))::int),
       g || ' ' || f,
       pg_temp.iban('GB', pg_temp.pick('PayoutAccount.iban.a', i, 'BARC20', 'MONZ04', 'SRLG60', 'NWBK56', 'LOYD30') || pg_temp.dig('PayoutAccount.iban.b', i, 4) || pg_temp.dig('PayoutAccount.iban', i, 8)),
       pg_temp.pick('PayoutAccount.bankName', i, 'Barclays', 'Monzo', 'Starling', 'NatWest', 'Lloyds Bank', 'Nationwide'),
       pg_temp.dig('PayoutAccount.taxReference', i, 5) || ' ' || pg_temp.dig('PayoutAccount.taxReference.b', i, 5),
       pg_temp.d('PayoutAccount.holderBirthDate', i, '1956-02-01', '2003-10-10'),
       pg_temp.ts('PayoutAccount.verifiedAt', i, '2023-02-01', '2025-05-01'),
       pg_temp.pick('PayoutAccount.verificationProvider', i, 'onfido', 'veriff', 'manual')
  from generate_series(1, 26) i,
       lateral (select pg_temp.gn('en', 'PayoutAccount', i) as g, pg_temp.sn('en', 'PayoutAccount', i) as f) who;


-- Spółdzielnia "Pod Lipami": property management, Polish
create table app.budynki (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  nazwa text,
  ulica text,
  kod_pocztowy char(6),
  miasto text,
  rok_budowy smallint,
  liczba_lokali smallint,
  pow_uzytkowa_m2 numeric(8,1),
  nr_ksiegi_wieczystej text,
  administrator text,
  tel_administratora text,
  szer_geogr numeric(8,5),
  dl_geogr numeric(8,5)
);
insert into app.budynki (id, nazwa, ulica, kod_pocztowy, miasto, rok_budowy, liczba_lokali, pow_uzytkowa_m2, nr_ksiegi_wieczystej, administrator, tel_administratora, szer_geogr, dl_geogr)
select pg_temp.uid('budynki', i),
       pg_temp.pick('budynki.nazwa', i, 'Pod Lipami', 'Osiedle Słoneczne', 'Kopernik', 'Jagiełło', 'Blok', 'Stara Cegielnia') || ' ' || pg_temp.n('budynki.nazwa', i, 1, 24),
       pg_temp.pick('budynki.ulica', i, 'ul. Mickiewicza', 'ul. Lipowa', 'al. Jana Pawła II', 'os. Piastów', 'ul. Kościuszki') || ' ' || pg_temp.n('budynki.ulica.b', i, 1, 90),
       pg_temp.pick('budynki.kod_pocztowy', i, '60', '61', '62') || '-' || pg_temp.dig('budynki.kod_pocztowy', i, 3),
       pg_temp.pick('budynki.miasto', i, 'Poznań', 'Gniezno', 'Swarzędz', 'Luboń'),
       pg_temp.n('budynki.rok_budowy', i, 1908, 2022),
       pg_temp.n('budynki.liczba_lokali', i, 8, 140),
       pg_temp.f('budynki.pow_uzytkowa_m2', i, 410, 9800, 1),
       'PO1P/' || pg_temp.dig('budynki.nr_ksiegi_wieczystej', i, 8) || '/' || pg_temp.n('budynki.nr_ksiegi_wieczystej.b', i, 0, 9),
       g || ' ' || f,
       pg_temp.n('budynki.tel_administratora.a', i, 501, 799) || ' ' || pg_temp.dig('budynki.tel_administratora', i, 3) || ' ' || pg_temp.dig('budynki.tel_administratora.b', i, 3),
       pg_temp.f('budynki.szer_geogr', i, 52.3, 52.55, 5),
       pg_temp.f('budynki.dl_geogr', i, 16.8, 17.7, 5)
  from generate_series(1, 26) i,
       lateral (select pg_temp.gn('pl', 'budynki', i) as g, pg_temp.sn('pl', 'budynki', i) as f) who;

create table app.najemcy (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  imie text,
  nazwisko text,
  pesel char(11),
  nr_dowodu text,
  tel_kom text,
  poczta_el text,
  adres_koresp text,
  rachunek_zwrotow text,
  miejsce_pracy text,
  liczba_osob smallint,
  zrodlo_kontaktu text,
  data_dodania date
);
insert into app.najemcy (id, imie, nazwisko, pesel, nr_dowodu, tel_kom, poczta_el, adres_koresp, rachunek_zwrotow, miejsce_pracy, liczba_osob, zrodlo_kontaktu, data_dodania)
select pg_temp.uid('najemcy', i),
       g,
       f,
       pg_temp.pesel('najemcy.pesel', i, pg_temp.d('najemcy.pesel.d', i, '1944-01-01', '2004-12-31')),
       pg_temp.dowod(pg_temp.pick('najemcy.nr_dowodu.a', i, 'A', 'C', 'D') || pg_temp.abc('najemcy.nr_dowodu', i, 2), pg_temp.dig('najemcy.nr_dowodu', i, 5)),
       pg_temp.pick('najemcy.tel_kom.p', i, '', '', '+48 ') || pg_temp.n('najemcy.tel_kom.a', i, 501, 799) || ' ' || pg_temp.dig('najemcy.tel_kom', i, 3) || ' ' || pg_temp.dig('najemcy.tel_kom.b', i, 3),
       left(pg_temp.plain(g), pg_temp.n('najemcy.poczta_el.a', i, 1, 12)::int) || pg_temp.pick('najemcy.poczta_el.b', i, '.', '', '_') || pg_temp.plain(f) || '@' || pg_temp.pick('najemcy.poczta_el', i, 'wp.pl', 'o2.pl', 'onet.pl', 'gmail.com', 'interia.pl'),
       case when pg_temp.chance('najemcy.adres_koresp', i, 60) then pg_temp.pick('najemcy.adres_koresp', i, 'ul. Głogowska', 'ul. Święty Marcin', 'Rynek Wildecki', 'ul. Ogrodowa') || ' ' || pg_temp.n('najemcy.adres_koresp.a', i, 1, 120) || '/' || pg_temp.n('najemcy.adres_koresp.b', i, 1, 44) || ', ' || pg_temp.n('najemcy.adres_koresp.c', i, 60, 64) || '-' || pg_temp.dig('najemcy.adres_koresp', i, 3) || ' ' || pg_temp.pick('najemcy.adres_koresp.e', i, 'Poznań', 'Września', 'Kórnik') end,
       pg_temp.iban('PL', pg_temp.pick('najemcy.rachunek_zwrotow.a', i, '1020', '1140', '1050', '2490') || pg_temp.dig('najemcy.rachunek_zwrotow', i, 20)),
       pg_temp.pick('najemcy.miejsce_pracy', i, 'Volkswagen Poznań', 'emerytura', 'UAM', 'własna działalność', 'szpital ul. Lutycka', 'student', null),
       pg_temp.n('najemcy.liczba_osob', i, 1, 6),
       pg_temp.pick('najemcy.zrodlo_kontaktu', i, 'otodom', 'polecenie', 'biuro', 'olx', 'strona www'),
       pg_temp.d('najemcy.data_dodania', i, '2009-01-01', '2025-05-01')
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('pl', 'najemcy', i) as g, pg_temp.sn('pl', 'najemcy', i) as f) who;

create table app.umowy_najmu (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  najemca_id uuid,
  nr_umowy text,
  data_zawarcia date,
  czynsz_pln numeric(8,2),
  kaucja_pln numeric(8,2),
  poreczyciel text,
  tel_poreczyciela text,
  okres_wypowiedzenia text,
  stan_umowy text
);
insert into app.umowy_najmu (id, najemca_id, nr_umowy, data_zawarcia, czynsz_pln, kaucja_pln, poreczyciel, tel_poreczyciela, okres_wypowiedzenia, stan_umowy)
select pg_temp.uid('umowy_najmu', i),
       pg_temp.uid('najemcy', (pg_temp.n('umowy_najmu.najemca_id', i, 1, 36))::int),
       'UN/' || pg_temp.n('umowy_najmu.nr_umowy', i, 1, 240) || '/' || pg_temp.n('umowy_najmu.nr_umowy.b', i, 2016, 2025),
       pg_temp.d('umowy_najmu.data_zawarcia', i, '2016-01-01', '2025-04-30'),
       pg_temp.f('umowy_najmu.czynsz_pln', i, 640, 4900, 2),
       pg_temp.f('umowy_najmu.kaucja_pln', i, 1200, 9800, 2),
       case when pg_temp.chance('umowy_najmu.poreczyciel', i, 60) then g || ' ' || f end,
       case when pg_temp.chance('umowy_najmu.tel_poreczyciela', i, 60) then pg_temp.n('umowy_najmu.tel_poreczyciela.a', i, 501, 799) || '-' || pg_temp.dig('umowy_najmu.tel_poreczyciela', i, 3) || '-' || pg_temp.dig('umowy_najmu.tel_poreczyciela.b', i, 3) end,
       pg_temp.pick('umowy_najmu.okres_wypowiedzenia', i, '1 miesiąc', '3 miesiące', 'brak'),
       pg_temp.pick('umowy_najmu.stan_umowy', i, 'aktywna', 'wypowiedziana', 'zakończona', 'aktywna')
  from generate_series(1, 34) i,
       lateral (select pg_temp.gn('pl', 'umowy_najmu', i) as g, pg_temp.sn('pl', 'umowy_najmu', i) as f) who;

create table app.liczniki (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  nr_licznika text,
  typ text,
  producent text,
  data_legalizacji date,
  ostatni_stan numeric(10,3),
  lokalizacja text,
  modul_radiowy text
);
insert into app.liczniki (id, nr_licznika, typ, producent, data_legalizacji, ostatni_stan, lokalizacja, modul_radiowy)
select pg_temp.uid('liczniki', i),
       pg_temp.pick('liczniki.nr_licznika.a', i, 'W', 'E', 'C') || pg_temp.dig('liczniki.nr_licznika', i, 8),
       pg_temp.pick('liczniki.typ', i, 'woda zimna', 'woda ciepła', 'energia', 'ciepło'),
       pg_temp.pick('liczniki.producent', i, 'Apator', 'Diehl', 'Itron', 'Kamstrup', 'Zenner'),
       pg_temp.d('liczniki.data_legalizacji', i, '2019-01-01', '2025-03-01'),
       pg_temp.f('liczniki.ostatni_stan', i, 3, 18400, 3),
       pg_temp.pick('liczniki.lokalizacja', i, 'piwnica', 'szacht', 'łazienka', 'klatka', 'węzeł') || pg_temp.pick('liczniki.lokalizacja.b', i, ' A', ' B', '', ' 2p', ' 4p'),
       upper(pg_temp.hex('liczniki.modul_radiowy', i, 10))
  from generate_series(1, 32) i,
       lateral (select pg_temp.gn('pl', 'liczniki', i) as g, pg_temp.sn('pl', 'liczniki', i) as f) who;

create table app.firmy_serwisowe (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  nazwa_firmy text,
  nip char(10),
  regon char(9),
  siedziba text,
  centrala text,
  mail_biura text,
  osoba_kontaktowa text,
  kom_osoby text,
  stawka_godz numeric(6,2)
);
insert into app.firmy_serwisowe (id, nazwa_firmy, nip, regon, siedziba, centrala, mail_biura, osoba_kontaktowa, kom_osoby, stawka_godz)
select pg_temp.uid('firmy_serwisowe', i),
       pg_temp.pick('firmy_serwisowe.nazwa_firmy', i, 'Hydro', 'Elektro', 'Dźwig', 'Term', 'Eko') || pg_temp.pick('firmy_serwisowe.nazwa_firmy.b', i, '-Bud', 'Serwis', 'max', ' Instal') || pg_temp.pick('firmy_serwisowe.nazwa_firmy.c', i, ' sp. z o.o.', ' s.c.', ' S.A.'),
       pg_temp.nip('firmy_serwisowe.nip', i),
       pg_temp.regon(pg_temp.dig('firmy_serwisowe.regon', i, 8)),
       pg_temp.pick('firmy_serwisowe.siedziba', i, 'ul. Przemysłowa', 'ul. Składowa', 'ul. Fabryczna') || ' ' || pg_temp.n('firmy_serwisowe.siedziba.b', i, 1, 80) || ', ' || pg_temp.n('firmy_serwisowe.siedziba.c', i, 60, 64) || '-' || pg_temp.dig('firmy_serwisowe.siedziba', i, 3) || ' ' || pg_temp.pick('firmy_serwisowe.siedziba.d', i, 'Poznań', 'Luboń', 'Śrem'),
       '61 ' || pg_temp.n('firmy_serwisowe.centrala', i, 810, 899) || ' ' || pg_temp.n('firmy_serwisowe.centrala.b', i, 10, 99) || ' ' || pg_temp.n('firmy_serwisowe.centrala.c', i, 10, 99),
       pg_temp.pick('firmy_serwisowe.mail_biura', i, 'biuro', 'kontakt', 'zlecenia', 'sekretariat') || '@' || pg_temp.pick('firmy_serwisowe.mail_biura.b', i, 'hydrobud', 'elektroserwis', 'dzwigmax', 'ekoinstal') || '.example',
       g || ' ' || f,
       pg_temp.n('firmy_serwisowe.kom_osoby.a', i, 501, 799) || pg_temp.dig('firmy_serwisowe.kom_osoby', i, 6),
       pg_temp.f('firmy_serwisowe.stawka_godz', i, 70, 240, 2)
  from generate_series(1, 24) i,
       lateral (select pg_temp.gn('pl', 'firmy_serwisowe', i) as g, pg_temp.sn('pl', 'firmy_serwisowe', i) as f) who;


-- Stridewell: fitness app
create table app.athletes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  username text,
  display_name text,
  email text,
  birth_year smallint,
  gender text,
  height_cm numeric(4,1),
  weight_kg numeric(4,1),
  resting_heart_rate smallint,
  home_city text,
  bio text,
  time_zone text,
  unit_system text,
  plan text
);
insert into app.athletes (id, username, display_name, email, birth_year, gender, height_cm, weight_kg, resting_heart_rate, home_city, bio, time_zone, unit_system, plan)
select pg_temp.uid('athletes', i),
       pg_temp.plain(g) || pg_temp.pick('athletes.username', i, '_runs', '.rides', '', '-tri', 'onwheels') || pg_temp.n('athletes.username.b', i, 1, 999),
       g || ' ' || f,
       pg_temp.mail('athletes.email', i, g, f),
       pg_temp.n('athletes.birth_year', i, 1948, 2008),
       pg_temp.pick('athletes.gender', i, 'f', 'm', 'x', 'm', 'f'),
       pg_temp.f('athletes.height_cm', i, 151, 199, 1),
       pg_temp.f('athletes.weight_kg', i, 46, 112, 1),
       pg_temp.n('athletes.resting_heart_rate', i, 38, 81),
       pg_temp.pick('athletes.home_city', i, 'Copenhagen', 'Leeds', 'Girona', 'Boulder', 'Utrecht', 'Osaka', 'Grenoble', 'Aarhus', 'Sheffield', 'Nice', 'Freiburg', 'Ghent', 'Bergen', 'Lisbon'),
       pg_temp.pick('athletes.bio', i, 'Dad of two, ', 'Ultra beginner, ', 'Ex-rower, ', 'Nurse on nights, ', '') || pg_temp.pick('athletes.bio.b', i, 'chasing a sub-4 marathon', 'here for the coffee stops', 'recovering from an ACL tear', 'Club: Rapha CPH', 'mostly hills'),
       pg_temp.pick('athletes.time_zone', i, 'Europe/Copenhagen', 'Europe/London', 'America/Denver', 'Asia/Tokyo', 'Europe/Madrid'),
       pg_temp.pick('athletes.unit_system', i, 'metric', 'imperial'),
       pg_temp.pick('athletes.plan', i, 'free', 'plus', 'team')
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('eu', 'athletes', i) as g, pg_temp.sn('eu', 'athletes', i) as f) who;

create table app.workouts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  athlete_id uuid,
  sport text,
  started_at timestamptz,
  duration_s int,
  distance_m int,
  start_point point,
  route_polyline text,
  avg_heart_rate smallint,
  device_model text,
  app_version text,
  file_sha1 char(40)
);
insert into app.workouts (id, athlete_id, sport, started_at, duration_s, distance_m, start_point, route_polyline, avg_heart_rate, device_model, app_version, file_sha1)
select pg_temp.uid('workouts', i),
       pg_temp.uid('athletes', (pg_temp.n('workouts.athlete_id', i, 1, 36))::int),
       pg_temp.pick('workouts.sport', i, 'run', 'ride', 'swim', 'row', 'hike'),
       pg_temp.ts('workouts.started_at', i, '2025-01-01', '2025-05-20'),
       pg_temp.n('workouts.duration_s', i, 640, 18400),
       pg_temp.n('workouts.distance_m', i, 900, 142000),
       point(pg_temp.f('workouts.start_point.a', i, 40.01, 56.2, 6), pg_temp.f('workouts.start_point.b', i, -1.9, 12.6, 6)),
       translate(left(encode(decode(pg_temp.hex('workouts.route_polyline', i, 64), 'hex'), 'base64'), pg_temp.n('workouts.route_polyline.b', i, 26, 43)::int), '/+', '~?'),
       pg_temp.n('workouts.avg_heart_rate', i, 96, 182),
       pg_temp.pick('workouts.device_model', i, 'Garmin Edge 840', 'Apple Watch S9', 'Wahoo Bolt', 'Polar Vantage', 'Coros Pace 3'),
       pg_temp.n('workouts.app_version.a', i, 4, 7) || '.' || pg_temp.n('workouts.app_version.b', i, 0, 30) || '.' || pg_temp.n('workouts.app_version.c', i, 0, 9),
       pg_temp.hex('workouts.file_sha1', i, 40)
  from generate_series(1, 40) i,
       lateral (select pg_temp.gn('eu', 'workouts', i) as g, pg_temp.sn('eu', 'workouts', i) as f) who;

create table app.challenges (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  name text,
  sponsor text,
  starts_on date,
  target_km numeric(6,1),
  badge_url text,
  participant_count int,
  hashtag text
);
insert into app.challenges (id, name, sponsor, starts_on, target_km, badge_url, participant_count, hashtag)
select pg_temp.uid('challenges', i),
       pg_temp.pick('challenges.name', i, 'March', 'Spring', 'Monte', 'Midnight', 'Julia''s', 'Big Ben') || ' ' || pg_temp.pick('challenges.name.b', i, 'Madness 10K', 'Climb', 'Century', 'Streak', 'Relay', 'Rosa Gran Fondo'),
       pg_temp.pick('challenges.sponsor', i, 'Clif', 'Brooks', 'Le Col', 'Science in Sport', 'Maurten', null),
       pg_temp.d('challenges.starts_on', i, '2025-01-01', '2025-04-01'),
       pg_temp.f('challenges.target_km', i, 10, 1250, 1),
       'https://img.stridewell.example/badges/' || pg_temp.hex('challenges.badge_url', i, 10) || '.png',
       pg_temp.n('challenges.participant_count', i, 14, 88210),
       '#' || pg_temp.pick('challenges.hashtag', i, 'march', 'climb', 'century', 'ride', 'relay') || pg_temp.pick('challenges.hashtag.b', i, 'madness', 'more', 'club', 'on') || pg_temp.n('challenges.hashtag', i, 24, 25)
  from generate_series(1, 24) i,
       lateral (select pg_temp.gn('eu', 'challenges', i) as g, pg_temp.sn('eu', 'challenges', i) as f) who;

create table app.gyms (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  name text,
  address text,
  phone text,
  email text,
  opening_hours text,
  geo point,
  website text,
  owner_name text,
  partner_since date
);
insert into app.gyms (id, name, address, phone, email, opening_hours, geo, website, owner_name, partner_since)
select pg_temp.uid('gyms', i),
       pg_temp.pick('gyms.name', i, 'Iron', 'Dave''s', 'Northside', 'Pulse', 'The Yard', 'Victoria') || ' ' || pg_temp.pick('gyms.name.b', i, 'Gym', 'Barbell Club', 'Fitness', 'Studio', 'CrossFit'),
       pg_temp.n('gyms.address', i, 1, 220) || ' ' || pg_temp.pick('gyms.address.b', i, 'Canal Street', 'Trafford Way', 'Unit 3 Foundry Yard', 'Deansgate', 'Retail Park') || ', ' || pg_temp.pick('gyms.address.c', i, 'Manchester', 'Salford', 'Stockport', 'Bolton'),
       '0161 ' || pg_temp.n('gyms.phone', i, 220, 989) || ' ' || pg_temp.dig('gyms.phone', i, 4),
       pg_temp.pick('gyms.email', i, 'hello', 'info', 'join', 'frontdesk') || '@' || pg_temp.pick('gyms.email.b', i, 'irongym', 'pulsefit', 'yardcf', 'northside') || pg_temp.n('gyms.email', i, 1, 30) || '.example',
       pg_temp.pick('gyms.opening_hours', i, 'Mo-Fr 06:00-22:00', '24/7', 'Mo-Su 07:00-21:00', 'Mo-Th 05:30-22:30') || pg_temp.pick('gyms.opening_hours.b', i, '', '; Sa 08:00-16:00', '; PH off'),
       point(pg_temp.f('gyms.geo.a', i, 53.35, 53.6, 5), pg_temp.f('gyms.geo.b', i, -2.5, -2.0, 5)),
       'https://www.' || pg_temp.pick('gyms.website.b', i, 'irongym', 'pulsefit', 'yardcf', 'northside') || pg_temp.n('gyms.website', i, 1, 30) || '.example',
       g || ' ' || f,
       pg_temp.d('gyms.partner_since', i, '2019-01-01', '2025-03-01')
  from generate_series(1, 26) i,
       lateral (select pg_temp.gn('en', 'gyms', i) as g, pg_temp.sn('en', 'gyms', i) as f) who;

create table app.emergency_contacts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  athlete_id uuid,
  contact_name text,
  contact_phone text,
  relationship text,
  share_live_tracking boolean,
  verified_at timestamptz
);

-- Harbour Street Vets
create table app.pet_owners (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  owner text,
  addr text,
  pcode text,
  tel text,
  email text,
  reminder_channel text,
  balance numeric(8,2),
  account_code text
);
insert into app.pet_owners (id, owner, addr, pcode, tel, email, reminder_channel, balance, account_code)
select pg_temp.uid('pet_owners', i),
       pg_temp.pick('pet_owners.owner.t', i, 'Mrs ', 'Mr ', 'Miss ', 'Mr & Mrs ') || left(g, 1) || ' ' || f,
       pg_temp.n('pet_owners.addr', i, 1, 120) || ' ' || pg_temp.pick('pet_owners.addr.b', i, 'Harbour Street', 'Nelson Rd', 'Church Lane', 'Tankerton Rd', 'Beach Walk') || ', ' || pg_temp.pick('pet_owners.addr.c', i, 'Whitstable', 'Herne Bay', 'Seasalter'),
       'CT' || pg_temp.n('pet_owners.pcode.a', i, 5, 6) || ' ' || pg_temp.n('pet_owners.pcode.b', i, 1, 9) || pg_temp.abc('pet_owners.pcode', i, 2),
       pg_temp.pick('pet_owners.tel.a', i, '01227 ' || pg_temp.n('pet_owners.tel.b', i, 201000, 799999), '077' || pg_temp.dig('pet_owners.tel.c', i, 2) || ' ' || pg_temp.dig('pet_owners.tel', i, 6), '079' || pg_temp.dig('pet_owners.tel', i, 8)),
       case when pg_temp.chance('pet_owners.email', i, 65) then pg_temp.mail('pet_owners.email', i, g, f) end,
       pg_temp.pick('pet_owners.reminder_channel', i, 'sms', 'post', 'email'),
       pg_temp.f('pet_owners.balance', i, -20, 640, 2),
       pg_temp.abc('pet_owners.account_code', i, 3) || pg_temp.dig('pet_owners.account_code', i, 3)
  from generate_series(1, 32) i,
       lateral (select pg_temp.gn('en', 'pet_owners', i) as g, pg_temp.sn('en', 'pet_owners', i) as f) who;

create table app.animals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  owner_id uuid,
  name text,
  species text,
  breed text,
  sex text,
  born_on date,
  microchip char(15),
  weight_kg numeric(5,2),
  allergies text,
  insurer text
);
insert into app.animals (id, owner_id, name, species, breed, sex, born_on, microchip, weight_kg, allergies, insurer)
select pg_temp.uid('animals', i),
       pg_temp.uid('pet_owners', (pg_temp.n('animals.owner_id', i, 1, 32))::int),
       pg_temp.pick('animals.name', i, 'Bella', 'Charlie', 'Milo', 'Daisy', 'Oscar', 'Rosie', 'Archie', 'Luna', 'Alfie', 'Tilly', 'Max', 'Molly', 'Biscuit', 'Mr Tibbs', 'Pepper'),
       pg_temp.pick('animals.species', i, 'dog', 'cat', 'rabbit', 'dog', 'guinea pig', 'tortoise'),
       pg_temp.pick('animals.breed', i, 'Labrador', 'DSH', 'Border Terrier', 'Cockapoo', 'Netherland Dwarf', 'Maine Coon', 'Whippet'),
       pg_temp.pick('animals.sex', i, 'FN', 'MN', 'F', 'M'),
       pg_temp.d('animals.born_on', i, '2008-01-01', '2025-02-01'),
       pg_temp.pick('animals.microchip.a', i, '977', '981', '900') || pg_temp.dig('animals.microchip', i, 12),
       pg_temp.f('animals.weight_kg', i, 0.4, 48, 2),
       pg_temp.pick('animals.allergies', i, null, 'chicken', 'penicillin', 'flea bites', null, 'grass pollen'),
       pg_temp.pick('animals.insurer', i, 'Petplan', 'Agria', 'ManyPets', null, 'John Lewis Pet')
  from generate_series(1, 38) i,
       lateral (select pg_temp.gn('en', 'animals', i) as g, pg_temp.sn('en', 'animals', i) as f) who;


-- Castings plant: machines and their upkeep
create table app.machines (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  name text,
  asset_no text,
  vendor text,
  serial_no text,
  plc_ip inet,
  hostname text,
  commissioned_on date,
  rated_power_kw numeric(6,1),
  responsible_engineer text
);
insert into app.machines (id, name, asset_no, vendor, serial_no, plc_ip, hostname, commissioned_on, rated_power_kw, responsible_engineer)
select pg_temp.uid('machines', i),
       pg_temp.pick('machines.name', i, 'Bertha', 'Max', 'Linde', 'Ofen', 'Rosi', 'Presse', 'Hannibal', 'Goliath') || ' ' || pg_temp.n('machines.name', i, 1, 9),
       '4' || pg_temp.dig('machines.asset_no', i, 7),
       pg_temp.pick('machines.vendor', i, 'Bühler', 'DISA', 'Heinrich Wagner Sinto', 'KUKA', 'Fritz Winter'),
       pg_temp.abc('machines.serial_no', i, 2) || '-' || pg_temp.dig('machines.serial_no', i, 6) || '/' || pg_temp.n('machines.serial_no.b', i, 5, 24),
       ('192.168.' || pg_temp.n('machines.plc_ip.a', i, 10, 40) || '.' || pg_temp.n('machines.plc_ip', i, 2, 250))::inet,
       'plc-h' || pg_temp.n('machines.hostname.a', i, 1, 6) || '-' || lpad(pg_temp.n('machines.hostname', i, 1, 64)::text, 2, '0'),
       pg_temp.d('machines.commissioned_on', i, '1994-01-01', '2024-11-01'),
       pg_temp.f('machines.rated_power_kw', i, 4, 2200, 1),
       g || ' ' || f
  from generate_series(1, 30) i,
       lateral (select pg_temp.gn('de', 'machines', i) as g, pg_temp.sn('de', 'machines', i) as f) who;

create table app.maintenance_log (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null default '00000000-0000-0000-0000-000000000002',
  machine_id uuid,
  work_order text,
  started_at timestamptz,
  downtime_min int,
  work_done text,
  part_numbers text[],
  technician text,
  on_call_mobile text,
  error_code text
);
insert into app.maintenance_log (id, machine_id, work_order, started_at, downtime_min, work_done, part_numbers, technician, on_call_mobile, error_code)
select pg_temp.uid('maintenance_log', i),
       pg_temp.uid('machines', (pg_temp.n('maintenance_log.machine_id', i, 1, 30))::int),
       'WO' || pg_temp.n('maintenance_log.work_order.y', i, 23, 25) || '-' || pg_temp.dig('maintenance_log.work_order', i, 5),
       pg_temp.ts('maintenance_log.started_at', i, '2024-01-01', '2025-05-10'),
       pg_temp.n('maintenance_log.downtime_min', i, 5, 1440),
       pg_temp.pick('maintenance_log.work_done', i, 'replaced hydraulic seal', 'recalibrated robot axis 4', 'cleaned shot nozzle', 'swapped thermocouple', 'updated drive parameters') || pg_temp.pick('maintenance_log.work_done.b', i, '', ', test run ok', ' - watch temperature', ', spare ordered'),
       array['K' || pg_temp.dig('maintenance_log.part_numbers.a', i, 5), pg_temp.abc('maintenance_log.part_numbers.b', i, 2) || pg_temp.dig('maintenance_log.part_numbers.c', i, 4)],
       pg_temp.pick('maintenance_log.technician', i, left(g, 1) || '. ' || f, g || ' ' || f, f),
       '+49 1' || pg_temp.n('maintenance_log.on_call_mobile.a', i, 51, 79) || ' ' || pg_temp.dig('maintenance_log.on_call_mobile', i, 7),
       pg_temp.pick('maintenance_log.error_code', i, 'E', 'F', 'W') || pg_temp.dig('maintenance_log.error_code', i, 4)
  from generate_series(1, 36) i,
       lateral (select pg_temp.gn('de', 'maintenance_log', i) as g, pg_temp.sn('de', 'maintenance_log', i) as f) who;

commit;
