/**
 * What governance costs a read: an ordered page with a relation, a point look-up and a count, through `api` as a member, against
 * SQL written by hand on the tables by a login that row level security does not hold. The same as an API key and as support under
 * a grant, against a member of the foundation: whose session knew a person and a role, and neither keys nor grants nor groups.
 *
 *   node bench/read_path.ts [--rounds 201] [--explain] [--data <folder to keep>] [--variant <file.sql> …]
 *
 * A variant is a copy of the database in which that file was run: another shape of the policies, measured beside the present one.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import type { Cluster } from '../database/server.ts';
import { cloneDatabase, dropDatabase } from '../database/template.ts';
import { type DatabaseUrls, LOGINS, type Passwords, randomPasswords, urlsOf, withDatabase } from '../database/urls.ts';
import { GovernedQuery, type Statement, type StatementResult } from '../server/governed_query.ts';
import { withPostgres } from './harness/cluster.ts';
import { type Contestant, measure, ratio, shuffled, type Slice, spread } from './harness/pairs.ts';
import { pinTogether } from './harness/pin.ts';
import { heading, microseconds, shown, table, verdict } from './harness/report.ts';
import { asVisitor, connect, ISSUER } from './harness/sessions.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '201' },
    explain: { type: 'boolean', default: false },
    data: { type: 'string' },
    variant: { type: 'string', multiple: true, default: [] },
  },
});

const DATABASE = 'bench';
const GOAL = 1.2;
/** What keys, grants and groups may add to what the foundation took. */
const GOAL_OF_PRINCIPALS = 1.1;
const FOUNDATION = fileURLToPath(new URL('foundation_session.sql', import.meta.url));
const SLICE = 20;
const WARM_UP = 300;

/** A row to ask for, by a member of its workspace. */
type Target = { tenant: string; workspace: string; id: string; createdAt: string; big: boolean; handles: Record<Kind, string> };
const kinds = ['member', 'API key', 'support grant'] as const;
type Kind = (typeof kinds)[number];
type Query = {
  name: string;
  /** Undefined for what is shown for comparison only. */
  goal?: number;
  governed: string;
  written: string;
  values(target: Target): unknown[];
};

const page = (relation: { contacts: string; companies: string; join: string; where: string }) => `
  select c.id, c.name, c.email, c.created_at, k.id, k.name
    from ${relation.contacts} c
    left join ${relation.companies} k on ${relation.join}
   ${relation.where}
   order by c.created_at desc, c.id desc
   limit 20`;
const governed = { contacts: 'api.contacts', companies: 'api.companies', join: 'k.id = c.company_id' };
const written = {
  contacts: 'app.contacts',
  companies: 'app.companies',
  join: 'k.tenant_id = c.tenant_id and k.workspace_id = c.workspace_id and k.id = c.company_id',
};

const queries: Query[] = [
  {
    name: 'first page of 20',
    goal: GOAL,
    governed: page({ ...governed, where: '' }),
    written: page({ ...written, where: 'where c.tenant_id = $1 and c.workspace_id = $2' }),
    values: () => [],
  },
  {
    name: 'next page of 20',
    goal: GOAL,
    governed: page({ ...governed, where: 'where (c.created_at, c.id) < ($1, $2)' }),
    written: page({ ...written, where: 'where c.tenant_id = $1 and c.workspace_id = $2 and (c.created_at, c.id) < ($3, $4)' }),
    values: ({ createdAt, id }) => [createdAt, id],
  },
  {
    name: 'point look-up',
    goal: GOAL,
    governed: 'select c.id, c.name, c.email, c.phone, c.created_at from api.contacts c where c.id = $1',
    written: 'select c.id, c.name, c.email, c.phone, c.created_at from app.contacts c where c.tenant_id = $1 and c.workspace_id = $2 and c.id = $3',
    values: ({ id }) => [id],
  },
  {
    name: 'count',
    goal: GOAL,
    governed: 'select count(*) from api.contacts',
    written: 'select count(*) from app.contacts c where c.tenant_id = $1 and c.workspace_id = $2',
    values: () => [],
  },
  { name: 'no table at all', governed: 'select 1', written: 'select 1 where $1 <> $2', values: () => [] },
];

/** Somebody's connection, and how they say who asks and what. */
type Lane = { name: string; client: pg.Client; pid: number; settings(target: Target): Statement; statement(query: Query, target: Target): Statement };

await withPostgres(async (cluster, isNew) => {
  const passwords = randomPasswords();
  const urls = urlsOf(cluster.adminUrl, DATABASE, passwords);
  if (isNew) {
    await installDatabase({ adminUrl: cluster.adminUrl, database: DATABASE, passwords });
    await seed(urls);
  } else {
    await setPasswords(urls, passwords);
  }
  const writtenUrl = await makeHandWriter(urls, passwords.authenticator);
  const targets = await openSessions(urls);
  const variants = [];
  for (const file of [FOUNDATION, ...options.variant]) variants.push(await variantLane(cluster, urls, file)); // nobody may be connected meanwhile
  const lanes = [await writtenLane(writtenUrl)];
  for (const kind of kinds) lanes.push(await governedLane(kind, urls.authenticator, kind));
  lanes.push(...variants);
  try {
    await run(cluster, lanes, targets);
  } finally {
    for (const lane of lanes) await lane.client.end();
    for (const file of [FOUNDATION, ...options.variant]) await dropDatabase(cluster.adminUrl, variantName(file));
  }
}, { kept: options.data });

async function run(cluster: Cluster, lanes: Lane[], targets: Target[]): Promise<void> {
  const pinned = pinTogether(lanes.map(({ pid }) => pid));
  heading(
    `node bench/read_path.ts ${process.argv.slice(2).join(' ')}`.trim(),
    `Read path: 1,000,000 contacts in 200 tenants (workspaces of 1,117; those of the largest 33,333), PostgreSQL ${Math.floor(cluster.version / 10_000)}.${cluster.version % 10_000}, ` +
      `${targets.length} distinct requests, ${options.rounds} paired rounds of ${SLICE}`,
  );
  for (const query of queries) await compareAnswers(lanes, query, targets);
  console.log(`  every request gets the same rows by every way; client and server ${pinned ? 'share one processor' : 'could not be put on one processor: ratios jump'}\n`);

  for (const [trips, answer] of [['begin, settings, query, commit: four round trips', inFourTrips], ['settings and query in one message, as the server sends them', inOneMessage]] as const) {
    const rows = [['', 'latency: ratio', 'µs', 'by hand', 'server CPU: ratio', 'µs', 'by hand', '']];
    const principals = [['against a member of the foundation', ...kinds, '']];
    for (const query of queries) {
      const contestants = lanes.map((lane): Contestant<Target> => ({ name: lane.name, pid: lane.pid, answer: (target) => answer(lane, query, target) }));
      for (const contestant of contestants) for (const target of targets.slice(0, WARM_UP)) await contestant.answer(target);
      const slices = await measure(contestants, targets, { rounds: Number(options.rounds), size: SLICE, groupOf: ({ big }) => (big ? 'big' : 'small') });
      rows.push(...queryRows(query, lanes, slices, answer === inFourTrips));
      if (query.goal !== undefined) principals.push(principalsRow(query, slices));
    }
    console.log(`  ${trips}`);
    table(rows);
    table(principals);
  }
  await printCosts(lanes, targets);
  if (options.explain) await printPlans(lanes, targets);
}

function queryRows(query: Query, lanes: Lane[], slices: Map<string, Slice[]>, judged: boolean): string[][] {
  const hand = slices.get(lanes[0]!.name)!;
  const average = (list: Slice[], figure: (slice: Slice) => number | undefined) => microseconds(spread(list.flatMap((slice) => figure(slice) ?? [])).median);
  return lanes.slice(1).flatMap(({ name }) => {
    const ours = slices.get(name)!;
    const label = lanes.length > 2 ? `${query.name}, ${name}` : query.name;
    const row = (title: string, latency: (slice: Slice) => number | undefined, last: string[]) =>
      [title, shown(ratio(ours, hand, latency)), average(ours, latency), average(hand, latency), ...last];
    const cpu = ({ cpu }: Slice) => cpu;
    return [
      row(label, ({ latency }) => latency, [
        shown(ratio(ours, hand, cpu)), average(ours, cpu), average(hand, cpu),
        judged && query.goal !== undefined ? verdict(ratio(ours, hand, ({ latency }) => latency).median, query.goal) : '',
      ]),
      row('  the tenant with a third of the rows', ({ byGroup }) => byGroup.get('big'), []),
      row('  the 199 others', ({ byGroup }) => byGroup.get('small'), []),
    ];
  });
}

/** How much longer each kind of principal takes than a member of the foundation; judged by the slowest of them. */
function principalsRow(query: Query, slices: Map<string, Slice[]>): string[] {
  const foundation = slices.get(basename(FOUNDATION, '.sql'))!;
  const ratios = kinds.map((kind) => ratio(slices.get(kind)!, foundation, ({ latency }) => latency));
  return [query.name, ...ratios.map(shown), verdict(Math.max(...ratios.map(({ median }) => median)), GOAL_OF_PRINCIPALS)];
}

// The database ----------------------------------------------------------------------------------------------------------------

async function seed(urls: DatabaseUrls): Promise<void> {
  await connected(urls.migrator, async (client) => client.query(await sqlFile('schema.sql')));
  await connected(urls.admin, async (client) => {
    await client.query(await sqlFile('seed.sql'));
    await client.query('vacuum (analyze)');
  });
}

async function setPasswords(urls: DatabaseUrls, passwords: Passwords): Promise<void> {
  await connected(urls.admin, async (client) => {
    for (const login of LOGINS) await client.query(`alter role tenet_${login} password ${client.escapeLiteral(passwords[login])}`);
  });
}

function sqlFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

/**
 * The login of SQL written by hand: past row level security, with the time limits that the login of the API has. It never plans
 * twice: with tenants of unequal size Postgres may plan some statements again at each run, depending on the first five of them.
 */
async function makeHandWriter(urls: DatabaseUrls, password: string): Promise<string> {
  await connected(urls.admin, async (client) => {
    const { rows } = await client.query("select from pg_roles where rolname = 'bench_by_hand'");
    if (rows.length === 0) await client.query('create role bench_by_hand login bypassrls');
    await client.query(`alter role bench_by_hand password ${client.escapeLiteral(password)}`);
    const limits = await client.query("select unnest(rolconfig) as setting from pg_roles where rolname = 'tenet_authenticator'");
    for (const { setting } of limits.rows) {
      const [name, value] = setting.split('=');
      await client.query(`alter role bench_by_hand set ${name} = ${client.escapeLiteral(value.replaceAll('"', ''))}`);
    }
    await client.query('alter role bench_by_hand set plan_cache_mode = force_generic_plan');
    const { rows: [{ database }] } = await client.query('select quote_ident(current_database()) as database');
    await client.query(`grant connect on database ${database} to bench_by_hand`);
    await client.query('grant usage on schema app to bench_by_hand; grant select on app.contacts, app.companies to bench_by_hand');
    await client.query('grant execute on function set_config to bench_by_hand');
    await client.query('grant execute on function pg_prepared_statement to bench_by_hand, tenet_authenticator'); // how often a statement was planned
  });
  return withDatabase(urls.admin, DATABASE, 'bench_by_hand', password);
}

/** Four live sessions a workspace and kind of principal, each opened through the gateway as the server would. */
async function openSessions(urls: DatabaseUrls): Promise<Target[]> {
  const admin = <Row extends pg.QueryResultRow>(text: string) => connected(urls.admin, async (client) => (await client.query<Row>(text)).rows);
  await admin('delete from tenet_private.sessions');
  await admin(await sqlFile('principals.sql'));
  const places = await admin<{ workspace: string; key: string; staff: string }>("select workspace_id as workspace, left(md5(workspace_id::text), 10) as key, 'staff' as staff from public.places");
  const handles = new Map<string, string[]>();
  await connected(urls.gateway, async (client) => {
    const asPerson = 'select handle from tenet_private.open_session($1, $2, null, null)';
    const asKey = 'select handle from tenet_private.open_key_session($1, $2, $3, null, null)';
    for (const { workspace, key, staff } of [...places, ...places, ...places, ...places]) {
      const claims = (subject: string) => JSON.stringify({ issuer: ISSUER, subject, expires_at: Math.floor(Date.now() / 1000) + 3600 });
      const opened: Record<Kind, [string, unknown[]]> = {
        member: [asPerson, [claims(workspace), null]],
        'API key': [asKey, [key, createHash('sha256').update('bench').digest(), workspace]],
        'support grant': [asPerson, [claims(staff), workspace]],
      };
      for (const kind of kinds) {
        const { rows } = await client.query<{ handle: string }>(...opened[kind]);
        const place = `${kind} ${workspace}`;
        handles.set(place, [...(handles.get(place) ?? []), rows[0]!.handle]);
      }
    }
  });
  await admin('vacuum (analyze) tenet_private.sessions');
  const found = await admin<Omit<Target, 'handles'>>(
    'select tenant_id as tenant, workspace_id as workspace, id, created_at::text as "createdAt", big from public.targets',
  );
  const handlesOf = (workspace: string, index: number) =>
    Object.fromEntries(kinds.map((kind) => [kind, handles.get(`${kind} ${workspace}`)![index % 4]!])) as Record<Kind, string>;
  return shuffled(found).map((target, index) => ({ ...target, handles: handlesOf(target.workspace, index) }));
}

// Who answers -----------------------------------------------------------------------------------------------------------------

async function writtenLane(url: string): Promise<Lane> {
  return {
    name: 'by hand',
    ...(await connect(url)),
    settings: ({ tenant, workspace }) => ({ name: 'settings', text: "select set_config('bench.tenant', $1, true), set_config('bench.workspace', $2, true)", values: [tenant, workspace] }),
    statement: (query, target) => ({ name: query.name, text: query.written, values: [target.tenant, target.workspace, ...query.values(target)] }),
  };
}

async function governedLane(name: string, url: string, kind: Kind = 'member'): Promise<Lane> {
  return {
    name,
    ...(await connect(url)),
    settings: ({ handles }) => asVisitor(handles[kind]),
    statement: (query, target) => ({ name: query.name, text: query.governed, values: query.values(target) }),
  };
}

function variantName(file: string): string {
  return `bench_${basename(file, '.sql')}`;
}

async function variantLane(cluster: Cluster, urls: DatabaseUrls, file: string): Promise<Lane> {
  const name = variantName(file);
  await dropDatabase(cluster.adminUrl, name);
  await cloneDatabase(cluster.adminUrl, DATABASE, name);
  await connected(withDatabase(urls.admin, name), async (client) => client.query(await readFile(file, 'utf8')));
  const { username, password } = new URL(urls.authenticator);
  return governedLane(basename(file, '.sql'), withDatabase(urls.admin, name, username, password));
}

async function inFourTrips({ client, settings, statement }: Lane, query: Query, target: Target): Promise<unknown[]> {
  await client.query('begin');
  await client.query(prepared(settings(target)));
  const { rows } = await client.query(prepared(statement(query, target)));
  await client.query('commit');
  return rows;
}

function prepared({ name, text, values }: Statement) {
  return { ...(name && { name }), text, values: [...values], rowMode: 'array' as const };
}

async function inOneMessage({ client, settings, statement }: Lane, query: Query, target: Target): Promise<unknown[]> {
  const { rows } = await new Promise<StatementResult>((resolve, reject) => {
    const both = new GovernedQuery(settings(target), { ...statement(query, target), arrayMode: true }, undefined, (error, result) => (error ? reject(error) : resolve(result)));
    client.query(both as never);
  });
  return rows;
}

async function compareAnswers(lanes: Lane[], query: Query, targets: Target[]): Promise<void> {
  for (const target of targets) {
    const [expected, ...others] = await Promise.all(lanes.map(async (lane) => JSON.stringify(await inFourTrips(lane, query, target))));
    if (expected === '[]') throw new Error(`${query.name}: no row for ${JSON.stringify(target)}`);
    others.forEach((answer, index) => {
      if (answer !== expected) throw new Error(`${query.name}: ${lanes[index + 1]!.name} answers ${answer}, by hand it is ${expected}`);
    });
  }
}

// Where the time goes ---------------------------------------------------------------------------------------------------------

/** What a run spends on looking its session up, and what planning would cost, which prepared statements hardly ever pay. */
async function printCosts(lanes: Lane[], targets: Target[]): Promise<void> {
  const rows = [['where the time goes, µs', 'session look-ups', 'planning', 'is paid in']];
  for (const query of queries) {
    for (const lane of lanes) {
      const plans: Plan[] = [];
      for (const target of targets.slice(0, 100)) plans.push(JSON.parse(await explain(lane, query, target, '(analyze, buffers off, format json)'))[0]);
      const median = (figure: (plan: Plan) => number) => microseconds(spread(plans.map(figure)).median * 1000);
      const { rows: [runs] } = await lane.client.query('select generic_plans, custom_plans from pg_catalog.pg_prepared_statements where name = $1', [query.name]);
      rows.push([
        `${query.name}, ${lane.name}`,
        median((plan) => timeOfInitPlans(plan.Plan)),
        median((plan) => plan['Planning Time']),
        `${runs.custom_plans} of ${Number(runs.custom_plans) + Number(runs.generic_plans)} runs`,
      ]);
    }
  }
  table(rows);
}

type Plan = { Plan: PlanNode; 'Planning Time': number };
type PlanNode = { 'Subplan Name'?: string; 'Actual Total Time': number; Plans?: PlanNode[] };

function timeOfInitPlans(node: PlanNode): number {
  if (node['Subplan Name']?.startsWith('InitPlan')) return node['Actual Total Time'];
  return (node.Plans ?? []).reduce((sum, below) => sum + timeOfInitPlans(below), 0);
}

async function printPlans(lanes: Lane[], targets: Target[]): Promise<void> {
  const target = targets.find(({ big }) => !big)!;
  for (const query of queries.filter(({ goal }) => goal !== undefined)) {
    for (const lane of lanes) {
      console.log(`  plan of: ${query.name}, ${lane.name}\n    ${(await explain(lane, query, target, '(analyze, buffers)')).replaceAll('\n', '\n    ')}\n`);
    }
  }
}

async function explain({ client, settings, statement }: Lane, query: Query, target: Target, how: string): Promise<string> {
  const { text, values } = statement(query, target);
  await client.query('begin');
  await client.query(prepared(settings(target)));
  const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`explain ${how} ${text}`, [...values]);
  await client.query('commit');
  return rows.map((row) => (typeof row['QUERY PLAN'] === 'string' ? row['QUERY PLAN'] : JSON.stringify(row['QUERY PLAN']))).join('\n');
}
