import { describe, expect, it } from 'vitest';
import { CampaignFile } from '@/domain/campaigns/schemas';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { foundingCampaign } from './campaign';
import { foundingPurposes } from './purposes';

describe('the founding campaign', () => {
  it('is a campaign file', () => {
    const campaign = CampaignFile.parse(foundingCampaign);
    expect(campaign.areas['european_region']).toHaveLength(32);
    expect(campaign.deadlines.map((deadline) => deadline.at.toISOString())).toEqual(['2021-02-09T00:00:00.000Z', '2021-05-15T23:00:00.000Z']);
  });

  it('says everywhere a person reads it that it is illustrative', () => {
    expect(foundingCampaign.title).toContain('illustrative');
    for (const notice of foundingCampaign.notices) expect(notice.text).toMatch(/^Illustrative/);
    for (const reminder of foundingCampaign.reminders) expect(reminder.label).toContain('illustrative');
    for (const row of foundingCampaign.population) expect(`${row.definition} ${row.source}`).toMatch(/^Illustrative.*Illustrative/);
  });

  it('has about 62,000 people and segments small enough to be suppressed', () => {
    const sizes = foundingCampaign.population.map((row) => Number(row.count));
    expect(Math.abs(sizes.reduce((sum, size) => sum + size, 0) - 62_000)).toBeLessThan(500);
    expect(sizes.filter((size) => size < 10)).toHaveLength(2);
  });
});

describe('the founding purposes', () => {
  it('are twelve records of the register, each in both notices', () => {
    const keys = foundingPurposes.map((purpose) => purpose.key);
    expect(keys).toEqual(Array.from({ length: 12 }, (_, i) => `FC-${String(i + 1).padStart(2, '0')}`));
    for (const { record } of foundingPurposes) expect(PurposeRecord.safeParse(record).error).toBeUndefined();
    for (const notice of foundingCampaign.notices) expect(notice.purposes).toEqual(keys);
  });

  it('name the areas of the campaign as jurisdictions', () => {
    for (const { record } of foundingPurposes) {
      expect(record.jurisdictions).toEqual([...Object.keys(foundingCampaign.areas), 'elsewhere']);
      expect([...new Set(record.bases?.map((basis) => basis.jurisdiction))]).toEqual(record.jurisdictions);
    }
  });

  it('leave the six categories of the article unlinked', () => {
    const unlinked = foundingPurposes.filter((purpose) => purpose.record.dataLinked === false);
    expect(unlinked.map((purpose) => purpose.key)).toEqual(foundingPurposes.slice(0, 10).map((purpose) => purpose.key));
    for (const { record } of unlinked) expect(record.dataUses).toHaveLength(6);
  });
});
