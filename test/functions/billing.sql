-- Billing is the owner's alone, and what they asked for is in the trail before it is done. (F-17, promise 23)

begin;
set local search_path = tap, tests, public;
select plan(49);

select tests.create_world();
select tenet.set_billing_customer(tests.tenant('alpha-tests'), 'cus_alpha');

select throws_ok($$select tenet.set_billing_customer(tests.tenant('beta-tests'), 'cus_alpha')$$, 'TN409', 'another tenant is this customer', 'no two tenants are one customer, whose owners would see each other''s invoices');
select throws_ok($$insert into tenet.billing_accounts (tenant_id, customer_id) values (tests.tenant('beta-tests'), 'cus_alpha')$$, '23505', null, 'in straight SQL either');
select lives_ok($$select tenet.set_billing_customer(tests.tenant('alpha-tests'), 'cus_alpha')$$, 'the same one again is no change');

create function pg_temp.open(address text default 'https://app.example.com/settings?secret=SENTINEL#SENTINEL')
  returns text
  language sql
as $$
  select tests.effect(format('select * from api.open_billing_portal(%L)', address))
$$;
create function pg_temp.save(payment_method text default 'pm_SENTINEL_1234')
  returns text
  language sql
as $$
  select tests.effect(format('select * from api.save_payment_method(%L)', payment_method))
$$;
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open(), '1', 'an owner opens the portal');
select is(pg_temp.save(), '1', 'and saves a payment method');
select is((select customer_id || ' ' || role from api.open_billing_portal('https://app.example.com/settings?secret=SENTINEL#SENTINEL')), 'cus_alpha owner', 'as the customer that their tenant is');
select is((select customer_id from api.save_payment_method('pm_SENTINEL_1234')), 'cus_alpha', 'in both');
select tests.as_admin();
select is((select string_agg(e.action || ' ' || e.actor_name || ' ' || coalesce(e.payload ->> 'return_url', '') || coalesce(e.payload ->> 'payment_method', ''), ', ' order by e.action)
             from tenet.audit_events e where e.tenant_id = tests.tenant('alpha-tests') and e.category = 'billing' and e.actor_kind = 'member'),
          'billing.payment_method_requested owner •••1234, billing.portal_requested owner https://app.example.com/settings', 'which is in the trail, without what may be secret');
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open(address), 'TN422', format('an owner does not come back to %L', left(address, 20)))
  from unnest(array['javascript:alert(1)', 'ftp://app.example.com', '//app.example.com', '', ' https://app.example.com', E'https://app.example.com/\nx', 'https://app.example.com/' || repeat('x', 2000), null]) address;
select is(pg_temp.save(id), 'TN422', format('and %L is no payment method', left(id, 20)))
  from unnest(array['../x', 'pm/1', 'pm 1', 'pm', '4242 4242 4242 4242', E'pm_1\n', repeat('p', 201), '', null]) id;
select is(tests.effect($$select tenet_private.end_billing('{}', 'billing.portal_opened')$$), '42501', 'the outcome is for the server to tell');
select is(tests.effect($$select tenet.set_billing_customer(tests.tenant('alpha-tests'), 'cus_other')$$), '42501', 'and who the customer is for the operator');

select tests.authenticate_as('admin@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open() || pg_temp.save(), 'TN403TN403', 'an admin is refused');
select tests.authenticate_as('manager@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open() || pg_temp.save(), 'TN403TN403', 'a manager is refused');
select tests.authenticate_as('viewer@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open() || pg_temp.save(), 'TN403TN403', 'a viewer is refused');
select tests.authenticate_as('support@alpha-tests', 'alpha-tests/one');
select is(pg_temp.open() || pg_temp.save(), 'TN403TN403', 'support is refused');
select tests.use_session('');
select is(pg_temp.open() || pg_temp.save(), 'TN403TN403', 'nobody is refused');
select tests.as_anonymous();
select is(pg_temp.open() || pg_temp.save(), '4250142501', 'and without a token there is no such thing');
select tests.authenticate_as('owner@beta-tests', 'beta-tests/one');
select is(pg_temp.open(), 'TN409', 'the owner of a tenant that is no customer is told so');

-- Whatever the session of somebody who acts for an owner would hold.
select tests.as_admin();
create temporary table handles (what text, handle text);
grant select on handles to public;
insert into tenet.api_keys (tenant_id, public_id, environment, name, role, created_by) values (tests.tenant('alpha-tests'), 'AAAAAAAAAA', 'test', 'k', 'owner', tests.person('owner@alpha-tests'));
insert into handles
select w.what, tenet_private.begin_session(jsonb_populate_record(null::tenet_private.sessions, w.rests || jsonb_build_object(
         'tenant_id', tests.tenant('alpha-tests'), 'workspace_id', tests.workspace('alpha-tests/one'), 'user_id', tests.person('owner@alpha-tests'), 'role', 'owner', 'actor_name', 'owner',
         'permissions', '["billing:manage"]'::jsonb, 'expires_at', clock_timestamp() + interval '1 minute', 'second_factor_at', clock_timestamp())))
  from (values
         ('member', (select jsonb_build_object('membership_id', m.id) from tenet.memberships m where m.user_id = tests.person('owner@alpha-tests'))),
         ('key', (select jsonb_build_object('api_key_id', k.id) from tenet.api_keys k where k.public_id = 'AAAAAAAAAA')),
         ('support', (select jsonb_build_object('support_grant_id', g.id) from tenet.support_grants g where g.tenant_id = tests.tenant('alpha-tests')))) as w (what, rests);
select tests.use_session(handle) from handles where what = 'member';
select is(pg_temp.open(), '1', 'a session that holds billing:manage by a membership opens the portal');
select tests.use_session(handle) from handles where what = 'key';
select is(pg_temp.open(), 'TN403', 'by a key it does not');
select tests.use_session(handle) from handles where what = 'support';
select is(pg_temp.open(), 'TN403', 'nor by a grant');

-- Without a fresh second factor.
select tests.as_admin();
update tenet_private.sessions set second_factor_at = clock_timestamp() - interval '16 minutes';
select tests.use_session(handle) from handles where what = 'member';
select is(pg_temp.open() || pg_temp.save(), 'TN428TN428', 'an owner whose second factor is old is asked for it');

-- The permission is not for granting.
select tests.as_admin();
select is(tests.effect($$select tenet.grant_permission('admin', 'billing:manage')$$), 'TN422', 'nobody gives it to a preset');
insert into tenet.tenant_roles (tenant_id, name, description) values (tests.tenant('alpha-tests'), 'cashier', 'Pays.');
select is(tests.effect($$insert into tenet.tenant_role_permissions (tenant_id, role, permission) values (tests.tenant('alpha-tests'), 'cashier', 'billing:manage')$$), 'TN422', 'nor to a role of their own');

-- The operator and the server.
select is(tests.effect(format('select tenet.set_billing_customer(%L, %L)', tests.tenant('alpha-tests'), id)), 'TN422', format('%L is no customer', left(id, 20)))
  from unnest(array['..', 'cus/1', '', repeat('c', 201), null]) id;
select is((select count(*) from tenet.audit_events e where e.action = 'billing.customer_set'), 1::bigint, 'who the customer is, is an event');
select tenet.set_billing_customer(tests.tenant('alpha-tests'), 'cus_alpha');
select is((select count(*) from tenet.audit_events e where e.action = 'billing.customer_set'), 1::bigint, 'once');
select is(tests.effect($$select tenet_private.end_billing('{}', 'billing.anything')$$), 'TN422', 'an outcome is one of four');
select tenet_private.end_billing(jsonb_build_object('tenant_id', tests.tenant('alpha-tests'), 'customer_id', 'cus_alpha', 'user_id', tests.person('owner@alpha-tests'), 'role', 'owner'), 'billing.payment_method_saved');
select isnt((select b.payment_method_saved_at from tenet.billing_accounts b), null, 'a payment method that was saved has a time');

select * from finish();
rollback;
