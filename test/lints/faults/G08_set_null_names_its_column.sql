alter table tenet.memberships add constraint fault foreign key (tenant_id, workspace_id) references tenet.workspaces on delete set null;
