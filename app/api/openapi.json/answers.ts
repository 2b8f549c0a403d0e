import { z } from 'zod';
import { CampaignFile } from '@/domain/campaigns/schemas';
import { clearanceGrounds, haltReasons, refusalReasons } from '@/domain/clearance/vocabulary';
import { confidences, findingStatuses, findingSteps, ruleIds, ruleObjects, severities } from '@/domain/findings/vocabulary';
import { legalNatures } from '@/domain/notices/vocabulary';
import { PurposeRecord } from '@/domain/purposes/schemas';
import { lawfulBases, purposeStatuses, purposeSteps } from '@/domain/purposes/vocabulary';
import { recordLayouts, reportTypes, runEndings, runStatuses, signatureKinds, standings } from '@/domain/reports/vocabulary';
import { SegmentMapping } from '@/domain/uptake/schemas';
import { batchStatuses, countNames, eventFormats, eventTypes, groupingDimensions, lineErrorCodes, purposeStandings, rateNames, states } from '@/domain/uptake/vocabulary';
import { languages } from '@/domain/words/vocabulary';

const instant = z.iso.datetime();
const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string();
const areas = z.record(text, z.array(text));
const segment = { region: text, platform: text, channel: text, app_version: text.nullable(), locale: text.nullable() };

/** Every refusal: RFC 9457, with a stable code, a sentence a person can act on, and the fields concerned; ids and numbers may stand beside them. */
const Problem = z.looseObject({ type: z.literal('about:blank'), title: text, status: z.int(), code: text, detail: text, fields: z.array(z.strictObject({ field: text, message: text })).optional() });

const LineError = z.strictObject({ line: count, field: text.nullable(), code: z.enum(lineErrorCodes), message: text });
const imported = { received: count, stored: count, duplicates: count, rejected: count, errors: z.array(LineError).max(100) };
const Import = z.strictObject({ batch: text, ...imported });
const SegmentImport = z.strictObject({ campaign: text, batch: text.nullable(), ignored: count, ...imported });

const Batch = z.strictObject({
  batch: text, number: z.int().min(1), campaign: text, source: text, key: z.strictObject({ id: text, name: text }).nullable(), format: z.enum(eventFormats), status: z.enum(batchStatuses),
  received: count, stored: count, duplicates: count, rejected: count, body_sha256: sha256.nullable(), opened_at: instant, closed_at: instant.nullable(), seconds: z.number().nullable(), rows_per_second: z.number().nullable(),
  withdrawn: z.strictObject({ at: instant, by: text, reason: text, events_left: count, events_kept: count }).nullable(),
});
const BatchPage = z.strictObject({ batches: z.array(Batch), total: count, page: z.int(), size: z.int() });

const { changes, announcements, variants, prompt_policy, consequences, limitations, labels } = CampaignFile.shape;
const Campaign = z.strictObject({
  key: text, title: text, zone: text, mandatory: z.boolean(), counts_on: z.array(z.enum(legalNatures)), consequence: text, target: z.number().nullable(), joiner_days: z.int().nullable(), retention_days: z.int().nullable(),
  held_since: instant.nullable(), events_deleted_at: instant.nullable(), illustrative: z.boolean(), areas, announced_at: instant,
  deadlines: z.array(z.strictObject({ at: instant, area: text.nullable(), since: instant, reason: text, author: text })),
  notices: z.array(z.strictObject({ id: text, legal_nature: z.enum(legalNatures), area: text.nullable(), locale: text, published_at: instant, sha256, purposes: z.array(text) })),
  reminders: z.array(z.strictObject({ at: instant, label: text })),
  population: z.array(z.strictObject({ region: text.optional(), platform: text.optional(), channel: text.optional(), app_version: text.optional(), locale: text.optional(), count, as_of: instant, definition: text, source: text })),
  changes, announcements, variants, prompt_policy, consequences, limitations, labels,
});
const CampaignList = z.strictObject({ campaigns: z.array(Campaign) });
const Key = z.strictObject({ key: text });
const PopulationKept = z.strictObject({ campaign: text, rows: count });
const SegmentMappingKept = z.strictObject({ campaign: text, mapping: SegmentMapping, recorded_at: instant });

const withheld = { suppressed: z.literal(true).optional(), suppressed_cells: z.array(text).optional() };
const Counts = z.strictObject(Object.fromEntries(countNames.map((name) => [name, count.nullable()])));
const cell = { population: count.nullable(), counts: Counts, rates: z.strictObject(Object.fromEntries(rateNames.map((name) => [name, z.number().nullable()]))), ...withheld };
const Uptake = z.strictObject({
  campaign: text, as_of: instant, known_at: instant, zone: text, illustrative: z.literal(true).optional(),
  deadlines: z.array(z.strictObject({ area: text.nullable(), at: instant, since: instant, reason: text, accepted_by: count.nullable(), accepted_late: count.nullable(), suppressed: z.literal(true).optional() })),
  ...cell,
  groups: z.array(z.strictObject({ key: z.partialRecord(z.enum(groupingDimensions), text), ...cell })),
  series: z.array(z.strictObject({ date: z.iso.date(), counts: Counts, ...withheld })),
});

const Standings = z.strictObject(Object.fromEntries(purposeStandings.map((name) => [name, count])));
const cleared = { population: count.nullable(), held: count.nullable(), cleared: count.nullable(), must_not: count.nullable(), standings: Standings.nullable() };
const Clearance = z.strictObject({
  campaign: text, as_of: instant, blockers_as_of: instant, zone: text, illustrative: z.literal(true).optional(),
  sharings: z.array(z.strictObject({
    purpose: text, title: text, jurisdiction: text, basis: z.enum(lawfulBases).nullable(), applies_when: text, ground: z.enum(clearanceGrounds), halts: z.array(z.enum(haltReasons)),
    blockers: z.array(z.strictObject({ rule: z.enum(ruleIds), finding: text, jurisdiction: text.nullable() })), ...cleared, suppressed: z.literal(true).optional(), regions: z.array(z.strictObject({ region: text, ...cleared })),
  })),
});
const ClearanceCheck = z.strictObject({
  campaign: text, purpose: text, as_of: instant, may: count, must_not: count,
  answers: z.array(z.strictObject({ line: z.int().min(1), may: z.boolean(), why: z.enum([...clearanceGrounds, ...refusalReasons]), basis: z.enum(lawfulBases).nullable(), jurisdiction: text.nullable() })),
});

const AccessPacks = z.strictObject({
  campaign: z.strictObject({
    key: text, title: text, zone: text, announced_at: instant.nullable(), mandatory: z.boolean().nullable(), consequence: text, deadlines: z.array(z.strictObject({ at: instant, area: text.nullable(), since: instant })),
    retention_days: z.int().nullable(), events_deleted_at: instant.nullable(),
  }),
  made_at: instant,
  subjects: z.array(z.strictObject({
    line: z.int(), status: z.enum(['known', 'erased', 'unknown']), subject: z.string().regex(/^s_[0-9a-f]{64}$/).nullable(),
    state: z.strictObject({ state: z.enum(states), opened: z.boolean(), proven: z.boolean(), ...segment }).nullable(),
    choices: z.array(z.strictObject({ purpose: text, choice: text, consent: z.boolean(), objection: z.boolean(), event: text, since: text })),
    notices: z.array(z.strictObject({ id: text, sha256, legal_nature: z.enum(legalNatures), area: text.nullable(), locale: text, published_at: instant, text: text.nullable() })),
    events: z.array(z.strictObject({
      id: text, type: z.enum(eventTypes), occurred_at: text, notice: text.nullable(), shown: z.array(text), ...segment, variant: text.nullable(), actor: text, purposes: z.record(text, z.boolean()).nullable(),
      counts: z.boolean(), proven: z.boolean(), recorded_at: instant.nullable(), batch: z.int().nullable(),
    })),
  })),
});
const Erasure = z.strictObject({ campaign: text, recorded_at: instant, asked: count, erased: count, already_erased: count, unknown: count, events: count, segments: count, unknown_lines: z.array(z.int()) });

const Register = z.strictObject({
  as_of: instant, known_at: instant,
  purposes: z.array(z.strictObject({ key: text, illustrative: z.boolean(), version: z.int(), status: z.enum(purposeStatuses), record: PurposeRecord, validFrom: instant, recordedAt: instant })),
});
const PurposeSaved = z.strictObject({ key: text, version: z.int().min(1) });
const Purpose = z.strictObject({
  key: text, illustrative: z.boolean(), status: z.enum(purposeStatuses), approvedVersion: z.int().nullable(), reviewer: z.strictObject({ id: text, name: text }).nullable(), reviewBy: z.iso.date().nullable(),
  versions: z.array(z.strictObject({ version: z.int(), record: PurposeRecord, reason: text, author: text, validFrom: instant, recordedAt: instant, status: z.enum(purposeStatuses) })),
  steps: z.array(z.strictObject({ version: z.int(), step: z.enum(purposeSteps), author: text, reviewer: text.nullable(), reviewBy: z.iso.date().nullable(), reason: text, ownWork: z.boolean(), effectiveFrom: instant.nullable(), recordedAt: instant })),
  comments: z.array(z.strictObject({ id: text, version: z.int(), path: text, text, author: text, answers: text.nullable(), settles: z.boolean(), recordedAt: instant })),
});

const finding = {
  finding: text, rule: z.enum(ruleIds), severity: z.enum(severities), status: z.enum(findingStatuses), object: z.strictObject({ type: z.enum(ruleObjects), id: text, title: text }), jurisdiction: text.nullable(), draft: z.boolean(), sentence: text,
  values: z.record(text, z.union([text, z.number(), z.array(text)])).nullable(), resolved_by: text, citations: z.array(z.strictObject({ text, confidence: z.enum(confidences) })), overridable: z.boolean(),
  places: z.array(z.strictObject({ type: z.enum(['purpose', 'campaign', 'notice', 'batch', 'report']), id: text, path: text.optional() })), overridden_until: z.iso.date().nullable(), assignee: text.nullable(), due: z.iso.date().nullable(),
  first_seen: instant, since: instant, resolved_at: instant.nullable(), days_open: z.int(), came_back: z.boolean(), pack: text, illustrative: z.boolean(),
};
const FindingPage = z.strictObject({ pack: text, findings: z.array(z.strictObject(finding)), total: count, page: z.int(), size: z.int() });
const FindingHistory = z.strictObject({
  ...finding,
  history: z.array(z.strictObject({
    number: z.int(), step: z.enum(findingSteps), author: text.nullable(), reason: text, until: z.iso.date().nullable(), assignee: text.nullable(), due: z.iso.date().nullable(), severity: z.enum(severities), pack: text, recorded_at: instant,
  })),
});

const run = {
  number: z.int(), type: z.enum(reportTypes), campaign: text.nullable(), jurisdiction: text.nullable(), layout: z.enum(recordLayouts), subject: text.nullable(), columns: z.array(z.strictObject({ id: text, label: text.optional() })).nullable(), from: instant.nullable(), zone: text.nullable(),
  schedule: z.int().nullable(), keepUntil: instant.nullable(), language: z.enum(languages), filters: z.record(text, text), asOf: instant, knownAt: instant, exact: z.boolean(), countersign: z.boolean().describe('Whether legal is to countersign, as asked for with the run.'), illustrative: z.boolean(), status: z.enum(runStatuses),
  progress: z.number(), attempts: count, failure: text.nullable(), inputsSha256: sha256.nullable(), rows: count.nullable(), requestedBy: text, requestedByName: text, requestedAt: instant, leasedUntil: instant.nullable(), finishedAt: instant.nullable(),
};
const ReportList = z.strictObject({ total: count, runs: z.array(z.strictObject({ ...run, size: count.nullable() })) });
const ended = { ending: z.enum(runEndings), at: instant, reason: text, successor: z.int().nullable() };
const SignOff = z.strictObject({
  standing: z.enum(standings), content_sha256: sha256.describe('What a signature is over: number, type, inputs and files.'), countersignature_asked: z.boolean(),
  signatures: z.array(z.strictObject({ kind: z.enum(signatureKinds), role: z.enum(['dpo', 'legal']), at: instant, content_sha256: sha256 })),
  endings: z.array(z.strictObject(ended)).describe('How it came to stand no longer; it may be superseded and withdrawn besides.'),
  takes_place_of: z.array(z.strictObject({ report: z.int(), ...ended })),
});
const Report = z.strictObject({ ...run, sign_off: SignOff, files: z.array(z.strictObject({ name: text, mediaType: text, size: count, sha256 })), sealed: z.boolean().describe('Whether files/report-{run}.zip is there: the report with its proof from the log.') });
const ReportAsked = z.strictObject({ run: z.int().min(1) });

/** What the API answers, by name: the schemas of the document's components. Strict, so that a field without a description fails the contract test. */
export const answers = {
  Problem, Import, SegmentImport, Batch, BatchPage, Campaign, CampaignList, Key, PopulationKept, SegmentMappingKept, Uptake, Clearance, ClearanceCheck, AccessPacks, Erasure, Register, PurposeSaved, Purpose, FindingPage, FindingHistory, ReportList, Report, ReportAsked,
};
export type AnswerName = keyof typeof answers;
