alter table tenet.job_runs add column fault text references tenet.roles (name);
