/** `npm run bench`: runs every benchmark of this folder, one after the other. Fails on an error, not on a missed goal. */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const benchmarks = (await readdir(folder)).filter((name) => name.endsWith('.ts') && name !== basename(import.meta.filename)).sort();

for (const name of benchmarks) {
  const { status } = spawnSync(process.execPath, [`bench/${name}`], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' });
  if (status !== 0) {
    console.error(`bench/${name} failed.`);
    process.exitCode = 1;
  }
}
