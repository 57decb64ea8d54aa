-- Permissive policies are added together: one too many and a tenant sees its neighbours. Restrictive ones hold whatever is added.
-- So every command on a governed table has exactly one, for everybody, that is nothing but the scope of the session that holds the
-- permission; row rules are policies beside it, and narrow. security.md asks for one policy for all commands; here it is one a
-- command, because each also names the permission of its command, in the same sub-select. For Tenet's own tables see L08.
select 'G02_one_restrictive_floor' as name,
       'A command without its floor' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every command on a governed table has exactly one restrictive policy, for everybody, that is the scope of the session that holds the permission.' as description,
       format('%s of %s has %s policies that are its floor.', t.command, t.relation, f.floors) as detail,
       format('select tenet.rebuild(%L);', t.relation) as remediation,
       'G02_one_restrictive_floor:' || t.relation || ' ' || t.command as cache_key
  from (select p.relation, c.command, c.letter,
               format('^\(%s FROM tenet\.current_session s WHERE \(''[a-z0-9_]+:[a-z0-9_]+''::text = ANY \(s\.permissions\)\)\)\)$',
                 case
                   when p.scope = 'tenant' then 'tenant_id = \( SELECT s\.tenant_id'
                   when p.scope = 'personal' and c.command <> 'select' then '\(tenant_id, workspace_id, user_id\) = \( SELECT s\.tenant_id, s\.workspace_id, s\.user_id'
                   else '\(tenant_id, workspace_id\) = \( SELECT s\.tenant_id, s\.workspace_id'
                 end) as floor
          from tenet.protected_tables p
         cross join (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as c (command, letter)
         where p.scope <> 'shared') t
 cross join lateral (
         select count(*) as floors
           from pg_catalog.pg_policy l
          where l.polrelid = t.relation
            and not l.polpermissive
            and l.polcmd::text = t.letter
            and l.polroles = '{0}'
            and not exists (
                  select
                    from (values (l.polqual, t.letter <> 'a'), (l.polwithcheck, t.letter in ('a', 'w'))) as e (expression, needed)
                   where e.needed
                     and regexp_replace(pg_get_expr(e.expression, l.polrelid), '\s+', ' ', 'g') ~ t.floor is not true
                )
       ) f
 where f.floors <> 1;
