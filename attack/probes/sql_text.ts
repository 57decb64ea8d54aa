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
 * own; says the guess that one of them answers unlike the others.
 */
export async function askOfGuesses(scene: SqlScene, target: Target, victim: Victim, sql: string, oracles: number): Promise<Answer> {
  const guesses = victim.guesses.get(target) as readonly string[];
  const answer = await scene.ask(sql, guesses.length * oracles);
  // an error may hold a guess, which is no news
  if (answer.error !== null) scene.claim(target, victim, guesses.reduce((text, known) => text.replaceAll(known, '?'), answer.error));
  const names = Object.keys(answer.rows[0] ?? {}).filter((name) => name !== 'guess');
  for (const name of names) {
    const odd = oddOneOut(answer.rows.map((row) => ({ guess: row['guess'] as string, answer: row[name] ?? 'null' })));
    if (odd !== undefined) scene.claim(target, victim, odd);
  }
  return answer;
}

/** Asks one statement a guess, and says the guess whose outcome is unlike that of the others: rows or error, without the guess itself. */
export async function tryGuesses(scene: SqlScene, target: Target, victim: Victim, sqlOf: (text: string) => string): Promise<Answer[]> {
  const answers: Answer[] = [];
  const outcomes: { guess: string; answer: string }[] = [];
  for (const text of victim.guesses.get(target) as readonly string[]) {
    const answer = await scene.attempt(sqlOf(text));
    answers.push(answer);
    outcomes.push({ guess: text, answer: answer.text.replaceAll(text, '?') });
    // who may not do this at all is told so the first time
    if (answer.error?.startsWith('42501') || answer.error?.startsWith('42703')) return answers;
  }
  const odd = oddOneOut(outcomes);
  if (odd !== undefined) scene.claim(target, victim, odd);
  return answers;
}

/** The statement by which this person makes a row of their own, with some columns given as SQL. */
export function insertOwn(relation: Relation, values: Readonly<Record<string, string>>, ending = ''): string {
  const given = { ...relation.required, ...values };
  const names = Object.keys(given);
  return names.length === 0
    ? `insert into ${view(relation)} as v default values ${ending}`
    : `insert into ${view(relation)} as v (${names.map(escapeIdentifier).join(', ')}) values (${names.map((name) => given[name]).join(', ')}) ${ending}`;
}
