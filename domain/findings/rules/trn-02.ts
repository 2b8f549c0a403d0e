import { secondary, verified } from '@/domain/findings/citation';
import type { KeptTable, PurposeFacts } from '@/domain/findings/purpose-facts';
import { currentNotices, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import { transparencyTable, type TransparencyRow } from '@/domain/purposes/transparency';
import { words } from '@/domain/words/catalogue';

/** What a row says of purpose, basis, interest, data and recipients, as one text. */
const said = ({ cells }: TransparencyRow): string => JSON.stringify([cells.why.lines, cells.basis.lines, cells.interest.lines, cells.data.lines.toSorted(), cells.recipients.lines.toSorted()]);

/** How many rows of the purpose stand in the register or in the kept table and not in the other, whichever are more. */
function rowsApart({ key, version, record }: PurposeFacts, { jurisdiction, language, rows }: KeptTable): number {
  const ours = new Set(transparencyTable([{ key, version, record, status: 'approved' }], jurisdiction, words(language)).rows.map(said));
  const theirs = new Set(rows.map(said));
  const apart = (some: Set<string>, others: Set<string>) => [...some].filter((row) => !others.has(row)).length;
  return Math.max(apart(ours, theirs), apart(theirs, ours));
}

/** The register says something else than the table kept with a current notice. */
export const trn02: PurposeRule = {
  id: 'TRN-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 5(1)(a), 13, 30'), secondary('Garante, Foodinho, 10 June 2021')],
  judge: (facts, _settings, now) =>
    currentNotices(facts.notices, now).flatMap(({ campaign, id, tables }) =>
      tables.flatMap((table) => {
        const n = rowsApart(facts, table);
        const { jurisdiction, language } = table;
        return n === 0 ? [] : [{ severity: 'blocker', about: `${campaign}/${id} ${jurisdiction} ${language}`, values: { notice: id, jurisdiction, language, n }, places: [{ type: 'notice', id: `${campaign}/${id}` }, placeOn(facts, 'title')] }];
      })),
};
