/** What `npm start` prints when the server answers: where it is, and something to paste. */
import { setTimeout as wait } from 'node:timers/promises';
import pc from 'picocolors';
import { stateFolder } from '../database/state.ts';
import type { DatabaseUrls } from '../database/urls.ts';
import { developmentMembers, signDevelopmentToken } from '../server/development_issuer.ts';

/** Waits until the server is ready, at most half a minute, then prints addresses, a psql line and a curl for a member of two tenants. */
export async function greet(environment: Record<string, string>, urls: DatabaseUrls): Promise<void> {
  const address = process.env.TENET_PUBLIC_URL ?? `http://${environment.TENET_HOST}:${environment.PORT}`;
  if (!(await isReady(`${address}/readyz`))) return console.error(`${address} is not ready after half a minute: see the lines above.`);
  console.log(`
${pc.bold('Tenet is ready')}  ${address}/graphql   (after ${process.uptime().toFixed(1)} s)
${pc.bold('GraphiQL')}        ${address}/
${pc.bold('Database')}        psql '${urls.admin}'
`);
  const example = process.env.DATABASE_URL ? '' : ' contacts(first: 3) { totalCount nodes { id name } }';
  const members = await developmentMembers(stateFolder);
  for (const tenant of [...new Set(members.map((member) => member.tenant))].slice(0, 2)) {
    const { name, email, workspace, role } = members.find((member) => member.tenant === tenant)!;
    const token = await signDevelopmentToken(stateFolder, { email, workspace: `${tenant}/${workspace}` });
    console.log(`${pc.bold(`As ${name}`)}, ${role} of ${tenant} in ${workspace}:
curl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' \\
  -d '{"query":"{ currentSession { tenantName workspaceName role }${example} }"}'
`);
  }
}

async function isReady(url: string): Promise<boolean> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (await fetch(url).then((response) => response.ok, () => false)) return true;
    await wait(50);
  }
  return false;
}
