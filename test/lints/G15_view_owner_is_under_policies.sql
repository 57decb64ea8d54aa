-- A view reads its tables as its owner. When that is a superuser, or a role with bypassrls, or the owner of the tables, the
-- reader sees what the owner sees. Our api views belong to tenet_views, which owns no table and is under every policy. A view
-- of the catalogue that reads no table of app may belong to tenet_owner: that role is under the same policies by force (G01).
select 'G15_view_owner_is_under_policies' as name,
       'A view whose owner is above policies' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every view runs as its caller (security_invoker) or belongs to a role that is under the policies; views of api belong to tenet_views.' as description,
       format('%s belongs to %s.', c.oid::regclass, o.rolname) as detail,
       format('alter view %s owner to tenet_views;', c.oid::regclass) as remediation,
       'G15_view_owner_is_under_policies:' || c.oid::regclass as cache_key
  from pg_catalog.pg_class c
  join pg_catalog.pg_roles o
    on o.oid = c.relowner
 where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and c.relkind = 'v'
   and 'security_invoker=true' <> all (coalesce(c.reloptions, '{}'))
   and (o.rolsuper
     or o.rolbypassrls
     or (c.relnamespace = 'api'::regnamespace and o.rolname <> 'tenet_views')
     or (o.rolname <> 'tenet_views' and exists (
          select
            from pg_catalog.pg_depend d
            join pg_catalog.pg_rewrite w
              on w.oid = d.objid
             and w.ev_class = c.oid
            join pg_catalog.pg_class base
              on base.oid = d.refobjid
             and base.relnamespace = 'app'::regnamespace
           where d.classid = 'pg_rewrite'::regclass
        )));
