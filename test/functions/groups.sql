-- Groups and attributes: who makes them, and what row rules make of them. (F-12, issue of principals)

begin;
set local search_path = tap, tests, public;
select plan(59);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();

create temporary table handles (email text primary key, handle text);
grant all on handles to public;
create function pg_temp.act_as(email text)   -- in a session that is opened anew when a change of rights has ended it
  returns void
  language plpgsql
as $$
begin
  perform tests.as_admin();
  delete from handles h where not exists (select from tenet_private.sessions s where s.handle_hash = sha256(convert_to(h.handle, 'UTF8')));
  insert into handles select act_as.email, tests.open_session(act_as.email, case when act_as.email ~ '@alpha' then 'alpha-tests/one' end) on conflict do nothing;
  perform tests.use_session((select h.handle from handles h where h.email = act_as.email));
end
$$;
create function pg_temp.done(email text, call text)
  returns text
  language plpgsql
as $$
declare
  answer text;
begin
  perform pg_temp.act_as(email);
  execute 'select ' || call into answer;
  return answer;
exception
  when others then
    return concat_ws(' ', sqlstate, sqlerrm);
end
$$;
create function pg_temp.sees(email text, relation text default 'sample_firms')
  returns text
  language plpgsql
as $$
begin
  perform pg_temp.act_as(email);
  return tests.effect(format('select from api.%I', relation));
end
$$;

-- Who governs groups --------------------------------------------------------------------------------------------------------------

select is(pg_temp.done('manager@alpha-tests', $$api.create_group('north')$$), 'TN403 this takes the permission group:manage', 'a manager makes no group');
select is(pg_temp.done('admin@alpha-tests', $$(api.create_group('north', 'The north')).name$$), 'north', 'an admin does');
select is(left(pg_temp.done('admin@alpha-tests', $$api.create_group('north')$$), 5), 'TN409', 'once');
select is(left(pg_temp.done('admin@alpha-tests', $$api.create_group('The North')$$), 5), 'TN422', 'by a lower-case word');
select is(pg_temp.done('owner@beta-tests', $$(api.create_group('north')).name$$), 'north', 'another tenant has groups of its own');
select pg_temp.act_as('viewer@alpha-tests');
select is((select string_agg(name || ' ' || description, ',') from api.groups), 'north The north', 'everybody sees the groups of the own tenant, and no other');
select is(tests.effect($$insert into api.groups (name) values ('x')$$) || tests.effect('delete from api.groups') || tests.effect('delete from api.group_members') || tests.effect($$update api.member_attributes set value = 'x'$$), '42501425014250142501', 'nobody writes the views');

select is(left(pg_temp.done('viewer@alpha-tests', format('api.add_to_group(''north'', %L)', tests.person('viewer@alpha-tests'))), 5), 'TN403', 'a viewer puts nobody into a group');
select is(pg_temp.done('admin@alpha-tests', format('api.add_to_group(''north'', %L)', tests.person('admin@alpha-tests'))), 'TN403 nobody says of themselves what groups and attributes they have', 'an admin not themselves');
select is(pg_temp.done('admin@alpha-tests', format('(api.add_to_group(''north'', %L)).group_name', tests.person('viewer@alpha-tests'))), 'north', 'but others');
select is(left(pg_temp.done('admin@alpha-tests', format('api.add_to_group(''north'', %L)', tests.person('viewer@alpha-tests'))), 5), 'TN409', 'once');
select is(pg_temp.done('owner@alpha-tests', format('(api.add_to_group(''north'', %L)).group_name', tests.person('owner@alpha-tests'))), 'north', 'an owner, above whom is nobody, themselves too');
select is(pg_temp.done('admin@alpha-tests', format('api.add_to_group(''north'', %L)', tests.person('owner@beta-tests'))), 'TN404 no such member', 'nobody of another tenant');
select is(pg_temp.done('admin@alpha-tests', format('api.add_to_group(''north'', %L)', gen_random_uuid())), 'TN404 no such member', 'in the words for nobody at all');
select is(left(pg_temp.done('admin@alpha-tests', format('api.add_to_group(''south'', %L)', tests.person('member@alpha-tests'))), 5), 'TN404', 'nor into a group that is not there');
select pg_temp.act_as('viewer@alpha-tests');
select is((select count(*) from api.group_members), 2::bigint, 'everybody sees who is in which');
select is((select count(*) from api.member_attributes), 0::bigint, 'but no attributes');
select pg_temp.act_as('owner@beta-tests');
select is((select count(*) from api.group_members), 0::bigint, 'of another tenant nobody sees either');

select is(pg_temp.done('admin@alpha-tests', format('(api.set_member_attribute(%L, ''region'', ''north'')).value', tests.person('member@alpha-tests'))), 'north', 'an admin sets an attribute');
select is(pg_temp.done('admin@alpha-tests', format('(api.set_member_attribute(%L, ''region'', ''south'')).value', tests.person('member@alpha-tests'))), 'south', 'and another value of it');
select is(left(pg_temp.done('admin@alpha-tests', format('api.set_member_attribute(%L, ''region'', ''south'')', tests.person('admin@alpha-tests'))), 5), 'TN403', 'not of themselves');
select is(left(pg_temp.done('member@alpha-tests', format('api.set_member_attribute(%L, ''region'', ''north'')', tests.person('member@alpha-tests'))), 5), 'TN403', 'nor does a member of theirs');
select is(left(pg_temp.done('admin@alpha-tests', format('api.set_member_attribute(%L, ''Region'', ''south'')', tests.person('member@alpha-tests'))), 5), 'TN422', 'a name is a lower-case word');
select is(left(pg_temp.done('admin@alpha-tests', format('api.set_member_attribute(%L, ''region'', repeat(''x'', 1001))', tests.person('member@alpha-tests'))), 5), 'TN422', 'a value is short');
select is(pg_temp.done('admin@alpha-tests', format('api.set_member_attribute(%L, ''region'', ''north'')', tests.person('owner@beta-tests'))), 'TN404 no such member', 'nobody of another tenant has one');
select is(pg_temp.done('admin@alpha-tests', $$(select string_agg(name || ' ' || value, ',') from api.member_attributes)$$), 'region south', 'whoever manages groups sees them');

select tests.as_admin();
select set_eq($$select action, category, object_id, payload ->> 'user' as person, payload ->> 'attribute' as attribute from tenet.audit_events where tenant_id = tests.tenant('alpha-tests') and (action ~ '^group\.' or action ~ '^member\.attribute')$$,
  $$select * from (values ('group.created', 'membership', 'north', null, null),
                          ('group.member_added', 'membership', 'north', tests.person('viewer@alpha-tests')::text, null),
                          ('group.member_added', 'membership', 'north', tests.person('owner@alpha-tests')::text, null),
                          ('member.attribute_set', 'membership', tests.person('member@alpha-tests')::text, null, 'region')) v$$, 'the trail tells each, without the value');

-- What row rules make of them -----------------------------------------------------------------------------------------------------

set local role tenet_owner;
select lives_ok($$select tenet.allow('app.sample_firms', 'select', when_ => $w$ amount < 3 or (select tenet.in_group('north')) $w$)$$, 'a rule asks for a group');
select lives_ok($$select tenet.allow('app.sample_people', 'select', when_ => $w$ name not like '%\_2' or (select tenet.attribute('region')) = 'south' $w$)$$, 'a rule asks for an attribute');
select lives_ok($$select tenet.allow('app.sample_brands', 'select', when_ => $w$ name not like '%\_1' or not (select tenet.in_group('contractors')) $w$)$$, 'a rule asks that one is not in a group');
select is(pg_temp.sees('viewer@alpha-tests') || pg_temp.sees('member@alpha-tests'), '32', 'whoever is in the group sees what it is for, others do not');
select is(pg_temp.sees('viewer@alpha-tests', 'sample_people') || pg_temp.sees('member@alpha-tests', 'sample_people'), '23', 'whoever has the attribute sees what it is for, others do not');
select is(pg_temp.sees('viewer@alpha-tests', 'sample_brands'), '6', 'who is in no group is not a contractor');
select pg_temp.act_as('viewer@alpha-tests');
select is(tests.effect('select tenet.current_groups()'), '42501', 'a request asks by rules alone');
select tests.as_admin();
grant usage on schema tenet to tenet_visitor, tenet_anonymous;   -- to ask without one, below
select pg_temp.act_as('viewer@alpha-tests');
select is((select tenet.current_groups()), '{north}'::text[], 'which ask what groups a member is in');
select is(pg_temp.done('admin@alpha-tests', format('api.remove_from_group(''north'', %L)', tests.person('viewer@alpha-tests'))), 'true', 'somebody is taken out of a group');
select is(left(pg_temp.done('admin@alpha-tests', format('api.remove_from_group(''north'', %L)', tests.person('viewer@alpha-tests'))), 5), 'TN404', 'once');
select is(pg_temp.sees('viewer@alpha-tests'), '2', 'and sees no more what it is for');
select is(pg_temp.done('admin@alpha-tests', format('api.set_member_attribute(%L, ''region'')', tests.person('member@alpha-tests'))), null, 'an attribute is removed');
select is(pg_temp.sees('member@alpha-tests', 'sample_people'), '2', 'and does no more');
select is(pg_temp.sees('owner@alpha-tests'), '3', 'an owner, too, sees by the group that they are in');
select tests.as_admin();
insert into tenet.group_members (tenant_id, group_name, user_id) values (tests.tenant('alpha-tests'), 'north', tests.person('admin@alpha-tests'));
select is(left(pg_temp.done('admin@alpha-tests', format('api.remove_from_group(''north'', %L)', tests.person('admin@alpha-tests'))), 5), 'TN403', 'nobody takes themselves out of a group, which a rule may shut out');
select is(left(pg_temp.done('admin@alpha-tests', $$api.delete_group('north')$$), 5), 'TN403', 'nor by deleting it');
select tests.as_admin();
delete from tenet.group_members where group_name = 'north' and user_id = tests.person('admin@alpha-tests');
select is(left(pg_temp.done('manager@alpha-tests', $$api.delete_group('north')$$), 5), 'TN403', 'a manager deletes no group');
select is(pg_temp.done('admin@alpha-tests', $$api.delete_group('north')$$), 'true', 'an admin does');
select is(left(pg_temp.done('admin@alpha-tests', $$api.delete_group('north')$$), 5), 'TN404', 'once');
select is(pg_temp.sees('owner@alpha-tests'), '2', 'and an owner as well sees no more what it was for');

-- A change ends sessions, at commit whoever made it.
select pg_temp.act_as('viewer@alpha-tests');
select is(tests.effect('select from api.sample_firms'), '2', 'a viewer is there');
select pg_temp.done('owner@alpha-tests', $$api.create_group('south')$$);
select tests.use_session(h.handle) from handles h where h.email = 'viewer@alpha-tests';
select is(tests.effect('select from api.sample_firms'), '2', 'a new group ends nobody''s session');
select pg_temp.done('owner@alpha-tests', format('api.add_to_group(''south'', %L)', tests.person('viewer@alpha-tests')));
select tests.use_session(h.handle) from handles h where h.email = 'viewer@alpha-tests';
select is(tests.effect('select from api.sample_firms'), 'TN401', 'who is in it does');

-- Who a provider puts into a group, and whose session is no member's.
select tests.as_admin();
select tenet.trust_issuer('https://groups.invalid', '{tests}', jwks => '{"keys": []}');
insert into tenet.group_members (tenant_id, group_name, user_id, issuer) values (tests.tenant('alpha-tests'), 'south', tests.person('editor@alpha-tests'), 'https://groups.invalid');
select is(left(pg_temp.done('owner@alpha-tests', format('api.remove_from_group(''south'', %L)', tests.person('editor@alpha-tests'))), 5), 'TN409', 'whom their provider puts into a group is taken out of it there');
select pg_temp.act_as('viewer@alpha-tests');
select is((select by_provider from api.group_members where user_id = tests.person('editor@alpha-tests')), true, 'as the list says');
select tests.as_admin();
create function pg_temp.in_keys_session(question text)
  returns text
  language plpgsql
as $$
declare
  handle text;
  answer text;
begin
  handle := tests.open_session('viewer@alpha-tests', 'alpha-tests/one');
  insert into tenet.api_keys (tenant_id, public_id, environment, name, role, created_by) values (tests.tenant('alpha-tests'), left(md5(random()::text), 10), 'test', 'Key', 'viewer', tests.person('viewer@alpha-tests'));
  update tenet_private.sessions s set membership_id = null, api_key_id = k.id
    from tenet.api_keys k
   where s.handle_hash = sha256(convert_to(handle, 'UTF8')) and k.tenant_id = s.tenant_id;
  perform tests.use_session(handle);
  execute 'select ' || question into answer;
  perform tests.as_admin();
  return answer;
end
$$;
select is(pg_temp.in_keys_session($$tenet.current_groups()::text$$), null, 'an API key has no groups');
select is(pg_temp.in_keys_session($$tenet.in_group('south')$$), null, 'whether it is in one is unknown');
select is(pg_temp.in_keys_session($$tests.effect('select from api.sample_firms')$$), '2', 'so that a rule that asks for a group hides from it');
select is(pg_temp.in_keys_session($$tests.effect('select from api.sample_brands')$$), '4', 'and one that asks for no group, too');
select is(pg_temp.sees('support@alpha-tests', 'sample_brands'), '4', 'as from support');
select is(pg_temp.sees('viewer@alpha-tests', 'sample_brands'), '6', 'and not from the person themselves');
select tests.as_anonymous();
select is(coalesce(tenet.current_groups()::text, tenet.in_group('south')::text, tenet.attribute('region')), null, 'without a session all of it is unknown');

select * from finish();
rollback;
