grant select (slug) on tenet.workspaces to public;
