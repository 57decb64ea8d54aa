-- 200 tenants and 1,000,000 contacts, the same every time but for the ids that Tenet makes. The first tenant holds a third of the
-- contacts in ten workspaces; each of the others has three workspaces of about 1,117. One member a workspace. Rows of all tenants
-- are written in the order of their time, as they come in a product, so that the rows of one page lie on many pages of the disk.
-- Run as a superuser, whom row level security and (here) foreign keys do not hold up.

select count(tenet.create_tenant('tenant-' || n, 'Tenant ' || n)) from generate_series(1, 200) n;

set session_replication_role = replica;

create table public.places as
select t.id as tenant_id,
       tenet.create_workspace(t.id, 'workspace-' || n, 'Workspace ' || n) as workspace_id,
       t.slug = 'tenant-1' as big
  from tenet.tenants t
 cross join lateral generate_series(1, case when t.slug = 'tenant-1' then 10 else 3 end) n;

do $$
declare
  place record;
  person uuid;
begin
  for place in select * from public.places loop
    person := tenet.create_user('member@' || place.workspace_id || '.example', 'Member');
    perform tenet.link_identity(person, 'https://bench.example', place.workspace_id::text);
    perform tenet.add_member(place.tenant_id, person, 'member', place.workspace_id);
  end loop;
end
$$;

insert into app.companies (tenant_id, workspace_id, id, name, city)
select p.tenant_id, p.workspace_id, md5(p.workspace_id || '/' || n)::uuid, 'Company ' || n, 'City ' || n % 7
  from public.places p
 cross join generate_series(0, 49) n;

insert into app.contacts (tenant_id, workspace_id, id, company_id, name, email, phone, notes, created_at)
with numbered as (
  select p.*, row_number() over (partition by p.big) - 1 as position
    from public.places p
)
select p.tenant_id, p.workspace_id, md5('contact ' || n)::uuid, md5(p.workspace_id || '/' || n::bigint * 7919 % 50)::uuid,
       'Contact ' || n, 'contact.' || n || '@example.com', '+1 555 ' || lpad((n % 10000000)::text, 7, '0'), repeat('note ', n % 12),
       '2024-01-01'::timestamptz + n * interval '1 minute'
  from generate_series(1, 1000000) n
  join numbered p
    on p.big = (n % 3 = 0)
   and p.position = n / 3 % case when n % 3 = 0 then 10 else 597 end;

create unlogged table public.targets as
select c.tenant_id, c.workspace_id, c.id, c.created_at, p.big
  from app.contacts c
  join public.places p using (tenant_id, workspace_id)
 order by md5(c.id::text || 'sample')
 limit 2400;

reset session_replication_role;
