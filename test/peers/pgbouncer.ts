/** A real PgBouncer in transaction mode, with two connections to the server, in front of one database. */
import { spawn } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect } from 'vitest';

/** Why a test that needs it is skipped where there is none; continuous integration knows it as an optional tool. */
export const noPgBouncer = 'PgBouncer is not installed on this machine (Debian: apt-get install pgbouncer)';

const nobody = 65534;

/** Starts it for the login of a URL; `url` leads through it. Undefined where it is not installed. */
export async function startPgBouncer(target: string): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  // Debian puts it where only an administrator's PATH looks.
  const program = ['/usr/sbin', ...(process.env['PATH'] ?? '').split(':')].map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));
  if (program === undefined) return undefined;

  const url = new URL(target);
  const database = url.pathname.slice(1);
  const folder = await mkdtemp(join(tmpdir(), 'tenet-pgbouncer-'));
  const [settings, users] = [join(folder, 'pgbouncer.ini'), join(folder, 'users.txt')];
  await writeFile(users, `"${url.username}" "${decodeURIComponent(url.password)}"\n`);
  const port = await freePort();
  await writeFile(
    settings,
    `[databases]
${database} = host=${url.hostname} port=${url.port} dbname=${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 2
ignore_startup_parameters = extra_float_digits,options
`,
  );
  const isRoot = process.getuid?.() === 0; // as which it refuses to run
  if (isRoot) for (const path of [folder, settings, users]) await chown(path, nobody, nobody);
  const child = spawn(program, [settings], { stdio: 'ignore', ...(isRoot ? { uid: nobody, gid: nobody } : {}) });

  url.port = String(port);
  await expect.poll(() => canConnect(url.href), { timeout: 10_000 }).toBe(true);
  return {
    url: url.href,
    async stop() {
      child.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function canConnect(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  return client.connect().then(() => client.end()).then(() => true, () => false);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
