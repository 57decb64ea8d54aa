import type { IncomingMessage } from 'node:http';
import { publicFailure } from './errors.ts';
import type { IdentityProviders } from './identity_providers.ts';
import { anonymous, pgSettingsOf, type PgSettings, type Principal } from './principal.ts';
import type { Sessions } from './session.ts';
import { TokenRefused, verifyToken } from './token.ts';

type Options = {
  providers: IdentityProviders;
  sessions: Sessions;
  allowAnonymous: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Told why a token was refused; the client is not. */
  onRefused(reason: string): void;
};

/** A request whose sender is known. */
export type Authenticated = { principal: Principal; settings: PgSettings };

/**
 * Finds out who sent a request and opens their session in the workspace they name.
 *
 * The only carrier of a credential is the `Authorization: Bearer` header: not a cookie, a query string or a body. The workspace is
 * named by the `x-workspace` header or else by the token; naming one twice, or in the address, is answered like one that does not
 * exist. Throws UNAUTHENTICATED for a missing or refused token, and what `open_session` raises.
 */
export function authentication({ providers, sessions, allowAnonymous, now, onRefused }: Options) {
  return async function authenticate(request: IncomingMessage, ip: string | undefined): Promise<Authenticated> {
    const text = bearerOf(request);
    if (text === null) {
      if (!allowAnonymous) throw publicFailure('UNAUTHENTICATED');
      return { principal: anonymous, settings: pgSettingsOf(anonymous) };
    }

    // Every kind of credential is told apart here, by its form alone. So far there is one: a token of a trusted issuer.
    let token = sessions.verified(text);
    if (token === undefined) {
      token = await verifyToken(text, providers, now()).catch((error: unknown) => {
        if (!(error instanceof TokenRefused)) throw error;
        onRefused(error.message);
        throw publicFailure('UNAUTHENTICATED');
      });
      sessions.remember(text, token);
    }

    const workspace = workspaceOf(request) ?? token.workspace;
    return sessions.open({ text, token }, { workspace, ip, userAgent: request.headers['user-agent'] });
  };
}

/** The credential in the bearer header; null when there is no such header. */
function bearerOf(request: IncomingMessage): string | null {
  const [header, ...others] = request.headersDistinct['authorization'] ?? [];
  if (header === undefined) return null;
  const match = /^Bearer +([^\s,]+) *$/i.exec(header);
  if (match === null || others.length > 0) throw publicFailure('UNAUTHENTICATED');
  return match[1] as string;
}

function workspaceOf(request: IncomingMessage): string | null {
  const named = request.headersDistinct['x-workspace'] ?? [];
  const query = new URLSearchParams(request.url?.split('?', 2)[1]);
  if (named.length > 1 || query.has('workspace') || query.has('x-workspace') || query.has('tenant')) throw publicFailure('FORBIDDEN');
  // slugs are lower case and ids may be written either way: all spellings are one workspace, and share one session
  return named[0]?.toLowerCase() || null;
}
