-- A row without a tenant belongs to everybody or nobody, depending on who compares. Tables of app that are declared shared have
-- no tenant on purpose; an undeclared table of app is closed, and shows in tenet.coverage.
select 'G05_scope_is_never_null' as name,
       'A scope column is missing or may be null' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every governed table has tenant_id, and workspace_id or user_id where its scope says so, all not null.' as description,
       format('%s (%s) has no %s that is not null.', t.relation, t.scope, t.column_name) as detail,
       format('alter table %s add column %I uuid not null;', t.relation, t.column_name) as remediation,
       'G05_scope_is_never_null:' || t.relation || '.' || t.column_name as cache_key
  from (select p.relation, p.scope, wanted.column_name
          from tenet.protected_tables p
         cross join lateral unnest(case p.scope
                 when 'workspace' then '{tenant_id,workspace_id}'
                 when 'personal' then '{tenant_id,workspace_id,user_id}'
                 when 'tenant' then '{tenant_id}'
                 else '{}'
               end::name[]) as wanted (column_name)) t
 where not exists (
         select
           from pg_catalog.pg_attribute a
          where a.attrelid = t.relation
            and a.attname = t.column_name
            and a.atttypid = 'uuid'::regtype
            and a.attnotnull
            and not a.attisdropped
       );
