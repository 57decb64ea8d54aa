-- Shares are looked up by one word that names the workspace as well, so that a policy asks for the session once.
alter table tenet.shares
  add column grantee_key text not null generated always as (workspace_id || '/' || coalesce('user:' || user_id::text, 'role:' || role, 'group:' || group_name)) stored,
  drop constraint shares_tenant_id_workspace_id_relation_action_grantee_row_i_key;
create unique index shares_of_grantee on tenet.shares (grantee_key, relation, action, row_id, tenant_id) include (ends_at);
create index on tenet.shares (relation, row_id);
drop index tenet.shares_relation_idx, tenet.shares_tenant_id_relation_row_id_idx;

-- Sessions that are open have none, and see what is shared when they are opened anew, within the hour.
alter table tenet_private.sessions add column grantee_keys text[] not null default '{}';

drop function tenet_private.floor_condition(name[], text, text);

--! include all.sql

drop function tenet_private.share_condition(tenet.protected_tables, text, boolean);
