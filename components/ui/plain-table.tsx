'use client';

import type { ReactNode } from 'react';

/** `long` texts stand under their label on a narrow screen, an `action` without one. */
export type PlainColumn = { id: string; label: string; number?: boolean; long?: boolean; action?: boolean; /** Never broken into lines. */ whole?: boolean };

type Props = { caption: string; columns: PlainColumn[]; rows: { id: string; cells: Record<string, ReactNode> }[] };

/** A short table that needs no sorting: every row at once, cards on a narrow screen. The browser's side makes the cells, so that they are sent as data. */
export function PlainTable({ caption, columns, rows }: Props) {
  return (
    <div className="-mx-4 overflow-x-auto px-4" tabIndex={0}>
      <table className="data-table stack-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{columns.map(({ id, label, number }) => <th key={id} scope="col" className={number ? 'number' : ''}>{label}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => <td key={column.id} data-label={column.action ? '' : column.label} className={classOf(column)}>{row.cells[column.id]}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const classOf = ({ number, long, action, whole }: PlainColumn) => `${number ? 'number' : long || action ? 'long' : ''}${whole ? ' whitespace-nowrap' : ''}`;
