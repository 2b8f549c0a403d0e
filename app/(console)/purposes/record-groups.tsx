'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

type Props = { id: string; legend: string; what: string; hint?: string; error?: string; words: { add: string; remove: string; noEntries: string }; rows: number[]; children(row: number): ReactNode };

/**
 * Rows that can be added and removed, by mouse or keyboard: a new row takes focus in its first field, a removed one gives it to the
 * button that adds. A row keeps its number for good, so that names, values and messages stay together.
 */
export function RepeatableGroup({ id, legend, what, hint, error, words, rows: initial, children }: Props) {
  const [rows, setRows] = useState(initial);
  const [added, setAdded] = useState<number | null>(null);
  const box = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (added !== null) box.current?.querySelector<HTMLElement>(`[data-row="${added}"] :is(input, select, textarea)`)?.focus();
  }, [added]);
  const add = () => {
    const row = Math.max(-1, ...initial, ...rows, added ?? -1) + 1;
    setRows([...rows, row]);
    setAdded(row);
  };
  const remove = (row: number) => {
    setRows(rows.filter((other) => other !== row));
    button.current?.focus();
  };
  return (
    <fieldset ref={box} id={id} tabIndex={-1} aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined} className="card min-w-0">
      <legend className="float-start mb-2 w-full text-lg font-semibold">{legend}</legend>
      <div className="clear-both grid gap-3">
        {hint && <p id={`${id}-hint`} className="text-sm text-muted">{hint}</p>}
        {error && <p id={`${id}-error`} className="text-sm font-semibold text-danger">{error}</p>}
        {rows.length === 0 && <p className="text-muted">{words.noEntries}</p>}
        {rows.map((row, index) => (
          <fieldset key={row} data-row={row} className="grid min-w-0 gap-3 border-b pb-4">
            <legend className="mb-2 text-muted">{what} {index + 1}</legend>
            {children(row)}
            <p><button type="button" className="button" onClick={() => remove(row)}>{words.remove.replace('{what}', `${what} ${index + 1}`)}</button></p>
          </fieldset>
        ))}
        <p><button ref={button} type="button" className="button" onClick={add}>{words.add.replace('{what}', what)}</button></p>
      </div>
    </fieldset>
  );
}
