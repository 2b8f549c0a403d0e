import type { PurposeFacts } from '@/domain/findings/purpose-facts';
import { epr01 } from '@/domain/findings/rules/epr-01';
import { edge, fires, silent, type RuleCases } from '@/domain/findings/testing/rule-cases';
import { purpose } from '@/domain/findings/testing/sound-purpose';

export const epr01Cases: RuleCases<PurposeFacts> = {
  rule: epr01,
  cases: [
    fires('read without consent and exemption', purpose({ deviceAccess: { accesses: true } }), [{ severity: 'blocker', about: 'device', values: { problem: 'none' }, path: 'deviceAccess.priorConsent' }]),
    fires('the UK exemption in the EEA', purpose({ deviceAccess: { accesses: true, exemption: 'uk_low_risk' } }), [{ severity: 'blocker', values: { problem: 'uk_only', jurisdictions: ['eea'] } }]),
    silent('prior consent', purpose({ deviceAccess: { accesses: true, priorConsent: true } })),
    silent('strictly necessary', purpose({ deviceAccess: { accesses: true, exemption: 'strictly_necessary' } })),
    silent('nothing is read', purpose()),
    edge('the UK exemption in the United Kingdom alone', purpose({ jurisdictions: ['GB'], bases: [], deviceAccess: { accesses: true, exemption: 'uk_low_risk' } }), []),
    edge('the UK exemption where nothing tells what law applies', purpose({ jurisdictions: ['GB', 'latam'], bases: [], deviceAccess: { accesses: true, exemption: 'uk_low_risk' } }), [{ severity: 'blocker', values: { jurisdictions: ['latam'] } }]),
    edge('the UK exemption with prior consent', purpose({ deviceAccess: { accesses: true, exemption: 'uk_low_risk', priorConsent: true } }), []),
    edge('the UK exemption in an area that holds more', purpose({ deviceAccess: { accesses: true, exemption: 'uk_low_risk' } }, { jurisdictions: [{ name: 'islands', regions: ['GB', 'IE'] }] }), [{ severity: 'blocker' }]),
  ],
};
