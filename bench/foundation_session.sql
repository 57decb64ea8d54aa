-- The view that policies read, as it was before there were keys, grants, groups and attributes: what a member's session took then.
set local role tenet_resolver;
create or replace view tenet.current_session as
  select s.tenant_id, s.workspace_id, s.user_id, s.role, s.permissions, s.expires_at, s.purpose, s.tenant_wide, s.ip, s.user_agent,
         null::uuid as api_key_id, null::uuid as support_grant_id, null::text as actor_name, null::text[] as groups, null::jsonb as attributes,
         null::timestamptz as authenticated_at, null::timestamptz as second_factor_at, null::text[] as grantee_keys
    from (select) as always
    left join tenet_private.sessions s
      on s.handle_hash = sha256(convert_to(current_setting('tenet.session', true), 'UTF8'))
     and s.login = session_user
     and s.expires_at > clock_timestamp()
     and current_setting('transaction_isolation') = 'read committed'
   where case
           when s.handle_hash is not null then true
           when coalesce(current_setting('tenet.session', true), '') = '' then false
           else tenet_private.refuse_session()
         end
  offset 0;
