// Sharing as a front end meets it: a dashboard, with its charts, for somebody who may not change dashboards; groups and attributes.
// (F-12, promises 89, 97)
import { expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' }; // a member
const ines = { email: 'ines@northwind.example', workspace: 'northwind/retail' }; // a viewer
const hana = { email: 'hana@northwind.example', workspace: 'northwind/food' };
const bruno = { email: 'bruno@northwind.example', workspace: 'northwind/retail' }; // an admin

const userId = async (email: string) => (await under.admin.query<{ id: string }>('select id from tenet.users where email = $1', [email])).rows[0]!.id;
const share = (who: typeof elif, rowId: string, action: string, target: Record<string, unknown>, tableName = 'dashboards') =>
  under.ask(who, 'mutation ($input: ShareRowInput!) { shareRow(input: $input) { result { id tableName rowId action userId role groupName endsAt sharedBy } } }', { input: { tableName, rowId, action, ...target } });
const rename = (who: typeof elif, id: string, name: string) =>
  under.ask(who, 'mutation ($id: UUID!, $name: String!) { updateDashboard(input: { id: $id, patch: { name: $name } }) { dashboard { id name } } }', { id, name });
const dashboards = async (who: typeof elif) => (await under.ask(who, '{ dashboards(first: 50, orderBy: NAME_ASC) { nodes { id name dashboardCharts(first: 1) { nodes { id } } } } }')).body.data.dashboards.nodes;
const codeOf = (reply: { body: { errors?: { extensions: { code: string } }[] } }) => reply.body.errors?.[0]?.extensions.code;

test('a member shares a dashboard, with its charts, with a viewer, who changes that one, until it is taken back', async () => {
  const [one, other] = await dashboards(elif);
  expect((await rename(ines, one.id, 'Mine')).body.data?.updateDashboard?.dashboard ?? null).toBeNull();
  const { body } = await share(elif, one.id, 'update', { userId: await userId(ines.email), endsAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect(body.errors).toBeUndefined();
  expect(body.data.shareRow.result).toMatchObject({ tableName: 'dashboards', rowId: one.id, action: 'update', userId: await userId(ines.email), role: null, sharedBy: await userId(elif.email) });

  expect((await rename(ines, one.id, 'Ours')).body.data.updateDashboard.dashboard).toEqual({ id: one.id, name: 'Ours' });
  const [chart] = one.dashboardCharts.nodes;
  const retitle = 'mutation ($id: UUID!) { updateDashboardChart(input: { id: $id, patch: { title: "Ours" } }) { dashboardChart { title } } }';
  expect((await under.ask(ines, retitle, { id: chart.id })).body.data.updateDashboardChart.dashboardChart).toEqual({ title: 'Ours' });
  for (const [id, operation] of [[other.id, rename(ines, other.id, 'Theirs')], [other.dashboardCharts.nodes[0].id, under.ask(ines, retitle, { id: other.dashboardCharts.nodes[0].id })]] as const) {
    const reply = await operation;
    expect(reply.body.errors?.length, id).toBe(1);
  }

  const mine = await under.ask(ines, '{ shares(first: 9, filter: { isMine: { equalTo: true } }) { nodes { tableName rowId action } } }');
  expect(mine.body.data.shares.nodes).toEqual([{ tableName: 'dashboards', rowId: one.id, action: 'update' }]);
  const unshare = await under.ask(elif, 'mutation ($id: UUID!) { unshareRow(input: { id: $id }) { result } }', { id: body.data.shareRow.result.id });
  expect(unshare.body.errors).toBeUndefined();
  expect((await rename(ines, one.id, 'Mine')).body.errors?.length).toBe(1);
  expect((await rename(elif, one.id, 'Everybody’s')).body.data.updateDashboard.dashboard.name).toBe('Everybody’s');
});

test('what may not be shared is refused with a code that says why', async () => {
  const [one] = await dashboards(elif);
  const [foreign] = await dashboards(hana);
  const viewer = { role: 'viewer' };
  expect(codeOf(await share(ines, one.id, 'read', { role: 'editor' }))).toBe('FORBIDDEN');
  const [elsewhere, nowhere] = [await share(elif, foreign.id, 'read', viewer), await share(elif, crypto.randomUUID(), 'read', viewer)];
  expect([codeOf(elsewhere), elsewhere.body.errors![0]!.message]).toEqual([codeOf(nowhere), nowhere.body.errors![0]!.message]);
  expect(codeOf(elsewhere)).toBe('NOT_FOUND');
  for (const [id, action, target, table] of [[one.id, 'create', viewer], [one.id, 'read', {}], [one.id, 'read', { role: 'support' }], [one.id, 'read', { userId: crypto.randomUUID() }], [one.id, 'read', viewer, 'contacts']] as const) {
    const reply = await share(elif, id, action, target, table);
    expect(reply.body.errors![0]!.extensions.hint, JSON.stringify([action, target])).toBeTruthy();
  }
});

test('an admin makes a group, puts somebody into it, and a dashboard is shared with it', async () => {
  const run = async (text: string, variables = {}) => {
    const { body } = await under.ask(bruno, text, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  expect(await run('mutation { createGroup(input: { name: "insight", description: "Who looks after the numbers" }) { result { name description } } }')).toEqual({ createGroup: { result: { name: 'insight', description: 'Who looks after the numbers' } } });
  await run('mutation ($id: UUID!) { addToGroup(input: { groupName: "insight", userId: $id }) { result { groupName byProvider } } }', { id: await userId(ines.email) });
  await run('mutation ($id: UUID!) { setMemberAttribute(input: { userId: $id, name: "region", value: "north" }) { result { name value } } }', { id: await userId(ines.email) });
  expect(await run('{ groups(first: 9) { nodes { name members(first: 9) { nodes { member { displayName } } } } } memberAttributes(first: 9) { nodes { name value } } }')).toMatchObject({
    groups: { nodes: [{ name: 'insight', members: { nodes: [{ member: { displayName: 'Ines Castillo' } }] } }] },
    memberAttributes: { nodes: [{ name: 'region', value: 'north' }] },
  });
  const [one] = await dashboards(elif);
  expect((await share(elif, one.id, 'update', { groupName: 'insight' })).body.errors).toBeUndefined();
  expect((await rename(ines, one.id, 'Of the group')).body.data.updateDashboard.dashboard.name).toBe('Of the group');
  await run('mutation ($id: UUID!) { removeFromGroup(input: { groupName: "insight", userId: $id }) { result } }', { id: await userId(ines.email) });
  expect((await rename(ines, one.id, 'Mine')).body.errors?.length).toBe(1);
  await run('mutation { deleteGroup(input: { name: "insight" }) { result } }');
  expect((await under.ask(elif, '{ shares(first: 9) { nodes { id } } }')).body.data.shares.nodes).toEqual([]);
});
