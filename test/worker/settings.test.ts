import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeConfiguration, readWorkerConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { newSealingKey, readSealingKeys } from '../../worker/sealing_key.ts';
import { alertChannels, sealingOptions } from '../../worker/settings.ts';
import { useDatabase } from '../database.ts';

const { urls } = await useDatabase({ template: 'tenet_template' });
const log = createLog('silent');
const key = newSealingKey();
const right = { TENET_DATABASE_URL_WORKER: urls.worker, TENET_SEALING_KEY: key, TENET_CHECKPOINTS: '/var/lib/tenet/checkpoints' };

async function stateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tenet-state-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a worker’s configuration that is wrong is refused with a sentence for each fault and none of its values; the right one is read', () => {
  const whsec = `whsec_${'QUFB'.repeat(8)}`;
  const refusals: [Record<string, string | undefined>, RegExp][] = [
    [{ TENET_SEALING_KEY: undefined }, /TENET_SEALING_KEY or TENET_SEALING_KEY_FILE is required/],
    [{ TENET_SEALING_KEY_FILE: '/hidden' }, /are both given/],
    [{ TENET_CHECKPOINTS: undefined }, /TENET_CHECKPOINTS is required/],
    [{ TENET_CHECKPOINTS: 'ftp://hidden/folder' }, /TENET_CHECKPOINTS: must be a folder, or s3:/],
    [{ TENET_CHECKPOINTS: 's3://HIDDEN/folder' }, /TENET_CHECKPOINTS: must be a folder, or s3:/],
    [{ TENET_S3_ENDPOINT: 'http://example.com' }, /TENET_S3_ENDPOINT: must be an https:/],
    [{ TENET_TRAIL_NAME: 'hidden words' }, /TENET_TRAIL_NAME: must be visible ASCII without spaces/],
    [{ TENET_TRAIL_NAME: 'hidden+sign' }, /TENET_TRAIL_NAME: must be visible ASCII without spaces/],
    [{ TENET_CHECKPOINT_SECONDS: '0', TENET_CHECKPOINT_EVENTS: 'many' }, /TENET_CHECKPOINT_SECONDS.*TENET_CHECKPOINT_EVENTS/s],
    [{ TENET_ALERT_WEBHOOK_URL: 'https://hidden.example.com/' }, /TENET_ALERT_WEBHOOK_SECRET belong together/],
    [{ TENET_ALERT_WEBHOOK_URL: 'http://hidden.example.com/', TENET_ALERT_WEBHOOK_SECRET: whsec }, /TENET_ALERT_WEBHOOK_URL: must be an https:/],
    [{ TENET_ALERT_WEBHOOK_URL: 'http://127.0.0.1.example.com/', TENET_ALERT_WEBHOOK_SECRET: whsec }, /TENET_ALERT_WEBHOOK_URL: must be an https:/],
    [{ TENET_ALERT_WEBHOOK_URL: 'hidden', TENET_ALERT_WEBHOOK_SECRET: 'hidden' }, /TENET_ALERT_WEBHOOK_URL.*TENET_ALERT_WEBHOOK_SECRET: must be whsec_/s],
    [{ TENET_SMTP_URL: 'smtp://hidden', TENET_ALERT_EMAIL_TO: 'hidden@example.com' }, /TENET_ALERT_EMAIL_FROM belong together/],
    [{ TENET_SMTP_URL: 'http://hidden' }, /TENET_SMTP_URL: must be an smtp:/],
    [{ TENET_ALERT_EMAIL_TO: 'hidden' }, /TENET_ALERT_EMAIL_TO/],
    [{ TENET_DATABASE_URL_WORKER: undefined }, /TENET_DATABASE_URL_WORKER is required/],
    [{ TENET_AUDIT_LOG: 'hidden', TENET_LOG_LEVEL: 'hidden' }, /TENET_LOG_LEVEL.*TENET_AUDIT_LOG/s],
  ];
  for (const [wrong, why] of refusals) {
    const read = () => readWorkerConfig({ ...right, ...wrong });
    expect(read).toThrow(why);
    expect(read).not.toThrow(/hidden|PRIVATE/i);
  }
  expect(readWorkerConfig(right)).toMatchObject({ mode: 'production', TENET_TRAIL_NAME: 'tenet', TENET_CHECKPOINT_SECONDS: 60, TENET_CHECKPOINT_EVENTS: 1000, TENET_AUDIT_LOG: true });
  for (const place of ['s3://trails', 's3://trails/a/b', 'checkpoints', './checkpoints', 'C:\\checkpoints']) expect(readWorkerConfig({ ...right, TENET_CHECKPOINTS: place }).TENET_CHECKPOINTS).toBe(place);
});

test('the docs name every variable of the worker, and no variable twice', () => {
  const names = describeConfiguration().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['TENET_SEALING_KEY', 'TENET_CHECKPOINTS', 'TENET_ALERT_WEBHOOK_URL', 'TENET_SMTP_URL', 'TENET_DATABASE_URL_WORKER']));
});

test('alerts go to the log, and to the channels that are set up', () => {
  const channels = (environment: Record<string, string>) => {
    const made = alertChannels(readWorkerConfig({ ...right, ...environment }), log);
    for (const channel of made) channel.close();
    return made.map(({ name }) => name);
  };
  const webhook = { TENET_ALERT_WEBHOOK_URL: 'http://[::1]:8080/', TENET_ALERT_WEBHOOK_SECRET: `whsec_${'QUFB'.repeat(8)}` };
  const mail = { TENET_SMTP_URL: 'smtps://login:password@mail.example.com', TENET_ALERT_EMAIL_TO: 'a@example.com, b@example.com', TENET_ALERT_EMAIL_FROM: 'c@example.com' };
  expect(channels({})).toEqual(['log']);
  expect(channels({ ...webhook, ...mail })).toEqual(['log', 'webhook', 'email']);
});

test('a key comes from the environment or a file; one that is not there or cannot be read is told in a sentence', async () => {
  const folder = await stateFolder();
  const { vkey } = readSealingKeys(key, 'tenet')[0]!;
  const file = join(folder, 'key.pem');
  await writeFile(file, key);
  const read = async (environment: Record<string, string | undefined>) => (await sealingOptions(readWorkerConfig({ ...right, ...environment }), log, folder)).keys.map((each) => each.vkey);
  expect(await read({})).toEqual([vkey]);
  expect(await read({ TENET_SEALING_KEY: undefined, TENET_SEALING_KEY_FILE: file })).toEqual([vkey]);
  await expect(read({ TENET_SEALING_KEY: undefined, TENET_SEALING_KEY_FILE: join(folder, 'lost.pem') })).rejects.toThrow(/TENET_SEALING_KEY_FILE cannot be read \(ENOENT\)/);
  await expect(read({ TENET_SEALING_KEY: 'bm90IGEga2V5' })).rejects.toThrow(/The sealing key cannot be read/);
});

test('a worker of development makes itself a key and a place for checkpoints, once, and production never does', async () => {
  const folder = await stateFolder();
  const options = (NODE_ENV: string) => sealingOptions(readWorkerConfig({ TENET_DATABASE_URL_WORKER: urls.worker, NODE_ENV }), log, folder);
  const [first, second] = [await options('development'), await options('test')];
  expect(first.keys[0]!.vkey).toBe(second.keys[0]!.vkey);
  expect(first.store.place).toBe(second.store.place);
  expect(first.store.place).toMatch(/checkpoints\/\d+-\d+$/);
  expect([first.auditLog === null, second.auditLog === null]).toEqual([true, false]);
  await expect(async () => options('production')).rejects.toThrow(/TENET_CHECKPOINTS is required/);
});
