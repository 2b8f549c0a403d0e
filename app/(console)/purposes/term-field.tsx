'use client';

import { useId, useRef, useState } from 'react';
import { TermTree, type TreeTerm } from './term-tree';
import { TextArea } from '@/components/form/field';

type Words = { choose: string; close: string; search: string; none: string; narrower: string; loading: string; failed: string; panel: string };
type Props = { name: string; label: string; hint?: string; error?: string; defaultValue: string; tree: 'purpose' | 'data'; words: Words };

const linesOf = (text: string) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');

/** Terms of the vocabulary, one per line; they can be typed, or ticked in the tree, which is fetched when it is opened. */
export function TermField({ tree, words, defaultValue, ...field }: Props) {
  const [written, write] = useState(defaultValue);
  const [terms, setTerms] = useState<TreeTerm[] | 'failed' | null>(null);
  const [open, setOpen] = useState(false);
  const panel = useId();
  const button = useRef<HTMLButtonElement>(null);
  const show = () => {
    setOpen(true);
    if (!Array.isArray(terms)) fetch(`/purposes/terms?kind=${tree}`).then((answer) => answer.json()).then(setTerms, () => setTerms('failed'));
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const chosen = linesOf(written);
  const choose = (term: string, isChosen: boolean) => write((isChosen ? [...chosen, term] : chosen.filter((one) => one !== term)).join('\n'));
  return (
    <div className="grid gap-2">
      <TextArea {...field} rows={2} value={written} onChange={(event) => write(event.target.value)} />
      <p><button ref={button} type="button" className="button" aria-expanded={open} aria-controls={panel} onClick={open ? close : show}>{open ? words.close : words.choose}</button></p>
      <section id={panel} aria-label={`${words.panel}: ${field.label}`} hidden={!open} className="rounded-md border p-3">
        {open && (terms === null ? <p>{words.loading}</p> : terms === 'failed' ? <p>{words.failed}</p> : <TermTree terms={terms} chosen={chosen} onChoose={choose} words={words} />)}
      </section>
    </div>
  );
}
