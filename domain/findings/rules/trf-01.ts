import { adequacyOf, type ExportLaw, isInside } from '@/domain/findings/adequacy';
import { verified } from '@/domain/findings/citation';
import { dayOf } from '@/domain/findings/days';
import { isBritish, isEuropean } from '@/domain/findings/jurisdictions';
import { currentNotices, placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import type { Hit } from '@/domain/findings/rule';
import type { TransferTool } from '@/domain/purposes/vocabulary';

/** Tools that safeguard nothing by themselves: none, none named, or an adequacy decision, which must exist. */
const empty: readonly TransferTool[] = ['none', 'not_stated', 'adequacy_decision'];

/** Data go to a third country without an adequacy decision or a safeguard, or a current notice is silent on it. */
export const trf01: PurposeRule = {
  id: 'TRF-01', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 44, 45, 46'), verified('GDPR Art 13(1)(f), 30(1)(e)')],
  judge(facts, _settings, now) {
    const { record, jurisdictions, notices } = facts;
    const laws: ExportLaw[] = [...(jurisdictions.some(isEuropean) ? ['eu' as const] : []), ...(jurisdictions.some(isBritish) ? ['gb' as const] : [])];
    const silent = currentNotices(notices, now).filter(({ tables }) => tables.some(({ rows }) => rows.some(({ cells }) => cells.transfer.lines.length === 0)));
    return record.recipients.flatMap(({ name, country, transfer: { tool } }, position) => {
      const abroad = laws.filter((law) => country !== '' && !isInside(country, law));
      const bare = abroad.filter((law) => {
        const adequate = adequacyOf(country, law, dayOf(now));
        return empty.includes(tool) && (adequate === null || (adequate.listed === true && tool !== 'adequacy_decision'));
      });
      const places = [placeOn(facts, `recipients.${position}.transfer.tool`), placeOn(facts, `recipients.${position}.country`)];
      const unguarded: Hit = { severity: 'blocker', about: name, values: { recipient: name, country, problem: 'safeguard', laws: bare }, places };
      const unsaid: Hit = {
        severity: 'blocker', about: `${name} · notice`, values: { recipient: name, country, problem: 'notice', notices: silent.map(({ id }) => id) },
        places: [...silent.map(({ campaign, id }) => ({ type: 'notice' as const, id: `${campaign}/${id}` })), ...places],
      };
      return [...(bare.length > 0 ? [unguarded] : []), ...(abroad.length > 0 && silent.length > 0 ? [unsaid] : [])];
    });
  },
};
