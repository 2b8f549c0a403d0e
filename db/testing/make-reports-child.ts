import { foundingCampaign } from '@/cli/founding-case/campaign';
import { foundingEvents } from '@/cli/founding-case/events';
import { foundingPurposes } from '@/cli/founding-case/purposes';
import { createCampaign } from '@/domain/campaigns/commands/create-campaign';
import { createPurpose } from '@/domain/purposes/commands/create-purpose';
import { requestReport } from '@/domain/reports/commands/request-report';
import { runNextReport } from '@/domain/reports/commands/run-next-report';
import { getRun } from '@/domain/reports/queries';
import { importEvents } from '@/domain/uptake/commands/import-events';
import { closeConnection } from '@/db/client';

/** A process that loads the founding case into the database it is given, at instants it is told, makes every type of report and prints the digest of each file. What day it is here, and in which zone, must not matter. */
const system = { kind: 'system', id: 'cli' } as const;
const loaded = () => new Date('2030-01-01T12:00:00Z');
const made = () => new Date('2030-01-02T12:00:00Z');
const campaign = foundingCampaign.key;

async function* body(): AsyncGenerator<Buffer> {
  for (const line of foundingEvents({ subjects: 300 })) yield Buffer.from(`${line}\n`);
  yield Buffer.from(`${JSON.stringify({ id: 'own', subject: 'somebody', type: 'accepted', occurred_at: '2021-02-01T00:00:00Z', region: 'IE', platform: 'web', channel: 'web' })}\n`);
}

await createCampaign(system, { file: foundingCampaign, illustrative: true }, loaded);
for (const purpose of foundingPurposes) await createPurpose(system, { ...purpose, reason: 'founding case', illustrative: true }, loaded);
await importEvents(system, { campaign, format: 'ndjson', source: 'test' }, body(), { clock: loaded });

const as_of = '2021-05-18T23:00:00Z';
const requests = [
  { type: 'article_30_record' }, { type: 'article_30_record', layout: 'ico' }, { type: 'processor_record' }, { type: 'campaign_uptake', campaign, as_of }, { type: 'transparency_table', jurisdiction: 'european_region' },
  { type: 'dpo_periodic', from: '2021-01-01T00:00:00Z' }, { type: 'findings_and_clearance', campaign, as_of }, { type: 'subject_evidence', campaign, identifier: 'somebody', as_of }, { type: 'event_extract', campaign, as_of },
];
const digests: Record<string, string> = {};
// Another order of asking on another machine gives other numbers; they are no part of a file.
for (const request of process.env.REVERSED ? requests.toReversed() : requests) {
  const { number } = await requestReport(system, { ...request, language: 'de' }, made);
  await runNextReport({ clock: made });
  const { files, status, failure } = await getRun(system, number);
  if (status !== 'ready') throw new Error(`${request.type} is ${status}: ${failure}`);
  for (const { name, sha256 } of files) digests[`${request.type} ${'layout' in request ? request.layout : ''} ${name}`] = sha256;
}
await closeConnection();
process.stdout.write(`${JSON.stringify({ digests, today: new Date().toISOString().slice(0, 10), hour: new Date(0).getHours() })}\n`);
