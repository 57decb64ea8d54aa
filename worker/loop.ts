/** Work that is done again and again, beside the jobs of the crontab, until the worker stops. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../server/log.ts';

export type Loop = {
  /** Ends the pause, or waits for the step that runs; no other begins. */
  stop(): Promise<void>;
};

type LoopOptions = {
  /** What a log calls it. */
  name: string;
  /** Milliseconds from the end of a step to the next one. */
  every: number;
  /** One step; long ones ask `isStopping` between their parts. */
  step(isStopping: () => boolean): Promise<void>;
  log: Log;
  /** Told of every failure but the first two, which a restart of the database causes as well. */
  onTrouble(failures: number): Promise<void>;
};

/** After a failure the pause doubles, up to this many milliseconds. */
const LONGEST_PAUSE = 60_000;
const FEW = 2;

/** Starts with a step at once. A step that throws is written down and tried again; it never ends the loop. */
export function startLoop({ name, every, step, log, onTrouble }: LoopOptions): Loop {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  const run = async () => {
    let failures = 0;
    while (!isStopping()) {
      try {
        await step(isStopping);
        if (failures > 0) log.info({ part: name, failures }, `${name} works again`);
        failures = 0;
      } catch (error) {
        failures += 1;
        log.error({ part: name, failures, reason: (error as Error).message }, `${name} failed, and is tried again`);
        if (failures > FEW) await onTrouble(failures).catch((trouble: Error) => log.error({ part: name, reason: trouble.message }, 'the alert could not be raised'));
      }
      const pause = Math.max(every, Math.min(every * 2 ** failures, LONGEST_PAUSE));
      await wait(failures === 0 ? every : pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
