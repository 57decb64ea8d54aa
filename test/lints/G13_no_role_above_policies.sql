-- A superuser and a role with bypassrls walk past every policy; replication reads every table from the log; createrole and
-- createdb are ways to get there. Seen here: the roles of Tenet, and whoever may become one of those that serve requests. The
-- login that administers the cluster is outside of this gate.
select 'G13_no_role_above_policies' as name,
       'A role that stands above policies' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'No role of Tenet, and no role that it may become, is superuser or has bypassrls, replication, createrole or createdb.' as description,
       format('%s has %s.', r.rolname, concat_ws(', ', case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end, case when r.rolreplication then 'replication' end, case when r.rolcreaterole then 'createrole' end, case when r.rolcreatedb then 'createdb' end)) as detail,
       format('alter role %I nosuperuser nobypassrls noreplication nocreaterole nocreatedb;', r.rolname) as remediation,
       'G13_no_role_above_policies:' || r.rolname as cache_key
  from pg_catalog.pg_roles r
 where (r.rolsuper or r.rolbypassrls or r.rolreplication or r.rolcreaterole or r.rolcreatedb)
   and exists (
         select
           from pg_catalog.pg_roles ours
          where ours.rolname ~ '^tenet_'
            and not ours.rolsuper
            and pg_has_role(ours.oid, r.oid, 'member')
          union all
         select where r.rolname ~ '^tenet_'
       );
