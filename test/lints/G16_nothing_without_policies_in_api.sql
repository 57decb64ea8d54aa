-- Materialised views, foreign tables and sequences have no policies.
select 'G16_nothing_without_policies_in_api' as name,
       'A relation without policies is exposed' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'api holds no materialised view, foreign table, sequence or table.' as description,
       format('%s is in api.', c.oid::regclass) as detail,
       format('Move it out: alter … %s set schema app; expose it through a view or a function.', c.oid::regclass) as remediation,
       'G16_nothing_without_policies_in_api:' || c.oid::regclass as cache_key
  from pg_catalog.pg_class c
 where c.relnamespace = 'api'::regnamespace
   and c.relkind in ('m', 'f', 'S', 'r', 'p');
