import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { trn03 } from '@/domain/findings/rules/trn-03';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { campaign, keptTable, notice, onInterests, purpose } from '@/domain/findings/testing/sound-purpose';

export const trn03Cases: RuleCases<PurposeFacts> = {
  rule: trn03,
  cases: [
    fires('the register has no interest to put into the notice', onInterests({ 'bases.0.interest': '' }, { notices: [notice()] }), [{ severity: 'blocker', about: 'spring/terms-1 blocker', values: { notice: 'terms-1', jurisdiction: 'eea', items: ['13(1)(d)'] } }]),
    fires('the table kept with it has a hole', purpose({}, { notices: [notice({ tables: [keptTable({ 'dataUses.0.retention': {} })] })] }), [{ severity: 'warning', about: 'spring/terms-1 warning', values: { items: ['13(2)(a)'] } }]),
    fires('items of both kinds are missing', purpose({ recipients: [], noRecipients: '', 'dataUses.0.mandatory': 'not_stated' }, { notices: [notice()] }), [{ severity: 'blocker', values: { items: ['13(1)(e)'] } }, { severity: 'warning', values: { items: ['13(2)(e)'] } }]),
    fires('the controller is not named', purpose({ 'controller.name': '' }, { notices: [notice({ area: null })] }), [{ severity: 'blocker', values: { jurisdiction: '', items: ['13(1)(a)'] } }]),
    fires('the source of indirect data is not said', purpose({ 'dataUses.0.source': 'public_source' }, { notices: [notice()] }), [{ severity: 'warning', values: { items: ['14(2)(f)'] } }]),
    fires('the logic of a decision is not said', purpose({ automatedDecisions: { solelyAutomated: true, consequences: 'None' } }, { notices: [notice()] }), [{ severity: 'warning', values: { items: ['13(2)(f)'] } }]),
    fires('people are addressed in a language without a version', purpose({}, { notices: [notice()], campaigns: [campaign({ locales: ['en-GB', 'fr', 'fr-CA'] })] }), [{ severity: 'warning', values: { items: ['language fr'] } }]),
    fires('two texts of one day speak of it', purpose({}, { notices: [notice({ id: 'part-1' }), notice({ id: 'part-2' })] }), [{ severity: 'warning', about: 'spring/part-2 warning', values: { items: ['one_place'] } }]),
    silent('nothing is missing', purpose({}, { notices: [notice()], campaigns: [campaign()] })),
    silent('no notice names it', purpose({ 'controller.name': '' })),
    silent('a consent request is no notice of Art 13', purpose({ 'controller.name': '' }, { notices: [notice({ nature: 'consent' })] })),
    edge('the kept table has no hole, whatever the register says now', purpose({ 'dataUses.0.retention': {} }, { notices: [notice({ tables: [keptTable()] })] }), []),
    edge('indirect data with their source', purpose({ 'dataUses.0.source': 'third_party', 'dataUses.0.sourceDetail': 'Address broker' }, { notices: [notice()] }), []),
    edge('data from another person', purpose({ 'dataUses.0.source': 'other_person' }, { notices: [notice()] }), [{ severity: 'warning', values: { items: ['14(2)(f)'] } }]),
    edge('data observed while the service is used are direct', purpose({ 'dataUses.0.source': 'observed' }, { notices: [notice()] }), []),
    edge('the consequences of a decision are not said', purpose({ automatedDecisions: { solelyAutomated: true, logic: 'Rules' } }, { notices: [notice()] }), [{ severity: 'warning', values: { items: ['13(2)(f)'] } }]),
    edge('a decision that people take part in', purpose({ automatedDecisions: { significant: true } }, { notices: [notice()] }), []),
    edge('a notice for everywhere else has no table of its own', purpose({ 'dataUses.0.retention': {} }, { notices: [notice({ area: null })] }), []),
    edge('a second text on another day supersedes the first', purpose({}, { notices: [notice(), notice({ id: 'terms-2', publishedAt: new Date('2026-03-01T00:00:00Z') })] }), []),
    edge('a second text of the day for another area', purpose({}, { notices: [notice({ id: 'part-1' }), notice({ id: 'part-2', area: 'GB' })] }), []),
    edge('a second text of the day in another language', purpose({}, { notices: [notice({ id: 'part-1' }), notice({ id: 'part-2', locale: 'de' })], campaigns: [campaign({ locales: ['de-AT', 'en'] })] }), []),
    edge('a second text of the day of another nature', purpose({}, { notices: [notice({ id: 'part-1' }), notice({ nature: 'privacy_notice' })] }), []),
    edge('a second text of the day in another campaign', purpose({}, { notices: [notice({ id: 'part-1' }), notice({ id: 'part-2', campaign: 'summer' })] }), []),
    edge('a translation for another area does not help', purpose({}, { notices: [notice(), notice({ id: 'gb', area: 'GB', locale: 'fr' })], campaigns: [campaign({ locales: ['en', 'fr'] })] }), [{ severity: 'warning', values: { notice: 'terms-1', items: ['language fr'] } }, { severity: 'warning', values: { notice: 'gb', items: ['language en'] } }]),
    edge('a translation of another nature does not help', purpose({}, { notices: [notice(), notice({ id: 'fr', nature: 'privacy_notice', locale: 'fr' })], campaigns: [campaign({ locales: ['fr'] })] }), [{ severity: 'warning', values: { items: ['language fr'] } }]),
    edge('a translation in another campaign does not help', purpose({}, { notices: [notice(), notice({ id: 'fr', campaign: 'summer', locale: 'fr' })], campaigns: [campaign({ locales: ['fr'] })] }), [{ severity: 'warning', values: { items: ['language fr'] } }]),
    edge('the locales of another campaign ask nothing of it', purpose({}, { notices: [notice()], campaigns: [campaign({ key: 'summer', locales: ['fr'] })] }), []),
    edge('one of two categories lacks its source', purpose({ 'dataUses.0.source': 'public_source', 'dataUses.1': { category: 'name', mandatory: 'no', retention: { duration: '1 year' } } }, { notices: [notice()] }), [{ severity: 'warning', values: { items: ['14(2)(f)'] } }]),
  ],
};
