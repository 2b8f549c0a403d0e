'use server';

import { redirect } from 'next/navigation';
import { type Change, changesBetween } from '@/app/(console)/purposes/changes';
import { fieldOf, recordOf } from '@/app/(console)/purposes/record-form';
import { type FormState, act, typedValues } from '@/auth/action';
import { getPreferences } from '@/auth/preferences';
import { getViewer } from '@/auth/viewer';
import type { Viewer } from '@/domain/access/queries';
import { instantCode } from '@/domain/instants';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { revisePurpose } from '@/domain/purposes/commands/revise-purpose';
import { getPurpose } from '@/domain/purposes/version-queries';

/** Another version was saved in between: which one, and in words what it changed against the version this form began with. */
export type Conflict = { version: number; title: string; again: string; open: string; changes: Change[] };
export type PurposeFormState = FormState & { conflict: Conflict | null };

export async function addPurpose(_: PurposeFormState | null, form: FormData): Promise<PurposeFormState> {
  const state = await keeping(form, async ({ actor }, { key, reason, since, ...values }) => {
    const created = await createPurpose(actor, { key, record: recordOf(values), reason, validFrom: startOf(since) });
    redirect(`/purposes/${created.key}?saved=${created.version}`);
  });
  return { ...state, conflict: null };
}

export async function savePurpose(_: PurposeFormState | null, form: FormData): Promise<PurposeFormState> {
  const state = await keeping(form, async ({ actor }, { key, basedOn, reason, since, ...values }) => {
    const saved = await revisePurpose(actor, { key, basedOn: Number(basedOn), record: recordOf(values), reason, validFrom: startOf(since) });
    redirect(`/purposes/${saved.key}?saved=${saved.version}`);
  });
  return { ...state, conflict: state.code === 'version_conflict' ? await conflictOf(state.values) : null };
}

/** A day of the form as the instant it begins at, UTC; nothing where none was given. */
const startOf = (day: string | undefined) => (day ? `${day}T00:00:00Z` : undefined);

/** Like `act`, but whoever is signed out by now gets their text back instead of the sign-in page, and each message finds its field. */
async function keeping(form: FormData, work: (viewer: Viewer, values: Record<string, string>) => Promise<void>): Promise<FormState> {
  const values = typedValues(form);
  if ((await getViewer()) === null) return { message: null, code: 'unauthenticated', fields: [], values, done: null };
  const state = await act(form, work);
  return { ...state, fields: state.fields.map(({ field, message }) => ({ field: fieldOf(field, values), message: field === 'validFrom' ? instantCode(message) : message })) };
}

async function conflictOf({ key = '', basedOn }: Record<string, string>): Promise<Conflict | null> {
  const viewer = await getViewer();
  if (!viewer) return null;
  const { words, format } = await getPreferences();
  const { versions } = await getPurpose(viewer.actor, key);
  const [latest, before] = [versions[0], versions.find(({ version }) => version === Number(basedOn))];
  if (!latest || !before) return null;
  const { conflict } = words.register;
  return {
    version: latest.version,
    title: conflict.title(latest.version, before.version),
    again: conflict.again(latest.version + 1),
    open: conflict.open(latest.version),
    changes: changesBetween(before.record, latest.record, words, format),
  };
}
