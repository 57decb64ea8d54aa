/** Fails when server/schema.graphql is not what the tree makes; `npm run generate:graphql` writes it. */
import { readFile } from 'node:fs/promises';
import { currentSchema, schemaFile } from './generate_graphql.ts';

const [kept, current] = await Promise.all([readFile(schemaFile, 'utf8').catch(() => ''), currentSchema()]);
if (kept !== current) {
  const [keptLines, currentLines] = [kept.split('\n'), current.split('\n')];
  const line = currentLines.findIndex((text, index) => text !== keptLines[index]);
  console.error(`server/schema.graphql is not what the tree makes, from line ${line + 1}: "${currentLines[line] ?? ''}". Run npm run generate:graphql and look at the difference.`);
  process.exitCode = 1;
}
