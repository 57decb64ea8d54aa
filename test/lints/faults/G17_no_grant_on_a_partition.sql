create table app.faults (tenant_id uuid not null) partition by list (tenant_id);
create table app.faults_default partition of app.faults default;
grant select on app.faults_default to tenet_views;
