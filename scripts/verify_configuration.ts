/** Fails when the configuration table of README.md is not what the schema of the configuration makes. */
import { currentReadme } from './generate_configuration.ts';
import { requireSame } from './generated_text.ts';
import { readmeFile } from './readme_table.ts';

await requireSame(readmeFile, await currentReadme(), 'generate:configuration');
