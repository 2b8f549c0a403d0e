import { z } from 'zod';
import type { AnswerName } from '@/app/api/openapi.json/answers';
import type { Permission } from '@/domain/access/vocabulary';
import { CampaignFile, MoveDeadline, NoticeFile, PopulationRow, RecordConduct, SetLegalHold, SetRetention } from '@/domain/campaigns/schemas';
import { CheckRequest, ClearanceRequest } from '@/domain/clearance/schemas';
import { FindingsRequest } from '@/domain/findings/schemas';
import { CreatePurpose, RegisterQuestion, RevisePurpose } from '@/domain/purposes/schemas';
import { RequestReport } from '@/domain/reports/schemas';
import { BatchesRequest, EventLine, SegmentMapping, SubjectsRequest, UptakeRequest, WithdrawBatch } from '@/domain/uptake/schemas';

/** The bodies a request may have, by name. */
export const requests = {
  Event: EventLine,
  CampaignFile,
  CampaignChange: z.union([z.strictObject({ notice: NoticeFile }), z.strictObject({ deadline: MoveDeadline.omit({ campaign: true }) }), z.strictObject({ legal_hold: SetLegalHold.omit({ campaign: true }) }), z.strictObject({ retention: SetRetention.omit({ campaign: true }) }), z.strictObject({ conduct: z.union(RecordConduct.options.map((option) => option.omit({ campaign: true }))) })]),
  PopulationRow,
  SegmentMapping,
  Identifiers: SubjectsRequest.omit({ campaign: true }),
  SharedIdentifiers: CheckRequest.omit({ campaign: true, purpose: true }),
  Withdrawal: WithdrawBatch.omit({ batch: true }),
  NewPurpose: CreatePurpose,
  PurposeRevision: RevisePurpose.omit({ key: true }),
  ReportRequest: RequestReport,
};
type RequestName = keyof typeof requests;

export type Operation = {
  /** Below /api/v1. */
  path: string;
  method: 'get' | 'post' | 'put' | 'patch';
  summary: string;
  needs: Permission;
  query?: z.ZodObject;
  headers?: Record<string, string>;
  /** Media types; a list of a schema is written `[name]`, and null is text that no schema describes. */
  body?: Record<string, RequestName | [RequestName] | null>;
  status?: 200 | 201 | 202;
  answer: AnswerName | { file: string };
};

const eventHeaders = {
  'Idempotency-Key': 'Makes the whole answer repeatable, for the same body in the same campaign; another body is refused. At most 255 characters.',
  'Content-Digest': 'RFC 9530, of the bytes sent. When the body that arrives has another digest, its batch is withdrawn.',
  'Content-Encoding': 'gzip, or none.',
};

/** Every call of the API. The contract test holds it to the routes there are, and their answers to the schemas it names. */
export const operations: Operation[] = [
  { path: '/campaigns/{campaign}/events', method: 'post', summary: 'Takes events of any length as a stream and answers after the last commit; wrong lines are named and hold nothing else back.', needs: 'events:write', headers: eventHeaders, body: { 'application/x-ndjson': 'Event', 'application/json': ['Event'], 'text/csv': null }, answer: 'Import' },
  { path: '/ingest/segment', method: 'post', summary: 'Takes a delivery of Segment’s webhooks by the mapping of the campaign.', needs: 'events:write', query: z.strictObject({ campaign: z.string().optional() }), headers: { 'X-Signature': 'HMAC-SHA-1 of the body, where a shared secret is set.' }, body: { 'application/json': null }, answer: 'SegmentImport' },
  { path: '/batches', method: 'get', summary: 'Batches of events, the newest first, a page at a time.', needs: 'batches:read', query: BatchesRequest, answer: 'BatchPage' },
  { path: '/batches/{batch}', method: 'get', summary: 'One batch.', needs: 'batches:read', answer: 'Batch' },
  { path: '/batches/{batch}/errors', method: 'get', summary: 'The wrong lines: line, field, code, message; never a value.', needs: 'batches:read', answer: { file: 'text/csv' } },
  { path: '/batches/{batch}/withdraw', method: 'post', summary: 'Withdraws a whole batch; its events leave the counts unless another batch holds them.', needs: 'batches:write', body: { 'application/json': 'Withdrawal' }, answer: 'Batch' },
  { path: '/batches/{batch}/replay', method: 'post', summary: 'Takes what a withdrawn batch had brought again, as a new batch.', needs: 'batches:write', body: { 'application/json': 'Withdrawal' }, status: 201, answer: 'Batch' },
  { path: '/campaigns', method: 'get', summary: 'Every campaign with its deadline history.', needs: 'campaigns:read', answer: 'CampaignList' },
  { path: '/campaigns', method: 'post', summary: 'Makes a campaign.', needs: 'campaigns:write', body: { 'application/json': 'CampaignFile' }, status: 201, answer: 'Key' },
  { path: '/campaigns/{campaign}', method: 'get', summary: 'One campaign with its deadline history.', needs: 'campaigns:read', answer: 'Campaign' },
  { path: '/campaigns/{campaign}', method: 'patch', summary: 'Adds a deadline entry or a notice, sets or lifts a legal hold, or changes how long events are kept: one of them.', needs: 'campaigns:write', body: { 'application/json': 'CampaignChange' }, answer: 'Campaign' },
  { path: '/campaigns/{campaign}/population', method: 'put', summary: 'Adds population rows; a later as_of supersedes an earlier one from that instant on.', needs: 'campaigns:write', body: { 'application/json': ['PopulationRow'], 'text/csv': null }, answer: 'PopulationKept' },
  { path: '/campaigns/{campaign}/uptake', method: 'get', summary: 'Counts and rates in total, per group and per day, as of any instant.', needs: 'uptake:read', query: UptakeRequest.omit({ campaign: true }), answer: 'Uptake' },
  { path: '/campaigns/{campaign}/clearance', method: 'get', summary: 'Per purpose, jurisdiction and basis: for how many people the sharing may go ahead, on what, and for how many it must not.', needs: 'uptake:read', query: ClearanceRequest.omit({ campaign: true }), answer: 'Clearance' },
  { path: '/campaigns/{campaign}/clearance/{purpose}/check', method: 'post', summary: 'For each identifier of the body: may this sharing go ahead, and why. The answer names them by their place.', needs: 'clearance:check', body: { 'application/json': 'SharedIdentifiers' }, answer: 'ClearanceCheck' },
  { path: '/campaigns/{campaign}/segment-mapping', method: 'get', summary: 'How the campaign reads Segment’s track events.', needs: 'campaigns:read', answer: 'SegmentMappingKept' },
  { path: '/campaigns/{campaign}/segment-mapping', method: 'put', summary: 'Sets how the campaign reads Segment’s track events.', needs: 'campaigns:write', body: { 'application/json': 'SegmentMapping' }, answer: 'SegmentMappingKept' },
  { path: '/campaigns/{campaign}/subjects/export', method: 'post', summary: 'Access packs (GDPR Article 15) of the people named in the body.', needs: 'subjects:export', body: { 'application/json': 'Identifiers' }, answer: 'AccessPacks' },
  { path: '/campaigns/{campaign}/subjects/erase', method: 'post', summary: 'Erases the people named in the body (GDPR Article 17).', needs: 'subjects:erase', body: { 'application/json': 'Identifiers' }, answer: 'Erasure' },
  { path: '/purposes', method: 'get', summary: 'The register as it stands, or as it stood.', needs: 'purposes:read', query: RegisterQuestion, answer: 'Register' },
  { path: '/purposes', method: 'post', summary: 'Enters a purpose.', needs: 'purposes:write', body: { 'application/json': 'NewPurpose' }, status: 201, answer: 'PurposeSaved' },
  { path: '/purposes/{key}', method: 'get', summary: 'One purpose with every version, what happened to them and what was remarked.', needs: 'purposes:read', answer: 'Purpose' },
  { path: '/purposes/{key}', method: 'patch', summary: 'Saves the next version of a purpose.', needs: 'purposes:write', body: { 'application/json': 'PurposeRevision' }, answer: 'PurposeSaved' },
  { path: '/findings', method: 'get', summary: 'What the rules found, the gravest first, a page at a time; all but the resolved ones unless status says otherwise.', needs: 'findings:read', query: FindingsRequest, answer: 'FindingPage' },
  { path: '/findings/{finding}', method: 'get', summary: 'One finding with its history.', needs: 'findings:read', answer: 'FindingHistory' },
  { path: '/reports', method: 'get', summary: 'Report runs, the newest first, a hundred a page.', needs: 'reports:read', query: z.strictObject({ page: z.coerce.number().int().min(1).optional() }), answer: 'ReportList' },
  { path: '/reports', method: 'post', summary: 'Asks for a run; follow its Location.', needs: 'reports:write', body: { 'application/json': 'ReportRequest' }, status: 202, answer: 'ReportAsked' },
  { path: '/reports/{run}', method: 'get', summary: 'One run with its files once it is ready.', needs: 'reports:read', answer: 'Report' },
  { path: '/reports/{run}/files/{name}', method: 'get', summary: 'One file of a run.', needs: 'reports:read', answer: { file: 'application/octet-stream' } },
];
