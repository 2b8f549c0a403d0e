import { eeaCountries } from '@/domain/findings/jurisdictions';

/** A country that a decision holds adequate: since and until when, and whether only for importers on a list that must be looked up. */
type Adequate = { country: string; since: string; until?: string; listed?: true; decision: string };

/** The law a transfer leaves from: the GDPR (Chapter V) or the UK GDPR (Arts 44A–45C). */
export type ExportLaw = 'eu' | 'gb';

/** When the lists below were last read. */
export const adequacyReadOn = '2026-11-26';

/**
 * Commission decisions under Art 45(3) GDPR (or Art 25(6) of Directive 95/46/EC, kept by Art 45(9)), by their dates of adoption. Those of
 * Brazil and the renewed one of the United Kingdom were read in secondary sources, the others are general knowledge: to be verified in the
 * Official Journal before they are relied on.
 */
const euDecisions: readonly Adequate[] = [
  { country: 'AD', since: '2010-10-19', decision: 'Decision 2010/625/EU' },
  { country: 'AR', since: '2003-06-30', decision: 'Decision 2003/490/EC' },
  { country: 'BR', since: '2026-01-26', decision: 'Implementing Decision (EU) 2026/179' },
  { country: 'CA', since: '2001-12-20', decision: 'Decision 2002/2/EC (commercial organisations)' },
  { country: 'CH', since: '2000-07-26', decision: 'Decision 2000/518/EC' },
  { country: 'FO', since: '2010-03-05', decision: 'Decision 2010/146/EU' },
  { country: 'GB', since: '2021-06-28', until: '2031-12-27', decision: 'Implementing Decision (EU) 2021/1772, renewed on 2025-12-19' },
  { country: 'GG', since: '2003-11-21', decision: 'Decision 2003/821/EC' },
  { country: 'IL', since: '2011-01-31', decision: 'Decision 2011/61/EU' },
  { country: 'IM', since: '2004-04-28', decision: 'Decision 2004/411/EC' },
  { country: 'JE', since: '2008-05-08', decision: 'Decision 2008/393/EC' },
  { country: 'JP', since: '2019-01-23', decision: 'Implementing Decision (EU) 2019/419' },
  { country: 'KR', since: '2021-12-17', decision: 'Implementing Decision (EU) 2022/254' },
  { country: 'NZ', since: '2012-12-19', decision: 'Implementing Decision 2013/65/EU' },
  { country: 'US', since: '2023-07-10', listed: true, decision: 'Implementing Decision (EU) 2023/1795 (EU-US Data Privacy Framework)' },
  { country: 'UY', since: '2012-08-21', decision: 'Implementing Decision 2012/484/EU' },
];

/** UK adequacy regulations and Schedule 21 to the Data Protection Act 2018: the EEA, Gibraltar, and what the Commission had decided by the end of 2020. General knowledge. */
const ukDecisions: readonly Adequate[] = [
  ...[...eeaCountries, 'GI', 'AD', 'AR', 'CA', 'CH', 'FO', 'GG', 'IL', 'IM', 'JE', 'JP', 'NZ', 'UY'].map((country) => ({ country, since: '2021-01-01', decision: 'Data Protection Act 2018, Schedule 21' })),
  { country: 'KR', since: '2022-12-19', decision: 'SI 2022/1213' },
  { country: 'US', since: '2023-10-12', listed: true, decision: 'SI 2023/1028 (UK Extension to the EU-US Data Privacy Framework)' },
];

/** Whether a country lies inside the law itself, so that nothing is transferred to a third country. */
export const isInside = (country: string, law: ExportLaw): boolean => (law === 'eu' ? eeaCountries.includes(country) : country === 'GB');

/** The decision that holds a country adequate on a day (ISO 8601), or null. The last day of a decision still counts. */
export function adequacyOf(country: string, law: ExportLaw, day: string): Adequate | null {
  const found = (law === 'eu' ? euDecisions : ukDecisions).find((one) => one.country === country);
  return found && found.since <= day && (found.until === undefined || day <= found.until) ? found : null;
}
