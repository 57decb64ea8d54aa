import { once } from 'node:events';
import type { Request, Response } from 'express';
import type { AccessLog, Actor } from './access_log.ts';
import type { Answering } from './app.ts';
import { authenticateAgain, carriedBy, type Authenticate } from './authentication.ts';
import { csvLine } from './csv.ts';
import { describeError, publicFailure } from './errors.ts';
import type { Opened } from './session.ts';
import { actorIdOf } from './principal.ts';
import { rateLimit } from './rate_limits.ts';
import { createTurns } from './turns.ts';
import type { VisitorQuery } from './visitor_query.ts';

type Options = { authenticate: Authenticate; accessLog: AccessLog; query: VisitorQuery };

/** Exports a minute of one user in one workspace, and lines or rows that one statement reads. */
const perMinute = 6;
const page = 1000;
/** Milliseconds that a client may take to accept what it was sent. */
const patience = 30_000;

const kinds = {
  jsonl: { type: 'application/jsonl; charset=utf-8', pages: evidence },
  csv: { type: 'text/csv; charset=utf-8; header=present', pages: rows },
};

/**
 * Sends the audit trail of the caller's workspace as a file: `jsonl` is evidence that can be verified offline, `csv` is for people.
 *
 * Every page is a statement in the caller's own session, so a right that is taken away ends the export, and so does being let in
 * elsewhere instead. What breaks off in the middle breaks the connection: it can not be taken for all there is.
 */
export function exportAudit({ authenticate, accessLog, query }: Options) {
  const limit = rateLimit(perMinute);
  const inTurn = createTurns({ most: 1, patience: 2000 });
  return async (request: Request, response: Answering) => {
    const carried = carriedBy(request, request.ip, response.locals.requestId);
    const again = authenticateAgain(authenticate, carried);
    const { principal: { session }, refused } = await again();
    if (session === null) throw publicFailure('UNAUTHENTICATED');
    const actor: Actor = { ...carried, session };
    try {
      await limit(`${actorIdOf(session)} ${session.workspaceId}`, response);
      const format = new URLSearchParams(request.url.split('?', 2)[1]).getAll('format');
      const [name] = format;
      if (format.length !== 1 || (name !== 'jsonl' && name !== 'csv')) throw publicFailure('BAD_INPUT', 'Say how the audit trail is wanted: format=jsonl or format=csv.');
      await inTurn(session.userId, () => send(response, name, kinds[name].pages(query, again)));
    } catch (error) {
      const { code } = describeError(error);
      const isDenial = code === 'FORBIDDEN' || code === 'STEP_UP_REQUIRED' || code === 'RATE_LIMITED';
      if (isDenial && refused !== undefined) refused([code]);
      else if (isDenial) accessLog.deny(actor, { codes: [code], operation: 'export' }, { repeatable: code === 'RATE_LIMITED' });
      throw error;
    }
  };
}

/** Sends pages as they come, no faster than the client takes them. */
async function send(response: Response, format: keyof typeof kinds, pages: AsyncIterable<string>): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  for await (const text of pages) {
    if (gone.signal.aborted) return;
    // not before there is a first page: until then whatever goes wrong is still an answer
    if (!response.headersSent) {
      response.setHeader('Content-Type', kinds[format].type);
      response.setHeader('Content-Disposition', `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`);
    }
    if (response.write(text)) continue;
    const accepted = await once(response, 'drain', { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(patience)]) }).catch(() => null);
    if (accepted === null) return void response.socket?.resetAndDestroy();
  }
  response.end();
}

type Again = () => Promise<Opened>;

/** The evidence up to the newest checkpoint of the moment when it ends, whole batches at a time. */
async function* evidence(query: VisitorQuery, again: Again): AsyncGenerator<string, void, void> {
  await query((await again()).settings, "select api.begin_audit_export('jsonl')", []);
  let after = 0;
  while (true) {
    const lines = await query<{ batch: string; line: string; is_last: boolean }>((await again()).settings, 'select e.batch, e.line, e.is_last from api.audit_evidence($1::bigint, $2::integer) e', [after, page]);
    const last = lines.at(-1);
    if (last === undefined || (!last.is_last && Number(last.batch) <= after)) throw new Error('the evidence ends before its checkpoint');
    yield lines.map(({ line }) => `${line}\n`).join('');
    if (last.is_last) return;
    after = Number(last.batch);
  }
}

const columns = ['id', 'at', 'action', 'category', 'severity', 'actor_kind', 'actor_id', 'actor_name', 'behalf_of', 'credential_id', 'object_type', 'object_id', 'request_id', 'payload'] as const;
const utc = (time: string) => `pg_catalog.to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const readRows = `
  select array[${columns.map((column) => (column === 'at' ? utc('e.at') : `e.${column}::text`)).join(', ')}] as cells, e.at::text as at, e.id
    from api.audit_rows($1::timestamptz, $2::uuid, ${page}) e`;

/** The events from the oldest to the last before the export began, as a table. */
async function* rows(query: VisitorQuery, again: Again): AsyncGenerator<string, void, void> {
  const [begun] = await query<{ until: string }>((await again()).settings, "select pg_catalog.clock_timestamp()::text as until, api.begin_audit_export('csv')", []);
  let after: { at: string | null; id: string | null } = { at: null, id: null };
  yield csvLine(columns);
  while (true) {
    const found: readonly { cells: (string | null)[]; at: string; id: string; late?: boolean }[] = await query((await again()).settings, `select r.*, r.at::timestamptz > $3::timestamptz as late from (${readRows}) r`, [after.at, after.id, begun?.until]);
    const wanted = found.filter(({ late }) => late !== true);
    if (wanted.length > 0) yield wanted.map(({ cells }) => csvLine(cells)).join('');
    const last = found.at(-1);
    if (last === undefined || found.length < page || wanted.length < found.length) return;
    after = last;
  }
}
