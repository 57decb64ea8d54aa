/**
 * Writes examples/agency/generated: types of the example's operations, as a front-end team has them (codegen.yml). They are made of
 * server/schema.graphql, whose generator comes before this one by name. Its twin is verify_operations.ts.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { executeCodegen, loadContext } from '@graphql-codegen/cli';

const project = new URL('..', import.meta.url);

/** The files as the tree makes them now. */
export async function currentOperations(): Promise<{ file: URL; content: string }[]> {
  const context = await loadContext(fileURLToPath(new URL('codegen.yml', project)));
  context.cwd = fileURLToPath(project);
  const { result, error } = await executeCodegen(context);
  if (error) throw error;
  return result.map(({ filename, content }) => ({ file: new URL(filename, project), content }));
}

if (import.meta.main) {
  for (const { file, content } of await currentOperations()) await writeFile(file, content);
}
