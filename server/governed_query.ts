import { createRequire } from 'node:module';
import pg from 'pg';

/** A statement to run; one with a name stays prepared on its connection. `arrayMode` gives rows as arrays instead of objects. */
export type Statement = { text: string; values: readonly unknown[]; name?: string | undefined; arrayMode?: boolean | undefined };
export type StatementResult = { rows: unknown[]; rowCount: number | null };

// What this file uses of the inside of pg 8.23, which is pinned: the messages of the extended protocol, and the book that a
// connection keeps of the statements it has prepared.
type Connection = {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  stream: { cork(): void; uncork(): void };
  parse(message: { text: string; name: string | undefined; types: undefined }): void;
  bind(message: { portal: string; statement: string | undefined; values: readonly unknown[]; binary: boolean; valueMapper(value: unknown): unknown }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: 'S'; name: string }): void;
};
type PgQuery = {
  name: string | undefined;
  text: string;
  submit(connection: Connection): Error | null;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
};
type PgQueryClass = new (config: object, values: undefined, callback: (error: Error | null, result: StatementResult) => void) => PgQuery;

const Query = pg.Query as unknown as PgQueryClass;
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils') as { prepareValue(value: unknown): unknown };

/**
 * Two statements in one message to Postgres with one Sync: `first`, whose result is dropped, then `second`.
 *
 * Postgres runs both in one implicit transaction and skips `second` when `first` fails. With settings as `first`, nothing can run
 * without them, and they end with the transaction; with `begin` as `first`, the settings are `second` and the transaction stays
 * open. A class, because pg talks to a query through the methods of its own class.
 */
export class GovernedQuery extends Query {
  readonly #first: Statement;
  readonly #second: Statement;
  readonly #forgotten: string | undefined;
  /** The statement whose answers are awaited; after an error, the one that failed. */
  running: 'first' | 'second' = 'first';

  /** `forgotten` names a prepared statement to give up in the same message. */
  constructor(first: Statement, second: Statement, forgotten: string | undefined, callback: (error: Error | null, result: StatementResult) => void) {
    super({ text: second.text, values: second.values, name: second.name, rowMode: second.arrayMode ? 'array' : undefined, queryMode: 'extended' }, undefined, callback);
    this.#first = first;
    this.#second = second;
    this.#forgotten = forgotten;
  }

  override prepare(connection: Connection): void {
    if (this.#forgotten !== undefined) {
      connection.close({ type: 'S', name: this.#forgotten });
      delete connection.parsedStatements[this.#forgotten];
    }
    const { text, name, values } = this.#first;
    if (name === undefined || (connection.parsedStatements[name] === undefined && connection.submittedNamedStatements[name] === undefined)) {
      connection.parse({ text, name, types: undefined });
      if (name !== undefined) connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ portal: '', statement: name, values, binary: false, valueMapper: prepareValue });
    connection.execute({ portal: '', rows: 0 });
    super.prepare(connection);
    // pg notes "prepared" under the name of the query it is waiting for, and the first answers belong to the first statement
    this.name = name;
    this.text = text;
  }

  override handleDataRow(message: unknown): void {
    if (this.running === 'second') super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.running === 'second') return super.handleCommandComplete(message, connection);
    this.running = 'second';
    this.name = this.#second.name;
    this.text = this.#second.text;
  }

  override handleError(error: Error, connection: Connection): void {
    // whatever was sent and not confirmed is not prepared: the server skipped it
    for (const { name } of [this.#first, this.#second]) {
      if (name !== undefined) delete connection.submittedNamedStatements[name];
    }
    super.handleError(error, connection);
  }
}
