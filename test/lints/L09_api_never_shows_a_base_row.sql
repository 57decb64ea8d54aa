-- A function that takes or returns the row type of a table of app would hand out columns that the view masks.
select 'L09_api_never_shows_a_base_row' as name,
       'An api function with the row type of a table' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'No function of api has a type of app, tenet or tenet_private among its arguments or results.' as description,
       format('%s uses %s.', p.oid::regprocedure, t.type::regtype) as detail,
       'Use the row type of the api view.' as remediation,
       'L09_api_never_shows_a_base_row:' || p.oid::regprocedure || ' ' || t.type::regtype as cache_key
  from pg_catalog.pg_proc p
 cross join lateral unnest(array_append(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.prorettype)) as t (type)
  join pg_catalog.pg_type y
    on y.oid = t.type
  left join pg_catalog.pg_type element
    on element.oid = y.typelem
 where p.pronamespace = 'api'::regnamespace
   and coalesce(nullif(element.typnamespace, 'pg_catalog'::regnamespace), y.typnamespace)::regnamespace::text in ('app', 'tenet', 'tenet_private');
