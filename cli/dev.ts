/**
 * `npm run dev`: what `npm start` does, and then each change at once. current.sql and migrations/fixtures are run and the GraphQL
 * schema is built again; server and worker are restarted when their code changes. What fails is told, and the old state stays.
 */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateDatabase } from '../database/migrate.ts';
import { isProduction } from '../server/mode.ts';
import { type Child, startChild } from './child.ts';
import { failWith } from './fail.ts';
import { greet } from './greeting.ts';
import { environmentFor, prepareDatabase } from './prepare.ts';
import { askedToEnd } from './signals.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
process.env.NODE_ENV ??= 'development';
if (isProduction()) failWith(new Error('npm run dev is not for production: use npm start.'));

const prepared = await prepareDatabase(console.log).catch(failWith);
const environment = await environmentFor(prepared.urls);
const asked = askedToEnd();
const server = await keep('server/index.ts');
const worker = await keep('worker/index.ts');
void greet(environment, prepared.urls);

let work: Promise<unknown> = Promise.resolve();
const inTurn = (step: () => Promise<void>) => void (work = work.then(step));
const watchers = [
  onChange(root, false, (file) => file === 'current.sql', migrate),
  onChange(join(root, 'migrations/fixtures'), true, (file) => file.endsWith('.sql'), migrate),
  onChange(join(root, 'server'), true, (file) => file.endsWith('.ts'), server.restart),
  onChange(join(root, 'worker'), true, (file) => /\.(ts|sql)$|crontab$/.test(file), worker.restart),
];

const death = await Promise.race([asked, ...(prepared.cluster.ended ? [prepared.cluster.ended] : [])]);
if (death) console.error(`${death}: stopping the rest.`);
for (const watcher of watchers) watcher.close();
await work;
await Promise.all([server.stop(), worker.stop()]);
await prepared.cluster.stop();
process.exitCode = death ? 1 : 0;

async function migrate(): Promise<void> {
  const start = performance.now();
  try {
    await migrateDatabase(prepared.urls.migrator, { current: true });
    server.rebuild();
    console.log(`current.sql ran in ${((performance.now() - start) / 1000).toFixed(1)} s; GraphQL follows`);
  } catch (error) {
    console.error(`current.sql failed and changed nothing: ${(error as Error).message}`);
  }
}

/** Calls back, in turn with the others, when one of these files has changed and nothing more has for a moment. */
function onChange(folder: string, recursive: boolean, concerns: (file: string) => boolean, step: () => Promise<void>): FSWatcher {
  let settled: NodeJS.Timeout | undefined;
  return watch(folder, { recursive }, (_event, file) => {
    if (!file || !concerns(file)) return;
    clearTimeout(settled);
    settled = setTimeout(() => inTurn(step), 100);
  });
}

/** A process that is replaced when asked to. One that ends by itself is told of, and waits for the change that mends it. */
async function keep(file: string) {
  let child = await start();

  async function start(): Promise<Child & { hasEnded(): boolean }> {
    const started = await startChild(file, environment);
    let isStopping = false;
    let hasEnded = false;
    void started.ended.then((line) => {
      hasEnded = true;
      if (!isStopping) console.error(`${line}: waiting for a change`);
    });
    return {
      ...started,
      hasEnded: () => hasEnded,
      stop: (patience) => {
        isStopping = true;
        return started.stop(patience);
      },
    };
  }

  async function restart(): Promise<void> {
    await child.stop(2_000);
    child = await start();
    console.log(`${file} restarted`);
  }

  return {
    restart,
    stop: () => child.stop(2_000),
    /** The server builds its schema again on SIGHUP, which Windows does not have, nor a server that could not build the one before. */
    rebuild: () => (process.platform === 'win32' || child.hasEnded() ? inTurn(restart) : child.signal('SIGHUP')),
  };
}
