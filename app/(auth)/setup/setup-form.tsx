'use client';

import { signIn } from 'next-auth/react';
import { useActionState, useEffect, useRef } from 'react';
import { finishSetup } from './actions';
import { ErrorSummary } from '@/components/form/error-summary';
import { TextField } from '@/components/form/field';
import { SubmitButton } from '@/components/form/submit-button';

type Props = { token: string; words: { body: string; name: string; email: string; password: string; passwordHint: string; submit: string }; fields: Record<string, string>; problem: string };

export function SetupForm({ token, words, fields, problem }: Props) {
  const [state, action] = useActionState(finishSetup, null);
  const password = useRef('');
  useEffect(() => {
    if (!state?.done) return;
    void signIn('password', { email: state.values.email, password: password.current, callbackUrl: '/' });
  }, [state]);
  const entries = (state?.fields ?? []).map(({ field, message }) => ({ field, message: fields[message] ?? message }));
  const errorOf = (name: string) => entries.find((entry) => entry.field === name)?.message;
  return (
    <>
      <p className="mb-4 text-muted">{words.body}</p>
      <ErrorSummary title={problem} entries={entries.length > 0 ? entries : state?.message ? [{ field: null, message: state.message }] : []} />
      <form action={action} className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <TextField name="name" label={words.name} autoComplete="name" required defaultValue={state?.values.name} error={errorOf('name')} />
        <TextField name="email" label={words.email} type="email" autoComplete="username" required defaultValue={state?.values.email} error={errorOf('email')} />
        <TextField name="password" label={words.password} hint={words.passwordHint} type="password" autoComplete="new-password" required onChange={(event) => { password.current = event.target.value; }} error={errorOf('password')} />
        <SubmitButton>{words.submit}</SubmitButton>
      </form>
    </>
  );
}
