/** Which Postgres Tenet serves on. */

const OLDEST_MAJOR = 15;

/**
 * The oldest safe minor of each major: CVE-2026-14666 lets a cached plan outlive a change of role membership (security.md, A17),
 * and 15.20 closes the memory-safety faults that any SQL user can reach (A41).
 */
const SAFE_MINOR: Readonly<Record<number, number>> = { 15: 20, 16: 15, 17: 11, 18: 6 };

export type Verdict = { verdict: 'fine' } | { verdict: 'warn' | 'refuse'; sentence: string };

/**
 * Judges a server by its `server_version_num` (180004 is 18.4). A safe major without a security fix is refused in production and
 * let through with a warning elsewhere, because the newest embedded server lags behind.
 */
export function judgeVersion(version: number, isProduction: boolean): Verdict {
  const major = Math.floor(version / 10_000);
  const minor = version % 10_000;
  if (major < OLDEST_MAJOR) {
    return { verdict: 'refuse', sentence: `This server is Postgres ${major}: Tenet needs ${OLDEST_MAJOR} or newer, so upgrade it or point DATABASE_URL elsewhere.` };
  }
  const safe = SAFE_MINOR[major] ?? 0;
  if (minor >= safe) return { verdict: 'fine' };
  const sentence = `This server is Postgres ${major}.${minor}, which lacks security fixes that tenant isolation relies on: update it to ${major}.${safe} or newer.`;
  return { verdict: isProduction ? 'refuse' : 'warn', sentence };
}
