import { formName } from '@/app/(console)/campaigns/[campaign]/fairness/fairness-tables';
import { PlainTable } from '@/components/ui/plain-table';
import type { VariantFairness } from '@/domain/findings/fairness';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';

type Props = { forms: VariantFairness[]; words: Words; format: Formatter };
type Names = Words['conduct']['fairness']['timesOf'];
const nameOf = (under: number, names: Names) => (Number.isFinite(under) ? (names[under as keyof Names] ?? names.rest) : names.rest);

/** How long acceptances took, form by form: each share as a bar and in numbers, with what it is a share of. */
export function TimesFigure({ forms, words, format }: Props) {
  const f = words.conduct.fairness;
  const classes = forms[0]?.times ?? [];
  return (
    <PlainTable
      caption={f.times}
      columns={[{ id: 'form', label: f.form }, ...classes.map(({ under }) => ({ id: String(under), label: nameOf(under, f.timesOf), number: true })), { id: 'timed', label: f.timed, number: true }]}
      rows={forms.map(({ variant, times, timed }) => ({
        id: variant,
        cells: {
          form: formName(variant, words),
          ...Object.fromEntries(times.map(({ under, n }) => [String(under), <Share key={under} n={n} of={timed} words={words} format={format} />])),
          timed: timed === null ? f.withheld : format.count(timed),
        },
      }))}
    />
  );
}

function Share({ n, of, words, format }: { n: number | null; of: number | null; words: Words; format: Formatter }) {
  const f = words.conduct.fairness;
  if (n === null) return <>{f.withheld}</>;
  if (of === null || of === 0) return <>{format.count(n)}</>;
  return (
    <span className="inline-grid min-w-24 gap-1">
      <span>{f.share(format.count(n), format.rate(n / of))}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" className="h-1.5 w-full">
        <rect width="100" height="6" className="fill-sunken" />
        <rect width={Math.min(100, (n / of) * 100)} height="6" className="fill-accepted" />
      </svg>
    </span>
  );
}
