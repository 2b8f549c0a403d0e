import Link from 'next/link';
import { getPreferences } from '@/auth/preferences';
import { Page } from '@/components/ui/page';

export default async function NotFound() {
  const { problem } = (await getPreferences()).words.shell;
  return (
    <main className="mx-auto max-w-3xl px-4 py-10">
      <Page title={problem.notFound} lead={problem.notFoundBody}>
        <p><Link href="/">{problem.home}</Link></p>
      </Page>
    </main>
  );
}
