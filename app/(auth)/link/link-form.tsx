'use client';

import { signIn } from 'next-auth/react';
import { useState } from 'react';

type Props = { token: string; next: string; words: { body: string; submit: string; spent: string } };

/** A press of the button uses the link up, so that a preview of the link by a mail program does not. */
export function LinkForm({ token, next, words }: Props) {
  const [state, setState] = useState<'ready' | 'pending' | 'spent'>('ready');
  async function open() {
    setState('pending');
    const answer = await signIn('link', { redirect: false, token });
    if (answer?.ok && !answer.error) window.location.assign(/^\/(?![/\\])[^\\\t\n\r]*$/.test(next) ? next : '/');
    else setState('spent');
  }
  if (state === 'spent') return <p role="alert">{words.spent}</p>;
  return (
    <>
      <p className="mb-4">{words.body}</p>
      <button type="button" onClick={open} disabled={state === 'pending'} className="button button-primary">{words.submit}</button>
    </>
  );
}
