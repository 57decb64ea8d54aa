-- Who can create an object in a schema on somebody's path, or a temporary one, can stand in for a name.
select 'G18_public_creates_nothing' as name,
       'PUBLIC may create objects' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'PUBLIC may create in no schema, and no temporary tables or schemas in this database.' as description,
       format('PUBLIC has %s on %s.', lower(d.privilege_type), d.name) as detail,
       format('revoke %s on %s from public;', lower(d.privilege_type), d.name) as remediation,
       'G18_public_creates_nothing:' || d.name || ' ' || d.privilege_type as cache_key
  from (select 'schema ' || n.nspname as name, a.grantee, a.privilege_type
          from pg_catalog.pg_namespace n
         cross join lateral aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
         where a.privilege_type = 'CREATE'
         union all
        select 'database ' || b.datname, a.grantee, a.privilege_type
          from pg_catalog.pg_database b
         cross join lateral aclexplode(coalesce(b.datacl, acldefault('d', b.datdba))) a
         where b.datname = current_database()
           and a.privilege_type in ('TEMPORARY', 'CREATE')) d
 where d.grantee = 0;
