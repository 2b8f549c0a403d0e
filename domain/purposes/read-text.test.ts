import { describe, expect, it } from 'vitest';
import { findTerm } from '@/domain/purposes/dpv';
import { dataLexicon, purposeLexicon } from '@/domain/purposes/lexicon';
import { readText } from '@/domain/purposes/read-text';
import { foundingArticle } from '@/domain/purposes/testing/labelled-texts';
import { measureReading } from '@/domain/purposes/testing/measure-reading';

describe('the lexicon', () => {
  it('proposes terms of the pinned vocabulary only, purposes for purposes and data for data', () => {
    for (const { terms } of purposeLexicon) for (const term of terms) expect(findTerm(term)?.kind, term).toBe('purpose');
    for (const { terms } of dataLexicon) for (const term of terms) expect(findTerm(term)?.kind, term).toBe('data');
  });

  it('finds the ten purposes and six data categories of the founding article, and nothing that is not there', () => {
    expect(measureReading(foundingArticle)).toEqual({ purpose: { right: 12, proposed: 12, found: 10, wanted: 10 }, data: { right: 6, proposed: 6, found: 6, wanted: 6 }, recipient: { right: 1, proposed: 1, found: 1, wanted: 1 } });
  });

  it('quotes every proposal from the text, with the sentence it stands in', () => {
    const text = 'We fight fraud. Your e-mail address is shared with Mailer Inc for newsletters.\nAddress book entries stay on your phone.';
    for (const { start, end, sentence } of readText(text)) {
      expect(text).toContain(sentence);
      expect(sentence).toContain(text.slice(start, end).trim().replace(/[.!?]+$/, ''));
    }
    expect(readText(text).map(({ kind, terms, text: own }) => [kind, terms[0] ?? own])).toEqual([['purpose', 'dpv:FraudPreventionAndDetection'], ['data', 'pd:EmailAddress'], ['purpose', 'dpv:DirectMarketing'], ['recipient', 'Mailer Inc']]);
    expect(readText('')).toEqual([]);
  });
});
