/** Writes the table of error codes of README.md from server/errors.ts. Its twin is verify_errors.ts. */
import '../server/environment.ts';
import { writeFile } from 'node:fs/promises';
import { publicCodes } from '../server/errors.ts';
import { readmeFile, readmeWith } from './readme_table.ts';

/** The README with the table as the codes make it now. */
export function currentReadme(): Promise<string> {
  const rows = Object.entries(publicCodes).map(([code, { status, when, retryable, remedy }]) => [`\`${code}\``, String(status), when, retryable ? 'yes' : 'no', remedy]);
  return readmeWith('errors', ['code', 'status', 'when', 'try again', 'what to do'], rows);
}

if (import.meta.main) await writeFile(readmeFile, await currentReadme());
