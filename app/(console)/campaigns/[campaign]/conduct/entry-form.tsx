'use client';

import { recordEntry } from './actions';
import { type EntryField, type FieldName, entryFields } from './entry-fields';
import { ActionForm, type ActionWords } from '@/components/form/action-form';
import { type Option, SelectField, TextArea, TextField } from '@/components/form/field';
import type { ConductKind } from '@/domain/campaigns/vocabulary';

export type EntryWords = { action: ActionWords; record: string; done: string; notOffered: string; fields: Record<FieldName, string>; hints: Partial<Record<FieldName, string>> };
export type EntryOptions = Record<'area' | 'platform' | 'type' | 'prominence' | 'material' | 'nature', Option[]>;

const ticked: readonly FieldName[] = ['in_use', 'dedicated'];

/** One more entry of a kind: its fields as `entryFields` has them, of several on one page each with ids of its own. */
export function EntryForm({ campaign, kind, words, options }: { campaign: string; kind: ConductKind; words: EntryWords; options: EntryOptions }) {
  return (
    <ActionForm action={recordEntry} prefix={`${kind}-`} words={words.action} submit={words.record} done={words.done} primary={false}>
      {({ valueOf, errorOf }) => (
        <>
          <input type="hidden" name="campaign" value={campaign} /><input type="hidden" name="kind" value={kind} />
          <div className="grid items-end gap-4 sm:grid-cols-2">
            {entryFields[kind].map((field) => <EntryInput key={field.name} field={field} id={`${kind}-${field.name}`} words={words} options={options} value={valueOf(field.name)} wasSent={valueOf('kind') !== undefined} error={errorOf(field.name)} />)}
          </div>
        </>
      )}
    </ActionForm>
  );
}

type InputProps = { field: EntryField; id: string; words: EntryWords; options: EntryOptions; value?: string; wasSent: boolean; error?: string };

function EntryInput({ field: { name, as, required }, id, words, options, value, wasSent, error }: InputProps) {
  const shared = { id, name, label: words.fields[name], hint: words.hints[name], error, defaultValue: value, required };
  if (as === 'tick') {
    return (
      <div className="flex items-start gap-2">
        <input type="checkbox" id={id} name={name} value="true" defaultChecked={wasSent ? value === 'true' : ticked.includes(name)} className="mt-0.5 size-5 flex-none accent-accent" aria-describedby={shared.hint && `${id}-hint`} />
        <div><label htmlFor={id} className="font-semibold">{shared.label}</label>{shared.hint && <p id={`${id}-hint`} className="text-sm text-muted">{shared.hint}</p>}</div>
      </div>
    );
  }
  if (as === 'text') return <div className="sm:col-span-2"><TextArea {...shared} maxLength={4000} /></div>;
  if (as === 'line' || as === 'list' || as === 'instant') return <TextField {...shared} autoComplete="off" maxLength={1000} />;
  if (as === 'whole') return <TextField {...shared} inputMode="numeric" autoComplete="off" maxLength={3} />;
  return <SelectField {...shared} options={name === 'decline_prominence' ? [{ value: '', label: words.notOffered }, ...options[as]] : options[as]} />;
}
