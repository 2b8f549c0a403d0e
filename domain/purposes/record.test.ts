import { describe, expect, it } from 'vitest';
import { basisIris, findTerm, iriOf, isUnder, rootsOf, termList, transferIris } from '@/domain/purposes/dpv';
import { codeLabels, fieldLabel, termLabel } from '@/domain/purposes/labels';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { groups, leaves, recordShape, valueAt } from '@/domain/purposes/shape';
import { storedRecord } from '@/domain/purposes/stored-record';
import { words } from '@/domain/words/catalogue';
import { languages } from '@/domain/words/vocabulary';

describe('the shape of a record', () => {
  it('names every field of the schema, lists and sections included', () => {
    const record = PurposeRecord.parse({ title: 'x', owner: 'y' });
    expect(recordShape.map(({ part }) => part)).toEqual(Object.keys(record));
    expect(leaves.get('bases.assessment.outcome')).toMatchObject({ kind: 'code', codes: ['not_done', 'pass', 'fail'] });
    expect(leaves.get('dataUses.retention.duration')).toMatchObject({ kind: 'line' });
    expect(leaves.get('impactAssessment.screening')).toMatchObject({ kind: 'codes' });
    expect(leaves.get('timing.reviewDue')).toMatchObject({ kind: 'date' });
    expect(leaves.get('consent.grantSteps')).toMatchObject({ kind: 'number' });
    expect([...leaves.values()].filter(({ required }) => required).map(({ path }) => path)).toEqual([
      'title', 'owner', 'jointControllers.name', 'processedFor.name', 'securityMeasures.letter', 'securityMeasures.measure', 'bases.jurisdiction', 'bases.basis', 'dataUses.category', 'recipients.name', 'recipients.role',
    ].sort((a, b) => [...leaves.keys()].indexOf(a) - [...leaves.keys()].indexOf(b)));
    expect(valueAt(record, 'timing.reviewDue')).toBe(null);
  });

  it.each(languages)('has a word for every field and every code (%s)', (language) => {
    const all = words(language);
    for (const leaf of leaves.values()) {
      expect(fieldLabel(leaf.path, all), leaf.path).not.toBe(leaf.path);
      for (const { code, label } of codeLabels(leaf, all)) expect(label, `${leaf.path} ${code}`).not.toBe(code);
    }
    for (const path of Object.keys(all.record.fields)) expect(leaves.has(path), path).toBe(true);
    for (const { part } of groups) expect(all.record.entries).toHaveProperty(part);
    for (const { term } of termList) expect(termLabel(term, all), term).not.toBe(term);
  });
});

describe('the vocabulary', () => {
  it('is the whole list of purposes and personal data of DPV 2.3', () => {
    expect(termList.filter(({ kind, term }) => kind === 'purpose' && !term.startsWith('local:'))).toHaveLength(121);
    expect(termList.filter(({ kind, term }) => kind === 'data' && !term.startsWith('local:'))).toHaveLength(231);
    expect(new Set(termList.map(({ term }) => term)).size).toBe(termList.length);
    for (const { term, broader } of termList) for (const one of broader) expect(findTerm(one) ?? one.startsWith('dpv:S'), `${term} < ${one}`).toBeTruthy();
  });

  it('has the seventeen topmost purposes, and the one whose broader term is no purpose', () => {
    expect(termList.filter(({ kind, broader }) => kind === 'purpose' && broader.length === 0).map(({ term }) => term.slice(4)).sort()).toEqual([
      'AccountManagement', 'CommercialPurpose', 'CommunicationManagement', 'CustomerManagement', 'EnforceSecurity', 'EstablishContractualAgreement', 'FulfilmentOfObligation', 'HumanResourceManagement', 'Marketing', 'NonCommercialPurpose',
      'OrganisationGovernance', 'Personalisation', 'PublicBenefit', 'RecordManagement', 'ResearchAndDevelopment', 'RightsFulfilment', 'ServiceManagement', 'VendorManagement',
    ]);
  });

  it('answers what rules ask: is this under that', () => {
    expect(isUnder('dpv:TargetedAdvertising', 'dpv:Marketing')).toBe(true);
    expect(isUnder('dpv:TargetedAdvertising', 'dpv:Personalisation')).toBe(true);
    expect(isUnder('dpv:ServiceUsageAnalytics', 'dpv:Marketing')).toBe(false);
    expect(isUnder('dpv:IncreaseServiceRobustness', 'dpv:OptimisationForController')).toBe(true);
    expect(isUnder('pd:FacialPrint', 'dpv:SpecialCategoryPersonalData')).toBe(true);
    expect(isUnder('my own term', 'my own term')).toBe(true);
    expect(rootsOf('dpv:PersonalisedAdvertising').sort()).toEqual(['dpv:Marketing', 'dpv:Personalisation']);
  });

  it('gives DPV IRIs to what DPV has and local ones to the rest', () => {
    expect(iriOf('dpv:Marketing')).toBe('https://w3id.org/dpv#Marketing');
    expect(iriOf('pd:IPAddress')).toBe('https://w3id.org/dpv/pd#IPAddress');
    expect(iriOf('dpv:NoSuchTerm')).toBe('urn:noticeboard:term:dpv%3ANoSuchTerm');
    expect(iriOf('own words')).toBe('urn:noticeboard:term:own%20words');
    expect(basisIris.recognised_legitimate_interests).toMatch(/^urn:noticeboard:/);
    expect(transferIris.derogation_compelling).toBe('https://w3id.org/dpv/legal/eu/gdpr#A49-2');
  });
});

describe('a record saved before the full one', () => {
  const first = {
    title: 'Show ads', description: 'd', beneficiary: 'the group', purposeTerms: ['dpv:Marketing'], dataSubjects: ['users'], dataLinked: false,
    dataCategories: [{ name: 'health', terms: ['pd:Health'], special: true, retention: '30 days' }, { name: 'name', terms: [], special: false, retention: '' }],
    recipients: [{ name: 'Meta', role: 'processor', country: 'IE', transferTool: 'derogation' }], bases: [{ jurisdiction: 'DE', basis: 'consent', justification: 'j', legalReference: 'r' }],
    specialCondition: 'a', securityMeasures: [{ letter: 'a', measure: 'm' }], owner: 'DPO', reviewDue: '2027-01-01', status: 'approved',
  };

  it('is read by what its fields meant', () => {
    expect(storedRecord(first)).toMatchObject({
      title: 'Show ads', benefits: { note: 'the group' }, timing: { reviewDue: '2027-01-01' }, jurisdictions: ['DE'], dataLinked: false,
      dataUses: [{ category: 'health', subjects: ['users'], special: true, specialCondition: 'a', retention: { criterion: '30 days' } }, { category: 'name', specialCondition: 'none' }],
      recipients: [{ name: 'Meta', transfer: { tool: 'derogation' } }], bases: [{ jurisdiction: 'DE', basis: 'consent' }], securityMeasures: [{ letter: 'a', measure: 'm' }],
    });
  });

  it('leaves a full one as it is', () => {
    const record = PurposeRecord.parse({ title: 'x', owner: 'y' });
    expect(storedRecord(record)).toEqual(record);
  });
});
