comment on column tenet.workspaces.slug is null;
