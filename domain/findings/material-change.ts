import { plainText } from '@/domain/findings/similarity';
import type { PurposeRecord } from '@/domain/purposes/schemas';

/** What of a purpose can change so that an earlier answer no longer covers it. */
export const changeableParts = ['purpose', 'controller', 'recipients', 'categories', 'transfers', 'bases'] as const;
export type ChangeablePart = (typeof changeableParts)[number];

/** What each part says, as a set of statements that an answer covers one by one. */
const statements: Record<ChangeablePart, (record: PurposeRecord) => string[]> = {
  purpose: ({ title, description, purposeTerms }) => [...[title, description].map(plainText), ...purposeTerms],
  controller: ({ controller, jointControllers }) => [controller, ...jointControllers].map(({ name }) => plainText(name)),
  recipients: ({ recipients }) => recipients.flatMap(({ name, legalEntity, role, sharedCategories }) => [JSON.stringify([plainText(name), plainText(legalEntity), role]), ...sharedCategories.map((category) => JSON.stringify([plainText(name), plainText(category)]))]),
  categories: ({ dataUses }) => dataUses.flatMap(({ category, terms, subjects }) => [plainText(category), ...terms, ...subjects.map(plainText)]),
  transfers: ({ recipients }) => recipients.filter(({ transfer }) => transfer.tool !== 'none').map(({ name, country, transfer }) => JSON.stringify([plainText(name), country, transfer.tool])),
  bases: ({ bases }) => bases.map(({ jurisdiction, basis }) => JSON.stringify([jurisdiction, basis])),
};

/**
 * The parts in which a later version says something that an earlier one did not: what people who answered the earlier one were not asked
 * (EDPB 05/2020 paras 58, 90, 110). What was only taken away is still covered, and so is another case, punctuation or order.
 */
export function materialChanges(before: PurposeRecord, after: PurposeRecord): ChangeablePart[] {
  return changeableParts.filter((part) => {
    const said = new Set(statements[part](before));
    return statements[part](after).some((statement) => statement !== '' && !said.has(statement));
  });
}
