-- What the numbers say: datasets, dashboards, and the charts on them.

create table app.datasets (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  description text,
  source text not null check (source in ('upload', 'web_analytics', 'advertising', 'newsletter', 'point_of_sale')),
  status text not null default 'ready' check (status in ('loading', 'ready', 'failed')),
  row_count bigint not null default 0 check (row_count >= 0),
  size_bytes bigint not null default 0 check (size_bytes >= 0),
  refreshed_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index datasets_newest on app.datasets (tenant_id, workspace_id, created_at desc, id desc);
create index datasets_by_name on app.datasets (tenant_id, workspace_id, name, id);
comment on table app.datasets is 'A table of figures that charts are drawn from.';
comment on column app.datasets.name is 'As the list of datasets shows it.';
comment on column app.datasets.description is 'What one row of it means; null when the name says enough.';
comment on column app.datasets.source is 'upload, web_analytics, advertising, newsletter or point_of_sale.';
comment on column app.datasets.status is 'loading, ready, or failed: then the figures are those of refreshed_at.';
comment on column app.datasets.row_count is 'Rows at refreshed_at.';
comment on column app.datasets.size_bytes is 'Size at refreshed_at, in bytes.';
comment on column app.datasets.refreshed_at is 'When the figures were last taken in; null before the first time.';

select tenet.protect('app.datasets');
select tenet.shareable('app.datasets');

create table app.dashboards (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  name text not null check (length(name) between 1 and 120),
  description text,
  audience text not null default 'team' check (audience in ('team', 'client', 'board')),
  owner_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index dashboards_newest on app.dashboards (tenant_id, workspace_id, created_at desc, id desc);
create index dashboards_by_name on app.dashboards (tenant_id, workspace_id, name, id);
comment on table app.dashboards is 'A page of charts.';
comment on column app.dashboards.name is 'As the list of dashboards shows it.';
comment on column app.dashboards.description is 'What question it answers; null when the name says enough.';
comment on column app.dashboards.audience is 'Whom it is made for: team, client or board.';
comment on column app.dashboards.owner_id is 'The member who looks after it; null when nobody does.';

select tenet.protect('app.dashboards');
select tenet.shareable('app.dashboards');   -- with their charts
select tenet.refer('app.dashboards', 'owner_id', 'tenet.members');

create table app.dashboard_charts (
  tenant_id uuid not null,
  workspace_id uuid not null,
  id uuid not null default gen_random_uuid(),
  dashboard_id uuid not null,
  dataset_id uuid not null,
  title text not null check (length(title) between 1 and 120),
  kind text not null check (kind in ('line', 'bar', 'area', 'number', 'table')),
  position smallint not null default 0,
  primary key (tenant_id, id)
);
create index dashboard_charts_of_dashboard on app.dashboard_charts (tenant_id, workspace_id, dashboard_id, position, id);
create index dashboard_charts_by_position on app.dashboard_charts (tenant_id, workspace_id, position, id);
comment on table app.dashboard_charts is 'One chart of a dashboard.';
comment on column app.dashboard_charts.dashboard_id is 'The page it is on; its charts go with it.';
comment on column app.dashboard_charts.dataset_id is 'Where its figures come from.';
comment on column app.dashboard_charts.title is 'Above the chart.';
comment on column app.dashboard_charts.kind is 'line, bar, area, number or table.';
comment on column app.dashboard_charts.position is 'Place on the page, smallest first.';

select tenet.protect('app.dashboard_charts', parent => 'app.dashboards');
select tenet.refer('app.dashboard_charts', 'dataset_id', 'app.datasets');
