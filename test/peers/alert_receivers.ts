/** Those who get alerts: an HTTP server and a mail server on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

export type Received = { path: string; headers: Record<string, string>; body: string };

/** Starts an HTTP server that keeps what it gets, and answers as `answer` says: a status, or null for never. */
export async function startReceiver(answer: (request: Received, count: number) => number | null = () => 204): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const got = { path: request.url!, headers: request.headers as Record<string, string>, body };
    received.push(got);
    const status = answer(got, received.length);
    if (status !== null) response.writeHead(status, { location: '/elsewhere' }).end('answer');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts?token=hidden`, received };
}

export type Mail = { from: string; to: string[]; text: string; login: string };

/** Starts a mail server that lets `alerts` in with a password, and keeps what it takes. It does not offer TLS; `refuse` makes it refuse a message. */
export async function startMailServer(refuse: (count: number) => boolean = () => false): Promise<{ url: string; mails: Mail[]; attempts(): number }> {
  const mails: Mail[] = [];
  let attempts = 0;
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, callback) => (username === 'alerts' && password === 's:cret@' ? callback(null, { user: username }) : callback(new Error('no'))),
    onData(stream, session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += String(chunk)));
      stream.on('end', () => {
        attempts += 1;
        if (refuse(attempts)) return callback(Object.assign(new Error('try later'), { responseCode: 451 }));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), text, login: String(session.user) });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://alerts:${encodeURIComponent('s:cret@')}@127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails, attempts: () => attempts };
}
