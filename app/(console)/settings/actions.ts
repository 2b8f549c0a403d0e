'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { type FormState, act } from '@/auth/action';
import { baseUrl } from '@/auth/session-cookie';
import { getPreferences } from '@/auth/preferences';
import { changeRole } from '@/domain/access/commands/change-role';
import { createKey } from '@/domain/access/commands/create-key';
import { createLink } from '@/domain/access/commands/create-link';
import { createUser } from '@/domain/access/commands/create-user';
import { disableUser } from '@/domain/access/commands/disable-user';
import { revokeKey } from '@/domain/access/commands/revoke-key';
import { setPassword } from '@/domain/access/commands/set-password';
import type { Viewer } from '@/domain/access/queries';

/** Sets one's own password; every session of that person has ended by the time the next page is asked for. */
export async function changeOwnPassword(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { password }) => {
    await setPassword(actor, { password });
    redirect('/sign-in?ended');
  });
}

export async function addUser(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { email, name = '', role, language }) => {
    const { id } = await createUser(actor, { email, name, role, language });
    refresh();
    return signInLink(actor, id, name);
  });
}

export async function makeLink(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, ({ actor }, { id = '', name = '' }) => signInLink(actor, id, name));
}

async function signInLink(actor: Viewer['actor'], userId: string, name: string): Promise<Record<string, string>> {
  const { words, format } = await getPreferences();
  const { users } = words.settings;
  const { token, expiresAt } = await createLink(actor, { kind: 'sign_in', userId });
  return { secret: `${baseUrl()}/link?token=${token}`, title: users.linkOnce(name), note: users.linkExpires(format.instant(expiresAt, 'UTC')) };
}

export async function setRole(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id, role }) => {
    await changeRole(actor, { id, role });
    refresh();
  });
}

export async function closeUser(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id }) => {
    await disableUser(actor, { id });
    refresh();
  });
}

export async function addKey(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { name = '', scope, days }) => {
    const { words, format } = await getPreferences();
    const { keys } = words.settings;
    const made = await createKey(actor, { name, scope, days });
    refresh();
    const events = made.scope === 'ingest';
    return {
      secret: made.key,
      title: keys.once(name),
      note: keys.onceNote(format.instant(made.expiresAt, 'UTC')),
      useTitle: events ? keys.useIngest : keys.useRead,
      use: events
        ? `curl -H "Authorization: Bearer ${made.key}" \\\n  -H "Content-Type: application/x-ndjson" --data-binary @events.ndjson \\\n  ${baseUrl()}/api/v1/campaigns/CAMPAIGN/events`
        : `curl -H "Authorization: Bearer ${made.key}" \\\n  ${baseUrl()}/api/v1/campaigns/CAMPAIGN/uptake`,
    };
  });
}

export async function endKey(_: FormState | null, form: FormData): Promise<FormState> {
  return act(form, async ({ actor }, { id }) => {
    await revokeKey(actor, { id });
    refresh();
  });
}
