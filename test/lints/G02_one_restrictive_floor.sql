-- Permissive policies are added together: one too many and a tenant sees its neighbours. Restrictive ones hold whatever is added.
-- So every command on a governed table has exactly one, for everybody, which begins with the scope of the session; a row rule may
-- follow it after `and`, and nothing may stand beside it after `or`. security.md asks for one policy for all commands; here it is
-- one a command, because each also names the permission of its command, in the same sub-select. For Tenet's own tables see L08.
select 'G02_one_restrictive_floor' as name,
       'A command without its floor' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every command on a governed table has exactly one restrictive policy, for everybody, that begins with the scope and the permission of the session.' as description,
       format('%s of %s has %s restrictive policies, and %s begin with its scope.', t.command, t.relation, f.restrictive, f.right_floor) as detail,
       format('select tenet.rebuild(%L);', t.relation) as remediation,
       'G02_one_restrictive_floor:' || t.relation || ' ' || t.command as cache_key
  from (select p.relation, c.command, c.letter,
               format('^\(%1$s\)$|^\(\(%1$s\) AND .*\)$',
                 case p.scope when 'tenant' then 'tenant_id = \( SELECT s\.tenant_id' else '\(tenant_id, workspace_id\) = \( SELECT s\.tenant_id, s\.workspace_id' end
                 || ' FROM tenet\.current_session s WHERE \(''[a-z0-9_]+:[a-z0-9_]+''::text = ANY \(s\.permissions\)\)\)') as floor
          from tenet.protected_tables p
         cross join (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as c (command, letter)
         where p.scope <> 'shared') t
 cross join lateral (
         select count(*) as floors
           from pg_catalog.pg_policy l
          where l.polrelid = t.relation
            and not l.polpermissive
            and l.polcmd::text in (t.command, '*')
            and l.polroles = t.roles
            and not exists (
                  select
                    from (values
                           (l.polqual, l.polcmd <> 'a'),
                           (l.polwithcheck, l.polcmd in ('a', 'w', '*'))
                         ) as e (expression, needed)
                   where e.needed
                     and regexp_replace(pg_get_expr(e.expression, l.polrelid), '\s+', ' ', 'g') ~ format('^%s$', t.floor) is not true
                )
       ) f
 where f.floors <> 1;
