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
    const { tap, error } = await run(urls.admin, text);
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

async function run(url: string, text: string): Promise<{ tap: Tap; error: Error | undefined }> {
  const connection = new pg.Client({ connectionString: url, application_name: 'pgtap' });
  await connection.connect();
  try {
    const answer: unknown = await connection.query({ text, rowMode: 'array' });
    return { tap: parseTap(lines(answer)), error: undefined };
  } catch (error) {
    return { tap: { plan: undefined, assertions: [] }, error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    await connection.end();
  }
}

/** Every text cell of every result of a query with several statements, split at newlines. */
function lines(answer: unknown): string[] {
  const results = (Array.isArray(answer) ? answer : [answer]) as pg.QueryArrayResult<unknown[]>[];
  return results.flatMap((result) => result.rows.flat()).flatMap((cell) => (typeof cell === 'string' ? cell.split('\n') : []));
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
