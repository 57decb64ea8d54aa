/** What graphile-worker says, as lines of JSON like those of the server. */
import { Logger } from 'graphile-worker';
import type { Log } from '../server/log.ts';

const levels = { error: 'error', warning: 'warn', info: 'info', debug: 'debug' } as const;

/** A logger for graphile-worker. Job payloads and error objects, which come as extras of a message, are not written. */
export function makeLogger(log: Log): Logger {
  return new Logger((scope) => (severity, message) => log[levels[severity]]({ part: 'worker', task: scope.taskIdentifier, job: scope.jobId }, message));
}
