'use client';

import { signOut } from 'next-auth/react';
import { enterCode } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextField } from '@/components/form/field';

type Labels = { code: string; codeHint: string; submit: string; otherAccount: string };

/** Asks whoever has given a password, a link or single sign-on for the second factor. */
export function CodeForm({ next, words, labels }: { next: string; words: ActionWords; labels: Labels }) {
  return (
    <>
      <ActionForm action={enterCode} words={words} submit={labels.submit}>
        {({ errorOf }) => (
          <>
            <input type="hidden" name="next" value={next} />
            <TextField name="code" label={labels.code} hint={labels.codeHint} autoComplete="one-time-code" required error={errorOf('code')} />
          </>
        )}
      </ActionForm>
      <p className="mt-4"><button type="button" className="button" onClick={() => signOut({ callbackUrl: '/sign-in' })}>{labels.otherAccount}</button></p>
    </>
  );
}
