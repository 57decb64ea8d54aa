-- On delete set null without a list of columns would null the scope columns of the child as well.
select 'G08_set_null_names_its_column' as name,
       'On delete set null without its column' as title,
       'ERROR' as level,
       '{isolation}'::text[] as categories,
       'A foreign key with on delete set null or set default names the columns that it sets.' as description,
       format('%I on %s sets all its columns.', con.conname, con.conrelid::regclass) as detail,
       'Write: on delete set null (<column>).' as remediation,
       'G08_set_null_names_its_column:' || con.conrelid::regclass || '.' || con.conname as cache_key
  from pg_catalog.pg_constraint con
 where con.contype = 'f'
   and con.connamespace::regnamespace::text in ('app', 'tenet', 'tenet_private')
   and con.confdeltype in ('n', 'd')
   and con.confdelsetcols is null;
