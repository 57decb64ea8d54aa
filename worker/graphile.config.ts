/** What graphile-worker is told: where the jobs are, and how many run at once. */
import { join } from 'node:path';
import { LoadSqlTasksPlugin } from './load_sql_tasks.ts';

const preset: GraphileConfig.Preset = {
  plugins: [LoadSqlTasksPlugin],
  // A job is SQL. A file that happens to be executable, as all are on some file systems, must not be run by the shell instead.
  disablePlugins: ['LoadTaskFromExecutableFilePlugin', 'LoadTaskFromJsPlugin'],
  worker: {
    schema: 'graphile_worker',
    taskDirectory: join(import.meta.dirname, 'tasks'),
    crontabFile: join(import.meta.dirname, 'crontab'),
    concurrentJobs: 4,
    // One connection a job, one that listens, one that looks for jobs and writes the crontab.
    maxPoolSize: 6,
    // How long after a stop a job may begin its next batch.
    gracefulShutdownAbortTimeout: 500,
    // Not negative: only then does a stop wait until the end of a job is written.
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
  },
};

export default preset;
