import type { RecordedEvent, RecordedFilter } from './audit_subscription.ts';
import type { AuditWakes } from './audit_wakes.ts';
import { codeOfSqlstate, publicFailure, sqlstateOf } from './errors.ts';
import type { Opened } from './session.ts';
import type { VisitorQuery } from './visitor_query.ts';

type Options = {
  query: VisitorQuery;
  wakes: AuditWakes;
  /** The subscriber as they are now; throws when they are nobody any more. */
  subscriber(): Promise<Opened>;
  filter: RecordedFilter;
  /** Ends the feed. */
  signal: AbortSignal;
};

const page = 500;
/** Batches that are looked through in one statement. */
const span = 50;

// The head first and the events up to it in a statement of their own: what is sealed between the two comes next time.
const look = 'select api.audit_head() as head';
const read = `
  select e.id, e.at::text as at
    from api.sealed_audit_events($1::bigint, $2::integer) e
   where ($3::text[] is null or e.action = any ($3::text[]))
     and ($4::text[] is null or e.category = any ($4::text[]))
     and ($5::text[] is null or e.severity = any ($5::text[]))
  offset $6
   limit ${page}`;

/**
 * The events sealed from now on that a subscriber may read, oldest first. Each look is a statement in their own session, so it sees
 * what they may see at that moment; the first that may not ends the feed with FORBIDDEN or UNAUTHENTICATED, within one wake. Rejects
 * with them when they may not even begin.
 */
export async function recordedEvents({ query, wakes, subscriber, filter, signal }: Options): Promise<AsyncGenerator<RecordedEvent, void, void>> {
  const { actions = null, categories = null, severities = null } = filter;

  async function headNow(): Promise<number> {
    const [now] = await query<{ head: string }>((await subscriber()).settings, look, []);
    if (now === undefined) throw publicFailure('FORBIDDEN');
    return Number(now.head);
  }

  const begin = await headNow();
  async function* follow(): AsyncGenerator<RecordedEvent, void, void> {
    // a stretch of batches at a time: after, up to, and how many of its events were given out
    let after = begin;
    let upTo = after;
    let given = 0;
    let seen = wakes.count();
    while (!signal.aborted) {
      await wakes.after(seen, signal);
      seen = wakes.count();
      try {
        const head = await headNow();
        while (after < head || after < upTo) {
          if (after === upTo) upTo = Math.min(head, after + span);
          const events = await query<RecordedEvent>((await subscriber()).settings, read, [after, upTo - after, actions, categories, severities, given]);
          for (const event of events) {
            if (signal.aborted) return;
            given += 1;
            yield event;
          }
          if (events.length === page) continue;
          after = upTo;
          given = 0;
        }
      } catch (error) {
        // nothing can be read while the database is away, so nothing is delivered that may not be
        if (codeOfSqlstate(sqlstateOf(error)) !== 'RETRY') throw error;
      }
    }
  }
  return follow();
}
