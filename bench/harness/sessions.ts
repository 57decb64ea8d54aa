/** Members of a benchmark, and their sessions, opened through the gateway as the server would. */
import pg from 'pg';
import { connected } from '../../database/connected.ts';

/** Who vouches for the members of benchmarks: link identities to it. */
export const ISSUER = 'https://bench.example';

/** Opens a session of an hour for the member known by `subject`, in their only workspace or the one named; returns its handle. */
export async function openSession(gatewayUrl: string, subject: string, workspace: string | null = null): Promise<string> {
  const claims = { issuer: ISSUER, subject, expires_at: Math.floor(Date.now() / 1000) + 3600 };
  return connected(gatewayUrl, async (client) => {
    const { rows } = await client.query<{ handle: string }>('select handle from tenet_private.open_session($1, $2, null, null)', [claims, workspace]);
    return rows[0]!.handle;
  });
}

/** The statement that begins a transaction's work as a visitor with this session. */
export function asVisitor(handle: string): { name: string; text: string; values: string[] } {
  return { name: 'settings', text: "select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", values: [handle] };
}

/** A connection, and the process that serves it. */
export async function connect(url: string): Promise<{ client: pg.Client; pid: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return { client, pid: rows[0]!.pid };
}
