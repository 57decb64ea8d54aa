import { expect, test } from 'vitest';
import { useMembers } from './members.ts';

const as = await useMembers();

/** What the lists of the front end ask for, as SQL. */
const pages: Record<string, string> = {
  contacts_newest: 'select * from api.contacts order by created_at desc, id desc limit 20',
  contacts_by_name: 'select * from api.contacts order by name, id limit 20',
  contacts_by_status: "select * from api.contacts where status = 'archived' order by created_at desc, id desc limit 20",
  tickets_newest: 'select * from api.tickets order by created_at desc, id desc limit 20',
  tickets_by_status: "select * from api.tickets where status = 'waiting' order by created_at desc, id desc limit 20",
  tasks_newest: "select * from api.tasks where (created_at, id) < ('2026-10-01', '80000000-0000-8000-8000-000000000000') order by created_at desc, id desc limit 20",
  leads_by_stage: "select * from api.leads where stage = 'new' order by created_at desc, id desc limit 20",
  ticket_messages_of_ticket: "select * from api.ticket_messages where ticket_id = '80000000-0000-8000-8000-000000000000' order by created_at desc, id desc limit 20",
  content_items_by_status: "select * from api.content_items where status = 'published' order by created_at desc, id desc limit 20",
  automation_runs_newest: 'select * from api.automation_runs order by started_at desc, id desc limit 20',
};

type Plan = { 'Node Type'?: string; 'Index Cond'?: string; Plans?: Plan[] };

test.for(Object.entries(pages))('a member’s page walks %s, sorts nothing, and calls nothing per row', async ([index, page]) => {
  const { rows } = await as('elif@northwind.example', 'retail', (client) => client.query(`explain (format json) ${page}`));
  const limit: Plan = rows[0]['QUERY PLAN'][0].Plan;
  const [session, found, ...others] = limit.Plans ?? [];
  // A table with masks is joined with the one row that says what its reader sees, found once.
  const [scan, reader, ...rest] = found?.['Node Type'] === 'Nested Loop' ? (found.Plans ?? []) : [found];
  if (reader !== undefined) expect(reader).toMatchObject({ 'Node Type': 'Materialize', 'Plan Rows': 1 });
  others.push(...rest.filter((plan) => plan !== undefined));
  // A limit over the index in its own order: no sort, no join, no sub-plan, and nothing that is asked of a row the index gave.
  expect(limit).toMatchObject({ 'Node Type': 'Limit' });
  expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Parent Relationship': 'Outer', 'Index Name': index });
  for (const perRow of ['Filter', 'Plans']) expect(scan).not.toHaveProperty(perRow);
  expect(others).toEqual([]);
  // Tenant, workspace and permission come from one look-up, made before the first row: (InitPlan 1).col1, or $0 before Postgres 17.
  expect(session).toMatchObject({ 'Parent Relationship': 'InitPlan', Filter: expect.stringMatching(/^\('\w+:read'::text = ANY \(s(_\d+)?\.permissions\)\)$/) });
  expect(scan?.['Index Cond']).toMatch(/^\(\(tenant_id = (\(InitPlan 1\)\.col1|\$0)\) AND \(workspace_id = (\(InitPlan 1\)\.col2|\$1)\)/);
});
