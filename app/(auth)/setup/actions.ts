'use server';

import { type FormState, actAnonymously } from '@/auth/action';
import { completeSetup } from '@/domain/access/commands/complete-setup';

export async function finishSetup(_: FormState | null, form: FormData): Promise<FormState> {
  return actAnonymously(form, async ({ token, name, email, password }) => {
    await completeSetup({ kind: 'system', id: 'setup' }, { token, name, email, password });
  });
}
