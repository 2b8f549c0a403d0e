import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/app/(console)/purposes/form-rows';
import { fieldOf, recordOf, valuesOf } from '@/app/(console)/purposes/record-form';
import { parse } from '@/domain/command';
import { DomainError } from '@/domain/errors';
import { PurposeRecord, RevisePurpose } from '@/domain/purposes/schemas';

const record = PurposeRecord.parse({
  title: 'Show ads', description: 'Long\ntext', benefits: { note: 'the group', controller: true }, purposeTerms: ['dpv:PersonalisedAdvertising', 'own term'], jurisdictions: ['DE', 'GB'],
  dataUses: [
    { category: 'IP address', terms: ['pd:IPAddress', 'pd:Identifier'], subjects: ['users', 'children'], retention: { duration: '30 days' } },
    { category: 'health', special: true, specialCondition: 'a', source: 'observed' },
  ],
  recipients: [{ name: 'Meta', role: 'joint_controller', country: 'US', transfer: { tool: 'adequacy_decision', listCheckedAt: '2026-02-01' }, contract: { items: ['a', 'h'] } }],
  bases: [
    { jurisdiction: 'DE', basis: 'consent', justification: 'asked', legalReference: 'Art 6(1)(a)' },
    { jurisdiction: 'GB', basis: 'legitimate_interests', assessment: { outcome: 'pass', approvedAt: '2026-03-04' } },
  ],
  consent: { grantSteps: 2, withdrawalSteps: 0 }, impactAssessment: { screening: ['large_scale', 'matching'] },
  securityMeasures: [{ letter: 'b', measure: 'access control' }], owner: 'DPO', timing: { reviewDue: '2027-01-31' },
});

describe('a record as form fields', () => {
  it('comes back as it was', () => {
    expect(PurposeRecord.parse(recordOf(valuesOf(record)))).toEqual(record);
  });

  it('keeps empty lists, no date and unticked boxes', () => {
    const bare = PurposeRecord.parse({ title: 'x', dataLinked: false, bases: [{ jurisdiction: 'DE', basis: 'consent' }], owner: 'y' });
    expect(PurposeRecord.parse(recordOf(valuesOf(bare)))).toEqual(bare);
  });

  it('closes the gaps of removed rows, in order', () => {
    const values = { 'record.bases.7.jurisdiction': 'GB', 'record.bases.2.jurisdiction': 'DE', 'record.bases.2.basis': 'consent', 'record.basesX.1.a': 'no', 'record.bases.x.a': 'no' };
    expect(rowsOf(values, 'bases')).toEqual([2, 7]);
    expect(recordOf(values)).toMatchObject({ bases: [{ jurisdiction: 'DE', basis: 'consent' }, { jurisdiction: 'GB', basis: undefined }] });
  });

  it('reads lines, boxes, numbers and codes as people type them', () => {
    const values = {
      'record.dataUses.0.category': 'a', 'record.dataUses.0.subjects': ' users \r\n\r\nchildren', 'record.recipients.0.country': ' ie ', 'record.purposeTerms': '\n dpv:X\n', 'record.consent.grantSteps': ' 3 ',
      'record.consent.withdrawalSteps': 'many', 'record.impactAssessment.screening.matching': 'true',
    };
    expect(recordOf(values)).toMatchObject({
      dataUses: [{ subjects: ['users', 'children'] }], recipients: [{ country: 'IE' }], purposeTerms: ['dpv:X'], timing: { reviewDue: null }, consent: { grantSteps: 3, withdrawalSteps: 'many' }, impactAssessment: { screening: ['matching'] },
    });
  });
});

describe('fieldOf', () => {
  const values = { 'record.bases.2.jurisdiction': 'DE', 'record.bases.7.jurisdiction': 'GB', 'record.dataUses.5.terms': 'a' };

  it('turns positions into the rows of the form', () => {
    expect(fieldOf('record.bases.1.basis', values)).toBe('record.bases.7.basis');
    expect(fieldOf('record.bases.0', values)).toBe('record.bases.2.jurisdiction');
    expect(fieldOf('record.dataUses.0.terms.3', values)).toBe('record.dataUses.5.terms');
    expect(fieldOf('record.dataUses.0.retention.duration', values)).toBe('record.dataUses.5.retention.duration');
    expect(fieldOf('record.purposeTerms.4', values)).toBe('record.purposeTerms');
    expect(fieldOf('record.timing.reviewDue', values)).toBe('record.timing.reviewDue');
  });

  it('leaves other fields as they are', () => {
    for (const name of ['reason', 'key', 'record.title', 'record.bases']) expect(fieldOf(name, values)).toBe(name);
  });

  it('names a field that exists for every refusal of an empty form', () => {
    const empty = { 'record.recipients.3.name': '', 'record.recipients.3.role': 'processor', 'record.recipients.3.country': 'xyz', 'record.securityMeasures.1.measure': '' };
    const fields = refused({ key: 'A', basedOn: 1, reason: '', record: recordOf(empty) }).map(({ field }) => fieldOf(field, empty));
    expect(fields).toEqual(expect.arrayContaining(['record.title', 'record.recipients.3.name', 'record.recipients.3.country', 'record.securityMeasures.1.measure', 'record.owner', 'reason']));
  });
});

function refused(input: unknown) {
  try {
    parse(RevisePurpose, input);
  } catch (error) {
    if (error instanceof DomainError) return error.options.fields ?? [];
    throw error;
  }
  return [];
}
