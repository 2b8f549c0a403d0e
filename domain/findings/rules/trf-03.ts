import { verified } from '@/domain/findings/citation';
import { dayOf, monthsLater } from '@/domain/findings/days';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** A transfer tool is stale or used beyond its limits: Privacy Shield, an unchecked listing, derogations as a habit, or no record of Art 49(6). */
export const trf03: PurposeRule = {
  id: 'TRF-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 45, 49(1), 49(6), 30(1)(e)'), verified('General Court T-553/23 (3 September 2025), appeal C-703/25 P pending')],
  judge(facts, { listCheckMonths }, now) {
    const { recipients } = facts.record;
    const derogated = recipients.filter(({ transfer }) => transfer.tool.startsWith('derogation')).length;
    return recipients.flatMap(({ name, country, transfer }, position) => {
      const { tool, listCheckedAt: checked } = transfer;
      const problems = [
        { problem: 'shield', field: 'tool', holds: tool === 'privacy_shield' },
        { problem: 'list', field: 'listCheckedAt', holds: tool === 'adequacy_decision' && country === 'US' && (checked === null || monthsLater(checked, listCheckMonths) < dayOf(now)) },
        { problem: 'repeated', field: 'tool', holds: tool.startsWith('derogation') && derogated > 1 },
        { problem: 'record', field: 'exceptionRecord', holds: tool === 'derogation_compelling' && transfer.exceptionRecord === '' },
      ].filter(({ holds }) => holds);
      if (problems.length === 0) return [];
      return [{
        severity: 'warning', about: name, values: { recipient: name, problems: problems.map(({ problem }) => problem), months: listCheckMonths, n: derogated }, places: problems.map(({ field }) => placeOn(facts, `recipients.${position}.transfer.${field}`)),
      }];
    });
  },
};
