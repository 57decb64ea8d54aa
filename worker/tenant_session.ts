/** How a job reaches a tenant's rows: as a session of one workspace, for one purpose, inside one transaction. */
import type { Pool, PoolClient } from 'pg';

export type TenantScope = {
  /** Ids of a tenant and of one of its workspaces. */
  tenant: string;
  workspace: string;
  /** A row of tenet.job_purposes; it says what the session may do. */
  purpose: string;
};

/**
 * Opens a job session on the worker's login and does `work` in its transaction, as tenet_visitor: every policy holds, and rows of
 * other workspaces are not there. The session ends with the transaction.
 *
 * @returns what `work` returns.
 * @throws what `work` throws, after rolling back; TN404 for an unknown workspace or purpose.
 */
export async function withTenantSession<T>(pool: Pool, scope: TenantScope, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level read committed');
    const { rows } = await client.query<{ handle: string }>(
      'select tenet_private.open_job_session(tenant => $1, workspace => $2, purpose => $3) as handle',
      [scope.tenant, scope.workspace, scope.purpose],
    );
    const handle = rows[0]!.handle;
    await client.query("select set_config('tenet.session', $1, true)", [handle]);
    await client.query('set local role tenet_visitor');
    const result = await work(client);
    // What was put off to the end of the transaction still belongs to the session.
    await client.query('set constraints all immediate; set local role none');
    await client.query('select tenet_private.close_session(handle => $1)', [handle]);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    // A connection that could not roll back is not used again.
    client.release(broken);
  }
}
