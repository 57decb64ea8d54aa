-- A function call outside of an uncorrelated sub-select runs once a row. Measured: 4 to 8 times slower on a scan, thousands of
-- times on an ordered page. The deparsed text is searched after its sub-selects without a parenthesis inside are taken out,
-- innermost first.
select 'G04_policy_calls_nothing_per_row' as name,
       'A policy calls a function for every row' as title,
       'ERROR' as level,
       '{performance}'::text[] as categories,
       'No policy calls a function outside of ( select … ).' as description,
       format('Policy %I on %s says: %s', p.policyname, p.relation, p.text) as detail,
       'Put the call into a sub-select: (select tenet.may(''contact:read'')).' as remediation,
       'G04_policy_calls_nothing_per_row:' || p.relation || '.' || p.policyname as cache_key
  from (select polname as policyname,
               polrelid::regclass as relation,
               concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as text
          from pg_catalog.pg_policy) p
 where regexp_replace(p.text, '\( SELECT [^()]*(\([^()]*\)[^()]*)*\)', '', 'g') ~ '[a-z_0-9]\(';
