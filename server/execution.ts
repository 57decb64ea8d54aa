import { isAsyncIterable } from 'grafast';
import { GraphQLError, parse, Source, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema, type ValidationRule } from 'grafast/graphql';
import { clientErrorOf, publicFailure, type ClientError, type PublicCode } from './errors.ts';
import { documentRules, limits, variableProblems } from './limits.ts';
import type { PgSettings } from './principal.ts';
import { createReaders, type Prepared, type Receipt } from './read_receipt.ts';
import { recent } from './recent.ts';
import type { OneEvent } from './audit_subscription.ts';

/** One GraphQL request whose sender is known. */
export type GovernedRequest = {
  id: string;
  settings: PgSettings;
  /** Whether reads are recorded row by row, whatever they read. */
  byKey?: boolean;
  /** Told about each error together with what the client gets instead. */
  onError(error: unknown, given: ClientError): void;
  /** The codes of the errors in the answer, for its HTTP status. */
  codes: Set<PublicCode>;
  /** What the operation turned out to be; absent when its document was refused. */
  operation?: Prepared;
  /** Tells what the answer holds, once there is one. It takes its time, so it is asked after the answer was sent. */
  receipt?: () => Receipt;
  /** The event that a subscription delivers now. */
  recorded?: OneEvent;
};

declare global {
  namespace Grafast {
    interface RequestContext {
      tenet: GovernedRequest;
    }
  }
}

type SetPresetEvent = Parameters<GraphileConfig.GrafservMiddleware['setPreset']>[0];
type Parsed = { document: DocumentNode; errors?: undefined } | { document?: undefined; errors: readonly GraphQLError[] };
type Options = { introspection: boolean; classified: ReadonlySet<string> };

/** Puts limits before an execution and a receipt behind it, and replaces every error by what a client may see. */
export function guardExecution(event: SetPresetEvent, { introspection, classified }: Options): void {
  const configure = event.getExecutionConfig;
  let known: { schema: GraphQLSchema; parseAndValidate(query: string): Parsed; prepare: ReturnType<typeof createReaders> } | undefined;

  event.getExecutionConfig = async function (context) {
    const config = await configure.call(this, context);
    if (context.tenet === undefined) throw new Error('a request without a principal must not be executed');
    const request = context.tenet;
    if (known?.schema !== config.schema) {
      known = { schema: config.schema, parseAndValidate: documentCache(config.schema, event.validationRules, introspection), prepare: createReaders({ schema: config.schema, classified }) };
    }
    const { schema, parseAndValidate, prepare } = known;

    const refuse = (errors: readonly GraphQLError[]): ClientError[] =>
      errors.map((error) => {
        const given = clientErrorOf(error, request.id, { suggestions: introspection });
        request.codes.add(given.code);
        request.onError(error.originalError ?? error, given);
        return given;
      });

    type Args = Parameters<typeof config.execute>[0];
    /** Runs an operation that keeps to the limits; `run` is what executes it. */
    async function governed(args: Args, run: (args: Args) => unknown): Promise<ExecutionResult> {
      const variables = (args.variableValues ?? {}) as Record<string, unknown>;
      const problems = variableProblems(schema, args.document, args.operationName, variables);
      if (problems.length > 0) return { errors: refuse(problems) };
      const operation = prepare({ document: args.document, operationName: args.operationName, variables, byKey: request.byKey ?? false });
      if (operation !== null) request.operation = operation;
      if (operation?.kind === 'subscription' && request.recorded === undefined) {
        return { errors: refuse([new GraphQLError('A subscription is asked for over a WebSocket, with the protocol graphql-transport-ws.')]) };
      }
      const strips = operation?.strips ?? false;
      const result = (await run({ ...args, document: operation?.document ?? args.document, outputDataAsString: !strips } as Args)) as ExecutionResult;
      const given = result.errors === undefined ? result : { ...result, errors: refuse(result.errors) };
      if (operation?.reads && given.data !== undefined && given.data !== null) {
        const { data } = given;
        const receipt = strips ? operation.take(data) : undefined;
        request.receipt = () => receipt ?? operation.take(data);
      }
      return given;
    }

    return {
      ...config,
      parseAndValidate(query: string) {
        const parsed = parseAndValidate(query);
        return parsed.errors === undefined ? parsed : { errors: refuse(parsed.errors) };
      },
      execute: (args) =>
        governed(args, async (governedArgs) => {
          const result = await config.execute(governedArgs);
          if (isAsyncIterable(result)) throw new Error('operations that answer more than once are not served');
          return result;
        }),
      // one event, one answer: the next one is asked for when this one has been sent
      subscribe: (args) =>
        governed(args, async (governedArgs) => {
          const answers = await config.subscribe(governedArgs);
          if (!isAsyncIterable(answers)) return answers;
          for await (const answer of answers) return answer;
          throw publicFailure('INTERNAL');
        }),
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
