set local role tenet_owner;
create table app.faults (tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(), primary key (tenant_id, id));
select tenet.protect('app.faults');
do $$
declare
  statistics text;
begin
  for statistics in select format('%s.%I', stxnamespace::regnamespace, stxname) from pg_statistic_ext where stxrelid = 'app.faults'::regclass loop
    execute 'drop statistics ' || statistics;
  end loop;
end
$$;
