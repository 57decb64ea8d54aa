// How much of a schema tenet.pii_candidates() finds, and how much it takes for personal data that is none: on the example, and on other
// schemas. On the misses of the tuned ones the rules were tuned, and there they must reach the goal. Two are blind: somebody who did
// not know the rules wrote each, and the rules were not touched after they were measured on them. They say how good the rules are where
// nobody tuned them: whoever tunes them on one moves it to the tuned ones, and has another one written.
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

/** Shares that a schema must reach, of its personal columns and of all others. */
const leastFound = 0.95;
const mostFalse = 0.05;
/**
 * What the blind ones reached together at first sight: 316 of 339 found (the seventh 175 of 187, the eighth 141 of 152), 21 of 481 false
 * (5 of 265, 16 of 216). Those before them, then: the sixth 180 of 189 and 18 of 280, the fifth 157 of 174 and 8 of 242, the fourth 151
 * of 162 and 11 of 240, the third 138 of 157 and 18 of 256. The goal is that of the tuned ones: of those found, 2 of 100 are missing.
 */
const foundBlindly = 0.93;

/**
 * The columns of the example that tell who a person is or how to reach them, judged from its schema and seed. Personal is what is said of
 * a person in contacts. Not personal: a job title, a country and a consent, which tell nobody apart; name, domain and city of a company;
 * what brands, files, dashboards and automations are called; ids of members; texts of tickets, tasks and documents. (The seed does write
 * given names into descriptions of tasks, and the detector says so. It counts as false here, because no task is about a person.)
 */
const personalInExample = ['name', 'email', 'phone', 'national_id', 'date_of_birth', 'street', 'postal_code', 'city'].map((column) => `app.contacts.${column}`);

type Holdout = 'tuned' | 'second' | 'third' | 'fourth' | 'fifth' | 'sixth' | 'seventh' | 'eighth' | 'names';
/** How many columns are personal, and how many of these were found; how many are not, and were taken for it. */
type Counts = { personal: number; found: number; others: number; wrong: number };
type Column = { column: string; candidate: boolean; label: string | null; kind: string | null };

/** Every column of every protected table of the product, with what is proposed for it. */
async function judge(admin: pg.Pool): Promise<Column[]> {
  const { rows } = await admin.query<Column>(
    `select replace(p.relation::text, '"', '') || '.' || a.attname as column, c.kind is not null as candidate, c.kind, c.label
       from tenet.protected_tables p
       join pg_attribute a
         on a.attrelid = p.relation
        and a.attnum > 0
        and not a.attisdropped
       left join tenet.pii_candidates() c
         on c.relation = p.relation
        and c.column_name = a.attname
      where p.relation::text like 'app.%'
      order by 1`,
  );
  return rows;
}

/** Compares what was proposed with what is true, and prints it. */
function measure(schema: string, columns: Column[], personal: string[]): Counts {
  const is = columns.filter(({ column }) => personal.includes(column));
  const others = columns.filter(({ column }) => !personal.includes(column));
  const missed = is.filter(({ candidate }) => !candidate).map(({ column }) => column);
  const wrong = others.filter(({ candidate }) => candidate).map(({ column, kind }) => `${column} (${kind})`);
  const found = is.length - missed.length;
  console.log(
    `${schema}: ${found} of ${is.length} personal columns found (${((100 * found) / is.length).toFixed(1)} %), ${wrong.length} of ${others.length} others taken for personal (${((100 * wrong.length) / others.length).toFixed(1)} %)` +
      `${missed.length ? `\n  missed: ${missed.join(', ')}` : ''}${wrong.length ? `\n  false: ${wrong.join(', ')}` : ''}`,
  );
  return { personal: is.length, found, others: others.length, wrong: wrong.length };
}

function expectShares({ personal, found, others, wrong }: Counts, least: number): void {
  expect(found / personal).toBeGreaterThanOrEqual(least);
  expect(wrong / others).toBeLessThanOrEqual(mostFalse);
}

/**
 * Schemas of clinics, payroll, schools, shops, travel, clubs, banks and finance, with columns that look personal and are not, and the
 * other way round. Ambiguous columns count for nothing, and neither do ids and scopes, which the truth does not list. It came as plain tables, so
 * they are entered as protected without their policies: the detector reads the list of protected tables, and no policy.
 */
async function loadHoldout(admin: pg.Pool, name: Holdout): Promise<{ personal: string[]; other: string[]; ambiguous: string[] }> {
  const [schema, truth] = await Promise.all([`${name}_holdout.sql`, `${name}_holdout_truth.json`].map((file) => readFile(new URL(file, import.meta.url), 'utf8')));
  const client = await admin.connect();
  try {
    await client.query(schema!);
    await client.query(
      `insert into tenet.protected_tables (relation, scope, resource, read_only)
       select c.oid, 'workspace', c.relname, '{}'
         from pg_class c
        where c.relnamespace = 'app'::regnamespace
          and c.relkind in ('r', 'p')`,
    );
    await client.query('analyze');
  } finally {
    client.release(true);
  }
  return JSON.parse(truth!);
}

const example = await useDatabase({ template: 'agency_template' });
const holdout = await useDatabase({ template: 'tenet_template' });
const second = await useDatabase({ template: 'tenet_template' });
const third = await useDatabase({ template: 'tenet_template' });
const fourth = await useDatabase({ template: 'tenet_template' });
const names = await useDatabase({ template: 'tenet_template' });
const fifth = await useDatabase({ template: 'tenet_template' });
const sixth = await useDatabase({ template: 'tenet_template' });
const seventh = await useDatabase({ template: 'tenet_template' });
const eighth = await useDatabase({ template: 'tenet_template' });

// Hundreds of columns each, and other tests on the same cores.
describe('tenet.pii_candidates', { timeout: 120_000 }, () => {
  test('finds the personal columns of the example and hardly any other', async () => {
    const columns = await judge(example.admin);
    expect(columns.map(({ column }) => column)).toEqual(expect.arrayContaining(personalInExample));
    expectShares(measure('example', columns, personalInExample), leastFound);
  });

  /** What it finds of a schema that somebody wrote without knowing the rules. */
  async function measureHoldout(admin: pg.Pool, name: Holdout): Promise<Counts & { seconds: number }> {
    const truth = await loadHoldout(admin, name);
    const start = performance.now();
    const all = await judge(admin);
    const seconds = (performance.now() - start) / 1000;
    const listed = new Set([...truth.personal, ...truth.other].map((column) => `app.${column}`));
    const columns = all.filter(({ column }) => listed.has(column));
    expect(columns.length).toBe(listed.size);
    return { ...measure(`${name} schema, ${seconds.toFixed(1)} s`, columns, truth.personal.map((column) => `app.${column}`)), seconds };
  }

  test('finds those of a schema on whose misses the rules were tuned, in seconds', async () => {
    const counts = await measureHoldout(holdout.admin, 'tuned');
    expectShares(counts, leastFound);
    expect(counts.seconds).toBeLessThan(30);
  });

  test.each([
    ['a schema that counts nearly everything about a person', 'second', second],
    ['many trades, languages and ways to abbreviate, where there are no rows and names alone speak', 'names', names],
    ['the back offices of eleven products', 'third', third],
    ['eleven teams that share no habit', 'fourth', fourth],
    ['old systems that abbreviate everything, and roles that are in no list', 'fifth', fifth],
    ['firms that are customers, pets that are patients, and hosts, courts and clubs with addresses', 'sixth', sixth],
  ] as const)('finds those of %s, on whose misses they were tuned as well', async (_, name, { admin }) => {
    expectShares(await measureHoldout(admin, name), leastFound);
  });

  test('finds what it did at first sight of two schemas that nobody tuned it for, and no more than is allowed of others', async () => {
    const [one, other] = [await measureHoldout(seventh.admin, 'seventh'), await measureHoldout(eighth.admin, 'eighth')];
    expectShares({ personal: one.personal + other.personal, found: one.found + other.found, others: one.others + other.others, wrong: one.wrong + other.wrong }, foundBlindly);
  });

  test('finds some by values alone, and the catalogue, which reads no row, lists none of these', async () => {
    const { rows } = await holdout.admin.query(
      `select (select count(*)::int from tenet.pii_candidates() b left join tenet.pii_candidates(0) c using (relation, column_name) where c.kind is null) as by_values_alone,
              (select count(*)::int from tenet.unclassified_pii u left join tenet.pii_candidates(0) c using (relation, column_name) where c.kind is null) as listed_alone`,
    );
    expect(rows[0].by_values_alone).toBeGreaterThan(0);
    expect(rows[0].listed_alone).toBe(0);
  });
});
