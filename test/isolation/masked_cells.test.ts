// Eight clients on one pool change tenants and roles with every transaction, and no masked cell is ever shown as it is. (T60, F-21)
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const pool = new pg.Pool({ connectionString: urls.authenticator, max: 8 });
afterAll(() => pool.end());

const CELLS = 1_000_000;
const ROWS = 250;
const masked = ['email', 'phone', 'card', 'born', 'note'];

/** Somebody who reads, and whether the first three columns, and the last two, are masked for them. */
type Reader = { handle: string; tenant: string; sees: { pii: boolean; medical: boolean } };

await admin.query(`
  select tests_tenant from (select tenet.create_tenant(t, t) as tests_tenant from unnest('{ada,bob}'::text[]) t) x;
  set role tenet_owner;
  create table app.patients (
    tenant_id uuid not null, workspace_id uuid not null, id uuid not null default gen_random_uuid(),
    email text, phone text, card text, born date, note text, primary key (tenant_id, id));
  select tenet.protect('app.patients');
  select tenet.mask('app.patients', 'email', with_ => 'email', unless => 'pii:read');
  select tenet.mask('app.patients', 'phone', with_ => 'phone', unless => 'pii:read');
  select tenet.mask('app.patients', 'card', with_ => 'last4', unless => 'pii:read');
  select tenet.mask('app.patients', 'born', with_ => 'year', unless => 'pii:medical');
  select tenet.mask('app.patients', 'note', unless => 'pii:medical');
  select tenet.grant_permission('operator', 'pii:medical');
  reset role;`);

/** Makes somebody with a role in a tenant's only workspace; their address. A tenant that gets a member ends its sessions. */
async function addMember(tenant: string, role: string): Promise<string> {
  const email = `${role}@${tenant}.example`;
  await admin.query(
    `with place as (
       select t.id as tenant, coalesce((select w.id from tenet.workspaces w where w.tenant_id = t.id), tenet.create_workspace(t.id, 'main', 'Main')) as workspace
         from tenet.tenants t where t.slug = $2
     ), person as (
       select tenet.create_user($1, $3) as id
     )
     select tenet.link_identity(person.id, 'https://tests.invalid', $1), tenet.add_member(place.tenant, person.id, $3, place.workspace) from place, person`,
    [email, tenant, role],
  );
  return email;
}

async function openSession(subject: string): Promise<string> {
  const gateway = new pg.Client({ connectionString: urls.gateway });
  await gateway.connect();
  const claims = { issuer: 'https://tests.invalid', subject, expires_at: Math.floor(Date.now() / 1000) + 900 };
  const { rows } = await gateway.query('select handle from tenet_private.open_session($1, null, null, null)', [claims]);
  await gateway.end();
  return rows[0].handle;
}

const sees: Record<string, Reader['sees']> = { admin: { pii: true, medical: false }, viewer: { pii: false, medical: false }, operator: { pii: false, medical: true } };

test('in a million cells, each is what its reader may see', { timeout: 120_000 }, async () => {
  const readers: Reader[] = [];
  for (const tenant of ['ada', 'bob']) {
    const emails: [string, string][] = [];
    for (const role of Object.keys(sees)) emails.push([role, await addMember(tenant, role)]);
    for (const [role, email] of emails) readers.push({ handle: await openSession(email), tenant, sees: sees[role]! });
    await admin.query(
      `insert into app.patients (tenant_id, workspace_id, email, phone, card, born, note)
       select w.tenant_id, w.id, 'patient.' || n || '.' || t.slug || '@example.com', '+1 555 0100 ' || t.slug || lpad(n::text, 4, '0'), 'CARD-' || t.slug || '-' || lpad(n::text, 12, '0'), date '1950-02-03' + n * 11, t.slug || ' is ill ' || n
         from tenet.workspaces w join tenet.tenants t on t.id = w.tenant_id and t.slug = $1, generate_series(1, ${ROWS}) n`,
      [tenant],
    );
  }
  const wrong: string[] = [];
  const seen = { cells: 0, raw: 0, masked: 0 };

  function check({ tenant, sees: may }: Reader, row: Record<string, string | string[] | null>): void {
    const expected = {
      email: may.pii ? new RegExp(`^patient\\.\\d+\\.${tenant}@example\\.com$`) : /^p•••@example\.com$/,
      phone: may.pii ? new RegExp(`^\\+1 555 0100 ${tenant}\\d{4}$`) : /^•••\d\d$/,
      card: may.pii ? new RegExp(`^CARD-${tenant}-\\d{12}$`) : /^•••\d{4}$/,
      born: may.medical ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-01-01$/,
      note: may.medical ? new RegExp(`^${tenant} is ill \\d+$`) : /^null$/,
    };
    for (const [column, pattern] of Object.entries(expected)) {
      if (!pattern.test(String(row[column]))) wrong.push(`${column}: ${row[column]}`);
    }
    const names = [...(may.pii ? [] : ['email', 'phone', 'card']), ...(may.medical ? [] : ['born', 'note'])];
    if (String([...(row['masked_fields'] as string[])].sort()) !== String(names.sort())) wrong.push(`masked_fields: ${row['masked_fields']}`);
    seen.cells += masked.length;
    seen.masked += names.length;
    seen.raw += masked.length - names.length;
  }

  async function client(number: number): Promise<void> {
    for (let turn = number; seen.cells < CELLS; turn++) {
      const reader = readers[(turn * 7 + number) % readers.length]!;
      const connection = await pool.connect();
      try {
        await connection.query('begin');
        await connection.query({ name: 'settings', text: "select set_config('role', 'tenet_visitor', true), set_config('tenet.session', $1, true)", values: [reader.handle] });
        const { rows } = await connection.query({ name: 'patients', text: 'select email, phone, card, born::text, note, masked_fields from api.patients' });
        if (rows.length !== ROWS) wrong.push(`${rows.length} rows`);
        for (const row of rows) check(reader, row);
        await connection.query(turn % 3 === 0 ? 'rollback' : 'commit');
      } finally {
        connection.release();
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)));
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(seen.cells).toBeGreaterThanOrEqual(CELLS);
  // neither half of the check was empty
  expect(seen.raw).toBeGreaterThan(CELLS / 5);
  expect(seen.masked).toBeGreaterThan(CELLS / 5);
});
