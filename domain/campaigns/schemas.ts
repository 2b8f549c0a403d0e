import { instant } from '@/domain/instants';
import { channels, platforms } from '@/domain/notices/vocabulary';
import { z } from 'zod';
import { legalNatures } from '@/domain/notices/vocabulary';
import { changeTypes, prominences } from '@/domain/campaigns/vocabulary';

export const campaignKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Use lower-case letters, digits and hyphens, at most 63.');
const region = z.string().regex(/^[A-Z]{2}$/, 'Give an ISO 3166-1 alpha-2 code, such as DE.');
const area = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'Use lower-case letters, digits, hyphens and underscores.');
const line = (max: number) => z.string().trim().min(1, 'This is needed.').max(max);
const zone = z.string().refine(isZone, { error: 'Give an IANA time zone, such as Europe/Dublin.' });

/** Days after the last deadline, or after a person's first event; at most a century. */
const days = z.int().min(1, 'Give at least one day.').max(36_525, 'Give at most 36,525 days.');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}

export const DeadlineEntry = z.strictObject({ at: instant, area: area.nullable().default(null), since: instant, reason: line(1000), author: line(200) });

export const NoticeFile = z
  .strictObject({
    id: line(128),
    legal_nature: z.enum(legalNatures),
    area: area.nullable().default(null),
    locale: z.string().min(2).max(35),
    published_at: instant,
    text: z.string().min(1).max(2_000_000).optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/i, 'Give the SHA-256 of the text in hex.').transform((hex) => hex.toLowerCase()).optional(),
    purposes: z.array(line(64)).default([]),
  })
  .refine((notice) => notice.text !== undefined || notice.sha256 !== undefined, { error: 'Give the text, or its sha256 where the text is kept elsewhere.' });

export const PopulationRow = z.strictObject({
  region: region.optional(),
  platform: z.enum(platforms).optional(),
  channel: z.enum(channels).optional(),
  app_version: z.string().min(1).max(32).optional(),
  locale: z.string().min(1).max(35).optional(),
  count: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  as_of: instant,
  definition: line(1000),
  source: line(1000),
});
export type PopulationRow = z.output<typeof PopulationRow>;

/** What a segment of a population may be told apart by. */
export const populationDimensions = ['region', 'platform', 'channel', 'app_version', 'locale'] as const;
const mostRepeats = 100;

/** Rows of a population, each of another segment or `as_of`: which of two counts is meant, nobody can say. Names the first hundred that stand twice. */
const populationRows = z.array(PopulationRow).superRefine((rows, context) => {
  const first = new Map<string, number>();
  let repeats = 0;
  for (const [n, row] of rows.entries()) {
    const key = JSON.stringify([...populationDimensions.map((name) => row[name]), row.as_of.valueOf()]);
    const before = first.get(key);
    if (before === undefined) first.set(key, n);
    else if (++repeats <= mostRepeats) context.addIssue({ code: 'custom', path: [n], message: `Rows ${before + 1} and ${n + 1} (counted from 1, without a header) are of the same segment and as_of: leave one of them out, or give them another as_of.` });
  }
});

/** Where an entry is known from, and whether its thing is still so: an entry with `in_use` false ends what earlier ones of it said. */
const known = { source: z.string().trim().max(1000).default('') };
const ending = { in_use: z.boolean().default(true) };
const fromThenOn = { since: instant.optional() };
const steps = z.int().min(1, 'Count every tap or page, the last one included: at least 1.').max(99);

export const ChangeEntry = z.strictObject({ name: line(64), ...fromThenOn, type: z.enum(changeTypes), text: line(4000), material: z.boolean().nullable().default(null), purposes: z.array(line(64)).default([]), ...known, ...ending });
export const AnnouncementEntry = z.strictObject({ at: instant, area: area.nullable().default(null), dedicated: z.boolean(), check_page: z.boolean(), deadline: instant.nullable().default(null), ...known, ...ending });
export const VariantEntry = z
  .strictObject({
    variant: line(32), area: area.nullable().default(null), platform: z.enum(platforms).nullable().default(null), ...fromThenOn,
    accept_steps: steps, decline_steps: steps.nullable().default(null), accept_prominence: z.enum(prominences), decline_prominence: z.enum(prominences).nullable().default(null),
    dismissible: z.boolean(), deferrable: z.boolean(), ...known, ...ending,
  })
  .refine((entry) => (entry.decline_steps === null) === (entry.decline_prominence === null), { path: ['decline_prominence'], error: 'Give both the steps and the prominence of declining, or neither where the form does not offer it.' });
export const PromptPolicyEntry = z.strictObject({ ...fromThenOn, cap: z.int().min(0).max(999), per_days: z.int().min(1).max(366), ...known });
export const ConsequenceEntry = z.strictObject({ area: area.nullable().default(null), ...fromThenOn, text: z.string().trim().max(4000), ...known });
export const LimitationEntry = z.strictObject({ at: instant, area: area.nullable().default(null), text: line(1000), ...known, ...ending });
export const LabelEntry = z.strictObject({ place: line(200), ...fromThenOn, text: line(400), natures: z.array(z.enum(legalNatures)).default([]), ...known, ...ending });

const conduct = {
  changes: z.array(ChangeEntry).default([]),
  announcements: z.array(AnnouncementEntry).default([]),
  variants: z.array(VariantEntry).default([]),
  prompt_policy: z.array(PromptPolicyEntry).default([]),
  consequences: z.array(ConsequenceEntry).default([]),
  limitations: z.array(LimitationEntry).default([]),
  labels: z.array(LabelEntry).default([]),
};
const Conduct = z.strictObject(conduct);
/** How a campaign is conducted, as its file has it; what is not dated holds from the announcement on. */
export type ConductFile = z.output<typeof Conduct>;

/** One more entry of a kind; what is not dated holds from now on. */
export const RecordConduct = z.discriminatedUnion('kind', [
  z.strictObject({ campaign: campaignKey, kind: z.literal('change'), entry: ChangeEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('announcement'), entry: AnnouncementEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('variant'), entry: VariantEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('prompt_policy'), entry: PromptPolicyEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('consequence'), entry: ConsequenceEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('limitation'), entry: LimitationEntry }),
  z.strictObject({ campaign: campaignKey, kind: z.literal('label'), entry: LabelEntry }),
]);
export type RecordConduct = z.output<typeof RecordConduct>;

/** A campaign as a file: section 7 of the public contract. */
export const CampaignFile = z
  .strictObject({
    key: campaignKey,
    title: line(200),
    zone,
    mandatory: z.boolean(),
    counts_on: z.array(z.enum(legalNatures)).min(1).optional(),
    consequence: z.string().max(4000).default(''),
    target: z.number().gt(0).lte(1).nullable().default(null),
    joiner_days: days.nullable().default(null),
    retention_days: days.nullable().default(null),
    areas: z.record(area, z.array(region).min(1)).default({}),
    announced_at: instant,
    deadlines: z.array(DeadlineEntry).min(1, 'A campaign needs a deadline.'),
    notices: z.array(NoticeFile).default([]),
    reminders: z.array(z.strictObject({ at: instant, label: line(200) })).default([]),
    population: populationRows.default([]),
    ...conduct,
  })
  .superRefine((file, context) => {
    const seen = new Map<string, string>();
    for (const [name, regions] of Object.entries(file.areas)) {
      for (const code of regions) {
        if (seen.has(code)) context.addIssue({ code: 'custom', path: ['areas', name], message: `${code} already lies in the area ${seen.get(code)}; a region lies in one area at most.` });
        if (code === 'ZZ') context.addIssue({ code: 'custom', path: ['areas', name], message: 'ZZ (unknown) lies in no area.' });
        seen.set(code, name);
      }
    }
    const known = new Set(Object.keys(file.areas));
    for (const list of ['deadlines', 'notices', 'announcements', 'variants', 'consequences', 'limitations'] as const) {
      file[list].forEach((entry, i) => {
        if (entry.area !== null && !known.has(entry.area)) context.addIssue({ code: 'custom', path: [list, i, 'area'], message: `The area ${entry.area} is not among areas.` });
      });
    }
    file.notices.forEach(({ id }, i) => {
      if (file.notices.findIndex((notice) => notice.id === id) < i) context.addIssue({ code: 'custom', path: ['notices', i, 'id'], message: `Two notices have the id ${id}. A notice never changes: give each version an id of its own.` });
    });
    for (const message of dimensionProblems(file.population)) context.addIssue({ code: 'custom', path: ['population'], message });
  });
export type CampaignFile = z.output<typeof CampaignFile>;

export const SetLegalHold = z.strictObject({ campaign: campaignKey, on: z.boolean(), reason: line(1000) });
export const SetRetention = z.strictObject({ campaign: campaignKey, days: days.nullable(), reason: line(1000) });
export const AddNotice = z.strictObject({ campaign: campaignKey, notice: NoticeFile });
export const MoveDeadline = z.strictObject({ campaign: campaignKey, at: instant, area: area.nullable().default(null), since: instant.optional(), reason: line(1000) });
export const SetPopulation = z.strictObject({ campaign: campaignKey, rows: populationRows.min(1) });

/** One sentence per way in which the rows do not all use the same dimensions (contract section 3). */
export function dimensionProblems(rows: Pick<PopulationRow, 'region' | 'platform' | 'channel' | 'app_version' | 'locale'>[]): string[] {
  const shapes = new Set(rows.map((row) => populationDimensions.filter((name) => row[name] !== undefined).join(' × ')));
  return shapes.size > 1 ? [`All population rows of a campaign use the same dimensions; these use ${[...shapes].map((s) => s || 'none').join(' and ')}.`] : [];
}
