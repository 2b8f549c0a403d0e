import { bigint, boolean, date, index, integer, json, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { findingStatuses, laterSteps, ruleIds, ruleObjects, severities } from '@/domain/findings/vocabulary';
import type { RuleSettings } from '@/domain/findings/settings';
import { instant } from '@/db/schema/columns';

/**
 * Findings as they stand, one row for each problem for good: its id is a digest of rule, object, what it is about and whether it is on a draft.
 * That it was opened, when, how grave and by which pack is part of the row and never changes; what happened to it since is append-only beside it.
 */
export const findings = pgTable(
  'findings',
  {
    id: text('id').primaryKey(),
    rule: text('rule', { enum: ruleIds }).notNull(),
    objectType: text('object_type', { enum: ruleObjects }).notNull(),
    objectId: text('object_id').notNull(),
    about: text('about').notNull(),
    draft: boolean('draft').notNull(),
    /** Where the rule names one; null: everywhere. */
    jurisdiction: text('jurisdiction'),
    severity: text('severity', { enum: severities }).notNull(),
    values: json('values').$type<Record<string, string | number | string[]>>().notNull(),
    places: json('places').$type<{ type: 'purpose' | 'campaign' | 'notice' | 'batch' | 'report'; id: string; path?: string }[]>().notNull(),
    pack: text('pack').notNull(),
    status: text('status', { enum: findingStatuses }).notNull(),
    /** An override is over by itself from this day on. */
    overriddenUntil: date('overridden_until', { mode: 'string' }),
    assignee: text('assignee'),
    due: date('due', { mode: 'string' }),
    firstSeen: instant('first_seen').notNull(),
    openedSeverity: text('opened_severity', { enum: severities }).notNull(),
    openedPack: text('opened_pack').notNull(),
    /** Since when it has been there without a break. */
    since: instant('since').notNull(),
    resolvedAt: instant('resolved_at'),
    /** It was resolved once and is or was there again. */
    cameBack: boolean('came_back').notNull().default(false),
    illustrative: boolean('illustrative').notNull(),
  },
  (t) => [index('findings_object').on(t.objectType, t.objectId), index('findings_standing').on(t.status, t.severity)],
);

/** Append-only: what happened to a finding since it was opened, by whom and why. */
export const findingSteps = pgTable(
  'finding_steps',
  {
    /** In the order in which they were written. */
    number: bigint('number', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    finding: text('finding').notNull(),
    step: text('step', { enum: laterSteps }).notNull(),
    /** A person, a key, or null where the facts did it. */
    author: text('author'),
    reason: text('reason').notNull().default(''),
    until: date('until', { mode: 'string' }),
    assignee: text('assignee'),
    due: date('due', { mode: 'string' }),
    severity: text('severity', { enum: severities }).notNull(),
    pack: text('pack').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('finding_steps_finding').on(t.finding)],
);

/** Append-only: thresholds of the rules that are ours and not the law's; the last row counts. */
export const findingSettings = pgTable('finding_settings', {
  id: text('id').primaryKey(),
  thresholds: jsonb('thresholds').$type<RuleSettings>().notNull(),
  reason: text('reason').notNull(),
  author: text('author').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** Append-only: that a person marked a campaign ready for sign-off while no blocker was open. */
export const campaignReadiness = pgTable(
  'campaign_readiness',
  {
    id: text('id').primaryKey(),
    campaignId: integer('campaign_id').notNull(),
    note: text('note').notNull(),
    pack: text('pack').notNull(),
    author: text('author').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [index('campaign_readiness_campaign').on(t.campaignId)],
);

/** One row: up to which entry of the log objects have been judged, when everything last was, and by which pack. */
export const judgements = pgTable('judgements', {
  id: integer('id').primaryKey(),
  through: bigint('through', { mode: 'number' }).notNull(),
  everythingAt: instant('everything_at').notNull(),
  pack: text('pack').notNull(),
});
