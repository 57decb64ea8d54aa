/** Whether two lots of latencies differ by more than noise. */

/**
 * The statistic of the rank sum test of Mann and Whitney, by its normal approximation: how many standard deviations the latencies
 * of `a` lie above those of `b` in rank. Ranks, because one slow answer among many must not decide.
 */
export function rankSumDeviation(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))].sort((x, y) => x.value - y.value);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to++;
    const rank = (from + 1 + to) / 2; // the same for all that are equal
    for (let at = from; at < to; at++) if (all[at]!.isA) rankSum += rank;
    from = to;
  }
  const [n, m] = [a.length, b.length];
  return (rankSum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

/**
 * Beyond so many deviations a difference is no noise: two-sided p < 10⁻⁵, and it has to be found twice, in samples that do not
 * overlap and with the same sign. Of a million comparisons without a difference, none is expected to pass.
 */
export const NOT_NOISE = 4.42;
