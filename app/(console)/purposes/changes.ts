import { type Difference, differences } from '@/domain/purposes/diff';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** One change in words; where the texts are long, the sentence says that it was rewritten and both texts stand beside it. */
export type Change = { sentence: string; before: string | null; after: string | null };

/** Longer texts than this, both together, do not fit into a sentence. */
const sentenceLength = 160;
const singular = { dataCategories: 'dataCategory', recipients: 'recipient', bases: 'base', securityMeasures: 'securityMeasure' } as const;

/** What changed between two versions of a purpose, in words and in order of the record's fields. */
export function changesBetween(before: PurposeRecord, after: PurposeRecord, words: Words, format: Formatter): Change[] {
  return differences(before, after).map((difference) => changeOf(difference, { before, after }, words, format));
}

function changeOf(difference: Difference, records: { before: PurposeRecord; after: PurposeRecord }, words: Words, format: Formatter): Change {
  const { history, fields } = words.register;
  const { field, entry, part } = difference;
  if (entry !== null && part === null) {
    const label = fields[field in singular ? singular[field as keyof typeof singular] : field];
    const added = difference.after !== null;
    const name = entryName(difference, added ? records.after : records.before, words);
    return { sentence: added ? history.added(label, name) : history.removed(label, name), before: null, after: null };
  }
  const label = fields[labelOf(field, part)];
  const [was, is] = [valueOf(difference, difference.before, words, format), valueOf(difference, difference.after, words, format)];
  const inPlace = field === 'bases';
  if (was.length + is.length > sentenceLength) {
    return { sentence: entry === null ? history.rewritten(label) : inPlace ? history.rewrittenIn(label, entry) : history.rewrittenOf(label, entry), before: was, after: is };
  }
  return { sentence: entry === null ? history.changed(label, was, is) : inPlace ? history.changedIn(label, entry, was, is) : history.changedOf(label, entry, was, is), before: null, after: null };
}

type FieldLabel = keyof Words['register']['fields'];

/** Parts of a list's entries carry the label of their field in the form. */
const partLabels: Record<string, FieldLabel> = {
  basis: 'basis', justification: 'justification', legalReference: 'legalReference', role: 'role', country: 'country', transferTool: 'transferTool', terms: 'terms', special: 'special', retention: 'retention', letter: 'letter', measure: 'measure', name: 'name', jurisdiction: 'jurisdiction',
};
const labelOf = (field: keyof PurposeRecord, part: string | null): FieldLabel => (part === null ? field : (partLabels[part] ?? field));

const named = (table: Record<string, string>, code: string) => table[code] ?? code;

/** A value as the page writes it: codes by their names, days and answers in the reader's language. */
function valueOf({ field, part }: Difference, raw: string | null, { register, law }: Words, format: Formatter): string {
  if (raw === null || raw === '') return register.history.nothing;
  if (part === 'basis') return named(law.bases, raw);
  if (part === 'role') return named(law.recipientRoles, raw);
  if (part === 'transferTool') return named(law.transferTools, raw);
  if (part === 'special' || field === 'dataLinked') return raw === 'yes' ? register.yes : register.no;
  if (field === 'specialCondition') return named(law.specialConditions, raw);
  if (field === 'status') return named(register.statuses, raw);
  return field === 'reviewDue' ? format.date(raw) : raw;
}

/** An entry that came or went: a basis with its name, a measure with its kind. */
function entryName({ field, entry }: Difference, record: PurposeRecord, { law }: Words): string {
  const basis = field === 'bases' ? record.bases.find(({ jurisdiction }) => jurisdiction === entry) : undefined;
  if (basis) return `${basis.jurisdiction}, ${law.bases[basis.basis]}`;
  const measure = field === 'securityMeasures' ? /^([a-d]): (.*)$/s.exec(entry ?? '') : null;
  return measure ? `${named(law.security, measure[1] ?? '')}: ${measure[2]}` : (entry ?? '');
}
