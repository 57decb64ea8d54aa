/** Fails when migrations/current.sql is not the link to current.sql, or, on main, when a migration was left in it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const faults = [...linkFaults(), ...(branch() === 'main' ? blankFaults() : [])];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

function linkFaults(): string[] {
  try {
    if (readlinkSync(`${root}/migrations/current.sql`) === '../current.sql') return [];
  } catch {
    // no link at all
  }
  return ['migrations/current.sql must be the link to ../current.sql: ln -sf ../current.sql migrations/current.sql'];
}

function blankFaults(): string[] {
  const statements = readFileSync(`${root}/current.sql`, 'utf8').replaceAll(/^--(?!!).*$/gm, '').trim();
  return statements === '' ? [] : ['current.sql holds a migration on main: run npm run migrate:commit, which makes it history.'];
}

/** The branch that is checked out, or that continuous integration says it checked out; empty without git. */
function branch(): string {
  const given = process.env.GITHUB_REF_NAME ?? process.env.CI_COMMIT_BRANCH;
  if (given) return given;
  try {
    return execFileSync('git', ['branch', '--show-current'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
