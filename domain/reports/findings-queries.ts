import { sql } from 'drizzle-orm';
import { type Actor, can, permit } from '@/domain/access/permissions';
import { getCampaign } from '@/domain/campaigns/queries';
import { readClearance } from '@/domain/clearance/queries';
import { valuesWithheld } from '@/domain/findings/numbers';
import { campaignRules, exportRules, packVersion, purposeRules } from '@/domain/findings/pack';
import { condition, findingHistory, source } from '@/domain/findings/source-queries';
import type { FindingStep, RuleId, RuleObject, Severity } from '@/domain/findings/vocabulary';
import { clearanceRow } from '@/domain/reports/clearance-rows';
import { standingOf } from '@/domain/reports/finding-trend';
import type { FindingRow, FindingsData } from '@/domain/reports/findings-data';
import type { InputRequest } from '@/domain/reports/input-queries';
import { words } from '@/domain/words/catalogue';
import { formatter } from '@/domain/words/format';
import type { RuleValues } from '@/domain/words/rule-words';
import { database } from '@/db/client';

type FindingsRequest = InputRequest & { campaign: string | null; zone: string | null };
type Step = { finding: string; step: FindingStep; author: string | null; reason: string; until: string | null; assignee: string | null; due: string | null; severity: Severity; recorded_at: Date };
type Row = { id: string; rule: RuleId; object_type: RuleObject; object_id: string; title: string; values: RuleValues; first_seen: Date; illustrative: boolean };

/** Findings and clearance, of one campaign or of the whole register, as they were known at an instant. */
export async function readFindingsData(actor: Actor, { language, campaign: key, asOf, knownAt, zone }: FindingsRequest): Promise<FindingsData> {
  permit(actor, 'findings:read');
  const campaign = key === null ? null : await getCampaign(actor, key);
  const { rows, illustrative } = await readFindings(actor, { language, campaign: key, asOf, knownAt, zone: zone ?? campaign?.zone ?? 'UTC' });
  const clearance = key === null ? [] : (await readClearance(actor, { campaign: key, asOf }, () => knownAt)).rows.map((row) => clearanceRow(row, words(language)));
  return {
    type: 'findings_and_clearance', language, campaign: key, title: campaign?.title ?? null, zone: zone ?? campaign?.zone ?? 'UTC', illustrative: illustrative || campaign?.illustrative === true, as_of: asOf.toISOString(), known_at: knownAt.toISOString(),
    rules: packVersion, findings: rows, clearance,
  };
}

/** Every finding on what is in force that was recorded by an instant, where it stood then by its steps, in words. */
async function readFindings(actor: Actor, { language, campaign, asOf, knownAt, zone }: FindingsRequest & { zone: string }): Promise<{ rows: FindingRow[]; illustrative: boolean }> {
  const db = await database();
  const found = await db.execute<Row>(sql`select * from (${source(knownAt)}) s where ${condition({ campaign: campaign ?? undefined, status: 'all' })} and not draft and first_seen <= ${knownAt} order by rule, object_type, object_id, about, id`);
  const steps = await db.execute<Step>(sql`select * from (${findingHistory}) s where recorded_at <= ${knownAt} order by finding, number`);
  const histories = new Map<string, Step[]>();
  for (const step of steps.rows) histories.set(step.finding, [...(histories.get(step.finding) ?? []), step]);
  const exact = can(actor, 'uptake:exact');
  const { findings } = words(language);
  const rows = found.rows.flatMap((row): FindingRow[] => {
    const history = histories.get(row.id) ?? [];
    if (history.length === 0) return [];
    const steps = history.map(({ step, until, recorded_at: at }) => ({ step, at: new Date(at).toISOString(), until }));
    const values = exact ? row.values : valuesWithheld(row.rule, row.object_type, row.values);
    const rule = findings.rules[row.rule];
    const given = history.findLast(({ step }) => step === 'assigned');
    return [{
      rule: row.rule, severity: history.at(-1)?.severity ?? 'info', status: standingOf(steps, asOf.toISOString().slice(0, 10)), object: row.title === row.object_id ? row.object_id : `${row.object_id} ${row.title}`,
      sentence: values === null ? rule.condition : rule.message(values), citation: (citations.get(row.rule) ?? []).map((text) => words(language).law.cite(text)).join('; '), found_at: new Date(row.first_seen).toISOString(), decision: decisionOf(history, { language, zone }), steps, owner: given?.assignee ?? null, due: given?.due ?? null,
    }];
  });
  return { rows, illustrative: found.rows.some(({ illustrative }) => illustrative) };
}

const citations: ReadonlyMap<string, string[]> = new Map([...purposeRules, ...campaignRules, ...exportRules].map((rule) => [rule.id, rule.citations.map(({ text }) => text)]));

const decided: ReadonlySet<FindingStep> = new Set(['acknowledged', 'overridden', 'reopened']);

/** What a person decided last, with the reason; null where nobody did. */
function decisionOf(history: readonly Step[], { language, zone }: { language: InputRequest['language']; zone: string }): string | null {
  const last = history.findLast(({ step }) => decided.has(step));
  if (!last) return null;
  const { findings: f } = words(language).reports;
  const format = formatter(language);
  return f.decisionOf(f.steps[last.step as keyof typeof f.steps], format.instant(new Date(last.recorded_at), zone), last.author ?? '–', last.until === null ? '' : format.date(last.until), last.reason);
}
