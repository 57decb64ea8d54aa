/** The worker as a process: SIGTERM or SIGINT lets running jobs finish and ends it with 0. */
import '../server/environment.ts';
import { makeLogger } from './log.ts';
import { startWorker } from './worker.ts';

const databaseUrl = process.env['TENET_DATABASE_URL_WORKER'];
if (!databaseUrl) {
  process.stderr.write('TENET_DATABASE_URL_WORKER is required: the URL of the login tenet_worker.\n');
  process.exit(1);
}
const isProduction = !['development', 'test'].includes(process.env['NODE_ENV'] ?? '');
const logger = makeLogger(process.env['TENET_LOG_LEVEL'] ?? (isProduction ? 'info' : 'warn'));
const worker = await startWorker({ databaseUrl, logger });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  // Once: a second signal ends the process at once.
  process.once(signal, () => {
    logger.info(`${signal}: finishing the jobs that are running`);
    void worker.stop();
  });
}
await worker.ended;
