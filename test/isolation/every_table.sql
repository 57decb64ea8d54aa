-- Every governed table × every role × every command, against rows of the own workspace, another workspace and another tenant.
-- Expected is what tenet.policy_matrix says; nothing here knows a table. The tables come from the catalogue, the rows from
-- tests.sample_row(). Where rows can be shared, each role that has no other way is tried without a share and with one, and with shares
-- of rows of elsewhere, which have no effect. (T12, F-12, F-41)

begin;
set local search_path = tap, tests, public;

select tests.create_world();

create temporary table cases as
  select m.role, m.relation, m.command, m.decision, p.scope,
         'api.' || split_part(m.relation::text, '.', 2) as view,
         m.role || '@alpha-tests' as email,
         p.shareable, p.parent, p.parent_key,
         coalesce(r.condition, 'true') as condition,
         coalesce(r.check_condition, r.condition, 'true') as check_condition,
         null::jsonb as own, null::jsonb as other_workspace, null::jsonb as other_tenant, null::jsonb as input
    from tenet.policy_matrix m
    join tenet.protected_tables p
      on p.relation = m.relation
    left join tenet.row_rules r
      on r.relation = m.relation
     and r.command = m.command;
grant select on cases to public;

update cases c
   set own = tests.sample_row(c.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person(c.email)),
       input = tests.sample_input(c.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person(c.email)),
       other_workspace = tests.sample_row(c.relation, tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'), tests.person(c.email)),
       other_tenant = tests.sample_row(c.relation, tests.tenant('beta-tests'), tests.workspace('beta-tests/one'), tests.person(replace(c.email, 'alpha', 'beta')))
 where c.scope <> 'shared'
   and c.command = 'select';
update cases c
   set own = s.own, input = s.input, other_workspace = s.other_workspace, other_tenant = s.other_tenant
  from cases s
 where s.role = c.role
   and s.relation = c.relation
   and s.command = 'select'
   and c.command <> 'select';

select plan((select 4 + 4 * count(*) filter (where c.command = 'select' and c.role = 'owner')::integer + count(*)::integer + count(*) filter (where c.decision = 'shared')::integer from cases c));

create temporary table before_all as
  select tests.checksum(tests.tenant('beta-tests')) as other_tenant,
         tests.checksum(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two')) as other_workspace;

select cmp_ok((select count(*) from cases where own is not null or scope = 'shared'), '>', 0::bigint, 'there are governed tables to try');

-- The statement that a request would send for a row, through the view.
create function pg_temp.statement(view regclass, command text, target jsonb)
  returns text
  language sql
  stable
  security definer
as $$
  with columns as (
    -- where the request may write nothing at all, it tries the first column
    select c.name
      from (select quote_ident(a.attname) as name,
                   has_column_privilege('tenet_visitor', a.attrelid, a.attnum, command) as writable,
                   row_number() over (order by has_column_privilege('tenet_visitor', a.attrelid, a.attnum, command) desc, a.attnum) as position
              from pg_attribute a
             where a.attrelid = statement.view
               and a.attnum > 0
               and not a.attisdropped
               and command in ('insert', 'update')) c
     where c.writable or c.position = 1
     order by c.position
  ), key as (
    -- the row by its own key: what the scope leaves of the primary key
    select string_agg(format('%I = %L', a.attname, target ->> a.attname), ' and ') as condition
      from pg_index i
      join pg_attribute a
        on a.attrelid = i.indrelid
       and a.attnum = any (i.indkey)
     where i.indrelid = format('app.%I', (select c.relname from pg_class c where c.oid = statement.view))::regclass
       and i.indisprimary
       and a.attname not in ('tenant_id', 'workspace_id')
  )
  select case command
           when 'select' then format('select from %s where %s', view, key.condition)
           when 'insert' then (select format('insert into %s (%s) select %2$s from jsonb_populate_record(null::%1$s, %3$L)', view, string_agg(name, ', '), target) from columns)
           when 'update' then (select format('update %s set %s where %s', view, min(format('%1$s = %1$s', name)), key.condition) from columns)
           when 'delete' then format('delete from %s where %s', view, key.condition)
         end
    from key
$$;

-- A refusal is no effect: 42501 counts as 0. Every other error stays visible.
create function pg_temp.effect(view regclass, command text, target jsonb)
  returns text
  language sql
as $$
  select regexp_replace(tests.effect(pg_temp.statement(view, command, target)), '^42501$', '0')
$$;

create function pg_temp.effects(c cases)
  returns text
  language plpgsql
as $$
begin
  perform tests.authenticate_as(c.email, 'alpha-tests/one');
  return case
    when c.scope = 'shared' then
      concat_ws(', ', case when c.command = 'select' then tests.effect(format('select from %s limit 0', c.view)) else pg_temp.effect(c.view, c.command, '{"id": null}') end)
    when c.command = 'insert' then concat_ws(', ', 'own ' || pg_temp.effect(c.view, 'insert', c.input))
    else
      concat_ws(', ',
        'own ' || pg_temp.effect(c.view, c.command, c.own),
        'other workspace ' || pg_temp.effect(c.view, c.command, c.other_workspace),
        'other tenant ' || pg_temp.effect(c.view, c.command, c.other_tenant))
  end;
end
$$;

-- Whether the rule of the command holds for the row: asked past row level security, in the session that pg_temp.effects() left.
create function pg_temp.holds(condition text, relation regclass, target jsonb)
  returns boolean
  language plpgsql
  security definer
as $$
declare
  answer boolean;
begin
  execute format('select %s from jsonb_populate_record(null::%s, $1) as %I', condition, relation, split_part(relation::text, '.', 2))
    into answer
    using target;
  return coalesce(answer, false);
end
$$;

create function pg_temp.expected_own(c cases)
  returns integer
  language plpgsql
  security definer
as $$
declare
  p constant tenet.protected_tables := (select t from tenet.protected_tables t where t.relation = c.relation);
  target constant jsonb := case c.command when 'insert' then c.input else c.own end;
begin
  return case
    when c.decision = 'denied' then 0
    when c.command in ('insert', 'update') and tenet_private.writable_columns(p, c.command) is null then 0
    when c.command <> 'insert' and not pg_temp.holds(c.condition, c.relation, target) then 0
    when c.command in ('insert', 'update') and not pg_temp.holds(c.check_condition, c.relation, target) then 0
    else 1
  end;
end
$$;

create function pg_temp.expected(c cases)
  returns text
  language sql
as $$
  select case
    when c.scope = 'shared' then '0'
    when c.command = 'insert' then 'own ' || o.own
    -- what is shared by a whole tenant has no other workspace
    else format('own %s, other workspace %s, other tenant 0', o.own, case when c.scope = 'tenant' then o.own else 0 end)
  end
    from (select case when c.decision = 'shared' then 0 else pg_temp.expected_own(c) end as own) o
$$;

select is(
         pg_temp.effects(c), pg_temp.expected(c),
         case
           when c.scope = 'shared' then format('%s: %s of the shared %s is as the matrix says', c.role, c.command, c.relation)
           when c.decision in ('denied', 'shared') then format('%s: no %s of %s, not even in the own workspace', c.role, c.command, c.relation)
           else format('%s: %s of %s in the own workspace, and nowhere else', c.role, c.command, c.relation)
         end)
  from cases c
 order by c.relation::text, c.role, c.command;
select tests.as_admin();

-- With shares: of the own row; and, as if somebody could write them, of rows of the other workspace and tenant.
create function pg_temp.effects_of_shares(c cases)
  returns text
  language plpgsql
as $$
declare
  another constant jsonb := (select o.own from cases o where o.relation = c.relation and o.command = 'select' and o.role <> c.role order by o.role limit 1);
  answer text;
begin
  perform tests.as_admin();
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, role)
  select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), case when c.shareable then c.relation else c.parent end,
         case when c.shareable then (t.target ->> (tenet_private.row_key(c.relation, c.scope))[1])::uuid else (t.target ->> c.parent_key)::uuid end,
         case when c.command = 'select' then 'read' when c.shareable then c.command else 'update' end, c.role
    from unnest(array[case c.command when 'insert' then c.input else c.own end, c.other_workspace, c.other_tenant]) as t (target);
  answer := pg_temp.effects(c);
  answer := answer || case when c.command <> 'insert' then ', another row ' || pg_temp.effect(c.view, c.command, another) else '' end;
  perform tests.as_admin();
  delete from tenet.shares;
  return answer;
end
$$;

select is(
         pg_temp.effects_of_shares(c),
         case c.command when 'insert' then format('own %s', pg_temp.expected_own(c)) else format('own %s, other workspace 0, other tenant 0, another row 0', pg_temp.expected_own(c)) end,
         format('%s: %s of %s where a row is shared with them, of that row alone', c.role, c.command, c.relation))
  from cases c
 where c.decision = 'shared'
 order by c.relation::text, c.role, c.command;
select tests.as_admin();

-- Without a session, and with one that has ended.
create function pg_temp.without_session(c cases)
  returns text
  language sql
as $$
  select tests.as_anonymous();
  select string_agg(pg_temp.effect(c.view, command, c.input || c.own), ' ' order by command)
    from unnest('{delete,insert,select,update}'::text[]) as command;
$$;

create function pg_temp.with_ended_session(c cases)
  returns text
  language plpgsql
as $$
declare
  handle text := tests.open_session(c.email, 'alpha-tests/one');
begin
  update tenet_private.sessions s set expires_at = clock_timestamp() - interval '1 second' where s.handle_hash = sha256(convert_to(handle, 'UTF8'));
  perform tests.use_session(handle);
  return (
    select string_agg(distinct pg_temp.effect(c.view, command, c.input || c.own), ' ')
      from unnest('{delete,insert,select,update}'::text[]) as command
     where c.scope <> 'shared'
  );
end
$$;

select x.line
  from cases c
 cross join lateral (
         values
           (is(pg_temp.without_session(c), '0 0 0 0', format('an anonymous request has no effect on %s', c.relation))),
           (is(pg_temp.with_ended_session(c), case when c.scope <> 'shared' then 'TN401' end, format('a session that has ended has no effect on %s', c.relation)))
       ) as x (line)
 where c.command = 'select'
   and c.role = 'owner';

-- The table itself, and the schema that it is in.
select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one');
select x.line
  from cases c
 cross join lateral (
         values
           (is(tests.effect(format('select from %s', c.relation)), '42501', format('a request cannot name %s', c.relation))),
           (is(tests.effect(format('truncate %s', c.relation)), '42501', format('a request cannot truncate %s', c.relation)))
       ) as x (line)
 where c.command = 'select'
   and c.role = 'owner';
select tests.as_admin();

select is(tests.checksum(tests.tenant('beta-tests')), (select other_tenant from before_all), 'nothing of the other tenant has changed');
select is(
  tests.checksum(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two')), (select other_workspace from before_all),
  'nothing of the other workspace has changed');
select isnt(
  tests.checksum(tests.tenant('beta-tests')), tests.checksum(gen_random_uuid()),
  'the checksum of the other tenant is one of rows');

select * from finish();
rollback;
