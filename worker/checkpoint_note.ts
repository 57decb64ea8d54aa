/** Checkpoints as notes: the text that is signed, and what can be read out of one (C2SP tlog-checkpoint and signed-note). */
import type { SealingKey } from './sealing_key.ts';

/** The state of one tenant's trail: its newest batch, which commits to every batch before it. */
export type Checkpoint = {
  tenant: string;
  /** Number of the newest batch, from 1. */
  batch: bigint;
  /** Events in the trail, through that batch. */
  size: bigint;
  /** Hash of that batch, 32 bytes. */
  hash: Buffer;
};

/** The note of a checkpoint, signed by every key. */
export function signCheckpoint({ tenant, batch, size, hash }: Checkpoint, keys: readonly SealingKey[]): string {
  const text = `${keys[0]!.name}/${tenant}\n${size}\n${hash.toString('base64')}\nbatch ${batch}\n`;
  return `${text}\n${keys.map((key) => key.signatureLine(text)).join('')}`;
}

/**
 * What a note says. Whether to believe it is for its reader to decide: signatures are not looked at.
 *
 * @throws when it is not the note of a checkpoint.
 */
export function readCheckpoint(note: string): Checkpoint {
  const match = /^[^\n]*\/([0-9a-f-]{36})\n(0|[1-9]\d{0,18})\n([A-Za-z0-9+/]{43}=)\nbatch ([1-9]\d{0,18})\n\n(?:— \S+ \S+\n)+$/.exec(note);
  if (!match) throw new Error('this is not the note of a checkpoint');
  const [, tenant, size, hash, batch] = match as unknown as [string, string, string, string, string];
  return { tenant, batch: BigInt(batch), size: BigInt(size), hash: Buffer.from(hash, 'base64') };
}
