-- Logical replication sends every tenant's rows to its subscriber unless the publication says which.
select 'G19_publication_is_filtered' as name,
       'A publication without a row filter' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'No publication publishes all tables, a schema, or a table of app, tenet or tenet_private without a row filter.' as description,
       format('Publication %I publishes %s.', p.pubname, coalesce(p.relation, 'every table')) as detail,
       format('drop publication %I; or give it a row filter: … for table t where (…)', p.pubname) as remediation,
       'G19_publication_is_filtered:' || p.pubname || ' ' || coalesce(p.relation, 'all') as cache_key
  from (select b.pubname, null::text as relation
         from pg_catalog.pg_publication b
        where b.puballtables
        union all
       select b.pubname, r.prrelid::regclass::text
         from pg_catalog.pg_publication b
         join pg_catalog.pg_publication_rel r
           on r.prpubid = b.oid
          and r.prqual is null
         join pg_catalog.pg_class c
           on c.oid = r.prrelid
          and c.relnamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
        union all
       select b.pubname, n.pnnspid::regnamespace::text
         from pg_catalog.pg_publication b
         join pg_catalog.pg_publication_namespace n
           on n.pnpubid = b.oid
          and n.pnnspid::regnamespace::text in ('app', 'tenet', 'tenet_private')) p;
