import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'samples/**/*.test.ts', 'scenarios/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: ['packages/server/src/testing/global-setup.ts'],
    maxWorkers: 3,
    // The tests of a worker share what they import: no test may change a module for the others.
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // A long journey takes a minute on a busy machine of two cores.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
