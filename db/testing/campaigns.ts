import { createHash, randomBytes } from 'node:crypto';

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const termsText = 'You accept the terms of spring.';
export const privacyText = 'How we use your data.';

/**
 * A campaign as a file (contract section 7) with a key of its own: terms and a privacy notice in the area eea, one deadline for
 * everywhere, a hundred people in DE. Anything can be given otherwise.
 */
export function campaignFile(given: Record<string, unknown> = {}) {
  return {
    key: `campaign-${randomBytes(6).toString('hex')}`,
    title: 'Terms of spring',
    zone: 'Europe/Berlin',
    mandatory: true,
    areas: { eea: ['DE', 'FR', 'IE'], gb: ['GB'] },
    announced_at: '2026-01-05T09:00:00+01:00',
    deadlines: [{ at: '2026-02-09T00:00:00+01:00', area: null, since: '2026-01-05T09:00:00+01:00', reason: 'first announcement', author: 'legal@example.org' }],
    notices: [
      { id: 'terms-eu-en-1', legal_nature: 'contract_terms', area: 'eea', locale: 'en', published_at: '2026-01-05T09:00:00+01:00', text: termsText },
      { id: 'privacy-eu-en-1', legal_nature: 'privacy_notice', area: 'eea', locale: 'en', published_at: '2026-01-05T09:00:00+01:00', text: privacyText },
    ],
    population: [{ region: 'DE', count: 100, as_of: '2026-01-05T00:00:00+01:00', definition: 'accounts active in the last 30 days', source: 'CRM' }],
    ...given,
  };
}
