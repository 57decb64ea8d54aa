// What shares make of a plan: on a hundred thousand rows a page walks its index, sorts nothing, and looks up who asks and what is
// shared with them once a statement; a row by its id probes the shares of that row alone.
import pg from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

const { admin, urls } = await useDatabase({ template: 'tenet_template' });

await admin.query('begin');
await admin.query('select tests.create_world()');
await admin.query('select tests.create_tables()');
await admin.query('commit');
await admin.query(`begin; set local role tenet_owner;
  select tenet.shareable('app.sample_firms'); select tenet.withhold_permission('viewer', 'sample_firm:read'); select tenet.withhold_permission('board_viewer', 'sample_firm:read');
  commit`);
await admin.query(`begin; set local session_replication_role = replica;
  insert into app.sample_firms (tenant_id, workspace_id, name, created_at)
  select tests.tenant(split_part(w, '/', 1)), tests.workspace(w), w || n, now() - n * interval '1 minute'
    from unnest('{alpha-tests/one,alpha-tests/two,beta-tests/one}'::text[]) w cross join generate_series(1, 50000) n where w <> 'alpha-tests/two' or n <= 10000;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select f.tenant_id, f.workspace_id, 'app.sample_firms', f.id, 'read', tests.person('viewer@alpha-tests')
    from app.sample_firms f where f.workspace_id = tests.workspace('alpha-tests/one') order by md5(f.id::text) limit 1000;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select f.tenant_id, f.workspace_id, 'app.sample_firms', f.id, 'read', md5('somebody else ' || n % 100)::uuid
    from (select f.*, row_number() over () as n from app.sample_firms f where f.workspace_id = tests.workspace('alpha-tests/one') limit 20000) f;
  commit`);
await admin.query('vacuum (analyze) app.sample_firms');
await admin.query('vacuum (analyze) tenet.shares');

type Plan = { 'Node Type': string; 'Subplan Name'?: string; 'Parent Relationship'?: string; 'Actual Loops': number; 'Actual Rows': number; 'Index Name'?: string; 'Index Cond'?: string; Filter?: string; Plans?: Plan[] };

/** The plan of a query, as it ran for somebody: every node of it, outermost first. */
async function planOf(email: string, query: string): Promise<Plan[]> {
  const identity = await admin.query('select tests.claims($1, $2) as claims', [email, '10 minutes']);
  const gateway = new pg.Client({ connectionString: urls.gateway });
  const client = new pg.Client({ connectionString: urls.authenticator });
  await Promise.all([gateway.connect(), client.connect()]);
  try {
    const { rows } = await gateway.query("select handle from tenet_private.open_session($1, 'one', null, null)", [identity.rows[0].claims]);
    await client.query('begin');
    await client.query("select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", [rows[0].handle]);
    const explained = await client.query(`explain (analyze, format json) ${query}`);
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
    return flat(explained.rows[0]['QUERY PLAN'][0].Plan);
  } finally {
    await Promise.all([gateway.end(), client.end()]);
  }
}

const page = 'select * from api.sample_firms order by created_at desc, id desc limit 20';

test.for([
  ['owner', 20, 0],
  ['viewer', 20, 1],
  ['board_viewer', 0, 0],
] as const)('the page of %s has %i rows, walks the index in its order, and hashes what is shared with them %i times', async ([role, found, hashed]) => {
  const plan = await planOf(`${role}@alpha-tests`, page);
  console.info(`${role}:`, plan.map((node) => `${node['Subplan Name'] ?? ''} ${node['Node Type']} ${node['Index Name'] ?? ''} rows=${node['Actual Rows']} loops=${node['Actual Loops']}`.trim()).join('\n  '));
  const scan = plan.find((node) => node['Index Name']?.startsWith('sample_firms'));
  expect(plan[0]).toMatchObject({ 'Node Type': 'Limit', 'Actual Rows': found });
  expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': 'sample_firms_tenant_id_workspace_id_created_at_id_idx', 'Actual Loops': 1 });
  expect(scan!['Index Cond']).toMatch(/tenant_id = .* AND \(workspace_id = /);
  expect(scan!.Filter).toMatch(/hashed SubPlan/);
  expect(plan.filter((node) => /Sort|Seq Scan/.test(node['Node Type']) && node['Actual Loops'] > 0)).toEqual([]);
  // Nothing runs for each row: all run once, or not at all.
  for (const node of plan) expect(node['Actual Loops'], JSON.stringify(node)).toBeLessThanOrEqual(1);
  // What is shared is read by its index, by the floor to see whether there is anything, and by the one sub-plan that is hashed.
  const readings = scan!.Plans!.filter((node) => node['Parent Relationship'] === 'SubPlan');
  expect(readings.map((node) => [node['Actual Loops'], node['Actual Rows']])).toEqual([[hashed, hashed * 1000]]);
});

test('one row by its id probes the shares of this row', async () => {
  const shared = await admin.query('select row_id from tenet.shares limit 1');
  const plan = await planOf('viewer@alpha-tests', `select * from api.sample_firms where id = '${shared.rows[0].row_id}'`);
  expect(plan[0]).toMatchObject({ 'Actual Rows': 1, Filter: expect.not.stringMatching(/hashed/) });
  const probes = plan.filter((node) => node['Index Cond']?.includes('row_id = '));
  expect(probes.filter((node) => node['Actual Loops'] > 0)).toMatchObject([{ 'Actual Loops': 1, 'Actual Rows': 1 }]);
});
