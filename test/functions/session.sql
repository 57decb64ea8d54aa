-- A session handle is worth something only when it is looked up: whole, live, unexpired, on its own login, in read committed.
-- (T3 to T8, T11, T45)

begin;
set local search_path = tap, tests, public;
select plan(33);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
create temporary table handles (owner text, viewer text, beta text, job text);
grant all on handles to public;
insert into handles
select tests.open_session('owner@alpha-tests', 'alpha-tests/one'), tests.open_session('viewer@alpha-tests', 'one'), tests.open_session('owner@beta-tests'), null;

-- Nobody -----------------------------------------------------------------------------------------------------------------------

select tests.as_anonymous();
select is(tests.effect('select from api.sample_firms'), '42501', 'an anonymous request cannot name a view');
select tests.use_session('');
select is(tests.effect('select from api.sample_firms'), '0', 'a visitor without a handle sees no row');
select is(tests.effect($$insert into api.sample_firms (name) values ('x')$$), '42501', 'a visitor without a handle inserts nothing');
select is(tests.effect('update api.sample_firms set amount = 2'), '0', 'a visitor without a handle updates nothing');
select is(tests.effect('delete from api.sample_firms'), '0', 'a visitor without a handle deletes nothing');
select tests.use_session(owner) from handles;
select is(tests.effect('select from api.sample_firms'), '3', 'while one with the handle of an owner sees the rows of its workspace');
set local tenet.session to default;
select is(tests.effect('select from api.sample_firms'), '0', 'a setting that was never set is no session');
select is(tests.effect('select * from tenet.current_session'), '42501', 'a visitor cannot reach the schema in which sessions are looked up');

-- Handles that are nearly right ------------------------------------------------------------------------------------------------

select tests.as_admin();
create function pg_temp.with_handle(handle text)
  returns text
  language plpgsql
as $$
begin
  perform tests.use_session(handle);
  return tests.effect('select from api.sample_firms');
end
$$;

select is(pg_temp.with_handle(left(owner, -1)), 'TN401', 'a handle without its last digit is unknown') from handles;
select is(pg_temp.with_handle(owner || '0'), 'TN401', 'a handle with a digit more is unknown') from handles;
select is(pg_temp.with_handle(upper(owner)), case when upper(owner) = owner then '3' else 'TN401' end, 'a handle in upper case is unknown') from handles;
select is(pg_temp.with_handle(overlay(owner placing translate(substr(owner, 1, 1), '0123456789abcdef', '123456789abcdef0') from 1)), 'TN401',
          'a handle with one digit changed is unknown') from handles;
select is(pg_temp.with_handle(' ' || owner), 'TN401', 'a handle with a space before it is unknown') from handles;
select is(pg_temp.with_handle(encode(sha256(convert_to(owner, 'UTF8')), 'hex')), 'TN401',
          'the stored hash of a handle is no handle') from handles;
select is(pg_temp.with_handle(tests.tenant('alpha-tests')::text), 'TN401', 'the id of a tenant is no handle');
select is(pg_temp.with_handle(tests.workspace('alpha-tests/one')::text), 'TN401', 'the id of a workspace is no handle');
select is(pg_temp.with_handle('alpha-tests/one'), 'TN401', 'the name of a workspace is no handle');
select is(pg_temp.with_handle(repeat('a', 1000000)), 'TN401', 'a million letters are no handle');
select is(pg_temp.with_handle('''; select 1; --'), 'TN401', 'a quote is no handle');
select is((select string_agg(distinct pg_temp.with_handle(x.handle), ' ')
             from (select string_agg(chr(1 + (random() * 1000)::integer), '') as handle
                     from generate_series(1, 1000) as word, generate_series(1, 1 + word % 70)
                    group by word) x), 'TN401', 'a thousand random words in many alphabets are no handle');
select is((select string_agg(distinct pg_temp.with_handle(encode(sha256(convert_to(word::text, 'UTF8')), 'hex')), ' ') from generate_series(1, 1000) as word),
          'TN401', 'a thousand random words of the right form are no handle');
select is(pg_temp.with_handle(owner), '3', 'the handle itself is') from handles;

-- Sessions that have ended -----------------------------------------------------------------------------------------------------

select tests.as_admin();
update tenet_private.sessions s set expires_at = clock_timestamp() - interval '1 millisecond' from handles h where s.handle_hash = sha256(convert_to(h.viewer, 'UTF8'));
select is(pg_temp.with_handle(viewer), 'TN401', 'a session is over at its end, though nobody has deleted it') from handles;
select tests.as_admin();
select ok(tests.open_session('viewer@alpha-tests', lifetime => '-29 seconds') is not null, 'a token that ended 29 seconds ago still opens one');
select is(pg_temp.with_handle(tests.open_session('viewer@alpha-tests', lifetime => '-31 seconds')), 'TN401', 'one that ended 31 seconds ago opens nothing that works');
select tests.as_admin();
select tests.use_session('', 'tenet_gateway', 'none');
select is((select tenet_private.close_session(beta) from handles), true, 'the gateway closes a session');
select is((select tenet_private.close_session(beta) from handles), false, 'which can be closed once');
select is(pg_temp.with_handle(beta), 'TN401', 'and is over at the next statement') from handles;

-- The login it was made for ----------------------------------------------------------------------------------------------------

select tests.as_admin();
insert into tenet.job_purposes (name, actions, description) values ('sample', '{read}', 'For this test.') on conflict do nothing;
select tests.use_session('', 'tenet_worker', 'none');
update handles set job = tenet_private.open_job_session(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), 'sample');
select tests.use_session(job, 'tenet_worker') from handles;
select is(tests.effect('select from api.sample_firms'), '3', 'a job reads with its own session on the login of the worker');
select is(pg_temp.with_handle(job), 'TN401', 'the session of a job is worth nothing on the login of the API') from handles;
select tests.use_session(owner, 'tenet_worker') from handles;
select is(tests.effect('select from api.sample_firms'), 'TN401', 'the session of a member is worth nothing on the login of the worker');

-- Whoever may open one ---------------------------------------------------------------------------------------------------------

select tests.use_session(owner) from handles;
select is(tests.effect($$select tenet_private.open_session('{"issuer":"https://tests.invalid"}', null, null, null)$$), '42501', 'a visitor opens no session');
select is(tests.effect($$select tenet_private.close_session('x')$$), '42501', 'a visitor closes no session');

select * from finish();
rollback;
