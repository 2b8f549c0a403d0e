import { rightsOfBasis } from '@/domain/purposes/dpv';
import { codeLabel } from '@/domain/purposes/labels';
import type { RegisterEntry } from '@/domain/purposes/queries';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type LawfulBasis, basisCitations } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';

export const transparencyColumns = ['why', 'basis', 'interest', 'data', 'recipients', 'transfer', 'storage', 'mandatory', 'choices'] as const;
export type TransparencyColumn = (typeof transparencyColumns)[number];
/** What a cell says, line by line; `hole` is set where something that Art 13 asks for is not there, and says what. */
export type TransparencyCell = { lines: string[]; hole: string | null };
export type TransparencyRow = { key: string; version: number; cells: Record<TransparencyColumn, TransparencyCell> };
export type TransparencyTable = { jurisdiction: string; rows: TransparencyRow[]; controllers: string[]; officers: string[]; representatives: string[]; rights: string[]; holes: number };

type Basis = PurposeRecord['bases'][number];
const unique = (values: string[]) => [...new Set(values.filter((value) => value !== ''))];

/**
 * The table a privacy notice owes its readers in one jurisdiction (Art 13(1)(c)–(f), 13(2)(a)–(e), in the shape the Irish authority
 * required): one row per purpose and basis, with its holes named instead of filled. A function of the register and the words alone.
 */
export function transparencyTable(entries: readonly Pick<RegisterEntry, 'key' | 'version' | 'status' | 'record'>[], jurisdiction: string, words: Words): TransparencyTable {
  const here = entries.filter(({ status, record }) => status !== 'ended' && (record.jurisdictions.includes(jurisdiction) || record.bases.some((basis) => basis.jurisdiction === jurisdiction)));
  const rows = here.flatMap((entry) => {
    const bases: (Basis | null)[] = entry.record.bases.filter((basis) => basis.jurisdiction === jurisdiction);
    return (bases.length === 0 ? [null] : bases).map((basis) => ({ key: entry.key, version: entry.version, cells: cellsOf(entry.record, basis, words) }));
  });
  const bases = here.flatMap(({ record }) => record.bases.filter((basis) => basis.jurisdiction === jurisdiction).map(({ basis }) => basis));
  return {
    jurisdiction, rows,
    controllers: unique(here.map(({ record }) => partyOf(record.controller))), officers: unique(here.map(({ record }) => partyOf(record.dataProtectionOfficer))), representatives: unique(here.map(({ record }) => partyOf(record.representative))),
    rights: rightsOf(bases),
    holes: rows.reduce((sum, { cells }) => sum + Object.values(cells).filter(({ hole }) => hole !== null).length, 0),
  };
}

const partyOf = ({ name, address, email, phone }: PurposeRecord['controller']) => unique([name, address, email, phone]).join(', ');

/** Articles of the rights people have on these bases, in order. */
function rightsOf(bases: LawfulBasis[]): string[] {
  const articles = unique(bases.flatMap((basis) => [...(rightsOfBasis[basis] ?? [])]));
  return articles.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)).map((article) => `Art ${article}`);
}

function cellsOf(record: PurposeRecord, basis: Basis | null, words: Words): TransparencyRow['cells'] {
  const { holes } = words.transparency;
  const name = (path: string, code: string) => codeLabel(path, code, words);
  const cell = (lines: string[], hole: string | null = null): TransparencyCell => ({ lines: unique(lines), hole: unique(lines).length === 0 ? hole : null });
  const stated = basis !== null && basis.basis !== 'not_stated';
  const onInterests = basis !== null && ['legitimate_interests', 'lgpd_legitimate_interest'].includes(basis.basis);
  const abroad = record.recipients.filter(({ transfer }) => transfer.tool !== 'none');
  const limits = record.dataUses.map(({ category, retention }) => ({ category, limit: unique([retention.duration, retention.criterion]).join('; ') }));
  return {
    why: cell([record.title, record.description], holes.why),
    basis: stated ? cell([`${name('bases.basis', basis.basis)}${basisCitations[basis.basis] === '' ? '' : ` (${words.law.cite(basisCitations[basis.basis])})`}`, basis.appliesWhen, ...record.dataUses.filter(({ special }) => special).map(({ specialCondition }) => name('dataUses.specialCondition', specialCondition))]) : { lines: [], hole: holes.basis },
    interest: onInterests ? { lines: unique([basis.interest, basis.interestHolder, basis.interestOf === 'not_stated' ? '' : name('bases.interestOf', basis.interestOf)]), hole: basis.interest === '' ? holes.interest : basis.interestHolder === '' && basis.interestOf === 'not_stated' ? holes.holder : null } : { lines: [], hole: null },
    data: { lines: record.dataUses.map(({ category }) => category), hole: record.dataUses.length === 0 ? holes.data : record.dataLinked ? null : holes.unlinked },
    recipients: {
      lines: record.recipients.length === 0 ? unique([record.noRecipients]) : record.recipients.map((one) => `${one.legalEntity || one.name} (${name('recipients.role', one.role)})${one.sharedCategories.length === 0 ? '' : `: ${one.sharedCategories.join(', ')}`}`),
      hole: record.recipients.length === 0 ? (record.noRecipients === '' ? holes.recipients : null) : record.recipients.some(({ sharedCategories }) => sharedCategories.length === 0) ? holes.receives : null,
    },
    transfer: record.recipients.length === 0 ? { lines: [], hole: null } : abroad.length === 0 ? { lines: [name('recipients.transfer.tool', 'none')], hole: null } : {
      lines: abroad.filter(({ transfer }) => transfer.tool !== 'not_stated').map((one) => unique([one.country, name('recipients.transfer.tool', one.transfer.tool), one.transfer.copyAvailableAt]).join(', ')),
      hole: abroad.some(({ transfer }) => transfer.tool === 'not_stated') ? holes.transfer : null,
    },
    storage: { lines: unique(limits.map(({ category, limit }) => (limit === '' ? '' : `${category}: ${limit}`))), hole: limits.length === 0 || limits.some(({ limit }) => limit === '') ? holes.storage : null },
    mandatory: {
      lines: unique(record.dataUses.flatMap(({ category, mandatory, consequence }) => (mandatory === 'not_stated' ? [] : [`${category}: ${name('dataUses.mandatory', mandatory)}${consequence === '' ? '' : `. ${consequence}`}`]))),
      hole: record.dataUses.length === 0 || record.dataUses.some(({ mandatory, consequence }) => mandatory === 'not_stated' || (mandatory === 'yes' && consequence === '')) ? holes.mandatory : null,
    },
    choices: choicesOf(record, basis, words, cell),
  };
}

/** How to object (Art 21) or to withdraw consent (Art 7(3)), where the basis gives that right. */
function choicesOf({ objection, consent }: PurposeRecord, basis: Basis | null, { transparency: { holes } }: Words, cell: (lines: string[], hole?: string | null) => TransparencyCell): TransparencyCell {
  if (basis && ['legitimate_interests', 'public_task'].includes(basis.basis)) return cell([objection.channel], holes.object);
  if (basis && ['consent', 'lgpd_consent'].includes(basis.basis)) return cell([consent.withdrawalChannel], holes.withdraw);
  return { lines: [], hole: null };
}
