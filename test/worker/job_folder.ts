/** Jobs that exist for one test only. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a folder with a task file for each job and a crontab, removed after the test. */
export async function makeJobFolder({ jobs, crontab = '' }: { jobs: string[]; crontab?: string }): Promise<{ taskDirectory: string; crontabFile: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tenet-jobs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const taskDirectory = join(folder, 'tasks');
  const crontabFile = join(folder, 'crontab');
  await mkdir(taskDirectory);
  for (const job of jobs) await writeFile(join(taskDirectory, `${job}.sql`), `select tenet_private.${job}(batch_limit => $1);\n`);
  await writeFile(crontabFile, `${crontab}\n`);
  return { taskDirectory, crontabFile };
}
