import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

/** What one pgTAP file said: the number of assertions it promised, and each assertion with the diagnostics below it. */
export type Tap = { plan: number | undefined; assertions: Assertion[] };
export type Assertion = { passed: boolean; title: string; skipped: string | undefined; diagnostics: string[] };

/**
 * Makes a suite of every `.sql` file of a folder: one test an assertion, and one that the file kept its plan and ran to its end.
 * The files are plain pgTAP and roll back what they do, so one database serves the folder; `pg_prove` runs them unchanged.
 */
export async function testSqlFiles(folder: URL, template: 'tenet_template' | 'agency_template' = 'agency_template'): Promise<void> {
  const { urls } = await useDatabase({ template });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    const { tap, error } = await runSqlFile(urls.admin, text);
    describe(basename(name, '.sql').replaceAll('_', ' '), () => {
      for (const assertion of tap.assertions) {
        test(assertion.title, (context) => {
          if (assertion.skipped !== undefined) {
            context.skip(assertion.skipped);
          }
          expect(assertion.passed, assertion.diagnostics.join('\n')).toBe(true);
        });
      }
      test('runs to its end and keeps its plan', () => {
        if (error) {
          throw error;
        }
        expect(tap.assertions.length).toBe(tap.plan);
        expect(tap.plan).toBeGreaterThan(0);
      });
    });
  }
}

/** Runs a pgTAP file; when a statement fails, also what it had said until then. */
export async function runSqlFile(url: string, text: string): Promise<{ tap: Tap; error: Error | undefined }> {
  const connection = new pg.Client({ connectionString: url, application_name: 'pgtap' });
  await connection.connect();
  const lines: string[] = [];
  try {
    const error = await new Promise<Error | undefined>((resolve) => {
      const query = connection.query(new pg.Query({ text }));
      query.on('row', (row: Record<string, unknown>) => lines.push(...linesOf(row)));
      query.on('error', resolve);
      query.on('end', () => resolve(undefined));
    });
    return { tap: parseTap(lines), error };
  } finally {
    await connection.end();
  }
}

/** The text cells of a row, split at newlines. */
function linesOf(row: Record<string, unknown>): string[] {
  return Object.values(row).flatMap((cell) => (typeof cell === 'string' ? cell.split('\n') : []));
}

/** Reads the Test Anything Protocol as pgTAP writes it: `1..n`, `ok 1 - title`, `not ok 2 - title`, `ok 3 # SKIP why`, `# note`. */
export function parseTap(text: string[]): Tap {
  const tap: Tap = { plan: undefined, assertions: [] };
  for (const line of text) {
    const plan = /^1\.\.(\d+)/.exec(line);
    const result = /^(not )?ok \d+(?: - )?(.*?)(?: ?# SKIP:? ?(.*))?$/.exec(line);
    if (plan) {
      tap.plan = Number(plan[1]);
    } else if (result) {
      const [, not, title = '', skipped] = result;
      tap.assertions.push({ passed: not === undefined, title: title || skipped || 'untitled', skipped, diagnostics: [] });
    } else if (line.startsWith('#')) {
      tap.assertions.at(-1)?.diagnostics.push(line);
    }
  }
  return tap;
}
