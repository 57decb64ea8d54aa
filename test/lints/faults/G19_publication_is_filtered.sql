create publication fault for table tenet.workspaces;
