-- Permissive policies are added together, so each role that one of them lets in must also stand under a restrictive floor.
-- tenet_resolver reads the few tables from which sessions and rights are looked up, and tenet_owner writes them in migrations:
-- both act before there is a session, and neither serves a request.
select 'L08_everybody_is_under_the_floor' as name,
       'A role with a policy and without a floor' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'On every table with a tenant_id, each role of a permissive policy, but for tenet_resolver, tenet_owner and tenet_auditor, is also a role of a restrictive policy for the same commands, which begins with the session''s tenant.' as description,
       format('%s may use %s by policy %I, and no floor is under it.', case when r.role = 0 then 'PUBLIC' else r.role::regrole::text end, l.polrelid::regclass, l.polname) as detail,
       format('create policy tenant_floor on %s as restrictive for all using (…);', l.polrelid::regclass) as remediation,
       'L08_everybody_is_under_the_floor:' || l.polrelid::regclass || '.' || l.polname as cache_key
  from pg_catalog.pg_policy l
  join pg_catalog.pg_class c
    on c.oid = l.polrelid
   and c.relnamespace::regnamespace::text in ('app', 'tenet')
  join pg_catalog.pg_attribute a
    on a.attrelid = c.oid
   and a.attname = 'tenant_id'
 cross join lateral unnest(l.polroles) as r (role)
 where l.polpermissive
   and (r.role = 0 or r.role::regrole::text not in ('tenet_resolver', 'tenet_owner', 'tenet_auditor'))
   and exists (
         select
           from unnest(case when l.polcmd = '*' then '{r,a,w,d}'::text[] else array[l.polcmd::text] end) as c (command)
          where not exists (
                  select
                    from pg_catalog.pg_policy f
                   where f.polrelid = l.polrelid
                     and not f.polpermissive
                     and f.polcmd::text in (c.command, '*')
                     and (0 = any (f.polroles) or r.role = any (f.polroles))
                     and coalesce(pg_get_expr(f.polqual, f.polrelid), pg_get_expr(f.polwithcheck, f.polrelid)) ~ '^\(+tenant_id(, workspace_id(, user_id)?\))? = \( SELECT s\.tenant_id'
                )
       );
