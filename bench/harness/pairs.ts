/** Paired measuring on a machine that others use as well: short slices of each contestant in random order, compared per round. */
import { readFileSync } from 'node:fs';

/** Somebody who can answer requests over one connection, whose server process is `pid`. */
export type Contestant<Request> = { name: string; pid: number; answer(request: Request): Promise<unknown> };

/** What one contestant took in one round, a mean over its slice, in microseconds a request. `cpu` is its server process's. */
export type Slice = { latency: number; cpu: number | undefined; byGroup: Map<string, number> };

/** A median with its quartiles. */
export type Spread = { median: number; low: number; high: number };

/**
 * Has every contestant answer the same `size` requests in every round, one at a time. The requests go on from round to round, in
 * the order given, and begin again at the end. Returns for each contestant one slice a round.
 */
export async function measure<Request>(
  contestants: readonly Contestant<Request>[],
  requests: readonly Request[],
  { rounds, size, groupOf }: { rounds: number; size: number; groupOf(request: Request): string },
): Promise<Map<string, Slice[]>> {
  const slices = new Map<string, Slice[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const chosen = Array.from({ length: size }, (_, index) => requests[(round * size + index) % requests.length]!);
    for (const contestant of shuffled(contestants)) {
      slices.get(contestant.name)!.push(await measureSlice(contestant, chosen, groupOf));
    }
  }
  return slices;
}

async function measureSlice<Request>(contestant: Contestant<Request>, requests: Request[], groupOf: (request: Request) => string): Promise<Slice> {
  const groups = new Map<string, { total: number; count: number }>();
  const cpuBefore = cpuOf(contestant.pid);
  for (const request of requests) {
    const before = performance.now();
    await contestant.answer(request);
    const took = (performance.now() - before) * 1000;
    const group = groups.get(groupOf(request)) ?? { total: 0, count: 0 };
    groups.set(groupOf(request), { total: group.total + took, count: group.count + 1 });
  }
  const cpuAfter = cpuOf(contestant.pid);
  const total = [...groups.values()].reduce((sum, group) => sum + group.total, 0);
  return {
    latency: total / requests.length,
    cpu: cpuBefore === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpuBefore) / 1000 / requests.length,
    byGroup: new Map([...groups].map(([name, group]) => [name, group.total / group.count])),
  };
}

/** Nanoseconds that a process has spent on a processor; undefined where the system does not tell (Linux does). */
function cpuOf(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return undefined;
  }
}

/** How much one contestant took of what the other took, round by round. Rounds in which either has no figure are left out. */
export function ratio(of: Slice[], to: Slice[], figure: (slice: Slice) => number | undefined): Spread {
  return spread(of.flatMap((slice, round) => {
    const [ours, theirs] = [figure(slice), figure(to[round]!)];
    return ours === undefined || theirs === undefined ? [] : [ours / theirs];
  }));
}

/** How much of one list of figures is of the other, round by round. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): Spread {
  return spread(ours.map((figure, round) => figure / theirs[round]!));
}

/** Median and quartiles; NaN for no figures. */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

export function shuffled<T>(list: readonly T[]): T[] {
  return list.map((item) => ({ item, place: Math.random() })).sort((a, b) => a.place - b.place).map(({ item }) => item);
}
