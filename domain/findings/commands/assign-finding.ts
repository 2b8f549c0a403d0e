import { eq } from 'drizzle-orm';
import { can } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { invalid } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { asEvidence, say, standingFinding } from '@/domain/findings/commands/standing-finding';
import { AssignFinding } from '@/domain/findings/schemas';
import type { Transaction } from '@/db/client';
import { users } from '@/db/schema';

/** Gives a finding to a person who may act on it, by a day if wanted, or takes it from everybody. Throws `invalid` for anybody else. */
export const assignFinding = command({
  action: 'finding.assign',
  permission: 'findings:write',
  input: AssignFinding,
  async run({ tx, client, actor, input: { finding: id, assignee, due, note }, now }) {
    const finding = await standingFinding(client, id, now);
    if (assignee !== null && !(await mayAct(tx, assignee))) throw invalid('assignee: This person may not act on findings.', [{ field: 'assignee', message: 'choose' }]);
    await say(client, actor, finding, { step: 'assigned', reason: note, assignee, due: assignee === null ? null : due }, now);
    return {
      result: { finding: id, assignee },
      object: { type: 'finding', id },
      before: { assignee: finding.assignee, due: finding.due },
      after: { ...asEvidence(finding), assignee, due: assignee === null ? null : due, note: withheld(note) },
    };
  },
});

async function mayAct(tx: Transaction, id: string): Promise<boolean> {
  const [person] = await tx.select({ role: users.role, disabledAt: users.disabledAt }).from(users).where(eq(users.id, id));
  return person !== undefined && person.disabledAt === null && can({ kind: 'user', id, role: person.role }, 'findings:write');
}
