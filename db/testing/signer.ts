import { createUser } from '@/domain/access/commands/create-user';
import { enrolSecondFactor } from '@/domain/access/commands/enrol-second-factor';
import { openSession } from '@/domain/access/commands/open-session';
import { startSecondFactor } from '@/domain/access/commands/start-second-factor';
import { findViewer } from '@/domain/access/queries';
import { ownSecondFactor } from '@/domain/access/second-factor-queries';
import type { Role } from '@/domain/access/vocabulary';
import { asRole, system } from '@/db/testing/actors';
import { codeAt } from '@/db/testing/authenticator';

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
  const code = (when: Date) => codeAt(factor?.pending?.key ?? '', when);
  await enrolSecondFactor(actor, { session, code: code(at) }, clock);
  return { id, actor, session, code };
}
