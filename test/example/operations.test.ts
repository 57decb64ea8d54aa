import { expect, test } from 'vitest';
import {
  AnswerTicketDocument,
  AuditRetentionDocument,
  AuditTrailDocument,
  AutomationListDocument,
  BrandGalleryDocument,
  CloseTicketDocument,
  CompanyListDocument,
  CompanyRecordDocument,
  ContactListDocument,
  ContactRecordDocument,
  ContentCalendarDocument,
  CreateCompanyDocument,
  CreateContactDocument,
  CreateTaskDocument,
  CurrentSessionDocument,
  DashboardListDocument,
  DashboardRecordDocument,
  DeleteContactDocument,
  EditContentDocument,
  ForgetViewDocument,
  KeepAuditTrailDocument,
  KnowledgeCollectionDocument,
  LeadsByStageDocument,
  MemberListDocument,
  MoveLeadDocument,
  NewestCheckpointDocument,
  OpenTicketDocument,
  SaveViewDocument,
  SavedViewsDocument,
  TasksOfMemberDocument,
  TicketListDocument,
  TicketRecordDocument,
  type TypedDocumentString,
  UpdateContactDocument,
  WorkspaceSwitcherDocument,
} from '../../examples/agency/generated/graphql.ts';
import { type GraphqlError, useServer } from '../server/running_server.ts';

const api = await useServer();
type Person = { email: string; workspace?: string };
const elif: Person = { email: 'elif@northwind.example', workspace: 'retail' };
const agnes: Person = { email: 'agnes@harbourpine.example', workspace: 'studio' };

/** What a typed client of a front end does: document and variables in, data out. */
async function ask<Data, Variables>(who: Person, document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  const { body } = await api.ask(who, String(document), variables as Record<string, unknown>);
  expect(body.errors).toBeUndefined();
  return body.data as Data;
}

/** The errors of an operation that is to be refused. */
async function refuse<Data, Variables>(who: Person, document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<GraphqlError[]> {
  return (await api.ask(who, String(document), variables as Record<string, unknown>)).body.errors ?? [];
}

/** The nodes of a list, which GraphQL types as nullable. */
function nodesOf<Node>(list: { nodes: (Node | null)[] } | null | undefined): Node[] {
  return (list?.nodes ?? []).filter((node) => node !== null);
}

test('a member learns who they are, where, and where else they may go', async () => {
  const { currentSession } = await ask(elif, CurrentSessionDocument, {});
  expect(currentSession).toMatchObject({ email: elif.email, tenantSlug: 'northwind', workspaceSlug: 'retail', role: 'member' });
  expect(currentSession?.permissions).toContain('contact:create');
  expect(currentSession?.permissions).not.toContain('brand:delete');
  const places = nodesOf((await ask({ email: 'mara@freelance.example', workspace: 'northwind/retail' }, WorkspaceSwitcherDocument, {})).myWorkspaces);
  expect(places.map((place) => `${place.tenantSlug}/${place.slug} ${place.role}`)).toEqual(['harbour-pine/studio member', 'northwind/retail editor']);
});

test('a member sees the people of their tenant and of no other', async () => {
  const members = nodesOf((await ask(elif, MemberListDocument, { first: 100 })).members);
  expect(members).toHaveLength(22);
  expect(members.map(({ email }) => email)).toContain('ada@northwind.example');
  expect(members.map(({ email }) => email)).not.toContain(agnes.email);
});

test('a member walks through all contacts of their workspace, page by page, each once and in order', async () => {
  const seen: { id: string; createdAt: string }[] = [];
  let after: string | null | undefined;
  do {
    const { contacts } = await ask(elif, ContactListDocument, { first: 100, after });
    seen.push(...nodesOf(contacts));
    after = contacts?.pageInfo.hasNextPage ? contacts.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toHaveLength(960);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(960);
  expect(seen.map(({ createdAt }) => Date.parse(createdAt))).toEqual(seen.map(({ createdAt }) => Date.parse(createdAt)).toSorted((a, b) => b - a));
});

test('a member filters contacts, orders them by name, and reads one with its company and tickets', async () => {
  const { contacts } = await ask(elif, ContactListDocument, { first: 5, filter: { status: { equalTo: 'archived' } }, orderBy: ['NAME_ASC'] });
  const rows = nodesOf(contacts);
  expect(rows).toHaveLength(5);
  expect(rows.every(({ status }) => status === 'archived')).toBe(true);
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted());
  const { contact } = await ask(elif, ContactRecordDocument, { id: rows[0]!.id });
  expect(contact).toMatchObject({ name: rows[0]!.name, tickets: { nodes: expect.any(Array) } });
});

test('a member creates, changes and deletes a contact; a viewer reads it and can do none of that', async () => {
  const ines: Person = { email: 'ines@northwind.example', workspace: 'retail' };
  const { createContact } = await ask(elif, CreateContactDocument, { contact: { name: 'Nadia Winter', email: 'nadia@winter.example' } });
  const contact = createContact!.contact!;
  const { currentSession } = await ask(elif, CurrentSessionDocument, {});
  expect(contact).toMatchObject({ name: 'Nadia Winter', status: 'active', createdBy: currentSession?.userId });

  expect((await ask(ines, ContactRecordDocument, { id: contact.id })).contact?.name).toBe('Nadia Winter');
  expect(await refuse(ines, CreateContactDocument, { contact: { name: 'Somebody' } })).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  await refuse(ines, UpdateContactDocument, { id: contact.id, patch: { jobTitle: 'Nobody' } });
  expect((await ask(ines, ContactRecordDocument, { id: contact.id })).contact?.jobTitle).toBe(null);
  expect(await refuse(ines, DeleteContactDocument, { id: contact.id })).toHaveLength(1);

  const { updateContact } = await ask(elif, UpdateContactDocument, { id: contact.id, patch: { jobTitle: 'Buyer' } });
  expect(updateContact?.contact?.jobTitle).toBe('Buyer');
  expect((await ask(elif, DeleteContactDocument, { id: contact.id })).deleteContact?.contact?.id).toBe(contact.id);
  expect((await ask(elif, ContactRecordDocument, { id: contact.id })).contact).toBe(null);
});

test('a member of another tenant gets nothing for the ids of this one, neither rows nor a different error', async () => {
  const [company] = nodesOf((await ask(elif, CompanyListDocument, { first: 1 })).companies);
  const [contact] = nodesOf((await ask(elif, ContactListDocument, { first: 1 })).contacts);
  const unknown = '11111111-1111-4111-8111-111111111111';
  for (const id of [company!.id, unknown]) {
    expect((await ask(agnes, CompanyRecordDocument, { id })).company).toBe(null);
    expect(await refuse(agnes, CreateContactDocument, { contact: { name: 'A Spy', companyId: id } })).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  }
  const refusals = await Promise.all([contact!.id, unknown].map((id) => refuse(agnes, DeleteContactDocument, { id })));
  expect(refusals[0]![0]).toMatchObject({ message: refusals[1]![0]!.message, extensions: { code: refusals[1]![0]!.extensions.code } });
  expect((await ask(elif, CompanyRecordDocument, { id: company!.id })).company?.id).toBe(company!.id);
});

test('a member takes a request from the first message to its end, and cannot answer once it is closed', async () => {
  const [company] = nodesOf((await ask(elif, CompanyListDocument, { first: 1, orderBy: ['NAME_ASC'] })).companies);
  const { createTicket } = await ask(elif, OpenTicketDocument, { ticket: { companyId: company!.id, subject: 'The lift to the studio is broken' } });
  const ticketId = createTicket!.ticket!.id;
  await ask(elif, AnswerTicketDocument, { ticketId, body: 'Somebody is coming at ten.' });
  const { ticket } = await ask(elif, TicketRecordDocument, { id: ticketId });
  expect(ticket).toMatchObject({ status: 'open', company: { name: company!.name } });
  expect(nodesOf(ticket?.ticketMessages).map(({ direction, body }) => [direction, body])).toEqual([['outbound', 'Somebody is coming at ten.']]);
  await ask(elif, CloseTicketDocument, { id: ticketId, closedAt: new Date().toISOString() });
  expect(await refuse(elif, AnswerTicketDocument, { ticketId, body: 'One more thing.' })).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('a member reads a company with its contacts, leads and tickets in one request', async () => {
  const { createCompany } = await ask(elif, CreateCompanyDocument, { company: { name: 'Aster Outfitters', industry: 'Retail' } });
  const { company } = await ask(elif, CompanyRecordDocument, { id: createCompany!.company!.id });
  expect(company).toMatchObject({ name: 'Aster Outfitters', status: 'prospect', contacts: { nodes: [], totalCount: 0 }, leads: { nodes: [] }, tickets: { nodes: [] } });
  const { companies } = await ask(elif, CompanyListDocument, { first: 1, filter: { status: { equalTo: 'client' } }, orderBy: ['NAME_DESC'] });
  const record = (await ask(elif, CompanyRecordDocument, { id: nodesOf(companies)[0]!.id })).company!;
  expect(record.contacts.totalCount).toBeGreaterThan(0);
});

test('a member moves a lead; a lead that is won without a time is refused', async () => {
  const [lead] = nodesOf((await ask(elif, LeadsByStageDocument, { stage: 'proposal', first: 1 })).leads);
  expect(lead?.valueMinor).toMatch(/^\d+$/);
  expect(await refuse(elif, MoveLeadDocument, { id: lead!.id, stage: 'won' })).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  const closedAt = '2026-11-20T10:00:00+00:00';
  const { updateLead } = await ask(elif, MoveLeadDocument, { id: lead!.id, stage: 'won', closedAt });
  expect(Date.parse(updateLead!.lead!.closedAt!)).toBe(Date.parse(closedAt));
});

test('a member finds the tasks of one person, and gives them another', async () => {
  const { currentSession } = await ask(elif, CurrentSessionDocument, {});
  const memberId = currentSession!.userId;
  const { createTask } = await ask(elif, CreateTaskDocument, { task: { title: 'Water the plants', assigneeId: memberId } });
  expect(createTask?.task?.assignee?.displayName).toBe('Elif Arslan');
  const tasks = nodesOf((await ask(elif, TasksOfMemberDocument, { memberId, status: 'todo' })).tasks);
  expect(tasks[0]).toMatchObject({ id: createTask!.task!.id, title: 'Water the plants' });
});

test('an editor changes content that is still open, and not what is archived', async () => {
  const greta: Person = { email: 'greta@northwind.example', workspace: 'retail' };
  const [draft] = nodesOf((await ask(greta, ContentCalendarDocument, { status: 'draft', first: 1 })).contentItems);
  const [archived] = nodesOf((await ask(greta, ContentCalendarDocument, { status: 'archived', first: 1 })).contentItems);
  expect((await ask(greta, EditContentDocument, { id: draft!.id, patch: { title: 'A better title' } })).updateContentItem?.contentItem?.title).toBe('A better title');
  expect(await refuse(greta, EditContentDocument, { id: archived!.id, patch: { title: 'Rewritten' } })).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect(nodesOf((await ask(greta, ContentCalendarDocument, { status: 'archived', first: 1 })).contentItems)).toEqual([archived]);
});

test('a member keeps saved views that nobody else sees', async () => {
  const felix: Person = { email: 'felix@northwind.example', workspace: 'retail' };
  const { createSavedView } = await ask(elif, SaveViewDocument, { savedView: { name: 'Mine', list: 'tasks', filter: { status: { equalTo: 'doing' } } } });
  const id = createSavedView!.savedView!.id;
  const idsOf = async (person: Person) => nodesOf((await ask(person, SavedViewsDocument, {})).savedViews).map((view) => view.id);
  expect(await idsOf(elif)).toContain(id);
  expect(await idsOf(felix)).not.toContain(id);
  expect(await refuse(felix, ForgetViewDocument, { id })).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  expect((await ask(elif, ForgetViewDocument, { id })).deleteSavedView?.savedView?.id).toBe(id);
});

test('a member gets every other page of the example', async () => {
  expect(nodesOf((await ask(elif, TicketListDocument, { first: 3, filter: { status: { equalTo: 'open' }, priority: { lessThanOrEqualTo: 2 } } })).tickets)).toHaveLength(3);
  const brands = nodesOf((await ask(elif, BrandGalleryDocument, {})).brands);
  expect(brands).toHaveLength(18);
  expect(brands.some((brand) => brand.brandAssets.nodes.length > 0)).toBe(true);
  expect(nodesOf((await ask(elif, KnowledgeCollectionDocument, { collection: 'playbook' })).knowledgeDocuments).length).toBeGreaterThan(0);
  const [dashboard] = nodesOf((await ask(elif, DashboardListDocument, {})).dashboards);
  const record = (await ask(elif, DashboardRecordDocument, { id: dashboard!.id })).dashboard;
  expect(nodesOf(record?.dashboardCharts).map(({ title }) => title)).toHaveLength(6);
  const automations = nodesOf((await ask(elif, AutomationListDocument, {})).automations);
  expect(automations.map(({ automationRuns }) => automationRuns.nodes.length).toSorted()).toEqual([0, 5, 5, 5]);
});

test('an owner reads in the trail who changed what, filters it, walks through it, and says for how long it is kept; a member does not', async () => {
  const ada: Person = { email: 'ada@northwind.example', workspace: 'retail' };
  const { createContact } = await ask(elif, CreateContactDocument, { contact: { name: 'Traced Person' } });
  const { id } = createContact!.contact!;
  await ask(elif, UpdateContactDocument, { id, patch: { jobTitle: 'Director' } });
  const { auditEvents } = await ask(ada, AuditTrailDocument, { first: 10, filter: { objectId: { equalTo: id } } });
  const events = nodesOf(auditEvents);
  expect(events.map(({ action, actorName }) => `${action} ${actorName}`)).toEqual(['contact.updated member', 'contact.created member']);
  expect(events[0]!.payload).toMatchObject({ before: { job_title: null }, after: { job_title: 'Director' } });

  const seen: string[] = [];
  let after: string | null | undefined;
  do {
    const page = (await ask(ada, AuditTrailDocument, { first: 50, after, filter: { action: { startsWith: 'lead.' }, severity: { equalTo: 'info' } } })).auditEvents;
    seen.push(...nodesOf(page).map((event) => event.id));
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(Number((await api.admin.query("select count(*) from tenet.audit_events e join tenet.workspaces w on w.id = e.workspace_id where w.slug = 'retail' and e.action like 'lead.%' and severity = 'info'")).rows[0].count));

  expect((await ask(ada, AuditRetentionDocument, {})).auditRetention).toMatchObject({ isStandard: true, keepFor: { years: 2 } });
  const { setAuditRetention } = await ask(ada, KeepAuditTrailDocument, { keepFor: { months: 6 } });
  expect(setAuditRetention?.result).toMatchObject({ isStandard: false, keepFor: { months: 6 } });
  expect((await ask(ada, NewestCheckpointDocument, {})).auditCheckpoints).toEqual({ nodes: [] });

  expect(nodesOf((await ask(elif, AuditTrailDocument, { first: 10 })).auditEvents)).toEqual([]);
  expect(await refuse(elif, KeepAuditTrailDocument, { keepFor: { months: 1 } })).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
