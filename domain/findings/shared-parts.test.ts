import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adequacyOf, isInside } from '@/domain/findings/adequacy';
import { monthsLater } from '@/domain/findings/days';
import { isBritish, isEuropean, jurisdictionsOf, regionsOf } from '@/domain/findings/jurisdictions';
import { hedgeIn, isCollective, isEmptyRetention, vaguePhraseIn } from '@/domain/findings/lexicon';
import { materialChanges } from '@/domain/findings/material-change';
import { likeness } from '@/domain/findings/similarity';
import { soundRecord } from '@/domain/findings/testing/sound-purpose';
import { records } from '@/domain/purposes/testing/generated-records';

describe('likeness', () => {
  it('is 1 for the same words, 0 for nothing, and the same both ways', () => {
    expect(likeness('Fight spam!', ['fight  SPAM'])).toBe(1);
    expect(likeness('', [''])).toBe(0);
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => {
      const [there, back] = [likeness(a, [b]), likeness(b, [a])];
      expect(there).toBeCloseTo(back, 12);
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there).toBeLessThanOrEqual(1);
    }));
  });

  it('passes over others only where they could not exceed the bar', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.string()), fc.double({ min: 0, max: 1, noNaN: true }), (text, others, bar) => {
      const most = likeness(text, others);
      if (most > bar) expect(likeness(text, others, bar)).toBe(most);
      else expect(likeness(text, others, bar)).toBeLessThanOrEqual(bar);
    }));
  });
});

describe('days', () => {
  it('end with the month they fall into', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2027-12-31', 2)).toBe('2028-02-29');
    expect(monthsLater('2026-06-15', 12)).toBe('2027-06-15');
  });
});

describe('the lexicon', () => {
  it.each(['improving the users’ experience', 'for marketing purposes', 'IT security purposes', 'future research', 'to develop new services', 'offer you personalised services', 'improve our services', 'promote safety and security', 'business purposes', 'legitimate business interests', 'ein innovatives, relevantes und sicheres Angebot', 'zu Werbezwecken', 'unsere Dienste zu verbessern'])('knows “%s”', (text) => {
    expect(vaguePhraseIn(text)).not.toBe(null);
  });

  it.each(['We send invoices to customers.', 'The address is given to the carrier.', 'We improve. Services follow.'])('leaves “%s” alone, or sentences apart', (text) => {
    expect(vaguePhraseIn(text)).toBe(null);
  });

  it.each([['en', 'This may change.', 'may'], ['en-GB', 'Some data are shared.', 'some'], ['en', 'In May we share it.', null], ['de', 'Gegebenenfalls geben wir sie weiter.', 'gegebenenfalls'], ['de', 'Wir geben sie weiter.', null], ['fr', 'This may change.', null]])('reads hedges in %s: %s', (locale, passage, hedge) => {
    expect(hedgeIn(passage, locale)).toBe(hedge);
  });

  it('tells classes of recipients from names', () => {
    for (const name of ['Facebook Companies', 'our affiliates', 'Partner', 'third parties', 'Service providers', 'Konzernunternehmen', 'Dritte']) expect(isCollective(name), name).toBe(true);
    for (const name of ['Carrier SE', 'Partnerstadt Köln e. V.', 'Third Avenue Ltd', 'Meta Platforms Ireland Limited']) expect(isCollective(name), name).toBe(false);
  });

  it('tells storage periods that can be tested from those that cannot', () => {
    for (const text of ['', 'as long as necessary', 'for as long as it is needed', 'As required by law.', 'so lange wie erforderlich', 'Solange gesetzlich vorgeschrieben', 'as long as legally required']) expect(isEmptyRetention(text), text).toBe(true);
    for (const text of ['30 days', 'until the contract ends', 'ten years (AO § 147)', 'bis zum Widerruf', 'as long as the account exists']) expect(isEmptyRetention(text), text).toBe(false);
  });
});

describe('jurisdictions', () => {
  const areas = new Map([['european_region', ['DE', 'GB']], ['DE', ['AT']]]);

  it('stand for their area first, then for a known group, then for themselves', () => {
    expect(regionsOf('european_region', areas)).toEqual(['DE', 'GB']);
    expect(regionsOf('DE', areas)).toEqual(['AT']);
    expect(regionsOf('FR', areas)).toEqual(['FR']);
    expect(regionsOf('EEA', areas)).toHaveLength(30);
    expect(regionsOf('elsewhere', areas)).toEqual([]);
    expect(isEuropean({ regions: ['US', 'NO'] })).toBe(true);
    expect(isEuropean({ regions: ['GB', 'CH'] })).toBe(false);
    expect(isBritish({ regions: ['GB', 'CH'] })).toBe(true);
  });

  it('are those of the record, of its bases and of the areas of its notices, each once', () => {
    const record = soundRecord({ 'bases.2': { jurisdiction: 'CH', basis: 'not_stated' } });
    expect(jurisdictionsOf(record, [{ area: 'latam' }, { area: null }, { area: 'eea' }], areas).map(({ name }) => name)).toEqual(['eea', 'GB', 'CH', 'latam']);
  });
});

describe('adequacy', () => {
  it('begins and ends on its days, and stays inside a law without a decision', () => {
    expect(adequacyOf('GB', 'eu', '2031-12-27')).not.toBe(null);
    expect(adequacyOf('GB', 'eu', '2031-12-28')).toBe(null);
    expect(adequacyOf('US', 'eu', '2023-07-09')).toBe(null);
    expect(adequacyOf('US', 'gb', '2026-11-26')?.listed).toBe(true);
    expect(isInside('NO', 'eu')).toBe(true);
    expect(isInside('NO', 'gb')).toBe(false);
    expect(isInside('GB', 'gb')).toBe(true);
  });
});

describe('a material change', () => {
  it('is none between a record and itself, whatever it holds', () => {
    fc.assert(fc.property(records, (record) => {
      expect(materialChanges(record, structuredClone(record))).toEqual([]);
    }), { numRuns: 50 });
  });

  it('is a basis that came, a term that came, what a recipient receives beyond before', () => {
    expect(materialChanges(soundRecord(), soundRecord({ 'bases.0.basis': 'consent' }))).toEqual(['bases']);
    expect(materialChanges(soundRecord(), soundRecord({ purposeTerms: ['dpv:DeliveryOfGoods', 'dpv:Marketing'] }))).toEqual(['purpose']);
    expect(materialChanges(soundRecord(), soundRecord({ 'recipients.0.sharedCategories': ['delivery address', 'name'] }))).toEqual(['recipients']);
    expect(materialChanges(soundRecord({ 'recipients.0.sharedCategories': ['delivery address', 'name'] }), soundRecord())).toEqual([]);
  });
});
