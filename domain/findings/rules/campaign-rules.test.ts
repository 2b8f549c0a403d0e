import { describe, expect, it } from 'vitest';
import { campaignCases, fairCampaign } from '@/domain/findings/testing/campaign-cases';
import { exportCases, soundExport } from '@/domain/findings/testing/export-cases';
import { caseNow, failure } from '@/domain/findings/testing/rule-cases';
import { defaultSettings } from '@/domain/findings/settings';
import { ruleIds } from '@/domain/findings/vocabulary';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

describe.each(campaignCases)('$rule.id', ({ rule, cases }) => {
  it.each(cases)('$kind: $name', (given) => expect(failure(rule.judge, given)).toBeNull());
});

describe.each(exportCases)('$rule.id', ({ rule, cases }) => {
  it.each(cases)('$kind: $name', (given) => expect(failure(rule.judge, given)).toBeNull());
});

describe('the rules on campaigns and exports', () => {
  const all = [...campaignCases, ...exportCases];

  it('are the 19 of the pack, each with cases that fire, must not, and lie on the edge', () => {
    expect(all.map(({ rule }) => rule.id)).toEqual(ruleIds.filter((id) => /^(CAM|EVT|STA|EXP)/.test(id)));
    for (const { rule, cases } of all) expect(new Set(cases.map(({ kind }) => kind)), rule.id).toEqual(new Set(['fires', 'silent', 'edge']));
  });

  it('say nothing of a fair campaign and a sound export', () => {
    for (const { rule } of campaignCases) expect(rule.judge(fairCampaign, defaultSettings, caseNow), rule.id).toEqual([]);
    for (const { rule } of exportCases) expect(rule.judge(soundExport, defaultSettings, caseNow), rule.id).toEqual([]);
  });

  it.each(languages)('read as a whole sentence in %s for every case that fires', (language) => {
    const { rules } = words(language).findings;
    for (const { rule, cases } of all) {
      for (const { facts, settings } of cases) {
        for (const { values } of rule.judge(facts as never, { ...defaultSettings, ...settings }, caseNow)) {
          const sentence = rules[rule.id as keyof typeof rules].message(values);
          expect(sentence, rule.id).toMatch(/^\S.*[.]$/s);
          expect(sentence, rule.id).not.toMatch(/undefined|NaN|null|\b(not_\w+|check_page|no_\w+|more_steps|less_prominent|as_of|generated_at)\b/);
        }
      }
    }
  });
});
