import os from 'node:os';
import { expect, test } from 'vitest';
import { memoryHere, usualCache } from './memory';

const gigabyte = 2 ** 30;

test('an eighth of the memory is for the tables, no less than 128 MB and no more than 2 GB, written as the server shows it', () => {
  const cases = { 0.5: '128MB', 1: '128MB', 2: '256MB', 3.9: '384MB', 4: '512MB', 8: '1GB', 12: '1536MB', 16: '2GB', 256: '2GB' };
  for (const [memory, cache] of Object.entries(cases)) expect(usualCache(Number(memory) * gigabyte), `${memory} GB`).toBe(cache);
});

test('there is some memory here, and no more than the machine has', () => {
  expect(memoryHere()).toBeGreaterThan(2 ** 28);
  expect(memoryHere()).toBeLessThanOrEqual(os.totalmem());
});
