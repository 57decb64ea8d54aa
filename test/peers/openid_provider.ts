// A real OpenID provider (oidc-provider) on loopback. A test signs its people in through the whole code flow with PKCE, login and
// consent pages included, and gets what the provider issues: a JWT access token of type at+jwt for our audience.
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import * as client from 'openid-client';

export type Account = {
  /** The stable `sub` of the tokens. */
  subject: string;
  email: string;
  /** Further claims of the access token, such as `workspace`, `org` or `name`. */
  claims?: Record<string, unknown>;
};

export type Tokens = { accessToken: string; idToken: string };

export type OpenIdProvider = {
  issuer: string;
  jwksUri: string;
  audience: string;
  /** Walks login and consent as this person. Throws when no account has the e-mail address. */
  signIn(email: string): Promise<Tokens>;
  /** Puts a new signing key in force. The key before it stays published while `retire` is false. */
  rotateKey(options: { retire: boolean }): Promise<void>;
  /** How often the key set was fetched since the start. */
  keySetRequests(): number;
  /** While broken, the key set answers 503. */
  breakKeySet(broken: boolean): void;
  stop(): Promise<void>;
};

const clientId = 'browser';
const redirectUri = 'http://127.0.0.1/signed-in';
const algorithm = 'ES256';

/**
 * Starts a provider on a free port of 127.0.0.1.
 *
 * `audience` becomes the `aud` of every access token, `tokenLifetime` is in seconds.
 */
export async function startOpenIdProvider(options: {
  accounts: Account[];
  audience: string;
  tokenLifetime?: number;
}): Promise<OpenIdProvider> {
  let keys = [await signingKey()];
  let keySetRequests = 0;
  let keySetBroken = false;
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;

  const server = createServer((request, response) => {
    if (request.url === '/jwks') {
      keySetRequests += 1;
      if (keySetBroken) {
        response.writeHead(503).end();
        return;
      }
    }
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const publish = (): void => {
    handle = pages(provider(issuer, { ...options, keys }));
  };
  publish();

  const signIn = async (email: string): Promise<Tokens> => {
    const account = options.accounts.find((candidate) => candidate.email === email);
    if (!account) {
      throw new Error(`no account has the e-mail address ${email}`);
    }
    const config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
      execute: [client.allowInsecureRequests],
    });
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const start = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      resource: options.audience,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const arrival = await browse(start, { login: account.subject });
    const tokens = await client.authorizationCodeGrant(
      config,
      arrival,
      { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true },
      { resource: options.audience },
    );
    return { accessToken: tokens.access_token, idToken: tokens.id_token ?? '' };
  };

  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    audience: options.audience,
    signIn,
    async rotateKey({ retire }) {
      keys = [await signingKey(), ...(retire ? [] : keys)];
      publish();
    },
    keySetRequests: () => keySetRequests,
    breakKeySet(broken) {
      keySetBroken = broken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm, use: 'sig' };
}

function provider(issuer: string, options: { accounts: Account[]; audience: string; tokenLifetime?: number; keys: JWK[] }): Provider {
  const lifetime = options.tokenLifetime ?? 600;
  const accountOf = (subject: string): Account | undefined => options.accounts.find((account) => account.subject === subject);
  return new Provider(issuer, {
    adapter: memory(),
    jwks: { keys: options.keys },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: algorithm,
        application_type: 'native',
      },
    ],
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: options.audience,
          accessTokenTTL: lifetime,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: algorithm } },
        }),
      },
    },
    ttl: { AccessToken: lifetime, AuthorizationCode: 60, Grant: lifetime, IdToken: lifetime, Interaction: 60, Session: lifetime },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, subject) =>
      accountOf(subject) && { accountId: subject, claims: () => ({ sub: subject }) },
    extraTokenClaims: (_context, token) => {
      const account = 'accountId' in token && token.accountId ? accountOf(token.accountId) : undefined;
      return account && { email: account.email, ...account.claims };
    },
  });
}

/** Where the provider keeps grants, codes and sessions: as long as it runs, as tests need. */
function memory(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (model) => {
    const ofModel = (): [string, AdapterPayload][] => [...kept].filter(([key]) => key.startsWith(`${model}:`));
    return {
      upsert: async (id, payload) => void kept.set(`${model}:${id}`, payload),
      find: async (id) => kept.get(`${model}:${id}`),
      findByUid: async (uid) => ofModel().find(([, payload]) => payload.uid === uid)?.[1],
      findByUserCode: async () => undefined,
      consume: async (id) => void Object.assign(kept.get(`${model}:${id}`) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(`${model}:${id}`),
      revokeByGrantId: async (grantId) =>
        ofModel().forEach(([key, payload]) => payload.grantId === grantId && kept.delete(key)),
    };
  };
}

/** The provider's own endpoints, and the two pages that a person sees: a login form and a consent form. */
function pages(op: Provider): (request: IncomingMessage, response: ServerResponse) => void {
  const endpoints = op.callback();
  const interaction = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params, session } = await op.interactionDetails(request, response);
    if (request.method === 'GET') {
      const field = prompt.name === 'login' ? '<input name="login">' : '';
      response.setHeader('content-type', 'text/html').end(`<form method="post" action="${request.url}">${field}</form>`);
      return;
    }
    if (prompt.name === 'login') {
      const form = new URLSearchParams(await text(request));
      await op.interactionFinished(request, response, { login: { accountId: form.get('login') ?? '' } });
      return;
    }
    const grant = new op.Grant({ accountId: session?.accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid');
    await op.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  return (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      interaction(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    } else {
      void endpoints(request, response);
    }
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A browser in small: keeps cookies, follows redirects, fills in and sends the forms it meets, until it is back at the client. */
async function browse(start: URL, answers: Record<string, string>): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const body = await response.text();
    if (location) {
      url = new URL(location, url);
      form = undefined;
      if (url.href.startsWith(redirectUri)) {
        return url;
      }
    } else {
      const action = /<form method="post" action="([^"]+)">/.exec(body)?.[1];
      if (!action) {
        throw new Error(`the provider answered ${response.status} without a form: ${body.slice(0, 300)}`);
      }
      url = new URL(action, url);
      form = new URLSearchParams([...body.matchAll(/<input name="([^"]+)">/g)].map(([, name = '']): [string, string] => [name, answers[name] ?? '']));
    }
  }
  throw new Error('the sign-in did not come back to the client after 20 pages');
}
