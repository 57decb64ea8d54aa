/** Members of a benchmark, and their sessions, opened through the gateway as the server would. */
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
