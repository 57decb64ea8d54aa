/**
 * The sealer, which runs beside the jobs. Every two seconds it has the database seal what is committed, signs the checkpoints that
 * are due, and writes sealed events to the log; now and then it compares the whole store with the database. Each goes on when
 * another is slow or fails, and each may run in several processes: the database lets one seal, and turns let one do the rest.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Log } from '../server/log.ts';
import { raiseAlert } from './alert.ts';
import { writeAuditLog } from './audit_log.ts';
import type { CheckpointStore } from './checkpoint_store.ts';
import { type Loop, startLoop } from './loop.ts';
import { poolBeside } from './pool.ts';
import type { SealingKey } from './sealing_key.ts';
import { compareCheckpoints, signCheckpoints, type Signer } from './sign_checkpoints.ts';
import { inTurn } from './turn.ts';

export type SealingOptions = {
  /** The first is the current one; all sign. */
  keys: readonly SealingKey[];
  store: CheckpointStore;
  log: Log;
  /** Where sealed events go as lines; null: nowhere. */
  auditLog: Log | null;
  /** Which batches are due to be signed: by the seconds since they were sealed, or the events since the last checkpoint. */
  due: { seconds: number; events: number };
  /** Milliseconds between two rounds. */
  every?: number;
};

export type Sealer = {
  /** Finishes the round, then seals, signs and writes what is there. */
  stop(): Promise<void>;
};

/** Events that one statement seals: what one transaction locks. */
const EVENTS = 50_000;
/** Milliseconds for older transactions to end: what a statement marked is sealed by the next one. */
const SETTLING = 75;
/** Milliseconds from one comparison of everything to the next. */
const COMPARING = 600_000;

/**
 * Starts the sealer on the login tenet_worker.
 *
 * @throws when the database cannot be told of the keys.
 */
export async function startSealer(databaseUrl: string, options: SealingOptions): Promise<Sealer> {
  const { keys, store, log, auditLog, due, every = 2_000 } = options;
  const pool = poolBeside(databaseUrl, { part: 'sealer', max: 8, log });
  try {
    for (const { vkey } of keys) await pool.query('select tenet_private.register_sealing_key(vkey => $1)', [vkey]);
  } catch (error) {
    await pool.end();
    throw error;
  }

  const signer: Signer = { pool, keys, store, log, seen: new Map(), told: new Map() };
  const seal = (isStopping: () => boolean) => sealSettled(pool, isStopping);
  const sign = (when = due) => inTurn(pool, 'sign', (client) => signCheckpoints(signer, client, when));
  const write = (isStopping: () => boolean) => inTurn(pool, 'log', (client) => writeAuditLog(client, auditLog, isStopping));
  const compare = (isStopping: () => boolean) => inTurn(pool, 'compare', () => compareCheckpoints(signer, isStopping));
  const loop = (name: string, step: (isStopping: () => boolean) => Promise<void>, pause = every): Loop =>
    startLoop({
      name,
      every: pause,
      step,
      log,
      async onTrouble(failures) {
        await raiseAlert(pool, { rule: 'job_overdue', tenant: null, key: name, detail: { job: name, why: 'it fails again and again', failures } });
      },
    });
  const loops = [loop('sealing', seal), loop('signing', () => sign()), loop('audit log', write), loop('comparing', compare, COMPARING)];

  return {
    async stop() {
      await Promise.all(loops.map((each) => each.stop()));
      const never = () => false;
      for (const [name, last] of [
        ['sealing', () => seal(never)],
        ['signing', () => sign({ seconds: 0, events: 1 })],
        ['audit log', () => write(never)],
      ] as const) {
        await last().catch((error: Error) => log.error({ part: name, reason: error.message }, `${name} could not finish; the next worker does`));
      }
      store.close();
      await pool.end();
    },
  };
}

/** Seals until a statement that came after a moment's wait found no more than it could take. */
async function sealSettled(pool: Pool, isStopping: () => boolean): Promise<void> {
  let hasWaited = false;
  for (;;) {
    const { rows } = await pool.query<{ sealed: number }>('select tenet_private.seal_audit(batch_limit => $1) as sealed', [EVENTS]);
    if (rows[0]!.sealed >= EVENTS && !isStopping()) continue;
    if (hasWaited) return;
    await wait(SETTLING);
    hasWaited = true;
  }
}
