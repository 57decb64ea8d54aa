/** A tenant of its own for the attack, with one person of each role, all in its one workspace. */
import type pg from 'pg';
import { developmentIssuer } from '../server/development_issuer.ts';

export const WORKSPACE = 'attacked/office';
export type Person = { role: string; email: string };

export async function makePeople(admin: pg.ClientBase): Promise<{ tenant: string; workspace: string; people: Person[] }> {
  const { rows: [place] } = await admin.query<{ tenant: string }>("select tenet.create_tenant('attacked', 'The Attacked') as tenant");
  const { tenant } = place!;
  const { rows: [office] } = await admin.query<{ workspace: string }>("select tenet.create_workspace($1, 'office', 'The Office') as workspace", [tenant]);
  const { workspace } = office!;
  const { rows } = await admin.query<{ name: string }>('select name from tenet.roles order by position');
  const people = rows.map(({ name }) => ({ role: name, email: `${name}@attacked.example` }));
  for (const { role, email } of people) {
    // owners and admins are so of the whole tenant, as they are in life; others of the workspace
    await admin.query('select tenet.add_member($1, tenet.create_user($2, $3), $4, $5)', [tenant, email, `${role} of the attacked`, role, ['owner', 'admin'].includes(role) ? null : workspace]);
    await admin.query('insert into tenet.identities (issuer, subject, user_id) select $1, email, id from tenet.users where email = $2', [developmentIssuer, email]);
  }
  return { tenant, workspace, people };
}
