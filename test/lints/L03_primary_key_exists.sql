-- A row that has no key cannot be named by an API, an audit event or a replica.
select 'L03_primary_key_exists' as name,
       'A table without a primary key' as title,
       'ERROR' as level,
       '{design}'::text[] as categories,
       'Every table of app, tenet and tenet_private has a primary key.' as description,
       format('%s has no primary key.', c.oid::regclass) as detail,
       format('alter table %s add primary key (tenant_id, id);', c.oid::regclass) as remediation,
       'L03_primary_key_exists:' || c.oid::regclass as cache_key
  from pg_catalog.pg_class c
 where c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
   and c.relkind in ('r', 'p')
   and not exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisprimary);
