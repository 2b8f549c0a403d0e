import type { RuleId } from '@/domain/findings/vocabulary';
import { columns, table } from '@/domain/reports/columns';
import type { ReportCell, ReportSection, ReportTable } from '@/domain/reports/document';
import type { ClearanceRow } from '@/domain/reports/findings-data';
import { section } from '@/domain/reports/frame';
import type { PeriodicData } from '@/domain/reports/periodic-data';
import type { Words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';

/** A board reads at most so many rows, those that halt most; all sharings stand in the annex. */
const mostInBrief = 4;

/** How many sharings go ahead for somebody, how many are halted and by what, for a board. */
export function clearanceBrief({ campaigns, language }: Pick<PeriodicData, 'campaigns' | 'language'>, words: Words): ReportSection {
  const { periodic: t, findings: f } = words.reports;
  const sharings = campaigns.flatMap(({ clearance }) => clearance);
  if (sharings.length === 0) return section('clearance', t.sections.clearance, { paragraphs: [f.noClearance] });
  const { count } = formatter(language);
  const ahead = sharings.filter(goesAhead).length;
  const halted = sharings.filter(({ halts }) => halts.length > 0).length;
  return section('clearance', t.sections.clearance, {
    paragraphs: [`${t.clearedOf(count(ahead), count(sharings.length), count(halted))} ${t.clearanceMeans}`],
    tables: [areaTable(campaigns, words, count)],
  });
}

/** Every sharing by purpose and jurisdiction: for how many of how many it may go ahead, on what, and what halts it. */
export function clearanceDetails({ campaigns }: Pick<PeriodicData, 'campaigns'>, words: Words): ReportTable {
  const { findings: f } = words.reports;
  const rows = campaigns.flatMap(({ now, clearance }) => clearance.map((row): ReportCell[] => [...(campaigns.length > 1 ? [now.title] : []), `${row.purpose} ${row.title}`, row.jurisdiction, row.basis, row.may, row.population, row.halts.map((halt) => reasonName(halt, words)).join('; ') || null]));
  const heads = columns(words, [...(campaigns.length > 1 ? [['campaign', 'text'] as const] : []), ['sharing', 'text'], ['jurisdiction', 'text'], ['basis', 'text'], ['may_proceed', 'integer'], ['in_scope', 'integer'], ['held_by', 'text']]);
  return table('clearance', f.tables.clearance, heads, rows, rows.length === 0 ? f.noClearance : null);
}

const goesAhead = ({ may }: ClearanceRow) => (may ?? 0) > 0;

/** One row for each jurisdiction of a campaign. */
function areaTable(campaigns: PeriodicData['campaigns'], words: Words, count: (n: number) => string): ReportTable {
  const { periodic: t } = words.reports;
  const rows = campaigns.flatMap(({ now, clearance }) =>
    [...new Set(clearance.map(({ jurisdiction }) => jurisdiction))].map((jurisdiction): { halted: number; cells: ReportCell[] } => {
      const own = clearance.filter((row) => row.jurisdiction === jurisdiction);
      const halted = own.filter(({ halts }) => halts.length > 0).length;
      return { halted, cells: [...(campaigns.length > 1 ? [now.title] : []), jurisdiction, own[0]?.population ?? null, own.length, own.filter(goesAhead).length, halted, haltsOf(own, words, count)] };
    }),
  );
  const heads = columns(words, [...(campaigns.length > 1 ? [['campaign', 'text'] as const] : []), ['jurisdiction', 'text'], ['in_scope', 'integer'], ['sharings', 'integer'], ['go_ahead', 'integer'], ['halted', 'integer'], ['halted_by', 'text']]);
  return table('clearance_by_jurisdiction', t.sections.clearance, heads, rows.toSorted((a, b) => b.halted - a.halted).slice(0, mostInBrief).map(({ cells }) => cells));
}

/** The rules and reasons that halt sharings, the most frequent first, each with how many; null where none is halted. */
function haltsOf(rows: readonly ClearanceRow[], words: Words, count: (n: number) => string): string | null {
  const reasons = [...new Set(rows.flatMap(({ halts }) => halts))].map((reason) => ({ reason, n: rows.filter(({ halts }) => halts.includes(reason)).length }));
  return reasons.sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1)).map(({ reason, n }) => `${reasonName(reason, words)} (${count(n)})`).join('; ') || null;
}

/** A gap by its words, a rule by its id and name. */
function reasonName(reason: string, { clearance, findings }: Words): string {
  return reason in clearance.reasons ? clearance.reasons[reason as keyof typeof clearance.reasons] : `${reason} ${findings.rules[reason as RuleId].name}`;
}
