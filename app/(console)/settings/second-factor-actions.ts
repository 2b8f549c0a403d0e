'use server';

import { refresh } from 'next/cache';
import { type FormState, act } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { enrolSecondFactor } from '@/domain/access/commands/enrol-second-factor';
import { limitUser } from '@/domain/access/commands/limit-user';
import { resetSecondFactor } from '@/domain/access/commands/reset-second-factor';
import { startSecondFactor } from '@/domain/access/commands/start-second-factor';

export async function startAuthenticator(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { kind, code }) => {
    await startSecondFactor(actor, { kind, code });
    refresh();
  });
}

/** Answers with the recovery codes; the page stays as it is, so that they can be read. */
export async function enrolAuthenticator(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor, session }, { code }) => {
    const { codes } = await enrolSecondFactor(actor, { session, code });
    const { secondFactor } = (await getPreferences()).words;
    return { secret: codes.join('\n'), title: secondFactor.recoveryTitle, note: secondFactor.recoveryNote };
  });
}

export async function resetAuthenticator(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id }) => {
    await resetSecondFactor(actor, { id });
    refresh();
  });
}

export async function setLastDay(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id, until }) => {
    await limitUser(actor, { id, until });
    refresh();
  });
}
