// Governed SQL through GraphQL: the same answers, the same refusals, and a record of each in the trail of the workspace.
import { expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
const ada = { email: 'ada@northwind.example', workspace: 'northwind/retail' };
const agnes = { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' };
const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' };
const runQuery = 'mutation ($sql: String!) { runQuery(input: { sql: $sql }) { result { columns rows rowCount truncated error } } }';

async function run(who: typeof ada, sql: string) {
  const { body } = await under.ask(who, runQuery, { sql });
  expect(body.errors).toBeUndefined();
  return body.data.runQuery.result as { columns: { name: string; type: string }[]; rows: unknown[][]; rowCount: number; truncated: boolean; error: { code: string } | null };
}

test('an owner asks in SQL and gets the rows of their workspace, as GraphQL would give them', async () => {
  const { columns, rows, rowCount, error } = await run(ada, 'select id, name from companies order by id limit 5');
  expect([error, rowCount, columns.map(({ name }) => name)]).toEqual([null, 5, ['id', 'name']]);
  for (const [id, name] of rows) expect((await under.ask(ada, 'query ($id: UUID!) { company(id: $id) { id name } }', { id })).body.data?.company).toEqual({ id, name });
});

test('the owners of two tenants ask the same and share no row', async () => {
  await under.admin.query("update tenet.memberships m set role = 'owner' from tenet.users u where u.id = m.user_id and u.email = $1", [agnes.email]);
  const ids = async (who: typeof ada) => (await run(who, 'select id from companies')).rows.flat();
  const [ours, theirs] = [await ids(ada), await ids(agnes)];
  expect(ours.length).toBeGreaterThan(0);
  expect(theirs.length).toBeGreaterThan(0);
  expect(ours.filter((id) => theirs.includes(id))).toEqual([]);
});

test('a hostile text is answered with its code, and the next request is served', async () => {
  for (const [sql, code] of [
    ["select current_setting('tenet.session')", 'FORBIDDEN'],
    ['select * from app.companies', 'FORBIDDEN'],
    ['select 1; reset role', 'BAD_INPUT'],
    ['set role tenet_owner', 'BAD_INPUT'],
  ] as const) {
    expect([sql, (await run(ada, sql)).error?.code]).toEqual([sql, code]);
  }
  expect((await run(ada, 'select count(*) > 0 from companies')).rows).toEqual([[true]]);
});

test('a query that does not end is ended, and the next request is served', async () => {
  expect((await run(ada, 'with recursive a as (select 1 as n union all select n + 1 from a) select max(n) from a')).error?.code).toBe('TIMEOUT');
  expect((await run(ada, 'select 1')).rows).toEqual([[1]]);
}, 20_000);

test('a viewer may not ask in SQL, and still sees what they may read', async () => {
  expect((await run(ines, 'select 1')).error?.code).toBe('FORBIDDEN');
  const { body } = await under.ask(ines, '{ visibleColumns }');
  expect(body.errors).toBeUndefined();
  const tables = body.data.visibleColumns as { table: string; comment: string; columns: { name: string; type: string; nullable: boolean; masked: boolean }[]; references: object[] }[];
  expect(tables.map(({ table }) => table)).toContain('contacts');
  expect(tables.map(({ table }) => table)).not.toContain('audit_events');
  const contacts = tables.find(({ table }) => table === 'contacts')!;
  expect(contacts.columns).toContainEqual(expect.objectContaining({ name: 'name', type: 'text', nullable: false, masked: false }));
  expect(contacts.references).toContainEqual({ columns: ['company_id'], table: 'companies', target_columns: ['id'] });
  expect(JSON.stringify(tables)).not.toMatch(/@(?:notNull|behavior|primaryKey|foreignKey)/);
  expect(JSON.stringify(tables)).not.toMatch(/tenant_id|workspace_id/);
  expect((await under.ask(ines, '{ visibleColumns(onlyTable: "contacts") }')).body.data.visibleColumns).toEqual([contacts]);
});

test('an owner finds the queries of their workspace in its trail, refused ones as well', async () => {
  await run(ada, 'select 4711');
  await run(ada, 'select * from pg_authid');
  const { body } = await under.ask(ada, '{ auditEvents(first: 50, orderBy: AT_DESC) { nodes { action category payload } } }');
  expect(body.errors).toBeUndefined();
  const events = body.data.auditEvents.nodes as { action: string; category: unknown; payload: { statement: string } }[];
  expect(events.find(({ payload }) => payload?.statement === 'select 4711')).toMatchObject({ action: 'query.run' });
  expect(events.find(({ payload }) => payload?.statement === 'select * from pg_authid')).toMatchObject({ action: 'query.refused' });
});
