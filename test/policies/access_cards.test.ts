// The access card of a table says which files write it, and a reader believes it: each file that it names is there and writes the table,
// and each that writes it is named.
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';

const fixtures = new URL('../../migrations/fixtures/', import.meta.url);
const textsOf = async (folder: string) => {
  const names = (await readdir(new URL(`${folder}/`, fixtures))).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(`${folder}/${name}`, fixtures), 'utf8') })));
};
const [cards, functions] = await Promise.all([textsOf('policies'), textsOf('functions')]);

/** The files of functions that a card names as those that write its table; null when it names functions, or nobody. */
function writersNamed(card: string): string[] | null {
  const head = card.slice(0, card.search(/^[^-]/m)).replace(/\n--\s*/g, ' ');
  const sentence = /Written by the functions of (.*?)\.(?:\s|$)/.exec(head)?.[1];
  return sentence === undefined ? null : [...new Set(sentence.match(/\b\w+\.sql\b/g) ?? [])].sort();
}

function writersOf(table: string): string[] {
  const write = new RegExp(`\\b(insert into|update|delete from) tenet(_private)?\\.${table}\\b`);
  return functions.filter(({ text }) => write.test(text)).map(({ name }) => name);
}

describe('an access card that names the files of the functions that write its table', () => {
  const naming = cards.map(({ name, text }) => ({ table: name.replace(/\.sql$/, ''), named: writersNamed(text) })).filter(({ named }) => named !== null);

  test('is that of most tables of principals', () => {
    expect(naming.map(({ table }) => table)).toEqual(expect.arrayContaining(['api_keys', 'group_mappings', 'group_members', 'groups', 'invitations', 'members', 'memberships', 'support_grants', 'tenant_roles']));
  });

  test.each(naming)('names those of $table, and no others', ({ table, named }) => {
    expect(named).toEqual(writersOf(table));
  });
});
