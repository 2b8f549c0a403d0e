import type { FindingRow } from '@/domain/findings/queries';
import { ruleOf } from '@/domain/findings/rule-book';
import { ruleWords, sentenceOf } from '@/domain/findings/sentence';
import { words } from '@/domain/words/catalogue';

/** A finding as programs read it: codes untranslated, its sentence in English, its citations with how sure they are. `values` null: a number in it is withheld. */
export function findingAnswer(row: FindingRow) {
  const english = words('en');
  return {
    finding: row.id,
    rule: row.rule,
    severity: row.severity,
    status: row.status,
    object: { type: row.type, id: row.object, title: row.title },
    jurisdiction: row.jurisdiction,
    draft: row.draft,
    sentence: sentenceOf(row, english),
    values: row.values,
    resolved_by: ruleWords(row.rule, english).remedy,
    citations: ruleOf(row.rule).citations,
    overridable: ruleOf(row.rule).overridable,
    places: row.places,
    overridden_until: row.overriddenUntil,
    assignee: row.assignee?.id ?? null,
    due: row.due,
    first_seen: row.firstSeen.toISOString(),
    since: row.since.toISOString(),
    resolved_at: row.resolvedAt?.toISOString() ?? null,
    days_open: row.days,
    came_back: row.cameBack,
    pack: row.pack,
    illustrative: row.illustrative,
  };
}
