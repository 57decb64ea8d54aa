/** Servers and databases to play with: for tests, and for the scripts that generate and verify texts. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, realpath, rm, stat, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Major } from '../database/binaries.ts';
import { connected } from '../database/connected.ts';
import { findPostgres } from '../database/find.ts';
import { installDatabase } from '../database/install.ts';
import { isServing, readLock } from '../database/postmaster.ts';
import { type Cluster, startPostgres } from '../database/server.ts';
import { cloneDatabase, dropDatabase } from '../database/template.ts';
import { type DatabaseUrls, type Passwords, randomPasswords, urlsOf } from '../database/urls.ts';
import { loadExample } from '../examples/agency/load.ts';

/** `tenet_template` is a migrated database; `agency_template` holds the example as well. */
export type Template = 'tenet_template' | 'agency_template';
/** A server that has the templates, and the passwords of its logins. */
export type Scratch = { adminUrl: string; version: number; passwords: Passwords };
/** A database of one's own. */
export type Copy = { name: string; urls: DatabaseUrls; drop(): Promise<void> };

/**
 * Starts a server with the template `tenet_template`: a temporary one, or the one of `url`, whose logins get new passwords.
 */
export async function startScratch({ url, major = 18 }: { url?: string | undefined; major?: Major } = {}): Promise<{
  scratch: Scratch;
  stop(): Promise<void>;
}> {
  const cluster = url ? await findPostgres({ DATABASE_URL: url, NODE_ENV: 'test' }) : await startTemporary(major);
  const { adminUrl, version } = cluster;
  const dropTemplates = async () => {
    for (const template of ['agency_template', 'tenet_template']) await dropDatabase(adminUrl, template);
  };
  if (url) await dropTemplates();
  const passwords = randomPasswords();
  const stop = async () => {
    if (url) await dropTemplates();
    await cluster.stop();
  };
  try {
    await installDatabase({ adminUrl, database: 'tenet_template', passwords });
  } catch (error) {
    await stop();
    throw error;
  }
  return { scratch: { adminUrl, version, passwords }, stop };
}

const prefix = 'tenet-scratch-';

/** An embedded server without crash safety, in a temporary folder that stop() removes. */
export async function startTemporary(major: Major): Promise<Cluster> {
  const dataFolder = await mkdtemp(join(await fastestFolder(), prefix));
  const cluster = await startPostgres({ dataFolder, major, durable: false });
  return {
    ...cluster,
    async stop() {
      await cluster.stop();
      await rm(await realpath(dataFolder), { recursive: true });
      await rm(dataFolder, { force: true }); // the link that stands for it when the temporary folder is closed to others
    },
  };
}

/**
 * Memory, where Linux offers enough of it as files, else the disk: a database is 750 files, and making them on a disk is three quarters
 * of what a copy takes. What a killed run left in memory is removed.
 */
async function fastestFolder(): Promise<string> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  if (Math.min(bavail * bsize, freemem()) < 6 * 2 ** 30) return tmpdir();
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of (await readdir(memory)).filter((name) => name.startsWith(prefix))) {
    const folder = join(memory, name);
    const lock = await readLock(join(folder, 'data'));
    const isLeft = !(lock && (await isServing(lock.pid, join(folder, 'data'))));
    const made = await stat(folder).catch(() => undefined); // another run may be removing it, too
    if (isLeft && made && made.mtimeMs < anHourAgo) await rm(folder, { recursive: true, force: true }).catch(() => {}); // somebody else's stays
  }
  return memory;
}

/** Makes a database of its own from a template, or from another copy, to which nobody is connected. */
export async function copyTemplate(scratch: Scratch, template: Template | Copy): Promise<Copy> {
  const { adminUrl, passwords } = scratch;
  if (template === 'agency_template') await makeAgencyTemplate(scratch);
  const source = typeof template === 'string' ? template : template.name;
  const name = `copy_${randomBytes(6).toString('hex')}`;
  await cloneDatabase(adminUrl, source, name);
  return { name, urls: urlsOf(adminUrl, name, passwords), drop: () => dropDatabase(adminUrl, name) };
}

/** Loads the example once a server, when it is first asked for; whoever asks meanwhile waits. */
async function makeAgencyTemplate({ adminUrl, passwords }: Scratch): Promise<void> {
  await connected(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('agency_template'))");
    const { rowCount } = await client.query("select from pg_database where datname = 'agency_template'");
    if (rowCount) return;
    const staging = 'agency_template_loading';
    await dropDatabase(adminUrl, staging);
    await cloneDatabase(adminUrl, 'tenet_template', staging);
    await loadExample({ admin: urlsOf(adminUrl, staging, passwords).admin, log: () => {} });
    await client.query(`alter database ${staging} rename to agency_template`);
  });
}
