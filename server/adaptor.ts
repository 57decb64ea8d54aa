import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { PgClientQuery, WithPgClient } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/@dataplan/pg/adaptors/pg';
import type { Pool, PoolClient } from 'pg';
import { noConnection, sqlstateOf } from './errors.ts';
import { GovernedQuery, type Statement, type StatementResult } from './governed_query.ts';
import type { PgSettings } from './principal.ts';
import { recent, type Recent } from './recent.ts';

type Options = {
  pool: Pool;
  /** Opens a new session in place of the one these settings carry, or throws the reason why there is none. */
  renew(settings: PgSettings): Promise<PgSettings>;
  /** Forgets the session these settings carry. */
  forget(settings: PgSettings): void;
  /** Milliseconds until the session that these settings carry must be over, to the second; undefined where that does not matter. */
  remaining?(settings: PgSettings): number | undefined;
  /** False where a pooler gives each transaction another connection and does not know prepared statements. */
  prepared: boolean;
  /** True takes PostGraphile's own adaptor: begin, settings, statement and commit, four round trips. */
  stock: boolean;
};

/** How many statements stay prepared on one connection: about as many as PostGraphile keeps documents. */
const preparedStatements = 500;

/** Milliseconds that a statement may take, as roles.sql says for the login. */
const usualTimeout = 5000;

/** A session that is not there any more: a membership changed, or it ran out. */
const sessionEnded = 'TN401';

/** Faults of a connection and not of a request: its prepared statements are gone or stale, or it starts transactions in the wrong isolation. */
const connectionFaults = new Set(['26000', '0A000', 'TN400']);

// Somebody who injects SQL can drop and replace what a pooled connection has prepared, and the next user of the connection would run
// it; so nobody can guess the names. hardening.sql keeps them from being listed.
const unguessable = randomBytes(12).toString('base64url');

/** The name under which a statement is prepared. Postgres compares the first 63 bytes, so the part that matters comes first. */
function preparedAs(name: string): string {
  return `${unguessable}_${name}`.slice(0, 63);
}

/** What is known of a connection for as long as it lives; a schema that is built again finds it. */
type Known = {
  prepared: Recent<string, true>;
  /** Somebody changed it for its whole session, or may have: the next one would write in the wrong encoding, or as the wrong role. */
  spoilt: boolean;
};

const connections = new WeakMap<PoolClient, Known>();

function knownOf(client: PoolClient): Known {
  const known = connections.get(client);
  if (known !== undefined) return known;
  const fresh: Known = { prepared: recent(preparedStatements), spoilt: false };
  connections.set(client, fresh);
  // Postgres reports encoding, date style, time zone and the like when it answers, and no request has a reason to change them
  connectionOf(client).on('parameterStatus', () => {
    fresh.spoilt = true;
  });
  return fresh;
}

/** The connection under a client of pg, which its types leave out. */
function connectionOf(client: PoolClient): EventEmitter {
  return (client as PoolClient & { connection: EventEmitter }).connection;
}

const begin: Statement = { text: 'begin', values: [], name: preparedAs('begin') };

/**
 * The database service of PostGraphile: `api` alone, introspected as the login itself.
 *
 * A statement and the settings that say who asks go to Postgres in one message with one Sync, so they are one transaction of
 * Postgres's own making: a statement can not run without its settings, and they can not outlive it. A statement refused because
 * its session ended (TN401) has done nothing, reads and writes alike; it runs once more in a new session. A transaction of several
 * statements is not run again: what its callback did besides SQL is not known.
 */
export function governedService({ pool, renew, forget, remaining = () => undefined, prepared, stock }: Options): GraphileConfig.PgServiceConfiguration {
  const service = makePgService({ pool, schemas: ['api'], pubsub: false, pgSettingsForIntrospection: { role: 'none' } });

  async function connect(): Promise<PoolClient> {
    const client = await pool.connect().catch((error: unknown) => {
      throw noConnection(error);
    });
    knownOf(client);
    return client;
  }

  // A connection that is not between transactions, or that somebody spoilt, is not given to anybody else.
  function release(client: PoolClient, error?: unknown): void {
    client.release(client.getTransactionStatus() !== 'I' || knownOf(client).spoilt || connectionFaults.has(sqlstateOf(error) ?? ''));
  }

  function together(client: PoolClient, first: Statement, second: Statement): Promise<StatementResult> {
    return new Promise((resolve, reject) => {
      const known = knownOf(client);
      const forgotten = second.name === undefined ? undefined : known.prepared.set(second.name, true);
      const query = new GovernedQuery(first, second, forgotten, (error, result) => {
        if (error === null) return resolve(result);
        // nothing that a request says can make the settings fail: the connection does
        if (query.running === 'first') known.spoilt = true;
        // after an error Postgres still says what became of the connection, before it is ready again
        if ((error as { severity?: string }).severity !== 'ERROR') return reject(error);
        const connection = connectionOf(client);
        const answered = () => {
          connection.off('readyForQuery', answered).off('end', answered);
          reject(error);
        };
        connection.on('readyForQuery', answered).on('end', answered);
      });
      client.query(query as never);
    });
  }

  function statementOf({ text, values, name, arrayMode }: PgClientQuery): Statement {
    return { text, values: values ?? [], name: prepared && name !== undefined ? preparedAs(name) : undefined, arrayMode };
  }

  function settingsStatement(settings: PgSettings): Statement {
    const entries = Object.entries(settings);
    const text = `select ${entries.map((_, index) => `pg_catalog.set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ')}`;
    return { text, values: entries.flat(), name: prepared ? preparedAs(`settings_${entries.length}`) : undefined };
  }

  /**
   * The time limit of a statement of a session that ends before the usual one would; null for all others. A statement looks at its
   * session when it begins, so this is what keeps a long one from answering after the end. Of a session that is over nothing is
   * limited: Postgres says so itself.
   */
  function shorterTimeout(settings: PgSettings): number | null {
    const left = remaining(settings);
    return left !== undefined && left > 0 && left < usualTimeout ? Math.ceil(left) : null;
  }

  function limited(settings: PgSettings): PgSettings {
    const timeout = shorterTimeout(settings);
    return timeout === null ? settings : { ...settings, statement_timeout: String(timeout) };
  }

  async function runAlone(settings: PgSettings, statement: Statement): Promise<StatementResult> {
    const client = await connect();
    let failure: unknown;
    try {
      return await together(client, settingsStatement(limited(settings)), statement);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      release(client, failure);
    }
  }

  async function runRenewed(settings: PgSettings, statement: Statement): Promise<StatementResult> {
    try {
      return await runAlone(settings, statement);
    } catch (error) {
      if (sqlstateOf(error) !== sessionEnded) throw error;
      return runAlone(await renew(settings), statement);
    }
  }

  async function runTransaction<T>(settings: PgSettings, callback: (client: TransactionClient) => Promise<T>): Promise<T> {
    const client = await connect();
    let failure: unknown;
    try {
      await together(client, prepared ? begin : { ...begin, name: undefined }, settingsStatement(limited(settings))).catch((error: unknown) => {
        knownOf(client).spoilt = true;
        throw error;
      });
      const run = async (statement: Statement): Promise<StatementResult> => {
        const timeout = shorterTimeout(settings);
        if (timeout !== null) return together(client, { text: `set local statement_timeout = ${timeout}`, values: [] }, statement);
        const { text, values, name, arrayMode } = statement;
        return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }), ...(arrayMode ? { rowMode: 'array' as const } : {}) });
      };
      const result = await callback(transactionClient(client, (query) => run(statementOf(query))));
      await client.query('commit');
      return result;
    } catch (error) {
      failure = error;
      if (sqlstateOf(error) === sessionEnded) forget(settings);
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      release(client, failure);
    }
  }

  const withPgClient: WithPgClient = async (untrusted, callback) => {
    const settings = governed(untrusted);
    return callback({
      query: async (query) => answer(await runRenewed(settings, statementOf(query))),
      withTransaction: (inner) => runTransaction(settings, inner as (client: TransactionClient) => Promise<never>),
    });
  };

  const stockClient = service.adaptor.createWithPgClient(service.adaptorSettings) as WithPgClient;
  const withStockClient: WithPgClient = async (untrusted, callback) => {
    const settings = governed(untrusted);
    return stockClient(limited(settings), callback).catch(async (error: unknown) => {
      if (sqlstateOf(error) !== sessionEnded) throw error;
      return stockClient(limited(await renew(settings)), callback);
    });
  };

  // typed for a client of pg itself, which PostGraphile never asks for
  const createWithPgClient = (() => (stock ? withStockClient : withPgClient)) as never;
  return { ...service, adaptor: { ...service.adaptor, createWithPgClient } };
}

/** Refuses settings by which a statement would run as nobody in particular. PostGraphile passes on whatever a context holds. */
function governed(settings: Readonly<Record<string, string | undefined>> | null | undefined): PgSettings {
  const [first] = Object.entries(settings ?? {});
  if (first === undefined || first[0] !== 'role' || !['tenet_visitor', 'tenet_anonymous', 'none'].includes(first[1] ?? '')) {
    throw new Error('a statement without the settings of a principal must not reach the database');
  }
  if (Object.values(settings as object).some((value) => typeof value !== 'string')) throw new Error('a setting without a value would be dropped silently');
  return settings as PgSettings;
}

type TransactionClient = {
  query<Row>(query: PgClientQuery): Promise<{ rows: readonly Row[]; rowCount: number | null }>;
  withTransaction<T>(callback: (client: TransactionClient) => Promise<T>): Promise<T>;
};

function transactionClient(client: PoolClient, run: (query: PgClientQuery) => Promise<StatementResult>, depth = 1): TransactionClient {
  return {
    async query(query) {
      return answer(await run(query));
    },
    async withTransaction(callback) {
      await client.query(`savepoint tenet_${depth}`);
      try {
        const result = await callback(transactionClient(client, run, depth + 1));
        await client.query(`release savepoint tenet_${depth}`);
        return result;
      } catch (error) {
        await client.query(`rollback to savepoint tenet_${depth}`);
        throw error;
      }
    },
  };
}

function answer<Row>({ rows, rowCount }: { rows: unknown[]; rowCount: number | null }) {
  return { rows: rows as Row[], rowCount };
}
