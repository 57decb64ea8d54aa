import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import { type Mode, modeOf } from './mode.ts';

const integer = (least: number, most: number) => z.coerce.number<string>().int().min(least).max(most);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const words = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });
const secureUrl = z.url().refine(isSecure, 'must be an https:// address, or one of this machine');
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

const logLevel = variable(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), (mode) => (mode === 'production' ? 'info' : 'warn'), 'info (warn in development)', 'Least severity that is logged.');

const serverVariables = {
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
  TENET_BILLING_URL: variable(secureUrl, () => 'https://api.stripe.com', 'https://api.stripe.com', 'Address of the billing provider, which speaks as Stripe does.'),
  TENET_BILLING_KEY: variable<string | null>(z.string().regex(/^[!-~]{8,500}$/, 'must be 8 or more visible ASCII characters'), () => null, 'none', 'Secret key for the billing provider; without one the mutations of billing are answered NOT_CONFIGURED.'),
  TENET_METRICS_TOKEN: variable<string | null>(z.string().min(16, 'must have 16 characters or more'), () => null, 'none', 'Bearer token of `/metrics`; without one only a caller on the same machine gets an answer, and none when a proxy is trusted.'),
  TENET_LOG_LEVEL: logLevel,
  TENET_DRAIN_SECONDS: variable(integer(0, 600), () => 20, '20', 'How long running requests may take to finish after SIGTERM.'),
};

/** A variable that production cannot do without, and development finds by itself. */
const neededInProduction = (mode: Mode) => (mode === 'production' ? undefined : null);

const workerVariables = {
  TENET_DATABASE_URL_WORKER: variable(postgresUrl, optional, 'required by the worker', serverVariables.TENET_DATABASE_URL_WORKER.what),
  TENET_LOG_LEVEL: logLevel,
  TENET_SEALING_KEY: variable<string | null>(z.string(), () => null, 'this or the next is required by the worker', 'Private key that signs the audit trail: Ed25519, PKCS #8 in PEM, or that in base64. After a change of keys the new one first, then the old one: both sign. `npx tenet audit key` makes one; development makes its own.'),
  TENET_SEALING_KEY_FILE: variable<string | null>(z.string(), () => null, 'see TENET_SEALING_KEY', 'File that holds the same.'),
  TENET_TRAIL_NAME: variable(z.string().max(200).regex(/^[!-*,-~]+$/, 'must be visible ASCII without spaces and plus signs'), () => 'tenet', 'tenet', 'Name that this installation signs checkpoints with, such as `audit.example.com`; kept for ever.'),
  TENET_CHECKPOINTS: variable<string | null>(z.string().regex(/^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?|(?![a-z0-9]+:\/\/).+)$/, 'must be a folder, or s3://<bucket>/<prefix>'), neededInProduction, 'required by the worker', 'Where signed checkpoints of the audit trail go: a folder on another disk than the database, or `s3://<bucket>/<prefix>` with the variables of the AWS SDK. Nothing there is ever changed or deleted.'),
  TENET_S3_ENDPOINT: variable<string | null>(secureUrl, () => null, 'of AWS', 'Address of another S3 server.'),
  TENET_CHECKPOINT_SECONDS: variable(integer(1, 86_400), () => 60, '60', 'How long after its sealing an audit event is under a signed checkpoint, at most.'),
  TENET_CHECKPOINT_EVENTS: variable(integer(1, 1_000_000), () => 1000, '1000', 'How many sealed events of a tenant wait for the next checkpoint, at most.'),
  TENET_AUDIT_LOG: variable(flag, (mode) => mode !== 'development', 'true (false in development)', 'Write each sealed audit event as a line of the log, too, whatever TENET_LOG_LEVEL says.'),
  TENET_ALERT_WEBHOOK_URL: variable<string | null>(secureUrl, () => null, 'none', 'Address that alerts are posted to, signed as Standard Webhooks say; redirects are not followed.'),
  TENET_ALERT_WEBHOOK_SECRET: variable<readonly string[]>(words.pipe(z.array(z.string().refine(isWebhookSecret, 'must be whsec_ and base64 of 24 to 64 bytes'))), () => [], 'required with TENET_ALERT_WEBHOOK_URL', 'Secret that they are signed with, `whsec_` and base64 of 24 to 64 bytes; two, separated by a comma, while one takes over from the other.'),
  TENET_SMTP_URL: variable<string | null>(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }), () => null, 'none', 'Mail server for alerts, `smtps://<login>:<password>@<host>:<port>`; with smtp:// the connection is upgraded to TLS or not used, but for a server on this machine.'),
  TENET_ALERT_EMAIL_TO: variable<readonly string[]>(words.pipe(z.array(z.email())), () => [], 'required with TENET_SMTP_URL', 'Addresses that get alerts, separated by commas.'),
  TENET_ALERT_EMAIL_FROM: variable<string | null>(z.email(), () => null, 'required with TENET_SMTP_URL', 'Address that they come from.'),
};

type Variables = Record<string, Variable>;
type Values<Table extends Variables> = { [Name in keyof Table]: z.output<Table[Name]['schema']> };
type Environment = Readonly<Record<string, string | undefined>>;

/** What the server is told from outside: read once, checked whole, never changed. */
export type Config = Readonly<Values<typeof serverVariables> & { mode: Mode }>;
/** What the worker is told from outside. */
export type WorkerConfig = Readonly<Values<typeof workerVariables> & { mode: Mode }>;

/**
 * Reads the server's configuration from an environment such as `process.env`.
 *
 * Throws one Error that names every faulty variable and what it must be, and never shows a value: it may be a secret.
 */
export function readConfig(environment: Environment): Config {
  return read(serverVariables, environment, () => []);
}

/**
 * Reads the worker's configuration.
 *
 * Throws as readConfig() does; also in production without a key that signs the audit trail, and where of variables that belong
 * together one is missing.
 */
export function readWorkerConfig(environment: Environment): WorkerConfig {
  return read(workerVariables, environment, (config) => {
    const { mode, TENET_SEALING_KEY: key, TENET_SEALING_KEY_FILE: keyFile, TENET_SMTP_URL: smtp, TENET_ALERT_EMAIL_TO: to, TENET_ALERT_EMAIL_FROM: from } = config;
    const faults: [boolean, string][] = [
      [mode === 'production' && !key && !keyFile, 'TENET_SEALING_KEY or TENET_SEALING_KEY_FILE is required: without a key nobody can prove the audit trail; npx tenet audit key makes one'],
      [Boolean(key && keyFile), 'TENET_SEALING_KEY and TENET_SEALING_KEY_FILE are both given: keep one, which may hold several keys'],
      [(config.TENET_ALERT_WEBHOOK_URL === null) !== (config.TENET_ALERT_WEBHOOK_SECRET.length === 0), 'TENET_ALERT_WEBHOOK_URL and TENET_ALERT_WEBHOOK_SECRET belong together: give both or none'],
      [new Set([smtp !== null, to.length > 0, from !== null]).size > 1, 'TENET_SMTP_URL, TENET_ALERT_EMAIL_TO and TENET_ALERT_EMAIL_FROM belong together: give all or none'],
    ];
    return faults.flatMap(([is, fault]) => (is ? [fault] : []));
  });
}

function read<Table extends Variables>(variables: Table, environment: Environment, check: (values: Values<Table> & { mode: Mode }) => string[]): Readonly<Values<Table> & { mode: Mode }> {
  const mode = modeOf(environment['NODE_ENV']);
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
  const complete = values as Values<Table> & { mode: Mode };
  if (faults.length === 0) faults.push(...check(complete));
  if (faults.length > 0) throw new Error(`The configuration is wrong:\n  ${faults.join('\n  ')}`);
  return Object.freeze(complete);
}

/** Whether what is sent to an address cannot be read on its way: it is encrypted, or does not leave this machine. */
export function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''))));
}

function isWebhookSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const { length } = Buffer.from(encoded ?? '', 'base64');
  return length >= 24 && length <= 64;
}

/** How many connections of the API pool one user may have at a time, and how many operations run: what is left serves the others. */
export function connectionsOfOneUser({ TENET_POOL_SIZE }: Config): number {
  return Math.max(1, Math.floor(TENET_POOL_SIZE * 0.4));
}

/** One row a variable, for the table in the docs: name, default, what it does. */
export function describeConfiguration(): { name: string; default: string; what: string }[] {
  return [
    { name: 'NODE_ENV', default: 'production', what: '`development` brings the development issuer and GraphiQL; anything unknown is production.' },
    ...Object.entries({ ...serverVariables, ...workerVariables }).map(([name, row]) => ({ name, default: row.default, what: row.what })),
  ];
}
