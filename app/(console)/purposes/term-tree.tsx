'use client';

import { type ReactNode, useId, useMemo, useState } from 'react';

export type TreeTerm = { term: string; label: string; broader: string[] };
type Words = { search: string; none: string; narrower: string };
type Props = { terms: TreeTerm[]; chosen: string[]; onChoose(term: string, isChosen: boolean): void; words: Words };

/** The broader and narrower terms as nested lists with a search over them; a term with several broader ones stands under each. */
export function TermTree({ terms, chosen, onChoose, words }: Props) {
  const [query, setQuery] = useState('');
  const field = useId();
  const narrower = useMemo(() => {
    const known = new Set(terms.map(({ term }) => term));
    const map = new Map<string, TreeTerm[]>();
    for (const term of terms) {
      const above = term.broader.filter((one) => known.has(one));
      for (const broader of above.length === 0 ? [''] : above) map.set(broader, [...(map.get(broader) ?? []), term]);
    }
    return map;
  }, [terms]);
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? null : terms.filter(({ term, label }) => label.toLowerCase().includes(wanted) || term.toLowerCase().includes(wanted));
  const box = (term: TreeTerm) => (
    <label className="tap inline-flex items-center gap-2">
      <input type="checkbox" className="size-5 flex-none accent-accent" checked={chosen.includes(term.term)} onChange={(event) => onChoose(term.term, event.target.checked)} />
      <span>{term.label} <code className="text-sm text-muted">{term.term}</code></span>
    </label>
  );
  const branch = (parent: string) => (
    <ul className={parent === '' ? 'grid gap-1' : 'ms-8 grid gap-1'}>
      {(narrower.get(parent) ?? []).map((term) => <Branch key={term.term} label={`${words.narrower}: ${term.label}`} below={narrower.has(term.term) ? () => branch(term.term) : null}>{box(term)}</Branch>)}
    </ul>
  );
  return (
    <div className="grid gap-3">
      <div>
        <label htmlFor={field} className="mb-1 block text-sm text-muted">{words.search}</label>
        <input id={field} type="search" className="field-input" value={query} onChange={(event) => setQuery(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
      </div>
      <section className="max-h-80 overflow-y-auto" tabIndex={0} aria-label={words.search}>
        {found === null ? branch('') : found.length === 0 ? <output>{words.none}</output> : <ul className="grid gap-1">{found.map((term) => <li key={term.term}>{box(term)}</li>)}</ul>}
      </section>
    </div>
  );
}

/** A term with what stands below it, opened by a button of its own. */
function Branch({ label, below, children }: { label: string; below: (() => ReactNode) | null; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <span className="flex items-center gap-1">
        {below ? <button type="button" className="tap min-w-8" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>{open ? '▾' : '▸'}</button> : <span className="inline-block min-w-8" />}
        {children}
      </span>
      {open && below?.()}
    </li>
  );
}
