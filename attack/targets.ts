/** What is attacked: every masked column of every protected table, and the roles that must not see it. */
import type pg from 'pg';

/** A masked column. */
export type Target = {
  relation: string;
  column: string;
  /** As SQL writes it, with its length or precision. */
  type: string;
  mask: string;
  argument: string | null;
  /** Roles that must not see its value. */
  hiddenFrom: string[];
};

/** A protected table with masked columns. */
export type Relation = {
  /** `app.contacts` */
  name: string;
  /** `contacts`: its view is `api.contacts`. */
  view: string;
  key: string;
  targets: Target[];
  /** What an insert has to give, as SQL: column and value. */
  required: Record<string, string>;
  /** Tables that refer to this one, by which column. */
  children: { view: string; column: string }[];
};

/** The cell of a victim is `relation.column` of a row that the attacker knows the id of. */
export type Victim = { id: string; guesses: ReadonlyMap<Target, readonly string[]> };

type Row = Omit<Target, 'hiddenFrom'> & { seen_by: string[]; view: string; key: string };

const find = `
  select m.relation::text as relation, m.column_name as "column", c.relname as view, m.mask, m.argument, m.seen_by,
         format_type(a.atttypid, a.atttypmod) as type,
         (tenet_private.row_key(m.relation, p.scope))[1] as key
    from tenet.masked_columns m
    join tenet.protected_tables p on p.relation = m.relation
    join pg_class c on c.oid = m.relation
    join pg_attribute a on a.attrelid = m.relation and a.attname = m.column_name`;

/** Reads from the catalogue what there is to attack. Throws when nothing is masked: an attack on nothing proves nothing. */
export async function findTargets(admin: pg.ClientBase, roles: readonly string[]): Promise<Relation[]> {
  const { rows } = await admin.query<Row>(find);
  if (rows.length === 0) throw new Error('No column is masked in this database: there is nothing to attack.');
  const relations = new Map<string, Relation>();
  for (const { seen_by, view, key, ...target } of rows) {
    let relation = relations.get(target.relation);
    if (relation === undefined) {
      relation = { name: target.relation, view, key, targets: [], required: await requiredColumns(admin, target.relation), children: await childrenOf(admin, target.relation) };
      relations.set(target.relation, relation);
    }
    relation.targets.push({ ...target, hiddenFrom: roles.filter((role) => !seen_by.includes(role)) });
  }
  return [...relations.values()];
}

/** Columns without a default that may not be null, each with a value that its checks take as far as they list what they take. */
export async function requiredColumns(admin: pg.ClientBase, relation: string): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ name: string; value: string | null }>(
    `select a.attname as name,
            coalesce(
              (select quote_literal((regexp_match(pg_get_constraintdef(c.oid), 'ARRAY\\[''([^'']+)'''))[1])
                 from pg_constraint c where c.conrelid = a.attrelid and c.contype = 'c' and c.conkey = array[a.attnum] and pg_get_constraintdef(c.oid) ~ 'ARRAY\\[''' limit 1),
              case t.typcategory when 'S' then '''attack''' when 'N' then '1' when 'D' then 'current_date' when 'B' then 'false' end,
              case when t.typname in ('json', 'jsonb') then '''{}''' end) as value
       from pg_attribute a
       join pg_type t on t.oid = a.atttypid
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attgenerated = ''
        and a.attidentity = '' and a.attname not in ('tenant_id', 'workspace_id')`,
    [relation],
  );
  return Object.fromEntries(rows.filter(({ value }) => value !== null).map(({ name, value }) => [name, value as string]));
}

async function childrenOf(admin: pg.ClientBase, relation: string): Promise<Relation['children']> {
  const { rows } = await admin.query<{ view: string; column: string }>(
    'select c.relname as view, r.column_name as "column" from tenet.table_references r join pg_class c on c.oid = r.relation where r.target = $1::regclass order by 1, 2',
    [relation],
  );
  return rows;
}
