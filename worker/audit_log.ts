/** Sealed events as lines of the log, with the same id and hash as in the database: whoever keeps the log has a second copy. */
import type { PoolClient } from 'pg';
import type { Log } from '../server/log.ts';

/** Events that are read at a time. */
const LINES = 500;

/** Milliseconds that whoever reads the log may take for them. */
const PATIENCE = 10_000;

/**
 * Writes the lines that are due, and says so in the database once they have left this process: one that dies before writes them again.
 * Without a log the events are passed over, so that switching it on does not bring up the past.
 *
 * @throws when nobody takes the lines: they are written again at the next round.
 */
export async function writeAuditLog(client: PoolClient, log: Log | null, isStopping: () => boolean): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ number: string; header: string; leaf: Buffer }>('select number, header, leaf from tenet_private.read_audit_log(batch_limit => $1)', [LINES]);
    const last = rows.at(-1);
    if (last === undefined) return;
    if (log !== null) {
      for (const { header, leaf } of rows) log.info({ part: 'audit', leaf: leaf.toString('hex'), ...fieldsOf(header) }, 'audit event');
      await taken(log);
    }
    await client.query('select tenet_private.advance_audit_log(through => $1)', [last.number]);
    if (rows.length < LINES || isStopping()) return;
  }
}

/** Waits until all that was written to the log has left this process: what a pipe does not hold waits in memory, and dies with it. */
async function taken(log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nobody took the lines of the audit log within ${PATIENCE / 1000} seconds: see what reads the standard output of the worker`)), PATIENCE);
  });
  try {
    await Promise.race([late, new Promise<void>((resolve, reject) => log.flush((error) => (error ? reject(error) : resolve())))]);
  } finally {
    clearTimeout(timer);
  }
}

/** The fields of a header, all of them: with the commitment they make the leaf. They hold ids, and no payload. */
function fieldsOf(header: string): Record<string, unknown> {
  try {
    return JSON.parse(header) as Record<string, unknown>;
  } catch {
    return { fault: 'the header is not JSON' };
  }
}
