import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { dpi01 } from '@/domain/findings/rules/dpi-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const dpi01Cases: RuleCases<PurposeFacts> = {
  rule: dpi01,
  cases: [
    fires('nobody screened', purpose({ impactAssessment: {} }), [{ severity: 'blocker', about: 'assessment', values: { problems: ['screening'] }, path: 'impactAssessment.status' }]),
    fires('three criteria and no assessment', purpose({ 'impactAssessment.screening': ['evaluation', 'matching', 'large_scale'] }), [{ severity: 'blocker', values: { problems: ['assessment'], criteria: ['evaluation', 'matching', 'large_scale'], n: 3 } }]),
    fires('the officer’s advice is missing', purpose({ 'impactAssessment.status': 'completed' }), [{ severity: 'blocker', values: { problems: ['advice'] }, path: 'impactAssessment.advice' }]),
    fires('a high residual risk and no consultation', purpose({ 'impactAssessment.status': 'completed', 'impactAssessment.advice': 'Go on.', 'impactAssessment.residualRisk': 'high' }), [{ severity: 'blocker', values: { problems: ['consultation'] }, path: 'impactAssessment.authorityConsulted' }]),
    silent('screened, not required', purpose()),
    silent('completed with advice', purpose({ impactAssessment: { status: 'completed', advice: 'Go on.', residualRisk: 'low', screening: ['evaluation', 'matching'] } })),
    silent('a high risk on which the authority was consulted', purpose({ impactAssessment: { status: 'completed', advice: 'Go on.', residualRisk: 'high', authorityConsulted: '2026-01-01' } })),
    silent('a processor’s record', purpose({ kind: 'processor', impactAssessment: {} })),
    edge('one criterion', purpose({ 'impactAssessment.screening': ['evaluation'] }), []),
    edge('two criteria', purpose({ 'impactAssessment.screening': ['evaluation', 'matching'] }), [{ severity: 'blocker', values: { n: 2 } }]),
    edge('required and not begun', purpose({ 'impactAssessment.status': 'required' }), [{ severity: 'blocker', values: { problems: ['assessment'] } }]),
    edge('in progress', purpose({ 'impactAssessment.status': 'in_progress' }), [{ severity: 'blocker', values: { problems: ['assessment'] } }]),
    edge('a medium residual risk', purpose({ impactAssessment: { status: 'completed', advice: 'Go on.', residualRisk: 'medium' } }), []),
  ],
};
