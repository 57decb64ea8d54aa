import { randomUUID } from 'node:crypto';
import { isSafeError } from 'grafast';
import { GraphQLError } from 'grafast/graphql';

/** The codes a client may branch on. Nothing else of an error is stable. */
export type PublicCode =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'STEP_UP_REQUIRED'
  | 'RATE_LIMITED'
  | 'RETRY'
  | 'TIMEOUT'
  | 'PROVIDER_FAILED'
  | 'NOT_CONFIGURED'
  | 'INTERNAL';

type Row = {
  /** HTTP status of a request that is refused as a whole; an error of one field leaves the rest of the answer as it is. */
  status: number;
  /** Whether the same request can succeed when it is sent again. */
  retryable: boolean;
  /** The words that a client sees. */
  message: string;
  /** When it comes, and what to do then, for the table in the docs. */
  when: string;
  remedy: string;
};

/** What each code means. */
export const publicCodes: Readonly<Record<PublicCode, Row>> = {
  BAD_INPUT: {
    status: 422,
    retryable: false,
    message: 'The input is not acceptable.',
    when: 'A value is malformed or breaks a rule.',
    remedy: 'Correct it; message and hint say what is wrong where they may.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    message: 'No valid token.',
    when: 'There is no token, it is not valid any more, or the session ended while the request ran.',
    remedy: 'Get a new token and send the request again.',
  },
  FORBIDDEN: {
    status: 403,
    retryable: false,
    message: 'Not allowed.',
    when: 'The role in this workspace does not allow it, or there is no such workspace for this user.',
    remedy: 'Choose another workspace, or ask for the role.',
  },
  NOT_FOUND: {
    status: 404,
    retryable: false,
    message: 'Nothing there.',
    when: 'There is no row with this id that this user may change or delete; whether others have one is not said.',
    remedy: 'Read again; a row that is shown and can not be changed needs another role.',
  },
  CONFLICT: {
    status: 409,
    retryable: false,
    message: 'In conflict with what is stored.',
    when: 'A key exists already, something still refers to the row, or the row refers to what is not there.',
    remedy: 'Read again and decide.',
  },
  STEP_UP_REQUIRED: {
    status: 428,
    retryable: false,
    message: 'A fresh or stronger sign-in is needed.',
    when: 'The action asks for more proof of who it is than the token gives.',
    remedy: 'Sign in again and repeat; `stepUp` says with which factor (`any`, or `mfa`) and how many seconds ago at most (`maxAge`).',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    message: 'Too many requests.',
    when: 'The user or the address has asked too often.',
    remedy: 'Wait as long as the header `Retry-After` says.',
  },
  RETRY: {
    status: 503,
    retryable: true,
    message: 'Not possible at this moment.',
    when: 'The database is not reachable or has no room, or the statement gave way to another; it has done nothing.',
    remedy: 'Try again in a moment.',
  },
  TIMEOUT: {
    status: 504,
    retryable: true,
    message: 'It took too long.',
    when: 'The request took longer than one may.',
    remedy: 'Ask for less, or try again; after a change, read first.',
  },
  PROVIDER_FAILED: {
    status: 502,
    retryable: false,
    message: 'A service that this needs did not do it.',
    when: 'The billing provider refused, did not answer in time, or is not reachable; message says which.',
    remedy: 'Try again later, or with another payment method where it was refused.',
  },
  NOT_CONFIGURED: {
    status: 501,
    retryable: false,
    message: 'This installation does not do this.',
    when: 'The action needs a service that the operator has not set up.',
    remedy: 'Ask the operator.',
  },
  INTERNAL: {
    status: 500,
    retryable: false,
    message: 'Something went wrong.',
    when: "The fault is not the client's.",
    remedy: 'Report the `id` of the error: the log knows the rest.',
  },
};

// Codes of ours are meant for clients, with message and hint. Codes of Postgres name tables and constraints: the code alone goes out.
const ours: Readonly<Record<string, PublicCode>> = {
  TN401: 'UNAUTHENTICATED',
  TN403: 'FORBIDDEN',
  TN404: 'NOT_FOUND',
  TN409: 'CONFLICT',
  TN422: 'BAD_INPUT',
  TN428: 'STEP_UP_REQUIRED',
  TN429: 'RATE_LIMITED',
};
const native: Readonly<Record<string, PublicCode>> = {
  '42501': 'FORBIDDEN',
  P0002: 'NOT_FOUND',
  '23505': 'CONFLICT',
  '23503': 'CONFLICT',
  '23001': 'CONFLICT',
  '23P01': 'CONFLICT',
  '23514': 'BAD_INPUT',
  '23502': 'BAD_INPUT',
  '57014': 'TIMEOUT',
  '25P03': 'TIMEOUT',
  '40001': 'RETRY',
  '40P01': 'RETRY',
  '55P03': 'RETRY',
  '57P01': 'RETRY',
  '57P02': 'RETRY',
  '57P03': 'RETRY',
};
const nativeClasses: Readonly<Record<string, PublicCode>> = { '08': 'RETRY', '22': 'BAD_INPUT', '53': 'RETRY' };

/** The SQLSTATE of an error that Postgres raised, or undefined. */
export function sqlstateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The public code of a SQLSTATE; everything that is not listed is INTERNAL. */
export function codeOfSqlstate(sqlstate: string | undefined): PublicCode {
  if (sqlstate === undefined) return 'INTERNAL';
  return ours[sqlstate] ?? native[sqlstate] ?? nativeClasses[sqlstate.slice(0, 2)] ?? 'INTERNAL';
}

/** An error of ours with a code, thrown where there is no Postgres to raise it. The message is meant for the client. */
export function publicFailure(code: PublicCode, message: string = publicCodes[code].message): Error & { publicCode: PublicCode } {
  return Object.assign(new Error(message), { publicCode: code });
}

/** Says that no connection to the database was to be had, so that nothing was sent; what Postgres itself says is kept. */
export function noConnection(cause: unknown): Error {
  return sqlstateOf(cause) === undefined ? Object.assign(new Error('no connection to the database', { cause }), { code: '08006' }) : (cause as Error);
}

/** What a client asks its provider for before it repeats: a factor, and how many seconds ago it was proved at most. */
export type StepUp = { factor: string; maxAge: number };

/** What a client gets of an error: the code, words, whether to try again, a hint where it is ours. */
export type PublicError = { code: PublicCode; message: string; hint?: string; stepUp?: StepUp };

/**
 * Decides what of an error may leave the server. An allow-list: the messages of our own codes and of Grafast's safe errors pass,
 * everything else is replaced by the general words of its code, because it may carry values, names or paths of the database.
 */
export function describeError(error: unknown): PublicError {
  const failure = error as { publicCode?: PublicCode; message?: string; hint?: string };
  if (failure.publicCode !== undefined) return { code: failure.publicCode, message: failure.message ?? publicCodes[failure.publicCode].message };
  const sqlstate = sqlstateOf(error);
  const code = codeOfSqlstate(sqlstate);
  if (sqlstate !== undefined && sqlstate in ours && code !== 'UNAUTHENTICATED' && code !== 'FORBIDDEN') {
    const stepUp = code === 'STEP_UP_REQUIRED' ? stepUpOf(error) : undefined;
    return { code, message: failure.message ?? publicCodes[code].message, ...(failure.hint ? { hint: failure.hint } : {}), ...(stepUp ? { stepUp } : {}) };
  }
  if (sqlstate === undefined && error instanceof Error) {
    if (/^No values were deleted in collection /.test(error.message)) return { code: 'NOT_FOUND', message: publicCodes.NOT_FOUND.message };
    if (isSafeError(error)) return { code: /took too long/.test(error.message) ? 'TIMEOUT' : 'BAD_INPUT', message: error.message };
  }
  return { code, message: publicCodes[code].message };
}

/** What `tenet.require_step_up` asks for: it says so in the detail of its error. */
function stepUpOf(error: unknown): StepUp | undefined {
  try {
    const { factor, max_age: maxAge } = JSON.parse((error as { detail?: string }).detail ?? '') as Record<string, unknown>;
    return typeof factor === 'string' && typeof maxAge === 'number' ? { factor, maxAge } : undefined;
  } catch {
    return undefined;   // raised by a function of the product, in its own words
  }
}

/** An error on its way out: already replaced by what a client may see. */
export class ClientError extends GraphQLError {
  readonly code: PublicCode;

  constructor(publicError: PublicError, requestId: string, at?: GraphQLError) {
    const { code, message, hint, stepUp } = publicError;
    super(message, {
      ...(at?.nodes ? { nodes: at.nodes } : {}),
      ...(at?.source ? { source: at.source } : {}),
      ...(at?.positions ? { positions: at.positions } : {}),
      ...(at?.path ? { path: at.path } : {}),
      extensions: { code, ...(hint === undefined ? {} : { hint }), ...(stepUp === undefined ? {} : { stepUp }), ...(publicCodes[code].retryable ? { retryable: true } : {}), id: randomUUID(), requestId },
    });
    this.code = code;
  }
}

/**
 * Replaces one error of an execution by what the client may see. An error without path and cause is about the request itself (a
 * variable of the wrong type, an operation that is not there): its words repeat only what the client sent.
 */
export function clientErrorOf(error: GraphQLError, requestId: string, { suggestions }: { suggestions: boolean }): ClientError {
  if (error instanceof ClientError) return error;
  const cause = error.originalError;
  if (error.path === undefined && (cause === undefined || cause instanceof GraphQLError)) {
    const { hint } = error.extensions;
    return new ClientError({ code: 'BAD_INPUT', message: suggestions ? error.message : withoutSuggestion(error.message), ...(typeof hint === 'string' ? { hint } : {}) }, requestId, error);
  }
  return new ClientError(describeError(cause ?? error), requestId, error);
}

/** Cuts "Did you mean …?" off a message of GraphQL: it lists names of the schema to whoever guesses. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?$/s, '');
}
