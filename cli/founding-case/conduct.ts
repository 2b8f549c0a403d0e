import type { z } from 'zod';
import type { CampaignFile } from '@/domain/campaigns/schemas';

type File = z.input<typeof CampaignFile>;

/** How the update was conducted, as far as the sources say; what they leave open is left open. */
export const foundingConduct = {
  changes: [
    {
      name: 'facebook-companies',
      type: 'purpose',
      text: 'Data are shared with the Facebook Companies to improve infrastructure, understand use, promote safety and security, make suggestions, personalise features and content, help with purchases, show relevant offers and ads, and connect other products.',
      purposes: ['FC-01', 'FC-02', 'FC-03', 'FC-04', 'FC-05', 'FC-06', 'FC-07', 'FC-08', 'FC-09', 'FC-10'],
      source: 'The article of January 2021. No source says which of these WhatsApp held to be material.',
    },
    { name: 'business-chats', type: 'recipient', text: 'Businesses may have their chats hosted by Facebook as their provider.', purposes: ['FC-12'], source: 'WhatsApp’s FAQ (read in a copy of the primary text) and the in-app notice as reported.' },
    { name: 'opt-out-of-2016', type: 'rights', text: 'The choice of 2016 to opt out of sharing for ads and products is gone.', source: 'Reported by secondary sources; which purposes it concerns is not stated.' },
  ],
  announcements: [
    { at: '2021-01-06T00:00:00Z', dedicated: true, check_page: false, deadline: '2021-02-09T00:00:00Z', source: 'Pop-ups from 5 January 2021 (secondary sources), reported on 6 January. The extension of 15 January was announced in a blog post; no message to those told before is reported.' },
  ],
  variants: [
    { variant: 'agree-or-not-now', accept_steps: 1, accept_prominence: 'primary', dismissible: true, deferrable: true, source: 'Some outlets report “Not now” or a way to close the prompt; none reports a way to refuse (secondary sources, which conflict).' },
    { variant: 'agree-only', platform: 'ios', accept_steps: 1, accept_prominence: 'primary', dismissible: false, deferrable: false, source: 'iOS was reported without any way to skip the prompt (secondary sources, which conflict).' },
    { variant: 'agree-only', accept_steps: 1, accept_prominence: 'primary', dismissible: false, deferrable: false, source: 'Illustrative: that this form was shown outside iOS too is invented.' },
  ],
  consequences: [
    { since: '2021-01-06T00:00:00Z', text: 'People must agree to keep using the service, or delete the account.', source: 'Announcement of January 2021.' },
    { since: '2021-01-15T00:00:00Z', text: 'No account is suspended or deleted on 8 February.', source: 'Blog post of 15 January 2021 (reported by secondary sources).' },
    { since: '2021-05-07T00:00:00+01:00', text: 'No account is deleted on 15 May; reminders follow, then the chat list and later calls and messages are lost over time.', source: 'Reported by secondary sources.' },
    { since: '2021-05-28T00:00:00+01:00', text: 'The plan to limit functions is dropped for the time being.', source: 'General knowledge, to be verified.' },
  ],
  labels: [{ place: 'Prompt in the app', text: 'Agree to the terms and the privacy policy together', natures: ['contract_terms', 'privacy_notice'], source: 'Contract terms and privacy policy were accepted in one act (decisions of the authorities).' }],
} satisfies Pick<File, 'changes' | 'announcements' | 'variants' | 'consequences' | 'labels'>;
