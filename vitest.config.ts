import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run against the sources, also where a rule imports the package by name.
    alias: [
      { find: /^specgate$/, replacement: source('src/index.ts') },
      { find: /^specgate\/rule$/, replacement: source('src/rule/index.ts') },
      { find: /^specgate\/testing$/, replacement: source('src/testing/index.ts') },
    ],
  },
  test: {
    // For what hangs: how fast something is, `npm run bench` measures.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['test/**/*.test.ts'],
    coverage: { include: ['src/**', 'rules/**'], exclude: ['**/*.generated.*', 'rules/index.ts'] },
  },
});
