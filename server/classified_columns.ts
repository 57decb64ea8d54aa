import type { Pool } from 'pg';

// a table's view in api has its name
const read = "select 'api.' || relation || '.' || column_name as name from tenet_private.classified_columns() where receipt_by_key";

/** The columns, as `schema.relation.column`, whose label asks for the keys of the rows when they are read (`tenet.classify`). */
export async function classifiedColumns(gateway: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await gateway.query<{ name: string }>(read);
  return new Set(rows.map(({ name }) => name));
}
