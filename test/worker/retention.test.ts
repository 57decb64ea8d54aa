// Retention as the worker runs it: only what is due goes, only where it is due, exactly as counted; whatever stops it is told. The
// verbs: test/functions/retention.sql. (T118, T119, T120, T124; F-71, F-72, L12; regressions R1, R2, R3)
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Logger } from 'graphile-worker';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startWorker } from '../../worker/worker.ts';
import { makeJobFolder } from './job_folder.ts';
import { callJob, makeWorld, type World } from './retention_world.ts';

const retainFirms = "select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 0.5)";
const firms = "select string_agg(name, ' ' order by name) from app.sample_firms where name not like 'canary%'";
const all = 'OWN_firm_1 OWN_firm_2 OWN_firm_3 SENTINEL_B_tenant_firm_1 SENTINEL_B_tenant_firm_2 SENTINEL_B_tenant_firm_3 SENTINEL_B_workspace_firm_1 SENTINEL_B_workspace_firm_2 SENTINEL_B_workspace_firm_3';
const without = (...gone: string[]) => all.split(' ').filter((name) => !gone.includes(name)).join(' ');

/** Makes rows older than the window; time itself stays. */
async function age({ admin }: World, names: string, days = 31) {
  await admin.query("update app.sample_firms set created_at = now() - $2 * interval '1 day' where name like $1", [names, days]);
}

/** Adds firms to a workspace. */
async function addFirms({ admin }: World, count: number, days: number, name = 'more_', workspace = 'alpha-tests/one') {
  await admin.query(
    `insert into app.sample_firms (tenant_id, workspace_id, name, created_at)
     select w.tenant_id, w.id, $4 || n, now() - $3 * interval '1 day' from tenet.workspaces w cross join generate_series(1, $1) n where w.id = tests.workspace($2)`,
    [count, workspace, days, name],
  );
}

describe('what is past its window', () => {
  test('goes, in every tenant and workspace, exactly as counted before; what is not stays', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    await age(world, '%_1');
    await age(world, '%_2', 29.9);
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
    expect(await world.value(firms)).toBe(without('OWN_firm_1', 'SENTINEL_B_tenant_firm_1', 'SENTINEL_B_workspace_firm_1'));
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ last_run: 'done', total: '9', eligible: '3', done: '3', held: '0', error: '' });
    expect(await world.value('select count(*)::int from tenet_private.sessions')).toBe(0);
  });

  test('goes where it is due alone: another workspace and another tenant keep all their rows', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    const sums = async () => [await world.value("select tests.checksum(tests.tenant('beta-tests'))"), await world.value("select tests.checksum(tests.tenant('alpha-tests'), tests.workspace('alpha-tests/two'))")];
    const before = await sums();
    await age(world, 'OWN_firm_1');
    expect(await world.tick()).toMatchObject({ done: 1, eligible: 1, error: null });
    expect(await sums()).toEqual(before);
    expect(await world.value(firms)).toBe(without('OWN_firm_1'));
  });

  test('goes in batches, the oldest first', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    for (const days of [50, 40, 60]) await addFirms(world, 4, days, `aged_${days}_`);
    const left: unknown[] = [];
    expect(await world.tick({ batch: 5, between: async () => void left.push(await world.value("select count(*)::int from app.sample_firms where name like 'aged_60_%'")) })).toMatchObject({ done: 12, error: null });
    expect(left[0]).toBe(0);
    expect(left.length).toBeGreaterThanOrEqual(4);
  });

  test('goes of a personal table as well, for each user, and of no user who is not due', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_diaries add seen_on date; comment on column app.sample_diaries.seen_on is 'Last seen.'");
    await world.declare("select tenet.protect('app.sample_diaries', 'personal'); select tenet.retain('app.sample_diaries', '30 days', measured_from => 'seen_on', brake => 1)");
    await world.admin.query(
      `insert into app.sample_diaries (tenant_id, workspace_id, user_id, body, seen_on)
       select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person(p || '@alpha-tests'), p || n, current_date - 29 - n
         from unnest('{viewer,editor,member}'::text[]) p cross join generate_series(1, 3) n`,
    );
    expect(await world.tick({ batch: 4 })).toMatchObject({ done: 6, eligible: 6, error: null });
    expect(await world.value("select string_agg(body, ' ' order by body) from app.sample_diaries where seen_on is not null and body <> 'canary'")).toBe('editor1 member1 viewer1');
    expect(await world.value('select count(*)::int from app.sample_diaries where seen_on is null')).toBe(9);
  });

  test('goes of a table of the whole tenant once', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_brands add at timestamptz not null default now(); comment on column app.sample_brands.at is 'When.'");
    await world.declare("select tenet.protect('app.sample_brands', 'tenant'); select tenet.retain('app.sample_brands', '30 days', measured_from => 'at', brake => 0.5)");
    await world.admin.query("update app.sample_brands set at = now() - interval '1 year' where name like '%_1'");
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
    expect(await world.value('select array_agg(eligible order by eligible)::text from tenet_private.retention_tasks')).toBe('{1,2}');
  });

  test('is anonymised where that is declared, once, and the rest of the row stays', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', action => 'anonymise', columns => '{details,parent_id}', brake => 0.5, canary => null)").catch((error) =>
      expect(error.message).toContain('can be neither null nor text'),
    );
    await world.admin.query('rollback');
    await world.admin.query("alter table app.sample_people add at timestamptz; comment on column app.sample_people.at is 'When.'");
    await world.declare("select tenet.protect('app.sample_people'); select tenet.retain('app.sample_people', '30 days', measured_from => 'at', action => 'anonymise', columns => '{name,mentor_id}', brake => 0.5)");
    await world.admin.query("update app.sample_people set at = now() - interval '31 days', mentor_id = case when name like 'OWN%' then tests.person('owner@alpha-tests') end where name like '%_1'");
    const firmsBefore = await world.value('select array_agg(firm_id order by firm_id) from app.sample_people');
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
    expect(await world.value("select count(*)::int from app.sample_people where name = '[anonymised]' and mentor_id is null and at is not null")).toBe(3);
    expect(await world.value("select array_agg(firm_id order by firm_id) from app.sample_people where tenant_id <> (select id from tenet.tenants where slug = 'tenet-canary')")).toEqual(firmsBefore);
    // The next finds the canary alone, and the one after that again one.
    for (let n = 0; n < 2; n += 1) expect(await world.tick()).toMatchObject({ done: 1, eligible: 1, error: null });
    expect(await world.value("select count(*)::int from app.sample_people where tenant_id = (select id from tenet.tenants where slug = 'tenet-canary')")).toBe(1);
  });

  test('does not live on in the record of its going, whether it is deleted, anonymised, or goes with its parent', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_diaries add at timestamptz; comment on column app.sample_diaries.at is 'When.'");
    await world.declare(`${retainFirms}; select tenet.protect('app.sample_diaries', 'personal'); select tenet.retain('app.sample_diaries', '30 days', measured_from => 'at', action => 'anonymise', columns => '{body}', brake => 1)`);
    await age(world, 'OWN_firm_1');
    await world.admin.query("update app.sample_diaries set at = now() - interval '1 year' where body = 'OWN_diary_1'");
    await world.admin.query("delete from app.sample_firms where name = 'OWN_firm_2'");
    expect(await world.tick()).toMatchObject({ done: 2, error: null });
    const events = async (actor: string) =>
      (await world.admin.query("select action, payload::text as payload from tenet.audit_events where actor_kind = $1 and action ~ 'deleted|updated' and tenant_id = tests.tenant('alpha-tests') order by action", [actor])).rows;
    const forgotten = await events('job');
    expect(forgotten.map(({ action }) => action)).toEqual(['sample_diary.updated', 'sample_firm.deleted', 'sample_letter.deleted', 'sample_people.deleted']);
    expect(JSON.stringify(forgotten)).not.toContain('OWN_');
    expect(forgotten[0].payload).toContain('"concealed": ["body"]');
    // What somebody else deletes is recorded whole.
    expect(JSON.stringify(await events('operator'))).toContain('OWN_firm_2');
  });

  test('goes although row rules keep people from seeing or deleting it', async () => {
    const world = await makeWorld();
    await world.declare(`${retainFirms}; select tenet.allow('app.sample_firms', 'delete', when_ => 'false'); select tenet.allow('app.sample_firms', 'select', when_ => $$ name not like '%_1' $$)`);
    await age(world, '%_1');
    expect(await world.value("select tests.authenticate_as('owner@alpha-tests', 'alpha-tests/one'); select tests.effect('delete from api.sample_firms') as deleted").catch(() => null)).not.toBe('3');
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
  });

  test('goes where a rule asks for another permission than the usual', async () => {
    const world = await makeWorld();
    await world.declare(`${retainFirms}; select tenet_private.register_permission('sample_firm:shred', 'Shred.'); select tenet.allow('app.sample_firms', 'delete', permission => 'sample_firm:shred')`);
    await age(world, 'OWN_firm_1');
    expect(await world.tick()).toMatchObject({ done: 1, eligible: 1, error: null });
  });

  test('goes of a table with several key columns, names in need of quotes and a date, and a hold on one row names its key', async () => {
    const world = await makeWorld();
    await world.admin.query(`set role tenet_owner;
      create table app."sample Odd things" (tenant_id uuid not null, workspace_id uuid not null, "the Code" text not null, number integer not null, "left on" date, primary key (tenant_id, workspace_id, "the Code", number));
      select tenet.protect('app."sample Odd things"', resource => 'odd_thing'); select tenet.retain('app."sample Odd things"', '30 days', measured_from => 'left on', brake => 1);
      reset role;
      insert into app."sample Odd things" select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), c, n, current_date - 28 - n from unnest('{a,b''b,"c,c"}'::text[]) c, generate_series(1, 4) n`);
    await world.admin.query(`select tenet.place_hold(tests.tenant('alpha-tests'), 'Case', relation => 'app."sample Odd things"', row_key => 'b''b,4')`);
    // 30 days ago is not over yet when it is 30 days: only what is older goes.
    expect(await world.tick({ batch: 2 })).toMatchObject({ done: 5, eligible: 5, error: null });
    expect(await world.value(`select string_agg("the Code" || number, ' ' order by 1) from (select * from app."sample Odd things" where tenant_id = tests.tenant('alpha-tests') order by 3, 4) t`)).toBe("a1 a2 b'b1 b'b2 b'b4 c,c1 c,c2");
    expect(await world.tick()).toMatchObject({ done: 1, error: null });
    expect(await world.retentionOf('app."sample Odd things"')).toMatchObject({ canary: 'gone', held: '1' });
  });

  test('that somebody touches while the job runs stays', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    await addFirms(world, 6, 40);
    expect(
      await world.tick({ batch: 2, between: async (_, call) => void (call === 0 && (await world.admin.query("update app.sample_firms set created_at = now() where name in (select name from app.sample_firms where name like 'more_%' limit 2)"))) }),
    ).toMatchObject({ done: 4, eligible: 6, error: null });
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'more_%'")).toBe(2);
    expect(await world.alerts()).toEqual([]);
  });

  test('that somebody is touching in the very moment it would go stays', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    await age(world, '%_1');
    const member = await world.admin.connect();
    await member.query("begin; update app.sample_firms set created_at = now() where name = 'OWN_firm_1'");
    const running = world.tick();
    await vi.waitFor(async () => expect(await world.value("select count(*)::int from pg_stat_activity where usename = 'tenet_worker' and wait_event_type = 'Lock' and datname = current_database()")).toBe(1));
    await member.query('commit');
    member.release();
    expect(await running).toMatchObject({ done: 2, eligible: 3, error: null });
    expect(await world.value(firms)).toBe(without('SENTINEL_B_tenant_firm_1', 'SENTINEL_B_workspace_firm_1'));
  });
});

describe('a legal hold', () => {
  test('keeps a tenant, a workspace, a table or a row, and nothing else, until it is released', async () => {
    for (const [hold, kept] of [
      ["tests.tenant('alpha-tests'), 'Case'", ['OWN_firm_1', 'SENTINEL_B_workspace_firm_1']],
      ["tests.tenant('alpha-tests'), 'Case', workspace => tests.workspace('alpha-tests/one')", ['OWN_firm_1']],
      ["tests.tenant('beta-tests'), 'Case', relation => 'app.sample_firms'", ['SENTINEL_B_tenant_firm_1']],
      ["tests.tenant('alpha-tests'), 'Case', relation => 'app.sample_firms', row_key => tests.firm('OWN_firm_1')::text", ['OWN_firm_1']],
      ["tests.tenant('alpha-tests'), 'Case', relation => 'app.sample_diaries'", []],
    ] as const) {
      const world = await makeWorld();
      await world.declare(retainFirms);
      await age(world, '%_1');
      const id = await world.value(`select tenet.place_hold(${hold})`);
      expect(await world.tick(), hold).toMatchObject({ done: 3 - kept.length, eligible: 3 - kept.length, error: null });
      expect(await world.retentionOf('app.sample_firms'), hold).toMatchObject({ held: String(kept.length), done: String(3 - kept.length) });
      expect(((await world.value(firms)) as string).split(' ').filter((name) => name.endsWith('_1')), hold).toEqual(kept);
      expect(await world.alerts()).toEqual([]);
      await world.admin.query("select tenet.release_hold($1, 'Settled.')", [id]);
      expect(await world.tick(), hold).toMatchObject({ done: kept.length + 1, error: null }); // and the canary
      expect(((await world.value(firms)) as string).split(' ').filter((name) => name.endsWith('_1')), hold).toEqual([]);
    }
  });

  test('keeps the rows that deleting would take with it: a held letter keeps its person’s firm', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    await age(world, '%_1');
    const letter = "select l.id::text from app.sample_letters l where l.body = 'OWN_letter_1'";
    await world.admin.query(`select tenet.place_hold(tests.tenant('alpha-tests'), 'Case', relation => 'app.sample_letters', row_key => (${letter}))`);
    expect(await world.tick()).toMatchObject({ done: 2, eligible: 2, error: null });
    expect(await world.value(firms)).toBe(without('SENTINEL_B_tenant_firm_1', 'SENTINEL_B_workspace_firm_1'));
    expect(await world.value("select count(*)::int from app.sample_letters where body = 'OWN_letter_1'")).toBe(1);
  });

  test('placed while a batch runs waits for it, and stops the next', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    await addFirms(world, 6, 40);
    const worker = new pg.Client({ connectionString: world.urls.worker });
    await worker.connect();
    onTestFinished(() => worker.end());
    const run = (await worker.query<{ run: string }>("select tenet_private.begin_job_run('apply_retention', now()) as run")).rows[0]!.run;
    await worker.query('begin');
    await worker.query("select set_config('tenet.job_run', $1, true)", [run]);
    expect((await worker.query('select tenet_private.apply_retention(2) as n')).rows).toEqual([{ n: 2 }]);
    const placed = world.admin.query("select tenet.place_hold(tests.tenant('alpha-tests'), 'Case')");
    await vi.waitFor(async () => expect(await world.value("select count(*)::int from pg_stat_activity where wait_event_type = 'Lock' and query like '%place_hold%' and datname = current_database()")).toBe(1));
    await worker.query('commit');
    await placed;
    while ((await callJob(worker, run, 2)).goesOn);
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'more_%'")).toBe(4);
  });
});

describe('the brake', () => {
  test('stops a run that would take more than its share, as when the clock jumps a year; nothing goes, and it is told', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at')");
    await world.admin.query("update app.sample_firms set created_at = created_at - interval '1 year'");
    const result = await world.tick();
    expect(result).toMatchObject({ done: 0, eligible: 9, error: expect.stringContaining('app.sample_firms: braked: 9 of 9 rows would go, more than 20 %') });
    expect(await world.value(firms)).toBe(all);
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ braked: true, last_run: 'braked', eligible: '9', done: '0' });
    expect(await world.alerts()).toEqual([{ key: 'retention_stalled app.sample_firms', why: 'braked' }]);
    expect(await world.value("select string_agg(distinct state, ' ') from tenet_private.retention_tasks")).toBe('braked');
  });

  test('lets exactly its share go, and one row more not', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at')");
    await addFirms(world, 1, 1);
    await age(world, 'OWN_firm_1');
    await age(world, 'SENTINEL_B_tenant_firm_1');
    expect(await world.tick()).toMatchObject({ done: 2, error: null });
    await age(world, 'OWN_firm_2');
    await age(world, 'SENTINEL_B_tenant_firm_2');
    expect(await world.tick()).toMatchObject({ done: 0, error: expect.stringContaining('braked: 2 of 8') });
  });

  test('stops one table alone', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_brands add at timestamptz not null default now(); comment on column app.sample_brands.at is 'When.'");
    await world.declare(`select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at'); select tenet.protect('app.sample_brands', 'tenant'); select tenet.retain('app.sample_brands', '30 days', measured_from => 'at')`);
    await age(world, '%');
    await world.admin.query("update app.sample_brands set at = now() - interval '31 days' where name = 'OWN_brand_1'");
    expect(await world.tick()).toMatchObject({ done: 1, eligible: 10, error: expect.stringMatching(/^app\.sample_firms: braked/) });
    expect(await world.retentionOf('app.sample_brands')).toMatchObject({ last_run: 'done', done: '1' });
  });

  test('that is released lets the next run through, once', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at')");
    await age(world, '%_1');
    expect(await world.tick()).toMatchObject({ done: 0 });
    await world.declare("select tenet.release_brake('app.sample_firms', reason => 'A year of imports, looked at by hand.')");
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
    await age(world, '%_2');
    expect(await world.tick()).toMatchObject({ done: 0, error: expect.stringContaining('braked') });
  });
});

describe('what cannot go', () => {
  test('is passed over, counted and told, the rest goes, and the run ends', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1); select tenet.refer('app.sample_people', 'firm_id', 'app.sample_firms')");
    await addFirms(world, 5, 40);
    await age(world, '%_firm_%', 50); // before the others, and each has a person
    const result = await world.tick({ batch: 2 });
    expect(result).toMatchObject({ done: 5, eligible: 14, error: expect.stringContaining('3 of 8 rows cannot go: other rows refer to them') });
    expect(await world.value(firms)).toBe(all);
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ last_run: 'failed', done: '5', skipped: '9' });
    // Where nothing went although something was due, somebody is told.
    expect(await world.alerts()).toEqual([
      { key: 'retention_stalled app.sample_firms', why: '3 of 3 rows cannot go: other rows refer to them' },
      { key: 'retention_stalled app.sample_firms', why: '3 of 3 rows cannot go: other rows refer to them' },
    ]);
  });

  test('because of a constraint is an error in the ledger and an alert, not a run that did nothing; other tables go on', async () => {
    // R2: an update that violates a constraint, caught and forgotten.
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_people add at timestamptz; comment on column app.sample_people.at is 'When.'");
    await world.declare(`${retainFirms}; select tenet.protect('app.sample_people'); select tenet.retain('app.sample_people', '30 days', measured_from => 'at', action => 'anonymise', columns => '{name}', brake => 1)`);
    await world.admin.query("alter table app.sample_people add constraint no_anonymous check (name <> '[anonymised]'); update app.sample_people set at = now() - interval '1 year' where name like 'OWN%'");
    await age(world, 'SENTINEL_B_tenant_firm_1');
    const result = await world.tick();
    expect(result).toMatchObject({ done: 1, eligible: 4, error: expect.stringMatching(/app\.sample_people: in 1 workspace: .*violates check constraint "no_anonymous"/) });
    expect(await world.alerts()).toEqual([{ key: 'retention_stalled app.sample_people', why: expect.stringContaining('no_anonymous') }]);
    await world.admin.query('alter table app.sample_people drop constraint no_anonymous');
    expect(await world.tick()).toMatchObject({ done: 5, error: null }); // and both canaries
  });

  test('because its user is unknown is passed over and told, and the others’ rows go', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_diaries add seen_at timestamptz; comment on column app.sample_diaries.seen_at is 'When.'");
    await world.declare("select tenet.protect('app.sample_diaries', 'personal'); select tenet.retain('app.sample_diaries', '30 days', measured_from => 'seen_at', brake => 1, canary => null)");
    await world.admin.query(
      `insert into app.sample_diaries (tenant_id, workspace_id, user_id, body, seen_at)
       select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), p, 'old', now() - interval '1 year'
         from unnest(array[tests.person('viewer@alpha-tests'), '00000000-0000-4000-8000-000000000000', 'ffffffff-0000-4000-8000-000000000000', tests.person('editor@alpha-tests')]) p`,
    );
    expect(await world.tick()).toMatchObject({ done: 2, eligible: 4, error: 'app.sample_diaries: in 1 workspace: 2 of 4 rows cannot go: other rows refer to them, or their user is unknown' });
    expect(await world.value("select count(*)::int from app.sample_diaries where body = 'old'")).toBe(2);
    expect(await world.value('select count(*)::int from tenet_private.sessions')).toBe(0);
  });

  test('because of one user’s row undoes the batch of all, counts nothing of it, and its words stay out of the ledger', async () => {
    const world = await makeWorld();
    await world.admin.query("alter table app.sample_diaries add seen_at timestamptz; comment on column app.sample_diaries.seen_at is 'When.'");
    await world.declare("select tenet.protect('app.sample_diaries', 'personal'); select tenet.retain('app.sample_diaries', '30 days', measured_from => 'seen_at', brake => 1, canary => null)");
    await world.admin.query(
      `insert into app.sample_diaries (tenant_id, workspace_id, user_id, body, seen_at)
       select tests.tenant('alpha-tests'), tests.workspace('alpha-tests/one'), tests.person(p || '@alpha-tests'), p, now() - interval '1 year' from unnest('{viewer,editor,member}'::text[]) p;
       create function tests.tg_refuse() returns trigger language plpgsql as $$ begin raise exception 'diary of % is dear to them', old.body; end $$`,
    );
    // Whoever is the last of the three.
    const last = await world.value("select body from app.sample_diaries where seen_at is not null order by user_id desc limit 1");
    await world.admin.query(`create trigger _050_refuse before delete on app.sample_diaries for each row when (old.body = '${last}') execute function tests.tg_refuse()`);
    expect(await world.tick()).toMatchObject({ done: 0, eligible: 3, error: 'app.sample_diaries: in 1 workspace: SQLSTATE P0001' });
    expect(await world.value('select count(*)::int from app.sample_diaries where seen_at is not null')).toBe(3);
    expect(await world.alerts()).toEqual([{ key: 'retention_stalled app.sample_diaries', why: 'SQLSTATE P0001' }]);
    await world.admin.query('drop trigger _050_refuse on app.sample_diaries');
    expect(await world.tick()).toMatchObject({ done: 3, eligible: 3, error: null });
  });

  test('because something swallows the delete shows: due and nothing done', async () => {
    // R1, R3: a delete that meets no row, or is never committed.
    const world = await makeWorld();
    await world.declare(retainFirms);
    await age(world, '%_1');
    await world.admin.query("create function tests.tg_keep() returns trigger language plpgsql as 'begin return null; end'; create trigger _050_keep before delete on app.sample_firms for each row execute function tests.tg_keep()");
    expect(await world.tick()).toMatchObject({ done: 0, eligible: 3, error: expect.stringContaining('in 3 workspaces: 1 of 1 rows are still there') });
    expect((await world.alerts()).map(({ key }) => key)).toEqual(Array(3).fill('retention_stalled app.sample_firms'));
    await world.admin.query('drop trigger _050_keep on app.sample_firms');
    expect(await world.tick()).toMatchObject({ done: 4, error: null });
  });

  test('more rows than were counted do not go: the run stops there and tells, and the next takes them', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    await addFirms(world, 4, 40, 'counted_');
    const result = await world.tick({ batch: 3, between: async (_, call) => void (call === 0 && (await addFirms(world, 3, 35, 'late_'))) });
    expect(result).toMatchObject({ done: 4, eligible: 4, error: expect.stringContaining('3 rows more are due than the 4 that were counted') });
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'late_%'")).toBe(3);
    expect(await world.alerts()).toEqual([{ key: 'retention_stalled app.sample_firms', why: expect.stringContaining('more are due') }]);
    expect(await world.tick()).toMatchObject({ done: 4, error: null });
  });

  test('without a session is a failure, not nothing to do', async () => {
    const open = 'tenet_private.open_job_session(tenant uuid, workspace uuid, purpose text, on_behalf_of uuid default null) returns text language sql security definer set search_path = $$$$';
    for (const [broken, complaint] of [
      // No handle at all: every table is empty, and nothing raises.
      [`create or replace function ${open} as $$ select '' $$`, 'the job has no session for this workspace'],
      // A handle that no session has.
      [`create or replace function ${open} as $$ select 'x' $$`, 'session ended'],
      // A session of another workspace.
      [
        `do $do$ begin execute replace(pg_get_functiondef('tenet_private.open_job_session'::regproc), 'open_job_session', 'open_right_session'); end $do$;
         create or replace function ${open}
           as $$ select tenet_private.open_right_session(w.tenant_id, w.id, purpose, on_behalf_of) from tenet.workspaces w where w.id <> workspace order by w.id limit 1 $$`,
        'the job has no session for this workspace',
      ],
    ] as const) {
      const world = await makeWorld();
      await world.declare(retainFirms);
      await age(world, '%_1');
      await world.admin.query(broken);
      expect(await world.tick(), broken).toMatchObject({ done: 0, error: expect.stringContaining(`in 3 workspaces: ${complaint} (SQLSTATE TN401)`) });
      expect(await world.value(firms)).toBe(all);
      expect(await world.alerts()).toContainEqual({ key: 'retention_stalled app.sample_firms', why: 'rows could not be counted' });
    }
  });
});

describe('the canary', () => {
  test('is planted after the first run, and gone after the next, each time', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'not planted yet' });
    expect(await world.tick()).toMatchObject({ done: 0, error: null });
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'planted', canary_gone_at: null });
    let last = new Date(0);
    for (let n = 0; n < 3; n += 1) {
      expect(await world.tick()).toMatchObject({ done: 1, eligible: 1, error: null });
      const { canary, canary_gone_at: goneAt } = await world.retentionOf('app.sample_firms');
      expect(canary).toBe('gone');
      expect(goneAt.getTime()).toBeGreaterThan(last.getTime());
      last = goneAt;
    }
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'canary%'")).toBe(1);
    expect(await world.alerts()).toEqual([]);
  });

  test('that is still there is told, every time, until it goes', async () => {
    // R1: the job sees no row at all, and reports success. Here its sessions are those of the canary's neighbour tenant.
    const world = await makeWorld();
    await world.declare(retainFirms);
    expect(await world.tick()).toMatchObject({ error: null });
    await world.admin.query("create policy select_nobody on app.sample_firms as restrictive for select using ((select s.purpose from tenet.current_session s) <> 'retention')");
    await age(world, '%_1');
    for (let n = 1; n <= 2; n += 1) {
      expect(await world.tick()).toMatchObject({ done: 0, eligible: 0, error: 'app.sample_firms: the canary is still there' });
      expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'stays', last_run: 'failed' });
      expect(await world.alerts()).toEqual(Array(n).fill({ key: 'retention_stalled canary of app.sample_firms', why: 'the canary is still there' }));
    }
    await world.admin.query('drop policy select_nobody on app.sample_firms');
    expect(await world.tick()).toMatchObject({ done: 4, error: null });
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'gone', error: '' });
  });

  test('that can no longer be planted is told', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    await world.admin.query("alter table app.sample_firms add constraint no_canaries check (name not like 'canary%')");
    expect(await world.tick()).toMatchObject({ done: 0, error: expect.stringMatching(/the canary could not be planted: .*no_canaries/) });
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'not planted' });
    expect(await world.alerts()).toHaveLength(1);
  });

  test('that was declined is shown as such, and nothing is planted', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', canary => null)");
    for (let n = 0; n < 2; n += 1) expect(await world.tick()).toMatchObject({ done: 0, eligible: 0, error: null });
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'opted out' });
    expect(await world.value("select count(*)::int from tenet.tenants where slug = 'tenet-canary'")).toBe(0);
  });

  test('of a child, of a personal table and of one of the whole tenant disappears like any other, and its parents do not pile up', async () => {
    const world = await makeWorld();
    for (const table of ['letters', 'diaries', 'brands']) await world.admin.query(`alter table app.sample_${table} add at timestamptz not null default now(); comment on column app.sample_${table}.at is 'When.'`);
    await world.declare(`select tenet.protect('app.sample_letters', parent => 'app.sample_people', parent_key => 'sample_people_id'); select tenet.protect('app.sample_diaries', 'personal'); select tenet.protect('app.sample_brands', 'tenant')`);
    const tables = ['app.sample_letters', 'app.sample_diaries', 'app.sample_brands', 'app.sample_firms'];
    for (const table of tables) await world.declare(`select tenet.retain('${table}', '30 days', measured_from => '${table === 'app.sample_firms' ? 'created_at' : 'at'}')`);
    expect(await world.tick()).toMatchObject({ error: null });
    for (let n = 0; n < 3; n += 1) {
      expect(await world.tick()).toMatchObject({ done: 4, eligible: 4, error: null });
      for (const table of tables) expect(await world.retentionOf(table), table).toMatchObject({ canary: 'gone', error: '' });
    }
    expect(await world.value("select count(*)::int from app.sample_people where name = 'canary'")).toBe(1);
  });

  test('is no row of anybody’s: it does not move the brake', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 0.01)");
    await world.tick();
    expect(await world.tick()).toMatchObject({ done: 1, error: null });
  });
});

describe('a run that is cut off', () => {
  test('at any point leaves nothing half done and nothing twice: the next goes on', { timeout: 120_000 }, async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1, canary => null)");
    for (const workspace of ['alpha-tests/one', 'alpha-tests/two', 'beta-tests/one']) await addFirms(world, 40, 40, 'old_', workspace);
    await world.admin.query('create table tests.gone (name text, workspace_id uuid); grant insert on tests.gone to public');
    await world.admin.query(`create function tests.tg_gone() returns trigger language plpgsql security definer as $$ begin insert into tests.gone values (old.name, old.workspace_id); return old; end $$;
      create trigger _050_gone after delete on app.sample_firms for each row execute function tests.tg_gone()`);
    let kills = 0;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const killAt = randomInt(0, 6);
      const inside = attempt % 2 === 0;
      let killed: Promise<unknown> = Promise.resolve();
      const result = await world.tick({
        batch: 3,
        async between(_, call) {
          if (call !== killAt) return;
          const kill = () => world.admin.query("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = 'tenet_worker' and datname = current_database()");
          // Inside a batch: while the next call runs; otherwise between two.
          if (inside) killed = wait(randomInt(0, 12)).then(kill);
          else await kill();
        },
      });
      await killed; // a late one is not to hit the beginning of the next
      if (result.error !== null) kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(5);
    for (let n = 0; n < 2; n += 1) expect((await world.tick()).error).toBe(null);
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'old_%'")).toBe(0);
    expect(await world.value('select count(*)::int || $$ $$ || count(distinct (name, workspace_id)) from tests.gone')).toBe('120 120');
    expect(await world.value(firms)).toBe(all);
    // What the ledger says went is what went: no batch is counted that was undone, none is missing.
    expect(await world.value("select sum(done)::int from tenet_private.retention_tasks")).toBe(120);
    expect(await world.value('select count(*)::int from tenet_private.sessions')).toBe(0);
  });

  test('before it could tell what went wrong is told by the next', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at')");
    await age(world, '%');
    // Its time is up after the first call, which is no error.
    expect(await world.tick({ most: 1 })).toMatchObject({ calls: 1, error: null });
    await world.declare("select tenet.release_brake('app.sample_firms', reason => 'For this test.')");
    expect(await world.tick()).toMatchObject({ done: 9, error: expect.stringContaining('braked') });
    expect(await world.tick()).toMatchObject({ done: 1, error: null });
  });

  test('has changed nothing that its declaration no longer says: a longer window ends it', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    await addFirms(world, 10, 40);
    await world.tick({ batch: 2, between: async (_, call) => void (call === 1 && (await world.declare("select tenet.retain('app.sample_firms', '60 days', measured_from => 'created_at', brake => 1)"))) });
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'more_%'")).toBe(6);
    expect(await world.value("select string_agg(state, ' ' order by started_at) from tenet.retention_runs")).toBe('abandoned');
    expect(await world.tick()).toMatchObject({ done: 0, eligible: 0, error: null });
    await world.declare("select tenet.retain_forever('app.sample_firms', reason => 'For this test.')");
    expect(await world.tick()).toMatchObject({ done: 0, eligible: null, error: null });
  });
});

describe('the same tick', () => {
  test('on two workers has one effect', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    for (const workspace of ['alpha-tests/one', 'alpha-tests/two', 'beta-tests/one']) await addFirms(world, 20, 40, 'old_', workspace);
    const results = await Promise.all([world.tick({ batch: 3 }), world.tick({ batch: 3, same: true })]);
    expect(results.map(({ error }) => error)).toEqual([null, null]);
    expect(await world.tick({ same: true })).toMatchObject({ error: null });
    expect(await world.value("select count(*)::int from app.sample_firms where name like 'old_%'")).toBe(0);
    expect(await world.value('select array_agg(done)::text from tenet.retention_runs')).toBe('{60}');
    // Once more changes nothing: the canary that was planted waits for the next tick.
    expect(await world.tick({ same: true })).toMatchObject({ done: 0, error: null });
    expect(await world.retentionOf('app.sample_firms')).toMatchObject({ canary: 'planted' });
    expect(await world.tick()).toMatchObject({ done: 1, error: null });
  });

  test('finds two workers in different workspaces: neither waits for the other, and no row is taken twice', async () => {
    const world = await makeWorld();
    await world.declare("select tenet.retain('app.sample_firms', '30 days', measured_from => 'created_at', brake => 1)");
    for (const workspace of ['alpha-tests/one', 'beta-tests/one']) await addFirms(world, 2, 40, 'old_', workspace);
    const [first, second] = await Promise.all(
      [1, 2].map(async () => {
        const client = new pg.Client({ connectionString: world.urls.worker });
        await client.connect();
        onTestFinished(() => client.end());
        await client.query("set lock_timeout = '2s'");
        return client;
      }),
    );
    const run = (await first!.query<{ run: string }>("select tenet_private.begin_job_run('apply_retention', now()) as run")).rows[0]!.run;
    await callJob(first!, run, 1); // counts, and takes the first row
    await first!.query("begin; select set_config('tenet.job_run', '" + run + "', true)");
    expect((await first!.query('select tenet_private.apply_retention(1) as n')).rows).toEqual([{ n: 1 }]);
    for (const rows of [1, 1]) expect(await callJob(second!, run, 1)).toEqual({ rows, goesOn: true });
    await first!.query('commit');
    while ((await callJob(second!, run, 1)).goesOn);
    expect(await world.value('select done::int from tenet.retention_runs')).toBe(4);
    expect(await world.value("select array_agg(done || ' ' || state)::text from tenet_private.retention_tasks")).toBe('{"2 done","2 done"}');
  });

  test('of the crontab runs the job in the worker itself, with its counts in the ledger', async () => {
    const world = await makeWorld();
    await world.declare(retainFirms);
    await age(world, '%_1');
    const folder = await makeJobFolder({ jobs: ['apply_retention'] });
    const worker = await startWorker({ databaseUrl: world.urls.worker, logger: new Logger(() => () => {}), preset: folder });
    onTestFinished(() => worker.stop());
    await world.admin.query("select graphile_worker.add_job('apply_retention', max_attempts => 1)");
    const ledger = () => world.admin.query("select eligible, done, error, finished_at is not null as finished from tenet.job_runs where job = 'apply_retention'");
    await vi.waitFor(async () => expect((await ledger()).rows).toEqual([{ eligible: '3', done: '3', error: null, finished: true }]), 15_000);
    expect(await world.value(firms)).toBe(without('OWN_firm_1', 'SENTINEL_B_tenant_firm_1', 'SENTINEL_B_workspace_firm_1'));
  });
});
