import type { SubjectPack } from '@/domain/uptake/subject-queries';
import type { Language } from '@/domain/words/vocabulary';

/** Everything the evidence pack of one person is built from, as plain JSON. The person is named by the pseudonym alone. */
export type EvidenceData = {
  type: 'subject_evidence';
  language: Language;
  campaign: string;
  title: string;
  zone: string;
  illustrative: boolean;
  as_of: string;
  known_at: string;
  subject: string;
  pack: Omit<SubjectPack, 'line' | 'subject'>;
  deadlines: { at: string; area: string | null; reason: string }[];
};
