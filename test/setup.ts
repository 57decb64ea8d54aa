/** Once a run: one Postgres for all tests, with the migrated database that each test file gets a copy of. */
import type { TestProject } from 'vitest/node';
import type { Major } from '../database/binaries.ts';
import { withDatabase } from '../database/urls.ts';
import { installPgTap } from './pgtap/install.ts';
import { type Scratch, startScratch } from './scratch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    scratch: Scratch;
  }
}

/**
 * The embedded Postgres of TENET_TEST_MAJOR (18), or the server of TENET_TEST_URL, which must be one to play with.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TENET_TEST_URL: url, TENET_TEST_MAJOR: major = '18' } = process.env;
  const { scratch, stop } = await startScratch({ url, major: Number(major) as Major });
  await installPgTap(withDatabase(scratch.adminUrl, 'tenet_template'));
  project.provide('scratch', scratch);
  return stop;
}
