import { encode } from 'next-auth/jwt';
import { cookies, headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { type Viewer, awaitsCode, findViewer } from '@/domain/access/queries';
import { can, unauthenticated } from '@/domain/access/permissions';
import type { Permission } from '@/domain/access/vocabulary';
import { type Reading, recordReading } from '@/domain/evidence/commands/record-reading';
import { DomainError } from '@/domain/errors';
import { sessionCookie, sessionSeconds, sessionSecret } from '@/auth/session-cookie';
import { sessionOfToken } from '@/auth/session-token';

/** Who is looking, read from the database once per request; null when nobody is signed in. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const session = await sessionOfCookie();
  return session ? findViewer(session) : null;
});

/** The session of this browser that waits for a second factor; null when none does. */
export async function getWaitingSession(): Promise<string | null> {
  const session = await sessionOfCookie();
  return session && (await awaitsCode(session)) ? session : null;
}

async function sessionOfCookie(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookie().name)?.value;
  return cookie ? sessionOfToken(cookie, sessionSecret()) : null;
}

/** Puts another session into this browser's cookie, in the form next-auth gives it. */
export async function keepSession(session: string): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await encode({ token: { sid: session }, secret: sessionSecret(), maxAge: sessionSeconds }), { ...options, maxAge: sessionSeconds });
}

/** Who is looking; sends everybody else to sign in. What an auditor looks at is in the log before it is shown. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = (await getViewer()) ?? redirect('/sign-in');
  await noteReading('page', viewer.actor);
  return viewer;
}

/** Once per request: the address is what the proxy read off it, so that nobody can name another; without the proxy it is unknown. */
const noteReading = cache(async (kind: Reading['kind'], actor: Viewer['actor']): Promise<void> => {
  const address = (await headers()).get('x-noticeboard-address') ?? '?';
  const [path = '', ...search] = address.split('?');
  await recordReading(actor, { kind, path: path || 'unknown', search: search.length > 0 ? `?${search.join('?')}` : '' });
});

/** Who is looking, if they hold the permission; everybody else gets the page that says who can grant it. */
export async function requireViewerWith(permission: Permission): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!can(viewer.actor, permission)) forbidden();
  return viewer;
}

/** Awaits a read and turns the known refusals into the pages that explain them. */
export async function answer<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'denied') forbidden();
    if (error instanceof DomainError && (error.code === 'missing' || error.code === 'unsupported')) notFound();
    if (error instanceof DomainError && error.code === 'unauthenticated') redirect('/sign-in');
    throw error;
  }
}

/** The actor behind the session cookie, for downloads. Throws `unauthenticated` instead of redirecting. */
export async function requireActor(): Promise<Viewer['actor']> {
  const viewer = await getViewer();
  if (!viewer) throw unauthenticated();
  await noteReading('download', viewer.actor);
  return viewer.actor;
}
