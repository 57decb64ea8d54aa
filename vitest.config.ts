import { defineConfig } from 'vitest/config';
import resultReporter from './test/result_reporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/setup.ts',
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    env: { NODE_ENV: 'test', GRAPHILE_ENV: 'test' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', ['junit', { outputFile: 'junit.xml' }], resultReporter()] : ['default'],
  },
});
