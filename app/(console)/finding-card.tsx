import Link from 'next/link';
import { findingDefaults, findingsQuery } from '@/app/(console)/findings/findings-query';
import { getPreferences } from '@/auth/preferences';
import { answer } from '@/auth/viewer';
import type { Viewer } from '@/domain/access/queries';
import { can } from '@/domain/access/permissions';
import { countFindings } from '@/domain/findings/queries';
import { severities } from '@/domain/findings/vocabulary';

/** What the rules found in what is in force, each number a way to its list; what they found on drafts, which hold back nothing, is told apart. */
export async function FindingCard({ viewer }: { viewer: Viewer }) {
  if (!can(viewer.actor, 'findings:read')) return null;
  const [inForce, mine] = await answer(Promise.all([countFindings(viewer.actor, { standing: 'in_force' }), countFindings(viewer.actor, { assignee: viewer.actor.id })]));
  const { words, format } = await getPreferences();
  const { findingPages } = words;
  const { card } = findingPages;
  const of = (found: typeof inForce, facet: 'severity' | 'standing', value: string) => found[facet].find((one) => one.value === value)?.count ?? 0;
  const own = mine.severity.reduce((sum, { count }) => sum + count, 0);
  const link = (more: object) => `/findings${findingsQuery({ ...findingDefaults, ...more })}`;
  const drafts = of(inForce, 'standing', 'draft');
  return (
    <section aria-labelledby="findings-card" className="card">
      <h2 id="findings-card"><Link href="/findings">{findingPages.title}</Link></h2>
      <ul className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
        {severities.map((severity) => (
          <li key={severity}><Link className="tap inline-flex items-baseline gap-2" href={link({ severity, standing: 'in_force' })}><span className="text-2xl font-semibold tabular-nums">{format.count(of(inForce, 'severity', severity))}</span>{card[severity]}</Link></li>
        ))}
        {own > 0 && <li><Link className="tap inline-flex items-baseline gap-2" href={link({ assignee: viewer.actor.id })}><span className="text-2xl font-semibold tabular-nums">{format.count(own)}</span>{card.yours}</Link></li>}
      </ul>
      {drafts > 0 && <p className="mt-2 text-sm text-muted"><Link href={link({ standing: 'draft' })}>{card.drafts(format.count(drafts))}</Link></p>}
    </section>
  );
}
