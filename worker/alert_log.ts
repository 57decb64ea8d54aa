/** Alerts as lines of the log: the channel that is always there. */
import type { Log } from '../server/log.ts';
import type { AlertChannel } from './alert_delivery.ts';

const levels: Readonly<Record<string, 'info' | 'warn' | 'error' | 'fatal'>> = { info: 'info', notice: 'info', warning: 'warn', critical: 'fatal' };

/** Writes each alert as one line, as grave as its severity. */
export function alertLog(log: Log): AlertChannel {
  return {
    name: 'log',
    async send({ id, rule, severity, description, tenant, key, detail, raisedAt, occurrences }) {
      log[levels[severity] ?? 'error']({ part: 'alert', id, rule, severity, tenant, key, detail, raised_at: raisedAt.toISOString(), occurrences }, description);
    },
    close() {},
  };
}
