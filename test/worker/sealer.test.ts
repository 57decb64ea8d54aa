import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../server/log.ts';
import { checkpointFolder } from '../../worker/checkpoint_folder.ts';
import { readCheckpoint } from '../../worker/checkpoint_note.ts';
import { type CheckpointStore, openCheckpointStore } from '../../worker/checkpoint_store.ts';
import { startSealer } from '../../worker/sealer.ts';
import { newSealingKey, readSealingKeys } from '../../worker/sealing_key.ts';
import { useDatabase } from '../database.ts';
import { s3Credentials, startS3 } from '../peers/s3_server.ts';
import { expectAgreement, isBehind, isSignedBy, sizesIn, writeEvents } from './trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const writers = new pg.Pool({ connectionString: urls.admin, max: 8 });
afterAll(() => writers.end());

const newTenant = async (slug: string) => (await admin.query<{ id: string }>('select tenet.create_tenant($1, $1) as id', [slug])).rows[0]!.id;
const ours = await newTenant('ours');
const theirs = await newTenant('theirs');
const pems = [newSealingKey(), newSealingKey()];
const keys = readSealingKeys(pems[0]!, 'tenet');
const vkeys = keys.map(({ vkey }) => vkey);

/** Each test begins with an empty trail and an empty store. */
let folder: string;
beforeEach(async () => {
  await bySuperuser('truncate tenet.audit_events, tenet.audit_batches, tenet.audit_checkpoints, tenet.audit_keys, tenet.alerts cascade');
  const last = '(select case when is_called then last_value else 0 end from tenet_private.audit_numbers)';
  await bySuperuser(`update tenet_private.audit_seals set sealed_through = ${last}, pending_through = null, pending_before = null, logged_through = ${last}`);
  folder = await mkdtemp(join(tmpdir(), 'tenet-sealer-'));
  const made = folder;
  onTestFinished(() => rm(made, { recursive: true, force: true }));
});

/** What nothing but a superuser can do: past every trigger. */
async function bySuperuser(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = await admin.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    const result = await client.query(statement, values);
    await client.query('commit');
    return result;
  } finally {
    client.release(true);
  }
}

type Options = { store?: CheckpointStore; due?: { seconds: number; events: number }; keys?: typeof keys; isLogged?: boolean };

async function seal({ store = checkpointFolder(folder), due = { seconds: 0, events: 1 }, keys: given = keys, isLogged = true }: Options = {}) {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const audit: Record<string, unknown>[] = [];
  const auditLog = isLogged ? createLog('info', (line) => audit.push(JSON.parse(line))) : null;
  const sealer = await startSealer(urls.worker, { keys: given, store, log, auditLog, due, every: 20 });
  const stop = vi.fn(() => sealer.stop());
  onTestFinished(async () => void (stop.mock.calls.length || (await stop())));
  return { stop, audit, logged: () => lines.join('') };
}

// Whoever writes for long in another database of the server holds sealing up as well: other tests do.
vi.setConfig({ testTimeout: 180_000 });
/** Seals, signs and writes all that is committed, with sealers that stop at once. Returns their lines. */
async function sealAll(options: Options = {}): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  do {
    const { stop, audit } = await seal(options);
    await stop();
    lines.push(...audit);
  } while (await isBehind(admin));
  return lines;
}

const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const alerts = async () => (await admin.query<{ rule: string; tenant_id: string; key: string; detail: Record<string, string> }>('select rule, tenant_id, key, detail from tenet.alerts order by raised_at')).rows;
const sealedOf = async (tenant: string) => Number((await admin.query('select coalesce(sum(count), 0) as sealed from tenet.audit_batches where tenant_id = $1', [tenant])).rows[0].sealed);

test('an event is sealed, signed in the store, offered with the key in the database, and written as a line with the same id and hash', async () => {
  const { audit, logged } = await seal();
  const ids = await writeEvents(writers, ours, 3);
  await soon(async () => expect((await sizesIn(folder, ours)).at(-1)).toBe(3));
  await soon(() => expect(audit.length).toBe(3));
  await soon(() => expectAgreement(admin, folder, vkeys).then(() => undefined));
  expect((await admin.query('select verification_key from tenet.audit_keys')).rows).toEqual([{ verification_key: vkeys[0] }]);
  const { rows } = await admin.query<{ leaf: string }>("select encode(leaf, 'hex') as leaf from tenet_private.leaves_of($1, 0, 3) as leaf", [ours]);
  expect(audit).toMatchObject(ids.map((id, event) => ({ part: 'audit', id, tenant_id: ours, action: 'test.happened', leaf: rows[event]!.leaf })));
  expect(JSON.stringify(audit)).not.toContain('a test');
  expect(await alerts()).toEqual([]);
  for (const secret of pems[0]!.split('\n').filter((line) => /^[A-Za-z0-9+/=]{20,}$/.test(line))) expect(logged() + JSON.stringify(audit)).not.toContain(secret);
});

test('a checkpoint waits for enough events or for its age, and a sealer that stops signs what is sealed', async () => {
  const { stop } = await seal({ due: { seconds: 3600, events: 10 } });
  await writeEvents(writers, ours, 9);
  await soon(async () => expect(await sealedOf(ours)).toBe(9));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await sizesIn(folder, ours)).toEqual([]);
  await writeEvents(writers, ours, 1);
  await soon(async () => expect(await sizesIn(folder, ours)).toEqual([10]));
  await writeEvents(writers, ours, 2);
  await soon(async () => expect(await sealedOf(ours)).toBe(12));
  await stop();
  expect(await sizesIn(folder, ours)).toEqual([10, 12]);
  await expectAgreement(admin, folder, vkeys);
});

test('a sealer that stops seals what is committed', async () => {
  await writeEvents(writers, ours, 5);
  await sealAll();
  expect(await expectAgreement(admin, folder, vkeys)).toBe(5);
});

test('an event of a transaction that commits late is sealed after those that were written after it, and is missing nowhere', async () => {
  await seal();
  const late = await writers.connect();
  await late.query('begin');
  await late.query("select tenet_private.record_event($1, null, 'test.late', 'data_access', 'info', 'operator')", [ours]);
  await writeEvents(writers, ours, 4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await sealedOf(ours)).toBe(0);
  await late.query('commit');
  late.release();
  await soon(async () => expect(await expectAgreement(admin, folder, vkeys)).toBe(5));
});

test('three sealers at once, while eight clients write: every event is sealed once, nothing forks, and each has its line', async () => {
  const sealers = [await seal(), await seal(), await seal()];
  const written = await Promise.all(Array.from({ length: 8 }, (_, client) => writeEvents(writers, client % 2 ? ours : theirs, 60)));
  await Promise.all(sealers.map(({ stop }) => stop()));
  const last = await sealAll();
  expect(await expectAgreement(admin, folder, vkeys)).toBe(480);
  const lines = [...sealers.flatMap(({ audit }) => audit), ...last].map(({ id }) => id as string);
  expect([...new Set(lines)].sort()).toEqual(written.flat().sort());
  expect(await alerts()).toEqual([]);
});

describe('a database that contradicts the store', () => {
  /** A signed trail of both tenants, whose sealer has stopped. */
  async function signedTrail() {
    for (const tenant of [ours, theirs]) await writeEvents(writers, tenant, 4);
    await sealAll();
    await expectAgreement(admin, folder, vkeys);
  }

  /** Goes on writing and sealing: only the other tenant is signed, and an alert says why. */
  async function expectRefusal(why: RegExp) {
    const before = await readdir(join(folder, ours)).catch(() => null);
    const { logged, stop } = await seal();
    for (const tenant of [ours, theirs]) await writeEvents(writers, tenant, 3);
    await soon(async () => expect((await sizesIn(folder, theirs)).at(-1)).toBe(7));
    await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', tenant_id: ours, detail: { why: expect.stringMatching(why) } }]));
    await stop();
    expect(await readdir(join(folder, ours)).catch(() => null)).toEqual(before);
    expect(logged().match(/is not signed any more/g)?.length).toBe(1);
    expect((await admin.query('select max(size) as size from tenet.audit_checkpoints where tenant_id = $1', [ours])).rows).toEqual([{ size: '4' }]);
  }

  test('because a batch was rewritten with every hash in it is not signed, and other tenants are', async () => {
    await signedTrail();
    await bySuperuser("update tenet.audit_batches b set root = sha256('another'), hash = sha256('another') where tenant_id = $1 and number = (select max(number) from tenet.audit_batches where tenant_id = $1)", [ours]);
    await expectRefusal(/has another hash/);
  });

  test('because its newest batches are gone is not signed', async () => {
    await signedTrail();
    await bySuperuser('delete from tenet.audit_batches where tenant_id = $1', [ours]);
    const { stop } = await seal();
    await writeEvents(writers, ours, 2);
    await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', tenant_id: ours, detail: { why: 'the database lacks the batch that was signed last', store: '4' } }]));
    await stop();
    expect(await sizesIn(folder, ours)).toEqual([4]);
  });

  test('is found out although there is nothing to sign', async () => {
    await signedTrail();
    await bySuperuser('delete from tenet.audit_batches where tenant_id = $1', [ours]);
    await bySuperuser('delete from tenet.audit_events where tenant_id = $1', [ours]);
    await seal({ due: { seconds: 3600, events: 1000 } });
    await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', tenant_id: ours, detail: { why: 'the database lacks the batch that was signed last', store: '4' } }]));
  });

  test('that was set back and has grown to the same size with other events is not signed', async () => {
    await signedTrail();
    await bySuperuser('delete from tenet.audit_batches where tenant_id = $1', [ours]);
    await bySuperuser('delete from tenet.audit_checkpoints where tenant_id = $1', [ours]);
    await writeEvents(writers, ours, 4);
    await soon(async () => {
      await admin.query('select tenet_private.seal_audit()');
      expect(await sealedOf(ours)).toBe(4);
    });
    const { stop } = await seal();
    await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', tenant_id: ours, detail: { why: 'the batch that was signed last has another hash in the database', store: '4' } }]));
    await stop();
    expect(await sizesIn(folder, ours)).toEqual([4]);
  });

  test('that lost an event after it was sealed and before it was signed is not signed', async () => {
    await signedTrail();
    const waiting = await seal({ due: { seconds: 3600, events: 1000 }, store: { place: 'nowhere', tenants: async () => [], newest: async () => null, add: () => Promise.reject(new Error('full')), close() {} } });
    await writeEvents(writers, ours, 3);
    await soon(async () => expect(await sealedOf(ours)).toBe(7));
    await bySuperuser('delete from tenet.audit_events where tenant_id = $1 and number = (select max(number) from tenet.audit_events where tenant_id = $1)', [ours]);
    // a trail that nobody signed yet: what has to be compared is only in the database
    expect(waiting.logged()).not.toContain('is not signed');
    await waiting.stop();
    await bySuperuser('delete from tenet.alerts');
    const { stop } = await seal();
    await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', detail: { why: expect.stringContaining('are gone from the database'), from: '4', to: '7', found: '2' } }]));
    await stop();
    expect(await sizesIn(folder, ours)).toEqual([4]);
  });

  test('because the store lost what was signed is not signed, until the store is whole again', async () => {
    await signedTrail();
    await rename(join(folder, ours), join(folder, 'aside'));
    await expectRefusal(/the store has lost checkpoints/);
    await rename(join(folder, 'aside'), join(folder, ours));
    const { stop } = await seal();
    await soon(async () => expect(await sizesIn(folder, ours)).toEqual([4, 7]));
    await stop();
    await expectAgreement(admin, folder, vkeys);
  });

  test('whose owner switched the alert off as well is told of in the log', async () => {
    await signedTrail();
    await admin.query("update tenet.alert_rules set enabled = false where name = 'audit_chain_broken'");
    onTestFinished(() => void admin.query("update tenet.alert_rules set enabled = true where name = 'audit_chain_broken'"));
    await bySuperuser('delete from tenet.audit_batches where tenant_id = $1', [ours]);
    const { logged } = await seal();
    await soon(() => expect(logged()).toContain('the audit trail of this tenant is not signed any more'));
    expect(logged()).toContain('"level":60');
    expect(await alerts()).toEqual([]);
  });

  test('because somebody put another checkpoint into the store is not signed', async () => {
    await signedTrail();
    await writeFile(join(folder, ours, '00000000000000000009.checkpoint'), 'tenet is fine\n');
    await expectRefusal(/cannot be read/);
  });
});

describe('a sealer that dies', () => {
  test('after it wrote to the store and before it told the database leaves what the next one completes, with the same note', async () => {
    const real = checkpointFolder(folder);
    const dying: CheckpointStore = {
      ...real,
      async add(...checkpoint) {
        await real.add(...checkpoint);
        throw new Error('killed');
      },
    };
    const first = await seal({ store: dying });
    await writeEvents(writers, ours, 2);
    await soon(async () => expect((await sizesIn(folder, ours)).at(-1)).toBe(2));
    await soon(() => expect(first.logged()).toContain('killed'));
    // The next step of the same process heals it; so does another process.
    await soon(async () => void (await expectAgreement(admin, folder, vkeys)));
    expect(await alerts()).toEqual([]);
  });

  test('after it wrote the leaves and before the note leaves what the next one completes', async () => {
    const first = await seal({ due: { seconds: 3600, events: 1000 } });
    await writeEvents(writers, ours, 2);
    await soon(async () => expect(await sealedOf(ours)).toBe(2));
    const { rows } = await admin.query<{ leaf: Buffer }>('select tenet_private.leaves_of($1, 0, 2) as leaf', [ours]);
    await mkdir(join(folder, ours));
    await writeFile(join(folder, ours, '00000000000000000002.leaves'), Buffer.concat(rows.map(({ leaf }) => leaf)));
    await first.stop();
    expect(await expectAgreement(admin, folder, vkeys)).toBe(2);
  });
});

test('a store that fails stops neither sealing nor the log, raises an alert, and gets everything once it works again', async () => {
  await writeFile(join(folder, 'taken'), '');
  const place = join(folder, 'taken', 'store');
  const { audit, logged } = await seal({ store: checkpointFolder(place) });
  await writeEvents(writers, ours, 3);
  await soon(async () => expect(await sealedOf(ours)).toBe(3));
  await soon(() => expect(audit.length).toBe(3));
  await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'job_overdue', key: 'signing', detail: { job: 'signing', failures: 3 } }]));
  expect(logged()).toMatch(/"reason":"checkpoints could not be written to [^"]*ENOTDIR/);
  await rm(join(folder, 'taken'));
  await soon(async () => expect(await sizesIn(place, ours)).toEqual([3]));
  await soon(() => expect(logged()).toContain('signing works again'));
  await soon(async () => void (await expectAgreement(admin, place, vkeys)));
});

test('a bucket is a store like a folder: two sealers fill it, and refuse a database that contradicts it', async () => {
  for (const [name, value] of Object.entries(s3Credentials)) vi.stubEnv(name, value);
  const s3 = await startS3('trails');
  onTestFinished(() => s3.stop());
  const store = () => openCheckpointStore('s3://trails/audit', s3.url);
  const both = [await seal({ store: store() }), await seal({ store: store() })];
  await writeEvents(writers, ours, 5);
  await soon(async () => expect(await sealedOf(ours)).toBe(5));
  await Promise.all(both.map(({ stop }) => stop()));
  await sealAll({ store: store() });
  const look = store();
  onTestFinished(() => look.close());
  const { note } = (await look.newest(ours, 0n))!;
  expect(readCheckpoint(note)).toMatchObject({ tenant: ours, size: 5n });
  expect((await admin.query('select note from tenet.audit_checkpoints where tenant_id = $1 order by size desc limit 1', [ours])).rows).toEqual([{ note }]);
  expect(await alerts()).toEqual([]);
  await bySuperuser("update tenet.audit_batches set hash = sha256('another') where tenant_id = $1", [ours]);
  const { stop } = await seal({ store: store() });
  await writeEvents(writers, ours, 1);
  await soon(async () => expect(await alerts()).toMatchObject([{ rule: 'audit_chain_broken', tenant_id: ours }]));
  await stop();
  expect((await look.newest(ours, 0n))!.size).toBe(5n);
});

test('a database that breaks off every connection does not end the sealer', async () => {
  const { logged } = await seal();
  await writeEvents(writers, ours, 2);
  await soon(async () => expect(await sizesIn(folder, ours)).not.toEqual([]));
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenet sealer' and datname = current_database()");
  await writeEvents(writers, ours, 2);
  await soon(async () => expect(await expectAgreement(admin, folder, vkeys)).toBe(4));
  expect(logged()).not.toContain('"level":60');
});

test('two keys sign every checkpoint, so that one can take over from the other', async () => {
  const both = readSealingKeys(pems[1]! + pems[0]!, 'tenet');
  await writeEvents(writers, ours, 1);
  await sealAll();
  await writeEvents(writers, ours, 1);
  await sealAll({ keys: both });
  await expectAgreement(admin, folder, vkeys);
  const note = (size: number) => readFile(join(folder, ours, `${String(size).padStart(20, '0')}.checkpoint`), 'utf8');
  expect([isSignedBy(await note(1), both[0]!.vkey), isSignedBy(await note(2), both[0]!.vkey)]).toEqual([false, true]);
  expect((await admin.query('select verification_key as vkey from tenet.audit_keys order by first_used_at')).rows).toEqual([...vkeys, both[0]!.vkey].map((vkey) => ({ vkey })));
});

test('without a log, events are passed over: switched on later, it does not begin with the past', async () => {
  await writeEvents(writers, ours, 2);
  await sealAll({ isLogged: false });
  const [id] = await writeEvents(writers, ours, 1);
  expect(await sealAll()).toMatchObject([{ id }]);
});
