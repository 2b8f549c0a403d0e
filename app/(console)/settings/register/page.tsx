import type { Metadata } from 'next';
import Link from 'next/link';
import { SettingForm } from '@/app/(console)/settings/register/setting-form';
import { workflowWords } from '@/app/(console)/purposes/workflow-words';
import { getPreferences } from '@/auth/preferences';
import { answer, requireViewer } from '@/auth/viewer';
import { Page, Section } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import { readRegisterSettings } from '@/domain/purposes/workflow-queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.workflow.settings.title };
}

export default async function RegisterSettingsPage() {
  const viewer = await requireViewer();
  const last = await answer(readRegisterSettings(viewer.actor));
  const { words, format } = await getPreferences();
  const { settings } = words.workflow;
  return (
    <Page title={settings.title} lead={settings.lead} above={<Link href="/settings">{words.settings.title}</Link>}>
      <Section id="own-work" title={settings.label}>
        <p>{last?.ownApproval ? settings.allowed : settings.notAllowed}</p>
        {last && <p className="text-muted">{words.workflow.by(last.author, format.instant(last.recordedAt, 'UTC'))}: {last.reason}</p>}
        {can(viewer.actor, 'purposes:review') && <SettingForm allowed={last?.ownApproval ?? false} words={workflowWords(words)} />}
      </Section>
    </Page>
  );
}
