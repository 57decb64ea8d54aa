/** Fails when the table of error codes of README.md is not what server/errors.ts says. */
import { currentReadme } from './generate_errors.ts';
import { requireSame } from './generated_text.ts';
import { readmeFile } from './readme_table.ts';

await requireSame(readmeFile, await currentReadme(), 'generate:errors');
