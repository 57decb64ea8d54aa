-- For each place of the benchmark: an API key of its member, and a grant that lets one member of staff in.
insert into tenet.users (email, display_name)
select 'staff@bench.example', 'Staff'
 where not exists (select from tenet.staff);
insert into tenet.identities (issuer, subject, user_id)
select 'https://bench.example', 'staff', u.id
  from tenet.users u
 where u.email = 'staff@bench.example'
on conflict do nothing;
insert into tenet.staff (user_id, email)
select u.id, u.email
  from tenet.users u
 where u.email = 'staff@bench.example'
on conflict do nothing;

create temporary table members_of_places as
select p.tenant_id, p.workspace_id, m.user_id, m.role, left(md5(p.workspace_id::text), 10) as public_id
  from public.places p
  join tenet.identities i
    on i.subject = p.workspace_id::text
  join tenet.memberships m
    on m.user_id = i.user_id;

with made as (
  insert into tenet.api_keys (tenant_id, public_id, environment, name, role, created_by)
  select tenant_id, public_id, 'dev', 'bench', role, user_id
    from members_of_places
  on conflict do nothing
  returning tenant_id, id, public_id
)
insert into tenet_private.api_key_secrets (public_id, tenant_id, api_key_id, secret_hash)
select public_id, tenant_id, id, sha256('bench')
  from made;

insert into tenet.support_settings (tenant_id, enabled)
select distinct tenant_id, true
  from members_of_places
on conflict (tenant_id) do update
  set enabled = true;

-- A grant is never changed: one for each run, and its places before it is approved.
create temporary table made as
select t.tenant_id, gen_random_uuid() as id, tenet.create_user('owner@' || t.tenant_id || '.example', 'Owner') as opened_by
  from (select distinct tenant_id from members_of_places) t;
select count(tenet.add_member(tenant_id, opened_by, 'owner')) from made;
insert into tenet.support_grants (tenant_id, id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
select m.tenant_id, m.id, a.email, a.user_id, 'To measure it', now(), now() + interval '8 hours', 1, m.opened_by
  from made m
 cross join tenet.staff a;
insert into tenet.support_grant_workspaces (tenant_id, grant_id, workspace_id)
select p.tenant_id, m.id, p.workspace_id
  from made m
  join members_of_places p
    using (tenant_id);
insert into tenet.support_grant_approvals (tenant_id, grant_id, user_id)
select tenant_id, id, opened_by
  from made;
drop table made;
drop table members_of_places;
