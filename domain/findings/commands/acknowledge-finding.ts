import { command } from '@/domain/command';
import { conflict } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { asEvidence, say, standingFinding } from '@/domain/findings/commands/standing-finding';
import { AcknowledgeFinding, ReopenFinding } from '@/domain/findings/schemas';

/** Takes note of a finding, with what is thought of it. A blocker goes on holding back. Throws `conflict` where it is overridden or resolved. */
export const acknowledgeFinding = command({
  action: 'finding.acknowledge',
  permission: 'findings:write',
  input: AcknowledgeFinding,
  async run({ client, actor, input: { finding: id, note }, now }) {
    const finding = await standingFinding(client, id, now);
    if (finding.status === 'overridden') throw conflict('The finding is overridden. Open it again first.', 'overridden_already');
    await say(client, actor, finding, { step: 'acknowledged', status: 'acknowledged', reason: note }, now);
    return { result: { finding: id }, object: { type: 'finding', id }, before: asEvidence(finding), after: { ...asEvidence({ ...finding, status: 'acknowledged' }), note: withheld(note) } };
  },
});

/** Takes back an acknowledgement or an override: the finding is open, and a blocker holds back again. Throws `conflict` where it is open or resolved. */
export const reopenFinding = command({
  action: 'finding.reopen',
  permission: 'findings:write',
  input: ReopenFinding,
  async run({ client, actor, input: { finding: id, reason }, now }) {
    const finding = await standingFinding(client, id, now);
    if (finding.status === 'open') throw conflict('The finding is open already.', 'open_already');
    await say(client, actor, finding, { step: 'reopened', status: 'open', reason }, now);
    return { result: { finding: id }, object: { type: 'finding', id }, before: asEvidence(finding), after: { ...asEvidence({ ...finding, status: 'open', overriddenUntil: null }), reason: withheld(reason) } };
  },
});
