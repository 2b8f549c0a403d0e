import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const elsewhere = ['**/node_modules/**', '.next/**', 'lint/fixtures/**', 'e2e/**', 'data/**', '.data/**', '.test/**'];
const integration = '**/*.integration.test.{ts,tsx}';
const durability = '**/*.durability.test.ts';
const tamper = '**/*.tamper.test.ts';
const formats = '**/*.formats.test.ts';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    environment: 'node',
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.{ts,tsx}'], exclude: [...elsewhere, integration, durability, formats, tamper], maxWorkers: 2, testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [integration],
          exclude: elsewhere,
          globalSetup: 'db/testing/global-setup.ts',
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: 'formats', include: [formats], exclude: elsewhere, pool: 'forks', maxWorkers: 1, testTimeout: 240_000, hookTimeout: 240_000 },
      },
      {
        extends: true,
        test: {
          name: 'tamper',
          include: [tamper],
          exclude: elsewhere,
          globalSetup: 'db/testing/global-setup.ts',
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'durability',
          include: [durability],
          exclude: elsewhere,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
