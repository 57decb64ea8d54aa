/**
 * Delivers alerts: as lines of the log, to a signed webhook, by e-mail. The database hands each out for a minute and takes back how
 * it went; what failed is tried again later, and who dies in between is made up for. So a receiver can get an alert twice, and tells
 * by its id.
 */
import type { Pool } from 'pg';
import type { Log } from '../server/log.ts';
import { startLoop } from './loop.ts';
import { poolBeside } from './pool.ts';

/** An alert on its way. */
export type AlertMessage = {
  /** The same on every channel and attempt. */
  id: string;
  rule: string;
  severity: string;
  /** What the rule says has happened. */
  description: string;
  /** Null when it is about the operator. */
  tenant: string | null;
  key: string;
  detail: Record<string, unknown>;
  raisedAt: Date;
  occurrences: number;
};

export type AlertChannel = {
  name: 'log' | 'webhook' | 'email';
  /** Rejects when it was not taken. */
  send(message: AlertMessage): Promise<void>;
  close(): void;
};

export type AlertDelivery = {
  /** Finishes what was claimed, then tries what is due once more. */
  stop(): Promise<void>;
};

/** Alerts of a channel that are claimed, and sent, at a time. */
const AT_ONCE = 2;
/** Milliseconds for one attempt, whatever the channel does: well below the minute of a lease. */
const DEADLINE = 30_000;
/** A channel that failed this often in a row is left alone for a while, and its alerts are not claimed. */
const PATIENCE = 5;
const SHORTEST_REST = 5_000;
const LONGEST_REST = 60_000;

/** Starts to deliver, on the login tenet_worker. Channels that are not given are settled as skipped. */
export function startAlertDelivery(databaseUrl: string, { channels, log, every = 2_000 }: { channels: readonly AlertChannel[]; log: Log; every?: number }): AlertDelivery {
  const pool = poolBeside(databaseUrl, { part: 'alerts', max: channels.length + 1, log });
  const names = channels.map(({ name }) => name);
  const deliveries = channels.map((channel) => deliverTo(channel, pool, log));
  const step = async (isStopping: () => boolean) => {
    await pool.query('select tenet_private.skip_alert_deliveries(channels => $1)', [names]);
    const outcomes = await Promise.allSettled(deliveries.map((deliver) => deliver(isStopping)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };
  const loop = startLoop({ name: 'alerts', every, step, log, onTrouble: async () => {} });
  return {
    async stop() {
      await loop.stop();
      await step(() => false).catch((error: Error) => log.error({ part: 'alerts', reason: error.message }, 'alerts wait for the next worker'));
      for (const channel of channels) channel.close();
      await pool.end();
    },
  };
}

/** Empties one channel until nothing is due or it fails too often. */
function deliverTo(channel: AlertChannel, pool: Pool, log: Log): (isStopping: () => boolean) => Promise<void> {
  let failures = 0;
  let restUntil = 0;

  async function deliver(row: Claimed): Promise<void> {
    const error = await withDeadline(channel.send(messageOf(row))).then(
      () => null,
      (failure: Error) => failure.message,
    );
    failures = error === null ? 0 : failures + 1;
    if (error !== null) log.warn({ part: 'alerts', channel: channel.name, alert: row.alert_id, attempt: row.attempt, reason: error }, 'an alert could not be delivered, and is tried again');
    await pool.query('select tenet_private.settle_alert_delivery(tenant => $1, alert => $2, channel => $3, lease => $4, error => $5)', [
      row.tenant_id,
      row.alert_id,
      row.channel,
      row.lease,
      error,
    ]);
  }

  return async (isStopping) => {
    while (performance.now() >= restUntil) {
      const { rows } = await pool.query<Claimed>('select * from tenet_private.claim_alert_deliveries(channels => $1, batch_limit => $2)', [[channel.name], AT_ONCE]);
      if (rows.length === 0) return;
      await Promise.all(rows.map(deliver));
      if (failures >= PATIENCE) restUntil = performance.now() + Math.min(SHORTEST_REST * 2 ** (failures - PATIENCE), LONGEST_REST);
      if (isStopping()) return;
    }
  };
}

async function withDeadline(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not taken within ${DEADLINE / 1000} s`)), DEADLINE);
  });
  await Promise.race([sending, late]).finally(() => clearTimeout(timer));
}

type Claimed = {
  tenant_id: string;
  alert_id: string;
  channel: string;
  lease: string;
  attempt: number;
  rule: string;
  severity: string;
  description: string;
  key: string;
  detail: Record<string, unknown>;
  raised_at: Date;
  occurrences: string;
};

const OPERATOR = '00000000-0000-0000-0000-000000000000';

function messageOf(row: Claimed): AlertMessage {
  const { alert_id: id, rule, severity, description, key, detail, raised_at: raisedAt } = row;
  return { id, rule, severity, description, tenant: row.tenant_id === OPERATOR ? null : row.tenant_id, key, detail, raisedAt, occurrences: Number(row.occurrences) };
}
