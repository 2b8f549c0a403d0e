import type { z } from 'zod';
import type { CampaignFile } from '@/domain/campaigns/schemas';
import { foundingConduct } from './conduct';
import { populationRows } from './population';
import { foundingPurposes } from './purposes';

const purposes = foundingPurposes.map((purpose) => purpose.key);

const europeanUnion = ['AT', 'BE', 'BG', 'HR', 'CY', 'CZ', 'DK', 'EE', 'FI', 'FR', 'DE', 'GR', 'HU', 'IE', 'IT', 'LV', 'LT', 'LU', 'MT', 'NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'];
const restOfTheEea = ['IS', 'LI', 'NO'];

const europeanText = `Illustrative summary in our own words, not the text of the policy.

This notice stands for the terms and privacy policy of 4 January 2021 as shown in the European Region (EU, EEA, United Kingdom, Switzerland).
The service is provided and the data are controlled by WhatsApp Ireland Limited (read in a copy of the primary text).
The update describes how data are shared with the Facebook Companies and how businesses may have their chats hosted. WhatsApp said that data sharing in the European Region does not change (reported by secondary sources).
People are asked to agree to the terms and the privacy policy together in order to keep using the service.
`;

const elsewhereText = `Illustrative summary in our own words, not the text of the policy.

This notice stands for the terms and privacy policy of 4 January 2021 as shown outside the European Region.
The service is provided and the data are controlled by WhatsApp LLC / WhatsApp Inc. (read in a copy of the primary text).
The update describes which data are shared with the Facebook Companies and for what: running and improving infrastructure, understanding use, safety and security, suggestions, personalised features and content, help with purchases, relevant offers and ads, and connections with other products.
People are asked to agree to the terms and the privacy policy together in order to keep using the service. The choice of 2016 to opt out of sharing for ads and products was removed (reported by secondary sources).
`;

/** The founding case as a campaign file (contract section 7): facts from its sources, numbers invented and labelled so. */
export const foundingCampaign = {
  key: 'whatsapp-2021',
  title: 'WhatsApp terms and privacy policy update 2021 (illustrative)',
  zone: 'Europe/Dublin',
  mandatory: true,
  counts_on: ['contract_terms'],
  consequence: [
    'From 6 January 2021: people must agree to keep using the service, or delete the account.',
    'From 15 January 2021: no account is suspended or deleted on 8 February.',
    'From 7 May 2021: no account is deleted on 15 May; reminders follow, then the chat list and later calls and messages are lost over time (reported by secondary sources).',
    'From 28 May 2021: the plan to limit functions is dropped for the time being (general knowledge, to be verified).',
  ].join('\n'),
  target: 0.9,
  joiner_days: null,
  areas: { european_region: [...europeanUnion, ...restOfTheEea, 'GB', 'CH'] },
  announced_at: '2021-01-06T00:00:00Z',
  deadlines: [
    {
      // The end of 8 February in Dublin: an acceptance at this very instant is late.
      at: '2021-02-09T00:00:00Z',
      area: null,
      since: '2021-01-06T00:00:00Z',
      reason: 'First announcement: people must agree by 8 February 2021 to keep using the service, or delete the account.',
      author: 'WhatsApp (announcement)',
    },
    {
      at: '2021-05-16T00:00:00+01:00',
      area: null,
      // The sources give the day only, so the whole day counts.
      since: '2021-01-15T00:00:00Z',
      reason: 'Blog post "Giving More Time For Our Recent Update": no account is suspended or deleted on 8 February; moved to 15 May 2021 (reported by secondary sources).',
      author: 'WhatsApp (blog)',
    },
  ],
  notices: [
    { id: 'terms-2021-european-region-en', legal_nature: 'contract_terms', area: 'european_region', locale: 'en', published_at: '2021-01-04T00:00:00Z', text: europeanText, purposes },
    { id: 'terms-2021-elsewhere-en', legal_nature: 'contract_terms', area: null, locale: 'en', published_at: '2021-01-04T00:00:00Z', text: elsewhereText, purposes },
  ],
  reminders: [
    { at: '2021-01-20T09:00:00Z', label: 'First reminder after the extension (illustrative)' },
    { at: '2021-02-22T09:00:00Z', label: 'Second reminder (illustrative)' },
    { at: '2021-05-03T09:00:00Z', label: 'Third reminder, twelve days before the deadline (illustrative)' },
    { at: '2021-05-12T09:00:00Z', label: 'Last reminder before the deadline (illustrative)' },
  ],
  population: populationRows,
  ...foundingConduct,
} satisfies z.input<typeof CampaignFile>;
