'use client';

import { markCampaignReady } from './ready-actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextArea } from '@/components/form/field';

type Labels = { note: string; submit: string; done: string };

/** Marks the campaign ready for sign-off, with a note. */
export function ReadyForm({ campaign, words, labels }: { campaign: string; words: ActionWords; labels: Labels }) {
  return (
    <ActionForm action={markCampaignReady} prefix="ready-" words={words} submit={labels.submit} done={labels.done}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="campaign" value={campaign} />
          <TextArea id="ready-note" name="note" label={labels.note} required maxLength={1000} rows={2} defaultValue={valueOf('note')} error={errorOf('note')} />
        </>
      )}
    </ActionForm>
  );
}
