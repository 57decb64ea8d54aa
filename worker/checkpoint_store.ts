/** The place outside of the database where checkpoints are kept: what the database says about its past is compared with it. */
import { checkpointBucket } from './checkpoint_bucket.ts';
import { checkpointFolder } from './checkpoint_folder.ts';

/** A signed checkpoint as it is kept. */
export type Kept = {
  /** Events in the trail, which is its name in the store. */
  size: bigint;
  note: string;
};

/**
 * A store that only grows. For each tenant it holds `<tenant id>/<size, 20 digits>.checkpoint`, the note, and
 * `<tenant id>/<size, 20 digits>.leaves`, the leaf hashes since the checkpoint before, 32 bytes each.
 */
export type CheckpointStore = {
  /** Where it is, for a log. */
  place: string;
  /** Ids of the tenants that have a checkpoint. */
  tenants(): Promise<string[]>;
  /**
   * The checkpoint of the largest size, or null when there is none. `known` is a size that should be there: from it on it looks
   * first, because after some years a tenant has many.
   */
  newest(tenant: string, known: bigint): Promise<Kept | null>;
  /**
   * Adds a checkpoint, leaves first: once the note is there, all of it is. The same content again changes nothing.
   *
   * @throws AlreadyKept when the size is taken by another content.
   */
  add(tenant: string, checkpoint: Kept & { leaves: Buffer }): Promise<void>;
  close(): void;
};

/** Another content is there already: somebody signed another history, or the leaves in the database were changed since. */
export class AlreadyKept extends Error {
  constructor(what: string) {
    super(`${what} is in the store already, and is not the same`);
  }
}

/** Opens the store that TENET_CHECKPOINTS names: a folder, or s3://bucket/prefix on AWS or at `endpoint`. */
export function openCheckpointStore(place: string, endpoint?: string | null): CheckpointStore {
  const bucket = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(place);
  return bucket ? checkpointBucket({ bucket: bucket[1]!, prefix: bucket[2]!, endpoint: endpoint ?? null }) : checkpointFolder(place);
}

/** Name of what belongs to a size, such that the order of names is the order of sizes. */
export function nameOf(size: bigint, kind: 'checkpoint' | 'leaves'): string {
  return `${String(size).padStart(20, '0')}.${kind}`;
}

/** Whether a name is that of a tenant. */
export function isTenant(name: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
}

/** The size in the name of a checkpoint; null for every other name. */
export function sizeOf(name: string): bigint | null {
  const digits = /^(\d{20})\.checkpoint$/.exec(name)?.[1];
  return digits === undefined ? null : BigInt(digits);
}
