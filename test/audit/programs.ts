/** The two programs that verify, run on cases. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../cli/audit_verify.mjs';
import type { Case } from './cases.ts';

export const cli = fileURLToPath(new URL('../../cli', import.meta.url));
export const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3 is not installed';

export type Outcome = { code: number; stdout: string; stderr: string };

/** Writes cases to a folder, and hands each one's arguments on. */
export async function withFiles<T>(cases: Case[], use: (argumentLists: string[][]) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tenet-audit-'));
  try {
    return await use(cases.map((one, index) => writeCase(join(folder, String(index)), one)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeCase(folder: string, { lines, keys, kept }: Case): string[] {
  mkdirSync(join(folder, 'kept'), { recursive: true });
  writeFileSync(join(folder, 'export.jsonl'), Buffer.concat(lines.map((line) => Buffer.from(line))));
  for (const [name, content] of Object.entries(kept)) writeFileSync(join(folder, 'kept', name), content);
  const checkpoints = Object.keys(kept).length > 0 ? ['--checkpoint', join(folder, 'kept')] : [];
  return [join(folder, 'export.jsonl'), '--json', ...keys.flatMap((key) => ['--key', key]), ...checkpoints];
}

export async function inJavaScript(argv: string[]): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (written[name] += text) });
  return { code: await run(argv, { stdout: into('stdout'), stderr: into('stderr') }), ...written };
}

/** All of them in one process, as starting Python takes longer than verifying. */
export function inPython(argumentLists: string[][]): Outcome[] {
  const input = argumentLists.map((argv) => `${JSON.stringify(argv)}\n`).join('');
  const twin = fileURLToPath(new URL('./twin.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync('python3', [twin, cli], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Outcome);
}
