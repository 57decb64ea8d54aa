/** The victims: rows whose masked cells hold values that nobody could guess. */
import type pg from 'pg';
import { drawAlike, type Secret, shuffled } from './judge.ts';
import { requiredColumns, type Relation, type Target, type Victim } from './targets.ts';

export type Effort = { victims: number; guesses: number; controls: number };
export type Planted = {
  victims: ReadonlyMap<Relation, Victim[]>;
  /** One more a person, which they may delete. */
  expendable: ReadonlyMap<Relation, Map<string, Victim>>;
  secretOf(target: Target, victim: Victim): Secret;
};
type Place = { tenant: string; workspace: string };

/**
 * Plants victims in each table, and by each a row of every table that refers to it, where one can be made. Each victim has a list of
 * guesses a column, one of them right; an attacker who finds out which has the value.
 */
export async function plantVictims(admin: pg.ClientBase, relations: readonly Relation[], place: Place, roles: readonly string[], effort: Effort): Promise<Planted> {
  const secrets = new Map<Victim, Map<Target, Secret>>();
  const victims = new Map<Relation, Victim[]>();
  const expendable = new Map<Relation, Map<string, Victim>>();
  for (const relation of relations) {
    const each = effort.guesses;
    const number = effort.victims + roles.length;
    const pools = new Map<Target, string[]>();
    for (const target of relation.targets) pools.set(target, await drawAlike(admin, target, Math.min(number + effort.victims * (each - 1) + effort.controls, 300)));
    const planted: Victim[] = [];
    for (let index = 0; index < number; index++) {
      const row = new Map<Target, Secret>();
      const guesses = new Map<Target, string[]>();
      for (const [target, pool] of pools) {
        const value = pool[index] as string;
        guesses.set(target, shuffled([value, ...decoysFor(value, pool.slice(number, -effort.controls), each - 1)]));
        row.set(target, { value, controls: pool.slice(-effort.controls) });
      }
      const id = await insertRow(admin, relation, place, [...row].map(([target, { value }]) => [target.column, value]));
      const victim = { id, guesses };
      secrets.set(victim, row);
      planted.push(victim);
      if (index < effort.victims) await plantChildren(admin, relation, place, id);
    }
    victims.set(relation, planted.slice(0, effort.victims));
    expendable.set(relation, new Map(roles.map((role, index) => [role, planted[effort.victims + index] as Victim])));
  }
  return {
    victims,
    expendable,
    secretOf: (target, victim) => secrets.get(victim)!.get(target)!,
  };
}

/** Wrong guesses, of other lengths than the right one, so that a length tells which that is. */
function decoysFor(value: string, pool: readonly string[], wanted: number): string[] {
  const ofOtherLength = pool.filter(({ length }) => length !== value.length);
  return shuffled(ofOtherLength.length >= wanted ? ofOtherLength : pool).slice(0, wanted);
}

async function insertRow(admin: pg.ClientBase, relation: Relation, { tenant, workspace }: Place, values: [string, string][]): Promise<string> {
  const masked = new Set(values.map(([column]) => column));
  const others = Object.entries(relation.required).filter(([column]) => !masked.has(column));
  const { rows: [row] } = await admin.query<{ id: string }>(
    `insert into ${relation.name} (${['tenant_id', 'workspace_id', ...others.map(([column]) => column), ...values.map(([column]) => column)].map((name) => `"${name}"`).join(', ')})
     values ($1, $2, ${[...others.map(([, value]) => value), ...values.map((_, index) => `$${index + 3}`)].join(', ')})
     returning "${relation.key}"::text as id`,
    [tenant, workspace, ...values.map(([, value]) => value)],
  ).catch((error: Error) => {
    throw new Error(`attack/plant.ts cannot make a row of ${relation.name} (${error.message}): let requiredColumns() know what its columns take.`, { cause: error });
  });
  return row!.id;
}

/** A child needs its own parents, and what cannot be guessed from its declaration is not planted: joins in SQL do without. */
async function plantChildren(admin: pg.ClientBase, relation: Relation, { tenant, workspace }: Place, id: string): Promise<void> {
  for (const { view, column } of relation.children) {
    const required = { ...(await requiredColumns(admin, `app.${view}`)), [column]: admin.escapeLiteral(id) };
    const parents = await admin.query<{ column: string; parent: string }>('select r.column_name as "column", r.target::text as parent from tenet.table_references r where r.relation = $1::regclass', [`app.${view}`]);
    await admin.query('savepoint child');
    try {
      for (const { column: name, parent } of parents.rows) {
        if (name === column) continue;
        const isNeeded = await admin.query("select from pg_attribute where attrelid = $1::regclass and attname = $2 and attnotnull and not atthasdef", [`app.${view}`, name]);
        if (isNeeded.rowCount === 0) continue;
        const own = await requiredColumns(admin, parent);
        const { rows: [row] } = await admin.query<{ id: string }>(
          `insert into ${parent} (tenant_id, workspace_id, ${Object.keys(own).map((key) => `"${key}"`).join(', ')}) values ($1, $2, ${Object.values(own).join(', ')}) returning id::text`,
          [tenant, workspace],
        );
        required[name] = admin.escapeLiteral(row!.id);
      }
      await admin.query(
        `insert into app.${view} (tenant_id, workspace_id, ${Object.keys(required).map((key) => `"${key}"`).join(', ')}) values ($1, $2, ${Object.values(required).join(', ')})`,
        [tenant, workspace],
      );
      await admin.query('release savepoint child');
    } catch {
      await admin.query('rollback to savepoint child');
    }
  }
}
