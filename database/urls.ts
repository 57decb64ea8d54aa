/** The logins of one database and their connection URLs. */
import { createHmac, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';

export type Login = 'migrator' | 'authenticator' | 'gateway' | 'worker';
export const LOGINS: readonly Login[] = ['migrator', 'authenticator', 'gateway', 'worker'];
export type Passwords = Record<Login, string>;
/** One URL a login, all of the same database; `admin` is the login that installs. */
export type DatabaseUrls = Record<'admin' | Login, string>;

/** The same server and options (such as sslmode) with another database, and, when given, another login. */
export function withDatabase(url: string, database: string, user?: string, password = ''): string {
  const result = new URL(url);
  result.pathname = `/${encodeURIComponent(database)}`;
  if (user) {
    result.username = encodeURIComponent(user);
    result.password = encodeURIComponent(password);
  }
  return result.href;
}

/** The database to install in: the one that the URL names; `tenet` when it names none, or the administrator's own. */
export function databaseToInstall(url: string | undefined): string {
  const named = url && decodeURIComponent(new URL(url).pathname.slice(1));
  return named && named !== 'postgres' ? named : 'tenet';
}

export function urlsOf(adminUrl: string, database: string, passwords: Passwords): DatabaseUrls {
  const of = (login: Login) => withDatabase(adminUrl, database, `tenet_${login}`, passwords[login]);
  return {
    admin: withDatabase(adminUrl, database),
    migrator: of('migrator'),
    authenticator: of('authenticator'),
    gateway: of('gateway'),
    worker: of('worker'),
  };
}

export function randomPasswords(): Passwords {
  const random = () => randomBytes(24).toString('hex');
  return { migrator: random(), authenticator: random(), gateway: random(), worker: random() };
}

/** What Postgres stores for a password (RFC 5803), so that the password itself is in no statement and no log. */
export function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const sign = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(sign('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${sign('Server Key').toString('base64')}`;
}
