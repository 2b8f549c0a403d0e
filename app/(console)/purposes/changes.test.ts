import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/app/(console)/purposes/changes';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

const base = {
  title: 'Show ads', owner: 'DPO', timing: { reviewDue: '2026-01-31' },
  bases: [{ jurisdiction: 'DE', basis: 'contract', justification: 'a' }],
  recipients: [{ name: 'Meta', role: 'processor' }],
} as const;
const sentences = (more: object, language: 'en' | 'de' = 'en') =>
  changesBetween(PurposeRecord.parse(base), PurposeRecord.parse({ ...base, ...more }), words(language), formatter(language)).map((change) => change.sentence);

describe('changesBetween', () => {
  it('says which basis became which, where', () => {
    expect(sentences({ bases: [{ jurisdiction: 'DE', basis: 'legitimate_interests', justification: 'a' }] })).toEqual(['Lawful basis in DE: Performance of a contract → Legitimate interests']);
    expect(sentences({ bases: [{ jurisdiction: 'DE', basis: 'legitimate_interests', justification: 'a' }] }, 'de')).toEqual(['Rechtsgrundlage in DE: Erfüllung eines Vertrags → Berechtigte Interessen']);
  });

  it('names what came and went', () => {
    expect(sentences({ bases: [...base.bases, { jurisdiction: 'GB', basis: 'consent' }], recipients: [] })).toEqual(['Lawful basis added: GB, Consent', 'Recipient removed: Meta']);
    expect(sentences({ securityMeasures: [{ letter: 'a', measure: 'hashing: salted' }] })).toEqual(['Security measure added: Pseudonymisation and encryption (Art 32(1)(a)): hashing: salted']);
  });

  it('writes days, answers and codes in words', () => {
    expect(sentences({ timing: {}, dataLinked: false, recipients: [{ name: 'Meta', role: 'joint_controller', transfer: { tool: 'adequacy_decision' } }] })).toEqual([
      'Review due: 31 Jan 2026 → –', 'The source says which of these data serve this purpose: yes → no', 'Role of “Meta”: Processor → Joint controller', 'Transfer to a third country of “Meta”: Not stated → Adequacy decision (Art 45)',
    ]);
  });

  it('puts long texts beside the sentence', () => {
    const [change] = changesBetween(PurposeRecord.parse(base), PurposeRecord.parse({ ...base, description: 'x'.repeat(200) }), words('en'), formatter('en'));
    expect(change).toEqual({ sentence: 'Description rewritten', before: '–', after: 'x'.repeat(200) });
  });

  it('tells entries of the same name apart', () => {
    const two = [{ name: 'Meta', role: 'processor' }, { name: 'Meta', role: 'joint_controller' }];
    const changed = [{ name: 'Meta', role: 'public_authority' }, { name: 'Meta', role: 'joint_controller' }];
    const found = changesBetween(PurposeRecord.parse({ ...base, recipients: two }), PurposeRecord.parse({ ...base, recipients: changed }), words('en'), formatter('en'));
    expect(found.map((change) => change.sentence)).toEqual(['Role of “Meta”: Processor → Public authority']);
  });
});
