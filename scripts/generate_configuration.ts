/** Writes the configuration table of README.md from the schema of the configuration. Its twin is verify_configuration.ts. */
import { writeFile } from 'node:fs/promises';
import { describeConfiguration } from '../server/config.ts';
import { readmeFile, readmeWith } from './readme_table.ts';

/** The README with the table as the schema makes it now. */
export function currentReadme(): Promise<string> {
  return readmeWith('configuration', ['variable', 'default', 'what it says'], describeConfiguration().map((variable) => [`\`${variable.name}\``, variable.default, variable.what]));
}

if (import.meta.main) await writeFile(readmeFile, await currentReadme());
