/** Filters: does a victim's value equal, resemble, precede this? Guesses at once, and letter by letter. */
import type { Family, GraphqlScene } from '../channels/channel.ts';
import { oddOneOut } from '../oracle.ts';
import { letters } from '../values.ts';
import { askOfGuesses, column, guess, guessTable, isVictim, literal, value, view } from './sql_text.ts';

const alphabet = [...new Set([...letters, ...'0123456789abcdefghijklmnopqrstuvwxyzQ•…-+.@:_{}" '])];
const LONGEST = 44;

/** Each makes a condition on a value `c` out of a guess `g`. */
const operators = [
  (c: string, g: string) => `${c} = ${g}`,
  (c: string, g: string) => `not (${c} <> ${g})`,
  (c: string, g: string) => `${c} is not distinct from ${g}`,
  (c: string, g: string) => `${c} in (${g})`,
  (c: string, g: string) => `${c} = any (array[${g}])`,
  (c: string, g: string) => `${c} between ${g} and ${g}`,
  (c: string, g: string) => `${c} >= ${g} and ${c} <= ${g}`,
  (c: string, g: string) => `row(${c}) = row(${g})`,
  (c: string, g: string) => `coalesce(${c} = ${g}, false)`,
  (c: string, g: string) => `nullif(${c}, ${g}) is null and ${c} is not null`,
];
const textOperators = [
  (c: string) => `${c} like g.guess`,
  (c: string) => `${c} ilike g.guess`,
  (c: string) => `${c} not like g.guess`,
  (c: string) => `pg_catalog.strpos(${c}, g.guess) > 0`,
  (c: string) => `pg_catalog.starts_with(${c}, g.guess)`,
  (c: string) => `pg_catalog.md5(${c}) = pg_catalog.md5(g.guess)`,
  (c: string) => `pg_catalog.length(${c}) = pg_catalog.length(g.guess)`,
  (c: string) => `${c} similar to pg_catalog.regexp_replace(g.guess, '([^[:alnum:]])', '\\\\\\1', 'g')`,
  (c: string) => `${c} ~ ('^' || pg_catalog.regexp_replace(g.guess, '([^[:alnum:]])', '\\\\\\1', 'g') || '$')`,
];

/** Each says whether the text `c` begins with the prefix `p`. */
const prefixes = [
  (c: string, p: string) => `pg_catalog.left(${c}, pg_catalog.length(${p})) = ${p}`,
  (c: string, p: string) => `${c} like pg_catalog.regexp_replace(${p}, '([%_\\\\])', '\\\\\\1', 'g') || '%'`,
  (c: string, p: string) => `${c} ~ ('^' || pg_catalog.regexp_replace(${p}, '([^[:alnum:]])', '\\\\\\1', 'g'))`,
  (c: string, p: string) => `${c} collate "C" >= ${p} and ${c} collate "C" < ${p} || U&'\\+10FFFF'`,
];

export const filter: Family = {
  name: 'filter',
  async sql(scene) {
    const from = view(scene.relation);
    for (const target of scene.targets) {
      for (const [index, victim] of scene.victims.entries()) {
        const text = `${column(target)}::text`;
        const conditions = [...operators.map((make) => make(value(target), guess(target))), ...textOperators.map((make) => make(text))];
        await askOfGuesses(scene, target, victim,
          (of) => `select g.guess, ${conditions.map((condition, number) => `exists (select from ${from} v where ${isVictim(scene.relation, of)} and ${condition}) as c${number}`).join(', ')} from ${guessTable(victim.guesses.get(target)!)}`,
          conditions.length);
        // letter by letter, each victim in another way
        const begins = prefixes[index % prefixes.length]!;
        const found = await scene.ask(
          `with recursive found (prefix) as (
             select '' union all
             select f.prefix || l.letter from found f, pg_catalog.unnest(array[${alphabet.map(literal).join(', ')}]) l (letter)
              where pg_catalog.length(f.prefix) < ${LONGEST} and exists (select from ${from} v where ${isVictim(scene.relation, victim)} and ${begins(text, '(f.prefix || l.letter)')})
           )
           select f.prefix from found f order by pg_catalog.length(f.prefix) desc limit 1`, 0);
        const prefix = found.rows[0]?.['prefix'] ?? '';
        await scene.ask(`select ${text} is null as is_null from ${from} v where ${isVictim(scene.relation, victim)}`, 1 + alphabet.length * (prefix.length + 1));
        scene.claim(target, victim, prefix);
      }
    }
  },
  async graphql(scene) {
    for (const target of scene.targets) {
      const field = scene.names.field(target.column);
      for (const victim of scene.victims) await filterBy(scene, target, victim, scene.names, (condition) => ({ id: { equalTo: victim.id }, [field]: condition }));
    }
  },
};

const comparisons = ['equalTo', 'notEqualTo', 'startsWith', 'greaterThanOrEqualTo', 'likeInsensitive'] as const;

/** Asks a list with a filter a guess; stops where the schema has no such filter. */
export async function filterBy(scene: GraphqlScene, target: GraphqlScene['targets'][number], victim: GraphqlScene['victims'][number], { list, type }: { list: string; type: string }, filterOf: (condition: object) => object): Promise<void> {
  for (const comparison of comparisons) {
    const outcomes: { guess: string; answer: string }[] = [];
    for (const text of victim.guesses.get(target)!) {
      const reply = await scene.ask(`query ($filter: ${type}Filter!) { ${list}(first: 5, filter: $filter) { totalCount nodes { id } } }`, { filter: filterOf({ [comparison]: text }) });
      if (reply.data === null && reply.codes.some((code) => code.startsWith('BAD_'))) return;
      outcomes.push({ guess: text, answer: reply.text.replaceAll(text, '?') });
    }
    const odd = oddOneOut(outcomes);
    if (odd !== undefined) scene.claim(target, victim, odd);
  }
}
