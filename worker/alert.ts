/** Raises an alert. */
import type { Pool } from 'pg';

export type Alert = {
  /** A row of tenet.alert_rules. */
  rule: string;
  /** The tenant that it is about, or null. */
  tenant: string | null;
  /** What the rule's cool-down is counted by, within the tenant. */
  key: string;
  /** What happened, in ids and numbers; nothing about a person. */
  detail: Record<string, unknown>;
};

/** Returns the alert's id, or null when it was counted within the cool-down of an earlier one. */
export async function raiseAlert(pool: Pool, { rule, tenant, key, detail }: Alert): Promise<string | null> {
  const { rows } = await pool.query<{ id: string | null }>(
    'select tenet_private.raise_alert(rule => $1, tenant => $2, key => $3, detail => $4) as id',
    [rule, tenant, key, JSON.stringify(detail)],
  );
  return rows[0]!.id;
}
