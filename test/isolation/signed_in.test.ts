// People who sign in with a real OpenID provider (code with PKCE) and ask over HTTP. What each role may do to a row of each table
// must be what tenet.policy_matrix says, as it is in SQL (every_table.sql); and keys that an issuer changes must not lock people
// out, nor let anybody in. (F-45, T88, T90)
import { readFile } from 'node:fs/promises';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { startOpenIdProvider } from '../peers/openid_provider.ts';
import { type Reply, useServer } from '../server/running_server.ts';

const workspace = 'northwind/retail';
const people: Record<string, string> = {
  owner: 'ada@northwind.example',
  admin: 'bruno@northwind.example',
  manager: 'carla@northwind.example',
  member: 'elif@northwind.example',
  editor: 'greta@northwind.example',
  operator: 'hugo@northwind.example',
  viewer: 'ines@northwind.example',
  board_viewer: 'jonas@northwind.example',
  support: 'sam@support.example',
};
const stranger = 'yara@kestrel.example';

const provider = await startOpenIdProvider({
  audience: 'https://api.tenet.test',
  accounts: [...Object.values(people), stranger].map((email) => ({ email, subject: `subject of ${email}`, claims: { name: email } })),
});
afterAll(() => provider.stop());

const under = await useServer({
  environment: { TENET_RATE_PER_PRINCIPAL: '100000', TENET_RATE_PER_ADDRESS: '100000' },
  sql: `
    select tenet.trust_issuer('${provider.issuer}', audiences => '{${provider.audience}}', jwks_uri => '${provider.jwksUri}');
    insert into tenet.identities (issuer, subject, user_id) select '${provider.issuer}', 'subject of ' || u.email, u.id from tenet.users u`,
});

async function ask(token: string, query: string, variables?: Record<string, unknown>, where: string = workspace): Promise<Reply> {
  return under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': where } }, query, variables);
}

describe('a person who signed in', () => {
  test('with code and PKCE sees the own workspace, and a person of another tenant is refused there', async () => {
    const { accessToken } = await provider.signIn(people['member'] ?? '');
    const companies = await ask(accessToken, '{ companies(first: 100) { nodes { id } } }');
    expect(companies.body.data.companies.nodes.length).toBeGreaterThan(0);
    const { rowCount } = await under.admin.query(
      "select from app.companies where id = any ($1) and workspace_id <> (select w.id from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where t.slug || '/' || w.slug = $2)",
      [companies.body.data.companies.nodes.map(({ id }: { id: string }) => id), workspace],
    );
    expect(rowCount).toBe(0);
    const theirs = await provider.signIn(stranger);
    expect((await ask(theirs.accessToken, '{ companies(first: 1) { nodes { id } } }')).status).toBe(403);
    expect((await ask(theirs.accessToken, '{ companies(first: 1) { nodes { id } } }', {}, 'kestrel/studio')).status).toBe(200);
  });

  test('brings no right in the token: who is removed is refused with the same one', async () => {
    const { accessToken, idToken } = await provider.signIn(people['operator'] ?? '');
    expect((await ask(accessToken, '{ currentSession { role } }')).body.data.currentSession.role).toBe('operator');
    expect((await ask(idToken, '{ currentSession { role } }')).status).toBe(401); // says who somebody is, to the browser
    const found = await under.admin.query<{ id: string; user_id: string; tenant_id: string; workspace_id: string }>(
      'select m.* from tenet.memberships m join tenet.users u on u.id = m.user_id where u.email = $1',
      [people['operator']],
    );
    for (const { id } of found.rows) {
      await under.admin.query('select tenet.remove_member($1)', [id]);
    }
    expect((await ask(accessToken, '{ currentSession { role } }')).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const { user_id, tenant_id, workspace_id } of found.rows) {
      await under.admin.query("select tenet.add_member($1, $2, 'viewer', $3)", [tenant_id, user_id, workspace_id]);
    }
    expect((await ask(accessToken, '{ currentSession { role } }')).body.data.currentSession.role).toBe('viewer');
    await under.admin.query("update tenet.memberships set role = 'operator' where user_id = $1", [found.rows[0]?.user_id]);
    expect((await ask(accessToken, '{ currentSession { role } }')).body.data.currentSession.role).toBe('operator');
  });

  const roles = Object.entries(people);
  test.each(roles)('as %s may do to rows over HTTP what the matrix says, and nothing else', { timeout: 120_000 }, async (role, email) => {
    const { accessToken } = await provider.signIn(email);
    const { can, cannot } = { can: [] as string[], cannot: [] as string[] };
    for (const { table, type, expected, query, variables } of await changes(role, email)) {
      const { body, status } = await ask(accessToken, query, variables);
      const done = status === 200 && body.errors === undefined && body.data.changed.row !== null;
      const denied = body.errors?.[0]?.extensions.code === (type === 'create' ? 'FORBIDDEN' : 'NOT_FOUND');
      expect(done ? 'allowed' : denied ? 'denied' : JSON.stringify(body), `${role} ${type} ${table}`).toBe(expected);
      (done ? can : cannot).push(`${type} ${table}`);
    }
    expect(can.length + cannot.length).toBeGreaterThan(30);
    expect(can.length > 0).toBe(['owner', 'admin', 'manager', 'member', 'editor', 'operator'].includes(role));
    expect(cannot.length > 0).toBe(!['owner', 'admin', 'manager'].includes(role));
  });
});

describe('when the issuer changes its keys', () => {
  afterEach(() => {
    vi.useRealTimers();
    provider.breakKeySet(false);
  });

  const status = async (token: string): Promise<number> => (await ask(token, '{ currentSession { role } }')).status;
  const later = (seconds: number): void => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
  };

  test('tokens of the old and of the new key are believed while both are published, and the old no more when it is not', async () => {
    const before = await provider.signIn(people['viewer'] ?? '');
    expect(await status(before.accessToken)).toBe(200);
    await provider.rotateKey({ retire: false });
    later(31); // past the pause between two fetches
    const after = await provider.signIn(people['viewer'] ?? '');
    expect([await status(after.accessToken), await status(before.accessToken)]).toEqual([200, 200]);
    await provider.rotateKey({ retire: true });
    later(60 * 9 + 31);
    expect(await status(before.accessToken)).toBe(401);
  });

  test('a flood of tokens with keys that nobody has published makes one fetch, and no token good', async () => {
    later(60 * 20);
    const { accessToken } = await provider.signIn(people['viewer'] ?? '');
    expect(await status(accessToken)).toBe(200);
    later(31);
    const [, payload = '', signature = ''] = accessToken.split('.');
    const before = provider.keySetRequests();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => status(`${Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: `nobody-${number}` })).toString('base64url')}.${payload}.${signature}`)),
    );
    expect(new Set(answers)).toEqual(new Set([401]));
    expect(provider.keySetRequests() - before).toBeLessThanOrEqual(1);
    expect(await status(accessToken)).toBe(200);
  });

  test('nobody is let in while the keys cannot be fetched and the known ones are old', async () => {
    later(60 * 40);
    const { accessToken } = await provider.signIn(people['viewer'] ?? '');
    provider.breakKeySet(true);
    expect(await status(accessToken)).toBe(401);
    provider.breakKeySet(false);
    later(31);
    expect(await status(accessToken)).toBe(200);
  });
});

type Change = { table: string; type: string; expected: string; query: string; variables: Record<string, unknown> };

/** A create, an update and a delete of a fresh row of every table whose decision does not depend on the row. */
async function changes(role: string, email: string): Promise<Change[]> {
  const schema = buildSchema(await readFile('server/schema.graphql', 'utf8'));
  const { rows } = await under.admin.query<{ table: string; command: string; decision: string; made: Record<string, unknown>; writable: string[] | null }>(
    `select c.relname as table, m.command, m.decision, x.made,
            tenet_private.writable_columns(p, case m.command when 'delete' then 'update' else m.command end)::text[] as writable
       from tenet.policy_matrix m
       join tenet.protected_tables p on p.relation = m.relation
       join pg_class c on c.oid = p.relation
      cross join lateral (select w.tenant_id, w.id from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id where t.slug || '/' || w.slug = $3) as w (tenant, workspace)
      cross join lateral (select case m.command
              when 'insert' then tests.sample_input(p.relation, w.tenant, w.workspace, (select u.id from tenet.users u where u.email = $2))
              else tests.sample_row(p.relation, w.tenant, w.workspace, (select u.id from tenet.users u where u.email = $2)) end) as x (made)
      where m.role = $1
        and m.command <> 'select'
        and m.decision <> 'conditional'
        and p.scope <> 'shared'
      order by c.relname, m.command`,
    [role, email, workspace],
  );
  return rows.flatMap(({ table, command, decision, made, writable }) => {
    const list = schema.getQueryType()?.getFields()[camel(table)];
    const connection = getNamedType(list?.type);
    const node = isObjectType(connection) ? getNamedType(connection.getFields()['nodes']?.type) : undefined;
    const name = node?.name ?? camel(table);
    const field = name.charAt(0).toLowerCase() + name.slice(1);
    const columns = (writable ?? []).filter((column) => made[column] !== null);
    const input = (names: string[]): Record<string, unknown> => Object.fromEntries(names.map((column) => [camel(column), made[column]]));
    const change = (type: 'create' | 'update' | 'delete', variables: Record<string, unknown>): Change => ({
      table,
      type,
      expected: decision === 'shared' ? 'denied' : decision, // nothing is shared with anybody here
      query: `mutation ($input: ${type.charAt(0).toUpperCase()}${type.slice(1)}${name}Input!) { changed: ${type}${name}(input: $input) { ${type === 'delete' ? 'clientMutationId' : `row: ${field} { id }`} } }`,
      variables: { input: variables },
    });
    if (command === 'insert') {
      return [change('create', { [field]: input(columns) })];
    }
    if (command === 'update') {
      return columns.length > 0 ? [change('update', { id: made['id'], patch: input(columns.slice(0, 1)) })] : [];
    }
    return [change('delete', { id: made['id'] })];
  });
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
