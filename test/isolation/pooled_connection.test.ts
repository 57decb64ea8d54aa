// A connection of the pool serves everybody in turn. Whoever was there before leaves nothing behind: not by success, error, timeout
// or cancellation, not in a prepared statement, not behind a pooler that changes connections between transactions. (T28, T43, T44)
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { noPgBouncer, startPgBouncer } from '../peers/pgbouncer.ts';
import { begin, createWorld, openSession, sqlstate } from './request.ts';

const database = await useDatabase({ template: 'tenet_template' });
await createWorld(database);

const people = {
  alpha: { handle: await openSession(database, 'owner@alpha-tests'), sees: 'OWN' },
  beta: { handle: await openSession(database, 'owner@beta-tests'), sees: 'SENTINEL_B_tenant' },
};
type Person = keyof typeof people;

/** What a request may do to its connection before the next one gets it. */
const kinds = ['read', 'prepared', 'write', 'error', 'unfinished', 'timeout', 'cancelled', 'anonymous'] as const;

async function serve(client: pg.PoolClient, person: Person, kind: (typeof kinds)[number], direct: boolean): Promise<void> {
  const { handle, sees } = people[person];
  const expected = [1, 2, 3].map((number) => `${sees}_firm_${number}`);
  const names = async (query: string | pg.QueryConfig): Promise<string[]> => (await client.query<{ name: string }>(query as string)).rows.map(({ name }) => name);
  await begin(client, kind === 'anonymous' ? '' : handle);
  try {
    if (kind === 'anonymous') {
      expect(await sqlstate(client.query('select name from api.sample_firms'))).toBe('42501');
    } else if (kind === 'prepared' && direct) {
      expect(await names({ name: 'firms', text: 'select name from api.sample_firms order by name' })).toEqual(expected);
    } else {
      expect(await names('select name from api.sample_firms order by name')).toEqual(expected);
    }
    if (kind === 'write') {
      await client.query(`update api.sample_firms set amount = amount + 1`);
    } else if (kind === 'error') {
      expect(await sqlstate(client.query('select 1 / 0'))).toBe('22012');
    } else if (kind === 'timeout') {
      await client.query('set local statement_timeout = 1');
      expect(await sqlstate(client.query('select count(*) from generate_series(1, 100000000)'))).toBe('57014');
    } else if (kind === 'cancelled' && direct) {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const running = sqlstate(client.query('select count(*) from generate_series(1, 1000000000)'));
      await expect.poll(async () => (await database.admin.query("select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and state = 'active'", [rows[0]?.pid])).rowCount).toBe(1);
      expect(await running).toBe('57014');
    }
  } finally {
    await client.query(kind === 'write' ? 'commit' : 'rollback');
  }
  const { rows } = await client.query<{ session: string | null; role: string }>("select current_setting('tenet.session', true) as session, current_user as role");
  expect(rows[0]?.session || 'no session').toBe('no session');
  expect(rows[0]?.role).toBe('tenet_authenticator');
}

/** Requests of both tenants and of nobody, in an order that is the same at every run, over so many connections, direct or pooled. */
async function interleave(connectionString: string, options: { connections: number; requests: number; direct: boolean }): Promise<void> {
  const pool = new pg.Pool({ connectionString, max: options.connections });
  let random = 1;
  const next = (limit: number): number => (random = (random * 48271) % 2147483647) % limit;
  const one = async (person: Person, kind: (typeof kinds)[number]): Promise<void> => {
    const client = await pool.connect();
    try {
      await serve(client, person, kind, options.direct);
    } finally {
      client.release();
    }
  };
  try {
    for (let round = 0; round < options.requests; round += options.connections * 2) {
      await Promise.all(
        Array.from({ length: options.connections * 2 }, () => {
          const rare = next(20) === 0;
          return one(next(2) ? 'alpha' : 'beta', kinds[next(rare ? kinds.length : 5)] ?? 'read');
        }),
      );
    }
  } finally {
    await pool.end();
  }
}

describe('a connection that serves both tenants and nobody in turn', () => {
  test('shows each request its own rows, whatever the one before did', async () => {
    await interleave(database.urls.authenticator, { connections: 1, requests: 1500, direct: true });
  });

  test('runs one prepared statement, with one plan for all, for each request as its own', async () => {
    const pool = new pg.Pool({ connectionString: database.urls.authenticator, max: 1, options: '-c plan_cache_mode=force_generic_plan' });
    const client = await pool.connect();
    const seen: string[] = [];
    for (const handle of [people.alpha.handle, '', people.beta.handle, people.alpha.handle, people.beta.handle]) {
      await client.query('begin');
      await client.query("select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", [handle]);
      const { rows } = await client.query<{ name: string }>({ name: 'generic', text: 'select min(name) as name from api.sample_firms' });
      seen.push(String(rows[0]?.name));
      await client.query('commit');
    }
    client.release();
    await pool.end();
    expect(seen).toEqual(['OWN_firm_1', 'null', 'SENTINEL_B_tenant_firm_1', 'OWN_firm_1', 'SENTINEL_B_tenant_firm_1']);
  });

  test('shows each request its own rows through PgBouncer in transaction mode', async ({ skip }) => {
    const pooler = await startPgBouncer(database.urls.authenticator);
    if (!pooler) {
      skip(noPgBouncer);
      return;
    }
    try {
      await interleave(pooler.url, { connections: 4, requests: 800, direct: false });
    } finally {
      await pooler.stop();
    }
  });
});
