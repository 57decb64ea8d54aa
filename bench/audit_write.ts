/**
 * What the audit trail costs a write, and what sealing costs on top: rows inserted through `api` by members, with every change
 * recorded, against the same database without its audit triggers; with a sealer at work, against without.
 *
 *   node bench/audit_write.ts [--rounds 9]
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import { cloneDatabase } from '../database/template.ts';
import { type DatabaseUrls, randomPasswords, urlsOf } from '../database/urls.ts';
import { withPostgres } from './harness/cluster.ts';
import { ratioOf, shuffled, spread } from './harness/pairs.ts';
import { heading, shown, table, verdict } from './harness/report.ts';
import { asVisitor, ISSUER, openSession } from './harness/sessions.ts';
import { sealAll } from './harness/trail.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const ROUNDS = Number(options.rounds);
const ROWS = 10_000;
const CLIENTS = 16;

/** A way of writing: into which database, with or without a sealer at work. */
type Lane = { name: string; urls: DatabaseUrls; handles: string[]; sealing: boolean };

// Eight tenants with four workspaces each, one member and one company in each.
const people = `
  select count(tenet.create_tenant('tenant-' || n, 'Tenant ' || n)) from generate_series(1, 8) n;
  select count(tenet.create_workspace(t.id, 'workspace-' || n, 'Workspace ' || n)) from tenet.tenants t cross join generate_series(1, 4) n;
  do $$
  declare
    place record;
    person uuid;
  begin
    for place in select * from tenet.workspaces loop
      person := tenet.create_user('member@' || place.id || '.example', 'Member');
      perform tenet.link_identity(person, '${ISSUER}', place.id::text);
      perform tenet.add_member(place.tenant_id, person, 'member', place.id);
    end loop;
  end
  $$;
  insert into app.companies (tenant_id, workspace_id, name, city) select w.tenant_id, w.id, 'Company', 'City' from tenet.workspaces w;`;

const withoutTriggers = `
  do $$
  declare
    one record;
  begin
    for one in select t.tgname as name, t.tgrelid::regclass as relation from pg_trigger t where t.tgname ~ '^_500_audit' and t.tgrelid::regclass::text ~ '^app\\.' loop
      execute format('drop trigger %I on %s', one.name, one.relation);
    end loop;
  end
  $$`;

await withPostgres(
  async ({ adminUrl, version }) => {
    const passwords = randomPasswords();
    const audited = await installDatabase({ adminUrl, database: 'audited', passwords });
    await connected(audited.migrator, async (client) => client.query(await readFile(new URL('schema.sql', import.meta.url), 'utf8')));
    await connected(audited.admin, (client) => client.query(people));
    await cloneDatabase(adminUrl, 'audited', 'unaudited');
    const unaudited = urlsOf(adminUrl, 'unaudited', passwords);
    await connected(unaudited.admin, (client) => client.query(withoutTriggers));

    heading(
      `node bench/audit_write.ts ${process.argv.slice(2).join(' ')}`.trim(),
      `Writing with the audit trail: ${ROWS} contacts a round through api, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000} with fsync, ${ROUNDS} paired rounds`,
    );
    const without: Lane = { name: 'unaudited', urls: unaudited, handles: await openSessions(unaudited), sealing: false };
    const recorded: Lane = { name: 'audited', urls: audited, handles: await openSessions(audited), sealing: false };
    const sealed: Lane = { ...recorded, name: 'sealed', sealing: true };
    const bulk = await measure([without, recorded], inOneStatement);
    const single = await measure([without, recorded, sealed], inManyTransactions);
    const row = (title: string, figures: Map<Lane, number[]>, of: Lane, to: Lane, goal: number) => {
      const ratio = ratioOf(figures.get(of)!, figures.get(to)!);
      return [title, shown(ratio), ...[of, to].map((lane) => `${spread(figures.get(lane)!).median.toFixed(2)} s`), verdict(ratio.median, goal)];
    };
    table([
      ['', 'time: ratio', 'with', 'without', ''],
      row('one statement: audited, unaudited', bulk, recorded, without, 1.8),
      row(`one row a transaction, ${CLIENTS} clients: audited, unaudited`, single, recorded, without, 1.3),
      row(`one row a transaction, ${CLIENTS} clients: sealing, not sealing`, single, sealed, recorded, 1.05),
    ]);
    await requireComplete(audited);
  },
  { durable: true },
);

async function measure(lanes: Lane[], write: (lane: Lane) => Promise<void>): Promise<Map<Lane, number[]>> {
  const figures = new Map<Lane, number[]>(lanes.map((lane) => [lane, []]));
  for (const lane of lanes) await write(lane); // warm
  for (let round = 0; round < ROUNDS; round++) {
    for (const lane of shuffled(lanes)) {
      await connected(lane.urls.admin, (client) => client.query('checkpoint'));
      if (lane.sealing) await sealAll(lane.urls.worker); // what was written without a sealer is not this round's
      const stop = lane.sealing ? startSealer(lane.urls.worker) : async () => {};
      const began = performance.now();
      await write(lane);
      figures.get(lane)!.push((performance.now() - began) / 1000);
      await stop();
    }
  }
  return figures;
}

async function inOneStatement({ urls, handles }: Lane): Promise<void> {
  await connected(urls.authenticator, async (client) => {
    await client.query(`begin; set local statement_timeout = 0; ${settings(handles[0]!)}`);
    const { rowCount } = await client.query(
      `insert into api.contacts (company_id, name, email, phone, notes)
       select k.id, 'Contact ' || n, 'contact.' || n || '@example.com', '+1 555 0100', repeat('note ', n % 12)
         from generate_series(1, ${ROWS}) n
        cross join (select id from api.companies limit 1) k`,
    );
    await client.query('commit');
    if (rowCount !== ROWS) throw new Error(`${rowCount} rows were written`);
  });
}

async function inManyTransactions({ urls, handles }: Lane): Promise<void> {
  await Promise.all(
    Array.from({ length: CLIENTS }, (_, number) =>
      connected(urls.authenticator, async (client) => {
        const handle = handles[number % handles.length]!;
        await client.query(`begin; ${settings(handle)}`);
        const company = (await client.query('select id from api.companies limit 1')).rows[0].id;
        await client.query('commit');
        for (let row = 0; row < ROWS / CLIENTS; row++) {
          await client.query('begin');
          await client.query(asVisitor(handle));
          await client.query({
            name: 'insert',
            text: 'insert into api.contacts (company_id, name, email, phone, notes) values ($1, $2, $3, $4, $5)',
            values: [company, `Contact ${row}`, `contact.${row}@example.com`, '+1 555 0100', 'note '.repeat(row % 12)],
          });
          await client.query('commit');
        }
      }),
    ),
  );
}

function settings(handle: string): string {
  return `set local role tenet_visitor; set local tenet.session = '${handle}'`;
}

/** Seals every two seconds, as the worker does, until it is stopped. */
function startSealer(url: string): () => Promise<void> {
  let running = true;
  const loop = connected(url, async (client) => {
    while (running) {
      for (let tries = 0; tries < 2; tries++) await client.query('select tenet_private.seal_audit()');
      for (let waited = 0; running && waited < 2000; waited += 50) await wait(50);
    }
  });
  return async () => {
    running = false;
    await loop;
  };
}

/** Every contact that was written has its event. */
async function requireComplete(urls: DatabaseUrls): Promise<void> {
  const { rows } = await connected(urls.admin, (client) =>
    client.query("select (select count(*) from app.contacts) as contacts, (select count(*) from tenet.audit_events where action = 'contact.created') as events"),
  );
  if (rows[0].contacts !== rows[0].events) throw new Error(`${rows[0].contacts} contacts, ${rows[0].events} events`);
  console.log(`  ${rows[0].events} contacts were written with audit triggers, and as many events\n`);
}

/** One session in each workspace, which has one member. */
async function openSessions(urls: DatabaseUrls): Promise<string[]> {
  const { rows } = await connected(urls.admin, (client) => client.query<{ id: string }>('select id from tenet.workspaces order by id'));
  return Promise.all(rows.map(({ id }) => openSession(urls.gateway, id)));
}
