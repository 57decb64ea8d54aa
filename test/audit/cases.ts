/** Exports, and what a verifier must say to them: the table that both programs are held against. */
import {
  addBatch,
  type Batch,
  checkpointOf,
  type Event,
  eventAt,
  eventsOf,
  exportOf,
  forget,
  leavesOf,
  logName,
  nodeOf,
  prune,
  type Signer,
  signerOf,
  sizeOf,
  type Trail,
  trailOf,
} from './trail.ts';

export type Case = {
  title: string;
  lines: (string | Buffer)[];
  /** What the answer must contain, its reason this text; or the exit code of what can not be read. */
  answer: Record<string, unknown> | 2;
  keys: string[];
  /** The files of a folder of kept checkpoints. */
  kept: Record<string, string | Buffer>;
};

export const operator = signerOf('operator');
const successor = signerOf('successor');
const attacker = signerOf('attacker');
const renamed = signerOf('operator', 'other.example');
const neighbour = '5a1f0c3e-0000-4000-8000-00000000000b';

/** 12 events in batches of 4, 5 and 3: an export of 17 lines. Position 5 is in line 9, the batches are in lines 2, 7 and 13. */
export const sealed = (): Trail => trailOf(4, 5, 3);
const keptAll = keep(sealed(), [1, 2, 3]);
const keptWithLeaves = { ...keptAll, ...leavesToKeep(sealed(), [4, 9, 12]) };

const intact: Case[] = [
  of('a trail with a key is anchored', sealed(), { ok: true, anchored: true, batches: 3, events: 12, disclosed: 12, checkpoints: 0 }),
  of('a trail without a key is not anchored', sealed(), { ok: true, anchored: false, events: 12 }, { keys: [] }),
  of('kept checkpoints agree', sealed(), { ok: true, checkpoints: 3 }, { kept: keptAll }),
  of('kept checkpoints with leaves agree', sealed(), { ok: true, checkpoints: 3 }, { kept: keptWithLeaves }),
  of('one event is a trail', trailOf(1), { ok: true, events: 1 }),
  of('batches of every size have their root', trailOf(2, 3, 4, 5, 6, 7, 8, 9), { ok: true, events: 44 }),
  of('forgotten payloads are accounted for', forget(forget(sealed(), [1, 4, 5]), [0, 6]), { ok: true, disclosed: 9, forgotten: 5 }),
  of('ranges may overlap', forget(sealed(), [1, 2, 4, 5], [[2, 5], [0, 2], [1, 1]]), { ok: true, forgotten: 4 }),
  of('a range may be wider than what was there', forget(sealed(), [3], [[0, 2_000]]), { ok: true, forgotten: 1 }),
  of('pruned batches are accounted for', prune(sealed(), 2), { ok: true, pruned: 2, events: 13, disclosed: 4 }),
  of('the newest of two prunings accounts for both', prune(prune(sealed(), 1), 2), { ok: true, pruned: 2 }),
  of('a pruning is announced before it is done', prune(sealed(), 0, 2), { ok: true, pruned: 0, events: 13 }),
  of('a pruning may be done in part', prune(sealed(), 1, 2), { ok: true, pruned: 1, events: 13 }),
  of('pruned batches agree with kept checkpoints', prune(sealed(), 2), { ok: true, pruned: 2, checkpoints: 3 }, { kept: keptWithLeaves }),
  of('events of others stay undisclosed', showing('undisclosed', 2, 3, 7), { ok: true, undisclosed: 3, disclosed: 9 }, { kept: keptWithLeaves }),
  ...[
    '{"a": "\u0000\u0001\u0007\b\f\u000b\n\r\t\u001f\u007f\u2028\u{1f600} \\\\ \\" \\ud83d"}',
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    '{"n":1}',
    '{"n":1.0}',
    '{"s":"\u00e9"}',
    '{"s":"e\u0301"}',
    'not JSON',
    '',
  ].map((payload) => of(`a payload is verified as it is stored: ${JSON.stringify(payload)}`, withEvent(5, { payload }), { ok: true })),
  written('the first of two signatures is enough', exportOf(sealed(), operator, successor), { ok: true, anchored: true }),
  written('the second of two signatures is enough', exportOf(sealed(), operator, successor), { ok: true }, { keys: [successor.vkey] }),
  written('after a rotation the old key verifies what it signed, and the new key the rest', exportOf(sealed(), successor), { ok: true, checkpoints: 2 }, {
    keys: [successor.vkey, operator.vkey],
    kept: { ...keep(sealed(), [1]), ...keep(sealed(), [2], operator, successor) },
  }),
];

/** Bytes or lines were changed, and no hash was computed anew. */
const clumsy: Case[] = [
  edited('a changed payload breaks the root', 'line 5', 'line 6', tampered('do not make its root', 7, 2, 4)),
  edited('kept leaves name the changed payload', 'line 5', 'line 6', tampered('first whose leaf', 9, 2, 5), { kept: keptWithLeaves }),
  edited('a changed header breaks the root', 'Zoë', 'Zoe', tampered('do not make its root', 2, 1, 0)),
  edited('a changed salt breaks the root', /"salt":"../, '"salt":"00', tampered('do not make its root', 2, 1, 0)),
  edited('a changed batch header breaks the hash', 'count\\":\\"5', 'count\\":\\"4', tampered('hash of the batch', 7, 2, 4)),
  edited('hexadecimal has no upper case', /"hash":"[0-9a-f]*/, (text) => text.toUpperCase().replace('HASH', 'hash'), tampered('line is not written', 2, null, 0)),
  edited('there is no white space', '"hash":', '"hash": ', tampered('line is not written', 2, null, 0)),
  edited('a text is escaped in one way', 'line 5', 'line\\u00205', tampered('payload is not written', 9, 2, 5)),
  edited('a header is escaped in one way', '"batch":"{', '"batch":"\\u007b', tampered('line is not written', 2, null, 0)),
  edited('a text has no lone surrogate', 'line 5', '\\ud800', tampered('payload is not written', 9, 2, 5)),
  edited('a line ends in LF alone', '\n', '\r\n', tampered('first line', 1, null, null)),
  edited('there is no byte order mark', /^/, '\ufeff', tampered('first line', 1, null, null)),
  edited('another format is not read', 'audit-1', 'audit-2', tampered('first line', 1, null, null)),
  edited('base64 has no stray bits', /[A-Z048]=\\nbatch/i, (text) => text.replace(/^./, nextCharacter), tampered('not written', 17, null, null)),
  edited('a note is cut short', /.\\n"}/, '\\n"}', tampered('checkpoint is not written', 17, null, null)),
  edited('a checkpoint of no event is none', '\\n12\\n', '\\n0\\n', tampered('checkpoint is not written', 17, null, null)),
  relined('bytes that are no UTF-8 do not pass for the sign that stands for them', misread, tampered('UTF-8', 9, 2, 5)),
  relined('an empty file is no trail', () => [], tampered('cut off', 1, null, 0)),
  relined('the last line ends too', (lines) => [...lines.slice(0, -1), lines.at(-1)!.trimEnd()], tampered('does not end', 17, 3, 12)),
  relined('an event does not stand before the first batch', (lines) => swapped(lines, 1), tampered('before the first batch', 2, null, 0)),
  relined('nothing follows the checkpoint', (lines) => [...lines, lines.at(-1)!], tampered('follows', 18, null, null)),
  relined('a batch does not lose its last event', (lines) => without(lines, 5), tampered('3 events instead of 4', 2, 1, 0)),
  relined('kept leaves name the lost event', (lines) => without(lines, 4), tampered('first whose leaf', 5, 1, 2), { kept: keptWithLeaves }),
  relined('a batch does not get one more event', (lines) => lines.toSpliced(6, 0, lines[5]!), tampered('more events than its 4', 7, 1, 4)),
  relined('a batch is not left out', (lines) => lines.toSpliced(6, 6), tampered('Batch 3 stands where batch 2', 7, 2, 4)),
  relined('a trail has a batch', (lines) => [lines[0]!, lines.at(-1)!], tampered('no batch', 2, null, null)),
];

/** Whoever writes something that is no trail has also computed every hash for it. */
const malformed: Case[] = [
  ...batchWith('of another tenant', { tenant_id: neighbour }),
  ...batchWith('Batch 3 stands where batch 2', { number: '3' }),
  ...batchWith('position 5 instead of 4', { first: '5' }),
  ...batchWith('does not name the hash', { previous: '0'.repeat(64) }),
  ...batchWith('do not make its root', { root: '0'.repeat(64) }),
  ...batchWith('sealed earlier', { sealed_at: '2026-11-23T23:59:59.999999Z' }),
  ...batchWith('5 events instead of 6', { count: '6' }),
  ...['0', '05', '5.0', '-5', '1e1'].flatMap((count) => batchWith('batch header is not written', { count })),
  ...batchWith('batch header is not written', { sealed_at: '2026-11-24T00:01:00.456Z' }),
  ...batchWith('batch header is not written', { v: '2' }),
  ...batchWith('batch header is not written', { w: '' }),
  of('a batch does not claim fewer events', withBatch({ count: '4' }), tampered('more events than its 4', 12, 2, 8)),
  ...eventWith('event is of another tenant', (header) => ({ ...header, tenant_id: neighbour })),
  ...eventWith('header is not written', (header) => ({ ...header, v: '2' })),
  ...eventWith('header is not written', (header) => ({ ...header, w: '' })),
  ...eventWith('header is not written', (header) => ({ ...header, action: null })),
  ...eventWith('header is not written', (header) => ({ ...header, request_id: 7 })),
  ...eventWith('header is not written', (header) => ({ ...header, at: '2026-11-24T00:00:05Z' })),
  ...eventWith('header is not written', (header) => ({ ...header, workspace_id: 'main' })),
  ...eventWith('header is not written', ({ v, ...header }) => ({ v, ...header })),
  ...eventWith('header is not written', ({ actor_name, ...header }) => header),
  ...[
    ['{', '{"action":"note.updated",'],
    [':', ': '],
    ['note.', 'note\\u002e'],
    ['note.', '\\u000a'],
    ['note.', '\\u001F'],
    ['note.', '\\/'],
    ['note.', '\\ud800'],
    ['note.', '\t'],
  ].map(([from, to]) =>
    of(
      `an event header is not written with ${JSON.stringify(to)}`,
      withEvent(5, { headerText: JSON.stringify(eventAt(5).header).replace(from!, to!) }),
      tampered('header is not written', 9, 2, 5),
    )),
  written('nodes of the tree do not pass for the leaves below them', nodesForLeaves(), tampered('2 events instead of 4', 2, 1, 0)),
  written('nor with a header of their own', nodesForLeaves({ count: '2' }), tampered('position 4 instead of 2', 5, 2, 2), { keys: [] }),
];

/** Whoever can write everything and sign everything computes every hash anew: only what is kept outside tells. */
const recomputed: Case[] = [
  ...rewritten('changes a header', 6, [4, 8], (trail) => (eventsOf(trail)[6]!.header.action = 'note.read')),
  ...rewritten('changes a payload', 6, [4, 8], (trail) => (eventsOf(trail)[6]!.payload = '{}')),
  ...rewritten('writes 1 for 1.0', 6, [4, 8], (trail) => (eventsOf(trail)[6]!.payload = eventsOf(trail)[6]!.payload.replace('1.0', '1'))),
  ...rewritten('changes a salt', 6, [4, 8], (trail) => (eventsOf(trail)[6]!.salt = '0'.repeat(32))),
  ...rewritten('changes an actor', 11, [9, 11], (trail) => (eventsOf(trail)[11]!.header.actor_name = 'Eve')),
  ...rewritten('changes a time', 0, [0, 3], (trail) => (eventsOf(trail)[0]!.header.at = '2020-01-01T00:00:00.000000Z')),
  ...rewritten('reorders events', 4, [4, 8], (trail) => trail.batches[1]!.events.reverse()),
  ...rewritten('deletes the first event', 0, [0, 3], (trail) => trail.batches[0]!.events.shift()),
  ...rewritten('deletes an event in the middle', 6, [4, 8], (trail) => trail.batches[1]!.events.splice(2, 1)),
  ...rewritten('adds an event', 5, [4, 8], (trail) => trail.batches[1]!.events.splice(1, 0, eventAt(77))),
  ...rewritten('deletes a batch in the middle', 4, 'cut', (trail) => trail.batches.splice(1, 1)),
  ...rewritten('deletes the last event', 'cut', 'cut', (trail) => trail.batches[2]!.events.pop()),
  ...rewritten('deletes the last batch', 'cut', 'cut', (trail) => trail.batches.pop()),
  ...rewritten('forgets another payload than there was', 2, [0, 3], (trail) => (eventsOf(forget(trail, [2]))[2]!.payload = 'x')),
  ...rewritten('seals at another time', [4, 8], [4, 8], (trail) => (trail.batches[1]!.sealedAt = '2026-11-24T00:01:01.000000Z')),
  of('the range is as wide as what was not kept', withEvent(5, { payload: '' }), disagreement([4, 11]), { kept: keep(sealed(), [1, 3]) }),
  of('moved ends of batches are found', trailOf(12), tampered('positions 0 to 8', 3, 1, 0), { kept: keep(sealed(), [2]) }),
  of('leaves may reach back over several checkpoints', withEvent(5, { payload: '' }), tampered('first whose leaf', 9, 2, 5), {
    kept: { ...keep(sealed(), [3]), ...leavesToKeep(sealed(), [12]) },
  }),
  of('a signed checkpoint outweighs spoilt leaves', sealed(), { ok: true, checkpoints: 3 }, {
    kept: { ...keptAll, [`${file(9)}.leaves`]: Buffer.alloc(5 * 32) },
  }),
  of('spoilt leaves do not hide where it is', withEvent(11, { payload: '' }), disagreement([9, 11]), {
    kept: { ...keptAll, [`${file(9)}.leaves`]: Buffer.alloc(5 * 32) },
  }),
  of('kept checkpoints are taken by size, not by name', withEvent(5, { payload: '' }), disagreement([4, 8]), {
    kept: Object.fromEntries(Object.values(keptAll).map((note, index) => [`${9 - index}.checkpoint`, note])),
  }),
];

const checkpoints: Case[] = [
  of('another key did not sign it', sealed(), tampered('checkpoint is not signed', 17, null, null), { keys: [successor.vkey] }),
  of('the key of another name did not sign it', sealed(), tampered('checkpoint is not signed', 17, null, null), { keys: [renamed.vkey] }),
  written('the key of another log does not sign for this one', exportOf(sealed(), renamed), tampered('not written', 17, null, null), {
    keys: [renamed.vkey],
  }),
  written('one good signature does not excuse a bad one', exportOf(sealed(), operator, signing(successor, 'batch', 'botch')),
    tampered('checkpoint is not signed', 17, null, null), { keys: [operator.vkey, successor.vkey] }),
  written('a checkpoint without signature is none', exportOf(sealed()), tampered('checkpoint is not written', 17, null, null)),
  written('an old checkpoint does not vouch for what is newer', endingLike(sealed(), trailOf(4, 5)), tampered('older one, of size 9', 14, 3, 9)),
  written('a new checkpoint shows that the export was cut', endingLike(trailOf(4, 5), sealed()), tampered('12 events', 13, null, 9)),
  written('a checkpoint of what was there before shows the change', endingLike(withEvent(5, { payload: '' }), sealed()), disagreement([0, 11])),
  written('the checkpoint of another tenant does not vouch', endingLike(sealed(), { ...sealed(), tenantId: neighbour }),
    tampered('checkpoint is of another tenant', 17, null, null)),
  written('a checkpoint names its batch', exportOf(sealed(), signing(operator, 'batch 3', 'batch 2')).map((line) => line.replace('batch 3', 'batch 2')),
    disagreement([0, 11])),
  of('a kept checkpoint of another tenant is none of this trail', sealed(), tampered('of another tenant', 1, null, null), {
    kept: keep({ ...sealed(), tenantId: neighbour }, [1]),
  }),
  of('a kept checkpoint that someone else signed is refused', sealed(), tampered('not signed', 1, null, null), {
    kept: keep(sealed(), [1], attacker),
  }),
  of('a kept checkpoint that was cut short is refused', sealed(), tampered('not written', 1, null, null), {
    kept: { 'short.checkpoint': checkpointOf(sealed(), 1, operator).slice(0, -9) },
  }),
];

const deletions: Case[] = [
  of('a missing payload needs an event that accounts for it', showing('forgotten', 5), tampered('no later event', 9, 2, 5)),
  of('every missing payload needs it', forget(sealed(), [1, 4, 5, 7], [[0, 4], [6, 8]]), tampered('no later event', 9, 2, 5)),
  of('an earlier event does not account for a later payload', forgottenLater(), tampered('no later event', 20, 5, 13)),
  ...([
    ['of another category', (event) => (event.header.category = 'data')],
    ['of another action', (event) => (event.header.action = 'audit.exported')],
    ['that is not disclosed', (event) => (event.shown = 'undisclosed')],
  ] satisfies [string, (event: Event) => unknown][]).flatMap(([what, change]) => [
    of(`an event ${what} does not account for a payload`, changed(forget(sealed(), [2]), 12, change), tampered('no later event', 5, 1, 2)),
    of(`an event ${what} does not account for a batch`, changed(prune(sealed(), 1), 12, change), tampered('that they were pruned', 2, 1, 0)),
  ]),
  ...[forget(sealed(), []), prune(sealed(), 0)].map((trail) =>
    of(`the payload of ${eventsOf(trail)[12]!.header.action} is never missing`, changed(trail, 12, (event) => (event.shown = 'forgotten')),
      tampered('accounts for a deletion', 18, 4, 12))),
  of('the payload of another deletion may be forgotten', forget(deleting('customer.erased', 'deletion'), [5]), { ok: true, forgotten: 1 }),
  of('so may one that has only the name', forget(deleting('audit.events_pruned', 'data'), [5]), { ok: true, forgotten: 1 }),
  ...[
    '{}', '[]', 'null', '"positions"', '{"positions": 2}', '{"positions": [2]}', '{"positions": [[2]]}', '{"positions": [[3, 2]]}',
    '{"positions": [[-1, 2]]}', '{"positions": [[2, 2.5]]}', '{"positions": [["2", "2"]]}', '{"positions": [[2, 2, 2]]}',
    '{"positions": [[2, 1e16]]}', '{"positions": [[true, true]]}',
  ].map((payload) => of(`${payload} does not say what was forgotten`, telling(forget(sealed(), []), payload), tampered('which positions', 18, 4, 12))),
  ...['{}', '{"batches": 1}', '{"batches": [1]}', '{"batches": [2, 2]}', '{"batches": [1, 0]}', '{"batches": [1, "1"]}'].map((payload) =>
    of(`${payload} does not say what was pruned`, telling(prune(sealed(), 0), payload), tampered('which batches', 18, 4, 12))),
  ...['', '{', '{"positions": [[2, NaN]]}', '\ufeff{}'].map((payload) =>
    of(`${JSON.stringify(payload)} says nothing`, telling(forget(sealed(), []), payload), tampered('payload is not JSON', 18, 4, 12))),
  ...['{"positions": [[2.0, 2e0]], "n": 1e999}', '{"positions": [], "positions": [[0, 2]]}', `{"n": ${'9'.repeat(5_000)}, "positions": [[-0, 2]]}`]
    .map((payload) => of(`${payload.slice(0, 60)} accounts for the payload at 2`, telling(forget(sealed(), [2]), payload), { ok: true, forgotten: 1 })),
  of('every pruned batch needs an event that accounts for it', prune(sealed(), 2, 1), tampered('that they were pruned', 3, 2, 4)),
  of('batches are not pruned unsaid', pruned(sealed(), 0), tampered('that they were pruned', 2, 1, 0)),
  of('no batch is pruned from the middle', pruned(sealed(), 1), tampered('one before it has', 7, 2, 4)),
  of('the newest pruning is the one that counts', prune(prune(sealed(), 2), 2, 1), tampered('that they were pruned', 3, 2, 4)),
  written('the range of what was forgotten is not widened', exportOf(forget(sealed(), [2]), operator).map((line) => line.replace('[[2,2]]', '[[2,3]]')),
    tampered('do not make its root', 17, 4, 12)),
  written('the range of what was pruned is not widened', exportOf(prune(sealed(), 1), operator).map((line) => line.replace('[1,1]', '[1,2]')),
    tampered('do not make its root', 13, 4, 12)),
];

const unreadable: Case[] = [
  of('a key has its own id', sealed(), 2, { keys: [operator.vkey.replace(/\+......../, '+00000000')] }),
  of('a key is one of Ed25519', sealed(), 2, { keys: [signerOf('operator', logName, 2).vkey] }),
  of('kept checkpoints need a key', sealed(), 2, { keys: [], kept: keptAll }),
  of('a folder without a checkpoint is a mistake', sealed(), 2, { kept: { 'README.md': '' } }),
  of('a broken list of leaves is a mistake', sealed(), 2, { kept: { ...keptAll, [`${file(9)}.leaves`]: Buffer.alloc(33) } }),
];

export const cases: Case[] = [...intact, ...clumsy, ...malformed, ...recomputed, ...checkpoints, ...deletions, ...unreadable];

// How cases are written.

function written(title: string, lines: Case['lines'], answer: Case['answer'], more: Partial<Case> = {}): Case {
  return { title, lines, answer, keys: [operator.vkey], kept: {}, ...more };
}

function of(title: string, trail: Trail, answer: Case['answer'], more: Partial<Case> = {}): Case {
  return written(title, exportOf(trail, operator), answer, more);
}

function relined(title: string, change: (lines: string[]) => Case['lines'], answer: Case['answer'], more: Partial<Case> = {}): Case {
  return written(title, change(exportOf(sealed(), operator)), answer, more);
}

function edited(title: string, from: string | RegExp, to: string | ((text: string) => string), answer: Case['answer'], more: Partial<Case> = {}): Case {
  const text = exportOf(sealed(), operator).join('');
  return written(title, [typeof to === 'string' ? text.replace(from, () => to) : text.replace(from, to)], answer, more);
}

function tampered(reason: string, line: number, batch: number | null, position: number | null): Record<string, unknown> {
  return { ok: false, reason, line, batch, position };
}

function disagreement([from, to]: [number, number], trail = sealed()): Record<string, unknown> {
  return tampered(`positions ${from} to ${to} are not what was sealed`, ...placeOf(trail, from));
}

/** The answers to one attack: by the inside alone, with the key that the attacker lacks, with kept checkpoints, and with kept leaves. */
function rewritten(what: string, first: number | [number, number] | 'cut', range: [number, number] | 'cut', change: (trail: Trail) => unknown): Case[] {
  const trail = sealed();
  change(trail);
  const lines = exportOf(trail).length;
  const cut = tampered('the export ends after', lines, null, sizeOf(trail));
  const within = (at: [number, number] | 'cut') => (at === 'cut' ? cut : disagreement(at, trail));
  return [
    of(`whoever ${what} and can sign is not found from the inside`, trail, { ok: true }),
    written(`whoever ${what} and can not sign is found by the key`, exportOf(trail, attacker), tampered('not signed', lines, null, null)),
    of(`whoever ${what} is found by a kept checkpoint`, trail, within(range), { kept: keptAll }),
    of(
      `whoever ${what} is found at its place by kept leaves`,
      trail,
      typeof first === 'number' ? tampered('first whose leaf', ...placeOf(trail, first)) : within(first),
      { kept: keptWithLeaves },
    ),
  ];
}

function batchWith(reason: string, claims: Record<string, string>): Case[] {
  return [of(`a batch header does not say ${JSON.stringify(claims)}`, withBatch(claims), tampered(reason, 7, 2, 4))];
}

function eventWith(reason: string, change: (header: Event['header']) => unknown): Case[] {
  const headerText = JSON.stringify(change(eventAt(5).header));
  return [of(`an event header is not ${headerText}`, withEvent(5, { headerText }), tampered(reason, 9, 2, 5))];
}

// What is done to trails.

function withBatch(claims: NonNullable<Batch['claims']>): Trail {
  const trail = sealed();
  trail.batches[1]!.claims = claims;
  return trail;
}

function withEvent(position: number, change: Partial<Event>): Trail {
  return changed(sealed(), position, (event) => Object.assign(event, change));
}

function changed(trail: Trail, position: number, change: (event: Event) => unknown): Trail {
  change(eventsOf(trail)[position]!);
  return trail;
}

function showing(shown: Event['shown'], ...positions: number[]): Trail {
  const trail = sealed();
  for (const position of positions) eventsOf(trail)[position]!.shown = shown;
  return trail;
}

function telling(trail: Trail, payload: string): Trail {
  return changed(trail, 12, (event) => (event.payload = payload));
}

function deleting(action: string, category: string): Trail {
  return changed(sealed(), 5, (event) => Object.assign(event.header, { action, category }));
}

function pruned(trail: Trail, batch: number): Trail {
  trail.batches[batch]!.isPruned = true;
  return trail;
}

function forgottenLater(): Trail {
  return changed(addBatch(forget(sealed(), [2], [[0, 20]]), [eventAt(13)]), 13, (event) => (event.shown = 'forgotten'));
}

/** The export of one trail with the checkpoint of another. */
function endingLike(trail: Trail, other: Trail): string[] {
  return [...exportOf(trail).slice(0, -1), exportOf(other, operator).at(-1)!];
}

function signing(signer: Signer, from: string, to: string): Signer {
  return { ...signer, sign: (text) => signer.sign(text.replace(from, to)) };
}

/** The first batch with two nodes of its tree in place of its four leaves. */
function nodesForLeaves(claims?: NonNullable<Batch['claims']>): string[] {
  const trail = sealed();
  if (claims) trail.batches[0]!.claims = claims;
  const [a, b, c, d] = leavesOf(trail) as [Buffer, Buffer, Buffer, Buffer];
  const nodes = [nodeOf(a, b), nodeOf(c, d)].map((node) => `${JSON.stringify({ leaf: node.toString('hex') })}\n`);
  return exportOf(trail, operator).toSpliced(2, 4, ...nodes);
}

/** U+FFFD in a payload, as the one byte FF that many readers show as U+FFFD. */
function misread(): Buffer[] {
  const bytes = Buffer.from(exportOf(withEvent(5, { payload: '\ufffd' }), operator).join(''));
  const at = bytes.indexOf('\ufffd');
  return [bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)];
}

function nextCharacter(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

function swapped(lines: string[], index: number): string[] {
  return lines.with(index, lines[index + 1]!).with(index + 1, lines[index]!);
}

export function without(lines: string[], index: number): string[] {
  return lines.toSpliced(index, 1);
}

function placeOf(trail: Trail, position: number): [line: number, batch: number, position: number] {
  const batch = trail.batches.findIndex((_, index) => trail.batches.slice(0, index + 1).flatMap(({ events }) => events).length > position);
  return [position + batch + 3, batch + 1, position];
}

// What is kept of them.

/** The checkpoints after these batches, by file name. */
function keep(trail: Trail, batches: number[], ...signers: Signer[]): Case['kept'] {
  const notes = batches.map((batch) => {
    const size = trail.batches.slice(0, batch).flatMap(({ events }) => events).length;
    return [`${file(size)}.checkpoint`, checkpointOf(trail, batch, ...(signers.length > 0 ? signers : [operator]))];
  });
  return Object.fromEntries(notes);
}

/** The leaves up to these sizes, each from the one before, by file name. */
function leavesToKeep(trail: Trail, sizes: number[]): Case['kept'] {
  const hashes = leavesOf(trail);
  return Object.fromEntries(sizes.map((size, index) => [`${file(size)}.leaves`, Buffer.concat(hashes.slice(sizes[index - 1] ?? 0, size))]));
}

function file(size: number): string {
  return String(size).padStart(20, '0');
}
