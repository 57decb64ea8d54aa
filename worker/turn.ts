/** What only one of several workers does at a time. */
import type { Pool, PoolClient } from 'pg';

/** First key of the advisory locks of turns; the second one says which. */
const TURNS = 0x74_65_6e_65;
const numbers = { sign: 1, log: 2, compare: 3 };

/**
 * Does `work` on a connection that holds the turn, or nothing when another process has it. Whoever dies loses the turn with its
 * connection.
 */
export async function inTurn(pool: Pool, turn: keyof typeof numbers, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ is_ours: boolean }>('select pg_try_advisory_lock($1, $2) as is_ours', [TURNS, numbers[turn]]);
    if (!rows[0]!.is_ours) return;
    try {
      await work(client);
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [TURNS, numbers[turn]]).catch((failure: Error) => (broken = failure));
    }
  } finally {
    // A connection that could not give the turn back is closed, which does.
    client.release(broken);
  }
}
