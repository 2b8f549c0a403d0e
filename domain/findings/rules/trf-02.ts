import { generalKnowledge, secondary, verified } from '@/domain/findings/citation';
import { dayOf, monthsLater } from '@/domain/findings/days';
import { placeOn, type PurposeRule } from '@/domain/findings/purpose-rule';
import type { PurposeRecord } from '@/domain/purposes/schemas';
import type { RuleSettings } from '@/domain/findings/settings';
import type { TransferTool } from '@/domain/purposes/vocabulary';

/** The safeguards of Art 46(2) and (3). */
const safeguards: readonly TransferTool[] = [
  'legal_instrument', 'binding_corporate_rules', 'standard_contractual_clauses', 'authority_clauses', 'code_of_conduct', 'certification', 'contractual_clauses', 'administrative_arrangement',
];

/** Why a transfer has no current assessment, or null where it has. */
function defect({ country, transfer }: PurposeRecord['recipients'][number], { reviewMonths, lawChanges }: RuleSettings, now: Date): { problem: string; field: string } | null {
  const { assessmentDate: assessed, assessmentOutcome: outcome, assessmentReviewDue: due } = transfer;
  if (outcome === 'not_done' || assessed === null) return { problem: 'missing', field: outcome === 'not_done' ? 'assessmentOutcome' : 'assessmentDate' };
  if (outcome === 'insufficient') return { problem: 'negative', field: 'assessmentOutcome' };
  if ((due ?? monthsLater(assessed, reviewMonths)) < dayOf(now)) return { problem: 'review', field: 'assessmentReviewDue' };
  if (lawChanges.some((change) => change.country === country && change.since >= assessed && change.since <= dayOf(now))) return { problem: 'law', field: 'assessmentDate' };
  return null;
}

/** A safeguard of Art 46 is relied on and its transfer impact assessment is missing, negative, overdue, or older than a change of law. */
export const trf02: PurposeRule = {
  id: 'TRF-02', on: 'purpose', overridable: false,
  citations: [verified('GDPR Art 46(1)'), secondary('CJEU C-311/18'), generalKnowledge('EDPB Recommendations 01/2020')],
  judge: (facts, settings, now) =>
    facts.record.recipients.flatMap((recipient, position) => {
      const found = safeguards.includes(recipient.transfer.tool) ? defect(recipient, settings, now) : null;
      if (found === null) return [];
      return [{
        severity: 'blocker', about: recipient.name, values: { recipient: recipient.name, country: recipient.country, problem: found.problem, months: settings.reviewMonths }, places: [placeOn(facts, `recipients.${position}.transfer.${found.field}`)],
      }];
    }),
};
