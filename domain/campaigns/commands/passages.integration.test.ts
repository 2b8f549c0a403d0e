import { expect, it } from 'vitest';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { keepTable } from '@/domain/campaigns/commands/keep-table';
import { linkPassage, unlinkPassage } from '@/domain/campaigns/commands/link-passage';
import { listKeptTables, readCoverage } from '@/domain/campaigns/passage-queries';
import { passagesOf } from '@/domain/campaigns/passages';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { asRole, system } from '@/db/testing/actors';
import { campaignFile } from '@/db/testing/campaigns';
import { entriesFrom, nextSeq } from '@/db/testing/evidence';
import { useTestDatabase } from '@/db/testing/test-database';

useTestDatabase();

it('a text falls into its sentences, each at its place', () => {
  const text = 'We use data, e.g. your number. Why? To run it.\nA line without a stop\n\nLast one!';
  const found = passagesOf(text);
  expect(found.map((passage) => passage.text)).toEqual(['We use data, e.g. your number.', 'Why?', 'To run it.', 'A line without a stop', 'Last one!']);
  for (const { start, end, text: passage } of found) expect(text.slice(start, end)).toBe(passage);
});

it('passages of a notice are linked to purposes and unlinked again, with evidence; what neither covers is listed', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  await createPurpose(system, { key: 'P-1', record: { title: 'Ads', owner: 'DPO', jurisdictions: ['eea'] }, reason: 'x' });
  await createPurpose(system, { key: 'P-2', record: { title: 'Bills', owner: 'DPO' }, reason: 'x' });
  const notice = 'privacy-eu-en-1';
  const passage = { campaign: file.key, notice, start: 0, end: 20, purpose: 'P-1' };
  await expect(linkPassage(asRole('auditor'), passage)).rejects.toMatchObject({ code: 'denied' });
  await expect(linkPassage(asRole('dpo'), { ...passage, end: 9_999 })).rejects.toMatchObject({ code: 'invalid' });
  const seq = await nextSeq();
  const { id } = await linkPassage(asRole('dpo'), passage);
  await expect(linkPassage(asRole('dpo'), passage)).rejects.toMatchObject({ code: 'conflict' });
  expect(await readCoverage(asRole('auditor'), file.key, notice)).toMatchObject({ passages: [{ links: [{ id, purpose: 'P-1' }] }], purposes: [{ key: 'P-1', covered: true }, { key: 'P-2', covered: false }] });
  await unlinkPassage(asRole('legal'), { id });
  await expect(unlinkPassage(asRole('legal'), { id })).rejects.toMatchObject({ code: 'missing' });
  expect((await readCoverage(asRole('auditor'), file.key, notice)).passages[0]?.links).toEqual([]);
  expect((await entriesFrom(seq)).map(({ action }) => action)).toEqual(['passage.link', 'passage.unlink']);
});

it('a transparency table is kept with a notice, with its digest in the evidence', async () => {
  const file = campaignFile();
  await createCampaign(system, { file });
  const seq = await nextSeq();
  await expect(keepTable(asRole('manager'), { campaign: file.key, notice: 'privacy-eu-en-1', jurisdiction: 'eea', language: 'en' })).rejects.toMatchObject({ code: 'denied' });
  const { sha256 } = await keepTable(asRole('dpo'), { campaign: file.key, notice: 'privacy-eu-en-1', jurisdiction: 'eea', language: 'en' });
  expect(await listKeptTables(asRole('auditor'), 'eea')).toMatchObject([{ campaign: file.key, notice: 'privacy-eu-en-1', language: 'en', sha256 }]);
  expect((await entriesFrom(seq))[0]).toMatchObject({ action: 'transparency.keep', after: { rows: 1, sha256 } });
});
