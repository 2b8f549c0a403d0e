import { describe, expect, it } from 'vitest';
import { purposeRules } from '@/domain/findings/pack';
import { defaultSettings } from '@/domain/findings/settings';
import { caseNow } from '@/domain/findings/testing/rule-cases';
import { campaign, notice, onConsent, onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

describe('a sound purpose', () => {
  const shown = { notices: [notice()], campaigns: [campaign()] };
  it.each([
    ['on contract', purpose()], ['on contract, shown', purpose({}, shown)], ['on consent', onConsent()], ['on consent, shown', onConsent({}, { ...shown, notices: [notice({ nature: 'consent' })] })], ['on legitimate interests', onInterests()], ['on legitimate interests, shown', onInterests({}, shown)],
  ])('%s has no finding', (_, facts) => {
    expect(purposeRules.flatMap((rule) => rule.judge(facts, defaultSettings, caseNow).map((hit) => ({ rule: rule.id, ...hit })))).toEqual([]);
  });
});
