import pg from 'pg';
import type { TestDatabase } from '../database.ts';

/** Two tenants with tables and rows (tests.create_world, create_tables, create_rows), committed. */
export async function createWorld({ admin }: TestDatabase): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query('begin; select tests.create_world(); select tests.create_tables(); select tests.create_rows(); commit');
  } finally {
    client.release();
  }
}

/** Opens a session on the gateway's own login, as the server does. Throws TN403 and TN422 as the database raises them. */
export async function openSession(database: TestDatabase, email: string, workspace: string | null = null, lifetime = '10 minutes'): Promise<string> {
  const { rows } = await database.admin.query<{ claims: unknown }>('select tests.claims($1, $2) as claims', [email, lifetime]);
  return connected(database.urls.gateway, async (gateway) => {
    const opened = await gateway.query<{ handle: string }>("select handle from tenet_private.open_session($1, $2, '127.0.0.1', 'tests')", [
      JSON.stringify(rows[0]?.claims),
      workspace,
    ]);
    return opened.rows[0]?.handle ?? '';
  });
}

/** Begins a request on a connection of the API's login: the transaction, the role and the handle. The caller ends it. */
export async function begin(client: pg.ClientBase, handle: string): Promise<void> {
  const role = handle ? 'tenet_visitor' : 'tenet_anonymous';
  await client.query(`begin; select set_config('role', '${role}', true), set_config('tenet.session', ${client.escapeLiteral(handle)}, true)`);
}

/** One whole request, committed, or rolled back when `work` throws. */
export async function request<T>(client: pg.ClientBase, handle: string, work: () => Promise<T>): Promise<T> {
  await begin(client, handle);
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Lends a connection to `work` and closes it. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a test may end connections on purpose; the statement at hand reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The SQLSTATE that a statement raises; undefined when it succeeds. */
export async function sqlstate(statement: Promise<unknown>): Promise<string | undefined> {
  try {
    await statement;
    return undefined;
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : String(error);
  }
}

/** What the tests compare before and after: number and hash of all rows of each place. */
export async function checksums(admin: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ place: string; sum: string }>(`
    select p.place, tests.checksum(tests.tenant(split_part(p.place, '/', 1)), tests.workspace(p.place)) as sum
      from unnest('{alpha-tests/one,alpha-tests/two,beta-tests/one}'::text[]) as p (place)`);
  return Object.fromEntries(rows.map(({ place, sum }) => [place, sum]));
}
