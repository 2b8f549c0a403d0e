import { createUser } from '@/domain/access/commands/create-user';
import { enrolSecondFactor } from '@/domain/access/commands/enrol-second-factor';
import { openSession } from '@/domain/access/commands/open-session';
import { startSecondFactor } from '@/domain/access/commands/start-second-factor';
import { findViewer } from '@/domain/access/queries';
import { ownSecondFactor } from '@/domain/access/second-factor-queries';
import { hotp, totpStep } from '@/domain/access/totp';
import type { Role } from '@/domain/access/vocabulary';
import { asRole, system } from '@/db/testing/actors';

/** The bytes of a key in base32, as an authenticator app reads them. */
export function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(/[^A-Z2-7]/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

let made = 0;

/** A new person of a role with an authenticator; `code` is a fresh one at an instant, thirty seconds or more after the one before. */
export async function personWithAuthenticator(role: Role, at: Date) {
  const clock = () => at;
  const { id } = await createUser(system, { email: `authenticator-${(made += 1)}@example.org`, name: 'Someone', role }, clock);
  const actor = asRole(role, id);
  const { session } = await openSession(system, { userId: id, method: 'link' }, clock);
  await startSecondFactor(actor, { kind: 'totp' }, clock);
  const viewer = await findViewer(session, clock);
  const factor = viewer && (await ownSecondFactor(viewer, 'Noticeboard', clock));
  const key = fromBase32(factor?.pending?.key ?? '');
  const code = (when: Date) => hotp(key, totpStep(when));
  await enrolSecondFactor(actor, { session, code: code(at) }, clock);
  return { id, actor, session, code };
}
