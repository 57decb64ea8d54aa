-- One masked value is revealed to whoever may have it, for a reason, in the trail before they see it. (F-63, T60, T114)

begin;
set local search_path = tap, tests, public;
select plan(25);

select tests.create_world();
set local role tenet_owner;
create table app.sample_files (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), title text, tax_number text, pin text, iban text, primary key (tenant_id, id));
select tenet.protect('app.sample_files');
select tenet.mask('app.sample_files', 'tax_number', with_ => 'last4', unless => 'pii:nobody');
select tenet.mask('app.sample_files', 'pin', unless => 'pii:nobody', reveal => null);
select tenet.mask('app.sample_files', 'iban', with_ => 'last4', unless => 'pii:nobody', step_up => true);
select tests.as_admin();
create temporary table marks (id uuid, other uuid, at bigint);
grant all on marks to public;
select tests.authenticate_as('admin@beta-tests', 'beta-tests/one');
with made as (insert into api.sample_files (title, tax_number) values ('theirs', 'SENTINEL-B-0000') returning id) insert into marks (other) select id from made;
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
with made as (insert into api.sample_files (title, tax_number, pin, iban) values ('ours', 'SENTINEL-12345', '1234', 'GB33BUKB20201555555555') returning id) update marks set id = made.id from made;

select is((select tax_number from api.sample_files), '•••2345', 'an admin sees the mask');
select is(api.reveal('sample_files', (select id::text from marks), 'tax_number', 'payroll of May'), 'SENTINEL-12345', 'and the value, when they say why');
select is(api.reveal('sampleFiles', (select id::text from marks), 'taxNumber', 'payroll of May'), 'SENTINEL-12345', 'by the names that GraphQL has for it, too');
select is((select e.actor_name || ' ' || e.category || ' ' || e.severity || ' ' || e.object_id || ' ' || (e.payload ->> 'column') || ' ' || (e.payload ->> 'reason')
             from api.audit_events e where e.action = 'sample_file.revealed' limit 1),
          'admin data_access notice ' || (select id from marks) || ' tax_number payroll of May', 'which is an event: who, what, of which row, why');
select is((select count(*) from api.audit_events e where e::text ~ 'SENTINEL'), 0::bigint, 'without the value');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', reason)), 'TN422', format('a reason of %L is none', reason))
  from unnest(array['', '  ', 'x', repeat('x', 501), null]) reason;
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'title', 'why not')), 'TN422', 'what is not masked is not revealed');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'memberships', (select id from marks), 'role', 'why not')), 'TN422', 'nor what is no table of the product');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number; drop table app.sample_files', 'why not')), 'TN422', 'nor what is no name');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'pin', 'why not')), 'TN403', 'what nobody may have revealed is revealed to nobody');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select other from marks), 'tax_number', 'why not')), 'TN404', 'the row of another tenant');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', gen_random_uuid(), 'tax_number', 'why not')), 'TN404', 'is answered like one that does not exist');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', 'not an id', 'tax_number', 'why not')), 'TN404', 'or cannot');
select tests.as_admin();
create temporary table opened as select tests.open_session('admin@alpha-tests', 'alpha-tests/one') as handle;
grant select on opened to public;
update tenet_private.sessions set authenticated_at = null;
select tests.use_session((select handle from opened));
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'iban', 'refund')), 'TN428', 'some values are for those alone who have just signed in');
select tests.as_admin();
update tenet_private.sessions set authenticated_at = clock_timestamp() - interval '4 minutes';
select tests.use_session((select handle from opened));
select is(api.reveal('sample_files', (select id::text from marks), 'iban', 'refund'), 'GB33BUKB20201555555555', 'who have');
select tests.as_admin();
update tenet_private.sessions set authenticated_at = clock_timestamp() - interval '6 minutes';
select tests.use_session((select handle from opened));
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'iban', 'refund')), 'TN428', 'and not those who did before');

select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', 'why not')), 'TN403', 'a viewer has nothing revealed');
select is(tests.effect(format('select tenet.begin_reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', 'why not')), '42501', 'and nobody does the first half alone');
select tests.use_session('');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', 'why not')), 'TN403', 'nor has anybody without a session');

select tests.as_admin();
update tenet_private.reveals set count = 60 where user_id = tests.person('admin@alpha-tests');
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', 'one more')), 'TN429', 'after sixty values an hour there is none');
select tests.as_admin();
update tenet_private.reveals set hour = hour - interval '1 hour';
select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(tests.effect(format('select api.reveal(%L, %L, %L, %L)', 'sample_files', (select id from marks), 'tax_number', 'one more')), '1', 'until the next one');

select * from finish();
rollback;
