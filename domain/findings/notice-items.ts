import type { NoticeFacts, PurposeFacts } from '@/domain/findings/purpose-facts';
import { transparencyTable, type TransparencyColumn, type TransparencyRow } from '@/domain/purposes/transparency';
import { words } from '@/domain/words/catalogue';

/** The item of Art 13 that a column of the table answers. */
const itemOf: Partial<Record<TransparencyColumn, string>> = {
  why: '13(1)(c) purpose', basis: '13(1)(c) basis', interest: '13(1)(d)', recipients: '13(1)(e)', transfer: '13(1)(f)', storage: '13(2)(a)', choices: '13(2)(b)', mandatory: '13(2)(e)',
};

/** The rows a notice has for the purpose: those kept with it, or else what the register would put into it today. */
function rowsOf({ key, version, record }: PurposeFacts, { area, tables }: NoticeFacts): readonly TransparencyRow[] {
  if (tables.length > 0) return tables.flatMap(({ rows }) => rows);
  // Which cells have holes is the same in every language.
  return area === null ? [] : transparencyTable([{ key, version, record, status: 'approved' }], area, words('en')).rows;
}

/**
 * The items of Arts 13 and 14 that a notice cannot say of the purpose, each once, in order of the articles: holes in its table, and what the
 * record leaves open of the controller, automated decisions and the source of indirect data.
 */
export function missingItems(facts: PurposeFacts, notice: NoticeFacts): string[] {
  const { controller, automatedDecisions, dataUses } = facts.record;
  const holes = rowsOf(facts, notice).flatMap(({ cells }) => Object.entries(itemOf).flatMap(([column, item]) => (cells[column as TransparencyColumn].hole === null ? [] : [item])));
  const isUnexplained = automatedDecisions.solelyAutomated && (automatedDecisions.logic === '' || automatedDecisions.consequences === '');
  const isSourceless = dataUses.some(({ source, sourceDetail }) => ['other_person', 'third_party', 'public_source'].includes(source) && sourceDetail === '');
  return [...new Set([...(controller.name === '' ? ['13(1)(a)'] : []), ...holes, ...(isUnexplained ? ['13(2)(f)'] : []), ...(isSourceless ? ['14(2)(f)'] : [])])].toSorted();
}
