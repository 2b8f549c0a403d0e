import { sessionHours } from '@/domain/access/commands/open-session';
import { secret } from '@/domain/secrets';
import { readEnvironment } from '@/env';

/** The address people use, without a trailing slash; never taken from a request's headers. */
export function baseUrl(): string {
  const url = (readEnvironment().url ?? process.env.NEXTAUTH_URL ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
  process.env.NEXTAUTH_URL ??= url;
  return url;
}

/** How long the cookie lives: as long as a session may last. */
export const sessionSeconds = sessionHours * 3_600;

export const sessionSecret = (): string => secret('session').toString('hex');

/** Name and attributes of the session cookie; `__Host-` wherever the address is https. */
export function sessionCookie() {
  const secure = baseUrl().startsWith('https://');
  return { name: secure ? '__Host-noticeboard.session' : 'noticeboard.session', options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure } };
}
