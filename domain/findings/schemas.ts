import { z } from 'zod';
import { dayInForm } from '@/domain/instants';
import { ageNames, ruleIds, ruleObjects, severities, standings, statusChoices } from '@/domain/findings/vocabulary';

const line = (max: number) => z.string('required').trim().min(1, 'required').max(max, 'too_long');
const finding = z.string().regex(/^[0-9a-f]{24}$/, 'invalid');

/** Takes note of a finding and says what is thought of it. */
export const AcknowledgeFinding = z.strictObject({ finding, note: line(1000) });
/** Says that a blocker of an overridable rule does not hold back until a day, and why. */
export const OverrideFinding = z.strictObject({ finding, reason: line(1000), until: dayInForm });
/** Takes back what was said of it. */
export const ReopenFinding = z.strictObject({ finding, reason: line(1000) });
/** Gives it to a person, by a day if wanted; null takes it from everybody. */
export const AssignFinding = z.strictObject({ finding, assignee: z.string().min(1).max(64).nullable(), due: dayInForm.nullable().default(null), note: z.string().trim().max(1000, 'too_long').default('') });
export const MarkReady = z.strictObject({ campaign: z.string().min(1).max(63), note: line(1000) });

/** What narrows a list of findings. `campaign` takes those on it and those on the purposes that its notices carry; `assignee` is a person's id, or `nobody`. */
export const FindingFilter = z.object({
  severity: z.enum(severities).optional(),
  rule: z.enum(ruleIds).optional(),
  object: z.enum(ruleObjects).optional(),
  id: z.string().min(1).max(64).optional(),
  campaign: z.string().min(1).max(63).optional(),
  status: z.enum(statusChoices).optional(),
  standing: z.enum(standings).optional(),
  assignee: z.string().min(1).max(64).optional(),
  age: z.enum(ageNames).optional(),
});
export type FindingFilter = z.output<typeof FindingFilter>;

/** `GET /findings` of the API. */
export const FindingsRequest = FindingFilter.extend({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(1000).default(100) }).strict();
