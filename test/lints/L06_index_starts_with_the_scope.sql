-- An index that does not start with the tenant is walked through the rows of all tenants.
select 'L06_index_starts_with_the_scope' as name,
       'An index that does not start with the scope' as title,
       'WARN' as level,
       '{performance}'::text[] as categories,
       'Every index of a governed table starts with tenant_id.' as description,
       format('%s on %s does not start with tenant_id.', i.indexrelid::regclass, i.indrelid::regclass) as detail,
       'Put tenant_id (and workspace_id) first.' as remediation,
       'L06_index_starts_with_the_scope:' || i.indexrelid::regclass as cache_key
  from pg_catalog.pg_index i
  join tenet.protected_tables p
    on p.relation = i.indrelid
   and p.scope <> 'shared'
 where not exists (
         select
           from pg_catalog.pg_attribute a
          where a.attrelid = i.indrelid
            and a.attname = 'tenant_id'
            and a.attnum = i.indkey[0]
       );
