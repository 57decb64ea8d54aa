/** What benchmarks do with an audit trail: seal it, sign it, export it. */
import type pg from 'pg';
import { connected } from '../../database/connected.ts';
import { signCheckpoint } from '../../worker/checkpoint_note.ts';
import type { SealingKey } from '../../worker/sealing_key.ts';

/** Seals until nothing is left; the seconds are those of sealing what a first call has marked. */
export async function sealAll(workerUrl: string): Promise<{ events: number; seconds: number }> {
  return connected(workerUrl, async (client) => {
    await client.query('set statement_timeout = 0');
    await client.query('select tenet_private.seal_audit(1)'); // marks
    const began = performance.now();
    let events = 0;
    for (let sealed; (sealed = (await client.query('select tenet_private.seal_audit() as sealed')).rows[0].sealed) > 0; ) events += sealed;
    return { events, seconds: (performance.now() - began) / 1000 };
  });
}

/** Signs the newest batch of each tenant, as the sealing process does, without a store outside. */
export async function signAll(workerUrl: string, key: SealingKey): Promise<void> {
  await connected(workerUrl, async (client) => {
    const { rows } = await client.query("select tenant_id, batch, size, hash from tenet_private.due_checkpoints('0', 1)");
    for (const { tenant_id, batch, size, hash } of rows) {
      await client.query('select tenet_private.record_checkpoint($1, $2, $3, $4)', [tenant_id, batch, size, signCheckpoint({ tenant: tenant_id, batch, size, hash }, [key])]);
    }
  });
}

/** Hands on each line of the evidence that the member of a session gets, whole batches a transaction, as the server does it. */
export async function exportTrail(authenticatorUrl: string, handle: string, pageLines: number, take: (line: string) => void): Promise<void> {
  await connected(authenticatorUrl, async (client) => {
    const inSession = async <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => {
      await client.query(`begin; set local role tenet_visitor; set local tenet.session = '${handle}'; set local statement_timeout = 0`);
      const { rows } = await client.query<Row>(text, values);
      await client.query('commit');
      return rows;
    };
    await inSession("select api.begin_audit_export('jsonl')", []);
    for (let after = 0, isLast = false; !isLast; ) {
      const rows = await inSession<{ batch: string; line: string; is_last: boolean }>('select * from api.audit_evidence($1, $2)', [after, pageLines]);
      for (const { line } of rows) take(line);
      after = Number(rows.at(-1)!.batch);
      isLast = rows.at(-1)!.is_last;
    }
  });
}
