import { FieldValue } from '@/app/(console)/purposes/field-value';
import { groupLeavesOf } from '@/app/(console)/purposes/form-layout';
import { Facts, Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import { fieldLabel } from '@/domain/purposes/labels';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import { type Group, type Leaf, entriesOf, isBlank, valueAt, within } from '@/domain/purposes/shape';
import { type LawfulBasis, basisCitations } from '@/domain/purposes/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { group: Group; record: PurposeRecord; words: Words; format: Formatter };

/** One list of a record as a table; what a row has beyond its columns opens below it. */
export function RecordList({ group, record, words, format }: Props) {
  const entries = entriesOf(record, group);
  const { shown, more } = groupLeavesOf(group.part);
  const optional = !['bases', 'dataUses', 'recipients'].includes(group.part);
  if (entries.length === 0 && optional) return null;
  const columns = shown.filter((leaf) => leaf.path !== 'dataUses.special' && (leaf === shown[0] || !['lines', 'text'].includes(leaf.kind) || entries.some((entry) => !isBlank(leaf, valueAt(entry, within(leaf, group))))));
  const cell = (leaf: Leaf, entry: Record<string, unknown>) => <Cell leaf={leaf} group={group} entry={entry} words={words} format={format} />;
  const note = group.part === 'dataUses' && entries.length > 0 ? (record.dataLinked ? words.register.detail.linked : <strong className="text-ink">{words.register.detail.unlinked}</strong>) : undefined;
  return (
    <Section id={group.part} title={words.record.parts[group.part as 'bases']} note={note}>
      {entries.length === 0 ? <p className="text-muted">{(group.part === 'recipients' && record.noRecipients) || words.record.noEntry}</p> : (
        <PlainTable
          caption={words.record.parts[group.part as 'bases']}
          columns={columns.map((leaf) => ({ id: leaf.path, label: fieldLabel(leaf.path, words), long: leaf.kind === 'text' || leaf.kind === 'lines' }))}
          rows={entries.map((entry, n) => {
            const filled = more.filter((leaf) => !isBlank(leaf, valueAt(entry, within(leaf, group))));
            return {
              id: `${n}`,
              cells: Object.fromEntries(columns.map((leaf, at) => [leaf.path, at > 0 ? cell(leaf, entry) : (
                <div key={leaf.path} className="grid gap-1">
                  {cell(leaf, entry)}
                  {entry.special === true && <span><span className="tag bg-notice text-on-notice">{words.register.detail.special}</span></span>}
                  {filled.length > 0 && (
                    <details>
                      <summary className="tap inline-flex cursor-pointer items-center text-sm underline decoration-1 underline-offset-2">{words.record.more(format.count(filled.length))}</summary>
                      <Facts facts={filled.map((one) => ({ term: fieldLabel(one.path, words), description: <FieldValue leaf={one} holder={entry} path={within(one, group)} words={words} format={format} /> }))} />
                    </details>
                  )}
                </div>
              )])),
            };
          })}
        />
      )}
    </Section>
  );
}

function Cell({ leaf, group, entry, words, format }: { leaf: Leaf; group: Group; entry: Record<string, unknown>; words: Words; format: Formatter }) {
  const value = valueAt(entry, within(leaf, group));
  if (leaf.path === 'bases.jurisdiction' || leaf.path === 'recipients.country') {
    const code = String(value ?? '');
    return code === '' ? <span className="text-muted">{words.register.notStated}</span> : <span>{/^[A-Z]{2}$/.test(code) ? `${code} ${format.region(code)}` : placeName(code, words.law.places)}</span>;
  }
  return (
    <span className="block max-w-prose">
      <FieldValue leaf={leaf} holder={entry} path={within(leaf, group)} words={words} format={format} />
      {leaf.path === 'bases.basis' && <span className="block whitespace-nowrap text-sm text-muted">{words.law.cite(basisCitations[String(value) as LawfulBasis])}</span>}
    </span>
  );
}
