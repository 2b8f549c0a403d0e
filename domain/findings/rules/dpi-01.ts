import { generalKnowledge, verified } from '@/domain/findings/citation';
import { isController, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

/** The data protection impact assessment is not screened for, not done where it must be, without the officer's advice, or leaves a high risk unconsulted. */
export const dpi01: PurposeRule = {
  id: 'DPI-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 35(1)-(3), (7)'), verified('GDPR Art 36(1)'), generalKnowledge('WP248 rev.01 criteria')],
  judge(facts) {
    const { screening, status, advice, residualRisk, authorityConsulted } = facts.record.impactAssessment;
    const isDone = status === 'completed';
    const isNeeded = screening.length >= 2 || status === 'required' || status === 'in_progress';
    const problems = [
      { problem: 'screening', field: 'status', holds: status === 'not_screened' },
      { problem: 'assessment', field: 'status', holds: isNeeded && !isDone },
      { problem: 'advice', field: 'advice', holds: isDone && advice === '' },
      { problem: 'consultation', field: 'authorityConsulted', holds: residualRisk === 'high' && authorityConsulted === null },
    ].filter(({ holds }) => holds);
    if (!isController(facts) || problems.length === 0) return [];
    return [{ severity: 'blocker', about: 'assessment', values: { problems: problems.map(({ problem }) => problem), criteria: screening, n: screening.length }, places: problems.map(({ field }) => placeOn(facts, `impactAssessment.${field}`)) }];
  },
};
