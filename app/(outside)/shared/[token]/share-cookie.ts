import { cookies } from 'next/headers';
import { baseUrl } from '@/auth/session-cookie';
import { passMinutes } from '@/domain/reports/share';

const nameOf = (share: string) => `noticeboard.shared.${share}`;

/** What this browser holds of the links it has opened. */
export async function keptPasses(): Promise<(share: string) => string | undefined> {
  const jar = await cookies();
  return (share) => jar.get(nameOf(share))?.value;
}

/** Keeps the pass of an opened link in this browser, for links only. */
export async function keepPass(share: string, pass: string): Promise<void> {
  (await cookies()).set(nameOf(share), pass, { httpOnly: true, sameSite: 'lax', secure: baseUrl().startsWith('https://'), path: '/shared', maxAge: passMinutes * 60 });
}
