import type { ConductFile, RecordConduct } from '@/domain/campaigns/schemas';
import { type EvidenceValue, withheld } from '@/domain/evidence/log';
import { newId } from '@/domain/ids';
import type { Transaction } from '@/db/client';
import { campaignAnnouncements, campaignChanges, campaignConsequences, campaignLabels, campaignLimitations, campaignPromptPolicies, campaignVariants } from '@/db/schema';

type Kinds = { [Case in RecordConduct as Case['kind']]: Case['entry'] };
type Recorded = { campaignId: number; author: string; now: Date; /** From when on an entry holds that is not dated. */ since: Date };

/** Every part of a campaign's file that says how it is conducted, as single entries. */
export const entriesOf = (file: ConductFile): Pick<RecordConduct, 'kind' | 'entry'>[] => [
  ...file.changes.map((entry) => ({ kind: 'change' as const, entry })),
  ...file.announcements.map((entry) => ({ kind: 'announcement' as const, entry })),
  ...file.variants.map((entry) => ({ kind: 'variant' as const, entry })),
  ...file.prompt_policy.map((entry) => ({ kind: 'prompt_policy' as const, entry })),
  ...file.consequences.map((entry) => ({ kind: 'consequence' as const, entry })),
  ...file.limitations.map((entry) => ({ kind: 'limitation' as const, entry })),
  ...file.labels.map((entry) => ({ kind: 'label' as const, entry })),
];

/** Adds one entry to the table of its kind and returns it as evidence records it: everything but free text, which is there as a salted digest. */
export async function writeConduct<Kind extends keyof Kinds>(tx: Transaction, kind: Kind, entry: Kinds[Kind], recorded: Recorded): Promise<EvidenceValue> {
  await writers[kind](tx, entry, recorded);
  const dated: Record<string, Cell> = 'at' in entry ? entry : { ...entry, since: entry.since ?? recorded.since };
  return { kind, ...Object.fromEntries(Object.entries(dated).map(([name, value]): [string, EvidenceValue] => [name, told(name, value)])) };
}

type Cell = string | number | boolean | null | Date | string[] | undefined;
const told = (name: string, value: Cell): EvidenceValue => (value instanceof Date ? value.toISOString() : typeof value === 'string' && (name === 'text' || name === 'source') ? withheld(value) : (value ?? null));

const common = ({ campaignId, author, now }: Recorded, { source }: { source: string }) => ({ id: newId(now), campaignId, source, author, recordedAt: now });

const writers: { [Kind in keyof Kinds]: (tx: Transaction, entry: Kinds[Kind], recorded: Recorded) => Promise<unknown> } = {
  change: (tx, entry, recorded) => tx.insert(campaignChanges).values({ ...common(recorded, entry), name: entry.name, since: entry.since ?? recorded.since, type: entry.type, text: entry.text, material: entry.material, purposes: entry.purposes, inUse: entry.in_use }),
  announcement: (tx, entry, recorded) => tx.insert(campaignAnnouncements).values({ ...common(recorded, entry), at: entry.at, area: entry.area, dedicated: entry.dedicated, checkPage: entry.check_page, deadline: entry.deadline, inUse: entry.in_use }),
  variant: (tx, entry, recorded) =>
    tx.insert(campaignVariants).values({
      ...common(recorded, entry), variant: entry.variant, area: entry.area, platform: entry.platform, since: entry.since ?? recorded.since, acceptSteps: entry.accept_steps, declineSteps: entry.decline_steps,
      acceptProminence: entry.accept_prominence, declineProminence: entry.decline_prominence, dismissible: entry.dismissible, deferrable: entry.deferrable, inUse: entry.in_use,
    }),
  prompt_policy: (tx, entry, recorded) => tx.insert(campaignPromptPolicies).values({ ...common(recorded, entry), since: entry.since ?? recorded.since, cap: entry.cap, perDays: entry.per_days }),
  consequence: (tx, entry, recorded) => tx.insert(campaignConsequences).values({ ...common(recorded, entry), area: entry.area, since: entry.since ?? recorded.since, text: entry.text }),
  limitation: (tx, entry, recorded) => tx.insert(campaignLimitations).values({ ...common(recorded, entry), at: entry.at, area: entry.area, text: entry.text, inUse: entry.in_use }),
  label: (tx, entry, recorded) => tx.insert(campaignLabels).values({ ...common(recorded, entry), place: entry.place, since: entry.since ?? recorded.since, text: entry.text, natures: entry.natures, inUse: entry.in_use }),
};
