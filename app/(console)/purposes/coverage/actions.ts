'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { linkPassage, unlinkPassage } from '@/domain/campaigns/commands/link-passage';

export async function linkToPurpose(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { campaign, notice, start, end, purpose }) => {
    await linkPassage(actor, { campaign, notice, start: Number(start), end: Number(end), purpose });
    refresh();
  });
}

export async function unlinkFromPurpose(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id }) => {
    await unlinkPassage(actor, { id });
    refresh();
  });
}
