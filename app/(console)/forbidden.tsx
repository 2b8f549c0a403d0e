import Link from 'next/link';
import { getPreferences } from '@/auth/preferences';
import { Page } from '@/components/ui/page';

export default async function Forbidden() {
  const { problem } = (await getPreferences()).words.shell;
  return (
    <Page title={problem.forbidden} lead={problem.forbiddenBody}>
      <p><Link href="/">{problem.home}</Link></p>
    </Page>
  );
}
