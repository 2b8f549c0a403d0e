import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trn02 } from '@/domain/findings/rules/trn-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { keptTable, notice, purpose } from '@/domain/findings/testing/sound-purpose';

export const trn02Cases: RuleCases<PurposeFacts> = {
  rule: trn02,
  cases: [
    fires('the register names another recipient than the notice', purpose({}, { notices: [notice({ tables: [keptTable({ 'recipients.0.legalEntity': 'Other SE' })] })] }), [{ severity: 'blocker', about: 'spring/terms-1 eea en', values: { notice: 'terms-1', jurisdiction: 'eea', language: 'en', n: 1 } }]),
    fires('the notice has no row of the purpose', purpose({}, { notices: [notice({ tables: [{ ...keptTable(), rows: [] }] })] }), [{ severity: 'blocker', values: { n: 1 } }]),
    fires('the notice has a row that the register does not', purpose({}, { notices: [notice({ tables: [keptTable({ 'bases.2': { jurisdiction: 'eea', basis: 'consent', appliesWhen: 'x' } })] })] }), [{ severity: 'blocker', values: { n: 1 } }]),
    silent('both say the same', purpose({}, { notices: [notice({ tables: [keptTable()] })] })),
    silent('no table was kept', purpose({}, { notices: [notice()] })),
    edge('two rows differ', purpose({ title: 'Carry parcels', 'bases.2': { jurisdiction: 'eea', basis: 'consent', appliesWhen: 'x' } }, { notices: [notice({ tables: [keptTable({ 'bases.2': { jurisdiction: 'eea', basis: 'consent', appliesWhen: 'x' } })] })] }), [{ severity: 'blocker', values: { n: 2 } }]),
    edge('only the storage period differs, which the rule does not ask', purpose({ 'dataUses.0.retention': { duration: '9 months' } }, { notices: [notice({ tables: [keptTable()] })] }), []),
    edge('the notice that differs was superseded', purpose({}, { notices: [notice({ tables: [keptTable({ title: 'Old' })] }), notice({ id: 'terms-2', publishedAt: new Date('2026-03-01T00:00:00Z') })] }), []),
    edge('another jurisdiction of the same notice differs', purpose({}, { notices: [notice({ tables: [keptTable(), { ...keptTable(), jurisdiction: 'GB', rows: [] }] })] }), [{ severity: 'blocker', values: { jurisdiction: 'GB' } }]),
    edge('the order of categories differs', purpose({ 'dataUses.1': { category: 'name' } }, { notices: [notice({ tables: [keptTable({ 'dataUses.1': { category: 'delivery address' }, 'dataUses.0.category': 'name' })] })] }), []),
    edge('the order of recipients differs', purpose({ 'recipients.1': { name: 'Z', role: 'internal', sharedCategories: ['x'] } }, { notices: [notice({ tables: [{ ...keptTable({ 'recipients.1': { name: 'Z', role: 'internal', sharedCategories: ['x'] } }), rows: keptTable({ 'recipients.1': { name: 'Z', role: 'internal', sharedCategories: ['x'] } }).rows.map((row) => ({ ...row, cells: { ...row.cells, recipients: { ...row.cells.recipients, lines: row.cells.recipients.lines.toReversed() } } })) }] })] }), []),
  ],
};
