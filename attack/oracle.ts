/** The ways in which an attacker makes a value out of answers. */

/** The one guess that is answered unlike all the others, which are answered alike; undefined when there is no such guess. */
export function oddOneOut(answers: readonly { guess: string; answer: string }[]): string | undefined {
  const groups = [...Map.groupBy(answers, ({ answer }) => answer).values()].sort((a, b) => a.length - b.length);
  const [odd, others] = groups;
  return groups.length === 2 && odd!.length === 1 && others!.length > 1 ? odd![0]!.guess : undefined;
}
