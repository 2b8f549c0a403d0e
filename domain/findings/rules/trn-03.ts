import { secondary, verified } from '@/domain/findings/citation';
import { missingItems } from '@/domain/findings/notice-items';
import type { NoticeFacts, PurposeFacts } from '@/domain/findings/purpose-facts';
import { currentNotices, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';

const languageOf = (locale: string) => locale.toLowerCase().split('-')[0];

/** Languages people of the notice's campaign are addressed in and no notice of its nature for its area is written in. */
function untranslated({ campaign, nature, area }: NoticeFacts, { notices, campaigns }: PurposeFacts): string[] {
  const written = notices.filter((one) => one.campaign === campaign && one.nature === nature && one.area === area).map(({ locale }) => languageOf(locale));
  const wanted = campaigns.find(({ key }) => key === campaign)?.locales ?? [];
  return [...new Set(wanted.map(languageOf))].flatMap((language) => (language === undefined || written.includes(language) ? [] : [language]));
}

/** Whether the campaign published another text of the same nature for the same people at the same instant that names the purpose as well. */
const isScattered = (notice: NoticeFacts, { notices }: PurposeFacts) =>
  notices.some((one) => one.id !== notice.id && one.campaign === notice.campaign && one.nature === notice.nature && one.area === notice.area && one.locale === notice.locale && one.publishedAt.getTime() === notice.publishedAt.getTime());

/** A current notice lacks what Arts 13 and 14 ask it to say of the purpose: a blocker for items of Art 13(1), else a warning. */
export const trn03: PurposeRule = {
  id: 'TRN-03', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 12(1), 13, 14'), secondary('WP260 rev.01 paras 11, 13, 17, 33-36')],
  judge(facts, _settings, now) {
    return currentNotices(facts.notices, now).filter(({ nature }) => nature !== 'consent').flatMap((notice) => {
      const items = missingItems(facts, notice);
      const lesser = [...items.filter((item) => !item.startsWith('13(1)')), ...(isScattered(notice, facts) ? ['one_place'] : []), ...untranslated(notice, facts).map((language) => `language ${language}`)];
      const about = `${notice.campaign}/${notice.id}`;
      const hit = (severity: 'blocker' | 'warning', found: string[]) =>
        found.length === 0 ? [] : [{ severity, about: `${about} ${severity}`, values: { notice: notice.id, jurisdiction: notice.area ?? '', items: found }, places: [{ type: 'notice' as const, id: about }, placeOn(facts, 'title')] }];
      return [...hit('blocker', items.filter((item) => item.startsWith('13(1)'))), ...hit('warning', lesser)];
    });
  },
};
