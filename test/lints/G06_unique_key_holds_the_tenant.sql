-- A unique key without the tenant answers whether another tenant has the value. Keys of the platform itself (slugs of tenants,
-- handles of sessions) are on tables without a tenant_id, or in tenet_private, which no request reaches.
select 'G06_unique_key_holds_the_tenant' as name,
       'A unique key spans tenants' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'Every unique and exclusion index of a table with a tenant_id has tenant_id in it.' as description,
       format('%s on %s does not hold tenant_id.', i.indexrelid::regclass, i.indrelid::regclass) as detail,
       'Make tenant_id the first column of the key.' as remediation,
       'G06_unique_key_holds_the_tenant:' || i.indexrelid::regclass as cache_key
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c
    on c.oid = i.indrelid
  join pg_catalog.pg_attribute a
    on a.attrelid = i.indrelid
   and a.attname = 'tenant_id'
 where c.relnamespace::regnamespace::text in ('app', 'tenet')
   and (i.indisunique or i.indisexclusion)
   and a.attnum <> all ((i.indkey::smallint[])[0:i.indnkeyatts - 1])   -- an int2vector counts from 0; included columns make nothing unique
   and not (i.indrelid = 'tenet.external_tenants'::regclass and i.indisprimary)   -- the issuer's own ids, looked up before there is a tenant
   and i.indexrelid <> 'tenet.a_customer_is_one_tenant'::regclass   -- the provider's own, written by the operator alone: no request can try one;
