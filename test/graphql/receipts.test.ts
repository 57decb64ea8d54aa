import { getNamedType, isCompositeType, isLeafType, isObjectType, parse, type GraphQLNamedType, type GraphQLObjectType } from 'grafast/graphql';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { governedService } from '../../server/adaptor.ts';
import { createGraphql } from '../../server/graphql.ts';
import { createReaders } from '../../server/read_receipt.ts';
import { columnOf, keyFieldsOf, markOf } from '../../server/relation_marks.ts';
import { useDatabase } from '../database.ts';

const { urls } = await useDatabase({ template: 'agency_template' });
const pool = new pg.Pool({ connectionString: urls.authenticator, max: 2 });
const nobody = async () => {
  throw new Error('nobody');
};
const { schema, release } = await createGraphql({ service: governedService({ pool, renew: nobody, forget: () => undefined, prepared: true, stock: false }), introspection: false, graphiql: null });
afterAll(async () => {
  await release();
  await pool.end();
});
const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'));

/** Scalars, and what one column can hold although GraphQL shows it as an object. */
const isValue = (type: GraphQLNamedType) => isLeafType(type) || type.name === 'Interval';

describe('every part of the schema that shows the database', () => {
  test('is known by its relation and column, so that nothing is read that a receipt does not name', () => {
    const rows = types.filter((type) => markOf(type)?.rows);
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Company', 'Contact', 'Member', 'AuditEvent']));
    const unknown = rows.flatMap((type) => Object.values(type.getFields()).filter((field) => isValue(getNamedType(field.type)) && columnOf(field) === undefined).map((field) => `${type.name}.${field.name}`));
    expect(unknown.filter((name) => !name.endsWith('.nodeId'))).toEqual([]);
    for (const type of rows) expect(markOf(type)?.relation).toMatch(/^api\.[a-z_]+$/);
  });

  test('is a row, or leads to rows, or holds nothing of the database', () => {
    const others = types.filter((type) => markOf(type) === undefined && !isValue(type));
    const leaves = others.flatMap((type) => Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type))).map((field) => `${type.name}.${field.name}`));
    const shown = leaves.filter((name) => !/\.(clientMutationId|cursor|deleted\w+Id)$/.test(name) && !name.startsWith('PageInfo.') && name !== 'Query.nodeId');
    // whether something was done, and what it is called
    const outcomes = /^(Leave(Tenant|Workspace)|Delete(Group|Role)|Revoke(ApiKey|Invitation)|(Unm|M)apGroup|UnshareRow|Remove(FromGroup|Member))Payload\.result$|^SavePaymentMethodPayload\.isSaved$/;
    expect(shown.filter((name) => !outcomes.test(name)).sort())
      // an address of the billing provider, names of columns, and what has an event of its own for its receipt
      .toEqual(['OpenBillingPortalPayload.url', 'OrganizationSnapshotPayload.result', 'Query.visibleColumns', 'RevealPayload.result']);
  });

  test('has a key by which its rows are recorded, where there is one', () => {
    const tables = types.filter((type) => markOf(type)?.rows && type.getInterfaces().length > 0);
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((type) => keyFieldsOf(type) === null).map(({ name }) => name)).toEqual([]);
  });
});

describe('a receipt by key', () => {
  const read = (query: string, data: unknown) => {
    const readers = createReaders({ schema, classified: new Set() });
    const prepared = readers({ document: parse(query), operationName: null, variables: {}, byKey: true });
    const alias = /tenet_key_[0-9a-f]+_0/.exec(JSON.stringify(prepared?.document))?.[0] as string;
    return { prepared, answer: JSON.parse(JSON.stringify(data).replaceAll('"KEY"', `"${alias}"`)) };
  };

  test('holds a thousand keys, the number of all, and a digest that depends on each', () => {
    const many = (count: number) => ({ companies: { nodes: Array.from({ length: count }, (_, i) => ({ name: 'x', KEY: String(i).padStart(8, '0') })) } });
    const take = (count: number) => {
      const { prepared, answer } = read('{ companies(first: 100) { nodes { name } } }', many(count));
      const receipt = prepared?.take(answer);
      expect(answer.companies.nodes[0]).toEqual({ name: 'x' });
      return receipt?.['api.companies'];
    };
    expect(take(1500)).toMatchObject({ rows: 1500, key_count: 1500, keys: expect.objectContaining({ length: 1000 }) });
    expect(take(1500)?.key_digest).toBe(take(1500)?.key_digest);
    expect(take(1500)?.key_digest).not.toBe(take(1499)?.key_digest);
    expect(take(3)?.keys).toEqual(['00000000', '00000001', '00000002']);
  });

  test('counts a row that came twice as two rows with one key', () => {
    const { prepared, answer } = read('{ companies(first: 1) { nodes { name } edges { node { name } } } }', { companies: { nodes: [{ name: 'x', KEY: 'a' }], edges: [{ node: { name: 'x', KEY: 'a' } }] } });
    expect(prepared?.take(answer)['api.companies']).toMatchObject({ rows: 2, keys: ['a'], key_count: 1 });
    expect(answer).toEqual({ companies: { nodes: [{ name: 'x' }], edges: [{ node: { name: 'x' } }] } });
  });

  test('counts and names the rows that only their cursors tell of, with the columns in them', () => {
    const query = '{ companies(first: 2, orderBy: [NAME_ASC]) { pageInfo { endCursor } edges { cursor } } }';
    const { prepared, answer } = read(query, { companies: { pageInfo: { endCursor: 'c' }, edges: [{ cursor: 'b', NODE: { KEY: 'one' } }, { cursor: 'c', NODE: { KEY: 'two' } }] } });
    const alias = /tenet_node_[0-9a-f]+/.exec(JSON.stringify(prepared?.document))?.[0] as string;
    const data = JSON.parse(JSON.stringify(answer).replaceAll('"NODE"', `"${alias}"`));
    expect(prepared?.take(data)['api.companies']).toMatchObject({ rows: 2, columns: ['name'], compared: ['name'], keys: ['one', 'two'] });
    expect(data).toEqual({ companies: { pageInfo: { endCursor: 'c' }, edges: [{ cursor: 'b' }, { cursor: 'c' }] } });
    const without = read('{ companies(first: 2, orderBy: [NAME_ASC]) { nodes { industry } } }', {});
    expect(without.prepared?.take({ companies: { nodes: [] } })['api.companies']).toMatchObject({ columns: ['industry'], compared: ['name'] });
  });

  test('asks for keys under names that nobody can guess', () => {
    const aliases = [1, 2].map(() => /tenet_key_([0-9a-f]+)_0/.exec(JSON.stringify(read('{ companies(first: 1) { nodes { name } } }', {}).prepared?.document))?.[1]);
    expect(aliases[0]).toMatch(/^[0-9a-f]{18}$/);
    expect(aliases[0]).not.toBe(aliases[1]);
  });
});

test('every type of the schema can be read by a query, and every query is prepared without changing what is asked', () => {
  const readers = createReaders({ schema, classified: new Set(['api.contacts.email']) });
  const nodes = types.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node') && type.name !== 'Query');
  for (const type of nodes) {
    const fields = Object.values(type.getFields()).filter((field) => !isCompositeType(getNamedType(field.type)) && field.args.length === 0).map(({ name }) => name);
    const prepared = readers({ document: parse(`{ node(nodeId: "x") { ... on ${type.name} { ${fields.join(' ')} } } }`), operationName: null, variables: {}, byKey: false });
    const alias = /tenet_type_[0-9a-f]+/.exec(JSON.stringify(prepared?.document))?.[0] as string;
    const row = Object.fromEntries(fields.map((field) => [field, 'SENTINEL']));
    const receipt = prepared?.take({ node: { ...row, [alias]: type.name } });
    const { relation } = markOf(type) as { relation: string };
    expect(Object.keys(receipt ?? {})).toEqual([relation]);
    expect(receipt?.[relation]?.columns).toHaveLength(fields.filter((field) => field !== 'nodeId').length);
    expect(JSON.stringify(receipt)).not.toContain('SENTINEL');
  }
});
