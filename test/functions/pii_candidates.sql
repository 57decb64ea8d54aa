-- What is taken for personal data: each test of a value, with what it must not take; names in several ways of writing; and the proposal
-- itself, which reads with the caller's rights, shows no value and changes nothing. (F-25; how much of a schema is found: test/pii)

begin;
set local search_path = tap, tests, public;
select plan(216);

create temporary table samples (test regproc, value text, expected boolean, note text);
insert into samples values
  ('tenet_private.is_email', 'ada@northwind.example', true, 'an address'),
  ('tenet_private.is_email', 'Ada.Lovelace+news@mail.example.co.uk', true, 'with a tag, on a subdomain'),
  ('tenet_private.is_email', 'jürgen@müller.example', true, 'in letters of another script'),
  ('tenet_private.is_email', 'ada@localhost', false, 'a host without a domain'),
  ('tenet_private.is_email', 'ada at example.com', false, 'words'),
  ('tenet_private.is_email', 'logo@2x.png', false, 'a file'),
  ('tenet_private.is_email', 'Write to ada@example.com', false, 'a sentence around an address'),
  ('tenet_private.is_email', E'ada@example.com\n', false, 'a line end'),
  ('tenet_private.is_personal_email', 'ada.lovelace@northwind.example', true, 'somebody''s address'),
  ('tenet_private.is_personal_email', 'info@northwind.example', false, 'a mailbox of an office'),
  ('tenet_private.is_personal_email', 'jobs+berlin@northwind.example', false, 'a mailbox of an office, with a tag'),
  ('tenet_private.is_personal_email', 'infante@northwind.example', true, 'a name that begins like one'),
  ('tenet_private.is_phone', '+49 30 1234567', true, 'international'),
  ('tenet_private.is_phone', '+14155550132', true, 'E.164'),
  ('tenet_private.is_phone', '0049 30 1234567', true, 'international with 00'),
  ('tenet_private.is_phone', '(415) 555-0132', true, 'North American'),
  ('tenet_private.is_phone', '01 23 45 67 89', true, 'French'),
  ('tenet_private.is_phone', '0171 1234567', true, 'German'),
  ('tenet_private.is_phone', '+1234', false, 'too few digits'),
  ('tenet_private.is_phone', '+1234567890123456', false, 'too many digits'),
  ('tenet_private.is_phone', '4155550132', false, 'bare digits'),
  ('tenet_private.is_phone', '0012345678', false, 'a padded number'),
  ('tenet_private.is_phone', '2026-10-30', false, 'a day'),
  ('tenet_private.is_phone', '01-02-2026', false, 'a day the other way round'),
  ('tenet_private.is_ssn', '123-45-6789', true, 'the form'),
  ('tenet_private.is_ssn', '912-34-5678', true, 'an individual tax number'),
  ('tenet_private.is_ssn', '000-45-6789', false, 'a group that was never given out'),
  ('tenet_private.is_ssn', '123-00-6789', false, 'a group of zeros'),
  ('tenet_private.is_ssn', '123456789', false, 'bare digits'),
  ('tenet_private.is_ssn', '1123-45-6789', false, 'a digit too many'),
  ('tenet_private.is_national_id', '123-45-6789', true, 'social security number'),
  ('tenet_private.is_national_id', 'AB 12 34 56 C', true, 'national insurance number'),
  ('tenet_private.is_national_id', '12345678Z', true, 'DNI with its letter'),
  ('tenet_private.is_national_id', '12345678A', false, 'DNI with another letter'),
  ('tenet_private.is_national_id', 'RSSMRA85T10A562S', true, 'codice fiscale'),
  ('tenet_private.is_national_id', '255081416802538', true, 'NIR with its key'),
  ('tenet_private.is_national_id', '255081416802539', false, 'NIR with another key'),
  ('tenet_private.is_national_id', '529.982.247-25', true, 'CPF'),
  ('tenet_private.is_national_id', 'INV-2026-0001', false, 'an invoice'),
  ('tenet_private.is_iban', 'DE89 3704 0044 0532 0130 00', true, 'in groups'),
  ('tenet_private.is_iban', 'gb82west12345698765432', true, 'lower case'),
  ('tenet_private.is_iban', 'FR1420041010050500013M02606', true, 'with a letter'),
  ('tenet_private.is_iban', 'DE89370400440532013001', false, 'a wrong digit'),
  ('tenet_private.is_iban', 'DE00', false, 'a beginning'),
  ('tenet_private.is_card_number', '4111 1111 1111 1111', true, 'in groups'),
  ('tenet_private.is_card_number', '5555-5555-5555-4444', true, 'with hyphens'),
  ('tenet_private.is_card_number', '378282246310005', true, 'fifteen digits'),
  ('tenet_private.is_card_number', '4111111111111112', false, 'a wrong check digit'),
  ('tenet_private.is_card_number', '490154203237518', false, 'an IMEI, which passes Luhn'),
  ('tenet_private.is_card_number', '0000000000000000', false, 'zeros'),
  ('tenet_private.is_ip_address', '192.0.2.1', true, 'IPv4'),
  ('tenet_private.is_ip_address', '2001:db8::1', true, 'IPv6'),
  ('tenet_private.is_ip_address', '::ffff', true, 'IPv6 that starts with zeros'),
  ('tenet_private.is_ip_address', '192.0.2.0/24', false, 'a network'),
  ('tenet_private.is_ip_address', '1.2.3', false, 'a version'),
  ('tenet_private.is_ip_address', '12:30:45', false, 'a time'),
  ('tenet_private.is_ip_address', '999.0.2.1', false, 'a number that is too large'),
  ('tenet_private.is_birth_date', '1985-03-01', true, 'ISO 8601'),
  ('tenet_private.is_birth_date', '01.03.1985', true, 'German'),
  ('tenet_private.is_birth_date', '12/31/1985', true, 'of the United States'),
  ('tenet_private.is_birth_date', '1785-03-01', false, 'long ago'),
  ('tenet_private.is_birth_date', extract(year from current_date)::text || '-01-01', false, 'this year'),
  ('tenet_private.is_birth_date', '1985-13-01', false, 'a month that is none'),
  ('tenet_private.is_person_name', 'Anna Kowalska', true, 'given and family name'),
  ('tenet_private.is_person_name', 'Dr. José García Márquez', true, 'with a title and accents'),
  ('tenet_private.is_person_name', 'Müller, Hans-Peter', true, 'family name first'),
  ('tenet_private.is_person_name', 'Maria', true, 'a given name alone'),
  ('tenet_private.is_person_name', 'A. Kowalska', true, 'an initial and a family name'),
  ('tenet_private.is_person_name', 'Oluwaseun Adeyemi', true, 'a common family name alone'),
  ('tenet_private.is_person_name', 'The Marlowe family', true, 'a family'),
  ('tenet_private.is_person_name', 'Stuart & Priya Lindley', true, 'two at once'),
  ('tenet_private.is_person_name', 'Anna Schmidt GmbH', false, 'a company that is called after somebody'),
  ('tenet_private.is_person_name', 'Albert Bridge', false, 'a bridge that is'),
  ('tenet_private.is_person_name', 'Quarterly report', false, 'a title'),
  ('tenet_private.is_person_name', 'Blackwell Outfitters', false, 'a company'),
  ('tenet_private.is_person_name', 'Anna asked for the files again today', false, 'a sentence'),
  ('tenet_private.is_postal_address', '12 Station Road', true, 'English'),
  ('tenet_private.is_postal_address', 'Mill Lane 8', true, 'English, number last'),
  ('tenet_private.is_postal_address', 'Lange Straße 4, 10115 Berlin', true, 'German'),
  ('tenet_private.is_postal_address', '5 rue de la Paix', true, 'French'),
  ('tenet_private.is_postal_address', 'Calle Mayor 3', true, 'Spanish'),
  ('tenet_private.is_postal_address', 'Chapter 12', false, 'a chapter'),
  ('tenet_private.is_postal_address', 'Market Square', false, 'a street without a number'),
  ('tenet_private.is_secret', 'ghp_0123456789abcdefghijABCDEFGHIJ012345', true, 'an API token'),
  ('tenet_private.is_secret', '$2b$12$abcdefghijklmnopqrstuv', true, 'a password hash'),
  ('tenet_private.is_secret', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x', true, 'a JSON Web Token'),
  ('tenet_private.is_secret', 'postgres://app:pass@db.example/app', true, 'an address with a password'),
  ('tenet_private.is_secret', 'https://www.example.com/a/b?c=d', false, 'an address without'),
  ('tenet_private.is_secret', 'd41d8cd98f00b204e9800998ecf8427e', false, 'a checksum'),
  ('tenet_private.is_geolocation', '52.5200,13.4050', true, 'latitude and longitude'),
  ('tenet_private.is_geolocation', 'POINT(13.4050 52.5200)', true, 'well-known text'),
  ('tenet_private.is_geolocation', '12.50, 13.50', false, 'two prices'),
  ('tenet_private.is_geolocation', '52.5200', false, 'one number'),
  ('tenet_private.is_person_name', 'Mrs Blackwell', true, 'a form of address with a name'),
  ('tenet_private.is_person_name', 'M BRENNAN', true, 'an initial and a name in capitals'),
  ('tenet_private.is_person_name', 'BRENNAN, M', true, 'a name in capitals and an initial'),
  ('tenet_private.is_person_name', 'FX RIBS', false, 'two words in capitals'),
  ('tenet_private.is_personal_email', 'entries@northwind.example', false, 'a mailbox that many share'),
  ('tenet_private.is_card_number', '4006381333931', false, 'an article number'),
  ('tenet_private.is_user_agent', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', true, 'a browser'),
  ('tenet_private.is_user_agent', 'Version 5.0 (stable)', false, 'a version'),
  ('tenet_private.names_somebody', 'Please send the papers to Katarzyna tomorrow', true, 'a sentence with a name'),
  ('tenet_private.names_somebody', 'Der Termin mit Frau Oduya ist verschoben', true, 'a sentence with a form of address'),
  ('tenet_private.names_somebody', 'Please send the papers to Berlin tomorrow', false, 'a sentence with a town'),
  ('tenet_private.names_somebody', 'Katarzyna', false, 'a name alone'),
  ('tenet_private.is_health_text', 'Referred to cardiology after the second seizure', true, 'a finding'),
  ('tenet_private.is_health_text', 'fauteuil roulant', true, 'French'),
  ('tenet_private.is_health_text', 'Delivered after the second reminder', false, 'a delivery'),
  ('tenet_private.is_health_text', 'E11.9', true, 'a code of ICD-10'),
  ('tenet_private.is_health_text', 'E11', false, 'half of a code'),
  ('tenet_private.is_health_text', 'AB+', true, 'a blood group'),
  ('tenet_private.is_person_name', 'Julia''s Climb', false, 'a race that is called after somebody'),
  ('tenet_private.is_person_name', 'Old Julia Relay Race', false, 'a name between other words'),
  ('tenet_private.is_named_email', 'ada.lovelace@northwind.example', true, 'two names'),
  ('tenet_private.is_named_email', 'julia@northwind.example', true, 'a given name'),
  ('tenet_private.is_named_email', 'pumps@northwind.example', false, 'a thing'),
  ('tenet_private.is_named_email', 'room.berlin@northwind.example', false, 'a room'),
  ('tenet_private.is_demographic_value', 'Mrs.', true, 'a form of address'),
  ('tenet_private.is_demographic_value', 'verwitwet', true, 'a family status'),
  ('tenet_private.is_demographic_value', 'M', false, 'a letter'),
  ('tenet_private.is_belief_value', 'Roman Catholic', true, 'a faith'),
  ('tenet_private.is_belief_value', 'white', false, 'a colour'),
  ('tenet_private.is_firm_name', 'Brightwater Utilities, Inc.', true, 'a legal form'),
  ('tenet_private.is_firm_name', 'LOWERY SUPPLY', true, 'a trade'),
  ('tenet_private.is_firm_name', 'Ada Lovelace', false, 'a person'),
  ('tenet_private.is_person_name', 'LARS HEDEGAARD', true, 'a name in capitals'),
  ('tenet_private.is_person_name', 'Pastry Baker', false, 'a trade that is a family name as well'),
  ('tenet_private.is_named_email', 'tbaker17@students.northwind.example', true, 'a login in front of a host'),
  ('tenet_private.is_person_login', 'JBAKER', true, 'an initial and a family name'),
  ('tenet_private.is_person_login', 'moirak', true, 'a given name and an initial'),
  ('tenet_private.is_person_login', 'anna.berg2', true, 'two names'),
  ('tenet_private.is_person_login', 'enrolled', false, 'a state'),
  ('tenet_private.is_person_login', 'sys_batch', false, 'a machine'),
  ('tenet_private.is_person_login', '@anna.berg', true, 'two names, as chats write them'),
  ('tenet_private.is_person_login', '@sara', true, 'a given name, as chats write it'),
  ('tenet_private.is_person_login', '@here', false, 'everybody in a chat'),
  ('tenet_private.is_person_login', 'TBELL', true, 'a family name that is a thing as well'),
  ('tenet_private.is_person_name', 'drs. M. de Terpstra', true, 'a title in lower case, an initial and a name'),
  ('tenet_private.is_person_name', 'ing. works', false, 'an abbreviation and a word'),
  ('tenet_private.is_switchboard', '+49 30 123450', true, 'an extension 0'),
  ('tenet_private.is_switchboard', '+49 30 123457', false, 'somebody''s extension'),
  ('tenet_private.is_lower_word', 'no show', true, 'a state'),
  ('tenet_private.is_lower_word', 'Leeds', false, 'a town'),
  ('tenet_private.is_two_words', 'Ada van Lovelace', true, 'two words and a preposition'),
  ('tenet_private.is_two_words', 'Steel bracket', false, 'one with a capital alone');

create function pg_temp.passes(test regproc, value text)
  returns boolean
  language plpgsql
as $$
declare
  answer boolean;
begin
  execute format('select %s($1)', test) into answer using value;
  return answer;
end
$$;

select is(pg_temp.passes(s.test, s.value), s.expected, format('%s says %s to %s', s.test, case when s.expected then 'yes' else 'no' end, s.note))
  from samples s;
select is(
  (select array_agg(t.test order by t.test) from (select distinct r.test::oid from tenet_private.pii_rules() r where r.test is not null) t (test)),
  (select array_agg(s.test::oid order by s.test::oid) from (select distinct test from samples where test <> all ('{tenet_private.is_ssn,tenet_private.is_email,tenet_private.is_firm_name,tenet_private.is_two_words,tenet_private.is_switchboard,tenet_private.is_lower_word}'::regproc[])) s),
  'every test that a rule asks is tried here');

select is_empty($$
  select s.test, e.value
    from (select distinct test from samples) s
   cross join (values (null), (''), (' '), (E'\n'), ('null'), ('🦉'), ('السلام'), (repeat('a@b.', 100000)), (repeat('1', 1000000)), (repeat('Anna ', 100000)), (repeat('DE89 ', 100000)), (repeat(':', 200000)), (repeat('(', 100000))) e (value)
   where pg_temp.passes(s.test, e.value) is distinct from false
$$, 'every test says no to null, to the empty string, to symbols and to very long texts, and never fails');

select is(tenet_private.is_name_shaped(v.value), v.expected, format('%s %s be what somebody goes by', v.value, case when v.expected then 'could' else 'could not' end))
  from (values ('Nguyễn Thị Hoa', true), ('J. Doe', true), ('jdoe2', true), ('Anna Berg, Jo Lund', true), ('INV-2026-001', false), ('https://example.com/1', false), ('Delivered late because of snow', false), ('', false)) v (value, expected);

select set_eq($$ select * from tenet_private.pii_fragments('Call +49 30 1234567 or write to ada@example.com, card 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00, 123-45-6789.') f
                  where tenet_private.is_email(f) or tenet_private.is_phone(f) or tenet_private.is_card_number(f) or tenet_private.is_iban(f) or tenet_private.is_ssn(f) $$,
  '{+49 30 1234567,ada@example.com,4111 1111 1111 1111,DE89 3704 0044 0532 0130 00,123-45-6789}'::text[], 'what stands inside of a text is found');
select is_empty($$ select * from (values (null), (''), ('Nothing to see here, 12 times.')) v (value), tenet_private.pii_fragments(v.value) $$, 'and nothing in a text without');

-- Names -------------------------------------------------------------------------------------------------------------------------

select is(tenet_private.name_words(n.name), n.words, format('%s is read as "%s"', n.name, n.words))
  from (values ('homePhone2', 'home phone'), ('home_phone_2', 'home phone'), ('HOME-PHONE', 'home phone'), ('IPAddress', 'ip address'), ('Straße', 'strasse'), ('prénom', 'prenom'), ('__', '')) n (name, words);

select is(tenet_private.pii_words(tenet_private.name_words(n.name)), n.words, format('%s is written out as "%s"', n.name, n.words))
  from (values ('cust_nm', 'customer name'), ('PTNT_NATNLTY', 'patient nationality'), ('customername', 'customer name'), ('strVorname', 'vorname'), ('home_ph', 'home phone'), ('patent_no', 'patent number'), ('lstnam', 'last name'), ('termpostcode', 'term post code'), ('passportnumber', 'passport number'), ('allrgs', 'allergies'), ('support', 'support'), ('hotel', 'hotel'), ('sectorcode', 'sectorcode'), ('surname', 'surname'), ('hostname', 'hostname'), ('', '')) n (name, words);

-- What a rule says of a name; every rule has an example that it alone knows, or one of another language or type.
create temporary table names (kind text, name text, type text, relation text);
insert into names values
  ('email', 'workEmail', 'text', 'orders'), ('email', 'recipient', 'text', 'letters'), ('phone', 'home_phone_2', 'text', 'orders'), ('phone', 'msisdn', 'number', 'orders'),
  ('date_of_birth', 'birthDate', 'date', 'orders'), ('date_of_birth', 'birth_year', 'integer', 'orders'), ('age', 'age', 'integer', 'patients'), ('date_of_death', 'date_of_death', 'date', 'estates'),
  ('place_of_birth', 'geburtsort', 'text', 'orders'), ('person_name', 'prénom', 'text', 'orders'), ('person_name', 'recipient_name', 'text', 'orders'), ('person_name', 'approved_by', 'text', 'orders'),
  ('person_name', 'supervisor', 'text', 'orders'), ('person_name', 'name', 'text', 'employees'), ('username', 'twitter_handle', 'text', 'orders'), ('postal_address', 'address_line_1', 'text', 'orders'),
  ('postal_address', 'shipping_city', 'text', 'orders'), ('postal_address', 'stadt', 'text', 'kunden'), ('postal_address', 'state', 'text', 'addresses'), ('geolocation', 'lastLocation', 'json', 'orders'),
  ('geolocation', 'geom', 'geo', 'trips'), ('ip_address', 'client_ip', 'inet', 'orders'), ('device', 'imei', 'text', 'orders'), ('vehicle', 'licence_plate', 'text', 'orders'),
  ('national_id', 'passportNo', 'text', 'orders'), ('national_id', 'steuernummer', 'text', 'orders'), ('person_number', 'matrikelnummer', 'text', 'orders'), ('bank_account', 'kontonummer', 'text', 'orders'),
  ('bank_account', 'routing_no', 'text', 'orders'), ('card_number', 'card_last4', 'text', 'orders'), ('health', 'blood_type', 'enum', 'orders'), ('health', 'allergy_severity', 'integer', 'orders'),
  ('health', 'weight_kg', 'number', 'patients'), ('special_category', 'trade_union_member', 'boolean', 'orders'), ('special_category', 'kirchensteuer', 'boolean', 'orders'), ('demographic', 'estado_civil', 'text', 'orders'),
  ('income', 'salary_cents', 'number', 'orders'), ('portrait', 'avatar_url', 'text', 'orders'), ('portrait', 'photo', 'bytea', 'students'), ('secret', 'api_key_hash', 'bytea', 'orders'),
  ('secret', 'pin', 'integer', 'orders'), ('secret', 'key_hash', 'text', 'api_keys'), ('personal_data', 'contact_info', 'json', 'orders'), ('free_text', 'bio', 'text', 'orders'), ('free_text', 'notes', 'text', 'patients'),
  (null, 'name', 'text', 'products'), (null, 'display_name', 'text', 'products'), (null, 'project_name', 'text', 'employees'), (null, 'host_name', 'text', 'users'), (null, 'email_template', 'text', 'users'),
  (null, 'phone_type', 'text', 'users'), (null, 'password_policy', 'text', 'users'), (null, 'token_count', 'integer', 'users'), (null, 'address_type', 'text', 'users'), (null, 'city', 'text', 'companies'),
  (null, 'address', 'text', 'warehouses'), (null, 'latitude', 'number', 'stores'), (null, 'server_ip', 'inet', 'logins'), (null, 'support_email', 'text', 'settings'), (null, 'web_address', 'text', 'users'),
  (null, 'gift_card_number', 'text', 'orders'), (null, 'card_brand', 'text', 'orders'), (null, 'birthday_discount', 'number', 'users'), (null, 'mobile', 'boolean', 'visits'), (null, 'height', 'integer', 'pictures'),
  (null, 'sorted_by', 'text', 'lists'), (null, 'age', 'integer', 'cheeses'), (null, 'num_phones', 'number', 'users'), (null, 'bus_address', 'text', 'registers'), (null, 'next_page_token', 'text', 'cursors');
insert into names values
  ('email', 'correo_e', 'text', 'orders'), ('email', 'em', 'text', 'members'), ('phone', 'handynummer', 'text', 'orders'), ('phone', 'guardian1_cell', 'text', 'forms'), ('phone', 'from_number', 'text', 'calls'), ('phone', 'cell', 'text', 'candidates'),
  ('date_of_birth', 'gebDat', 'date', 'orders'), ('age', 'age_band', 'text', 'answers'), ('person_name', 'emp_lname', 'text', 'orders'), ('person_name', 'contactpersoon', 'text', 'orders'), ('person_name', 'sachbearbeiter', 'text', 'orders'),
  ('person_name', 'rider', 'text', 'horses'), ('person_name', 'holder', 'text', 'keys'), ('person_name', 'tenant', 'text', 'leases'), ('person_name', 'tp_name', 'text', 'tax_returns'), ('person_name', 'account_name', 'text', 'mandates'),
  ('username', 'benutzerkennung', 'text', 'orders'), ('username', 'subject', 'text', 'sessions'), ('postal_address', 'huis_nr', 'text', 'orders'), ('postal_address', 'cap', 'text', 'clienti'), ('postal_address', 'delivery_hint', 'text', 'orders'),
  ('national_id', 'codice_fiscale', 'text', 'orders'), ('national_id', 'doc_number', 'text', 'kyc_checks'), ('bank_account', 'rekeningnummer', 'text', 'orders'), ('bank_account', 'sepa_iban', 'text', 'orders'), ('card_number', 'exp', 'text', 'cards_on_file'),
  ('income', 'bruttogehalt', 'number', 'orders'), ('income', 'hourly_rate', 'number', 'drivers'), ('income', 'gross', 'number', 'payslips'), ('health', 'krankenkasse', 'text', 'orders'), ('health', 'findings', 'text', 'encounters'), ('health', 'dose', 'text', 'prescriptions'),
  ('special_category', 'vorstrafen', 'text', 'orders'), ('special_category', 'orientation', 'text', 'profiles'), ('special_category', 'party', 'text', 'voters'), ('special_category', 'fingerprint', 'text', 'orders'), ('special_category', 'prior_convictions', 'text', 'orders'),
  ('demographic', 'gender_cd', 'text', 'orders'), ('demographic', 'occupation', 'text', 'borrowers'), ('portrait', 'signature_svg', 'text', 'orders'), ('portrait', 'pod_photo', 'text', 'orders'), ('personal_data', 'old_values', 'json', 'audit_log'),
  ('free_text', 'body', 'text', 'messages'), ('free_text', 'description', 'text', 'incidents'), ('free_text', 'opmerkingen', 'text', 'huurders'), ('person_name', 'cust_nm', 'text', 'cust_mstr'),
  (null, 'name', 'text', 'servers'), (null, 'email', 'text', 'suppliers'), (null, 'phone', 'text', 'hotels'), (null, 'imei', 'text', 'vehicles'), (null, 'gender', 'text', 'products'), (null, 'diagnosis', 'text', 'animals'), (null, 'birth_year', 'integer', 'vehicles'),
  (null, 'patent_no', 'text', 'orders'), (null, 'call_sign', 'text', 'flights'), (null, 'credit_line', 'text', 'images'), (null, 'role_name', 'text', 'users'), (null, 'reported_via', 'text', 'claims'), (null, 'condition', 'text', 'items'), (null, 'address', 'text', 'suppliers'), (null, 'temperature', 'number', 'sensors');
-- Rules of many languages, of roles with a word that says which, and of words that say so wherever they stand.
insert into names values
  ('email', 'smtp_addr', 'text', 'orders'), ('phone', 'ligne_directe', 'text', 'orders'), ('phone', 'tel_nachts', 'text', 'orders'), ('date_of_birth', 'fnac', 'date', 'clientes'), ('place_of_birth', 'pob', 'text', 'orders'),
  ('person_name', 'nachn', 'text', 'orders'), ('person_name', 'enf_nom', 'text', 'people'), ('person_name', 'mi', 'text', 'people'), ('person_name', 'chosen_passenger', 'text', 'orders'), ('person_name', 'responsible_engineer', 'text', 'machines'),
  ('person_name', 'first_aider', 'text', 'orders'), ('person_name', 'seized_from', 'text', 'orders'), ('person_name', 'delegato_ritiro', 'text', 'orders'), ('person_name', 'rcvd_by', 'text', 'orders'), ('person_name', 'vorbesitzer', 'text', 'orders'),
  ('username', 'adj_usr', 'text', 'orders'), ('username', 'linkedin_slug', 'text', 'users'), ('postal_address', 'kod_poczt', 'text', 'orders'), ('postal_address', 'str_hnr', 'text', 'kunden'), ('postal_address', 'halter_ort', 'text', 'kunden'),
  ('postal_address', 'st_cd', 'text', 'ofresidents'), ('postal_address', 'house', 'text', 'ofresidents'), ('geolocation', 'start_point', 'geo', 'trips'), ('vehicle', 'fahrgestellnr', 'text', 'kunden'), ('national_id', 'seaman_book_no', 'text', 'members'), ('national_id', 'visa_us_exp', 'date', 'members'),
  ('person_number', 'nhc', 'text', 'patients'), ('person_number', 'prescriber_gmc', 'text', 'patients'), ('person_number', 'pilot_licence_no', 'text', 'members'), ('health', 'avg_heart_rate', 'integer', 'members'), ('health', 'session_notes', 'text', 'patients'),
  ('health', 'r_sph', 'number', 'patients'), ('special_category', 'konfe', 'text', 'members'), ('special_category', 'gang_affil', 'text', 'members'), ('income', 'reddito_dichiarato', 'number', 'members'), ('income', 'winnings', 'number', 'members'),
  ('demographic', 'casualty_age', 'integer', 'orders'), ('personal_data', 'crew_list', 'text', 'orders'), ('personal_data', 'watch_history', 'json', 'users'), ('free_text', 'disciplinary_notes', 'text', 'employees'), ('phone', 'tel_administratora', 'text', 'budynki'),
  ('phone', 'adopter_phone', 'text', 'animals'), ('phone', 'site_contact_phone', 'text', 'orders'), ('phone', 'durchwahl', 'text', 'krankenkassen'),
  (null, 'anschrift', 'text', 'krankenkassen'), (null, 'ulica', 'text', 'firmy_serwisowe'), (null, 'street', 'text', 'hydrants'), (null, 'lat', 'number', 'cells'), (null, 'tel_standard', 'text', 'orders'), (null, 'vnd_ph', 'text', 'orders'),
  (null, 'plc_ip', 'inet', 'orders'), (null, 'dep_apt', 'text', 'orders'), (null, 'home_location', 'text', 'infusion_pumps'), (null, 'addr_ln1', 'text', 'cells'), (null, 'medical_category', 'text', 'members'), (null, 'gehaltsband', 'text', 'bewerber'),
  ('person_name', 'sign_off', 'text', 'clm_hdr'), ('person_name', 'nome_cliente', 'text', 'ordini'), ('person_name', 'leiter', 'text', 'abteilungen'), ('person_name', 'opponent', 'text', 'matters'), ('person_name', 'customer', 'text', 'test_drives'),
  ('username', 'lst_chg_usr', 'text', 'stock'), ('postal_address', 'abstellort', 'text', 'sendungen'), ('national_id', 'dl_st', 'text', 'customers'), ('person_number', 'pernr', 'text', 'employees'), ('bank_account', 'dd_sort_code', 'text', 'members'),
  ('income', 'taux_pas', 'number', 'employees'), ('health', 'mobility_aid', 'text', 'wearers'), ('health', 'posologie', 'text', 'ordonnances'), ('demographic', 'mar_st', 'text', 'insureds'), ('secret', 'code_porte', 'text', 'colis'), ('vehicle', 'plt_no', 'text', 'insureds'),
  ('health', 'result', 'text', 'lab_results'), ('demographic', 'married_on', 'date', 'people'), ('free_text', 'objection_text', 'text', 'complaints'),
  (null, 'reply_email', 'text', 'campaigns'), (null, 'trailer_plate', 'text', 'orders'), (null, 'label', 'text', 'addresses'),
  (null, 'plate_no', 'text', 'vehicles'), (null, 'eld_sn', 'text', 'vehicles');
-- What a table of one value a row is called, a unit, agents, and what is asked of a mailbox.
insert into names values
  ('phone', 'number', 'text', 'phone_numbers'), ('email', 'value', 'text', 'emails'), ('postal_address', 'content', 'text', 'addresses'), ('username', 'name', 'text', 'social_accounts'), ('username', 'whodunnit', 'text', 'versions'),
  ('person_number', 'student_id', 'text', 'people'), ('health', 'action_taken', 'text', 'first_aid'), ('health', 'haemoglobin_g_l', 'integer', 'donors'), ('phone', 'keyholder_phone', 'text', 'polling_stations'), ('demographic', 'country_of_origin', 'text', 'orders'),
  (null, 'number', 'text', 'invoices'), (null, 'placeholder_name', 'text', 'orders'), (null, 'st_cd', 'text', 'shipments'), (null, 'receive_emails', 'text', 'users'), (null, 'viewable_students', 'text', 'reports'), (null, 'minimum_age', 'integer', 'customers'),
  ('person_name', 'host', 'text', 'visits'), ('person_name', 'name', 'text', 'shipping_addresses'), ('person_name', 'last_poster', 'text', 'threads'), ('person_name', 'created_by_name', 'text', 'orders'), ('secret', 'loginkey', 'text', 'users'), ('email', 'mailto', 'text', 'mail_queue'),
  (null, 'loaner_plate', 'text', 'orders'), (null, 'smtp_host', 'text', 'settings'), (null, 'name_intern', 'text', 'categories'), (null, 'default_sort_by', 'text', 'forums');
-- What health is not, what a customer is worth, and how a row says where somebody is.
insert into names values
  ('health', 'med_rstr_cd', 'text', 'drivers'), ('health', 'prescribed_drug', 'text', 'visits'), ('postal_address', 'ship_line_2', 'text', 'orders'), ('postal_address', 'based_in', 'text', 'candidates'), ('person_name', 'klingelschild', 'text', 'wohneinheiten'),
  ('geolocation', 'lat_dd', 'number', 'trips'), ('username', 'cr_usr', 'text', 'stock'), ('person_name', 'behandelaar', 'text', 'consulten'), ('phone', 'private_phone', 'text', 'servers'),
  (null, 'prescribed_on', 'date', 'visits'), (null, 'quantity', 'integer', 'prescriptions'), (null, 'lifetime_value', 'number', 'customers'), (null, 'production_line', 'text', 'orders'), (null, 'private_ip', 'inet', 'servers'), (null, 'weight_restriction', 'text', 'bridges');
create temporary table named as
  select n.kind as expected, n.name, n.type, n.relation, tenet_private.pii_readings(tenet_private.name_words(n.name)) as readings,
         t.words || coalesce((select string_agg(E'\n' || f.line, '')
                                from (values ('person', 'ofpeople'), ('organisation', 'oforganisations'), ('thing', 'ofthings'), ('address', 'ofaddresses'), ('message', 'ofmessages')) as f (field, line)
                               where tenet_private.is_table_called(t.words, f.field)), '') as table_words
    from names n
   cross join lateral (select tenet_private.name_words(n.relation) || E'\n' || tenet_private.pii_words(tenet_private.name_words(n.relation)) as words) t;
create temporary table matches as
  select n.expected, n.name, n.type, n.relation, m.kind, m.names
    from named n
    left join (
           select w.name, w.type, w.relation, r.kind, r.names
             from tenet_private.pii_rules() r
            cross join lateral (
                    select n.*
                      from named n
                     where n.type = any (r.types)
                       and exists (select from unnest(n.readings) x where tenet_private.pii_name_matches(x, r.names))
                    offset 0   -- rule by rule: a pattern is compiled once, and not for each name
                  ) w
            where (r.only_in is null or tenet_private.is_table_of(w.table_words, r.only_in))
              and (r.label = 'secret'
                   or (r.not_in is null or not tenet_private.is_table_of(w.table_words, r.not_in) or tenet_private.is_of_person(w.readings))
                      and (r.kind not in ('postal_address', 'geolocation') or tenet_private.is_about_people(w.table_words, w.readings))
                      and (r.kind in ('person_name', 'health', 'free_text') or not exists (select from unnest(w.readings) x where tenet_private.is_of_company(x, r.names))))
         ) m
      on m.name = n.name
     and m.type = n.type
     and m.relation = n.relation;
select is_empty($$ select name, type, relation, expected from matches group by 1, 2, 3, 4 having expected is not null and expected <> all (array_agg(coalesce(kind, ''))) $$, 'each name of somebody''s data is known for what it is');
select is_empty($$ select name, type, relation, kind from matches where expected is null and kind is not null $$, 'and each name that only sounds like it is not');
select is_empty($$ select r.kind, r.names from tenet_private.pii_rules() r where r.names is not null and r.names not in (select names from matches where kind = expected) $$, 'every rule is tried here');

do $$ begin execute format('grant temporary on database %I to tenet_owner', current_database()); end $$;   -- set_eq() needs it
set local role tenet_owner;
create table app.sample_people (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
  vorname text, nachname text, "geburtsDatum" date, correo text, phone_numbers text[], "homeAddress" jsonb, password_hash text, blood_type text, tax_id text,
  email_count integer, is_email_verified boolean, email_sent_at timestamptz, product_name text, file_name text, company_name text, currency_code text, ip_limit integer,
  company_phone text, contact_id uuid, remarks_html text, field_a text, field_b text, field_c jsonb, field_d text[], field_e text, field_f text, field_g text, field_h text,
  primary key (tenant_id, id)
);
select tenet.protect('app.sample_people');
create table app.sample_loads (
  tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
  shp_nm text, shp_tel text, vendor_name text, vendor_tel text, vehicle text, responsible_engineer text, checked_by text, contact_email text,
  primary key (tenant_id, id)
);
select tenet.protect('app.sample_loads');
create table app.sample_spots (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, street text, lat numeric, lon numeric, primary key (tenant_id, id));
create table app.sample_calls_out (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, customer_id uuid, street text, lat numeric, lon numeric, primary key (tenant_id, id));
create table app.sample_rows (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, denominazione text, telefono text, nome_file text, responsabile_cell text, primary key (tenant_id, id));
create table app.sample_gear (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, serial_no text, firmware_version text, ip_address text, owner_phone text, primary key (tenant_id, id));
select tenet.protect('app.sample_spots'), tenet.protect('app.sample_calls_out'), tenet.protect('app.sample_rows'), tenet.protect('app.sample_gear');
create table app.sample_cmast (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, cmfnam text, cmsnam text, cmadr1 text, cmtown text, cmpc text, cmtel text, cmterm text, cmhold text, cmlsal date, primary key (tenant_id, id));
create table app.sample_vmast (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, vmnam text, vmadr1 text, vmtown text, vmpc text, vmtel text, vmattn text, vmvat text, vmcur text, primary key (tenant_id, id));
create table app.sample_f12 (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, c1 text, c2 text, c3 text, primary key (tenant_id, id));
comment on table app.sample_f12 is 'Customers (retail)';
comment on column app.sample_f12.c1 is 'Mobile of whoever opens the door';
comment on column app.sample_f12.c2 is 'Name';
comment on column app.sample_f12.c3 is 'Whether our office confirmed this customer mobile';
create table app.sample_requests (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, name text, email text, organization_name text, state text, primary key (tenant_id, id));
create table app.sample_students (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, last_name text, home_ward_address text, ward_address text, term_city text, state text, primary key (tenant_id, id));
select tenet.protect('app.sample_cmast'), tenet.protect('app.sample_vmast'), tenet.protect('app.sample_f12'), tenet.protect('app.sample_requests'), tenet.protect('app.sample_students');
create table app.sample_stock (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, sku text, barcode text, name text, designer text, convened text, entered text, state text, serial_no text, model text, primary key (tenant_id, id));
create table app.sample_visitors (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, last_name text, city text, email text, phone text, telefon text, state text, genre text, primary key (tenant_id, id));
select tenet.protect('app.sample_stock'), tenet.protect('app.sample_visitors');
create table app.sample_checkups (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, pet_id uuid, diagnosis text, owner_phone text, primary key (tenant_id, id));
create table app.sample_checks (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, patient_id uuid, dog_id uuid, diagnosis text, primary key (tenant_id, id));
create table app.sample_courts (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, dx_number text, clerk_name text, primary key (tenant_id, id));
create table app.sample_oidc_clients (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, client_name text, client_secret text, primary key (tenant_id, id));
create table app.sample_law_clients (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, client_name text, primary key (tenant_id, id));
select tenet.protect('app.sample_checkups'), tenet.protect('app.sample_checks'), tenet.protect('app.sample_courts'), tenet.protect('app.sample_oidc_clients'), tenet.protect('app.sample_law_clients');
create table app.sample_cust_mst (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), cust_nm text, bill_adr1 text, phn_no text, attn_nm text, attn_phn text, cr_usr text, upd_usr text, primary key (tenant_id, id));
create table app.sample_cust_tab (like app.sample_cust_mst including all);
create table app.sample_shp_hdr (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), orig_whse text, orig_adr text, cons_adr text, primary key (tenant_id, id));
create table app.sample_shp_pvt (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), orig_adr text, cons_adr text, primary key (tenant_id, id));
create table app.sample_clubs (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), contact_email text, contact_email_2 text, listing_email text, manager_email text, siege text, primary key (tenant_id, id));
create table app.sample_mailboxes (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), customer_id uuid, address text, old_address text, primary key (tenant_id, id));
create table app.sample_encounters (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), outcome text, findings text, primary key (tenant_id, id));
create table app.sample_admissions (like app.sample_encounters including all);
select tenet.protect('app.sample_cust_mst'), tenet.protect('app.sample_cust_tab'), tenet.protect('app.sample_shp_hdr'), tenet.protect('app.sample_shp_pvt'), tenet.protect('app.sample_clubs'), tenet.protect('app.sample_mailboxes'), tenet.protect('app.sample_encounters'), tenet.protect('app.sample_admissions');
create table app.sample_undeclared (tenant_id uuid not null, workspace_id uuid not null, id uuid not null, email text, primary key (tenant_id, id));

select set_eq($$ select column_name::text, kind, label from tenet.pii_candidates(0) where relation = 'app.sample_people'::regclass $$,
  $$ values ('vorname', 'person_name', 'personal'), ('nachname', 'person_name', 'personal'), ('geburtsDatum', 'date_of_birth', 'personal'), ('correo', 'email', 'personal'),
            ('phone_numbers', 'phone', 'personal'), ('homeAddress', 'postal_address', 'personal'), ('password_hash', 'secret', 'secret'), ('blood_type', 'health', 'sensitive'),
            ('tax_id', 'national_id', 'sensitive') $$,
  'names in several languages and ways of writing are found; counts, switches, times, and names of things and companies are not');
select set_eq($$ select relation::text || '.' || column_name from tenet.pii_candidates(0) where relation = any ('{app.sample_spots,app.sample_calls_out,app.sample_rows,app.sample_gear}'::regclass[]) $$,
  '{app.sample_calls_out.street,app.sample_calls_out.lat,app.sample_calls_out.lon,app.sample_rows.responsabile_cell,app.sample_gear.owner_phone}'::text[],
  'what a table is of its columns tell: a place is somebody''s where there is somebody, and firms and machines have a telephone and an address that are nobody''s');
select set_eq($$ select column_name::text, kind from tenet.pii_candidates(0) where relation = 'app.sample_cmast'::regclass $$,
  $$ values ('cmfnam', 'person_name'), ('cmsnam', 'person_name'), ('cmadr1', 'postal_address'), ('cmtown', 'postal_address'), ('cmpc', 'postal_address'), ('cmtel', 'phone') $$,
  'what the columns of a table begin with falls off, also without a space, and what is left is taken apart; what is no data of anybody stays out');
select set_eq($$ select column_name::text from tenet.pii_candidates(0) where relation = 'app.sample_vmast'::regclass $$, '{vmattn}'::text[], 'and of firms only who is to be asked for');
select set_eq($$ select column_name::text, kind from tenet.pii_candidates(0) where relation = 'app.sample_f12'::regclass $$, $$ values ('c1', 'phone'), ('c2', 'person_name') $$,
  'a comment that begins with a few words for something is read as its name, and a sentence is not');
select set_eq($$ select column_name::text from tenet.pii_candidates(0) where relation = 'app.sample_requests'::regclass $$, '{name,email}'::text[],
  'who signs a message with a name and an address is somebody, also when the firm is named; and its state is no place');
select set_eq($$ select column_name::text from tenet.pii_candidates(0) where relation = 'app.sample_students'::regclass $$, '{last_name,home_ward_address,term_city}'::text[],
  'what begins with home is somebody''s in a table of people, and a state is a place only beside a town of its own');
select set_eq($$ select replace(relation::text, 'app.sample_', '') || '.' || column_name, kind from tenet.pii_candidates(0) where relation = any ('{app.sample_checkups,app.sample_checks,app.sample_courts,app.sample_oidc_clients,app.sample_law_clients}'::regclass[]) $$,
  $$ values ('checkups.owner_phone', 'phone'), ('checks.diagnosis', 'health'), ('courts.clerk_name', 'person_name'), ('oidc_clients.client_secret', 'secret'), ('law_clients.client_name', 'person_name') $$,
  'the ailments of a pet are nobody''s, unless a patient is named beside it; an institution has no health, and a client that is a program no name');
select is_empty($$ select * from tenet.pii_candidates() where sampled <> 0 or found_by <> 'name' $$, 'under forced row level security the owner sees no row: then names alone speak');
select set_eq($$ select column_name::text from tenet.unclassified_pii where relation = 'app.sample_people'::regclass $$,
  '{vorname,nachname,geburtsDatum,correo,phone_numbers,homeAddress,password_hash,blood_type,tax_id}'::text[], 'and the catalogue lists them');
select is_empty($$ select * from tenet.pii_candidates(0) where relation = 'app.sample_undeclared'::regclass union all select * from tenet.pii_candidates(0) where column_name in ('tenant_id', 'workspace_id', 'id', 'contact_id') $$,
  'scopes, keys and ids are no candidates, and neither are tables that nobody declared');

-- Values ------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select tests.create_world();
alter table app.sample_people disable trigger user;
insert into app.sample_people (tenant_id, workspace_id, correo, company_phone, remarks_html, field_a, field_b, field_c, field_d, field_e, field_f, field_g, field_h)
select w.tenant_id, w.id, 'person' || n || '@example.com', '+49 30 12345' || n, 'Asked for a call back at +44 20 7946 0' || n || ', thank you.', 'DE89 3704 0044 0532 0130 00', '4111 1111 1111 1111',
       jsonb_build_object('deep', jsonb_build_array(jsonb_build_object('contact', 'person' || n || '@example.com'))), array['x', 'person' || n || '@example.com'], 'Order ' || n, repeat('long ' || n, 3000), (date '1950-01-01' + n * 100)::text, 'Please ask Katarzyna about case ' || n
  from (select * from tenet.workspaces limit 1) w
 cross join generate_series(100, 130) n;

select set_eq($$ select column_name::text, kind, label, found_by, sampled from tenet.pii_candidates() where relation = 'app.sample_people'::regclass and found_by <> 'name' $$,
  $$ values ('correo', 'email', 'personal', 'name and values', 31), ('remarks_html', 'phone', 'personal', 'values', 31), ('field_a', 'bank_account', 'sensitive', 'values', 31),
            ('field_b', 'card_number', 'sensitive', 'values', 31), ('field_c', 'email', 'personal', 'values', 31), ('field_d', 'email', 'personal', 'values', 31),
            ('field_g', 'date_of_birth', 'personal', 'values', 31), ('field_h', 'free_text', 'personal', 'values', 31) $$,
  'an administrator sees what values say as well: of columns, inside of texts, in documents, in lists and in sentences; a company''s telephone stays nobody''s');
alter table app.sample_loads disable trigger user;
insert into app.sample_loads (tenant_id, workspace_id, shp_nm, shp_tel, vendor_name, vendor_tel, vehicle, responsible_engineer, checked_by, contact_email)
select w.tenant_id, w.id, (array['Arkoma Valve GmbH', 'Delta Foods Inc', 'Lowery Supply'])[1 + n % 3], '+49 30 12345' || n, (array['Anna Kowalska', 'Oluwaseun Adeyemi', 'Maria Berg', 'Peter Quist'])[1 + n % 4], '+49 171 12345' || n,
       'Truck ' || n, (array['A. Berg', 'Jo Lund', 'jlund'])[1 + n % 3], 'C-' || n, (array['info@a.example', 'sales@b.example'])[1 + n % 2]
  from (select * from tenet.workspaces limit 1) w
 cross join generate_series(100, 130) n;
select set_eq($$ select column_name::text, kind from tenet.pii_candidates() where relation = 'app.sample_loads'::regclass $$,
  $$ values ('vendor_name', 'person_name'), ('vendor_tel', 'phone'), ('responsible_engineer', 'person_name') $$,
  'values say whose a column is: with names of firms shp_tel is a firm''s, with names of people vendor_tel is somebody''s; codes are nobody, and neither are mailboxes of offices');
alter table app.sample_stock disable trigger user;
insert into app.sample_stock (tenant_id, workspace_id, id, sku, barcode, name, designer, convened, entered, state)
select w.tenant_id, w.id, gen_random_uuid(), 'S' || n, '400' || n, (array['Ingrid', 'Oskar', 'Matilda', 'Sophia', 'Freya', 'Harvey'])[1 + n % 6], (array['Lars Hedegaard', 'P. Olivetti', 'Gemma Thorne', 'K. Nakamura'])[1 + n % 4],
       (array['Dr Anna Berg', 'Prof. Tom Quist', 'Maria Silva'])[1 + n % 3], (array['JBAKER', 'SHANNONP', 'TDUFFY', 'MOIRAK'])[1 + n % 4],
       (array['enrolled', 'suspended'])[1 + n % 2]
  from (select * from tenet.workspaces limit 1) w
 cross join generate_series(100, 190) n;
select set_eq($$ select column_name::text, kind from tenet.pii_candidates() where relation = 'app.sample_stock'::regclass $$,
  $$ values ('designer', 'person_name'), ('convened', 'person_name'), ('entered', 'username') $$,
  'names and logins of people decide in whatever column, also where a few come again and again; what things are called after people are things');
alter table app.sample_visitors disable trigger user;
insert into app.sample_visitors (tenant_id, workspace_id, id, last_name, city, email, phone, telefon, state, genre)
select w.tenant_id, w.id, gen_random_uuid(), 'Berg', 'Leeds', s.email, s.phone, s.telefon, s.state, s.genre
  from (select * from tenet.workspaces limit 1) w
 cross join generate_series(100, 130) n
 cross join lateral (values ((array['regie@a.example', 'ton@a.example'])[1 + n % 2], '+49 30 12' || n || '0', '+49 30 12' || n || 1 + n % 9, (array['enrolled', 'suspended'])[1 + n % 2], (array['tragédie', 'jeune public'])[1 + n % 2])) as s (email, phone, telefon, state, genre);
select set_eq($$ select column_name::text from tenet.pii_candidates() where relation = 'app.sample_visitors'::regclass $$, '{last_name,city,telefon}'::text[],
  'a mailbox that many rows share, telephones of switchboards, the states of a workflow and the genres of plays are nobody''s, whatever their names promise');
alter table app.sample_cust_mst disable trigger user;
alter table app.sample_cust_tab disable trigger user;
insert into app.sample_cust_mst (tenant_id, workspace_id, cust_nm, bill_adr1, phn_no, attn_nm, attn_phn, cr_usr, upd_usr)
select w.tenant_id, w.id, (array['BAKER STEEL INC', 'MIDSTATE PAPER CO', 'HARRISON FOODS'])[1 + n % 3], n || ' DOCK RD', '+49 30 12345' || n, (array['ANNA KOWALSKA', 'PETER QUIST', 'MARIA BERG'])[1 + n % 3], '+49 171 12345' || n,
       (array['JKOWALS', 'TBELL', 'MRUIZ', 'BATCH'])[1 + n % 4], (array['BATCH', 'WEB', 'IMPORT'])[1 + n % 3]
  from (select * from tenet.workspaces limit 1) w
 cross join generate_series(101, 190) n;
insert into app.sample_cust_tab (tenant_id, workspace_id, cust_nm, bill_adr1, phn_no)
select c.tenant_id, c.workspace_id, c.attn_nm, c.bill_adr1, c.phn_no from app.sample_cust_mst c;
select set_eq($$ select replace(relation::text, 'app.sample_', '') || '.' || column_name, kind from tenet.pii_candidates() where relation in ('app.sample_cust_mst'::regclass, 'app.sample_cust_tab'::regclass) and found_by <> 'name' or relation = 'app.sample_cust_mst'::regclass $$,
  $$ values ('cust_mst.attn_nm', 'person_name'), ('cust_mst.attn_phn', 'phone'), ('cust_mst.cr_usr', 'username'), ('cust_tab.cust_nm', 'person_name'), ('cust_tab.bill_adr1', 'postal_address'), ('cust_tab.phn_no', 'phone') $$,
  'where customers are firms by the names of its rows, their address and telephone are a firm''s, and not who is to be asked for there; where they are people, theirs; logins are few where few work, and programs are no logins');
alter table app.sample_shp_hdr disable trigger user;
alter table app.sample_shp_pvt disable trigger user;
insert into app.sample_shp_hdr (tenant_id, workspace_id, orig_whse, orig_adr, cons_adr)
select w.tenant_id, w.id, (array['TOL-01', 'GARY DC'])[1 + n % 2], n || ' Dock Road', n || ' Birch Lane' from (select * from tenet.workspaces limit 1) w cross join generate_series(101, 130) n;
insert into app.sample_shp_pvt (tenant_id, workspace_id, orig_adr, cons_adr)
select h.tenant_id, h.workspace_id, h.orig_adr, h.cons_adr from app.sample_shp_hdr h;
select set_eq($$ select replace(relation::text, 'app.sample_', '') || '.' || column_name from tenet.pii_candidates() where relation in ('app.sample_shp_hdr'::regclass, 'app.sample_shp_pvt'::regclass) $$, '{shp_hdr.cons_adr,shp_pvt.orig_adr,shp_pvt.cons_adr}'::text[],
  'a warehouse has the address that begins as it does');
alter table app.sample_clubs disable trigger user;
alter table app.sample_mailboxes disable trigger user;
alter table app.sample_encounters disable trigger user;
alter table app.sample_admissions disable trigger user;
insert into app.sample_clubs (tenant_id, workspace_id, contact_email, contact_email_2, listing_email, manager_email, siege)
select w.tenant_id, w.id, 'club' || n || '@a.example', (array['riverside', 'harbourgate', 'quayside', 'downtown', 'uptown', 'midtown', 'northgate', 'southgate', 'eastgate', 'westgate'])[1 + n % 10] || '@a.example', 'listing.' || (array['norwich', 'exeter'])[1 + n % 2] || n || '@a.example', (array['anna', 'peter', 'maria', 'julia', 'oskar'])[1 + n % 5] || '.' || (array['berg', 'quist', 'lund'])[1 + n % 3] || '@a.example', 'Maison Katarzyna Berg, 12 rue Victor, entrée ' || n
  from (select * from tenet.workspaces limit 1) w cross join generate_series(101, 130) n;
select set_eq($$ select column_name::text from tenet.pii_candidates() where relation = 'app.sample_clubs'::regclass $$, '{manager_email}'::text[],
  'the mailboxes of clubs are numbered, or called after their towns, and those of people in them are called after these; an address is no text about somebody');
insert into app.sample_mailboxes (tenant_id, workspace_id, address, old_address)
select w.tenant_id, w.id, (array['support', 'billing', 'press'])[1 + n % 3] || '@a' || n || '.example', n || ' Birch Lane' from (select * from tenet.workspaces limit 1) w cross join generate_series(101, 130) n;
select set_eq($$ select column_name::text from tenet.pii_candidates() where relation = 'app.sample_mailboxes'::regclass $$, '{old_address}'::text[], 'an address that is one of e-mail is no street');
insert into app.sample_encounters (tenant_id, workspace_id, outcome, findings)
select w.tenant_id, w.id, (array['discharged', 'follow_up', 'dna'])[1 + n % 3], (array['clear', 'swollen', 'tender'])[1 + n % 3] from (select * from tenet.workspaces limit 1) w cross join generate_series(101, 130) n;
insert into app.sample_admissions (tenant_id, workspace_id, outcome)
select w.tenant_id, w.id, (array['Recovered, slight limp', 'Passed away'])[1 + n % 2] from (select * from tenet.workspaces limit 1) w cross join generate_series(101, 130) n;
select set_eq($$ select replace(relation::text, 'app.sample_', '') || '.' || column_name from tenet.pii_candidates() where relation = 'app.sample_encounters'::regclass or relation = 'app.sample_admissions'::regclass and column_name = 'outcome' $$, '{encounters.findings,admissions.outcome}'::text[],
  'an outcome that is the state of a workflow is no health, and one in words is');
select is_empty($$ select * from tenet.pii_candidates() c where c::text ~ '@example|DE89|4111|\+4' $$, 'no value is shown');
select is((select count(*)::integer from tenet.classified_columns where relation::text like 'app.sample%'), 0, 'nothing was changed');
select is((select declaration from tenet.pii_candidates() where relation = 'app.sample_people'::regclass and column_name = 'geburtsDatum'),
  $$select tenet.classify('app.sample_people', 'geburtsDatum', 'personal');$$, 'a declaration can be pasted');
set local role tenet_owner;
select lives_ok((select declaration from tenet.pii_candidates(0) where relation = 'app.sample_people'::regclass and column_name = 'geburtsDatum'), 'and it is accepted');
select ok((select is_classified from tenet.pii_candidates(0) where relation = 'app.sample_people'::regclass and column_name = 'geburtsDatum'), 'then the candidate is shown as classified');
select is_empty($$ select * from tenet.unclassified_pii where column_name = 'geburtsDatum' $$, 'and the catalogue lists it no more');

-- Bounds ------------------------------------------------------------------------------------------------------------------------

select throws_ok(c.call, 'TN422', null, format('%s is refused', c.call))
  from (values ('select tenet.pii_candidates(-1)'), ('select tenet.pii_candidates(null)'), ('select tenet.pii_candidates(100001)')) c (call);
select tests.as_admin();
do $$ begin execute (select string_agg(format('drop policy %I on app.sample_people', polname), ';') from pg_policy where polrelid = 'app.sample_people'::regclass); end $$;
create function app.sample_fault(text) returns boolean language plpgsql as $f$ begin raise exception 'value %', $1; end $f$;
create policy select_sample on app.sample_people for select to tenet_owner using (app.sample_fault(correo));
set local role tenet_owner;
select throws_ok('select tenet.pii_candidates()', 'P0001', 'the rows of app.sample_people could not be sampled', 'an error while a table is read names the table and no value');
select tests.as_admin();
set local role tenet_auditor;
select isnt_empty('select * from tenet.unclassified_pii', 'an auditor reads the catalogue');
select is_empty($$ select * from tenet.pii_candidates() where sampled > 0 $$, 'and sees no value, having no right to any table');
select tests.as_admin();
select is((select array_agg(r.r) from unnest('{tenet_visitor,tenet_anonymous,tenet_authenticator,tenet_gateway}'::name[]) r (r) where has_function_privilege(r.r, 'tenet.pii_candidates(integer)', 'execute')), null, 'no request may call it');

select * from finish();
rollback;
