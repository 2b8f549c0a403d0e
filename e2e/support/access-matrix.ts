import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '@/cli/bootstrap.mjs';
import type { Permission } from '@/domain/access/vocabulary';
import { campaign } from '@/e2e/support/shared-server';

/** A page or download of the console, by its file under `app`, and what it takes to see it; null where signing in is enough. */
export type PageRule = { file: string; path: string; needs: Permission | null };
/** A call of the API, by its route's file under `app/api/v1`; `body` is refused as invalid by whoever may make the call. */
export type CallRule = { file: string; method: Method; path: string; needs: Permission; body?: unknown; type?: string; answers: number };
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export const methods: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export type Things = { run: number; file: string; batch: string; finding: string };

export const pageRules = ({ run, file, batch, finding }: Things): PageRule[] => [
  { file: 'batches/page.tsx', path: '/batches', needs: 'batches:read' },
  { file: 'batches/[batch]/page.tsx', path: `/batches/${batch}`, needs: 'batches:read' },
  { file: 'batches/[batch]/errors.csv/route.ts', path: `/batches/${batch}/errors.csv`, needs: 'batches:read' },
  { file: 'page.tsx', path: '/', needs: 'campaigns:read' },
  { file: 'campaigns/[campaign]/page.tsx', path: `/campaigns/${campaign}`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/segments.csv/route.ts', path: `/campaigns/${campaign}/segments.csv`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/series.csv/route.ts', path: `/campaigns/${campaign}/series.csv`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/clearance/page.tsx', path: `/campaigns/${campaign}/clearance`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/clearance.csv/route.ts', path: `/campaigns/${campaign}/clearance.csv`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/settings/page.tsx', path: `/campaigns/${campaign}/settings`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/conduct/page.tsx', path: `/campaigns/${campaign}/conduct`, needs: 'campaigns:read' },
  { file: 'campaigns/[campaign]/fairness/page.tsx', path: `/campaigns/${campaign}/fairness`, needs: 'uptake:read' },
  { file: 'campaigns/[campaign]/fairness.csv/route.ts', path: `/campaigns/${campaign}/fairness.csv`, needs: 'uptake:read' },
  { file: 'purposes/page.tsx', path: '/purposes', needs: 'purposes:read' },
  { file: 'purposes.csv/route.ts', path: '/purposes.csv', needs: 'purposes:read' },
  { file: 'purposes/terms/route.ts', path: '/purposes/terms', needs: 'purposes:read' },
  { file: 'purposes/import/page.tsx', path: '/purposes/import', needs: 'purposes:write' },
  { file: 'purposes/export/page.tsx', path: '/purposes/export', needs: 'purposes:read' },
  { file: 'purposes/export/file/route.ts', path: '/purposes/export/file', needs: 'purposes:read' },
  { file: 'purposes/table/page.tsx', path: '/purposes/table', needs: 'purposes:read' },
  { file: 'purposes/table/file/route.ts', path: '/purposes/table/file', needs: 'purposes:read' },
  { file: 'purposes/matrix/page.tsx', path: '/purposes/matrix', needs: 'purposes:read' },
  { file: 'purposes/coverage/page.tsx', path: '/purposes/coverage', needs: 'campaigns:read' },
  { file: 'purposes/text/page.tsx', path: '/purposes/text', needs: 'purposes:write' },
  { file: 'purposes/review/page.tsx', path: '/purposes/review', needs: 'purposes:write' },
  { file: 'purposes/bulk/page.tsx', path: '/purposes/bulk?purpose=FC-11%401', needs: 'purposes:write' },
  { file: 'purposes/[key]/compare/page.tsx', path: '/purposes/FC-01/compare', needs: 'purposes:read' },
  { file: 'purposes/new/page.tsx', path: '/purposes/new', needs: 'purposes:write' },
  { file: 'purposes/[key]/page.tsx', path: '/purposes/FC-01', needs: 'purposes:read' },
  { file: 'purposes/[key]/edit/page.tsx', path: '/purposes/FC-01/edit', needs: 'purposes:write' },
  { file: 'findings/page.tsx', path: '/findings', needs: 'findings:read' },
  { file: 'findings/[finding]/page.tsx', path: `/findings/${finding}`, needs: 'findings:read' },
  { file: 'findings.csv/route.ts', path: '/findings.csv', needs: 'findings:read' },
  { file: 'reports/page.tsx', path: '/reports', needs: 'reports:read' },
  { file: 'reports/new/page.tsx', path: '/reports/new', needs: 'reports:write' },
  { file: 'reports/schedules/page.tsx', path: '/reports/schedules', needs: 'reports:write' },
  { file: 'reports/[run]/page.tsx', path: `/reports/${run}`, needs: 'reports:read' },
  { file: 'reports/[run]/files/[name]/route.ts', path: `/reports/${run}/files/${file}`, needs: 'reports:read' },
  { file: 'evidence/page.tsx', path: '/evidence', needs: 'evidence:read' },
  { file: 'evidence/[seq]/[file]/route.ts', path: '/evidence/0/entry', needs: 'evidence:read' },
  { file: 'settings/page.tsx', path: '/settings', needs: null },
  { file: 'settings/account/page.tsx', path: '/settings/account', needs: null },
  { file: 'settings/users/page.tsx', path: '/settings/users', needs: 'users:read' },
  { file: 'settings/register/page.tsx', path: '/settings/register', needs: 'purposes:read' },
  { file: 'settings/rules/page.tsx', path: '/settings/rules', needs: 'findings:read' },
  { file: 'settings/health/page.tsx', path: '/settings/health', needs: 'health:read' },
  { file: 'settings/keys/page.tsx', path: '/settings/keys', needs: 'keys:read' },
];

export const callRules = ({ run, file, batch, finding }: Things): CallRule[] => [
  { file: 'batches/route.ts', method: 'GET', path: '/batches', needs: 'batches:read', answers: 200 },
  { file: 'batches/[batch]/route.ts', method: 'GET', path: `/batches/${batch}`, needs: 'batches:read', answers: 200 },
  { file: 'batches/[batch]/errors/route.ts', method: 'GET', path: `/batches/${batch}/errors`, needs: 'batches:read', answers: 200 },
  { file: 'batches/[batch]/withdraw/route.ts', method: 'POST', path: `/batches/${batch}/withdraw`, needs: 'batches:write', body: {}, answers: 400 },
  { file: 'batches/[batch]/replay/route.ts', method: 'POST', path: `/batches/${batch}/replay`, needs: 'batches:write', body: {}, answers: 400 },
  { file: 'campaigns/route.ts', method: 'GET', path: '/campaigns', needs: 'campaigns:read', answers: 200 },
  { file: 'campaigns/route.ts', method: 'POST', path: '/campaigns', needs: 'campaigns:write', body: {}, answers: 400 },
  { file: 'campaigns/[campaign]/route.ts', method: 'GET', path: `/campaigns/${campaign}`, needs: 'campaigns:read', answers: 200 },
  { file: 'campaigns/[campaign]/route.ts', method: 'PATCH', path: `/campaigns/${campaign}`, needs: 'campaigns:write', body: { deadline: {} }, answers: 400 },
  { file: 'campaigns/[campaign]/population/route.ts', method: 'PUT', path: `/campaigns/${campaign}/population`, needs: 'campaigns:write', body: [], answers: 400 },
  { file: 'campaigns/[campaign]/events/route.ts', method: 'POST', path: `/campaigns/${campaign}/events`, needs: 'events:write', body: '\n', type: 'application/x-ndjson', answers: 200 },
  { file: 'campaigns/[campaign]/subjects/export/route.ts', method: 'POST', path: `/campaigns/${campaign}/subjects/export`, needs: 'subjects:export', body: {}, answers: 400 },
  { file: 'campaigns/[campaign]/subjects/erase/route.ts', method: 'POST', path: `/campaigns/${campaign}/subjects/erase`, needs: 'subjects:erase', body: {}, answers: 400 },
  { file: 'campaigns/[campaign]/uptake/route.ts', method: 'GET', path: `/campaigns/${campaign}/uptake`, needs: 'uptake:read', answers: 200 },
  { file: 'campaigns/[campaign]/clearance/route.ts', method: 'GET', path: `/campaigns/${campaign}/clearance`, needs: 'uptake:read', answers: 200 },
  { file: 'campaigns/[campaign]/clearance/[purpose]/check/route.ts', method: 'POST', path: `/campaigns/${campaign}/clearance/FC-01/check`, needs: 'clearance:check', body: {}, answers: 400 },
  { file: 'campaigns/[campaign]/segment-mapping/route.ts', method: 'GET', path: `/campaigns/${campaign}/segment-mapping`, needs: 'campaigns:read', answers: 404 },
  { file: 'campaigns/[campaign]/segment-mapping/route.ts', method: 'PUT', path: `/campaigns/${campaign}/segment-mapping`, needs: 'campaigns:write', body: {}, answers: 400 },
  { file: 'ingest/segment/route.ts', method: 'POST', path: `/ingest/segment?campaign=${campaign}`, needs: 'events:write', body: [], answers: 409 },
  { file: 'purposes/route.ts', method: 'GET', path: '/purposes', needs: 'purposes:read', answers: 200 },
  { file: 'purposes/route.ts', method: 'POST', path: '/purposes', needs: 'purposes:write', body: {}, answers: 400 },
  { file: 'purposes/[key]/route.ts', method: 'GET', path: '/purposes/FC-01', needs: 'purposes:read', answers: 200 },
  { file: 'purposes/[key]/route.ts', method: 'PATCH', path: '/purposes/FC-01', needs: 'purposes:write', body: {}, answers: 400 },
  { file: 'findings/route.ts', method: 'GET', path: '/findings', needs: 'findings:read', answers: 200 },
  { file: 'findings/[finding]/route.ts', method: 'GET', path: `/findings/${finding}`, needs: 'findings:read', answers: 200 },
  { file: 'reports/route.ts', method: 'GET', path: '/reports', needs: 'reports:read', answers: 200 },
  { file: 'reports/route.ts', method: 'POST', path: '/reports', needs: 'reports:write', body: {}, answers: 400 },
  { file: 'reports/[run]/route.ts', method: 'GET', path: `/reports/${run}`, needs: 'reports:read', answers: 200 },
  { file: 'reports/[run]/files/[name]/route.ts', method: 'GET', path: `/reports/${run}/files/${file}`, needs: 'reports:read', answers: 200 },
];

/** What each server action takes; null where signing in is enough, 'anyone' where not even that. */
export const actionRules: Record<string, Permission | null | 'anyone'> = {
  savePreferences: 'anyone',
  finishSetup: 'anyone',
  enterCode: 'anyone',
  openShared: 'anyone',
  recordDeadline: 'campaigns:write',
  recordEntry: 'campaigns:write',
  withdraw: 'batches:write',
  replay: 'batches:write',
  addPurpose: 'purposes:write',
  savePurpose: 'purposes:write',
  submitForReview: 'purposes:write',
  decideReview: 'purposes:review',
  endEntry: 'purposes:write',
  addRemark: 'purposes:write',
  settleRemark: 'purposes:write',
  keepWithNotice: 'purposes:write',
  linkToPurpose: 'purposes:write',
  unlinkFromPurpose: 'purposes:write',
  findInText: 'purposes:write',
  makeDrafts: 'purposes:write',
  takeRegister: 'purposes:write',
  saveSelection: 'purposes:write',
  saveRegisterSettings: 'purposes:review',
  acknowledge: 'findings:write',
  override: 'findings:override',
  reopen: 'findings:write',
  assign: 'findings:write',
  markCampaignReady: 'findings:write',
  saveThresholds: 'findings:override',
  askForReport: 'reports:write',
  keepPreset: 'reports:write',
  dropPreset: 'reports:write',
  setUpSchedule: 'reports:write',
  stopSchedule: 'reports:write',
  cancelRun: 'reports:write',
  retryRun: 'reports:write',
  signRun: 'reports:sign',
  countersignRun: 'reports:countersign',
  supersedeRun: 'reports:sign',
  withdrawRun: 'reports:sign',
  makeShare: 'reports:share',
  endShare: 'reports:share',
  changeOwnPassword: null,
  startAuthenticator: null,
  enrolAuthenticator: null,
  addUser: 'users:write',
  makeLink: 'users:write',
  setRole: 'users:write',
  closeUser: 'users:write',
  resetAuthenticator: 'users:write',
  setLastDay: 'users:write',
  addKey: 'keys:write',
  endKey: 'keys:write',
};

const filesUnder = (folder: string, wanted: RegExp) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/')).filter((name) => wanted.test(name)).sort();

/** Every page and download there is, by file. */
export const pageFiles = () => filesUnder('app/(console)', /(^|\/)(page\.tsx|route\.ts)$/);

/** Every call the API answers, as `file METHOD`. */
export const calls = () =>
  filesUnder('app/api/v1', /(^|\/)route\.ts$/).flatMap((file) => {
    const source = readFileSync(path.join(root, 'app/api/v1', file), 'utf8');
    return methods.filter((method) => new RegExp(`export (const|async function|function) ${method}\\b`).test(source)).map((method) => `${file} ${method}`);
  }).sort();

/** The id under which the build answers each server action, by name. */
export function builtActions(): Map<string, string> {
  const manifest: { node: Record<string, { exportedName?: string }> } = JSON.parse(readFileSync(path.join(root, '.next/server/server-reference-manifest.json'), 'utf8'));
  return new Map(Object.entries(manifest.node).map(([id, { exportedName = id }]) => [exportedName, id]));
}
