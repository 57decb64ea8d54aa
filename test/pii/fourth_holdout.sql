-- Blind holdout 4: made-up data of twelve product teams, for a detector of personal data columns that its author does not know.
--
-- Personal is what tells who a natural person is, how to reach or find them, or what is said of their body, health, faith, family,
-- union or ethnicity: names of persons (also in a column named after a role, when its values are names), usernames, handles and
-- logins, e-mail, phone, fax and messenger of a person, the parts of a person's postal address, national ids, passport, driving
-- licence, tax ids of persons, bank account and card of persons, date and place of birth, gender, nationality, religion, blood group,
-- diagnosis, allergies, dietary needs, disability, marital status, photo of a person, coordinates of a home or of a device that a
-- person carries, IP addresses of persons, plates of private vehicles, next of kin.
-- Not personal: firms, places, animals, machines, products and their names, registration numbers, switchboards, shared mailboxes and
-- addresses; hosts, MAC and IP of infrastructure; codes, statuses, amounts, times of events, counts, titles of things, fleet plates.
-- Ambiguous, counted for nothing: free texts, salary, grades and dates of a job, user agents, secrets and tokens, codes that stand
-- for a person (employee, member, policy number, VIN of a private car), settings, job titles.
-- Ids, foreign keys and workspace columns are judged nowhere. The judgement is in blind_holdout_truth.json.

begin;
set local time zone 'UTC';

-- Helpers live in pg_temp and go with the session. Everything is a function of the row number and a salt: no random().
create or replace function pg_temp.h(g int, s text, m int) returns int language sql immutable as
$$ select (('x' || substr(md5(s || ':' || g), 1, 7))::bit(28)::int) % m $$;

create or replace function pg_temp.uid(g int, s text) returns uuid language sql immutable as
$$ select overlay(overlay(md5(s || '#' || g) placing '4' from 13) placing 'a' from 17)::uuid $$;

create or replace function pg_temp.pk(g int, s text, a text[]) returns text language sql immutable as
$$ select a[1 + (('x' || substr(md5(s || ':' || g), 1, 7))::bit(28)::int) % cardinality(a)] $$;

create or replace function pg_temp.nl(g int, s text, pct int, v anyelement) returns anyelement language sql immutable as
$$ select case when (('x' || substr(md5(s || '~' || g), 1, 7))::bit(28)::int) % 100 < pct then null else v end $$;

-- Pattern: # a digit, % a digit from 1, @ a capital, * a hex digit.
create or replace function pg_temp.pt(g int, s text, p text) returns text language plpgsql immutable as $$
declare r text := ''; c text; k int; m text := md5(s || '/' || g) || md5(s || '\' || g) || md5(s || '=' || g);
begin
  for i in 1 .. length(p) loop
    c := substr(p, i, 1);
    k := ('x' || substr(m, 1 + (i * 2) % 92, 4))::bit(16)::int;
    r := r || case c when '#' then (k % 10)::text when '%' then (1 + k % 9)::text
                     when '@' then substr('ABCDEFGHJKLMNPRSTUVWXYZ', 1 + k % 23, 1)
                     when '*' then substr('0123456789abcdef', 1 + k % 16, 1) else c end;
  end loop;
  return r;
end $$;

create or replace function pg_temp.dt(g int, s text, d date, days int) returns date language sql immutable as
$$ select d + (('x' || substr(md5(s || ':' || g), 1, 7))::bit(28)::int) % days $$;

create or replace function pg_temp.ts(g int, s text, d timestamp, days int) returns timestamp language sql immutable as
$$ select d + make_interval(secs => (('x' || substr(md5(s || ':' || g), 1, 7))::bit(28)::int) % 86399)
            + make_interval(days => (('x' || substr(md5(s || ';' || g), 1, 7))::bit(28)::int) % days) $$;

-- Pools of 40: given names alternate male, female.
create or replace function pg_temp.lang(g int, s text, l text) returns text language sql immutable as
$$ select case l when 'us' then 'en' when 'mix' then (array['en','de','fr','es','pl','en'])[1 + pg_temp.h(g, s || 'L', 6)] else l end $$;

create or replace function pg_temp.fn(g int, s text, l text) returns text language sql immutable as $$
select (case pg_temp.lang(g, s, l)
  when 'en' then string_to_array('James,Olivia,Daniel,Hannah,Marcus,Priya,Thomas,Grace,Owen,Charlotte,Samuel,Aisha,Peter,Eleanor,Callum,Rebecca,Nathan,Megan,Isaac,Fiona,Dominic,Harriet,Ravi,Louise,Stephen,Naomi,Gareth,Imogen,Victor,Bethany,Kwame,Joanne,Elliot,Tamsin,Malcolm,Yasmin,Graham,Deborah,Liam,Sinead', ',')
  when 'de' then string_to_array('Jürgen,Sabine,Matthias,Katrin,Uwe,Anja,Stefan,Heike,Florian,Monika,Holger,Petra,Lukas,Jana,Dieter,Ursula,Sven,Birgit,Markus,Nadine,Frank,Silke,Ralf,Claudia,Torsten,Ute,Maximilian,Franziska,Kai,Gudrun,Bernd,Melanie,Jens,Svenja,Oliver,Renate,Mehmet,Elif,Tobias,Kerstin', ',')
  when 'fr' then string_to_array('Julien,Camille,Mathieu,Élodie,Baptiste,Chloé,Nicolas,Amandine,Guillaume,Sandrine,François,Aurélie,Thierry,Nathalie,Antoine,Manon,Rachid,Fatima,Sébastien,Laëtitia,Hugo,Inès,Étienne,Sylvie,Romain,Mireille,Olivier,Brigitte,Yann,Gwenaëlle,Karim,Samira,Benoît,Clémence,Pascal,Véronique,Lucas,Jade,Rémi,Océane', ',')
  when 'es' then string_to_array('Javier,Carmen,Alejandro,Lucía,José Luis,María Dolores,Sergio,Ainhoa,Ramón,Inmaculada,Álvaro,Rocío,Francisco,Pilar,Iván,Montserrat,Jorge,Beatriz,Óscar,Nuria,Miguel Ángel,Ana Belén,Andrés,Marta,Joaquín,Teresa,Raúl,Sonia,Emilio,Yolanda,Diego,Irene,Vicente,Amparo,Rubén,Noelia,Ignacio,Begoña,Héctor,Leire', ',')
  else string_to_array('Andrzej,Agnieszka,Tomasz,Małgorzata,Krzysztof,Katarzyna,Paweł,Joanna,Marcin,Barbara,Piotr,Ewa,Michał,Magdalena,Grzegorz,Aleksandra,Jakub,Zofia,Łukasz,Monika,Stanisław,Danuta,Rafał,Justyna,Adam,Beata,Wojciech,Dorota,Mateusz,Karolina,Zbigniew,Halina,Dariusz,Iwona,Kamil,Natalia,Szymon,Weronika,Artur,Urszula', ',')
end)[1 + pg_temp.h(g, s || 'f', 40)] $$;

create or replace function pg_temp.ln(g int, s text, l text) returns text language sql immutable as $$
select (case pg_temp.lang(g, s, l)
  when 'en' then string_to_array('Whitfield,Okafor,Brennan,Hargreaves,Patel,Lindqvist,Osborne,Fairclough,Nguyen,Ashworth,Delaney,Pemberton,Khan,Sutcliffe,O''Connell,Marsh,Thornton,Adeyemi,Cartwright,Bellamy,Rhodes,McAllister,Stone,Kaur,Winterbourne,Fletcher,Gallagher,Begum,Holloway,Prescott,Young,Drummond,Vaughan,Rivera,Haddad,Baker,Lockwood,Sinclair,Mbeki,Rose', ',')
  when 'de' then string_to_array('Hoffmann,Krüger,Lehmann,Brandt,Schröder,Vogel,Yılmaz,Köhler,Neumann,Busch,Winkler,Lorenz,Baumann,Kramer,Seidel,Haas,Groß,Friedrich,Sommer,Ziegler,Böhm,Kuhn,Engel,Pohl,Horn,Arnold,Thiel,Bergmann,Wolff,Jäger,Riedel,Petersen,Ludwig,Otto,Demir,Nowak,Sauer,Marquardt,Heinrich,Kaya', ',')
  when 'fr' then string_to_array('Lefebvre,Moreau,Girard,Rousseau,Benali,Fournier,Mercier,Chevalier,Gauthier,Perrin,Le Goff,Morel,Dupuis,Barbier,Renaud,Lacroix,Da Silva,Bertrand,Colin,Marchand,Nguyen,Pichon,Leclercq,Vasseur,Boucher,Hamon,Traoré,Masson,Delorme,Poirier,Charpentier,Royer,Kerviel,Blondel,Fontaine,Haddad,Guillot,Besnard,Tessier,Jacquet', ',')
  when 'es' then string_to_array('Ortega,Navarro,Iglesias,Serrano,Molina,Castillo,Echeverría,Cano,Prieto,Vidal,Peña,Soler,Cabrera,Rivas,Lozano,Herrero,Gallego,Pascual,Bravo,Campos,Reyes,Fuentes,Carrasco,Aguirre,Benítez,Montes,Pardo,Ferrer,Ibáñez,Calvo,Santana,Parra,Merino,Duran,Rojo,Hidalgo,Crespo,Esteban,Velasco,Otero', ',')
  else string_to_array('Nowak,Wójcik,Kowalczyk,Mazur,Krawczyk,Zając,Król,Wróbel,Dudek,Pawlak,Walczak,Sikora,Baran,Duda,Szewczyk,Pietrzak,Marciniak,Bąk,Włodarczyk,Kubiak,Wilk,Lis,Kaźmierczak,Sobczak,Cieślak,Kołodziej,Szulc,Ślusarczyk,Gajda,Musiał,Klimek,Madej,Stasiak,Kurek,Banaś,Filipek,Socha,Urban,Skiba,Janik', ',')
end)[1 + pg_temp.h(g, s || 'l', 40)] $$;

create or replace function pg_temp.male(g int, s text) returns boolean language sql immutable as $$ select pg_temp.h(g, s || 'f', 40) % 2 = 0 $$;

create or replace function pg_temp.nm(g int, s text, l text) returns text language sql immutable as $$ select pg_temp.fn(g, s, l) || ' ' || pg_temp.ln(g, s, l) $$;

create or replace function pg_temp.slug(t text) returns text language sql immutable as $$
select regexp_replace(translate(replace(replace(replace(replace(lower(t), 'ß', 'ss'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'),
  'éèêëàâîïôûçñáíóúłśżźćńąęığ', 'eeeeaaiioucnaioulszzcnaeig'), '[^a-z]', '', 'g') $$;

create or replace function pg_temp.em(g int, s text, l text) returns text language sql immutable as $$
with n as (select pg_temp.slug(pg_temp.fn(g, s, l)) f, pg_temp.slug(pg_temp.ln(g, s, l)) n, pg_temp.h(g, s || 'e', 12) k, pg_temp.h(g, s || 'y', 90) y)
select case when k < 4 then f || '.' || n when k < 6 then left(f, 1) || n || y when k < 8 then f || n when k < 9 then f || '_' || (1960 + y % 45)
            when k < 11 then n || '.' || f else initcap(f) || '.' || initcap(n) end || '@' ||
  pg_temp.pk(g, s || 'd', case pg_temp.lang(g, s, l)
    when 'en' then array['gmail.com','hotmail.co.uk','outlook.com','icloud.com','btinternet.com','yahoo.com','gmail.com','proton.me']
    when 'de' then array['web.de','gmx.de','t-online.de','gmail.com','gmx.net','freenet.de']
    when 'fr' then array['orange.fr','gmail.com','free.fr','laposte.net','wanadoo.fr','hotmail.fr']
    when 'es' then array['gmail.com','hotmail.es','yahoo.es','telefonica.net','outlook.es']
    else array['wp.pl','o2.pl','gmail.com','onet.pl','interia.pl'] end) from n $$;

-- Towns as "postal prefix|town".
create or replace function pg_temp.town(g int, s text, l text) returns text language sql immutable as $$
select pg_temp.pk(g, s || 't', case when l = 'us' then array['6811|Omaha','5031|Des Moines','6410|Kansas City','5540|Minneapolis','6850|Lincoln','5240|Cedar Rapids','8020|Denver','6721|Wichita','5710|Sioux Falls','6151|Peoria','6330|St Charles','7311|Oklahoma City']
  when pg_temp.lang(g, s, l) = 'en' then array['LS6 %|Leeds','M20 %|Manchester','BS7 %|Bristol','EH10 %|Edinburgh','CF14 %|Cardiff','NR2 %|Norwich','S11 %|Sheffield','OX4 %|Oxford','BN3 %|Hove','SE15 %|London','N16 %|London','GL50 %|Cheltenham','YO24 %|York','EX4 %|Exeter','B29 %|Birmingham','SO17 %|Southampton']
  when pg_temp.lang(g, s, l) = 'de' then array['3011|Hannover','2833|Bremen','4413|Dortmund','0417|Leipzig','9040|Nürnberg','3410|Kassel','5067|Köln','2010|Hamburg','3851|Gifhorn','8933|Günzburg','9912|Erfurt','6011|Frankfurt am Main','3302|Bielefeld','7043|Kornwestheim']
  when pg_temp.lang(g, s, l) = 'fr' then array['4400|Nantes','4480|Saint-Herblain','4440|Rezé','3500|Rennes','4423|Saint-Sébastien-sur-Loire','4470|Orvault','5600|Vannes','4900|Angers','4430|Nantes','4412|Vertou']
  when pg_temp.lang(g, s, l) = 'es' then array['4600|Valencia','4610|Burjassot','0300|Alicante','2801|Madrid','0800|Barcelona','1200|Castellón de la Plana','4690|Torrent','4100|Sevilla','3000|Murcia','5000|Zaragoza']
  else array['30-0|Kraków','00-1|Warszawa','50-2|Wrocław','61-3|Poznań','80-4|Gdańsk','40-0|Katowice','35-0|Rzeszów','90-1|Łódź','33-1|Tarnów','20-5|Lublin'] end) $$;
create or replace function pg_temp.cty(g int, s text, l text) returns text language sql immutable as $$ select split_part(pg_temp.town(g, s, l), '|', 2) $$;
create or replace function pg_temp.zp(g int, s text, l text) returns text language sql immutable as $$
select pg_temp.pt(g, s || 'z', split_part(pg_temp.town(g, s, l), '|', 1) ||
  case when l = 'us' then '#' when pg_temp.lang(g, s, l) = 'en' then '@@' when pg_temp.lang(g, s, l) = 'pl' then '##' else '#' end) $$;

create or replace function pg_temp.road(g int, s text, l text) returns text language sql immutable as $$
select pg_temp.pk(g, s || 'r', case when l = 'us' then array['N 72nd St','Maple Ave','County Road 14','S 13th St','Prairie View Dr','Elm Ct','W Dodge Rd','Meadowlark Ln','Grand Ave','Old Mill Rd','Cottonwood Cir','E 5th St']
  when pg_temp.lang(g, s, l) = 'en' then array['Station Road','Church Lane','Victoria Terrace','Mill Street','Oakfield Avenue','The Crescent','Kings Drive','Albert Road','Chapel Hill','Orchard Close','Beech Grove','Manor Way','Harbour View','Queen Street','Park Row']
  when pg_temp.lang(g, s, l) = 'de' then array['Bahnhofstraße','Gartenweg','Lindenallee','Am Mühlbach','Schillerstr.','Dorfstraße','Hauptstr.','Goethestraße','Birkenweg','Kirchplatz','Zum Sportplatz','Bergstraße','Wiesengrund','Industriestraße']
  when pg_temp.lang(g, s, l) = 'fr' then array['rue des Lilas','avenue de la République','rue Victor Hugo','allée des Tilleuls','boulevard Jean Moulin','impasse du Moulin','rue de la Gare','chemin des Vignes','place de l''Église','rue Pasteur','quai de la Fosse']
  when pg_temp.lang(g, s, l) = 'es' then array['C/ Mayor','Avda. del Puerto','C/ Colón','C/ San Vicente Mártir','Plaza de España','Paseo de la Alameda','C/ Cervantes','Avda. Blasco Ibáñez','C/ Doctor Fleming','Camino Viejo','Ronda Norte']
  else array['ul. Długa','ul. Kościuszki','ul. Mickiewicza','os. Słoneczne','ul. Polna','ul. 3 Maja','al. Jana Pawła II','ul. Lipowa','ul. Krótka','ul. Wrocławska'] end) $$;
create or replace function pg_temp.st(g int, s text, l text) returns text language sql immutable as $$
select case when l = 'us' then (100 + pg_temp.h(g, s || 'n', 9800)) || ' ' || pg_temp.road(g, s, l)
  when pg_temp.lang(g, s, l) = 'en' then (1 + pg_temp.h(g, s || 'n', 180)) || (array['','','','','a'])[1 + pg_temp.h(g, s || 'x', 5)] || ' ' || pg_temp.road(g, s, l)
  when pg_temp.lang(g, s, l) = 'fr' then (1 + pg_temp.h(g, s || 'n', 120)) || (array['','','',' bis'])[1 + pg_temp.h(g, s || 'x', 4)] || ' ' || pg_temp.road(g, s, l)
  when pg_temp.lang(g, s, l) = 'es' then pg_temp.road(g, s, l) || ', ' || (1 + pg_temp.h(g, s || 'n', 120)) || (array['',', 3º B',', 1º izda.',', 5º 12ª',''])[1 + pg_temp.h(g, s || 'x', 5)]
  when pg_temp.lang(g, s, l) = 'pl' then pg_temp.road(g, s, l) || ' ' || (1 + pg_temp.h(g, s || 'n', 90)) || (array['','/4','/17','A',''])[1 + pg_temp.h(g, s || 'x', 5)]
  else pg_temp.road(g, s, l) || ' ' || (1 + pg_temp.h(g, s || 'n', 140)) || (array['','','a','b',''])[1 + pg_temp.h(g, s || 'x', 5)] end $$;

-- Mobile and home numbers as people type them; desk() is how a firm prints its own.
create or replace function pg_temp.tel(g int, s text, l text) returns text language sql immutable as $$
select pg_temp.pt(g, s || 'p', pg_temp.pk(g, s || 'q', case when l = 'us' then array['(402) %##-####','402-%##-####','515%######','816.%##.####','(712) %##-####','402 %##-####']
  when pg_temp.lang(g, s, l) = 'en' then array['07%## ######','07%########','+44 7%## ######','0113 4## ####','+447%########','01%## ######']
  when pg_temp.lang(g, s, l) = 'de' then array['0151 %#######','0172/%######','+49 176 %#######','0160-%######','0049 157 %#######','0511 %#####']
  when pg_temp.lang(g, s, l) = 'fr' then array['06 %# ## ## ##','06%#######','07 %# ## ## ##','+33 6 %# ## ## ##','06.%#.##.##.##','02 40 %# ## ##']
  when pg_temp.lang(g, s, l) = 'es' then array['6## ### ###','6########','+34 6## ## ## ##','6##-###-###','96% ### ###']
  else array['5## ### ###','6########','+48 7## ### ###','(12) 6## ## ##','8##-###-###'] end)) $$;
create or replace function pg_temp.desk(g int, s text, l text) returns text language sql immutable as $$
select pg_temp.pt(g, s || 'p', case when l = 'us' then '(402) %##-##00' when l = 'de' then pg_temp.pk(g, s || 'q', array['0511 %####-0','0421 %###-0','+49 231 %####-0','040 / %####-0'])
  when l = 'fr' then pg_temp.pk(g, s || 'q', array['02 40 %# ## 00','02 51 %# ## 00','02 40 %# ## 10']) when l = 'es' then pg_temp.pk(g, s || 'q', array['96% ### #00','902 ### ###','91 %## ## 00'])
  else pg_temp.pk(g, s || 'q', array['0800 %## ###','0345 %## ##00','020 7%## ##00','0161 %## ##00']) end) $$;

create or replace function pg_temp.ip(g int, s text) returns inet language sql immutable as $$
select ((array[81,86,90,109,151,188,2,31,62,77])[1 + pg_temp.h(g, s || 'a', 10)] || '.' || pg_temp.h(g, s || 'b', 255) || '.' || pg_temp.h(g, s || 'c', 255) || '.' || (1 + pg_temp.h(g, s || 'd', 253)))::inet $$;

-- Firms.
create or replace function pg_temp.co(g int, s text, l text) returns text language sql immutable as $$
select case l
  when 'de' then pg_temp.pk(g, s || 'c', string_to_array('Nordwest Baustoffe,Hansa Medizintechnik,Westfalia Möbelwerke,Rheingold Getränke,Alster Papier,Harzer Holzhandel,Autoteile Mitte,Solartechnik Süd,Elbtal Chemie,Weser Stahlbau,Gartencenter Grünhorn,Fränkische Druckerei,Biofrisch Vertrieb,Kältetechnik Ostwind', ',')) || ' ' || pg_temp.pk(g, s || 'k', array['GmbH','GmbH & Co. KG','AG','e.K.','GmbH'])
  when 'es' then pg_temp.pk(g, s || 'c', string_to_array('Inversiones Levante,Patrimonial Turia,Gestión Inmobiliaria Albufera,Promociones Costa Blanca,Edificaciones Mediterráneo,Rentas Urbanas,Inmobiliaria Micalet,Fincas del Sur', ',')) || ' ' || pg_temp.pk(g, s || 'k', array['S.L.','S.A.','S.L.U.','SOCIMI S.A.'])
  when 'us' then pg_temp.pk(g, s || 'c', string_to_array('Heartland Mutual,Platte Valley,Great Plains,Midstate,Cornbelt,First Prairie,River City,Lakeside,Tri-County,Homestead,Pioneer,Blue Stem', ',')) || ' ' || pg_temp.pk(g, s || 'k', array['Insurance Agency','Agency Inc','Ins Group LLC','Insurance Svcs','Agency'])
  else pg_temp.pk(g, s || 'c', string_to_array('Brightwater,Northgate,Kestrel,Oak & Ember,Stanhope,Lumen,Greenfield,Copperleaf,Harrow,Tidewater,Blackfriars,Summit Lane,Everwell,Fernhill,Cobalt', ',')) || ' ' || pg_temp.pk(g, s || 'k', array['Ltd','Group','Partners','Systems','Foods plc','Trust','Labs','Logistics Ltd']) end $$;

create or replace function pg_temp.iban(cc text, bban text) returns text language plpgsql immutable as $$
declare t text := ''; c text;
begin
  foreach c in array string_to_array(bban || cc || '00', null) loop
    t := t || case when c between '0' and '9' then c else (ascii(c) - 55)::text end;
  end loop;
  return cc || lpad((98 - t::numeric % 97)::text, 2, '0') || bban;
end $$;

create or replace function pg_temp.dni(n int) returns text language sql immutable as $$ select lpad(n::text, 8, '0') || substr('TRWAGMYFPDXBNJZSQVHLCKE', 1 + n % 23, 1) $$;

create or replace function pg_temp.pesel(b date, n int, male boolean) returns text language plpgsql immutable as $$
declare t text; k int := 0; w int[] := array[1,3,7,9,1,3,7,9,1,3];
begin
  t := to_char(b, 'YY') || lpad((extract(month from b)::int + case when b >= date '2000-01-01' then 20 else 0 end)::text, 2, '0') || to_char(b, 'DD')
    || lpad((n % 1000)::text, 3, '0') || (2 * (n % 5) + case when male then 1 else 0 end)::text;
  for i in 1 .. 10 loop k := k + w[i] * substr(t, i, 1)::int; end loop;
  return t || ((10 - k % 10) % 10)::text;
end $$;

create or replace function pg_temp.nhs(n int) returns text language plpgsql immutable as $$
declare t text; k int; m int := n;
begin
  loop
    t := lpad(m::text, 9, '4'); k := 0;
    for i in 1 .. 9 loop k := k + (11 - i) * substr(t, i, 1)::int; end loop;
    k := 11 - k % 11;
    exit when k <> 10;
    m := m + 1;
  end loop;
  t := t || case when k = 11 then 0 else k end;
  return substr(t, 1, 3) || ' ' || substr(t, 4, 3) || ' ' || substr(t, 7, 4);
end $$;

create or replace function pg_temp.nir(b date, male boolean, n int) returns text language sql immutable as $$
with x as (select case when male then '1' else '2' end || to_char(b, 'YYMM') || (array['44','35','49','56','75','29'])[1 + n % 6] || lpad((1 + n % 300)::text, 3, '0') || lpad((1 + n % 700)::text, 3, '0') as t)
select t || ' ' || lpad((97 - t::bigint % 97)::text, 2, '0') from x $$;

-- Team 1: pet-sitting marketplace, Rails conventions
create table app.users (
  id bigint primary key generated by default as identity,
  email character varying not null unique,
  encrypted_password character varying not null default '',
  reset_password_token character varying,
  sign_in_count integer not null default 0,
  current_sign_in_at timestamp(6),
  current_sign_in_ip inet,
  first_name character varying,
  last_name character varying,
  mobile character varying,
  avatar_url character varying,
  role integer not null default 0,
  created_at timestamp(6) not null,
  updated_at timestamp(6) not null
);
insert into app.users (id, email, encrypted_password, reset_password_token, sign_in_count, current_sign_in_at, current_sign_in_ip, first_name, last_name, mobile, avatar_url, role, created_at, updated_at)
select
  g,
  case when pg_temp.h(g, 'ue',9)=0 then g||pg_temp.em(g, 'u','en') else pg_temp.em(g, 'u','en') end,
  '$2a$12$'||left(encode(sha256(('pw'||g)::bytea),'base64'),44)||pg_temp.pt(g, 'pwx','@@##*@#@@'),
  pg_temp.nl(g, 'rpt',88,md5('rpt'||g)),
  pg_temp.h(g, 'sic',140),
  pg_temp.nl(g, 'csi',12,pg_temp.ts(g, 'csi','2025-01-03',300)),
  pg_temp.nl(g, 'csi',12,pg_temp.ip(g, 'uip')),
  case when pg_temp.h(g, 'lc',11)=0 then lower(pg_temp.fn(g, 'u','en')) else pg_temp.fn(g, 'u','en') end,
  pg_temp.ln(g, 'u','en')||case when pg_temp.h(g, 'tr',14)=0 then ' ' else '' end,
  pg_temp.nl(g, 'um',18,pg_temp.tel(g, 'u','en')),
  pg_temp.nl(g, 'uav',45,'https://cdn.waggle.app/avatars/'||left(md5('av'||g),12)||'/medium.jpg'),
  (array[0,0,0,1,1,2])[1+pg_temp.h(g, 'ur',6)],
  pg_temp.ts(g, 'uc','2021-02-01',1300),
  pg_temp.ts(g, 'uu','2024-10-01',300)
from generate_series(1, 130) g;

create table app.pets (
  id bigint primary key generated by default as identity,
  user_id bigint not null references app.users (id),
  first_name character varying not null,
  species character varying not null,
  breed character varying,
  birth_date date,
  sex character varying,
  microchip_number character varying,
  allergies character varying,
  vet_practice character varying,
  vet_practice_phone character varying,
  care_notes text,
  created_at timestamp(6) not null
);
insert into app.pets (id, user_id, first_name, species, breed, birth_date, sex, microchip_number, allergies, vet_practice, vet_practice_phone, care_notes, created_at)
select
  g,
  1+pg_temp.h(g, 'pu',130),
  pg_temp.pk(g, 'pn',string_to_array('Biscuit,Bella,Max,Luna,Charlie,Poppy,Rolo,Daisy,Teddy,Mr Whiskers,Alfie,Coco,Monty,Ziggy,Tilly,Bruno,Pepper,Waffles,Rosie,Gizmo,Nala,Hector,Bear,Socks',',')),
  pg_temp.pk(g, 'ps',array['dog','dog','dog','cat','cat','rabbit','guinea pig','parrot']),
  pg_temp.nl(g, 'pb',15,pg_temp.pk(g, 'pb',array['Labrador','Cockapoo','mixed','Border Collie','Whippet','Maine Coon','Domestic shorthair','French Bulldog','Netherland Dwarf','unknown'])),
  pg_temp.nl(g, 'pd',25,pg_temp.dt(g, 'pd','2010-03-01',5200)),
  pg_temp.pk(g, 'px',array['male','female','male (neutered)','female (spayed)']),
  pg_temp.nl(g, 'pm',30,pg_temp.pt(g, 'pm','98114######%###')),
  pg_temp.nl(g, 'pa',70,pg_temp.pk(g, 'pa',array['chicken','grain','beef','flea bites','none known','dairy','pollen'])),
  pg_temp.nl(g, 'pv',20,pg_temp.pk(g, 'pv',array['Parkside Veterinary Surgery','Vets4Pets Headingley','Companion Care','The Cat Clinic','Abbey Vets','Medivet Chorlton','White Cross Vets'])),
  pg_temp.nl(g, 'pv',20,pg_temp.desk(g, 'pv','en')),
  pg_temp.nl(g, 'pc',40,pg_temp.pk(g, 'pc',array['Two walks a day, hates the hoover.','Give half a tablet with breakfast','Do not let off lead near sheep','Very shy, hides under the bed for the first day','Needs to be kept apart from other males','Fed at 7 and 5. Treats in the tin'])),
  pg_temp.ts(g, 'ptc','2021-04-01',1300)
from generate_series(1, 110) g;

create table app.addresses (
  id bigint primary key generated by default as identity,
  user_id bigint not null references app.users (id),
  label character varying,
  line1 character varying not null,
  line2 character varying,
  town character varying,
  postcode character varying,
  lat numeric(10,6),
  lng numeric(10,6),
  access_instructions text
);
insert into app.addresses (id, user_id, label, line1, line2, town, postcode, lat, lng, access_instructions)
select
  g,
  1+(g-1)%130,
  pg_temp.pk(g, 'al',array['Home','Home','Home','Work','Mum''s','Holiday cottage']),
  pg_temp.st(g, 'ad','en'),
  pg_temp.nl(g, 'ad2',74,pg_temp.pk(g, 'ad2',array['Flat 2','Flat 14','Top floor','The Annexe','Apartment 6B','Ground floor flat','Rose Cottage'])),
  case pg_temp.h(g, 'adt',12) when 0 then upper(pg_temp.cty(g, 'ad','en')) when 1 then lower(pg_temp.cty(g, 'ad','en')) else pg_temp.cty(g, 'ad','en') end,
  case pg_temp.h(g, 'adz',9) when 0 then lower(replace(pg_temp.zp(g, 'ad','en'),' ','')) when 1 then replace(pg_temp.zp(g, 'ad','en'),' ','') else pg_temp.zp(g, 'ad','en') end,
  pg_temp.nl(g, 'adg',16,(50.9+pg_temp.h(g, 'alat',5000000)/1000000.0)::numeric(10,6)),
  pg_temp.nl(g, 'adg',16,(-3.4+pg_temp.h(g, 'alng',4600000)/1000000.0)::numeric(10,6)),
  pg_temp.nl(g, 'aai',60,pg_temp.pk(g, 'aai',array['Key safe by the back door','Ring twice, dog barks but is friendly','Side gate, code from owner','Park in the lane please','Buzzer is broken - call on arrival']))
from generate_series(1, 140) g;

create table app.bookings (
  id bigint primary key generated by default as identity,
  user_id bigint not null references app.users (id),
  sitter_id bigint references app.users (id),
  pet_id bigint not null references app.pets (id),
  starts_on date not null,
  ends_on date not null,
  status character varying not null,
  total_cents integer not null,
  currency character varying not null default 'GBP',
  emergency_contact_name character varying,
  emergency_contact_phone character varying,
  promo_code character varying
);
insert into app.bookings (id, user_id, sitter_id, pet_id, starts_on, ends_on, status, total_cents, currency, emergency_contact_name, emergency_contact_phone, promo_code)
select
  g,
  1+pg_temp.h(g, 'bu',130),
  pg_temp.nl(g, 'bs',8,1+pg_temp.h(g, 'bs',130)),
  1+pg_temp.h(g, 'bp',110),
  pg_temp.dt(g, 'bd','2024-01-05',540),
  pg_temp.dt(g, 'bd','2024-01-05',540)+1+pg_temp.h(g, 'bl',14),
  pg_temp.pk(g, 'bst',array['requested','confirmed','confirmed','completed','completed','completed','cancelled']),
  1800+100*pg_temp.h(g, 'btc',320),
  pg_temp.pk(g, 'bcur',array['GBP','GBP','GBP','EUR']),
  pg_temp.nl(g, 'bec',35,pg_temp.nm(g, 'bec','en')),
  pg_temp.nl(g, 'bec',35,pg_temp.tel(g, 'bec','en')),
  pg_temp.nl(g, 'bpr',75,pg_temp.pk(g, 'bpr',array['WELCOME10','SUMMER24','PUPPYLOVE','BLACKFRIDAY','FRIEND5']))
from generate_series(1, 170) g;

-- Team 2: charity fundraising, Django conventions
create table app.crm_staffuser (
  id integer primary key generated by default as identity,
  password varchar(128) not null,
  last_login timestamptz,
  is_superuser boolean not null,
  username varchar(150) not null unique,
  first_name varchar(150) not null,
  last_name varchar(150) not null,
  email varchar(254) not null,
  is_staff boolean not null,
  is_active boolean not null,
  date_joined timestamptz not null
);
insert into app.crm_staffuser (id, password, last_login, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
select
  g,
  'pbkdf2_sha256$600000$'||pg_temp.pt(g, 'sp','@#@*@@#*@@#@')||'$'||encode(sha256(('s'||g)::bytea),'base64'),
  pg_temp.nl(g, 'sll',15,pg_temp.ts(g, 'sll','2025-01-10',250)::timestamptz),
  pg_temp.h(g, 'ssu',12)=0,
  left(pg_temp.slug(pg_temp.fn(g, 'su','en')),1)||pg_temp.slug(pg_temp.ln(g, 'su','en'))||g,
  pg_temp.fn(g, 'su','en'),
  pg_temp.ln(g, 'su','en'),
  pg_temp.slug(pg_temp.fn(g, 'su','en'))||'.'||pg_temp.slug(pg_temp.ln(g, 'su','en'))||'@harbourlight.org.uk',
  pg_temp.h(g, 'sst',4)>0,
  pg_temp.h(g, 'sac',6)>0,
  pg_temp.ts(g, 'sdj','2017-01-01',2800)::timestamptz
from generate_series(1, 60) g;

create table app.donors_donor (
  id integer primary key generated by default as identity,
  donor_ref varchar(12) not null unique,
  full_name varchar(200) not null,
  spouse_name varchar(200) not null default '',
  email varchar(254),
  home_phone varchar(30),
  postal_address text,
  date_of_birth date,
  religious_affiliation varchar(40),
  gift_aid boolean not null,
  do_not_mail boolean not null,
  lifetime_giving numeric(10,2) not null,
  acquisition_channel varchar(30),
  notes text not null default ''
);
insert into app.donors_donor (id, donor_ref, full_name, spouse_name, email, home_phone, postal_address, date_of_birth, religious_affiliation, gift_aid, do_not_mail, lifetime_giving, acquisition_channel, notes)
select
  g,
  'D'||lpad((40211+g*7)::text,7,'0'),
  case pg_temp.h(g, 'dfn',8) when 0 then 'Mr & Mrs '||pg_temp.ln(g, 'dn','en') when 1 then upper(pg_temp.ln(g, 'dn','en'))||', '||pg_temp.fn(g, 'dn','en') when 2 then 'Dr '||pg_temp.nm(g, 'dn','en') else pg_temp.nm(g, 'dn','en') end,
  case when pg_temp.h(g, 'dsp',5)<3 then '' else pg_temp.fn(g, 'dsp','en')||' '||pg_temp.ln(g, 'dn','en') end,
  pg_temp.nl(g, 'dem',28,case when pg_temp.h(g, 'dex',25)=0 then 'none' else pg_temp.em(g, 'dn','en') end),
  pg_temp.nl(g, 'dhp',35,pg_temp.tel(g, 'dn','en')),
  pg_temp.nl(g, 'dad',10,pg_temp.st(g, 'dn','en')||E'\n'||pg_temp.cty(g, 'dn','en')||E'\n'||pg_temp.zp(g, 'dn','en')),
  pg_temp.nl(g, 'ddb',55,pg_temp.dt(g, 'ddb','1932-01-01',24500)),
  pg_temp.nl(g, 'dra',50,pg_temp.pk(g, 'dra',array['Church of England','Methodist','Roman Catholic','Quaker','Baptist','Muslim','Jewish','none','URC'])),
  pg_temp.h(g, 'dga',3)>0,
  pg_temp.h(g, 'ddm',6)=0,
  pg_temp.h(g, 'dlg',900000)/100.0,
  pg_temp.nl(g, 'dac',10,pg_temp.pk(g, 'dac',array['street','direct mail','web','legacy event','Facebook','church collection','phone'])),
  case when pg_temp.h(g, 'dno',3)>0 then '' else pg_temp.pk(g, 'dno2',array['Prefers to be written to, not phoned.','Met at the Lighthouse supper 2022','Asked about leaving a legacy','Moved last year, check address','Complained about two copies of the appeal']) end
from generate_series(1, 150) g;

create table app.campaigns_appeal (
  id integer primary key generated by default as identity,
  name varchar(120) not null,
  slug varchar(120) not null,
  reply_email varchar(254) not null,
  hotline varchar(30),
  author varchar(100),
  goal_amount numeric(12,2),
  starts_on date not null,
  is_published boolean not null
);
insert into app.campaigns_appeal (id, name, slug, reply_email, hotline, author, goal_amount, starts_on, is_published)
select
  g,
  pg_temp.pk(g, 'can',array['Winter Shelter','Harbour Lifeboat','Spring Raffle','Back to School','Christmas Carol','Flood Relief','Summer Fete','Hospice at Home'])||' '||(2014+g%12),
  pg_temp.pk(g, 'can',array['winter-shelter','harbour-lifeboat','spring-raffle','back-to-school','christmas-carol','flood-relief','summer-fete','hospice-at-home'])||'-'||(2014+g%12)||'-'||g,
  pg_temp.pk(g, 'car',array['appeals@harbourlight.org.uk','info@harbourlight.org.uk','fundraising@harbourlight.org.uk','giving@harbourlight.org.uk']),
  pg_temp.nl(g, 'cah',20,pg_temp.desk(g, 'cah','en')),
  pg_temp.nl(g, 'caa',10,pg_temp.nm(g, 'caa','en')),
  pg_temp.nl(g, 'cag',10,(5000+500*pg_temp.h(g, 'cag',200))::numeric(12,2)),
  pg_temp.dt(g, 'cas','2014-01-01',4000),
  pg_temp.h(g, 'cap',5)>0
from generate_series(1, 60) g;

create table app.donors_gift (
  id integer primary key generated by default as identity,
  donor_id integer not null references app.donors_donor (id),
  appeal_id integer references app.campaigns_appeal (id),
  amount numeric(10,2) not null,
  received_on date not null,
  method varchar(20) not null,
  payer_iban varchar(34),
  in_memory_of varchar(120),
  receipt_no varchar(20),
  is_anonymous boolean not null
);
insert into app.donors_gift (id, donor_id, appeal_id, amount, received_on, method, payer_iban, in_memory_of, receipt_no, is_anonymous)
select
  g,
  1+pg_temp.h(g, 'gd',150),
  pg_temp.nl(g, 'ga',20,1+pg_temp.h(g, 'ga',60)),
  (array[5,10,10,15,20,25,50,100,250,37.5])[1+pg_temp.h(g, 'gam',10)]::numeric(10,2),
  pg_temp.dt(g, 'gro','2019-01-01',2300),
  pg_temp.pk(g, 'gme',array['direct debit','card','cheque','cash','bank transfer']),
  pg_temp.nl(g, 'gib',40,pg_temp.iban('GB',pg_temp.pk(g, 'gbk',array['NWBK','BARC','LOYD','HBUK','MIDL'])||pg_temp.pt(g, 'gib','%0#%##########'))),
  pg_temp.nl(g, 'gim',78,pg_temp.nm(g, 'gim','en')),
  'R-'||(2019+g%7)||'-'||lpad(g::text,5,'0'),
  pg_temp.h(g, 'gan',9)=0
from generate_series(1, 180) g;

create table app.partners_organisation (
  id integer primary key generated by default as identity,
  name varchar(200) not null,
  charity_number varchar(12),
  address text,
  postcode varchar(10),
  website varchar(200),
  contact varchar(120),
  representative varchar(120),
  representative_email varchar(254),
  pledge_per_year numeric(10,2)
);
insert into app.partners_organisation (id, name, charity_number, address, postcode, website, contact, representative, representative_email, pledge_per_year)
select
  g,
  pg_temp.co(g, 'po','en'),
  pg_temp.nl(g, 'pcn',40,pg_temp.pt(g, 'pcn','1%#####')),
  'Unit '||(1+pg_temp.h(g, 'pun',30))||', '||pg_temp.pk(g, 'pbp',array['Harbour Business Park','Dock Street','The Old Brewery','Innovation Centre','Riverside House'])||E'\n'||pg_temp.cty(g, 'po','en'),
  pg_temp.zp(g, 'po','en'),
  pg_temp.nl(g, 'pow',15,'https://www.'||pg_temp.slug(split_part(pg_temp.co(g, 'po','en'),' ',1))||pg_temp.pk(g, 'pot',array['.co.uk','.org.uk','.com'])),
  case when pg_temp.h(g, 'poc',2)=0 then pg_temp.desk(g, 'po','en') else pg_temp.pk(g, 'pom',array['info@','hello@','office@','enquiries@'])||pg_temp.slug(split_part(pg_temp.co(g, 'po','en'),' ',1))||'.co.uk' end,
  pg_temp.nl(g, 'por',12,pg_temp.nm(g, 'por','en')),
  pg_temp.nl(g, 'por',12,pg_temp.slug(pg_temp.fn(g, 'por','en'))||'.'||pg_temp.slug(pg_temp.ln(g, 'por','en'))||'@'||pg_temp.slug(split_part(pg_temp.co(g, 'po','en'),' ',1))||'.co.uk'),
  (250*pg_temp.h(g, 'pop',80))::numeric(10,2)
from generate_series(1, 60) g;

-- Team 3: hotel group, TypeScript ORM with quoted camelCase
create table app."Properties" (
  id integer primary key generated by default as identity,
  name text not null,
  "streetAddress" text not null,
  city text not null,
  latitude double precision,
  longitude double precision,
  "frontDeskPhone" text,
  "reservationsEmail" text,
  "starRating" smallint,
  "roomCount" integer,
  "generalManager" text
);
insert into app."Properties" (id, name, "streetAddress", city, latitude, longitude, "frontDeskPhone", "reservationsEmail", "starRating", "roomCount", "generalManager")
select
  g,
  pg_temp.pk(g, 'hpn',array['Hotel','The','Grand','Casa','Villa'])||' '||pg_temp.pk(g, 'hpm',array['Belvedere','Marina','Wellington','Aurora','Victoria','Continental','Florence','St George','Bellevue','Charlotte'])||' '||pg_temp.cty(g, 'hp','mix'),
  pg_temp.st(g, 'hp','mix'),
  pg_temp.cty(g, 'hp','mix'),
  (36.5+pg_temp.h(g, 'hla',19000000)/1000000.0)::double precision,
  (-5.5+pg_temp.h(g, 'hlo',26000000)/1000000.0)::double precision,
  pg_temp.desk(g, 'hp',(array['en','de','fr','es'])[1+pg_temp.h(g, 'hpl',4)]),
  'reservations.'||pg_temp.slug(pg_temp.cty(g, 'hp','mix'))||'@belmarhotels.com',
  (3+pg_temp.h(g, 'hsr',3))::smallint,
  24+pg_temp.h(g, 'hrc',260),
  pg_temp.nl(g, 'hgm',6,pg_temp.nm(g, 'hgm','mix'))
from generate_series(1, 60) g;

create table app."Guests" (
  id integer primary key generated by default as identity,
  "firstName" text not null,
  "lastName" text not null,
  "emailAddress" text,
  "mobilePhone" text,
  nationality char(2),
  "passportNumber" text,
  "dateOfBirth" date,
  "homeCity" text,
  "dietaryNeeds" text,
  "carPlate" text,
  "loyaltyTier" text,
  "loyaltyNumber" text,
  "marketingOptIn" boolean not null default false,
  "createdAt" timestamptz not null default now()
);
insert into app."Guests" (id, "firstName", "lastName", "emailAddress", "mobilePhone", nationality, "passportNumber", "dateOfBirth", "homeCity", "dietaryNeeds", "carPlate", "loyaltyTier", "loyaltyNumber", "marketingOptIn", "createdAt")
select
  g,
  pg_temp.fn(g, 'gu','mix'),
  case when pg_temp.h(g, 'gup',10)=0 then upper(pg_temp.ln(g, 'gu','mix')) else pg_temp.ln(g, 'gu','mix') end,
  pg_temp.nl(g, 'gue',14,case when pg_temp.h(g, 'gob',6)=0 then pg_temp.pt(g, 'gob','%#########')||'@guest.booking.com' else pg_temp.em(g, 'gu','mix') end),
  pg_temp.nl(g, 'gum',20,pg_temp.tel(g, 'gu','mix')),
  pg_temp.nl(g, 'gun',10,case pg_temp.lang(g, 'gu','mix') when 'en' then pg_temp.pk(g, 'gun',array['GB','GB','IE','US','AU']) when 'de' then pg_temp.pk(g, 'gun',array['DE','AT','CH']) when 'fr' then pg_temp.pk(g, 'gun',array['FR','BE']) when 'es' then 'ES' else 'PL' end::char(2)),
  pg_temp.nl(g, 'gpp',42,pg_temp.pt(g, 'gpp',pg_temp.pk(g, 'gpf',array['%########','C%@@#@##%','##@@#####','@@#######']))),
  pg_temp.nl(g, 'gdb',22,pg_temp.dt(g, 'gdb','1944-05-01',22500)),
  pg_temp.nl(g, 'ghc',18,pg_temp.cty(g, 'gu','mix')),
  pg_temp.nl(g, 'gdn',72,pg_temp.pk(g, 'gdn',array['vegetarian','vegan','gluten free','halal','kosher','nut allergy','lactose intolerant','no shellfish'])),
  pg_temp.nl(g, 'gcp',66,pg_temp.pt(g, 'gcp',case pg_temp.lang(g, 'gu','mix') when 'en' then '@@%# @@@' when 'de' then 'H-@@ %###' when 'fr' then '@@-%##-@@' when 'es' then '%### @@@' else 'KR %###@' end)),
  pg_temp.nl(g, 'glt',50,pg_temp.pk(g, 'glt',array['Silver','Gold','Platinum','Silver'])),
  pg_temp.nl(g, 'glt',50,pg_temp.pt(g, 'gln','BM%#######')),
  pg_temp.h(g, 'gmo',3)=0,
  pg_temp.ts(g, 'guc','2022-01-01',1200)::timestamptz
from generate_series(1, 160) g;

create table app."Reservations" (
  id integer primary key generated by default as identity,
  "guestId" integer not null references app."Guests" (id),
  "propertyId" integer not null references app."Properties" (id),
  "confirmationCode" text not null,
  "checkIn" date not null,
  "checkOut" date not null,
  "roomNumber" text,
  "ratePlan" text,
  "totalAmount" numeric(10,2),
  channel text,
  "bookedBy" text,
  "cardholderName" text,
  "cardToken" text,
  "specialRequests" text
);
insert into app."Reservations" (id, "guestId", "propertyId", "confirmationCode", "checkIn", "checkOut", "roomNumber", "ratePlan", "totalAmount", channel, "bookedBy", "cardholderName", "cardToken", "specialRequests")
select
  g,
  1+pg_temp.h(g, 'rg',160),
  1+pg_temp.h(g, 'rp',60),
  pg_temp.pt(g, 'rcc','@@%@##')||g,
  pg_temp.dt(g, 'rci','2024-03-01',500),
  pg_temp.dt(g, 'rci','2024-03-01',500)+1+pg_temp.h(g, 'rco',8),
  pg_temp.nl(g, 'rrn',12,pg_temp.pt(g, 'rrn','%##')),
  pg_temp.pk(g, 'rrp',array['BAR','BAR-BB','CORP','NONREF','AAA','GOV']),
  (80+pg_temp.h(g, 'rta',190000)/100.0)::numeric(10,2),
  pg_temp.pk(g, 'rch',array['direct','booking.com','expedia','phone','walk-in','corporate']),
  pg_temp.nl(g, 'rbb',25,case when pg_temp.h(g, 'rbx',4)=0 then left(pg_temp.fn(g, 'rbb','mix'),1)||'. '||pg_temp.ln(g, 'rbb','mix') else pg_temp.nm(g, 'rbb','mix') end),
  pg_temp.nl(g, 'rcn',30,upper(pg_temp.nm(g, 'rcn','mix'))),
  pg_temp.nl(g, 'rcn',30,'tok_1'||pg_temp.pt(g, 'rct','@*#@@*#@*@@#*@#@@#')),
  pg_temp.nl(g, 'rsr',62,pg_temp.pk(g, 'rsr',array['Late arrival around 23:00','High floor, away from lift','Cot for baby please','Anniversary - flowers in the room','Feather free pillows','Quiet room','Early check in if possible']))
from generate_series(1, 190) g;

create table app."HousekeepingTasks" (
  id integer primary key generated by default as identity,
  "propertyId" integer not null references app."Properties" (id),
  room text not null,
  "taskType" text not null,
  "assignedTo" text,
  "inspectedBy" text,
  "startedAt" timestamptz,
  "linenSets" smallint,
  status text not null
);
insert into app."HousekeepingTasks" (id, "propertyId", room, "taskType", "assignedTo", "inspectedBy", "startedAt", "linenSets", status)
select
  g,
  1+pg_temp.h(g, 'hkp',60),
  pg_temp.pt(g, 'hkr','%##'),
  pg_temp.pk(g, 'hkt',array['departure clean','stayover','deep clean','turndown','minibar refill']),
  pg_temp.nl(g, 'hka',9,case when pg_temp.h(g, 'hkx',3)=0 then pg_temp.fn(g, 'hka','mix')||' '||left(pg_temp.ln(g, 'hka','mix'),1)||'.' else pg_temp.nm(g, 'hka','mix') end),
  pg_temp.nl(g, 'hki',35,pg_temp.nm(g, 'hki','mix')),
  pg_temp.nl(g, 'hks',10,pg_temp.ts(g, 'hks','2025-02-01',120)::timestamptz),
  pg_temp.h(g, 'hkl',5)::smallint,
  pg_temp.pk(g, 'hkz',array['open','in_progress','done','done','failed_inspection'])
from generate_series(1, 120) g;

-- Team 4: insurance claims, lifted off an AS/400
create table app.agcy_mst (
  agcy_id integer primary key,
  agcy_nm char(40) not null,
  agcy_adr char(40),
  agcy_zip char(9),
  agcy_ph char(14),
  agcy_fax char(14),
  fein char(10),
  prin_nm char(40),
  comm_pct numeric(5,3),
  eff_dt integer,
  terr_cd char(3)
);
comment on column app.agcy_mst.agcy_nm is 'Agency name';
comment on column app.agcy_mst.agcy_adr is 'Street address';
comment on column app.agcy_mst.agcy_ph is 'Main number';
comment on column app.agcy_mst.fein is 'Federal EIN of the agency';
comment on column app.agcy_mst.prin_nm is 'Principal of record, LAST, FIRST';
comment on column app.agcy_mst.comm_pct is 'Commission %';
comment on column app.agcy_mst.eff_dt is 'Contract effective CCYYMMDD';
insert into app.agcy_mst (agcy_id, agcy_nm, agcy_adr, agcy_zip, agcy_ph, agcy_fax, fein, prin_nm, comm_pct, eff_dt, terr_cd)
select
  g,
  upper(pg_temp.co(g, 'ag','us')),
  upper(pg_temp.st(g, 'ag','us')),
  pg_temp.zp(g, 'ag','us'),
  pg_temp.desk(g, 'ag','us'),
  pg_temp.nl(g, 'agf',20,pg_temp.desk(g, 'agf','us')),
  pg_temp.pt(g, 'agt','4#-%######'),
  pg_temp.nl(g, 'agp',8,upper(pg_temp.ln(g, 'agp','en')||', '||pg_temp.fn(g, 'agp','en'))),
  (5+pg_temp.h(g, 'agc',12000)/1000.0)::numeric(5,3),
  to_char(pg_temp.dt(g, 'age','1994-01-01',10000),'YYYYMMDD')::integer,
  pg_temp.pk(g, 'agr',array['NE1','NE2','IA1','KS4','MO2','MN1'])
from generate_series(1, 60) g;

create table app.insd_mst (
  insd_no integer primary key,
  agcy_id integer references app.agcy_mst (agcy_id),
  insd_nm char(40) not null,
  insd_dob char(8),
  insd_sex char(1),
  ssn char(11),
  adr1 char(35),
  adr2 char(35),
  cty char(25),
  zip char(9),
  tel_h char(14),
  mar_st char(1),
  occ_cd char(4),
  cr_tier char(2),
  lst_chg_dt integer,
  lst_chg_usr char(10)
);
comment on column app.insd_mst.insd_nm is 'Insured name, LAST, FIRST MI';
comment on column app.insd_mst.insd_dob is 'CCYYMMDD, zeros when unknown';
comment on column app.insd_mst.tel_h is 'Home phone';
comment on column app.insd_mst.mar_st is 'Marital status M/S/D/W';
comment on column app.insd_mst.occ_cd is 'Occupation code';
comment on column app.insd_mst.cr_tier is 'Rating tier';
comment on column app.insd_mst.lst_chg_usr is 'Sign-on of the clerk';
insert into app.insd_mst (insd_no, agcy_id, insd_nm, insd_dob, insd_sex, ssn, adr1, adr2, cty, zip, tel_h, mar_st, occ_cd, cr_tier, lst_chg_dt, lst_chg_usr)
select
  g,
  1+pg_temp.h(g, 'ina',60),
  upper(pg_temp.ln(g, 'in','en')||', '||pg_temp.fn(g, 'in','en'))||case when pg_temp.h(g, 'inm',3)=0 then ' '||pg_temp.pt(g, 'inm','@') else '' end,
  case when pg_temp.h(g, 'ind',15)=0 then '00000000' else to_char(pg_temp.dt(g, 'ind','1938-01-01',24000),'YYYYMMDD') end,
  case when pg_temp.h(g, 'inx',14)=0 then 'U' when pg_temp.male(g, 'in') then 'M' else 'F' end,
  pg_temp.nl(g, 'iss',22,(100+pg_temp.h(g, 'is1',560))||'-'||lpad((1+pg_temp.h(g, 'is2',99))::text,2,'0')||'-'||lpad((1+pg_temp.h(g, 'is3',9998))::text,4,'0')),
  upper(pg_temp.st(g, 'in','us')),
  case pg_temp.h(g, 'ia2',6) when 0 then pg_temp.pt(g, 'ia2','APT %##') when 1 then pg_temp.pt(g, 'ia2','PO BOX %##') when 2 then pg_temp.pt(g, 'ia2','LOT %#') else '' end,
  upper(pg_temp.cty(g, 'in','us')),
  pg_temp.zp(g, 'in','us')||case when pg_temp.h(g, 'iz4',3)=0 then pg_temp.pt(g, 'iz4','%###') else '' end,
  pg_temp.nl(g, 'ith',20,pg_temp.tel(g, 'in','us')),
  pg_temp.pk(g, 'ims',array['M','M','M','S','D','W',' ']),
  pg_temp.nl(g, 'ioc',30,pg_temp.pk(g, 'ioc',array['FARM','TEAC','RETD','CLER','TRKD','NURS','SELF','UNEM'])),
  pg_temp.pk(g, 'icr',array['A1','A2','B1','B2','C1','ZZ']),
  to_char(pg_temp.dt(g, 'ilc','2016-01-01',3400),'YYYYMMDD')::integer,
  upper(left(pg_temp.pk(g, 'ilu',array['JWHITF','KOKAFO','RBRENN','DPATEL','SOSBOR','MNGUYE','TMARSH','LGALLA']),7))
from generate_series(1, 160) g;

create table app.vhcl (
  vhcl_id integer primary key,
  insd_no integer not null references app.insd_mst (insd_no),
  vin char(17),
  plt_no char(8),
  yr smallint,
  mk char(12),
  mdl char(16),
  clr char(3),
  drv_nm char(40),
  drv_lic char(12),
  lienhldr char(30)
);
comment on column app.vhcl.plt_no is 'License plate';
comment on column app.vhcl.drv_nm is 'Principal driver';
comment on column app.vhcl.drv_lic is 'Driver license';
insert into app.vhcl (vhcl_id, insd_no, vin, plt_no, yr, mk, mdl, clr, drv_nm, drv_lic, lienhldr)
select
  g,
  1+pg_temp.h(g, 'vi',160),
  pg_temp.pt(g, 'vin','%@@@@%#@#@@######'),
  pg_temp.nl(g, 'vpl',9,pg_temp.pt(g, 'vpl',pg_temp.pk(g, 'vpf',array['%@@ ###','@@@ ###','###@@@','%#-@###']))),
  (1998+pg_temp.h(g, 'vyr',27))::smallint,
  pg_temp.pk(g, 'vmk',array['FORD','CHEVROLET','TOYOTA','HONDA','DODGE','GMC','SUBARU','NISSAN']),
  pg_temp.pk(g, 'vmd',array['F-150','SILVERADO','CAMRY','CR-V','RAM 1500','OUTBACK','ALTIMA','EQUINOX','CIVIC','SIERRA']),
  pg_temp.pk(g, 'vcl',array['WHI','BLK','SIL','RED','BLU','GRY']),
  pg_temp.nl(g, 'vdn',12,upper(pg_temp.ln(g, 'vdn','en')||', '||pg_temp.fn(g, 'vdn','en'))),
  pg_temp.nl(g, 'vdl',16,pg_temp.pt(g, 'vdl',pg_temp.pk(g, 'vdf',array['H########','%##@@####','@########','V%#######']))),
  pg_temp.nl(g, 'vlh',50,pg_temp.pk(g, 'vlh',array['FIRST NATL BANK','WELLS FARGO AUTO','ALLY FINANCIAL','FARM CREDIT SVCS','GM FINANCIAL']))
from generate_series(1, 120) g;

create table app.clm_hdr (
  clm_id integer primary key,
  insd_no integer not null references app.insd_mst (insd_no),
  vhcl_id integer references app.vhcl (vhcl_id),
  clm_no char(12) not null,
  pol_no char(12),
  loss_dt integer,
  loss_cd char(3),
  rsv_amt numeric(11,2),
  pd_amt numeric(11,2),
  clmt_nm char(40),
  inj_desc varchar(60),
  adjr char(30),
  sign_off char(30),
  stat char(1)
);
insert into app.clm_hdr (clm_id, insd_no, vhcl_id, clm_no, pol_no, loss_dt, loss_cd, rsv_amt, pd_amt, clmt_nm, inj_desc, adjr, sign_off, stat)
select
  g,
  1+pg_temp.h(g, 'ci',160),
  pg_temp.nl(g, 'cv',20,1+pg_temp.h(g, 'cv',120)),
  (17+g%8)||'-'||lpad((20000+g*37)::text,7,'0'),
  pg_temp.pt(g, 'cpo','PA%#######'),
  to_char(pg_temp.dt(g, 'cld','2018-01-01',2600),'YYYYMMDD')::integer,
  pg_temp.pk(g, 'clc',array['COL','HAI','THF','GLS','ANM','UMB']),
  (100*pg_temp.h(g, 'cra',400))::numeric(11,2),
  (pg_temp.h(g, 'cpa',2500000)/100.0)::numeric(11,2),
  pg_temp.nl(g, 'ccn',15,upper(pg_temp.ln(g, 'ccn','en')||', '||pg_temp.fn(g, 'ccn','en'))),
  pg_temp.nl(g, 'cin',48,pg_temp.pk(g, 'cin',array['CERVICAL STRAIN','FX LT WRIST','CONCUSSION','NONE','LUMBAR SPRAIN','LACERATION FOREHEAD','FX RIBS 4-6 RT','CONTUSION KNEE','WHIPLASH','DECEASED'])),
  pg_temp.pk(g, 'cad',array['M BRENNAN','L HARGREAVES','D PATEL','S OSBORNE','T MARSH','J KHAN','R GALLAGHER','C HOLLOWAY']),
  pg_temp.nl(g, 'cso',40,upper(left(pg_temp.fn(g, 'cso','en'),1)||' '||pg_temp.ln(g, 'cso','en'))),
  pg_temp.pk(g, 'cst',array['O','C','C','R','P'])
from generate_series(1, 150) g;

-- Team 5: applicant tracking SaaS; workspaces live in another service
create table app.members (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  display_name text not null,
  email text not null,
  handle text,
  timezone text not null default 'UTC',
  api_token text,
  seat_type text not null,
  last_active_at timestamptz,
  created_at timestamptz not null default now()
);
insert into app.members (id, workspace_id, display_name, email, handle, timezone, api_token, seat_type, last_active_at, created_at)
select
  pg_temp.uid(g, 'members'),
  pg_temp.uid(1 + pg_temp.h(g, 'mw', 12), 'ws'),
  case pg_temp.h(g, 'mdn',5) when 0 then pg_temp.fn(g, 'me','en') when 1 then pg_temp.fn(g, 'me','en')||' '||left(pg_temp.ln(g, 'me','en'),1) else pg_temp.nm(g, 'me','en') end,
  pg_temp.slug(pg_temp.fn(g, 'me','en'))||'@'||pg_temp.pk(g, 'mco',array['brightwater.io','northgatelabs.com','kestrelhq.com','lumen.so','copperleaf.dev']),
  pg_temp.nl(g, 'mha',15,'@'||pg_temp.slug(pg_temp.fn(g, 'me','en'))||pg_temp.pk(g, 'mhx',array['_hr','','.talent','99','_uk'])),
  pg_temp.pk(g, 'mtz',array['Europe/London','UTC','Europe/Dublin','America/New_York','Europe/Berlin']),
  pg_temp.nl(g, 'mat',80,'ats_live_'||left(md5('api'||g),28)),
  pg_temp.pk(g, 'mse',array['full','full','viewer','interviewer']),
  pg_temp.nl(g, 'mla',10,pg_temp.ts(g, 'mla','2025-03-01',90)::timestamptz),
  pg_temp.ts(g, 'mca','2022-06-01',900)::timestamptz
from generate_series(1, 80) g;

create table app.job_postings (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  title text not null,
  slug text not null,
  department text,
  office text,
  hiring_manager text,
  salary_min integer,
  salary_max integer,
  openings integer not null default 1,
  status text not null,
  published_at timestamptz
);
insert into app.job_postings (id, workspace_id, title, slug, department, office, hiring_manager, salary_min, salary_max, openings, status, published_at)
select
  pg_temp.uid(g, 'job_postings'),
  pg_temp.uid(1 + pg_temp.h(g, 'jw', 12), 'ws'),
  pg_temp.pk(g, 'jt',array['Senior Backend Engineer','Product Designer','Account Executive','Data Analyst','Head of People','Customer Success Manager','Warehouse Supervisor','DevOps Engineer','Content Marketer']),
  pg_temp.pk(g, 'jt',array['senior-backend-engineer','product-designer','account-executive','data-analyst','head-of-people','customer-success-manager','warehouse-supervisor','devops-engineer','content-marketer'])||'-'||left(md5('j'||g),6),
  pg_temp.pk(g, 'jd',array['Engineering','Design','Sales','Operations','People','Marketing']),
  pg_temp.pk(g, 'jo',array['London HQ','Manchester','Remote (UK)','Dublin','Berlin','Bristol warehouse']),
  pg_temp.nl(g, 'jh',10,pg_temp.nm(g, 'jh','en')),
  pg_temp.nl(g, 'js',25,30000+1000*pg_temp.h(g, 'js',40)),
  pg_temp.nl(g, 'js',25,38000+1500*pg_temp.h(g, 'js',40)),
  1+pg_temp.h(g, 'jop',4),
  pg_temp.pk(g, 'jst',array['draft','open','open','paused','closed']),
  pg_temp.nl(g, 'jpu',18,pg_temp.ts(g, 'jpu','2024-05-01',400)::timestamptz)
from generate_series(1, 70) g;

create table app.candidates (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  job_posting_id uuid references app.job_postings (id),
  full_name text not null,
  email text,
  phone text,
  linkedin_url text,
  location text,
  photo_url text,
  current_title text,
  source text,
  stage text not null,
  expected_salary text,
  applied_at timestamptz not null
);
insert into app.candidates (id, workspace_id, job_posting_id, full_name, email, phone, linkedin_url, location, photo_url, current_title, source, stage, expected_salary, applied_at)
select
  pg_temp.uid(g, 'candidates'),
  pg_temp.uid(1 + pg_temp.h(g, 'cw', 12), 'ws'),
  pg_temp.uid(1 + pg_temp.h(g, 'cj', 70), 'job_postings'),
  case when pg_temp.h(g, 'cfl',9)=0 then lower(pg_temp.nm(g, 'ca','mix')) else pg_temp.nm(g, 'ca','mix') end,
  pg_temp.nl(g, 'cae',4,pg_temp.em(g, 'ca','mix')),
  pg_temp.nl(g, 'cap',24,pg_temp.tel(g, 'ca','mix')),
  pg_temp.nl(g, 'cli',30,'https://www.linkedin.com/in/'||pg_temp.slug(pg_temp.fn(g, 'ca','mix'))||'-'||pg_temp.slug(pg_temp.ln(g, 'ca','mix'))||'-'||left(md5('li'||g),7)),
  pg_temp.nl(g, 'clo',20,pg_temp.cty(g, 'ca','mix')||case when pg_temp.h(g, 'clx',3)=0 then case pg_temp.lang(g, 'ca','mix') when 'en' then ', UK' when 'de' then ', Germany' when 'fr' then ', France' when 'es' then ', Spain' else ', Poland' end else '' end ),
  pg_temp.nl(g, 'cph',58,'https://files.talentlane.io/photos/'||md5('ph'||g)||'.png'),
  pg_temp.nl(g, 'cct',20,pg_temp.pk(g, 'cct',array['Software Engineer','Marketing Lead','Sales Rep','Data Analyst','Student','Team lead','Freelance designer','Shift manager'])),
  pg_temp.pk(g, 'cso2',array['careers page','referral','LinkedIn','Indeed','agency','sourced']),
  pg_temp.pk(g, 'cst2',array['applied','applied','screen','interview','offer','hired','rejected']),
  pg_temp.nl(g, 'ces',55,pg_temp.pk(g, 'ces',array['45k','£52,000','negotiable','60000','40-45k','55k + bonus'])),
  pg_temp.ts(g, 'cap2','2024-06-01',380)::timestamptz
from generate_series(1, 150) g;

create table app.interviews (
  id uuid primary key default gen_random_uuid(),
  candidate_id uuid not null references app.candidates (id),
  job_posting_id uuid not null references app.job_postings (id),
  scheduled_at timestamptz not null,
  duration_minutes integer not null,
  interviewer text,
  kind text not null,
  room text,
  meeting_url text,
  feedback text,
  outcome text
);
insert into app.interviews (id, candidate_id, job_posting_id, scheduled_at, duration_minutes, interviewer, kind, room, meeting_url, feedback, outcome)
select
  pg_temp.uid(g, 'interviews'),
  pg_temp.uid(1 + pg_temp.h(g, 'ic', 150), 'candidates'),
  pg_temp.uid(1 + pg_temp.h(g, 'ij', 70), 'job_postings'),
  pg_temp.ts(g, 'isc','2024-07-01',360)::timestamptz,
  (array[30,45,60,60,90])[1+pg_temp.h(g, 'idu',5)],
  pg_temp.nl(g, 'iiv',7,pg_temp.nm(g, 'iiv','en')),
  pg_temp.pk(g, 'iki',array['phone screen','technical','culture','onsite','final']),
  pg_temp.nl(g, 'iro',45,pg_temp.pk(g, 'iro',array['Turing','Lovelace','Hopper','Meeting room 2','Franklin','Boardroom'])),
  pg_temp.nl(g, 'imu',30,'https://meet.google.com/'||translate(pg_temp.pt(g, 'imu','@@@-@@@@-@@@'),'ABCDEFGHJKLMNPRSTUVWXYZ','abcdefghjklmnprstuvwxyz')),
  pg_temp.nl(g, 'ifb',40,pg_temp.pk(g, 'ifb',array['Strong on SQL, less on system design','Would hire','Not enough depth. Nervous at first','Great energy, ask about notice period','no show','Mixed: see scorecard'])),
  pg_temp.nl(g, 'iou',20,pg_temp.pk(g, 'iou',array['advance','advance','hold','reject','no_show']))
from generate_series(1, 140) g;

create table app.audit_events (
  id bigint primary key generated always as identity,
  workspace_id uuid not null,
  actor_id uuid references app.members (id),
  actor_email text,
  action text not null,
  target_type text,
  ip_address inet,
  user_agent text,
  server_host text not null,
  request_ref text not null,
  occurred_at timestamptz not null
);
insert into app.audit_events (workspace_id, actor_id, actor_email, action, target_type, ip_address, user_agent, server_host, request_ref, occurred_at)
select
  pg_temp.uid(1 + pg_temp.h(g, 'aw', 12), 'ws'),
  pg_temp.nl(g, 'aa',10,pg_temp.uid(1 + pg_temp.h(g, 'aa', 80), 'members')),
  pg_temp.nl(g, 'aa',10,pg_temp.slug(pg_temp.fn(g, 'aev','en'))||'@'||pg_temp.pk(g, 'aevd',array['brightwater.io','northgatelabs.com','kestrelhq.com','lumen.so'])),
  pg_temp.pk(g, 'aac',array['candidate.viewed','candidate.updated','posting.published','member.invited','export.created','login.succeeded','login.failed']),
  pg_temp.pk(g, 'att',array['candidate','posting','member','workspace']),
  pg_temp.nl(g, 'aip',6,case when pg_temp.h(g, 'aip6',9)=0 then ('2a02:c7c:'||pg_temp.pt(g, 'aip6','****:****')||'::'||pg_temp.pt(g, 'aip7','%***'))::inet else pg_temp.ip(g, 'aip') end),
  pg_temp.pk(g, 'aua',array['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/124.0 Safari/537.36','Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Safari/604.1','Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0','okhttp/4.12.0']),
  pg_temp.pk(g, 'ash',array['api-1.eu-west-2.internal','api-2.eu-west-2.internal','worker-7.eu-west-2.internal']),
  'req_'||left(md5('rq'||g),16),
  pg_temp.ts(g, 'aoc','2025-03-01',90)::timestamptz
from generate_series(1, 190) g;

-- Team 6: clinic
create table app.wards (
  ward_id integer primary key,
  name varchar(60) not null,
  specialty varchar(40),
  building varchar(30),
  bed_count smallint,
  phone_extension varchar(8),
  charge_nurse varchar(80)
);
insert into app.wards (ward_id, name, specialty, building, bed_count, phone_extension, charge_nurse)
select
  g,
  pg_temp.pk(g, 'wn',array['Nightingale','Seacole','Barnard','Maple','Oak','Jenner','Lister','Fleming','St Anne','Anderson'])||(array[' Ward',' A',' B',' C',' North',' South'])[1+g/10%6],
  pg_temp.pk(g, 'wsp',array['General medicine','Orthopaedics','Paediatrics','Maternity','Cardiology','Oncology day unit']),
  pg_temp.pk(g, 'wb',array['Main','West Wing','Tower','Annex 2']),
  (4+pg_temp.h(g, 'wbc',28))::smallint,
  pg_temp.pt(g, 'wpe','%###'),
  pg_temp.nl(g, 'wcn',10,case when pg_temp.h(g, 'wcx',4)=0 then 'Sr. '||pg_temp.ln(g, 'wcn','en') else pg_temp.nm(g, 'wcn','en') end)
from generate_series(1, 60) g;

create table app.patients (
  patient_id integer primary key,
  mrn varchar(12) not null unique,
  family_name varchar(60) not null,
  given_names varchar(80),
  birth_date date not null,
  birth_place varchar(60),
  sex char(1),
  blood_group varchar(3),
  ethnicity varchar(40),
  nhs_number varchar(12),
  mobile varchar(20),
  next_of_kin varchar(100),
  weight_kg numeric(5,1),
  gp_practice varchar(80),
  registered_on date,
  record_status varchar(10) not null
);
comment on column app.patients.mrn is 'Medical record number, as on the wristband';
comment on column app.patients.nhs_number is '10 digits; empty for overseas visitors';
insert into app.patients (patient_id, mrn, family_name, given_names, birth_date, birth_place, sex, blood_group, ethnicity, nhs_number, mobile, next_of_kin, weight_kg, gp_practice, registered_on, record_status)
select
  g,
  'H'||lpad((310055+g*13)::text,8,'0'),
  upper(pg_temp.ln(g, 'pa','en')),
  pg_temp.fn(g, 'pa','en')||case when pg_temp.h(g, 'pgn',3)=0 then ' '||pg_temp.fn(g, 'pa2','en') else '' end,
  pg_temp.dt(g, 'pbd','1930-01-01',34000),
  pg_temp.nl(g, 'pbp',45,pg_temp.cty(g, 'pbp','mix')),
  case when pg_temp.male(g, 'pa') then 'M' else 'F' end,
  pg_temp.nl(g, 'pbg',35,pg_temp.pk(g, 'pbg',array['O+','O+','A+','A+','B+','O-','A-','AB+','B-','AB-'])),
  pg_temp.nl(g, 'pet',25,pg_temp.pk(g, 'pet',array['White British','White Irish','Indian','Pakistani','Black African','Black Caribbean','Mixed','Chinese','Not stated','Any other white background'])),
  pg_temp.nl(g, 'pnh',8,pg_temp.nhs(10000000+pg_temp.h(g, 'pnh',250000000))),
  pg_temp.nl(g, 'pmo',25,pg_temp.tel(g, 'pa','en')),
  pg_temp.nl(g, 'pnk',20,case when pg_temp.h(g, 'pnx',4)=0 then pg_temp.fn(g, 'pnk','en')||' '||pg_temp.ln(g, 'pa','en')||pg_temp.pk(g, 'pnr',array[' (partner)',' (son/daughter)',' - neighbour']) else pg_temp.fn(g, 'pnk','en')||' '||pg_temp.ln(g, 'pa','en') end),
  pg_temp.nl(g, 'pwk',22,(42+pg_temp.h(g, 'pwk',700)/10.0)::numeric(5,1)),
  pg_temp.nl(g, 'pgp',8,pg_temp.pk(g, 'pgp',array['Riverside Medical Centre','The Limes Surgery','Dr Patel & Partners','Woodhouse Health Centre','St Mary''s Practice'])),
  greatest(pg_temp.dt(g, 'pro','2008-01-01',6200),pg_temp.dt(g, 'pbd','1930-01-01',34000)+20),
  pg_temp.pk(g, 'prs',array['active','active','active','merged','inactive'])
from generate_series(1, 150) g;

create table app.encounters (
  encounter_id integer primary key,
  patient_id integer not null references app.patients (patient_id),
  ward_id integer references app.wards (ward_id),
  encounter_class varchar(12) not null,
  admitted_at timestamp not null,
  discharged_at timestamp,
  attending_physician varchar(80),
  assigned_nurse varchar(80),
  diagnosis varchar(120),
  icd10 varchar(8),
  presenting_complaint varchar(160),
  tariff_code varchar(8),
  bed_days smallint
);
insert into app.encounters (encounter_id, patient_id, ward_id, encounter_class, admitted_at, discharged_at, attending_physician, assigned_nurse, diagnosis, icd10, presenting_complaint, tariff_code, bed_days)
select
  g,
  1+pg_temp.h(g, 'ep',150),
  pg_temp.nl(g, 'ew',20,1+pg_temp.h(g, 'ew',60)),
  pg_temp.pk(g, 'ec',array['inpatient','outpatient','outpatient','emergency','day case']),
  pg_temp.ts(g, 'ea','2024-01-01',500),
  pg_temp.nl(g, 'ed',15,pg_temp.ts(g, 'ea','2024-01-01',500)+make_interval(hours=>2+pg_temp.h(g, 'ed',200))),
  case when pg_temp.h(g, 'eat',4)=0 then 'Dr '||pg_temp.ln(g, 'eat','en') else 'Dr '||pg_temp.nm(g, 'eat','en') end,
  pg_temp.nl(g, 'ean',18,pg_temp.nm(g, 'ean','en')),
  pg_temp.nl(g, 'edi',14,pg_temp.pk(g, 'edi',array['Community acquired pneumonia','Type 2 diabetes mellitus','Closed fracture of distal radius','Atrial fibrillation','Acute appendicitis','Major depressive episode','Asthma exacerbation','Hypertension','?TIA','Iron deficiency anaemia'])),
  pg_temp.nl(g, 'edi',14,pg_temp.pk(g, 'edi',array['J18.9','E11.9','S52.5','I48.9','K35.8','F32.2','J45.9','I10','G45.9','D50.9'])),
  pg_temp.nl(g, 'epc',20,pg_temp.pk(g, 'epc',array['SOB 3/7, productive cough','fall onto outstretched hand','chest pain radiating to L arm','abdo pain RIF','low mood, not sleeping','palpitations','dizzy spells','routine follow up'])),
  pg_temp.pt(g, 'etc','@@##@'),
  pg_temp.h(g, 'ebd',12)::smallint
from generate_series(1, 170) g;

create table app.medications (
  medication_id integer primary key,
  name varchar(80) not null,
  manufacturer varchar(60),
  atc_code varchar(8),
  form varchar(20),
  unit_price numeric(8,3),
  contraindications varchar(120),
  controlled_drug boolean not null
);
insert into app.medications (medication_id, name, manufacturer, atc_code, form, unit_price, contraindications, controlled_drug)
select
  g,
  pg_temp.pk(g, 'mdn',array['Amoxicillin','Metformin','Atorvastatin','Salbutamol','Omeprazole','Ramipril','Sertraline','Warfarin','Paracetamol','Levothyroxine'])||' '||(array['250mg','500mg','20mg','100mcg','5mg','1g','10mg','40mg'])[1+g/10%8],
  pg_temp.pk(g, 'mma',array['Teva','Accord','Dr. Reddy''s','Pfizer','Sandoz','Bayer','Johnson & Johnson']),
  pg_temp.pt(g, 'mat2','@0%@@0%'),
  pg_temp.pk(g, 'mfo',array['tablet','capsule','inhaler','suspension','injection']),
  (pg_temp.h(g, 'mup',90000)/1000.0)::numeric(8,3),
  pg_temp.nl(g, 'mci',25,pg_temp.pk(g, 'mci',array['Severe renal impairment','Penicillin allergy','Pregnancy','Active liver disease','Hypersensitivity to the active substance','Heart block'])),
  pg_temp.h(g, 'mcd',9)=0
from generate_series(1, 80) g;

-- Team 7: telecare and building sensors
create table app.gateways (
  id integer primary key generated always as identity,
  hostname text not null,
  mac_address macaddr not null,
  lan_ip inet,
  sim_msisdn text,
  serial_no text,
  site_name text,
  site_postcode text,
  firmware text,
  uptime_hours integer,
  owner text
);
comment on column app.gateways.sim_msisdn is 'M2M data SIM of the modem';
insert into app.gateways (hostname, mac_address, lan_ip, sim_msisdn, serial_no, site_name, site_postcode, firmware, uptime_hours, owner)
select
  'gw-'||pg_temp.pk(g, 'gwn',array['lds','man','brs','edi'])||'-'||lpad(g::text,3,'0'),
  ('b8:27:eb:'||pg_temp.pt(g, 'gwm','**:**:**'))::macaddr,
  ('10.20.'||(g%8)||'.'||(10+g))::inet,
  pg_temp.nl(g, 'gws',12,pg_temp.pt(g, 'gws','882360%########')),
  pg_temp.pt(g, 'gwx','TG2-%#####-@'),
  pg_temp.pk(g, 'gwt',array['Elm Court','Harewood House','Beckett Lodge','Pump station','St Aidan''s Sheltered Housing','Depot','Library roof'])||' '||(1+g%6),
  pg_temp.zp(g, 'gw','en'),
  pg_temp.pk(g, 'gwf',array['2.4.1','2.4.1','2.3.9','2.5.0-rc2']),
  pg_temp.h(g, 'gwu',9000),
  pg_temp.pk(g, 'gwo',array['Leeds City Council','Anchor Housing Association','Careline Ltd','Northgate Systems','Yorkshire Water plc'])
from generate_series(1, 70) g;

create table app.wearers (
  id integer primary key generated always as identity,
  gateway_id integer references app.gateways (id),
  name text not null,
  home_lat double precision,
  home_lng double precision,
  mobility_aid text,
  responder_name text,
  responder_phone text,
  door_code text,
  pendant_serial text,
  pendant_battery_pct smallint,
  last_test_at timestamptz
);
insert into app.wearers (gateway_id, name, home_lat, home_lng, mobility_aid, responder_name, responder_phone, door_code, pendant_serial, pendant_battery_pct, last_test_at)
select
  pg_temp.nl(g, 'wg',6,1+pg_temp.h(g, 'wg',70)),
  case when pg_temp.h(g, 'wx',4)=0 then (case when pg_temp.male(g, 'we') then 'Mr ' else 'Mrs ' end)||pg_temp.ln(g, 'we','en') else pg_temp.nm(g, 'we','en') end,
  pg_temp.nl(g, 'whl',9,(53.74+pg_temp.h(g, 'wla',140000)/1000000.0)::double precision),
  pg_temp.nl(g, 'whl',9,(-1.65+pg_temp.h(g, 'wlo',230000)/1000000.0)::double precision),
  pg_temp.nl(g, 'wma',30,pg_temp.pk(g, 'wma',array['none','walking frame','stick','wheelchair','stairlift','hoist'])),
  pg_temp.nl(g, 'wrn',10,pg_temp.nm(g, 'wrn','en')),
  pg_temp.nl(g, 'wrn',10,pg_temp.tel(g, 'wrn','en')),
  pg_temp.nl(g, 'wdc',40,pg_temp.pt(g, 'wdc','C####')),
  pg_temp.pt(g, 'wps','PN-%######'),
  (5+pg_temp.h(g, 'wpb',95))::smallint,
  pg_temp.nl(g, 'wlt',15,pg_temp.ts(g, 'wlt','2025-02-01',80)::timestamptz)
from generate_series(1, 90) g;

create table app.device_positions (
  id bigint primary key generated always as identity,
  wearer_id integer not null references app.wearers (id),
  lat double precision not null,
  lng double precision not null,
  accuracy_m real,
  fix_source text not null,
  signal_dbm smallint,
  firmware text,
  recorded_at timestamptz not null
);
insert into app.device_positions (wearer_id, lat, lng, accuracy_m, fix_source, signal_dbm, firmware, recorded_at)
select
  1+pg_temp.h(g, 'dpw',90),
  (53.74+pg_temp.h(g, 'dla',140000)/1000000.0)::double precision,
  (-1.65+pg_temp.h(g, 'dlo',230000)/1000000.0)::double precision,
  (3+pg_temp.h(g, 'dac2',600)/10.0)::real,
  pg_temp.pk(g, 'dfs',array['gps','gps','wifi','cell']),
  (-60-pg_temp.h(g, 'dsd',55))::smallint,
  pg_temp.pk(g, 'dfw',array['p1.8.2','p1.8.4','p1.7.0']),
  pg_temp.ts(g, 'dra2','2025-04-01',30)::timestamptz
from generate_series(1, 200) g;

-- Team 8: equestrian federation
create table app.horses (
  id integer primary key,
  name varchar(80) not null,
  sire varchar(80),
  birth_date date,
  sex varchar(10),
  colour varchar(20),
  passport_no varchar(20),
  nationality char(3),
  owner varchar(100),
  height_cm smallint
);
insert into app.horses (id, name, sire, birth_date, sex, colour, passport_no, nationality, owner, height_cm)
select
  g,
  pg_temp.pk(g, 'hn',array['Ashdown','Royal','Lady','Midnight','Cornet','Don','Sir','Duchess','Chacco','Little'])||' '||pg_temp.pk(g, 'hn2',array['Charlotte','Henry','Dancer','Obolensky','Thomas','Comet','Rose','Magic','Juan','Valentina','Blue','Whisper']),
  pg_temp.nl(g, 'hs',10,pg_temp.pk(g, 'hs',array['Cornet Obolensky','Chacco-Blue','Sandro Hit','Donnerhall','Jumbo','Master Imp','Furioso','Kannan'])),
  pg_temp.dt(g, 'hb','2004-03-01',5800),
  pg_temp.pk(g, 'hx',array['gelding','mare','gelding','stallion']),
  pg_temp.pk(g, 'hc',array['bay','chestnut','grey','black','skewbald','dun']),
  pg_temp.nl(g, 'hpp',6,pg_temp.pt(g, 'hpp',pg_temp.pk(g, 'hpf',array['GBR40%####','10@@%##','826%########']))),
  pg_temp.pk(g, 'hna',array['GBR','IRL','GER','NED','FRA','BEL']),
  pg_temp.pk(g, 'ho',array['Ashdown Bloodstock Ltd','Team Fairview Syndicate','Hartpury College','Brookfield Stud','LH Equestrian Ltd','The Thoroughbred Partnership','Millfield Riding Club']),
  (148+pg_temp.h(g, 'hh',28))::smallint
from generate_series(1, 110) g;

create table app.riders (
  id integer primary key,
  rider_name varchar(100) not null,
  dob date,
  gender varchar(10),
  nat char(3),
  membership_no varchar(12),
  instagram varchar(60),
  coach varchar(100),
  home_club varchar(80),
  team_colours varchar(40),
  ranking_points integer
);
insert into app.riders (id, rider_name, dob, gender, nat, membership_no, instagram, coach, home_club, team_colours, ranking_points)
select
  g,
  case when pg_temp.h(g, 'rix',8)=0 then pg_temp.ln(g, 'ri','mix')||', '||pg_temp.fn(g, 'ri','mix') else pg_temp.nm(g, 'ri','mix') end,
  pg_temp.nl(g, 'rdb',12,pg_temp.dt(g, 'rdb','1962-01-01',16500)),
  case when pg_temp.h(g, 'rge',20)=0 then null when pg_temp.male(g, 'ri') then pg_temp.pk(g, 'rge',array['m','male','M']) else pg_temp.pk(g, 'rge',array['f','female','F']) end,
  case pg_temp.lang(g, 'ri','mix') when 'en' then pg_temp.pk(g, 'rna',array['GBR','GBR','IRL','USA']) when 'de' then 'GER' when 'fr' then 'FRA' when 'es' then 'ESP' else 'POL' end,
  (300000+g*11)::text,
  pg_temp.nl(g, 'rig',45,'@'||pg_temp.slug(pg_temp.fn(g, 'ri','mix'))||pg_temp.pk(g, 'rig',array['.eventing','_rides','.sj','_official',''])),
  pg_temp.nl(g, 'rco2',25,pg_temp.nm(g, 'rco2','en')),
  pg_temp.nl(g, 'rhc',10,pg_temp.pk(g, 'rhc',array['Millfield RC','Pony Club - Vale of York','Hartpury','Cheshire South','RC Hannover','Non-affiliated'])),
  pg_temp.nl(g, 'rtc',30,pg_temp.pk(g, 'rtc',array['navy / gold','red','emerald and white','black, pink sash','purple'])),
  pg_temp.h(g, 'rrp2',2400)
from generate_series(1, 100) g;

create table app.competitions (
  id integer primary key,
  title varchar(120) not null,
  venue varchar(80),
  venue_postcode varchar(10),
  organiser varchar(100),
  entries_email varchar(120),
  office_phone varchar(30),
  chief_steward varchar(100),
  course_designer varchar(100),
  prize_fund numeric(10,2),
  starts_on date not null
);
comment on column app.competitions.office_phone is 'Office line of the organiser';
insert into app.competitions (id, title, venue, venue_postcode, organiser, entries_email, office_phone, chief_steward, course_designer, prize_fund, starts_on)
select
  g,
  pg_temp.pk(g, 'cot',array['Spring Horse Trials','Area 14 Qualifier','Dressage Festival','Regional Finals','Arena Eventing','Winter League','Young Horse Championship','Queen Elizabeth Cup'])||' '||(2019+g%7),
  pg_temp.pk(g, 'cov',array['Bramham Park','Hickstead','Somerford Park','Burghley','Aldon','Blenheim','Tweseldown','Weston Lawns']),
  pg_temp.pk(g, 'cov',array['LS23 6ND','RH17 5NU','CW12 4SW','PE9 3JY','BA20 2TD','OX20 1PX','GU52 8AD','CV12 0JX']),
  pg_temp.pk(g, 'coo',array['BEDE Events','Musketeer Event Management','Stable Events Ltd','Bramham International','Pony Club']),
  pg_temp.pk(g, 'coe',array['entries@bede-events.co.uk','secretary@stableevents.co.uk','entries@musketeer.co.uk','info@bramham-ht.co.uk']),
  pg_temp.nl(g, 'cos',10,pg_temp.desk(g, 'cos','en')),
  pg_temp.nl(g, 'coc',8,pg_temp.nm(g, 'coc','en')),
  pg_temp.nl(g, 'cod',20,pg_temp.nm(g, 'cod','mix')),
  (250*pg_temp.h(g, 'cop',120))::numeric(10,2),
  pg_temp.dt(g, 'cosd','2019-03-01',2300)
from generate_series(1, 60) g;

create table app.results (
  id integer primary key,
  competition_id integer not null references app.competitions (id),
  rider_id integer not null references app.riders (id),
  horse_id integer not null references app.horses (id),
  class_name varchar(40),
  score numeric(6,2),
  final_position smallint,
  time_seconds numeric(6,2),
  team varchar(60),
  captain varchar(100),
  prize_money numeric(8,2)
);
insert into app.results (id, competition_id, rider_id, horse_id, class_name, score, final_position, time_seconds, team, captain, prize_money)
select
  g,
  1+pg_temp.h(g, 'rec',60),
  1+pg_temp.h(g, 'rer',100),
  1+pg_temp.h(g, 'reh',110),
  pg_temp.pk(g, 'ren',array['Novice','BE100','Intermediate','Advanced','Prix St Georges','Elementary 42']),
  pg_temp.nl(g, 'res',9,(22+pg_temp.h(g, 'res',5500)/100.0)::numeric(6,2)),
  pg_temp.nl(g, 'rep',22,(1+pg_temp.h(g, 'rep',38))::smallint),
  pg_temp.nl(g, 'ret',25,(52+pg_temp.h(g, 'ret',30000)/100.0)::numeric(6,2)),
  pg_temp.nl(g, 'rete',60,pg_temp.pk(g, 'rete',array['Vale of York','Cheshire South A','Hartpury Blues','Millfield','Team GBR U25'])),
  pg_temp.nl(g, 'rete',60,pg_temp.nm(g, 'reca','en')),
  pg_temp.nl(g, 'repm',50,(10*pg_temp.h(g, 'repm',60))::numeric(8,2))
from generate_series(1, 190) g;

-- Team 9: German parcel and freight haulier
create table app.fahrer (
  id serial primary key,
  personalnr varchar(10) not null,
  nachname varchar(60) not null,
  vorname varchar(60) not null,
  geb_datum date,
  anschrift varchar(120),
  handy varchar(25),
  fuehrerschein_nr varchar(15),
  iban varchar(34),
  konfession varchar(4),
  eintritt date,
  depot varchar(20)
);
comment on column app.fahrer.konfession is 'Kirchensteuermerkmal lt. ELStAM';
insert into app.fahrer (id, personalnr, nachname, vorname, geb_datum, anschrift, handy, fuehrerschein_nr, iban, konfession, eintritt, depot)
select
  g,
  (70100+g)::text,
  pg_temp.ln(g, 'fa','de'),
  pg_temp.fn(g, 'fa','de'),
  pg_temp.dt(g, 'fgd','1959-01-01',15500),
  pg_temp.st(g, 'fa','de')||', '||pg_temp.zp(g, 'fa','de')||' '||pg_temp.cty(g, 'fa','de'),
  pg_temp.nl(g, 'fh',8,pg_temp.tel(g, 'fa','de')),
  pg_temp.nl(g, 'ffn',10,upper(pg_temp.pt(g, 'ffn','@%##*##%#*%'))),
  pg_temp.nl(g, 'fib',5,pg_temp.iban('DE',pg_temp.pk(g, 'fib',array['25050180','29050101','44050199','10010010','50010517'])||pg_temp.pt(g, 'fib','0%########'))),
  pg_temp.pk(g, 'fko',array['ev','rk','--','ev','rk','vd']),
  pg_temp.dt(g, 'fei','2001-01-01',8500),
  pg_temp.pk(g, 'fde',array['Hannover','Bremen','Dortmund','Leipzig','Kassel'])
from generate_series(1, 80) g;

create table app.lkw (
  id serial primary key,
  stammfahrer_id integer references app.fahrer (id),
  kennzeichen varchar(12) not null,
  hersteller varchar(30),
  modell varchar(30),
  fahrgestellnr varchar(17),
  tuev_bis date,
  km_stand integer,
  standort varchar(30),
  leasinggeber varchar(60)
);
insert into app.lkw (id, stammfahrer_id, kennzeichen, hersteller, modell, fahrgestellnr, tuev_bis, km_stand, standort, leasinggeber)
select
  g,
  pg_temp.nl(g, 'lf',15,1+pg_temp.h(g, 'lf',80)),
  pg_temp.pt(g, 'lk',pg_temp.pk(g, 'lkf',array['H-NW %###','H-NW %##','HB-NW %###','DO-NW %##'])),
  pg_temp.pk(g, 'lh',array['MAN','Mercedes-Benz','Scania','DAF','Volvo','Iveco']),
  pg_temp.pk(g, 'lm',array['TGX 18.470','Actros 1845','R 450','XF 480','FH 460','Atego 816']),
  pg_temp.pt(g, 'lfg','W@A%#@@@@%@######'),
  pg_temp.dt(g, 'lt','2025-05-01',700),
  8000+pg_temp.h(g, 'lkm',780000),
  pg_temp.pk(g, 'ls',array['Hannover','Bremen','Dortmund','Leipzig','Werkstatt']),
  pg_temp.nl(g, 'll',40,pg_temp.pk(g, 'll',array['Deutsche Leasing AG','MAN Financial Services','VR Smart Finanz','Eigentum']))
from generate_series(1, 60) g;

create table app.kunden_firmen (
  id serial primary key,
  firma varchar(100) not null,
  ust_id varchar(14),
  strasse varchar(80),
  plz char(5),
  ort varchar(60),
  zentrale varchar(30),
  rechnungs_email varchar(120),
  ansprechpartner varchar(100),
  einkaeufer varchar(100),
  zahlungsziel_tage smallint
);
insert into app.kunden_firmen (id, firma, ust_id, strasse, plz, ort, zentrale, rechnungs_email, ansprechpartner, einkaeufer, zahlungsziel_tage)
select
  g,
  pg_temp.co(g, 'kf','de'),
  pg_temp.nl(g, 'ku',8,pg_temp.pt(g, 'ku','DE%########')),
  pg_temp.st(g, 'kf','de'),
  pg_temp.zp(g, 'kf','de'),
  pg_temp.cty(g, 'kf','de'),
  pg_temp.desk(g, 'kf','de'),
  pg_temp.pk(g, 'kr',array['rechnung@','buchhaltung@','info@','invoice@'])||pg_temp.slug(split_part(pg_temp.co(g, 'kf','de'),' ',1))||'-'||pg_temp.slug(split_part(pg_temp.co(g, 'kf','de'),' ',2))||'.de',
  pg_temp.nl(g, 'ka',10,case when pg_temp.h(g, 'kax',2)=0 then (case when pg_temp.male(g, 'ka') then 'Herr ' else 'Frau ' end)||pg_temp.ln(g, 'ka','de') else pg_temp.nm(g, 'ka','de') end),
  pg_temp.nl(g, 'ke',38,pg_temp.nm(g, 'ke','de')),
  (array[7,14,30,30,60])[1+pg_temp.h(g, 'kz',5)]::smallint
from generate_series(1, 70) g;

create table app.sendungen (
  id serial primary key,
  kunde_id integer not null references app.kunden_firmen (id),
  lkw_id integer references app.lkw (id),
  sendungsnr varchar(20) not null,
  empf_name varchar(100) not null,
  empf_strasse varchar(80),
  empf_plz char(5),
  empf_ort varchar(60),
  empf_tel varchar(30),
  gewicht_kg numeric(7,2),
  zugestellt_am timestamp,
  quittiert_von varchar(60),
  status varchar(20) not null,
  nachnahme_eur numeric(8,2),
  bemerkung text
);
comment on column app.sendungen.empf_name is 'Privatempfänger (B2C)';
comment on column app.sendungen.empf_tel is 'für Avis';
comment on column app.sendungen.quittiert_von is 'Name in Druckbuchstaben vom Scanner';
insert into app.sendungen (id, kunde_id, lkw_id, sendungsnr, empf_name, empf_strasse, empf_plz, empf_ort, empf_tel, gewicht_kg, zugestellt_am, quittiert_von, status, nachnahme_eur, bemerkung)
select
  g,
  1+pg_temp.h(g, 'sk',70),
  pg_temp.nl(g, 'sl',10,1+pg_temp.h(g, 'sl',60)),
  pg_temp.pt(g, 'ss','0034%###')||lpad((g*911)::text,9,'0'),
  case pg_temp.h(g, 'sex',7) when 0 then 'Fam. '||pg_temp.ln(g, 'se','de') when 1 then pg_temp.ln(g, 'se','de')||', '||pg_temp.fn(g, 'se','de') else pg_temp.nm(g, 'se','de') end,
  pg_temp.st(g, 'se','de'),
  pg_temp.zp(g, 'se','de'),
  pg_temp.cty(g, 'se','de'),
  pg_temp.nl(g, 'set',40,pg_temp.tel(g, 'se','de')),
  (0.3+pg_temp.h(g, 'sg',30000)/100.0)::numeric(7,2),
  pg_temp.nl(g, 'sz',18,pg_temp.ts(g, 'sz','2024-11-01',200)),
  pg_temp.nl(g, 'sz',18,case pg_temp.h(g, 'sq',5) when 0 then pg_temp.ln(g, 'sqx','de') when 1 then upper(pg_temp.ln(g, 'se','de')) else pg_temp.ln(g, 'se','de') end),
  pg_temp.pk(g, 'sst2',array['zugestellt','zugestellt','unterwegs','avisiert','retour']),
  pg_temp.nl(g, 'snn',85,(pg_temp.h(g, 'snn',40000)/100.0)::numeric(8,2)),
  pg_temp.nl(g, 'sbe',65,pg_temp.pk(g, 'sbe',array['Bitte klingeln','hinten am Hof abladen','Palette tauschen','2x nicht angetroffen','Ablage Garage erlaubt','Hebebühne nötig']))
from generate_series(1, 180) g;

-- Team 10: French municipality
create table app.usagers (
  id_usager integer primary key,
  nom varchar(80) not null,
  prenom varchar(80),
  nom_naissance varchar(80),
  date_naissance date,
  commune_naissance varchar(80),
  adresse varchar(150),
  cp char(5),
  courriel varchar(120),
  num_secu varchar(18),
  situation_familiale varchar(20),
  quotient_familial integer,
  date_creation timestamp,
  dossier_complet boolean
);
insert into app.usagers (id_usager, nom, prenom, nom_naissance, date_naissance, commune_naissance, adresse, cp, courriel, num_secu, situation_familiale, quotient_familial, date_creation, dossier_complet)
select
  g,
  upper(pg_temp.ln(g, 'us','fr')),
  pg_temp.fn(g, 'us','fr'),
  pg_temp.nl(g, 'unn',60,upper(pg_temp.ln(g, 'unn','fr'))),
  pg_temp.nl(g, 'udn',5,pg_temp.dt(g, 'udn','1940-01-01',23500)),
  pg_temp.nl(g, 'ucn',20,pg_temp.cty(g, 'ucn','fr')),
  pg_temp.st(g, 'us','fr'),
  pg_temp.zp(g, 'us','fr'),
  pg_temp.nl(g, 'uco',22,pg_temp.em(g, 'us','fr')),
  pg_temp.nl(g, 'uns',35,pg_temp.nir(pg_temp.dt(g, 'udn','1940-01-01',23500),pg_temp.male(g, 'us'),pg_temp.h(g, 'uns',90000))),
  pg_temp.nl(g, 'usf',15,pg_temp.pk(g, 'usf',array['marié(e)','célibataire','divorcé(e)','pacsé(e)','veuf/veuve','union libre'])),
  pg_temp.nl(g, 'uqf',30,180+pg_temp.h(g, 'uqf',1900)),
  pg_temp.ts(g, 'udc','2015-01-01',3700),
  pg_temp.h(g, 'uds',4)>0
from generate_series(1, 130) g;

create table app.equipements (
  id_equipement integer primary key,
  nom varchar(100) not null,
  adresse varchar(150),
  cp char(5),
  telephone_accueil varchar(20),
  courriel_accueil varchar(120),
  gardien varchar(80),
  surface_m2 integer,
  erp_categorie smallint
);
insert into app.equipements (id_equipement, nom, adresse, cp, telephone_accueil, courriel_accueil, gardien, surface_m2, erp_categorie)
select
  g,
  pg_temp.pk(g, 'eqn',array['Gymnase','Piscine','Médiathèque','Salle','École','Stade','Centre socio-culturel'])||' '||pg_temp.pk(g, 'eqm',array['Jean Moulin','Marie Curie','Jacques Prévert','des Tilleuls','Simone Veil','de la Loire','Léo Lagrange','Joséphine Baker']),
  pg_temp.st(g, 'eq','fr'),
  pg_temp.zp(g, 'eq','fr'),
  pg_temp.desk(g, 'eq','fr'),
  pg_temp.pk(g, 'eqc',array['accueil.sports@mairie-vertou.fr','mediatheque@mairie-vertou.fr','contact@mairie-vertou.fr','education@mairie-vertou.fr']),
  pg_temp.nl(g, 'eqg',18,case when pg_temp.h(g, 'eqx',3)=0 then (case when pg_temp.male(g, 'eqg') then 'M. ' else 'Mme ' end)||pg_temp.ln(g, 'eqg','fr') else pg_temp.nm(g, 'eqg','fr') end),
  80+pg_temp.h(g, 'eqs',4200),
  (1+pg_temp.h(g, 'eqe',5))::smallint
from generate_series(1, 60) g;

create table app.inscriptions_cantine (
  id_inscription integer primary key,
  id_usager integer not null references app.usagers (id_usager),
  enfant varchar(100) not null,
  ecole varchar(80),
  niveau varchar(10),
  regime varchar(40),
  allergies varchar(100),
  jours varchar(20),
  tarif numeric(5,2),
  statut varchar(20)
);
insert into app.inscriptions_cantine (id_inscription, id_usager, enfant, ecole, niveau, regime, allergies, jours, tarif, statut)
select
  g,
  1+pg_temp.h(g, 'icu',130),
  case when pg_temp.h(g, 'icx',3)=0 then upper(pg_temp.ln(g, 'us2','fr'))||' '||pg_temp.fn(g, 'ice','fr') else pg_temp.fn(g, 'ice','fr')||' '||pg_temp.ln(g, 'us2','fr') end,
  pg_temp.pk(g, 'ice2',array['École Jules Ferry','École Sainte-Anne','Maternelle des Tilleuls','École Simone Veil','Groupe scolaire Prévert']),
  pg_temp.pk(g, 'icn',array['PS','MS','GS','CP','CE1','CE2','CM1','CM2']),
  pg_temp.nl(g, 'icr2',30,pg_temp.pk(g, 'icr2',array['standard','sans porc','végétarien','sans viande','PAI','halal','standard'])),
  pg_temp.nl(g, 'ica',68,pg_temp.pk(g, 'ica',array['arachides','lait de vache','œufs','gluten','fruits à coque','néant','kiwi, fraise'])),
  pg_temp.pk(g, 'icj',array['L-M-J-V','L-M-J','M-V','L-J','L-M-Me-J-V']),
  (array[0.80,1.55,2.60,3.45,4.90])[1+pg_temp.h(g, 'ict',5)]::numeric(5,2),
  pg_temp.pk(g, 'ics',array['validée','validée','en attente','refusée'])
from generate_series(1, 140) g;

-- Team 11: Spanish property manager
create table app.edificios (
  id integer primary key,
  denominacion varchar(100) not null,
  direccion varchar(120),
  municipio varchar(60),
  ref_catastral varchar(20),
  propietario varchar(100),
  superficie_m2 numeric(9,2),
  num_plantas smallint,
  tel_conserjeria varchar(20),
  conserje varchar(100)
);
insert into app.edificios (id, denominacion, direccion, municipio, ref_catastral, propietario, superficie_m2, num_plantas, tel_conserjeria, conserje)
select
  g,
  pg_temp.pk(g, 'edn',array['Edificio','Torre','Centro Comercial','Parque Empresarial','Nave'])||' '||pg_temp.pk(g, 'edm',array['Turia','San Vicente','Levante','Isabel II','Micalet','Colón','Santa Bárbara','El Saler'])||' '||g,
  pg_temp.pk(g, 'edr',array['Avda. del Puerto','Pol. Ind. Fuente del Jarro','C/ Colón','Avda. Cortes Valencianas','Ronda Norte','Camino Viejo'])||', '||(1+pg_temp.h(g, 'edh',200)),
  pg_temp.cty(g, 'ed','es'),
  pg_temp.pt(g, 'edc','%######YJ%7##@####@@'),
  pg_temp.co(g, 'ed','es'),
  (300+pg_temp.h(g, 'eds',900000)/100.0)::numeric(9,2),
  (1+pg_temp.h(g, 'edp',22))::smallint,
  pg_temp.desk(g, 'ed','es'),
  pg_temp.nl(g, 'edk',22,pg_temp.nm(g, 'edk','es'))
from generate_series(1, 60) g;

create table app.inquilinos (
  id integer primary key,
  nombre varchar(60) not null,
  apellidos varchar(100) not null,
  dni varchar(12),
  correo varchar(120),
  movil varchar(20),
  cuenta_domiciliacion varchar(30),
  nacionalidad varchar(30),
  avalista varchar(100),
  observaciones text,
  alta date
);
insert into app.inquilinos (id, nombre, apellidos, dni, correo, movil, cuenta_domiciliacion, nacionalidad, avalista, observaciones, alta)
select
  g,
  pg_temp.fn(g, 'iq','es'),
  pg_temp.ln(g, 'iq','es')||' '||pg_temp.ln(g, 'iq2','es'),
  case pg_temp.h(g, 'iqd',9) when 0 then pg_temp.pt(g, 'iqd','X%######@') when 1 then left(pg_temp.dni(20000000+pg_temp.h(g, 'iqn',58000000)),8)||'-'||right(pg_temp.dni(20000000+pg_temp.h(g, 'iqn',58000000)),1) else pg_temp.dni(20000000+pg_temp.h(g, 'iqn',58000000)) end,
  pg_temp.nl(g, 'iqc',12,pg_temp.em(g, 'iq','es')),
  pg_temp.nl(g, 'iqm',6,pg_temp.tel(g, 'iq','es')),
  pg_temp.nl(g, 'iqb',14,pg_temp.iban('ES',pg_temp.pk(g, 'iqb',array['21000418','00491500','01820600','20385778'])||pg_temp.pt(g, 'iqb','%###########'))),
  pg_temp.nl(g, 'iqx',10,pg_temp.pk(g, 'iqx',array['española','española','española','italiana','rumana','colombiana','marroquí','argentina','Española'])),
  pg_temp.nl(g, 'iqa',55,pg_temp.nm(g, 'iqa','es')||' '||pg_temp.ln(g, 'iqa2','es')),
  pg_temp.nl(g, 'iqo',60,pg_temp.pk(g, 'iqo',array['Paga siempre tarde','Tiene perro pequeño','Avisar antes de visitar','Quiere prorrogar otro año','Pendiente de justificante de ingresos'])),
  pg_temp.dt(g, 'iqal','2016-01-01',3300)
from generate_series(1, 110) g;

create table app.contratos (
  id integer primary key,
  inquilino_id integer not null references app.inquilinos (id),
  edificio_id integer not null references app.edificios (id),
  num_contrato varchar(20) not null,
  renta_mensual numeric(8,2),
  fianza numeric(8,2),
  fecha_inicio date,
  fecha_fin date,
  agente varchar(100),
  firmado_por varchar(120),
  estado varchar(20),
  gastos_incluidos boolean
);
insert into app.contratos (id, inquilino_id, edificio_id, num_contrato, renta_mensual, fianza, fecha_inicio, fecha_fin, agente, firmado_por, estado, gastos_incluidos)
select
  g,
  1+pg_temp.h(g, 'koi',110),
  1+pg_temp.h(g, 'koe',60),
  'ARR-'||(2016+g%9)||'/'||lpad(g::text,4,'0'),
  (420+10*pg_temp.h(g, 'kor',140))::numeric(8,2),
  (840+20*pg_temp.h(g, 'kor',140))::numeric(8,2),
  pg_temp.dt(g, 'kof','2017-01-01',2900),
  pg_temp.nl(g, 'kog',30,pg_temp.dt(g, 'kof','2017-01-01',2900)+365*(1+pg_temp.h(g, 'kog',5))),
  pg_temp.pk(g, 'koa',array['Amparo Soler','Raúl Benítez','Leire Aguirre','Vicente Montes','Nuria Calvo']),
  pg_temp.nl(g, 'kos',10,pg_temp.nm(g, 'kos','es')||' '||pg_temp.ln(g, 'kos2','es')),
  pg_temp.pk(g, 'koz',array['vigente','vigente','vencido','rescindido','borrador']),
  pg_temp.h(g, 'kox',3)=0
from generate_series(1, 100) g;

-- Team 12: Polish manufacturer's HR
create table app.dzialy (
  id integer primary key,
  nazwa varchar(80) not null,
  mpk varchar(10),
  lokalizacja varchar(60),
  tel_wewn varchar(8),
  kierownik varchar(100),
  budzet_roczny numeric(12,2),
  liczba_etatow smallint
);
insert into app.dzialy (id, nazwa, mpk, lokalizacja, tel_wewn, kierownik, budzet_roczny, liczba_etatow)
select
  g,
  pg_temp.pk(g, 'dzn',array['Produkcja','Magazyn','Utrzymanie ruchu','Kontrola jakości','Księgowość','Kadry i płace','Zakupy','Logistyka','Lakiernia','IT'])||' '||(array['I','II','III','IV','Kraków','Tarnów'])[1+g/10%6],
  pg_temp.pt(g, 'dzm','5##-%##'),
  pg_temp.pk(g, 'dzl',array['Hala A','Hala B','Biurowiec p. 2','Zakład Tarnów','Hala C']),
  pg_temp.pt(g, 'dzt','%##'),
  pg_temp.nl(g, 'dzk',8,pg_temp.nm(g, 'dzk','pl')),
  (50000+1000*pg_temp.h(g, 'dzb',900))::numeric(12,2),
  (2+pg_temp.h(g, 'dze',60))::smallint
from generate_series(1, 60) g;

create table app.pracownicy (
  id integer primary key,
  dzial_id integer not null references app.dzialy (id),
  nr_ewid varchar(10) not null,
  imie varchar(50) not null,
  nazwisko varchar(60) not null,
  pesel char(11),
  data_urodzenia date,
  adres_zamieszkania varchar(150),
  tel_kom varchar(20),
  nr_konta varchar(32),
  stanowisko varchar(60),
  wynagrodzenie numeric(9,2),
  data_zatrudnienia date,
  niepelnosprawnosc varchar(20),
  zwiazek_zawodowy varchar(30)
);
insert into app.pracownicy (id, dzial_id, nr_ewid, imie, nazwisko, pesel, data_urodzenia, adres_zamieszkania, tel_kom, nr_konta, stanowisko, wynagrodzenie, data_zatrudnienia, niepelnosprawnosc, zwiazek_zawodowy)
select
  g,
  1+pg_temp.h(g, 'prd',60),
  lpad((1200+g*3)::text,6,'0'),
  pg_temp.fn(g, 'pr','pl'),
  pg_temp.ln(g, 'pr','pl'),
  pg_temp.nl(g, 'pre',3,pg_temp.pesel(pg_temp.dt(g, 'prb','1960-01-01',15800),pg_temp.h(g, 'pre',1000),pg_temp.male(g, 'pr'))),
  pg_temp.dt(g, 'prb','1960-01-01',15800),
  pg_temp.nl(g, 'pra',6,pg_temp.st(g, 'pr','pl')||', '||pg_temp.zp(g, 'pr','pl')||' '||pg_temp.cty(g, 'pr','pl')),
  pg_temp.nl(g, 'prt',15,pg_temp.tel(g, 'pr','pl')),
  pg_temp.nl(g, 'prk',8,substr(pg_temp.iban('PL',pg_temp.pk(g, 'prk',array['10205561','11402004','10501445','12404650'])||pg_temp.pt(g, 'prk','%###############')),3)),
  pg_temp.pk(g, 'prs2',array['operator CNC','magazynier','spawacz','księgowa','specjalista ds. kadr','mistrz zmianowy','elektryk','kierowca wózka']),
  (4300+50*pg_temp.h(g, 'prw',160))::numeric(9,2),
  pg_temp.dt(g, 'prz','2000-01-01',9000),
  pg_temp.nl(g, 'prn',84,pg_temp.pk(g, 'prn',array['lekki','umiarkowany','znaczny','w trakcie orzekania'])),
  pg_temp.nl(g, 'prx',55,pg_temp.pk(g, 'prx',array['NSZZ Solidarność','OPZZ','brak','Sierpień 80','brak']))
from generate_series(1, 140) g;

commit;

analyze;
