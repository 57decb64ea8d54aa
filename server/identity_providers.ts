import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Pool } from 'pg';
import { developmentIssuer } from './development_issuer.ts';

/** One issuer of tokens that this deployment trusts. Paths say where in the claims a value lies, one element a step. */
export type IdentityProvider = {
  issuer: string;
  audiences: string[];
  audienceClaim: string;
  algorithms: string[];
  tokenTypes: string[];
  /** Longest difference of exp and iat, in seconds. */
  maxTokenLifetime: number;
  paths: Readonly<Record<ClaimName, readonly string[] | null>>;
  /** Whether what groups a token names means anything (`mode`). */
  readsGroups: boolean;
  /** Finds the key that a token's header names; throws when there is none. */
  key: JWTVerifyGetKey;
  /** False when the keys have to be fetched again before anything they verified is believed. */
  fresh(): boolean;
};

export type ClaimName = 'subject' | 'email' | 'name' | 'tenant' | 'workspace' | 'groups' | 'acr' | 'amr' | 'auth_time';

export type IdentityProviders = {
  /** The provider with exactly this issuer, or undefined. */
  find(issuer: string): Promise<IdentityProvider | undefined>;
  /** Forgets all providers and keys: the next token is checked against what is trusted now. */
  reload(): void;
};

type Options = {
  gateway: Pool;
  /** Refuses keys that would be fetched without TLS, and the issuer of development: whose keys lie in somebody's clone. */
  production: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
};

const second = 1000;
const rereadAfter = 60 * second;
const rereadForUnknownAfter = 30 * second;
// A removed key is refused within ten minutes: keys are believed for nine, and a verification for less than one more.
const keysFreshFor = 9 * 60 * second;
const keysCooldown = 30 * second;
const keysTimeout = 5 * second;

// search_path of the gateway is empty: everything is qualified
const readProviders = `
  select issuer, jwks_uri, jwks, audiences, audience_claim, algorithms, token_types,
         extract(epoch from max_token_lifetime)::integer as max_token_lifetime,
         subject_path, email_path, name_path, tenant_path, workspace_path, groups_path, acr_path, amr_path, auth_time_path, mode
    from tenet_private.identity_providers()`;

type Row = {
  issuer: string;
  jwks_uri: string | null;
  jwks: JSONWebKeySet | null;
  audiences: string[];
  audience_claim: string;
  algorithms: string[];
  token_types: string[];
  max_token_lifetime: number;
  mode: string;
} & Record<`${ClaimName}_path`, string[] | null>;

/**
 * The issuers that `tenet.trust_issuer` wrote down, read again every minute, and for an issuer that is not known at most every
 * 30 seconds, so that made-up issuers cause no load. A provider whose row did not change keeps its keys.
 */
export function identityProviders({ gateway, production, now }: Options): IdentityProviders {
  let providers = new Map<string, { fingerprint: string; provider: IdentityProvider }>();
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    const { rows } = await gateway.query<Row>(readProviders);
    const before = providers;
    providers = new Map(
      rows.filter(({ issuer }) => !production || issuer !== developmentIssuer).map((row) => {
        const fingerprint = JSON.stringify(row);
        const known = before.get(row.issuer);
        return [row.issuer, known?.fingerprint === fingerprint ? known : { fingerprint, provider: providerOf(row, production) }];
      }),
    );
    readAt = now();
  }

  return {
    async find(issuer) {
      const age = now() - readAt;
      if (age > (providers.has(issuer) ? rereadAfter : rereadForUnknownAfter)) {
        await (reading ??= read().finally(() => {
          reading = null;
        }));
      }
      return providers.get(issuer)?.provider;
    },
    reload() {
      providers = new Map();
      readAt = -Infinity;
    },
  };
}

function providerOf(row: Row, production: boolean): IdentityProvider {
  const keys = row.jwks_uri === null ? localKeys(row) : remoteKeys(row.jwks_uri, production);
  const names: ClaimName[] = ['subject', 'email', 'name', 'tenant', 'workspace', 'groups', 'acr', 'amr', 'auth_time'];
  return Object.freeze({
    issuer: row.issuer,
    audiences: row.audiences,
    audienceClaim: row.audience_claim,
    algorithms: row.algorithms,
    tokenTypes: row.token_types.map((type) => type.toLowerCase()),
    maxTokenLifetime: row.max_token_lifetime,
    paths: Object.fromEntries(names.map((name) => [name, row[`${name}_path`]])) as IdentityProvider['paths'],
    readsGroups: row.mode !== 'off',
    ...keys,
  });
}

function localKeys({ issuer, jwks }: Row) {
  if (jwks === null) throw new Error(`identity provider ${issuer} has neither keys nor an address of keys`);
  return { key: createLocalJWKSet(jwks), fresh: () => true };
}

function remoteKeys(uri: string, production: boolean) {
  const url = new URL(uri);
  if (url.protocol !== 'https:' && production) throw new Error('the keys of an identity provider must be fetched over https');
  const key = createRemoteJWKSet(url, { cacheMaxAge: keysFreshFor, cooldownDuration: keysCooldown, timeoutDuration: keysTimeout });
  return { key, fresh: () => key.fresh };
}
