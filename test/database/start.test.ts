// npm start and npm run dev as a newcomer meets them, in a copy of the tree with a database of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../../database/free_port.ts';
import { isAlive } from '../../database/postmaster.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
vi.setConfig({ testTimeout: 180_000 }); // the first start loads the example
let tree: string;
let running: Product | undefined;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tenet-start-'));
  for (const part of ['cli', 'database', 'examples', 'migrations', 'scripts', 'server', 'worker', 'current.sql', 'package.json', 'package-lock.json']) {
    await cp(join(project, part), join(tree, part), { recursive: true, verbatimSymlinks: true });
  }
  await symlink(join(project, 'node_modules'), join(tree, 'node_modules'));
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await killed();
});
afterAll(async () => {
  await killed();
  await rm(await realpath(join(tree, '.tenet/postgres')), { recursive: true, force: true });
  await rm(tree, { recursive: true, force: true });
});

test('a newcomer gets rows as a member of one tenant, and none of them as a member of another', async () => {
  const product = await run('cli/start.ts');
  const [one, other] = product.members;
  const mine = await ask<{ contacts: { nodes: Named[] } }>(product, one!, '{ contacts(first: 3) { nodes { id name } } }');
  const { id, name } = mine.data.contacts.nodes[0]!;
  const lookUp = `{ contact(id: "${id}") { name } }`;
  expect(await ask(product, one!, lookUp)).toEqual({ data: { contact: { name } } });
  expect(await ask(product, other!, lookUp)).toEqual({ data: { contact: null } });
  expect(await ask(product, other!, '{ contacts(first: 1) { nodes { __typename } } }')).toEqual({ data: { contacts: { nodes: [{ __typename: 'Contact' }] } } });
  await product.end('SIGINT');
  expect(product.child.exitCode).toBe(0);
});

test.each(['server/index.ts', 'worker/index.ts', 'postgres'])('a kill -9 of %s in the middle of writes ends the rest with an error, and the next start has every write that was acknowledged', async (victim) => {
  const product = await started();
  const acknowledged: string[] = [];
  let isWriting = true;
  const writers = Array.from({ length: 4 }, async () => {
    while (isWriting) {
      const mutation = `mutation { createBrand(input: { brand: { name: "Before the kill of ${victim}" } }) { brand { id } } }`;
      const answer = await ask<{ createBrand: { brand: Named } | null } | null>(product, product.members[0]!, mutation).catch(() => undefined); // nobody answers any more
      const id = answer?.data?.createBrand?.brand.id;
      if (id === undefined) isWriting = false;
      else acknowledged.push(id);
    }
  });
  await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(20), { timeout: 30_000 });
  const processes = await childrenOf(product.child.pid!);
  process.kill(processes.find(({ command }) => command.includes(victim))!.pid, 'SIGKILL');
  await product.ended;
  isWriting = false;
  await Promise.all(writers);
  expect(product.child.exitCode).toBe(1);
  expect(product.output()).toMatch(/ended with SIGKILL: stopping the rest/);
  for (const { pid } of processes) expect(isAlive(pid)).toBe(false);

  const again = await run('cli/start.ts');
  for (const id of acknowledged) {
    expect(await ask(again, again.members[0]!, `{ brand(id: "${id}") { name } }`)).toEqual({ data: { brand: { name: `Before the kill of ${victim}` } } });
  }
});

test('npm run token prints a token that works, or says what to write', async () => {
  const product = await started();
  const token = await command('cli/token.ts', '--as', 'ada@northwind.example', '--workspace', 'retail');
  expect(token.code).toBe(0);
  const where = '{ currentSession { email workspaceSlug } }';
  expect(await ask(product, `Bearer ${token.output.trim()}`, where)).toEqual({ data: { currentSession: { email: 'ada@northwind.example', workspaceSlug: 'retail' } } });
  expect(await command('cli/token.ts', '--as', 'nobody@northwind.example')).toMatchObject({ code: 1, output: expect.stringContaining('Say whom the token is for') });
  expect(await command('cli/token.ts', '--as', 'ada@northwind.example', '--workspace', 'nowhere')).toMatchObject({ code: 1, output: expect.stringContaining('is not in the workspace nowhere') });
  await product.end('SIGTERM');
});

test('a kill -9 of npm start leaves no process behind', async () => {
  const product = await started();
  const processes = await childrenOf(product.child.pid!);
  expect(processes).toHaveLength(3);
  product.child.kill('SIGKILL');
  await vi.waitFor(() => expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([]), { timeout: 20_000 });
});

test('a table that is declared in current.sql is in GraphQL a moment after it is saved, and isolated', async () => {
  const product = await run('cli/dev.ts');
  const [one, other] = product.members;
  const create = 'mutation { createNote(input: { note: { body: "ours" } }) { note { id } } }';
  const list = '{ notes(first: 10) { nodes { body } } }';
  expect(await ask(product, one!, list)).toHaveProperty('errors');
  await writeFile(
    join(tree, 'current.sql'),
    `create table if not exists app.notes (
       tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
       body text not null, primary key (tenant_id, id)
     );
     select tenet.protect('app.notes');\n`,
  );
  await vi.waitFor(async () => expect(await ask(product, one!, list)).toEqual({ data: { notes: { nodes: [] } } }), { timeout: 15_000, interval: 100 });
  expect(await ask(product, one!, create)).toHaveProperty('data.createNote.note.id');
  expect(await ask(product, one!, list)).toEqual({ data: { notes: { nodes: [{ body: 'ours' }] } } });
  expect(await ask(product, other!, list)).toEqual({ data: { notes: { nodes: [] } } });

  // a server that had ended comes back with the next change, which may be the one that mends it
  const server = (await childrenOf(product.child.pid!)).find(({ command }) => command.includes('server/index.ts'))!;
  process.kill(server.pid, 'SIGKILL');
  await vi.waitFor(() => expect(product.output()).toContain('waiting for a change'), { timeout: 10_000 });
  await writeFile(join(tree, 'current.sql'), `${await readFile(join(tree, 'current.sql'), 'utf8')}-- saved again\n`);
  await vi.waitFor(async () => expect(await ask(product, one!, list)).toEqual({ data: { notes: { nodes: [{ body: 'ours' }] } } }), { timeout: 15_000, interval: 100 });
  await product.end('SIGINT');
  expect(product.child.exitCode).toBe(0);
});

type Named = { id: string; name: string };

type Product = {
  child: ChildProcess;
  address: string;
  /** Authorization headers, one for a member of each of two tenants. */
  members: string[];
  output(): string;
  ended: Promise<unknown>;
  end(signal: NodeJS.Signals): Promise<void>;
};

/** The `npm start` that the test before left running, for a start takes seconds; a new one when it left none, or failed. */
async function started(): Promise<Product> {
  const isLeft = running !== undefined && running.child.exitCode === null && running.child.signalCode === null;
  return isLeft ? running! : run('cli/start.ts');
}

async function killed(): Promise<void> {
  running?.child.kill('SIGKILL');
  await running?.ended;
}

/** Starts the product as `npm start` or `npm run dev` would, and waits for what it prints when it is ready. */
async function run(file: string): Promise<Product> {
  const port = await freePort('127.0.0.1');
  const { DATABASE_URL: _, TENET_SCRATCH: __, ...environment } = process.env;
  const child = spawn(process.execPath, ['scripts/install.mjs', file], { cwd: tree, env: { ...environment, NODE_ENV: 'development', PORT: String(port) } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((settle) => child.once('exit', settle));
  running = {
    child,
    address: `http://127.0.0.1:${port}`,
    members: [],
    output: () => output,
    ended,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
  const { members } = running;
  await vi.waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(output);
      members.splice(0, 2, ...[...output.matchAll(/authorization: (Bearer \S+)'/g)].map((match) => match[1]!));
      expect(members).toHaveLength(2);
    },
    { timeout: 150_000, interval: 50 },
  );
  return running;
}

/** Runs one command of the project to its end. */
async function command(file: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['scripts/install.mjs', file, ...args], { cwd: tree, env: { ...process.env, NODE_ENV: 'development' } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((settle) => child.once('close', settle));
  return { code, output };
}

async function ask<Data = unknown>({ address }: Product, authorization: string, query: string): Promise<{ data: Data }> {
  const answer = await fetch(`${address}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body: JSON.stringify({ query }) });
  return (await answer.json()) as { data: Data };
}

/** The processes that one process started, by what Linux tells of all. */
async function childrenOf(parent: number): Promise<{ pid: number; command: string }[]> {
  const found = [];
  for (const name of await readdir('/proc')) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (/\) \S (\d+)/.exec(stat)?.[1] !== String(parent)) continue;
    found.push({ pid: Number(name), command: await readFile(`/proc/${name}/cmdline`, 'utf8') });
  }
  return found;
}
