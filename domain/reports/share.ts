import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Run } from '@/domain/reports/run';
import type { ReportType } from '@/domain/reports/vocabulary';

/** How long an opened link stays open in one browser before it asks again. */
export const passMinutes = 60;

/** Reports that list people, one by one: they never leave by a link. */
const ofPeople: readonly ReportType[] = ['subject_evidence', 'event_extract'];

/** Whether a run may be shared by a link: made, and not a list of people. */
export const isShareable = ({ type, status }: Pick<Run, 'type' | 'status'>): boolean => status === 'ready' && !ofPeople.includes(type);

const mac = (key: Buffer, share: string, until: string) => createHmac('sha256', key).update(`share\0${share}\0${until}`).digest('base64url');

/** What a browser keeps once a link was opened: until when (seconds since 1970), and a MAC (HMAC-SHA-256) over that and the link. */
export function sharePass(key: Buffer, share: string, now: Date): string {
  const until = String(Math.floor(now.getTime() / 1_000) + passMinutes * 60);
  return `${until}.${mac(key, share, until)}`;
}

/** Whether a pass was given for this link, by this installation, and is not over. */
export function isPass(key: Buffer, share: string, pass: string | undefined, now: Date): boolean {
  const [until = '', given = ''] = (pass ?? '').split('.');
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1_000 <= now.getTime()) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(mac(key, share, until))];
  return a.length === b.length && timingSafeEqual(a, b);
}
