create function api.faulty() returns tenet.workspaces language sql as 'select null::tenet.workspaces';
