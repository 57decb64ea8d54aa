/** The worker as a process: SIGTERM or SIGINT lets running jobs finish, seals and signs what is there, and ends it with 0. */
import '../server/environment.ts';
import { stateFolder } from '../database/state.ts';
import { readWorkerConfig } from '../server/config.ts';
import { createLog } from '../server/log.ts';
import { makeLogger } from './log.ts';
import { alertChannels, sealingOptions } from './settings.ts';
import { startWorker } from './worker.ts';

try {
  const config = readWorkerConfig(process.env);
  const log = createLog(config.TENET_LOG_LEVEL);
  const starting = sealingOptions(config, log, stateFolder).then((sealing) =>
    startWorker({ databaseUrl: config.TENET_DATABASE_URL_WORKER, logger: makeLogger(log), sealing, alerts: { channels: alertChannels(config, log), log } }),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // Once: a second signal ends the process at once.
    process.once(signal, () => {
      log.info({ part: 'worker' }, `${signal}: finishing the jobs that are running`);
      void starting.then((worker) => worker.stop()).catch(() => undefined); // what could not start is told below
    });
  }
  await (await starting).ended;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
