-- Who reads a partition by its own name is not under the policies of its parent.
select 'G17_no_grant_on_a_partition' as name,
       'A partition with a grant of its own' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'No role of a request has a privilege on a partition; partitions are used through their parent.' as description,
       format('%s has %s on the partition %s.', a.grantee::regrole, lower(a.privilege_type), c.oid::regclass) as detail,
       format('revoke all on %s from %s;', c.oid::regclass, a.grantee::regrole) as remediation,
       'G17_no_grant_on_a_partition:' || c.oid::regclass || ' ' || a.privilege_type || ' ' || a.grantee::regrole as cache_key
  from pg_catalog.pg_class c
 cross join lateral aclexplode(c.relacl) a
 where c.relispartition
   and a.grantee <> c.relowner
   and a.grantee::regrole::text in ('tenet_visitor', 'tenet_anonymous', 'tenet_views', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker');
