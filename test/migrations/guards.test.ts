// Each guard passes on a copy of the tree, and fails on the fault that is planted in it.
import { execFile } from 'node:child_process';
import { appendFile, copyFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { calculateHash } from 'graphile-migrate/dist/hash.js';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
let tree: string;

beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tenet-guards-'));
  for (const part of ['cli', 'database', 'examples', 'migrations', 'scripts', 'server', 'test/scratch.ts', 'current.sql', 'package.json', 'tsconfig.json']) {
    await cp(join(project, part), join(tree, part), { recursive: true, verbatimSymlinks: true });
  }
  await symlink(join(project, 'node_modules'), join(tree, 'node_modules'));
});
afterEach(() => rm(tree, { recursive: true }));

test('verify:current fails on main when a migration was left in current.sql, and lets a branch have one', async () => {
  await writeFile(join(tree, 'current.sql'), '-- Enter migration here\n');
  expect(await guard('current', { GITHUB_REF_NAME: 'main' })).toBe('');
  await appendFile(join(tree, 'current.sql'), 'select 1;\n');
  expect(await guard('current', { GITHUB_REF_NAME: 'notes' })).toBe('');
  expect(await guard('current', { GITHUB_REF_NAME: 'main' })).toMatch(/^current\.sql holds a migration on main/);
  await writeFile(join(tree, 'current.sql'), '--! include all.sql\n');
  expect(await guard('current', { GITHUB_REF_NAME: 'main' })).toMatch(/^current\.sql holds a migration on main/);
});

test('verify:current fails when migrations/current.sql is a file of its own', async () => {
  await writeFile(join(tree, 'current.sql'), '');
  expect(await guard('current')).toBe('');
  await rm(join(tree, 'migrations/current.sql'));
  await copyFile(join(tree, 'current.sql'), join(tree, 'migrations/current.sql'));
  expect(await guard('current')).toMatch(/must be the link to \.\.\/current\.sql/);
});

test('verify:committed fails on a text, an order or a number that is not what was committed', async () => {
  const committed = join(tree, 'migrations/committed');
  await rm(committed, { recursive: true, force: true });
  await mkdir(committed);
  const first = migration('select 1;', null);
  const second = migration('select 2;', first.hash);
  await writeFile(join(committed, '000001-first.sql'), first.text);
  await writeFile(join(committed, '000002-second.sql'), second.text);
  expect(await guard('committed')).toBe('');
  await writeFile(join(committed, '000002-second.sql'), second.text.replace('select 2', 'select 3'));
  expect(await guard('committed')).toMatch(/^000002-second\.sql was changed after it was committed/);
  await writeFile(join(committed, '000002-second.sql'), migration('select 2;', null).text);
  expect(await guard('committed')).toMatch(/Previous migration with hash/);
  await rm(join(committed, '000002-second.sql'));
  await writeFile(join(committed, '000003-second.sql'), second.text);
  expect(await guard('committed')).toMatch(/^000003-second\.sql is number 2 in line/);
});

test('verify:fixtures fails when all.sql misses a file, lists one twice, or lists one that is gone', async () => {
  const all = join(tree, 'migrations/fixtures/all.sql');
  const listing = await readFile(all, 'utf8');
  expect(await guard('fixtures')).toBe('');
  await writeFile(join(tree, 'migrations/fixtures/unlisted.sql'), 'select 1;\n');
  expect(await guard('fixtures')).toMatch(/^migrations\/fixtures\/all\.sql misses unlisted\.sql$/m);
  await writeFile(all, `${listing}\n--! include unlisted.sql\n--! include unlisted.sql\n`);
  expect(await guard('fixtures')).toMatch(/^migrations\/fixtures\/all\.sql lists unlisted\.sql twice$/m);
  await rm(join(tree, 'migrations/fixtures/unlisted.sql'));
  expect(await guard('fixtures')).toMatch(/^migrations\/fixtures\/all\.sql lists unlisted\.sql, which is not there$/m);
});

test('verify:fixtures fails when a fixture can not run twice, or was changed without a migration that runs it', async () => {
  await appendFile(join(tree, 'migrations/fixtures/schemas.sql'), '\ncreate table if not exists tenet.tenants ();\n');
  expect(await guard('fixtures')).toBe('');
  await appendFile(join(tree, 'migrations/fixtures/schemas.sql'), "\ncomment on schema app is 'Planted.';\n");
  expect(await guard('fixtures')).toMatch(/a migrated database changes .*becomes "comment on schema app is 'Planted\.';"/);
  await appendFile(join(tree, 'migrations/fixtures/schemas.sql'), '\ncreate table tenet.tenants ();\n');
  expect(await guard('fixtures')).toMatch(/does not run again on a migrated database: relation "tenants" already exists/);
});

test('verify:schema fails when schema.sql is not what the migrations make', async () => {
  await script('generate_schema');
  expect(await guard('schema')).toBe('');
  const file = join(tree, 'migrations/schema.sql');
  await writeFile(file, (await readFile(file, 'utf8')).replace('create schema app', 'create schema planted'));
  expect(await guard('schema')).toMatch(/migrations\/schema\.sql is not what the tree makes, from line \d+: "create schema app/);
});

test('verify:types fails on a type that does not fit', async () => {
  await writeFile(join(tree, 'tsconfig.json'), (await readFile(join(tree, 'tsconfig.json'), 'utf8')).replace(/"include": \[.*\]/, '"include": ["database"]'));
  expect(await guard('types')).toBe('');
  await writeFile(join(tree, 'database/planted.ts'), "export const port: number = '5432';\n");
  expect(await guard('types')).toMatch(/database\/planted\.ts\(1,14\): error TS2322/);
});

/** What a guard complains of: nothing when it passes. Fails the test when complaint and exit code contradict each other. */
async function guard(name: string, environment: Record<string, string> = {}): Promise<string> {
  const { code, complaint } = await script(`verify_${name}`, environment);
  expect(code === 0, complaint).toBe(complaint === '');
  return complaint;
}

async function script(name: string, environment: Record<string, string> = {}): Promise<{ code: number; complaint: string }> {
  const { GITHUB_REF_NAME: _1, CI_COMMIT_BRANCH: _2, ...inherited } = process.env;
  const env = { ...inherited, TENET_SCRATCH: JSON.stringify(inject('scratch')), ...environment };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(tree, 'scripts', `${name}.ts`)], { cwd: tree, env });
    return { code: 0, complaint: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, complaint: stdout + stderr };
  }
}

function migration(body: string, previous: string | null): { hash: string; text: string } {
  const hash = calculateHash(body, previous);
  return { hash, text: `--! Previous: ${previous ?? '-'}\n--! Hash: ${hash}\n\n${body}\n` };
}
