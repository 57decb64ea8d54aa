// Members over HTTP: somebody is invited, comes in as a newcomer, gets another role, is removed; and each refusal has its code.
// (T88, T96; F-20)
import { beforeAll, describe, expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
const ada = { email: 'ada@northwind.example', workspace: 'northwind/retail' }; // owns all of the tenant
const bruno = { email: 'bruno@northwind.example', workspace: 'northwind/retail' }; // an admin of all of it
const carla = { email: 'carla@northwind.example', workspace: 'northwind/retail' }; // a manager of retail
const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' }; // a viewer of retail
const seconds = () => Math.floor(Date.now() / 1000);

const invite = 'mutation ($email: String!, $role: String!, $wholeTenant: Boolean) { inviteMember(input: { email: $email, role: $role, wholeTenant: $wholeTenant }) { result { id email role workspace token expiresAt } } }';
const accept = 'mutation ($token: String!) { acceptInvitation(input: { token: $token }) { result { tenantName tenantSlug workspace role } } }';
const change = 'mutation ($userId: UUID!, $role: String!, $workspace: String, $wholeTenant: Boolean) { changeRole(input: { userId: $userId, role: $role, workspace: $workspace, wholeTenant: $wholeTenant }) { result { userId role workspace wholeTenant } } }';
const remove = 'mutation ($userId: UUID!, $wholeTenant: Boolean) { removeMember(input: { userId: $userId, wholeTenant: $wholeTenant }) { result } }';

type Asking = Promise<{ body: { errors?: { extensions: { code: string } }[] } }>;
const code = async (asking: Asking) => (await asking).body.errors?.[0]?.extensions.code;
const userId = async (email: string): Promise<string> => (await under.admin.query('select id from tenet.users where email = $1', [email])).rows[0]?.id;

/** Headers of somebody who is in no workspace, with what their token says of them. */
async function newcomer(subject: string, claims: Record<string, unknown> = { email: subject, name: 'Nina New' }): Promise<{ headers: Record<string, string> }> {
  return { headers: { authorization: `Bearer ${await under.issuer.token(subject, { claims: { email_verified: true, ...claims } })}`, 'x-newcomer': 'true' } };
}
async function invited(email: string, role = 'member'): Promise<string> {
  return (await under.ask(carla, invite, { email, role })).body.data.inviteMember.result.token;
}

beforeAll(async () => {
  await under.admin.query("update tenet.identity_providers set mode = 'invite_only' where issuer = $1", [under.issuer.issuer]);
});

test('somebody whom a manager invites comes in as a newcomer, works, becomes a viewer, and is removed', async () => {
  const nina = 'nina@example.com';
  const { body } = await under.ask(carla, invite, { email: nina, role: 'member' });
  const { token, ...shown } = body.data.inviteMember.result;
  expect(shown).toMatchObject({ email: nina, role: 'member', workspace: 'retail' });

  const asMember = { headers: { authorization: `Bearer ${await under.issuer.token(nina)}`, 'x-workspace': 'northwind/retail' } };
  expect((await under.ask(asMember, '{ currentSession { role } }')).status).toBe(403);
  const stranger = await newcomer(nina);
  expect((await under.ask(stranger, '{ currentSession { role } myWorkspaces(first: 5) { nodes { slug } } companies(first: 5) { nodes { id } } members(first: 5) { nodes { id } } }')).body.data).toEqual({
    currentSession: null, myWorkspaces: { nodes: [] }, companies: { nodes: [] }, members: { nodes: [] },
  });
  expect((await under.ask(stranger, accept, { token })).body.data.acceptInvitation.result).toEqual({ tenantName: 'Northwind Agency', tenantSlug: 'northwind', workspace: 'retail', role: 'member' });

  const companies = '{ currentSession { displayName role } companies(first: 5) { nodes { id } } }';
  const working = await under.ask(asMember, companies);
  expect(working.body.data.currentSession).toEqual({ displayName: 'Nina New', role: 'member' });
  expect(working.body.data.companies.nodes).toHaveLength(5);

  const id = await userId(nina);
  const create = 'mutation { createCompany(input: { company: { name: "of Nina", industry: "Test" } }) { company { name } } }';
  expect((await under.ask(asMember, create)).body.errors).toBeUndefined();
  expect((await under.ask(bruno, change, { userId: id, role: 'viewer' })).body.data.changeRole.result).toEqual({ userId: id, role: 'viewer', workspace: 'retail', wholeTenant: false });
  expect(await code(under.ask(asMember, create))).toBe('FORBIDDEN'); // with the same token
  expect((await under.ask(asMember, companies)).body.data.companies.nodes).toHaveLength(5);

  const listed = '{ memberships(first: 100) { nodes { role workspace wholeTenant member { email } } } roles(first: 100) { nodes { name isPreset permissions } } invitations(first: 100) { nodes { email status inviter { email } } } }';
  const { data } = (await under.ask(bruno, listed)).body;
  expect(data.memberships.nodes).toContainEqual({ role: 'viewer', workspace: 'retail', wholeTenant: false, member: { email: nina } });
  expect(data.invitations.nodes).toContainEqual({ email: nina, status: 'accepted', inviter: { email: carla.email } });
  expect(data.roles.nodes.find(({ name }: { name: string }) => name === 'viewer')).toMatchObject({ isPreset: true, permissions: expect.arrayContaining(['company:read']) });

  expect((await under.ask(bruno, remove, { userId: id })).body.data.removeMember.result).toBe(1);
  const gone = (await under.ask(asMember, companies)).body;
  expect(gone.data?.companies ?? null).toBeNull();
  expect(gone.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('somebody who has no invitation of their own learns the same of every token, and who is a stranger stays out where newcomers are refused', async () => {
  const token = await invited('otto@example.com');
  const otto = await newcomer('otto@example.com');
  expect((await under.ask(otto, accept, { token })).body.errors).toBeUndefined();
  const [used, unknown] = [await under.ask(otto, accept, { token }), await under.ask(otto, accept, { token: `tenet_invite_${'0'.repeat(64)}` })];
  for (const { body } of [used, unknown]) expect(body.errors?.[0]).toMatchObject({ message: 'there is no such invitation', extensions: { code: 'NOT_FOUND' } });

  const another = await invited('paul@example.com');
  expect(await code(under.ask(await newcomer('paul', { email: 'other@example.com' }), accept, { token: another }))).toBe('CONFLICT');
  expect(await code(under.ask(await newcomer('paul', {}), accept, { token: another }))).toBe('BAD_INPUT');
  expect(await code(under.ask(await newcomer('paul', { email: 'paul@example.com', email_verified: false }), accept, { token: another }))).toBe('BAD_INPUT');
  expect(await code(under.ask(await newcomer('paul', { email: 'paul@example.com', email_verified: undefined }), accept, { token: another }))).toBe('BAD_INPUT'); // nor does silence say that it was checked

  await under.admin.query("update tenet.identity_providers set mode = 'off' where issuer = $1", [under.issuer.issuer]);
  expect((await under.ask(await newcomer('paul', { email: 'paul@example.com' }), accept, { token: another })).status).toBe(403);
  const known = await newcomer(ines.email, {});
  expect((await under.ask(known, '{ currentSession { role } }')).status).toBe(200); // whoever is known is let in to accept
  await under.admin.query("update tenet.identity_providers set mode = 'invite_only' where issuer = $1", [under.issuer.issuer]);
  expect((await under.ask(await newcomer('paul', { email: 'Paul@Example.com' }), accept, { token: another })).body.errors).toBeUndefined();
});

test('what a newcomer is denied is in the trail of the operator: a few times, and then counted', async () => {
  const eve = await newcomer('eve@example.com');
  const asked = { ...eve, headers: { ...eve.headers, 'user-agent': 'a guesser' } };
  const somebodyElses = await invited('quinn@example.com');
  const mine = await invited('eve@example.com');
  const guess = () => under.ask(asked, accept, { token: `tenet_invite_${'1'.repeat(64)}` });
  for (let n = 0; n < 7; n += 1) expect(await code(guess())).toBe('NOT_FOUND');
  expect(await code(under.ask(asked, accept, { token: somebodyElses }))).toBe('CONFLICT');
  expect(await code(under.ask(asked, 'mutation { leaveTenant(input: {}) { result } }'))).toBe('FORBIDDEN');
  const exported = await fetch(`${under.server.url}/audit/export?format=jsonl`, { headers: asked.headers });
  expect(exported.status).toBe(403);
  await under.ask(asked, '{ myWorkspaces(first: 5) { nodes { slug } } }'); // is no denial, and no event
  const told = async () =>
    (await under.admin.query(
      `select e.tenant_id, e.actor_kind, e.payload ->> 'reason' as reason, e.payload ->> 'ip' as ip, e.payload ->> 'issuer' as issuer, count(*)::integer as times
         from tenet.audit_events e where e.action = 'workspace.refused' and e.payload ->> 'user_agent' = 'a guesser' group by 1, 2, 3, 4, 5 order by 3`,
    )).rows;
  const fixed = { tenant_id: '00000000-0000-0000-0000-000000000000', actor_kind: 'unknown', ip: '127.0.0.1', issuer: under.issuer.issuer };
  await expect.poll(told, { timeout: 10_000 }).toEqual([
    { ...fixed, reason: 'denied to a newcomer: CONFLICT', times: 1 },
    { ...fixed, reason: 'denied to a newcomer: FORBIDDEN', times: 2 },
    { ...fixed, reason: 'denied to a newcomer: NOT_FOUND', times: 5 },
  ]);
  expect((await under.ask(asked, accept, { token: mine })).body.errors).toBeUndefined();
});

test('a newcomer without a valid token, or with a header that says something else, is nobody', async () => {
  const { headers } = await newcomer('rolf@example.com');
  expect((await under.ask({ headers: { 'x-newcomer': 'true' } }, '{ currentSession { role } }')).status).toBe(401);
  expect((await under.ask({ headers: { ...headers, authorization: `${headers['authorization']}x` } }, '{ currentSession { role } }')).status).toBe(401);
  expect((await under.ask({ headers: { ...headers, 'x-newcomer': 'yes' } }, '{ currentSession { role } }')).status).toBe(422);
  expect((await under.ask({ headers }, '{ currentSession { role } }')).status).toBe(200);
});

describe('somebody who may not', () => {
  test('invite, change, remove or hand over is told so by a code', async () => {
    const [ownId, viewer, owner] = [await userId(bruno.email), await userId(ines.email), await userId(ada.email)];
    expect(await code(under.ask(ines, invite, { email: 'x@example.com', role: 'viewer' }))).toBe('FORBIDDEN');
    expect(await code(under.ask(carla, invite, { email: 'x@example.com', role: 'admin' }))).toBe('FORBIDDEN');
    expect(await code(under.ask(carla, invite, { email: 'x@example.com', role: 'viewer', wholeTenant: true }))).toBe('FORBIDDEN');
    expect(await code(under.ask(carla, invite, { email: 'not an address', role: 'viewer' }))).toBe('BAD_INPUT');
    expect(await code(under.ask(carla, invite, { email: ines.email, role: 'viewer' }))).toBe('CONFLICT');
    expect(await code(under.ask(carla, change, { userId: viewer, role: 'viewer' }))).toBe('FORBIDDEN');
    expect(await code(under.ask(bruno, change, { userId: viewer, role: 'owner' }))).toBe('FORBIDDEN');
    expect(await code(under.ask(bruno, change, { userId: ownId, role: 'owner', wholeTenant: true }))).toBe('FORBIDDEN');
    expect(await code(under.ask(bruno, change, { userId: owner, role: 'viewer', wholeTenant: true }))).toBe('FORBIDDEN');
    expect(await code(under.ask(bruno, change, { userId: await userId('agnes@harbourpine.example'), role: 'viewer' }))).toBe('NOT_FOUND');
    expect(await code(under.ask(bruno, remove, { userId: owner, wholeTenant: true }))).toBe('FORBIDDEN');
    expect(await code(under.ask(bruno, remove, { userId: ownId }))).toBe('CONFLICT');
    expect(await code(under.ask(ada, 'mutation { leaveTenant(input: {}) { result } }'))).toBe('CONFLICT');
    expect(await code(under.ask(bruno, change, { userId: viewer, role: 'member' }))).toBeUndefined();
    expect(await code(under.ask(bruno, change, { userId: viewer, role: 'viewer' }))).toBeUndefined();
  });

  test('is in the trail of the workspace', async () => {
    await under.ask(ines, invite, { email: 'x@example.com', role: 'viewer' });
    await expect.poll(async () => (await under.admin.query("select from tenet.audit_events where action = 'data_access.denied' and actor_id = $1", [await userId(ines.email)])).rowCount, { timeout: 10_000 }).toBeGreaterThan(0);
  });
});

test('roles of a tenant are made, given, changed and deleted within what whoever does it holds', async () => {
  const make = 'mutation ($name: String!, $permissions: [String]!) { createRole(input: { name: $name, description: "For this test.", permissions: $permissions }) { result { name permissions } } }';
  const alter = 'mutation ($name: String!, $permissions: [String]!) { changeRolePermissions(input: { name: $name, permissions: $permissions }) { result { permissions } } }';
  const drop = 'mutation ($name: String!) { deleteRole(input: { name: $name }) { result } }';
  const viewer = await userId(ines.email);
  expect(await code(under.ask(ines, make, { name: 'clerk', permissions: [] }))).toBe('FORBIDDEN');
  expect(await code(under.ask(ada, make, { name: 'clerk', permissions: ['billing:manage'] }))).toBe('BAD_INPUT');
  expect((await under.ask(bruno, make, { name: 'clerk', permissions: ['company:read'] })).body.data.createRole.result).toEqual({ name: 'clerk', permissions: ['company:read'] });
  expect(await code(under.ask(bruno, make, { name: 'clerk', permissions: [] }))).toBe('CONFLICT');
  expect(await code(under.ask(bruno, change, { userId: viewer, role: 'clerk' }))).toBeUndefined();
  expect((await under.ask(ines, '{ currentSession { role permissions } }')).body.data.currentSession).toEqual({ role: 'clerk', permissions: ['company:read'] });
  expect((await under.ask(bruno, alter, { name: 'clerk', permissions: ['company:read', 'company:update'] })).body.data.changeRolePermissions.result.permissions).toEqual(['company:read', 'company:update']);
  expect((await under.ask(ines, '{ currentSession { permissions } }')).body.data.currentSession.permissions).toEqual(['company:read', 'company:update']);
  expect(await code(under.ask(bruno, alter, { name: 'viewer', permissions: [] }))).toBe('CONFLICT');
  expect(await code(under.ask(bruno, drop, { name: 'clerk' }))).toBe('CONFLICT');
  expect(await code(under.ask(bruno, change, { userId: viewer, role: 'viewer' }))).toBeUndefined();
  expect((await under.ask(bruno, drop, { name: 'clerk' })).body.data.deleteRole.result).toBe(true);
});

test('an owner hands the tenant over with a fresh second factor alone, and leaves', async () => {
  const transfer = 'mutation ($userId: UUID!) { transferOwnership(input: { userId: $userId }) { result { role wholeTenant } } }';
  const as = async (email: string, claims: Record<string, unknown>) => ({ headers: { authorization: `Bearer ${await under.issuer.token(email, { claims })}`, 'x-workspace': 'northwind/retail' } });
  const heir = await userId(carla.email);
  expect(await code(under.ask(await as(ada.email, {}), transfer, { userId: heir }))).toBe('STEP_UP_REQUIRED');
  expect(await code(under.ask(await as(ada.email, { auth_time: seconds() - 1000, amr: ['pwd', 'mfa'] }), transfer, { userId: heir }))).toBe('STEP_UP_REQUIRED');
  expect(await code(under.ask(await as(ada.email, { auth_time: seconds(), amr: ['pwd'] }), transfer, { userId: heir }))).toBe('STEP_UP_REQUIRED');
  expect(await code(under.ask(await as(bruno.email, { auth_time: seconds(), amr: ['pwd', 'mfa'] }), transfer, { userId: heir }))).toBe('FORBIDDEN');
  expect((await under.ask(await as(ada.email, { auth_time: seconds(), amr: ['pwd', 'mfa'] }), transfer, { userId: heir })).body.data.transferOwnership.result).toEqual({ role: 'owner', wholeTenant: true });
  const role = async (who: typeof ada) => (await under.ask(who, '{ currentSession { role } }')).body.data?.currentSession?.role;
  expect([await role(ada), await role(carla)]).toEqual(['admin', 'owner']);
  expect((await under.ask(ada, 'mutation { leaveTenant(input: {}) { result } }')).body.data.leaveTenant.result).toBe(1);
  expect(await code(under.ask(ada, '{ currentSession { role } }'))).toBe('FORBIDDEN');
});
