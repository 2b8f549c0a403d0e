import type { ClearanceRow as Cleared } from '@/domain/clearance/clear';
import type { ClearanceRow } from '@/domain/reports/findings-data';
import type { Words } from '@/domain/words/catalogue';
import { placeName } from '@/domain/words/place-name';

/** A row of clearance in words: on what it rests, and which rules or gaps hold it back. */
export function clearanceRow({ purpose, title, jurisdiction, basis, appliesWhen, ground, halts, blockers, population, cleared, mustNot }: Cleared, { clearance: c, law, reports }: Words): ClearanceRow {
  const rules = [...new Set(blockers.map(({ rule }) => rule))];
  const name = basis === null ? c.noBasis : law.bases[basis];
  return {
    purpose, title, jurisdiction: placeName(jurisdiction, law.places), basis: appliesWhen === '' ? name : reports.with(name, appliesWhen), population, may: cleared, held: mustNot,
    halts: halts.flatMap((halt) => (halt === 'blocked' ? rules : [halt])),
    held_by: halts.map((halt) => (halt === 'blocked' ? `${c.halts.blocked} ${rules.join(', ')}.` : c.halts[halt])).join(' '), ground: c.holds(c.grounds[ground]),
  };
}
