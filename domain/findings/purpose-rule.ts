import type { Jurisdiction, NoticeFacts, PurposeFacts } from '@/domain/findings/purpose-facts';
import type { Place, Rule } from '@/domain/findings/rule';
import type { RuleSettings } from '@/domain/findings/settings';
import { isUnder } from '@/domain/purposes/dpv';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type LawfulBasis, lawfulBases } from '@/domain/purposes/vocabulary';

/** A rule on the register: judged on one purpose at a time. */
export type PurposeRule = Rule<PurposeFacts, RuleSettings>;

/** A basis of the purpose with its jurisdiction, the path to it, and what tells it apart from the others. */
export type PlacedBasis = { basis: PurposeRecord['bases'][number]; jurisdiction: Jurisdiction; path: string; about: string };

/** A field of the purpose by its path. */
export const placeOn = ({ key }: Pick<PurposeFacts, 'key'>, path: string): Place => ({ type: 'purpose', id: key, path });

/** Whether the entry is a controller's record; a processor's (Art 30(2)) has no basis, storage period or assessment of its own. */
export const isController = ({ record }: Pick<PurposeFacts, 'record'>): boolean => record.kind === 'controller';

/** Every basis that somebody stated. */
export const statedBases: readonly LawfulBasis[] = lawfulBases.filter((basis) => basis !== 'not_stated');

/** The bases of these kinds, in order of the record. */
export function basesOn({ record, jurisdictions }: Pick<PurposeFacts, 'record' | 'jurisdictions'>, ...kinds: readonly LawfulBasis[]): PlacedBasis[] {
  return record.bases.flatMap((basis, position) => {
    if (!kinds.includes(basis.basis)) return [];
    const jurisdiction = jurisdictions.find(({ name }) => name === basis.jurisdiction) ?? { name: basis.jurisdiction, regions: [] };
    return [{ basis, jurisdiction, path: `bases.${position}`, about: [basis.jurisdiction, basis.basis, basis.appliesWhen].join(' · ') }];
  });
}

/** The terms of the purpose that are one of these or stand below it in the vocabulary. */
export const termsUnder = ({ purposeTerms }: PurposeRecord, ...ancestors: readonly string[]): string[] => purposeTerms.filter((term) => ancestors.some((ancestor) => isUnder(term, ancestor)));

/** Of the notices published by now the last one for each nature, area and locale: what people there are shown today. */
export function currentNotices(notices: readonly NoticeFacts[], now: Date): NoticeFacts[] {
  const last = new Map<string, NoticeFacts>();
  for (const notice of notices) {
    const key = JSON.stringify([notice.nature, notice.area, notice.locale]);
    const other = last.get(key);
    if (notice.publishedAt <= now && (!other || other.publishedAt <= notice.publishedAt)) last.set(key, notice);
  }
  return notices.filter((notice) => last.get(JSON.stringify([notice.nature, notice.area, notice.locale])) === notice);
}
