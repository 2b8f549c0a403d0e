import { Facts, Section } from '@/components/ui/page';
import type { LogStatus } from '@/domain/evidence/log-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { status: LogStatus; words: Words; format: Formatter };

/** How far the log is, its latest checkpoint and its key; above them, when nothing is signed, why. */
export function LogSection({ status, words: { evidence: { log } }, format }: Props) {
  const { stored, sequenced, published, note, publishedAt, vkey, longest, fault } = status;
  const waits = waitsOf(status, log, format);
  return (
    <>
      {fault && (
        <section role="alert" aria-label={log.refused} className="rounded-md border-2 border-danger p-4">
          <p><strong>{log.refused}.</strong> {log.faults[fault.fault]} {log.since(format.instant(fault.since, 'UTC'))}</p>
          <p>{log.refusedText}</p>
          <p className="text-sm text-muted"><code>{fault.detail}</code></p>
        </section>
      )}
      <Section id="log" title={log.title} note={log.open}>
        <Facts
          facts={[
            { term: log.states, description: <>{log.statesOf(format.count(stored), format.count(sequenced), format.count(published))}<p className="text-sm text-muted">{log.promise} {longest !== null && log.longest(format.count(Math.ceil(longest)))}</p>{waits.map((wait) => <p key={wait} className="text-sm text-muted">{wait}</p>)}</> },
            { term: log.checkpoint, description: note === null ? log.none : <><pre className="rounded-md bg-sunken p-3 text-sm break-all whitespace-pre-wrap">{note}</pre>{publishedAt && <p className="text-sm text-muted">{log.checkpointAt(format.instant(publishedAt, 'UTC'))}</p>}</> },
            ...(vkey === null ? [] : [{ term: log.key, description: <><code className="break-all">{vkey}</code><p className="text-sm text-muted">{log.keyHint}</p></> }]),
          ]}
        />
      </Section>
    </>
  );
}

/** What is stored and not published, and since when: usually nothing for more than a second or two. */
const waitsOf = ({ waitingSince, unsealed }: LogStatus, log: Words['evidence']['log'], format: Formatter): string[] => [
  ...(waitingSince ? [log.waitingSince(format.instant(waitingSince, 'UTC'))] : []),
  ...(unsealed ? [log.unsealed(format.count(unsealed.batches), format.instant(unsealed.since, 'UTC'))] : []),
];
