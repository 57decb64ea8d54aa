// A support grant ends at its second: in a transaction that is open, inside of a loop that runs, in one long statement, over HTTP,
// whatever the server's clock shows, and with no worker anywhere. These tests wait for a real second, which is what they are about.
// (F-62, T101, T103, security.md E4 and E6)
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { watchClock } from '../../server/clock.ts';
import { pgSettingsOf } from '../../server/principal.ts';
import { begin, connected, createWorld, openSession, sqlstate } from '../isolation/request.ts';
import { useServer } from '../server/running_server.ts';

const under = await useServer({
  // a statement that takes its time, and would answer
  sql: `
    create function api.slow_answer() returns text language plpgsql stable security definer set search_path = '' as $$
    begin
      perform pg_catalog.pg_sleep(2);
      return 'SENTINEL';
    end $$;
    comment on function api.slow_answer() is 'Answers after two seconds.';
    revoke execute on function api.slow_answer() from public;
    grant execute on function api.slow_answer() to tenet_visitor;`,
});
await createWorld(under);
const { admin, urls } = under;

const sam = { email: 'sam@support.example', workspace: 'northwind/retail' };
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };

/** Lets somebody in for a while, and says when that ends, by the database's clock. */
async function letIn(email: string, workspace: string, lifetime: string): Promise<Date> {
  await admin.query("update tenet.support_grants set revoked_at = clock_timestamp() where revoked_at is null and grantee_id = (select id from tenet.users where email = $1)", [email]);
  const opened = await admin.query<{ id: string }>('select tests.let_support_in($1, (select id from tenet.users where email = $2), lifetime => $3) as id', [workspace, email, lifetime]);
  const { rows } = await admin.query<{ ends_at: Date }>('select ends_at from tenet.support_grants where id = $1', [opened.rows[0]?.id]);
  return (rows[0] as { ends_at: Date }).ends_at;
}

const databaseNow = async () => ((await admin.query<{ at: Date }>('select clock_timestamp() as at')).rows[0] as { at: Date }).at.getTime();

afterEach(async () => {
  under.clock.ahead = 0;
  // no job has closed anything: what ended, ended by itself
  expect((await admin.query('select from tenet.support_grants where closed_at is not null')).rowCount).toBe(0);
});

test('no row comes after its second in a transaction that is open', async () => {
  const endsAt = await letIn('support@alpha-tests', 'alpha-tests/one', '2.5 seconds');
  const handle = await openSession(under, 'support@alpha-tests', 'alpha-tests/one');
  await connected(urls.authenticator, async (client) => {
    await begin(client, handle);
    let last = 0;
    let times = 0;
    let refused: string | undefined;
    while (refused === undefined) {
      refused = await sqlstate(client.query<{ firms: number; at: Date }>('select count(*)::integer as firms, clock_timestamp() as at from api.sample_firms').then(({ rows }) => {
        expect(rows[0]?.firms).toBe(3);
        last = (rows[0]?.at as Date).getTime();
        times += 1;
      }));
      expect(await databaseNow()).toBeLessThan(endsAt.getTime() + 1000);
    }
    expect(refused).toBe('TN401');
    expect(times).toBeGreaterThan(3);
    expect(last).toBeLessThan(endsAt.getTime() + 1000); // it was read before its row was counted
    expect(last).toBeGreaterThan(endsAt.getTime() - 1000);
    await client.query('rollback');
  });
  expect(await sqlstate(openSession(under, 'support@alpha-tests', 'alpha-tests/one'))).toBe('TN403');
});

test('no row comes after its second inside of a loop that is one statement', async () => {
  const endsAt = await letIn('support@alpha-tests', 'alpha-tests/one', '2.5 seconds');
  const handle = await openSession(under, 'support@alpha-tests', 'alpha-tests/one');
  await connected(urls.authenticator, async (client) => {
    await begin(client, handle);
    const loop = client.query(`do $$
      declare
        last timestamptz;
        times integer := 0;
      begin
        loop
          if (select count(*) from api.sample_firms) <> 3 then raise exception 'other rows'; end if;
          last := clock_timestamp();
          times := times + 1;
        end loop;
      exception
        when sqlstate 'TN401' then raise exception '% %', times, extract(epoch from last) * 1000 using errcode = 'TS001';
      end $$`);
    const told = await loop.then(() => '', (error: Error) => error.message);
    const [times, last] = told.split(' ').map(Number) as [number, number];
    expect(times).toBeGreaterThan(10);
    expect(last).toBeLessThan(endsAt.getTime() + 1000); // it was read before its row was counted
    expect(last).toBeGreaterThan(endsAt.getTime() - 1000);
    await client.query('rollback');
  });
});

test.each([0, 600_000, -600_000])('no row comes after its second over HTTP, with the server’s clock moved by %i ms', async (ahead) => {
  under.clock.ahead = ahead;
  // good for both clocks, as long as a token may be
  const iat = Math.floor((Date.now() + Math.min(ahead, 0)) / 1000);
  const token = await under.issuer.token(sam.email, { claims: { iat, exp: iat + 890 } });
  const headers = { authorization: `Bearer ${token}`, 'x-workspace': sam.workspace };
  const endsAt = await letIn(sam.email, sam.workspace, '2.5 seconds');
  let last = 0;
  let times = 0;
  let longest = 0; // what one round took at most: a machine that is busy with other tests may take its time
  let code: string | undefined;
  while (code === undefined) {
    const sent = await databaseNow();
    longest = Math.max(longest, sent - (last || sent));
    const { body } = await under.ask({ headers }, '{ companies(first: 1) { nodes { id } } }');
    code = body.errors?.[0]?.extensions.code;
    if (code !== undefined) break;
    expect(body.data.companies.nodes).toHaveLength(1);
    last = sent;
    times += 1;
    expect(await databaseNow()).toBeLessThan(endsAt.getTime() + 1000);
  }
  expect(code).toMatch(/^(FORBIDDEN|TIMEOUT)$/); // the statement that ran at that moment may be the one that is stopped
  expect(times).toBeGreaterThan(1);
  expect(last).toBeLessThanOrEqual(endsAt.getTime());
  expect(last).toBeGreaterThan(endsAt.getTime() - 1000 - longest);
  // What was stopped is stopped with what is left of the grant, and so may the next one be, until there is nothing left.
  while ((await databaseNow()) < endsAt.getTime()) await wait(20);
  // A server that was told nothing yet learns it from the statement, and answers in its result; from then on it lets nobody in.
  for (const expected of code === 'TIMEOUT' ? [expect.any(Number), 403] : [403]) {
    const again = await under.ask({ headers }, '{ companies(first: 1) { nodes { id } } }');
    expect(again.body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(again.body.data?.companies ?? null).toBeNull();
    expect(again.status).toEqual(expected);
  }
});

test('one long statement of support is over with the grant, and the same one of a member is not', async () => {
  expect((await under.ask(elif, '{ slowAnswer }')).body.data.slowAnswer).toBe('SENTINEL');
  const endsAt = await letIn(sam.email, sam.workspace, '1.2 seconds');
  const { text, body } = await under.ask(sam, '{ slowAnswer }');
  expect(await databaseNow()).toBeLessThan(endsAt.getTime() + 1000);
  expect(text).not.toContain('SENTINEL');
  expect(body.errors?.[0]?.extensions.code).toBe('TIMEOUT');
});

test.each([[true, false], [false, false], [true, true]])('the time limit of a statement is what is left of the session, where that is less than usual (prepared %s, stock %s)', async (prepared, stock) => {
  const pool = new pg.Pool({ connectionString: urls.authenticator, max: 1 });
  const handle = await openSession(under, 'owner@alpha-tests', 'alpha-tests/one');
  const settings = pgSettingsOf({ session: { handle } as never });
  const left = { milliseconds: undefined as number | undefined };
  const service = governedService({ pool, renew: async () => settings, forget: () => undefined, remaining: () => left.milliseconds, prepared, stock });
  const withPgClient = await service.adaptor.createWithPgClient(service.adaptorSettings as never);
  const limit = { text: "select current_setting('statement_timeout') as limit", name: 'limit' };
  const alone = () => withPgClient(settings, async (client) => (await client.query<{ limit: string }>(limit)).rows[0]?.limit);
  const inTransaction = () =>
    withPgClient(settings, (client) =>
      client.withTransaction(async (transaction) => {
        const first = (await transaction.query<{ limit: string }>(limit)).rows[0]?.limit;
        if (left.milliseconds !== undefined) left.milliseconds -= 100;
        return [first, (await transaction.query<{ limit: string }>(limit)).rows[0]?.limit];
      }),
    );
  for (const usual of [undefined, 5000, 3_600_000, 0, -1000]) {
    left.milliseconds = usual;
    expect(await alone()).toBe('5s');
  }
  left.milliseconds = undefined;
  expect(await inTransaction()).toEqual(['5s', '5s']);
  left.milliseconds = 1234.5;
  expect(await alone()).toBe('1235ms');
  expect(await inTransaction()).toEqual(['1235ms', stock ? '1235ms' : '1135ms']);
  left.milliseconds = undefined;
  expect(await alone()).toBe('5s');
  await pool.end();
});

test('a server whose clock is more than two seconds from the database’s says so', async () => {
  const gateway = new pg.Pool({ connectionString: urls.gateway, max: 1 });
  const seen: { alarms: object[]; ahead: number } = { alarms: [], ahead: 0 };
  const look = async (ahead: number) => {
    seen.alarms = [];
    const log = { error: (details: object) => void seen.alarms.push(details), warn: (details: object) => void seen.alarms.push(details) } as never;
    const clock = await watchClock({ gateway, log, metrics: { clockAhead: (seconds) => (seen.ahead = seconds) }, now: () => Date.now() + ahead });
    await clock.stop();
    return seen;
  };
  expect(await look(0)).toMatchObject({ alarms: [] });
  expect(Math.abs(seen.ahead)).toBeLessThan(1);
  expect(await look(600_000)).toMatchObject({ alarms: [{ ahead: true, seconds: 600 }] });
  expect(await look(-600_000)).toMatchObject({ alarms: [{ ahead: false, seconds: 600 }] });
  expect(seen.ahead).toBeCloseTo(-600, -1);
  await gateway.end();
});
