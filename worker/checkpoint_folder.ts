/** Checkpoints in a folder: a file that is complete or not there, and that nothing here ever changes. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AlreadyKept, type CheckpointStore, isTenant, nameOf, sizeOf } from './checkpoint_store.ts';

/** A store in a folder, which is made when it is missing. Several processes may write to it. */
export function checkpointFolder(root: string): CheckpointStore {
  const folderOf = (tenant: string) => join(root, tenant);
  /** The largest size of a tenant, and when its folder had last changed: after some years it has too many names to list each time. */
  const seen = new Map<string, { size: bigint; changed: bigint }>();

  async function largest(tenant: string): Promise<bigint | null> {
    const changed = await changedAt(folderOf(tenant));
    if (changed === null) return null;
    const before = seen.get(tenant);
    if (before?.changed === changed) return before.size;
    let size: bigint | null = null;
    for (const name of await readdir(folderOf(tenant))) {
      const other = sizeOf(name);
      if (other !== null && (size === null || other > size)) size = other;
    }
    if (size !== null) seen.set(tenant, { size, changed });
    return size;
  }

  return {
    place: resolve(root),
    async tenants() {
      return (await changedAt(root)) === null ? [] : (await readdir(root)).filter(isTenant);
    },
    async newest(tenant) {
      const size = await largest(tenant);
      return size === null ? null : { size, note: await readFile(join(folderOf(tenant), nameOf(size, 'checkpoint')), 'utf8') };
    },
    async add(tenant, { size, note, leaves }) {
      const folder = folderOf(tenant);
      const before = seen.get(tenant);
      const isAlone = before !== undefined && before.size < size && before.changed === (await changedAt(folder));
      if (await mkdir(folder, { recursive: true })) await sync(root);
      await writeOnce(folder, nameOf(size, 'leaves'), leaves);
      await writeOnce(folder, nameOf(size, 'checkpoint'), Buffer.from(note));
      const changed = await changedAt(folder);
      if (isAlone && changed !== null) seen.set(tenant, { size, changed });
    },
    close() {},
  };
}

/** When names were last added to a folder or taken out of it, in nanoseconds; null when it is not there. */
async function changedAt(folder: string): Promise<bigint | null> {
  try {
    return (await stat(folder, { bigint: true })).mtimeNs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Makes a file that survives a power cut, under a name of its own first: a link to it appears whole, or fails when the name is
 * taken, however many processes try. A process that is killed leaves at most such an unnamed file.
 */
async function writeOnce(folder: string, name: string, content: Buffer): Promise<void> {
  const target = join(folder, name);
  const staging = join(folder, `.${name}.${randomBytes(8).toString('hex')}`);
  const file = await open(staging, 'wx', 0o644);
  try {
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(staging, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!content.equals(await readFile(target))) throw new AlreadyKept(target);
  } finally {
    await unlink(staging);
  }
  await sync(folder);
}

/** Makes the names in a folder survive a power cut; Windows has no such thing. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
