/** GraphQL over HTTP, asked of the real server with a signed token: what somebody has who can send any document. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseUrls } from '../../database/urls.ts';
import { readConfig } from '../../server/config.ts';
import { signDevelopmentToken, trustDevelopmentIssuer } from '../../server/development_issuer.ts';
import { createLog } from '../../server/log.ts';
import { startServer } from '../../server/start.ts';
import { WORKSPACE } from '../people.ts';
import type { Relation } from '../targets.ts';
import type { Channel, GraphqlNames, Reply, Setting } from './channel.ts';
import { sceneOf } from './channel.ts';

export async function graphqlChannel(urls: DatabaseUrls, setting: Setting): Promise<Channel> {
  const name = 'GraphQL';
  const folder = await mkdtemp(join(tmpdir(), 'tenet-attack-'));
  await trustDevelopmentIssuer({ folder, migratorUrl: urls.migrator, adminUrl: urls.admin });
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    TENET_LOG_LEVEL: 'fatal',
    TENET_DATABASE_URL_AUTHENTICATOR: urls.authenticator,
    TENET_DATABASE_URL_GATEWAY: urls.gateway,
    // an attacker has time; the limits on requests are tested elsewhere
    TENET_RATE_PER_PRINCIPAL: '1000000',
    TENET_RATE_PER_ADDRESS: '1000000',
  });
  const server = await startServer({ config, log: createLog('fatal', () => {}) });
  const tokens = new Map<string, string>();

  async function post(email: string, query: string, variables: Record<string, unknown> = {}): Promise<Reply> {
    const token = tokens.get(email) ?? (await signDevelopmentToken(folder, { email, workspace: WORKSPACE }));
    tokens.set(email, token);
    const start = performance.now();
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-workspace': WORKSPACE },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const body = (text.startsWith('{') ? JSON.parse(text) : {}) as { data?: unknown; errors?: { message: string; extensions?: { code?: string; id?: string; requestId?: string } }[] };
    // what differs from answer to answer by design is no answer
    const codes = (body.errors ?? []).map(({ message, extensions }) => `${extensions?.code} ${message}`);
    return { data: body.data ?? null, codes, text: text.replaceAll(/"(id|requestId)":"[0-9a-f-]{36}"/g, '').replaceAll('\\"', '"'), milliseconds: performance.now() - start };
  }

  let schema: Schema | undefined;
  return {
    name,
    takes: (family) => family.graphql !== undefined,
    async run(family, person, relation) {
      schema ??= ((await post(person.email, introspection)).data as { __schema: Schema }).__schema;
      await family.graphql!({
        ...sceneOf(setting, name, family, person, relation),
        names: namesOf(schema, relation),
        async ask(query, variables, probes = 1) {
          setting.count(family.name, name, probes);
          return post(person.email, query, variables);
        },
      });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

type TypeRef = { name: string | null; kind: string; ofType: TypeRef | null };
type Schema = {
  types: {
    name: string;
    fields: { name: string; args: { name: string; type: TypeRef }[]; type: TypeRef }[] | null;
    inputFields: { name: string; type: TypeRef }[] | null;
    enumValues: { name: string }[] | null;
  }[];
};

const typeRef = 'name kind ofType { name kind ofType { name kind ofType { name kind } } }';
const introspection = `{ __schema { types { name fields { name args { name type { ${typeRef} } } type { ${typeRef} } } inputFields { name type { ${typeRef} } } enumValues { name } } } }`;

const nameOf = (ref: TypeRef): string => ref.name ?? nameOf(ref.ofType as TypeRef);
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Finds how the schema names a relation. Throws when it is not there: its columns would be attacked through nothing. */
function namesOf({ types }: Schema, relation: Relation): GraphqlNames {
  const typeNamed = (name: string) => types.find((type) => type.name === name);
  const list = camel(relation.view);
  const query = typeNamed('Query')!;
  const field = query.fields!.find(({ name }) => name === list);
  const type = field && nameOf(typeNamed(nameOf(field.type))!.fields!.find(({ name }) => name === 'nodes')!.type);
  if (field === undefined || type === undefined) throw new Error(`The GraphQL schema has no list ${list} for ${relation.name}.`);
  const orderBy = typeNamed(nameOf(field.args.find(({ name }) => name === 'orderBy')!.type))?.enumValues?.map(({ name }) => name) ?? [];
  const children = types.flatMap(({ name, inputFields }) => {
    const ofType = /^(.*)Filter$/.exec(name)?.[1];
    const listOf = ofType && query.fields!.find(({ type: listType }) => nameOf(listType) === `${ofType}Connection`);
    if (!listOf) return [];
    return (inputFields ?? []).filter(({ type: input }) => nameOf(input) === `${type}Filter`).filter(({ name: relationName }) => !['and', 'or', 'not'].includes(relationName)).map(({ name: relationName }) => ({ list: listOf.name, type: ofType, relation: relationName }));
  });
  return {
    type,
    list,
    one: type[0]!.toLowerCase() + type.slice(1),
    orderBy,
    fields: new Set(typeNamed(type)!.fields!.map(({ name }) => name)),
    field: camel,
    children,
    creatable: new Set(typeNamed(`${type}Input`)?.inputFields?.map(({ name }) => name) ?? []),
  };
}
