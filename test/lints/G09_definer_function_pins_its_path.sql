-- Who may set search_path decides what an unqualified name means. Even a pinned path without pg_temp at its end can be
-- hijacked, so definer functions have the empty one.
select 'G09_definer_function_pins_its_path' as name,
       'A definer function without a safe search_path' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every security definer function has set search_path = ''''.' as description,
       format('%s runs as %s with %s.', p.oid::regprocedure, p.proowner::regrole, coalesce(array_to_string(p.proconfig, ', '), 'the path of its caller')) as detail,
       format('alter function %s set search_path = '''';', p.oid::regprocedure) as remediation,
       'G09_definer_function_pins_its_path:' || p.oid::regprocedure as cache_key
  from pg_catalog.pg_proc p
 where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and p.prosecdef
   and 'search_path=""' <> all (coalesce(p.proconfig, '{}'));
