/** Settings of one request's transactions, as PostGraphile hands them on: the role first, and nothing that could be absent. */
export type PgSettings = Readonly<Record<string, string>>;

/** Who a request acts as. `session` is null for somebody without a token. */
export type Principal = Readonly<{ session: Session | null }>;

/** A session as the database opened it. The handle is a secret: it is never logged and never leaves this process. */
export type Session = Readonly<{
  handle: string;
  expiresAt: Date;
  tenantId: string;
  workspaceId: string;
  /** The person; for an API key, who made it. */
  userId: string;
  role: string;
  /** The key or the support grant that the session rests on; null for members. */
  apiKeyId: string | null;
  supportGrantId: string | null;
  /** What the audit trail calls whoever acts. */
  actorName: string;
}>;

/** Who acts in a session: the key it was opened with, or else the person. What is counted by actor is counted by this. */
export function actorIdOf({ apiKeyId, userId }: Session): string {
  return apiKeyId ?? userId;
}

/** Whether two sessions are of the same workspace, as a member or under the same support grant: what began in one may go on in the other. */
export function isSameAccess(one: Session, other: Session): boolean {
  return one.tenantId === other.tenantId && one.workspaceId === other.workspaceId && one.supportGrantId === other.supportGrantId;
}

const handlePattern = /^[A-Za-z0-9_-]{32,200}$/;
const requestIdPattern = /^[A-Za-z0-9_.-]{0,64}$/;
/** Most characters of the reason that a request gives for what it does. */
export const longestReason = 500;

/**
 * Builds the settings that decide what the statements of a request may see. This is the only place that does. Each request has
 * settings of its own: they also name it, and say the reason if one was given, for what its statements record; nothing is decided by
 * either.
 *
 * The role comes first, so that the statement which applies the settings has given up the login's identity before it writes
 * anything else. Throws when there is no principal or its handle is not one: with empty settings PostGraphile would open no
 * transaction and run as the login, and it silently drops a setting whose value is null (security.md, C1 and C2).
 */
export function pgSettingsOf(principal: Principal | null | undefined, requestId = '', reason = ''): PgSettings {
  if (principal === null || principal === undefined || principal.session === undefined) throw new Error('a request without a principal must not reach the database');
  if (typeof requestId !== 'string' || !requestIdPattern.test(requestId)) throw new Error('the id of a request has up to 64 letters, digits, and . _ -');
  if (principal.session === null) return Object.freeze({ role: 'tenet_anonymous', 'tenet.session': '', 'tenet.request_id': requestId, 'tenet.reason': '' });
  const { handle } = principal.session;
  if (typeof handle !== 'string' || !handlePattern.test(handle)) throw new Error('a session without a handle must not reach the database');
  if (typeof reason !== 'string' || reason.length > longestReason || reason.includes('\0')) throw new Error('a reason has up to 500 characters');
  // the reason also when there is none: whoever injects SQL could have left one on the connection
  return Object.freeze({ role: 'tenet_visitor', 'tenet.session': handle, 'tenet.request_id': requestId, 'tenet.reason': reason });
}

/** Somebody without a token, where the operator allows that. */
export const anonymous: Principal = Object.freeze({ session: null });
