/**
 * `npm run test:matrix`: the tests of the database on every major of Postgres that can be found, one line each. Those are the
 * embedded 15 to 18, of which the older ones are installed here on first use, or the servers of TENET_MATRIX_URLS (administrators'
 * URLs, separated by spaces or commas), which must be servers to play with.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pc from 'picocolors';

const tests = ['test/database/install', 'test/database/find', 'test/migrations', 'test/functions', 'test/policies', 'test/views', 'test/isolation', 'test/lints', 'test/worker', 'test/audit', 'test/query/query'];
const here = import.meta.dirname;
const urls = (process.env.TENET_MATRIX_URLS ?? '').split(/[\s,]+/).filter((url) => url !== '');
const servers = urls.length > 0 ? urls.map((url) => ({ name: new URL(url).host, environment: { TENET_TEST_URL: url } })) : embedded();

let failed = servers.length === 0;
for (const { name, environment } of servers) {
  const { passed, failures, seconds } = runTests(environment);
  failed ||= failures > 0 || passed === 0;
  console.log(`${failures > 0 || passed === 0 ? pc.red('failed') : pc.green('ok    ')} Postgres ${name}: ${passed} passed, ${failures} failed, ${seconds} s`);
}
process.exitCode = failed ? 1 : 0;

function embedded() {
  if (!existsSync(join(here, 'node_modules/.package-lock.json'))) {
    console.log('Installing the older majors (once) …');
    spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', here], { stdio: 'inherit', shell: process.platform === 'win32' });
  }
  return [15, 16, 17, 18].flatMap((major) => {
    const isThere = major === 18 || existsSync(join(here, `node_modules/postgres-${major}`));
    if (!isThere) console.log(`       Postgres ${major}: there is no embedded one for ${process.platform}-${process.arch}; give TENET_MATRIX_URLS`);
    return isThere ? [{ name: String(major), environment: { TENET_TEST_MAJOR: String(major) } }] : [];
  });
}

function runTests(environment: Record<string, string>): { passed: number; failures: number; seconds: number } {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'tenet-matrix-'));
  const report = join(folder, 'report.json');
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [vitest, 'run', ...tests, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const { numPassedTests = 0, numFailedTests = 0 } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  if (status !== 0) console.log(stdout + stderr);
  // A file that cannot even be loaded fails the run without a failed test.
  return { passed: numPassedTests, failures: Math.max(numFailedTests, status === 0 ? 0 : 1), seconds: Math.round((performance.now() - start) / 1000) };
}
