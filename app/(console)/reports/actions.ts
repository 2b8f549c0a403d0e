'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';

import { cancelReport } from '@/domain/reports/commands/cancel-report';
import { requestReport } from '@/domain/reports/commands/request-report';
import { retryReport } from '@/domain/reports/commands/retry-report';
import { dayEnd } from '@/domain/uptake/queries';

export async function askForReport(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { type, campaign, language, as_of: day, region }) => {
    const scope = type === 'campaign_uptake' ? { campaign, ...(region ? { filters: { region: region.toUpperCase() } } : {}) } : {};
    const asOf = day ? await dayEnd(actor, type === 'campaign_uptake' ? (campaign ?? null) : null, day) : null;
    const { number } = await requestReport(actor, { type, language, ...scope, ...(asOf && asOf < new Date() ? { as_of: asOf.toISOString() } : {}) });
    return { number: String(number) };
  });
  if (state.done?.number) redirect(`/reports/${state.done.number}`);
  return state;
}

export async function retryRun(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { number }) => void (await retryReport(actor, { number })));
  revalidatePath('/reports', 'layout');
  return state;
}

export async function cancelRun(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { number }) => void (await cancelReport(actor, { number })));
  revalidatePath('/reports', 'layout');
  return state;
}
