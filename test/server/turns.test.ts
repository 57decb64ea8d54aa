import { expect, test, vi } from 'vitest';
import { createTurns } from '../../server/turns.ts';
import { useServer } from './running_server.ts';

const under = await useServer();
const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' };
const yara = { email: 'yara@kestrel.example' };
const fifteen = `{ ${Array.from({ length: 15 }, (_, i) => `a${i}: companies(first: 1) { totalCount }`).join(' ')} }`;

test('a member whose statements all stand still has four connections, and others are answered; what waits in vain is told so', async () => {
  const locked = await under.admin.connect();
  await locked.query('begin');
  await locked.query('lock table app.companies in access exclusive mode');
  const waiting = async () => (await under.admin.query("select count(*)::integer as n from pg_stat_activity where usename = 'tenet_authenticator' and wait_event_type = 'Lock' and datname = current_database()")).rows[0].n as number;
  const asked = Array.from({ length: 10 }, () => under.ask(ines, fifteen));
  await vi.waitFor(async () => expect(await waiting()).toBe(4), { timeout: 5000 });
  const other = await under.ask(yara, '{ tasks(first: 1) { totalCount } }');
  expect([other.status, other.body.errors]).toEqual([200, undefined]);
  expect(await waiting()).toBe(4);

  const refused = await Promise.any(asked.map(async (reply) => ((await reply).status === 429 ? reply : Promise.reject(new Error('answered')))));
  expect(refused.body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
  expect(refused.headers.get('retry-after')).toBe('1');
  await locked.query('rollback');
  locked.release();
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
  expect((await under.ask(ines, fifteen)).body.errors).toBeUndefined();
});

test('work of one person runs in the order it came, a few at once; somebody else does not wait for it', async () => {
  const turns = createTurns({ most: 2, patience: null });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => new Promise<void>((resolve) => ends.set(name, resolve)).finally(() => ends.delete(name));
  const start = (who: string, name: string) =>
    turns(who, () => {
      begun.push(name);
      return work(name)();
    });
  const all = [start('ada', 'a1'), start('ada', 'a2'), start('ada', 'a3'), start('ada', 'a4'), start('elif', 'e1')];
  await vi.waitFor(() => expect(begun).toEqual(['a1', 'a2', 'e1']));
  ends.get('a2')?.();
  await vi.waitFor(() => expect(begun).toEqual(['a1', 'a2', 'e1', 'a3']));
  ends.get('a1')?.();
  await vi.waitFor(() => expect(begun).toEqual(['a1', 'a2', 'e1', 'a3', 'a4']));
  for (const end of ends.values()) end();
  await Promise.all(all);
  await expect(turns('ada', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await expect(turns('ada', async () => 'again')).resolves.toBe('again');
});

test('whoever waits longer than there is patience for is refused, and their work never begins', async () => {
  const turns = createTurns({ most: 1, patience: 1 });
  let end = (): void => undefined;
  const first = turns('ada', () => new Promise<void>((resolve) => (end = resolve)));
  const late = vi.fn(async () => undefined);
  await expect(turns('ada', late)).rejects.toMatchObject({ publicCode: 'RATE_LIMITED' });
  end();
  await first;
  expect(late).not.toHaveBeenCalled();
  await turns('ada', late);
  expect(late).toHaveBeenCalledOnce();
});
