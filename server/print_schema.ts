import { lexicographicSortSchema, printSchema } from 'grafast/graphql';
import pg from 'pg';
import { governedService } from './adaptor.ts';
import { publicFailure } from './errors.ts';
import { createGraphql } from './graphql.ts';

/** The GraphQL schema of a database, sorted, as text. `url` logs in as tenet_authenticator; no row is read. */
export async function printGraphqlSchema(url: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const nobody = async () => {
    throw publicFailure('UNAUTHENTICATED');
  };
  try {
    const graphql = await createGraphql({
      service: governedService({ pool, renew: nobody, forget: () => undefined, prepared: false, stock: false }),
      introspection: true,
      graphiql: null,
    });
    await graphql.release();
    return `${printSchema(lexicographicSortSchema(graphql.schema))}\n`;
  } finally {
    await pool.end();
  }
}
