/** The order of the test files: those that take longest first, so that no core is idle at the end while the other finishes one of them. */
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, which nobody would guess by their size, which is all that vitest goes by where it has not run them before. */
const longest = ['functions/run', 'database/start', 'pii/candidates', 'isolation/run', 'views/run', 'worker/retention', 'isolation/non_interference', 'worker/process', 'functions/last_owner'];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/').replace('.test.ts', ''));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
