import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allCases } from '@/domain/findings/testing/all-cases';
import { ruleTable } from '@/domain/findings/testing/rule-table';

it('the page of the rules is what rules, words and cases say; `npm run docs:rules` writes it', async () => {
  await expect(ruleTable(allCases)).toMatchFileSnapshot(fileURLToPath(new URL('../../../docs/rules.md', import.meta.url)));
});
