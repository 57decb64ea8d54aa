-- Postgres checks foreign keys behind the back of row level security: a key without the scope says whether another tenant has
-- the row, and a cascade deletes there. A table of app may point at a table without a tenant only when that is declared shared.
select 'G07_foreign_key_stays_in_its_tenant' as name,
       'A foreign key crosses tenants' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every foreign key between tables with tenant_id pairs tenant_id with tenant_id, and workspace_id with workspace_id where both tables of app have it.' as description,
       format('%I on %s leaves its %s.', f.conname, f.conrelid::regclass, f.scope) as detail,
       format('Declare it: select tenet.refer(%L, <column>, %L);', f.conrelid::regclass, f.confrelid::regclass) as remediation,
       'G07_foreign_key_stays_in_its_tenant:' || f.conrelid::regclass || '.' || f.conname as cache_key
  from (select con.conname, con.conrelid, con.confrelid, min(scope.column_name) as scope
         from pg_catalog.pg_constraint con
        cross join (values ('tenant_id'), ('workspace_id')) as scope (column_name)
        where con.contype = 'f'
          and con.connamespace::regnamespace::text in ('app', 'tenet')
          and (scope.column_name = 'tenant_id' or con.connamespace = 'app'::regnamespace)
          and exists (select from pg_catalog.pg_attribute a where a.attrelid = con.conrelid and a.attname = scope.column_name)
          and case
                when exists (select from pg_catalog.pg_attribute a where a.attrelid = con.confrelid and a.attname = scope.column_name) then true
                when scope.column_name = 'workspace_id' then false
                else con.connamespace = 'app'::regnamespace
                 and not exists (select from tenet.protected_tables p where p.relation = con.confrelid and p.scope = 'shared')
              end
          and not exists (
                select
                  from unnest(con.conkey, con.confkey) as pair (here, there)
                  join pg_catalog.pg_attribute h
                    on h.attrelid = con.conrelid
                   and h.attnum = pair.here
                   and h.attname = scope.column_name
                  join pg_catalog.pg_attribute t
                    on t.attrelid = con.confrelid
                   and t.attnum = pair.there
                   and t.attname = scope.column_name
              )
        group by con.oid, con.conname, con.conrelid, con.confrelid) f;
