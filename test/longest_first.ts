/** The order of the test files: those that take longest first, so that no core is idle at the end while the other finishes one of them. */
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long, although they are short or (where SQL files are run while they load) vitest remembers them as quick: which is
 * what it goes by for all others.
 */
const longest = [
  'functions/run', 'database/start', 'pii/candidates', 'isolation/run', 'views/run', 'worker/retention', 'isolation/non_interference', 'worker/process',
  'functions/last_owner',
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/').replace('.test.ts', ''));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
