/** Fails when migrations/schema.sql is not the database that the migrations make. */
import { currentSchema, schemaFile } from './generate_schema.ts';
import { requireSame } from './generated_text.ts';

await requireSame(schemaFile, await currentSchema(), 'generate:schema');
