'use server';

import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';
import { bulkEdit } from '@/domain/purposes/commands/bulk-edit';

export async function saveSelection(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { purposes = '', owner, businessFunction, reviewDue, reason }) => {
    const chosen = purposes.split(' ').map((text) => ({ key: text.slice(0, text.lastIndexOf('@')), version: Number(text.slice(text.lastIndexOf('@') + 1)) }));
    await bulkEdit(actor, { purposes: chosen, ...(owner && { owner }), ...(businessFunction && { businessFunction }), ...(reviewDue && { reviewDue }), reason });
    redirect('/purposes?sort=updated&dir=desc');
  });
}
