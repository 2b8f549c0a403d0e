import Link from 'next/link';
import { type Actor, can } from '@/domain/access/permissions';
import type { Words } from '@/domain/words/catalogue';

/** The other views of the register, beside its one primary action. */
export function RegisterViews({ actor, words }: { actor: Actor; words: Words }) {
  const { exchange, transparency, workflow } = words;
  const mayWrite = can(actor, 'purposes:write');
  const links = [
    { href: '/purposes/review', label: workflow.queue.link, show: mayWrite },
    { href: '/purposes/table', label: transparency.link, show: true },
    { href: '/purposes/matrix', label: transparency.matrix.link, show: true },
    { href: '/purposes/coverage', label: transparency.coverage.link, show: can(actor, 'campaigns:read') },
    { href: '/purposes/export', label: exchange.export.link, show: true },
    { href: '/purposes/import', label: exchange.import.link, show: mayWrite },
    { href: '/purposes/text', label: exchange.text.title, show: mayWrite },
  ];
  return (
    <nav aria-label={words.register.views} className="no-print flex flex-wrap gap-x-5 gap-y-1">
      {links.filter(({ show }) => show).map(({ href, label }) => <Link key={href} href={href} className="tap inline-flex min-h-6 items-center">{label}</Link>)}
    </nav>
  );
}
