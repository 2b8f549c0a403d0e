import type { Metadata } from 'next';
import Link from 'next/link';
import { CreateKey } from '@/app/(console)/settings/keys/create-key';
import { KeyTable } from '@/app/(console)/settings/keys/key-table';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Empty, Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { listKeys } from '@/domain/access/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.settings.keys.title };
}

export default async function KeysPage() {
  const viewer = await requireViewer();
  const keys = await answer(listKeys(viewer.actor));
  const { words, format } = await getPreferences();
  const { settings } = words;
  const writes = can(viewer.actor, 'keys:write');
  return (
    <Page title={settings.keys.title} lead={settings.keys.lead} above={<Link href="/settings">{settings.title}</Link>}>
      {keys.length === 0 ? <Empty>{settings.keys.empty}</Empty> : <KeyTable keys={keys} writes={writes} now={new Date()} words={words} format={format} />}
      {writes && <CreateKey words={words} />}
    </Page>
  );
}
