-- Blind hold-out: which columns hold personal data. All data is made up (example domains, fictitious numbers).
-- PERSONAL: what tells who a natural person is, how to reach or find them, or special categories about them: names of
--   persons (also in role-like columns when the values are names), usernames/handles/logins, e-mail, phone/fax/messenger of
--   a person, postal address parts of a person, national ids, passport, driving licence, tax ids of persons, bank
--   account/card of persons, date/place of birth, gender, nationality, religion, health and dietary information,
--   disability, marital status, photo url of a person, coordinates of a person's home or device track, IP addresses of
--   persons, plates of private persons, next of kin.
-- NOT PERSONAL: firms, places, animals, machines, products and their names, registration numbers, switchboards, shared
--   mailboxes, addresses of firms and venues; server host names, MAC/IP of infrastructure; codes, statuses, amounts, times
--   of events, counts, titles of things, plates of a company fleet.
-- AMBIGUOUS (counted for nothing): free texts/notes, salary/grades/dates of a job, user agent, secrets and tokens, codes
--   that stand for a person (employee number, member number), settings, job titles.
begin;
set local client_min_messages = warning;
create schema if not exists app;

create function pg_temp.h(s text) returns int language sql immutable as $$select ('x'||substr(md5(s),1,7))::bit(28)::int$$;
create function pg_temp.n(s text, lo int, hi int) returns int language sql immutable as $$select lo + pg_temp.h(s) % (hi-lo+1)$$;
create function pg_temp.pk(s text, variadic a text[]) returns text language sql immutable as $$select a[1 + pg_temp.h(s) % array_length(a,1)]$$;
-- null in p percent of the rows
create function pg_temp.nu(s text, p int, v anyelement) returns anyelement language sql immutable as $$select case when pg_temp.h('nu'||s) % 100 < p then null else v end$$;
create function pg_temp.dg(s text, k int) returns text language sql immutable as $$select left(translate(md5(s)||md5(s||'#'),'abcdef','718293'), k)$$;
-- # = digit, @ = capital letter
create function pg_temp.fm(s text, p text) returns text language sql immutable as $$
  select string_agg(case c when '#' then (pg_temp.h(s||o) % 10)::text when '@' then chr(65 + pg_temp.h(s||o) % 26) else c end, '' order by o)
  from regexp_split_to_table(p,'') with ordinality t(c,o)$$;
create function pg_temp.d(s text, f date, days int) returns date language sql immutable as $$select f + pg_temp.h('d'||s) % days$$;
create function pg_temp.ts(s text, f date, days int) returns timestamp language sql immutable as $$
  select (f + pg_temp.h('d'||s) % days)::timestamp + make_interval(mins => 420 + pg_temp.h('m'||s) % 800, secs => pg_temp.h('s'||s) % 60)$$;
create function pg_temp.g(s text) returns int language sql immutable as $$select pg_temp.h('g'||s) % 2$$;
-- lists alternate female, male
create function pg_temp.fn(s text, c text) returns text language sql immutable as $$
  select a[1 + 2*(pg_temp.h('f'||s) % (array_length(a,1)/2)) + pg_temp.g(s)] from (select case c
   when 'de' then '{Sabine,Jürgen,Anneliese,Lukas,Katharina,Matthias,Ayşe,Emre,Lena,Holger,Ute,Björn,Svetlana,Dieter,Franziska,Karl-Heinz,Miriam,Florian,Olga,Tobias}'
   when 'es' then '{María José,Javier,Lucía,Iker,Carmen,Gonzalo,Ainhoa,Jordi,Ximena,Rubén,Inmaculada,Youssef,Noelia,Andrés,Giulia,Pierre,Hannah,Tomás,Beatriz,Liam}'
   when 'fr' then '{Élodie,Jean-Luc,Margaux,Thibault,Aïcha,Mamadou,Solène,Baptiste,Fatou,Étienne,Chloé,Hugo,Inès,Karim,Véronique,Gaël,Océane,Olivier,Manon,Yannick}'
   when 'pl' then '{Agnieszka,Paweł,Małgorzata,Krzysztof,Zuzanna,Jakub,Wiktoria,Bartosz,Oksana,Dmytro,Kinga,Szymon,Joanna,Mateusz,Natalia,Łukasz,Aleksandra,Piotr,Hanna,Michał}'
   else '{Olivia,James,Chidinma,Kwame,Priya,Arjun,Mei,Wei,Sofia,Diego,Fatima,Omar,Siobhan,Callum,Hannah,Noah,Yuki,Hiroshi,Grace,Tyler,Leila,Marcus,Ingrid,Lars,Nomvula,Thabo,Rachel,Ethan,Aaliyah,Dmitri}' end::text[] a) x$$;
create function pg_temp.ln(s text, c text) returns text language sql immutable as $$
  select a[1 + pg_temp.h('l'||s) % array_length(a,1)] from (select case c
   when 'de' then '{Müller,Yılmaz,Schäfer,Brandt,von Thun,Kowalski,Hoffmann,Großmann,Petrenko,Lindner,Vogel,Seidel,Krüger,Öztürk,Meier-Lang,Baumgartner,Wendt,Jahn,Reuter,Fuchs}'
   when 'es' then '{García López,Etxeberria Ruiz,Fernández,Puig Soler,Martínez Gil,Benali,Rossi,Dubois,Navarro Cano,Ortega,Iglesias Mora,Weber,Castro Peña,O''Neill,Vidal,Hernández,Romero Sanz,Silva}'
   when 'fr' then '{Lefèvre,Diallo,Benhaddou,Moreau,de La Tour,Girard,Traoré,Nguyen,Rousseau,Le Gall,Fontaine,Chevalier,N''Diaye,Marchand,Besson,Picard,Haddad,Colin,Roux,Barbier}'
   when 'pl' then '{Nowak,Wiśniewska,Zieliński,Wójcik,Kamińska,Lewandowski,Szymańska,Dąbrowski,Kozioł,Mazur,Shevchenko,Krawczyk,Piątek,Górska,Sikora,Pawlak,Żak,Rutkowska}'
   else '{Smith,Okafor,Patel,Nguyen,García,O''Brien,Kim,Haddad,Johansson,Mbeki,Tanaka,Walker,Singh,Novak,Thompson,Rossi,Ali,MacLeod,Chen,Fernandes,Cohen,Adeyemi,Wright,Kaur,Baker,Hughes}' end::text[] a) x$$;
create function pg_temp.nm(s text, c text) returns text language sql immutable as $$select pg_temp.fn(s,c)||' '||pg_temp.ln(s,c)$$;
create function pg_temp.fo(t text) returns text language sql immutable as $$
  select translate(lower(t),'äöüßéèêëáàâíïóôúñçşığłńąęśćźżÉŞÖÜÄÓŁŚŻÇ ''','aouseeeeaaaiioouncsiglnaesczzesouaolszc')$$;
create function pg_temp.us(s text, c text) returns text language sql immutable as $$select left(pg_temp.fo(pg_temp.fn(s,c)),1)||pg_temp.fo(pg_temp.ln(s,c))$$;
create function pg_temp.em(s text, c text) returns text language sql immutable as $$
  select case pg_temp.h('e'||s) % 4 when 0 then pg_temp.us(s,c) when 1 then pg_temp.fo(pg_temp.fn(s,c))||pg_temp.n('e2'||s,1,99)
    when 2 then pg_temp.fo(pg_temp.fn(s,c))||'_'||pg_temp.fo(pg_temp.ln(s,c)) else pg_temp.fo(pg_temp.fn(s,c))||'.'||pg_temp.fo(pg_temp.ln(s,c)) end
    ||'@'||pg_temp.pk('ed'||s,'example.com','example.org','mail.example.net','example.net','post.example.com')$$;
create function pg_temp.ip(s text) returns text language sql immutable as $$select pg_temp.pk('i'||s,'203.0.113.','198.51.100.','192.0.2.')||pg_temp.n('i2'||s,1,254)$$;
create function pg_temp.ph(s text, c text) returns text language sql immutable as $$select pg_temp.fm('p'||s, case c
   when 'de' then pg_temp.pk(s,'0171 39200##','+49 171 39200##','0171/39200##','+4917139200##')
   when 'del' then pg_temp.pk(s,'030 23125###','0221 4710###','+49 89 99998###','069-90009###')
   when 'es' then pg_temp.pk(s,'+34 600 000 ###','600000###','+34 700 00 0# ##')
   when 'esl' then pg_temp.pk(s,'+34 910 000 ###','930 000 ###','950 00 0# ##')
   when 'fr' then pg_temp.pk(s,'06 39 98 ## ##','+33 6 39 98 ## ##','0639 98 ####','06.39.98.##.##')
   when 'frl' then pg_temp.pk(s,'01 99 00 ## ##','04 65 71 ## ##','02 61 91 ## ##')
   when 'pl' then pg_temp.pk(s,'+48 500 000 ###','600 000 ###','700000###')
   when 'uk' then pg_temp.pk(s,'07700 900###','+44 7700 900###','07700900###')
   when 'ukl' then pg_temp.pk(s,'020 7946 0###','0161 496 0###','0131 496 0###')
   else pg_temp.pk(s,'(212) 555-01##','312-555-01##','+1 415 555 01##','646.555.01##') end)$$;

-- 1. recruiting -------------------------------------------------------------------------------------------------------
create table app.candidates (id int primary key, first_name text not null, last_name text not null, preferred_name text, pronouns text,
  email text, mobile text, linkedin_url text, city text, country_code char(2), headline text, current_employer text, source text,
  salary_expectation int, resume_text text, consent_expires_on date, created_at timestamptz);
insert into app.candidates select i, pg_temp.fn('ca'||i,'en'), pg_temp.ln('ca'||i,'en'), pg_temp.nu('a'||i,70,left(pg_temp.fn('ca'||i,'en'),3)),
  pg_temp.nu('b'||i,40,case pg_temp.g('ca'||i) when 0 then 'she/her' else pg_temp.pk('pr'||i,'he/him','he/him','they/them') end),
  pg_temp.em('ca'||i,'en'), pg_temp.nu('c'||i,10,pg_temp.ph('ca'||i,pg_temp.pk('ph'||i,'uk','us'))),
  pg_temp.nu('d'||i,30,'https://social.example.com/in/'||pg_temp.fo(pg_temp.fn('ca'||i,'en'))||'-'||pg_temp.fo(pg_temp.ln('ca'||i,'en'))||'-'||left(md5('li'||i),5)),
  pg_temp.pk('ci'||i,'London','Leeds','Boston','Lagos','Toronto','Berlin','Pune','Dublin','manchester','Chicago'), pg_temp.pk('co'||i,'GB','US','IE','DE','IN','CA','NG'),
  pg_temp.pk('hl'||i,'Senior Backend Engineer','Product Designer','Account Executive','Data analyst','QA Lead','Nurse turned UX researcher'),
  pg_temp.nu('e'||i,20,pg_temp.pk('em'||i,'Northwind Labs','Contoso Ltd','Acme GmbH','Globex','self-employed','Initech')),
  pg_temp.pk('so'||i,'referral','job_board','linkedin','agency','careers_page'), pg_temp.nu('f'||i,35,pg_temp.n('sa'||i,32,140)*1000),
  pg_temp.nu('g'||i,30,pg_temp.n('yr'||i,2,18)||' years of experience in '||pg_temp.pk('xp'||i,'payments','logistics','B2B SaaS','retail')||'. Led teams of '||pg_temp.n('tm'||i,2,12)||'.'),
  pg_temp.d('cx'||i,'2025-01-01',700), pg_temp.ts('cc'||i,'2023-01-01',800)
from generate_series(1,160) i;

create table app.job_openings (id int primary key, title text, department text, office text, hiring_manager text, recruiter_email text,
  headcount int, status text, requisition_no text, opened_on date, closed_on date, description text);
insert into app.job_openings select i, pg_temp.pk('jt'||i,'Backend Engineer','Customer Success Manager','Payroll Specialist','Office Manager','Site Reliability Engineer','Head of Brand'),
  pg_temp.pk('jd'||i,'Engineering','Sales','People','Finance','Marketing'), pg_temp.pk('jo'||i,'London HQ','Austin','Remote EU','Dublin'),
  pg_temp.nm('hm'||i%14,'en'), pg_temp.us('rc'||i%6,'en')||'@talent.example.com', pg_temp.n('jh'||i,1,4),
  pg_temp.pk('js'||i,'open','open','closed','draft','on_hold'), 'REQ-'||(2000+i), pg_temp.d('jp'||i,'2023-03-01',600), pg_temp.nu('jc'||i,55,pg_temp.d('jp'||i,'2023-05-01',600)),
  'You will '||pg_temp.pk('jx'||i,'own our billing platform','grow our enterprise accounts','keep the lights on')||' and work with a friendly team.'
from generate_series(1,60) i;

create table app.applications (id int primary key, candidate_id int references app.candidates, opening_id int references app.job_openings, stage text, rejection_reason text,
  screening_score numeric(4,1), referrer text, cover_letter text, submitted_from inet, user_agent text, eeo_ethnicity text, eeo_disability text, applied_at timestamptz);
insert into app.applications select i, 1+pg_temp.h('ac'||i)%160, 1+pg_temp.h('ao'||i)%60, pg_temp.pk('as'||i,'applied','phone_screen','onsite','offer','hired','rejected'),
  pg_temp.nu('ar'||i,60,pg_temp.pk('arr'||i,'skills','salary','withdrew','position_filled')), pg_temp.nu('ay'||i,20,pg_temp.n('asc'||i,20,99)/10.0), pg_temp.nu('af'||i,65,pg_temp.nm('rf'||i,'en')),
  pg_temp.nu('al'||i,50,'Dear team, I am excited to apply because '||pg_temp.pk('alx'||i,'I love your product.','of your mission.','I enjoy hard problems.')), pg_temp.ip('ai'||i)::inet,
  pg_temp.pk('au'||i,'Mozilla/5.0 (Windows NT 10.0; Win64; x64)','Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)','Mozilla/5.0 (X11; Linux x86_64)'),
  pg_temp.nu('ae'||i,35,pg_temp.pk('aex'||i,'Asian','Black or African American','Hispanic or Latino','White','Two or more races','Decline to answer')),
  pg_temp.nu('ad'||i,35,pg_temp.pk('adx'||i,'No','No','Yes','I do not wish to answer')), pg_temp.ts('at'||i,'2023-04-01',700)
from generate_series(1,200) i;

create table app.interviews (id int primary key, application_id int references app.applications, kind text, panel_lead text, room text, starts_at timestamptz, duration_min int,
  meeting_link text, recommendation text, feedback text);
insert into app.interviews select i, 1+pg_temp.h('iv'||i)%200, pg_temp.pk('ik'||i,'phone','technical','culture','final'), pg_temp.nm('pl'||i%20,'en'),
  pg_temp.nu('ir'||i,30,pg_temp.pk('irm'||i,'Ada Lovelace','Marie Curie','Alan Turing','Boardroom 2','Grace Hopper')), pg_temp.ts('is'||i,'2023-05-01',700), pg_temp.pk('id'||i,'30','45','60')::int,
  pg_temp.nu('im'||i,40,'https://meet.example.com/'||left(md5('im'||i),10)), pg_temp.nu('ire'||i,15,pg_temp.pk('irx'||i,'strong_yes','yes','no','strong_no')),
  pg_temp.nu('if'||i,25,pg_temp.pk('ifx'||i,'Clear communicator, weak on SQL.','Would hire again.','Needs more depth on system design','ok'))
from generate_series(1,120) i;

-- 2. dental practice (German) -----------------------------------------------------------------------------------------

create table app.patienten (patient_id int primary key, anrede text, titel text, vorname text, nachname text, geb_datum date, geb_ort text, strasse text, plz text, ort text,
  telefon_privat text, handy text, email text, versichertennr text, allergien text, medikation text, hausarzt text, beruf text, recall_monate int, mahnstufe int, angelegt_am timestamp);
insert into app.patienten select i, case pg_temp.g('pa'||i) when 0 then 'Frau' else 'Herr' end, pg_temp.nu('pt'||i,88,pg_temp.pk('ptx'||i,'Dr.','Prof. Dr.','Dipl.-Ing.')), pg_temp.fn('pa'||i,'de'), pg_temp.ln('pa'||i,'de'),
  pg_temp.d('pg'||i,'1938-01-01',28000), pg_temp.nu('po'||i,25,pg_temp.pk('pox'||i,'Köln','Bonn','Izmir','Gdańsk','Dresden','Kiew','Aachen')),
  pg_temp.pk('ps'||i,'Lindenallee','Goethestr.','Am Mühlbach','Kirchweg','Bahnhofstraße','Rosenweg')||' '||pg_temp.n('ph'||i,1,140)||pg_temp.pk('px'||i,'','','a','b'), pg_temp.fm('pp'||i,'50###'), pg_temp.pk('pc'||i,'Köln','Köln','Brühl','Hürth','Frechen','koeln'),
  pg_temp.nu('ptl'||i,40,pg_temp.ph('pt'||i,'del')), pg_temp.nu('phn'||i,15,pg_temp.ph('pa'||i,'de')), pg_temp.nu('pem'||i,35,pg_temp.em('pa'||i,'de')), pg_temp.fm('pv'||i,'@#########'),
  pg_temp.nu('pal'||i,60,pg_temp.pk('pax'||i,'Penicillin','Latex','keine','Lidocain','Nickel','Ibuprofen, Pollen')), pg_temp.nu('pmd'||i,65,pg_temp.pk('pmx'||i,'Marcumar','Metformin 500','ASS 100','L-Thyroxin 75','Ramipril')),
  pg_temp.nu('phd'||i,40,'Dr. '||pg_temp.nm('ha'||i%17,'de')), pg_temp.nu('pb'||i,45,pg_temp.pk('pbx'||i,'Lehrerin','Rentner','Elektriker','Studentin','Kaufmann')), pg_temp.pk('pr'||i,'3','6','12')::int, pg_temp.n('pm'||i,0,3), pg_temp.ts('pan'||i,'2016-01-01',3200)
from generate_series(1,180) i;

create table app.termine (termin_id int primary key, patient_id int references app.patienten, zimmer text, beginn timestamp, dauer_min int, terminart text, status text, erinnerung_an text, bemerkung text, angelegt_von text);
insert into app.termine select i, 1+pg_temp.h('tp'||i)%180, pg_temp.pk('tz'||i,'Zi 1','Zi 2','Prophylaxe','OP'), pg_temp.ts('tb'||i,'2024-01-01',500), pg_temp.pk('td'||i,'15','30','45','90')::int,
  pg_temp.pk('ta'||i,'Kontrolle','PZR','Füllung','Implantat','Schmerz'), pg_temp.pk('ts'||i,'geplant','erschienen','abgesagt','nicht erschienen'),
  pg_temp.nu('te'||i,20,case when pg_temp.h('tq'||i)%2=0 then pg_temp.ph('te'||i,'de') else pg_temp.em('te'||i,'de') end),
  pg_temp.nu('tm'||i,60,pg_temp.pk('tmx'||i,'bitte nüchtern','ruft nochmal an','Angstpatient, mehr Zeit einplanen','kommt mit Tochter')), pg_temp.us('zfa'||i%7,'de')
from generate_series(1,200) i;

create table app.behandlungen (id int primary key, patient_id int references app.patienten, termin_id int references app.termine, zahn text, befund text, material text, behandler text, faktor numeric(3,1), betrag_eur numeric(9,2), datum date, abgerechnet boolean);
insert into app.behandlungen select i, 1+pg_temp.h('bp'||i)%180, 1+pg_temp.h('bt'||i)%200, pg_temp.nu('bz'||i,15,pg_temp.n('bzx'||i,1,4)||''||pg_temp.n('bzy'||i,1,8)),
  pg_temp.nu('bb'||i,10,pg_temp.pk('bbx'||i,'Karies profunda','Pulpitis','Parodontitis St. II','o.B.','Wurzelrest','Fraktur Höcker','Bruxismus')), pg_temp.nu('bm'||i,30,pg_temp.pk('bmx'||i,'Komposit A3','Keramik','Gold','Zirkon')),
  pg_temp.pk('bh'||i,'Dr. Wendt','Dr. Yılmaz','ZÄ Lindner','Fr. Krüger'), pg_temp.pk('bf'||i,'1.0','2.3','3.5')::numeric, pg_temp.n('ba'||i,1500,98000)/100.0, pg_temp.d('bd'||i,'2024-01-01',500), pg_temp.h('br'||i)%3>0
from generate_series(1,200) i;

create table app.dentallabore (id int primary key, firmenname text, ansprechpartner text, durchwahl text, zentrale text, bestell_mail text, strasse text, plz text, ort text, ust_id text, unsere_kundennr text, lieferzeit_tage int);
insert into app.dentallabore select i, pg_temp.pk('df'||i,'Zahntechnik Huber','Dental-Labor Kern','CeraTec','Hansen & Söhne Dentallabor','SmileWerk')||' '||pg_temp.pk('dr'||i,'GmbH','OHG','GmbH & Co. KG'), pg_temp.nu('da'||i,15,pg_temp.nm('da'||i,'de')),
  pg_temp.nu('dd'||i,25,pg_temp.ph('dd'||i,'del')||'-'||pg_temp.n('dx'||i,11,89)), pg_temp.ph('dz'||i,'del'), pg_temp.pk('dm'||i,'auftrag','bestellung','labor')||'@labor'||i||'.example.com', pg_temp.pk('ds'||i,'Gewerbepark','Siemensstr.','Am Hafen')||' '||pg_temp.n('dn'||i,1,60),
  pg_temp.fm('dp'||i,'5####'), pg_temp.pk('do'||i,'Köln','Düren','Neuss'), pg_temp.fm('du'||i,'DE#########'), pg_temp.fm('dk'||i,'K-#####'), pg_temp.n('dl'||i,3,15)
from generate_series(1,60) i;

-- 3. hotel (Spanish) --------------------------------------------------------------------------------------------------

create table app.huespedes (id int primary key, nombre text, apellidos text, sexo char(1), tipo_documento text, num_documento text, nacionalidad text, fecha_nacimiento date, correo text, movil text, domicilio text, codigo_postal text, poblacion text,
  regimen_alimentario text, num_fidelidad text, idioma text, acepta_publicidad boolean, fecha_alta timestamp);
insert into app.huespedes select i, pg_temp.fn('gu'||i,'es'), pg_temp.ln('gu'||i,'es'), case pg_temp.g('gu'||i) when 0 then 'F' else 'M' end, pg_temp.pk('gt'||i,'DNI','DNI','PAS','NIE'),
  pg_temp.fm('gd'||i,case pg_temp.pk('gt'||i,'DNI','DNI','PAS','NIE') when 'DNI' then '########@' when 'PAS' then '@@@######' else 'X#######@' end), pg_temp.pk('gn'||i,'ESP','ESP','ITA','FRA','DEU','MAR','GBR'), pg_temp.d('gf'||i,'1945-01-01',22000),
  pg_temp.nu('gc'||i,12,pg_temp.em('gu'||i,'es')), pg_temp.nu('gm'||i,20,pg_temp.ph('gu'||i,'es')), pg_temp.nu('gdo'||i,15,pg_temp.pk('gc'||i,'C/ Mayor','Avda. Constitución','Pza. del Sol','C. Balmes','Via Garibaldi')||' '||pg_temp.n('gx'||i,1,99)||pg_temp.pk('gy'||i,', 2º B','',', bajo',', 4-1')),
  pg_temp.fm('gp'||i,'280##'), pg_temp.pk('go'||i,'Madrid','Getafe','Bilbao','Torino','Lyon','A Coruña','MADRID'), pg_temp.nu('gr'||i,65,pg_temp.pk('gr'||i,'sin gluten','vegano','halal','alérgico frutos secos','diabético')),
  pg_temp.nu('gfi'||i,60,pg_temp.fm('gfi'||i,'MR-######')), pg_temp.pk('gi'||i,'es','es','fr','it','en'), pg_temp.h('ga'||i)%3=0, pg_temp.ts('gal'||i,'2021-01-01',1500)
from generate_series(1,170) i;

create table app.reservas (id int primary key, huesped_id int references app.huespedes, localizador text, canal text, fecha_entrada date, fecha_salida date, adultos int, ninos int, importe_total numeric(10,2),
  titular_tarjeta text, tarjeta text, matricula text, peticiones text, estado text, atendido_por text);
insert into app.reservas select i, 1+pg_temp.h('rh'||i)%170, pg_temp.fm('rl'||i,'@@@##@'), pg_temp.pk('rc'||i,'web','booking','agencia','telefono'), pg_temp.d('re'||i,'2024-06-01',500), pg_temp.d('re'||i,'2024-06-01',500)+pg_temp.n('rn'||i,1,9),
  pg_temp.n('ra'||i,1,3), pg_temp.n('rni'||i,0,2), pg_temp.n('ri'||i,90,2600), pg_temp.nu('rt'||i,20,upper(pg_temp.nm('rt'||i,'es'))), pg_temp.nu('rt'||i,20,'**** **** **** '||pg_temp.fm('rta'||i,'####')), pg_temp.nu('rm'||i,60,pg_temp.fm('rm'||i,'#### BCD')),
  pg_temp.nu('rp'||i,65,pg_temp.pk('rp'||i,'cuna en la habitación','llegan tarde, sobre las 23h','aniversario','planta alta por favor')), pg_temp.pk('rs'||i,'confirmada','checkin','checkout','cancelada','no_show'), pg_temp.pk('rat'||i,'Nuria','Sergio V.','Marisol','Kevin','Nuria')
from generate_series(1,200) i;

create table app.proveedores (id int primary key, razon_social text, nombre_comercial text, cif text, telefono text, correo_pedidos text, direccion text, municipio text, persona_contacto text, movil_contacto text, iban text, categoria text, dias_pago int);
insert into app.proveedores select i, pg_temp.pk('vr'||i,'Lavandería Hermanos Ruiz','Distribuciones Levante','Panadería Lola','Pescados Cantábrico','Textil Hogar')||' '||pg_temp.pk('vs'||i,'S.L.','S.A.','S.L.U.'), pg_temp.nu('vc'||i,40,pg_temp.pk('vc'||i,'La Lola','Casa Ruiz','PezFresco','TexHo')),
  pg_temp.fm('vf'||i,'B########'), pg_temp.ph('vt'||i,'esl'), pg_temp.pk('ve'||i,'pedidos','administracion','info')||'@proveedor'||i||'.example.com', 'Pol. Ind. '||pg_temp.pk('vd'||i,'Sur','La Estación','Norte')||', nave '||i, pg_temp.pk('vm'||i,'Alicante','Elche','Murcia'),
  pg_temp.nu('vp'||i,20,pg_temp.nm('vp'||i,'es')), pg_temp.nu('vp'||i,20,pg_temp.ph('vp'||i,'es')), pg_temp.fm('vi'||i,'ES## 0000 #### #### #### ####'), pg_temp.pk('vca'||i,'limpieza','comida','textil','obras'), pg_temp.pk('vdp'||i,'30','60','90')::int
from generate_series(1,60) i;

-- 4. field service, tables migrated from an AS/400 --------------------------------------------------------------------
create table app.custmst (cust_no int primary key, nm1 text, nm2 text, addr1 text, addr2 text, cty text, st char(2), zip text, ph_h text, ph_w text, eml text, dob date, mar_sts char(1), tax_ex_flg char(1), cr_lmt numeric(9,2), cls_cd char(2), lst_svc_dt date, rmk text);
insert into app.custmst select i, upper(pg_temp.ln('cu'||i,'en')), upper(pg_temp.fn('cu'||i,'en')), pg_temp.n('cu1'||i,10,9900)||' '||pg_temp.pk('cu2'||i,'OAK ST','MAPLE AVE','W 4TH ST','COUNTY RD 12','ELM CT'), pg_temp.nu('cu3'||i,75,pg_temp.pk('cu3'||i,'APT 4','UNIT B','C/O DAUGHTER','LOT 17')),
  pg_temp.pk('cu4'||i,'DAYTON','TOLEDO','AKRON','LIMA','XENIA'), pg_temp.pk('cu5'||i,'OH','OH','IN','KY'), pg_temp.fm('cu6'||i,'45###'), pg_temp.nu('cu7'||i,25,pg_temp.ph('ch'||i,'us')), pg_temp.nu('cu8'||i,60,pg_temp.ph('cw'||i,'us')), pg_temp.nu('cu9'||i,40,pg_temp.em('cu'||i,'en')),
  pg_temp.nu('cua'||i,50,pg_temp.d('cua'||i,'1940-01-01',22000)), pg_temp.nu('cums'||i,45,pg_temp.pk('cums'||i,'M','S','W','D')), pg_temp.pk('cub'||i,'N','N','N','Y'), pg_temp.n('cuc'||i,0,20)*250, pg_temp.pk('cud'||i,'R1','R2','RX'), pg_temp.nu('cue'||i,15,pg_temp.d('cue'||i,'2020-01-01',1800)),
  pg_temp.nu('cuf'||i,70,pg_temp.pk('cuf'||i,'DOG IN YARD','PREFERS MORNINGS','SLOW PAY','CALL FIRST'))
from generate_series(1,180) i;

create table app.techmst (tech_id int primary key, emp_no text, nm text, ph_cell text, ssn text, dl_no text, hire_dt date, pay_rt numeric(6,2), skl_cd text, trk_no text, trk_plt text, rgn_cd text, emg_ct_nm text, emg_ct_ph text, act_flg char(1));
insert into app.techmst select i, lpad((7000+i)::text,6,'0'), upper(pg_temp.ln('te'||i,'en')||', '||pg_temp.fn('te'||i,'en')), pg_temp.ph('tc'||i,'us'), pg_temp.fm('tss'||i,'000-##-####'), pg_temp.fm('tdl'||i,'@@######'), pg_temp.d('th'||i,'2003-01-01',7800), pg_temp.n('tpr'||i,1900,4800)/100.0,
  pg_temp.pk('tsk'||i,'HVAC','PLMB','ELEC','REFR'), 'T-'||lpad(pg_temp.n('ttr'||i,1,60)::text,3,'0'), pg_temp.fm('ttp'||i,'P@@ ####'), pg_temp.pk('trg'||i,'N','S','SW'), pg_temp.nu('teg'||i,15,upper(pg_temp.nm('teg'||i,'en'))), pg_temp.nu('teg'||i,15,pg_temp.ph('teg'||i,'us')), pg_temp.pk('tac'||i,'Y','Y','Y','N')
from generate_series(1,60) i;

create table app.wohdr (wo_no int primary key, cust_no int references app.custmst, tech_id int references app.techmst, sts char(2), pri int, opn_dt date, cls_dt date, prb_cd text, lbr_hrs numeric(5,2), prt_amt numeric(9,2), tot_amt numeric(9,2), sgn_by text, clbk_no text, site_lat numeric(9,6), site_lon numeric(9,6), ent_by text, wrk_dsc text);
insert into app.wohdr select i, 1+pg_temp.h('wc'||i)%180, 1+pg_temp.h('wt'||i)%60, pg_temp.pk('ws'||i,'OP','CL','CL','BL','CN'), pg_temp.n('wp'||i,1,4), pg_temp.d('wo'||i,'2023-01-01',800), pg_temp.nu('wl'||i,25,pg_temp.d('wo'||i,'2023-01-04',800)), pg_temp.pk('wpc'||i,'NOHT','NOCL','LEAK','PMNT'),
  pg_temp.n('wh'||i,2,36)*0.25, pg_temp.n('wa'||i,0,90000)/100.0, pg_temp.n('wb'||i,9000,190000)/100.0, pg_temp.nu('wsg'||i,30,pg_temp.pk('wsx'||i,upper(pg_temp.nm('wsg'||i,'en')),pg_temp.nm('wsg'||i,'en'),left(pg_temp.fn('wsg'||i,'en'),1)||' '||pg_temp.ln('wsg'||i,'en'))), pg_temp.nu('wcb'||i,40,pg_temp.ph('wcb'||i,'us')),
  pg_temp.nu('wg'||i,20,39.7+pg_temp.h('wla'||i)%90000/100000.0), pg_temp.nu('wg'||i,20,-84.2+pg_temp.h('wlo'||i)%90000/100000.0), upper(pg_temp.us('dsp'||i%8,'en')), pg_temp.nu('wd'||i,30,pg_temp.pk('wd'||i,'REPL CAPACITOR','CLEANED COIL','CUST NOT HOME','ADV NEW UNIT'))
from generate_series(1,200) i;

create table app.vndmst (vnd_no int primary key, vnd_nm text, rep_nm text, rep_eml text, ph text, fax text, addr1 text, cty text, st char(2), zip text, fed_id text, trm_cd text, ytd_amt numeric(11,2));
insert into app.vndmst select i, pg_temp.pk('vn'||i,'JOHNSON','BUCKEYE','FERGUS','MILLER & SONS','GRAY BAR')||' '||pg_temp.pk('vn2'||i,'SUPPLY CO','PARTS INC','WHOLESALE','PLUMBING'), pg_temp.nu('vrp'||i,20,upper(pg_temp.nm('vrp'||i,'en'))), pg_temp.nu('vrp'||i,20,pg_temp.us('vrp'||i,'en')||'@vendor'||i||'.example.com'), pg_temp.ph('vph'||i,'us'), pg_temp.nu('vfx'||i,35,pg_temp.ph('vfx'||i,'us')),
  pg_temp.n('va1'||i,100,9000)||' INDUSTRIAL PKWY', pg_temp.pk('vct'||i,'COLUMBUS','CLEVELAND','DAYTON'), 'OH', pg_temp.fm('vz'||i,'44###'), pg_temp.fm('vfe'||i,'31-#######'), pg_temp.pk('vtm'||i,'N30','N60','COD'), pg_temp.n('vy'||i,0,9000000)/100.0
from generate_series(1,60) i;

-- 5. event ticketing (Prisma) -----------------------------------------------------------------------------------------
create table app."User" (id text primary key, email text, handle text, "displayName" text, "avatarUrl" text, "passwordHash" text, "phoneNumber" text, "birthYear" int, locale text, role text, "emailVerified" timestamp, "lastLoginIp" text, "stripeCustomerId" text, "loginCount" int, "createdAt" timestamp);
insert into app."User" select 'cl'||substr(md5('u'||i),1,22), pg_temp.em('us'||i,'en'), pg_temp.pk('uh'||i,pg_temp.us('us'||i,'en')||pg_temp.n('uh2'||i,1,99),pg_temp.pk('uh3'||i,'moshpit','vinyl','gigfan','bass_','nightowl')||pg_temp.n('uh2'||i,1,999)), pg_temp.pk('ud'||i,pg_temp.nm('us'||i,'en'),pg_temp.fn('us'||i,'en'),pg_temp.nm('us'||i,'en')),
  pg_temp.nu('uav'||i,40,'https://cdn.example.com/avatars/'||md5('uav'||i)||'.jpg'), '$2b$10$'||translate(encode(decode(md5('pw'||i)||md5('pv'||i),'hex'),'base64'),'+=','./'), pg_temp.nu('upn'||i,45,pg_temp.ph('us'||i,'uk')), pg_temp.nu('uby'||i,35,pg_temp.n('uby'||i,1955,2006)), pg_temp.pk('ulo'||i,'en-GB','en-GB','de','fr'),
  pg_temp.pk('uro'||i,'USER','USER','USER','ORGANISER','ADMIN'), pg_temp.nu('uev'||i,20,pg_temp.ts('uev'||i,'2023-01-01',700)), pg_temp.nu('uli'||i,15,pg_temp.ip('uli'||i)), pg_temp.nu('usc'||i,40,'cus_'||substr(md5('usc'||i),1,14)), pg_temp.n('ulc'||i,0,240), pg_temp.ts('ucr'||i,'2022-01-01',900)
from generate_series(1,150) i;

create table app."Venue" (id int primary key, name text, address text, city text, "postalCode" text, lat double precision, lng double precision, capacity int, "boxOfficePhone" text, "contactEmail" text, website text);
insert into app."Venue" select i, pg_temp.pk('ve1'||i,'Nina Simone Hall','The Albert','O''Malley''s','Victoria Rooms','Dock Warehouse','St. George''s','Riverside Arena')||' '||pg_temp.pk('ve2'||i,'Bristol','Leeds','Cardiff','Hackney'), pg_temp.n('ve3'||i,1,200)||' '||pg_temp.pk('ve4'||i,'Queen Street','Station Approach','Wharf Road'), pg_temp.pk('ve2'||i,'Bristol','Leeds','Cardiff','London'),
  pg_temp.fm('ve5'||i,'@@# #@@'), 51+pg_temp.h('ve6'||i)%90000/50000.0, -2.5+pg_temp.h('ve7'||i)%90000/50000.0, pg_temp.n('ve8'||i,8,400)*10, pg_temp.ph('ve9'||i,'ukl'), pg_temp.pk('vea'||i,'boxoffice','hello','bookings')||'@venue'||i||'.example.com', pg_temp.nu('veb'||i,20,'https://venue'||i||'.example.com')
from generate_series(1,60) i;

create table app."Event" (id int primary key, "venueId" int references app."Venue", title text, slug text, "promoterName" text, "startsAt" timestamp, status text, "ageRestriction" int, currency text, "minPriceCents" int, "supportEmail" text, "accessCode" text);
insert into app."Event" select i, 1+pg_temp.h('evv'||i)%60, x.t, lower(replace(x.t,' ','-'))||'-'||i, pg_temp.pk('evp'||i,'Loud & Clear Promotions','Harvey Bell Live Ltd','Northern Gigs','Comedy Union'), pg_temp.ts('evs'||i,'2025-01-01',500), pg_temp.pk('evst'||i,'PUBLISHED','DRAFT','SOLD_OUT','CANCELLED'), pg_temp.nu('eva'||i,50,pg_temp.pk('eva'||i,'14','16','18')::int), pg_temp.pk('evc'||i,'GBP','EUR'), pg_temp.n('evm'||i,8,90)*100,
  pg_temp.pk('eve'||i,'help','tickets')||'@promoter'||i%9||'.example.org', pg_temp.nu('evac'||i,70,pg_temp.pk('evac'||i,'EARLYBIRD','FRIENDS10','PRESS'))
from generate_series(1,90) i cross join lateral (select pg_temp.pk('evt'||i,'Jazz Night','An Evening with Beethoven','Stand Up Sunday','Romeo and Juliet','Indie All Dayer','Tribute to Freddie') t) x;

create table app."TicketOrder" (id int primary key, "userId" text references app."User", "eventId" int references app."Event", reference text, "billingName" text, "billingLine1" text, "billingCity" text, "billingZip" text, "billingCountry" text, "totalCents" int, "feeCents" int, "paymentMethod" text, "cardBrand" text, "cardLast4" text, status text, "clientIp" text, "userAgent" text, "placedAt" timestamp);
insert into app."TicketOrder" select i, 'cl'||substr(md5('u'||(1+pg_temp.h('tou'||i)%150)),1,22), 1+pg_temp.h('toe'||i)%90, pg_temp.fm('tor'||i,'TX-@@####'), pg_temp.nm('ton'||i,'en'), pg_temp.n('tol'||i,1,180)||' '||pg_temp.pk('tol2'||i,'Acacia Road','Mill Lane','High Street','Kings Ave'), pg_temp.pk('toc'||i,'Bristol','Bath','Leeds','Swansea'), pg_temp.fm('toz'||i,'BS# #@@'), pg_temp.pk('toco'||i,'GB','GB','GB','IE','DE'),
  pg_temp.n('tot'||i,10,300)*100, pg_temp.n('tof'||i,1,30)*25, pg_temp.pk('top'||i,'card','card','paypal','apple_pay'), pg_temp.pk('tob'||i,'visa','mastercard','amex'), pg_temp.fm('to4'||i,'####'), pg_temp.pk('tos'||i,'PAID','PAID','REFUNDED','PENDING'), pg_temp.ip('toi'||i), pg_temp.pk('toa'||i,'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)','Mozilla/5.0 (Linux; Android 14)'), pg_temp.ts('topl'||i,'2024-10-01',400)
from generate_series(1,180) i;

create table app."Attendee" (id int primary key, "orderId" int references app."TicketOrder", "fullName" text, email text, "ticketType" text, "seatLabel" text, barcode text, "dietaryRequirements" text, "accessNeeds" text, "checkedInAt" timestamp, "checkedInBy" text, "gateName" text);
insert into app."Attendee" select i, 1+pg_temp.h('ato'||i)%180, pg_temp.nu('atn'||i,6,pg_temp.nm('at'||i,'en')), pg_temp.nu('ate'||i,40,pg_temp.em('at'||i,'en')), pg_temp.pk('att'||i,'GA','VIP','Balcony','Concession'), pg_temp.nu('ats'||i,40,pg_temp.fm('ats'||i,'@')||pg_temp.n('ats2'||i,1,40)), pg_temp.fm('atb'||i,'############'),
  pg_temp.nu('atd'||i,70,pg_temp.pk('atd'||i,'vegan','nut allergy','coeliac','kosher','none')), pg_temp.nu('ata'||i,80,pg_temp.pk('ata'||i,'wheelchair space','BSL interpreter','companion seat','guide dog')), pg_temp.nu('atc'||i,45,pg_temp.ts('atc'||i,'2025-01-01',400)), pg_temp.nu('atc'||i,45,pg_temp.pk('atk'||i,'Jess','Marlon D','Aoife','Tomasz')), pg_temp.nu('atc'||i,45,pg_temp.pk('atg'||i,'North Gate','Victoria Door','Gate C'))
from generate_series(1,200) i;

-- 6. charity ----------------------------------------------------------------------------------------------------------
create table app.donors (id int primary key, salutation text, given_name text, family_name text, organisation_name text, email_1 text, landline text, address_line_1 text, address_line_2 text, town text, county text, postcode text, faith text, lifetime_value numeric(10,2), do_not_mail boolean, source_code text, deceased_on date, notes text);
insert into app.donors select i, case when pg_temp.h('dsl'||i)%9=0 then pg_temp.pk('ds2'||i,'Dr','Rev','Lady','Prof') when pg_temp.g('do'||i)=0 then pg_temp.pk('ds3'||i,'Mrs','Ms','Miss') else 'Mr' end, pg_temp.nu('dgn'||i,4,pg_temp.fn('do'||i,'en')), pg_temp.ln('do'||i,'en'), pg_temp.nu('dor'||i,88,pg_temp.pk('dor'||i,'Rotary Club of Otley','Bell & Co LLP','St Mary''s Church')),
  pg_temp.nu('dem'||i,35,pg_temp.em('do'||i,'en')), pg_temp.nu('dla'||i,45,pg_temp.ph('do'||i,'ukl')), pg_temp.pk('da1'||i,'Rose Cottage','','Flat 2, ','The Old Forge')||' '||pg_temp.n('da2'||i,1,99)||' '||pg_temp.pk('da3'||i,'Church Lane','Park Road','The Green'), pg_temp.nu('da4'||i,70,pg_temp.pk('da4'||i,'Upper Wharfedale','Little Marsh','Nr Ripon')), pg_temp.pk('dto'||i,'Otley','Ilkley','Harrogate','LEEDS','Skipton'), pg_temp.nu('dco'||i,30,pg_temp.pk('dco'||i,'West Yorkshire','North Yorkshire')), pg_temp.fm('dpc'||i,'LS## #@@'),
  pg_temp.nu('dfa'||i,65,pg_temp.pk('dfa'||i,'C of E','Catholic','Muslim','Jewish','Quaker','None','Sikh')), pg_temp.n('dlv'||i,5,90000)/10.0, pg_temp.h('ddn'||i)%6=0, pg_temp.pk('dsc'||i,'DM19A','WEB','LEG','EVT22'), pg_temp.nu('dde'||i,95,pg_temp.d('dde'||i,'2018-01-01',2000)), pg_temp.nu('dno'||i,75,pg_temp.pk('dno'||i,'Prefers letters','Knew our founder','Complained about the mailing 2022','legacy pledger'))
from generate_series(1,180) i;

create table app.appeals (id int primary key, name text, code text, fund text, channel text, starts_on date, ends_on date, target_amount numeric(10,2), reply_address text, landing_page text, helpline text);
insert into app.appeals select i, pg_temp.pk('ap1'||i,'Christmas','Spring','Ramadan','Emergency','Walk with Wendy')||' Appeal '||(2016+i%9), pg_temp.fm('ap2'||i,'A@@##'), pg_temp.pk('ap3'||i,'Margaret Hale Memorial Fund','General','Clean Water','John Ridley Bursary'), pg_temp.pk('ap4'||i,'post','email','door','radio'), pg_temp.d('ap5'||i,'2017-01-01',2900), pg_temp.d('ap5'||i,'2017-03-01',2900), pg_temp.n('ap6'||i,5,300)*1000, pg_temp.pk('ap8'||i,'appeals','supportercare','giving')||'@charity.example.org', 'https://give.example.org/'||md5('ap9'||i), pg_temp.ph('apa'||i%4,'ukl')
from generate_series(1,60) i;

create table app.donations (id int primary key, donor_id int references app.donors, appeal_id int references app.appeals, receipt_no text, amount numeric(9,2), currency text, method text, received_on date, banked_on date, in_memory_of text, tribute_message text, gift_aid boolean, thanked_by text);
insert into app.donations select i, 1+pg_temp.h('dnd'||i)%180, 1+pg_temp.h('dna'||i)%60, 'R'||(90000+i), pg_temp.n('dnm'||i,2,500), 'GBP', pg_temp.pk('dnx'||i,'cheque','card','cash','dd','CAF'), pg_temp.d('dnr'||i,'2021-01-01',1500), pg_temp.d('dnr'||i,'2021-01-03',1500), pg_temp.nu('dim'||i,75,pg_temp.nm('dim'||i,'en')), pg_temp.nu('dtm'||i,80,pg_temp.pk('dtm'||i,'Forever in our hearts','In lieu of flowers','With love from the walking group')), pg_temp.h('dga'||i)%2=0, pg_temp.nu('dtb'||i,30,pg_temp.pk('dtb'||i,'Gillian Marsh','Tunde A.','Pat','Gillian Marsh'))
from generate_series(1,200) i;

create table app.direct_debits (id int primary key, donor_id int references app.donors, account_name text, sort_code text, account_number text, bank_name text, mandate_ref text, frequency text, amount numeric(8,2), next_collection date, status text);
insert into app.direct_debits select i, 1+pg_temp.h('ddd'||i)%180, upper(pg_temp.pk('ddx'||i,'Mr ','Mrs ','')||left(pg_temp.fn('dda'||i,'en'),1)||' '||pg_temp.ln('dda'||i,'en')), pg_temp.fm('dds'||i,'00-##-##'), pg_temp.fm('ddn'||i,'0#######'), pg_temp.pk('ddb'||i,'Example Bank','Building Society of Nowhere','First Fictional'), pg_temp.fm('ddr'||i,'GC-@@######'), pg_temp.pk('ddf'||i,'monthly','annual','quarterly'), pg_temp.n('ddm'||i,2,50), pg_temp.d('ddc'||i,'2025-06-01',90), pg_temp.pk('ddt'||i,'active','active','cancelled','failed')
from generate_series(1,90) i;

create table app.volunteers (id int primary key, full_name text, dob date, phone text, next_of_kin text, nok_phone text, medical_conditions text, dbs_certificate_no text, region text, hours_logged int, active boolean, joined_on date);
insert into app.volunteers select i, pg_temp.nm('vo'||i,'en'), pg_temp.nu('vod'||i,20,pg_temp.d('vod'||i,'1944-01-01',21000)), pg_temp.ph('vo'||i,'uk'), pg_temp.nu('von'||i,20,pg_temp.nm('von'||i,'en')||pg_temp.pk('vor'||i,' (husband)',' (wife)',' (mum)','')), pg_temp.nu('von'||i,20,pg_temp.ph('von'||i,pg_temp.pk('vou'||i,'uk','ukl'))), pg_temp.nu('vom'||i,65,pg_temp.pk('vom'||i,'asthma','type 1 diabetes','bad back','epilepsy - carries meds','none')), pg_temp.nu('vos'||i,40,pg_temp.fm('vos'||i,'00##########')), pg_temp.pk('vog'||i,'North','Dales','City'), pg_temp.n('voh'||i,0,900), pg_temp.h('voa'||i)%4>0, pg_temp.d('voj'||i,'2014-01-01',3900)
from generate_series(1,100) i;

-- 7. car rental (French) ----------------------------------------------------------------------------------------------
create table app.agences (id int primary key, nom text, adresse text, cp text, ville text, telephone text, fax text, email text, responsable text, latitude numeric(8,5), longitude numeric(8,5), horaires text);
insert into app.agences select i, 'Agence '||pg_temp.pk('ag1'||i,'Victor Hugo','Jean Jaurès','Gare','Aéroport','Marie Curie'), pg_temp.n('ag2'||i,1,90)||' '||pg_temp.pk('ag3'||i,'av. Victor Hugo','bd Jean Jaurès','place de la Gare'), pg_temp.fm('ag4'||i,'69###'), pg_temp.pk('ag5'||i,'Lyon','Nantes','Lille','Nice'), pg_temp.ph('ag6'||i,'frl'), pg_temp.nu('ag7'||i,50,pg_temp.ph('ag7'||i,'frl')), 'agence'||i||'@location.example.com', pg_temp.nm('ag8'||i,'fr'), 43+pg_temp.h('ag9'||i)%70000/10000.0, 1+pg_temp.h('aga'||i)%50000/10000.0, pg_temp.pk('agb'||i,'8h-19h','7h30-20h','24/24')
from generate_series(1,60) i;

create table app.vehicules (id int primary key, agence_id int references app.agences, immatriculation text, marque text, modele text, num_serie text, kilometrage int, carburant text, date_mise_circ date, categorie text, statut text, mac_boitier macaddr);
insert into app.vehicules select i, 1+pg_temp.h('va'||i)%60, pg_temp.fm('vi'||i,'@@-###-@@'), pg_temp.pk('vm'||i,'Renault','Peugeot','Citroën','Dacia'), pg_temp.pk('vo'||i,'Clio','Zoé','208','Berlingo','Mégane'), pg_temp.fm('vs'||i,'VF1@@######@####'), pg_temp.n('vk'||i,900,140000), pg_temp.pk('vca'||i,'essence','diesel','élec'), pg_temp.d('vd'||i,'2017-01-01',2900), pg_temp.pk('vct'||i,'B','C','VU'), pg_temp.pk('vst'||i,'dispo','loué','atelier'), ('02:00:5e'||regexp_replace(left(md5('vma'||i),6),'(..)',':\1','g'))::macaddr
from generate_series(1,120) i;

create table app.conducteurs (id int primary key, civilite text, nom text, nom_jeune_fille text, prenom text, date_naissance date, lieu_naissance text, num_permis text, permis_delivre_le date, courriel text, tel_portable text, adresse text, code_postal text, ville text, societe text, points_fidelite int, cree_le timestamp, observations text);
insert into app.conducteurs select i, case pg_temp.g('co'||i) when 0 then 'Mme' else 'M.' end, upper(pg_temp.ln('co'||i,'fr')), case when pg_temp.g('co'||i)=0 then pg_temp.nu('cj'||i,60,pg_temp.ln('cj'||i,'fr')) end, pg_temp.fn('co'||i,'fr'), pg_temp.d('cn'||i,'1946-01-01',21500), pg_temp.pk('cl'||i,'Lyon 3e','Dakar','Oran','Brest','Saint-Denis (974)','Hanoï'), pg_temp.fm('cp'||i,'############'), pg_temp.d('cd'||i,'1985-01-01',13000), pg_temp.nu('ce'||i,15,pg_temp.em('co'||i,'fr')), pg_temp.nu('ct'||i,10,pg_temp.ph('co'||i,'fr')),
  pg_temp.n('ca1'||i,1,120)||pg_temp.pk('ca3'||i,'',' bis',' ter','')||pg_temp.pk('ca2'||i,' rue des Lilas',', chemin du Moulin',' allée Pasteur',' rue de la République'), pg_temp.fm('cc'||i,'69###'), pg_temp.pk('cv'||i,'Lyon','Villeurbanne','Bron','VENISSIEUX'), pg_temp.nu('cs'||i,75,pg_temp.pk('cs'||i,'BTP Rhône SARL','Cabinet Morel','Studio 9')), pg_temp.n('cpf'||i,0,4000), pg_temp.ts('ccr'||i,'2019-01-01',2200), pg_temp.nu('cob'||i,80,pg_temp.pk('cob'||i,'a déjà rendu en retard','client habituel','demande siège bébé'))
from generate_series(1,160) i;

create table app.contrats_location (id int primary key, conducteur_id int references app.conducteurs, vehicule_id int references app.vehicules, agence_id int references app.agences, num_contrat text, debut timestamp, fin timestamp, km_depart int, km_retour int, montant_ttc numeric(9,2), second_conducteur text, agent_depart text, franchise numeric(7,2), iban_remboursement text);
insert into app.contrats_location select i, 1+pg_temp.h('kc'||i)%160, 1+pg_temp.h('kv'||i)%120, 1+pg_temp.h('ka'||i)%60, 'LOC'||(2024000+i), pg_temp.ts('kd'||i,'2024-01-01',480), pg_temp.ts('kd'||i,'2024-01-01',480)+make_interval(days=>pg_temp.n('kj'||i,1,14)), x.k, pg_temp.nu('kr'||i,15,x.k+pg_temp.n('kk'||i,40,2500)), pg_temp.n('km'||i,4000,120000)/100.0, pg_temp.nu('k2'||i,70,pg_temp.nm('k2'||i,'fr')), pg_temp.pk('kg'||i,'Sandrine B.','M. Colin','Yanis','Sandrine B.'), pg_temp.pk('kf'||i,'0','350','900')::numeric, pg_temp.nu('ki'||i,70,pg_temp.fm('ki'||i,'FR##00000#################'))
from generate_series(1,180) i cross join lateral (select pg_temp.n('kx'||i,900,120000) k) x;

-- 8. accounting -------------------------------------------------------------------------------------------------------
create table app.business_partners (id int primary key, partner_code text, legal_name text, trading_name text, vat_number text, registered_address text, city text, country text, phone text, ap_mailbox text, iban text, swift text, payment_terms_days int, attention_of text, attention_email text, account_owner text);
insert into app.business_partners select i, 'BP'||lpad(i::text,5,'0'), pg_temp.pk('b1'||i,'Hartmann','Blue Heron','De Vries','Oakley','Sato Trading','Kestrel')||' '||pg_temp.pk('b2'||i,'Logistics','Consulting','Foods','Media','Instruments')||' '||pg_temp.pk('b3'||i,'Ltd','GmbH','B.V.','plc'), pg_temp.nu('b4'||i,60,pg_temp.pk('b4'||i,'Hartmann''s','Heron','Kestrel & Kin')), pg_temp.fm('b5'||i,'GB#########'), pg_temp.n('b6'||i,1,80)||' '||pg_temp.pk('b7'||i,'Commercial Street','Trading Estate','Quay West'), pg_temp.pk('b8'||i,'Rotterdam','Manchester','Hull','Bremen'), pg_temp.pk('b9'||i,'GB','NL','DE'), pg_temp.ph('ba'||i,'ukl'),
  pg_temp.pk('bb'||i,'accounts','ap','invoices','finance')||'@partner'||i||'.example.com', pg_temp.fm('bc'||i,'GB##XXXX##############'), pg_temp.fm('bd'||i,'XXXXGB@@'), pg_temp.pk('be'||i,'14','30','60')::int, pg_temp.nu('bf'||i,35,pg_temp.nm('bf'||i,'en')), pg_temp.nu('bf'||i,35,pg_temp.us('bf'||i,'en')||'@partner'||i||'.example.com'), pg_temp.us('ao'||i%9,'en')
from generate_series(1,120) i;

create table app.expense_claims (id int primary key, employee_no text, claimant text, claim_date date, category text, merchant text, net_amount numeric(8,2), tax_amount numeric(8,2), currency text, reimburse_iban text, approved_by text, justification text, status text);
insert into app.expense_claims select i, 'E'||(300+i%40), pg_temp.nm('ex'||i%40,'en'), pg_temp.d('xd'||i,'2024-06-01',360), pg_temp.pk('xc'||i,'travel','meals','hotel','software'), pg_temp.pk('xm'||i,'Joe''s Diner','Trainline','Premier Rest','Shelly''s Taxis'), pg_temp.n('xn'||i,500,60000)/100.0, pg_temp.n('xt'||i,0,9000)/100.0, 'GBP', pg_temp.fm('ib'||i%40,'GB##XXXX##############'), pg_temp.nu('xa'||i,25,pg_temp.us('ap'||i%6,'en')), pg_temp.nu('xj'||i,30,pg_temp.pk('xj'||i,'Client visit','Team lunch','Conference in Leeds')), pg_temp.pk('xs'||i,'submitted','approved','paid','rejected')
from generate_series(1,120) i;


-- 9. university (Polish) ----------------------------------------------------------------------------------------------
create table app.studenci (id int primary key, imie text, drugie_imie text, nazwisko text, imie_ojca text, pesel char(11), plec char(1), obywatelstwo text, data_ur date, miejsce_ur text, nr_albumu text, email_prywatny text, login_usos text, tel_kom text, ulica text, kod_poczt text, miejscowosc text, kierunek text, rok_studiow int, tryb text, orzeczenie text, zdjecie text, stypendium numeric(8,2), data_immatrykulacji date);
insert into app.studenci select i, pg_temp.fn('st'||i,'pl'), pg_temp.nu('s2'||i,60,pg_temp.fn('s2'||i,'pl')), pg_temp.ln('st'||i,'pl'), pg_temp.nu('so'||i,35,pg_temp.pk('so'||i,'Andrzej','Marek','Stanisław','Wołodymyr')), to_char(x.d,'YY')||lpad((extract(month from x.d)::int+case when x.d>='2000-01-01' then 20 else 0 end)::text,2,'0')||to_char(x.d,'DD')||pg_temp.fm('spe'||i,'#####'), case pg_temp.g('st'||i) when 0 then 'K' else 'M' end, pg_temp.pk('sob'||i,'polskie','polskie','polskie','ukraińskie','białoruskie'), x.d, pg_temp.pk('smu'||i,'Kraków','Tarnów','Lwów','Kielce','Rzeszów'),
  (310000+i*7)::text, pg_temp.nu('sem'||i,15,pg_temp.em('st'||i,'pl')), pg_temp.us('st'||i,'pl')||pg_temp.n('sl'||i,1,9), pg_temp.nu('stl'||i,20,pg_temp.ph('st'||i,'pl')), pg_temp.pk('sul'||i,'ul. Długa','ul. Mickiewicza','os. Złotego Wieku','al. Pokoju','ul. św. Anny')||' '||pg_temp.n('sun'||i,1,120)||pg_temp.pk('sum'||i,'/4','','/17','a m. 3'), pg_temp.fm('skp'||i,'3#-###'), pg_temp.pk('smi'||i,'Kraków','Wieliczka','Tarnów','Bochnia'),
  pg_temp.pk('ski'||i,'Informatyka','Prawo','Filologia polska','Biotechnologia'), pg_temp.n('sr'||i,1,5), pg_temp.pk('str'||i,'stacjonarne','niestacjonarne'), pg_temp.nu('sor'||i,88,pg_temp.pk('sor'||i,'lekki','umiarkowany','znaczny')), pg_temp.nu('sz'||i,30,'/foto/'||(310000+i*7)||'.jpg'), pg_temp.nu('ssy'||i,75,pg_temp.n('ssy'||i,4,16)*100), pg_temp.pk('sim'||i,'2021-10-01','2022-10-01','2023-10-01')::date
from generate_series(1,150) i cross join lateral (select pg_temp.d('sdu'||i,'1996-01-01',3500) d) x;

create table app.przedmioty (id int primary key, nazwa text, kod text, ects int, prowadzacy text, jednostka text, kontakt_sekretariat text, sala text, semestr text, limit_miejsc int, jezyk text);
insert into app.przedmioty select i, pg_temp.pk('pn'||i,'Analiza matematyczna','Prawo rzymskie','Twórczość Wisławy Szymborskiej','Genetyka','Bazy danych')||' '||pg_temp.pk('pn2'||i,'I','II','- seminarium'), pg_temp.fm('pk'||i,'@@@-###'), pg_temp.n('pe'||i,1,8), pg_temp.pk('pt'||i,'dr ','dr hab. ','prof. ','mgr ')||pg_temp.nm('pr'||i%22,'pl'), pg_temp.pk('pj'||i,'WMiI','WPiA','WFil'), 'sekretariat.'||pg_temp.pk('pj'||i,'wmii','wpia','wfil')||'@uczelnia.example.org', pg_temp.pk('ps'||i,'A-101','Aula Kopernika','C2 0.14'), pg_temp.pk('pse'||i,'2024Z','2024L','2025Z'), pg_temp.n('pl'||i,10,120), pg_temp.pk('pjz'||i,'PL','PL','EN')
from generate_series(1,70) i;

-- 10. food delivery (Prisma) ------------------------------------------------------------------------------------------
create table app."Restaurant" (id int primary key, name text, cuisine text, street text, city text, "postCode" text, phone text, email text, "ownerName" text, "ownerMobile" text, "legalEntity" text, "companyNumber" text, lat double precision, lng double precision, "hygieneRating" int, "commissionPct" numeric(4,1), "opensAt" time);
insert into app."Restaurant" select i, pg_temp.pk('r1'||i,'Mama Rosa''s','Chez Pierre','Mr. Wong','Nando Grill','The Hungry Monk','Auntie Mei Kitchen','Ali Baba Kebab')||pg_temp.pk('r2'||i,'',' Express',' & Co'), pg_temp.pk('r3'||i,'italian','chinese','indian','kebab'), pg_temp.n('r4'||i,1,300)||' '||pg_temp.pk('r5'||i,'Market Street','Oxford Road','Curry Mile'), 'Manchester', pg_temp.fm('r6'||i,'M# #@@'), pg_temp.ph('r7'||i,'ukl'), pg_temp.pk('r8'||i,'orders','hello','manager')||'@resto'||i||'.example.com', pg_temp.nm('r9'||i,'en'), pg_temp.nu('ra'||i,20,pg_temp.ph('ra'||i,'uk')),
  pg_temp.pk('rb'||i,'Rosa Foods Ltd','MW Catering Ltd','Tasty Holdings Ltd'), pg_temp.fm('rc'||i,'0#######'), 53.4+pg_temp.h('rd'||i)%9000/90000.0, -2.2-pg_temp.h('re'||i)%9000/90000.0, pg_temp.n('rf'||i,2,5), pg_temp.n('rg'||i,150,320)/10.0, '11:00'::time+make_interval(mins=>30*pg_temp.n('rh'||i,0,12))
from generate_series(1,80) i;

create table app."MenuItem" (id int primary key, "restaurantId" int references app."Restaurant", name text, "priceCents" int, allergens text, "isVegan" boolean, sku text, "photoUrl" text);
insert into app."MenuItem" select i, 1+pg_temp.h('mr'||i)%80, x.n, pg_temp.n('mp'||i,3,24)*50, pg_temp.nu('ma'||i,30,pg_temp.pk('ma'||i,'gluten,milk','nuts','soy,egg','fish')), pg_temp.h('mv'||i)%4=0, pg_temp.fm('ms'||i,'ITM-####'), pg_temp.nu('mph'||i,35,'https://img.example.com/dish/'||md5('mph'||i)||'.jpg')
from generate_series(1,180) i cross join lateral (select pg_temp.pk('mn'||i,'General Tso Chicken','Margherita','Caesar Salad','Sunday Roast','Singapore Noodles','Eggs Benedict','Peking Duck') n) x;

create table app."Courier" (id int primary key, "fullName" text, phone text, whatsapp text, "niNumber" text, "vehicleType" text, "licensePlate" text, "bankAccount" text, "profilePhoto" text, "lastLat" double precision, "lastLng" double precision, "lastSeenAt" timestamp, "isOnline" boolean, rating numeric(3,2), "onboardedAt" timestamp, "fcmToken" text);
insert into app."Courier" select i, pg_temp.nm('cr'||i,'en'), pg_temp.ph('cr'||i,'uk'), pg_temp.nu('cw'||i,40,replace(pg_temp.fm('cw'||i,'447700900###'),' ','')), pg_temp.fm('cn'||i,'QQ######@'), x.v, case when x.v<>'bicycle' then pg_temp.fm('cp'||i,'@@## @@@') end, pg_temp.fm('cb'||i,'00-00-## ########'), pg_temp.nu('cf'||i,15,'couriers/'||md5('cf'||i)||'.jpg'), pg_temp.nu('cl'||i,25,53.4+pg_temp.h('cla'||i)%9000/90000.0), pg_temp.nu('cl'||i,25,-2.2-pg_temp.h('clo'||i)%9000/90000.0), pg_temp.nu('cl'||i,25,pg_temp.ts('cs'||i,'2025-05-01',30)), pg_temp.h('co'||i)%3=0, pg_temp.n('cra'||i,310,500)/100.0, pg_temp.ts('cob'||i,'2022-01-01',1100), md5('cfc'||i)||':APA91b'||md5('cfd'||i)
from generate_series(1,90) i cross join lateral (select pg_temp.pk('cv'||i,'bicycle','scooter','car') v) x;

create table app."DeliveryOrder" (id int primary key, "restaurantId" int references app."Restaurant", "courierId" int references app."Courier", code text, "customerName" text, "customerPhone" text, "dropAddress" text, "dropPostCode" text, "dropLat" double precision, "dropLng" double precision, "gateCode" text, instructions text, "subtotalCents" int, "deliveryFeeCents" int, "tipCents" int, "voucherCode" text, status text, "placedAt" timestamp, "deliveredAt" timestamp);
insert into app."DeliveryOrder" select i, 1+pg_temp.h('er'||i)%80, 1+pg_temp.h('ec'||i)%90, pg_temp.fm('ek'||i,'#@@#'), pg_temp.pk('ex'||i,pg_temp.nm('en'||i,'en'),pg_temp.fn('en'||i,'en'),pg_temp.fn('en'||i,'en')||' '||left(pg_temp.ln('en'||i,'en'),1)), pg_temp.ph('en'||i,'uk'), pg_temp.pk('ea'||i,'Flat 3, ','','Apt 12, ','')||pg_temp.n('ea2'||i,1,180)||' '||pg_temp.pk('ea3'||i,'Wilbraham Rd','Platt Lane','Egerton Cres','Birch Grove'), pg_temp.fm('ep'||i,'M## #@@'), 53.4+pg_temp.h('ela'||i)%9000/90000.0, -2.2-pg_temp.h('elo'||i)%9000/90000.0,
  pg_temp.nu('eg'||i,75,pg_temp.fm('eg'||i,'#### ')||pg_temp.pk('eg2'||i,'','#')), pg_temp.nu('ei'||i,60,pg_temp.pk('ei'||i,'leave at door','buzzer broken, call me','baby sleeping dont ring','blue door')), pg_temp.n('es'||i,16,120)*50, pg_temp.pk('ef'||i,'0','199','349')::int, pg_temp.pk('et'||i,'0','0','100','200')::int, pg_temp.nu('ev'||i,80,pg_temp.pk('ev'||i,'WELCOME10','STUDENT','FREEDEL')), x.s, pg_temp.ts('ed'||i,'2025-03-01',90), case when x.s='DELIVERED' then pg_temp.ts('ed'||i,'2025-03-01',90)+make_interval(mins=>pg_temp.n('em'||i,18,70)) end
from generate_series(1,200) i cross join lateral (select pg_temp.pk('est'||i,'DELIVERED','DELIVERED','CANCELLED','PREPARING') s) x;

-- 11. smart-home service ----------------------------------------------------------------------------------------------
create table app.households (id int primary key, label text, addr text, postal_code text, geo_lat numeric(9,6), geo_lon numeric(9,6), wifi_ssid text, wifi_passphrase_enc text, plan text, activated_at timestamptz);
insert into app.households select i, pg_temp.pk('h1'||i,'Home','Home','Cabin','Flat','Beach house'), pg_temp.n('h2'||i,1,2200)||' '||pg_temp.pk('h3'||i,'Birch Ln, Portland','SE Alder St, Portland','Lakeview Dr, Bend','Juniper Ct, Salem'), pg_temp.fm('h4'||i,'97###'), 44+pg_temp.h('h5'||i)%150000/100000.0, -122-pg_temp.h('h6'||i)%120000/100000.0, pg_temp.pk('h7'||i,'NETGEAR42','HomeNet','xfinity-'||i,'Pretty Fly for a WiFi',pg_temp.ln('h8'||i,'en')||' WiFi'), md5('h9'||i), pg_temp.pk('ha'||i,'basic','plus','pro'), pg_temp.ts('hc'||i,'2022-01-01',1100)
from generate_series(1,110) i;

create table app.residents (id int primary key, household_id int references app.households, who text, contact text, born date, relation text, pin_hash text, is_admin boolean, joined_at timestamptz);
insert into app.residents select i, 1+pg_temp.h('re1'||i)%110, pg_temp.pk('re2'||i,pg_temp.nm('re'||i,'en'),pg_temp.fn('re'||i,'en'),pg_temp.nm('re'||i,'en')), pg_temp.nu('re3'||i,20,pg_temp.pk('re4'||i,pg_temp.em('re'||i,'en'),pg_temp.ph('re'||i,'us'),pg_temp.em('re'||i,'en'))), pg_temp.nu('re5'||i,45,pg_temp.d('re5'||i,'1950-01-01',24000)), pg_temp.pk('re6'||i,'owner','partner','child','guest','cleaner'), md5('re7'||i), pg_temp.h('re8'||i)%3=0, pg_temp.ts('rea'||i,'2022-02-01',1100)
from generate_series(1,180) i;

create table app.hubs (id int primary key, household_id int references app.households, serial_no text, model text, mac text, wan_ip inet, hostname text, firmware text, signal_dbm int, battery_pct int, last_heartbeat timestamptz);
insert into app.hubs select i, i%110+1, pg_temp.fm('hu1'||i,'SHX#######'), pg_temp.pk('hu2'||i,'Hub One','Hub Mini','Hub Pro'), '02:00:00'||regexp_replace(left(md5('hu3'||i),6),'(..)',':\1','g'), pg_temp.ip('hu4'||i)::inet, 'hub-'||left(md5('hu5'||i),6), pg_temp.pk('hu6'||i,'4.2.1','4.3.0','4.3.0-rc2'), -pg_temp.n('hu8'||i,38,92), pg_temp.nu('hu9'||i,40,pg_temp.n('hu9'||i,3,100)), pg_temp.ts('hua'||i,'2025-05-20',10)
from generate_series(1,130) i;

create table app.app_sessions (id int primary key, resident_id int references app.residents, login text, remote_addr text, device_label text, platform text, app_version text, push_token text, started_at timestamptz, ended_at timestamptz, mfa_used boolean);
insert into app.app_sessions select i, x.r, pg_temp.pk('lo'||x.r,pg_temp.us('re'||x.r,'en'),pg_temp.em('re'||x.r,'en'),pg_temp.fo(pg_temp.fn('re'||x.r,'en'))||pg_temp.n('lo2'||x.r,1,999)), pg_temp.ip('ap1'||i), pg_temp.fn('re'||x.r,'en')||pg_temp.pk('ap2'||i,'''s iPhone','''s iPad',' Galaxy S23','''s Pixel'), pg_temp.pk('ap3'||i,'ios','android'), pg_temp.pk('ap5'||i,'5.1.0','5.2.3'), pg_temp.nu('ap6'||i,25,md5('ap6'||i)||md5('ap7'||i)), x.t, pg_temp.nu('ap8'||i,20,x.t+make_interval(mins=>pg_temp.n('ap8'||i,1,300))), pg_temp.h('ap9'||i)%3=0
from generate_series(1,200) i cross join lateral (select 1+pg_temp.h('apr'||i)%180 r, pg_temp.ts('apt'||i,'2025-04-01',60) t) x;

create table app.edge_nodes (id int primary key, host text, private_ip inet, public_ip inet, region text, rack text, kernel text, cpu_pct numeric(4,1), booted_at timestamptz, on_call text, role text);
insert into app.edge_nodes select i, pg_temp.pk('en1'||i,'hermes','athena','apollo','mqtt','ingest')||'-'||lpad(i::text,2,'0')||'.svc.example.net', ('10.20.'||i%8||'.'||pg_temp.n('en2'||i,2,250))::inet, pg_temp.nu('en3'||i,40,pg_temp.ip('en3'||i)::inet), pg_temp.pk('en4'||i,'us-west-2','us-east-1'), pg_temp.fm('en5'||i,'R##-U##'), '6.1.0-'||pg_temp.n('en6'||i,10,28), pg_temp.n('en7'||i,10,990)/10.0, pg_temp.ts('en9'||i,'2025-01-01',120), pg_temp.nm('oc'||i%5,'en'), pg_temp.pk('ena'||i,'broker','gateway','cache')
from generate_series(1,60) i;

commit;
