import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { command } from '@/domain/command';
import { lockFolding } from '@/domain/uptake/sql/locks';
import {
  acts, batchErrors, batches, campaignAnnouncements, campaignAreas, campaignChanges, campaignConsequences, campaignLabels, campaignLimitations, campaignPromptPolicies, campaignReadiness, campaignVariants, campaigns, deadlines, erasures, findingSteps, findings, ledger, ledgerHours, noticePassages, notices, population, purposeBases, purposeComments, purposeDataUses, purposeRecipients, purposeSteps, purposeVersions, purposes,
  reminders, reportAttestations, reportEndings, reportFileChunks, reportFiles, reportManifests, reportRuns, reportShares, reportSignatures, rollup, rollupHours, rollupParts, segmentMappings, segmentSeals, segments, timelines, tombstones, transparencyTables, words,
} from '@/db/schema';

/** Removes everything illustrative: campaigns with their events and counts, purposes with their versions, report runs with their files. The log keeps its entries. */
export const removeIllustrative = command({
  action: 'demo.remove',
  permission: 'demo:write',
  input: z.strictObject({}),
  async run({ tx, client }) {
    const ids = (await tx.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.illustrative, true))).map((row) => row.id);
    const keys = (await tx.select({ key: purposes.key }).from(purposes).where(eq(purposes.illustrative, true))).map((row) => row.key);
    const runs = (await tx.select({ number: reportRuns.number }).from(reportRuns).where(eq(reportRuns.illustrative, true))).map((row) => row.number);
    const removed = { campaigns: ids.length, purposes: keys.length, reports: runs.length, events: 0 };
    if (ids.length > 0) {
      for (const id of ids) await lockFolding(client, id); // A fold puts rows of the ledger in the place of others, which a deletion that waits for it would not see.
      await tx.delete(batchErrors).where(inArray(batchErrors.batchId, tx.select({ id: batches.id }).from(batches).where(inArray(batches.campaignId, ids))));
      removed.events = (await tx.select({ stored: batches.stored }).from(batches).where(inArray(batches.campaignId, ids))).reduce((sum, batch) => sum + batch.stored, 0);
      await tx.delete(segmentSeals).where(inArray(segmentSeals.segmentId, tx.select({ id: segments.id }).from(segments).where(inArray(segments.campaignId, ids))));
      for (const table of [campaignReadiness, transparencyTables, noticePassages, timelines, tombstones, erasures, segments, segmentMappings, ledger, ledgerHours, rollup, rollupHours, rollupParts, words, acts, batches, campaignAreas, deadlines, notices, reminders, population, campaignChanges, campaignAnnouncements, campaignVariants, campaignPromptPolicies, campaignConsequences, campaignLimitations, campaignLabels]) await tx.delete(table).where(inArray(table.campaignId, ids));
      await tx.delete(campaigns).where(inArray(campaigns.id, ids));
    }
    if (keys.length > 0) {
      for (const table of [purposeBases, purposeDataUses, purposeRecipients, purposeSteps, purposeComments, noticePassages]) await tx.delete(table).where(inArray(table.purposeKey, keys));
      await tx.delete(purposeVersions).where(inArray(purposeVersions.purposeKey, keys));
      await tx.delete(purposes).where(inArray(purposes.key, keys));
    }
    if (runs.length > 0) {
      for (const table of [reportManifests, reportSignatures, reportEndings, reportAttestations, reportShares]) await tx.delete(table).where(inArray(table.run, runs));
      await tx.delete(reportFileChunks).where(inArray(reportFileChunks.run, runs));
      await tx.delete(reportFiles).where(inArray(reportFiles.run, runs));
      await tx.delete(reportRuns).where(inArray(reportRuns.number, runs));
    }
    await tx.delete(findingSteps).where(inArray(findingSteps.finding, tx.select({ id: findings.id }).from(findings).where(eq(findings.illustrative, true))));
    await tx.delete(findings).where(eq(findings.illustrative, true));
    return { result: removed, object: { type: 'demo', id: 'founding-case' }, before: removed };
  },
});
