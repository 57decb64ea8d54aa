/** Writes server/schema.graphql: the GraphQL schema of Tenet with the agency example. Its twin is verify_graphql.ts. */
import '../server/environment.ts';
import { writeFile } from 'node:fs/promises';
import { printGraphqlSchema } from '../server/print_schema.ts';
import { withAgencyDatabase } from './scratch_database.ts';

export const schemaFile = new URL('../server/schema.graphql', import.meta.url);

/** The schema as the tree makes it now. */
export function currentSchema(): Promise<string> {
  return withAgencyDatabase((urls) => printGraphqlSchema(urls.authenticator));
}

if (import.meta.main) await writeFile(schemaFile, await currentSchema());
