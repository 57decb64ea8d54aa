/**
 * `npm run verify`: every guard, that is every verify_*.ts beside this file, on one temporary server; a line for each.
 * `npm run verify -- schema fixtures` runs those two.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pc from 'picocolors';
import { stateFolder } from '../database/state.ts';
import { startScratch } from '../test/scratch.ts';

/** The first to load the example, on which two others would wait; beside it the longest of those that need none. */
const first = ['access', 'types'];
const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

const asked = process.argv.slice(2);
const guards = readdirSync(import.meta.dirname)
  .map((file) => /^verify_(.+)\.ts$/.exec(file)?.[1])
  .filter((name) => name !== undefined)
  .filter((name) => asked.length === 0 || asked.includes(name))
  .sort((one, other) => place(one) - place(other) || one.localeCompare(other));
if (guards.length === 0) throw new Error(`There is no guard called ${asked.join(' or ')}.`);

// When the migrations do not even run, the guards that need no database still have their say.
const server = await startScratch().catch((error: Error) => void console.log(`${pc.red('failed')} to install: ${error.message}`));
const shared = server ? { TENET_SCRATCH: JSON.stringify(server.scratch) } : {};
const failed: string[] = [];
const waiting = guards.values();
await Promise.all([runGuards(), runGuards()]); // two at a time, each takes the next that waits
await server?.stop();
if (process.env.CI) {
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(join(stateFolder, 'guards_result.json'), JSON.stringify({ passed: guards.length - failed.length, failed: failed.length }));
}
console.log(`${guards.length - failed.length} guards passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runGuards(): Promise<void> {
  for (const name of waiting) {
    const start = performance.now();
    const child = spawn(process.execPath, [`${import.meta.dirname}/verify_${name}.ts`], {
      env: { ...process.env, NODE_ENV: 'test', ...shared },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((settle) => child.once('exit', settle));
    const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code !== 0) failed.push(name);
    console.log(`${code === 0 ? pc.green('ok    ') : pc.red('failed')} verify:${name.padEnd(12)} ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (code !== 0) console.log(`${output}${complaint}`.trimEnd());
  }
}
