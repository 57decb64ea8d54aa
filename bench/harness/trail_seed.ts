/** SQL that fills an audit trail for a benchmark. Run as the administrator, in UTC. */
import { ISSUER } from './sessions.ts';

/** Events as triggers write them: of one tenant a third, of 199 others the rest, one after the other over a span of time. */
export const events = (count: number, from: string, span: string) => `
  insert into tenet.audit_events (tenant_id, workspace_id, at, action, category, severity, actor_kind, actor_id, actor_name, object_type, object_id, request_id, payload)
  select p.tenant_id, p.workspace_id, ${from} + n::double precision / ${count} * ${span},
         (array['contact.updated', 'contact.created', 'task.updated', 'ticket.created', 'session.opened'])[1 + n % 5], 'data_change',
         case when n % 5000 = 0 then 'warning' else 'info' end, 'member', md5('member ' || n % 1000)::uuid, 'member', 'contacts', md5('contact ' || n % 200000), 'request-' || n,
         jsonb_build_object('after', jsonb_build_object('name', 'Contact ' || n, 'email', 'contact.' || n || '@example.com', 'phone', '+1 555 0100'), 'ip', '203.0.113.9', 'user_agent', 'Mozilla/5.0')
    from generate_series(1, ${count}) n
    join public.places p on p.position = case when n % 3 = 0 then 0 else 1 + n % 199 end`;
/** Partitions of the months before this one. */
export const partitions = (months: number) => `
  do $$
  declare
    month date;
  begin
    set local role tenet_owner;
    for month in select date_trunc('month', now()) - n * interval '1 month' from generate_series(1, ${months}) n loop
      execute format('create table tenet.%I (like tenet.audit_events including all)', 'audit_events_' || to_char(month, 'YYYY_MM'));
      execute format('alter table tenet.audit_events attach partition tenet.%I for values from (%L) to (%L)', 'audit_events_' || to_char(month, 'YYYY_MM'), month, month + interval '1 month');
    end loop;
  end
  $$`;
/** Two hundred tenants with a workspace and an owner each, in public.places. */
export const places = `
  create table public.places as
  select n as position, tenet.create_tenant('tenant-' || n, 'Tenant ' || n) as tenant_id, null::uuid as workspace_id, null::uuid as owner from generate_series(0, 199) n;
  update public.places p set workspace_id = tenet.create_workspace(p.tenant_id, 'main', 'Main'), owner = tenet.create_user('owner@' || p.position || '.example', 'Owner');
  do $$
  declare
    p record;
  begin
    for p in select * from public.places loop
      perform tenet.link_identity(p.owner, '${ISSUER}', p.position::text);
      perform tenet.add_member(p.tenant_id, p.owner, 'owner');
    end loop;
  end
  $$`;
