'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { baseUrl } from '@/auth/session-cookie';
import { supersedeReport, withdrawReport } from '@/domain/reports/commands/end-report';
import { revokeShare, shareReport } from '@/domain/reports/commands/share-report';
import { countersignReport, signReport } from '@/domain/reports/commands/sign-report';

export async function signRun(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { number, content, statement, countersign, code }) => {
    await signReport(actor, { number, content, statement, countersign, code });
    refresh();
  });
}

export async function countersignRun(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { number, content, statement, code }) => {
    await countersignReport(actor, { number, content, statement, code });
    refresh();
  });
}

export async function supersedeRun(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { number, successor, reason, code }) => {
    await supersedeReport(actor, { number, successor, reason, code });
    refresh();
  });
}

export async function withdrawRun(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { number, reason, code }) => {
    await withdrawReport(actor, { number, reason, code });
    refresh();
  });
}

/** Makes a link and answers with it, this one time. */
export async function makeShare(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { number, reader = '', days, share_password, max_views, max_downloads }) => {
    const { token, expiresAt } = await shareReport(actor, { number, reader, days, password: share_password, max_views, max_downloads });
    const { words, format } = await getPreferences();
    refresh();
    return { secret: `${baseUrl()}/shared/${token}`, title: words.signOff.shareOnce(reader), note: words.signOff.shareOnceNote(format.instant(expiresAt, 'UTC')) };
  });
}

export async function endShare(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id }) => {
    await revokeShare(actor, { id });
    refresh();
  });
}
