import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { pur02 } from '@/domain/findings/rules/pur-02';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { notice, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const pur02Cases: RuleCases<PurposeFacts> = {
  rule: pur02,
  cases: [
    fires('the wording is one that authorities gave as an example', purpose({ description: 'Your data help us with improving the user experience.' }), [{ severity: 'warning', about: 'description', values: { phrase: 'improving the user experience', example: 'improving users’ experience' }, path: 'description' }]),
    fires('the phrase stands in the title', purpose({ title: 'Marketing purposes', description: 'For the shop.' }), [{ severity: 'warning', values: { phrase: 'Marketing purposes' } }]),
    fires('the basis is consent', onConsent({ description: 'For analytics.' }), [{ severity: 'blocker', values: { phrase: 'analytics' } }]),
    fires('a passage of the notice hedges', purpose({}, { notices: [notice({ passages: ['We share addresses.', 'We may share more.'] })] }), [{ severity: 'warning', about: 'notice spring/terms-1', values: { hedge: 'may', notice: 'terms-1' } }]),
    fires('a German passage hedges', purpose({}, { notices: [notice({ locale: 'de-AT', passages: ['Wir können Adressen weitergeben.'] })] }), [{ severity: 'warning', values: { hedge: 'können' } }]),
    fires('the wording is vague in German', purpose({ description: 'Damit wir das Nutzererlebnis laufend verbessern.' }), [{ severity: 'warning', values: { example: 'improving users’ experience' } }]),
    silent('the wording is specific', purpose()),
    silent('a passage states what is done', purpose({}, { notices: [notice({ passages: ['Since May we share the delivery address.'] })] })),
    silent('the notice that hedged was superseded', purpose({}, { notices: [notice({ passages: ['We may share it.'] }), notice({ id: 'terms-2', publishedAt: new Date('2026-03-01T00:00:00Z') })] })),
    edge('a vague phrase beside operation, data and beneficiary', purpose({ description: 'For analytics we store the delivery address for the customer.' }), []),
    edge('operation and data, and nobody who benefits', purpose({ description: 'For analytics we store each delivery address.', benefits: {} }), [{ severity: 'warning' }]),
    edge('the beneficiary is named in the text alone', purpose({ description: 'For analytics we store each delivery address with the carrier.', benefits: {} }), []),
    edge('the controller alone benefits', purpose({ description: 'For analytics we store each delivery address.', benefits: { controller: true } }), []),
    edge('a note says who benefits', purpose({ description: 'For analytics we store each delivery address.', benefits: { note: 'The shop' } }), []),
    edge('operation and beneficiary without data', purpose({ description: 'For analytics we store what we need.' }), [{ severity: 'warning' }]),
    edge('data and beneficiary without an operation', purpose({ description: 'For analytics around the delivery address.' }), [{ severity: 'warning' }]),
    edge('the notice is published from this very instant on', purpose({}, { notices: [notice({ passages: ['We might share it.'], publishedAt: new Date('2026-06-01T12:00:00Z') })] }), [{ severity: 'warning', values: { hedge: 'might' } }]),
    edge('the notice is not published yet', purpose({}, { notices: [notice({ passages: ['We might share it.'], publishedAt: new Date('2026-06-01T12:00:01Z') })] }), []),
    edge('one word of a category is enough, of four letters or more', purpose({ 'dataUses.0.category': 'full name', description: 'For analytics we store each name.' }), []),
    edge('a word of three letters is not', purpose({ 'dataUses.0.category': 'the age', description: 'For analytics we store the age.' }), [{ severity: 'warning' }]),
    edge('the second of two categories is named', purpose({ 'dataUses.1': { category: 'hobbies' }, description: 'For analytics we store hobbies.' }), []),
  ],
};
