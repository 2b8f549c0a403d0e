import { describe, expect, it } from 'vitest';
import { judge } from '@/domain/findings/judge';
import { jurisdictionsOf } from '@/domain/findings/jurisdictions';
import { purposeRules } from '@/domain/findings/pack';
import { type NoticeFacts, noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { defaultSettings } from '@/domain/findings/settings';
import { PurposeRecord, type PurposeInput } from '@/domain/purposes/schemas';
import { foundingCampaign } from './campaign';
import { foundingPurposes } from './purposes';

const now = new Date('2026-11-26T00:00:00Z');
const areas = new Map(Object.entries(foundingCampaign.areas));
const notices = (key: string): NoticeFacts[] =>
  foundingCampaign.notices.filter(({ purposes }) => purposes.includes(key)).map(({ id, legal_nature: nature, area, locale, published_at: publishedAt, text }) => ({
    campaign: foundingCampaign.key, id, nature, area, locale, publishedAt: new Date(publishedAt), sha256: '', firstDisplayed: new Date('2021-01-06T00:00:00Z'), text, passages: [], tables: [],
  }));

function facts(key: string, given: PurposeInput): PurposeFacts {
  const record = PurposeRecord.parse(given);
  return { key, version: 1, draft: false, record, previous: null, jurisdictions: jurisdictionsOf(record, notices(key), areas), notices: notices(key), campaigns: [], consents: noConsents };
}

const found = (key: string, given: PurposeInput) => judge(purposeRules, [{ type: 'purpose', id: key, draft: false, facts: facts(key, given) }], defaultSettings, now);
const rulesOf = (key: string, given: PurposeInput) => [...new Set(found(key, given).map(({ rule }) => rule))];

/** The record with the basis of the European Region set, as somebody trying it out would. */
const onBasis = (record: PurposeInput, basis: 'contract' | 'legitimate_interests'): PurposeInput => ({ ...record, bases: record.bases?.map((one) => (one.jurisdiction === 'european_region' ? { ...one, basis } : one)) });

describe('the founding case, judged', () => {
  it.each(foundingPurposes.slice(0, 10).map(({ key, record }) => ({ key, record })))('$key raises TRN-01 and ROL-05: no link between data and purpose, and nothing on what the group receives', ({ key, record }) => {
    expect(rulesOf(key, record)).toEqual(expect.arrayContaining(['TRN-01', 'ROL-05']));
    expect(found(key, record).find(({ rule }) => rule === 'TRN-01')).toMatchObject({ severity: 'blocker', values: { problem: 'unlinked', n: 6 } });
  });

  it('raises LB-03 on FC-08 when contract is set, and LI-04 with legitimate interests; neither as it stands', () => {
    const record = foundingPurposes.find(({ key }) => key === 'FC-08')?.record ?? { title: '', owner: '' };
    expect(rulesOf('FC-08', record)).not.toEqual(expect.arrayContaining(['LB-03']));
    expect(rulesOf('FC-08', record)).not.toEqual(expect.arrayContaining(['LI-04']));
    expect(rulesOf('FC-08', onBasis(record, 'contract'))).toContain('LB-03');
    expect(rulesOf('FC-08', onBasis(record, 'contract'))).not.toContain('LI-04');
    expect(rulesOf('FC-08', onBasis(record, 'legitimate_interests'))).toContain('LI-04');
    expect(rulesOf('FC-08', onBasis(record, 'legitimate_interests'))).not.toContain('LB-03');
  });

  it('raises LB-01 for every row without a basis, LB-04 for improvement on contract, and LB-02 for the four bases claimed for security', () => {
    const raising = (id: string) => foundingPurposes.filter(({ key, record }) => found(key, record).some(({ rule, jurisdiction }) => rule === id && jurisdiction === 'european_region')).map(({ key }) => key);
    expect(raising('LB-01')).toEqual(['FC-05', 'FC-06', 'FC-07', 'FC-08', 'FC-09', 'FC-10', 'FC-11', 'FC-12']);
    expect(raising('LB-04')).toEqual(['FC-01']);
    expect(raising('LB-02')).toEqual(['FC-03']);
    expect(raising('LI-01')).toEqual(['FC-02', 'FC-03', 'FC-04']);
  });

  it('finds the wording of safety and of improving the experience vague (PUR-02)', () => {
    expect(foundingPurposes.filter(({ key, record }) => rulesOf(key, record).includes('PUR-02')).map(({ key }) => key)).toEqual(expect.arrayContaining(['FC-03', 'FC-05']));
  });

  it('gives the same findings in the same order every time', () => {
    for (const { key, record } of foundingPurposes) expect(found(key, record)).toEqual(found(key, structuredClone(record)));
  });
});
