import type { Request } from 'express';
import { z } from 'zod';
import type { AccessEvent, AccessLog, Actor } from './access_log.ts';
import type { Answering } from './app.ts';
import { carriedBy, type Authenticate } from './authentication.ts';
import { connectionsOfOneUser, type Config } from './config.ts';
import { describeError, publicFailure, type ClientError, type PublicCode } from './errors.ts';
import type { Graphql, GovernedRequest, GraphqlBody } from './graphql.ts';
import type { Log } from './log.ts';
import { actorIdOf, type Session } from './principal.ts';
import { addressKey, rateLimit } from './rate_limits.ts';
import { createTurns } from './turns.ts';

type Options = {
  config: Config;
  log: Log;
  graphql(): Graphql;
  authenticate: Authenticate;
  accessLog: AccessLog;
  onError(error: unknown, given: ClientError): void;
};

export const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** Answers one GraphQL request: who asks, their limits and their turn, the operation; then what it read or was denied is recorded. */
export function serveGraphql({ config, log, graphql, authenticate, accessLog, onError }: Options) {
  const limit = rateLimit(config.TENET_RATE_PER_PRINCIPAL);
  const inTurn = createTurns({ most: connectionsOfOneUser(config), patience: 2000 });
  return async (request: Request, response: Answering) => {
    const carried = carriedBy(request, request.ip, response.locals.requestId);
    const { principal, settings, current, refused } = await authenticate(carried);
    const { session } = principal;
    const governed: GovernedRequest = { id: carried.requestId, settings, byKey: readsByKey(session), codes: new Set(), onError };
    const settle = accessLog.admit();
    try {
      if (session !== null) await limit(`${actorIdOf(session)} ${session.workspaceId}`, response);
      const body = bodySchema.safeParse(request.body);
      if (!body.success) throw Object.assign(publicFailure('BAD_INPUT', 'The body must be one object with a query, and with variables and operationName where they are needed.'), { status: 400 });
      const answer = await inTurn(session?.userId ?? addressKey(request.ip), () => graphql().run(body.data as GraphqlBody, request.headers.accept, governed));
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    } catch (error) {
      governed.codes.add(describeError(error).code);
      throw error;
    } finally {
      // after the answer was handed to the network: nobody waits for what is written down about it
      setImmediate(() => {
        const now = current();
        if (now === null) {
          const codes = deniedBy(governed, ['NOT_FOUND', 'CONFLICT']); // an invitation that is not there, or is somebody else's
          if (codes.length > 0) refused?.(codes);
          return settle(null, null);
        }
        const actor: Actor = { ...carried, session: now };
        settle(actor, readEvent(governed, log));
        recordDenial(accessLog, actor, governed);
      });
    }
  };
}

/** Whether whatever somebody reads is recorded row by row: staff who are let in to support are watched closely. */
export function readsByKey(session: Session | null): boolean {
  return session !== null && session !== undefined && session.supportGrantId !== null;
}

/** The event of what an operation read; null when it read nothing. */
export function readEvent({ operation, receipt, id, codes }: GovernedRequest, log: Log): AccessEvent | null {
  if (operation === undefined || receipt === undefined) return null;
  const { name, kind } = operation;
  try {
    const relations = receipt();
    const isNothing = Object.keys(relations).length === 0;
    // a change that was refused has looked at nothing on the way
    const isRefusedChange = kind === 'mutation' && codes.size > 0 && Object.values(relations).every(({ rows }) => rows === 0);
    if (isNothing || isRefusedChange) return null;
    return { action: 'data_access.read', severity: Object.values(relations).some(({ keys }) => keys !== undefined) ? 'notice' : 'info', payload: { operation: name, kind, relations } };
  } catch (error) {
    // that something was read is known all the same
    log.error({ requestId: id, stack: (error as Error).stack }, 'what an operation read could not be told');
    return { action: 'data_access.read', severity: 'notice', payload: { operation: name, kind, fields: operation.fields, unknown: true } };
  }
}

const denials: readonly PublicCode[] = ['FORBIDDEN', 'STEP_UP_REQUIRED', 'RATE_LIMITED'];

/** The codes of an operation that say it was denied something; those of `changes` say so where something was to be changed. */
function deniedBy({ operation, codes }: GovernedRequest, changes: readonly PublicCode[]): PublicCode[] {
  return [...codes].filter((code) => denials.includes(code) || (changes.includes(code) && operation?.kind === 'mutation')).sort();
}

/** Records what an operation was denied. That there is no such row is a denial where it was to be changed. */
export function recordDenial(accessLog: AccessLog, actor: Actor, governed: GovernedRequest): void {
  const { operation } = governed;
  const denied = deniedBy(governed, ['NOT_FOUND']);
  if (denied.length === 0) return;
  const what = operation === undefined ? {} : { operation: operation.name, kind: operation.kind, fields: operation.fields };
  accessLog.deny(actor, { codes: denied, ...what }, { objectId: operation?.targets()[0], repeatable: denied.includes('RATE_LIMITED') });
}
