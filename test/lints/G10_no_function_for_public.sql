-- A new function is executable by everybody until that is taken away; an empty access list means the same. Trigger functions
-- are included: one habit is easier to check than two.
select 'G10_no_function_for_public' as name,
       'A function that PUBLIC may execute' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'PUBLIC has execute on no function of app, api, tenet and tenet_private.' as description,
       format('%s is executable by PUBLIC.', p.oid::regprocedure) as detail,
       format('revoke execute on function %s from public;', p.oid::regprocedure) as remediation,
       'G10_no_function_for_public:' || p.oid::regprocedure as cache_key
  from pg_catalog.pg_proc p
 where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0);
