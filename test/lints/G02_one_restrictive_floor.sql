-- Permissive policies are added together: one of them too many and a tenant sees its neighbours. A restrictive floor holds whatever
-- is added. On governed tables it is for everybody; on Tenet's own tables it is for tenet_views, because tenet_resolver looks
-- sessions and memberships up before there is a session (G01 and L08 see to the rest).
select 'G02_one_restrictive_floor' as name,
       'A table without its floor' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every governed table, and every table of tenet with a tenant_id, has exactly one restrictive policy, for all commands, comparing its scope with the session''s on reading and on writing.' as description,
       format('%s has %s restrictive policies, and %s of them is the floor of its scope.', t.relation, f.restrictive, f.right_floor) as detail,
       format('select tenet.protect(%L);', t.relation) as remediation,
       'G02_one_restrictive_floor:' || t.relation as cache_key
  from (select p.relation,
               '{0}'::oid[] as roles,
               case p.scope
                 when 'tenant' then '(tenant_id = ( SELECT s.tenant_id FROM tenet.current_scope() s(tenant_id, workspace_id, user_id)))'
                 else '((tenant_id, workspace_id) = ( SELECT s.tenant_id, s.workspace_id FROM tenet.current_scope() s(tenant_id, workspace_id, user_id)))'
               end as floor
          from tenet.protected_tables p
         where p.scope <> 'shared'
         union all
        select c.oid::regclass,
               array['tenet_views'::regrole::oid],
               format('(%s = ( SELECT s.tenant_id FROM tenet.current_scope() s(tenant_id, workspace_id, user_id)))', a.attname)
          from pg_catalog.pg_class c
          join pg_catalog.pg_attribute a
            on a.attrelid = c.oid
           and a.attname = case when c.oid = 'tenet.tenants'::regclass then 'id' else 'tenant_id' end
         where c.relnamespace = 'tenet'::regnamespace
           and c.relkind in ('r', 'p')
           and c.oid <> 'tenet.external_tenants'::regclass) t   -- no role of a request has any policy there
 cross join lateral (
         select count(*) as restrictive,
                count(*) filter (
                  where l.polcmd = '*'
                    and l.polroles = t.roles
                    and regexp_replace(pg_get_expr(l.polqual, l.polrelid), '\s+', ' ', 'g') = t.floor
                    and regexp_replace(pg_get_expr(l.polwithcheck, l.polrelid), '\s+', ' ', 'g') = t.floor
                ) as right_floor
           from pg_catalog.pg_policy l
          where l.polrelid = t.relation
            and not l.polpermissive
       ) f
 where (f.restrictive, f.right_floor) <> (1, 1);
