'use client';

import { saveThresholds } from './actions';
import type { NumberField } from './threshold-fields';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { TextArea, TextField } from '@/components/form/field';

type Labels = { law: string; lawHint: string; reason: string; submit: string; done: string };

/** The thresholds, each with the rule it belongs to; saving judges everything anew. */
export function ThresholdForm({ fields, law, labels, words }: { fields: NumberField[]; law: string; labels: Labels; words: ActionWords }) {
  return (
    <ActionForm action={saveThresholds} words={words} submit={labels.submit} done={labels.done}>
      {({ valueOf, errorOf }) => (
        <>
          <div className="grid items-end gap-4 sm:grid-cols-2">
            {fields.map(({ name, label, value }) => <TextField key={`${name}${value}`} name={name} label={label} inputMode="decimal" required defaultValue={valueOf(name) ?? value} error={errorOf(name)} />)}
          </div>
          <TextArea key={law} name="lawChanges" label={labels.law} hint={labels.lawHint} rows={3} defaultValue={valueOf('lawChanges') ?? law} error={errorOf('lawChanges')} />
          <TextArea name="reason" label={labels.reason} required maxLength={500} rows={2} defaultValue={valueOf('reason')} error={errorOf('reason')} />
        </>
      )}
    </ActionForm>
  );
}
