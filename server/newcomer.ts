import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { noConnection, publicFailure } from './errors.ts';
import { pgSettingsOf, type Session } from './principal.ts';
import type { Occasion, Opened } from './session.ts';
import type { VerifiedToken } from './token.ts';

/** Opens the session of somebody who is no member of anything yet, with their verified token. Throws TN403. */
export type Newcomers = { open(token: VerifiedToken, occasion: Occasion): Promise<Opened> };

type Options = {
  gateway: Pool;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Called for each session opened. */
  onOpen(): void;
};

const openNewcomerSession = 'select handle, expires_at from tenet_private.open_newcomer_session($1, $2, $3)';

/**
 * Sessions of newcomers, for requests with `x-newcomer: true`: of no tenant and without a right, to accept an invitation. One for each
 * request, kept nowhere, because nobody needs a second one; what ends it ends the request.
 */
export function createNewcomers({ gateway, now, onOpen }: Options): Newcomers {
  return {
    async open(token, { ip, userAgent, requestId, reason }) {
      if (token.expiresAt * 1000 <= now()) throw publicFailure('UNAUTHENTICATED');
      const { rows } = await gateway.query<{ handle: string; expires_at: Date }>({ text: openNewcomerSession, values: [JSON.stringify(token.claims), ip, userAgent] }).catch((error: unknown) => {
        throw noConnection(error);
      });
      const row = rows[0];
      if (row === undefined) throw publicFailure('FORBIDDEN');
      onOpen();
      const session: Session = Object.freeze({
        handle: row.handle,
        expiresAt: row.expires_at,
        tenantId: nobody,
        workspaceId: nobody,
        userId: `newcomer ${fingerprint(token)}`,
        role: '',
        apiKeyId: null,
        supportGrantId: null,
        actorName: 'newcomer',
      });
      const principal = Object.freeze({ session });
      // there is no trail of a tenant that what they do here could be written to: accepting is recorded where they are let in, and what
      // they are denied as not being let in
      return { principal, settings: pgSettingsOf(principal, requestId, reason), current: () => null };
    },
  };
}

/** No tenant and no workspace. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Who they are, for limits: they have no id yet. */
function fingerprint({ claims }: VerifiedToken): string {
  return createHash('sha256').update(JSON.stringify([claims['issuer'], claims['subject']])).digest('base64');
}
