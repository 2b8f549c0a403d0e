import { command } from '@/domain/command';
import { withheld } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import { isOwnApprovalAllowed } from '@/domain/purposes/commands/review-rule';
import { RegisterSettings } from '@/domain/purposes/schemas';
import { registerSettings } from '@/db/schema';

/** Says whether an author may decide on their own work, where one person holds both offices. */
export const changeRegisterSettings = command({
  action: 'register.settings',
  permission: 'purposes:review',
  input: RegisterSettings,
  async run({ tx, actor, input: { ownApproval, reason }, now }) {
    const before = await isOwnApprovalAllowed(tx);
    await tx.insert(registerSettings).values({ id: newId(now), ownApproval, reason, author: actor.id, recordedAt: now });
    return { result: { ownApproval }, object: { type: 'register', id: 'settings' }, before: { own_approval: before }, after: { own_approval: ownApproval, reason: withheld(reason) } };
  },
});
