import { can, permit } from '@/domain/access/permissions';
import { command } from '@/domain/command';
import { invalid } from '@/domain/errors';
import { enqueueRun } from '@/domain/reports/commands/enqueue-run';
import { needs } from '@/domain/reports/run';
import { RequestReport } from '@/domain/reports/schemas';
import { secret } from '@/domain/secrets';
import { pseudonym, showPseudonym } from '@/domain/uptake/pseudonym';
import { unsupportedGrouping } from '@/domain/uptake/schemas';

/**
 * Asks for a run: numbers it and fixes its inputs (as-of, known-at, period, filters, layout, language, whether small cells are withheld).
 * The worker makes it. An identifier becomes its pseudonym here and is not kept. Throws `missing` for an unknown campaign, `invalid` for
 * an instant in the future, `denied` for a type the actor may not see, `unsupported` for filters the actor may not combine. Returns the number.
 */
export const requestReport = command({
  action: 'report.request',
  permission: 'reports:write',
  input: RequestReport,
  async run({ tx, actor, input, now }) {
    for (const permission of needs[input.type]) permit(actor, permission);
    const asOf = input.as_of ?? now;
    if (asOf > now) throw invalid('as_of: A report cannot be about an instant in the future.', [{ field: 'as_of', message: 'in_future' }]);
    if (input.from && input.from >= asOf) throw invalid('from: The period begins after it ends.', [{ field: 'from', message: 'The period begins after it ends.' }]);
    const exact = can(actor, 'uptake:exact');
    const filters = definedOf(input.filters);
    if (!exact && Object.keys(filters).length > 1) throw unsupportedGrouping(Object.keys(filters));
    const inputs = {
      type: input.type, campaign: input.campaign ?? null, jurisdiction: input.jurisdiction ?? null, layout: input.layout ?? 'full', columns: input.columns?.length ? input.columns : null, from: input.from ?? null, zone: input.zone ?? null,
      subject: input.subject ?? (input.identifier === undefined ? null : showPseudonym(pseudonym(input.identifier, secret('pseudonym')))), language: input.language, filters, exact, asOf, countersign: input.countersign ?? false,
    } as const;
    const { number, after } = await enqueueRun(tx, inputs, { requestedBy: actor.id, schedule: null, keepUntil: null }, now);
    return { result: { number }, object: { type: 'report', id: String(number) }, after };
  },
});

/** Filters without those that say nothing. */
export const definedOf = (filters: Record<string, string | undefined> = {}): Record<string, string> => Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined));
