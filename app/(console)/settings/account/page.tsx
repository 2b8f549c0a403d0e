import type { Metadata } from 'next';
import Link from 'next/link';
import { SecondFactorSection } from '@/app/(console)/settings/account/second-factor-section';
import { PasswordForm } from '@/app/(console)/settings/password-form';
import { actionWords } from '@/app/action-words';
import { Preferences } from '@/app/preferences';
import { getPreferences } from '@/auth/preferences';
import { requireViewer } from '@/auth/viewer';
import { ownSecondFactor } from '@/domain/access/second-factor-queries';
import { Facts, Page, Section } from '@/components/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.settings.account.title };
}

export default async function AccountPage() {
  const viewer = await requireViewer();
  const { words, format } = await getPreferences();
  const factor = await ownSecondFactor(viewer, words.shell.product);
  const { settings, shell } = words;
  const { account } = settings;
  return (
    <Page title={account.title} above={<Link href="/settings">{settings.title}</Link>}>
      <Section id="facts" title={account.facts} note={account.lead}>
        <Facts facts={[{ term: account.name, description: viewer.name }, { term: account.email, description: viewer.email }, { term: account.role, description: shell.roles[viewer.role] }]} />
      </Section>
      <Section id="password-section" title={account.password}>
        <p className="mb-3">{account.passwordNote}</p>
        <PasswordForm words={actionWords(words)} labels={account} email={viewer.email} />
      </Section>
      <SecondFactorSection factor={factor} words={words} format={format} />
      <Section id="look" title={account.look} note={account.lookNote}>
        <Preferences />
      </Section>
    </Page>
  );
}
