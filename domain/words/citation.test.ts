import { expect, test } from 'vitest';
import { citation } from './citation';

test('a source is cited as its readers cite it', () => {
  const german: [string, string][] = [
    ['GDPR Art 6(1)(f)', 'Art. 6 Abs. 1 Buchst. f DSGVO'],
    ['GDPR Art 13(2)(e), 5(1)(a), Rec 42', 'Art. 13 Abs. 2 Buchst. e, Art. 5 Abs. 1 Buchst. a, Erwägungsgrund 42 DSGVO'],
    ['GDPR Art 30(1)(a)-(d), (g), 30(2)', 'Art. 30 Abs. 1 Buchst. a–d, Buchst. g, Art. 30 Abs. 2 DSGVO'],
    ['GDPR Art 4(7)-(10), 30(1)(d)', 'Art. 4 Nr. 7–10, Art. 30 Abs. 1 Buchst. d DSGVO'],
    ['GDPR Rec 26, Art 5(1)(c)', 'Erwägungsgrund 26, Art. 5 Abs. 1 Buchst. c DSGVO'],
    ['GDPR Rec 32, 42', 'Erwägungsgrund 32, Erwägungsgrund 42 DSGVO'],
    ['UK GDPR Arts 22A-22D', 'Art. 22A–22D UK-DSGVO'],
    ['LGPD Art 7 II', 'Art. 7 II LGPD'],
    ['Directive 2002/58/EC Art 5(3)', 'Art. 5 Abs. 3 Richtlinie 2002/58/EG'],
    ['EDPB 05/2020 paras 26, 32', 'EDSA 05/2020 Rn. 26, 32'],
    ['CJEU C-252/21 para 98', 'EuGH C-252/21 Rn. 98'],
    ['BEUC alert of 12 July 2021', 'BEUC alert of 12 July 2021'],
    ['Art 77', 'Art. 77'],
    ['', ''],
  ];
  for (const [text, expected] of german) {
    expect(citation(text, 'de')).toBe(expected);
    expect(citation(text, 'en')).toBe(text);
  }
});
