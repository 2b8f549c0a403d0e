import type { ExportFacts, StatedRate } from '@/domain/findings/export-facts';
import { exp01 } from '@/domain/findings/rules/exp-01';
import { exp02 } from '@/domain/findings/rules/exp-02';
import { sta01 } from '@/domain/findings/rules/sta-01';
import { sta02 } from '@/domain/findings/rules/sta-02';
import { sta03 } from '@/domain/findings/rules/sta-03';
import { sta04 } from '@/domain/findings/rules/sta-04';
import { sta05 } from '@/domain/findings/rules/sta-05';
import { sta06 } from '@/domain/findings/rules/sta-06';
import type { Expected, RuleCases } from '@/domain/findings/testing/rule-cases';

const at = new Date('2026-02-09T00:00:00Z');
const counts = { accepted: 60, declined: 10, withdrawn: 10, objected: 0, closed: 10, dismissed: 0, deferred: 0, displayed: 40, delivered: 0, not_reached: 20, unproven: 0 };
const rate = (own: Partial<StatedRate> = {}): StatedRate => ({ id: 'of_due', rate: 'of_due', value: 0.4, numerator: 60, denominator: 150, counts: ['accepted'], of: counts, ...own });

/** An export on which no rule fires. */
export const soundExport: ExportFacts = {
  id: '7', isStatistic: true, isRegister: false, isRestricted: false, counts,
  metadata: { generatedAt: at, asOf: at, register: null, pack: '2026.1', filters: 'none', digest: 'aa' },
  population: { count: 150, definition: 'active accounts', day: '2026-01-05', decidedBefore: 0 },
  rates: [rate(), rate({ id: 'of_decided', rate: 'of_decided', value: 0.75, denominator: 80 })],
  segments: [{ id: 'total', population: 150, reached: 130 }],
  groupings: [{ id: 'counts_by_region', sum: 150, total: 150 }],
  deadlines: [{ area: null, at, lastDay: '2026-02-08', acceptedBy: 60, acceptedThen: 60 }],
  cells: [{ id: 'total accepted', n: 60, of: 150, before: 40 }],
  lines: [{ id: 'total row', total: 150, parts: [60, null, null, 40, 20] }],
  addressOnly: [],
};

const given = (own: Partial<ExportFacts>): ExportFacts => ({ ...soundExport, ...own });
const stated = (own: Partial<StatedRate>) => given({ rates: [rate(own)] });
const said = (own: Partial<ExportFacts['metadata']>, more: Partial<ExportFacts> = {}) => given({ metadata: { ...soundExport.metadata, ...own }, ...more });
const cell = (n: number, of: number | null = null, before: number | null = null, more: Partial<ExportFacts> = {}) => given({ cells: [{ id: 'cell', n, of, before }], lines: [], ...more });
const line = (total: number | null, ...parts: (number | null)[]) => given({ cells: [], lines: [{ id: 'row', total, parts }] });
const blocker = (about: string, values?: Expected['values']): Expected => ({ severity: 'blocker', about, values });
const warning = (about: string, values?: Expected['values']): Expected => ({ severity: 'warning', about, values });

/** The cases of the rules on statistics and exports. */
export const exportCases: readonly RuleCases<ExportFacts>[] = [
  { rule: sta01, cases: [
    { kind: 'fires', name: 'a rate without its denominator', facts: stated({ denominator: null }), hits: [blocker('of_due', { lacks: ['denominator'] })] },
    { kind: 'fires', name: 'a rate without its numerator', facts: stated({ numerator: null }), hits: [blocker('of_due', { lacks: ['numerator'] })] },
    { kind: 'fires', name: 'nobody says who is in scope', facts: given({ rates: [rate()], population: { ...soundExport.population, definition: null } }), hits: [blocker('of_due', { lacks: ['definition'] })] },
    { kind: 'edge', name: 'a definition of no words', facts: given({ rates: [rate()], population: { ...soundExport.population, definition: '' } }), hits: [blocker('of_due', { lacks: ['definition'] })] },
    { kind: 'fires', name: 'no instant', facts: said({ asOf: null }, { rates: [rate()] }), hits: [blocker('of_due', { lacks: ['as_of'] })] },
    { kind: 'edge', name: 'a rate of nought with its numbers', facts: stated({ value: 0, numerator: 0 }), hits: [] },
    { kind: 'silent', name: 'a rate that is not printed', facts: stated({ value: null, numerator: null, denominator: null }), hits: [] },
  ] },
  { rule: sta02, cases: [
    { kind: 'fires', name: 'one person more than the population', facts: given({ segments: [{ id: 'DE', population: 10, reached: 11 }] }), hits: [blocker('DE', { n: 11, population: 10 })] },
    { kind: 'edge', name: 'exactly the population', facts: given({ segments: [{ id: 'DE', population: 10, reached: 10 }] }), hits: [] },
    { kind: 'edge', name: 'a population of nobody', facts: given({ segments: [{ id: 'DE', population: 0, reached: 1 }] }), hits: [blocker('DE')] },
    { kind: 'silent', name: 'no population', facts: given({ segments: [{ id: 'DE', population: null, reached: 11 }] }), hits: [] },
    { kind: 'silent', name: 'numbers withheld', facts: given({ segments: [{ id: 'DE', population: 10, reached: null }] }), hits: [] },
  ] },
  { rule: sta03, cases: [
    { kind: 'fires', name: 'one acceptance more than there were when the deadline passed', facts: given({ deadlines: [{ area: null, at, lastDay: '2026-02-08', acceptedBy: 61, acceptedThen: 60 }] }), hits: [blocker(':2026-02-09T00:00:00.000Z', { n: 1, deadline: '2026-02-08' })] },
    { kind: 'fires', name: 'in one area', facts: given({ deadlines: [{ area: 'eea', at, lastDay: '2026-02-08', acceptedBy: 62, acceptedThen: 60 }] }), hits: [{ ...blocker('eea:2026-02-09T00:00:00.000Z', { n: 2, area: 'eea' }), path: 'deadlines' }] },
    { kind: 'edge', name: 'exactly as many', facts: given({ deadlines: [{ area: 'eea', at, lastDay: '2026-02-08', acceptedBy: 60, acceptedThen: 60 }] }), hits: [] },
    { kind: 'silent', name: 'fewer: the deadline of one area', facts: given({ deadlines: [{ area: 'eea', at, lastDay: '2026-02-08', acceptedBy: 5, acceptedThen: 60 }] }), hits: [] },
    { kind: 'silent', name: 'the export does not tell', facts: given({ deadlines: [{ area: null, at, lastDay: '2026-02-08', acceptedBy: 61, acceptedThen: null }] }), hits: [] },
    { kind: 'silent', name: 'withheld', facts: given({ deadlines: [{ area: null, at, lastDay: '2026-02-08', acceptedBy: null, acceptedThen: 60 }] }), hits: [] },
  ] },
  { rule: sta04, cases: [
    { kind: 'fires', name: 'people who only saw it are counted', facts: stated({ numerator: 100, counts: ['accepted', 'displayed'] }), hits: [blocker('of_due', { n: 40, counts: ['displayed'] })] },
    { kind: 'edge', name: 'a silent count of nobody is still counted', facts: stated({ counts: ['accepted', 'deferred'] }), hits: [blocker('of_due', { n: 0 })] },
    { kind: 'fires', name: 'one more than accepted, and nobody says who', facts: stated({ numerator: 61, counts: null }), hits: [blocker('of_due', { n: 1, counts: [] })] },
    { kind: 'edge', name: 'as many as accepted, though nobody says who', facts: stated({ numerator: 60, counts: null }), hits: [] },
    { kind: 'silent', name: 'withdrawals are another matter', facts: stated({ counts: ['accepted', 'withdrawn'] }), hits: [] },
    { kind: 'silent', name: 'nothing printed', facts: stated({ value: null, numerator: null, counts: null }), hits: [] },
    ...(['closed', 'dismissed', 'delivered', 'not_reached'] as const).map((name) => ({ kind: 'fires' as const, name: `${name} is counted`, facts: stated({ counts: ['accepted', name] }), hits: [blocker('of_due', { counts: [name] })] })),
  ] },
  { rule: sta05, cases: [
    { kind: 'fires', name: 'withdrawals still count', facts: stated({ numerator: 75, counts: ['accepted', 'withdrawn'] }), hits: [warning('of_due', { points: 6.7, counts: ['withdrawn'] })] },
    ...[null, 0].map((denominator) => ({ kind: 'edge' as const, name: `withdrawals still count, of a denominator that is ${denominator}`, facts: stated({ denominator, counts: ['accepted', 'withdrawn'] }), hits: [warning('of_due', { points: 0 })] })),
    ...(['declined', 'objected'] as const).map((name) => ({ kind: 'fires' as const, name: `${name} still counts`, facts: stated({ counts: ['accepted', name] }), hits: [warning('of_due', { counts: [name] })] })),
    { kind: 'fires', name: 'one decision more than people who decided', facts: stated({ id: 'of_decided', rate: 'of_decided', denominator: 81 }), hits: [warning('of_decided', { repeated: 1 })] },
    { kind: 'edge', name: 'exactly as many', facts: stated({ id: 'of_decided', rate: 'of_decided', denominator: 80 }), hits: [] },
    { kind: 'edge', name: 'the denominator of another rate', facts: stated({ id: 'of_reached', rate: 'of_reached', denominator: 130 }), hits: [] },
    { kind: 'silent', name: 'one of the counts is withheld', facts: stated({ id: 'of_decided', rate: 'of_decided', denominator: 81, of: { ...counts, withdrawn: null } }), hits: [] },
    { kind: 'silent', name: 'acceptances alone', facts: stated({}), hits: [] },
  ] },
  { rule: sta06, cases: [
    { kind: 'fires', name: 'one person had decided before the population was taken', facts: given({ population: { ...soundExport.population, decidedBefore: 1 } }), hits: [warning('later', { n: 1, day: '2026-01-05' })] },
    { kind: 'edge', name: 'nobody had', facts: given({ population: { ...soundExport.population, decidedBefore: 0 } }), hits: [] },
    { kind: 'silent', name: 'the export does not tell', facts: given({ population: { ...soundExport.population, decidedBefore: null } }), hits: [] },
    { kind: 'fires', name: 'closed accounts are not among the counts', facts: given({ counts: { accepted: 60 } }), hits: [warning('closed')] },
    { kind: 'edge', name: 'they are withheld', facts: given({ counts: { ...counts, closed: null } }), hits: [] },
    { kind: 'silent', name: 'there is no population to drop them from', facts: given({ counts: {}, population: { count: null, definition: null, day: null, decidedBefore: null } }), hits: [] },
    { kind: 'silent', name: 'the record of processing counts nobody', facts: given({ counts: {}, isStatistic: false }), hits: [] },
    { kind: 'fires', name: 'groups add up to one more', facts: given({ groupings: [{ id: 'counts_by_region', sum: 151, total: 150 }] }), hits: [warning('counts_by_region', { sum: 151, total: 150 })] },
    { kind: 'fires', name: 'groups add up to one less', facts: given({ groupings: [{ id: 'counts_by_region', sum: 149, total: 150 }] }), hits: [warning('counts_by_region')] },
    { kind: 'edge', name: 'groups add up', facts: given({ groupings: [{ id: 'counts_by_region', sum: 150, total: 150 }] }), hits: [] },
  ] },
  { rule: exp01, cases: [
    { kind: 'fires', name: 'a printed one', facts: cell(1), hits: [blocker('cells', { n: 1, cells: ['cell'] })] },
    { kind: 'edge', name: 'nine of k = 10', facts: cell(9), hits: [blocker('cells')] },
    { kind: 'edge', name: 'ten of k = 10', facts: cell(10), hits: [] },
    { kind: 'edge', name: 'nought tells of nobody', facts: cell(0), hits: [] },
    { kind: 'fires', name: 'nine left of the whole', facts: cell(91, 100), hits: [blocker('cells')] },
    { kind: 'edge', name: 'ten left of the whole', facts: cell(90, 100), hits: [] },
    { kind: 'edge', name: 'all of the whole', facts: cell(100, 100), hits: [] },
    { kind: 'fires', name: 'nine more than printed before', facts: cell(59, null, 50), hits: [blocker('cells')] },
    { kind: 'fires', name: 'nine fewer than printed before', facts: cell(50, null, 59), hits: [blocker('cells')] },
    { kind: 'edge', name: 'ten more, or the same', facts: given({ lines: [], cells: [{ id: 'a', n: 60, of: null, before: 50 }, { id: 'b', n: 50, of: null, before: 50 }] }), hits: [] },
    { kind: 'fires', name: 'withheld numbers that a total leaves nine for', facts: line(100, 91, null, null), hits: [blocker('cells', { cells: ['row'] })] },
    { kind: 'edge', name: 'a total leaves ten', facts: line(100, 90, null, null), hits: [] },
    { kind: 'edge', name: 'a total leaves nought', facts: line(100, 100, null), hits: [] },
    { kind: 'silent', name: 'nothing is withheld in the line', facts: line(100, 91, 5), hits: [] },
    { kind: 'silent', name: 'the total is withheld too', facts: line(null, 91, null), hits: [] },
    { kind: 'edge', name: 'another k', facts: cell(9), settings: { smallCell: 5 }, hits: [] },
    { kind: 'silent', name: 'an export for readers of exact numbers', facts: cell(1, null, null, { isRestricted: true }), hits: [] },
  ] },
  { rule: exp02, cases: [
    ...([['generated_at', { generatedAt: null }], ['as_of', { asOf: null }], ['pack', { pack: null }], ['filters', { filters: null }], ['digest', { digest: null }]] as const).map(([name, own]) => ({ kind: 'fires' as const, name: `no ${name}`, facts: said(own), hits: [{ ...warning('metadata', { lacks: [name] }), path: 'metadata' }] })),
    { kind: 'edge', name: 'filters of no words', facts: said({ filters: '' }), hits: [warning('metadata', { lacks: ['filters'] })] },
    { kind: 'fires', name: 'a register without its versions', facts: given({ isRegister: true }), hits: [warning('metadata', { lacks: ['register'] })] },
    { kind: 'silent', name: 'a campaign repeats no register', facts: given({ isRegister: false }), hits: [] },
    { kind: 'fires', name: 'a field that is an address alone', facts: given({ addressOnly: ['P-1 description'] }), hits: [warning('addresses', { fields: ['P-1 description'] })] },
    { kind: 'silent', name: 'everything stated', facts: said({ register: 'P-1 v1' }, { isRegister: true }), hits: [] },
  ] },
];
