/** Leaves the counts of a run, and every test that did not run with its reason, in .tenet/test_result.json for continuous integration. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter, TestCase } from 'vitest/node';
import { stateFolder } from '../database/state.ts';

export default function resultReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const inState = (state: string) => tests.filter((test) => test.result().state === state);
      const reason = (test: TestCase) => (test.result() as { note?: string }).note ?? 'no reason given';
      const unloadable = modules.filter((module) => module.errors().length > 0);
      const result = {
        passed: inState('passed').length,
        failed: inState('failed').length + unloadable.length + unhandledErrors.length,
        skipped: inState('skipped').map((test) => ({ title: test.fullName, reason: reason(test) })),
      };
      mkdirSync(stateFolder, { recursive: true });
      writeFileSync(join(stateFolder, 'test_result.json'), `${JSON.stringify(result, null, 2)}\n`);
    },
  };
}
