/**
 * What shares cost a read: an ordered page of 20 of a million rows, and one row by its id, through `api`, on a table whose rows can be
 * shared, against the same database where they cannot; for somebody who holds the permission, and for somebody who does not, and sees
 * what is shared with them: 10,000 rows of a workspace of 33,333, and 100 of another as large. As in a product that is in use, some
 * rows of every other workspace are shared as well, and a thousand other sessions are open, so that nothing is small enough to be
 * read from end to end.
 *
 *   node bench/shares.ts [--rounds 101]
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

// In three of the big workspaces: a member, who holds the permission, and two viewers, who are not to hold it where rows are shared.
const people = `
  set session_replication_role = replica;
  create table public.readers (name text primary key, tenant_id uuid, workspace_id uuid, user_id uuid, shares integer, targets uuid[]);
  insert into public.readers (name, shares, tenant_id, workspace_id)
  select r.name, r.shares, p.tenant_id, p.workspace_id
    from (values (1, 'permission', null), (2, '10,000 shares', 10000), (3, '100 shares', 100)) as r (place, name, shares)
    join (select p.*, row_number() over (order by md5(workspace_id::text)) as place from public.places p where p.big) p using (place);
  update public.readers r
     set user_id = tenet.create_user(replace(r.name, ' ', '') || '@readers.example', r.name);
  select tenet.link_identity(r.user_id, '${ISSUER}', r.name), tenet.add_member(r.tenant_id, r.user_id, case when r.shares is null then 'member' else 'viewer' end, r.workspace_id)
    from public.readers r;
  update public.readers r
     set targets = array(select c.id from app.contacts c where c.workspace_id = r.workspace_id order by md5(c.id::text || 'share') limit coalesce(r.shares, 200));
  reset session_replication_role;`;
const sessions = `
  insert into tenet_private.sessions (handle_hash, login, tenant_id, workspace_id, purpose, permissions, expires_at)
  select sha256(convert_to(n::text, 'UTF8')), 'tenet_worker', p.tenant_id, p.workspace_id, 'retention', '{}', now() + interval '1 day'
    from generate_series(1, 1000) n
    join (select *, row_number() over () as place from public.places) p on p.place = n % 600 + 1;`;
const shareable = `
  select tenet.shareable('app.contacts');
  select tenet.withhold_permission('viewer', 'contact:read');`;
const shares = `
  set session_replication_role = replica;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select r.tenant_id, r.workspace_id, 'app.contacts', t.id, 'read', r.user_id
    from public.readers r
   cross join unnest(r.targets) as t (id)
   where r.shares is not null;
  insert into tenet.shares (tenant_id, workspace_id, relation, row_id, action, user_id)
  select c.tenant_id, c.workspace_id, 'app.contacts', c.id, 'read', m.user_id
    from (select c.*, row_number() over (partition by c.workspace_id order by md5(c.id::text || 'share')) as place from app.contacts c) c
    join tenet.memberships m using (tenant_id, workspace_id)
   where c.place <= 30
     and not exists (select from public.readers r where r.workspace_id = c.workspace_id);
  reset session_replication_role;
  checkpoint;
  vacuum (analyze) tenet.shares;`; // the checkpoint, because commits are not waited for here, and what is not written is not yet visible to all

const page = 'select id, name, email, phone, notes, created_at from api.contacts order by created_at desc, id desc limit 20';
const point = 'select id, name, email, phone, notes, created_at from api.contacts where id = $1';

await withPostgres(async ({ adminUrl, version }) => {
  const passwords = randomPasswords();
  const plain = await installDatabase({ adminUrl, database: 'plain', passwords });
  const sqlFile = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
  await connected(plain.migrator, async (client) => client.query(await sqlFile('schema.sql')));
  await connected(plain.admin, async (client) => {
    await client.query(await sqlFile('seed.sql'));
    await client.query(people);
    await client.query(sessions);
    await client.query('vacuum (analyze)');
  });
  await cloneDatabase(adminUrl, 'plain', 'shared');
  const shared = urlsOf(adminUrl, 'shared', passwords);
  await connected(shared.migrator, (client) => client.query(shareable));
  await connected(shared.admin, async (client) => {
    for (const statement of shares.split(';').filter((text) => text.trim() !== '')) await client.query(statement);
  });

  heading(
    `node bench/shares.ts ${process.argv.slice(2).join(' ')}`.trim(),
    `Shares: 10,000 and 100 for one reader each, of 1,000,000 contacts in 200 tenants, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${ROUNDS} paired rounds`,
  );
  const rows = [['', 'latency: ratio', 'µs', 'unshared', 'server CPU: ratio', '']];
  for (const reader of ['permission', '10,000 shares', '100 shares']) {
    for (const [title, text, goal] of [['page of 20', page, reader === '100 shares' ? undefined : 2], ['one row by id', point, undefined]] as const) {
      const lanes = await Promise.all([lane('plain', plain, reader, text), lane('shared', shared, reader, text)]);
      pinTogether(lanes.map(({ contestant }) => contestant.pid));
      const slices = await race(lanes);
      const [hand, ours] = [slices.get('plain')!, slices.get('shared')!];
      const latency = ratio(ours, hand, (slice) => slice.latency);
      rows.push([
        `${title}, by ${reader}`, shown(latency), ...[ours, hand].map((list) => microseconds(spread(list.map((slice) => slice.latency)).median)),
        shown(ratio(ours, hand, (slice) => slice.cpu)), goal === undefined ? '' : verdict(latency.median, goal),
      ]);
      for (const { client } of lanes) await client.end();
    }
  }
  table(rows);
});

type Lane = { client: pg.Client; contestant: Contestant<number>; targets: string[] };

/** A connection to one of the databases, that answers one query as a reader; unshared, all readers hold the permission. */
async function lane(name: string, urls: Awaited<ReturnType<typeof installDatabase>>, reader: string, text: string): Promise<Lane> {
  const targets = await connected(urls.admin, async (client) => (await client.query<{ targets: string[] }>('select targets from public.readers where name = $1', [reader])).rows[0]!.targets);
  const handle = await openSession(urls.gateway, reader);
  const { client, pid } = await connect(urls.authenticator);
  client.on('error', () => undefined); // what ended it is thrown by the query
  const answer = async (index: number) => {
    await client.query('begin');
    await client.query(asVisitor(handle));
    const { rows } = await client.query({ name: 'query', text, rowMode: 'array', values: text === page ? [] : [targets[index % targets.length]] });
    await client.query('commit');
    if (rows.length !== (text === page ? 20 : 1)) throw new Error(`${rows.length} rows`);
  };
  return { client, contestant: { name, pid, answer }, targets };
}

async function race(lanes: Lane[]): Promise<Map<string, Slice[]>> {
  const requests = lanes[0]!.targets.slice(0, 200).map((_, index) => index);
  const contestants = lanes.map(({ contestant }) => contestant);
  for (const contestant of contestants) for (const request of requests.slice(0, 40)) await contestant.answer(request);
  return measure(contestants, requests, { rounds: ROUNDS, size: 20, groupOf: () => 'all' });
}
