// Masks as a front end meets them: one query for everybody, values for those who may see them, and forms that send every field.
// (F-22, F-23, T54 to T56, T60, promises 88 to 91)
import { expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

type Person = { email: string; workspace: string };

const under = await useServer({
  sql: `
    select tenet.add_member(t.id, tenet.create_user(r.name || '.of.masks@northwind.example', r.name), r.name, w.id)
      from tenet.tenants t
      join tenet.workspaces w on w.tenant_id = t.id and w.slug = 'retail'
     cross join (values ('admin'), ('viewer')) r (name)
     where t.slug = 'northwind';
    select tenet.grant_permission('member', 'pii:reveal');`,
});
const [admin, viewer] = ['admin', 'viewer'].map((role) => ({ email: `${role}.of.masks@northwind.example`, workspace: 'northwind/retail' })) as [Person, Person];
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' }; // a member

const fields = 'id name email phone nationalId dateOfBirth street postalCode maskedFields';
const pageOf = async (who: Person) => {
  const { body } = await under.ask(who, `{ contacts(first: 100, orderBy: CREATED_AT_DESC) { nodes { ${fields} nodeId } } }`);
  expect(body.errors).toBeUndefined();
  return body.data.contacts.nodes as Record<string, any>[];
};
const update = (who: Person, id: string, patch: Record<string, unknown>) =>
  under.ask(who, `mutation ($id: UUID!, $patch: ContactPatch!) { updateContact(input: { id: $id, patch: $patch }) { contact { ${fields} } } }`, { id, patch });
const stored = async (id: string) => (await under.admin.query('select * from app.contacts where id = $1', [id])).rows[0];

test('a viewer and an admin send the same query, and get answers of the same shape, one of them masked', async () => {
  const [shown, masked] = await Promise.all([pageOf(admin), pageOf(viewer)]);
  expect(masked.map(({ id, name, nodeId }) => ({ id, name, nodeId }))).toEqual(shown.map(({ id, name, nodeId }) => ({ id, name, nodeId })));
  expect(shown.length).toBeGreaterThan(50);
  for (const [place, row] of masked.entries()) {
    const real = shown[place]!;
    expect(real['maskedFields']).toEqual([]);
    expect(row['maskedFields'].toSorted()).toEqual(['dateOfBirth', 'email', 'nationalId', 'phone', 'postalCode', 'street']);
    if (real['email'] !== null) expect(row['email']).toMatch(/^.?•••@/);
    if (real['phone'] !== null) expect(row['phone']).toBe(`•••${real['phone'].slice(-2)}`);
    if (real['dateOfBirth'] !== null) expect(row['dateOfBirth']).toBe(`${real['dateOfBirth'].slice(0, 4)}-01-01`);
    expect([row['street'], row['postalCode']]).toEqual([null, null]);
  }
});

test('a member sees how to reach people, and not who they are before the law', async () => {
  const [row] = await pageOf(elif);
  expect(row!['maskedFields'].toSorted()).toEqual(['dateOfBirth', 'nationalId']);
  expect(row!['email']).not.toContain('•');
});

test('a masked field can be neither filtered nor ordered by, whoever asks', async () => {
  const { body } = await under.ask(admin, '{ filter: __type(name: "ContactFilter") { inputFields { name } } order: __type(name: "ContactOrderBy") { enumValues { name } } }');
  const names = [...body.data.filter.inputFields, ...body.data.order.enumValues].map(({ name }: { name: string }) => name).join(' ');
  expect(names).toContain('createdAt');
  expect(names).not.toMatch(/email|phone|national|birth|street|postal/i);
});

test('a form that sends every field back writes what was changed, and no mask', async () => {
  const { body } = await under.ask(elif, 'mutation { createContact(input: { contact: { name: "Form", email: "form@example.com", phone: "+1 555 0100 99", dateOfBirth: "1980-05-17" } }) { contact { id dateOfBirth maskedFields } } }');
  const { id, ...created } = body.data.createContact.contact;
  expect(created).toMatchObject({ dateOfBirth: '1980-01-01', maskedFields: expect.arrayContaining(['dateOfBirth']) });
  const form = { name: 'Form, changed', email: 'form@example.com', phone: '+1 555 0100 99', nationalId: null, dateOfBirth: '1980-01-01', street: null, postalCode: null };
  const updated = await update(elif, id, form);
  expect(updated.body.errors).toBeUndefined();
  expect(updated.body.data.updateContact.contact).toMatchObject({ name: 'Form, changed', dateOfBirth: '1980-01-01' });
  expect(await stored(id)).toMatchObject({ name: 'Form, changed', email: 'form@example.com', date_of_birth: new Date(1980, 4, 17) });

  // the value has changed since the form was filled
  await under.admin.query("update app.contacts set date_of_birth = '1990-06-01' where id = $1", [id]);
  const late = await update(elif, id, form);
  expect(late.body.errors?.[0]).toMatchObject({ message: expect.stringContaining('date_of_birth'), extensions: { code: 'CONFLICT' } });
  expect(await stored(id)).toMatchObject({ date_of_birth: new Date(1990, 5, 1) });
  // and a column that takes a permission of its own
  const refused = await update(elif, id, { nationalId: '123' });
  expect(refused.body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await update(admin, id, { nationalId: 'X 12 34 56 78 99' })).body.data.updateContact.contact.nationalId).toBe('X 12 34 56 78 99');
  const { body: deleted } = await under.ask(elif, 'mutation ($id: UUID!) { deleteContact(input: { id: $id }) { contact { id email nationalId } } }', { id });
  expect(deleted.data.deleteContact.contact).toEqual({ id, email: 'form@example.com', nationalId: '•••8 99' });
  expect(await stored(id)).toBeUndefined();
});

test('one value is revealed for a reason, and the customer’s trail says so', async () => {
  const rows = await pageOf(elif);
  const { id } = rows.find(({ dateOfBirth }) => dateOfBirth !== null)!;
  const reveal = (who: Person, field: string, reason = 'birthday card') =>
    under.ask(who, 'mutation ($id: String!, $field: String!, $reason: String!) { reveal(input: { tableName: "contacts", rowId: $id, columnName: $field, reason: $reason }) { result } }', { id, field, reason });
  const { date_of_birth: born } = (await under.admin.query("select to_char(date_of_birth, 'YYYY-MM-DD') as date_of_birth from app.contacts where id = $1", [id])).rows[0];
  expect((await reveal(elif, 'dateOfBirth')).body.data.reveal.result).toBe(born);
  expect((await reveal(viewer, 'dateOfBirth')).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await reveal(elif, 'dateOfBirth', ' ')).body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  expect((await reveal(elif, 'nationalId')).body.errors?.[0]?.extensions.code).toBe('STEP_UP_REQUIRED');
  const trail = await under.ask(admin, '{ auditEvents(first: 5, filter: { action: { equalTo: "contact.revealed" } }) { nodes { objectId actorName payload } } }');
  expect(trail.body.data.auditEvents.nodes).toMatchObject([{ objectId: id, actorName: 'member', payload: { column: 'date_of_birth', reason: 'birthday card' } }]);
  expect(trail.text).not.toContain(born);
});

test('what a viewer read is recorded with the columns that were masked for them', async () => {
  await under.ask(viewer, 'query Masked { contacts(first: 1) { nodes { name email street } } }');
  await expect
    .poll(async () => (await under.admin.query("select payload -> 'relations' -> 'api.contacts' -> 'masked' as masked from tenet.audit_events where payload ->> 'operation' = 'Masked'")).rows, { timeout: 5000 })
    .toEqual([{ masked: ['email', 'street'] }]);
});
