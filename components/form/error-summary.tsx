'use client';

import { useEffect, useRef } from 'react';

export type SummaryEntry = { field: string | null; message: string };

/** What is wrong, first on the page, with focus on it and a link to each field; nothing when nothing is wrong. */
export function ErrorSummary({ title, entries }: { title: string; entries: SummaryEntry[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entries.length > 0) box.current?.focus();
  }, [entries]);
  if (entries.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mb-4 rounded-md border-2 border-danger p-4">
      <h2>{title}</h2>
      <ul className="mt-1 list-disc ps-5">
        {entries.map(({ field, message }) => (
          <li key={`${field}${message}`}>{field === null ? message : <a className="inline-block py-1 text-danger" href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
