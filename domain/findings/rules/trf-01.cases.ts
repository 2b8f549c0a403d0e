import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trf01 } from '@/domain/findings/rules/trf-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, purpose, table } from '@/domain/findings/testing/sound-purpose';

export const trf01Cases: RuleCases<PurposeFacts> = {
  rule: trf01,
  cases: [
    fires('a country without adequacy, without a tool', purpose({ 'recipients.0.country': 'IN' }), [{ severity: 'blocker', about: 'Carrier', values: { recipient: 'Carrier', country: 'IN', problem: 'safeguard', laws: ['eu', 'gb'] }, path: 'recipients.0.transfer.tool' }]),
    fires('adequacy is claimed and there is no decision', purpose({ 'recipients.0.country': 'IN', 'recipients.0.transfer.tool': 'adequacy_decision' }), [{ severity: 'blocker', values: { problem: 'safeguard' } }]),
    fires('a tool that nobody named', purpose({ 'recipients.0.country': 'CN', 'recipients.0.transfer.tool': 'not_stated' }), [{ severity: 'blocker' }]),
    fires('the United States without a listing', purpose({ 'recipients.0.country': 'US' }), [{ severity: 'blocker', values: { country: 'US', laws: ['eu', 'gb'] } }]),
    fires('a current notice is silent on it', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, { notices: [notice({ tables: [table([])] })] }), [{ severity: 'blocker', about: 'Carrier · notice', values: { problem: 'notice', notices: ['terms-1'] } }]),
    silent('within the EEA, adequate from the United Kingdom', purpose()),
    silent('adequate both ways', purpose({ 'recipients.0.country': 'CH' })),
    silent('a safeguard is recorded', purpose({ 'recipients.0.country': 'IN', 'recipients.0.transfer.tool': 'standard_contractual_clauses' })),
    silent('the notice says so', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, { notices: [notice({ tables: [table(['US, standard clauses'])] })] })),
    silent('neither the GDPR nor its UK sibling applies', purpose({ 'recipients.0.country': 'IN', jurisdictions: ['latam'], bases: [] })),
    edge('adequate for the EU alone', purpose({ 'recipients.0.country': 'BR' }), [{ severity: 'blocker', values: { laws: ['gb'] } }]),
    edge('adequate for the EU, pursued in the EEA alone', purpose({ 'recipients.0.country': 'BR', jurisdictions: ['eea'], bases: [] }), []),
    edge('the United States under the framework', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'adequacy_decision' }), []),
    edge('from the United Kingdom to itself, pursued there alone', purpose({ 'recipients.0.country': 'GB', jurisdictions: ['GB'], bases: [] }), []),
    edge('to the United Kingdom on the last day of its decision', purpose({ 'recipients.0.country': 'GB' }), [], { now: new Date('2031-12-27T12:00:00Z') }),
    edge('to the United Kingdom the day after', purpose({ 'recipients.0.country': 'GB' }), [{ severity: 'blocker', values: { country: 'GB', laws: ['eu'] } }], { now: new Date('2031-12-28T00:00:00Z') }),
    edge('to Brazil on the day of its decision', purpose({ 'recipients.0.country': 'BR', jurisdictions: ['eea'], bases: [] }), [], { now: new Date('2026-01-26T00:00:00Z') }),
    edge('to Brazil the day before', purpose({ 'recipients.0.country': 'BR', jurisdictions: ['eea'], bases: [] }), [{ severity: 'blocker' }], { now: new Date('2026-01-25T23:59:59Z') }),
    edge('no country is recorded', purpose({ 'recipients.0.country': '', 'recipients.0.transfer.tool': 'not_stated' }, { notices: [notice({ tables: [table([])] })] }), []),
    edge('the notice that was silent was superseded', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, { notices: [notice({ tables: [table([])] }), notice({ id: 'terms-2', publishedAt: new Date('2026-03-01T00:00:00Z'), tables: [table(['US'])] })] }), []),
    edge('a silent notice and data that stay', purpose({ jurisdictions: ['eea'], bases: [] }, { notices: [notice({ tables: [table([])] })] }), []),
    edge('one of two kept tables is silent', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, { notices: [notice({ tables: [table(['US']), { ...table([]), jurisdiction: 'GB' }] })] }), [{ severity: 'blocker', values: { problem: 'notice' } }]),
    edge('one of two rows of a table is silent', purpose({ 'recipients.0.country': 'US', 'recipients.0.transfer.tool': 'standard_contractual_clauses' }, { notices: [notice({ tables: [{ ...table([]), rows: [...table([]).rows, ...table(['US']).rows] }] })] }), [{ severity: 'blocker', values: { problem: 'notice' } }]),
    edge('a country by its code', purpose({ 'recipients.0.country': 'IN', jurisdictions: ['FR'], bases: [] }), [{ severity: 'blocker', values: { laws: ['eu'] } }]),
  ],
};
