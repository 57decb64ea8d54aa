-- A masked column is shown masked to whoever may not see it, by every way there is, and a mask never overwrites a value.
-- (F-21 to F-26, T51 to T60, promises 86, 88 to 91, 108)

begin;
set local search_path = tap, tests, public;
select plan(182);

-- Values ------------------------------------------------------------------------------------------------------------------------

select is(tenet.mask_email(v), e, format('the mask email makes %s of %s', coalesce(e, 'null'), coalesce(quote_literal(left(v, 40)), 'null')))
  from (values ('lovelace@example.com', 'l•••@example.com'), ('ada@example.com', '•••@example.com'), ('a@x', '•••@x'), ('', ''), (null, null), ('no address', '•••'),
               ('@x', '•••'), ('ünïcödé@exämple.com', 'ü•••@exämple.com'), (repeat('a', 100000) || '@' || repeat('b', 100000), 'a•••@' || repeat('b', 199)),
               ('two@signs@example.com', '•••@signs@example.com'), ('l•••@example.com', 'l•••@example.com'), ('•••@example.com', '•••@example.com')) t (v, e);
select is(tenet.mask_phone(v), e, format('the mask phone makes %s of %s', coalesce(e, 'null'), coalesce(quote_literal(v), 'null')))
  from (values ('+44 20 7946 0018', '•••18'), ('1234567', '•••'), ('12345678', '•••78'), ('', ''), (null, null), ('•••18', '•••18'), ('•••', '•••'), ('☎☎☎☎☎☎☎☎☎', '•••☎☎')) t (v, e);
select is(tenet.mask_last4(v), e, format('the mask last4 makes %s of %s', coalesce(e, 'null'), coalesce(quote_literal(v), 'null')))
  from (values ('GB33BUKB20201555555555', '•••5555'), ('12345678901', '•••'), ('123456789012', '•••9012'), ('', ''), (null, null), ('•••5555', '•••5555'), ('•••', '•••')) t (v, e);
select is(tenet.mask_name(v), e, format('the mask name makes %s of %s', coalesce(e, 'null'), coalesce(quote_literal(v), 'null')))
  from (values ('Ada Lovelace', 'A•••'), ('A', '•••'), ('', ''), (null, null), ('A•••', 'A•••'), ('•••', '•••'), ('Éva', 'É•••')) t (v, e);
select is(tenet.mask_year(v::date)::text, e, format('the mask year makes %s of %s', coalesce(e, 'null'), coalesce(v, 'null')))
  from (values ('1815-12-10', '1815-01-01'), (null, null), ('infinity', 'infinity'), ('-infinity', '-infinity'), ('0044-03-15 BC', '0044-01-01 BC'), ('4713-12-01 BC', '4712-01-01 BC'), ('5874897-12-31', '5874897-01-01')) t (v, e);
select is(tenet.mask_year('2026-12-31 23:59:59.999+00'::timestamptz), '2026-01-01 00:00+00', 'the mask year takes the year of UTC');
select is(tenet.mask_year(v), v, 'and leaves infinity') from unnest('{infinity,-infinity}'::timestamptz[]) v;
select is(tenet.mask_year('4713-12-01 00:00 BC'::timestamp), '4712-01-01 00:00 BC', 'and begins where timestamps do');
select is(tenet.mask_bucket(v, 1000), e, format('the mask bucket makes %s of %s', coalesce(e::text, 'null'), coalesce(v::text, 'null')))
  from (values (61250, 61000), (-1, -1000), (0, 0), (null, null), (2147483647, 2147483000), (-2147483648, -2147483648)) t (v, e);
select is(tenet.mask_bucket((-9223372036854775808)::bigint, 1000::bigint), -9223372036854775808, 'and of the lowest number itself');
select is(tenet.mask_bucket((-32768)::smallint, 1000::smallint), (-32768)::smallint, 'of the lowest small one, too');
select is(tenet.mask_bucket(61.25, 10), 60::numeric, 'and takes fractions');
select is(tenet.mask_bucket(v, 0.001), e, 'and makes no number too large') from (values ('NaN'::numeric, 'NaN'::numeric), ('Infinity', 'Infinity'), (('1e' || 5000)::numeric, 'Infinity')) t (v, e);
select is(tenet.mask_bucket(v, 0.001::double precision), e, 'nor a floating one') from (values ('NaN'::double precision, 'NaN'::double precision), ('-Infinity', '-Infinity'), (1e307, 'Infinity')) t (v, e);
-- RFC 4231, test case 2
select is(tenet_private.token('what do ya want for nothing?', tenet_private.padded_key('Jefe', 54), tenet_private.padded_key('Jefe', 92)),
          'tok_' || left('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 32), 'a token is an HMAC-SHA-256');

-- A table with every kind of mask ------------------------------------------------------------------------------------------------

select tests.create_world();
set local role tenet_owner;
select tenet.withhold_permission(r, 'pii:read') from unnest('{manager,member}'::text[]) r;   -- the example may have granted it
create table app.sample_files (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  owner_id uuid,
  title text not null default 'untitled',
  email text,
  phone varchar(20),
  iban text check (length(iban) > 3),
  born date,
  salary numeric(10,2),
  badge text,
  diagnosis text,
  nickname text,
  shoe text,
  passport text,
  notes jsonb,
  rank integer,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, workspace_id, badge),
  check (rank > 0 and length(shoe) > 0)
);
create function app.first_letter(value text) returns text language sql immutable as $$ select left(value, 1) || '…' $$;
select tenet.protect('app.sample_files');
select tenet.refer('app.sample_files', 'owner_id', 'tenet.members');
select tenet.mask('app.sample_files', 'email', with_ => 'email', unless => 'pii:read');
select tenet.mask('app.sample_files', 'phone', with_ => 'phone', unless => 'pii:read');
select tenet.mask('app.sample_files', 'iban', with_ => 'last4', unless => 'pii:finance', write => 'pii:finance');
select tenet.mask('app.sample_files', 'born', with_ => 'year', unless => 'pii:read');
select tenet.mask('app.sample_files', 'salary', with_ => 'bucket', argument => '10000', unless => 'pii:finance');
select tenet.mask('app.sample_files', 'badge', with_ => 'hash', unless => 'pii:read', write => 'pii:read');
select tenet.mask('app.sample_files', 'diagnosis', unless => 'pii:read', or_when => 'created_by = (select tenet.current_user_id())');
select tenet.mask('app.sample_files', 'notes', unless => 'pii:read');
select tenet.mask('app.sample_files', 'passport', with_ => 'hide');
select tests.as_admin();
create function pg_temp.stored(title text, field text)
  returns text
  language plpgsql
  security definer
as $$
begin
  return (select to_jsonb(f) ->> field from app.sample_files f where f.title = stored.title);
end
$$;
create function pg_temp.token(email text, title text)
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(email, split_part(email, '@', 2) || '/one');
  return (select f.badge from api.sample_files f where f.title = token.title);
end
$$;
grant execute on all functions in schema pg_temp to public;
set local role tenet_owner;

-- Declaring ----------------------------------------------------------------------------------------------------------------------

select throws_ok(format('select tenet.mask(%s)', v), 'TN422', null, why)
  from (values ($$'app.sample_files', 'nothing'$$, 'a column that is not there cannot be masked'),
               ($$'app.sample_files', 'id'$$, 'nor can a key'),
               ($$'app.sample_files', 'tenant_id'$$, 'nor a scope'),
               ($$'app.sample_files', 'owner_id'$$, 'nor a reference'),
               ($$'app.sample_files', 'title', with_ => 'whisper'$$, 'nor with a mask that does not exist'),
               ($$'app.sample_files', 'title', with_ => 'year'$$, 'nor a text by its year'),
               ($$'app.sample_files', 'title', with_ => 'bucket', argument => '10'$$, 'nor a text in buckets'),
               ($$'app.sample_files', 'rank', with_ => 'email'$$, 'nor a number as an address'),
               ($$'app.sample_files', 'rank', with_ => 'constant'$$, 'nor with a constant that is not said'),
               ($$'app.sample_files', 'rank', with_ => 'constant', argument => 'many'$$, 'nor with one of another type'),
               ($$'app.sample_files', 'salary', with_ => 'bucket', argument => '0'$$, 'nor in buckets of no width'),
               ($$'app.sample_files', 'title', with_ => 'email', argument => '1'$$, 'nor with an argument too many'),
               ($$'app.sample_files', 'title', with_ => 'app.first_letter'$$, 'nor by a function that readers may not call'),
               ($$'app.sample_files', 'title', with_ => 'pg_catalog.quote_literal', unless => 'secret:read'$$, 'nor for a permission that does not exist'),
               ($$'app.sample_files', 'title', or_when => 'true; drop table app.sample_files'$$, 'nor with two statements'),
               ($$'app.sample_files', 'title', or_when => 'colour = 1'$$, 'nor with a condition over what is not there'),
               ($$'app.sample_files', 'badge', with_ => 'last4', unless => 'pii:read'$$, 'nor where a unique key would tell the value to whoever writes'),
               ($$'app.sample_files', 'badge', with_ => 'last4'$$, 'also when nobody sees it'),
               ($$'app.sample_files', 'title', with_ => 'hash', unless => 'pii:read'$$, 'nor with tokens that whoever writes could try out'),
               ($$'app.sample_files', 'shoe', unless => 'pii:read'$$, 'nor where a check over several columns would tell it'),
               ($$'app.sample_files', 'title', with_ => 'hide', unless => 'pii:read'$$, 'nor is what is left out left out for some')) t (v, why);
select throws_ok($$select tenet.mask('app.sample_files', 'title', or_when => 'salary > 50000')$$, 'TN422', null, 'nor with a condition over another masked column');
select throws_ok($$select tenet.allow('app.sample_files', 'update', when_ => 'salary < 50000')$$, 'TN422', null, 'and no row rule is over one');
select lives_ok($$select tenet.allow('app.sample_files', 'update', when_ => 'title <> ''locked''')$$, 'but over any other');
select throws_ok($$select tenet.mask('app.sample_files', 'title')$$, 'TN422', null, 'which cannot be masked then');
grant execute on function app.first_letter(text) to tenet_visitor, tenet_views;
select lives_ok($$select tenet.mask('app.sample_files', 'nickname', with_ => 'app.first_letter', unless => 'pii:read')$$, 'a function of the product is a mask, once its readers may call it');
select throws_ok($$select tenet.unmask('app.sample_files', 'title')$$, 'TN422', null, 'what has no mask cannot be unmasked');
select is((select permission from tenet.role_permissions where permission = 'pii:finance'), null, 'a new permission is nobody''s');
select tenet.grant_permission('manager', 'pii:finance');
select is((select seen_by::text from tenet.masked_columns where relation = 'app.sample_files'::regclass and column_name = 'salary'), '{manager}', 'and in the catalogue of masks once it is granted');
select is((select is_linkable::text || ' ' || (seen_by::text) from tenet.masked_columns where relation = 'app.sample_files'::regclass and column_name = 'badge'), 'true {owner,admin}', 'which says that tokens are linkable');
select is_empty('select * from tenet.drift where relation = ''app.sample_files''::regclass', 'nothing has drifted');

-- Reading ------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
insert into api.sample_files (title, email, phone, born, badge, diagnosis, nickname, notes)
values ('first', 'SENTINEL.one@example.com', '+1 555 0100 42', '1971-05-17', 'B-SENTINEL', 'SENTINEL flu', 'Sentinel', '{"text": "SENTINEL"}');
select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
update api.sample_files set iban = 'GB33SENTINEL015555', salary = 61250.50;
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select to_jsonb(f) - '{id,created_at,created_by,badge}'::text[] from api.sample_files f),
  '{"title": "first", "email": "S•••@example.com", "phone": "•••42", "iban": "•••5555", "born": "1971-01-01", "salary": 60000, "diagnosis": null, "nickname": "S…", "shoe": null, "notes": null, "rank": null, "owner_id": null,
    "masked_fields": ["email", "phone", "born", "badge", "nickname", "notes", "iban", "salary", "diagnosis"]}'::jsonb || jsonb_build_object('masked_fields', (select to_jsonb(masked_fields) from api.sample_files)),
  'a viewer sees each value as its mask');
select is((select array_agg(m order by m)::text from api.sample_files, unnest(masked_fields) m), '{badge,born,diagnosis,email,iban,nickname,notes,phone,salary}', 'and which they are');
select matches((select badge from api.sample_files), '^tok_[0-9a-f]{32}$', 'one of them is a token');
select is((select f::text ~* 'sentinel' or row_to_json(f)::text ~* 'sentinel' or to_jsonb(f)::text ~* 'sentinel' from api.sample_files f), false, 'nothing of it is in the whole row, as text or as JSON');
select is(tests.answer(format($$select count(*) from api.sample_files where %s$$, condition)), '[{"count": 0}]', 'nor found by ' || condition)
  from unnest(array[$$email = 'SENTINEL.one@example.com'$$, $$email like 'SENT%'$$, $$born = '1971-05-17'$$, $$salary between 61250 and 61251$$,
                    $$iban like '%SENTINEL%'$$, $$diagnosis is not null$$, $$notes ->> 'text' = 'SENTINEL'$$, $$nickname = 'Sentinel'$$, $$phone ~ '555'$$, $$badge = 'B-SENTINEL'$$]) condition;
select is(tests.answer($$select max(email) as m, sum(salary) as s, min(born) as b, string_agg(diagnosis, '') as d from api.sample_files$$), '[{"b": "1971-01-01", "d": null, "m": "S•••@example.com", "s": 60000}]', 'and aggregates are those of masks');
select is(tests.effect('select passport from api.sample_files'), '42703', 'what is hidden is no column');
select is(tests.effect('select email from app.sample_files'), '42501', 'the table itself is closed');
select is(tests.effect('select inner_key from tenet_private.mask_keys'), '42501', 'and so is the key of the tokens');

select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is((select concat_ws(' ', email, phone, born, badge, diagnosis, nickname, notes ->> 'text') from api.sample_files),
  'SENTINEL.one@example.com +1 555 0100 42 1971-05-17 B-SENTINEL SENTINEL flu Sentinel SENTINEL', 'an admin sees the values of the same columns');
select is((select masked_fields::text from api.sample_files), '{iban,salary}', 'but for those of a permission that admins do not hold');
select is((select iban || ' ' || salary from api.sample_files), '•••5555 60000', 'which are masked for them, too');
select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is((select iban || ' ' || salary || ' ' || email from api.sample_files), 'GB33SENTINEL015555 61250.50 S•••@example.com', 'and shown to whoever holds it');

-- of one's own record
select tests.authenticate_as('member@alpha-tests', 'alpha-tests/one');
insert into api.sample_files (title, diagnosis, email) values ('mine', 'SENTINEL cold', 'mine@example.com');
select is((select diagnosis || ' ' || email || ' ' || ('diagnosis' = any (masked_fields))::text from api.sample_files where title = 'mine'), 'SENTINEL cold m•••@example.com false', 'a member sees a masked column of their own row');
select is((select diagnosis from api.sample_files where title = 'first'), null, 'and of no other');
select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select is((select count(diagnosis) from api.sample_files), 0::bigint, 'which others do not');

-- Writing ------------------------------------------------------------------------------------------------------------------------

select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select is((select count(*) from (values (1)) x where tests.effect($$update api.sample_files set title = title, email = email, phone = phone, iban = iban, born = born, salary = salary, badge = badge, diagnosis = diagnosis, nickname = nickname, notes = notes, rank = 7 where title = 'first'$$) = '1'), 1::bigint,
  'an editor sends back every field of a form, masks and all');
update api.sample_files set email = email, phone = phone, iban = iban, born = born, salary = salary, badge = badge, diagnosis = diagnosis, nickname = nickname, notes = notes, rank = 7 where title = 'first';
select is(pg_temp.stored('first', 'rank'), '7', 'what they changed is written');
select is(concat_ws(' ', pg_temp.stored('first', 'email'), pg_temp.stored('first', 'phone'), pg_temp.stored('first', 'iban'), pg_temp.stored('first', 'born'), pg_temp.stored('first', 'salary'), pg_temp.stored('first', 'badge'),
          pg_temp.stored('first', 'diagnosis'), pg_temp.stored('first', 'nickname'), pg_temp.stored('first', 'notes')),
  'SENTINEL.one@example.com +1 555 0100 42 GB33SENTINEL015555 1971-05-17 61250.50 B-SENTINEL SENTINEL flu Sentinel {"text": "SENTINEL"}', 'and no mask overwrites a value');
prepare blind as update api.sample_files set email = 'blind.write@example.com' where title = 'first' returning email;
select results_eq('blind', $$values ('b•••@example.com')$$, 'they write a value that they may not see, and are answered with its mask');
select is(pg_temp.stored('first', 'email'), 'blind.write@example.com', 'which is stored');
select is(tests.effect($$update api.sample_files set email = 'S•••@example.com' where title = 'first'$$), 'TN409', 'a mask that is older than the value is refused as a value');
select is(tests.effect($$update api.sample_files set born = '1980-01-01' where title = 'first'$$), 'TN409', 'also one that looks like a date');
select is(tests.effect($$update api.sample_files set born = '1980-01-02' where title = 'first'$$), '1', 'but not every date');
select is(tests.effect($$insert into api.sample_files (title, email) values ('copy', 'b•••@example.com')$$), 'TN409', 'and so is the copy of a masked row');
select is(tests.effect($$insert into api.sample_files (title, born, salary) values ('plain', '1980-01-01', 50000)$$), '1', 'round values of a new row are values');
select is(tests.effect($$update api.sample_files set iban = 'GB00GUESS0000000' where title = 'first'$$), 'TN403', 'a column with a permission for writing takes it');
select is(tests.effect($$insert into api.sample_files (title, iban) values ('other', 'GB00GUESS0000000')$$), 'TN403', 'in a new row as well');
select is(tests.effect($$update api.sample_files set badge = 'B-SENTINEL' where title = 'mine'$$), 'TN403', 'a guess that hits a unique value');
select is(tests.effect($$update api.sample_files set badge = 'B-OTHER' where title = 'mine'$$), 'TN403', 'is refused like one that does not');
select is(tests.effect($$update api.sample_files set masked_fields = '{}'$$), '42501', 'nobody says what is masked');
select is(tests.effect($$update api.sample_files set passport = 'x'$$), '42703', 'what is left out is not written');
select is(tests.effect($$insert into api.sample_files (id) values (gen_random_uuid())$$), '42501', 'nor is an id given');
select is((select count(*) from (values (1)) x where tests.effect($$insert into api.sample_files default values$$) = '1'), 1::bigint, 'a row of defaults alone can be made');
select is(tests.effect('delete from api.sample_files'), '0', 'an editor deletes nothing');
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$update api.sample_files set title = 'x'$$), '0', 'a viewer updates nothing');
select is(tests.effect($$insert into api.sample_files (title) values ('x')$$), '42501', 'and inserts nothing');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$update api.sample_files set email = 'S•••@example.com', born = '1980-01-01' where title = 'first'$$), '1', 'whoever sees the value may write anything');
select is(tests.effect($$update api.sample_files set badge = 'B-NEW' where title = 'mine'$$), '1', 'and a unique one');
select is(tests.effect('delete from api.sample_files'), '2', 'an admin deletes what there is');
select tests.authenticate_as('admin@beta-tests', 'beta-tests/one');
select is(tests.effect('update api.sample_files set title = ''x'''), '0', 'another tenant''s admin updates nothing of it');
select is((select count(*) from api.sample_files), 0::bigint, 'and sees nothing');

-- Tokens --------------------------------------------------------------------------------------------------------------------------

insert into api.sample_files (title, badge) values ('theirs', 'B-SENTINEL'), ('theirs too', 'B-2');
select isnt(pg_temp.token('viewer@alpha-tests', 'first'), pg_temp.token('viewer@beta-tests', 'theirs'), 'the same value has another token in another tenant');
select isnt(pg_temp.token('viewer@beta-tests', 'theirs too'), pg_temp.token('viewer@beta-tests', 'theirs'), 'and another value another one');
select is(pg_temp.token('viewer@beta-tests', 'theirs'), pg_temp.token('editor@beta-tests', 'theirs'), 'everybody sees the same one');

-- Rights that change ---------------------------------------------------------------------------------------------------------------

select tests.as_admin();
create temporary table handles (of text, handle text);
grant all on handles to public;
insert into handles values ('manager', tests.open_session('manager@alpha-tests', 'alpha-tests/one'));
select tests.as_admin();
set local role tenet_owner;
select tenet.grant_permission('manager', 'pii:read');
select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is((select email from api.sample_files where title = 'first'), 'blind.write@example.com', 'who is given the permission sees the value');
select tests.use_session((select handle from handles));
select is(tests.effect('select email from api.sample_files'), 'TN401', 'in a session that is opened since');
select tests.as_admin();
set local role tenet_owner;
select tenet.withhold_permission('manager', 'pii:read');
select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is((select email from api.sample_files where title = 'first'), 'b•••@example.com', 'and the mask when it is taken away');

-- The trail -----------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
select is((select count(*) from tenet.audit_events e where e.object_type = 'sample_files' and e.payload::text ~ 'SENTINEL|Sentinel|1971-05-17|61250|0100 42|blind.write'), 0::bigint, 'the audit trail holds no masked value');
select is((select e.payload -> 'after' -> 'email' ->> 'masked' from tenet.audit_events e where e.object_type = 'sample_files' and e.payload -> 'after' ? 'badge' and e.payload -> 'after' ->> 'title' = 'first'), 'S•••@example.com', 'but its mask');
select is((select e.payload -> 'before' -> 'email' ->> 'masked' || ' ' || (e.payload -> 'after' -> 'email' ->> 'masked') || ' ' || (e.payload -> 'before' -> 'email' ->> 'hash' <> e.payload -> 'after' -> 'email' ->> 'hash')
             from tenet.audit_events e where e.object_type = 'sample_files' and e.action = 'sample_file.updated' and e.payload -> 'after' ? 'email' limit 1),
          'S•••@example.com b•••@example.com true', 'and a keyed hash, by which a change is told');
select is((select count(distinct e.payload -> 'after' -> 'badge' ->> 'hash') || ' ' || count(distinct e.payload ->> 'nonce') from tenet.audit_events e where e.object_type = 'sample_files' and e.payload -> 'after' -> 'badge' ->> 'masked' is null and e.payload -> 'after' ->> 'title' in ('first', 'theirs')), '2 2',
          'the same value has another hash in another event, so that no guess is found again');
select is((select count(*) from tenet.audit_events e where e.object_type = 'sample_files' and e.payload -> 'after' -> 'badge' ->> 'hash' = substr(pg_temp.token('viewer@alpha-tests', 'first'), 5)), 0::bigint, 'which is not the token of the API');
select tests.as_admin();
select is((select e.payload -> 'after' -> 'diagnosis' from tenet.audit_events e where e.object_type = 'sample_files' and e.payload -> 'after' ->> 'title' = 'first'),
          (select jsonb_build_object('masked', null, 'hash', e.payload -> 'after' -> 'diagnosis' -> 'hash') from tenet.audit_events e where e.object_type = 'sample_files' and e.payload -> 'after' ->> 'title' = 'first'), 'of what shows nothing, the hash alone');

-- what was recorded before
set local role tenet_owner;
create table app.sample_cards (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), holder text, primary key (tenant_id, id));
select tenet.protect('app.sample_cards');
select tenet.withhold_permission('admin', 'pii:read');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
insert into api.sample_cards (holder) values ('SENTINEL holder');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.audit_events e where e.payload::text ~ 'SENTINEL holder'), 1::bigint, 'an admin reads the trail of a column without a mask');
select tests.as_admin();
set local role tenet_owner;
select tenet.mask('app.sample_cards', 'holder', with_ => 'name', unless => 'pii:read');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.audit_events e where e.payload::text ~ 'SENTINEL holder'), 0::bigint, 'and no more what it was, once it is masked for them');
update api.sample_cards set holder = 'Another';
select is((select e.payload -> 'after' -> 'holder' ->> 'masked' from api.audit_events e where e.action = 'sample_card.updated'), 'A•••', 'but its mask from then on');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is((select count(*) from api.audit_events e where e.payload::text ~ 'SENTINEL holder'), 1::bigint, 'whoever sees the column reads also that');

-- Labels --------------------------------------------------------------------------------------------------------------------------

select tests.as_admin();
set local role tenet_owner;
alter table app.sample_cards add column number text, add column pin text;
select tenet.protect('app.sample_cards');
delete from tenet.classified_columns where relation <> 'app.sample_cards'::regclass;   -- those of the example
select tenet.mask_label('sensitive', 'last4', unless => 'pii:read');
select tenet.classify('app.sample_cards', 'number', 'sensitive');
select tenet.classify('app.sample_cards', 'pin', 'secret');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
update api.sample_cards set number = '4111 1111 1111 1111', pin = 'SENTINEL 1234';
select is((select concat_ws(' ', number, pin, masked_fields) from api.sample_cards), '4111 1111 1111 1111 {pin}', 'a secret column is shown to nobody, the owner included');
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select number from api.sample_cards), '•••1111', 'a column has the mask of its label');
select tests.as_admin();
set local role tenet_owner;
select throws_ok($$select tenet.mask('app.sample_cards', 'pin', with_ => 'last4', unless => 'pii:read')$$, 'TN422', null, 'a mask that shows more than that of the label is refused');
select throws_ok($$select tenet.mask('app.sample_cards', 'number', with_ => 'last4', unless => 'contact:read')$$, 'TN422', null, 'so is one for others');
select throws_ok($$select tenet.mask('app.sample_cards', 'number', with_ => 'last4', unless => 'pii:read', or_when => 'true')$$, 'TN422', null, 'or for some rows');
select lives_ok($$select tenet.mask('app.sample_cards', 'number', unless => 'pii:read')$$, 'a stricter one wins');
select throws_ok($$select tenet.mask_label('sensitive', 'hide')$$, 'TN422', null, 'but not over a label that asks for more');
select is((select mask || ' ' || by_label from tenet.masked_columns where relation = 'app.sample_cards'::regclass and column_name = 'number'), 'hidden false', 'which the catalogue tells');
select tenet.unmask('app.sample_cards', 'number');
select is((select mask || ' ' || by_label from tenet.masked_columns where relation = 'app.sample_cards'::regclass and column_name = 'number'), 'last4 true', 'without it the label holds again');
select throws_ok($$select tenet.mask_label('sensitive', 'whisper')$$, 'TN422', null, 'a label has no mask that does not exist');
select throws_ok($$select tenet.mask_label('whispered', 'hidden')$$, 'TN422', null, 'nor is there one for a label that does not exist');
select tenet.mask_label('sensitive', null);
select is_empty($$select * from tenet.masked_columns where column_name = 'number'$$, 'what a label asked for can be taken back');

-- Changes of the table -------------------------------------------------------------------------------------------------------------

alter table app.sample_cards rename column holder to bearer;
select throws_ok($$select tenet.protect('app.sample_cards')$$, 'TN422', null, 'a masked column that has another name is not shown under it');
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is((select holder from api.sample_cards), 'A•••', 'but as before');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(tests.effect('delete from api.sample_cards'), 'TN409', 'and nothing of it is recorded under a name that the trail does not know');
select tests.as_admin();
set local role tenet_owner;
select tenet.unmask('app.sample_cards', 'holder');
select tenet.mask('app.sample_cards', 'bearer', with_ => 'name', unless => 'pii:read');
alter table app.sample_cards add unique (tenant_id, workspace_id, bearer);
select throws_ok($$select tenet.protect('app.sample_cards')$$, 'TN422', null, 'a unique key that came later is refused when it is declared');
alter table app.sample_cards drop constraint sample_cards_tenant_id_workspace_id_bearer_key;
alter table app.sample_cards add column upper_bearer text generated always as (upper(bearer)) stored;
select throws_ok($$select tenet.protect('app.sample_cards')$$, 'TN422', null, 'and so is a generated column');
alter table app.sample_cards drop column upper_bearer;
alter table app.sample_cards add column bank text, add column details json;
select lives_ok($$select tenet.protect('app.sample_cards')$$, 'a column that came later is in the view');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
update api.sample_cards set bank = 'A bank', details = '{"a": 1}' returning bank, details::text;
select is((select bank || ' ' || details from api.sample_cards), 'A bank {"a": 1}', 'and written through it');
select tests.as_admin();
set local role tenet_owner;
select tenet.unmask('app.sample_cards', 'bearer');
select tenet.declassify('app.sample_cards', 'pin');
select hasnt_column('api', 'sample_cards', 'masked_fields', 'a view whose last mask is gone says nothing of masks');
select hasnt_function('tenet_private', 'tg_write_sample_cards', 'and is written by itself');
select tests.authenticate_as('editor@alpha-tests', 'alpha-tests/one');
select is(tests.effect($$update api.sample_cards set bearer = 'C'$$), '1', 'as any other');

-- Whatever a mask shows is quoted in the functions that are made of it.
select tests.as_admin();
set local role tenet_owner;
select tenet.mask('app.sample_cards', 'bank', with_ => 'constant', argument => $$it's %s, %1$L or $body$ and \ $$);
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
update api.sample_cards set bank = 'Another bank';
select tests.as_admin();
select is((select e.payload -> 'after' -> 'bank' ->> 'masked' from tenet.audit_events e where e.action = 'sample_card.updated' order by e.number desc limit 1), $$it's %s, %1$L or $body$ and \ $$, 'a mask of odd signs is recorded as it is');

select * from finish();
rollback;
