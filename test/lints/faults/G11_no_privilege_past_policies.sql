grant truncate on tenet.workspaces to tenet_visitor;
