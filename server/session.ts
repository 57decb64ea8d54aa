import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { ApiKey } from './api_key.ts';
import { noConnection, publicFailure, type PublicCode } from './errors.ts';
import { isSameAccess, pgSettingsOf, type PgSettings, type Principal, type Session } from './principal.ts';
import { recent } from './recent.ts';
import type { VerifiedToken } from './token.ts';

/** Where a request comes from; null is what is not known. */
export type Origin = Readonly<{ ip: string | null; userAgent: string | null }>;

/** What somebody is known by: a token that was verified, or an API key that could be one. `text` is all of it, as it was sent. */
export type Credential = Readonly<{ text: string; token: VerifiedToken; key?: never } | { text: string; key: ApiKey; token?: never }>;

/** What opening a session needs besides the credential: where it is asked for, and from where. */
export type Occasion = Origin & Readonly<{ workspace: string | null; requestId: string; reason?: string }>;

/** Who asks, and the settings of this one request. */
export type Opened = Readonly<{
  principal: Principal;
  settings: PgSettings;
  /** The session as it is now: when it was renewed while the request ran, the one that came after, if that is of the same workspace. */
  current(): Session | null;
  /** Records that somebody who is in no tenant, and so in no trail of one, was denied something; only they have it. */
  refused?(codes: readonly PublicCode[]): void;
}>;

export type Sessions = {
  /** The principal of a credential in a workspace. Throws what `open_session` and `open_key_session` raise: TN403, TN422, for a key TN401. */
  open(credential: Credential, occasion: Occasion): Promise<Opened>;
  /** A token that was verified before and may still be believed, or undefined. */
  verified(credential: string): VerifiedToken | undefined;
  /** Remembers that a token was verified. */
  remember(credential: string, token: VerifiedToken): void;
  /** Believes no token any more until it is verified again. */
  distrust(): void;
  /** Opens a new session in place of one that ended; throws when there is none to be had. */
  renew(settings: PgSettings): Promise<PgSettings>;
  /** Whose session these settings carry, of a key who made it; undefined when it is nobody's. */
  userOf(settings: PgSettings): string | undefined;
  /** Milliseconds until the support grant's session that these settings carry is over, by the database's clock; undefined for all others. */
  remaining(settings: PgSettings): number | undefined;
  /** Forgets the session that these settings carry. */
  forget(settings: PgSettings): void;
};

type Options = {
  gateway: Pool;
  /** Most sessions and most tokens kept. */
  size: number;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called for each session opened. */
  onOpen(): void;
};

type Live = {
  principal: Principal & { session: Session };
  expiresAt: number;
  /** When it is over, in milliseconds of performance.now(): what is left was measured by the database, whatever this clock shows. */
  overAt: number;
};
type Entry = { key: string; credential: Credential; occasion: Occasion; opening: Promise<Live>; live: Live | null };
/** Whose settings these are: the session they were made from, and the request they were made for. */
type Holder = { entry: Entry; live: Live; request: { requestId: string; reason?: string } };

const openSession = 'select handle, expires_at, extract(epoch from expires_at - clock_timestamp())::double precision as seconds_left, tenant_id, workspace_id, user_id, role, support_grant_id, actor_name, null::uuid as api_key_id from tenet_private.open_session($1, $2, $3, $4)';
const openKeySession = 'select handle, expires_at, extract(epoch from expires_at - clock_timestamp())::double precision as seconds_left, tenant_id, workspace_id, user_id, role, support_grant_id, actor_name, api_key_id from tenet_private.open_key_session($1, $2, $3, $4, $5)';

// For how long a token counts as verified: then its key has to be there still.
const verifiedFor = 60_000;
// Longer than any slug or pair of slugs: such a workspace does not exist.
const longestWorkspace = 200;

/**
 * The sessions of this process, in memory only: one for each credential, workspace, address and user agent, at most `size`, the least
 * used forgotten first. Address and user agent are part of the session because the audit trail takes them from its row, which no
 * statement can change: what a request could say about itself in SQL would prove nothing.
 *
 * Requests that arrive together share one call of `open_session`. A session that ended in the database is found out by its next
 * statement (TN401), then forgotten and opened once more, so that a change of rights costs its holders one more round trip and
 * never an old right.
 */
export function createSessions({ gateway, size, now, onOpen }: Options): Sessions {
  const entries = recent<string, Entry>(size);
  const tokens = recent<string, { token: VerifiedToken; until: number }>(size);
  const holders = new WeakMap<PgSettings, Holder>();

  async function openNow({ token, key }: Credential, { workspace, ip, userAgent }: Occasion): Promise<Live> {
    if (token !== undefined && token.expiresAt * 1000 <= now()) throw publicFailure('UNAUTHENTICATED');
    if (workspace !== null && (workspace.length > longestWorkspace || workspace.includes('\0'))) throw publicFailure('FORBIDDEN');
    const query = token !== undefined ? { text: openSession, values: [JSON.stringify(token.claims), workspace, ip, userAgent] } : { text: openKeySession, values: [key.publicId, key.secretHash, workspace, ip, userAgent] };
    const ask = async () =>
      (await gateway.query<SessionRow>(query).catch((error: unknown) => {
        throw noConnection(error);
      })).rows[0];
    let row = await ask();
    // what the token's groups gave or took is changed by now, and there is nothing to enter: asked again, the database says why
    if (row?.handle === null) row = await ask();
    const session = sessionOf(row);
    onOpen();
    return { principal: Object.freeze({ session }), expiresAt: session.expiresAt.getTime(), overAt: performance.now() + (row?.seconds_left ?? Infinity) * 1000 };
  }

  function start(key: string, credential: Credential, occasion: Occasion): Entry {
    const entry: Entry = { key, credential, occasion, live: null, opening: openNow(credential, occasion) };
    entry.opening.then(
      (live) => {
        entry.live = live;
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    entries.set(key, entry);
    return entry;
  }

  async function settingsFor(entry: Entry, request: Holder['request']): Promise<Opened> {
    const live = entry.live ?? (await entry.opening);
    const settings = pgSettingsOf(live.principal, request.requestId, request.reason);
    holders.set(settings, { entry, live, request });
    const began = live.principal.session;
    const current = () => {
      const now = entries.get(entry.key)?.live?.principal.session;
      return now !== undefined && isSameAccess(now, began) ? now : began;
    };
    return { principal: live.principal, settings, current };
  }

  return {
    open(credential, occasion) {
      const key = JSON.stringify([fingerprint(credential.text), occasion.workspace, occasion.ip, occasion.userAgent]);
      const known = entries.get(key);
      const usable = known !== undefined && (known.live === null || known.live.expiresAt > now());
      return settingsFor(usable ? known : start(key, credential, occasion), occasion);
    },

    verified(credential) {
      const known = tokens.get(fingerprint(credential));
      return known !== undefined && known.until > now() && known.token.provider.fresh() ? known.token : undefined;
    },

    remember(credential, token) {
      tokens.set(fingerprint(credential), { token, until: Math.min(now() + verifiedFor, token.expiresAt * 1000) });
    },

    distrust() {
      tokens.clear();
    },

    async renew(settings) {
      const holder = holders.get(settings);
      if (holder === undefined) throw publicFailure('UNAUTHENTICATED');
      const { entry: ended, request } = holder;
      const current = entries.get(ended.key);
      // somebody else may have opened the next one already
      const next = current === undefined || current === ended ? start(ended.key, ended.credential, ended.occasion) : current;
      const { settings: renewed, principal } = await settingsFor(next, request);
      // What support reads is recorded row by row, and this request did not begin so. And whoever named no workspace, or one by a slug
      // that several have, could be somewhere else by now: one answer would be of both.
      if (principal.session === null || !isSameAccess(principal.session, holder.live.principal.session)) throw publicFailure('RETRY');
      return renewed;
    },

    userOf(settings) {
      return holders.get(settings)?.live.principal.session.userId;
    },

    remaining(settings) {
      const live = holders.get(settings)?.live;
      return live === undefined || live.principal.session.supportGrantId === null ? undefined : live.overAt - performance.now();
    },

    forget(settings) {
      const ended = holders.get(settings)?.entry;
      if (ended !== undefined && entries.get(ended.key) === ended) entries.delete(ended.key);
    },
  };
}

type SessionRow = { handle: string | null; expires_at: Date; seconds_left?: number; tenant_id: string; workspace_id: string; user_id: string; role: string; api_key_id: string | null; support_grant_id: string | null; actor_name: string };

function sessionOf(row: SessionRow | undefined): Session {
  if (row === undefined || row.handle === null) throw publicFailure('FORBIDDEN');
  return Object.freeze({
    handle: row.handle,
    expiresAt: row.expires_at,
    tenantId: row.tenant_id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    role: row.role,
    apiKeyId: row.api_key_id,
    supportGrantId: row.support_grant_id,
    actorName: row.actor_name,
  });
}

/** What stands for a credential in memory, so that no list of tokens and keys lies there. */
function fingerprint(credential: string): string {
  return createHash('sha256').update(credential).digest('base64');
}
