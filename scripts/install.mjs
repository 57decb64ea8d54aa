// The first step of every npm command: installs what is missing, then runs the file it is given on the pinned Node.
//
//   node scripts/install.mjs [file.ts [arguments]]
//
// Plain JavaScript without packages, because it runs on whatever Node is there. It starts the file itself, instead of leaving
// that to `&&` in package.json: a shell remembers where it found `node` the first time, and would miss the one just installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');
const binaries = join(root, 'node_modules', '.bin');

if (!isInstalled()) install();
const [file, ...args] = process.argv.slice(2);
requirePinnedNode();
if (file) await run(file, args);

/** Whether node_modules holds what the lock file asks for: newer, or (after a checkout that touched the lock file) equal to it. */
function isInstalled() {
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  const have = packagesOf(installed);
  const want = packagesOf(wanted);
  const isSame = (name) => have[name]?.version === want[name]?.version && have[name]?.integrity === want[name]?.integrity;
  const mayBeAbsent = ({ optional, devOptional, dev }) => optional || devOptional || (dev && process.env.NODE_ENV === 'production');
  const isEqual =
    Object.keys(have).every(isSame) &&
    Object.keys(want).every((name) => name === '' || isSame(name) || (!have[name] && mayBeAbsent(want[name])));
  if (isEqual) utimesSync(installed, new Date(), new Date());
  return isEqual;
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function install() {
  console.log('Installing the packages of package-lock.json (once, about a minute) …');
  const npm = process.env.npm_execpath;
  const isNpm = npm?.endsWith('npm-cli.js');
  const { status, error } = spawnSync(isNpm ? process.execPath : 'npm', isNpm ? [npm, 'ci'] : ['ci'], {
    cwd: root,
    stdio: 'inherit',
    shell: !isNpm && process.platform === 'win32',
  });
  if (error) fail(`npm was not found (${error.message}): install Node 20 or newer together with npm.`);
  if (status !== 0) fail('The packages could not be installed: npm says why above; mend that and run the same command again.');
}

/** Node reads TypeScript, and PostGraphile runs, from here on. */
function isCurrent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 22);
}

function pinnedNode() {
  return join(binaries, process.platform === 'win32' ? 'node.cmd' : 'node');
}

function requirePinnedNode() {
  if (existsSync(pinnedNode()) || isCurrent(process.versions.node)) return;
  fail(
    process.platform === 'darwin'
      ? `On macOS Tenet runs on your own Node, which is ${process.versions.node}: install Node 22.22 or newer (24 is best).`
      : 'The pinned Node 24 is missing in node_modules: run `npm ci` without --omit=optional, or use Node 22.22 or newer.',
  );
}

async function run(file, args) {
  const path = resolve(root, file);
  process.env.NODE_COMPILE_CACHE ??= join(root, '.tenet', 'compile-cache'); // halves the time to load PostGraphile
  if (isCurrent(process.versions.node)) {
    process.argv.splice(1, process.argv.length, path, ...args);
    module.enableCompileCache();
    await import(pathToFileURL(path).href);
    return;
  }
  const child = spawn(pinnedNode(), [path, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: binaries + delimiter + process.env.PATH },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const parent = process.ppid; // the shell of npm dies without passing a signal on
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
