import { and, asc, count, eq, gte, isNotNull, lt, lte, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type Actor, permit } from '@/domain/access/permissions';
import { listCampaigns } from '@/domain/campaigns/queries';
import { readClearance } from '@/domain/clearance/queries';
import { readRegister } from '@/domain/purposes/queries';
import { clearanceRow } from '@/domain/reports/clearance-rows';
import { findingTrend } from '@/domain/reports/finding-trend';
import type { FindingRow } from '@/domain/reports/findings-data';
import { readFindingsData } from '@/domain/reports/findings-queries';
import { type InputRequest, readCampaignData } from '@/domain/reports/input-queries';
import type { Due, PeriodicData, RegisterChange } from '@/domain/reports/periodic-data';
import { readRecordData } from '@/domain/reports/register-queries';
import { readUptake } from '@/domain/uptake/queries';
import { words } from '@/domain/words/catalogue';
import { database } from '@/db/client';
import { batches, erasures, purposeVersions } from '@/db/schema';

type PeriodRequest = InputRequest & { campaign: string | null; from: Date; zone: string | null };

/** Everything the DPO's periodic report says of a period; what was recorded after `knownAt` is not in it. */
export async function readPeriodicData(actor: Actor, request: PeriodRequest): Promise<PeriodicData> {
  permit(actor, 'uptake:exact');
  const { language, from, asOf, knownAt } = request;
  const record = await readRecordData(actor, { ...request, type: 'article_30_record', layout: 'full' });
  const before = await readRegister(actor, { asOf: from, knownAt });
  const found = await readFindingsData(actor, request);
  const campaigns = await readCampaigns(actor, request);
  const due = dueOf(record, asOf.toISOString().slice(0, 10), request);
  const open = found.findings.filter(({ status }) => status === 'open');
  return {
    type: 'dpo_periodic', language, zone: request.zone ?? campaigns[0]?.now.zone ?? 'UTC', illustrative: record.illustrative || campaigns.some(({ now }) => now.illustrative), from: from.toISOString(), as_of: asOf.toISOString(), known_at: knownAt.toISOString(),
    rules: found.rules,
    decisions: [...decisionsOf(open), ...due],
    findings: { trend: findingTrend(found.findings, from.toISOString(), asOf.toISOString()), decided: found.findings.filter(({ decision }) => decision !== null).length, rows: found.findings },
    campaigns, register: record, purposes_before: before.filter(({ record: { kind } }) => kind === 'controller').length, changes: await readChanges(request), due,
    arrivals: await readArrivals(request), erased: await readErased(request),
  };
}

async function readCampaigns(actor: Actor, { campaign: only, from, ...request }: PeriodRequest): Promise<PeriodicData['campaigns']> {
  const known = (await listCampaigns(actor)).filter(({ key, announcedAt }) => (only === null || key === only) && announcedAt < request.asOf).sort((a, b) => (a.key < b.key ? -1 : 1));
  const read: PeriodicData['campaigns'] = [];
  for (const { key, announcedAt } of known) {
    const now = await readCampaignData(actor, { ...request, campaign: key, filters: {} });
    const then = announcedAt < from ? await readUptake(actor, { campaign: key, asOf: from, knownAt: request.knownAt }, () => request.knownAt) : null;
    const { rows } = await readClearance(actor, { campaign: key, asOf: request.asOf }, () => request.knownAt);
    read.push({ now, before: then && { population: then.total.population, counts: then.total.counts, rates: then.total.rates }, clearance: rows.map((row) => clearanceRow(row, words(request.language))) });
  }
  return read;
}

/** One matter for each rule that blocks something: the first of its findings on that thing speaks for all. */
function decisionsOf(open: readonly FindingRow[]): Due[] {
  const blockers = open.filter(({ severity }) => severity === 'blocker');
  const isFirst = (row: FindingRow, at: number) => blockers.findIndex(({ rule, object }) => rule === row.rule && object === row.object) === at;
  return blockers.filter(isFirst).map(({ rule, sentence, object, owner, due }) => ({ what: `${rule}: ${sentence}`, object, owner: owner ?? '', due }));
}

/** Reviews of entries, assessments and transfers whose day has come; the longest overdue first. */
function dueOf({ purposes }: Awaited<ReturnType<typeof readRecordData>>, today: string, { language }: InputRequest): Due[] {
  const { assessments, reviewOf } = words(language).reports.periodic;
  const all = purposes.filter(({ status }) => status !== 'ended').flatMap(({ key, record: { title, owner, timing, bases, recipients } }) => [
    { what: reviewOf, object: `${key} ${title}`, owner, due: timing.reviewDue },
    ...bases.map(({ jurisdiction, assessment }) => ({ what: assessments.interests(jurisdiction), object: `${key} ${title}`, owner, due: assessment.reviewDue })),
    ...recipients.map(({ name, transfer }) => ({ what: assessments.transfer(name), object: `${key} ${title}`, owner, due: transfer.assessmentReviewDue })),
  ]);
  return all.filter(({ due }) => due !== null && due <= today).sort((a, b) => `${a.due} ${a.object}`.localeCompare(`${b.due} ${b.object}`, 'en'));
}

async function readChanges({ from, asOf, knownAt }: PeriodRequest): Promise<RegisterChange[]> {
  const db = await database();
  const { purposeKey: key, title, version, reason, recordedAt } = purposeVersions;
  const rows = await db.select({ key, title, version, reason, recordedAt }).from(purposeVersions).where(and(gte(recordedAt, from), lt(recordedAt, asOf), lte(recordedAt, knownAt))).orderBy(asc(recordedAt), asc(key), asc(version));
  return rows.map(({ recordedAt: at, ...row }) => ({ ...row, recorded_at: at.toISOString() }));
}

async function readArrivals({ from, asOf, knownAt }: PeriodRequest): Promise<PeriodicData['arrivals']> {
  const db = await database();
  const sum = (column: AnyPgColumn) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
  const inPeriod = (at: AnyPgColumn) => and(isNotNull(at), gte(at, from), lt(at, asOf), lte(at, knownAt));
  const [all] = await db.select({ batches: count(), received: sum(batches.received), stored: sum(batches.stored), duplicates: sum(batches.duplicates), rejected: sum(batches.rejected) }).from(batches).where(inPeriod(batches.closedAt));
  const [taken] = await db.select({ n: count() }).from(batches).where(inPeriod(batches.withdrawnAt));
  return { batches: all?.batches ?? 0, received: all?.received ?? 0, stored: all?.stored ?? 0, duplicates: all?.duplicates ?? 0, rejected: all?.rejected ?? 0, withdrawn: taken?.n ?? 0 };
}

async function readErased({ from, asOf, knownAt }: PeriodRequest): Promise<PeriodicData['erased']> {
  const db = await database();
  const within = and(gte(erasures.at, from), lt(erasures.at, asOf), lte(erasures.at, knownAt));
  const [people] = await db.select({ n: sql<number>`coalesce(sum(${erasures.subjects}), 0)`.mapWith(Number) }).from(erasures).where(and(within, eq(erasures.kind, 'request')));
  const [rules] = await db.select({ n: count() }).from(erasures).where(and(within, eq(erasures.kind, 'retention')));
  return { people: people?.n ?? 0, campaigns_deleted: rules?.n ?? 0 };
}
