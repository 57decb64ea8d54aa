/**
 * Latency: is the right guess answered sooner or later than a wrong one? The two are asked alternately, in an order drawn each time,
 * and compared by the rank sum test; a difference counts only when two samples that do not overlap both show it, beyond 4.42
 * standard deviations and with the same sign (statistics.ts). Anything less is noise of the machine.
 */
import type { Family, SqlScene } from '../channels/channel.ts';
import { NOT_NOISE, rankSumDeviation } from '../statistics.ts';
import type { Target, Victim } from '../targets.ts';
import { guessed, isVictim, value, view } from './sql_text.ts';

export const timing: Family = {
  name: 'timing',
  async sql(scene) {
    const victim = scene.victims[0]!;
    for (const target of scene.targets) {
      // the attacker does not know which is right: each half of the guesses against the other, and on with the half that differs
      let candidates = victim.guesses.get(target)!;
      while (candidates.length > 1) {
        const half = Math.ceil(candidates.length / 2);
        const [left, right] = [candidates.slice(0, half), candidates.slice(half)];
        const first = await compare(scene, target, victim, left, right);
        if (Math.abs(first) < NOT_NOISE) break;
        const second = await compare(scene, target, victim, left, right);
        if (Math.abs(second) < NOT_NOISE || Math.sign(first) !== Math.sign(second)) break;
        candidates = first > 0 ? left : right; // a match does more work
      }
      if (candidates.length === 1) scene.claim(target, victim, candidates[0]!);
    }
  },
};

async function compare(scene: SqlScene, target: Target, victim: Victim, left: readonly string[], right: readonly string[]): Promise<number> {
  const latencies = { left: [] as number[], right: [] as number[] };
  const sqlOf = (guesses: readonly string[]) =>
    `select pg_catalog.count(*) from ${view(scene.relation)} v where ${isVictim(scene.relation, victim)} and ${value(target)} in (${guesses.map((text) => guessed(target, text)).join(', ')})`;
  for (let round = 0; round < scene.effort.rounds; round++) {
    for (const side of Math.random() < 0.5 ? (['left', 'right'] as const) : (['right', 'left'] as const)) {
      const { milliseconds } = await scene.ask(sqlOf(side === 'left' ? left : right));
      latencies[side].push(milliseconds);
    }
  }
  return rankSumDeviation(latencies.left, latencies.right);
}
