/** What the tests of the sealer need: events to seal, and a look at whether database and store tell the same. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { expect } from 'vitest';
import { readCheckpoint } from '../../worker/checkpoint_note.ts';

/** Writes events into the trail of a tenant, each in a transaction of its own. */
export async function writeEvents(admin: pg.Pool, tenant: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let event = 0; event < count; event++) {
    const { rows } = await admin.query<{ id: string }>(
      `select tenet_private.record_event(tenant => $1, workspace => null, action => 'test.happened', category => 'data_access', severity => 'info', actor_kind => 'operator',
                                         payload => '{"by": "a test"}') as id`,
      [tenant],
    );
    ids.push(rows[0]!.id);
  }
  return ids;
}

/** Whether something is committed and not sealed yet: a transaction that is older, in whatever database, holds it up. */
export async function isBehind(admin: pg.Pool): Promise<boolean> {
  return (await admin.query<{ behind: boolean }>("select tenet_private.sealing_lag() > '0' as behind")).rows[0]!.behind;
}

/** The sizes of a tenant's checkpoints in a folder, smallest first. */
export async function sizesIn(folder: string, tenant: string): Promise<number[]> {
  const names = await readdir(join(folder, tenant)).catch(() => []);
  return names.flatMap((name) => /^(\d{20})\.checkpoint$/.exec(name)?.[1] ?? []).map(Number).sort((one, other) => one - other);
}

/**
 * Fails unless all that is sealed is signed in the folder, each checkpoint is of a batch that the database has with the same hash,
 * the leaves are those of the database without a gap, and the database has exactly the notes of the folder. Returns events sealed.
 */
export async function expectAgreement(admin: pg.Pool, folder: string, vkeys: readonly string[]): Promise<number> {
  const { rows: tenants } = await admin.query<{ tenant: string; size: string }>('select tenant_id as tenant, max(first + count) as size from tenet.audit_batches group by tenant_id');
  for (const { tenant, size } of tenants) {
    const sizes = await sizesIn(folder, tenant);
    expect(sizes.at(-1), `${tenant} is signed through its newest batch`).toBe(Number(size));
    const file = (of: number, kind: string) => readFile(join(folder, tenant, `${String(of).padStart(20, '0')}.${kind}`));
    let before = 0;
    for (const at of sizes) {
      const note = (await file(at, 'checkpoint')).toString();
      for (const vkey of vkeys) expect(isSignedBy(note, vkey), `${tenant} at ${at} is signed by ${vkey}`).toBe(true);
      const { hash, batch } = readCheckpoint(note);
      const { rows } = await admin.query(
        `select b.hash, c.note, array(select tenet_private.leaves_of($1, $3, $4)) as leaves
           from tenet.audit_batches b
           left join tenet.audit_checkpoints c on c.tenant_id = b.tenant_id and c.batch = b.number
          where b.tenant_id = $1 and b.number = $2 and b.first + b.count = $4`,
        [tenant, String(batch), before, at],
      );
      expect(rows, `batch ${batch} of ${tenant}`).toMatchObject([{ hash, note }]);
      expect((await file(at, 'leaves')).equals(Buffer.concat(rows[0].leaves)), `leaves ${before} to ${at} of ${tenant}`).toBe(true);
      before = at;
    }
    const { rows: kept } = await admin.query<{ size: string }>('select size from tenet.audit_checkpoints where tenant_id = $1 order by size', [tenant]);
    expect(kept.map((row) => Number(row.size))).toEqual(sizes);
  }
  // every event once: the batches count what there is
  const { rows } = await admin.query('select (select count(*)::int from tenet.audit_events) as events, (select sum(count)::int from tenet.audit_batches) as sealed');
  expect(rows[0].sealed).toBe(rows[0].events);
  return rows[0].sealed;
}

/** The check of C2SP signed-note, written from its text. */
export function isSignedBy(note: string, vkey: string): boolean {
  const [, name, id, encoded] = /^(.+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey)!;
  const key = Buffer.from(encoded!, 'base64');
  if (key[0] !== 1 || createHash('sha256').update(`${name}\n`).update(key).digest('hex').slice(0, 8) !== id) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)]), format: 'der', type: 'spki' });
  const end = note.lastIndexOf('\n\n') + 1;
  return note
    .slice(end + 1)
    .split('\n')
    .some((line) => {
      const signature = Buffer.from(line.split(' ')[2] ?? '', 'base64');
      return line.startsWith(`— ${name} `) && signature.subarray(0, 4).toString('hex') === id && verify(null, Buffer.from(note.slice(0, end)), publicKey, signature.subarray(4));
    });
}
