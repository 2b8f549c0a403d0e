import { command } from '@/domain/command';
import { conflict, invalid } from '@/domain/errors';
import { withheld } from '@/domain/evidence/log';
import { asEvidence, say, standingFinding } from '@/domain/findings/commands/standing-finding';
import { ruleOf } from '@/domain/findings/rule-book';
import { OverrideFinding } from '@/domain/findings/schemas';

/**
 * The DPO says that a finding holds back nothing until a day, which it then does by itself again, and why. Throws `conflict` where the rule
 * leaves no room for that (it has no `*` in the pack), `invalid` where the day is not ahead.
 */
export const overrideFinding = command({
  action: 'finding.override',
  permission: 'findings:override',
  input: OverrideFinding,
  async run({ client, actor, input: { finding: id, reason, until }, now }) {
    const finding = await standingFinding(client, id, now);
    if (!ruleOf(finding.rule).overridable) throw conflict(`The rule ${finding.rule} leaves no room for an override: mend what it names.`, 'not_overridable');
    if (until <= now.toISOString().slice(0, 10)) throw invalid('until: An override ends on a day that is still ahead.', [{ field: 'until', message: 'day_ahead' }]);
    await say(client, actor, finding, { step: 'overridden', status: 'overridden', reason, until }, now);
    return { result: { finding: id, until }, object: { type: 'finding', id }, before: asEvidence(finding), after: { ...asEvidence({ ...finding, status: 'overridden', overriddenUntil: until }), reason: withheld(reason) } };
  },
});
