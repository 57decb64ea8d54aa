/** The offline verifier: what it finds, where, and that its twin in Python says the same. */
import { spawnSync } from 'node:child_process';
import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseKey, Tree, verify } from '../../cli/audit_verify.mjs';
import { type Case, cases, operator, sealed, without } from './cases.ts';
import { cli, inJavaScript, inPython, noPython, type Outcome, withFiles } from './programs.ts';
import { eventsOf, exportOf, forget, prune, rootOf, sha256, trailOf } from './trail.ts';

describe('the table of cases', () => {
  let outcomes: Outcome[] = [];
  beforeAll(async () => {
    outcomes = await withFiles(cases, (argumentLists) => Promise.all(argumentLists.map(inJavaScript)));
  });

  test.each(cases.map(({ title, answer }, index) => ({ title, answer, index })))('$title', ({ answer, index }) => {
    const { code, stdout, stderr } = outcomes[index]!;
    if (answer === 2) return expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/./) });
    const expected = 'reason' in answer ? { ...answer, reason: expect.stringContaining(String(answer['reason'])) } : answer;
    expect(JSON.parse(stdout)).toMatchObject(expected);
    expect({ code, stderr }).toEqual({ code: answer['ok'] === true ? 0 : 1, stderr: '' });
  });

  test('the Python program gives the same answer, byte for byte, to every case', async ({ skip }) => {
    if (noPython) return skip(noPython);
    expect(await answersDiffer(cases)).toEqual([]);
  }, 60_000);
});

describe('any small change', () => {
  const lines = exportOf(smallTrail(), operator);
  const bytes = Buffer.from(lines.join(''));
  const keys = [operator.vkey];

  test('no bit of an export can be flipped unseen', async () => {
    expect(await verify([bytes], { keys })).toMatchObject({ ok: true, disclosed: 2, forgotten: 1, undisclosed: 1, pruned: 1 });
    const unseen: number[] = [];
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const { ok } = await verify([flipped(bytes, bit)], { keys });
      if (ok) unseen.push(bit);
    }
    expect(unseen).toEqual([]);
  }, 120_000);

  test('the Python program gives the same answer to flipped bits', async ({ skip }) => {
    if (noPython) return skip(noPython);
    const bits = Array.from({ length: 400 }, (_, index) => Math.floor((index * 8 * bytes.length) / 400) + (index % 8));
    expect(await answersDiffer(bits.map((bit) => caseOf(`bit ${bit}`, [flipped(bytes, bit)])))).toEqual([]);
  }, 60_000);

  const damaged = lines.flatMap((line, index) => [
    caseOf(`line ${index} deleted`, without(lines, index)),
    caseOf(`line ${index} twice`, lines.toSpliced(index, 0, line)),
    caseOf(`line ${index} at the end`, [...lines, line]),
    caseOf(`nothing after line ${index}`, lines.slice(0, index)),
    caseOf(`line ${index} broken off`, [...lines.slice(0, index), line.slice(0, -5)]),
    ...lines.slice(index + 1).map((_, offset) => exchanged(lines, index, index + 1 + offset)),
  ]);

  test('no line can be deleted, doubled, moved or broken off unseen', async () => {
    const answers = await Promise.all(damaged.map((one) => verify(one.lines.map((line) => Buffer.from(line)), { keys })));
    expect(damaged.filter((_, index) => answers[index]!.ok).map(({ title }) => title)).toEqual([]);
  });

  test('the Python program gives the same answer to damaged lines', async ({ skip }) => {
    if (noPython) return skip(noPython);
    expect(await answersDiffer(damaged)).toEqual([]);
  });

  test('the answer does not depend on how the bytes arrive', async () => {
    const whole = await verify([bytes], { keys });
    for (const size of [1, 7, 300, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
      expect(await verify(chunks, { keys })).toEqual(whole);
    }
  });

  test('a line without end is refused before it fills the memory', async () => {
    let given = 0;
    function* endless() {
      for (; given < 1000; given += 1) yield Buffer.alloc(1 << 20, 'x');
    }
    expect(await verify(endless())).toMatchObject({ ok: false, line: 1, reason: expect.stringContaining('16 MiB') });
    expect(given).toBeLessThan(20);
    const long = [Buffer.alloc(17 << 20, 'x'), Buffer.from('\n')];
    expect(await verify([Buffer.concat(long)])).toMatchObject({ ok: false, line: 1, reason: expect.stringContaining('16 MiB') });
  });
});

describe('published vectors', () => {
  test('Merkle roots are those of RFC 6962 and 9162', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const roots = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const leaves = inputs.map((input) => sha256(Buffer.of(0), Buffer.from(input, 'hex')));
    const tree = new Tree();
    for (const [index, root] of roots.entries()) {
      tree.add(leaves[index]!.toString('hex'));
      expect(tree.root()).toBe(root);
      expect(rootOf(leaves.slice(0, index + 1)).toString('hex')).toBe(root);
    }
  });

  test('keys and signatures of notes are those of C2SP', () => {
    const key = parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signature = Buffer.from('x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=', 'base64');
    expect(signature.toString('hex', 0, 4)).toBe(key.id);
    expect(key.verify(text, signature.subarray(4))).toBe(true);
    expect(key.verify(`${text}\n`, signature.subarray(4))).toBe(false);
  });

  test('the Ed25519 of the Python program is that of RFC 8032', ({ skip }) => {
    if (noPython) return skip(noPython);
    const good = signatures.map(([key, message, signature]) => ({ key, message, signature }));
    const bad = good.flatMap(({ key, message, signature }) => [
      { key, message: `${message}00`, signature },
      { key: good.find((other) => other.key !== key)!.key, message, signature },
      { key, message, signature: flipped(Buffer.from(signature, 'hex'), 3).toString('hex') },
      { key, message, signature: flipped(Buffer.from(signature, 'hex'), 300).toString('hex') },
      { key, message, signature: withLargerS(signature) }, // the same number modulo the order of the group
    ]);
    const program = 'import sys, json; sys.dont_write_bytecode = True; sys.path.insert(0, sys.argv[1]); import audit_verify as a; b = bytes.fromhex\n'
      + 'print(json.dumps([a.is_signature(b(c["key"]), b(c["message"]), b(c["signature"])) for c in json.load(sys.stdin)]))';
    // A point has one spelling: y below the prime, and no sign of an x that is 0. These would spell the neutral element, which signs all.
    const [one, zero] = [`01${'00'.repeat(31)}`, '00'.repeat(32)];
    const keys = [one, `ee${'ff'.repeat(30)}7f`, `01${'00'.repeat(30)}80`];
    const neutral = keys.map((key) => ({ key, message: '', signature: one + zero }));
    const { stdout } = spawnSync('python3', ['-c', program, cli], { input: JSON.stringify([...good, ...bad, ...neutral]), encoding: 'utf8' });
    const verdicts = [...good.map(() => true), ...bad.map(() => false)];
    expect([...good, ...bad].map(inNode)).toEqual(verdicts);
    expect(JSON.parse(stdout)).toEqual([...verdicts, true, false, false]);
  });
});

test('whoever reads the format finds an export there that is one', async () => {
  const page = readFileSync(new URL('../../docs/audit_trail.md', import.meta.url), 'utf8');
  const [, key, lines] = /its key is\n`([^`]+)`:\n\n```jsonl\n([^`]+)```/.exec(page)!;
  expect(await verify([Buffer.from(lines!)], { keys: [key!] })).toMatchObject({ ok: true, anchored: true, disclosed: 1 });
});

describe('the command', () => {
  const program = join(cli, 'tenet.mjs');
  const input = exportOf(sealed(), operator).join('');
  const command = (args: string[], text = input) => spawnSync(process.execPath, [program, ...args], { input: text, encoding: 'utf8' });

  test('a customer reads in words what was verified, and what was not', () => {
    const { status, stdout } = command(['audit', 'verify', '-', '--key', operator.vkey]);
    expect(stdout).toMatch(/^Intact: the trail of tenant .*\nEvents 12: .*\n.*\nIts checkpoint is signed by a given key\. Kept checkpoints that agree: 0\.\n$/);
    expect(status).toBe(0);
    expect(command(['audit', 'verify', '-']).stdout).toMatch(/\nNothing outside vouches for it/);
  });

  test('a customer reads where the trail was tampered with', () => {
    const { status, stdout } = command(['audit', 'verify', '-'], input.replace('line 5', 'line 6'));
    expect(stdout).toBe('Tampered with at line 7, batch 2, position 4: The events of batch 2 do not make its root.\n');
    expect(status).toBe(1);
    expect(command(['audit', 'verify', '-'], 'x\n').stdout).toBe('Tampered with at line 1: The first line is not that of a trail of the format tenet-audit-1.\n');
  });

  test('a customer who calls it wrongly reads how to call it', async () => {
    for (const args of [[], ['audit'], ['nonsense'], ['audit', 'verify'], ['audit', 'verify', '-', '-'], ['audit', 'verify', '-', '--no']]) {
      expect(command(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/./) });
    }
    expect(command(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('audit verify'), stderr: '' });
    expect(command(['audit', 'verify', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--checkpoint'), stderr: '' });
    expect(await inJavaScript(['-', '--key', '/dev/null'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no key') });
    expect(await inJavaScript(['/nowhere'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('/nowhere') });
  });

  test('a customer with Python alone has the same command', ({ skip }) => {
    if (noPython) return skip(noPython);
    const python = (...args: string[]) => spawnSync('python3', ['-B', join(cli, 'audit_verify.py'), ...args], { input, encoding: 'utf8' });
    const args = ['-', `--key=${operator.vkey}`];
    expect(python(...args)).toMatchObject({ status: 0, stdout: command(['audit', 'verify', ...args]).stdout });
    for (const wrong of [[], ['-', '-'], ['-', '--no'], ['-', '--key'], ['-', '--key', '/dev/null']]) {
      expect(python(...wrong)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/./) });
    }
    expect(python('/nowhere')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('/nowhere') });
  });

  test('a reader of the verifier finds nothing in it but Node', () => {
    const imports = readFileSync(join(cli, 'audit_verify.mjs'), 'utf8').match(/(?<=from ')[^']+|(?<=import\()[^)]+/g);
    expect(imports).not.toBeNull();
    expect(imports!.filter((name) => !/^node:(buffer|crypto|fs|path|url|util)$/.test(name))).toEqual([]);
  });
});

/** RFC 8032, section 7.1: public key, message, signature. */
const signatures = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as [string, string, string][];

function inNode({ key, message, signature }: { key: string; message: string; signature: string }): boolean {
  const x = Buffer.from(key, 'hex').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verifySignature(null, Buffer.from(message, 'hex'), publicKey, Buffer.from(signature, 'hex'));
}

function withLargerS(signature: string): string {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = Buffer.from(signature.slice(64), 'hex').reverse().toString('hex');
  const larger = (BigInt(`0x${s}`) + order).toString(16).padStart(64, '0');
  return signature.slice(0, 64) + Buffer.from(larger, 'hex').reverse().toString('hex');
}

/** One of everything, as small as can be. */
function smallTrail() {
  const trail = prune(forget(trailOf(1, 2), [1]), 1);
  for (const event of eventsOf(trail)) Object.assign(event.header, { actor_id: null, actor_name: 'é"\\', object_id: null, object_type: null });
  trail.batches[1]!.events[1]!.shown = 'undisclosed';
  return trail;
}

function caseOf(title: string, lines: Case['lines']): Case {
  return { title, lines, answer: {}, keys: [operator.vkey], kept: {} };
}

/** The titles of cases to which the two programs answer differently, with what they answer. */
async function answersDiffer(table: Case[]): Promise<unknown[]> {
  return withFiles(table, async (argumentLists) => {
    const inPythonAll = inPython(argumentLists);
    expect(inPythonAll).toHaveLength(table.length);
    const inJavaScriptAll = await Promise.all(argumentLists.map(inJavaScript));
    return table.flatMap(({ title }, index) => {
      const [one, other] = [inJavaScriptAll[index]!, inPythonAll[index]!];
      return one.code === other.code && one.stdout === other.stdout ? [] : [{ title, one, other }];
    });
  });
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

function exchanged(lines: string[], a: number, b: number): Case {
  return caseOf(`lines ${a} and ${b} exchanged`, lines.with(a, lines[b]!).with(b, lines[a]!));
}
