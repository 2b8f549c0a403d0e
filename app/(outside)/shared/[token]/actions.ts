'use server';

import { redirect } from 'next/navigation';
import { keepPass } from '@/app/(outside)/shared/[token]/share-cookie';
import { type FormState, actAnonymously } from '@/auth/action';
import { openShare } from '@/domain/reports/commands/open-share';

/** Opens a link at the press of a button, so that a mail program that looks at it first does not use it up. */
export async function openShared(_: FormState | null, form: FormData): Promise<FormState> {
  return actAnonymously(form, async ({ token, password }) => {
    const { share, pass } = await openShare({ token, password });
    await keepPass(share, pass);
    redirect(`/shared/${encodeURIComponent(token ?? '')}`);
  });
}
