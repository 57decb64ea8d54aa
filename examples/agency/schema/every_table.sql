-- The columns that every table has say the same everywhere.

do $$
declare
  wanted record;
begin
  for wanted in
    select p.relation, a.attname, d.description
      from tenet.protected_tables p
      join pg_attribute a
        on a.attrelid = p.relation
      join (values
             ('tenant_id', 'The tenant whose row it is; from the session, never given.'),
             ('workspace_id', 'The workspace whose row it is; from the session, never given.'),
             ('id', 'Identifies the row in its workspace.'),
             ('created_at', 'When the row was made.'),
             ('created_by', 'The user who made it; null when a job or an import did.'),
             ('updated_at', 'When the row was last changed.')
           ) as d (attname, description)
        on d.attname = a.attname
     where col_description(a.attrelid, a.attnum) is null
  loop
    execute format('comment on column %s.%I is %L', wanted.relation, wanted.attname, wanted.description);
  end loop;
end
$$;

-- The api views carry the comments of their tables.
select tenet.rebuild();
