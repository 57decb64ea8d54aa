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
const failures = [
  { text: 'select 1 / (random() * 0)::integer', name: 'fails' },
  { text: 'select from nowhere', name: 'does_not_parse' },
  { text: 'select $1::uuid', values: ['not a uuid'], name: 'does_not_bind' },
  { text: 'select set_config($1, $2, false)', values: ['tenet.session', 'poison'], name: 'poisons' },
];

async function interleave(connectionString: string, { size, prepared, stock, count }: { size: number; prepared: boolean; stock: boolean; count: number }) {
  const pool = new pg.Pool({ connectionString, max: size });
  pool.on('error', () => undefined);
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
      if (turn % 200 === 0) {
        const bare = await pool.query("select current_setting('tenet.session', true) as session, current_user as who").catch(() => null);
        if (bare && ((bare.rows[0].session ?? '') !== '' || bare.rows[0].who !== 'tenet_authenticator')) seen.notBare += 1;
      }
    }
  }
  await Promise.all([...Array.from({ length: size * 4 }, worker), canceller]);
  for (let i = 0; i < size; i += 1) {
    const { rows } = await pool.query("select coalesce(current_setting('tenet.session', true), '') as session, current_user as who");
    expect(rows[0]).toEqual({ session: '', who: 'tenet_authenticator' });
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
    const client = new pg.Client({ connectionString: database.urls.authenticator });
    await client.connect();
    await client.query("select set_config('tenet.session', 'poison', false)");
    const { rows } = await client.query("select current_setting('tenet.session', true) as session");
    expect(rows[0].session).toBe('poison');
    await client.end();
  });

  test('never see a row of others behind PgBouncer in transaction mode', { timeout: 120_000 }, async ({ skip }) => {
    const pooler = await startPgBouncer(database.urls.authenticator);
    if (pooler === undefined) return skip(noPgBouncer);
    const seen = await interleave(pooler.url, { size: 6, prepared: false, stock: false, count: Math.ceil(rounds / 10) }).finally(pooler.stop);
    expect(seen).toMatchObject({ wrong: 0, notBare: 0 });
    expect(seen.rows).toBeGreaterThan(rounds / 10);
  });
});
