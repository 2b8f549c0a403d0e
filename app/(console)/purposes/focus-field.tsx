'use client';

import { useEffect } from 'react';

/** Brings the field of this name into view with the focus on it, out of whatever is folded over it: where a finding sends its reader. */
export function FocusField({ name }: { name: string }) {
  useEffect(() => {
    const field = document.getElementById(name);
    for (let around = field?.parentElement; around; around = around.parentElement) if (around instanceof HTMLDetailsElement) around.open = true;
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, [name]);
  return null;
}
