-- Gaps of the principals that were found afterwards.

-- A key stays as what acted when its role is gone, as an invitation does: one that is live keeps delete_role() from it.
alter table tenet.api_keys drop constraint if exists api_keys_tenant_id_role_fkey;

-- What one tenant pays for is no other's.
alter table tenet.billing_accounts
  drop constraint if exists a_customer_is_one_tenant,
  add constraint a_customer_is_one_tenant unique (customer_id);

drop function if exists tenet_private.count_in_session(text, regclass[]);
drop function if exists tenet_private.count_for_support(tenet.current_session, uuid[], boolean, boolean, uuid);
drop function if exists tenet_private.check_mapping_right(tenet.current_session, text, uuid);
drop function if exists tenet_private.check_group_mapping(tenet.current_session, text, text);

--! include all.sql

-- Now that no view reads it any more.
drop function if exists tenet_private.may_approve_support(uuid, uuid);
