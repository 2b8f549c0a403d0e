import type { Outcome } from '@/bench/run';
import { foundingArticle, otherTexts } from '@/domain/purposes/testing/labelled-texts';
import { type Measured, measureReading } from '@/domain/purposes/testing/measure-reading';

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

/** Precision and recall of the text reader: on the founding article, which it was made for, and on texts it was not tuned on. */
export const measure = async (): Promise<Outcome> => {
  const figures: Record<string, number> = {};
  const sums = new Map<string, Measured>();
  const say = (name: string, kind: string, { right, proposed, found, wanted }: Measured) => process.stdout.write(`${name.padEnd(18)}${kind.padEnd(11)}precision ${right}/${proposed} = ${share(right, proposed).toFixed(2)}  recall ${found}/${wanted} = ${share(found, wanted).toFixed(2)}\n`);
  for (const text of [foundingArticle, ...otherTexts]) {
    for (const [kind, one] of Object.entries(measureReading(text))) {
      say(text.name, kind, one);
      if (text === foundingArticle) Object.assign(figures, { [`founding_${kind}_precision`]: share(one.right, one.proposed), [`founding_${kind}_recall`]: share(one.found, one.wanted) });
      else {
        const sum = sums.get(kind) ?? { right: 0, proposed: 0, found: 0, wanted: 0 };
        sums.set(kind, { right: sum.right + one.right, proposed: sum.proposed + one.proposed, found: sum.found + one.found, wanted: sum.wanted + one.wanted });
      }
    }
  }
  for (const [kind, sum] of sums) {
    say('other texts', kind, sum);
    Object.assign(figures, { [`other_${kind}_precision`]: share(sum.right, sum.proposed), [`other_${kind}_recall`]: share(sum.found, sum.wanted) });
  }
  return { figures, ok: (figures.founding_purpose_recall ?? 0) === 1 && (figures.founding_data_recall ?? 0) === 1 };
};
