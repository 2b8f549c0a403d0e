import { expect, test } from 'vitest';
import { hasPython } from '@/domain/evidence/testing/other-verifier';
import { tamperBundles } from '@/domain/evidence/testing/tamper-bundles';
import { tell } from '@/domain/reports/testing/tamper-rows';

const seed = Number(process.env.TAMPER_SEED ?? Date.now() % 2 ** 31);

test('ten thousand changed bundles: none is valid, and both verifiers say the same of every tenth', async () => {
  const { mutants, accepted, codes, compared, disagreements } = await tamperBundles(10_000, 10, seed);
  tell('bundles', { seed, mutants, accepted: accepted.length, not_valid: codes[1] ?? 0, cannot_be_judged: codes[3] ?? 0, python: hasPython ? 'yes' : 'missing', compared, disagreements: disagreements.length });
  expect(mutants).toBe(10_000);
  expect(accepted).toEqual([]);
  expect(disagreements).toEqual([]);
});
