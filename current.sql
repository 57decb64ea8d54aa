-- What a write pays for its event.

-- Who acts is said once, when the session begins, and not by every event.
set local role tenet_resolver;
create or replace function tenet_private.client_of(ip inet, user_agent text)
  returns jsonb
  language sql
  immutable
  parallel safe
  return pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('ip', ip, 'user_agent', user_agent));
grant execute on function tenet_private.client_of(inet, text) to tenet_owner;
reset role;
alter table tenet_private.sessions
  add column if not exists actor_kind text not null generated always as (
    case when purpose is not null then 'job' when api_key_id is not null then 'api_key' when role = 'support' then 'support' else 'member' end) stored,
  add column if not exists actor_id uuid generated always as (case when purpose is null then coalesce(api_key_id, user_id) end) stored,
  add column if not exists behalf_of uuid generated always as (case when purpose is not null or api_key_id is not null then user_id end) stored,
  add column if not exists credential_id uuid generated always as (coalesce(api_key_id, support_grant_id)) stored,
  add column if not exists client jsonb not null generated always as (tenet_private.client_of(ip, user_agent)) stored;

-- Each table has a function of its own that records its changes.
--! include all.sql

-- Now that nothing calls them.
drop function if exists tenet_private.tg_audit();
drop function if exists tenet_private.longest_audit_window(uuid);
drop function if exists tenet_private.pruned_through(uuid);
drop function if exists tenet_private.is_removal_due(uuid, bigint);
drop function if exists tenet_private.has_events(uuid, bigint, bigint);
