import { z } from 'zod';

/** The environment a process runs in. Anything that is not named is production: a forgotten variable must not open a door. */
export type Mode = 'production' | 'development' | 'test';

const integer = (least: number, most: number) => z.coerce.number<string>().int().min(least).max(most);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const words = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });
const origin = z.string().refine((text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text, 'must be origins, such as https://app.example.com');

type Variable = {
  /** Reads the text of the variable; the schema of an absent variable is `missing`. */
  schema: z.ZodType<unknown, string>;
  /** What an absent variable means, by mode; undefined when it has to be given. */
  missing: (mode: Mode) => unknown;
  /** The default as the docs print it. */
  default: string;
  what: string;
};

function variable<T>(schema: z.ZodType<T, string>, missing: (mode: Mode) => T | undefined, byDefault: string, what: string) {
  return { schema, missing, default: byDefault, what } satisfies Variable;
}

const optional = () => undefined;

const variables = {
  TENET_DATABASE_URL_AUTHENTICATOR: variable(postgresUrl, optional, 'required', 'Login of the API pool, `tenet_authenticator`: no right of its own.'),
  TENET_DATABASE_URL_GATEWAY: variable(postgresUrl, optional, 'required', 'Login of the second, small pool, `tenet_gateway`: opens and closes sessions, nothing else.'),
  TENET_DATABASE_URL_WORKER: variable<string | null>(postgresUrl, () => null, 'required by the worker', 'Login of the worker, `tenet_worker`: one tenant session at a time.'),
  TENET_DATABASE_URL_MIGRATOR: variable<string | null>(postgresUrl, () => null, 'required by migrations', 'Login of migrations, `tenet_migrator`; neither server nor worker uses it.'),
  DATABASE_URL: variable<string | null>(postgresUrl, () => null, 'an embedded Postgres', 'Login of an administrator for `npm start` and `npm test`, which then install Tenet there. Never given to a server in production.'),
  TENET_POSTGRES: variable<string | null>(z.enum(['embedded', 'container']), () => null, 'embedded', 'Which Postgres `npm start` runs when DATABASE_URL is not given.'),
  PORT: variable(integer(0, 65535), () => 5678, '5678', 'Port to listen on; 0 takes a free one.'),
  TENET_HOST: variable(z.string().min(1), () => '127.0.0.1', '127.0.0.1', 'Address to listen on.'),
  TENET_PUBLIC_URL: variable<string | null>(z.url({ protocol: /^https?$/ }), () => null, 'host and port', 'Address that clients use, for links that are printed.'),
  TENET_ALLOWED_ORIGINS: variable(words.pipe(z.array(origin)), () => [], 'none', 'Origins of browsers that may call the API, separated by commas; never `*`.'),
  TENET_TRUSTED_PROXIES: variable(integer(0, 10), () => 0, '0', 'How many proxies of your own stand before the server; addresses in X-Forwarded-For further away are not believed.'),
  TENET_ALLOW_ANONYMOUS: variable(flag, () => false, 'false', 'Serve requests without a token as `tenet_anonymous`, which sees no row of any tenant; otherwise they are answered 401.'),
  TENET_RATE_PER_PRINCIPAL: variable(integer(1, 1_000_000), (mode) => (mode === 'production' ? 100 : 100_000), '100 (100000 in development)', 'Requests a minute of one user in one workspace.'),
  TENET_RATE_PER_ADDRESS: variable(integer(1, 1_000_000), (mode) => (mode === 'production' ? 600 : 100_000), '600 (100000 in development)', 'Requests a minute from one address, whatever token they carry.'),
  TENET_POOL_SIZE: variable(integer(1, 1000), () => 10, '10', 'Connections of the API pool.'),
  TENET_GATEWAY_POOL_SIZE: variable(integer(1, 100), () => 2, '2', 'Connections of the gateway pool.'),
  TENET_SESSION_CACHE_SIZE: variable(integer(1, 10_000_000), () => 10_000, '10000', 'Sessions kept in memory; the one not used for longest is forgotten first.'),
  TENET_ADAPTOR: variable(z.enum(['one-sync', 'stock']), () => 'one-sync', 'one-sync', '`one-sync` sends settings and statement in one round trip; `stock` is the adaptor of PostGraphile: slower, for comparison and emergencies.'),
  TENET_PREPARED_STATEMENTS: variable(flag, () => true, 'true', 'Keep statements prepared on their connection; `false` behind PgBouncer older than 1.21 in transaction mode.'),
  TENET_INTROSPECTION: variable(flag, (mode) => mode !== 'production', 'false (true in development)', 'Answer questions about the GraphQL schema.'),
  TENET_METRICS_TOKEN: variable<string | null>(z.string().min(16, 'must have 16 characters or more'), () => null, 'none', 'Bearer token of `/metrics`; without one only a caller on the same machine gets an answer, and none when a proxy is trusted.'),
  TENET_LOG_LEVEL: variable(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), (mode) => (mode === 'production' ? 'info' : 'warn'), 'info (warn in development)', 'Least severity that is logged.'),
  TENET_DRAIN_SECONDS: variable(integer(0, 600), () => 20, '20', 'How long running requests may take to finish after SIGTERM.'),
};

type Values = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]['schema']> };

/** What the server is told from outside: read once, checked whole, never changed. */
export type Config = Readonly<Values & { mode: Mode }>;

/**
 * Reads the configuration from an environment such as `process.env`.
 *
 * Throws one Error that names every faulty variable and what it must be, and never shows a value: it may be a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const mode = z.enum(['production', 'development', 'test']).catch('production').parse(environment['NODE_ENV']);
  const faults: string[] = [];
  const values: Record<string, unknown> = { mode };
  for (const [name, { schema, missing }] of Object.entries(variables)) {
    const text = environment[name];
    if (text === undefined || text === '') {
      values[name] = missing(mode);
      if (values[name] === undefined) faults.push(`${name} is required`);
      continue;
    }
    const result = (schema as z.ZodType<unknown, string>).safeParse(text);
    if (result.success) values[name] = result.data;
    else faults.push(`${name}: ${result.error.issues.map((issue) => issue.message).join(', ')}`);
  }
  if (faults.length > 0) throw new Error(`The configuration is wrong:\n  ${faults.join('\n  ')}`);
  return Object.freeze(values) as Config;
}

/** How many connections of the API pool one user may have at a time, and how many operations run: what is left serves the others. */
export function connectionsOfOneUser({ TENET_POOL_SIZE }: Config): number {
  return Math.max(1, Math.floor(TENET_POOL_SIZE * 0.4));
}

/** One row a variable, for the table in the docs: name, default, what it does. */
export function describeConfiguration(): { name: string; default: string; what: string }[] {
  return [
    { name: 'NODE_ENV', default: 'production', what: '`development` brings the development issuer and GraphiQL; anything unknown is production.' },
    ...Object.entries(variables).map(([name, row]) => ({ name, default: row.default, what: row.what })),
  ];
}
