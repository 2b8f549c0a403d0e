import type { Language } from '@/domain/words/vocabulary';

/** What a rule found, as its sentence is filled: names as they were typed, codes, whole numbers, lists of either. */
export type RuleValues = Readonly<Record<string, string | number | readonly string[]>>;

/** The words of a rule: its name, its condition for people, the sentence a finding reads as, and what would resolve it. */
export type RuleWords = { name: string; condition: string; message: (values: RuleValues) => string; remedy: string };

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Readers of the values in one language: a text, a whole number, and a list with its codes worded. What is not there reads as nothing. */
export function readerOf(language: Language) {
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 0 });
  const conjunction = new Intl.ListFormat(locales[language], { type: 'conjunction' });
  const items = (value: RuleValues[string] | undefined): readonly string[] => (value === undefined ? [] : Array.isArray(value) ? value : [String(value)]);
  return {
    text: (value: RuleValues[string] | undefined) => items(value).join(', '),
    count: (value: RuleValues[string] | undefined) => number.format(Number(value ?? 0)),
    isOne: (value: RuleValues[string] | undefined) => Number(value ?? 0) === 1,
    has: (value: RuleValues[string] | undefined, item: string) => items(value).includes(item),
    list: (value: RuleValues[string] | undefined, labels: Readonly<Record<string, string>> = {}) => conjunction.format(items(value).map((item) => labels[item] ?? item)),
  };
}
