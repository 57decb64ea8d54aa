/**
 * What masks cost a read: an ordered page of 20 of a million rows, and a scan of 100,000, through `api`, with four columns masked
 * against the same database without masks; for an admin, who sees the values, and for a viewer, who sees the masks.
 *
 *   node bench/masks.ts [--rounds 101]
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import { cloneDatabase } from '../database/template.ts';
import { randomPasswords, urlsOf } from '../database/urls.ts';
import { withPostgres } from './harness/cluster.ts';
import { type Contestant, measure, ratio, type Slice, spread } from './harness/pairs.ts';
import { pinTogether } from './harness/pin.ts';
import { heading, microseconds, shown, table, verdict } from './harness/report.ts';
import { asVisitor, connect, ISSUER, openSession } from './harness/sessions.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '101' } } });
const ROUNDS = Number(options.rounds);
const PLACES = 40;
const SCANNED = 100_000;

// An admin and a viewer in some workspaces of the million, and in one more with as many rows as are scanned.
const people = `
  create table public.measured as
  select tenant_id, workspace_id, false as scanned from (select * from public.places order by md5(workspace_id::text) limit ${PLACES}) p
  union all
  select t.id, tenet.create_workspace(t.id, 'scanned', 'Scanned'), true from (select tenet.create_tenant('scanned', 'Scanned') as id) t;
  do $$
  declare
    place record;
    role text;
    person uuid;
  begin
    for place in select * from public.measured loop
      foreach role in array '{admin,viewer}'::text[] loop
        person := tenet.create_user(role || '@' || place.workspace_id || '.example', role);
        perform tenet.link_identity(person, '${ISSUER}', role || ' ' || place.workspace_id);
        perform tenet.add_member(place.tenant_id, person, role, place.workspace_id);
      end loop;
    end loop;
  end
  $$;
  set session_replication_role = replica;
  insert into app.contacts (tenant_id, workspace_id, company_id, name, email, phone, notes, created_at)
  select m.tenant_id, m.workspace_id, gen_random_uuid(), 'Contact ' || n, 'contact.' || n || '@example.com', '+1 555 ' || lpad(n::text, 7, '0'), repeat('note ', n % 12), now() - n * interval '1 minute'
    from public.measured m
   cross join generate_series(1, ${SCANNED}) n
   where m.scanned;
  reset session_replication_role;`;
const masks = `
  select tenet.mask('app.contacts', 'name', with_ => 'name', unless => 'pii:read');
  select tenet.mask('app.contacts', 'email', with_ => 'email', unless => 'pii:read');
  select tenet.mask('app.contacts', 'phone', with_ => 'phone', unless => 'pii:read');
  select tenet.mask('app.contacts', 'notes', unless => 'pii:read');`;

const page = 'select id, name, email, phone, notes, created_at from api.contacts order by created_at desc, id desc limit 20';
const scan = 'select count(name), count(distinct left(email, 4)), max(phone), sum(length(notes)) from api.contacts';
type Request = { handle: string };

await withPostgres(async ({ adminUrl, version }) => {
  const passwords = randomPasswords();
  const plain = await installDatabase({ adminUrl, database: 'plain', passwords });
  const sqlFile = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  await connected(plain.migrator, async (client) => client.query(await sqlFile('schema.sql')));
  await connected(plain.admin, async (client) => {
    await client.query(await sqlFile('seed.sql'));
    await client.query(people);
    await client.query('vacuum (analyze)');
  });
  await cloneDatabase(adminUrl, 'plain', 'masked');
  const masked = urlsOf(adminUrl, 'masked', passwords);
  await connected(masked.migrator, (client) => client.query(masks));

  heading(
    `node bench/masks.ts ${process.argv.slice(2).join(' ')}`.trim(),
    `Masks: four of six columns of 1,000,000 contacts in 200 tenants, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${ROUNDS} paired rounds`,
  );
  const rows = [['', 'latency: ratio', 'µs', 'unmasked', 'server CPU: ratio', '']];
  for (const [title, query, scanned, goal] of [['page of 20', page, false, 1.3], ['page of 20 with masked_fields', `${page.replace('created_at from', 'created_at, masked_fields from')}`, false, undefined], [`scan of ${SCANNED.toLocaleString('en')}`, scan, true, 2]] as const) {
    for (const role of ['admin', 'viewer']) {
      const lanes = await Promise.all([plain, masked].map(async (urls, index) => lane(['plain', 'masked'][index]!, urls, role, scanned, index === 0 ? query.replace(', masked_fields', '') : query)));
      pinTogether(lanes.map(({ contestant }) => contestant.pid));
      const slices = await race(lanes, scanned);
      const [hand, ours] = [slices.get('plain')!, slices.get('masked')!];
      const latency = ratio(ours, hand, (slice) => slice.latency);
      rows.push([
        `${title}, ${role}`, shown(latency), ...[ours, hand].map((list) => microseconds(spread(list.map((slice) => slice.latency)).median)),
        shown(ratio(ours, hand, (slice) => slice.cpu)), goal === undefined ? '' : verdict(latency.median, goal),
      ]);
      for (const { client } of lanes) await client.end();
    }
  }
  table(rows);
});

type Lane = { client: pg.Client; contestant: Contestant<number>; requests: Request[] };

/** A connection to one of the databases, that answers one query as whoever has a role in some workspace. */
async function lane(name: string, urls: Awaited<ReturnType<typeof installDatabase>>, role: string, scanned: boolean, text: string): Promise<Lane> {
  const places = await connected(urls.admin, async (client) => (await client.query<{ workspace_id: string }>('select workspace_id from public.measured where scanned = $1 order by 1', [scanned])).rows);
  const requests: Request[] = [];
  for (const { workspace_id } of places) requests.push({ handle: await openSession(urls.gateway, `${role} ${workspace_id}`) });
  const { client, pid } = await connect(urls.authenticator);
  const answer = async (index: number) => {
    await client.query('begin');
    await client.query(asVisitor(requests[index % requests.length]!.handle));
    const { rows } = await client.query({ name: 'query', text, rowMode: 'array' });
    await client.query('commit');
    if (rows.length !== (scanned ? 1 : 20)) throw new Error(`${rows.length} rows`);
  };
  return { client, contestant: { name, pid, answer }, requests };
}

async function race(lanes: Lane[], scanned: boolean): Promise<Map<string, Slice[]>> {
  const requests = Array.from({ length: lanes[0]!.requests.length }, (_, index) => index);
  const contestants = lanes.map(({ contestant }) => contestant);
  for (const contestant of contestants) for (const request of [...requests, ...requests]) await contestant.answer(request);
  return measure(contestants, requests, { rounds: scanned ? Math.min(ROUNDS, 21) : ROUNDS, size: scanned ? 1 : 20, groupOf: () => 'all' });
}
