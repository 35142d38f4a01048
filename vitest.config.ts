import { defineConfig } from 'vitest/config';

const shared = {
  // The tests of a worker share what they import: no test may change a module for the others.
  isolate: false,
  // A long journey takes a minute on a busy machine of two cores.
  testTimeout: 120_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  test: {
    // A journey waits for its browser, a test of the API for its database: two cores carry three of them.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'client',
          ...shared,
          include: ['packages/web/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'platform',
          ...shared,
          include: [
            'packages/**/*.test.ts',
            'samples/**/*.test.ts',
            'scenarios/**/*.test.ts',
            'e2e/**/*.test.ts',
          ],
          exclude: ['packages/web/**', '**/node_modules/**'],
          globalSetup: ['packages/server/src/testing/global-setup.ts'],
          // Loaded as the server itself is, by Node.
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
    ],
  },
});
