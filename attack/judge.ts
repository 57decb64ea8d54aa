/**
 * The judge knows the real values, and says how much of them an attacker holds. It alone reads them, on a connection of its own;
 * nothing it knows reaches an attacker.
 *
 * Luck does not count, and neither does what a mask shows: each text of an attacker is also held against a hundred other values of
 * the column, which have the same mask. The characters recovered of a column are those of the longest runs that its victims'
 * values share with what the attacker says of each, beyond the best that any of the hundred reaches. Four or fewer over all victims
 * of a cell are luck: each further character agrees by chance in one of ten cases (digits) to one of thirty.
 */
import type pg from 'pg';
import type { Target } from './targets.ts';
import { drawValue } from './values.ts';

/** Characters that may agree by luck, in all victims of a cell together. */
const LUCK = 4;

export type Secret = { value: string; controls: readonly string[] };

/** The longest run of `value` that occurs in one of the texts, in characters. */
export function longestRun(value: string, texts: readonly string[]): number {
  let best = 0;
  for (const text of texts) {
    for (let from = 0; from + best < value.length; from++) {
      while (from + best < value.length && text.includes(value.slice(from, from + best + 1))) best++;
    }
  }
  return best;
}

/** How many characters of their secrets an attacker holds, given what it says of each victim. */
export function charactersRecovered(said: readonly { secret: Secret; texts: readonly string[] }[]): number {
  const sum = (valueOf: (secret: Secret) => string) => said.reduce((total, { secret, texts }) => total + longestRun(valueOf(secret), texts), 0);
  const real = sum(({ value }) => value);
  if (real <= LUCK) return 0;
  const count = Math.min(...said.map(({ secret }) => secret.controls.length));
  let luck = 0;
  for (let index = 0; index < count; index++) {
    luck = Math.max(luck, sum(({ controls }) => controls[index] as string));
    if (real - luck <= LUCK) return 0;
  }
  return real - luck;
}

/**
 * Draws values of a column whose masks are all the same, in the form in which Postgres prints them. Where the mask of a value tells
 * nothing (a token), any values.
 */
export async function drawAlike(admin: pg.ClientBase, target: Target, wanted: number): Promise<string[]> {
  const drawn = Array.from({ length: 4 * wanted }, (_, index) => drawValue(target, index % 13));
  const { rows: [mask] } = await admin.query<{ text: string }>(
    "select case when m.mask in ('hash', 'hide') then 'null' else tenet_private.masked_value(m, 'd.value') end as text from tenet_private.column_masks($1::regclass) m where m.column_name = $2",
    [target.relation, target.column],
  );
  const { rows } = await admin.query<{ value: string; mask: string | null }>(
    `select d.value::text, (${mask!.text})::text as mask from (select distinct u.text::${target.type} as value from unnest($1::text[]) as u (text)) d`,
    [drawn],
  ).catch(async (error: { code?: string }) => {
    if (error.code !== '42883') throw error; // a type without equality
    return admin.query<{ value: string; mask: string | null }>(`select d.value::text, (${mask!.text})::text as mask from (select u.text::${target.type} as value from unnest($1::text[]) as u (text)) d`, [drawn]);
  });
  const alike = Map.groupBy(rows, (row) => row.mask);
  const [largest] = [...alike.values()].sort((a, b) => b.length - a.length);
  if (largest === undefined || largest.length < wanted) {
    throw new Error(`Of ${drawn.length} values for ${target.relation}.${target.column} only ${largest?.length ?? 0} have the same mask: let attack/values.ts draw values that differ in what the mask hides.`);
  }
  return shuffled(largest.map(({ value }) => value)).slice(0, wanted);
}

/** In another order, each as likely as any. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  return items.map((item) => ({ item, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}
