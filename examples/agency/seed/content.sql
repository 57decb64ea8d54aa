-- Content, brand assets and knowledge documents.

insert into app.content_items (tenant_id, workspace_id, id, brand_id, title, kind, status, body, author_id, publish_at, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       case when n % 8 > 0 then k.brand_id end,
       upper(left(h.title, 1)) || substr(h.title, 2),
       pg_temp.pick('{article,article,newsletter,social_post,social_post,video,landing_page}', k.key || '/kind'),
       k.status,
       case when k.status = 'draft' and n % 2 = 0 then '' else '# ' || upper(left(h.title, 1)) || substr(h.title, 2) || E'\n\n' || 'First published for readers who care about ' || h.topic || '.' end,
       k.author_id,
       case
         when k.status = 'scheduled' then pg_temp.today() + (1 + n % 20) * interval '1 day'
         when k.status in ('published', 'archived') then k.at + interval '6 days'
       end,
       k.at,
       k.author_id,
       k.at
  from crews c
 cross join lateral generate_series(1, 50 * c.weight) n
 cross join lateral (
   select 'content/' || c.key || '/' || n as key,
          (array['draft', 'review', 'scheduled', 'published', 'published', 'archived'])[1 + pg_temp.dice('status/' || c.key || n, case when n <= 12 * c.weight then 4 else 6 end)] as status,
          pg_temp.row_id('brand/' || c.tenant || '/' || 1 + pg_temp.dice('brand/' || c.key || n, case c.tenant when 'northwind' then 18 when 'harbour-pine' then 8 else 4 end)) as brand_id,
          c.people[1 + pg_temp.dice('author/' || c.key || n, cardinality(c.people))] as author_id,
          pg_temp.today() - n * interval '7 hours 20 minutes' - pg_temp.dice('content/' || c.key || n, 400) * interval '1 minute' as at
 ) k
 cross join lateral (select pg_temp.pick(pg_temp.topics(), k.key || '/topic') as topic) o
 cross join lateral (select o.topic, replace(pg_temp.pick(pg_temp.headlines(), k.key || '/headline'), '{}', o.topic) as title) h;

insert into app.brand_assets
  (tenant_id, workspace_id, id, brand_id, name, kind, media_type, size_bytes, width_pixels, height_pixels, licensed_until, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       b.id,
       replace(lower(b.name), ' ', '-') || '-' || f.kind || '-' || n || '.' || f.extension,
       f.kind,
       f.media_type,
       (40 + pg_temp.dice(k.key || '/size', 9000)) * 1024::bigint,
       case when f.kind in ('photo', 'video') then 1600 + 80 * pg_temp.dice(k.key || '/width', 40) end,
       case when f.kind in ('photo', 'video') then 900 + 60 * pg_temp.dice(k.key || '/height', 40) end,
       case when f.kind in ('photo', 'font') and n % 3 = 0 then date '2027-01-31' + pg_temp.dice(k.key || '/licence', 900) end,
       k.at,
       c.people[1 + pg_temp.dice(k.key || '/by', cardinality(c.people))],
       k.at
  from crews c
 cross join lateral generate_series(1, 25 * c.weight) n
 cross join lateral (
   select 'asset/' || c.key || '/' || n as key,
          pg_temp.today() - n * interval '15 hours' - pg_temp.dice('asset/' || c.key || n, 700) * interval '1 minute' as at
 ) k
  join app.brands b
    on b.tenant_id = c.tenant_id
   and b.id = pg_temp.row_id('brand/' || c.tenant || '/' || 1 + pg_temp.dice('asset/' || c.key || n, case c.tenant when 'northwind' then 18 when 'harbour-pine' then 8 else 4 end))
  join (values
    (0, 'logo', 'svg', 'image/svg+xml'), (1, 'photo', 'jpg', 'image/jpeg'), (2, 'photo', 'jpg', 'image/jpeg'),
    (3, 'template', 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'), (4, 'font', 'woff2', 'font/woff2'), (5, 'video', 'mp4', 'video/mp4')
  ) as f (face, kind, extension, media_type)
    on f.face = pg_temp.dice(k.key || '/kind', 6);

insert into app.knowledge_documents (tenant_id, workspace_id, id, title, collection, status, body, author_id, reviewed_on, created_at, created_by, updated_at)
select c.tenant_id,
       c.workspace_id,
       pg_temp.row_id(k.key),
       k.title,
       pg_temp.pick('{handbook,playbook,playbook,client_notes,how_to}', k.key || '/collection'),
       case when n % 11 = 0 then 'archived' when n % 7 = 0 then 'draft' else 'published' end,
       E'# ' || k.title || E'\n\nWhat to do, in which order, and whom to ask.',
       k.author_id,
       case when n % 3 > 0 then (k.at + interval '90 days')::date end,
       k.at,
       k.author_id,
       k.at
  from crews c
 cross join lateral generate_series(1, 20 * c.weight) n
 cross join lateral (
   select 'document/' || c.key || '/' || n as key,
          (pg_temp.questions())[1 + (n - 1) % cardinality(pg_temp.questions())] || case when n > cardinality(pg_temp.questions()) then ', part ' || 1 + (n - 1) / cardinality(pg_temp.questions()) else '' end as title,
          c.people[1 + pg_temp.dice('author/' || c.key || n, cardinality(c.people))] as author_id,
          pg_temp.today() - interval '95 days' - n * interval '31 hours' - pg_temp.dice('document/' || c.key || n, 900) * interval '1 minute' as at
 ) k;
