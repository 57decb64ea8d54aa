// The trail as the database seals it, against the programs that verify it offline: what is committed is sealed once, whatever else
// goes on; whatever a superuser does to it afterwards is found, at the right place. (T105 to T110, F-57, L5, L6)
import type pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { sealedTrail, verdictOn } from './sealed_trail.ts';
import { nobody } from './trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const trail = sealedTrail(urls, admin);
const { tenant, places: [one, two] } = await trail.createTenant('acme', ['one', 'two']);
const neighbour = await trail.createTenant('other', ['main']);
await trail.seal();

const batches = async (of: string) =>
  (await admin.query<{ number: string; first: string; count: string }>('select number, first, count from tenet.audit_batches where tenant_id = $1 order by number', [of])).rows.map(
    ({ number, first, count }) => ({ number: Number(number), first: Number(first), count: Number(count) }),
  );

test('a header is written as the format says, with every field and every odd character', async () => {
  const { rows } = await admin.query(`
    select tenet_private.audit_header(e) as header, encode(tenet_private.audit_leaf(e), 'hex') as leaf
      from (select (jsonb_populate_record(null::tenet.audit_events, $1)).*) e`, [{
    tenant_id: '11111111-1111-4111-8111-111111111111', workspace_id: nobody, at: '2026-11-24T14:21:01.1+02:00', id: '22222222-2222-4222-8222-222222222222',
    number: 1, action: 'note.created', category: 'data_change', severity: 'info', actor_kind: 'member', actor_id: '33333333-3333-4333-8333-333333333333',
    actor_name: 'q"\\/\b\f\n\r\t\u0001\u007f\u2028é😀', object_type: null, object_id: '', payload: { b: 1.0, a: 'x' }, salt: '44444444-4444-4444-8444-444444444444',
  }]);
  expect(rows[0].header).toBe(
    '{"action":"note.created","actor_id":"33333333-3333-4333-8333-333333333333","actor_kind":"member",' +
      `"actor_name":${JSON.stringify('q"\\/\b\f\n\r\t\u0001\u007f\u2028é😀')},"at":"2026-11-24T12:21:01.100000Z","behalf_of":null,"category":"data_change",` +
      '"credential_id":null,"id":"22222222-2222-4222-8222-222222222222","object_id":"","object_type":null,"request_id":null,"severity":"info",' +
      '"tenant_id":"11111111-1111-4111-8111-111111111111","v":"1","workspace_id":"00000000-0000-0000-0000-000000000000"}',
  );
});

test('the tree in the database has the roots that RFC 6962 publishes', async () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const rootOf = (size: number) =>
    trail.value(admin, `select encode(tenet_private.merkle_root(string_agg(sha256('\\x00'::bytea || decode(l, 'hex')), '' order by n)), 'hex') from unnest($1::text[]) with ordinality as x (l, n)`, [leaves.slice(0, size)]);
  expect(await rootOf(1)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  expect(await rootOf(7)).toBe('ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c');
  expect(await rootOf(8)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  expect(await trail.value(admin, "select tenet_private.merkle_root('')")).toBe(null);
});

describe('sealing', () => {
  test('puts what was written since into one batch a tenant, in the order of writing, chained to the one before', async () => {
    const before = (await batches(tenant)).at(-1)!;
    await trail.record(one!, ['a', 'b']);
    await trail.record(neighbour.places[0]!, ['theirs']);
    await trail.record(two!, ['c']);
    expect(await trail.seal()).toBe(4);
    expect((await batches(tenant)).at(-1)).toEqual({ number: before.number + 1, first: before.first + before.count, count: 3 });
    expect(await trail.seal()).toBe(0);
    expect((await batches(tenant)).at(-1)!.number).toBe(before.number + 1);
  });

  test('waits for an older transaction, and seals its event once, in the batch of those who waited', async () => {
    const late = await admin.connect();
    await late.query('begin');
    await late.query("select tenet_private.record_event($1, $2, 'late.committed', 'policy', 'info', 'operator')", [tenant, one!.workspace]);
    await trail.record(one!, ['written later, committed earlier']);
    for (let tries = 0; tries < 3; tries++) expect(await trail.value(trail.worker, 'select tenet_private.seal_audit()')).toBe(0);
    expect(await trail.value(admin, "select tenet_private.sealing_lag() > '0'")).toBe(true);
    await late.query('commit');
    late.release();
    expect(await trail.seal()).toBe(2);
    expect(await trail.value(admin, 'select tenet_private.sealing_lag()::text')).toBe('00:00:00');
    expect(await verdictOf('one')).toMatchObject({ ok: true });
  });

  test('leaves out what was rolled back, and goes on past it', async () => {
    await trail.seal();
    const client = await admin.connect();
    await client.query("begin; select tenet_private.record_event(null, null, 'never.was', 'policy', 'info', 'operator'); rollback");
    client.release();
    await trail.record(one!, ['after']);
    expect(await trail.seal()).toBe(1);
  });

  test('is not held up by somebody who reads for long', async () => {
    const reader = await admin.connect();
    onTestFinished(() => reader.release());
    await reader.query('begin isolation level repeatable read; select count(*) from tenet.audit_events');
    await trail.record(one!, ['while they read']);
    expect(await trail.seal()).toBe(1);
    await reader.query('commit');
  });

  test('is the work of one at a time: another sealer does nothing, and waits for nothing', async () => {
    await trail.record(one!, ['for one of two']);
    await trail.value(trail.worker, 'select tenet_private.seal_audit()');
    await trail.settled();
    const client = await trail.worker.connect();
    await client.query('begin');
    expect((await client.query('select tenet_private.seal_audit() as n')).rows[0].n).toBe(1);
    await trail.record(one!, ['for the next']);
    expect(await trail.value(trail.worker, 'select tenet_private.seal_audit()')).toBe(0);
    await client.query('rollback');   // killed before it was done
    client.release();
    expect(await trail.seal()).toBe(2);
    expect(await verdictOf('one')).toMatchObject({ ok: true });
  });

  test('never goes backwards, whatever it is told to do', async () => {
    await trail.seal();
    await trail.record(one!, ['x', 'y']);
    await trail.value(trail.worker, 'select tenet_private.seal_audit(-10)');
    await trail.settled();
    expect(await trail.value(trail.worker, 'select tenet_private.seal_audit(-10)')).toBe(1);
    expect(await trail.seal()).toBe(1);
    expect(await verdictOf('one')).toMatchObject({ ok: true });
  });

  test('takes no part in a transaction that did something else before', async () => {
    const client = await trail.worker.connect();
    onTestFinished(() => client.release());
    await client.query("begin; select tenet_private.begin_job_run('x', now())");
    await expect(client.query('select tenet_private.seal_audit()')).rejects.toMatchObject({ code: 'TN400' });
    await client.query('rollback; begin isolation level repeatable read');
    await expect(client.query('select tenet_private.seal_audit()')).rejects.toMatchObject({ code: 'TN400' });
    await client.query('rollback');
  });

  test('goes on in a database that was restored into a cluster with younger transactions', async () => {
    await trail.seal();
    await trail.record(one!, ['before the restore']);
    await trail.value(trail.worker, 'select tenet_private.seal_audit()');
    await admin.query("update tenet_private.audit_seals set pending_before = '9000000000000'");
    expect(await trail.seal()).toBe(1);
  });

  test('is done in parts when there is much', async () => {
    await trail.seal();
    await trail.record(one!, Array.from({ length: 25 }, (_, n) => `event ${n}`));
    await trail.value(trail.worker, 'select tenet_private.seal_audit(10)');
    await trail.settled();
    const sizes = [];
    for (let n = 0; n < 4; n++) sizes.push(await trail.value(trail.worker, 'select tenet_private.seal_audit(10)'));
    expect(sizes).toEqual([10, 10, 5, 0]);
    expect(await verdictOf('one')).toMatchObject({ ok: true });
  });
});

describe('an export', () => {
  test('of a member of the whole tenant discloses all of it, and is intact for both programs', async () => {
    await trail.seal();
    await trail.sign();
    const { rows } = await admin.query('select count(*)::int as events from tenet.audit_events where tenant_id = $1', [tenant]);
    const verdict = await verdictOn(await trail.exportAs('owner@acme', 'one'));
    expect(verdict).toMatchObject({ ok: true, anchored: true, events: rows[0].events, disclosed: rows[0].events, undisclosed: 0, tenant_id: tenant });
  });

  test('of an admin of one workspace tells of the others only that something happened, and is intact all the same', async () => {
    await trail.addMember('admin@acme', 'admin', tenant, one!.workspace);
    await trail.record(two!, ['SENTINEL_TWO']);
    await trail.record(one!, ['SENTINEL_ONE']);
    await trail.seal();
    await trail.sign();
    const lines = await trail.exportAs('admin@acme', 'one');
    expect(lines.join('')).toContain('SENTINEL_ONE');
    expect(lines.join('')).not.toContain('SENTINEL_TWO');
    expect(lines.join('')).not.toContain(two!.workspace);
    const verdict = await verdictOn(lines);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict['undisclosed']).toBeGreaterThan(0);
    expect((await trail.exportAs('owner@acme', 'one')).join('')).toContain('SENTINEL_TWO');
  });

  test('is for owners and admins, and is an event itself', async () => {
    await trail.addMember('viewer@acme', 'viewer', tenant, one!.workspace);
    await expect(trail.exportAs('viewer@acme', 'one')).rejects.toMatchObject({ code: 'TN403' });
    const count = () => trail.value<string>(admin, "select count(*) from tenet.audit_events where action = 'audit.exported' and tenant_id = $1", [tenant]);
    const before = Number(await count());
    await trail.exportAs('admin@acme', 'one');
    expect(Number(await count())).toBe(before + 1);
    for (const statement of ["select * from api.audit_evidence(0, 10)", 'select * from api.audit_rows(null, null, 10)', 'select api.audit_head()', 'select * from api.sealed_audit_events(0, 10)']) {
      await expect(trail.asMember('viewer@acme', 'one', (client) => client.query(statement))).rejects.toMatchObject({ code: 'TN403' });
      await trail.asMember('admin@acme', 'one', (client) => client.query(statement));
    }
  });

  test('before anything is signed says that it is too early, and works a moment later', async () => {
    await expect(trail.exportAs('owner@other', 'main')).resolves.toBeDefined();
    const young = await trail.createTenant('young', ['main']);
    await expect(trail.exportAs('owner@young', 'main')).rejects.toMatchObject({ code: 'TN409' });
    await trail.seal();
    await trail.sign();
    expect(await verdictOn(await trail.exportAs('owner@young', 'main'))).toMatchObject({ ok: true, tenant_id: young.tenant });
  });
});

describe('a superuser who', () => {
  /** What was kept outside before the superuser came, and how the trail looked then. */
  async function prepared() {
    const fresh = await trail.createTenant(`victim-${Math.random().toString(36).slice(2, 8)}`, ['main']);
    const slug = await trail.value<string>(admin, 'select slug from tenet.tenants where id = $1', [fresh.tenant]);
    const kept = {};
    for (const texts of [['first', 'second'], ['third', 'fourth', 'fifth'], ['sixth']]) {
      await trail.record(fresh.places[0]!, texts);
      await trail.seal();
      Object.assign(kept, (await trail.sign()).get(fresh.tenant));
    }
    expect(await verdictOn(await trail.exportAs(`owner@${slug}`, 'main'), kept)).toMatchObject({ ok: true });
    const events = (await admin.query<{ id: string; position: string; batch: string; body: string | null }>(
      `select (event).id, "position", batch, (event).payload -> 'after' ->> 'body' as body from tenet_private.batch_events($1, 0, 1000)`, [fresh.tenant])).rows;
    const find = (body: string) => events.find((event) => event.body === body)!;
    const exported = () => trail.exportAs(`owner@${slug}`, 'main');
    return { tenant: fresh.tenant, kept, find, exported };
  }

  /** Runs as a superuser without triggers, and afterwards makes every root and hash of the tenant fit again. */
  async function tamper(of: string, sql: string, values: unknown[] = [], { recompute = true } = {}): Promise<void> {
    const client: pg.PoolClient = await admin.connect();
    try {
      await client.query('begin; set local session_replication_role = replica');
      await client.query(sql, values);
      if (recompute) await client.query(refit.replaceAll('$tenant', client.escapeLiteral(of)));
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  const refit = `
    do $$
    declare
      b tenet.audit_batches;
      last bytea := decode(repeat('00', 32), 'hex');
      place bigint := 0;
      n bigint := 0;
    begin
      for b in select * from tenet.audit_batches where tenant_id = $tenant order by number loop
        n := n + 1;
        b.number := n;
        b.first := place;
        select count(*), tenet_private.merkle_root(string_agg(tenet_private.audit_leaf(e), '' order by e.number)) into b.count, b.root
          from tenet.audit_events e where e.tenant_id = b.tenant_id and e.number > b.after_number and e.number <= b.through_number;
        b.previous := last;
        b.hash := sha256('\\x02'::bytea || convert_to(tenet_private.batch_header(b), 'UTF8'));
        update tenet.audit_batches x set number = b.number, first = b.first, count = b.count, root = b.root, previous = b.previous, hash = b.hash
         where x.tenant_id = b.tenant_id and x.through_number = b.through_number;
        place := place + b.count;
        last := b.hash;
      end loop;
    end
    $$`;

  const edits: [string, string][] = [
    ['changes a payload', `update tenet.audit_events set payload = '{"after": {"body": "forged"}}' where id = $1`],
    ['changes who did it', `update tenet.audit_events set actor_id = gen_random_uuid() where id = $1`],
    ['changes when it was', `update tenet.audit_events set at = at - interval '1 microsecond' where id = $1`],
    ['changes a salt', `update tenet.audit_events set salt = gen_random_uuid() where id = $1`],
    ['changes what was done', `update tenet.audit_events set action = 'note.deleted' where id = $1`],
    ['forgets a payload without saying so', `update tenet.audit_events e set commitment = tenet_private.audit_commitment(e), payload = null, salt = null where id = $1`],
  ];
  for (const [title, sql] of edits) {
    test(`${title} is found at that event, and also after making every hash fit again`, async () => {
      for (const recompute of [false, true]) {
        const { tenant: of, kept, find, exported } = await prepared();
        const target = find('fourth');
        await tamper(of, sql, [target.id], { recompute });
        const verdict = await verdictOn(await exported(), kept);
        expect(verdict).toMatchObject({ ok: false, position: Number(target.position), batch: Number(target.batch) });
      }
    });
  }

  for (const body of ['first', 'fourth', 'sixth']) {
    test(`deletes the ${body} event is found there`, async () => {
      const { tenant: of, kept, find, exported } = await prepared();
      const target = find(body);
      await tamper(of, 'delete from tenet.audit_events where id = $1', [target.id], { recompute: false });
      expect(await verdictOn(await exported(), kept)).toMatchObject({ ok: false, batch: Number(target.batch) });
    });
  }

  test('swaps two events, with every hash made to fit, is found at the first', async () => {
    const { tenant: of, kept, find, exported } = await prepared();
    const [third, fourth] = [find('third'), find('fourth')];
    await tamper(of, `update tenet.audit_events e set number = (select o.number from tenet.audit_events o where o.id = case e.id when $1 then $2 else $1 end) where e.id in ($1, $2)`, [third.id, fourth.id]);
    expect(await verdictOn(await exported(), kept)).toMatchObject({ ok: false, position: Number(third.position) });
  });

  test('deletes an event and makes every hash, position and count fit is found there', async () => {
    const { tenant: of, kept, find, exported } = await prepared();
    const target = find('fourth');
    await tamper(of, 'delete from tenet.audit_events where id = $1', [target.id]);
    expect(await verdictOn(await exported(), kept)).toMatchObject({ ok: false, position: Number(target.position) });
  });

  test('cuts the last batch off, with its checkpoint, is found by whoever kept that checkpoint', async () => {
    const { tenant: of, kept, find, exported } = await prepared();
    const target = find('sixth');
    await tamper(of, `delete from tenet.audit_checkpoints where tenant_id = $2 and batch >= $3;`.replace('$2', `'${of}'`).replace('$3', target.batch), [], { recompute: false });
    await tamper(of, `delete from tenet.audit_batches where tenant_id = '${of}' and number >= ${target.batch}`, [], { recompute: false });
    const lines = await exported();
    expect(await verdictOn(lines)).toMatchObject({ ok: true });
    expect(await verdictOn(lines, kept)).toMatchObject({ ok: false, position: Number(target.position) });
  });

  test('truncates the trail is found at its first batch', async () => {
    const { kept, exported, tenant: of } = await prepared();
    await tamper(of, `delete from tenet.audit_events where tenant_id = '${of}'`, [], { recompute: false });
    expect(await verdictOn(await exported(), kept)).toMatchObject({ ok: false, batch: 1, position: 0 });
  });

  test('puts in an event that never was is found there, however it is dated', async () => {
    const { tenant: of, kept, find, exported } = await prepared();
    const after = find('third');
    await tamper(of, `insert into tenet.audit_events (tenant_id, workspace_id, at, number, action, category, severity, actor_kind, payload)
      select tenant_id, workspace_id, at, number, 'note.created', 'data_change', 'info', 'member', '{}' from tenet.audit_events where id = $1`, [after.id]);
    expect(await verdictOn(await exported(), kept)).toMatchObject({ ok: false });
  });
});

async function verdictOf(workspace: string) {
  await trail.sign();
  return verdictOn(await trail.exportAs('owner@acme', workspace));
}
