/** Fails when the type checker finds a fault. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.exitCode = spawnSync(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '--project', root], { stdio: 'inherit' }).status ?? 1;
