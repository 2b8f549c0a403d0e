import { termLabel, valueLabel } from '@/domain/purposes/labels';
import { type Leaf, isBlank, valueAt } from '@/domain/purposes/shape';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** A field's content: lists as lists, terms with their name, blanks in words. */
export function FieldValue({ leaf, holder, path, words, format }: { leaf: Leaf; holder: unknown; path: string; words: Words; format: Formatter }) {
  const value = valueAt(holder, path);
  if (isBlank(leaf, value)) return <span className="text-muted">{leaf.path === 'timing.reviewDue' ? words.register.detail.noReview : leaf.kind === 'code' ? valueLabel(leaf, value, words, format) : words.register.notStated}</span>;
  if (leaf.path === 'purposeTerms' || leaf.path === 'dataUses.terms') {
    return <ul className="grid gap-1">{(value as string[]).map((term) => <li key={term}>{termLabel(term, words)} <code className="text-sm text-muted">{term}</code></li>)}</ul>;
  }
  if (leaf.kind === 'lines') return <ul>{(value as string[]).map((line) => <li key={line}>{line}</li>)}</ul>;
  return <span className="whitespace-pre-line">{valueLabel(leaf, value, words, format)}</span>;
}
