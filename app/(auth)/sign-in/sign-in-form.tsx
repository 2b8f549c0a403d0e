'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { ErrorSummary, type SummaryEntry } from '@/components/form/error-summary';
import { TextField } from '@/components/form/field';

type Labels = { email: string; password: string; submit: string; wrong: string; tooMany: string; unavailable: string; denied: string };
type Props = { words: Record<keyof Labels, string>; problem: string; denied: boolean; next: string; provider: string | null; providerLabel: string };

/** Only a path of this site may follow signing in. */
const safePath = (next: string) => (/^\/(?![/\\])[^\\\t\n\r]*$/.test(next) ? next : '/');

export function SignInForm({ words, problem, denied, next, provider, providerLabel }: Props) {
  const [entries, setEntries] = useState<SummaryEntry[]>(denied ? [{ field: null, message: words.denied }] : []);
  const [pending, setPending] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    const answer = await signIn('password', { redirect: false, email: String(form.get('email')), password: String(form.get('password')) });
    if (answer?.ok && !answer.error) return window.location.assign(safePath(next));
    setPending(false);
    const message = answer?.error === 'CredentialsSignin' ? words.wrong : answer?.error?.startsWith('Too many') ? words.tooMany : words.unavailable;
    setEntries([{ field: 'email', message }]);
  }
  return (
    <>
      <ErrorSummary title={problem} entries={entries} />
      <form onSubmit={submit} className="grid gap-4">
        <TextField name="email" label={words.email} type="email" autoComplete="username" required />
        <TextField name="password" label={words.password} type="password" autoComplete="current-password" required />
        <button type="submit" disabled={pending} className="button button-primary">{words.submit}</button>
      </form>
      {provider && (
        <button type="button" onClick={() => signIn('oidc', { callbackUrl: safePath(next) })} className="button mt-4 w-full">{providerLabel}</button>
      )}
    </>
  );
}
