import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { withTenantSession } from '../../worker/tenant_session.ts';
import { useDatabase } from '../database.ts';

const { urls, admin } = await useDatabase({ template: 'agency_template' });
const pool = new pg.Pool({ connectionString: urls.worker, max: 1 });
afterAll(() => pool.end());

/** A workspace with the ids that a job needs, what it has, and one of its contacts. */
async function findWorkspace(tenant: string, workspace: string) {
  const { rows } = await admin.query<{ tenant: string; workspace: string; contacts: number; contact: string }>(
    `select t.id as tenant, w.id as workspace, count(*)::int as contacts, min(c.id::text) as contact
       from tenet.tenants t
       join tenet.workspaces w on w.tenant_id = t.id
       join app.contacts c on c.tenant_id = t.id and c.workspace_id = w.id
      where t.slug = $1 and w.slug = $2
      group by t.id, w.id`,
    [tenant, workspace],
  );
  return { ...rows[0]!, purpose: 'export' };
}
const retail = await findWorkspace('northwind', 'retail');
const food = await findWorkspace('northwind', 'food');
const harbour = await findWorkspace('harbour-pine', 'studio');

test('a job sees the rows of its workspace, and of no other workspace or tenant', async () => {
  for (const [own, others] of [[retail, [food, harbour]], [harbour, [retail, food]]] as const) {
    await withTenantSession(pool, own, async (client) => {
      const { rows } = await client.query('select count(*)::int as contacts from api.contacts');
      expect(rows).toEqual([{ contacts: own.contacts }]);
      const found = await client.query('select id from api.contacts where id = any ($1)', [[own.contact, ...others.map(({ contact }) => contact)]]);
      expect(found.rows).toEqual([{ id: own.contact }]);
    });
  }
});

test('a job may do what its purpose takes and nothing else', async () => {
  const touch = (client: pg.PoolClient) => client.query("update api.contacts set job_title = 'touched' where id = $1", [retail.contact]);
  expect(await withTenantSession(pool, retail, async (client) => (await touch(client)).rowCount)).toBe(0);
  await admin.query("insert into tenet.job_purposes (name, actions, description) values ('repair', '{read,update}', 'A job of this test.')");
  expect(await withTenantSession(pool, { ...retail, purpose: 'repair' }, async (client) => (await touch(client)).rowCount)).toBe(1);
});

test('a job’s session ends with its transaction, and its connection is the worker’s again', async () => {
  await withTenantSession(pool, retail, async (client) => {
    const { rows } = await client.query("select current_user::text as role, current_setting('tenet.session') <> '' as session");
    expect(rows).toEqual([{ role: 'tenet_visitor', session: true }]);
  });
  await expect(withTenantSession(pool, retail, (client) => client.query('select 1 / 0'))).rejects.toThrow('division by zero');
  const { rows } = await pool.query("select current_user::text as role, coalesce(current_setting('tenet.session', true), '') <> '' as session");
  expect(rows).toEqual([{ role: 'tenet_worker', session: false }]);
  expect((await admin.query("select from tenet_private.sessions where login = 'tenet_worker'")).rowCount).toBe(0);
});

test('an unknown workspace, one of another tenant, or an unknown purpose opens no session', async () => {
  const nothing = async () => expect.unreachable();
  await expect(withTenantSession(pool, { ...retail, workspace: harbour.workspace }, nothing)).rejects.toMatchObject({ code: 'TN404' });
  await expect(withTenantSession(pool, { ...retail, purpose: 'curiosity' }, nothing)).rejects.toMatchObject({ code: 'TN404' });
  expect(await withTenantSession(pool, retail, async () => 'opened')).toBe('opened');
});

test('a job’s handle is worth nothing on the API’s login, and a member’s handle nothing on the worker’s', async () => {
  const job = (await pool.query<{ handle: string }>('select tenet_private.open_job_session($1, $2, $3) as handle', [retail.tenant, retail.workspace, retail.purpose])).rows[0]!.handle;
  const gateway = new pg.Client({ connectionString: urls.gateway });
  await gateway.connect();
  const claims = { issuer: 'urn:tenet:development', subject: 'elif@northwind.example', expires_at: Date.now() / 1000 + 600 };
  const member = (await gateway.query<{ handle: string }>('select handle from tenet_private.open_session($1, $2, null, null)', [JSON.stringify(claims), 'retail'])).rows[0]!.handle;
  await gateway.end();

  expect(await contactsSeen(urls.worker, job)).toBe(retail.contacts);
  expect(await contactsSeen(urls.authenticator, member)).toBe(retail.contacts);
  await expect(contactsSeen(urls.authenticator, job)).rejects.toMatchObject({ code: 'TN401' });
  await expect(contactsSeen(urls.worker, member)).rejects.toMatchObject({ code: 'TN401' });
});

async function contactsSeen(url: string, handle: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('tenet.session', $1, true)", [handle]);
    await client.query('set local role tenet_visitor');
    return (await client.query<{ contacts: number }>('select count(*)::int as contacts from api.contacts')).rows[0]!.contacts;
  } finally {
    await client.end();
  }
}

test('a request’s roles reach neither the queue nor the ledger nor the job functions; the worker’s login does', async () => {
  const attempts = ["select graphile_worker.add_job('expire_sessions')", "select tenet_private.begin_job_run('x', now())", `select tenet_private.open_job_session('${retail.tenant}', '${retail.workspace}', 'export')`];
  for (const [url, role] of [[urls.authenticator, 'tenet_visitor'], [urls.authenticator, 'none'], [urls.gateway, 'none']] as const) {
    for (const attempt of attempts) await expect(runAs(url, role, attempt)).rejects.toMatchObject({ code: '42501' });
  }
  for (const attempt of attempts) await runAs(urls.worker, 'none', attempt);
});

/** Runs one statement in a transaction that is rolled back. */
async function runAs(url: string, role: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin; set local role ${role}`);
    await client.query(statement);
  } finally {
    await client.end();
  }
}
