/** Pieces of SQL that the probes share. */
import { escapeIdentifier, escapeLiteral } from 'pg';
import { oddOneOut } from '../oracle.ts';
import type { Answer, SqlScene } from '../channels/channel.ts';
import type { Relation, Target, Victim } from '../targets.ts';

export const literal = escapeLiteral;
export const column = ({ column: name }: { column: string }) => `v.${escapeIdentifier(name)}`;
export const view = ({ view: name }: Relation) => `api.${escapeIdentifier(name)}`;
export const isVictim = ({ key }: Relation, { id }: { id: string }) => `v.${escapeIdentifier(key)} = ${literal(id)}`;
export const areVictims = ({ key }: Relation, victims: readonly Victim[]) => `v.${escapeIdentifier(key)} in (${victims.map(({ id }) => literal(id)).join(', ')})`;
/** Guesses as a table `g (guess)`. */
export const guessTable = (guesses: readonly string[]) => `pg_catalog.unnest(array[${guesses.map(literal).join(', ')}]) as g (guess)`;
/** Types that Postgres cannot compare are compared as text. */
export const comparable = ({ type }: Target) => !/^(json|xml|point)/.test(type);
/** An expression of the column's type, or its text where that type cannot be compared. */
export const value = (target: Target) => (comparable(target) ? column(target) : `${column(target)}::text`);
export const guess = (target: Target) => (comparable(target) ? `g.guess::${target.type}` : 'g.guess');
export const guessed = (target: Target, text: string) => (comparable(target) ? `${literal(text)}::${target.type}` : literal(text));

/**
 * Asks one statement with a row a guess, whose column `guess` is the guess and whose other columns are answers, each an oracle of its
 * own; says the guess that one of them answers unlike the others, unless it does so of another victim as well: then it is something
 * about the guess, such as being as long as a mask, and nothing about the victim.
 */
export async function askOfGuesses(scene: SqlScene, target: Target, victim: Victim, sqlOf: (victim: Victim) => string, oracles: number): Promise<void> {
  const guesses = victim.guesses.get(target) as readonly string[];
  const answer = await scene.ask(sqlOf(victim), guesses.length * oracles);
  // an error may hold a guess, which is no news
  if (answer.error !== null) scene.claim(target, victim, guesses.reduce((text, known) => text.replaceAll(known, '?'), answer.error));
  const odd = oddOnes(answer);
  if (odd.size === 0) return;
  const ofAnother = oddOnes(await scene.ask(sqlOf(another(scene, victim)), guesses.length * oracles));
  for (const [oracle, text] of odd) if (ofAnother.get(oracle) !== text) scene.claim(target, victim, text);
}

function oddOnes({ rows }: Answer): Map<string, string> {
  const oracles = Object.keys(rows[0] ?? {}).filter((name) => name !== 'guess');
  return new Map(oracles.flatMap((name) => {
    const odd = oddOneOut(rows.map((row) => ({ guess: row['guess'] as string, answer: row[name] ?? 'null' })));
    return odd === undefined ? [] : [[name, odd]];
  }));
}

const another = ({ victims }: SqlScene, victim: Victim) => victims[(victims.indexOf(victim) + 1) % victims.length] as Victim;

/**
 * Asks one statement a guess, and says the guess whose outcome is unlike that of the others: rows or error, without the guess itself.
 * Where the statement is about one victim, the outcome must be another for that victim than for the next one, as above.
 */
export async function tryGuesses(scene: SqlScene, target: Target, victim: Victim, sqlOf: (text: string, victim: Victim) => string): Promise<void> {
  const guesses = victim.guesses.get(target) as readonly string[];
  async function outcomeOf(text: string, of: Victim): Promise<Answer & { outcome: string }> {
    const answer = await scene.attempt(sqlOf(text, of));
    return { ...answer, outcome: answer.text.replaceAll(text, '?').replaceAll(of.id, '!') };
  }
  const outcomes: { guess: string; answer: string }[] = [];
  for (const text of guesses) {
    const { outcome, error } = await outcomeOf(text, victim);
    outcomes.push({ guess: text, answer: outcome });
    // who may not do this at all is told so the first time
    if (error !== null && /^(42501|42703|42883|42P01|0A000)/.test(error)) return;
  }
  const odd = oddOneOut(outcomes);
  if (odd === undefined) return;
  const next = another(scene, victim);
  const isOfVictim = sqlOf(odd, victim) !== sqlOf(odd, next);
  if (isOfVictim && (await outcomeOf(odd, next)).outcome === outcomes.find(({ guess: text }) => text === odd)!.answer) return;
  scene.claim(target, victim, odd);
}

/** The statement by which this person makes a row of their own, with some columns given as SQL. */
export function insertOwn(relation: Relation, values: Readonly<Record<string, string>>, ending = ''): string {
  const given = { ...relation.required, ...values };
  const names = Object.keys(given);
  return names.length === 0
    ? `insert into ${view(relation)} as v default values ${ending}`
    : `insert into ${view(relation)} as v (${names.map(escapeIdentifier).join(', ')}) values (${names.map((name) => given[name]).join(', ')}) ${ending}`;
}
