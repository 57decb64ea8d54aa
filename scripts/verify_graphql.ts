/** Fails when server/schema.graphql is not what the tree makes; `npm run generate:graphql` writes it. */
import { currentSchema, schemaFile } from './generate_graphql.ts';
import { requireSame } from './generated_text.ts';

await requireSame(schemaFile, await currentSchema(), 'generate:graphql');
