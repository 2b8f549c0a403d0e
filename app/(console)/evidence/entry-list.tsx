import type { Entry } from '@/domain/evidence/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { entries: Entry[]; words: Words; format: Formatter };

/** Entries one under another; each opens to what lies in the log, letter by letter, with its digest. */
export function EntryList({ entries, words, format }: Props) {
  const { evidence } = words;
  const { log } = evidence;
  const instant = (at: Date | null) => (at ? format.instant(at, 'UTC') : log.waiting);
  return (
    <ol aria-label={evidence.caption} className="border-t">
      {entries.map((entry) => (
        <li key={entry.seq} className="border-b">
          <details className="group">
            <summary className="tap grid cursor-pointer gap-x-4 px-1 py-2 hover:bg-sunken sm:grid-cols-[6rem_13rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.4fr)]">
              <span className="font-semibold"><span aria-hidden="true" className="inline-block w-4 text-muted group-open:rotate-90">›</span>{evidence.number(format.count(entry.seq))}</span>
              <span className="text-muted"><time dateTime={entry.at.toISOString()}>{format.instant(entry.at, 'UTC')}</time></span>
              <span className="font-semibold">{entry.action ? evidence.actions[entry.action] : '–'}</span>
              <span><span className="text-muted sm:sr-only">{evidence.who}: </span>{actorName(entry, words)}</span>
              <span className="min-w-0 break-words"><span className="text-muted sm:sr-only">{evidence.about}: </span>{objectName(entry, words)}</span>
            </summary>
            <div className="grid gap-2 px-1 pb-4">
              <h2 className="text-base">{evidence.entry}</h2>
              <pre className="rounded-md bg-sunken p-3 text-sm break-all whitespace-pre-wrap">{entry.entry}</pre>
              <p className="text-sm"><span className="text-muted">{evidence.sha256}:</span> <code className="break-all">{entry.sha256}</code></p>
              <p className="text-sm"><span className="text-muted">{log.sequenced}:</span> {instant(entry.sequencedAt)} · <span className="text-muted">{log.publishedAt}:</span> {instant(entry.publishedAt)}</p>
              <p className="no-print flex flex-wrap gap-x-4 text-sm">
                <a className="tap inline-flex items-center" href={`/evidence/${entry.seq}/entry`} aria-label={log.download(log.bytes, format.count(entry.seq))}>{log.bytes}</a>
                {entry.publishedAt && <a className="tap inline-flex items-center" href={`/evidence/${entry.seq}/proof`} aria-label={log.download(log.proof, format.count(entry.seq))}>{log.proof}</a>}
              </p>
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

const named = (table: Record<string, string>, code: string) => table[code] ?? code;

function actorName({ actor }: Entry, { evidence }: Words): string {
  if (actor.kind === 'system') return named(evidence.systems, actor.id);
  return actor.kind === 'key' ? evidence.key(actor.name ?? actor.id) : (actor.name ?? actor.id);
}

const objectName = ({ object }: Entry, { evidence }: Words): string => `${named(evidence.objects, object.type)} ${object.name ?? object.id}`;
