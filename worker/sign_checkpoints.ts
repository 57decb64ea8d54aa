/**
 * Signs the newest batch of each tenant that is due, after comparing the database with what was signed before. A step that is killed
 * anywhere is made up for by the next one: first the store, then the database, and what the store has is not signed again.
 */
import type { Pool, PoolClient } from 'pg';
import type { Log } from '../server/log.ts';
import { raiseAlert } from './alert.ts';
import { type Checkpoint, readCheckpoint, signCheckpoint } from './checkpoint_note.ts';
import { AlreadyKept, type CheckpointStore, type Kept } from './checkpoint_store.ts';
import type { SealingKey } from './sealing_key.ts';

export type Signer = {
  pool: Pool;
  /** The first is the current one; all sign. */
  keys: readonly SealingKey[];
  store: CheckpointStore;
  log: Log;
  /** What was found in the store, by tenant. Begins empty. */
  seen: Map<string, bigint>;
  /** When the log was last told that a tenant's chain is broken. Begins empty. */
  told: Map<string, number>;
};

/** A tenant whose newest batch is to be signed, with what the database believes was signed last. */
type Due = Checkpoint & { signed: { size: bigint; hash: Buffer } | null };

/** The database contradicts what was signed. */
class BrokenChain extends Error {
  readonly detail: Record<string, string>;

  constructor(why: string, sizes: Record<string, bigint>) {
    super(why);
    this.detail = { why, ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, String(size)])) };
  }
}

/** Checkpoints that are being written at a time. */
const AT_ONCE = 4;
/** Leaves that are read at a time. */
const LEAVES = 50_000;
/** Milliseconds after which a broken chain is written to the log again. */
const SILENCE = 3_600_000;
/** A store that failed this often in one step is left alone until the next. */
const PATIENCE = 3;

/**
 * Signs what is older than `age` seconds or has `events` events since the last checkpoint. A tenant whose chain is broken is not
 * signed and raises audit_chain_broken; the others are.
 *
 * @throws when a checkpoint could not be written, after trying the other tenants.
 */
export async function signCheckpoints(signer: Signer, client: PoolClient, due: { seconds: number; events: number }): Promise<void> {
  const waiting = await listDue(client, due);
  const failures: Error[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined && failures.length < PATIENCE; next = waiting.shift()) {
      const { tenant } = next;
      await sign(signer, next)
        .catch((error: unknown) => {
          if (error instanceof BrokenChain) return report(signer, tenant, error);
          throw error;
        })
        .catch((error: Error) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw new Error(`checkpoints could not be written to ${signer.store.place}: ${failures[0]!.message}`, { cause: failures[0] });
}

/**
 * Compares the database with the newest checkpoint of every tenant in the store, also of those for whom there is nothing to sign: a
 * trail that was cut off grows for a while before anything of it is due.
 */
export async function compareCheckpoints(signer: Signer, isStopping: () => boolean): Promise<void> {
  for (const tenant of await signer.store.tenants()) {
    if (isStopping()) return;
    const kept = await signer.store.newest(tenant, signer.seen.get(tenant) ?? 0n);
    if (kept === null) continue;
    signer.seen.set(tenant, kept.size);
    await compare(signer.pool, tenant, kept).catch((error: unknown) => {
      if (!(error instanceof BrokenChain)) throw error;
      return report(signer, tenant, error);
    });
  }
}

async function sign({ pool, keys, store }: Signer, due: Due): Promise<void> {
  const known = due.signed?.size ?? 0n;
  const kept = await store.newest(due.tenant, known);
  const last = kept === null ? null : await compare(pool, due.tenant, kept);
  if (last !== null && due.signed?.size === last.size && !due.signed.hash.equals(last.hash)) throw new BrokenChain('the database remembers another checkpoint than the store has', { store: last.size });
  if ((last?.size ?? 0n) < known) throw new BrokenChain('the store has lost checkpoints that were signed', { store: last?.size ?? 0n, signed: known });
  // Whoever wrote it to the store died before it could tell the database.
  if (last !== null && last.size > known) await record(pool, last, kept!.note);
  if (last !== null && last.size >= due.size) return;

  const note = signCheckpoint(due, keys);
  const leaves = await readLeaves(pool, due, last?.size ?? 0n);
  try {
    await store.add(due.tenant, { size: due.size, note, leaves });
  } catch (error) {
    if (error instanceof AlreadyKept) throw new BrokenChain(error.message, { database: due.size });
    throw error;
  }
  await record(pool, due, note);
}

/** What the store's newest checkpoint says, if the database has the same history up to there. */
async function compare(pool: Pool, tenant: string, kept: Kept): Promise<Checkpoint> {
  let last: Checkpoint;
  try {
    last = readCheckpoint(kept.note);
  } catch (error) {
    throw new BrokenChain(`the newest checkpoint in the store cannot be read: ${(error as Error).message}`, { store: kept.size });
  }
  if (last.tenant !== tenant || last.size !== kept.size) throw new BrokenChain('the newest checkpoint in the store is not the one that its name says', { store: kept.size });
  const { rows } = await pool.query<{ hash: Buffer | null }>('select tenet_private.batch_hash(tenant => $1, size => $2) as hash', [tenant, String(last.size)]);
  const hash = rows[0]!.hash;
  if (hash === null) throw new BrokenChain('the database lacks the batch that was signed last', { store: last.size });
  if (!hash.equals(last.hash)) throw new BrokenChain('the batch that was signed last has another hash in the database', { store: last.size });
  return last;
}

async function listDue(client: PoolClient, { seconds, events }: { seconds: number; events: number }): Promise<Due[]> {
  const { rows } = await client.query<{ tenant_id: string; batch: string; size: string; hash: Buffer; signed_size: string | null; signed_hash: Buffer | null }>(
    'select tenant_id, batch, size, hash, signed_size, signed_hash from tenet_private.due_checkpoints(max_age => make_interval(secs => $1), max_events => $2)',
    [seconds, events],
  );
  return rows.map(({ tenant_id, batch, size, hash, signed_size, signed_hash }) => ({
    tenant: tenant_id,
    batch: BigInt(batch),
    size: BigInt(size),
    hash,
    signed: signed_size === null ? null : { size: BigInt(signed_size), hash: signed_hash! },
  }));
}

async function readLeaves(pool: Pool, { tenant, size }: Due, from: bigint): Promise<Buffer> {
  const leaves: Buffer[] = [];
  for (let start = from; start < size; start += BigInt(LEAVES)) {
    const end = start + BigInt(LEAVES) < size ? start + BigInt(LEAVES) : size;
    const { rows } = await pool.query<[Buffer]>({
      text: 'select leaf from tenet_private.leaves_of(tenant => $1, from_position => $2, to_position => $3) as leaf',
      values: [tenant, String(start), String(end)],
      rowMode: 'array',
    });
    if (BigInt(rows.length) !== end - start) {
      throw new BrokenChain('events that were sealed and not yet signed are gone from the database', { from: start, to: end, found: BigInt(rows.length) });
    }
    leaves.push(Buffer.concat(rows.map(([leaf]) => leaf)));
  }
  return Buffer.concat(leaves);
}

async function record(pool: Pool, { tenant, batch, size }: Checkpoint, note: string): Promise<void> {
  await pool.query('select tenet_private.record_checkpoint(tenant => $1, batch => $2, size => $3, note => $4)', [tenant, String(batch), String(size), note]);
}

/** Every step finds it again; the log hears of it once an hour, whatever the database, which somebody has changed, does with the alert. */
async function report({ pool, log, told }: Signer, tenant: string, { detail }: BrokenChain): Promise<void> {
  const last = told.get(tenant);
  if (last === undefined || performance.now() - last > SILENCE) {
    told.set(tenant, performance.now());
    log.fatal({ part: 'sealer', tenant, ...detail }, 'the audit trail of this tenant is not signed any more');
  }
  await raiseAlert(pool, { rule: 'audit_chain_broken', tenant, key: 'checkpoint', detail });
}
