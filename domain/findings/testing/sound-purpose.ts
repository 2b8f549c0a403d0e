import { jurisdictionsOf } from '@/domain/findings/jurisdictions';
import { type CarryingCampaign, type KeptTable, type NoticeFacts, noConsents, type PurposeFacts } from '@/domain/findings/purpose-facts';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { transparencyTable } from '@/domain/purposes/transparency';
import { words } from '@/domain/words/catalogue';

const areas = new Map([['eea', ['DE', 'FR', 'IE']]]);

const assessment = { purpose: 'Stop thefts.', necessity: 'No milder means.', balancing: 'Little is seen.', children: 'None are addressed.', outcome: 'pass', reference: 'LIA-7', approvedBy: 'DPO', approvedAt: '2026-01-10' };

/** A delivery service in the EEA and the United Kingdom: nothing is missing in it, and no rule fires on it. */
const parcels = {
  title: 'Deliver parcels',
  description: 'We transmit the delivery address to the carrier so that parcels reach the customer.',
  owner: 'Logistics',
  purposeTerms: ['dpv:DeliveryOfGoods'],
  jurisdictions: ['eea', 'GB'],
  benefits: { dataSubject: true },
  timing: { start: '2026-02-01', reviewDue: '2027-02-01' },
  bases: ['eea', 'GB'].map((jurisdiction) => ({ jurisdiction, basis: 'contract', justification: 'Asked for by the customer.', contractReference: 'Terms, 4', necessityStatement: 'Without the address no parcel arrives.', partyToContract: 'yes', legalReference: '', interest: '', interestHolder: '', assessment: {} })),
  dataUses: [{ category: 'delivery address', terms: ['pd:PhysicalAddress'], subjects: ['customers'], source: 'data_subject', necessity: 'necessary_for_requested_service', mandatory: 'yes', consequence: 'No delivery.', retention: { duration: '6 months after delivery' }, recipients: ['Carrier'] }],
  recipients: [{ name: 'Carrier', legalEntity: 'Carrier SE', role: 'processor', country: 'DE', sharedCategories: ['delivery address'], contract: { reference: 'DPA 12', date: '2025-12-01', items: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }, transfer: { tool: 'none' } }],
  objection: { channel: 'Account settings', announcedSeparately: true },
  consent: { record: 'Event log with the text', explicit: 'yes', preselected: 'no', grantChannel: 'App', grantSteps: 2, withdrawalTold: 'yes', withdrawalChannel: 'App', withdrawalSteps: 2, withdrawalDetriment: 'no' },
  children: { affected: 'no' },
  impactAssessment: { status: 'not_required' },
  controller: { name: 'Parcel GmbH', email: 'privacy@parcel.example' },
  dataProtectionOfficer: { name: 'Data protection office', email: 'dpo@parcel.example' },
  securityMeasures: [{ letter: 'a', measure: 'Encryption in transit' }],
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A copy of a value with some of it replaced, by dotted path; a step may be a position in a list. */
function changed(value: unknown, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy = structuredClone(value) as Record<string, unknown>;
  for (const [path, given] of Object.entries(fields)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let holder = copy;
    for (const step of steps) {
      if (!isObject(holder[step])) holder[step] = {};
      holder = holder[step] as Record<string, unknown>;
    }
    holder[last] = structuredClone(given);
  }
  return copy;
}

/** A sound record with some fields changed, by path as in `bases.0.necessityStatement`. */
export const soundRecord = (fields: Readonly<Record<string, unknown>> = {}): PurposeRecord => PurposeRecord.parse(changed(parcels, fields));

/** The facts of a sound purpose, its record changed by path; what else differs is given beside it. */
export function purpose(fields: Readonly<Record<string, unknown>> = {}, others: Partial<PurposeFacts> = {}): PurposeFacts {
  const record = soundRecord(fields);
  const notices = others.notices ?? [];
  return { key: 'parcels', version: 2, draft: false, record, previous: null, jurisdictions: jurisdictionsOf(record, notices, areas), notices, campaigns: [], consents: noConsents, ...others };
}

const consenting = { 'bases.0.basis': 'consent', 'bases.1.basis': 'consent' };
const interested = (n: number) => ({ [`bases.${n}.basis`]: 'legitimate_interests', [`bases.${n}.interest`]: 'Fewer thefts at the doorstep.', [`bases.${n}.interestHolder`]: 'Parcel GmbH', [`bases.${n}.interestOf`]: 'controller', [`bases.${n}.assessment`]: assessment });
const interestedBoth = { ...interested(0), ...interested(1) };

/** The same on consent, asked for in a notice of its own. */
export const onConsent = (fields: Readonly<Record<string, unknown>> = {}, others: Partial<PurposeFacts> = {}): PurposeFacts =>
  purpose({ ...consenting, ...fields }, { notices: [notice({ id: 'consent-1', nature: 'consent' })], ...others });

/** The same on legitimate interests, assessed before the start. */
export const onInterests = (fields: Readonly<Record<string, unknown>> = {}, others: Partial<PurposeFacts> = {}): PurposeFacts => purpose({ ...interestedBoth, ...fields }, others);

/** A notice that names the purpose, published and displayed; terms in English for the EEA unless given otherwise. */
export const notice = (given: Partial<NoticeFacts> = {}): NoticeFacts => ({
  campaign: 'spring', id: 'terms-1', nature: 'contract_terms', area: 'eea', locale: 'en', publishedAt: new Date('2026-01-05T09:00:00Z'), sha256: 'a'.repeat(64), firstDisplayed: new Date('2026-01-06T09:00:00Z'), text: null, passages: [], tables: [], ...given,
});

/** A campaign that carries the purpose. */
export const campaign = (given: Partial<CarryingCampaign> = {}): CarryingCampaign => ({
  key: 'spring', mandatory: false, refusal: 'none', consequence: 'Nothing changes.', announcedAt: new Date('2026-01-05T09:00:00Z'), firstDisplayedDay: '2026-01-06', locales: ['en'], ...given,
});

/** The table kept with a notice for the EEA, as the register said it when some fields were otherwise. */
export function keptTable(fields: Readonly<Record<string, unknown>> = {}): KeptTable {
  const entry = { key: 'parcels', version: 1, record: soundRecord(fields), status: 'approved' as const };
  return { jurisdiction: 'eea', language: 'en', recordedAt: new Date('2026-01-05T08:00:00Z'), rows: transparencyTable([entry], 'eea', words('en')).rows };
}

/** A kept table of one sound row that says these lines of the transfer. */
export function table(transfer: readonly string[]): KeptTable {
  const kept = keptTable();
  return { ...kept, rows: kept.rows.map((row) => ({ ...row, cells: { ...row.cells, transfer: { lines: [...transfer], hole: null } } })) };
}
