-- A workspace belongs to one tenant. The planner does not know it, multiplies both selectivities, fetches the whole workspace
-- and sorts it: a page of 20 took 7 times as long.
select 'L05_scope_has_statistics' as name,
       'Scope columns without dependency statistics' as title,
       'WARN' as level,
       '{performance}'::text[] as categories,
       'Every governed table with tenant_id and workspace_id has a statistics object of kind dependencies on the two.' as description,
       format('%s has no statistics on (tenant_id, workspace_id).', p.relation) as detail,
       format('select tenet.protect(%L);', p.relation) as remediation,
       'L05_scope_has_statistics:' || p.relation as cache_key
  from tenet.protected_tables p
 where p.scope in ('workspace', 'personal')
   and not exists (
         select
           from pg_catalog.pg_statistic_ext s
          where s.stxrelid = p.relation
            and 'f' = any (s.stxkind)
            and (select array_agg(a.attname order by a.attname)
                   from pg_catalog.pg_attribute a
                  where a.attrelid = p.relation
                    and a.attnum = any (s.stxkeys::smallint[])) @> '{tenant_id,workspace_id}'::name[]
       );
