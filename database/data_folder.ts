/** The folder of an embedded server: where it can be, whose it is, how it is made, and what is remembered beside the data. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isReachable, type Major, type User } from './binaries.ts';

/** Kept in the data folder, for its user alone. `owner` is the process that answers for the server that runs now. */
export type Memory = { password: string; port?: number; owner?: number };

const NOBODY = { uid: 65534, gid: 65534 };
const run = promisify(execFile);
const isRoot = () => process.getuid?.() === 0;

/**
 * The real folder behind `dataFolder`, made when it is absent. Postgres refuses to run as root, so as root the folder must be one
 * that another user can reach: below a closed folder, such as a clone in /root, it becomes a link to one under /var/lib/tenet.
 */
export async function openFolder(dataFolder: string): Promise<string> {
  await mkdir(dirname(dataFolder), { recursive: true });
  const found = await realpath(dataFolder).catch(() => undefined);
  if (!isRoot() || (await isReachable(dirname(found ?? dataFolder), NOBODY))) {
    await mkdir(dataFolder, { recursive: true });
  } else {
    await mkdir('/var/lib/tenet', { recursive: true, mode: 0o711 });
    const elsewhere = await mkdtemp('/var/lib/tenet/postgres-');
    if (found) await rename(found, elsewhere);
    await symlink(elsewhere, dataFolder);
  }
  const folder = await realpath(dataFolder);
  if (isRoot()) await chmod(folder, 0o711);
  return folder;
}

/**
 * Who runs the server: everybody themselves; root the owner of the data, or nobody when there are none yet.
 *
 * @throws when the data belong to somebody else.
 */
export async function chooseUser(data: string): Promise<User> {
  const owner = await stat(data).catch(() => undefined);
  if (isRoot()) return owner ? { uid: owner.uid, gid: owner.gid } : NOBODY;
  if (owner && process.getuid && owner.uid !== process.getuid()) {
    throw new Error(`${data} belongs to user ${owner.uid}: start as that user or as root, or remove that folder to begin afresh.`);
  }
  return undefined;
}

/**
 * Runs initdb beside `data` and moves the result there in one step, so that a kill in the middle leaves nothing half made. The
 * superuser is `postgres` with a random password.
 *
 * @throws when the programs cannot run on this system.
 */
export async function makeData(data: string, binaries: string, major: Major, user: User, sync: boolean): Promise<void> {
  const staging = await mkdtemp(`${data}.`);
  const passwordFile = `${staging}.password`;
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [staging, passwordFile]) await chown(path, user.uid, user.gid);
  const args = ['-D', staging, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'];
  if (major >= 17) args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8'); // the bundled ICU is too old
  if (!sync) args.push('--no-sync');
  try {
    await run(join(binaries, 'bin', 'initdb'), args, asUser(user));
    await writeMemory(staging, user, { password });
    await rename(staging, data);
  } catch (error) {
    if (!existsSync(join(data, 'PG_VERSION'))) throw cannotRun(error as NodeJS.ErrnoException & { stderr?: string });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

function cannotRun(error: NodeJS.ErrnoException & { stderr?: string }): Error {
  const reason = error.code === 'ENOENT' ? 'it needs glibc, which is not there' : error.stderr?.trim() || error.message;
  return new Error(`The embedded Postgres cannot run here (${reason}): set DATABASE_URL to a Postgres 15 or newer.`, { cause: error });
}

/** How to run a program of Postgres: as that user, and with nothing of our own environment, which may hold secrets. */
export function asUser(user: User) {
  return { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } };
}

export async function readMemory(data: string): Promise<Memory> {
  return JSON.parse(await readFile(join(data, 'supervisor.json'), 'utf8'));
}

export async function writeMemory(data: string, user: User, memory: Memory): Promise<void> {
  const file = join(data, 'supervisor.json');
  await writeFile(`${file}.new`, JSON.stringify(memory), { mode: 0o600 });
  if (user) await chown(`${file}.new`, user.uid, user.gid);
  await rename(`${file}.new`, file);
}
