'use client';

import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const here = href === '/' ? path === '/' || path.startsWith('/campaigns') : path.startsWith(href);
  return (
    <Link href={href} aria-current={here ? 'page' : undefined} className={`tap inline-flex items-center border-b-2 px-2 py-1.5 font-medium no-underline ${here ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink'}`}>
      {children}<Pending />
    </Link>
  );
}

/** Shows that the page is on its way. Pages are not streamed behind a placeholder, so that a refusal answers 403 and not 200. */
function Pending() {
  const { pending } = useLinkStatus();
  return <span aria-hidden="true" className={`ms-1 inline-block size-2 rounded-full bg-accent transition-opacity delay-150 ${pending ? 'opacity-100' : 'opacity-0'}`} />;
}
