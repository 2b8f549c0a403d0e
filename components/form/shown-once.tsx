'use client';

import { useEffect, useRef, useState } from 'react';

type Props = { made: Record<string, string>; words: { copy: string; copied: string } };

/** A link or key that is shown this one time: with focus on it, ready to be copied. */
export function ShownOnce({ made, words }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => box.current?.focus(), []);
  const copy = () => navigator.clipboard?.writeText(made.secret ?? '').then(() => setCopied(true), () => undefined);
  return (
    <div ref={box} role="alert" tabIndex={-1} className="mb-4 grid gap-2 rounded-md border-2 border-accepted p-4">
      <h3>{made.title}</h3>
      <p>{made.note}</p>
      <pre className="rounded-md bg-sunken p-3 break-all whitespace-pre-wrap">{made.secret}</pre>
      <p><button type="button" className="button" onClick={copy}>{copied ? words.copied : words.copy}</button></p>
      {made.use && (
        <>
          <p>{made.useTitle}</p>
          <pre className="rounded-md bg-sunken p-3 text-sm break-all whitespace-pre-wrap">{made.use}</pre>
        </>
      )}
    </div>
  );
}
