import type { Metadata } from 'next';
import Link from 'next/link';
import { QueueSection } from '@/app/(console)/purposes/review/queue-section';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewerWith } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { readQueue } from '@/domain/purposes/workflow-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.workflow.queue.title };
}

export default async function ReviewPage() {
  const viewer = await requireViewerWith('purposes:write');
  const { words, format } = await getPreferences();
  const today = format.isoDay(new Date(), 'UTC');
  const queue = await answer(readQueue(viewer.actor, today));
  const { queue: texts } = words.workflow;
  return (
    <Page title={texts.title} lead={texts.lead} above={<Link href="/purposes">{words.register.title}</Link>}>
      {(['mine', 'changes', 'due', 'others'] as const).map((kind) => <QueueSection key={kind} id={kind} title={texts[kind]} rows={queue[kind]} today={today} words={words} format={format} />)}
    </Page>
  );
}
