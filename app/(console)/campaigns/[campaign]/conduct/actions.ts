'use server';

import { refresh } from 'next/cache';
import { entryFields, typedEntry } from '@/app/(console)/campaigns/[campaign]/conduct/entry-fields';
import { type FormState, act } from '@/auth/action';
import { recordConduct } from '@/domain/campaigns/commands/record-conduct';
import { conductKinds } from '@/domain/campaigns/vocabulary';
import { instantCode } from '@/domain/instants';

/** Records one entry; what was wrong comes back by the field of the form, as a code that the reader's language has words for. */
export async function recordEntry(_: FormState | null, form: FormData): Promise<FormState> {
  const kind = conductKinds.find((name) => name === form.get('kind')) ?? 'change';
  const state = await act(form, async ({ actor }, { campaign, ...typed }) => {
    await recordConduct(actor, { campaign, kind, entry: typedEntry(kind, typed) });
    refresh();
  });
  return {
    ...state,
    fields: state.fields.map(({ field, message }) => {
      const name = field.replace(/^entry\.([^.]*).*$/, '$1');
      const asked = entryFields[kind].find((one) => one.name === name);
      const isEmpty = (state.values[name] ?? '').trim() === '';
      return { field: name, message: message === 'unknown_area' ? message : isEmpty && asked?.required ? 'required' : asked?.as === 'instant' ? instantCode(message) : 'invalid' };
    }),
  };
}
