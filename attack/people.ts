/** A tenant of its own for the attack, with one person of each role, all in its one workspace. */
import type pg from 'pg';
import { developmentIssuer } from '../server/development_issuer.ts';

export const WORKSPACE = 'attacked/office';
export type Person = { role: string; email: string };

/** Lets a person in as support, by a grant of the tenant's owner. */
async function letIn(admin: pg.ClientBase, tenant: string, workspace: string, person: string): Promise<void> {
  await admin.query('select tenet.add_staff($1)', [person]);
  await admin.query('insert into tenet.support_settings (tenant_id, enabled) values ($1, true)', [tenant]);
  const { rows: [made] } = await admin.query<{ id: string }>(
    `insert into tenet.support_grants (tenant_id, grantee_email, grantee_id, reason, starts_at, ends_at, needed_approvals, opened_by)
     select $1, a.email, a.user_id, 'To be attacked', now(), now() + interval '8 hours', 1, m.user_id
       from tenet.staff a
       join tenet.memberships m on m.tenant_id = $1 and m.role = 'owner'
      where a.user_id = $2
     returning id`,
    [tenant, person],
  );
  await admin.query('insert into tenet.support_grant_workspaces (tenant_id, grant_id, workspace_id) values ($1, $2, $3)', [tenant, made!.id, workspace]);
  await admin.query('insert into tenet.support_grant_approvals (tenant_id, grant_id, user_id) select tenant_id, id, opened_by from tenet.support_grants where (tenant_id, id) = ($1, $2)', [tenant, made!.id]);
}

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
    if (role === 'support') await letIn(admin, tenant, workspace, person!.id);
    else await admin.query('select tenet.add_member($1, $2, $3, $4)', [tenant, person!.id, role, ['owner', 'admin'].includes(role) ? null : workspace]);
  }
  return { tenant, workspace, people };
}
