'use client';

import { useFormStatus } from 'react-dom';

/** The one primary action of a form; dimmed and inert while it is being sent. */
export function SubmitButton({ children, primary = true, busy = false }: { children: React.ReactNode; primary?: boolean; busy?: boolean }) {
  const { pending } = useFormStatus();
  const inert = pending || busy;
  return (
    <button type="submit" aria-disabled={inert} onClick={(event) => inert && event.preventDefault()} className={`button ${primary ? 'button-primary' : ''} ${inert ? 'opacity-60' : ''}`}>
      {children}
    </button>
  );
}
