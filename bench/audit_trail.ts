/**
 * What a long audit trail costs: the newest page for an owner when the table holds ten million events, how fast events are sealed
 * and verified offline, and how much dropping a month saves over deleting its events.
 *
 *   node bench/audit_trail.ts [--events 10000000] [--rounds 101]
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import { cloneDatabase } from '../database/template.ts';
import { type DatabaseUrls, randomPasswords, urlsOf } from '../database/urls.ts';
import { newSealingKey, readSealingKeys } from '../worker/sealing_key.ts';
import { withPostgres } from './harness/cluster.ts';
import { spread } from './harness/pairs.ts';
import { heading, table, verdict } from './harness/report.ts';
import { ISSUER, openSession } from './harness/sessions.ts';
import { exportTrail, sealAll, signAll } from './harness/trail.ts';

const { values: options } = parseArgs({ options: { events: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '101' } } });
const EVENTS = Number(options.events);
const ROUNDS = Number(options.rounds);
const WARM_UP = 5;
if (!(EVENTS >= 1 && ROUNDS > WARM_UP)) throw new Error(`--events is 1 or more, --rounds more than the ${WARM_UP} that only warm up`);
const [key] = readSealingKeys(newSealingKey(), 'bench');

// Events as triggers write them: of one tenant a third, of 199 others the rest, one after the other over a span of time.
const events = (count: number, from: string, span: string) => `
  insert into tenet.audit_events (tenant_id, workspace_id, at, action, category, severity, actor_kind, actor_id, actor_name, object_type, object_id, request_id, payload)
  select p.tenant_id, p.workspace_id, ${from} + n::double precision / ${count} * ${span},
         (array['contact.updated', 'contact.created', 'task.updated', 'ticket.created', 'session.opened'])[1 + n % 5], 'data_change',
         case when n % 5000 = 0 then 'warning' else 'info' end, 'member', md5('member ' || n % 1000)::uuid, 'member', 'contacts', md5('contact ' || n % 200000), 'request-' || n,
         jsonb_build_object('after', jsonb_build_object('name', 'Contact ' || n, 'email', 'contact.' || n || '@example.com', 'phone', '+1 555 0100'), 'ip', '203.0.113.9', 'user_agent', 'Mozilla/5.0')
    from generate_series(1, ${count}) n
    join public.places p on p.position = case when n % 3 = 0 then 0 else 1 + n % 199 end`;
const partitions = (months: number) => `
  do $$
  declare
    month date;
  begin
    set local role tenet_owner;
    for month in select date_trunc('month', now()) - n * interval '1 month' from generate_series(1, ${months}) n loop
      execute format('create table tenet.%I (like tenet.audit_events including all)', 'audit_events_' || to_char(month, 'YYYY_MM'));
      execute format('alter table tenet.audit_events attach partition tenet.%I for values from (%L) to (%L)', 'audit_events_' || to_char(month, 'YYYY_MM'), month, month + interval '1 month');
    end loop;
  end
  $$`;
const places = `
  create table public.places as
  select n as position, tenet.create_tenant('tenant-' || n, 'Tenant ' || n) as tenant_id, null::uuid as workspace_id, null::uuid as owner from generate_series(0, 199) n;
  update public.places p set workspace_id = tenet.create_workspace(p.tenant_id, 'main', 'Main'), owner = tenet.create_user('owner@' || p.position || '.example', 'Owner');
  do $$
  declare
    p record;
  begin
    for p in select * from public.places loop
      perform tenet.link_identity(p.owner, '${ISSUER}', p.position::text);
      perform tenet.add_member(p.tenant_id, p.owner, 'owner');
    end loop;
  end
  $$`;

await withPostgres(async ({ adminUrl, version }) => {
  const passwords = randomPasswords();
  const long = await installDatabase({ adminUrl, database: 'long', passwords });
  await connected(long.admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(places);
  });
  for (const name of ['sealing', 'retaining']) await cloneDatabase(adminUrl, 'long', name);
  heading(
    `node bench/audit_trail.ts ${process.argv.slice(2).join(' ')}`.trim(),
    `A long audit trail: ${EVENTS.toLocaleString('en')} events of 200 tenants in twelve months, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`,
  );
  await measureReading(long);
  await measureSealing(urlsOf(adminUrl, 'sealing', passwords));
  await measureRetention(adminUrl, urlsOf(adminUrl, 'retaining', passwords), urlsOf(adminUrl, 'deleting', passwords));
});

// Reading ---------------------------------------------------------------------------------------------------------------------

async function measureReading(urls: DatabaseUrls): Promise<void> {
  await connected(urls.admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(partitions(12));
    await client.query(events(EVENTS, "date_trunc('month', now()) - interval '12 months'", "interval '364 days'"));
    await client.query('vacuum (analyze) tenet.audit_events');
  });
  const page = 'select id, at, action, severity, actor_id, object_id, payload, sealed from api.audit_events';
  const queries: [string, string][] = [
    ['newest page of 20', `${page} order by at desc, id desc limit 20`],
    ['next page of 20', `${page} where (at, id) < (now() - interval '200 days', '00000000-0000-0000-0000-000000000000') order by at desc, id desc limit 20`],
    ['newest 20 of one action', `${page} where action like 'ticket.%' order by at desc, id desc limit 20`],
    ['newest 20 warnings', `${page} where severity = 'warning' order by at desc, id desc limit 20`],
    ['all of one object', `${page} where object_id = md5('contact 7') order by at desc, id desc limit 20`],
  ];
  const rows = [['', 'largest tenant: ms', 'a small one: ms', 'goal']];
  for (const [name, text] of queries) {
    const times: number[][] = [];
    for (const tenant of [0, 7]) {
      times.push(await asOwner(urls, tenant, text).catch((error: Error) => {
        throw new Error(`${name}, tenant ${tenant}: ${error.message}`, { cause: error });
      }));
    }
    rows.push([name, ...times.map((list) => `${spread(list).median.toFixed(2)} [${spread(list).low.toFixed(2)}, ${spread(list).high.toFixed(2)}]`), name === 'newest page of 20' ? verdict(spread(times[0]!).median, 10) : '']);
  }
  table(rows);
}

async function asOwner(urls: DatabaseUrls, tenant: number, text: string): Promise<number[]> {
  const handle = await openSession(urls.gateway, String(tenant));
  return connected(urls.authenticator, async (client) => {
    await client.query(`begin; set local role tenet_visitor; set local tenet.session = '${handle}'`);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      await client.query({ name: 'page', text });
      if (round >= WARM_UP) times.push(performance.now() - began);
    }
    await client.query('commit');
    return times;
  });
}

// Sealing and verifying ---------------------------------------------------------------------------------------------------------

async function measureSealing(urls: DatabaseUrls): Promise<void> {
  await connected(urls.admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(partitions(2));
    await client.query(events(1_000_000, "date_trunc('month', now()) - interval '2 months'", "interval '58 days'"));
    await client.query('analyze tenet.audit_events');
  });
  const sealed = await sealAll(urls.worker);
  await signAll(urls.worker, key!);
  const folder = mkdtempSync(join(tmpdir(), 'tenet-bench-'));
  try {
    const file = join(folder, 'export.jsonl');
    const exported = await exportLargest(urls, file);
    const began = performance.now();
    const { status, stdout } = spawnSync(process.execPath, [fileURLToPath(new URL('../cli/audit_verify.mjs', import.meta.url)), file, '--key', key!.vkey, '--json'], { encoding: 'utf8' });
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`the export is not intact: ${stdout}`);
    const verified = JSON.parse(stdout).events / seconds;
    table([
      ['', 'events', 'a second', 'goal'],
      ['sealed by the database', String(sealed.events), Math.round(sealed.events / sealed.seconds).toLocaleString('en'), ''],
      ['exported as evidence', String(exported.events), Math.round(exported.events / exported.seconds).toLocaleString('en'), ''],
      ['verified offline', String(JSON.parse(stdout).events), Math.round(verified).toLocaleString('en'), `goal ≥ 100,000: ${verified >= 100_000 ? 'met' : 'MISSED'}`],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function exportLargest(urls: DatabaseUrls, file: string): Promise<{ events: number; seconds: number }> {
  const out = createWriteStream(file);
  const handle = await openSession(urls.gateway, '0');
  const began = performance.now();
  let lines = 0;
  await exportTrail(urls.authenticator, handle, 2000, (line) => {
    out.write(`${line}\n`);
    lines += 1;
  });
  out.end();
  await finished(out);
  return { events: lines, seconds: (performance.now() - began) / 1000 };
}

// Retention -----------------------------------------------------------------------------------------------------------------------

/** Two million events in two months, of which the first is past its window: gone by retention, and by a delete. */
async function measureRetention(adminUrl: string, retaining: DatabaseUrls, deleting: DatabaseUrls): Promise<void> {
  await connected(retaining.admin, async (client) => {
    await client.query("set timezone = 'UTC'; set session_replication_role = replica");
    await client.query(partitions(2));
    await client.query("update tenet.audit_events set at = date_trunc('month', now()) - interval '2 months'"); // how the tenants were made
    await client.query(events(1_000_000, "date_trunc('month', now()) - interval '2 months'", "interval '27 days'"));
  });
  await sealAll(retaining.worker);
  await connected(retaining.admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(events(1_000_000, "date_trunc('month', now()) - interval '1 month' + interval '2 days'", "interval '25 days'"));
  });
  await sealAll(retaining.worker);
  await connected(retaining.admin, async (client) => {
    await client.query("select tenet.limit_audit_retention(make_interval(days => extract(day from now() - (date_trunc('month', now()) - interval '1 month'))::integer), '1 day')");
    await client.query('vacuum (analyze)');
  });
  await cloneDatabase(adminUrl, 'retaining', 'deleting');

  const byDelete = await timed(deleting, async () => {
    await connected(deleting.admin, (client) => client.query("set session_replication_role = replica; delete from tenet.audit_events where at < date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '1 month'"));
  });
  const vacuumed = await timed(deleting, () => connected(deleting.admin, async (client) => void (await client.query('vacuum tenet.audit_events'))));
  const announced = await timed(retaining, async () => void (await connected(retaining.worker, (client) => client.query('select tenet_private.announce_audit_retention()'))));
  await sealAll(retaining.worker);
  await signAll(retaining.worker, key!);
  const applied = await timed(retaining, async () => {
    await connected(retaining.worker, async (client) => {
      while ((await client.query('select tenet_private.apply_audit_removals(100000) as done')).rows[0].done > 0);
    });
  });
  const left = await Promise.all([deleting, retaining].map(({ admin }) => connected(admin, async (client) => Number((await client.query("select count(*) from tenet.audit_events where category = 'data_change'")).rows[0].count))));
  if (left.some((count) => count !== 1_000_000)) throw new Error(`${left} events are left`);
  const seconds = announced.seconds + applied.seconds;
  table([
    ['1,000,000 of 2,000,000 events', 'seconds', 'WAL, MiB', 'goal'],
    ['deleted', byDelete.seconds.toFixed(2), (byDelete.wal / 2 ** 20).toFixed(1), ''],
    ['its space made free again: vacuum', vacuumed.seconds.toFixed(2), (vacuumed.wal / 2 ** 20).toFixed(1), ''],
    ['announced', announced.seconds.toFixed(2), (announced.wal / 2 ** 20).toFixed(1), ''],
    ['dropped with their month', applied.seconds.toFixed(2), (applied.wal / 2 ** 20).toFixed(1), ''],
    ['announced and dropped', seconds.toFixed(2), ((announced.wal + applied.wal) / 2 ** 20).toFixed(1), `goal ≥ 20 times faster: ${(byDelete.seconds / seconds).toFixed(1)} times the delete, ${byDelete.seconds / seconds >= 20 ? 'met' : 'MISSED'}`],
  ]);
}

async function timed(urls: DatabaseUrls, work: () => Promise<void>): Promise<{ seconds: number; wal: number }> {
  const position = () => connected(urls.admin, async (client) => Number((await client.query("select pg_current_wal_lsn() - '0/0'::pg_lsn as at")).rows[0].at));
  await connected(urls.admin, (client) => client.query('checkpoint'));
  const [before, began] = [await position(), performance.now()];
  await work();
  return { seconds: (performance.now() - began) / 1000, wal: (await position()) - before };
}
