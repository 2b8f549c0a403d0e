import type { Metadata } from 'next';
import Link from 'next/link';
import { BatchCounts, BatchFacts } from '@/app/(console)/batches/[batch]/batch-facts';
import { BatchErrors } from '@/app/(console)/batches/[batch]/batch-errors';
import { Withdrawal } from '@/app/(console)/batches/[batch]/withdrawal';
import { Illustrative } from '@/app/(console)/illustrative';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { getBatch, listBatchErrors, withdrawalForeseen } from '@/domain/uptake/batch-queries';

export async function generateMetadata({ params }: PageProps<'/batches/[batch]'>): Promise<Metadata> {
  const viewer = await requireViewer();
  const { words, format } = await getPreferences();
  return { title: words.batches.batch(format.count((await answer(getBatch(viewer.actor, (await params).batch))).number)) };
}

export default async function BatchPage({ params, searchParams }: PageProps<'/batches/[batch]'>) {
  const viewer = await requireViewer();
  const id = (await params).batch;
  const [batch, errors, foreseen] = await answer(Promise.all([getBatch(viewer.actor, id), listBatchErrors(viewer.actor, id, 100), withdrawalForeseen(viewer.actor, id)]));
  const { words, format } = await getPreferences();
  const { batches } = words;
  const wasDone = (await searchParams).withdrawn !== undefined && batch.status === 'withdrawn';
  return (
    <Page
      title={batches.batch(format.count(batch.number))}
      lead={batches.statusMeans[batch.status]}
      above={<><Link href="/batches">{batches.title}</Link> · <Link href={`/campaigns/${batch.campaign}`}>{batch.campaignTitle}</Link> · <span className="tag">{batches.statuses[batch.status]}</span></>}
      actions={can(viewer.actor, 'evidence:read') && <Link className="button" href={`/evidence?about=${batch.batch}`}>{batches.evidence}</Link>}
    >
      {wasDone && <output className="rounded-md border border-accepted p-3 font-semibold">{batches.done}</output>}
      {batch.illustrative && <Illustrative />}
      <BatchCounts batch={batch} words={words} format={format} />
      <BatchFacts batch={batch} words={words} format={format} />
      <Withdrawal batch={batch} foreseen={foreseen} mayWithdraw={can(viewer.actor, 'batches:write')} words={words} format={format} />
      <BatchErrors batch={batch} errors={errors} words={words} format={format} />
    </Page>
  );
}
