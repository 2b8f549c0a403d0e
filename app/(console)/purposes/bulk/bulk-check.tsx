import Link from 'next/link';
import type { z } from 'zod';
import { BulkForm } from '@/app/(console)/purposes/bulk/bulk-form';
import type { BulkSearch } from '@/app/(console)/purposes/bulk/search-params';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { Facts, Section } from '@/components/ui/page';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { search: z.output<typeof BulkSearch>; rows: { key: string; version: number }[]; words: Words; format: Formatter };

/** The answers, to be looked at once more; saving takes the versions that stood there when they were chosen. */
export function BulkCheck({ search, rows, words, format }: Props) {
  const { bulk } = words.workflow;
  const { fields } = words.record;
  const { purpose, owner, businessFunction, reviewDue, reason } = search;
  const facts = [
    { term: fields.owner, value: owner }, { term: fields.businessFunction, value: businessFunction }, { term: fields['timing.reviewDue'], value: reviewDue && format.date(reviewDue) }, { term: words.register.fields.reason, value: reason },
  ].filter(({ value }) => value !== '');
  const back = new URLSearchParams([...purpose.map(({ key, version }) => ['purpose', `${key}@${version}`]), ['owner', owner], ['businessFunction', businessFunction], ['reviewDue', reviewDue], ['reason', reason]]);
  return (
    <Section id="answers" title={bulk.answers}>
      <Facts facts={facts.map(({ term, value }) => ({ term, description: value }))} />
      <p className="my-3"><Link href={`/purposes/bulk?${back.toString()}`}>{bulk.change}</Link></p>
      <BulkForm words={workflowWords(words)} values={{ purposes: purpose.filter(({ key }) => rows.some((row) => row.key === key)).map(({ key, version }) => `${key}@${version}`).join(' '), owner, businessFunction, reviewDue, reason }} />
    </Section>
  );
}
