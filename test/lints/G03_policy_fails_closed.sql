-- The words by which a policy fails open when there is no session: a coalesce to the row's own tenant, a null that equals a
-- null, a setting that a client can write, a login that a pool shares.
select 'G03_policy_fails_closed' as name,
       'A policy can fail open' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'No policy text has coalesce, current_setting, is (not) distinct from, is null, or session_user.' as description,
       format('Policy %I on %s says: %s', p.policyname, p.relation, p.text) as detail,
       'Write the condition from tenet.current_session and tenet.may(), which have no row and answer false without a session.' as remediation,
       'G03_policy_fails_closed:' || p.relation || '.' || p.policyname as cache_key
  from (select polname as policyname,
               polrelid::regclass as relation,
               concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as text
          from pg_catalog.pg_policy) p
 where p.text ~* 'coalesce\(|current_setting|is (not )?distinct|is null|session_user|current_user\M';
