import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { noConnection, publicFailure } from './errors.ts';
import { pgSettingsOf, type PgSettings, type Principal, type Session } from './principal.ts';
import { recent } from './recent.ts';
import type { VerifiedToken } from './token.ts';

/** What opening a session needs besides the token: where it is asked for, and from where. */
export type Occasion = { workspace: string | null; ip: string | undefined; userAgent: string | undefined };

export type Sessions = {
  /** The principal of a token in a workspace. Throws what `open_session` raises: TN403, TN422. */
  open(credential: { text: string; token: VerifiedToken }, occasion: Occasion): Promise<{ principal: Principal; settings: PgSettings }>;
  /** A token that was verified before and may still be believed, or undefined. */
  verified(credential: string): VerifiedToken | undefined;
  /** Remembers that a token was verified. */
  remember(credential: string, token: VerifiedToken): void;
  /** Believes no token any more until it is verified again. */
  distrust(): void;
  /** Opens a new session in place of one that ended; throws when there is none to be had. */
  renew(settings: PgSettings): Promise<PgSettings>;
  /** Whose session these settings carry; undefined when it is nobody's. */
  userOf(settings: PgSettings): string | undefined;
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

type Entry = { key: string; token: VerifiedToken; occasion: Occasion; opening: Promise<Opened>; opened: Opened | null };
type Opened = { principal: Principal; settings: PgSettings; expiresAt: number };

const openSession = 'select handle, expires_at, tenant_id, workspace_id, user_id, role from tenet_private.open_session($1, $2, $3, $4)';

// For how long a token counts as verified: then its key has to be there still.
const verifiedFor = 60_000;
// Longer than any slug or pair of slugs: such a workspace does not exist.
const longestWorkspace = 200;

/**
 * The sessions of this process, in memory only: one for each token and workspace, at most `size`, the least used forgotten first.
 *
 * Requests that arrive together share one call of `open_session`. A session that ended in the database is found out by its next
 * statement (TN401), then forgotten and opened once more, so that a change of rights costs its holders one more round trip and
 * never an old right.
 */
export function createSessions({ gateway, size, now, onOpen }: Options): Sessions {
  const entries = recent<string, Entry>(size);
  const tokens = recent<string, { token: VerifiedToken; until: number }>(size);
  const holders = new WeakMap<PgSettings, Entry>();

  async function openNow(token: VerifiedToken, { workspace, ip, userAgent }: Occasion): Promise<Opened> {
    if (token.expiresAt * 1000 <= now()) throw publicFailure('UNAUTHENTICATED');
    if (workspace !== null && (workspace.length > longestWorkspace || workspace.includes('\0'))) throw publicFailure('FORBIDDEN');
    const values = [JSON.stringify(token.claims), workspace, ip ?? null, userAgent?.slice(0, 400) ?? null];
    const { rows } = await gateway.query({ text: openSession, values }).catch((error: unknown) => {
      throw noConnection(error);
    });
    onOpen();
    const session = sessionOf(rows[0] as SessionRow);
    const principal: Principal = Object.freeze({ session });
    return { principal, settings: pgSettingsOf(principal), expiresAt: session.expiresAt.getTime() };
  }

  function start(key: string, token: VerifiedToken, occasion: Occasion): Entry {
    const entry: Entry = { key, token, occasion, opened: null, opening: openNow(token, occasion) };
    entry.opening.then(
      (opened) => {
        entry.opened = opened;
        holders.set(opened.settings, entry);
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    entries.set(key, entry);
    return entry;
  }

  return {
    async open({ text, token }, occasion) {
      const key = `${fingerprint(text)} ${occasion.workspace ?? ''}`;
      const known = entries.get(key);
      if (known !== undefined && (known.opened === null || known.opened.expiresAt > now())) return known.opened ?? known.opening;
      return start(key, token, occasion).opening;
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
      const ended = holders.get(settings);
      if (ended === undefined) throw publicFailure('UNAUTHENTICATED');
      const current = entries.get(ended.key);
      // somebody else may have opened the next one already
      const next = current === undefined || current === ended ? start(ended.key, ended.token, ended.occasion) : current;
      return (await next.opening).settings;
    },

    userOf(settings) {
      return holders.get(settings)?.opened?.principal.session?.userId;
    },

    forget(settings) {
      const ended = holders.get(settings);
      if (ended !== undefined && entries.get(ended.key) === ended) entries.delete(ended.key);
    },
  };
}

type SessionRow = { handle: string; expires_at: Date; tenant_id: string; workspace_id: string; user_id: string; role: string };

function sessionOf(row: SessionRow | undefined): Session {
  if (row === undefined) throw publicFailure('FORBIDDEN');
  return Object.freeze({ handle: row.handle, expiresAt: row.expires_at, tenantId: row.tenant_id, workspaceId: row.workspace_id, userId: row.user_id, role: row.role });
}

/** What stands for a credential in memory, so that no list of tokens lies there. */
function fingerprint(credential: string): string {
  return createHash('sha256').update(credential).digest('base64');
}
