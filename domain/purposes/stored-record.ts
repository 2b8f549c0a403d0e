import { PurposeRecord } from '@/domain/purposes/schemas';
import { isOfTodaysShape } from '@/domain/purposes/todays-shape';

type Fields = Record<string, unknown>;
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter((one): one is Fields => typeof one === 'object' && one !== null) : []);

/**
 * A record as a version holds it, in today's shape. Versions are never rewritten: those saved before the full record (they have
 * `dataCategories`) are read by what their fields meant. Their status became a step of the workflow when the tables were made.
 */
export function storedRecord(stored: unknown): PurposeRecord {
  if (isOfTodaysShape(stored)) return stored;
  const given = (stored ?? {}) as Fields;
  return PurposeRecord.parse('dataCategories' in given ? fromFirstShape(given) : given);
}

function fromFirstShape({ beneficiary, dataSubjects, dataCategories, recipients, specialCondition, reviewDue, status: _status, ...kept }: Fields): unknown {
  return {
    ...kept,
    benefits: { note: beneficiary },
    timing: { reviewDue },
    jurisdictions: list(kept.bases).map((basis) => basis.jurisdiction),
    dataUses: list(dataCategories).map(({ name, terms, special, retention }) => ({
      category: name, terms, special, subjects: dataSubjects, retention: { criterion: retention }, ...(special === true && { specialCondition }),
    })),
    recipients: list(recipients).map(({ transferTool, ...recipient }) => ({ ...recipient, transfer: { tool: transferTool } })),
  };
}
