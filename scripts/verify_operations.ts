/** Fails when the types of the example's operations are not what codegen.yml makes of the schema. */
import { currentOperations } from './generate_operations.ts';
import { requireSame } from './generated_text.ts';

for (const { file, content } of await currentOperations()) await requireSame(file, content, 'generate:operations');
