-- Built-in functions by which injected SQL could store data outside of row level security, hold locks against other tenants,
-- signal, change settings, sleep, run text as SQL, see what a pooled connection has prepared, or count what other tenants have. Not all of them are secret; none of them is for a request.
select 'G20_doors_closed_to_public' as name,
       'A built-in function that requests do not need is open' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'lo_*, advisory locks, pg_notify, set_config, pg_sleep, the *_to_xml family, ts_stat, signals to other connections, prepared statements, cursors, statistics and sizes are not executable by PUBLIC or by the roles of a request.' as description,
       format('%s is executable by %s.', p.oid::regprocedure, string_agg(case when a.grantee = 0 then 'PUBLIC' else a.grantee::regrole::text end, ', ')) as detail,
       format('revoke execute on function %s from %s;', p.oid::regprocedure, string_agg(case when a.grantee = 0 then 'public' else a.grantee::regrole::text end, ', ')) as remediation,
       'G20_doors_closed_to_public:' || p.oid::regprocedure as cache_key
  from pg_catalog.pg_proc p
 cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
 where p.pronamespace = 'pg_catalog'::regnamespace
   and p.prokind = 'f'
   -- the same names as in hardening.sql
   and p.proname ~ ('^lo_|^lo(read|write)$|^pg_(try_)?advisory_|^pg_notify$|^set_config$|^pg_sleep|_to_xml|_and_xmlschema$|^ts_stat$'
                 || '|^pg_(cancel|terminate)_backend$|^pg_logical_emit_message$|^pg_prepared_statement$|^pg_cursor$|^pg_stat_get_|^pg_(table|indexes|relation|total_relation|database)_size$')
   and (a.grantee = 0 or a.grantee::regrole::text in ('tenet_visitor', 'tenet_anonymous'))
 group by p.oid;
