/** A tenant of its own for the attack, with one person of each role, all in its one workspace. */
import type pg from 'pg';
import { developmentIssuer } from '../server/development_issuer.ts';

export const WORKSPACE = 'attacked/office';
export type Person = { role: string; email: string };

const letIn = `
  with person as (select u.id, u.email, (select m.user_id from tenet.memberships m where m.tenant_id = $1 and m.role = 'owner') as owner from tenet.users u where u.id = $3),
  staff as (insert into tenet.staff (user_id, email) select p.id, p.email from person p),
  settings as (insert into tenet.support_settings (tenant_id, enabled) values ($1, true)),
  made as (
    insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
    select $1, p.email, p.id, 'To be attacked', now(), now() + interval '8 hours', 1, p.owner from person p
    returning id, opened_by),
  placed as (insert into tenet.support_grant_workspaces (tenant_id, grant_id, workspace_id) select $1, g.id, $2 from made g)
  insert into tenet.support_grant_approvals (tenant_id, grant_id, user_id) select $1, g.id, g.opened_by from made g`;

export async function makePeople(admin: pg.ClientBase): Promise<{ tenant: string; workspace: string; people: Person[] }> {
  const { rows: [place] } = await admin.query<{ tenant: string }>("select tenet.create_tenant('attacked', 'The Attacked') as tenant");
  const { tenant } = place!;
  const { rows: [office] } = await admin.query<{ workspace: string }>("select tenet.create_workspace($1, 'office', 'The Office') as workspace", [tenant]);
  const { workspace } = office!;
  const { rows } = await admin.query<{ name: string }>('select name from tenet.roles order by position');
  const people = rows.map(({ name }) => ({ role: name, email: `${name}@attacked.example` }));
  for (const { role, email } of people) {
    const { rows: [person] } = await admin.query<{ id: string }>('select tenet.create_user($1, $2) as id', [email, `${role} of the attacked`]);
    await admin.query('select tenet.link_identity($1, $2, $3)', [person!.id, developmentIssuer, email]);
    // owners and admins are so of the whole tenant, as they are in life; support is let in by the owner; others are of the workspace
    if (role === 'support') await admin.query(letIn, [tenant, workspace, person!.id]);
    else await admin.query('select tenet.add_member($1, $2, $3, $4)', [tenant, person!.id, role, ['owner', 'admin'].includes(role) ? null : workspace]);
  }
  return { tenant, workspace, people };
}
