import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { run as makeKey } from '../../cli/audit_key.ts';
import { readCheckpoint, signCheckpoint } from '../../worker/checkpoint_note.ts';
import { AlreadyKept, type CheckpointStore, openCheckpointStore } from '../../worker/checkpoint_store.ts';
import { keptSealingKey, newSealingKey, readSealingKeys } from '../../worker/sealing_key.ts';
import { type S3Server, s3Credentials, startConditional, startS3 } from '../peers/s3_server.ts';
import { isSignedBy } from './trail.ts';

const tenant = '6f1f6f62-8a43-4a0c-9b4e-0f6c2f1d7a11';
const other = '0b6a9c1e-52cb-4d7c-8a34-9d2d5f0b1c22';

async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenet-checkpoints-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('a key', () => {
  const checkpoint = { tenant, batch: 3n, size: 42n, hash: randomBytes(32) };

  test('signs a note that whoever has its public part verifies, and that says what was signed; a changed byte is found', () => {
    const [key] = readSealingKeys(newSealingKey(), 'audit.example.com');
    const note = signCheckpoint(checkpoint, [key!]);
    expect(note.split('\n').slice(0, 5)).toEqual([`audit.example.com/${tenant}`, '42', checkpoint.hash.toString('base64'), 'batch 3', '']);
    expect(isSignedBy(note, key!.vkey)).toBe(true);
    expect(isSignedBy(note.replace('\n42\n', '\n43\n'), key!.vkey)).toBe(false);
    expect(readCheckpoint(note)).toEqual(checkpoint);
    for (const broken of ['', note.slice(0, -1), note.replace('batch 3', 'batch'), note.replace('\n42\n', '\n042\n'), `${note}x`]) {
      expect(() => readCheckpoint(broken)).toThrow('not the note of a checkpoint');
    }
  });

  test('is read from PEM, from PEM in one line, from base64 of PEM, and from base64 of PKCS #8', () => {
    const pem = newSealingKey();
    const { vkey } = readSealingKeys(pem, 'tenet')[0]!;
    const der = pem.replaceAll(/-----[^-]+-----|\s/g, '');
    for (const text of [pem.replaceAll('\n', '\\n'), Buffer.from(pem).toString('base64'), der, `  ${der}\n`]) expect(readSealingKeys(text, 'tenet').map((key) => key.vkey)).toEqual([vkey]);
  });

  test('that replaces another signs together with it: those who know only one of both verify', () => {
    const [older, newer] = [newSealingKey(), newSealingKey()];
    const der = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
    for (const both of [newer + older, `${der(newer)},${der(older)}`, Buffer.from(newer + older).toString('base64')]) {
      const keys = readSealingKeys(both, 'tenet');
      const note = signCheckpoint(checkpoint, keys);
      expect(keys.map(({ vkey }) => isSignedBy(note, vkey))).toEqual([true, true]);
      expect(keys[0]!.vkey).toBe(readSealingKeys(newer, 'tenet')[0]!.vkey);
      expect(isSignedBy(note, readSealingKeys(newSealingKey(), 'tenet')[0]!.vkey)).toBe(false);
      expect(readCheckpoint(note)).toEqual(checkpoint);
    }
  });

  test('that cannot be used is refused in a sentence which does not show it', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => readSealingKeys(rsa, 'tenet')).toThrow('is rsa, and must be Ed25519');
    expect(() => readSealingKeys('   ', 'tenet')).toThrow('is empty');
    const damaged = newSealingKey().replaceAll(/-----[^-]+-----|\s/g, '').slice(0, 40);
    const failure = vi.fn();
    try {
      readSealingKeys(damaged, 'tenet');
    } catch (error) {
      failure((error as Error).message);
      expect((error as Error).stack).not.toContain(damaged.slice(16, 32));
    }
    expect(failure).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('cannot be read'));
  });

  test('has no private part that a log could show', () => {
    const pem = newSealingKey();
    const shown = JSON.stringify(readSealingKeys(pem, 'tenet'));
    expect(shown).toContain('vkey');
    expect(shown).not.toContain(pem.split('\n')[1]!.slice(-20));
  });

  test('of development is made once, for its user alone, also when two processes start', async () => {
    const file = join(await scratchFolder(), 'state', 'sealing_key.pem');
    const [first, second] = await Promise.all([keptSealingKey(file), keptSealingKey(file)]);
    expect([second, await keptSealingKey(file)]).toEqual([first, first]);
    expect(await readdir(join(file, '..'))).toEqual(['sealing_key.pem']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(readSealingKeys(await keptSealingKey(file), 'tenet').length).toBe(1);
  });

  test('is made on the command line, into a file that only its user reads and that is never overwritten', async () => {
    const out = join(await scratchFolder(), 'key.pem');
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await makeKey(['--out', out, '--name', 'audit.example.com'])).toBe(0);
    const made = await readFile(out, 'utf8');
    expect(printed.mock.calls).toEqual([[readSealingKeys(made, 'audit.example.com')[0]!.vkey]]);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await makeKey(['--out', out])).toBe(2);
    expect(told).toHaveBeenLastCalledWith(expect.stringContaining('is there already and stays as it is'));
    expect(await readFile(out, 'utf8')).toBe(made);
    expect(await makeKey(['--out', `${out}2`, '--name', 'two words'])).toBe(2);
    expect(told).toHaveBeenLastCalledWith(expect.stringContaining('without spaces and plus signs'));
    expect(await makeKey(['--file', out])).toBe(2);
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../cli/tenet.mjs', import.meta.url)), 'audit', 'key', '--out', `${out}2`]);
    expect(stdout).toMatch(/^tenet\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
  });
});

/** What every store has to do, whatever is behind it. */
function behaves(open: () => Promise<CheckpointStore>) {
  const leaves = (count: number) => randomBytes(32 * count);

  test('keeps what is added, tells the newest of each tenant, and takes the same again', async () => {
    const store = await open();
    expect(await store.newest(tenant, 0n)).toBe(null);
    expect(await store.tenants()).toEqual([]);
    const first = { size: 7n, note: 'seven\n', leaves: leaves(7) };
    await store.add(tenant, first);
    await store.add(tenant, { size: 1000n, note: 'thousand\n', leaves: leaves(993) });
    await store.add(tenant, { size: 99n, note: 'late\n', leaves: leaves(92) });
    await store.add(other, { size: 3n, note: 'of another\n', leaves: leaves(3) });
    expect((await store.tenants()).sort()).toEqual([other, tenant]);
    for (const known of [0n, 7n, 1000n, 5000n]) expect(await store.newest(tenant, known)).toEqual({ size: 1000n, note: 'thousand\n' });
    expect(await store.newest(other, 0n)).toEqual({ size: 3n, note: 'of another\n' });
    await store.add(tenant, first);
    expect(await store.newest(tenant, 1000n)).toEqual({ size: 1000n, note: 'thousand\n' });
  });

  test('never changes what is there: another note or other leaves of the same size are refused', async () => {
    const store = await open();
    const kept = { size: 5n, note: 'five\n', leaves: leaves(5) };
    await store.add(tenant, kept);
    await expect(store.add(tenant, { ...kept, note: 'another\n' })).rejects.toThrow(AlreadyKept);
    await expect(store.add(tenant, { ...kept, leaves: leaves(5) })).rejects.toThrow(AlreadyKept);
    expect(await store.newest(tenant, 0n)).toEqual({ size: 5n, note: 'five\n' });
  });

  test('lets one of many win that write different things at once, and tells the others', async () => {
    const store = await open();
    const shared = leaves(2);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, writer) => store.add(tenant, { size: 2n, note: `writer ${writer}\n`, leaves: shared })));
    const winner = await store.newest(tenant, 0n);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    expect(winner!.note).toMatch(/^writer \d\n$/);
  });
}

describe('a folder', () => {
  behaves(async () => openCheckpointStore(await scratchFolder()));

  test('holds the files that the format says, and nothing else', async () => {
    const folder = await scratchFolder();
    const store = openCheckpointStore(join(folder, 'made', 'here'));
    const leaves = randomBytes(64);
    await store.add(tenant, { size: 2n, note: 'two\n', leaves });
    const files = await readdir(join(folder, 'made', 'here', tenant));
    expect(files.sort()).toEqual(['00000000000000000002.checkpoint', '00000000000000000002.leaves']);
    expect(await readFile(join(folder, 'made', 'here', tenant, '00000000000000000002.leaves'))).toEqual(leaves);
  });

  test('lets exactly one of many writers win', async () => {
    const folder = await scratchFolder();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, (_, writer) => openCheckpointStore(folder).add(tenant, { size: 2n, note: `writer ${writer}\n`, leaves: Buffer.alloc(64) })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(AlreadyKept);
  });

  test('shows what another process has written since', async () => {
    const folder = await scratchFolder();
    const [one, two] = [openCheckpointStore(folder), openCheckpointStore(folder)];
    for (let size = 1n; size <= 4n; size++) {
      await (size % 2n ? one : two).add(tenant, { size, note: `${size}\n`, leaves: Buffer.alloc(32) });
      for (const store of [one, two]) expect((await store.newest(tenant, 0n))!.size).toBe(size);
    }
  });

  test('whose process died in the middle of writing shows no half a checkpoint, and takes it afterwards', async () => {
    const folder = await scratchFolder();
    const program = `
      import { openCheckpointStore } from ${JSON.stringify(new URL('../../worker/checkpoint_store.ts', import.meta.url).href)};
      const store = openCheckpointStore(${JSON.stringify(folder)});
      for (let size = 1n; ; size++) await store.add('${tenant}', { size, note: 'n'.repeat(100_000), leaves: Buffer.alloc(32) });`;
    for (const delay of [150, 230, 310]) {
      await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: delay + 300, killSignal: 'SIGKILL' }).catch(() => undefined);
      const store = openCheckpointStore(folder);
      const newest = await store.newest(tenant, 0n);
      if (newest === null) continue;
      expect(newest.note).toBe('n'.repeat(100_000));
      await store.add(tenant, { size: newest.size + 1n, note: 'n'.repeat(100_000), leaves: Buffer.alloc(32) });
    }
    expect(await openCheckpointStore(folder).newest(tenant, 0n)).not.toBe(null);
  });

  test('that cannot be written to is an error, not a store', async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(openCheckpointStore(join(folder, 'file')).add(tenant, { size: 1n, note: '', leaves: Buffer.alloc(32) })).rejects.toThrow(/ENOTDIR|EEXIST/);
    await mkdir(join(folder, 'fine'));
    await openCheckpointStore(join(folder, 'fine')).add(tenant, { size: 1n, note: '', leaves: Buffer.alloc(32) });
  });
});

describe('a bucket', () => {
  let s3: S3Server;
  let prefixes = 0;
  beforeAll(async () => {
    for (const [name, value] of Object.entries(s3Credentials)) vi.stubEnv(name, value);
    s3 = await startS3('trails');
  });
  afterAll(async () => {
    await s3.stop();
    vi.unstubAllEnvs();
  });
  const open = (endpoint: string, place = `s3://trails/audit/${++prefixes}`) => {
    const store = openCheckpointStore(place, endpoint);
    onTestFinished(() => store.close());
    return store;
  };
  behaves(async () => open(s3.url));

  test('is used without a prefix as well', async () => {
    const store = open(s3.url, 's3://trails');
    await store.add(other, { size: 1n, note: 'one\n', leaves: Buffer.alloc(32) });
    expect(await store.newest(other, 0n)).toEqual({ size: 1n, note: 'one\n' });
  });

  test('that knows If-None-Match lets nobody overwrite who looked before the other wrote', async () => {
    const conditional = await startConditional(s3.url);
    onTestFinished(() => conditional.stop());
    const store = open(conditional.url);
    const kept = { size: 4n, note: 'four\n', leaves: Buffer.alloc(128) };
    await store.add(tenant, kept);
    conditional.blindFor = 1;
    await expect(store.add(tenant, { ...kept, note: 'another\n' })).rejects.toThrow(AlreadyKept);
    conditional.blindFor = 1;
    await store.add(tenant, kept);
    expect(await store.newest(tenant, 0n)).toEqual({ size: 4n, note: 'four\n' });
  });

  test('that refuses conditions is written to without, after a look', async () => {
    const plain = await startConditional(s3.url);
    onTestFinished(() => plain.stop());
    plain.knowsConditions = false;
    const store = open(plain.url);
    const kept = { size: 4n, note: 'four\n', leaves: Buffer.alloc(128) };
    await store.add(tenant, kept);
    await expect(store.add(tenant, { ...kept, note: 'another\n' })).rejects.toThrow(AlreadyKept);
    expect(await store.newest(tenant, 0n)).toEqual({ size: 4n, note: 'four\n' });
  });

  test('is found at the address that the AWS SDK is told, too', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', s3.url);
    const store = openCheckpointStore('s3://trails/elsewhere', null);
    onTestFinished(() => store.close());
    await store.add(tenant, { size: 1n, note: 'one\n', leaves: Buffer.alloc(32) });
    expect(await open(s3.url, 's3://trails/elsewhere').newest(tenant, 0n)).toEqual({ size: 1n, note: 'one\n' });
    vi.stubEnv('AWS_ENDPOINT_URL', '');
  });

  test('that is not there is an error, not an empty store', async () => {
    await expect(open(s3.url, 's3://nowhere/x').newest(tenant, 0n)).rejects.toThrow(/bucket/i);
    await expect(open('http://127.0.0.1:1').newest(tenant, 0n)).rejects.toThrow(/ECONNREFUSED/);
  });
});
