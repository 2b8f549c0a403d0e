'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { instantCode } from '@/domain/instants';
import { moveDeadline } from '@/domain/uptake/commands/move-deadline';

/** The campaign's schema speaks in sentences, for files and the API; a form wants codes, to say it in the reader's language. */
const codeOf = (field: string, message: string) => (field === 'at' ? instantCode(message) : field === 'reason' ? 'required' : message);

export async function recordDeadline(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { campaign, at = '', area, reason }) => {
    await moveDeadline(actor, { campaign, at: at.trim(), area: area || null, reason });
    refresh();
  });
  return { ...state, fields: state.fields.map(({ field, message }) => ({ field, message: codeOf(field, message) })) };
}
