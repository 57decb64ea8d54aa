/** The server itself, on a free port, over a database of its own. */
import pg from 'pg';
import { afterAll } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { type Template, type TestDatabase, useDatabase } from '../database.ts';
import { type Issuer, newKey, trustedIssuer } from './issuer.ts';

export type Reply<Data = any> = { status: number; headers: Headers; text: string; body: { data?: Data; errors?: GraphqlError[] } };
export type GraphqlError = { message: string; path?: string[]; extensions: { code: string; id: string; requestId: string; hint?: string; retryable?: boolean } };

export type ServerUnderTest = TestDatabase & {
  server: RunningServer;
  issuer: Issuer;
  migrator: pg.Pool;
  /** Everything the server has logged so far. */
  logged(): string;
  /** Milliseconds by which the server's clock is moved. */
  clock: { ahead: number };
  /** Asks as a person in a workspace (`tenant/workspace`), or with whatever headers are given instead. */
  ask(who: { email: string; workspace?: string } | { headers: Record<string, string> }, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  post(body: string | Buffer, headers?: Record<string, string>, path?: string): Promise<Reply>;
};

type Options = {
  template?: Template;
  environment?: Record<string, string>;
  developmentFolder?: string;
  /** Run by an administrator before the server starts. */
  sql?: string;
};

export async function useServer({ template = 'agency_template', environment = {}, developmentFolder, sql }: Options = {}): Promise<ServerUnderTest> {
  const database = await useDatabase({ template });
  if (sql) await database.admin.query(sql);
  const migrator = new pg.Pool({ connectionString: database.urls.migrator, max: 1 });
  const lines: string[] = [];
  const clock = { ahead: 0 };
  const now = () => Date.now() + clock.ahead;
  const issuer = await trustedIssuer(migrator, database.admin, [await newKey('key-1'), await newKey('key-2', 'ES256'), await newKey('key-3', 'RS256')], now);
  const config = readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    TENET_LOG_LEVEL: 'debug',
    TENET_DATABASE_URL_AUTHENTICATOR: database.urls.authenticator,
    TENET_DATABASE_URL_GATEWAY: database.urls.gateway,
    ...environment,
  });
  const server = await startServer({ config, log: createLog(config.TENET_LOG_LEVEL, (line) => lines.push(line)), now, ...(developmentFolder ? { developmentFolder } : {}) });
  afterAll(async () => {
    await server.stop();
    await migrator.end();
  });

  async function post(body: string | Buffer, headers: Record<string, string> = {}, path = '/graphql'): Promise<Reply> {
    return replyOf(await fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }));
  }

  return {
    ...database,
    server,
    issuer,
    migrator,
    clock,
    post,
    logged: () => lines.join(''),
    async ask(who, query, variables) {
      const headers = 'headers' in who ? who.headers : { authorization: `Bearer ${await issuer.token(who.email)}`, ...(who.workspace ? { 'x-workspace': who.workspace } : {}) };
      return post(JSON.stringify({ query, variables }), headers);
    },
  };
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

/** A body without what differs from answer to answer by design: ids made at random. */
export function withoutIds(text: string): string {
  return text.replace(/"(id|requestId)":"[0-9a-f-]{36}"/g, '"$1":"…"');
}
