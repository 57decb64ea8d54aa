/** Names agree: a line of the crontab, a task file, a function. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { parseCrontab } from 'graphile-worker';
import type { Pool } from 'pg';

type Places = { taskDirectory: string; crontabFile: string };

/** The jobs that have a task file, and those that the crontab names. */
export async function listJobs({ taskDirectory, crontabFile }: Places): Promise<{ tasks: string[]; scheduled: string[] }> {
  const files = (await readdir(taskDirectory)).map((file) => parse(file)).filter(({ ext }) => ext === '.sql');
  const lines = parseCrontab(await readFile(crontabFile, 'utf8'));
  return { tasks: files.map(({ name }) => name), scheduled: lines.map(({ task }) => task) };
}

/**
 * Checks, before any job runs, that each one scheduled can: returns a sentence for every crontab line without a task file, and for
 * every task whose function the login cannot call.
 */
export async function checkJobs(pool: Pool, places: Places): Promise<string[]> {
  const { tasks, scheduled } = await listJobs(places);
  const { rows } = await pool.query<{ name: string }>(
    `select t.name
       from unnest($1::text[]) as t (name)
      where has_function_privilege(to_regprocedure(format('tenet_private.%I(integer)', t.name)), 'execute') is not true`,
    [tasks],
  );
  return [
    ...scheduled.filter((name) => !tasks.includes(name)).map((name) => `the crontab names ${name}, and there is no tasks/${name}.sql`),
    ...rows.map(({ name }) => `tasks/${name}.sql: this login cannot call tenet_private.${name}(integer), or there is no such function`),
  ];
}
