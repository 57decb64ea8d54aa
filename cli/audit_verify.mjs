#!/usr/bin/env node
// Verifies an export of an audit trail. It needs this file and Node 20, no package, no network and no database, and is short so
// that whoever relies on it can read it. docs/audit_trail.md describes the format; audit_verify.py is the same program in Python.
import { isUtf8 } from 'node:buffer';
import crypto from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: tenet audit verify <export> [--checkpoint <file or folder>]… [--key <vkey or file of vkeys>]… [--json]

  <export>      the evidence export; - reads standard input
  --checkpoint  a checkpoint that you kept, or a folder of *.checkpoint files; *.leaves beside them tell the exact position
  --key         a key that may have signed the checkpoints: <name>+<id>+<base64>, or a file with one in each line
  --json        answer in one line of JSON

It ends with 0 when the trail is intact, 1 when it was tampered with, and 2 when it could not be read.`;

// How things are written, as regular expressions. Everything has exactly one spelling, so no byte can change unseen.

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const time = String.raw`[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z`;
const hex = '[0-9a-f]{64}';
const positive = '[1-9][0-9]{0,14}';
const number = `0|${positive}`;
// A JSON string as RFC 8785 spells it: whatever can stand for itself does, and every escape is the shortest.
const plain = String.raw`[^"\\\x00-\x1f]*`;
const string = String.raw`"${plain}(?:\\(?:["\\bfnrt]|u00(?:0[0-7bef]|1[0-9a-f]))${plain})*"`;
const any = `(?:null|${string})`;
const logName = '[!-*,-~]+'; // visible ASCII without a plus sign
const base64 = (characters) => `[A-Za-z0-9+/]{${characters - 2}}[AEIMQUYcgkosw048]=`; // no stray bits before the one pad

const whole = (pattern) => new RegExp(`^(?:${pattern})$`, 's');
const object = (fields) => whole(String.raw`\{${Object.entries(fields).map(([key, value]) => `"${key}":${value}`).join()}\}`);

/** The lines of an export. The texts in them are quoted once more. A payload may be too long for an expression: see unquote(). */
const lines = {
  trail: object({ tenant_id: `"(${uuid})"`, trail: '"tenet-audit-1"' }),
  batch: object({ batch: `(${string})`, hash: `"(${hex})"` }),
  disclosed: object({ header: `(${string})`, payload: '(".*")', salt: '"([0-9a-f]{32})"' }),
  forgotten: object({ commitment: `"(${hex})"`, header: `(${string})` }),
  undisclosed: object({ leaf: `"(${hex})"` }),
  checkpoint: object({ checkpoint: `(${string})` }),
};

const eventHeader = object({
  action: `(${string})`,
  actor_id: any,
  actor_kind: any,
  actor_name: any,
  at: `"${time}"`,
  behalf_of: any,
  category: `(${string})`,
  credential_id: any,
  id: string,
  object_id: any,
  object_type: any,
  request_id: any,
  severity: string,
  tenant_id: `"(${uuid})"`,
  v: '"1"',
  workspace_id: `"${uuid}"`,
});

const batchHeader = object({
  count: `"(${positive})"`,
  first: `"(${number})"`,
  number: `"(${positive})"`,
  previous: `"(${hex})"`,
  root: `"(${hex})"`,
  sealed_at: `"(${time})"`,
  tenant_id: `"(${uuid})"`,
  v: '"1"',
});

/** A C2SP signed note: text, log, tenant, size, hash, batch, signatures. Its key has the log's name. */
const signedNote = whole(
  String.raw`((${logName})/(${uuid})\n(${positive})\n(${base64(44)})\nbatch (${positive})\n)\n((?:— \2 ${base64(92)}\n)+)`,
);
const verifierKey = whole(String.raw`(${logName})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})`);

// Hashes, in hexadecimal.

const bytes = (text, encoding) => Buffer.from(text, encoding);
const digest = crypto.hash ?? ((name, data) => crypto.createHash(name).update(data).digest('hex')); // the newer is the faster
const sha256 = (...parts) => digest('sha256', Buffer.concat(parts));

const commitmentOf = (salt, payload) => sha256(bytes(salt, 'hex'), bytes(payload));
const leafOf = (header, commitment) => sha256(Buffer.of(0), bytes(header), bytes(commitment, 'hex'));
const nodeOf = (left, right) => sha256(bytes(`01${left}${right}`, 'hex'));
const batchHashOf = (header) => sha256(Buffer.of(2), bytes(header));

/** The Merkle tree of RFC 9162, section 2.1.1, over leaf hashes that come one by one. It keeps one node for each level. */
export class Tree {
  size = 0;
  #peaks = [];

  add(leaf) {
    let node = leaf;
    for (let rest = this.size; rest & 1; rest >>>= 1) node = nodeOf(this.#peaks.pop(), node);
    this.#peaks.push(node);
    this.size += 1;
  }

  root() {
    return this.#peaks.reduceRight((right, left) => nodeOf(left, right));
  }
}

// Checkpoints and keys.

/** Reads a verifier key as C2SP writes it; throws when it is none. */
export function parseKey(text) {
  const [, name, id, encoded] = verifierKey.exec(text) ?? [];
  const key = bytes(encoded ?? '', 'base64');
  const isEd25519 = key[0] === 1 && sha256(bytes(`${name}\n`), key).startsWith(id);
  if (!isEd25519) throw new Error(`This is not an Ed25519 key of the form <name>+<id>+<base64>: ${text}`);
  const publicKey = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url', 1) }, format: 'jwk' });
  return { name, id, verify: (text, signature) => crypto.verify(null, bytes(text), publicKey, signature) };
}

/** Reads a checkpoint; undefined when it is none. */
function parseNote(note) {
  const [, text, log, tenant, size, hash, batch, signatures] = signedNote.exec(note) ?? [];
  if (text === undefined) return undefined;
  const signed = signatures.trimEnd().split('\n').map((line) => bytes(line.split(' ')[2], 'base64'));
  return { text, log, tenant, size: Number(size), hash: bytes(hash, 'base64').toString('hex'), batch: Number(batch), signed };
}

/** Whether one of the keys signed the note, and every signature that claims to be of one of them is. */
function isSigned({ text, log, signed }, keys) {
  const checked = signed.flatMap((signature) => {
    const key = keys.find(({ name, id }) => name === log && id === signature.toString('hex', 0, 4));
    return key ? [key.verify(text, signature.subarray(4))] : [];
  });
  return checked.length > 0 && checked.every(Boolean);
}

// What says that something was deleted by the rules.

const isRange = (value) =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger) && 0 <= value[0] && value[0] <= value[1];

/** The first position of the ascending runs [from, to] that no cover [from, to] contains, or undefined. */
function firstUncovered(runs, covers) {
  covers.sort((a, b) => a[0] - b[0]);
  let [next, end] = [0, 0];
  for (let [position, last] of runs) {
    while (position <= last) {
      for (; next < covers.length && covers[next][0] <= position; next += 1) end = Math.max(end, covers[next][1] + 1);
      if (end <= position) return position;
      position = end;
    }
  }
  return undefined;
}

// The trail.

const longest = 16 << 20;
const tooLong = 'The line does not end, or not within 16 MiB.';

class Tampered extends Error {
  constructor(answer) {
    super(answer.reason);
    this.answer = answer;
  }
}

/** Follows an export from line to line, and throws Tampered at the first thing that does not fit. */
class Trail {
  line = 0;
  tenant = null;
  batch = null; // the newest: { number, first, count, root, line, tree }
  firsts = []; // position of the first event of every batch
  position = 0; // of the next event
  head = '0'.repeat(64); // hash of the newest batch
  sealedAt = '';
  isComplete = false;
  disclosed = 0;
  undisclosed = 0;
  forgotten = []; // runs of positions
  covers = []; // ranges that say they were forgotten
  pruned = 0; // batches
  prunedEvents = 0;
  told = 0; // batches whose pruning the newest event announces, done or not
  agreed = 0; // as many events have a checkpoint outside that agrees
  compared = 0; // kept checkpoints
  leaves = null; // those of the next kept checkpoint
  difference = null; // first position since then whose leaf is not the one kept

  constructor(keys, kept) {
    this.keys = keys;
    this.kept = kept;
  }

  read(line) {
    this.line += 1;
    if (line.length > longest) this.fail(tooLong, this.here());
    if (!isUtf8(line)) this.fail('The line is not UTF-8.', this.here());
    const text = line.toString();
    let found;
    if (this.line === 1) this.begin(lines.trail.exec(text)?.[1]);
    else if (this.isComplete) this.fail('Something follows the checkpoint, which is the last line.');
    else if ((found = lines.disclosed.exec(text))) this.addDisclosed(JSON.parse(found[1]), this.unquote(found[2]), found[3]);
    else if ((found = lines.forgotten.exec(text))) this.addForgotten(JSON.parse(found[2]), found[1]);
    else if ((found = lines.undisclosed.exec(text))) this.addUndisclosed(found[1]);
    else if ((found = lines.batch.exec(text))) this.addBatch(JSON.parse(found[1]), found[2]);
    else if ((found = lines.checkpoint.exec(text))) this.finish(JSON.parse(found[1]));
    else this.fail('The line is not written as the format says.', this.here());
  }

  end() {
    this.line += 1;
    if (!this.isComplete) this.fail('The export ends before its checkpoint: it was cut off.', { position: this.position });
    const forgotten = this.forgotten.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    return {
      anchored: this.keys.length > 0,
      batches: this.batch.number,
      checkpoints: this.compared,
      disclosed: this.disclosed,
      events: this.position,
      forgotten,
      head: this.head,
      ok: true,
      pruned: this.pruned,
      tenant_id: this.tenant,
      undisclosed: this.undisclosed,
    };
  }

  begin(tenant) {
    if (tenant === undefined) this.fail('The first line is not that of a trail of the format tenet-audit-1.');
    this.tenant = tenant;
    this.kept = this.kept.map(({ name, note, leaves }) => {
      const checkpoint = this.readCheckpoint(`The kept checkpoint ${name}`, note);
      return { size: checkpoint.size, hash: checkpoint.hash, batch: checkpoint.batch, leaves };
    });
    this.kept.sort((a, b) => a.size - b.size);
  }

  addBatch(header, hash) {
    this.closeBatch();
    const expected = this.firsts.length + 1;
    const place = { batch: expected, position: this.position };
    const found = batchHeader.exec(header) ?? this.fail('The batch header is not written as the format says.', place);
    const [, count, first, number, previous, root, sealedAt, tenant] = found;
    if (batchHashOf(header) !== hash) this.fail('The hash of the batch is not that of its header.', place);
    if (tenant !== this.tenant) this.fail(`The batch is of another tenant, ${tenant}.`, place);
    if (number !== String(expected)) this.fail(`Batch ${number} stands where batch ${expected} is due.`, place);
    if (first !== String(this.position)) this.fail(`The batch begins at position ${first} instead of ${this.position}.`, place);
    if (previous !== this.head) this.fail('The batch does not name the hash of the batch before it.', place);
    if (sealedAt < this.sealedAt) this.fail('The batch was sealed earlier than the batch before it.', place);
    this.firsts.push(this.position);
    this.batch = { number: expected, first: this.position, count: Number(count), root, line: this.line, tree: new Tree() };
    this.head = hash;
    this.sealedAt = sealedAt;
  }

  addDisclosed(header, payload, salt) {
    const { action, category } = this.readEvent(header);
    if (category === '"deletion"' && action === '"audit.payloads_forgotten"') {
      const positions = this.readPayload(payload).positions;
      const isAccount = Array.isArray(positions) && positions.every(isRange);
      if (!isAccount) this.fail('The event does not say which positions were forgotten.', this.here());
      for (const [from, to] of positions) this.covers.push([from, Math.min(to, this.position - 1)]); // only what came before it
    } else if (category === '"deletion"' && action === '"audit.events_pruned"') {
      const batches = this.readPayload(payload).batches;
      if (!isRange(batches) || batches[0] !== 1) this.fail('The event does not say which batches were pruned.', this.here());
      this.told = batches[1];
    }
    this.disclosed += 1;
    this.addLeaf(leafOf(header, commitmentOf(salt, payload)));
  }

  addForgotten(header, commitment) {
    const { action, category } = this.readEvent(header);
    const isAccount = category === '"deletion"' && ['"audit.payloads_forgotten"', '"audit.events_pruned"'].includes(action);
    if (isAccount) this.fail('The payload of an event that accounts for a deletion is missing.', this.here());
    const run = this.forgotten.at(-1);
    if (run?.[1] === this.position - 1) run[1] = this.position;
    else this.forgotten.push([this.position, this.position]);
    this.addLeaf(leafOf(header, commitment));
  }

  addUndisclosed(leaf) {
    this.expectEvent();
    this.undisclosed += 1;
    this.addLeaf(leaf);
  }

  readEvent(header) {
    this.expectEvent();
    const found = eventHeader.exec(header) ?? this.fail('The event header is not written as the format says.', this.here());
    const [, action, category, tenant] = found;
    if (tenant !== this.tenant) this.fail(`The event is of another tenant, ${tenant}.`, this.here());
    return { action, category };
  }

  expectEvent() {
    if (this.batch === null) this.fail('An event stands before the first batch.', this.here());
    const { number, count, tree } = this.batch;
    if (tree.size === count) this.fail(`Batch ${number} has more events than its ${count}.`, this.here());
  }

  addLeaf(leaf) {
    const { size, leaves } = this.kept[this.compared] ?? {};
    this.leaves ??= leaves?.() ?? Buffer.alloc(0);
    const offset = 32 * (this.position - size) + this.leaves.length; // they end at the checkpoint's size
    const isKept = offset >= 0 && offset < this.leaves.length;
    if (isKept && leaf !== this.leaves.toString('hex', offset, offset + 32)) this.difference ??= this.position;
    this.batch.tree.add(leaf);
    this.position += 1;
  }

  /** Nothing more belongs to the newest batch: its events are there, or all of them were pruned, as in every batch before. */
  closeBatch() {
    if (this.batch === null) return;
    const { number, first, count, root, line, tree } = this.batch;
    const place = { batch: number, line, position: first };
    if (tree.size === 0) {
      if (this.pruned < number - 1) this.fail(`Batch ${number} has no events, and one before it has.`, place);
      this.pruned = number;
      this.position = this.prunedEvents = first + count;
    } else {
      if (tree.size < count) this.fail(`Batch ${number} has ${tree.size} events instead of ${count}.`, place);
      if (tree.root() !== root) this.fail(`The events of batch ${number} do not make its root.`, place);
    }
    while (this.kept[this.compared]?.size <= this.position) {
      this.compare(this.kept[this.compared]);
      this.compared += 1;
    }
  }

  /** Compares the trail as far as it was read with a checkpoint that is not larger. */
  compare({ size, hash, batch }) {
    if (size !== this.position || hash !== this.head || batch !== this.batch.number) {
      const reason = `The checkpoint of size ${size} disagrees: positions ${this.agreed} to ${size - 1} are not what was sealed.`;
      this.fail(reason, this.locate(this.agreed));
    }
    this.agreed = size;
    this.leaves = this.difference = null; // the checkpoint is signed, the leaves are not
  }

  finish(note) {
    this.closeBatch();
    if (this.batch === null) this.fail('The export has no batch.');
    const checkpoint = this.readCheckpoint('The checkpoint', note);
    for (const { size } of [checkpoint, ...this.kept.slice(this.compared)]) {
      const reason = `A checkpoint speaks of ${size} events, the export ends after ${this.position}.`;
      if (size > this.position) this.fail(reason, { position: this.position });
    }
    const { size } = checkpoint;
    if (size < this.position) this.fail(`The checkpoint is an older one, of size ${size}.`, this.locate(size));
    this.compare(checkpoint);
    this.account();
    this.isComplete = true;
  }

  /** Is what is missing accounted for in the trail itself? */
  account() {
    const missing = firstUncovered(this.forgotten, this.covers);
    if (missing !== undefined) {
      this.fail('The payload is missing, and no later event says that it was forgotten.', this.locate(missing));
    }
    if (this.told < this.pruned) {
      this.fail('The events of the batch are missing, and no event says that they were pruned.', this.locate(this.firsts[this.told]));
    }
  }

  readCheckpoint(what, text) {
    const note = parseNote(text) ?? this.fail(`${what} is not written as the format says.`);
    if (note.tenant !== this.tenant) this.fail(`${what} is of another tenant, ${note.tenant}.`);
    if (this.keys.length > 0 && !isSigned(note, this.keys)) this.fail(`${what} is not signed by a given key.`);
    return note;
  }

  readPayload(payload) {
    try {
      return JSON.parse(payload) ?? {};
    } catch {
      return this.fail('The payload is not JSON.', this.here());
    }
  }

  /** The text of a JSON string, which must be spelled as RFC 8785 says. */
  unquote(quoted) {
    try {
      const text = JSON.parse(quoted);
      if (JSON.stringify(text) === quoted && text.isWellFormed()) return text;
    } catch {
      // it is not JSON at all
    }
    return this.fail('The payload is not written as the format says.', this.here());
  }

  /** Where the next event is due. */
  here() {
    return { batch: this.batch?.number ?? null, position: this.tenant === null ? null : this.position };
  }

  /** Where an event stood that was read, or the batch of one that was pruned. */
  locate(position) {
    const batch = this.firsts.findLastIndex((first) => first <= position) + 1;
    return { batch, line: 1 + batch + Math.max(0, position + 1 - this.prunedEvents), position };
  }

  fail(reason, { batch = null, line = this.line, position = null } = {}) {
    if (this.difference !== null) {
      ({ batch, line, position } = this.locate(this.difference)); // more exact
      reason = `Position ${position} is the first whose leaf is not the one kept outside.`;
    }
    throw new Tampered({ batch, line, ok: false, position, reason });
  }
}

/**
 * Verifies an export, given as chunks of bytes. keys are vkeys; kept are checkpoints, { name, note, leaves }, where leaves returns the
 * leaf hashes up to its size, as far back as there are any. Returns what is printed with --json.
 */
export async function verify(chunks, { keys = [], kept = [] } = {}) {
  if (kept.length > 0 && keys.length === 0) {
    throw new Error('A kept checkpoint proves nothing without the key that signed it: give --key too.');
  }
  const trail = new Trail(keys.map(parseKey), kept);
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      const piece = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let start = 0;
      for (let end; (end = piece.indexOf(10, start)) >= 0; start = end + 1) trail.read(piece.subarray(start, end));
      rest = piece.subarray(start);
      if (rest.length > longest) break;
    }
    if (rest.length > 0) {
      trail.line += 1;
      trail.fail(tooLong, trail.here());
    }
    return trail.end();
  } catch (error) {
    if (error instanceof Tampered) return error.answer;
    throw error;
  }
}

// The program.

/** Runs the program with the arguments of a command line; returns its exit code. */
export async function run(argv, { stdin = process.stdin, stdout = process.stdout, stderr = process.stderr } = {}) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        checkpoint: { type: 'string', multiple: true, default: [] },
        key: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) return stdout.write(`${usage}\n`), 0;
    if (positionals.length !== 1) throw new Error(`Say which export to verify.\n\n${usage}`);
    const chunks = positionals[0] === '-' ? stdin : createReadStream(positionals[0], { highWaterMark: 1 << 20 });
    const answer = await verify(chunks, { keys: values.key.flatMap(readKeys), kept: values.checkpoint.flatMap(readKept) });
    stdout.write(`${values.json ? JSON.stringify(answer) : inWords(answer)}\n`);
    return answer.ok ? 0 : 1;
  } catch (error) {
    stderr.write(`${error.message}\n`);
    return 2;
  }
}

function readKeys(value) {
  if (verifierKey.test(value)) return [value];
  const keys = readFileSync(value, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean);
  if (keys.length === 0) throw new Error(`There is no key in ${value}.`);
  return keys;
}

function readKept(path) {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).filter((name) => name.endsWith('.checkpoint'));
    if (names.length === 0) throw new Error(`There is no *.checkpoint in ${path}.`);
    return names.sort().flatMap((name) => readKept(join(path, name)));
  }
  return [{ name: path, note: readFileSync(path, 'utf8'), leaves: () => readLeaves(path.replace(/\.checkpoint$/, '.leaves')) }];
}

function readLeaves(path) {
  if (!path.endsWith('.leaves') || !existsSync(path)) return undefined;
  const leaves = readFileSync(path);
  if (leaves.length % 32 !== 0) throw new Error(`${path} is no list of leaf hashes: its length is no multiple of 32 bytes.`);
  return leaves;
}

function inWords(answer) {
  if (!answer.ok) {
    const place = ['line', 'batch', 'position'].filter((name) => answer[name] !== null).map((name) => `${name} ${answer[name]}`);
    return `Tampered with at ${place.join(', ')}: ${answer.reason}`;
  }
  const { events, batches, disclosed, forgotten, undisclosed, pruned } = answer;
  return [
    `Intact: the trail of tenant ${answer.tenant_id}.`,
    `Events ${events}: disclosed ${disclosed}, payload forgotten ${forgotten}, not disclosed ${undisclosed}. ` +
      `Batches ${batches}, pruned ${pruned}.`,
    `Hash of the newest batch: ${answer.head}`,
    answer.anchored
      ? `Its checkpoint is signed by a given key. Kept checkpoints that agree: ${answer.checkpoints}.`
      : 'Nothing outside vouches for it: no key was given, and whoever wrote the export may have written all of it anew.',
  ].join('\n');
}

const isProgram = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isProgram) process.exitCode = await run(process.argv.slice(2));
