-- Cluster roles: few and fixed. What a customer calls a role (owner, viewer, …) is data in tenet.roles.
--
-- Run by a login that may create roles, once a cluster; running it again changes nothing. It holds no password: whoever installs
-- sets those of the four logins. A role that exists with a dangerous attribute is an error, not silently repaired: somebody gave
-- it on purpose, and must take it back.

do $$
declare
  wanted record;
  existing pg_catalog.pg_roles;
begin
  for wanted in
    select *
      from (values
        ('tenet_owner',         false, 'Owns every object of Tenet; subject to row level security like everybody else (force).'),
        ('tenet_views',         false, 'Owns the api views and holds the column rights on app; subject to row level security.'),
        ('tenet_resolver',      false, 'Owns the definer functions that look up sessions and memberships; the only role with a plain read policy on those few tables.'),
        ('tenet_parser',        false, 'Owns the one function that parses the text of a query: knows the names of the schema api, and may read and run nothing.'),
        ('tenet_visitor',       false, 'The role of a request that has a session.'),
        ('tenet_anonymous',     false, 'The role of a request without a session: sees no row of any tenant.'),
        ('tenet_auditor',       false, 'Granted to DBAs: reads the catalogue, the policies and the job ledger; no tenant row.'),
        ('tenet_authenticator', true,  'Login of the API pool: no right of its own, may only become tenet_visitor or tenet_anonymous.'),
        ('tenet_gateway',       true,  'Login of the small second pool: may open and close sessions, nothing else.'),
        ('tenet_worker',        true,  'Login of the worker: runs the job functions, one tenant session at a time.'),
        ('tenet_migrator',      true,  'Login of migrations; its sessions start as tenet_owner. Never used by server or worker.')
      ) as roles (name, login, description)
  loop
    select * into existing from pg_catalog.pg_roles where rolname = wanted.name;
    if not found then
      execute format('create role %I %s noinherit', wanted.name, case when wanted.login then 'login' else 'nologin' end);
      if wanted.name in ('tenet_owner', 'tenet_migrator') then
        execute format('alter role %I inherit', wanted.name);
      end if;
    elsif existing.rolsuper or existing.rolbypassrls or existing.rolreplication or existing.rolcreaterole or existing.rolcreatedb then
      raise exception 'role % has an attribute it must not have (superuser, bypassrls, replication, createrole or createdb)', wanted.name
        using hint = format('alter role %I nosuperuser nobypassrls noreplication nocreaterole nocreatedb;', wanted.name);
    end if;
    execute format('comment on role %I is %L', wanted.name, wanted.description);
  end loop;
end
$$;

-- Who may become whom. From Postgres 16 a membership itself says whether it inherits; before, the member's NOINHERIT says it.
do $$
declare
  membership record;
begin
  for membership in
    select *
      from (values
        ('tenet_visitor',   'tenet_authenticator', false),
        ('tenet_anonymous', 'tenet_authenticator', false),
        ('tenet_visitor',   'tenet_worker',        false),
        ('tenet_owner',     'tenet_migrator',      true),
        ('tenet_resolver',  'tenet_migrator',      false),
        ('tenet_parser',    'tenet_migrator',      false),
        ('tenet_views',     'tenet_owner',         true)   -- the verbs replace the api views as tenet_owner
      ) as memberships (granted, member, inherits)
  loop
    if pg_catalog.current_setting('server_version_num')::integer >= 160000 then
      execute format('grant %I to %I with inherit %s, set true', membership.granted, membership.member, membership.inherits::text);
    else
      execute format('grant %I to %I', membership.granted, membership.member);
    end if;
  end loop;
end
$$;

alter role tenet_migrator set role = 'tenet_owner';
alter role tenet_migrator set lock_timeout = '10s';

-- A request is short. A long transaction holds back the sealing of the audit trail and can outlive a right.
alter role tenet_authenticator set statement_timeout = '5s';
alter role tenet_authenticator set lock_timeout = '2s';
alter role tenet_authenticator set idle_in_transaction_session_timeout = '10s';
alter role tenet_authenticator set default_transaction_isolation = 'read committed';
alter role tenet_authenticator set search_path = '';
alter role tenet_authenticator set jit = off;

alter role tenet_gateway set statement_timeout = '5s';
alter role tenet_gateway set lock_timeout = '4s';
alter role tenet_gateway set idle_in_transaction_session_timeout = '10s';
alter role tenet_gateway set search_path = '';

alter role tenet_worker set statement_timeout = '1min';   -- shorter than the lease of a job, so that none runs twice at a time
alter role tenet_worker set lock_timeout = '10s';
alter role tenet_worker set idle_in_transaction_session_timeout = '1min';
alter role tenet_worker set synchronous_commit = on;   -- a checkpoint that was signed is of a batch that no crash of the server undoes
