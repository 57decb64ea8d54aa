import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { stateFolder } from './database/state.ts';
import longestFirst from './test/longest_first.ts';
import resultReporter from './test/result_reporter.ts';

// For the processes that run test files, and those that they start: each loads much of the same code.
process.env.NODE_COMPILE_CACHE ??= join(stateFolder, 'compile-cache');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/setup.ts',
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: longestFirst },
    env: { NODE_ENV: 'test', GRAPHILE_ENV: 'test' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', ['junit', { outputFile: 'junit.xml' }], resultReporter()] : ['default'],
  },
});
