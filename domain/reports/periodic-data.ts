import type { CampaignData } from '@/domain/reports/campaign-data';
import type { FindingTrend } from '@/domain/reports/finding-trend';
import type { ClearanceRow, FindingRow } from '@/domain/reports/findings-data';
import type { RecordData } from '@/domain/reports/record-data';
import type { Language } from '@/domain/words/vocabulary';

/** What somebody must decide or do, most urgent first; dates are `YYYY-MM-DD`. */
export type Due = { what: string; object: string; owner: string; due: string | null };
export type RegisterChange = { key: string; title: string; version: number; reason: string; recorded_at: string };

/** Everything the DPO's periodic report is built from, as plain JSON. Periods are half-open: `from` is in, `as_of` is not. */
export type PeriodicData = {
  type: 'dpo_periodic';
  language: Language;
  zone: string;
  illustrative: boolean;
  from: string;
  as_of: string;
  known_at: string;
  rules: string;
  decisions: Due[];
  /** `trend` is by what was recorded in the period; `rows` is where each finding stands as it is known now. */
  findings: { decided: number; trend: FindingTrend[]; rows: FindingRow[] };
  /** Where each campaign stands, and where it stood when the period began; null where it had not been announced. */
  campaigns: { now: CampaignData; before: Pick<CampaignData, 'population' | 'counts' | 'rates'> | null; clearance: ClearanceRow[] }[];
  register: RecordData;
  /** How many purposes the register held when the period began. */
  purposes_before: number;
  changes: RegisterChange[];
  due: Due[];
  arrivals: { batches: number; received: number; stored: number; duplicates: number; rejected: number; withdrawn: number };
  erased: { people: number; campaigns_deleted: number };
};
