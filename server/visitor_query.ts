import type { WithPgClient } from 'postgraphile/@dataplan/pg';
import type { PgSettings } from './principal.ts';

/** Runs one statement as whoever the settings say. A session that ended is opened again once, if there is still one to be had. */
export type VisitorQuery = <Row>(settings: PgSettings, text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Statements of the server itself for one visitor, on the way that those of GraphQL take. */
export function visitorQuery(service: GraphileConfig.PgServiceConfiguration): VisitorQuery {
  const withPgClient = (service.adaptor.createWithPgClient as unknown as (settings: unknown) => WithPgClient)(service.adaptorSettings);
  return async <Row>(settings: PgSettings, text: string, values: readonly unknown[]) => (await withPgClient(settings, (client) => client.query<Row>({ text, values: [...values] }))).rows;
}
