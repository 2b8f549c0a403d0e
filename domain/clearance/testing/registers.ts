import fc from 'fast-check';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { lawfulBases } from '@/domain/purposes/vocabulary';

/** Purposes that the texts of `tally-sets` carry, and one that only answers name. */
export const sharedPurposes = ['ads', 'safety', 'research', 'unheard'] as const;

const basis = fc.record({
  jurisdiction: fc.constantFrom('eea', 'eea', 'gb', 'elsewhere', 'DE', 'eu'),
  basis: fc.constantFrom(...lawfulBases, 'consent' as const, 'consent' as const, 'contract' as const, 'legitimate_interests' as const),
  legalReference: fc.constantFrom('', 'Act 1'),
});

/** Records with bases of every kind in areas, countries, groups and elsewhere. */
export const records: fc.Arbitrary<PurposeRecord> = fc
  .uniqueArray(basis, { maxLength: 5, selector: (one) => `${one.jurisdiction} ${one.basis}` })
  .map((bases) => PurposeRecord.parse({ title: 'A sharing', owner: 'DPO', bases }));

export const blockersOf = fc.array(fc.constantFrom<{ jurisdiction: string | null }[]>({ jurisdiction: null }, { jurisdiction: 'eea' }, { jurisdiction: 'gb' }, { jurisdiction: 'DE' }), { maxLength: 1 });
