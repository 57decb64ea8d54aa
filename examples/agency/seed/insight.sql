-- Datasets, dashboards and their charts.

insert into app.datasets (tenant_id, workspace_id, id, name, description, source, status, row_count, size_bytes, refreshed_at, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       d.name || case when n > 5 then ', ' || 2026 - n / 5 else '' end,
       d.description,
       d.source,
       case when n % 13 = 0 then 'failed' when n % 19 = 0 then 'loading' else 'ready' end,
       case when n % 19 = 0 then 0 else 1000 + pg_temp.dice(k.key || '/rows', 900000) end,
       case when n % 19 = 0 then 0 else 65536 + pg_temp.dice(k.key || '/bytes', 90000) * 1024::bigint end,
       case when n % 19 > 0 then pg_temp.today() - pg_temp.dice(k.key || '/refreshed', 72) * interval '1 hour' end,
       k.at,
       c.people[1],
       k.at
  from crews c
 cross join lateral generate_series(1, 4 * c.weight) n
 cross join lateral (
   select 'dataset/' || c.key || '/' || n as key,
          pg_temp.today() - interval '300 days' - n * interval '9 days' - pg_temp.dice('dataset/' || c.key || n, 900) * interval '1 minute' as at
 ) k
  join (values
    (0, 'Till receipts', 'One row a receipt.', 'point_of_sale'),
    (1, 'Website visits', 'One row a visit.', 'web_analytics'),
    (2, 'Advertising spend', 'One row a campaign and day.', 'advertising'),
    (3, 'Newsletter clicks', null, 'newsletter'),
    (4, 'Customer survey', 'One row an answer.', 'upload')
  ) as d (place, name, description, source)
    on d.place = n % 5;

insert into app.dashboards (tenant_id, workspace_id, id, name, description, audience, owner_id, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       d.name || case when n > 4 then ' ' || 1 + (n - 1) / 4 else '' end,
       d.description,
       d.audience,
       c.people[1 + pg_temp.dice(k.key || '/owner', cardinality(c.people))],
       k.at,
       c.people[1],
       k.at
  from crews c
 cross join lateral generate_series(1, 2 * c.weight) n
 cross join lateral (
   select 'dashboard/' || c.key || '/' || n as key,
          pg_temp.today() - interval '120 days' - n * interval '6 days' - pg_temp.dice('dashboard/' || c.key || n, 900) * interval '1 minute' as at
 ) k
  join (values
    (1, 'This week', 'What needs attention until Friday.', 'team'),
    (2, 'Campaign results', 'Spend, reach and sales side by side.', 'client'),
    (3, 'Audience', null, 'team'),
    (0, 'Quarter at a glance', 'The six figures that the board asks for.', 'board')
  ) as d (place, name, description, audience)
    on d.place = n % 4;

insert into app.dashboard_charts (tenant_id, workspace_id, id, dashboard_id, dataset_id, title, kind, position)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id('chart/' || c.key || '/' || n || '/' || s.position),
       pg_temp.row_id('dashboard/' || c.key || '/' || n),
       pg_temp.row_id('dataset/' || c.key || '/' || 1 + pg_temp.dice('chart/' || c.key || n || '/' || s.position, 4 * c.weight)),
       s.title,
       s.kind,
       s.position
  from crews c
 cross join lateral generate_series(1, 2 * c.weight) n
 cross join (values
   (1, 'Visits by day', 'line'), (2, 'Sales by month', 'bar'), (3, 'Spend by campaign', 'area'),
   (4, 'New contacts', 'number'), (5, 'Open rate', 'number'), (6, 'Top pages', 'table')
 ) as s (position, title, kind);
