-- Tickets and two to six messages each. The newest of a workspace are still open; nearly all older ones are closed.

insert into app.tickets
  (tenant_id, workspace_id, id, company_id, contact_id, subject, status, priority, channel, assignee_id, due_at, closed_at, created_at, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       pg_temp.row_id('company/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/company', 20 * c.weight)),
       case when n % 6 > 0 then pg_temp.row_id('contact/' || c.key || '/' || 1 + pg_temp.dice(k.key || '/contact', 120 * c.weight)) end,
       replace(pg_temp.pick(pg_temp.requests(), k.key || '/request'), '{}', pg_temp.pick(pg_temp.subjects(), k.key || '/subject')),
       k.status,
       (array[3, 3, 3, 3, 4, 4, 2, 2, 1])[1 + pg_temp.dice(k.key || '/priority', 9)],
       pg_temp.pick('{email,email,email,portal,phone,chat}', k.key || '/channel'),
       case when n % 8 > 0 or k.status = 'closed' then c.people[1 + pg_temp.dice(k.key || '/assignee', cardinality(c.people))] end,
       case when n % 2 = 0 then k.at + interval '2 days' end,
       case when k.status = 'closed' then k.at + (8 + pg_temp.dice(k.key || '/closed', 60)) * interval '1 hour' end,
       k.at,
       k.at
  from crews c
 cross join lateral generate_series(1, 110 * c.weight) n
 cross join lateral (
   select 'ticket/' || c.key || '/' || n as key,
          case
            when n <= 25 * c.weight then (array['open', 'waiting', 'closed'])[1 + pg_temp.dice('status/' || c.key || n, 3)]
            when n % 40 = 0 then 'waiting'
            else 'closed'
          end as status,
          pg_temp.today() - interval '3 days' - n * interval '97 minutes' - pg_temp.dice('ticket/' || c.key || n, 90) * interval '1 minute' as at
 ) k;

insert into app.ticket_messages (tenant_id, workspace_id, id, ticket_id, direction, author_id, body, created_at, created_by, updated_at)
select t.tenant_id,
       t.workspace_id,
       pg_temp.row_id(k.key),
       t.id,
       k.direction,
       k.author_id,
       case
         when n = 1 then 'Hello, ' || lower(left(t.subject, 1)) || substr(t.subject, 2) || rtrim(case when t.subject like '%?' then '' else '.' end)
           || pg_temp.pick(array[' Could you have a look?', ' It came up this morning.', ' Our shop teams keep asking about it.', ' Is this something you can do this week?', ' A screenshot is attached.'], k.key)
         when k.direction = 'inbound' then
           pg_temp.pick(array['Thank you, that was quick.', 'It works on my side now.', 'We still see the old version here.', 'Please go ahead.', 'I have asked our legal team and will come back to you.', 'Friday would be fine for us.'], k.key)
         when k.direction = 'outbound' then
           pg_temp.pick(array['We are looking into it and will write again today.', 'This is done; please check when you have a moment.', 'We need the current files from you to go on.', 'The change goes live tomorrow at nine.', 'Could you tell us which page you mean?', 'We have passed this to our designer.'], k.key)
         else
           pg_temp.pick(array['Same as last month, see the playbook.', 'Called them, nobody there. Trying again after lunch.', 'Needs a sign-off before we touch it.', 'Cache was stale, cleared it.', 'Counts against the retainer.'], k.key)
       end,
       k.at,
       k.author_id,
       k.at
  from app.tickets t
 cross join lateral generate_series(1, 2 + pg_temp.dice(t.id || '/messages', 5)) n
 cross join lateral (
   select 'message/' || t.id || '/' || n as key,
          d.direction,
          case when d.direction <> 'inbound' then t.assignee_id end as author_id,
          t.created_at + (n - 1) * interval '47 minutes' + pg_temp.dice('at/' || t.id || n, 40) * interval '1 minute' as at
     from (select case
                    when n = 1 or t.assignee_id is null then 'inbound'
                    else pg_temp.pick('{outbound,outbound,inbound,inbound,internal}', 'direction/' || t.id || n)
                  end as direction) d
 ) k;
