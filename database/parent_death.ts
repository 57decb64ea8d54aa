import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The same command, so started that the operating system signals it when this process dies, also by kill -9. Where there is no
 * setpriv that can (outside of Linux, or with busybox's), the command as it is.
 */
export async function endingWithUs(signal: 'INT' | 'TERM', command: [string, ...string[]]): Promise<[string, ...string[]]> {
  const prefix: [string, ...string[]] = ['setpriv', '--pdeathsig', signal];
  const works = await promisify(execFile)(prefix[0], [...prefix.slice(1), 'true']).then(() => true, () => false);
  return works ? [...prefix, ...command] : command;
}
