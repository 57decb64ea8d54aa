/** SQL through api.run_query(), where there is one: only queries, as text, for whoever may run them. */
import pg from 'pg';
import type { DatabaseUrls } from '../../database/urls.ts';
import type { Answer, Channel, Row, Setting, SqlScene } from './channel.ts';
import { sceneOf } from './channel.ts';
import { visitors } from './sql.ts';

type Result = { columns: string | null; rows: string | null; error: string | null };

export async function hasRunQuery(admin: pg.ClientBase): Promise<boolean> {
  const { rows } = await admin.query<{ there: boolean }>("select to_regprocedure('api.run_query(text)') is not null as there");
  return rows[0]!.there;
}

export function queryChannel(urls: DatabaseUrls, version: number, setting: Setting): Channel {
  const name = 'run_query';
  const people = visitors(urls);
  return {
    name,
    takes: (family) => family.sql !== undefined,
    run: (family, person, relation) => people.visit(person.email, async (visit) => {
      const ask: SqlScene['ask'] = async (sql, probes = 1) => {
        setting.count(family.name, name, probes);
        return unwrapped(await visit.ask(`select columns, rows, error from api.run_query(${pg.escapeLiteral(sql)})`));
      };
      await family.sql!({ ...sceneOf(setting, name, family, person, relation), writes: false, version, ask, attempt: ask });
    }),
    stop: people.end,
  };
}

/** The rows inside the one row that the function returns. */
function unwrapped(answer: Answer): Answer {
  const result = answer.rows[0] as Result | undefined;
  if (result === undefined || !('rows' in result)) return answer;
  const columns = (JSON.parse(result.columns ?? '[]') as { name: string }[]).map((column) => column.name);
  const rows = (JSON.parse(result.rows ?? '[]') as unknown[][]).map((values): Row =>
    Object.fromEntries(columns.map((column, index) => [column, textOf(values[index])])));
  return { ...answer, rows, error: answer.error ?? result.error };
}

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value));
