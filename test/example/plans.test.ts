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

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Index Cond'?: string; Filter?: string; Plans?: Plan[] };

function nodes(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodes)];
}

test.for(Object.entries(pages))('a member’s page walks %s, sorts nothing, and calls nothing per row', async ([index, page]) => {
  const { rows } = await as('elif@northwind.example', 'retail', (client) => client.query(`explain (format json) ${page}`));
  const plan = nodes(rows[0]['QUERY PLAN'][0].Plan);
  expect(plan.map((node) => node['Node Type'])).not.toContain('Sort');
  const scan = plan.find((node) => node['Node Type'] === 'Index Scan');
  expect(scan?.['Index Name']).toBe(index);
  // One look-up of the session a term, done before the first row: (InitPlan 1).col1, or $0 before Postgres 17.
  expect(scan?.['Index Cond']).toMatch(/tenant_id = (\(InitPlan \d\)\.col1|\$\d)\) AND \(workspace_id = (\(InitPlan \d\)\.col2|\$\d)\)/);
  expect(scan?.Filter).toMatch(/^(\(InitPlan \d\)\.col1|\$\d)$/);
});
