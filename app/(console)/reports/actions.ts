'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';
import { permit } from '@/domain/access/permissions';
import { parse } from '@/domain/command';
import { invalid } from '@/domain/errors';
import { day } from '@/domain/instants';
import { cancelReport } from '@/domain/reports/commands/cancel-report';
import { createSchedule } from '@/domain/reports/commands/create-schedule';
import { deletePreset } from '@/domain/reports/commands/delete-preset';
import { endSchedule } from '@/domain/reports/commands/end-schedule';
import { requestReport } from '@/domain/reports/commands/request-report';
import { retryReport } from '@/domain/reports/commands/retry-report';
import { savePreset } from '@/domain/reports/commands/save-preset';
import { boundsOf } from '@/domain/reports/plan-queries';

type Kept = { campaign?: string; zone?: string; [name: string]: unknown };

/** What the check of the builder carries along; the command looks at every field of it. */
function keptIn(text: string | undefined): Kept {
  try {
    const kept: unknown = JSON.parse(text ?? '');
    if (typeof kept === 'object' && kept !== null && !Array.isArray(kept)) return kept as Kept;
  } catch {
    // Said below.
  }
  throw invalid('request: Start again with the first step.');
}

const dayOf = (text: string | undefined) => (text === undefined || text === '' ? undefined : parse(day, text));
const orNothing = (text: string | undefined) => (text === '' ? undefined : text);

export async function askForReport(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { request, from, to, identifier }) => {
    permit(actor, 'reports:write');
    const kept = keptIn(request);
    const bounds = await boundsOf(actor, { campaign: kept.campaign, zone: kept.zone, from: dayOf(from), to: dayOf(to) });
    const asOf = bounds.to !== null && bounds.to < new Date() ? { as_of: bounds.to.toISOString() } : {};
    const { number } = await requestReport(actor, { ...kept, ...asOf, ...(bounds.from ? { from: bounds.from.toISOString() } : {}), ...(identifier === undefined ? {} : { identifier }) });
    return { number: String(number) };
  });
  if (state.done?.number) redirect(`/reports/${state.done.number}`);
  return state;
}

export async function keepPreset(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { request, name, shared }) => {
    permit(actor, 'reports:write');
    await savePreset(actor, { name, shared: shared === 'true', request: keptIn(request) });
  });
  revalidatePath('/reports');
  return state;
}

export async function dropPreset(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { id }) => void (await deletePreset(actor, { id })));
  revalidatePath('/reports');
  return state;
}

export async function setUpSchedule(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { request, name, rhythm, zone, hour, days, keep_days: keep }) => {
    permit(actor, 'reports:write');
    await createSchedule(actor, { name, request: keptIn(request), rhythm, zone, hour: orNothing(hour), days: orNothing(days), keep_days: orNothing(keep) ?? null });
  });
  revalidatePath('/reports', 'layout');
  return state;
}

export async function stopSchedule(_: FormState | null, form: FormData): Promise<FormState> {
  const state = await act(form, async ({ actor }, { id }) => void (await endSchedule(actor, { id })));
  revalidatePath('/reports', 'layout');
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
