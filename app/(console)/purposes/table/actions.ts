'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { keepTable } from '@/domain/campaigns/commands/keep-table';

export async function keepWithNotice(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { notice = '', jurisdiction }) => {
    const [campaign, id] = notice.split(' ');
    await keepTable(actor, { campaign, notice: id, jurisdiction, language: (await getPreferences()).language });
    refresh();
  });
}
