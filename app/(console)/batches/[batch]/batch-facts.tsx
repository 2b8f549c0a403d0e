import { sourceName } from '@/app/(console)/batches/source-name';
import { Facts, Section } from '@/components/ui/page';
import { rowsPerSecond } from '@/domain/uptake/batch-answer';
import type { Batch } from '@/domain/uptake/batch-queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { batch: Batch; words: Words; format: Formatter };

/** What became of the events received, each part with its denominator. */
export function BatchCounts({ batch, words, format }: Props) {
  const { batches } = words;
  const part = (n: number) => (batch.received === 0 ? format.count(n) : batches.ofReceived(format.rate(n / batch.received), format.count(n), format.count(batch.received)));
  return (
    <Section id="counts" title={batches.counts}>
      <Facts
        facts={[
          { term: batches.received, description: batches.events(batch.received, format.count(batch.received)) },
          { term: batches.stored, description: part(batch.stored) },
          { term: batches.duplicates, description: part(batch.duplicates) },
          { term: batches.rejected, description: part(batch.rejected) },
        ]}
      />
    </Section>
  );
}

/** Where the batch came from, when, and what its content was. */
export function BatchFacts({ batch, words, format }: Props) {
  const { batches } = words;
  const rate = rowsPerSecond(batch);
  return (
    <Section id="facts" title={batches.facts}>
      <Facts
        facts={[
          { term: batches.source, description: <>{sourceName(batch, words)}{batch.keyId && <> <code className="text-sm">{batch.keyId}</code></>}</> },
          { term: batches.format, description: batches.formats[batch.format] },
          { term: batches.opened, description: format.instant(batch.openedAt, batch.zone) },
          { term: batches.closed, description: batch.closedAt ? format.instant(batch.closedAt, batch.zone) : '–' },
          { term: batches.duration, description: format.duration(batch.seconds) },
          { term: batches.rate, description: rate === null ? '–' : batches.perSecond(format.count(Math.round(rate))) },
          { term: batches.sha256, description: batch.bodySha256 ? <code className="text-sm break-all">{batch.bodySha256}</code> : batches.noDigest },
          { term: batches.id, description: <code className="text-sm break-all">{batch.batch}</code> },
        ]}
      />
    </Section>
  );
}
