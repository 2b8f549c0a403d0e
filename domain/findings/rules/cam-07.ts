import { secondary, verified } from '@/domain/findings/citation';
import type { CampaignNotice, CampaignRule, DeadlineFacts } from '@/domain/findings/campaign-facts';
import type { Hit } from '@/domain/findings/rule';

type Message = { at: Date; area: string | null; deadline: Date | null };
const tells = ({ at, area, deadline }: Message, moved: DeadlineFacts) => deadline?.getTime() === moved.at.getTime() && at >= moved.since && (area === null || area === moved.area);
const purposesOf = ({ purposes }: CampaignNotice) => JSON.stringify([...purposes].sort());

/**
 * CAM-07. A deadline moved after people had been told another one, and no message is recorded that names the new one to them; or one text is shown in two
 * areas whose notices carry different purposes. A report that mixes deadlines cannot be made here: each is counted apart.
 */
export const cam07: CampaignRule = {
  id: 'CAM-07', on: 'campaign', overridable: false,
  citations: [secondary('WP260 rev.01 paras 29-30'), verified('Turkish Competition Board, 11 January 2021: notify all users'), verified('WhatsApp’s FAQ for the European Region, another text than elsewhere')],
  judge({ key, deadlines, announcements, notices }) {
    const moved = deadlines.filter((deadline) => deadline.told > 0 && !announcements.some((message) => tells(message, deadline))).map((deadline): Hit => ({
      severity: 'warning', about: `deadline:${deadline.area ?? ''}:${deadline.at.toISOString()}`, values: { what: 'deadline', n: deadline.told, deadline: deadline.lastDay }, places: [{ type: 'campaign', id: key, path: 'announcements' }],
    }));
    const texts = [...new Set(notices.map(({ sha256 }) => sha256))].map((sha256) => notices.filter((notice) => notice.sha256 === sha256)).filter((own) => new Set(own.map(purposesOf)).size > 1).map((own): Hit => ({
      severity: 'warning', about: `text:${own[0]?.sha256 ?? ''}`, values: { what: 'text', notices: own.map(({ id }) => id), areas: [...new Set(own.map(({ area }) => area ?? ''))] }, places: own.map(({ id }) => ({ type: 'notice' as const, id: `${key}/${id}`, path: 'purposes' })),
    }));
    return [...moved, ...texts];
  },
};
