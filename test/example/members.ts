/** Acting as a member of the example, on the API's own login. */
import pg from 'pg';
import { afterAll } from 'vitest';
import { useDatabase } from '../database.ts';

export type Act = <T>(email: string, workspace: string, work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;

/** Gives the calling test file a database with the example, and a way to do work in it as a member; what was done is rolled back. */
export async function useMembers(): Promise<Act> {
  const { urls } = await useDatabase({ template: 'agency_template' });
  const gateway = new pg.Pool({ connectionString: urls.gateway, max: 1 });
  const api = new pg.Pool({ connectionString: urls.authenticator, max: 1 });
  afterAll(async () => {
    await gateway.end();
    await api.end();
  });

  return async (email, workspace, work) => {
    const claims = { issuer: 'urn:tenet:development', subject: email, expires_at: Date.now() / 1000 + 600 };
    const { rows } = await gateway.query<{ handle: string }>('select handle from tenet_private.open_session($1, $2, null, null)', [JSON.stringify(claims), workspace]);
    const client = await api.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('tenet.session', $1, true)", [rows[0]!.handle]);
      await client.query('set local role tenet_visitor');
      return await work(client);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
}
