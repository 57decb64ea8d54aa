/**
 * What it takes to let go of a month of the audit trail: retention, which announces it and drops the partition, against deleting the
 * events. A million of two million events of 200 tenants goes, in a database that survives a crash as one in production does.
 *
 *   node bench/audit_retention.ts [--rounds 5]
 *
 * After a delete the events are gone for every reader, and their space is as full as before until it is vacuumed; after a drop the
 * events are gone before the files are. So what is compared is when the last reader sees none any more, and when the space is free.
 */
import { parseArgs } from 'node:util';
import { connected } from '../database/connected.ts';
import { installDatabase } from '../database/install.ts';
import { cloneDatabase, dropDatabase } from '../database/template.ts';
import { type DatabaseUrls, randomPasswords, urlsOf } from '../database/urls.ts';
import { newSealingKey, readSealingKeys } from '../worker/sealing_key.ts';
import { withPostgres } from './harness/cluster.ts';
import { ratioOf, shuffled, spread } from './harness/pairs.ts';
import { heading, shown, table } from './harness/report.ts';
import { sealAll, signAll } from './harness/trail.ts';
import { events, partitions, places } from './harness/trail_seed.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const ROUNDS = Number(options.rounds);
const GOAL = 20;
const [key] = readSealingKeys(newSealingKey(), 'bench');
const MONTH_BEFORE_LAST = "date_trunc('month', now()) - interval '2 months'";
const LAST_MONTH = "date_trunc('month', now()) - interval '1 month'";

/** Seconds until no reader sees an event of the month, until its space is free, and MiB written to the log until then. */
type Figures = { gone: number; free: number; wal: number };

await withPostgres(
  async ({ adminUrl, version }) => {
    const passwords = randomPasswords();
    await seed(await installDatabase({ adminUrl, database: 'long', passwords }));
    heading(
      `node bench/audit_retention.ts ${process.argv.slice(2).join(' ')}`.trim(),
      `Letting go of 1,000,000 of 2,000,000 events, PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000} with fsync, ${ROUNDS} paired rounds`,
    );
    const ways = [{ name: 'deleted', remove: byDelete }, { name: 'retained', remove: byRetention }] as const;
    const figures = new Map<string, Figures[]>(ways.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, remove } of shuffled(ways)) {
        await cloneDatabase(adminUrl, 'long', name);
        const urls = urlsOf(adminUrl, name, passwords);
        figures.get(name)!.push(await remove(urls));
        const left = await connected(urls.admin, async (client) => Number((await client.query("select count(*) from tenet.audit_events where category = 'data_change'")).rows[0].count));
        if (left !== 1_000_000) throw new Error(`${left} events are left where they were ${name}`);
        await dropDatabase(adminUrl, name);
      }
    }
    const row = (title: string, of: (figures: Figures) => number, unit: string, goal: boolean) => {
      const [deleted, retained] = ways.map(({ name }) => figures.get(name)!.map(of)) as [number[], number[]];
      const times = ratioOf(deleted, retained);
      return [title, shown(times), ...[deleted, retained].map((list) => `${spread(list).median.toFixed(2)} ${unit}`), goal ? `goal ≥ ${GOAL}: ${times.median >= GOAL ? 'met' : 'MISSED'}` : ''];
    };
    table([
      ['', 'ratio', 'delete, vacuum', 'announce, drop', ''],
      row('gone for every reader', ({ gone }) => gone, 's', true),
      row('gone, and the space free', ({ free }) => free, 's', false),
      row('written to the log', ({ wal }) => wal, 'MiB', false),
    ]);
  },
  { durable: true },
);

async function seed({ admin, worker }: DatabaseUrls): Promise<void> {
  const run = (...statements: string[]) =>
    connected(admin, async (client) => {
      for (const statement of ["set timezone = 'UTC'", 'set session_replication_role = replica', ...statements]) await client.query(statement);
    });
  await connected(admin, async (client) => {
    await client.query("set timezone = 'UTC'");
    await client.query(places);
  });
  await run(
    partitions(2),
    `update tenet.audit_events set at = ${MONTH_BEFORE_LAST}`, // how the tenants were made
    events(1_000_000, MONTH_BEFORE_LAST, "interval '27 days'"),
  );
  await sealAll(worker);
  await run(events(1_000_000, `${LAST_MONTH} + interval '2 days'`, "interval '25 days'"));
  await sealAll(worker);
  await run(`select tenet.limit_audit_retention(make_interval(days => extract(day from now() - (${LAST_MONTH}))::integer), '1 day')`, 'vacuum (analyze)');
}

async function byDelete({ admin }: DatabaseUrls): Promise<Figures> {
  return measured(admin, () =>
    connected(admin, async (client) => {
      await client.query('set session_replication_role = replica');
      const began = performance.now();
      await client.query(`delete from tenet.audit_events where at < ${LAST_MONTH}`);
      const gone = since(began);
      await client.query('vacuum tenet.audit_events');
      return { gone, free: since(began) };
    }),
  );
}

/**
 * On the one connection that is open for a job. Sealing and signing the announcements between the two steps go on all the time, and are
 * not counted.
 */
async function byRetention({ admin, worker }: DatabaseUrls): Promise<Figures> {
  return measured(admin, () =>
    connected(worker, (client) =>
      connected(admin, async (reader) => {
        const announcing = performance.now();
        await client.query('select tenet_private.announce_audit_retention()');
        const announced = since(announcing);
        await sealAll(worker);
        await signAll(worker, key!);
        await reader.query('checkpoint');
        const dropping = performance.now();
        const dropped = (async () => {
          while ((await client.query('select tenet_private.apply_audit_removals(100000) as done')).rows[0].done > 0);
        })();
        while ((await reader.query(`select exists (select from tenet.audit_events where at < ${LAST_MONTH}) as some`)).rows[0].some);
        const gone = announced + since(dropping);
        await dropped;
        return { gone, free: announced + since(dropping) };
      }),
    ),
  );
}

async function measured(admin: string, work: () => Promise<Omit<Figures, 'wal'>>): Promise<Figures> {
  const position = () => connected(admin, async (client) => Number((await client.query("select pg_current_wal_lsn() - '0/0'::pg_lsn as at")).rows[0].at));
  await connected(admin, (client) => client.query('checkpoint'));
  const before = await position();
  const figures = await work();
  return { ...figures, wal: ((await position()) - before) / 2 ** 20 };
}

function since(began: number): number {
  return (performance.now() - began) / 1000;
}
