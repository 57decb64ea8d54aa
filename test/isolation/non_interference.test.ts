// The strongest statement about isolation: what a member of one workspace gets is the same, byte for byte, whether or not anybody
// else's data is in the database. Two copies of the example, one with everything, one with nothing but this workspace; one corpus,
// made from the catalogue and from the GraphQL schema, that asks for pages, orders, filters, counts, extremes, and above all for
// the others' values and ids; in SQL and over HTTP. (T49, T67, T70)
import { readFile } from 'node:fs/promises';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { TestDatabase } from '../database.ts';
import { type ServerUnderTest, useServer, withoutIds } from '../server/running_server.ts';
import { begin, connected, openSession } from './request.ts';

const me = { email: 'declan@harbourpine.example', workspace: 'harbour-pine/studio' };
const others = [
  { email: 'elif@northwind.example', workspace: 'northwind/retail' },
  { email: 'agnes@harbourpine.example', workspace: 'harbour-pine/digital' },
];

const environment = { TENET_RATE_PER_PRINCIPAL: '1000000', TENET_RATE_PER_ADDRESS: '1000000' };
const crowded = await useServer({ environment });
const alone = await useServer({ environment });
await removeOthers(alone, me.workspace);

describe('a member of one workspace gets the same answers with and without the data of all others', () => {
  test('in SQL', async () => {
    const corpus = await sqlCorpus(crowded);
    const [withOthers, withoutOthers] = await Promise.all([crowded, alone].map((database) => answersInSql(database, corpus)));
    expect(withOthers).toEqual(withoutOthers);
    expect(corpus.length).toBeGreaterThan(300);
    const rows = withOthers?.filter(([, answer]) => /^\[\{/.test(answer)) ?? [];
    expect(rows.length).toBeGreaterThan(corpus.length / 3); // it was not silence that was compared
  });

  test('over HTTP', { timeout: 120_000 }, async () => {
    const corpus = await httpCorpus(buildSchema(await readFile('server/schema.graphql', 'utf8')));
    const [withOthers, withoutOthers] = await Promise.all([crowded, alone].map((server) => answersOverHttp(server, corpus)));
    expect(withOthers).toEqual(withoutOthers);
    expect(corpus.length).toBeGreaterThan(200);
    const rows = withOthers?.filter(([, answer]) => answer.includes('"nodes":[{')) ?? [];
    expect(rows.length).toBeGreaterThan(50);
  });
});

/** Deletes every row that is not of this workspace, or of its tenant where a table belongs to the tenant. */
async function removeOthers({ admin }: TestDatabase, workspace: string): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query(`begin; set local session_replication_role = replica; set local tests.workspace = ${client.escapeLiteral(workspace)}`);
    await client.query(`
      do $$
      declare
        own_tenant constant uuid := tests.tenant(split_part(current_setting('tests.workspace'), '/', 1));
        own_workspace constant uuid := tests.workspace(current_setting('tests.workspace'));
        governed record;
      begin
        for governed in select p.relation, p.scope from tenet.protected_tables p where p.scope <> 'shared' loop
          execute format('delete from %s where tenant_id <> $1', governed.relation) using own_tenant;
          if governed.scope <> 'tenant' then
            execute format('delete from %s where workspace_id <> $1', governed.relation) using own_workspace;
          end if;
        end loop;
        delete from tenet.memberships where tenant_id <> own_tenant;
        delete from tenet.members where tenant_id <> own_tenant;
        delete from tenet.workspaces where tenant_id <> own_tenant;
        delete from tenet.tenants where id <> own_tenant;
        delete from tenet.identities i where not exists (select from tenet.members m where m.id = i.user_id);
        delete from tenet.users u where not exists (select from tenet.members m where m.id = u.id);
      end
      $$;
      commit`);
    await client.query('analyze');
  } finally {
    client.release();
  }
}

/** Asks a request of this member for everything that SQL can ask of a view, with the values of others among what it looks for. */
async function sqlCorpus({ admin }: TestDatabase): Promise<string[]> {
  const { rows } = await admin.query<{ view: string; columns: string[]; types: string[]; key: string; foreign: Record<string, unknown>; updatable: string | null }>(
    `select c.oid::regclass::text as view,
            array_agg(a.attname::text order by a.attnum) as columns,
            array_agg(format_type(a.atttypid, null) order by a.attnum) as types,
            array_to_string(tenet_private.row_key(p.relation, p.scope), ', ') as key,
            (array_agg(quote_ident(a.attname)) filter (where has_column_privilege('tenet_visitor', c.oid, a.attnum, 'update')))[1] as updatable,
            (select to_jsonb(x) from tests.foreign_row(p.relation, $1) as x) as foreign
       from tenet.protected_tables p
       join pg_class t on t.oid = p.relation
       join pg_class c on c.relnamespace = 'api'::regnamespace and c.relname = t.relname
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      group by c.oid, p.relation, p.scope
      order by 1`,
    [me.workspace],
  );
  return rows.flatMap(({ view, columns, types, key, foreign, updatable }) => {
    const value = (column: string): string => pg.escapeLiteral(literal(foreign?.[column]));
    return [
      `select count(*) from ${view}`,
      `select * from ${view} order by ${key} limit 20`,
      `select reverse(v::text) from ${view} v order by 1 limit 20`,
      ...columns.flatMap((column, index) => [
        `select ${key}, ${column} from ${view} order by ${column}::text, ${key} limit 20`,
        `select count(distinct ${column}::text), min(${column}::text), max(${column}::text) from ${view}`,
        ...(foreign && foreign[column] !== null
          ? [
              `select count(*) from ${view} where ${column} = ${value(column)}::${types[index]}`,
              `select count(*) from ${view} where ${column}::text > ${value(column)}`,
            ]
          : []),
      ]),
      ...(foreign
        ? [
            `select * from ${view} where (${key}) = (${key.split(', ').map(value).join(', ')})`,
            `delete from ${view} where (${key}) = (${key.split(', ').map(value).join(', ')})`,
            ...(updatable ? [`update ${view} set ${updatable} = ${updatable} where (${key}) = (${key.split(', ').map(value).join(', ')})`] : []),
            ...columns
              .filter((column) => column.endsWith('_id'))
              .map((column) => `update ${view} set ${column} = ${value(column)}`),
          ]
        : []),
    ];
  });
}

function literal(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

async function answersInSql(database: TestDatabase, corpus: string[]): Promise<[question: string, answer: string][]> {
  const handle = await openSession(database, me.email, me.workspace);
  return connected(database.urls.authenticator, async (client) => {
    const answers: [string, string][] = [];
    for (const question of corpus) {
      await begin(client, handle);
      answers.push([question, await client.query(question).then(({ rows, rowCount }) => (rows.length ? JSON.stringify(rows) : `${rowCount} rows`), complaint)]);
      await client.query('rollback');
    }
    return answers;
  });
}

function complaint(error: unknown): string {
  const { code, message, detail, hint, where, constraint } = error as pg.DatabaseError;
  return JSON.stringify({ code, message, detail, hint, where, constraint });
}

type Question = { query: string; variables?: Record<string, unknown> };

/** A page of every list in every order, and every value, id and global id of others in every filter, look-up and change. */
async function httpCorpus(schema: GraphQLSchema): Promise<Question[]> {
  const corpus: Question[] = [];
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const [list, field] of Object.entries(schema.getQueryType()?.getFields() ?? {})) {
    const nodeType = nodeOf(getNamedType(field.type));
    if (!nodeType) {
      continue;
    }
    const scalars = Object.values(nodeType.getFields()).filter(({ type, args }) => isLeafType(getNamedType(type)) && !args.some((argument) => argument.type.toString().endsWith('!')));
    const selection = scalars.map(({ name }) => name).join(' ');
    const page = `totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { ${selection} }`;
    const order = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type);
    for (const value of isEnumType(order) ? order.getValues().map(({ name }) => name).filter((name) => !name.endsWith('_DESC')) : []) {
      corpus.push({ query: `{ ${list}(first: 20, orderBy: [${value}]) { ${page} } }` });
    }
    const foreign = await Promise.all(others.map(async (other) => (await crowded.ask(other, `{ ${list}(first: 1) { nodes { ${selection} } } }`)).body.data?.[list]?.nodes ?? []));
    const filter = getNamedType(field.args.find(({ name }) => name === 'filter')?.type);
    const filterable = isInputObjectType(filter) ? filter.getFields() : {};
    for (const row of foreign.flat() as Record<string, unknown>[]) {
      for (const [name, value] of Object.entries(row)) {
        const operators = getNamedType(filterable[name]?.type);
        const equalTo = isInputObjectType(operators) && operators.getFields()['equalTo'];
        if (equalTo && value !== null) {
          corpus.push({ query: `query ($v: ${equalTo.type}) { ${list}(first: 20, filter: { ${name}: { equalTo: $v } }) { ${page} } }`, variables: { v: value } });
        }
      }
      if (typeof row['id'] === 'string') {
        const singular = nodeType.name.charAt(0).toLowerCase() + nodeType.name.slice(1);
        corpus.push({ query: `query ($id: UUID!) { ${singular}(id: $id) { ${selection} } }`, variables: { id: row['id'] } });
        if (mutations[`delete${nodeType.name}`]) {
          corpus.push({ query: `mutation ($id: UUID!) { delete${nodeType.name}(input: { id: $id }) { clientMutationId } }`, variables: { id: row['id'] } });
        }
        if (mutations[`update${nodeType.name}`]) {
          corpus.push({ query: `mutation ($id: UUID!) { update${nodeType.name}(input: { id: $id, patch: {} }) { clientMutationId } }`, variables: { id: row['id'] } });
        }
      }
      if (typeof row['nodeId'] === 'string') {
        corpus.push({ query: `query ($id: ID!) { node(nodeId: $id) { __typename ... on ${nodeType.name} { ${selection} } } }`, variables: { id: row['nodeId'] } });
      }
    }
  }
  return corpus;
}

function nodeOf(type: unknown): GraphQLObjectType | undefined {
  const nodes = isObjectType(type) ? getNamedType(type.getFields()['nodes']?.type) : undefined;
  return isObjectType(nodes) ? nodes : undefined;
}

async function answersOverHttp(server: ServerUnderTest, corpus: Question[]): Promise<[question: string, answer: string][]> {
  const headers = { authorization: `Bearer ${await server.issuer.token(me.email)}`, 'x-workspace': me.workspace };
  const answers: [string, string][] = [];
  for (const { query, variables } of corpus) {
    const { status, text } = await server.ask({ headers }, query, variables);
    answers.push([`${query} ${JSON.stringify(variables)}`, `${status} ${withoutIds(text)}`]);
  }
  return answers;
}
