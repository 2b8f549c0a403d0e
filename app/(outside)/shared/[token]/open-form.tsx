'use client';

import { openShared } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextField } from '@/components/form/field';

type Props = { token: string; needsPassword: boolean; words: ActionWords; labels: { password: string; open: string } };

export function OpenForm({ token, needsPassword, words, labels }: Props) {
  return (
    <ActionForm action={openShared} words={words} submit={labels.open}>
      {({ errorOf }) => (
        <>
          <input type="hidden" name="token" value={token} />
          {needsPassword && <div className="max-w-sm"><TextField name="password" label={labels.password} type="password" autoComplete="off" required error={errorOf('password')} /></div>}
        </>
      )}
    </ActionForm>
  );
}
