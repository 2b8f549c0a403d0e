'use client';

import { withdraw } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { CheckField, TextArea } from '@/components/form/field';

type Labels = { reason: string; reasonHint: string; confirm: string; submit: string };

/** Withdraws the batch: a reason, and a tick that it is meant. */
export function WithdrawForm({ batch, words, labels }: { batch: string; words: ActionWords; labels: Labels }) {
  return (
    <ActionForm action={withdraw} words={words} submit={labels.submit} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="batch" value={batch} />
          <TextArea name="reason" label={labels.reason} hint={labels.reasonHint} required maxLength={1000} defaultValue={valueOf('reason')} error={errorOf('reason')} />
          <CheckField name="confirm" label={labels.confirm} defaultChecked={valueOf('confirm') === 'true'} error={errorOf('confirm')} />
        </>
      )}
    </ActionForm>
  );
}
