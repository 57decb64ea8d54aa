alter table tenet.workspaces no force row level security;
