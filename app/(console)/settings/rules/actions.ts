'use server';

import { refresh } from 'next/cache';
import { thresholdsOf } from '@/app/(console)/settings/rules/threshold-fields';
import { type FormState, act } from '@/auth/action';
import { changeThresholds } from '@/domain/findings/commands/change-thresholds';
import { words } from '@/domain/words/catalogue';

/** The schema speaks of bounds; the form says in the reader's language which field is outside them. */
export async function saveThresholds(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { reason, ...values }) => {
    await changeThresholds(actor, { thresholds: thresholdsOf(values, Object.keys(words('en').findingPages.thresholds.names)), reason });
    refresh();
  });
  return {
    ...state,
    fields: state.fields.map(({ field, message }) => {
      const [first, name = first ?? ''] = field.split('.');
      return first === 'thresholds' ? { field: name, message: name === 'lawChanges' ? 'invalid' : 'number_form' } : { field, message };
    }),
  };
}
