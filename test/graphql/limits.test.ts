import { expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const under = await useServer();
const elif = { email: 'elif@northwind.example', workspace: 'northwind/retail' };

async function refusal(query: string, variables?: Record<string, unknown>): Promise<string> {
  const { status, body } = await under.ask(elif, query, variables);
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  const [error] = body.errors ?? [];
  expect(error?.extensions.code).toBe('BAD_INPUT');
  return error?.message ?? '';
}

async function answers(query: string, variables?: Record<string, unknown>): Promise<any> {
  const { status, body } = await under.ask(elif, query, variables);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
  return body.data;
}

/** contacts → nodes → company → contacts …, as many objects inside each other as asked. */
function nested(levels: number): string {
  const steps = ['contacts(first: 1)', 'nodes', 'company'];
  let selection = '__typename';
  for (let level = levels - 1; level >= 0; level -= 1) selection = `${steps[level % 3]} { ${selection} }`;
  return `{ ${selection} }`;
}

test('whoever asks ten levels deep is answered, and eleven levels refused, however they are written', async () => {
  await answers(nested(10));
  expect(await refusal(nested(11))).toContain('depth');
  const inside = nested(11).slice('{ contacts(first: 1) { nodes '.length, -' } }'.length);
  expect(await refusal(`{ contacts(first: 1) { nodes { ...Deep } } } fragment Deep on Contact ${inside}`)).toContain('depth');
  expect(await refusal(`{ contacts(first: 1) { nodes { ... on Contact ${inside} } } }`)).toContain('depth');
});

test('whoever uses fifteen aliases is answered, and sixteen refused, also inside fragments', async () => {
  const aliases = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: name`).join(' ');
  await answers(`{ contacts(first: 1) { nodes { ${aliases(15)} } } }`);
  expect(await refusal(`{ contacts(first: 1) { nodes { ${aliases(16)} } } }`)).toContain('aliases');
  expect(await refusal(`{ contacts(first: 1) { nodes { ...A } } } fragment A on Contact { ${aliases(16)} }`)).toContain('aliases');
  expect(await refusal(`{ contacts(first: 1) { nodes { ...A } } companies(first: 1) { nodes { contacts(first: 1) { nodes { ...A } } } } } fragment A on Contact { ${aliases(8)} }`)).toContain('aliases');
  // the same field twice with different arguments needs an alias, and is refused by GraphQL itself without one
  expect(await refusal('{ contacts(first: 1) { nodes { id } } contacts(first: 2) { nodes { id } } }')).toContain('conflict');
});

test('every page has a size from 1 to 100, in the text or in a variable', async () => {
  expect(await refusal('{ contacts { nodes { id } } }')).toContain('contacts(first: 20)');
  expect(await refusal('{ contacts(first: null) { nodes { id } } }')).toContain('first');
  expect(await refusal(`{ contacts(first: ${2 ** 31}) { nodes { id } } }`)).toContain('100');
  expect(await refusal('query ($n: Int) { contacts(first: $n) { nodes { id } } }', { n: 2 ** 31 })).toContain('100');
  for (const size of [0, -1, 101]) {
    expect(await refusal(`{ contacts(first: ${size}) { nodes { id } } }`)).toContain('100');
    expect(await refusal(`{ contacts(last: ${size}) { nodes { id } } }`)).toContain('100');
    expect(await refusal('query ($n: Int) { contacts(first: $n) { nodes { id } } }', { n: size })).toContain('100');
    expect(await refusal(`query ($n: Int = ${size}) { contacts(first: $n) { nodes { id } } }`)).toContain('100');
    expect(await refusal('query ($n: Int) { contacts(first: 1) { nodes { company { contacts(first: $n) { nodes { id } } } } } }', { n: size })).toContain('100');
  }
  expect(await refusal('query ($n: Int) { contacts(first: $n) { nodes { id } } }')).toContain('first');
  expect(await refusal('query ($n: Int) { contacts(first: $n) { nodes { id } } }', { n: null })).toContain('first');
  expect((await answers('{ contacts(first: 1) { nodes { id } } }')).contacts.nodes).toHaveLength(1);
  expect((await answers('query ($n: Int) { contacts(first: $n) { nodes { id } } }', { n: 100 })).contacts.nodes).toHaveLength(100);
  expect((await answers('query ($n: Int = 3) { contacts(last: $n) { nodes { id } } }')).contacts.nodes).toHaveLength(3);
});

test('pages inside pages multiply', async () => {
  const query = 'query ($outer: Int!, $inner: Int!) { companies(first: $outer) { nodes { contacts(first: $inner) { nodes { id } } } } }';
  await answers(query, { outer: 40, inner: 100 });
  expect(await refusal(query, { outer: 60, inner: 100 })).toContain('5000');
  expect(await refusal('{ companies(first: 60) { nodes { contacts(first: 100) { nodes { id } } } } }')).toContain('5000');
  expect(await refusal('{ companies(first: 60) { ...Page } } fragment Page on CompanyConnection { nodes { contacts(first: 100) { edges { node { id } } } } }')).toContain('5000');
});

test('a document of 2001 words, of 51 directives, or made of fragments that double is refused before it costs anything', async () => {
  const directive = '@include(if: true) ';
  const names = `{ name: { in: [${'"x" '.repeat(100)}] } } `;
  await answers(`{ contacts(first: 1, filter: { or: [${names.repeat(17)}] }) { nodes { id } } }`);
  await answers(`{ contacts(first: 1) { nodes { ${`id ${directive}`.repeat(50)} } } }`);
  const started = performance.now();
  expect(await refusal(`{ contacts(first: 1) { nodes { ${'id '.repeat(2001)} } } }`)).toContain('tokens');
  expect(await refusal(`{ contacts(first: 1) { nodes { id ${directive.repeat(51)} } } }`)).toContain('directives');
  expect(await refusal(`{ contacts(first: 1) { nodes { ...D ...D } } } fragment D on Contact { ${`id ${directive}`.repeat(26)} }`)).toContain('directives');
  // each fragment spreads the next one twice: few words, and two to the power of forty fields
  const doubling = (type: string, twice: (next: string) => string) => Array.from({ length: 40 }, (_, i) => `fragment F${i} on ${type} { __typename ${twice(`...F${i + 1}`)} }`).join(' ') + ` fragment F40 on ${type} { __typename }`;
  expect(await refusal(`{ contacts(first: 1) { nodes { ...F0 } } } ${doubling('Contact', (next) => `${next} ${next}`)}`)).toContain('fragments');
  expect(await refusal(`{ ...F0 } ${doubling('Query', (next) => `${next} ${next}`)}`)).toContain('fragments');
  expect(await refusal(`{ ...F0 } ${doubling('Query', (next) => `... { ${next} } ... { ${next} }`)}`)).toContain('fragments');
  expect(await refusal('{ contacts(first: 1) { nodes { ...A } } } fragment A on Contact { company { contacts(first: 1) { nodes { ...A } } } }')).toContain('within itself');
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a filter has six steps inside each other, fifty conditions, and lists of a hundred values, in the text or in a variable', async () => {
  const inText = (filter: unknown) => `{ tasks(first: 1, filter: ${JSON.stringify(filter).replace(/"(\w+)":/g, '$1:')}) { totalCount nodes { id } } }`;
  const inVariable = 'query ($f: TaskFilter) { tasks(first: 1, filter: $f) { totalCount nodes { id } } }';
  const inPart = 'query ($f: [TaskFilter!]) { tasks(first: 1, filter: { and: $f }) { totalCount nodes { id } } }';
  const byDefault = (filter: unknown) => inText(filter).replace('{ tasks', `query ($f: TaskFilter = ${JSON.stringify(filter).replace(/"(\w+)":/g, '$1:')}) { tasks`).replace(/filter: \{.*?\}\) \{ totalCount/, 'filter: $f) { totalCount');

  async function refused(filter: unknown, hint: string) {
    const requests: [string, Record<string, unknown>?][] = [[inText(filter)], [byDefault(filter)], [inVariable, { f: filter }], [inPart, { f: [filter] }]];
    for (const [query, variables] of requests) {
      if (query.length > 5000) continue;
      const started = performance.now();
      const { status, body } = await under.ask(elif, query, variables);
      expect([status, body.data]).toEqual([400, undefined]);
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', hint: expect.stringContaining(hint) });
      expect(performance.now() - started).toBeLessThan(1000);
    }
  }
  async function accepted(filter: unknown) {
    await answers(inText(filter));
    await answers(byDefault(filter));
    await answers(inVariable, { f: filter });
  }

  const named = { name: { includes: 'a' } };
  const company = (inner: unknown) => ({ company: { tasks: { some: inner } } });
  await accepted(company(company({ status: { includes: 'a' } })));
  await refused(company(company({ company: named })), '6 deep');
  let deep: unknown = { company: named };
  for (let level = 0; level < 200; level += 1) deep = company(deep);
  await refused(deep, '6 deep');
  for (const word of ['not', 'and', 'or']) {
    const within = (steps: number) => Array.from({ length: steps }).reduce<unknown>((inner) => ({ [word]: word === 'not' ? inner : [inner] }), { status: { includes: 'a' } });
    await accepted(within(6));
    await refused(within(7), '6 deep');
    await refused(within(1000), '6 deep');
  }

  // a branch of `or` and its comparison are two
  const branches = (count: number) => ({ or: Array.from({ length: count }, (_, i) => ({ status: { equalTo: `${i}` } })) });
  await accepted(branches(25));
  await refused(branches(26), '50 conditions');
  const values = (count: number) => ({ status: { in: Array.from({ length: count }, (_, i) => `${i}`) } });
  await accepted(values(100));
  await refused(values(101), '100 values');
  const twice = (count: number) => `query ($f: TaskFilter) { tasks(first: 1, filter: $f) { totalCount } again: tasks(first: 1, filter: $f) { totalCount } }`.replace('again', `again${count}`);
  await answers(twice(12), { f: branches(12) });
  expect(await refusal(twice(13), { f: branches(13) })).toContain('conditions');
});

test('a mutation has one field, also through a fragment', async () => {
  const create = (name: string, alias: string) => `${alias}: createCompany(input: { company: { name: "${name}", industry: "Test" } }) { company { id } }`;
  expect(await refusal(`mutation { ${create('one', 'a')} ${create('two', 'b')} }`)).toContain('one field');
  expect(await refusal(`mutation { ...M } fragment M on Mutation { ${create('one', 'a')} ${create('two', 'b')} }`)).toContain('one field');
  const count = () => under.admin.query("select from app.companies where industry = 'Test'").then(({ rowCount }) => rowCount);
  expect(await count()).toBe(0);
  await answers(`mutation { ${create('one', 'a')} __typename }`);
  expect(await count()).toBe(1);
});

test('a request is one JSON object with one operation that is meant, and of 100 kB at most', async () => {
  const headers = { authorization: `Bearer ${await under.issuer.token(elif.email)}`, 'x-workspace': elif.workspace };
  const status = async (body: string | Buffer, more: Record<string, string> = {}) => (await under.post(body, { ...headers, ...more })).status;
  const query = '{ currentSession { role } }';
  expect(await status(JSON.stringify({ query }))).toBe(200);
  expect(await status(JSON.stringify([{ query }, { query }]))).toBe(400);
  expect(await status('{"query": ')).toBe(400);
  expect(await status('"text"')).toBe(400);
  expect(await status(JSON.stringify({ query: [query] }))).toBe(400);
  expect(await status(JSON.stringify({ query, variables: [1] }))).toBe(400);
  expect(await status(JSON.stringify({ query: `query A ${query} query B ${query}` }))).toBe(400);
  expect(await status(JSON.stringify({ query: `query A ${query} query B ${query}`, operationName: 'C' }))).toBe(400);
  expect(await status(JSON.stringify({ query: `query A ${query} query B ${query}`, operationName: 'B' }))).toBe(200);
  const padded = (length: number) => JSON.stringify({ query, variables: { pad: '' } }).replace('""', `"${'x'.repeat(length - JSON.stringify({ query, variables: { pad: '' } }).length)}"`);
  expect(await status(padded(100_000))).toBe(200);
  expect(await status(padded(100_001))).toBe(413);
  const { gzipSync } = await import('node:zlib');
  expect(await status(gzipSync(JSON.stringify({ query, variables: { pad: 'x'.repeat(10_000_000) } })), { 'content-encoding': 'gzip' })).toBe(415);
});
