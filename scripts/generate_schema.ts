/** Writes migrations/schema.sql: the whole database as the migrations make it. Its twin is verify_schema.ts. */
import { writeFile } from 'node:fs/promises';
import { connected } from '../database/connected.ts';
import { describeSchema } from '../database/describe_schema.ts';
import { withTenetDatabase } from './scratch_database.ts';

export const schemaFile = new URL('../migrations/schema.sql', import.meta.url);
const head = '-- The whole database as it is: written by npm run generate:schema, to be read, never run or edited.\n\n';

export async function currentSchema(): Promise<string> {
  return head + (await withTenetDatabase((urls) => connected(urls.admin, describeSchema)));
}

if (import.meta.main) await writeFile(schemaFile, await currentSchema());
