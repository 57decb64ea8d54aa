import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Refusal } from './authentication.ts';
import { publicFailure, sqlstateOf } from './errors.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { actorIdOf, type Session } from './principal.ts';
import { repeats } from './repeats.ts';
import type { Origin } from './session.ts';

/** Something that somebody did or was denied. The payload holds names, counts and keys, never another value of a row. */
export type AccessEvent = {
  action: 'data_access.read' | 'data_access.denied';
  severity: 'info' | 'notice' | 'warning';
  payload: Readonly<Record<string, unknown>>;
  /** The row it was about, when it was one. */
  objectId?: string | undefined;
};

/** Who did it, in which session, from where. */
export type Actor = Origin & { session: Session; requestId: string };

/** Says what became of an operation that was admitted; more than once changes nothing. */
export type Settle = (actor: Actor | null, event: AccessEvent | null) => void;

export type AccessLog = {
  /**
   * Makes room for what an operation is going to read. Throws RETRY when there is none: nothing is served that could not be
   * recorded. What is returned is called once, with what was read, or null when nothing was.
   */
  admit(): Settle;
  /** Records that somebody was denied something. `repeatable` says that it can be had at any rate, and is counted after the first few. */
  deny(actor: Actor, payload: AccessEvent['payload'], options?: { objectId?: string | undefined; repeatable?: boolean }): void;
  /** Records that somebody was not let in. */
  refuse(refusal: Refusal): void;
  /** Writes what is left and takes nothing more. What the database would not take by then is in the log, as lines. */
  stop(): Promise<void>;
};

type Options = {
  gateway: Pool;
  log: Log;
  metrics: Metrics;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Events that wait at most, those of running operations included. */
  most?: number;
  /** Milliseconds between two looks at what waits. */
  every?: number;
  /** Milliseconds that `stop` tries for. */
  patience?: number;
};

type Waiting = Record<string, unknown>;

const batch = 500;
const mostRefusals = 5000;
const longestWait = 30_000;
const recordAccess = 'select tenet_private.record_access($1::jsonb)';
const recordRefusal = 'select tenet_private.record_refusal($1::jsonb, $2, $3::inet, $4, $5, $6)';

/** What the database refuses because of the event itself, however often it is tried: a value, a row that is not there any more. */
const faultOfEvent = /^(22|23|TN404|TN422)/;
/** When so many in a row are refused, it is not their fault: then nothing is given up, and soon nothing is served. */
const mostLostInARow = 100;

/**
 * The part of the audit trail that the server writes: what was read, and who was denied what. Events wait in memory and are written
 * every second, or every 500; the request that caused them does not wait. Each has an id of its own, so one that is sent twice is
 * recorded once.
 */
export function createAccessLog({ gateway, log, metrics, now, most = 50_000, every = 1000, patience = 10_000 }: Options): AccessLog {
  let waiting: Waiting[] = [];
  let refusals: Refusal[] = [];
  let owed = 0;
  let running: Promise<void> | null = null;
  let stopBy = Infinity;
  let hasStopped = false;
  let failures = 0;
  let lostInARow = 0;
  let retryAt = 0;
  const repeated = repeats({ now });
  const timer = setInterval(tick, every);
  timer.unref();

  function tick(): void {
    repeated.sweep();
    void flush();
  }

  function push(actor: Actor, { action, severity, payload, objectId = undefined }: AccessEvent): void {
    const { session, ip, userAgent, requestId } = actor;
    const { tenantId, workspaceId, userId, role, apiKeyId, supportGrantId, actorName } = session;
    const at = new Date(now()).toISOString();
    const event = { id: randomUUID(), at, tenant_id: tenantId, workspace_id: workspaceId, user_id: userId, role, api_key_id: apiKeyId, support_grant_id: supportGrantId, actor_name: actorName, ip, user_agent: userAgent, request_id: requestId, action, severity, object_id: objectId, payload };
    if (hasStopped) return lose([event], 'the server has stopped');
    waiting.push(event);
    metrics.accessEvents.waiting(waiting.length);
    if (waiting.length >= batch) void flush();
  }

  function lose(events: readonly Waiting[], reason: string): void {
    metrics.accessEvents.failed(events.length);
    for (const event of events) log.error({ event, reason }, 'an event of the audit trail could not be recorded');
  }

  /** Writes until nothing waits, one batch after the other. What fails stays where it was and is tried again later, later each time. */
  function flush(): Promise<void> {
    if (running !== null) return running;
    if (Date.now() < retryAt) return Promise.resolve();
    running = (async () => {
      try {
        while (waiting.length > 0) {
          const events = waiting.slice(0, batch);
          await write(events);
          waiting = waiting.slice(events.length);
          metrics.accessEvents.waiting(waiting.length);
        }
        while (refusals.length > 0) {
          await writeRefusal(refusals[0] as Refusal);
          refusals = refusals.slice(1);
        }
        failures = 0;
      } catch (error) {
        failures += 1;
        retryAt = Date.now() + Math.min(longestWait, 500 * 2 ** failures);
        log.warn({ waiting: waiting.length, sqlstate: sqlstateOf(error) }, 'the audit trail can not be written at the moment');
      }
    })().finally(() => {
      running = null;
    });
    return running;
  }

  /** Writes a batch. When an event in it is one that the database will never take, the others are written without it. */
  async function write(events: readonly Waiting[]): Promise<void> {
    try {
      await gateway.query({ text: recordAccess, values: [JSON.stringify(events)] });
      metrics.accessEvents.recorded(events.length);
      lostInARow = 0;
    } catch (error) {
      if (!faultOfEvent.test(sqlstateOf(error) ?? '') || lostInARow >= mostLostInARow) throw error;
      if (events.length === 1) {
        lostInARow += 1;
        return lose(events, `sqlstate ${sqlstateOf(error)}`);
      }
      const half = Math.ceil(events.length / 2);
      await write(events.slice(0, half));
      await write(events.slice(half));
    }
  }

  async function writeRefusal({ claims, workspace, ip, userAgent, requestId, reason }: Refusal): Promise<void> {
    const values = [claims === null ? null : JSON.stringify(claims), workspace?.slice(0, 200) ?? null, ip, userAgent, requestId, reason];
    await gateway.query({ text: recordRefusal, values }).then(
      () => metrics.accessEvents.recorded(1),
      (error: unknown) => {
        if (!faultOfEvent.test(sqlstateOf(error) ?? '')) throw error;
        lose([{ refused: reason, request_id: requestId }], `sqlstate ${sqlstateOf(error)}`);
      },
    );
  }

  function pushRefusal(refusal: Refusal): void {
    // nothing was served to somebody who is refused, so a flood of them is cut off rather than let to stop everybody's work
    if (refusals.length >= mostRefusals) return lose([{ refused: refusal.reason, request_id: refusal.requestId }], 'too many wait');
    refusals.push(refusal);
  }

  return {
    admit() {
      if (waiting.length + owed >= most || stopBy !== Infinity) throw publicFailure('RETRY');
      owed += 1;
      let settled = false;
      return (actor, event) => {
        if (settled) return;
        settled = true;
        owed -= 1;
        if (actor !== null && event !== null) push(actor, event);
      };
    },

    deny(actor, payload, { objectId, repeatable = false } = {}) {
      const record = (more: number) => {
        const event: AccessEvent = { action: 'data_access.denied', severity: 'warning', objectId, payload: more === 0 ? payload : { ...payload, repeated: more } };
        if (waiting.length >= most) return lose([{ action: event.action, request_id: actor.requestId, payload: event.payload }], 'too many wait');
        push(actor, event);
      };
      if (repeatable) repeated.count(`${actorIdOf(actor.session)} ${actor.session.workspaceId} ${JSON.stringify(payload)}`, record);
      else record(0);
    },

    refuse(refusal) {
      const who = refusal.claims === null ? null : [refusal.claims['issuer'], refusal.claims['subject'], refusal.claims['api_key']];
      repeated.count(JSON.stringify([refusal.ip, refusal.reason, who]), (more) => pushRefusal(more === 0 ? refusal : { ...refusal, reason: `${refusal.reason} (${more} more within a minute)` }));
    },

    async stop() {
      stopBy = Date.now() + patience;
      clearInterval(timer);
      repeated.end();
      while (owed > 0 && Date.now() < stopBy) await new Promise((resolve) => setTimeout(resolve, 5));
      while ((waiting.length > 0 || refusals.length > 0) && Date.now() < stopBy) {
        retryAt = 0;
        const before = waiting.length + refusals.length;
        await flush();
        if (waiting.length + refusals.length >= before) await new Promise((resolve) => setTimeout(resolve, Math.min(250, Math.max(0, stopBy - Date.now()))));
      }
      hasStopped = true;
      lose(waiting, 'the server stops');
      lose(refusals.map(({ reason, requestId }) => ({ refused: reason, request_id: requestId })), 'the server stops');
      waiting = [];
      refusals = [];
    },
  };
}
