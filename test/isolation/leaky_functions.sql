-- Functions and operators that would tell what they are given must never be given a row of somebody else: by cheapness, by an
-- error, by an estimate. (T25 to T27, T41)

begin;
set local search_path = tap, tests, public;
select plan(14);

select tests.create_world();
select tests.create_tables();
select tests.create_rows();
-- poison: a row of another tenant on which arithmetic and casts fail
insert into app.sample_firms (tenant_id, workspace_id, name, amount, details)
values (tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), 'SENTINEL_B_poison', 0, '{"amount": "SENTINEL_B_poison"}'),
       (tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), 'SENTINEL_B_poison', 0, '{"amount": "SENTINEL_B_poison"}');
update app.sample_firms set details = '{"amount": 7}' where name like 'OWN%';
insert into app.sample_firms (tenant_id, workspace_id, name) select tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), 'SENTINEL_B_many_' || n from generate_series(1, 500) n;
analyze app.sample_firms;

-- The cheapest function there is writes down what it sees.
create temporary sequence seen;
grant all on sequence seen to public;
create function pg_temp.leak(name text)
  returns boolean
  language plpgsql
  cost 0.0000001
as $$
begin
  if name like 'SENTINEL%' then
    perform nextval('seen');
  end if;
  return true;
end
$$;
create function pg_temp.fail(name text)
  returns boolean
  language plpgsql
  cost 0.0000001
as $$
begin
  if name like 'SENTINEL%' then
    raise exception 'leaked %', name;
  end if;
  return true;
end
$$;

select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');

select is(tests.effect('select from api.sample_firms where pg_temp.leak(name)'), '3', 'a cheap function in a filter runs over the own rows');
select is((select is_called from seen), false, 'and over no other');
select is(tests.effect('select from api.sample_firms f join api.sample_people p on p.firm_id = f.id where pg_temp.fail(f.name) and pg_temp.fail(p.name)'), '3',
          'nor in a join');
select is(tests.effect('select from api.sample_firms group by name having pg_temp.fail(min(name)) order by pg_temp.fail(name)'), '3', 'nor in a group or an order');
select is(tests.effect('update api.sample_firms set amount = amount where pg_temp.fail(name)'), '3', 'nor in an update');
select is(tests.effect('delete from api.sample_firms where pg_temp.fail(name)'), '3', 'nor in a delete');
select is(tests.effect('select from api.sample_firms where 1 / amount >= 0'), '3', 'a division by zero on the row of another tenant never happens');
select is(tests.effect($$select from api.sample_firms where (details ->> 'amount')::integer > 0$$), '3', 'nor a failing cast');
select is(tests.effect($$select from api.sample_firms where case when name like 'SENTINEL%' then 1 / (amount - amount) else 1 end = 1$$), '3', 'nor a case that asks for it');
select is(tests.effect($$select from api.sample_firms where name::uuid is not null$$), '22P02', 'while the own rows do fail');
select unalike((select string_agg(tests.answer(q), ' ') from unnest(array[
  'select name::integer from api.sample_firms', 'select name::uuid from api.sample_firms', 'select name::regclass from api.sample_firms',
  'select 1 / (select amount from api.sample_firms order by name desc limit 1)', 'select (select name from api.sample_firms)',
  $$insert into api.sample_firms (name) values (null)$$]) as q), '%SENTINEL%', 'no error text has a word of another tenant');

-- What the planner knows.
select is_empty($$select * from pg_stats where tablename like 'sample_%'$$, 'a request reads no statistics of values');
select is_empty($$select * from pg_stats_ext where tablename like 'sample_%'$$, 'nor extended ones');
select throws_ok('select * from pg_statistic', '42501', null, 'nor the table below them');

select * from finish();
rollback;
