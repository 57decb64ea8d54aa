create policy fault on tenet.workspaces for select using (coalesce((select tenet.current_tenant_id()), tenant_id) = tenant_id);
