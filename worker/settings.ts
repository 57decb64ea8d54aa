/** What the parts of the worker are told, made from its configuration. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connected } from '../database/connected.ts';
import type { WorkerConfig } from '../server/config.ts';
import { createLog, type Log } from '../server/log.ts';
import type { AlertChannel } from './alert_delivery.ts';
import { alertEmail } from './alert_email.ts';
import { alertLog } from './alert_log.ts';
import { alertWebhook } from './alert_webhook.ts';
import { openCheckpointStore } from './checkpoint_store.ts';
import type { SealingOptions } from './sealer.ts';
import { keptSealingKey, readSealingKeys } from './sealing_key.ts';

/**
 * The sealer's options. Outside of production, what is not given is kept in the state folder: a key, made once, and checkpoints by
 * database, because another database has another past.
 *
 * @throws when there is no key, or one that cannot be read.
 */
export async function sealingOptions(config: WorkerConfig, log: Log, stateFolder: string): Promise<SealingOptions> {
  const { TENET_TRAIL_NAME: name, TENET_CHECKPOINTS: place } = config;
  return {
    keys: readSealingKeys(await keyText(config, stateFolder), name),
    store: openCheckpointStore(place ?? join(stateFolder, 'checkpoints', await databaseId(config.TENET_DATABASE_URL_WORKER)), config.TENET_S3_ENDPOINT),
    log,
    auditLog: config.TENET_AUDIT_LOG ? createLog('info') : null,
    due: { seconds: config.TENET_CHECKPOINT_SECONDS, events: config.TENET_CHECKPOINT_EVENTS },
  };
}

/** Where alerts go: the log always, a webhook and e-mail when they are set up. */
export function alertChannels(config: WorkerConfig, log: Log): AlertChannel[] {
  const { TENET_ALERT_WEBHOOK_URL: url, TENET_ALERT_WEBHOOK_SECRET: secrets, TENET_SMTP_URL: smtp, TENET_ALERT_EMAIL_FROM: from, TENET_ALERT_EMAIL_TO: to } = config;
  return [
    alertLog(log),
    ...(url !== null ? [alertWebhook({ url, secrets })] : []),
    ...(smtp !== null && from !== null ? [alertEmail({ url: smtp, from, to })] : []),
  ];
}

async function keyText({ mode, TENET_SEALING_KEY: given, TENET_SEALING_KEY_FILE: file }: WorkerConfig, stateFolder: string): Promise<string> {
  if (given !== null) return given;
  if (file !== null) {
    return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Error(`TENET_SEALING_KEY_FILE cannot be read (${error.code}): ${file}`);
    });
  }
  if (mode === 'production') throw new Error('TENET_SEALING_KEY or TENET_SEALING_KEY_FILE is required.');
  return keptSealingKey(join(stateFolder, 'sealing_key.pem'));
}

/** Tells a database from every other, also from one of the same name that was made after it. */
async function databaseId(url: string): Promise<string> {
  const { rows } = await connected(url, (client) =>
    client.query<{ id: string }>("select format('%s-%s', (select system_identifier from pg_control_system()), (select oid from pg_database where datname = current_database())) as id"),
  );
  return rows[0]!.id;
}
