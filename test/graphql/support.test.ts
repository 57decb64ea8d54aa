// A customer lets support in, watches, and takes it back, over GraphQL. (F-61 to F-64, L8, promises 13, 14, 39, 40)
import { expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
await under.admin.query('delete from tenet.support_grants; delete from tenet.support_settings');

const ada = 'ada@northwind.example'; // owns the tenant
const bruno = 'bruno@northwind.example'; // administers all of it
const elif = 'elif@northwind.example'; // a member
const sam = 'sam@support.example'; // staff

/** Asks as somebody who has just proved a second factor, or did so this many seconds ago. */
async function ask(email: string, query: string, variables: Record<string, unknown> = {}, provenAgo = 0) {
  const proven = Math.floor(Date.now() / 1000) - provenAgo;
  const token = await under.issuer.token(email, { claims: { amr: ['pwd', 'mfa'], auth_time: proven } });
  return under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': 'northwind/retail' } }, query, variables);
}
const codeOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).body.errors?.[0]?.extensions.code;
const answerOf = async (...asked: Parameters<typeof ask>) => {
  const { body } = await ask(...asked);
  expect(body.errors).toBeUndefined();
  return body.data;
};

const configure = 'mutation ($enabled: Boolean!, $approvals: Int) { configureSupport(input: { enabled: $enabled, approvals: $approvals }) { setting { enabled approvals longest { hours } ceiling { hours } } } }';
const open = `mutation ($email: String!, $reason: String!, $endsAt: Datetime!, $mayWrite: Boolean, $mayUnmask: Boolean) {
  openSupportGrant(input: { email: $email, reason: $reason, endsAt: $endsAt, mayWrite: $mayWrite, mayUnmask: $mayUnmask }) { supportGrant { id state approvals neededApprovals workspaceIds mayWrite } } }`;
const approve = 'mutation ($id: UUID!) { approveSupportGrant(input: { grantId: $id }) { supportGrant { state approvals approvedBy } } }';
const revoke = 'mutation ($id: UUID!) { revokeSupportGrant(input: { grantId: $id }) { supportGrant { state revokedAt } } }';
const companies = '{ companies(first: 3) { nodes { name } } }';
const inHours = (hours: number, seconds = 0) => new Date(Date.now() + hours * 3_600_000 + seconds * 1000).toISOString();
const wanted = (changes: object = {}) => ({ email: sam, reason: 'Numbers of a report that do not add up', endsAt: inHours(1), ...changes });

test('support is off until who owns the tenant enables it', async () => {
  expect((await answerOf(ada, '{ supportSettings { enabled approvals longest { hours } } }')).supportSettings).toEqual({ enabled: false, approvals: 1, longest: { hours: 8 } });
  expect(await codeOf(ada, open, wanted())).toBe('CONFLICT');
  expect(await codeOf(elif, configure, { enabled: true })).toBe('FORBIDDEN');
  expect((await answerOf(ada, configure, { enabled: true, approvals: 1 })).configureSupport.setting).toEqual({ enabled: true, approvals: 1, longest: { hours: 8 }, ceiling: { hours: 8 } });
});

test('what could be reached is asked before, and a grant opened, used, listed and taken back', async () => {
  const { supportBlastRadius: before } = await answerOf(ada, '{ supportBlastRadius(first: 50, mayWrite: false) { nodes { tableName rows subjects shownColumns maskedColumns worstLabel commands suggestion } } }');
  const { nodes: everybody } = (await answerOf(ada, '{ contacts(first: 100) { nodes { id } } }')).contacts;
  expect(everybody).toHaveLength(100);
  const contacts = before.nodes.find(({ tableName }: { tableName: string }) => tableName === 'contacts');
  expect(Number(contacts.rows)).toBe((await under.admin.query("select from app.contacts c join tenet.workspaces w on w.id = c.workspace_id where w.slug = 'retail'")).rowCount);
  expect(Number(contacts.subjects)).toBeGreaterThanOrEqual(Number(contacts.rows)); // each is somebody, by the labels of its columns
  expect(contacts).toMatchObject({ maskedColumns: expect.arrayContaining(['email', 'phone']), commands: ['select'] });

  expect(await codeOf(sam, companies)).toBe('FORBIDDEN');
  const { supportGrant: grant } = (await answerOf(ada, open, wanted())).openSupportGrant;
  expect(grant).toMatchObject({ state: 'active', approvals: 1, neededApprovals: 1, mayWrite: false, workspaceIds: [expect.any(String)] });
  expect((await answerOf(sam, companies)).companies.nodes).toHaveLength(3);
  expect(await codeOf(sam, 'mutation { createCompany(input: { company: { name: "By support", industry: "Test" } }) { company { id } } }')).toBe('FORBIDDEN');
  expect((await answerOf(sam, '{ contacts(first: 1) { nodes { email maskedFields } } }')).contacts.nodes[0].maskedFields).toContain('email');
  const active = '{ supportGrants(first: 20, filter: { state: { equalTo: "active" } }) { nodes { id granteeEmail reason } } }';
  expect((await answerOf(bruno, active)).supportGrants.nodes).toEqual([{ id: grant.id, granteeEmail: sam, reason: wanted().reason }]);
  expect((await answerOf(elif, active)).supportGrants.nodes).toEqual([]);
  expect((await answerOf(sam, active)).supportGrants.nodes).toEqual([]);

  // the receipt agrees with what support got, and both with the answers
  await expect
    .poll(async () => {
      const { supportReceipt } = await answerOf(ada, 'query ($id: UUID!) { supportReceipt(first: 50, grantId: $id) { nodes { tableName reads rowsRead keysRead columnsRead maskedColumnsRead rowsReadable addresses } } }', { id: grant.id });
      return supportReceipt.nodes.filter(({ reads, rowsRead }: { reads: string; rowsRead: string | null }) => reads !== '0' && rowsRead !== '0');
    }, { timeout: 10_000 })
    .toEqual([
      { tableName: 'companies', reads: '1', rowsRead: '3', keysRead: '3', columnsRead: ['name'], maskedColumnsRead: [], rowsReadable: expect.any(String), addresses: [expect.any(String)] },
      { tableName: 'contacts', reads: '1', rowsRead: '1', keysRead: '1', columnsRead: expect.arrayContaining(['email']), maskedColumnsRead: ['email'], rowsReadable: contacts.rows, addresses: [expect.any(String)] },
    ]);
  const { auditEvents } = await answerOf(ada, 'query ($id: UUID!) { auditEvents(first: 50, filter: { credentialId: { equalTo: $id } }) { nodes { action actorKind actorName category } } }', { id: grant.id });
  expect(auditEvents.nodes).toContainEqual({ action: 'session.opened', actorKind: 'support', actorName: sam, category: 'support_access' });
  expect(auditEvents.nodes).toContainEqual({ action: 'data_access.read', actorKind: 'support', actorName: sam, category: 'data_access' });
  expect((await answerOf(ada, 'query ($id: UUID!) { supportVisits(first: 50, grantId: $id) { nodes { actorName } } }', { id: grant.id })).supportVisits.nodes[0]).toEqual({ actorName: sam });

  expect((await answerOf(bruno, revoke, { id: grant.id })).revokeSupportGrant.supportGrant).toEqual({ state: 'revoked', revokedAt: expect.any(String) });
  expect(await codeOf(sam, companies)).toBe('FORBIDDEN');
  expect(await codeOf(bruno, revoke, { id: grant.id })).toBe('CONFLICT');
});

test('what is refused has a code that says why', async () => {
  expect(await codeOf(elif, open, wanted())).toBe('FORBIDDEN');
  expect(await codeOf(ada, open, wanted({ email: 'nobody@support.example' }))).toBe('BAD_INPUT');
  expect(await codeOf(ada, open, wanted({ reason: '' }))).toBe('BAD_INPUT');
  expect(await codeOf(ada, open, wanted({ endsAt: inHours(8, 60) }))).toBe('BAD_INPUT');
  expect(await codeOf(ada, open, wanted(), 16 * 60)).toBe('STEP_UP_REQUIRED');
  expect(await codeOf(ada, approve, { id: '0192f0c4-0000-7000-8000-000000000000' })).toBe('NOT_FOUND');
  expect(await codeOf(elif, '{ supportBlastRadius(first: 50) { nodes { tableName } } }')).toBe('FORBIDDEN');
  expect(await codeOf(ada, 'query ($w: [UUID]) { supportBlastRadius(first: 50, workspaceIds: $w) { nodes { tableName } } }', { w: ['0192f0c4-0000-7000-8000-000000000000'] })).toBe('NOT_FOUND');
  const refused = await ask(ada, open, wanted({ endsAt: inHours(8, 60) }));
  expect(refused.body.errors?.[0]?.extensions.hint).toBeTruthy();
});

test('a grant that takes two is approved by a second person', async () => {
  await answerOf(ada, configure, { enabled: true, approvals: 2 });
  const { supportGrant: grant } = (await answerOf(ada, open, wanted({ mayWrite: true }))).openSupportGrant;
  expect(grant).toMatchObject({ state: 'pending', approvals: 1, neededApprovals: 2 });
  expect(await codeOf(sam, companies)).toBe('FORBIDDEN');
  expect(await codeOf(ada, approve, { id: grant.id })).toBe('CONFLICT');
  expect((await answerOf(bruno, 'query ($id: UUID!) { supportBlastRadiusOfGrant(first: 50, grantId: $id) { nodes { tableName commands } } }', { id: grant.id })).supportBlastRadiusOfGrant.nodes).toContainEqual({ tableName: 'companies', commands: ['select', 'insert', 'update', 'delete'] });
  expect(await codeOf(bruno, approve, { id: grant.id }, 16 * 60)).toBe('STEP_UP_REQUIRED');
  expect((await answerOf(bruno, approve, { id: grant.id })).approveSupportGrant.supportGrant).toMatchObject({ state: 'active', approvals: 2, approvedBy: [expect.any(String), expect.any(String)] });
  expect((await answerOf(sam, 'mutation { createCompany(input: { company: { name: "By support", industry: "Test" } }) { company { name } } }')).createCompany.company.name).toBe('By support');
  const { rows } = await under.admin.query("select actor_kind, actor_name, credential_id from tenet.audit_events where action = 'company.created' order by number desc limit 1");
  expect(rows).toEqual([{ actor_kind: 'support', actor_name: sam, credential_id: grant.id }]);
  await answerOf(ada, configure, { enabled: false, approvals: 2 });
  expect(await codeOf(sam, companies)).toBe('FORBIDDEN');
});
