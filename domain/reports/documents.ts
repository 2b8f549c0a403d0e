import { article30Record } from '@/domain/reports/article-30-record';
import { campaignUptake } from '@/domain/reports/campaign-uptake';
import type { ReportDocument } from '@/domain/reports/document';
import { dpoPeriodic } from '@/domain/reports/dpo-periodic';
import { earlierEndings } from '@/domain/reports/earlier-queries';
import { eventExtract } from '@/domain/reports/event-extract';
import { readEvidenceData } from '@/domain/reports/evidence-queries';
import { readExtract } from '@/domain/reports/extract-queries';
import { findingsAndClearance } from '@/domain/reports/findings-and-clearance';
import { readFindingsData } from '@/domain/reports/findings-queries';
import { arranged, recalling } from '@/domain/reports/frame';
import { readCampaignData } from '@/domain/reports/input-queries';
import { readPeriodicData } from '@/domain/reports/periodic-queries';
import { processorRecord } from '@/domain/reports/processor-record';
import { readRecordData, readTransparencyData } from '@/domain/reports/register-queries';
import { type Run, readerFor } from '@/domain/reports/run';
import { subjectEvidence } from '@/domain/reports/subject-evidence';
import { transparencyDocument } from '@/domain/reports/transparency-document';
import { reportScopes } from '@/domain/reports/vocabulary';
import type { Words } from '@/domain/words/catalogue';
import { database, snapshot } from '@/db/client';

/**
 * Reads what a run is about with the rights of whoever asked, and hands its document to `work`: a function of the run's inputs, as-of, known-at,
 * layout, language and suppression, never of its number or of who asked. The document is good only until `work` ends: rows that are too
 * many to hold are read from a view of the database that is open until then. Earlier reports of its scope that stood no longer at known-at are named in it.
 */
export async function withDocument<Result>(run: Run, words: Words, work: (document: ReportDocument) => Promise<Result>): Promise<Result> {
  const earlier = await earlierEndings(await database(), run);
  const finish = (document: ReportDocument) => work(recalling(arranged(document, reportScopes[run.type].columns, run.columns, words), earlier, words));
  if (run.type !== 'event_extract') return finish(await documentOf({ ...run, type: run.type }, words));
  return snapshot(async (client) => {
    const { data, stream } = await readExtract(readerFor(run), client, { ...requestOf(run), campaign: run.campaign ?? '', filters: run.filters, from: run.from, zone: run.zone });
    return finish(eventExtract(data, stream, words));
  });
}

const requestOf = ({ language, asOf, knownAt }: Run) => ({ language, asOf, knownAt });

async function documentOf(run: Run & { type: Exclude<Run['type'], 'event_extract'> }, words: Words): Promise<ReportDocument> {
  const reader = readerFor(run);
  const request = requestOf(run);
  const { type, layout, zone } = run;
  const campaign = run.campaign ?? '';
  switch (type) {
    case 'article_30_record':
      return article30Record(await readRecordData(reader, { ...request, type, layout }), words);
    case 'processor_record':
      return processorRecord(await readRecordData(reader, { ...request, type, layout }), words);
    case 'campaign_uptake':
      return campaignUptake(await readCampaignData(reader, { ...request, campaign, filters: run.filters }), words);
    case 'transparency_table':
      return transparencyDocument(await readTransparencyData(reader, { ...request, jurisdiction: run.jurisdiction ?? '' }, words), words);
    case 'findings_and_clearance':
      return findingsAndClearance(await readFindingsData(reader, { ...request, campaign: run.campaign, zone }), words);
    case 'dpo_periodic':
      return dpoPeriodic(await readPeriodicData(reader, { ...request, campaign: run.campaign, from: run.from ?? run.asOf, zone }), words);
    case 'subject_evidence':
      return subjectEvidence(await readEvidenceData(reader, { ...request, campaign, subject: run.subject ?? '', zone }), words);
  }
}
