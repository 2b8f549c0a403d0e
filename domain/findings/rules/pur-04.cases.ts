import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { pur04 } from '@/domain/findings/rules/pur-04';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { campaign, onConsent, purpose } from '@/domain/findings/testing/sound-purpose';

export const pur04Cases: RuleCases<PurposeFacts> = {
  rule: pur04,
  cases: [
    fires('nobody assessed whether the new purpose is compatible', purpose({ timing: { isNew: true, originalPurpose: 'Sell goods', start: '2026-02-01' } }), [{ severity: 'blocker', about: 'compatibility', values: { purpose: 'Deliver parcels', old: 'Sell goods' }, path: 'compatibility.outcome' }]),
    fires('it was found incompatible', purpose({ timing: { isNew: true }, 'compatibility.outcome': 'incompatible' }), [{ severity: 'blocker', about: 'compatibility' }]),
    fires('the processing began before anybody saw the notice', purpose({ timing: { isNew: true, start: '2026-01-01' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign()] }), [{ severity: 'blocker', about: 'start spring', values: { campaign: 'spring', start: '2026-01-01', displayed: '2026-01-06' }, path: 'timing.start' }]),
    fires('it runs and nobody was shown the notice', purpose({ timing: { isNew: true, start: '2026-05-01' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign({ firstDisplayedDay: null })] }), [{ severity: 'blocker', values: { displayed: '' } }]),
    fires('a law is relied on and not named', purpose({ timing: { isNew: true }, 'bases.0.basis': 'legal_obligation', 'bases.1.basis': 'legal_obligation', 'bases.1.legalReference': 'Act' }), [{ severity: 'blocker', about: 'compatibility' }]),
    fires('no basis at all', purpose({ timing: { isNew: true }, bases: [] }), [{ severity: 'blocker', about: 'compatibility' }]),
    silent('the purpose is not new', purpose({ timing: { start: '2020-01-01' } }, { campaigns: [campaign()] })),
    silent('found compatible and started after the display', purpose({ timing: { isNew: true, start: '2026-02-01' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign()] })),
    silent('consent everywhere', onConsent({ timing: { isNew: true } })),
    silent('a law that is named', purpose({ timing: { isNew: true }, 'bases.0.basis': 'legal_obligation', 'bases.0.legalReference': 'Act', 'bases.1.basis': 'public_task', 'bases.1.legalReference': 'Act' })),
    edge('consent in one of two jurisdictions', onConsent({ timing: { isNew: true }, 'bases.1.basis': 'contract' }), [{ severity: 'blocker', about: 'compatibility' }]),
    edge('it starts on the day of the first display', purpose({ timing: { isNew: true, start: '2026-01-06' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign()] }), []),
    edge('it starts a day before', purpose({ timing: { isNew: true, start: '2026-01-05' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign()] }), [{ severity: 'blocker', about: 'start spring' }]),
    edge('it is to start today and nobody saw the notice', purpose({ timing: { isNew: true, start: '2026-06-01' }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign({ firstDisplayedDay: null })] }), []),
    edge('no start is recorded', purpose({ timing: { isNew: true }, 'compatibility.outcome': 'compatible' }, { campaigns: [campaign()] }), []),
  ],
};
