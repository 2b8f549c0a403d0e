import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { ret01 } from '@/domain/findings/rules/ret-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const ret01Cases: RuleCases<PurposeFacts> = {
  rule: ret01,
  cases: [
    fires('neither period nor criterion', purpose({ 'dataUses.0.retention': {} }), [{ severity: 'blocker', about: 'delivery address', values: { category: 'delivery address', text: '' }, path: 'dataUses.0.retention.duration' }]),
    fires('as long as necessary', purpose({ 'dataUses.0.retention': { criterion: 'As long as necessary for the purposes of the processing.' } }), [{ severity: 'blocker', values: { text: 'As long as necessary for the purposes of the processing.' } }]),
    fires('as required by law', purpose({ 'dataUses.0.retention': { duration: 'as required by applicable law' } }), [{ severity: 'blocker' }]),
    fires('so lange wie nötig', purpose({ 'dataUses.0.retention': { criterion: 'Die Daten werden so lange wie nötig gespeichert.' } }), [{ severity: 'blocker' }]),
    fires('wie gesetzlich vorgeschrieben', purpose({ 'dataUses.0.retention': { criterion: 'Wie gesetzlich vorgeschrieben' } }), [{ severity: 'blocker' }]),
    silent('a period', purpose()),
    silent('a criterion that can be tested', purpose({ 'dataUses.0.retention': { criterion: 'Until the parcel has been handed over' } })),
    silent('a processor’s record', purpose({ kind: 'processor', 'dataUses.0.retention': {} })),
    edge('an empty phrase beside a period', purpose({ 'dataUses.0.retention': { duration: '30 days', criterion: 'as long as necessary' } }), []),
    edge('a period by a named law', purpose({ 'dataUses.0.retention': { criterion: 'As required by section 147 AO: ten years' } }), []),
    edge('blanks count as nothing', purpose({ 'dataUses.0.retention': { duration: '  ' } }), [{ severity: 'blocker' }]),
    edge('two empty phrases', purpose({ 'dataUses.0.retention': { duration: 'As long as needed', criterion: 'or as permitted by law' } }), [{ severity: 'blocker' }]),
    edge('the second of two categories', purpose({ 'dataUses.1': { category: 'name' } }), [{ severity: 'blocker', about: 'name', path: 'dataUses.1.retention.duration' }]),
  ],
};
