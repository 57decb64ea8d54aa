/** Once a run: one Postgres for all tests, with the migrated database that each test file gets a copy of. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Major } from '../database/binaries.ts';
import { findPostgres } from '../database/find.ts';
import { installDatabase } from '../database/install.ts';
import { type Cluster, startPostgres } from '../database/server.ts';
import { dropDatabase } from '../database/template.ts';
import { type Passwords, randomPasswords } from '../database/urls.ts';
import { installPgTap } from './pgtap/install.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { adminUrl: string; version: number; passwords: Passwords };
  }
}

/**
 * The embedded Postgres of TENET_TEST_MAJOR (18), without crash safety, in a temporary folder; or the server of TENET_TEST_URL,
 * which must be one to play with, because the logins of Tenet get new passwords there.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, remove } = await startCluster(process.env.TENET_TEST_URL);
  const passwords = randomPasswords();
  await dropTemplates(cluster);
  const urls = await installDatabase({ adminUrl: cluster.adminUrl, database: 'tenet_template', passwords });
  await installPgTap(urls.admin);
  project.provide('cluster', { adminUrl: cluster.adminUrl, version: cluster.version, passwords });
  return async () => {
    await dropTemplates(cluster);
    await remove();
  };
}

async function startCluster(url: string | undefined): Promise<{ cluster: Cluster; remove(): Promise<void> }> {
  if (url) return { cluster: await findPostgres({ DATABASE_URL: url }), remove: async () => {} };
  const dataFolder = await mkdtemp(join(tmpdir(), 'tenet-test-'));
  const major = Number(process.env.TENET_TEST_MAJOR ?? 18) as Major;
  const cluster = await startPostgres({ dataFolder, major, durable: false });
  return {
    cluster,
    async remove() {
      await cluster.stop();
      await rm(await realpath(dataFolder), { recursive: true });
      await rm(dataFolder, { force: true }); // the link that stands for it when the temporary folder is closed to others
    },
  };
}

async function dropTemplates({ adminUrl }: Cluster): Promise<void> {
  for (const template of ['agency_template', 'tenet_template']) await dropDatabase(adminUrl, template);
}
