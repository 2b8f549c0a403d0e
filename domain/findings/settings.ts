import { z } from 'zod';

const months = z.int().min(1).max(60);
const share = z.number().gt(0).max(1);

/**
 * The thresholds of the pack. Every one is our policy, not law: each can be set per installation, and every report prints
 * them as ours.
 */
export const RuleSettings = z.strictObject({
  /** CAM-01: days between the announcement, or a first display, and the deadline. WP260 para 30 asks for "well in advance" and names no number. */
  minNoticeDays: z.int().min(1).max(365).default(30),
  /** CAM-01: share of people who may see the notice later than that. */
  lateViewerShare: share.default(0.05),
  /** EXP-01: the smallest count that may be exported, zero apart. Never below five. */
  smallCell: z.int().min(5).max(1000).default(10),
  /** CAM-04: prompts per person within the window, before an answer and after a decline. */
  promptCap: z.int().min(1).max(100).default(2),
  promptWindowDays: z.int().min(1).max(365).default(30),
  promptsAfterDecline: z.int().min(0).max(100).default(0),
  /** LI-02, TRF-02: after how many months an assessment without a review date of its own is stale. */
  reviewMonths: months.default(12),
  /** TRF-03: after how many months the importer must be looked up again in the list of the Data Privacy Framework. */
  listCheckMonths: months.default(12),
  /** LI-01: from which likeness (0 to 1, exclusive) an interest repeats the purpose. */
  similarity: share.default(0.8),
  /** EVT-04: an acceptance sooner than this after the display, and the share of a variant from which it tells. */
  fastAcceptSeconds: z.number().gt(0).max(60).default(1),
  fastAcceptShare: share.default(0.1),
  /** EVT-04: how far a clock may run ahead. */
  clockSkewMinutes: z.int().min(0).max(60).default(5),
  /** TRF-02: changes of a country's law since which an earlier transfer assessment no longer stands. */
  lawChanges: z.array(z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), since: z.iso.date(), note: z.string().trim().min(1).max(500) })).max(100).default([]),
});
export type RuleSettings = z.output<typeof RuleSettings>;

/** The thresholds of an installation that set none. */
export const defaultSettings: RuleSettings = RuleSettings.parse({});
