-- Without force, whoever owns a table, and every definer function of that owner, walks past its policies.
select 'G01_rls_forced' as name,
       'Row level security is not forced' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every table and partition of app, tenet and tenet_private has row level security enabled and forced.' as description,
       format('%s has row level security %s.', c.oid::regclass, case when c.relrowsecurity then 'enabled, but not forced' else 'switched off' end) as detail,
       format('alter table %1$s enable row level security; alter table %1$s force row level security;', c.oid::regclass) as remediation,
       'G01_rls_forced:' || c.oid::regclass as cache_key
  from pg_catalog.pg_class c
 where c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
   and c.relkind in ('r', 'p')
   and not (c.relrowsecurity and c.relforcerowsecurity);
