import type { Cell, UptakeView } from '@/domain/uptake/view';

const cell = ({ population, counts, rates, suppressed }: Cell) => ({ population, counts, rates, ...(suppressed.length > 0 ? { suppressed: true, suppressed_cells: suppressed } : {}) });

/** A view of uptake in the form of contract section 5. A withheld number is null, and `suppressed` stands beside it. */
export function uptakeAnswer(view: UptakeView) {
  return {
    campaign: view.campaign.key,
    as_of: view.asOf.toISOString(),
    known_at: view.knownAt.toISOString(),
    zone: view.campaign.zone,
    ...(view.campaign.illustrative ? { illustrative: true } : {}),
    deadlines: view.deadlines.map(({ entry, acceptedBy, acceptedLate, suppressed }) => ({
      area: entry.area, at: entry.at.toISOString(), since: entry.since.toISOString(), reason: entry.reason, accepted_by: acceptedBy, accepted_late: acceptedLate, ...(suppressed ? { suppressed: true } : {}),
    })),
    ...cell(view.total),
    groups: view.groups.map((group) => ({ key: group.key, ...cell(group) })),
    series: view.series.map((day) => ({ date: day.date, counts: day.counts, ...(day.suppressed.length > 0 ? { suppressed: true, suppressed_cells: day.suppressed } : {}) })),
  };
}
