/** `npm run generate`: every generated text, that is every generate_*.ts beside this file; read the difference afterwards. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { startScratch } from '../test/scratch.ts';

const asked = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .map((file) => /^generate_(.+)\.ts$/.exec(file)?.[1])
  .filter((name) => name !== undefined)
  .filter((name) => asked.length === 0 || asked.includes(name))
  .sort();
if (names.length === 0) throw new Error(`There is no generated text called ${asked.join(' or ')}.`);

const { scratch, stop } = await startScratch();
for (const name of names) {
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/generate_${name}.ts`], {
    env: { ...process.env, NODE_ENV: 'test', TENET_SCRATCH: JSON.stringify(scratch) },
    stdio: 'inherit',
  });
  console.log(`${status === 0 ? 'wrote' : 'failed'} generate:${name}`);
  if (status !== 0) process.exitCode = 1;
}
await stop();
