import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Reply, useServer, withoutIds } from '../server/running_server.ts';

const under = await useServer({
  sql: `
    create function api.raise_error(code text, secret text) returns text language plpgsql volatile set search_path = '' as $$
    begin
      raise exception '%', secret using errcode = code, detail = 'detail ' || secret, hint = 'hint ' || secret,
        schema = 'schema_' || secret, table = 'table_' || secret, column = 'column_' || secret, constraint = 'constraint_' || secret;
    end $$;
    grant execute on function api.raise_error to tenet_visitor;`,
});
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };
const agnes = { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/studio' };

const raise = (code: string, secret: string) =>
  under.ask(elif, 'mutation ($code: String!, $secret: String!) { raiseError(input: { code: $code, secret: $secret }) { result } }', { code, secret });

const expected: Record<string, string> = {
  '42501': 'FORBIDDEN', P0002: 'NOT_FOUND', '23505': 'CONFLICT', '23503': 'CONFLICT', '23P01': 'CONFLICT', '23001': 'CONFLICT',
  '23514': 'BAD_INPUT', '23502': 'BAD_INPUT', '22001': 'BAD_INPUT', '22003': 'BAD_INPUT', '22007': 'BAD_INPUT', '22012': 'BAD_INPUT', '22P02': 'BAD_INPUT', '22023': 'BAD_INPUT',
  '57014': 'TIMEOUT', '40001': 'RETRY', '40P01': 'RETRY', '55P03': 'RETRY', '53300': 'RETRY', '53200': 'RETRY',
  P0001: 'INTERNAL', XX000: 'INTERNAL', '42601': 'INTERNAL', '42P01': 'INTERNAL', '42703': 'INTERNAL', '42883': 'INTERNAL', '42804': 'INTERNAL', '42P07': 'INTERNAL',
  '25006': 'INTERNAL', '25P02': 'INTERNAL', '2BP01': 'INTERNAL', '28000': 'INTERNAL', '28P01': 'INTERNAL', '34000': 'INTERNAL', '54001': 'INTERNAL',
  '55000': 'INTERNAL', '58030': 'INTERNAL', F0000: 'INTERNAL', HV000: 'INTERNAL', '0A000': 'INTERNAL', TN400: 'INTERNAL', TN999: 'INTERNAL',
};

test('whoever causes an error of the database learns a code and a random id, and nothing that depends on the data', async () => {
  const seen: string[] = [];
  for (const [sqlstate, code] of Object.entries(expected)) {
    const secrets = [`sentinel-${sqlstate}`, `other-${sqlstate}`];
    const [one, two] = (await Promise.all(secrets.map((secret) => raise(sqlstate, secret)))) as [Reply, Reply];
    for (const { text, body } of [one, two]) {
      const [error] = body.errors ?? [];
      expect(error?.extensions.code).toBe(code);
      expect(text).not.toMatch(/sentinel|other-|schema_|table_|column_|constraint_/);
      expect(withoutIds(text)).not.toMatch(/[A-Za-z0-9_-]{27}/);
      seen.push(error?.extensions.id ?? '');
    }
    expect(withoutIds(one.text)).toBe(withoutIds(two.text));
    expect(one.text).not.toContain(createHash('sha1').update(`error: ${secrets[0]}`).digest('base64url'));
  }
  expect(new Set(seen).size).toBe(seen.length);
  // the log says which table and constraint it was, and not what was in it
  expect(/(?<!_)(sentinel|other)-/.test(under.logged())).toBe(false);
  expect(under.logged().includes(seen[0] as string)).toBe(true);
});

test('whoever breaks a rule of ours is told which, in its own words and with its hint', async () => {
  const { body } = await raise('TN422', 'a name is needed');
  expect(body.errors?.[0]).toMatchObject({ message: 'a name is needed', extensions: { code: 'BAD_INPUT', hint: 'hint a name is needed' } });
  expect((await raise('TN403', 'because of x')).text).not.toContain('because');
  expect((await raise('TN428', 'sign in again')).body.errors?.[0]?.extensions.code).toBe('STEP_UP_REQUIRED');
});

test('whoever sends a wrong value or misspells a field is told what is wrong with what they sent', async () => {
  const { body } = await under.ask(elif, 'query ($id: UUID!) { contact(id: $id) { id } }', { id: 7 });
  expect(body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  const typo = await under.ask(elif, '{ contacts(first: 1) { nodes { nam } } }');
  expect(typo.body.errors?.[0]?.message).toContain('Cannot query field "nam"');
});

async function idOf(who: typeof elif, query: string): Promise<{ id: string; nodeId: string }> {
  const { body } = await under.ask(who, query);
  return body.data.companies.nodes[0];
}
const anyCompany = '{ companies(first: 1) { nodes { id nodeId } } }';

test('a member of tenant A gets the same answer for a row of tenant B as for one that does not exist, whatever they do with it', async () => {
  const [theirs, ours] = [await idOf(agnes, anyCompany), await idOf(elif, anyCompany)];
  const nowhere = { id: '0192f0c4-0000-7000-8000-000000000000' };
  const operations = [
    'query ($id: UUID!) { company(id: $id) { id name } }',
    'mutation ($id: UUID!) { updateCompany(input: { id: $id, patch: { city: "x" } }) { company { id } } }',
    'mutation ($id: UUID!) { deleteCompany(input: { id: $id }) { company { id } } }',
    'query ($id: UUID!) { companies(first: 5, filter: { id: { equalTo: $id } }) { nodes { id } totalCount } }',
    'mutation ($id: UUID!) { createContact(input: { contact: { name: "x", companyId: $id } }) { contact { id } } }',
  ];
  for (const query of operations) {
    const [foreign, absent] = [await under.ask(elif, query, { id: theirs.id }), await under.ask(elif, query, { id: nowhere.id })];
    expect(withoutIds(foreign.text).replaceAll(theirs.id, '…')).toBe(withoutIds(absent.text).replaceAll(nowhere.id, '…'));
    expect(foreign.status).toBe(absent.status);
    expect(foreign.body.data && Object.values(foreign.body.data).some((value) => /"id":"/.test(JSON.stringify(value)))).toBeFalsy();
  }
  const own = await under.ask(elif, operations[1] as string, { id: ours.id });
  expect(own.body.data.updateCompany.company.id).toBe(ours.id);
  expect((await under.ask(elif, operations[0] as string, { id: ours.id })).body.data.company.id).toBe(ours.id);
  expect((await under.admin.query('select from app.companies where id = $1', [theirs.id])).rowCount).toBe(1);
});

test('whoever changes or deletes a row that is not theirs to change is told there is none, whatever they select, and nothing is done', async () => {
  const viewer = { email: 'ines@northwind.example', workspace: 'northwind/retail' };
  const [theirs, ours] = [await idOf(agnes, anyCompany), await idOf(elif, anyCompany)];
  expect((await under.ask(viewer, 'query ($id: UUID!) { company(id: $id) { id } }', { id: ours.id })).body.data.company.id).toBe(ours.id);
  const contents = async () => (await under.admin.query('select md5(string_agg(c::text, chr(10) order by c.id)) as sum from app.companies c')).rows[0].sum;
  const before = await contents();
  const update = (selection: string) => `mutation ($id: UUID!) { changed: updateCompany(input: { id: $id, patch: { city: "Nowhere" } }) { ${selection} } }`;
  const remove = (selection: string) => `mutation ($id: UUID!) { changed: deleteCompany(input: { id: $id }) { ${selection} } }`;
  for (const selection of ['company { id }', 'clientMutationId', '__typename', 'query { companies(first: 1) { totalCount } }']) {
    const replies: Reply[] = [];
    for (const query of [update(selection), remove(selection)]) {
      replies.push(await under.ask(elif, query, { id: theirs.id }), await under.ask(elif, query, { id: '0192f0c4-0000-7000-8000-000000000000' }), await under.ask(viewer, query, { id: ours.id }));
    }
    const [first] = replies;
    expect(first?.body).toMatchObject({ data: { changed: null }, errors: [{ path: ['changed'], extensions: { code: 'NOT_FOUND' } }] });
    for (const { status, text } of replies) expect([status, withoutIds(text)]).toEqual([first?.status, withoutIds(first?.text ?? '')]);
  }
  expect(await contents()).toBe(before);

  for (const selection of ['company { id }', 'clientMutationId', '__typename']) {
    expect((await under.ask(elif, update(selection), { id: ours.id })).body.errors).toBeUndefined();
  }
  expect(await contents()).not.toBe(before);
});

test('a member of tenant A reaches nothing of tenant B by a global id, and a malformed one is nothing too', async () => {
  const [theirs, ours] = [await idOf(agnes, anyCompany), await idOf(elif, anyCompany)];
  const node = (nodeId: string) => under.ask(elif, 'query ($nodeId: ID!) { node(nodeId: $nodeId) { nodeId ... on Company { name } } }', { nodeId });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  const absent = await node(encode(['Company', '0192f0c4-0000-7000-8000-000000000000']));
  const odd = [theirs.nodeId, encode(['Contact', theirs.id]), encode(['Company']), encode(['Company', theirs.id, theirs.id]), encode({}), encode(null), 'not base64 %%', '', 'x'.repeat(90_000)];
  for (const nodeId of odd) {
    const reply = await node(nodeId);
    expect(reply.status).toBe(200);
    expect(withoutIds(reply.text)).toBe(withoutIds(absent.text));
  }
  expect((await node(encode(['Company', 'not a uuid']))).status).toBeLessThan(500);
  expect((await node(ours.nodeId)).body.data.node.nodeId).toBe(ours.nodeId);
});
