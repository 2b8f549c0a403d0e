'use client';

import { useEffect, useRef } from 'react';
import type { Conflict } from './actions';
import { ChangeList } from './change-list';
import type { FormWords } from './form-words';

/** Says that another version was saved in between and what it changed; the next save is based on that one. */
export function ConflictNote({ conflict, purpose, words }: { conflict: Conflict; purpose: string; words: FormWords['conflict'] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [conflict]);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="grid gap-2 rounded-md border-2 border-danger p-4">
      <h2>{conflict.title}</h2>
      <p>{words.body}</p>
      <ChangeList changes={conflict.changes} words={words.changes} />
      <p>{conflict.again}</p>
      <p><a className="button" href={`/purposes/${purpose}?version=${conflict.version}`} target="_blank" rel="noreferrer">{conflict.open}</a></p>
    </div>
  );
}
