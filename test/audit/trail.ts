/**
 * Trails of the format of docs/audit_trail.md, made in memory. It follows the text of the format, not the code of Tenet, so that
 * whoever seals, exports or verifies can be tested against it.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

export const tenantId = '5a1f0c3e-0000-4000-8000-00000000000a';
export const logName = 'tenet.example/audit';
/** The nil id: no workspace, and as a tenant the operator's own trail. */
export const nobody = '00000000-0000-0000-0000-000000000000';

export type Event = {
  header: Record<string, string | null>;
  /** As the header is written; made of it when it is not given. */
  headerText?: string;
  payload: string;
  salt: string;
  shown: 'disclosed' | 'forgotten' | 'undisclosed';
};
export type Batch = {
  events: Event[];
  sealedAt: string;
  isPruned: boolean;
  /** What its header says instead of the truth. */
  claims?: Record<string, string>;
};
export type Trail = { tenantId: string; batches: Batch[] };

/** A trail with batches of these sizes, the same one at every call. */
export function trailOf(...sizes: number[]): Trail {
  const trail: Trail = { tenantId, batches: [] };
  for (const size of sizes) addBatch(trail, Array.from({ length: size }, (_, index) => eventAt(sizeOf(trail) + index)));
  return trail;
}

export function addBatch(trail: Trail, events: Event[]): Trail {
  trail.batches.push({ events, sealedAt: timeAt(trail.batches.length * 60), isPruned: false });
  return trail;
}

export function eventAt(position: number, header: Record<string, string | null> = {}, payload?: unknown): Event {
  return {
    header: {
      action: 'note.updated',
      actor_id: idOf(`member ${position % 3}`),
      actor_kind: 'member',
      actor_name: 'Zoë "Z" O’Neill\\Ng',
      at: timeAt(position),
      behalf_of: null,
      category: 'data',
      credential_id: null,
      id: idOf(`event ${position}`),
      object_id: idOf(`note ${position}`),
      object_type: 'note',
      request_id: null,
      severity: 'info',
      tenant_id: tenantId,
      v: '1',
      workspace_id: nobody,
      ...header,
    },
    payload: payload === undefined ? `{"body": "line ${position}\\né", "pages": 1.0}` : JSON.stringify(payload),
    salt: sha256(Buffer.from(`salt ${position}`)).toString('hex', 0, 16),
    shown: 'disclosed',
  };
}

/** Forgets the payloads at these positions, and says so in a batch of its own, unless the ranges to be told are others. */
export function forget(trail: Trail, positions: number[], told: [number, number][] = positions.map((position) => [position, position])): Trail {
  for (const position of positions) eventsOf(trail)[position]!.shown = 'forgotten';
  const header = { action: 'audit.payloads_forgotten', category: 'deletion', actor_kind: 'system' };
  return addBatch(trail, [eventAt(sizeOf(trail), header, { positions: told, reason: 'retention' })]);
}

/** Prunes the first batches, and says so in a batch of its own, of `told` batches. */
export function prune(trail: Trail, count: number, told = count): Trail {
  for (const batch of trail.batches.slice(0, count)) batch.isPruned = true;
  const header = { action: 'audit.events_pruned', category: 'deletion', actor_kind: 'system' };
  return addBatch(trail, [eventAt(sizeOf(trail), header, { batches: [1, told], events: 0 })]);
}

/** The lines of an export, each with its LF. The signers sign its checkpoint. */
export function exportOf(trail: Trail, ...signers: Signer[]): string[] {
  const lines: unknown[] = [{ tenant_id: trail.tenantId, trail: 'tenet-audit-1' }];
  for (const { batch, header, hash } of seal(trail)) {
    lines.push({ batch: header, hash }, ...(batch.isPruned ? [] : batch.events.map(lineOf)));
  }
  lines.push({ checkpoint: checkpointOf(trail, trail.batches.length, ...signers) });
  return lines.map((line) => `${JSON.stringify(line)}\n`);
}

/** The signed note over the first batches of a trail. */
export function checkpointOf(trail: Trail, batches: number, ...signers: Signer[]): string {
  const { hash, size } = seal(trail)[batches - 1]!;
  const text = `${logName}/${trail.tenantId}\n${size}\n${Buffer.from(hash, 'hex').toString('base64')}\nbatch ${batches}\n`;
  return `${text}\n${signers.map((signer) => signer.sign(text)).join('')}`;
}

/** The hashes of all leaves of a trail, as they stand in one *.leaves file after the other. */
export function leavesOf(trail: Trail): Buffer[] {
  return eventsOf(trail).map((event) => leafOf(event));
}

export function eventsOf(trail: Trail): Event[] {
  return trail.batches.flatMap(({ events }) => events);
}

export function sizeOf(trail: Trail): number {
  return eventsOf(trail).length;
}

function seal(trail: Trail): { batch: Batch; header: string; hash: string; size: number }[] {
  let [previous, first] = ['0'.repeat(64), 0];
  return trail.batches.map((batch, index) => {
    const header = JSON.stringify({
      count: String(batch.events.length),
      first: String(first),
      number: String(index + 1),
      previous,
      root: rootOf(batch.events.map(leafOf)).toString('hex'),
      sealed_at: batch.sealedAt,
      tenant_id: trail.tenantId,
      v: '1',
      ...batch.claims,
    });
    previous = sha256(Buffer.of(2), Buffer.from(header)).toString('hex');
    first += batch.events.length;
    return { batch, header, hash: previous, size: first };
  });
}

function lineOf(event: Event): unknown {
  const header = headerOf(event);
  if (event.shown === 'disclosed') return { header, payload: event.payload, salt: event.salt };
  return event.shown === 'forgotten' ? { commitment: commitmentOf(event).toString('hex'), header } : { leaf: leafOf(event).toString('hex') };
}

function headerOf({ header, headerText }: Event): string {
  return headerText ?? JSON.stringify(header);
}

function commitmentOf({ payload, salt }: Event): Buffer {
  return sha256(Buffer.from(salt, 'hex'), Buffer.from(payload));
}

export function leafOf(event: Event): Buffer {
  return sha256(Buffer.of(0), Buffer.from(headerOf(event)), commitmentOf(event));
}

/** RFC 9162, section 2.1.1, as it is written there: split at the largest power of two below the size. */
export function rootOf(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!;
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeOf(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

export function nodeOf(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.of(1), left, right);
}

export function sha256(...parts: Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

export type Signer = { vkey: string; sign(text: string): string };

/** An Ed25519 key under a name, always the same one for the same seed. Type 1 says that it is one. */
export function signerOf(seed: string, name = logName, type = 1): Signer {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex'); // PKCS 8 before the 32 bytes of a private key
  const key = createPrivateKey({ key: Buffer.concat([prefix, sha256(Buffer.from(seed))]), format: 'der', type: 'pkcs8' });
  const encoded = Buffer.concat([Buffer.of(type), publicBytes(key)]);
  const id = sha256(Buffer.from(`${name}\n`), encoded).subarray(0, 4);
  return {
    vkey: `${name}+${id.toString('hex')}+${encoded.toString('base64')}`,
    sign: (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), key)]).toString('base64')}\n`,
  };
}

function publicBytes(key: KeyObject): Buffer {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url');
}

function idOf(name: string): string {
  return sha256(Buffer.from(name)).toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function timeAt(seconds: number): string {
  return new Date(Date.UTC(2026, 10, 24) + seconds * 1000).toISOString().replace('Z', '456Z');
}
