/** The crontab as the database is told of it, so that it can say what is overdue. */
import { readFile } from 'node:fs/promises';
import { type ParsedCronItem, parseCrontab } from 'graphile-worker';
import type { Pool } from 'pg';

export type Schedule = {
  job: string;
  /** Minute, hour, day, month and weekday, as they are written. */
  cron: string;
  /** Minutes between two ticks, at most. */
  longest_gap_minutes: number;
};

const MINUTES_A_DAY = 1440;
/** Long enough for a line that means the 29th of February: eight years can pass without one. */
const DAYS = 9 * 366;

/** Writes the crontab down in tenet.job_schedules. */
export async function registerSchedules(pool: Pool, crontabFile: string): Promise<void> {
  const schedules = readSchedules(await readFile(crontabFile, 'utf8'));
  await pool.query('select tenet_private.register_job_schedules(schedules => $1)', [JSON.stringify(schedules)]);
}

/**
 * The schedule of each job of a crontab. One with several lines has the gap of the line that ticks most often: the true one is no
 * longer.
 *
 * @throws for a line that names no moment, such as the 31st of February.
 */
export function readSchedules(crontab: string): Schedule[] {
  const schedules = new Map<string, Schedule>();
  for (const line of crontab.split('\n')) {
    const [item] = parseCrontab(line);
    if (item === undefined) continue;
    const cron = line.trim().split(/\s+/).slice(0, 5).join(' ');
    const gap = longestGap(item);
    if (gap === null) throw new Error(`crontab: ${item.task} never runs, because no day is "${cron}"`);
    const before = schedules.get(item.task);
    schedules.set(item.task, {
      job: item.task,
      cron: before ? `${before.cron}; ${cron}` : cron,
      longest_gap_minutes: Math.min(gap, before?.longest_gap_minutes ?? gap),
    });
  }
  return [...schedules.values()];
}

/** The longest time between two ticks of one line, in minutes; null when it has none. Which minutes of a day tick is the same on each day that does. */
function longestGap({ match }: ParsedCronItem): number | null {
  let minutes: number[] = [];
  let gap = 0;
  let last: number | null = null;
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day));
    const digest = { date: date.getUTCDate(), month: date.getUTCMonth() + 1, dow: date.getUTCDay() };
    const ticks = (minute: number) => match({ ...digest, min: minute % 60, hour: Math.floor(minute / 60) });
    if (minutes.length === 0) minutes = Array.from({ length: MINUTES_A_DAY }, (_, minute) => minute).filter(ticks);
    else if (!ticks(minutes[0]!)) continue;
    if (minutes.length === 0) continue;
    for (const minute of minutes) {
      const tick: number = day * MINUTES_A_DAY + minute;
      if (last !== null) gap = Math.max(gap, tick - last);
      last = tick;
    }
  }
  return last === null ? null : gap;
}
