'use client';

import { type ReactNode, startTransition, useEffect, useRef } from 'react';

type Props = { action(form: FormData): void; done?: object | null; className?: string; id?: string; children: ReactNode };

/**
 * A form that keeps what was typed when the answer is a refusal: React would empty its fields, and put selects back, after every
 * action. Emptied once something was done. Without scripts it is a plain form.
 */
export function KeptForm({ action, done = null, className = 'grid gap-4', id, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (done) form.current?.reset();
  }, [done]);
  return (
    <form
      ref={form}
      id={id}
      action={action}
      onSubmit={(event) => {
        event.preventDefault();
        const sent = new FormData(event.currentTarget);
        startTransition(() => action(sent));
      }}
      noValidate
      className={className}
    >
      {children}
    </form>
  );
}
