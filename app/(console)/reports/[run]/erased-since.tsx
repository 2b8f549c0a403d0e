import { Section } from '@/components/ui/page';
import type { ErasedSince as Since } from '@/domain/reports/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

/** Says what left the campaign after the report was made. Nothing, where nothing did. */
export function ErasedSince({ since: { people, eventsDeletedAt }, words, format }: { since: Since; words: Words['runs']; format: Formatter }) {
  if (people === 0 && eventsDeletedAt === null) return null;
  return (
    <Section id="since" title={words.since}>
      {people === null && <p>{words.someErasedSince}</p>}
      {people !== null && people > 0 && <p>{words.erasedSince(format.count(people), people === 1)}</p>}
      {eventsDeletedAt && <p>{words.deletedSince(format.instant(eventsDeletedAt, 'UTC'))}</p>}
    </Section>
  );
}
