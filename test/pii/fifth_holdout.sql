-- Blind hold-out schema: product teams of different industries, made-up data, deterministic.
--
-- PERSONAL: what tells who a natural person is, how to reach or find them, or what is said of their
--   body, health, faith, family, union or ethnicity: names of persons (also in role-like columns when
--   the values are names), usernames/handles/logins, e-mail, phone/fax/messenger of a person, postal
--   address parts of a person, national ids, passport, driving licence, tax ids of persons, bank
--   account/card of persons, date/place of birth, gender, nationality, religion, blood group,
--   diagnosis, allergies, dietary needs, disability, marital status, photo url of a person,
--   coordinates of a person's home or device track, IP addresses of persons, plates of private
--   persons, next of kin.
-- NOT PERSONAL: firms, places, animals, machines, products and their names, registration numbers,
--   switchboards, shared mailboxes, addresses of firms and venues; server host names, MAC/IP of
--   infrastructure; codes, statuses, amounts, times of events, counts, titles of things, plates of a
--   company fleet.
-- AMBIGUOUS (counted for nothing): free texts/notes, salary/grades/dates of a job, user agent,
--   secrets and tokens, codes that stand for a person (employee number, member number), settings,
--   job titles.
-- Surrogate ids, foreign keys and tenant columns are not judged.
begin;
set local client_min_messages = warning;

create function pg_temp.h(i int, s int) returns int language sql immutable as
$$ select ('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int $$;
create function pg_temp.n(i int, s int, lo int, hi int) returns int language sql immutable as
$$ select lo + (('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int) % (hi-lo+1) $$;
create function pg_temp.p(i int, s int, variadic a text[]) returns text language sql immutable as
$$ select a[1 + (('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int) % array_length(a,1)] $$;
create function pg_temp.b(i int, s int, pct int) returns boolean language sql immutable as
$$ select (('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int) % 100 < pct $$;
-- '#' digit, '^' digit 1-9, '?' capital letter
create function pg_temp.x(i int, s int, f text) returns text language plpgsql immutable as $$
declare r text := ''; c text; v int; k int;
begin
  for k in 1..length(f) loop
    c := substr(f,k,1);
    v := ('x'||substr(md5(i::text||':'||s::text||':'||k::text),1,7))::bit(28)::int;
    r := r || case c when '#' then (v%10)::text when '^' then (1+v%9)::text
      when '?' then substr('ABCDEFGHJKLMNPRSTUVWXYZ',1+v%23,1) else c end;
  end loop;
  return r;
end $$;
create function pg_temp.d(i int, s int, a text, z text) returns date language sql immutable as
$$ select a::date + (('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int) % (z::date-a::date) $$;
create function pg_temp.t(i int, s int, a text, z text) returns timestamptz language sql stable as
$$ select (a::date + (('x'||substr(md5(i::text||':'||s::text),1,7))::bit(28)::int) % (z::date-a::date))::timestamptz
   + make_interval(secs => (('x'||substr(md5(i::text||'!'||s::text),1,7))::bit(28)::int) % 43200 + 25200) $$;
create function pg_temp.uid(i int, k text) returns uuid language sql immutable as
$$ select md5(k||i::text)::uuid $$;
create function pg_temp.asc(t text) returns text language sql immutable as
$$ select regexp_replace(translate(lower(t),'äöüßáéíóúñèêëïçàãõôîû','aousaeiouneeeicaaooiu'),'[^a-z]','','g') $$;
create function pg_temp.f(i int, s int, l text) returns text language sql immutable as $$
select pg_temp.p(i, s, variadic case l
 when 'de' then array['Annika','Bernd','Claudia','Dieter','Elke','Felix','Gerda','Holger','Ilse','Jürgen','Katrin','Lukas','Monika','Nils','Petra','Rainer','Sabine','Thorsten','Ute','Wolfgang','Aylin','Mehmet']
 when 'fr' then array['Aurélie','Benoît','Camille','Didier','Élodie','Fabien','Gaëlle','Hervé','Inès','Julien','Karim','Laurence','Mathilde','Nicolas','Odile','Pascal','Sandrine','Thibault','Véronique','Yanis']
 when 'es' then array['Alejandra','Borja','Carmen','Diego','Elena','Fernando','Gloria','Hugo','Inmaculada','Javier','Laura','Marcos','Nuria','Óscar','Pilar','Rocío','Sergio','Teresa','Víctor','María José']
 when 'nl' then array['Anouk','Bram','Cees','Daan','Esther','Femke','Gijs','Hanneke','Ivo','Jeroen','Karin','Lotte','Maarten','Noor','Pieter','Roos','Sander','Tess','Willem','Fatima']
 else array['Aisha','Benjamin','Charlotte','Daniel','Eleanor','Finlay','Grace','Harpreet','Imogen','Jack','Kwame','Leah','Mohammed','Niamh','Oliver','Priya','Rebecca','Samuel','Tamsin','Victor','Wendy','Zoe','Declan','Marcus','Joanne','Terrence','Luis','Mei'] end) $$;
create function pg_temp.l(i int, s int, l text) returns text language sql immutable as $$
select pg_temp.p(i, s+5003, variadic case l
 when 'de' then array['Albrecht','Bachmann','Demir','Ebert','Fuchs','Gruber','Hoffmann','Jansen','Kowalski','Lehmann','Müller-Brandt','Neumann','Özdemir','Pfeiffer','Richter','Schäfer','Seidel','Vogt','Weiß','Zimmermann']
 when 'fr' then array['Arnaud','Benali','Chevalier','Dubois','Fontaine','Girard','Hamdi','Jacquet','Lefebvre','Marchand','Noël','Perrin','Rousseau','Schmitt','Texier','Vasseur','de La Tour','Le Goff']
 when 'es' then array['Álvarez','Blanco','Cano','Domínguez','Expósito','Fuentes','Gallego','Herrero','Iglesias','Lozano','Muñoz','Navarro','Ortega','Peña','Quintana','Rubio','Santos','Vega','Zamora']
 when 'nl' then array['Bakker','Bosman','de Wit','Dekker','El Amrani','Hendriks','Jansma','Kuipers','Mulder','Postma','Schouten','Smeets','Verhoeven','Visser','Willemse','Zijlstra']
 else array['Abbott','Blackwood','Chaudhry','Donnelly','Everett','Fitzgerald','Goldberg','Hargreaves','Iqbal','Jennings','Kowalczyk','Lindqvist','Mbeki','Nguyen','O''Connor','Pemberton','Quinn','Ramirez','Sutherland','Thistlewood','Underhill','Vaughan','Whitaker','Yeboah','Da Silva','Cho'] end) $$;
create function pg_temp.e(i int, s int, l text) returns text language sql immutable as $$
select pg_temp.asc(pg_temp.f(i,s,l)) || pg_temp.p(i,s+1,'.','','_','.') || pg_temp.asc(pg_temp.l(i,s,l))
  || pg_temp.p(i,s+2,'','','7','84','92') || '@' || pg_temp.p(i, s+3, variadic case l
 when 'de' then array['gmx.de','web.de','t-online.de','gmail.com','posteo.de']
 when 'fr' then array['orange.fr','free.fr','laposte.net','gmail.com','wanadoo.fr']
 when 'es' then array['gmail.com','hotmail.es','yahoo.es','telefonica.net']
 when 'nl' then array['ziggo.nl','kpnmail.nl','gmail.com','xs4all.nl']
 else array['gmail.com','outlook.com','yahoo.com','icloud.com','hotmail.co.uk','proton.me'] end) $$;
create function pg_temp.st(i int, s int, l text) returns text language sql immutable as $$
select pg_temp.p(i, s, variadic case l
 when 'de' then array['Lindenstraße','Am Mühlbach','Goethestr.','Bahnhofstraße','Kirchweg','Schillerplatz','Rosenweg','Hauptstr.','Dorfstraße']
 when 'fr' then array['rue des Lilas','avenue Jean Jaurès','bd Voltaire','impasse du Moulin','rue Pasteur','chemin des Vignes','place de l''Église']
 when 'es' then array['C/ Mayor','Avda. de la Constitución','Calle del Pez','Plaza de España','C/ San Antón','Paseo de la Castellana','Ronda Sur']
 when 'nl' then array['Dorpsstraat','Keizersgracht','Molenweg','Beatrixlaan','Kerkstraat','Van Goghstraat','Eikenlaan']
 when 'us' then array['Maple Ave','Old Mill Rd','Elm St','Sycamore Dr','W 4th St','County Road 12','Birchwood Ln','Lakeview Blvd']
 else array['Station Road','High Street','Church Lane','Victoria Terrace','Meadow Close','Albert Street','Mill Hill','Park Crescent','Orchard Way'] end) $$;
create function pg_temp.c(i int, s int, l text) returns text language sql immutable as $$
select pg_temp.p(i, s, variadic case l
 when 'de' then array['Kassel','Göttingen','Fulda','Marburg','Baunatal','Hann. Münden','Paderborn']
 when 'fr' then array['Nantes','Rezé','Saint-Herblain','Angers','RENNES','Vannes','Cholet']
 when 'es' then array['Zaragoza','Huesca','Teruel','Cuarte de Huerva','Utebo','Calatayud']
 when 'nl' then array['Zwolle','Apeldoorn','Deventer','Kampen','Hattem','Nijmegen']
 when 'us' then array['Dayton','Kettering','Xenia','Springfield','Beavercreek','Troy']
 else array['Sheffield','Rotherham','Chesterfield','Leeds','Barnsley','Huddersfield','York','Doncaster'] end) $$;
create function pg_temp.iban(cc text, bban text) returns text language plpgsql immutable as $$
declare t text := ''; u text := bban||cc||'00'; c text; k int;
begin
  for k in 1..length(u) loop
    c := substr(u,k,1);
    t := t || case when c between '0' and '9' then c else (ascii(c)-55)::text end;
  end loop;
  return cc || lpad((98 - mod(t::numeric, 97))::int::text, 2, '0') || bban;
end $$;
create function pg_temp.bsn(i int) returns text language plpgsql immutable as $$
declare b int := 10230415 + i*7919; r int; k int; s text;
begin
  loop
    s := lpad(b::text, 8, '0'); r := 0;
    for k in 1..8 loop r := r + substr(s,k,1)::int * (10-k); end loop;
    exit when r % 11 < 10;
    b := b + 1;
  end loop;
  return s || (r % 11)::text;
end $$;
create function pg_temp.dni(i int) returns text language sql immutable as
$$ select lpad(v::text,8,'0') || substr('TRWAGMYFPDXBNJZSQVHLCKE', 1 + v % 23, 1)
   from (select 17203941 + i*611953 as v) q $$;


-- ===== Car dealership, Ohio: abbreviations =====

create table app.cust (
  cust_id int primary key,
  cust_no text,
  fname varchar(40),
  lname varchar(40),
  addr1 varchar(60),
  addr2 varchar(30),
  city varchar(30),
  zip varchar(10),
  ph_home varchar(20),
  ph_cell varchar(20),
  email varchar(80),
  dl_no varchar(12),
  dob date,
  src_cd varchar(6),
  opt_sms char(1),
  crt_dt timestamp
);
insert into app.cust select
  (i)::int,
  ('C'||(40000+i*7))::text,
  (case when i%19=0 then upper(pg_temp.f(i,1000,'en')) else pg_temp.f(i,1000,'en') end)::varchar(40),
  (case when i%19=0 then upper(pg_temp.l(i,1000,'en')) else pg_temp.l(i,1000,'en') end)::varchar(40),
  (pg_temp.n(i,100017,12,9800)||' '||pg_temp.st(i,100034,'us'))::varchar(60),
  (case when pg_temp.n(i,100068,0,99) < 75 then null else pg_temp.p(i,100051,'Apt 4B','Unit 12','Apt 2','Lot 18','Ste 3 (rear)') end)::varchar(30),
  (pg_temp.c(i,100085,'us'))::varchar(30),
  (pg_temp.x(i,100102,'45###')||pg_temp.p(i,100119,'','','-1204','-3310'))::varchar(10),
  (case when pg_temp.n(i,100153,0,99) < 40 then null else pg_temp.x(i,100136,'(937) 5##-####') end)::varchar(20),
  (case when i%23=0 then 'none' else pg_temp.x(i,100170,'937-^##-####') end)::varchar(20),
  (case when pg_temp.n(i,100187,0,99) < 15 then null else case when i%29=0 then 'declined' else pg_temp.e(i,1000,'en') end end)::varchar(80),
  (case when pg_temp.n(i,100221,0,99) < 20 then null else pg_temp.x(i,100204,'??######') end)::varchar(12),
  (case when pg_temp.n(i,100255,0,99) < 20 then null else pg_temp.d(i,100238,'1944-01-01','2005-01-01') end)::date,
  (pg_temp.p(i,100272,'WALK','INET','REF','PHN','SVC'))::varchar(6),
  (pg_temp.p(i,100289,'Y','N'))::char(1),
  (pg_temp.t(i,100306,'2016-01-01','2025-01-01'))::timestamp
from generate_series(1,120) i;

create table app.veh_stock (
  veh_id int primary key,
  stk_no varchar(10),
  vin char(17),
  yr smallint,
  make varchar(20),
  mdl varchar(30),
  ext_clr varchar(20),
  odo_mi int,
  msrp_amt numeric(10,2),
  flrpln_lndr varchar(40),
  lot_loc varchar(10),
  prev_ownr varchar(60),
  key_tag int
);
insert into app.veh_stock select
  (i)::int,
  (pg_temp.p(i,100323,'N','U')||(22000+i))::varchar(10),
  (pg_temp.x(i,100340,'1?4?#7?#')||pg_temp.x(i,100357,'#?#######'))::char(17),
  (pg_temp.n(i,100374,2009,2025))::smallint,
  (pg_temp.p(i,100391,'Ford','Toyota','Chevrolet','Honda','Jeep','Lincoln'))::varchar(20),
  (pg_temp.p(i,100408,'F-150','Camry','Silverado','Civic','Wrangler','Continental','Sierra'))::varchar(30),
  (pg_temp.p(i,100425,'White','Magnetic','Red','Black','Silver'))::varchar(20),
  (case when pg_temp.n(i,100459,0,99) < 10 then null else pg_temp.n(i,100442,8,143000) end)::int,
  (pg_temp.n(i,100476,7900,68000))::numeric(10,2),
  (pg_temp.p(i,100493,'Ally Financial','Huntington Natl','Ford Motor Credit'))::varchar(40),
  (pg_temp.p(i,100510,'A-1','A-2','B-4','OVFL','SHWRM'))::varchar(10),
  (case when pg_temp.n(i,100527,0,99) < 45 then null else pg_temp.l(i,2000,'en')||', '||pg_temp.f(i,2000,'en') end)::varchar(60),
  (pg_temp.n(i,100544,1,900))::int
from generate_series(1,110) i;

create table app.sls_deal (
  deal_id int primary key,
  deal_no varchar(12),
  cust_id int references app.cust,
  veh_id int references app.veh_stock,
  slsp_nm varchar(40),
  deal_typ char(1),
  sale_amt numeric(10,2),
  apr_pct numeric(5,2),
  trade_tag varchar(10),
  trade_acv numeric(10,2),
  lien_hldr varchar(40),
  cosgnr_nm varchar(60),
  deliv_dt date,
  deal_memo text
);
insert into app.sls_deal select
  (i)::int,
  ('D24-'||lpad(i::text,5,'0'))::varchar(12),
  (pg_temp.n(i,100561,1,120))::int,
  (pg_temp.n(i,100578,1,110))::int,
  (pg_temp.p(i,100595,'Rick Delaney','Tonya Marsh','Bill Kessler','Andre Whitlock','Shelby Crane'))::varchar(40),
  (pg_temp.p(i,100612,'C','F','L'))::char(1),
  (pg_temp.n(i,100629,6000,65000))::numeric(10,2),
  (case when pg_temp.n(i,100663,0,99) < 30 then null else pg_temp.n(i,100646,190,1290)/100.0 end)::numeric(5,2),
  (case when pg_temp.n(i,100697,0,99) < 50 then null else pg_temp.x(i,100680,'??? ####') end)::varchar(10),
  (case when pg_temp.n(i,100731,0,99) < 50 then null else pg_temp.n(i,100714,500,30000) end)::numeric(10,2),
  (case when pg_temp.n(i,100765,0,99) < 35 then null else pg_temp.p(i,100748,'Wright-Patt CU','Chase Auto','Day Air Credit Union','Ally Financial') end)::varchar(40),
  (case when pg_temp.n(i,100799,0,99) < 70 then null else pg_temp.f(i,3000,'en')||' '||pg_temp.x(i,100782,'?.')||' '||pg_temp.l(i,3000,'en') end)::varchar(60),
  (pg_temp.d(i,100816,'2024-01-02','2024-12-30'))::date,
  (case when pg_temp.n(i,100850,0,99) < 60 then null else pg_temp.p(i,100833,'wants floor mats thrown in','waiting on title','cust to return w/ 2nd key','call before 5') end)::text
from generate_series(1,100) i;
comment on column app.sls_deal.trade_tag is 'License plate on the customer trade-in';
comment on column app.sls_deal.trade_acv is 'Actual cash value';

create table app.svc_ro (
  ro_id int primary key,
  ro_no int,
  cust_id int references app.cust,
  cust_plate varchar(10),
  svc_adv varchar(30),
  tech_no smallint,
  appt_ts timestamp,
  bay smallint,
  concern text,
  est_hrs numeric(4,1),
  loaner_plate varchar(10),
  rdy_ph varchar(20),
  ro_stat char(2)
);
insert into app.svc_ro select
  (i)::int,
  (610000+i)::int,
  (pg_temp.n(i,100867,1,120))::int,
  (case when pg_temp.n(i,100901,0,99) < 8 then null else case when i%31=0 then 'TEMP TAG' else pg_temp.x(i,100884,'??? ####') end end)::varchar(10),
  (pg_temp.p(i,100918,'Jenna Alford','Mike Pruitt','T. Okafor','Kelly Stamper'))::varchar(30),
  (pg_temp.n(i,100935,11,29))::smallint,
  (pg_temp.t(i,100952,'2024-03-01','2025-02-01'))::timestamp,
  (case when pg_temp.n(i,100986,0,99) < 20 then null else pg_temp.n(i,100969,1,14) end)::smallint,
  (pg_temp.p(i,101003,'C/S noise front end over bumps','LOF + rotate','check eng light on','A/C blows warm','brakes squeal cold'))::text,
  (pg_temp.n(i,101020,3,80)/10.0)::numeric(4,1),
  (case when pg_temp.n(i,101054,0,99) < 70 then null else pg_temp.p(i,101037,'JKD 4401','JKD 4402','JKD 4403','JKD 4404','JKD 4405') end)::varchar(10),
  (case when pg_temp.n(i,101088,0,99) < 20 then null else pg_temp.x(i,101071,'937.^##.####') end)::varchar(20),
  (pg_temp.p(i,101105,'OP','WP','CL','IN'))::char(2)
from generate_series(1,130) i;
comment on column app.svc_ro.loaner_plate is 'Dealer-owned loaner fleet';

-- ===== Zahnarztpraxis (German) =====

create table app.patient (
  patient_id int primary key,
  anrede text,
  vorname text,
  nachname text,
  geburtsdatum date,
  strasse text,
  hausnr text,
  plz char(5),
  ort text,
  tel_privat text,
  mobil text,
  email text,
  versicherten_nr text,
  krankenkasse text,
  vorerkrankungen text,
  allergien text,
  angehoerige text
);
insert into app.patient select
  (i)::int,
  (pg_temp.p(i,101122,'Frau','Herr','Herr','Frau',''))::text,
  (pg_temp.f(i,5000,'de'))::text,
  (pg_temp.l(i,5000,'de'))::text,
  (pg_temp.d(i,101139,'1936-01-01','2019-01-01'))::date,
  (pg_temp.st(i,101156,'de'))::text,
  (pg_temp.n(i,101173,1,140)||pg_temp.p(i,101190,'','','','a','b'))::text,
  (pg_temp.x(i,101207,'34###'))::char(5),
  (pg_temp.c(i,101224,'de'))::text,
  (case when pg_temp.n(i,101258,0,99) < 35 then null else pg_temp.x(i,101241,'0561 / ^#####') end)::text,
  (case when pg_temp.n(i,101309,0,99) < 15 then null else pg_temp.p(i,101275,'0151','0172','+49 160','0176')||' '||pg_temp.x(i,101292,'########') end)::text,
  (case when pg_temp.n(i,101326,0,99) < 30 then null else pg_temp.e(i,5000,'de') end)::text,
  (case when pg_temp.n(i,101360,0,99) < 12 then null else pg_temp.x(i,101343,'?#########') end)::text,
  (pg_temp.p(i,101377,'AOK Hessen','Techniker','Barmer','DAK','privat','BKK'))::text,
  (case when pg_temp.n(i,101411,0,99) < 55 then null else pg_temp.p(i,101394,'Diabetes Typ 2','Hypertonie','Asthma','Marcumar','keine','Endokarditis-Risiko') end)::text,
  (case when pg_temp.n(i,101445,0,99) < 60 then null else pg_temp.p(i,101428,'Penicillin','Latex','keine bekannt','Lidocain','Nickel') end)::text,
  (case when pg_temp.n(i,101479,0,99) < 65 then null else pg_temp.f(i,5050,'de')||' '||pg_temp.l(i,5000,'de')||', '||pg_temp.x(i,101462,'0170 #######') end)::text
from generate_series(1,110) i;

create table app.behandlung (
  behandlung_id int primary key,
  patient_id int references app.patient,
  datum date,
  behandler text,
  diagnose text,
  raum text,
  dauer_min int,
  betrag numeric(8,2),
  rechnungsnr text,
  status text,
  bemerkung text
);
insert into app.behandlung select
  (i)::int,
  (pg_temp.n(i,101496,1,110))::int,
  (pg_temp.d(i,101513,'2023-01-01','2025-02-01'))::date,
  (pg_temp.p(i,101530,'Dr. Seidel','Dr. A. Wendt','ZA Kröger','Dr. Seidel'))::text,
  (pg_temp.p(i,101547,'Karies profunda','Parodontitis','Pulpitis irrev.','Gingivitis','Fraktur Krone','o.B.'))::text,
  (pg_temp.p(i,101564,'Z1','Z2','Z3','Prophylaxe'))::text,
  (pg_temp.p(i,101581,'15','30','45','60'))::int,
  (pg_temp.n(i,101598,1200,98000)/100.0)::numeric(8,2),
  (case when pg_temp.n(i,101615,0,99) < 20 then null else 'R'||(2024000+i) end)::text,
  (pg_temp.p(i,101632,'abgerechnet','offen','storniert'))::text,
  (case when pg_temp.n(i,101666,0,99) < 50 then null else pg_temp.p(i,101649,'Kontrolle in 2 Wochen','sehr nervös','Heil- und Kostenplan mitgegeben','Anästhesie ok') end)::text
from generate_series(1,140) i;

create table app.fremdlabor (
  labor_id int primary key,
  firma text,
  ansprechpartner text,
  telefon_zentrale text,
  email text,
  strasse text,
  plz char(5),
  ort text,
  ust_id text,
  iban text,
  lieferzeit_tage int
);
insert into app.fremdlabor select
  (i)::int,
  (pg_temp.p(i,101683,'Dentaltechnik','Zahnlabor','Dental-Labor','Keramik-Studio')||' '||pg_temp.l(i,7000,'de')||' '||pg_temp.p(i,101700,'GmbH','GbR','KG'))::text,
  (case when pg_temp.n(i,101734,0,99) < 15 then null else pg_temp.p(i,101717,'Frau','Herr')||' '||pg_temp.l(i,7050,'de') end)::text,
  (pg_temp.x(i,101751,'0551 ^####-0'))::text,
  (pg_temp.p(i,101768,'info@','labor@','auftrag@')||'dental-'||pg_temp.asc(pg_temp.l(i,7000,'de'))||'.de')::text,
  (pg_temp.st(i,101785,'de')||' '||pg_temp.n(i,101802,1,90))::text,
  (pg_temp.x(i,101819,'37###'))::char(5),
  (pg_temp.c(i,101836,'de'))::text,
  (pg_temp.x(i,101853,'DE#########'))::text,
  (pg_temp.iban('DE',pg_temp.x(i,101870,'52050353##########')))::text,
  (pg_temp.n(i,101887,3,14))::int
from generate_series(1,60) i;

-- ===== University: Rails =====

create table app.students (
  id bigint primary key,
  student_number varchar,
  given_name varchar,
  family_name varchar,
  preferred_name varchar,
  university_email varchar,
  personal_email varchar,
  term_address_line1 varchar,
  term_postcode varchar,
  nationality varchar,
  date_of_birth date,
  passport_number varchar,
  photo_url varchar,
  fee_status varchar,
  state varchar,
  created_at timestamp,
  updated_at timestamp
);
insert into app.students select
  (i)::bigint,
  ('2'||lpad((10000+i*37)::text,7,'0'))::varchar,
  (pg_temp.f(i,8000,'en'))::varchar,
  (pg_temp.l(i,8000,'en'))::varchar,
  (case when pg_temp.n(i,101921,0,99) < 75 then null else pg_temp.p(i,101904,'Benny','Charlie','Ellie','Sam','Becks','Zo') end)::varchar,
  (pg_temp.asc(substr(pg_temp.f(i,8000,'en'),1,1)||pg_temp.l(i,8000,'en'))||i||'@students.wharfedale.ac.uk')::varchar,
  (case when pg_temp.n(i,101938,0,99) < 25 then null else pg_temp.e(i,8000,'en') end)::varchar,
  (case when pg_temp.n(i,102006,0,99) < 8 then null else pg_temp.p(i,101955,'Flat 3, ','Room 214, ','','')||pg_temp.n(i,101972,1,220)||' '||pg_temp.st(i,101989,'en') end)::varchar,
  (case when pg_temp.n(i,102040,0,99) < 8 then null else pg_temp.x(i,102023,'LS# #??') end)::varchar,
  (pg_temp.p(i,102057,'British','Nigerian','Indian','Irish','Chinese','British','Polish'))::varchar,
  (pg_temp.d(i,102074,'1996-01-01','2007-01-01'))::date,
  (case when pg_temp.n(i,102108,0,99) < 60 then null else pg_temp.x(i,102091,'#########') end)::varchar,
  (case when pg_temp.n(i,102125,0,99) < 20 then null else 'https://cdn.wharfedale.ac.uk/idcards/'||md5('ph'||i)||'.jpg' end)::varchar,
  (pg_temp.p(i,102142,'home','overseas','home'))::varchar,
  (pg_temp.p(i,102159,'enrolled','suspended','graduated','enrolled'))::varchar,
  (pg_temp.t(i,102176,'2021-09-01','2024-10-01'))::timestamp,
  (pg_temp.t(i,102193,'2024-10-01','2025-02-01'))::timestamp
from generate_series(1,130) i;

create table app.course_modules (
  id bigint primary key,
  code varchar,
  title varchar,
  credits int,
  level int,
  faculty varchar,
  convenor varchar,
  convenor_email varchar,
  room varchar,
  capacity int,
  teaching_language varchar,
  syllabus_url varchar,
  created_at timestamp
);
insert into app.course_modules select
  (i)::bigint,
  (pg_temp.p(i,102210,'HIST','COMP','BIOL','LAWS','MATH')||(1000+i*10))::varchar,
  (pg_temp.p(i,102227,'The Age of Victoria','Operating Systems','Cell Biology','Contract Law','Galois Theory','Darwin and his Critics','Reading Jane Austen'))::varchar,
  (pg_temp.p(i,102244,'10','20','40'))::int,
  (pg_temp.n(i,102261,4,7))::int,
  (pg_temp.p(i,102278,'Arts','Engineering','Life Sciences','Law'))::varchar,
  (pg_temp.p(i,102295,'Dr ','Prof. ','')||pg_temp.f(i,9000,'en')||' '||pg_temp.l(i,9000,'en'))::varchar,
  (case when pg_temp.n(i,102312,0,99) < 10 then null else pg_temp.asc(substr(pg_temp.f(i,9000,'en'),1,1))||'.'||pg_temp.asc(pg_temp.l(i,9000,'en'))||'@wharfedale.ac.uk' end)::varchar,
  (pg_temp.p(i,102329,'Baines LT1','Parkinson 3.04','Michael Sadler LG10','Roger Stevens 20'))::varchar,
  (pg_temp.n(i,102346,12,320))::int,
  (pg_temp.p(i,102363,'English','English','French'))::varchar,
  (case when pg_temp.n(i,102380,0,99) < 20 then null else 'https://vle.wharfedale.ac.uk/m/'||(1000+i) end)::varchar,
  (pg_temp.t(i,102397,'2019-01-01','2024-01-01'))::timestamp
from generate_series(1,70) i;

create table app.equality_monitoring_forms (
  id bigint primary key,
  student_id bigint references app.students,
  ethnicity varchar,
  religion_or_belief varchar,
  disability varchar,
  gender_identity varchar,
  form_version varchar,
  submitted_at timestamp,
  channel varchar
);
insert into app.equality_monitoring_forms select
  (i)::bigint,
  (pg_temp.n(i,102414,1,130))::bigint,
  (case when pg_temp.n(i,102448,0,99) < 10 then null else pg_temp.p(i,102431,'White British','Black African','Asian - Indian','Mixed','Chinese','Prefer not to say','White - other') end)::varchar,
  (case when pg_temp.n(i,102482,0,99) < 15 then null else pg_temp.p(i,102465,'None','Christian','Muslim','Hindu','Sikh','Jewish','Prefer not to say') end)::varchar,
  (case when pg_temp.n(i,102516,0,99) < 30 then null else pg_temp.p(i,102499,'No known disability','Specific learning difficulty','Mental health condition','Deaf','Long standing illness') end)::varchar,
  (case when pg_temp.n(i,102550,0,99) < 10 then null else pg_temp.p(i,102533,'Woman','Man','Non-binary','Prefer not to say') end)::varchar,
  (pg_temp.p(i,102567,'v3','v4','v4'))::varchar,
  (pg_temp.t(i,102584,'2022-09-01','2024-10-01'))::timestamp,
  (pg_temp.p(i,102601,'portal','paper'))::varchar
from generate_series(1,90) i;

-- ===== Law firm: Django =====

create table app.accounts_user (
  id int primary key,
  password varchar(128),
  last_login timestamptz,
  is_superuser boolean,
  username varchar(150),
  first_name varchar(150),
  last_name varchar(150),
  email varchar(254),
  is_staff boolean,
  is_active boolean,
  date_joined timestamptz,
  direct_dial varchar(32)
);
insert into app.accounts_user select
  (i)::int,
  ('pbkdf2_sha256$720000$'||substr(md5('s'||i),1,22)||'$'||md5('a'||i)||substr(md5('b'||i),1,11)||'=')::varchar(128),
  (case when pg_temp.n(i,102635,0,99) < 20 then null else pg_temp.t(i,102618,'2024-06-01','2025-02-01') end)::timestamptz,
  (pg_temp.b(i,102652,4))::boolean,
  (pg_temp.asc(substr(pg_temp.f(i,11000,'en'),1,1)||pg_temp.l(i,11000,'en'))||case when i>20 then i::text else '' end)::varchar(150),
  (pg_temp.f(i,11000,'en'))::varchar(150),
  (pg_temp.l(i,11000,'en'))::varchar(150),
  (pg_temp.asc(pg_temp.f(i,11000,'en'))||'.'||pg_temp.asc(pg_temp.l(i,11000,'en'))||'@hollisgrant.law')::varchar(254),
  (pg_temp.b(i,102669,20))::boolean,
  (pg_temp.b(i,102686,90))::boolean,
  (pg_temp.t(i,102703,'2017-01-01','2024-06-01'))::timestamptz,
  (case when pg_temp.n(i,102737,0,99) < 15 then null else pg_temp.x(i,102720,'+44 113 4## ####') end)::varchar(32)
from generate_series(1,70) i;

create table app.clients_company (
  id int primary key,
  legal_name varchar(200),
  company_number varchar(8),
  vat_number varchar(14),
  registered_address varchar(300),
  registered_postcode varchar(10),
  website varchar(200),
  general_email varchar(254),
  switchboard varchar(32),
  instructing_contact varchar(120),
  contact_mobile varchar(32),
  sector varchar(40)
);
insert into app.clients_company select
  (i)::int,
  (pg_temp.p(i,102754,'Northgate','Aldous & Finch','Carrick','Peverell','Thomas Baker','Lumen')||' '||pg_temp.p(i,102771,'Holdings','Estates','Logistics','Foods','Capital')||' '||pg_temp.p(i,102788,'Ltd','LLP','plc'))::varchar(200),
  (pg_temp.x(i,102805,'0#######'))::varchar(8),
  (case when pg_temp.n(i,102839,0,99) < 20 then null else pg_temp.x(i,102822,'GB #########') end)::varchar(14),
  (pg_temp.n(i,102856,1,200)||' '||pg_temp.st(i,102873,'en')||', '||pg_temp.c(i,102890,'en'))::varchar(300),
  (pg_temp.x(i,102907,'S# #??'))::varchar(10),
  (case when pg_temp.n(i,102941,0,99) < 20 then null else 'https://www.'||pg_temp.p(i,102924,'northgate','carrick','peverell','lumen')||i||'.co.uk' end)::varchar(200),
  (case when pg_temp.n(i,102992,0,99) < 10 then null else pg_temp.p(i,102958,'legal@','info@','office@','accounts@')||pg_temp.p(i,102975,'northgate','carrick','peverell','lumen')||i||'.co.uk' end)::varchar(254),
  (pg_temp.x(i,103009,'0114 2## ##00'))::varchar(32),
  (pg_temp.f(i,12000,'en')||' '||pg_temp.l(i,12000,'en'))::varchar(120),
  (case when pg_temp.n(i,103043,0,99) < 25 then null else pg_temp.x(i,103026,'07### ######') end)::varchar(32),
  (pg_temp.p(i,103060,'retail','property','transport','food'))::varchar(40)
from generate_series(1,80) i;

create table app.matters_matter (
  id int primary key,
  reference varchar(20),
  title varchar(200),
  company_id int references app.clients_company,
  fee_earner_id int references app.accounts_user,
  court varchar(80),
  judge varchar(80),
  opposing_firm varchar(120),
  opposing_solicitor varchar(120),
  opened_on date,
  closed_on date,
  fee_cap numeric(12,2),
  conflict_cleared boolean,
  strategy_notes text
);
insert into app.matters_matter select
  (i)::int,
  (pg_temp.p(i,103077,'LIT','COM','PROP','EMP')||'/'||pg_temp.n(i,103094,20,25)||'/'||lpad(i::text,4,'0'))::varchar(20),
  (pg_temp.p(i,103111,'Acquisition of Unit 4','Lease renewal','Supply contract dispute','TUPE transfer','Boundary dispute')||' ('||pg_temp.p(i,103128,'phase 1','phase 2','main')||')')::varchar(200),
  (pg_temp.n(i,103145,1,80))::int,
  (pg_temp.n(i,103162,1,70))::int,
  (case when pg_temp.n(i,103196,0,99) < 50 then null else pg_temp.p(i,103179,'Leeds County Court','Business & Property Courts','Employment Tribunal Sheffield') end)::varchar(80),
  (case when pg_temp.n(i,103230,0,99) < 60 then null else pg_temp.p(i,103213,'HHJ Margaret Ellison','DJ Parfitt','HHJ Simon Okoro KC','Employment Judge Rowntree') end)::varchar(80),
  (case when pg_temp.n(i,103264,0,99) < 30 then null else pg_temp.p(i,103247,'Clarke Dunmore LLP','Ibbotson Solicitors','Hart Weaver & Co') end)::varchar(120),
  (case when pg_temp.n(i,103298,0,99) < 35 then null else pg_temp.p(i,103281,'Ms ','Mr ','')||pg_temp.f(i,13100,'en')||' '||pg_temp.l(i,13100,'en') end)::varchar(120),
  (pg_temp.d(i,103315,'2020-01-01','2025-01-01'))::date,
  (case when pg_temp.n(i,103349,0,99) < 60 then null else pg_temp.d(i,103332,'2023-01-01','2025-02-01') end)::date,
  (case when pg_temp.n(i,103383,0,99) < 50 then null else pg_temp.n(i,103366,2,90)*1000 end)::numeric(12,2),
  (pg_temp.b(i,103400,95))::boolean,
  (case when pg_temp.n(i,103434,0,99) < 70 then null else pg_temp.p(i,103417,'Push for early mediation','Await disclosure','Part 36 offer expires end of month') end)::text
from generate_series(1,100) i;

-- ===== ISP: quoted camelCase =====

create table app."Subscriber" (
  "subscriberId" int primary key,
  "accountNumber" text,
  "firstName" text,
  "lastName" text,
  "businessName" text,
  "contactPhone" text,
  "emailAddress" text,
  "billingStreet" text,
  "billingTown" text,
  "billingPostcode" text,
  "bankAccountNo" text,
  "planCode" text,
  "paperlessBilling" boolean,
  "createdAt" timestamptz
);
insert into app."Subscriber" select
  (i)::int,
  (pg_temp.x(i,103451,'8########'))::text,
  (pg_temp.f(i,14000,'en'))::text,
  (pg_temp.l(i,14000,'en'))::text,
  (case when pg_temp.n(i,103485,0,99) < 85 then null else pg_temp.p(i,103468,'Corner Bakery','Tyke Tyres Ltd','Moor Vets','Bright Dental') end)::text,
  (case when i%37=0 then '00000000000' else pg_temp.p(i,103502,'07','+447')||pg_temp.x(i,103519,'#########') end)::text,
  (case when pg_temp.n(i,103536,0,99) < 6 then null else pg_temp.e(i,14000,'en') end)::text,
  (pg_temp.n(i,103553,1,180)||' '||pg_temp.st(i,103570,'en'))::text,
  (pg_temp.c(i,103587,'en'))::text,
  (case when i%11=0 then lower(pg_temp.x(i,103604,'S## #??')) else pg_temp.x(i,103621,'S## #??') end)::text,
  (case when pg_temp.n(i,103655,0,99) < 25 then null else pg_temp.x(i,103638,'########') end)::text,
  (pg_temp.p(i,103672,'FTTP900','FTTP150','FTTC55','VOICE'))::text,
  (pg_temp.b(i,103689,80))::boolean,
  (pg_temp.t(i,103706,'2012-01-01','2025-01-01'))::timestamptz
from generate_series(1,140) i;

create table app."ServiceLine" (
  "lineId" int primary key,
  "subscriberId" int references app."Subscriber",
  cli text,
  "installAddress" text,
  "staticIp" inet,
  "ontSerial" text,
  technology text,
  "downMbps" int,
  "upMbps" int,
  "exchangeCode" text,
  cabinet text,
  "activatedOn" date,
  "lineState" text
);
insert into app."ServiceLine" select
  (i)::int,
  (pg_temp.n(i,103723,1,140))::int,
  (case when pg_temp.n(i,103757,0,99) < 30 then null else pg_temp.x(i,103740,'0114 2## ####') end)::text,
  (pg_temp.n(i,103774,1,180)||' '||pg_temp.st(i,103791,'en')||', '||pg_temp.c(i,103808,'en')||', '||pg_temp.x(i,103825,'S## #??'))::text,
  (case when pg_temp.n(i,103876,0,99) < 70 then null else '185.44.'||pg_temp.n(i,103842,1,250)||'.'||pg_temp.n(i,103859,1,254) end)::inet,
  (pg_temp.x(i,103893,'ALCLF#######'))::text,
  (pg_temp.p(i,103910,'GPON','XGS-PON','VDSL2'))::text,
  (pg_temp.p(i,103927,'55','150','900'))::int,
  (pg_temp.p(i,103944,'10','30','900'))::int,
  (pg_temp.p(i,103961,'SLRTH','SLBRN','SLSHF','MYYRK'))::text,
  (case when pg_temp.n(i,103995,0,99) < 30 then null else 'P'||pg_temp.n(i,103978,1,120) end)::text,
  (pg_temp.d(i,104012,'2014-01-01','2025-01-01'))::date,
  (pg_temp.p(i,104029,'active','ceased','suspended','active'))::text
from generate_series(1,120) i;
comment on column app."ServiceLine".cli is 'Telephone number presented for this subscriber line';

create table app."NetworkDevice" (
  "deviceId" int primary key,
  "hostName" text,
  "mgmtIp" inet,
  "macAddress" macaddr,
  vendor text,
  "modelName" text,
  "siteName" text,
  "siteAddress" text,
  latitude numeric(9,6),
  longitude numeric(9,6),
  firmware text,
  "snmpContact" text,
  "installedBy" text
);
insert into app."NetworkDevice" select
  (i)::int,
  (pg_temp.p(i,104046,'olt','agg','bng','sw')||lpad(i::text,2,'0')||'.'||pg_temp.p(i,104063,'slrth','slbrn','myyrk')||'.net.tykefibre.uk')::text,
  ('10.'||pg_temp.n(i,104080,10,40)||'.'||pg_temp.n(i,104097,0,255)||'.'||pg_temp.n(i,104114,1,254))::inet,
  ('00:1a:'||substr(md5('m'||i),1,2)||':'||substr(md5('m'||i),3,2)||':'||substr(md5('m'||i),5,2)||':'||substr(md5('m'||i),7,2))::macaddr,
  (pg_temp.p(i,104131,'Nokia','Juniper','Huawei','Arista'))::text,
  (pg_temp.p(i,104148,'7360 FX-8','MX204','MA5800','7050X3'))::text,
  (pg_temp.p(i,104165,'Rotherham Exchange','Barnsley POP','York DC2','Albert Street Hub'))::text,
  (pg_temp.n(i,104182,1,90)||' '||pg_temp.st(i,104199,'en')||', '||pg_temp.c(i,104216,'en'))::text,
  (53.2+pg_temp.n(i,104233,0,700000)/1000000.0)::numeric(9,6),
  (-1.7+pg_temp.n(i,104250,0,600000)/1000000.0)::numeric(9,6),
  (pg_temp.p(i,104267,'6.2.03','21.4R3','V800R018','4.28.1F'))::text,
  (pg_temp.p(i,104284,'noc@tykefibre.uk','noc@tykefibre.uk','transport@tykefibre.uk'))::text,
  (case when pg_temp.n(i,104318,0,99) < 20 then null else pg_temp.p(i,104301,'Gareth Moyle','S. Adeyemi','Kev Broadbent','Lauren Tighe') end)::text
from generate_series(1,90) i;

create table app."LoginSession" (
  "sessionId" bigint primary key,
  "subscriberId" int references app."Subscriber",
  "userName" text,
  "remoteIp" inet,
  "userAgent" text,
  "refreshToken" text,
  "mfaMethod" text,
  succeeded boolean,
  "startedAt" timestamptz
);
insert into app."LoginSession" select
  (i)::bigint,
  (pg_temp.n(i,104335,1,140))::int,
  (pg_temp.p(i,104352,pg_temp.asc(pg_temp.f(i,17000,'en')),substr(pg_temp.asc(pg_temp.l(i,17000,'en')),1,6),'x_'||pg_temp.asc(pg_temp.f(i,17000,'en')))||pg_temp.n(i,104369,1,99))::text,
  (pg_temp.n(i,104386,2,212)||'.'||pg_temp.n(i,104403,0,255)||'.'||pg_temp.n(i,104420,0,255)||'.'||pg_temp.n(i,104437,1,254))::inet,
  (pg_temp.p(i,104454,'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4)','Mozilla/5.0 (Windows NT 10.0; Win64; x64)','TykeApp/3.2 Android 14'))::text,
  (md5('rt'||i)||md5('tr'||i))::text,
  (case when pg_temp.n(i,104488,0,99) < 40 then null else pg_temp.p(i,104471,'totp','sms','none') end)::text,
  (pg_temp.b(i,104505,93))::boolean,
  (pg_temp.t(i,104522,'2024-11-01','2025-02-01'))::timestamptz
from generate_series(1,150) i;

-- ===== Blood bank: plain English =====

create table app.donor (
  donor_id int primary key,
  donor_code text,
  forename text,
  surname text,
  sex char(1),
  birth_date date,
  abo_group text,
  weight_kg numeric(4,1),
  phone text,
  email text,
  house text,
  street text,
  town text,
  postcode text,
  gp_name text,
  first_registered date,
  donation_count int
);
insert into app.donor select
  (i)::int,
  (pg_temp.x(i,104539,'DN-######'))::text,
  (pg_temp.f(i,18000,'en'))::text,
  (case when i%21=0 then upper(pg_temp.l(i,18000,'en')) else pg_temp.l(i,18000,'en') end)::text,
  (pg_temp.p(i,104556,'M','F'))::char(1),
  (pg_temp.d(i,104573,'1955-01-01','2006-01-01'))::date,
  (case when pg_temp.n(i,104607,0,99) < 8 then null else pg_temp.p(i,104590,'O','A','B','AB','O','A') end)::text,
  (case when pg_temp.n(i,104641,0,99) < 20 then null else pg_temp.n(i,104624,500,1180)/10.0 end)::numeric(4,1),
  (case when pg_temp.n(i,104675,0,99) < 10 then null else case when i%17=0 then 'ask reception' else pg_temp.x(i,104658,'07### ### ###') end end)::text,
  (case when pg_temp.n(i,104692,0,99) < 22 then null else pg_temp.e(i,18000,'en') end)::text,
  (pg_temp.p(i,104709,'Flat 2','14','88a','The Old Forge','3','127','9'))::text,
  (pg_temp.st(i,104726,'en'))::text,
  (pg_temp.c(i,104743,'en'))::text,
  (pg_temp.x(i,104760,'?? #?')||pg_temp.x(i,104777,'#??'))::text,
  (case when pg_temp.n(i,104794,0,99) < 35 then null else 'Dr '||pg_temp.l(i,18200,'en') end)::text,
  (pg_temp.d(i,104811,'2005-01-01','2024-06-01'))::date,
  (pg_temp.n(i,104828,0,62))::int
from generate_series(1,120) i;

create table app.donation_visit (
  visit_id int primary key,
  donor_id int references app.donor,
  visited_at timestamptz,
  venue_name text,
  haemoglobin_g_l int,
  bp_systolic int,
  current_medication text,
  deferral_reason text,
  nurse text,
  bed_no smallint,
  bag_lot text,
  volume_ml int,
  outcome text
);
insert into app.donation_visit select
  (i)::int,
  (pg_temp.n(i,104845,1,120))::int,
  (pg_temp.t(i,104862,'2024-01-01','2025-02-01'))::timestamptz,
  (pg_temp.p(i,104879,'St Mary''s Church Hall','City Donor Centre','Leeds Town Hall','Wentworth Leisure Centre'))::text,
  (case when pg_temp.n(i,104913,0,99) < 4 then null else pg_temp.n(i,104896,112,176) end)::int,
  (case when pg_temp.n(i,104947,0,99) < 12 then null else pg_temp.n(i,104930,98,158) end)::int,
  (case when pg_temp.n(i,104981,0,99) < 65 then null else pg_temp.p(i,104964,'sertraline 50mg','none','ramipril','levothyroxine','ibuprofen prn') end)::text,
  (case when pg_temp.n(i,105015,0,99) < 80 then null else pg_temp.p(i,104998,'low haemoglobin','recent tattoo','malaria travel','pregnancy','chest infection') end)::text,
  (pg_temp.p(i,105032,'Bev Ackroyd','Siobhan Daly','R. Mensah','Carol-Ann Pike'))::text,
  (case when pg_temp.n(i,105066,0,99) < 5 then null else pg_temp.n(i,105049,1,12) end)::smallint,
  (pg_temp.x(i,105083,'L24###?'))::text,
  (case when pg_temp.n(i,105117,0,99) < 12 then null else pg_temp.n(i,105100,430,475) end)::int,
  (pg_temp.p(i,105134,'full','full','partial','no donation'))::text
from generate_series(1,140) i;
comment on table app.donation_visit is 'One attendance of a donor at a session';

create table app.component_stock (
  stock_id int primary key,
  site_name text,
  component text,
  blood_group text,
  units_on_hand int,
  minimum_level int,
  earliest_expiry date,
  fridge text,
  temp_c numeric(4,1),
  duty_phone text,
  counted_at timestamptz
);
insert into app.component_stock select
  (i)::int,
  (pg_temp.p(i,105151,'Northern General','Leeds Infirmary','Barnsley DGH','York Hospital'))::text,
  (pg_temp.p(i,105168,'red cells','platelets','FFP','cryo'))::text,
  (pg_temp.p(i,105185,'O pos','O neg','A pos','A neg','B pos','AB neg'))::text,
  (pg_temp.n(i,105202,0,140))::int,
  (pg_temp.n(i,105219,4,40))::int,
  (pg_temp.d(i,105236,'2025-01-01','2025-03-01'))::date,
  (pg_temp.p(i,105253,'F1','F2','Frz-A','Agitator 1'))::text,
  (case when pg_temp.n(i,105287,0,99) < 6 then null else pg_temp.n(i,105270,20,60)/10.0 end)::numeric(4,1),
  (pg_temp.p(i,105304,'0114 271 1000','0113 243 2799','01226 730000','01904 631313'))::text,
  (pg_temp.t(i,105321,'2025-01-01','2025-02-01'))::timestamptz
from generate_series(1,80) i;
comment on column app.component_stock.blood_group is 'Group of the stocked component';
comment on column app.component_stock.duty_phone is 'Hospital switchboard';

-- ===== Food delivery: modern SaaS =====

create table app.delivery_customers (
  id uuid primary key,
  tenant_id uuid,
  full_name text,
  email text,
  phone_e164 text,
  default_address jsonb,
  dietary_preferences text[],
  avatar_url text,
  payment_customer_ref text,
  marketing_opt_in boolean,
  orders_count int,
  last_order_at timestamptz,
  created_at timestamptz
);
insert into app.delivery_customers select
  (pg_temp.uid(i,'dc'))::uuid,
  (pg_temp.uid(i%3,'tn'))::uuid,
  (pg_temp.f(i,21000,'en')||' '||pg_temp.l(i,21000,'en'))::text,
  (pg_temp.e(i,21000,'en'))::text,
  (case when pg_temp.n(i,105355,0,99) < 8 then null else pg_temp.x(i,105338,'+4477########') end)::text,
  (case when pg_temp.n(i,105440,0,99) < 10 then null else jsonb_build_object('line1',pg_temp.n(i,105372,1,150)||' '||pg_temp.st(i,105389,'en'),'city',pg_temp.c(i,105406,'en'),'postcode',pg_temp.x(i,105423,'LS## #??')) end)::jsonb,
  (case when pg_temp.n(i,105457,0,99) < 40 then null else case i%4 when 0 then array['vegan'] when 1 then array['halal','nut-free'] when 2 then array['gluten-free'] else array[]::text[] end end)::text[],
  (case when pg_temp.n(i,105474,0,99) < 50 then null else 'https://img.noshly.app/u/'||md5('av'||i)||'.webp' end)::text,
  (case when pg_temp.n(i,105491,0,99) < 10 then null else 'cus_'||substr(md5('st'||i),1,14) end)::text,
  (pg_temp.b(i,105508,45))::boolean,
  (pg_temp.n(i,105525,0,190))::int,
  (case when pg_temp.n(i,105559,0,99) < 10 then null else pg_temp.t(i,105542,'2024-06-01','2025-02-01') end)::timestamptz,
  (pg_temp.t(i,105576,'2021-01-01','2024-06-01'))::timestamptz
from generate_series(1,120) i;

create table app.restaurants (
  id uuid primary key,
  tenant_id uuid,
  name text,
  slug text,
  cuisine text,
  contact_email text,
  phone text,
  street text,
  city text,
  postal_code text,
  owner_name text,
  hygiene_rating smallint,
  is_open boolean,
  created_at timestamptz
);
insert into app.restaurants select
  (pg_temp.uid(i,'rs'))::uuid,
  (pg_temp.uid(i%3,'tn'))::uuid,
  (pg_temp.p(i,105593,'Mama Rosa','Wong''s Kitchen','Billy''s Burgers','Taj Palace','Sofia','El Greco','Auntie May')||pg_temp.p(i,105610,'',' Express',' Leeds',' & Sons'))::text,
  (pg_temp.p(i,105627,'mama-rosa','wongs-kitchen','billys-burgers','taj-palace','sofia','el-greco')||'-'||i)::text,
  (pg_temp.p(i,105644,'Italian','Chinese','American','Indian','Greek','Caribbean'))::text,
  (pg_temp.p(i,105661,'orders@','hello@','info@')||pg_temp.p(i,105678,'mamarosa','wongs','billys','tajpalace','sofia')||i||'.co.uk')::text,
  (pg_temp.x(i,105695,'0113 2## ####'))::text,
  (pg_temp.n(i,105712,1,200)||' '||pg_temp.st(i,105729,'en'))::text,
  (pg_temp.c(i,105746,'en'))::text,
  (pg_temp.x(i,105763,'LS# #??'))::text,
  (case when pg_temp.n(i,105780,0,99) < 15 then null else pg_temp.f(i,22000,'en')||' '||pg_temp.l(i,22000,'en') end)::text,
  (case when pg_temp.n(i,105814,0,99) < 10 then null else pg_temp.n(i,105797,2,5) end)::smallint,
  (pg_temp.b(i,105831,70))::boolean,
  (pg_temp.t(i,105848,'2021-01-01','2024-12-01'))::timestamptz
from generate_series(1,70) i;

create table app.couriers (
  id uuid primary key,
  tenant_id uuid,
  display_name text,
  phone text,
  vehicle_type text,
  emergency_contact text,
  zone text,
  rating numeric(3,2),
  status text,
  activated_at timestamptz
);
insert into app.couriers select
  (pg_temp.uid(i,'co'))::uuid,
  (pg_temp.uid(i%3,'tn'))::uuid,
  (pg_temp.f(i,23000,'en')||' '||substr(pg_temp.l(i,23000,'en'),1,1)||'.')::text,
  (pg_temp.x(i,105865,'+4474########'))::text,
  (pg_temp.p(i,105882,'bicycle','ebike','moped','car'))::text,
  (case when pg_temp.n(i,105933,0,99) < 25 then null else pg_temp.f(i,23250,'en')||' '||pg_temp.l(i,23000,'en')||' '||pg_temp.p(i,105899,'(mum) ','(partner) ','(brother) ')||pg_temp.x(i,105916,'07#########') end)::text,
  (pg_temp.p(i,105950,'leeds-centre','headingley','york','sheffield-s1'))::text,
  (case when pg_temp.n(i,105984,0,99) < 15 then null else pg_temp.n(i,105967,380,500)/100.0 end)::numeric(3,2),
  (pg_temp.p(i,106001,'active','paused','offboarded','active'))::text,
  (pg_temp.t(i,106018,'2022-01-01','2024-12-01'))::timestamptz
from generate_series(1,80) i;

create table app.courier_pings (
  id bigint primary key,
  courier_id uuid references app.couriers,
  recorded_at timestamptz,
  lat double precision,
  lng double precision,
  accuracy_m real,
  speed_kmh real,
  battery_pct smallint,
  app_version text
);
insert into app.courier_pings select
  (i)::bigint,
  (pg_temp.uid(pg_temp.n(i,106035,1,80),'co'))::uuid,
  (pg_temp.t(i,106052,'2025-01-20','2025-01-25'))::timestamptz,
  (53.78+pg_temp.n(i,106069,0,60000)/1000000.0)::double precision,
  (-1.58+pg_temp.n(i,106086,0,90000)/1000000.0)::double precision,
  (case when pg_temp.n(i,106120,0,99) < 5 then null else pg_temp.n(i,106103,3,60) end)::real,
  (case when pg_temp.n(i,106154,0,99) < 20 then null else pg_temp.n(i,106137,0,480)/10.0 end)::real,
  (pg_temp.n(i,106171,4,100))::smallint,
  (pg_temp.p(i,106188,'5.12.0','5.12.1','5.9.4'))::text
from generate_series(1,150) i;

create table app.delivery_orders (
  id uuid primary key,
  customer_id uuid references app.delivery_customers,
  restaurant_id uuid references app.restaurants,
  courier_id uuid references app.couriers,
  order_number text,
  status text,
  subtotal_cents int,
  tip_cents int,
  currency char(3),
  recipient text,
  dropoff_address text,
  dropoff_instructions text,
  card_brand text,
  items jsonb,
  placed_at timestamptz
);
insert into app.delivery_orders select
  (pg_temp.uid(i,'do'))::uuid,
  (pg_temp.uid(pg_temp.n(i,106205,1,120),'dc'))::uuid,
  (pg_temp.uid(pg_temp.n(i,106222,1,70),'rs'))::uuid,
  (pg_temp.uid(pg_temp.n(i,106239,1,80),'co'))::uuid,
  (pg_temp.x(i,106256,'NSH-#####?'))::text,
  (pg_temp.p(i,106273,'delivered','delivered','cancelled','in_transit'))::text,
  (pg_temp.n(i,106290,800,7200))::int,
  (case when pg_temp.n(i,106324,0,99) < 60 then null else pg_temp.n(i,106307,50,600) end)::int,
  ('GBP')::char(3),
  (case when pg_temp.n(i,106358,0,99) < 55 then null else pg_temp.p(i,106341,'Sarah','Reception - Amy Lowe','Josh T','Mr Iqbal','Ffion Rees','Dev Patel') end)::text,
  (case when pg_temp.n(i,106426,0,99) < 5 then null else pg_temp.n(i,106375,1,150)||' '||pg_temp.st(i,106392,'en')||', '||pg_temp.x(i,106409,'LS# #??') end)::text,
  (case when pg_temp.n(i,106460,0,99) < 60 then null else pg_temp.p(i,106443,'leave at door','buzz 12','dog is friendly','meet outside') end)::text,
  (case when pg_temp.n(i,106494,0,99) < 15 then null else pg_temp.p(i,106477,'visa','mastercard','amex') end)::text,
  (jsonb_build_array(jsonb_build_object('sku',pg_temp.x(i,106511,'IT###'),'name',pg_temp.p(i,106528,'Margherita','Chicken Katsu','Billy Burger'),'qty',pg_temp.n(i,106545,1,3))))::jsonb,
  (pg_temp.t(i,106562,'2024-10-01','2025-02-01'))::timestamptz
from generate_series(1,150) i;

-- ===== Loonbureau (Dutch) =====

create table app.werkgever (
  werkgever_id int primary key,
  bedrijfsnaam text,
  kvk_nummer text,
  loonheffingennr text,
  contactpersoon text,
  email_administratie text,
  vestigingsadres text,
  vestigingsplaats text,
  cao text,
  sectorcode smallint,
  aantal_werknemers int
);
insert into app.werkgever select
  (i)::int,
  (pg_temp.p(i,106579,'Bakkerij','Transportbedrijf','Installatiebedrijf','Kwekerij','Garage')||' '||pg_temp.l(i,26000,'nl')||pg_temp.p(i,106596,' B.V.',' V.O.F.',''))::text,
  (pg_temp.x(i,106613,'^#######'))::text,
  (pg_temp.x(i,106630,'8########L01'))::text,
  (pg_temp.p(i,106647,'dhr. ','mw. ')||pg_temp.x(i,106664,'?. ')||pg_temp.l(i,26050,'nl'))::text,
  (case when pg_temp.n(i,106698,0,99) < 5 then null else pg_temp.p(i,106681,'salaris@','administratie@','info@')||pg_temp.asc(pg_temp.l(i,26000,'nl'))||i||'.nl' end)::text,
  (pg_temp.st(i,106715,'nl')||' '||pg_temp.n(i,106732,1,150))::text,
  (pg_temp.c(i,106749,'nl'))::text,
  (pg_temp.p(i,106766,'Bakkersbedrijf','Beroepsgoederenvervoer','Technisch Installatiebedrijf','geen'))::text,
  (pg_temp.n(i,106783,1,69))::smallint,
  (pg_temp.n(i,106800,1,140))::int
from generate_series(1,60) i;

create table app.werknemer (
  werknemer_id int primary key,
  werkgever_id int references app.werkgever,
  personeelsnr text,
  voorletters text,
  tussenvoegsel text,
  achternaam text,
  bsn char(9),
  geb_datum date,
  geb_plaats text,
  burg_staat text,
  straat text,
  huisnr text,
  postcode text,
  woonplaats text,
  iban text,
  vakbond text,
  functie text,
  in_dienst date,
  loontijdvak text
);
insert into app.werknemer select
  (i)::int,
  (pg_temp.n(i,106817,1,60))::int,
  (lpad((i*3)::text,5,'0'))::text,
  (pg_temp.x(i,106834,'?.')||pg_temp.p(i,106851,'','','J.','M.'))::text,
  (case when pg_temp.n(i,106885,0,99) < 78 then null else pg_temp.p(i,106868,'van','de','van der','van den') end)::text,
  (pg_temp.l(i,27000,'nl'))::text,
  (pg_temp.bsn(i))::char(9),
  (pg_temp.d(i,106902,'1958-01-01','2006-01-01'))::date,
  (case when pg_temp.n(i,106936,0,99) < 25 then null else pg_temp.p(i,106919,'Zwolle','Amersfoort','Paramaribo','Nador','Gdańsk','Ede') end)::text,
  (case when pg_temp.n(i,106970,0,99) < 12 then null else pg_temp.p(i,106953,'gehuwd','ongehuwd','gescheiden','geregistreerd partner') end)::text,
  (pg_temp.st(i,106987,'nl'))::text,
  (pg_temp.n(i,107004,1,240)||pg_temp.p(i,107021,'','','-2','A','bis'))::text,
  (pg_temp.x(i,107038,'^### ??'))::text,
  (pg_temp.c(i,107055,'nl'))::text,
  (case when pg_temp.n(i,107106,0,99) < 4 then null else pg_temp.iban('NL',pg_temp.p(i,107072,'INGB','RABO','ABNA')||pg_temp.x(i,107089,'0#########')) end)::text,
  (case when pg_temp.n(i,107140,0,99) < 72 then null else pg_temp.p(i,107123,'FNV','CNV','De Unie') end)::text,
  (pg_temp.p(i,107157,'chauffeur','monteur','bakker','administratief medewerker'))::text,
  (pg_temp.d(i,107174,'2004-01-01','2024-12-01'))::date,
  (pg_temp.p(i,107191,'maand','4 weken','week'))::text
from generate_series(1,120) i;
comment on column app.werknemer.vakbond is 'Lidmaatschap vakbond i.v.m. verrekening contributie';

-- ===== Furniture shop: legacy ERP, short names =====

create table app.cmast (
  cmkey int primary key,
  cmfnam varchar(20),
  cmsnam varchar(25),
  cmadr1 varchar(35),
  cmtown varchar(25),
  cmpc varchar(9),
  cmtel varchar(18),
  cmfax varchar(18),
  cmeml varchar(60),
  cmarea char(3),
  cmterm char(2),
  cmclim numeric(9,2),
  cmytd numeric(11,2),
  cmlsal date,
  cmhold char(1)
);
insert into app.cmast select
  (i)::int,
  (upper(pg_temp.f(i,28000,'en')))::varchar(20),
  (upper(pg_temp.l(i,28000,'en')))::varchar(25),
  (upper(pg_temp.n(i,107208,1,199)||' '||pg_temp.st(i,107225,'en')))::varchar(35),
  (upper(pg_temp.c(i,107242,'en')))::varchar(25),
  (pg_temp.x(i,107259,'HD# #??'))::varchar(9),
  (case when pg_temp.n(i,107293,0,99) < 12 then null else pg_temp.x(i,107276,'01484 ^#####') end)::varchar(18),
  (case when pg_temp.n(i,107327,0,99) < 88 then null else pg_temp.x(i,107310,'01484 ^#####') end)::varchar(18),
  (case when pg_temp.n(i,107344,0,99) < 45 then null else upper(pg_temp.e(i,28000,'en')) end)::varchar(60),
  (pg_temp.p(i,107361,'N01','N02','S04','W11'))::char(3),
  (pg_temp.p(i,107378,'CA','30','14'))::char(2),
  (pg_temp.n(i,107395,0,20)*250)::numeric(9,2),
  (pg_temp.n(i,107412,0,900000)/100.0)::numeric(11,2),
  (case when pg_temp.n(i,107446,0,99) < 20 then null else pg_temp.d(i,107429,'2018-01-01','2025-01-01') end)::date,
  (case when pg_temp.n(i,107480,0,99) < 80 then null else pg_temp.p(i,107463,'H','W') end)::char(1)
from generate_series(1,110) i;
comment on table app.cmast is 'Customer master (retail)';

create table app.vmast (
  vmkey int primary key,
  vmnam varchar(35),
  vmadr1 varchar(35),
  vmtown varchar(25),
  vmpc varchar(9),
  vmtel varchar(20),
  vmeml varchar(60),
  vmattn varchar(30),
  vmvat varchar(14),
  vmcur char(3),
  vmlead smallint
);
insert into app.vmast select
  (i)::int,
  (upper(pg_temp.p(i,107497,'Ercol','Hansen Mobler','Parker Timber','Rossi Divani','Duncan Foam','Stuart Jones')||' '||pg_temp.p(i,107514,'LTD','A/S','SRL','& CO')))::varchar(35),
  ('UNIT '||pg_temp.n(i,107531,1,40)||' '||upper(pg_temp.p(i,107548,'Riverside Trading Est','Mill Lane Ind Est','Parkway Business Ctr')))::varchar(35),
  (upper(pg_temp.p(i,107565,'Batley','Aarhus','Udine','Long Eaton','Brighouse')))::varchar(25),
  (case when pg_temp.n(i,107599,0,99) < 10 then null else pg_temp.x(i,107582,'WF## #??') end)::varchar(9),
  (pg_temp.x(i,107616,'01924 4####0'))::varchar(20),
  (case when pg_temp.n(i,107650,0,99) < 15 then null else 'SALES@'||pg_temp.p(i,107633,'HANSEN','PARKERTIMBER','ROSSIDIV','DFOAM')||i||'.COM' end)::varchar(60),
  (case when pg_temp.n(i,107701,0,99) < 20 then null else upper(pg_temp.p(i,107667,'MR ','MRS ','')||pg_temp.x(i,107684,'? ')||pg_temp.l(i,29000,'en')) end)::varchar(30),
  (case when pg_temp.n(i,107735,0,99) < 10 then null else pg_temp.x(i,107718,'GB#########') end)::varchar(14),
  (pg_temp.p(i,107752,'GBP','EUR','DKK'))::char(3),
  (pg_temp.n(i,107769,3,90))::smallint
from generate_series(1,60) i;
comment on table app.vmast is 'Vendor master';

create table app.imast (
  imkey int primary key,
  imsku varchar(12),
  imname varchar(20),
  imdesc varchar(40),
  imdsgn varchar(30),
  imcol varchar(12),
  imwt numeric(6,2),
  imhgt smallint,
  imprc numeric(9,2),
  imqoh int,
  imean char(13),
  imvend int references app.vmast,
  imbin varchar(8)
);
insert into app.imast select
  (i)::int,
  (pg_temp.x(i,107786,'???-####'))::varchar(12),
  (pg_temp.p(i,107803,'INGRID','OSKAR','MATILDA','HARVEY','SOPHIA','WINSTON','CHARLOTTE','FREYA'))::varchar(20),
  (pg_temp.p(i,107820,'3 SEATER SOFA','DINING CHAIR','EXT TABLE 180','WARDROBE 2DR','FOOTSTOOL'))::varchar(40),
  (case when pg_temp.n(i,107854,0,99) < 50 then null else pg_temp.p(i,107837,'LARS HEDEGAARD','P. OLIVETTI','GEMMA THORNE','K. NAKAMURA') end)::varchar(30),
  (pg_temp.p(i,107871,'OAK','WALNUT','TEAL','MUSTARD'))::varchar(12),
  (case when pg_temp.n(i,107905,0,99) < 10 then null else pg_temp.n(i,107888,300,9800)/100.0 end)::numeric(6,2),
  (pg_temp.n(i,107922,38,220))::smallint,
  (pg_temp.n(i,107939,49,2400))::numeric(9,2),
  (pg_temp.n(i,107956,0,80))::int,
  (pg_temp.x(i,107973,'50########')||pg_temp.x(i,107990,'###'))::char(13),
  (pg_temp.n(i,108007,1,60))::int,
  (case when pg_temp.n(i,108041,0,99) < 8 then null else pg_temp.x(i,108024,'?-##-#') end)::varchar(8)
from generate_series(1,120) i;
comment on table app.imast is 'Item master';
comment on column app.imast.imname is 'Range name';
comment on column app.imast.imdsgn is 'Designer';

create table app.ohead (
  ohkey int primary key,
  ohnum varchar(8),
  cmkey int references app.cmast,
  ohdat date,
  ohsts char(1),
  ohtot numeric(9,2),
  ohdnam varchar(30),
  ohdad1 varchar(35),
  ohdtel varchar(18),
  ohusr varchar(10),
  ohdrvr varchar(20),
  ohvan varchar(8),
  ohinst varchar(60)
);
insert into app.ohead select
  (i)::int,
  ('S'||(700000+i))::varchar(8),
  (pg_temp.n(i,108058,1,110))::int,
  (pg_temp.d(i,108075,'2024-01-01','2025-02-01'))::date,
  (pg_temp.p(i,108092,'O','P','D','X'))::char(1),
  (pg_temp.n(i,108109,40,5200))::numeric(9,2),
  (case when pg_temp.n(i,108126,0,99) < 35 then null else upper(pg_temp.f(i,31000,'en')||' '||pg_temp.l(i,31000,'en')) end)::varchar(30),
  (case when pg_temp.n(i,108177,0,99) < 35 then null else upper(pg_temp.n(i,108143,1,199)||' '||pg_temp.st(i,108160,'en')) end)::varchar(35),
  (case when pg_temp.n(i,108211,0,99) < 45 then null else pg_temp.x(i,108194,'07### ######') end)::varchar(18),
  (pg_temp.p(i,108228,'JBAKER','SHANNONP','TDUFFY','MOIRAK'))::varchar(10),
  (case when pg_temp.n(i,108262,0,99) < 30 then null else pg_temp.p(i,108245,'DAVE H','STEFAN','BIG PAUL','R SINGH') end)::varchar(20),
  (case when pg_temp.n(i,108296,0,99) < 30 then null else pg_temp.p(i,108279,'YJ19 KLM','YJ21 OPD','YK70 ZZB') end)::varchar(8),
  (case when pg_temp.n(i,108330,0,99) < 70 then null else pg_temp.p(i,108313,'RING 30 MIN BEFORE','2 FLIGHTS STAIRS','LEAVE IN GARAGE') end)::varchar(60)
from generate_series(1,140) i;
comment on table app.ohead is 'Sales order header';

-- ===== Fleet telematics =====

create table app.fleet_vehicles (
  vehicle_id int primary key,
  registration text,
  fleet_no text,
  make_model text,
  nickname text,
  tracker_imei text,
  sim_msisdn text,
  fuel_card_no text,
  depot text,
  mot_due date,
  odometer_km int
);
insert into app.fleet_vehicles select
  (i)::int,
  (pg_temp.p(i,108347,'YK19 ','YJ20 ','YK71 ','YS22 ')||pg_temp.x(i,108364,'???'))::text,
  ('V'||lpad(i::text,3,'0'))::text,
  (pg_temp.p(i,108381,'Ford Transit','Mercedes Sprinter','VW Crafter','Renault Master'))::text,
  (case when pg_temp.n(i,108415,0,99) < 70 then null else pg_temp.p(i,108398,'Big Bertha','Doris','Sir Vans-a-lot','Maggie') end)::text,
  (pg_temp.x(i,108432,'35#############'))::text,
  (case when pg_temp.n(i,108466,0,99) < 5 then null else pg_temp.x(i,108449,'+4478########') end)::text,
  (case when pg_temp.n(i,108500,0,99) < 8 then null else pg_temp.x(i,108483,'7005 #### #### ####') end)::text,
  (pg_temp.p(i,108517,'Tinsley','Garforth','Hull Docks'))::text,
  (pg_temp.d(i,108534,'2025-02-01','2026-02-01'))::date,
  (pg_temp.n(i,108551,900,310000))::int
from generate_series(1,90) i;
comment on column app.fleet_vehicles.sim_msisdn is 'M2M SIM in the tracker unit';
comment on column app.fleet_vehicles.fuel_card_no is 'Company fuel card kept in the vehicle';

create table app.fleet_drivers (
  driver_id int primary key,
  driver_name text,
  payroll_ref text,
  licence_no text,
  personal_mobile text,
  home_postcode text,
  home_lat numeric(8,5),
  home_lon numeric(8,5),
  medical_restriction text,
  next_of_kin text,
  depot text
);
insert into app.fleet_drivers select
  (i)::int,
  (pg_temp.f(i,33000,'en')||' '||pg_temp.l(i,33000,'en'))::text,
  ('P'||(3000+i))::text,
  (case when pg_temp.n(i,108602,0,99) < 5 then null else upper(rpad(substr(pg_temp.asc(pg_temp.l(i,33000,'en')),1,5),5,'9'))||pg_temp.x(i,108568,'######?')||pg_temp.x(i,108585,'9??') end)::text,
  (case when pg_temp.n(i,108636,0,99) < 20 then null else pg_temp.x(i,108619,'07#########') end)::text,
  (case when pg_temp.n(i,108670,0,99) < 10 then null else pg_temp.x(i,108653,'S## #??') end)::text,
  (case when pg_temp.n(i,108704,0,99) < 30 then null else 53.3+pg_temp.n(i,108687,0,50000)/100000.0 end)::numeric(8,5),
  (case when pg_temp.n(i,108738,0,99) < 30 then null else -1.6+pg_temp.n(i,108721,0,50000)/100000.0 end)::numeric(8,5),
  (case when pg_temp.n(i,108772,0,99) < 78 then null else pg_temp.p(i,108755,'glasses required','no night driving - epilepsy','insulin dependent','hearing aid') end)::text,
  (case when pg_temp.n(i,108789,0,99) < 25 then null else pg_temp.f(i,33050,'en')||' '||pg_temp.l(i,33000,'en') end)::text,
  (pg_temp.p(i,108806,'Tinsley','Garforth','Hull Docks'))::text
from generate_series(1,100) i;

-- ===== Academia de idiomas (Spanish) =====

create table app.alumnos (
  id_alumno int primary key,
  nombre text,
  apellido1 text,
  apellido2 text,
  dni_nie text,
  fecha_nac date,
  movil text,
  correo text,
  domicilio text,
  cod_postal char(5),
  localidad text,
  tutor_legal text,
  nivel text,
  autoriza_imagen boolean,
  fecha_alta date
);
insert into app.alumnos select
  (i)::int,
  (pg_temp.f(i,34000,'es'))::text,
  (pg_temp.l(i,34000,'es'))::text,
  (case when pg_temp.n(i,108823,0,99) < 12 then null else pg_temp.l(i,34050,'es') end)::text,
  (case when pg_temp.n(i,108874,0,99) < 20 then null else case when i%9=0 then pg_temp.x(i,108840,'X#######')||pg_temp.p(i,108857,'L','M','T') else pg_temp.dni(i) end end)::text,
  (pg_temp.d(i,108891,'1970-01-01','2014-01-01'))::date,
  (case when pg_temp.n(i,108925,0,99) < 8 then null else pg_temp.x(i,108908,'6## ### ###') end)::text,
  (case when pg_temp.n(i,108942,0,99) < 14 then null else pg_temp.e(i,34000,'es') end)::text,
  (pg_temp.st(i,108959,'es')||', '||pg_temp.n(i,108976,1,90)||pg_temp.p(i,108993,'',', 2º B',', bajo',', 4º izda.'))::text,
  (pg_temp.x(i,109010,'50###'))::char(5),
  (pg_temp.c(i,109027,'es'))::text,
  (case when pg_temp.n(i,109044,0,99) < 60 then null else pg_temp.f(i,34100,'es')||' '||pg_temp.l(i,34000,'es') end)::text,
  (pg_temp.p(i,109061,'A1','A2','B1','B2','C1'))::text,
  (pg_temp.b(i,109078,70))::boolean,
  (pg_temp.d(i,109095,'2019-09-01','2025-01-01'))::date
from generate_series(1,110) i;

create table app.grupos (
  id_grupo int primary key,
  codigo text,
  nombre text,
  profesor text,
  aula text,
  horario text,
  plazas int,
  libro text,
  editorial text,
  inicio date
);
insert into app.grupos select
  (i)::int,
  (pg_temp.p(i,109112,'ING','FRA','ALE')||'-'||lpad(i::text,3,'0'))::text,
  (pg_temp.p(i,109129,'B1 tardes','Kids mañana','First intensivo','C1 sábados','Conversación'))::text,
  (case when pg_temp.n(i,109163,0,99) < 5 then null else pg_temp.p(i,109146,'Sarah Whitfield','Jean-Luc Morel','Anna Bergmann','Nuria Lozano') end)::text,
  (pg_temp.p(i,109180,'Cervantes','Lorca','Sala 3','Frida Kahlo'))::text,
  (pg_temp.p(i,109197,'L-X 17:00','M-J 18:30','S 10:00'))::text,
  (pg_temp.n(i,109214,6,14))::int,
  (case when pg_temp.n(i,109248,0,99) < 10 then null else pg_temp.p(i,109231,'English File B1','Alter Ego 2','Menschen A1') end)::text,
  (case when pg_temp.n(i,109282,0,99) < 10 then null else pg_temp.p(i,109265,'Oxford','Hachette','Hueber') end)::text,
  (pg_temp.d(i,109299,'2024-09-01','2024-11-01'))::date
from generate_series(1,60) i;

create table app.recibos (
  id_recibo int primary key,
  id_alumno int references app.alumnos,
  numero text,
  concepto text,
  importe numeric(7,2),
  vencimiento date,
  estado text,
  titular text,
  iban text,
  remesa text
);
insert into app.recibos select
  (i)::int,
  (pg_temp.n(i,109316,1,110))::int,
  ('2025/'||lpad(i::text,5,'0'))::text,
  (pg_temp.p(i,109333,'Mensualidad enero','Matrícula','Material','Tasa Cambridge'))::text,
  (pg_temp.n(i,109350,2500,32000)/100.0)::numeric(7,2),
  (pg_temp.d(i,109367,'2024-09-01','2025-06-01'))::date,
  (pg_temp.p(i,109384,'cobrado','pendiente','devuelto'))::text,
  (case when pg_temp.n(i,109401,0,99) < 10 then null else upper(pg_temp.l(i,36000,'es')||', '||pg_temp.f(i,36000,'es')) end)::text,
  (case when pg_temp.n(i,109452,0,99) < 18 then null else pg_temp.iban('ES',pg_temp.p(i,109418,'2085','2100','0049','0182')||pg_temp.x(i,109435,'################')) end)::text,
  (case when pg_temp.n(i,109486,0,99) < 30 then null else pg_temp.p(i,109469,'R2501','R2412','R2502') end)::text
from generate_series(1,140) i;

-- ===== Théâtre (French) =====

create table app.spectateurs (
  id int primary key,
  civilite text,
  prenom text,
  nom text,
  courriel text,
  portable text,
  adresse text,
  code_postal text,
  ville text,
  handicap text,
  newsletter boolean,
  nb_achats int,
  cree_le timestamp
);
insert into app.spectateurs select
  (i)::int,
  (pg_temp.p(i,109503,'M.','Mme',''))::text,
  (pg_temp.f(i,37000,'fr'))::text,
  (case when i%5=0 then upper(pg_temp.l(i,37000,'fr')) else pg_temp.l(i,37000,'fr') end)::text,
  (case when pg_temp.n(i,109520,0,99) < 7 then null else pg_temp.e(i,37000,'fr') end)::text,
  (case when pg_temp.n(i,109571,0,99) < 22 then null else pg_temp.p(i,109537,'06','07')||pg_temp.x(i,109554,' ## ## ## ##') end)::text,
  (case when pg_temp.n(i,109639,0,99) < 15 then null else pg_temp.n(i,109588,1,120)||pg_temp.p(i,109605,' ',' bis ',', ')||pg_temp.st(i,109622,'fr') end)::text,
  (case when pg_temp.n(i,109673,0,99) < 15 then null else pg_temp.x(i,109656,'44###') end)::text,
  (case when pg_temp.n(i,109707,0,99) < 15 then null else pg_temp.c(i,109690,'fr') end)::text,
  (case when pg_temp.n(i,109741,0,99) < 85 then null else pg_temp.p(i,109724,'fauteuil roulant','malentendant','malvoyant') end)::text,
  (pg_temp.b(i,109758,60))::boolean,
  (pg_temp.n(i,109775,0,40))::int,
  (pg_temp.t(i,109792,'2018-01-01','2025-01-01'))::timestamp
from generate_series(1,110) i;

create table app.spectacles (
  id int primary key,
  titre text,
  auteur text,
  mise_en_scene text,
  compagnie text,
  genre text,
  duree_min int,
  salle text,
  prix_plein numeric(6,2),
  courriel_regie text,
  affiche_url text
);
insert into app.spectacles select
  (i)::int,
  (pg_temp.p(i,109809,'Phèdre','Le Misanthrope','Cyrano de Bergerac','Antigone','Madame Bovary','Édith'))::text,
  (case when pg_temp.n(i,109843,0,99) < 5 then null else pg_temp.p(i,109826,'Marie NDiaye','Yasmina Reza','Wajdi Mouawad','Florian Zeller') end)::text,
  (case when pg_temp.n(i,109860,0,99) < 12 then null else pg_temp.f(i,38000,'fr')||' '||pg_temp.l(i,38000,'fr') end)::text,
  (pg_temp.p(i,109877,'Cie du Quai','Les Ailes du Vent','Théâtre des Possibles'))::text,
  (pg_temp.p(i,109894,'tragédie','comédie','danse','jeune public'))::text,
  (pg_temp.n(i,109911,50,190))::int,
  (pg_temp.p(i,109928,'Grande salle','Salle Jean Vilar','Studio'))::text,
  (pg_temp.n(i,109945,12,45))::numeric(6,2),
  (case when pg_temp.n(i,109979,0,99) < 10 then null else pg_temp.p(i,109962,'regie@lequai-nantes.fr','technique@lequai-nantes.fr') end)::text,
  (case when pg_temp.n(i,109996,0,99) < 20 then null else 'https://lequai-nantes.fr/affiches/'||i||'.jpg' end)::text
from generate_series(1,70) i;

-- ===== Elections volunteers =====

create table app.volunteers (
  volunteer_id int primary key,
  legal_name text,
  slack_handle text,
  signal_number text,
  home_ward_address text,
  has_car boolean,
  availability text,
  trained_on date,
  team text
);
insert into app.volunteers select
  (i)::int,
  (pg_temp.f(i,39000,'en')||' '||pg_temp.l(i,39000,'en'))::text,
  (case when pg_temp.n(i,110030,0,99) < 30 then null else '@'||pg_temp.asc(pg_temp.f(i,39000,'en'))||pg_temp.p(i,110013,'','_v','.c','99') end)::text,
  (case when pg_temp.n(i,110081,0,99) < 40 then null else pg_temp.x(i,110047,'+447########')||pg_temp.x(i,110064,'#') end)::text,
  (case when pg_temp.n(i,110149,0,99) < 20 then null else pg_temp.n(i,110098,1,150)||' '||pg_temp.st(i,110115,'en')||', '||pg_temp.c(i,110132,'en') end)::text,
  (pg_temp.b(i,110166,45))::boolean,
  (case when pg_temp.n(i,110200,0,99) < 10 then null else pg_temp.p(i,110183,'evenings','weekends','polling day only','any') end)::text,
  (case when pg_temp.n(i,110234,0,99) < 30 then null else pg_temp.d(i,110217,'2024-01-01','2024-06-01') end)::date,
  (pg_temp.p(i,110251,'North canvass','Leaflets','Tellers','Data entry'))::text
from generate_series(1,90) i;

create table app.polling_stations (
  station_id int primary key,
  station_no text,
  venue text,
  address text,
  postcode text,
  lat numeric(8,5),
  lon numeric(8,5),
  electorate int,
  presiding_officer text,
  keyholder_phone text,
  step_free boolean,
  opens time
);
insert into app.polling_stations select
  (i)::int,
  (pg_temp.p(i,110268,'N','S','E')||lpad(i::text,2,'0'))::text,
  (pg_temp.p(i,110285,'St John''s Church Hall','Mary Seacole Library','Firth Park Academy','The George Inn'))::text,
  (pg_temp.n(i,110302,1,150)||' '||pg_temp.st(i,110319,'en')||', '||pg_temp.c(i,110336,'en'))::text,
  (pg_temp.x(i,110353,'S# #??'))::text,
  (53.3+pg_temp.n(i,110370,0,20000)/100000.0)::numeric(8,5),
  (-1.5+pg_temp.n(i,110387,0,20000)/100000.0)::numeric(8,5),
  (pg_temp.n(i,110404,420,2900))::int,
  (case when pg_temp.n(i,110421,0,99) < 10 then null else pg_temp.f(i,40000,'en')||' '||pg_temp.l(i,40000,'en') end)::text,
  (case when pg_temp.n(i,110455,0,99) < 25 then null else pg_temp.x(i,110438,'07### ######') end)::text,
  (pg_temp.b(i,110472,80))::boolean,
  ('07:00')::time
from generate_series(1,70) i;
comment on column app.polling_stations.keyholder_phone is 'Mobile of the person who lets us in at 6am';

commit;
analyze;
