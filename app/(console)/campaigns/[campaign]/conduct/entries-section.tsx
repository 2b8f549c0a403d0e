import { type EntryField, entryFields } from '@/app/(console)/campaigns/[campaign]/conduct/entry-fields';
import { EntryForm } from '@/app/(console)/campaigns/[campaign]/conduct/entry-form';
import { entryOptions, entryWords } from '@/app/(console)/campaigns/[campaign]/conduct/entry-words';
import { Empty, Section } from '@/components/ui/page';
import { PlainTable } from '@/components/ui/plain-table';
import { type Conduct, inForce } from '@/domain/campaigns/conduct';
import { conductFile } from '@/domain/campaigns/conduct-file';
import type { Campaign } from '@/domain/campaigns/queries';
import { type ConductKind, conductParts } from '@/domain/campaigns/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { kind: ConductKind; campaign: Campaign; conduct: Conduct; now: Date; mayRecord: boolean; words: Words; format: Formatter };
type Row = Record<string, unknown>;

/** Every entry of a kind, those that hold before those that no longer do, and the form for one more. */
export function EntriesSection({ kind, campaign, conduct, now, mayRecord, words, format }: Props) {
  const { kinds, fields, none, notInForce, record } = words.conduct;
  const entries = conduct[kind];
  const holding = new Set<unknown>(inForce(kind, entries as never, now));
  const rows: Row[] = conductFile(conduct)[conductParts[kind]];
  const shown = rows.map((row, i) => ({ row, entry: entries[i], holds: holding.has(entries[i]) })).sort((a, b) => Number(b.holds) - Number(a.holds));
  const columns = entryFields[kind].filter(({ name }) => name !== 'in_use');
  return (
    <Section id={kind} title={kinds[kind].title} note={kinds[kind].note}>
      {shown.length === 0 ? <Empty>{none}</Empty> : (
        <PlainTable
          caption={kinds[kind].title}
          columns={columns.map(({ name, as }) => ({ id: name, label: fields[name], long: as === 'text' || name === 'source' }))}
          rows={shown.map(({ row, entry, holds }) => ({
            id: entry?.id ?? '',
            cells: Object.fromEntries(columns.map((field, i) => [field.name, <span key={field.name}>{written(field, row[field.name], campaign.zone, words, format)}{i === 0 && !holds && <span className="tag ms-2">{notInForce}</span>}</span>])),
          }))}
        />
      )}
      {mayRecord && (
        <details className="no-print mt-3">
          <summary className="button">{record}</summary>
          <div className="mt-3"><EntryForm campaign={campaign.key} kind={kind} words={entryWords(words)} options={entryOptions([...new Set(campaign.areas.values())].sort(), words)} /></div>
        </details>
      )}
    </Section>
  );
}

/** A value of an entry as people read it. */
function written({ name, as }: EntryField, value: unknown, zone: string, { conduct, law, uptake, register }: Words, format: Formatter): string {
  if (as === 'area') return typeof value === 'string' ? placeName(value, law.places) : conduct.everywhere;
  if (as === 'platform') return typeof value === 'string' ? uptake.platforms[value as keyof typeof uptake.platforms] : conduct.everyPlatform;
  if (value === null || value === undefined || value === '') return as === 'material' ? conduct.notSaid : name === 'decline_steps' || name === 'decline_prominence' ? conduct.notOffered : '–';
  if (typeof value === 'boolean') return value ? conduct.yes : conduct.no;
  if (as === 'instant') return (name === 'deadline' ? format.endInstant : format.instant)(new Date(String(value)), zone);
  if (as === 'prominence') return conduct.prominences[value as keyof typeof conduct.prominences];
  if (as === 'type') return conduct.changeTypes[value as keyof typeof conduct.changeTypes];
  if (Array.isArray(value)) return value.map((item: string) => (as === 'nature' ? law.natures[item as keyof typeof law.natures] : item)).join(', ') || register.none;
  return typeof value === 'number' ? format.count(value) : String(value);
}
