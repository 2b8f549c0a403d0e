import { fieldLabel, valueLabel } from '@/domain/purposes/labels';
import { type Group, type Leaf, entriesOf, entryNames, isBlank, plainLeaves, groups, valueAt, within } from '@/domain/purposes/shape';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportTable } from '@/domain/reports/document';
import type { RecordData } from '@/domain/reports/record-data';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

/** Every field of every purpose that says something, one row each: whatever the tables before it leave out stands here. */
export function detailsTable(data: RecordData, words: Words): ReportTable {
  return table(
    'details', words.reports.record.tables.details, columns(words, [['key', 'text'], ['entry', 'text'], ['field', 'text'], ['content', 'text']]),
    data.purposes.flatMap((purpose) => rowsOf(purpose, data, words)),
  );
}

function rowsOf({ key, record }: RecordData['purposes'][number], { language }: RecordData, words: Words): ReportCell[][] {
  const format = formatter(language);
  const row = (holder: unknown, leaf: Leaf, group: Group | null, entry: string | null): ReportCell[][] => {
    const value = valueAt(holder, within(leaf, group));
    return isBlank(leaf, value) ? [] : [[key, entry, fieldLabel(leaf.path, words), valueLabel(leaf, value, words, format)]];
  };
  const nameOf = ({ part }: Group, entry: Record<string, unknown>) => {
    const name = String(entry[entryNames[part] ?? ''] ?? '');
    return part === 'bases' ? placeName(name, words.law.places) : name;
  };
  return [
    ...plainLeaves.flatMap((leaf) => row(record, leaf, null, null)),
    ...groups.flatMap((group) => entriesOf(record, group).flatMap((entry) => group.leaves.flatMap((leaf) => row(entry, leaf, group, nameOf(group, entry))))),
  ];
}
