/**
 * How long the product takes from its start command to the first correct answer of the API: cold, when the database is made and
 * the example loaded, and warm, when both are there. On a copy of the project, so that this clone's own data stay as they are.
 *
 *   node bench/start.ts [--rounds 9]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePort } from '../database/free_port.ts';
import { developmentMembers, signDevelopmentToken } from '../server/development_issuer.ts';
import { inTemporaryFolder } from './harness/cluster.ts';
import { spread } from './harness/pairs.ts';
import { heading, table, verdict } from './harness/report.ts';

type Start = { ready: number; answered: number };

const GOAL = 3;
const PATIENCE = 120_000;
const QUESTION = JSON.stringify({ query: '{ currentSession { tenantName role } contacts(first: 1) { nodes { id name } } }' });
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
process.env.NODE_ENV = 'development'; // where the product makes its own database and trusts its own tokens

let product: ChildProcess | undefined;
await inTemporaryFolder(run, stop);

async function run(folder: string): Promise<void> {
  await copyProject(folder);
  heading('node bench/start.ts', 'Start: seconds from `node cli/start.ts`, with the embedded Postgres, server and worker, to an answer over HTTP');
  try {
    const cold = await measureStart(folder);
    const warm: Start[] = [];
    while (warm.length < Number(options.rounds)) warm.push(await measureStart(folder));
    table([
      ['', '/readyz says yes', 'a member gets their rows', ''],
      row('cold: database made, example loaded', [cold], ''),
      row(`warm, median of ${warm.length}`, warm, verdict(spread(warm.map(({ answered }) => answered)).median, GOAL)),
    ]);
  } finally {
    const data = await realpath(join(folder, '.tenet', 'postgres')).catch(() => undefined);
    await stop();
    if (data) await rm(data, { recursive: true, force: true }); // elsewhere, when Postgres cannot reach the folder of this user
  }
}

function row(name: string, starts: Start[], last: string): string[] {
  const answered = spread(starts.map((start) => start.answered));
  return [
    name,
    spread(starts.map(({ ready }) => ready)).median.toFixed(2),
    `${answered.median.toFixed(2)} [${answered.low.toFixed(2)}, ${answered.high.toFixed(2)}]`,
    last,
  ];
}

async function copyProject(folder: string): Promise<void> {
  await chmod(folder, 0o711); // Postgres may run as another user
  const root = fileURLToPath(new URL('..', import.meta.url));
  for (const name of await readdir(root)) {
    if (name === 'node_modules') await symlink(join(root, name), join(folder, name));
    else if (!name.startsWith('.') || name === '.gmrc') await cp(join(root, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
}

/** Starts the product, waits for its answers, and stops it. Making the token is the client's work and not counted. */
async function measureStart(folder: string): Promise<Start> {
  const port = await freePort('127.0.0.1');
  const address = `http://127.0.0.1:${port}`;
  const { DATABASE_URL, TENET_POSTGRES, ...environment } = process.env;
  const began = performance.now();
  product = spawn(process.execPath, ['cli/start.ts'], { cwd: folder, env: { ...environment, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [product.stdout, product.stderr]) stream?.on('data', (text: Buffer) => (said += text));
  try {
    await until(`${address}/readyz`, {}, () => true);
    const ready = performance.now();
    const authorization = `Bearer ${await tokenOf(folder)}`;
    const asking = performance.now();
    await until(`${address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: QUESTION }, isRight);
    return { ready: (ready - began) / 1000, answered: (ready - began + performance.now() - asking) / 1000 };
  } catch (error) {
    throw new Error(`${(error as Error).message}; the product said: ${said}`, { cause: error });
  } finally {
    await stop();
  }
}

/** Asks until the answer is as wanted, which is how a client waits for a start. */
async function until(url: string, request: RequestInit, isWanted: (text: string) => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let last = '';
  while (Date.now() < deadline && product?.exitCode === null) {
    const response = await fetch(url, request).catch(() => undefined);
    last = (await response?.text()) ?? last;
    if (response?.ok && isWanted(last)) return;
    await wait(5);
  }
  throw new Error(`${url} does not answer as it should: ${last}`);
}

function isRight(text: string): boolean {
  const { data } = JSON.parse(text);
  return typeof data?.currentSession?.tenantName === 'string' && data.contacts?.nodes.length === 1;
}

async function tokenOf(folder: string): Promise<string> {
  const state = join(folder, '.tenet');
  const [member] = await developmentMembers(state);
  if (!member) throw new Error('the example has no member to ask as');
  return signDevelopmentToken(state, { email: member.email, workspace: `${member.tenant}/${member.workspace}` });
}

async function stop(): Promise<void> {
  const running = product;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const ended = new Promise((settle) => running.once('exit', settle));
  running.kill('SIGTERM');
  await ended;
}
