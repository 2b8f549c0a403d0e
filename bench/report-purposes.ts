import { type PurposeInput, PurposeRecord } from '@/domain/purposes/schemas';
import type { RecordData } from '@/domain/reports/record-data';

const bases = ['contract', 'consent', 'legitimate_interests', 'legal_obligation'] as const;

const recordOf = (n: number): PurposeInput => ({
  title: `Purpose ${n} of the register`, owner: `Office ${n % 40}`, description: 'What is done with which data for whom, in a sentence or two. '.repeat(3), purposeTerms: ['dpv:Marketing'], jurisdictions: ['DE', 'FR', 'GB'],
  bases: ['DE', 'FR', 'GB'].map((jurisdiction, at) => ({ jurisdiction, basis: bases[(n + at) % bases.length] ?? 'consent', justification: 'Because it is needed for the service. '.repeat(3) })),
  dataUses: Array.from({ length: 4 }, (_, at) => ({ category: `Category ${(n + at) % 60}`, terms: ['pd:Name'], subjects: ['customers', 'visitors'], retention: { duration: '2 years' } })),
  recipients: [{ name: `Vendor ${n % 200}`, role: 'processor', country: 'IE' }, { name: 'Cloud', role: 'processor', country: 'US', transfer: { tool: 'standard_contractual_clauses' } }],
  securityMeasures: [{ letter: 'a', measure: 'Encryption at rest' }],
});

/** A register of so many purposes as the record reads it. */
export const registerOf = (count: number): RecordData => ({
  type: 'article_30_record', language: 'en', layout: 'full', as_of: '2026-11-26T00:00:00.000Z', known_at: '2026-11-26T00:00:00.000Z', illustrative: false,
  purposes: Array.from({ length: count }, (_, n) => ({
    key: `B-${n}`, version: 1, status: 'approved', created_at: '2026-11-01T00:00:00.000Z', valid_from: '2026-11-01T00:00:00.000Z', recorded_at: '2026-11-01T00:00:00.000Z', illustrative: false, record: PurposeRecord.parse(recordOf(n)),
  })),
});
