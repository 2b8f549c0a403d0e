import type { Part } from '@/app/(console)/campaigns/[campaign]/sentences';
import { partsBar } from '@/charts/parts-bar';
import type { Formatter } from '@/domain/words/format';
import type { Words } from '@/domain/words/catalogue';

const fills: Record<Part['id'], string> = { accepted: 'fill-accepted', pending: 'fill-pending', unseen: 'fill-unseen', refused: 'fill-refused', closed: 'fill-ink' };
const swatches: Record<Part['id'], string> = { accepted: 'bg-accepted', pending: 'bg-pending', unseen: 'bg-unseen', refused: 'bg-refused', closed: 'bg-ink' };

/** A bar whose parts add up to the population, and the same numbers in words under it. */
export function PartsFigure({ parts, total, words, format }: { parts: Part[]; total: number | null; words: Words; format: Formatter }) {
  const bar = partsBar({ width: 1000, height: 28, parts: parts.map(({ id, value }) => ({ id, value })), total });
  const share = (value: number | null) => (value === null || total === null || total === 0 ? '' : ` (${format.rate(value / total)})`);
  const closed = parts.find(({ id }) => id === 'closed');
  return (
    <figure className="mt-3">
      <svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true" className="h-7 w-full rounded">
        <defs>
          <pattern id="withheld" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" className="fill-sunken" />
            <line x1="0" x2="0" y1="0" y2="8" strokeWidth="4" className="stroke-strong-line" />
          </pattern>
        </defs>
        {bar.parts.map((part) => (
          <rect key={part.x} x={part.x} y="0" width={Math.max(part.width - 2, 1)} height="28" fill={part.withheld ? 'url(#withheld)' : undefined} className={part.withheld ? undefined : fills[parts.find(({ id }) => id === part.ids[0])?.id ?? 'unseen']} />
        ))}
      </svg>
      <figcaption>
        <ul className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-4">
          {parts.filter(({ id }) => id !== 'closed').map((part) => (
            <li key={part.id} className="flex gap-2">
              <span aria-hidden="true" className={`mt-1.5 size-3 flex-none rounded-sm ${swatches[part.id]}`} />
              <span>
                <span className="font-semibold">{part.withheld ? words.uptake.suppressed : format.count(part.value)}</span>
                {share(part.value)} {part.label}
                {part.detail && <span className="block text-sm text-muted">{part.detail}</span>}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-2 flex gap-2 text-sm text-muted">
          <span aria-hidden="true" className={`mt-1 size-3 flex-none rounded-sm ${swatches.closed}`} />
          {words.uptake.parts.closed(closed?.withheld ? words.uptake.suppressed : format.count(closed?.value ?? null))}
        </p>
      </figcaption>
    </figure>
  );
}
