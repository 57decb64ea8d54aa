import type { ExecutionResult, GraphQLError, DocumentNode } from 'grafast/graphql';
import type { AccessLog, Actor } from './access_log.ts';
import { oneEvent, recordedField, type RecordedEvent, type RecordedFilter } from './audit_subscription.ts';
import type { Carried } from './authentication.ts';
import { ClientError, describeError, publicFailure, type PublicCode } from './errors.ts';
import type { Graphql, GovernedRequest, GraphqlBody } from './graphql.ts';
import type { Log } from './log.ts';
import type { Session } from './principal.ts';
import { addReceipt, type RelationRead } from './read_receipt.ts';
import { readsByKey } from './serve_graphql.ts';
import type { Opened } from './session.ts';

type Options = {
  body: GraphqlBody;
  carried: Carried;
  session: Session;
  graphql: Graphql;
  /** The subscriber as they are now, in the workspace of `session`; throws when they are nobody there any more. */
  subscriber(): Promise<Opened>;
  accessLog: AccessLog;
  feed(options: { subscriber(): Promise<Opened>; filter: RecordedFilter; signal: AbortSignal }): Promise<AsyncGenerator<RecordedEvent, void, void>>;
  log: Log;
  onError(error: unknown, given: ClientError): void;
};

/** A subscription that runs. */
export type Live = {
  document: DocumentNode;
  answers: AsyncGenerator<ExecutionResult, void, void>;
  /** Ends it; nothing is delivered any more. */
  end(): void;
  /** Resolves when it has ended: with the code why it had to, or null when the client or the server wanted it so. */
  ended: Promise<PublicCode | null>;
};

/** Codes that say that the subscriber may not go on. */
const final: readonly PublicCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];

/**
 * Starts one subscription. Each event is delivered by an execution of its own, as the subscriber is at that moment, and the next is
 * not read before it is sent: so nothing waits anywhere that could be sent when the right is gone.
 */
export async function liveSubscription({ body, carried, session, graphql, subscriber, accessLog, feed, log, onError }: Options): Promise<Live | { errors: readonly GraphQLError[] }> {
  const actor: Actor = { ...carried, session };
  const stop = new AbortController();
  const request = (settings: Opened['settings']): GovernedRequest => ({ id: carried.requestId, settings, byKey: readsByKey(session), codes: new Set(), onError });
  const read = await graphql.readSubscription(body, request((await subscriber()).settings));
  if (read.errors !== undefined) return { errors: read.errors };

  const { deliver: execute, name: operation } = read;
  const fields = [recordedField];
  const settle = accessLog.admit();
  let events: AsyncGenerator<RecordedEvent, void, void>;
  try {
    events = await feed({ subscriber, filter: read.filter, signal: stop.signal });
  } catch (error) {
    settle(null, null);
    const given = new ClientError(describeError(error), carried.requestId);
    onError(error, given);
    if (given.code === 'FORBIDDEN') accessLog.deny(actor, { codes: [given.code], operation, kind: 'subscription', fields });
    return { errors: [given] };
  }
  accessLog.admit()(actor, { action: 'data_access.read', severity: 'info', payload: { operation, kind: 'subscription', fields, began: true } });

  const { promise: ended, resolve } = Promise.withResolvers<PublicCode | null>();
  const delivered: Record<string, RelationRead> = {};
  function end(code: PublicCode | null): void {
    stop.abort();
    // one event for all that was delivered: one for each would be delivered in its turn, without end
    settle(actor, { action: 'data_access.read', severity: 'info', payload: { operation, kind: 'subscription', fields, relations: delivered } });
    resolve(code);
  }

  /** Delivers one event; null when it is not the subscriber's to see any more, or retention has taken it. */
  async function deliver(event: RecordedEvent): Promise<ExecutionResult | null> {
    const delivery = { ...request((await subscriber()).settings), recorded: oneEvent(event) };
    const result = await execute(delivery);
    const denied = final.find((code) => delivery.codes.has(code));
    if (denied !== undefined) throw publicFailure(denied);
    if (result.errors === undefined && Object.values(result.data ?? {}).every((value) => value === null)) return null;
    if (delivery.receipt !== undefined) addReceipt(delivered, delivery.receipt());
    return result;
  }

  async function* answer(): AsyncGenerator<ExecutionResult, void, void> {
    let last: PublicCode | null = null;
    try {
      for await (const event of events) {
        const result = await deliver(event);
        if (stop.signal.aborted) return;
        if (result !== null) yield result;
      }
    } catch (error) {
      last = describeError(error).code;
      if (last === 'INTERNAL') log.error({ requestId: carried.requestId, stack: (error as Error).stack }, 'a subscription failed');
      if (last === 'FORBIDDEN') accessLog.deny(actor, { codes: [last], operation, kind: 'subscription', fields });
    } finally {
      end(last);
    }
  }

  const answers = answer();
  const iterator: AsyncGenerator<ExecutionResult, void, void> = {
    next: () => answers.next(),
    async return(value) {
      stop.abort();
      const last = await answers.return(value);
      // one that was never asked for an answer does not come by its own end
      end(null);
      return last;
    },
    throw: (error) => answers.throw(error),
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => void (await iterator.return()),
  };
  return { document: read.document, answers: iterator, end: () => void iterator.return(), ended };
}
