create policy fault on tenet.workspaces for select using (false);
