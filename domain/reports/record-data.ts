import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { PurposeStatus } from '@/domain/purposes/vocabulary';
import type { Language } from '@/domain/words/vocabulary';

/** Everything the Article 30 record is built from, as plain JSON; every purpose whole, so that nothing of the register is lost. */
export type RecordData = {
  type: 'article_30_record';
  language: Language;
  as_of: string;
  known_at: string;
  illustrative: boolean;
  purposes: { key: string; version: number; status: PurposeStatus; valid_from: string; recorded_at: string; illustrative: boolean; record: PurposeRecord }[];
};
