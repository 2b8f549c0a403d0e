'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { markReady } from '@/domain/findings/commands/mark-ready';

export async function markCampaignReady(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { campaign, note }) => {
    await markReady(actor, { campaign, note });
    refresh();
  });
}
