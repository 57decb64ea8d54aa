create table app.faults (tenant_id uuid not null);
