-- Who may connect to this database and create in it. Postgres keeps that outside of the database, so a copy of it needs this again.
-- Run after roles.sql by the database's owner or a superuser; running it again changes nothing.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to tenet_authenticator, tenet_gateway, tenet_worker, tenet_migrator, tenet_auditor', current_database());
  execute format('grant create on database %I to tenet_owner', current_database());   -- graphile-migrate keeps its own schema
end
$$;
