/** Alerts as webhooks, signed as Standard Webhooks describe: the receiver verifies with a secret, and knows a repetition by its id. */
import { Webhook } from 'standardwebhooks';
import type { AlertChannel } from './alert_delivery.ts';

/** Milliseconds for connecting, sending and the answer's head together. */
const PATIENCE = 10_000;

/** Posts each alert to an address that only counts as taken when it answers 2xx itself: a redirect leads elsewhere, and is a failure. */
export function alertWebhook({ url, secrets, patience = PATIENCE }: { url: string; secrets: readonly string[]; patience?: number }): AlertChannel {
  const webhooks = secrets.map((secret) => new Webhook(secret));
  return {
    name: 'webhook',
    async send({ id, rule, severity, description, tenant, key, detail, raisedAt, occurrences }) {
      const body = JSON.stringify({
        type: `alert.${rule}`,
        timestamp: raisedAt.toISOString(),
        data: { id, rule, severity, description, tenant_id: tenant, key, detail, occurrences },
      });
      const sentAt = new Date();
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Tenet',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': webhooks.map((webhook) => webhook.sign(id, sentAt, body)).join(' '),
        },
        body,
      }).catch((error: Error) => {
        // the address may hold a secret, and the cause says what was wrong without it
        throw new Error(error.name === 'TimeoutError' ? `no answer within ${patience / 1000} s` : ((error.cause as Error | undefined)?.message ?? error.message));
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the answer was ${response.status}`);
    },
    close() {},
  };
}
