/** Sealed events as lines of the log, with the same id and hash as in the database: whoever keeps the log has a second copy. */
import type { PoolClient } from 'pg';
import type { Log } from '../server/log.ts';

/** Events that are read at a time. */
const LINES = 500;

/**
 * Writes the lines that are due, then says so in the database: a process that dies in between writes them again. Without a log the
 * events are passed over, so that switching it on does not bring up the past.
 */
export async function writeAuditLog(client: PoolClient, log: Log | null, isStopping: () => boolean): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ number: string; header: string; leaf: Buffer }>('select number, header, leaf from tenet_private.read_audit_log(batch_limit => $1)', [LINES]);
    const last = rows.at(-1);
    if (last === undefined) return;
    if (log !== null) for (const { header, leaf } of rows) log.info({ part: 'audit', leaf: leaf.toString('hex'), ...fieldsOf(header) }, 'audit event');
    await client.query('select tenet_private.advance_audit_log(through => $1)', [last.number]);
    if (rows.length < LINES || isStopping()) return;
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
