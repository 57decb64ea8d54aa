/** Alerts by e-mail, through SMTP. */
import { createTransport } from 'nodemailer';
import { isLoopback } from '../server/loopback.ts';
import type { AlertChannel } from './alert_delivery.ts';

/** Milliseconds for each part of the conversation: together less than the lease of a delivery. */
const PATIENCE = 8_000;

/** Sends each alert to the same people. The connection is encrypted, or stays on this machine. */
export function alertEmail({ url, from, to }: { url: string; from: string; to: readonly string[] }): AlertChannel {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || isLoopback(host);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isHere,
    ignoreTLS: !secure && isHere,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'email',
    async send({ id, rule, severity, description, tenant, key, detail, raisedAt, occurrences }) {
      const lines = [
        description,
        '',
        `rule         ${rule}`,
        `severity     ${severity}`,
        `tenant       ${tenant ?? 'none: it concerns the operator'}`,
        `about        ${key}`,
        `raised       ${raisedAt.toISOString()}`,
        ...(occurrences > 1 ? [`occurrences  ${occurrences}`] : []),
        ...Object.entries(detail).map(([name, value]) => `${name.padEnd(12)} ${typeof value === 'string' ? value : JSON.stringify(value)}`),
        `alert        ${id}`,
      ];
      await transport.sendMail({
        from,
        to: [...to],
        subject: `Tenet, ${severity}: ${rule}`,
        // the same for every attempt, so that a mailbox can tell a repetition
        messageId: `<${id}@${from.split('@')[1]}>`,
        headers: { 'auto-submitted': 'auto-generated' },
        text: `${lines.join('\n')}\n`,
      });
    },
    close: () => transport.close(),
  };
}
