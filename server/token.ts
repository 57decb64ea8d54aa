import { compactVerify } from 'jose';
import type { ClaimName, IdentityProvider, IdentityProviders } from './identity_providers.ts';

/** What a verified token says, picked by the paths of its provider. Values that the token does not hold are null; one that can not be read refuses it. */
export type VerifiedToken = Readonly<{
  provider: IdentityProvider;
  /** Seconds since the epoch until which it is accepted, the allowance for clocks included. */
  expiresAt: number;
  /** Slug or id of a workspace, when the token names one. */
  workspace: string | null;
  /** The claims as `tenet_private.open_session` takes them. */
  claims: Readonly<Record<string, unknown>>;
}>;

/** A token that is refused. The reason is for the log; a client only learns that it has no valid token. */
export class TokenRefused extends Error {}

const algorithms = new Set(['EdDSA', 'ES256', 'RS256']);
const keyId = /^[A-Za-z0-9_-]{1,64}$/;
const compactJws = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const longestToken = 16_384;
// Providers name 200 groups at most; a longer name than a mapping can hold (300) is just not mapped.
const mostGroups = 1000;
const longestGroup = 1000;
/** Seconds by which the clock of an issuer may differ from ours. */
const skew = 30;
// Parameters that bring a key along, say where to fetch one, or change how the signature is computed.
const refusedParameters = ['jku', 'x5u', 'jwk', 'x5c', 'crit', 'b64'];

/**
 * Verifies a compact JWT as RFC 8725 asks: the issuer has to be known before any key is looked for, the algorithm has to be one
 * of the provider's and the one of the key, and every claim that limits the token is required and strictly typed.
 *
 * Throws TokenRefused. `now` is in milliseconds since the epoch.
 */
export async function verifyToken(token: string, providers: IdentityProviders, now: number): Promise<VerifiedToken> {
  if (token.length > longestToken || !compactJws.test(token)) throw new TokenRefused('not a compact JWT');
  const [headerPart = '', payloadPart = ''] = token.split('.');
  const header = jsonObject(headerPart, 'header');
  for (const parameter of refusedParameters) {
    if (Object.hasOwn(header, parameter)) throw new TokenRefused(`header parameter ${parameter}`);
  }
  const { alg, kid, typ } = header;
  if (typeof alg !== 'string' || !algorithms.has(alg)) throw new TokenRefused('algorithm');
  if (typeof kid !== 'string' || !keyId.test(kid)) throw new TokenRefused('key id');

  const claims = jsonObject(payloadPart, 'payload');
  const provider = typeof claims['iss'] === 'string' ? await providers.find(claims['iss']) : undefined;
  if (provider === undefined) throw new TokenRefused('issuer');
  if (!provider.algorithms.includes(alg)) throw new TokenRefused('algorithm not of this issuer');
  if (typeof typ !== 'string' || !provider.tokenTypes.includes(typ.toLowerCase().replace(/^application\//, ''))) throw new TokenRefused('token type');

  // jose takes the algorithm from the header and finds only keys that are made for it: an RSA key never verifies ES256.
  await compactVerify(token, provider.key, { algorithms: [alg] }).catch((error: unknown) => {
    throw new TokenRefused(`signature: ${(error as { code?: string }).code ?? 'unknown'}`);
  });

  const seconds = now / 1000;
  const exp = integer(claims, 'exp');
  const iat = integer(claims, 'iat');
  if (exp <= seconds - skew) throw new TokenRefused('expired');
  if (iat > seconds + skew) throw new TokenRefused('issued in the future');
  if (exp <= iat || exp - iat > provider.maxTokenLifetime) throw new TokenRefused('lifetime');
  if (Object.hasOwn(claims, 'nbf') && integer(claims, 'nbf') > seconds + skew) throw new TokenRefused('not yet valid');
  if (!isMeantForUs(claims[provider.audienceClaim], provider.audiences)) throw new TokenRefused('audience');
  const subject = pickText(claims, provider.paths.subject);
  if (subject === null || typeof claims['sub'] !== 'string' || claims['sub'] === '') throw new TokenRefused('subject');

  const text = (name: ClaimName) => pickText(claims, provider.paths[name]);
  const verified = Object.freeze({
    provider,
    expiresAt: exp + skew,
    workspace: text('workspace'),
    claims: Object.freeze({
      issuer: provider.issuer,
      subject,
      expires_at: exp,
      issued_at: iat,
      tenant: text('tenant'),
      // an address that its provider says it has not checked names nobody; where it says nothing, one may be shown, and decides nothing
      email: [undefined, true, 'true'].includes(claims['email_verified'] as never) ? text('email') : null,
      email_verified: claims['email_verified'] === true || claims['email_verified'] === 'true',
      name: text('name'),
      ...groupsOf(claims, provider),
      acr: text('acr'),
      amr: pick(claims, provider.paths.amr) ?? null,
      auth_time: pick(claims, provider.paths.auth_time) ?? null,
    }),
  });
  refuseUnstorable(verified.claims);
  return verified;
}

/** The groups that a token names; none, and that it is so, when there were too many to be named (Entra ID says where to ask for them). */
function groupsOf(claims: Record<string, unknown>, { readsGroups, paths: { groups: path } }: IdentityProvider): { groups: string[] | null; groups_overflow: boolean } {
  if (!readsGroups || path === null) return { groups: null, groups_overflow: false };
  const elsewhere = claims['_claim_names'];
  const overflow =
    (path[0] === 'groups' && Object.hasOwn(claims, 'hasgroups') && claims['hasgroups'] !== false) ||
    (typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, path[0] as string));
  if (overflow) return { groups: null, groups_overflow: true };
  const value = pick(claims, path);
  if (value === undefined || value === null) return { groups: null, groups_overflow: false };
  if (!Array.isArray(value) || value.length > mostGroups) throw new TokenRefused(`claim ${path.join('.')} is not a list of up to ${mostGroups} groups`);
  if (!value.every((name) => typeof name === 'string' && name.length <= longestGroup)) throw new TokenRefused(`claim ${path.join('.')} holds what is not the name of a group`);
  return { groups: value as string[], groups_overflow: false };
}

/** Refuses text that the database could not hold. */
function refuseUnstorable(value: unknown): void {
  if (typeof value === 'string' ? value.includes('\0') || !value.isWellFormed() : false) throw new TokenRefused('a claim holds what is not text');
  if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) [name, inner].forEach(refuseUnstorable);
}

function jsonObject(part: string, what: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw new TokenRefused(`${what} is not JSON`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TokenRefused(`${what} is not an object`);
  return value as Record<string, unknown>;
}

function integer(claims: Record<string, unknown>, name: string): number {
  const value = claims[name];
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new TokenRefused(`${name} is not a time`);
  return value as number;
}

function isMeantForUs(audience: unknown, ours: readonly string[]): boolean {
  const named: unknown[] = Array.isArray(audience) ? audience : [audience];
  return named.every((name) => typeof name === 'string') && named.some((name) => ours.includes(name as string));
}

function pick(claims: unknown, path: readonly string[] | null): unknown {
  if (path === null || path.length === 0) return undefined;
  let value = claims;
  for (const step of path) {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) throw new TokenRefused(`claim ${path.join('.')}`);
    value = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  }
  return value;
}

// Keycloak gives an organization as a list or as a map with one entry; several say nothing about which one is meant. A claim that
// says something unreadable is not one that is absent: it may be what limits the token.
function pickText(claims: unknown, path: readonly string[] | null): string | null {
  const value = pick(claims, path);
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  const named: unknown[] = Array.isArray(value) ? value : typeof value === 'object' ? Object.keys(value) : [];
  const [only] = named;
  if (named.length !== 1 || typeof only !== 'string' || only === '') throw new TokenRefused(`claim ${path?.join('.')}`);
  return only;
}
