'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { changeRegisterSettings } from '@/domain/purposes/commands/change-settings';

export async function saveRegisterSettings(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { ownApproval, reason }) => {
    await changeRegisterSettings(actor, { ownApproval: ownApproval === 'true', reason });
    refresh();
  });
}
