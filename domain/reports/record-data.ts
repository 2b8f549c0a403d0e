import type { RegisterEntry } from '@/domain/purposes/queries';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { PurposeStatus } from '@/domain/purposes/vocabulary';
import type { RecordLayout } from '@/domain/reports/vocabulary';
import type { Language } from '@/domain/words/vocabulary';

/** Everything a record of processing activities is built from, as plain JSON; every purpose whole, so that nothing of the register is lost. */
export type RecordData = {
  type: 'article_30_record' | 'processor_record';
  language: Language;
  layout: RecordLayout;
  as_of: string;
  known_at: string;
  illustrative: boolean;
  purposes: { key: string; version: number; status: PurposeStatus; created_at: string; valid_from: string; recorded_at: string; illustrative: boolean; record: PurposeRecord }[];
};

/** The same as the register's own exports read it. */
export const entriesOf = ({ purposes }: RecordData): (RegisterEntry & { createdAt: Date })[] =>
  purposes.map(({ valid_from, recorded_at, created_at, ...purpose }) => ({ ...purpose, validFrom: new Date(valid_from), recordedAt: new Date(recorded_at), createdAt: new Date(created_at) }));
