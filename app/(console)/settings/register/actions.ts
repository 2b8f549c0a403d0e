'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { changeRegisterSettings } from '@/domain/purposes/commands/change-settings';

export async function saveRegisterSettings(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { setting, ownApproval, reason }) => {
    // An unticked box sends nothing: only a form that asked the question gives its answer.
    await changeRegisterSettings(actor, { ownApproval: setting === 'own_approval' ? ownApproval === 'true' : undefined, reason });
    refresh();
  });
}
