import type { Metadata } from 'next';
import Link from 'next/link';
import { getPreferences } from '@/auth/preferences';
import { requireViewer } from '@/auth/viewer';
import { Page } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.settings.title };
}

export default async function SettingsPage() {
  const { actor } = await requireViewer();
  const { findingPages, health, settings, workflow } = (await getPreferences()).words;
  const tasks = [
    { href: '/settings/account', words: settings.account, show: true, change: true },
    { href: '/settings/users', words: settings.users, show: can(actor, 'users:read'), change: can(actor, 'users:write') },
    { href: '/settings/register', words: workflow.settings, show: can(actor, 'purposes:read'), change: can(actor, 'purposes:review') },
    { href: '/settings/rules', words: findingPages.thresholds, show: can(actor, 'findings:read'), change: can(actor, 'findings:override') },
    { href: '/settings/health', words: health, show: can(actor, 'health:read'), change: false },
    { href: '/settings/keys', words: settings.keys, show: can(actor, 'keys:read'), change: can(actor, 'keys:write') },
  ];
  return (
    <Page title={settings.title} lead={settings.lead}>
      <ul className="card divide-y p-0">
        {tasks.filter((task) => task.show).map(({ href, words, change }) => (
          <li key={href}>
            <Link href={href} className="tap flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 py-3 text-ink no-underline hover:bg-sunken">
              <span><span className="font-semibold text-accent underline underline-offset-2">{words.title}</span><span className="block text-muted">{words.summary}</span></span>
              <span className="tag">{change ? settings.tasks.change : settings.tasks.view}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
