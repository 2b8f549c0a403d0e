import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { afterSignIn, safePath } from '@/app/(auth)/safe-path';
import { CodeStep } from '@/app/(auth)/sign-in/code-step';
import { SignInForm } from '@/app/(auth)/sign-in/sign-in-form';
import { oidcName } from '@/auth/oidc';
import { getPreferences } from '@/auth/preferences';
import { getViewer, getWaitingSession } from '@/auth/viewer';
import { isSetUp } from '@/domain/access/queries';
import { strings } from '@/domain/words/strings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getPreferences()).words.shell.signIn.title };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, error, ended } = await searchParams;
  if (await getViewer()) redirect(safePath(next));
  const { words } = await getPreferences();
  if (await getWaitingSession()) return <CodeStep next={safePath(next)} words={words} />;
  const { signIn, problem } = words.shell;
  const ready = await isSetUp();
  return (
    <>
      <h1 className="mb-4">{signIn.title}</h1>
      {ended !== undefined && <output className="mb-4 block">{signIn.ended}</output>}
      {!ready && <p className="mb-4 rounded-md bg-notice p-3 text-on-notice">{signIn.notSetUp}</p>}
      <SignInForm words={strings(signIn)} problem={problem.title} denied={error !== undefined} next={afterSignIn(next)} provider={oidcName()} providerLabel={signIn.with(oidcName() ?? '')} />
    </>
  );
}
