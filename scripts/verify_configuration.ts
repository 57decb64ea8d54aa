/** Fails when the configuration table of README.md is not what the schema of the configuration makes. */
import { currentReadme, readmeFile } from './generate_configuration.ts';
import { requireSame } from './generated_text.ts';

await requireSame(readmeFile, await currentReadme(), 'generate:configuration');
