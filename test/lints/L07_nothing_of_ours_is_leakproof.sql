-- A function marked leakproof may be run on rows that the policies hide.
select 'L07_nothing_of_ours_is_leakproof' as name,
       'A function marked leakproof' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'No function of ours is leakproof.' as description,
       format('%s is leakproof.', p.oid::regprocedure) as detail,
       format('alter function %s not leakproof;', p.oid::regprocedure) as remediation,
       'L07_nothing_of_ours_is_leakproof:' || p.oid::regprocedure as cache_key
  from pg_catalog.pg_proc p
 where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and p.proleakproof;
