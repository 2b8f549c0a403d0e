import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Viewer } from '@/domain/access/queries';
import { DomainError, type FieldError, isUnavailable } from '@/domain/errors';
import { baseUrl } from '@/auth/session-cookie';
import { getViewer } from '@/auth/viewer';

/** What a form shows after it was sent: nothing yet, or what was wrong, with everything that was typed. */
export type FormState = { message: string | null; code: string | null; fields: FieldError[]; values: Record<string, string>; done: Record<string, string> | null };

/** Text fields as typed, without Next's own bookkeeping; passwords are never sent back. */
export const typedValues = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.entries()].flatMap(([name, value]) => (typeof value === 'string' && !name.startsWith('$ACTION') ? [[name, value] as const] : [])));

/**
 * Runs one command for a form. Requires the page's own origin (a request without `Origin` is refused) and a signed-in person;
 * known refusals come back as form state with what was typed, unknown errors are thrown.
 */
export async function act(form: FormData, work: (viewer: Viewer, values: Record<string, string>) => Promise<Record<string, string> | void>): Promise<FormState> {
  await requireOwnOrigin();
  const viewer = await getViewer();
  if (!viewer) redirect('/sign-in');
  return settle(form, (values) => work(viewer, values));
}

/** The same for forms of people who are not signed in yet. */
export async function actAnonymously(form: FormData, work: (values: Record<string, string>) => Promise<Record<string, string> | void>): Promise<FormState> {
  await requireOwnOrigin();
  return settle(form, work);
}

async function settle(form: FormData, work: (values: Record<string, string>) => Promise<Record<string, string> | void>): Promise<FormState> {
  const typed = typedValues(form);
  const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !name.includes('password')));
  try {
    return { message: null, code: null, fields: [], values, done: (await work(typed)) ?? {} };
  } catch (error) {
    if (error instanceof DomainError) return { message: error.message, code: error.options.detail ?? error.code, fields: error.options.fields ?? [], values, done: null };
    if (isUnavailable(error)) return { message: null, code: 'unavailable', fields: [], values, done: null };
    throw error;
  }
}

async function requireOwnOrigin(): Promise<void> {
  const origin = (await headers()).get('origin');
  if (origin !== new URL(baseUrl()).origin) throw new DomainError('denied', 'This form was sent from another site.');
}
