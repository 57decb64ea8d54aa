create unique index fault on tenet.workspaces (id);
