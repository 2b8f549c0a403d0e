import { z } from 'zod';
import { instant } from '@/domain/instants';
import { choosableColumns, recordLayouts, reportScopes, reportTypes, rhythms } from '@/domain/reports/vocabulary';
import { languages } from '@/domain/words/vocabulary';

const segment = z.string().trim().min(1).max(64);
const zone = z.string().refine(isZone, { error: 'Give the name of a time zone, such as Europe/Berlin.' });
const name = z.string().trim().min(1, 'required').max(100, 'too_long');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A column of the type's main table: those named stand in this order, under their own label where one is given. */
const ChosenColumn = z.strictObject({ id: z.string(), label: z.string().trim().max(120).optional() });
export type ChosenColumn = z.output<typeof ChosenColumn>;

const shape = {
  type: z.enum(reportTypes),
  campaign: z.string().trim().min(1).max(63).optional(),
  jurisdiction: segment.optional(),
  layout: z.enum(recordLayouts).optional(),
  language: z.enum(languages),
  filters: z.strictObject({ region: segment.optional(), platform: segment.optional(), channel: segment.optional() }).optional(),
  columns: z.array(ChosenColumn).max(60).optional(),
  zone: zone.optional(),
  /** Whether legal is to countersign what the DPO signs. */
  countersign: z.boolean().optional(),
};

type Asked = { type: (typeof reportTypes)[number]; campaign?: string; jurisdiction?: string; layout?: (typeof recordLayouts)[number]; filters?: Record<string, string | undefined>; columns?: ChosenColumn[] };
type Problem = { path: string; message: string };

const aboutRegister = 'This report is about the whole register: leave it out.';

/** What does not fit the type that was asked for, each with the field and the remedy. */
function misfits(request: Asked): Problem[] {
  const scope = reportScopes[request.type];
  const offered = choosableColumns[scope.columns ?? ''] ?? [];
  const chosen = request.columns ?? [];
  const isFiltered = Object.values(request.filters ?? {}).some((value) => value !== undefined);
  const checks: [boolean, Problem][] = [
    [scope.campaign === 'needed' && request.campaign === undefined, { path: 'campaign', message: 'Name the campaign this report is about.' }],
    [scope.campaign === 'none' && request.campaign !== undefined, { path: 'campaign', message: aboutRegister }],
    [scope.jurisdiction === 'needed' && request.jurisdiction === undefined, { path: 'jurisdiction', message: 'Name the region or jurisdiction this table is for.' }],
    [scope.jurisdiction === 'none' && request.jurisdiction !== undefined, { path: 'jurisdiction', message: 'This report is not made for one jurisdiction: leave it out.' }],
    [!scope.filters && isFiltered, { path: 'filters', message: 'This report takes no filters: leave them out.' }],
    [request.layout !== undefined && !scope.layouts.includes(request.layout), { path: 'layout', message: `This report has the layouts ${scope.layouts.join(', ')}.` }],
    [chosen.length > 0 && (offered.length === 0 || (request.layout ?? 'full') !== 'full'), { path: 'columns', message: 'The columns of this report are fixed: leave them out.' }],
    [chosen.some(({ id }) => offered.length > 0 && !offered.includes(id)), { path: 'columns', message: `Choose among these columns: ${offered.join(', ')}.` }],
    [new Set(chosen.map(({ id }) => id)).size < chosen.length, { path: 'columns', message: 'Name each column once.' }],
  ];
  return checks.flatMap(([wrong, problem]) => (wrong ? [problem] : []));
}

type Complain = { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void };
const complain = (context: Complain) => ({ path, message }: Problem) => context.addIssue({ code: 'custom', path: [path], message });

/**
 * Asks for a run. `as_of` defaults to now; `from` opens the period that ends at `as_of` (included and excluded, in that order); `filters`
 * narrow to one segment. A subject is named by its pseudonym or by an identifier, which becomes one before anything is kept.
 */
export const RequestReport = z
  .strictObject({
    ...shape,
    as_of: instant.optional(),
    from: instant.optional(),
    subject: z.string().regex(/^s_[0-9a-f]{64}$/, { error: 'A pseudonym is s_ and 64 hexadecimal digits.' }).optional(),
    identifier: z.string().min(1).max(256).optional(),
  })
  .superRefine((request, context) => {
    const scope = reportScopes[request.type];
    const named = [request.subject, request.identifier].filter((value) => value !== undefined).length;
    misfits(request).forEach(complain(context));
    if (scope.period === 'needed' && request.from === undefined) complain(context)({ path: 'from', message: 'Say when the period begins.' });
    if (scope.period === 'none' && request.from !== undefined) complain(context)({ path: 'from', message: 'This report is about an instant, not a period: leave the beginning out.' });
    if (request.from && request.as_of && request.from >= request.as_of) complain(context)({ path: 'from', message: 'The period begins after it ends.' });
    if (scope.subject === 'needed' && named !== 1) complain(context)({ path: 'identifier', message: 'Name the person this report is about, once.' });
    if (scope.subject === 'none' && named > 0) complain(context)({ path: 'identifier', message: 'This report is not about one person: leave the person out.' });
  });
export type RequestReport = z.output<typeof RequestReport>;

/** What a preset or a schedule keeps of a request: everything but when, and never a person. */
export const KeptRequest = z.strictObject(shape).superRefine((request, context) => {
  if (reportScopes[request.type].subject !== 'none') complain(context)({ path: 'type', message: 'A report about one person is asked for each time.' });
  misfits(request).forEach(complain(context));
});
export type KeptRequest = z.output<typeof KeptRequest>;

export const SavePreset = z.strictObject({ name, shared: z.boolean().default(false), request: KeptRequest });
export const PresetId = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** Makes runs by itself. `days` are days before the deadline, or the days a periodic report looks back; `keep_days` is how long the files of its runs are kept. */
export const CreateSchedule = z
  .strictObject({
    name,
    request: KeptRequest,
    rhythm: z.enum(rhythms),
    zone,
    hour: z.coerce.number().int().min(0).max(23).default(6),
    days: z.coerce.number().int().min(0).max(365).default(7),
    keep_days: z.coerce.number().int().min(1).max(3650).nullable().default(null),
  })
  .superRefine(({ rhythm, request }, context) => {
    if (rhythm === 'before_deadline' && request.campaign === undefined) complain(context)({ path: 'campaign', message: 'Name the campaign whose deadline this schedule waits for.' });
  });
export const ScheduleId = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

export const RunNumber = z.strictObject({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
