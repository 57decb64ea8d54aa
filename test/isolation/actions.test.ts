// Every function of the API, called as every role: in SQL by the API's own login, and over HTTP. Whether it is refused must be what
// tenet.action_matrix says, both ways. Nothing here knows a function: arguments are made from their types, so what is allowed mostly
// ends with "nothing there" or "not acceptable", which is not a refusal. (F-45, T93, T96)
import { readFile } from 'node:fs/promises';
import { buildSchema, getNamedType, getNullableType, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLOutputType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { useServer } from '../server/running_server.ts';

const workspace = 'northwind/retail';
// Support first, as long as it is let in: an owner's calls change who is.
const people: [role: string, email: string][] = [
  ['support', 'sam@support.example'],
  ['board_viewer', 'jonas@northwind.example'],
  ['viewer', 'ines@northwind.example'],
  ['operator', 'hugo@northwind.example'],
  ['editor', 'greta@northwind.example'],
  ['member', 'elif@northwind.example'],
  ['manager', 'carla@northwind.example'],
  ['admin', 'bruno@northwind.example'],
  ['owner', 'ada@northwind.example'],
];
// These take the caller's own access away, which is given back, or support's: last.
const departures = ['configure_support', 'leave_workspace', 'leave_tenant'];

const under = await useServer({ environment: { TENET_RATE_PER_PRINCIPAL: '100000', TENET_RATE_PER_ADDRESS: '100000' } });
const api = new pg.Pool({ connectionString: under.urls.authenticator, max: 1 });
const gateway = new pg.Pool({ connectionString: under.urls.gateway, max: 1 });
afterAll(async () => {
  await api.end();
  await gateway.end();
});

type Action = { action: string; field: string | null; arguments: { name: string; type: string }[]; hidden: boolean };
const { rows: actions } = await under.admin.query<Action>(`
  select p.proname as action,
         (regexp_match(obj_description(p.oid, 'pg_proc'), '@name ([A-Za-z]+)'))[1] as field,
         coalesce((select json_agg(json_build_object('name', p.proargnames[n], 'type', format_type(p.proargtypes[n - 1], null)) order by n)
                     from generate_series(1, p.pronargs - p.pronargdefaults) n), '[]') as arguments,
         coalesce(obj_description(p.oid, 'pg_proc') like '%@behavior -*%', false) as hidden
    from pg_proc p
   where p.pronamespace = 'api'::regnamespace
     and has_function_privilege('tenet_visitor', p.oid, 'execute')
   order by array_position($1::text[], p.proname::text) nulls first, p.proname`, [departures]);
const { rows: matrix } = await under.admin.query<{ action: string; role: string; decision: string }>('select action, role, decision from tenet.action_matrix');
const decisionOf = (action: string, role: string) => matrix.find((cell) => cell.action === action && cell.role === role)?.decision;

test('every function of the API is in the matrix, and nothing else is', () => {
  expect([...new Set(matrix.map(({ action }) => action))].sort()).toEqual(actions.map(({ action }) => action).sort());
  expect(matrix.some(({ decision }) => decision === 'allowed') && matrix.some(({ decision }) => decision === 'denied')).toBe(true);
});

describe.each(people)('%s', (role, email) => {
  test('may call in SQL what the matrix says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const one of actions) {
      const answer = await inSql(email, one);
      const expected = decisionOf(one.action, role);
      if (/^(XX|0A|42(?!501|P0)|TN400|TN401)/.test(answer) || (expected !== 'conditional' && (answer === 'TN403' || answer === '42501' ? 'denied' : 'allowed') !== expected)) wrong.push(`${one.action}: ${answer}, and not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  test('may call over HTTP what the matrix says, and nothing else', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    const token = await under.issuer.token(email);
    await under.admin.query('drop table if exists public.ways_in; create table public.ways_in as select m.* from tenet.memberships m');
    // what is hidden has another way, through the server, or none
    for (const one of actions.filter((action) => !action.hidden || fieldOf(action) !== undefined)) {
      const { body } = await under.ask({ headers: { authorization: `Bearer ${token}`, 'x-workspace': workspace } }, operationOf(one));
      if (departures.includes(one.action)) await under.admin.query('insert into tenet.memberships select w.* from public.ways_in w on conflict do nothing');
      const answer = body.errors?.[0]?.extensions.code ?? 'done';
      const expected = decisionOf(one.action, role);
      const refused = answer === 'FORBIDDEN' || JSON.stringify(body.data ?? null).includes('"code":"FORBIDDEN"');
      if (['INTERNAL', 'UNAUTHENTICATED', 'RETRY', 'TIMEOUT'].includes(answer) || (expected !== 'conditional' && (refused ? 'denied' : 'allowed') !== expected)) wrong.push(`${one.action}: ${JSON.stringify(body).slice(0, 300)}, and not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});

// In SQL ----------------------------------------------------------------------------------------------------------------------

const samples: Record<string, string> = {
  uuid: "'00000000-0000-4000-8000-000000000000'",
  'uuid[]': "'{00000000-0000-4000-8000-000000000000}'",
  text: "'sample'",
  'text[]': "'{sample:read}'",
  boolean: 'false',
  bigint: '0',
  integer: '1',
  interval: "'1 hour'",
  'timestamp with time zone': "now() + interval '1 hour'",
};

/** SQLSTATE of the call, or `done`; what it did is undone. */
async function inSql(email: string, { action, arguments: list }: Action): Promise<string> {
  const { rows } = await gateway.query<{ handle: string }>('select handle from tenet_private.open_session($1, $2, null, null)', [
    JSON.stringify({ issuer: under.issuer.issuer, subject: email, expires_at: Math.floor(Date.now() / 1000) + 600 }),
    workspace,
  ]);
  const values = list.map(({ name, type }) => {
    const value = samples[type];
    if (value === undefined) throw new Error(`no sample for an argument of type ${type}: add one above`);
    return `${name} => ${value}`;
  });
  const client = await api.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('tenet.session', $1, true)", [rows[0]!.handle]);
    await client.query('set local role tenet_visitor');
    const { rows: answers } = await client.query(`select to_jsonb(a) as answer from api.${action}(${values.join(', ')}) a`);
    return JSON.stringify(answers).includes('"code":"FORBIDDEN"') ? 'TN403' : 'done'; // a refused query is told in its result, so that its event stays
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

// Over HTTP -------------------------------------------------------------------------------------------------------------------

const schema = buildSchema(await readFile(new URL('../../server/schema.graphql', import.meta.url), 'utf8'));

/** An operation that calls the function with values made from the types of its required arguments. */
function operationOf(one: Action): string {
  const { action } = one;
  const name = nameOf(one);
  const mutation = schema.getMutationType()?.getFields()[name];
  const field = fieldOf(one);
  if (field === undefined) throw new Error(`${action} is not in the GraphQL schema: run npm run generate, or hide it with "@behavior -*"`);
  return `${mutation ? 'mutation' : 'query'} { ${name}${argumentsOf(field)} ${selectionOf(field.type)} }`;
}

function nameOf({ action, field }: Action): string {
  return field ?? action.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function fieldOf(action: Action): GraphQLField<unknown, unknown> | undefined {
  return schema.getMutationType()?.getFields()[nameOf(action)] ?? schema.getQueryType()?.getFields()[nameOf(action)];
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
  const required = args.filter((arg) => isNonNullType(arg.type) || (arg.name === 'first' && arg.defaultValue === undefined));
  return required.length === 0 ? '' : `(${required.map((arg) => `${arg.name}: ${arg.name === 'first' ? '1' : literalOf(arg)}`).join(', ')})`;
}

function literalOf({ type }: GraphQLArgument | GraphQLInputField): string {
  return valueOf(getNullableType(type) as GraphQLInputType);
}

function valueOf(type: GraphQLInputType): string {
  if (isListType(type)) return `[${valueOf(getNullableType(type.ofType) as GraphQLInputType)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    if (type.name === 'IntervalInput') return '{ hours: 1 }';
    return `{ ${fields.filter((field) => isNonNullType(field.type)).map((field) => `${field.name}: ${literalOf(field)}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]!.name;
  const { name } = type as { name: string };
  if (name === 'UUID') return '"00000000-0000-4000-8000-000000000000"';
  if (name === 'Datetime') return JSON.stringify(new Date(Date.now() + 3_600_000).toISOString());
  if (name === 'Boolean') return 'false';
  if (name === 'Int' || name === 'Float') return '1';
  return '"sample"';
}

/** The leaves of a type, through lists, connections and payloads. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) throw new Error(`no selection for ${named}`);
  const fields = named.getFields();
  if (fields['clientMutationId']) {
    const results = Object.values(fields).filter(({ name, type }) => name !== 'query' && isObjectType(getNamedType(type)));
    return `{ clientMutationId ${results.map(({ name, type }) => `${name} ${selectionOf(type)}`).join(' ')} }`;
  }
  if (fields['nodes']) return `{ nodes ${selectionOf(fields['nodes'].type)} }`;
  return `{ ${Object.values(fields).filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0).map(({ name }) => name).join(' ')} }`;
}
