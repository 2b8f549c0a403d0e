'use client';

import { addKey, endKey } from './actions';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField, TextField } from '@/components/form/field';

type Labels = { name: string; nameHint: string; scope: string; days: string; daysHint: string; createSubmit: string };

/** Makes a key and shows it once, with how to use it. */
export function CreateKeyForm({ words, labels, scopes }: { words: ActionWords; labels: Labels; scopes: Option[] }) {
  return (
    <ActionForm action={addKey} words={words} submit={labels.createSubmit}>
      {({ valueOf, errorOf }) => (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <TextField name="name" label={labels.name} hint={labels.nameHint} required autoComplete="off" defaultValue={valueOf('name')} error={errorOf('name')} />
          <SelectField name="scope" label={labels.scope} options={scopes} defaultValue={valueOf('scope')} error={errorOf('scope')} />
          <TextField name="days" label={labels.days} hint={labels.daysHint} inputMode="numeric" required defaultValue={valueOf('days') ?? '90'} error={errorOf('days')} />
        </div>
      )}
    </ActionForm>
  );
}

/** Asks once more before a key is revoked. */
export function RevokeKeyForm({ id, words, labels }: { id: string; words: ActionWords; labels: { revoke: string; which: string; note: string; submit: string } }) {
  return (
    <details className="text-start">
      <summary className="button" aria-label={labels.which}>{labels.revoke}</summary>
      <div className="mt-2 max-w-56">
        <p className="mb-2 text-sm whitespace-normal">{labels.note}</p>
        <ActionForm action={endKey} words={words} submit={labels.submit} primary={false}>{() => <input type="hidden" name="id" value={id} />}</ActionForm>
      </div>
    </details>
  );
}
