import Link from 'next/link';
import type { ReactNode } from 'react';
import { Preferences } from '@/app/preferences';
import { NavLink } from '@/app/(console)/nav-link';
import { SignOutButton } from '@/app/(console)/sign-out-button';
import { getPreferences } from '@/auth/preferences';
import { requireViewer } from '@/auth/viewer';
import { Banner } from '@/components/ui/page';
import { can } from '@/domain/access/permissions';
import type { Viewer } from '@/domain/access/queries';
import { readSignerFault } from '@/domain/evidence/log-queries';
import { embeddedWarning } from '@/domain/health';
import { restoredWithoutErasures } from '@/domain/uptake/erasure-queries';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { words: { shell } } = await getPreferences();
  const links = [
    { href: '/', label: shell.nav.overview, show: can(viewer.actor, 'campaigns:read') },
    { href: '/batches', label: shell.nav.batches, show: can(viewer.actor, 'batches:read') },
    { href: '/purposes', label: shell.nav.purposes, show: can(viewer.actor, 'purposes:read') },
    { href: '/findings', label: shell.nav.findings, show: can(viewer.actor, 'findings:read') },
    { href: '/reports', label: shell.nav.reports, show: can(viewer.actor, 'reports:read') },
    { href: '/evidence', label: shell.nav.evidence, show: can(viewer.actor, 'evidence:read') },
    { href: '/settings', label: shell.nav.settings, show: can(viewer.actor, 'uptake:read') },
  ];
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">{shell.skip}</a>
      <Banners viewer={viewer} />
      <header className="no-print border-b bg-surface">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2">
          <Link href="/" className="tap inline-flex items-center font-bold text-ink no-underline">{shell.product}</Link>
          <nav aria-label={shell.navigation} className="order-3 -mx-2 flex w-full flex-wrap sm:order-none sm:w-auto">
            {links.filter((link) => link.show).map((link) => <NavLink key={link.href} href={link.href}>{link.label}</NavLink>)}
          </nav>
          <div className="ms-auto flex items-center gap-3 text-sm">
            <Link href="/settings/account" className="tap inline-flex items-center">{shell.signedInAs(viewer.name, shell.roles[viewer.role])}</Link>
            <SignOutButton label={shell.signOut} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none">{children}</main>
      <footer className="no-print border-t">
        <div className="mx-auto max-w-7xl px-4 py-4"><Preferences /></div>
      </footer>
    </div>
  );
}

/** What is wrong with the installation, for those who can mend it; read while the page is. */
async function Banners({ viewer }: { viewer: Viewer }) {
  const { words: { shell, evidence }, format } = await getPreferences();
  const [outdated, unsigned, restored] = await Promise.all([
    can(viewer.actor, 'users:write') ? embeddedWarning() : null,
    can(viewer.actor, 'evidence:read') ? readSignerFault() : null,
    can(viewer.actor, 'evidence:read') ? restoredWithoutErasures() : null,
  ]);
  return (
    <>
      {unsigned && <Banner label={evidence.log.title}><strong>{evidence.log.refused}.</strong> {evidence.log.faults[unsigned.fault]} <Link href="/evidence">{evidence.title}</Link></Banner>}
      {restored && <Banner label={evidence.restored.title}><strong>{evidence.restored.title}.</strong> {evidence.restored.text(format.instant(restored, 'UTC'))}</Banner>}
      {outdated && <Banner label={shell.nav.settings}>{shell.oldDatabase(outdated.version, outdated.floor)}</Banner>}
    </>
  );
}
