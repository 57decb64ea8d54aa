-- What one database needs from its administrator before the migrations run as tenet_migrator: the schemas and their owners, and
-- the doors that Postgres leaves open to PUBLIC, closed. Run after roles.sql by the database's owner or a superuser; running it
-- again changes nothing.

revoke all on schema public from public;

create schema if not exists app authorization tenet_owner;
create schema if not exists api authorization tenet_views;
create schema if not exists tenet authorization tenet_owner;
create schema if not exists tenet_private authorization tenet_owner;
create schema if not exists tenet_query authorization tenet_owner;

-- Functions are executable by PUBLIC when they are created; only the form without a schema takes that away.
alter default privileges for role tenet_owner revoke execute on functions from public;
alter default privileges for role tenet_resolver revoke execute on functions from public;
alter default privileges for role tenet_views revoke execute on functions from public;

-- Built-in functions by which somebody who injects SQL could change settings, hold locks, signal other connections, store data
-- outside of row level security, run text as SQL, see or replace what a pooled connection has prepared, or watch what others do.
-- Where a managed service forbids the revoke,
-- a warning names the function: the session handle alone still decides every right.
do $$
declare
  door record;
begin
  for door in
    select p.oid::regprocedure as signature,
           case
             when p.proname = 'set_config' then 'tenet_authenticator, tenet_gateway, tenet_worker, tenet_migrator, tenet_owner'
             when p.proname ~ '^pg_(try_)?advisory_' or p.proname = 'pg_notify' then 'tenet_worker, tenet_migrator, tenet_owner, tenet_resolver'
             when p.proname ~ '^pg_stat_get_|_size$' then 'tenet_auditor, pg_monitor'
           end as keepers
      from pg_catalog.pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace
       and p.prokind = 'f'
       and p.proname ~ ('^lo_|^lo(read|write)$|^pg_(try_)?advisory_|^pg_notify$|^set_config$|^pg_sleep|_to_xml|_and_xmlschema$|^ts_stat$'
                     || '|^pg_(cancel|terminate)_backend$|^pg_logical_emit_message$|^pg_prepared_statement$|^pg_cursor$|^pg_stat_get_|^pg_(table|indexes|relation|total_relation|database)_size$')
  loop
    begin
      execute format('revoke execute on function %s from public', door.signature);
      if door.keepers is not null then
        execute format('grant execute on function %s to %s', door.signature, door.keepers);
      end if;
    exception when insufficient_privilege then
      raise warning 'this login may not revoke % from public; run hardening.sql as a superuser where you can', door.signature;
    end;
  end loop;
end
$$;
