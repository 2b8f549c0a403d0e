'use client';

import { useState } from 'react';
import { changeOwnPassword } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextField } from '@/components/form/field';

type Props = { words: ActionWords; labels: { newPassword: string; passwordHint: string; show: string; submit: string }; email: string };

/** Sets one's own password; what is typed can be looked at before it counts. */
export function PasswordForm({ words, labels, email }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <ActionForm action={changeOwnPassword} words={words} submit={labels.submit}>
      {({ errorOf }) => (
        <div className="grid max-w-md gap-2">
          <input type="text" name="username" autoComplete="username" defaultValue={email} readOnly hidden />
          <TextField name="password" label={labels.newPassword} hint={labels.passwordHint} type={shown ? 'text' : 'password'} autoComplete="new-password" required error={errorOf('password')} />
          <label className="tap flex items-center gap-2"><input type="checkbox" className="size-5 accent-accent" checked={shown} onChange={(event) => setShown(event.target.checked)} />{labels.show}</label>
        </div>
      )}
    </ActionForm>
  );
}
