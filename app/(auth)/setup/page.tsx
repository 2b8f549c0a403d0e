import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SetupForm } from '@/app/(auth)/setup/setup-form';
import { getPreferences } from '@/auth/preferences';
import { isLinkLive, isSetUp } from '@/domain/access/queries';
import { tokenDigest } from '@/domain/access/token';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.shell.setup.title };
}

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  if (await isSetUp()) notFound();
  const { token } = await searchParams;
  const given = typeof token === 'string' ? token : '';
  const { shell } = (await getPreferences()).words;
  const live = await isLinkLive(tokenDigest(given), 'setup');
  return (
    <>
      <h1 className="mb-2">{shell.setup.title}</h1>
      {live ? <SetupForm token={given} words={shell.setup} fields={shell.fields} problem={shell.problem.title} /> : <p>{shell.setup.spent}</p>}
    </>
  );
}
