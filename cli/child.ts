/** One process of the product, started from here and never silently restarted. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endingWithUs } from '../database/parent_death.ts';

export type Child = {
  /** Resolves when the process has ended, with one line about how. */
  ended: Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** Asks it to finish what it does, and waits; after `patience` milliseconds it is killed. */
  stop(patience?: number): Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a file of the project on this Node, with these variables on top of our environment. It has a process group of its own, so
 * that Ctrl-C comes to it once, through us, and ends with us if we are killed.
 */
export async function startChild(file: string, environment: Record<string, string> = {}): Promise<Child> {
  const [command, ...args] = await endingWithUs('TERM', [process.execPath, file]);
  const { DATABASE_URL, TENET_DATABASE_URL_MIGRATOR, ...ours } = process.env; // these logins are for installing alone
  const child = spawn(command, args, { cwd: root, env: { ...ours, ...environment }, stdio: 'inherit', detached: true });
  const ended = new Promise<string>((settle) => {
    child.once('error', (error) => settle(`${file} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => settle(`${file} ended with ${signal ?? `exit code ${code}`}`));
  });
  return {
    ended,
    signal: (name) => void child.kill(name),
    async stop(patience = 30_000) {
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(impatient);
    },
  };
}
