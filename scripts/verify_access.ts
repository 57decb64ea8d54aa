/** Fails when test/access_matrix.txt is not what the database grants. */
import { accessFile, currentAccess } from './generate_access.ts';
import { requireSame } from './generated_text.ts';

await requireSame(accessFile, await currentAccess(), 'generate:access');
