import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { changeTypes, prominences } from '@/domain/campaigns/vocabulary';
import { legalNatures, platforms } from '@/domain/notices/vocabulary';
import { campaigns } from '@/db/schema/campaigns';
import { instant } from '@/db/schema/columns';

/*
 * How a campaign is conducted: dated entries, append-only. Of the entries about one thing the last in force counts (domain/campaigns/conduct.ts).
 * `area` null means everywhere not in a named area of its own.
 */
const recorded = () => ({
  id: text('id').primaryKey(),
  campaignId: integer('campaign_id').notNull().references(() => campaigns.id),
  /** Where this is known from: a document, a screenshot, a person. */
  source: text('source').notNull(),
  author: text('author').notNull(),
  recordedAt: instant('recorded_at').notNull(),
});

/** What the update changes, item by item, in plain words. `material` null: nobody has said. */
export const campaignChanges = pgTable(
  'campaign_changes',
  {
    ...recorded(),
    name: text('name').notNull(),
    since: instant('since').notNull(),
    type: text('type', { enum: changeTypes }).notNull(),
    text: text('text').notNull(),
    material: boolean('material'),
    purposes: text('purposes').array().notNull(),
    inUse: boolean('in_use').notNull(),
  },
  (t) => [index('campaign_changes_campaign').on(t.campaignId)],
);

/** Messages that told people of the update. `deadline` is the instant a message names as the deadline, null when it names none. */
export const campaignAnnouncements = pgTable(
  'campaign_announcements',
  {
    ...recorded(),
    at: instant('at').notNull(),
    area: text('area'),
    dedicated: boolean('dedicated').notNull(),
    checkPage: boolean('check_page').notNull(),
    deadline: instant('deadline'),
    inUse: boolean('in_use').notNull(),
  },
  (t) => [index('campaign_announcements_campaign').on(t.campaignId)],
);

/** Forms of the prompt: how many steps each answer takes, null for an answer that the form does not offer. */
export const campaignVariants = pgTable(
  'campaign_variants',
  {
    ...recorded(),
    variant: text('variant').notNull(),
    area: text('area'),
    platform: text('platform', { enum: platforms }),
    since: instant('since').notNull(),
    acceptSteps: integer('accept_steps').notNull(),
    declineSteps: integer('decline_steps'),
    acceptProminence: text('accept_prominence', { enum: prominences }).notNull(),
    declineProminence: text('decline_prominence', { enum: prominences }),
    dismissible: boolean('dismissible').notNull(),
    deferrable: boolean('deferrable').notNull(),
    inUse: boolean('in_use').notNull(),
  },
  (t) => [index('campaign_variants_campaign').on(t.campaignId)],
);

/** How often a person may be prompted before an answer: `cap` times in any `perDays` days. */
export const campaignPromptPolicies = pgTable(
  'campaign_prompt_policies',
  { ...recorded(), since: instant('since').notNull(), cap: integer('cap').notNull(), perDays: integer('per_days').notNull() },
  (t) => [index('campaign_prompt_policies_campaign').on(t.campaignId)],
);

/** What people were told would happen if they do not accept, version by version. */
export const campaignConsequences = pgTable(
  'campaign_consequences',
  { ...recorded(), area: text('area'), since: instant('since').notNull(), text: text('text').notNull() },
  (t) => [index('campaign_consequences_campaign').on(t.campaignId)],
);

/** Functions of the service that were limited for people who had not accepted. */
export const campaignLimitations = pgTable(
  'campaign_limitations',
  { ...recorded(), at: instant('at').notNull(), area: text('area'), text: text('text').notNull(), inUse: boolean('in_use').notNull() },
  (t) => [index('campaign_limitations_campaign').on(t.campaignId)],
);

/** What the acceptance is called where people read it, and what it covers in law. */
export const campaignLabels = pgTable(
  'campaign_labels',
  {
    ...recorded(),
    place: text('place').notNull(),
    since: instant('since').notNull(),
    text: text('text').notNull(),
    natures: text('natures', { enum: legalNatures }).array().notNull(),
    inUse: boolean('in_use').notNull(),
  },
  (t) => [index('campaign_labels_campaign').on(t.campaignId)],
);
