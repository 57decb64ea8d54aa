// The generated suite, tested itself: a table that somebody adds with one tenet.protect() is covered without a line of test code,
// a hole in its protection is found, and when no row can be made for it the message says what to write.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { runSqlFile } from './sql_files.ts';
import type { Assertion } from './sql_files.ts';

const { admin, urls } = await useDatabase({ template: 'tenet_template' });
const suite = await readFile(new URL('../isolation/every_table.sql', import.meta.url), 'utf8');

async function asMigration(sql: string): Promise<void> {
  await admin.query(`begin; set local role tenet_owner; ${sql}; commit`);
}

async function about(table: string): Promise<{ failed: string[]; all: Assertion[]; complaint: string }> {
  const { tap, error } = await runSqlFile(urls.admin, suite);
  const all = tap.assertions.filter(({ title }) => title.includes(table));
  return { failed: all.filter(({ passed }) => !passed).map(({ title }) => title), all, complaint: error ? `${error.message} ${'hint' in error ? error.hint : ''}` : '' };
}

describe('a table that somebody adds with one tenet.protect()', () => {
  test('is tried for every role and command', async () => {
    await asMigration(`
      create table app.sample_notes (
        tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
        title text not null check (length(title) between 3 and 40), colour text not null check (colour in ('red', 'green')), pages integer not null check (pages > 6),
        primary key (tenant_id, id));
      select tenet.protect('app.sample_notes')`);
    const { failed, all, complaint } = await about('app.sample_notes');
    expect([failed, complaint]).toEqual([[], '']);
    const roles = (await admin.query('select from tenet.roles')).rowCount ?? 0;
    expect(all.length).toBe(roles * 4 + 4);
  });

  test('fails the suite when its protection has a hole', async () => {
    for (const [hole, expected] of [
      ['alter table app.sample_notes disable row level security', 'viewer: select of app.sample_notes in the own workspace, and nowhere else'],
      ['alter policy delete_permitted on app.sample_notes using (true)', 'viewer: no delete of app.sample_notes'],
      ['grant usage on schema app to tenet_visitor; grant select on app.sample_notes to tenet_visitor', 'a request cannot name app.sample_notes'],
    ] as const) {
      await asMigration(hole);
      expect((await about('app.sample_notes')).failed.join('\n'), hole).toContain(expected);
      await asMigration("revoke usage on schema app from tenet_visitor; select tenet.rebuild('app.sample_notes')");
    }
    expect((await about('app.sample_notes')).failed).toEqual([]);
  });

  test('whose values nobody can guess fails the suite with the line to write, and passes with it', async () => {
    await asMigration(`
      create table app.vouchers (
        tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
        code text not null check (code ~ '^V-[0-9]{4}-X$'), primary key (tenant_id, id));
      select tenet.protect('app.vouchers')`);
    const { complaint } = await about('app.vouchers');
    expect(complaint).toContain('no sample row could be made for app.vouchers');
    expect(complaint).toContain("insert into tests.sample_values (relation, column_name, value) values ('app.vouchers', 'code', to_jsonb(");
    await admin.query("insert into tests.sample_values (relation, column_name, value) values ('app.vouchers', 'code', to_jsonb('V-0042-X'::text))");
    const { failed, all } = await about('app.vouchers');
    expect(failed).toEqual([]);
    expect(all.length).toBeGreaterThan(30);
  });
});
