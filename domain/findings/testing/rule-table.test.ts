import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { purposeCases } from '@/domain/findings/testing/all-cases';
import type { RuleCases } from '@/domain/findings/testing/rule-cases';
import { ruleTable } from '@/domain/findings/testing/rule-table';

it('the page of the rules is what rules, words and cases say; `npm run docs:rules` writes it', async () => {
  await expect(ruleTable(purposeCases as unknown as RuleCases<never>[])).toMatchFileSnapshot(fileURLToPath(new URL('../../../docs/rules.md', import.meta.url)));
});
