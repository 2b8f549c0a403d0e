'use client';

import { startTransition, useOptimistic } from 'react';

type Props<Id extends string> = { label: string; columns: { id: Id; label: string }[]; shown: readonly Id[]; onChange(id: Id, visible: boolean): void };

/** Which columns a table shows; the choice goes into the address, its tick is there at once. */
export function ColumnChoice<Id extends string>({ label, columns, shown, onChange }: Props<Id>) {
  const [ticked, tick] = useOptimistic(shown);
  const choose = (id: Id, visible: boolean) =>
    startTransition(() => {
      tick(visible ? [...ticked, id] : ticked.filter((other) => other !== id));
      onChange(id, visible);
    });
  return (
    <details className="no-print mb-3">
      <summary className="button">{label}</summary>
      <div className="mt-2 flex flex-wrap gap-x-5 gap-y-2">
        {columns.map((column) => (
          <label key={column.id} className="tap flex items-center gap-2">
            <input type="checkbox" className="size-5 accent-accent" checked={ticked.includes(column.id)} onChange={(event) => choose(column.id, event.target.checked)} />{column.label}
          </label>
        ))}
      </div>
    </details>
  );
}
