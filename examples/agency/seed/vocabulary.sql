-- How the seed makes believable rows that are the same at every load: no random(), no now(). A row's id is computed from its name,
-- and whatever seems chosen is chosen by a digest of that name. Everything here is temporary and gone with the connection.

-- RFC 9562 version 8: an id that a digest makes.
create function pg_temp.row_id(name text) returns uuid language sql immutable parallel safe as
  $$ select overlay(overlay(md5(name) placing '8' from 13) placing '8' from 17)::uuid $$;

-- 0 to sides - 1.
create function pg_temp.dice(name text, sides integer) returns integer language sql immutable parallel safe as
  $$ select ('x' || substr(md5(name), 1, 7))::bit(28)::integer % sides $$;

create function pg_temp.pick(words text[], name text) returns text language sql immutable parallel safe as
  $$ select words[1 + ('x' || substr(md5(name), 1, 7))::bit(28)::integer % cardinality(words)] $$;

-- The end of the seed's time. Rows lie before it.
create function pg_temp.today() returns timestamptz language sql immutable parallel safe as
  $$ select timestamptz '2026-10-30 18:00:00+00' $$;

-- Word lists are functions, which the planner turns into constants; in a table they would be unpacked for every row.
create function pg_temp.given_names() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Ada,Aiko,Amira,Anders,Anton,Astrid,Beatriz,Bram,Camille,Carlos,Chiara,Clara,Cormac,Daan,Daniela,Dylan,Edith,Elena,Emil,Emre,Esther,Farah,Finn,Freya,Gabriel,Greta,Hana,Hannah,Hugo,Ida,Ingrid,Isabel,Ivan,Jakub,Jana,Jasper,Joana,Jonas,Julia,Karim,Katrin,Kenji,Lars,Laura,Leyla,Lina,Lorenzo,Lucia,Maja,Malik,Marek,Marta,Mateo,Matilda,Mila,Miriam,Nadia,Niall,Nils,Noor,Olga,Oskar,Otto,Paula,Petra,Priya,Rafael,Rosa,Ruth,Samir,Sara,Selma,Simon,Sofia,Stefan,Tara,Theo,Tomas,Vera,Yusuf', ',') $$;
create function pg_temp.family_names() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Abbott,Aydin,Bakker,Baumann,Becker,Bergstrom,Bianchi,Brandt,Campbell,Carvalho,Castillo,Conti,Costa,Dahl,Delgado,Dubois,Eriksen,Esposito,Ferreira,Fischer,Fontaine,Forsberg,Garnier,Gomez,Greco,Haas,Hansen,Hartmann,Hayashi,Hughes,Ibrahim,Jansen,Johansson,Kaplan,Kaya,Keller,Kowalski,Kruger,Lambert,Larsen,Leclerc,Lehmann,Lindgren,Lombardi,Lopez,Maier,Marino,Martens,Mendes,Meyer,Moreau,Moretti,Mori,Murphy,Nakamura,Navarro,Nielsen,Novak,Nowak,OBrien,Olsen,Ortega,Ozturk,Patel,Pereira,Petit,Quinn,Ramirez,Ricci,Roberts,Romano,Roux,Ryan,Sato,Schmidt,Schroder,Silva,Simon,Sousa,Svensson,Tanaka,Taylor,Vidal,Visser,Vogel,Wagner,Walsh,Weber,Wilson,Winter,Wood,Yilmaz,Zimmermann', ',') $$;
create function pg_temp.company_roots() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Alder,Amber,Anchor,Arden,Ashgrove,Aster,Beacon,Birch,Blackwell,Bramble,Brightwater,Cedar,Cinder,Cobalt,Copper,Coral,Crescent,Delta,Ember,Everly,Fairfield,Fathom,Fern,Foxglove,Garnet,Glasshouse,Granite,Halden,Harrow,Hazel,Hearth,Highland,Holloway,Indigo,Ivory,Juniper,Kindred,Lantern,Larch,Linden,Lumen,Maple,Marlow,Meridian,Mistral,Nimbus,Oakline,Orchard,Osprey,Pebble,Quarry,Redwood,Rowan,Saffron,Sable,Sparrow,Stonebridge,Tallis,Thistle,Willow', ',') $$;
create function pg_temp.job_titles() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Chief executive,Marketing director,Brand manager,Head of communications,Product manager,Office manager,Finance lead,Store manager,Head of digital,Event coordinator,Procurement officer,Data analyst', ',') $$;
create function pg_temp.places() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Berlin:DE:10115,Hamburg:DE:20095,Munich:DE:80331,Vienna:AT:1010,Zurich:CH:8001,Copenhagen:DK:1050,Aarhus:DK:8000,Oslo:NO:0150,Stockholm:SE:111 20,Gothenburg:SE:411 03,Helsinki:FI:00100,Amsterdam:NL:1011,Rotterdam:NL:3011,Antwerp:BE:2000,Paris:FR:75001,Lyon:FR:69001,Madrid:ES:28001,Valencia:ES:46001,Lisbon:PT:1100,Porto:PT:4000,Milan:IT:20121,Turin:IT:10121,Warsaw:PL:00-001,Dublin:IE:D02,London:GB:EC1A,Leeds:GB:LS1,Toronto:CA:M5H,Boston:US:02108,Istanbul:TR:34110,Osaka:JP:530-0001', ',') $$;
create function pg_temp.streets() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Mill Lane,Station Road,Harbour Street,Church Walk,Garden Row,Market Square,Park Avenue,Bridge Street,Orchard Close,King Street,Canal View,Linden Alley', ',') $$;
-- Numbers kept free for fiction: Ofcom's in the United Kingdom, 555-01xx in North America.
create function pg_temp.phone_starts() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('+44 20 7946 0,+44 161 496 0,+44 113 496 0,+44 131 496 0,+1 212 555 01,+1 617 555 01,+1 415 555 01,+1 312 555 01', ',') $$;
create function pg_temp.offers() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Brand refresh,Website relaunch,Autumn campaign,Newsletter retainer,Product launch film,Social media retainer,Annual report,Trade fair stand,Packaging redesign,Search advertising,Employer branding,Photo shoot,Customer survey,App onboarding copy,Shop analytics', ',') $$;
create function pg_temp.requests() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Photos on the {} load slowly,Wrong price shown on the {},Please change the opening hours on the {},Link in the {} leads nowhere,Typo in the headline of the {},The {} looks broken on older phones,Who can approve the new {}?,Access to the {} for a new colleague,Please add our new logo to the {},The {} shows last year''s figures,Form on the {} does not arrive,Can we move the {} to next week?,Invoice for the {} has the wrong address,Translation missing in the {},Please take down the {},Numbers in the {} do not match ours', ',') $$;
create function pg_temp.subjects() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('home page,shop page,newsletter,press kit,booking form,spring campaign,product catalogue,job advert,store finder,event page,landing page,monthly report,social calendar,brand guide,image film,price list', ',') $$;
create function pg_temp.duties() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Write the brief for the,Review the,Send a quote for the,Plan the next steps for the,Proofread the,Collect figures for the,Book a photographer for the,Prepare a first draft of the,Ask for approval of the,Translate the,Archive the old,Check the rights of the images in the,Test on phones: the,Schedule the,Present the', ',') $$;
create function pg_temp.headlines() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('How to choose a {} that lasts,Five questions about {},What our customers say about {},Behind the scenes: {},{}: a short guide,The year in {},Meet the people who make {},Why {} matters now,{} in numbers,Before and after: {}', ',') $$;
create function pg_temp.topics() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('handmade furniture,organic coffee,winter running,city gardens,home energy,slow travel,school meals,sustainable packaging,night trains,local museums,family finance,preventive medicine,open data,craft beer,second-hand fashion,solar roofs', ',') $$;
create function pg_temp.questions() returns text[] language sql immutable parallel safe as
  $$ select string_to_array('Onboarding a new client,Naming files,Writing alternative texts,Approvals and sign-off,Using the photo archive,Answering a complaint,Preparing a kick-off,Tone of voice,Time sheets,Rights of images,Handing over a project,Setting up web analytics,Crisis communication,Working with freelancers,Quality check before launch,Invoices and reminders,Accessible documents,Running a workshop,Travel and expenses,Backing up project files', ',') $$;

-- One row a workspace: what it is called in ids, how large it is, and the words of its trade.
create temporary table places (tenant, workspace, name, weight, industry, company_kinds) as values
  ('northwind', 'retail',        'Retail',            8, 'Retail',              '{Outfitters,Market,Home,Stores,Supply,Interiors,Books,Sports}'::text[]),
  ('northwind', 'food',          'Food and drink',    5, 'Food and drink',      '{Bakery,Roasters,Brewery,Kitchen,Farms,Dairy,Vineyards,Teas}'),
  ('northwind', 'health',        'Health',            4, 'Health care',         '{Clinics,Care,Dental,Pharmacy,Therapies,Diagnostics,Optics,Wellness}'),
  ('northwind', 'finance',       'Finance',           3, 'Financial services',  '{Bank,Insurance,Capital,Advisers,Payments,Trust,Credit Union,Ledger}'),
  ('northwind', 'travel',        'Travel',            3, 'Travel',              '{Hotels,Journeys,Rail,Ferries,Hostels,Airways,Resorts,Tours}'),
  ('northwind', 'education',     'Education',         2, 'Education',           '{Academy,College,School,Institute,Learning,Languages,Press,Campus}'),
  ('northwind', 'energy',        'Energy',            2, 'Energy',              '{Solar,Grid,Heat,Wind,Storage,Power,Networks,Utilities}'),
  ('northwind', 'culture',       'Culture',           2, 'Arts and culture',    '{Museum,Theatre,Gallery,Festival,Orchestra,Records,Cinema,Archive}'),
  ('northwind', 'sports',        'Sports',            1, 'Sports',              '{Athletics,Cycling,Climbing,Rowing,Tennis,Football,Swimming,Ski}'),
  ('northwind', 'public-sector', 'Public sector',     1, 'Public administration', '{Council,Transport,Library,Waterworks,Housing,Parks,Harbour,Registry}'),
  ('harbour-pine', 'studio',     'Studio',            4, 'Design',              '{Furniture,Lighting,Textiles,Ceramics,Paper,Frames,Glass,Tools}'),
  ('harbour-pine', 'digital',    'Digital',           3, 'Software',            '{Systems,Labs,Cloud,Data,Robotics,Analytics,Software,Devices}'),
  ('harbour-pine', 'press',      'Press',             2, 'Publishing',          '{Books,Magazine,Radio,News,Comics,Journal,Prints,Review}'),
  ('kestrel', 'studio',          'Studio',            5, 'Manufacturing',       '{Works,Motors,Pumps,Bearings,Tools,Castings,Cables,Machines}');
