-- One way to name things, so that a name can be guessed. The forbidden endings collide with types that PostGraphile makes, and
-- would be swallowed silently.
select 'L04_names_are_regular' as name,
       'A name that breaks the rules' as title,
       'WARN' as level,
       '{design}'::text[] as categories,
       'Tables are plural words and end in none of _base, _input, _patch, _payload, _edge, _connection; policies are tenant_floor or <command>_<who>; triggers start with three digits; functions start with a verb or with current_, may, is_, has_, tg_.' as description,
       format('%s %s: %s', o.kind, o.name, o.rule) as detail,
       'Rename it.' as remediation,
       'L04_names_are_regular:' || o.kind || ' ' || o.name as cache_key
  from (select 'relation' as kind, c.oid::regclass::text as name, 'lower case words, none of the endings that collide' as rule
         from pg_catalog.pg_class c
        where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
          and c.relkind in ('r', 'p', 'v', 'm')
          and (c.relname !~ '^[a-z][a-z0-9_]*$' or c.relname ~ '_(base|input|patch|payload|edge|connection)$')
        union all
       select 'table', c.oid::regclass::text, 'a plural noun'
         from pg_catalog.pg_class c
        where c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
          and c.relkind in ('r', 'p')
          and not c.relispartition
          and c.relname !~ '(s|people|children|data|media|staff|content)$'
        union all
       select 'policy', format('%I on %s', l.polname, l.polrelid::regclass), 'tenant_floor or <command>_<who>'
         from pg_catalog.pg_policy l
         join pg_catalog.pg_class c
           on c.oid = l.polrelid
        where c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
          and l.polname !~ '^(tenant_floor|(select|insert|update|delete|all)_[a-z_]+)$'
        union all
       select 'trigger', format('%I on %s', t.tgname, t.tgrelid::regclass), '_<three digits>_<what it does>'
         from pg_catalog.pg_trigger t
         join pg_catalog.pg_class c
           on c.oid = t.tgrelid
        where c.relnamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
          and not t.tgisinternal
          and t.tgname !~ '^_[0-9]{3}_[a-z_]+$'
        union all
       select 'function', p.oid::regprocedure::text, 'lower case words'
         from pg_catalog.pg_proc p
        where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
          and p.proname !~ '^[a-z][a-z0-9_]*$'
        union all
       select 'trigger function', p.oid::regprocedure::text, 'tg_<what it does>, and only those'
         from pg_catalog.pg_proc p
        where p.pronamespace::regnamespace::text in ('app', 'api', 'tenet', 'tenet_private')
          and (p.prorettype = 'trigger'::regtype) <> (p.proname ~ '^tg_')) o;
