import { PlainTable } from '@/components/ui/plain-table';
import { hardships } from '@/domain/findings/rules/cam-03';
import { type Shown, type VariantFairness, promptClasses } from '@/domain/findings/fairness';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

type Props = { forms: VariantFairness[]; words: Words; format: Formatter };

export const formName = (variant: string, { conduct }: Words): string => variant || conduct.fairness.unnamed;

/** Accepting and declining side by side, for each form as it is described. */
export function StepsTable({ forms, words, format }: Props) {
  const { conduct, uptake } = words;
  const f = conduct.fairness;
  const answer = (steps: number | null, prominence: keyof typeof conduct.prominences | null) =>
    steps === null || prominence === null ? conduct.notOffered : f.answer(f.stepsOf(steps, format.count(steps)), conduct.prominences[prominence]);
  const rows = forms.flatMap((form) =>
    form.described.length === 0
      ? [{ id: form.variant, cells: { form: formName(form.variant, words), where: f.undescribed, accept: '–', decline: '–', out: '–', harder: '–' } }]
      : form.described.map((one) => ({
        id: one.id,
        cells: {
          form: formName(form.variant, words),
          where: `${one.platform === null ? conduct.everyPlatform : uptake.platforms[one.platform]}, ${one.area === null ? conduct.everywhere : placeName(one.area, words.law.places)}`,
          accept: answer(one.acceptSteps, one.acceptProminence),
          decline: answer(one.declineSteps, one.declineProminence),
          out: [...(one.dismissible ? [f.closable] : []), ...(one.deferrable ? [f.deferrable] : [])].join(', ') || f.noWayOut,
          harder: hardships(one).length === 0 ? f.isEqual : <strong>{f.isHarder}</strong>,
        },
      })));
  return <PlainTable caption={f.steps} columns={[{ id: 'form', label: f.form }, { id: 'where', label: f.where }, { id: 'accept', label: f.accept }, { id: 'decline', label: f.decline }, { id: 'out', label: f.wayOut }, { id: 'harder', label: f.harder }]} rows={rows} />;
}

const numbers = (words: Words, format: Formatter) => {
  const count = (n: Shown) => (n === null ? words.conduct.fairness.withheld : format.count(n));
  const share = (n: Shown, of: Shown) => (n === null || of === null || of === 0 ? count(n) : words.conduct.fairness.share(count(n), format.rate(n / of)));
  return { count, share };
};

/** Displays, answers and who was asked again, form by form. */
export function AskedTable({ forms, words, format }: Props) {
  const f = words.conduct.fairness;
  const { count, share } = numbers(words, format);
  return (
    <PlainTable
      caption={f.asked}
      columns={[{ id: 'form', label: f.form }, ...(['displays', 'accepts', 'declines', 'people', 'answered', 'askedAgain'] as const).map((id) => ({ id, label: f[id], number: true }))]}
      rows={forms.map((form) => ({
        id: form.variant,
        cells: { form: formName(form.variant, words), displays: count(form.displays), accepts: count(form.accepts), declines: count(form.declines), people: count(form.people), answered: share(form.answered, form.people), askedAgain: share(form.askedAgain, form.people) },
      }))}
    />
  );
}

/** People by how often they were prompted, before or after an answer, each share of everybody in the row. */
export function PromptsTable({ forms, words, format, when }: Props & { when: 'before' | 'after' }) {
  const f = words.conduct.fairness;
  const { count, share } = numbers(words, format);
  const total = (form: VariantFairness) => (when === 'before' ? form.people : form.answered);
  return (
    <PlainTable
      caption={f[when]}
      columns={[{ id: 'form', label: f.form }, ...promptClasses.map((n, i) => ({ id: String(n), label: f.prompts(format.count(n), i === promptClasses.length - 1), number: true })), { id: 'total', label: when === 'before' ? f.people : f.answered, number: true }]}
      rows={forms.map((form) => ({ id: form.variant, cells: { form: formName(form.variant, words), ...Object.fromEntries(promptClasses.map((n, i) => [String(n), share(form[when][i] ?? 0, total(form))])), total: count(total(form)) } }))}
    />
  );
}
