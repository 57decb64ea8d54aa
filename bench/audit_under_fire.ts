/**
 * The trail under fire: first 32 writers and 2 sealers for a minute; then writers go on while the worker that seals and signs, and
 * Postgres itself, are killed at random moments. In the end everything that was acknowledged is recorded once and sealed once, the
 * batches have neither gap nor fork, and the verifier agrees for every tenant with what lies outside of the database.
 *
 *   node bench/audit_under_fire.ts [--seconds 60] [--kills 20]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { run as verify } from '../cli/audit_verify.mjs';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import { isInUse, readLock } from '../database/postmaster.ts';
import { type Cluster, startPostgres } from '../database/server.ts';
import { type DatabaseUrls, randomPasswords, urlsOf } from '../database/urls.ts';
import { newSealingKey, readSealingKeys } from '../worker/sealing_key.ts';
import { inTemporaryFolder } from './harness/cluster.ts';
import { heading, table } from './harness/report.ts';
import { ISSUER, openSession } from './harness/sessions.ts';
import { exportTrail } from './harness/trail.ts';

const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '60' }, kills: { type: 'string', default: '20' } } });
const WRITERS = 32;
const TENANTS = 4;

const people = `
  select count(tenet.create_tenant('tenant-' || n, 'Tenant ' || n)) from generate_series(0, ${TENANTS - 1}) n;
  select count(tenet.create_workspace(t.id, 'main', 'Main')) from tenet.tenants t where t.slug like 'tenant-%';
  do $$
  declare
    place record;
    person uuid;
  begin
    for place in select t.id, substr(t.slug, 8) as number from tenet.tenants t where t.slug ~ '^tenant-[0-9]+$' loop
      person := tenet.create_user('owner@' || place.number || '.example', 'Owner');
      perform tenet.link_identity(person, '${ISSUER}', place.number);
      perform tenet.add_member(place.id, person, 'owner');
    end loop;
  end
  $$;
  insert into app.companies (tenant_id, workspace_id, name, city) select w.tenant_id, w.id, 'Company', 'City' from tenet.workspaces w where w.slug = 'main';`;

process.setMaxListeners(100); // each start of Postgres adds one
let cluster: Cluster | undefined;
let worker: ChildProcess | undefined;
await inTemporaryFolder(underFire, async () => {
  worker?.kill('SIGKILL');
  await cluster?.stop();
});

async function underFire(folder: string): Promise<void> {
  chmodSync(folder, 0o711); // Postgres may run as another user
  const dataFolder = join(folder, 'postgres');
  const checkpoints = join(folder, 'checkpoints');
  const keyFile = join(folder, 'key.pem');
  mkdirSync(checkpoints);
  writeFileSync(keyFile, newSealingKey(), { mode: 0o600 });
  const [key] = readSealingKeys(readFileSync(keyFile, 'utf8'), 'bench');
  cluster = await startPostgres({ dataFolder });
  const passwords = randomPasswords();
  await installDatabase({ adminUrl: cluster.adminUrl, database: 'fire', passwords });
  const urls = () => urlsOf(cluster!.adminUrl, 'fire', passwords);
  await connected(urls().migrator, async (client) => client.query(readFileSync(new URL('schema.sql', import.meta.url), 'utf8')));
  await connected(urls().admin, (client) => client.query(people));
  heading(`node bench/audit_under_fire.ts ${process.argv.slice(2).join(' ')}`.trim(), `The audit trail under fire: ${WRITERS} writers, ${TENANTS} tenants, PostgreSQL with fsync`);

  const acknowledged: string[] = [];
  const load = startWriters(urls, acknowledged);
  const sealers = [startSealer(urls), startSealer(urls)];
  await wait(Number(options.seconds) * 1000);
  const sealed = (await Promise.all(sealers.map((stop) => stop()))).flat();
  const calm = acknowledged.length;

  const startWorker = () => {
    worker = spawn(process.execPath, [fileURLToPath(new URL('../worker/index.ts', import.meta.url))], {
      env: { ...process.env, NODE_ENV: 'test', TENET_DATABASE_URL_WORKER: urls().worker, TENET_SEALING_KEY_FILE: keyFile, TENET_TRAIL_NAME: 'bench', TENET_CHECKPOINTS: checkpoints, TENET_CHECKPOINT_SECONDS: '1', TENET_AUDIT_LOG: 'false', TENET_LOG_LEVEL: 'fatal' },
      stdio: 'ignore',
    });
  };
  startWorker();
  const kills = { worker: 0, postgres: 0 };
  for (let kill = 0; kill < Number(options.kills); kill++) {
    await wait(1500 + Math.random() * 2500);
    if (kill % 2 === 0) {
      kills.worker += 1;
      const dead = worker!;
      dead.kill('SIGKILL');
      await new Promise((settle) => (dead.exitCode !== null || dead.signalCode !== null ? settle(null) : dead.once('exit', settle)));
    } else {
      kills.postgres += 1;
      const data = join(dataFolder, 'data');
      process.kill((await readLock(data))!.pid, 'SIGKILL');
      while (await isInUse(data)) await wait(20);
      worker!.kill('SIGKILL');
      cluster = await startPostgres({ dataFolder });
    }
    startWorker();
  }
  await wait(1000);
  await load.stop();
  await settle(urls);
  worker!.kill('SIGTERM');
  await new Promise((settled) => worker!.once('exit', settled));

  const found = await examine(urls(), acknowledged);
  const verdicts = await verifyAll(urls(), checkpoints, folder, key!.vkey);
  table([
    ['', 'count'],
    ['rows acknowledged, with two sealers at work', String(calm)],
    [`rows acknowledged while the worker was killed ${kills.worker} times and Postgres ${kills.postgres} times`, String(acknowledged.length - calm)],
    ['calls of two sealers that sealed, that found the other at work or nothing to do', `${sealed.filter((count) => count > 0).length}, ${sealed.filter((count) => count === 0).length}`],
    ['acknowledged rows that are not there', String(found.lost)],
    ['rows without exactly one event', String(found.unrecorded)],
    ['events without a row (changes that were undone)', String(found.invented)],
    ['events', String(found.events)],
    ['events that are not in exactly one batch', String(found.unsealed)],
    ['batches', String(found.batches)],
    ['gaps and forks between batches', String(found.broken)],
    ['trails that the verifier finds intact, against the checkpoints outside', verdicts],
  ]);
  const faults = found.lost + found.unrecorded + found.invented + found.unsealed + found.broken;
  if (faults > 0 || verdicts !== `${TENANTS} of ${TENANTS}`) throw new Error('the trail is not what it has to be');
}

/** Members that each insert contacts one by one, some in long transactions, some undone, and connect again when they are cut off. */
function startWriters(urls: () => DatabaseUrls, acknowledged: string[]): { stop(): Promise<void> } {
  let running = true;
  const write = async (number: number): Promise<void> => {
    while (running) {
      try {
        const handle = await openSession(urls().gateway, String(number % TENANTS));
        const client = new pg.Client({ connectionString: urls().authenticator });
        client.on('error', () => {});
        await client.connect();
        try {
          while (running) {
            await client.query(`begin; set local role tenet_visitor; set local tenet.session = '${handle}'`);
            const ids: string[] = [];
            for (let rows = 1 + Math.floor(Math.random() * 3); rows > 0; rows--) {
              const { rows: [row] } = await client.query("insert into api.contacts (company_id, name, email, phone) select id, 'Contact', 'c@example.com', '+1' from api.companies limit 1 returning id");
              ids.push(row.id);
              if (Math.random() < 0.1) await wait(Math.random() * 100);
            }
            if (Math.random() < 0.1) await client.query('rollback');
            else {
              await client.query('commit');
              acknowledged.push(...ids);
            }
          }
        } finally {
          await client.end().catch(() => {});
        }
      } catch {
        await wait(100); // the database is away
      }
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, number) => write(number));
  return {
    async stop() {
      running = false;
      await Promise.all(writers);
    },
  };
}

/** Seals as often as it can; says, when it is stopped, how much each call sealed. */
function startSealer(urls: () => DatabaseUrls): () => Promise<number[]> {
  let running = true;
  const calls = connected(urls().worker, async (client) => {
    const counts: number[] = [];
    while (running) {
      counts.push((await client.query('select tenet_private.seal_audit() as sealed')).rows[0].sealed);
      await wait(Math.random() * 50);
    }
    return counts;
  });
  return () => {
    running = false;
    return calls;
  };
}

/** Waits until the worker has sealed and signed everything that was written. */
async function settle(urls: () => DatabaseUrls): Promise<void> {
  const isSettled = `
    select not exists (select from tenet.audit_events e, tenet_private.audit_seals s where e.number > s.sealed_through)
       and not exists (select from tenet.audit_batches b where not exists (select from tenet.audit_checkpoints c where c.tenant_id = b.tenant_id and c.batch >= b.number)) as settled`;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(500)) {
    if ((await connected(urls().admin, (client) => client.query(isSettled))).rows[0].settled) return;
  }
  throw new Error('the trail was not sealed and signed within a minute');
}

type Found = Record<'lost' | 'unrecorded' | 'invented' | 'events' | 'unsealed' | 'batches' | 'broken', number>;

async function examine(urls: DatabaseUrls, acknowledged: string[]): Promise<Found> {
  return connected(urls.admin, async (client) => {
    // tables with statistics: joined as expressions, some of these would be gone through once for every row
    await client.query('create temporary table acknowledged as select unnest($1::uuid[]) as id', [acknowledged]);
    await client.query(`
      create temporary table recorded as
      select object_id::uuid as id, count(*) as times from tenet.audit_events where action = 'contact.created' group by 1;

      create temporary table linked as
      select b.*, lag(b.hash) over w as last_hash, lag(b.first + b.count) over w as last_end, lag(b.number) over w as last_number, lag(b.through_number) over w as last_through
        from tenet.audit_batches b window w as (partition by b.tenant_id order by b.number);
      create index on linked (tenant_id, through_number);
      analyze acknowledged, recorded, linked;

      -- batches of a tenant do not overlap (that is looked at below), so an event is in the next one that ends after it, or in none
      create temporary table placed as
      select e.tenant_id, case when next.after_number < e.number then next.number end as batch
        from tenet.audit_events e
        left join lateral (select b.number, b.after_number from linked b where b.tenant_id = e.tenant_id and b.through_number >= e.number order by b.through_number limit 1) next on true;
      analyze placed`);
    const { rows } = await client.query<Found>(`
      select (select count(*) from acknowledged a where not exists (select from app.contacts c where c.id = a.id))::int as lost,
             (select count(*) from app.contacts c left join recorded r on r.id = c.id where r.times is distinct from 1)::int as unrecorded,
             (select count(*) from recorded r where not exists (select from app.contacts c where c.id = r.id))::int as invented,
             (select count(*) from placed)::int as events,
             (select count(*) from placed where batch is null)::int as unsealed,
             (select count(*) from linked)::int as batches,
             (select count(*)
                from linked b
                left join (select p.tenant_id, p.batch, count(*) as events from placed p group by 1, 2) held on held.tenant_id = b.tenant_id and held.batch = b.number
               where b.number <> coalesce(b.last_number, 0) + 1
                  or b.first <> coalesce(b.last_end, 0)
                  or b.after_number < coalesce(b.last_through, 0)
                  or b.previous <> coalesce(b.last_hash, decode(repeat('00', 32), 'hex'))
                  or b.count <> coalesce(held.events, 0))::int as broken`);
    return rows[0]!;
  });
}

async function verifyAll(urls: DatabaseUrls, checkpoints: string, folder: string, vkey: string): Promise<string> {
  let intact = 0;
  for (let number = 0; number < TENANTS; number++) {
    const handle = await openSession(urls.gateway, String(number));
    const lines: string[] = [];
    await exportTrail(urls.authenticator, handle, 5000, (line) => lines.push(`${line}\n`));
    const tenant = JSON.parse(lines[0]!).tenant_id as string;
    const file = join(folder, `${tenant}.jsonl`);
    writeFileSync(file, lines.join(''));
    if (readdirSync(join(checkpoints, tenant)).length === 0) throw new Error('nothing was kept outside');
    if ((await verify([file, '--key', vkey, '--checkpoint', join(checkpoints, tenant)], { stdout: { write: () => true } } as never)) === 0) intact += 1;
  }
  return `${intact} of ${TENANTS}`;
}
