/** A database with the agency example that exists for the length of one script: the same every time. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installDatabase } from '../database/install.ts';
import { startPostgres } from '../database/server.ts';
import { type DatabaseUrls, randomPasswords } from '../database/urls.ts';
import { loadExample } from '../examples/agency/load.ts';

/** Starts an embedded Postgres in a temporary folder, installs Tenet and the example, runs `work`, and removes it all. */
export async function withAgencyDatabase<Result>(work: (urls: DatabaseUrls) => Promise<Result>): Promise<Result> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'tenet-agency-'));
  const cluster = await startPostgres({ dataFolder, durable: false });
  try {
    const urls = await installDatabase({ adminUrl: cluster.adminUrl, database: 'agency', passwords: randomPasswords() });
    await loadExample({ admin: urls.admin, log: () => {} });
    return await work(urls);
  } finally {
    await cluster.stop();
    await rm(await realpath(dataFolder), { recursive: true });
    await rm(dataFolder, { force: true }); // the link that stands for it when the temporary folder is closed to others
  }
}
