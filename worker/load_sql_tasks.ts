/** Lets graphile-worker run jobs that are written in SQL: tasks/<job>.sql, one statement that calls the function of the same name. */
import { readFile } from 'node:fs/promises';
import { runJob } from './run_job.ts';

/** A plugin for graphile-worker that makes a task of every .sql file in its task folder. */
export const LoadSqlTasksPlugin: GraphileConfig.Plugin = {
  name: 'LoadSqlTasksPlugin',
  version: '1.0.0',
  worker: {
    hooks: {
      async loadTaskFromFiles(_context, details) {
        const file = details.fileDetailsList.find(({ extension }) => extension === '.sql');
        if (details.handler || !file) return;
        const statement = readStatement(details.taskIdentifier, await readFile(file.fullPath, 'utf8'));
        details.handler = (payload, helpers) => runJob({ job: details.taskIdentifier, statement, payload, helpers });
      },
    },
  },
};

/**
 * The statement of a task file, without comments.
 *
 * @throws unless it is one call of the function of the job's name, with the number of rows to do at most as its only argument.
 */
export function readStatement(job: string, text: string): string {
  const statement = text.replace(/^\s*--.*$/gm, '').trim();
  const wanted = `select tenet_private.${job}(batch_limit => $1);`;
  if (statement !== wanted) throw new Error(`tasks/${job}.sql must hold one statement and nothing else:  ${wanted}`);
  return statement;
}
