-- The comments are what psql, pgAdmin and the GraphQL documentation show. Columns of the generated api views carry what their
-- table says, so tables and views are both looked at.
select 'L01_everything_is_commented' as name,
       'An object without a comment' as title,
       'WARN' as level,
       '{documentation}'::text[] as categories,
       'Every schema, relation, column, function, type, policy and role of ours has a comment.' as description,
       format('%s %s has no comment.', o.kind, o.name) as detail,
       format('comment on %s %s is ''…'';', o.kind, o.name) as remediation,
       'L01_everything_is_commented:' || o.kind || ' ' || o.name as cache_key
  from (select 'schema' as kind, n.nspname::text as name, obj_description(n.oid, 'pg_namespace') as said
          from pg_catalog.pg_namespace n
         where n.nspname in ('app', 'api', 'tenet', 'tenet_private')
         union all
        select case c.relkind when 'v' then 'view' when 'c' then 'type' else 'table' end, c.oid::regclass::text, coalesce(obj_description(c.oid, 'pg_class'), obj_description(c.reltype, 'pg_type'))
          from pg_catalog.pg_class c
         where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
           and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
           and not c.relispartition
         union all
        select 'column', a.attrelid::regclass || '.' || a.attname, col_description(a.attrelid, a.attnum)
          from pg_catalog.pg_attribute a
          join pg_catalog.pg_class c
            on c.oid = a.attrelid
         where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
           and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
           and not c.relispartition
           and a.attnum > 0
           and not a.attisdropped
         union all
        select 'function', p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc')
          from pg_catalog.pg_proc p
         where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
         union all
        select 'policy', format('%I on %s', l.polname, l.polrelid::regclass), obj_description(l.oid, 'pg_policy')
          from pg_catalog.pg_policy l
          join pg_catalog.pg_class c
            on c.oid = l.polrelid
         where c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
         union all
        select 'role', r.rolname::text, shobj_description(r.oid, 'pg_authid')
          from pg_catalog.pg_roles r
         where r.rolname ~ '^tenet_') o
 where coalesce(o.said, '') = '';
