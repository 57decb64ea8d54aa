import { isAsyncIterable } from 'grafast';
import { GraphQLError, parse, Source, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema, type ValidationRule } from 'grafast/graphql';
import { GrafservBase, type GrafservConfig, type RequestDigest } from 'grafserv';
import { postgraphile } from 'postgraphile';
import { ClientError, clientErrorOf, describeError, publicFailure, publicCodes, type PublicCode } from './errors.ts';
import { graphilePreset } from './graphile.config.ts';
import { documentRules, limits, variableProblems } from './limits.ts';
import type { PgSettings } from './principal.ts';
import { recent } from './recent.ts';

/** One GraphQL request whose sender is known. */
export type GovernedRequest = {
  id: string;
  settings: PgSettings;
  /** Told about each error together with what the client gets instead. */
  onError(error: unknown, given: ClientError): void;
  /** The codes of the errors in the answer, for its HTTP status. */
  codes: Set<PublicCode>;
};

declare global {
  namespace Grafast {
    interface RequestContext {
      tenet: GovernedRequest;
    }
  }
}

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };
export type GraphqlBody = { query: string; variables?: Record<string, unknown> | null; operationName?: string | null; extensions?: Record<string, unknown> | null };

export type Graphql = {
  schema: GraphQLSchema;
  /** Runs one operation. Never rejects because of what a client sent. */
  run(body: GraphqlBody, accept: string | undefined, request: GovernedRequest): Promise<Answer>;
  /** Answers a request for GraphiQL or one of its files; null when the path is not one of them. */
  page(path: string, headers: Record<string, string>): Promise<Answer | null>;
  release(): Promise<void>;
};

type Options = {
  service: GraphileConfig.PgServiceConfiguration;
  /** Answers questions about the schema, and names it in the messages of refused documents. */
  introspection: boolean;
  /** Serves GraphiQL with these settings; null serves none. */
  graphiql: GraphileConfig.Preset | null;
};

/**
 * Builds the GraphQL schema of the database and what runs operations on it.
 *
 * Rejects when the database can not be introspected or a relation can not be exposed.
 */
export async function createGraphql({ service, introspection, graphiql }: Options): Promise<Graphql> {
  const instance = postgraphile(graphilePreset({ service, edge: edgePreset(introspection, graphiql) }));
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
function edgePreset(introspection: boolean, graphiql: GraphileConfig.Preset | null): GraphileConfig.Preset {
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
              guardExecution(event, introspection);
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
        return { pgSettings: tenet.settings };
      },
    },
  };
}

type SetPresetEvent = Parameters<GraphileConfig.GrafservMiddleware['setPreset']>[0];
type Parsed = { document: DocumentNode; errors?: undefined } | { document?: undefined; errors: readonly GraphQLError[] };

function guardExecution(event: SetPresetEvent, introspection: boolean): void {
  const configure = event.getExecutionConfig;
  let known: { schema: GraphQLSchema; parseAndValidate(query: string): Parsed } | undefined;

  event.getExecutionConfig = async function (context) {
    const config = await configure.call(this, context);
    const request = context.tenet;
    if (request === undefined) throw new Error('a request without a principal must not be executed');
    if (known?.schema !== config.schema) known = { schema: config.schema, parseAndValidate: documentCache(config.schema, event.validationRules, introspection) };
    const { schema, parseAndValidate } = known;

    const refuse = (errors: readonly GraphQLError[]): ClientError[] =>
      errors.map((error) => {
        const given = clientErrorOf(error, request.id, { suggestions: introspection });
        request.codes.add(given.code);
        request.onError(error.originalError ?? error, given);
        return given;
      });

    return {
      ...config,
      parseAndValidate(query: string) {
        const parsed = parseAndValidate(query);
        return parsed.errors === undefined ? parsed : { errors: refuse(parsed.errors) };
      },
      async execute(args) {
        const problems = variableProblems(schema, args.document, args.operationName, (args.variableValues ?? {}) as Record<string, unknown>);
        if (problems.length > 0) return { errors: refuse(problems) };
        const result = (await config.execute({ ...args, outputDataAsString: true } as typeof args)) as ExecutionResult;
        if (isAsyncIterable(result)) throw new Error('operations that answer more than once are not served');
        return result.errors === undefined ? result : { ...result, errors: refuse(result.errors) };
      },
    } as typeof config;
  };
}

/**
 * Parses and validates documents, each once: as many are kept as PostGraphile keeps plans. Our own limits come first, because they
 * are cheap and the rules of GraphQL are not on a document made to be dear.
 */
function documentCache(schema: GraphQLSchema, rules: readonly ValidationRule[], introspection: boolean): (query: string) => Parsed {
  const cache = recent<string, Parsed>(500);
  const ours = documentRules({ introspection });
  const options = { maxErrors: 10, hideSuggestions: !introspection };

  function read(query: string): Parsed {
    let document: DocumentNode;
    try {
      document = parse(new Source(query, 'GraphQL request'), { maxTokens: limits.tokens });
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
    const refused = validate(schema, document, ours, options);
    const errors = refused.length > 0 ? refused : validate(schema, document, rules, options);
    return errors.length > 0 ? { errors } : { document };
  }

  return (query) => {
    let parsed = cache.get(query);
    if (parsed === undefined) cache.set(query, (parsed = read(query)));
    return parsed;
  };
}
