/** Values that nobody could guess, of the type of a column; what the mask of the column shows is the same in all of them. */
import { randomInt, randomUUID } from 'node:crypto';
import type { Target } from './targets.ts';

/** Without 0, o, 1 and i, and without what has a meaning in patterns. */
export const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const word = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
const digits = (length: number) => Array.from({ length }, () => String(randomInt(10))).join('');

/**
 * Draws a value as text. Values with another `size` (0 or more) have another length, where the type has lengths.
 *
 * Throws for a type that it does not know; of a type with few values, such as boolean, luck cannot be told from knowledge.
 */
export function drawValue({ relation, column, type, mask, argument }: Target, size: number): string {
  const base = type.replace(/\(.*?\)/, '').replace('character varying', 'text');
  switch (base) {
    case 'text':
    case 'citext':
      if (mask === 'email') return `q${word(8 + size)}@sentinel.example`;
      if (mask === 'phone') return `+${digits(10 + size)}42`;
      if (mask === 'last4') return `${word(10 + size)}5555`;
      return `q${word(10 + size)}`;
    case 'date':
      return drawDay();
    case 'timestamp without time zone':
      return `${drawDay()} ${drawTime()}`;
    case 'timestamp with time zone':
      return `${drawDay()} ${drawTime()}+00`;
    case 'numeric':
    case 'double precision':
      return `${drawNumber(argument)}.${randomInt(10, 100)}`;
    case 'integer':
    case 'bigint':
      return String(drawNumber(argument));
    case 'json':
    case 'jsonb':
      return JSON.stringify({ secret: word(12 + size) });
    case 'text[]':
      return `{${word(12 + size)}}`;
    case 'uuid':
      return randomUUID();
    case 'bytea':
      return `\\x${Buffer.from(word(12 + size)).toString('hex')}`;
    default:
      throw new Error(`attack/values.ts has no values for ${relation}.${column} of type ${type}: give it some there.`);
  }
}

/** Of one year, and not its first day, which is what the mask shows. */
function drawDay(): string {
  return new Date(Date.UTC(1971, 0, randomInt(2, 366))).toISOString().slice(0, 10);
}

function drawTime(): string {
  return new Date(Date.UTC(1971, 0, 1) + randomInt(1, 86_400) * 1000).toISOString().slice(11, 19);
}

/** Inside one bucket. */
function drawNumber(width: string | null): number {
  const size = Math.max(2, Math.floor(Number(width ?? 1_000_000)));
  return 6 * size + randomInt(1, size);
}
