import { codeLabels, fieldHint, fieldLabel } from '@/domain/purposes/labels';
import { type Leaf, groups, leaves, within } from '@/domain/purposes/shape';
import type { Words } from '@/domain/words/catalogue';

/** One field as the browser needs it: its name below `record` or below a row, and its words. */
export type FormField = { name: string; kind: Leaf['kind'] | 'terms'; label: string; hint?: string; required: boolean; options: { value: string; label: string }[]; tree?: 'purpose' | 'data' };
/** A card of the form: fields of its own, and rows that can be added; `more` folds away what is seldom filled in. */
export type FormPart = { id: string; title: string; hint: string; folds: boolean; fields: FormField[]; group: { id: string; what: string; fields: FormField[]; more: FormField[] } | null };

export const partNames = ['purpose', 'bases', 'dataUses', 'recipients', 'rights', 'assessments', 'parties', 'jointControllers', 'processedFor', 'securityMeasures', 'uk'] as const;
export type PartName = (typeof partNames)[number];

/** The plain fields of each part, by the beginnings of their paths; a test says that every field stands in one part. */
const plain: Partial<Record<PartName, string[]>> = {
  purpose: ['title', 'description', 'kind', 'businessFunction', 'owner', 'purposeTerms', 'jurisdictions', 'benefits.', 'timing.'],
  dataUses: ['dataLinked'],
  recipients: ['noRecipients'],
  rights: ['objection.', 'consent.', 'children.', 'rights'],
  assessments: ['compatibility.', 'impactAssessment.', 'automatedDecisions.', 'deviceAccess.'],
  parties: ['controller.', 'publicAuthority', 'representative.', 'dataProtectionOfficer.', 'location'],
  uk: ['breach.', 'scheduleOne.'],
};

/** What a row of each list always shows; everything else folds away. */
const core: Record<string, string[]> = {
  bases: ['jurisdiction', 'basis', 'appliesWhen', 'justification', 'legalReference'],
  dataUses: ['category', 'terms', 'subjects', 'retention.duration', 'retention.criterion', 'special'],
  recipients: ['name', 'legalEntity', 'role', 'country', 'transfer.tool', 'sharedCategories'],
};
const folding: PartName[] = ['rights', 'assessments', 'parties', 'jointControllers', 'processedFor', 'uk'];

/** The leaves of a part outside its list, in order. */
export const plainLeavesOf = (part: PartName): Leaf[] => (plain[part] ?? []).flatMap((start) => [...leaves.values()].filter(({ path }) => (start.endsWith('.') ? path.startsWith(start) && !groups.some((group) => path.startsWith(`${group.path}.`)) : path === start)));

/** The leaves of a list: those always shown, and the others. */
export function groupLeavesOf(part: string): { shown: Leaf[]; more: Leaf[] } {
  const group = groups.find((one) => one.part === part);
  const wanted = core[part];
  if (!group) return { shown: [], more: [] };
  const isShown = (leaf: Leaf) => wanted === undefined || wanted.includes(within(leaf, group));
  return { shown: group.leaves.filter(isShown), more: group.leaves.filter((leaf) => !isShown(leaf)) };
}

/** The whole form in one language. */
export function formLayout(words: Words): FormPart[] {
  const { record } = words;
  return partNames.map((id) => {
    const group = groups.find((one) => one.part === id) ?? null;
    const field = (leaf: Leaf): FormField => {
      const tree = leaf.path === 'purposeTerms' ? 'purpose' : leaf.path === 'dataUses.terms' ? 'data' : undefined;
      return {
        name: group && leaf.path.startsWith(`${group.path}.`) ? within(leaf, group) : leaf.path, kind: tree ? 'terms' : leaf.kind, label: fieldLabel(leaf.path, words), hint: fieldHint(leaf.path, words), required: leaf.required,
        options: codeLabels(leaf, words).map(({ code, label }) => ({ value: code, label })), tree,
      };
    };
    const { shown, more } = groupLeavesOf(id);
    return {
      id, title: record.parts[id], hint: record.partHints[id], folds: folding.includes(id), fields: plainLeavesOf(id).map(field),
      group: group && { id: group.part, what: record.entries[group.part as keyof Words['record']['entries']], fields: shown.map(field), more: more.map(field) },
    };
  });
}
