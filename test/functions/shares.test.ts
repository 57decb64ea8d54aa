// What shares make of a plan: on a hundred thousand rows a page walks its index, sorts nothing, and looks up who asks once a statement.
// Whoever holds the permission pays for no share; a few are hashed, and of many, each row that the page meets is looked up.
import pg from 'pg';
import { expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

const { admin, urls } = await useDatabase({ template: 'tenet_template' });

await admin.query('begin');
await admin.query('select tests.create_world()');
await admin.query('select tests.create_tables()');
await admin.query('commit');
await admin.query(`begin; set local role tenet_owner;
  select tenet.shareable('app.sample_firms'); select tenet.withhold_permission(role, 'sample_firm:read') from unnest('{viewer,board_viewer,operator}'::text[]) role;
  commit`);
await admin.query(`begin; set local session_replication_role = replica;
  insert into app.sample_firms (tenant_id, workspace_id, name, created_at)
  select tests.tenant(split_part(w, '/', 1)), tests.workspace(w), w || n, now() - n * interval '1 minute'
    from unnest('{alpha-tests/one,alpha-tests/two,beta-tests/one}'::text[]) w cross join generate_series(1, 50000) n where w <> 'alpha-tests/two' or n <= 10000;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select f.tenant_id, f.workspace_id, 'app.sample_firms', f.id, 'read', tests.person(w.who || '@alpha-tests')
    from (values ('viewer', 1000), ('operator', 300)) as w (who, shares)
   cross join lateral (select * from app.sample_firms f where f.workspace_id = tests.workspace('alpha-tests/one') order by md5(f.id::text || w.who) limit w.shares) f;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select f.tenant_id, f.workspace_id, 'app.sample_firms', f.id, 'read', md5('somebody else ' || n % 100)::uuid
    from (select f.*, row_number() over () as n from app.sample_firms f where f.workspace_id = tests.workspace('alpha-tests/one') limit 20000) f;
  commit`);
await admin.query('vacuum (analyze) app.sample_firms');
await admin.query('checkpoint'); // commits are not waited for here, and what is not written is not yet visible to all
await admin.query('vacuum (analyze) tenet.shares');

type Plan = { 'Node Type': string; 'Subplan Name'?: string; 'Parent Relationship'?: string; 'Actual Loops': number; 'Actual Rows': number; 'Index Name'?: string; 'Index Cond'?: string; 'Rows Removed by Filter'?: number; Plans?: Plan[] };

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
  ['owner', 'as everybody', 20],
  ['board_viewer', 'few', 0],
  ['operator', 'few', 20],
  ['viewer', 'many', 20],
] as const)('the page of %s walks the index in its order, with what is shared with them taken %s', async ([role, how, found]) => {
  const plan = await planOf(`${role}@alpha-tests`, page);
  console.info(`${role}:`, plan.map((node) => `${node['Subplan Name'] ?? ''} ${node['Node Type']} ${node['Index Name'] ?? ''} rows=${node['Actual Rows']} loops=${node['Actual Loops']}`.trim()).join('\n  '));
  const scan = plan.find((node) => node['Index Name']?.startsWith('sample_firms'))!;
  expect(plan[0]).toMatchObject({ 'Node Type': 'Limit', 'Actual Rows': found });
  expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': 'sample_firms_tenant_id_workspace_id_created_at_id_idx', 'Actual Loops': 1 });
  expect(scan['Index Cond']).toMatch(/tenant_id = .* AND \(workspace_id = /);
  expect(plan.filter((node) => /Sort|Seq Scan/.test(node['Node Type']) && node['Actual Loops'] > 0)).toEqual([]);
  const [probe, list] = subPlansOf(scan);
  // The list of few is read once; the shares of a row are probed for each that is met, which are some fifty for each found.
  expect(list!['Actual Loops']).toBe(how === 'few' && found > 0 ? 1 : 0);
  if (list!['Actual Loops'] > 0) expect(list!['Actual Rows']).toBe(300);
  if (how === 'many') expect(probe).toMatchObject({ 'Actual Loops': scan['Rows Removed by Filter']! + 20, 'Index Cond': expect.stringContaining('row_id = ') });
  else expect(probe!['Actual Loops']).toBe(0);
  // What is shared is read from the index alone, and no further than needed: a bitmap would take all of it.
  expect(plan.filter((node) => /Bitmap/.test(node['Node Type']))).toEqual([]);
  // Nothing else runs for each row: all run once, or not at all.
  for (const node of plan.filter((node) => node !== probe)) expect(node['Actual Loops'], JSON.stringify(node)).toBeLessThanOrEqual(1);
});

test.for(['owner', 'operator', 'viewer'])('one row by its id is one look-up for %s, and of their shares no more than the policy needs', async (role) => {
  const shared = await admin.query('select row_id from tenet.shares where user_id = tests.person($1)', [`${role === 'owner' ? 'viewer' : role}@alpha-tests`]);
  const plan = await planOf(`${role}@alpha-tests`, `select * from api.sample_firms where id = '${shared.rows[0].row_id}'`);
  const scan = plan.find((node) => node['Index Name']?.startsWith('sample_firms'))!;
  expect(plan[0]).toMatchObject({ 'Actual Rows': 1 });
  expect(scan['Rows Removed by Filter'] ?? 0).toBe(0);
  expect(subPlansOf(scan).map((node) => node['Actual Loops'])).toEqual({ owner: [0, 0], operator: [0, 1], viewer: [1, 0] }[role]);
});

/** The two ways in which the policy looks at shares: row by row, and as a list. */
function subPlansOf(scan: Plan): Plan[] {
  const found = scan.Plans!.filter((node) => node['Parent Relationship'] === 'SubPlan');
  expect(found).toHaveLength(2);
  return found;
}
