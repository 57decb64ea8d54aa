// Forgetting, and retention of the trail: what goes is announced, sealed and signed first, goes then and not before, and leaves the
// proof of everything else whole; what is removed by hand leaves it broken. (T113, F-71, L5, R1 to R3; promises 16, 17, 69)
import { describe, expect, test } from 'vitest';
import { useDatabase } from '../database.ts';
import { type Place, sealedTrail, verdictOn } from './sealed_trail.ts';

const { urls, admin } = await useDatabase({ template: 'tenet_template' });
const trail = sealedTrail(urls, admin);
let made = 0;

/** A tenant of its own for a test, with what was written sealed and signed. */
async function fresh(workspaces = ['main']) {
  const slug = `tenant-${(made += 1)}`;
  const { tenant, places } = await trail.createTenant(slug, workspaces);
  return { slug, tenant, places, place: places[0]!, exported: (workspace = workspaces[0]!) => trail.exportAs(`owner@${slug}`, workspace) };
}

const settle = async () => {
  await trail.seal();
  await trail.sign();
};
const announce = () => trail.value<number>(trail.worker, 'select tenet_private.announce_audit_retention()');
async function apply(): Promise<number> {
  let done = 0;
  for (let one; (one = await trail.value<number>(trail.worker, 'select tenet_private.apply_audit_removals()::int')) > 0; ) done += one;
  return done;
}
/** One night of the jobs: announced, sealed and signed, done. */
async function night(): Promise<number> {
  await settle();
  for (let idle = 0; idle < 5 && (await announce()) > 0; idle++) await settle();
  await settle();
  return apply();
}
const bodies = async (of: string) =>
  (await admin.query<{ body: string }>("select payload -> 'after' ->> 'body' as body from tenet.audit_events where tenant_id = $1 and action = 'note.created' order by number", [of])).rows.map(({ body }) => body);
/** As a superuser who goes around every trigger. */
async function byHand(sql: string, values: unknown[]): Promise<void> {
  const client = await admin.connect();
  await client.query('begin; set local session_replication_role = replica');
  await client.query(sql, values);
  await client.query('commit');
  client.release();
}
/** How long ago a day was. */
const at = (day: string) => `${Math.round((Date.now() - Date.parse(`${day}T12:00:00Z`)) / 1000)} seconds`;
const window = (place: Place, keepFor: string | null) =>
  admin.query('insert into tenet.audit_windows (tenant_id, workspace_id, keep_for) values ($1, $2, $3) on conflict (tenant_id, workspace_id) do update set keep_for = excluded.keep_for', [place.tenant, place.workspace, keepFor]);

describe('the payloads of one person or object', () => {
  test('go once the event that announces it is sealed and signed, and verification stays green all the while', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['SENTINEL_ERASED one'], { object: 'contact-1' });
    await trail.record(place, ['kept'], { object: 'contact-2' });
    await trail.record(place, ['SENTINEL_ERASED two'], { object: 'contact-1' });
    await settle();
    const forget = async () => (await trail.worker.query("select * from tenet_private.forget_payloads($1, 'notes', array['contact-1'], reason => 'erasure 7')", [tenant])).rows[0];
    expect(await forget()).toEqual({ announced: '2', waiting: '0' });
    expect(await forget()).toEqual({ announced: '0', waiting: '0' });
    expect(await apply()).toBe(0);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 0 });
    await trail.seal();
    expect(await apply()).toBe(0);
    await trail.sign();
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 0 });
    expect(await apply()).toBe(2);
    expect(await bodies(tenant)).toEqual([null, 'kept', null]);
    const lines = await exported();
    expect(lines.join('')).not.toContain('SENTINEL_ERASED');
    expect(await verdictOn(lines)).toMatchObject({ ok: true, forgotten: 2 });
    const { rows } = await admin.query('select count(*)::int as left_over from tenet.audit_events e where e::text like $1', ['%SENTINEL_ERASED%']);
    expect(rows).toEqual([{ left_over: 0 }]);
  });

  test('that go while an export is on its way leave it intact', async () => {
    const { slug, tenant, place } = await fresh();
    for (let n = 0; n < 4; n++) {
      await trail.record(place, [`SENTINEL_${n}`], { object: `contact-${n}` });
      await trail.seal();
    }
    await trail.sign();
    let pages = 0;
    const lines = await trail.exportAs(`owner@${slug}`, 'main', {
      pageLines: 1,
      async between() {
        if ((pages += 1) !== 2) return;
        await trail.worker.query("select tenet_private.forget_payloads($1, 'notes', array['contact-0', 'contact-3'], reason => 'erasure 6')", [tenant]);
        await settle();
        expect(await apply()).toBe(2);
      },
    });
    expect(pages).toBeGreaterThan(3);
    expect(lines.join('')).toContain('SENTINEL_0');
    expect(lines.join('')).not.toContain('SENTINEL_3');
    expect(await verdictOn(lines)).toMatchObject({ ok: true, forgotten: 1 });
  });

  test('include what the person did, whose address and program are in them', async () => {
    const { slug, tenant, place, exported } = await fresh();
    const person = await trail.addMember(`leaver@${slug}`, 'member', tenant);
    await trail.asMember(`leaver@${slug}`, 'main', (client) => client.query('select 1'));
    await settle();
    const addresses = () => trail.value(admin, "select count(*)::int from tenet.audit_events where actor_id = $1 and payload ? 'ip'", [person]);
    expect(await addresses()).toBe(1);
    await trail.worker.query("select tenet_private.forget_payloads($1, person => $2, reason => 'erasure 8')", [tenant, person]);
    await settle();
    await apply();
    expect(await addresses()).toBe(0);
    expect(await trail.value(admin, 'select count(*)::int from tenet.audit_events where actor_id = $1', [person])).toBe(1);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true });
    expect(place).toBeDefined();
  });

  test('wait to be sealed, and are counted as waiting meanwhile', async () => {
    const { tenant, place } = await fresh();
    await trail.seal();
    await trail.record(place, ['new'], { object: 'contact-3' });
    const forget = async () => (await trail.worker.query("select * from tenet_private.forget_payloads($1, 'notes', array['contact-3'], reason => 'erasure 9')", [tenant])).rows[0];
    expect(await forget()).toEqual({ announced: '0', waiting: '1' });
    await trail.seal();
    expect(await forget()).toEqual({ announced: '1', waiting: '0' });
  });

  test('of another tenant stay, though its objects have the same ids', async () => {
    const [ours, theirs] = [await fresh(), await fresh()];
    for (const { place } of [ours, theirs]) await trail.record(place, ['same'], { object: 'contact-4' });
    await settle();
    await apply();
    await trail.worker.query("select tenet_private.forget_payloads($1, 'notes', array['contact-4'], reason => 'erasure 10')", [ours.tenant]);
    await settle();
    expect(await apply()).toBe(1);
    expect([await bodies(ours.tenant), await bodies(theirs.tenant)]).toEqual([[null], ['same']]);
  });

  test('do not go without a reason, and what accounts for a removal never goes', async () => {
    const { tenant, place } = await fresh();
    await trail.record(place, ['x'], { object: 'contact-5' });
    await settle();
    await expect(trail.worker.query("select tenet_private.forget_payloads($1, 'notes', array['contact-5'], reason => '')", [tenant])).rejects.toMatchObject({ code: 'TN422' });
    await trail.worker.query("select tenet_private.forget_payloads($1, 'notes', array['contact-5'], reason => 'erasure 11')", [tenant]);
    await settle();
    await apply();
    const notice = async () => admin.query("select number, payload from tenet.audit_events where tenant_id = $1 and action = 'audit.payloads_forgotten'", [tenant]);
    const { rows } = await notice();
    expect(rows).toHaveLength(1);
    expect(rows[0].payload).toMatchObject({ reason: 'erasure 11', events: 1 });
    await trail.worker.query("select tenet_private.forget_payloads($1, 'audit_events', array['contact-5'], reason => 'erasure 12')", [tenant]);
    await settle();
    await apply();
    expect((await notice()).rows[0].payload).toEqual(rows[0].payload);
  });
});

describe('the same removed by hand', () => {
  test('makes verification red at that event', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['a', 'b', 'c']);
    await settle();
    expect(await verdictOn(await exported())).toMatchObject({ ok: true });
    await byHand("update tenet.audit_events e set commitment = tenet_private.audit_commitment(e), payload = null, salt = null where tenant_id = $1 and payload -> 'after' ->> 'body' = 'b'", [tenant]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: false, reason: expect.stringContaining('no later event says that it was forgotten') });
  });

  test('makes it red also when whole old batches are gone', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['old'], { ago: '3 years' });
    await settle();
    await trail.record(place, ['new']);
    await settle();
    await byHand('delete from tenet.audit_events e using tenet.audit_batches b where b.tenant_id = $1 and b.number = 1 and e.tenant_id = b.tenant_id and e.number <= b.through_number', [tenant]);
    await byHand('insert into tenet_private.audit_removals (tenant_id, event_number, through_batch, pruned_through, done_at) values ($1, 0, 1, 1, now())', [tenant]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: false, position: 0, reason: expect.stringContaining('no event says that they were pruned') });
  });

  test('makes it red when the event that accounts for a removal is taken away', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['old'], { ago: '3 years', object: 'contact-6' });
    await settle();
    await trail.worker.query("select tenet_private.forget_payloads($1, 'notes', array['contact-6'], reason => 'erasure 13')", [tenant]);
    await settle();
    await apply();
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 1 });
    await byHand("delete from tenet.audit_events where tenant_id = $1 and action = 'audit.payloads_forgotten'", [tenant]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: false });
  });
});

describe('retention', () => {
  test('takes the payloads of one workspace that are past its window, and nothing of another workspace or tenant', async () => {
    const { tenant, places: [short, long], exported } = await fresh(['short', 'long']);
    const other = await fresh();
    for (const place of [short!, long!, other.place]) {
      await trail.record(place, ['100 days old'], { ago: '100 days' });
      await trail.record(place, ['80 days old'], { ago: '80 days' });
    }
    await window(short!, '90 days');
    expect(await night()).toBe(1);
    expect(await bodies(tenant)).toEqual([null, '80 days old', '100 days old', '80 days old']);
    expect(await bodies(other.tenant)).toEqual(['100 days old', '80 days old']);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 1 });
    expect(await night()).toBe(0);
    await admin.query("update tenet.audit_windows set keep_for = '70 days' where workspace_id = $1", [short!.workspace]);
    expect(await night()).toBe(1);
    expect(await bodies(tenant)).toEqual([null, null, '100 days old', '80 days old']);
    expect(await verdictOn(await exported('long'))).toMatchObject({ ok: true, forgotten: 2 });
  });

  test('takes whole batches once every workspace of the tenant is done with them, and keeps their anchors', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['two years old'], { ago: '25 months' });
    await settle();
    await trail.record(place, ['older still'], { ago: '3 years' });
    await settle();
    await trail.record(place, ['young']);
    await settle();
    await night();
    expect(await bodies(tenant)).toEqual(['two years old', 'older still', 'young']);   // the first batch has the young event of the tenant's making, too
    await backdate(tenant, 2);
    const before = await trail.value<number>(admin, 'select count(*)::int from tenet.audit_events where tenant_id = $1', [tenant]);
    expect(await night()).toBe(await trail.value(admin, 'select sum(count)::int from tenet.audit_batches where tenant_id = $1 and number <= 2', [tenant]));
    expect(await bodies(tenant)).toEqual(['young']);
    expect(await trail.value(admin, 'select count(*)::int from tenet.audit_events where tenant_id = $1', [tenant])).toBeLessThan(before);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, pruned: 2 });
    expect(await night()).toBe(0);
  });

  test('takes whole months of a trail that is kept for long, with what was sealed at their end, and days of one that is not', async () => {
    const [long, short] = [await fresh(), await fresh()];
    // the first month that stays, an hour after the window has reached into it
    const month = await trail.value<Date>(admin, "select date_trunc('month', now() - interval '24 months' - interval '1 hour', 'UTC')");
    const beside = (minutes: number) => `${(Date.now() - month.getTime()) / 60_000 - minutes} minutes`;
    await settle();
    await trail.record(long.place, ['before its end'], { ago: beside(-10) });
    await trail.record(long.place, ['sealed with it'], { ago: beside(10) });
    await settle();
    await trail.record(long.place, ['after its end'], { ago: beside(20) });
    await settle();
    for (const n of [100, 80]) {
      await trail.record(short.place, [`${n} days old`], { ago: `${n} days` });
      await settle();
    }
    await window(short.place, '90 days');
    for (const { tenant } of [long, short]) await backdate(tenant, 1);
    await night();
    expect(await bodies(long.tenant)).toEqual(['after its end']);
    expect(await bodies(short.tenant)).toEqual(['80 days old']);
    for (const { exported } of [long, short]) expect(await verdictOn(await exported())).toMatchObject({ ok: true, pruned: 2 });
  });

  test('waits up to an hour for others that were announced, so that months go with all that is in them', async () => {
    const [first, second] = [await fresh(), await fresh()];
    await settle();
    await backdate(first.tenant, 1);
    await announce();
    await settle();
    await backdate(second.tenant, 1);
    await announce();
    expect(await apply()).toBe(0);
    await byHand("update tenet_private.audit_removals set announced_at = now() - interval '61 minutes' where tenant_id = $1", [second.tenant]);
    expect(await apply()).toBeGreaterThan(0);
    const pruned = (tenant: string) => trail.value<string>(admin, 'select through_batch from tenet_private.pruned_trails() where tenant_id = $1', [tenant]);
    expect([await pruned(first.tenant), await pruned(second.tenant)]).toEqual(['1', '0']);
    await settle();
    expect(await apply()).toBeGreaterThan(0);
    expect(await pruned(second.tenant)).toBe('1');
  });

  test('keeps for ever where a workspace says so, also the batches of its neighbours', async () => {
    const { tenant, places: [kept, standard], exported } = await fresh(['kept', 'standard']);
    for (const place of [kept!, standard!]) await trail.record(place, ['ancient'], { ago: '9 years' });
    await window(kept!, null);
    await night();
    expect(await bodies(tenant)).toEqual(['ancient', null]);
    expect(await verdictOn(await exported('kept'))).toMatchObject({ ok: true, pruned: 0, forgotten: 1 });
  });

  test('takes nothing of what a legal hold keeps, and goes on when the hold is released', async () => {
    const { tenant, places: [held, other], exported } = await fresh(['held', 'other']);
    for (const place of [held!, other!]) {
      await window(place, '90 days');
      await trail.record(place, ['100 days old'], { ago: '100 days' });
    }
    await window(other!, '80 days'); // a shorter one, so that its payloads go alone
    const hold = await trail.value<string>(admin, "select tenet.place_hold(tenant => $1, workspace => $2, reason => 'case 7')", [tenant, held!.workspace]);
    await night();
    expect(await bodies(tenant)).toEqual(['100 days old', null]);
    await admin.query("select tenet.release_hold($1, 'case 7 is closed')", [hold]);
    await window(held!, '70 days');
    await night();
    expect(await bodies(tenant)).toEqual([null, null]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 2 });
  });

  test('takes nothing that was announced before a hold came, and erasure waits for its end, too', async () => {
    const { tenant, places: [held], exported } = await fresh(['held', 'other']);
    await window(held!, '90 days');
    await trail.record(held!, ['100 days old', 'another'], { ago: '100 days', object: 'contact-8' });
    await settle();
    expect(await announce()).toBeGreaterThan(0);
    const hold = await trail.value<string>(admin, "select tenet.place_hold(tenant => $1, reason => 'case 8')", [tenant]);
    await settle();
    await apply();
    expect(await bodies(tenant)).toEqual(['100 days old', 'another']);
    const forget = async () => (await trail.worker.query("select * from tenet_private.forget_payloads($1, 'notes', array['contact-8'], reason => 'erasure 14')", [tenant])).rows[0];
    await admin.query('update tenet_private.audit_removals set done_at = now() where tenant_id = $1', [tenant]); // as if it had not been announced
    expect(await forget()).toEqual({ announced: '0', waiting: '2' });
    await admin.query("select tenet.release_hold($1, 'case 8 is closed')", [hold]);
    expect(await forget()).toEqual({ announced: '2', waiting: '0' });
    await settle();
    await apply();
    expect(await bodies(tenant)).toEqual([null, null]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, forgotten: 2 });
  });

  test('takes no batches that were announced before a hold came', async () => {
    const { tenant, place, exported } = await fresh();
    await trail.record(place, ['ancient'], { ago: '4 years' });
    await settle();
    await backdate(tenant, 1);
    await announce();
    const hold = await trail.value<string>(admin, "select tenet.place_hold(tenant => $1, workspace => $2, reason => 'case 9')", [tenant, place.workspace]);
    await settle();
    await apply();
    expect(await bodies(tenant)).toEqual(['ancient']);
    await admin.query("select tenet.release_hold($1, 'case 9 is closed')", [hold]);
    await apply();
    expect(await bodies(tenant)).toEqual([]);
    expect(await verdictOn(await exported())).toMatchObject({ ok: true, pruned: 1 });
  });

  test('is set by an owner or admin within the limits of the operator, is recorded, and is refused to everybody else', async () => {
    const { slug, tenant, place } = await fresh();
    await trail.addMember(`viewer@${slug}`, 'viewer', tenant, place.workspace);
    const set = (email: string, keepFor: string | null) =>
      trail.asMember(email, 'main', async (client) => (await client.query('select keep_for::text, is_standard from api.set_audit_retention($1)', [keepFor])).rows[0]);
    const get = (email: string) => trail.asMember(email, 'main', async (client) => (await client.query('select keep_for::text, is_standard from api.audit_retention()')).rows[0]);
    expect(await get(`owner@${slug}`)).toEqual({ keep_for: '2 years', is_standard: true });
    expect(await set(`owner@${slug}`, '6 months')).toEqual({ keep_for: '6 mons', is_standard: false });
    expect(await set(`owner@${slug}`, null)).toEqual({ keep_for: null, is_standard: false });
    for (const wrong of ['29 days', '0', '-1 year', '1 second', '-100 years 36030 days', '200000 years', '400 days -10 hours']) await expect(set(`owner@${slug}`, wrong)).rejects.toMatchObject({ code: 'TN422' });
    await admin.query("select tenet.limit_audit_retention('12 months', '60 days', '18 months')");
    for (const wrong of ['59 days', '2 years', null]) await expect(set(`owner@${slug}`, wrong)).rejects.toMatchObject({ code: 'TN422' });
    expect(await set(`owner@${slug}`, '60 days')).toEqual({ keep_for: '60 days', is_standard: false });
    await expect(set(`viewer@${slug}`, '6 months')).rejects.toMatchObject({ code: 'TN403' });
    await expect(get(`viewer@${slug}`)).rejects.toMatchObject({ code: 'TN403' });
    expect(await trail.value(admin, "select count(*)::int from tenet.audit_events where tenant_id = $1 and action = 'audit.retention_changed'", [tenant])).toBe(3);
    for (const wrong of ['1 hour', '-100 years 36030 days']) await expect(admin.query('select tenet.limit_audit_retention($1)', [wrong])).rejects.toMatchObject({ code: 'TN422' });
    await admin.query("select tenet.limit_audit_retention('24 months')");
  });

  test('drops a month of which nothing stays, and not one in which anybody keeps an event', async () => {
    const [ours, theirs] = [await fresh(), await fresh()];
    await admin.query(`set role tenet_owner;
      create table tenet.audit_events_2019_03 partition of tenet.audit_events for values from ('2019-03-01Z') to ('2019-04-01Z');
      create table tenet.audit_events_2019_04 partition of tenet.audit_events for values from ('2019-04-01Z') to ('2019-05-01Z'); reset role`);
    await settle();
    await trail.record(ours.place, ['march'], { ago: at('2019-03-10') });
    await settle();
    for (const { place } of [ours, theirs]) await trail.record(place, ['april'], { ago: at('2019-04-10') });
    await settle();
    for (const { tenant } of [ours, theirs]) await backdate(tenant, 1);
    await window(theirs.place, null);
    await night();
    const parts = async () => (await admin.query("select relname from pg_class where relname like 'audit_events_2019%' and relkind = 'r' order by 1")).rows.map(({ relname }) => relname);
    expect(await parts()).toEqual(['audit_events_2019_04']);
    expect([await bodies(ours.tenant), await bodies(theirs.tenant)]).toEqual([[], ['april']]);
    expect(await verdictOn(await ours.exported())).toMatchObject({ ok: true, pruned: 3 });
    await admin.query('delete from tenet.audit_windows where workspace_id = $1', [theirs.place.workspace]);
    await night();
    expect(await parts()).toEqual([]);
    expect(await verdictOn(await theirs.exported())).toMatchObject({ ok: true, pruned: 2 });
  });

  test('keeps a month with an event of a batch that reaches over it, or of none yet', async () => {
    const [ours, theirs] = [await fresh(), await fresh()];
    await admin.query(`set role tenet_owner;
      create table tenet.audit_events_2018_03 partition of tenet.audit_events for values from ('2018-03-01Z') to ('2018-04-01Z');
      create table tenet.audit_events_2018_06 partition of tenet.audit_events for values from ('2018-06-01Z') to ('2018-07-01Z'); reset role`);
    await settle();
    for (const day of ['2018-02-10', '2018-03-10', '2018-04-10']) await trail.record(theirs.place, [day], { ago: at(day) });
    await trail.record(ours.place, ['march'], { ago: at('2018-03-10') });
    await trail.record(ours.place, ['june'], { ago: at('2018-06-10') });
    await settle();
    await backdate(ours.tenant, 1);
    await window(theirs.place, null);
    await announce();
    await settle();
    await trail.record(theirs.place, ['not sealed yet'], { ago: at('2018-06-20') });
    await apply();
    expect([await bodies(ours.tenant), await bodies(theirs.tenant)]).toEqual([[], ['2018-02-10', '2018-03-10', '2018-04-10', 'not sealed yet']]);
    await settle();
    expect(await verdictOn(await theirs.exported())).toMatchObject({ ok: true, pruned: 0 });
  });
});

/** Makes the first batches of a tenant three years old at least: what time would have done. Their hashes are as they were, for the batches are to go. */
async function backdate(tenant: string, count: number): Promise<void> {
  await byHand(`
    with aged as (
      update tenet.audit_events e
         set at = least(e.at, now() - interval '3 years')
        from tenet.audit_batches b
       where b.tenant_id = $1
         and b.number <= $2
         and e.tenant_id = b.tenant_id
         and e.number > b.after_number
         and e.number <= b.through_number
      returning b.number, e.at
    )
    update tenet.audit_batches b
       set first_at = a.first_at,
           last_at = a.last_at
      from (select number, min(at) as first_at, max(at) as last_at from aged group by number) a
     where b.tenant_id = $1
       and b.number = a.number`, [tenant, count]);
}
