'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';

/** Reads the page again every second and a half while a run is being made. */
export function Refresh({ children }: { children: ReactNode }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 1_500);
    return () => clearInterval(timer);
  }, [router]);
  return <div aria-live="polite" className="card grid gap-2">{children}</div>;
}
