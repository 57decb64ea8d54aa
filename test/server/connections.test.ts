import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { anonymous, pgSettingsOf, type PgSettings } from '../../server/principal.ts';
import { useDatabase } from '../database.ts';
import { noPgBouncer, startPgBouncer } from '../peers/pgbouncer.ts';

// Statements of many people on very few connections, in every order and with every kind of end: nobody may ever see a row that is
// not theirs, and a connection must come back as bare as it was given out.

const database = await useDatabase({ template: 'agency_template' });
const rounds = Number(process.env['TENET_LEAK_ROUNDS'] ?? 20_000);
const people = [
  ['ada@northwind.example', 'northwind/retail'], ['ada@northwind.example', 'northwind/food'], ['elif@northwind.example', 'northwind/retail'],
  ['hana@northwind.example', 'northwind/food'], ['agnes@harbourpine.example', 'harbour-pine/studio'], ['agnes@harbourpine.example', 'harbour-pine/press'],
  ['yara@kestrel.example', 'kestrel/studio'], ['noor@freelance.example', 'kestrel/studio'],
] as const;

type Somebody = { settings: PgSettings; workspace: string | null };

async function openSessions(): Promise<Somebody[]> {
  const gateway = new pg.Pool({ connectionString: database.urls.gateway, max: 2 });
  const claims = (subject: string) => JSON.stringify({ issuer: 'urn:tenet:development', subject, expires_at: Math.floor(Date.now() / 1000) + 900, tenant: null });
  const sessions = await Promise.all(
    people.map(async ([email, name]) => {
      const { rows } = await gateway.query('select handle, workspace_id from tenet_private.open_session($1, $2, null, null)', [claims(email), name]);
      return { settings: pgSettingsOf({ session: { handle: rows[0].handle } as never }), workspace: rows[0].workspace_id as string };
    }),
  );
  await gateway.end();
  return [...sessions, { settings: pgSettingsOf(anonymous), workspace: null }];
}

/** The workspace of each company, which no api view tells: known from outside. */
async function workspacesOfCompanies(): Promise<Map<string, string>> {
  const { rows } = await database.admin.query('select id, workspace_id from app.companies');
  return new Map(rows.map(({ id, workspace_id }) => [id, workspace_id]));
}

const select = { text: 'select id from api.companies order by random() limit 3', name: 'some_companies' };
/** One row on a connection that keeps something of whoever had it before. */
const notBare = "select where coalesce(current_setting('tenet.session', true), '') <> '' or current_user <> 'tenet_authenticator'";
const failures = [
  { text: 'select 1 / (random() * 0)::integer', name: 'fails' },
  { text: 'select from nowhere', name: 'does_not_parse' },
  { text: 'select $1::uuid', values: ['not a uuid'], name: 'does_not_bind' },
  { text: 'select set_config($1, $2, false)', values: ['tenet.session', 'poison'], name: 'poisons' },
];

type Traffic = {
  size: number;
  prepared: boolean;
  stock: boolean;
  count: number;
  /** Run on each connection when it is new. */
  poison?: string;
};

async function interleave(connectionString: string, { size, prepared, stock, count, poison }: Traffic) {
  const pool = new pg.Pool({ connectionString, max: size });
  pool.on('error', () => undefined);
  if (poison !== undefined) pool.on('connect', (client) => void client.query(poison));
  const [everybody, home] = [await openSessions(), await workspacesOfCompanies()];
  const service = governedService({ pool, renew: () => Promise.reject(new Error('ended')), forget: () => undefined, prepared, stock });
  const withPgClient = await service.adaptor.createWithPgClient(service.adaptorSettings as never);
  const seen = { rows: 0, wrong: 0, errors: 0, answers: 0, notBare: 0, cancelled: 0 };
  const canceller = (async () => {
    while (seen.answers + seen.errors < count) {
      const { rows } = await database.admin.query("select count(pg_cancel_backend(pid))::integer as n from pg_stat_activity where usename = 'tenet_authenticator' and datname = current_database() and state = 'active'");
      seen.cancelled += rows[0].n;
      await wait(5);
    }
  })();

  let started = 0;
  async function worker(): Promise<void> {
    while (started < count) {
      const turn = (started += 1);
      const { settings, workspace } = everybody[turn % everybody.length]!;
      const check = (rows: readonly any[]) => {
        seen.answers += 1;
        for (const { id } of rows) {
          seen.rows += 1;
          if (home.get(id) !== workspace) seen.wrong += 1;
        }
      };
      await withPgClient(settings, async (client) => {
        if (turn % 10 === 3) return void (await client.query(failures[turn % failures.length]!));
        if (turn % 50 === 7) return void (await client.query({ text: 'select pg_catalog.count(*) from pg_catalog.generate_series(1, 3000000)' }));
        if (turn % 20 === 9) {
          return client.withTransaction(async (transaction) => {
            check((await transaction.query<any>(select)).rows);
            if (turn % 40 === 9) throw new Error('given up');
            await transaction.withTransaction(async (inner) => check((await inner.query<any>(select)).rows));
          });
        }
        check((await client.query<any>(select)).rows);
      }).catch(() => void (seen.errors += 1));
      if (turn % 200 === 0) seen.notBare += await pool.query(notBare).then(({ rowCount }) => rowCount ?? 0, () => 0);
    }
  }
  await Promise.all([...Array.from({ length: size * 4 }, worker), canceller]);
  for (const client of await Promise.all(Array.from({ length: size }, () => pool.connect()))) {
    seen.notBare += (await client.query(notBare)).rowCount ?? 0;
    client.release();
  }
  await pool.end();
  return seen;
}

describe('people who share connections', () => {
  test.each([
    ['one connection', { size: 1, stock: false, share: 0.3 }],
    ['four connections', { size: 4, stock: false, share: 0.6 }],
    ['four connections and the stock adaptor', { size: 4, stock: true, share: 0.1 }],
  ])('never see a row of others: %s, with errors, cancellations and abandoned transactions', { timeout: 240_000 }, async (_name, { size, stock, share }) => {
    const count = Math.ceil(rounds * share);
    const seen = await interleave(database.urls.authenticator, { size, prepared: true, stock, count });
    expect(seen).toMatchObject({ wrong: 0, notBare: 0 });
    expect(seen.rows).toBeGreaterThan(count);
    expect(seen.errors).toBeGreaterThan(count / 20);
    expect(seen.cancelled).toBeGreaterThan(0);
  });

  test('can not guess what the connection has prepared: names begin at random and are no longer than Postgres reads', async () => {
    const pool = new pg.Pool({ connectionString: database.urls.authenticator, max: 1 });
    const service = governedService({ pool, renew: () => Promise.reject(new Error('ended')), forget: () => undefined, prepared: true, stock: false });
    const withPgClient = await service.adaptor.createWithPgClient(service.adaptorSettings as never);
    await withPgClient(pgSettingsOf(anonymous), async (client) => {
      await client.query({ text: 'select 1', name: 'a'.repeat(63) });
      await client.withTransaction(async (transaction) => void (await transaction.query({ text: 'select 2', name: 'b'.repeat(63) })));
    });
    const client = (await pool.connect()) as pg.PoolClient & { connection: { parsedStatements: Record<string, string> } };
    const names = Object.keys(client.connection.parsedStatements);
    client.release();
    await pool.end();
    expect(names).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{16}_/);
    expect(names.filter((name) => name.length > 63)).toEqual([]);
  });

  test('are found out when a connection is poisoned for its whole session: the check above sees it', async () => {
    const traffic = { size: 1, prepared: true, stock: false, count: 400 };
    const seen = await interleave(database.urls.authenticator, { ...traffic, poison: "set tenet.session = 'poison'" });
    expect(seen).toMatchObject({ wrong: 0 });
    expect(seen.notBare).toBeGreaterThan(0);
    expect(await interleave(database.urls.authenticator, traffic)).toMatchObject({ wrong: 0, notBare: 0 });
  });

  // What Postgres reports costs the next person nothing. The rest shows when that person's request is refused, before it does anything.
  const changes: [string, { refused: number; misread: boolean }][] = [
    ["set client_encoding = 'LATIN1'", { refused: 0, misread: true }],
    ["set datestyle = 'SQL, DMY'", { refused: 0, misread: true }],
    ["set timezone = 'Asia/Tokyo'", { refused: 0, misread: false }],
    ['set default_transaction_read_only = on', { refused: 0, misread: false }],
    ['set session characteristics as transaction read only', { refused: 0, misread: false }],
    ['set role tenet_anonymous', { refused: 1, misread: false }],
    ["set default_transaction_isolation = 'serializable'", { refused: 1, misread: false }],
    ['set session characteristics as transaction isolation level serializable', { refused: 1, misread: false }],
    ["do $$ begin set datestyle = 'SQL, DMY'; commit; raise 'after all'; end $$", { refused: 0, misread: false }],
  ];
  test.each(changes)('are not served by a connection that one of them changed: %s', async (change, { refused, misread }) => {
    const pool = new pg.Pool({ connectionString: database.urls.authenticator, max: 1 });
    const service = governedService({ pool, renew: () => Promise.reject(new Error('ended')), forget: () => undefined, prepared: true, stock: false });
    const withPgClient = await service.adaptor.createWithPgClient(service.adaptorSettings as never);
    const everybody = await openSessions();
    const run = (settings: PgSettings, text: string, values: unknown[] = []) => withPgClient(settings, (client) => client.query<any>({ text, values }));
    const write = () => run(everybody[6]!.settings, "insert into api.tasks (title, due_on) values ($1, $2) returning id", ['Zoë ü', '02/03/2026']);

    // who is in the same place on a connection that nobody throws away, and reads the same values
    const careless = new pg.Client({ connectionString: database.urls.admin });
    await careless.connect();
    await careless.query(change).catch(() => undefined);
    const read = await careless.query("select where $1::text = U&'Zo\\00EB \\00FC' and $2::date = date '2026-02-03'", ['Zoë ü', '02/03/2026']).catch(() => null);
    if (misread) expect(read?.rowCount).toBe(0);
    await careless.end();

    await run(everybody[0]!.settings, change).catch(() => undefined);
    let refusals = 0;
    const written = await write().catch(() => {
      refusals += 1;
      return write();
    });
    await pool.end();
    expect(refusals).toBe(refused);
    const { rows } = await database.admin.query("select title, due_on::text from app.tasks where id = $1", [written.rows[0].id]);
    expect(rows).toEqual([{ title: 'Zoë ü', due_on: '2026-02-03' }]);
  });

  test('never see a row of others behind PgBouncer in transaction mode', { timeout: 120_000 }, async ({ skip }) => {
    const pooler = await startPgBouncer(database.urls.authenticator);
    if (pooler === undefined) return skip(noPgBouncer);
    const seen = await interleave(pooler.url, { size: 6, prepared: false, stock: false, count: Math.ceil(rounds / 10) }).finally(pooler.stop);
    expect(seen).toMatchObject({ wrong: 0, notBare: 0 });
    expect(seen.rows).toBeGreaterThan(rounds / 10);
  });
});
