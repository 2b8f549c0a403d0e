import type { Metadata } from 'next';
import Link from 'next/link';
import { CheckSection } from '@/app/(console)/settings/health/check-section';
import { ServiceFacts } from '@/app/(console)/settings/health/service-facts';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { readHealth } from '@/domain/health';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.health.title };
}

export default async function HealthPage() {
  const viewer = await requireViewer();
  const health = await answer(readHealth(viewer.actor, new Date()));
  const { words, format } = await getPreferences();
  return (
    <Page title={words.health.title} lead={words.health.lead} above={<Link href="/settings">{words.settings.title}</Link>}>
      <CheckSection checks={health.checks} words={words} format={format} />
      <ServiceFacts health={health} words={words} format={format} />
    </Page>
  );
}
