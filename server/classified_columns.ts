import type { Pool } from 'pg';

/** The columns that `tenet.classify` names, as `schema.relation.column`: whoever reads one is recorded with the keys of the rows. */
export async function classifiedColumns(gateway: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await gateway.query<{ relation: string; column_name: string }>('select relation, column_name from tenet_private.classified_columns()');
  return new Set(rows.map(({ relation, column_name }) => `${relation}.${column_name}`));
}
