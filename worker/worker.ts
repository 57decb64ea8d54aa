/** The worker as a function: `npm start` runs it beside the server, worker/index.ts runs it alone. */
import { type Logger, run } from 'graphile-worker';
import pg from 'pg';
import { checkLogin } from '../server/startup_checks.ts';
import { startAlertDelivery } from './alert_delivery.ts';
import { checkJobs } from './check_jobs.ts';
import { releaseDeadLocks } from './dead_locks.ts';
import ourPreset from './graphile.config.ts';
import { registerSchedules } from './schedules.ts';
import { type SealingOptions, startSealer } from './sealer.ts';

export type WorkerOptions = {
  /** URL of the login tenet_worker. */
  databaseUrl: string;
  logger: Logger;
  /** What differs from graphile.config.ts. */
  preset?: GraphileConfig.WorkerOptions;
  /** How the audit trail is sealed and signed; left out, this process does not. */
  sealing?: SealingOptions;
  /** Where alerts are delivered; left out, this process does not. */
  alerts?: Parameters<typeof startAlertDelivery>[1];
};

export type RunningWorker = {
  /** Lets running jobs finish their batch, seals, signs and delivers what is there, then closes every connection. */
  stop(): Promise<void>;
  /** Resolves once stopped; rejects when the worker ends by itself. */
  ended: Promise<void>;
};

const MINUTE = 60_000;

/**
 * Starts a worker: checks its login and its jobs, frees what dead workers had locked, then runs the crontab, and beside it the sealer
 * and the delivery of alerts.
 *
 * @throws when the login could pass row level security, or a job that is scheduled cannot run.
 */
export async function startWorker({ databaseUrl, logger, preset = {}, sealing, alerts }: WorkerOptions): Promise<RunningWorker> {
  const options = { ...ourPreset.worker, ...preset };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: options.maxPoolSize, application_name: 'tenet worker' });
  const report = (error: Error) => logger.error(`connection lost: ${error.message}`);
  pool.on('error', report);
  // One that breaks while it is in use says so to its user, too.
  pool.on('connect', (client) => client.on('error', () => {}));

  try {
    const faults = [
      ...(await checkLogin(pool, 'worker')),
      ...(await checkJobs(pool, { taskDirectory: options.taskDirectory!, crontabFile: options.crontabFile! })),
    ];
    if (faults.length > 0) throw new Error(`The worker cannot start:\n  ${faults.join('\n  ')}`);
    await registerSchedules(pool, options.crontabFile!);
    await releaseDeadLocks(pool);
    const sealer = sealing && (await startSealer(databaseUrl, sealing));
    const delivery = alerts && startAlertDelivery(databaseUrl, alerts);
    // in the order in which they make work for each other
    const stopBeside = async () => {
      await sealer?.stop();
      await delivery?.stop();
    };
    const runner = await run({ pgPool: pool, logger, noHandleSignals: true, preset: { extends: [ourPreset], worker: preset } }).catch(async (error: unknown) => {
      await stopBeside();
      throw error;
    });
    const watch = setInterval(() => void releaseDeadLocks(pool).catch(report), MINUTE);
    let asked = false;
    const ended = runner.promise
      .then(() => {
        if (!asked) throw new Error('the worker ended by itself');
      })
      .finally(async () => {
        clearInterval(watch);
        await stopBeside();
        await pool.end();
      });
    return {
      ended,
      async stop() {
        asked = true;
        await runner.stop();
        await ended;
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
