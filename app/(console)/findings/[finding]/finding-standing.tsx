import Link from 'next/link';
import type { ReactNode } from 'react';
import { Facts, Section } from '@/components/ui/page';
import type { FindingRow } from '@/domain/findings/queries';
import type { Words } from '@/domain/words/catalogue';
import type { Formatter } from '@/domain/words/format';
import { placeName } from '@/domain/words/place-name';

const homes = { purpose: '/purposes', campaign: '/campaigns', export: '/reports' } as const;

/** Where the finding stands: on what, since when, with whom. */
export function FindingStanding({ finding, today, words, format }: { finding: FindingRow; /** ISO date. */ today: string; words: Words; format: Formatter }) {
  const { detail, severityMeans, severities, standings, draftMeans, statuses, nobody, days, cameBack, columns, objects } = words.findingPages;
  const instant = (at: Date) => format.instant(at, 'UTC');
  const isOverdue = finding.due !== null && finding.status !== 'resolved' && finding.due < today;
  const facts: { term: string; description: ReactNode }[] = [
    { term: columns.object, description: <><Link href={`${homes[finding.type]}/${encodeURIComponent(finding.object)}`}>{finding.title}</Link> <span className="text-muted">{objects[finding.type]} {finding.object}</span></> },
    { term: detail.severity, description: `${severities[finding.severity]}. ${severityMeans[finding.severity]}` },
    { term: detail.status, description: finding.overriddenUntil === null ? statuses[finding.status] : detail.overriddenUntil(format.date(finding.overriddenUntil)) },
    ...(finding.type === 'purpose' ? [
      { term: detail.version, description: finding.draft ? draftMeans : standings.in_force },
      { term: detail.jurisdiction, description: finding.jurisdiction === null ? detail.everywhere : placeName(finding.jurisdiction, words.law.places) },
    ] : []),
    { term: detail.firstSeen, description: instant(finding.firstSeen) },
    { term: detail.since, description: <>{instant(finding.since)}, {days(finding.days, format.count(finding.days))}{finding.cameBack && <> <span className="tag">{cameBack}</span></>}</> },
    ...(finding.resolvedAt ? [{ term: detail.resolvedAt, description: instant(finding.resolvedAt) }] : []),
    { term: detail.assignee, description: finding.assignee?.name ?? nobody },
    ...(finding.due ? [{ term: detail.due, description: <>{format.date(finding.due)}{isOverdue && <> <span className="tag bg-notice text-on-notice">{detail.overdue}</span></>}</> }] : []),
    { term: detail.pack, description: finding.pack },
    { term: detail.number, description: <code>{finding.id}</code> },
  ];
  return <Section id="standing" title={detail.standing}><Facts facts={facts} /></Section>;
}
