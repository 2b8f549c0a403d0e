import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Builder, type Step, fieldsOf, hrefOf, stepsOf } from '@/app/(console)/reports/new/search-params';
import type { Words } from '@/domain/words/catalogue';

type Props = { builder: Builder; step: Step; asks: readonly string[]; words: Words['builder']; children: ReactNode };

/** One step as a plain form: what it asks for, everything known so far, and the way on. The answer is the next step's address. */
export function StepForm({ builder, step, asks, words, children }: Props) {
  const order = stepsOf(builder.type);
  const next = order[order.indexOf(step) + 1] ?? 'scope';
  const before = order[order.indexOf(step) - 1];
  return (
    <form method="get" action="/reports/new" className="card grid max-w-4xl gap-5">
      <input type="hidden" name="step" value={next} />
      {fieldsOf(builder, asks).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children}
      <p className="flex flex-wrap gap-3">
        <button type="submit" className="button button-primary">{words.next}</button>
        {before && <Link className="button" href={hrefOf(builder, before)}>{words.back}</Link>}
      </p>
    </form>
  );
}
