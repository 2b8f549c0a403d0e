import Link from 'next/link';
import { type Builder, type Step, hrefOf, stepsOf } from '@/app/(console)/reports/new/search-params';
import type { Words } from '@/domain/words/catalogue';

/** Where one is among the steps; those already taken are links back. */
export function StepList({ builder, step, words }: { builder: Builder; step: Step; words: Words['builder'] }) {
  const order = stepsOf(builder.type);
  const at = order.indexOf(step);
  return (
    <nav aria-label={words.steps}>
      <ol className="flex flex-wrap gap-x-5 gap-y-1">
        {order.map((name, n) => (
          <li key={name} aria-current={name === step ? 'step' : undefined} className={name === step ? 'tap inline-flex items-center font-semibold' : 'tap inline-flex items-center text-muted'}>
            {n < at ? <Link href={hrefOf(builder, name)}>{words.step(n + 1, words.names[name])}</Link> : words.step(n + 1, words.names[name])}
          </li>
        ))}
      </ol>
    </nav>
  );
}
