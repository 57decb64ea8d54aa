-- An owner may drop a policy. The roles of requests and the logins of the running system own nothing, but for the worker's queue:
-- graphile-worker keeps its schema itself, and no tenant's row is in it.
select 'G14_request_role_owns_nothing' as name,
       'A role of a request owns something' as title,
       'ERROR' as level,
       '{privileges}'::text[] as categories,
       'The run-time roles own no relation, function, type or schema of this database but the worker''s own queue.' as description,
       format('%s owns %s.', o.owner::regrole, o.name) as detail,
       'Give it to tenet_owner: alter … owner to tenet_owner;' as remediation,
       'G14_request_role_owns_nothing:' || o.name as cache_key
  from (select c.relowner as owner, c.relnamespace as schema, c.oid::regclass::text as name from pg_catalog.pg_class c
         union all
        select p.proowner, p.pronamespace, p.oid::regprocedure::text from pg_catalog.pg_proc p
         union all
        select n.nspowner, n.oid, n.nspname::text from pg_catalog.pg_namespace n
         union all
        select t.typowner, t.typnamespace, t.oid::regtype::text from pg_catalog.pg_type t where t.typrelid = 0 and t.typelem = 0) o
 where o.owner in (select r.oid from pg_catalog.pg_roles r where r.rolname in ('tenet_visitor', 'tenet_anonymous', 'tenet_authenticator', 'tenet_gateway', 'tenet_worker'))
   and not (o.owner = 'tenet_worker'::regrole and o.schema::regnamespace::text in ('graphile_worker', 'pg_toast'));
