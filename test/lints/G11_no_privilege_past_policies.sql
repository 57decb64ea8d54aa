-- Truncate ignores row level security; references, trigger and maintain (17 and later) let their holder look or act past it. So
-- nobody grants all.
select 'G11_no_privilege_past_policies' as name,
       'A privilege that policies do not see' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'No role of a request holds truncate, references, trigger or maintain on any table; nor do the roles that requests act through.' as description,
       format('%s has %s on %s.', a.grantee::regrole, lower(a.privilege_type), c.oid::regclass) as detail,
       format('revoke %s on %s from %s;', lower(a.privilege_type), c.oid::regclass, a.grantee::regrole) as remediation,
       'G11_no_privilege_past_policies:' || c.oid::regclass || ' ' || a.privilege_type || ' ' || a.grantee::regrole as cache_key
  from pg_catalog.pg_class c
 cross join lateral aclexplode(c.relacl) a
 where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
   and a.grantee <> 0
   and a.grantee <> c.relowner
   and a.grantee::regrole::text in ('tenet_visitor', 'tenet_anonymous', 'tenet_views', 'tenet_resolver', 'tenet_parser', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker')
   and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN');
