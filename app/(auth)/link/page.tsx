import type { Metadata } from 'next';
import { LinkForm } from '@/app/(auth)/link/link-form';
import { afterSignIn } from '@/app/(auth)/safe-path';
import { getPreferences } from '@/auth/preferences';
import { isLinkLive } from '@/domain/access/queries';
import { tokenDigest } from '@/domain/access/token';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.shell.link.title };
}

export default async function LinkPage({ searchParams }: PageProps<'/link'>) {
  const { token, next } = await searchParams;
  const { link } = (await getPreferences()).words.shell;
  const given = typeof token === 'string' ? token : '';
  const live = await isLinkLive(tokenDigest(given), 'sign_in');
  return (
    <>
      <h1 className="mb-4">{link.title}</h1>
      {live ? <LinkForm token={given} next={afterSignIn(next)} words={link} /> : <p>{link.spent}</p>}
    </>
  );
}
