// What the sealer leaves outside of the database, against the programs that verify exports offline. (T106, T107, T110, L6)
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createLog } from '../../server/log.ts';
import { checkpointFolder } from '../../worker/checkpoint_folder.ts';
import { startSealer } from '../../worker/sealer.ts';
import { newSealingKey, readSealingKeys, type SealingKey } from '../../worker/sealing_key.ts';
import { type Kept, sealedTrail, verdictOn } from '../audit/sealed_trail.ts';
import { useDatabase } from '../database.ts';
import { isBehind } from './trail.ts';

vi.setConfig({ testTimeout: 120_000 });
const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const trail = sealedTrail(urls, admin);
const { tenant, places } = await trail.createTenant('acme', ['main']);
const folder = await mkdtemp(join(tmpdir(), 'tenet-verified-'));
afterAll(() => rm(folder, { recursive: true }));
const name = 'audit.example.com';
const [older, newer] = [newSealingKey(), newSealingKey()];

/** Runs the sealer until what is written now is under a signed checkpoint. */
async function seal(keys: SealingKey[], texts: string[]): Promise<void> {
  await trail.record(places[0]!, texts);
  const log = createLog('silent');
  do {
    const sealer = await startSealer(urls.worker, { keys, store: checkpointFolder(folder), log, auditLog: null, due: { seconds: 3600, events: 1_000_000 }, every: 50 });
    await sealer.stop();
  } while (await isBehind(admin));
}

async function kept(): Promise<Kept> {
  const names = await readdir(join(folder, tenant));
  return Object.fromEntries(await Promise.all(names.map(async (file) => [file, await readFile(join(folder, tenant, file))] as const)));
}

test('an export is verified with each key that signed, against all checkpoints that were kept; what a superuser rewrites is not', async () => {
  const before = readSealingKeys(older, name);
  const both = readSealingKeys(newer + older, name);
  await seal(before, ['one', 'two']);
  await seal(both, ['three', 'four', 'five']);
  const lines = await trail.exportAs('owner@acme', places[0]!.workspace);
  expect(await verdictOn(lines, await kept(), [before[0]!.vkey])).toMatchObject({ ok: true });
  // Who only knows the new key verifies the newest checkpoint; the first one was not signed with it.
  const files = await kept();
  const newest = Object.fromEntries(Object.keys(files).sort().slice(-2).map((file) => [file, files[file]!]));
  expect(await verdictOn(lines, newest, [both[0]!.vkey])).toMatchObject({ ok: true });
  expect(await verdictOn(lines, await kept(), [readSealingKeys(newSealingKey(), name)[0]!.vkey])).toMatchObject({ ok: false });

  const client = await admin.connect();
  await client.query(`begin; set local session_replication_role = replica`);
  await client.query("update tenet.audit_events set payload = '{\"after\": {\"body\": \"another\"}}' where tenant_id = $1 and payload @> '{\"after\": {\"body\": \"two\"}}'", [tenant]);
  await client.query('commit');
  client.release();
  expect(await verdictOn(await trail.exportAs('owner@acme', places[0]!.workspace), await kept(), [before[0]!.vkey])).toMatchObject({ ok: false });
});
