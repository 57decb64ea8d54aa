import { hookArgs } from 'grafast';
import { getArgumentValues, getOperationAST, getVariableValues, GraphQLError, Kind, type DocumentNode, type ExecutionResult, type FieldNode, type GraphQLSchema } from 'grafast/graphql';
import { GrafservBase, type GrafservConfig, type RequestDigest } from 'grafserv';
import { postgraphile } from 'postgraphile';
import { recordedField, type RecordedFilter } from './audit_subscription.ts';
import type { Billing } from './billing.ts';
import { ClientError, clientErrorOf, describeError, publicFailure, publicCodes } from './errors.ts';
import { guardExecution, type GovernedRequest } from './execution.ts';
import { graphilePreset } from './graphile.config.ts';
import { documentRules, limits } from './limits.ts';
import { recordedName } from './read_receipt.ts';

export type { GovernedRequest };

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };
export type GraphqlBody = { query: string; variables?: Record<string, unknown> | null; operationName?: string | null; extensions?: Record<string, unknown> | null };

export type Graphql = {
  schema: GraphQLSchema;
  /** Runs one operation. Never rejects because of what a client sent. */
  run(body: GraphqlBody, accept: string | undefined, request: GovernedRequest): Promise<Answer>;
  /** Reads what a subscription asks for, without executing anything; the errors say what is wrong with it. */
  readSubscription(body: GraphqlBody, request: GovernedRequest): Promise<Subscription | { errors: readonly ClientError[] }>;
  /** Answers a request for GraphiQL or one of its files; null when the path is not one of them. */
  page(path: string, headers: Record<string, string>): Promise<Answer | null>;
  release(): Promise<void>;
};

/** A subscription to the audit trail that may be served. */
export type Subscription = {
  errors?: undefined;
  document: DocumentNode;
  /** The operation's name as it is recorded, or null. */
  name: string | null;
  filter: RecordedFilter;
  /** Answers it with the event that the request holds. */
  deliver(request: GovernedRequest): Promise<ExecutionResult>;
};

type Options = {
  service: GraphileConfig.PgServiceConfiguration;
  /** Answers questions about the schema, and names it in the messages of refused documents. */
  introspection: boolean;
  /** Serves GraphiQL with these settings; null serves none. */
  graphiql: GraphileConfig.Preset | null;
  /** Columns whose reading is recorded row by row, as `schema.relation.column`. */
  classified?: ReadonlySet<string>;
  /** What the mutations of billing do; null where none of them is served. */
  billing?: Billing | null;
};

/**
 * Builds the GraphQL schema of the database and what runs operations on it.
 *
 * Rejects when the database can not be introspected or a relation can not be exposed.
 */
export async function createGraphql({ service, introspection, graphiql, classified = new Set(), billing = null }: Options): Promise<Graphql> {
  const instance = postgraphile(graphilePreset({ service, edge: edgePreset({ introspection, graphiql, classified, billing }) }));
  const { schema } = await instance.getSchemaResult();
  const server = instance.createServ((config: GrafservConfig) => new Edge(config));
  await server.ready();

  return {
    schema,
    async run(body, accept, request) {
      const result = await server.answer({
        ...requestDigest('POST', '/graphql', { 'content-type': 'application/json', accept: accept ?? '*/*' }),
        getBody: () => ({ type: 'json', json: body as never }),
        requestContext: { tenet: request },
      });
      const answer = answerOf(result);
      if (answer === null) throw publicFailure('INTERNAL');
      const [only, ...others] = request.codes;
      // a session that ended in the middle is the whole request's business; other errors leave the data that did arrive
      if (request.codes.has('UNAUTHENTICATED')) answer.status = 401;
      else if (answer.status === 400 && only !== undefined && only !== 'BAD_INPUT' && others.length === 0) answer.status = publicCodes[only].status;
      return answer;
    },
    readSubscription: (body, request) => readSubscription(server, body, request),
    async page(path, headers) {
      return answerOf(await server.answer({ ...requestDigest('GET', path, headers), getBody: () => ({ type: 'text', text: '' }), requestContext: {} }));
    },
    async release() {
      await instance.release();
    },
  };
}

// grafserv answers requests of a framework's server; ours has been read and judged by then, so its inner entrance is opened.
class Edge extends GrafservBase {
  answer(digest: RequestDigest) {
    return this.processRequest(digest);
  }
}

async function readSubscription(server: Edge, { query, variables, operationName }: GraphqlBody, request: GovernedRequest): Promise<Subscription | { errors: readonly ClientError[] }> {
  const { schema, parseAndValidate } = await server.getExecutionConfig({ tenet: request });
  const refuse = (...errors: GraphQLError[]) => ({
    errors: errors.map((error) => {
      const given = clientErrorOf(error, request.id, { suggestions: false });
      request.onError(error, given);
      return given;
    }),
  });
  const { document, errors } = parseAndValidate(query);
  if (errors !== undefined) return { errors: errors as readonly ClientError[] };
  const operation = getOperationAST(document, operationName);
  if (!operation) return refuse(new GraphQLError('Name the operation that is meant.'));
  if (operation.operation !== 'subscription') return refuse(new GraphQLError('Queries and mutations are sent with POST; this is for subscriptions.'));
  const field = operation.selectionSet.selections.find((selection): selection is FieldNode => selection.kind === Kind.FIELD);
  const definition = schema.getSubscriptionType()?.getFields()[field?.name.value ?? ''];
  if (field?.name.value !== recordedField || definition === undefined) return refuse(new GraphQLError(`A subscription has the one field "${recordedField}", written in the operation itself.`));
  const { coerced, errors: wrong } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, { maxErrors: 10 });
  if (wrong !== undefined) return refuse(...wrong);
  return {
    document,
    name: recordedName(operation.name?.value),
    filter: (getArgumentValues(definition, field, coerced)['filter'] ?? {}) as RecordedFilter,
    async deliver(delivery) {
      const config = await server.getExecutionConfig({ tenet: delivery });
      const args = { schema: config.schema, document, operationName, variableValues: variables ?? {}, rootValue: null, resolvedPreset: config.resolvedPreset, contextValue: config.contextValue, requestContext: { tenet: delivery } };
      await hookArgs(args as never);
      const result = (await config.subscribe(args as never)) as ExecutionResult;
      return { ...result, ...(typeof result.data === 'string' ? { data: JSON.parse(result.data) } : {}) };
    },
  };
}

function answerOf(result: Awaited<ReturnType<Edge['answer']>>): Answer | null {
  if (result === null) return null;
  switch (result.type) {
    case 'buffer':
      return { status: result.statusCode, headers: result.headers, body: result.buffer };
    case 'noContent':
      return { status: result.statusCode, headers: result.headers, body: Buffer.alloc(0) };
    case 'error':
      throw result.error;
    default:
      throw new Error(`an answer of the kind ${result.type} is not served`);
  }
}

function requestDigest(method: string, path: string, headers: Record<string, string>) {
  return { method, path, headers, httpVersionMajor: 1, httpVersionMinor: 1, isSecure: false, getQueryParams: () => ({}) };
}

/** Limits before, errors after: what stands between an HTTP request and the execution of its operation. */
function edgePreset({ introspection, graphiql, classified, billing }: Required<Omit<Options, 'service'>>): GraphileConfig.Preset {
  return {
    extends: graphiql === null ? [] : [graphiql],
    plugins: [
      {
        name: 'TenetEdgePlugin',
        version: '1.0.0',
        grafserv: {
          middleware: {
            setPreset(next, event) {
              event.validationRules.push(...documentRules({ introspection }));
              guardExecution(event, { introspection, classified });
              return next();
            },
          },
        },
      },
    ],
    grafserv: {
      graphqlPath: '/graphql',
      graphiql: graphiql !== null,
      graphiqlPath: '/',
      graphiqlOnGraphQLGET: false,
      websockets: false,
      outputDataAsString: true,
      maxRequestLength: limits.bodyBytes,
      allowedRequestContentTypes: ['application/json'],
      // everything an execution gives back has been replaced before; what arrives here as it was is not for clients
      maskError: (error) => (error instanceof ClientError ? error : new ClientError(describeError(error.originalError ?? error), 'unknown', error)),
    },
    grafast: {
      context({ tenet }) {
        if (tenet?.settings === undefined) throw new Error('a request without a principal must not reach the database');
        return { pgSettings: tenet.settings, recorded: tenet.recorded, billing, requestId: tenet.id };
      },
    },
  };
}
