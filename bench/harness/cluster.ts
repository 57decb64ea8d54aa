/** A Postgres of its own for one benchmark. */
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connected } from '../../database/connected.ts';
import { type Cluster, startPostgres } from '../../database/server.ts';

/**
 * Runs `work` with an empty folder, and removes the folder afterwards, also on failure and on Ctrl-C. `stop` is called first: it
 * ends whatever runs in that folder.
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>, stop: () => Promise<void>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tenet-bench-'));
  async function remove(): Promise<void> {
    await stop();
    await rm(await realpath(folder), { recursive: true, force: true });
    await rm(folder, { force: true }); // the link that stands for it when the temporary folder is closed to others
  }
  const abandon = () => void remove().finally(() => process.exit(130));
  process.once('SIGINT', abandon).once('SIGTERM', abandon);
  try {
    return await work(folder);
  } finally {
    process.off('SIGINT', abandon).off('SIGTERM', abandon);
    await remove();
  }
}

/**
 * Runs `work` with a Postgres whose cache holds the whole benchmark. Without crash safety, unless it is to be `durable`: reads are
 * measured, not the disk, and writes with it. Its data are removed afterwards, unless they are in a `kept` folder, which a later
 * run finds again.
 */
export async function withPostgres<T>(
  work: (cluster: Cluster, isNew: boolean) => Promise<T>,
  { kept, durable = false }: { kept?: string | undefined; durable?: boolean } = {},
): Promise<T> {
  let cluster: Cluster | undefined;
  const stop = async () => cluster?.stop();
  async function start(dataFolder: string): Promise<T> {
    const isNew = !existsSync(join(dataFolder, 'data'));
    cluster = await startPostgres({ dataFolder, durable });
    if (isNew) {
      await connected(cluster.adminUrl, async (client) => {
        await client.query("alter system set shared_buffers = '768MB'");
        await client.query("alter system set max_wal_size = '4GB'");
      });
      await cluster.stop();
      cluster = await startPostgres({ dataFolder, durable });
    }
    return work(cluster, isNew);
  }
  return kept === undefined ? inTemporaryFolder(start, stop) : start(kept).finally(stop);
}
