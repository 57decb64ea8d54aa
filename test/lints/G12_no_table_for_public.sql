-- What PUBLIC holds, every login of the database holds.
select 'G12_no_table_for_public' as name,
       'A relation that PUBLIC may use' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'PUBLIC has no privilege on any relation or column of app, api, tenet and tenet_private.' as description,
       format('PUBLIC has %s on %s.', lower(a.privilege_type), c.oid::regclass) as detail,
       format('revoke all on %s from public;', c.oid::regclass) as remediation,
       'G12_no_table_for_public:' || c.oid::regclass || ' ' || a.privilege_type as cache_key
  from pg_catalog.pg_class c
 cross join lateral (
         select x.grantee, x.privilege_type from aclexplode(c.relacl) x
         union
         select x.grantee, x.privilege_type from pg_catalog.pg_attribute t cross join lateral aclexplode(t.attacl) x where t.attrelid = c.oid
       ) a
 where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and a.grantee = 0;
