/**
 * What a long audit trail costs: the newest page for an owner when the table holds ten million events, and how fast events are sealed
 * and verified offline.
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
import { openSession } from './harness/sessions.ts';
import { exportTrail, sealAll, signAll } from './harness/trail.ts';
import { events, partitions, places } from './harness/trail_seed.ts';

const { values: options } = parseArgs({ options: { events: { type: 'string', default: '10000000' }, rounds: { type: 'string', default: '101' } } });
const EVENTS = Number(options.events);
const ROUNDS = Number(options.rounds);
const WARM_UP = 5;
if (!(EVENTS >= 1 && ROUNDS > WARM_UP)) throw new Error(`--events is 1 or more, --rounds more than the ${WARM_UP} that only warm up`);
const [key] = readSealingKeys(newSealingKey(), 'bench');

await withPostgres(async ({ adminUrl, version }) => {
  const passwords = randomPasswords();
  const long = await installDatabase({ adminUrl, database: 'long', passwords });
  await connected(long.admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(places);
  });
  await cloneDatabase(adminUrl, 'long', 'sealing');
  heading(
    `node bench/audit_trail.ts ${process.argv.slice(2).join(' ')}`.trim(),
    `A long audit trail: ${EVENTS.toLocaleString('en')} events of 200 tenants in twelve months, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`,
  );
  await measureReading(long);
  await measureSealing(urlsOf(adminUrl, 'sealing', passwords));
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
