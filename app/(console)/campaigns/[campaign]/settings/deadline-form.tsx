'use client';

import { recordDeadline } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField, TextArea, TextField } from '@/components/form/field';

type Labels = { at: string; atHint: string; area: string; reason: string; reasonHint: string; submit: string; done: string };

/** Adds a dated deadline with its reason; the earlier ones stay. */
export function DeadlineForm({ campaign, words, labels, areas }: { campaign: string; words: ActionWords; labels: Labels; areas: Option[] }) {
  return (
    <ActionForm action={recordDeadline} words={words} submit={labels.submit} done={labels.done}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="campaign" value={campaign} />
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <TextField name="at" label={labels.at} hint={labels.atHint} required autoComplete="off" defaultValue={valueOf('at')} error={errorOf('at')} />
            <SelectField name="area" label={labels.area} options={areas} defaultValue={valueOf('area')} error={errorOf('area')} />
          </div>
          <TextArea name="reason" label={labels.reason} hint={labels.reasonHint} required maxLength={1000} defaultValue={valueOf('reason')} error={errorOf('reason')} />
        </>
      )}
    </ActionForm>
  );
}
