import { expect, test } from 'vitest';
import { useMembers } from './members.ts';

const as = await useMembers();

const answer = "insert into api.ticket_messages (ticket_id, direction, body) select id, 'outbound', 'Done.' from api.tickets where status = $1 limit 1";

test('a member answers an open ticket, but not a closed one, and not one of another workspace', async () => {
  const foreign = await as('hana@northwind.example', 'food', (client) => client.query("select id from api.tickets where status = 'open' limit 1"));
  await as('elif@northwind.example', 'retail', async (client) => {
    expect((await client.query(answer, ['open'])).rowCount).toBe(1);
    await client.query('savepoint before');
    await expect(client.query(answer, ['closed'])).rejects.toMatchObject({ code: '42501' });
    await client.query('rollback to before');
    await expect(
      client.query("insert into api.ticket_messages (ticket_id, direction, body) values ($1, 'outbound', 'Done.')", [foreign.rows[0].id]),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

test('an editor archives content, and then changes it no more', async () => {
  await as('greta@northwind.example', 'retail', async (client) => {
    const archive = "update api.content_items set status = 'archived' where id = (select id from api.content_items where status = $1 limit 1) returning id";
    const { rows } = await client.query(archive, ['published']);
    expect(rows).toHaveLength(1);
    expect((await client.query("update api.content_items set title = 'Rewritten' where id = $1", [rows[0].id])).rowCount).toBe(0);
  });
});

test('a member deletes a draft, but nothing that went out', async () => {
  await as('elif@northwind.example', 'retail', async (client) => {
    const remove = 'delete from api.content_items where id = (select id from api.content_items where status = $1 limit 1)';
    expect((await client.query(remove, ['draft'])).rowCount).toBe(1);
    expect((await client.query(remove, ['published'])).rowCount).toBe(0);
  });
});

test('a brand is seen from all workspaces of its tenant; a member cannot delete one, a manager can', async () => {
  const fromRetail = await as('elif@northwind.example', 'retail', (client) => client.query('select id from api.brands order by id'));
  const fromFood = await as('hana@northwind.example', 'food', (client) => client.query('select id from api.brands order by id'));
  expect(fromRetail.rows).toHaveLength(18);
  expect(fromFood.rows).toEqual(fromRetail.rows);
  const create = "insert into api.brands (name) values ('New') returning id";
  for (const [email, deleted] of [['elif@northwind.example', 0], ['carla@northwind.example', 1]] as const) {
    await as(email, 'retail', async (client) => {
      const { rows } = await client.query(create);
      expect((await client.query('delete from api.brands where id = $1', [rows[0].id])).rowCount).toBe(deleted);
    });
  }
});

test('a member sees and makes saved views of their own only', async () => {
  const own = await as('elif@northwind.example', 'retail', (client) => client.query('select id from api.saved_views'));
  const others = await as('felix@northwind.example', 'retail', (client) => client.query('select id from api.saved_views'));
  expect(own.rows).toHaveLength(3);
  expect(others.rows).toHaveLength(3);
  await as('felix@northwind.example', 'retail', async (client) => {
    expect((await client.query('delete from api.saved_views where id = $1', [own.rows[0].id])).rowCount).toBe(0);
    expect((await client.query('delete from api.saved_views where id = $1', [others.rows[0].id])).rowCount).toBe(1);
  });
});

test('a freelancer acts in both tenants, in the role that each gave', async () => {
  const rights = 'select s.tenant_slug, s.role, (select count(*)::int from api.tasks) as tasks from api.current_session() s';
  const there = await as('mara@freelance.example', 'northwind/retail', (client) => client.query(rights));
  const here = await as('mara@freelance.example', 'harbour-pine/studio', (client) => client.query(rights));
  expect(there.rows).toEqual([{ tenant_slug: 'northwind', role: 'editor', tasks: 960 }]);
  expect(here.rows).toEqual([{ tenant_slug: 'harbour-pine', role: 'member', tasks: 480 }]);
});
