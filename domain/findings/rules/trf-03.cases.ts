import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trf03 } from '@/domain/findings/rules/trf-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const trf03Cases: RuleCases<PurposeFacts> = {
  rule: trf03,
  cases: [
    fires('Privacy Shield', purpose({ 'recipients.0.transfer.tool': 'privacy_shield' }), [{ severity: 'warning', about: 'Carrier', values: { recipient: 'Carrier', problems: ['shield'] }, path: 'recipients.0.transfer.tool' }]),
    fires('the importer was never looked up', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision' }), [{ severity: 'warning', values: { problems: ['list'], months: 12 }, path: 'recipients.0.transfer.listCheckedAt' }]),
    fires('derogations for two recipients', purpose({ 'recipients.0.transfer.tool': 'derogation_contract', 'recipients.1': { name: 'Insurer', role: 'independent_controller', transfer: { tool: 'derogation' } } }), [{ severity: 'warning', values: { problems: ['repeated'], n: 2 } }, { severity: 'warning', about: 'Insurer' }]),
    fires('compelling interests without their record', purpose({ 'recipients.0.transfer.tool': 'derogation_compelling' }), [{ severity: 'warning', values: { problems: ['record'] }, path: 'recipients.0.transfer.exceptionRecord' }]),
    silent('looked up this year', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision', 'recipients.0.transfer.listCheckedAt': '2026-02-01' })),
    silent('standard clauses', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' })),
    silent('compelling interests with their record', purpose({ 'recipients.0.transfer.tool': 'derogation_compelling', 'recipients.0.transfer.exceptionRecord': 'Assessed on 1 May.' })),
    edge('a list is kept for the United States alone', purpose({ 'recipients.0.country': 'JP', 'recipients.0.transfer.tool': 'adequacy_decision' }), []),
    edge('looked up twelve months ago to the day', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision', 'recipients.0.transfer.listCheckedAt': '2025-06-01' }), []),
    edge('looked up a day before that', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision', 'recipients.0.transfer.listCheckedAt': '2025-05-31' }), [{ severity: 'warning' }]),
    edge('one derogation for one recipient', purpose({ 'recipients.0.transfer.tool': 'derogation_consent' }), []),
    edge('another tool beside two derogations', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision', 'recipients.0.transfer.listCheckedAt': '2026-02-01', 'recipients.1': { name: 'A', role: 'internal', transfer: { tool: 'derogation' } }, 'recipients.2': { name: 'B', role: 'internal', transfer: { tool: 'derogation' } } }), [{ severity: 'warning', about: 'A' }, { severity: 'warning', about: 'B' }]),
    edge('standard clauses for the United States, never looked up', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses', 'recipients.0.transfer.listCheckedAt': '2020-01-01' }), []),
  ],
};
