import { testSqlFiles } from '../pgtap/sql_files.ts';

await testSqlFiles(new URL('.', import.meta.url));
