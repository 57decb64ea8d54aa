-- Deleting or moving a parent looks its children up; without an index that is a scan of the whole table, of all tenants.
select 'L02_foreign_key_is_indexed' as name,
       'A foreign key without an index' as title,
       'WARN' as level,
       '{performance}'::text[] as categories,
       'Every foreign key has an index that starts with its columns, in any order; columns of the scope may stand between.' as description,
       format('%I on %s (%s) has no index.', con.conname, con.conrelid::regclass, k.columns) as detail,
       format('create index on %s (%s);', con.conrelid::regclass, k.columns) as remediation,
       'L02_foreign_key_is_indexed:' || con.conrelid::regclass || '.' || con.conname as cache_key
  from pg_catalog.pg_constraint con
 cross join lateral (
         select string_agg(quote_ident(a.attname), ', ' order by u.position) as columns,
                coalesce(array_agg(u.number) filter (where a.attname not in ('tenant_id', 'workspace_id')), '{}') as own,
                array(select s.attnum from pg_catalog.pg_attribute s where s.attrelid = con.conrelid and s.attname in ('tenant_id', 'workspace_id')) as scope
           from unnest(con.conkey) with ordinality as u (number, position)
           join pg_catalog.pg_attribute a
             on a.attrelid = con.conrelid
            and a.attnum = u.number
       ) k
 where con.contype = 'f'
   and con.connamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
   and not exists (
         select
           from pg_catalog.pg_index i
          cross join lateral (
                  select array_agg(u.attnum order by u.position) as columns
                    from unnest(i.indkey::smallint[]) with ordinality as u (attnum, position)
                   where u.attnum <> all (k.scope)
                ) as own
          where i.indrelid = con.conrelid
            and i.indpred is null
            and i.indkey[0] = any (con.conkey || k.scope)
            and (coalesce(own.columns, '{}'))[1:cardinality(k.own)] @> k.own
       );
