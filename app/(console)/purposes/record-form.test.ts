import { describe, expect, it } from 'vitest';
import { fieldOf, recordOf, rowsOf, valuesOf } from '@/app/(console)/purposes/record-form';
import { parse } from '@/domain/command';
import { DomainError } from '@/domain/errors';
import { PurposeRecord, RevisePurpose } from '@/domain/purposes/schemas';

const record: PurposeRecord = {
  title: 'Show ads', description: 'Long\ntext', beneficiary: 'the group', purposeTerms: ['dpv:PersonalisedAdvertising'], dataSubjects: ['users', 'children'], dataLinked: true,
  dataCategories: [
    { name: 'IP address', terms: ['pd:IPAddress', 'pd:Identifier'], special: false, retention: '30 days' },
    { name: 'health', terms: [], special: true, retention: '' },
  ],
  recipients: [{ name: 'Meta', role: 'joint_controller', country: 'US', transferTool: 'adequacy_decision' }],
  bases: [
    { jurisdiction: 'DE', basis: 'consent', justification: 'asked', legalReference: 'Art 6(1)(a)' },
    { jurisdiction: 'GB', basis: 'legitimate_interests', justification: '', legalReference: '' },
  ],
  specialCondition: 'a', securityMeasures: [{ letter: 'b', measure: 'access control' }], owner: 'DPO', reviewDue: '2027-01-31', status: 'in_review',
};

describe('a record as form fields', () => {
  it('comes back as it was', () => {
    expect(PurposeRecord.parse(recordOf(valuesOf(record)))).toEqual(record);
  });

  it('keeps empty lists, no date and unticked boxes', () => {
    const bare = PurposeRecord.parse({ title: 'x', dataSubjects: ['users'], dataLinked: false, bases: [{ jurisdiction: 'DE', basis: 'consent' }], owner: 'y' });
    expect(PurposeRecord.parse(recordOf(valuesOf(bare)))).toEqual(bare);
  });

  it('closes the gaps of removed rows, in order', () => {
    const values = { 'record.bases.7.jurisdiction': 'GB', 'record.bases.2.jurisdiction': 'DE', 'record.bases.2.basis': 'consent', 'record.basesX.1.a': 'no', 'record.bases.x.a': 'no' };
    expect(rowsOf(values, 'bases')).toEqual([2, 7]);
    expect(recordOf(values)).toMatchObject({ bases: [{ jurisdiction: 'DE', basis: 'consent' }, { jurisdiction: 'GB', basis: '' }] });
  });

  it('reads lines, commas and codes as people type them', () => {
    const values = { 'record.dataSubjects': ' users \r\n\r\nchildren', 'record.dataCategories.0.terms': 'pd:A, ,pd:B', 'record.recipients.0.country': ' ie ', 'record.purposeTerms.0': '  ', 'record.purposeTerms.4': 'dpv:X' };
    expect(recordOf(values)).toMatchObject({ dataSubjects: ['users', 'children'], dataCategories: [{ terms: ['pd:A', 'pd:B'] }], recipients: [{ country: 'IE' }], purposeTerms: ['dpv:X'], reviewDue: null });
  });
});

describe('fieldOf', () => {
  const values = { 'record.bases.2.jurisdiction': 'DE', 'record.bases.7.jurisdiction': 'GB', 'record.purposeTerms.0': '', 'record.purposeTerms.3': 'y'.repeat(201), 'record.dataCategories.5.terms': 'a' };

  it('turns positions into the rows of the form', () => {
    expect(fieldOf('record.bases.1.basis', values)).toBe('record.bases.7.basis');
    expect(fieldOf('record.bases.0', values)).toBe('record.bases.2.jurisdiction');
    expect(fieldOf('record.dataCategories.0.terms.3', values)).toBe('record.dataCategories.5.terms');
    expect(fieldOf('record.purposeTerms.0', values)).toBe('record.purposeTerms.3');
    expect(fieldOf('record.dataSubjects.4', values)).toBe('record.dataSubjects');
  });

  it('leaves other fields as they are', () => {
    for (const name of ['reason', 'key', 'record.title', 'record.bases']) expect(fieldOf(name, values)).toBe(name);
  });

  it('names a field that exists for every refusal of an empty form', () => {
    const empty = { 'record.recipients.3.name': '', 'record.recipients.3.role': 'processor', 'record.recipients.3.country': 'xyz', 'record.securityMeasures.1.measure': '' };
    const fields = refused({ key: 'A', basedOn: 1, reason: '', record: recordOf(empty) }).map(({ field }) => fieldOf(field, empty));
    expect(fields).toEqual(expect.arrayContaining(['record.title', 'record.dataSubjects', 'record.bases', 'record.recipients.3.name', 'record.recipients.3.country', 'record.securityMeasures.1.measure', 'record.owner', 'reason']));
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
