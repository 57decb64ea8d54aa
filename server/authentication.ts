import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { KeyRefused, readKey, saysItIsAKey } from './api_key.ts';
import { publicFailure, sqlstateOf } from './errors.ts';
import type { IdentityProviders } from './identity_providers.ts';
import type { Newcomers } from './newcomer.ts';
import { anonymous, isSameAccess, longestReason, pgSettingsOf, type Session } from './principal.ts';
import type { Credential, Opened, Origin, Sessions } from './session.ts';
import { TokenRefused, verifyToken } from './token.ts';

/**
 * Whom to tell that somebody was not let in, and why; the client learns neither. `claims` says who it was: what their token claims,
 * or the `api_key` by its public id; null when the credential itself is refused. `mistyped` is true for what nobody could ever have
 * been let in by, and no attack either: an API key with a wrong check sum, say.
 */
export type Refusal = Origin & Readonly<{ claims: Readonly<Record<string, unknown>> | null; workspace: string | null; requestId: string; reason: string; mistyped: boolean }>;

type Options = {
  providers: IdentityProviders;
  sessions: Sessions;
  newcomers: Newcomers;
  /** What API keys that are taken say they are for. */
  keyEnvironment: string;
  allowAnonymous: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
  onRefused(refusal: Refusal): void;
};

/**
 * What a request carries to be known by: each header as often as it came. `misplaced` is true when it names a workspace where none
 * is read; `newcomer` when it is of somebody who is no member of anything yet.
 */
export type Carried = Origin & Readonly<{ authorization: readonly string[]; workspace: readonly string[]; misplaced: boolean; newcomer: boolean; requestId: string; reason?: string }>;

/** A request whose sender is known. */
export type Authenticated = Opened;

export type Authenticate = (carried: Carried) => Promise<Authenticated>;

/**
 * Authenticates one sender again and again, for what takes longer than a session lives. Whoever named no workspace, or one by a slug
 * that several have, could be let in somewhere else meanwhile: what began in one workspace does not go on in another. Throws FORBIDDEN
 * then, besides what `authenticate` throws.
 */
export function authenticateAgain(authenticate: Authenticate, carried: Carried): () => Promise<Authenticated> {
  let first: Session | null | undefined;
  return async () => {
    const opened = await authenticate(carried);
    const { session } = opened.principal;
    if (first === undefined) first = session;
    if (first !== session && (first === null || session === null || !isSameAccess(first, session))) throw publicFailure('FORBIDDEN');
    return opened;
  };
}

/**
 * Finds out who sent a request and opens their session in the workspace they name.
 *
 * The only carrier of a credential is `Authorization: Bearer`: not a cookie, a query string or a body. The workspace is named by
 * `x-workspace` or else by the token; naming one twice, or in the address, is answered like one that does not exist. Throws
 * UNAUTHENTICATED for a missing or refused credential, and what `open_session` and `open_key_session` raise.
 */
export function authentication({ providers, sessions, newcomers, keyEnvironment, allowAnonymous, now, onRefused }: Options): Authenticate {
  /** Every kind of credential is told apart here, by its form alone: an API key, or a token of a trusted issuer. */
  async function credentialOf(text: string, refused: Refuse): Promise<Credential> {
    if (saysItIsAKey(text)) return { text, key: keyOf(text, refused) };
    const known = sessions.verified(text);
    if (known !== undefined) return { text, token: known };
    const token = await verifyToken(text, providers, now()).catch((error: unknown) => {
      if (!(error instanceof TokenRefused)) throw error;
      refused(error.message);
      throw publicFailure('UNAUTHENTICATED');
    });
    sessions.remember(text, token);
    return { text, token };
  }

  function keyOf(text: string, refused: Refuse) {
    try {
      return readKey(text, keyEnvironment);
    } catch (error) {
      if (!(error instanceof KeyRefused)) throw error;
      refused(error.message, { mistyped: true });
      throw publicFailure('UNAUTHENTICATED');
    }
  }

  return async function authenticate(carried) {
    const { ip, userAgent, requestId } = carried;
    const named = carried.workspace.length === 1 ? (carried.workspace[0] as string) : null;
    const refused: Refuse = (reason, { claims = null, mistyped = false } = {}) => onRefused({ claims, workspace: named, ip, userAgent, requestId, reason, mistyped });

    const text = bearerOf(carried.authorization);
    if (text === null && allowAnonymous) return { principal: anonymous, settings: pgSettingsOf(anonymous, requestId), current: () => null };
    if (text === null || text === malformed) {
      refused(text === null ? 'no token' : 'no bearer token');
      throw publicFailure('UNAUTHENTICATED');
    }
    const credential = await credentialOf(text, refused);
    const { token, key } = credential;
    if (carried.workspace.length > 1 || carried.misplaced) {
      // whether a key is what it says, nobody has asked the database yet
      refused('the workspace is named twice, or where none is read', { claims: token?.claims ?? null });
      throw publicFailure('FORBIDDEN');
    }
    // slugs are lower case and ids may be written either way: all spellings are one workspace, and share one session
    const workspace = named?.toLowerCase() || (token?.workspace ?? null);
    const occasion = { workspace, ip, userAgent, requestId, reason: carried.reason ?? '' };
    const asNewcomer = carried.newcomer && token !== undefined;   // a key has been somewhere before
    const denied = (codes: readonly string[]) => refused(`denied to a newcomer: ${codes.join(', ')}`, { claims: token?.claims ?? null });
    return (asNewcomer ? newcomers.open(token, occasion).then((opened) => ({ ...opened, refused: denied })) : sessions.open(credential, occasion)).catch((error: unknown) => {
      const { publicCode } = error as { publicCode?: string };
      const sqlstate = sqlstateOf(error);
      const claims = token?.claims ?? (sqlstate === 'TN403' ? { api_key: key?.publicId } : null);
      if (sqlstate === 'TN403' || publicCode === 'FORBIDDEN') refused(asNewcomer ? 'no access for newcomers' : 'no access to this workspace', { claims });
      if (sqlstate === 'TN401') refused('no valid API key');
      if (publicCode === 'UNAUTHENTICATED') refused('expired', { claims });
      throw error;
    });
  };
}

type Refuse = (reason: string, more?: { claims?: Refusal['claims']; mistyped?: boolean }) => void;

const malformed = Symbol('a header that is not a bearer token');

/** The credential in the bearer header; null when there is no such header. */
function bearerOf([header, ...others]: readonly string[]): string | typeof malformed | null {
  if (header === undefined) return null;
  const match = /^Bearer +([^\s,]+) *$/i.exec(header);
  return match === null || others.length > 0 ? malformed : (match[1] as string);
}

/** What an HTTP request carries, and where it comes from. `ip` is the address after the proxies that are trusted. */
export function carriedBy(request: IncomingMessage, ip: string | undefined, requestId: string): Carried {
  const query = new URLSearchParams(request.url?.split('?', 2)[1]);
  return {
    authorization: request.headersDistinct['authorization'] ?? [],
    workspace: request.headersDistinct['x-workspace'] ?? [],
    misplaced: query.has('workspace') || query.has('x-workspace') || query.has('tenant'),
    newcomer: isNewcomer(request.headersDistinct['x-newcomer'] ?? []),
    ...originOf(request, ip),
    requestId,
    reason: reasonOf(request.headersDistinct['x-reason'] ?? []),
  };
}

/** Whether the header x-newcomer says true; anything else than that once is a mistake, not a member's request. */
function isNewcomer(headers: readonly string[]): boolean {
  if (headers.length > 1 || (headers.length === 1 && headers[0] !== 'true')) throw publicFailure('BAD_INPUT', 'The header x-newcomer says true, or is left out.');
  return headers.length === 1;
}

/** Why somebody does it, in their own words, for the audit trail: a header of ASCII, with whatever else encoded as in addresses. */
function reasonOf(headers: readonly string[]): string {
  try {
    const reason = decodeURIComponent(headers[0] ?? '');
    if (headers.length <= 1 && reason.length <= longestReason && !/\p{Cc}/u.test(reason)) return reason.trim();
  } catch {
    // not encoded as in addresses
  }
  throw publicFailure('BAD_INPUT', `The header x-reason holds one line of at most ${longestReason} characters, encoded like a part of an address.`);
}

/** Longest user agent that is kept: as much as the session's row holds. */
const longestUserAgent = 400;

/** An address that Postgres takes as one, without the zone of a link: a proxy may write anything. */
export function originOf(request: IncomingMessage, ip: string | undefined): Origin {
  const address = ip?.split('%', 1)[0] ?? '';
  return { ip: isIP(address) === 0 ? null : address, userAgent: request.headers['user-agent']?.slice(0, longestUserAgent) ?? null };
}
