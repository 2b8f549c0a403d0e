'use server';

import { redirect } from 'next/navigation';
import { safePath } from '@/app/(auth)/safe-path';
import { type FormState, actAnonymously } from '@/auth/action';
import { getWaitingSession, keepSession } from '@/auth/viewer';
import { confirmSession } from '@/domain/access/commands/confirm-session';

/** Lets the session that waits in this browser in, under a new id. */
export async function enterCode(_: FormState | null, form: FormData): Promise<FormState> {
  return actAnonymously(form, async ({ code, next }) => {
    await keepSession(await confirmSession({ session: (await getWaitingSession()) ?? 'none', code }));
    redirect(safePath(next));
  });
}
