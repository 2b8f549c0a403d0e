import type { RuleSettings } from '@/domain/findings/settings';
import type { Words } from '@/domain/words/catalogue';

export type NumberField = { name: string; label: string; value: string };

/** The thresholds that are numbers, as fields of a form. */
export const numberFields = (thresholds: RuleSettings, { findingPages }: Words): NumberField[] =>
  Object.entries(findingPages.thresholds.names).map(([name, label]) => ({ name, label, value: String(thresholds[name as keyof RuleSettings]) }));

/** Changes of law, one a line: country, day, what changed. */
export const lawLines = ({ lawChanges }: RuleSettings): string => lawChanges.map(({ country, since, note }) => `${country} ${since} ${note}`).join('\n');

/** A form's texts as thresholds to be parsed; what is no number stays as it was typed, for the schema to refuse. */
export function thresholdsOf(values: Record<string, string>, names: readonly string[]): Record<string, unknown> {
  const number = (text = '') => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);
  const lines = (values.lawChanges ?? '').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  return {
    ...Object.fromEntries(names.map((name) => [name, number(values[name])])),
    lawChanges: lines.map((line) => {
      const [country = '', since = '', ...note] = line.split(/\s+/);
      return { country, since, note: note.join(' ') };
    }),
  };
}
