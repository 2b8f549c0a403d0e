import { type Difference, differences } from '@/domain/purposes/diff';
import { codeLabel, fieldLabel, valueLabel } from '@/domain/purposes/labels';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** One change in words; where the texts are long, the sentence says that it was rewritten and both texts stand beside it. */
export type Change = { sentence: string; before: string | null; after: string | null };

/** Longer texts than this, both together, do not fit into a sentence. */
const sentenceLength = 160;

/** What changed between two versions of a purpose, in words and in order of the record's fields. */
export function changesBetween(before: PurposeRecord, after: PurposeRecord, words: Words, format: Formatter): Change[] {
  return differences(before, after).map((difference) => changeOf(difference, words, format));
}

function changeOf(difference: Difference, words: Words, format: Formatter): Change {
  const { history } = words.register;
  if (difference.leaf === null) {
    const label = words.record.entries[difference.group.part as keyof Words['record']['entries']];
    const name = entryName(difference, words);
    return { sentence: difference.after === null ? history.removed(label, name) : history.added(label, name), before: null, after: null };
  }
  const { leaf, entry } = difference;
  const label = fieldLabel(leaf.path, words);
  const [was, is] = [valueLabel(leaf, difference.before, words, format), valueLabel(leaf, difference.after, words, format)];
  const inPlace = difference.group?.part === 'bases';
  if (was.length + is.length > sentenceLength) {
    return { sentence: entry === null ? history.rewritten(label) : inPlace ? history.rewrittenIn(label, entry) : history.rewrittenOf(label, entry), before: was, after: is };
  }
  return { sentence: entry === null ? history.changed(label, was, is) : inPlace ? history.changedIn(label, entry, was, is) : history.changedOf(label, entry, was, is), before: null, after: null };
}

/** An entry that came or went: a basis with its name, a measure with its kind. */
function entryName({ group, entry, before, after }: Extract<Difference, { leaf: null }>, words: Words): string {
  const fields = after ?? before ?? {};
  const coded = (path: string, code: unknown) => codeLabel(path, String(code), words);
  if (group.part === 'bases') return `${String(fields.jurisdiction)}, ${coded('bases.basis', fields.basis)}`;
  return group.part === 'securityMeasures' ? `${coded('securityMeasures.letter', fields.letter)}: ${String(fields.measure)}` : entry;
}
