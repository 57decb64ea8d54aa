import { createServer } from 'node:net';

/** The preferred port of this address when it is free, otherwise any free one. */
export async function freePort(host: string, preferred = 0): Promise<number> {
  const server = createServer();
  const listening = await new Promise<boolean>((settle) => {
    server.once('error', () => settle(false));
    server.listen(preferred, host, () => settle(true));
  });
  if (!listening) {
    if (preferred === 0) throw new Error(`no port can be opened on ${host}`);
    return freePort(host);
  }
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
