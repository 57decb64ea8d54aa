/** A real S3 server on loopback, and one in front of it that keeps the promise of If-None-Match, as S3 itself does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export type S3Server = {
  url: string;
  stop(): Promise<void>;
};

/** What the server lets in. */
export const s3Credentials = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

/** Starts a server with one empty bucket. */
export async function startS3(bucket: string): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'tenet-s3-'));
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name: bucket, configs: [] }] });
  const { port } = await server.run();
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * Passes requests on, and answers 412 to a write with `If-None-Match: *` of what is there. `blindFor` is a number of reads that it
 * answers as if nothing were there: somebody wrote it right after. With `knowsConditions` false it refuses them as unknown.
 */
export async function startConditional(upstream: string): Promise<S3Server & { blindFor: number; knowsConditions: boolean }> {
  const target = new URL(upstream);
  const server = createServer((incoming, outgoing) => {
    const pass = (method: string | undefined, then: (status: number) => boolean) =>
      new Promise<void>((resolve, reject) => {
        const onward = request({ host: target.hostname, port: target.port, path: incoming.url, method, headers: incoming.headers }, (answer) => {
          if (then(answer.statusCode ?? 0)) {
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(outgoing).on('close', resolve);
          } else answer.resume().on('end', resolve);
        });
        onward.on('error', reject);
        incoming.pipe(onward);
      });
    const refuse = (status: number, code: string) => {
      incoming.resume();
      outgoing.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    const path = incoming.url!.split('?')[0]!;
    if (incoming.method === 'GET' && path.endsWith('.checkpoint') && peer.blindFor > 0) {
      peer.blindFor -= 1;
      return refuse(404, 'NoSuchKey');
    }
    if (!peer.knowsConditions && incoming.headers['if-none-match'] !== undefined) return refuse(501, 'NotImplemented');
    if (incoming.method === 'PUT' && incoming.headers['if-none-match'] === '*' && written.has(path)) return refuse(412, 'PreconditionFailed');
    void pass(incoming.method, (status) => {
      if (incoming.method === 'PUT' && status === 200) written.add(path);
      return true;
    }).catch((error: Error) => outgoing.destroy(error));
  });
  const written = new Set<string>();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const peer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    blindFor: 0,
    knowsConditions: true,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}
