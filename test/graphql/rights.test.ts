import { GraphQLInputObjectType } from 'grafast/graphql';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { createGraphql } from '../../server/graphql.ts';
import { pgSettingsOf } from '../../server/principal.ts';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const agnes = { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' };
const create = 'mutation ($name: String!) { createCompany(input: { company: { name: $name, industry: "Test" } }) { company { id name createdAt } } }';

const membershipOf = async (email: string) =>
  (await under.admin.query<{ tenant_id: string; id: string; role: string }>('select m.* from tenet.memberships m join tenet.users u on u.id = m.user_id where u.email = $1', [email])).rows[0]!;

test('the same operation asked by two people gives each their own rows, and no cache may keep either', async () => {
  const query = 'query Q { companies(first: 100) { nodes { id name } } }';
  const [ours, theirs] = [await under.ask(elif, query), await under.ask(agnes, query)];
  for (const { headers } of [ours, theirs]) expect(headers.get('cache-control')).toBe('no-store');
  const ids = (reply: typeof ours) => reply.body.data.companies.nodes.map(({ id }: { id: string }) => id);
  expect(ids(ours).length).toBeGreaterThan(0);
  expect(ids(ours).filter((id: string) => ids(theirs).includes(id))).toEqual([]);
});

test('a member who is made a viewer is one at their next request, with the same token', async () => {
  const headers = { authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace };
  expect((await under.ask({ headers }, create, { name: 'before' })).body.data.createCompany.company.name).toBe('before');
  const { tenant_id, id, role } = await membershipOf(elif.email);
  await under.admin.query("update tenet.memberships set role = 'viewer' where (tenant_id, id) = ($1, $2)", [tenant_id, id]);
  expect((await under.ask({ headers }, create, { name: 'after' })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await under.ask({ headers }, '{ currentSession { role } companies(first: 1) { nodes { id } } }')).body.data).toMatchObject({ currentSession: { role: 'viewer' }, companies: { nodes: [{}] } });
  await under.admin.query('update tenet.memberships set role = $3 where (tenant_id, id) = ($1, $2)', [tenant_id, id, role]);
  expect((await under.ask({ headers }, create, { name: 'again' })).body.data.createCompany.company.name).toBe('again');
});

test('somebody whose membership is removed gets no row at their next request, with the same token', async () => {
  const imran = { email: 'imran@northwind.example', workspace: 'northwind/health' };
  const headers = { authorization: `Bearer ${await under.issuer.token(imran.email)}`, 'x-workspace': imran.workspace };
  const query = '{ companies(first: 5) { nodes { id } } }';
  expect((await under.ask({ headers }, query)).body.data.companies.nodes).toHaveLength(5);
  const { tenant_id, id } = await membershipOf(imran.email);
  await under.admin.query('delete from tenet.memberships where (tenant_id, id) = ($1, $2)', [tenant_id, id]);
  const { body } = await under.ask({ headers }, query);
  expect(body.data?.companies ?? null).toBeNull();
  expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await under.ask({ headers }, query)).status).toBe(403);
});

test('a session that ended is opened again without the person noticing; a write runs once', async () => {
  const headers = { authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace };
  await under.ask({ headers }, '{ currentSession { role } }');
  await under.admin.query('delete from tenet_private.sessions');
  expect((await under.ask({ headers }, '{ companies(first: 1) { nodes { id } } contacts(first: 1) { nodes { id } } }')).body.errors).toBeUndefined();
  await under.admin.query('delete from tenet_private.sessions');
  expect((await under.ask({ headers }, create, { name: 'exactly once' })).body.data.createCompany.company.name).toBe('exactly once');
  expect((await under.admin.query("select from app.companies where name = 'exactly once'")).rowCount).toBe(1);
});

test('somebody who is demoted between two statements of one transaction gets the second refused and the first undone', async () => {
  const { userId, pool, settings } = await openSession('paula@northwind.example', 'northwind/sports');
  const service = governedService({ pool, renew: async () => settings, forget: () => undefined, prepared: true, stock: false });
  const withPgClient = await service.adaptor.createWithPgClient(service.adaptorSettings as never);
  const insert = (name: string) => ({ text: 'insert into api.companies (name, industry) values ($1, $2) returning id', values: [name, 'Test'] });
  const run = (demote: () => Promise<unknown>) =>
    withPgClient(settings, (client) =>
      client.withTransaction(async (transaction) => {
        await transaction.query(insert('first of two'));
        await demote();
        await transaction.query(insert('second of two'));
      }),
    );
  const count = async () => (await under.admin.query("select from app.companies where name like '% of two'")).rowCount;
  const demotion = () => under.admin.query("update tenet.memberships set role = 'viewer' where user_id = $1 and workspace_id = (select id from tenet.workspaces where slug = 'sports')", [userId]);
  await expect(run(demotion)).rejects.toMatchObject({ code: 'TN401' });
  expect(await count()).toBe(0);
  const again = await openSession('liam@northwind.example', 'northwind/travel');
  await withPgClient(again.settings, (client) => client.withTransaction(async (transaction) => void (await transaction.query(insert('alone of two')))));
  expect(await count()).toBe(1);
});

const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));
async function openSession(email: string, workspace: string) {
  const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
  const pool = new pg.Pool({ connectionString: under.urls.authenticator, max: 1 });
  pools.push(gateway, pool);
  const claims = { issuer: under.issuer.issuer, subject: email, expires_at: Math.floor(Date.now() / 1000) + 300, tenant: null };
  const { rows } = await gateway.query('select handle, user_id from tenet_private.open_session($1, $2, null, null)', [JSON.stringify(claims), workspace]);
  return { pool, userId: rows[0].user_id, settings: pgSettingsOf({ session: { handle: rows[0].handle } as never }) };
}

describe('what a client may write', async () => {
  const pool = new pg.Pool({ connectionString: under.urls.authenticator, max: 1 });
  pools.push(pool);
  const service = governedService({ pool, renew: () => Promise.reject(new Error('none')), forget: () => undefined, prepared: false, stock: false });
  const { schema, release } = await createGraphql({ service, introspection: false, graphiql: null });
  afterAll(release);
  const inputs = Object.values(schema.getTypeMap()).filter((type): type is GraphQLInputObjectType => type instanceof GraphQLInputObjectType);

  test('does not include who a row belongs to, when it was made and by whom, or what decides rights', () => {
    // a function says itself what it takes, and has clientMutationId: here it is about rows
    const written = inputs.filter(({ name, getFields }) => /(?<!^(Create|Update|Delete)\w*)Input$|Patch$/.test(name) && !('clientMutationId' in getFields.call(schema.getType(name))));
    expect(written.map(({ name }) => name)).toEqual(expect.arrayContaining(['CompanyInput', 'CompanyPatch', 'TaskInput', 'TaskPatch']));
    const exposed = written.flatMap(({ name, getFields }) => Object.keys(getFields.call(schema.getType(name))).map((field) => `${name}.${field}`));
    expect(exposed.filter((field) => /\.(id|nodeId|tenantId|workspaceId|userId|createdBy|createdAt|updatedAt|role|batch|expiresAt)$/.test(field))).toEqual([]);
    expect(inputs.flatMap(({ name, getFields }) => Object.keys(getFields.call(schema.getType(name))).filter((field) => /tenantId|workspaceId/.test(field)).map((field) => `${name}.${field}`)).filter((name) => !name.startsWith('WorkspaceChoiceFilter')).sort()).toEqual(
      // those of the caller's tenant in which they govern: each function asks
      ['CreateApiKeyInput.workspaceIds', 'MapGroupInput.workspaceId', 'OpenSupportGrantInput.workspaceIds', 'SupportVisitFilter.workspaceId'],
    );
  });

  test('is refused when it names more than that, on create and on change', async () => {
    const { body } = await under.ask(elif, create, { name: 'mine' });
    const { id } = body.data.createCompany.company;
    for (const field of ['tenantId', 'workspaceId', 'id', 'createdBy', 'createdAt', 'updatedAt']) {
      const value = field.endsWith('At') ? '2020-01-01T00:00:00Z' : '0192f0c4-0000-7000-8000-000000000000';
      const made = await under.ask(elif, 'mutation ($company: CompanyInput!) { createCompany(input: { company: $company }) { company { id } } }', { company: { name: 'x', industry: 'Test', [field]: value } });
      const changed = await under.ask(elif, 'mutation ($id: UUID!, $patch: CompanyPatch!) { updateCompany(input: { id: $id, patch: $patch }) { company { id } } }', { id, patch: { [field]: value } });
      for (const reply of [made, changed]) expect(reply.body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    }
    const renamed = await under.ask(elif, 'mutation ($id: UUID!, $patch: CompanyPatch!) { updateCompany(input: { id: $id, patch: $patch }) { company { name } } }', { id, patch: { name: 'renamed' } });
    expect(renamed.body.data.updateCompany.company.name).toBe('renamed');
  });
});
