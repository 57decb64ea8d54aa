import { publicFailure } from './errors.ts';

/** Runs work for somebody when it is their turn: what the work gives is given back. */
export type Turns = <Result>(who: string, work: () => Promise<Result>) => Promise<Result>;

type Options = {
  /** Works of one person that run at once; further ones wait in line. */
  most: number;
  /** Milliseconds a work waits for; null waits for as long as it takes. */
  patience: number | null;
};

/**
 * Lets everybody have a few works running at once, so that nobody takes all there is of what they need.
 *
 * Throws RATE_LIMITED for work that waited in vain; it has not begun then.
 */
export function createTurns({ most, patience }: Options): Turns {
  const lines = new Map<string, { running: number; waiting: Set<() => void> }>();

  return async (who, work) => {
    let line = lines.get(who);
    if (line === undefined) lines.set(who, (line = { running: 0, waiting: new Set() }));
    // whoever ends hands the turn on, so nobody who comes later overtakes those who wait
    if (line.running < most) line.running += 1;
    else await turn(line.waiting, patience);
    try {
      return await work();
    } finally {
      const [next] = line.waiting;
      if (next !== undefined) {
        line.waiting.delete(next);
        next();
      } else {
        line.running -= 1;
        if (line.running === 0) lines.delete(who);
      }
    }
  };
}

function turn(waiting: Set<() => void>, patience: number | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const begin = () => {
      clearTimeout(timer);
      resolve();
    };
    const giveUp = () => {
      waiting.delete(begin);
      reject(publicFailure('RATE_LIMITED', 'Too many requests at once.'));
    };
    const timer = patience === null ? undefined : setTimeout(giveUp, patience);
    waiting.add(begin);
  });
}
