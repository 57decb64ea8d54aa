-- Principals, after they were attacked and measured once more.

-- Shares are looked up by one word that names the workspace as well, so that a policy asks for the session once.
alter table tenet.shares
  add column if not exists grantee_key text not null generated always as (workspace_id || '/' || coalesce('user:' || user_id::text, 'role:' || role, 'group:' || group_name)) stored,
  drop constraint if exists shares_tenant_id_workspace_id_relation_action_grantee_row_i_key;
create unique index if not exists shares_of_grantee on tenet.shares (grantee_key, relation, action, row_id, tenant_id) include (ends_at);
create index if not exists shares_of_row on tenet.shares (relation, row_id);
drop index if exists tenet.shares_relation_idx, tenet.shares_tenant_id_relation_row_id_idx;

-- Sessions that are open have none, and see what is shared when they are opened anew, within the hour.
alter table tenet_private.sessions add column if not exists grantee_keys text[] not null default '{}';

-- A key stays as what acted when its role is gone, as an invitation does: one that is live keeps delete_role() from it.
alter table tenet.api_keys drop constraint if exists api_keys_tenant_id_role_fkey;

-- What one tenant pays for is no other's.
alter table tenet.billing_accounts drop constraint if exists a_customer_is_one_tenant;
alter table tenet.billing_accounts add constraint a_customer_is_one_tenant unique (customer_id);

-- Fewer approvals of support are enough from a day later on.
alter table tenet.support_settings add column if not exists fewer_from timestamptz;

drop function if exists tenet_private.floor_condition(name[], text, text);
drop function if exists tenet_private.count_in_session(text, regclass[]);
drop function if exists tenet_private.count_for_support(tenet.current_session, uuid[], boolean, boolean, uuid);
drop function if exists tenet_private.check_mapping_right(tenet.current_session, text, uuid);
drop function if exists tenet_private.check_group_mapping(tenet.current_session, text, text);

-- What tenet.pii_candidates() reads of names is told by other functions now.
drop function if exists tenet_private.pii_columns(regclass);
drop function if exists tenet_private.is_of_person(text);

--! include all.sql

-- Now that no view reads them any more.
drop function if exists tenet_private.may_approve_support(uuid, uuid);
drop function if exists tenet_private.share_condition(tenet.protected_tables, text, boolean);
