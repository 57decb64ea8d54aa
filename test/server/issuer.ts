/** An issuer of tokens whose keys a test holds, so that it can also sign what no provider would. */
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type pg from 'pg';

export type Algorithm = 'EdDSA' | 'ES256' | 'RS256';
export type Key = { kid: string; alg: Algorithm; privateKey: CryptoKey; publicJwk: JWK };
export type Changes = { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: Key };

export const audience = 'https://api.tenet.test';

export async function newKey(kid: string, alg: Algorithm = 'EdDSA'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, ...(alg === 'EdDSA' ? { crv: 'Ed25519' } : {}) });
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** Signs claims as they are, also absurd ones; a claim or header given as undefined is left out. */
export async function sign(key: Key, claims: Record<string, unknown>, header: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT(claims as JWTPayload).setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header }).sign(key.privateKey);
}

/** Signs any header as it is with an Ed25519 key: a token in which nothing is wrong but what the header says. */
export async function signAsIs(key: Key, header: unknown, claims: unknown): Promise<string> {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${Buffer.from(await crypto.subtle.sign('Ed25519', key.privateKey, Buffer.from(signed))).toString('base64url')}`;
}

export type Issuer = {
  issuer: string;
  keys: Key[];
  /** A token for a subject, valid for five minutes unless changed. */
  token(subject: string, changes?: Changes): Promise<string>;
};

/** Trusts an issuer with inline keys in a database, and links subjects to the people with those e-mail addresses. */
export async function trustedIssuer(migratorUrlClient: pg.ClientBase | pg.Pool, admin: pg.Pool, keys: Key[], now: () => number = Date.now): Promise<Issuer> {
  const issuer = 'https://issuer.tenet.test';
  await trust(migratorUrlClient, issuer, { keys: keys.map(({ publicJwk }) => publicJwk) });
  await admin.query('insert into tenet.identities (issuer, subject, user_id) select $1, email, id from tenet.users', [issuer]);
  return { issuer, keys, token: tokensOf(issuer, keys[0] as Key, now) };
}

export async function trust(migrator: pg.ClientBase | pg.Pool, issuer: string, jwks: { keys: JWK[] }): Promise<void> {
  await migrator.query("select tenet.trust_issuer($1, preset => 'plain', audiences => $2, jwks => $3)", [issuer, [audience], JSON.stringify(jwks)]);
}

/** Signs tokens that are right in everything a test does not change. */
export function tokensOf(issuer: string, key: Key, now: () => number = Date.now): Issuer['token'] {
  return (subject, { claims = {}, header = {}, key: other = key } = {}) => {
    const seconds = Math.floor(now() / 1000);
    return sign(other, { iss: issuer, aud: audience, sub: subject, iat: seconds, exp: seconds + 300, ...claims }, header);
  };
}
