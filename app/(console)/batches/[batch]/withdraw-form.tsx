'use client';

import { replay, withdraw } from './actions';
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

/** Replays the batch: a reason is all it takes, since a batch can be withdrawn again. */
export function ReplayForm({ batch, words, labels }: { batch: string; words: ActionWords; labels: Pick<Labels, 'reason' | 'reasonHint' | 'submit'> }) {
  return (
    <ActionForm action={replay} words={words} submit={labels.submit} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="batch" value={batch} />
          <TextArea name="reason" label={labels.reason} hint={labels.reasonHint} required maxLength={1000} defaultValue={valueOf('reason')} error={errorOf('reason')} />
        </>
      )}
    </ActionForm>
  );
}
