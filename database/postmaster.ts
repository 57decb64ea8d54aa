/** Who works on a data folder right now, read from Postgres's own lock file and from the operating system. */
import { readFileSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

export type Lock = { pid: number; port: number; status: string };

/** The lock file that a postmaster keeps while it runs; undefined when there is none, or while it is still being written. */
export async function readLock(data: string): Promise<Lock | undefined> {
  const text = await readFile(lockFile(data), 'utf8').catch(() => '');
  const [pid, , , port, , , , status = ''] = text.split('\n');
  return pid ? { pid: Number(pid), port: Number(port), status: status.trim() } : undefined;
}

export const lockFile = (data: string) => join(data, 'postmaster.pid');

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // In a container without an init process, whoever was killed stays a zombie: the number answers, nothing runs.
  return process.platform !== 'linux' || !/\) [ZX] /.test(readOr(`/proc/${pid}/stat`, ') X '));
}

/** Whether that process still works on `data`, and is not a stranger that was given the same number later. */
export async function isServing(pid: number, data: string): Promise<boolean> {
  return isAlive(pid) && (process.platform !== 'linux' || (await worksOn(pid, data)));
}

/** Whether any process is left on `data`: after a kill -9 of the postmaster its backends may live for a moment. Linux only. */
export async function isInUse(data: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map((pid) => worksOn(Number(pid), data)))).includes(true);
}

/** Postgres does its work inside its data folder. Where a container hides that even from root, every Postgres counts. */
async function worksOn(pid: number, data: string): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data;
  } catch (error) {
    const isHidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    return isHidden && readOr(`/proc/${pid}/cmdline`, '').includes('postgres');
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
