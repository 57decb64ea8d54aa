-- Permissive policies are added together: one too many and a tenant sees its neighbours. Restrictive ones hold whatever is added.
-- So every command on a governed table has exactly one, for everybody, that is nothing but the scope of the session that holds the
-- permission; row rules are policies beside it, and narrow. security.md asks for one policy for all commands; here it is one a
-- command, because each also names the permission of its command, in the same sub-select. Where rows are shared the floor is the scope
-- of a session that holds the permission or has something of this table (of its parent's) shared with it, and a second policy, of
-- that form, says that without the permission it is this very row that is shared. For Tenet's own tables see L08.
select 'G02_one_restrictive_floor' as name,
       'A command without its floor' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every command on a governed table has exactly one restrictive policy, for everybody, that is the scope of the session that holds the permission; where rows are shared, of one with which something is shared, too, and another policy that asks for this very row.' as description,
       format('%s of %s has %s policies that are its floor%s.', t.command, t.relation, f.floors, case when t.share is not null then format(', and %s by which single rows are shared', f.shares) else '' end) as detail,
       format('select tenet.rebuild(%L);', t.relation) as remediation,
       'G02_one_restrictive_floor:' || t.relation || ' ' || t.command as cache_key
  from (select p.relation, c.command, c.letter, h.share,
               format('^\(%s FROM tenet\.current_session s WHERE \(%s\)\)\)$',
                 case
                   when p.scope = 'tenant' then 'tenant_id = \( SELECT s\.tenant_id'
                   when p.scope = 'personal' and c.command <> 'select' then '\(tenant_id, workspace_id, user_id\) = \( SELECT s\.tenant_id, s\.workspace_id, s\.user_id'
                   else '\(tenant_id, workspace_id\) = \( SELECT s\.tenant_id, s\.workspace_id'
                 end,
                 case
                   when h.share is null then '''[a-z0-9_]+:[a-z0-9_]+''::text = ANY \(s\.permissions\)'
                   else format('\(''[a-z0-9_]+:[a-z0-9_]+''::text = ANY \(s\.permissions\)\) OR \(EXISTS \( WITH anything AS MATERIALIZED \( SELECT %s \(s\.grantee_keys\)\)\) \) SELECT FROM anything\)\)', h.share)
                 end) as floor,
               format('^ CASE \( SELECT CASE WHEN \(''[a-z0-9_]+:[a-z0-9_]+''::text = ANY \(s\.permissions\)\) THEN ''all''::text'
                      ' WHEN \(EXISTS \( SELECT %1$s \(s\.grantee_keys\)\)\) OFFSET 500\)\) THEN ''many''::text'
                      ' ELSE ''few''::text END AS "case" FROM tenet\.current_session s\)'
                      ' WHEN ''all''::text THEN true'
                      ' WHEN ''many''::text THEN \(EXISTS \( SELECT %1$s %2$s AND \(shared\.row_id = %3$s\.%4$s\)\) OFFSET 0\)\)'
                      ' ELSE \(%4$s IN \( SELECT shared\.row_id %1$s %2$s\)\)\) END$',
                 h.share, '\(\( SELECT s\.grantee_keys FROM tenet\.current_session s\)::text\[\]\)\)',
                 quote_ident((select t.relname from pg_catalog.pg_class t where t.oid = p.relation)), quote_ident(h.key)) as sharing
          from tenet.protected_tables p
         cross join (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as c (command, letter)
          left join tenet.protected_tables elder
            on elder.relation = p.parent
           and elder.shareable
           and not exists (select from tenet.row_rules r where r.relation = p.relation and r.command = c.command and r.permission is not null)
         cross join lateral (
                 select format('FROM tenet\.live_shares shared WHERE \(\(\(shared\.relation\)::oid = \(''%s''::regclass\)::oid\) AND \(shared\.action = ANY \(''%s''::text\[\]\)\) AND \(shared\.grantee_key = ANY',
                          x.relation, case when c.command = 'select' then '\{read,update,delete\}' when p.shareable then '\{' || c.command || '\}' else '\{update\}' end) as share,
                        x.key
                   from (select case when p.shareable and c.command <> 'insert' then p.relation else elder.relation end as relation,
                                case when p.shareable and c.command <> 'insert' then (tenet_private.row_key(p.relation, p.scope))[1] else p.parent_key end as key) x
                  where x.relation is not null
                  union all
                 select null, null where not (p.shareable and c.command <> 'insert') and elder.relation is null
               ) h
         where p.scope <> 'shared') t
 cross join lateral (
         select count(*) filter (where x.is_floor) as floors, count(*) filter (where x.is_sharing) as shares
           from pg_catalog.pg_policy l
          cross join lateral (
                  select bool_and(regexp_replace(pg_get_expr(e.expression, l.polrelid), '\s+', ' ', 'g') ~ t.floor is true) as is_floor,
                         bool_and(regexp_replace(pg_get_expr(e.expression, l.polrelid), '\s+', ' ', 'g') ~ t.sharing is true) as is_sharing
                    from (values (l.polqual, t.letter <> 'a'), (l.polwithcheck, t.letter in ('a', 'w'))) as e (expression, needed)
                   where e.needed
                ) x
          where l.polrelid = t.relation
            and not l.polpermissive
            and l.polcmd::text = t.letter
            and l.polroles = '{0}'
       ) f
 where f.floors <> 1
    or (t.share is not null and f.shares <> 1);
