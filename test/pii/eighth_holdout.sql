-- Hold-out schema. All data is made up (reserved domains, fictitious numbers).
-- PERSONAL: what tells who a natural person is, how to reach or find them, or special categories about them: names
--   (also in role-like columns), usernames/handles/logins, e-mail, phone/fax/messenger, postal address parts of a person,
--   national ids, passport, driving licence, tax ids of persons, bank account/card of persons, date/place of birth, gender,
--   nationality, religion, health and dietary information, disability, marital status, photo url, coordinates of a home or
--   device track, IP addresses of persons, plates of private persons, next of kin.
-- NOT PERSONAL: firms, places, animals, machines, products and their names, registration numbers, switchboards, shared
--   mailboxes, addresses of firms and venues; server names, MAC/IP of infrastructure; codes, statuses, amounts, times of
--   events, counts, titles of things, plates of a company fleet.
-- AMBIGUOUS (counted for nothing): free texts/notes, salary/grades/dates of a job, user agent, secrets and tokens, codes
--   that stand for a person (employee number, member number), settings, job titles.
begin;
set local client_min_messages = warning;
create schema if not exists app;
create function pg_temp.n(s text, lo int, hi int) returns int language sql immutable as
$$ select lo + (('x'||substr(md5(s),1,7))::bit(28)::int % (hi-lo+1)) $$;
create function pg_temp.p(s text, a text) returns text language sql immutable as
$$ select nullif((string_to_array(a,'|'))[1 + pg_temp.n(s||'p',0,cardinality(string_to_array(a,'|'))-1)],'') $$;
create function pg_temp.o(s text, pct int, v text) returns text language sql immutable as
$$ select case when pg_temp.n(s||'o',0,99) < pct then v end $$;
create function pg_temp.d(s text, k int) returns text language sql immutable as
$$ select string_agg(pg_temp.n(s||'d'||g,0,9)::text,'' order by g) from generate_series(1,k) g $$;
create function pg_temp.dt(s text, a date, b date) returns date language sql immutable as
$$ select a + pg_temp.n(s||'t',0,b-a) $$;
create function pg_temp.ts(s text) returns timestamptz language sql immutable as
$$ select timestamptz '2023-01-05 06:00+00' + make_interval(mins => pg_temp.n(s||'ts',0,1200000)) $$;
create function pg_temp.fn(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'f','Anna|Lukas|Priya|Mohammed|Chloé|José|Yuki|Wei|Fatima|Oluwaseun|Siobhán|Piotr|Elena|Marek|Aisha|Thomas|Ingrid|Carlos|Nguyet|Dmitri|Emma|Noah|Leila|Kwame|Hannah|Giulia|Björn|Amara|Daniel|Sofia|Rahul|Mei|Tomás|Zeynep|Grace|Ivan|Katarzyna|Samuel|Ngozi|Pauline') $$;
create function pg_temp.ln(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'l','Schmidt|Patel|García|O''Brien|Nguyen|Kowalska|Haddad|Okafor|Tanaka|Müller|van Dijk|Rossi|Johnson|Singh|Dubois|Lindqvist|Chen|Mensah|Yılmaz|Fernández|Novak|Brown|Khan|Fischer|Silva|MacLeod|Park|Ivanova|Becker|Moreau|Adeyemi|Sato|Jansen|Weber|Lopez|Taylor|Rahman|Bianchi|Walsh|Eriksen') $$;
create function pg_temp.nm(s text) returns text language sql immutable as
$$ select pg_temp.fn(s)||' '||pg_temp.ln(s) $$;
create function pg_temp.lo(s text) returns text language sql immutable as
$$ select translate(lower(replace(replace(s,' ','.'),'''','')),'éáüöıńíłß','eauoinils') $$;
create function pg_temp.em(s text) returns text language sql immutable as
$$ select pg_temp.lo(case pg_temp.n(s||'e',0,3) when 0 then pg_temp.fn(s)||'.'||pg_temp.ln(s) when 1 then left(pg_temp.fn(s),1)||pg_temp.ln(s) when 2 then pg_temp.fn(s)||pg_temp.n(s,60,99) else pg_temp.ln(s)||'_'||left(pg_temp.fn(s),2) end)||'@'||pg_temp.p(s||'h','example.com|example.org|example.net|mail.example|inbox.example') $$;
create function pg_temp.us(s text) returns text language sql immutable as
$$ select pg_temp.lo(case pg_temp.n(s||'u',0,2) when 0 then left(pg_temp.fn(s),1)||pg_temp.ln(s) when 1 then pg_temp.fn(s)||pg_temp.n(s,1,99) else pg_temp.ln(s)||left(pg_temp.fn(s),1) end) $$;
create function pg_temp.uk(s text) returns text language sql immutable as
$$ select case pg_temp.n(s||'k',0,2) when 0 then '07700 900'||pg_temp.d(s,3) when 1 then '+44 7700 900'||pg_temp.d(s,3) else '07700900'||pg_temp.d(s,3) end $$;
create function pg_temp.usa(s text) returns text language sql immutable as
$$ select case pg_temp.n(s||'k',0,2) when 0 then '('||pg_temp.n(s,201,989)||') 555-01'||pg_temp.d(s,2) when 1 then '+1'||pg_temp.n(s,201,989)||'55501'||pg_temp.d(s,2) else pg_temp.n(s,201,989)||'-555-01'||pg_temp.d(s,2) end $$;
create function pg_temp.de(s text) returns text language sql immutable as
$$ select case pg_temp.n(s||'k',0,2) when 0 then '0171 39200'||pg_temp.d(s,2) when 1 then '+49 30 23125 '||pg_temp.d(s,3) else '030/23125'||pg_temp.d(s,3) end $$;
create function pg_temp.str(s text) returns text language sql immutable as
$$ select pg_temp.n(s||'h',1,240)||' '||pg_temp.p(s||'s','Church Lane|High Street|Station Road|Mill Close|Victoria Terrace|Albert Road|Orchard Way|Kingsway|Manor Gardens|The Crescent|Park Avenue|Queens Drive') $$;
create function pg_temp.strde(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'s','Lindenstraße|Hauptstr.|Goethestraße|Am Mühlbach|Bahnhofstr.|Schillerweg|Gartenstraße|Kirchgasse|Rosenweg')||' '||pg_temp.n(s||'h',1,140)||coalesce(pg_temp.p(s||'x','|||a|b'),'') $$;
create function pg_temp.pc(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'1','LS6|M14|BS3|NE4|SW9|EH8|CF10|B29|LE2|S11')||' '||pg_temp.n(s,1,9)||pg_temp.p(s||'2','AB|DF|QT|HX|JL|NP') $$;
create function pg_temp.co(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'c','Northwind|Harbour|Bluebird|Kestrel|Alpine|Lumen|Quarry|Meridian|Oakfield|Saffron|Redwood|Tidewater|Copper|Juniper|Becker & Sohn|Morgan Stanwell|Fischer')||' '||pg_temp.p(s||'z','Logistics Ltd|Foods GmbH|Systems Inc|Partners LLP|Bau GmbH|Media|Energy plc|Retail Group|Dental Supplies Ltd') $$;
create function pg_temp.ip(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'i','203.0.113.|198.51.100.|192.0.2.')||pg_temp.n(s,1,254) $$;
create function pg_temp.iban(cc text, s text, k int) returns text language sql immutable as
$$ select cc||lpad((98 - (pg_temp.d(s||'ib',k)||(ascii(left(cc,1))-55)||(ascii(right(cc,1))-55)||'00')::numeric % 97)::text,2,'0')||pg_temp.d(s||'ib',k) $$;
create function pg_temp.note(s text) returns text language sql immutable as
$$ select pg_temp.p(s||'no','|||Called back, no answer.|Prefers mornings|see ticket|Asked for invoice copy, sent again|Do not contact before May|ok|Very friendly, wants a quote for spring|duplicate? check with Hannah|Complained about the delay, gave 10% off') $$;

-- ===== 1 recruiting =====
create table app.job_openings (id serial primary key, title text not null, department text, office_location text, hiring_manager text, employment_type text, salary_min int, description text, status text, published_at timestamptz, external_ref text);
insert into app.job_openings (title, department, office_location, hiring_manager, employment_type, salary_min, description, status, published_at, external_ref)
select pg_temp.p(s||1,'Backend Engineer|Account Executive|Payroll Specialist|Nurse Practitioner|Warehouse Lead|UX Researcher|Data Analyst|Office Manager'), pg_temp.p(s||2,'Engineering|Sales|Finance|Operations|People'), pg_temp.p(s||3,'Leeds|Berlin|Remote (EU)|Austin, TX|Dublin'), pg_temp.o(s||4,85,pg_temp.nm('hm'||pg_temp.n(s,1,12))), pg_temp.p(s||5,'full_time|part_time|contract|internship'), pg_temp.n(s||6,28,60)*1000, pg_temp.p(s||9,'We are looking for someone who enjoys solving problems with customers.|Join a small team with big plans. Hybrid working, 28 days of leave.|You will own the monthly close and support audits.'), pg_temp.p(s||10,'open|open|closed|draft|on_hold'), pg_temp.ts(s), 'REQ-'||pg_temp.d(s,5)
from (select 'jo'||i s from generate_series(1,60) i) x;

create table app.candidates (id serial primary key, first_name text not null, last_name text not null, pronouns text, email text, phone text, linkedin_url text, city text, current_employer text, headline text, source text, work_permit_type text, nationality text, has_disability boolean, desired_salary int, cv_file_key text, avatar_url text, stage text, gdpr_consent_at timestamptz, recruiter_notes text, created_at timestamptz default now());
comment on column app.candidates.headline is 'as shown on the profile';
insert into app.candidates (first_name, last_name, pronouns, email, phone, linkedin_url, city, current_employer, headline, source, work_permit_type, nationality, has_disability, desired_salary, cv_file_key, avatar_url, stage, gdpr_consent_at, recruiter_notes, created_at)
select pg_temp.fn(s), pg_temp.ln(s), pg_temp.p(s||2,'|||she/her|he/him|they/them'), case when pg_temp.n(s||3,1,30)=1 then upper(pg_temp.em(s)) else pg_temp.em(s) end, pg_temp.o(s||4,85,pg_temp.uk(s)), pg_temp.o(s||5,60,'https://linkedin.example/in/'||pg_temp.us(s)||'-'||left(md5(s),5)), pg_temp.p(s||6,'Leeds|Manchester|Berlin|Kraków|Dublin|Lagos|Bristol'), pg_temp.o(s||8,80,pg_temp.co(s)), pg_temp.p(s||9,'Senior Developer|Account Manager|Graduate|RN, 8 years|Team lead in logistics'), pg_temp.p(s||10,'referral|linkedin|careers_page|agency|job_board'), pg_temp.p(s||11,'|citizen|settled|skilled_worker'), pg_temp.p(s||12,'British|German|Polish|Irish|Nigerian||'), pg_temp.p(s||13,'false|false|false|true|')::boolean, pg_temp.n(s||14,25,110)*1000, 'cv/'||md5(s)||'.pdf', pg_temp.o(s||15,40,'https://cdn.example.com/avatars/'||left(md5(s||'a'),16)||'.jpg'), pg_temp.p(s||16,'applied|screening|interview|offer|rejected|hired'), pg_temp.ts(s||18), pg_temp.note(s), pg_temp.ts(s||19)
from (select 'ca'||i s from generate_series(1,120) i) x;

create table app.candidate_references (id serial primary key, candidate_id int not null references app.candidates(id), referee text, relationship text, company text, contact_email text, contact_phone text, requested_on date, received boolean, feedback text);
insert into app.candidate_references (candidate_id, referee, relationship, company, contact_email, contact_phone, requested_on, received, feedback)
select pg_temp.n(s,1,120), coalesce(pg_temp.p(s||1,'Dr |||'),'') || pg_temp.nm(s), pg_temp.p(s||2,'former manager|colleague|professor|client'), pg_temp.co(s), pg_temp.em(s), pg_temp.o(s||3,70,pg_temp.uk(s)), pg_temp.dt(s,'2023-02-01','2025-05-30'), pg_temp.n(s||4,0,1)=1, pg_temp.p(s||5,'||Reliable and kind, would hire again.|Strong on detail; sometimes late.|Confirmed dates only.')
from (select 'cr'||i s from generate_series(1,80) i) x;


-- ===== 2 hotel (de) =====
create table app.gaeste (gast_id serial primary key, anrede text, titel text, vorname text, nachname text not null, geburtsdatum date, strasse text, plz text, ort text, telefon text, mobil text, email text, staatsangehoerigkeit text, ausweis_nr text, firma text, ust_id text, kfz_kennzeichen text, unvertraeglichkeiten text, stammgast boolean, rabatt_prozent numeric(4,1), bemerkung text, angelegt_am timestamptz);
insert into app.gaeste (anrede, titel, vorname, nachname, geburtsdatum, strasse, plz, ort, telefon, mobil, email, staatsangehoerigkeit, ausweis_nr, firma, ust_id, kfz_kennzeichen, unvertraeglichkeiten, stammgast, rabatt_prozent, bemerkung, angelegt_am)
select pg_temp.p(s||1,'Herr|Frau|Frau|Herr|Divers'), pg_temp.p(s||2,'||||||Dr.|Prof. Dr.'), pg_temp.fn(s), pg_temp.ln(s), case when pg_temp.n(s||3,1,9)>1 then pg_temp.dt(s,'1944-01-01','2004-12-31') end, pg_temp.strde(s), lpad(pg_temp.n(s||4,1067,99990)::text,5,'0'), pg_temp.p(s||5,'Köln|Leipzig|Freiburg i. Br.|Graz|Basel|Münster|Kiel|Utrecht'), pg_temp.o(s||7,50,pg_temp.de(s)), pg_temp.o(s||8,70,'0171 39200'||pg_temp.d(s||'m',2)), pg_temp.o(s||9,85,pg_temp.em(s)), pg_temp.p(s||10,'deutsch|deutsch|österreichisch|schweizerisch|niederländisch|'), pg_temp.o(s||11,45,'L'||pg_temp.n(s,0,9)||upper(left(md5(s),7))), pg_temp.o(s||12,20,pg_temp.co(s)), pg_temp.o(s||12,20,'DE'||pg_temp.d(s,9)), pg_temp.o(s||13,40,pg_temp.p(s||14,'K|L|FR|MS|KI')||'-'||upper(translate(left(md5(s),2),'0123456789','ABCDEFGHKL'))||' '||pg_temp.n(s,10,9999)), pg_temp.p(s||15,'||||||Laktose|Glutenfrei!|Nüsse|vegan'), pg_temp.n(s||16,0,4)=0, pg_temp.p(s||17,'0|0|0|5|7.5|10')::numeric, pg_temp.p(s||18,'||||möchte ruhiges Zimmer|Rechnung an Firma|kommt mit Hund|Zimmer 12 wenn frei'), pg_temp.ts(s)
from (select 'ga'||i s from generate_series(1,130) i) x;


create table app.buchungen (buchung_id serial primary key, gast_id int not null references app.gaeste, buchungsnr text, anreise date, abreise date, erwachsene smallint, kinder smallint, kanal text, gesamtpreis numeric(9,2), karteninhaber text, karte_maskiert text, iban text, mitreisende text, status text, sonderwuensche text, gebucht_am timestamptz, storniert_am timestamptz, bearbeiter text);
insert into app.buchungen (gast_id, buchungsnr, anreise, abreise, erwachsene, kinder, kanal, gesamtpreis, karteninhaber, karte_maskiert, iban, mitreisende, status, sonderwuensche, gebucht_am, storniert_am, bearbeiter)
select pg_temp.n(s,1,130), 'B'||to_char(2300000+i,'FM9999999'), a, a+pg_temp.n(s||2,1,9), pg_temp.n(s||3,1,3), pg_temp.n(s||4,0,2), pg_temp.p(s||6,'direkt|telefon|portal|messe'), pg_temp.n(s||7,7000,190000)/100.0, pg_temp.o(s||9,60,upper(pg_temp.nm(s))), pg_temp.o(s||9,60,'4*** **** **** '||pg_temp.d(s,4)), pg_temp.o(s||10,25,pg_temp.iban('DE',s,18)), pg_temp.o(s||11,35,pg_temp.fn(s||'b')||' '||pg_temp.ln(s)||coalesce(pg_temp.p(s||12,'||, '||pg_temp.fn(s||'c')||' (6 J.)'),'')), pg_temp.p(s||13,'bestätigt|offen|storniert|abgereist'), pg_temp.p(s||14,'||||Babybett|späte Anreise ca. 22 Uhr|Blumen aufs Zimmer (Hochzeitstag)'), pg_temp.ts(s), case when pg_temp.n(s||15,0,8)=0 then pg_temp.ts(s||'x') end, pg_temp.p(s||16,'rezeption|m.huber|s.lang|a.yilmaz|m.huber')
from (select 'bu'||i s, i, pg_temp.dt('bu'||i,'2023-03-01','2025-10-01') a from generate_series(1,140) i) x;

create table app.lieferanten (lieferant_id serial primary key, firmenname text not null, ansprechpartner text, zentrale_tel text, bestell_email text, strasse text, plz text, ort text, handelsregister_nr text, ust_id_nr text, iban text, zahlungsziel_tage smallint, warengruppe text, kundennr_bei_lieferant text, aktiv boolean);
insert into app.lieferanten (firmenname, ansprechpartner, zentrale_tel, bestell_email, strasse, plz, ort, handelsregister_nr, ust_id_nr, iban, zahlungsziel_tage, warengruppe, kundennr_bei_lieferant, aktiv)
select pg_temp.p(s||1,'Getränke|Wäscherei|Metzgerei|Bäckerei|Elektro|Blumen')||' '||pg_temp.p(s||2,'Huber|Seefeld|Klein & Co.|Süd GmbH|Meister KG|Nord eG'), pg_temp.o(s||3,75,pg_temp.p(s||4,'Fr. |Hr. |')||pg_temp.ln(s)), '030 23125 '||pg_temp.d(s,1)||'00', pg_temp.p(s||5,'bestellung@|info@|verkauf@|office@')||pg_temp.p(s||6,'getraenke-huber|seefeld|klein-co|sued|meister-kg')||'.example', pg_temp.strde(s), lpad(pg_temp.n(s||7,1067,99990)::text,5,'0'), pg_temp.p(s||8,'Konstanz|Singen|Lindau|Ulm'), 'HRB '||pg_temp.d(s,6), 'DE'||pg_temp.d(s||'u',9), pg_temp.iban('DE',s,18), pg_temp.p(s||9,'14|30|30|7')::smallint, pg_temp.p(s||10,'Food|Beverage|Textil|Technik|Deko'), pg_temp.d(s||'k',6), pg_temp.n(s||11,0,9)>0
from (select 'lf'||i s from generate_series(1,60) i) x;

-- ===== 3 event ticketing (Prisma) =====
create table app."User" (id text primary key, email text unique, name text, "emailVerified" timestamptz, image text, "passwordHash" text, locale text, "marketingOptIn" boolean default false, "lastLoginIp" inet, "lastLoginAt" timestamptz, role text, "stripeCustomerId" text, "createdAt" timestamptz);
insert into app."User" select 'clx'||substr(md5(s),1,20), i||pg_temp.em(s), pg_temp.o(s||1,90,pg_temp.nm(s)), case when pg_temp.n(s||2,0,4)>0 then pg_temp.ts(s) end, pg_temp.o(s||3,35,'https://lh.example.com/a/'||md5(s)||'=s96-c'), '$2b$10$'||md5(s)||substr(md5(s||'q'),1,21), pg_temp.p(s||4,'en|en|en-GB|es|fr'), pg_temp.n(s||6,0,2)=0, pg_temp.ip(s)::inet, pg_temp.ts(s||7), pg_temp.p(s||8,'ATTENDEE|ATTENDEE|ATTENDEE|ORGANIZER|ADMIN'), pg_temp.o(s||9,70,'cus_'||substr(md5(s||'z'),1,14)), pg_temp.ts(s||10)
from (select 'us'||i s, i from generate_series(1,110) i) x;

create table app."Venue" (id serial primary key, name text, "addressLine1" text, city text, state text, "postalCode" text, country text, latitude numeric(9,6), longitude numeric(9,6), capacity int, "boxOfficePhone" text, "contactEmail" text, "accessibilityInfo" text);
insert into app."Venue" (name, "addressLine1", city, state, "postalCode", country, latitude, longitude, capacity, "boxOfficePhone", "contactEmail", "accessibilityInfo")
select v, pg_temp.n(s,10,990)||' '||pg_temp.p(s||1,'Main St|W 4th Ave|Market St|Riverside Dr'), pg_temp.p(s||2,'Austin|Portland|Chicago|Denver|Boston'), pg_temp.p(s||2,'TX|OR|IL|CO|MA'), pg_temp.n(s||3,10001,98999)::text, 'US', pg_temp.n(s||4,29000000,47000000)/1e6, -pg_temp.n(s||5,71000000,122000000)/1e6, pg_temp.n(s||6,2,90)*50, pg_temp.usa(s), pg_temp.p(s||7,'boxoffice@|hello@|events@')||lower(replace(v,' ',''))||'.example', pg_temp.p(s||8,'Step-free access|Wheelchair spaces in rows A-C|Hearing loop|')
from (select 've'||i s, pg_temp.p('ve'||i,'Orpheum|Martha Graham|Red Barn|Union|Lincoln|Blue Note|Casa Lorca')||' '||pg_temp.p('ve'||i||'b','Hall|Theatre|Arena|Club|Gardens') v from generate_series(1,60) i) x;

create table app."Event" (id serial primary key, "venueId" int references app."Venue"(id), title text, headliner text, "startsAt" timestamptz, "ageRestriction" text, "coverImageUrl" text, "ticketsTotal" int, "ticketsSold" int, status text);
comment on column app."Event".headliner is 'band / act';
insert into app."Event" ("venueId", title, headliner, "startsAt", "ageRestriction", "coverImageUrl", "ticketsTotal", "ticketsSold", status)
select pg_temp.n(s,1,60), pg_temp.p(s||1,'An Evening of Jazz|Summer Closing Party|Comedy Night|Don Giovanni|Tech Founders Meetup|Stand Up For Bees'), pg_temp.p(s||3,'The Velvet Otters|Night Harbor|Quartet Nine|Brass Monkeys|DJ Collective 88|'), t, pg_temp.p(s||4,'ALL|ALL|18+|21+'), 'https://cdn.example.com/events/'||left(md5(s),10)||'.webp', pg_temp.n(s||6,50,900), pg_temp.n(s||7,0,50), pg_temp.p(s||8,'PUBLISHED|PUBLISHED|DRAFT|CANCELLED')
from (select 'ev'||i s, pg_temp.ts('ev'||i) t from generate_series(1,80) i) x;

create table app."TicketOrder" (id serial primary key, "userId" text references app."User"(id), "eventId" int references app."Event"(id), "orderNumber" text, "buyerName" text, "buyerEmail" text, "buyerPhone" text, "billingZip" text, "cardBrand" text, "cardLast4" text, "amountCents" int, "promoCode" text, "ipAddress" text, "userAgent" text, status text, "createdAt" timestamptz);
insert into app."TicketOrder" ("userId", "eventId", "orderNumber", "buyerName", "buyerEmail", "buyerPhone", "billingZip", "cardBrand", "cardLast4", "amountCents", "promoCode", "ipAddress", "userAgent", status, "createdAt")
select 'clx'||substr(md5(u),1,20), pg_temp.n(s,1,80), 'T-'||upper(left(md5(s),8)), pg_temp.nm(u), pg_temp.em(u), pg_temp.o(s||1,55,pg_temp.usa(u)), pg_temp.n(u||1,10001,98999)::text, pg_temp.p(s||3,'visa|mastercard|amex'), pg_temp.d(s,4), pg_temp.n(s||4,15,400)*100, pg_temp.p(s||6,'|||EARLYBIRD|FRIENDS10'), pg_temp.ip(s), pg_temp.p(s||7,'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)|Mozilla/5.0 (Windows NT 10.0; Win64; x64)|okhttp/4.12.0'), pg_temp.p(s||8,'PAID|PAID|PAID|REFUNDED|PENDING'), pg_temp.ts(s)
from (select 'or'||i s, 'us'||pg_temp.n('or'||i,1,110) u from generate_series(1,140) i) x;

create table app."Ticket" (id serial primary key, "orderId" int references app."TicketOrder"(id), "tierName" text, "seatLabel" text, barcode text, "holderFirst" text, "holderLast" text, "accessNeeds" text, "checkedInAt" timestamptz, "checkedInBy" text);
insert into app."Ticket" ("orderId", "tierName", "seatLabel", barcode, "holderFirst", "holderLast", "accessNeeds", "checkedInAt", "checkedInBy")
select pg_temp.n(s,1,140), pg_temp.p(s||1,'General Admission|Balcony|VIP|Early Bird'), pg_temp.p(s||2,'|A|B|C|K')||'-'||pg_temp.n(s,1,40), pg_temp.d(s,10)||pg_temp.d(s||'b',3), pg_temp.fn(s), pg_temp.ln(s), pg_temp.p(s||3,'|||||||Wheelchair user|Deaf - needs interpreter|Service dog'), case when pg_temp.n(s||4,0,2)>0 then pg_temp.ts(s) end, pg_temp.p(s||5,'|scanner-03|scanner-07|scanner-01')
from (select 'ti'||i s from generate_series(1,150) i) x;

-- ===== 4 field service =====
create table app.service_customers (id serial primary key, account_no text, company_name text, site_contact text, contact_mobile text, billing_email text, addr1 text, addr2 text, town text, postcode text, access_instructions text, vat_reg text, credit_limit numeric(10,2), created_on date);
comment on table app.service_customers is 'business accounts only';
insert into app.service_customers (account_no, company_name, site_contact, contact_mobile, billing_email, addr1, addr2, town, postcode, access_instructions, vat_reg, credit_limit, created_on)
select 'AC'||pg_temp.d(s,5), pg_temp.co(s), pg_temp.p(s||1,'Mr |Mrs |Ms ')||pg_temp.ln(s), pg_temp.uk(s), pg_temp.p(s||2,'accounts@|invoices@|ap@|finance@')||lower(split_part(pg_temp.co(s),' ',1))||'.example', 'Unit '||pg_temp.n(s,1,40), pg_temp.p(s||3,'Trafalgar Industrial Estate|Eastgate Business Park|Canal Wharf|'), pg_temp.p(s||4,'Leeds|Wakefield|Bradford|York'), pg_temp.pc(s), pg_temp.p(s||5,'|Sign in at gatehouse|Loading bay round the back|Key safe 4417 by side door'), 'GB'||pg_temp.d(s||'v',9), pg_temp.n(s||7,1,20)*500, pg_temp.dt(s,'2016-01-01','2025-01-01')
from (select 'sc'||i s from generate_series(1,80) i) x;

create table app.technicians (id serial primary key, emp_no text, full_name text, mobile text, work_email text, home_postcode text, gas_safe_no text, licence_no text, next_of_kin text, van_reg text, hourly_rate numeric(6,2), skills text[], active boolean, ni_number text);
insert into app.technicians (emp_no, full_name, mobile, work_email, home_postcode, gas_safe_no, licence_no, next_of_kin, van_reg, hourly_rate, skills, active, ni_number)
select 'E'||pg_temp.d(s,4), pg_temp.nm(s), pg_temp.uk(s), pg_temp.us(s)||'@fixfast.example', pg_temp.pc(s), pg_temp.o(s||1,60,pg_temp.d(s||'g',7)), rpad(upper(left(translate(pg_temp.ln(s),' ''',''),5)),5,'9')||pg_temp.d(s||'l',6)||upper(left(pg_temp.fn(s),1))||'99'||pg_temp.p(s||2,'AB|XK|TQ'), pg_temp.o(s||3,80,pg_temp.fn(s||'k')||' '||pg_temp.ln(s)||pg_temp.p(s||4,' (wife)| (mum)| - partner| (brother)')), 'YJ'||pg_temp.n(s,18,24)||' '||pg_temp.p(s||5,'KLM|OPX|ZRT|VEB|HNC'), pg_temp.n(s||6,1400,2600)/100.0, array[pg_temp.p(s||7,'boiler|hvac|electrical'),pg_temp.p(s||8,'refrigeration|plumbing')], pg_temp.n(s||9,0,6)>0, 'QQ'||pg_temp.d(s||'n',6)||pg_temp.p(s||10,'A|B|C|D')
from (select 'te'||i s from generate_series(1,60) i) x;

create table app.installed_units (id serial primary key, customer_id int references app.service_customers(id), make text, model text, serial_no text, nickname text, install_date date, ip_addr inet, mac_addr macaddr, host_name text, lat numeric(8,5), lng numeric(8,5), last_seen timestamptz);
insert into app.installed_units (customer_id, make, model, serial_no, nickname, install_date, ip_addr, mac_addr, host_name, lat, lng, last_seen)
select pg_temp.n(s,1,80), pg_temp.p(s||1,'Worcester|Daikin|Vaillant|Carrier'), pg_temp.p(s||2,'X200|EcoTec 30|VRV-5|AquaSnap'), upper(left(md5(s),10)), pg_temp.p(s||3,'Big Bertha|Roof east|Doris|Server room AC|Old Tom|'), d, ('10.20.'||pg_temp.n(s,0,40)||'.'||pg_temp.n(s||4,2,250))::inet, ('02:00:5e:'||substr(md5(s),1,2)||':'||substr(md5(s),3,2)||':'||substr(md5(s),5,2))::macaddr, 'ctl-'||pg_temp.d(s,4)||'.plant.example', 53+pg_temp.n(s||6,60000,99999)/1e5, -1-pg_temp.n(s||7,10000,90000)/1e5, pg_temp.ts(s)
from (select 'iu'||i s, pg_temp.dt('iu'||i,'2014-01-01','2024-12-01') d from generate_series(1,100) i) x;

create table app.work_orders (id serial primary key, customer_id int references app.service_customers(id), technician_id int references app.technicians(id), unit_id int references app.installed_units(id), wo_number text, priority smallint, fault_code text, problem_desc text, reported_by text, reported_at timestamptz, completed_at timestamptz, labour_mins int, signed_off_by text, signature_img text);
insert into app.work_orders (customer_id, technician_id, unit_id, wo_number, priority, fault_code, problem_desc, reported_by, reported_at, completed_at, labour_mins, signed_off_by, signature_img)
select pg_temp.n(s,1,80), pg_temp.n(s||1,1,60), pg_temp.n(s||2,1,100), 'WO-'||(40000+i), pg_temp.n(s||3,1,4), pg_temp.p(s||4,'F22|F75|E119|U4|'), pg_temp.p(s||5,'No heat on 2nd floor|Leak under unit|Annual service|Noisy fan, ask for Sandra on arrival'), pg_temp.nm(s), t, case when pg_temp.n(s||6,0,5)>0 then t+interval '7 hours' end, pg_temp.n(s||8,20,240), pg_temp.o(s||9,75,pg_temp.p(s||10,pg_temp.ln(s||'q')||'|'||left(pg_temp.fn(s),1)||' '||pg_temp.ln(s))), pg_temp.o(s||9,75,'sig/'||md5(s)||'.png')
from (select 'wo'||i s, i, pg_temp.ts('wo'||i) t from generate_series(1,140) i) x;

create table app.van_positions (id bigserial primary key, technician_id int references app.technicians(id), recorded_at timestamptz, lat double precision, lon double precision, speed_kmh smallint, odometer_km int);
insert into app.van_positions (technician_id, recorded_at, lat, lon, speed_kmh, odometer_km)
select pg_temp.n(s,1,60), pg_temp.ts(s), 53.5+pg_temp.n(s||1,0,60000)/1e5, -1.2-pg_temp.n(s||2,0,70000)/1e5, pg_temp.n(s||3,0,110), pg_temp.n(s||6,4000,160000)
from (select 'vp'||i s from generate_series(1,120) i) x;

-- ===== 5 charity =====
create table app.donors (id serial primary key, salutation text, display_name text, dob date, email_primary text, home_phone text, address_line_1 text, city text, postal_code text, faith text, marital_status text, lifetime_giving numeric(12,2), first_gift_on date, last_gift_on date, segment text, mail_opt_out boolean, major_gift_officer text, twitter text, remarks text);
insert into app.donors (salutation, display_name, dob, email_primary, home_phone, address_line_1, city, postal_code, faith, marital_status, lifetime_giving, first_gift_on, last_gift_on, segment, mail_opt_out, major_gift_officer, twitter, remarks)
select pg_temp.p(s||1,'Dear Mr |Dear Ms |Dear Dr |Dear Mrs ')||pg_temp.ln(s), pg_temp.p(s||2,pg_temp.nm(s)||'|'||pg_temp.ln(s)||', '||pg_temp.fn(s)||'|'||pg_temp.nm(s)||' & '||pg_temp.fn(s||'x')), case when pg_temp.n(s||3,0,2)>0 then pg_temp.dt(s,'1931-01-01','1999-12-31') end, pg_temp.o(s||4,80,pg_temp.em(s)), pg_temp.o(s||6,60,pg_temp.uk(s)), pg_temp.str(s), pg_temp.p(s||8,'Norwich|Bath|Exeter|Cardiff|Stirling'), pg_temp.pc(s), pg_temp.p(s||9,'||||Christian|Muslim|Jewish|Quaker|none'), pg_temp.p(s||10,'|||married|widowed|single'), pg_temp.n(s||11,10,90000), pg_temp.dt(s,'2009-01-01','2019-01-01'), pg_temp.dt(s||'l','2019-01-02','2025-05-01'), pg_temp.p(s||13,'regular|one-off|legacy|major'), pg_temp.n(s||14,0,4)=0, pg_temp.o(s||15,20,pg_temp.nm('mgo'||pg_temp.n(s,1,4))), pg_temp.o(s||16,15,'@'||pg_temp.us(s)), pg_temp.note(s)
from (select 'do'||i s from generate_series(1,130) i) x;

create table app.appeals (id serial primary key, appeal_code text, name text, beneficiary text, target_amount numeric(12,2), starts_on date, ends_on date, landing_page text, reply_to text);
insert into app.appeals (appeal_code, name, beneficiary, target_amount, starts_on, ends_on, landing_page, reply_to)
select upper(left(md5(s),3))||pg_temp.n(s,19,25), pg_temp.p(s||1,'Winter Shelter|Emily''s Wish|Clean Water Now|St George Roof Appeal|Run for Rosie'), pg_temp.p(s||2,'Harbour Hospice|Otley Food Bank|Riverside Animal Rescue|Open Doors Shelter'), pg_temp.n(s||3,5,200)*1000, d, d+60, 'https://give.example.org/'||left(md5(s),6), pg_temp.p(s||6,'supporters@give.example.org|appeals@give.example.org')
from (select 'ap'||i s, pg_temp.dt('ap'||i,'2019-01-01','2025-03-01') d from generate_series(1,60) i) x;

create table app.direct_debits (id serial primary key, donor_id int references app.donors(id), appeal_id int references app.appeals(id), mandate_ref text, payer text, sort_code text, account_number text, amount numeric(8,2), next_collection date, gift_aid boolean, cancelled_at timestamptz);
insert into app.direct_debits (donor_id, appeal_id, mandate_ref, payer, sort_code, account_number, amount, next_collection, gift_aid, cancelled_at)
select pg_temp.n(s,1,130), pg_temp.n(s||1,1,60), 'DD'||pg_temp.d(s,8), upper(left(pg_temp.fn(s),1)||' '||pg_temp.ln(s)), '00-'||pg_temp.d(s||'s',2)||'-'||pg_temp.d(s||'t',2), pg_temp.d(s||'a',8), pg_temp.p(s||2,'5|10|15|25|50')::numeric, pg_temp.dt(s,'2025-06-01','2026-05-30'), pg_temp.n(s||4,0,2)>0, case when pg_temp.n(s||5,0,4)=0 then pg_temp.ts(s) end
from (select 'dd'||i s from generate_series(1,110) i) x;

create table app.volunteers (id serial primary key, forename text, surname text, contact text, emergency_contact text, tshirt_size text, dietary text, medical_info text, dbs_certificate_no text, dbs_checked_on date, availability text, team text, photo_path text);
insert into app.volunteers (forename, surname, contact, emergency_contact, tshirt_size, dietary, medical_info, dbs_certificate_no, dbs_checked_on, availability, team, photo_path)
select pg_temp.fn(s), pg_temp.ln(s), case when pg_temp.n(s||2,0,1)=0 then pg_temp.em(s) else pg_temp.uk(s) end, pg_temp.o(s||3,85,pg_temp.fn(s||'e')||' '||pg_temp.uk(s||'e')), pg_temp.p(s||4,'S|M|L|XL'), pg_temp.p(s||5,'||||vegetarian|halal|vegan|no nuts'), pg_temp.p(s||6,'||||||asthma|type 1 diabetes|epipen in bag|bad knee'), pg_temp.o(s||7,50,'00'||pg_temp.d(s,10)), case when pg_temp.n(s||7||'o',0,99)<50 then pg_temp.dt(s,'2021-01-01','2025-01-01') end, pg_temp.p(s||8,'weekends|Tue eve|any|term time only'), pg_temp.p(s||10,'Shop|Kitchen|Events|Drivers'), pg_temp.o(s||11,50,'/uploads/vol/'||left(md5(s),8)||'.jpg')
from (select 'vo'||i s from generate_series(1,80) i) x;

-- ===== 6 car rental (legacy) =====
create table app.cust_mst (cust_no int primary key, cust_typ char(1), nm1 text, nm2 text, dob text, sex char(1), adr1 text, adr2 text, cty text, st char(2), zip text, tel_h text, eml text, dl_no text, dl_st char(2), dl_exp date, cc_num text, crd_lmt numeric(9,2), stat_cd char(2), upd_usr text, upd_dt timestamp, rmk text);
insert into app.cust_mst select 100000+i, 'P', upper(pg_temp.ln(s)), upper(pg_temp.fn(s)), to_char(pg_temp.dt(s,'1948-01-01','2002-12-31'),'YYYYMMDD'), pg_temp.p(s||1,'M|F|F|M|X|'), upper(pg_temp.n(s,10,9900)||' '||pg_temp.p(s||2,'Elm St|Sunset Blvd|Hwy 9|Cedar Ln|Maple Ave')), pg_temp.p(s||3,'|||APT 4|STE 210|#12'), pg_temp.p(s||4,'TULSA|BOISE|RENO|TAMPA|DAYTON'), pg_temp.p(s||4,'OK|ID|NV|FL|OH'), lpad(pg_temp.n(s||5,1001,99500)::text,5,'0')||coalesce(pg_temp.p(s||6,'||-'||pg_temp.d(s,4)),''), pg_temp.o(s||7,80,pg_temp.usa(s)), pg_temp.o(s||9,70,lower(pg_temp.em(s))), upper(left(pg_temp.ln(s),1))||pg_temp.d(s||'dl',8), pg_temp.p(s||10,'OK|ID|NV|FL|OH'), pg_temp.dt(s||'x','2024-01-01','2031-01-01'), pg_temp.o(s||11,70,'XXXXXXXXXXXX'||pg_temp.d(s,4)), pg_temp.n(s||14,0,20)*250, pg_temp.p(s||15,'AC|AC|AC|IN|BL'), pg_temp.p(s||16,'JSMITH|KPATEL|MROSSI|BATCH'), pg_temp.ts(s)::timestamp, pg_temp.p(s||17,'||||DNR - DAMAGE 2019|VIP|CALL BEFORE UPGRADE')
from (select 'cm'||i s, i from generate_series(1,120) i) x;

create table app.veh_mst (veh_no int primary key, vin char(17), plt_no text, plt_st char(2), mk text, mdl text, yr smallint, odo int, loc_cd char(3), key_no text, trk_dev_id text, lat_last numeric(8,5), stat_cd char(2));
insert into app.veh_mst select 5000+i, translate(upper(substr(md5(s),1,17)),'OIQ','XYZ'), upper(substr(translate(md5(s),'0123456789','ghjkmnprst'),1,3))||pg_temp.d(s,4), pg_temp.p(s||1,'OK|ID|NV|FL|OH'), pg_temp.p(s||2,'FORD|TOYOTA|KIA|CHEVROLET'), pg_temp.p(s||3,'FOCUS|COROLLA|RIO|MALIBU|TRANSIT'), pg_temp.n(s||4,2017,2024), pg_temp.n(s||7,900,90000), pg_temp.p(s||9,'TUL|BOI|RNO|TPA|DAY'), 'K'||pg_temp.d(s||'k',4), 'OBD'||pg_temp.d(s||'t',8), 27+pg_temp.n(s||10,0,1600000)/1e5, pg_temp.p(s||11,'AV|AV|RT|MX')
from (select 'vm'||i s, i from generate_series(1,80) i) x;

create table app.rntl_agr (ra_no int primary key, cust_no int references app.cust_mst, veh_no int references app.veh_mst, addl_drv_nm text, addl_drv_dl text, out_dt timestamp, in_dt timestamp, out_loc char(3), rt_cd text, dly_rt numeric(7,2), tot_amt numeric(9,2), flt_no text, ins_co text, pol_no text, agt_cd text);
insert into app.rntl_agr select 700000+i, 100000+pg_temp.n(s,1,120), 5000+pg_temp.n(s||1,1,80), pg_temp.o(s||2,30,upper(pg_temp.ln(s)||'/'||pg_temp.fn(s))), pg_temp.o(s||2,30,upper(left(pg_temp.ln(s),1))||pg_temp.d(s,8)), t, t+pg_temp.n(s||3,1,14)*interval '1 day', pg_temp.p(s||4,'TUL|BOI|RNO|TPA'), pg_temp.p(s||6,'STD|WKND|CORP|GOV'), pg_temp.n(s||7,29,140), pg_temp.n(s||8,60,1900), pg_temp.p(s||10,'||ZZ1432|XX218'), pg_temp.p(s||11,'|STATE MUTUAL|PRAIRIE CASUALTY|'), pg_temp.o(s||12,40,pg_temp.d(s||'p',9)), pg_temp.p(s||13,'A12|A07|K33|W01')
from (select 'ra'||i s, i, pg_temp.ts('ra'||i)::timestamp t from generate_series(1,140) i) x;

create table app.tfc_viol (viol_no int primary key, ra_no int references app.rntl_agr, cit_no text, iss_auth text, viol_dt timestamp, viol_loc text, resp_pty text, resp_adr text, ntc_snt_dt date, paid_flg char(1));
insert into app.tfc_viol select i, 700000+pg_temp.n(s,1,140), pg_temp.d(s,9), pg_temp.p(s||1,'CITY OF RENO|OK TURNPIKE AUTH|TAMPA PD|ADA COUNTY'), pg_temp.ts(s)::timestamp, pg_temp.p(s||2,'I-44 MM 231|MAIN/3RD|GANDY BRIDGE EB|US-395 N'), upper(pg_temp.ln(s)||', '||pg_temp.fn(s)), upper(pg_temp.n(s,10,990)||' '||pg_temp.p(s||4,'Oak St, Tulsa OK|Pine Rd, Boise ID|2nd Ave, Tampa FL')), pg_temp.dt(s,'2023-02-01','2025-05-01'), pg_temp.p(s||5,'Y|N|N')
from (select 'tv'||i s, i from generate_series(1,60) i) x;

-- ===== 7 accounting office (es) =====
create table app.clientes (id serial primary key, codigo text, razon_social text, nombre_comercial text, cif text, representante_legal text, dni_representante text, telefono_centralita text, movil_contacto text, correo_avisos text, domicilio_social text, cp text, poblacion text, provincia text, cuota_mensual numeric(8,2), fecha_alta date, gestor text, observaciones text);
insert into app.clientes (codigo, razon_social, nombre_comercial, cif, representante_legal, dni_representante, telefono_centralita, movil_contacto, correo_avisos, domicilio_social, cp, poblacion, provincia, cuota_mensual, fecha_alta, gestor, observaciones)
select 'C'||lpad(i::text,4,'0'), pg_temp.p(s||1,'Hermanos Ruiz|Talleres Vega|Panadería Sol|Construcciones Mora|Clínica Dental Río|Transportes Gil')||pg_temp.p(s||2,' S.L.| S.A.| S.L.U.'), pg_temp.p(s||3,'|Casa Ruiz|Vega Motor|El Sol|Río'), 'B'||pg_temp.d(s,8), r||' '||l||' '||pg_temp.p(s||6,'Pérez|Gómez|Sanz|Iglesias'), pg_temp.d(s||'dni',8)||substr('TRWAGMYFPDXBNJZSQVHLCKE',pg_temp.d(s||'dni',8)::int%23+1,1), '900 000 '||pg_temp.d(s,3), pg_temp.o(s||7,80,pg_temp.p(s||8,'6|+34 6')||pg_temp.d(s||'m',2)||' 000 '||pg_temp.d(s,3)), case when pg_temp.n(s||9,0,3)>0 then lower(translate(r,'éáíó','eaio'))||'.'||lower(translate(l,'éáíó','eaio'))||'@correo.example' else 'admin'||i||'@correo.example' end, pg_temp.p(s||10,'Pol. Ind. Las Arenas, nave |C/ Mayor, |Avda. Constitución, ')||pg_temp.n(s,1,90), pg_temp.n(s||11,10001,50999)::text, pg_temp.p(s||12,'Getafe|Zaragoza|Burgos|Alcoy'), pg_temp.p(s||12,'Madrid|Zaragoza|Burgos|Alicante'), pg_temp.n(s||14,60,450), pg_temp.dt(s,'2012-01-01','2025-01-01'), pg_temp.p(s||15,'Marta Soler|Iván Cano|Lucía Prieto'), pg_temp.p(s||16,'|||Paga tarde|Pide factura en papel')
from (select 'cl'||i s, i, pg_temp.p('cl'||i||4,'José|María|Carmen|Javier|Inés|Andrés') r, pg_temp.p('cl'||i||5,'Ruiz|Vega|Mora|Gil|Martínez|López') l from generate_series(1,90) i) x;

create table app.nominas (id serial primary key, cliente_id int references app.clientes(id), trabajador text, nif text, num_afiliacion_ss text, fecha_nacimiento date, estado_civil text, hijos smallint, grado_discapacidad smallint, puesto text, salario_bruto numeric(9,2), periodo char(7), cuenta_abono text, enviado_a text, pagada boolean);
insert into app.nominas (cliente_id, trabajador, nif, num_afiliacion_ss, fecha_nacimiento, estado_civil, hijos, grado_discapacidad, puesto, salario_bruto, periodo, cuenta_abono, enviado_a, pagada)
select pg_temp.n(s,1,90), upper(pg_temp.ln(s)||' '||pg_temp.p(s||1,'Gómez|Sanz|Díaz|Ortega')||', '||pg_temp.fn(s)), pg_temp.d(s||'dni',8)||substr('TRWAGMYFPDXBNJZSQVHLCKE',pg_temp.d(s||'dni',8)::int%23+1,1), pg_temp.p(s||2,'28|08|41|50')||'/'||pg_temp.d(s,8)||'/'||pg_temp.d(s||'ss',2), pg_temp.dt(s,'1960-01-01','2003-01-01'), pg_temp.p(s||3,'soltero/a|casado/a|divorciado/a|viudo/a'), pg_temp.n(s||4,0,3), pg_temp.p(s||5,'||||||33|65')::smallint, pg_temp.p(s||6,'Oficial 1ª|Administrativo|Mozo de almacén|Dependienta'), b, '2025-0'||pg_temp.n(s||8,1,6), pg_temp.iban('ES',s,20), pg_temp.o(s||9,80,pg_temp.em(s)), pg_temp.n(s||10,0,6)>0
from (select 'no'||i s, (1200+pg_temp.n('no'||i,0,190000)/100.0)::numeric b from generate_series(1,120) i) x;


-- ===== 8 university =====
create table app.students (id serial primary key, matric_no text unique, family_name text, given_names text, gender text, date_of_birth date, birthplace text, citizenship text, passport_number text, uni_login text, personal_email text, term_address text, home_address text, guardian_name text, guardian_phone text, ethnicity text, programme text, entry_year smallint, fee_status text, tutor text, gpa numeric(3,2), card_photo text);
insert into app.students (matric_no, family_name, given_names, gender, date_of_birth, birthplace, citizenship, passport_number, uni_login, personal_email, term_address, home_address, guardian_name, guardian_phone, ethnicity, programme, entry_year, fee_status, tutor, gpa, card_photo)
select 's'||(2100000+i), pg_temp.ln(s), pg_temp.fn(s)||coalesce(pg_temp.p(s||1,'||| '||pg_temp.fn(s||'m')),''), pg_temp.p(s||3,'F|M|F|M|NB|'), pg_temp.dt(s,'1994-01-01','2007-06-01'), pg_temp.p(s||4,'Glasgow|Lahore|Accra|Shanghai|Athens|Dundee'), pg_temp.p(s||5,'GBR|PAK|GHA|CHN|GRC'), pg_temp.o(s||6,35,upper(left(md5(s),1))||pg_temp.d(s||'pp',8)), left(lower(pg_temp.lo(pg_temp.fn(s))),1)||left(pg_temp.lo(pg_temp.ln(s)),4)||pg_temp.n(s,10,99), pg_temp.o(s||7,90,pg_temp.em(s)), pg_temp.p(s||8,'Pollock Halls, Room '||pg_temp.n(s,1,400)||'|'||pg_temp.str(s)||', Edinburgh '||pg_temp.pc(s)), pg_temp.str(s||'h')||', '||pg_temp.p(s||9,'Perth|Leeds|Accra|Dundee'), pg_temp.o(s||10,60,pg_temp.fn(s||'g')||' '||pg_temp.ln(s)), pg_temp.o(s||10,60,pg_temp.uk(s||'g')), pg_temp.p(s||11,'White|Asian|Black|Mixed|Prefer not to say|'), pg_temp.p(s||12,'BSc Computer Science|LLB Law|MA History|MBChB'), pg_temp.n(s||13,2018,2024), pg_temp.p(s||14,'home|overseas|home'), 'Dr '||pg_temp.ln('tut'||pg_temp.n(s,1,9)), pg_temp.n(s||15,150,400)/100.0, 'cards/'||left(md5(s),12)||'.jpg'
from (select 'st'||i s, i from generate_series(1,130) i) x;

create table app.courses (id serial primary key, code text, title text, school text, credits smallint, convenor text, convenor_ext text, admin_mailbox text, textbook_author text, textbook_isbn text, lecture_hall text, enrolled int, syllabus_url text);
insert into app.courses (code, title, school, credits, convenor, convenor_ext, admin_mailbox, textbook_author, textbook_isbn, lecture_hall, enrolled, syllabus_url)
select upper(left(md5(s),4))||pg_temp.n(s,10000,11999), pg_temp.p(s||1,'Algorithms|Contract Law|Kant and After|Anatomy 2|The Brontë Novels'), pg_temp.p(s||2,'Informatics|Law|Philosophy|Medicine'), pg_temp.p(s||3,'10|20|40')::smallint, 'Prof '||pg_temp.nm('cv'||pg_temp.n(s,1,15)), '5'||pg_temp.d('x'||pg_temp.n(s,1,15),4), pg_temp.p(s||2,'informatics|law|phil|medicine')||'-teaching@uni.example', pg_temp.p(s||4,pg_temp.ln(s||'b')||' & '||pg_temp.ln(s||'d')||'|'||pg_temp.nm(s||'b')||'|'), '978-0-00-'||pg_temp.d(s,6)||'-'||pg_temp.d(s||'i',1), pg_temp.p(s||5,'Appleton Tower 1|David Hume LT A|George Square G.03'), pg_temp.n(s||7,8,240), 'https://drps.uni.example/'||left(md5(s),6)
from (select 'co'||i s from generate_series(1,60) i) x;

create table app.learning_adjustments (id serial primary key, student_id int references app.students(id), course_id int references app.courses(id), category text, evidence text, extra_time_pct smallint, separate_room boolean, approved_by text, valid_from date, valid_to date, advisor_comment text);
insert into app.learning_adjustments (student_id, course_id, category, evidence, extra_time_pct, separate_room, approved_by, valid_from, valid_to, advisor_comment)
select pg_temp.n(s,1,130), pg_temp.n(s||1,1,60), pg_temp.p(s||2,'dyslexia|ADHD|visual impairment|anxiety|mobility'), pg_temp.p(s||3,'GP letter: recurrent migraine|Ed psych report 2021|Hospital letter, Crohn''s disease|'), pg_temp.p(s||4,'0|25|50')::smallint, pg_temp.n(s||5,0,1)=0, pg_temp.nm('ab'||pg_temp.n(s,1,5)), v, v+365, pg_temp.note(s)
from (select 'la'||i s, pg_temp.dt('la'||i,'2022-09-01','2025-01-31') v from generate_series(1,60) i) x;

-- ===== 9 food delivery (camelCase) =====
create table app.couriers (id serial primary key, "fullName" text, "nickname" text, "phoneE164" text, "vehicleType" text, "plateNumber" text, "payoutIban" text, "taxNumber" text, "currentLat" double precision, "currentLng" double precision, "deviceModel" text, "pushToken" text, rating numeric(3,2), "deliveriesCount" int, "selfieUrl" text, "isOnline" boolean, "lastPingAt" timestamptz);
insert into app.couriers ("fullName", nickname, "phoneE164", "vehicleType", "plateNumber", "payoutIban", "taxNumber", "currentLat", "currentLng", "deviceModel", "pushToken", rating, "deliveriesCount", "selfieUrl", "isOnline", "lastPingAt")
select pg_temp.nm(s), pg_temp.o(s||1,40,pg_temp.us(s)), '+3361234'||pg_temp.d(s,4), pg_temp.p(s||3,'BIKE|SCOOTER|CAR'), pg_temp.o(s||4,60,upper(translate(left(md5(s),2),'0123456789','ABCDEFGHJK'))||'-'||pg_temp.d(s||'pl',3)||'-'||upper(translate(substr(md5(s),5,2),'0123456789','ABCDEFGHJK'))), pg_temp.iban('FR',s,23), pg_temp.o(s||5,70,pg_temp.n(s,0,3)||pg_temp.d(s||'tx',12)), 48.81+pg_temp.n(s||6,0,90000)/1e6, 2.27+pg_temp.n(s||7,0,140000)/1e6, pg_temp.p(s||8,'SM-A546B|iPhone14,7|Redmi Note 12'), 'fcm:'||md5(s)||md5(s||'2'), pg_temp.n(s||10,350,500)/100.0, pg_temp.n(s||11,0,5000), 'https://s3.example.com/kyc/'||md5(s)||'.jpg', pg_temp.n(s||12,0,2)=0, pg_temp.ts(s)
from (select 'cu'||i s from generate_series(1,80) i) x;

create table app.restaurants (id serial primary key, "displayName" text, "legalName" text, siret text, "ownerName" text, "ownerPhone" text, "orderPhone" text, "supportEmail" text, street text, "zipCode" text, city text, "geoLat" double precision, "geoLng" double precision, cuisine text, "bankIban" text, "logoUrl" text, "printerIp" inet, "openingHours" jsonb);
insert into app.restaurants ("displayName", "legalName", siret, "ownerName", "ownerPhone", "orderPhone", "supportEmail", street, "zipCode", city, "geoLat", "geoLng", cuisine, "bankIban", "logoUrl", "printerIp", "openingHours")
select v, upper(v)||' SARL', pg_temp.d(s,14), pg_temp.nm(s), pg_temp.o(s||1,80,'06 39 98 '||pg_temp.d(s,2)||' '||pg_temp.d(s||'q',2)), '01 99 00 '||pg_temp.d(s,2)||' '||pg_temp.d(s||'w',2), 'contact@'||lower(translate(replace(replace(v,' ',''),'''',''),'éèà','eea'))||'.example', pg_temp.n(s,1,180)||' '||pg_temp.p(s||2,'rue de Rivoli|bd Voltaire|av. Jean Jaurès|rue Monge'), '750'||lpad(pg_temp.n(s||3,1,20)::text,2,'0'), 'Paris', 48.82+pg_temp.n(s||4,0,80000)/1e6, 2.28+pg_temp.n(s||5,0,120000)/1e6, pg_temp.p(s||6,'thai|italian|burger|lebanese|halal|vegan'), pg_temp.iban('FR',s,23), 'https://img.example.com/logo/'||left(md5(s),8)||'.png', ('192.168.1.'||pg_temp.n(s||8,10,200))::inet, jsonb_build_object('mon','11-23','sun',pg_temp.p(s||9,'closed|12-22'))
from (select 'rs'||i s, pg_temp.p('rs'||i,'Chez Marcel|Luigi|Mamma Rosa|Le Petit Thaï|Abou Karim|Burger Lab|Madame Nguyen')||pg_temp.p('rs'||i||'v','| Bastille| République| 15e') v from generate_series(1,70) i) x;
update app.restaurants set "displayName"='Chez Marcel', "legalName"='CHEZ MARCEL SARL', "supportEmail"='contact@chezmarcel.example' where "displayName" is null;

create table app.deliveries (id serial primary key, "courierId" int references app.couriers(id), "restaurantId" int references app.restaurants(id), "shortCode" text, "recipient" text, "contactNumber" text, "dropoffAddress" text, "dropoffLat" double precision, "dropoffLng" double precision, "doorCode" text, "floor" text, "instructions" text, "itemsTotal" numeric(8,2), "paymentMethod" text, "placedAt" timestamptz, "deliveredAt" timestamptz, "allergyInfo" text, state text);
insert into app.deliveries ("courierId", "restaurantId", "shortCode", recipient, "contactNumber", "dropoffAddress", "dropoffLat", "dropoffLng", "doorCode", floor, instructions, "itemsTotal", "paymentMethod", "placedAt", "deliveredAt", "allergyInfo", state)
select pg_temp.n(s,1,80), pg_temp.n(s||1,1,70), upper(left(md5(s),4)), pg_temp.p(s||2,pg_temp.nm(s)||'|'||pg_temp.fn(s)||'|'||pg_temp.fn(s)||' '||left(pg_temp.ln(s),1)||'.'), pg_temp.p(s||3,'06 39 98 |+33 6 39 98 ')||pg_temp.d(s,2)||' '||pg_temp.d(s||'y',2), pg_temp.n(s,1,120)||' '||pg_temp.p(s||4,'rue Lepic|rue du Bac|quai de Valmy|rue Oberkampf')||', 750'||lpad(pg_temp.n(s||5,1,20)::text,2,'0')||' Paris', 48.82+pg_temp.n(s||6,0,80000)/1e6, 2.28+pg_temp.n(s||7,0,120000)/1e6, pg_temp.o(s||8,60,coalesce(pg_temp.p(s||9,'A|B|'),'')||pg_temp.d(s,4)), pg_temp.p(s||10,'|RDC|2|4e gauche'), pg_temp.p(s||11,'|||Appeler en bas|Leave at door|ring twice'), pg_temp.n(s||12,900,6500)/100.0, pg_temp.p(s||15,'CARD|APPLE_PAY|CASH'), t, t+interval '37 min', pg_temp.p(s||17,'|||||peanuts|gluten|no shellfish please'), pg_temp.p(s||18,'DELIVERED|DELIVERED|CANCELLED|EN_ROUTE')
from (select 'de'||i s, pg_temp.ts('de'||i) t from generate_series(1,150) i) x;
commit;
