create policy fault on tenet.workspaces for select using (tenet.may('workspace:read'));
