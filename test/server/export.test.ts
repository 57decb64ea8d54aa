import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { csvLine } from '../../server/csv.ts';
import { useServer } from './running_server.ts';

const under = await useServer();
const bruno = { email: 'bruno@northwind.example', workspace: 'northwind/retail' };
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const yara = { email: 'yara@kestrel.example', workspace: 'kestrel/studio' };
type Who = typeof bruno;

const headersOf = async ({ email, workspace }: Who): Promise<Record<string, string>> => ({ authorization: `Bearer ${await under.issuer.token(email)}`, ...(workspace === '' ? {} : { 'x-workspace': workspace }) });
const exported = async (who: Who, format: string, init: RequestInit = {}) => fetch(`${under.server.url}/audit/export?format=${format}`, { headers: await headersOf(who), ...init });
const tenantOf = async (slug: string) => (await under.admin.query('select id from tenet.tenants where slug = $1', [slug])).rows[0].id as string;

/** Seals what is there and puts a checkpoint, whose signature nobody looks at here, on the newest batch of each tenant. */
async function sealAndCheckpoint(): Promise<void> {
  const newest = (await under.admin.query('select max(number) as n from tenet.audit_events')).rows[0].n;
  for (let tries = 0; tries < 200; tries += 1) {
    await under.admin.query('select tenet_private.seal_audit()');
    if ((await under.admin.query('select sealed_through >= $1 as done from tenet_private.audit_seals', [newest])).rows[0].done) break;
    await wait(20);
  }
  await under.admin.query("insert into tenet.audit_checkpoints (tenant_id, batch, size, note) select distinct on (tenant_id) tenant_id, number, first + count, 'a note' from tenet.audit_batches order by tenant_id, number desc on conflict do nothing");
}
beforeAll(sealAndCheckpoint, 60_000);

/** Reads a CSV file back by the rules of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    if (rows.length === 0 || rows.at(-1)?.at(-1) === '\n') rows.push([]);
    (rows.at(-1) as string[]).push(match[1] !== undefined ? match[1].replaceAll('""', '"') : (match[2] as string));
    if (match[3] === '\r\n') (rows.at(-1) as string[]).push('\n');
  }
  return rows.map((row) => row.slice(0, -1));
}

describe('an admin who exports the trail', () => {
  test('is given evidence of whole batches up to the newest checkpoint, with the events of other workspaces as leaves alone', { timeout: 60_000 }, async () => {
    // an admin of one workspace; the admin of a whole tenant may see all of them
    const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' };
    const to = (role: string) => under.admin.query('update tenet.memberships set role = $1 where user_id = (select id from tenet.users where email = $2)', [role, ines.email]);
    await to('admin');
    const response = await exported(ines, 'jsonl');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/);
    expect(response.headers.get('content-type')).toMatch(/^application\/jsonl/);
    const text = await response.text();
    expect(text.endsWith('\n')).toBe(true);
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
    const tenant = await tenantOf('northwind');
    expect(lines[0]).toEqual({ tenant_id: tenant, trail: 'tenet-audit-1' });
    expect(lines.at(-1)).toEqual({ checkpoint: 'a note' });
    const batches = lines.filter(({ batch }) => batch !== undefined).map(({ batch }) => JSON.parse(batch as string) as { number: string; count: string });
    const { rows } = await under.admin.query('select number::text, count::text from tenet.audit_batches where tenant_id = $1 and number <= (select max(batch) from tenet.audit_checkpoints where tenant_id = $1) order by number', [tenant]);
    expect(batches.map(({ number, count }) => ({ number, count }))).toEqual(rows);
    const total = rows.reduce((sum, { count }) => sum + Number(count), 0);
    expect(lines).toHaveLength(2 + batches.length + total);
    const [disclosed, leaves] = [lines.filter(({ payload }) => payload !== undefined), lines.filter(({ leaf }) => leaf !== undefined)];
    expect(leaves.length).toBeGreaterThan(0);
    const workspaces = new Set(disclosed.map(({ header }) => (JSON.parse(header as string) as { workspace_id: string }).workspace_id));
    const retail = (await under.admin.query("select id from tenet.workspaces where slug = 'retail' and tenant_id = $1", [tenant])).rows[0].id as string;
    expect([...workspaces].filter((id) => id !== retail && !id.startsWith('00000000'))).toEqual([]);
    expect(disclosed.length + leaves.length).toBe(total);
    await to('viewer');
  });

  test('goes over many pages and batches without a gap', { timeout: 60_000 }, async () => {
    for (let i = 0; i < 4; i += 1) {
      await under.admin.query("insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) select t.id, w.id, 'company.created', 'data_change', 'info', 'operator', '{}' from tenet.tenants t join tenet.workspaces w on w.tenant_id = t.id and w.slug = 'studio', generate_series(1, 700) where t.slug = 'kestrel'");
      await sealAndCheckpoint();
    }
    const lines = (await (await exported(yara, 'jsonl')).text()).trimEnd().split('\n').map((line) => JSON.parse(line) as { batch?: string; checkpoint?: string });
    const numbers = lines.flatMap(({ batch }) => (batch === undefined ? [] : [Number((JSON.parse(batch) as { number: string }).number)]));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
    expect(numbers.length).toBeGreaterThan(4);
    expect(lines.filter(({ checkpoint }) => checkpoint !== undefined)).toHaveLength(1);
  });

  test('is given a table with the same events as the page shows, times in UTC, oldest first', { timeout: 60_000 }, async () => {
    await under.ask(yara, 'mutation { createCompany(input: { company: { name: "=cmd|\' /C calc\'!A0, \\"quoted\\"", industry: "Test" } }) { company { id } } }');
    const response = await exported(yara, 'csv');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    const [header, ...rows] = parseCsv(await response.text());
    expect(header?.slice(0, 5)).toEqual(['id', 'at', 'action', 'category', 'severity']);
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([header?.length]));
    const times = rows.map((row) => row[1] as string);
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(times).toEqual([...times].sort());
    const { rows: known } = await under.admin.query("select e.id from tenet.audit_events e join tenet.tenants t on t.id = e.tenant_id left join tenet.workspaces w on w.id = e.workspace_id where t.slug = 'kestrel' and (w.slug = 'studio' or w.id is null) and e.at <= $1::timestamptz", [times.at(-1)]);
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(known.map(({ id }) => id as string)));
    expect(rows.length).toBe(known.length);
    expect(rows.find((row) => row[2] === 'company.created' && row.at(-1)?.includes('=cmd'))).toBeDefined();
  });

  test('leaves an event that says so', async () => {
    const response = await exported(yara, 'csv');
    await response.text();
    const { rows } = await under.admin.query("select action, severity, category, payload from tenet.audit_events where request_id = $1", [response.headers.get('x-request-id')]);
    expect(rows).toMatchObject([{ action: 'audit.exported', category: 'export', severity: 'notice', payload: { format: 'csv' } }]);
  });
});

describe('whoever may not export the trail', () => {
  test('is refused, and it is recorded', async () => {
    const nobody = await fetch(`${under.server.url}/audit/export?format=csv`);
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    for (const who of [elif, { email: 'ines@northwind.example', workspace: 'northwind/retail' }, { ...bruno, workspace: 'kestrel/studio' }]) expect((await exported(who, 'jsonl')).status).toBe(403);
    const refused = await exported(elif, 'csv');
    expect(((await refused.json()) as any).errors[0].extensions.code).toBe('FORBIDDEN');
    let rows: unknown[] = [];
    for (let tries = 0; tries < 60 && rows.length === 0; tries += 1) {
      await wait(50);
      ({ rows } = await under.admin.query('select action, payload from tenet.audit_events where request_id = $1', [refused.headers.get('x-request-id')]));
    }
    expect(rows).toMatchObject([{ action: 'data_access.denied', payload: { codes: ['FORBIDDEN'], operation: 'export' } }]);
  });

  test('is told how to ask: with GET, a format, and the workspace in its header', async () => {
    expect((await exported(yara, 'xml')).status).toBe(422);
    expect((await exported(yara, 'csv&format=jsonl')).status).toBe(422);
    expect((await exported(yara, 'csv&workspace=kestrel/studio')).status).toBe(403);
    const posted = await exported(yara, 'csv', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await exported(yara, 'csv', { method: 'HEAD' })).status).toBe(405);
  });

  test('is told to wait when they export again and again', async () => {
    const agnes = { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/press' };
    const statuses = [];
    for (let i = 0; i < 7; i += 1) {
      const response = await exported(agnes, 'xml');
      statuses.push(response.status);
      if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array(6).fill(422), 429]);
  });
});

describe('an export that breaks off', () => {
  /** Begins an export over a bare connection and reads nothing further than its beginning. */
  async function begin(who: Who) {
    const { hostname, port } = new URL(under.server.url);
    const socket = connect(Number(port), hostname);
    const headers = Object.entries({ host: 'localhost', ...(await headersOf(who)) }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`GET /audit/export?format=csv HTTP/1.1\r\n${headers}\r\n`);
    const read = { text: '', ended: false };
    await new Promise<void>((resolve) => socket.once('data', (chunk) => ((read.text += String(chunk)), socket.pause(), resolve())));
    socket.on('error', () => undefined);
    return { socket, read };
  }

  test('because the right was taken away is cut, and can not be taken for complete', { timeout: 30_000 }, async () => {
    const basil = { email: 'basil@harbourpine.example', workspace: 'harbour-pine/studio' };
    await under.admin.query("insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) select t.id, w.id, 'company.created', 'data_change', 'info', 'operator', jsonb_build_object('filler', repeat('x', 3000)) from tenet.tenants t join tenet.workspaces w on w.tenant_id = t.id and w.slug = 'studio', generate_series(1, 15000) where t.slug = 'harbour-pine'");
    const { socket, read } = await begin(basil);
    await wait(300);
    await under.admin.query("update tenet.memberships set role = 'viewer' where user_id = (select id from tenet.users where email = $1)", [basil.email]);
    const closed = new Promise<boolean>((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk) => void (read.text += String(chunk)));
    socket.resume();
    // reset, which also a reader without chunks can tell from an end
    expect(await closed).toBe(true);
    expect(read.text).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(read.text.toLowerCase()).toContain('transfer-encoding: chunked');
    expect(read.text.endsWith('\r\n0\r\n\r\n')).toBe(false);
    await under.admin.query("update tenet.memberships set role = 'admin' where user_id = (select id from tenet.users where email = $1)", [basil.email]);
    const whole = await exported(basil, 'csv');
    expect((await whole.text()).length).toBeGreaterThan(15_000 * 3000);
  });

  test('because its reader was let in elsewhere instead is cut, and holds nothing of there', { timeout: 30_000 }, async () => {
    const wanda = { email: 'wanda@freelance.example', workspace: '' }; // names none, because there is only one
    await under.admin.query(`begin; select tenet.create_user('${wanda.email}', 'Wanda'); select tenet.link_identity(tests.person('${wanda.email}'), '${under.issuer.issuer}', '${wanda.email}');
      select tenet.add_member(tests.tenant('harbour-pine'), tests.person('${wanda.email}'), 'admin', tests.workspace('harbour-pine/studio')); commit`);
    const { socket, read } = await begin(wanda);
    await wait(300);
    await under.admin.query(`begin; delete from tenet.memberships where user_id = tests.person('${wanda.email}');
      select tenet.add_member(tests.tenant('kestrel'), tests.person('${wanda.email}'), 'admin', tests.workspace('kestrel/studio')); commit`);
    await under.admin.query("insert into tenet.audit_events (tenant_id, workspace_id, action, category, severity, actor_kind, payload) values (tests.tenant('kestrel'), tests.workspace('kestrel/studio'), 'company.created', 'data_change', 'info', 'operator', '{\"of\": \"kestrel alone\"}')");
    const closed = new Promise<boolean>((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk) => void (read.text += String(chunk)));
    socket.resume();
    expect(await closed).toBe(true);
    expect(read.text).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(read.text.endsWith('\r\n0\r\n\r\n')).toBe(false);
    expect(read.text).not.toContain('kestrel alone');
    expect(await (await exported(wanda, 'csv')).text()).toContain('kestrel alone');
  });

  test('because its reader went away stops reading the database, and waits for a reader that is slow', { timeout: 30_000 }, async () => {
    const { socket } = await begin({ email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' });
    const active = async () => (await under.admin.query("select count(*)::integer as n from pg_stat_activity where usename = 'tenet_authenticator' and datname = current_database() and state = 'active'")).rows[0].n as number;
    const isIdle = async () => {
      let quiet = 0;
      for (let tries = 0; tries < 300 && quiet < 20; tries += 1, await wait(25)) quiet = (await active()) === 0 ? quiet + 1 : 0;
      return quiet === 20;
    };
    // the pipe to the reader is full, and nothing more is read for them
    expect(await isIdle()).toBe(true);
    const log = under.logged().length;
    socket.destroy();
    expect(await isIdle()).toBe(true);
    expect(under.logged().slice(log)).toContain('"finished":false');
  });
});

test('a cell that a spreadsheet would run is text, and what holds commas, quotes or lines is quoted', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'a=b', null, ''])).toBe(`'=1+1,'+1,'-1,'@x,'\tx,"'\rx",a=b,,\r\n`);
  expect(csvLine(['a,b', 'a"b', 'a\nb', '="x"'])).toBe('"a,b","a""b","a\nb","\'=""x"""\r\n');
  expect(parseCsv(csvLine(['a,b', 'a"b', 'a\nb', 'c']))).toEqual([['a,b', 'a"b', 'a\nb', 'c']]);
});
