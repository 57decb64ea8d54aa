/** Our supervisor of the embedded Postgres: one server on one data folder, for development and tests. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBinaries, type Major, type User } from './binaries.ts';
import { connected } from './connected.ts';
import { asUser, chooseUser, makeData, openFolder, readMemory, writeMemory } from './data_folder.ts';
import { freePort } from './free_port.ts';
import { endingWithUs } from './parent_death.ts';
import { isAlive, isInUse, isServing, lockFile, readLock } from './postmaster.ts';

export type Cluster = {
  host: string;
  port: number;
  /** A login that may install, connected to a database that is always there. */
  adminUrl: string;
  /** server_version_num: 180004 is 18.4. */
  version: number;
  /** Resolves with a line about it when the server that this process started has ended; absent for every other. */
  ended?: Promise<string>;
  /** Stops the server when this process answers for it; a server that somebody else started, or that was given, stays. */
  stop(): Promise<void>;
};

export type StartOptions = {
  dataFolder: string;
  major?: Major;
  /** False trades crash safety for speed: for tests only. */
  durable?: boolean;
  log?: (line: string) => void;
};

type Place = { data: string; user: User; binaries: string; logFile: string; durable: boolean };

const HOST = '127.0.0.1';
const run = promisify(execFile);

/**
 * Starts Postgres on `dataFolder`, which is made when it is absent, or adopts the server that already runs on it. In the folder:
 * `data` (PGDATA), `server.log`, and a copy of the programs when the installed ones cannot be read.
 *
 * @throws when the data were made by another major, when the programs cannot run here, or when the server does not come up.
 */
export async function startPostgres({ dataFolder, major = 18, durable = true, log = () => {} }: StartOptions): Promise<Cluster> {
  const folder = await openFolder(resolve(dataFolder));
  const data = join(folder, 'data');
  const user = await chooseUser(data);
  const binaries = await findBinaries(major, folder, user);
  if (!existsSync(data)) {
    log(`Making a Postgres ${major} data folder in ${dataFolder}`);
    await makeData(data, binaries, major, user, durable);
  }
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (found !== String(major)) {
    throw new Error(
      `The data in ${dataFolder} were made by Postgres ${found} and cannot be read by Postgres ${major}: remove that folder to begin ` +
        `afresh, or set DATABASE_URL to a Postgres ${found} that holds your data.`,
    );
  }
  return startOrAdopt({ data, user, binaries, logFile: join(folder, 'server.log'), durable }, log);
}

/** Whoever holds the data folder comes first: a live server is adopted, a dying one waited for, the lock of a dead one removed. */
async function startOrAdopt(place: Place, log: (line: string) => void): Promise<Cluster> {
  const deadline = Date.now() + 60_000;
  let trouble = `${lockFile(place.data)} stays`;
  while (Date.now() < deadline) {
    const lock = await readLock(place.data);
    if (lock && (await isServing(lock.pid, place.data))) {
      try {
        const cluster = await adopt(place, lock.port);
        log(`Using the Postgres that already runs on port ${lock.port}`);
        return cluster;
      } catch (error) {
        trouble = (error as Error).message; // starting up or shutting down
      }
    } else {
      // Postgres removes the lock of a process that is gone, but not one whose number is a zombie's or was given to another
      // program. It is taken away only when no backend is left that could still write.
      if (lock && process.platform === 'linux' && !(await isInUse(place.data))) await rm(lockFile(place.data), { force: true });
      const started = await start(place);
      if (!(started instanceof Error)) return started;
      trouble = started.message;
    }
    await wait(20);
  }
  throw new Error(`Postgres did not come up on ${place.data} within a minute: ${trouble}`);
}

/** One attempt. An error that the next attempt may not meet (the lock, a port just taken) is returned, every other is thrown. */
async function start(place: Place): Promise<Cluster | Error> {
  const memory = await readMemory(place.data);
  const port = await freePort(HOST, memory.port);
  const settings = [`listen_addresses=${HOST}`, `port=${port}`, 'unix_socket_directories='];
  if (!place.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const program = join(place.binaries, 'bin', 'postgres');
  // Killed, we take the server with us (a fast shutdown) where the system can tell it; elsewhere the next start adopts it.
  const [command, ...args] = await endingWithUs('INT', [program, '-D', place.data, ...settings.flatMap((setting) => ['-c', setting])]);
  const output = await open(place.logFile, 'w', 0o600);
  // Detached, in a group of its own: Ctrl-C in the terminal reaches us, and we stop the server last.
  const child = spawn(command, args, { ...asUser(place.user), detached: true, stdio: ['ignore', output.fd, output.fd] });
  await output.close();

  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const onExit = () => (failure ??= new Error(readFileSync(place.logFile, 'utf8').trim().split('\n').slice(-5).join('\n')));
  child.once('exit', onExit);
  while (!failure) {
    const lock = await readLock(place.data);
    if (lock?.pid === child.pid && lock?.status === 'ready') break;
    await wait(5);
  }
  if (failure) {
    if (/lock file|shared memory block|could not bind/.test(failure.message)) return failure;
    throw new Error(`Postgres could not start: ${failure.message}`, { cause: failure });
  }
  child.off('exit', onExit); // from here on its end may come after the end of its folder
  child.unref();
  await writeMemory(place.data, place.user, { ...memory, port, owner: process.pid });
  const ended = new Promise<string>((settle) => child.once('exit', (code, signal) => settle(`Postgres ended with ${signal ?? `exit code ${code}`}`)));
  return { ...(await connect(place, port, memory.password, true)), ended };
}

/** Takes a running server, and answers for it from now on when the process that started it is gone. */
async function adopt(place: Place, port: number): Promise<Cluster> {
  const memory = await readMemory(place.data);
  const isOrphan = memory.owner === undefined || !isAlive(memory.owner);
  const cluster = await connect(place, port, memory.password, isOrphan);
  if (isOrphan) await writeMemory(place.data, place.user, { ...memory, port, owner: process.pid });
  return cluster;
}

async function connect(place: Place, port: number, password: string, isOurs: boolean): Promise<Cluster> {
  const adminUrl = `postgres://postgres:${password}@${HOST}:${port}/postgres`;
  const { rows } = await connected(adminUrl, (client) =>
    client.query("select current_setting('server_version_num')::integer as version, current_setting('data_directory') as data"),
  );
  if (rows[0].data !== place.data) throw new Error(`the server on port ${port} works on ${rows[0].data}`);
  const stopAtExit = () => signalStop(place.data);
  if (isOurs) process.once('exit', stopAtExit);
  return {
    host: HOST,
    port,
    adminUrl,
    version: rows[0].version,
    async stop() {
      if (!isOurs) return;
      process.off('exit', stopAtExit);
      await stop(place);
    },
  };
}

/** Ends the sessions, writes everything, and waits until the server is gone (a fast shutdown). */
async function stop({ data, binaries, user }: Place): Promise<void> {
  try {
    await run(join(binaries, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], asUser(user));
  } catch (error) {
    if (await readLock(data)) throw error;
  }
}

/** The same without waiting, for a process that ends without having called stop(). */
function signalStop(data: string): void {
  try {
    process.kill(Number.parseInt(readFileSync(lockFile(data), 'utf8'), 10), 'SIGINT');
  } catch {
    // it is gone already
  }
}
