-- A second factor is what the provider says clearly, when it says, and no later; sensitive actions ask for a fresh one. (F-19)

begin;
set local search_path = tap, tests, public;
select plan(91);

select tests.create_world();

-- What tokens say ---------------------------------------------------------------------------------------------------------------

select tenet.trust_issuer('https://keycloak.tests', '{tenet}', preset => 'keycloak', jwks => '{"keys": []}', second_factor_acr => '{gold}');
create temporary table now as select extract(epoch from clock_timestamp())::bigint as at;
create function pg_temp.says(claims text)
  returns text
  language sql
as $$
  -- how many seconds ago somebody signed in, and proved a second factor
  select concat_ws(' ',
           coalesce(round(extract(epoch from clock_timestamp() - tenet_private.authenticated_at(c.claims)) / 10) * 10, -1),
           coalesce(round(extract(epoch from clock_timestamp() - tenet_private.second_factor_at(c.claims)) / 10) * 10, -1))
    from (select jsonb_object_agg(e.key, case when e.value #>> '{}' ~ '^-?\d+ ago$' then to_jsonb((select at from now) - split_part(e.value #>> '{}', ' ', 1)::bigint) else e.value end) as claims
                    from jsonb_each(says.claims::jsonb) e) c
$$;
select is(pg_temp.says(format('{"auth_time": "60 ago", "amr": %s}', amr)), '60 60', format('amr %s is a second factor', amr))
  from unnest(array['["mfa"]', '["pwd", "mfa"]', '["pwd", "otp"]', '["otp", "pin"]', '["hwk", "fpt"]', '["hwk", "pin"]', '["pwd", "sms"]', '["swk", "face", "user"]', '["pwd", "otp", "rba"]']) amr;
select is(pg_temp.says(format('{"auth_time": "60 ago", "amr": %s}', amr)), '60 -1', format('amr %s is none', amr))
  from unnest(array['["pwd"]', '["otp"]', '["hwk"]', '["pwd", "pin"]', '["otp", "sms"]', '["fpt", "face"]', '["pwd", "pwd"]', '["pwd", "rba"]', '["pwd", "user"]', '["pwd", "mca"]', '["MFA"]', '["pwd", "OTP"]', '["xmfa"]', '[]', '"mfa"', '{"mfa": true}', 'null', '["pwd", 1]', '["mfa", 1]', '[["mfa"]]', '[5]', '[1, 2, 3]']) amr;
select is(pg_temp.says('{"amr": ["mfa"]}'), '-1 -1', 'without a time there is none');
select is(pg_temp.says(format('{"amr": ["mfa"], "auth_time": %s}', t)), '-1 -1', format('and %s is no time', t))
  from unnest(array['"-120 ago"', '99999999999', '"soon"', '-5', 'null', '[1]', 'true', '1e300']) t;
select is(pg_temp.says('{"amr": ["mfa"], "auth_time": "-20 ago"}'), '0 0', 'a clock that is a little ahead says now');

select is(pg_temp.says(format('{"auth_time": "60 ago", "acr": "%s"}', acr)), '60 60', format('acr %s is a second factor', acr))
  from unnest(array['phr', 'phrh', 'urn:okta:loa:2fa:any', 'http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'https://refeds.org/profile/mfa']) acr;
select is(pg_temp.says(format('{"auth_time": "60 ago", "acr": "%s"}', acr)), '60 -1', format('acr %s is none', acr))
  from unnest(array['0', '1', '2', 'gold', 'aal1', 'aal2', 'urn:okta:loa:1fa:any', 'urn:okta:loa:2fa:any:ifpossible', 'PHR', '']) acr;
select is(pg_temp.says('{"issuer": "https://keycloak.tests", "auth_time": "60 ago", "acr": "gold"}'), '60 60', 'but what its issuer was declared to mean by it');
select is(pg_temp.says('{"issuer": "https://keycloak.tests", "auth_time": "60 ago", "acr": "silver"}'), '60 -1', 'and nothing else');

-- Clerk: [minutes since the first, minutes since the second], when the token was issued.
select is(pg_temp.says('{"issued_at": "30 ago", "amr": [10, 2]}'), '630 150', 'ages of factors count from the issue of the token');
select is(pg_temp.says('{"issued_at": "30 ago", "amr": [10, -1]}'), '630 -1', 'with -1 for no second factor');
select is(pg_temp.says('{"issued_at": "30 ago", "auth_time": "30 ago", "amr": [10, -1]}'), '630 -1', 'which a token that is new does not make younger');
select is(pg_temp.says(format('{"issued_at": "30 ago", "amr": %s}', amr)), '-1 -1', format('%s are no ages', amr))
  from unnest(array['[-1, -1]', '[-5, -5]', '[1.5, 1.5]', '["1", "1"]', '[99999999, 99999999]']) amr;
select is(pg_temp.says('{"issued_at": "-120 ago", "amr": [0, 0]}'), '-1 -1', 'a token from the future proves nothing');

-- Supabase: methods, each with its time.
create function pg_temp.methods(entries jsonb, acr text default 'aal2')
  returns text
  language sql
as $$
  select pg_temp.says(jsonb_build_object('issued_at', '5 ago', 'acr', acr, 'amr', (select jsonb_agg(jsonb_build_object('method', m.key, 'timestamp', (select at from now) - m.value::bigint)) from jsonb_each_text(entries) m))::text)
$$;
select is(pg_temp.methods('{"password": 600, "totp": 120}'), '120 120', 'methods have times of their own');
select is(pg_temp.methods('{"password": 60, "totp": 1200}'), '60 1200', 'and the second factor its own');
select is(pg_temp.methods('{"password": 600, "mfa/phone": 120}'), '120 120', 'a telephone is one');
select is(pg_temp.methods('{"password": 600, "totp": 120}', 'aal1'), '120 -1', 'at aal1 there is none');
select is(pg_temp.methods('{"password": 600, "otp": 120}'), '120 -1', 'a code by mail is a first factor');
select is(pg_temp.methods('{"password": 600, "token_refresh": 10}'), '600 -1', 'a token that was renewed is no sign of anybody');
select is(pg_temp.methods('{"password": -600, "totp": -600}'), '-1 -1', 'nor are times to come');

-- Which reaches the session.
select tests.as_admin();
create temporary table handles as select tests.open_session('owner@alpha-tests', 'alpha-tests/one') as handle;
select isnt((select s.second_factor_at from tenet_private.sessions s where s.handle_hash = sha256(convert_to(handle, 'UTF8'))), null, 'a session knows of the second factor') from handles;

-- What actions ask for ----------------------------------------------------------------------------------------------------------

grant select on handles to public;
create function pg_temp.try(age interval)
  returns text
  language plpgsql
as $$
begin
  perform tests.as_admin();
  update tenet_private.sessions s set second_factor_at = clock_timestamp() - age from handles h where s.handle_hash = sha256(convert_to(h.handle, 'UTF8'));
  perform tests.use_session(h.handle) from handles h;
  return tests.effect($s$select api.open_billing_portal('https://app.example.com/')$s$);
end
$$;
select tests.as_admin();
select tenet.set_billing_customer(tests.tenant('alpha-tests'), 'cus_1');
select is(pg_temp.try('14 minutes'), '1', 'a second factor fourteen minutes ago is fresh enough');
select is(pg_temp.try('16 minutes'), 'TN428', 'one sixteen minutes ago is not');
select is(pg_temp.try(null), 'TN428', 'nor is none');
select tests.as_admin();
select tenet.declare_step_up('billing.portal_opened', 'mfa', '1 minute');
select is(pg_temp.try('2 minutes'), 'TN428', 'what is declared');
select is(pg_temp.try('30 seconds'), '1', 'is what is asked for');
select tests.as_admin();
select tenet.declare_step_up('billing.portal_opened', null);
select is(pg_temp.try(null), '1', 'and null asks for nothing');
select tests.as_admin();
select is((select count(*) from tenet.declarations d where d.verb = 'declare_step_up'), 2::bigint, 'each declaration is recorded');
select tenet.declare_step_up('billing.portal_opened', null);
select is((select count(*) from tenet.declarations d where d.verb = 'declare_step_up'), 2::bigint, 'one that changes nothing is not');
select is(tests.effect(format('select tenet.declare_step_up(%s)', a)), 'TN422', format('declare_step_up(%s) is refused', a))
  from unnest(array[$$'nothing.done', 'mfa', '5 minutes'$$, $$null, 'mfa', '5 minutes'$$, $$'api_key.created', 'otp', '5 minutes'$$, $$'api_key.created', 'mfa'$$, $$'api_key.created', 'mfa', '2 days'$$, $$'api_key.created', 'mfa', '1 second'$$]) a;
select throws_like($$select tenet.declare_step_up('nothing.done', 'mfa', '5 minutes')$$, 'no action "nothing.done" asks for a step-up');

-- Functions and the list do not part ways.
select tests.as_admin();
select is(
  array(select distinct c[1]
          from pg_proc p
         cross join lateral regexp_matches(p.prosrc, 'check_step_up\(''([a-z_.]+)''\)|begin_billing\(''([a-z_.]+)''', 'g') m
         cross join lateral (select array_remove(m, null)) as x (c)
         where p.pronamespace = any ('{api,tenet_private}'::regnamespace[])
         order by 1),
  tenet_private.step_up_actions(),
  'what asks for a step-up is what tenet.declare_step_up speaks of');

select * from finish();
rollback;
