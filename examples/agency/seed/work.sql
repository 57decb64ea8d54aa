-- Tasks, automations with their runs, and saved views of everybody who works in a workspace.

insert into app.tasks
  (tenant_id, workspace_id, id, title, description, status, priority, assignee_id, company_id, ticket_id, due_on, completed_at, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       pg_temp.pick(pg_temp.duties(), k.key || '/duty') || ' ' || pg_temp.pick(pg_temp.subjects(), k.key || '/subject'),
       case when n % 3 = 0 then 'Agreed in the weekly meeting. Ask ' || pg_temp.pick(pg_temp.given_names(), k.key || '/ask') || ' for the files.' end,
       k.status,
       (array[3, 3, 3, 4, 2, 1])[1 + pg_temp.dice(k.key || '/priority', 6)],
       case when n % 9 > 0 then c.people[1 + pg_temp.dice(k.key || '/assignee', cardinality(c.people))] end,
       case when n % 5 > 0 then pg_temp.row_id('company/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/company', 20 * c.weight)) end,
       case when n % 6 = 0 then pg_temp.row_id('ticket/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/ticket', 110 * c.weight)) end,
       case when n % 4 > 0 then (k.at + (2 + pg_temp.dice(k.key || '/due', 20)) * interval '1 day')::date end,
       case when k.status = 'done' then least(pg_temp.today(), k.at + (4 + pg_temp.dice(k.key || '/done', 300)) * interval '1 hour') end,
       k.at,
       c.people[1 + pg_temp.dice(k.key || '/by', cardinality(c.people))],
       k.at
  from crews c
 cross join lateral generate_series(1, 120 * c.weight) n
 cross join lateral (
   select 'task/' || c.key || '/' || n as key,
          (array['todo', 'doing', 'review', 'done', 'done', 'done'])[1 + pg_temp.dice('status/' || c.key || n, case when n <= 30 * c.weight then 4 else 6 end)] as status,
          pg_temp.today() - n * interval '89 minutes' - pg_temp.dice('task/' || c.key || n, 80) * interval '1 minute' as at
 ) k;

insert into app.automations (tenant_id, workspace_id, id, name, description, event, action, enabled, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id('automation/' || c.key || '/' || a.n),
       a.name,
       a.description,
       a.event,
       a.action,
       a.n <> 4,
       k.at,
       c.people[1],
       k.at
  from crews c
 cross join (values
   (1, 'Welcome new contacts', 'Sends the welcome letter when somebody is added.', 'contact_added', 'send_email'),
   (2, 'Chase overdue tickets', null, 'ticket_overdue', 'create_task'),
   (3, 'Hand over won leads', 'Gives a won lead to its account manager.', 'lead_won', 'assign_owner'),
   (4, 'Refresh figures after publishing', 'Off until the new analytics account is set up.', 'content_published', 'refresh_dataset')
 ) as a (n, name, description, event, action)
 cross join lateral (select pg_temp.today() - interval '200 days' - a.n * interval '5 days 3 hours' as at) k;

insert into app.automation_runs (tenant_id, workspace_id, id, automation_id, status, started_at, finished_at, error)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       pg_temp.row_id('automation/' || c.key || '/' || a),
       k.status,
       k.at,
       k.at + (1 + pg_temp.dice(k.key || '/seconds', 50)) * interval '1 second',
       case when k.status = 'failed' then pg_temp.pick(array['The mail server did not answer.', 'The company has no account manager.', 'The ticket was closed in the meantime.'], k.key) end
  from crews c
 cross join generate_series(1, 3) a
 cross join lateral generate_series(1, 50 * c.weight) n
 cross join lateral (
   select 'run/' || c.key || '/' || a || '/' || n as key,
          case when pg_temp.dice('outcome/' || c.key || a || '/' || n, 25) = 0 then 'failed' else 'succeeded' end as status,
          pg_temp.today() - n * interval '4 hours 13 minutes' - pg_temp.dice('run/' || c.key || a || '/' || n, 200) * interval '1 minute' as at
 ) k;

insert into app.saved_views (tenant_id, workspace_id, user_id, id, name, list, filter, position, created_at, updated_at)
select c.tenant_id,
       c.workspace_id,
       person,
       pg_temp.row_id('view/' || c.key || '/' || person || '/' || s.n),
       s.name,
       s.list,
       s.filter,
       s.n,
       k.at,
       k.at
  from crews c
 cross join lateral unnest(c.people) person
 cross join (values
   (1, 'Urgent tickets', 'tickets', '{"status": {"equalTo": "open"}, "priority": {"lessThanOrEqualTo": 2}}'::jsonb),
   (2, 'Proposals', 'leads', '{"stage": {"equalTo": "proposal"}}'::jsonb),
   (3, 'Waiting for review', 'content_items', '{"status": {"equalTo": "review"}}'::jsonb)
 ) as s (n, name, list, filter)
 cross join lateral (select pg_temp.today() - interval '60 days' - pg_temp.dice(person::text || s.n, 90) * interval '1 day' as at) k;
