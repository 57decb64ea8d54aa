create table app.faults (tenant_id uuid not null, id uuid not null, user_id uuid references tenet.users (id), primary key (tenant_id, id));
